/* Re-basing: what was counted stays counted to the last unit, whatever becomes of the units; what was not counted
 * everywhere is missing; and history stays as it was for whoever does not ask. */
#include "facts_fixture.h"

#include "facts/rebase.h"

#define NONE DECIMAL_MISSING

static int setup(void **state) {
  if (fixture_setup(state)) return -1;
  struct fixture *fixture = *state;
  fixture->facts[HOUSEHOLDS].merge = MERGE_SUM;
  fixture->facts[INCOME].merge = MERGE_MEAN;
  fixture->facts[INCOME].weight = &fixture->facts[HOUSEHOLDS];
  fixture->facts[REGION].merge = MERGE_SAME; /* PLANNED: nothing said, and answers are not added up */
  fixture_open(fixture, CHUAN_OPEN_CREATE);
  assert_ok(dossier_fit(fixture->dossier, &fixture->vocabulary));
  return 0;
}

static uint32_t chance(uint32_t *random, uint32_t of) {
  *random = *random * 1664525u + 1013904223u;
  return (*random >> 8) % of;
}

static int32_t day(const char *text) {
  int32_t number = 0;
  assert_true(date_parse(text, strlen(text), 0, &number));
  return number;
}

static struct unit_row unit_of(const char *code, const char *level, const char *from, const char *to) {
  struct unit_row row = {code, level, code, "", DATE_UNKNOWN_START, DATE_OPEN_END, {"units.csv", 1, 0}};
  if (*from) row.valid_from = day(from);
  if (*to) row.valid_to = day(to);
  return row;
}

static void units(struct fixture *fixture, const struct unit_row *rows, size_t count) {
  chuan_counts counts;
  assert_ok(units_store(fixture->dossier, rows, count, &counts));
  assert_int_equal(counts.rejected, 0);
}

static void succeed(struct fixture *fixture, const char *from, const char *to, const char *on,
                    const char *share) {
  char sql[512];
  char part[40] = "NULL", of[40] = "NULL"; /* "?" */
  sscanf(share, "%39[0-9]/%39[0-9]", part, of);
  snprintf(sql, sizeof sql,
           "INSERT INTO succession SELECT f.id, t.id, %d, %s, %s FROM unit AS f, unit AS t WHERE f.code "
           "= '%s' "
           "AND f.valid_from < %d AND f.valid_to >= %d - 1 AND t.code = '%s' AND t.valid_from <= %d AND "
           "t.valid_to >= %d",
           day(on), part, of, from, day(on), day(on), to, day(on), day(on));
  fixture_by_hand(fixture, sql);
}

static int64_t unit_on(struct fixture *fixture, const char *code, const char *on) {
  char sql[200];
  snprintf(sql, sizeof sql, "SELECT id FROM unit WHERE code = '%s' AND valid_from <= %d AND valid_to >= %d",
           code, day(on), day(on));
  return fixture_number(fixture, sql);
}

static struct moment rebased(int year, const char *as_of) {
  return (struct moment){.year = year, .as_of = day(as_of), .rebase = 1};
}

/* --- by hand ------------------------------------------------------------------------------------------------------ */

struct seen {
  int64_t values[FACT_TOTAL];
  int years[FACT_TOTAL];
  chuan_data_status status;
};

static struct seen look(struct fixture *fixture, int64_t unit, struct moment moment) {
  struct seen seen;
  assert_ok(
      facts_row(fixture->dossier, &fixture->level, unit, moment, seen.values, seen.years, &seen.status));
  return seen;
}

static void a_figure_is_shared_out_by_largest_remainder(void **state) {
  (void)state;
  static const struct {
    int64_t value;
    size_t count;
    struct part parts[3];
    int64_t shares[3];
  } cases[] = {
      {10,
       3,
       {{1, 7, 1, 3, 0}, {1, 5, 1, 3, 0}, {1, 6, 1, 3, 0}},
       {3, 4, 3}},                                         /* of equals the smallest unit id */
      {10, 2, {{1, 0, 1, 4, 0}, {1, 5, 3, 4, 0}}, {2, 8}}, /* what has gone comes last */
      {-10, 3, {{1, 5, 1, 3, 0}, {1, 6, 1, 3, 0}, {1, 7, 1, 3, 0}}, {-3, -3, -4}},
      {7, 3, {{1, 5, 1, 2, 0}, {1, 6, 3, 10, 0}, {1, 7, 1, 5, 0}}, {4, 2, 1}}, /* 3.5, 2.1, 1.4 */
      {0, 2, {{1, 5, 1, 2, 0}, {1, 6, 1, 2, 0}}, {0, 0}},
      {INT64_MAX, 2, {{1, 5, 1, 2, 0}, {1, 6, 1, 2, 0}}, {INT64_MAX / 2 + 1, INT64_MAX / 2}},
      {-INT64_MAX, 1, {{1, 5, 1, 1, 0}}, {-INT64_MAX}},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct remainder scratch[3];
    int64_t shares[3];
    figure_share_out(cases[i].value, NULL, cases[i].parts, cases[i].count, scratch, shares);
    for (size_t k = 0; k < cases[i].count; k++) assert_true(shares[k] == cases[i].shares[k]);
  }
}

/* By largest remainders alone a unit may get more of a part than of the whole, since one figure more changes who is
 * next. A part of something never passes its whole, and none of it is lost. */
