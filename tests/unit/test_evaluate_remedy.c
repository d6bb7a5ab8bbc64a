/* The smallest change that turns a question: exact at the boundary, within what a figure can be. */
#include "rules_text.h"

#include "evaluate/remedy.h"

#define FACTS                                                                                                \
  "facts \"commune\" {\n"                                                                                    \
  "  households = count {}, clean = count { part_of = \"households\" }, poor = count { part_of = "           \
  "\"households\" },\n"                                                                                      \
  "  other = count { max = 10 }, income = amount { places = 2 }, balance = amount { places = 1, min = -100 " \
  "},\n"                                                                                                     \
  "  rating = choice { \"weak\", \"fair\", \"good\" }, market = yes_no {}, shop = yes_no {},\n"              \
  "}\n"                                                                                                      \
  "standard { id = \"s\", level = \"commune\" }\n"                                                           \
  "criterion { of = \"s\", id = \"1\", source = law { \"1/QĐ\" },\n"
#define INDICATOR(fields) FACTS "indicator { id = \"1.1\", " fields " } }\n"
#define TEST(test) INDICATOR("test = " test)

/* "clean 512>551; poor 80>50": every remedy, in the facts' own scale. */
static void expect(const char *text, const char *const *settings, const char *expected) {
  struct rules rules = rules_open(text);
  struct remedy *remedies;
  size_t count;
  char found[512] = "";
  for (; settings[0] != NULL; settings += 2) rules_set(&rules, settings[0], settings[1]);
  const struct expression *test = rules_test(&rules, "s/1.1");
  assert_int_equal(exact_verdict(rules.exact, test), CHUAN_NOT_MET);
  assert_int_equal(remedy_find(rules.exact, rules.level, rules.values, test, rules.arena, &remedies, &count),
                   CHUAN_OK);
  for (size_t i = 0; i < count; i++) {
    size_t used = strlen(found);
    snprintf(found + used, sizeof found - used, "%s%s %lld>%lld", i > 0 ? "; " : "", remedies[i].fact->id,
             (long long)remedies[i].from, (long long)remedies[i].to);
  }
  assert_string_equal(found, expected);
  assert_int_equal(exact_verdict(rules.exact, test), CHUAN_NOT_MET); /* the values are back */
  rules_close(&rules);
}

#define EXPECT(text, expected, ...) expect(text, (const char *const[]){__VA_ARGS__, NULL}, expected)

static void a_share_grows_by_its_part(void **state) {
  (void)state;
#define SHARE INDICATOR("value = share(clean, households), at_least = 55")
  EXPECT(SHARE, "clean 512>551", "clean", "512", "households", "1001");
  EXPECT(SHARE, "clean 549>550", "clean", "549", "households", "1000");
  EXPECT(SHARE, "clean 0>1", "clean", "0", "households", "1");
  EXPECT(INDICATOR("value = share(clean, households), more_than = 55"), "clean 550>551", "clean", "550",
         "households", "1000");
  EXPECT(INDICATOR("value = share(poor, households), at_most = 5"), "poor 80>50", "poor", "80", "households",
         "1000");
  EXPECT(INDICATOR("value = share(poor, households), less_than = 5"), "poor 50>49", "poor", "50",
         "households", "1000");
}

static void a_whole_is_offered_only_when_no_part_does_it(void **state) {
  (void)state;
#define OTHER "value = share(other, households), at_least = 50"
  EXPECT(INDICATOR(OTHER), "other 1>5", "other", "1", "households", "10");
  EXPECT(INDICATOR(OTHER), "households 100>2", "other", "1", "households", "100");
  EXPECT(INDICATOR(OTHER), "", "other", "1", "households", "100", "clean", "80");
}

static void nothing_is_promised_that_cannot_be(void **state) {
  (void)state;
  EXPECT(INDICATOR("value = other, at_least = 11"), "", "other", "3");
  EXPECT(INDICATOR("value = clean, at_least = 20"), "", "clean", "3", "households", "19");
  EXPECT(INDICATOR("value = clean, at_least = 20"), "clean 3>20", "clean", "3", "households", "20");
  EXPECT(INDICATOR("value = clean, less_than = 0"), "", "clean", "3");
}

