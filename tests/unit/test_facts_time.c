/* Units over time in a dossier: old files come along, and what belongs to days and codes is found by them. */
#include "facts_fixture.h"

#include "facts/schema.h"

static int setup(void **state) {
  if (fixture_setup(state)) return -1;
  struct fixture *fixture = *state;
  fixture_open(fixture, CHUAN_OPEN_CREATE);
  assert_ok(dossier_fit(fixture->dossier, &fixture->vocabulary));
  fixture_units(fixture, 3);
  fixture_import(fixture, "a", CHUAN_OFFICIAL, "C0001", 2024, 100, 4620, 1, 2);
  return 0;
}

/* As the first version left it: without the tables of the second. */
static void an_old_file_comes_along(void **state) {
  struct fixture *fixture = *state;
  char before[65], after[65];
  assert_ok(dossier_digest(fixture->dossier, before));
  dossier_close(fixture->dossier);
  fixture->dossier = NULL;
  fixture_by_hand(fixture,
                  "DROP TABLE attribute_report; DROP TABLE recognition_report; DROP TABLE typed; "
                  "DROP TABLE repetition; ALTER TABLE import DROP changed; ALTER TABLE import DROP beside; "
                  "ALTER TABLE import DROP first_year; ALTER TABLE import DROP last_year; "
                  "ALTER TABLE import DROP kind; ALTER TABLE import DROP encoding; "
                  "ALTER TABLE import DROP sheets; ALTER TABLE import DROP exact; "
                  "ALTER TABLE import DROP undone_at; "
                  "DROP TABLE succession; DROP TABLE attribute; DROP TABLE recognition; DROP TABLE remark; "
                  "PRAGMA user_version = 1");
  assert_fails(CHUAN_DATABASE,
               dossier_open(fixture->path, CHUAN_OPEN_READ, fixture->report, &fixture->dossier));
  fixture_open(fixture, 0);
  assert_true(fixture_number(fixture, "PRAGMA user_version") == schema_migration_count);
  assert_ok(dossier_digest(fixture->dossier, after));
  assert_string_equal(before, after);
  assert_true(fixture_column(fixture, "C0001", 2024, HOUSEHOLDS) == 100);
  fixture_assert_intact(fixture);
}

static void a_table_that_was_changed_is_refused(void **state) {
  struct fixture *fixture = *state;
  static const char *const edits[] = {"DROP TRIGGER remark_inserted",
                                      "ALTER TABLE recognition ADD COLUMN mine INTEGER",
                                      "DROP TABLE succession"};
  for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
    dossier_close(fixture->dossier);
    fixture->dossier = NULL;
    fixture_by_hand(fixture, edits[i]);
    assert_fails(CHUAN_DATABASE, dossier_open(fixture->path, 0, fixture->report, &fixture->dossier));
    unlink(fixture->path);
    fixture_open(fixture, CHUAN_OPEN_CREATE);
  }
}

static const struct import_head head = {"register.csv", "digest",      "csv", "1.0", "",
                                        "commune",      CHUAN_OFFICIAL};

static void attributes_follow_the_places_of_their_fact(void **state) {
  struct fixture *fixture = *state;
  const struct attribute_row row = {"C0001",       &fixture->facts[INCOME], 4620, DATE_UNKNOWN_START,
                                    DATE_OPEN_END, {"a.csv", 2, 0}};
  chuan_counts counts;
  char before[65], after[65];
  assert_ok(attributes_store(fixture->dossier, &head, &row, 1, &counts));
  assert_int_equal(counts.accepted, 1);
  assert_ok(dossier_digest(fixture->dossier, before));
  fixture->facts[INCOME].places = 4;
  assert_ok(dossier_fit(fixture->dossier, &fixture->vocabulary));
  assert_int_equal(fixture_number(fixture, "SELECT value FROM attribute"), 462000);
  assert_ok(dossier_digest(fixture->dossier, after));
  assert_string_equal(before, after);
}

static void the_register_is_listed_by_standard_and_day(void **state) {
  struct fixture *fixture = *state;
  const struct recognition_row rows[] = {
      {.unit = "C0002", .standard = "b", .decided_on = 100, .revoked_on = DATE_OPEN_END},
      {.unit = "C0001", .standard = "a", .decided_on = 200, .revoked_on = 300, .by_latest = 1, .note = "n"},
      {.unit = "C0001",
       .standard = "a",
       .decided_on = 50,
       .revoked_on = 60,
       .confidence = CHUAN_CONFIDENCE_LOW}};
  chuan_counts counts;
  struct recognition *list;
  size_t count;
  assert_ok(recognitions_store(fixture->dossier, &head, rows, 3, &counts));
  assert_int_equal(counts.accepted, 3);
  assert_ok(recognitions_list(fixture->dossier, fixture->arena, NULL, INT32_MAX, &list, &count));
  assert_int_equal(count, 3);
  assert_int_equal(list[0].decided_on, 50);
  assert_int_equal(list[0].confidence, CHUAN_CONFIDENCE_LOW);
  assert_int_equal(list[1].by_latest, 1);
  assert_string_equal(list[1].note, "n");
  assert_string_equal(list[2].standard, "b");
  assert_ok(recognitions_list(fixture->dossier, fixture->arena, "a", 199, &list, &count));
  assert_int_equal(count, 1);
  assert_ok(recognitions_list(fixture->dossier, fixture->arena, "c", INT32_MAX, &list, &count));
  assert_int_equal(count, 0);
}

static void observations_say_how_sure_they_are(void **state) {
  struct fixture *fixture = *state;
  const struct import_head from = {"long.csv", "other", "csv", "1.0", "", "commune", CHUAN_OFFICIAL};
  const struct import_column column = {&fixture->facts[HOUSEHOLDS], 4, "value"};
  const struct import_remark remark = {CHUAN_CONFIDENCE_MEDIUM, "http://one", "n"};
  struct import_session *session;
  enum store_result result;
  const int64_t value = 90;
  chuan_counts counts = {.accepted = 1, .unchanged = 0, .rejected = 0};
  assert_ok(import_begin(fixture->dossier, &from, &column, 1, &session));
  assert_ok(
      import_row_remarked(session, fixture_unit(fixture, "C0001"), 2024, 3, NULL, &value, &remark, &result));
  assert_ok(import_commit(session, &counts));
  import_end(session);
  struct observation *list;
  size_t count;
  assert_ok(observations_list(fixture->dossier, fixture->arena, &fixture->facts[HOUSEHOLDS],
                              fixture_unit(fixture, "C0001"), 2024, &list, &count));
  assert_int_equal(count, 2);
  assert_int_equal(list[0].value, 100); /* unsaid is as good as sure */
  assert_int_equal(list[0].confidence, CHUAN_CONFIDENCE_UNSAID);
  assert_int_equal(list[1].value, 90);
  assert_int_equal(list[1].confidence, CHUAN_CONFIDENCE_MEDIUM);
  assert_string_equal(list[1].publication, "http://one");
  assert_string_equal(list[1].note, "n");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, fixture_teardown)
  const struct CMUnitTest tests[] = {
      TEST(an_old_file_comes_along),
      TEST(a_table_that_was_changed_is_refused),
      TEST(attributes_follow_the_places_of_their_fact),
      TEST(the_register_is_listed_by_standard_and_day),
      TEST(observations_say_how_sure_they_are),
  };
#undef TEST
  return cmocka_run_group_tests(tests, NULL, NULL);
}
