/* The chosen figures of a level, row after row: in constant memory, however many there are. */
#ifndef CHUAN_FACTS_FIGURES_READER_H
#define CHUAN_FACTS_FIGURES_READER_H

#include "facts/dossier.h"

struct figures_reader;

struct figures_row {
  const char *code, *name; /* of the unit; until the next row */
  int year;
  chuan_data_status status; /* the worst of the row's figures */
  const int64_t *values;    /* of the facts, in the order of figures_facts; DECIMAL_MISSING */
};

/* `year` 0: every year; `within` 0: all units, else that one and what is below it. `level` outlives the reader. */
chuan_status figures_open(struct dossier *dossier, const struct vocabulary_level *level, int year,
                          int64_t within, struct figures_reader **out);
/* The facts that have a figure in what is read, in the order of the vocabulary. */
const struct fact *const *figures_facts(const struct figures_reader *reader, size_t *count);
/* Facts with figures that the vocabulary does not know, as ids joined by ", "; "" when there are none. */
const char *figures_unknown(const struct figures_reader *reader);
/* The next row, by year; *more is 0 at the end. */
chuan_status figures_next(struct figures_reader *reader, struct figures_row *row, int *more);
void figures_close(struct figures_reader *reader); /* before the dossier */

#endif
