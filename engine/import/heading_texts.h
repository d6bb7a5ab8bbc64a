/* What the headings of a table say: put together from one row or several, with what each column may be matched by. */
#ifndef CHUAN_IMPORT_HEADING_TEXTS_H
#define CHUAN_IMPORT_HEADING_TEXTS_H

#include "base/report.h"
#include "import/survey.h"

#define NO_COLUMN SIZE_MAX
#define HEADING_SEPARATOR " / " /* between rows of headings */

struct heading_name { /* what a column may be called */
  const char *text, *key;
  const char *above; /* the rows that it leaves out; NULL: none */
  int bare;          /* without its unit of measure: that has to be the fact's, or one that can be made it */
};

struct heading {
  const char *text;           /* all its rows, joined with " / "; one line, NFC; "" when there is nothing */
  struct heading_name *names; /* the surest first */
  size_t name_count;
  size_t whole_count;  /* of names: those that leave no row out; the others are its last rows */
  const char *measure; /* in brackets at the end, or in a row of units of measure; or NULL */
};

struct heading_texts {
  struct heading *items;
  size_t count; /* empty ones at the end are no headings: what stands below them is too much */
};

/* Rows that are headings together, in order: cells that are merged, or left empty as merged ones are when a sheet is saved
 * as CSV, are filled from the left and from above. */
chuan_status heading_texts_gather(const struct read_row *rows, size_t row_count,
                                  const struct survey_sheet *sheet, struct arena *arena,
                                  struct report *report, struct heading_texts *out);
/* Headings folded for matching; "" for what folds to nothing. NULL when there is no memory. */
char *heading_key(struct arena *arena, const char *text, size_t length);

#endif
