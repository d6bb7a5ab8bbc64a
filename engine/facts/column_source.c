/* Making a source: the directory of a level's columns in a year. What a reader's own connection could not see
 * (a dossier in memory, columns that a read-only dossier could not rebuild) or need not (small ones) is held in
 * memory; the rest is read from the file chunk by chunk. */
#include "facts/source.h"

#include "base/buffer.h"
#include "base/date.h"

#include <string.h>

#define SMALL_BYTES ((int64_t)1 << 20) /* of columns: reading them at once is cheaper than a connection */
#define NO_INDEX UINT32_MAX

enum staleness { STALE_FIGURES = 1, STALE_UNITS = 2 };

struct making {
  struct dossier *dossier;
  struct source *source;
  struct stored_level stored;
  uint32_t *index_of;  /* fact.index by position in stored; NO_INDEX when the rulebook has no such fact */
  uint8_t *stale;      /* by chunk */
  uint32_t *described; /* by chunk: columns found in the file, of facts and of the status */
  int64_t bytes;
  struct source_chunk *holding; /* the chunk that column_hold fills */
};

/* --- facts ------------------------------------------------------------------------------------------------- */

/* A stored value with more decimals than the rulebook declares cannot be read exactly: the unit is named here,
 * where there is still somebody to ask. */
static chuan_status decimals_check(struct making *making, const struct fact *fact,
                                   const struct conversion *conversion) {
  struct dossier *dossier = making->dossier;
  char *sql = sqlite3_mprintf(
      "SELECT u.code, f.\"%w\" FROM \"fact_%w\" AS f JOIN unit AS u ON u.id = f.unit_id "
      "WHERE f.year = %d AND f.\"%w\" %% %lld <> 0 LIMIT 1",
      fact->id, fact->level, making->source->year, fact->id, (long long)conversion->factor);
  if (!sql) return report_no_memory(dossier->report);
  sqlite3_stmt *statement = NULL;
  int row = 0;
  chuan_status status = dossier_prepare(dossier, sql, &statement);
  if (status == CHUAN_OK) status = dossier_step(dossier, statement, &row);
  if (status == CHUAN_OK && row) {
    const char *code = (const char *)sqlite3_column_text(statement, 0);
    status = report_fail(
        dossier->report, CHUAN_DATABASE,
        "\"%s\" of unit %s in %d is stored with more than %u decimal places; give the fact more places",
        "“%s” của đơn vị %s năm %d được lưu với hơn %u chữ số thập phân; hãy tăng số chữ số thập phân của số "
        "liệu",
        fact->id, code ? code : "?", making->source->year, fact->places);
  }
  sqlite3_finalize(statement);
  sqlite3_free(sql);
  return status;
}

static chuan_status facts_prepare(struct making *making) {
  struct source *source = making->source;
  const struct vocabulary_level *level = source->level;
  chuan_status status = stored_level_load(making->dossier, source->arena, level->level, &making->stored);
  if (status != CHUAN_OK) return status;
  source->conversions = arena_array(source->arena, level->fact_count, sizeof *source->conversions);
  making->index_of = arena_array(source->arena, making->stored.count, sizeof *making->index_of);
  if (!source->conversions || !making->index_of) return report_no_memory(making->dossier->report);
  for (uint32_t i = 0; i < making->stored.count; i++) making->index_of[i] = NO_INDEX;
  for (uint32_t i = 0; i < level->fact_count && status == CHUAN_OK; i++) {
    const struct fact *fact = level->facts[i];
    const struct stored_fact *stored = stored_fact_find(&making->stored, fact->id);
    struct conversion *conversion = &source->conversions[fact->index];
    if (stored) making->index_of[stored - making->stored.facts] = fact->index;
    status = conversion_make(making->dossier, source->arena, stored, fact, conversion);
    if (status == CHUAN_OK && conversion->kind == CONVERSION_DIVIDE)
      status = decimals_check(making, fact, conversion);
  }
  return status;
}

/* --- the directory ------------------------------------------------------------------------------------------- */

static chuan_status chunk_columns_make(struct making *making, struct source_chunk *chunk) {
  if (chunk->columns) return CHUAN_OK;
  chunk->columns = arena_array(making->source->arena, (size_t)making->source->level->fact_count + 1,
                               sizeof *chunk->columns);
  return chunk->columns ? CHUAN_OK : report_no_memory(making->dossier->report);
}

