/* value.c - decimal numbers by their digits: no locale takes part, and a binary fraction is turned into digits first. */
#include "value.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define SIGNIFICANT 15
#define POINT_MOST 400 /* beyond any binary fraction */
#define PLAIN_MOST 21  /* longer numbers get an exponent */
#define PLAIN_LEAST (-6)

/* 0.d1d2d3... times ten to the `point` */
struct decimal {
  int negative;
  char digits[SIGNIFICANT + 1]; /* without zeros at either end */
  int count;                    /* 0: the number is 0 */
  int64_t point;
};

static int is_digit(char c) {
  return c >= '0' && c <= '9';
}

static void trim(const char **text, size_t *length) {
  while (*length > 0 && strchr(" \t\r\n", **text) && **text) (*text)++, (*length)--;
  while (*length > 0 && strchr(" \t\r\n", (*text)[*length - 1]) && (*text)[*length - 1]) (*length)--;
}

static void round_digits(struct decimal *number, char next, int more_behind) {
  int up = next > '5' || (next == '5' && (more_behind || (number->digits[SIGNIFICANT - 1] - '0') % 2 == 1));
  while (up && number->count > 0) {
    char *last = &number->digits[number->count - 1];
    up = *last == '9';
    if (up)
      number->count--;
    else
      ++*last;
  }
  if (up) { /* nothing but nines */
    number->digits[0] = '1';
    number->count = 1;
    number->point++;
  }
}

static int read_exponent(const char *text, size_t length, int64_t *out) {
  size_t i = length > 0 && (text[0] == '-' || text[0] == '+');
  int64_t exponent = 0;
  if (i == length) return 0;
  for (; i < length; i++) {
    if (!is_digit(text[i])) return 0;
    if (exponent < 100000000) exponent = exponent * 10 + (text[i] - '0');
  }
  *out = text[0] == '-' ? -exponent : exponent;
  return 1;
}

static int read_decimal(const char *text, size_t length, struct decimal *out) {
  *out = (struct decimal){0};
  trim(&text, &length);
  size_t i = 0, seen = 0;
  if (length > 0 && (text[0] == '-' || text[0] == '+')) out->negative = text[i++] == '-';
  char next = 0;
  int behind = 0, fraction = 0, significant = 0;
  for (; i < length; i++) {
    char c = text[i];
    if (c == '.' && !fraction) {
      fraction = 1;
      continue;
    }
    if (!is_digit(c)) break;
    seen++;
    if (c != '0' || significant > 0) significant++;
    if (significant == 0)
      out->point -= fraction;
    else
      out->point += !fraction;
    if (significant == 0) continue;
    if (significant <= SIGNIFICANT)
      out->digits[out->count++] = c;
    else if (significant == SIGNIFICANT + 1)
      next = c;
    else
      behind |= c != '0';
    if (significant > SIGNIFICANT + 2) significant = SIGNIFICANT + 2;
  }
  if (seen == 0) return 0;
  int64_t exponent = 0;
  if (i < length) {
    if (text[i] != 'e' && text[i] != 'E') return 0;
    if (!read_exponent(text + i + 1, length - i - 1, &exponent)) return 0;
  }
  if (next) round_digits(out, next, behind);
  while (out->count > 0 && out->digits[out->count - 1] == '0') out->count--;
  out->point += exponent;
  if (out->count == 0) {
    out->negative = 0;
    out->point = 0;
  }
  return out->point <= POINT_MOST && out->point >= -POINT_MOST;
}

size_t double_digits(double number, char out[VALUE_TEXT_SIZE]) {
  int length = snprintf(out, VALUE_TEXT_SIZE, "%.*e", SIGNIFICANT - 1, number); /* correctly rounded */
  for (int i = 0; i < length; i++)
    if (out[i] == ',') out[i] = '.'; /* a locale's */
  return is_digit(out[length - 1]) ? (size_t)length : 0;
}

