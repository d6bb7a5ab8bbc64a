/* list_file.c - a CSV with known headings, row by row. */
#include "import/list_file.h"

#include "base/date.h"
#include "base/text.h"
#include "import/cell.h"
#include "import/heading_texts.h"
#include "import/reading.h"

#include <stdio.h>
#include <string.h>

#define FILE_MEGABYTES 128u /* a few million rows; they are judged all together, in memory */

/* --- headings --------------------------------------------------------------------------------------------- */

static chuan_status match_column(struct list_file *list, const struct read_row *row, size_t column) {
  const char *name = list->kind->columns[column].name;
  char *wanted = heading_key(list->arena, name, strlen(name));
  if (!wanted) return report_no_memory(list->report);
  list->columns[column] = NO_COLUMN;
  for (size_t i = 0; i < row->count; i++) {
    chuan_cell cell = cell_trim(row->cells[i]);
    char *key = heading_key(list->arena, cell.text, cell.length);
    if (!key) return report_no_memory(list->report);
    if (strcmp(key, wanted) != 0) continue;
    if (list->columns[column] != NO_COLUMN)
      return report_fail(list->report, CHUAN_ARGUMENT, "%s has two columns '%s'; remove one",
                         "%s có hai cột '%s'; hãy bỏ một cột", list->path, name);
    list->columns[column] = i;
  }
  return CHUAN_OK;
}

static chuan_status match_columns(struct list_file *list, const struct read_row *row) {
  const char *missing = NULL, *all = "";
  for (size_t i = 0; i < list->kind->column_count && all; i++) {
    const struct list_column *column = &list->kind->columns[i];
    chuan_status status = match_column(list, row, i);
    if (status != CHUAN_OK) return status;
    all = column->optional ? all : arena_format(list->arena, "%s%s%s", all, *all ? "," : "", column->name);
    if (list->columns[i] != NO_COLUMN || column->optional) continue;
    missing = missing ? arena_format(list->arena, "%s, %s", missing, column->name) : column->name;
    if (!missing) all = NULL;
  }
  if (!all) return report_no_memory(list->report);
  list->heading_count = row->count;
  list->has_headings = 1;
  if (!missing) return CHUAN_OK;
  return report_fail(list->report, CHUAN_ARGUMENT, "%s has no column %s; %s has %s",
                     "%s thiếu cột %s; %s có các cột %s", list->path, missing,
                     report_pick(list->report, list->kind->english, list->kind->vietnamese), all);
}

/* --- cells -------------------------------------------------------------------------------------------------- */

static struct place place_at(const struct list_file *list, uint64_t row, size_t column) {
  return (struct place){list->path, row < UINT32_MAX ? (uint32_t)row : UINT32_MAX,
                        column < UINT32_MAX - 1 ? (uint32_t)column + 1 : 0};
}

struct place list_place(const struct list_file *list, const struct read_row *row) {
  return place_at(list, row->number, NO_COLUMN);
}

static void refuse_at(struct list_file *list, uint64_t row, size_t column, const char *english,
                      const char *vietnamese) {
  struct place place = place_at(list, row, column);
  report_problem(list->report, CHUAN_ERROR, &place, "%s", "%s",
                 report_pick(list->report, english, vietnamese));
  list->rejected++;
}

void list_refuse(struct list_file *list, const struct read_row *row, size_t column, const char *english,
                 const char *vietnamese) {
  refuse_at(list, row->number, column == SIZE_MAX ? NO_COLUMN : list->columns[column], english, vietnamese);
}

chuan_cell list_cell(const struct list_file *list, const struct read_row *row, size_t column) {
  size_t at = list->columns[column];
  return at < row->count ? cell_trim(row->cells[at]) : (chuan_cell){NULL, 0};
}

const char *list_text(const struct list_file *list, const struct read_row *row, size_t column) {
  chuan_cell cell = list_cell(list, row, column);
  return cell.length ? text_nfc(list->arena, cell.text, cell.length) : "";
}

const char *list_line(const struct list_file *list, const struct read_row *row, size_t column) {
  chuan_cell cell = list_cell(list, row, column);
  if (cell.length == 0) return "";
  char *text = text_nfc(list->arena, cell.text, cell.length);
  for (char *c = text; c && *c; c++)
    if ((unsigned char)*c < 0x20 || *c == 0x7F) *c = ' ';
  return text;
}

int list_day(chuan_cell cell, int end, int32_t *day) {
  *day = end ? DATE_OPEN_END : DATE_UNKNOWN_START;
  if (cell.length == 0 || (cell.length == 1 && cell.text[0] == '-')) return 1;
  return date_parse(cell.text, cell.length, end, day);
}

