/* Imports: one transaction, every report kept, the most authoritative then latest chosen, and each figure traced
 * to its cell. */
#include "facts_fixture.h"

#define NONE DECIMAL_MISSING

static int setup(void **state) {
  if (fixture_setup(state)) return -1;
  struct fixture *fixture = *state;
  fixture_open(fixture, CHUAN_OPEN_CREATE);
  assert_ok(dossier_fit(fixture->dossier, &fixture->vocabulary));
  fixture_units(fixture, 20);
  return 0;
}

static void assert_row(struct fixture *fixture, const char *code, int year, int64_t households,
                       int64_t income, int64_t planned, int64_t region, chuan_data_status status) {
  int64_t values[FACT_TOTAL];
  chuan_data_status found;
  const int64_t wanted[FACT_TOTAL] = {households, income, planned, region};
  assert_ok(facts_row(fixture->dossier, &fixture->level, fixture_unit(fixture, code), moment_of(year), values,
                      NULL, &found));
  for (uint32_t i = 0; i < FACT_TOTAL; i++) {
    assert_true(values[i] == wanted[i]);
    assert_true(fixture_column(fixture, code, year, i) == wanted[i]);
  }
  assert_int_equal(found, status);
}

static size_t reports(struct fixture *fixture, const char *code, uint32_t fact, struct observation **out) {
  size_t count;
  assert_ok(observations_list(fixture->dossier, fixture->arena, &fixture->facts[fact],
                              fixture_unit(fixture, code), 2024, out, &count));
  for (size_t i = 0; i < count; i++) assert_int_equal((*out)[i].chosen, i == 0);
  return count;
}

static void one_report_is_stored_and_traced(void **state) {
  struct fixture *fixture = *state;
  struct observation *list;
  assert_int_equal(fixture_import(fixture, "a.csv", CHUAN_PRELIMINARY, "C0003", 2024, 100, 4625, 1, 2),
                   STORE_ACCEPTED);
  assert_row(fixture, "C0003", 2024, 100, 4625, 1, 2, CHUAN_PRELIMINARY);
  assert_row(fixture, "C0004", 2024, NONE, NONE, NONE, NONE, CHUAN_OFFICIAL);
  assert_row(fixture, "C0003", 2023, NONE, NONE, NONE, NONE, CHUAN_OFFICIAL);
  assert_int_equal(reports(fixture, "C0003", INCOME, &list), 1);
  assert_true(list[0].value == 4625 && list[0].row == 7 && list[0].column == 4);
  assert_string_equal(list[0].file, "a.csv");
  assert_string_equal(list[0].heading, "income");
  assert_string_equal(list[0].digest, "a.csv");
  assert_string_equal(list[0].plugin, "csv");
  assert_int_equal(strlen(list[0].imported_at), 20);
  assert_int_equal(list[0].status, CHUAN_PRELIMINARY);
  assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM observation_commune"), 0);
  fixture_assert_intact(fixture);
}

static void the_same_again_changes_nothing(void **state) {
  struct fixture *fixture = *state;
  fixture_import(fixture, "a.csv", CHUAN_OFFICIAL, "C0003", 2024, 100, 4625, 1, 2);
  assert_int_equal(fixture_import(fixture, "a.csv", CHUAN_OFFICIAL, "C0003", 2024, 100, 4625, 1, 2),
                   STORE_UNCHANGED);
  assert_int_equal(fixture_import(fixture, "b.csv", CHUAN_ILLUSTRATIVE, "C0003", 2024, 100, NONE, NONE, 2),
                   STORE_UNCHANGED);
  assert_int_equal(fixture_import(fixture, "c.csv", CHUAN_OFFICIAL, "C0003", 2024, NONE, NONE, NONE, NONE),
                   STORE_UNCHANGED);
  assert_int_equal(fixture_import(fixture, "c.csv", CHUAN_OFFICIAL, "C0005", 2024, NONE, NONE, NONE, NONE),
                   STORE_UNCHANGED);
  assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM fact_commune"), 1);
  /* What another file says is kept, though it says nothing new; the same file is not kept twice. */
  assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM observation_commune"), 2);
  assert_row(fixture, "C0003", 2024, 100, 4625, 1, 2, CHUAN_OFFICIAL);
}

