/* Reading a whole small file, and why a file cannot be had. */
#ifndef CHUAN_BASE_FILE_H
#define CHUAN_BASE_FILE_H

#include "base/arena.h"
#include "base/report.h"

/* The bytes of a regular file of at most `maximum` bytes, NUL added after them. CHUAN_IO with a sentence otherwise. */
chuan_status file_read(struct arena *arena, const char *path, size_t maximum, struct report *report,
                       char **text, size_t *length);

#define FILE_REASON_SIZE 128
/* What an errno means, in the person's language; may be in `text`. */
const char *file_reason(int error, chuan_language language, char text[FILE_REASON_SIZE]);

#endif
