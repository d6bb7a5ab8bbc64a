/* What values come to for one unit: figures, arithmetic, choices, compute. What is missing stays missing, and
 * exact_causes.c finds out why. */
#include "base/decimal.h"
#include "evaluate/exact_memo.h"
#include "rules/compute.h"

#include <string.h>

static void set_number(struct exact_memo *memo, const struct rational *number) {
  if (number->numerator.overflow || number->denominator.overflow) return; /* stays missing, with its cause */
  memo->number = number;
  memo->missing = 0;
}

static void set_choice(struct exact_memo *memo, uint32_t choice) {
  memo->choice = choice;
  memo->missing = 0;
}

/* The value of an operand becomes this one's; a choice is re-numbered where the two lists of choices differ. */
static void adopt(const struct exact *exact, const struct expression *expression, uint32_t operand) {
  struct exact_memo *memo = exact_memo_of(exact, expression);
  const struct expression *from = expression->operands[operand];
  const struct exact_memo *value = exact_memo_of(exact, from);
  if (expression->type == TYPE_NUMBER) {
    memo->missing = value->missing;
    memo->bounded = value->bounded;
    memo->may_lack = value->may_lack;
    memo->number = value->number;
    memo->high = value->high;
    memo->growth = value->growth;
    return;
  }
  if (value->missing && expression->type != TYPE_TEST) return;
  memo->missing = value->missing;
  memo->verdict = value->verdict;
  memo->choice = value->choice;
  if (expression->type != TYPE_CHOICE || expression->choices == from->choices) return;
  memo->missing = 1;
  for (uint32_t i = 0; i < expression->choice_count; i++) {
    if (strcmp(expression->choices[i], from->choices[value->choice]) == 0) set_choice(memo, i);
  }
}

