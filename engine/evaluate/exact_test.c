/* What the verdict words mean, their operands being settled. The vector kernels must agree with every line here. */
#include "evaluate/exact_memo.h"

#include <string.h>

static int same_choice(const struct expression *a, uint32_t of_a, const struct expression *b, uint32_t of_b) {
  if (a->type == TYPE_YES_NO || a->choices == b->choices) return of_a == of_b;
  return strcmp(a->choices[of_a], b->choices[of_b]) == 0;
}

/* One of ORDER_LESS, ORDER_SAME, ORDER_MORE in `orders`: whether every one of them is in `holding`, or none. */
static int verdict_of(unsigned orders, unsigned holding) {
  if ((orders & ~holding) == 0) return CHUAN_MET;
  return (orders & holding) == 0 ? CHUAN_NOT_MET : CHUAN_NO_DATA;
}

/* Of numbers of which some are not known exactly, or are growth: met or not met when that is so whatever is missing. */
static int settle_orders(const struct exact *exact, const struct expression *expression) {
  for (uint32_t i = 0; i < expression->operand_count; i++) {
    const struct exact_memo *memo = exact_operand_memo(exact, expression, i);
    if (memo->missing && (!memo->bounded || memo->may_lack)) return CHUAN_NO_DATA;
  }
  const struct exact_memo *a = exact_operand_memo(exact, expression, 0),
                          *b = exact_operand_memo(exact, expression, 1);
  unsigned orders = exact_orders(exact, a, b);
  switch (expression->kind) {
    case EXPRESSION_AT_LEAST:
      return verdict_of(orders, ORDER_SAME | ORDER_MORE);
    case EXPRESSION_AT_MOST:
      return verdict_of(orders, ORDER_SAME | ORDER_LESS);
    case EXPRESSION_MORE_THAN:
      return verdict_of(orders, ORDER_MORE);
    case EXPRESSION_LESS_THAN:
      return verdict_of(orders, ORDER_LESS);
    case EXPRESSION_EQUALS:
      return verdict_of(orders, ORDER_SAME);
    default: { /* BETWEEN */
      const struct exact_memo *c = exact_operand_memo(exact, expression, 2);
      int above = verdict_of(orders, ORDER_SAME | ORDER_MORE);
      int below = verdict_of(exact_orders(exact, a, c), ORDER_SAME | ORDER_LESS);
      if (above == CHUAN_NOT_MET || below == CHUAN_NOT_MET) return CHUAN_NOT_MET;
      if (above == CHUAN_MET && below == CHUAN_MET) return CHUAN_MET;
      return exact_orders(exact, b, c) == ORDER_MORE ? CHUAN_NOT_MET
                                                     : CHUAN_NO_DATA; /* nothing lies in none */
    }
  }
}

static int settle_comparison(const struct exact *exact, const struct expression *expression) {
  const struct expression *a = expression->operands[0], *b = expression->operands[1];
  for (uint32_t i = 0; i < expression->operand_count; i++) {
    const struct exact_memo *memo = exact_operand_memo(exact, expression, i);
    if (!memo->missing && memo->growth == NULL) continue;
    return a->type == TYPE_NUMBER ? settle_orders(exact, expression) : CHUAN_NO_DATA;
  }
  const struct exact_memo *of_a = exact_memo_of(exact, a), *of_b = exact_memo_of(exact, b);
  if (a->type != TYPE_NUMBER)
    return same_choice(a, of_a->choice, b, of_b->choice) ? CHUAN_MET : CHUAN_NOT_MET;
  int order = rational_compare(of_a->number, of_b->number), holds = 0;
  switch (expression->kind) {
    case EXPRESSION_AT_LEAST:
      holds = order >= 0;
      break;
    case EXPRESSION_AT_MOST:
      holds = order <= 0;
      break;
    case EXPRESSION_MORE_THAN:
      holds = order > 0;
      break;
    case EXPRESSION_LESS_THAN:
      holds = order < 0;
      break;
    case EXPRESSION_EQUALS:
      holds = order == 0;
      break;
    default: /* BETWEEN */
      holds =
          order >= 0 && rational_compare(of_a->number, exact_operand_memo(exact, expression, 2)->number) <= 0;
      break;
  }
  return holds ? CHUAN_MET : CHUAN_NOT_MET;
}

