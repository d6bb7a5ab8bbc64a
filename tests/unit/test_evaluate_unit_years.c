/* One unit in several years: verdicts exact, years read only when they are asked for, figures told in reading order. */
#include "rules_text.h"

#include "evaluate/unit_years.h"

#define FACTS                                                                       \
  "facts \"commune\" { a = count {}, b = amount { places = 2 }, yes = yes_no {},\n" \
  "  zone = choice { \"I\", \"II\" } }\n"
#define VALIDATE(test) FACTS "validate { id = \"v\", level = \"commune\", test = " test " }"

enum { A, B, YES, ZONE, KNOWN_FACTS, FIRST = 2015, YEARS = 12 };

struct stand {
  struct rules rules;
  struct unit_years *years;
  int64_t stored[YEARS][KNOWN_FACTS]; /* by year from FIRST */
  int at_hand[KNOWN_FACTS];
  int read[YEARS], fails;
};

static chuan_status read_year(void *self, int64_t unit, int year, int64_t *values, int *years) {
  struct stand *stand = self;
  assert_int_equal(unit, 7);
  for (int i = 0; i < KNOWN_FACTS; i++) {
    values[i] = year < FIRST || year >= FIRST + YEARS ? DECIMAL_MISSING : stand->stored[year - FIRST][i];
    years[i] = year;
  }
  if (year >= FIRST && year < FIRST + YEARS) stand->read[year - FIRST]++;
  return stand->fails ? CHUAN_DATABASE : CHUAN_OK;
}

static void stand_open(struct stand *stand, const char *text) {
  *stand = (struct stand){.rules = rules_open(text)};
  for (int y = 0; y < YEARS; y++)
    for (int i = 0; i < KNOWN_FACTS; i++) stand->stored[y][i] = DECIMAL_MISSING;
  struct year_figures figures = {stand, read_year};
  assert_int_equal(unit_years_create(stand->rules.book, "commune", figures, &stand->years), CHUAN_OK);
}

static void stand_close(struct stand *stand) {
  unit_years_free(stand->years);
  rules_close(&stand->rules);
}

static const struct expression *test_of(const struct stand *stand) {
  return stand->rules.book->validates[0]->test;
}

static void begin(struct stand *stand, int year) {
  for (int i = 0; i < KNOWN_FACTS; i++) stand->at_hand[i] = year;
  unit_years_begin(stand->years, 7, year, stand->stored[year - FIRST], stand->at_hand);
}

static chuan_verdict verdict_of(struct stand *stand, int year) {
  chuan_verdict verdict;
  begin(stand, year);
  assert_int_equal(unit_years_verdict(stand->years, test_of(stand), &verdict), CHUAN_OK);
  return verdict;
}

static void set(struct stand *stand, int year, int fact, int64_t value) {
  stand->stored[year - FIRST][fact] = value;
}

static void bounds_are_exact(void **state) {
  struct stand stand;
  (void)state;
  stand_open(&stand, VALIDATE("between(a, 0.8 * last_year(a), 1.2 * last_year(a))"));
  set(&stand, 2022, A, 35);
  set(&stand, 2023, A, 42);
  assert_int_equal(verdict_of(&stand, 2023), CHUAN_MET);
  set(&stand, 2023, A, 43);
  assert_int_equal(verdict_of(&stand, 2023), CHUAN_NOT_MET);
  set(&stand, 2023, A, 28);
  assert_int_equal(verdict_of(&stand, 2023), CHUAN_MET);
  set(&stand, 2023, A, 27);
  assert_int_equal(verdict_of(&stand, 2023), CHUAN_NOT_MET);
  assert_int_equal(verdict_of(&stand, 2022), CHUAN_NO_DATA); /* nothing of 2021 */
  stand_close(&stand);
}

static void another_year_is_read_once_and_only_when_asked_for(void **state) {
  struct stand stand;
  (void)state;
  stand_open(&stand,
             VALIDATE("any { at_least(a, 10), at_least(a, last_year(a)), at_least(b, last_year(b)) }"));
  set(&stand, 2023, A, 3);
  set(&stand, 2022, A, 4);
  assert_int_equal(verdict_of(&stand, 2023), CHUAN_NO_DATA);
  assert_int_equal(stand.read[2022 - FIRST], 1);
  assert_int_equal(stand.read[2023 - FIRST], 0); /* at hand */
  stand_close(&stand);
}

static void the_year_at_hand_may_be_named(void **state) {
  struct stand stand;
  (void)state;
  stand_open(&stand, VALIDATE("equals(a, in_year(2023, last_year(in_year(2023, a))))"));
  set(&stand, 2023, A, 3);
  assert_int_equal(verdict_of(&stand, 2023), CHUAN_MET);
  assert_int_equal(verdict_of(&stand, 2022), CHUAN_NO_DATA);
  set(&stand, 2022, A, 4);
  assert_int_equal(verdict_of(&stand, 2022), CHUAN_NOT_MET);
  stand_close(&stand);
}

