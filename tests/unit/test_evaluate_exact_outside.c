/* What is read from other units, years and the register: known, within bounds, or missing with its cause. */
#include "fake_outside.h"

#include "base/date.h"
#include "evaluate/remedy.h"

#define FACTS                                                                                \
  "facts \"commune\" {\n"                                                                    \
  "  a = count {}, b = count {}, x = amount { places = 2, min = -1000 }, yes = yes_no {},\n" \
  "  zone = choice { \"I\", \"II\", \"III\" } }\n"                                           \
  "facts \"village\" { v = count {}, w = count {}, yes = yes_no {} }\n"                      \
  "standard { id = \"t\", level = \"commune\" }\n"                                           \
  "criterion { of = \"t\", id = \"1\", source = law { \"1/QĐ\" },\n"                        \
  "  indicator { id = \"1.1\", test = at_least(a, 1) } }\n"                                  \
  "criterion { of = \"t\", id = \"2\", source = law { \"1/QĐ\" },\n"                        \
  "  indicator { id = \"2.1\", test = at_least(b, 1), applies_when = known(b) } }\n"         \
  "criterion { of = \"t\", id = \"3\", source = law { \"1/QĐ\" },\n"                        \
  "  indicator { id = \"3.1\", test = is_true(yes) } }\n"                                    \
  "standard { id = \"s\", level = \"commune\" }\n"                                           \
  "criterion { of = \"s\", id = \"1\", source = law { \"1/QĐ\" },\n"
#define INDICATOR(fields) FACTS "indicator { id = \"1.1\", " fields " } }\n"
#define TEST(test) INDICATOR("test = " test)
#define SUM "sum_of(\"village\", v)"
#define OTHER_SUM "sum_of(\"village\", w)"

struct stand {
  struct rules rules;
  struct fake_outside *fake;
};

static struct stand stand_open_on(const char *text, struct moment moment) {
  struct stand stand = {.rules = rules_open_year(text, moment.year)};
  stand.fake = malloc(sizeof *stand.fake);
  assert_non_null(stand.fake);
  fake_open(stand.fake, &stand.rules, moment);
  return stand;
}

static struct stand stand_open(const char *text) {
  return stand_open_on(text, moment_of(RULES_YEAR));
}

static void stand_close(struct stand *stand) {
  rules_close(&stand->rules);
  free(stand->fake);
}

/* The causes as words, joined by spaces: a fact's id, else the cause's word, with its year or day. */
static void expect_causes(struct stand *stand, const char *expected) {
  struct cause *causes;
  size_t count;
  char words[512] = "";
  const struct expression *test = rules_test(&stand->rules, "s/1.1");
  assert_int_equal(exact_causes(stand->rules.exact, test, stand->rules.arena, &causes, &count), CHUAN_OK);
  for (size_t i = 0; i < count; i++) {
    size_t used = strlen(words);
    snprintf(words + used, sizeof words - used, "%s%s", i > 0 ? " " : "",
             causes[i].fact != NULL ? causes[i].fact->id : cause_word(causes[i].kind));
    used = strlen(words);
    if (causes[i].year != 0) snprintf(words + used, sizeof words - used, ":%d", causes[i].year);
    if (causes[i].day != 0) snprintf(words + used, sizeof words - used, "@%d", (int)causes[i].day);
  }
  assert_string_equal(words, expected);
}

/* `sum` and `other`: "low,high" of the two sums, either end empty = open; one number = known. */
static void say_sum(struct stand *stand, const char *fact, const char *bounds) {
  char low[32], high[32];
  const char *comma = strchr(bounds, ',');
  snprintf(low, sizeof low, "%.*s", comma != NULL ? (int)(comma - bounds) : (int)strlen(bounds), bounds);
  snprintf(high, sizeof high, "%s", comma != NULL ? comma + 1 : bounds);
  fake_number(stand->fake, &stand->rules, EXPRESSION_SUM_OF, fact, low, high);
}

