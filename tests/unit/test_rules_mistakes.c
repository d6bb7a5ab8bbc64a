/* Wrong law does not load: each mistake is told at its line, with what is wrong and what to write. One entry of the
 * table per message. */
#include "rules/loading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Four lines before the text of an entry, which begins on line 5. */
static const char before[] =
    "period { id = '2021-2025', first_year = 2021, last_year = 2025 } document { id = '1/QĐ', date = "
    "'2022-03-08' }\n"
    "facts 'c' { a = count { unit = 'hộ' }, b = count { unit = 'hộ' }, km = amount { unit = 'km' }, ok = "
    "yes_no {}, "
    "region = choice { 'north', 'south' }, zone = choice { 'I', 'II' } }\n"
    "facts 'p' { gdp = amount {} }\n"
    "standard { id = 's', level = 'c' } criterion { of = 's', id = '1', source = law { '1/QĐ' }, indicator { "
    "id = '1.1', "
    "test = is_true(ok) } }\n";

struct mistake {
  const char *text;
  uint32_t line;
  const char *message; /* a part of it */
};

#define INDICATOR(fields) \
  "criterion { of = 's', id = '2', source = law { '1/QĐ' }, indicator { id = '2.1', " fields " } }"

#define DERIVED(text)                                                                                       \
  "derived { level = 'c', id = 'few', value = at_most(a, 3) } "                                             \
  "derived { level = 'c', id = 'twice', value = a + b } "                                                   \
  "derived { level = 'c', id = 'size', value = choose { { at_most(a, 3), 'small' }, otherwise = 'big' } } " \
  "derived { level = 'c', id = 'good', value = ok } " text

