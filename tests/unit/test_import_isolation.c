/* The wall between a plugin and the rest: what comes out of the pipe is doubted byte by byte; whatever becomes of the
 * plugin's process, it is one sentence, and nothing of it stays behind. */
#define _GNU_SOURCE

#include "import/isolation_frames.h"
#include "import/reading_row.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

/* --- frames ------------------------------------------------------------------------------------------------- */

struct heard { /* all that the frames said, as text */
  char text[20000];
  size_t length;
  uint64_t touched; /* every byte of a row is looked at, so that a sanitizer sees what is out of bounds */
  int stop_after;   /* this many rows; 0: never */
};

static void hear(struct heard *heard, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void hear(struct heard *heard, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  size_t room = sizeof heard->text - heard->length;
  int wrote = vsnprintf(heard->text + heard->length, room, format, arguments);
  va_end(arguments);
  if (wrote > 0 && (size_t)wrote < room) heard->length += (size_t)wrote;
}

static int hear_row(void *self, const chuan_row *row, const chuan_row_more *more) {
  struct heard *heard = self;
  uint64_t bytes = 0;
  for (size_t i = 0; i < row->count; i++) {
    for (size_t c = 0; c < row->cells[i].length; c++) heard->touched += (unsigned char)row->cells[i].text[c];
    if (more->kinds) heard->touched += more->kinds[i];
    bytes += row->cells[i].length;
  }
  hear(heard, "row %llu %s %zu %llu %x %d|", (unsigned long long)row->number, row->sheet ? row->sheet : "-",
       row->count, (unsigned long long)bytes, more->flags, more->kinds != NULL);
  return heard->stop_after > 0 && --heard->stop_after == 0;
}

static int hear_sheet(void *self, const chuan_sheet *sheet) {
  hear(self, "sheet %s %u|", sheet->name, sheet->flags);
  return 0;
}

static int hear_merged(void *self, uint64_t first_row, uint32_t first_column, uint64_t last_row,
                       uint32_t last_column) {
  hear(self, "merged %llu %u %llu %u|", (unsigned long long)first_row, first_column,
       (unsigned long long)last_row, last_column);
  return 0;
}

static int hear_issue(void *self, int severity, uint64_t row, uint32_t column, const char *message) {
  hear(self, "issue %d %llu %u %s|", severity, (unsigned long long)row, column, message);
  return 0;
}

static void hear_fences(void *self, unsigned bits) {
  hear(self, "fences %u|", bits);
}

static int hear_progress(void *self, uint64_t done) {
  hear(self, "done %llu|", (unsigned long long)done);
  return 0;
}

static void hear_end(void *self, const struct frame_end *end) {
  hear(self, "end %d %d %llu|", end->outcome, end->value, (unsigned long long)end->done);
}

struct stream {
  char bytes[400000];
  size_t length;
};

static void finish(struct frame_writer *writer, struct stream *stream) {
  frames_flush(writer);
  assert_int_equal(writer->failed, 0);
  ssize_t got = pread(writer->descriptor, stream->bytes, sizeof stream->bytes, 0);
  assert_true(got > 0 && (size_t)got < sizeof stream->bytes);
  stream->length = (size_t)got;
  close(writer->descriptor);
}

static struct frame_writer begin(char batch[FRAME_BATCH]) {
  char name[] = "/tmp/chuan-frames-XXXXXX";
  int descriptor = mkstemp(name);
  assert_true(descriptor >= 0);
  unlink(name);
  return (struct frame_writer){.descriptor = descriptor, .batch = batch};
}

/* One of each, rows short and long. */
static void write_all_kinds(struct stream *stream) {
  static char batch[FRAME_BATCH], large[150000];
  static const uint8_t kinds[] = {CHUAN_CELL_TEXT, CHUAN_CELL_NUMBER, CHUAN_CELL_TEXT};
  struct frame_writer writer = begin(batch);
  memset(large, 'x', sizeof large);
  uint32_t hidden = CHUAN_SHEET_HIDDEN;
  uint64_t done = 77;
  struct frame_merged merged = {1, 2, 3, 4};
  struct frame_issue issue = {9, 2, CHUAN_ISSUE_WARNING};
  struct frame_end end = {OUTCOME_ANSWER, CHUAN_PLUGIN_OK, 78};
  chuan_cell cells[] = {{"Xã", 4}, {"12", 2}, {NULL, 0}},
             wide[] = {{large, 254}, {large, 255}, {large, sizeof large}};
  frames_put(&writer, FRAME_FENCES, FRAME_HAS_SECCOMP, NULL, 0, NULL, 0);
  frames_put_row(&writer, &(chuan_row){1, NULL, 3, cells}, NULL, 0);
  frames_put(&writer, FRAME_SHEET, 0, &hidden, sizeof hidden, "Trang", 5);
  frames_put(&writer, FRAME_MERGED, 0, &merged, sizeof merged, NULL, 0);
  frames_put_row(&writer, &(chuan_row){2, "Trang", 3, cells}, kinds, CHUAN_ROW_HIDDEN);
  frames_put_row(&writer, &(chuan_row){3, "Trang", 0, NULL}, NULL, READ_ROW_LARGE);
  frames_put(&writer, FRAME_ISSUE, 0, &issue, sizeof issue, "sai", 3);
  frames_put(&writer, FRAME_PROGRESS, 0, &done, sizeof done, NULL, 0);
  frames_put_row(&writer, &(chuan_row){4, "Trang", 3, wide}, kinds, 0);
  frames_put_row(&writer, &(chuan_row){5, "Trang", 2, wide}, NULL, CHUAN_ROW_BYTES);
  frames_put(&writer, FRAME_END, 0, &end, sizeof end, NULL, 0);
  finish(&writer, stream);
}

static const char *const all_kinds =
    "fences 2|row 1 - 3 6 0 0|sheet Trang 1|merged 1 3 2 4|row 2 Trang 3 6 1 1|row 3 Trang 0 0 30000 0|issue "
    "1 9 2 sai|"
    "done 77|row 4 Trang 3 150509 10000 1|row 5 Trang 2 509 10002 0|end 0 0 78|";

/* In pieces of `step` bytes. */
static enum frames_result read_back(const char *bytes, size_t length, size_t step, struct heard *heard) {
  struct isolation_sink rows = {heard, hear_row, hear_sheet, hear_merged, hear_issue};
  struct frame_sink sink = {&rows, heard, hear_fences, hear_progress, hear_end};
  struct frame_reader reader = {.arena = arena_create()};
  assert_non_null(reader.arena);
  enum frames_result result = FRAMES_MORE;
  for (size_t at = 0; at < length && result == FRAMES_MORE;) {
    size_t room;
    char *to = frames_room(&reader, &room);
    assert_non_null(to);
    assert_true(room > 0);
    size_t piece = length - at < step ? length - at : step;
    if (piece > room) piece = room;
    memcpy(to, bytes + at, piece);
    result = frames_take(&reader, piece, &sink);
    at += piece;
  }
  assert_true(arena_used(reader.arena) < (size_t)200 << 20);
  arena_free(reader.arena);
  return result;
}

static void carries_everything_in_any_pieces(void **state) {
  (void)state;
  static struct stream stream;
  static struct heard heard;
  static const size_t steps[] = {1, 7, 4096, 65536, 1000000};
  write_all_kinds(&stream);
  for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
    memset(&heard, 0, sizeof heard);
    assert_int_equal(read_back(stream.bytes, stream.length, steps[i], &heard), FRAMES_ENDED);
    assert_string_equal(heard.text, all_kinds);
  }
  memset(&heard, 0, sizeof heard);
  heard.stop_after = 2;
  assert_int_equal(read_back(stream.bytes, stream.length, 4096, &heard), FRAMES_STOPPED);
}

