/* A rulebook is what its files say: the graph, the records, their order. */
#include "rules/compute.h"
#include "rules/loading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char facts[] =
    "period { id = \"p\", first_year = 2021, last_year = 2025, name = \"Kỳ\" }\n"
    "document { id = \"1/QĐ\", date = \"2022-03-08\" }\n"
    "facts \"c\" { a = count { unit = \"hộ\", max = 1000 }, b = count { unit = \"hộ\" }, m = amount { unit = "
    "\"km\", places = 2 }, "
    "ok = yes_no {}, r = choice { \"n\", \"s\", name = \"Vùng\" } }\n"
    "standard { id = \"s\", level = \"c\", name = { vi = \"Bộ\", en = \"Set\" } }\n";

struct loaded {
  struct report *report;
  struct rulebook *book;
};

static struct loaded load(const char *text) {
  struct loaded loaded = {report_create(), NULL};
  struct rule_text files[] = {{"facts.lua", "facts.lua", facts, sizeof facts - 1},
                              {"r.lua", "r.lua", text, strlen(text)}};
  report_set_language(loaded.report, CHUAN_ENGLISH);
  if (rulebook_load_text("f", files, 2, loaded.report, &loaded.book) != CHUAN_OK) {
    const chuan_problem *problem = report_problem_get(loaded.report, 0);
    fail_msg("%s:%u: %s", problem->file, problem->line, problem->message);
  }
  return loaded;
}

static void unload(struct loaded *loaded) {
  rulebook_free(loaded->book);
  report_free(loaded->report);
}

static const struct judged *find(const struct loaded *loaded, const char *path) {
  const struct judged *judged = rulebook_find(loaded->book, path);
  if (!judged) fail_msg("no %s", path);
  return judged;
}

#define CRITERION(fields) "criterion { of = \"s\", id = \"1\", indicator { id = \"1.1\", " fields " } }"

static const struct expression *test_of(struct loaded *loaded, const char *text) {
  *loaded = load(text);
  return find(loaded, "s/1.1")->test;
}

/* --- the graph --------------------------------------------------------------------------------------- */

static void everyday_form_is_a_comparison(void **state) {
  (void)state;
  struct loaded loaded =
      load(CRITERION("value = share(a, b), at_least = by(r, { n = 35, otherwise = pending() })"));
  const struct judged *judged = find(&loaded, "s/1.1");
  assert_int_equal(judged->test->kind, EXPRESSION_AT_LEAST);
  assert_int_equal(judged->comparison, EXPRESSION_AT_LEAST);
  assert_ptr_equal(judged->value, judged->test->operands[0]);
  assert_ptr_equal(judged->threshold, judged->test->operands[1]);
  assert_string_equal(judged->value->unit, "%");
  const struct expression *by = judged->threshold;
  assert_int_equal(by->kind, EXPRESSION_BY);
  assert_int_equal(by->as.by.cases[0], 1);
  assert_int_equal(by->as.by.cases[1], -1);
  assert_int_equal(by->as.by.otherwise, 2);
  assert_int_equal(by->operands[2]->kind, EXPRESSION_PENDING);
  assert_int_equal(by->operands[2]->type, TYPE_NUMBER);
  assert_string_equal(by->operands[1]->as.number.text, "35");
  unload(&loaded);
}

static void equal_formulas_are_one(void **state) {
  (void)state;
  struct loaded loaded;
  const struct expression *all = test_of(
      &loaded, CRITERION("test = all { at_least(a + b, 3), at_least(a + b, 3.0), at_most(a + b, 3) }"));
  assert_ptr_equal(all->operands[0], all->operands[1]);
  assert_ptr_equal(all->operands[0]->operands[0], all->operands[2]->operands[0]);
  for (uint32_t i = 0; i < loaded.book->expression_count; i++) {
    const struct expression *expression = loaded.book->expressions[i];
    assert_int_equal(expression->id, i);
    for (uint32_t n = 0; n < expression->operand_count; n++) assert_true(expression->operands[n]->id < i);
  }
  unload(&loaded);
}

