/* Opening connections to SQLite and saying what their failures mean. */
#include "facts/connection.h"

#include "base/buffer.h"

#include <errno.h>
#include <string.h>

#define BUSY_MILLISECONDS 5000
#define LONGEST_VALUE (64 << 20) /* a text or BLOB; ours stay under one MiB */
#define LONGEST_SQL (4 << 20)

/* A path as an URI, so that parameters can be given with it. */
static void uri_write(struct buffer *uri, const char *path, const char *parameters) {
  buffer_add_string(uri, path[0] == '/' ? "file://" : "file:");
  for (const char *c = path; *c; c++) {
    if (*c == '%' || *c == '?' || *c == '#') {
      buffer_format(uri, "%%%02X", (unsigned)(unsigned char)*c);
    } else {
      buffer_add_char(uri, *c);
    }
  }
  buffer_add_string(uri, parameters);
}

/* What a file's own schema could do is switched off; what it can make us allocate is bounded. */
static void connection_protect(sqlite3 *db) {
  sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
  sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)0);
  sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, (int *)0);
  sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, (int *)0);
  sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, (int *)0);
  sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, (int *)0);
  sqlite3_limit(db, SQLITE_LIMIT_LENGTH, LONGEST_VALUE);
  sqlite3_limit(db, SQLITE_LIMIT_SQL_LENGTH, LONGEST_SQL);
  sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit(db, SQLITE_LIMIT_TRIGGER_DEPTH, 10);
}

int connection_open(const char *path, enum connection_mode mode, sqlite3 **out) {
  static const char *const parameters[] = {
      [CONNECTION_WRITE] = "?mode=rw",
      [CONNECTION_CREATE] = "?mode=rwc",
      [CONNECTION_READ] = "?mode=ro",
      [CONNECTION_IMMUTABLE] = "?mode=ro&immutable=1",
  };
  *out = NULL;
  struct buffer uri;
  buffer_init(&uri, 0);
  /* Always as an URI: a file that happens to be called "file:x?vfs=y" is then a file and nothing more. */
  if (strcmp(path, ":memory:") == 0) {
    buffer_add_string(&uri, "file::memory:");
  } else {
    uri_write(&uri, path, parameters[mode]);
  }
  if (uri.failed) {
    buffer_free(&uri);
    return SQLITE_NOMEM;
  }
  sqlite3 *db = NULL;
  int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE |
              (mode == CONNECTION_READ || mode == CONNECTION_IMMUTABLE ? SQLITE_OPEN_READONLY
               : mode == CONNECTION_WRITE                              ? SQLITE_OPEN_READWRITE
                                          : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  int code = sqlite3_open_v2(uri.text, &db, flags, NULL);
  buffer_free(&uri);
  if (code != SQLITE_OK) {
    sqlite3_close(db);
    return code;
  }
  connection_protect(db);
  sqlite3_busy_timeout(db, BUSY_MILLISECONDS);
  *out = db;
  return SQLITE_OK;
}

struct sentence {
  int code;
  int detail;
  const char *english, *vietnamese;
};

static const struct sentence sentences[] = {
    {SQLITE_FULL, 0, "the disk is full and nothing was changed; free some space and run again",
     "đĩa đã đầy, chưa có gì thay đổi; hãy giải phóng dung lượng rồi chạy lại"},
    {SQLITE_READONLY, 0,
     "it cannot be written: the file, its folder or the disk is read-only; make it writable or use a copy "
     "elsewhere",
     "không ghi được: tệp, thư mục hoặc đĩa chỉ cho đọc; hãy cho phép ghi hoặc dùng một bản sao ở nơi khác"},
    {SQLITE_BUSY, 0, "another program is changing it; wait until that is done and run again",
     "chương trình khác đang thay đổi tệp này; hãy đợi xong rồi chạy lại"},
    {SQLITE_CANTOPEN, 0,
     "it cannot be opened; check that the folder exists and that you may read and write there",
     "không mở được; hãy kiểm tra thư mục có tồn tại và bạn có quyền đọc, ghi ở đó"},
    {SQLITE_PERM, 0, "you may not open it; ask for the right to read and write it",
     "bạn không có quyền mở; hãy xin quyền đọc và ghi tệp này"},
    {SQLITE_NOTADB, 0, "this is not a dossier of chuan; choose another file, it was left as it is",
     "đây không phải là hồ sơ của chuan; hãy chọn tệp khác, tệp này được giữ nguyên"},
    {SQLITE_CORRUPT, 1, "the file is damaged; restore it from a copy",
     "tệp bị hỏng; hãy khôi phục từ bản sao lưu"},
    {SQLITE_IOERR_WRITE, 0,
     "it cannot be written and nothing was changed: the disk is full, a quota is used up or the disk fails; "
     "free some space and run again",
     "không ghi được và chưa có gì thay đổi: đĩa đã đầy, hết hạn mức hoặc đĩa hỏng; hãy giải phóng dung "
     "lượng rồi chạy lại"},
    {SQLITE_IOERR, 1, "the disk cannot be read or written; check the disk and run again",
     "không đọc hoặc ghi được đĩa; hãy kiểm tra đĩa rồi chạy lại"},
    {SQLITE_ERROR, 1, "the file does not fit this version of chuan; restore it from a copy",
     "tệp không khớp với phiên bản chuan này; hãy khôi phục từ bản sao lưu"},
};

/* The few codes a person can act on differently. */
static int sentence_code(sqlite3 *db, int code) {
  if (code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_SHMSIZE) return SQLITE_IOERR_WRITE;
  int primary = code & 0xFF;
  if (primary == SQLITE_CANTOPEN && db && sqlite3_system_errno(db) == EROFS) return SQLITE_READONLY;
  if (primary == SQLITE_LOCKED) return SQLITE_BUSY;
  if (primary == SQLITE_AUTH) return SQLITE_PERM;
  return primary;
}

const char *connection_sentence(sqlite3 *db, int code, chuan_language language, int *detail) {
  int wanted = sentence_code(db, code);
  const struct sentence *found = &sentences[sizeof sentences / sizeof *sentences - 1];
  for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
    if (sentences[i].code == wanted) found = &sentences[i];
  }
  *detail = found->detail;
  return language == CHUAN_ENGLISH ? found->english : found->vietnamese;
}

chuan_status connection_failed(sqlite3 *db, int code, const char *path, struct report *report) {
  if ((code & 0xFF) == SQLITE_NOMEM) return report_no_memory(report);
  int detail;
  const char *sentence = connection_sentence(db, code, report_language(report), &detail);
  /* What we found wrong ourselves has no message of SQLite's. */
  if (detail && (!db || (sqlite3_extended_errcode(db) & 0xFF) == (code & 0xFF))) {
    return report_fail(report, CHUAN_DATABASE, "%s: %s (%s)", "%s: %s (%s)", path, sentence,
                       db ? sqlite3_errmsg(db) : sqlite3_errstr(code));
  }
  return report_fail(report, CHUAN_DATABASE, "%s: %s", "%s: %s", path, sentence);
}
