/* A list that comes as a CSV with headings of its own: units, successions, attributes, the register. All rows are read,
 * then stored together or, when one cannot be read, not at all. */
#ifndef CHUAN_IMPORT_LIST_FILE_H
#define CHUAN_IMPORT_LIST_FILE_H

#include "base/arena.h"
#include "base/digest.h"
#include "facts/dossier.h"
#include "import/reading.h"

#define LIST_COLUMNS_MOST 12

struct list_column {
  const char *name;
  int optional;
};

struct list_kind {
  const char *english, *vietnamese; /* "a list of units" */
  const struct list_column *columns;
  size_t column_count;
};

struct list_request {
  struct plugins *plugins;
  const char *path;
  chuan_progress progress; /* or NULL */
  void *progress_payload;
  struct report *report;
};

struct list_file {
  const struct list_kind *kind;
  const char *path;
  struct report *report;
  struct arena *arena; /* of the rows */
  char digest[DIGEST_TEXT_SIZE], plugin_version[32];
  size_t columns[LIST_COLUMNS_MOST], heading_count;
  int has_headings;
  uint64_t rejected;
  /* Takes a row that has no more cells than there are headings. */
  chuan_status (*take)(void *self, struct list_file *list, const struct read_row *row);
  void *self;
};

/* Reads the whole file; list->kind, take and self are set, list->arena is made and stays until list_close. */
chuan_status list_read(struct list_file *list, const struct list_request *request);
void list_close(struct list_file *list);
/* The head of an import of this list, for the tables that keep one. */
struct import_head list_head(const struct list_file *list, const char *level, chuan_data_status status);

/* The trimmed cell of a column; empty when the row or the file has none. */
chuan_cell list_cell(const struct list_file *list, const struct read_row *row, size_t column);
/* The same as text of the list's own; "" for what says nothing. NULL when there is no memory. */
const char *list_text(const struct list_file *list, const struct read_row *row, size_t column);
/* The same on one line: what else parts lines becomes a space. */
const char *list_line(const struct list_file *list, const struct read_row *row, size_t column);
/* Empty or "-": unknown (DATE_UNKNOWN_START) or open (with `end`: DATE_OPEN_END). 0 when it is no date. */
int list_day(chuan_cell cell, int end, int32_t *day);
/* "", "high", "medium", "low" and the same in Vietnamese; 0 for anything else. */
#define CONFIDENCE_REASON_EN "confidence is high, medium or low, or empty"
#define CONFIDENCE_REASON_VI "confidence là high (cao), medium (trung bình), low (thấp), hoặc để trống"
int list_confidence(chuan_cell cell, chuan_confidence *confidence);
struct place list_place(const struct list_file *list, const struct read_row *row);
/* A problem of the row, which keeps the whole list from being stored. column: of list->kind, or SIZE_MAX. */
void list_refuse(struct list_file *list, const struct read_row *row, size_t column, const char *english,
                 const char *vietnamese);

#endif
