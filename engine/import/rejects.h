/* The rows that were refused, as a CSV to correct and send again: the file's own headings and cells, and
 * the reason last. */
#ifndef CHUAN_IMPORT_REJECTS_H
#define CHUAN_IMPORT_REJECTS_H

#include "base/buffer.h"
#include "base/report.h"
#include "import/headings.h"

#include <sys/stat.h>

struct rejects;

/* Begins the file under a name of its own beside `path`. Refuses a path that is not a plain file, that is the
 * file being imported, or where anything stands but an older list of rejected rows. */
chuan_status rejects_open(const char *path, const struct stat *imported, struct report *report,
                          struct rejects **out);
/* The heading row; then rows. `row` may be NULL when the plugin could not hand it over. */
chuan_status rejects_begin(struct rejects *rejects, const struct headings *headings);
chuan_status rejects_add(struct rejects *rejects, const struct headings *headings, const struct read_row *row,
                         const char *reason);
/* Brings everything to the disk; then it only has to get its name. */
chuan_status rejects_finish(struct rejects *rejects);
chuan_status rejects_publish(struct rejects *rejects);
void rejects_free(struct rejects *rejects); /* removes what was not published; NULL is fine */

/* One CSV record without its line end: the cells as they are. */
void record_add(struct buffer *buffer, const struct read_row *row);

#endif
