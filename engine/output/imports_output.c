/* Imports as a table, CSV or JSON: when, which file, what became of its rows, whether it was undone; of one import also
 * every row that was refused, and every figure that was another one before. */
#include "output/imports_output.h"

#include "output/csv.h"
#include "output/json.h"
#include "output/label.h"
#include "output/table.h"

#include <inttypes.h>
#include <string.h>

#define TABLE_COLUMNS 120u
#define VALUE_SIZE 320u /* a choice may be long */
#define LINES_MOST 200u /* of one import, for people; programs get all */
#define SCHEMA "chuan.imports/1"

static const char *kind_text(const struct writer *writer, const char *kind) {
  if (strcmp(kind, "attributes") == 0) return writer_pick(writer, "attributes", "thuộc tính");
  if (strcmp(kind, "recognitions") == 0) return writer_pick(writer, "recognitions", "công nhận");
  return writer_pick(writer, "figures", "số liệu");
}

static void years_text(const struct import_entry *import, struct buffer *out) {
  buffer_clear(out);
  if (import->first_year == 0) return;
  buffer_format(out, "%d", import->first_year);
  if (import->last_year != import->first_year) buffer_format(out, "–%d", import->last_year);
}

/* "2025-06-30 10:15": minutes are enough for people. */
static void time_text(const char *time, struct buffer *out) {
  buffer_clear(out);
  size_t length = strlen(time);
  buffer_add(out, time, length < 10 ? length : 10);
  if (length < 16) return;
  buffer_add_char(out, ' ');
  buffer_add(out, time + 11, 5);
}

/* --- the list ------------------------------------------------------------------------------------------- */

static void table_columns(struct table *table, const struct writer *writer) {
  table_column(table, writer_pick(writer, "No", "Số"), TABLE_NUMBER);
  table_column(table, writer_pick(writer, "Time (UTC)", "Lúc (UTC)"), TABLE_TEXT);
  table_column(table, writer_pick(writer, "File", "Tệp"), TABLE_CUT);
  table_column(table, writer_pick(writer, "Level", "Cấp"), TABLE_TEXT);
  table_column(table, label_text(LABEL_KIND, writer->language), TABLE_TEXT);
  table_column(table, label_text(LABEL_YEAR, writer->language), TABLE_TEXT);
  table_column(table, writer_pick(writer, "Status", "Trạng thái"), TABLE_TEXT);
  table_column(table, writer_pick(writer, "Accepted", "Nhận"), TABLE_NUMBER);
  table_column(table, writer_pick(writer, "Changed", "Đổi"), TABLE_NUMBER);
  table_column(table, writer_pick(writer, "Unchanged", "Không đổi"), TABLE_NUMBER);
  table_column(table, writer_pick(writer, "Beside", "Giữ bên"), TABLE_NUMBER);
  table_column(table, writer_pick(writer, "Rejected", "Loại"), TABLE_NUMBER);
  table_column(table, writer_pick(writer, "Undone", "Đã rút"), TABLE_TEXT);
}

static void number_cell(struct table *table, enum tint tint, uint64_t number, struct buffer *text) {
  buffer_clear(text);
  buffer_format(text, "%" PRIu64, number);
  table_cell(table, tint, buffer_string(text));
}

static void table_import(struct table *table, const struct writer *writer, const struct import_entry *import,
                         struct buffer *text) {
  enum tint tint = *import->undone_at ? TINT_FAINT : TINT_NONE;
  const chuan_counts *counts = &import->counts;
  number_cell(table, tint, (uint64_t)import->id, text);
  time_text(import->imported_at, text);
  table_cell(table, tint, buffer_string(text));
  table_cell(table, tint, import->file);
  table_cell(table, tint, import->level);
  table_cell(table, tint, kind_text(writer, import->kind));
  years_text(import, text);
  table_cell(table, tint, buffer_string(text));
  table_cell(table, tint, label_text(label_data_status(import->status), writer->language));
  number_cell(table, tint, counts->accepted, text);
  number_cell(table, tint, counts->changed, text);
  number_cell(table, tint, counts->unchanged, text);
  number_cell(table, counts->beside ? TINT_UNSURE : tint, counts->beside, text);
  number_cell(table, counts->rejected ? TINT_BAD : tint, counts->rejected, text);
  time_text(import->undone_at, text);
  table_cell(table, tint, buffer_string(text));
}

