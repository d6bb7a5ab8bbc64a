/* The exact interpreter: every expression of the graph over one unit's figures, in fractions of any size. Only
 * what a question needs is computed, once per unit, on a stack of its own: however deep a formula is, the C stack
 * stays flat. What the verdict words mean is written here and nowhere else; the vector kernels must agree. */
#include "evaluate/exact.h"

#include "base/decimal.h"
#include "evaluate/exact_memo.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static int keeps_number(const struct expression *expression) {
  if (expression->type != TYPE_NUMBER) return 0;
  switch (expression->kind) {
    case EXPRESSION_FACT:
    case EXPRESSION_ADD:
    case EXPRESSION_SUBTRACT:
    case EXPRESSION_MULTIPLY:
    case EXPRESSION_DIVIDE:
    case EXPRESSION_NEGATE:
    case EXPRESSION_SHARE:
    case EXPRESSION_SUM:
    case EXPRESSION_ROUNDED:
    case EXPRESSION_COMPUTE: return 1;
    default: return 0;
  }
}

static int prepare_memos(struct exact *exact) {
  const struct rulebook *rulebook = exact->rulebook;
  size_t numbers = 0, widest = 0;
  for (uint32_t i = 0; i < rulebook->expression_count; i++) {
    const struct expression *expression = rulebook->expressions[i];
    if (keeps_number(expression)) numbers++;
    if (expression->kind == EXPRESSION_COMPUTE && expression->operand_count > widest) {
      widest = expression->operand_count;
    }
  }
  struct rational *storage = arena_array(exact->arena, numbers + 1, sizeof *storage);
  exact->inputs = arena_array(exact->arena, widest + 1, sizeof *exact->inputs);
  if (storage == NULL || exact->inputs == NULL) return 0;
  for (uint32_t i = 0; i < rulebook->expression_count; i++) {
    const struct expression *expression = rulebook->expressions[i];
    struct exact_memo *memo = &exact->memos[i];
    if (keeps_number(expression)) memo->storage = storage++;
    if (expression->kind != EXPRESSION_COMPUTE) continue;
    memo->message = arena_alloc(exact->arena, EXACT_MESSAGE_SIZE);
    if (memo->message == NULL) return 0;
  }
  for (uint32_t i = 0; i < rulebook->judged_count; i++) {
    const struct judged *judged = rulebook->judged[i];
    struct exact_memo *memo = &exact->memos[judged->test->id];
    if (judged->kind != JUDGED_CRITERION && judged->base_status > memo->base) {
      memo->base = (uint8_t)judged->base_status;
    }
  }
  return 1;
}

chuan_status exact_create(const struct rulebook *rulebook, const char *level, int year, struct exact **out) {
  *out = NULL;
  struct arena *arena = arena_create();
  struct exact *exact = arena != NULL ? arena_alloc(arena, sizeof *exact) : NULL;
  if (exact == NULL) {
    arena_free(arena);
    return CHUAN_MEMORY;
  }
  const struct vocabulary_level *facts = vocabulary_level_find(&rulebook->vocabulary, level);
  exact->arena = arena;
  exact->rulebook = rulebook;
  exact->level = level;
  exact->year = year;
  exact->fact_count = facts != NULL ? facts->fact_count : 0;
  size_t count = (size_t)rulebook->expression_count + 1;
  exact->memos = arena_array(arena, count, sizeof *exact->memos);
  exact->frames = arena_array(arena, count, sizeof *exact->frames);
  exact->fact_walked = arena_array(arena, (size_t)exact->fact_count + 1, sizeof *exact->fact_walked);
  if (exact->memos == NULL || exact->frames == NULL || exact->fact_walked == NULL || !prepare_memos(exact)) {
    arena_free(arena);
    return CHUAN_MEMORY;
  }
  *out = exact;
  return CHUAN_OK;
}

void exact_free(struct exact *exact) {
  if (exact != NULL) arena_free(exact->arena);
}

void exact_begin(struct exact *exact, const int64_t *values) {
  exact->values = values;
  if (++exact->generation != 0) return;
  for (uint32_t i = 0; i < exact->rulebook->expression_count; i++) exact->memos[i].generation = 0;
  exact->generation = 1;
}

