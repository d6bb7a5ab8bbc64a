/* import.c - one file into facts: who reads it, what its rows become, and one transaction around it all. */
#include "import/import.h"

#include "base/date.h"
#include "import/cell.h"
#include "import/judging.h"
#include "import/reading.h"
#include "import/rejects.h"
#include "import/validating.h"

#define RECORD_MAX ((size_t)64 * 1024 * 1024)

struct importing {
  struct dossier *dossier;
  const struct import_request *request;
  const struct vocabulary_level *level;
  struct report *report;
  const chuan_plugin *plugin;
  struct file_source source;
  char digest[DIGEST_TEXT_SIZE];
  struct arena *arena;
  struct headings headings;
  int has_headings;
  struct judging judging;
  struct validating validating;
  int again; /* the rules refuse rows by what came after them: the file is read once more without */
  struct import_session *store;
  struct rejects *rejects;
  struct buffer record;
  chuan_counts counts;
};

/* The sheet asked for is the first one of a reading, or there is none. */
static struct reading_request reading_of(const chuan_plugin *plugin, struct file_source *source,
                                         const char *const *sheet) {
  return (struct reading_request){
      .plugin = plugin, .source = source, .sheets = sheet, .sheet_count = *sheet != NULL};
}

static const char *sheet_of(const struct import_request *request) {
  return request->sheet ? request->sheet : request->mapping ? request->mapping->sheet : NULL;
}

/* --- the decimal mark of a file ------------------------------------------------------------------------ */

/* A second reading beside the first; two cells that contradict each other settle that nothing is settled. */
struct mark_search {
  const struct importing *importing;
  int headings_passed, points, commas;
};

static void note_mark(struct mark_search *search, const struct read_row *row, size_t column) {
  if (column >= row->count) return;
  char mark = cell_decimal_mark(cell_trim(row->cells[column]));
  search->points |= mark == '.';
  search->commas |= mark == ',';
}

