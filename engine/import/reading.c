/* reading.c - the host's side of a plugin: services in one direction, rows and issues in the other. An
 * error about a row rejects that row; one without a row, or before the plugin gives up, fails the file. */
#include "import/reading.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"
#include "import/isolation.h"
#include "import/reading_row.h"
#include "import/reading_sheets.h"
#include "import/reading_texts.h"

#include <stdlib.h>
#include <string.h>

#define STOPPED_BY_HOST 1 /* what row() answers when no more rows are wanted */
#define MESSAGE_MAX 4096

/* A plugin may hand over this much: a file that gives more is a bomb, or endless. */
#define GIVEN_MEGABYTES 64u /* and 100 times the bytes of the file */
#define GIVEN_TIMES 100u
#define GIVEN_LEAST 64u /* what a row counts at least, or an issue: one without text takes its time, too */

struct chuan_host {
  const struct reading_request *request;
  struct arena *arena; /* the plugin's memory */
  struct file_source *source;
  struct report *report;
  const struct row_taker *taker;
  struct reading_sheets sheets;
  struct reading_texts texts;
  int raw; /* texts are wanted as the plugin has them */
  chuan_status status;
  uint64_t given, given_most; /* bytes of text handed over */
  int memory_refused;         /* the plugin asked for more than it may have */
  int ended;                  /* row() answered CHUAN_NEXT_SHEET to a plugin that may know no other sheet */
  int troubled; /* an error was told, about trouble_row and trouble_column, and not passed on yet */
  uint64_t trouble_row;
  uint32_t trouble_column;
  struct buffer trouble;
};

static void *host_alloc(chuan_host *host, size_t size) {
  size_t most = (size_t)READ_MEMORY_MEGABYTES << 20;
  if (size <= most && arena_used(host->arena) <= most - size) return arena_alloc(host->arena, size);
  host->memory_refused = 1;
  return NULL;
}

static int is_ascii(chuan_cell cell) {
  for (size_t i = 0; i < cell.length; i++) /* without NUL, as nearly always */
    if ((unsigned char)cell.text[i] - 1u >= 0x7Fu) return 0;
  return 1;
}

static struct place place_of(const chuan_host *host, uint64_t row, uint32_t column) {
  return (struct place){host->source->path, row < UINT32_MAX ? (uint32_t)row : UINT32_MAX, column};
}

/* Hands the error told last to the taker, with the row it is about or without. */
static void pass_trouble(chuan_host *host, const struct read_row *row) {
  host->troubled = 0;
  host->status = host->taker->bad_row(host->taker->self, host->trouble_row, host->trouble_column,
                                      buffer_string(&host->trouble), row);
}

static void note_trouble(chuan_host *host, uint64_t row, uint32_t column, const char *message) {
  if (host->troubled && host->trouble_row != row) pass_trouble(host, NULL);
  host->troubled = 1;
  host->trouble_row = row;
  host->trouble_column = column;
  buffer_clear(&host->trouble);
  buffer_add(&host->trouble, message, strnlen(message, MESSAGE_MAX));
}

/* A plugin promises text. What is none goes no further: it would be stored and printed. */
static int has_text_only(chuan_host *host, struct read_row *row) {
  if (row->flags & READ_ROW_ASCII) return 1;
  row->flags |= READ_ROW_ASCII;
  for (size_t i = 0; i < row->count; i++) {
    chuan_cell cell = row->cells[i];
    if (is_ascii(cell)) continue;
    row->flags &= ~READ_ROW_ASCII;
    if (text_is_utf8(cell.text, cell.length)) continue;
    note_trouble(
        host, row->number, (uint32_t)(i + 1),
        report_pick(host->report, "the text is not valid UTF-8; save the file as UTF-8 and send it again",
                    "văn bản không phải UTF-8 hợp lệ; hãy lưu tệp dạng UTF-8 rồi gửi lại"));
    return 0;
  }
  return 1;
}

static chuan_status read_texts(chuan_host *host);

