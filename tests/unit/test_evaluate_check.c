/* What a check lists: every threshold, with the worst that is known of it, and which sides the examples try. */
#include "rules_text.h"

#include "evaluate/check.h"

#define FACTS                                                                           \
  "facts \"commune\" { a = count {}, b = count {}, zone = choice { \"I\", \"II\" } }\n" \
  "standard { id = \"s\", level = \"commune\", source = law { \"1/QĐ\" } }\n"          \
  "criterion { of = \"s\", id = \"1\", source = law { \"1/QĐ\" },\n"

static struct check check_of(struct rules *rules) {
  struct check check;
  assert_int_equal(check_run(rules->book, rules->arena, &check), CHUAN_OK);
  return check;
}

/* The status of the one threshold of an indicator. */
static void expect_status(const char *indicator, chuan_threshold_status expected) {
  char text[2048];
  snprintf(text, sizeof text, FACTS "indicator { id = \"1.1\", %s } }\n", indicator);
  struct rules rules = rules_open(text);
  struct check check = check_of(&rules);
  assert_int_equal(check.threshold_count, 1);
  if (check.thresholds[0].status != expected) {
    fail_msg("%s: status %d instead of %d", indicator, (int)check.thresholds[0].status, (int)expected);
  }
  rules_close(&rules);
}

static void a_threshold_nobody_checked_never_looks_checked(void **state) {
  (void)state;
  expect_status("value = a, at_least = 3", CHUAN_SOURCED);
  expect_status("value = a, at_least = unverified(3)", CHUAN_UNVERIFIED);
  expect_status("value = a, between = { unverified(3), 4 }", CHUAN_UNVERIFIED);
  expect_status("value = a, between = { 3, unverified(4) }", CHUAN_UNVERIFIED);
  expect_status("value = a, between = { 3, pending() }", CHUAN_PENDING);
  expect_status("value = a, between = { 3, by(zone, { I = 4, II = delegated() }) }", CHUAN_DELEGATED);
  expect_status("value = a * unverified(0.5), at_least = 3", CHUAN_UNVERIFIED);
  expect_status("test = at_least(unverified(50), a)", CHUAN_UNVERIFIED);
  expect_status("value = a, at_least = pending() * 1.1", CHUAN_PENDING);
  expect_status("value = a, at_least = unverified(3) + b", CHUAN_UNVERIFIED);
  expect_status("value = choose { { at_least(b, unverified(3)), a }, otherwise = b }, at_least = 3",
                CHUAN_SOURCED);
}

static void a_branch_names_a_few_of_many_choices(void **state) {
  (void)state;
  enum { CHOICES = 2000 };
  size_t size = CHOICES * 40 + 2048;
  char *text = calloc(1, size);
  assert_non_null(text);
  size_t length = (size_t)snprintf(text, size, "facts \"commune\" { a = count {}, zone = choice {");
  for (int i = 0; i < CHOICES; i++) length += (size_t)snprintf(text + length, size - length, " \"c%d\",", i);
  length += (size_t)snprintf(
      text + length, size - length,
      " } }\nstandard { id = \"s\", level = \"commune\" }\ncriterion { of = \"s\", id = \"1\", "
      "source = law { \"1/QĐ\" },\nindicator { id = \"1.1\", value = a, at_least = by(zone, {");
  for (int i = 0; i < CHOICES; i++) length += (size_t)snprintf(text + length, size - length, " c%d = 5,", i);
  snprintf(text + length, size - length, " }) } }\n");
  struct rules rules = rules_open(text);
  size_t before = arena_used(rules.arena);
  struct check check = check_of(&rules);
  assert_int_equal(check.threshold_count, 1);
  assert_true(strlen(check.thresholds[0].branch) < 200);
  assert_non_null(strstr(check.thresholds[0].branch, "c0, c1, "));
  assert_non_null(strstr(check.thresholds[0].branch, "…"));
  assert_true(arena_used(rules.arena) - before < 1u << 20);
  rules_close(&rules);
  free(text);
}

static void the_sum_counts_what_loading_had_to_say(void **state) {
  (void)state;
  struct rules rules = rules_open(
      FACTS
      "indicator { id = \"1.1\", value = a, at_least = 3 } }\n"
      "example { name = \"wrong\", of = \"s/1.1\", year = 2023, facts = { a = 3 }, expect = \"not_met\" }\n");
  struct check check = check_of(&rules);
  const chuan_problem problems[] = {{CHUAN_WARNING, "f", 1, 0, "w"}, {CHUAN_NOTE, "f", 2, 0, "n"}};
  chuan_check_counts counts;
  check_count(&check, rules.book, problems, 2, &counts);
  assert_int_equal(counts.errors, 1);
  assert_int_equal(counts.warnings, 1);
  assert_int_equal(counts.examples_failed, 1);
  assert_int_equal(counts.sides, 2);
  assert_int_equal(counts.sides_exercised, 0);
  rules_close(&rules);
}

