/* Fractions: exact arithmetic and comparison, rounding half up, text. */
#include "base/wide.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <gmp.h>

static uint64_t next_random(uint64_t *state) {
  *state ^= *state << 13;
  *state ^= *state >> 7;
  *state ^= *state << 17;
  return *state;
}

static void to_mpq(mpq_t out, const struct rational *a) {
  mpz_import(mpq_numref(out), a->numerator.used, -1, sizeof(uint64_t), 0, 0, a->numerator.limbs);
  mpz_import(mpq_denref(out), a->denominator.used, -1, sizeof(uint64_t), 0, 0, a->denominator.limbs);
  if (a->numerator.negative) mpz_neg(mpq_numref(out), mpq_numref(out));
  mpq_canonicalize(out);
}

static void assert_same(const struct rational *a, const mpq_t expected) {
  mpq_t value;
  mpq_init(value);
  assert_true(wide_sign(&a->denominator) > 0);
  assert_int_equal(a->numerator.overflow + a->denominator.overflow, 0);
  to_mpq(value, a);
  assert_true(mpq_equal(value, expected));
  mpq_clear(value);
}

static int sign_of(int order) {
  return (order > 0) - (order < 0);
}

static void chains_of_operations_stay_exact(void **state) {
  (void)state;
  uint64_t random = 2024;
  mpq_t x, y;
  mpq_inits(x, y, NULL);
  for (int round = 0; round < 10000; round++) {
    struct rational a, b;
    rational_set(&a, (int64_t)next_random(&random) >> (random % 60), (unsigned)(random % 10));
    to_mpq(x, &a);
    for (int step = 0; step < 6; step++) {
      rational_set(&b, (int64_t)next_random(&random) >> (random % 64), (unsigned)(random % 10));
      to_mpq(y, &b);
      switch (next_random(&random) % 4) {
        case 0:
          rational_add(&a, &a, &b);
          mpq_add(x, x, y);
          break;
        case 1:
          rational_subtract(&a, &b, &a);
          mpq_sub(x, y, x);
          break;
        case 2:
          rational_multiply(&a, &a, &b);
          mpq_mul(x, x, y);
          break;
        default:
          if (rational_sign(&b) == 0) continue;
          rational_divide(&a, &a, &b);
          mpq_div(x, x, y);
      }
      assert_same(&a, x);
      assert_int_equal(rational_sign(&a), mpq_sgn(x));
      assert_int_equal(sign_of(rational_compare(&a, &b)), sign_of(mpq_cmp(x, y)));
      assert_int_equal(rational_compare(&a, &a), 0);
    }
  }
  mpq_clears(x, y, NULL);
}

/* Harmonic sums have denominators that grow without end unless they are reduced. */
static void long_sums_are_reduced(void **state) {
  (void)state;
  struct rational sum, one, next;
  mpq_t x, y;
  mpq_inits(x, y, NULL);
  rational_set(&sum, 0, 0);
  rational_set(&one, 1, 0);
  for (int64_t i = 1; i <= 600; i++) {
    rational_set(&next, i, 0);
    rational_divide(&next, &one, &next);
    rational_add(&sum, &sum, &next);
    mpq_set_ui(y, 1, (unsigned long)i);
    mpq_add(x, x, y);
    assert_same(&sum, x);
  }
  assert_true(wide_bit_length(&sum.denominator) <= WIDE_BITS);
  mpq_clears(x, y, NULL);
}

static void share_at_its_threshold_is_met(void **state) {
  (void)state;
  struct rational part, whole, hundred, share, threshold;
  rational_set(&hundred, 100, 0);
  for (int64_t n = 1; n <= 400; n++)
    for (int64_t k = 0; k <= n; k++) {
      if (k * 1000 % n) continue; /* only those with one decimal in percent */
      rational_set(&part, k, 0);
      rational_set(&whole, n, 0);
      rational_multiply(&share, &part, &hundred);
      rational_divide(&share, &share, &whole);
      rational_set(&threshold, k * 1000 / n, 1);
      assert_int_equal(rational_compare(&share, &threshold), 0);
      rational_set(&threshold, k * 1000 / n + 1, 1);
      assert_true(rational_compare(&share, &threshold) < 0);
      assert_true(rational_compare(&threshold, &share) > 0);
    }
}

static void assert_text(int64_t numerator, int64_t denominator, unsigned places, const char *expected) {
  struct rational a, b;
  char text[64];
  rational_set(&a, numerator, 0);
  rational_set(&b, denominator, 0);
  rational_divide(&a, &a, &b);
  assert_int_equal(rational_format(&a, places, text, sizeof text), strlen(expected));
  assert_string_equal(text, expected);
  rational_round(&b, &a, places);
  rational_format(&b, 30, text, sizeof text); /* what was rounded is written out in full */
  assert_string_equal(text, expected);
}

