/* A second report about the same unit and year. Both are kept in observation_<level>; fact_<level> has, fact by
 * fact, the value of the most authoritative report, of equals the latest. An empty cell says nothing. */
#include "facts/imports.h"

#include "base/buffer.h"
#include "base/decimal.h"

#include <stdlib.h>

/* Columns of the two queries before the facts. */
enum { CURRENT_STATUS, CURRENT_IMPORT, CURRENT_FACTS };
enum { REPORT_STATUS, REPORT_FACTS };

struct merge {
  sqlite3_stmt *current, *reports, *keep_current, *keep_report, *choose;
  /* By position of the fact in the level: */
  int64_t *values;   /* chosen */
  int64_t *own;      /* latest reported with the status of this import */
  uint8_t *statuses; /* of the chosen value */
};

static void facts_add(struct buffer *sql, const struct stored_level *level, const char *prefix) {
  for (uint32_t i = 0; i < level->count; i++) buffer_format(sql, ", %s\"%s\"", prefix, level->facts[i].id);
}

static chuan_status prepare(struct dossier *dossier, struct buffer *sql, chuan_status before,
                            sqlite3_stmt **out) {
  chuan_status status = before;
  if (status == CHUAN_OK && sql->failed) status = report_no_memory(dossier->report);
  if (status == CHUAN_OK) status = dossier_prepare(dossier, buffer_string(sql), out);
  buffer_clear(sql);
  return status;
}

static chuan_status merge_prepare(struct import_session *session, struct merge *merge) {
  struct dossier *dossier = session->dossier;
  const struct stored_level *level = &session->level;
  const char *name = level->level;
  struct buffer sql;
  buffer_init(&sql, 0);

  buffer_add_string(&sql, "SELECT import_status, import_id");
  facts_add(&sql, level, "");
  buffer_format(&sql, " FROM \"fact_%s\" WHERE unit_id = ?1 AND year = ?2", name);
  chuan_status status = prepare(dossier, &sql, CHUAN_OK, &merge->current);

  buffer_add_string(&sql, "SELECT i.status");
  facts_add(&sql, level, "o.");
  buffer_format(&sql,
                " FROM \"observation_%s\" AS o JOIN import AS i ON i.id = o.import_id WHERE o.unit_id = ?1 "
                "AND o.year = ?2 "
                "ORDER BY i.status, i.id DESC, o.source_row DESC, o.source_sheet DESC",
                name);
  status = prepare(dossier, &sql, status, &merge->reports);

  buffer_format(
      &sql, "INSERT OR IGNORE INTO \"observation_%s\" (unit_id, year, import_id, source_row, source_sheet",
      name);
  facts_add(&sql, level, "");
  buffer_add_string(&sql, ") SELECT unit_id, year, import_id, source_row, source_sheet");
  facts_add(&sql, level, "");
  buffer_format(&sql, " FROM \"fact_%s\" WHERE unit_id = ?1 AND year = ?2", name);
  status = prepare(dossier, &sql, status, &merge->keep_current);

  /* The same row of the same file twice (a row in pieces): what is empty in one is filled by the other. */
  buffer_format(&sql, "INSERT INTO \"observation_%s\" (unit_id, year, import_id, source_row, source_sheet",
                name);
  for (size_t i = 0; i < session->column_count; i++)
    buffer_format(&sql, ", \"%s\"", session->columns[i].fact->id);
  buffer_add_string(&sql, ") VALUES (?1, ?2, ?3, ?4, ?5");
  for (size_t i = 0; i < session->column_count; i++) buffer_format(&sql, ", ?%zu", i + 6);
  buffer_add_string(&sql, ") ON CONFLICT DO UPDATE SET ");
  for (size_t i = 0; i < session->column_count; i++) {
    const char *id = session->columns[i].fact->id;
    buffer_format(&sql, "%s\"%s\" = coalesce(excluded.\"%s\", \"%s\")", i ? ", " : "", id, id, id);
  }
  status = prepare(dossier, &sql, status, &merge->keep_report);

  buffer_format(
      &sql, "UPDATE \"fact_%s\" SET import_id = NULL, source_row = 0, source_sheet = '', import_status = ?3",
      name);
  for (size_t i = 0; i < session->column_count; i++) {
    buffer_format(&sql, ", \"%s\" = ?%zu", session->columns[i].fact->id, i + 4);
  }
  buffer_add_string(&sql, " WHERE unit_id = ?1 AND year = ?2");
  status = prepare(dossier, &sql, status, &merge->choose);
  buffer_free(&sql);
  return status;
}

