/* reading_sheets.c - which sheets of a workbook are read, and what is hidden in it: the officer who sends a workbook does
 * not see the hidden part, so the one who receives it is told. */
#include "import/reading_sheets.h"

#include "base/buffer.h"
#include "base/text.h"

#include <string.h>

#define SHEETS_MOST 10000u /* a workbook has a few, a database some hundred tables; their names are kept */
#define SHEETS_LISTED 30u  /* in a sentence */

int sheet_is_wanted(const struct reading_request *request, const char *name) {
  if (request->sheet_count == 0) return 1;
  size_t length = strlen(name);
  for (size_t i = 0; i < request->sheet_count; i++)
    if (strcmp(name, request->sheets[i]) == 0 || text_equal(name, length, request->sheets[i])) return 1;
  return 0;
}

/* What a file calls its sheets is as untrusted as its cells. */
static const char *clean_name(struct arena *arena, const char *given) {
  size_t length = strlen(given);
  if (text_is_utf8(given, length)) return given;
  char *copy = arena_text(arena, given, length);
  for (char *c = copy; c && *c; c++)
    if ((unsigned char)*c >= 0x80) *c = '?';
  return copy;
}

chuan_status sheets_begin(struct reading_sheets *sheets, const char *name, uint32_t flags) {
  struct file_source *source = sheets->request->source;
  sheets_tell_hidden_rows(sheets);
  sheets->rows = 0;
  if (sheets->count == SHEETS_MOST)
    return report_fail(source->report, CHUAN_LIMIT,
                       "%s has more than %u sheets; take out those without figures",
                       "%s có hơn %u trang; hãy bỏ những trang không có số liệu", source->path, SHEETS_MOST);
  if (!arena_grow(sheets->arena, &sheets->found, &sheets->capacity, sheets->count, sizeof *sheets->found))
    return report_no_memory(source->report);
  const char *given = arena_text(sheets->arena, name, strnlen(name, SHEET_NAME_MOST));
  const char *clean = given ? clean_name(sheets->arena, given) : NULL;
  if (!clean) return report_no_memory(source->report);
  struct found_sheet *found = &sheets->found[sheets->count++];
  *found = (struct found_sheet){clean, given, flags, sheet_is_wanted(sheets->request, given)};
  return CHUAN_OK;
}

int sheets_are_at(const struct reading_sheets *sheets, const char *name) {
  const struct found_sheet *sheet = sheets_current(sheets);
  return sheet && strncmp(sheet->given, name, SHEET_NAME_MOST) == 0;
}

const struct found_sheet *sheets_current(const struct reading_sheets *sheets) {
  return sheets->count ? &sheets->found[sheets->count - 1] : NULL;
}

int sheets_count_row(const struct reading_request *request, uint64_t *rows) {
  return ++*rows >= request->rows_most && request->rows_most > 0;
}

/* --- hidden rows ------------------------------------------------------------------------------------------- */

void sheets_note_hidden(struct reading_sheets *sheets, uint64_t row) {
  if (row < sheets->request->hidden_from) return;
  struct row_range *last = sheets->hidden_count ? &sheets->hidden[sheets->hidden_count - 1] : NULL;
  if (last && !sheets->hidden_rest && row == last->last + 1)
    last->last = row;
  else if (sheets->hidden_count < HIDDEN_RANGES_MOST)
    sheets->hidden[sheets->hidden_count++] = (struct row_range){row, row};
  else
    sheets->hidden_rest++;
}

/* "7-9, 12 and 15" */
static void list_ranges(const struct reading_sheets *sheets, const char *last_joint, struct buffer *out) {
  for (size_t i = 0; i < sheets->hidden_count; i++) {
    const struct row_range *range = &sheets->hidden[i];
    int is_last = i + 1 == sheets->hidden_count && !sheets->hidden_rest;
    if (i > 0) buffer_add_string(out, is_last ? last_joint : ", ");
    buffer_format(out, "%llu", (unsigned long long)range->first);
    if (range->last > range->first) buffer_format(out, "-%llu", (unsigned long long)range->last);
  }
}

