/* The list of imports. What an import changed is found from the reports that are kept: what stood by those before it, and
 * what stands with it. */
#include "facts/import_list.h"

#include "facts/observations.h"
#include "facts/statements.h"

#include "base/decimal.h"

#include <stdlib.h>
#include <string.h>

/* --- the list ------------------------------------------------------------------------------------------ */

static int entry_read(struct arena *arena, sqlite3_stmt *row, struct import_entry *entry) {
  const char **const texts[] = {&entry->kind,           &entry->file,        &entry->digest,
                                &entry->level,          &entry->plugin,      &entry->plugin_version,
                                &entry->mapping_digest, &entry->imported_at, &entry->undone_at,
                                &entry->encoding,       &entry->sheets};
  uint64_t *const numbers[] = {&entry->counts.accepted, &entry->counts.unchanged, &entry->counts.rejected,
                               &entry->counts.changed, &entry->counts.beside};
  int column = 0, room = 1;
  entry->id = sqlite3_column_int64(row, column++);
  entry->status = stored_status_read(sqlite3_column_int64(row, column++));
  entry->first_year = sqlite3_column_int(row, column++);
  entry->last_year = sqlite3_column_int(row, column++);
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
    *numbers[i] = (uint64_t)sqlite3_column_int64(row, column++);
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    *texts[i] = dossier_text(arena, row, column++);
    room &= *texts[i] != NULL;
  }
  return room;
}

chuan_status import_not_there(struct dossier *dossier, int64_t id) {
  int64_t first = 0, last = 0;
  chuan_status status = dossier_number(dossier, "SELECT min(id) FROM import", 0, &first);
  if (status == CHUAN_OK) status = dossier_number(dossier, "SELECT max(id) FROM import", 0, &last);
  if (status != CHUAN_OK) return status;
  if (last == 0)
    return report_fail(
        dossier->report, CHUAN_NOT_FOUND,
        "there is no import %lld: nothing was imported yet; lists of units and successions are no "
        "imports",
        "không có lần nhập %lld: chưa nhập gì; danh sách đơn vị và sự kế thừa không tính là lần nhập",
        (long long)id);
  return report_fail(
      dossier->report, CHUAN_NOT_FOUND,
      "there is no import %lld; the imports are %lld to %lld (lists of units and successions are no "
      "imports)",
      "không có lần nhập %lld; các lần nhập là từ %lld đến %lld (danh sách đơn vị và sự kế thừa không "
      "tính là lần nhập)",
      (long long)id, (long long)first, (long long)last);
}

chuan_status imports_list(struct dossier *dossier, struct arena *arena, int64_t id, struct import_entry **out,
                          size_t *count) {
  sqlite3_stmt *statement = NULL;
  size_t capacity = 0;
  int row = 0;
  *out = NULL;
  *count = 0;
  chuan_status status = dossier_prepare(
      dossier,
      "SELECT id, status, first_year, last_year, accepted, unchanged, rejected, changed, beside, kind, file, "
      "digest, "
      "level, plugin, plugin_version, mapping_digest, imported_at, undone_at, encoding, sheets FROM import "
      "WHERE ?1 = 0 OR id = ?1 ORDER BY id DESC",
      &statement);
  if (status == CHUAN_OK) sqlite3_bind_int64(statement, 1, id);
  while (status == CHUAN_OK && (status = dossier_step(dossier, statement, &row)) == CHUAN_OK && row) {
    if (arena_grow(arena, out, &capacity, *count, sizeof **out) &&
        entry_read(arena, statement, &(*out)[*count]))
      ++*count;
    else
      status = report_no_memory(dossier->report);
  }
  sqlite3_finalize(statement);
  return status == CHUAN_OK && id != 0 && *count == 0 ? import_not_there(dossier, id) : status;
}

/* --- refused rows ---------------------------------------------------------------------------------------- */

static const char *text_of(sqlite3_stmt *row, int column) {
  const char *text = (const char *)sqlite3_column_text(row, column);
  return text ? text : "";
}

static chuan_status rejects_tell(struct dossier *dossier, int64_t id, const struct import_sink *sink) {
  sqlite3_stmt *statement = NULL;
  int row = 0;
  chuan_status status = dossier_prepare(dossier,
                                        "SELECT source_row, source_sheet, column_number, heading, value, "
                                        "reason FROM reject WHERE import_id = ?1 ORDER BY id",
                                        &statement);
  if (status == CHUAN_OK) sqlite3_bind_int64(statement, 1, id);
  while (status == CHUAN_OK && (status = dossier_step(dossier, statement, &row)) == CHUAN_OK && row) {
    const struct import_rejected rejected = {(uint64_t)sqlite3_column_int64(statement, 0),
                                             text_of(statement, 1),
                                             text_of(statement, 3),
                                             text_of(statement, 4),
                                             text_of(statement, 5),
                                             (uint32_t)sqlite3_column_int64(statement, 2)};
    status = sink->rejected(sink->payload, &rejected);
  }
  sqlite3_finalize(statement);
  return status;
}

