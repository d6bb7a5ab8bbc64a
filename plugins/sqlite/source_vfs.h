/* source_vfs.h - a chuan_source as a file that SQLite may read, and nothing else. */
#ifndef CHUAN_SQLITE_SOURCE_VFS_H
#define CHUAN_SQLITE_SOURCE_VFS_H

#include "chuan_plugin.h"

#include <sqlite3.h>

struct source_vfs {
  sqlite3_vfs vfs; /* first: SQLite gives it back */
  chuan_source *source;
  uint64_t length;
  int failed; /* the source could not be read */
  char name[40];
};

/* Registers it under a name of its own, vfs->name. An SQLite code. */
int source_vfs_register(struct source_vfs *vfs, chuan_source *source, uint64_t length);
void source_vfs_unregister(struct source_vfs *vfs);
/* Reads up to `size` bytes at `offset`; how many there were, negative when it failed. */
int64_t source_vfs_read(chuan_source *source, void *target, size_t size, uint64_t offset);

#endif
