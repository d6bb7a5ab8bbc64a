/* carried_over: an indicator as another period has it, with the figures it rests on. */
#include "rules/loading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define EARLIER                                                                                             \
  "period { id = \"2021-2025\", first_year = 2021, last_year = 2025 }\n"                                    \
  "document { id = \"318/QĐ\", date = \"2022-03-08\" }\n"                                                  \
  "document { id = \"211/QĐ\", date = \"2024-03-01\" }\n"                                                  \
  "facts \"commune\" { a = count { unit = \"hộ\", part_of = \"b\" }, b = count { unit = \"hộ\" }, c = " \
  "count {}, "                                                                                              \
  "r = choice { \"n\", \"s\" } }\n"                                                                         \
  "facts \"village\" { v = count {} }\n"                                                                    \
  "derived { level = \"commune\", id = \"part\", value = share(a, b) }\n"                                   \
  "standard { id = \"s\", level = \"commune\", source = law { \"318/QĐ\" } }\n"                            \
  "criterion { of = \"s\", id = \"1\", name = { vi = \"Một\", en = \"One\" },\n"                          \
  "  indicator { id = \"1.1\", name = { vi = \"Nước\", en = \"Water\" }, value = part,\n"                \
  "    at_least = from_year { [2021] = 40, [2023] = by(r, { n = 35, otherwise = 45 }) },\n"                 \
  "    applies_when = at_least(sum_of(\"village\", v), 1) },\n"                                             \
  "  indicator { id = \"1.2\", test = at_least(c, 3) },\n"                                                  \
  "  indicator { id = \"1.3\", value = c, at_most = pending() },\n"                                         \
  "  indicator { id = \"1.4\", test = met \"1.2\" },\n"                                                     \
  "  indicator { id = \"1.5\", value = c, at_least = amended { 4, { from = \"2024-03-01\", by = "           \
  "\"211/QĐ\", 5 "                                                                                         \
  "} } } }\n"

#define LATER                                                            \
  "period { id = \"2026-2030\", first_year = 2026, last_year = 2030 }\n" \
  "facts \"commune\" { c = count {} }\n"                                 \
  "standard { id = \"z\", level = \"commune\" }\n"

struct periods { /* one other period, in memory */
  const char *id;
  struct rule_text file;
};

static chuan_status find(void *self, const char *period, struct report *report,
                         const struct rule_text **files, size_t *count) {
  const struct periods *periods = self;
  (void)report;
  if (periods->id == NULL || strcmp(periods->id, period) != 0) return CHUAN_NOT_FOUND;
  *files = &periods->file;
  *count = 1;
  return CHUAN_OK;
}

struct loaded {
  struct report *report;
  struct rulebook *book;
  chuan_status status;
};

static struct loaded try(const char *earlier, const char *later) {
  struct loaded loaded = {report_create(), NULL, CHUAN_OK};
  char text[4000];
  snprintf(text, sizeof text, "%s%s", LATER, later);
  struct rule_text file = {"r.lua", "r.lua", text, strlen(text)};
  struct periods others = {earlier != NULL ? "2021-2025" : NULL,
                           {"e.lua", "e.lua", earlier, earlier != NULL ? strlen(earlier) : 0}};
  struct rule_periods periods = {&others, find};
  report_set_language(loaded.report, CHUAN_ENGLISH);
  loaded.status = rulebook_load_texts("f", &file, 1, &periods, loaded.report, &loaded.book);
  return loaded;
}

static struct loaded load(const char *earlier, const char *later) {
  struct loaded loaded = try(earlier, later);
  if (loaded.status != CHUAN_OK) {
    const chuan_problem *problem = report_problem_get(loaded.report, 0);
    fail_msg("%s:%u: %s", problem->file, problem->line, problem->message);
  }
  return loaded;
}

static void unload(struct loaded *loaded) {
  rulebook_free(loaded->book);
  report_free(loaded->report);
}