static void a_part_stays_within_its_whole(void **state) {
  (void)state;
  uint32_t random = 11;
  for (int round = 0; round < 20000; round++) {
    struct part parts[5];
    struct remainder scratch[5];
    int64_t whole[5], share[5], weights[5], total = 0, most = 1 + (int64_t)(chance(&random, 40)), sum = 0;
    int64_t least = chance(&random, (uint32_t)most + 1);
    for (size_t i = 0; i < 5; i++) total += weights[i] = 1 + chance(&random, 30);
    for (size_t i = 0; i < 5; i++) parts[i] = (struct part){1, (int64_t)i + 2, weights[i], total, 0};
    figure_share_out(most, NULL, parts, 5, scratch, whole);
    figure_share_out(least, whole, parts, 5, scratch, share);
    for (size_t i = 0; i < 5; i++) {
      assert_true(share[i] <= whole[i] && share[i] >= least * weights[i] / total);
      sum += share[i];
    }
    assert_true(sum == least);
  }
}

static void recognitions_of_parts_agree_or_say_nothing(void **state) {
  (void)state;
  const uint8_t met[] = {CHUAN_MET, CHUAN_MET}, not_met[] = {CHUAN_NOT_MET, CHUAN_NOT_MET};
  const uint8_t mixed[] = {CHUAN_MET, CHUAN_NOT_MET}, unknown[] = {CHUAN_NO_DATA, CHUAN_NO_DATA};
  assert_int_equal(rebased_verdict(met, 2), CHUAN_MET);
  assert_int_equal(rebased_verdict(met, 1), CHUAN_MET);
  assert_int_equal(rebased_verdict(not_met, 2), CHUAN_NOT_MET);
  assert_int_equal(rebased_verdict(mixed, 2), CHUAN_NO_DATA);
  assert_int_equal(rebased_verdict(unknown, 2), CHUAN_NO_DATA);
  assert_int_equal(rebased_verdict(NULL, 0), CHUAN_NO_DATA);
}

/* Units of these dates: C1 C2 C3 until 2025-06-30; afterwards N1, and C2 again as the code of another unit. */
static void small_country(struct fixture *fixture) {
  const struct unit_row rows[] = {
      unit_of("C1", "commune", "", "2025-06-30"),
      unit_of("C2", "commune", "", "2025-06-30"),
      unit_of("C3", "commune", "", "2025-06-30"),
      unit_of("N1", "commune", "2025-07-01", ""),
      unit_of("C2", "commune", "2025-07-01", ""),
      unit_of("W", "ward", "2025-07-01", ""),
      unit_of("S", "commune", "", ""),
  };
  units(fixture, rows, sizeof rows / sizeof *rows);
}

static void figures_go_with_the_units_never_with_the_codes(void **state) {
  struct fixture *fixture = *state;
  small_country(fixture);
  fixture_import(fixture, "a", CHUAN_OFFICIAL, "C1", 2024, 100, 1000, 1, 2);
  fixture_import(fixture, "b", CHUAN_PRELIMINARY, "C2", 2024, 50, 1006, 1, 2);
  fixture_import(fixture, "c", CHUAN_ILLUSTRATIVE, "C3", 2024, 7, 400, 0, 1);
  fixture_import(fixture, "d", CHUAN_OFFICIAL, "S", 2024, 30, 4500, 0, 1);
  succeed(fixture, "C1", "N1", "2025-07-01", "1/1");
  succeed(fixture, "C2", "N1", "2025-07-01", "1/1");
  succeed(fixture, "C3", "C2", "2025-07-01", "1/2"); /* the other C2 */
  succeed(fixture, "C3", "S", "2025-07-01", "1/2");
  const char *today = "2025-12-31";
  int64_t n1 = unit_on(fixture, "N1", today), c2 = unit_on(fixture, "C2", today),
          s = unit_on(fixture, "S", today);

  struct seen seen = look(fixture, n1, rebased(2024, today));
  assert_int_equal(seen.values[HOUSEHOLDS], 150);
  assert_int_equal(seen.values[INCOME], 1002); /* (100 * 10.00 + 50 * 10.06) / 150 */
  assert_int_equal(seen.values[PLANNED], 1);
  assert_int_equal(seen.values[REGION], 2);
  assert_int_equal(seen.years[HOUSEHOLDS], 2024);
  assert_int_equal(seen.status, CHUAN_PRELIMINARY);

  seen = look(fixture, c2, rebased(2024, today));
  assert_int_equal(seen.values[HOUSEHOLDS], c2 < s ? 4 : 3);
  assert_int_equal(seen.values[INCOME], 400);
  assert_int_equal(seen.values[REGION], 1);
  assert_int_equal(seen.status, CHUAN_ILLUSTRATIVE);

  seen = look(fixture, s,
              rebased(2024, today)); /* it stood, and grew: its old figure is a part of the new one */
  assert_int_equal(seen.values[HOUSEHOLDS], 30 + (c2 < s ? 3 : 4));
  assert_int_equal(seen.values[INCOME], 4072); /* (30 * 45.00 + 3.5 * 4.00) / 33.5 = 40.716… */
  assert_int_equal(seen.values[PLANNED], 0);
  assert_int_equal(seen.status, CHUAN_ILLUSTRATIVE);

  /* Not re-based, or on a day before: every unit has its own figures and nothing else. */
  assert_true(look(fixture, n1, moment_of(2024)).values[HOUSEHOLDS] == NONE);
  assert_true(look(fixture, c2, (struct moment){2024, day(today), 0}).values[HOUSEHOLDS] == NONE);
  assert_int_equal(look(fixture, s, moment_of(2024)).values[HOUSEHOLDS], 30);
  assert_int_equal(look(fixture, s, rebased(2024, "2025-06-30")).values[HOUSEHOLDS], 30);
  assert_int_equal(
      look(fixture, unit_on(fixture, "C2", "2024-12-31"), rebased(2024, "2025-06-30")).values[HOUSEHOLDS],
      50);

  /* A figure reported for the new unit itself goes first; the others stay re-based. */
  char sql[200];
  snprintf(sql, sizeof sql,
           "INSERT INTO fact_commune (unit_id, year, import_id, source_row, import_status, households) "
           "VALUES (%lld, 2024, "
           "NULL, 1, 0, 151)",
           (long long)n1);
  fixture_by_hand(fixture, sql);
  seen = look(fixture, n1, rebased(2024, today));
  assert_int_equal(seen.values[HOUSEHOLDS], 151);
  assert_int_equal(seen.values[INCOME], 1002);
}

