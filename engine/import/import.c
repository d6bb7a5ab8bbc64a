/* import.c - one file into facts: who reads it, how it is laid out, and one transaction around it all. */
#include "import/importing.h"

#include "base/date.h"
#include "import/cell.h"
#include "import/own_columns.h"

#include <string.h>

#define RECORD_MAX ((size_t)64 * 1024 * 1024)

struct reading_request importing_reading(const struct importing *importing, struct file_source *source,
                                         enum text_encoding *found) {
  const struct layout *layout = &importing->layout;
  struct reading_request reading = {.plugin = importing->plugin,
                                    .source = source,
                                    .sheets = layout->names,
                                    .sheet_count = layout->name_count,
                                    .encoding = importing->encoding,
                                    .in_process = importing->request->in_process,
                                    .found = found};
  if (layout->count) reading.hidden_from = layout->sheets[0].passed_row + 1;
  return reading;
}

/* --- before the rows ------------------------------------------------------------------------------------ */

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

static chuan_status choose_encoding(struct importing *importing) {
  const struct mapping *mapping = importing->request->mapping;
  importing->encoding = importing->request->encoding;
  if (importing->encoding != ENCODING_UNKNOWN || !mapping || !mapping->encoding) return CHUAN_OK;
  importing->encoding = encoding_named(mapping->encoding);
  if (importing->encoding != ENCODING_UNKNOWN) return CHUAN_OK;
  return report_fail(
      importing->report, CHUAN_ARGUMENT, "%s: there is no encoding '%s'; write tcvn3, vni or windows-1258",
      "%s: không có bảng mã '%s'; hãy viết tcvn3, vni hoặc windows-1258", mapping->file, mapping->encoding);
}

/* What a person asks for is surveyed alone: of a database it may be a query. */
static chuan_status find_layout(struct importing *importing) {
  const struct import_request *request = importing->request;
  const int sheets = (importing->plugin->flags & CHUAN_PLUGIN_HAS_SHEETS) != 0;
  struct layout_request wanted = {.file = request->path,
                                  .level = importing->level,
                                  .mapping = request->mapping,
                                  .sheet = request->sheet,
                                  .year = request->year};
  struct file_source source;
  struct survey survey;
  chuan_status status = source_open(request->path, NULL, NULL, importing->report, &source);
  if (status != CHUAN_OK) return status;
  struct reading_request reading = importing_reading(importing, &source, NULL);
  reading.quiet = 1;
  if (request->sheet && sheets) {
    reading.sheets = &request->sheet;
    reading.sheet_count = 1;
  }
  status = survey_read(&reading, importing->arena, &survey);
  source_close(&source);
  if (status == CHUAN_OK)
    status = layout_find(&wanted, &survey, importing->arena, importing->report, &importing->layout);
  return status;
}

/* The list of rejected rows is parted as the file is: a person's program expects that. */
static chuan_status find_separator(struct importing *importing) {
  uint8_t head[SOURCE_HEAD_SIZE];
  size_t length, semicolons = 0, commas = 0;
  importing->separator = ',';
  if (strcmp(importing->plugin->name, "csv") != 0) return CHUAN_OK;
  chuan_status status = source_head(&importing->source, head, &length);
  for (size_t i = 0; status == CHUAN_OK && i < length && !(head[i] == '\n' && (semicolons || commas)); i++) {
    semicolons += head[i] == ';';
    commas += head[i] == ',';
  }
  if (semicolons > commas) importing->separator = ';';
  return status;
}

/* Facts of all sheets, one after the other. */
static chuan_status join_columns(struct importing *importing) {
  const struct layout *layout = &importing->layout;
  size_t widest = 0;
  for (size_t i = 0; i < layout->count; i++) {
    importing->column_count += layout->sheets[i].headings.column_count;
    if (layout->sheets[i].headings.column_count > widest) widest = layout->sheets[i].headings.column_count;
  }
  importing->columns = arena_array(importing->arena, importing->column_count + 1, sizeof *importing->columns);
  importing->judging.values = arena_array(importing->arena, widest + 1, sizeof *importing->judging.values);
  if (layout->count > 1)
    importing->values = arena_array(importing->arena, importing->column_count + 1, sizeof *importing->values);
  if (!importing->columns || !importing->judging.values || (layout->count > 1 && !importing->values))
    return report_no_memory(importing->report);
  struct import_column *column = importing->columns;
  for (size_t i = 0; i < layout->count; i++) {
    const struct headings *headings = &layout->sheets[i].headings;
    for (size_t c = 0; c < headings->column_count; c++) *column++ = headings->columns[c];
  }
  return CHUAN_OK;
}

static chuan_status begin_store(struct importing *importing) {
  const struct import_request *request = importing->request;
  const struct headings *headings = &importing->layout.sheets[0].headings;
  chuan_status status = digest_ahead_end(&importing->digest_ahead, &importing->source, importing->digest);
  if (status == CHUAN_OK) status = join_columns(importing);
  if (status != CHUAN_OK) return status;
  importing->validating = (struct validating){.validator = request->validator,
                                              .report = importing->report,
                                              .path = request->path,
                                              .dossier = importing->dossier,
                                              .layout = &importing->layout};
  int once = !headings->names && importing->layout.count == 1 && headings->sheet == NO_COLUMN;
  status = validating_begin(&importing->validating, importing->level, once, importing->arena);
  if (status != CHUAN_OK) return status;
  struct import_head head = {.file = request->path,
                             .digest = importing->digest,
                             .plugin = importing->plugin->name,
                             .plugin_version = importing->plugin->version,
                             .mapping_digest = request->mapping ? request->mapping->digest : "",
                             .level = importing->level->level,
                             .status = request->status};
  status =
      import_begin(importing->dossier, &head, importing->columns, importing->column_count, &importing->store);
  if (status == CHUAN_OK && !request->validator) status = import_unwatched(importing->store);
  return status == CHUAN_OK ? importing_turn(importing, 0) : status;
}

