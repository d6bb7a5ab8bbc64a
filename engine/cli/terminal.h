/* The terminal: results to stdout with every write checked, progress to stderr, Ctrl-C turned into "stop". */
#ifndef CHUAN_CLI_TERMINAL_H
#define CHUAN_CLI_TERMINAL_H

#include "chuan.h"

#include <time.h>

/* Columns of the terminal behind a stream's descriptor; 0 when there is none. */
unsigned terminal_width(int descriptor);
/* How results are written here: the width and colours of a terminal, neither in a pipe or with NO_COLOR. */
chuan_style terminal_style(chuan_format format);
/* A chuan_sink to stdout; nothing stays behind in a buffer, so a full disk shows at once. */
int terminal_sink(void *payload, const char *text, size_t length);
/* Flushes stdout; 0 or the exit code after saying that it could not be written. */
int terminal_close(chuan_language language, int code);

/* From here to terminal_work_end, Ctrl-C makes the handle's long calls stop and leave the database as it was; on a
 * terminal a bar shows how far they are. */
struct work {
  chuan *handle;
  int bar;   /* stderr is a terminal */
  int shown; /* percent on the screen, -1 = none */
  const char *title;
  struct timespec started;
};
void terminal_work_begin(struct work *work, chuan *handle, const char *title);
/* Non-zero when Ctrl-C was pressed meanwhile, even if the work was already done. */
int terminal_work_end(struct work *work);

#endif
