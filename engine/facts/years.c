/* The years that have figures. */
#include "facts/tables.h"

#include "base/date.h"

#include <string.h>

/* The smallest year with figures from `first` on, or the largest; 0 when there is none. Years that no rule can ask
 * for, typed by hand, are none. */
static chuan_status year_find(struct dossier *dossier, const char *level, const char *which, int first,
                              int *year) {
  int64_t found = 0;
  if (first < YEAR_FIRST) first = YEAR_FIRST;
  char *sql = sqlite3_mprintf("SELECT %s(year) FROM \"fact_%w\" WHERE year BETWEEN %d AND %d", which, level,
                              first, YEAR_LAST);
  if (!sql) return report_no_memory(dossier->report);
  chuan_status status = dossier_number(dossier, sql, 0, &found);
  sqlite3_free(sql);
  *year = (int)found;
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
    int latest = 0;
    if (level && strcmp(levels[i], level) != 0) continue;
    status = year_find(dossier, levels[i], "max", YEAR_FIRST, &latest);
    if (latest > *year) *year = latest;
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
  while (status == CHUAN_OK && facts > 0 && *count < capacity) {
    int year = 0;
    status = year_find(dossier, level, "min", first, &year);
    if (status != CHUAN_OK || year == 0 || year > last) break;
    years[(*count)++] = year;
    first = year + 1;
  }
  return status;
}
