/* value.h - numbers, dates and times in the one way in which the host wants them, whatever the format. */
#ifndef CHUAN_PLUGIN_VALUE_H
#define CHUAN_PLUGIN_VALUE_H

#include <stddef.h>
#include <stdint.h>

#define VALUE_TEXT_SIZE 48

/* Each writes a NUL-terminated text and returns its length, or 0 when the text is no such thing. */

/* The number as a spreadsheet shows it: 15 significant digits, rounded half to even, since the digits behind are those
 * of a binary fraction; "98.5%" for 0.985 when `percent`. */
size_t number_text(const char *text, size_t length, int percent, char out[VALUE_TEXT_SIZE]);
/* The digits of a binary fraction, 15 of them, as the functions here take them; 0 when it is not finite. */
size_t double_digits(double number, char out[VALUE_TEXT_SIZE]);
/* The day, counted from 1970-01-01, and its time unless that is midnight. */
size_t moment_text(int64_t days, int64_t seconds, char out[VALUE_TEXT_SIZE]);
/* The day (and time, to the second) of a number of days since 1900 or 1904 as spreadsheets count them. */
size_t serial_date(const char *text, size_t length, int since_1904, char out[VALUE_TEXT_SIZE]);
/* "10:30" or "27:05:09" for a number of days. */
size_t serial_time(const char *text, size_t length, char out[VALUE_TEXT_SIZE]);
/* The same day of an ISO 8601 date with or without a time; midnight is no time. */
size_t iso_date(const char *text, size_t length, char out[VALUE_TEXT_SIZE]);
/* "10:30" for "PT10H30M00S". */
size_t iso_duration(const char *text, size_t length, char out[VALUE_TEXT_SIZE]);

#endif