/* --- single expressions, their operands being settled ------------------------------------------------ */

static struct exact_memo *memo_of(const struct exact *exact, const struct expression *expression) {
  return &exact->memos[expression->id];
}

static const struct exact_memo *operand_memo(const struct exact *exact, const struct expression *expression,
                                             uint32_t operand) {
  return memo_of(exact, expression->operands[operand]);
}

static void set_verdict(struct exact_memo *memo, int verdict) {
  memo->verdict = (uint8_t)verdict;
  memo->missing = verdict == CHUAN_NO_DATA;
}

static void set_number(struct exact_memo *memo, const struct rational *number) {
  if (number->numerator.overflow || number->denominator.overflow) return; /* stays missing, with its cause */
  memo->number = number;
  memo->missing = 0;
}

static void set_choice(struct exact_memo *memo, uint32_t choice) {
  memo->choice = choice;
  memo->missing = 0;
}

static int same_choice(const struct expression *a, uint32_t of_a, const struct expression *b, uint32_t of_b) {
  if (a->type == TYPE_YES_NO || a->choices == b->choices) return of_a == of_b;
  return strcmp(a->choices[of_a], b->choices[of_b]) == 0;
}

/* The value of an operand becomes this one's; a choice is re-numbered where the two lists of choices differ. */
static void adopt(const struct exact *exact, const struct expression *expression, uint32_t operand) {
  struct exact_memo *memo = memo_of(exact, expression);
  const struct expression *from = expression->operands[operand];
  const struct exact_memo *value = memo_of(exact, from);
  if (value->missing && expression->type != TYPE_TEST) return;
  memo->missing = value->missing;
  memo->verdict = value->verdict;
  memo->number = value->number;
  memo->choice = value->choice;
  if (expression->type != TYPE_CHOICE || expression->choices == from->choices) return;
  memo->missing = 1;
  for (uint32_t i = 0; i < expression->choice_count; i++) {
    if (strcmp(expression->choices[i], from->choices[value->choice]) == 0) set_choice(memo, i);
  }
}

static void settle_fact(const struct exact *exact, const struct expression *expression) {
  struct exact_memo *memo = memo_of(exact, expression);
  const struct fact *fact = expression->as.fact;
  if (fact->index >= exact->fact_count || strcmp(fact->level, exact->level) != 0) return;
  int64_t value = exact->values[fact->index];
  if (value == DECIMAL_MISSING) return;
  if (expression->type == TYPE_NUMBER) {
    rational_set(memo->storage, value, fact->places);
    set_number(memo, memo->storage);
  } else if (value >= 0 && value < (expression->type == TYPE_YES_NO ? 2 : (int64_t)fact->choice_count)) {
    set_choice(memo, (uint32_t)value);
  }
}

static void settle_arithmetic(const struct exact *exact, const struct expression *expression) {
  struct exact_memo *memo = memo_of(exact, expression);
  for (uint32_t i = 0; i < expression->operand_count; i++) {
    if (operand_memo(exact, expression, i)->missing) return;
  }
  const struct rational *a = operand_memo(exact, expression, 0)->number;
  const struct rational *b = operand_memo(exact, expression, expression->operand_count - 1)->number;
  struct rational scratch, *out = memo->storage;
  switch (expression->kind) {
    case EXPRESSION_ADD: rational_add(out, a, b); break;
    case EXPRESSION_SUBTRACT: rational_subtract(out, a, b); break;
    case EXPRESSION_MULTIPLY: rational_multiply(out, a, b); break;
    case EXPRESSION_NEGATE:
      rational_set(&scratch, 0, 0);
      rational_subtract(out, &scratch, a);
      break;
    case EXPRESSION_ROUNDED: rational_round(out, a, expression->as.places); break;
    case EXPRESSION_DIVIDE:
      if (rational_sign(b) == 0) return;
      rational_divide(out, a, b);
      break;
    default: { /* SHARE */
      if (rational_sign(b) == 0) return;
      struct rational hundred;
      rational_set(&hundred, 100, 0);
      rational_multiply(&scratch, a, &hundred);
      rational_divide(out, &scratch, b);
      break;
    }
  }
  set_number(memo, out);
}

