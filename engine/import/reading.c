/* reading.c - the host's side of a plugin: services in one direction, rows and issues in the other. An
 * error about a row rejects that row; one without a row, or before the plugin gives up, fails the file. */
#include "import/reading.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"
#include "import/cell.h"

#include <string.h>

#define STOPPED_BY_HOST 1 /* what row() answers when no more rows are wanted */
#define MESSAGE_MAX 4096

struct chuan_host {
  struct arena *arena; /* the plugin's memory */
  struct file_source *source;
  struct report *report;
  const char *sheet;
  const struct row_taker *taker;
  chuan_status status;
  int troubled; /* an error was told, about trouble_row and trouble_column, and not passed on yet */
  uint64_t trouble_row;
  uint32_t trouble_column;
  struct buffer trouble;
};

static void *host_alloc(chuan_host *host, size_t size) {
  return arena_alloc(host->arena, size);
}

static int is_blank(const struct read_row *row) {
  for (size_t i = 0; i < row->count; i++)
    if (cell_trim(row->cells[i]).length > 0) return 0;
  return 1;
}

static int is_text(chuan_cell cell) {
  for (size_t i = 0; i < cell.length; i++) /* ASCII without NUL, as nearly always */
    if ((unsigned char)cell.text[i] - 1u >= 0x7Fu) return text_is_utf8(cell.text, cell.length);
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
static int has_text_only(chuan_host *host, const struct read_row *row) {
  for (size_t i = 0; i < row->count; i++) {
    if (is_text(row->cells[i])) continue;
    note_trouble(
        host, row->number, (uint32_t)(i + 1),
        report_pick(host->report, "the text is not valid UTF-8; save the file as UTF-8 and send it again",
                    "văn bản không phải UTF-8 hợp lệ; hãy lưu tệp dạng UTF-8 rồi gửi lại"));
    return 0;
  }
  return 1;
}

static int take_row(chuan_host *host, const struct read_row *row) {
  if (host->status == CHUAN_OK && host->troubled && host->trouble_row != row->number)
    pass_trouble(host, NULL);
  if (host->status == CHUAN_OK && !has_text_only(host, row))
    return CHUAN_PLUGIN_OK; /* told with the next row */
  if (host->status != CHUAN_OK) return STOPPED_BY_HOST;
  if (host->troubled)
    pass_trouble(host, row);
  else if (!is_blank(row))
    host->status = host->taker->row(host->taker->self, row);
  return host->status == CHUAN_OK ? CHUAN_PLUGIN_OK : STOPPED_BY_HOST;
}

static int host_row(chuan_host *host, const chuan_row *row) {
  struct read_row taken = {row->number, row->sheet, row->count, row->cells, NULL, 0};
  return take_row(host, &taken);
}

static void host_issue(chuan_host *host, int severity, uint64_t row, uint32_t column, const char *message) {
  if (host->status != CHUAN_OK || host->source->failure != CHUAN_OK) return;
  if (!message) message = "";
  if (severity != CHUAN_ISSUE_ERROR) {
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
  return host->sheet;
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

/* What the plugin's answer means, once it has returned. */
static chuan_status conclude(chuan_host *host, const chuan_plugin *plugin, int answer) {
  if (host->status != CHUAN_OK) return host->status;
  if (host->source->failure != CHUAN_OK) return host->source->failure;
  if (host->trouble.failed || answer == CHUAN_PLUGIN_MEMORY) return report_no_memory(host->report);
  if (answer == CHUAN_PLUGIN_BROKEN) return fail_file(host);
  if (answer != CHUAN_PLUGIN_OK)
    return report_fail(host->report, CHUAN_PLUGIN,
                       "the plugin %s answered %d, which means nothing; use another version of it",
                       "trình đọc %s trả lời %d, không có nghĩa gì; hãy dùng bản khác", plugin->name, answer);
  if (host->troubled && host->trouble_row == 0) return fail_file(host);
  if (host->troubled) pass_trouble(host, NULL);
  return host->status;
}

chuan_status reading_run(const struct reading_request *request, const struct row_taker *taker) {
  const chuan_plugin *plugin = request->plugin;
  struct file_source *source = request->source;
  const char *sheet = request->sheet_count > 0 ? request->sheets[0] : NULL;
  static const chuan_host_api api = {.size = offsetof(chuan_host_api, row_more),
                                     .alloc = host_alloc,
                                     .row = host_row,
                                     .issue = host_issue,
                                     .vietnamese = host_vietnamese,
                                     .sheet = host_sheet};
  struct chuan_host host = {.source = source, .report = source->report, .sheet = sheet, .taker = taker};
  host.arena = arena_create();
  if (!host.arena) return report_no_memory(source->report);
  buffer_init(&host.trouble, MESSAGE_MAX + 1);
  chuan_status status = conclude(&host, plugin, plugin->read(&api, &host, &source->plugin_side));
  buffer_free(&host.trouble);
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