static void authority_wins_then_the_latest(void **state) {
  struct fixture *fixture = *state;
  struct observation *list;
  fixture_import(fixture, "prelim.csv", CHUAN_PRELIMINARY, "C0003", 2024, 90, 4000, NONE, NONE);
  assert_int_equal(
      fixture_import(fixture, "official.csv", CHUAN_OFFICIAL, "C0003", 2024, 100, NONE, NONE, NONE),
      STORE_CHANGED);
  assert_row(fixture, "C0003", 2024, 100, 4000, NONE, NONE,
             CHUAN_PRELIMINARY); /* income is still preliminary */
  assert_int_equal(fixture_import(fixture, "late.csv", CHUAN_PRELIMINARY, "C0003", 2024, 95, 4100, NONE, 1),
                   STORE_CHANGED);
  assert_row(fixture, "C0003", 2024, 100, 4100, NONE, 1, CHUAN_PRELIMINARY);
  assert_int_equal(reports(fixture, "C0003", HOUSEHOLDS, &list), 3);
  assert_string_equal(list[0].file, "official.csv");
  assert_string_equal(list[1].file, "late.csv");
  assert_true(list[1].value == 95 && list[2].value == 90);
  assert_int_equal(reports(fixture, "C0003", INCOME, &list), 2);
  assert_string_equal(list[0].file, "late.csv");
  /* Told again, each of them is nothing new … */
  assert_int_equal(fixture_import(fixture, "late.csv", CHUAN_PRELIMINARY, "C0003", 2024, 95, 4100, NONE, 1),
                   STORE_UNCHANGED);
  assert_int_equal(
      fixture_import(fixture, "official.csv", CHUAN_OFFICIAL, "C0003", 2024, 100, NONE, NONE, NONE),
      STORE_UNCHANGED);
  /* … but an older figure that is told again is the latest, and the same figure with more authority is news. */
  assert_int_equal(
      fixture_import(fixture, "prelim.csv", CHUAN_PRELIMINARY, "C0003", 2024, NONE, 4000, NONE, NONE),
      STORE_CHANGED);
  assert_row(fixture, "C0003", 2024, 100, 4000, NONE, 1, CHUAN_PRELIMINARY);
  assert_int_equal(fixture_import(fixture, "book.csv", CHUAN_OFFICIAL, "C0003", 2024, 100, 4000, NONE, 1),
                   STORE_ACCEPTED);
  assert_row(fixture, "C0003", 2024, 100, 4000, NONE, 1, CHUAN_OFFICIAL);
  assert_int_equal(reports(fixture, "C0003", INCOME, &list), 4);
  assert_string_equal(list[0].file, "book.csv");
  fixture_assert_intact(fixture);
}

