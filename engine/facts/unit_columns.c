/* The units of a level as columns: ids, parents and validity by slot, the same for every year. */
#include "facts/columns.h"

#include <string.h>

/* Slots are given out one by one, so only units deleted by hand leave gaps. A file that leaves nothing but gaps
 * would cost gigabytes of columns. */
#define SLOTS_A_UNIT 16
#define SLOTS_ANYWAY 10000

static chuan_status slots_are_close(struct dossier *dossier, const char *level, int64_t last) {
  sqlite3_stmt *statement = NULL;
  int row = 1;
  if (last < SLOTS_ANYWAY) return CHUAN_OK;
  chuan_status status =
      dossier_prepare(dossier, "SELECT 1 FROM unit WHERE level = ?1 LIMIT 1 OFFSET ?2", &statement);
  if (status == CHUAN_OK) {
    sqlite3_bind_text(statement, 1, level, -1, SQLITE_STATIC);
    sqlite3_bind_int64(statement, 2, (last - SLOTS_ANYWAY) / SLOTS_A_UNIT);
    status = dossier_step(dossier, statement, &row);
  }
  sqlite3_finalize(statement);
  return status == CHUAN_OK && !row ? dossier_failed(dossier, SQLITE_CORRUPT) : status;
}

chuan_status unit_chunk_count(struct dossier *dossier, const char *level, uint32_t *count) {
  sqlite3_stmt *statement = NULL;
  int row = 0;
  int64_t first = 0, last = -1;
  *count = 0;
  chuan_status status = dossier_prepare(dossier,
                                        "SELECT (SELECT min(slot) FROM unit WHERE level = ?1), "
                                        "(SELECT max(slot) FROM unit WHERE level = ?1)",
                                        &statement);
  if (status == CHUAN_OK) {
    sqlite3_bind_text(statement, 1, level, -1, SQLITE_STATIC);
    status = dossier_step(dossier, statement, &row);
  }
  if (status == CHUAN_OK && row && sqlite3_column_type(statement, 0) != SQLITE_NULL) {
    first = sqlite3_column_int64(statement, 0);
    last = sqlite3_column_int64(statement, 1);
  }
  sqlite3_finalize(statement);
  if (status != CHUAN_OK) return status;
  if (first < 0 || last >= INT32_MAX) return dossier_failed(dossier, SQLITE_CORRUPT);
  *count = (uint32_t)((last + COLUMN_CHUNK) / COLUMN_CHUNK);
  return slots_are_close(dossier, level, last);
}

static chuan_status chunk_alloc(struct dossier *dossier, struct arena *arena, uint32_t count, int64_t **ids,
                                int64_t **parents, int32_t **valid_from, int32_t **valid_to) {
  *ids = arena_array(arena, count, sizeof **ids);
  *parents = arena_array(arena, count, sizeof **parents);
  *valid_from = arena_array(arena, count, sizeof **valid_from);
  *valid_to = arena_array(arena, count, sizeof **valid_to);
  return *ids && *parents && *valid_from && *valid_to ? CHUAN_OK : report_no_memory(dossier->report);
}

static chuan_status chunk_size(struct dossier *dossier, const char *level, int64_t first_slot,
                               uint32_t *count) {
  sqlite3_stmt *statement = NULL;
  int row = 0;
  *count = 0;
  chuan_status status = dossier_prepare(
      dossier, "SELECT max(slot) FROM unit WHERE level = ?1 AND slot >= ?2 AND slot < ?3", &statement);
  if (status == CHUAN_OK) {
    sqlite3_bind_text(statement, 1, level, -1, SQLITE_STATIC);
    sqlite3_bind_int64(statement, 2, first_slot);
    sqlite3_bind_int64(statement, 3, first_slot + COLUMN_CHUNK);
    status = dossier_step(dossier, statement, &row);
  }
  if (status == CHUAN_OK && row && sqlite3_column_type(statement, 0) != SQLITE_NULL) {
    int64_t last = sqlite3_column_int64(statement, 0) - first_slot;
    /* An index that is damaged finds what was not asked for. */
    if (last < 0 || last >= COLUMN_CHUNK)
      status = dossier_failed(dossier, SQLITE_CORRUPT);
    else
      *count = (uint32_t)last + 1;
  }
  sqlite3_finalize(statement);
  return status;
}

