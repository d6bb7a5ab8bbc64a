/* What every verdict word means, one unit at a time: at the threshold, beside it, with something missing. */
#include "rules_text.h"

#define FACTS                                                                             \
  "facts \"commune\" {\n"                                                                 \
  "  a = count {}, b = count {}, c = count {}, x = amount { places = 2, min = -1000 },\n" \
  "  yes = yes_no {}, no = yes_no {}, zone = choice { \"I\", \"II\", \"III\" },\n"        \
  "}\n"                                                                                   \
  "standard { id = \"s\", level = \"commune\" }\n"                                        \
  "criterion { of = \"s\", id = \"1\", source = law { \"1/QĐ\" },\n"
#define INDICATOR(fields) FACTS "indicator { id = \"1.1\", " fields " } }\n"
#define TEST(test) INDICATOR("test = " test)

/* `settings`: pairs of fact and value, ended by NULL. */
static void expect_year(const char *text, int year, const char *const *settings, chuan_verdict expected) {
  struct rules rules = rules_open_year(text, year);
  for (; settings[0] != NULL; settings += 2) rules_set(&rules, settings[0], settings[1]);
  chuan_verdict verdict = exact_verdict(rules.exact, rules_test(&rules, "s/1.1"));
  if (verdict != expected) {
    fail_msg("%s\nexpected %s, got %s", strstr(text, "1.1"), chuan_verdict_name(expected),
             chuan_verdict_name(verdict));
  }
  rules_close(&rules);
}

#define EXPECT(text, expected, ...) \
  expect_year(text, RULES_YEAR, (const char *const[]){__VA_ARGS__, NULL}, expected)

static void comparisons_are_decided_at_the_exact_value(void **state) {
  (void)state;
#define SHARE "value = share(a, b), "
  EXPECT(INDICATOR(SHARE "at_least = 58"), CHUAN_MET, "a", "29", "b", "50");
  EXPECT(INDICATOR(SHARE "at_least = 58"), CHUAN_NOT_MET, "a", "28", "b", "50");
  EXPECT(INDICATOR(SHARE "more_than = 58"), CHUAN_NOT_MET, "a", "29", "b", "50");
  EXPECT(INDICATOR(SHARE "at_most = 58"), CHUAN_MET, "a", "29", "b", "50");
  EXPECT(INDICATOR(SHARE "less_than = 58"), CHUAN_NOT_MET, "a", "29", "b", "50");
  EXPECT(INDICATOR(SHARE "equals = 58"), CHUAN_MET, "a", "29", "b", "50");
  EXPECT(INDICATOR(SHARE "at_least = 33.333333333"), CHUAN_MET, "a", "1", "b", "3");
  EXPECT(INDICATOR(SHARE "at_least = 33.333333334"), CHUAN_NOT_MET, "a", "1", "b", "3");
  EXPECT(INDICATOR("value = x, between = { 3, 4 }"), CHUAN_MET, "x", "3");
  EXPECT(INDICATOR("value = x, between = { 3, 4 }"), CHUAN_MET, "x", "4");
  EXPECT(INDICATOR("value = x, between = { 3, 4 }"), CHUAN_NOT_MET, "x", "4.01");
  EXPECT(INDICATOR("value = x, between = { 3, 4 }"), CHUAN_NOT_MET, "x", "2.99");
}

static void arithmetic_is_exact(void **state) {
  (void)state;
  EXPECT(INDICATOR("value = x + x + x, equals = 0.3"), CHUAN_MET, "x", "0.1");
  EXPECT(INDICATOR("value = a - b * 2, equals = -1"), CHUAN_MET, "a", "5", "b", "3");
  EXPECT(INDICATOR("value = a / b * b, equals = 7"), CHUAN_MET, "a", "7", "b", "3");
  EXPECT(INDICATOR("value = -x, equals = 2.5"), CHUAN_MET, "x", "-2.5");
  EXPECT(INDICATOR("value = sum { a, b, c }, equals = 6"), CHUAN_MET, "a", "1", "b", "2", "c", "3");
  EXPECT(INDICATOR("value = smallest { a, b, c }, equals = 1"), CHUAN_MET, "a", "2", "b", "1", "c", "3");
  EXPECT(INDICATOR("value = largest { a, b, c }, equals = 3"), CHUAN_MET, "a", "2", "b", "1", "c", "3");
  EXPECT(INDICATOR("value = rounded(x, 0), equals = 3"), CHUAN_MET, "x", "2.5");
  EXPECT(INDICATOR("value = rounded(x, 0), equals = -3"), CHUAN_MET, "x", "-2.5");
  EXPECT(INDICATOR("value = rounded(x, 1), equals = 2.4"), CHUAN_MET, "x", "2.44");
}