static chuan_status level_prepare(struct making *making, const char *sql, sqlite3_stmt **out) {
  chuan_status status = dossier_prepare(making->dossier, sql, out);
  if (status == CHUAN_OK) sqlite3_bind_text(*out, 1, making->source->level->level, -1, SQLITE_STATIC);
  return status;
}

static chuan_status chunks_make(struct making *making) {
  struct source *source = making->source;
  chuan_status status = unit_chunk_count(making->dossier, source->level->level, &source->chunk_count);
  if (status != CHUAN_OK) return status;
  source->chunks = arena_array(source->arena, source->chunk_count, sizeof *source->chunks);
  making->stale = arena_array(source->arena, source->chunk_count, sizeof *making->stale);
  making->described = arena_array(source->arena, source->chunk_count, sizeof *making->described);
  if (!source->chunks || !making->stale || !making->described)
    return report_no_memory(making->dossier->report);
  return CHUAN_OK;
}

static chuan_status units_directory(struct making *making) {
  struct source *source = making->source;
  sqlite3_stmt *statement = NULL;
  int row = 0;
  chuan_status status = level_prepare(
      making, "SELECT chunk, count, first_id, last_id FROM unit_chunk WHERE level = ?1", &statement);
  while (status == CHUAN_OK && (status = dossier_step(making->dossier, statement, &row)) == CHUAN_OK && row) {
    int64_t chunk = sqlite3_column_int64(statement, 0), count = sqlite3_column_int64(statement, 1);
    if (chunk < 0 || chunk >= source->chunk_count) continue;
    if (count < 1 || count > COLUMN_CHUNK) {
      making->stale[chunk] |= STALE_UNITS;
      continue;
    }
    source->chunks[chunk].count = (uint32_t)count;
    source->chunks[chunk].units.first_id = sqlite3_column_int64(statement, 2);
    source->chunks[chunk].units.last_id = sqlite3_column_int64(statement, 3);
    making->bytes += count * (int64_t)(2 * sizeof(int64_t) + 2 * sizeof(int32_t));
    status = chunk_columns_make(making, &source->chunks[chunk]);
  }
  sqlite3_finalize(statement);
  for (uint32_t i = 0; i < source->chunk_count; i++)
    if (source->chunks[i].count == 0)
      making->stale[i] |= STALE_UNITS; /* not there: the rows tell whether any are */
  return status;
}

/* 0 when the column does not belong to its chunk as it is, so that the chunk must be built anew. */
static int column_describe(sqlite3_stmt *statement, uint32_t count, struct source_column *out) {
  int64_t width = sqlite3_column_int64(statement, 4), missing = sqlite3_column_int64(statement, 7);
  if (sqlite3_column_int64(statement, 3) != count || missing < 0 || missing > count ||
      (width != 1 && width != 2 && width != 4 && width != 8 && !(width == 0 && missing == count))) {
    return 0;
  }
  *out = (struct source_column){.rowid = sqlite3_column_int64(statement, 2)};
  out->stored = (struct column){.count = count,
                                .width = (uint8_t)width,
                                .minimum = sqlite3_column_int64(statement, 5),
                                .maximum = sqlite3_column_int64(statement, 6),
                                .missing = (uint32_t)missing};
  return 1;
}

/* A chunk has a column of every fact and of the status, or none when there are no rows. */
static chuan_status columns_count(struct making *making) {
  chuan_status status = CHUAN_OK;
  for (uint32_t i = 0; i < making->source->chunk_count && making->stored.count > 0 && status == CHUAN_OK;
       i++) {
    int wrong = making->described[i] != making->stored.count + 1;
    if (making->described[i] == 0 && !making->stale[i]) {
      status = chunk_has_figures(making->dossier, making->source->level->level,
                                 &making->source->chunks[i].units, making->source->year, &wrong);
    }
    if (wrong) making->stale[i] |= STALE_FIGURES;
  }
  return status;
}

