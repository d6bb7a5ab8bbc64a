/* Evaluation of one unit and year with exact fractions: slow, complete and able to say why. Explanations,
 * examples, displayed values and whatever the vector kernels cannot prove to fit go through here. */
#ifndef CHUAN_EVALUATE_EXACT_H
#define CHUAN_EVALUATE_EXACT_H

#include "base/arena.h"
#include "rules/rulebook.h"

struct exact; /* a memo over one rulebook, level and year; reused unit after unit; one thread */

chuan_status exact_create(const struct rulebook *rulebook, const char *level, int year, struct exact **out);
void exact_free(struct exact *exact);
/* Starts a unit: values[fact.index] of the level's facts, DECIMAL_MISSING when missing. Borrowed until the next begin. */
void exact_begin(struct exact *exact, const int64_t *values);

chuan_verdict exact_verdict(struct exact *exact, const struct expression *test);
/* NULL when missing. Borrowed until the next exact_begin. */
const struct rational *exact_number(struct exact *exact, const struct expression *number);
/* 0 when missing; else the choice's index (yes_no: 0 no, 1 yes). */
int exact_choice(struct exact *exact, const struct expression *choice, uint32_t *index);
/* The status that the verdict or value rests on: the worst among the thresholds it needs. Branches not taken do not
 * count, nor does a member of any{} or all{} beside one that decides alone. */
chuan_threshold_status exact_status(struct exact *exact, const struct expression *expression);
/* Whether an operand had a say for this unit: not the branches that choose, by, from_year or applies_when left aside. */
int exact_reached(struct exact *exact, const struct expression *expression, uint32_t operand);
/* The operand whose value choose, by, from_year, smallest or largest took; UINT32_MAX when none. */
uint32_t exact_taken(struct exact *exact, const struct expression *expression);
/* Missing, for a value; no_data, for a test. */
int exact_missing(struct exact *exact, const struct expression *expression);
/* Within 0.1 of each other: a rounded display of one must not be trusted against the other. */
int exact_near(const struct rational *value, const struct rational *threshold);

/* Why something is no data. */
enum cause_kind {
  CAUSE_MISSING_FACT, /* fact */
  CAUSE_ZERO_WHOLE,   /* a division or share by zero: expression */
  CAUSE_PENDING,      /* a threshold the text sets and nobody entered: expression */
  CAUSE_DELEGATED,    /* a threshold the province must set: expression */
  CAUSE_NO_CASE,      /* by() without this choice, from_year() before its first year: expression */
  CAUSE_COMPUTE       /* compute failed or returned nothing: expression, message */
};
/* "missing_fact", "zero_whole", "pending", "delegated", "no_case", "compute": what examples may expect besides fact ids. */
const char *cause_word(enum cause_kind kind);
struct cause {
  enum cause_kind kind;
  const struct fact *fact;
  const struct expression *expression;
  const char *message; /* CAUSE_COMPUTE, in the arena; else NULL */
};
/* The causes for which `expression` is missing or no_data, without repeats, in reading order, in the arena. */
chuan_status exact_causes(struct exact *exact, const struct expression *expression, struct arena *arena,
                          struct cause **out, size_t *count);

#endif