struct chunk_filling {
  struct unit_chunk *chunk;
  int64_t *ids, *parents;
  int32_t *valid_from, *valid_to;
  uint32_t filled;
};

static chuan_status chunk_fill(struct dossier *dossier, sqlite3_stmt *statement, int64_t first_slot,
                               struct chunk_filling *filling) {
  struct unit_chunk *chunk = filling->chunk;
  int row = 0;
  chuan_status status;
  while ((status = dossier_step(dossier, statement, &row)) == CHUAN_OK && row) {
    int64_t slot = sqlite3_column_int64(statement, 0) - first_slot;
    if (slot < 0 || slot >= chunk->count) return dossier_failed(dossier, SQLITE_CORRUPT);
    int64_t id = filling->ids[slot] = sqlite3_column_int64(statement, 1);
    filling->parents[slot] = sqlite3_column_int64(statement, 2);
    filling->valid_from[slot] = sqlite3_column_int(statement, 3);
    filling->valid_to[slot] = sqlite3_column_int(statement, 4);
    if (id < chunk->first_id) chunk->first_id = id;
    if (id > chunk->last_id) chunk->last_id = id;
    filling->filled++;
  }
  return status;
}

static chuan_status chunk_query(struct dossier *dossier, const char *sql, const char *level,
                                int64_t first_slot, uint32_t count, sqlite3_stmt **out) {
  chuan_status status = dossier_prepare(dossier, sql, out);
  if (status != CHUAN_OK) return status;
  sqlite3_bind_text(*out, 1, level, -1, SQLITE_STATIC);
  sqlite3_bind_int64(*out, 2, first_slot);
  sqlite3_bind_int64(*out, 3, first_slot + count);
  return CHUAN_OK;
}

/* Units mostly got their ids and slots together. Then they lie one after the other, and none has to be looked up; that
 * every slot was filled shows that it was so. */
static chuan_status chunk_fill_in_order(struct dossier *dossier, const char *level, int64_t first_slot,
                                        struct chunk_filling *filling) {
  uint32_t count = filling->chunk->count;
  sqlite3_stmt *statement = NULL;
  int row = 0;
  int64_t first = 0, last = 0;
  chuan_status status = chunk_query(dossier,
                                    "SELECT (SELECT id FROM unit WHERE level = ?1 AND slot = ?2), "
                                    "(SELECT id FROM unit WHERE level = ?1 AND slot = ?3 - 1)",
                                    level, first_slot, count, &statement);
  if (status == CHUAN_OK) status = dossier_step(dossier, statement, &row);
  if (status == CHUAN_OK && row) {
    first = sqlite3_column_int64(statement, 0);
    last = sqlite3_column_int64(statement, 1);
  }
  sqlite3_finalize(statement);
  if (status != CHUAN_OK || first <= 0 || last < first || last - first != (int64_t)count - 1) return status;
  status = chunk_query(dossier,
                       "SELECT slot, id, parent, valid_from, valid_to FROM unit NOT INDEXED "
                       "WHERE slot >= ?2 AND slot < ?3 AND level = ?1 AND id BETWEEN ?4 AND ?5",
                       level, first_slot, count, &statement);
  if (status == CHUAN_OK) {
    sqlite3_bind_int64(statement, 4, first);
    sqlite3_bind_int64(statement, 5, last);
    status = chunk_fill(dossier, statement, first_slot, filling);
  }
  sqlite3_finalize(statement);
  return status;
}

