/* Units: identity is code and first day, a code means a unit only together with a year, and a batch is stored
 * whole or not at all. */
#include "facts_fixture.h"

static int32_t day(const char *text) {
  int32_t value;
  assert_true(date_parse(text, strlen(text), 0, &value));
  return value;
}

static struct unit_row unit_of(const char *code, const char *level, const char *name, const char *parent,
                               const char *from, const char *to) {
  return (struct unit_row){code,
                           level,
                           name,
                           parent,
                           *from ? day(from) : DATE_UNKNOWN_START,
                           *to ? day(to) : DATE_OPEN_END,
                           {"units.csv", 2, 0}};
}

static chuan_counts store(struct fixture *fixture, const struct unit_row *rows, size_t count) {
  chuan_counts counts;
  report_clear(fixture->report);
  assert_ok(units_store(fixture->dossier, rows, count, &counts));
  return counts;
}

static void assert_refused(struct fixture *fixture, struct unit_row row, const char *word) {
  chuan_counts counts = store(fixture, &row, 1);
  assert_int_equal(counts.rejected, 1);
  assert_int_equal(counts.accepted, 0);
  assert_int_equal(report_problem_count(fixture->report), 1);
  const chuan_problem *problem = report_problem_get(fixture->report, 0);
  assert_int_equal(problem->severity, CHUAN_ERROR);
  assert_int_equal(problem->line, 2);
  if (!strstr(problem->message, word)) fail_msg("\"%s\" does not say \"%s\"", problem->message, word);
}

static int setup(void **state) {
  if (fixture_setup(state)) return -1;
  struct fixture *fixture = *state;
  fixture_open(fixture, CHUAN_OPEN_CREATE);
  /* Children first: the order of the file does not matter. */
  const struct unit_row rows[] = {
      unit_of("22837", "commune", "Xã Phước Hải", "587", "", "2025-06-30"),
      unit_of("22741", "ward", "Phường Phước Mỹ", "582", "", "2025-06-30"),
      unit_of("22741", "ward", "Phường Bảo An", "56", "2025-07-01", ""),
      unit_of("587", "district", "Huyện Ninh Phước", "58", "", "2025-06-30"),
      unit_of("582", "district", "Thành phố Phan Rang-Tháp Chàm", "58", "2007-02-23", "2025-06-30"),
      unit_of("58", "province", "Tỉnh Ninh Thuận", "", "1992-04-01", "2025-06-30"),
      unit_of("56", "province", "Tỉnh Khánh Hòa", "", "", ""),
      unit_of("22800", "commune", "Xã Phước Hà", "587", "", "2025-06-30"),
      unit_of("22801", "commune", "Xã Bảo An", "587", "", "2025-06-30"),
  };
  chuan_counts counts = store(fixture, rows, sizeof rows / sizeof *rows);
  assert_int_equal(counts.accepted, sizeof rows / sizeof *rows);
  assert_int_equal(counts.rejected, 0);
  counts = store(fixture, rows, sizeof rows / sizeof *rows);
  assert_int_equal(counts.accepted, 0);
  assert_int_equal(counts.unchanged, sizeof rows / sizeof *rows);
  return 0;
}

static const char *found(struct fixture *fixture, const char *text, const char *level, int year) {
  struct unit unit;
  report_clear(fixture->report);
  chuan_status status = unit_search(fixture->dossier, fixture->arena, text, level, year, &unit);
  if (status == CHUAN_OK) return unit.name;
  assert_int_equal(status, CHUAN_NOT_FOUND);
  assert_true(*report_message(fixture->report));
  return "";
}

static void a_code_means_a_unit_only_with_a_year(void **state) {
  struct fixture *fixture = *state;
  struct unit unit;
  assert_ok(unit_find(fixture->dossier, fixture->arena, "22741", NULL, 2024, &unit));
  assert_string_equal(unit.name, "Phường Phước Mỹ");
  assert_ok(
      unit_find(fixture->dossier, fixture->arena, "22741", "ward", 2025, &unit)); /* 31 December decides */
  assert_string_equal(unit.name, "Phường Bảo An");
  assert_ok(unit_find(fixture->dossier, fixture->arena, "22837", "commune", 2025,
                      &unit)); /* the only one in the year */
  assert_string_equal(unit.name, "Xã Phước Hải");
  assert_fails(CHUAN_NOT_FOUND, unit_find(fixture->dossier, fixture->arena, "22837", "commune", 2026, &unit));
  assert_fails(CHUAN_NOT_FOUND, unit_find(fixture->dossier, fixture->arena, "22741", "commune", 2024, &unit));
  assert_fails(CHUAN_NOT_FOUND, unit_find(fixture->dossier, fixture->arena, "1", NULL, 2024, &unit));
  const char *reason;
  assert_int_equal(unit_resolve(fixture->dossier, fixture->arena, "22741", "commune", 2024, &unit, &reason),
                   CHUAN_NOT_FOUND);
  assert_non_null(strstr(reason, "ward"));
  assert_int_equal(report_status(fixture->report), CHUAN_OK);
}