static chuan_status list_table(const struct import_entry *imports, size_t count, struct writer *writer) {
  struct arena *arena = arena_create();
  struct table *table = arena ? table_create(arena) : NULL;
  chuan_status status = CHUAN_MEMORY;
  struct buffer text;
  buffer_init(&text, 0);
  if (count == 0) writer_text(writer, writer_pick(writer, "Nothing was imported yet.\n", "Chưa nhập gì.\n"));
  if (table) {
    table_columns(table, writer);
    for (size_t i = 0; i < count; i++) table_import(table, writer, &imports[i], &text);
    status = text.failed ? CHUAN_MEMORY : table_write(table, writer, TABLE_COLUMNS);
  }
  buffer_free(&text);
  arena_free(arena);
  return status;
}

static void list_csv(const struct import_entry *imports, size_t count, struct writer *writer) {
  struct csv csv;
  csv_begin(&csv, writer);
  csv_header(
      &csv,
      "import,time,file,level,kind,status,first_year,last_year,accepted,changed,unchanged,beside,rejected,"
      "undone,digest,mapping_digest,plugin,plugin_version,encoding,sheets");
  for (size_t i = 0; i < count; i++) {
    const struct import_entry *import = &imports[i];
    const uint64_t counts[] = {import->counts.accepted, import->counts.changed, import->counts.unchanged,
                               import->counts.beside, import->counts.rejected};
    const char *const texts[] = {import->undone_at, import->digest,         import->mapping_digest,
                                 import->plugin,    import->plugin_version, import->encoding,
                                 import->sheets};
    csv_integer(&csv, import->id);
    csv_text(&csv, import->imported_at);
    csv_text(&csv, import->file);
    csv_text(&csv, import->level);
    csv_text(&csv, import->kind);
    csv_text(&csv, data_status_name(import->status));
    const int years[] = {import->first_year, import->last_year};
    for (int y = 0; y < 2; y++) {
      if (years[y])
        csv_integer(&csv, years[y]);
      else
        csv_text(&csv, "");
    }
    for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) csv_integer(&csv, (int64_t)counts[c]);
    for (size_t t = 0; t < sizeof texts / sizeof *texts; t++) csv_text(&csv, texts[t]);
    csv_end_row(&csv);
  }
}

static void json_year(struct json *json, const char *key, int year) {
  if (year)
    json_integer(json, key, year);
  else
    json_null(json, key);
}

/* Opens the object of an import and leaves it open. */
static void json_import(struct json *json, const struct import_entry *import) {
  json_object(json, NULL);
  json_integer(json, "import", import->id);
  json_string(json, "time", import->imported_at);
  json_string(json, "file", import->file);
  json_string(json, "level", import->level);
  json_string(json, "kind", import->kind);
  json_string(json, "status", data_status_name(import->status));
  json_year(json, "first_year", import->first_year);
  json_year(json, "last_year", import->last_year);
  json_integer(json, "accepted", (int64_t)import->counts.accepted);
  json_integer(json, "changed", (int64_t)import->counts.changed);
  json_integer(json, "unchanged", (int64_t)import->counts.unchanged);
  json_integer(json, "beside", (int64_t)import->counts.beside);
  json_integer(json, "rejected", (int64_t)import->counts.rejected);
  json_optional(json, "undone", import->undone_at);
  json_string(json, "digest", import->digest);
  json_optional(json, "mapping_digest", import->mapping_digest);
  json_string(json, "plugin", import->plugin);
  json_string(json, "plugin_version", import->plugin_version);
  json_optional(json, "encoding", import->encoding);
  json_optional(json, "sheets", import->sheets);
}

chuan_status imports_output(const struct import_entry *imports, size_t count, chuan_language language,
                            const chuan_style *style, chuan_sink sink, void *payload) {
  struct writer writer;
  struct json json;
  chuan_status status = CHUAN_OK;
  writer_begin(&writer, style, language, sink, payload);
  switch (writer.style.format) {
    case CHUAN_TABLE:
      status = list_table(imports, count, &writer);
      break;
    case CHUAN_CSV:
      list_csv(imports, count, &writer);
      break;
    case CHUAN_JSON:
      json_begin(&json, &writer, SCHEMA);
      json_array(&json, "imports");
      for (size_t i = 0; i < count; i++) {
        json_import(&json, &imports[i]);
        json_close(&json);
      }
      json_close(&json);
      json_end(&json);
      break;
  }
  chuan_status written = writer_end(&writer);
  return status != CHUAN_OK ? status : written;
}

/* --- one import -------------------------------------------------------------------------------------------- */

struct detail {
  struct writer *writer;
  int64_t import;
  struct table *rejects, *changes; /* for people */
  size_t reject_count, change_count;
  struct csv csv;
  struct json json;
  int in_changes; /* of the JSON: the array of refused rows is closed */
  struct buffer text;
};

static void place_text(uint64_t row, const char *sheet, struct buffer *out) {
  buffer_clear(out);
  if (*sheet) buffer_format(out, "%s ", sheet);
  buffer_format(out, "%" PRIu64, row);
}