static void halves_round_away_from_zero(void **state) {
  (void)state;
  assert_text(5, 2, 0, "3");
  assert_text(-5, 2, 0, "-3");
  assert_text(5, -2, 0, "-3");
  assert_text(7, 2, 0, "4");
  assert_text(1, 2, 0, "1");
  assert_text(-1, 2, 0, "-1");
  assert_text(49, 100, 0, "0");
  assert_text(-49, 100, 0, "0");
  assert_text(-4, 100, 1, "0");
  assert_text(5, 100, 1, "0.1");
  assert_text(5, 1000, 2, "0.01");
  assert_text(2, 3, 4, "0.6667");
  assert_text(1, 3, 4, "0.3333");
  assert_text(-2, 3, 1, "-0.7");
  assert_text(465, 10, 2, "46.5");
  assert_text(4600, 100, 2, "46");
  assert_text(100, 1, 3, "100");
  assert_text(9995, 1000, 2, "10");
  assert_text(1, 1000000000, 9, "0.000000001");
  assert_text(2000000001, 1000000000, 9, "2.000000001");
  assert_text(INT64_MAX, 1, 2, "9223372036854775807");
  assert_text(INT64_MIN, 1, 2, "-9223372036854775808");
  assert_text(1, INT64_MAX, 5, "0");
  assert_text(29 * 100, 50, 1, "58");
}

static void rounding_agrees_with_integers(void **state) {
  (void)state;
  for (int64_t n = -400; n <= 400; n++)
    for (int64_t d = 1; d <= 12; d++) {
      struct rational a, b, rounded;
      rational_set(&a, n, 0);
      rational_set(&b, d, 0);
      rational_divide(&a, &a, &b);
      rational_round(&rounded, &a, 1);
      int64_t magnitude = ((n < 0 ? -n : n) * 20 + d) / (2 * d);
      rational_set(&b, n < 0 ? -magnitude : magnitude, 1);
      assert_int_equal(rational_compare(&rounded, &b), 0);
    }
}

static void text_is_cut_to_its_space(void **state) {
  (void)state;
  struct rational a;
  char text[8] = "xxxxxxx";
  rational_set(&a, -123456, 2);
  assert_int_equal(rational_format(&a, 2, text, 6), 5);
  assert_string_equal(text, "-1234");
  assert_int_equal(rational_format(&a, 2, text, 1), 0);
  assert_string_equal(text, "");
  assert_int_equal(rational_format(&a, 2, text, 0), 0);
  rational_set(&a, 0, 5);
  assert_int_equal(rational_format(&a, 3, text, sizeof text), 1);
  assert_string_equal(text, "0");
}

static void literals_are_read_exactly(void **state) {
  (void)state;
  static const struct {
    const char *text, *written; /* NULL: refused */
  } cases[] = {
      {"0", "0"},
      {"-0", "0"},
      {"58", "58"},
      {"+58", "58"},
      {"-58.50", "-58.5"},
      {"0.1", "0.1"},
      {"1e3", "1000"},
      {"1.5e1", "15"},
      {"15e-1", "1.5"},
      {"2E+2", "200"},
      {"1e-09", "0.000000001"},
      {"123456789012345678901234567890.123456789012345678901234567890",
       "123456789012345678901234567890.12345678901234567890123456789"},
      {"1e59", "100000000000000000000000000000000000000000000000000000000000"},
      {"1e60", NULL},
      {"1e999", NULL},
      {"1e-61", NULL},
      {"1e99999999999999999999", NULL},
      {"1234567890123456789012345678901234567890123456789012345678901", NULL},
      {"", NULL},
      {"-", NULL},
      {".", NULL},
      {".5", NULL},
      {"5.", NULL},
      {"0x10", NULL},
      {"0x", NULL},
      {"nan", NULL},
      {"inf", NULL},
      {"1e", NULL},
      {"1e+", NULL},
      {"1.2.3", NULL},
      {" 1", NULL},
      {"1 ", NULL},
      {"1,5", NULL},
      {"--1", NULL},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct rational value;
    char text[160];
    int read = rational_parse(&value, cases[i].text, strlen(cases[i].text));
    assert_int_equal(read, cases[i].written != NULL);
    if (!read) continue;
    rational_format(&value, 60, text, sizeof text);
    assert_string_equal(text, cases[i].written);
  }
  struct rational value;
  char digits[400];
  memset(digits, '9', sizeof digits);
  assert_int_equal(rational_parse(&value, digits, sizeof digits), 0);
}