static void parents_are_those_of_the_time(void **state) {
  struct fixture *fixture = *state;
  struct unit unit, parent;
  assert_ok(unit_find(fixture->dossier, fixture->arena, "22741", NULL, 2024, &unit));
  assert_ok(unit_get(fixture->dossier, fixture->arena, unit.parent, &parent));
  assert_string_equal(parent.code, "582");
  assert_ok(unit_find(fixture->dossier, fixture->arena, "22741", NULL, 2026, &unit));
  assert_ok(unit_get(fixture->dossier, fixture->arena, unit.parent, &parent));
  assert_string_equal(parent.code, "56");
}

static void names_are_found_as_people_type_them(void **state) {
  struct fixture *fixture = *state;
  assert_string_equal(found(fixture, "22837", NULL, 2024), "Xã Phước Hải");
  assert_string_equal(found(fixture, "Xã Phước Hải", NULL, 2024), "Xã Phước Hải");
  assert_string_equal(found(fixture, "xã phước hải", NULL, 2024), "Xã Phước Hải");
  assert_string_equal(found(fixture, "Phuoc Hai", NULL, 2024), "Xã Phước Hải");
  assert_string_equal(found(fixture, "phước hà", NULL, 2024), "Xã Phước Hà");
  assert_string_equal(found(fixture,
                            "X\xC3\xA3 Ph\xC6\xB0\xC6\xA1\xCC\x81"
                            "c Ha\xCC\x89i",
                            NULL, 2024),
                      "Xã Phước Hải"); /* NFD */
  assert_string_equal(found(fixture, "phan rang thap cham", NULL, 2024), "Thành phố Phan Rang-Tháp Chàm");
  assert_string_equal(found(fixture, "bao an", NULL, 2024),
                      "Xã Bảo An"); /* the ward of that name came later */
  assert_string_equal(found(fixture, "bao an", "ward", 2026), "Phường Bảo An");
  assert_string_equal(found(fixture, "Bảo An", NULL, 2025), "Phường Bảo An");
  assert_string_equal(found(fixture, "Phuoc Hay", NULL, 2024), "");
  assert_non_null(strstr(report_message(fixture->report), "did you mean"));
  assert_string_equal(found(fixture, "Phước Hải", NULL, 2030), "");
  assert_string_equal(found(fixture, "\xFF", NULL, 2024), "");
}

static void wrong_rows_are_told_and_nothing_is_stored(void **state) {
  struct fixture *fixture = *state;
  assert_refused(fixture, unit_of("", "commune", "A", "", "", ""), "code");
  assert_refused(fixture, unit_of("1", "commune", "", "", "", ""), "name");
  assert_refused(fixture, unit_of("1", "Xã", "A", "", "", ""), "level");
  assert_refused(fixture, unit_of("1", "", "A", "", "", ""), "level");
  assert_refused(fixture, unit_of("1", "commune", "\xFF", "", "", ""), "UTF-8");
  assert_refused(fixture, unit_of("1", "commune", "A", "", "2024-02-01", "2024-01-31"), "valid_to");
  assert_refused(fixture, unit_of("1", "commune", "A", "999", "", ""), "999");
  assert_refused(fixture, unit_of("1", "commune", "A", "1", "", ""), "\"1\"");
  assert_refused(fixture, unit_of("1", "commune", "A", "587", "2026-01-01", ""), "ended on 2025-06-30");
  assert_refused(fixture, unit_of("22741", "ward", "A", "582", "2020-01-01", "2020-12-31"), "same time");
  assert_refused(fixture, unit_of("22741", "ward", "A", "582", "2020-01-01", ""), "same time");
  assert_refused(fixture, unit_of("22741", "commune", "A", "582", "", "2025-06-30"), "ward");
  assert_refused(fixture, unit_of("58", "province", "Tỉnh Ninh Thuận", "587", "1992-04-01", "2025-06-30"),
                 "circle");
  const struct unit_row twins[] = {unit_of("1", "commune", "A", "", "", ""),
                                   unit_of("1", "commune", "B", "", "", ""),
                                   unit_of("2", "commune", "C", "", "", "")};
  chuan_counts counts = store(fixture, twins, 3);
  assert_int_equal(counts.rejected, 1);
  const struct unit_row circle[] = {unit_of("3", "commune", "A", "4", "", ""),
                                    unit_of("4", "commune", "B", "3", "", "")};
  counts = store(fixture, circle, 2);
  assert_int_equal(counts.rejected, 2);
  assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM unit"), 9);
}

