/* The steps every part of a dossier takes with SQLite, each saying itself why it failed. */
#include "facts/inside.h"

#include "base/text.h"

#include <string.h>

#define STEPS_BETWEEN_QUESTIONS 256u /* whether to stop: often enough for a person, too seldom to be felt */

static const char *const query_texts[QUERY_COUNT] = {
    [QUERY_UNIT_BY_CODE] =
        "SELECT id, code, level, name, parent, valid_from, valid_to FROM unit WHERE code = ?1 ORDER BY "
        "valid_from",
    [QUERY_UNIT_BY_ID] = "SELECT id, code, level, name, parent, valid_from, valid_to FROM unit WHERE id = ?1",
};

chuan_status dossier_failed(struct dossier *dossier, int code) {
  return connection_failed(dossier->db, code, dossier->path, dossier->report);
}

chuan_status dossier_execute(struct dossier *dossier, const char *sql) {
  int code = sqlite3_exec(dossier->db, sql, NULL, NULL, NULL);
  return code == SQLITE_OK ? CHUAN_OK : dossier_failed(dossier, code);
}

chuan_status dossier_prepare(struct dossier *dossier, const char *sql, sqlite3_stmt **out) {
  int code = sqlite3_prepare_v2(dossier->db, sql, -1, out, NULL);
  return code == SQLITE_OK ? CHUAN_OK : dossier_failed(dossier, code);
}

void dossier_stop_when(struct dossier *dossier, chuan_progress stop, void *payload) {
  dossier->stop = stop;
  dossier->stop_payload = payload;
  dossier->steps = 0;
}

static chuan_status go_on(struct dossier *dossier) {
  dossier->steps = 0;
  if (dossier->stop == NULL || dossier->stop(dossier->stop_payload, 0, 0) == 0) return CHUAN_OK;
  return report_fail(dossier->report, CHUAN_STOPPED, "stopped; nothing was stored in %s",
                     "đã dừng; chưa lưu gì vào %s", dossier->path);
}

chuan_status dossier_step(struct dossier *dossier, sqlite3_stmt *statement, int *row) {
  *row = 0;
  if (++dossier->steps >= STEPS_BETWEEN_QUESTIONS) {
    chuan_status status = go_on(dossier);
    if (status != CHUAN_OK) return status;
  }
  int code = sqlite3_step(statement);
  *row = code == SQLITE_ROW;
  return code == SQLITE_ROW || code == SQLITE_DONE ? CHUAN_OK : dossier_failed(dossier, code);
}

chuan_status dossier_run(struct dossier *dossier, sqlite3_stmt *statement) {
  int row;
  chuan_status status = dossier_step(dossier, statement, &row);
  sqlite3_reset(statement);
  return status;
}

chuan_status dossier_query(struct dossier *dossier, enum dossier_query query, sqlite3_stmt **out) {
  sqlite3_stmt *statement = dossier->queries[query];
  if (statement) {
    sqlite3_reset(statement);
  } else {
    int code =
        sqlite3_prepare_v3(dossier->db, query_texts[query], -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
    if (code != SQLITE_OK) return dossier_failed(dossier, code);
    dossier->queries[query] = statement;
  }
  *out = statement;
  return CHUAN_OK;
}

chuan_status dossier_number(struct dossier *dossier, const char *sql, int64_t otherwise, int64_t *out) {
  sqlite3_stmt *statement = NULL;
  int row = 0;
  *out = otherwise;
  chuan_status status = dossier_prepare(dossier, sql, &statement);
  if (status == CHUAN_OK) status = dossier_step(dossier, statement, &row);
  if (status == CHUAN_OK && row && sqlite3_column_type(statement, 0) != SQLITE_NULL) {
    *out = sqlite3_column_int64(statement, 0);
  }
  sqlite3_finalize(statement);
  return status;
}

chuan_status dossier_begin(struct dossier *dossier) {
  if (dossier->asked_to_read) {
    return report_fail(dossier->report, CHUAN_DATABASE,
                       "%s: the dossier was opened for reading only; open it for writing to change it",
                       "%s: hồ sơ được mở chỉ để đọc; hãy mở để ghi nếu muốn thay đổi", dossier->path);
  }
  if (dossier->read_only) return dossier_failed(dossier, SQLITE_READONLY);
  return dossier_execute(dossier, "BEGIN IMMEDIATE");
}

chuan_status dossier_commit(struct dossier *dossier) {
  chuan_status status = go_on(dossier);
  if (status == CHUAN_OK) status = dossier_execute(dossier, "COMMIT");
  if (status != CHUAN_OK) dossier_rollback(dossier);
  return status;
}

void dossier_rollback(struct dossier *dossier) {
  if (sqlite3_get_autocommit(dossier->db)) return;
  /* A statement left in the middle of its rows would keep the transaction open. */
  sqlite3_stmt *statement = NULL;
  while ((statement = sqlite3_next_stmt(dossier->db, statement)) != NULL) sqlite3_reset(statement);
  /* Once more when there was no memory for the first: the next transaction could not begin inside this one. */
  for (int i = 0; i < 2 && !sqlite3_get_autocommit(dossier->db); i++) {
    sqlite3_exec(dossier->db, "ROLLBACK", NULL, NULL, NULL);
  }
}

char *dossier_text(struct arena *arena, sqlite3_stmt *statement, int column) {
  const unsigned char *text = sqlite3_column_text(statement, column);
  if (!text) {
    /* NULL is also what SQLite gives when it had no memory for the text. */
    if (sqlite3_column_type(statement, column) != SQLITE_NULL) return NULL;
    return arena_string(arena, "");
  }
  size_t length = (size_t)sqlite3_column_bytes(statement, column);
  char *copy = arena_text(arena, (const char *)text, length);
  /* A damaged file may hold anything; what is read from here on is text. */
  if (copy && !text_is_utf8(copy, length)) {
    for (size_t i = 0; i < length; i++)
      if (copy[i] == '\0' || (unsigned char)copy[i] >= 0x80) copy[i] = '?';
  }
  return copy;
}
