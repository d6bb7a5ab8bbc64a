/* isolation.c - the parent of a plugin's process: starts it, takes its frames, watches the clock, and says in one sentence
 * what became of it when it does not end as it should.
 *
 * An embedding program's signals are left alone: there are no handlers, SIGPIPE cannot happen (only the child writes), and
 * of SIGCHLD only our own child is waited for. A program that reaps every child by itself takes its exit status from us:
 * what the child has said through the pipe is then all that is known. */
#define _GNU_SOURCE /* pipe2, F_SETPIPE_SZ, wait4 */

#include "import/isolation.h"

#include "base/file.h"
#include "facts/quiet.h"
#include "import/isolation_child.h"
#include "import/isolation_frames.h"
#include "import/reading_row.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SECONDS_FIRST 30u /* and SECONDS_MEGABYTE for each of the file */
#define SECONDS_MEGABYTE 2u
#define SECONDS_MOST 86400u
#define WAITING_TIMES 4u      /* as long as that may be waited for it altogether, however often it gets on */
#define LOOK_MILLISECONDS 100 /* how soon "stop" is heard while the child is silent */
#define PIPE_BYTES (1 << 20)  /* as much as a user gets: fewer changes between the two processes */

struct isolation {
  const struct reading_request *request;
  struct file_source *source;
  struct report *report;
  pid_t child;
  int pipe; /* the end that is read */
  unsigned seconds;
  struct frame_reader frames;
  struct frame_sink sink;
  uint64_t progress;
  struct frame_end end;
  int has_ended, is_reaped, has_status, wait_status;
  double cpu_seconds; /* that the child took */
  double waited;      /* for bytes; not what was done with them */
};

/* --- a process of its own ------------------------------------------------------------------------------------- */

static unsigned seconds_for(uint64_t bytes) {
  uint64_t seconds = SECONDS_FIRST + SECONDS_MEGABYTE * (bytes >> 20);
  const char *given = getenv("CHUAN_PLUGIN_SECONDS");
  char *end = NULL;
  unsigned long wanted = given ? strtoul(given, &end, 10) : 0;
  if (wanted > 0 && *end == 0) seconds = wanted;
  return seconds < SECONDS_MOST ? (unsigned)seconds : SECONDS_MOST;
}

static chuan_status fail_start(const struct isolation *isolation, int why) {
  char reason[FILE_REASON_SIZE];
  return report_fail(
      isolation->report, CHUAN_IO,
      "no process can be started to read %s: %s; close other programs, or use --in-process",
      "không mở được tiến trình để đọc %s: %s; hãy đóng bớt chương trình, hoặc dùng --in-process",
      isolation->source->path, file_reason(why, report_language(isolation->report), reason));
}

/* Signals are held back meanwhile: a handler of the embedding program must not run in the child. */
static pid_t start_child(const struct isolation *isolation, const struct fences_request *fences) {
  sigset_t all, before;
  int parent = (int)getpid();
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  sqlite_hold();
  pid_t child = fork();
  sqlite_release();
  if (child == 0) child_live(isolation->request, fences, parent);
  int why = errno;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  errno = why;
  return child;
}

static chuan_status start(struct isolation *isolation) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return fail_start(isolation, errno);
  (void)fcntl(ends[1], F_SETPIPE_SZ, PIPE_BYTES); /* smaller ones work, too */
  struct fences_request fences = {.file = isolation->source->descriptor,
                                  .pipe = ends[1],
                                  .cpu_seconds = isolation->seconds,
                                  .memory_bytes = (uint64_t)READ_MEMORY_MEGABYTES << 20};
  isolation->child = start_child(isolation, &fences);
  int why = errno;
  close(ends[1]);
  isolation->pipe = ends[0];
  return isolation->child < 0 ? fail_start(isolation, why) : CHUAN_OK;
}

