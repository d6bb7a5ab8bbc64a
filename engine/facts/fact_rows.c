/* The chosen values of a unit's year, for every fact of a level: one statement, prepared once. */
#include "facts/observations.h"

#include "base/decimal.h"

#include <stdlib.h>

struct facts_reader {
  struct dossier *dossier;
  struct arena *arena;
  const struct vocabulary_level *level;
  sqlite3_stmt *statement;        /* NULL: the level has no table, everything is missing */
  struct conversion *conversions; /* by place in level->facts */
  int *columns;                   /* of the statement; 0: the dossier has no such fact */
};

static chuan_status prepare(struct facts_reader *reader) {
  const struct vocabulary_level *level = reader->level;
  struct stored_level stored;
  chuan_status status = stored_level_load(reader->dossier, reader->arena, level->level, &stored);
  if (status != CHUAN_OK || stored.count == 0) return status;
  reader->conversions =
      arena_array(reader->arena, (size_t)level->fact_count + 1, sizeof *reader->conversions);
  reader->columns = arena_array(reader->arena, (size_t)level->fact_count + 1, sizeof *reader->columns);
  if (!reader->conversions || !reader->columns) return report_no_memory(reader->dossier->report);
  struct buffer sql;
  buffer_init(&sql, 0);
  buffer_add_string(&sql, "SELECT import_status");
  int column = 0;
  for (uint32_t i = 0; i < level->fact_count && status == CHUAN_OK; i++) {
    const struct stored_fact *known = stored_fact_find(&stored, level->facts[i]->id);
    if (!known) continue;
    reader->columns[i] = ++column;
    buffer_format(&sql, ", \"%s\"", level->facts[i]->id);
    status = conversion_make(reader->dossier, reader->arena, known, level->facts[i], &reader->conversions[i]);
  }
  if (status != CHUAN_OK) {
    buffer_free(&sql);
    return status;
  }
  buffer_format(&sql, " FROM \"fact_%s\" WHERE unit_id = ?1 AND year = ?2", level->level);
  return dossier_prepare_buffer(reader->dossier, &sql, &reader->statement);
}

chuan_status facts_reader_open(struct dossier *dossier, const struct vocabulary_level *level,
                               struct facts_reader **out) {
  *out = NULL;
  struct facts_reader *reader = calloc(1, sizeof *reader);
  if (!reader) return report_no_memory(dossier->report);
  reader->dossier = dossier;
  reader->level = level;
  reader->arena = arena_create();
  chuan_status status = reader->arena ? prepare(reader) : report_no_memory(dossier->report);
  if (status != CHUAN_OK) {
    facts_reader_close(reader);
    return status;
  }
  *out = reader;
  return CHUAN_OK;
}

void facts_reader_close(struct facts_reader *reader) {
  if (!reader) return;
  sqlite3_finalize(reader->statement);
  arena_free(reader->arena);
  free(reader);
}

static chuan_status read_values(struct facts_reader *reader, int64_t *values) {
  for (uint32_t i = 0; i < reader->level->fact_count; i++) {
    const struct fact *fact = reader->level->facts[i];
    int column = reader->columns[i];
    if (column == 0 || sqlite3_column_type(reader->statement, column) == SQLITE_NULL) continue;
    chuan_status status =
        stored_value_read(reader->dossier, &reader->conversions[i], fact,
                          sqlite3_column_int64(reader->statement, column), &values[fact->index]);
    if (status != CHUAN_OK) return status;
  }
  return CHUAN_OK;
}

chuan_status facts_reader_row(struct facts_reader *reader, int64_t unit_id, struct moment moment,
                              int64_t *values, int *years, chuan_data_status *status) {
  for (uint32_t i = 0; i < reader->level->fact_count; i++)
    values[reader->level->facts[i]->index] = DECIMAL_MISSING;
  for (uint32_t i = 0; years && i < reader->level->fact_count; i++) years[i] = moment.year;
  *status = CHUAN_OFFICIAL;
  if (!reader->statement) return CHUAN_OK;
  int row = 0;
  sqlite3_bind_int64(reader->statement, 1, unit_id);
  sqlite3_bind_int(reader->statement, 2, moment.year);
  chuan_status result = dossier_step(reader->dossier, reader->statement, &row);
  if (result == CHUAN_OK && row) {
    *status = stored_status_read(sqlite3_column_int64(reader->statement, 0));
    result = read_values(reader, values);
  }
  sqlite3_reset(reader->statement);
  return result;
}

chuan_status facts_row(struct dossier *dossier, const struct vocabulary_level *level, int64_t unit_id,
                       struct moment moment, int64_t *values, int *years, chuan_data_status *status) {
  struct facts_reader *reader = NULL;
  chuan_status result = facts_reader_open(dossier, level, &reader);
  if (!reader) return result;
  result = facts_reader_row(reader, unit_id, moment, values, years, status);
  facts_reader_close(reader);
  return result;
}