static chuan_status note_marks(void *self, const struct read_row *row) {
  struct mark_search *search = self;
  const struct headings *headings = &search->importing->headings;
  if (!search->headings_passed) {
    search->headings_passed = 1;
    return CHUAN_OK;
  }
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

static chuan_status pass_over(void *self, uint64_t number, uint32_t column, const char *message,
                              const struct read_row *row) {
  (void)number, (void)column, (void)message;
  return row ? note_marks(self, row) : CHUAN_OK;
}

/* The first reading's progress stays where it is, but the person can still stop. */
static int stand_still(void *payload, uint64_t done, uint64_t total) {
  const struct importing *importing = payload;
  (void)done;
  return importing->request->progress(importing->request->progress_payload, importing->source.done, total);
}

static chuan_status find_decimal_mark(void *self, char *mark) {
  struct importing *importing = self;
  struct mark_search search = {.importing = importing};
  struct row_taker taker = {.self = &search, .row = note_marks, .bad_row = pass_over};
  struct file_source source;
  chuan_status status =
      source_open(importing->request->path, importing->request->progress ? stand_still : NULL, importing,
                  importing->report, &source);
  if (status != CHUAN_OK) return status;
  const char *sheet = sheet_of(importing->request);
  struct reading_request reading = reading_of(importing->plugin, &source, &sheet);
  status = reading_run(&reading, &taker);
  source_close(&source);
  if (status == CHUAN_OK && search.points != search.commas) *mark = search.points ? '.' : ',';
  return status;
}

/* --- rows ---------------------------------------------------------------------------------------------- */

static chuan_status begin_rows(struct importing *importing, const struct read_row *row) {
  const struct import_request *request = importing->request;
  const struct mapping *mapping = request->mapping;
  struct headings_request wanted = {request->path, importing->level, mapping, request->year != 0};
  chuan_status status =
      headings_match(&wanted, row, importing->arena, importing->report, &importing->headings);
  if (status != CHUAN_OK) return status;
  struct headings *headings = &importing->headings;
  importing->has_headings = 1;
  struct judging *judging = &importing->judging;
  judging->headings = headings;
  judging->values = arena_array(importing->arena, headings->column_count, sizeof *judging->values);
  if (!judging->values) return report_no_memory(importing->report);
  if (importing->rejects) status = rejects_begin(importing->rejects, headings);
  /* Only now: a file that is not even a table need not be read to its end. */
  if (status == CHUAN_OK) status = source_digest(&importing->source, importing->digest);
  if (status != CHUAN_OK) return status;
  importing->validating = (struct validating){.validator = request->validator,
                                              .report = importing->report,
                                              .path = request->path,
                                              .headings = headings};
  status = validating_begin(&importing->validating, importing->level, !headings->names, importing->arena);
  if (status != CHUAN_OK) return status;
  struct import_head head = {.file = request->path,
                             .digest = importing->digest,
                             .plugin = importing->plugin->name,
                             .plugin_version = importing->plugin->version,
                             .mapping_digest = mapping ? mapping->digest : "",
                             .level = importing->level->level,
                             .status = request->status};
  return import_begin(importing->dossier, &head, headings->columns, headings->column_count,
                      &importing->store);
}

struct rejection {
  uint64_t number; /* of the row */
  const char *sheet;
  size_t column; /* from 0, or NO_COLUMN */
  const char *reason;
  const struct read_row *row; /* or NULL: the plugin could not hand it over */
};

static void tell_rejection(const struct importing *importing, const struct rejection *rejection,
                           uint32_t column, const char *heading, const char *value) {
  uint32_t line = rejection->number < UINT32_MAX ? (uint32_t)rejection->number : UINT32_MAX;
  struct place place = {importing->request->path, line, column};
  const char *reason = rejection->reason;
  if (column == 0)
    report_problem(importing->report, CHUAN_ERROR, &place, "%s", "%s", reason);
  else if (value[0])
    report_problem(importing->report, CHUAN_ERROR, &place, "column '%s', '%s': %s", "cột '%s', '%s': %s",
                   heading, value, reason);
  else
    report_problem(importing->report, CHUAN_ERROR, &place, "column '%s': %s", "cột '%s': %s", heading,
                   reason);
}

/* Says, keeps and writes down why a row was refused. */
static chuan_status reject_in(struct importing *importing, const struct rejection *rejection,
                              struct arena *arena) {
  const struct read_row *row = rejection->row;
  size_t column = rejection->column;
  const char *heading = column < importing->headings.count ? importing->headings.texts[column] : "";
  chuan_cell cell = row && column < row->count ? cell_trim(row->cells[column]) : (chuan_cell){NULL, 0};
  const char *value = cell_show(arena, cell);
  buffer_clear(&importing->record);
  if (row) record_add(&importing->record, row);
  if (!value || importing->record.failed) return report_no_memory(importing->report);
  uint32_t shown_column = column < UINT32_MAX - 1 ? (uint32_t)column + 1 : 0;
  tell_rejection(importing, rejection, shown_column, heading, value);
  importing->counts.rejected++;
  chuan_status status = import_reject(importing->store, rejection->number, rejection->sheet, shown_column,
                                      heading, value, rejection->reason, buffer_string(&importing->record));
  if (status != CHUAN_OK || !importing->rejects) return status;
  return rejects_add(importing->rejects, &importing->headings, row, rejection->reason);
}

static chuan_status reject(struct importing *importing, const struct rejection *rejection) {
  struct arena *arena = arena_create();
  if (!arena) return report_no_memory(importing->report);
  chuan_status status = reject_in(importing, rejection, arena);
  arena_free(arena);
  return status;
}

static chuan_status take_row(void *self, const struct read_row *row) {
  struct importing *importing = self;
  if (!importing->has_headings) return begin_rows(importing, row);
  struct judgement judgement;
  chuan_status status = judging_row(&importing->judging, row, &judgement);
  if (status != CHUAN_OK) return status;
  if (!judgement.good) {
    struct rejection rejection = {row->number, row->sheet, judgement.column, judgement.reason, row};
    return reject(importing, &rejection);
  }
  int64_t unit = unit_index_id(importing->judging.units, judgement.unit);
  status = validating_row(&importing->validating, row, unit, judgement.year, importing->judging.values,
                          &judgement.reason, &judgement.column);
  if (status != CHUAN_OK) return status;
  if (judgement.reason) {
    struct rejection rejection = {row->number, row->sheet, judgement.column, judgement.reason, row};
    return reject(importing, &rejection);
  }
  enum store_result result;
  status = import_row_remarked(importing->store, unit, judgement.year, row->number, row->sheet,
                               importing->judging.values, &importing->judging.remark, &result);
  if (status != CHUAN_OK) return status;
  if (result == STORE_UNCHANGED)
    importing->counts.unchanged++;
  else
    importing->counts.accepted++;
  status = validating_stored(&importing->validating, row, unit, judgement.year);
  if (status != CHUAN_OK) return status;
  return judging_claim(&importing->judging, &judgement, row->number);
}

static chuan_status take_bad_row(void *self, uint64_t number, uint32_t column, const char *message,
                                 const struct read_row *row) {
  struct importing *importing = self;
  if (importing->has_headings) {
    struct rejection rejection = {number, row ? row->sheet : NULL, column ? column - 1u : NO_COLUMN, message,
                                  row};
    return reject(importing, &rejection);
  }
  return report_fail(importing->report, CHUAN_IO, "%s: row %llu, column %u: %s", "%s: dòng %llu, cột %u: %s",
                     importing->request->path, (unsigned long long)number, column, message);
}

/* --- the file -------------------------------------------------------------------------------------------- */

static chuan_status check_request(const struct vocabulary *vocabulary, struct importing *importing) {
  const struct import_request *request = importing->request;
  importing->level = vocabulary_level_find(vocabulary, request->level);
  if (!importing->level)
    return report_fail(importing->report, CHUAN_NOT_FOUND,
                       "the rules declare no facts of level %s; check the level, or declare its facts",
                       "bộ quy tắc không khai số liệu nào của cấp %s; hãy kiểm tra cấp, hoặc khai số liệu",
                       request->level);
  if (request->year != 0 && (request->year < YEAR_FIRST || request->year > YEAR_LAST))
    return report_fail(importing->report, CHUAN_ARGUMENT, "%d is not a year from %d to %d; correct it",
                       "%d không phải năm từ %d đến %d; hãy sửa lại", request->year, YEAR_FIRST, YEAR_LAST);
  return CHUAN_OK;
}

static chuan_status prepare(struct importing *importing, const struct plugins *plugins,
                            const struct vocabulary *vocabulary) {
  const struct import_request *request = importing->request;
  struct report *report = importing->report;
  chuan_status status = reading_plugin(plugins, &importing->source, request->format, &importing->plugin);
  if (status != CHUAN_OK) return status;
  if (request->sheet && !(importing->plugin->flags & CHUAN_PLUGIN_HAS_SHEETS))
    return report_fail(report, CHUAN_ARGUMENT, "%s has no sheets; leave the sheet out",
                       "%s không có trang tính; hãy bỏ phần chọn trang", request->path);
  importing->arena = arena_create();
  importing->judging = (struct judging){.report = report,
                                        .year = request->year,
                                        .decimal_mark = request->mapping ? request->mapping->decimal_mark : 0,
                                        .find_decimal_mark = find_decimal_mark,
                                        .self = importing,
                                        .claims = claims_create()};
  importing->judging.mark_sought = importing->judging.decimal_mark != 0;
  if (!importing->arena || !importing->judging.claims) return report_no_memory(report);
  /* A dry run compares with what is stored, and for that the tables have to be there: empty ones say nothing. */
  status = dossier_fit(importing->dossier, vocabulary);
  if (status != CHUAN_OK) return status;
  status = unit_index_create(importing->dossier, importing->level->level, report, &importing->judging.units);
  if (status == CHUAN_OK && request->rejects)
    status = rejects_open(request->rejects, &importing->source.status, report, &importing->rejects);
  return status;
}

/* Everything was read: all of it becomes visible, or, on a dry run, nothing. */
static chuan_status conclude(struct importing *importing) {
  const struct import_request *request = importing->request;
  if (!importing->has_headings)
    return report_fail(importing->report, CHUAN_IO,
                       "%s has no rows; a heading row comes first, then one row a unit",
                       "%s không có dòng nào; cần một dòng tiêu đề, rồi mỗi đơn vị một dòng", request->path);
  const chuan_counts *counts = &importing->counts;
  if (counts->accepted + counts->unchanged + counts->rejected == 0) {
    struct place place = {.file = request->path};
    report_problem(importing->report, CHUAN_WARNING, &place,
                   "there are headings but no rows; is the file complete?",
                   "chỉ có tiêu đề mà không có dòng số liệu nào; tệp có đủ không?");
  }
  chuan_status status = validating_finish(&importing->validating, &importing->again);
  if (importing->again) return status;
  if (status == CHUAN_OK) status = source_tell(&importing->source); /* the last chance to stop */
  if (status == CHUAN_OK) status = source_check_unchanged(&importing->source);
  if (status == CHUAN_OK && importing->rejects) status = rejects_finish(importing->rejects);
  if (status == CHUAN_OK && !request->dry_run) status = import_commit(importing->store, counts);
  if (status == CHUAN_OK && importing->rejects) status = rejects_publish(importing->rejects);
  return status;
}

static void release(struct importing *importing) {
  import_end(importing->store);
  rejects_free(importing->rejects);
  unit_index_free(importing->judging.units);
  claims_free(importing->judging.claims);
  arena_free(importing->judging.scratch);
  headings_release(&importing->headings);
  buffer_free(&importing->record);
  arena_free(importing->arena);
  source_close(&importing->source);
}

/* One reading of the file. *again: it is to be read once more, and nothing was stored. */
static chuan_status read_file(struct dossier *dossier, struct plugins *plugins,
                              const struct vocabulary *vocabulary, const struct import_request *request,
                              struct report *report, chuan_counts *counts, int *again) {
  *counts = (chuan_counts){.accepted = 0};
  *again = 0;
  struct importing importing = {.dossier = dossier, .request = request, .report = report};
  buffer_init(&importing.record, RECORD_MAX);
  chuan_status status = check_request(vocabulary, &importing);
  if (status == CHUAN_OK)
    status =
        source_open(request->path, request->progress, request->progress_payload, report, &importing.source);
  if (status != CHUAN_OK) return status;
  status = prepare(&importing, plugins, vocabulary);
  if (status == CHUAN_OK) {
    struct row_taker taker = {.self = &importing, .row = take_row, .bad_row = take_bad_row};
    const char *sheet = sheet_of(request);
    struct reading_request reading = reading_of(importing.plugin, &importing.source, &sheet);
    status = reading_run(&reading, &taker);
  }
  if (status == CHUAN_OK) status = conclude(&importing);
  if (status == CHUAN_OK) *counts = importing.counts;
  *again = status == CHUAN_OK && importing.again;
  release(&importing);
  return status;
}

chuan_status import_run(struct dossier *dossier, struct plugins *plugins, const struct vocabulary *vocabulary,
                        const struct import_request *request, struct report *report, chuan_counts *counts) {
  const struct report_mark before = report_mark(report);
  int again = 0;
  chuan_status status = read_file(dossier, plugins, vocabulary, request, report, counts, &again);
  while (again) {
    report_return(report, &before);
    status = read_file(dossier, plugins, vocabulary, request, report, counts, &again);
  }
  return status;
}

/* --- the first year ---------------------------------------------------------------------------------------- */

#define YEAR_ROWS 1000 /* looked at for a first year */

struct year_search {
  struct headings_request headings;
  struct arena *arena;
  struct report *report;
  int headings_passed, year;
  size_t column, rows;
};

/* Ends the reading, by CHUAN_STOPPED, as soon as there is an answer. */
static chuan_status note_year(void *self, const struct read_row *row) {
  struct year_search *search = self;
  if (!search->headings_passed) {
    search->headings_passed = 1;
    chuan_status status =
        headings_year(&search->headings, row, search->arena, search->report, &search->column);
    return status == CHUAN_OK && search->column == NO_COLUMN ? CHUAN_STOPPED : status;
  }
  if (search->column < row->count) search->year = cell_year(cell_trim(row->cells[search->column]));
  return search->year || ++search->rows == YEAR_ROWS ? CHUAN_STOPPED : CHUAN_OK;
}

static chuan_status no_year(void *self, uint64_t number, uint32_t column, const char *message,
                            const struct read_row *row) {
  (void)number, (void)column, (void)message;
  return row ? note_year(self, row) : CHUAN_OK;
}

int import_first_year(struct plugins *plugins, const char *path, const char *format, const char *sheet,
                      const struct mapping *mapping) {
  struct report *report = report_create(); /* the import itself will say what is wrong */
  struct arena *arena = arena_create();
  struct year_search search = {
      .headings = {.file = path, .mapping = mapping}, .arena = arena, .report = report};
  struct row_taker taker = {.self = &search, .row = note_year, .bad_row = no_year};
  struct file_source source;
  const chuan_plugin *plugin = NULL;
  if (report && arena && source_open(path, NULL, NULL, report, &source) == CHUAN_OK) {
    if (reading_plugin(plugins, &source, format, &plugin) == CHUAN_OK) {
      const char *wanted = sheet ? sheet : mapping ? mapping->sheet : NULL;
      struct reading_request reading = reading_of(plugin, &source, &wanted);
      (void)reading_run(&reading, &taker);
    }
    source_close(&source);
  }
  arena_free(arena);
  report_free(report);
  return search.year;
}