static void tell_hidden_rows(const struct reading_sheets *sheets, struct report *report) {
  const struct found_sheet *sheet = sheets_current(sheets);
  struct place place = {.file = sheets->request->source->path};
  struct buffer rows;
  buffer_init(&rows, 0);
  list_ranges(sheets, report_pick(report, " and ", " và "), &rows);
  unsigned long long rest = sheets->hidden_rest;
  if (rest && report_language(report) == CHUAN_ENGLISH) buffer_format(&rows, " and %llu more", rest);
  if (rest && report_language(report) == CHUAN_VIETNAMESE) buffer_format(&rows, " và %llu dòng nữa", rest);
  const char *of = sheet ? report_pick(report, " of sheet ", " của trang ") : "";
  const char *name = sheet ? sheet->name : "";
  int one = !rest && sheets->hidden_count == 1 && sheets->hidden[0].first == sheets->hidden[0].last;
  if (rows.failed)
    report_memory(report);
  else if (one)
    report_problem(report, CHUAN_NOTE, &place, "row %s%s%s is hidden; it was read all the same",
                   "dòng %s%s%s bị ẩn; vẫn được đọc như các dòng khác", buffer_string(&rows), of, name);
  else
    report_problem(report, CHUAN_NOTE, &place, "rows %s%s%s are hidden; they were read all the same",
                   "các dòng %s%s%s bị ẩn; vẫn được đọc như các dòng khác", buffer_string(&rows), of, name);
  buffer_free(&rows);
}

void sheets_tell_hidden_rows(struct reading_sheets *sheets) {
  if (sheets->hidden_count && !sheets->request->quiet)
    tell_hidden_rows(sheets, sheets->request->source->report);
  sheets->hidden_count = 0;
  sheets->hidden_rest = 0;
}

/* --- at the end -------------------------------------------------------------------------------------------- */

/* "'A', 'B'": the sheets that are there. */
static void list_sheets(const struct reading_sheets *sheets, struct buffer *out) {
  for (size_t i = 0; i < sheets->count && i < SHEETS_LISTED; i++)
    buffer_format(out, "%s'%s'", i ? ", " : "", sheets->found[i].name);
  if (sheets->count > SHEETS_LISTED) buffer_add_string(out, ", …");
}

static chuan_status fail_missing(const struct reading_sheets *sheets, const char *wanted) {
  const struct reading_request *request = sheets->request;
  struct buffer names;
  buffer_init(&names, 0);
  list_sheets(sheets, &names);
  chuan_status status = names.failed
                            ? report_no_memory(request->source->report)
                            : report_fail(request->source->report, CHUAN_NOT_FOUND,
                                          "%s has no sheet '%s'; it has %s: name one of them",
                                          "%s không có trang '%s'; tệp có %s: hãy chọn một trong số đó",
                                          request->source->path, wanted, buffer_string(&names));
  buffer_free(&names);
  return status;
}

static void tell_hidden_sheet(const struct reading_sheets *sheets, const struct found_sheet *sheet) {
  struct report *report = sheets->request->source->report;
  struct place place = {.file = sheets->request->source->path};
  if (sheet->wanted)
    report_problem(report, CHUAN_NOTE, &place, "sheet '%s' is hidden; it was read all the same",
                   "trang '%s' bị ẩn; vẫn được đọc như các trang khác", sheet->name);
  else
    report_problem(report, CHUAN_NOTE, &place,
                   "sheet '%s' is hidden; it was not read: name it to have it read",
                   "trang '%s' bị ẩn nên không đọc; muốn đọc thì hãy nêu tên trang", sheet->name);
}

chuan_status sheets_conclude(struct reading_sheets *sheets) {
  const struct reading_request *request = sheets->request;
  sheets_tell_hidden_rows(sheets);
  if (!sheets->count) return CHUAN_OK; /* the format has none, or the plugin chooses by itself */
  for (size_t w = 0; w < request->sheet_count; w++) {
    const struct reading_request one = {.sheets = &request->sheets[w], .sheet_count = 1};
    size_t i = 0;
    while (i < sheets->count && !sheet_is_wanted(&one, sheets->found[i].given)) i++;
    if (i == sheets->count) return fail_missing(sheets, request->sheets[w]);
  }
  for (size_t i = 0; i < sheets->count && !request->quiet; i++)
    if (sheets->found[i].flags & CHUAN_SHEET_HIDDEN) tell_hidden_sheet(sheets, &sheets->found[i]);
  return CHUAN_OK;
}
