/* content.c - tables, rows and cells of content.xml. Blank rows and cells that are repeated cost nothing; others are
 * repeated within what a spreadsheet holds. */
#include "content.h"

#include "../package/xml.h"
#include "cell.h"

#include <stdio.h>
#include <string.h>

#define ROW_REPEAT_MAX 1000

struct content_reader {
  struct package *package;
  size_t depth;
  size_t skip;               /* depth of the element that is passed over with all in it; 0: none */
  size_t spreadsheet, table; /* depths of the elements that we are in; 0: not */
  size_t row_depth, cell_depth, paragraph_depth;
  size_t hidden_group; /* depth of the outermost group of rows that is folded */
  struct growing_text style;
  const char **hidden_styles; /* names of table styles that are not shown */
  size_t hidden_count, hidden_room;
  size_t sheet_count;
  int saw_spreadsheet;
  uint64_t next_row, column, row_repeat;
  struct sheet_row row;
  struct cell cell;
};

static int reader_broken(const struct content_reader *reader, enum trouble trouble) {
  return package_broken(reader->package, trouble, NULL, reader->next_row, 0);
}

/* The answers of text_append, told. */
static int told(const struct content_reader *reader, int result) {
  if (result <= 0) return result;
  return package_broken(reader->package, LONG_TEXT, NULL, reader->next_row, (uint32_t)reader->column);
}

/* --- styles of tables --------------------------------------------------------------------------------------- */

static int remember_hidden(struct content_reader *reader) {
  if (reader->hidden_count == SHEETS_MAX) return reader_broken(reader, MANY_STYLES);
  if (reader->hidden_count == reader->hidden_room) {
    size_t room = reader->hidden_room ? reader->hidden_room * 2 : 8;
    const char **styles = package_alloc(reader->package, room * sizeof *styles);
    if (!styles) return CHUAN_PLUGIN_MEMORY;
    if (reader->hidden_count) memcpy(styles, reader->hidden_styles, reader->hidden_count * sizeof *styles);
    reader->hidden_styles = styles;
    reader->hidden_room = room;
  }
  const char *name = text_copy(reader->package, reader->style.text, reader->style.length);
  if (!name) return CHUAN_PLUGIN_MEMORY;
  reader->hidden_styles[reader->hidden_count++] = name;
  return CHUAN_PLUGIN_OK;
}

static int is_hidden(const struct content_reader *reader, const char *style) {
  for (size_t i = 0; style && i < reader->hidden_count; i++)
    if (xml_is(reader->hidden_styles[i], style)) return 1;
  return 0;
}

/* Outside the spreadsheet: only which table styles are hidden matters. */
static int style_started(struct content_reader *reader, const char *name, const char **attributes) {
  if (xml_is(name, "style")) {
    const char *style = xml_attribute(attributes, "name");
    reader->style.length = 0;
    return style ? told(reader, text_append(&reader->style, style, strlen(style), CELL_TEXT_MAX))
                 : CHUAN_PLUGIN_OK;
  }
  if (!xml_is(name, "table-properties")) return CHUAN_PLUGIN_OK;
  const char *display = xml_attribute(attributes, "display");
  return display && xml_is(display, "false") && reader->style.length ? remember_hidden(reader)
                                                                     : CHUAN_PLUGIN_OK;
}

/* --- tables and rows ---------------------------------------------------------------------------------------- */

static int begin_table(struct content_reader *reader, const char **attributes) {
  struct package *package = reader->package;
  if (++reader->sheet_count > SHEETS_MAX) return package_broken(package, MANY_SHEETS, NULL, 0, 0);
  const char *name = xml_attribute(attributes, "name");
  char number[32];
  snprintf(number, sizeof number, "Sheet%zu", reader->sheet_count);
  if (!name) name = number;
  int hidden = is_hidden(reader, xml_attribute(attributes, "style-name"));
  const chuan_sheet sheet = {.size = sizeof sheet, .name = name, .flags = hidden ? CHUAN_SHEET_HIDDEN : 0};
  int wanted = package->api->sheet_found(package->host, &sheet);
  if (wanted != 0 && wanted != 1) return wanted;
  reader->table = reader->depth;
  reader->next_row = 1;
  reader->row.last_number = 0;
  reader->hidden_group = 0;
  if (wanted == 0) {
    reader->skip = reader->depth;
    return CHUAN_PLUGIN_OK;
  }
  reader->row.sheet = text_copy(package, name, strlen(name));
  return reader->row.sheet ? CHUAN_PLUGIN_OK : CHUAN_PLUGIN_MEMORY;
}

