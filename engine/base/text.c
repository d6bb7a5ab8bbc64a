/* Unicode text: checking, normal form, keys for matching, width on a terminal, nearness of words. */
#include "base/text.h"

#include "base/points.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>
#include <utf8proc.h>

#define D_WITH_STROKE 0x111 /* đ has no decomposition: Unicode sees a letter of its own */

/* Steps over eight ASCII bytes at a time, none of them 0. */
static const unsigned char *skip_ascii(const unsigned char *at, const unsigned char *end) {
  const uint64_t ones = 0x0101010101010101u, tops = 0x8080808080808080u;
  while (end - at >= 8) {
    uint64_t eight;
    memcpy(&eight, at, sizeof eight);
    if (((eight | (eight - ones)) & tops) != 0) break; /* a byte over 0x7F, or one that is 0 */
    at += 8;
  }
  while (at<end && * at> 0 && *at < 0x80) at++;
  return at;
}

static int continues(const unsigned char *at) {
  return (*at & 0xC0) == 0x80;
}

int text_is_utf8(const char *text, size_t length) {
  const unsigned char *at = (const unsigned char *)text, *end = at + length;
  for (;;) {
    at = skip_ascii(at, end);
    if (at == end) return 1;
    if (*at == 0) return 0;
    if (*at >= 0xC2 && *at <= 0xDF && end - at >= 2 && continues(at + 1)) {
      at += 2;
    } else if (*at >= 0xE1 && *at <= 0xEC && end - at >= 3 && continues(at + 1) && continues(at + 2)) {
      at += 3;
    } else {
      int32_t point;
      utf8proc_ssize_t step = utf8proc_iterate(at, end - at, &point);
      if (step <= 0) return 0;
      at += step;
    }
  }
}

static char *encode(struct arena *arena, const struct points *points) {
  size_t length = 0;
  char bytes[4];
  for (size_t i = 0; i < points->count; i++) length += point_encode(points->items[i], bytes);
  char *out = arena_alloc(arena, length + 1);
  if (!out) return NULL;
  char *c = out;
  for (size_t i = 0; i < points->count; i++) {
    size_t count = point_encode(points->items[i], bytes);
    memcpy(c, bytes, count);
    c += count;
  }
  return out;
}

/* Letters as Vietnamese is nearly always written: ASCII, U+0080–U+02FF, U+1E00–U+1EFF and the punctuation
 * U+2002–U+203F, all of which stand composed and never combine. */
int text_is_composed(const char *text, size_t length) {
  const unsigned char *at = (const unsigned char *)text, *end = at + length;
  for (;;) {
    at = skip_ascii(at, end);
    if (at == end) return 1;
    if (*at >= 0xC2 && *at <= 0xCB && end - at >= 2 && continues(at + 1)) {
      at += 2;
    } else if (end - at >= 3 && continues(at + 2) &&
               ((*at == 0xE1 && at[1] >= 0xB8 && at[1] <= 0xBB) ||
                (*at == 0xE2 && at[1] == 0x80 && at[2] >= 0x82))) {
      at += 3;
    } else {
      return 0;
    }
  }
}

char *text_nfc(struct arena *arena, const char *text, size_t length) {
  if (text_is_composed(text, length)) return arena_text(arena, text, length);
  struct points points;
  if (!points_decompose(&points, text, length, 0)) return NULL;
  points_compose(&points);
  char *out = encode(arena, &points);
  points_free(&points);
  return out;
}

/* Keeps letters, digits and, if wanted, the marks on them; the rest becomes single spaces. */
static void keep_words(struct points *points, int with_marks) {
  size_t kept = 0;
  int gap = 0, in_word = 0;
  for (size_t i = 0; i < points->count; i++) {
    int32_t point = points->items[i];
    if (point_is_letter_or_digit(point)) {
      if (gap && kept) points->items[kept++] = ' ';
      gap = 0;
      in_word = 1;
      points->items[kept++] = point == D_WITH_STROKE && !with_marks ? 'd' : point;
    } else if (point_is_mark(point)) {
      if (with_marks && in_word) points->items[kept++] = point;
    } else {
      gap = 1;
      in_word = 0;
    }
  }
  points->count = kept;
}

static char *fold(struct arena *arena, const char *text, size_t length, int with_marks) {
  struct points points;
  if (!points_decompose(&points, text, length, POINTS_FOLD)) return NULL;
  keep_words(&points, with_marks);
  if (with_marks) points_compose(&points);
  char *out = encode(arena, &points);
  points_free(&points);
  return out;
}

char *text_fold(struct arena *arena, const char *text, size_t length) {
  return fold(arena, text, length, 0);
}

char *text_fold_case(struct arena *arena, const char *text, size_t length) {
  return fold(arena, text, length, 1);
}

/* --- equality of words ---------------------------------------------------------------------- */

static int is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

