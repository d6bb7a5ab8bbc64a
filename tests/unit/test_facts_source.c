/* The columns that evaluation reads are the rows, whatever happened to either; and the digest names the content,
 * not the file. */
#include "facts_fixture.h"

#include <pthread.h>

#define NONE DECIMAL_MISSING
#define UNITS 300
#define YEARS 2

static int setup(void **state) {
  if (fixture_setup(state)) return -1;
  struct fixture *fixture = *state;
  fixture_open(fixture, CHUAN_OPEN_CREATE);
  assert_ok(dossier_fit(fixture->dossier, &fixture->vocabulary));
  return 0;
}

static uint32_t random_next(uint32_t *random) {
  return *random = *random * 1664525u + 1013904223u;
}

static void values_random(uint32_t *random, int64_t values[FACT_TOTAL]) {
  static const uint32_t largest[FACT_TOTAL] = {5000000, 40000, 2, 3};
  for (uint32_t i = 0; i < FACT_TOTAL; i++) {
    uint32_t number = random_next(random) >> 4;
    values[i] = number % 7 == 0 ? NONE : (int64_t)(number / 7 % largest[i]);
  }
}

/* Figures of two years in one import, rows in an order of their own. */
static void import_random(struct fixture *fixture, uint32_t seed) {
  const struct import_head head = {"random.csv", "d", "csv", "1", "", "commune", CHUAN_ILLUSTRATIVE};
  struct import_column columns[FACT_TOTAL];
  for (uint32_t i = 0; i < FACT_TOTAL; i++)
    columns[i] = (struct import_column){&fixture->facts[i], i + 3, fixture->facts[i].id};
  struct import_session *session;
  chuan_counts counts = {.accepted = 0};
  int64_t first = fixture_unit(fixture, "C0000");
  assert_ok(import_begin(fixture->dossier, &head, columns, FACT_TOTAL, &session));
  for (uint32_t i = 0; i < UNITS * YEARS; i++) {
    int64_t values[FACT_TOTAL];
    enum store_result result;
    values_random(&seed, values);
    uint32_t at = i * 7 % (UNITS * YEARS);
    assert_ok(import_row(session, first + at % UNITS, 2020 + (int)(at / UNITS), i, NULL, values, &result));
  }
  assert_ok(import_commit(session, &counts));
  import_end(session);
}

static void assert_columns_are_rows(struct fixture *fixture, int year) {
  struct column_source source;
  void *reader;
  assert_ok(column_source_open(fixture->dossier, &fixture->level, moment_of(year), &source));
  assert_int_equal(source.open(source.self, &reader), CHUAN_OK);
  for (uint32_t chunk = 0; chunk < source.chunk_count; chunk++) {
    struct column_units units;
    struct column columns[FACT_TOTAL];
    assert_int_equal(source.units(reader, chunk, &units), CHUAN_OK);
    for (uint32_t f = 0; f < FACT_TOTAL; f++)
      assert_int_equal(source.column(reader, chunk, f, &columns[f]), CHUAN_OK);
    for (uint32_t i = 0; i < units.count; i++) {
      int64_t values[FACT_TOTAL];
      chuan_data_status status;
      if (!units.ids[i]) continue;
      assert_ok(
          facts_row(fixture->dossier, &fixture->level, units.ids[i], moment_of(year), values, NULL, &status));
      for (uint32_t f = 0; f < FACT_TOTAL; f++) {
        assert_true(column_value(&columns[f], i) == values[f]);
        assert_true(values[f] == NONE ||
                    (values[f] >= columns[f].minimum && values[f] <= columns[f].maximum));
      }
      assert_int_equal(units.status[i], status);
    }
  }
  source.close(source.self, reader);
  column_source_close(&source);
}

static void columns_are_the_rows(void **state) {
  struct fixture *fixture = *state;
  fixture_units(fixture, UNITS);
  import_random(fixture, 1);
  assert_columns_are_rows(fixture, 2020);
  assert_columns_are_rows(fixture, 2021);
  assert_columns_are_rows(fixture, 2022);
  import_random(fixture, 2);
  assert_columns_are_rows(fixture, 2021);
  fixture_units(fixture, UNITS + 50); /* the chunk grows: every year of it is laid out anew */
  assert_columns_are_rows(fixture, 2020);
  assert_int_equal(fixture_number(fixture, "SELECT min(count) FROM column_chunk"), UNITS + 50);
}

