/* What was said about one unit and year. As long as it is one report, it is the row of fact_<level> itself; of several,
 * each is kept in observation_<level>, and the row has, fact by fact, the value of the most authoritative report, of
 * equals the surest, of equals the latest. What a hand typed stands before everything reported until then. */
#include "facts/statements.h"
#include "facts/observations.h"

#include "base/decimal.h"

#include <string.h>

/* Columns of the queries before the facts. */
enum { CURRENT_STATUS, CURRENT_CONFIDENCE, CURRENT_IMPORT, CURRENT_ROW, CURRENT_SHEET, CURRENT_FACTS };
enum { REPORT_STATUS, REPORT_CONFIDENCE, REPORT_IMPORT, REPORT_ROW, REPORT_SHEET, REPORT_FACTS };

/* How sure a row of the table t is; one report has one confidence. */
#define CONFIDENCE_OF(t)                                                       \
  "coalesce((SELECT max(r.confidence) FROM remark AS r WHERE r.import_id = " t \
  ".import_id AND "                                                            \
  "r.source_row = " t ".source_row AND r.source_sheet = " t ".source_sheet), 0)"

unsigned report_rank(chuan_data_status status, chuan_confidence confidence) {
  unsigned grade = confidence > CHUAN_CONFIDENCE_HIGH ? (unsigned)confidence - CHUAN_CONFIDENCE_HIGH : 0;
  return (unsigned)status * RANKS_OF_A_STATUS + grade;
}

/* --- opening ------------------------------------------------------------------------------------------- */

static void facts_add(struct buffer *sql, const struct stored_level *level, const char *prefix) {
  for (uint32_t i = 0; i < level->count; i++) buffer_format(sql, ", %s\"%s\"", prefix, level->facts[i].id);
}

static void places_add(struct buffer *sql, uint32_t count) {
  buffer_add_string(sql, ") VALUES (?1");
  for (uint32_t i = 2; i <= count; i++) buffer_format(sql, ", ?%u", i);
  buffer_add_char(sql, ')');
}

static chuan_status prepare(struct dossier *dossier, struct buffer *sql, chuan_status before,
                            sqlite3_stmt **out) {
  chuan_status status = before;
  if (status == CHUAN_OK && sql->failed) status = report_no_memory(dossier->report);
  if (status == CHUAN_OK) status = dossier_prepare(dossier, buffer_string(sql), out);
  buffer_clear(sql);
  return status;
}

static chuan_status readers_prepare(struct statements *statements, struct buffer *sql) {
  struct dossier *dossier = statements->dossier;
  const struct stored_level *level = statements->level;
  buffer_add_string(
      sql, "SELECT f.import_status, " CONFIDENCE_OF("f") ", f.import_id, f.source_row, f.source_sheet");
  facts_add(sql, level, "f.");
  buffer_format(sql, " FROM \"fact_%s\" AS f WHERE f.unit_id = ?1 AND f.year = ?2", level->level);
  chuan_status status = prepare(dossier, sql, CHUAN_OK, &statements->current);

  buffer_add_string(sql,
                    "SELECT i.status, " CONFIDENCE_OF("o") ", o.import_id, o.source_row, o.source_sheet");
  facts_add(sql, level, "o.");
  buffer_format(sql,
                " FROM \"observation_%s\" AS o JOIN import AS i ON i.id = o.import_id "
                "WHERE o.unit_id = ?1 AND o.year = ?2",
                level->level);
  status = prepare(dossier, sql, status, &statements->reports);

  buffer_format(
      sql,
      "SELECT fact, value, rank, after_import FROM typed WHERE level = '%s' AND unit_id = ?1 AND year = ?2",
      level->level);
  return prepare(dossier, sql, status, &statements->typed);
}

