/* isolation_child.c - what the process of a plugin does: puts its fences up, lets the plugin parse, and writes what that
 * says into the pipe. It has a copy of all that the parent had, and uses none of it but the request. */
#include "import/isolation_child.h"

#include "base/arena.h"
#include "import/isolation.h"
#include "import/isolation_frames.h"
#include "import/reading_row.h"
#include "import/reading_sheets.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define STOPPED_BY_HOST 1
#define PROGRESS_STEP ((uint64_t)256 * 1024)

/* What the plugin gets as its host. Answers as reading.c does to a plugin that parses in its own process: the parent
 * comes to the same conclusions from the frames. */
struct child {
  chuan_source source; /* first: what the plugin holds is this struct */
  const struct reading_request *request;
  struct arena *arena; /* the plugin's memory */
  struct frame_writer writer;
  uint64_t position, done, told;
  int descriptor, why; /* of the file; errno when it could not be read */
  int named, ended;    /* a sheet was; it gave as many rows as are wanted */
  uint64_t rows;
  char sheet[SHEET_NAME_MOST + 1];
};

static struct child *child_of(chuan_host *host) {
  return (struct child *)(void *)host;
}

static void *child_alloc(chuan_host *host, size_t size) {
  struct arena *arena = child_of(host)->arena;
  size_t most = (size_t)READ_MEMORY_MEGABYTES << 20;
  return size <= most && arena_used(arena) <= most - size ? arena_alloc(arena, size) : NULL;
}

/* --- sheets and rows ------------------------------------------------------------------------------------------ */

/* Whether this is another sheet than the one at hand. */
static int begin_sheet(struct child *child, const char *name, uint32_t flags, unsigned bits) {
  size_t length = strnlen(name, SHEET_NAME_MOST);
  if (bits && child->named && strncmp(child->sheet, name, SHEET_NAME_MOST) == 0) return 0;
  memcpy(child->sheet, name, length);
  child->sheet[length] = 0;
  child->named = 1;
  child->ended = 0;
  child->rows = 0;
  frames_put(&child->writer, FRAME_SHEET, bits, &flags, sizeof flags, child->sheet, length);
  return 1;
}

static int child_row_more(chuan_host *host, const chuan_row *row, const chuan_row_more *more) {
  struct child *child = child_of(host);
  if (child->writer.failed) return STOPPED_BY_HOST;
  if (row->sheet) begin_sheet(child, row->sheet, 0, FRAME_SHEET_OF_ROW);
  if (child->ended) return CHUAN_NEXT_SHEET;
  struct read_row given = row_given(row, more);
  if (given.flags & READ_ROW_LARGE)
    frames_put_row(&child->writer, &(chuan_row){given.number, given.sheet, 0, NULL}, NULL, given.flags);
  else
    frames_put_row(&child->writer, row, given.kinds, given.flags);
  if (child->request->rows_most == 0 || cells_are_blank(given.cells, given.count) ||
      !sheets_count_row(child->request, &child->rows))
    return CHUAN_PLUGIN_OK;
  child->ended = 1;
  return CHUAN_NEXT_SHEET;
}

static int child_row(chuan_host *host, const chuan_row *row) {
  return child_row_more(host, row, NULL);
}

static int child_sheet_found(chuan_host *host, const chuan_sheet *sheet) {
  struct child *child = child_of(host);
  if (child->writer.failed) return -STOPPED_BY_HOST;
  begin_sheet(child, sheet->name ? sheet->name : "", sheet->flags, 0);
  return sheet_is_wanted(child->request, child->sheet);
}

static void child_merged(chuan_host *host, uint64_t first_row, uint32_t first_column, uint64_t last_row,
                         uint32_t last_column) {
  struct frame_merged merged = {first_row, last_row, first_column, last_column};
  frames_put(&child_of(host)->writer, FRAME_MERGED, 0, &merged, sizeof merged, NULL, 0);
}

