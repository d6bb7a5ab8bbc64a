/* The values of a unit at a moment, for every fact of a level: row by row through statements prepared once; what is
 * re-based hangs together with other units, so it is read from the columns that were made for the moment. */
#include "facts/source.h"

#include "facts/attribute_columns.h"
#include "facts/observations.h"

#include "base/date.h"
#include "base/decimal.h"

#include <stdlib.h>
#include <string.h>

struct rebased_look { /* the columns of one moment */
  struct rebased_look *next;
  struct moment moment;
  struct column_source source;
};

struct facts_reader {
  struct dossier *dossier;
  struct arena *arena;
  const struct vocabulary_level *level;
  sqlite3_stmt *statement;        /* NULL: the level has no table, everything is missing */
  sqlite3_stmt *attributes;       /* NULL: no unit of the level has any */
  sqlite3_stmt *slot;             /* NULL until something is re-based */
  struct conversion *conversions; /* by place in level->facts */
  int *columns;                   /* of the statement; 0: the dossier has no such fact */
  uint32_t carry;                 /* how many years back a figure of the level may be taken from */
  struct rebased_look *looks;
};

static chuan_status attributes_prepare(struct facts_reader *reader) {
  int any = 0;
  chuan_status status = attributes_any(reader->dossier, reader->level->level, &any);
  if (status != CHUAN_OK || !any) return status;
  status =
      dossier_prepare(reader->dossier,
                      "SELECT a.fact, a.value, i.status FROM attribute AS a "
                      "LEFT JOIN import AS i ON i.id = a.import_id WHERE a.unit_id = ?1 AND a.level = ?2 "
                      "AND a.valid_from <= ?3 AND a.valid_to >= ?3 ORDER BY a.fact, a.valid_from",
                      &reader->attributes);
  if (status == CHUAN_OK) sqlite3_bind_text(reader->attributes, 2, reader->level->level, -1, SQLITE_STATIC);
  return status;
}

