/* The chosen figures as CSV or JSON that `import` takes back without a mapping, or as a table for looking. CSV and JSON go
 * out as the rows come in. */
#include "output/export_output.h"

#include "base/decimal.h"
#include "output/csv.h"
#include "output/json.h"
#include "output/label.h"
#include "output/table.h"

#include <stdlib.h>

#define SCHEMA "chuan.export/1"
#define ROWS_SHOWN 1000u /* in a table, which is aligned as a whole */

struct export {
  struct figures_reader *reader;
  const struct fact *const *facts;
  size_t count;
  struct writer *writer;
  struct buffer text;
};

static const char *value_text(struct export *export, size_t fact, int64_t value) {
  const struct fact *wanted = export->facts[fact];
  char number[DECIMAL_TEXT_SIZE];
  if (value == DECIMAL_MISSING) return "";
  if (wanted->kind == FACT_CHOICE)
    return value >= 0 && value < wanted->choice_count ? wanted->choices[value] : "";
  fact_write(wanted, value, number, sizeof number);
  buffer_clear(&export->text);
  buffer_add_string(&export->text, number);
  return buffer_string(&export->text);
}

static chuan_status write_csv(struct export *export) {
  struct csv csv;
  struct figures_row row;
  int more = 0;
  chuan_status status;
  csv_begin(&csv, export->writer);
  csv_text(&csv, "unit");
  csv_text(&csv, "year");
  for (size_t i = 0; i < export->count; i++) csv_text(&csv, export->facts[i]->id);
  csv_text(&csv, "data_status");
  csv_end_row(&csv);
  while ((status = figures_next(export->reader, &row, &more)) == CHUAN_OK && more &&
         !export->writer->refused) {
    csv_text(&csv, row.code);
    csv_integer(&csv, row.year);
    for (size_t i = 0; i < export->count; i++) csv_text(&csv, value_text(export, i, row.values[i]));
    csv_text(&csv, data_status_name(row.status));
    csv_end_row(&csv);
  }
  return status;
}

static void json_value(struct json *json, struct export *export, size_t fact, int64_t value) {
  const char *id = export->facts[fact]->id;
  if (value == DECIMAL_MISSING)
    json_null(json, id);
  else if (export->facts[fact]->kind == FACT_YES_NO)
    json_boolean(json, id, value != 0);
  else if (export->facts[fact]->kind == FACT_CHOICE)
    json_string(json, id, value_text(export, fact, value));
  else
    json_decimal(json, id, value_text(export, fact, value));
}

static chuan_status write_json(struct export *export, const struct export_about *about) {
  struct json json;
  struct figures_row row;
  int more = 0;
  chuan_status status;
  json_begin(&json, export->writer, SCHEMA);
  json_string(&json, "rules_digest", about->rules_digest);
  json_string(&json, "facts_digest", about->facts_digest);
  json_string(&json, "level", about->level);
  json_array(&json, "facts");
  while ((status = figures_next(export->reader, &row, &more)) == CHUAN_OK && more &&
         !export->writer->refused) {
    json_object(&json, NULL);
    json_string(&json, "unit", row.code);
    json_integer(&json, "year", row.year);
    for (size_t i = 0; i < export->count; i++) json_value(&json, export, i, row.values[i]);
    json_string(&json, "data_status", data_status_name(row.status));
    json_close(&json);
  }
  json_end(&json);
  return status;
}

static void table_row(struct export *export, struct table *table, const struct figures_row *row) {
  buffer_clear(&export->text);
  buffer_format(&export->text, "%d", row->year);
  table_cell(table, TINT_NONE, row->code);
  table_cell(table, TINT_NONE, row->name);
  table_cell(table, TINT_NONE, buffer_string(&export->text));
  for (size_t i = 0; i < export->count; i++) {
    enum fact_kind kind = export->facts[i]->kind;
    const char *text = value_text(export, i, row->values[i]);
    char number[DECIMAL_TEXT_SIZE];
    if (kind == FACT_COUNT || kind == FACT_AMOUNT) {
      label_decimal(text, export->writer->language, number, sizeof number);
      text = number;
    } else if (kind == FACT_YES_NO && *text) {
      text = label_text(row->values[i] != 0 ? LABEL_YES : LABEL_NO, export->writer->language);
    }
    table_cell(table, TINT_NONE, text);
  }
  table_cell(table, TINT_NONE, label_text(label_data_status(row->status), export->writer->language));
}

static chuan_status write_table(struct export *export, struct arena *arena) {
  struct writer *writer = export->writer;
  struct table *table = table_create(arena);
  struct figures_row row;
  size_t rows = 0;
  int more = 0;
  chuan_status status;
  if (table == NULL) return CHUAN_MEMORY;
  table_column(table, label_text(LABEL_CODE, writer->language), TABLE_TEXT);
  table_column(table, label_text(LABEL_UNIT, writer->language), TABLE_TEXT);
  table_column(table, label_text(LABEL_YEAR, writer->language), TABLE_NUMBER);
  for (size_t i = 0; i < export->count; i++)
    table_column(table, export->facts[i]->id,
                 export->facts[i]->kind <= FACT_AMOUNT ? TABLE_NUMBER : TABLE_TEXT);
  table_column(table, label_text(LABEL_DATA_STATUS, writer->language), TABLE_TEXT);
  while ((status = figures_next(export->reader, &row, &more)) == CHUAN_OK && more) {
    if (++rows <= ROWS_SHOWN) table_row(export, table, &row);
  }
  if (status != CHUAN_OK) return status;
  if (rows == 0)
    writer_text(writer, writer_pick(writer, "There are no figures.\n", "Không có số liệu nào.\n"));
  status = table_write(table, writer, 0);
  if (rows > ROWS_SHOWN)
    writer_format(writer,
                  writer_pick(writer, "… and %zu more rows; --format csv gives them all\n",
                              "… và %zu dòng nữa; --format csv cho đủ\n"),
                  rows - ROWS_SHOWN);
  return status;
}

chuan_status export_output(struct figures_reader *reader, const struct export_about *about,
                           chuan_language language, const chuan_style *style, chuan_sink sink,
                           void *payload) {
  struct writer writer;
  struct export export = {.reader = reader, .writer = &writer};
  struct arena *arena = arena_create();
  chuan_status status = CHUAN_MEMORY;
  if (arena == NULL) return status;
  export.facts = figures_facts(reader, &export.count);
  writer_begin(&writer, style, language, sink, payload);
  buffer_init(&export.text, 0);
  switch (writer.style.format) {
    case CHUAN_TABLE:
      status = write_table(&export, arena);
      break;
    case CHUAN_CSV:
      status = write_csv(&export);
      break;
    case CHUAN_JSON:
      status = write_json(&export, about);
      break;
  }
  if (export.text.failed && status == CHUAN_OK) status = CHUAN_MEMORY;
  buffer_free(&export.text);
  arena_free(arena);
  chuan_status written = writer_end(&writer);
  return status != CHUAN_OK ? status : written;
}