/* 4 households of a commune go to three, as 1, 3 and 3 sevenths: 0, 2 and 2. Alone, 3 would go 1, 1 and 1. */
static void what_is_part_of_something_stays_so_in_every_unit(void **state) {
  struct fixture *fixture = *state;
  struct fact *poor = &fixture->facts[INCOME];
  poor->places = 0;
  poor->merge = MERGE_SUM;
  poor->part_of = &fixture->facts[HOUSEHOLDS];
  small_country(fixture);
  fixture_import(fixture, "a", CHUAN_OFFICIAL, "C1", 2024, 4, 3, NONE, NONE);
  fixture_import(fixture, "b", CHUAN_OFFICIAL, "S", 2024, 0, 0, NONE, NONE);
  succeed(fixture, "C1", "N1", "2025-07-01", "1/7");
  succeed(fixture, "C1", "C2", "2025-07-01", "3/7");
  succeed(fixture, "C1", "S", "2025-07-01", "3/7");
  static const char *const codes[] = {"N1", "C2", "S"};
  int64_t sum = 0;
  for (size_t i = 0; i < 3; i++) {
    struct seen seen = look(fixture, unit_on(fixture, codes[i], "2025-12-31"), rebased(2024, "2025-12-31"));
    assert_true(seen.values[INCOME] <= seen.values[HOUSEHOLDS]);
    sum += seen.values[INCOME];
  }
  assert_int_equal(sum, 3);
}

static void a_part_without_figure_is_never_left_out(void **state) {
  struct fixture *fixture = *state;
  small_country(fixture);
  fixture_import(fixture, "a", CHUAN_OFFICIAL, "C1", 2024, 100, 1000, 1, 2);
  fixture_import(fixture, "b", CHUAN_OFFICIAL, "C2", 2024, NONE, 2000, 0, NONE);
  fixture_import(fixture, "c", CHUAN_OFFICIAL, "C3", 2024, 9, 300, 1, 1);
  succeed(fixture, "C1", "N1", "2025-07-01", "1/1");
  succeed(fixture, "C2", "N1", "2025-07-01", "1/1");
  succeed(fixture, "C3", "W", "2025-07-01", "2/3"); /* leaves the level */
  succeed(fixture, "C3", "C2", "2025-07-01", "1/3");
  int64_t n1 = unit_on(fixture, "N1", "2025-12-31"), c2 = unit_on(fixture, "C2", "2025-12-31");
  struct seen seen = look(fixture, n1, rebased(2024, "2025-12-31"));
  for (uint32_t f = 0; f < FACT_TOTAL; f++)
    assert_true(seen.values[f] == NONE); /* INCOME: a weight is missing */
  seen = look(fixture, c2, rebased(2024, "2025-12-31"));
  assert_int_equal(seen.values[HOUSEHOLDS], 3);
  assert_int_equal(seen.values[INCOME], 300);
  assert_int_equal(seen.values[PLANNED], 1);
  /* What is of an earlier year is re-based from that year. */
  fixture->facts[HOUSEHOLDS].carry = 2;
  fixture_import(fixture, "d", CHUAN_ILLUSTRATIVE, "C1", 2022, 80, NONE, NONE, NONE);
  fixture_import(fixture, "d", CHUAN_ILLUSTRATIVE, "C2", 2022, 40, NONE, NONE, NONE);
  fixture_import(fixture, "d", CHUAN_ILLUSTRATIVE, "C1", 2023, 90, NONE, NONE, NONE);
  seen = look(fixture, n1, rebased(2024, "2025-12-31"));
  assert_int_equal(seen.values[HOUSEHOLDS], 120);
  assert_int_equal(seen.years[HOUSEHOLDS], 2022);
  assert_int_equal(seen.status, CHUAN_ILLUSTRATIVE);
}

static void dated_attributes_of_parts_are_kept_where_they_agree(void **state) {
  struct fixture *fixture = *state;
  small_country(fixture);
  succeed(fixture, "C1", "N1", "2025-07-01", "1/1");
  succeed(fixture, "C2", "N1", "2025-07-01", "1/1");
  succeed(fixture, "C3", "C2", "2025-07-01", "1/1");
  fixture_by_hand(fixture,
                  "PRAGMA foreign_keys = OFF;"
                  "INSERT INTO attribute SELECT 'commune', 'region', id, -9999, 99999, 2, 1, 1 FROM unit "
                  "WHERE valid_to < 99999;"
                  "INSERT INTO attribute SELECT 'commune', 'planned', id, -9999, 99999, code = 'C1', 1, 1 "
                  "FROM unit WHERE "
                  "valid_to < 99999");
  int64_t n1 = unit_on(fixture, "N1", "2025-12-31");
  struct seen seen = look(fixture, n1, rebased(2024, "2025-12-31"));
  assert_int_equal(seen.values[REGION], 2);
  assert_true(seen.values[PLANNED] == NONE);
  fixture_by_hand(fixture,
                  "PRAGMA foreign_keys = OFF;"
                  "INSERT INTO attribute SELECT 'commune', 'region', id, 20270, 99999, 1, 1, 1 FROM unit "
                  "WHERE code = 'N1'");
  seen = look(fixture, n1, rebased(2024, "2025-12-31"));
  assert_int_equal(seen.values[REGION], 1);
  assert_int_equal(seen.years[REGION], 0);
}