size_t number_text(const char *text, size_t length, int percent, char out[VALUE_TEXT_SIZE]) {
  struct decimal number;
  if (!read_decimal(text, length, &number)) return 0;
  size_t used = 0;
  if (number.negative) out[used++] = '-';
  int point = (int)number.point, exponent = 0;
  if (percent && number.count) point += 2;
  if (point > PLAIN_MOST || point < PLAIN_LEAST) {
    exponent = point - 1;
    point = 1;
  }
  if (point <= 0) out[used++] = '0';
  for (int i = 0; i < point; i++) out[used++] = i < number.count ? number.digits[i] : '0';
  if (number.count > point) {
    out[used++] = '.';
    for (int i = point; i < number.count; i++) out[used++] = i < 0 ? '0' : number.digits[i];
  }
  if (exponent) used += (size_t)snprintf(out + used, VALUE_TEXT_SIZE - used, "e%d", exponent);
  if (percent) out[used++] = '%';
  out[used] = 0;
  return used;
}

/* --- days and times -------------------------------------------------------------------------------------- */

#define DAY_SECONDS INT64_C(86400)
#define DAYS_0001 INT64_C(-719162) /* 0001-01-01 and 9999-12-31, counted from 1970-01-01 */
#define DAYS_9999 INT64_C(2932896)
#define DAYS_1900 INT64_C(-25568) /* 1899-12-31, so that day 1 is 1900-01-01 */
#define DAYS_1904 INT64_C(-24107)

struct day {
  int year, month, day;
};

static int64_t days_of(struct day day) {
  int64_t year = day.year - (day.month <= 2), month = day.month + (day.month > 2 ? -3 : 9);
  int64_t of_year = (153 * month + 2) / 5 + day.day - 1;
  return year * 365 + year / 4 - year / 100 + year / 400 + of_year - 719468;
}

static struct day day_of(int64_t days) {
  days += 719468;
  int64_t era = (days >= 0 ? days : days - 146096) / 146097, of_era = days - era * 146097;
  int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
  int64_t month = (5 * of_year + 2) / 153;
  int64_t day = of_year - (153 * month + 2) / 5 + 1;
  month += month < 10 ? 3 : -9;
  return (struct day){(int)(year + era * 400 + (month <= 2)), (int)month, (int)day};
}

size_t moment_text(int64_t days, int64_t seconds, char out[VALUE_TEXT_SIZE]) {
  days += seconds / DAY_SECONDS;
  seconds %= DAY_SECONDS;
  if (days < DAYS_0001 || days > DAYS_9999) return 0;
  struct day day = day_of(days);
  int used = snprintf(out, VALUE_TEXT_SIZE, "%04d-%02d-%02d", day.year, day.month, day.day);
  if (seconds)
    used += snprintf(out + used, VALUE_TEXT_SIZE - (size_t)used, "T%02d:%02d:%02d", (int)(seconds / 3600),
                     (int)(seconds / 60 % 60), (int)(seconds % 60));
  return (size_t)used;
}

static size_t write_time(int64_t seconds, char out[VALUE_TEXT_SIZE]) {
  int used =
      snprintf(out, VALUE_TEXT_SIZE, "%lld:%02d", (long long)(seconds / 3600), (int)(seconds / 60 % 60));
  if (seconds % 60)
    used += snprintf(out + used, VALUE_TEXT_SIZE - (size_t)used, ":%02d", (int)(seconds % 60));
  return (size_t)used;
}

/* Whole days and, to the nearest second, the rest; 0 when it is no number of days that a calendar has. */
static int read_serial(const char *text, size_t length, int64_t *days, int64_t *seconds) {
  struct decimal number;
  if (!read_decimal(text, length, &number) || number.negative || number.point > 7) return 0;
  int64_t fraction = 0, unit = 1;
  *days = 0;
  for (int i = 0; i < number.point; i++) *days = *days * 10 + (i < number.count ? number.digits[i] - '0' : 0);
  for (int i = (int)(number.point < -12 ? -12 : number.point); i < number.count && unit < 1000000000000;
       i++) {
    fraction = fraction * 10 + (i < 0 ? 0 : number.digits[i] - '0');
    unit *= 10;
  }
  *seconds = (fraction * DAY_SECONDS + unit / 2) / unit;
  return 1;
}

