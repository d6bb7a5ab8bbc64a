/* Wide integers: sign and magnitude over GMP's mpn functions, in fixed space. At these sizes mpn works on
 * the stack; nothing here allocates. */
#include "base/wide.h"

#include <assert.h>
#include <gmp.h>
#include <string.h>

_Static_assert(sizeof(mp_limb_t) == sizeof(uint64_t) && GMP_NUMB_BITS == 64, "limbs are full 64-bit words");

static void set_overflow(struct wide *out) {
  out->used = 0;
  out->negative = 0;
  out->overflow = 1;
}

/* Takes `count` limbs that may begin with zeros at the top. */
static void set_limbs(struct wide *out, const mp_limb_t *limbs, size_t count, int negative) {
  while (count && limbs[count - 1] == 0) count--;
  if (count > WIDE_LIMBS) {
    set_overflow(out);
    return;
  }
  memmove(out->limbs, limbs, count * sizeof *limbs);
  out->used = (uint16_t)count;
  out->negative = count != 0 && negative;
  out->overflow = 0;
}

void wide_set(struct wide *out, int64_t value) {
  out->used = value != 0;
  out->negative = value < 0;
  out->overflow = 0;
  out->limbs[0] = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
}

void wide_copy(struct wide *out, const struct wide *a) {
  if (out == a) return;
  out->used = a->used;
  out->negative = a->negative;
  out->overflow = a->overflow;
  memcpy(out->limbs, a->limbs, a->used * sizeof *a->limbs);
}

static int magnitude_compare(const struct wide *a, const struct wide *b) {
  if (a->used != b->used) return a->used < b->used ? -1 : 1;
  return a->used ? mpn_cmp(a->limbs, b->limbs, a->used) : 0;
}

/* a plus b with the sign `negative_b` for b. */
static void add_signed(struct wide *out, const struct wide *a, const struct wide *b, int negative_b) {
  if (a->overflow || b->overflow) {
    set_overflow(out);
    return;
  }
  int negative_a = a->negative;
  mp_limb_t limbs[WIDE_LIMBS + 1];
  const struct wide *large = a, *small = b;
  int negative = negative_a;
  if (magnitude_compare(a, b) < 0) {
    large = b;
    small = a;
    negative = negative_b;
  }
  size_t count = large->used;
  if (small->used == 0) {
    set_limbs(out, large->limbs, count, negative);
    return;
  }
  if (negative_a == negative_b)
    limbs[count++] = mpn_add(limbs, large->limbs, large->used, small->limbs, small->used);
  else
    mpn_sub(limbs, large->limbs, large->used, small->limbs, small->used);
  set_limbs(out, limbs, count, negative);
}

void wide_add(struct wide *out, const struct wide *a, const struct wide *b) {
  add_signed(out, a, b, b->negative);
}

void wide_subtract(struct wide *out, const struct wide *a, const struct wide *b) {
  add_signed(out, a, b, !b->negative);
}

/* Magnitudes only, into 2 * WIDE_LIMBS limbs: always fits. Returns the limbs used. */
static size_t product(mp_limb_t *limbs, const struct wide *a, const struct wide *b) {
  if (a->used == 0 || b->used == 0) return 0;
  if (a->used < b->used) {
    const struct wide *swap = a;
    a = b;
    b = swap;
  }
  mp_limb_t top = mpn_mul(limbs, a->limbs, a->used, b->limbs, b->used);
  return (size_t)a->used + b->used - (top == 0);
}

void wide_multiply(struct wide *out, const struct wide *a, const struct wide *b) {
  if (a->overflow || b->overflow) {
    set_overflow(out);
    return;
  }
  mp_limb_t limbs[2 * WIDE_LIMBS];
  size_t count = product(limbs, a, b);
  set_limbs(out, limbs, count, a->negative != b->negative);
}

void wide_power_of_ten(struct wide *out, unsigned exponent) {
  static const uint64_t powers[] = {1u,
                                    10u,
                                    100u,
                                    1000u,
                                    10000u,
                                    100000u,
                                    1000000u,
                                    10000000u,
                                    100000000u,
                                    1000000000u,
                                    10000000000u,
                                    100000000000u,
                                    1000000000000u,
                                    10000000000000u,
                                    100000000000000u,
                                    1000000000000000u,
                                    10000000000000000u,
                                    100000000000000000u,
                                    1000000000000000000u,
                                    10000000000000000000u};
  static const unsigned step = sizeof powers / sizeof *powers - 1;
  wide_set(out, 1);
  while (exponent) {
    unsigned part = exponent < step ? exponent : step;
    mp_limb_t carry = mpn_mul_1(out->limbs, out->limbs, out->used, powers[part]);
    if (carry && out->used == WIDE_LIMBS) {
      set_overflow(out);
      return;
    }
    if (carry) out->limbs[out->used++] = carry;
    exponent -= part;
  }
}

/* From the top bit down: no square is taken that is larger than the result. */
void wide_power(struct wide *out, const struct wide *a, unsigned exponent) {
  struct wide base;
  unsigned bit = 1;
  wide_copy(&base, a); /* a and the result may be the same object */
  wide_set(out, 1);
  while (bit <= exponent / 2) bit *= 2;
  for (; exponent != 0 && bit != 0; bit /= 2) {
    wide_multiply(out, out, out);
    if (exponent & bit) wide_multiply(out, out, &base);
  }
}

int wide_compare(const struct wide *a, const struct wide *b) {
  assert(!a->overflow && !b->overflow);
  if (a->negative != b->negative) return a->negative ? -1 : 1;
  int order = magnitude_compare(a, b);
  return a->negative ? -order : order;
}

