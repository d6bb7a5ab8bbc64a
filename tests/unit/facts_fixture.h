/* What the tests of the fact store share: a vocabulary, a file of their own, figures put in and read back. */
#ifndef CHUAN_TESTS_FACTS_FIXTURE_H
#define CHUAN_TESTS_FACTS_FIXTURE_H

#include "base/date.h"
#include "base/decimal.h"
#include "facts/dossier.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#define assert_ok(call) assert_status(CHUAN_OK, (call), fixture->report, __FILE__, __LINE__)
#define assert_fails(wanted, call) assert_status((wanted), (call), fixture->report, __FILE__, __LINE__)

enum { HOUSEHOLDS, INCOME, PLANNED, REGION, FACT_TOTAL };

struct fixture {
  struct report *report;
  struct dossier *dossier;
  struct arena *arena;
  char folder[64], path[96];
  struct fact facts[FACT_TOTAL];
  const struct fact *list[FACT_TOTAL];
  struct vocabulary_level level;
  struct vocabulary vocabulary;
};

static const char *const fixture_regions[] = {"north", "coast", "delta"};

static inline void assert_status(chuan_status wanted, chuan_status got, struct report *report,
                                 const char *file, int line) {
  if (wanted != got) print_error("status %d instead of %d: %s\n", got, wanted, report_message(report));
  _assert_int_equal((uintmax_t)(intmax_t)got, (uintmax_t)(intmax_t)wanted, file, line);
  if (wanted != CHUAN_OK) {
    if (!*report_message(report)) fail_msg("no sentence at %s:%d", file, line);
    report_clear(report);
  }
}

static inline int fixture_setup(void **state) {
  struct fixture *fixture = calloc(1, sizeof *fixture);
  fixture->report = report_create();
  fixture->arena = arena_create();
  report_set_language(fixture->report, CHUAN_ENGLISH);
  strcpy(fixture->folder, "/tmp/chuan-facts-XXXXXX");
  if (!mkdtemp(fixture->folder)) return -1;
  snprintf(fixture->path, sizeof fixture->path, "%s/dossier.db", fixture->folder);
  static const struct {
    const char *id;
    enum fact_kind kind;
    unsigned places;
  } kinds[] = {{"households", FACT_COUNT, 0},
               {"income", FACT_AMOUNT, 2},
               {"planned", FACT_YES_NO, 0},
               {"region", FACT_CHOICE, 0}};
  for (uint32_t i = 0; i < FACT_TOTAL; i++) {
    fixture->facts[i] = (struct fact){.level = "commune",
                                      .id = kinds[i].id,
                                      .kind = kinds[i].kind,
                                      .index = i,
                                      .places = kinds[i].places,
                                      .unit = "",
                                      .name = {kinds[i].id, kinds[i].id}};
    fixture->list[i] = &fixture->facts[i];
  }
  fixture->facts[REGION].choices = fixture_regions;
  fixture->facts[REGION].choice_count = 3;
  fixture->level = (struct vocabulary_level){"commune", fixture->list, FACT_TOTAL};
  fixture->vocabulary = (struct vocabulary){&fixture->level, 1};
  *state = fixture;
  return 0;
}

static inline int fixture_teardown(void **state) {
  struct fixture *fixture = *state;
  char command[128];
  dossier_close(fixture->dossier);
  arena_free(fixture->arena);
  report_free(fixture->report);
  snprintf(command, sizeof command, "rm -rf '%s'", fixture->folder);
  int result = system(command);
  free(fixture);
  return result;
}

static inline void fixture_open(struct fixture *fixture, unsigned flags) {
  dossier_close(fixture->dossier);
  fixture->dossier = NULL;
  assert_ok(dossier_open(fixture->path, flags, fixture->report, &fixture->dossier));
}

