/* Wide integers against GMP's own signed integers, by identities, and at the edge of their space. */
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

/* Up to `limbs` limbs, often with runs of ones and zeros, where carries and borrows live. */
static void random_wide(struct wide *out, uint64_t *state, unsigned limbs) {
  memset(out, 0, sizeof *out);
  out->used = (uint16_t)(next_random(state) % (limbs + 1));
  for (unsigned i = 0; i < out->used; i++) {
    uint64_t kind = next_random(state) % 4;
    out->limbs[i] = kind == 0 ? 0 : kind == 1 ? UINT64_MAX : next_random(state);
  }
  if (out->used && out->limbs[out->used - 1] == 0) out->limbs[out->used - 1] = 1 + next_random(state) % 3;
  out->negative = out->used && next_random(state) % 2;
}

static void to_mpz(mpz_t out, const struct wide *a) {
  mpz_import(out, a->used, -1, sizeof(uint64_t), 0, 0, a->limbs);
  if (a->negative) mpz_neg(out, out);
}

static void assert_same(const struct wide *a, const mpz_t expected) {
  mpz_t value;
  mpz_init(value);
  to_mpz(value, a);
  assert_int_equal(mpz_cmp(value, expected), 0);
  assert_int_equal(a->overflow, 0);
  assert_true(a->used == 0 || a->limbs[a->used - 1] != 0);
  assert_true(a->used != 0 || a->negative == 0);
  mpz_clear(value);
}

static int sign_of(int order) {
  return (order > 0) - (order < 0);
}

static void operations_agree_with_gmp(void **state) {
  (void)state;
  uint64_t random = 42;
  mpz_t x, y, z, r;
  mpz_inits(x, y, z, r, NULL);
  for (int round = 0; round < 60000; round++) {
    struct wide a, b, out, rest;
    random_wide(&a, &random, round % 3 ? 3 : 19);
    random_wide(&b, &random, round % 5 ? 3 : 19);
    if (round % 11 == 0) wide_copy(&b, &a);
    to_mpz(x, &a);
    to_mpz(y, &b);
    mpz_add(z, x, y);
    wide_add(&out, &a, &b);
    assert_same(&out, z);
    mpz_sub(z, x, y);
    wide_subtract(&out, &a, &b);
    assert_same(&out, z);
    mpz_mul(z, x, y);
    wide_multiply(&out, &a, &b);
    assert_same(&out, z);
    assert_int_equal(sign_of(wide_compare(&a, &b)), sign_of(mpz_cmp(x, y)));
    assert_int_equal(wide_sign(&a), mpz_sgn(x));
    assert_int_equal(wide_bit_length(&a), mpz_sgn(x) ? mpz_sizeinbase(x, 2) : 0);
    if (b.used) {
      mpz_fdiv_qr(z, r, x, y);
      wide_divide_floor(&out, &rest, &a, &b);
      assert_same(&out, z);
      assert_same(&rest, r);
    }
    char digits[WIDE_DIGITS_SIZE], expected[WIDE_DIGITS_SIZE + 2];
    size_t length = wide_digits(&a, digits);
    mpz_abs(z, x);
    mpz_get_str(expected, 10, z);
    assert_int_equal(length, strlen(expected));
    assert_memory_equal(digits, expected, length);
  }
  mpz_clears(x, y, z, r, NULL);
}

static void identities_hold(void **state) {
  (void)state;
  uint64_t random = 7;
  for (int round = 0; round < 60000; round++) {
    struct wide a, b, c, left, right, q, r;
    random_wide(&a, &random, 12);
    random_wide(&b, &random, 12);
    random_wide(&c, &random, 12);
    /* a(b + c) = ab + ac */
    wide_add(&left, &b, &c);
    wide_multiply(&left, &left, &a);
    wide_multiply(&q, &a, &b);
    wide_multiply(&r, &a, &c);
    wide_add(&right, &q, &r);
    assert_int_equal(wide_compare(&left, &right), 0);
    /* (a - b) + b = a */
    wide_subtract(&left, &a, &b);
    wide_add(&left, &left, &b);
    assert_int_equal(wide_compare(&left, &a), 0);
    if (!b.used) continue;
    /* (ab)/b = a, remainder 0 */
    wide_multiply(&left, &a, &b);
    wide_divide_floor(&q, &r, &left, &b);
    assert_int_equal(wide_compare(&q, &a), 0);
    assert_int_equal(wide_sign(&r), 0);
    /* (a/b)b + r = a, r between 0 and b, with the sign of b */
    wide_divide_floor(&q, &r, &a, &b);
    assert_true(wide_sign(&r) == 0 || wide_sign(&r) == wide_sign(&b));
    right = r;
    left = b;
    right.negative = left.negative = 0;
    assert_true(wide_compare(&right, &left) < 0);
    wide_multiply(&left, &q, &b);
    wide_add(&left, &left, &r);
    assert_int_equal(wide_compare(&left, &a), 0);
  }
}