static void rows_of_one_import_about_one_unit_are_safe(void **state) {
  struct fixture *fixture = *state;
  const struct import_head head = {"twice.csv", "d", "csv", "1", "", "commune", CHUAN_OFFICIAL};
  const struct import_column columns[] = {{&fixture->facts[HOUSEHOLDS], 3, "households"},
                                          {&fixture->facts[INCOME], 4, "income"}};
  const int64_t first[] = {10, 100}, second[] = {11, NONE}, third[] = {NONE, 300};
  struct import_session *session;
  struct observation *list;
  enum store_result result;
  chuan_counts counts = {.accepted = 3, .unchanged = 0, .rejected = 0};
  int64_t unit = fixture_unit(fixture, "C0001");
  assert_ok(import_begin(fixture->dossier, &head, columns, 2, &session));
  assert_ok(import_row(session, unit, 2024, 2, "S", first, &result));
  assert_ok(import_row(session, unit, 2024, 3, "S", second, &result));
  assert_int_equal(result, STORE_CHANGED);
  assert_ok(import_row(session, unit, 2024, 3, "S", third, &result)); /* the same row in two pieces */
  assert_ok(import_commit(session, &counts));
  import_end(session);
  assert_row(fixture, "C0001", 2024, 11, 300, NONE, NONE, CHUAN_OFFICIAL);
  assert_int_equal(reports(fixture, "C0001", HOUSEHOLDS, &list), 2);
  assert_true(list[0].row == 3 && list[1].row == 2);
  assert_string_equal(list[0].sheet, "S");
  assert_int_equal(reports(fixture, "C0001", INCOME, &list), 2);
  assert_true(list[0].row == 3 && list[0].value == 300);
}

static void what_is_not_committed_never_was(void **state) {
  struct fixture *fixture = *state;
  const struct import_head head = {"a.csv", "d", "csv", "1", "", "commune", CHUAN_OFFICIAL};
  const struct import_column column = {&fixture->facts[HOUSEHOLDS], 3, "households"};
  struct import_session *session;
  enum store_result result;
  const int64_t value = 5;
  assert_ok(import_begin(fixture->dossier, &head, &column, 1, &session));
  assert_ok(import_row(session, fixture_unit(fixture, "C0001"), 2024, 2, NULL, &value, &result));
  assert_ok(import_reject(session, 3, NULL, 0, "", "", "wrong", "a,b"));
  import_end(session);
  import_end(NULL);
  assert_int_equal(
      fixture_number(fixture, "SELECT (SELECT count(*) FROM import) + (SELECT count(*) FROM reject)"), 0);
  assert_true(fixture_column(fixture, "C0001", 2024, HOUSEHOLDS) == NONE);
  assert_ok(import_begin(fixture->dossier, &head, &column, 1, &session));
  assert_fails(CHUAN_ARGUMENT, import_row(session, 999999, 2024, 2, NULL, &value, &result));
  chuan_counts counts = {.accepted = 1, .unchanged = 0, .rejected = 0};
  assert_int_equal(import_commit(session, &counts),
                   CHUAN_ARGUMENT); /* after a failure nothing more is written */
  import_end(session);
  assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM import"), 0);
}

static void rejected_rows_are_kept_with_their_reason(void **state) {
  struct fixture *fixture = *state;
  const struct import_head head = {"a.csv", "d", "csv", "1", "", "commune", CHUAN_OFFICIAL};
  struct import_session *session;
  chuan_counts counts = {.accepted = 0, .unchanged = 0, .rejected = 2};
  char *long_record = malloc(200001);
  memset(long_record, 'x', 200000);
  long_record[200000] = 0;
  assert_ok(import_begin(fixture->dossier, &head, NULL, 0, &session));
  assert_ok(import_reject(session, 9, NULL, 3, "Số hộ", "abc", "not a number", "1,2,abc"));
  assert_ok(import_reject(session, 10, "Sheet", 0, NULL, NULL, "too long", long_record));
  assert_ok(import_commit(session, &counts));
  import_end(session);
  free(long_record);
  assert_int_equal(fixture_number(fixture, "SELECT rejected FROM import"), 2);
  assert_int_equal(
      fixture_number(
          fixture,
          "SELECT count(*) FROM reject WHERE source_row = 9 AND column_number = 3 AND value = 'abc' "
          "AND heading = 'Số hộ' AND record = '1,2,abc' AND source_sheet IS NULL"),
      1);
  assert_true(fixture_number(fixture, "SELECT length(record) FROM reject WHERE source_row = 10") <= 65536);
}

