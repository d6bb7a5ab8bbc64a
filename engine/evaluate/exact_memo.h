/* What the exact interpreter keeps per expression while one unit is judged: shared by exact.c (the walk),
 * exact_value.c, exact_bounds.c, exact_growth.c, exact_test.c, exact_causes.c, and those who follow its steps. A memo belongs to the unit when
 * its generation is the current one: beginning the next unit costs nothing. */
#ifndef CHUAN_EVALUATE_EXACT_MEMO_H
#define CHUAN_EVALUATE_EXACT_MEMO_H

#include "evaluate/exact.h"

struct compute_input; /* rules/compute.h */

#define EXACT_NONE UINT32_MAX
#define EXACT_MESSAGE_SIZE 512u

struct exact_memo {
  uint32_t generation, walked; /* of the value; of the last walk over causes */
  uint8_t missing;             /* a value that is not known exactly; a test with no data */
  uint8_t bounded;             /* a missing number that is known to lie somewhere: from `number` to `high` */
  uint8_t may_lack;            /* a missing number: in some completion there is none */
  uint8_t verdict, status, base;
  uint8_t may_mark; /* its status, or that of what it is made of, can be another than CHUAN_SOURCED */
  uint32_t choice;  /* TYPE_CHOICE, TYPE_YES_NO */
  uint32_t taken;   /* CHOOSE, BY, FROM_YEAR, AMENDED, SMALLEST, LARGEST: the operand */
  uint32_t stop;    /* CHOOSE: the last test that was asked */
  const struct rational *number; /* bounded: the lowest it can be, NULL = open */
  const struct rational *high;   /* bounded: the highest; only then set */
  /* AVERAGE_GROWTH, and what it goes through under other names: `number` is cut off for people to read, and comparisons
   * go by the operands of this one. NULL: the number is the number. */
  const struct expression *growth;
  struct rational
      *storage;  /* where a computed number is put; NULL where it is always another's. Where bounds can come
                               up there is a second one after it, for `high`. */
  char *message; /* COMPUTE: what it said when it failed; "" otherwise */
};

struct exact_frame { /* an expression under way and its next operand: the stack that replaces recursion */
  const struct expression *expression;
  uint32_t next;
};

struct exact {
  struct arena *arena;
  const struct rulebook *rulebook;
  const char *level;
  struct moment moment;
  const struct outside *outside; /* or NULL */
  uint64_t row;                  /* of the unit, for outside */
  const int64_t *values;
  uint32_t generation, walk;
  struct exact_memo *memos;     /* by expression->id */
  struct exact_frame *frames;   /* as many as expressions: a path visits none twice */
  struct compute_input *inputs; /* as many as the widest compute reads */
  uint32_t *fact_walked;        /* by fact->index of the level */
  uint32_t fact_count;
};

static inline struct exact_memo *exact_memo_of(const struct exact *exact,
                                               const struct expression *expression) {
  return &exact->memos[expression->id];
}

static inline const struct exact_memo *exact_operand_memo(const struct exact *exact,
                                                          const struct expression *expression,
                                                          uint32_t operand) {
  return &exact->memos[expression->operands[operand]->id];
}

static inline void exact_set_verdict(struct exact_memo *memo, int verdict) {
  memo->verdict = (uint8_t)verdict;
  memo->missing = verdict == CHUAN_NO_DATA;
}

static inline struct exact_bounds exact_bounds_of(const struct exact_memo *memo) {
  if (!memo->missing) return (struct exact_bounds){memo->number, memo->number, 0};
  return (struct exact_bounds){memo->bounded ? memo->number : NULL, memo->bounded ? memo->high : NULL,
                               memo->may_lack};
}

/* What expression_is_outside says, for a switch: leaves here. */
#define EXACT_OUTSIDE_CASES    \
  case EXPRESSION_SUM_OF:      \
  case EXPRESSION_COUNT_OF:    \
  case EXPRESSION_SHARE_OF:    \
  case EXPRESSION_MEAN_OF:     \
  case EXPRESSION_PARENT:      \
  case EXPRESSION_IN_YEAR:     \
  case EXPRESSION_LAST_YEAR:   \
  case EXPRESSION_TOTAL_SINCE: \
  case EXPRESSION_RECOGNISED:  \
  case EXPRESSION_WITHIN

/* One expression, its operands being settled. exact_test_verdict: -1 for what is no test of its own. */
void exact_settle_value(struct exact *exact, const struct expression *expression);
int exact_test_verdict(const struct exact *exact, const struct expression *expression);
/* exact_bounds.c: a number some of whose operands are not known exactly. */
void exact_settle_bounds(const struct exact *exact, const struct expression *expression);
void exact_settle_failed_share(const struct exact *exact, const struct expression *expression);
/* The number lies between these: the memo becomes a point, bounds or nothing known. */
void exact_set_bounds(struct exact_memo *memo, struct exact_bounds bounds);
/* exact_growth.c */
void exact_settle_growth(const struct exact *exact, const struct expression *expression);
void exact_settle_fall(const struct exact *exact, const struct expression *expression);
/* How many years growth or fall goes over; 0 when that is none. */
unsigned exact_years_over(const struct exact *exact, const struct expression *expression);

/* How two numbers can lie to each other, whatever is missing. */
enum { ORDER_LESS = 1, ORDER_SAME = 2, ORDER_MORE = 4, ORDER_ANY = 7 };
unsigned exact_orders(const struct exact *exact, const struct exact_memo *a, const struct exact_memo *b);

/* The operand that by, from_year or amended takes, EXACT_NONE when there is none; the selector being settled. */
uint32_t exact_by_operand(const struct exact *exact, const struct expression *expression);
uint32_t exact_from_year_operand(const struct exact *exact, const struct expression *expression);
uint32_t exact_amended_operand(const struct exact *exact, const struct expression *expression);
/* exact_outside.c: what `outside` knows of an expression for the unit; NULL when nothing. */
const struct outside_value *exact_outside_value(const struct exact *exact,
                                                const struct expression *expression);
void exact_settle_outside(const struct exact *exact, const struct expression *expression);
/* Why it is missing, into the kind, fact, year and day of the cause. */
void exact_outside_cause(const struct exact *exact, const struct expression *expression, struct cause *cause);

/* The memo, computed for the unit at hand. */
const struct exact_memo *exact_settle(struct exact *exact, const struct expression *expression);
/* As exact_reached, for an expression already settled. */
int exact_operand_had_say(const struct exact *exact, const struct expression *expression, uint32_t operand);
/* A walk over settled expressions: begin it, then each is entered once (0: it was entered before). Nothing is
 * settled anew during a walk that uses exact->frames. */
void exact_walk_begin(struct exact *exact);
int exact_walk_enter(struct exact *exact, const struct expression *expression);
/* The whole of such a walk: `visit` sees every expression once, before its operands, and `follows` says which of those
 * are gone into. Neither may walk or settle. */
typedef int exact_follows(void *payload, const struct exact *exact, const struct expression *at,
                          uint32_t operand);
typedef void exact_visit(void *payload, struct exact *exact, const struct expression *at);
void exact_walk(struct exact *exact, const struct expression *from, exact_follows *follows,
                exact_visit *visit, void *payload);

#endif
