/* The way to a target in numbers: what passes, what a path asks for in a year, and how far behind is how bad. */
#include "evaluate/standing_inside.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct rational number(const char *text) {
  struct rational out;
  assert_true(rational_parse(&out, text, strlen(text)));
  return out;
}

static struct demand demand(enum expression_kind kind, const struct rational *low,
                            const struct rational *high) {
  struct demand out;
  assert_true(demand_of(kind, low, high, &out));
  return out;
}

static chuan_verdict verdict(const struct demand *asked, const char *low, const char *high) {
  struct rational ends[2] = {number(*low ? low : "0"), number(*high ? high : "0")};
  return demand_verdict(asked, *low ? &ends[0] : NULL, *high ? &ends[1] : NULL);
}

/* --- what passes --------------------------------------------------------------------------------------------------- */

static void a_comparison_lets_pass_what_it_says(void **state) {
  static const struct {
    enum expression_kind kind;
    const char *value;
    chuan_verdict expected;
  } cases[] = {
      {EXPRESSION_AT_LEAST, "3", CHUAN_MET},      {EXPRESSION_AT_LEAST, "2.999999", CHUAN_NOT_MET},
      {EXPRESSION_MORE_THAN, "3", CHUAN_NOT_MET}, {EXPRESSION_MORE_THAN, "3.000001", CHUAN_MET},
      {EXPRESSION_AT_MOST, "3", CHUAN_MET},       {EXPRESSION_AT_MOST, "3.000001", CHUAN_NOT_MET},
      {EXPRESSION_LESS_THAN, "3", CHUAN_NOT_MET}, {EXPRESSION_LESS_THAN, "2.999999", CHUAN_MET},
      {EXPRESSION_EQUALS, "3", CHUAN_MET},        {EXPRESSION_EQUALS, "3.1", CHUAN_NOT_MET},
      {EXPRESSION_BETWEEN, "3", CHUAN_MET},       {EXPRESSION_BETWEEN, "4", CHUAN_MET},
      {EXPRESSION_BETWEEN, "4.1", CHUAN_NOT_MET}, {EXPRESSION_BETWEEN, "2.9", CHUAN_NOT_MET},
  };
  struct rational low = number("3"), high = number("4");
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct demand asked = demand(cases[i].kind, &low, &high);
    assert_int_equal(verdict(&asked, cases[i].value, cases[i].value), cases[i].expected);
  }
}

static void bounds_decide_when_both_ends_agree(void **state) {
  struct rational low = number("38"), high = number("40");
  struct demand asked = demand(EXPRESSION_AT_LEAST, &low, NULL);
  (void)state;
  assert_int_equal(verdict(&asked, "38", "47"), CHUAN_MET);
  assert_int_equal(verdict(&asked, "38", ""), CHUAN_MET);
  assert_int_equal(verdict(&asked, "31", "37"), CHUAN_NOT_MET);
  assert_int_equal(verdict(&asked, "", "37"), CHUAN_NOT_MET);
  assert_int_equal(verdict(&asked, "31", "38"), CHUAN_NO_DATA);
  assert_int_equal(verdict(&asked, "", ""), CHUAN_NO_DATA);
  asked = demand(EXPRESSION_BETWEEN, &low, &high);
  assert_int_equal(verdict(&asked, "38", "40"), CHUAN_MET);
  assert_int_equal(verdict(&asked, "39", "41"), CHUAN_NO_DATA);
  assert_int_equal(verdict(&asked, "41", ""), CHUAN_NOT_MET);
  assert_int_equal(verdict(&asked, "", "37"), CHUAN_NOT_MET);
  asked = demand(EXPRESSION_EQUALS, &low, NULL);
  assert_int_equal(verdict(&asked, "37", "39"), CHUAN_NO_DATA);
  assert_int_equal(verdict(&asked, "39", "41"), CHUAN_NOT_MET);
}

static void a_threshold_nobody_knows_asks_nothing(void **state) {
  struct rational low = number("3");
  struct demand asked;
  (void)state;
  assert_false(demand_of(EXPRESSION_AT_LEAST, NULL, NULL, &asked));
  assert_false(demand_of(EXPRESSION_BETWEEN, &low, NULL, &asked));
  assert_false(demand_of(EXPRESSION_ALL, &low, NULL, &asked));
}

/* --- what the path asks for ------------------------------------------------------------------------------------------ */

static void expect_path(const struct target *target, const struct demand *asked, const char *baseline,
                        int year, const char *expected) {
  struct rational base = number(*baseline ? baseline : "0"), found;
  char text[64] = "";
  if (path_value(target, asked, *baseline ? &base : NULL, year, &found))
    rational_format(&found, 9, text, sizeof text);
  assert_string_equal(text, expected);
}

