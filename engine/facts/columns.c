/* Columns follow the rows: whatever is listed in stale_chunk is built again and stored. */
#include "facts/columns.h"

#include "base/date.h"

#include <stdlib.h>
#include <string.h>

struct stale {
  const char *level;
  int64_t year, chunk;
};

struct stale_list {
  struct stale *items;
  size_t count, capacity;
};

/* units: only the chunks of units (year 0), else only those of figures. What is listed of levels, chunks and years
 * that cannot be asked for is left out: anyone can write into the list. */
static chuan_status stale_list(struct dossier *dossier, struct arena *arena, int units,
                               struct stale_list *out) {
  sqlite3_stmt *statement = NULL;
  int row = 0;
  *out = (struct stale_list){0};
  chuan_status status = dossier_prepare(
      dossier,
      "SELECT level, year, chunk FROM stale_chunk AS s WHERE year BETWEEN ?1 AND ?2 AND chunk "
      "BETWEEN 0 AND (SELECT max(slot) >> 16 FROM unit WHERE unit.level = s.level) "
      "ORDER BY level, chunk, year",
      &statement);
  if (status == CHUAN_OK) {
    sqlite3_bind_int(statement, 1, units ? 0 : YEAR_FIRST);
    sqlite3_bind_int(statement, 2, units ? 0 : YEAR_LAST);
  }
  while (status == CHUAN_OK && (status = dossier_step(dossier, statement, &row)) == CHUAN_OK && row) {
    char *level = dossier_text(arena, statement, 0);
    if (!level || !arena_grow(arena, &out->items, &out->capacity, out->count, sizeof *out->items)) {
      status = report_no_memory(dossier->report);
    } else {
      out->items[out->count++] =
          (struct stale){level, sqlite3_column_int64(statement, 1), sqlite3_column_int64(statement, 2)};
    }
  }
  sqlite3_finalize(statement);
  return status;
}

/* --- units ---------------------------------------------------------------------------------------------- */

static chuan_status unit_chunk_write(struct dossier *dossier, const char *level,
                                     const struct unit_chunk *units) {
  sqlite3_stmt *statement = NULL;
  chuan_status status = dossier_prepare(
      dossier,
      units->count ? "INSERT OR REPLACE INTO unit_chunk VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
                   : "DELETE FROM unit_chunk WHERE level = ?1 AND chunk = ?2",
      &statement);
  if (status != CHUAN_OK) return status;
  sqlite3_bind_text(statement, 1, level, -1, SQLITE_STATIC);
  sqlite3_bind_int64(statement, 2, units->chunk);
  if (units->count) {
    sqlite3_bind_int64(statement, 3, units->count);
    sqlite3_bind_int64(statement, 4, units->first_id);
    sqlite3_bind_int64(statement, 5, units->last_id);
    sqlite3_bind_blob64(statement, 6, units->ids, units->count * sizeof *units->ids, SQLITE_STATIC);
    sqlite3_bind_blob64(statement, 7, units->parents, units->count * sizeof *units->parents, SQLITE_STATIC);
    sqlite3_bind_blob64(statement, 8, units->valid_from, units->count * sizeof *units->valid_from,
                        SQLITE_STATIC);
    sqlite3_bind_blob64(statement, 9, units->valid_to, units->count * sizeof *units->valid_to, SQLITE_STATIC);
  }
  status = dossier_run(dossier, statement);
  sqlite3_finalize(statement);
  return status;
}

/* When other units stand in the slots, the figures of every year have to be laid out anew. */
static chuan_status years_mark(struct dossier *dossier, const char *level, uint32_t chunk) {
  char *sql = sqlite3_mprintf(
      "INSERT OR IGNORE INTO stale_chunk WITH RECURSIVE years (year) AS (SELECT min(year) FROM \"fact_%s\" "
      "UNION ALL "
      "SELECT (SELECT min(year) FROM \"fact_%s\" AS f WHERE f.year > years.year) FROM years WHERE years.year "
      "IS NOT NULL) "
      "SELECT %Q, year, %u FROM years WHERE year IS NOT NULL UNION "
      "SELECT level, year, chunk FROM column_chunk WHERE level = %Q AND chunk = %u",
      level, level, level, chunk, level, chunk);
  if (!sql) return report_no_memory(dossier->report);
  chuan_status status = dossier_execute(dossier, sql);
  sqlite3_free(sql);
  return status;
}

