/* A look into a file before it is imported: its sheets, and a first mapping for them. */
#include "import/suggest.h"

#include "library/handle.h"
#include "output/sheets_output.h"

#include <string.h>

#define FIRST_HEADINGS 6

struct look { /* into one file */
  chuan *handle;
  const chuan_rulebook *rulebook;
  const char *path;
  chuan_import_options options;
  struct arena *arena;
  struct mapping *mapping;
  struct survey survey;
  enum text_encoding encoding; /* of its texts */
};

/* --- opening ---------------------------------------------------------------------------------------------- */

static chuan_status survey_file(struct look *look, struct plugins *plugins) {
  const chuan_import_options *given = &look->options;
  struct report *report = look->handle->report;
  struct file_source source;
  chuan_status status = source_open(look->path, NULL, NULL, report, &source);
  if (status != CHUAN_OK) return status;
  struct reading_request reading = {
      .source = &source,
      .in_process = given->in_process,
      .quiet = 1,
      .found = &look->encoding,
      .encoding = given->encoding ? encoding_named(given->encoding) : ENCODING_UNKNOWN};
  status = reading_plugin(plugins, &source, given->format, &reading.plugin);
  if (status == CHUAN_OK && given->sheet && (reading.plugin->flags & CHUAN_PLUGIN_HAS_SHEETS)) {
    reading.sheets = &given->sheet;
    reading.sheet_count = 1;
  }
  if (status == CHUAN_OK) status = survey_read(&reading, look->arena, &look->survey);
  source_close(&source);
  return status;
}

static chuan_status look_into(struct look *look, const chuan_import_options *options) {
  struct report *report = look->handle->report;
  struct plugins *plugins;
  look->options = (chuan_import_options)CHUAN_IMPORT_INIT;
  chuan_status status = handle_options(look->handle, options, &look->options, sizeof look->options);
  if (status != CHUAN_OK) return status;
  const char *encoding = look->options.encoding;
  if (encoding && encoding_named(encoding) == ENCODING_UNKNOWN)
    return report_fail(report, CHUAN_ARGUMENT,
                       "there is no encoding \"%s\"; write tcvn3, vni, windows-1258 or utf-8",
                       "không có bảng mã \"%s\"; hãy viết tcvn3, vni, windows-1258 hoặc utf-8", encoding);
  look->arena = arena_create();
  if (!look->arena) return report_no_memory(report);
  status = handle_plugins(look->handle, &plugins);
  if (status == CHUAN_OK && look->options.mapping && look->options.level)
    status = mapping_load(look->options.mapping, look->rulebook->rules, look->options.level, look->arena,
                          report, &look->mapping);
  return status == CHUAN_OK ? survey_file(look, plugins) : status;
}

/* By the level that was named; without one, by the level that most headings are facts of. */
static chuan_status guess_sheet(const struct look *look, const struct survey_sheet *sheet,
                                struct layout_guess *out) {
  const struct vocabulary *vocabulary = &look->rulebook->rules->vocabulary;
  chuan_status status = CHUAN_OK;
  *out = (struct layout_guess){.sheet = sheet};
  for (uint32_t i = 0; i < vocabulary->level_count && status == CHUAN_OK; i++) {
    const struct vocabulary_level *level = &vocabulary->levels[i];
    struct layout_guess guess;
    if (look->options.level && strcmp(look->options.level, level->level) != 0) continue;
    struct layout_request request = {.file = look->path, .level = level, .mapping = look->mapping};
    status = layout_guess(&request, sheet, layout_mapping(look->mapping, sheet->name), look->arena,
                          look->handle->report, &guess);
    if (status == CHUAN_OK && (i == 0 || !out->count || guess.score.points > out->score.points)) *out = guess;
  }
  return status;
}

/* --- sheets ----------------------------------------------------------------------------------------------- */

static const char *first_headings(const struct look *look, const struct heading_texts *texts) {
  struct buffer text;
  size_t listed = 0;
  buffer_init(&text, 0);
  for (size_t i = 0; i < texts->count && listed <= FIRST_HEADINGS; i++) {
    if (texts->items[i].text[0] == 0) continue;
    if (listed) buffer_add_string(&text, " | ");
    buffer_add_string(&text, listed++ == FIRST_HEADINGS ? "…" : texts->items[i].text);
  }
  const char *copy = text.failed ? NULL : arena_string(look->arena, buffer_string(&text));
  buffer_free(&text);
  return copy;
}