static void amounts_change_by_their_own_places(void **state) {
  (void)state;
  EXPECT(INDICATOR("value = income, at_least = 46.5"), "income 4512>4650", "income", "45.12");
  EXPECT(INDICATOR("value = income, more_than = 46.5"), "income 4512>4651", "income", "45.12");
  EXPECT(INDICATOR("value = balance, equals = 0"), "balance -35>0", "balance", "-3.5");
  EXPECT(INDICATOR("value = balance, equals = 0"), "balance 7>0", "balance", "0.7");
  EXPECT(INDICATOR("value = balance, equals = 0.05"), "", "balance", "0.7");
  EXPECT(INDICATOR("value = balance, between = { 3, 4 }"), "balance 0>30", "balance", "0");
  EXPECT(INDICATOR("value = balance, between = { 3, 4 }"), "balance 900>40", "balance", "90");
  EXPECT(INDICATOR("value = balance, between = { 3.01, 3.02 }"), "", "balance", "90");
}

static void questions_are_flipped(void **state) {
  (void)state;
  EXPECT(TEST("is_true(market)"), "market 0>1", "market", "no");
  EXPECT(TEST("one_of(rating, { \"fair\", \"good\" })"), "rating 0>1", "rating", "weak");
  EXPECT(TEST("equals(rating, \"good\")"), "rating 0>2", "rating", "weak");
}

static void combinations_give_the_remedies_of_what_fails(void **state) {
  (void)state;
#define ALL TEST("all { is_true(market), is_true(shop), at_least(income, 10) }")
  EXPECT(ALL, "market 0>1; income 900>1000", "market", "no", "shop", "yes", "income", "9");
  EXPECT(TEST("any { is_true(market), is_true(shop) }"), "market 0>1; shop 0>1", "market", "no", "shop",
         "no");
  EXPECT(TEST("none { is_true(market), at_least(income, 10) }"), "income 1000>999", "market", "no", "income",
         "10");
  EXPECT(INDICATOR("test = is_true(market), applies_when = is_true(shop)"), "market 0>1", "market", "no",
         "shop", "yes");
}

static void every_part_of_a_formula_is_tried(void **state) {
  (void)state;
  EXPECT(INDICATOR("value = share(sum { clean, other }, households), at_least = 50"), "clean 10>45", "clean",
         "10", "other", "5", "households", "100", "poor", "0");
}

static void thresholds_and_conditions_are_no_advice(void **state) {
  (void)state;
  EXPECT(INDICATOR("value = income, at_least = by(rating, { weak = 10, fair = 5, good = 1 })"),
         "income 200>1000", "income", "2", "rating", "weak");
  EXPECT(INDICATOR("value = choose { { is_true(market), income }, otherwise = balance }, at_least = 3"),
         "income 200>300", "income", "2", "market", "yes", "balance", "9");
}

static void an_indicator_that_no_longer_applies_is_not_met(void **state) {
  (void)state;
  EXPECT(INDICATOR("value = share(clean, households), at_least = 50, applies_when = less_than(clean, 20)"),
         "households 100>20", "clean", "10", "households", "100");
  EXPECT(INDICATOR("value = income, at_most = 3, applies_when = at_least(income, 5)"), "", "income", "6");
}

static void a_function_is_not_asked_again_and_again(void **state) {
  (void)state;
  EXPECT(
      INDICATOR("value = compute { reads = { clean }, function(unit) return unit.clean end }, at_least = 3"),
      "", "clean", "1", "households", "10");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_share_grows_by_its_part),
      cmocka_unit_test(a_whole_is_offered_only_when_no_part_does_it),
      cmocka_unit_test(nothing_is_promised_that_cannot_be),
      cmocka_unit_test(amounts_change_by_their_own_places),
      cmocka_unit_test(questions_are_flipped),
      cmocka_unit_test(combinations_give_the_remedies_of_what_fails),
      cmocka_unit_test(every_part_of_a_formula_is_tried),
      cmocka_unit_test(thresholds_and_conditions_are_no_advice),
      cmocka_unit_test(an_indicator_that_no_longer_applies_is_not_met),
      cmocka_unit_test(a_function_is_not_asked_again_and_again),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
