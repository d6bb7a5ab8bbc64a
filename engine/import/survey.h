/* A look into a file before it is read: its sheets, and the first rows of each, from which headings are found, a sheet is
 * chosen, a mapping is suggested. */
#ifndef CHUAN_IMPORT_SURVEY_H
#define CHUAN_IMPORT_SURVEY_H

#include "import/reading.h"

#define SURVEY_ROWS 60u

struct survey_merge {
  uint64_t first_row, last_row;       /* as read_row.number */
  uint32_t first_column, last_column; /* from 1 */
};

struct survey_sheet {
  const char *name;      /* "" when the format has none: then there is one */
  uint32_t flags;        /* CHUAN_SHEET_HIDDEN */
  struct read_row *rows; /* the first SURVEY_ROWS that are not blank */
  size_t row_count, row_capacity;
  int whole;                   /* there are no more */
  struct survey_merge *merges; /* that begin among these rows, at most 1000 */
  size_t merge_count, merge_capacity;
};

struct survey {
  const chuan_plugin *plugin;
  struct survey_sheet *sheets;
  size_t sheet_count, sheet_capacity;
};

/* Everything in the arena. The request's rows_most is ignored. What is wrong with single rows is not said here. */
chuan_status survey_read(const struct reading_request *request, struct arena *arena, struct survey *out);

#endif