static void overflow_reaches_the_fraction(void **state) {
  (void)state;
  struct rational a;
  rational_set(&a, INT64_MAX, 0);
  for (int i = 0; i < 6; i++) rational_multiply(&a, &a, &a); /* 63 bits * 64 */
  assert_int_equal(a.numerator.overflow, 1);
  rational_set(&a, 1, 9);
  for (int i = 0; i < 8; i++) rational_multiply(&a, &a, &a); /* 10^-2304 */
  assert_int_equal(a.numerator.overflow, 1);
}

/* a to the n against b to the m, as GMP says. */
static void powers_compare_exactly(void **state) {
  (void)state;
  uint64_t random = 7;
  mpq_t left, right;
  mpq_inits(left, right, NULL);
  for (int i = 0; i < 3000; i++) {
    struct rational a, b, divisor;
    unsigned n = (unsigned)(next_random(&random) % 12), m = (unsigned)(next_random(&random) % 12);
    rational_set(&a, (int64_t)(next_random(&random) % 200) + 1, 2);
    rational_set(&divisor, (int64_t)(next_random(&random) % 20) + 1, 1);
    rational_divide(&a, &a, &divisor);
    rational_set(&b, (int64_t)(next_random(&random) % 200) + 1, 2);
    if (i % 3 == 0) { /* the same number, raised to the same in two ways */
      rational_multiply(&b, &a, &a);
      n = 2 * m;
    }
    to_mpq(left, &a);
    to_mpq(right, &b);
    mpz_pow_ui(mpq_numref(left), mpq_numref(left), n);
    mpz_pow_ui(mpq_denref(left), mpq_denref(left), n);
    mpz_pow_ui(mpq_numref(right), mpq_numref(right), m);
    mpz_pow_ui(mpq_denref(right), mpq_denref(right), m);
    int order = 7;
    assert_int_equal(rational_powers_compare(&a, n, &b, m, &order), 1);
    assert_int_equal(sign_of(order), sign_of(mpq_cmp(left, right)));
  }
  mpq_clears(left, right, NULL);
  struct rational large, one;
  int order;
  rational_set(&large, INT64_MAX, 0);
  rational_set(&one, 1, 0);
  assert_int_equal(rational_powers_compare(&large, 40, &one, 1, &order), 1); /* 2520 bits */
  assert_int_equal(rational_powers_compare(&large, 41, &one, 1, &order), 0);
}

/* The n-th root of a, cut off, is the one number of that many places whose power and the next one's enclose a. */
static void roots_are_cut_off(void **state) {
  (void)state;
  uint64_t random = 11;
  for (int i = 0; i < 3000; i++) {
    struct rational a, divisor, root, above, step;
    unsigned n = (unsigned)(next_random(&random) % 9) + 1, places = (unsigned)(next_random(&random) % 9);
    int below, over;
    rational_set(&a, (int64_t)(next_random(&random) >> (next_random(&random) % 62 + 1)) + 1, 2);
    rational_set(&divisor, (int64_t)(next_random(&random) % 1000) + 1, 1);
    rational_divide(&a, &a, &divisor);
    assert_int_equal(rational_root(&root, &a, n, places, 0), 1);
    assert_int_equal(rational_root(&above, &a, n, places, 1), 1);
    if (rational_sign(&root) > 0) {
      assert_int_equal(rational_powers_compare(&root, n, &a, 1, &below), 1);
      assert_true(below <= 0);
    }
    assert_int_equal(rational_powers_compare(&above, n, &a, 1, &over), 1);
    assert_true(over >= 0);
    rational_set(&step, 1, places);
    rational_subtract(&step, &above, &step);
    assert_true(over == 0 ? rational_compare(&above, &root) == 0 : rational_compare(&step, &root) == 0);
  }
  struct rational a, root;
  rational_set(&a, 2, 0);
  assert_int_equal(rational_root(&root, &a, 100, 8, 0), 0); /* 10^800 has 2658 bits */
  assert_int_equal(rational_root(&root, &a, 100, 2, 0), 1);
  rational_set(&a, 1, 0);
  assert_int_equal(rational_compare(&root, &a), 0); /* 1.0069... */
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(chains_of_operations_stay_exact), cmocka_unit_test(long_sums_are_reduced),
      cmocka_unit_test(share_at_its_threshold_is_met),   cmocka_unit_test(halves_round_away_from_zero),
      cmocka_unit_test(rounding_agrees_with_integers),   cmocka_unit_test(text_is_cut_to_its_space),
      cmocka_unit_test(literals_are_read_exactly),       cmocka_unit_test(overflow_reaches_the_fraction),
      cmocka_unit_test(powers_compare_exactly),          cmocka_unit_test(roots_are_cut_off),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
