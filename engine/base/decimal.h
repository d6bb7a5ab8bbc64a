/* Exact decimals: text to scaled 64-bit integers and back. No doubles, no locale. */
#ifndef CHUAN_BASE_DECIMAL_H
#define CHUAN_BASE_DECIMAL_H

#include <stddef.h>
#include <stdint.h>

#define DECIMAL_PLACES_MAX 9
/* A missing value in a column of 64-bit integers; never a value. */
#define DECIMAL_MISSING INT64_MIN

enum decimal_result {
  DECIMAL_OK,
  DECIMAL_EMPTY,       /* nothing, or only spaces */
  DECIMAL_SYNTAX,      /* not a number */
  DECIMAL_TOO_PRECISE, /* more non-zero places than asked for */
  DECIMAL_TOO_LARGE    /* does not fit */
};

/* Reads [+-]digits[.digits][e[+-]digits] exactly into value = number * 10^places. Plain form only:
 * '.' is the decimal point and there are no thousands marks (file conventions are the importer's).
 * Spaces around are allowed. "-0" is 0. */
enum decimal_result decimal_parse(const char *text, size_t length, unsigned places, int64_t *value);

/* a / 10^a_places against b / 10^b_places: <0, 0, >0. */
int decimal_compare(int64_t a, unsigned a_places, int64_t b, unsigned b_places);

/* Writes value / 10^places with exactly `places` digits after the point. Returns the length.
 * At least DECIMAL_TEXT_SIZE bytes. */
#define DECIMAL_TEXT_SIZE 40
size_t decimal_format(int64_t value, unsigned places, char *out);
/* The same without trailing zeros ("46.50" -> "46.5", "46.00" -> "46"). */
size_t decimal_format_short(int64_t value, unsigned places, char *out);

#endif