static void parts_are_followed_through_every_hop(void **state) {
  struct fixture *fixture = *state;
  const struct unit_row rows[] = {
      unit_of("A", "commune", "", "2023-12-31"),           unit_of("B", "commune", "", ""),
      unit_of("M", "commune", "2024-01-01", "2024-06-30"), unit_of("X", "commune", "2024-07-01", ""),
      unit_of("Y", "commune", "2024-07-01", ""),           unit_of("G", "commune", "", "2024-03-31"),
  };
  units(fixture, rows, sizeof rows / sizeof *rows);
  succeed(fixture, "A", "M", "2024-01-01", "3/4");
  succeed(fixture, "A", "B", "2024-01-01", "1/4");
  succeed(fixture, "M", "X", "2024-07-01", "1/3");
  succeed(fixture, "M", "Y", "2024-07-01", "2/3");
  succeed(fixture, "B", "X", "2024-07-01", "1/5"); /* and the rest of B stays */
  succeed(fixture, "G", "M", "2024-02-01", "1/2"); /* a partial transfer; the rest went without successor */
  struct part *parts;
  size_t count;
  assert_ok(
      parts_list(fixture->dossier, fixture->arena, day("2023-12-31"), day("2024-12-31"), &parts, &count));
  int64_t a = unit_on(fixture, "A", "2023-01-01"), b = unit_on(fixture, "B", "2023-01-01");
  int64_t g = unit_on(fixture, "G", "2023-01-01"), x = unit_on(fixture, "X", "2024-12-31");
  int64_t y = unit_on(fixture, "Y", "2024-12-31");
  const struct part wanted[] = {{a, b, 1, 5, 0}, {a, x, 3, 10, 0}, {a, y, 1, 2, 0}, {b, b, 4, 5, 0},
                                {b, x, 1, 5, 0}, {g, 0, 1, 2, 0},  {g, x, 1, 6, 0}, {g, y, 1, 3, 0}};
  assert_int_equal(count, sizeof wanted / sizeof *wanted);
  for (size_t i = 0; i < count; i++) {
    assert_int_equal(parts[i].from, wanted[i].from);
    assert_int_equal(parts[i].to, wanted[i].to);
    assert_int_equal(parts[i].share, wanted[i].share);
    assert_int_equal(parts[i].of, wanted[i].of);
  }
  fixture_by_hand(
      fixture,
      "INSERT INTO fact_commune (unit_id, year, import_id, source_row, import_status, households, income) "
      "SELECT id, 2023, NULL, 1, 0, CASE code WHEN 'A' THEN 40 WHEN 'B' THEN 10 ELSE 30 END, "
      "CASE code WHEN 'A' THEN 1000 WHEN 'B' THEN 2000 ELSE 400 END FROM unit WHERE code IN ('A', 'B', 'G')");
  struct seen seen = look(fixture, x, rebased(2023, "2024-12-31"));
  assert_int_equal(seen.values[HOUSEHOLDS], 12 + 2 + 5);
  assert_int_equal(seen.values[INCOME], 947); /* (12 * 10.00 + 2 * 20.00 + 5 * 4.00) / 19 = 9.4736… */
  /* Backwards: what stood on both days is where it was. */
  assert_ok(
      parts_list(fixture->dossier, fixture->arena, day("2024-12-31"), day("2023-12-31"), &parts, &count));
  assert_int_equal(count, 3);
  for (size_t i = 0; i < count; i++) assert_int_equal(parts[i].to, parts[i].from == b ? b : 0);
}

static const struct part *part_of(const struct part *parts, size_t count, int64_t from, int64_t to) {
  for (size_t i = 0; i < count; i++)
    if (parts[i].from == from && parts[i].to == to) return &parts[i];
  fail_msg("no part");
  return NULL;
}

