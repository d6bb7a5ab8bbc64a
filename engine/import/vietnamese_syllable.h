/* What a written Vietnamese syllable can be: which tells text in the right encoding from text in a wrong one. */
#ifndef CHUAN_IMPORT_VIETNAMESE_SYLLABLE_H
#define CHUAN_IMPORT_VIETNAMESE_SYLLABLE_H

#include <stddef.h>
#include <stdint.h>

enum vietnamese_tone { TONE_LEVEL, TONE_GRAVE, TONE_HOOK, TONE_TILDE, TONE_ACUTE, TONE_DOT };

struct vietnamese_letter {
  /* a-z for the letters of ASCII; '1' ă, '2' â, '3' ê, '4' ô, '5' ơ, '6' ư, '7' đ; 0: no letter of Vietnamese */
  char letter;
  unsigned char tone;
  unsigned char upper;
};

/* A composed letter taken apart. */
struct vietnamese_letter vietnamese_letter(int32_t point);
/* And put together again; 0 when there is no such letter (tones stand on vowels). */
int32_t vietnamese_point(struct vietnamese_letter letter);
/* Onset, nucleus with its tone in its place, coda; written small, with a capital, or in capitals. */
int vietnamese_is_syllable(const int32_t *points, size_t count);

#endif
