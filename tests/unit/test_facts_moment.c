/* What a moment shows: the units of its day; dated attributes first, then the year's figures, then those of earlier
 * years where a fact may be carried. Columns and rows say the same. */
#include "facts_fixture.h"

#define NONE DECIMAL_MISSING

static int setup(void **state) {
  if (fixture_setup(state)) return -1;
  struct fixture *fixture = *state;
  fixture_open(fixture, CHUAN_OPEN_CREATE);
  assert_ok(dossier_fit(fixture->dossier, &fixture->vocabulary));
  fixture_units(fixture, 3);
  return 0;
}

static struct moment on_day(int year, int y, int m, int d) {
  return (struct moment){.year = year, .as_of = date_of(y, m, d)};
}

struct seen {
  int64_t values[FACT_TOTAL];
  int years[FACT_TOTAL];
  int present;
  chuan_data_status status;
};

/* Through the row and through the columns, which must agree. */
static struct seen look(struct fixture *fixture, const char *code, struct moment moment) {
  struct seen seen = {.present = -1};
  struct column_source source;
  void *reader;
  int64_t unit = fixture_unit(fixture, code);
  assert_ok(
      facts_row(fixture->dossier, &fixture->level, unit, moment, seen.values, seen.years, &seen.status));
  assert_ok(column_source_open(fixture->dossier, &fixture->level, moment, &source));
  assert_int_equal(source.open(source.self, &reader), CHUAN_OK);
  for (uint32_t chunk = 0; chunk < source.chunk_count; chunk++) {
    struct column_units units;
    assert_int_equal(source.units(reader, chunk, &units), CHUAN_OK);
    for (uint32_t i = 0; i < units.count; i++) {
      if (units.ids[i] != unit) continue;
      seen.present = units.present[i];
      assert_int_equal(units.status[i], seen.status);
      for (uint32_t f = 0; f < FACT_TOTAL; f++) {
        struct column column;
        assert_int_equal(source.column(reader, chunk, f, &column), CHUAN_OK);
        assert_true(column_value(&column, i) == seen.values[f]);
      }
    }
  }
  source.close(source.self, reader);
  column_source_close(&source);
  return seen;
}

static void attribute(struct fixture *fixture, const char *code, uint32_t fact, int64_t value,
                      const char *from, const char *to, chuan_data_status status) {
  const struct import_head head = {"zones.csv", "d", "csv", "1", "", "commune", status};
  struct attribute_row row = {code,          &fixture->facts[fact], value, DATE_UNKNOWN_START,
                              DATE_OPEN_END, {"zones.csv", 2, 0}};
  chuan_counts counts;
  if (from) assert_true(date_parse(from, strlen(from), 0, &row.from));
  if (to) assert_true(date_parse(to, strlen(to), 1, &row.to));
  assert_ok(attributes_store(fixture->dossier, &head, &row, 1, &counts));
  assert_int_equal(counts.accepted, 1);
}

static void a_dated_attribute_goes_before_the_figure_of_the_year(void **state) {
  struct fixture *fixture = *state;
  fixture_import(fixture, "a", CHUAN_OFFICIAL, "C0000", 2024, 100, NONE, 1, 0);
  attribute(fixture, "C0000", REGION, 2, NULL, "2024-05-31", CHUAN_OFFICIAL);
  attribute(fixture, "C0000", REGION, 1, "2024-06-01", "2024-11-30", CHUAN_ILLUSTRATIVE);
  struct seen seen = look(fixture, "C0000", moment_of(2024));
  assert_int_equal(seen.values[REGION], 0); /* none holds on 31 December */
  assert_int_equal(seen.years[REGION], 2024);
  assert_int_equal(seen.status, CHUAN_OFFICIAL);
  seen = look(fixture, "C0000", on_day(2024, 2024, 5, 31));
  assert_int_equal(seen.values[REGION], 2);
  assert_int_equal(seen.years[REGION], 0);
  assert_int_equal(seen.status, CHUAN_OFFICIAL);
  seen = look(fixture, "C0000", on_day(2024, 2024, 6, 1));
  assert_int_equal(seen.values[REGION], 1);
  assert_int_equal(seen.values[HOUSEHOLDS], 100);
  assert_int_equal(seen.years[HOUSEHOLDS], 2024);
  assert_int_equal(seen.status, CHUAN_ILLUSTRATIVE);
  seen = look(fixture, "C0001", on_day(2023, 2024, 6, 1)); /* neither figure nor attribute */
  assert_true(seen.values[REGION] == NONE);
  seen = look(fixture, "C0000", on_day(2023, 2024, 6, 1)); /* an attribute needs no figure of the year */
  assert_int_equal(seen.values[REGION], 1);
  assert_true(seen.values[HOUSEHOLDS] == NONE);
}

