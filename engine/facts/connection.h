/* One connection to the dossier's file: opened with everything off that a hostile file could use, and its
 * failures said in one sentence. */
#ifndef CHUAN_FACTS_CONNECTION_H
#define CHUAN_FACTS_CONNECTION_H

#include "base/report.h"

#include <sqlite3.h>

enum connection_mode {
  CONNECTION_WRITE,
  CONNECTION_CREATE,
  CONNECTION_READ,
  CONNECTION_IMMUTABLE /* reads the file as it is, without the lock files a read-only disk has no room for */
};

/* Without a mutex: each connection stays in one thread. Returns SQLite's code; *out is NULL unless it is SQLITE_OK. */
int connection_open(const char *path, enum connection_mode mode, sqlite3 **out);
/* Why an operation failed, without the file's name: one of two static texts. *detail tells that SQLite's own
 * message adds something. */
const char *connection_sentence(sqlite3 *db, int code, chuan_language language, int *detail);
/* Fails the report with that sentence. db may be NULL. */
chuan_status connection_failed(sqlite3 *db, int code, const char *path, struct report *report);

#endif