static chuan_status merge_make(struct import_session *session) {
  struct merge *merge = arena_alloc(session->arena, sizeof *merge);
  if (!merge) return report_no_memory(session->dossier->report);
  session->merge = merge;
  merge->values = arena_array(session->arena, session->level.count, sizeof *merge->values);
  merge->own = arena_array(session->arena, session->level.count, sizeof *merge->own);
  merge->statuses = arena_array(session->arena, session->level.count, sizeof *merge->statuses);
  if (!merge->values || !merge->own || !merge->statuses) return report_no_memory(session->dossier->report);
  return merge_prepare(session, merge);
}

void merge_free(struct merge *merge) {
  if (!merge) return;
  sqlite3_finalize(merge->current);
  sqlite3_finalize(merge->reports);
  sqlite3_finalize(merge->keep_current);
  sqlite3_finalize(merge->keep_report);
  sqlite3_finalize(merge->choose);
}

/* --- what is there ------------------------------------------------------------------------------------- */

static int64_t value_or_missing(sqlite3_stmt *statement, int column) {
  return sqlite3_column_type(statement, column) == SQLITE_NULL ? DECIMAL_MISSING
                                                               : sqlite3_column_int64(statement, column);
}

/* Best reports first: the first that says something about a fact gives the status of its chosen value. */
static chuan_status reports_read(struct import_session *session, const struct report_row *row,
                                 uint8_t unreported) {
  struct merge *merge = session->merge;
  uint32_t count = session->level.count;
  const uint8_t open = UINT8_MAX;
  for (uint32_t i = 0; i < count; i++) {
    merge->statuses[i] = open;
    merge->own[i] = DECIMAL_MISSING;
  }
  sqlite3_bind_int64(merge->reports, 1, row->unit_id);
  sqlite3_bind_int(merge->reports, 2, row->year);
  int more = 0;
  chuan_status status;
  while ((status = dossier_step(session->dossier, merge->reports, &more)) == CHUAN_OK && more) {
    int reported = sqlite3_column_int(merge->reports, REPORT_STATUS);
    for (uint32_t i = 0; i < count; i++) {
      int64_t value = value_or_missing(merge->reports, (int)i + REPORT_FACTS);
      if (value == DECIMAL_MISSING) continue;
      if (merge->statuses[i] == open) merge->statuses[i] = (uint8_t)reported;
      if (reported == (int)session->status && merge->own[i] == DECIMAL_MISSING) merge->own[i] = value;
    }
  }
  sqlite3_reset(merge->reports);
  for (uint32_t i = 0; i < count; i++) {
    if (merge->statuses[i] == open) merge->statuses[i] = unreported; /* typed by hand */
  }
  return status;
}

/* *whole: the row comes from one report and still stands as that report said. */
static chuan_status current_read(struct import_session *session, const struct report_row *row, int *whole) {
  struct merge *merge = session->merge;
  sqlite3_bind_int64(merge->current, 1, row->unit_id);
  sqlite3_bind_int(merge->current, 2, row->year);
  int found = 0;
  chuan_status status = dossier_step(session->dossier, merge->current, &found);
  if (status == CHUAN_OK && !found) status = dossier_failed(session->dossier, SQLITE_CORRUPT);
  uint8_t row_status = CHUAN_ILLUSTRATIVE;
  if (status == CHUAN_OK) {
    int stored = sqlite3_column_int(merge->current, CURRENT_STATUS);
    if (stored >= CHUAN_OFFICIAL && stored < CHUAN_ILLUSTRATIVE) row_status = (uint8_t)stored;
    *whole = sqlite3_column_type(merge->current, CURRENT_IMPORT) != SQLITE_NULL;
    for (uint32_t i = 0; i < session->level.count; i++) {
      merge->values[i] = value_or_missing(merge->current, (int)i + CURRENT_FACTS);
      merge->statuses[i] = row_status;
      merge->own[i] = row_status == session->status ? merge->values[i] : DECIMAL_MISSING;
    }
  }
  sqlite3_reset(merge->current);
  return status == CHUAN_OK && !*whole ? reports_read(session, row, row_status) : status;
}

