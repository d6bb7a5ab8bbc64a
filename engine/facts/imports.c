/* An import: one transaction from the first row to the columns that evaluation reads. */
#include "facts/imports.h"

#include "facts/appending.h"
#include "facts/columns.h"

#include "base/buffer.h"
#include "base/date.h"
#include "base/decimal.h"

#include <stdlib.h>
#include <string.h>

#define REJECT_TEXT_LONGEST ((size_t)1 << 16) /* bytes kept of a rejected cell or record */

/* --- beginning --------------------------------------------------------------------------------------- */

chuan_status import_head_write(struct dossier *dossier, const struct import_head *head, const char *kind,
                               int64_t *id) {
  sqlite3_stmt *statement = NULL;
  chuan_status status = dossier_prepare(
      dossier,
      "INSERT INTO import (level, file, digest, plugin, plugin_version, mapping_digest, status, "
      "kind, exact, imported_at, accepted, unchanged, rejected) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 1, "
      "strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 0, 0, 0)",
      &statement);
  if (status != CHUAN_OK) return status;
  const char *const texts[] = {head->level,  head->file,           head->digest,
                               head->plugin, head->plugin_version, head->mapping_digest};
  for (int i = 0; i < (int)(sizeof texts / sizeof *texts); i++) {
    sqlite3_bind_text(statement, i + 1, texts[i] ? texts[i] : "", -1, SQLITE_STATIC);
  }
  sqlite3_bind_int(statement, 7, (int)head->status);
  sqlite3_bind_text(statement, 8, kind, -1, SQLITE_STATIC);
  status = dossier_run(dossier, statement);
  sqlite3_finalize(statement);
  *id = sqlite3_last_insert_rowid(dossier->db);
  return status;
}

static chuan_status column_write(struct import_session *session, const struct import_column *column) {
  struct dossier *dossier = session->dossier;
  sqlite3_stmt *statement = NULL;
  chuan_status status =
      dossier_prepare(dossier, "INSERT OR IGNORE INTO import_column VALUES (?1, ?2, ?3, ?4)", &statement);
  if (status != CHUAN_OK) return status;
  sqlite3_bind_int64(statement, 1, session->id);
  sqlite3_bind_text(statement, 2, column->fact->id, -1, SQLITE_STATIC);
  sqlite3_bind_int64(statement, 3, column->number);
  sqlite3_bind_text(statement, 4, column->heading ? column->heading : "", -1, SQLITE_STATIC);
  status = dossier_run(dossier, statement);
  sqlite3_finalize(statement);
  return status;
}

static chuan_status columns_write(struct import_session *session, const struct import_column *columns) {
  chuan_status status = CHUAN_OK;
  for (size_t i = 0; i < session->column_count && status == CHUAN_OK; i++) {
    if (columns[i].number != 0) status = column_write(session, &columns[i]);
  }
  return status;
}

static chuan_status columns_resolve(struct import_session *session, const struct import_column *columns) {
  struct dossier *dossier = session->dossier;
  session->columns = arena_array(session->arena, session->column_count, sizeof *session->columns);
  session->stored = arena_array(session->arena, session->column_count, sizeof *session->stored);
  if (!session->columns || !session->stored) return report_no_memory(dossier->report);
  for (size_t i = 0; i < session->column_count; i++) {
    struct session_column *column = &session->columns[i];
    column->fact = columns[i].fact;
    const struct stored_fact *stored = stored_fact_find(&session->level, column->fact->id);
    chuan_status status = storing_make(dossier, session->arena, stored, column->fact, &column->conversion);
    if (status != CHUAN_OK) return status;
    column->position = (uint32_t)(stored - session->level.facts);
  }
  return CHUAN_OK;
}

