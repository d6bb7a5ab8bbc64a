/* Text as code points: what base/text.c and base/text_order.c work on. Not for anyone else. */
#ifndef CHUAN_BASE_POINTS_H
#define CHUAN_BASE_POINTS_H

#include <stddef.h>
#include <stdint.h>

/* A letter carries at most this many marks in any writing; a longer run is not put in canonical order,
 * so that a file full of marks costs no more than one full of letters. */
#define POINTS_MARKS_MOST 32

struct points { /* heap memory, freed by points_free; `small` serves names and headings */
  int32_t *items;
  size_t count;
  int32_t small[256];
};

enum { POINTS_FOLD = 1 /* lower case and compatibility forms */ };

/* Canonically decomposed code points. 0 when the bytes are not text or there is no memory. */
int points_decompose(struct points *points, const char *text, size_t length, int flags);
/* Composes them in place (NFC). */
void points_compose(struct points *points);
void points_free(struct points *points);
/* The bytes of one code point: 1 to 4. */
size_t point_encode(int32_t point, char out[4]);
int point_is_mark(int32_t point);
int point_is_letter_or_digit(int32_t point);

#endif
