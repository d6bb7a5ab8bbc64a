/* Where a dated attribute of a unit came from, and from when to when it holds: what is said beside its value. */
#include "facts/observations.h"

#include "base/date.h"
#include "base/decimal.h"

/* The row of the file that said it; of no column: its heading is the fact itself. */
static chuan_status origin_read(struct dossier *dossier, struct arena *arena, const struct fact *fact,
                                sqlite3_stmt *statement, struct observation *one) {
  struct stored_level level;
  struct conversion conversion;
  chuan_status status = stored_level_load(dossier, arena, fact->level, &level);
  if (status == CHUAN_OK)
    status = conversion_make(dossier, arena, stored_fact_find(&level, fact->id), fact, &conversion);
  if (status == CHUAN_OK)
    status = stored_value_read(dossier, &conversion, fact, sqlite3_column_int64(statement, 2), &one->value);
  if (status != CHUAN_OK) return status;
  one->chosen = 1;
  one->row = (uint64_t)sqlite3_column_int64(statement, 3);
  one->file = dossier_text(arena, statement, 4);
  one->digest = dossier_text(arena, statement, 5);
  one->plugin = dossier_text(arena, statement, 6);
  one->imported_at = dossier_text(arena, statement, 7);
  one->status = stored_status_read(sqlite3_column_int64(statement, 8));
  one->sheet = one->heading = one->publication = one->note = "";
  return one->file && one->digest && one->plugin && one->imported_at ? CHUAN_OK
                                                                     : report_no_memory(dossier->report);
}

chuan_status attribute_origin(struct dossier *dossier, struct arena *arena, const struct fact *fact,
                              int64_t unit_id, int32_t day, struct attribute_origin *out) {
  sqlite3_stmt *statement = NULL;
  int row = 0;
  *out = (struct attribute_origin){.from = DATE_UNKNOWN_START, .to = DATE_OPEN_END};
  chuan_status status = dossier_prepare(
      dossier,
      "SELECT a.valid_from, a.valid_to, a.value, a.source_row, i.file, i.digest, i.plugin, i.imported_at, "
      "i.status FROM attribute AS a JOIN import AS i ON i.id = a.import_id WHERE a.level = ?1 AND "
      "a.fact = ?2 AND a.unit_id = ?3 AND a.valid_from <= ?4 AND a.valid_to >= ?4 "
      "ORDER BY a.valid_from DESC LIMIT 1",
      &statement);
  if (status == CHUAN_OK) {
    sqlite3_bind_text(statement, 1, fact->level, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 2, fact->id, -1, SQLITE_STATIC);
    sqlite3_bind_int64(statement, 3, unit_id);
    sqlite3_bind_int(statement, 4, day);
    status = dossier_step(dossier, statement, &row);
  }
  if (status == CHUAN_OK && row) {
    out->known = 1;
    out->from = sqlite3_column_int(statement, 0);
    out->to = sqlite3_column_int(statement, 1);
    status = origin_read(dossier, arena, fact, statement, &out->observation);
  }
  sqlite3_finalize(statement);
  return status;
}