static const struct mistake mistakes[] = {
    /* names and words */
    {INDICATOR("test = is_true(okk)"), 5, "unknown name `okk`; did you mean `ok`?"},
    {INDICATOR("value = aa, at_least = bb"), 5, "did you mean `a`?"},
    {INDICATOR("value = qqqqqqqq, at_least = 1"), 5, "unknown name `qqqqqqqq`; declare it in facts \"c\""},
    {INDICATOR("value = gdp, at_least = 1"), 5, "`gdp` belongs to the level p"},
    {INDICATOR("test = atleast(a, 1)"), 5, "unknown word `atleast`; did you mean `at_least`?"},
    {INDICATOR("test = a(1)"), 5, "`a` is a figure, not a word"},
    {INDICATOR("value = a, at_least = pending"), 5, "write pending()"},
    {INDICATOR("test = is_true"), 5, "write is_true(fact)"},
    {"local x = oops_nothing_like_it", 5, "unknown name `oops_nothing_like_it`"},
    {"qqq = 5", 5, "write local qqq = ..."},
    {"share = 5", 5, "`share` is a word of the rule language"},
    {"crit { of = 's' }", 5, "unknown word `crit`"},
    {INDICATOR("test = at_least(atleast(okk, 1), pending)"), 5, "unknown name `okk`"},
    /* fields */
    {INDICATOR("test = is_true(ok), nmae = 'x'"), 5, "indicator has no field `nmae`; did you mean `name`?"},
    {"criterion { of = 's',\n id = '2',\n keyy = true,\n indicator { id = '2.1', test = is_true(ok) } }", 7,
     "did you mean `key`?"},
    {"criterion { of = 's', indicator { id = '2.1', test = is_true(ok) } }", 5, "criterion lacks `id`"},
    {"criterion { of = 's', id = 2, indicator { id = '2.1', test = is_true(ok) } }", 5,
     "write an id in quotes"},
    {"criterion { of = 's', id = 'hai mươi', indicator { id = '2.1', test = is_true(ok) } }", 5,
     "letters without marks"},
    {"criterion { of = 's', id = '2', key = 1, indicator { id = '2.1', test = is_true(ok) } }", 5,
     "true or false"},
    {"criterion { of = 's', id = '2', name = { vn = 'x' }, indicator { id = '2.1', test = is_true(ok) } }", 5,
     "name has no field `vn`"},
    {"criterion('x')", 5, "`criterion` is not written like this"},
    {"criterion { of = 's', id = '2' }", 5, "criterion 2 has no indicators"},
    {"criterion { of = 's', id = '2', is_true(ok) }", 5, "is_true(...) cannot stand in a criterion"},
    {"indicator { id = '9', test = is_true(ok) }", 5, "stands outside of a criterion"},
    {INDICATOR("value = a"), 5, "nothing to compare it with"},
    {INDICATOR("at_least = 1"), 5, "compares nothing"},
    {INDICATOR("name = 'x'"), 5, "asks nothing"},
    {INDICATOR("value = a, at_least = 1, at_most = 3"), 5, "between = { lowest, highest }"},
    {INDICATOR("value = a, at_least = 1, test = is_true(ok)"), 5, "both a test and a value"},
    /* references */
    {"criterion { of = 'z', id = '2', indicator { id = '2.1', test = is_true(ok) } }", 5,
     "there is no standard \"z\""},
    {INDICATOR("test = met 's/1.2'"), 5, "did you mean \"s/1.1\"?"},
    {INDICATOR("test = met 's/2'"), 5, "s/2 rests on itself: s/2 → s/2.1 → s/2"},
    {INDICATOR("test = is_true(ok), source = law { '2/QĐ' }"), 5,
     "there is no document \"2/QĐ\"; did you mean \"1/QĐ\"?"},
    {INDICATOR("test = is_true(ok), source = '1/QĐ'"), 5, "write source = law {"},
    {"standard { id = 't', level = 'x' }", 5, "there is no level \"x\""},
    {"standard { id = 't', level = 'c' }", 5, "standard t has no criteria and no test"},
    {"standard { id = 't', level = 'p', test = met 's' }", 5, "judged at the level c"},
    {INDICATOR("test = every_criterion { except = { '1', '99' } }"), 5, "\"99\" is no criterion of s"},
    {"derived { level = 'c', id = 'x', value = y } derived { level = 'c', id = 'y', value = x + 1 }", 5,
     "x rests on itself: x → y → x"},
    {"derived { level = 'c', id = 'x', value = is_true(ok) } " INDICATOR("test = is_true(x)"), 5,
     "x is a test where a yes/no figure is needed; write for instance x"},
    {"derived { level = 'c', id = 'x', value = is_true(ok) } " INDICATOR("value = x, at_least = 1"), 5,
     "x is a test where a number is needed"},
    {"derived { level = 'c', id = 'x', value = a + 1, source = law { '9/QĐ' } }", 5,
     "there is no document \"9/QĐ\""},
    {"derived { level = 'c', id = 'x', value = every_criterion() }", 5,
     "belongs into the test of a standard"},
    /* twice */
    {"document { id = '1/QĐ' }", 5, "is already declared at rules.lua:1"},
    {"facts 'c' { a = count {} }", 5, "fact \"a\" is already declared at rules.lua:2"},
    {"derived { level = 'c', id = 'a', value = b }", 5, "already declared at rules.lua:2"},
    {"standard { id = 's', level = 'c' }", 5, "already declared at rules.lua:4"},
    {"criterion { of = 's', id = '1', indicator { id = '1.9', test = is_true(ok) } }", 5,
     "already declared at rules.lua:4"},
    {INDICATOR("test = is_true(ok) }, indicator { id = '2.1', test = is_true(ok)"), 5,
     "already declared at rules.lua:5"},
    {"period { id = 'x', first_year = 2026, last_year = 2030 }", 5, "already declared at rules.lua:1"},
    {"criterion { of = 's', id = '2', indicator { id = '2', test = is_true(ok) }, indicator { id = '2.1', "
     "test = "
     "is_true(ok) } }",
     5, "has the id of its criterion"},
    /* used nowhere */
    {"at_least(a, 1)", 5, "at_least(...) is built but used nowhere"},
    {"local t = { all { is_true(ok) } }", 5, "all {...} is built but used nowhere"},
    {"local x = a + b", 5, "a + b is built but used nowhere"},
    /* types */
    {INDICATOR("test = ok"), 5,
     "ok is a yes/no figure where a test is needed; write for instance is_true(x)"},
    {INDICATOR("test = is_true(a)"), 5, "a is a number where a yes/no figure is needed"},
    {INDICATOR("test = a"), 5, "a is a number where a test is needed"},
    {INDICATOR("value = region, at_least = 3"), 5, "region is a choice where a number is needed"},
    {INDICATOR("value = share(region, a), at_least = 3"), 5, "region is a choice where a number is needed"},
    {INDICATOR("value = a, at_least = is_true(ok)"), 5, "is_true(...) is a test where a number is needed"},
    {INDICATOR("value = a, at_least = '3'"), 5, "the text \"3\" stands where"},
    {INDICATOR("test = true"), 5, "true is no test"},
    {INDICATOR("test = 'abc'"), 5, "the text \"abc\" stands where"},
    {INDICATOR("test = { 1 }"), 5, "{...} cannot stand here"},
    {INDICATOR("test = equals(ok, true)"), 5, "write is_true(fact)"},
    {INDICATOR("test = equals(region, zone)"), 5, "has other choices"},
    {INDICATOR("test = law { '1/QĐ' }"), 5, "law {...} cannot stand here"},
    /* units of measure and percentages */
    {INDICATOR("value = a + km, at_least = 1"), 5, "units of measure do not agree: \"hộ\" and \"km\""},
    {INDICATOR("value = sum { a, km }, at_least = 1"), 5, "units of measure do not agree"},
    {INDICATOR("value = share(a, km), at_least = 1"), 5, "units of measure do not agree"},
    {INDICATOR("value = a, at_least = km"), 5, "a is in \"hộ\" and is compared with km in \"km\""},
    {INDICATOR("value = by(region, { north = a, south = km }), at_least = 1"), 5,
     "units of measure do not agree"},
    {INDICATOR("value = share(a, b), at_least = 120"), 5, "a percentage is compared with 120"},
    {INDICATOR("value = share(a, b),\n at_least = by(region, { north = 50,\n south = unverified(-1) })"), 7,
     "a percentage is compared with -1"},
    {INDICATOR("value = share(a, b), between = { 50, 150 }"), 5, "a percentage is compared with 150"},
    {INDICATOR("value = share(a, b), at_least = from_year { [2021] = 50, [2022] = 100.5 }"), 5,
     "compared with 100.5"},
    /* choosing */
    {INDICATOR("value = a, at_least = by(region, { north = 1 })"), 5,
     "by says nothing for south; an absent cell never"},
    {INDICATOR("value = a, at_least = by(region, { nrth = 1, otherwise = 2 })"), 5,
     "no choice `nrth`; did you mean `north`?"},
    {INDICATOR("value = a, at_least = by(region, { north = 1, duyen_hai_nam_trung_bo = 2 })"), 5,
     "there is no choice `duyen_hai_nam_trung_bo`; write one of those that the fact declares"},
    {INDICATOR("value = a, at_least = by(ok, { yes = 1, maybe = 2 })"), 5, "write yes = … and no = …"},
    {INDICATOR("value = a, at_least = by(region, { 1, 2 })"), 5, "`by` is not written like this"},
    {INDICATOR("value = a, at_least = by(ok, { yes = 1 })"), 5, "by says nothing for no"},
    {INDICATOR("value = a, at_least = by(b, { x = 1 })"), 5, "by reads a choice or a yes/no figure"},
    {INDICATOR("value = a, at_least = from_year { [2022] = 1 }"), 5, "add [2021] = value"},
    {INDICATOR("value = a, at_least = from_year { first = 1 }"), 5, "`from_year` is not written like this"},
    {INDICATOR("value = a, at_least = from_year {}"), 5, "`from_year` is not written like this"},
    {INDICATOR("value = choose { { is_true(ok), a } }, at_least = 1"), 5, "add otherwise = value"},
    {INDICATOR("value = choose { is_true(ok), a, otherwise = b }, at_least = 1"), 5,
     "`choose` is not written like this"},
    {INDICATOR("test = equals(region, 'nort')"), 5, "no choice \"nort\"; did you mean \"north\"?"},
    {INDICATOR("test = one_of(region, { 'north', south })"), 5, "write it in quotes: \"south\""},
    {INDICATOR("test = one_of(a, { 1, b })"), 5, "one_of lists fixed values"},
    /* numbers */
    {INDICATOR("value = a, at_least = 0.1 + 0.2"), 5, "is no exact decimal"},
    {INDICATOR("value = a, at_least = 1/0"), 5, "not finite"},
    {INDICATOR("value = a, at_least = 2^80"), 5, "too large to be exact"},
    {INDICATOR("value = a / 0, at_least = 1"), 5, "division by zero"},
    {INDICATOR("value = a, between = { 5, 3 }"), 5, "between 5 and 3 holds for nothing"},
    {INDICATOR("value = a, between = 5"), 5, "between = { 3, 4 }"},
    {INDICATOR("value = rounded(a, 1.5), at_least = 1"), 5, "write rounded(x, 1)"},
    {INDICATOR("test = at_least_n(3, { is_true(ok), known(a) })"), 5, "a whole number from 1 to 2"},
    {"local x = a for i = 1, 8 do x = x * x end " INDICATOR("value = x, at_least = 1"), 5,
     "could pass 1024 bits"},
    {"local x = a for i = 1, 80 do x = x + a end " INDICATOR("value = x, at_least = 1"), 5,
     "more than 64 levels of nesting"},
    /* lists */
    {INDICATOR("test = all {}"), 5, "`all` is empty"},
    {INDICATOR("test = any { x = is_true(ok) }"), 5, "a list without names or gaps"},
    {INDICATOR("test = all { is_true(ok), nil, known(a) }"), 5, "a list without names or gaps"},
    {INDICATOR("test = all(is_true(ok))"), 5, "write all { test, test }"},
    /* Lua that law cannot use */
    {"local function f(x) return x > 3 end\n" INDICATOR("value = f(a), at_least = 1"), 5,
     "< > <= >= cannot compare facts"},
    {"local x = a .. 'x'", 5, "cannot join facts to text"},
    {"local x = #a", 5, "# counts the items of a table"},
    {"local x = a.b", 5, "a has no parts"},
    {"local x = a ^ 2", 5, "only + - * / do"},
    {"local x = (a + b)(3)", 5, "is a value, not a word"},
    {INDICATOR("value = a, at_least = function() end"), 5, "a function stands where a value is needed"},
    {INDICATOR("value = at_least(a, nil), at_least = 3"), 5, "nothing (nil) stands"},
    {"local t = nil\nlocal u = t.x", 6, "the rest of the file was not read"},
    {"criterion { of = 's', id = '2',\n indicator { id = '2.1',\n value = a -- no comma\n\n at_least = 3 } }",
     7, "a comma is missing at the end of line 7; add it"},
    {"criterion { of = 's', id = '2',\n indicator { id = '2.1', test = is_true(ok) }\n indicator { id = "
     "'2.2', test = "
     "is_true(ok) } }",
     6, "a comma is missing at the end of line 6"},
    {INDICATOR("test = any {\n one_of(a, { 3,\n 4\n 5 }) }"), 7, "a comma is missing at the end of line 7"},
    {"criterion { of = 's', id = '2',\n  indicator { id = '2.1',\n    value = a, at_least = 3,\n  indicator "
     "{ id = "
     "'2.2',\n    value = a, at_least = 3,\n  },\n}\n",
     6, "the { opened on line 6 is not closed before line 11"},
    {"criterion { of = 's', id = '2',\n  name = 'x',\ncriterion { of = 's', id = '3', name = 'y' }\n", 5,
     "the { opened on line 5 is not closed before line 7"},
    {INDICATOR("value = a, at_least = 80%"), 5, "write 80 without the sign %"},
    {INDICATOR("value = a, between = { 3 %, 4% }"), 5, "write 4 without the sign %"},
    {"document { id = '2' 'more' }", 5, "near '\"more\"'"},
    {"criterion {", 5, "the rest of the file was not read"},
    {"all { [{}] = is_true(ok) }", 5, "neither a name nor a whole number"},
    {"local s = ('x'):rep(5000) all { s }", 5, "5000 bytes"},
    {INDICATOR("test = is_true(ok) and known(a)"), 5, "write all { a, b }"},
    /* facts */
    {"facts 'c' { Big = count {} }", 5, "\"Big\" cannot name a figure"},
    {"facts 'c' { share = count {} }", 5, "`share` is a word of the rule language"},
    {"facts 'c' { x = counts {} }", 5, "unknown word `counts`; did you mean `count`?"},
    {"facts 'c' { x = 5 }", 5, "the kind of `x` is not clear"},
    {"facts 'c' { count {} }", 5, "a figure without a name"},
    {"facts 'Xã' { x = count {} }", 5, "cannot name a level"},
    {"facts { x = count {} }", 5, "`facts` is not written like this"},
    {"facts 'c' { x = count { unti = 'hộ' } }", 5, "did you mean `unit`?"},
    {"facts 'c' { x = count { places = 2 } }", 5, "count has no field `places`"},
    {"facts 'c' { x = amount { places = 12 } }", 5, "a whole number from 0 to 9"},
    {"facts 'c' { x = amount { places = 1, min = 0.25 } }", 5, "does not fit 1 decimals"},
    {"facts 'c' { x = count { min = 5, max = 3 } }", 5, "its min is above its max"},
    {"facts 'c' { x = choice {} }", 5, "x has no choices"},
    {"facts 'c' { x = choice { 'a', 'a' } }", 5, "given twice"},
    {"facts 'c' { x = choice { 'a b' } }", 5, "cannot be a choice"},
    {"facts 'c' { x = count { part_of = 'aa' } }", 5, "did you mean `a`?"},
    {"facts 'c' { x = count { part_of = 'people' } }", 5, "declare it or delete part_of"},
    {"names { provinces = 'Tỉnh' }", 5, "delete it, or bring back the rule that uses it"},
    {"facts 'c' { x = count { part_of = 'km', unit = 'hộ' } }", 5, "give both one unit of measure"},
    {"facts 'c' { x = count { part_of = 'region' } }", 5, "which is no count or amount"},
    {"facts 'c' { x = count { part_of = 'y' }, y = count { part_of = 'x' } }", 5, "is part of itself"},
    /* examples */
    {"example { of = 's/1', year = 2023, facts = { okk = true }, expect = 'met' }", 5,
     "unknown fact `okk`; did you mean `ok`?"},
    {"example { of = 's/1', year = 2023, facts = { a = 5.5 }, expect = 'met' }", 5,
     "a = 5.5: not a whole number"},
    {"example { of = 's/1', year = 2023, facts = { a = -5 }, expect = 'met' }", 5, "below the least"},
    {"example { of = 's/1', year = 2023, facts = { ok = 1 }, expect = 'met' }", 5, "ok = true"},
    {"example { of = 's/1', year = 2023, facts = { region = 'nort' }, expect = 'met' }", 5,
     "did you mean \"north\"?"},
    {"example { of = 's/7', year = 2023, facts = {}, expect = 'met' }", 5,
     "there is no standard, criterion or indicator"},
    {"example { of = 's/1', year = 2023, facts = {}, expect = 'good' }", 5, "\"good\" is no verdict"},
    {"example { of = 's/1', year = 2023, facts = {}, expect = 3 }", 5,
     "3 cannot be what comes out here; write for instance expect = \"met\""},
    {"example { of = 's/1', facts = {}, expect = 'met' }", 5, "example lacks `year`"},
    {"example { of = 'c/a', year = 2023, facts = {}, expect = 3 }", 5, "`a` is a figure that is given"},
    {DERIVED("example { of = 'c/fewe', year = 2023, facts = {}, expect = 'met' }"), 5,
     "the level c has no derived value `fewe`; write a path such as \"c/few\""},
    {DERIVED("example { of = 'c/few', year = 2023, facts = {}, expect = 'good' }"), 5,
     "\"good\" is no verdict"},
    {DERIVED("example { of = 'c/few', year = 2023, facts = {}, expect = 3 }"), 5, "expect = \"met\""},
    {DERIVED("example { of = 'c/twice', year = 2023, facts = {}, expect = 'met' }"), 5, "expect = 55"},
    {DERIVED("example { of = 'c/size', year = 2023, facts = {}, expect = 'bigg' }"), 5, "expect = \"big\""},
    {DERIVED("example { of = 'c/good', year = 2023, facts = {}, expect = 'yes' }"), 5, "expect = true"},
    {"facts 'c' { x = count { part_of = 'a' } }\nexample { of = 's/1', year = 2023, facts = { a = 1, x = 2 "
     "}, expect = "
     "'met' }",
     6, "x is part of a and cannot be larger"},
    {"example { of = 's/1', year = 2030, facts = {}, expect = 'met' } at_least(a, 1)", 5,
     "outside of the period"},
    /* dates and years */
    {"document { id = '9', date = '08/03/2022' }", 5, "write it as \"2022-03-08\""},
};

