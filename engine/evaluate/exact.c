/* The exact interpreter: every expression of the graph over one unit's figures, in fractions of any size. Only
 * what a question needs is computed, once per unit, on a stack of its own: however deep a formula is, the C stack
 * stays flat. What the words mean is in exact_value.c and exact_test.c. */
#include "evaluate/exact.h"

#include "evaluate/exact_memo.h"
#include "evaluate/test_kind.h"
#include "rules/compute.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Whether a number is computed here, and not another's, a constant or from outside. */
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
    case EXPRESSION_COMPUTE:
    case EXPRESSION_FAILED_SHARE:
    case EXPRESSION_AVERAGE_GROWTH:
    case EXPRESSION_AVERAGE_FALL:
      return 1;
    default:
      return 0;
  }
}

/* Whether a number can come to be known within bounds only: the others need no room for a second end. `bounded` tells it
 * of the operands. */
static int can_be_bounded(const struct expression *expression, const uint8_t *bounded) {
  if (expression->type != TYPE_NUMBER) return 0;
  if (expression_is_outside(expression->kind) || expression->kind == EXPRESSION_FAILED_SHARE) return 1;
  for (uint32_t i = 0; i < expression->operand_count; i++) {
    if (bounded[expression->operands[i]->id]) return 1;
  }
  return 0;
}

/* Whether the status of an expression can be another than CHUAN_SOURCED, for some unit or other: nearly all rules are
 * sourced throughout, and need not be settled to know it. Its operands are told already. */
static int can_be_marked(const struct exact *exact, const struct expression *expression) {
  if (exact->memos[expression->id].base != CHUAN_SOURCED || expression_is_outside(expression->kind)) return 1;
  if (expression->kind == EXPRESSION_UNVERIFIED || expression->kind == EXPRESSION_DELEGATED ||
      expression->kind == EXPRESSION_PENDING)
    return 1;
  for (uint32_t i = 0; i < expression->operand_count; i++) {
    if (exact->memos[expression->operands[i]->id].may_mark) return 1;
  }
  return 0;
}

