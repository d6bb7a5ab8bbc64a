/* What is inside a dossier, for the files of this folder only, and the few steps they all take with SQLite:
 * prepare, step, begin, commit. Every one fails the dossier's report itself. */
#ifndef CHUAN_FACTS_INSIDE_H
#define CHUAN_FACTS_INSIDE_H

#include "facts/connection.h"
#include "facts/dossier.h"

enum dossier_query { /* prepared once, used for every row */
                     QUERY_UNIT_BY_CODE,
                     QUERY_UNIT_BY_ID,
                     QUERY_COUNT
};

struct dossier {
  sqlite3 *db;
  struct report *report;
  struct arena *arena; /* of the path */
  const char *path;
  enum connection_mode mode;
  int in_memory;                 /* ":memory:": no second connection can see it */
  int read_only;                 /* asked for, or the disk leaves no choice */
  int asked_to_read;             /* asked for: the disk is not to blame */
  struct collection *collection; /* what chuan_collect() fills, see column_build.c */
  sqlite3_stmt *queries[QUERY_COUNT];
  chuan_progress stop; /* while something is written, or NULL: see dossier_stop_when */
  void *stop_payload;
  unsigned steps; /* since it was asked last */
};

chuan_status dossier_failed(struct dossier *dossier, int code);
chuan_status dossier_execute(struct dossier *dossier, const char *sql);
chuan_status dossier_prepare(struct dossier *dossier, const char *sql, sqlite3_stmt **out);
/* *row: 1 when there is a row to read, 0 at the end. */
chuan_status dossier_step(struct dossier *dossier, sqlite3_stmt *statement, int *row);
/* Steps a statement that returns no rows, and makes it ready for the next time. */
chuan_status dossier_run(struct dossier *dossier, sqlite3_stmt *statement);
/* The prepared statement of a query, reset; owned by the dossier. */
chuan_status dossier_query(struct dossier *dossier, enum dossier_query query, sqlite3_stmt **out);
/* One number of a query that has at most one row; `otherwise` when there is none or it is NULL. */
chuan_status dossier_number(struct dossier *dossier, const char *sql, int64_t otherwise, int64_t *out);
/* Takes the lock for writing; fails with a sentence when the dossier is read-only or locked. */
chuan_status dossier_begin(struct dossier *dossier);
chuan_status dossier_commit(struct dossier *dossier); /* rolls back when it cannot */
void dossier_rollback(struct dossier *dossier);       /* nothing when no transaction is open */
/* Copy of a text column in the arena ("" when NULL); NULL when there is no memory. */
char *dossier_text(struct arena *arena, sqlite3_stmt *statement, int column);

/* column_build.c: gives the connection the function that builds columns. */
chuan_status dossier_collect_register(struct dossier *dossier);
/* migrate.c: brings a file we recognised to the present schema. */
chuan_status dossier_migrate(struct dossier *dossier);

#endif
