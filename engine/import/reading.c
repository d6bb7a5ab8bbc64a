/* reading.c - the host's side of a plugin: services in one direction, rows and issues in the other. An
 * error about a row rejects that row; one without a row, or before the plugin gives up, fails the file. */
#include "import/reading.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"
#include "import/reading_sheets.h"

#include <string.h>

#define STOPPED_BY_HOST 1 /* what row() answers when no more rows are wanted */
#define MESSAGE_MAX 4096

/* A plugin may ask for this much, and hand over this much: a file that needs more is a bomb, or endless. */
#define PLUGIN_MEGABYTES 256u
#define GIVEN_MEGABYTES 64u /* and 100 times the bytes of the file */
#define GIVEN_TIMES 100u
#define GIVEN_ROW 64u /* what a row counts at least: one without cells takes its time, too */

struct chuan_host {
  const struct reading_request *request;
  struct arena *arena; /* the plugin's memory */
  struct file_source *source;
  struct report *report;
  const struct row_taker *taker;
  struct reading_sheets sheets;
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
  size_t most = (size_t)PLUGIN_MEGABYTES << 20;
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

static int take_row(chuan_host *host, struct read_row *row) {
  if (host->status == CHUAN_OK && host->troubled && host->trouble_row != row->number)
    pass_trouble(host, NULL);
  if (host->status == CHUAN_OK && !has_text_only(host, row))
    return CHUAN_PLUGIN_OK; /* told with the next row */
  if (host->status != CHUAN_OK) return STOPPED_BY_HOST;
  int blank = cells_are_blank(row->cells, row->count);
  if (!blank && (row->flags & CHUAN_ROW_HIDDEN)) sheets_note_hidden(&host->sheets, row->number);
  if (host->troubled)
    pass_trouble(host, row);
  else if (!blank)
    host->status = host->taker->row(host->taker->self, row);
  if (host->status != CHUAN_OK) return STOPPED_BY_HOST;
  if (blank || !sheets_count_row(host->request, &host->sheets.rows)) return CHUAN_PLUGIN_OK;
  host->ended = 1;
  return CHUAN_NEXT_SHEET;
}

/* What is handed over has to bear some proportion to the file, or it would fill the disk. */
static int is_too_much(chuan_host *host, const struct read_row *row) {
  uint64_t size = row->count;
  for (size_t i = 0; i < row->count; i++) size += row->cells[i].length;
  host->given += size > GIVEN_ROW ? size : GIVEN_ROW;
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
  if (!sheets_begin(&host->sheets, name, flags)) {
    host->status = report_no_memory(host->report);
    return STOPPED_BY_HOST;
  }
  const struct found_sheet *sheet = sheets_current(&host->sheets);
  host->ended = 0;
  if (!sheet->wanted) return 0;
  if (host->taker->sheet) host->status = host->taker->sheet(host->taker->self, sheet->name, flags);
  return host->status == CHUAN_OK ? 1 : -STOPPED_BY_HOST;
}

/* The row's sheet as the host knows it; a plugin from before sheet_found() names it with each row only. 0: not wanted,
 * or stopped. */
static int settle_sheet(chuan_host *host, struct read_row *row) {
  const struct found_sheet *sheet = sheets_current(&host->sheets);
  if (row->sheet && (!sheet || strcmp(sheet->name, row->sheet) != 0)) {
    if (begin_sheet(host, row->sheet, 0) < 0) return 0;
    sheet = sheets_current(&host->sheets);
  }
  row->sheet = sheet ? sheet->name : NULL;
  return !sheet || sheet->wanted;
}

/* A member that the other side's struct is long enough to have. */
#define HAS_MEMBER(pointer, type, member) \
  ((pointer)->size >= offsetof(type, member) + sizeof(pointer)->member)

static int kinds_are_known(const struct read_row *row) {
  for (size_t i = 0; row->kinds && i < row->count; i++)
    if (row->kinds[i] > CHUAN_CELL_UNCACHED) return 0;
  return 1;
}

static int host_row_more(chuan_host *host, const chuan_row *row, const chuan_row_more *more) {
  if (host->status != CHUAN_OK) return STOPPED_BY_HOST;
  struct read_row taken = {row->number, row->sheet, row->count, row->cells, NULL, 0};
  if (more && HAS_MEMBER(more, chuan_row_more, kinds)) taken.kinds = more->kinds;
  if (more && HAS_MEMBER(more, chuan_row_more, flags))
    taken.flags = more->flags & (CHUAN_ROW_HIDDEN | CHUAN_ROW_BYTES);
  if (!settle_sheet(host, &taken)) return host->status == CHUAN_OK ? CHUAN_NEXT_SHEET : STOPPED_BY_HOST;
  if (host->ended) return CHUAN_NEXT_SHEET; /* it goes on all the same */
  if (is_too_much(host, &taken)) return STOPPED_BY_HOST;
  if (!kinds_are_known(&taken)) {
    host->status = report_fail(
        host->report, CHUAN_PLUGIN,
        "the plugin %s speaks of a kind of cell that nobody knows; use another version",
        "trình đọc %s nêu một loại ô không ai biết; hãy dùng bản khác", host->request->plugin->name);
    return STOPPED_BY_HOST;
  }
  return take_row(host, &taken);
}

static int host_row(chuan_host *host, const chuan_row *row) {
  return host_row_more(host, row, NULL);
}

static int host_sheet_found(chuan_host *host, const chuan_sheet *sheet) {
  if (host->status != CHUAN_OK) return -STOPPED_BY_HOST;
  return begin_sheet(host, sheet->name ? sheet->name : "", sheet->flags & CHUAN_SHEET_HIDDEN);
}

static void host_merged(chuan_host *host, uint64_t first_row, uint32_t first_column, uint64_t last_row,
                        uint32_t last_column) {
  const struct found_sheet *sheet = sheets_current(&host->sheets);
  if (host->status != CHUAN_OK || !host->taker->merged || (sheet && !sheet->wanted)) return;
  if (first_row == 0 || first_column == 0 || last_row < first_row || last_column < first_column) return;
  host->status = host->taker->merged(host->taker->self, first_row, first_column, last_row, last_column);
}

static void host_issue(chuan_host *host, int severity, uint64_t row, uint32_t column, const char *message) {
  if (host->status != CHUAN_OK || host->source->failure != CHUAN_OK) return;
  if (!message) message = "";
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
      host->source->path, host->request->plugin->name, PLUGIN_MEGABYTES);
}