/* Text that nobody can read rejects the row; else its taker, or what the plugin found fault with, has it. */
static void pass_row(chuan_host *host, struct read_row *row, int blank) {
  if (host->troubled && host->trouble_row != row->number) pass_trouble(host, NULL);
  if (host->status == CHUAN_OK && !host->raw && texts_are_unknown(&host->texts, row))
    host->status = read_texts(host);
  if (host->status != CHUAN_OK || !has_text_only(host, row)) return; /* told with the next row */
  if (!host->raw && !texts_convert(&host->texts, row)) host->status = report_no_memory(host->report);
  if (host->status != CHUAN_OK) return;
  if (!blank && (row->flags & CHUAN_ROW_HIDDEN)) sheets_note_hidden(&host->sheets, row->number);
  if (host->troubled)
    pass_trouble(host, row);
  else if (!blank)
    host->status = host->taker->row(host->taker->self, row);
}

static chuan_status fail_large_row(const chuan_host *host, uint64_t number) {
  return report_fail(
      host->report, CHUAN_LIMIT,
      "%s: row %llu is larger than any row of figures (%llu MB of text, or %u cells); is this file a "
      "table?",
      "%s: dòng %llu lớn quá mức một dòng số liệu (%llu MB chữ, hoặc %u ô); tệp này có phải bảng không?",
      host->source->path, (unsigned long long)number, (unsigned long long)(READ_ROW_BYTES_MOST >> 20),
      READ_ROW_CELLS_MOST);
}

/* What is handed over has to bear some proportion to the file, or it would fill the disk. */
static int is_too_much(chuan_host *host, uint64_t size) {
  host->given += size > GIVEN_LEAST ? size : GIVEN_LEAST;
  if (host->given <= host->given_most) return 0;
  host->status = report_fail(
      host->report, CHUAN_LIMIT,
      "%s: the reader %s gives more than %llu MB of rows for this file, which cannot be right; nothing was "
      "stored: have the file saved anew",
      "%s: trình đọc %s đưa ra hơn %llu MB dòng từ tệp này, không thể đúng; chưa lưu gì: hãy lưu lại tệp rồi "
      "gửi lại",
      host->source->path, host->request->plugin->name, (unsigned long long)(host->given_most >> 20));
  return 1;
}

static int begin_sheet(chuan_host *host, const char *name, uint32_t flags) {
  host->status = sheets_begin(&host->sheets, name, flags);
  if (host->status != CHUAN_OK) return -STOPPED_BY_HOST;
  const struct found_sheet *sheet = sheets_current(&host->sheets);
  host->ended = 0;
  if (!sheet->wanted) return 0;
  if (host->taker->sheet) host->status = host->taker->sheet(host->taker->self, sheet->name, flags);
  return host->status == CHUAN_OK ? 1 : -STOPPED_BY_HOST;
}

/* The row's sheet as the host knows it; a plugin from before sheet_found() names it with each row only. 0: not wanted,
 * or stopped. */
static int settle_sheet(chuan_host *host, struct read_row *row) {
  if (row->sheet && !sheets_are_at(&host->sheets, row->sheet) && begin_sheet(host, row->sheet, 0) < 0)
    return 0;
  const struct found_sheet *sheet = sheets_current(&host->sheets);
  row->sheet = sheet ? sheet->name : NULL;
  return !sheet || sheet->wanted;
}

static int kinds_are_known(const struct read_row *row) {
  for (size_t i = 0; row->kinds && i < row->count; i++)
    if (row->kinds[i] > CHUAN_CELL_UNCACHED) return 0;
  return 1;
}

static chuan_status fail_kind(const chuan_host *host) {
  return report_fail(host->report, CHUAN_PLUGIN,
                     "the plugin %s speaks of a kind of cell that nobody knows; use another version of it",
                     "trình đọc %s nêu một loại ô không ai biết; hãy dùng bản khác",
                     host->request->plugin->name);
}