/* Takes the exit status; `options`: WNOHANG not to wait for it. */
static void reap(struct isolation *isolation, int options) {
  struct rusage used;
  pid_t got;
  if (isolation->is_reaped || isolation->child <= 0) return;
  do got = wait4(isolation->child, &isolation->wait_status, options, &used);
  while (got < 0 && errno == EINTR);
  if (got == 0) return;
  isolation->is_reaped = 1;
  if (got < 0) return; /* ECHILD: the embedding program has reaped it */
  isolation->has_status = 1;
  isolation->cpu_seconds = (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
                           (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

/* Whatever it was about to do. One that is dying already dies of what it was dying of. */
static void end_child(struct isolation *isolation) {
  if (isolation->child > 0 && !isolation->is_reaped) kill(isolation->child, SIGKILL);
  reap(isolation, 0);
}

static void finish(struct isolation *isolation) {
  end_child(isolation);
  if (isolation->pipe >= 0) close(isolation->pipe);
  arena_free(isolation->frames.arena);
}

/* --- what the frames say -------------------------------------------------------------------------------------- */

/* Said once for a reading that the person asked for: with fewer fences a broken file can do more. */
static void tell_fences(void *self, unsigned bits) {
  const struct isolation *isolation = self;
  const char *missing = !(bits & FRAME_HAS_LANDLOCK) && !(bits & FRAME_HAS_SECCOMP)
                            ? report_pick(isolation->report, "Landlock and seccomp", "Landlock và seccomp")
                        : !(bits & FRAME_HAS_LANDLOCK) ? "Landlock"
                        : !(bits & FRAME_HAS_SECCOMP)  ? "seccomp"
                                                       : NULL;
  if (!missing || isolation->request->quiet) return;
  struct place place = {.file = isolation->source->path};
  report_problem(
      isolation->report, CHUAN_NOTE, &place,
      "this system has no %s: the reader %s is kept apart less strictly, in a process of its own with limits",
      "hệ thống này không có %s: trình đọc %s được tách kém chặt hơn, trong tiến trình riêng có giới hạn",
      missing, isolation->request->plugin->name);
}

static int take_progress(void *self, uint64_t done) {
  struct isolation *isolation = self;
  if (done <= isolation->source->done) return 0;
  isolation->source->done = done;
  isolation->progress++;
  isolation->source->failure = source_tell(isolation->source);
  return isolation->source->failure != CHUAN_OK;
}

static void take_end(void *self, const struct frame_end *end) {
  struct isolation *isolation = self;
  isolation->has_ended = 1;
  isolation->end = *end;
  if (end->done > isolation->source->done) isolation->source->done = end->done;
}

/* --- how it ended --------------------------------------------------------------------------------------------- */

static chuan_status fail_slow(const struct isolation *isolation) {
  return report_fail(
      isolation->report, CHUAN_LIMIT,
      "%s: the reader %s did not get on within %u seconds and was ended; nothing was stored: have the "
      "file saved anew, or set $CHUAN_PLUGIN_SECONDS higher",
      "%s: trình đọc %s không đọc tiếp được trong %u giây nên đã bị dừng; chưa lưu gì: hãy lưu lại tệp "
      "rồi gửi lại, hoặc tăng $CHUAN_PLUGIN_SECONDS",
      isolation->source->path, isolation->request->plugin->name, isolation->seconds);
}

/* What is never silent for long can still never end: a row now and then is no reading. */
static chuan_status fail_endless(const struct isolation *isolation) {
  return report_fail(
      isolation->report, CHUAN_LIMIT,
      "%s: the reader %s did not come to an end within %u seconds and was ended; nothing was stored: have "
      "the file saved anew, or set $CHUAN_PLUGIN_SECONDS higher",
      "%s: trình đọc %s không đọc xong trong %u giây nên đã bị dừng; chưa lưu gì: hãy lưu lại tệp rồi gửi "
      "lại, hoặc tăng $CHUAN_PLUGIN_SECONDS",
      isolation->source->path, isolation->request->plugin->name, isolation->seconds * WAITING_TIMES);
}

static chuan_status fail_frames(const struct isolation *isolation) {
  return report_fail(
      isolation->report, CHUAN_PLUGIN,
      "%s: the reader %s sent what cannot be understood and was ended; nothing was stored: send the "
      "file to whoever looks after the reader",
      "%s: trình đọc %s gửi về nội dung không hiểu được nên đã bị dừng; chưa lưu gì: hãy gửi tệp này "
      "cho người phụ trách trình đọc",
      isolation->source->path, isolation->request->plugin->name);
}

static chuan_status fail_crash(const struct isolation *isolation) {
  int status = isolation->wait_status;
  const char *path = isolation->source->path, *plugin = isolation->request->plugin->name;
  if (isolation->has_status && WIFSIGNALED(status)) {
    int number = WTERMSIG(status);
    if (number == SIGXCPU || (number == SIGKILL && isolation->cpu_seconds >= isolation->seconds))
      return fail_slow(isolation);
    return report_fail(
        isolation->report, CHUAN_PLUGIN,
        "%s: the reader %s stopped suddenly (signal %d); nothing was stored: send the file to whoever "
        "looks after the reader",
        "%s: trình đọc %s dừng đột ngột (tín hiệu %d); chưa lưu gì: hãy gửi tệp này cho người phụ "
        "trách trình đọc",
        path, plugin, number);
  }
  return report_fail(
      isolation->report, CHUAN_PLUGIN,
      "%s: the reader %s stopped suddenly (exit %d); nothing was stored: send the file to whoever looks "
      "after the reader",
      "%s: trình đọc %s dừng đột ngột (mã thoát %d); chưa lưu gì: hãy gửi tệp này cho người phụ trách "
      "trình đọc",
      path, plugin, isolation->has_status ? WEXITSTATUS(status) : 0);
}

static chuan_status conclude(const struct isolation *isolation, int *answer) {
  switch ((enum frame_outcome)isolation->end.outcome) {
    case OUTCOME_ANSWER:
      *answer = isolation->end.value;
      return CHUAN_OK;
    case OUTCOME_UNREADABLE:
      return source_fail(isolation->source, isolation->end.value);
    case OUTCOME_MEMORY:
      return report_no_memory(isolation->report);
    case OUTCOME_REFUSED:
      break;
  }
  return report_fail(isolation->report, CHUAN_IO,
                     "the system refuses limits to the process that is to read %s; use --in-process",
                     "hệ thống không cho đặt giới hạn cho tiến trình đọc %s; hãy dùng --in-process",
                     isolation->source->path);
}

/* --- the wait ------------------------------------------------------------------------------------------------- */

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Waits for bytes. 1: there are some, or the end; 0: *status says why not. `since`: when it got on last. */
static int wait_for_bytes(struct isolation *isolation, double since, chuan_status *status) {
  for (;;) {
    struct pollfd wanted = {.fd = isolation->pipe, .events = POLLIN};
    double begun = now();
    int ready = poll(&wanted, 1, isolation->is_reaped ? 0 : LOOK_MILLISECONDS);
    isolation->waited += now() - begun;
    if (isolation->waited > (double)isolation->seconds * WAITING_TIMES) {
      *status = fail_endless(isolation);
      return 0;
    }
    if (ready > 0) return 1;
    if (ready < 0 && errno != EINTR) *status = source_fail(isolation->source, errno);
    /* The pipe stays open when another process has its end by a fork in between: then there is nothing to come. */
    if (ready == 0 && isolation->is_reaped) *status = fail_crash(isolation);
    if (*status == CHUAN_OK && isolation->source->progress) {
      *status = source_tell(isolation->source);
      isolation->source->failure = *status;
    }
    if (*status == CHUAN_OK && now() - since > isolation->seconds) *status = fail_slow(isolation);
    if (*status != CHUAN_OK) return 0;
    reap(isolation, WNOHANG);
  }
}

/* Reads what is there. 1: go on; 0: the frames are at their end, or *status says why not. */
static int take_bytes(struct isolation *isolation, chuan_status *status) {
  size_t room;
  char *bytes = frames_room(&isolation->frames, &room);
  if (!bytes) {
    *status = report_no_memory(isolation->report);
    return 0;
  }
  ssize_t got;
  do got = read(isolation->pipe, bytes, room);
  while (got < 0 && errno == EINTR);
  if (got < 0) *status = source_fail(isolation->source, errno);
  if (got == 0) { /* without a last frame */
    end_child(isolation);
    *status = fail_crash(isolation);
  }
  if (got <= 0) return 0;
  switch (frames_take(&isolation->frames, (size_t)got, &isolation->sink)) {
    case FRAMES_MORE:
      return 1;
    case FRAMES_WRONG:
      *status = fail_frames(isolation);
      return 0;
    case FRAMES_NO_MEMORY:
      *status = report_no_memory(isolation->report);
      return 0;
    case FRAMES_ENDED:
    case FRAMES_STOPPED:
      break;
  }
  return 0;
}

static chuan_status follow(struct isolation *isolation) {
  chuan_status status = CHUAN_OK;
  double since = now();
  uint64_t frames = 0, progress = 0;
  while (wait_for_bytes(isolation, since, &status) && take_bytes(isolation, &status)) {
    /* Storing rows takes its time, too, and that is not the child's: the clock begins anew when there was something. */
    if (frames != isolation->frames.frames || progress != isolation->progress) since = now();
    frames = isolation->frames.frames;
    progress = isolation->progress;
  }
  return status;
}

chuan_status isolation_run(const struct reading_request *request, const struct isolation_sink *sink,
                           int *answer) {
  struct isolation isolation = {.request = request,
                                .source = request->source,
                                .report = request->source->report,
                                .pipe = -1,
                                .seconds = seconds_for(request->source->plugin_side.length)};
  *answer = CHUAN_PLUGIN_OK;
  isolation.sink = (struct frame_sink){sink, &isolation, tell_fences, take_progress, take_end};
  isolation.frames.arena = arena_create();
  chuan_status status = isolation.frames.arena ? start(&isolation) : report_no_memory(isolation.report);
  if (status == CHUAN_OK) status = follow(&isolation);
  if (status == CHUAN_OK && isolation.has_ended) status = conclude(&isolation, answer);
  if (status == CHUAN_OK && request->source->failure != CHUAN_OK) status = request->source->failure;
  finish(&isolation);
  return status;
}