int wide_sign(const struct wide *a) {
  return a->used == 0 ? 0 : a->negative ? -1 : 1;
}

unsigned wide_bit_length(const struct wide *a) {
  if (a->used == 0) return 0;
  return (unsigned)(64 * a->used - __builtin_clzll(a->limbs[a->used - 1]));
}

void wide_divide_floor(struct wide *quotient, struct wide *remainder, const struct wide *a,
                       const struct wide *b) {
  if (a->overflow || b->overflow) {
    set_overflow(quotient);
    set_overflow(remainder);
    return;
  }
  assert(b->used);
  int negative_a = a->negative, negative_b = b->negative;
  struct wide divisor; /* b and the results may be the same object */
  wide_copy(&divisor, b);
  mp_limb_t parts[WIDE_LIMBS], rest[WIDE_LIMBS];
  size_t part_count = 0, rest_count = a->used;
  if (a->used < divisor.used) {
    memcpy(rest, a->limbs, a->used * sizeof *rest);
  } else {
    mpn_tdiv_qr(parts, rest, 0, a->limbs, a->used, divisor.limbs, divisor.used);
    part_count = (size_t)a->used - divisor.used + 1;
    rest_count = divisor.used;
  }
  set_limbs(quotient, parts, part_count, negative_a != negative_b);
  set_limbs(remainder, rest, rest_count, negative_a);
  if (remainder->used && negative_a != negative_b) { /* from towards zero to towards minus infinity */
    struct wide one;
    wide_set(&one, 1);
    wide_subtract(quotient, quotient, &one);
    wide_add(remainder, remainder, &divisor);
  }
}

int wide_to_int64(const struct wide *a, int64_t *out) {
  if (a->overflow || a->used > 1) return 0;
  uint64_t magnitude = a->used ? a->limbs[0] : 0;
  if (magnitude > (uint64_t)INT64_MAX + a->negative) return 0;
  if (!a->negative)
    *out = (int64_t)magnitude;
  else
    *out = magnitude > INT64_MAX ? INT64_MIN : -(int64_t)magnitude;
  return 1;
}

int wide_magnitudes_compare(const struct wide *a, const struct wide *b, const struct wide *c,
                            const struct wide *d) {
  assert(!a->overflow && !b->overflow && !c->overflow && !d->overflow);
  mp_limb_t left[2 * WIDE_LIMBS], right[2 * WIDE_LIMBS];
  size_t left_count = product(left, a, b), right_count = product(right, c, d);
  if (left_count != right_count) return left_count < right_count ? -1 : 1;
  return left_count ? mpn_cmp(left, right, (mp_size_t)left_count) : 0;
}

/* Divides the magnitude by 2^shift; `shift` is at most its trailing zeros. */
static size_t shift_down(mp_limb_t *limbs, const struct wide *a, mp_bitcnt_t shift) {
  size_t whole = shift / 64, count = a->used - whole;
  memcpy(limbs, a->limbs + whole, count * sizeof *limbs);
  if (shift % 64) mpn_rshift(limbs, limbs, (mp_size_t)count, (unsigned)(shift % 64));
  while (count && limbs[count - 1] == 0) count--;
  return count;
}

static void divide_exactly(struct wide *a, mp_bitcnt_t twos, const mp_limb_t *divisor, size_t divisor_count) {
  mp_limb_t limbs[WIDE_LIMBS], parts[WIDE_LIMBS], rest[WIDE_LIMBS];
  size_t count = shift_down(limbs, a, twos);
  mpn_tdiv_qr(parts, rest, 0, limbs, (mp_size_t)count, divisor, (mp_size_t)divisor_count);
  set_limbs(a, parts, count - divisor_count + 1, a->negative);
}

void wide_reduce(struct wide *a, struct wide *b) {
  if (a->overflow || b->overflow || a->used == 0 || b->used == 0) return;
  /* mpn_gcd wants odd numbers, the longer one first, and destroys both. */
  mp_bitcnt_t twos_a = mpn_scan1(a->limbs, 0), twos_b = mpn_scan1(b->limbs, 0);
  mp_bitcnt_t twos = twos_a < twos_b ? twos_a : twos_b;
  mp_limb_t odd_a[WIDE_LIMBS], odd_b[WIDE_LIMBS], common[WIDE_LIMBS];
  size_t count_a = shift_down(odd_a, a, twos_a), count_b = shift_down(odd_b, b, twos_b);
  mp_size_t count = count_a >= count_b
                        ? mpn_gcd(common, odd_a, (mp_size_t)count_a, odd_b, (mp_size_t)count_b)
                        : mpn_gcd(common, odd_b, (mp_size_t)count_b, odd_a, (mp_size_t)count_a);
  divide_exactly(a, twos, common, (size_t)count);
  divide_exactly(b, twos, common, (size_t)count);
}

size_t wide_digits(const struct wide *a, char out[WIDE_DIGITS_SIZE]) {
  if (a->used == 0) {
    out[0] = '0';
    return 1;
  }
  mp_limb_t limbs[WIDE_LIMBS + 1]; /* mpn_get_str destroys its operand and may use one limb more */
  memcpy(limbs, a->limbs, a->used * sizeof *limbs);
  unsigned char digits[WIDE_DIGITS_SIZE];
  size_t length = mpn_get_str(digits, 10, limbs, a->used), start = 0;
  while (start + 1 < length && digits[start] == 0) start++;
  for (size_t i = start; i < length; i++) out[i - start] = (char)('0' + digits[i]);
  return length - start;
}