static void results_may_replace_operands(void **state) {
  (void)state;
  uint64_t random = 99;
  for (int round = 0; round < 20000; round++) {
    struct wide a, b, apart, rest, together, other;
    random_wide(&a, &random, 6);
    random_wide(&b, &random, 6);
    static void (*const operations[])(struct wide *, const struct wide *, const struct wide *) = {
        wide_add, wide_subtract, wide_multiply};
    for (size_t i = 0; i < 3; i++) {
      operations[i](&apart, &a, &b);
      together = a;
      operations[i](&together, &together, &b);
      assert_int_equal(wide_compare(&apart, &together), 0);
      together = b;
      operations[i](&together, &a, &together);
      assert_int_equal(wide_compare(&apart, &together), 0);
    }
    wide_multiply(&apart, &a, &a);
    together = a;
    wide_multiply(&together, &together, &together);
    assert_int_equal(wide_compare(&apart, &together), 0);
    if (!b.used) continue;
    wide_divide_floor(&apart, &rest, &a, &b);
    together = a;
    other = b;
    wide_divide_floor(&together, &other, &together, &other);
    assert_int_equal(wide_compare(&apart, &together), 0);
    assert_int_equal(wide_compare(&rest, &other), 0);
    together = a;
    other = b;
    wide_divide_floor(&other, &together, &together, &other);
    assert_int_equal(wide_compare(&apart, &other), 0);
    assert_int_equal(wide_compare(&rest, &together), 0);
  }
}

static void sixty_four_bits_go_in_and_out(void **state) {
  (void)state;
  static const int64_t values[] = {0, 1, -1, 42, INT64_MAX, -INT64_MAX, INT64_MIN};
  struct wide a, one, sum;
  int64_t back;
  for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
    wide_set(&a, values[i]);
    assert_int_equal(wide_to_int64(&a, &back), 1);
    assert_true(back == values[i]);
  }
  wide_set(&one, 1);
  wide_set(&a, INT64_MAX);
  wide_add(&sum, &a, &one);
  assert_int_equal(wide_to_int64(&sum, &back), 0);
  wide_set(&a, INT64_MIN);
  wide_subtract(&sum, &a, &one);
  assert_int_equal(wide_to_int64(&sum, &back), 0);
  wide_multiply(&sum, &a, &a);
  assert_int_equal(wide_to_int64(&sum, &back), 0);
  assert_int_equal(wide_bit_length(&sum), 127);
}

static void division_floors(void **state) {
  (void)state;
  for (int64_t a = -30; a <= 30; a++)
    for (int64_t b = -7; b <= 7; b++) {
      if (b == 0) continue;
      struct wide x, y, q, r;
      int64_t quotient = 0, rest = 0;
      wide_set(&x, a);
      wide_set(&y, b);
      wide_divide_floor(&q, &r, &x, &y);
      assert_true(wide_to_int64(&q, &quotient) && wide_to_int64(&r, &rest));
      int64_t floor = a / b - (a % b != 0 && (a < 0) != (b < 0));
      assert_int_equal(quotient, floor);
      assert_int_equal(rest, a - floor * b);
    }
}

static void powers_of_ten_are_a_one_and_zeros(void **state) {
  (void)state;
  for (unsigned exponent = 0; exponent <= 770; exponent++) {
    struct wide power;
    char digits[WIDE_DIGITS_SIZE];
    wide_power_of_ten(&power, exponent);
    assert_int_equal(power.overflow, 0);
    assert_int_equal(wide_digits(&power, digits), exponent + 1);
    assert_int_equal(digits[0], '1');
    for (unsigned i = 1; i <= exponent; i++) assert_int_equal(digits[i], '0');
  }
  struct wide power;
  wide_power_of_ten(&power, 771);
  assert_int_equal(power.overflow, 1);
}

