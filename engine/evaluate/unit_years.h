/* One unit looked at in several years: tests about its figures of a year and of others, judged exactly, one unit after
 * the other. Nothing but the unit's own figures is read, and another year's only when a test asks for it. */
#ifndef CHUAN_EVALUATE_UNIT_YEARS_H
#define CHUAN_EVALUATE_UNIT_YEARS_H

#include "evaluate/exact.h"

/* Where figures come from: values[fact.index] and the years they are of, as facts_reader_row has them. A failure is
 * said there. */
struct year_figures {
  void *self;
  chuan_status (*read)(void *self, int64_t unit, int year, int64_t *values, int *years);
};

struct unit_years; /* one level; one thread */

chuan_status unit_years_create(const struct rulebook *rulebook, const char *level,
                               struct year_figures figures, struct unit_years **out);
void unit_years_free(struct unit_years *years); /* NULL is fine */
/* Starts a unit and year: its figures of that year, and the years they are of; borrowed until the next begin. */
void unit_years_begin(struct unit_years *years, int64_t unit, int year, const int64_t *values,
                      const int *of_years);
/* The verdict of a test that reads no other unit (struct validate_rule). Fails as the figures do, or for memory. */
chuan_status unit_years_verdict(struct unit_years *years, const struct expression *test,
                                chuan_verdict *verdict);

/* A figure that a test rests on. */
struct year_figure {
  const struct fact *fact;
  int64_t value;
  int year; /* it is of; 0 = a dated attribute */
};
/* Those that are there, in reading order, at most `most`. */
chuan_status unit_years_figures(struct unit_years *years, const struct expression *test,
                                struct year_figure *figures, size_t most, size_t *count);

#endif
