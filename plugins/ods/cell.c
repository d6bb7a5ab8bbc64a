/* cell.c - what an OpenDocument cell says. The value attributes are exact; the paragraphs are formatted for the eye, and
 * taken only for text, errors, and what has no value. */
#include "cell.h"

#include "../values/value.h"
#include "../package/xml.h"

#include <stdio.h>
#include <string.h>

#define SPAN_MOST UINT64_C(1048576)

static enum cell_value type_of(const char *name) {
  if (xml_is(name, "float") || xml_is(name, "currency")) return NUMBER_VALUE;
  if (xml_is(name, "percentage")) return PERCENT_VALUE;
  if (xml_is(name, "date")) return DATE_VALUE;
  if (xml_is(name, "time")) return TIME_VALUE;
  if (xml_is(name, "boolean")) return TRUTH_VALUE;
  return xml_is(name, "string") ? TEXT_VALUE : NO_VALUE;
}

static int replace(struct growing_text *text, const char *by) {
  text->length = 0;
  return text_append(text, by, strlen(by), CELL_TEXT_MAX);
}

/* "of:=SUM([.A1:.A3])": without the dialect and "=". */
static const char *formula_of(const char *formula) {
  size_t letters = strspn(formula, "abcdefghijklmnopqrstuvwxyz");
  if (letters > 0 && formula[letters] == ':') formula += letters + 1;
  return formula + (*formula == '=');
}

static uint32_t at_least_one(const char *value) {
  uint64_t count = xml_count(value, SPAN_MOST);
  return count ? (uint32_t)count : 1;
}

int cell_begin(struct cell *cell, const char **attributes) {
  int result = CHUAN_PLUGIN_OK;
  cell->text.length = cell->value.length = cell->formula.length = cell->paragraphs = 0;
  cell->type = NO_VALUE;
  cell->repeat = cell->columns = cell->rows = 1;
  cell->has_formula = cell->is_error = cell->space_waits = cell->has_content = 0;
  for (; *attributes && result == CHUAN_PLUGIN_OK; attributes += 2) {
    const char *name = xml_local(attributes[0]), *value = attributes[1];
    if (xml_is(name, "value-type")) { /* LibreOffice says it twice: office:string and calcext:error */
      if (xml_is(value, "error"))
        cell->is_error = 1;
      else if (cell->type == NO_VALUE || strncmp(attributes[0], "office:", 7) == 0)
        cell->type = type_of(value);
    } else if (xml_is(name, "value") || xml_is(name, "date-value") || xml_is(name, "time-value") ||
               xml_is(name, "boolean-value") || xml_is(name, "string-value")) {
      result = replace(&cell->value, value);
    } else if (xml_is(name, "formula")) {
      cell->has_formula = 1;
      result = replace(&cell->formula, formula_of(value));
    } else if (xml_is(name, "number-columns-repeated")) {
      cell->repeat = at_least_one(value);
    } else if (xml_is(name, "number-columns-spanned")) {
      cell->columns = at_least_one(value);
    } else if (xml_is(name, "number-rows-spanned")) {
      cell->rows = at_least_one(value);
    }
  }
  return result;
}

/* --- paragraphs ------------------------------------------------------------------------------------------ */

int cell_paragraph(struct cell *cell) {
  cell->space_waits = cell->has_content = 0;
  return cell->paragraphs++ > 0 ? text_append(&cell->text, "\n", 1, CELL_TEXT_MAX) : CHUAN_PLUGIN_OK;
}

static int is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static int settle_space(struct cell *cell) {
  int waits = cell->space_waits;
  cell->space_waits = 0;
  cell->has_content = 1;
  return waits ? text_append(&cell->text, " ", 1, CELL_TEXT_MAX) : CHUAN_PLUGIN_OK;
}

int cell_text(struct cell *cell, const char *text, size_t length) {
  int result = CHUAN_PLUGIN_OK;
  for (size_t i = 0; i < length && result == CHUAN_PLUGIN_OK;) {
    if (is_space(text[i])) {
      cell->space_waits = cell->has_content;
      i++;
      continue;
    }
    size_t end = i;
    while (end < length && !is_space(text[end])) end++;
    result = settle_space(cell);
    if (result == CHUAN_PLUGIN_OK) result = text_append(&cell->text, text + i, end - i, CELL_TEXT_MAX);
    i = end;
  }
  return result;
}

