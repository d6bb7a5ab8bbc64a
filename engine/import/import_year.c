/* import_year.c - a look into a file for the year of its figures, before anybody knows the rules to read it by. */
#include "import/import.h"

#include "base/text.h"
#include "import/cell.h"
#include "import/layout.h"

#include <string.h>

#define YEAR_ROWS 1000 /* looked at for a first year */

struct year_search {
  uint64_t passed_row;
  int year;
  size_t column, rows;
};

/* Ends the reading, by CHUAN_STOPPED, as soon as there is an answer. */
static chuan_status note_year(void *self, const struct read_row *row) {
  struct year_search *search = self;
  if (row->number <= search->passed_row) return CHUAN_OK;
  if (search->column < row->count) search->year = cell_year(cell_trim(row->cells[search->column]));
  return search->year || ++search->rows == YEAR_ROWS ? CHUAN_STOPPED : CHUAN_OK;
}

static chuan_status note_bad_year(void *self, uint64_t number, uint32_t column, const char *message,
                                  const struct read_row *row) {
  (void)number, (void)column, (void)message;
  return row ? note_year(self, row) : CHUAN_OK;
}

/* The sheet asked for, else the first visible one with a column of units. */
static chuan_status find_sheet(const struct year_request *request, const struct survey *survey,
                               struct arena *arena, struct report *report, struct layout_guess *out) {
  const struct mapping *mapping = request->mapping;
  struct layout_request layout = {.file = request->path, .mapping = mapping};
  const char *wanted = request->sheet ? request->sheet : mapping ? mapping->sheet : NULL;
  chuan_status status = CHUAN_OK;
  *out = (struct layout_guess){.count = 0};
  for (size_t i = 0; i < survey->sheet_count && status == CHUAN_OK; i++) {
    const struct survey_sheet *sheet = &survey->sheets[i];
    struct layout_guess guess;
    if (wanted && sheet->name[0] ? !text_equal(sheet->name, strlen(sheet->name), wanted)
                                 : (sheet->flags & CHUAN_SHEET_HIDDEN) != 0)
      continue;
    status = layout_guess(&layout, sheet, layout_mapping(mapping, sheet->name), arena, report, &guess);
    if (status != CHUAN_OK || guess.count == 0 || (out->count && out->score.placed)) continue;
    if (!out->count || guess.score.placed) *out = guess;
  }
  return status;
}

static int search_year(const struct year_request *request, struct file_source *source, struct arena *arena,
                       struct report *report) {
  struct survey survey;
  struct layout_guess guess;
  struct reading_request reading = {.source = source, .in_process = request->in_process, .quiet = 1};
  const struct mapping *mapping = request->mapping;
  reading.encoding = request->encoding;
  if (reading.encoding == ENCODING_UNKNOWN && mapping && mapping->encoding)
    reading.encoding = encoding_named(mapping->encoding);
  if (reading_plugin(request->plugins, source, request->format, &reading.plugin) != CHUAN_OK) return 0;
  const int has_sheets = (reading.plugin->flags & CHUAN_PLUGIN_HAS_SHEETS) != 0;
  if (request->sheet && has_sheets) {
    reading.sheets = &request->sheet;
    reading.sheet_count = 1;
  }
  if (survey_read(&reading, arena, &survey) != CHUAN_OK ||
      find_sheet(request, &survey, arena, report, &guess) != CHUAN_OK || guess.count == 0)
    return 0;
  if (guess.mapping && guess.mapping->year) return guess.mapping->year;
  if (guess.score.year == NO_COLUMN) return guess.year;
  struct year_search search = {.passed_row = guess.sheet->rows[guess.begin - 1].number,
                               .column = guess.score.year};
  struct row_taker taker = {.self = &search, .row = note_year, .bad_row = note_bad_year};
  for (size_t i = guess.begin; i < guess.sheet->row_count && !search.year; i++)
    (void)note_year(&search, &guess.sheet->rows[i]);
  if (search.year || guess.sheet->whole) return search.year;
  if (guess.sheet->name[0]) {
    reading.sheets = &guess.sheet->name;
    reading.sheet_count = 1;
  }
  search.rows = 0;
  if (source->plugin_side.seek(&source->plugin_side, 0) != 0) return 0;
  (void)reading_run(&reading, &taker);
  return search.year;
}

int import_first_year(const struct year_request *request) {
  struct report *report = report_create(); /* the import itself will say what is wrong */
  struct arena *arena = arena_create();
  struct file_source source;
  int year = 0;
  if (report && arena && source_open(request->path, NULL, NULL, report, &source) == CHUAN_OK) {
    year = search_year(request, &source, arena, report);
    source_close(&source);
  }
  arena_free(arena);
  report_free(report);
  return year;
}
