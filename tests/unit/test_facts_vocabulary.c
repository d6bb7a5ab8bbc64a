/* Facts are found by level and id; cells are read as their kind says, or refused with a reason. */
#include "facts/vocabulary.h"

#include "base/decimal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char *const regions[] = {"northern_mountains", "red_river_delta", "south_central_coast"};
static const struct fact households = {
    .level = "commune", .id = "households", .kind = FACT_COUNT, .has_minimum = 1, .minimum = 0};
static const struct fact income = {.level = "commune",
                                   .id = "income",
                                   .kind = FACT_AMOUNT,
                                   .places = 2,
                                   .has_maximum = 1,
                                   .maximum = 100000};
static const struct fact planned = {.level = "commune", .id = "plan_approved", .kind = FACT_YES_NO};
static const struct fact region = {
    .level = "commune", .id = "region", .kind = FACT_CHOICE, .choices = regions, .choice_count = 3};
static const struct fact elsewhere = {.level = "province", .id = "households", .kind = FACT_COUNT};

static void facts_are_found_at_their_level(void **state) {
  (void)state;
  const struct fact *communes[] = {&households, &income, &planned, &region}, *provinces[] = {&elsewhere};
  struct vocabulary_level levels[] = {{"commune", communes, 4}, {"province", provinces, 1}};
  const struct vocabulary vocabulary = {levels, 2};
  assert_ptr_equal(vocabulary_level_find(&vocabulary, "province"), &levels[1]);
  assert_null(vocabulary_level_find(&vocabulary, "district"));
  assert_ptr_equal(vocabulary_find(&vocabulary, "commune", "households"), &households);
  assert_ptr_equal(vocabulary_find(&vocabulary, "province", "households"), &elsewhere);
  assert_null(vocabulary_find(&vocabulary, "province", "income"));
  assert_null(vocabulary_find(&vocabulary, "district", "income"));
  assert_string_equal(fact_kind_name(FACT_COUNT), "count");
  assert_string_equal(fact_kind_name(FACT_AMOUNT), "amount");
  assert_string_equal(fact_kind_name(FACT_YES_NO), "yes_no");
  assert_string_equal(fact_kind_name(FACT_CHOICE), "choice");
}

static void cells_are_read_as_their_kind_says(void **state) {
  (void)state;
  static const struct {
    const struct fact *fact;
    const char *text;
    int64_t value;
  } cases[] = {
      {&households, "1234", 1234},
      {&households, "", DECIMAL_MISSING},
      {&households, "  ", DECIMAL_MISSING},
      {&households, "0", 0},
      {&households, "12.0", 12},
      {&income, "46.25", 4625},
      {&income, "1000", 100000},
      {&income, "-3", -300},
      {&planned, "1", 1},
      {&planned, "0", 0},
      {&planned, "Yes", 1},
      {&planned, "NO", 0},
      {&planned, "true", 1},
      {&planned, "False", 0},
      {&planned, "Đạt", 1},
      {&planned, "KHÔNG ĐẠT", 0},
      {&planned, "\xC4\x90\x61\xCC\xA3t", 1},
      {&planned, "kho\xCC\x82ng", 0},
      {&planned, " có ", 1},
      {&planned, " ", DECIMAL_MISSING},
      {&region, "red_river_delta", 1},
      {&region, "South_Central_Coast ", 2},
      {&region, "", DECIMAL_MISSING},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    int64_t value = 77;
    const char *english, *vietnamese;
    assert_int_equal(
        fact_read(cases[i].fact, cases[i].text, strlen(cases[i].text), &value, &english, &vietnamese), 1);
    assert_true(value == cases[i].value);
  }
}