static int lower_ascii(unsigned char c) {
  return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

int text_equal(const char *text, size_t length, const char *word) {
  enum { BYTES_MOST = 128 };
  for (; length && is_space(*text); length--) text++;
  while (length && is_space(text[length - 1])) length--;
  size_t word_length = strlen(word), same = 0;
  int ascii = 1;
  while (same < length && same < word_length &&
         lower_ascii((unsigned char)text[same]) == lower_ascii((unsigned char)word[same]))
    same++;
  if (same == length && same == word_length) return 1;
  for (size_t i = 0; i < length; i++) ascii &= (unsigned char)text[i] < 0x80;
  if (ascii || length > BYTES_MOST || word_length > BYTES_MOST) return 0;

  struct points a, b;
  if (!points_decompose(&a, text, length, POINTS_FOLD)) return 0;
  int equal = 0;
  if (points_decompose(&b, word, word_length, POINTS_FOLD)) {
    equal = a.count == b.count && memcmp(a.items, b.items, a.count * sizeof *a.items) == 0;
    points_free(&b);
  }
  points_free(&a);
  return equal;
}

/* --- columns on a terminal ------------------------------------------------------------------------ */

/* One character of the text: its bytes (a wrong byte stands alone and shows as one column). */
static size_t next_character(const char *text, size_t length, size_t *width) {
  int32_t point;
  utf8proc_ssize_t step = utf8proc_iterate((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)length, &point);
  if (step <= 0) {
    *width = 1;
    return 1;
  }
  int columns = utf8proc_charwidth(point);
  *width = columns > 0 ? (size_t)columns : 0;
  return (size_t)step;
}

size_t text_width(const char *text, size_t length) {
  size_t total = 0, width;
  for (size_t at = 0; at < length; total += width) at += next_character(text + at, length - at, &width);
  return total;
}

size_t text_prefix(const char *text, size_t length, size_t width) {
  size_t at = 0, total = 0;
  while (at < length) { /* marks are 0 wide, so they stay with their letter */
    size_t own, step = next_character(text + at, length - at, &own);
    if (own > width - total) break;
    total += own;
    at += step;
  }
  return at;
}

/* --- nearness of words ----------------------------------------------------------------------------- */

#define WORD_LETTERS_MOST 100u

/* Returns the number of letters, or WORD_LETTERS_MOST + 1 when there are more. */
static size_t read_letters(const char *word, int32_t letters[WORD_LETTERS_MOST]) {
  size_t count = 0, length = strlen(word), at = 0;
  while (at < length) {
    if (count == WORD_LETTERS_MOST) return WORD_LETTERS_MOST + 1;
    int32_t point;
    utf8proc_ssize_t step =
        utf8proc_iterate((const utf8proc_uint8_t *)word + at, (utf8proc_ssize_t)(length - at), &point);
    letters[count++] = step > 0 ? point : (unsigned char)word[at];
    at += step > 0 ? (size_t)step : 1;
  }
  return count;
}

static unsigned smaller(unsigned a, unsigned b) {
  return a < b ? a : b;
}

unsigned text_distance(const char *a, const char *b, unsigned limit) {
  int32_t left[WORD_LETTERS_MOST], right[WORD_LETTERS_MOST];
  size_t rows = read_letters(a, left), columns = read_letters(b, right);
  if (rows > WORD_LETTERS_MOST || columns > WORD_LETTERS_MOST) return limit + 1;
  if ((rows > columns ? rows - columns : columns - rows) > limit) return limit + 1;
  /* Optimal string alignment; three rows of the table are enough for transpositions. */
  unsigned table[3][WORD_LETTERS_MOST + 1];
  for (size_t j = 0; j <= columns; j++) table[0][j] = (unsigned)j;
  for (size_t i = 1; i <= rows; i++) {
    unsigned *row = table[i % 3], *above = table[(i + 2) % 3], *higher = table[(i + 1) % 3];
    unsigned least = row[0] = (unsigned)i;
    for (size_t j = 1; j <= columns; j++) {
      unsigned cost = left[i - 1] != right[j - 1];
      row[j] = smaller(smaller(above[j] + 1, row[j - 1] + 1), above[j - 1] + cost);
      if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
        row[j] = smaller(row[j], higher[j - 2] + 1);
      least = smaller(least, row[j]);
    }
    if (least > limit + 1) return limit + 1; /* one more: a transposition may look back past this row */
  }
  return smaller(table[rows % 3][columns], limit + 1);
}

#define SLIPS_MOST 2u /* of the fingers; further away, a word that was not written to its end is likelier */
#define BEGINNING_LEAST 4u /* letters; fewer begin too many words */

/* The shortest candidate that goes on where the word ends; the first of equals. */
static const char *continued(const char *word, const char *const *candidates, size_t count) {
  size_t length = strlen(word);
  const char *shortest = NULL;
  for (size_t i = 0; i < count; i++) {
    assert(candidates[i]);
    if (strncmp(word, candidates[i], length) != 0) continue;
    if (shortest == NULL || strlen(candidates[i]) < strlen(shortest)) shortest = candidates[i];
  }
  return shortest;
}

const char *text_nearest(const char *word, const char *const *candidates, size_t count) {
  int32_t letters[WORD_LETTERS_MOST];
  size_t length = read_letters(word, letters);
  if (length > WORD_LETTERS_MOST) return NULL;
  unsigned limit = length >= 6 ? (unsigned)(length / 3) : 1;
  const char *nearest = NULL, *whole = NULL;
  for (size_t i = 0; i < count; i++) {
    unsigned distance = text_distance(word, candidates[i], limit);
    if (distance > limit) continue;
    nearest = candidates[i];
    if (distance == 0) return nearest;
    limit = distance - 1; /* only a nearer one replaces it: the first of equals stays */
  }
  if (length >= BEGINNING_LEAST && (nearest == NULL || limit >= SLIPS_MOST))
    whole = continued(word, candidates, count);
  return whole != NULL ? whole : nearest;
}

size_t text_control(const char *at) {
  const unsigned char *byte = (const unsigned char *)at;
  if (byte[0] == 0xC2) return byte[1] >= 0x80 && byte[1] < 0xA0 ? 2 : 0;
  return byte[0] && (byte[0] < 0x20 || byte[0] == 0x7F);
}

void text_blank_controls(char *text) {
  for (size_t size; *text; text += size ? size : 1) {
    size = text_control(text);
    memset(text, ' ', size);
  }
}