/* From here on it is the same whether the plugin parses here or in a process of its own. */
static int take_row(chuan_host *host, struct read_row *row) {
  if (host->status != CHUAN_OK) return STOPPED_BY_HOST;
  if (!settle_sheet(host, row)) return host->status == CHUAN_OK ? CHUAN_PLUGIN_OK : STOPPED_BY_HOST;
  if (host->ended) return CHUAN_NEXT_SHEET; /* it goes on all the same */
  if (row->flags & READ_ROW_LARGE)
    host->status = fail_large_row(host, row->number);
  else if (!kinds_are_known(row))
    host->status = fail_kind(host);
  if (host->status != CHUAN_OK || is_too_much(host, row_size(row->cells, row->count))) return STOPPED_BY_HOST;
  int blank = cells_are_blank(row->cells, row->count);
  host->ended = !blank && sheets_count_row(host->request, &host->sheets.rows);
  pass_row(host, row, blank);
  texts_release(&host->texts);
  if (host->status != CHUAN_OK) return STOPPED_BY_HOST;
  return host->ended ? CHUAN_NEXT_SHEET : CHUAN_PLUGIN_OK;
}

static int host_row_more(chuan_host *host, const chuan_row *row, const chuan_row_more *more) {
  struct read_row given = row_given(row, more);
  return take_row(host, &given);
}

static int host_row(chuan_host *host, const chuan_row *row) {
  return host_row_more(host, row, NULL);
}

static int host_sheet_found(chuan_host *host, const chuan_sheet *sheet) {
  const char *name = sheet->name ? sheet->name : "";
  if (host->status != CHUAN_OK || is_too_much(host, strnlen(name, SHEET_NAME_MOST))) return -STOPPED_BY_HOST;
  return begin_sheet(host, name, sheet->flags & CHUAN_SHEET_HIDDEN);
}

static void host_merged(chuan_host *host, uint64_t first_row, uint32_t first_column, uint64_t last_row,
                        uint32_t last_column) {
  const struct found_sheet *sheet = sheets_current(&host->sheets);
  if (host->status != CHUAN_OK || !host->taker->merged || (sheet && !sheet->wanted)) return;
  if (first_row == 0 || first_column == 0 || last_row < first_row || last_column < first_column) return;
  if (is_too_much(host, 0)) return;
  host->status = host->taker->merged(host->taker->self, first_row, first_column, last_row, last_column);
}

static void host_issue(chuan_host *host, int severity, uint64_t row, uint32_t column, const char *message) {
  if (host->status != CHUAN_OK || host->source->failure != CHUAN_OK) return;
  if (!message || !text_is_utf8(message, strnlen(message, MESSAGE_MAX))) message = "?";
  if (is_too_much(host, strlen(message))) return;
  if (severity != CHUAN_ISSUE_ERROR) {
    if (host->request->quiet) return;
    struct place place = place_of(host, row, column);
    report_problem(host->report, severity == CHUAN_ISSUE_WARNING ? CHUAN_WARNING : CHUAN_NOTE, &place, "%s",
                   "%s", message);
    return;
  }
  note_trouble(host, row, column, message);
}

static int host_vietnamese(chuan_host *host) {
  return report_language(host->report) == CHUAN_VIETNAMESE;
}

static const char *host_sheet(chuan_host *host) {
  return host->request->sheet_count > 0 ? host->request->sheets[0] : NULL;
}

static chuan_status fail_file(const chuan_host *host) {
  const char *path = host->source->path;
  if (!host->troubled)
    return report_fail(host->report, CHUAN_IO, "%s cannot be read; is it damaged?",
                       "không đọc được %s; tệp có bị hỏng không?", path);
  const char *message = buffer_string(&host->trouble);
  unsigned long long row = host->trouble_row;
  if (row == 0) return report_fail(host->report, CHUAN_IO, "%s: %s", "%s: %s", path, message);
  if (host->trouble_column == 0)
    return report_fail(host->report, CHUAN_IO, "%s: row %llu: %s", "%s: dòng %llu: %s", path, row, message);
  return report_fail(host->report, CHUAN_IO, "%s: row %llu, column %u: %s", "%s: dòng %llu, cột %u: %s", path,
                     row, host->trouble_column, message);
}

