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

/* What comes out of the pipe, checked: sizes add up, texts are within the frame, a row that is ASCII is flagged so. Each
 * answers non-zero to stop. */
struct isolation_sink {
  void *self;
  int (*row)(void *self, const chuan_row *row, const chuan_row_more *more);
  int (*sheet)(void *self, const chuan_sheet *sheet);
  int (*merged)(void *self, uint64_t first_row, uint32_t first_column, uint64_t last_row,
                uint32_t last_column);
  int (*issue)(void *self, int severity, uint64_t row, uint32_t column, const char *message);
};
/* Runs the plugin on the other side. What it answered is in *answer; anything else that happened to it is the failure. A
 * sink that stopped has its own reasons: then this is CHUAN_OK, and *answer says nothing. */
chuan_status isolation_run(const struct reading_request *request, const struct isolation_sink *sink,
                           int *answer);

#endif
