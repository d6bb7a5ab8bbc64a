/* source_vfs.c - the one file that SQLite sees: the bytes of a chuan_source, immutable, so that it takes no lock, looks for
 * no journal, and opens what was written with a write-ahead log. Every other file does not exist. */
#include "source_vfs.h"

#include <stdio.h>
#include <string.h>

struct source_file {
  sqlite3_file file; /* first */
  struct source_vfs *vfs;
};

int64_t source_vfs_read(chuan_source *source, void *target, size_t size, uint64_t offset) {
  if (source->seek(source, offset) != 0) return -1;
  size_t done = 0;
  while (done < size) {
    int64_t got = source->read(source, (char *)target + done, size - done);
    if (got < 0 || (uint64_t)got > size - done) return -1;
    if (got == 0) break;
    done += (size_t)got;
  }
  return (int64_t)done;
}

static int file_close(sqlite3_file *file) {
  (void)file;
  return SQLITE_OK;
}

static int file_read(sqlite3_file *file, void *target, int size, sqlite3_int64 offset) {
  struct source_vfs *vfs = ((struct source_file *)file)->vfs;
  int64_t got = 0;
  if (offset >= 0 && (uint64_t)offset < vfs->length)
    got = source_vfs_read(vfs->source, target, (size_t)size, (uint64_t)offset);
  if (got < 0) {
    vfs->failed = 1;
    return SQLITE_IOERR_READ;
  }
  if (got == size) return SQLITE_OK;
  memset((char *)target + got, 0, (size_t)(size - got)); /* as SQLite wants it */
  return SQLITE_IOERR_SHORT_READ;
}

static int file_write(sqlite3_file *file, const void *from, int size, sqlite3_int64 offset) {
  (void)file;
  (void)from;
  (void)size;
  (void)offset;
  return SQLITE_READONLY;
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size) {
  (void)file;
  (void)size;
  return SQLITE_READONLY;
}

static int file_sync(sqlite3_file *file, int flags) {
  (void)file;
  (void)flags;
  return SQLITE_OK;
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size) {
  *size = (sqlite3_int64)((struct source_file *)file)->vfs->length;
  return SQLITE_OK;
}

static int file_lock(sqlite3_file *file, int level) {
  (void)file;
  (void)level;
  return SQLITE_OK;
}

static int file_reserved(sqlite3_file *file, int *reserved) {
  (void)file;
  *reserved = 0;
  return SQLITE_OK;
}

static int file_control(sqlite3_file *file, int operation, void *argument) {
  (void)file;
  (void)operation;
  (void)argument;
  return SQLITE_NOTFOUND;
}

static int file_sector(sqlite3_file *file) {
  (void)file;
  return 4096;
}

static int file_means(sqlite3_file *file) {
  (void)file;
  return SQLITE_IOCAP_IMMUTABLE; /* as "immutable=1" says it */
}

static const sqlite3_io_methods methods = {
    .iVersion = 1,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_lock,
    .xCheckReservedLock = file_reserved,
    .xFileControl = file_control,
    .xSectorSize = file_sector,
    .xDeviceCharacteristics = file_means,
};

static int vfs_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *given) {
  (void)name;
  file->pMethods = NULL;
  if (!(flags & SQLITE_OPEN_MAIN_DB)) return SQLITE_CANTOPEN;
  ((struct source_file *)file)->vfs = (struct source_vfs *)vfs;
  file->pMethods = &methods;
  if (given) *given = SQLITE_OPEN_READONLY;
  return SQLITE_OK;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *name, int sync) {
  (void)vfs;
  (void)name;
  (void)sync;
  return SQLITE_IOERR_DELETE;
}

static int vfs_access(sqlite3_vfs *vfs, const char *name, int flags, int *there) {
  (void)vfs;
  (void)name;
  (void)flags;
  *there = 0;
  return SQLITE_OK;
}

static int vfs_path(sqlite3_vfs *vfs, const char *name, int room, char *path) {
  (void)vfs;
  return snprintf(path, (size_t)room, "%s", name) < room ? SQLITE_OK : SQLITE_CANTOPEN;
}

static int vfs_randomness(sqlite3_vfs *vfs, int size, char *out) {
  (void)vfs;
  memset(out, 0, (size_t)size); /* nothing is written that would need it */
  return size;
}

static int vfs_sleep(sqlite3_vfs *vfs, int microseconds) {
  (void)vfs;
  return microseconds;
}

static int vfs_time(sqlite3_vfs *vfs, double *day) {
  (void)vfs;
  *day = 2440587.5; /* 1970: the same rows whenever a file is read */
  return SQLITE_OK;
}

static int vfs_error(sqlite3_vfs *vfs, int size, char *text) {
  (void)vfs;
  (void)size;
  (void)text;
  return 0;
}

int source_vfs_register(struct source_vfs *vfs, chuan_source *source, uint64_t length) {
  *vfs = (struct source_vfs){.vfs = {.iVersion = 1,
                                     .szOsFile = sizeof(struct source_file),
                                     .mxPathname = 64,
                                     .xOpen = vfs_open,
                                     .xDelete = vfs_delete,
                                     .xAccess = vfs_access,
                                     .xFullPathname = vfs_path,
                                     .xRandomness = vfs_randomness,
                                     .xSleep = vfs_sleep,
                                     .xCurrentTime = vfs_time,
                                     .xGetLastError = vfs_error},
                             .source = source,
                             .length = length};
  snprintf(vfs->name, sizeof vfs->name, "chuan-source-%p", (void *)vfs);
  vfs->vfs.zName = vfs->name;
  return sqlite3_vfs_register(&vfs->vfs, 0);
}

void source_vfs_unregister(struct source_vfs *vfs) {
  sqlite3_vfs_unregister(&vfs->vfs);
}
