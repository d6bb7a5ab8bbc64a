/* Taking an import back: its reports go, what stands is chosen again from the others, and where the same file was sent
 * again, that import says from now on what it had only repeated. Everything is then as if the import had never been,
 * but that it stays in the list as undone. */
#include "facts/undo.h"

#include "facts/columns.h"
#include "facts/import_list.h"
#include "facts/imports.h"

#include <stdlib.h>

#define PAIRS_AT_ONCE 512

struct undoing {
  struct dossier *dossier;
  struct arena *arena;
  struct undone_import import;
  int64_t latest; /* of all imports */
  struct stored_level level;
  struct statements statements;
  struct repetition repetition; /* the imports of the same file */
  int remarks;                  /* it says something of its reports */
  sqlite3_stmt *next, *move, *move_remarks, *drop;
};

/* --- may it go? ------------------------------------------------------------------------------------------ */

static chuan_status head_judge(struct undoing *undoing, sqlite3_stmt *head) {
  struct report *report = undoing->dossier->report;
  struct undone_import *import = &undoing->import;
  import->file = dossier_text(undoing->arena, head, 0);
  import->level = dossier_text(undoing->arena, head, 1);
  const char *undone = dossier_text(undoing->arena, head, 3);
  if (!import->file || !import->level || !undone) return report_no_memory(report);
  if (*undone)
    return report_fail(report, CHUAN_ARGUMENT,
                       "import %lld (%s) was undone already, on %.10s; there is nothing to take back",
                       "lần nhập %lld (%s) đã được rút ngày %.10s; không còn gì để rút",
                       (long long)import->id, import->file, undone);
  if (!sqlite3_column_int(head, 2))
    return report_fail(
        report, CHUAN_ARGUMENT,
        "import %lld (%s) is from an earlier version, which did not keep all that is needed to take it "
        "back exactly; import the right figures instead",
        "lần nhập %lld (%s) do phiên bản trước thực hiện, không giữ đủ để rút lại chính xác; hãy nhập số "
        "liệu đúng thay vào",
        (long long)import->id, import->file);
  return CHUAN_OK;
}

static chuan_status head_read(struct undoing *undoing) {
  struct dossier *dossier = undoing->dossier;
  sqlite3_stmt *head = NULL;
  int row = 0;
  chuan_status status = dossier_number(dossier, "SELECT max(id) FROM import", 0, &undoing->latest);
  if (status == CHUAN_OK)
    status =
        dossier_prepare(dossier, "SELECT file, level, exact, undone_at FROM import WHERE id = ?1", &head);
  if (status == CHUAN_OK) {
    sqlite3_bind_int64(head, 1, undoing->import.id);
    status = dossier_step(dossier, head, &row);
  }
  if (status == CHUAN_OK)
    status = row ? head_judge(undoing, head) : import_not_there(dossier, undoing->import.id);
  sqlite3_finalize(head);
  return status;
}

/* --- statements -------------------------------------------------------------------------------------------- */

static chuan_status prepare(struct undoing *undoing, struct buffer *sql, chuan_status before,
                            sqlite3_stmt **out) {
  struct dossier *dossier = undoing->dossier;
  chuan_status status = before;
  if (status == CHUAN_OK && sql->failed) status = report_no_memory(dossier->report);
  if (status == CHUAN_OK) status = dossier_prepare(dossier, buffer_string(sql), out);
  buffer_clear(sql);
  return status;
}

static chuan_status run(struct undoing *undoing, struct buffer *sql, int64_t heir) {
  sqlite3_stmt *statement = NULL;
  chuan_status status = prepare(undoing, sql, CHUAN_OK, &statement);
  if (status == CHUAN_OK) {
    sqlite3_bind_int64(statement, 1, undoing->import.id);
    if (heir) sqlite3_bind_int64(statement, 2, heir);
    status = dossier_run(undoing->dossier, statement);
  }
  sqlite3_finalize(statement);
  return status;
}

