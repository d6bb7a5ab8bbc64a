/* unit_scan.c - passes over the units of a level, of which there may be more than fit into memory whole. */
#include "facts/unit_scan.h"

#include "facts/units.h"

#define MANY 20000 /* units */

chuan_status unit_scan_count(struct dossier *dossier, const char *level, size_t *count) {
  *count = 0;
  sqlite3_stmt *statement = NULL;
  chuan_status status = dossier_prepare(dossier, "SELECT count(*) FROM unit WHERE level = ?1", &statement);
  if (status == CHUAN_OK) sqlite3_bind_text(statement, 1, level, -1, SQLITE_STATIC);
  int row = 0;
  if (status == CHUAN_OK) status = dossier_step(dossier, statement, &row);
  if (status == CHUAN_OK && row) *count = (size_t)sqlite3_column_int64(statement, 0);
  sqlite3_finalize(statement);
  return status;
}

static const char *text_of(sqlite3_stmt *statement, int column) {
  const char *text = (const char *)sqlite3_column_text(statement, column);
  return text ? text : "";
}

/* Few are looked up by their level and sorted; many are met in order on the way through all codes, which spares sorting
 * them. */
static const char *const scans[2][2] = {
    {"SELECT id, code, valid_from, valid_to FROM unit WHERE level = ?1 ORDER BY code, valid_from",
     "SELECT id, code, valid_from, valid_to, name, parent FROM unit WHERE level = ?1 ORDER BY code, "
     "valid_from"},
    {"SELECT id, code, valid_from, valid_to FROM unit WHERE +level = ?1 ORDER BY code, valid_from",
     "SELECT id, code, valid_from, valid_to, name, parent FROM unit WHERE +level = ?1 ORDER BY code, "
     "valid_from"}};

chuan_status unit_scan(struct dossier *dossier, const char *level, size_t count, int with_names,
                       chuan_status (*take)(void *self, const struct unit *unit), void *self) {
  sqlite3_stmt *statement = NULL;
  chuan_status status = dossier_prepare(dossier, scans[count > MANY][with_names != 0], &statement);
  if (status == CHUAN_OK) sqlite3_bind_text(statement, 1, level, -1, SQLITE_STATIC);
  int row = 0;
  while (status == CHUAN_OK && (status = dossier_step(dossier, statement, &row)) == CHUAN_OK && row) {
    struct unit unit = {.id = sqlite3_column_int64(statement, 0),
                        .code = text_of(statement, 1),
                        .level = level,
                        .name = with_names ? text_of(statement, 4) : "",
                        .parent = with_names ? sqlite3_column_int64(statement, 5) : 0,
                        .valid_from = sqlite3_column_int(statement, 2),
                        .valid_to = sqlite3_column_int(statement, 3)};
    status = take(self, &unit);
  }
  sqlite3_finalize(statement);
  return status;
}

chuan_status unit_scan_parents(struct dossier *dossier, struct arena *arena, struct unit **out,
                               size_t *count) {
  sqlite3_stmt *statement = NULL;
  chuan_status status =
      dossier_prepare(dossier,
                      "SELECT id, code, level, name, parent, valid_from, valid_to FROM unit "
                      "WHERE id IN (SELECT parent FROM unit) ORDER BY id",
                      &statement);
  return units_collect(dossier, arena, statement, status, out, count);
}
