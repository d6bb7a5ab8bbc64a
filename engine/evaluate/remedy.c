/* The smallest change of a single figure that turns a question, found by asking the exact interpreter: doubling
 * steps until the answer turns, then halving back to the first value that does it. Facts that count towards the
 * value come first; a whole (what one divides by) is offered only where no part can do it. */
#include "evaluate/remedy.h"

#include "base/decimal.h"
#include "evaluate/exact_memo.h"
#include "evaluate/test_kind.h"

#include <string.h>

#define REMEDY_BOUND INT64_C(1000000000000000)
#define REMEDY_FACTS 64u /* more figures than that in one formula are nobody's advice */

struct question { /* a comparison or yes/no question and the answer it should have */
  const struct expression *test;
  chuan_verdict wanted;
};

struct question_list {
  struct question *items;
  size_t count, capacity;
};

enum extent { EXTENT_PARTS, EXTENT_WHOLES }; /* what is divided; what divides too */

struct fact_list {
  const struct fact *items[REMEDY_FACTS];
  size_t count;
  enum extent extent; /* of the walk that fills it */
};

struct search {
  struct exact *exact;
  const struct vocabulary_level *level;
  struct arena *arena;
  int64_t *values; /* a copy that changes */
  const struct expression *test;
  const struct expression *condition; /* of an indicator that must go on applying, or NULL */
  chuan_verdict wanted;
  int below, above; /* EQUALS, BETWEEN to be met: on which side the value is now */
  struct remedy *found;
  size_t count, capacity;
};

/* --- which questions fail --------------------------------------------------------------------------------- */

static int is_question(enum expression_kind kind) {
  return test_is_comparison(kind) || kind == EXPRESSION_ONE_OF || kind == EXPRESSION_IS_TRUE;
}

/* Whether a member of a test is followed: `bad` is the verdict that is in the way. */
static int is_followed(const struct exact *exact, const struct expression *test, uint32_t operand,
                       chuan_verdict bad) {
  const struct exact_memo *memo = &exact->memos[test->id];
  const struct expression *member = test->operands[operand];
  if (member->type != TYPE_TEST || !exact_operand_had_say(exact, test, operand)) return 0;
  if (test->kind == EXPRESSION_APPLIES_WHEN && operand == 0) return 0;
  if ((test->kind == EXPRESSION_CHOOSE || test->kind == EXPRESSION_AMENDED) && operand != memo->taken)
    return 0;
  return exact->memos[member->id].verdict == bad;
}

static chuan_verdict opposite(chuan_verdict verdict) {
  return verdict == CHUAN_MET ? CHUAN_NOT_MET : CHUAN_MET;
}

static chuan_status list_questions(struct exact *exact, const struct expression *test, struct arena *arena,
                                   struct question_list *list) {
  chuan_verdict bad = exact_verdict(exact, test);
  size_t depth = 0;
  exact_walk_begin(exact);
  exact_walk_enter(exact, test);
  exact->frames[depth++] = (struct exact_frame){test, 0};
  while (depth > 0) {
    struct exact_frame *frame = &exact->frames[depth - 1];
    const struct expression *at = frame->expression;
    if (frame->next == 0 && at->kind == EXPRESSION_NONE) bad = opposite(bad);
    if (is_question(at->kind)) {
      if (!arena_grow(arena, &list->items, &list->capacity, list->count, sizeof *list->items))
        return CHUAN_MEMORY;
      list->items[list->count++] = (struct question){at, opposite(bad)};
      depth--;
    } else if (frame->next < at->operand_count) {
      uint32_t operand = frame->next++;
      if (is_followed(exact, at, operand, bad) && exact_walk_enter(exact, at->operands[operand])) {
        exact->frames[depth++] = (struct exact_frame){at->operands[operand], 0};
      }
    } else {
      if (at->kind == EXPRESSION_NONE) bad = opposite(bad);
      depth--;
    }
  }
  return CHUAN_OK;
}

/* --- which facts count ------------------------------------------------------------------------------------- */

static void add_fact(struct fact_list *list, const struct fact *fact) {
  for (size_t i = 0; i < list->count; i++) {
    if (list->items[i] == fact) return;
  }
  if (list->count < REMEDY_FACTS) list->items[list->count++] = fact;
}

/* Whether an operand goes into the value: conditions and selectors only choose it. */
static int is_value(void *payload, const struct exact *exact, const struct expression *expression,
                    uint32_t operand) {
  const struct fact_list *list = payload;
  switch (expression->kind) {
    case EXPRESSION_SHARE:
    case EXPRESSION_DIVIDE:
      return operand == 0 || list->extent == EXTENT_WHOLES;
    case EXPRESSION_BY:
    case EXPRESSION_CHOOSE:
    case EXPRESSION_FROM_YEAR:
    case EXPRESSION_AMENDED:
      return operand == exact->memos[expression->id].taken;
    case EXPRESSION_FAILED_SHARE: /* what is met already needs no help */
      return exact->memos[expression->operands[operand]->id].verdict == CHUAN_NOT_MET;
    case EXPRESSION_APPLIES_WHEN:
      return operand == 1;
    default:
      return 1;
  }
}

