/* A plugin in a process of its own: it has the open file, a pipe to us, memory and CPU limits, and, where the kernel has
 * them, Landlock (no file can be opened) and seccomp (no other system call). Its rows come through the pipe, and every
 * byte of that is doubted. A crash, a hang or a file without end is one sentence. */
#ifndef CHUAN_IMPORT_ISOLATION_H
#define CHUAN_IMPORT_ISOLATION_H

#include "import/reading.h"

/* What the kernel lets us do, for `import --formats` and the documentation. */
struct isolation_means {
  int process, landlock, seccomp;
};
struct isolation_means isolation_means(void);

/* The other side of the wall: api and host as reading.c gives them to a plugin that runs here. Returns what the plugin
 * answered in *answer; anything else that happened to it is the failure. */
struct isolation_sink { /* what comes out of the pipe, checked: sizes add up, text is within the frame */
  void *self;
  int (*row)(void *self, const chuan_row *row, const chuan_row_more *more); /* non-zero: stop */
  int (*sheet)(void *self, const chuan_sheet *sheet);                       /* non-zero: stop */
  void (*merged)(void *self, uint64_t first_row, uint32_t first_column, uint64_t last_row,
                 uint32_t last_column);
  void (*issue)(void *self, int severity, uint64_t row, uint32_t column, const char *message);
};
chuan_status isolation_run(const struct reading_request *request, const struct isolation_sink *sink,
                           int *answer);

#endif
