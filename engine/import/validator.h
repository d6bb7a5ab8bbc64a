/* Further tests of a row that is good by itself: the rules' `validate` records, judged by who knows the rules. */
#ifndef CHUAN_IMPORT_VALIDATOR_H
#define CHUAN_IMPORT_VALIDATOR_H

#include "base/report.h"

#include <stdint.h>

struct validation {
  chuan_severity severity; /* CHUAN_ERROR refuses the row, the others are told */
  const char *fact;        /* id of the fact whose cell is to be named, or NULL: the whole row */
  const char *message;     /* in the person's language; valid until the next row */
};

struct row_validator {
  void *self;
  /* values: by fact.index of the level, DECIMAL_MISSING = the row does not say; what is stored already stands in for
   * that. *count findings in *out, errors first. Fails only for what is not the row's fault. */
  chuan_status (*judge)(void *self, int64_t unit_id, int year, const int64_t *values,
                        const struct validation **out, size_t *count);
};

#endif
