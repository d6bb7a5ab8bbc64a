/* The words over the tree of units and over time: the graph they make, and what is said of each mistake. */
#include "rules/expression_pool.h"
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

/* Four lines before the text of a test, which begins on line 5. */
static const char before[] =
    "period { id = '2021-2025', first_year = 2021, last_year = 2025 } document { id = '1/QĐ' } document { id "
    "= '2/QĐ' }\n"
    "facts 'commune' { a = count { unit = 'hộ' }, b = count { unit = 'hộ', max = 100 }, km = amount { unit = "
    "'km' }, "
    "rate = amount { unit = '%', min = 0, max = 100 }, ok = yes_no {}, zone = choice { 'I', 'II' }, free = "
    "amount {} }\n"
    "facts 'district' { a = count { unit = 'hộ' }, town = yes_no {}, budget = amount { unit = 'đồng' }, zone "
    "= choice { "
    "'I', 'II' } } facts 'province' { a = count { unit = 'hộ' }, coast = yes_no {} } facts 'ward' { w = "
    "count {} } facts "
    "'bloc' { v = count {} }\n"
    "standard { id = 's', level = 'commune' } criterion { of = 's', id = '1', source = law { '1/QĐ' }, "
    "indicator { id "
    "= '1.1', test = is_true(ok) } } criterion { of = 's', id = '2', source = law { '1/QĐ' }, indicator { id "
    "= '2.1', test = "
    "is_true(ok) } }\n";

static const char *load(const char *text, struct report *report, struct rulebook **book) {
  size_t size = sizeof before + strlen(text);
  char *whole = malloc(size);
  assert_non_null(whole);
  snprintf(whole, size, "%s%s", before, text);
  for (char *c = whole; *c; c++)
    if (*c == '\'') *c = '"';
  struct rule_text file = {"rules.lua", "rules.lua", whole, strlen(whole)};
  rulebook_load_text("rules", &file, 1, report, book);
  free(whole);
  return report_message(report);
}

/* --- the graph --------------------------------------------------------------------------------------- */

struct made {
  struct report *report;
  struct rulebook *book;
};

/* The value of the derived `x` of a level, written so. */
static const struct expression *make(struct made *made, const char *level, const char *value) {
  char text[1024];
  snprintf(text, sizeof text, "derived { level = '%s', id = 'x', value = %s }", level, value);
  made->report = report_create();
  report_set_language(made->report, CHUAN_ENGLISH);
  made->book = NULL;
  load(text, made->report, &made->book);
  if (!made->book) fail_msg("%s: %s", value, report_problem_get(made->report, 0)->message);
  return made->book->derived[0]->value;
}

static void unmake(struct made *made) {
  rulebook_free(made->book);
  report_free(made->report);
}

static void aggregates_read_the_level_below(void **state) {
  (void)state;
  struct made made;
  const struct expression *sum =
      make(&made, "district", "sum_of('commune', a, { where = is_true(ok), empty = 0 })");
  assert_int_equal(sum->kind, EXPRESSION_SUM_OF);
  assert_string_equal(sum->unit, "hộ");
  assert_string_equal(sum->as.over->level, "commune");
  assert_true(sum->as.over->has_where && sum->as.over->has_empty && !sum->as.over->has_weight);
  assert_int_equal(sum->as.over->missing, MISSING_UNKNOWN);
  assert_int_equal(sum->operand_count, 2);
  assert_string_equal(sum->operands[0]->as.fact->level, "commune");
  assert_int_equal(sum->operands[1]->kind, EXPRESSION_IS_TRUE);
  assert_int_equal(sum->numerator_bits, 63 + 24);
  assert_int_equal(sum->denominator_bits, 1);
  unmake(&made);

  const struct expression *count =
      make(&made, "province", "count_of('commune', met 's', { missing = 'as_not_met' })");
  assert_int_equal(count->kind, EXPRESSION_COUNT_OF);
  assert_int_equal(count->as.over->missing, MISSING_AS_NOT_MET);
  assert_int_equal(count->operands[0]->kind, EXPRESSION_MET);
  assert_string_equal(count->unit, "");
  unmake(&made);

  const struct expression *share =
      make(&made, "district", "share_of('commune', recognised 's', { missing = 'exclude' })");
  assert_int_equal(share->kind, EXPRESSION_SHARE_OF);
  assert_int_equal(share->as.over->missing, MISSING_EXCLUDE);
  assert_string_equal(share->unit, "%");
  assert_int_equal(share->operands[0]->kind, EXPRESSION_RECOGNISED);
  assert_string_equal(share->operands[0]->as.target->path, "s");
  assert_int_equal(share->operands[0]->operand_count, 0);
  unmake(&made);

  const struct expression *mean =
      make(&made, "province", "mean_of('commune', rate, { weight = a, where = known(b) })");
  assert_int_equal(mean->kind, EXPRESSION_MEAN_OF);
  assert_int_equal(mean->operand_count, 3);
  assert_int_equal(mean->operands[1]->kind, EXPRESSION_KNOWN);
  assert_ptr_equal(mean->operands[2]->as.fact, vocabulary_find(&made.book->vocabulary, "commune", "a"));
  assert_string_equal(mean->unit, "%");
  unmake(&made);
}