static void child_issue(chuan_host *host, int severity, uint64_t row, uint32_t column, const char *message) {
  struct frame_issue issue = {row, column, severity};
  if (!message) message = "";
  frames_put(&child_of(host)->writer, FRAME_ISSUE, 0, &issue, sizeof issue, message,
             strnlen(message, FRAME_TEXT_MOST));
}

static int child_vietnamese(chuan_host *host) {
  return report_language(child_of(host)->request->source->report) == CHUAN_VIETNAMESE;
}

static const char *child_sheet(chuan_host *host) {
  const struct reading_request *request = child_of(host)->request;
  return request->sheet_count > 0 ? request->sheets[0] : NULL;
}

static const chuan_host_api api = {.size = sizeof(chuan_host_api),
                                   .alloc = child_alloc,
                                   .row = child_row,
                                   .issue = child_issue,
                                   .vietnamese = child_vietnamese,
                                   .sheet = child_sheet,
                                   .row_more = child_row_more,
                                   .sheet_found = child_sheet_found,
                                   .merged = child_merged};

/* --- the file ------------------------------------------------------------------------------------------------- */

static int64_t child_read(chuan_source *source, void *buffer, size_t capacity) {
  struct child *child = (struct child *)source;
  if (child->why || child->writer.failed) return -1;
  ssize_t got;
  do got = pread(child->descriptor, buffer, capacity, (off_t)child->position);
  while (got < 0 && errno == EINTR);
  if (got < 0) child->why = errno;
  if (got <= 0) return got;
  child->position += (uint64_t)got;
  child->done += (uint64_t)got;
  if (child->done - child->told < PROGRESS_STEP) return got;
  child->told = child->done;
  frames_put(&child->writer, FRAME_PROGRESS, 0, &child->done, sizeof child->done, NULL, 0);
  frames_flush(&child->writer);
  return got;
}

static int child_seek(chuan_source *source, uint64_t offset) {
  if (offset > INT64_MAX) return -1;
  ((struct child *)source)->position = offset;
  return 0;
}

/* --- life ----------------------------------------------------------------------------------------------------- */

static _Noreturn void end(struct child *child, enum frame_outcome outcome, int value) {
  struct frame_end last = {.outcome = (int32_t)outcome, .value = value, .done = child->done};
  frames_put(&child->writer, FRAME_END, 0, &last, sizeof last, NULL, 0);
  frames_flush(&child->writer);
  _exit(0); /* not exit(): what the parent registered for its end is not ours to do */
}

_Noreturn void child_live(const struct reading_request *request, const struct fences_request *fences,
                          int parent) {
  const chuan_plugin *plugin = request->plugin;
  const struct file_source *file = request->source;
  char batch[FRAME_BATCH]; /* on the stack: nothing can be said without it */
  struct child child = {.source = {.size = sizeof child.source,
                                   .read = child_read,
                                   .seek = child_seek,
                                   .length = file->plugin_side.length,
                                   .name = file->plugin_side.name},
                        .request = request,
                        .writer = {.descriptor = fences->pipe, .batch = batch},
                        .descriptor = fences->file};
  if (!fences_signals(parent)) _exit(0);
  fences_descriptors(fences);
  child.arena = arena_create();
  if (!child.arena) end(&child, OUTCOME_MEMORY, 0);
  if (!plugin_prepare(plugin)) end(&child, OUTCOME_ANSWER, READ_UNPREPARED);
  struct isolation_means means;
  int raised = fences_raise(fences, &means);
  if (raised != FENCES_SET) end(&child, raised == FENCES_MEMORY ? OUTCOME_MEMORY : OUTCOME_REFUSED, 0);
  unsigned bits = (means.landlock ? FRAME_HAS_LANDLOCK : 0) | (means.seccomp ? FRAME_HAS_SECCOMP : 0);
  frames_put(&child.writer, FRAME_FENCES, bits, NULL, 0, NULL, 0);
  int answer = plugin->read(&api, (chuan_host *)(void *)&child, &child.source);
  if (child.why) end(&child, OUTCOME_UNREADABLE, child.why);
  end(&child, OUTCOME_ANSWER, answer);
}
