/* Targets, tasks, overlays and orders: what becomes of them in the rulebook, and what is said when they are wrong. */
#include "rules/loading.h"

#include "base/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char base[] =
    "period { id = \"p\", first_year = 2021, last_year = 2025, name = \"Kỳ\" }\n"
    "document { id = \"1/QĐ\", date = \"2022-03-08\" }\n"
    "document { id = \"504/QĐ\", date = \"2023-06-01\" }\n"
    "facts \"commune\" { a = count { unit = \"hộ\", max = 1000 }, b = count { unit = \"hộ\" }, ok = yes_no "
    "{},\n"
    "  r = choice { \"n\", \"s\", \"m\" } }\n"
    "facts \"village\" { v = count { unit = \"hộ\" } }\n"
    "facts \"province\" { done = count { unit = \"xã\" }, roads = amount { unit = \"km\" } }\n"
    "standard { id = \"s\", level = \"commune\", source = law { \"1/QĐ\" } }\n"
    "criterion { of = \"s\", id = \"1\",\n"
    "  indicator { id = \"1.1\", value = share(a, b), at_least = by(r, { n = 35, otherwise = 55 }) },\n"
    "  indicator { id = \"1.2\", test = is_true(ok), applies_when = at_least(b, 1) },\n"
    "  indicator { id = \"1.3\", value = a, between = { 3, 9 } } }\n"
    "criterion { of = \"s\", id = \"2\", indicator { id = \"2\", value = a, at_most = 9 } }\n";

struct loaded {
  struct report *report;
  struct rulebook *book;
  chuan_status status;
};

static struct loaded try(const char *text) {
  struct loaded loaded = {report_create(), NULL, CHUAN_OK};
  struct rule_text files[] = {{"facts.lua", "facts.lua", base, sizeof base - 1},
                              {"r.lua", "r.lua", text, strlen(text)}};
  report_set_language(loaded.report, CHUAN_ENGLISH);
  loaded.status = rulebook_load_text("f", files, 2, loaded.report, &loaded.book);
  return loaded;
}

