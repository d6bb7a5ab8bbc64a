/* row.h - one row of a sheet while its cells are gathered, in any order; then it is handed over. */
#ifndef CHUAN_PLUGIN_ROW_H
#define CHUAN_PLUGIN_ROW_H

#include "package.h"

/* Text that grows; its memory is the host's. */
struct growing_text {
  struct package *package;
  char *text;
  size_t length, capacity;
};

/* CHUAN_PLUGIN_OK, _MEMORY, or 1 when it would pass `most`. */
int text_append(struct growing_text *text, const char *piece, size_t length, size_t most);
/* A copy that stays until the import ends, with NUL behind it; NULL when there is no memory. */
char *text_copy(const struct package *package, const char *text, size_t length);

struct sheet_row {
  struct package *package;
  const char *sheet;
  uint64_t number, last_number; /* of this row, and of the one handed over before */
  uint32_t flags;
  chuan_cell *cells;
  uint8_t *kinds;
  size_t count, room;
  char *texts; /* of this row's cells; a full one is left alone and a larger one taken */
  size_t used, capacity, bytes;
};

void row_begin(struct sheet_row *row, uint64_t number, uint32_t flags);
/* Puts a cell into a column (from 1). `keeps` says that the text stays until the row is handed over. */
int row_put(struct sheet_row *row, uint32_t column, unsigned kind, const char *text, size_t length,
            int keeps);
/* Hands the row over, unless it is blank. */
int row_hand_over(struct sheet_row *row);

#endif
