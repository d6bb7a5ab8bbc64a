/* The rules' further tests (validator.h) in the course of an import: rows are put to them and what they find is told. */
#ifndef CHUAN_IMPORT_VALIDATING_H
#define CHUAN_IMPORT_VALIDATING_H

#include "import/layout.h"
#include "import/validator.h"

struct validating {
  const struct row_validator *validator; /* NULL: there are none, and everything below does nothing */
  struct report *report;
  const char *path;
  struct dossier *dossier; /* the names of units */
  const struct layout *layout;
  size_t sheet;    /* of the layout's, at hand */
  int64_t *values; /* of the row at hand, by fact.index */
};

/* Before the first row. `once`: a unit and year come in one row only. Makes room in the arena. */
chuan_status validating_begin(struct validating *validating, const struct vocabulary_level *level, int once,
                              struct arena *arena);
/* The layout's sheet is next. */
void validating_turn(struct validating *validating, const struct vocabulary_level *level, size_t sheet);
/* A row that is good by itself, values[i] being of the i-th column of its sheet. *reason (until the next row) and *column (from 0,
 * or NO_COLUMN) when it is to be refused, else NULL, and what is doubtful about it has been told. */
chuan_status validating_row(struct validating *validating, const struct read_row *row, int64_t unit, int year,
                            const int64_t *values, const char **reason, size_t *column);
/* The row just asked about was stored. */
chuan_status validating_stored(struct validating *validating, const struct read_row *row, int64_t unit,
                               int year);
/* All rows are stored, nothing is committed. *again: undo it all and read the file once more, with the same validator. */
chuan_status validating_finish(struct validating *validating, int *again);

#endif