static void settle_sum(const struct exact *exact, const struct expression *expression) {
  struct exact_memo *memo = memo_of(exact, expression);
  struct rational total;
  rational_set(memo->storage, 0, 0);
  for (uint32_t i = 0; i < expression->operand_count; i++) {
    const struct exact_memo *term = operand_memo(exact, expression, i);
    if (term->missing) return;
    rational_add(&total, memo->storage, term->number);
    rational_copy(memo->storage, &total);
  }
  set_number(memo, memo->storage);
}

static void settle_extreme(const struct exact *exact, const struct expression *expression) {
  struct exact_memo *memo = memo_of(exact, expression);
  uint32_t best = EXACT_NONE;
  for (uint32_t i = 0; i < expression->operand_count; i++) {
    const struct exact_memo *term = operand_memo(exact, expression, i);
    if (term->missing) return;
    int order = best == EXACT_NONE ? 0 : rational_compare(term->number, operand_memo(exact, expression, best)->number);
    if (best == EXACT_NONE || (expression->kind == EXPRESSION_SMALLEST ? order < 0 : order > 0)) best = i;
  }
  if (best == EXACT_NONE) return;
  memo->taken = best;
  set_number(memo, operand_memo(exact, expression, best)->number);
}

static uint32_t by_operand(const struct exact *exact, const struct expression *expression) {
  const struct exact_memo *selector = operand_memo(exact, expression, 0);
  if (selector->missing) return EXACT_NONE;
  int32_t operand = expression->as.by.cases[selector->choice];
  if (operand < 0) operand = expression->as.by.otherwise;
  return operand < 0 ? EXACT_NONE : (uint32_t)operand;
}

static uint32_t from_year_operand(const struct exact *exact, const struct expression *expression) {
  uint32_t operand = EXACT_NONE;
  for (uint32_t i = 0; i < expression->operand_count && expression->as.from_year.years[i] <= exact->year; i++) {
    operand = i;
  }
  return operand;
}

static void settle_choose(const struct exact *exact, const struct expression *expression) {
  struct exact_memo *memo = memo_of(exact, expression);
  uint32_t last = expression->operand_count - 1;
  memo->stop = last;
  memo->taken = last;
  for (uint32_t test = 0; test < last; test += 2) {
    int verdict = operand_memo(exact, expression, test)->verdict;
    if (verdict != CHUAN_MET && verdict != CHUAN_NO_DATA) continue;
    memo->stop = test;
    memo->taken = verdict == CHUAN_MET ? test + 1 : EXACT_NONE;
    break;
  }
  if (memo->taken != EXACT_NONE) adopt(exact, expression, memo->taken);
}

static void settle_compute(struct exact *exact, const struct expression *expression) {
  struct exact_memo *memo = memo_of(exact, expression);
  memo->message[0] = '\0';
  for (uint32_t i = 0; i < expression->operand_count; i++) {
    const struct expression *read = expression->operands[i];
    const struct exact_memo *value = memo_of(exact, read);
    if (value->missing) return;
    struct compute_input *input = &exact->inputs[i];
    input->type = read->type;
    input->choice = NULL;
    if (read->type == TYPE_NUMBER) rational_copy(&input->number, value->number);
    if (read->type == TYPE_CHOICE) input->choice = read->choices[value->choice];
    input->yes = read->type == TYPE_TEST ? value->verdict == CHUAN_MET : value->choice == 1;
  }
  struct rational unused;
  struct rational *number = memo->storage != NULL ? memo->storage : &unused;
  enum compute_result result = compute_call(expression->as.compute, exact->inputs, expression->operand_count, number,
                                            memo->message, EXACT_MESSAGE_SIZE);
  if (result != COMPUTE_FAILED) memo->message[0] = '\0';
  int yes = result == COMPUTE_TRUE, answered = yes || result == COMPUTE_FALSE;
  if (result == COMPUTE_NUMBER && expression->type == TYPE_NUMBER) set_number(memo, number);
  if (answered && expression->type == TYPE_YES_NO) set_choice(memo, (uint32_t)yes);
  if (answered && expression->type == TYPE_TEST) set_verdict(memo, yes ? CHUAN_MET : CHUAN_NOT_MET);
}