static int prepare_memos(struct exact *exact) {
  const struct rulebook *rulebook = exact->rulebook;
  size_t numbers = 0, widest = 0;
  uint8_t *bounded = arena_array(exact->arena, (size_t)rulebook->expression_count + 1, sizeof *bounded);
  if (bounded == NULL) return 0;
  for (uint32_t i = 0; i < rulebook->expression_count; i++) {
    const struct expression *expression = rulebook->expressions[i];
    bounded[i] = (uint8_t)can_be_bounded(expression, bounded);
    if (keeps_number(expression)) numbers += 1u + bounded[i];
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
    if (keeps_number(expression)) {
      memo->storage = storage;
      storage += 1u + bounded[i];
    }
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
  for (uint32_t i = 0; i < rulebook->expression_count; i++)
    exact->memos[i].may_mark = (uint8_t)can_be_marked(exact, rulebook->expressions[i]);
  return 1;
}

/* An interpreter reads with a reader of its own, where values are not simply kept. */
static int take_outside(struct exact *exact, const struct outside *outside) {
  exact->outside = outside;
  if (outside == NULL || outside->reader == NULL) return 1;
  struct outside *reader = arena_alloc(exact->arena, sizeof *reader);
  exact->outside = reader;
  return reader != NULL && outside->reader(outside->self, exact->arena, reader);
}

chuan_status exact_create(const struct rulebook *rulebook, const char *level, struct moment moment,
                          const struct outside *outside, struct exact **out) {
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
  exact->moment = moment;
  exact->fact_count = facts != NULL ? facts->fact_count : 0;
  size_t count = (size_t)rulebook->expression_count + 1;
  exact->memos = arena_array(arena, count, sizeof *exact->memos);
  exact->frames = arena_array(arena, count, sizeof *exact->frames);
  exact->fact_walked = arena_array(arena, (size_t)exact->fact_count + 1, sizeof *exact->fact_walked);
  if (exact->memos == NULL || exact->frames == NULL || exact->fact_walked == NULL ||
      !take_outside(exact, outside) || !prepare_memos(exact)) {
    arena_free(arena);
    return CHUAN_MEMORY;
  }
  *out = exact;
  return CHUAN_OK;
}

void exact_free(struct exact *exact) {
  if (exact != NULL) arena_free(exact->arena);
}

void exact_begin(struct exact *exact, const int64_t *values, uint64_t row) {
  exact->values = values;
  exact->row = row;
  if (++exact->generation != 0) return;
  for (uint32_t i = 0; i < exact->rulebook->expression_count; i++) exact->memos[i].generation = 0;
  exact->generation = 1;
}

/* --- the walk ------------------------------------------------------------------------------------------- */

/* The status a combination's verdict rests on. What one member decides alone rests on the best known of those
 * that decide it: a sourced failure needs no unverified one beside it. What takes them all rests on the worst. */
static uint8_t combination_status(const struct exact *exact, const struct expression *expression,
                                  uint8_t verdict) {
  int by_one = expression->kind == EXPRESSION_ANY ? verdict == CHUAN_MET : verdict == CHUAN_NOT_MET;
  uint32_t counts[4] = {0, 0, 0, 0},
           needed = expression->kind == EXPRESSION_AT_LEAST_N ? expression->as.n : 1;
  uint8_t decides = verdict, worst = CHUAN_SOURCED;
  if (expression->kind == EXPRESSION_AT_LEAST_N) by_one = verdict == CHUAN_MET;
  if (expression->kind == EXPRESSION_NONE && verdict == CHUAN_MET) decides = CHUAN_NOT_MET;
  if (expression->kind == EXPRESSION_NONE && verdict == CHUAN_NOT_MET) decides = CHUAN_MET;
  for (uint32_t i = 0; i < expression->operand_count; i++) {
    const struct exact_memo *member = exact_operand_memo(exact, expression, i);
    int left_out = member->verdict == CHUAN_NOT_APPLICABLE && !by_one && verdict != CHUAN_NO_DATA;
    if (member->verdict != decides && !left_out) continue;
    counts[member->status]++;
    if (member->status > worst) worst = member->status;
  }
  if (!by_one) return worst;
  for (uint8_t status = CHUAN_SOURCED; status < worst; status++) {
    if (counts[status] >= needed) return status;
    needed -= counts[status];
  }
  return worst;
}

static void settle_one(struct exact *exact, const struct expression *expression) {
  struct exact_memo *memo = exact_memo_of(exact, expression);
  memo->missing = 1;
  memo->bounded = memo->may_lack = 0;
  memo->verdict = CHUAN_NO_DATA;
  memo->number = NULL;
  memo->growth = NULL;
  memo->taken = EXACT_NONE;
  memo->choice = memo->stop = 0;
  memo->status = memo->base;
  int verdict = exact_test_verdict(exact, expression);
  if (verdict >= 0) {
    exact_set_verdict(memo, verdict);
  } else {
    exact_settle_value(exact, expression);
  }
  if (expression->kind == EXPRESSION_UNVERIFIED) memo->status = CHUAN_UNVERIFIED;
  if (expression->kind == EXPRESSION_DELEGATED) memo->status = CHUAN_DELEGATED;
  if (expression->kind == EXPRESSION_PENDING) memo->status = CHUAN_PENDING;
  memo->generation = exact->generation;
  if (test_is_combination(expression->kind)) {
    uint8_t status = combination_status(exact, expression, memo->verdict);
    if (status > memo->status) memo->status = status;
    return;
  }
  for (uint32_t i = 0; i < expression->operand_count; i++) {
    if (!exact_operand_had_say(exact, expression, i)) continue;
    uint8_t status = exact_operand_memo(exact, expression, i)->status;
    if (status > memo->status) memo->status = status;
  }
}

int exact_operand_had_say(const struct exact *exact, const struct expression *expression, uint32_t operand) {
  const struct exact_memo *memo = exact_memo_of(exact, expression);
  switch (expression->kind) {
    case EXPRESSION_BY:
      return operand == 0 || operand == memo->taken;
    case EXPRESSION_FROM_YEAR:
    case EXPRESSION_AMENDED:
      return operand == memo->taken;
    case EXPRESSION_CHOOSE:
      return operand == memo->taken ||
             (operand <= memo->stop && operand % 2 == 0 && operand + 1 < expression->operand_count);
    case EXPRESSION_APPLIES_WHEN:
      return operand == 0 || exact_operand_memo(exact, expression, 0)->verdict == CHUAN_MET;
    case EXPRESSION_AVERAGE_GROWTH:
    case EXPRESSION_AVERAGE_FALL:
      return exact_years_over(exact, expression) > 0;
    EXACT_OUTSIDE_CASES:
      return 0;
    default:
      return 1;
  }
}

/* The next operand to settle before `frame`'s expression can be: branches nobody takes are never entered. */
static const struct expression *next_operand(const struct exact *exact, struct exact_frame *frame) {
  const struct expression *expression = frame->expression;
  uint32_t step = frame->next++, operand = step;
  switch (expression->kind) {
    case EXPRESSION_BY:
      if (step == 1) operand = exact_by_operand(exact, expression);
      if (step > 1) operand = EXACT_NONE;
      break;
    case EXPRESSION_FROM_YEAR:
      operand = step == 0 ? exact_from_year_operand(exact, expression) : EXACT_NONE;
      break;
    case EXPRESSION_AMENDED:
      operand = step == 0 ? exact_amended_operand(exact, expression) : EXACT_NONE;
      break;
    case EXPRESSION_AVERAGE_GROWTH:
    case EXPRESSION_AVERAGE_FALL:
      if (exact_years_over(exact, expression) == 0) operand = EXACT_NONE;
      break;
    EXACT_OUTSIDE_CASES:
      operand = EXACT_NONE; /* it belongs to another unit or moment */
      break;
    case EXPRESSION_APPLIES_WHEN:
      if (step == 1 && exact_operand_memo(exact, expression, 0)->verdict != CHUAN_MET) operand = EXACT_NONE;
      break;
    case EXPRESSION_CHOOSE:
      if (step % 2 == 0) break;
      switch (exact_operand_memo(exact, expression, step - 1)->verdict) {
        case CHUAN_MET:
          frame->next = expression->operand_count;
          break; /* its value, and no further test */
        case CHUAN_NO_DATA:
          operand = EXACT_NONE;
          break;
        default:
          operand = frame->next++;
          break;
      }
      break;
    default:
      break;
  }
  return operand < expression->operand_count ? expression->operands[operand] : NULL;
}

const struct exact_memo *exact_settle(struct exact *exact, const struct expression *expression) {
  assert(exact->generation != 0);
  struct exact_memo *memo = exact_memo_of(exact, expression);
  if (memo->generation == exact->generation) return memo;
  size_t depth = 0;
  exact->frames[depth++] = (struct exact_frame){expression, 0};
  while (depth > 0) {
    struct exact_frame *frame = &exact->frames[depth - 1];
    const struct expression *operand = next_operand(exact, frame);
    if (operand == NULL) {
      settle_one(exact, frame->expression);
      depth--;
    } else if (exact_memo_of(exact, operand)->generation != exact->generation) {
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

struct exact_bounds exact_bounds(struct exact *exact, const struct expression *number) {
  return exact_bounds_of(exact_settle(exact, number));
}

int exact_choice(struct exact *exact, const struct expression *choice, uint32_t *index) {
  const struct exact_memo *memo = exact_settle(exact, choice);
  *index = memo->choice;
  return !memo->missing;
}

chuan_threshold_status exact_status(struct exact *exact, const struct expression *expression) {
  if (!exact_memo_of(exact, expression)->may_mark) return CHUAN_SOURCED;
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