static void expect(const char *text, const char *sum, const char *other, chuan_verdict expected) {
  struct stand stand = stand_open(text);
  rules_set(&stand.rules, "a", "10");
  say_sum(&stand, "v", sum);
  if (other != NULL) say_sum(&stand, "w", other);
  chuan_verdict verdict = exact_verdict(stand.rules.exact, rules_test(&stand.rules, "s/1.1"));
  if (verdict != expected) {
    fail_msg("%s with %s, %s: expected %s, got %s", strstr(text, "id = \"s\""), sum,
             other != NULL ? other : "-", chuan_verdict_name(expected), chuan_verdict_name(verdict));
  }
  stand_close(&stand);
}

#define F CHUAN_NOT_MET
#define U CHUAN_NO_DATA
#define T CHUAN_MET

static void comparisons_are_decided_when_both_ends_agree(void **state) {
  (void)state;
#define COMPARE(fields, sum, verdict) expect(INDICATOR("value = " SUM ", " fields), sum, NULL, verdict)
  COMPARE("at_least = 50", "50,60", T);
  COMPARE("at_least = 50", "49,60", U);
  COMPARE("at_least = 50", "40,49", F);
  COMPARE("at_least = 50", "50,", T);
  COMPARE("at_least = 50", ",49", F);
  COMPARE("at_least = 50", ",50", U);
  COMPARE("at_least = 50", ",", U);
  COMPARE("at_least = 50", "50", T);
  COMPARE("at_most = 50", "40,50", T);
  COMPARE("at_most = 50", "40,51", U);
  COMPARE("at_most = 50", "51,60", F);
  COMPARE("more_than = 50", "50,60", U);
  COMPARE("more_than = 50", "51,60", T);
  COMPARE("more_than = 50", "40,50", F);
  COMPARE("less_than = 50", "40,49", T);
  COMPARE("less_than = 50", "40,50", U);
  COMPARE("less_than = 50", "50,60", F);
  COMPARE("equals = 50", "40,49", F);
  COMPARE("equals = 50", "40,50", U);
  COMPARE("between = { 40, 60 }", "40,60", T);
  COMPARE("between = { 40, 60 }", "40,61", U);
  COMPARE("between = { 40, 60 }", "39,50", U);
  COMPARE("between = { 40, 60 }", "30,39", F);
  COMPARE("between = { 40, 60 }", "61,", F);
  COMPARE("between = { 40, 60 }", "30,70", U); /* both ends fail, and what lies between them does not */
}

static void questions_of_bounds(void **state) {
  (void)state;
  expect(TEST("one_of(" SUM ", { 3, 5 })"), "6,9", NULL, F);
  expect(TEST("one_of(" SUM ", { 3, 5 })"), "4,9", NULL, U);
  expect(TEST("one_of(" SUM ", { 3, 5 })"), "5", NULL, T);
  expect(TEST("known(" SUM ")"), "5", NULL, T);
  expect(TEST("known(" SUM ")"), "5,6", NULL, F);
  expect(TEST("at_least(" SUM ", " OTHER_SUM ")"), "5,6", "3,5", T);
  expect(TEST("at_least(" SUM ", " OTHER_SUM ")"), "5,6", "3,6", U);
  expect(TEST("at_least(" SUM ", " OTHER_SUM ")"), "5,6", "7,8", F);
}

