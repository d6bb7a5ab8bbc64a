/* What the interpreter reads from other units, other moments and the register: values that were worked out beforehand
 * (evaluate/world.h). Here they are leaves. */
#include "evaluate/exact_memo.h"

const struct outside_value *exact_outside_value(const struct exact *exact,
                                                const struct expression *expression) {
  if (exact->outside == NULL) return NULL;
  return exact->outside->value(exact->outside->self, expression, exact->row);
}

void exact_settle_outside(const struct exact *exact, const struct expression *expression) {
  struct exact_memo *memo = exact_memo_of(exact, expression);
  const struct outside_value *value = exact_outside_value(exact, expression);
  if (value == NULL) return;
  if (value->status > memo->status) memo->status = value->status;
  if (expression->type == TYPE_TEST) {
    exact_set_verdict(memo, value->missing ? CHUAN_NO_DATA : value->verdict);
  } else if (expression->type == TYPE_NUMBER) {
    struct exact_bounds bounds = {.may_lack = value->missing && value->may_lack};
    if (!value->missing || (value->bounded && !value->open_low)) bounds.low = value->low;
    if (!value->missing) bounds.high = value->low;
    if (value->missing && value->bounded && !value->open_high) bounds.high = value->high;
    exact_set_bounds(memo, bounds);
  } else if (!value->missing &&
             value->choice < (expression->type == TYPE_YES_NO ? 2 : expression->choice_count)) {
    memo->choice = value->choice;
    memo->missing = 0;
  }
}

/* When nothing was worked out at all. */
static enum cause_kind plain_cause(enum expression_kind kind) {
  switch (kind) {
    case EXPRESSION_IN_YEAR:
    case EXPRESSION_LAST_YEAR:
    case EXPRESSION_TOTAL_SINCE:
      return CAUSE_OTHER_YEAR;
    case EXPRESSION_RECOGNISED:
      return CAUSE_NO_REGISTER;
    default:
      return CAUSE_NO_UNIT;
  }
}

void exact_outside_cause(const struct exact *exact, const struct expression *expression,
                         struct cause *cause) {
  const struct outside_value *value = exact_outside_value(exact, expression);
  cause->kind = value != NULL ? value->cause : plain_cause(expression->kind);
  if (value != NULL) cause->fact = value->fact;
  if (cause->kind == CAUSE_MISSING_FACT && cause->fact == NULL) cause->kind = plain_cause(expression->kind);
  if (cause->kind == CAUSE_LEVEL_ENDED) cause->day = value->day;
  if (cause->kind != CAUSE_OTHER_YEAR) return;
  cause->year = expression->kind == EXPRESSION_LAST_YEAR ? exact->moment.year - 1 : expression->as.year;
  if (value != NULL && value->year != 0) cause->year = value->year;
}
