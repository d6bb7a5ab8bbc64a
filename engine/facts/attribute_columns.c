/* What holds for units from a day to a day, read for one day. */
#include "facts/attribute_columns.h"

#include "facts/observations.h"

#include "base/decimal.h"

#include <stdlib.h>
#include <string.h>

chuan_status attributes_any(struct dossier *dossier, const char *level, int *any) {
  sqlite3_stmt *statement = NULL;
  *any = 0;
  chuan_status status =
      dossier_prepare(dossier, "SELECT 1 FROM attribute WHERE level = ?1 LIMIT 1", &statement);
  if (status == CHUAN_OK) {
    sqlite3_bind_text(statement, 1, level, -1, SQLITE_STATIC);
    status = dossier_step(dossier, statement, any);
  }
  sqlite3_finalize(statement);
  return status;
}

static const struct fact *fact_of(const struct vocabulary_level *level, const char *id) {
  for (uint32_t i = 0; id && i < level->fact_count; i++)
    if (strcmp(level->facts[i]->id, id) == 0) return level->facts[i];
  return NULL;
}

/* By fact and slot; of the same, which only a hand can have written, the one that began last stays last. */
static int figure_compare(const void *left, const void *right) {
  const struct attribute_figure *a = left, *b = right;
  if (a->fact != b->fact) return a->fact < b->fact ? -1 : 1;
  return a->slot < b->slot ? -1 : a->slot > b->slot;
}

struct attribute_reading {
  struct arena *arena;
  struct attribute_figure *items;
  size_t count, capacity;
};

static chuan_status figure_add(struct dossier *dossier, struct attribute_reading *reading,
                               const struct conversion *conversion, const struct fact *fact,
                               sqlite3_stmt *statement) {
  struct attribute_figure figure = {.fact = fact->index};
  int64_t slot = sqlite3_column_int64(statement, 1);
  chuan_status status =
      stored_value_read(dossier, conversion, fact, sqlite3_column_int64(statement, 2), &figure.value);
  if (status != CHUAN_OK || figure.value == DECIMAL_MISSING || slot < 0 || slot >= UINT32_MAX) return status;
  figure.slot = (uint32_t)slot;
  figure.status = (uint8_t)stored_status_read(sqlite3_column_int64(statement, 3));
  struct attribute_figure *last = reading->count > 0 ? &reading->items[reading->count - 1] : NULL;
  if (last && last->fact == figure.fact && last->slot == figure.slot) {
    *last = figure;
    return CHUAN_OK;
  }
  if (!arena_grow(reading->arena, &reading->items, &reading->capacity, reading->count,
                  sizeof *reading->items))
    return report_no_memory(dossier->report);
  reading->items[reading->count++] = figure;
  return CHUAN_OK;
}

chuan_status attributes_of_day(struct dossier *dossier, struct arena *arena,
                               const struct vocabulary_level *level, const struct conversion *conversions,
                               int32_t day, struct attribute_figure **out, size_t *count) {
  struct attribute_reading reading = {.arena = arena};
  sqlite3_stmt *statement = NULL;
  int row = 0;
  chuan_status status = dossier_prepare(
      dossier,
      "SELECT a.fact, u.slot, a.value, i.status FROM attribute AS a JOIN unit AS u ON u.id = a.unit_id "
      "LEFT JOIN import AS i ON i.id = a.import_id WHERE a.level = ?1 AND u.level = ?1 AND a.valid_from <= "
      "?2 "
      "AND a.valid_to >= ?2 ORDER BY a.fact, u.slot, a.valid_from",
      &statement);
  if (status == CHUAN_OK) {
    sqlite3_bind_text(statement, 1, level->level, -1, SQLITE_STATIC);
    sqlite3_bind_int(statement, 2, day);
  }
  const struct fact *fact = NULL;
  while (status == CHUAN_OK && (status = dossier_step(dossier, statement, &row)) == CHUAN_OK && row) {
    const char *id = (const char *)sqlite3_column_text(statement, 0);
    if (!fact || !id || strcmp(fact->id, id) != 0) fact = fact_of(level, id);
    if (fact) status = figure_add(dossier, &reading, &conversions[fact->index], fact, statement);
  }
  sqlite3_finalize(statement);
  if (reading.count > 0) qsort(reading.items, reading.count, sizeof *reading.items, figure_compare);
  *out = reading.items;
  *count = reading.count;
  return status;
}