static void bounds_go_through_arithmetic(void **state) {
  (void)state;
#define OF(formula, comparison, sum, other, verdict) \
  expect(INDICATOR("value = " formula ", " comparison), sum, other, verdict)
  OF(SUM " + a", "between = { 15, 16 }", "5,6", NULL, T);
  OF(SUM " - a", "between = { -5, -4 }", "5,6", NULL, T);
  OF("a - " SUM, "between = { 4, 5 }", "5,6", NULL, T);
  OF("-" SUM, "between = { -6, -5 }", "5,6", NULL, T);
  OF("-" SUM, "at_most = -5", "5,", NULL, T);
  OF(SUM " * " OTHER_SUM, "between = { -12, 15 }", "-4,5", "2,3", T);
  OF(SUM " * " OTHER_SUM, "at_least = -11", "-4,5", "2,3", U);
  OF(SUM " * " OTHER_SUM, "at_most = 14", "-4,5", "2,3", U);
  OF(SUM " * " OTHER_SUM, "at_least = 6", "3,", "2,", T);
  OF(SUM " * " OTHER_SUM, "at_most = -6", "3,", ",-2", T);
  OF(SUM " * " OTHER_SUM, "equals = 0", "3,", "0", T);
  OF(SUM " / " OTHER_SUM, "between = { 1, 3 }", "4,6", "2,4", T);
  OF(SUM " / " OTHER_SUM, "at_least = 0", "4,6", "2,", T);
  OF(SUM " / " OTHER_SUM, "at_most = 3", "4,6", "2,", T);
  OF(SUM " / " OTHER_SUM, "at_most = 2.9", "4,6", "2,", U);
  OF(SUM " / " OTHER_SUM, "at_least = 0", "4,6", "0,3", U); /* a whole that may be nothing decides nothing */
  OF("share(" SUM ", " OTHER_SUM ")", "between = { 20, 50 }", "1,2", "4,5", T);
  OF("share(" SUM ", " OTHER_SUM ")", "at_least = 20.1", "1,2", "4,5", U);
  OF("share(a, " OTHER_SUM ")", "at_most = 50", "1", "20,", T);
  OF("sum { " SUM ", " OTHER_SUM ", a }", "between = { 15, 18 }", "1,2", "4,6", T);
  OF("sum { " SUM ", " OTHER_SUM ", a }", "at_least = 15", "1,", "4,6", T);
  OF("rounded(" SUM ", 0)", "between = { 5, 7 }", "4.5,6.5", NULL, T);
  OF("rounded(" SUM ", 0)", "equals = 5", "4.5,5.4", NULL, T);
  OF("smallest { " SUM ", a }", "between = { 8, 10 }", "8,12", NULL, T);
  OF("smallest { " SUM ", a }", "equals = 10", "11,", NULL, T);
  OF("smallest { " SUM ", a }", "at_most = 10", ",", NULL, U); /* nothing is said, and so it stays */
  OF("smallest { " SUM ", a }", "at_most = 10", "3,", NULL, T);
  OF("largest { " SUM ", a }", "between = { 10, 12 }", "8,12", NULL, T);
  OF("largest { " SUM ", a }", "equals = 10", ",9", NULL, T);
  OF("largest { " SUM ", a }", "at_least = 10", ",12", NULL, T);
  OF("choose { { is_true(yes), 1 }, otherwise = " SUM " }", "at_least = 5", "5,6", NULL, U);
  OF("choose { { at_least(a, 10), " SUM " }, otherwise = 1 }", "at_least = 5", "5,6", NULL, T);
  OF("choose { { at_least(" SUM ", 5), a }, otherwise = 1 }", "at_least = 10", "5,6", NULL, T);
  OF("choose { { at_least(" SUM ", 6), a }, otherwise = a }", "at_least = 10", "5,6", NULL, U);
  OF("from_year { [2021] = " SUM " }", "at_least = 5", "5,6", NULL, T);
  OF("unverified(" SUM ")", "at_least = 5", "5,6", NULL, T);
}

static void a_plain_missing_figure_has_no_bounds(void **state) {
  (void)state;
  OF("smallest { " SUM ", b }", "at_most = 10", "3,5", NULL, U);
  OF(SUM " + b", "at_least = 0", "3,5", NULL, U);
  OF("share(b, " SUM ")", "at_least = 0", "3,5", NULL, U);
}