static chuan_status writers_prepare(struct statements *statements, struct buffer *sql) {
  struct dossier *dossier = statements->dossier;
  const struct stored_level *level = statements->level;
  const char *name = level->level;
  buffer_format(sql, "INSERT OR REPLACE INTO typed VALUES ('%s', ?1, ?2, ?3, ?4, ?5, ?6)", name);
  chuan_status status = prepare(dossier, sql, CHUAN_OK, &statements->keep_typed);

  buffer_format(
      sql, "INSERT OR REPLACE INTO \"observation_%s\" (unit_id, year, import_id, source_row, source_sheet",
      name);
  facts_add(sql, level, "");
  places_add(sql, level->count + OBSERVATION_COLUMNS_BEFORE);
  status = prepare(dossier, sql, status, &statements->keep);

  buffer_format(sql, "DELETE FROM \"observation_%s\" WHERE unit_id = ?1 AND year = ?2", name);
  status = prepare(dossier, sql, status, &statements->forget);

  buffer_format(
      sql,
      "INSERT OR REPLACE INTO \"fact_%s\" (unit_id, year, import_status, import_id, source_row, source_sheet",
      name);
  facts_add(sql, level, "");
  places_add(sql, level->count + FACT_COLUMNS_BEFORE);
  status = prepare(dossier, sql, status, &statements->write);

  buffer_format(sql, "DELETE FROM \"fact_%s\" WHERE unit_id = ?1 AND year = ?2", name);
  return prepare(dossier, sql, status, &statements->drop);
}

chuan_status statements_open(struct statements *statements, struct dossier *dossier, struct arena *arena,
                             const struct stored_level *level) {
  *statements = (struct statements){.dossier = dossier, .arena = arena, .level = level};
  buffer_init(&statements->sheets, 0);
  statements->by_hand = arena_array(arena, level->count, sizeof *statements->by_hand);
  statements->values = arena_array(arena, level->count, sizeof *statements->values);
  statements->ranks = arena_array(arena, level->count, sizeof *statements->ranks);
  if (!statements->by_hand || !statements->values || !statements->ranks)
    return report_no_memory(dossier->report);
  struct buffer sql;
  buffer_init(&sql, 0);
  chuan_status status = readers_prepare(statements, &sql);
  if (status == CHUAN_OK) status = writers_prepare(statements, &sql);
  buffer_free(&sql);
  return status;
}

void statements_close(struct statements *statements) {
  sqlite3_stmt *const all[] = {statements->current,    statements->reports, statements->typed,
                               statements->keep_typed, statements->keep,    statements->forget,
                               statements->write,      statements->drop};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) sqlite3_finalize(all[i]);
  buffer_free(&statements->sheets);
}

/* --- what is held ---------------------------------------------------------------------------------------- */

void statements_forget(struct statements *statements) {
  statements->unit_id = 0;
}

const char *statements_sheet(const struct statements *statements, const struct said_report *report) {
  return statements->sheets.text + report->sheet;
}

/* Best first: by authority, sureness, then the latest import and row. */
static int report_is_before(const struct statements *statements, const struct said_report *one,
                            const struct said_report *other, const char *sheet) {
  if (one->rank != other->rank) return one->rank < other->rank;
  if (one->import_id != other->import_id) return one->import_id > other->import_id;
  if (one->row != other->row) return one->row > other->row;
  return strcmp(statements_sheet(statements, one), sheet) > 0;
}

int statements_add(struct statements *statements, struct said_report report, const char *sheet, size_t *out) {
  size_t at = 0;
  if (!arena_grow(statements->arena, &statements->list, &statements->capacity, statements->count,
                  sizeof *statements->list))
    return 0;
  while (at < statements->count && report_is_before(statements, &statements->list[at], &report, sheet)) at++;
  report.sheet = statements->sheets.length;
  report.first_value = statements->said_count;
  report.values = 0;
  buffer_add(&statements->sheets, sheet, strlen(sheet) + 1);
  memmove(statements->list + at + 1, statements->list + at,
          (statements->count - at) * sizeof *statements->list);
  statements->list[at] = report;
  statements->count++;
  *out = at;
  return !statements->sheets.failed;
}