/* The first part of the stream, every byte of it changed in several ways, and cut everywhere. */
static void doubts_every_byte(void **state) {
  (void)state;
  static struct stream stream;
  static struct heard heard;
  static const unsigned char changes[] = {0x01, 0x80, 0xFF, 0x7F, 0x10};
  write_all_kinds(&stream);
  size_t head = 400, wrong = 0;
  for (size_t at = 0; at < head; at++) {
    for (size_t i = 0; i < sizeof changes; i++) {
      stream.bytes[at] = (char)(stream.bytes[at] ^ changes[i]);
      memset(&heard, 0, sizeof heard);
      wrong += read_back(stream.bytes, stream.length, 65536, &heard) == FRAMES_WRONG;
      stream.bytes[at] = (char)(stream.bytes[at] ^ changes[i]);
    }
    memset(&heard, 0, sizeof heard);
    assert_int_equal(read_back(stream.bytes, at, 65536, &heard), FRAMES_MORE); /* cut: the end is missing */
  }
  assert_true(wrong > 300);
}

static void expect_wrong(const struct frame_head *head, const void *body, int after_fences) {
  static char bytes[10000];
  static struct heard heard;
  struct frame_head fences = {.kind = FRAME_FENCES};
  size_t length = 0;
  if (after_fences) memcpy(bytes, &fences, sizeof fences), length = sizeof fences;
  memcpy(bytes + length, head, sizeof *head);
  length += sizeof *head;
  size_t size = head->size < 5000 ? head->size : 5000;
  if (body) memcpy(bytes + length, body, size);
  length += body ? size : 0;
  memset(&heard, 0, sizeof heard);
  assert_int_equal(read_back(bytes, length, 65536, &heard), FRAMES_WRONG);
}