static chuan_status fail_memory(const chuan_host *host) {
  if (!host->memory_refused) return report_no_memory(host->report);
  return report_fail(
      host->report, CHUAN_LIMIT,
      "%s: the reader %s needs more than %u MB of memory for this file; nothing was stored: "
      "have it saved anew, or split it",
      "%s: trình đọc %s cần hơn %u MB bộ nhớ cho tệp này; chưa lưu gì: hãy lưu lại hoặc chia nhỏ tệp",
      host->source->path, host->request->plugin->name, READ_MEMORY_MEGABYTES);
}

/* What the plugin's answer means, once it has returned. */
static chuan_status conclude(chuan_host *host, int answer) {
  if (host->status != CHUAN_OK) return host->status;
  if (host->source->failure != CHUAN_OK) return host->source->failure;
  if (host->trouble.failed || answer == CHUAN_PLUGIN_MEMORY) return fail_memory(host);
  if (answer == READ_UNPREPARED)
    return report_fail(host->report, CHUAN_PLUGIN, "the plugin %s cannot get ready to read; install it anew",
                       "trình đọc %s không chuẩn bị được để đọc; hãy cài lại", host->request->plugin->name);
  if (answer == CHUAN_PLUGIN_BROKEN) return fail_file(host);
  if (answer != CHUAN_PLUGIN_OK && !(answer == CHUAN_NEXT_SHEET && host->ended))
    return report_fail(host->report, CHUAN_PLUGIN,
                       "the plugin %s answered %d, which means nothing; use another version of it",
                       "trình đọc %s trả lời %d, không có nghĩa gì; hãy dùng bản khác",
                       host->request->plugin->name, answer);
  if (host->troubled && host->trouble_row == 0) return fail_file(host);
  if (host->troubled) pass_trouble(host, NULL);
  return host->status == CHUAN_OK ? sheets_conclude(&host->sheets) : host->status;
}

static const chuan_host_api api = {.size = sizeof(chuan_host_api),
                                   .alloc = host_alloc,
                                   .row = host_row,
                                   .issue = host_issue,
                                   .vietnamese = host_vietnamese,
                                   .sheet = host_sheet,
                                   .row_more = host_row_more,
                                   .sheet_found = host_sheet_found,
                                   .merged = host_merged};

/* The plugin parses in this process. */
static chuan_status run_here(chuan_host *host) {
  const chuan_plugin *plugin = host->request->plugin;
  if (!plugin_prepare(plugin)) return conclude(host, READ_UNPREPARED);
  return conclude(host, plugin->read(&api, host, &host->source->plugin_side));
}

/* --- from a process of its own ------------------------------------------------------------------------------- */

static int sink_row(void *self, const chuan_row *row, const chuan_row_more *more) {
  chuan_host *host = self;
  struct read_row given = {row->number, row->sheet, row->count, row->cells, more->kinds, more->flags};
  take_row(host, &given);
  return host->status != CHUAN_OK;
}

static int sink_sheet(void *self, const chuan_sheet *sheet) {
  chuan_host *host = self;
  host_sheet_found(host, sheet);
  return host->status != CHUAN_OK;
}

static int sink_merged(void *self, uint64_t first_row, uint32_t first_column, uint64_t last_row,
                       uint32_t last_column) {
  chuan_host *host = self;
  host_merged(host, first_row, first_column, last_row, last_column);
  return host->status != CHUAN_OK;
}

static int sink_issue(void *self, int severity, uint64_t row, uint32_t column, const char *message) {
  chuan_host *host = self;
  host_issue(host, severity, row, column, message);
  return host->status != CHUAN_OK;
}

static chuan_status run_apart(chuan_host *host) {
  struct isolation_sink sink = {host, sink_row, sink_sheet, sink_merged, sink_issue};
  int answer;
  chuan_status status = isolation_run(host->request, &sink, &answer);
  host->memory_refused = 1; /* of which it had enough */
  return status == CHUAN_OK ? conclude(host, answer) : status;
}