static void figures_are_carried_from_the_nearest_year(void **state) {
  struct fixture *fixture = *state;
  fixture->facts[HOUSEHOLDS].carry = 3;
  fixture->facts[INCOME].carry = 1;
  fixture_import(fixture, "a", CHUAN_ILLUSTRATIVE, "C0000", 2020, 20, 2000, 1, 0);
  fixture_import(fixture, "b", CHUAN_PRELIMINARY, "C0000", 2021, 21, 2100, NONE, NONE);
  fixture_import(fixture, "c", CHUAN_OFFICIAL, "C0000", 2023, NONE, 2300, 0, NONE);
  fixture_import(fixture, "d", CHUAN_OFFICIAL, "C0001", 2023, 99, NONE, NONE, NONE);
  struct seen seen = look(fixture, "C0000", moment_of(2023));
  assert_int_equal(seen.values[HOUSEHOLDS], 21);
  assert_int_equal(seen.years[HOUSEHOLDS], 2021);
  assert_int_equal(seen.values[INCOME], 2300);
  assert_int_equal(seen.values[PLANNED], 0);
  assert_true(seen.values[REGION] == NONE);         /* may not be carried */
  assert_int_equal(seen.status, CHUAN_PRELIMINARY); /* what was carried is preliminary */
  seen = look(fixture, "C0000", moment_of(2024));
  assert_int_equal(seen.values[HOUSEHOLDS], 21);
  assert_int_equal(seen.values[INCOME], 2300);
  assert_int_equal(seen.years[INCOME], 2023);
  seen = look(fixture, "C0000", moment_of(2025));
  assert_true(seen.values[HOUSEHOLDS] == NONE); /* 2021 is four years back */
  assert_true(seen.values[INCOME] == NONE);
  assert_int_equal(seen.status, CHUAN_OFFICIAL);
  seen = look(fixture, "C0000", moment_of(2021));
  assert_int_equal(seen.values[HOUSEHOLDS], 21);
  assert_int_equal(seen.years[HOUSEHOLDS], 2021);
  attribute(fixture, "C0000", HOUSEHOLDS, 7, "2024-01-01", NULL, CHUAN_OFFICIAL);
  seen = look(fixture, "C0000", moment_of(2024)); /* an attribute goes before what is carried */
  assert_int_equal(seen.values[HOUSEHOLDS], 7);
  assert_int_equal(seen.years[HOUSEHOLDS], 0);
  look(fixture, "C0000", moment_of(INT32_MIN));
  look(fixture, "C0000", moment_of(INT32_MAX));
  look(fixture, "C0000", moment_of(YEAR_FIRST));
}

static void units_are_those_of_the_day(void **state) {
  struct fixture *fixture = *state;
  fixture_import(fixture, "a", CHUAN_OFFICIAL, "C0000", 2024, 100, NONE, 1, 0);
  fixture_by_hand(fixture, "UPDATE unit SET valid_to = 20089 WHERE code = 'C0000'"); /* 2025-01-01 */
  struct seen seen = look(fixture, "C0000", moment_of(2024));
  assert_int_equal(seen.present, 1);
  assert_int_equal(look(fixture, "C0000", on_day(2024, 2025, 1, 1)).present, 1);
  seen = look(fixture, "C0000", on_day(2024, 2025, 1, 2));
  assert_int_equal(seen.present, 0);
  assert_int_equal(seen.values[HOUSEHOLDS], 100);
}

