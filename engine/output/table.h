/* A table for people: cells gathered first, then written aligned by display width, fitted to the terminal. */
#ifndef CHUAN_OUTPUT_TABLE_H
#define CHUAN_OUTPUT_TABLE_H

#include "base/arena.h"
#include "output/writer.h"

struct table; /* lives in the arena; a memory failure is sticky and comes out of table_write */

enum table_kind {
  TABLE_TEXT,   /* left; never broken or cut: ids that people type, verdicts with their marks */
  TABLE_NUMBER, /* right */
  TABLE_WRAP,   /* left; goes on in further lines, broken at spaces, when the table is too wide */
  TABLE_CUT /* left; ends in "…" when the table is too wide: where one line a row matters more than the whole text */
};

struct table *table_create(struct arena *arena); /* NULL when there is no memory */
void table_column(struct table *table, const char *heading, enum table_kind kind);
/* The next cell; after as many cells as columns a new row begins. Text is copied. */
void table_cell(struct table *table, enum tint tint, const char *text);
/* A line across the table (a group's name) before the next row; only between rows. */
void table_section(struct table *table, const char *text);
/* How wide the table may be: style.width, or `natural` (0 = no limit) when the style has none. The widest
 * TABLE_WRAP and, with a style.width, TABLE_CUT columns give way; where that is not enough, lines are longer. No rows: nothing is written. */
chuan_status table_write(const struct table *table, struct writer *writer, size_t natural);

#endif