size_t serial_date(const char *text, size_t length, int since_1904, char out[VALUE_TEXT_SIZE]) {
  int64_t days, seconds;
  if (!read_serial(text, length, &days, &seconds)) return 0;
  if (since_1904) return moment_text(days + DAYS_1904, seconds, out);
  /* Spreadsheets count a 29 February 1900 that never was, day 60, and a "0 January" before the first. */
  if (days == 0 || days == 60) return 0;
  return moment_text(days + DAYS_1900 - (days > 60), seconds, out);
}

size_t serial_time(const char *text, size_t length, char out[VALUE_TEXT_SIZE]) {
  int64_t days, seconds;
  if (!read_serial(text, length, &days, &seconds)) return 0;
  return write_time(days * DAY_SECONDS + seconds, out);
}

/* Reads `digits` digits, or as many as there are when that is 0; -1 when there are none. */
static int64_t read_digits(const char **at, const char *end, int digits) {
  int64_t value = 0;
  int count = 0;
  for (; *at < end && is_digit(**at) && count < (digits ? digits : 9); (*at)++, count++)
    value = value * 10 + (**at - '0');
  return count == 0 || (digits && count != digits) ? -1 : value;
}

static int accept(const char **at, const char *end, char c) {
  if (*at == end || **at != c) return 0;
  (*at)++;
  return 1;
}

/* Seconds behind a decimal point, to the nearest whole one. */
static int64_t rounded_up(const char **at, const char *end) {
  if (!accept(at, end, '.') && !accept(at, end, ',')) return 0;
  int up = *at < end && **at >= '5' && is_digit(**at);
  while (*at < end && is_digit(**at)) (*at)++;
  return up;
}

size_t iso_date(const char *text, size_t length, char out[VALUE_TEXT_SIZE]) {
  trim(&text, &length);
  const char *at = text, *end = text + length;
  int64_t year = read_digits(&at, end, 4), month = -1, day = -1, hour = 0, minute = 0, second = 0, up = 0;
  if (accept(&at, end, '-')) month = read_digits(&at, end, 2);
  if (accept(&at, end, '-')) day = read_digits(&at, end, 2);
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > 31) return 0;
  struct day date = {(int)year, (int)month, (int)day};
  int64_t days = days_of(date);
  if (day_of(days).day != date.day) return 0;
  if (accept(&at, end, 'T') || accept(&at, end, ' ')) {
    hour = read_digits(&at, end, 2);
    if (!accept(&at, end, ':')) return 0;
    minute = read_digits(&at, end, 2);
    if (accept(&at, end, ':')) {
      second = read_digits(&at, end, 2);
      up = rounded_up(&at, end);
    }
  }
  if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || second < 0 || second > 59) return 0;
  accept(&at, end, 'Z');
  return at == end ? moment_text(days, hour * 3600 + minute * 60 + second + up, out) : 0;
}

size_t iso_duration(const char *text, size_t length, char out[VALUE_TEXT_SIZE]) {
  static const char units[] = "DHMS";
  static const int64_t seconds_of[] = {DAY_SECONDS, 3600, 60, 1};
  trim(&text, &length);
  const char *at = text, *end = text + length;
  int64_t total = 0;
  int in_time = 0, last = -1;
  if (!accept(&at, end, 'P')) return 0;
  while (at < end) {
    if (!in_time && accept(&at, end, 'T')) in_time = 1;
    int64_t count = read_digits(&at, end, 0);
    const char *fraction = at;
    int64_t up = rounded_up(&at, end);
    const char *unit = at < end && *at ? strchr(units, *at) : NULL;
    if (count < 0 || !unit || (int)(unit - units) <= last || (*at != 'D' && !in_time)) return 0;
    if (fraction != at && *at != 'S') return 0;
    last = (int)(unit - units);
    total += (count + up) * seconds_of[last];
    at++;
  }
  return last < 0 ? 0 : write_time(total, out);
}