static void what_is_missing_gives_no_data(void **state) {
  (void)state;
  EXPECT(INDICATOR(SHARE "at_least = 1"), CHUAN_NO_DATA, "b", "10");
  EXPECT(INDICATOR(SHARE "at_least = 1"), CHUAN_NO_DATA, "a", "10");
  EXPECT(INDICATOR(SHARE "at_least = 1"), CHUAN_NO_DATA, "a", "0", "b", "0");
  EXPECT(INDICATOR(SHARE "at_least = 0"), CHUAN_MET, "a", "0", "b", "10");
  EXPECT(INDICATOR("value = a / b, at_least = 0"), CHUAN_NO_DATA, "a", "1", "b", "0");
  EXPECT(INDICATOR("value = sum { a, b }, at_least = 0"), CHUAN_NO_DATA, "a", "1");
  EXPECT(INDICATOR("value = smallest { a, b }, at_least = 0"), CHUAN_NO_DATA, "a", "1");
  EXPECT(INDICATOR("value = x, between = { 3, 4 }"), CHUAN_NO_DATA, NULL);
  EXPECT(INDICATOR("value = a, at_least = pending()"), CHUAN_NO_DATA, "a", "1");
  EXPECT(INDICATOR("value = a, at_least = delegated()"), CHUAN_NO_DATA, "a", "1");
  EXPECT(INDICATOR("value = a, at_least = unverified(1)"), CHUAN_MET, "a", "1");
  EXPECT(TEST("is_true(yes)"), CHUAN_NO_DATA, NULL);
  EXPECT(TEST("one_of(zone, { \"I\", \"II\" })"), CHUAN_NO_DATA, NULL);
  EXPECT(TEST("known(a)"), CHUAN_NOT_MET, NULL);
  EXPECT(TEST("known(a)"), CHUAN_MET, "a", "0");
}

static void questions_are_answered(void **state) {
  (void)state;
  EXPECT(TEST("is_true(yes)"), CHUAN_MET, "yes", "yes");
  EXPECT(TEST("is_true(yes)"), CHUAN_NOT_MET, "yes", "no");
  EXPECT(TEST("one_of(zone, { \"I\", \"III\" })"), CHUAN_MET, "zone", "III");
  EXPECT(TEST("one_of(zone, { \"I\", \"III\" })"), CHUAN_NOT_MET, "zone", "II");
  EXPECT(TEST("equals(zone, \"II\")"), CHUAN_MET, "zone", "II");
  EXPECT(TEST("equals(zone, \"II\")"), CHUAN_NOT_MET, "zone", "I");
}

/* Two members, every pair of verdicts; the four verdicts in order not_met, no_data, met, not_applicable. */
static void combine(const char *word, const uint8_t expected[4][4]) {
  char text[4096];
  snprintf(text, sizeof text,
           FACTS
           "indicator { id = \"1.1\", test = %s { met \"s/1.2\", met \"s/1.3\" } },\n"
           "indicator { id = \"1.2\", test = any { equals(a, 2), all { equals(a, 1), is_true(no) } }, "
           "applies_when = less_than(a, 3) },\n"
           "indicator { id = \"1.3\", test = any { equals(b, 2), all { equals(b, 1), is_true(no) } }, "
           "applies_when = less_than(b, 3) } }\n",
           word);
  struct rules rules = rules_open(text);
  for (int a = 0; a < 4; a++) {
    for (int b = 0; b < 4; b++) {
      char of_a[2] = {(char)('0' + a), 0}, of_b[2] = {(char)('0' + b), 0};
      rules_set(&rules, "a", of_a);
      rules_set(&rules, "b", of_b);
      rules_expect(&rules, "s/1.2", (chuan_verdict)a);
      rules_expect(&rules, "s/1.3", (chuan_verdict)b);
      chuan_verdict verdict = exact_verdict(rules.exact, rules_test(&rules, "s/1.1"));
      if (verdict != expected[a][b]) fail_msg("%s of %d and %d: got %d", word, a, b, (int)verdict);
    }
  }
  rules_close(&rules);
}