static void edits_by_hand_are_seen(void **state) {
  struct fixture *fixture = *state;
  fixture_units(fixture, UNITS);
  import_random(fixture, 3);
  static const char *const edits[] = {
      "UPDATE fact_commune SET households = households + 100000 WHERE unit_id % 3 = 0",
      "UPDATE fact_commune SET planned = 1 - planned, income = NULL WHERE unit_id % 5 = 0 AND year = 2020",
      "DELETE FROM fact_commune WHERE unit_id % 11 = 0",
      "UPDATE fact_commune SET region = 77 WHERE unit_id % 13 = 0; UPDATE fact_commune SET planned = 9 WHERE "
      "unit_id % 17 = 0",
      "UPDATE fact_commune SET households = -9223372036854775807 WHERE unit_id % 19 = 0",
      "UPDATE unit SET slot = 1000 + slot * 2 WHERE level = 'commune'",
      "PRAGMA foreign_keys = OFF; DELETE FROM unit WHERE code = 'C0017'",
      "UPDATE unit SET valid_to = 18000 WHERE code = 'C0018'",
  };
  for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
    fixture_by_hand(fixture, edits[i]);
    if (i % 2) fixture_open(fixture, 0);
    assert_columns_are_rows(fixture, 2020);
    assert_columns_are_rows(fixture, 2021);
  }
}

static void a_dossier_only_read_shows_edits_too(void **state) {
  struct fixture *fixture = *state;
  fixture_units(fixture, UNITS);
  import_random(fixture, 4);
  fixture_by_hand(
      fixture,
      "UPDATE fact_commune SET households = 7 WHERE year = 2020; "
      "INSERT INTO unit SELECT 9999, 'NEW', 'commune', 'NEW', parent, valid_from, valid_to, 9999 FROM unit "
      "WHERE code = 'C0001'");
  fixture_open(fixture, CHUAN_OPEN_READ);
  assert_columns_are_rows(fixture, 2020);
  assert_columns_are_rows(fixture, 2021);
  assert_true(fixture_column(fixture, "C0003", 2020, HOUSEHOLDS) == 7);
  assert_true(fixture_column(fixture, "NEW", 2020, HOUSEHOLDS) == NONE);
  assert_true(fixture_number(fixture, "SELECT count(*) FROM stale_chunk") > 0);
}

static void a_dossier_in_memory_is_like_any_other(void **state) {
  struct fixture *fixture = *state;
  char on_disk[65], in_memory[65];
  fixture_units(fixture, UNITS);
  import_random(fixture, 5);
  assert_ok(dossier_digest(fixture->dossier, on_disk));
  strcpy(fixture->path, ":memory:");
  fixture_open(fixture, 0);
  assert_ok(dossier_fit(fixture->dossier, &fixture->vocabulary));
  fixture_units(fixture, UNITS);
  import_random(fixture, 5);
  assert_columns_are_rows(fixture, 2020);
  assert_columns_are_rows(fixture, 2021);
  assert_ok(dossier_digest(fixture->dossier, in_memory));
  assert_string_equal(on_disk, in_memory);
}

/* --- threads ------------------------------------------------------------------------------------------------ */

struct summing {
  struct column_source *source;
  int64_t sum;
};

static void *sum_columns(void *payload) {
  struct summing *summing = payload;
  struct column_source *source = summing->source;
  void *reader;
  if (source->open(source->self, &reader) != CHUAN_OK) return NULL;
  for (int round = 0; round < 20; round++) {
    for (uint32_t chunk = 0; chunk < source->chunk_count; chunk++) {
      for (uint32_t f = 0; f < FACT_TOTAL; f++) {
        struct column column;
        if (source->column(reader, chunk, f, &column) != CHUAN_OK) return NULL;
        for (uint32_t i = 0; i < column.count; i++) {
          int64_t value = column_value(&column, i);
          if (value != NONE) summing->sum += value;
        }
      }
    }
  }
  source->close(source->self, reader);
  return NULL;
}