static const char *load(const char *text, struct report *report, chuan_status *status) {
  size_t size = sizeof before + strlen(text);
  char *whole = malloc(size);
  assert_non_null(whole);
  snprintf(whole, size, "%s%s", before, text);
  for (char *c = whole; *c; c++) /* entries are easier to read with single quotes */
    if (*c == '\'') *c = '"';
  struct rule_text file = {"rules.lua", "rules.lua", whole, strlen(whole)};
  struct rulebook *book = NULL;
  *status = rulebook_load_text("rules", &file, 1, report, &book);
  rulebook_free(book);
  free(whole);
  return report_message(report);
}

static void every_mistake_is_told(void **state) {
  (void)state;
  size_t silent = 0;
  for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
    const struct mistake *mistake = &mistakes[i];
    struct report *report = report_create();
    chuan_status status;
    int found = 0;
    report_set_language(report, CHUAN_ENGLISH);
    load(mistake->text, report, &status);
    for (size_t p = 0; p < report_problem_count(report); p++) {
      const chuan_problem *problem = report_problem_get(report, p);
      found |= problem->line == mistake->line && strstr(problem->message, mistake->message) != NULL;
    }
    if (!found || status != CHUAN_RULE) {
      silent++;
      print_error("%s\n  expected at line %u: %s\n  status %d\n", mistake->text, mistake->line,
                  mistake->message, status);
      for (size_t p = 0; p < report_problem_count(report); p++) {
        const chuan_problem *problem = report_problem_get(report, p);
        print_error("  got %u: %s\n", problem->line, problem->message);
      }
    }
    report_free(report);
  }
  assert_int_equal(silent, 0);
}

