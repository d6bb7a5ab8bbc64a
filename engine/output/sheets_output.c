/* The sheets of a file as a table, CSV or JSON. */
#include "output/sheets_output.h"

#include "output/csv.h"
#include "output/json.h"
#include "output/table.h"

#include <stdio.h>

static void heading_rows(const struct sheet_line *sheet, char *out, size_t size, const char *dash) {
  if (sheet->first_heading == 0)
    snprintf(out, size, "%s", "");
  else if (sheet->first_heading == sheet->last_heading)
    snprintf(out, size, "%llu", (unsigned long long)sheet->first_heading);
  else
    snprintf(out, size, "%llu%s%llu", (unsigned long long)sheet->first_heading, dash,
             (unsigned long long)sheet->last_heading);
}

static void add_number(struct table *table, uint64_t number, const char *behind) {
  char text[40];
  snprintf(text, sizeof text, "%llu%s", (unsigned long long)number, behind);
  table_cell(table, TINT_NONE, text);
}

static chuan_status write_table(const struct sheet_line *sheets, size_t count, struct writer *writer) {
  struct arena *arena = arena_create();
  struct table *table = arena == NULL ? NULL : table_create(arena);
  chuan_status status = CHUAN_MEMORY;
  if (table != NULL) {
    table_column(table, writer_pick(writer, "Sheet", "Trang"), TABLE_CUT);
    table_column(table, writer_pick(writer, "Hidden", "Ẩn"), TABLE_TEXT);
    table_column(table, writer_pick(writer, "Rows", "Số dòng"), TABLE_NUMBER);
    table_column(table, writer_pick(writer, "Heading rows", "Dòng tiêu đề"), TABLE_TEXT);
    table_column(table, writer_pick(writer, "Columns", "Số cột"), TABLE_NUMBER);
    table_column(table, writer_pick(writer, "Facts", "Số liệu"), TABLE_NUMBER);
    table_column(table, writer_pick(writer, "First headings", "Các tiêu đề đầu"), TABLE_CUT);
    for (size_t i = 0; i < count; i++) {
      char rows[64];
      heading_rows(&sheets[i], rows, sizeof rows, "–");
      table_cell(table, TINT_NONE, sheets[i].name[0] ? sheets[i].name : "–");
      table_cell(table, TINT_UNSURE, sheets[i].hidden ? writer_pick(writer, "yes", "có") : "");
      add_number(table, sheets[i].rows, sheets[i].more ? "+" : "");
      table_cell(table, TINT_NONE, rows);
      add_number(table, sheets[i].headings, "");
      add_number(table, sheets[i].matching, "");
      table_cell(table, TINT_NONE, sheets[i].first);
    }
    status = table_write(table, writer, 0);
  }
  arena_free(arena);
  return status;
}

static void write_csv(const struct sheet_line *sheets, size_t count, struct writer *writer) {
  struct csv csv;
  csv_begin(&csv, writer);
  csv_header(&csv, "sheet,hidden,rows,more,heading_rows,columns,facts,year,first_headings");
  for (size_t i = 0; i < count; i++) {
    char rows[64];
    heading_rows(&sheets[i], rows, sizeof rows, " ");
    csv_text(&csv, sheets[i].name);
    csv_text(&csv, sheets[i].hidden ? "yes" : "no");
    csv_integer(&csv, (int64_t)sheets[i].rows);
    csv_text(&csv, sheets[i].more ? "yes" : "no");
    csv_text(&csv, rows);
    csv_integer(&csv, (int64_t)sheets[i].headings);
    csv_integer(&csv, (int64_t)sheets[i].matching);
    if (sheets[i].year)
      csv_integer(&csv, sheets[i].year);
    else
      csv_text(&csv, "");
    csv_text(&csv, sheets[i].first);
    csv_end_row(&csv);
  }
}

static void write_json(const struct sheet_line *sheets, size_t count, struct writer *writer) {
  struct json json;
  json_begin(&json, writer, "chuan.sheets/1");
  json_array(&json, "sheets");
  for (size_t i = 0; i < count; i++) {
    json_object(&json, NULL);
    json_string(&json, "name", sheets[i].name);
    json_boolean(&json, "hidden", sheets[i].hidden);
    json_integer(&json, "rows", (int64_t)sheets[i].rows);
    json_boolean(&json, "more", sheets[i].more);
    if (sheets[i].first_heading) {
      json_array(&json, "heading_rows");
      json_integer(&json, NULL, (int64_t)sheets[i].first_heading);
      json_integer(&json, NULL, (int64_t)sheets[i].last_heading);
      json_close(&json);
    } else {
      json_null(&json, "heading_rows");
    }
    json_integer(&json, "columns", (int64_t)sheets[i].headings);
    json_integer(&json, "facts", (int64_t)sheets[i].matching);
    if (sheets[i].year)
      json_integer(&json, "year", sheets[i].year);
    else
      json_null(&json, "year");
    json_string(&json, "first_headings", sheets[i].first);
    json_close(&json);
  }
  json_end(&json);
}

chuan_status sheets_output(const struct sheet_line *sheets, size_t count, chuan_language language,
                           const chuan_style *style, chuan_sink sink, void *payload) {
  struct writer writer;
  chuan_status status = CHUAN_OK;
  writer_begin(&writer, style, language, sink, payload);
  if (writer.style.format == CHUAN_TABLE)
    status = write_table(sheets, count, &writer);
  else if (writer.style.format == CHUAN_CSV)
    write_csv(sheets, count, &writer);
  else
    write_json(sheets, count, &writer);
  chuan_status sent = writer_end(&writer);
  return status != CHUAN_OK ? status : sent;
}