/* What the plugin's answer means, once it has returned. */
static chuan_status conclude(chuan_host *host, int answer) {
  if (host->status != CHUAN_OK) return host->status;
  if (host->source->failure != CHUAN_OK) return host->source->failure;
  if (host->trouble.failed || answer == CHUAN_PLUGIN_MEMORY) return fail_memory(host);
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
  if (HAS_MEMBER(plugin, chuan_plugin, prepare) && plugin->prepare && plugin->prepare() != 0)
    return fail_memory(host);
  return conclude(host, plugin->read(&api, host, &host->source->plugin_side));
}

chuan_status reading_run(const struct reading_request *request, const struct row_taker *taker) {
  struct file_source *source = request->source;
  struct chuan_host host = {
      .request = request,
      .source = source,
      .report = source->report,
      .taker = taker,
      .given_most = ((uint64_t)GIVEN_MEGABYTES << 20) + GIVEN_TIMES * (uint64_t)source->plugin_side.length};
  host.arena = arena_create();
  host.sheets = (struct reading_sheets){.request = request, .arena = arena_create()};
  buffer_init(&host.trouble, MESSAGE_MAX + 1);
  chuan_status status = host.arena && host.sheets.arena ? run_here(&host) : report_no_memory(source->report);
  buffer_free(&host.trouble);
  arena_free(host.sheets.arena);
  arena_free(host.arena);
  return status;
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
