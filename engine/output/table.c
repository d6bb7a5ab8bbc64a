/* Tables that stay aligned with Vietnamese text and fit the terminal: widths in display columns, long
 * text wrapped or, where a row must stay one line, cut with "…". */
#include "output/table.h"

#include "base/text.h"

#include <string.h>

#define TABLE_GAP 2u
#define TABLE_WRAP_LEAST 16u
#define TABLE_WRAP_NARROWEST 6u /* on a terminal too narrow for the above */

struct cell {
  const char *text;
  size_t length, width;
  enum tint tint;
};

struct column {
  struct cell heading;
  enum table_kind kind;
  size_t width; /* of the widest cell */
};

struct section {
  size_t before; /* number of cells written when it was added */
  const char *text;
};

struct table {
  struct arena *arena;
  struct column *columns;
  size_t column_count, column_capacity;
  struct cell *cells;
  size_t cell_count, cell_capacity;
  struct section *sections;
  size_t section_count, section_capacity;
  int failed;
};

struct table *table_create(struct arena *arena) {
  struct table *table = arena_alloc(arena, sizeof *table);
  if (table != NULL) table->arena = arena;
  return table;
}

static int make_cell(struct table *table, enum tint tint, const char *text, struct cell *out) {
  char *copy = arena_alloc(table->arena, strlen(text) + 1);
  if (copy == NULL) {
    table->failed = 1;
    return 0;
  }
  size_t length = plain_copy(copy, text);
  *out = (struct cell){.text = copy, .length = length, .width = text_width(copy, length), .tint = tint};
  return 1;
}

void table_column(struct table *table, const char *heading, enum table_kind kind) {
  if (table->failed) return;
  if (!arena_grow(table->arena, &table->columns, &table->column_capacity, table->column_count,
                  sizeof *table->columns)) {
    table->failed = 1;
    return;
  }
  struct column *column = &table->columns[table->column_count];
  *column = (struct column){.kind = kind};
  if (!make_cell(table, TINT_STRONG, heading, &column->heading)) return;
  column->width = column->heading.width;
  table->column_count++;
}

void table_cell(struct table *table, enum tint tint, const char *text) {
  if (table->failed) return;
  if (!arena_grow(table->arena, &table->cells, &table->cell_capacity, table->cell_count,
                  sizeof *table->cells)) {
    table->failed = 1;
    return;
  }
  struct cell *cell = &table->cells[table->cell_count];
  if (!make_cell(table, tint, text, cell)) return;
  struct column *column = &table->columns[table->cell_count % table->column_count];
  if (cell->width > column->width) column->width = cell->width;
  table->cell_count++;
}

void table_section(struct table *table, const char *text) {
  if (table->failed) return;
  struct cell cell;
  if (!arena_grow(table->arena, &table->sections, &table->section_capacity, table->section_count,
                  sizeof *table->sections)) {
    table->failed = 1;
    return;
  }
  if (!make_cell(table, TINT_STRONG, text, &cell)) return;
  table->sections[table->section_count++] = (struct section){.before = table->cell_count, .text = cell.text};
}

static size_t total_width(const struct table *table, const size_t *widths) {
  size_t total = TABLE_GAP * (table->column_count - 1);
  for (size_t c = 0; c < table->column_count; c++) total += widths[c];
  return total;
}

/* What is cut is lost, so only a real width cuts: not the one that a pipe or a file is given to be readable. */
static int gives_way(enum table_kind kind, int cuts) {
  return kind == TABLE_WRAP || (kind == TABLE_CUT && cuts);
}

/* Takes the columns that give way in, the widest first, until the table fits or they are all at their least. */
static void narrow(const struct table *table, size_t *widths, size_t least, size_t limit, int cuts) {
  size_t total = total_width(table, widths);
  while (total > limit) {
    size_t widest = table->column_count;
    for (size_t c = 0; c < table->column_count; c++) {
      if (!gives_way(table->columns[c].kind, cuts) || widths[c] <= least) continue;
      if (widest == table->column_count || widths[c] > widths[widest]) widest = c;
    }
    if (widest == table->column_count) return;
    widths[widest]--;
    total--;
  }
}