/* C1 went into N1 and S, nobody knows how; C3 a quarter into the later C2, the rest into N1 and S, nobody knows how. */
static void what_nobody_knows_is_missing_and_never_understated(void **state) {
  struct fixture *fixture = *state;
  const char *today = "2025-12-31";
  small_country(fixture);
  fixture_import(fixture, "a", CHUAN_OFFICIAL, "C1", 2024, 101, 1000, 1, 2);
  fixture_import(fixture, "b", CHUAN_OFFICIAL, "C2", 2024, 50, 2000, 1, 2);
  fixture_import(fixture, "c", CHUAN_OFFICIAL, "C3", 2024, 41, 3000, 1, 2);
  fixture_import(fixture, "d", CHUAN_OFFICIAL, "S", 2024, 7, 4000, 0, 2);
  succeed(fixture, "C1", "N1", "2025-07-01", "?");
  succeed(fixture, "C1", "S", "2025-07-01", "?");
  succeed(fixture, "C2", "N1", "2025-07-01", "1/1");
  succeed(fixture, "C3", "C2", "2025-07-01", "1/4");
  succeed(fixture, "C3", "N1", "2025-07-01", "?");
  succeed(fixture, "C3", "S", "2025-07-01", "?");
  int64_t n1 = unit_on(fixture, "N1", today), c2 = unit_on(fixture, "C2", today),
          s = unit_on(fixture, "S", today), c1 = unit_on(fixture, "C1", "2024-12-31"),
          c3 = unit_on(fixture, "C3", "2024-12-31");
  struct part *parts;
  size_t count;
  assert_ok(parts_list(fixture->dossier, fixture->arena, day("2024-12-31"), day(today), &parts, &count));
  assert_int_equal(count, 7); /* two of C1, one of C2, three of C3, S itself */
  assert_true(part_of(parts, count, c1, n1)->unknown && part_of(parts, count, c1, s)->unknown);
  assert_true(part_of(parts, count, c3, n1)->unknown && part_of(parts, count, c3, s)->unknown);
  const struct part *quarter = part_of(parts, count, c3, c2);
  assert_true(!quarter->unknown && quarter->share == 1 && quarter->of == 4);

  struct seen seen = look(fixture, n1, rebased(2024, today));
  assert_true(seen.values[HOUSEHOLDS] == NONE && seen.values[INCOME] == NONE);
  assert_int_equal(seen.values[PLANNED], 1); /* all parts agree, however large each of them is */
  assert_int_equal(seen.values[REGION], 2);
  seen = look(fixture, s, rebased(2024, today));
  assert_true(seen.values[HOUSEHOLDS] == NONE && seen.values[INCOME] == NONE && seen.values[PLANNED] == NONE);
  assert_int_equal(seen.values[REGION], 2);
  seen = look(fixture, c2, rebased(2024, today));
  assert_int_equal(seen.values[HOUSEHOLDS], 10);
  assert_int_equal(seen.values[INCOME], 3000);

  /* Of nothing, nothing: whatever part of it. */
  fixture_by_hand(fixture, "UPDATE fact_commune SET households = 0 WHERE households IN (101, 41)");
  assert_int_equal(look(fixture, n1, rebased(2024, today)).values[HOUSEHOLDS], 50);
  assert_int_equal(look(fixture, s, rebased(2024, today)).values[HOUSEHOLDS], 7);
}

/* B stands and gives an unknown part away; A is torn apart, and what became of it comes together again. */
static void what_nobody_knows_is_known_again_once_it_is_together(void **state) {
  struct fixture *fixture = *state;
  const struct unit_row rows[] = {
      unit_of("A", "commune", "", "2023-12-31"),
      unit_of("B", "commune", "", ""),
      unit_of("M", "commune", "2024-01-01", "2024-06-30"),
      unit_of("N", "commune", "2024-01-01", "2024-06-30"),
      unit_of("X", "commune", "2024-07-01", ""),
      unit_of("Y", "commune", "2024-07-01", ""),
  };
  units(fixture, rows, sizeof rows / sizeof *rows);
  succeed(fixture, "A", "M", "2024-01-01", "?");
  succeed(fixture, "A", "N", "2024-01-01", "?");
  succeed(fixture, "B", "N", "2024-01-01", "?");
  succeed(fixture, "M", "X", "2024-07-01", "1/1");
  succeed(fixture, "N", "X", "2024-07-01", "1/1");
  struct part *parts;
  size_t count;
  int64_t a = unit_on(fixture, "A", "2023-01-01"), b = unit_on(fixture, "B", "2023-01-01");
  int64_t x = unit_on(fixture, "X", "2024-12-31"), y = unit_on(fixture, "Y", "2024-12-31");
  assert_ok(
      parts_list(fixture->dossier, fixture->arena, day("2023-12-31"), day("2024-12-31"), &parts, &count));
  assert_int_equal(count, 3);
  const struct part *whole = part_of(parts, count, a, x);
  assert_true(!whole->unknown && whole->share == 1 && whole->of == 1);
  assert_true(part_of(parts, count, b, b)->unknown && part_of(parts, count, b, x)->unknown);
  /* Not if a part of one of them went elsewhere. */
  fixture_by_hand(fixture,
                  "UPDATE succession SET whole = 2 WHERE day_on > (SELECT min(day_on) FROM succession)");
  succeed(fixture, "M", "Y", "2024-07-01", "1/2");
  succeed(fixture, "N", "Y", "2024-07-01", "1/2");
  assert_ok(
      parts_list(fixture->dossier, fixture->arena, day("2023-12-31"), day("2024-12-31"), &parts, &count));
  assert_true(part_of(parts, count, a, x)->unknown && part_of(parts, count, a, y)->unknown);
  /* What is known leaves something for what is not. */
  fixture_by_hand(fixture,
                  "UPDATE succession SET share = NULL, whole = NULL WHERE to_unit = (SELECT id FROM unit "
                  "WHERE code = 'Y'); UPDATE succession SET share = 1, whole = 1 WHERE to_unit = "
                  "(SELECT id FROM unit WHERE code = 'X')");
  assert_fails(CHUAN_DATABASE, parts_list(fixture->dossier, fixture->arena, day("2023-12-31"),
                                          day("2024-12-31"), &parts, &count));
}

static void impossible_successions_are_refused(void **state) {
  struct fixture *fixture = *state;
  small_country(fixture);
  succeed(fixture, "C1", "N1", "2025-07-01", "2/3");
  succeed(fixture, "C1", "S", "2025-07-01", "2/3");
  struct part *parts;
  size_t count;
  assert_fails(CHUAN_DATABASE, parts_list(fixture->dossier, fixture->arena, day("2024-12-31"),
                                          day("2025-12-31"), &parts, &count));
  fixture_by_hand(fixture, "UPDATE succession SET share = 0");
  assert_fails(CHUAN_DATABASE, parts_list(fixture->dossier, fixture->arena, day("2024-12-31"),
                                          day("2025-12-31"), &parts, &count));
  fixture_by_hand(fixture, "UPDATE succession SET share = 1, whole = 9223372036854775807 - to_unit");
  assert_fails(CHUAN_DATABASE, parts_list(fixture->dossier, fixture->arena, day("2024-12-31"),
                                          day("2025-12-31"), &parts, &count));
  fixture_by_hand(fixture, "DELETE FROM succession");
  fixture_import(fixture, "a", CHUAN_OFFICIAL, "C1", 2024, INT64_MAX - 1, 1, 1, 1);
  fixture_import(fixture, "b", CHUAN_OFFICIAL, "C2", 2024, INT64_MAX - 1, 1, 1, 1);
  succeed(fixture, "C1", "N1", "2025-07-01", "1/1");
  succeed(fixture, "C2", "N1", "2025-07-01", "1/1");
  struct column_source source;
  assert_fails(CHUAN_DATABASE,
               column_source_open(fixture->dossier, &fixture->level, rebased(2024, "2025-12-31"), &source));
}