static chuan_status columns_directory(struct making *making) {
  struct source *source = making->source;
  sqlite3_stmt *statement = NULL;
  int row = 0;
  chuan_status status = level_prepare(making,
                                      "SELECT chunk, fact, id, count, width, minimum, maximum, missing "
                                      "FROM column_chunk WHERE level = ?1 AND year = ?2",
                                      &statement);
  if (status == CHUAN_OK) sqlite3_bind_int(statement, 2, source->year);
  while (status == CHUAN_OK && (status = dossier_step(making->dossier, statement, &row)) == CHUAN_OK && row) {
    int64_t chunk = sqlite3_column_int64(statement, 0);
    if (chunk < 0 || chunk >= source->chunk_count || source->chunks[chunk].count == 0) continue;
    const char *id = (const char *)sqlite3_column_text(statement, 1);
    if (!id) {
      status = report_no_memory(making->dossier->report);
      continue;
    }
    const struct stored_fact *stored = *id ? stored_fact_find(&making->stored, id) : NULL;
    uint32_t index = stored ? making->index_of[stored - making->stored.facts]
                     : *id  ? NO_INDEX
                            : source->level->fact_count;
    making->described[chunk] += stored || !*id;
    if (index == NO_INDEX) continue;
    struct source_column *column = &source->chunks[chunk].columns[index];
    if (!column_describe(statement, source->chunks[chunk].count, column))
      making->stale[chunk] |= STALE_FIGURES;
    making->bytes += (int64_t)column->stored.count * column->stored.width;
  }
  sqlite3_finalize(statement);
  return status;
}

static chuan_status stale_directory(struct making *making) {
  sqlite3_stmt *statement = NULL;
  int row = 0;
  chuan_status status = level_prepare(
      making, "SELECT chunk, year FROM stale_chunk WHERE level = ?1 AND (year = ?2 OR year = 0)", &statement);
  if (status == CHUAN_OK) sqlite3_bind_int(statement, 2, making->source->year);
  while (status == CHUAN_OK && (status = dossier_step(making->dossier, statement, &row)) == CHUAN_OK && row) {
    int64_t chunk = sqlite3_column_int64(statement, 0);
    if (chunk < 0 || chunk >= making->source->chunk_count) continue;
    making->stale[chunk] |= sqlite3_column_int64(statement, 1) == 0 ? STALE_UNITS : STALE_FIGURES;
  }
  sqlite3_finalize(statement);
  return status;
}

/* --- what is held in memory ------------------------------------------------------------------------------------ */

static chuan_status column_hold(void *payload, uint32_t position, const struct column *column) {
  struct making *making = payload;
  struct source *source = making->source;
  uint32_t index = position < making->stored.count ? making->index_of[position] : source->level->fact_count;
  if (index == NO_INDEX || column->width == 0) return CHUAN_OK;
  size_t size = (size_t)column->count * column->width;
  void *data = arena_alloc(source->arena, size);
  if (!data) return report_no_memory(making->dossier->report);
  memcpy(data, column->data, size);
  struct column *held = &making->holding->columns[index].stored;
  *held = *column;
  held->data = data;
  return CHUAN_OK;
}

/* From the rows: what the stored columns no longer say, where they cannot be stored anew. */
static chuan_status chunk_build_held(struct making *making, uint32_t number) {
  struct source *source = making->source;
  struct source_chunk *chunk = &source->chunks[number];
  chuan_status status =
      unit_chunk_build(making->dossier, source->arena, source->level->level, number, &chunk->units);
  if (status == CHUAN_OK) status = chunk_columns_make(making, chunk);
  if (status != CHUAN_OK) return status;
  chunk->count = chunk->units.count;
  for (uint32_t i = 0; i <= source->level->fact_count; i++)
    chunk->columns[i] = (struct source_column){.rowid = 0};
  making->holding = chunk;
  struct column_sink sink = {column_hold, making};
  return chunk_build(making->dossier, &making->stored, &chunk->units, source->year, &sink);
}

static chuan_status column_load_held(struct making *making, sqlite3_stmt *data,
                                     struct source_column *column) {
  struct dossier *dossier = making->dossier;
  if (column->stored.width == 0 || column->stored.data) return CHUAN_OK;
  size_t size = (size_t)column->stored.count * column->stored.width;
  int row = 0;
  sqlite3_bind_int64(data, 1, column->rowid);
  chuan_status status = dossier_step(dossier, data, &row);
  if (status == CHUAN_OK) {
    const void *blob = row ? sqlite3_column_blob(data, 0) : NULL;
    void *copy = arena_alloc(making->source->arena, size);
    if (!copy) {
      status = report_no_memory(dossier->report);
    } else if (!blob || (size_t)sqlite3_column_bytes(data, 0) != size) {
      status = dossier_failed(dossier, SQLITE_CORRUPT);
    } else {
      memcpy(copy, blob, size);
      column->stored.data = copy;
    }
  }
  sqlite3_reset(data);
  return status;
}