static void parent_finds_its_level(void **state) {
  (void)state;
  struct made made;
  const struct expression *only = make(&made, "commune", "parent(budget)");
  assert_int_equal(only->kind, EXPRESSION_PARENT);
  assert_string_equal(only->as.level, "district");
  assert_string_equal(only->unit, "đồng");
  unmake(&made);
  const struct expression *named = make(&made, "commune", "parent('province', a)");
  assert_string_equal(named->as.level, "province");
  assert_string_equal(named->operands[0]->as.fact->level, "province");
  unmake(&made);
  const struct expression *test =
      make(&made, "commune", "parent(all { at_least(a, 5), more_than(budget, 0) })");
  assert_string_equal(test->as.level, "district");
  assert_int_equal(test->type, TYPE_TEST);
  unmake(&made);
  const struct expression *choice = make(&made, "commune", "equals(parent('district', zone), 'II')");
  assert_int_equal(choice->operands[1]->as.choice_index, 1);
  unmake(&made);
}

static void years_keep_what_they_read(void **state) {
  (void)state;
  struct made made;
  const struct expression *then = make(&made, "commune", "in_year(2020, share(b, a))");
  assert_int_equal(then->kind, EXPRESSION_IN_YEAR);
  assert_int_equal(then->as.year, 2020);
  assert_string_equal(then->unit, "%");
  unmake(&made);
  const struct expression *last = make(&made, "commune", "last_year(zone)");
  assert_int_equal(last->kind, EXPRESSION_LAST_YEAR);
  assert_int_equal(last->type, TYPE_CHOICE);
  unmake(&made);
  const struct expression *total = make(&made, "commune", "total_since(2021, km)");
  assert_int_equal(total->kind, EXPRESSION_TOTAL_SINCE);
  assert_string_equal(total->unit, "km");
  unmake(&made);
  const struct expression *fall = make(&made, "commune", "average_fall(rate, { from = 2021 })");
  assert_int_equal(fall->kind, EXPRESSION_AVERAGE_FALL);
  assert_string_equal(fall->unit, "điểm %");
  assert_int_equal(fall->operands[0]->kind, EXPRESSION_IN_YEAR);
  assert_ptr_equal(fall->operands[0]->operands[0], fall->operands[1]);
  unmake(&made);
  const struct expression *growth =
      make(&made, "commune", "at_least(unverified(average_growth(km, { from = 2020 })), 8.5)");
  assert_int_equal(growth->operands[0]->operands[0]->kind, EXPRESSION_AVERAGE_GROWTH);
  assert_string_equal(growth->operands[0]->unit, "%");
  unmake(&made);
}