static struct loaded load(const char *text) {
  struct loaded loaded = try(text);
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

/* The text is refused with one error, which has these words at that line of r.lua. */
static void refused(const char *text, unsigned line, const char *words) {
  struct loaded loaded = try(text);
  if (loaded.status == CHUAN_OK) fail_msg("loaded: %s", text);
  if (report_severity_count(loaded.report, CHUAN_ERROR) != 1) {
    for (size_t i = 0; i < report_problem_count(loaded.report); i++) {
      const chuan_problem *problem = report_problem_get(loaded.report, i);
      print_message("%s:%u: %s\n", problem->file, problem->line, problem->message);
    }
    fail_msg("not one error: %s", text);
  }
  for (size_t i = 0; i < report_problem_count(loaded.report); i++) {
    const chuan_problem *problem = report_problem_get(loaded.report, i);
    if (problem->severity != CHUAN_ERROR) continue;
    if (problem->line != line || strstr(problem->message, words) == NULL) {
      fail_msg("%u: %s\nwanted %u: %s", problem->line, problem->message, line, words);
    }
  }
  unload(&loaded);
}

static const struct judged *find(const struct loaded *loaded, const char *path) {
  const struct judged *judged = rulebook_find(loaded->book, path);
  if (judged == NULL) fail_msg("no %s", path);
  return judged;
}

/* --- targets -------------------------------------------------------------------------------------------- */

#define TARGET(fields) \
  "target { id = \"t\", by = 2025, level = \"province\", source = law { \"1/QĐ\" }, " fields " }\n"
#define VALUE "value = count_of(\"commune\", any { met \"s\", recognised \"s\" }), at_least = 38"

static void target_is_judged_after_the_standards(void **state) {
  (void)state;
  struct loaded loaded = load(TARGET("name = \"T\", " VALUE
                                     ", reported = done, keep = true, set = \"national\", unit = \"58\", task = { \"2\" }, "
                                     "baseline = { year = 2020, value = 27 }, path = \"linear\"")
                              "task { id = \"2\", criteria = { \"s/1\" }, departments = { { vi = \"Sở\", en = "
                              "\"Department\" } } }\n"
                              "task { id = \"g\", kind = \"solution\", targets = { \"t\" } }");
  const struct rulebook *book = loaded.book;
  const struct judged *judged = book->judged[book->judged_count - 1];
  const struct target *target = book->targets[0];
  assert_int_equal(book->target_count, 1);
  assert_ptr_equal(judged, &target->judged);
  assert_ptr_equal(judged, find(&loaded, "t"));
  assert_ptr_equal(judged->target, target);
  assert_int_equal(judged->kind, JUDGED_TARGET);
  assert_int_equal(judged->index, book->judged_count - 1);
  assert_int_equal(judged->comparison, EXPRESSION_AT_LEAST);
  assert_int_equal(judged->value->kind, EXPRESSION_COUNT_OF);
  assert_string_equal(judged->level, "province");
  assert_null(judged->parent);
  assert_int_equal(target->by, 2025);
  assert_int_equal(target->keeps, 1);
  assert_string_equal(target->set, "national");
  assert_string_equal(target->unit, "58");
  assert_string_equal(target->reported->as.fact->id, "done");
  assert_int_equal(target->has_baseline, 1);
  assert_int_equal(target->baseline_year, 2020);
  assert_int_equal(target->baseline->kind, EXPRESSION_NUMBER);
  assert_int_equal(target->path, PATH_LINEAR);
  assert_int_equal(book->task_count, 2);
  const struct task *task = book->tasks[0];
  assert_string_equal(task->kind, "task");
  assert_int_equal(task->target_count, 1);
  assert_ptr_equal(task->targets[0], target);
  assert_ptr_equal(task->judged[0], find(&loaded, "s/1"));
  assert_string_equal(task->departments[0].en, "Department");
  assert_string_equal(book->tasks[1]->kind, "solution");
  assert_ptr_equal(book->tasks[1]->targets[0], target);
  unload(&loaded);
}

static void target_goes_a_written_way_from_its_own_value(void **state) {
  (void)state;
  struct loaded loaded = load(TARGET(
      "value = done, at_least = 38, baseline = { year = 2020 }, path = { [2022] = 29, [2023] = 32.5 }"));
  const struct target *target = loaded.book->targets[0];
  assert_int_equal(target->baseline->kind, EXPRESSION_IN_YEAR);
  assert_int_equal(target->baseline->as.year, 2020);
  assert_ptr_equal(target->baseline->operands[0], target->judged.value);
  assert_int_equal(target->path, PATH_WRITTEN);
  assert_int_equal(target->step_count, 2);
  assert_int_equal(target->steps[1].year, 2023);
  unload(&loaded);
}

static void wrong_targets_are_refused(void **state) {
  (void)state;
  refused(TARGET("value = done"), 1, "target t has a value and nothing to compare it with");
  refused(TARGET("at_least = 3"), 1, "target t compares nothing");
  refused("target { id = \"s\", by = 2025, level = \"province\", value = done, at_least = 1 }", 1,
          "is already declared");
  refused(TARGET("value = done, at_least = 1, path = \"linear\""), 1, "linear from nowhere");
  refused(TARGET("value = done, at_least = 1, path = \"straight\""), 1, "the path of target t is not clear");
  refused(TARGET("value = done, at_least = 1, path = { [2025] = 29 }"), 1, "its last year is 2024");
  refused(TARGET("value = done, at_least = 1, baseline = { year = 2025, value = 1 }"), 1, "not before 2025");
  refused(TARGET("test = at_least(done, 1), reported = done"), 1, "has no value for `reported`");
  refused(TARGET("value = done, at_least = 1, reported = roads"), 1, "in \"km\"");
  refused(TARGET("value = done, at_least = 1, task = \"2\"") "task { id = \"22\" }", 1, "no task \"2\"");
  refused(TARGET("value = done, at_least = 1, unit = \"\""), 1, "write text in quotes");
  refused(TARGET("value = done, at_least = 1, unit = \"Ninh Thuận\""), 1, "no code of a unit");
  refused(TARGET("value = done, at_least = 1, unit = 58"), 1, "unit");
  refused(TARGET("value = done, at_least = 1, levle = \"x\""), 1, "did you mean `level`?");
  refused("task { id = \"2\", targets = { \"tt\" } }\n" TARGET("value = done, at_least = 1"), 1,
          "no target \"tt\"");
  refused("task { id = \"2\", kind = \"job\" }", 1, "kind = \"solution\"");
  refused("task { id = \"2\", criteria = { \"s/9\" } }", 1, "no standard, criterion or indicator \"s/9\"");
  refused("task { id = \"2\" }\ntask { id = \"2\" }", 2, "already declared at r.lua:1");
}

/* --- overlays ------------------------------------------------------------------------------------------- */

#define LAW "source = law { \"504/QĐ\" }"

static void overlay_makes_the_threshold_a_choice(void **state) {
  (void)state;
  struct loaded loaded = load("overlay { province = \"58\", " LAW
                              ", set { \"s/1.1\", at_least = 100 } }\n"
                              "overlay { pilot = \"22837\", " LAW
                              ", set { \"s/1.1\", at_least = unverified(90) },\n"
                              "  set { \"s/1.3\", between = { 4, 5 } }, set { \"s/1.2\", test = all { "
                              "is_true(ok), at_least(a, 2) } } }");
  const struct judged *judged = find(&loaded, "s/1.1");
  const struct expression *choice = judged->threshold;
  assert_int_equal(choice->kind, EXPRESSION_CHOOSE);
  assert_ptr_equal(choice, judged->test->operands[1]);
  assert_int_equal(choice->operand_count, 5);
  assert_int_equal(choice->operands[0]->kind, EXPRESSION_WITHIN);
  assert_string_equal(choice->operands[0]->as.code, "22837"); /* the pilot first */
  assert_int_equal(choice->operands[1]->kind, EXPRESSION_UNVERIFIED);
  assert_string_equal(choice->operands[2]->as.code, "58");
  assert_string_equal(choice->operands[3]->as.number.text, "100");
  assert_int_equal(choice->operands[4]->kind, EXPRESSION_BY);
  const struct overlay_set *set = NULL;
  const struct overlay *overlay = rulebook_overlay(loaded.book, judged, choice->operands[2], &set);
  assert_non_null(overlay);
  assert_string_equal(overlay->source->document->id, "504/QĐ");
  assert_int_equal(set->place.line, 1);
  assert_ptr_equal(set->threshold, choice->operands[3]);
  assert_int_equal(overlay->pilot, 0);
  assert_int_equal(loaded.book->overlay_count, 2);
  judged = find(&loaded, "s/1.3");
  assert_int_equal(judged->threshold->kind, EXPRESSION_CHOOSE);
  assert_int_equal(judged->threshold_high->kind, EXPRESSION_CHOOSE);
  assert_string_equal(judged->threshold_high->operands[1]->as.number.text, "5");
  assert_string_equal(judged->threshold_high->operands[2]->as.number.text, "9");
  const struct expression *applies = find(&loaded, "s/1.2")->test;
  assert_int_equal(applies->kind, EXPRESSION_APPLIES_WHEN);
  assert_int_equal(applies->operands[1]->kind, EXPRESSION_CHOOSE);
  assert_int_equal(applies->operands[1]->type, TYPE_TEST);
  assert_int_equal(applies->operands[1]->operands[2]->kind, EXPRESSION_IS_TRUE);
  unload(&loaded);
}

static void overlay_without_a_source_is_unverified(void **state) {
  (void)state;
  struct loaded loaded = load("overlay { province = \"58\", set { \"s/1.1\", at_least = 100 } }");
  assert_int_equal(find(&loaded, "s/1.1")->threshold->operands[1]->kind, EXPRESSION_UNVERIFIED);
  assert_int_equal(report_severity_count(loaded.report, CHUAN_WARNING) > 0, 1);
  unload(&loaded);
}

static void wrong_overlays_are_refused(void **state) {
  (void)state;
#define OVERLAY(set) "overlay { province = \"58\", " LAW ",\n  " set " }\n"
  refused(OVERLAY("set { \"s/1.9\", at_least = 100 }"), 2,
          "no indicator \"s/1.9\" to set; did you mean \"s/1.");
  refused(OVERLAY("set { \"s/1\", at_least = 100 }"), 2, "is a criterion");
  refused(OVERLAY("set { \"s/1.1\", at_most = 100 }"), 2,
          "s/1.1 asks at_least, and the overlay sets at_most");
  refused(OVERLAY("set { \"s/1.2\", at_least = 100 }"), 2, "asks a test");
  refused(OVERLAY("set { \"s/1.1\", at_least = 120 }"), 2, "100");
  refused(OVERLAY("set { \"s/1.1\" }"), 2, "`set` is not written like this");
  refused(OVERLAY("set { \"s/1.1\", atleast = 1 }"), 2, "set has no field `atleast`");
  refused(OVERLAY("set { \"s/1.1\", at_least = 70 }") OVERLAY("set { \"s/1.1\", at_least = 80 }"), 4,
          "s/1.1 is set for \"58\" already at r.lua:2");
  refused("overlay { " LAW ", set { \"s/1.1\", at_least = 70 } }", 1, "one province or one pilot");
  refused("overlay { province = \"58\", pilot = \"1\", " LAW ", set { \"s/1.1\", at_least = 70 } }", 1,
          "one province or one pilot");
  refused("overlay { province = \"58\", " LAW " }", 1, "sets nothing");
  refused(OVERLAY("at_least(a, 3)"), 2, "cannot stand in an overlay");
  refused("local x = set { \"s/1.1\", at_least = 70 }", 1, "used nowhere");
}

/* The only indicator of a criterion has its id: the indicator is meant. */
static void overlay_sets_an_only_indicator(void **state) {
  (void)state;
  struct loaded loaded = load("overlay { province = \"58\", " LAW ", set { \"s/2\", at_most = 5 } }");
  assert_int_equal(find(&loaded, "s/2")->children[0]->threshold->kind, EXPRESSION_CHOOSE);
  unload(&loaded);
}

/* --- orders, what is followed --------------------------------------------------------------------------- */

static void order_lists_choices(void **state) {
  (void)state;
  struct loaded loaded = load(
      "order { of = \"r\", { \"n\", \"s\" }, { \"n\", \"m\" } }\n"
      "criterion { of = \"s\", id = \"3\", indicator { id = \"3.1\", value = a, at_least = 1, "
      "follows = \"2016-2020/s/3.1\", easier = { vi = \"Lý do\", en = \"Reason\" } } }");
  assert_int_equal(loaded.book->easing_count, 2);
  const struct easing *easing = loaded.book->easings[1];
  assert_string_equal(easing->fact->id, "r");
  assert_int_equal(easing->choice_count, 2);
  assert_string_equal(easing->choices[1], "m");
  assert_string_equal(find(&loaded, "s/3.1")->follows, "2016-2020/s/3.1");
  assert_string_equal(find(&loaded, "s/3.1")->easier.en, "Reason");
  assert_string_equal(find(&loaded, "s/1.1")->easier.vi, "");
  unload(&loaded);
}

static void wrong_orders_are_refused(void **state) {
  (void)state;
  refused("order { of = \"r\", { \"n\", \"w\" } }", 1, "no choice \"w\"");
  refused("order { of = \"r\", { \"n\", \"n\" } }", 1, "twice");
  refused("order { of = \"r\", { \"n\" } }", 1, "fewer than two");
  refused("order { of = \"r\" }", 1, "lists nothing");
  refused("order { of = \"a\", { \"n\", \"s\" } }", 1, "`a` is no choice");
  refused("order { of = \"region\", { \"n\", \"s\" } }", 1, "no choice `region`");
  refused(
      "criterion { of = \"s\", id = \"3\", indicator { id = \"3.1\", value = a, at_least = 1, follows = "
      "\"s/1.9\" } }",
      1, "to follow");
}

/* --- examples -------------------------------------------------------------------------------------------- */

#define COUNTED TARGET("value = count_of(\"commune\", met \"s\"), at_least = 1")
#define OF_TARGET(fields) "example { of = \"t\", year = 2023, expect = \"met\",\n  " fields " }"

static void example_is_a_tree(void **state) {
  (void)state;
  struct loaded loaded = load(COUNTED OF_TARGET(
      "facts = { done = 1 }, history = { [2021] = { done = 2 }, [2020] = { done = 3 } }, "
      "within = \"58\", as_of = \"2023-06-30\",\n  children = { { facts = { a = 3, b = 4, "
      "ok = true } }, { recognised = { \"s\" }, children = { { level = \"village\", facts = { "
      "v = 1 } } } } }"));
  const struct example *example = loaded.book->examples[0];
  const struct example_unit *unit = example->unit;
  int32_t day = 0;
  assert_int_equal(date_parse("2023-06-30", 10, 0, &day), 1);
  assert_int_equal(example->has_as_of, 1);
  assert_int_equal(example->as_of, day);
  assert_string_equal(unit->level, "province");
  assert_string_equal(unit->within, "58");
  assert_int_equal(unit->history_count, 2);
  assert_int_equal(unit->history[0].year, 2020);
  assert_int_equal(unit->history[0].facts[0].value, 3);
  assert_int_equal(unit->child_count, 2);
  assert_string_equal(unit->children[0]->level, "commune");
  assert_ptr_equal(unit->children[0]->parent, unit);
  assert_int_equal(unit->children[0]->fact_count, 3);
  assert_int_equal(unit->children[0]->says_recognised, 0);
  assert_ptr_equal(unit->children[1]->recognised[0], find(&loaded, "s"));
  assert_string_equal(unit->children[1]->children[0]->level, "village");
  unload(&loaded);
}

static void wrong_trees_are_refused(void **state) {
  (void)state;
  refused(COUNTED OF_TARGET("children = { { facts = { done = 3 } } }"), 3, "unknown fact `done`");
  refused(COUNTED OF_TARGET("children = { { level = \"province\" } }"), 3, "the level province cannot lie");
  refused(COUNTED OF_TARGET("children = { { children = { {} } } }"), 3, "reads no unit below");
  refused(COUNTED OF_TARGET("children = { { recognised = { \"x\" } } }"), 3, "no standard \"x\"");
  refused(COUNTED OF_TARGET("children = { 3 }"), 3, "no unit of an example");
  refused(COUNTED OF_TARGET("history = { [2023] = { done = 1 } }"), 3, "the year of the example itself");
  refused(COUNTED OF_TARGET("history = { { done = 1 } }"), 3, "history tells figures by year");
  refused(COUNTED OF_TARGET("as_of = \"June\""), 3, "is no date");
  refused(COUNTED OF_TARGET("children = { { parent = { level = \"province\" } } }"), 3,
          "has its parent already");
  refused(TARGET("value = count_of(\"commune\", met \"s\") + sum_of(\"village\", v), at_least = 1")
              OF_TARGET("children = { {} }"),
          3, "of several levels (village, commune)");
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(target_is_judged_after_the_standards),
                                     cmocka_unit_test(target_goes_a_written_way_from_its_own_value),
                                     cmocka_unit_test(wrong_targets_are_refused),
                                     cmocka_unit_test(overlay_makes_the_threshold_a_choice),
                                     cmocka_unit_test(overlay_without_a_source_is_unverified),
                                     cmocka_unit_test(overlay_sets_an_only_indicator),
                                     cmocka_unit_test(wrong_overlays_are_refused),
                                     cmocka_unit_test(order_lists_choices),
                                     cmocka_unit_test(wrong_orders_are_refused),
                                     cmocka_unit_test(example_is_a_tree),
                                     cmocka_unit_test(wrong_trees_are_refused)};
  return cmocka_run_group_tests_name("records", tests, NULL, NULL);
}
