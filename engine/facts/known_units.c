/* The units of a level are read once, so that no row of a file has to ask for its own. */
#include "facts/known_units.h"

#include <stdlib.h>
#include <string.h>

static int id_compare(const void *left, const void *right) {
  int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
  return a < b ? -1 : a > b;
}

static chuan_status units_room(struct dossier *dossier, struct arena *arena, const char *level,
                               struct known_units *units) {
  sqlite3_stmt *statement = NULL;
  int row = 0;
  chuan_status status =
      dossier_prepare(dossier, "SELECT sum(length(ids)) FROM unit_chunk WHERE level = ?1", &statement);
  if (status == CHUAN_OK) {
    sqlite3_bind_text(statement, 1, level, -1, SQLITE_STATIC);
    status = dossier_step(dossier, statement, &row);
  }
  if (status == CHUAN_OK && row)
    units->capacity = (size_t)sqlite3_column_int64(statement, 0) / sizeof(int64_t);
  sqlite3_finalize(statement);
  if (status != CHUAN_OK) return status;
  units->ids = arena_array(arena, units->capacity, sizeof *units->ids);
  return units->ids ? CHUAN_OK : report_no_memory(dossier->report);
}

/* The ids of the units in the slots of a chunk: 8 bytes each, 0 = none. */
static void units_add(struct known_units *units, const void *blob, size_t size) {
  for (size_t at = 0; blob && at + sizeof(int64_t) <= size && units->count < units->capacity;
       at += sizeof(int64_t)) {
    int64_t id;
    memcpy(&id, (const char *)blob + at, sizeof id);
    if (id != 0) units->ids[units->count++] = id;
  }
}

/* Which units there are, and in which chunk each is, without asking for each row: ids and slots are both given out in
 * order. */
chuan_status known_units_load(struct dossier *dossier, struct arena *arena, const char *level,
                              struct known_units *units) {
  *units = (struct known_units){0};
  sqlite3_stmt *statement = NULL;
  size_t capacity = 0;
  int row = 0;
  chuan_status status = units_room(dossier, arena, level, units);
  if (status != CHUAN_OK) return status;
  status = dossier_prepare(
      dossier, "SELECT first_id, last_id, chunk, ids FROM unit_chunk WHERE level = ?1 ORDER BY chunk",
      &statement);
  if (status == CHUAN_OK) sqlite3_bind_text(statement, 1, level, -1, SQLITE_STATIC);
  while (status == CHUAN_OK && (status = dossier_step(dossier, statement, &row)) == CHUAN_OK && row) {
    const void *ids = sqlite3_column_blob(statement, 3);
    units_add(units, ids, (size_t)sqlite3_column_bytes(statement, 3));
    if (!arena_grow(arena, &units->ranges, &capacity, units->range_count, sizeof *units->ranges)) {
      status = report_no_memory(dossier->report);
    } else {
      units->ranges[units->range_count++] =
          (struct unit_range){sqlite3_column_int64(statement, 0), sqlite3_column_int64(statement, 1),
                              (uint32_t)sqlite3_column_int64(statement, 2)};
    }
  }
  sqlite3_finalize(statement);
  size_t ordered = 1;
  while (ordered < units->count && units->ids[ordered - 1] < units->ids[ordered]) ordered++;
  if (ordered < units->count) qsort(units->ids, units->count, sizeof *units->ids, id_compare);
  return status;
}

/* Rows mostly come in the order of units. */
int known_units_have(struct known_units *units, int64_t id) {
  size_t low = units->last, high = units->count;
  if (low < high && units->ids[low] < id) low++;
  if (low == high || units->ids[low] != id) {
    low = 0;
    while (low < high) {
      size_t middle = low + (high - low) / 2;
      if (units->ids[middle] < id)
        low = middle + 1;
      else
        high = middle;
    }
  }
  units->last = low;
  return low < units->count && units->ids[low] == id;
}

const struct unit_range *known_units_range(const struct known_units *units, int64_t id) {
  const struct unit_range *found = NULL;
  for (size_t i = 0; i < units->range_count; i++) {
    const struct unit_range *range = &units->ranges[i];
    if (id < range->first || id > range->last) continue;
    if (found) return NULL;
    found = range;
  }
  return found;
}