static void bounds_can_be_asked(void **state) {
  (void)state;
  struct stand stand = stand_open(INDICATOR("value = " SUM " + a, at_least = 20"));
  const struct expression *value = rules_judged(&stand.rules, "s/1.1")->value;
  char text[32];
  rules_set(&stand.rules, "a", "10");
  say_sum(&stand, "v", "3,5");
  struct exact_bounds bounds = exact_bounds(stand.rules.exact, value);
  assert_null(exact_number(stand.rules.exact, value));
  assert_true(exact_missing(stand.rules.exact, value));
  rational_format(bounds.low, 2, text, sizeof text);
  assert_string_equal(text, "13");
  rational_format(bounds.high, 2, text, sizeof text);
  assert_string_equal(text, "15");
  assert_false(bounds.may_lack);
  say_sum(&stand, "v", ",5");
  bounds = exact_bounds(stand.rules.exact, value);
  assert_null(bounds.low);
  assert_non_null(bounds.high);
  say_sum(&stand, "v", "5");
  bounds = exact_bounds(stand.rules.exact, value);
  assert_non_null(bounds.low);
  assert_ptr_equal(bounds.low, bounds.high);
  assert_ptr_equal(exact_number(stand.rules.exact, value), bounds.low);
  rules_set(&stand.rules, "a", "");
  bounds = exact_bounds(stand.rules.exact, value);
  assert_null(bounds.low);
  assert_null(bounds.high);
  stand_close(&stand);
}

static void a_value_that_may_lack_decides_nothing(void **state) {
  (void)state;
  struct stand stand = stand_open(INDICATOR("value = largest { " SUM " + a, 3 }, at_least = 1"));
  rules_set(&stand.rules, "a", "10");
  struct fake_value *said = fake_number(stand.fake, &stand.rules, EXPRESSION_SUM_OF, "v", "3", "5");
  rules_expect(&stand.rules, "s/1.1", CHUAN_MET);
  said->value.may_lack = 1;
  exact_begin(stand.rules.exact, stand.rules.values, 0);
  rules_expect(&stand.rules, "s/1.1", CHUAN_NO_DATA);
  assert_true(exact_bounds(stand.rules.exact, rules_judged(&stand.rules, "s/1.1")->value).may_lack);
  expect_causes(&stand, "units_undecided");
  stand_close(&stand);
}

/* --- from the law and the register -------------------------------------------------------------------------------- */

static void amended_by_the_day(void **state) {
  (void)state;
  static const char *text = FACTS
      "indicator { id = \"1.1\", value = a, at_least = amended { 10, { from = \"2024-03-01\", by = \"1/QĐ\", "
      "11 "
      "} } } }\n";
  struct moment before = {.year = 2024, .as_of = date_of(2024, 2, 29)};
  struct moment after = {.year = 2024, .as_of = date_of(2024, 3, 1)};
  struct stand stand = stand_open_on(text, before);
  rules_set(&stand.rules, "a", "10");
  rules_expect(&stand.rules, "s/1.1", CHUAN_MET);
  stand_close(&stand);
  stand = stand_open_on(text, after);
  rules_set(&stand.rules, "a", "10");
  rules_expect(&stand.rules, "s/1.1", CHUAN_NOT_MET);
  assert_int_equal(exact_taken(stand.rules.exact, rules_judged(&stand.rules, "s/1.1")->threshold), 1);
  stand_close(&stand);
}

static void an_amended_test(void **state) {
  (void)state;
  static const char *text =
      TEST("amended { is_true(yes), { from = \"2024-03-01\", by = \"1/QĐ\", at_least(a, 1) } }");
  struct stand stand = stand_open(text);
  rules_set(&stand.rules, "a", "10");
  rules_expect(&stand.rules, "s/1.1", CHUAN_NO_DATA);
  expect_causes(&stand, "yes");
  rules_set(&stand.rules, "yes", "no");
  rules_expect(&stand.rules, "s/1.1", CHUAN_NOT_MET);
  stand_close(&stand);
  stand = stand_open_on(text, moment_of(2025));
  rules_set(&stand.rules, "a", "10");
  rules_expect(&stand.rules, "s/1.1", CHUAN_MET);
  stand_close(&stand);
}