static chuan_status prepare(struct facts_reader *reader) {
  const struct vocabulary_level *level = reader->level;
  struct stored_level stored;
  for (uint32_t i = 0; i < level->fact_count; i++)
    if (level->facts[i]->carry > reader->carry) reader->carry = level->facts[i]->carry;
  if (reader->carry > AGE_MOST) reader->carry = AGE_MOST;
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
  status = dossier_prepare_buffer(reader->dossier, &sql, &reader->statement);
  return status == CHUAN_OK ? attributes_prepare(reader) : status;
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

static void looks_close(struct facts_reader *reader) {
  for (struct rebased_look *look = reader->looks; look; look = look->next) column_source_close(&look->source);
}

void facts_reader_close(struct facts_reader *reader) {
  if (!reader) return;
  looks_close(reader);
  sqlite3_finalize(reader->statement);
  sqlite3_finalize(reader->attributes);
  sqlite3_finalize(reader->slot);
  arena_free(reader->arena);
  free(reader);
}

/* --- from the rows ------------------------------------------------------------------------------------------- */

struct row_out {
  int64_t *values;
  int *years; /* or NULL */
  chuan_data_status *status;
};

static void value_put(const struct row_out *out, const struct fact *fact, int64_t value, int year) {
  out->values[fact->index] = value;
  if (out->years) out->years[fact->index] = year;
}

static void status_worsen(const struct row_out *out, sqlite3_stmt *statement, int column) {
  chuan_data_status status = stored_status_read(sqlite3_column_int64(statement, column));
  if (status > *out->status) *out->status = status;
}

static chuan_status attributes_read(struct facts_reader *reader, int64_t unit_id, int32_t day,
                                    const struct row_out *out) {
  int row = 0;
  chuan_status status = CHUAN_OK;
  sqlite3_bind_int64(reader->attributes, 1, unit_id);
  sqlite3_bind_int(reader->attributes, 3, day);
  while (status == CHUAN_OK &&
         (status = dossier_step(reader->dossier, reader->attributes, &row)) == CHUAN_OK && row) {
    const char *id = (const char *)sqlite3_column_text(reader->attributes, 0);
    for (uint32_t i = 0; id && i < reader->level->fact_count && status == CHUAN_OK; i++) {
      const struct fact *fact = reader->level->facts[i];
      int64_t value = DECIMAL_MISSING;
      if (!reader->columns[i] || strcmp(fact->id, id) != 0) continue;
      status = stored_value_read(reader->dossier, &reader->conversions[i], fact,
                                 sqlite3_column_int64(reader->attributes, 1), &value);
      if (status != CHUAN_OK || value == DECIMAL_MISSING) continue;
      value_put(out, fact, value, 0);
      status_worsen(out, reader->attributes, 2);
    }
  }
  sqlite3_reset(reader->attributes);
  return status;
}

/* The figures of a year where there are none yet, of facts that may be so old. *lacking: some are still missing that
 * an even older one could serve. */
static chuan_status year_read(struct facts_reader *reader, int64_t unit_id, int year, uint32_t age,
                              const struct row_out *out, int *lacking) {
  int row = 0, used = age == 0; /* the year's row gives the status, whichever of its figures are used */
  *lacking = 0;
  sqlite3_bind_int64(reader->statement, 1, unit_id);
  sqlite3_bind_int(reader->statement, 2, year);
  chuan_status status = dossier_step(reader->dossier, reader->statement, &row);
  for (uint32_t i = 0; i < reader->level->fact_count && status == CHUAN_OK; i++) {
    const struct fact *fact = reader->level->facts[i];
    int column = reader->columns[i];
    int64_t value = DECIMAL_MISSING;
    if (column == 0 || out->values[fact->index] != DECIMAL_MISSING) continue;
    if (row && fact->carry >= age && sqlite3_column_type(reader->statement, column) != SQLITE_NULL) {
      status = stored_value_read(reader->dossier, &reader->conversions[i], fact,
                                 sqlite3_column_int64(reader->statement, column), &value);
    }
    if (status == CHUAN_OK && value != DECIMAL_MISSING) {
      value_put(out, fact, value, year);
      used = 1;
    } else if (fact->carry > age) {
      *lacking = 1;
    }
  }
  if (status == CHUAN_OK && row && used) status_worsen(out, reader->statement, 0);
  sqlite3_reset(reader->statement);
  return status;
}

static chuan_status row_read(struct facts_reader *reader, int64_t unit_id, struct moment moment,
                             const struct row_out *out) {
  int lacking = 1;
  chuan_status status = CHUAN_OK;
  if (!reader->statement) return CHUAN_OK;
  if (reader->attributes) status = attributes_read(reader, unit_id, moment.as_of, out);
  for (uint32_t age = 0; age <= reader->carry && lacking && status == CHUAN_OK; age++) {
    int64_t year = (int64_t)moment.year - age;
    if (age > 0 && (year < YEAR_FIRST || year > YEAR_LAST)) continue;
    status = year_read(reader, unit_id, (int)year, age, out, &lacking);
  }
  return status;
}

/* --- from the columns of a moment ------------------------------------------------------------------------------ */

static chuan_status look_open(struct facts_reader *reader, struct moment moment, struct rebased_look **out) {
  for (*out = reader->looks; *out && !moment_same((*out)->moment, moment);) *out = (*out)->next;
  if (*out) return CHUAN_OK;
  struct rebased_look *look = arena_alloc(reader->arena, sizeof *look);
  if (!look) return report_no_memory(reader->dossier->report);
  look->moment = moment;
  chuan_status status = column_source_open(reader->dossier, reader->level, moment, &look->source);
  if (status != CHUAN_OK) return status;
  look->next = reader->looks;
  *out = reader->looks = look;
  return CHUAN_OK;
}

static chuan_status slot_find(struct facts_reader *reader, int64_t unit_id, int64_t *slot) {
  int row = 0;
  chuan_status status = CHUAN_OK;
  *slot = -1;
  if (!reader->slot) {
    status =
        dossier_prepare(reader->dossier, "SELECT slot FROM unit WHERE id = ?1 AND level = ?2", &reader->slot);
    if (status != CHUAN_OK) return status;
    sqlite3_bind_text(reader->slot, 2, reader->level->level, -1, SQLITE_STATIC);
  }
  sqlite3_bind_int64(reader->slot, 1, unit_id);
  status = dossier_step(reader->dossier, reader->slot, &row);
  if (status == CHUAN_OK && row) *slot = sqlite3_column_int64(reader->slot, 0);
  sqlite3_reset(reader->slot);
  return status;
}

static chuan_status look_read(struct facts_reader *reader, const struct rebased_look *look, int64_t unit_id,
                              const struct row_out *out) {
  const struct source *source = look->source.self;
  int64_t slot;
  chuan_status status = slot_find(reader, unit_id, &slot);
  if (status != CHUAN_OK || slot < 0 || slot / COLUMN_CHUNK >= source->chunk_count) return status;
  const struct source_chunk *chunk = &source->chunks[slot / COLUMN_CHUNK];
  uint32_t at = (uint32_t)(slot % COLUMN_CHUNK);
  if (at >= chunk->count) return CHUAN_OK;
  for (uint32_t i = 0; i < reader->level->fact_count; i++) {
    const struct fact *fact = reader->level->facts[i];
    const struct source_column *column = &chunk->columns[fact->index];
    int64_t value = column_value(&column->stored, at);
    uint8_t age = column->ages ? column->ages[at] : 0;
    if (value != DECIMAL_MISSING)
      value_put(out, fact, value, age == AGE_ATTRIBUTE ? 0 : look->moment.year - age);
  }
  int64_t worst = column_value(&chunk->columns[reader->level->fact_count].stored, at);
  if (worst != DECIMAL_MISSING) *out->status = stored_status_read(worst);
  return CHUAN_OK;
}

/* --- all --------------------------------------------------------------------------------------------------------- */

chuan_status facts_reader_row(struct facts_reader *reader, int64_t unit_id, struct moment moment,
                              int64_t *values, int *years, chuan_data_status *status) {
  *status = CHUAN_OFFICIAL;
  const struct row_out out = {values, years, status};
  for (uint32_t i = 0; i < reader->level->fact_count; i++)
    value_put(&out, reader->level->facts[i], DECIMAL_MISSING, moment.year);
  if (moment.rebase) {
    struct rebased_look *look;
    chuan_status result = look_open(reader, moment, &look);
    if (!look) return result;
    if (((const struct source *)look->source.self)->rebased) return look_read(reader, look, unit_id, &out);
  }
  return row_read(reader, unit_id, moment, &out);
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