static chuan_status describe_sheet(const struct look *look, const struct survey_sheet *sheet,
                                   struct sheet_line *out) {
  struct layout_guess guess;
  chuan_status status = guess_sheet(look, sheet, &guess);
  if (status != CHUAN_OK) return status;
  *out = (struct sheet_line){.name = sheet->name,
                             .hidden = (sheet->flags & CHUAN_SHEET_HIDDEN) != 0,
                             .rows = sheet->row_count,
                             .more = !sheet->whole,
                             .matching = guess.score.facts,
                             .year = guess.year,
                             .first = first_headings(look, &guess.texts)};
  if (guess.count) {
    out->first_heading = sheet->rows[guess.first].number;
    out->last_heading = sheet->rows[guess.first + guess.count - 1].number;
  }
  for (size_t i = 0; i < guess.texts.count; i++) out->headings += guess.texts.items[i].text[0] != 0;
  return out->first ? CHUAN_OK : report_no_memory(look->handle->report);
}

chuan_status chuan_sheets_write(chuan_rulebook *rulebook, const char *path,
                                const chuan_import_options *options, const chuan_style *style,
                                chuan_sink sink, void *payload) {
  if (rulebook == NULL) return CHUAN_ARGUMENT;
  chuan *handle = rulebook->handle;
  report_clear(handle->report);
  if (path == NULL || sink == NULL) return handle_argument(handle, __func__);
  chuan_style shape;
  struct look look = {.handle = handle, .rulebook = rulebook, .path = path};
  chuan_status status = handle_style(handle, style, &shape);
  if (status == CHUAN_OK) status = look_into(&look, options);
  size_t count = status == CHUAN_OK ? look.survey.sheet_count : 0;
  struct sheet_line *lines = status == CHUAN_OK ? arena_array(look.arena, count + 1, sizeof *lines) : NULL;
  if (status == CHUAN_OK && lines == NULL) status = report_no_memory(handle->report);
  for (size_t i = 0; i < count && status == CHUAN_OK; i++)
    status = describe_sheet(&look, &look.survey.sheets[i], &lines[i]);
  if (status == CHUAN_OK)
    status = handle_said(handle,
                         sheets_output(lines, count, report_language(handle->report), &shape, sink, payload));
  arena_free(look.arena);
  return status;
}

/* --- a mapping -------------------------------------------------------------------------------------------- */

/* As a mapping file writes it; NULL: Unicode, or nothing that a mapping needs to say. */
static const char *encoding_word(enum text_encoding encoding) {
  switch (encoding) {
    case ENCODING_TCVN3:
      return "tcvn3";
    case ENCODING_VNI:
      return "vni";
    case ENCODING_WINDOWS_1258:
      return "windows-1258";
    default:
      return NULL;
  }
}

struct proposal { /* for one level */
  const struct vocabulary_level *level;
  struct suggested_sheet *sheets; /* those with something to propose */
  size_t count, looked;           /* looked: sheets that have headings */
  uint64_t weight; /* how well the level's facts match: the percentages of all that is proposed */
};

static uint64_t weight_of(const struct suggested_sheet *sheet) {
  uint64_t weight = 0;
  for (size_t i = 0; i < sheet->guess->texts.count; i++)
    if (sheet->columns[i].fact) weight += sheet->columns[i].percent;
  return weight;
}