static void settle_fact(const struct exact *exact, const struct expression *expression) {
  struct exact_memo *memo = exact_memo_of(exact, expression);
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
  struct exact_memo *memo = exact_memo_of(exact, expression);
  for (uint32_t i = 0; i < expression->operand_count; i++) {
    if (!exact_operand_memo(exact, expression, i)->missing) continue;
    exact_settle_bounds(exact, expression);
    return;
  }
  const struct rational *a = exact_operand_memo(exact, expression, 0)->number;
  const struct rational *b = exact_operand_memo(exact, expression, expression->operand_count - 1)->number;
  struct rational scratch, *out = memo->storage;
  switch (expression->kind) {
    case EXPRESSION_ADD:
      rational_add(out, a, b);
      break;
    case EXPRESSION_SUBTRACT:
      rational_subtract(out, a, b);
      break;
    case EXPRESSION_MULTIPLY:
      rational_multiply(out, a, b);
      break;
    case EXPRESSION_NEGATE:
      rational_set(&scratch, 0, 0);
      rational_subtract(out, &scratch, a);
      break;
    case EXPRESSION_ROUNDED:
      rational_round(out, a, expression->as.places);
      break;
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
  struct exact_memo *memo = exact_memo_of(exact, expression);
  struct rational total;
  rational_set(memo->storage, 0, 0);
  for (uint32_t i = 0; i < expression->operand_count; i++) {
    const struct exact_memo *term = exact_operand_memo(exact, expression, i);
    if (term->missing) {
      exact_settle_bounds(exact, expression);
      return;
    }
    rational_add(&total, memo->storage, term->number);
    rational_copy(memo->storage, &total);
  }
  set_number(memo, memo->storage);
}

static void settle_extreme(const struct exact *exact, const struct expression *expression) {
  struct exact_memo *memo = exact_memo_of(exact, expression);
  uint32_t best = EXACT_NONE;
  for (uint32_t i = 0; i < expression->operand_count; i++) {
    const struct exact_memo *term = exact_operand_memo(exact, expression, i);
    if (term->missing) {
      exact_settle_bounds(exact, expression);
      return;
    }
    int order = best == EXACT_NONE
                    ? 0
                    : rational_compare(term->number, exact_operand_memo(exact, expression, best)->number);
    if (best == EXACT_NONE || (expression->kind == EXPRESSION_SMALLEST ? order < 0 : order > 0)) best = i;
  }
  if (best == EXACT_NONE) return;
  memo->taken = best;
  set_number(memo, exact_operand_memo(exact, expression, best)->number);
}

uint32_t exact_by_operand(const struct exact *exact, const struct expression *expression) {
  const struct exact_memo *selector = exact_operand_memo(exact, expression, 0);
  if (selector->missing) return EXACT_NONE;
  int32_t operand = expression->as.by.cases[selector->choice];
  if (operand < 0) operand = expression->as.by.otherwise;
  return operand < 0 ? EXACT_NONE : (uint32_t)operand;
}

uint32_t exact_from_year_operand(const struct exact *exact, const struct expression *expression) {
  uint32_t operand = EXACT_NONE;
  for (uint32_t i = 0;
       i < expression->operand_count && expression->as.from_year.years[i] <= exact->moment.year; i++) {
    operand = i;
  }
  return operand;
}

uint32_t exact_amended_operand(const struct exact *exact, const struct expression *expression) {
  uint32_t operand = EXACT_NONE;
  for (uint32_t i = 0; i < expression->operand_count && expression->as.amended.from[i] <= exact->moment.as_of;
       i++) {
    operand = i;
  }
  return operand;
}

static void settle_choose(const struct exact *exact, const struct expression *expression) {
  struct exact_memo *memo = exact_memo_of(exact, expression);
  uint32_t last = expression->operand_count - 1;
  memo->stop = last;
  memo->taken = last;
  for (uint32_t test = 0; test < last; test += 2) {
    int verdict = exact_operand_memo(exact, expression, test)->verdict;
    if (verdict != CHUAN_MET && verdict != CHUAN_NO_DATA) continue;
    memo->stop = test;
    memo->taken = verdict == CHUAN_MET ? test + 1 : EXACT_NONE;
    break;
  }
  if (memo->taken != EXACT_NONE) adopt(exact, expression, memo->taken);
}

static void settle_compute(struct exact *exact, const struct expression *expression) {
  struct exact_memo *memo = exact_memo_of(exact, expression);
  memo->message[0] = '\0';
  for (uint32_t i = 0; i < expression->operand_count; i++) {
    const struct expression *read = expression->operands[i];
    const struct exact_memo *value = exact_memo_of(exact, read);
    if (value->missing) return;
    struct compute_input *input = &exact->inputs[i];
    input->type = read->type;
    input->choice = NULL;
    if (read->type == TYPE_NUMBER) rational_copy(&input->number, value->number);
    if (read->type == TYPE_CHOICE) input->choice = read->choices[value->choice];
    input->yes = read->type == TYPE_TEST ? value->verdict == CHUAN_MET : value->choice == 1;
  }
  struct rational other; /* of a function that should answer yes or no, and gives a number */
  rational_set(&other, 0, 0);
  struct rational *number = memo->storage != NULL ? memo->storage : &other;
  enum compute_result result = compute_call(expression->as.compute, exact->inputs, expression->operand_count,
                                            number, memo->message, EXACT_MESSAGE_SIZE);
  if (result != COMPUTE_FAILED) memo->message[0] = '\0';
  int yes = result == COMPUTE_TRUE, answered = yes || result == COMPUTE_FALSE;
  if (result == COMPUTE_NUMBER && expression->type == TYPE_NUMBER) set_number(memo, number);
  if (answered && expression->type != TYPE_NUMBER) {
    memo->choice = (uint32_t)yes;
    exact_set_verdict(memo,
                      yes ? CHUAN_MET : CHUAN_NOT_MET); /* of a yes_no too: so the program asks for it */
  }
}

void exact_settle_value(struct exact *exact, const struct expression *expression) {
  struct exact_memo *memo = exact_memo_of(exact, expression);
  switch (expression->kind) {
    case EXPRESSION_NUMBER:
      set_number(memo, &expression->as.number.value);
      break;
    case EXPRESSION_CHOICE:
      set_choice(memo, expression->as.choice_index);
      break;
    case EXPRESSION_FACT:
      settle_fact(exact, expression);
      break;
    case EXPRESSION_SUM:
      settle_sum(exact, expression);
      break;
    case EXPRESSION_SMALLEST:
    case EXPRESSION_LARGEST:
      settle_extreme(exact, expression);
      break;
    case EXPRESSION_CHOOSE:
      settle_choose(exact, expression);
      break;
    case EXPRESSION_BY:
      memo->taken = exact_by_operand(exact, expression);
      break;
    case EXPRESSION_FROM_YEAR:
      memo->taken = exact_from_year_operand(exact, expression);
      break;
    case EXPRESSION_AMENDED:
      memo->taken = exact_amended_operand(exact, expression);
      break;
    case EXPRESSION_FAILED_SHARE:
      exact_settle_failed_share(exact, expression);
      break;
    case EXPRESSION_AVERAGE_GROWTH:
      exact_settle_growth(exact, expression);
      break;
    case EXPRESSION_AVERAGE_FALL:
      exact_settle_fall(exact, expression);
      break;
    EXACT_OUTSIDE_CASES:
      exact_settle_outside(exact, expression);
      break;
    case EXPRESSION_COMPUTE:
      settle_compute(exact, expression);
      break;
    case EXPRESSION_DERIVED:
    case EXPRESSION_UNVERIFIED:
      adopt(exact, expression, 0);
      break;
    case EXPRESSION_PENDING:
    case EXPRESSION_DELEGATED:
      break;
    default:
      settle_arithmetic(exact, expression);
      break;
  }
  if ((expression->kind == EXPRESSION_BY || expression->kind == EXPRESSION_FROM_YEAR ||
       expression->kind == EXPRESSION_AMENDED) &&
      memo->taken != EXACT_NONE) {
    adopt(exact, expression, memo->taken);
  }
}