static chuan_status unit_chunk_rebuild(struct dossier *dossier, const struct stored_level *level,
                                       uint32_t chunk) {
  struct arena *arena = arena_create();
  if (!arena) return report_no_memory(dossier->report);
  struct unit_chunk before, now;
  int found = 0;
  chuan_status status = unit_chunk_load(dossier, arena, level->level, chunk, &before, &found);
  if (status == CHUAN_OK) status = unit_chunk_build(dossier, arena, level->level, chunk, &now);
  if (status == CHUAN_OK) status = unit_chunk_write(dossier, level->level, &now);
  if (status == CHUAN_OK && level->count > 0) {
    int same =
        found && before.count == now.count && memcmp(before.ids, now.ids, now.count * sizeof *now.ids) == 0;
    if (!same) status = years_mark(dossier, level->level, chunk);
  }
  arena_free(arena);
  return status;
}

static chuan_status units_rebuild(struct dossier *dossier, struct arena *arena) {
  struct stale_list list;
  struct stored_level level = {0};
  chuan_status status = stale_list(dossier, arena, 1, &list);
  for (size_t i = 0; i < list.count && status == CHUAN_OK; i++) {
    if (!level.level || strcmp(level.level, list.items[i].level) != 0) {
      uint32_t chunks = 0;
      status = unit_chunk_count(dossier, list.items[i].level, &chunks);
      if (status == CHUAN_OK) status = stored_level_load(dossier, arena, list.items[i].level, &level);
    }
    if (status == CHUAN_OK) status = unit_chunk_rebuild(dossier, &level, (uint32_t)list.items[i].chunk);
  }
  return status;
}

/* --- figures --------------------------------------------------------------------------------------------- */

static chuan_status column_store(void *payload, uint32_t fact, const struct column *column) {
  const struct columns_writer *writer = payload;
  const struct stored_level *level = writer->level;
  sqlite3_stmt *insert = writer->insert;
  sqlite3_bind_text(insert, 4, fact < level->count ? level->facts[fact].id : "", -1, SQLITE_STATIC);
  sqlite3_bind_int64(insert, 5, column->count);
  sqlite3_bind_int64(insert, 6, column->width);
  sqlite3_bind_int64(insert, 7, column->minimum);
  sqlite3_bind_int64(insert, 8, column->maximum);
  sqlite3_bind_int64(insert, 9, column->missing);
  if (column->width)
    sqlite3_bind_blob64(insert, 10, column->data, (uint64_t)column->count * column->width, SQLITE_STATIC);
  else
    sqlite3_bind_zeroblob(insert, 10, 0);
  return dossier_run(writer->dossier, insert);
}

chuan_status columns_writer_open(struct columns_writer *writer, struct dossier *dossier) {
  *writer = (struct columns_writer){.dossier = dossier, .sink = {column_store, writer}};
  chuan_status status = dossier_prepare(
      dossier, "DELETE FROM column_chunk WHERE level = ?1 AND year = ?2 AND chunk = ?3", &writer->drop);
  if (status != CHUAN_OK) return status;
  return dossier_prepare(
      dossier,
      "INSERT INTO column_chunk (level, year, chunk, fact, count, width, minimum, maximum, "
      "missing, data) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
      &writer->insert);
}

static void chunk_bind(sqlite3_stmt *statement, const char *level, int year, uint32_t chunk) {
  sqlite3_bind_text(statement, 1, level, -1, SQLITE_STATIC);
  sqlite3_bind_int(statement, 2, year);
  sqlite3_bind_int64(statement, 3, chunk);
}

chuan_status columns_writer_begin(struct columns_writer *writer, const struct stored_level *level,
                                  uint32_t chunk, int year) {
  writer->level = level;
  chunk_bind(writer->drop, level->level, year, chunk);
  chunk_bind(writer->insert, level->level, year, chunk);
  return dossier_run(writer->dossier, writer->drop);
}