int list_confidence(chuan_cell cell, chuan_confidence *confidence) {
  static const struct {
    const char *word;
    chuan_confidence confidence;
  } words[] = {{"high", CHUAN_CONFIDENCE_HIGH},         {"medium", CHUAN_CONFIDENCE_MEDIUM},
               {"low", CHUAN_CONFIDENCE_LOW},           {"cao", CHUAN_CONFIDENCE_HIGH},
               {"trung bình", CHUAN_CONFIDENCE_MEDIUM}, {"thấp", CHUAN_CONFIDENCE_LOW}};
  *confidence = CHUAN_CONFIDENCE_UNSAID;
  if (cell.length == 0 || (cell.length == 1 && cell.text[0] == '-')) return 1;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (!text_equal(cell.text, cell.length, words[i].word)) continue;
    *confidence = words[i].confidence;
    return 1;
  }
  return 0;
}

/* --- rows --------------------------------------------------------------------------------------------------- */

static chuan_status take_row(void *self, const struct read_row *row) {
  struct list_file *list = self;
  if (!list->has_headings) return match_columns(list, row);
  for (size_t i = list->heading_count; i < row->count; i++) {
    if (cell_trim(row->cells[i]).length == 0) continue;
    refuse_at(list, row->number, i,
              "the row has more cells than there are headings; put a name that holds a separator in quotes",
              "dòng có nhiều ô hơn số tiêu đề; tên có dấu phân cách phải đặt trong dấu nháy kép");
    return CHUAN_OK;
  }
  return list->take(list->self, list, row);
}

static chuan_status take_bad_row(void *self, uint64_t number, uint32_t column, const char *message,
                                 const struct read_row *row) {
  struct list_file *list = self;
  (void)row;
  if (!list->has_headings)
    return report_fail(list->report, CHUAN_IO, "%s: row %llu, column %u: %s", "%s: dòng %llu, cột %u: %s",
                       list->path, (unsigned long long)number, column, message);
  refuse_at(list, number, column ? column - 1u : NO_COLUMN, message, message);
  return CHUAN_OK;
}

static chuan_status read_source(struct list_file *list, const chuan_plugin *csv, struct file_source *source) {
  struct row_taker taker = {.self = list, .row = take_row, .bad_row = take_bad_row};
  if (source->plugin_side.length > (uint64_t)FILE_MEGABYTES << 20)
    return report_fail(list->report, CHUAN_LIMIT,
                       "%s is larger than %u MB; %s that long has to be loaded in parts: split it",
                       "%s lớn hơn %u MB; %s dài như vậy phải nạp từng phần: hãy chia nhỏ tệp", list->path,
                       FILE_MEGABYTES,
                       report_pick(list->report, list->kind->english, list->kind->vietnamese));
  chuan_status status = reading_run(&(struct reading_request){.plugin = csv, .source = source}, &taker);
  if (status == CHUAN_OK && !list->has_headings)
    return report_fail(list->report, CHUAN_IO, "%s has no rows; the headings come first, then the rows",
                       "%s không có dòng nào; cần dòng tiêu đề, rồi đến các dòng", list->path);
  if (status == CHUAN_OK) status = source_digest(source, list->digest);
  if (status == CHUAN_OK) status = source_tell(source); /* the last chance to stop */
  return status == CHUAN_OK ? source_check_unchanged(source) : status;
}

chuan_status list_read(struct list_file *list, const struct list_request *request) {
  list->path = request->path;
  list->report = request->report;
  const chuan_plugin *csv = plugins_named(request->plugins, "csv");
  if (!csv)
    return report_fail(list->report, CHUAN_PLUGIN,
                       "the csv plugin is not in the plugin folder; %s is read by it",
                       "thư mục trình đọc không có trình đọc csv; %s cần trình đọc này",
                       report_pick(list->report, list->kind->english, list->kind->vietnamese));
  list->arena = arena_create();
  if (!list->arena) return report_no_memory(list->report);
  snprintf(list->plugin_version, sizeof list->plugin_version, "%s", csv->version ? csv->version : "");
  struct file_source source;
  chuan_status status =
      source_open(request->path, request->progress, request->progress_payload, list->report, &source);
  if (status != CHUAN_OK) return status;
  status = read_source(list, csv, &source);
  source_close(&source);
  return status;
}

void list_close(struct list_file *list) {
  arena_free(list->arena);
  list->arena = NULL;
}

struct import_head list_head(const struct list_file *list, const char *level, chuan_data_status status) {
  return (struct import_head){.file = list->path,
                              .digest = list->digest,
                              .plugin = "csv",
                              .plugin_version = list->plugin_version,
                              .mapping_digest = "",
                              .level = level,
                              .status = status};
}
