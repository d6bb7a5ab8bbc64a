/* Dates against a calendar counted day by day. */
#include "base/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void every_day_of_a_thousand_years_has_its_number(void **state) {
  (void)state;
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  int32_t expected = date_of(1600, 1, 1);
  assert_int_equal(date_of(1970, 1, 1), 0);
  assert_int_equal(expected, -135140);
  for (int year = 1600; year < 2600; year++) {
    int leap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0);
    for (int month = 1; month <= 12; month++) {
      int last = days[month - 1] + (month == 2 && leap);
      for (int day = 1; day <= last; day++, expected++) {
        char text[32], back[DATE_TEXT_SIZE];
        int32_t number;
        assert_int_equal(date_of(year, month, day), expected);
        snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
        assert_int_equal(date_parse(text, strlen(text), day & 1, &number), 1);
        assert_int_equal(number, expected);
        date_format(number, back);
        assert_string_equal(back, text);
      }
    }
  }
}

static void years_beyond_days_are_the_last_ones(void **state) {
  (void)state;
  assert_int_equal(date_of(INT32_MAX, 12, 31), date_of(5000000, 12, 31));
  assert_int_equal(date_of(INT32_MIN, 1, 1), date_of(-5000000, 1, 1));
  assert_true(date_of(5000000, 12, 31) > date_of(YEAR_LAST, 12, 31));
  assert_true(date_of(5000000, 12, 31) < DATE_OPEN_END);
  assert_true(date_of(-5000000, 1, 1) > DATE_UNKNOWN_START);
}

static void part_of_a_date_means_its_first_or_last_day(void **state) {
  (void)state;
  static const struct {
    const char *text;
    int end;
    const char *day;
  } cases[] = {
      {"2024", 0, "2024-01-01"},       {"2024", 1, "2024-12-31"},       {"2024-02", 0, "2024-02-01"},
      {"2024-02", 1, "2024-02-29"},    {"2023-02", 1, "2023-02-28"},    {"1900-02", 1, "1900-02-28"},
      {"2000-02", 1, "2000-02-29"},    {"2025-06", 1, "2025-06-30"},    {"2025-12", 1, "2025-12-31"},
      {"2024-02-29", 0, "2024-02-29"}, {"0001-01-01", 0, "0001-01-01"}, {"9999-12-31", 1, "9999-12-31"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    int32_t day;
    char text[DATE_TEXT_SIZE];
    assert_int_equal(date_parse(cases[i].text, strlen(cases[i].text), cases[i].end, &day), 1);
    date_format(day, text);
    assert_string_equal(text, cases[i].day);
  }
}

static void what_is_no_date_is_refused(void **state) {
  (void)state;
  static const char *const wrong[] = {"",           "2023-02-29",  "1900-02-29", "2024-13-01", "2024-00-10",
                                      "2024-04-31", "2024-01-00",  "2024-1-1",   "24-01-01",   "2024/01/01",
                                      "01/07/2025", "2024-01-01 ", " 2024",      "20244",      "0000",
                                      "-001",       "2024-01-0x",  "2024-01-01T"};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    int32_t day;
    assert_int_equal(date_parse(wrong[i], strlen(wrong[i]), 0, &day), 0);
  }
}

static void unknown_and_open_are_empty(void **state) {
  (void)state;
  char text[DATE_TEXT_SIZE] = "x";
  date_format(DATE_UNKNOWN_START, text);
  assert_string_equal(text, "");
  date_format(DATE_OPEN_END, text);
  assert_string_equal(text, "");
  date_format(date_of(10000, 1, 1), text);
  assert_string_equal(text, "");
  date_format(date_of(0, 12, 31), text);
  assert_string_equal(text, "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_day_of_a_thousand_years_has_its_number),
      cmocka_unit_test(years_beyond_days_are_the_last_ones),
      cmocka_unit_test(part_of_a_date_means_its_first_or_last_day),
      cmocka_unit_test(what_is_no_date_is_refused),
      cmocka_unit_test(unknown_and_open_are_empty),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