/* --- changed figures --------------------------------------------------------------------------------------- */

struct changes {
  struct dossier *dossier;
  struct arena *arena;
  int64_t id;
  struct stored_level level;
  struct fact *facts; /* as stored, in the order of level.facts */
  struct statements statements;
  int64_t *before;
};

static chuan_status changes_open(struct changes *changes, const struct import_entry *import) {
  struct dossier *dossier = changes->dossier;
  chuan_status status = stored_level_load(dossier, changes->arena, import->level, &changes->level);
  if (status != CHUAN_OK || changes->level.count == 0) return status;
  changes->facts = arena_array(changes->arena, changes->level.count, sizeof *changes->facts);
  changes->before = arena_array(changes->arena, changes->level.count, sizeof *changes->before);
  if (!changes->facts || !changes->before) return report_no_memory(dossier->report);
  for (uint32_t i = 0; i < changes->level.count; i++) {
    const struct stored_fact *stored = &changes->level.facts[i];
    changes->facts[i] = (struct fact){.level = import->level,
                                      .id = stored->id,
                                      .kind = stored->kind,
                                      .index = i,
                                      .places = stored->places,
                                      .unit = "",
                                      .choices = stored->choices,
                                      .choice_count = stored->choice_count};
  }
  status = statements_open(&changes->statements, dossier, changes->arena, &changes->level);
  changes->statements.looking = 1;
  return status;
}

/* The report of the import that says the value. */
static const struct said_report *speaker(const struct changes *changes, uint32_t fact, int64_t value) {
  const struct statements *statements = &changes->statements;
  for (size_t r = 0; r < statements->count; r++) {
    const struct said_report *report = &statements->list[r];
    if (report->import_id == changes->id && statements_value(statements, report, fact) == value)
      return report;
  }
  return NULL;
}

static chuan_status unit_tell(struct changes *changes, sqlite3_stmt *row, const struct import_sink *sink) {
  struct statements *statements = &changes->statements;
  chuan_status status =
      statements_read(statements, sqlite3_column_int64(row, 1), sqlite3_column_int(row, 0), 0);
  if (status != CHUAN_OK) return status;
  statements_choose(statements, changes->id - 1);
  memcpy(changes->before, statements->values, changes->level.count * sizeof *changes->before);
  statements_choose(statements, changes->id);
  for (uint32_t i = 0; i < changes->level.count && status == CHUAN_OK; i++) {
    int64_t before = changes->before[i], after = statements->values[i];
    const struct said_report *report =
        before == after || before == DECIMAL_MISSING ? NULL : speaker(changes, i, after);
    if (!report) continue;
    const struct import_change change = {
        text_of(row, 2), text_of(row, 3), statements->year, &changes->facts[i],
        before,          after,           report->row,      statements_sheet(statements, report)};
    status = sink->change(sink->payload, &change);
  }
  return status;
}

static chuan_status changes_tell(struct changes *changes, const struct import_sink *sink) {
  struct dossier *dossier = changes->dossier;
  sqlite3_stmt *statement = NULL;
  struct buffer sql;
  int row = 0;
  buffer_init(&sql, 0);
  buffer_format(
      &sql,
      "SELECT DISTINCT o.year, o.unit_id, u.code, u.name FROM \"observation_%s\" AS o JOIN unit AS u ON "
      "u.id = o.unit_id WHERE o.import_id = ?1 ORDER BY o.year, o.unit_id",
      changes->level.level);
  chuan_status status = dossier_prepare_buffer(dossier, &sql, &statement);
  if (status == CHUAN_OK) sqlite3_bind_int64(statement, 1, changes->id);
  while (status == CHUAN_OK && (status = dossier_step(dossier, statement, &row)) == CHUAN_OK && row)
    status = unit_tell(changes, statement, sink);
  sqlite3_finalize(statement);
  return status;
}

chuan_status import_details(struct dossier *dossier, const struct import_entry *import,
                            const struct import_sink *sink) {
  chuan_status status = rejects_tell(dossier, import->id, sink);
  if (status != CHUAN_OK || strcmp(import->kind, "figures") != 0 || *import->undone_at) return status;
  struct changes changes = {.dossier = dossier, .arena = arena_create(), .id = import->id};
  if (!changes.arena) return report_no_memory(dossier->report);
  buffer_init(&changes.statements.sheets, 0);
  status = changes_open(&changes, import);
  if (status == CHUAN_OK && changes.level.count > 0) status = changes_tell(&changes, sink);
  statements_close(&changes.statements);
  arena_free(changes.arena);
  return status;
}