static void a_changed_name_parent_or_end_is_an_update(void **state) {
  struct fixture *fixture = *state;
  struct unit before, after;
  assert_ok(unit_find(fixture->dossier, fixture->arena, "22800", NULL, 2024, &before));
  const struct unit_row row = unit_of("22800", "commune", "Xã Phước Hà Mới", "582", "", "2025-05-31");
  chuan_counts counts = store(fixture, &row, 1);
  assert_int_equal(counts.accepted, 1);
  assert_ok(unit_find(fixture->dossier, fixture->arena, "22800", NULL, 2024, &after));
  assert_true(before.id == after.id && before.parent != after.parent);
  assert_string_equal(after.name, "Xã Phước Hà Mới");
  assert_true(after.valid_to == day("2025-05-31"));
  const struct unit_row next = unit_of("22800", "ward", "Phường Phước Hà", "582", "2025-06-01", "2025-06-30");
  counts = store(fixture, &next, 1); /* a commune became a ward: another unit */
  assert_int_equal(counts.accepted, 1);
}

static void units_come_in_order_of_code(void **state) {
  struct fixture *fixture = *state;
  struct unit *units;
  size_t count;
  assert_ok(units_list(fixture->dossier, fixture->arena, NULL, &units, &count));
  assert_int_equal(count, 9);
  for (size_t i = 1; i < count; i++) {
    int order = strcmp(units[i - 1].code, units[i].code);
    assert_true(order < 0 || (order == 0 && units[i - 1].valid_from < units[i].valid_from));
  }
  assert_ok(units_list(fixture->dossier, fixture->arena, "commune", &units, &count));
  assert_int_equal(count, 3);
}

static void more_units_than_sixteen_bits_count(void **state) {
  struct fixture *fixture = *state;
  enum { COUNT = 70000 };
  struct unit_row *rows = calloc(COUNT, sizeof *rows);
  char(*codes)[16] = calloc(COUNT, sizeof *codes);
  for (int i = 0; i < COUNT; i++) {
    snprintf(codes[i], sizeof codes[i], "X%06d", i);
    rows[i] = unit_of(codes[i], "commune", codes[i], "587", "", "");
    rows[i].valid_to = day("2025-06-30");
  }
  chuan_counts counts = store(fixture, rows, COUNT);
  assert_int_equal(counts.accepted, COUNT);
  struct column_source source;
  void *reader;
  assert_ok(column_source_open(fixture->dossier, &fixture->level, moment_of(2024), &source));
  assert_int_equal(source.chunk_count, 2);
  assert_int_equal(source.open(source.self, &reader), CHUAN_OK);
  size_t present = 0;
  for (uint32_t chunk = 0; chunk < 2; chunk++) {
    struct column_units units;
    assert_int_equal(source.units(reader, chunk, &units), CHUAN_OK);
    for (uint32_t i = 0; i < units.count; i++) present += units.present[i];
  }
  assert_int_equal(present, COUNT + 3);
  source.close(source.self, reader);
  column_source_close(&source);
  assert_ok(column_source_open(fixture->dossier, &fixture->level, moment_of(2025),
                               &source)); /* none on 31 December */
  assert_int_equal(source.open(source.self, &reader), CHUAN_OK);
  struct column_units units;
  assert_int_equal(source.units(reader, 0, &units), CHUAN_OK);
  assert_int_equal(units.present[0], 0);
  source.close(source.self, reader);
  column_source_close(&source);
  free(rows);
  free(codes);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, fixture_teardown)
  const struct CMUnitTest tests[] = {
      TEST(a_code_means_a_unit_only_with_a_year),      TEST(parents_are_those_of_the_time),
      TEST(names_are_found_as_people_type_them),       TEST(wrong_rows_are_told_and_nothing_is_stored),
      TEST(a_changed_name_parent_or_end_is_an_update), TEST(units_come_in_order_of_code),
      TEST(more_units_than_sixteen_bits_count),
  };
#undef TEST
  return cmocka_run_group_tests(tests, NULL, NULL);
}