/* Enough units that the columns stay in the file and every reader has a connection of its own. */
static void readers_in_many_threads_agree(void **state) {
  struct fixture *fixture = *state;
  fixture_units(fixture, 10000);
  for (int i = 1; i < 8; i++) {
    char sql[400];
    snprintf(sql, sizeof sql,
             "INSERT INTO unit SELECT id + %d, code || 'x%d', level, name, parent, valid_from, valid_to, "
             "slot + %d "
             "FROM unit WHERE level = 'commune' AND slot < 10000",
             i * 20000, i, i * 10000);
    fixture_by_hand(fixture, sql);
  }
  fixture_by_hand(fixture,
                  "INSERT INTO fact_commune (unit_id, year, households, region) SELECT id, 2024, id * "
                  "1000003 % 100000000, id % 3 "
                  "FROM unit WHERE level = 'commune'");
  int64_t wanted = 20 * fixture_number(fixture, "SELECT sum(households) + sum(region) FROM fact_commune");
  struct column_source source;
  assert_ok(column_source_open(fixture->dossier, &fixture->level, moment_of(2024), &source));
  assert_int_equal(source.chunk_count, 2);
  pthread_t threads[4];
  struct summing sums[4];
  for (int i = 0; i < 4; i++) {
    sums[i] = (struct summing){&source, 0};
    assert_int_equal(pthread_create(&threads[i], NULL, sum_columns, &sums[i]), 0);
  }
  for (int i = 0; i < 4; i++) {
    pthread_join(threads[i], NULL);
    assert_true(sums[i].sum == wanted);
  }
  /* A source describes one moment; once the columns have moved on, a new reader says so. */
  fixture_by_hand(fixture, "UPDATE fact_commune SET households = 1 WHERE unit_id < 10");
  assert_ok(columns_refresh(fixture->dossier));
  void *reader;
  assert_int_equal(source.open(source.self, &reader), CHUAN_DATABASE);
  assert_non_null(strstr(source.message(reader), "run again"));
  source.close(source.self, reader);
  column_source_close(&source);
  /* Columns that lie about their bounds would break the evaluator's proofs. */
  fixture_by_hand(fixture,
                  "UPDATE column_chunk SET maximum = maximum - 1 WHERE fact = 'households' AND chunk = 1");
  assert_ok(column_source_open(fixture->dossier, &fixture->level, moment_of(2024), &source));
  struct column column;
  assert_int_equal(source.open(source.self, &reader), CHUAN_OK);
  assert_int_equal(source.column(reader, 0, HOUSEHOLDS, &column), CHUAN_OK);
  assert_int_equal(source.column(reader, 1, HOUSEHOLDS, &column), CHUAN_DATABASE);
  assert_true(*source.message(reader));
  source.close(source.self, reader);
  column_source_close(&source);
}

/* --- digest --------------------------------------------------------------------------------------------------- */

static void digest_of(struct fixture *fixture, char out[65]) {
  assert_ok(dossier_digest(fixture->dossier, out));
  assert_int_equal(strlen(out), 64);
}

static void import_one(struct fixture *fixture, const char *code, int64_t households, int64_t region) {
  fixture_import(fixture, code, CHUAN_OFFICIAL, code, 2024, households, 4620, 1, region);
}

static void the_digest_names_the_content(void **state) {
  struct fixture *fixture = *state;
  char first[65], other[65];
  static const char *const reordered[] = {"delta", "north", "coast"};
  fixture_units(fixture, 20);
  digest_of(fixture, other);
  import_one(fixture, "C0001", 10, 0);
  import_one(fixture, "C0002", 20, 2);
  digest_of(fixture, first);
  assert_string_not_equal(first, other);
  digest_of(fixture, other);
  assert_string_equal(first, other);

  /* The same in another file, another order, another scale, another order of choices. */
  dossier_close(fixture->dossier);
  unlink(fixture->path);
  fixture->dossier = NULL;
  fixture_open(fixture, CHUAN_OPEN_CREATE);
  fixture->facts[REGION].choices = reordered;
  fixture->facts[INCOME].places = 3;
  assert_ok(dossier_fit(fixture->dossier, &fixture->vocabulary));
  fixture->facts[INCOME].places = 2;
  fixture_units(fixture, 3);
  import_one(fixture, "C0002", 20, 0);
  fixture_units(fixture, 20);
  import_one(fixture, "C0001", 10, 1);
  digest_of(fixture, other);
  assert_string_equal(first, other);
  fixture_open(fixture, CHUAN_OPEN_READ);
  digest_of(fixture, other);
  assert_string_equal(first, other);

  /* Anything that means something changes it, and changing it back brings it back. */
  static const char *const edits[][2] = {
      {"UPDATE unit SET name = 'N' WHERE code = 'C0007'",
       "UPDATE unit SET name = 'C0007' WHERE code = 'C0007'"},
      {"UPDATE unit SET valid_to = 20000 WHERE code = 'C0007'",
       "UPDATE unit SET valid_to = 2147483647 WHERE code = 'C0007'"},
      {"UPDATE fact_commune SET households = 11 WHERE households = 10",
       "UPDATE fact_commune SET households = 10 WHERE households = 11"},
      {"UPDATE fact_commune SET import_status = 2", "UPDATE fact_commune SET import_status = 0"},
      {"UPDATE fact_commune SET year = 2025", "UPDATE fact_commune SET year = 2024"},
      {"UPDATE fact_commune SET region = (region + 1) % 3",
       "UPDATE fact_commune SET region = (region + 2) % 3"},
  };
  for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
    for (int way = 0; way < 2; way++) {
      fixture_by_hand(fixture, edits[i][way]);
      fixture_open(fixture, i % 2 ? CHUAN_OPEN_READ : 0);
      digest_of(fixture, other);
      if (way == 0)
        assert_string_not_equal(first, other);
      else
        assert_string_equal(first, other);
    }
  }
}