static const char *value_text(const struct detail *detail, const struct fact *fact, int64_t value,
                              char *out) {
  fact_write(fact, value, out, VALUE_SIZE);
  if (detail->writer->style.format == CHUAN_TABLE && (fact->kind == FACT_COUNT || fact->kind == FACT_AMOUNT))
    label_decimal(out, detail->writer->language, out, VALUE_SIZE);
  return out;
}

static chuan_status rejected_line(void *payload, const struct import_rejected *rejected) {
  struct detail *detail = payload;
  struct table *table = detail->rejects;
  if (detail->reject_count++ >= LINES_MOST) return CHUAN_OK;
  place_text(rejected->row, rejected->sheet, &detail->text);
  table_cell(table, TINT_NONE, buffer_string(&detail->text));
  table_cell(table, TINT_NONE, rejected->heading);
  table_cell(table, TINT_NONE, rejected->value);
  table_cell(table, TINT_NONE, rejected->reason);
  return CHUAN_OK;
}

static chuan_status change_line(void *payload, const struct import_change *change) {
  struct detail *detail = payload;
  struct table *table = detail->changes;
  char value[VALUE_SIZE];
  if (detail->change_count++ >= LINES_MOST) return CHUAN_OK;
  buffer_clear(&detail->text);
  buffer_format(&detail->text, "%s (%s)", change->unit_name, change->unit);
  table_cell(table, TINT_NONE, buffer_string(&detail->text));
  number_cell(table, TINT_NONE, (uint64_t)change->year, &detail->text);
  table_cell(table, TINT_NONE, change->fact->id);
  table_cell(table, TINT_NONE, value_text(detail, change->fact, change->before, value));
  table_cell(table, TINT_NONE, value_text(detail, change->fact, change->after, value));
  place_text(change->row, change->sheet, &detail->text);
  table_cell(table, TINT_NONE, buffer_string(&detail->text));
  return CHUAN_OK;
}

static void more_line(struct writer *writer, size_t count) {
  if (count > LINES_MOST)
    writer_format(writer,
                  writer_pick(writer, "… and %zu more; --format csv lists them all\n",
                              "… và %zu dòng nữa; --format csv liệt kê đủ\n"),
                  count - LINES_MOST);
}

static chuan_status detail_table(struct detail *detail, struct dossier *dossier,
                                 const struct import_entry *import) {
  struct writer *writer = detail->writer;
  struct arena *arena = arena_create();
  if (!arena) return CHUAN_MEMORY;
  detail->rejects = table_create(arena);
  detail->changes = table_create(arena);
  chuan_status status = detail->rejects && detail->changes ? list_table(import, 1, writer) : CHUAN_MEMORY;
  if (status == CHUAN_OK) {
    table_column(detail->rejects, writer_pick(writer, "Row", "Dòng"), TABLE_NUMBER);
    table_column(detail->rejects, writer_pick(writer, "Column", "Cột"), TABLE_TEXT);
    table_column(detail->rejects, label_text(LABEL_VALUE, writer->language), TABLE_TEXT);
    table_column(detail->rejects, label_text(LABEL_REASON, writer->language), TABLE_WRAP);
    table_column(detail->changes, label_text(LABEL_UNIT, writer->language), TABLE_TEXT);
    table_column(detail->changes, label_text(LABEL_YEAR, writer->language), TABLE_NUMBER);
    table_column(detail->changes, label_text(LABEL_FACT, writer->language), TABLE_TEXT);
    table_column(detail->changes, writer_pick(writer, "Before", "Cũ"), TABLE_NUMBER);
    table_column(detail->changes, writer_pick(writer, "After", "Mới"), TABLE_NUMBER);
    table_column(detail->changes, writer_pick(writer, "Row", "Dòng"), TABLE_NUMBER);
    const struct import_sink sink = {rejected_line, change_line, detail};
    status = import_details(dossier, import, &sink);
  }
  if (status == CHUAN_OK && detail->reject_count > 0) {
    writer_text(writer, writer_pick(writer, "\nRejected rows\n", "\nDòng bị loại\n"));
    status = table_write(detail->rejects, writer, TABLE_COLUMNS);
    more_line(writer, detail->reject_count);
  }
  if (status == CHUAN_OK && detail->change_count > 0) {
    writer_text(writer, writer_pick(writer, "\nChanged figures\n", "\nSố liệu đã thay đổi\n"));
    status = table_write(detail->changes, writer, TABLE_COLUMNS);
    more_line(writer, detail->change_count);
  }
  arena_free(arena);
  return status;
}