static void numbers_are_the_decimals_written(void **state) {
  (void)state;
  static const struct {
    const char *written, *text;
  } cases[] = {{"0.1", "0.1"},
               {"58", "58"},
               {"1e3", "1000"},
               {"2.50", "2.5"},
               {"-0.0", "0"},
               {"1e-7", "0.0000001"},
               {"12345678.25", "12345678.25"},
               {"9223372036854775807", "9223372036854775807"},
               {"-3.75", "-3.75"},
               {"100 / 8", "12.5"},
               {"0.58", "0.58"},
               {"1e15", "1000000000000000"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char text[256];
    struct loaded loaded;
    snprintf(text, sizeof text, CRITERION("test = at_least(a, %s)"), cases[i].written);
    const struct expression *test = test_of(&loaded, text);
    assert_string_equal(test->operands[1]->as.number.text, cases[i].text);
    struct rational expected;
    assert_true(rational_parse(&expected, cases[i].text, strlen(cases[i].text)));
    assert_int_equal(rational_compare(&expected, &test->operands[1]->as.number.value), 0);
    unload(&loaded);
  }
}

static void units_follow_the_arithmetic(void **state) {
  (void)state;
  static const struct {
    const char *formula, *unit;
  } cases[] = {{"a + b", "hộ"},
               {"a - 1", "hộ"},
               {"a / b", ""},
               {"m / a", "km/hộ"},
               {"m / a * b", "km"},
               {"a * 2", "hộ"},
               {"a * m", "hộ·km"},
               {"a * m / m", "hộ"},
               {"-a", "hộ"},
               {"share(a, b)", "%"},
               {"1 / a", "1/hộ"},
               {"rounded(m, 1)", "km"},
               {"largest { a, 5 }", "hộ"},
               {"a * 100 / b", ""}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char text[256];
    struct loaded loaded;
    snprintf(text, sizeof text, CRITERION("test = at_least(%s, 1)"), cases[i].formula);
    assert_string_equal(test_of(&loaded, text)->operands[0]->unit, cases[i].unit);
    unload(&loaded);
  }
}

static void bounds_are_proven(void **state) {
  (void)state;
  struct loaded loaded;
  const struct expression *test = test_of(
      &loaded,
      CRITERION(
          "test = all { at_least(a, 1), at_least(m, 1), at_least(share(a, a), 1), at_least(m + 0.5, 1) }"));
  const struct expression *a = test->operands[0]->operands[0], *m = test->operands[1]->operands[0];
  assert_int_equal(a->numerator_bits, 10); /* 0..1000 */
  assert_int_equal(a->denominator_bits, 1);
  assert_int_equal(m->numerator_bits, 63);
  assert_int_equal(m->denominator_bits, 7); /* 100 */
  const struct expression *share = test->operands[2]->operands[0], *sum = test->operands[3]->operands[0];
  assert_int_equal(share->numerator_bits, 10 + 1 + 7);
  assert_int_equal(share->denominator_bits, 10 + 1);
  assert_int_equal(sum->denominator_bits, 7);
  assert_int_equal(sum->numerator_bits, 64);
  unload(&loaded);
  test = test_of(&loaded,
                 "local t = {} for i = 1, 3000 do t[i] = m end\n" CRITERION("test = at_least(sum(t), 1)"));
  assert_int_equal(test->operands[0]->numerator_bits,
                   63 + 12); /* a sum grows with the logarithm of its terms */
  unload(&loaded);
}

static void choices_keep_their_domain(void **state) {
  (void)state;
  struct loaded loaded = load(
      "derived { level = \"c\", id = \"size\", value = choose { { more_than(a, 5), \"big\" }, otherwise = "
      "\"small\" } }\n"
      "derived { level = \"c\", id = \"zone\", value = choose { { is_true(ok), \"s\" }, otherwise = r } "
      "}\n" CRITERION("value = a, at_least = by(size, { big = by(zone, { n = 1, s = 2 }), small = 3 })"));
  const struct expression *by = find(&loaded, "s/1.1")->threshold, *size = by->operands[0];
  assert_int_equal(size->kind, EXPRESSION_DERIVED);
  assert_int_equal(size->choice_count, 2);
  assert_string_equal(size->choices[0], "big");
  const struct expression *zone = by->operands[1]->operands[0];
  const struct fact *r = vocabulary_find(&loaded.book->vocabulary, "c", "r");
  assert_ptr_equal(zone->choices, r->choices);
  assert_int_equal(zone->operands[0]->operands[1]->kind, EXPRESSION_CHOICE);
  assert_int_equal(zone->operands[0]->operands[1]->as.choice_index, 1);
  unload(&loaded);
}

static void pending_takes_the_type_it_stands_for(void **state) {
  (void)state;
  struct loaded loaded;
  const struct expression *test =
      test_of(&loaded, CRITERION("test = all { pending(), equals(r, pending()), is_true(pending()), "
                                 "equals(a, delegated()), unverified(is_true(ok)) }"));
  assert_int_equal(test->operands[0]->type, TYPE_TEST);
  assert_int_equal(test->operands[1]->operands[1]->type, TYPE_CHOICE);
  assert_int_equal(test->operands[1]->operands[1]->choice_count, 2);
  assert_int_equal(test->operands[2]->operands[0]->type, TYPE_YES_NO);
  assert_int_equal(test->operands[3]->operands[1]->type, TYPE_NUMBER);
  assert_int_equal(test->operands[4]->type, TYPE_TEST);
  unload(&loaded);
}

static void an_indicator_can_be_from_a_year_on(void **state) {
  (void)state;
  struct loaded loaded;
  const struct expression *test =
      test_of(&loaded, CRITERION("test = from_year { [2024] = is_true(ok), [2021] = pending() }"));
  assert_int_equal(test->kind, EXPRESSION_FROM_YEAR);
  assert_int_equal(test->type, TYPE_TEST);
  assert_int_equal(test->as.from_year.years[0], 2021);
  assert_int_equal(test->operands[0]->kind, EXPRESSION_PENDING);
  unload(&loaded);
}

static void compute_is_kept(void **state) {
  (void)state;
  struct loaded loaded =
      load(CRITERION("test = compute { reads = { a, ok }, function(unit) return unit.a > 2 end }, "
                     "applies_when = is_true(ok)"));
  const struct expression *applies = find(&loaded, "s/1.1")->test, *compute = applies->operands[1];
  assert_int_equal(applies->kind, EXPRESSION_APPLIES_WHEN);
  assert_int_equal(compute->kind, EXPRESSION_COMPUTE);
  assert_int_equal(compute->type, TYPE_TEST);
  assert_string_equal(compute->as.compute->names[1], "ok");
  assert_non_null(loaded.book->compute);
  assert_ptr_equal(compute->as.compute->host, loaded.book->compute);
  unload(&loaded);
}

/* --- records ----------------------------------------------------------------------------------------- */

static void judged_come_in_order(void **state) {
  (void)state;
  struct loaded loaded = load(
      "for i = 12, 1, -1 do criterion { of = \"s\", id = tostring(i), name = \"T\", indicator { id = i .. "
      "\".2\", test = "
      "is_true(ok) }, indicator { id = i .. \".1\", test = known(a) } } end\n"
      "standard { id = \"t\", level = \"c\", test = met \"s/3.1\" }");
  static const char *const expected[] = {"s", "s/1", "s/1.2", "s/1.1", "s/2", "s/2.2", "s/2.1", "s/3"};
  for (size_t i = 0; i < 8; i++) assert_string_equal(loaded.book->judged[i]->path, expected[i]);
  assert_int_equal(loaded.book->judged_count, 1 + 12 * 3 + 1);
  for (uint32_t i = 0; i < loaded.book->judged_count; i++) assert_int_equal(loaded.book->judged[i]->index, i);
  const struct judged *s = find(&loaded, "s");
  assert_int_equal(s->child_count, 12);
  assert_string_equal(s->children[9]->id, "10");
  assert_int_equal(s->test->kind, EXPRESSION_EVERY_CRITERION);
  assert_ptr_equal(s->test->operands[9], s->children[9]->test);
  assert_ptr_equal(s->children[0]->children[1]->parent, s->children[0]);
  assert_string_equal(names_pick(&s->name, CHUAN_ENGLISH), "Set");
  assert_string_equal(names_pick(&s->name, CHUAN_VIETNAMESE), "Bộ");
  const struct judged *t = find(&loaded, "t");
  assert_int_equal(t->test->kind, EXPRESSION_MET);
  assert_ptr_equal(t->test->as.target, find(&loaded, "s/3.1"));
  unload(&loaded);
}

static void sources_are_inherited_and_missing_ones_warned_of(void **state) {
  (void)state;
  struct loaded loaded = load(
      "criterion { of = \"s\", id = \"1\", source = law { \"1/QĐ\", item = \"I\" }, indicator { id = "
      "\"1.1\", test = all { is_true(ok), known(b), known(m) } } }\n"
      "criterion { of = \"s\", id = \"2\", indicator { id = \"2.1\", value = a, at_least = 3 },\n"
      "  indicator { id = \"2.2\", value = a, at_least = unverified(3) }, indicator { id = \"2.3\", value = "
      "a * 2, at_least = "
      "by(r, { n = pending(), s = 4 }) } }");
  assert_string_equal(find(&loaded, "s/1.1")->source->item, "I");
  assert_int_equal(find(&loaded, "s/1.1")->base_status, CHUAN_SOURCED);
  assert_null(find(&loaded, "s/2.1")->source);
  assert_int_equal(find(&loaded, "s/2.1")->base_status, CHUAN_UNVERIFIED);
  assert_int_equal(report_problem_count(loaded.report), 2);
  assert_int_equal(report_problem_get(loaded.report, 0)->severity, CHUAN_WARNING);
  assert_non_null(
      strstr(report_problem_get(loaded.report, 0)->message, "s/2.1 has a threshold and no source"));
  assert_non_null(strstr(report_problem_get(loaded.report, 1)->message, "s/2.3"));
  unload(&loaded);
}

static void an_only_indicator_may_share_the_criterions_id(void **state) {
  (void)state;
  struct loaded loaded =
      load("criterion { of = \"s\", id = \"5\", indicator { id = \"5\", test = is_true(ok) } }");
  assert_int_equal(find(&loaded, "s/5")->kind, JUDGED_CRITERION);
  assert_string_equal(find(&loaded, "s/5")->children[0]->path, "s/5");
  struct arena *arena = arena_create();
  assert_string_equal(rulebook_nearest(loaded.book, "s/6", arena), "s/5");
  arena_free(arena);
  unload(&loaded);
}

static void examples_are_read_exactly(void **state) {
  (void)state;
  struct loaded loaded = load(CRITERION(
      "test = is_true(ok)") "\nexample { of = \"s/1\", year = 2023, facts = { ok = false, m = 0.29, r = "
                            "\"s\", b = \"\" }, expect = "
                            "\"not_met\", causes = { \"b\", a }, name = { vi = \"V\", en = \"E\" } }");
  const struct example *example = loaded.book->examples[0];
  assert_int_equal(loaded.book->example_count, 1);
  assert_string_equal(example->name, "E");
  assert_int_equal(example->expect, CHUAN_NOT_MET);
  assert_int_equal(example->unit->fact_count, 4);
  static const int64_t values[] = {0, 29, 1, INT64_MIN};
  for (size_t i = 0; i < 4; i++) assert_int_equal(example->unit->facts[i].value, values[i]);
  assert_int_equal(example->cause_count, 2);
  assert_string_equal(example->causes[1], "a");
  assert_string_equal(example->path, "s/1");
  assert_string_equal(example->unit->level, "c");
  assert_ptr_equal(example->asked, find(&loaded, "s/1")->test);
  assert_string_equal(example->expect_text, "not_met");
  unload(&loaded);
}

/* Of a derived value: each type has its own way to say what comes out. */
static void examples_of_derived_values_are_read(void **state) {
  (void)state;
  struct loaded loaded =
      load("derived { level = \"c\", id = \"few\", value = at_most(a, 3), source = law { \"1/QĐ\" } }\n"
           "derived { level = \"c\", id = \"twice\", value = m * 2 }\n"
           "derived { level = \"c\", id = \"zone\", value = choose { { few, \"s\" }, otherwise = r } }\n"
           "derived { level = \"c\", id = \"fine\", value = ok }\n" CRITERION("test = all { few, is_true(fine), at_least(twice, 1), equals(zone, \"n\") }") "\n"
           "example { of = \"c/few\", year = 2023, facts = {}, expect = \"not_applicable\" }\n"
           "example { of = \"c/twice\", year = 2023, facts = {}, expect = -0.58 }\n"
           "example { of = \"c/zone\", year = 2023, facts = {}, expect = \"s\" }\n"
           "example { of = \"c/fine\", year = 2023, facts = {}, expect = true }\n"
           "example { of = \"c/fine\", year = 2023, facts = {}, expect = \"no_data\" }\n");
  struct example *const *examples = loaded.book->examples;
  static const char *const texts[] = {"not_applicable", "-0.58", "s", "true", "no_data"};
  assert_int_equal(loaded.book->example_count, 5);
  for (size_t i = 0; i < 5; i++) assert_string_equal(examples[i]->expect_text, texts[i]);
  assert_ptr_equal(examples[0]->asked, loaded.book->derived[0]->value);
  assert_string_equal(loaded.book->derived[0]->source->document->id, "1/QĐ");
  assert_int_equal(examples[0]->asked->type, TYPE_TEST);
  assert_int_equal(examples[0]->expect, CHUAN_NOT_APPLICABLE);
  struct rational expected;
  rational_set(&expected, -58, 2);
  assert_int_equal(rational_compare(&examples[1]->expect_number, &expected), 0);
  assert_int_equal(examples[2]->expect_choice, 1);
  assert_int_equal(examples[3]->expect_choice, 1);
  assert_int_equal(examples[3]->expect, CHUAN_MET);
  assert_int_equal(examples[4]->expect, CHUAN_NO_DATA);
  const struct expression *all = find(&loaded, "s/1.1")->test;
  assert_int_equal(all->operands[0]->kind, EXPRESSION_DERIVED);
  assert_int_equal(all->operands[0]->type, TYPE_TEST);
  unload(&loaded);
}

static void text_is_composed(void **state) {
  (void)state;
  struct loaded loaded =
      load(CRITERION("test = is_true(ok), name = \"Ho\xCC\xA3p\", source = law { "
                     "\"1/QD\xCC\xB1\" }") " document { id = \"1/QD\xCC\xB1\" }");
  assert_string_equal(find(&loaded, "s/1.1")->name.vi, "Họp");
  unload(&loaded);
}

static void the_same_text_gives_the_same_book(void **state) {
  (void)state;
  struct loaded a = load(CRITERION("test = is_true(ok)")), b = load(CRITERION("test = is_true(ok)")),
                c = load(CRITERION("test = is_true(ok)") " ");
  assert_string_equal(rulebook_digest(a.book), rulebook_digest(b.book));
  assert_string_not_equal(rulebook_digest(a.book), rulebook_digest(c.book));
  assert_int_equal(strlen(rulebook_digest(a.book)), 64);
  unload(&a);
  unload(&b);
  unload(&c);
}

static void an_author_can_define_words(void **state) {
  (void)state;
  struct loaded loaded = load(
      "local function at_least_share(part, whole, percent) return at_least(share(part, whole), percent) end\n"
      "local tests = {}\nfor i, x in ipairs { a, b } do tests[i] = at_least_share(x, b, 10 * i) "
      "end\n" CRITERION("test = all(tests)"));
  assert_int_equal(find(&loaded, "s/1.1")->test->operand_count, 2);
  unload(&loaded);
}

static void facts_that_no_rule_reads_are_warned_of(void **state) {
  (void)state;
  struct loaded loaded =
      load("facts \"c\" {\n part = count { part_of = \"whole\" },\n whole = count {},\n spare = count {},\n"
           " half = count { part_of = \"spare\" } }\n"
           "derived { level = \"c\", id = \"d\", value = part + b }\n" CRITERION("value = d, at_least = 1")
           "\ncriterion { of = \"s\", id = \"2\", indicator { id = \"2.1\", test = all { is_true(ok), equals(r, \"n\"),"
           " compute { reads = { m, a }, function(unit) return unit.m > unit.a end } } } }\n"
           "example { of = \"s/1\", year = 2021, facts = { spare = 3 }, expect = \"no_data\" }");
  size_t found = 0;
  for (size_t i = 0; i < report_problem_count(loaded.report); i++) {
    const chuan_problem *problem = report_problem_get(loaded.report, i);
    assert_int_equal(problem->severity, CHUAN_WARNING);
    if (strstr(problem->message, "no rule reads") == NULL) continue;
    assert_string_equal(problem->message, found == 0 ? "no rule reads `spare`; use it or delete it"
                                                     : "no rule reads `half`; use it or delete it");
    assert_int_equal(problem->line, found == 0 ? 4 : 5);
    found++;
  }
  assert_int_equal(found, 2);
  unload(&loaded);
}

static void a_broken_file_hides_only_what_it_declares(void **state) {
  (void)state;
  static const char broken[] =
      "facts \"c\" { late = count {} }\nlocal x = nil\nlocal y = x.z\nfacts \"c\" { later = count {} }";
  static const char rules[] = CRITERION("value = later, at_least = 3, applies_when = is_true(lter)");
  struct rule_text files[] = {{"facts.lua", "facts.lua", facts, sizeof facts - 1},
                              {"b.lua", "b.lua", broken, sizeof broken - 1},
                              {"r.lua", "r.lua", rules, sizeof rules - 1}};
  struct report *report = report_create();
  struct rulebook *book;
  report_set_language(report, CHUAN_ENGLISH);
  assert_int_equal(rulebook_load_text("f", files, 3, report, &book), CHUAN_RULE);
  assert_null(book);
  assert_int_equal(report_problem_count(report), 2);
  assert_string_equal(report_problem_get(report, 0)->file, "b.lua");
  assert_int_equal(report_problem_get(report, 0)->line, 3);
  assert_non_null(strstr(report_problem_get(report, 1)->message, "`lter`"));
  report_free(report);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(everyday_form_is_a_comparison),
      cmocka_unit_test(equal_formulas_are_one),
      cmocka_unit_test(numbers_are_the_decimals_written),
      cmocka_unit_test(units_follow_the_arithmetic),
      cmocka_unit_test(bounds_are_proven),
      cmocka_unit_test(choices_keep_their_domain),
      cmocka_unit_test(pending_takes_the_type_it_stands_for),
      cmocka_unit_test(an_indicator_can_be_from_a_year_on),
      cmocka_unit_test(compute_is_kept),
      cmocka_unit_test(judged_come_in_order),
      cmocka_unit_test(sources_are_inherited_and_missing_ones_warned_of),
      cmocka_unit_test(an_only_indicator_may_share_the_criterions_id),
      cmocka_unit_test(examples_are_read_exactly),
      cmocka_unit_test(examples_of_derived_values_are_read),
      cmocka_unit_test(text_is_composed),
      cmocka_unit_test(the_same_text_gives_the_same_book),
      cmocka_unit_test(an_author_can_define_words),
      cmocka_unit_test(facts_that_no_rule_reads_are_warned_of),
      cmocka_unit_test(a_broken_file_hides_only_what_it_declares),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