/* An example of a derived value passes when just that comes out; what came out instead is told. */
static void expect_outcome(const struct check *check, size_t i, int passed, const char *found) {
  assert_true(i < check->example_count);
  if (check->examples[i].passed != passed || strcmp(check->examples[i].found, found) != 0) {
    fail_msg("example %zu: passed %d, found %s", i, check->examples[i].passed, check->examples[i].found);
  }
}

static void derived_values_have_examples(void **state) {
  (void)state;
  struct rules rules = rules_open(
      "facts \"commune\" { a = count {}, b = count {}, ok = yes_no {}, zone = choice { \"I\", \"II\" } }\n"
      "derived { level = \"commune\", id = \"few\", value = at_most(a, 3), source = law { \"1/QĐ\" } }\n"
      "derived { level = \"commune\", id = \"each\", value = a / b }\n"
      "derived { level = \"commune\", id = \"place\", value = choose { { few, \"II\" }, otherwise = zone } "
      "}\n"
      "derived { level = \"commune\", id = \"fine\", value = ok }\n"
      "example { of = \"commune/few\", year = 2023, facts = { a = 3 }, expect = \"met\" }\n"
      "example { of = \"commune/few\", year = 2023, facts = { a = 4 }, expect = \"met\" }\n"
      "example { of = \"commune/few\", year = 2023, facts = {}, expect = \"no_data\", causes = { a } }\n"
      "example { of = \"commune/few\", year = 2023, facts = {}, expect = \"no_data\", causes = { b } }\n"
      "example { of = \"commune/each\", year = 2023, facts = { a = 5, b = 2 }, expect = 2.5 }\n"
      "example { of = \"commune/each\", year = 2023, facts = { a = 5, b = 3 }, expect = 1.666666667 }\n"
      "example { of = \"commune/each\", year = 2023, facts = { a = 5, b = 0 }, expect = \"no_data\" }\n"
      "example { of = \"commune/each\", year = 2023, facts = { a = 0, b = 5 }, expect = \"no_data\" }\n"
      "example { of = \"commune/each\", year = 2023, facts = { b = 5 }, expect = 0 }\n"
      "example { of = \"commune/place\", year = 2023, facts = { a = 4, zone = \"I\" }, expect = \"I\" }\n"
      "example { of = \"commune/place\", year = 2023, facts = { a = 3, zone = \"I\" }, expect = \"I\" }\n"
      "example { of = \"commune/fine\", year = 2023, facts = { ok = false }, expect = false }\n"
      "example { of = \"commune/fine\", year = 2023, facts = { ok = false }, expect = true }\n");
  struct check check = check_of(&rules);
  expect_outcome(&check, 0, 1, "met");
  expect_outcome(&check, 1, 0, "not_met");
  expect_outcome(&check, 2, 1, "no_data");
  expect_outcome(&check, 3, 0, "no_data");
  expect_outcome(&check, 4, 1, "2.5");
  expect_outcome(&check, 5, 0, "1.666666667");
  expect_outcome(&check, 6, 1, "no_data");
  expect_outcome(&check, 7, 0, "0");
  expect_outcome(&check, 8, 0, "no_data");
  expect_outcome(&check, 9, 1, "I");
  expect_outcome(&check, 10, 0, "II");
  expect_outcome(&check, 11, 1, "false");
  expect_outcome(&check, 12, 0, "false");
  assert_int_equal(check.example_failed, 7);
  rules_close(&rules);
}