static chuan_status insert_prepare(struct import_session *session) {
  struct buffer sql;
  buffer_init(&sql, 0);
  buffer_format(&sql,
                "INSERT INTO \"fact_%s\" (unit_id, year, import_status, import_id, source_row, source_sheet",
                session->level.level);
  for (size_t i = 0; i < session->column_count; i++)
    buffer_format(&sql, ", \"%s\"", session->columns[i].fact->id);
  buffer_add_string(&sql, ") VALUES (?1, ?2, ?3, ?4, ?5, ?6");
  for (size_t i = 0; i < session->column_count; i++) buffer_format(&sql, ", ?%zu", i + 7);
  buffer_add_string(&sql, ") ON CONFLICT DO NOTHING");
  chuan_status status = sql.failed ? report_no_memory(session->dossier->report)
                                   : dossier_prepare(session->dossier, buffer_string(&sql), &session->insert);
  buffer_free(&sql);
  if (status != CHUAN_OK) return status;
  sqlite3_bind_int(session->insert, 3, (int)session->status);
  sqlite3_bind_int64(session->insert, 4, session->id);
  return CHUAN_OK;
}

static chuan_status session_begin(struct import_session *session, const struct import_head *head,
                                  const struct import_column *columns) {
  struct dossier *dossier = session->dossier;
  int64_t stale = 0;
  char *level = arena_string(session->arena, head->level);
  if (!level) return report_no_memory(dossier->report);
  chuan_status status = dossier_begin(dossier);
  if (status == CHUAN_OK) status = dossier_number(dossier, "SELECT 1 FROM stale_chunk LIMIT 1", 0, &stale);
  if (status == CHUAN_OK && stale) status = columns_rebuild(dossier);
  if (status == CHUAN_OK) status = stored_level_load(dossier, session->arena, level, &session->level);
  if (status == CHUAN_OK) status = columns_resolve(session, columns);
  if (status == CHUAN_OK) status = known_units_load(dossier, session->arena, level, &session->units);
  if (status == CHUAN_OK) status = import_head_write(dossier, head, "figures", &session->id);
  if (status == CHUAN_OK)
    status = repetition_open(&session->repetition, dossier, session->arena, session->id);
  if (status == CHUAN_OK) status = columns_write(session, columns);
  if (status == CHUAN_OK && session->level.count > 0) status = insert_prepare(session);
  return status;
}

chuan_status import_begin(struct dossier *dossier, const struct import_head *head,
                          const struct import_column *columns, size_t column_count,
                          struct import_session **out) {
  *out = NULL;
  struct import_session *session = calloc(1, sizeof *session);
  if (!session) return report_no_memory(dossier->report);
  session->dossier = dossier;
  session->status = head->status;
  session->column_count = column_count;
  session->arena = arena_create();
  dossier_triggers(dossier, 0);
  dossier_references(dossier, 0);
  chuan_status status =
      session->arena ? session_begin(session, head, columns) : report_no_memory(dossier->report);
  if (status != CHUAN_OK) {
    import_end(session);
    return status;
  }
  *out = session;
  return CHUAN_OK;
}

chuan_status import_unwatched(struct import_session *session) {
  return session->level.count > 0 ? appending_open(session, &session->appending) : CHUAN_OK;
}

static chuan_status fail(struct import_session *session, chuan_status status) {
  session->failed = status;
  return status;
}

chuan_status import_column_say(struct import_session *session, size_t index, uint32_t number,
                               const char *heading) {
  if (session->failed != CHUAN_OK) return session->failed;
  struct import_column column = {session->columns[index].fact, number, heading};
  chuan_status status = column_write(session, &column);
  return status == CHUAN_OK ? CHUAN_OK : fail(session, status);
}

/* --- rows ------------------------------------------------------------------------------------------------ */

