/* number.c - numbers and dates of a workbook, which are all doubles. */
#include "number.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define DIGITS 15
#define PLAIN_MOST 20 /* longer numbers are written with an exponent */

/* The digits of the number, rounded, without zeros at the end, and the power of ten of the first. 0: not finite. */
static size_t digits_of(double number, char *digits, int *exponent, int *negative) {
  char text[64];
  int length = snprintf(text, sizeof text, "%.*e", DIGITS - 1, number), power = 0;
  size_t count = 0;
  int i = text[0] == '-';
  *negative = i;
  for (; i < length && text[i] != 'e'; i++) {
    if (text[i] >= '0' && text[i] <= '9' && count < DIGITS) digits[count++] = text[i];
    if (text[i] == 'n' || text[i] == 'i') return 0; /* nan, inf */
  }
  int down = i + 1 < length && text[i + 1] == '-';
  for (i += 2; i < length; i++) power = power * 10 + (text[i] - '0');
  *exponent = down ? -power : power;
  while (count > 1 && digits[count - 1] == '0') count--;
  return count;
}

size_t number_text(double number, int shift, char *out) {
  char digits[DIGITS + 1];
  int exponent, negative;
  size_t count = digits_of(number, digits, &exponent, &negative), used = 0;
  if (count == 0) return 0;
  if (count == 1 && digits[0] == '0') {
    out[0] = '0';
    return 1;
  }
  exponent += shift;
  if (negative) out[used++] = '-';
  if (exponent < -PLAIN_MOST || exponent > PLAIN_MOST) {
    out[used++] = digits[0];
    if (count > 1) out[used++] = '.';
    memcpy(out + used, digits + 1, count - 1);
    used += count - 1;
    return used + (size_t)snprintf(out + used, 8, "e%d", exponent);
  }
  if (exponent < 0) {
    out[used++] = '0';
    out[used++] = '.';
    for (int i = -1; i > exponent; i--) out[used++] = '0';
  }
  for (size_t i = 0; i < count; i++) {
    if (exponent >= 0 && i == (size_t)exponent + 1) out[used++] = '.';
    out[used++] = digits[i];
  }
  for (int i = (int)count; i <= exponent; i++) out[used++] = '0';
  return used;
}

/* The Gregorian date of a Julian day number, in integers (Fliegel and Van Flandern). */
static int write_date(int64_t day, char *out) {
  int64_t l = day + 68569, n = 4 * l / 146097;
  l -= (146097 * n + 3) / 4;
  int64_t i = 4000 * (l + 1) / 1461001;
  l -= 1461 * i / 4 - 31;
  int64_t j = 80 * l / 2447, date = l - 2447 * j / 80;
  l = j / 11;
  return snprintf(out, NUMBER_ROOM, "%04d-%02d-%02d", (int)(100 * (n - 49) + i + l), (int)(j + 2 - 12 * l),
                  (int)date);
}

size_t date_text(double number, int from_1904, int with_time, char *out) {
  if (!(number >= 0 && number < 2958466)) return 0; /* up to 9999 */
  int64_t day = (int64_t)number, seconds = (int64_t)((number - (double)day) * 86400 + 0.5);
  if (seconds == 86400) {
    seconds = 0;
    day++;
  }
  int64_t julian = day + (from_1904 ? 2416481 : 2415020);
  if (!from_1904 && day >= 60) julian--; /* 1900 was no leap year, but day 60 is its 29 February */
  if ((!from_1904 && (day == 0 || day == 60)) || julian > 5373484) return 0;
  int used = write_date(julian, out);
  if (with_time)
    used += snprintf(out + used, NUMBER_ROOM - (size_t)used, "T%02d:%02d:%02d", (int)(seconds / 3600),
                     (int)(seconds / 60 % 60), (int)(seconds % 60));
  return (size_t)used;
}

size_t time_text(double number, char *out) {
  if (!(number >= 0 && number < 100000)) return 0;
  int64_t seconds = (int64_t)(number * 86400 + 0.5);
  return (size_t)snprintf(out, NUMBER_ROOM, "%02lld:%02d:%02d", (long long)(seconds / 3600),
                          (int)(seconds / 60 % 60), (int)(seconds % 60));
}