static chuan_status prepare(struct importing *importing, const struct plugins *plugins,
                            const struct vocabulary *vocabulary) {
  const struct import_request *request = importing->request;
  struct report *report = importing->report;
  chuan_status status = reading_plugin(plugins, &importing->source, request->format, &importing->plugin);
  if (status == CHUAN_OK) status = choose_encoding(importing);
  if (status != CHUAN_OK) return status;
  importing->arena = arena_create();
  importing->judging = (struct judging){.report = report,
                                        .status = request->status,
                                        .decimal_mark = request->mapping ? request->mapping->decimal_mark : 0,
                                        .find_decimal_mark = importing_find_mark,
                                        .self = importing};
  importing->judging.mark_sought = importing->judging.decimal_mark != 0;
  if (!importing->arena) return report_no_memory(report);
  status = find_layout(importing);
  if (status == CHUAN_OK) status = find_separator(importing);
  /* A dry run compares with what is stored, and for that the tables have to be there: empty ones say nothing. */
  if (status == CHUAN_OK) status = dossier_fit(importing->dossier, vocabulary);
  if (status != CHUAN_OK) return status;
  status = unit_index_create(importing->dossier, importing->level->level, report, &importing->judging.units);
  if (status == CHUAN_OK && request->rejects)
    status = rejects_open(request->rejects, &importing->source.status, report, &importing->rejects);
  return status == CHUAN_OK ? begin_store(importing) : status;
}

/* --- after the rows ----------------------------------------------------------------------------------------- */

/* What is listed of the import besides: the sheets that were read, one a line. */
static chuan_status tell_store(struct importing *importing) {
  struct buffer sheets;
  buffer_init(&sheets, 0);
  for (size_t i = 0; i < importing->layout.name_count; i++) {
    if (i) buffer_add_char(&sheets, '\n');
    buffer_add_string(&sheets, importing->layout.names[i]);
  }
  int converted = importing->found != ENCODING_UNKNOWN && importing->found != ENCODING_UNICODE;
  chuan_status status = sheets.failed
                            ? report_no_memory(importing->report)
                            : import_about(importing->store, converted ? encoding_name(importing->found) : "",
                                           buffer_string(&sheets));
  buffer_free(&sheets);
  return status;
}

/* A form that was handed out with figures made up, or not final, comes back as something better. */
static void tell_filled(const struct importing *importing) {
  const struct import_request *request = importing->request;
  chuan_data_status filled = CHUAN_OFFICIAL;
  for (size_t i = 0; i < importing->layout.count; i++)
    if (importing->layout.sheets[i].filled > filled) filled = importing->layout.sheets[i].filled;
  if (filled <= request->status) return;
  struct place place = {.file = request->path};
  if (filled == CHUAN_ILLUSTRATIVE)
    report_problem(
        importing->report, CHUAN_WARNING, &place,
        "the form was handed out with ILLUSTRATIVE figures; what nobody replaced now counts for more than "
        "that: undo this import and run it again with --status illustrative",
        "biểu này đã điền sẵn SỐ MINH HỌA; số nào chưa được thay nay được coi hơn thế: hãy rút lại lần "
        "nhập này rồi nhập với --status illustrative");
  else
    report_problem(
        importing->report, CHUAN_WARNING, &place,
        "the form was handed out with PRELIMINARY figures; what nobody replaced now counts for more than "
        "that: undo this import and run it again with --status preliminary",
        "biểu này đã điền sẵn SỐ SƠ BỘ; số nào chưa được thay nay được coi hơn thế: hãy rút lại lần nhập "
        "này rồi nhập với --status preliminary");
}

/* Everything was read: all of it becomes visible, or, on a dry run, nothing. */
static chuan_status conclude(struct importing *importing) {
  const struct import_request *request = importing->request;
  const chuan_counts *counts = &importing->counts;
  if (counts->accepted + counts->unchanged + counts->rejected + counts->changed + counts->beside == 0) {
    struct place place = {.file = request->path};
    report_problem(importing->report, CHUAN_WARNING, &place,
                   "there are headings but no rows; is the file complete?",
                   "chỉ có tiêu đề mà không có dòng số liệu nào; tệp có đủ không?");
  }
  importing_tell_passed(importing);
  chuan_status status = validating_finish(&importing->validating, &importing->again);
  if (importing->again) return status;
  unit_index_tell(importing->judging.units, request->path);
  tell_filled(importing);
  if (status == CHUAN_OK) status = source_tell(&importing->source); /* the last chance to stop */
  if (status == CHUAN_OK) status = source_check_unchanged(&importing->source);
  if (status == CHUAN_OK) status = importing_begin_rejects(importing);
  if (status == CHUAN_OK && importing->rejects) status = rejects_finish(importing->rejects);
  if (status == CHUAN_OK) status = tell_store(importing);
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
  arena_free(importing->group);
  layout_release(&importing->layout);
  buffer_free(&importing->record);
  arena_free(importing->arena);
  digest_ahead_free(importing->digest_ahead);
  source_close(&importing->source);
}

/* --- the whole -------------------------------------------------------------------------------------------------- */

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
  importing.digest_ahead = digest_ahead_begin(&importing.source);
  status = prepare(&importing, plugins, vocabulary);
  if (status == CHUAN_OK) {
    struct row_taker taker = importing_taker(&importing);
    struct reading_request reading = importing_reading(&importing, &importing.source, &importing.found);
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
  /* Nothing was taken: what single rows lacked does not matter beside the reason for that. */
  if (status != CHUAN_OK) report_return(report, &before);
  return status;
}