/* Where the chunk stands among those touched, or would stand. */
static size_t touched_find(const struct import_session *session, int64_t key) {
  size_t low = 0, high = session->touched_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (session->touched[middle] < key)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static int64_t touched_key(int year, uint32_t chunk) {
  return (int64_t)((uint64_t)(uint32_t)year << 32 | chunk);
}

int import_has_touched(const struct import_session *session, int year, uint32_t chunk) {
  size_t at = touched_find(session, touched_key(year, chunk));
  return at < session->touched_count && session->touched[at] == touched_key(year, chunk);
}

chuan_status import_touch(struct import_session *session, int year, uint32_t chunk) {
  int64_t key = touched_key(year, chunk);
  size_t at = touched_find(session, key);
  if (at < session->touched_count && session->touched[at] == key) return CHUAN_OK;
  if (!arena_grow(session->arena, &session->touched, &session->touched_capacity, session->touched_count,
                  sizeof *session->touched))
    return report_no_memory(session->dossier->report);
  memmove(session->touched + at + 1, session->touched + at,
          (session->touched_count - at) * sizeof *session->touched);
  session->touched[at] = key;
  session->touched_count++;
  return CHUAN_OK;
}

/* Every chunk whose ids reach over this one: one, unless somebody gave out ids by hand. */
chuan_status import_unit_touch(struct import_session *session, int64_t unit_id, int year) {
  chuan_status status = CHUAN_OK;
  for (size_t i = 0; i < session->units.range_count && status == CHUAN_OK; i++) {
    const struct unit_range *range = &session->units.ranges[i];
    if (unit_id >= range->first && unit_id <= range->last) status = import_touch(session, year, range->chunk);
  }
  return status;
}

static chuan_status unit_check(struct import_session *session, int64_t unit_id) {
  if (known_units_have(&session->units, unit_id)) return CHUAN_OK;
  return report_fail(session->dossier->report, CHUAN_ARGUMENT,
                     "the unit number %lld is not of level %s; load the unit first",
                     "đơn vị số %lld không thuộc cấp %s; hãy nạp đơn vị trước", (long long)unit_id,
                     session->level.level);
}

static chuan_status values_convert(struct import_session *session, const int64_t *values, int *any) {
  *any = 0;
  for (size_t i = 0; i < session->column_count; i++) {
    const struct session_column *column = &session->columns[i];
    session->stored[i] = DECIMAL_MISSING;
    if (values[i] == DECIMAL_MISSING) continue;
    *any = 1;
    if (storing_write(&column->conversion, values[i], &session->stored[i])) continue;
    return report_fail(session->dossier->report, CHUAN_LIMIT,
                       "a value of \"%s\" (%s) is too large to be stored; correct the value",
                       "một giá trị của “%s” (%s) quá lớn để lưu; hãy sửa giá trị", column->fact->id,
                       session->level.level);
  }
  return CHUAN_OK;
}

chuan_status import_row_insert(struct import_session *session, const struct report_row *row,
                               const int64_t *values, int *stored) {
  sqlite3_stmt *insert = session->insert;
  sqlite3_bind_int64(insert, 1, row->unit_id);
  sqlite3_bind_int(insert, 2, row->year);
  sqlite3_bind_int64(insert, 5, (int64_t)row->row);
  sqlite3_bind_text(insert, 6, row->sheet, -1, SQLITE_STATIC);
  for (size_t i = 0; i < session->column_count; i++) {
    if (values[i] == DECIMAL_MISSING)
      sqlite3_bind_null(insert, (int)i + 7);
    else
      sqlite3_bind_int64(insert, (int)i + 7, values[i]);
  }
  chuan_status status = dossier_run(session->dossier, insert);
  *stored = status == CHUAN_OK && sqlite3_changes(session->dossier->db) == 1;
  return status;
}

/* *touching: the chunk of the unit and year has to be built from the table. */
static chuan_status row_store(struct import_session *session, const struct report_row *row,
                              enum store_result *result, int *stored, int *touching) {
  chuan_status status = CHUAN_OK;
  *stored = *touching = 0;
  *result = STORE_ACCEPTED;
  if (session->appending) status = appending_row(session->appending, row, stored);
  if (status != CHUAN_OK || *stored) return status;
  *touching = 1;
  status = import_row_insert(session, row, session->stored, stored);
  if (status != CHUAN_OK || *stored) return status;
  return merge_report(session, row, result, stored, touching);
}

/* What the report that was just stored says of itself, beside each of its figures. */
static chuan_status remark_write(struct import_session *session, const struct report_row *row) {
  const struct import_remark *remark = session->remark;
  struct dossier *dossier = session->dossier;
  chuan_status status = CHUAN_OK;
  session->remarked_any = 1;
  if (!session->remarked) {
    status =
        dossier_prepare(dossier, "INSERT OR REPLACE INTO remark VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                        &session->remarked);
  }
  for (size_t i = 0; i < session->column_count && status == CHUAN_OK; i++) {
    if (session->stored[i] == DECIMAL_MISSING) continue;
    sqlite3_stmt *insert = session->remarked;
    sqlite3_bind_int64(insert, 1, session->id);
    sqlite3_bind_int64(insert, 2, (int64_t)row->row);
    sqlite3_bind_text(insert, 3, row->sheet, -1, SQLITE_STATIC);
    sqlite3_bind_text(insert, 4, session->columns[i].fact->id, -1, SQLITE_STATIC);
    sqlite3_bind_int64(insert, 5, row->unit_id);
    sqlite3_bind_int(insert, 6, row->year);
    sqlite3_bind_int(insert, 7, (int)remark->confidence);
    sqlite3_bind_text(insert, 8, remark->publication ? remark->publication : "", -1, SQLITE_STATIC);
    sqlite3_bind_text(insert, 9, remark->note ? remark->note : "", -1, SQLITE_STATIC);
    status = dossier_run(dossier, insert);
    sqlite3_clear_bindings(insert); /* the texts are the caller's */
  }
  return status;
}

static int remark_says(const struct import_remark *remark) {
  return remark && (remark->confidence != CHUAN_CONFIDENCE_UNSAID ||
                    (remark->publication && *remark->publication) || (remark->note && *remark->note));
}

static void years_widen(struct import_session *session, int year) {
  if (session->first_year == 0 || year < session->first_year) session->first_year = year;
  if (year > session->last_year) session->last_year = year;
}

chuan_status import_row(struct import_session *session, int64_t unit_id, int year, uint64_t row,
                        const char *sheet, const int64_t *values, enum store_result *result) {
  return import_row_remarked(session, unit_id, year, row, sheet, values, NULL, result);
}

chuan_status import_row_remarked(struct import_session *session, int64_t unit_id, int year, uint64_t row,
                                 const char *sheet, const int64_t *values, const struct import_remark *remark,
                                 enum store_result *result) {
  *result = STORE_UNCHANGED;
  if (session->failed != CHUAN_OK) return session->failed;
  session->remark = remark_says(remark) ? remark : NULL;
  struct report_row report_row = {unit_id, year, row & INT64_MAX, sheet ? sheet : ""};
  int any, stored = 0, touching = 0;
  chuan_status status = values_convert(session, values, &any);
  if (status == CHUAN_OK && !any) return CHUAN_OK; /* empty cells say nothing */
  if (status == CHUAN_OK && (year < YEAR_FIRST || year > YEAR_LAST)) {
    status =
        report_fail(session->dossier->report, CHUAN_ARGUMENT,
                    "%d is not a year from %d to %d; correct the year of the figures",
                    "%d không phải năm từ %d đến %d; hãy sửa năm của số liệu", year, YEAR_FIRST, YEAR_LAST);
  }
  if (status == CHUAN_OK) status = unit_check(session, unit_id);
  if (status == CHUAN_OK) status = row_store(session, &report_row, result, &stored, &touching);
  if (status == CHUAN_OK && touching) status = import_unit_touch(session, unit_id, year);
  if (status == CHUAN_OK && session->remark && stored) status = remark_write(session, &report_row);
  years_widen(session, year);
  session->remark = NULL;
  return status == CHUAN_OK ? CHUAN_OK : fail(session, status);
}

/* The length of at most REJECT_TEXT_LONGEST bytes of a text, ending at a whole character. */
static int kept_length(const char *text) {
  size_t length = strnlen(text, REJECT_TEXT_LONGEST + 1);
  if (length <= REJECT_TEXT_LONGEST) return (int)length;
  length = REJECT_TEXT_LONGEST;
  while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80) length--;
  return (int)length;
}

chuan_status import_reject(struct import_session *session, uint64_t row, const char *sheet, uint32_t column,
                           const char *heading, const char *value, const char *reason, const char *record) {
  if (session->failed != CHUAN_OK) return session->failed;
  struct dossier *dossier = session->dossier;
  chuan_status status = CHUAN_OK;
  if (!session->reject) {
    status = dossier_prepare(
        dossier,
        "INSERT INTO reject (import_id, source_row, source_sheet, column_number, heading, value, "
        "reason, record) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        &session->reject);
    if (status != CHUAN_OK) return fail(session, status);
  }
  sqlite3_stmt *reject = session->reject;
  sqlite3_bind_int64(reject, 1, session->id);
  sqlite3_bind_int64(reject, 2, (int64_t)(row & INT64_MAX));
  if (sheet)
    sqlite3_bind_text(reject, 3, sheet, -1, SQLITE_STATIC);
  else
    sqlite3_bind_null(reject, 3);
  sqlite3_bind_int64(reject, 4, column);
  const char *const texts[] = {heading, value, reason, record};
  for (int i = 0; i < (int)(sizeof texts / sizeof *texts); i++) {
    const char *text = texts[i] ? texts[i] : "";
    sqlite3_bind_text(reject, i + 5, text, kept_length(text), SQLITE_STATIC);
  }
  status = dossier_run(dossier, reject);
  return status == CHUAN_OK ? CHUAN_OK : fail(session, status);
}

void store_count(chuan_counts *counts, enum store_result result) {
  uint64_t *const places[] = {[STORE_ACCEPTED] = &counts->accepted,
                              [STORE_UNCHANGED] = &counts->unchanged,
                              [STORE_CHANGED] = &counts->changed,
                              [STORE_BESIDE] = &counts->beside};
  ++*places[result];
}

/* --- the end ------------------------------------------------------------------------------------------------ */

static chuan_status touched_write(struct import_session *session) {
  sqlite3_stmt *statement = NULL;
  chuan_status status =
      dossier_prepare(session->dossier, "INSERT OR IGNORE INTO stale_chunk VALUES (?1, ?2, ?3)", &statement);
  for (size_t i = 0; i < session->touched_count && status == CHUAN_OK; i++) {
    uint64_t key = (uint64_t)session->touched[i];
    sqlite3_bind_text(statement, 1, session->level.level, -1, SQLITE_STATIC);
    sqlite3_bind_int(statement, 2, (int32_t)(uint32_t)(key >> 32));
    sqlite3_bind_int64(statement, 3, (int64_t)(key & UINT32_MAX));
    status = dossier_run(session->dossier, statement);
  }
  sqlite3_finalize(statement);
  return status;
}

chuan_status import_counts_write(struct dossier *dossier, int64_t id, const chuan_counts *counts) {
  sqlite3_stmt *statement = NULL;
  chuan_status status = dossier_prepare(dossier,
                                        "UPDATE import SET accepted = ?2, unchanged = ?3, rejected = ?4, "
                                        "changed = ?5, beside = ?6 WHERE id = ?1",
                                        &statement);
  if (status != CHUAN_OK) return status;
  const uint64_t numbers[] = {counts->accepted, counts->unchanged, counts->rejected, counts->changed,
                              counts->beside};
  sqlite3_bind_int64(statement, 1, id);
  for (int i = 0; i < (int)(sizeof numbers / sizeof *numbers); i++)
    sqlite3_bind_int64(statement, i + 2, (int64_t)numbers[i]);
  status = dossier_run(dossier, statement);
  sqlite3_finalize(statement);
  return status;
}

chuan_status import_list_end(struct dossier *dossier, struct arena *arena, int64_t id,
                             const chuan_counts *counts, int *says_something) {
  struct repetition repetition;
  chuan_status status = repetition_open(&repetition, dossier, arena, id);
  *says_something =
      counts->accepted + counts->changed > 0 || (counts->unchanged > 0 && repetition.count == 0);
  repetition_close(&repetition);
  return status == CHUAN_OK ? import_counts_write(dossier, id, counts) : status;
}

chuan_status import_about(struct import_session *session, const char *encoding, const char *sheets) {
  if (session->failed != CHUAN_OK) return session->failed;
  sqlite3_stmt *statement = NULL;
  chuan_status status = dossier_prepare(
      session->dossier, "UPDATE import SET encoding = ?2, sheets = ?3 WHERE id = ?1", &statement);
  if (status == CHUAN_OK) {
    sqlite3_bind_int64(statement, 1, session->id);
    sqlite3_bind_text(statement, 2, encoding ? encoding : "", -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 3, sheets ? sheets : "", -1, SQLITE_STATIC);
    status = dossier_run(session->dossier, statement);
  }
  sqlite3_finalize(statement);
  return status == CHUAN_OK ? CHUAN_OK : fail(session, status);
}

static chuan_status years_write(struct import_session *session) {
  sqlite3_stmt *statement = NULL;
  if (session->first_year == 0) return CHUAN_OK;
  chuan_status status = dossier_prepare(
      session->dossier, "UPDATE import SET first_year = ?2, last_year = ?3 WHERE id = ?1", &statement);
  if (status != CHUAN_OK) return status;
  sqlite3_bind_int64(statement, 1, session->id);
  sqlite3_bind_int(statement, 2, session->first_year);
  sqlite3_bind_int(statement, 3, session->last_year);
  status = dossier_run(session->dossier, statement);
  sqlite3_finalize(statement);
  return status;
}

chuan_status import_commit(struct import_session *session, const chuan_counts *counts) {
  if (session->failed != CHUAN_OK) return session->failed;
  chuan_status status = session->appending ? appending_finish(session->appending) : CHUAN_OK;
  if (status == CHUAN_OK) status = import_counts_write(session->dossier, session->id, counts);
  if (status == CHUAN_OK) status = years_write(session);
  if (status == CHUAN_OK) status = repetition_flush(&session->repetition);
  /* What a report says of itself is content, too, and the triggers that would tell are off. */
  if (status == CHUAN_OK && session->remarked_any)
    status = dossier_execute(session->dossier, "UPDATE dossier SET digest_generation = -1");
  int chunks = session->appending && session->appending->has_chunks;
  if (status == CHUAN_OK && session->touched_count > 0) status = touched_write(session);
  if (status == CHUAN_OK && (session->touched_count > 0 || chunks))
    status = columns_rebuild(session->dossier);
  if (status == CHUAN_OK) status = dossier_commit(session->dossier);
  if (status != CHUAN_OK) return fail(session, status);
  session->committed = 1;
  return CHUAN_OK;
}

void import_end(struct import_session *session) {
  if (!session) return;
  if (!session->committed) dossier_rollback(session->dossier);
  sqlite3_finalize(session->insert);
  sqlite3_finalize(session->reject);
  sqlite3_finalize(session->remarked);
  appending_free(session->appending);
  merge_free(session->merge);
  repetition_close(&session->repetition);
  dossier_triggers(session->dossier, 1);
  dossier_references(session->dossier, 1);
  arena_free(session->arena);
  free(session);
}