chuan_status unit_chunk_build(struct dossier *dossier, struct arena *arena, const char *level, uint32_t chunk,
                              struct unit_chunk *out) {
  int64_t first_slot = (int64_t)chunk * COLUMN_CHUNK;
  struct chunk_filling filling = {.chunk = out};
  *out = (struct unit_chunk){.chunk = chunk, .first_id = INT64_MAX, .last_id = INT64_MIN};
  chuan_status status = chunk_size(dossier, level, first_slot, &out->count);
  if (status != CHUAN_OK || out->count == 0) return status;
  status = chunk_alloc(dossier, arena, out->count, &filling.ids, &filling.parents, &filling.valid_from,
                       &filling.valid_to);
  if (status == CHUAN_OK) status = chunk_fill_in_order(dossier, level, first_slot, &filling);
  if (status == CHUAN_OK && filling.filled != out->count) {
    sqlite3_stmt *statement = NULL;
    status = chunk_query(dossier,
                         "SELECT slot, id, parent, valid_from, valid_to FROM unit "
                         "WHERE level = ?1 AND slot >= ?2 AND slot < ?3",
                         level, first_slot, out->count, &statement);
    if (status == CHUAN_OK) status = chunk_fill(dossier, statement, first_slot, &filling);
    sqlite3_finalize(statement);
  }
  out->ids = filling.ids;
  out->parents = filling.parents;
  out->valid_from = filling.valid_from;
  out->valid_to = filling.valid_to;
  return status;
}

/* BLOBs come from SQLite at any address; here they get one that suits their numbers. */
static void *blob_copy(sqlite3_stmt *statement, int column, struct arena *arena, size_t size, int *memory) {
  const void *blob = sqlite3_column_blob(statement, column);
  if (!blob || (size_t)sqlite3_column_bytes(statement, column) != size) return NULL;
  void *copy = arena_alloc(arena, size);
  if (copy)
    memcpy(copy, blob, size);
  else
    *memory = 0;
  return copy;
}

/* Do the ids reach from the first to the last as stated? Whether a chunk's figures are looked for rests on it. */
static int ids_hold(const struct unit_chunk *units) {
  int64_t first = INT64_MAX, last = INT64_MIN;
  for (uint32_t i = 0; i < units->count; i++) {
    if (units->ids[i] == 0) continue;
    if (units->ids[i] < first) first = units->ids[i];
    if (units->ids[i] > last) last = units->ids[i];
  }
  return units->first_id == first && units->last_id == last;
}

int unit_chunk_read(sqlite3_stmt *statement, struct arena *arena, struct unit_chunk *out, int *memory) {
  int64_t count = sqlite3_column_int64(statement, 0);
  *memory = 1;
  if (count < 1 || count > COLUMN_CHUNK) return 0;
  out->count = (uint32_t)count;
  out->first_id = sqlite3_column_int64(statement, 1);
  out->last_id = sqlite3_column_int64(statement, 2);
  out->ids = blob_copy(statement, 3, arena, (size_t)count * sizeof *out->ids, memory);
  out->parents = blob_copy(statement, 4, arena, (size_t)count * sizeof *out->parents, memory);
  out->valid_from = blob_copy(statement, 5, arena, (size_t)count * sizeof *out->valid_from, memory);
  out->valid_to = blob_copy(statement, 6, arena, (size_t)count * sizeof *out->valid_to, memory);
  return out->ids && out->parents && out->valid_from && out->valid_to && ids_hold(out);
}

chuan_status unit_chunk_load(struct dossier *dossier, struct arena *arena, const char *level, uint32_t chunk,
                             struct unit_chunk *out, int *found) {
  sqlite3_stmt *statement = NULL;
  int row = 0, memory = 1;
  *found = 0;
  *out = (struct unit_chunk){.chunk = chunk};
  chuan_status status = dossier_prepare(dossier,
                                        "SELECT count, first_id, last_id, ids, parents, valid_from, valid_to "
                                        "FROM unit_chunk WHERE level = ?1 AND chunk = ?2",
                                        &statement);
  if (status == CHUAN_OK) {
    sqlite3_bind_text(statement, 1, level, -1, SQLITE_STATIC);
    sqlite3_bind_int64(statement, 2, chunk);
    status = dossier_step(dossier, statement, &row);
  }
  if (status == CHUAN_OK && row) *found = unit_chunk_read(statement, arena, out, &memory);
  sqlite3_finalize(statement);
  return status == CHUAN_OK && !memory ? report_no_memory(dossier->report) : status;
}