static void every_message_is_there_in_vietnamese(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
    struct report *english = report_create(), *vietnamese = report_create();
    chuan_status status;
    report_set_language(english, CHUAN_ENGLISH);
    report_set_language(vietnamese, CHUAN_VIETNAMESE);
    load(mistakes[i].text, english, &status);
    load(mistakes[i].text, vietnamese, &status);
    assert_int_equal(report_problem_count(english), report_problem_count(vietnamese));
    for (size_t p = 0; p < report_problem_count(english); p++) {
      assert_int_equal(report_problem_get(english, p)->line, report_problem_get(vietnamese, p)->line);
      assert_string_not_equal(report_problem_get(english, p)->message,
                              report_problem_get(vietnamese, p)->message);
    }
    report_free(english);
    report_free(vietnamese);
  }
}

static void one_pass_tells_everything(void **state) {
  (void)state;
  struct report *report = report_create();
  chuan_status status;
  report_set_language(report, CHUAN_ENGLISH);
  const char *message = load(INDICATOR("value = share(aa, b), at_least = 120") "\nderived { level = 'c', id = 'x', value = okk }\nqqq = 1\n"
                             "all {}\nexample { of = 's/1', year = 2023, facts = { a = 1.5 }, expect = 'good' }\n"
                             "local t = nil\nlocal u = t.x", report, &status);
  static const uint32_t lines[] = {5, 5, 6, 7, 9, 9, 11};
  assert_string_equal(message, "the rules in rules have errors: 7; correct them and try again");
  assert_int_equal(report_problem_count(report), 7);
  for (size_t i = 0; i < 7; i++) assert_int_equal(report_problem_get(report, i)->line, lines[i]);
  report_free(report);
}