static chuan_status rejected_csv(void *payload, const struct import_rejected *rejected) {
  struct detail *detail = payload;
  struct csv *csv = &detail->csv;
  csv_integer(csv, detail->import);
  csv_text(csv, "rejected");
  csv_integer(csv, (int64_t)rejected->row);
  csv_text(csv, rejected->sheet);
  csv_integer(csv, rejected->column);
  csv_text(csv, rejected->heading);
  csv_text(csv, rejected->value);
  csv_text(csv, rejected->reason);
  for (int i = 0; i < 6; i++) csv_text(csv, "");
  csv_end_row(csv);
  return detail->writer->refused ? CHUAN_IO : CHUAN_OK;
}

static chuan_status change_csv(void *payload, const struct import_change *change) {
  struct detail *detail = payload;
  struct csv *csv = &detail->csv;
  char value[VALUE_SIZE];
  csv_integer(csv, detail->import);
  csv_text(csv, "changed");
  csv_integer(csv, (int64_t)change->row);
  csv_text(csv, change->sheet);
  for (int i = 0; i < 4; i++) csv_text(csv, "");
  csv_text(csv, change->unit);
  csv_text(csv, change->unit_name);
  csv_integer(csv, change->year);
  csv_text(csv, change->fact->id);
  csv_text(csv, value_text(detail, change->fact, change->before, value));
  csv_text(csv, value_text(detail, change->fact, change->after, value));
  csv_end_row(csv);
  return detail->writer->refused ? CHUAN_IO : CHUAN_OK;
}

static chuan_status rejected_json(void *payload, const struct import_rejected *rejected) {
  struct detail *detail = payload;
  struct json *json = &detail->json;
  json_object(json, NULL);
  json_integer(json, "row", (int64_t)rejected->row);
  json_optional(json, "sheet", rejected->sheet);
  json_year(json, "column", (int)rejected->column);
  json_optional(json, "heading", rejected->heading);
  json_string(json, "value", rejected->value);
  json_string(json, "reason", rejected->reason);
  json_close(json);
  return detail->writer->refused ? CHUAN_IO : CHUAN_OK;
}

static void json_changes(struct detail *detail) {
  if (detail->in_changes) return;
  json_close(&detail->json);
  json_array(&detail->json, "changes");
  detail->in_changes = 1;
}

static chuan_status change_json(void *payload, const struct import_change *change) {
  struct detail *detail = payload;
  struct json *json = &detail->json;
  char value[VALUE_SIZE];
  json_changes(detail);
  json_object(json, NULL);
  json_string(json, "unit", change->unit);
  json_string(json, "unit_name", change->unit_name);
  json_integer(json, "year", change->year);
  json_string(json, "fact", change->fact->id);
  json_string(json, "before", value_text(detail, change->fact, change->before, value));
  json_string(json, "after", value_text(detail, change->fact, change->after, value));
  json_integer(json, "row", (int64_t)change->row);
  json_optional(json, "sheet", change->sheet);
  json_close(json);
  return detail->writer->refused ? CHUAN_IO : CHUAN_OK;
}

static chuan_status detail_csv(struct detail *detail, struct dossier *dossier,
                               const struct import_entry *import) {
  const struct import_sink sink = {rejected_csv, change_csv, detail};
  csv_begin(&detail->csv, detail->writer);
  csv_header(&detail->csv,
             "import,what,row,sheet,column,heading,value,reason,unit,unit_name,year,fact,before,after");
  return import_details(dossier, import, &sink);
}

static chuan_status detail_json(struct detail *detail, struct dossier *dossier,
                                const struct import_entry *import) {
  const struct import_sink sink = {rejected_json, change_json, detail};
  struct json *json = &detail->json;
  json_begin(json, detail->writer, SCHEMA);
  json_array(json, "imports");
  json_import(json, import);
  json_array(json, "rejects");
  chuan_status status = import_details(dossier, import, &sink);
  json_changes(detail);
  json_end(json);
  return status;
}

chuan_status import_output(struct dossier *dossier, const struct import_entry *import,
                           chuan_language language, const chuan_style *style, chuan_sink sink,
                           void *payload) {
  struct writer writer;
  struct detail detail = {.writer = &writer, .import = import->id};
  chuan_status status = CHUAN_OK;
  writer_begin(&writer, style, language, sink, payload);
  buffer_init(&detail.text, 0);
  switch (writer.style.format) {
    case CHUAN_TABLE:
      status = detail_table(&detail, dossier, import);
      break;
    case CHUAN_CSV:
      status = detail_csv(&detail, dossier, import);
      break;
    case CHUAN_JSON:
      status = detail_json(&detail, dossier, import);
      break;
  }
  if (detail.text.failed && status == CHUAN_OK) status = CHUAN_MEMORY;
  buffer_free(&detail.text);
  chuan_status written = writer_end(&writer);
  return status != CHUAN_OK ? status : written;
}
