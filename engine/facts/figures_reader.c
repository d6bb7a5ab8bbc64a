/* Reading all chosen figures of a level straight from its table, for an export. */
#include "facts/figures_reader.h"

#include "facts/observations.h"

#include "base/decimal.h"

#include <stdlib.h>

/* Columns of the query. */
enum { FIGURE_CODE, FIGURE_NAME, FIGURE_YEAR, FIGURE_STATUS, FIGURE_FACTS };

struct figures_reader {
  struct dossier *dossier;
  struct arena *arena;
  const struct fact **facts;
  struct conversion *conversions;
  int64_t *values;
  size_t count;
  const char *unknown;
  sqlite3_stmt *rows;
};

/* Which rows are meant: ?1 the year, ?2 the unit that they are at or below. A unit has few above it, so each row looks
 * upwards. */
static void rows_meant(struct buffer *sql, const char *level, int within) {
  buffer_format(
      sql, " FROM \"fact_%s\" AS f CROSS JOIN unit AS u ON u.id = f.unit_id WHERE (?1 = 0 OR f.year = ?1)",
      level);
  if (within)
    buffer_add_string(
        sql,
        " AND EXISTS (WITH RECURSIVE above(id) AS (SELECT f.unit_id UNION SELECT p.parent FROM unit AS p "
        "JOIN above ON p.id = above.id WHERE p.parent IS NOT NULL) SELECT 1 FROM above WHERE id = ?2)");
}

static chuan_status prepare(struct figures_reader *reader, struct buffer *sql, int year, int64_t within,
                            sqlite3_stmt **out) {
  chuan_status status = sql->failed ? report_no_memory(reader->dossier->report)
                                    : dossier_prepare(reader->dossier, buffer_string(sql), out);
  buffer_clear(sql);
  if (status != CHUAN_OK) return status;
  sqlite3_bind_int(*out, 1, year);
  if (within) sqlite3_bind_int64(*out, 2, within);
  return CHUAN_OK;
}

/* 1 for each stored fact that has a figure. */
static chuan_status filled_find(struct figures_reader *reader, struct buffer *sql,
                                const struct stored_level *level, int year, int64_t within, uint8_t *filled) {
  sqlite3_stmt *statement = NULL;
  int row = 0;
  buffer_add_string(sql, "SELECT count(*)");
  for (uint32_t i = 0; i < level->count; i++) buffer_format(sql, ", count(f.\"%s\")", level->facts[i].id);
  rows_meant(sql, level->level, within != 0);
  chuan_status status = prepare(reader, sql, year, within, &statement);
  if (status == CHUAN_OK) status = dossier_step(reader->dossier, statement, &row);
  for (uint32_t i = 0; i < level->count && row; i++)
    filled[i] = sqlite3_column_int64(statement, (int)i + 1) > 0;
  sqlite3_finalize(statement);
  return status;
}

static chuan_status facts_choose(struct figures_reader *reader, const struct vocabulary_level *level,
                                 const struct stored_level *stored, uint8_t *filled) {
  chuan_status status = CHUAN_OK;
  reader->facts = arena_array(reader->arena, (size_t)level->fact_count + 1, sizeof(struct fact *));
  reader->conversions =
      arena_array(reader->arena, (size_t)level->fact_count + 1, sizeof *reader->conversions);
  reader->values = arena_array(reader->arena, (size_t)level->fact_count + 1, sizeof *reader->values);
  if (!reader->facts || !reader->conversions || !reader->values)
    return report_no_memory(reader->dossier->report);
  for (uint32_t i = 0; i < level->fact_count && status == CHUAN_OK; i++) {
    const struct stored_fact *known = stored_fact_find(stored, level->facts[i]->id);
    if (!known || !filled[known - stored->facts]) continue;
    filled[known - stored->facts] = 0;
    reader->facts[reader->count] = level->facts[i];
    status = conversion_make(reader->dossier, reader->arena, known, level->facts[i],
                             &reader->conversions[reader->count++]);
  }
  reader->unknown = "";
  for (uint32_t i = 0; i < stored->count && status == CHUAN_OK; i++) {
    if (!filled[i]) continue;
    reader->unknown = arena_format(reader->arena, "%s%s%s", reader->unknown, *reader->unknown ? ", " : "",
                                   stored->facts[i].id);
    if (!reader->unknown) status = report_no_memory(reader->dossier->report);
  }
  return status;
}