static uint32_t chance(uint32_t *random, uint32_t of) {
  *random = *random * 1664525u + 1013904223u;
  return (*random >> 8) % of;
}

/* Any mixture of attributes, carried years and gaps: columns and rows agree, also in a dossier only read. */
static void columns_and_rows_agree(void **state) {
  struct fixture *fixture = *state;
  uint32_t random = 7;
  const char *codes[] = {"C0000", "C0001", "C0002"};
  for (int i = 0; i < 40; i++) {
    int64_t values[FACT_TOTAL] = {chance(&random, 100), chance(&random, 1000), chance(&random, 2),
                                  chance(&random, 3)};
    for (uint32_t f = 0; f < FACT_TOTAL; f++)
      if (chance(&random, 2)) values[f] = NONE;
    chuan_data_status status = (chuan_data_status)chance(&random, 3);
    const char *code = codes[chance(&random, 3)];
    int year = 2015 + (int)chance(&random, 10);
    fixture_import(fixture, "x", status, code, year, values[0], values[1], values[2], values[3]);
  }
  for (uint32_t f = 0; f < FACT_TOTAL; f++) fixture->facts[f].carry = chance(&random, 4);
  attribute(fixture, "C0000", PLANNED, 1, "2018-01-01", "2019-12-31", CHUAN_PRELIMINARY);
  attribute(fixture, "C0001", REGION, 2, "2017-01-01", NULL, CHUAN_ILLUSTRATIVE);
  attribute(fixture, "C0002", INCOME, 12345, NULL, "2016-12-31", CHUAN_OFFICIAL);
  for (int flags = 0; flags < 2; flags++) {
    fixture_open(fixture, flags ? CHUAN_OPEN_READ : 0);
    for (int year = 2013; year < 2028; year++)
      for (size_t i = 0; i < 3; i++) look(fixture, codes[i], moment_of(year));
  }
}

/* Whatever is typed into the table of attributes by hand is read as something or refused. */
static void attributes_written_by_hand_do_no_harm(void **state) {
  struct fixture *fixture = *state;
  fixture_import(fixture, "a", CHUAN_OFFICIAL, "C0000", 2024, 100, 500, 1, 0);
  fixture_by_hand(fixture,
                  "PRAGMA foreign_keys = OFF;"
                  "INSERT INTO attribute SELECT 'commune', 'region', id, 0, 99999, 77, 9, 1 FROM unit;"
                  "INSERT INTO attribute SELECT 'commune', 'planned', id, 1, 99999, -5, 9, 1 FROM unit;"
                  "INSERT INTO attribute SELECT 'commune', 'planned', id, 2, 99999, 0, 9, 1 FROM unit;"
                  "INSERT INTO attribute SELECT 'commune', 'nothing', id, 0, 99999, 0, 9, 1 FROM unit;"
                  "INSERT INTO attribute SELECT 'commune', 'households', id, 0, 99999, -9223372036854775808, "
                  "9, 1 FROM unit;"
                  "INSERT INTO attribute VALUES ('commune', 'income', 424242, 0, 99999, 1, 1, 1)");
  struct seen seen = look(fixture, "C0000", moment_of(2024));
  assert_int_equal(seen.values[HOUSEHOLDS], 100);
  assert_int_equal(seen.values[INCOME], 500);
  assert_int_equal(seen.values[PLANNED], 0); /* the one that began last */
  assert_int_equal(seen.values[REGION], 0);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, fixture_teardown)
  const struct CMUnitTest tests[] = {
      TEST(a_dated_attribute_goes_before_the_figure_of_the_year),
      TEST(figures_are_carried_from_the_nearest_year),
      TEST(units_are_those_of_the_day),
      TEST(columns_and_rows_agree),
      TEST(attributes_written_by_hand_do_no_harm),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