static void amendments_keep_their_order(void **state) {
  (void)state;
  struct made made;
  const struct expression *value =
      make(&made, "commune", "amended { unverified(40), { from = '2024-03-01', by = '2/QĐ', 45 } }");
  assert_int_equal(value->kind, EXPRESSION_AMENDED);
  assert_int_equal(value->operand_count, 2);
  assert_int_equal(value->as.amended.from[0], DATE_UNKNOWN_START);
  assert_int_equal(value->as.amended.from[1], date_of(2024, 3, 1));
  assert_null(value->as.amended.by[0]);
  assert_string_equal(value->as.amended.by[1]->id, "2/QĐ");
  unmake(&made);
  const struct expression *test = make(&made, "commune",
                                       "amended { { from = '2022-01-01', by = '1/QĐ', is_true(ok) }, { from "
                                       "= '2024-03-01', by = '2/QĐ', at_least(a, 5) } }");
  assert_int_equal(test->type, TYPE_TEST);
  assert_int_equal(test->as.amended.from[0], date_of(2022, 1, 1));
  unmake(&made);
  const struct expression *choice =
      make(&made, "commune", "equals(zone, amended { 'I', { from = '2024-03-01', by = '2/QĐ', 'II' } })");
  assert_int_equal(choice->operands[1]->type, TYPE_CHOICE);
  unmake(&made);
}

static void failed_share_asks_every_criterion(void **state) {
  (void)state;
  struct made made;
  const struct expression *share = make(&made, "commune", "failed_share 's'");
  assert_int_equal(share->kind, EXPRESSION_FAILED_SHARE);
  assert_int_equal(share->operand_count, 2);
  assert_string_equal(share->unit, "%");
  assert_string_equal(share->as.target->id, "s");
  unmake(&made);
}

static void equal_words_are_one(void **state) {
  (void)state;
  static const char *const pairs[][2] = {
      {"sum_of('commune', a)", "sum_of('commune', a, { missing = 'unknown' })"},
      {"in_year(2020, a)", "in_year(2020, a)"},
      {"count_of('commune', met 's')", "count_of('commune', met 's', {})"},
  };
  static const char *const others[][2] = {
      {"sum_of('commune', a)", "sum_of('commune', a, { missing = 'exclude' })"},
      {"sum_of('commune', a)", "sum_of('commune', a, { empty = 0 })"},
      {"mean_of('commune', a, { where = is_true(ok) })", "mean_of('commune', a)"},
      {"in_year(2020, a)", "in_year(2021, a)"},
      {"total_since(2020, a)", "total_since(2021, a)"},
      {"amended { 4, { from = '2024-03-01', by = '2/QĐ', 5 } }",
       "amended { 4, { from = '2024-03-02', by = '2/QĐ', 5 } }"},
      {"amended { 4, { from = '2024-03-01', by = '1/QĐ', 5 } }",
       "amended { 4, { from = '2024-03-01', by = '2/QĐ', 5 } }"},
  };
  char text[512];
  struct made made;
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    snprintf(text, sizeof text, "smallest { %s, %s }", pairs[i][0], pairs[i][1]);
    const struct expression *both = make(&made, "district", text);
    assert_ptr_equal(both->operands[0], both->operands[1]);
    unmake(&made);
  }
  for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
    snprintf(text, sizeof text, "smallest { %s, %s }", others[i][0], others[i][1]);
    const struct expression *both = make(&made, "district", text);
    assert_ptr_not_equal(both->operands[0], both->operands[1]);
    unmake(&made);
  }
}

static void facts_say_how_they_carry_and_merge(void **state) {
  (void)state;
  static const struct {
    const char *text;
    enum fact_merge merge;
  } cases[] = {{"count {}", MERGE_SUM},
               {"count { unit = '%' }", MERGE_SAME},
               {"amount { unit = 'km' }", MERGE_SUM},
               {"amount { unit = 'triệu đồng/người/năm' }", MERGE_SAME},
               {"amount {}", MERGE_SAME},
               {"yes_no {}", MERGE_SAME},
               {"yes_no { merge = 'same' }", MERGE_SAME},
               {"choice { 'p', 'q', carry = 2 }", MERGE_SAME},
               {"amount { unit = '%', merge = 'sum' }", MERGE_SUM},
               {"count { merge = 'same' }", MERGE_SAME},
               {"amount { unit = '%', merge = a }", MERGE_MEAN},
               {"amount { unit = '%', merge = 'a' }", MERGE_MEAN}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char text[256];
    struct report *report = report_create();
    struct rulebook *book = NULL;
    snprintf(text, sizeof text, "facts 'commune' { y = %s, z = count { carry = 3 } }", cases[i].text);
    load(text, report, &book);
    if (!book) fail_msg("%s: %s", cases[i].text, report_problem_get(report, 0)->message);
    const struct fact *fact = vocabulary_find(&book->vocabulary, "commune", "y");
    assert_int_equal(fact->merge, cases[i].merge);
    if (fact->merge == MERGE_MEAN) assert_string_equal(fact->weight->id, "a");
    assert_int_equal(vocabulary_find(&book->vocabulary, "commune", "z")->carry, 3);
    assert_int_equal(fact->carry, fact->kind == FACT_CHOICE ? 2 : 0);
    rulebook_free(book);
    report_free(report);
  }
}

