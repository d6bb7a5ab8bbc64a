/* The digest of a dossier's content: units in order of code, figures in order of level, year, fact and unit, with
 * their status; then successions, attributes, the register and the confidence of figures, if there are any. Neither the order of loading, nor ids, nor how the file keeps a number takes part in it, so that the
 * same content has the same digest in every file. */
#include "facts/source.h"

#include "base/date.h"
#include "base/decimal.h"
#include "base/digest.h"

#include <string.h>

#define YEARS_MOST (YEAR_LAST - YEAR_FIRST + 1)

struct digesting {
  struct dossier *dossier;
  struct digest digest;
  struct arena *arena; /* of the level at hand */
  const char *level;
  uint32_t *slots; /* of its units, in order of code */
  size_t unit_count, slot_capacity;
  uint32_t slot_count;
  int64_t *by_slot, *values; /* one fact of all units */
  void *packed;
};

static void number_add(struct digest *digest, int64_t number) {
  unsigned char bytes[8];
  for (int i = 0; i < 8; i++) bytes[i] = (unsigned char)((uint64_t)number >> (8 * i));
  digest_add(digest, bytes, sizeof bytes);
}

/* --- units --------------------------------------------------------------------------------------------- */

static chuan_status units_add(struct digesting *digesting) {
  struct dossier *dossier = digesting->dossier;
  sqlite3_stmt *statement = NULL;
  int row = 0;
  digest_add_string(&digesting->digest, digesting->level);
  chuan_status status =
      dossier_prepare(dossier,
                      "SELECT u.slot, u.valid_from, u.valid_to, coalesce(p.valid_from, 0), u.code, u.name, "
                      "coalesce(p.code, '') FROM unit AS u LEFT JOIN unit AS p ON p.id = u.parent "
                      "WHERE u.level = ?1 ORDER BY u.code, u.valid_from",
                      &statement);
  if (status == CHUAN_OK) sqlite3_bind_text(statement, 1, digesting->level, -1, SQLITE_STATIC);
  while (status == CHUAN_OK && (status = dossier_step(dossier, statement, &row)) == CHUAN_OK && row) {
    int64_t slot = sqlite3_column_int64(statement, 0);
    if (!arena_grow(digesting->arena, &digesting->slots, &digesting->slot_capacity, digesting->unit_count,
                    sizeof *digesting->slots)) {
      status = report_no_memory(dossier->report);
      continue;
    }
    digesting->slots[digesting->unit_count++] = (uint32_t)slot;
    for (int i = 1; i < 4; i++) number_add(&digesting->digest, sqlite3_column_int64(statement, i));
    for (int i = 4; i < 7; i++) {
      const char *text = (const char *)sqlite3_column_text(statement, i);
      digest_add_string(&digesting->digest, text ? text : "");
    }
  }
  sqlite3_finalize(statement);
  return status;
}

/* --- figures -------------------------------------------------------------------------------------------- */

/* A choice by what it is called, whatever its code in this file. */
static int64_t choice_number(const char *choice) {
  struct digest digest;
  char text[DIGEST_TEXT_SIZE];
  uint64_t number = 0;
  digest_begin(&digest);
  digest_add_string(&digest, choice);
  digest_end(&digest, text);
  for (int i = 0; i < 15; i++)
    number = number * 16 + (uint64_t)(text[i] <= '9' ? text[i] - '0' : text[i] - 'a' + 10);
  return (int64_t)number;
}

/* How many of the places are zeros in every value: 46.2 is the same figure when a file keeps it as 46.20. */
static unsigned spare_places(const int64_t *values, size_t count, unsigned places) {
  unsigned spare = places;
  int64_t power = 1;
  for (unsigned i = 0; i < spare; i++) power *= 10;
  for (size_t i = 0; i < count && spare > 0; i++) {
    if (values[i] == DECIMAL_MISSING) continue;
    while (values[i] % power != 0) {
      power /= 10;
      spare--;
    }
  }
  return spare;
}

static void values_normalise(const struct fact *fact, int64_t *values, size_t count, unsigned *places,
                             const int64_t *choices) {
  unsigned spare = spare_places(values, count, fact->places);
  int64_t power = 1;
  for (unsigned i = 0; i < spare; i++) power *= 10;
  *places = fact->places - spare;
  for (size_t i = 0; i < count; i++) {
    if (values[i] == DECIMAL_MISSING) continue;
    if (fact->kind == FACT_CHOICE)
      values[i] = choices[values[i]];
    else if (power > 1)
      values[i] /= power;
  }
}

