/* importing_rows.c - what becomes of each row: stored, refused with its reason, or passed over because it is about no
 * unit. */
#include "import/importing.h"

#include "base/decimal.h"
#include "base/text.h"
#include "import/cell.h"

#include <string.h>

static struct layout_sheet *sheet_at(struct importing *importing) {
  return &importing->layout.sheets[importing->sheet];
}

/* --- sheets ---------------------------------------------------------------------------------------------- */

/* Each sheet, and each part of a list of rejected rows of several, speaks once for a unit and year. */
static chuan_status renew_claims(struct importing *importing) {
  claims_free(importing->judging.claims);
  importing->judging.claims = claims_create();
  return importing->judging.claims ? CHUAN_OK : report_no_memory(importing->report);
}

static chuan_status leave_group(struct importing *importing, const char *text) {
  arena_free(importing->group);
  importing->group = NULL;
  importing->judging.parent = NULL;
  if (!text) return CHUAN_OK;
  importing->group = arena_create();
  if (importing->group) importing->judging.parent = arena_string(importing->group, text);
  return importing->judging.parent ? CHUAN_OK : report_no_memory(importing->report);
}

/* What stood right of the headings, further down than they were sought. */
static void tell_beyond(struct importing *importing) {
  struct judging *judging = &importing->judging;
  const struct layout_sheet *sheet = sheet_at(importing);
  uint32_t line = judging->beyond_row < UINT32_MAX ? (uint32_t)judging->beyond_row : UINT32_MAX;
  struct place place = {importing->request->path, line, (uint32_t)judging->beyond_column};
  if (judging->beyond_row && !sheet->is_form)
    report_problem(
        importing->report, CHUAN_NOTE, &place,
        "sheet '%s': there are cells right of the headings, in column %zu first; columns without a "
        "heading are not read",
        "trang '%s': có ô nằm bên phải các tiêu đề, trước hết ở cột %zu; cột không có tiêu đề không "
        "được đọc",
        sheet->name, judging->beyond_column);
  judging->beyond_row = 0;
}

void importing_tell_passed(struct importing *importing) {
  const char *name = importing->layout.count > 1 ? sheet_at(importing)->name : "";
  tell_beyond(importing);
  passing_tell(&importing->passed, importing->request->path, name, importing->report);
  importing->passed = (struct passed_rows){.kinds = {{.count = 0}}};
}

chuan_status importing_turn(struct importing *importing, size_t sheet) {
  if (importing->layout.count > 1) importing_tell_passed(importing);
  importing->sheet = sheet;
  importing->first_column = 0;
  for (size_t i = 0; i < sheet; i++)
    importing->first_column += importing->layout.sheets[i].headings.column_count;
  struct layout_sheet *at = sheet_at(importing);
  importing->judging.headings = &at->headings;
  importing->judging.year = at->year;
  validating_turn(&importing->validating, importing->level, sheet);
  for (size_t i = 0; importing->values && i < importing->column_count; i++)
    importing->values[i] = DECIMAL_MISSING;
  chuan_status status = leave_group(importing, NULL);
  return status == CHUAN_OK ? renew_claims(importing) : status;
}

static chuan_status take_sheet(void *self, const char *name, uint32_t flags) {
  struct importing *importing = self;
  (void)flags;
  for (size_t i = 0; i < importing->layout.count; i++)
    if (strcmp(importing->layout.sheets[i].name, name) == 0) return importing_turn(importing, i);
  return CHUAN_OK;
}

/* --- rejections ------------------------------------------------------------------------------------------ */

struct rejection {
  uint64_t number; /* of the row */
  const char *sheet;
  size_t column; /* from 0, or NO_COLUMN */
  const char *reason;
  const struct read_row *row; /* or NULL: the plugin could not hand it over */
};

/* "sheet 'A': ", when there are several. */
static const char *sheet_words(const struct importing *importing, struct arena *arena) {
  if (importing->layout.count < 2) return "";
  return arena_format(arena, report_pick(importing->report, "sheet '%s', ", "trang '%s', "),
                      importing->layout.sheets[importing->sheet].name);
}

static void tell_rejection(const struct importing *importing, const struct rejection *rejection,
                           uint32_t column, const char *heading, const char *value, const char *sheet) {
  uint32_t line = rejection->number < UINT32_MAX ? (uint32_t)rejection->number : UINT32_MAX;
  struct place place = {importing->request->path, line, column};
  const char *reason = rejection->reason;
  if (column == 0)
    report_problem(importing->report, CHUAN_ERROR, &place, "%s%s", "%s%s", sheet, reason);
  else if (value[0])
    report_problem(importing->report, CHUAN_ERROR, &place, "%scolumn '%s', '%s': %s", "%scột '%s', '%s': %s",
                   sheet, heading, value, reason);
  else
    report_problem(importing->report, CHUAN_ERROR, &place, "%scolumn '%s': %s", "%scột '%s': %s", sheet,
                   heading, reason);
}