int cell_spaces(struct cell *cell, uint64_t count, char which) {
  char spaces[64];
  memset(spaces, which, sizeof spaces);
  int result = settle_space(cell);
  while (count > 0 && result == CHUAN_PLUGIN_OK) {
    size_t now = count < sizeof spaces ? (size_t)count : sizeof spaces;
    result = text_append(&cell->text, spaces, now, CELL_TEXT_MAX);
    count -= now;
  }
  return result;
}

/* --- into the row ---------------------------------------------------------------------------------------- */

static int text_is(const struct growing_text *text, const char *word) {
  return text->length == strlen(word) && memcmp(text->text, word, text->length) == 0;
}

/* What formulas show when they fail, in LibreOffice, Excel and others. */
static int shows_error(const struct growing_text *text) {
  static const char *const errors[] = {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"};
  for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
    if (text_is(text, errors[i])) return 1;
  return text->length > 4 && text->length < 9 && memcmp(text->text, "Err:", 4) == 0;
}

static int put_times(const struct cell *cell, struct sheet_row *row, uint64_t column, unsigned kind,
                     const char *text, size_t length) {
  int keeps = 0;
  if (length == 0) return CHUAN_PLUGIN_OK;
  for (uint32_t i = 0; i < cell->repeat; i++) {
    uint64_t place = column + i <= SHEET_COLUMNS_MAX ? column + i : SHEET_COLUMNS_MAX + UINT64_C(1);
    int result = row_put(row, (uint32_t)place, kind, text, length, keeps);
    if (result != CHUAN_PLUGIN_OK) return result;
    text = row->cells[place - 1].text; /* the row's own copy serves all of them */
    keeps = 1;
  }
  return CHUAN_PLUGIN_OK;
}

/* What the value attribute says, written the host's way; the length is 0 when it says nothing. */
static size_t write_value(const struct cell *cell, unsigned *kind, char out[VALUE_TEXT_SIZE]) {
  const struct growing_text *value = &cell->value;
  if (value->length == 0) return 0;
  *kind = CHUAN_CELL_NUMBER;
  switch (cell->type) {
    case NUMBER_VALUE:
      if (text_is(&cell->text, "TRUE") || text_is(&cell->text, "FALSE")) { /* of XLSX files saved as ODS */
        *kind = CHUAN_CELL_BOOLEAN;
        return (size_t)snprintf(out, VALUE_TEXT_SIZE, "%s", text_is(&cell->text, "TRUE") ? "true" : "false");
      }
      return number_text(value->text, value->length, 0, out);
    case PERCENT_VALUE:
      return number_text(value->text, value->length, 1, out);
    case DATE_VALUE:
      *kind = CHUAN_CELL_DATE;
      return iso_date(value->text, value->length, out);
    case TIME_VALUE:
      *kind = CHUAN_CELL_TEXT;
      return iso_duration(value->text, value->length, out);
    case TRUTH_VALUE:
      *kind = CHUAN_CELL_BOOLEAN;
      if (!text_is(value, "true") && !text_is(value, "false")) return 0;
      memcpy(out, value->text, value->length);
      return value->length;
    case NO_VALUE:
    case TEXT_VALUE:
      break;
  }
  return 0;
}

int cell_put(struct cell *cell, struct sheet_row *row, uint64_t column) {
  const struct growing_text *text = &cell->text, *value = &cell->value, *formula = &cell->formula;
  if (cell->is_error && text->length == 0)
    return put_times(cell, row, column, CHUAN_CELL_ERROR, "#ERROR!", 7);
  if (cell->is_error || (cell->has_formula && shows_error(text)))
    return put_times(cell, row, column, CHUAN_CELL_ERROR, text->text, text->length);
  if (cell->has_formula && shows_error(value))
    return put_times(cell, row, column, CHUAN_CELL_ERROR, value->text, value->length);
  unsigned kind = CHUAN_CELL_TEXT;
  char out[VALUE_TEXT_SIZE];
  size_t length = write_value(cell, &kind, out);
  if (length) return put_times(cell, row, column, kind, out, length);
  if (text->length) return put_times(cell, row, column, CHUAN_CELL_TEXT, text->text, text->length);
  if (value->length) return put_times(cell, row, column, CHUAN_CELL_TEXT, value->text, value->length);
  if (!cell->has_formula || cell->type == TEXT_VALUE) return CHUAN_PLUGIN_OK; /* blank, or the empty text */
  if (formula->length == 0) return put_times(cell, row, column, CHUAN_CELL_UNCACHED, "…", strlen("…"));
  return put_times(cell, row, column, CHUAN_CELL_UNCACHED, formula->text, formula->length);
}
