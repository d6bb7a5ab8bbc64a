/* The verdicts of a run as rows for people: which unit is next, and for each verdict the value, the threshold
 * and how far they can be trusted. The verdicts are there already; values are computed for the rows that are
 * asked for. */
#ifndef CHUAN_OUTPUT_EVALUATION_ROWS_H
#define CHUAN_OUTPUT_EVALUATION_ROWS_H

#include "base/arena.h"
#include "evaluate/exact.h"
#include "evaluate/run.h"
#include "evaluate/world.h"
#include "facts/dossier.h"
#include "rules/rulebook.h"

/* A number of WIDE_BITS has 309 digits before its point; a choice is shorter. */
#define ROW_VALUE_SIZE 400u

/* The verdicts of one level and year. */
struct evaluation_part {
  const char *level;
  const struct vocabulary_level *vocabulary;
  int year;
  struct moment moment;            /* of that year */
  const struct outside *outside;   /* what its rules read from other units and years; NULL: nothing */
  const struct world_level *units; /* the rows `outside` knows its units by */
  const struct judged **judged;    /* standards, each followed by its criteria, each by its indicators */
  uint32_t judged_count;
  struct verdicts verdicts;
};

/* One unit in one year: a row of a part. */
struct evaluated {
  const struct unit *unit;
  uint32_t part;
  uint64_t row;
};

struct evaluation {
  const struct rulebook *rulebook;
  struct dossier *dossier;
  struct arena *arena;
  struct evaluation_part *parts; /* by level in the order of the rules, then by year */
  uint32_t part_count;
  struct evaluated *evaluated; /* by code of the unit, then year */
  size_t evaluated_count;
  struct unit *parents; /* of the units evaluated, by id */
  size_t parent_count;
  int one_unit; /* a single unit was asked for */
};

chuan_verdict evaluation_verdict(const struct evaluation *evaluation, const struct evaluated *evaluated,
                                 uint32_t judged);
const struct unit *evaluation_parent(const struct evaluation *evaluation,
                                     const struct unit *unit); /* or NULL */

/* What a row says beyond chuan_verdict_row. */
struct evaluation_row {
  chuan_verdict_row row;
  const struct judged *judged;
  const char *threshold_low,
      *threshold_high; /* of between; the low one is any other threshold; "" when there is none */
  /* Of a value that is not known but lies somewhere; "" = no such end. */
  const char *lowest, *highest;
};

/* Steps through evaluated and judged; reused unit after unit. */
struct evaluation_cursor {
  const struct evaluation *evaluation;
  chuan_language language;
  struct exact **exact;          /* per part, made at first need */
  struct facts_reader **readers; /* by the first part of the level, made at first need */
  int64_t *values;               /* of the unit */
  int *years;                    /* that each is of */
  int may_carry;                 /* some fact of the rules may serve in a later year */
  uint32_t value_count;
  const struct evaluated *at; /* whose values are loaded, NULL = none */
  size_t next_evaluated;
  uint32_t next_judged;
  char lowest[ROW_VALUE_SIZE], highest[ROW_VALUE_SIZE];
  char value[ROW_VALUE_SIZE], low[ROW_VALUE_SIZE], high[ROW_VALUE_SIZE], threshold[2 * ROW_VALUE_SIZE + 2];
  struct evaluation_row row;
};

/* Any status but CHUAN_MEMORY has been reported by the dossier. A cursor that was begun is ended, whatever
 * happened. */
chuan_status evaluation_cursor_begin(struct evaluation_cursor *cursor, const struct evaluation *evaluation,
                                     chuan_language language);
void evaluation_cursor_end(struct evaluation_cursor *cursor);
/* NULL at the end. */
chuan_status evaluation_cursor_next(struct evaluation_cursor *cursor, const struct evaluation_row **out);
/* The row of one verdict. */
chuan_status evaluation_cursor_row(struct evaluation_cursor *cursor, const struct evaluated *evaluated,
                                   uint32_t judged, const struct evaluation_row **out);
/* Whether the verdict rests on a figure of an earlier year. */
chuan_status evaluation_cursor_carried(struct evaluation_cursor *cursor, const struct evaluated *evaluated,
                                       uint32_t judged, int *out);
/* How well the thresholds of a verdict are known, without computing its value. */
chuan_status evaluation_cursor_status(struct evaluation_cursor *cursor, const struct evaluated *evaluated,
                                      uint32_t judged, chuan_threshold_status *out);

#endif
