/* units.c - the tree of units from a CSV `code,level,name,parent_code,valid_from,valid_to`. */
#include "base/date.h"
#include "base/text.h"
#include "import/cell.h"
#include "import/headings.h"
#include "import/import.h"
#include "import/reading.h"

#include <string.h>

#define FILE_MEGABYTES 128u /* a few million units; they are judged all together, in memory */

enum units_column { CODE, LEVEL, NAME, PARENT_CODE, VALID_FROM, VALID_TO, COLUMN_COUNT };

static const char *const column_names[COLUMN_COUNT] = {"code",        "level",      "name",
                                                       "parent_code", "valid_from", "valid_to"};

struct units_reading {
  const char *path;
  struct report *report;
  struct arena *arena;
  size_t columns[COLUMN_COUNT], heading_count;
  int has_headings;
  struct unit_row *rows;
  size_t count, capacity;
  uint64_t rejected;
};

static chuan_status match_column(struct units_reading *reading, const chuan_row *row,
                                 enum units_column column) {
  char *wanted = heading_key(reading->arena, column_names[column], strlen(column_names[column]));
  if (!wanted) return report_no_memory(reading->report);
  reading->columns[column] = NO_COLUMN;
  for (size_t i = 0; i < row->count; i++) {
    chuan_cell cell = cell_trim(row->cells[i]);
    char *key = heading_key(reading->arena, cell.text, cell.length);
    if (!key) return report_no_memory(reading->report);
    if (strcmp(key, wanted) != 0) continue;
    if (reading->columns[column] != NO_COLUMN)
      return report_fail(reading->report, CHUAN_ARGUMENT, "%s has two columns '%s'; remove one",
                         "%s có hai cột '%s'; hãy bỏ một cột", reading->path, column_names[column]);
    reading->columns[column] = i;
  }
  return CHUAN_OK;
}

static chuan_status match_columns(struct units_reading *reading, const chuan_row *row) {
  const char *missing = NULL;
  for (enum units_column column = CODE; column < COLUMN_COUNT; column++) {
    chuan_status status = match_column(reading, row, column);
    if (status != CHUAN_OK) return status;
    if (reading->columns[column] != NO_COLUMN) continue;
    missing = missing ? arena_format(reading->arena, "%s, %s", missing, column_names[column])
                      : column_names[column];
    if (!missing) return report_no_memory(reading->report);
  }
  reading->heading_count = row->count;
  reading->has_headings = 1;
  if (!missing) return CHUAN_OK;
  return report_fail(
      reading->report, CHUAN_ARGUMENT,
      "%s has no column %s; a list of units has code,level,name,parent_code,valid_from,valid_to",
      "%s thiếu cột %s; danh sách đơn vị có các cột code,level,name,parent_code,valid_from,valid_to",
      reading->path, missing);
}

static struct place place_of(const struct units_reading *reading, uint64_t row, size_t column) {
  return (struct place){reading->path, row < UINT32_MAX ? (uint32_t)row : UINT32_MAX,
                        column < UINT32_MAX - 1 ? (uint32_t)column + 1 : 0};
}

static void refuse(struct units_reading *reading, uint64_t row, size_t column, const char *english,
                   const char *vietnamese) {
  struct place place = place_of(reading, row, column);
  report_problem(reading->report, CHUAN_ERROR, &place, "%s", "%s",
                 report_pick(reading->report, english, vietnamese));
  reading->rejected++;
}

static chuan_cell cell_of(const struct units_reading *reading, const chuan_row *row,
                          enum units_column column) {
  size_t at = reading->columns[column];
  return at < row->count ? cell_trim(row->cells[at]) : (chuan_cell){NULL, 0};
}

/* A trimmed cell as text of our own; "" for what says nothing. NULL when there is no memory. */
static const char *text_of(const struct units_reading *reading, chuan_cell cell) {
  return cell.length ? text_nfc(reading->arena, cell.text, cell.length) : "";
}

/* Empty or "-": unknown or open. 0 when it is no date. */
static int read_day(chuan_cell cell, int end, int32_t *day) {
  *day = end ? DATE_OPEN_END : DATE_UNKNOWN_START;
  if (cell.length == 0 || (cell.length == 1 && cell.text[0] == '-')) return 1;
  return date_parse(cell.text, cell.length, end, day);
}

/* What keeps a row from being read, told once; 1 when nothing does. Whether it makes sense as a unit is
 * judged by units_store. */