/* How much of text goes on a line of `width` columns: to the last space that fits, else by force. */
static size_t line_length(const char *text, size_t length, size_t width) {
  size_t fits = text_prefix(text, length, width);
  if (fits == length) return length;
  if (text[fits] == ' ') return fits;
  for (size_t i = fits; i > 0; i--) {
    if (text[i - 1] == ' ') return i - 1 > 0 ? i - 1 : fits;
  }
  if (fits > 0) return fits;
  do fits++; /* a character wider than the column: take it whole, so that writing goes on */
  while (fits < length && ((unsigned char)text[fits] & 0xc0u) == 0x80u);
  return fits;
}

static void pad(struct writer *writer, size_t count) {
  for (size_t i = 0; i < count; i++) writer_bytes(writer, " ", 1);
}

/* One printed line of a row. `offsets` says how far each cell has been written; returns 1 while any has more.
 */
static int write_line(const struct table *table, struct writer *writer, const struct cell *cells,
                      const size_t *widths, size_t *offsets) {
  int more = 0;
  size_t owed = 0; /* spaces due before the next text: none are left at the end of a line */
  for (size_t c = 0; c < table->column_count; c++) {
    const struct cell *cell = &cells[c];
    const char *text = cell->text + offsets[c];
    size_t left = cell->length - offsets[c], length = left, width = 0;
    int cut = table->columns[c].kind == TABLE_CUT && cell->width > widths[c];
    if (table->columns[c].kind == TABLE_WRAP) length = line_length(text, left, widths[c]);
    if (cut) length = text_prefix(text, left, widths[c] - 1);
    offsets[c] += cut ? left : length;
    while (offsets[c] < cell->length && cell->text[offsets[c]] == ' ') offsets[c]++;
    more |= offsets[c] < cell->length;
    width = text_width(text, length) + (cut ? 1 : 0);
    size_t room = widths[c] > width ? widths[c] - width : 0;
    if (table->columns[c].kind == TABLE_NUMBER) {
      owed += room;
      room = 0;
    }
    if (length > 0) {
      pad(writer, owed);
      owed = 0;
      writer_text(writer, writer_tint_start(writer, cell->tint));
      writer_bytes(writer, text, length);
      if (cut) writer_text(writer, "…");
      writer_text(writer, writer_tint_end(writer, cell->tint));
    }
    owed += room + TABLE_GAP;
  }
  writer_text(writer, "\n");
  return more;
}

static void write_row(const struct table *table, struct writer *writer, const struct cell *cells,
                      const size_t *widths, size_t *offsets) {
  memset(offsets, 0, table->column_count * sizeof *offsets);
  while (write_line(table, writer, cells, widths, offsets)) continue;
}

static void write_rule(const struct table *table, struct writer *writer, const size_t *widths) {
  for (size_t c = 0; c < table->column_count; c++) {
    if (c > 0) pad(writer, TABLE_GAP);
    for (size_t i = 0; i < widths[c]; i++) writer_text(writer, "─");
  }
  writer_text(writer, "\n");
}

chuan_status table_write(const struct table *table, struct writer *writer, size_t natural) {
  size_t count = table->column_count;
  if (!table->failed && table->cell_count == 0) return CHUAN_OK;
  size_t *widths = table->failed ? NULL : arena_array(table->arena, count * 2, sizeof *widths);
  struct cell *headings = widths == NULL ? NULL : arena_array(table->arena, count, sizeof *headings);
  if (headings == NULL) {
    writer->buffer.failed = 1;
    return CHUAN_MEMORY;
  }
  size_t *offsets = widths + count;
  for (size_t c = 0; c < count; c++) {
    widths[c] = table->columns[c].width;
    headings[c] = table->columns[c].heading;
  }
  size_t limit = writer->style.width > 0 ? writer->style.width : natural;
  if (limit > 0) {
    int cuts = writer->style.width > 0;
    narrow(table, widths, TABLE_WRAP_LEAST, limit, cuts);
    narrow(table, widths, TABLE_WRAP_NARROWEST, limit, cuts);
  }
  write_row(table, writer, headings, widths, offsets);
  write_rule(table, writer, widths);
  size_t section = 0;
  for (size_t i = 0; i < table->cell_count; i += count) {
    for (; section < table->section_count && table->sections[section].before <= i; section++) {
      writer_tinted(writer, TINT_STRONG, table->sections[section].text);
      writer_text(writer, "\n");
    }
    write_row(table, writer, table->cells + i, widths, offsets);
  }
  return CHUAN_OK;
}
