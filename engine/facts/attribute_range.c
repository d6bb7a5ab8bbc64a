/* From when to when a dated attribute of a unit holds: what is said beside its value. */
#include "facts/inside.h"

#include "base/date.h"

chuan_status attribute_range(struct dossier *dossier, const struct fact *fact, int64_t unit_id, int32_t day,
                             int32_t *from, int32_t *to) {
  sqlite3_stmt *statement = NULL;
  int row = 0;
  *from = DATE_UNKNOWN_START;
  *to = DATE_OPEN_END;
  chuan_status status = dossier_prepare(
      dossier,
      "SELECT valid_from, valid_to FROM attribute WHERE level = ?1 AND fact = ?2 AND unit_id = ?3 "
      "AND valid_from <= ?4 AND valid_to >= ?4 ORDER BY valid_from DESC LIMIT 1",
      &statement);
  if (status == CHUAN_OK) {
    sqlite3_bind_text(statement, 1, fact->level, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 2, fact->id, -1, SQLITE_STATIC);
    sqlite3_bind_int64(statement, 3, unit_id);
    sqlite3_bind_int(statement, 4, day);
    status = dossier_step(dossier, statement, &row);
  }
  if (status == CHUAN_OK && row) {
    *from = sqlite3_column_int(statement, 0);
    *to = sqlite3_column_int(statement, 1);
  }
  sqlite3_finalize(statement);
  return status;
}