static void refused(const char *earlier, const char *later, const char *words) {
  struct loaded loaded = try(earlier, later);
  if (loaded.status == CHUAN_OK) fail_msg("loaded: %s", later);
  const chuan_problem *problem = NULL;
  for (size_t i = 0; i < report_problem_count(loaded.report); i++) {
    const chuan_problem *one = report_problem_get(loaded.report, i);
    if (one->severity != CHUAN_ERROR) continue;
    if (problem != NULL) fail_msg("two errors: %s; %s", problem->message, one->message);
    problem = one;
  }
  if (problem == NULL || strcmp(problem->file, "r.lua") != 0 || problem->line != 5 ||
      strstr(problem->message, words) == NULL)
    fail_msg("%s:%u: %s\nwanted %s", problem ? problem->file : "", problem ? problem->line : 0,
             problem ? problem->message : "", words);
  unload(&loaded);
}

#define CRITERION(inside) "criterion { of = \"z\", id = \"8\",\n  " inside " }\n"

static const struct judged *judged(const struct loaded *loaded, const char *path) {
  const struct judged *found = rulebook_find(loaded->book, path);
  if (found == NULL) fail_msg("no %s", path);
  return found;
}

static void carried_indicator_is_as_in_the_last_year(void **state) {
  (void)state;
  struct loaded loaded = load(
      EARLIER,
      CRITERION("indicator { id = \"8.1\", carried_over \"2021-2025/s/1.1\" }, carried_over "
                "\"2021-2025/s/1.2\", carried_over \"2021-2025/s/1.3\", carried_over \"2021-2025/s/1.5\""));
  const struct judged *one = judged(&loaded, "z/8.1");
  assert_string_equal(one->carried_over, "2021-2025/s/1.1");
  assert_string_equal(one->name.en, "Water");
  assert_string_equal(one->source->document->id, "318/QĐ");
  assert_int_equal(one->comparison, EXPRESSION_AT_LEAST);
  assert_int_equal(one->threshold->kind, EXPRESSION_UNVERIFIED);
  assert_int_equal(one->threshold->operands[0]->kind, EXPRESSION_BY);
  assert_string_equal(one->threshold->place.file, "r.lua");
  assert_int_equal(one->threshold->place.line, 5);
  assert_int_equal(one->test->kind, EXPRESSION_APPLIES_WHEN);
  assert_int_equal(one->value->kind, EXPRESSION_DERIVED);
  const struct fact *part = vocabulary_find(&loaded.book->vocabulary, "commune", "a");
  assert_non_null(part);
  assert_ptr_equal(part->part_of, vocabulary_find(&loaded.book->vocabulary, "commune", "b"));
  assert_ptr_equal(vocabulary_level_find(&loaded.book->vocabulary, "commune")->facts[part->index], part);
  assert_non_null(vocabulary_find(&loaded.book->vocabulary, "village", "v"));
  assert_int_equal(loaded.book->derived_count, 1);
  one = judged(&loaded, "z/1.2");
  assert_int_equal(one->test->kind, EXPRESSION_UNVERIFIED);
  assert_int_equal(one->test->type, TYPE_TEST);
  assert_int_equal(judged(&loaded, "z/1.3")->threshold->kind, EXPRESSION_PENDING);
  one = judged(&loaded, "z/1.5");
  assert_string_equal(one->threshold->operands[0]->as.number.text, "5");
  unload(&loaded);
}

static void digest_covers_the_other_period(void **state) {
  (void)state;
  const char *later = CRITERION("carried_over \"2021-2025/s/1.2\"");
  struct loaded first = load(EARLIER, later), second = load(EARLIER "-- another remark\n", later);
  struct loaded third = load(EARLIER, later);
  assert_string_not_equal(rulebook_digest(first.book), rulebook_digest(second.book));
  assert_string_equal(rulebook_digest(first.book), rulebook_digest(third.book));
  unload(&first);
  unload(&second);
  unload(&third);
}