static void a_linear_path_takes_the_same_step_every_year(void **state) {
  struct rational low = number("38"), high = number("41"), zero = number("0");
  const struct target target = {.by = 2025, .baseline_year = 2020, .path = PATH_LINEAR};
  struct demand asked = demand(EXPRESSION_AT_LEAST, &low, NULL);
  (void)state;
  expect_path(&target, &asked, "27", 2019, "");
  expect_path(&target, &asked, "27", 2020, "27");
  expect_path(&target, &asked, "27", 2023, "33.6");
  expect_path(&target, &asked, "27", 2025, "38");
  expect_path(&target, &asked, "27", 2028, "38");
  expect_path(&target, &asked, "", 2023, "");
  asked = demand(EXPRESSION_AT_MOST, &zero, NULL);
  expect_path(&target, &asked, "10", 2024, "2");
  /* To the nearer end of a range; from inside it there is no way to go. */
  asked = demand(EXPRESSION_BETWEEN, &low, &high);
  expect_path(&target, &asked, "28", 2024, "36");
  expect_path(&target, &asked, "51", 2024, "43");
  expect_path(&target, &asked, "40", 2024, "");
}

static void a_written_path_holds_from_step_to_step(void **state) {
  struct rational low = number("38");
  struct target_step steps[2] = {{2022, number("29")}, {2024, number("35")}};
  const struct target target = {.by = 2025, .path = PATH_WRITTEN, .steps = steps, .step_count = 2};
  struct demand asked = demand(EXPRESSION_AT_LEAST, &low, NULL);
  (void)state;
  expect_path(&target, &asked, "", 2021, "");
  expect_path(&target, &asked, "", 2022, "29");
  expect_path(&target, &asked, "", 2023, "29");
  expect_path(&target, &asked, "", 2024, "35");
  expect_path(&target, &asked, "", 2025, "38");
  assert_null(path_start(&target, NULL, 2023));
  assert_ptr_equal(path_start(&target, NULL, 2024), &steps[0].value);
  assert_ptr_equal(path_start(&target, &low, 2024), &low);
}

/* --- how far behind ---------------------------------------------------------------------------------------------------- */

static void expect_standing(const struct demand *asked, const char *start, const char *path,
                            const char *value, enum standing expected) {
  struct rational from = number(*start ? start : "0"), way = number(path), at = number(value);
  enum standing found = path_standing(asked, *start ? &from : NULL, &way, &at);
  if (found != expected)
    fail_msg("from %s, path %s, at %s: %s, not %s", start, path, value, standing_word(found),
             standing_word(expected));
}

static void behind_by_half_of_the_way_is_at_risk(void **state) {
  struct rational low = number("38"), high = number("40"), zero = number("0");
  struct demand asked = demand(EXPRESSION_AT_LEAST, &low, NULL);
  (void)state;
  expect_standing(&asked, "27", "33.6", "33.6", STANDING_ON_TRACK);
  expect_standing(&asked, "27", "33.6", "37", STANDING_ON_TRACK);
  expect_standing(&asked, "27", "33.6", "33.599", STANDING_AT_RISK);
  expect_standing(&asked, "27", "33.6", "30.3", STANDING_AT_RISK); /* exactly half of 6.6 */
  expect_standing(&asked, "27", "33.6", "30.299", STANDING_OFF_TRACK);
  expect_standing(&asked, "", "33.6", "33", STANDING_OFF_TRACK);
  expect_standing(&asked, "27", "27", "26", STANDING_OFF_TRACK); /* nothing was to be done yet, and it fell */
  expect_standing(&asked, "39", "38.5", "37", STANDING_OFF_TRACK);
  asked = demand(EXPRESSION_MORE_THAN, &low, NULL);
  expect_standing(&asked, "27", "33.6", "38", STANDING_ON_TRACK); /* not enough, but no way behind */
  /* The other way round. */
  asked = demand(EXPRESSION_AT_MOST, &zero, NULL);
  expect_standing(&asked, "10", "4", "4", STANDING_ON_TRACK);
  expect_standing(&asked, "10", "4", "7", STANDING_AT_RISK);
  expect_standing(&asked, "10", "4", "8", STANDING_OFF_TRACK);
  /* Into a range, from either side; past it is as far away as before it. */
  asked = demand(EXPRESSION_BETWEEN, &low, &high);
  expect_standing(&asked, "28", "34", "34", STANDING_ON_TRACK);
  expect_standing(&asked, "28", "34", "31", STANDING_AT_RISK);
  expect_standing(&asked, "28", "34", "43", STANDING_ON_TRACK);
  expect_standing(&asked, "28", "34", "48", STANDING_OFF_TRACK);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_comparison_lets_pass_what_it_says),
      cmocka_unit_test(bounds_decide_when_both_ends_agree),
      cmocka_unit_test(a_threshold_nobody_knows_asks_nothing),
      cmocka_unit_test(a_linear_path_takes_the_same_step_every_year),
      cmocka_unit_test(a_written_path_holds_from_step_to_step),
      cmocka_unit_test(behind_by_half_of_the_way_is_at_risk),
  };
  return cmocka_run_group_tests_name("evaluate/standing", tests, NULL, NULL);
}