static void combinations_of_four_verdicts(void **state) {
  (void)state;
  enum { F = CHUAN_NOT_MET, U = CHUAN_NO_DATA, T = CHUAN_MET, N = CHUAN_NOT_APPLICABLE };
  static const uint8_t all[4][4] = {{F, F, F, F}, {F, U, U, U}, {F, U, T, T}, {F, U, T, N}};
  static const uint8_t any[4][4] = {{F, U, T, F}, {U, U, T, U}, {T, T, T, T}, {F, U, T, N}};
  static const uint8_t none[4][4] = {{T, U, F, T}, {U, U, F, U}, {F, F, F, F}, {T, U, F, N}};
  combine("all", all);
  combine("any", any);
  combine("none", none);
}

static void at_least_n_counts(void **state) {
  (void)state;
#define THREE "at_least_n(2, { is_true(yes), is_true(no), at_least(a, 1) })"
  EXPECT(TEST(THREE), CHUAN_MET, "yes", "yes", "a", "1");
  EXPECT(TEST(THREE), CHUAN_NO_DATA, "yes", "yes", "a", "0");
  EXPECT(TEST(THREE), CHUAN_NOT_MET, "yes", "no", "a", "0");
  EXPECT(TEST(THREE), CHUAN_NOT_MET, "yes", "no", "no", "no", "a", "1");
}

static void applies_when_leaves_out(void **state) {
  (void)state;
#define WHEN INDICATOR("test = at_least(a, 1), applies_when = is_true(yes)")
  EXPECT(WHEN, CHUAN_NOT_APPLICABLE, "yes", "no", "a", "0");
  EXPECT(WHEN, CHUAN_NO_DATA, "a", "1");
  EXPECT(WHEN, CHUAN_MET, "yes", "yes", "a", "1");
  EXPECT(WHEN, CHUAN_NOT_MET, "yes", "yes", "a", "0");
}

static void choices_take_one_branch(void **state) {
  (void)state;
#define BY "value = a, at_least = by(zone, { I = 1, II = pending(), otherwise = 3 })"
  EXPECT(INDICATOR(BY), CHUAN_MET, "a", "1", "zone", "I");
  EXPECT(INDICATOR(BY), CHUAN_NO_DATA, "a", "1", "zone", "II");
  EXPECT(INDICATOR(BY), CHUAN_NOT_MET, "a", "1", "zone", "III");
  EXPECT(INDICATOR(BY), CHUAN_NO_DATA, "a", "1");
#define CHOOSE "value = choose { { is_true(yes), a }, { at_least(b, 5), b }, otherwise = c }, at_least = 5"
  EXPECT(INDICATOR(CHOOSE), CHUAN_MET, "yes", "yes", "a", "5");
  EXPECT(INDICATOR(CHOOSE), CHUAN_MET, "yes", "no", "b", "5");
  EXPECT(INDICATOR(CHOOSE), CHUAN_MET, "yes", "no", "b", "4", "c", "6");
  EXPECT(INDICATOR(CHOOSE), CHUAN_NO_DATA, "yes", "no", "c", "6");
  EXPECT(INDICATOR(CHOOSE), CHUAN_NO_DATA, "b", "5", "c", "6");
  EXPECT(INDICATOR(CHOOSE), CHUAN_NO_DATA, "yes", "yes", "b", "5", "c", "6");
}

static void a_year_takes_the_latest_level_in_force(void **state) {
  (void)state;
  static const char *const settings[] = {"a", "40", NULL};
  const char *text = INDICATOR("value = a, at_least = from_year { [2021] = 40, [2024] = 50 }");
  expect_year(text, 2020, settings, CHUAN_NO_DATA);
  expect_year(text, 2021, settings, CHUAN_MET);
  expect_year(text, 2022, settings, CHUAN_MET);
  expect_year(text, 2023, settings, CHUAN_MET);
  expect_year(text, 2024, settings, CHUAN_NOT_MET);
  expect_year(text, 2025, settings, CHUAN_NOT_MET);
}

