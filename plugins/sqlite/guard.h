/* guard.h - what a database of strangers may do while it is read: select, with functions that only compute, within bounds. */
#ifndef CHUAN_SQLITE_GUARD_H
#define CHUAN_SQLITE_GUARD_H

#include "source_vfs.h"

struct guard {
  uint64_t work, work_most; /* steps of SQLite's machine, in thousands */
  int64_t memory_before;
  int exhausted;
};

/* Bounds the connection. An SQLite code. `guard` must outlive it. */
int guard_connection(sqlite3 *database, struct guard *guard, uint64_t length);

#endif