static void find_fact(void *payload, struct exact *exact, const struct expression *at) {
  (void)exact;
  if (at->kind == EXPRESSION_FACT) add_fact(payload, at->as.fact);
}

/* The facts under one side of a question, adding to the list. */
static void list_facts(struct exact *exact, const struct expression *value, enum extent extent,
                       struct fact_list *list) {
  list->extent = extent;
  exact_walk(exact, value, is_value, find_fact, list);
}

static int is_operand(void *payload, const struct exact *exact, const struct expression *at,
                      uint32_t operand) {
  (void)payload, (void)exact, (void)at, (void)operand;
  return 1;
}

static void find_compute(void *payload, struct exact *exact, const struct expression *at) {
  int *found = payload;
  (void)exact;
  if (at->kind == EXPRESSION_COMPUTE) *found = 1;
}

/* A question with a compute in it: asking that again and again is not affordable. */
static int is_opaque(struct exact *exact, const struct expression *test) {
  int found = 0;
  exact_walk(exact, test, is_operand, find_compute, &found);
  return found;
}

/* --- one fact ------------------------------------------------------------------------------------------------ */

static void try_value(struct search *search, const struct fact *fact, int64_t value) {
  search->values[fact->index] = value;
  exact_begin(search->exact, search->values, search->exact->row);
}

static int turns(struct search *search, const struct fact *fact, int64_t value) {
  try_value(search, fact, value);
  if (exact_verdict(search->exact, search->test) != search->wanted) return 0;
  return search->condition == NULL || exact_verdict(search->exact, search->condition) == CHUAN_MET;
}

/* Where a value must be hit, not passed, the search goes for the first value that reaches or passes it. */
static int reaches(struct search *search, const struct fact *fact, int64_t value) {
  if (!search->below && !search->above) return turns(search, fact, value);
  try_value(search, fact, value);
  const struct expression *test = search->test;
  const struct rational *is = exact_number(search->exact, test->operands[0]);
  const struct rational *due =
      exact_number(search->exact, test->operands[search->above && test->kind == EXPRESSION_BETWEEN ? 2 : 1]);
  if (is == NULL || due == NULL) return 0;
  int order = rational_compare(is, due);
  return search->below ? order >= 0 : order <= 0;
}

/* The value nearest to `from` in one direction that turns the question; 0 when there is none up to `limit`. */
static int find_towards(struct search *search, const struct fact *fact, int64_t from, int64_t limit,
                        int64_t *out) {
  int64_t short_of = from, reached = from, room = limit > from ? limit - from : from - limit;
  int there = 0;
  for (int64_t step = 1; reached != limit && !there; step *= 2) {
    if (reached != from) short_of = reached;
    reached = step >= room ? limit : limit > from ? from + step : from - step;
    there = reaches(search, fact, reached);
  }
  if (!there && room > 1) { /* a whole may be anything but zero: one short of the end */
    reached = limit > from ? limit - 1 : limit + 1;
    there = reached != short_of && reaches(search, fact, reached);
  }
  if (!there) return 0;
  while (short_of - reached > 1 || reached - short_of > 1) {
    int64_t middle = short_of + (reached - short_of) / 2;
    if (reaches(search, fact, middle)) {
      reached = middle;
    } else {
      short_of = middle;
    }
  }
  *out = reached;
  return turns(search, fact, reached);
}

/* `value` of one fact in the scale of another, rounded towards minus or plus infinity. */
static int64_t in_scale(const struct fact *to, const struct fact *from, int64_t value, int up) {
  for (unsigned places = from->places; places < to->places; places++) {
    if (value > REMEDY_BOUND || value < -REMEDY_BOUND) return value; /* beyond every bound already */
    value *= 10;
  }
  for (unsigned places = to->places; places < from->places; places++) {
    int64_t quotient = value / 10, remainder = value % 10;
    value = quotient + (up ? remainder > 0 : -(remainder < 0));
  }
  return value;
}

/* Between what a fact may be: its own bounds, the whole it is part of, the parts it is the whole of. */
static void find_limits(const struct search *search, const struct fact *fact, int64_t now, int64_t *low,
                        int64_t *high) {
  *low = fact->has_minimum ? fact->minimum : -REMEDY_BOUND;
  *high = fact->has_maximum ? fact->maximum : REMEDY_BOUND;
  if (fact->part_of != NULL && search->values[fact->part_of->index] != DECIMAL_MISSING) {
    int64_t whole = in_scale(fact, fact->part_of, search->values[fact->part_of->index], 0);
    if (whole < *high) *high = whole;
  }
  for (uint32_t i = 0; i < search->level->fact_count; i++) {
    const struct fact *part = search->level->facts[i];
    if (part->part_of != fact || search->values[part->index] == DECIMAL_MISSING) continue;
    int64_t least = in_scale(fact, part, search->values[part->index], 1);
    if (least > *low) *low = least;
  }
  if (*low < -REMEDY_BOUND) *low = -REMEDY_BOUND;
  if (*high > REMEDY_BOUND) *high = REMEDY_BOUND;
  if (*low > now) *low = now;
  if (*high < now) *high = now;
}

