/* Evaluation of one unit and year with exact fractions: slow, complete and able to say why. Explanations,
 * examples, displayed values and whatever the vector kernels cannot prove to fit go through here. */
#ifndef CHUAN_EVALUATE_EXACT_H
#define CHUAN_EVALUATE_EXACT_H

#include "base/arena.h"
#include "evaluate/cause.h"
#include "evaluate/outside.h"
#include "facts/moment.h"

struct exact; /* a memo over one rulebook, level and moment; reused unit after unit; one thread */

/* `outside` answers for what is not the unit's own; NULL: all of that is missing. Borrowed. */
chuan_status exact_create(const struct rulebook *rulebook, const char *level, struct moment moment,
                          const struct outside *outside, struct exact **out);
void exact_free(struct exact *exact);
/* Starts a unit: values[fact.index] of the level's facts, DECIMAL_MISSING when missing, borrowed until the next begin;
 * `row` is what `outside` knows it by. */
void exact_begin(struct exact *exact, const int64_t *values, uint64_t row);

chuan_verdict exact_verdict(struct exact *exact, const struct expression *test);
/* NULL when missing or only known within bounds. Borrowed until the next exact_begin. */
const struct rational *exact_number(struct exact *exact, const struct expression *number);
/* Where the number can lie, given what is missing; a known number lies between itself. Borrowed likewise. */
struct exact_bounds {
  const struct rational *low, *high; /* NULL: open */
  int may_lack;                      /* in some completion there is no value */
};
struct exact_bounds exact_bounds(struct exact *exact, const struct expression *number);
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
/* Whether a figure it rests on is of an earlier year, by `carry`. years[fact->index]: the year each value given to
 * exact_begin is of, 0 for a dated attribute. */
int exact_carried(struct exact *exact, const struct expression *expression, const int *years);
/* Within 0.1 of each other: a rounded display of one must not be trusted against the other. */
int exact_near(const struct rational *value, const struct rational *threshold);

/* The causes for which `expression` is missing or no_data, without repeats, in reading order, in the arena. */
chuan_status exact_causes(struct exact *exact, const struct expression *expression, struct arena *arena,
                          struct cause **out, size_t *count);

#endif