static void compute_answers_or_is_missing(void **state) {
  (void)state;
#define COMPUTE(body) \
  INDICATOR("test = at_least(compute { reads = { a, b }, function(unit) " body " end }, 6)")
  EXPECT(COMPUTE("return unit.a * unit.b"), CHUAN_MET, "a", "2", "b", "3");
  EXPECT(COMPUTE("return unit.a * unit.b"), CHUAN_NOT_MET, "a", "2", "b", "2");
  EXPECT(COMPUTE("return unit.a * unit.b"), CHUAN_NO_DATA, "a", "2");
  EXPECT(COMPUTE("return nil"), CHUAN_NO_DATA, "a", "2", "b", "3");
  EXPECT(COMPUTE("return unit.a / 0"), CHUAN_NO_DATA, "a", "2", "b", "3");
  EXPECT(COMPUTE("while true do end"), CHUAN_NO_DATA, "a", "2", "b", "3");
}

/* --- causes and statuses ------------------------------------------------------------------------------------ */

/* The causes as words, joined by spaces: a fact's id, else the cause's word. */
static void expect_causes(const char *text, int year, const char *const *settings, const char *expected) {
  struct rules rules = rules_open_year(text, year);
  struct cause *causes;
  size_t count;
  char words[512] = "";
  for (; settings[0] != NULL; settings += 2) rules_set(&rules, settings[0], settings[1]);
  assert_int_equal(exact_causes(rules.exact, rules_test(&rules, "s/1.1"), rules.arena, &causes, &count),
                   CHUAN_OK);
  for (size_t i = 0; i < count; i++) {
    size_t used = strlen(words);
    snprintf(words + used, sizeof words - used, "%s%s", i > 0 ? " " : "",
             causes[i].fact != NULL ? causes[i].fact->id : cause_word(causes[i].kind));
  }
  assert_string_equal(words, expected);
  rules_close(&rules);
}

#define CAUSES(text, expected, ...) \
  expect_causes(text, RULES_YEAR, (const char *const[]){__VA_ARGS__, NULL}, expected)

static void causes_name_what_is_missing(void **state) {
  (void)state;
  CAUSES(INDICATOR(SHARE "at_least = 1"), "a b", NULL);
  CAUSES(INDICATOR(SHARE "at_least = 1"), "b", "a", "1");
  CAUSES(INDICATOR(SHARE "at_least = 1"), "", "a", "1", "b", "2");
  CAUSES(INDICATOR(SHARE "at_least = 1"), "zero_whole", "a", "1", "b", "0");
  CAUSES(INDICATOR("value = a + a, at_least = b"), "a b", NULL);
  CAUSES(INDICATOR(BY), "pending", "a", "1", "zone", "II");
  CAUSES(INDICATOR(BY), "a pending", "zone", "II");
  CAUSES(INDICATOR(BY), "zone", "a", "1");
  CAUSES(INDICATOR("value = a, at_least = delegated()"), "delegated", "a", "1");
  expect_causes(INDICATOR("value = a, at_least = from_year { [2021] = 1, [2022] = 2 }"), 2020,
                (const char *const[]){"a", "1", NULL}, "no_case");
  CAUSES(INDICATOR(CHOOSE), "b", "yes", "no");
  CAUSES(INDICATOR(CHOOSE), "c", "yes", "no", "b", "1");
  CAUSES(TEST("all { is_true(yes), is_true(no), at_least(a, 1) }"), "no", "yes", "yes", "a", "1");
  CAUSES(TEST("all { is_true(yes), is_true(no), at_least(a, 1) }"), "", "yes", "yes", "a", "0");
  CAUSES(TEST("any { is_true(yes), is_true(no), at_least(a, 1) }"), "no a", "yes", "no");
  CAUSES(WHEN, "yes", "a", "1");
  CAUSES(COMPUTE("return unit.a * unit.b"), "b", "a", "2");
  CAUSES(COMPUTE("return nil"), "compute", "a", "2", "b", "2");
}