static void a_figure_changed_by_hand_counts_and_is_told(void **state) {
  struct fixture *fixture = *state;
  struct observation *list;
  fixture_import(fixture, "a.csv", CHUAN_OFFICIAL, "C0003", 2024, 100, 4625, 1, 2);
  fixture_by_hand(fixture, "UPDATE fact_commune SET households = 101 WHERE year = 2024");
  fixture_by_hand(fixture,
                  "INSERT INTO fact_commune (unit_id, year, households) SELECT id, 2024, 7 FROM unit WHERE "
                  "code = 'C0004'");
  assert_row(fixture, "C0003", 2024, 101, 4625, 1, 2, CHUAN_OFFICIAL);
  assert_row(fixture, "C0004", 2024, 7, NONE, NONE, NONE, CHUAN_PRELIMINARY);
  assert_int_equal(reports(fixture, "C0003", HOUSEHOLDS, &list), 2);
  assert_string_equal(list[0].file, "");
  assert_true(list[0].value == 101 && list[1].value == 100);
  assert_string_equal(list[1].file, "a.csv");
  assert_int_equal(reports(fixture, "C0003", INCOME, &list), 1);
  assert_string_equal(list[0].file, "a.csv");
  assert_int_equal(reports(fixture, "C0004", HOUSEHOLDS, &list), 1);
  fixture_by_hand(fixture, "DELETE FROM fact_commune");
  assert_true(fixture_column(fixture, "C0003", 2024, HOUSEHOLDS) == NONE);
  fixture_assert_intact(fixture);
}

/* --- the vocabulary changes ---------------------------------------------------------------------------- */

static void new_facts_widen_the_tables(void **state) {
  struct fixture *fixture = *state;
  fixture_import(fixture, "a.csv", CHUAN_OFFICIAL, "C0003", 2024, 100, 4625, 1, 2);
  struct fact more = {
      .level = "commune", .id = "villages", .kind = FACT_COUNT, .index = FACT_TOTAL, .unit = ""};
  const struct fact *list[FACT_TOTAL + 1] = {fixture->list[0], fixture->list[1], fixture->list[2],
                                             fixture->list[3], &more};
  fixture->level = (struct vocabulary_level){"commune", list, FACT_TOTAL + 1};
  assert_true(fixture_column(fixture, "C0003", 2024, FACT_TOTAL) == NONE); /* read before it is made to fit */
  assert_ok(dossier_fit(fixture->dossier, &fixture->vocabulary));
  assert_ok(dossier_fit(fixture->dossier, &fixture->vocabulary));
  assert_true(fixture_column(fixture, "C0003", 2024, FACT_TOTAL) == NONE);
  fixture_by_hand(fixture, "UPDATE fact_commune SET villages = 12");
  assert_true(fixture_column(fixture, "C0003", 2024, FACT_TOTAL) == 12);
  assert_true(fixture_column(fixture, "C0003", 2024, HOUSEHOLDS) == 100);
  fixture_open(fixture, 0); /* the schema is still the one the check expects */
}

static void choices_keep_their_meaning_in_another_order(void **state) {
  struct fixture *fixture = *state;
  static const char *const reordered[] = {"islands", "delta", "north"};
  fixture_import(fixture, "a.csv", CHUAN_OFFICIAL, "C0003", 2024, 1, 1, 1, 2); /* delta */
  fixture_import(fixture, "a.csv", CHUAN_OFFICIAL, "C0004", 2024, 1, 1, 1, 1); /* coast, soon unknown */
  fixture->facts[REGION].choices = reordered;
  assert_ok(dossier_fit(fixture->dossier, &fixture->vocabulary));
  assert_row(fixture, "C0003", 2024, 1, 1, 1, 1, CHUAN_OFFICIAL);
  assert_row(fixture, "C0004", 2024, 1, 1, 1, NONE, CHUAN_OFFICIAL);
  fixture_import(fixture, "b.csv", CHUAN_OFFICIAL, "C0005", 2024, 1, 1, 1, 0);
  assert_row(fixture, "C0005", 2024, 1, 1, 1, 0, CHUAN_OFFICIAL);
  fixture->facts[REGION].choices = fixture_regions;
  assert_row(fixture, "C0003", 2024, 1, 1, 1, 2, CHUAN_OFFICIAL);
  assert_row(fixture, "C0004", 2024, 1, 1, 1, 1, CHUAN_OFFICIAL);
}