/* A derived test stands wherever a test may, and rests on its own source. */
static void a_derived_test_is_a_test(void **state) {
  (void)state;
  struct rules rules = rules_open(
      "facts \"commune\" { a = count {}, b = count {} }\n"
      "derived { level = \"commune\", id = \"few\", value = at_most(a, 3), source = law { \"1/QĐ\" } }\n"
      "derived { level = \"commune\", id = \"loose\", value = at_most(a, 4) }\n"
      "standard { id = \"s\", level = \"commune\" }\n"
      "criterion { of = \"s\", id = \"1\",\n"
      "indicator { id = \"1.1\", test = few },\n"
      "indicator { id = \"1.2\", test = all { few, none { more_than(b, unverified(2)) } } },\n"
      "indicator { id = \"1.3\", value = choose { { few, b }, otherwise = a }, at_least = unverified(2) },\n"
      "indicator { id = \"1.4\", test = at_least_n(1, { few, at_least(b, unverified(5)) }), applies_when = "
      "few },\n"
      "indicator { id = \"1.5\", test = loose } }\n");
  assert_int_equal(report_problem_count(rules.report), 1); /* nothing but 1.5 lacks a source */
  assert_non_null(
      strstr(report_problem_get(rules.report, 0)->message, "s/1.5 has a threshold and no source"));
  rules_set(&rules, "a", "3");
  rules_set(&rules, "b", "1");
  rules_expect(&rules, "s/1.1", CHUAN_MET);
  rules_expect(&rules, "s/1.2", CHUAN_MET);
  rules_expect(&rules, "s/1.3", CHUAN_NOT_MET);
  rules_expect(&rules, "s/1.4", CHUAN_MET);
  rules_set(&rules, "a", "4");
  rules_expect(&rules, "s/1.1", CHUAN_NOT_MET);
  rules_expect(&rules, "s/1.2", CHUAN_NOT_MET);
  rules_expect(&rules, "s/1.3", CHUAN_MET);
  rules_expect(&rules, "s/1.4", CHUAN_NOT_APPLICABLE);
  rules_set(&rules, "a", "");
  rules_expect(&rules, "s/1.1", CHUAN_NO_DATA);
  rules_expect(&rules, "s/1.3", CHUAN_NO_DATA);
  rules_expect(&rules, "s/1.4", CHUAN_NO_DATA);
  rules_close(&rules);
}

/* A derived test that no record asks has levels to be tried too; one that a record asks is tried there. */
static void levels_of_derived_tests_are_listed(void **state) {
  (void)state;
  struct rules rules = rules_open(
      FACTS
      "indicator { id = \"1.1\", test = few } }\n"
      "derived { level = \"commune\", id = \"few\", value = at_most(a, 3), source = law { \"1/QĐ\" } }\n"
      "derived { level = \"commune\", id = \"line\", value = by(zone, { I = 5, II = 6 }), source = law { "
      "\"1/QĐ\" } }\n"
      "derived { level = \"commune\", id = \"rich\", value = more_than(b, line), source = law { \"1/QĐ\" } "
      "}\n"
      "derived { level = \"commune\", id = \"bare\", value = all { rich, equals(a, 2) } }\n"
      "example { of = \"commune/few\", year = 2023, facts = { a = 3 }, expect = \"met\" }\n"
      "example { of = \"commune/rich\", year = 2023, facts = { b = 6, zone = \"I\" }, expect = \"met\" }\n"
      "example { of = \"commune/rich\", year = 2023, facts = { b = 6, zone = \"II\" }, expect = \"not_met\" "
      "}\n"
      "example { of = \"commune/bare\", year = 2023, facts = { a = 2, b = 7, zone = \"II\" }, expect = "
      "\"met\" }\n");
  struct check check = check_of(&rules);
  static const struct {
    const char *path, *branch;
    chuan_threshold_status status;
    uint32_t line;
    int met, not_met;
  } expected[] = {{"s/1.1", "", CHUAN_SOURCED, 7, 1, 0},
                  {"commune/rich", "I", CHUAN_SOURCED, 8, 1, 0},
                  {"commune/rich", "II", CHUAN_SOURCED, 8, 1, 1},
                  {"commune/bare", "", CHUAN_UNVERIFIED, 10, 1, 0}};
  assert_int_equal(check.example_failed, 0);
  assert_int_equal(check.threshold_count, 4);
  for (size_t i = 0; i < 4; i++) {
    const struct threshold_entry *entry = &check.thresholds[i];
    assert_string_equal(entry->path, expected[i].path);
    assert_string_equal(entry->branch, expected[i].branch);
    assert_int_equal(entry->status, expected[i].status);
    assert_int_equal(entry->place.line, expected[i].line);
    assert_int_equal(entry->exercised_met, expected[i].met);
    assert_int_equal(entry->exercised_not_met, expected[i].not_met);
  }
  rules_close(&rules);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_threshold_nobody_checked_never_looks_checked),
      cmocka_unit_test(a_branch_names_a_few_of_many_choices),
      cmocka_unit_test(the_sum_counts_what_loading_had_to_say),
      cmocka_unit_test(derived_values_have_examples),
      cmocka_unit_test(a_derived_test_is_a_test),
      cmocka_unit_test(levels_of_derived_tests_are_listed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