/* The first says `part`, at line 5, and it is the only one. */
static void expect_once(const char *text, const char *part) {
  struct report *report = report_create();
  chuan_status status;
  report_set_language(report, CHUAN_ENGLISH);
  load(text, report, &status);
  const chuan_problem *problem = report_problem_get(report, 0);
  if (!problem || strstr(problem->message, part) == NULL)
    fail_msg("%s: %s", text, problem ? problem->message : "");
  if (report_problem_count(report) != 1) fail_msg("%s: %s", text, report_problem_get(report, 1)->message);
  assert_int_equal(problem->line, 5);
  report_free(report);
}

static void a_foreign_character_is_told_once(void **state) {
  (void)state;
  expect_once("document { id = “2” }", "a curly quote “ stands here");
  expect_once("document { id =\xC2\xA0'2' }", "a hidden character stands outside quotes");
  expect_once("document { id = '2', name = Nước sạch }", "a letter with marks");
  expect_once("document { id = '2', name = văn bản }", "a letter with marks");
}

static void a_decimal_comma_is_told_once(void **state) {
  (void)state;
  expect_once(INDICATOR("value = km, at_least = 98,5"), "write 98.5: the decimal mark is a point");
  expect_once(INDICATOR("value = km, at_least = unverified(98,5)"), "write 98.5");
  expect_once("example { of = 's/1', year = 2023, facts = { km = 46,5, ok = true }, expect = 'met' }",
              "write 46.5");
  expect_once(INDICATOR("value = km, at_least = 3000000000 * 4000000000"), "this product is too large");
  expect_once(INDICATOR("value = share(a, b), at_least = 3000000000 * 4000000000"),
              "this product is too large");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_mistake_is_told),        cmocka_unit_test(every_message_is_there_in_vietnamese),
      cmocka_unit_test(one_pass_tells_everything),    cmocka_unit_test(a_foreign_character_is_told_once),
      cmocka_unit_test(a_decimal_comma_is_told_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
