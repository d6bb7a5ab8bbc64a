/* Opening and closing a dossier: whose file it is, what may be done with it. */
#include "facts/inside.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define APPLICATION_ID 0x4368756E /* "Chun" */
#define HEADER_SIZE 100

enum file_kind { FILE_OURS, FILE_NEW, FILE_FOREIGN };

static chuan_status foreign(struct dossier *dossier) {
  return dossier_failed(dossier, SQLITE_NOTADB);
}

static uint32_t big_endian(const unsigned char *bytes) {
  return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/* By its first bytes, before SQLite sees the file: another program's database may need a recovery that
 * writes to it. A file of ours carries our number from its very first page on. */
static enum file_kind header_kind(const unsigned char *header, size_t length) {
  if (length == 0) return FILE_NEW;
  if (length < HEADER_SIZE || memcmp(header, "SQLite format 3", 16) != 0) return FILE_FOREIGN;
  return big_endian(header + 68) == APPLICATION_ID ? FILE_OURS : FILE_FOREIGN;
}

static chuan_status file_inspect(struct dossier *dossier, unsigned flags, enum file_kind *kind) {
  int file = open(dossier->path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
  if (file < 0) {
    if (errno == ENOENT && (flags & CHUAN_OPEN_CREATE)) {
      *kind = FILE_NEW;
      return CHUAN_OK;
    }
    if (errno == ENOENT) {
      return report_fail(
          dossier->report, CHUAN_DATABASE,
          "%s: there is no such dossier; make it by loading units into it, or name another file",
          "%s: chưa có hồ sơ này; hãy tạo bằng cách nạp đơn vị, hoặc chọn tệp khác", dossier->path);
    }
    return dossier_failed(dossier, errno == EACCES || errno == EPERM ? SQLITE_PERM : SQLITE_CANTOPEN);
  }
  struct stat about;
  unsigned char header[HEADER_SIZE];
  ssize_t length = -1;
  int regular = fstat(file, &about) == 0 && S_ISREG(about.st_mode);
  if (regular) length = read(file, header, sizeof header);
  close(file);
  if (!regular) return foreign(dossier);
  if (length < 0) return dossier_failed(dossier, SQLITE_IOERR);
  *kind = header_kind(header, (size_t)length);
  if (*kind == FILE_FOREIGN || (*kind == FILE_NEW && !(flags & CHUAN_OPEN_CREATE))) return foreign(dossier);
  return CHUAN_OK;
}

/* Committed changes that are still in the log beside the file. */
static int log_has_changes(struct arena *arena, const char *path) {
  char *log = arena_format(arena, "%s-wal", path);
  struct stat about;
  return !log || (stat(log, &about) == 0 && about.st_size > 0);
}

static int connect_once(struct dossier *dossier, enum connection_mode mode) {
  int code = connection_open(dossier->path, mode, &dossier->db);
  if (code != SQLITE_OK) return code;
  dossier->mode = mode;
  code = sqlite3_exec(dossier->db, "PRAGMA cache_size = -16384; SELECT count(*) FROM sqlite_schema", NULL,
                      NULL, NULL);
  if (code != SQLITE_OK) {
    sqlite3_close(dossier->db);
    dossier->db = NULL;
  }
  return code;
}

static int is_kept_from_writing(int code) {
  int primary = code & 0xFF;
  return primary == SQLITE_CANTOPEN || primary == SQLITE_READONLY || primary == SQLITE_PERM ||
         primary == SQLITE_AUTH;
}

/* As one who may write whenever we may, even to read: only such a connection can tidy away the lock files when it
 * leaves. Else as a reader; and on a disk without room for lock files the file as it stands, provided that
 * nothing is waiting in its log. */
static chuan_status dossier_connect(struct dossier *dossier, unsigned flags, enum file_kind kind) {
  int code = connect_once(dossier, kind == FILE_NEW ? CONNECTION_CREATE : CONNECTION_WRITE);
  if (kind != FILE_NEW && is_kept_from_writing(code)) code = connect_once(dossier, CONNECTION_READ);
  if (kind != FILE_NEW && is_kept_from_writing(code)) {
    if (log_has_changes(dossier->arena, dossier->path)) {
      return report_fail(
          dossier->report, CHUAN_DATABASE,
          "%s: the disk is read-only and changes still stand in %s-wal; open it once where it can be written",
          "%s: đĩa chỉ cho đọc mà thay đổi còn nằm trong %s-wal; hãy mở một lần ở nơi ghi được",
          dossier->path, dossier->path);
    }
    code = connect_once(dossier, CONNECTION_IMMUTABLE);
  }
  if (code != SQLITE_OK) return dossier_failed(dossier, code);
  int writable = dossier->mode == CONNECTION_WRITE || dossier->mode == CONNECTION_CREATE;
  dossier->asked_to_read = (flags & CHUAN_OPEN_READ) != 0;
  dossier->read_only = dossier->asked_to_read || !writable || sqlite3_db_readonly(dossier->db, "main") == 1;
  return dossier->read_only ? dossier_execute(dossier, "PRAGMA query_only = ON") : CHUAN_OK;
}

/* Our number is written first and alone, so that whatever stops us afterwards, the file says whose it is. */
static chuan_status dossier_claim(struct dossier *dossier) {
  int64_t objects = 0;
  chuan_status status = dossier_number(dossier, "SELECT count(*) FROM sqlite_schema", 0, &objects);
  if (status != CHUAN_OK) return status;
  int64_t application = 0;
  status = dossier_number(dossier, "PRAGMA application_id", 0, &application);
  if (status != CHUAN_OK) return status;
  if (application == APPLICATION_ID) return CHUAN_OK; /* another process was quicker */
  if (objects > 0 || application != 0) return foreign(dossier);
  return dossier_execute(dossier, "PRAGMA page_size = 16384; PRAGMA application_id = 1130919278");
}

static chuan_status dossier_prepare_file(struct dossier *dossier, unsigned flags) {
  enum file_kind kind = FILE_NEW;
  chuan_status status = CHUAN_OK;
  if (flags & CHUAN_OPEN_READ) flags = CHUAN_OPEN_READ; /* reading makes no file */
  if (dossier->in_memory) {
    flags = CHUAN_OPEN_CREATE;
  } else {
    status = file_inspect(dossier, flags, &kind);
  }
  if (status == CHUAN_OK) status = dossier_connect(dossier, flags, kind);
  if (status == CHUAN_OK && kind == FILE_NEW) status = dossier_claim(dossier);
  if (status == CHUAN_OK && !dossier->read_only) {
    /* NORMAL: a commit survives the death of the process; after a power cut the last one may be gone, whole. */
    status = dossier_execute(
        dossier, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = OFF");
  }
  if (status == CHUAN_OK) status = dossier_execute(dossier, "PRAGMA cell_size_check = ON");
  if (status == CHUAN_OK) status = dossier_collect_register(dossier);
  return status == CHUAN_OK ? dossier_migrate(dossier) : status;
}

chuan_status dossier_open(const char *path, unsigned flags, struct report *report, struct dossier **out) {
  *out = NULL;
  if (!path || !*path) {
    return report_fail(report, CHUAN_ARGUMENT, "no dossier was named; give the path of a file",
                       "chưa nêu hồ sơ nào; hãy cho đường dẫn của một tệp");
  }
  struct dossier *dossier = calloc(1, sizeof *dossier);
  if (!dossier) return report_no_memory(report);
  dossier->report = report;
  dossier->arena = arena_create();
  if (dossier->arena) dossier->path = arena_string(dossier->arena, path);
  dossier->in_memory = strcmp(path, ":memory:") == 0;
  chuan_status status = dossier->path ? dossier_prepare_file(dossier, flags) : report_no_memory(report);
  if (status != CHUAN_OK) {
    dossier_close(dossier);
    return status;
  }
  *out = dossier;
  return CHUAN_OK;
}

void dossier_close(struct dossier *dossier) {
  if (!dossier) return;
  if (dossier->db) {
    dossier_rollback(dossier);
    for (size_t i = 0; i < QUERY_COUNT; i++) sqlite3_finalize(dossier->queries[i]);
    sqlite3_close(dossier->db);
  }
  arena_free(dossier->arena);
  free(dossier);
}