int statements_value_add(struct statements *statements, size_t report, uint32_t fact, int64_t value) {
  if (!arena_grow(statements->arena, &statements->said, &statements->said_capacity, statements->said_count,
                  sizeof *statements->said))
    return 0;
  statements->said[statements->said_count++] = (struct said_value){fact, value};
  statements->list[report].values++;
  return 1;
}

int64_t statements_value(const struct statements *statements, const struct said_report *report,
                         uint32_t fact) {
  for (size_t i = 0; i < report->values; i++) {
    const struct said_value *said = &statements->said[report->first_value + i];
    if (said->fact == fact) return said->value;
  }
  return DECIMAL_MISSING;
}

static int64_t value_or_missing(sqlite3_stmt *statement, int column) {
  return sqlite3_column_type(statement, column) == SQLITE_NULL ? DECIMAL_MISSING
                                                               : sqlite3_column_int64(statement, column);
}

/* A row of one of the two tables: status, confidence, import, row, sheet, facts. */
static chuan_status report_read(struct statements *statements, sqlite3_stmt *row) {
  const char *sheet = (const char *)sqlite3_column_text(row, REPORT_SHEET);
  struct said_report report = {
      .rank = report_rank(stored_status_read(sqlite3_column_int64(row, REPORT_STATUS)),
                          stored_confidence_read(sqlite3_column_int64(row, REPORT_CONFIDENCE))),
      .import_id = sqlite3_column_int64(row, REPORT_IMPORT),
      .row = (uint64_t)sqlite3_column_int64(row, REPORT_ROW)};
  size_t at = 0;
  int room = sheet && statements_add(statements, report, sheet, &at);
  for (uint32_t i = 0; i < statements->level->count && room; i++) {
    int64_t value = value_or_missing(row, (int)i + REPORT_FACTS);
    if (value != DECIMAL_MISSING) room = statements_value_add(statements, at, i, value);
  }
  return room ? CHUAN_OK : report_no_memory(statements->dossier->report);
}

static void unit_bind(sqlite3_stmt *statement, int64_t unit_id, int year) {
  sqlite3_bind_int64(statement, 1, unit_id);
  sqlite3_bind_int(statement, 2, year);
}

static chuan_status reports_read(struct statements *statements, int64_t unit_id, int year) {
  int more = 0;
  unit_bind(statements->reports, unit_id, year);
  chuan_status status;
  while ((status = dossier_step(statements->dossier, statements->reports, &more)) == CHUAN_OK && more) {
    status = report_read(statements, statements->reports);
    if (status != CHUAN_OK) break;
  }
  sqlite3_reset(statements->reports);
  return status;
}

static chuan_status typed_read(struct statements *statements, int64_t unit_id, int year) {
  sqlite3_stmt *typed = statements->typed;
  int more = 0;
  unit_bind(typed, unit_id, year);
  chuan_status status;
  while ((status = dossier_step(statements->dossier, typed, &more)) == CHUAN_OK && more) {
    const char *id = (const char *)sqlite3_column_text(typed, 0);
    const struct stored_fact *fact = id ? stored_fact_find(statements->level, id) : NULL;
    int64_t rank = sqlite3_column_int64(typed, 2);
    if (!fact || rank < 0 || rank >= INT64_C(3) * RANKS_OF_A_STATUS) continue;
    statements->by_hand[fact - statements->level->facts] =
        (struct typed_value){value_or_missing(typed, 1), sqlite3_column_int64(typed, 3), (uint8_t)rank, 1};
    statements->any_typed = 1;
  }
  sqlite3_reset(typed);
  return status;
}

/* --- what a hand has typed ----------------------------------------------------------------------------------- */

static chuan_status typed_note(struct statements *statements, uint32_t fact, int64_t value, uint8_t rank,
                               int64_t latest) {
  struct typed_value *typed = &statements->by_hand[fact];
  sqlite3_stmt *keep = statements->keep_typed;
  *typed = (struct typed_value){value, latest, rank, 1};
  statements->any_typed = 1;
  unit_bind(keep, statements->unit_id, statements->year);
  sqlite3_bind_text(keep, 3, statements->level->facts[fact].id, -1, SQLITE_STATIC);
  if (value == DECIMAL_MISSING)
    sqlite3_bind_null(keep, 4);
  else
    sqlite3_bind_int64(keep, 4, value);
  sqlite3_bind_int(keep, 5, rank);
  sqlite3_bind_int64(keep, 6, latest);
  return dossier_run(statements->dossier, keep);
}