void columns_writer_close(struct columns_writer *writer) {
  sqlite3_finalize(writer->drop);
  sqlite3_finalize(writer->insert);
}

struct rebuilding {
  struct columns_writer writer;
  struct stored_level level;
  struct arena *chunk_arena; /* of `units` */
  struct unit_chunk units;
};

static chuan_status chunk_enter(struct rebuilding *rebuilding, struct arena *arena,
                                const struct stale *stale) {
  struct dossier *dossier = rebuilding->writer.dossier;
  chuan_status status = CHUAN_OK;
  int same_level = rebuilding->level.level && strcmp(rebuilding->level.level, stale->level) == 0;
  if (same_level && rebuilding->chunk_arena && rebuilding->units.chunk == (uint32_t)stale->chunk)
    return CHUAN_OK;
  if (!same_level) status = stored_level_load(dossier, arena, stale->level, &rebuilding->level);
  arena_free(rebuilding->chunk_arena);
  rebuilding->chunk_arena = arena_create();
  if (status == CHUAN_OK && !rebuilding->chunk_arena) status = report_no_memory(dossier->report);
  if (status != CHUAN_OK) return status;
  int found = 0; /* the units were brought up to date first */
  status = unit_chunk_load(dossier, rebuilding->chunk_arena, stale->level, (uint32_t)stale->chunk,
                           &rebuilding->units, &found);
  if (status != CHUAN_OK || found) return status;
  return unit_chunk_build(dossier, rebuilding->chunk_arena, stale->level, (uint32_t)stale->chunk,
                          &rebuilding->units);
}

static chuan_status chunk_rebuild(struct rebuilding *rebuilding, const struct stale *stale) {
  struct columns_writer *writer = &rebuilding->writer;
  chuan_status status =
      columns_writer_begin(writer, &rebuilding->level, (uint32_t)stale->chunk, (int)stale->year);
  if (status != CHUAN_OK) return status;
  return chunk_build(writer->dossier, &rebuilding->level, &rebuilding->units, (int)stale->year,
                     &writer->sink);
}

static chuan_status figures_rebuild(struct dossier *dossier, struct arena *arena) {
  struct stale_list list;
  struct rebuilding rebuilding = {.chunk_arena = NULL};
  chuan_status status = stale_list(dossier, arena, 0, &list);
  if (status == CHUAN_OK && list.count > 0) status = columns_writer_open(&rebuilding.writer, dossier);
  for (size_t i = 0; i < list.count && status == CHUAN_OK; i++) {
    status = chunk_enter(&rebuilding, arena, &list.items[i]);
    if (status == CHUAN_OK) status = chunk_rebuild(&rebuilding, &list.items[i]);
  }
  columns_writer_close(&rebuilding.writer);
  arena_free(rebuilding.chunk_arena);
  return status;
}

/* --- all ----------------------------------------------------------------------------------------------------- */

chuan_status columns_rebuild(struct dossier *dossier) {
  struct arena *arena = arena_create();
  if (!arena) return report_no_memory(dossier->report);
  chuan_status status = units_rebuild(dossier, arena);
  if (status == CHUAN_OK) status = figures_rebuild(dossier, arena);
  if (status == CHUAN_OK)
    status =
        dossier_execute(dossier, "DELETE FROM stale_chunk; UPDATE dossier SET generation = generation + 1");
  arena_free(arena);
  return status;
}

chuan_status columns_refresh(struct dossier *dossier) {
  int64_t stale;
  chuan_status status = dossier_number(dossier, "SELECT 1 FROM stale_chunk LIMIT 1", 0, &stale);
  /* What cannot be written is built in memory, by the source that reads it. */
  if (status != CHUAN_OK || !stale || dossier->read_only) return status;
  status = dossier_begin(dossier);
  if (status != CHUAN_OK) return status;
  status = columns_rebuild(dossier);
  if (status == CHUAN_OK) return dossier_commit(dossier);
  dossier_rollback(dossier);
  return status;
}