static void begin_row(struct content_reader *reader, const char **attributes) {
  const char *visibility = xml_attribute(attributes, "visibility");
  int hidden = reader->hidden_group || (visibility && !xml_is(visibility, "visible"));
  uint64_t repeat = xml_count(xml_attribute(attributes, "number-rows-repeated"), UINT32_MAX);
  reader->row_repeat = repeat ? repeat : 1;
  reader->column = 1;
  reader->row_depth = reader->depth;
  row_begin(&reader->row, reader->next_row, hidden ? CHUAN_ROW_HIDDEN : 0);
}

static int end_row(struct content_reader *reader) {
  struct sheet_row *row = &reader->row;
  uint64_t first = reader->next_row;
  reader->row_depth = 0;
  if (row->count > 0 && reader->row_repeat > ROW_REPEAT_MAX) return reader_broken(reader, MANY_REPEATS);
  reader->next_row += reader->row_repeat;
  for (uint64_t i = 0; i < reader->row_repeat && row->count > 0; i++) {
    row->number = first + i;
    if (row->number > SHEET_ROWS_MAX) return package_broken(reader->package, MANY_ROWS, NULL, row->number, 0);
    int result = row_hand_over(row);
    if (result == CHUAN_NEXT_SHEET) {
      reader->skip = reader->table;
      return CHUAN_PLUGIN_OK;
    }
    if (result != CHUAN_PLUGIN_OK) return result;
  }
  return CHUAN_PLUGIN_OK;
}

static void tell_merged(struct content_reader *reader) {
  const struct cell *cell = &reader->cell;
  uint64_t last_row = reader->next_row + cell->rows - 1, last_column = reader->column + cell->columns - 1;
  if (cell->rows == 1 && cell->columns == 1) return;
  if (last_row > SHEET_ROWS_MAX) last_row = SHEET_ROWS_MAX;
  if (last_column > SHEET_COLUMNS_MAX) last_column = SHEET_COLUMNS_MAX;
  if (last_row < reader->next_row || last_column < reader->column) return;
  reader->package->api->merged(reader->package->host, reader->next_row, (uint32_t)reader->column, last_row,
                               (uint32_t)last_column);
}

static int begin_cell(struct content_reader *reader, const char *name, const char **attributes) {
  int result = told(reader, cell_begin(&reader->cell, attributes));
  if (result != CHUAN_PLUGIN_OK) return result;
  reader->cell_depth = reader->depth;
  if (xml_is(name, "covered-table-cell"))
    reader->skip = reader->depth; /* under another cell: nobody sees it */
  else
    tell_merged(reader);
  return CHUAN_PLUGIN_OK;
}

static int end_cell(struct content_reader *reader, const char *name) {
  uint64_t column = reader->column;
  reader->cell_depth = 0;
  reader->column += reader->cell.repeat;
  return xml_is(name, "table-cell") ? cell_put(&reader->cell, &reader->row, column) : CHUAN_PLUGIN_OK;
}

/* --- elements ------------------------------------------------------------------------------------------------ */

