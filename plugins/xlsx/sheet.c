/* sheet.c - cells of a sheet as they stream by: where each is, what it is, and what its text is to the host. */
#include "sheet.h"

#include "../values/value.h"
#include "../package/xml.h"

#include <string.h>

enum cell_type { NUMBER_CELL, SHARED_TEXT, INLINE_TEXT, FORMULA_TEXT, BOOLEAN_CELL, ERROR_CELL, DATE_CELL };

struct sheet_reader {
  struct package *package;
  const struct workbook *workbook;
  struct sheet_row *row;
  struct rich_text *text; /* of the cell: <v>, or the <t> of <is> */
  struct growing_text *formula;
  int in_data, in_value, in_formula, in_inline;
  uint64_t last_row; /* as counted, blank ones too */
  uint64_t column;
  enum cell_type type;
  uint64_t style;
  int has_value, has_formula;
};

static int reader_broken(const struct sheet_reader *reader, enum trouble trouble, uint32_t column) {
  return package_broken(reader->package, trouble, NULL, reader->last_row, column);
}

/* --- one cell ------------------------------------------------------------------------------------------- */

static int put(struct sheet_reader *reader, unsigned kind, const char *text, size_t length) {
  return row_put(reader->row, (uint32_t)reader->column, kind, text, length, 0);
}

static int put_shared(struct sheet_reader *reader) {
  const struct growing_text *value = &reader->text->text;
  size_t length = 0, at = 0;
  uint64_t index = 0;
  for (; at < value->length && value->text[at] >= '0' && value->text[at] <= '9' && index < UINT32_MAX; at++)
    index = index * 10 + (uint64_t)(value->text[at] - '0');
  const char *text = at == value->length ? strings_text(&reader->workbook->strings, index, &length) : NULL;
  if (text) return row_put(reader->row, (uint32_t)reader->column, CHUAN_CELL_TEXT, text, length, 1);
  package_tell(reader->package, CHUAN_ISSUE_ERROR, LOST_TEXT, NULL, reader->last_row,
               (uint32_t)reader->column);
  return put(reader, CHUAN_CELL_TEXT, "?", 1);
}

static int put_uncached(struct sheet_reader *reader) {
  if (reader->formula->length == 0)
    return put(reader, CHUAN_CELL_UNCACHED, "…", strlen("…")); /* of another cell */
  return put(reader, CHUAN_CELL_UNCACHED, reader->formula->text, reader->formula->length);
}

static int put_number(struct sheet_reader *reader, const char *text, size_t length) {
  enum number_format format = styles_format(&reader->workbook->styles, reader->style);
  char out[VALUE_TEXT_SIZE];
  size_t size = 0;
  if (format == FORMAT_DATE) size = serial_date(text, length, reader->workbook->since_1904, out);
  if (size) return put(reader, CHUAN_CELL_DATE, out, size);
  if (format == FORMAT_TIME) size = serial_time(text, length, out);
  if (size) return put(reader, CHUAN_CELL_TEXT, out, size);
  size = number_text(text, length, format == FORMAT_PERCENT, out);
  if (size) return put(reader, CHUAN_CELL_NUMBER, out, size);
  return put(reader, CHUAN_CELL_TEXT, text, length);
}

static int put_cell(struct sheet_reader *reader) {
  if (reader->column == 0) return CHUAN_PLUGIN_OK; /* a row began inside of the cell: it has no place */
  struct growing_text *value = &reader->text->text;
  const char *text = value->text;
  size_t length = value->length;
  char out[VALUE_TEXT_SIZE];
  if (length == 0) {
    int cached = reader->has_value && reader->type == FORMULA_TEXT; /* the empty text */
    return reader->has_formula && !cached ? put_uncached(reader) : CHUAN_PLUGIN_OK;
  }
  switch (reader->type) {
    case SHARED_TEXT:
      return put_shared(reader);
    case FORMULA_TEXT:
      return put(reader, CHUAN_CELL_TEXT, text, text_unescape(value->text, length));
    case INLINE_TEXT:
      return put(reader, CHUAN_CELL_TEXT, text, length);
    case BOOLEAN_CELL:
      if (length == 1 && *text == '1') return put(reader, CHUAN_CELL_BOOLEAN, "true", 4);
      if (length == 1 && *text == '0') return put(reader, CHUAN_CELL_BOOLEAN, "false", 5);
      break;
    case ERROR_CELL:
      return put(reader, CHUAN_CELL_ERROR, text, length);
    case DATE_CELL: {
      size_t size = iso_date(text, length, out);
      if (size) return put(reader, CHUAN_CELL_DATE, out, size);
      break;
    }
    case NUMBER_CELL:
      return put_number(reader, text, length);
  }
  return put(reader, CHUAN_CELL_TEXT, text, length);
}

/* --- elements -------------------------------------------------------------------------------------------- */