static chuan_status chunk_load_held(struct making *making, sqlite3_stmt *data, uint32_t number) {
  struct source *source = making->source;
  struct source_chunk *chunk = &source->chunks[number];
  if (chunk->units.ids || chunk->count == 0) return CHUAN_OK;
  int found = 0;
  chuan_status status =
      unit_chunk_load(making->dossier, source->arena, source->level->level, number, &chunk->units, &found);
  if (status == CHUAN_OK && (!found || chunk->units.count != chunk->count))
    return chunk_build_held(making, number);
  for (uint32_t i = 0; i <= source->level->fact_count && status == CHUAN_OK; i++) {
    status = column_load_held(making, data, &chunk->columns[i]);
  }
  return status;
}

static chuan_status chunks_hold(struct making *making) {
  struct source *source = making->source;
  sqlite3_stmt *data = NULL;
  int all = making->dossier->in_memory || making->bytes <= SMALL_BYTES;
  chuan_status status =
      dossier_prepare(making->dossier, "SELECT data FROM column_chunk WHERE id = ?1", &data);
  for (uint32_t i = 0; i < source->chunk_count && status == CHUAN_OK; i++) {
    if (making->stale[i])
      status = chunk_build_held(making, i);
    else if (all)
      status = chunk_load_held(making, data, i);
    if (source->chunks[i].count > 0 && !source->chunks[i].units.ids) source->connected = 1;
  }
  sqlite3_finalize(data);
  return status;
}

/* --- all ------------------------------------------------------------------------------------------------------------ */

static chuan_status source_fill(struct making *making) {
  struct source *source = making->source;
  chuan_status status =
      dossier_number(making->dossier, "SELECT generation FROM dossier", 0, &source->generation);
  if (status == CHUAN_OK) status = facts_prepare(making);
  if (status == CHUAN_OK) status = chunks_make(making);
  if (status == CHUAN_OK) status = units_directory(making);
  if (status == CHUAN_OK) status = columns_directory(making);
  if (status == CHUAN_OK) status = stale_directory(making);
  if (status == CHUAN_OK) status = columns_count(making);
  return status == CHUAN_OK ? chunks_hold(making) : status;
}

chuan_status source_make(struct dossier *dossier, const struct vocabulary_level *level, struct moment moment,
                         struct column_source *out) {
  memset(out, 0, sizeof *out);
  struct arena *arena = arena_create();
  struct source *source = arena ? arena_alloc(arena, sizeof *source) : NULL;
  if (!source) {
    arena_free(arena);
    return report_no_memory(dossier->report);
  }
  *source = (struct source){.arena = arena,
                            .path = arena_string(arena, dossier->path),
                            .mode = dossier->mode,
                            .language = report_language(dossier->report),
                            .level = level,
                            .year = moment.year,
                            .day = moment.as_of};
  struct making making = {.dossier = dossier, .source = source};
  chuan_status status = source->path ? source_fill(&making) : report_no_memory(dossier->report);
  if (status != CHUAN_OK) {
    arena_free(arena);
    return status;
  }
  *out = (struct column_source){source,       source->chunk_count, reader_open,   reader_close,
                                reader_units, reader_column,       reader_message};
  return CHUAN_OK;
}

chuan_status column_source_open(struct dossier *dossier, const struct vocabulary_level *level,
                                struct moment moment, struct column_source *out) {
  memset(out, 0, sizeof *out);
  chuan_status status = columns_refresh(dossier);
  if (status == CHUAN_OK) status = dossier_execute(dossier, "BEGIN");
  if (status != CHUAN_OK) return status;
  status = source_make(dossier, level, moment, out);
  if (status == CHUAN_OK) status = source_compose(dossier, moment, out);
  if (status != CHUAN_OK) column_source_close(out);
  dossier_rollback(dossier); /* it only read */
  return status;
}

void column_source_close(struct column_source *column_source) {
  if (column_source->self) arena_free(((struct source *)column_source->self)->arena);
  memset(column_source, 0, sizeof *column_source);
}
