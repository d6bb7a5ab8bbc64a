/* Units that have gone: what an aggregate over a level that has ended asks for. */
#include "facts/units.h"

chuan_status units_ended(struct dossier *dossier, struct arena *arena, const char *level, int32_t day,
                         struct unit **out, size_t *count) {
  sqlite3_stmt *statement = NULL;
  chuan_status status =
      dossier_prepare(dossier,
                      "SELECT id, code, level, name, parent, valid_from, valid_to FROM unit "
                      "WHERE level = ?1 AND valid_to < ?2 ORDER BY id",
                      &statement);
  if (status == CHUAN_OK) sqlite3_bind_text(statement, 1, level, -1, SQLITE_STATIC);
  if (status == CHUAN_OK) sqlite3_bind_int(statement, 2, day);
  return units_collect(dossier, arena, statement, status, out, count);
}