/* The import that the stretch of rows of import `who` around the row of t repeats, or NULL. */
#define ORIGIN_OF(who)                                                                            \
  "(SELECT CASE WHEN p.last_row >= t.source_row THEN p.of_import END FROM repetition AS p WHERE " \
  "p.import_id = " who                                                                            \
  " AND p.source_sheet = t.source_sheet AND p.first_row <= t.source_row ORDER "                   \
  "BY p.first_row DESC LIMIT 1)"
/* Import ?2 says again what import ?1 says in the row of t. */
#define HEIR_SAYS ORIGIN_OF("?2") " = coalesce(" ORIGIN_OF("?1") ", ?1)"

static chuan_status statements_prepare(struct undoing *undoing, struct buffer *sql) {
  const char *level = undoing->level.level;
  buffer_format(sql,
                "SELECT DISTINCT year, unit_id FROM \"observation_%s\" WHERE import_id = ?1 AND "
                "(year, unit_id) > (?2, ?3) ORDER BY year, unit_id LIMIT %d",
                level, PAIRS_AT_ONCE);
  chuan_status status = prepare(undoing, sql, CHUAN_OK, &undoing->next);
  buffer_format(
      sql,
      "UPDATE OR IGNORE \"observation_%s\" AS t SET import_id = ?2 WHERE t.import_id = ?1 AND t.unit_id = ?3 "
      "AND t.year = ?4 AND " HEIR_SAYS,
      level);
  status = prepare(undoing, sql, status, &undoing->move);
  buffer_add_string(sql,
                    "UPDATE OR IGNORE remark AS t SET import_id = ?2 WHERE t.import_id = ?1 AND t.unit_id = "
                    "?3 AND t.year = ?4 "
                    "AND " HEIR_SAYS);
  status = prepare(undoing, sql, status, &undoing->move_remarks);
  buffer_format(sql, "DELETE FROM \"observation_%s\" WHERE import_id = ?1 AND unit_id = ?3 AND year = ?4",
                level);
  return prepare(undoing, sql, status, &undoing->drop);
}

/* --- one unit and year --------------------------------------------------------------------------------------- */

struct unit_year {
  int64_t unit_id;
  int year;
};

static chuan_status pair_run(struct undoing *undoing, sqlite3_stmt *statement, int64_t heir,
                             struct unit_year pair) {
  sqlite3_bind_int64(statement, 1, undoing->import.id);
  if (heir) sqlite3_bind_int64(statement, 2, heir);
  sqlite3_bind_int64(statement, 3, pair.unit_id);
  sqlite3_bind_int(statement, 4, pair.year);
  return dossier_run(undoing->dossier, statement);
}

static chuan_status pair_undo(struct undoing *undoing, struct unit_year pair) {
  struct statements *statements = &undoing->statements;
  /* First as it is: what a hand has typed since is found by what the reports do not say. */
  statements_forget(statements);
  chuan_status status = statements_read(statements, pair.unit_id, pair.year, undoing->latest);
  int exists = statements->exists;
  for (size_t i = 0; i < undoing->repetition.count && status == CHUAN_OK; i++) {
    const struct same_file *file = &undoing->repetition.files[i];
    if (!file->repeats) continue;
    status = pair_run(undoing, undoing->move, file->id, pair);
    if (status == CHUAN_OK && undoing->remarks)
      status = pair_run(undoing, undoing->move_remarks, file->id, pair);
  }
  if (status == CHUAN_OK) status = pair_run(undoing, undoing->drop, 0, pair);
  if (status != CHUAN_OK || !exists || statements->whole)
    return status; /* a row that a hand took out stays out */
  status = statements_reread(statements);
  return status == CHUAN_OK ? statements_write(statements) : status;
}