static void believes_no_absurd_frame(void **state) {
  (void)state;
  struct {
    struct frame_row fixed;
    unsigned char rest[16];
  } row = {{1, 0, 2}, {1, 1, 'a', 'b'}};
  uint32_t size = sizeof row.fixed;
  char name[5000] = {0};
  memset(name + 4, 'n', sizeof name - 4);
  expect_wrong(&(struct frame_head){.size = FRAME_MOST + 1, .kind = FRAME_ROW}, NULL, 1);
  expect_wrong(&(struct frame_head){.size = UINT32_MAX, .kind = FRAME_PROGRESS}, NULL, 1);
  expect_wrong(&(struct frame_head){.size = 0, .kind = FRAME_ROW}, &row, 1);
  expect_wrong(&(struct frame_head){.size = 0, .kind = 99}, &row, 1);
  expect_wrong(&(struct frame_head){.size = size + 4, .kind = FRAME_ROW}, &row, 0); /* before the fences */
  expect_wrong(&(struct frame_head){.size = 0, .kind = FRAME_FENCES}, &row, 1);     /* a second time */
  expect_wrong(&(struct frame_head){.size = size + 3, .kind = FRAME_ROW}, &row, 1); /* texts end too soon */
  expect_wrong(&(struct frame_head){.size = size + 5, .kind = FRAME_ROW}, &row, 1); /* or too late */
  expect_wrong(&(struct frame_head){.size = size + 1, .kind = FRAME_ROW}, &row, 1); /* no second length */
  expect_wrong(&(struct frame_head){.size = size + 4, .kind = FRAME_ROW, .bits = FRAME_ROW_HAS_SHEET}, &row,
               1);
  expect_wrong(&(struct frame_head){.size = size + 4, .kind = FRAME_ROW, .bits = FRAME_ROW_HAS_KINDS}, &row,
               1);
  row.rest[1] = FRAME_LONG_CELL;
  expect_wrong(&(struct frame_head){.size = size + 4, .kind = FRAME_ROW}, &row,
               1); /* no room for its length */
  row.fixed.count = UINT32_MAX;
  expect_wrong(&(struct frame_head){.size = size + 4, .kind = FRAME_ROW}, &row, 1);
  row.fixed = (struct frame_row){1, 0x8000, 2};
  expect_wrong(&(struct frame_head){.size = size + 4, .kind = FRAME_ROW}, &row, 1);
  expect_wrong(&(struct frame_head){.size = 3, .kind = FRAME_SHEET}, name, 1);
  expect_wrong(&(struct frame_head){.size = FRAME_TEXT_MOST + 5, .kind = FRAME_SHEET}, name, 1);
  name[6] = 0;
  expect_wrong(&(struct frame_head){.size = 20, .kind = FRAME_SHEET}, name, 1);
  expect_wrong(&(struct frame_head){.size = 4, .kind = FRAME_ISSUE}, name, 1);
  expect_wrong(&(struct frame_head){.size = FRAME_TEXT_MOST + 100, .kind = FRAME_ISSUE}, name, 1);
  expect_wrong(&(struct frame_head){.size = 7, .kind = FRAME_PROGRESS}, name, 1);
  expect_wrong(&(struct frame_head){.size = 7, .kind = FRAME_MERGED}, name, 1);
  expect_wrong(&(struct frame_head){.size = 7, .kind = FRAME_END}, name, 1);
  struct frame_end end = {.outcome = OUTCOME_UNREADABLE + 1};
  expect_wrong(&(struct frame_head){.size = sizeof end, .kind = FRAME_END}, &end, 1);
}