/* --- a whole country --------------------------------------------------------------------------------------------- */

enum { OLD = 10000, BETWEEN = 500, NEW = 3300, STANDING = 100, FIRST_HOP = 1500, DENOMINATOR = 1400 };

struct destination { /* of an old commune: DENOMINATOR-ths of it */
  int to;            /* new commune; NEW = left for a ward; NEW + 1 = gone */
  int share;
};

struct country {
  struct destination ways[OLD][12];
  int way_count[OLD];
  int64_t values[OLD][FACT_TOTAL];
  int64_t old_ids[OLD], new_ids[NEW];
};

static void way_add(struct country *country, int old, int to, int share) {
  for (int i = 0; i < country->way_count[old]; i++) {
    if (country->ways[old][i].to != to) continue;
    country->ways[old][i].share += share;
    return;
  }
  assert_true(country->way_count[old] < 12);
  country->ways[old][country->way_count[old]++] = (struct destination){to, share};
}

/* Where the communes of 2024 go: old 0… stand for ever; OLD - FIRST_HOP… go into the communes between on 2025-01-01;
 * those and the rest go on 2025-07-01. `split` says into how many equal parts of 1, 2, 5 or 7. */
struct plan {
  int first[FIRST_HOP][2], first_count[FIRST_HOP];
  int second[OLD + BETWEEN][7],
      second_count[OLD + BETWEEN]; /* new communes; NEW = ward; count 0 = no successor */
};

static void plan_make(struct plan *plan, uint32_t *random) {
  for (int i = 0; i < FIRST_HOP; i++) {
    plan->first_count[i] = chance(random, 10) == 0 ? 2 : 1;
    plan->first[i][0] = i % BETWEEN;
    plan->first[i][1] = (i + 1 + (int)chance(random, BETWEEN - 1)) % BETWEEN;
  }
  static const int splits[] = {2, 2, 5, 7};
  for (int i = STANDING; i < OLD + BETWEEN; i++) {
    if (i >= OLD - FIRST_HOP && i < OLD) continue;
    uint32_t fate = chance(random, 100);
    if (fate == 0) continue;
    int count = fate < 90 ? 1 : splits[fate % 4];
    int start = i < NEW - STANDING ? STANDING + i : STANDING + (int)chance(random, NEW - STANDING);
    plan->second_count[i] = count;
    for (int k = 0; k < count; k++)
      plan->second[i][k] = STANDING + (start - STANDING + k * 17) % (NEW - STANDING);
    if (fate >= 87 && fate < 90) plan->second[i][0] = NEW;
    if (fate == 86) plan->second[i][0] = (int)chance(random, STANDING); /* a commune that stands grows */
  }
}

/* The oracle: one path after the other, in 1400ths. */
static void ways_follow(struct country *country, const struct plan *plan, int old, int at, int share) {
  int count = plan->second_count[at];
  if (count == 0) way_add(country, old, NEW + 1, share);
  for (int k = 0; k < count; k++) way_add(country, old, plan->second[at][k], share / count);
}

static void ways_make(struct country *country, const struct plan *plan) {
  for (int old = 0; old < OLD; old++) {
    if (old < STANDING) {
      way_add(country, old, old, DENOMINATOR);
    } else if (old < OLD - FIRST_HOP) {
      ways_follow(country, plan, old, old, DENOMINATOR);
    } else {
      const int *first = plan->first[old - (OLD - FIRST_HOP)];
      int count = plan->first_count[old - (OLD - FIRST_HOP)];
      for (int k = 0; k < count; k++) ways_follow(country, plan, old, OLD + first[k], DENOMINATOR / count);
    }
  }
}

static void country_units(struct fixture *fixture, char (*codes)[8], char (*new_codes)[8]) {
  size_t count = OLD + BETWEEN + NEW - STANDING + 1, at = 0;
  struct unit_row *rows = calloc(count, sizeof *rows);
  for (int i = 0; i < OLD; i++) {
    snprintf(codes[i], 8, "%05d", i);
    rows[at++] = unit_of(codes[i], "commune", "",
                         i < STANDING          ? ""
                         : i < OLD - FIRST_HOP ? "2025-06-30"
                                               : "2024-12-31");
  }
  for (int i = 0; i < BETWEEN;
       i++) { /* codes of communes that went the day before, of others than its own parts */
    snprintf(codes[OLD + i], 8, "%05d", OLD - FIRST_HOP + (i + 250) % BETWEEN);
    rows[at++] = unit_of(codes[OLD + i], "commune", "2025-01-01", "2025-06-30");
  }
  for (int i = STANDING; i < NEW; i++) {
    snprintf(new_codes[i], 8, "%05d", i % 10 == 0 ? 20000 + i : STANDING + (i * 3 + 1000) % (OLD - STANDING));
    rows[at++] = unit_of(new_codes[i], "commune", "2025-07-01", "");
  }
  for (int i = 0; i < STANDING; i++) strcpy(new_codes[i], codes[i]);
  rows[at++] = unit_of("WARD", "ward", "2025-07-01", "");
  units(fixture, rows, at);
  free(rows);
}

