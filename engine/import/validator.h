/* Further tests of a row that is good by itself: the rules' `validate` records, judged by who knows the rules. */
#ifndef CHUAN_IMPORT_VALIDATOR_H
#define CHUAN_IMPORT_VALIDATOR_H

#include "base/report.h"

#include <stdint.h>

struct validation {
  chuan_severity severity; /* CHUAN_ERROR refuses the row, the others are told */
  const char *fact;        /* id of the fact whose cell is to be named, or NULL: the whole row */
  const char *message;     /* in the person's language; valid until the next row */
  int64_t unit;            /* that it is about */
};

struct validated_row { /* where a row stands; `sheet` as the caller counts them */
  uint32_t sheet;
  uint64_t row;
};
typedef chuan_status validation_teller(void *payload, struct validated_row row,
                                       const struct validation *validation);

/* In this order: begin, then judge and stored row by row, then finish; and all again when finish asks for it. Each fails
 * only for what is not the file's fault. */
struct row_validator {
  void *self;
  /* The first row is next. `once`: a unit and year come in one row only; else what other rows say of them counts too,
   * and all of it is judged in the end. */
  chuan_status (*begin)(void *self, int once);
  /* values: by fact.index of the level, DECIMAL_MISSING = the row does not say; what is stored already stands in for
   * that. *count findings in *out, errors first. */
  chuan_status (*judge)(void *self, int64_t unit_id, int year, const int64_t *values,
                        const struct validation **out, size_t *count);
  /* The row was taken: what other rows bear on is judged in the end. */
  chuan_status (*stored)(void *self, int64_t unit_id, int year, struct validated_row row,
                         const int64_t *values);
  /* All rows are stored, nothing is committed: figures of other years are what they will be, in whatever order the rows
   * came. Warnings are told, by row. Rows that are to be refused after all are known from now on: *again, and the file is
   * to be read once more from the beginning, the import undone; nothing was told then. */
  chuan_status (*finish)(void *self, validation_teller *tell, void *payload, int *again);
};

#endif