static void places_grow_with_the_rules(void **state) {
  struct fixture *fixture = *state;
  fixture_import(fixture, "a.csv", CHUAN_OFFICIAL, "C0003", 2024, 1, 4625, 1, 2);
  fixture_import(fixture, "b.csv", CHUAN_ILLUSTRATIVE, "C0003", 2024, 1, 4600, 1, 2);
  fixture->facts[INCOME].places = 4;
  assert_ok(dossier_fit(fixture->dossier, &fixture->vocabulary));
  assert_row(fixture, "C0003", 2024, 1, 462500, 1, 2, CHUAN_OFFICIAL);
  struct observation *list;
  assert_int_equal(reports(fixture, "C0003", INCOME, &list), 2);
  assert_true(list[1].value == 460000);
  fixture->facts[INCOME].places = 2; /* fewer again: read exactly */
  assert_ok(dossier_fit(fixture->dossier, &fixture->vocabulary));
  assert_row(fixture, "C0003", 2024, 1, 4625, 1, 2, CHUAN_OFFICIAL);
  fixture_import(fixture, "c.csv", CHUAN_OFFICIAL, "C0004", 2024, 1, 777, 1, 2);
  assert_row(fixture, "C0004", 2024, 1, 777, 1, 2, CHUAN_OFFICIAL);
  fixture->facts[INCOME].places = 1;
  struct column_source source;
  assert_ok(dossier_fit(fixture->dossier, &fixture->vocabulary));
  chuan_status status = column_source_open(fixture->dossier, &fixture->level, moment_of(2024), &source);
  assert_non_null(strstr(report_message(fixture->report), "C000"));
  assert_fails(CHUAN_DATABASE, status);
  fixture->facts[INCOME].places = 9;
  fixture_by_hand(fixture, "UPDATE fact_commune SET income = 9000000000000000000");
  assert_fails(CHUAN_LIMIT, dossier_fit(fixture->dossier, &fixture->vocabulary));
  assert_int_equal(fixture_number(fixture, "SELECT places FROM fact_column WHERE fact = 'income'"), 4);
}

static void what_cannot_fit_is_refused(void **state) {
  struct fixture *fixture = *state;
  fixture->facts[HOUSEHOLDS].kind = FACT_YES_NO;
  assert_fails(CHUAN_DATABASE, dossier_fit(fixture->dossier, &fixture->vocabulary));
  fixture->facts[HOUSEHOLDS].kind = FACT_COUNT;
  fixture->facts[HOUSEHOLDS].id = "source_row";
  assert_fails(CHUAN_RULE, dossier_fit(fixture->dossier, &fixture->vocabulary));
  fixture->facts[HOUSEHOLDS].id = "a\" INTEGER, \"b";
  assert_fails(CHUAN_RULE, dossier_fit(fixture->dossier, &fixture->vocabulary));
}

