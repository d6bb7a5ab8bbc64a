/* row.c - cells of a row: their order, their limits, their memory. */
#include "row.h"

#include <string.h>

#define FIRST_TEXT ((size_t)4096)
#define FIRST_CELLS ((size_t)64)
/* What a cell costs whoever takes it, empty or not: so a file of a few bytes cannot stand for a billion cells. */
#define CELL_PRICE UINT64_C(16)

int text_append(struct growing_text *text, const char *piece, size_t length, size_t most) {
  if (length > most || text->length > most - length) return 1;
  if (text->capacity - text->length < length) {
    size_t capacity = text->capacity ? text->capacity * 2 : FIRST_TEXT;
    while (capacity < text->length + length) capacity *= 2;
    char *larger = package_alloc(text->package, capacity);
    if (!larger) return CHUAN_PLUGIN_MEMORY;
    if (text->length) memcpy(larger, text->text, text->length);
    text->text = larger;
    text->capacity = capacity;
  }
  if (length) memcpy(text->text + text->length, piece, length);
  text->length += length;
  return CHUAN_PLUGIN_OK;
}

char *text_copy(const struct package *package, const char *text, size_t length) {
  char *copy = package_alloc(package, length + 1);
  if (!copy) return NULL;
  if (length) memcpy(copy, text, length);
  copy[length] = 0;
  return copy;
}

void row_begin(struct sheet_row *row, uint64_t number, uint32_t flags) {
  row->number = number;
  row->flags = flags;
  row->count = row->used = row->bytes = 0;
}

static int make_cells(struct sheet_row *row, size_t count) {
  size_t room = row->room ? row->room : FIRST_CELLS;
  while (room < count) room *= 2;
  chuan_cell *cells = package_alloc(row->package, room * sizeof *cells);
  uint8_t *kinds = package_alloc(row->package, room);
  if (!cells || !kinds) return CHUAN_PLUGIN_MEMORY;
  if (row->count) {
    memcpy(cells, row->cells, row->count * sizeof *cells);
    memcpy(kinds, row->kinds, row->count);
  }
  row->cells = cells;
  row->kinds = kinds;
  row->room = room;
  return CHUAN_PLUGIN_OK;
}

static const char *keep_text(struct sheet_row *row, const char *text, size_t length) {
  if (row->capacity - row->used < length) {
    size_t capacity = row->capacity ? row->capacity * 2 : FIRST_TEXT;
    while (capacity < length) capacity *= 2;
    char *texts = package_alloc(row->package, capacity);
    if (!texts) return NULL;
    row->texts = texts;
    row->capacity = capacity;
    row->used = 0;
  }
  char *place = row->texts + row->used;
  memcpy(place, text, length);
  row->used += length;
  return place;
}

int row_put(struct sheet_row *row, uint32_t column, unsigned kind, const char *text, size_t length,
            int keeps) {
  if (length == 0) return CHUAN_PLUGIN_OK;
  if (column > SHEET_COLUMNS_MAX) return package_broken(row->package, MANY_COLUMNS, NULL, row->number, 0);
  if (row->number > SHEET_ROWS_MAX) return package_broken(row->package, MANY_ROWS, NULL, row->number, 0);
  row->bytes += length;
  if (row->bytes > ROW_TEXT_MAX) return package_broken(row->package, LONG_ROW, NULL, row->number, 0);
  if (column > row->room) {
    int result = make_cells(row, column);
    if (result != CHUAN_PLUGIN_OK) return result;
  }
  if (!keeps) text = keep_text(row, text, length);
  if (!text) return CHUAN_PLUGIN_MEMORY;
  for (; row->count < column; row->count++) {
    row->cells[row->count] = (chuan_cell){0};
    row->kinds[row->count] = CHUAN_CELL_TEXT;
  }
  row->cells[column - 1] = (chuan_cell){text, length};
  row->kinds[column - 1] = (uint8_t)kind;
  return CHUAN_PLUGIN_OK;
}

int row_hand_over(struct sheet_row *row) {
  struct package *package = row->package;
  if (row->count == 0) return CHUAN_PLUGIN_OK;
  if (row->number <= row->last_number)
    return package_broken(package, ROWS_OUT_OF_ORDER, NULL, row->number, 0);
  row->last_number = row->number;
  uint64_t price = row->bytes + CELL_PRICE * row->count;
  if (price > package->handing_left) return package_broken(package, SWOLLEN_WORKBOOK, NULL, row->number, 0);
  package->handing_left -= price;
  const chuan_row whole = {
      .number = row->number, .sheet = row->sheet, .count = row->count, .cells = row->cells};
  const chuan_row_more more = {.size = sizeof more, .kinds = row->kinds, .flags = row->flags};
  return package->api->row_more(package->host, &whole, &more);
}