/* Any of the values, each of which may be known within bounds only. */
static int settle_number_one_of(const struct exact *exact, const struct expression *expression) {
  const struct exact_memo *value = exact_operand_memo(exact, expression, 0);
  int verdict = CHUAN_NOT_MET;
  for (uint32_t i = 0; i < expression->operand_count; i++) {
    const struct exact_memo *memo = exact_operand_memo(exact, expression, i);
    if (memo->missing && (!memo->bounded || memo->may_lack)) return CHUAN_NO_DATA;
    int one = i == 0 ? CHUAN_NOT_MET : verdict_of(exact_orders(exact, value, memo), ORDER_SAME);
    if (one == CHUAN_MET || (one == CHUAN_NO_DATA && verdict == CHUAN_NOT_MET)) verdict = one;
  }
  return verdict;
}

static int settle_one_of(const struct exact *exact, const struct expression *expression) {
  const struct expression *asked = expression->operands[0];
  const struct exact_memo *value = exact_memo_of(exact, asked);
  int verdict = CHUAN_NOT_MET;
  if (asked->type == TYPE_NUMBER) return settle_number_one_of(exact, expression);
  if (value->missing) return CHUAN_NO_DATA;
  for (uint32_t i = 1; i < expression->operand_count; i++) {
    const struct expression *other = expression->operands[i];
    const struct exact_memo *candidate = exact_memo_of(exact, other);
    if (candidate->missing) return CHUAN_NO_DATA;
    if (same_choice(asked, value->choice, other, candidate->choice)) verdict = CHUAN_MET;
  }
  return verdict;
}

static int settle_combination(const struct exact *exact, const struct expression *expression) {
  uint32_t counts[4] = {0, 0, 0, 0};
  for (uint32_t i = 0; i < expression->operand_count; i++)
    counts[exact_operand_memo(exact, expression, i)->verdict]++;
  uint32_t met = counts[CHUAN_MET], not_met = counts[CHUAN_NOT_MET], no_data = counts[CHUAN_NO_DATA];
  if (met + not_met + no_data == 0) return CHUAN_NOT_APPLICABLE;
  switch (expression->kind) {
    case EXPRESSION_ANY:
      return met > 0 ? CHUAN_MET : no_data > 0 ? CHUAN_NO_DATA : CHUAN_NOT_MET;
    case EXPRESSION_NONE:
      return met > 0 ? CHUAN_NOT_MET : no_data > 0 ? CHUAN_NO_DATA : CHUAN_MET;
    case EXPRESSION_AT_LEAST_N:
      if (met >= expression->as.n) return CHUAN_MET;
      return met + no_data >= expression->as.n ? CHUAN_NO_DATA : CHUAN_NOT_MET;
    default: /* ALL, EVERY_CRITERION */
      return not_met > 0 ? CHUAN_NOT_MET : no_data > 0 ? CHUAN_NO_DATA : CHUAN_MET;
  }
}

static int settle_applies_when(const struct exact *exact, const struct expression *expression) {
  switch (exact_operand_memo(exact, expression, 0)->verdict) {
    case CHUAN_MET:
      return exact_operand_memo(exact, expression, 1)->verdict;
    case CHUAN_NO_DATA:
      return CHUAN_NO_DATA;
    default:
      return CHUAN_NOT_APPLICABLE;
  }
}

static int settle_is_true(const struct exact *exact, const struct expression *expression) {
  const struct expression *asked = expression->operands[0];
  const struct exact_memo *value = exact_memo_of(exact, asked);
  if (asked->type == TYPE_TEST) return value->verdict;
  return value->missing ? CHUAN_NO_DATA : value->choice == 1 ? CHUAN_MET : CHUAN_NOT_MET;
}

int exact_test_verdict(const struct exact *exact, const struct expression *expression) {
  switch (expression->kind) {
    case EXPRESSION_AT_LEAST:
    case EXPRESSION_AT_MOST:
    case EXPRESSION_MORE_THAN:
    case EXPRESSION_LESS_THAN:
    case EXPRESSION_EQUALS:
    case EXPRESSION_BETWEEN:
      return settle_comparison(exact, expression);
    case EXPRESSION_ONE_OF:
      return settle_one_of(exact, expression);
    case EXPRESSION_IS_TRUE:
      return settle_is_true(exact, expression);
    case EXPRESSION_KNOWN:
      return exact_operand_memo(exact, expression, 0)->missing ? CHUAN_NOT_MET : CHUAN_MET;
    case EXPRESSION_MET:
      return exact_operand_memo(exact, expression, 0)->verdict;
    case EXPRESSION_ALL:
    case EXPRESSION_ANY:
    case EXPRESSION_NONE:
    case EXPRESSION_AT_LEAST_N:
    case EXPRESSION_EVERY_CRITERION:
      return settle_combination(exact, expression);
    case EXPRESSION_APPLIES_WHEN:
      return settle_applies_when(exact, expression);
    default:
      return -1;
  }
}