/* --- processes ---------------------------------------------------------------------------------------------- */

struct reading {
  struct report *report;
  struct plugins *plugins;
  struct file_source source;
  struct reading_request request;
  char path[64];
  uint64_t rows, bytes;
  int progress_calls, stop_at; /* answers "stop" to the n-th call */
};

static chuan_status take(void *self, const struct read_row *row) {
  struct reading *reading = self;
  reading->rows++;
  for (size_t i = 0; i < row->count; i++) reading->bytes += row->cells[i].length;
  return CHUAN_OK;
}

static chuan_status take_bad(void *self, uint64_t number, uint32_t column, const char *message,
                             const struct read_row *row) {
  (void)number, (void)column, (void)message;
  return row ? take(self, row) : CHUAN_OK;
}

static int progress(void *payload, uint64_t done, uint64_t total) {
  struct reading *reading = payload;
  assert_true(done <= total);
  return ++reading->progress_calls == reading->stop_at;
}

static void open_reading(struct reading *reading, const char *folder, const char *plugin, const char *text,
                         size_t times) {
  memset(reading, 0, sizeof *reading);
  snprintf(reading->path, sizeof reading->path, "/tmp/chuan-isolation-XXXXXX");
  int descriptor = mkstemp(reading->path);
  assert_true(descriptor >= 0);
  for (size_t i = 0; i < times; i++) assert_int_equal(write(descriptor, text, strlen(text)), strlen(text));
  close(descriptor);
  reading->report = report_create();
  assert_non_null(reading->report);
  report_set_language(reading->report, CHUAN_ENGLISH);
  assert_int_equal(plugins_load(folder, reading->report, &reading->plugins), CHUAN_OK);
  assert_int_equal(source_open(reading->path, progress, reading, reading->report, &reading->source),
                   CHUAN_OK);
  reading->request.source = &reading->source;
  assert_int_equal(reading_plugin(reading->plugins, &reading->source, plugin, &reading->request.plugin),
                   CHUAN_OK);
}

static chuan_status run(struct reading *reading) {
  struct row_taker taker = {.self = reading, .row = take, .bad_row = take_bad};
  return reading_run(&reading->request, &taker);
}

static void close_reading(struct reading *reading) {
  source_close(&reading->source);
  plugins_free(reading->plugins);
  report_free(reading->report);
  unlink(reading->path);
}

static int descriptors(void) {
  int count = 0;
  for (int i = 0; i < 256; i++) count += fcntl(i, F_GETFD) >= 0;
  return count;
}

static void expect_no_child(void) {
  assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
  assert_int_equal(errno, ECHILD);
}