/* Whether a warning speaks of `part` when an indicator asks this, without a source. */
static int warns(const char *fields, const char *part) {
  char text[512];
  struct report *report = report_create();
  struct rulebook *book = NULL;
  snprintf(text, sizeof text,
           "standard { id = 't', level = 'district' } criterion { of = 't', id = '1', indicator { id = "
           "'1.1', %s } }",
           fields);
  report_set_language(report, CHUAN_ENGLISH);
  load(text, report, &book);
  if (!book) fail_msg("%s: %s", fields, report_problem_get(report, 0)->message);
  int found = 0;
  for (size_t i = 0; i < report_problem_count(report); i++)
    found |= strstr(report_problem_get(report, i)->message, part) != NULL;
  rulebook_free(book);
  report_free(report);
  return found;
}

static void thresholds_are_those_of_the_unit(void **state) {
  (void)state;
  static const char unsourced[] = "t/1.1 has a threshold and no source";
  assert_true(warns("value = count_of('commune', met 's'), at_least = 3", unsourced));
  assert_false(warns("value = count_of('commune', at_least(a, 3)), at_least = unverified(3)", unsourced));
  assert_true(warns("value = a, at_least = count_of('commune', at_least(a, unverified(3)))", unsourced));
  assert_true(
      warns("value = a, at_least = amended { 3, { from = '2024-03-01', by = '2/QĐ', 4 } }", unsourced));
  assert_false(warns(
      "value = a, at_least = unverified(amended { 3, { from = '2024-03-01', by = '2/QĐ', 4 } })", unsourced));
  assert_true(warns("test = last_year(at_least(a, 3))", unsourced));
}

static void facts_read_from_above_and_below_are_read(void **state) {
  (void)state;
  assert_true(warns("value = a, at_least = unverified(3)", "no rule reads `km`"));
  assert_false(warns("value = sum_of('commune', km), at_least = unverified(3)", "no rule reads `km`"));
  assert_false(warns("value = sum_of('commune', a, { where = at_least(km, 3) }), at_least = unverified(3)",
                     "no rule reads `km`"));
  assert_false(warns("value = last_year(budget), at_least = unverified(3)", "no rule reads `budget`"));
  assert_false(warns("test = parent(is_true(coast))", "no rule reads `coast`"));
}

/* --- mistakes ---------------------------------------------------------------------------------------- */

#define DERIVED(level, value) "derived { level = '" level "', id = 'x', value = " value " }"

