/* number.h - a double as a spreadsheet shows it: a number of 15 digits, a percentage, a date. */
#ifndef CHUAN_XLS_NUMBER_H
#define CHUAN_XLS_NUMBER_H

#include <stddef.h>

#define NUMBER_ROOM 48

/* With the point `shift` digits further to the right. The text's length; 0: it is no number. */
size_t number_text(double number, int shift, char *out);
/* A day number and a fraction of a day; day 0 is 1899-12-31, or 1904-01-01. `with_time`: a time behind the date. 0: it is no
 * date that there is. */
size_t date_text(double number, int from_1904, int with_time, char *out);
size_t time_text(double number, char *out);

#endif