static void expect_end(const char *plugin, const char *how, chuan_status status, const char *words) {
  struct reading reading;
  int before = descriptors();
  open_reading(&reading, CHUAN_TEST_BUILD "/test-plugins", plugin, how, 1);
  chuan_status got = run(&reading);
  if (got != status || !strstr(report_message(reading.report), words))
    fail_msg("%s %s: %d %s", plugin, how, got, report_message(reading.report));
  close_reading(&reading);
  assert_int_equal(descriptors(), before);
  expect_no_child();
}

static void says_in_one_sentence_what_became_of_a_plugin(void **state) {
  (void)state;
  setenv("CHUAN_PLUGIN_SECONDS", "1", 1);
  expect_end("crash", "s", CHUAN_PLUGIN, "the reader crash stopped suddenly (signal 11); nothing was stored");
  expect_end("crash", "a", CHUAN_PLUGIN, "stopped suddenly (signal 6)");
  expect_end("crash", "r", CHUAN_PLUGIN, "stopped suddenly (signal 11)");
  expect_end("crash", "e", CHUAN_PLUGIN, "stopped suddenly (exit 3)");
  expect_end("crash", "p", CHUAN_PLUGIN, "stopped suddenly");
  expect_end("hang", "s", CHUAN_LIMIT, "did not get on within 1 seconds");
  expect_end("hang", "w", CHUAN_LIMIT, "did not get on within 1 seconds");
  expect_end("hang", "r", CHUAN_LIMIT, "gives more than 64 MB of rows");
  expect_end("hang", "n", CHUAN_LIMIT, "gives more than 64 MB of rows");
  expect_end("hang", "i", CHUAN_LIMIT, "gives more than 64 MB of rows");
  expect_end("hang", "t", CHUAN_LIMIT, "has more than 10000 sheets");
#if !defined(__SANITIZE_ADDRESS__) /* whose shadow leaves no room for a limit on addresses */
  expect_end("eater", "m", CHUAN_LIMIT, "needs more than 256 MB of memory");
#endif
  expect_end("eater", "h", CHUAN_LIMIT, "needs more than 256 MB of memory");
  expect_end("liar", "c", CHUAN_LIMIT, "row 3 is larger than any row of figures");
  expect_end("liar", "l", CHUAN_LIMIT, "row 3 is larger than any row of figures");
  expect_end("liar", "k", CHUAN_PLUGIN, "a kind of cell that nobody knows");
  expect_end("liar", "a", CHUAN_PLUGIN, "answered 42");
  expect_end("liar", "p", CHUAN_PLUGIN, "sent what cannot be understood");
  unsetenv("CHUAN_PLUGIN_SECONDS");
}

/* Rows of sheets that are passed over count for nothing, but the names of these are kept. */
static void bounds_sheets_that_nobody_wants(void **state) {
  static const char *const wanted[] = {"Wanted"};
  (void)state;
  struct reading reading;
  for (int in_process = 0; in_process <= 1; in_process++) {
    open_reading(&reading, CHUAN_TEST_BUILD "/test-plugins", "hang", "m", 1);
    reading.request.sheets = wanted;
    reading.request.sheet_count = 1;
    reading.request.in_process = in_process;
    assert_int_equal(run(&reading), CHUAN_LIMIT);
    assert_non_null(strstr(report_message(reading.report), "has more than 10000 sheets"));
    assert_int_equal(reading.rows, 2); /* of no sheet */
    close_reading(&reading);
  }
}

static void can_be_stopped(void **state) {
  (void)state;
  struct reading reading;
  struct timespec begin_time, end_time;
  clock_gettime(CLOCK_MONOTONIC, &begin_time);
  open_reading(&reading, CHUAN_TEST_BUILD "/test-plugins", "hang", "w",
               1); /* silent: it is asked all the same */
  reading.stop_at = 3;
  assert_int_equal(run(&reading), CHUAN_STOPPED);
  assert_string_not_equal(report_message(reading.report), "");
  close_reading(&reading);
  open_reading(&reading, CHUAN_TEST_BUILD "/plugins", "csv", "10001,2024,a row of some length\n", 100000);
  reading.stop_at = 2;
  assert_int_equal(run(&reading), CHUAN_STOPPED);
  assert_true(reading.rows < 100000);
  close_reading(&reading);
  expect_no_child();
  clock_gettime(CLOCK_MONOTONIC, &end_time);
  assert_true(end_time.tv_sec - begin_time.tv_sec < 5);
}