static void nearly_two_thousand_facts_fit_and_more_are_refused(void **state) {
  struct fixture *fixture = *state;
  enum { MOST = 1994 };
  static char ids[MOST + 1][16];
  struct fact *facts = calloc(MOST + 1, sizeof *facts);
  const struct fact **list = calloc(MOST + 1, sizeof *list);
  struct import_column *columns = calloc(MOST, sizeof *columns);
  int64_t *values = calloc(MOST, sizeof *values);
  for (uint32_t i = 0; i <= MOST; i++) {
    snprintf(ids[i], sizeof ids[i], "fact_%u", i);
    facts[i] = (struct fact){.level = "commune", .id = ids[i], .kind = FACT_COUNT, .index = i, .unit = ""};
    list[i] = &facts[i];
    if (i < MOST) columns[i] = (struct import_column){&facts[i], i + 1, ids[i]}, values[i] = i * 1000;
  }
  dossier_close(fixture->dossier);
  unlink(fixture->path);
  fixture->dossier = NULL;
  fixture_open(fixture, CHUAN_OPEN_CREATE);
  fixture_units(fixture, 3);
  fixture->level = (struct vocabulary_level){"commune", list, MOST + 1};
  assert_fails(CHUAN_LIMIT, dossier_fit(fixture->dossier, &fixture->vocabulary));
  fixture->level.fact_count = MOST;
  assert_ok(dossier_fit(fixture->dossier, &fixture->vocabulary));
  const struct import_head head = {"wide.csv", "d", "csv", "1", "", "commune", CHUAN_OFFICIAL};
  for (int round = 0; round < 2; round++) {
    struct import_session *session;
    enum store_result result;
    chuan_counts counts = {.accepted = 1, .unchanged = 0, .rejected = 0};
    values[5] += round;
    assert_ok(import_begin(fixture->dossier, &head, columns, MOST, &session));
    assert_ok(import_row(session, fixture_unit(fixture, "C0001"), 2024, 2, NULL, values, &result));
    assert_int_equal(result, round == 0 ? STORE_ACCEPTED : STORE_CHANGED);
    assert_ok(import_commit(session, &counts));
    import_end(session);
  }
  assert_true(fixture_column(fixture, "C0001", 2024, MOST - 1) == (MOST - 1) * 1000);
  assert_true(fixture_column(fixture, "C0001", 2024, 5) == 5001);
  fixture_by_hand(fixture, "UPDATE fact_commune SET fact_5 = 6");
  assert_true(fixture_column(fixture, "C0001", 2024, 5) == 6);
  fixture_open(fixture, 0);
  free(facts);
  free(list);
  free(columns);
  free(values);
}

/* What no rule can ask for would be stored and never seen again. */
static void years_of_other_centuries_are_refused(void **state) {
  struct fixture *fixture = *state;
  const struct import_head head = {"a.csv", "d", "csv", "1", "", "commune", CHUAN_OFFICIAL};
  const struct import_column column = {&fixture->facts[HOUSEHOLDS], 3, "households"};
  static const int years[] = {0, 1899, 2201, 20244, INT32_MAX, INT32_MIN};
  const int64_t value = 5;
  fixture_units(fixture, 3);
  for (size_t i = 0; i < sizeof years / sizeof *years; i++) {
    struct import_session *session;
    enum store_result result;
    assert_ok(import_begin(fixture->dossier, &head, &column, 1, &session));
    assert_fails(CHUAN_ARGUMENT,
                 import_row(session, fixture_unit(fixture, "C0001"), years[i], 1, NULL, &value, &result));
    import_end(session);
  }
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, fixture_teardown)
  const struct CMUnitTest tests[] = {
      TEST(one_report_is_stored_and_traced),
      TEST(the_same_again_changes_nothing),
      TEST(authority_wins_then_the_latest),
      TEST(rows_of_one_import_about_one_unit_are_safe),
      TEST(what_is_not_committed_never_was),
      TEST(rejected_rows_are_kept_with_their_reason),
      TEST(a_figure_changed_by_hand_counts_and_is_told),
      TEST(new_facts_widen_the_tables),
      TEST(choices_keep_their_meaning_in_another_order),
      TEST(places_grow_with_the_rules),
      TEST(what_cannot_fit_is_refused),
      TEST(nearly_two_thousand_facts_fit_and_more_are_refused),
      TEST(years_of_other_centuries_are_refused),
  };
#undef TEST
  return cmocka_run_group_tests(tests, NULL, NULL);
}