/* Values by slot into the order of codes, and into the digest unless every one is missing. */
static void column_add(struct digesting *digesting, int year, const char *id, const struct fact *fact,
                       const int64_t *choices) {
  unsigned places = 0;
  for (size_t i = 0; i < digesting->unit_count; i++) {
    uint32_t slot = digesting->slots[i];
    digesting->values[i] = slot < digesting->slot_count ? digesting->by_slot[slot] : DECIMAL_MISSING;
  }
  if (fact) values_normalise(fact, digesting->values, digesting->unit_count, &places, choices);
  struct column column;
  column_pack(digesting->values, (uint32_t)digesting->unit_count, digesting->packed, &column);
  if (column.width == 0) return;
  number_add(&digesting->digest, year);
  digest_add_string(&digesting->digest, id);
  digest_add_string(&digesting->digest, fact ? fact_kind_name(fact->kind) : "");
  number_add(&digesting->digest, places);
  number_add(&digesting->digest, column.width);
  digest_add(&digesting->digest, column.data, (size_t)column.count * column.width);
}

static chuan_status reader_result(struct digesting *digesting, chuan_status status, void *reader) {
  if (status == CHUAN_OK) return status;
  if (status == CHUAN_MEMORY) return report_no_memory(digesting->dossier->report);
  return report_fail(digesting->dossier->report, status, "%s", "%s", reader_message(reader));
}

static chuan_status fact_add(struct digesting *digesting, const struct column_source *source, void *reader,
                             const struct fact *fact, int year) {
  int64_t *choices = arena_array(digesting->arena, fact->choice_count, sizeof *choices);
  if (!choices) return report_no_memory(digesting->dossier->report);
  for (uint32_t i = 0; i < fact->choice_count; i++) choices[i] = choice_number(fact->choices[i]);
  for (uint32_t chunk = 0; chunk < source->chunk_count; chunk++) {
    struct column column;
    chuan_status status = reader_column(reader, chunk, fact->index, &column);
    if (status != CHUAN_OK) return reader_result(digesting, status, reader);
    int64_t *values = digesting->by_slot + (size_t)chunk * COLUMN_CHUNK;
    for (uint32_t i = 0; i < column.count; i++) values[i] = column_value(&column, i);
  }
  column_add(digesting, year, fact->id, fact, choices);
  return CHUAN_OK;
}

static chuan_status status_add(struct digesting *digesting, const struct column_source *source, void *reader,
                               int year) {
  for (uint32_t chunk = 0; chunk < source->chunk_count; chunk++) {
    struct column_units units;
    chuan_status status = reader_units(reader, chunk, &units);
    if (status != CHUAN_OK) return reader_result(digesting, status, reader);
    for (uint32_t i = 0; i < units.count; i++)
      digesting->by_slot[(size_t)chunk * COLUMN_CHUNK + i] = units.status[i];
  }
  column_add(digesting, year, "", NULL, NULL);
  return CHUAN_OK;
}

static chuan_status values_room(struct digesting *digesting, uint32_t chunks) {
  uint32_t slots = chunks * COLUMN_CHUNK;
  if (digesting->by_slot && digesting->slot_count == slots) return CHUAN_OK;
  digesting->slot_count = slots;
  digesting->by_slot = arena_array(digesting->arena, slots, sizeof(int64_t));
  digesting->values = arena_array(digesting->arena, digesting->unit_count, sizeof(int64_t));
  digesting->packed = arena_array(digesting->arena, digesting->unit_count, sizeof(int64_t));
  if (!digesting->by_slot || !digesting->values || !digesting->packed)
    return report_no_memory(digesting->dossier->report);
  for (uint32_t i = 0; i < slots; i++) digesting->by_slot[i] = DECIMAL_MISSING;
  return CHUAN_OK;
}

static chuan_status year_add(struct digesting *digesting, const struct vocabulary_level *level, int year) {
  struct column_source source;
  void *reader = NULL;
  chuan_status status = source_make(digesting->dossier, level, moment_of(year), &source);
  if (status != CHUAN_OK) return status;
  status = values_room(digesting, source.chunk_count);
  if (status == CHUAN_OK) status = reader_result(digesting, reader_open(source.self, &reader), reader);
  for (uint32_t i = 0; i < level->fact_count && status == CHUAN_OK; i++) {
    status = fact_add(digesting, &source, reader, level->facts[i], year);
  }
  if (status == CHUAN_OK) status = status_add(digesting, &source, reader, year);
  reader_close(source.self, reader);
  column_source_close(&source);
  return status;
}