/* Communes C0000 … of the district D, which stands in the province P. */
static inline void fixture_units(struct fixture *fixture, size_t communes) {
  struct unit_row *rows = calloc(communes + 2, sizeof *rows);
  char(*codes)[8] = calloc(communes, sizeof *codes);
  const struct unit_row model = {"", "", "", "", DATE_UNKNOWN_START, DATE_OPEN_END, {"units.csv", 1, 0}};
  rows[0] = rows[1] = model;
  rows[0].code = rows[0].name = "P", rows[0].level = "province";
  rows[1].code = rows[1].name = "D", rows[1].level = "district", rows[1].parent_code = "P";
  for (size_t i = 0; i < communes; i++) {
    snprintf(codes[i], sizeof codes[i], "C%04zu", i % 10000);
    rows[i + 2] = model;
    rows[i + 2].code = rows[i + 2].name = codes[i];
    rows[i + 2].level = "commune";
    rows[i + 2].parent_code = "D";
  }
  chuan_counts counts;
  assert_ok(units_store(fixture->dossier, rows, communes + 2, &counts));
  assert_int_equal(counts.rejected, 0);
  free(rows);
  free(codes);
}

static inline int64_t fixture_unit(struct fixture *fixture, const char *code) {
  struct unit unit;
  assert_ok(unit_find(fixture->dossier, fixture->arena, code, "commune", 2024, &unit));
  return unit.id;
}

/* One import of one row in the order HOUSEHOLDS, INCOME, PLANNED, REGION. */
static inline enum store_result fixture_import(struct fixture *fixture, const char *file,
                                               chuan_data_status status, const char *code, int year,
                                               int64_t households, int64_t income, int64_t planned,
                                               int64_t region) {
  const struct import_head head = {file, file,      "csv", "1.0",
                                   "",   "commune", status}; /* other name, other bytes */
  struct import_column columns[FACT_TOTAL];
  const int64_t values[FACT_TOTAL] = {households, income, planned, region};
  for (uint32_t i = 0; i < FACT_TOTAL; i++)
    columns[i] = (struct import_column){&fixture->facts[i], i + 3, fixture->facts[i].id};
  struct import_session *session;
  enum store_result result = STORE_UNCHANGED;
  chuan_counts counts = {.accepted = 1};
  int64_t unit = fixture_unit(fixture, code);
  assert_ok(import_begin(fixture->dossier, &head, columns, FACT_TOTAL, &session));
  assert_ok(import_row(session, unit, year, 7, NULL, values, &result));
  assert_ok(import_commit(session, &counts));
  import_end(session);
  return result;
}

/* Something done to the file by a person with a SQLite shell. */
static inline void fixture_by_hand(struct fixture *fixture, const char *sql) {
  sqlite3 *db;
  char *message = NULL;
  assert_int_equal(sqlite3_open(fixture->path, &db), SQLITE_OK);
  if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK) fail_msg("%s: %s", sql, message);
  sqlite3_close(db);
}

static inline int64_t fixture_number(struct fixture *fixture, const char *sql) {
  sqlite3 *db;
  sqlite3_stmt *statement;
  assert_int_equal(sqlite3_open(fixture->path, &db), SQLITE_OK);
  assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
  assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
  int64_t number = sqlite3_column_int64(statement, 0);
  sqlite3_finalize(statement);
  sqlite3_close(db);
  return number;
}

static inline void fixture_assert_intact(struct fixture *fixture) {
  assert_int_equal(fixture_number(fixture, "SELECT integrity_check = 'ok' FROM pragma_integrity_check"), 1);
  assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
}

/* One value as evaluation sees it: through the columns. */
static inline int64_t fixture_column(struct fixture *fixture, const char *code, int year, uint32_t fact) {
  struct column_source source;
  void *reader;
  int64_t wanted = fixture_unit(fixture, code), found = DECIMAL_MISSING;
  assert_ok(column_source_open(fixture->dossier, &fixture->level, moment_of(year), &source));
  assert_int_equal(source.open(source.self, &reader), CHUAN_OK);
  for (uint32_t chunk = 0; chunk < source.chunk_count; chunk++) {
    struct column_units units;
    struct column column;
    assert_int_equal(source.units(reader, chunk, &units), CHUAN_OK);
    assert_int_equal(source.column(reader, chunk, fact, &column), CHUAN_OK);
    assert_int_equal(units.count, column.count);
    for (uint32_t i = 0; i < units.count; i++) {
      if (units.ids[i] == wanted) found = column_value(&column, i);
    }
  }
  source.close(source.self, reader);
  column_source_close(&source);
  return found;
}

#endif