/* What the row has and the reports do not account for was typed by a hand. It is as good as the best report about the
 * fact, and as the row says where there is none. */
static chuan_status typed_find(struct statements *statements, int64_t latest) {
  chuan_status status = CHUAN_OK;
  uint8_t unreported = (uint8_t)report_rank(
      stored_status_read(sqlite3_column_int64(statements->current, CURRENT_STATUS)), CHUAN_CONFIDENCE_UNSAID);
  statements_choose(statements, STATEMENTS_ALL);
  for (uint32_t i = 0; i < statements->level->count && status == CHUAN_OK; i++) {
    int64_t value = value_or_missing(statements->current, (int)i + CURRENT_FACTS);
    if (value == statements->values[i]) continue;
    uint8_t rank = unreported;
    for (size_t r = statements->count; r-- > 0;)
      if (statements_value(statements, &statements->list[r], i) != DECIMAL_MISSING)
        rank = (uint8_t)statements->list[r].rank;
    status = typed_note(statements, i, value, rank, latest);
  }
  return status;
}

chuan_status statements_read(struct statements *statements, int64_t unit_id, int year, int64_t latest) {
  if (statements->unit_id == unit_id && statements->year == year) return CHUAN_OK;
  sqlite3_stmt *current = statements->current;
  statements->count = statements->said_count = 0;
  statements->exists = statements->whole = statements->any_typed = 0;
  buffer_clear(&statements->sheets);
  memset(statements->by_hand, 0, statements->level->count * sizeof *statements->by_hand);
  statements->unit_id = unit_id;
  statements->year = year;
  unit_bind(current, unit_id, year);
  chuan_status status = dossier_step(statements->dossier, current, &statements->exists);
  if (status == CHUAN_OK && statements->exists)
    statements->whole = sqlite3_column_type(current, CURRENT_IMPORT) != SQLITE_NULL;
  if (status == CHUAN_OK && statements->whole) {
    status = report_read(statements, current);
  } else if (status == CHUAN_OK) {
    status = reports_read(statements, unit_id, year);
    if (status == CHUAN_OK) status = typed_read(statements, unit_id, year);
    if (status == CHUAN_OK && statements->exists && !statements->looking)
      status = typed_find(statements, latest);
  }
  sqlite3_reset(current);
  statements_choose(statements, STATEMENTS_ALL);
  if (status != CHUAN_OK) statements_forget(statements);
  return status;
}

chuan_status statements_reread(struct statements *statements) {
  statements->count = statements->said_count = 0;
  buffer_clear(&statements->sheets);
  chuan_status status = reports_read(statements, statements->unit_id, statements->year);
  statements_choose(statements, STATEMENTS_ALL);
  if (status != CHUAN_OK) statements_forget(statements);
  return status;
}

/* --- choosing -------------------------------------------------------------------------------------------- */

void statements_choose(struct statements *statements, int64_t until) {
  const uint8_t open = UINT8_MAX;
  uint32_t count = statements->level->count;
  for (uint32_t i = 0; i < count; i++) {
    statements->values[i] = DECIMAL_MISSING;
    statements->ranks[i] = open;
  }
  for (size_t r = 0; r < statements->count; r++) {
    const struct said_report *report = &statements->list[r];
    for (size_t v = 0; v < report->values && report->import_id <= until; v++) {
      const struct said_value *said = &statements->said[report->first_value + v];
      const struct typed_value *typed = &statements->by_hand[said->fact];
      int covered = typed->known && typed->after_import <= until && report->import_id <= typed->after_import;
      if (statements->ranks[said->fact] != open || covered) continue;
      statements->values[said->fact] = said->value;
      statements->ranks[said->fact] = (uint8_t)report->rank;
    }
  }
  for (uint32_t i = 0; i < count && statements->any_typed; i++) {
    const struct typed_value *typed = &statements->by_hand[i];
    if (!typed->known || typed->after_import > until) continue;
    if (typed->value == DECIMAL_MISSING || statements->ranks[i] <= typed->rank) continue;
    statements->values[i] = typed->value;
    statements->ranks[i] = typed->rank;
  }
}