static void tests_from_outside(void **state) {
  (void)state;
  struct stand stand = stand_open(TEST("any { recognised \"t\", last_year(at_least(a, 1)) }"));
  rules_expect(&stand.rules, "s/1.1", CHUAN_NO_DATA);
  expect_causes(&stand, "no_register other_year:2022");
  fake_test(stand.fake, &stand.rules, EXPRESSION_RECOGNISED, CHUAN_NOT_MET);
  rules_expect(&stand.rules, "s/1.1", CHUAN_NO_DATA);
  fake_test(stand.fake, &stand.rules, EXPRESSION_LAST_YEAR, CHUAN_MET);
  rules_expect(&stand.rules, "s/1.1", CHUAN_MET);
  fake_test(stand.fake, &stand.rules, EXPRESSION_LAST_YEAR, CHUAN_NOT_APPLICABLE);
  rules_expect(&stand.rules, "s/1.1", CHUAN_NOT_MET);
  stand_close(&stand);
}

static void a_choice_from_outside(void **state) {
  (void)state;
  struct stand stand =
      stand_open(INDICATOR("value = a, at_least = by(last_year(zone), { I = 1, II = 5, III = pending() })"));
  rules_set(&stand.rules, "a", "3");
  rules_expect(&stand.rules, "s/1.1", CHUAN_NO_DATA);
  expect_causes(&stand, "other_year:2022");
  fake_say(stand.fake, &stand.rules, EXPRESSION_LAST_YEAR, "zone");
  rules_expect(&stand.rules, "s/1.1", CHUAN_MET);
  fake_say(stand.fake, &stand.rules, EXPRESSION_LAST_YEAR, "zone")->value.choice = 1;
  rules_expect(&stand.rules, "s/1.1", CHUAN_NOT_MET);
  stand_close(&stand);
}

/* --- shares of criteria --------------------------------------------------------------------------------------------- */

static void failed_share_counts_what_applies(void **state) {
  (void)state;
  struct stand stand = stand_open(TEST("at_most(failed_share \"t\", 50)"));
  expect_causes(&stand, "a yes"); /* a fails or not, 2 does not apply */
  rules_set(&stand.rules, "a", "1");
  rules_expect(&stand.rules, "s/1.1", CHUAN_MET); /* 0 or 50 % */
  rules_set(&stand.rules, "a", "0");
  rules_expect(&stand.rules, "s/1.1", CHUAN_NO_DATA); /* 50 or 100 % */
  expect_causes(&stand, "yes");
  rules_set(&stand.rules, "b", "1");
  rules_expect(&stand.rules, "s/1.1", CHUAN_NO_DATA); /* 33.3 or 66.7 % */
  rules_set(&stand.rules, "b", "0");
  rules_expect(&stand.rules, "s/1.1", CHUAN_NOT_MET); /* 66.7 or 100 % */
  rules_set(&stand.rules, "b", "1");
  rules_set(&stand.rules, "yes", "no");
  rules_expect(&stand.rules, "s/1.1", CHUAN_NOT_MET); /* 66.7 % */
  struct remedy *remedies;
  size_t count;
  assert_int_equal(remedy_find(stand.rules.exact, stand.rules.level, stand.rules.values,
                               rules_test(&stand.rules, "s/1.1"), stand.rules.arena, &remedies, &count),
                   CHUAN_OK);
  assert_int_equal(count, 2);
  assert_string_equal(remedies[0].fact->id, "a");
  assert_string_equal(remedies[1].fact->id, "yes");
  stand_close(&stand);
}

static void every_criterion_but_some(void **state) {
  (void)state;
  struct stand stand = stand_open(TEST(
      "all { at_least(a, 0) }") "standard { id = \"u\", level = \"commune\", test = all { at_least(a, 0), "
                                "every_criterion { except = { \"9\" } } } }\n"
                                "criterion { of = \"u\", id = \"8\", source = law { \"1/QĐ\" }, indicator { "
                                "id = "
                                "\"8.1\", test = at_least(a, 1) } }\n"
                                "criterion { of = \"u\", id = \"9\", source = law { \"1/QĐ\" }, indicator { "
                                "id = "
                                "\"9.1\", test = is_true(yes) } }\n");
  rules_set(&stand.rules, "a", "1");
  rules_set(&stand.rules, "yes", "no");
  rules_expect(&stand.rules, "u", CHUAN_MET);
  rules_expect(&stand.rules, "u/9", CHUAN_NOT_MET);
  stand_close(&stand);
}