chuan_status importing_begin_rejects(struct importing *importing) {
  if (!importing->rejects || rejects_have_begun(importing->rejects)) return CHUAN_OK;
  char mark = importing->judging.decimal_mark;
  struct rejects_shape shape = {
      .layout = &importing->layout,
      .separator = mark == ',' ? ';' : importing->separator,
      .decimal_mark = mark,
      .with_groups = importing->judging.parent != NULL && sheet_at(importing)->headings.parent == NO_COLUMN};
  return rejects_begin(importing->rejects, &shape);
}

/* Says, keeps and writes down why a row was refused. */
static chuan_status reject_in(struct importing *importing, const struct rejection *rejection,
                              struct arena *arena) {
  const struct read_row *row = rejection->row;
  const struct headings *headings = &sheet_at(importing)->headings;
  size_t column = rejection->column;
  const char *heading = column < headings->count ? headings->shown[column] : "";
  chuan_cell cell = row && column < row->count ? cell_trim(row->cells[column]) : (chuan_cell){NULL, 0};
  const char *value = cell_show(arena, cell), *sheet = sheet_words(importing, arena);
  buffer_clear(&importing->record);
  if (row) record_add(&importing->record, row);
  if (!value || !sheet || importing->record.failed) return report_no_memory(importing->report);
  uint32_t shown_column = column < UINT32_MAX - 1 ? (uint32_t)column + 1 : 0;
  tell_rejection(importing, rejection, shown_column, heading, value, sheet);
  importing->counts.rejected++;
  chuan_status status = import_reject(importing->store, rejection->number, rejection->sheet, shown_column,
                                      heading, value, rejection->reason, buffer_string(&importing->record));
  if (status == CHUAN_OK) status = importing_begin_rejects(importing);
  if (status != CHUAN_OK || !importing->rejects) return status;
  struct rejected_row rejected = {importing->sheet, row, rejection->reason, importing->judging.parent};
  return rejects_add(importing->rejects, &rejected);
}

static chuan_status reject(struct importing *importing, const struct rejection *rejection) {
  struct arena *arena = arena_create();
  if (!arena) return report_no_memory(importing->report);
  chuan_status status = reject_in(importing, rejection, arena);
  arena_free(arena);
  return status;
}

/* --- rows that are about no unit ----------------------------------------------------------------------------- */

/* *passed: the row is one, and was noted. */
static chuan_status pass_over(struct importing *importing, const struct read_row *row, int *passed) {
  struct arena *arena = arena_create();
  enum passing kind = PASSING_NOT;
  const char *group = NULL;
  int judged = arena && passing_judge(&sheet_at(importing)->headings, row, importing->level->level, arena,
                                      &kind, &group);
  chuan_status status = judged ? CHUAN_OK : report_no_memory(importing->report);
  *passed = kind != PASSING_NOT;
  if (*passed) passing_note(&importing->passed, kind, row->number);
  if (status == CHUAN_OK && kind == PASSING_GROUP) status = leave_group(importing, group);
  arena_free(arena);
  return status;
}

/* In a list of rejected rows of several sheets, those of one follow each other. */
static chuan_status turn_part(struct importing *importing, const struct read_row *row) {
  size_t column = sheet_at(importing)->headings.sheet;
  if (column == NO_COLUMN || column >= row->count) return CHUAN_OK;
  chuan_cell cell = cell_trim(row->cells[column]);
  size_t length = cell.length < sizeof importing->part ? cell.length : sizeof importing->part - 1;
  if (strlen(importing->part) == length && memcmp(importing->part, cell.text ? cell.text : "", length) == 0)
    return CHUAN_OK;
  if (cell.text) memcpy(importing->part, cell.text, length);
  importing->part[length] = 0;
  return renew_claims(importing);
}

/* --- rows ------------------------------------------------------------------------------------------------------ */

/* A good row: put to the rules, then stored. */
static chuan_status store_row(struct importing *importing, const struct read_row *row,
                              struct judgement *judgement) {
  struct judging *judging = &importing->judging;
  const struct headings *headings = judging->headings;
  int64_t unit = unit_index_id(judging->units, judgement->unit);
  chuan_status status = validating_row(&importing->validating, row, unit, judgement->year, judging->values,
                                       &judgement->reason, &judgement->column);
  if (status != CHUAN_OK) return status;
  if (judgement->reason) {
    struct rejection rejection = {row->number, row->sheet, judgement->column, judgement->reason, row};
    return reject(importing, &rejection);
  }
  const int64_t *values = judging->values;
  if (importing->values) {
    memcpy(importing->values + importing->first_column, values, headings->column_count * sizeof *values);
    values = importing->values;
  }
  enum store_result result;
  status = import_row_remarked(importing->store, unit, judgement->year, row->number, row->sheet, values,
                               &judging->remark, &result);
  if (status != CHUAN_OK) return status;
  store_count(&importing->counts, result);
  status = validating_stored(&importing->validating, row, unit, judgement->year);
  return status == CHUAN_OK ? judging_claim(judging, judgement, row->number) : status;
}