static enum cell_type type_of(const char *name) {
  if (xml_is(name, "s")) return SHARED_TEXT;
  if (xml_is(name, "inlineStr")) return INLINE_TEXT;
  if (xml_is(name, "str")) return FORMULA_TEXT;
  if (xml_is(name, "b")) return BOOLEAN_CELL;
  if (xml_is(name, "e")) return ERROR_CELL;
  if (xml_is(name, "d")) return DATE_CELL;
  return NUMBER_CELL;
}

static void begin_row(struct sheet_reader *reader, const char **attributes) {
  uint64_t number = xml_count(xml_attribute(attributes, "r"), UINT32_MAX);
  const char *height = xml_attribute(attributes, "ht");
  int hidden = xml_truth(xml_attribute(attributes, "hidden"));
  if (height && height[strspn(height, "0.")] == 0) hidden = 1;
  reader->last_row = number ? number : reader->last_row + 1;
  reader->column = 0;
  row_begin(reader->row, reader->last_row, hidden ? CHUAN_ROW_HIDDEN : 0);
}

static void begin_cell(struct sheet_reader *reader, const char **attributes) {
  uint64_t column = reader->column + 1;
  reader->type = NUMBER_CELL;
  reader->style = 0;
  for (; *attributes; attributes += 2) {
    const char *value = attributes[1];
    if (attributes[0][0] == 0 || attributes[0][1] != 0) continue; /* all of them have one letter */
    if (attributes[0][0] == 'r') {
      struct cell_place place = place_of(value, NULL);
      if (place.column) column = place.column;
    } else if (attributes[0][0] == 's') {
      reader->style = xml_count(value, UINT32_MAX);
    } else if (attributes[0][0] == 't') {
      reader->type = type_of(value);
    }
  }
  reader->column = column > SHEET_COLUMNS_MAX ? SHEET_COLUMNS_MAX + 1 : column;
  reader->has_value = reader->has_formula = reader->in_value = reader->in_formula = reader->in_inline = 0;
  reader->formula->length = 0;
  rich_begin(reader->text);
}

static int sheet_started(void *self, const char *name, const char **attributes) {
  struct sheet_reader *reader = self;
  if (!reader->in_data) {
    reader->in_data = xml_is(name, "sheetData");
  } else if (reader->in_inline) {
    rich_started(reader->text, name, attributes);
  } else if (xml_is(name, "c")) {
    begin_cell(reader, attributes);
  } else if (xml_is(name, "v")) {
    reader->has_value = reader->in_value = 1;
    reader->text->text.length = 0;
  } else if (xml_is(name, "f")) {
    reader->has_formula = reader->in_formula = 1;
  } else if (xml_is(name, "is")) {
    reader->in_inline = 1;
  } else if (xml_is(name, "row")) {
    begin_row(reader, attributes);
  }
  return CHUAN_PLUGIN_OK;
}

static int sheet_ended(void *self, const char *name) {
  struct sheet_reader *reader = self;
  if (!reader->in_data) return CHUAN_PLUGIN_OK;
  if (reader->in_inline) {
    if (xml_is(name, "is"))
      reader->in_inline = 0;
    else
      rich_ended(reader->text, name);
  } else if (xml_is(name, "c")) {
    return put_cell(reader);
  } else if (xml_is(name, "v")) {
    reader->in_value = 0;
  } else if (xml_is(name, "f")) {
    reader->in_formula = 0;
  } else if (xml_is(name, "row")) {
    return row_hand_over(reader->row);
  } else if (xml_is(name, "sheetData")) {
    reader->in_data = 0;
  }
  return CHUAN_PLUGIN_OK;
}

static int sheet_text(void *self, const char *text, size_t length) {
  struct sheet_reader *reader = self;
  int result = CHUAN_PLUGIN_OK;
  if (reader->in_value)
    result = text_append(&reader->text->text, text, length, CELL_TEXT_MAX);
  else if (reader->in_formula)
    result = text_append(reader->formula, text, length, CELL_TEXT_MAX);
  else if (reader->in_inline)
    result = rich_append(reader->text, text, length);
  return result > 0 ? reader_broken(reader, LONG_TEXT, (uint32_t)reader->column) : result;
}

int sheet_read(struct workbook *workbook, const struct workbook_sheet *sheet, struct sheet_row *row,
               struct rich_text *text, struct growing_text *formula) {
  struct sheet_reader reader = {
      .package = workbook->package, .workbook = workbook, .row = row, .text = text, .formula = formula};
  const struct xml_taker taker = {&reader, sheet_started, sheet_ended, sheet_text};
  row->sheet = sheet->name;
  row->last_number = 0;
  row_begin(row, 0, 0);
  rich_begin(text);
  return xml_read(workbook->package, sheet->part, (struct xml_options){0}, &taker);
}
