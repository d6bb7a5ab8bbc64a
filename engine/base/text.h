/* Vietnamese and other Unicode text: normal form, matching keys, order, width. On utf8proc. */
#ifndef CHUAN_BASE_TEXT_H
#define CHUAN_BASE_TEXT_H

#include "base/arena.h"

#include <stddef.h>

/* A NUL among the bytes is not text either: everything here ends at one. */
int text_is_utf8(const char *text, size_t length);
/* The same but for case, Unicode form and spaces around; for words of at most 128 bytes. */
int text_equal(const char *text, size_t length, const char *word);
/* NFC copy in the arena; NULL when it is not UTF-8 or there is no memory. */
/* A quick look, which nearly every text passes: UTF-8 without NUL that is NFC as it stands. 0 says nothing. */
int text_is_composed(const char *text, size_t length);
char *text_nfc(struct arena *arena, const char *text, size_t length);
/* Key for matching headings and names: NFC, lower case, no diacritics (đ -> d), runs of anything that
 * is not a letter or digit become one space, none at the ends. NULL as above. */
char *text_fold(struct arena *arena, const char *text, size_t length);
/* As text_fold but keeping diacritics: for telling "Phước Hà" from "Phước Hả". */
char *text_fold_case(struct arena *arena, const char *text, size_t length);
/* Bytes that compare (memcmp/strcmp) in Vietnamese dictionary order: letters a ă â b c d đ e ê ... first,
 * then tone (ngang huyền hỏi ngã sắc nặng), then case; digits by number. NUL-free. */
char *text_sort_key(struct arena *arena, const char *text, size_t length);
/* Columns on a terminal (combining marks 0, wide characters 2). */
size_t text_width(const char *text, size_t length);
/* Length in bytes of the longest prefix at most `width` columns wide, never splitting a character. */
size_t text_prefix(const char *text, size_t length, size_t width);
/* Edit distance (with transpositions) for "did you mean"; anything over `limit`, and any pair with a word of
 * more than 100 letters, returns limit + 1. */
unsigned text_distance(const char *a, const char *b, unsigned limit);
/* The nearest of `count` candidates within a third of the word's length (at least 1), or NULL. One that begins with the
 * word comes before those more than two letters away. */
const char *text_nearest(const char *word, const char *const *candidates, size_t count);

/* Bytes of the control character that begins here (a newline, a terminal's escape, U+0080 to U+009F); 0: none does. */
size_t text_control(const char *at);
/* Control characters become blanks: one line, which cannot drive a terminal. */
void text_blank_controls(char *text);

#endif