static chuan_status reader_prepare(struct figures_reader *reader, const struct vocabulary_level *level,
                                   int year, int64_t within) {
  struct stored_level stored;
  struct buffer sql;
  chuan_status status = stored_level_load(reader->dossier, reader->arena, level->level, &stored);
  uint8_t *filled = arena_array(reader->arena, (size_t)stored.count + 1, sizeof *filled);
  if (status == CHUAN_OK && !filled) status = report_no_memory(reader->dossier->report);
  if (status != CHUAN_OK) return status;
  buffer_init(&sql, 0);
  if (stored.count > 0) status = filled_find(reader, &sql, &stored, year, within, filled);
  if (status == CHUAN_OK) status = facts_choose(reader, level, &stored, filled);
  if (status == CHUAN_OK && stored.count > 0) {
    buffer_add_string(&sql, "SELECT u.code, u.name, f.year, f.import_status");
    for (size_t i = 0; i < reader->count; i++) buffer_format(&sql, ", f.\"%s\"", reader->facts[i]->id);
    rows_meant(&sql, level->level, within != 0);
    buffer_add_string(&sql, " ORDER BY f.year, f.unit_id");
    status = prepare(reader, &sql, year, within, &reader->rows);
  }
  buffer_free(&sql);
  return status;
}

chuan_status figures_open(struct dossier *dossier, const struct vocabulary_level *level, int year,
                          int64_t within, struct figures_reader **out) {
  *out = NULL;
  struct figures_reader *reader = calloc(1, sizeof *reader);
  if (!reader) return report_no_memory(dossier->report);
  reader->dossier = dossier;
  reader->arena = arena_create();
  chuan_status status =
      reader->arena ? reader_prepare(reader, level, year, within) : report_no_memory(dossier->report);
  if (status != CHUAN_OK) {
    figures_close(reader);
    return status;
  }
  *out = reader;
  return CHUAN_OK;
}

const struct fact *const *figures_facts(const struct figures_reader *reader, size_t *count) {
  *count = reader->count;
  return reader->facts;
}

const char *figures_unknown(const struct figures_reader *reader) {
  return reader->unknown;
}

chuan_status figures_next(struct figures_reader *reader, struct figures_row *row, int *more) {
  chuan_status status = CHUAN_OK;
  *more = 0;
  if (reader->rows) status = dossier_step(reader->dossier, reader->rows, more);
  if (status != CHUAN_OK || !*more) return status;
  row->code = (const char *)sqlite3_column_text(reader->rows, FIGURE_CODE);
  row->name = (const char *)sqlite3_column_text(reader->rows, FIGURE_NAME);
  row->year = sqlite3_column_int(reader->rows, FIGURE_YEAR);
  row->status = stored_status_read(sqlite3_column_int64(reader->rows, FIGURE_STATUS));
  row->values = reader->values;
  if (!row->code || !row->name) return report_no_memory(reader->dossier->report);
  for (size_t i = 0; i < reader->count && status == CHUAN_OK; i++) {
    reader->values[i] = DECIMAL_MISSING;
    if (sqlite3_column_type(reader->rows, (int)i + FIGURE_FACTS) == SQLITE_NULL) continue;
    status = stored_value_read(reader->dossier, &reader->conversions[i], reader->facts[i],
                               sqlite3_column_int64(reader->rows, (int)i + FIGURE_FACTS), &reader->values[i]);
  }
  return status;
}

void figures_close(struct figures_reader *reader) {
  if (!reader) return;
  sqlite3_finalize(reader->rows);
  arena_free(reader->arena);
  free(reader);
}
