/* Reading a whole small file, and nothing else about files. */
#ifndef CHUAN_BASE_FILE_H
#define CHUAN_BASE_FILE_H

#include "base/arena.h"
#include "base/report.h"

/* The bytes of a regular file of at most `maximum` bytes, NUL added after them. CHUAN_IO with a sentence otherwise. */
chuan_status file_read(struct arena *arena, const char *path, size_t maximum, struct report *report,
                       char **text, size_t *length);

#endif