static chuan_status take_row(void *self, const struct read_row *row) {
  struct importing *importing = self;
  const struct layout_sheet *sheet = sheet_at(importing);
  struct judgement judgement;
  int passed = 0;
  if (row->number <= sheet->passed_row) return CHUAN_OK;
  chuan_status status = CHUAN_OK;
  if (sheet->headings.sheet != NO_COLUMN) status = turn_part(importing, row);
  if (status == CHUAN_OK && passing_may_be_group(&sheet->headings, row))
    status = pass_over(importing, row, &passed);
  if (status != CHUAN_OK || passed) return status;
  status = judging_row(&importing->judging, row, &judgement);
  if (status != CHUAN_OK) return status;
  if (judgement.good) return store_row(importing, row, &judgement);
  /* A row of a unit is a unit's row, whatever its name begins with: Cộng Hòa is no total. */
  if (judgement.unit == UINT32_MAX) status = pass_over(importing, row, &passed);
  if (status != CHUAN_OK || passed) return status;
  struct rejection rejection = {row->number, row->sheet, judgement.column, judgement.reason, row};
  return reject(importing, &rejection);
}

static chuan_status take_bad_row(void *self, uint64_t number, uint32_t column, const char *message,
                                 const struct read_row *row) {
  struct importing *importing = self;
  const struct layout_sheet *sheet = sheet_at(importing);
  if (number > sheet->passed_row || number == 0) {
    struct rejection rejection = {number, row ? row->sheet : NULL, column ? column - 1u : NO_COLUMN, message,
                                  row};
    return reject(importing, &rejection);
  }
  if (number < sheet->first_row) return CHUAN_OK; /* of a title nothing is read */
  return report_fail(importing->report, CHUAN_IO, "%s: row %llu, column %u: %s", "%s: dòng %llu, cột %u: %s",
                     importing->request->path, (unsigned long long)number, column, message);
}

struct row_taker importing_taker(struct importing *importing) {
  return (struct row_taker){.self = importing, .row = take_row, .bad_row = take_bad_row, .sheet = take_sheet};
}

/* --- the decimal mark of a file ---------------------------------------------------------------------------- */

/* A second reading beside the first; two cells that contradict each other settle that nothing is settled. */
struct mark_search {
  const struct importing *importing;
  const struct layout_sheet *sheet;
  int points, commas;
};

static void note_mark(struct mark_search *search, const struct read_row *row, size_t column) {
  if (column >= row->count || (row->kinds && row->kinds[column] != CHUAN_CELL_TEXT)) return;
  char mark = cell_decimal_mark(cell_trim(row->cells[column]));
  search->points |= mark == '.';
  search->commas |= mark == ',';
}

static chuan_status note_marks(void *self, const struct read_row *row) {
  struct mark_search *search = self;
  const struct headings *headings = &search->sheet->headings;
  if (row->number <= search->sheet->passed_row) return CHUAN_OK;
  if (headings->names) {
    note_mark(search, row, headings->value);
    return CHUAN_OK;
  }
  for (size_t i = 0; i < headings->column_count && !(search->points && search->commas); i++) {
    const struct import_column *column = &headings->columns[i];
    if (column->fact->kind == FACT_COUNT || column->fact->kind == FACT_AMOUNT)
      note_mark(search, row, column->number - 1);
  }
  return CHUAN_OK;
}

static chuan_status note_bad_marks(void *self, uint64_t number, uint32_t column, const char *message,
                                   const struct read_row *row) {
  (void)number, (void)column, (void)message;
  return row ? note_marks(self, row) : CHUAN_OK;
}

static chuan_status note_sheet(void *self, const char *name, uint32_t flags) {
  struct mark_search *search = self;
  const struct layout *layout = &search->importing->layout;
  (void)flags;
  for (size_t i = 0; i < layout->count; i++)
    if (strcmp(layout->sheets[i].name, name) == 0) search->sheet = &layout->sheets[i];
  return CHUAN_OK;
}

/* The first reading's progress stays where it is, but the person can still stop. */
static int stand_still(void *payload, uint64_t done, uint64_t total) {
  const struct importing *importing = payload;
  (void)done;
  return importing->request->progress(importing->request->progress_payload, importing->source.done, total);
}

chuan_status importing_find_mark(void *self, char *mark) {
  struct importing *importing = self;
  struct mark_search search = {.importing = importing, .sheet = importing->layout.sheets};
  struct row_taker taker = {
      .self = &search, .row = note_marks, .bad_row = note_bad_marks, .sheet = note_sheet};
  struct file_source source;
  chuan_status status =
      source_open(importing->request->path, importing->request->progress ? stand_still : NULL, importing,
                  importing->report, &source);
  if (status != CHUAN_OK) return status;
  struct reading_request reading = importing_reading(importing, &source, NULL);
  reading.quiet = 1;
  status = reading_run(&reading, &taker);
  source_close(&source);
  if (status == CHUAN_OK && search.points != search.commas) *mark = search.points ? '.' : ',';
  return status;
}