/* --- tests ---------------------------------------------------------------------------------------------- */

static int settle_comparison(const struct exact *exact, const struct expression *expression) {
  for (uint32_t i = 0; i < expression->operand_count; i++) {
    if (operand_memo(exact, expression, i)->missing) return CHUAN_NO_DATA;
  }
  const struct expression *a = expression->operands[0], *b = expression->operands[1];
  const struct exact_memo *of_a = memo_of(exact, a), *of_b = memo_of(exact, b);
  if (a->type != TYPE_NUMBER) return same_choice(a, of_a->choice, b, of_b->choice) ? CHUAN_MET : CHUAN_NOT_MET;
  int order = rational_compare(of_a->number, of_b->number), holds = 0;
  switch (expression->kind) {
    case EXPRESSION_AT_LEAST: holds = order >= 0; break;
    case EXPRESSION_AT_MOST: holds = order <= 0; break;
    case EXPRESSION_MORE_THAN: holds = order > 0; break;
    case EXPRESSION_LESS_THAN: holds = order < 0; break;
    case EXPRESSION_EQUALS: holds = order == 0; break;
    default: /* BETWEEN */
      holds = order >= 0 && rational_compare(of_a->number, operand_memo(exact, expression, 2)->number) <= 0;
      break;
  }
  return holds ? CHUAN_MET : CHUAN_NOT_MET;
}

static int settle_one_of(const struct exact *exact, const struct expression *expression) {
  const struct expression *asked = expression->operands[0];
  const struct exact_memo *value = memo_of(exact, asked);
  int verdict = CHUAN_NOT_MET;
  if (value->missing) return CHUAN_NO_DATA;
  for (uint32_t i = 1; i < expression->operand_count; i++) {
    const struct expression *other = expression->operands[i];
    const struct exact_memo *candidate = memo_of(exact, other);
    if (candidate->missing) return CHUAN_NO_DATA;
    if (asked->type == TYPE_NUMBER ? rational_compare(value->number, candidate->number) == 0
                                   : same_choice(asked, value->choice, other, candidate->choice)) {
      verdict = CHUAN_MET;
    }
  }
  return verdict;
}

static int settle_combination(const struct exact *exact, const struct expression *expression) {
  uint32_t counts[4] = {0, 0, 0, 0};
  for (uint32_t i = 0; i < expression->operand_count; i++) counts[operand_memo(exact, expression, i)->verdict]++;
  uint32_t met = counts[CHUAN_MET], not_met = counts[CHUAN_NOT_MET], no_data = counts[CHUAN_NO_DATA];
  if (met + not_met + no_data == 0) return CHUAN_NOT_APPLICABLE;
  switch (expression->kind) {
    case EXPRESSION_ANY: return met > 0 ? CHUAN_MET : no_data > 0 ? CHUAN_NO_DATA : CHUAN_NOT_MET;
    case EXPRESSION_NONE: return met > 0 ? CHUAN_NOT_MET : no_data > 0 ? CHUAN_NO_DATA : CHUAN_MET;
    case EXPRESSION_AT_LEAST_N:
      if (met >= expression->as.n) return CHUAN_MET;
      return met + no_data >= expression->as.n ? CHUAN_NO_DATA : CHUAN_NOT_MET;
    default: /* ALL, EVERY_CRITERION */
      return not_met > 0 ? CHUAN_NOT_MET : no_data > 0 ? CHUAN_NO_DATA : CHUAN_MET;
  }
}

static int settle_applies_when(const struct exact *exact, const struct expression *expression) {
  switch (operand_memo(exact, expression, 0)->verdict) {
    case CHUAN_MET: return operand_memo(exact, expression, 1)->verdict;
    case CHUAN_NO_DATA: return CHUAN_NO_DATA;
    default: return CHUAN_NOT_APPLICABLE;
  }
}

static int settle_is_true(const struct exact *exact, const struct expression *expression) {
  const struct expression *asked = expression->operands[0];
  const struct exact_memo *value = memo_of(exact, asked);
  if (asked->type == TYPE_TEST) return value->verdict;
  return value->missing ? CHUAN_NO_DATA : value->choice == 1 ? CHUAN_MET : CHUAN_NOT_MET;
}

