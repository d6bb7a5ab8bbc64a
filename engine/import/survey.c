/* survey.c - the first rows of every sheet, kept: what a layout, a suggestion and a list of sheets are made from. */
#include "import/survey.h"

#include <string.h>

#define SURVEY_MERGES 1000u
#define MERGES_WITHIN \
  1000u /* rows: a table with a thousand merged groups does not push out those of its headings */
#define SURVEY_SHEETS 1000u             /* surveyed; a workbook with more is no report of figures */
#define SURVEY_BYTES ((size_t)64 << 20) /* of texts kept: sixty rows can be sixteen megabytes each */

struct surveying {
  struct survey *survey;
  struct arena *arena;
  struct report *report;
  const char *path;
  size_t bytes;
};

static chuan_status fail_large(const struct surveying *surveying) {
  return report_fail(
      surveying->report, CHUAN_LIMIT,
      "%s: the first rows of its sheets hold more than %u MB of text; is this a table of figures?",
      "%s: các dòng đầu của các trang chứa hơn %u MB chữ; đây có phải bảng số liệu không?", surveying->path,
      (unsigned)(SURVEY_BYTES >> 20));
}

static struct survey_sheet *current(const struct surveying *surveying) {
  struct survey *survey = surveying->survey;
  return survey->sheet_count ? &survey->sheets[survey->sheet_count - 1] : NULL;
}

static chuan_status begin_sheet(void *self, const char *name, uint32_t flags) {
  struct surveying *surveying = self;
  struct survey *survey = surveying->survey;
  if (survey->sheet_count == SURVEY_SHEETS)
    return report_fail(
        surveying->report, CHUAN_LIMIT, "%s has more than %u sheets; take out those without figures",
        "%s có hơn %u trang; hãy bỏ những trang không có số liệu", surveying->path, SURVEY_SHEETS);
  const char *copy = arena_string(surveying->arena, name);
  if (!copy || !arena_grow(surveying->arena, &survey->sheets, &survey->sheet_capacity, survey->sheet_count,
                           sizeof *survey->sheets))
    return report_no_memory(surveying->report);
  survey->sheets[survey->sheet_count++] = (struct survey_sheet){.name = copy, .flags = flags, .whole = 1};
  return CHUAN_OK;
}

static chuan_status copy_row(struct surveying *surveying, const struct read_row *row, struct read_row *out) {
  struct arena *arena = surveying->arena;
  chuan_cell *cells = arena_array(arena, row->count + 1, sizeof *cells);
  size_t size = row->count * (sizeof *cells + 1);
  for (size_t i = 0; cells && i < row->count; i++) {
    size += row->cells[i].length;
    if (size > SURVEY_BYTES - surveying->bytes) return fail_large(surveying);
    if (!row->cells[i].length) continue;
    cells[i].length = row->cells[i].length;
    cells[i].text = arena_text(arena, row->cells[i].text, row->cells[i].length);
    if (!cells[i].text) cells = NULL;
  }
  uint8_t *kinds = cells && row->kinds ? arena_alloc(arena, row->count + 1) : NULL;
  if (!cells || (row->kinds && !kinds)) return report_no_memory(surveying->report);
  if (kinds) memcpy(kinds, row->kinds, row->count);
  surveying->bytes += size;
  *out = (struct read_row){row->number, NULL, row->count, cells, kinds, row->flags};
  return CHUAN_OK;
}

static chuan_status take_row(void *self, const struct read_row *row) {
  struct surveying *surveying = self;
  chuan_status status = current(surveying) ? CHUAN_OK : begin_sheet(self, "", 0);
  if (status != CHUAN_OK) return status;
  struct survey_sheet *sheet = current(surveying);
  if (sheet->row_count == SURVEY_ROWS) { /* one more than is kept was asked for, to know of it */
    sheet->whole = 0;
    return CHUAN_OK;
  }
  if (!arena_grow(surveying->arena, &sheet->rows, &sheet->row_capacity, sheet->row_count,
                  sizeof *sheet->rows))
    return report_no_memory(surveying->report);
  struct read_row *kept = &sheet->rows[sheet->row_count];
  status = copy_row(surveying, row, kept);
  if (status != CHUAN_OK) return status;
  if (row->sheet) kept->sheet = sheet->name;
  sheet->row_count++;
  return CHUAN_OK;
}

/* The reading itself will say what is wrong with the row; its place among the first rows is what counts here. */
static chuan_status take_bad_row(void *self, uint64_t number, uint32_t column, const char *message,
                                 const struct read_row *row) {
  (void)number, (void)column, (void)message;
  return row ? take_row(self, row) : CHUAN_OK;
}

static chuan_status take_merged(void *self, uint64_t first_row, uint32_t first_column, uint64_t last_row,
                                uint32_t last_column) {
  struct surveying *surveying = self;
  struct survey_sheet *sheet = current(surveying);
  /* Merges of a sheet can come all at once, before its rows: those that begin further down are taken out at the end. */
  if (!sheet || first_row > MERGES_WITHIN || sheet->merge_count == SURVEY_MERGES) return CHUAN_OK;
  if (!arena_grow(surveying->arena, &sheet->merges, &sheet->merge_capacity, sheet->merge_count,
                  sizeof *sheet->merges))
    return report_no_memory(surveying->report);
  sheet->merges[sheet->merge_count++] = (struct survey_merge){first_row, last_row, first_column, last_column};
  return CHUAN_OK;
}

static void keep_merges_of_rows(struct survey_sheet *sheet) {
  uint64_t last = sheet->row_count ? sheet->rows[sheet->row_count - 1].number : 0;
  size_t kept = 0;
  for (size_t i = 0; i < sheet->merge_count; i++)
    if (sheet->merges[i].first_row <= last) sheet->merges[kept++] = sheet->merges[i];
  sheet->merge_count = kept;
}

chuan_status survey_read(const struct reading_request *request, struct arena *arena, struct survey *out) {
  *out = (struct survey){.plugin = request->plugin};
  struct surveying surveying = {out, arena, request->source->report, request->source->path, 0};
  struct row_taker taker = {.self = &surveying,
                            .row = take_row,
                            .bad_row = take_bad_row,
                            .sheet = begin_sheet,
                            .merged = take_merged};
  struct reading_request wanted = *request;
  wanted.rows_most = SURVEY_ROWS + 1;
  wanted.quiet = 1;
  chuan_status status = reading_run(&wanted, &taker);
  for (size_t i = 0; i < out->sheet_count; i++) keep_merges_of_rows(&out->sheets[i]);
  if (status != CHUAN_OK) *out = (struct survey){.plugin = request->plugin};
  return status;
}