static void a_failed_compute_says_where(void **state) {
  (void)state;
  struct rules rules = rules_open(COMPUTE("return unit.a.b.c"));
  struct cause *causes;
  size_t count;
  rules_set(&rules, "a", "1");
  rules_set(&rules, "b", "1");
  assert_int_equal(exact_causes(rules.exact, rules_test(&rules, "s/1.1"), rules.arena, &causes, &count),
                   CHUAN_OK);
  assert_int_equal(count, 1);
  assert_non_null(causes[0].message);
  assert_non_null(strstr(causes[0].message, "rules.lua:"));
  rules_close(&rules);
}

static void expect_status(const char *text, const char *const *settings, chuan_threshold_status expected) {
  struct rules rules = rules_open(text);
  for (; settings[0] != NULL; settings += 2) rules_set(&rules, settings[0], settings[1]);
  assert_int_equal(exact_status(rules.exact, rules_test(&rules, "s/1.1")), expected);
  rules_close(&rules);
}

#define STATUS(text, expected, ...) expect_status(text, (const char *const[]){__VA_ARGS__, NULL}, expected)

static void the_status_is_that_of_the_branch_taken(void **state) {
  (void)state;
#define MIXED "value = a, at_least = by(zone, { I = 1, II = unverified(2), III = pending() })"
  STATUS(INDICATOR(MIXED), CHUAN_SOURCED, "zone", "I");
  STATUS(INDICATOR(MIXED), CHUAN_UNVERIFIED, "zone", "II");
  STATUS(INDICATOR(MIXED), CHUAN_PENDING, "zone", "III");
  STATUS(INDICATOR(MIXED), CHUAN_SOURCED, NULL);
  STATUS(INDICATOR("value = a, at_least = delegated()"), CHUAN_DELEGATED, "a", "1");
  STATUS(TEST("unverified(is_true(yes))"), CHUAN_UNVERIFIED, "yes", "yes");
}

static void a_unit_leaves_nothing_to_the_next(void **state) {
  (void)state;
  struct rules rules = rules_open(INDICATOR(CHOOSE));
  rules_set(&rules, "yes", "yes");
  rules_set(&rules, "a", "5");
  rules_expect(&rules, "s/1.1", CHUAN_MET);
  rules_set(&rules, "yes", "no");
  rules_expect(&rules, "s/1.1", CHUAN_NO_DATA);
  rules_set(&rules, "b", "4");
  rules_set(&rules, "c", "4");
  rules_expect(&rules, "s/1.1", CHUAN_NOT_MET);
  rules_set(&rules, "yes", "");
  rules_expect(&rules, "s/1.1", CHUAN_NO_DATA);
  rules_set(&rules, "yes", "yes");
  rules_expect(&rules, "s/1.1", CHUAN_MET);
  rules_expect(&rules, "s", CHUAN_MET);
  rules_close(&rules);
}

static void near_is_within_a_tenth(void **state) {
  (void)state;
  struct rational *numbers = calloc(2, sizeof *numbers);
  assert_non_null(numbers);
  rational_set(&numbers[0], 551, 1);
  rational_set(&numbers[1], 55, 0);
  assert_true(exact_near(&numbers[0], &numbers[1]));
  assert_true(exact_near(&numbers[1], &numbers[0]));
  rational_set(&numbers[0], 55100001, 6);
  assert_false(exact_near(&numbers[0], &numbers[1]));
  rational_set(&numbers[0], 54899999, 6);
  assert_false(exact_near(&numbers[0], &numbers[1]));
  free(numbers);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(comparisons_are_decided_at_the_exact_value),
      cmocka_unit_test(arithmetic_is_exact),
      cmocka_unit_test(what_is_missing_gives_no_data),
      cmocka_unit_test(questions_are_answered),
      cmocka_unit_test(combinations_of_four_verdicts),
      cmocka_unit_test(at_least_n_counts),
      cmocka_unit_test(applies_when_leaves_out),
      cmocka_unit_test(choices_take_one_branch),
      cmocka_unit_test(a_year_takes_the_latest_level_in_force),
      cmocka_unit_test(compute_answers_or_is_missing),
      cmocka_unit_test(causes_name_what_is_missing),
      cmocka_unit_test(a_failed_compute_says_where),
      cmocka_unit_test(the_status_is_that_of_the_branch_taken),
      cmocka_unit_test(a_unit_leaves_nothing_to_the_next),
      cmocka_unit_test(near_is_within_a_tenth),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