/* --- choosing -------------------------------------------------------------------------------------------- */

/* Puts the report's values where they win. Returns whether it says anything that is not known already. */
static int values_choose(struct import_session *session) {
  struct merge *merge = session->merge;
  int news = 0;
  for (size_t i = 0; i < session->column_count; i++) {
    int64_t value = session->stored[i];
    uint32_t fact = session->columns[i].position;
    if (value == DECIMAL_MISSING) continue;
    int equal = value == merge->values[fact];
    if (merge->values[fact] == DECIMAL_MISSING || (unsigned)session->status <= merge->statuses[fact]) {
      news |= !equal || (unsigned)session->status < merge->statuses[fact];
      merge->values[fact] = value;
      merge->statuses[fact] = (uint8_t)session->status;
    } else {
      news |= !equal && value != merge->own[fact];
    }
  }
  return news;
}

static void value_bind(sqlite3_stmt *statement, int index, int64_t value) {
  if (value == DECIMAL_MISSING)
    sqlite3_bind_null(statement, index);
  else
    sqlite3_bind_int64(statement, index, value);
}

static chuan_status report_keep(struct import_session *session, const struct report_row *row) {
  sqlite3_stmt *keep = session->merge->keep_report;
  sqlite3_bind_int64(keep, 1, row->unit_id);
  sqlite3_bind_int(keep, 2, row->year);
  sqlite3_bind_int64(keep, 3, session->id);
  sqlite3_bind_int64(keep, 4, (int64_t)row->row);
  sqlite3_bind_text(keep, 5, row->sheet, -1, SQLITE_STATIC);
  for (size_t i = 0; i < session->column_count; i++) value_bind(keep, (int)i + 6, session->stored[i]);
  chuan_status status = dossier_run(session->dossier, keep);
  sqlite3_bind_null(keep, 5); /* the sheet's name is the caller's */
  return status;
}

static chuan_status chosen_write(struct import_session *session, const struct report_row *row) {
  struct merge *merge = session->merge;
  int worst = CHUAN_OFFICIAL;
  for (uint32_t i = 0; i < session->level.count; i++) {
    if (merge->values[i] != DECIMAL_MISSING && merge->statuses[i] > worst) worst = merge->statuses[i];
  }
  sqlite3_bind_int64(merge->choose, 1, row->unit_id);
  sqlite3_bind_int(merge->choose, 2, row->year);
  sqlite3_bind_int(merge->choose, 3, worst);
  for (size_t i = 0; i < session->column_count; i++) {
    value_bind(merge->choose, (int)i + 4, merge->values[session->columns[i].position]);
  }
  return dossier_run(session->dossier, merge->choose);
}

chuan_status merge_report(struct import_session *session, const struct report_row *row,
                          enum store_result *result) {
  chuan_status status = session->merge ? CHUAN_OK : merge_make(session);
  if (!session->merge) return status;
  int whole = 0;
  if (status == CHUAN_OK) status = current_read(session, row, &whole);
  if (status != CHUAN_OK) return status;
  if (!values_choose(session)) {
    *result = STORE_UNCHANGED;
    return CHUAN_OK;
  }
  struct merge *merge = session->merge;
  if (whole) {
    sqlite3_bind_int64(merge->keep_current, 1, row->unit_id);
    sqlite3_bind_int(merge->keep_current, 2, row->year);
    status = dossier_run(session->dossier, merge->keep_current);
  }
  if (status == CHUAN_OK) status = report_keep(session, row);
  return status == CHUAN_OK ? chosen_write(session, row) : status;
}
