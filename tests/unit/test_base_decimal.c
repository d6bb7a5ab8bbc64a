/* Text to scaled integers and back: exact or refused, never near. */
#include "base/decimal.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void accepted_texts_have_exactly_their_value(void **state) {
  (void)state;
  static const struct {
    const char *text;
    unsigned places;
    int64_t value;
  } cases[] = {
      {"0", 0, 0},
      {"7", 0, 7},
      {"+7", 0, 7},
      {"-7", 0, -7},
      {"-0", 0, 0},
      {"-0.000", 2, 0},
      {"  55 ", 0, 55},
      {"\t55\r\n", 0, 55},
      {"46.25", 2, 4625},
      {"46.25", 4, 462500},
      {"46.250000000000000000000000", 2, 4625},
      {"0.05", 2, 5},
      {"000046.20", 1, 462},
      {"1e3", 0, 1000},
      {"1E+3", 0, 1000},
      {"1.5e1", 0, 15},
      {"15e-1", 1, 15},
      {"1500e-2", 0, 15},
      {"0e999999999999999999999999", 0, 0},
      {"0.0e-99999999999", 0, 0},
      {"1.0", 0, 1},
      {"9223372036854775807", 0, INT64_MAX},
      {"-9223372036854775807", 0, -INT64_MAX},
      {"9.223372036854775807e18", 0, INT64_MAX},
      {"9223372036.854775807", 9, INT64_MAX},
      {"1000000000000000000", 0, 1000000000000000000},
      {"9e18", 0, 9000000000000000000},
      {"0.000000001", 9, 1},
      {"100.00", 0, 100},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    int64_t value = 42;
    assert_int_equal(decimal_parse(cases[i].text, strlen(cases[i].text), cases[i].places, &value),
                     DECIMAL_OK);
    assert_true(value == cases[i].value);
  }
}

static void everything_else_is_refused_with_its_reason(void **state) {
  (void)state;
  static const struct {
    const char *text;
    unsigned places;
    enum decimal_result result;
  } cases[] = {
      {"", 0, DECIMAL_EMPTY},
      {"   ", 0, DECIMAL_EMPTY},
      {"x", 0, DECIMAL_SYNTAX},
      {"0x10", 0, DECIMAL_SYNTAX},
      {"0x", 0, DECIMAL_SYNTAX},
      {"NaN", 0, DECIMAL_SYNTAX},
      {"nan", 0, DECIMAL_SYNTAX},
      {"inf", 0, DECIMAL_SYNTAX},
      {"-inf", 0, DECIMAL_SYNTAX},
      {"-", 0, DECIMAL_SYNTAX},
      {"+", 0, DECIMAL_SYNTAX},
      {"--1", 0, DECIMAL_SYNTAX},
      {"+-1", 0, DECIMAL_SYNTAX},
      {".5", 1, DECIMAL_SYNTAX},
      {"5.", 1, DECIMAL_SYNTAX},
      {".", 1, DECIMAL_SYNTAX},
      {"1.2.3", 4, DECIMAL_SYNTAX},
      {"1,5", 1, DECIMAL_SYNTAX},
      {"1.234,5", 4, DECIMAL_SYNTAX},
      {"1 000", 0, DECIMAL_SYNTAX},
      {"98.5%", 1, DECIMAL_SYNTAX},
      {"1e", 0, DECIMAL_SYNTAX},
      {"1e+", 0, DECIMAL_SYNTAX},
      {"e5", 0, DECIMAL_SYNTAX},
      {"1e5.0", 0, DECIMAL_SYNTAX},
      {"1_000", 0, DECIMAL_SYNTAX},
      {"１２", 0, DECIMAL_SYNTAX},
      {"- 1", 0, DECIMAL_SYNTAX},
      {"1e999", 0, DECIMAL_TOO_LARGE},
      {"-1e999", 0, DECIMAL_TOO_LARGE},
      {"1e99999999999999999999999999", 0, DECIMAL_TOO_LARGE},
      {"1e9223372036854775807", 0, DECIMAL_TOO_LARGE},
      {"9223372036854775808", 0, DECIMAL_TOO_LARGE},
      {"-9223372036854775808", 0, DECIMAL_TOO_LARGE},
      {"18446744073709551616", 0, DECIMAL_TOO_LARGE},
      {"9999999999999999999", 0, DECIMAL_TOO_LARGE},
      {"9223372036854775807", 1, DECIMAL_TOO_LARGE},
      {"9223372036.854775808", 9, DECIMAL_TOO_LARGE},
      {"0.5", 0, DECIMAL_TOO_PRECISE},
      {"46.255", 2, DECIMAL_TOO_PRECISE},
      {"1e-1", 0, DECIMAL_TOO_PRECISE},
      {"1e-999", 9, DECIMAL_TOO_PRECISE},
      {"1e-99999999999999999999999999", 9, DECIMAL_TOO_PRECISE},
      {"0.0000000001", 9, DECIMAL_TOO_PRECISE},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    int64_t value;
    assert_int_equal(decimal_parse(cases[i].text, strlen(cases[i].text), cases[i].places, &value),
                     cases[i].result);
  }
  int64_t value;
  assert_int_equal(decimal_parse("1\0002", 3, 0, &value), DECIMAL_SYNTAX); /* a NUL within */
}

