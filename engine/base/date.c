/* Days of the Gregorian calendar as numbers since 1970-01-01. */
#include "base/date.h"

#define DAYS_PER_ERA 146097   /* 400 years */
#define DAYS_TO_1970 719468   /* from 0000-03-01 */
#define YEARS_OF_DAYS 5000000 /* either way, in 32 bits */

static int is_leap(int year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in_month(int year, int month) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return days[month - 1] + (month == 2 && is_leap(year));
}

/* Years are counted from March, so that the leap day is the last of its year. */
int32_t date_of(int year, int month, int day) {
  if (year > YEARS_OF_DAYS) year = YEARS_OF_DAYS;
  if (year < -YEARS_OF_DAYS) year = -YEARS_OF_DAYS;
  if (month <= 2) year--;
  int era = (year >= 0 ? year : year - 399) / 400;
  int year_of_era = year - era * 400;
  int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * DAYS_PER_ERA + day_of_era - DAYS_TO_1970;
}

/* Exactly `count` digits at `text`; -1 when they are not. */
static int read_digits(const char *text, int count) {
  int value = 0;
  for (int i = 0; i < count; i++) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

int date_parse(const char *text, size_t length, int end, int32_t *day) {
  if (length != 4 && length != 7 && length != 10) return 0;
  int year = read_digits(text, 4);
  if (year < 1) return 0;
  int month = end ? 12 : 1;
  if (length >= 7) {
    if (text[4] != '-') return 0;
    month = read_digits(text + 5, 2);
    if (month < 1 || month > 12) return 0;
  }
  int last = days_in_month(year, month);
  int number = end ? last : 1;
  if (length == 10) {
    if (text[7] != '-') return 0;
    number = read_digits(text + 8, 2);
    if (number < 1 || number > last) return 0;
  }
  *day = date_of(year, month, number);
  return 1;
}

static char *write_digits(char *out, int value, int count) {
  for (int i = count - 1; i >= 0; i--) {
    out[i] = (char)('0' + value % 10);
    value /= 10;
  }
  return out + count;
}

void date_format(int32_t day, char out[DATE_TEXT_SIZE]) {
  int64_t shifted = (int64_t)day + DAYS_TO_1970;
  int64_t era = (shifted >= 0 ? shifted : shifted - (DAYS_PER_ERA - 1)) / DAYS_PER_ERA;
  int day_of_era = (int)(shifted - era * DAYS_PER_ERA);
  int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int march_month = (5 * day_of_year + 2) / 153;
  int month = march_month < 10 ? march_month + 3 : march_month - 9;
  int64_t year = year_of_era + era * 400 + (month <= 2);
  char *c = out;
  /* Unknown and open lie millions of years away, where there is no four-digit year either. */
  if (year >= 1 && year <= 9999) {
    c = write_digits(c, (int)year, 4);
    *c++ = '-';
    c = write_digits(c, month, 2);
    *c++ = '-';
    c = write_digits(c, day_of_year - (153 * march_month + 2) / 5 + 1, 2);
  }
  *c = 0;
}