/* What has more places in the rules than in a dossier that cannot be written is multiplied, or cannot be said. */
static void a_figure_too_large_for_the_places_of_the_rules_is_told(void **state) {
  struct fixture *fixture = *state;
  struct column_source source;
  struct column column;
  void *reader;
  fixture_units(fixture, 3);
  fixture_import(fixture, "a", CHUAN_OFFICIAL, "C0001", 2024, 1, INT64_MAX / 10, 1, 0);
  fixture_open(fixture, CHUAN_OPEN_READ);
  fixture->facts[INCOME].places = 3;
  assert_ok(column_source_open(fixture->dossier, &fixture->level, moment_of(2024), &source));
  assert_int_equal(source.open(source.self, &reader), CHUAN_OK);
  assert_int_equal(source.column(reader, 0, INCOME, &column), CHUAN_OK);
  source.close(source.self, reader);
  column_source_close(&source);
  fixture->facts[INCOME].places = 4;
  assert_ok(column_source_open(fixture->dossier, &fixture->level, moment_of(2024), &source));
  assert_int_equal(source.open(source.self, &reader), CHUAN_OK);
  assert_int_equal(source.column(reader, 0, INCOME, &column), CHUAN_DATABASE);
  assert_non_null(strstr(source.message(reader), "\"income\""));
  assert_non_null(strstr(source.message(reader), "; give the fact fewer places"));
  source.close(source.self, reader);
  column_source_close(&source);
}

static void years_are_those_with_figures(void **state) {
  struct fixture *fixture = *state;
  int years[8], latest;
  size_t count;
  assert_ok(dossier_latest_year(fixture->dossier, NULL, &latest));
  assert_int_equal(latest, 0);
  fixture_units(fixture, 5);
  for (int year = 2020; year < 2026; year += 2)
    fixture_import(fixture, "a", CHUAN_OFFICIAL, "C0001", year, 1, 2, 1, 0);
  assert_ok(dossier_latest_year(fixture->dossier, NULL, &latest));
  assert_int_equal(latest, 2024);
  assert_ok(dossier_latest_year(fixture->dossier, "district", &latest));
  assert_int_equal(latest, 0);
  assert_ok(dossier_years(fixture->dossier, "commune", 2021, 2030, years, 8, &count));
  assert_int_equal(count, 2);
  assert_true(years[0] == 2022 && years[1] == 2024);
  assert_ok(dossier_years(fixture->dossier, "commune", 2000, 2030, years, 1, &count));
  assert_int_equal(count, 1);
  assert_ok(dossier_years(fixture->dossier, "province", 2000, 2030, years, 8, &count));
  assert_int_equal(count, 0);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, fixture_teardown)
  const struct CMUnitTest tests[] = {
      TEST(columns_are_the_rows),
      TEST(edits_by_hand_are_seen),
      TEST(a_dossier_only_read_shows_edits_too),
      TEST(a_dossier_in_memory_is_like_any_other),
      TEST(readers_in_many_threads_agree),
      TEST(the_digest_names_the_content),
      TEST(a_figure_too_large_for_the_places_of_the_rules_is_told),
      TEST(years_are_those_with_figures),
  };
#undef TEST
  return cmocka_run_group_tests(tests, NULL, NULL);
}