static const struct {
  const char *text, *message;
} mistakes[] = {
    /* aggregates */
    {DERIVED("district", "sum_of('commune')"), "write sum_of(\"commune\", value, { where = test })"},
    {DERIVED("district", "sum_of(a, 'commune')"), "`sum_of` is not written like this"},
    {DERIVED("district", "sum_of(commune, a)"), "`commune` is a level; write it in quotes: \"commune\""},
    {DERIVED("district", "sum_of('comune', a)"), "there is no level \"comune\"; did you mean \"commune\"?"},
    {DERIVED("district", "sum_of('district', a)"), "asks for the level district in a rule of that level"},
    {DERIVED("commune", "sum_of('district', a)"),
     "`sum_of` looks down, and the level district lies above commune; write parent(\"district\", value)"},
    {DERIVED("bloc", "sum_of('ward', w)") " derived { level = 'ward', id = 'y', value = sum_of('bloc', v) }",
     "has the level bloc below ward, and rules.lua:5 has it the other way round"},
    {DERIVED("district", "sum_of('commune', budget)"), "`budget` belongs to the level district"},
    {DERIVED("district", "sum_of('commune', km, { wher = is_true(ok) })"),
     "sum_of has no field `wher`; did you mean `where`?"},
    {DERIVED("district", "sum_of('commune', km, { weight = a })"), "sum_of has no field `weight`"},
    {DERIVED("district", "sum_of('commune', ok)"), "ok is a yes/no figure where a number is needed"},
    {DERIVED("district", "count_of('commune', ok)"), "write for instance is_true(x)"},
    {DERIVED("district", "count_of('commune', is_true(ok), { where = a })"),
     "a is a number where a test is needed"},
    {DERIVED("district", "share_of('commune', is_true(ok), { missing = 'no' })"),
     "write \"unknown\", \"exclude\" or \"as_not_met\""},
    {DERIVED("district", "sum_of('commune', a, { missing = 'as_not_met' })"),
     "write \"unknown\" or \"exclude\""},
    {DERIVED("district", "count_of('commune', is_true(ok), { empty = 0.5 })"), "`empty` of count_of is 0.5"},
    {DERIVED("district", "share_of('commune', is_true(ok), { empty = 101 })"), "`empty` of share_of is 101"},
    {DERIVED("district", "share_of('commune', is_true(ok), { empty = pending() })"),
     "`empty` of share_of is pending(...); write a number"},
    {DERIVED("district", "mean_of('commune', rate, { weight = free })"),
     "the weight free could be below zero"},
    {DERIVED("district", "sum_of('commune', share(a, b))"), "round them first"},
    {DERIVED("district", "mean_of('commune', share(a, b), { weight = a })"), "mean_of adds up fractions"},
    {DERIVED("district", "count_of('commune', met '1')"),
     "there is no standard, criterion or indicator \"1\""},
    {DERIVED("district", "at_least(share_of('commune', is_true(ok)), 120)"),
     "a percentage is compared with 120"},
    {DERIVED("district", "at_least(sum_of('commune', km), a)"),
     "is in \"km\" and is compared with a in \"hộ\""},
    {"sum_of('commune', a)", "sum_of(...) is built but used nowhere"},
    {DERIVED("district", "km"), "write sum_of(\"commune\", km), or use a fact of that level"},
    {DERIVED("commune", "budget"), "write parent(\"district\", budget), or use a fact of that level"},
    /* parent */
    {DERIVED("commune", "parent(a)"),
     "both district and province know `a`; say which is meant: parent(\"district\", value)"},
    {DERIVED("commune", "parent(5)"), "nothing here tells which level parent means"},
    {DERIVED("commune", "parent(km)"), "no level above commune knows `km`"},
    {DERIVED("district", "parent(km)"), "no level above district knows `km`"},
    {DERIVED("commune", "parent(sum{ budget, coast })"),
     "no level above commune knows `budget` and all else"},
    {DERIVED("commune", "parent()"),
     "`parent` is not written like this; write parent(value), or parent(\"district\", value)"},
    {DERIVED("district", "parent('commune', km)"),
     "`parent` looks up, and the level commune lies below district; write sum_of(\"commune\", value)"},
    {DERIVED("commune", "parent('commune', km)"), "name a level above it"},
    {DERIVED("commune", "parent(budgett)"), "unknown name `budgett`; did you mean `budget`?"},
    {DERIVED("commune", "parent(met 's')"), "no level above commune knows `s`"},
    {DERIVED("commune", "at_least(parent(budget), km)"), "is compared with km in \"km\""},
    /* years */
    {DERIVED("commune", "in_year(a, 2020)"), "a is no year; write a year such as 2020"},
    {DERIVED("commune", "in_year(2020)"), "write in_year(2020, value)"},
    {DERIVED("commune", "in_year(20, a)"), "20 is no year"},
    {DERIVED("commune", "in_year(2030, a)"), "the period ends in 2025, so figures of 2030 never come"},
    {DERIVED("commune", "last_year(2020, a)"), "write last_year(value)"},
    {DERIVED("commune", "total_since(2021, ok)"), "ok is a yes/no figure where a number is needed"},
    {DERIVED("commune", "total_since(2021, share(a, b))"), "round them first"},
    {DERIVED("commune", "average_growth(a)"), "write average_growth(value, { from = 2020 })"},
    {DERIVED("commune", "average_growth(a, { since = 2020 })"), "average_growth has no field `since`"},
    {DERIVED("commune", "average_growth(a, {})"), "write average_growth(value, { from = 2020 })"},
    {DERIVED("commune", "average_fall(a, { from = 'x' })"), "\"x\" is no year"},
    {DERIVED("commune", "average_growth(a, { from = 2025 })"),
     "spans 0 years; write a year from 1985 to 2024"},
    {DERIVED("commune", "average_growth(a, { from = 1980 })"), "spans 45 years"},
    {DERIVED("commune", "average_growth(a, { from = 2020 }) + 1"),
     "may only be compared; write at_least(average_growth(x"},
    {DERIVED("commune", "at_least(8, average_growth(a, { from = 2020 }))"), "with the growth first"},
    {DERIVED("commune", "rounded(average_growth(a, { from = 2020 }), 1)"), "may only be compared"},
    {DERIVED("commune",
             "average_growth(a, { from = 2020 })") " derived { level = 'district', id = 'y', value = "
                                                   "mean_of('commune', x) }",
     "may only be compared"},
    {DERIVED("commune", "at_least(average_growth(a, { from = 1985 }), share(a, b))"),
     "a growth over 40 years compared"},
    /* cycles */
    {DERIVED("commune", "last_year(x)"), "x rests on itself: x → last_year → x"},
    {DERIVED("commune", "in_year(2020, x + 1)"), "x → in_year → x"},
    {DERIVED("commune",
             "parent(y)") " derived { level = 'district', id = 'y', value = sum_of('commune', x) }",
     "x rests on itself: x → parent(\"district\") → y → sum_of(\"commune\") → x"},
    {DERIVED("commune", "average_fall(x, { from = 2020 })"), "x → average_fall → x"},
    {DERIVED(
         "commune",
         "parent('district', x)") " derived { level = 'district', id = 'x', value = sum_of('commune', x) }",
     "x rests on itself: x → parent(\"district\") → x → sum_of(\"commune\") → x"},
    {"criterion { of = 's', id = '3', indicator { id = '3.1', value = failed_share 's', at_most = 10 } }",
     "s/3 rests on itself: s/3 → s/3.1 → s/3"},
    /* recognised, failed_share */
    {DERIVED("commune", "recognised 't'"), "there is no standard \"t\"; did you mean \"s\"?"},
    {DERIVED("commune", "recognised 's/1'"), "there is no standard \"s/1\""},
    {DERIVED("commune", "recognised(5)"), "write recognised \"commune.standard\""},
    {DERIVED("district", "recognised 's'"),
     "put it inside count_of(\"commune\", test), or parent(\"commune\", value)"},
    {DERIVED("district", "failed_share 's'"), "\"s\" is a standard of the level commune"},
    {DERIVED("commune", "at_most(failed_share 's', 200)"), "a percentage is compared with 200"},
    {"standard { id = 't', level = 'comune', test = is_true(ok) } " DERIVED("district",
                                                                            "count_of('commune', met 't')"),
     "there is no level \"comune\""},
    {"standard { id = 't', level = 'comune', test = is_true(ok) } " DERIVED("commune", "recognised 't'"),
     "there is no level \"comune\""},
    {"standard { id = 't', level = 'comune', test = is_true(ok) } " DERIVED("commune", "parent(met 't')"),
     "there is no level \"comune\""},
    /* amended */
    {DERIVED("commune", "amended { 40 }"), "`amended` is not written like this"},
    {DERIVED("commune", "amended { 40, 45 }"), "from which day and by which document"},
    {DERIVED("commune", "amended { 40, { from = '2024-03-01', 45 } }"),
     "from which day and by which document"},
    {DERIVED("commune", "amended { 40, { by = '2/QĐ', 45 } }"), "from which day and by which document"},
    {DERIVED("commune", "amended { 40, { from = '1/3/2024', by = '2/QĐ', 45 } }"), "\"1/3/2024\" is no date"},
    {DERIVED("commune", "amended { 40, { from = '2024-03-01', by = '3/QĐ', 45 } }"),
     "there is no document \"3/QĐ\"; did you mean"},
    {DERIVED("commune",
             "amended { 40, { from = '2024-03-01', by = '2/QĐ', 45 }, { from = '2023-03-01', by = '1/QĐ', 50 "
             "} }"),
     "does not come after the one before it"},
    {DERIVED("commune", "amended { 40, { from = '2024-03-01', by = '2/QĐ' } }"),
     "`amended` is not written like this"},
    {DERIVED("commune", "amended { 40, { frm = '2024-03-01', by = '2/QĐ', 45 } }"),
     "amended has no field `frm`; did you mean `from`?"},
    {DERIVED("commune", "amended { 40, { from = '2024-03-01', by = '2/QĐ', is_true(ok) } }"),
     "is a test where a number is needed"},
    {DERIVED("commune", "at_least(rate, amended { 40, { from = '2024-03-01', by = '2/QĐ', 145 } })"),
     "compared with 145"},
    /* compute */
    {DERIVED(
         "district",
         "sum_of('commune', a)") " derived { level = 'district', id = 'y', value = compute { reads = { x }, "
                                 "function(unit) return unit.x end } }",
     "compute reads its own unit in its own year, and `x` rests on other units"},
    /* facts */
    {"facts 'commune' { y = count { carry = -1 } }",
     "write for how many years a figure serves, from 0 to 50"},
    {"facts 'commune' { y = count { carry = 'x' } }", "`carry` of y is \"x\""},
    {"facts 'commune' { y = count { merge = 'add' } }",
     "`merge` of y is \"add\"; write \"sum\", \"same\", or the count"},
    {"facts 'commune' { y = count { merge = sum } }", "`merge` of y is sum"},
    {"facts 'commune' { y = count { merge = free } }", "`merge` of y is free"},
    {"facts 'commune' { y = yes_no { merge = 'sum' } }",
     "what is no number can only be kept where all agree"},
    {"facts 'commune' { y = choice { 'p', 'q', merge = a } }", "can only be kept where all agree"},
};

