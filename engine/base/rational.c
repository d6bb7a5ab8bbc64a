/* Fractions of wide integers. Denominators are products of powers of ten and of facts, so they are
 * reduced only once they have grown: most never need it. */
#include "base/wide.h"

#include <assert.h>
#include <string.h>

#define REDUCE_ABOVE_BITS 256u
#define LITERAL_DIGITS 60

void rational_set(struct rational *out, int64_t scaled, unsigned places) {
  wide_set(&out->numerator, scaled);
  wide_power_of_ten(&out->denominator, places);
}

void rational_copy(struct rational *out, const struct rational *a) {
  wide_copy(&out->numerator, &a->numerator);
  wide_copy(&out->denominator, &a->denominator);
}

/* After every operation: zero is 0/1, and what has grown is reduced. */
static void settle(struct rational *out) {
  if (out->numerator.overflow || out->denominator.overflow) {
    out->numerator.overflow = 1; /* either makes the whole fraction unusable */
    return;
  }
  if (out->numerator.used == 0) {
    wide_set(&out->denominator, 1);
    return;
  }
  if (wide_bit_length(&out->numerator) > REDUCE_ABOVE_BITS ||
      wide_bit_length(&out->denominator) > REDUCE_ABOVE_BITS)
    wide_reduce(&out->numerator, &out->denominator);
}

static void combine(struct rational *out, const struct rational *a, const struct rational *b,
                    void (*operation)(struct wide *, const struct wide *, const struct wide *)) {
  if (!a->denominator.overflow && !b->denominator.overflow &&
      wide_compare(&a->denominator, &b->denominator) == 0) {
    operation(&out->numerator, &a->numerator, &b->numerator);
    wide_copy(&out->denominator, &a->denominator);
  } else {
    struct wide left, right;
    wide_multiply(&left, &a->numerator, &b->denominator);
    wide_multiply(&right, &b->numerator, &a->denominator);
    wide_multiply(&out->denominator, &a->denominator, &b->denominator);
    operation(&out->numerator, &left, &right);
  }
  settle(out);
}

void rational_add(struct rational *out, const struct rational *a, const struct rational *b) {
  combine(out, a, b, wide_add);
}

void rational_subtract(struct rational *out, const struct rational *a, const struct rational *b) {
  combine(out, a, b, wide_subtract);
}

void rational_multiply(struct rational *out, const struct rational *a, const struct rational *b) {
  wide_multiply(&out->numerator, &a->numerator, &b->numerator);
  wide_multiply(&out->denominator, &a->denominator, &b->denominator);
  settle(out);
}

void rational_divide(struct rational *out, const struct rational *a, const struct rational *b) {
  struct wide numerator, denominator;
  wide_multiply(&numerator, &a->numerator, &b->denominator);
  wide_multiply(&denominator, &a->denominator, &b->numerator);
  assert(denominator.used || denominator.overflow);
  if (denominator.negative) { /* denominators stay positive */
    denominator.negative = 0;
    numerator.negative = numerator.used && !numerator.negative;
  }
  wide_copy(&out->numerator, &numerator);
  wide_copy(&out->denominator, &denominator);
  settle(out);
}

int rational_compare(const struct rational *a, const struct rational *b) {
  assert(!a->numerator.overflow && !b->numerator.overflow);
  int sign = wide_sign(&a->numerator);
  if (sign != wide_sign(&b->numerator)) return sign < wide_sign(&b->numerator) ? -1 : 1;
  int order = wide_magnitudes_compare(&a->numerator, &b->denominator, &b->numerator, &a->denominator);
  return sign < 0 ? -order : order;
}

int rational_sign(const struct rational *a) {
  return wide_sign(&a->numerator);
}

/* |a| * 10^places as a whole number, half up, with the sign of a. */
static void round_scaled(struct wide *out, const struct rational *a, unsigned places) {
  struct wide doubled, divisor, power, rest;
  wide_power_of_ten(&power, places);
  wide_multiply(&doubled, &a->numerator, &power);
  int negative = doubled.negative;
  doubled.negative = 0;
  wide_add(&doubled, &doubled, &doubled);
  wide_add(&doubled, &doubled, &a->denominator); /* floor((2|n|10^p + d) / 2d) */
  wide_add(&divisor, &a->denominator, &a->denominator);
  wide_divide_floor(out, &rest, &doubled, &divisor);
  out->negative = out->used && negative;
}

void rational_round(struct rational *out, const struct rational *a, unsigned places) {
  struct wide rounded;
  round_scaled(&rounded, a, places);
  wide_copy(&out->numerator, &rounded);
  wide_power_of_ten(&out->denominator, places);
  settle(out);
}

int rational_powers_compare(const struct rational *a, unsigned n, const struct rational *b, unsigned m,
                            int *order) {
  struct rational left, right;
  rational_copy(&left, a);
  rational_copy(&right, b);
  wide_reduce(&left.numerator, &left.denominator);
  wide_reduce(&right.numerator, &right.denominator);
  wide_power(&left.numerator, &left.numerator, n);
  wide_power(&left.denominator, &left.denominator, n);
  wide_power(&right.numerator, &right.numerator, m);
  wide_power(&right.denominator, &right.denominator, m);
  if (left.numerator.overflow || left.denominator.overflow || right.numerator.overflow ||
      right.denominator.overflow) {
    return 0;
  }
  *order = rational_compare(&left, &right);
  return 1;
}