static int find_number(struct search *search, const struct fact *fact, int64_t now, int64_t *to) {
  int64_t low, high, less = 0, more = 0;
  find_limits(search, fact, now, &low, &high);
  if (now > REMEDY_BOUND || now < -REMEDY_BOUND) return 0;
  int has_more = find_towards(search, fact, now, high, &more);
  int has_less = find_towards(search, fact, now, low, &less);
  *to = has_more && (!has_less || more - now <= now - less) ? more : less;
  return has_more || has_less;
}

static int find_index(struct search *search, const struct fact *fact, int64_t now, int64_t *to) {
  int64_t count = fact->kind == FACT_YES_NO ? 2 : (int64_t)fact->choice_count;
  for (*to = 0; *to < count; ++*to) {
    if (*to != now && turns(search, fact, *to)) return 1;
  }
  return 0;
}

static chuan_status try_fact(struct search *search, const struct fact *fact) {
  if (fact->index >= search->level->fact_count || search->level->facts[fact->index] != fact) return CHUAN_OK;
  int64_t now = search->values[fact->index], to = 0;
  if (now == DECIMAL_MISSING) return CHUAN_OK;
  int numeric = fact->kind == FACT_COUNT || fact->kind == FACT_AMOUNT;
  int found = numeric ? find_number(search, fact, now, &to) : find_index(search, fact, now, &to);
  try_value(search, fact, now);
  if (!found) return CHUAN_OK;
  if (!arena_grow(search->arena, &search->found, &search->capacity, search->count, sizeof *search->found)) {
    return CHUAN_MEMORY;
  }
  search->found[search->count++] = (struct remedy){fact, now, to, search->test};
  return CHUAN_OK;
}

/* --- one question -------------------------------------------------------------------------------------------- */

static void take_sides(struct search *search) {
  const struct expression *test = search->test;
  search->below = search->above = 0;
  if (search->wanted != CHUAN_MET || test->operands[0]->type != TYPE_NUMBER) return;
  if (test->kind != EXPRESSION_EQUALS && test->kind != EXPRESSION_BETWEEN) return;
  const struct rational *is = exact_number(search->exact, test->operands[0]);
  const struct rational *due = exact_number(search->exact, test->operands[1]);
  if (is == NULL || due == NULL) return;
  search->below = rational_compare(is, due) < 0;
  search->above = !search->below;
}

static chuan_status try_question(struct search *search) {
  const struct expression *test = search->test;
  size_t before = search->count;
  if (is_opaque(search->exact, test)) return CHUAN_OK;
  take_sides(search);
  uint32_t sides = test->kind == EXPRESSION_ONE_OF ? 1 : test->operand_count;
  for (uint32_t side = 0; side < sides && search->count == before; side++) {
    struct fact_list tried = {.count = 0};
    for (int extent = EXTENT_PARTS; extent <= EXTENT_WHOLES && search->count == before; extent++) {
      size_t next = tried.count;
      exact_verdict(search->exact, test);
      list_facts(search->exact, test->operands[side], (enum extent)extent, &tried);
      for (; next < tried.count; next++) {
        chuan_status status = try_fact(search, tried.items[next]);
        if (status != CHUAN_OK) return status;
      }
    }
  }
  return CHUAN_OK;
}

chuan_status remedy_find(struct exact *exact, const struct vocabulary_level *level, const int64_t *values,
                         const struct expression *test, struct arena *arena, struct remedy **out,
                         size_t *count) {
  struct search search = {.exact = exact, .level = level, .arena = arena};
  struct question_list questions = {.count = 0};
  *out = NULL;
  *count = 0;
  search.values = arena_array(arena, (size_t)level->fact_count + 1, sizeof *search.values);
  if (search.values == NULL) return CHUAN_MEMORY;
  memcpy(search.values, values, level->fact_count * sizeof *values);
  chuan_status status = list_questions(exact, test, arena, &questions);
  if (test->kind == EXPRESSION_APPLIES_WHEN && !is_opaque(exact, test->operands[0])) {
    search.condition = test->operands[0];
  }
  exact_begin(exact, search.values, exact->row);
  for (size_t i = 0; i < questions.count && status == CHUAN_OK; i++) {
    search.test = questions.items[i].test;
    search.wanted = questions.items[i].wanted;
    status = try_question(&search);
  }
  exact_begin(exact, values, exact->row);
  if (status != CHUAN_OK) return status;
  *out = search.found;
  *count = search.count;
  return CHUAN_OK;
}