static int paragraph_started(struct content_reader *reader, const char *name, const char **attributes) {
  static const char *const unseen[] = {"annotation",   "note", "ruby-text", "frame",
                                       "custom-shape", "rect", "g"};
  struct cell *cell = &reader->cell;
  if (xml_is(name, "s")) {
    uint64_t count = xml_count(xml_attribute(attributes, "c"), CELL_TEXT_MAX + 1);
    return told(reader, cell_spaces(cell, count ? count : 1, ' '));
  }
  if (xml_is(name, "tab")) return told(reader, cell_spaces(cell, 1, '\t'));
  if (xml_is(name, "line-break")) return told(reader, cell_spaces(cell, 1, '\n'));
  for (size_t i = 0; i < sizeof unseen / sizeof *unseen; i++)
    if (xml_is(name, unseen[i])) reader->skip = reader->depth;
  return CHUAN_PLUGIN_OK;
}

static int content_started(void *self, const char *name, const char **attributes) {
  struct content_reader *reader = self;
  reader->depth++;
  if (reader->skip) return CHUAN_PLUGIN_OK;
  if (!reader->spreadsheet) {
    if (xml_is(name, "spreadsheet")) {
      reader->spreadsheet = reader->depth;
      reader->saw_spreadsheet = 1;
    }
    return style_started(reader, name, attributes);
  }
  if (!reader->table) {
    if (reader->depth == reader->spreadsheet + 1 && xml_is(name, "table"))
      return begin_table(reader, attributes);
    if (reader->depth == reader->spreadsheet + 1) reader->skip = reader->depth; /* changes, names, filters */
    return CHUAN_PLUGIN_OK;
  }
  if (reader->paragraph_depth) return paragraph_started(reader, name, attributes);
  if (reader->cell_depth) {
    if (!xml_is(name, "p")) { /* annotations, drawings */
      reader->skip = reader->depth;
      return CHUAN_PLUGIN_OK;
    }
    reader->paragraph_depth = reader->depth;
    return told(reader, cell_paragraph(&reader->cell));
  }
  if (reader->row_depth) {
    if (xml_is(name, "table-cell") || xml_is(name, "covered-table-cell"))
      return begin_cell(reader, name, attributes);
    reader->skip = reader->depth;
    return CHUAN_PLUGIN_OK;
  }
  if (xml_is(name, "table-row")) {
    begin_row(reader, attributes);
  } else if (xml_is(name, "table-row-group")) {
    const char *display = xml_attribute(attributes, "display");
    if (display && xml_is(display, "false") && !reader->hidden_group) reader->hidden_group = reader->depth;
  } else if (!xml_is(name, "table-rows") && !xml_is(name, "table-header-rows")) {
    reader->skip = reader->depth; /* columns, shapes, forms */
  }
  return CHUAN_PLUGIN_OK;
}

static int content_ended(void *self, const char *name) {
  struct content_reader *reader = self;
  size_t depth = reader->depth--;
  int result = CHUAN_PLUGIN_OK;
  if (reader->skip && depth > reader->skip) return CHUAN_PLUGIN_OK;
  reader->skip = 0;
  if (depth == reader->paragraph_depth) {
    reader->paragraph_depth = 0;
  } else if (depth == reader->cell_depth) {
    result = end_cell(reader, name);
  } else if (depth == reader->row_depth) {
    result = end_row(reader);
  } else if (depth == reader->hidden_group) {
    reader->hidden_group = 0;
  } else if (depth == reader->table) {
    reader->table = 0;
  } else if (depth == reader->spreadsheet) {
    reader->spreadsheet = 0;
  }
  return result;
}

static int content_text(void *self, const char *text, size_t length) {
  struct content_reader *reader = self;
  if (reader->skip || !reader->paragraph_depth) return CHUAN_PLUGIN_OK;
  return told(reader, cell_text(&reader->cell, text, length));
}

int content_read(struct package *package) {
  struct content_reader reader = {
      .package = package,
      .style = {.package = package},
      .row = {.package = package},
      .cell = {.text = {.package = package}, .value = {.package = package}, .formula = {.package = package}}};
  const struct xml_taker taker = {&reader, content_started, content_ended, content_text};
  int result = xml_read(package, "content.xml", (struct xml_options){0}, &taker);
  if (result != CHUAN_PLUGIN_OK || reader.saw_spreadsheet) return result;
  return package_broken(package, NO_SPREADSHEET, NULL, 0, 0);
}