/* The dictionary of the file as a vocabulary: everything is then read just as it is stored. */
static chuan_status vocabulary_of(struct digesting *digesting, struct vocabulary_level *out) {
  struct stored_level stored;
  chuan_status status = stored_level_load(digesting->dossier, digesting->arena, digesting->level, &stored);
  if (status != CHUAN_OK) return status;
  struct fact *facts = arena_array(digesting->arena, stored.count, sizeof *facts);
  const struct fact **list = arena_array(digesting->arena, stored.count, sizeof(struct fact *));
  if (!facts || !list) return report_no_memory(digesting->dossier->report);
  for (uint32_t i = 0; i < stored.count; i++) {
    const struct stored_fact *fact = &stored.facts[i];
    facts[i] = (struct fact){.level = digesting->level,
                             .id = fact->id,
                             .kind = fact->kind,
                             .index = i,
                             .places = fact->places,
                             .choices = fact->choices,
                             .choice_count = fact->choice_count};
    list[i] = &facts[i];
  }
  *out = (struct vocabulary_level){digesting->level, list, stored.count};
  return CHUAN_OK;
}

static chuan_status level_add(struct digesting *digesting) {
  struct vocabulary_level level;
  chuan_status status = units_add(digesting);
  if (status == CHUAN_OK) status = vocabulary_of(digesting, &level);
  int years[YEARS_MOST];
  size_t count = 0;
  if (status == CHUAN_OK) {
    status =
        dossier_years(digesting->dossier, digesting->level, YEAR_FIRST, YEAR_LAST, years, YEARS_MOST, &count);
  }
  for (size_t i = 0; i < count && status == CHUAN_OK; i++) status = year_add(digesting, &level, years[i]);
  return status;
}

/* --- over time ------------------------------------------------------------------------------------------- */

/* A table as a query in an order of its own; DECIMAL: the last two columns are a value and its places. */
struct dated_table {
  const char *name;
  int decimal;
  const char *sql;
};

static const struct dated_table dated_tables[] = {
    {"succession", 0,
     "SELECT f.code, f.valid_from, s.day_on, t.code, t.valid_from, s.share, s.whole FROM succession AS s "
     "JOIN unit AS f ON f.id = s.from_unit JOIN unit AS t ON t.id = s.to_unit ORDER BY 1, 2, 3, 4, 5"},
    {"attribute", 1,
     "SELECT a.level, a.fact, u.code, u.valid_from, a.valid_from, a.valid_to, i.status, c.choice, "
     "CASE WHEN c.choice IS NULL THEN a.value ELSE 0 END, coalesce(f.places, 0) FROM attribute AS a "
     "JOIN unit AS u ON u.id = a.unit_id JOIN import AS i ON i.id = a.import_id "
     "LEFT JOIN fact_column AS f ON f.level = a.level AND f.fact = a.fact "
     "LEFT JOIN fact_choice AS c ON c.level = a.level AND c.fact = a.fact AND c.code = a.value "
     "ORDER BY 1, 2, 3, 4, 5"},
    {"recognition", 0,
     "SELECT r.standard, u.code, u.valid_from, r.decided_on, r.by_latest, r.decision, r.revoked_on, "
     "r.confidence, r.publication, r.note, i.status FROM recognition AS r JOIN unit AS u ON u.id = r.unit_id "
     "JOIN import AS i ON i.id = r.import_id ORDER BY 1, 2, 3, 4"},
    {"remark", 0,
     "SELECT u.code, u.valid_from, r.year, r.fact, r.confidence FROM remark AS r "
     "JOIN unit AS u ON u.id = r.unit_id WHERE r.confidence <> 0 ORDER BY 1, 2, 3, 4, 5"},
};

/* 46.2 is the same value when a file keeps it as 46.20. */
static void decimal_add(struct digest *digest, int64_t value, int64_t places) {
  while (places > 0 && value % 10 == 0) {
    value /= 10;
    places--;
  }
  number_add(digest, value);
  number_add(digest, places);
}

static void dated_row_add(struct digest *digest, sqlite3_stmt *statement, int decimal) {
  int count = sqlite3_column_count(statement) - (decimal ? 2 : 0);
  for (int i = 0; i < count; i++) {
    if (sqlite3_column_type(statement, i) == SQLITE_INTEGER) {
      number_add(digest, sqlite3_column_int64(statement, i));
    } else {
      const char *text = (const char *)sqlite3_column_text(statement, i);
      digest_add_string(digest, text ? text : "");
    }
  }
  if (decimal)
    decimal_add(digest, sqlite3_column_int64(statement, count), sqlite3_column_int64(statement, count + 1));
}