static int judge_row(struct units_reading *reading, const chuan_row *row, struct unit_row *unit) {
  for (size_t i = reading->heading_count; i < row->count; i++) {
    if (cell_trim(row->cells[i]).length == 0) continue;
    refuse(reading, row->number, i,
           "the row has more cells than there are headings; put a name that holds a separator in quotes",
           "dòng có nhiều ô hơn số tiêu đề; tên có dấu phân cách phải đặt trong dấu nháy kép");
    return 0;
  }
  if (!read_day(cell_of(reading, row, VALID_FROM), 0, &unit->valid_from)) {
    refuse(reading, row->number, reading->columns[VALID_FROM], "valid_from is not a date; write YYYY-MM-DD",
           "valid_from không phải ngày; hãy viết NĂM-THÁNG-NGÀY (YYYY-MM-DD)");
    return 0;
  }
  if (!read_day(cell_of(reading, row, VALID_TO), 1, &unit->valid_to)) {
    refuse(reading, row->number, reading->columns[VALID_TO], "valid_to is not a date; write YYYY-MM-DD",
           "valid_to không phải ngày; hãy viết NĂM-THÁNG-NGÀY (YYYY-MM-DD)");
    return 0;
  }
  return 1;
}

static chuan_status take_row(void *self, const chuan_row *row) {
  struct units_reading *reading = self;
  if (!reading->has_headings) return match_columns(reading, row);
  struct unit_row unit = {.place = place_of(reading, row->number, NO_COLUMN)};
  if (!judge_row(reading, row, &unit)) return CHUAN_OK;
  chuan_cell parent = cell_of(reading, row, PARENT_CODE);
  if (parent.length == 1 && parent.text[0] == '-') parent.length = 0;
  unit.code = text_of(reading, cell_of(reading, row, CODE));
  unit.level = text_of(reading, cell_of(reading, row, LEVEL));
  unit.name = text_of(reading, cell_of(reading, row, NAME));
  unit.parent_code = text_of(reading, parent);
  if (!unit.code || !unit.level || !unit.name || !unit.parent_code ||
      !arena_grow(reading->arena, &reading->rows, &reading->capacity, reading->count, sizeof *reading->rows))
    return report_no_memory(reading->report);
  reading->rows[reading->count++] = unit;
  return CHUAN_OK;
}

static chuan_status take_bad_row(void *self, uint64_t number, uint32_t column, const char *message,
                                 const chuan_row *row) {
  struct units_reading *reading = self;
  (void)row;
  if (!reading->has_headings)
    return report_fail(reading->report, CHUAN_IO, "%s: row %llu, column %u: %s", "%s: dòng %llu, cột %u: %s",
                       reading->path, (unsigned long long)number, column, message);
  refuse(reading, number, column ? column - 1u : NO_COLUMN, message, message);
  return CHUAN_OK;
}

static chuan_status read_file(struct units_reading *reading, const chuan_plugin *csv, struct source *source) {
  struct row_taker taker = {reading, take_row, take_bad_row};
  if (source->plugin_side.length > (uint64_t)FILE_MEGABYTES << 20)
    return report_fail(
        reading->report, CHUAN_LIMIT,
        "%s is larger than %u MB; a list of units that long has to be loaded in parts: split it",
        "%s lớn hơn %u MB; danh sách đơn vị dài như vậy phải nạp từng phần: hãy chia nhỏ tệp", reading->path,
        FILE_MEGABYTES);
  chuan_status status = reading_run(csv, source, NULL, &taker);
  if (status == CHUAN_OK && !reading->has_headings)
    return report_fail(reading->report, CHUAN_IO,
                       "%s has no rows; the headings come first, then one unit a row",
                       "%s không có dòng nào; cần dòng tiêu đề, rồi mỗi đơn vị một dòng", reading->path);
  return status;
}

chuan_status units_read(struct dossier *dossier, struct plugins *plugins, const char *path,
                        chuan_progress progress, void *progress_payload, struct report *report,
                        chuan_counts *counts) {
  *counts = (chuan_counts){0, 0, 0};
  const chuan_plugin *csv = plugins_named(plugins, "csv");
  if (!csv)
    return report_fail(report, CHUAN_PLUGIN,
                       "the csv plugin is not in the plugin folder; units are read by it",
                       "thư mục trình đọc không có trình đọc csv; danh sách đơn vị cần trình đọc này");
  struct units_reading reading = {.path = path, .report = report, .arena = arena_create()};
  if (!reading.arena) return report_no_memory(report);
  struct source source;
  chuan_status status = source_open(path, progress, progress_payload, report, &source);
  if (status == CHUAN_OK) {
    status = read_file(&reading, csv, &source);
    if (status == CHUAN_OK) status = source_tell(&source); /* the last chance to stop */
    if (status == CHUAN_OK) status = source_check_unchanged(&source);
    source_close(&source);
  }
  if (status == CHUAN_OK && reading.rejected > 0)
    counts->rejected = reading.rejected;
  else if (status == CHUAN_OK)
    status = units_store(dossier, reading.rows, reading.count, counts);
  arena_free(reading.arena);
  return status;
}
