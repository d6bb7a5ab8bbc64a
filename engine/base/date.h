/* Calendar days as numbers: days since 1970-01-01, Gregorian. */
#ifndef CHUAN_BASE_DATE_H
#define CHUAN_BASE_DATE_H

#include <stddef.h>
#include <stdint.h>

#define DATE_UNKNOWN_START INT32_MIN /* valid from the beginning, or nobody knows since when */
#define DATE_OPEN_END INT32_MAX
#define YEAR_FIRST 1900 /* of figures and of rules */
#define YEAR_LAST 2200
#define DATE_TEXT_SIZE 12

/* "YYYY-MM-DD"; "YYYY-MM" and "YYYY" mean the first (or, with `end`, the last) day. 0 when it is not a date. */
int date_parse(const char *text, size_t length, int end, int32_t *day);
int32_t date_of(int year, int month,
                int day); /* a year past the reach of days counts as the last within it */
void date_format(int32_t day, char out[DATE_TEXT_SIZE]); /* "" for unknown and open */

#endif
