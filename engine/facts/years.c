/* The years that have figures. */
#include "facts/tables.h"

#include "base/buffer.h"

#include <string.h>

/* The smallest year with figures after `after`, or the largest of all; *found 0 when there is none. */
static chuan_status year_find(struct dossier *dossier, const char *level, const char *which, int64_t after,
                              int64_t *year, int *found) {
  char *sql =
      sqlite3_mprintf("SELECT %s(year) FROM \"fact_%w\" WHERE year > %lld", which, level, (long long)after);
  if (!sql) return report_no_memory(dossier->report);
  chuan_status status = dossier_number(dossier, sql, INT64_MIN, year);
  sqlite3_free(sql);
  *found = status == CHUAN_OK && *year != INT64_MIN && *year >= INT32_MIN && *year <= INT32_MAX;
  return status;
}

chuan_status dossier_latest_year(struct dossier *dossier, const char *level, int *year) {
  const char **levels;
  uint32_t count;
  *year = 0;
  struct arena *arena = arena_create();
  if (!arena) return report_no_memory(dossier->report);
  chuan_status status = stored_levels_list(dossier, arena, &levels, &count);
  for (uint32_t i = 0; i < count && status == CHUAN_OK; i++) {
    int64_t latest = 0;
    int found = 0;
    if (level && strcmp(levels[i], level) != 0) continue;
    status = year_find(dossier, levels[i], "max", 0, &latest, &found);
    if (found && latest > *year) *year = (int)latest;
  }
  arena_free(arena);
  return status;
}

chuan_status dossier_years(struct dossier *dossier, const char *level, int first, int last, int *years,
                           size_t capacity, size_t *count) {
  struct stored_level stored;
  *count = 0;
  struct arena *arena = arena_create();
  if (!arena) return report_no_memory(dossier->report);
  chuan_status status = stored_level_load(dossier, arena, level, &stored);
  uint32_t facts = stored.count;
  arena_free(arena);
  int64_t after = (int64_t)first - 1;
  while (status == CHUAN_OK && facts > 0 && *count < capacity) {
    int64_t year = 0;
    int found = 0;
    status = year_find(dossier, level, "min", after, &year, &found);
    if (status != CHUAN_OK || !found || year > last) break;
    years[(*count)++] = (int)year;
    after = year;
  }
  return status;
}