static void country_successions(struct fixture *fixture, const struct plan *plan, char (*codes)[8],
                                char (*new_codes)[8]) {
  size_t count = 0, room = 4 * (OLD + BETWEEN);
  struct succession_row *rows = calloc(room, sizeof *rows);
  static const char *const shares[] = {"", "", "1/2", "", "", "20%", "", "1/7"};
  for (int i = 0; i < FIRST_HOP; i++)
    for (int k = 0; k < plan->first_count[i]; k++)
      rows[count++] = (struct succession_row){codes[OLD - FIRST_HOP + i],
                                              codes[OLD + plan->first[i][k]],
                                              day("2025-01-01"),
                                              k || plan->first_count[i] == 2 ? "0.5" : NULL,
                                              {0}};
  for (int i = 0; i < OLD + BETWEEN; i++)
    for (int k = 0; k < plan->second_count[i]; k++) {
      int to = plan->second[i][k];
      assert_true(count < room);
      rows[count++] = (struct succession_row){codes[i],
                                              to == NEW ? "WARD" : new_codes[to],
                                              day("2025-07-01"),
                                              shares[plan->second_count[i]],
                                              {0}};
    }
  chuan_counts counts;
  assert_ok(successions_store(fixture->dossier, rows, count, &counts));
  assert_int_equal(counts.accepted, count);
  free(rows);
}

static void country_figures(struct fixture *fixture, struct country *country, uint32_t *random) {
  const struct import_head head = {"random.csv", "d", "csv", "1", "", "commune", CHUAN_OFFICIAL};
  struct import_column columns[FACT_TOTAL];
  struct import_session *session;
  chuan_counts counts = {.accepted = 0};
  for (uint32_t f = 0; f < FACT_TOTAL; f++)
    columns[f] = (struct import_column){&fixture->facts[f], f + 3, "x"};
  assert_ok(import_begin(fixture->dossier, &head, columns, FACT_TOTAL, &session));
  for (int i = 0; i < OLD; i++) {
    int64_t *values = country->values[i];
    enum store_result result;
    values[HOUSEHOLDS] = chance(random, 6000);
    values[INCOME] = chance(random, 50) == 0 ? NONE : 1000 + chance(random, 9000);
    values[PLANNED] = chance(random, 20) != 0;
    values[REGION] = chance(random, 100) == 0 ? NONE : chance(random, 30) == 0;
    assert_ok(import_row(session, country->old_ids[i], 2024, (uint64_t)i, NULL, values, &result));
  }
  assert_ok(import_commit(session, &counts));
  import_end(session);
}

/* The oracle: households by largest remainder, everything written out. new_households[NEW], [NEW + 1]: left, gone. */
static void oracle_share(const struct country *country, int old, int64_t *new_households) {
  int64_t given[12], rest[12], left = country->values[old][HOUSEHOLDS];
  for (int i = 0; i < country->way_count[old]; i++) {
    int64_t product = country->values[old][HOUSEHOLDS] * country->ways[old][i].share;
    given[i] = product / DENOMINATOR;
    rest[i] = product % DENOMINATOR;
    left -= given[i];
  }
  for (; left > 0; left--) {
    int best = -1;
    for (int i = 0; i < country->way_count[old]; i++) {
      const int to = country->ways[old][i].to;
      /* Unit ids: communes by id, the ward after all of them, what has gone last. */
      if (best < 0 || rest[i] > rest[best] || (rest[i] == rest[best] && to < country->ways[old][best].to))
        best = i;
    }
    given[best]++;
    rest[best] = -1;
  }
  for (int i = 0; i < country->way_count[old]; i++) new_households[country->ways[old][i].to] += given[i];
}

struct expected {
  int64_t households, regions,
      planned; /* regions, planned: the value, NONE, or -1 when there was no part yet */
  int parts, incomes_missing;
  long double weighted, weight; /* of incomes: small whole numbers in 1400ths, exact in 64 bits */
};

static void oracle(const struct country *country, struct expected *expected, int64_t *households) {
  for (int i = 0; i < NEW; i++) expected[i].regions = expected[i].planned = -1;
  for (int old = 0; old < OLD; old++) {
    const int64_t *values = country->values[old];
    oracle_share(country, old, households);
    for (int i = 0; i < country->way_count[old]; i++) {
      const struct destination *way = &country->ways[old][i];
      if (way->to >= NEW) continue;
      struct expected *to = &expected[way->to];
      to->regions = to->regions == -1 || to->regions == values[REGION] ? values[REGION] : NONE;
      to->planned = to->planned == -1 || to->planned == values[PLANNED] ? values[PLANNED] : NONE;
      to->parts++;
      to->incomes_missing += values[INCOME] == NONE;
      to->weighted += (long double)values[INCOME] * (long double)values[HOUSEHOLDS] * way->share;
      to->weight += (long double)values[HOUSEHOLDS] * way->share;
    }
  }
}

