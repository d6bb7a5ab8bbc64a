/* Rules written inside a test, loaded, and one unit's figures to judge with them. */
#ifndef TESTS_UNIT_RULES_TEXT_H
#define TESTS_UNIT_RULES_TEXT_H

#include "base/decimal.h"
#include "evaluate/exact.h"
#include "rules/loading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define RULES_PERIOD                                                                                           \
  "period { id = \"2021-2025\", first_year = 2021, last_year = 2025, name = { vi = \"Kỳ\", en = \"Period\" " \
  "} }\n"                                                                                                      \
  "document { id = \"1/QĐ\", date = \"2022-03-08\" }\n"
#define RULES_YEAR 2023

struct rules {
  struct report *report;
  struct rulebook *book;
  const struct vocabulary_level *level;
  struct exact *exact;
  struct arena *arena;
  int64_t *values;
};

/* RULES_PERIOD and `text`: facts of "commune", then records. A mistake in the text fails the test. */
static inline struct rules rules_open_year(const char *text, int year) {
  struct rules rules = {.report = report_create(), .arena = arena_create()};
  size_t size = strlen(RULES_PERIOD) + strlen(text) + 1;
  char *whole = malloc(size);
  assert_non_null(whole);
  snprintf(whole, size, "%s%s", RULES_PERIOD, text);
  struct rule_text file = {"rules.lua", "rules.lua", whole, strlen(whole)};
  report_set_language(rules.report, CHUAN_ENGLISH);
  chuan_status status = rulebook_load_text("rules", &file, 1, rules.report, &rules.book);
  if (status != CHUAN_OK) {
    const chuan_problem *problem = report_problem_get(rules.report, 0);
    fail_msg("rules did not load: %s:%u: %s; %s", problem ? problem->file : "", problem ? problem->line : 0,
             problem ? problem->message : "", report_message(rules.report));
  }
  free(whole);
  rules.level = vocabulary_level_find(&rules.book->vocabulary, "commune");
  assert_non_null(rules.level);
  rules.values = arena_array(rules.arena, rules.level->fact_count + 1, sizeof *rules.values);
  for (uint32_t i = 0; i < rules.level->fact_count; i++) rules.values[i] = DECIMAL_MISSING;
  assert_int_equal(exact_create(rules.book, "commune", moment_of(year), NULL, &rules.exact), CHUAN_OK);
  exact_begin(rules.exact, rules.values, 0);
  return rules;
}

static inline struct rules rules_open(const char *text) {
  return rules_open_year(text, RULES_YEAR);
}

static inline void rules_close(struct rules *rules) {
  exact_free(rules->exact);
  rulebook_free(rules->book);
  report_free(rules->report);
  arena_free(rules->arena);
}

static inline const struct fact *rules_fact(const struct rules *rules, const char *id) {
  const struct fact *fact = vocabulary_find(&rules->book->vocabulary, "commune", id);
  if (fact == NULL) fail_msg("no fact %s", id);
  return fact;
}

/* "" = missing. Begins the unit anew. */
static inline void rules_set(struct rules *rules, const char *id, const char *value) {
  const struct fact *fact = rules_fact(rules, id);
  const char *english, *vietnamese;
  if (!fact_read(fact, value, strlen(value), &rules->values[fact->index], &english, &vietnamese)) {
    fail_msg("%s = %s: %s", id, value, english);
  }
  exact_begin(rules->exact, rules->values, 0);
}

static inline const struct judged *rules_judged(const struct rules *rules, const char *path) {
  const struct judged *judged = rulebook_find(rules->book, path);
  if (judged == NULL) fail_msg("no record %s", path);
  return judged;
}

static inline const struct expression *rules_test(const struct rules *rules, const char *path) {
  return rules_judged(rules, path)->test;
}

static inline void rules_expect(struct rules *rules, const char *path, chuan_verdict expected) {
  chuan_verdict verdict = exact_verdict(rules->exact, rules_test(rules, path));
  if (verdict != expected) {
    fail_msg("%s: expected %s, got %s", path, chuan_verdict_name(expected), chuan_verdict_name(verdict));
  }
}

#endif
