/* Keys that sort Vietnamese text as a dictionary does: all letters first, then tones, then case. */
#include "base/text.h"

#include "base/buffer.h"
#include "base/points.h"

#include <string.h>
#include <utf8proc.h>

/* A key is three levels and the text itself, each behind the smallest byte. */
enum { LEVEL_END = 1, GAP = 2, NUMBER = 3, LETTERS = 8 };
enum { NO_MORE_MARKS = 2, GRAVE = 3, HOOK, TILDE, ACUTE, DOT_BELOW, OTHER_MARK };
enum { LOWER = 2, UPPER = 3 };
enum { DIGITS_MOST = 200 }; /* of one number; the rest is taken for another */

/* The 29 letters and the four of foreign words, each after those before it. */
static const struct {
  char base;
  int32_t mark; /* that makes it another letter, 0 = none */
} letters[] = {{'a', 0}, {'a', 0x306}, {'a', 0x302}, {'b', 0}, {'c', 0}, {'d', 0},     {'d', 0x335},
               {'e', 0}, {'e', 0x302}, {'f', 0},     {'g', 0}, {'h', 0}, {'i', 0},     {'j', 0},
               {'k', 0}, {'l', 0},     {'m', 0},     {'n', 0}, {'o', 0}, {'o', 0x302}, {'o', 0x31B},
               {'p', 0}, {'q', 0},     {'r', 0},     {'s', 0}, {'t', 0}, {'u', 0},     {'u', 0x31B},
               {'v', 0}, {'w', 0},     {'x', 0},     {'y', 0}, {'z', 0}};

static int letter_rank(int32_t base, int32_t mark) {
  for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
    if (letters[i].base == base && letters[i].mark == mark) return (int)i + LETTERS;
  return 0;
}

static int tone(int32_t mark) {
  switch (mark) {
    case 0x300:
      return GRAVE;
    case 0x309:
      return HOOK;
    case 0x303:
      return TILDE;
    case 0x301:
      return ACUTE;
    case 0x323:
      return DOT_BELOW;
    default:
      return 0;
  }
}

static int is_digit(int32_t point) {
  return point >= '0' && point <= '9';
}

struct key {
  struct buffer first, second, third;
};

static void add_point(struct buffer *buffer, int32_t point) {
  char bytes[4];
  buffer_add(buffer, bytes, point_encode(point, bytes));
}

/* A number sorts by its count of digits, then by them. Returns where it ends. */
static size_t add_number(struct key *key, const struct points *points, size_t at) {
  while (points->items[at] == '0' && at + 1 < points->count && is_digit(points->items[at + 1])) at++;
  size_t end = at;
  while (end < points->count && is_digit(points->items[end]) && end - at < DIGITS_MOST) end++;
  buffer_add_char(&key->first, NUMBER);
  buffer_add_char(&key->first, (char)(end - at));
  for (; at < end; at++) buffer_add_char(&key->first, (char)points->items[at]);
  buffer_add_char(&key->second, NO_MORE_MARKS);
  buffer_add_char(&key->third, LOWER);
  return end;
}

/* A letter with its marks. Returns where they end. */
static size_t add_letter(struct key *key, const struct points *points, size_t at) {
  int32_t base = points->items[at++];
  size_t end = at;
  while (end < points->count && point_is_mark(points->items[end])) end++;

  int32_t lower = utf8proc_tolower(base);
  int32_t made_by = 0; /* the mark that is part of the letter */
  int rank;
  if (lower == 0x111) {
    rank = letter_rank('d', 0x335);
  } else {
    rank = letter_rank(lower, 0);
    for (size_t i = at; rank && i < end && !made_by; i++) {
      int other = letter_rank(lower, points->items[i]);
      if (other) {
        rank = other;
        made_by = points->items[i];
      }
    }
  }
  if (rank)
    buffer_add_char(&key->first, (char)rank);
  else
    add_point(&key->first, lower); /* other scripts follow: their bytes are above every rank */

  for (; at < end; at++) {
    int32_t mark = points->items[at];
    if (mark == made_by) {
      made_by = 0;
      continue;
    }
    int known = tone(mark);
    buffer_add_char(&key->second, (char)(known ? known : OTHER_MARK));
    if (!known) add_point(&key->second, mark);
  }
  buffer_add_char(&key->second, NO_MORE_MARKS);
  buffer_add_char(&key->third, lower == base ? LOWER : UPPER);
  return end;
}

static void add_levels(struct key *key, const struct points *points) {
  int gap = 0;
  size_t at = 0;
  while (at < points->count) {
    int32_t point = points->items[at];
    if (!point_is_letter_or_digit(point)) {
      gap = key->first.length != 0;
      at++;
      continue;
    }
    if (gap) buffer_add_char(&key->first, GAP);
    gap = 0;
    at = is_digit(point) ? add_number(key, points, at) : add_letter(key, points, at);
  }
}

char *text_sort_key(struct arena *arena, const char *text, size_t length) {
  struct points points;
  if (!points_decompose(&points, text, length, 0)) return NULL;
  struct key key;
  buffer_init(&key.first, 0);
  buffer_init(&key.second, 0);
  buffer_init(&key.third, 0);
  add_levels(&key, &points);
  buffer_add_char(&key.first, LEVEL_END);
  buffer_add(&key.first, buffer_string(&key.second), key.second.length);
  buffer_add_char(&key.first, LEVEL_END);
  buffer_add(&key.first, buffer_string(&key.third), key.third.length);
  buffer_add_char(&key.first, LEVEL_END);
  /* Last the text itself, so that only the same text has the same key and every order is a total one. */
  for (size_t i = 0; i < points.count; i++) add_point(&key.first, points.items[i]);

  char *out = NULL;
  if (!key.first.failed && !key.second.failed && !key.third.failed)
    out = arena_text(arena, key.first.text, key.first.length);
  buffer_free(&key.first);
  buffer_free(&key.second);
  buffer_free(&key.third);
  points_free(&points);
  return out;
}