static void country_compare(struct fixture *fixture, const struct country *country,
                            const struct expected *expected, const int64_t *households) {
  struct column_source source;
  void *reader;
  struct facts_reader *rows;
  struct moment moment = rebased(2024, "2025-12-31");
  assert_ok(column_source_open(fixture->dossier, &fixture->level, moment, &source));
  assert_ok(facts_reader_open(fixture->dossier, &fixture->level, &rows));
  assert_int_equal(source.open(source.self, &reader), CHUAN_OK);
  assert_int_equal(source.chunk_count, 1);
  struct column_units present;
  struct column columns[FACT_TOTAL];
  assert_int_equal(source.units(reader, 0, &present), CHUAN_OK);
  for (uint32_t f = 0; f < FACT_TOTAL; f++)
    assert_int_equal(source.column(reader, 0, f, &columns[f]), CHUAN_OK);
  int64_t total = 0, old_total = 0, seen = 0;
  for (uint32_t i = 0, at = 0; i < present.count; i++) {
    if (!present.present[i]) continue;
    while (at < NEW && country->new_ids[at] != present.ids[i]) at++; /* in order of id, both */
    assert_true(at < NEW);
    const struct expected *to = &expected[at];
    int64_t values[FACT_TOTAL];
    chuan_data_status status;
    assert_ok(facts_reader_row(rows, present.ids[i], moment, values, NULL, &status));
    for (uint32_t f = 0; f < FACT_TOTAL; f++) assert_true(values[f] == column_value(&columns[f], i));
    assert_true(values[HOUSEHOLDS] == (to->parts ? households[at] : NONE));
    assert_true(values[REGION] == (to->parts ? to->regions : NONE));
    assert_true(values[PLANNED] == (to->parts ? to->planned : NONE));
    if (to->parts < 1 || to->incomes_missing || (to->weight == 0 && to->parts > 1)) {
      assert_true(values[INCOME] == NONE);
    } else if (to->weight > 0) { /* half up, in whole numbers: |mean - value| <= 1/2 */
      long double twice = 2 * (to->weighted - (long double)values[INCOME] * to->weight);
      assert_true(twice >= -to->weight && twice < to->weight);
    }
    if (values[HOUSEHOLDS] != NONE) total += values[HOUSEHOLDS];
    seen++;
  }
  for (int i = 0; i < OLD; i++) old_total += country->values[i][HOUSEHOLDS];
  assert_int_equal(seen, NEW);
  assert_true(total + households[NEW] + households[NEW + 1] == old_total);
  assert_true(households[NEW] > 0 && households[NEW + 1] > 0);
  source.close(source.self, reader);
  column_source_close(&source);
  facts_reader_close(rows);
}

static void history_is_unchanged(struct fixture *fixture, const struct country *country) {
  struct facts_reader *rows;
  assert_ok(facts_reader_open(fixture->dossier, &fixture->level, &rows));
  for (int i = 0; i < OLD; i++) {
    int64_t values[FACT_TOTAL];
    chuan_data_status status;
    assert_ok(facts_reader_row(rows, country->old_ids[i], moment_of(2024), values, NULL, &status));
    assert_memory_equal(values, country->values[i], sizeof values);
  }
  facts_reader_close(rows);
}

static void ids_read(struct fixture *fixture, const char *sql, int64_t *ids, int count) {
  sqlite3 *db;
  sqlite3_stmt *statement;
  assert_int_equal(sqlite3_open(fixture->path, &db), SQLITE_OK);
  assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
  for (int i = 0; i < count; i++) {
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    ids[i] = sqlite3_column_int64(statement, 0);
  }
  assert_int_equal(sqlite3_step(statement), SQLITE_DONE);
  sqlite3_finalize(statement);
  sqlite3_close(db);
}

static void a_country_is_reorganised_and_no_household_is_lost(void **state) {
  struct fixture *fixture = *state;
  struct country *country = calloc(1, sizeof *country);
  struct plan *plan = calloc(1, sizeof *plan);
  struct expected *expected = calloc(NEW, sizeof *expected);
  int64_t *households = calloc(NEW + 2, sizeof *households);
  char(*codes)[8] = calloc(OLD + BETWEEN, sizeof *codes), (*new_codes)[8] = calloc(NEW, sizeof *new_codes);
  uint32_t random = 20250701;
  plan_make(plan, &random);
  ways_make(country, plan);
  country_units(fixture, codes, new_codes);
  country_successions(fixture, plan, codes, new_codes);
  ids_read(fixture, "SELECT id FROM unit WHERE level = 'commune' AND valid_from < 0 ORDER BY code",
           country->old_ids, OLD);
  /* Those that stand were stored first, the new ones in the order of their numbers. */
  ids_read(fixture, "SELECT id FROM unit WHERE level = 'commune' AND valid_to = 2147483647 ORDER BY id",
           country->new_ids, NEW);
  country_figures(fixture, country, &random);
  oracle(country, expected, households);
  country_compare(fixture, country, expected, households);
  history_is_unchanged(fixture, country);
  assert_true(fixture_number(
                  fixture,
                  "SELECT count(*) FROM unit AS n WHERE n.valid_from > 0 AND EXISTS (SELECT 1 FROM unit AS o "
                  "WHERE o.code = n.code AND o.valid_to < n.valid_from)") > (NEW - STANDING) * 8 / 10);
  free(country);
  free(plan);
  free(expected);
  free(households);
  free(codes);
  free(new_codes);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, fixture_teardown)
  const struct CMUnitTest tests[] = {
      TEST(a_figure_is_shared_out_by_largest_remainder),
      TEST(a_part_stays_within_its_whole),
      TEST(recognitions_of_parts_agree_or_say_nothing),
      TEST(figures_go_with_the_units_never_with_the_codes),
      TEST(what_is_part_of_something_stays_so_in_every_unit),
      TEST(a_part_without_figure_is_never_left_out),
      TEST(dated_attributes_of_parts_are_kept_where_they_agree),
      TEST(parts_are_followed_through_every_hop),
      TEST(what_nobody_knows_is_missing_and_never_understated),
      TEST(what_nobody_knows_is_known_again_once_it_is_together),
      TEST(impossible_successions_are_refused),
      TEST(a_country_is_reorganised_and_no_household_is_lost),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