/* For programs that can start no process at all, lists included, which have no options. */
static int is_set(const char *variable) {
  const char *value = getenv(variable);
  return value && *value && strcmp(value, "0") != 0;
}

static chuan_status run(const struct reading_request *request, const struct row_taker *taker, int raw) {
  struct file_source *source = request->source;
  struct chuan_host host = {
      .request = request,
      .source = source,
      .report = source->report,
      .taker = taker,
      .texts = {.encoding = request->encoding},
      .raw = raw,
      .given_most = ((uint64_t)GIVEN_MEGABYTES << 20) + GIVEN_TIMES * (uint64_t)source->plugin_side.length};
  host.arena = arena_create();
  host.sheets = (struct reading_sheets){.request = request, .arena = arena_create()};
  buffer_init(&host.trouble, MESSAGE_MAX + 1);
  chuan_status status = CHUAN_MEMORY;
  if (!host.arena || !host.sheets.arena)
    report_memory(source->report);
  else if (request->in_process || is_set("CHUAN_IN_PROCESS"))
    status = run_here(&host);
  else
    status = run_apart(&host);
  if (request->found) *request->found = host.texts.encoding;
  texts_release(&host.texts);
  buffer_free(&host.trouble);
  arena_free(host.sheets.arena);
  arena_free(host.arena);
  return status;
}

chuan_status reading_run(const struct reading_request *request, const struct row_taker *taker) {
  return run(request, taker, 0);
}

/* --- what the texts are written in ---------------------------------------------------------------------------- */

struct sampling {
  struct legacy_sample sample;
  int enough;
};

/* Ends the reading, by CHUAN_STOPPED, as soon as enough was seen. */
static chuan_status sample_row(void *self, const struct read_row *row) {
  struct sampling *sampling = self;
  sampling->enough = texts_note(&sampling->sample, row);
  return sampling->enough ? CHUAN_STOPPED : CHUAN_OK;
}

static chuan_status pass_over(void *self, uint64_t number, uint32_t column, const char *message,
                              const struct read_row *row) {
  (void)number, (void)column, (void)message;
  return row ? sample_row(self, row) : CHUAN_OK;
}

/* A second reading beside the first: one row does not tell TCVN3 from VNI, a file does. */
static chuan_status read_texts(chuan_host *host) {
  struct sampling sampling = {.enough = 0};
  struct row_taker taker = {.self = &sampling, .row = sample_row, .bad_row = pass_over};
  struct file_source again = source_again(host->source);
  struct reading_request request = *host->request;
  request.source = &again;
  request.rows_most = 0;
  request.quiet = 1;
  chuan_status status = run(&request, &taker, 1);
  if (status != CHUAN_OK && !sampling.enough) return status;
  texts_settle(&host->texts, &sampling.sample, host->request);
  return CHUAN_OK;
}

chuan_status reading_plugin(const struct plugins *plugins, struct file_source *source, const char *format,
                            const chuan_plugin **out) {
  *out = NULL;
  if (format) {
    *out = plugins_named(plugins, format);
    if (*out) return CHUAN_OK;
    return report_fail(source->report, CHUAN_NOT_FOUND,
                       "there is no plugin for the format %s; leave the format out, or add the plugin",
                       "không có trình đọc cho định dạng %s; hãy bỏ chọn định dạng, hoặc thêm trình đọc",
                       format);
  }
  uint8_t head[SOURCE_HEAD_SIZE];
  size_t length;
  chuan_status status = source_head(source, head, &length);
  if (status != CHUAN_OK) return status;
  *out = plugins_recognise(plugins, head, length, source->path);
  if (*out) return CHUAN_OK;
  return report_fail(source->report, CHUAN_IO,
                     "%s is in no format that a plugin reads; save it as \"CSV UTF-8\", or add a plugin",
                     "không trình đọc nào nhận ra %s; hãy lưu dạng \"CSV UTF-8\", hoặc thêm trình đọc",
                     source->path);
}
