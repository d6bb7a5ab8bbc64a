/* Where the command meets the terminal. */
#include "cli/terminal.h"

#include "cli/message.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define NARROWEST 20 /* a terminal that says it is narrower is not believed */
#define BAR_WIDTH 24
#define BAR_AFTER_MILLISECONDS 300 /* shorter work needs no bar */

unsigned terminal_width(int descriptor) {
  struct winsize size;
  if (!isatty(descriptor) || ioctl(descriptor, TIOCGWINSZ, &size) != 0) return 0;
  return size.ws_col >= NARROWEST ? size.ws_col : 0;
}

chuan_style terminal_style(chuan_format format) {
  chuan_style style = CHUAN_STYLE_INIT;
  style.format = format;
  if (format != CHUAN_TABLE || !isatty(STDOUT_FILENO)) return style;
  style.width = terminal_width(STDOUT_FILENO);
  const char *no_colour = getenv("NO_COLOR"), *terminal = getenv("TERM");
  style.colour =
      (no_colour == NULL || *no_colour == '\0') && (terminal == NULL || strcmp(terminal, "dumb") != 0);
  return style;
}

int terminal_sink(void *payload, const char *text, size_t length) {
  (void)payload;
  return fwrite(text, 1, length, stdout) != length || fflush(stdout) != 0;
}

int terminal_close(chuan_language language, int code) {
  if (fflush(stdout) == 0 && !ferror(stdout)) return code;
  if (code == EXIT_DONE || code == EXIT_NO) {
    complain(language, "the output could not be written; is the disk full?",
             "không ghi được kết quả; có phải đĩa đầy?");
    return EXIT_INPUT;
  }
  return code;
}

static void draw_bar(struct work *work, int percent) {
  int filled = percent * BAR_WIDTH / 100;
  fprintf(stderr, "\r%s [", work->title);
  for (int i = 0; i < BAR_WIDTH; i++) fputc(i < filled ? '#' : ' ', stderr);
  fprintf(stderr, "] %3d%%", percent);
  fflush(stderr);
}

static int interrupt_set(sigset_t *interrupt) {
  return sigemptyset(interrupt) == 0 && sigaddset(interrupt, SIGINT) == 0;
}

static int is_interrupted(void) {
  sigset_t pending;
  return sigpending(&pending) == 0 && sigismember(&pending, SIGINT) == 1;
}

static long long milliseconds_since(const struct timespec *start) {
  struct timespec now;
  if (clock_gettime(CLOCK_MONOTONIC, &now) != 0) return 0;
  return (long long)(now.tv_sec - start->tv_sec) * 1000 + (now.tv_nsec - start->tv_nsec) / 1000000;
}

/* The signal is blocked while work is done and asked for here: nothing ever runs inside a handler. */
static int on_progress(void *payload, uint64_t done, uint64_t total) {
  struct work *work = payload;
  if (work->bar && total > 0 &&
      (work->shown >= 0 || milliseconds_since(&work->started) > BAR_AFTER_MILLISECONDS)) {
    int percent = done >= total ? 100 : (int)((double)done * 100.0 / (double)total);
    if (percent != work->shown) draw_bar(work, percent);
    work->shown = percent;
  }
  return is_interrupted();
}

void terminal_work_begin(struct work *work, chuan *handle, const char *title) {
  *work = (struct work){.handle = handle, .bar = isatty(STDERR_FILENO), .shown = -1, .title = title};
  clock_gettime(CLOCK_MONOTONIC, &work->started);
  sigset_t interrupt;
  if (interrupt_set(&interrupt)) sigprocmask(SIG_BLOCK, &interrupt, NULL);
  chuan_progress_set(handle, on_progress, work);
}

int terminal_work_end(struct work *work) {
  chuan_progress_set(work->handle, NULL, NULL);
  if (work->shown >= 0) {
    fputs("\r\033[K", stderr);
    fflush(stderr);
  }
  sigset_t interrupt;
  int interrupted = is_interrupted(), taken;
  if (!interrupt_set(&interrupt)) return interrupted;
  if (interrupted)
    sigwait(&interrupt, &taken); /* taken here, so that the command can say what it left behind */
  sigprocmask(SIG_UNBLOCK, &interrupt, NULL);
  return interrupted;
}
