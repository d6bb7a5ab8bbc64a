/* A file that is sent again: which imports had the same bytes, mapping and status, and which rows of theirs this one
 * says again, as stretches of rows. */
#ifndef CHUAN_FACTS_REPETITION_H
#define CHUAN_FACTS_REPETITION_H

#include "facts/statements.h"

struct same_file { /* an earlier import of the same file that still counts */
  int64_t id;
  int repeats; /* it says rows again itself */
};

struct repetition {
  struct dossier *dossier;
  int64_t import_id;
  struct same_file *files;
  size_t count;
  sqlite3_stmt *origin, *keep;
  struct buffer sheet; /* of the stretch at hand */
  uint64_t first, last;
  int64_t of_import; /* 0: there is no stretch */
  int written;       /* stretches before it */
};

/* The imports of the same file as `import_id`, by the table import. */
chuan_status repetition_open(struct repetition *repetition, struct dossier *dossier, struct arena *arena,
                             int64_t import_id);
void repetition_close(struct repetition *repetition);
const struct same_file *repetition_find(const struct repetition *repetition, int64_t import_id); /* or NULL */
/* The row says what that import's row says. Rows come one after the other. */
chuan_status repetition_note(struct repetition *repetition, const struct same_file *file,
                             const struct report_row *row);
/* Whether the row was noted. */
chuan_status repetition_has(struct repetition *repetition, const struct report_row *row, int *has);
/* Writes the stretch at hand: at the end. */
chuan_status repetition_flush(struct repetition *repetition);

#endif