static chuan_status dated_add(struct dossier *dossier, struct digest *digest) {
  chuan_status status = CHUAN_OK;
  for (size_t i = 0; i < sizeof dated_tables / sizeof *dated_tables && status == CHUAN_OK; i++) {
    const struct dated_table *table = &dated_tables[i];
    sqlite3_stmt *statement = NULL;
    int row = 0, any = 0;
    status = dossier_prepare(dossier, table->sql, &statement);
    while (status == CHUAN_OK && (status = dossier_step(dossier, statement, &row)) == CHUAN_OK && row) {
      if (!any) digest_add_string(digest, table->name);
      any = 1;
      dated_row_add(digest, statement, table->decimal);
    }
    sqlite3_finalize(statement);
  }
  return status;
}

/* --- all ------------------------------------------------------------------------------------------------- */

static chuan_status content_digest(struct dossier *dossier, char out[DIGEST_TEXT_SIZE]) {
  struct digesting digesting = {.dossier = dossier};
  sqlite3_stmt *levels = NULL;
  int row = 0;
  digest_begin(&digesting.digest);
  chuan_status status = dossier_prepare(dossier, "SELECT DISTINCT level FROM unit ORDER BY level", &levels);
  while (status == CHUAN_OK && (status = dossier_step(dossier, levels, &row)) == CHUAN_OK && row) {
    struct digest digest = digesting.digest;
    digesting = (struct digesting){.dossier = dossier, .digest = digest, .arena = arena_create()};
    if (digesting.arena) digesting.level = dossier_text(digesting.arena, levels, 0);
    status = digesting.level ? level_add(&digesting) : report_no_memory(dossier->report);
    arena_free(digesting.arena);
  }
  sqlite3_finalize(levels);
  if (status == CHUAN_OK) status = dated_add(dossier, &digesting.digest);
  digest_end(&digesting.digest, out);
  return status;
}

/* The digest kept from the last time, if nothing has changed since. */
static chuan_status kept_digest(struct dossier *dossier, char out[DIGEST_TEXT_SIZE], int64_t *generation,
                                int *found) {
  sqlite3_stmt *statement = NULL;
  int row = 0;
  *found = 0;
  chuan_status status =
      dossier_prepare(dossier,
                      "SELECT generation, digest FROM dossier WHERE NOT EXISTS (SELECT 1 FROM stale_chunk) "
                      "AND digest_generation = generation AND length(digest) = 64 "
                      "UNION ALL SELECT generation, '' FROM dossier",
                      &statement);
  if (status == CHUAN_OK) status = dossier_step(dossier, statement, &row);
  if (status == CHUAN_OK && row) {
    const char *text = (const char *)sqlite3_column_text(statement, 1);
    *generation = sqlite3_column_int64(statement, 0);
    *found = text && strlen(text) == DIGEST_TEXT_SIZE - 1;
    if (*found) memcpy(out, text, DIGEST_TEXT_SIZE);
  }
  sqlite3_finalize(statement);
  return status;
}

/* Only a convenience for the next time: when it cannot be written, it is computed again. */
static void digest_keep(struct dossier *dossier, const char *digest, int64_t generation) {
  sqlite3_stmt *statement = NULL;
  if (sqlite3_prepare_v2(dossier->db,
                         "UPDATE dossier SET digest = ?1, digest_generation = ?2 WHERE generation = ?2 "
                         "AND NOT EXISTS (SELECT 1 FROM stale_chunk)",
                         -1, &statement, NULL) == SQLITE_OK) {
    sqlite3_bind_text(statement, 1, digest, -1, SQLITE_STATIC);
    sqlite3_bind_int64(statement, 2, generation);
    sqlite3_step(statement);
  }
  sqlite3_finalize(statement);
}

chuan_status dossier_digest(struct dossier *dossier, char out[DIGEST_TEXT_SIZE]) {
  int64_t generation = 0;
  int found = 0;
  out[0] = 0;
  chuan_status status = columns_refresh(dossier);
  if (status == CHUAN_OK) status = dossier_execute(dossier, "BEGIN");
  if (status != CHUAN_OK) return status;
  status = kept_digest(dossier, out, &generation, &found);
  if (status == CHUAN_OK && !found) status = content_digest(dossier, out);
  dossier_rollback(dossier); /* it only read */
  if (status == CHUAN_OK && !found && !dossier->read_only) digest_keep(dossier, out, generation);
  if (status != CHUAN_OK) out[0] = 0;
  return status;
}