/* --- the walk ------------------------------------------------------------------------------------------- */

static void settle_value(struct exact *exact, const struct expression *expression) {
  struct exact_memo *memo = memo_of(exact, expression);
  switch (expression->kind) {
    case EXPRESSION_NUMBER: set_number(memo, &expression->as.number.value); break;
    case EXPRESSION_CHOICE: set_choice(memo, expression->as.choice_index); break;
    case EXPRESSION_FACT: settle_fact(exact, expression); break;
    case EXPRESSION_SUM: settle_sum(exact, expression); break;
    case EXPRESSION_SMALLEST:
    case EXPRESSION_LARGEST: settle_extreme(exact, expression); break;
    case EXPRESSION_CHOOSE: settle_choose(exact, expression); break;
    case EXPRESSION_BY: memo->taken = by_operand(exact, expression); break;
    case EXPRESSION_FROM_YEAR: memo->taken = from_year_operand(exact, expression); break;
    case EXPRESSION_COMPUTE: settle_compute(exact, expression); break;
    case EXPRESSION_DERIVED:
    case EXPRESSION_UNVERIFIED: adopt(exact, expression, 0); break;
    case EXPRESSION_PENDING:
    case EXPRESSION_DELEGATED: break;
    default: settle_arithmetic(exact, expression); break;
  }
  if ((expression->kind == EXPRESSION_BY || expression->kind == EXPRESSION_FROM_YEAR) && memo->taken != EXACT_NONE) {
    adopt(exact, expression, memo->taken);
  }
}

static void settle_one(struct exact *exact, const struct expression *expression) {
  struct exact_memo *memo = memo_of(exact, expression);
  memo->missing = 1;
  memo->verdict = CHUAN_NO_DATA;
  memo->number = NULL;
  memo->taken = EXACT_NONE;
  memo->choice = memo->stop = 0;
  switch (expression->kind) {
    case EXPRESSION_AT_LEAST:
    case EXPRESSION_AT_MOST:
    case EXPRESSION_MORE_THAN:
    case EXPRESSION_LESS_THAN:
    case EXPRESSION_EQUALS:
    case EXPRESSION_BETWEEN: set_verdict(memo, settle_comparison(exact, expression)); break;
    case EXPRESSION_ONE_OF: set_verdict(memo, settle_one_of(exact, expression)); break;
    case EXPRESSION_IS_TRUE: set_verdict(memo, settle_is_true(exact, expression)); break;
    case EXPRESSION_KNOWN:
      set_verdict(memo, operand_memo(exact, expression, 0)->missing ? CHUAN_NOT_MET : CHUAN_MET);
      break;
    case EXPRESSION_MET: set_verdict(memo, operand_memo(exact, expression, 0)->verdict); break;
    case EXPRESSION_ALL:
    case EXPRESSION_ANY:
    case EXPRESSION_NONE:
    case EXPRESSION_AT_LEAST_N:
    case EXPRESSION_EVERY_CRITERION: set_verdict(memo, settle_combination(exact, expression)); break;
    case EXPRESSION_APPLIES_WHEN: set_verdict(memo, settle_applies_when(exact, expression)); break;
    default: settle_value(exact, expression); break;
  }
  memo->status = memo->base;
  if (expression->kind == EXPRESSION_UNVERIFIED) memo->status = CHUAN_UNVERIFIED;
  if (expression->kind == EXPRESSION_DELEGATED) memo->status = CHUAN_DELEGATED;
  if (expression->kind == EXPRESSION_PENDING) memo->status = CHUAN_PENDING;
  memo->generation = exact->generation;
  for (uint32_t i = 0; i < expression->operand_count; i++) {
    if (!exact_operand_had_say(exact, expression, i)) continue;
    uint8_t status = operand_memo(exact, expression, i)->status;
    if (status > memo->status) memo->status = status;
  }
}