/* Derived values, and shares of verdicts, are no way round. */
#define RESTING                                                                    \
  "derived { level = \"commune\", id = \"good\", value = met \"s/1\" }\n"          \
  "criterion { of = \"s\", id = \"2\", indicator { id = \"2.1\", test = good },\n" \
  "  indicator { id = \"2.2\", value = c, at_most = choose { { none { good }, 1 }, otherwise = 2 } } }\n"

#define RESTING_SHARE                                                                              \
  "derived { level = \"commune\", id = \"failed\", value = failed_share \"s\" }\n"                 \
  "criterion { of = \"t\", id = \"1\", indicator { id = \"1.1\", value = failed, at_most = 5 },\n" \
  "  indicator { id = \"1.2\", value = failed_share \"s\", at_most = 5 } }\n"

static void no_verdict_of_another_period_comes_along(void **state) {
  (void)state;
  refused(EARLIER RESTING, CRITERION("carried_over \"2021-2025/s/2.1\""), "another rule (met)");
  refused(EARLIER RESTING, CRITERION("carried_over \"2021-2025/s/2.2\""), "another rule (met)");
  refused(EARLIER "standard { id = \"t\", level = \"commune\" }\n" RESTING_SHARE,
          CRITERION("carried_over \"2021-2025/t/1.1\""), "another rule (failed_share)");
  refused(EARLIER "standard { id = \"t\", level = \"commune\" }\n" RESTING_SHARE,
          CRITERION("carried_over \"2021-2025/t/1.2\""), "another rule (failed_share)");
}

static void what_cannot_be_carried_over_is_one_error(void **state) {
  (void)state;
  refused(NULL, CRITERION("carried_over \"2021-2025/s/1.2\""),
          "there is no period \"2021-2025\" beside this one");
  refused(EARLIER, CRITERION("carried_over \"2021-2026/s/1.2\""), "there is no period \"2021-2026\"");
  refused(EARLIER, CRITERION("carried_over \"2021-2025/s/1.9\""), "did you mean \"2021-2025/s/1.");
  refused(EARLIER, CRITERION("carried_over \"2021-2025/s/1\""), "is no indicator");
  refused(EARLIER, CRITERION("carried_over \"2021-2025/s/1.4\""), "rests on the verdict of another rule");
  refused(EARLIER, CRITERION("carried_over \"s\""), "`carried_over` is not written like this");
  refused(EARLIER, CRITERION("carried_over \"2026-2030/z/8\""), "is this period itself");
  refused(EARLIER, CRITERION("indicator { id = \"8.1\", carried_over \"2021-2025/s/1.2\", at_least = 3 }"),
          "no field `at_least`");
  refused(EARLIER "standard { id = \"s\", level = \"commune\" }\n",
          CRITERION("carried_over \"2021-2025/s/1.2\""), "have errors (e.lua:");
  refused("period { id = \"2021-2025\"", CRITERION("carried_over \"2021-2025/s/1.2\""),
          "have errors (e.lua:");
  refused(
      "period { id = \"2021-2025\", first_year = 2021, last_year = 2025 }\ncriterion { of = \"s\", id = "
      "\"1\", "
      "carried_over \"2026-2030/z/8\" }\nfacts \"commune\" { q = count {} }\nstandard { id = \"s\", level = "
      "\"commune\" }",
      CRITERION("carried_over \"2021-2025/s/1.2\""), "have errors (e.lua:2");
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(carried_indicator_is_as_in_the_last_year),
                                     cmocka_unit_test(digest_covers_the_other_period),
                                     cmocka_unit_test(no_verdict_of_another_period_comes_along),
                                     cmocka_unit_test(what_cannot_be_carried_over_is_one_error)};
  return cmocka_run_group_tests_name("carried over", tests, NULL, NULL);
}