/* The whole part of the n-th root of a whole number, by Newton's steps from above. 0: they do not fit. */
static int whole_root(struct wide *out, const struct wide *a, unsigned n) {
  struct wide next, power, rest, factor;
  wide_set(out, 0);
  if (a->used == 0) return 1;
  wide_set(&next, 2);
  wide_power(&next, &next, (wide_bit_length(a) + n - 1) / n);
  do {
    wide_copy(out, &next);
    wide_power(&power, out, n - 1);
    if (power.overflow) return 0;
    wide_divide_floor(&next, &rest, a, &power);
    wide_set(&factor, (int64_t)n - 1);
    wide_multiply(&power, out, &factor);
    wide_add(&next, &next, &power);
    wide_set(&factor, n);
    wide_divide_floor(&next, &rest, &next, &factor);
  } while (wide_compare(&next, out) < 0);
  return 1;
}

int rational_root(struct rational *out, const struct rational *a, unsigned n, unsigned places, int up) {
  struct wide scaled, rest, unit;
  wide_power_of_ten(&unit, places);
  wide_power(&scaled, &unit, n);
  wide_multiply(&scaled, &scaled, &a->numerator);
  if (scaled.overflow) return 0;
  wide_divide_floor(&scaled, &rest, &scaled, &a->denominator);
  if (!whole_root(&out->numerator, &scaled, n)) return 0;
  wide_copy(&out->denominator, &unit);
  wide_power(&unit, &out->numerator, n);
  if (up && (rest.used != 0 || wide_compare(&unit, &scaled) != 0)) {
    wide_set(&unit, 1);
    wide_add(&out->numerator, &out->numerator, &unit);
  }
  settle(out);
  return 1;
}

struct line { /* of text that is cut when it is full */
  char *text;
  size_t size, length;
};

static void put(struct line *line, char c) {
  if (line->length + 1 < line->size) line->text[line->length++] = c;
}

size_t rational_format(const struct rational *a, unsigned places, char *out, size_t size) {
  if (size == 0) return 0;
  struct wide rounded;
  round_scaled(&rounded, a, places);
  assert(!rounded.overflow);
  char digits[WIDE_DIGITS_SIZE];
  size_t count = wide_digits(&rounded, digits);
  size_t whole = count > places ? count - places : 0; /* digits before the point */
  size_t shown = count;
  if (rounded.used == 0) whole = shown = 1; /* 0, however many places */
  while (shown > whole && digits[shown - 1] == '0') shown--;

  struct line line = {out, size, 0};
  if (rounded.negative) put(&line, '-');
  if (whole == 0) put(&line, '0');
  for (size_t i = 0; i < whole; i++) put(&line, digits[i]);
  if (shown > whole) put(&line, '.');
  if (shown > whole)
    for (size_t i = count; i < places; i++) put(&line, '0');
  for (size_t i = whole; i < shown; i++) put(&line, digits[i]);
  out[line.length] = 0;
  return line.length;
}

static int is_digit(char c) {
  return c >= '0' && c <= '9';
}

int rational_parse(struct rational *out, const char *text, size_t length) {
  const char *c = text, *end = text + length;
  int negative = c < end && *c == '-';
  if (c < end && (*c == '-' || *c == '+')) c++;
  struct wide ten, digit, value;
  wide_set(&value, 0);
  wide_set(&ten, 10);
  int digits = 0, fraction = 0;
  for (int after_point = 0; after_point < 2; after_point++) {
    const char *start = c;
    for (; c < end && is_digit(*c); c++) {
      if (++digits > LITERAL_DIGITS) return 0;
      wide_multiply(&value, &value, &ten);
      wide_set(&digit, *c - '0');
      wide_add(&value, &value, &digit);
      fraction += after_point;
    }
    if (c == start) return 0;
    if (c == end || *c != '.') break;
    if (after_point == 0) c++;
  }
  int exponent = 0;
  if (c < end && (*c == 'e' || *c == 'E')) {
    c++;
    int below = c < end && *c == '-';
    if (c < end && (*c == '-' || *c == '+')) c++;
    if (c == end) return 0;
    for (; c < end && is_digit(*c); c++)
      if (exponent <= LITERAL_DIGITS) exponent = exponent * 10 + (*c - '0');
    if (below) exponent = -exponent;
  }
  if (c != end) return 0;
  exponent -= fraction;
  if (exponent < -LITERAL_DIGITS || digits + exponent > LITERAL_DIGITS) return 0;
  if (negative) value.negative = value.used != 0;
  struct wide power;
  wide_power_of_ten(&power, (unsigned)(exponent < 0 ? -exponent : exponent));
  if (exponent >= 0) {
    wide_multiply(&out->numerator, &value, &power);
    wide_set(&out->denominator, 1);
  } else {
    wide_copy(&out->numerator, &value);
    wide_copy(&out->denominator, &power);
  }
  settle(out);
  return 1;
}
