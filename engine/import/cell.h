/* A cell as people fill it in, read as the value of a fact: spaces around, decimal commas, thousands
 * marks (. , space, apostrophe; by three), percent signs. What could mean two things is never guessed.
 *
 * No figure: an empty cell; . .. ... …; n/a; "không có số liệu", "chưa có số liệu", "KXĐ" (không xác định). Where a
 * figure or a choice is asked for also a dash, and for figures "x" (it does not apply) and "chưa có". A question of
 * yes or no takes "x" for yes, "chưa có" for no, and refuses a dash, which may be either. */
#ifndef CHUAN_IMPORT_CELL_H
#define CHUAN_IMPORT_CELL_H

#include "base/arena.h"
#include "chuan_plugin.h"
#include "facts/vocabulary.h"

struct cell_trouble { /* static text in both languages */
  const char *english, *vietnamese;
  /* FAULT_PLACES, _MINIMUM or _MAXIMUM: fact_fault_reason says it better; else FAULT_OTHER */
  enum fact_fault bound;
  int told;      /* the texts are about the cell itself, whatever the fact is */
  int ambiguous; /* "1.234" in a file whose decimal mark nobody knows */
};

/* The cell without spaces around it (no-break ones too), nor the apostrophe that keeps "=..." or "-..."
 * from being a formula, or digits from being a number. Points into the same text. */
chuan_cell cell_trim(chuan_cell cell);
/* Whether a spreadsheet may take a trimmed cell for a formula: it begins with = + - or @. */
int cell_is_formula(chuan_cell cell);
/* Reads a trimmed cell. DECIMAL_MISSING when it says that there is no figure. `decimal_mark` is '.', ','
 * or 0 when it is not known: then a lone mark before exactly three digits is refused as ambiguous.
 * Returns 0 and fills *trouble when the cell is not a value of the fact. */
int cell_read(const struct fact *fact, char decimal_mark, chuan_cell cell, int64_t *value,
              struct cell_trouble *trouble);
/* Nearly every cell, trimmed or not, read in less time; 0: it takes cell_read to know what it says. */
int cell_read_soon(const struct fact *fact, char decimal_mark, chuan_cell cell, int64_t *value);
/* Which decimal mark a trimmed cell proves, '.' or ','; 0 when it proves none. */
char cell_decimal_mark(chuan_cell cell);
/* The same for a cell of which the file says what it is, a CHUAN_CELL_…: a number has a decimal point, dates are no
 * figures, and a formula's error or missing result is told as such. */
int cell_read_as(unsigned kind, const struct fact *fact, char decimal_mark, chuan_cell cell, int64_t *value,
                 struct cell_trouble *trouble);
/* Whether a formula of this cell left no result that could be read, as *trouble then says. */
int cell_is_broken(unsigned kind, struct cell_trouble *trouble);
/* Four digits, 1900 to 2200, as "2024", "2024.0", "Năm 2024", or a year's first or last day (2024-12-31, 31/12/2024);
 * 0 when it is not such a year. */
int cell_year(chuan_cell cell);
/* What of a cell is compared with words and names: all of it, unless it is longer than any of them is. */
chuan_cell cell_beginning(chuan_cell cell);
/* The cell for a message: NFC, cut when long. NULL when there is no memory. */
char *cell_show(struct arena *arena, chuan_cell cell);

#endif