static void wrong_cells_are_refused_in_two_languages(void **state) {
  (void)state;
  static const struct {
    const struct fact *fact;
    const char *text, *part;
  } cases[] = {
      {&households, "-1", "below"},
      {&households, "1.5", "whole number"},
      {&households, "abc", "not a number"},
      {&households, "1e999", "too large"},
      {&households, "0x10", "not a number"},
      {&households, "NaN", "not a number"},
      {&households, "9223372036854775808", "too large"},
      {&income, "46.255", "more decimals"},
      {&income, "1000.01", "above"},
      {&planned, "2", "neither"},
      {&planned, "x", "neither"},
      {&planned, "dat", "neither"},
      {&planned, "\xFF", "neither"},
      {&region, "delta", "choices"},
      {&region, "1", "choices"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    int64_t value = 77;
    const char *english = NULL, *vietnamese = NULL;
    assert_int_equal(
        fact_read(cases[i].fact, cases[i].text, strlen(cases[i].text), &value, &english, &vietnamese), 0);
    assert_true(value == DECIMAL_MISSING);
    assert_non_null(strstr(english, cases[i].part));
    assert_non_null(vietnamese);
    assert_null(strchr(english, '%')); /* no arguments */
    assert_null(strchr(vietnamese, '%'));
  }
}

static void what_is_written_is_read_back(void **state) {
  (void)state;
  static const struct {
    const struct fact *fact;
    int64_t value;
    const char *text;
  } cases[] = {{&households, 1234, "1234"},
               {&income, 4625, "46.25"},
               {&income, 4600, "46"},
               {&planned, 1, "yes"},
               {&planned, 0, "no"},
               {&region, 2, "south_central_coast"},
               {&households, DECIMAL_MISSING, ""},
               {&planned, DECIMAL_MISSING, ""},
               {&region, DECIMAL_MISSING, ""}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char text[64];
    int64_t value;
    const char *english, *vietnamese;
    assert_int_equal(fact_write(cases[i].fact, cases[i].value, text, sizeof text), strlen(cases[i].text));
    assert_string_equal(text, cases[i].text);
    assert_int_equal(fact_read(cases[i].fact, text, strlen(text), &value, &english, &vietnamese), 1);
    assert_true(value == cases[i].value);
  }
  char text[6];
  assert_int_equal(fact_write(&region, 0, text, sizeof text), 5);
  assert_string_equal(text, "north");
  assert_int_equal(fact_write(&region, 3, text, sizeof text), 0); /* no such choice */
  assert_int_equal(fact_write(&region, 0, text, 0), 0);
}

/* A list as long as lists may be: were each looked for one by one, this would take a quarter of a minute. */
static void one_of_very_many_choices_is_found_at_once(void **state) {
  (void)state;
  enum { CHOICES = 65535 };
  struct arena *arena = arena_create();
  const char **choices = arena_array(arena, CHOICES, sizeof *choices);
  for (uint32_t i = 0; i < CHOICES; i++) choices[i] = arena_format(arena, "Choice_%u", (i * 7919u) % CHOICES);
  struct fact fact = {.kind = FACT_CHOICE, .choices = choices, .choice_count = CHOICES};
  assert_int_equal(fact_choices_order(arena, &fact), 1);
  for (uint32_t i = 0; i < CHOICES; i++) {
    const char *english, *vietnamese;
    char text[32];
    int64_t value;
    snprintf(text, sizeof text, i % 2 ? " choice_%u" : "CHOICE_%u ", (i * 7919u) % CHOICES);
    assert_int_equal(fact_read(&fact, text, strlen(text), &value, &english, &vietnamese), 1);
    assert_int_equal(value, i);
    assert_int_equal(fact_read(&fact, "choicé", strlen("choicé"), &value, &english, &vietnamese), 0);
  }
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(facts_are_found_at_their_level),
      cmocka_unit_test(cells_are_read_as_their_kind_says),
      cmocka_unit_test(wrong_cells_are_refused_in_two_languages),
      cmocka_unit_test(what_is_written_is_read_back),
      cmocka_unit_test(one_of_very_many_choices_is_found_at_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