/* Every sheet with something to propose; hidden ones only when they were asked for. */
static chuan_status propose(const struct look *look, const struct vocabulary_level *level,
                            struct proposal *out) {
  struct report *report = look->handle->report;
  *out = (struct proposal){.level = level};
  out->sheets = arena_array(look->arena, look->survey.sheet_count + 1, sizeof *out->sheets);
  if (!out->sheets) return report_no_memory(report);
  for (size_t i = 0; i < look->survey.sheet_count; i++) {
    const struct survey_sheet *sheet = &look->survey.sheets[i];
    struct layout_guess *guess = arena_alloc(look->arena, sizeof *guess);
    if (!guess) return report_no_memory(report);
    if ((sheet->flags & CHUAN_SHEET_HIDDEN) && !look->options.sheet) continue;
    struct layout_request request = {.file = look->path, .level = level};
    chuan_status status = layout_guess(&request, sheet, NULL, look->arena, report, guess);
    if (status != CHUAN_OK) return status;
    if (guess->count == 0) continue;
    out->looked++;
    status = suggest_columns(level, guess, look->arena, report, &out->sheets[out->count]);
    if (status != CHUAN_OK) return status;
    if (out->sheets[out->count].proposed == 0) continue;
    out->weight += weight_of(&out->sheets[out->count++]);
  }
  return CHUAN_OK;
}

/* For the level that was named; without one, for the level whose facts match best, of equals the first declared. */
static chuan_status propose_best(const struct look *look, struct proposal *out) {
  const struct vocabulary *vocabulary = &look->rulebook->rules->vocabulary;
  const char *asked = look->options.level;
  const struct vocabulary_level *level;
  if (asked) {
    chuan_status status = rulebook_level(look->rulebook, look->handle, asked, &level);
    return status == CHUAN_OK ? propose(look, level, out) : status;
  }
  *out = (struct proposal){0};
  for (uint32_t i = 0; i < vocabulary->level_count; i++) {
    struct proposal one;
    chuan_status status = propose(look, &vocabulary->levels[i], &one);
    if (status != CHUAN_OK) return status;
    if (out->level == NULL || one.weight > out->weight || (!out->looked && one.looked)) *out = one;
  }
  return CHUAN_OK;
}

static chuan_status nothing_found(const struct look *look, const struct proposal *proposal) {
  struct report *report = look->handle->report;
  if (!proposal->looked)
    return report_fail(report, CHUAN_NOT_FOUND, "%s: no row looks like headings; is this a table of figures?",
                       "%s: không dòng nào giống tiêu đề; đây có phải bảng số liệu không?", look->path);
  if (!look->options.level)
    return report_fail(report, CHUAN_NOT_FOUND,
                       "%s: no heading is like a fact of any level; is it another file?",
                       "%s: không tiêu đề nào giống số liệu của cấp nào; có nhầm tệp không?", look->path);
  return report_fail(report, CHUAN_NOT_FOUND,
                     "%s: no heading is like a fact of level %s; is it another level, or another file?",
                     "%s: không tiêu đề nào giống số liệu của cấp %s; có phải cấp khác, hay nhầm tệp không?",
                     look->path, look->options.level);
}

static chuan_status suggest(const struct look *look, struct buffer *text) {
  struct proposal found;
  chuan_status status = propose_best(look, &found);
  if (status != CHUAN_OK) return status;
  if (found.count == 0) return nothing_found(look, &found);
  /* A sheet of which nothing is sure would keep the others from being read. */
  size_t sure = 0;
  for (size_t i = 0; i < found.count; i++)
    if (found.sheets[i].sure) found.sheets[sure++] = found.sheets[i];
  suggest_write(found.level, look->path, encoding_word(look->encoding), found.sheets,
                sure ? sure : found.count, report_language(look->handle->report), text);
  return text->failed ? report_no_memory(look->handle->report) : CHUAN_OK;
}

chuan_status chuan_mapping_suggest(chuan_rulebook *rulebook, const char *path,
                                   const chuan_import_options *options, chuan_sink sink, void *payload) {
  if (rulebook == NULL) return CHUAN_ARGUMENT;
  chuan *handle = rulebook->handle;
  report_clear(handle->report);
  if (path == NULL || sink == NULL || options == NULL) return handle_argument(handle, __func__);
  struct look look = {.handle = handle, .rulebook = rulebook, .path = path};
  chuan_status status = look_into(&look, options);
  struct buffer text;
  buffer_init(&text, 0);
  if (status == CHUAN_OK) status = suggest(&look, &text);
  if (status == CHUAN_OK && sink(payload, buffer_string(&text), text.length) != 0)
    status = handle_said(handle, CHUAN_IO);
  buffer_free(&text);
  arena_free(look.arena);
  return status;
}