static chuan_status pairs_read(struct undoing *undoing, struct unit_year after, struct unit_year *pairs,
                               size_t *count) {
  sqlite3_stmt *next = undoing->next;
  int row = 0;
  chuan_status status;
  *count = 0;
  sqlite3_bind_int64(next, 1, undoing->import.id);
  sqlite3_bind_int(next, 2, after.year);
  sqlite3_bind_int64(next, 3, after.unit_id);
  while ((status = dossier_step(undoing->dossier, next, &row)) == CHUAN_OK && row && *count < PAIRS_AT_ONCE)
    pairs[(*count)++] = (struct unit_year){sqlite3_column_int64(next, 1), sqlite3_column_int(next, 0)};
  sqlite3_reset(next);
  return status;
}

static chuan_status pairs_undo(struct undoing *undoing) {
  struct unit_year pairs[PAIRS_AT_ONCE];
  struct unit_year last = {INT64_MIN, INT32_MIN};
  chuan_status status;
  size_t count = 0;
  while ((status = pairs_read(undoing, last, pairs, &count)) == CHUAN_OK && count > 0) {
    for (size_t i = 0; i < count && status == CHUAN_OK; i++) status = pair_undo(undoing, pairs[i]);
    if (status != CHUAN_OK) return status;
    last = pairs[count - 1];
  }
  return status;
}

/* --- all ------------------------------------------------------------------------------------------------------ */

/* The chunks whose rows change, and how many reports there are. */
static chuan_status table_mark(struct undoing *undoing, struct buffer *sql, const char *table,
                               uint64_t *rows) {
  const char *level = undoing->level.level;
  struct dossier *dossier = undoing->dossier;
  int64_t found = 0;
  buffer_format(sql, "SELECT count(*) FROM \"%s_%s\" WHERE import_id = %lld", table, level,
                (long long)undoing->import.id);
  chuan_status status = sql->failed ? report_no_memory(dossier->report)
                                    : dossier_number(dossier, buffer_string(sql), 0, &found);
  buffer_clear(sql);
  if (status != CHUAN_OK || found == 0) return status;
  *rows += (uint64_t)found;
  buffer_format(
      sql,
      "INSERT OR IGNORE INTO stale_chunk SELECT DISTINCT u.level, t.year, u.slot >> 16 FROM \"%s_%s\" AS t "
      "JOIN unit AS u ON u.id = t.unit_id WHERE t.import_id = ?1 AND u.level = '%s'",
      table, level, level);
  return run(undoing, sql, 0);
}

/* Units and years that it alone has spoken of; and what it says of its reports. */
static chuan_status rows_undo(struct undoing *undoing, struct buffer *sql) {
  const char *level = undoing->level.level;
  chuan_status status = CHUAN_OK;
  for (size_t i = 0; i < undoing->repetition.count && status == CHUAN_OK; i++) {
    const struct same_file *file = &undoing->repetition.files[i];
    if (!file->repeats) continue;
    buffer_format(sql, "UPDATE \"fact_%s\" AS t SET import_id = ?2 WHERE t.import_id = ?1 AND " HEIR_SAYS,
                  level);
    status = run(undoing, sql, file->id);
    buffer_add_string(
        sql, "UPDATE OR IGNORE remark AS t SET import_id = ?2 WHERE t.import_id = ?1 AND " HEIR_SAYS);
    if (status == CHUAN_OK) status = run(undoing, sql, file->id);
  }
  buffer_clear(sql);
  buffer_format(sql, "DELETE FROM \"fact_%s\" WHERE import_id = ?1", level);
  return status == CHUAN_OK ? run(undoing, sql, 0) : status;
}

