/* The workbook to fill in, written row by row: a sheet for each group of facts, the same units on every one. */
#ifndef CHUAN_OUTPUT_FORM_H
#define CHUAN_OUTPUT_FORM_H

#include "base/arena.h"
#include "base/report.h"
#include "rules/rulebook.h"

#include <stdint.h>

#define FORM_UNITS_MOST 100000u
#define FORM_EMPTY_ROWS 200u /* of a form without a dossier */

struct form_request {
  const struct rulebook *rulebook;
  const struct vocabulary_level *level;
  int year;
  const char *file;        /* as the person named it; what is written may have another name so far */
  chuan_language language; /* of the guide; the sheets are Vietnamese */
  const char *scope;       /* the unit that all units lie in, or NULL */
  uint64_t units;          /* how many rows will come; 0: rows without units, to be written into */
  int parents;             /* some unit lies in another */
  int before;              /* figures of the year before stand beside */
  int filled;
  chuan_data_status filled_status; /* the worst of what is filled in */
};

struct form_row {
  const char *code, *name, *parent; /* parent "" when there is none */
  const int64_t *values;            /* by fact.index, DECIMAL_MISSING = empty; NULL: nothing is filled in */
  const int64_t *before;            /* of the year before, or NULL */
  chuan_data_status before_status;
  int before_carried; /* worked out from the units of that time, which were others */
};

struct form;

/* Everything lives in the arena but the workbook, which form_end writes to `path` (truncating it) and frees, or
 * form_drop just frees. Both take NULL. */
chuan_status form_begin(const struct form_request *request, const char *path, struct arena *arena,
                        struct report *report, struct form **out);
chuan_status form_row(struct form *form, const struct form_row *row);
chuan_status form_end(struct form *form);
void form_drop(struct form *form);

#endif