static void overflow_is_told_and_stays(void **state) {
  (void)state;
  struct wide largest, one, sum, rest, product;
  memset(&largest, 0, sizeof largest);
  largest.used = WIDE_LIMBS;
  memset(largest.limbs, 0xFF, sizeof largest.limbs);
  wide_set(&one, 1);
  wide_subtract(&sum, &largest, &one);
  assert_int_equal(sum.overflow, 0);
  wide_add(&sum, &sum, &one);
  assert_int_equal(sum.overflow, 0);
  assert_int_equal(wide_compare(&sum, &largest), 0);
  wide_add(&sum, &sum, &one);
  assert_int_equal(sum.overflow, 1);
  wide_multiply(&product, &largest, &largest);
  assert_int_equal(product.overflow, 1);
  wide_multiply(&product, &largest, &one);
  assert_int_equal(product.overflow, 0);
  char digits[WIDE_DIGITS_SIZE];
  assert_int_equal(wide_digits(&largest, digits), 771);

  int64_t value;
  assert_int_equal(wide_to_int64(&sum, &value), 0);
  wide_subtract(&product, &sum, &largest);
  assert_int_equal(product.overflow, 1);
  wide_multiply(&product, &one, &sum);
  assert_int_equal(product.overflow, 1);
  wide_divide_floor(&product, &rest, &sum, &one);
  assert_true(product.overflow && rest.overflow);
  wide_copy(&product, &sum);
  assert_int_equal(product.overflow, 1);
  wide_set(&product, 5); /* a new value is a new start */
  assert_int_equal(product.overflow, 0);
}

static void products_compare_beyond_the_space_of_a_wide(void **state) {
  (void)state;
  uint64_t random = 5;
  mpz_t x, y;
  mpz_inits(x, y, NULL);
  for (int round = 0; round < 20000; round++) {
    struct wide w[4];
    mpz_t z[4];
    for (int i = 0; i < 4; i++) {
      random_wide(&w[i], &random, round % 2 ? 2 : WIDE_LIMBS);
      mpz_init(z[i]);
      to_mpz(z[i], &w[i]);
    }
    if (round % 3 == 0) {
      w[2] = w[1];
      w[3] = w[0];
      mpz_set(z[2], z[1]);
      mpz_set(z[3], z[0]);
    }
    mpz_mul(x, z[0], z[1]);
    mpz_mul(y, z[2], z[3]);
    assert_int_equal(sign_of(wide_magnitudes_compare(&w[0], &w[1], &w[2], &w[3])), sign_of(mpz_cmpabs(x, y)));
    for (int i = 0; i < 4; i++) mpz_clear(z[i]);
  }
  mpz_clears(x, y, NULL);
}

static void reduction_divides_by_the_greatest_common_divisor(void **state) {
  (void)state;
  uint64_t random = 31;
  mpz_t x, y, g;
  mpz_inits(x, y, g, NULL);
  for (int round = 0; round < 20000; round++) {
    struct wide a, b, common;
    random_wide(&a, &random, 8);
    random_wide(&b, &random, 8);
    random_wide(&common, &random, (unsigned)round % 8);
    if (!a.used || !b.used || !common.used) continue;
    common.negative = b.negative = 0;
    wide_multiply(&a, &a, &common);
    wide_multiply(&b, &b, &common);
    to_mpz(x, &a);
    to_mpz(y, &b);
    mpz_gcd(g, x, y);
    mpz_divexact(x, x, g);
    mpz_divexact(y, y, g);
    wide_reduce(&a, &b);
    assert_same(&a, x);
    assert_same(&b, y);
  }
  mpz_clears(x, y, g, NULL);
}

static void powers_agree_with_gmp(void **state) {
  (void)state;
  uint64_t random = 5;
  mpz_t expected;
  mpz_init(expected);
  for (int i = 0; i < 2000; i++) {
    struct wide a, out;
    unsigned exponent = (unsigned)(next_random(&random) % 14);
    random_wide(&a, &random, 3);
    to_mpz(expected, &a);
    mpz_pow_ui(expected, expected, exponent);
    wide_power(&out, &a, exponent);
    assert_same(&out, expected);
    wide_power(&a, &a, exponent); /* in its own place */
    assert_same(&a, expected);
  }
  mpz_clear(expected);
  struct wide two, out;
  wide_set(&two, 2);
  wide_power(&out, &two, 64 * WIDE_LIMBS - 1);
  assert_int_equal(out.overflow, 0);
  assert_int_equal(wide_bit_length(&out), 64 * WIDE_LIMBS);
  wide_power(&out, &two, 64 * WIDE_LIMBS);
  assert_int_equal(out.overflow, 1);
  wide_set(&two, 0);
  wide_power(&out, &two, 0);
  wide_set(&two, 1);
  assert_int_equal(wide_compare(&out, &two), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(operations_agree_with_gmp),
      cmocka_unit_test(identities_hold),
      cmocka_unit_test(results_may_replace_operands),
      cmocka_unit_test(sixty_four_bits_go_in_and_out),
      cmocka_unit_test(division_floors),
      cmocka_unit_test(powers_of_ten_are_a_one_and_zeros),
      cmocka_unit_test(overflow_is_told_and_stays),
      cmocka_unit_test(products_compare_beyond_the_space_of_a_wide),
      cmocka_unit_test(reduction_divides_by_the_greatest_common_divisor),
      cmocka_unit_test(powers_agree_with_gmp),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