static volatile sig_atomic_t signals_seen;

static void reap_all(int number) {
  int kept = errno;
  signals_seen = number;
  while (waitpid(-1, NULL, WNOHANG) > 0) continue;
  errno = kept;
}

/* A program that embeds us has signals of its own: they stay, and what it does with them does no harm. */
static void leaves_signals_alone(void **state) {
  (void)state;
  void (*const handlers[])(int) = {SIG_IGN, SIG_DFL, reap_all};
  for (size_t i = 0; i < sizeof handlers / sizeof *handlers; i++) {
    struct sigaction wanted = {.sa_handler = handlers[i]}, child, broken_pipe;
    struct reading reading;
    sigaction(SIGCHLD, &wanted, NULL);
    sigaction(SIGPIPE, &wanted, NULL);
    open_reading(&reading, CHUAN_TEST_BUILD "/plugins", "csv", "10001,2024\n", 20000);
    assert_int_equal(run(&reading), CHUAN_OK);
    assert_int_equal(reading.rows, 20000);
    close_reading(&reading);
    open_reading(&reading, CHUAN_TEST_BUILD "/test-plugins", "crash", "s", 1);
    assert_int_equal(run(&reading), CHUAN_PLUGIN); /* the signal may be unknown then */
    assert_non_null(strstr(report_message(reading.report), "stopped suddenly"));
    close_reading(&reading);
    sigaction(SIGCHLD, NULL, &child);
    sigaction(SIGPIPE, NULL, &broken_pipe);
    assert_ptr_equal(child.sa_handler, handlers[i]);
    assert_ptr_equal(broken_pipe.sa_handler, handlers[i]);
    expect_no_child();
  }
  struct sigaction usual = {.sa_handler = SIG_DFL};
  sigaction(SIGCHLD, &usual, NULL);
  sigaction(SIGPIPE, &usual, NULL);
}

static void *read_often(void *unused) {
  for (int i = 0; i < 8; i++) {
    struct reading reading;
    open_reading(&reading, CHUAN_TEST_BUILD "/plugins", "csv", "10001,2024,Xã Phước Hải\n", 30000);
    reading.request.in_process = i % 4 == 3;
    if (run(&reading) != CHUAN_OK || reading.rows != 30000) abort();
    close_reading(&reading);
    open_reading(&reading, CHUAN_TEST_BUILD "/test-plugins", "crash", "s", 1);
    if (run(&reading) != CHUAN_PLUGIN) abort();
    close_reading(&reading);
  }
  return unused;
}

static void works_in_several_threads(void **state) {
  (void)state;
  pthread_t threads[4];
  int before = descriptors();
  for (size_t i = 0; i < 4; i++) assert_int_equal(pthread_create(&threads[i], NULL, read_often, NULL), 0);
  for (size_t i = 0; i < 4; i++) assert_int_equal(pthread_join(threads[i], NULL), 0);
  assert_int_equal(descriptors(), before);
  expect_no_child();
}

static void says_what_the_system_has(void **state) {
  (void)state;
  assert_int_equal(isolation_means().process, 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(carries_everything_in_any_pieces),
      cmocka_unit_test(doubts_every_byte),
      cmocka_unit_test(believes_no_absurd_frame),
      cmocka_unit_test(says_in_one_sentence_what_became_of_a_plugin),
      cmocka_unit_test(bounds_sheets_that_nobody_wants),
      cmocka_unit_test(can_be_stopped),
      cmocka_unit_test(leaves_signals_alone),
      cmocka_unit_test(works_in_several_threads),
      cmocka_unit_test(says_what_the_system_has),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
