/* Exact decimals between text and scaled 64-bit integers. */
#include "base/decimal.h"

#include <assert.h>
#include <string.h>

/* Any exponent beyond this is beyond every number of 64 bits, however many digits precede it. */
#define EXPONENT_BEYOND ((int64_t)1 << 50)
#define DIGITS_MOST 19 /* of a 64-bit integer */

static int is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

static int is_digit(char c) {
  return c >= '0' && c <= '9';
}

/* The exponent after the 'e', at *cursor; 0 when there is none. */
static int read_exponent(const char **cursor, const char *end, int64_t *exponent) {
  const char *c = *cursor;
  int negative = c < end && *c == '-';
  if (c < end && (*c == '-' || *c == '+')) c++;
  if (c == end || !is_digit(*c)) return 0;
  int64_t value = 0;
  for (; c < end && is_digit(*c); c++)
    if (value < EXPONENT_BEYOND) value = value * 10 + (*c - '0');
  *exponent = negative ? -value : value;
  *cursor = c;
  return 1;
}

enum decimal_result decimal_parse(const char *text, size_t length, unsigned places, int64_t *value) {
  const char *c = text, *end = text + length;
  while (c < end && is_space(*c)) c++;
  while (c < end && is_space(end[-1])) end--;
  if (c == end) return DECIMAL_EMPTY;

  int negative = *c == '-';
  if (*c == '-' || *c == '+') c++;
  const char *digits = c;
  while (c < end && is_digit(*c)) c++;
  if (c == digits) return DECIMAL_SYNTAX;
  const char *digits_end = c;
  int64_t exponent = 0, fraction = 0;
  if (c < end && *c == '.') {
    const char *start = ++c;
    while (c < end && is_digit(*c)) c++;
    if (c == start) return DECIMAL_SYNTAX;
    fraction = c - start;
    digits_end = c;
  }
  if (c < end && (*c == 'e' || *c == 'E')) {
    c++;
    if (!read_exponent(&c, end, &exponent)) return DECIMAL_SYNTAX;
  }
  if (c != end) return DECIMAL_SYNTAX;

  /* The number is significant digits * 10^exponent, wherever the point stood. */
  exponent += (int64_t)places - fraction;
  while (digits < digits_end && (*digits == '0' || *digits == '.')) digits++;
  for (; digits < digits_end && (digits_end[-1] == '0' || digits_end[-1] == '.'); digits_end--)
    if (digits_end[-1] == '0') exponent++;
  if (digits == digits_end) {
    *value = 0;
    return DECIMAL_OK;
  }
  int64_t significant = digits_end - digits;
  if (memchr(digits, '.', (size_t)significant)) significant--;
  if (significant + exponent > DIGITS_MOST) return DECIMAL_TOO_LARGE;
  if (exponent < 0) return DECIMAL_TOO_PRECISE;

  uint64_t magnitude = 0; /* at most 19 digits: below 10^19 < 2^64 */
  for (; digits < digits_end; digits++)
    if (*digits != '.') magnitude = magnitude * 10 + (uint64_t)(*digits - '0');
  for (; exponent > 0; exponent--) magnitude *= 10;
  if (magnitude > INT64_MAX) return DECIMAL_TOO_LARGE;
  *value = negative ? -(int64_t)magnitude : (int64_t)magnitude;
  return DECIMAL_OK;
}

__extension__ typedef __int128 int128;

int decimal_compare(int64_t a, unsigned a_places, int64_t b, unsigned b_places) {
  int128 x = a, y = b; /* 9 more digits leave room to spare */
  assert(a_places <= DECIMAL_PLACES_MAX && b_places <= DECIMAL_PLACES_MAX);
  for (unsigned places = a_places; places < b_places; places++) x *= 10;
  for (unsigned places = b_places; places < a_places; places++) y *= 10;
  return (x > y) - (x < y);
}

size_t decimal_format(int64_t value, unsigned places, char *out) {
  assert(places <= DECIMAL_PLACES_MAX);
  uint64_t magnitude = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
  char reversed[DECIMAL_TEXT_SIZE];
  size_t length = 0;
  for (unsigned i = 0; magnitude || i <= places; i++) {
    if (i == places && places) reversed[length++] = '.';
    reversed[length++] = (char)('0' + magnitude % 10);
    magnitude /= 10;
  }
  if (value < 0) reversed[length++] = '-';
  for (size_t i = 0; i < length; i++) out[i] = reversed[length - 1 - i];
  out[length] = 0;
  return length;
}

size_t decimal_format_short(int64_t value, unsigned places, char *out) {
  size_t length = decimal_format(value, places, out);
  if (places) {
    while (out[length - 1] == '0') length--;
    if (out[length - 1] == '.') length--;
    out[length] = 0;
  }
  return length;
}