static void many_years_are_added_up(void **state) {
  struct stand stand;
  (void)state;
  stand_open(&stand, VALIDATE("equals(total_since(2016, b), last_year(total_since(2016, b)) + b)"));
  for (int year = 2016; year <= 2024; year++) set(&stand, year, B, year * 100 + 1);
  assert_int_equal(verdict_of(&stand, 2024), CHUAN_MET);
  assert_int_equal(verdict_of(&stand, 2017), CHUAN_MET);
  set(&stand, 2019, B, DECIMAL_MISSING);
  assert_int_equal(verdict_of(&stand, 2024), CHUAN_NO_DATA);
  assert_int_equal(verdict_of(&stand, 2018), CHUAN_MET);
  stand_close(&stand);
}

static void choices_tests_and_growth_have_years_too(void **state) {
  struct stand stand;
  (void)state;
  stand_open(
      &stand,
      VALIDATE("all { equals(zone, last_year(zone)), is_true(last_year(yes)), last_year(at_least(a, 2)),\n"
               "  at_most(average_growth(a, { from = 2021 }), 10) }"));
  for (int year = 2021; year <= 2023; year++) {
    set(&stand, year, ZONE, 1);
    set(&stand, year, YES, 1);
  }
  set(&stand, 2021, A, 100);
  set(&stand, 2022, A, 2);
  set(&stand, 2023, A, 121);
  assert_int_equal(verdict_of(&stand, 2023), CHUAN_MET);
  set(&stand, 2023, A, 122);
  assert_int_equal(verdict_of(&stand, 2023), CHUAN_NOT_MET);
  set(&stand, 2023, A, 121);
  set(&stand, 2022, ZONE, 0);
  assert_int_equal(verdict_of(&stand, 2023), CHUAN_NOT_MET);
  set(&stand, 2022, ZONE, 1);
  set(&stand, 2022, A, 1);
  assert_int_equal(verdict_of(&stand, 2023), CHUAN_NOT_MET);
  stand_close(&stand);
}

static void figures_come_in_reading_order_without_repeats(void **state) {
  struct stand stand;
  struct year_figure figures[8];
  size_t count;
  chuan_verdict verdict;
  (void)state;
  stand_open(&stand, FACTS
             "validate { id = \"v\", level = \"commune\", applies_when = is_true(yes),\n"
             "  test = between(a, 0.5 * last_year(a), b + last_year(a) + in_year(2019, a)) }");
  set(&stand, 2023, A, 10);
  set(&stand, 2023, B, 250);
  set(&stand, 2023, YES, 1);
  set(&stand, 2022, A, 4);
  set(&stand, 2019, A, 1);
  begin(&stand, 2023);
  assert_int_equal(unit_years_verdict(stand.years, test_of(&stand), &verdict), CHUAN_OK);
  assert_int_equal(verdict, CHUAN_NOT_MET);
  assert_int_equal(unit_years_figures(stand.years, test_of(&stand), figures, 8, &count), CHUAN_OK);
  assert_int_equal(count, 4);
  assert_string_equal(figures[0].fact->id, "a");
  assert_int_equal(figures[0].year, 2023);
  assert_int_equal(figures[1].year, 2022);
  assert_int_equal(figures[1].value, 4);
  assert_string_equal(figures[2].fact->id, "b");
  assert_int_equal(figures[3].year, 2019);
  assert_int_equal(unit_years_figures(stand.years, test_of(&stand), figures, 2, &count), CHUAN_OK);
  assert_int_equal(count, 2);
  stand_close(&stand);
}

static void a_failure_is_handed_on_and_forgotten_with_the_next_unit(void **state) {
  struct stand stand;
  chuan_verdict verdict;
  (void)state;
  stand_open(&stand, VALIDATE("at_least(a, last_year(a))"));
  set(&stand, 2023, A, 10);
  set(&stand, 2022, A, 4);
  stand.fails = 1;
  begin(&stand, 2023);
  assert_int_equal(unit_years_verdict(stand.years, test_of(&stand), &verdict), CHUAN_DATABASE);
  stand.fails = 0;
  assert_int_equal(verdict_of(&stand, 2023), CHUAN_MET);
  stand_close(&stand);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(bounds_are_exact),
      cmocka_unit_test(another_year_is_read_once_and_only_when_asked_for),
      cmocka_unit_test(the_year_at_hand_may_be_named),
      cmocka_unit_test(many_years_are_added_up),
      cmocka_unit_test(choices_tests_and_growth_have_years_too),
      cmocka_unit_test(figures_come_in_reading_order_without_repeats),
      cmocka_unit_test(a_failure_is_handed_on_and_forgotten_with_the_next_unit)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