static chuan_status figures_undo(struct undoing *undoing, struct buffer *sql, uint64_t *rows) {
  struct dossier *dossier = undoing->dossier;
  chuan_status status = stored_level_load(dossier, undoing->arena, undoing->import.level, &undoing->level);
  if (status != CHUAN_OK || undoing->level.count == 0) return status;
  if (!name_is_plain(undoing->import.level)) return dossier_failed(dossier, SQLITE_CORRUPT);
  status = statements_open(&undoing->statements, dossier, undoing->arena, &undoing->level);
  if (status == CHUAN_OK) status = statements_prepare(undoing, sql);
  if (status == CHUAN_OK) status = table_mark(undoing, sql, "fact", rows);
  if (status == CHUAN_OK) status = table_mark(undoing, sql, "observation", rows);
  if (status == CHUAN_OK) status = pairs_undo(undoing);
  return status == CHUAN_OK ? rows_undo(undoing, sql) : status;
}

static chuan_status marks_write(struct undoing *undoing, struct buffer *sql) {
  static const char *const last[] = {
      "DELETE FROM remark WHERE import_id = ?1", "DELETE FROM repetition WHERE import_id = ?1",
      "UPDATE import SET undone_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now') WHERE id = ?1"};
  chuan_status status = CHUAN_OK;
  for (size_t i = 0; i < sizeof last / sizeof *last && status == CHUAN_OK; i++) {
    buffer_add_string(sql, last[i]);
    status = run(undoing, sql, 0);
  }
  /* The triggers that would tell that the content is another one are off. */
  if (status == CHUAN_OK)
    status = dossier_execute(undoing->dossier, "UPDATE dossier SET digest_generation = -1");
  return status;
}

static chuan_status undo_inside(struct undoing *undoing, struct buffer *sql, uint64_t *rows) {
  struct dossier *dossier = undoing->dossier;
  int64_t stale = 0, remarks = 0;
  chuan_status status = head_read(undoing);
  if (status == CHUAN_OK)
    status = repetition_open(&undoing->repetition, dossier, undoing->arena, undoing->import.id);
  buffer_format(sql, "SELECT 1 FROM remark WHERE import_id = %lld LIMIT 1", (long long)undoing->import.id);
  if (status == CHUAN_OK) status = dossier_number(dossier, buffer_string(sql), 0, &remarks);
  buffer_clear(sql);
  undoing->remarks = remarks != 0;
  if (status == CHUAN_OK) status = figures_undo(undoing, sql, rows);
  if (status == CHUAN_OK) status = undo_dated(dossier, undoing->arena, &undoing->import, rows);
  if (status == CHUAN_OK) status = marks_write(undoing, sql);
  if (status == CHUAN_OK) status = dossier_number(dossier, "SELECT 1 FROM stale_chunk LIMIT 1", 0, &stale);
  return status == CHUAN_OK && stale ? columns_rebuild(dossier) : status;
}

static chuan_status undo_all(struct undoing *undoing, uint64_t *rows) {
  struct dossier *dossier = undoing->dossier;
  struct buffer sql;
  chuan_status status = dossier_begin(dossier);
  if (status != CHUAN_OK) return status;
  buffer_init(&sql, 0);
  dossier_triggers(dossier, 0);
  status = undo_inside(undoing, &sql, rows);
  buffer_free(&sql);
  sqlite3_finalize(undoing->next);
  sqlite3_finalize(undoing->move);
  sqlite3_finalize(undoing->move_remarks);
  sqlite3_finalize(undoing->drop);
  statements_close(&undoing->statements);
  repetition_close(&undoing->repetition);
  if (status == CHUAN_OK)
    status = dossier_commit(dossier);
  else
    dossier_rollback(dossier);
  dossier_triggers(dossier, 1);
  return status;
}

chuan_status import_undo(struct dossier *dossier, int64_t id, uint64_t *rows) {
  struct arena *arena = arena_create();
  if (!arena) return report_no_memory(dossier->report);
  struct undoing undoing = {.dossier = dossier, .arena = arena, .import = {.id = id}};
  buffer_init(&undoing.statements.sheets, 0);
  buffer_init(&undoing.repetition.sheet, 0);
  *rows = 0;
  chuan_status status = undo_all(&undoing, rows);
  if (status != CHUAN_OK) *rows = 0;
  arena_free(arena);
  return status;
}