/* --- over years ----------------------------------------------------------------------------------------------------- */

#define GROWTH "average_growth(x, { from = 2020 })" /* three years before RULES_YEAR */

static void expect_growth(const char *text, const char *base, const char *high, const char *now,
                          chuan_verdict expected) {
  struct stand stand = stand_open(text);
  rules_set(&stand.rules, "x", now);
  fake_number(stand.fake, &stand.rules, EXPRESSION_IN_YEAR, "x", base, high);
  chuan_verdict verdict = exact_verdict(stand.rules.exact, rules_test(&stand.rules, "s/1.1"));
  if (verdict != expected) {
    fail_msg("%s from %s..%s to %s: expected %s, got %s", strstr(text, "value ="), base, high, now,
             chuan_verdict_name(expected), chuan_verdict_name(verdict));
  }
  stand_close(&stand);
}

static void growth_is_compared_by_powers(void **state) {
  (void)state;
#define BY_TEN INDICATOR("value = " GROWTH ", at_least = 10")
  expect_growth(BY_TEN, "100", "100", "133.1", T);
  expect_growth(BY_TEN, "100", "100", "133.09", F);
  expect_growth(INDICATOR("value = " GROWTH ", more_than = 10"), "100", "100", "133.1", F);
  expect_growth(INDICATOR("value = " GROWTH ", equals = 10"), "100", "100", "133.1", T);
  expect_growth(INDICATOR("value = " GROWTH ", equals = 10"), "100", "100", "133.11", F);
  expect_growth(INDICATOR("value = " GROWTH ", at_most = 10"), "100", "100", "133.11", F);
  expect_growth(INDICATOR("value = " GROWTH ", at_least = -10"), "100", "100", "72.9", T);
  expect_growth(INDICATOR("value = " GROWTH ", at_least = -10"), "100", "100", "72.89", F);
  expect_growth(INDICATOR("value = " GROWTH ", less_than = -99.9"), "100", "100", "0.01", F);
  expect_growth(INDICATOR("value = " GROWTH ", at_least = -100"), "100", "100", "0.01", T);
  expect_growth(INDICATOR("value = " GROWTH ", at_least = -250"), "100", "100", "0.01", T);
  expect_growth(INDICATOR("value = " GROWTH ", between = { 9, 10 }"), "100", "100", "133.1", T);
  expect_growth(INDICATOR("value = " GROWTH ", at_least = unverified(10)"), "100", "100", "133.1", T);
  expect_growth(BY_TEN, "90", "100", "133.1", T);
  expect_growth(BY_TEN, "100", "110", "133.1", U);
  expect_growth(BY_TEN, "101", "", "133.1", F);
  expect_growth(BY_TEN, "0", "100", "133.1", U);
  expect_growth(BY_TEN, "0", "0", "133.1", U);
  expect_growth(BY_TEN, "100", "100", "0", U);
  expect_growth(BY_TEN, "100", "100", "", U);
}

static void growth_under_a_name(void **state) {
  (void)state;
  expect_growth("derived { level = \"commune\", id = \"growth\", value = " GROWTH
                " }\n" INDICATOR("value = growth, at_least = 10"),
                "100", "100", "133.1", T);
  expect_growth("derived { level = \"commune\", id = \"growth\", value = " GROWTH
                " }\n" INDICATOR("value = growth, at_least = 10"),
                "100", "100", "133.09", F);
}