/* --- writing ----------------------------------------------------------------------------------------------- */

static void facts_bind(sqlite3_stmt *statement, int first, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) sqlite3_bind_null(statement, first + (int)i);
}

static void report_bind(const struct statements *statements, sqlite3_stmt *statement, int first,
                        const struct said_report *report) {
  facts_bind(statement, first, statements->level->count);
  for (size_t v = 0; v < report->values; v++) {
    const struct said_value *said = &statements->said[report->first_value + v];
    sqlite3_bind_int64(statement, first + (int)said->fact, said->value);
  }
}

chuan_status statements_keep(struct statements *statements, const struct said_report *report) {
  sqlite3_stmt *keep = statements->keep;
  unit_bind(keep, statements->unit_id, statements->year);
  sqlite3_bind_int64(keep, 3, report->import_id);
  sqlite3_bind_int64(keep, 4, (int64_t)report->row);
  sqlite3_bind_text(keep, 5, statements_sheet(statements, report), -1, SQLITE_STATIC);
  report_bind(statements, keep, OBSERVATION_COLUMNS_BEFORE + 1, report);
  chuan_status status = dossier_run(statements->dossier, keep);
  sqlite3_bind_null(keep, 5);
  return status;
}

static chuan_status whole_write(struct statements *statements) {
  const struct said_report *report = &statements->list[0];
  sqlite3_stmt *write = statements->write;
  sqlite3_bind_int(write, 3, (int)(report->rank / RANKS_OF_A_STATUS));
  sqlite3_bind_int64(write, 4, report->import_id);
  sqlite3_bind_int64(write, 5, (int64_t)report->row);
  sqlite3_bind_text(write, 6, statements_sheet(statements, report), -1, SQLITE_STATIC);
  report_bind(statements, write, FACT_COLUMNS_BEFORE + 1, report);
  chuan_status status = dossier_run(statements->dossier, write);
  sqlite3_bind_null(write, 6);
  if (status != CHUAN_OK || statements->whole) return status;
  unit_bind(statements->forget, statements->unit_id, statements->year);
  return dossier_run(statements->dossier, statements->forget);
}

static chuan_status chosen_write(struct statements *statements) {
  sqlite3_stmt *write = statements->write;
  uint32_t count = statements->level->count;
  int worst = CHUAN_OFFICIAL;
  facts_bind(write, FACT_COLUMNS_BEFORE + 1, count);
  for (uint32_t i = 0; i < count; i++) {
    int status = statements->ranks[i] / RANKS_OF_A_STATUS;
    if (statements->values[i] == DECIMAL_MISSING) continue;
    if (status > worst) worst = status;
    sqlite3_bind_int64(write, FACT_COLUMNS_BEFORE + 1 + (int)i, statements->values[i]);
  }
  sqlite3_bind_int(write, 3, worst);
  sqlite3_bind_null(write, 4);
  sqlite3_bind_int(write, 5, 0);
  sqlite3_bind_text(write, 6, "", -1, SQLITE_STATIC);
  return dossier_run(statements->dossier, write);
}

chuan_status statements_write(struct statements *statements) {
  int one = statements->count == 1 && !statements->any_typed;
  chuan_status status;
  unit_bind(statements->write, statements->unit_id, statements->year);
  if (statements->count == 0 && !statements->any_typed) {
    unit_bind(statements->drop, statements->unit_id, statements->year);
    status = dossier_run(statements->dossier, statements->drop);
    statements->exists = 0;
  } else {
    status = one ? whole_write(statements) : chosen_write(statements);
    statements->exists = 1;
  }
  statements->whole = one;
  if (status != CHUAN_OK) statements_forget(statements);
  return status;
}
