/* What the exact interpreter keeps per expression while one unit is judged: shared by exact.c (the walk),
 * exact_value.c, exact_test.c, exact_causes.c, and those who follow its steps. A memo belongs to the unit when
 * its generation is the current one: beginning the next unit costs nothing. */
#ifndef CHUAN_EVALUATE_EXACT_MEMO_H
#define CHUAN_EVALUATE_EXACT_MEMO_H

#include "evaluate/exact.h"

struct compute_input; /* rules/compute.h */

#define EXACT_NONE UINT32_MAX
#define EXACT_MESSAGE_SIZE 512u

struct exact_memo {
  uint32_t generation, walked; /* of the value; of the last walk over causes */
  uint8_t missing;             /* a value that is not there; a test with no data */
  uint8_t verdict, status, base;
  uint32_t choice; /* TYPE_CHOICE, TYPE_YES_NO */
  uint32_t taken;  /* CHOOSE, BY, FROM_YEAR, SMALLEST, LARGEST: the operand */
  uint32_t stop;   /* CHOOSE: the last test that was asked */
  const struct rational *number;
  struct rational *storage; /* where a computed number is put; NULL where it is always another's */
  char *message;            /* COMPUTE: what it said when it failed; "" otherwise */
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

/* One expression, its operands being settled. exact_test_verdict: -1 for what is no test of its own. */
void exact_settle_value(struct exact *exact, const struct expression *expression);
int exact_test_verdict(const struct exact *exact, const struct expression *expression);
/* The operand that by or from_year takes, EXACT_NONE when there is none; the selector being settled. */
uint32_t exact_by_operand(const struct exact *exact, const struct expression *expression);
uint32_t exact_from_year_operand(const struct exact *exact, const struct expression *expression);

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