static void growth_is_shown_cut_off(void **state) {
  (void)state;
  static const struct {
    const char *base, *now, *shown;
  } cases[] = {{"100", "133.1", "10"},       {"100", "133.09", "9.997245"},
               {"100", "72.9", "-10"},       {"100", "72.89", "-10.004115"},
               {"100", "100", "0"},          {"99.999999999999", "100", "0"},
               {"1", "900", "865.489384"},   {"100.000000000001", "100", "0"},
               {"100", "0.01", "-95.358411"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct stand stand = stand_open(BY_TEN);
    char text[32];
    rules_set(&stand.rules, "x", cases[i].now);
    fake_number(stand.fake, &stand.rules, EXPRESSION_IN_YEAR, "x", cases[i].base, cases[i].base);
    const struct rational *number =
        exact_number(stand.rules.exact, rules_judged(&stand.rules, "s/1.1")->value);
    assert_non_null(number);
    rational_format(number, 9, text, sizeof text);
    assert_string_equal(text, cases[i].shown);
    stand_close(&stand);
  }
}

static void growth_says_why_there_is_none(void **state) {
  (void)state;
  struct stand stand = stand_open(BY_TEN);
  expect_causes(&stand, "other_year:2020 x");
  rules_set(&stand.rules, "x", "5");
  expect_causes(&stand, "other_year:2020");
  fake_number(stand.fake, &stand.rules, EXPRESSION_IN_YEAR, "x", "0", "0");
  expect_causes(&stand, "growth_base");
  fake_number(stand.fake, &stand.rules, EXPRESSION_IN_YEAR, "x", "3", "3");
  expect_causes(&stand, "");
  rules_set(&stand.rules, "x", "-5");
  expect_causes(&stand, "growth_base");
  stand_close(&stand);
  stand = stand_open(INDICATOR("value = average_growth(x, { from = 2023 }), at_least = 10"));
  expect_causes(&stand, "growth_base"); /* over no year, whatever is missing */
  stand_close(&stand);
}

static void fall_is_points_a_year(void **state) {
  (void)state;
#define FALL INDICATOR("value = average_fall(x, { from = 2020 }), at_least = 1.5")
  expect_growth(FALL, "10", "10", "5.5", T);
  expect_growth(FALL, "10", "10", "5.51", F);
  expect_growth(FALL, "10", "11", "5.5", T);
  expect_growth(FALL, "9", "11", "5.5", U);
  expect_growth(FALL, "", "9", "5.5", F);
  expect_growth(FALL, "10", "10", "", U);
  expect_growth(INDICATOR("value = average_fall(x, { from = 2020 }), equals = -1"), "10", "10", "13", T);
  struct stand stand = stand_open(INDICATOR("value = average_fall(x, { from = 2023 }), at_least = 10"));
  expect_causes(&stand, "zero_whole");
  stand_close(&stand);
}

/* --- causes and statuses ------------------------------------------------------------------------------------------- */

static void causes_from_outside(void **state) {
  (void)state;
  struct stand stand = stand_open(INDICATOR("value = share(" SUM ", " OTHER_SUM "), at_least = 20"));
  rules_expect(&stand.rules, "s/1.1", CHUAN_NO_DATA);
  expect_causes(&stand, "no_unit no_unit");
  say_sum(&stand, "v", "1,2");
  say_sum(&stand, "w", "4");
  expect_causes(&stand, ""); /* 25 to 50 % */
  say_sum(&stand, "w", "4,6");
  expect_causes(&stand, "units_undecided units_undecided");
  say_sum(&stand, "w", "6");
  expect_causes(&stand, "units_undecided");
  say_sum(&stand, "v", "0");
  say_sum(&stand, "w", "0");
  expect_causes(&stand, "zero_whole");
  struct fake_value *said = fake_missing(stand.fake, &stand.rules, EXPRESSION_SUM_OF, "w", CAUSE_LEVEL_ENDED);
  said->value.day = 20;
  expect_causes(&stand, "level_ended@20");
  said = fake_missing(stand.fake, &stand.rules, EXPRESSION_SUM_OF, "w", CAUSE_MISSING_FACT);
  expect_causes(&stand, "no_unit"); /* nobody says which fact */
  said->value.fact = rules_fact(&stand.rules, "b");
  expect_causes(&stand, "b");
  stand_close(&stand);
  stand = stand_open(INDICATOR("value = total_since(2021, a), at_least = 20"));
  said = fake_missing(stand.fake, &stand.rules, EXPRESSION_TOTAL_SINCE, "a", CAUSE_OTHER_YEAR);
  said->value.year = 2022;
  expect_causes(&stand, "other_year:2022");
  stand_close(&stand);
}

static void its_status_is_passed_on(void **state) {
  (void)state;
  struct stand stand = stand_open(INDICATOR("value = " SUM ", at_least = 20"));
  const struct expression *test = rules_test(&stand.rules, "s/1.1");
  struct fake_value *said = fake_number(stand.fake, &stand.rules, EXPRESSION_SUM_OF, "v", "3", "5");
  assert_int_equal(exact_status(stand.rules.exact, test), CHUAN_SOURCED);
  said->value.status = CHUAN_UNVERIFIED;
  exact_begin(stand.rules.exact, stand.rules.values, 0);
  assert_int_equal(exact_status(stand.rules.exact, test), CHUAN_UNVERIFIED);
  stand_close(&stand);
}

/* The operands of what is outside are of another level: nobody goes into them. */
static void remedies_stay_with_the_unit(void **state) {
  (void)state;
  struct stand stand = stand_open(INDICATOR("value = " SUM " + a + last_year(b), at_least = 20"));
  struct remedy *remedies;
  size_t count;
  rules_set(&stand.rules, "a", "3");
  rules_set(&stand.rules, "b", "3");
  say_sum(&stand, "v", "1,2");
  fake_number(stand.fake, &stand.rules, EXPRESSION_LAST_YEAR, "b", "4", "4");
  rules_expect(&stand.rules, "s/1.1", CHUAN_NOT_MET);
  assert_int_equal(remedy_find(stand.rules.exact, stand.rules.level, stand.rules.values,
                               rules_test(&stand.rules, "s/1.1"), stand.rules.arena, &remedies, &count),
                   CHUAN_OK);
  assert_int_equal(count, 1);
  assert_string_equal(remedies[0].fact->id, "a");
  assert_int_equal(remedies[0].to, 15);
  stand_close(&stand);
}

/* --- derived values that are tests ------------------------------------------------------------------------------- */

static void a_derived_test_settles(void **state) {
  (void)state;
  struct stand stand =
      stand_open("derived { level = \"commune\", id = \"poor\", value = any { is_true(yes), at_least(" SUM
                 ", 5) } }\n" INDICATOR("test = all { poor, at_least(a, 1) }"));
  rules_set(&stand.rules, "a", "1");
  expect_causes(&stand, "yes no_unit");
  rules_set(&stand.rules, "yes", "no");
  say_sum(&stand, "v", "5,9");
  rules_expect(&stand.rules, "s/1.1", CHUAN_MET);
  say_sum(&stand, "v", "1,4");
  rules_expect(&stand.rules, "s/1.1", CHUAN_NOT_MET);
  stand_close(&stand);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(comparisons_are_decided_when_both_ends_agree),
      cmocka_unit_test(questions_of_bounds),
      cmocka_unit_test(bounds_go_through_arithmetic),
      cmocka_unit_test(a_plain_missing_figure_has_no_bounds),
      cmocka_unit_test(bounds_can_be_asked),
      cmocka_unit_test(a_value_that_may_lack_decides_nothing),
      cmocka_unit_test(amended_by_the_day),
      cmocka_unit_test(an_amended_test),
      cmocka_unit_test(tests_from_outside),
      cmocka_unit_test(a_choice_from_outside),
      cmocka_unit_test(failed_share_counts_what_applies),
      cmocka_unit_test(every_criterion_but_some),
      cmocka_unit_test(growth_is_compared_by_powers),
      cmocka_unit_test(growth_under_a_name),
      cmocka_unit_test(growth_is_shown_cut_off),
      cmocka_unit_test(growth_says_why_there_is_none),
      cmocka_unit_test(fall_is_points_a_year),
      cmocka_unit_test(causes_from_outside),
      cmocka_unit_test(its_status_is_passed_on),
      cmocka_unit_test(remedies_stay_with_the_unit),
      cmocka_unit_test(a_derived_test_settles),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