static void four_hundred_digits_are_refused_or_exact(void **state) {
  (void)state;
  char text[500];
  int64_t value;
  memset(text, '9', 400);
  assert_int_equal(decimal_parse(text, 400, 0, &value), DECIMAL_TOO_LARGE);
  memset(text, '0', 400);
  text[399] = '7';
  assert_int_equal(decimal_parse(text, 400, 0, &value), DECIMAL_OK);
  assert_int_equal(value, 7);
  text[0] = '1';
  memcpy(text + 400, "e-399", 5); /* 1000...7e-399 */
  assert_int_equal(decimal_parse(text, 405, 9, &value), DECIMAL_TOO_PRECISE);
  text[399] = '0';
  assert_int_equal(decimal_parse(text, 405, 9, &value), DECIMAL_OK);
  assert_int_equal(value, 1000000000);
  memset(text, '0', 400); /* 0.000...05 with the exponent that brings it back */
  text[1] = '.';
  text[399] = '5';
  memcpy(text + 400, "e398", 4);
  assert_int_equal(decimal_parse(text, 404, 0, &value), DECIMAL_OK);
  assert_int_equal(value, 5);
}

static void values_are_written_with_their_places(void **state) {
  (void)state;
  char text[DECIMAL_TEXT_SIZE];
  static const struct {
    int64_t value;
    unsigned places;
    const char *full, *brief;
  } cases[] = {
      {0, 0, "0", "0"},
      {0, 2, "0.00", "0"},
      {4650, 2, "46.50", "46.5"},
      {4600, 2, "46.00", "46"},
      {5, 2, "0.05", "0.05"},
      {-5, 2, "-0.05", "-0.05"},
      {100, 0, "100", "100"},
      {-100, 1, "-10.0", "-10"},
      {INT64_MAX, 0, "9223372036854775807", "9223372036854775807"},
      {-INT64_MAX, 9, "-9223372036.854775807", "-9223372036.854775807"},
      {INT64_MIN, 0, "-9223372036854775808", "-9223372036854775808"},
      {1, 9, "0.000000001", "0.000000001"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    assert_int_equal(decimal_format(cases[i].value, cases[i].places, text), strlen(cases[i].full));
    assert_string_equal(text, cases[i].full);
    assert_int_equal(decimal_format_short(cases[i].value, cases[i].places, text), strlen(cases[i].brief));
    assert_string_equal(text, cases[i].brief);
  }
}

static void what_is_written_reads_back(void **state) {
  (void)state;
  uint64_t random = 88172645463325252u;
  for (int i = 0; i < 200000; i++) {
    random ^= random << 13;
    random ^= random >> 7;
    random ^= random << 17;
    int64_t value = (int64_t)random >> (random % 60);
    if (value == DECIMAL_MISSING) continue;
    unsigned places = (unsigned)(random >> 20) % (DECIMAL_PLACES_MAX + 1);
    char text[DECIMAL_TEXT_SIZE];
    int64_t back = 0;
    size_t length = decimal_format(value, places, text);
    assert_int_equal(decimal_parse(text, length, places, &back), DECIMAL_OK);
    assert_true(back == value);
    length = decimal_format_short(value, places, text);
    assert_int_equal(decimal_parse(text, length, places, &back), DECIMAL_OK);
    assert_true(back == value);
    char plain[32];
    snprintf(plain, sizeof plain, "%" PRId64, value);
    decimal_format(value, 0, text);
    assert_string_equal(text, plain);
  }
}

static void numbers_of_different_places_compare(void **state) {
  (void)state;
  assert_int_equal(decimal_compare(10, 0, 1000, 2), 0);
  assert_true(decimal_compare(10, 0, 1001, 2) < 0);
  assert_true(decimal_compare(1001, 2, 10, 0) > 0);
  assert_true(decimal_compare(-1, 9, 0, 0) < 0);
  assert_true(decimal_compare(INT64_MAX, 0, INT64_MAX, 9) > 0);
  assert_true(decimal_compare(-INT64_MAX, 0, INT64_MAX, 9) < 0);
  assert_int_equal(decimal_compare(INT64_MAX, 3, INT64_MAX, 3), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(accepted_texts_have_exactly_their_value),
      cmocka_unit_test(everything_else_is_refused_with_its_reason),
      cmocka_unit_test(four_hundred_digits_are_refused_or_exact),
      cmocka_unit_test(values_are_written_with_their_places),
      cmocka_unit_test(what_is_written_reads_back),
      cmocka_unit_test(numbers_of_different_places_compare),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
