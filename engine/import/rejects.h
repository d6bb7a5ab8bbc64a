/* The rows that were refused, as a CSV to correct and send again with the same options: the file's own headings and cells,
 * what the file said elsewhere (the year in a title, the group above, the sheet), and the reason last. */
#ifndef CHUAN_IMPORT_REJECTS_H
#define CHUAN_IMPORT_REJECTS_H

#include "base/buffer.h"
#include "base/report.h"
#include "import/layout.h"

#include <sys/stat.h>

struct rejects;

/* Begins the file under a name of its own beside `path`. Refuses a path that is not a plain file, that is the
 * file being imported, or where anything stands but an older list of rejected rows. */
chuan_status rejects_open(const char *path, const struct stat *imported, struct report *report,
                          struct rejects **out);

struct rejects_shape {
  const struct layout *layout;
  char separator, decimal_mark; /* ',' or ';'; '.', ',' or 0: not known */
  int with_groups;              /* a column for the group that a row stood in */
};
/* Writes the headings, once; before the first row or, when there is none, before rejects_finish. */
chuan_status rejects_begin(struct rejects *rejects, const struct rejects_shape *shape);
int rejects_have_begun(const struct rejects *rejects);

struct rejected_row {
  size_t sheet;               /* of the layout's */
  const struct read_row *row; /* or NULL: the plugin could not hand it over */
  const char *reason, *group; /* group "" or NULL: none */
};
chuan_status rejects_add(struct rejects *rejects, const struct rejected_row *rejected);
/* Brings everything to the disk; then it only has to get its name. */
chuan_status rejects_finish(struct rejects *rejects);
chuan_status rejects_publish(struct rejects *rejects);
void rejects_free(struct rejects *rejects); /* removes what was not published; NULL is fine */

/* One CSV record without its line end: the cells as they are. */
void record_add(struct buffer *buffer, const struct read_row *row);

#endif
