/* The sheets of the file at hand: which are read, how many rows of each, and what people do not see of them. */
#ifndef CHUAN_IMPORT_READING_SHEETS_H
#define CHUAN_IMPORT_READING_SHEETS_H

#include "base/arena.h"
#include "import/reading.h"

#define HIDDEN_RANGES_MOST 12u /* told one by one; a person reads no more */

struct row_range {
  uint64_t first, last;
};

#define SHEET_NAME_MOST 4096u /* bytes; a query is a name, too */

struct found_sheet {
  const char *name;
  const char *given; /* as the plugin has it: perhaps no UTF-8 */
  uint32_t flags;
  int wanted;
};

struct reading_sheets { /* zero-initialised but for request and arena */
  const struct reading_request *request;
  struct arena *arena;
  struct found_sheet *found;
  size_t count, capacity;
  uint64_t rows; /* of the sheet at hand, blank ones left out */
  struct row_range hidden[HIDDEN_RANGES_MOST];
  size_t hidden_count;  /* ranges kept */
  uint64_t hidden_rest; /* rows beyond them */
};

/* Whether the request asks for a sheet of this name: the same but for case, Unicode form and spaces around. */
int sheet_is_wanted(const struct reading_request *request, const char *name);
/* A sheet begins. CHUAN_LIMIT: one too many, wanted or not. */
chuan_status sheets_begin(struct reading_sheets *sheets, const char *name, uint32_t flags);
/* Whether the sheet at hand was begun by this name. */
int sheets_are_at(const struct reading_sheets *sheets, const char *name);
/* The sheet at hand, or NULL. */
const struct found_sheet *sheets_current(const struct reading_sheets *sheets);
/* Counts a row that is not blank: 1 when the sheet has then given as many as the request wants. */
int sheets_count_row(const struct reading_request *request, uint64_t *rows);
void sheets_note_hidden(struct reading_sheets *sheets, uint64_t row);
/* Says which rows of the sheet at hand are hidden, and forgets them. */
void sheets_tell_hidden_rows(struct reading_sheets *sheets);
/* Says which sheets are hidden; fails when one asked for was not there. */
chuan_status sheets_conclude(struct reading_sheets *sheets);

#endif
