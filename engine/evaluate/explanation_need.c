/* What of the units below would be enough: the aggregate is replaced by what it could be, and the question asked again. */
#include "evaluate/explanation_inside.h"
#include "evaluate/world_inside.h"

#define AMOUNT_BITS 50u /* of the distance looked through, in the smallest steps of the figure */
#define PLACES_OF_FORMULA 2u

/* --- the lens ------------------------------------------------------------------------------------------------------- */

static const struct outside_value *seen_through(void *self, const struct expression *expression,
                                                uint64_t row) {
  struct lens *lens = self;
  if (expression == lens->replaced) return &lens->value;
  return lens->own.value(lens->own.self, expression, row);
}

static int lens_reader(void *self, struct arena *arena, struct outside *out) {
  struct lens *lens = self;
  lens->own = *lens->behind;
  if (lens->behind->reader != NULL && !lens->behind->reader(lens->behind->self, arena, &lens->own)) return 0;
  *out = (struct outside){.self = lens, .value = seen_through};
  return 1;
}

const struct outside *lens_outside(struct builder *builder, struct outside *out) {
  if (builder->request->outside == NULL) return NULL;
  builder->lens.behind = builder->request->outside;
  *out = (struct outside){.self = &builder->lens, .value = seen_through, .reader = lens_reader};
  return out;
}

/* --- asking again ----------------------------------------------------------------------------------------------------- */

struct trial {
  struct builder *builder;
  const struct explanation_node *node;
  const struct explanation_around *around;
  int fewer;
  struct rational base; /* without any help */
  uint64_t total;       /* SHARE_OF: units in the denominator */
  unsigned places;      /* SUM_OF, MEAN_OF */
};

static void number_at(const struct trial *trial, int64_t steps, struct rational *out) {
  struct rational step;
  if (trial->around->expression->kind == EXPRESSION_SHARE_OF) {
    rational_set(&step, steps * 100, 0);
    wide_set(&step.denominator, (int64_t)trial->total);
  } else {
    rational_set(&step, steps, trial->places);
  }
  if (trial->fewer) {
    rational_subtract(out, &trial->base, &step);
  } else {
    rational_add(out, &trial->base, &step);
  }
}

static chuan_verdict verdict_with(const struct trial *trial, int64_t steps) {
  struct builder *builder = trial->builder;
  struct lens *lens = &builder->lens;
  struct rational number;
  number_at(trial, steps, &number);
  lens->replaced = trial->around->expression;
  lens->value = (struct outside_value){.low = &number, .high = &number};
  exact_begin(builder->here.exact, builder->request->values, builder->request->row);
  chuan_verdict verdict = exact_verdict(builder->here.exact, trial->node->asked);
  lens->replaced = NULL;
  return verdict;
}

/* The fewest steps, at most `most`, that give the verdict; 0: none do. */
static int64_t fewest(const struct trial *trial, int64_t most, chuan_verdict wanted) {
  int64_t low = 0, high = most; /* low does not, high does */
  if (most <= 0 || verdict_with(trial, 0) == wanted || verdict_with(trial, most) != wanted) return 0;
  while (high - low > 1) {
    int64_t middle = low + (high - low) / 2;
    if (verdict_with(trial, middle) == wanted) {
      high = middle;
    } else {
      low = middle;
    }
  }
  return high;
}

/* --- the two sorts of aggregates ------------------------------------------------------------------------------------ */

static int need_units(struct trial *trial, struct explanation_need *need) {
  const struct explanation_around *around = trial->around;
  uint64_t counts = around->parts[MEMBER_COUNTS], undecided = around->parts[MEMBER_UNDECIDED];
  uint64_t fails = around->parts[MEMBER_FAILS];
  struct rational sure, most;
  trial->total = counts + undecided + fails;
  if (trial->total == 0 || !around->countable) return 0;
  trial->fewer = 0;
  rational_set(&trial->base, 0, 0);
  number_at(trial, (int64_t)counts, &sure);
  number_at(trial, (int64_t)(counts + undecided), &most);
  rational_copy(&trial->base, &sure);
  int64_t units = fewest(trial, (int64_t)(undecided + fails), CHUAN_MET);
  need->fewer = 0;
  if (units == 0) {
    trial->fewer = need->fewer = 1;
    rational_copy(&trial->base, &most);
    units = fewest(trial, (int64_t)(undecided + counts), CHUAN_MET);
  }
  need->units = (uint64_t)units;
  if (units == 0) return 0;
  if (trial->node->verdict == CHUAN_NO_DATA && need->units <= undecided)
    need->against = undecided - need->units + 1;
  return 1;
}

static int need_amount(struct trial *trial, struct explanation_need *need) {
  const struct explanation_around *around = trial->around;
  const struct explanation_term *value = around->value;
  const struct fact *fact = world_plain_fact(around->expression->operands[0]);
  struct rational *amount = arena_alloc(trial->builder->arena, sizeof *amount);
  if (amount == NULL) {
    builder_fail(trial->builder, CHUAN_MEMORY);
    return 0;
  }
  trial->places = fact != NULL ? fact->places : PLACES_OF_FORMULA;
  for (trial->fewer = 0; trial->fewer < 2; trial->fewer++) {
    const struct rational *base = value->number != NULL ? value->number
                                  : trial->fewer        ? value->high
                                                        : value->low;
    if (base == NULL) continue;
    rational_copy(&trial->base, base);
    int64_t steps = fewest(trial, (int64_t)1 << AMOUNT_BITS, CHUAN_MET);
    if (steps == 0) continue;
    rational_set(amount, steps, trial->places);
    need->amount = amount;
    need->fewer = trial->fewer;
    return 1;
  }
  return 0;
}

static const struct explanation_need *find_need(struct builder *builder, const struct explanation_node *node,
                                                const struct explanation_around *around) {
  struct trial trial = {.builder = builder, .node = node, .around = around};
  struct explanation_need need = {0};
  int found;
  if (!expression_is_aggregate(around->expression->kind) || around->as_whole || around->value == NULL)
    return NULL;
  if (around->expression->kind == EXPRESSION_COUNT_OF || around->expression->kind == EXPRESSION_SHARE_OF) {
    found = need_units(&trial, &need);
  } else {
    found = need_amount(&trial, &need);
  }
  struct explanation_need *kept = found ? arena_alloc(builder->arena, sizeof *kept) : NULL;
  if (found && kept == NULL) builder_fail(builder, CHUAN_MEMORY);
  if (kept != NULL) *kept = need;
  return kept;
}

void build_needs(struct builder *builder) {
  for (size_t i = 0; i < builder->wanting_count && builder->failure == CHUAN_OK; i++) {
    struct explanation_node *node = builder->wanting[i];
    const struct explanation_need **needs = arena_array(builder->arena, node->around_count, sizeof *needs);
    if (needs == NULL) {
      builder_fail(builder, CHUAN_MEMORY);
      return;
    }
    for (size_t a = 0; a < node->around_count; a++) needs[a] = find_need(builder, node, node->around[a]);
    node->needs = needs;
  }
}