int exact_operand_had_say(const struct exact *exact, const struct expression *expression, uint32_t operand) {
  const struct exact_memo *memo = memo_of(exact, expression);
  switch (expression->kind) {
    case EXPRESSION_BY: return operand == 0 || operand == memo->taken;
    case EXPRESSION_FROM_YEAR: return operand == memo->taken;
    case EXPRESSION_CHOOSE:
      return operand == memo->taken || (operand <= memo->stop && operand % 2 == 0 && operand + 1 < expression->operand_count);
    case EXPRESSION_APPLIES_WHEN: return operand == 0 || operand_memo(exact, expression, 0)->verdict == CHUAN_MET;
    default: return 1;
  }
}

/* The next operand to settle before `frame`'s expression can be: branches nobody takes are never entered. */
static const struct expression *next_operand(const struct exact *exact, struct exact_frame *frame) {
  const struct expression *expression = frame->expression;
  uint32_t step = frame->next++, operand = step;
  switch (expression->kind) {
    case EXPRESSION_BY:
      if (step == 1) operand = by_operand(exact, expression);
      if (step > 1) operand = EXACT_NONE;
      break;
    case EXPRESSION_FROM_YEAR: operand = step == 0 ? from_year_operand(exact, expression) : EXACT_NONE; break;
    case EXPRESSION_APPLIES_WHEN:
      if (step == 1 && operand_memo(exact, expression, 0)->verdict != CHUAN_MET) operand = EXACT_NONE;
      break;
    case EXPRESSION_CHOOSE:
      if (step % 2 == 0) break;
      switch (operand_memo(exact, expression, step - 1)->verdict) {
        case CHUAN_MET: frame->next = expression->operand_count; break; /* its value, and no further test */
        case CHUAN_NO_DATA: operand = EXACT_NONE; break;
        default: operand = frame->next++; break;
      }
      break;
    default: break;
  }
  return operand < expression->operand_count ? expression->operands[operand] : NULL;
}

const struct exact_memo *exact_settle(struct exact *exact, const struct expression *expression) {
  assert(exact->generation != 0);
  struct exact_memo *memo = memo_of(exact, expression);
  if (memo->generation == exact->generation) return memo;
  size_t depth = 0;
  exact->frames[depth++] = (struct exact_frame){expression, 0};
  while (depth > 0) {
    struct exact_frame *frame = &exact->frames[depth - 1];
    const struct expression *operand = next_operand(exact, frame);
    if (operand == NULL) {
      settle_one(exact, frame->expression);
      depth--;
    } else if (memo_of(exact, operand)->generation != exact->generation) {
      exact->frames[depth++] = (struct exact_frame){operand, 0};
    }
  }
  return memo;
}

/* --- what others ask -------------------------------------------------------------------------------------- */

chuan_verdict exact_verdict(struct exact *exact, const struct expression *test) {
  return (chuan_verdict)exact_settle(exact, test)->verdict;
}

const struct rational *exact_number(struct exact *exact, const struct expression *number) {
  const struct exact_memo *memo = exact_settle(exact, number);
  return memo->missing ? NULL : memo->number;
}

int exact_choice(struct exact *exact, const struct expression *choice, uint32_t *index) {
  const struct exact_memo *memo = exact_settle(exact, choice);
  *index = memo->choice;
  return !memo->missing;
}

chuan_threshold_status exact_status(struct exact *exact, const struct expression *expression) {
  return (chuan_threshold_status)exact_settle(exact, expression)->status;
}

int exact_reached(struct exact *exact, const struct expression *expression, uint32_t operand) {
  exact_settle(exact, expression);
  return exact_operand_had_say(exact, expression, operand);
}

uint32_t exact_taken(struct exact *exact, const struct expression *expression) {
  return exact_settle(exact, expression)->taken;
}

int exact_missing(struct exact *exact, const struct expression *expression) {
  return exact_settle(exact, expression)->missing;
}

int exact_near(const struct rational *value, const struct rational *threshold) {
  struct rational distance, tenth, zero, opposite;
  rational_subtract(&distance, value, threshold);
  rational_set(&zero, 0, 0);
  rational_subtract(&opposite, &zero, &distance);
  rational_set(&tenth, 1, 1);
  return rational_compare(rational_sign(&distance) < 0 ? &opposite : &distance, &tenth) <= 0;
}
