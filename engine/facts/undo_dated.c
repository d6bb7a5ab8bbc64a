/* Taking back what an import said about dated attributes and recognitions. Of what was said about one of them the last
 * word holds; of imports that said it in turn, the most authoritative, then the first, is named as its source. */
#include "facts/undo.h"

#include "base/buffer.h"

struct dated_list {
  const char *name;
  const char *keys[5];    /* what it is about; NULL at the end */
  const char *content[7]; /* what is said */
};

static const struct dated_list dated_lists[] = {
    {"attribute", {"level", "fact", "unit_id", "valid_from"}, {"valid_to", "value"}},
    {"recognition",
     {"unit_id", "standard", "decided_on"},
     {"by_latest", "decision", "revoked_on", "confidence", "publication", "note"}},
};

static void columns_add(struct buffer *sql, const char *const *columns, const char *prefix) {
  for (size_t i = 0; columns[i]; i++) buffer_format(sql, "%s%s%s", i ? ", " : "", prefix, columns[i]);
}

static void keys_match(struct buffer *sql, const struct dated_list *list, const char *left,
                       const char *right) {
  for (size_t i = 0; list->keys[i]; i++)
    buffer_format(sql, "%s%s.%s = %s.%s", i ? " AND " : "", left, list->keys[i], right, list->keys[i]);
}

/* The import, its row and what it says, of the report that holds about the row t; without import ?1 when `without`. */
static void holder_add(struct buffer *sql, const struct dated_list *list, int without) {
  buffer_add_string(sql, "SELECT r.import_id, r.source_row, ");
  columns_add(sql, list->content, "r.");
  buffer_format(sql, " FROM %s_report AS r JOIN import AS i ON i.id = r.import_id WHERE ", list->name);
  keys_match(sql, list, "r", "t");
  if (without) buffer_add_string(sql, " AND r.import_id <> ?1");
  buffer_format(sql, " AND NOT EXISTS (SELECT 1 FROM %s_report AS d WHERE ", list->name);
  keys_match(sql, list, "d", "r");
  if (without) buffer_add_string(sql, " AND d.import_id <> ?1");
  buffer_add_string(sql, " AND d.import_id > r.import_id AND (");
  columns_add(sql, list->content, "d.");
  buffer_add_string(sql, ") <> (");
  columns_add(sql, list->content, "r.");
  buffer_add_string(sql, ")) ORDER BY i.status, r.import_id LIMIT 1");
}

/* Rows the import spoke about, that still are what was reported: what a hand has changed is left alone. */
static void touched_add(struct buffer *sql, const struct dated_list *list) {
  buffer_format(sql, " WHERE EXISTS (SELECT 1 FROM %s_report AS x WHERE x.import_id = ?1 AND ", list->name);
  keys_match(sql, list, "x", "t");
  buffer_add_string(sql, ") AND (t.import_id, t.source_row, ");
  columns_add(sql, list->content, "t.");
  buffer_add_string(sql, ") = (");
  holder_add(sql, list, 0);
  buffer_add_char(sql, ')');
}

static chuan_status run(struct dossier *dossier, struct buffer *sql, int64_t id) {
  sqlite3_stmt *statement = NULL;
  chuan_status status = sql->failed ? report_no_memory(dossier->report)
                                    : dossier_prepare(dossier, buffer_string(sql), &statement);
  buffer_clear(sql);
  if (status == CHUAN_OK) {
    sqlite3_bind_int64(statement, 1, id);
    status = dossier_run(dossier, statement);
  }
  sqlite3_finalize(statement);
  return status;
}

static chuan_status list_undo(struct dossier *dossier, const struct dated_list *list, struct buffer *sql,
                              int64_t id, uint64_t *rows) {
  buffer_format(sql, "DELETE FROM %s AS t", list->name);
  touched_add(sql, list);
  buffer_format(sql, " AND NOT EXISTS (SELECT 1 FROM %s_report AS o WHERE o.import_id <> ?1 AND ",
                list->name);
  keys_match(sql, list, "o", "t");
  buffer_add_char(sql, ')');
  chuan_status status = run(dossier, sql, id);
  buffer_format(sql, "UPDATE %s AS t SET (import_id, source_row, ", list->name);
  columns_add(sql, list->content, "");
  buffer_add_string(sql, ") = (");
  holder_add(sql, list, 1);
  buffer_add_char(sql, ')');
  touched_add(sql, list);
  if (status == CHUAN_OK) status = run(dossier, sql, id);
  buffer_clear(sql);
  buffer_format(sql, "DELETE FROM %s_report WHERE import_id = ?1", list->name);
  if (status == CHUAN_OK) status = run(dossier, sql, id);
  if (status == CHUAN_OK) *rows += (uint64_t)sqlite3_changes64(dossier->db);
  return status;
}

/* An import that ended an attribute has made room for the next one: then that one has to go first. */
static chuan_status overlap_refuse(struct dossier *dossier, struct arena *arena,
                                   const struct undone_import *import) {
  sqlite3_stmt *statement = NULL;
  int row = 0;
  chuan_status status = dossier_prepare(
      dossier,
      "SELECT a.fact, u.name || ' (' || u.code || ')', b.import_id, i.file FROM attribute AS a JOIN "
      "attribute AS b ON "
      "b.level = a.level AND b.fact = a.fact AND b.unit_id = a.unit_id AND b.valid_from > a.valid_from AND "
      "b.valid_from <= a.valid_to JOIN unit AS u ON u.id = a.unit_id JOIN import AS i ON i.id = b.import_id "
      "WHERE a.level = ?1 ORDER BY b.import_id DESC, 1, 2 LIMIT 1",
      &statement);
  if (status == CHUAN_OK) {
    sqlite3_bind_text(statement, 1, import->level, -1, SQLITE_STATIC);
    status = dossier_step(dossier, statement, &row);
  }
  if (status == CHUAN_OK && row) {
    const char *fact = dossier_text(arena, statement, 0), *unit = dossier_text(arena, statement, 1);
    const char *file = dossier_text(arena, statement, 3);
    status =
        !fact || !unit || !file
            ? report_no_memory(dossier->report)
            : report_fail(
                  dossier->report, CHUAN_ARGUMENT,
                  "import %lld cannot be undone before import %lld (%s): without it \"%s\" of %s would have "
                  "two values on the same days; undo import %lld first",
                  "chưa rút được lần nhập %lld trước lần nhập %lld (%s): không có nó thì “%s” của %s có hai "
                  "giá trị trong cùng những ngày; hãy rút lần nhập %lld trước",
                  (long long)import->id, (long long)sqlite3_column_int64(statement, 2), file, fact, unit,
                  (long long)sqlite3_column_int64(statement, 2));
  }
  sqlite3_finalize(statement);
  return status;
}

chuan_status undo_dated(struct dossier *dossier, struct arena *arena, const struct undone_import *import,
                        uint64_t *rows) {
  chuan_status status = CHUAN_OK;
  struct buffer sql;
  uint64_t before = *rows;
  buffer_init(&sql, 0);
  for (size_t i = 0; i < sizeof dated_lists / sizeof *dated_lists && status == CHUAN_OK; i++)
    status = list_undo(dossier, &dated_lists[i], &sql, import->id, rows);
  buffer_free(&sql);
  return status == CHUAN_OK && *rows > before ? overlap_refuse(dossier, arena, import) : status;
}
