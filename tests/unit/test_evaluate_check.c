/* What a check lists: every threshold, with the worst that is known of it, and which sides the examples try. */
#include "rules_text.h"

#include "evaluate/check.h"

#define FACTS                                                                           \
  "facts \"commune\" { a = count {}, b = count {}, zone = choice { \"I\", \"II\" } }\n" \
  "standard { id = \"s\", level = \"commune\" }\n"                                      \
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

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_threshold_nobody_checked_never_looks_checked),
      cmocka_unit_test(a_branch_names_a_few_of_many_choices),
      cmocka_unit_test(the_sum_counts_what_loading_had_to_say),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
