/* A dossier that somebody else made, edited by hand or damaged: what stands in the rows is told, or that they cannot
 * be read; never something else, and never at a cost that the file's size does not account for. */
#include "facts_fixture.h"

#define UNITS 100

static int setup(void **state) {
  if (fixture_setup(state)) return -1;
  struct fixture *fixture = *state;
  fixture_open(fixture, CHUAN_OPEN_CREATE);
  assert_ok(dossier_fit(fixture->dossier, &fixture->vocabulary));
  fixture_units(fixture, UNITS);
  fixture_import(fixture, "a", CHUAN_OFFICIAL, "C0001", 2024, 100, 4620, 1, 2);
  fixture_import(fixture, "b", CHUAN_OFFICIAL, "C0002", 2024, 200, DECIMAL_MISSING, 0, 1);
  return 0;
}

/* The file after an edit, opened anew. */
static void edited(struct fixture *fixture, const char *sql, unsigned flags) {
  dossier_close(fixture->dossier);
  fixture->dossier = NULL;
  fixture_by_hand(fixture, sql);
  fixture_open(fixture, flags);
}

static void columns_that_are_gone_are_built_from_the_rows(void **state) {
  struct fixture *fixture = *state;
  static const char *const edits[] = {
      "DELETE FROM unit_chunk",
      "DELETE FROM column_chunk",
      "DELETE FROM column_chunk WHERE fact = 'households'",
      "DELETE FROM column_chunk WHERE fact = ''",
      "UPDATE column_chunk SET width = 0 WHERE fact = 'households'",
      "UPDATE column_chunk SET width = 3 WHERE fact = 'households'",
      "UPDATE column_chunk SET count = 70000",
      "UPDATE unit_chunk SET count = 70000",
      "UPDATE unit_chunk SET count = 0",
  };
  for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
    edited(fixture, edits[i], i % 2 ? CHUAN_OPEN_READ : 0);
    assert_true(fixture_column(fixture, "C0001", 2024, HOUSEHOLDS) == 100);
    assert_true(fixture_column(fixture, "C0002", 2024, HOUSEHOLDS) == 200);
    assert_true(fixture_column(fixture, "C0002", 2024, INCOME) == DECIMAL_MISSING);
    assert_true(fixture_column(fixture, "C0001", 2023, HOUSEHOLDS) == DECIMAL_MISSING);
  }
}

/* A fact that nobody reported has a column too: a new one is no sign of damage. */
static void a_new_fact_is_missing_everywhere(void **state) {
  struct fixture *fixture = *state;
  struct fact poor = {.level = "commune", .id = "poor", .index = FACT_TOTAL, .unit = "", .name = {"", ""}};
  const struct fact *list[FACT_TOTAL + 1];
  memcpy(list, fixture->list, sizeof fixture->list);
  list[FACT_TOTAL] = &poor;
  fixture->level = (struct vocabulary_level){"commune", list, FACT_TOTAL + 1};
  assert_ok(dossier_fit(fixture->dossier, &fixture->vocabulary));
  assert_true(fixture_column(fixture, "C0001", 2024, FACT_TOTAL) == DECIMAL_MISSING);
  assert_true(fixture_column(fixture, "C0001", 2024, HOUSEHOLDS) == 100);
  assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM column_chunk WHERE fact = 'poor'"), 1);
}

static void every_door_refuses(struct fixture *fixture) {
  struct column_source source;
  char digest[65];
  assert_fails(CHUAN_DATABASE,
               column_source_open(fixture->dossier, &fixture->level, moment_of(2024), &source));
  assert_fails(CHUAN_DATABASE, dossier_digest(fixture->dossier, digest));
}

/* Slots far apart would make columns of gigabytes from a few rows; below 0 there is no column. */
static void units_stand_close_together(void **state) {
  struct fixture *fixture = *state;
  static const char *const edits[] = {
      "UPDATE unit SET slot = slot * 65536 + 65535 WHERE level = 'commune'",
      "UPDATE unit SET slot = 2147483000 WHERE code = 'C0005'",
      "UPDATE unit SET slot = 9223372036854775807 WHERE code = 'C0005'",
      "UPDATE unit SET slot = -5 WHERE code = 'C0005'",
  };
  for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
    for (unsigned flags = 0; flags <= CHUAN_OPEN_READ; flags++) {
      edited(fixture, edits[i], flags);
      every_door_refuses(fixture);
    }
    edited(fixture, "UPDATE unit SET slot = id - 3 WHERE level = 'commune'", 0);
    assert_true(fixture_column(fixture, "C0001", 2024, HOUSEHOLDS) == 100);
  }
}

static void choices_are_numbered_without_gaps(void **state) {
  struct fixture *fixture = *state;
  dossier_close(fixture->dossier);
  fixture->dossier = NULL;
  fixture_by_hand(fixture, "INSERT INTO fact_choice VALUES ('commune', 'region', 1000000, 'far')");
  assert_fails(CHUAN_DATABASE, dossier_open(fixture->path, 0, fixture->report, &fixture->dossier));
  fixture_by_hand(fixture, "UPDATE fact_choice SET code = 3 WHERE choice = 'far'");
  fixture_open(fixture, 0);
  assert_true(fixture_column(fixture, "C0001", 2024, REGION) == 2);
}

/* Years that no rule can ask for are no reason to work, nor the latest year of anything. */
static void years_are_those_that_rules_can_have(void **state) {
  struct fixture *fixture = *state;
  char before[65], after[65];
  int latest;
  assert_ok(dossier_digest(fixture->dossier, before));
  edited(fixture,
         "INSERT INTO fact_commune (unit_id, year, households) SELECT 4, column1, 5 FROM "
         "(VALUES (2147483647), (-2147483648), (9223372036854775807), (20244), (0))",
         0);
  assert_ok(dossier_digest(fixture->dossier, after));
  assert_string_equal(before, after);
  assert_ok(dossier_latest_year(fixture->dossier, "commune", &latest));
  assert_int_equal(latest, 2024);
  assert_int_equal(fixture_number(fixture, "SELECT count(DISTINCT year) FROM column_chunk"), 1);
  struct column_source source;
  assert_ok(column_source_open(fixture->dossier, &fixture->level, moment_of(INT32_MAX), &source));
  column_source_close(&source);
  assert_ok(column_source_open(fixture->dossier, &fixture->level, moment_of(INT32_MIN), &source));
  column_source_close(&source);
}

/* What SQLite did not find itself has no words of SQLite's. */
static void damage_is_one_sentence(void **state) {
  struct fixture *fixture = *state;
  struct column_source source;
  edited(fixture, "UPDATE column_chunk SET data = zeroblob(1)", 0);
  assert_int_equal(column_source_open(fixture->dossier, &fixture->level, moment_of(2024), &source),
                   CHUAN_DATABASE);
  assert_null(strchr(report_message(fixture->report), '('));
  report_clear(fixture->report);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, fixture_teardown)
  const struct CMUnitTest tests[] = {
      TEST(columns_that_are_gone_are_built_from_the_rows),
      TEST(a_new_fact_is_missing_everywhere),
      TEST(units_stand_close_together),
      TEST(choices_are_numbered_without_gaps),
      TEST(years_are_those_that_rules_can_have),
      TEST(damage_is_one_sentence),
  };
#undef TEST
  return cmocka_run_group_tests(tests, NULL, NULL);
}
