/* Text as canonically decomposed code points, in time linear in the text. */
#include "base/points.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

static int combining_class(int32_t point) {
  return utf8proc_get_property(point)->combining_class;
}

/* Stable insertion sort of one run of marks. */
static void order_run(int32_t *run, size_t count) {
  for (size_t i = 1; i < count; i++) {
    int32_t mark = run[i];
    int class = combining_class(mark);
    size_t j = i;
    for (; j > 0 && combining_class(run[j - 1]) > class; j--) run[j] = run[j - 1];
    run[j] = mark;
  }
}

static void order_marks(int32_t *points, size_t count) {
  size_t start = 0;
  while (start < count) {
    if (points[start] < 0x300 || combining_class(points[start]) == 0) {
      start++;
      continue;
    }
    size_t end = start + 1;
    while (end < count && combining_class(points[end]) != 0) end++;
    if (end - start > 1 && end - start <= POINTS_MARKS_MOST) order_run(points + start, end - start);
    start = end;
  }
}

/* Makes room for one more decomposed character. */
static int reserve(struct points *points, size_t *capacity, size_t more) {
  if (points->count + more <= *capacity) return 1;
  size_t larger = (points->count + more) * 2;
  if (larger > SIZE_MAX / 2 / sizeof *points->items) return 0;
  int32_t *items = points->items == points->small ? malloc(larger * sizeof *items)
                                                  : realloc(points->items, larger * sizeof *items);
  if (!items) return 0;
  if (points->items == points->small) memcpy(items, points->small, points->count * sizeof *items);
  points->items = items;
  *capacity = larger;
  return 1;
}

int points_decompose(struct points *points, const char *text, size_t length, int flags) {
  enum { MOST_PER_CHARACTER = 18 /* U+FDFA decomposes into 18 */ };
  int options = UTF8PROC_STABLE | UTF8PROC_DECOMPOSE;
  if (flags & POINTS_FOLD) options |= UTF8PROC_COMPAT | UTF8PROC_CASEFOLD;
  size_t capacity = sizeof points->small / sizeof *points->small;
  points->items = points->small;
  points->count = 0;
  const unsigned char *bytes = (const unsigned char *)text;
  size_t at = 0;
  while (at < length) {
    int32_t point;
    utf8proc_ssize_t step = utf8proc_iterate(bytes + at, (utf8proc_ssize_t)(length - at), &point);
    if (step <= 0 || point == 0) goto refuse;
    at += (size_t)step;
    if (!reserve(points, &capacity, MOST_PER_CHARACTER)) goto refuse;
    if (point < 0x80 && !(flags & POINTS_FOLD)) {
      points->items[points->count++] = point;
      continue;
    }
    utf8proc_ssize_t got = utf8proc_decompose_char(point, points->items + points->count, MOST_PER_CHARACTER,
                                                   (utf8proc_option_t)options, NULL);
    if (got < 0 || got > MOST_PER_CHARACTER) goto refuse;
    points->count += (size_t)got;
  }
  order_marks(points->items, points->count);
  return 1;
refuse:
  points_free(points);
  return 0;
}

void points_compose(struct points *points) {
  utf8proc_ssize_t count = utf8proc_normalize_utf32(points->items, (utf8proc_ssize_t)points->count,
                                                    (utf8proc_option_t)(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  if (count >= 0) points->count = (size_t)count;
}

void points_free(struct points *points) {
  if (points->items != points->small) free(points->items);
  points->items = points->small;
  points->count = 0;
}

size_t point_encode(int32_t point, char out[4]) {
  utf8proc_uint8_t bytes[4];
  utf8proc_ssize_t count = utf8proc_encode_char(point, bytes);
  memcpy(out, bytes, (size_t)count);
  return (size_t)count;
}

int point_is_mark(int32_t point) {
  utf8proc_category_t category = utf8proc_category(point);
  return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC ||
         category == UTF8PROC_CATEGORY_ME;
}

int point_is_letter_or_digit(int32_t point) {
  if (point < 0x80)
    return (point >= 'a' && point <= 'z') || (point >= '0' && point <= '9') || (point >= 'A' && point <= 'Z');
  utf8proc_category_t category = utf8proc_category(point);
  return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
         category == UTF8PROC_CATEGORY_ND;
}