static void every_mistake_is_told_in_both_languages(void **state) {
  (void)state;
  size_t silent = 0;
  for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
    struct report *english = report_create(), *vietnamese = report_create();
    struct rulebook *book = NULL;
    int found = 0;
    report_set_language(english, CHUAN_ENGLISH);
    report_set_language(vietnamese, CHUAN_VIETNAMESE);
    load(mistakes[i].text, english, &book);
    assert_null(book);
    load(mistakes[i].text, vietnamese, &book);
    assert_null(book);
    size_t count = report_problem_count(english), errors = report_severity_count(english, CHUAN_ERROR);
    assert_int_equal(count, report_problem_count(vietnamese));
    for (size_t p = 0; p < count; p++) {
      const chuan_problem *problem = report_problem_get(english, p);
      found |= problem->line == 5 && strstr(problem->message, mistakes[i].message) != NULL;
      assert_string_not_equal(problem->message, report_problem_get(vietnamese, p)->message);
    }
    if (!found || errors != 1) {
      silent++;
      print_error("%s\n  expected alone: %s\n", mistakes[i].text, mistakes[i].message);
      for (size_t p = 0; p < count; p++) {
        const chuan_problem *problem = report_problem_get(english, p);
        print_error("  got %u: %s\n", problem->line, problem->message);
      }
    }
    report_free(english);
    report_free(vietnamese);
  }
  assert_int_equal(silent, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(aggregates_read_the_level_below),
      cmocka_unit_test(parent_finds_its_level),
      cmocka_unit_test(years_keep_what_they_read),
      cmocka_unit_test(amendments_keep_their_order),
      cmocka_unit_test(failed_share_asks_every_criterion),
      cmocka_unit_test(equal_words_are_one),
      cmocka_unit_test(facts_say_how_they_carry_and_merge),
      cmocka_unit_test(thresholds_are_those_of_the_unit),
      cmocka_unit_test(facts_read_from_above_and_below_are_read),
      cmocka_unit_test(every_mistake_is_told_in_both_languages),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
