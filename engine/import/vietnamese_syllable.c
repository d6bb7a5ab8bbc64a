/* vietnamese_syllable.c - the letters of Vietnamese, and which rows of them are a syllable. Strict where wrong encodings
 * show (tones, their places, codas), generous where names of places are (Đắk, Kạn). */
#include "import/vietnamese_syllable.h"

#include <string.h>

/* --- letters ---------------------------------------------------------------------------------------------- */

#define VOWELS "a1e3io45u6y2"
#define VOWEL_COUNT 12
#define TONE_COUNT 6

/* Small letters, in the order of VOWELS, by tone. */
static const uint16_t toned[VOWEL_COUNT][TONE_COUNT] = {
    {'a', 0xE0, 0x1EA3, 0xE3, 0xE1, 0x1EA1},        {0x103, 0x1EB1, 0x1EB3, 0x1EB5, 0x1EAF, 0x1EB7},
    {'e', 0xE8, 0x1EBB, 0x1EBD, 0xE9, 0x1EB9},      {0xEA, 0x1EC1, 0x1EC3, 0x1EC5, 0x1EBF, 0x1EC7},
    {'i', 0xEC, 0x1EC9, 0x129, 0xED, 0x1ECB},       {'o', 0xF2, 0x1ECF, 0xF5, 0xF3, 0x1ECD},
    {0xF4, 0x1ED3, 0x1ED5, 0x1ED7, 0x1ED1, 0x1ED9}, {0x1A1, 0x1EDD, 0x1EDF, 0x1EE1, 0x1EDB, 0x1EE3},
    {'u', 0xF9, 0x1EE7, 0x169, 0xFA, 0x1EE5},       {0x1B0, 0x1EEB, 0x1EED, 0x1EEF, 0x1EE9, 0x1EF1},
    {'y', 0x1EF3, 0x1EF7, 0x1EF9, 0xFD, 0x1EF5},    {0xE2, 0x1EA7, 0x1EA9, 0x1EAB, 0x1EA5, 0x1EAD}};

static int32_t small_of(int32_t point, unsigned char *upper) {
  int32_t low = point;
  if ((point >= 'A' && point <= 'Z') || (point >= 0xC0 && point <= 0xDD))
    low = point + 0x20;
  else if (point == 0x102 || point == 0x110 || point == 0x128 || point == 0x168 || point == 0x1A0 ||
           (point >= 0x1EA0 && point <= 0x1EF8 && point % 2 == 0))
    low = point + 1;
  else if (point == 0x1AF)
    low = 0x1B0;
  *upper = low != point;
  return low;
}

struct vietnamese_letter vietnamese_letter(int32_t point) {
  struct vietnamese_letter letter = {0, TONE_LEVEL, 0};
  int32_t low = small_of(point, &letter.upper);
  if (low >= 'a' && low <= 'z') {
    letter.letter = (char)low;
  } else if (low == 0x111) {
    letter.letter = '7';
  } else if (low >= 0xE0) {
    for (size_t i = 0; i < VOWEL_COUNT && !letter.letter; i++)
      for (unsigned tone = 0; tone < TONE_COUNT; tone++)
        if (toned[i][tone] == low) {
          letter.letter = VOWELS[i];
          letter.tone = (unsigned char)tone;
        }
  }
  return letter;
}

int32_t vietnamese_point(struct vietnamese_letter letter) {
  int32_t point = 0;
  const char *vowel = letter.letter ? strchr(VOWELS, letter.letter) : NULL;
  if (vowel && letter.tone < TONE_COUNT)
    point = toned[vowel - VOWELS][letter.tone];
  else if (letter.letter == '7' && letter.tone == TONE_LEVEL)
    point = 0x111;
  else if (letter.letter >= 'a' && letter.letter <= 'z' && letter.tone == TONE_LEVEL)
    point = (unsigned char)letter.letter;
  if (point == 0 || !letter.upper) return point;
  if (point < 0x80 || (point >= 0xE0 && point <= 0xFD)) return point - 0x20;
  return point - 1;
}

/* --- syllables -------------------------------------------------------------------------------------------- */

#define LETTERS_MOST 8u /* "nghiêng" has seven */

static const char *const onsets[] = {"ngh", "ng", "nh", "ch", "gh", "gi", "kh", "ph", "qu", "th",
                                     "tr",  "b",  "c",  "d",  "7",  "g",  "h",  "k",  "l",  "m",
                                     "n",   "p",  "r",  "s",  "t",  "v",  "x",  ""};

/* By nucleus, then the codas it takes; "-" is none. What begins with o or u before another vowel is a glide. */
static const char *const rimes[][2] = {
    {"a", "- c ch m n ng nh p t i y o u k"},
    {"1", "c m n ng p t k"},
    {"2", "c m n ng p t u y k"},
    {"e", "- c m n ng p t o k"},
    {"3", "- c ch m n ng nh p t u k"},
    {"i", "- ch m n nh p t u"},
    {"ia", "-"},
    {"i3", "c m n ng p t u"},
    {"o", "- c m n ng p t i k"},
    {"oo", "c ng"},
    {"4", "- c m n ng p t i k"},
    {"5", "- m n p t i"},
    {"u", "- c m n ng p t i k"},
    {"ua", "-"},
    {"u4", "c m n ng t i"},
    {"6", "- c m n ng t i u k"},
    {"6a", "-"},
    {"65", "c m n ng p t i u"},
    {"y", "-"},
    {"y3", "m n ng t u"},
    {"oa", "- c ch m n ng nh p t i y o"},
    {"o1", "c m n ng t"},
    {"oe", "- m n t o"},
    {"u2", "n ng t y"},
    {"u3", "- ch n nh t"},
    {"u5", "-"},
    {"uy", "- ch n nh p t u"},
    {"uya", "-"},
    {"uy3", "n t"},
};

static int is_vowel(char letter) {
  return strchr(VOWELS, letter) != NULL;
}

/* Whether the coda, without an end, is among codas that stand apart. */
static int takes_coda(const char *codas, const char *coda, size_t length) {
  if (length == 0) {
    coda = "-";
    length = 1;
  }
  for (const char *at = codas; *at;) {
    size_t own = strcspn(at, " ");
    if (own == length && memcmp(at, coda, length) == 0) return 1;
    at += own + (at[own] == ' ');
  }
  return 0;
}

/* Where in the rime its tone stands: a set of places, one bit for each letter. */
static unsigned tone_places(const char *rime, size_t length, size_t nucleus) {
  size_t vowels = 0;
  unsigned marked = 0;
  while (vowels < length && is_vowel(rime[vowels])) {
    if (rime[vowels] < 'a') marked = 1u << vowels;
    vowels++;
  }
  if (marked) return marked;
  if (vowels < length) return 1u << (nucleus - 1);
  if (vowels == 3) return 1u << 1;
  int glide = strncmp(rime, "oa", 2) == 0 || strncmp(rime, "oe", 2) == 0 || strncmp(rime, "uy", 2) == 0;
  return vowels == 2 && glide ? 3u : 1u; /* hòa and hoà are both written */
}

static int is_rime(const char *rime, size_t length, size_t tone_at, unsigned tone) {
  for (size_t i = 0; i < sizeof rimes / sizeof *rimes; i++) {
    size_t nucleus = strlen(rimes[i][0]);
    if (nucleus > length || memcmp(rimes[i][0], rime, nucleus) != 0) continue;
    const char *coda = rime + nucleus;
    size_t coda_length = length - nucleus;
    if (!takes_coda(rimes[i][1], coda, coda_length)) continue;
    int stopped = coda_length > 0 && strchr("cpt", *coda) != NULL;
    if (stopped && tone != TONE_ACUTE && tone != TONE_DOT) return 0;
    return tone == TONE_LEVEL || (tone_places(rime, length, nucleus) >> tone_at & 1u);
  }
  return 0;
}

/* gh, ngh and c, g, ng share out the vowels between them. */
static int fits_onset(const char *onset, const char *rime) {
  int front = strchr("e3iy", rime[0]) != NULL;
  if (strcmp(onset, "gh") == 0 || strcmp(onset, "ngh") == 0) return front && rime[0] != 'y';
  if (strcmp(onset, "c") == 0 || strcmp(onset, "ng") == 0) return !front;
  if (strcmp(onset, "g") == 0) return !front || rime[0] == 'i';
  return strcmp(onset, "gi") != 0 || rime[0] != 'i';
}

/* Small throughout, small after a capital, or capitals throughout. */
static int is_cased(const unsigned char *upper, size_t count) {
  for (size_t i = 1; i < count; i++)
    if (upper[i] && (!upper[0] || !upper[1]))
      return 0;
    else if (!upper[i] && upper[0] && upper[1])
      return 0;
  return 1;
}

static int is_parted(const char *letters, size_t count, size_t tone_at, unsigned tone) {
  for (size_t i = 0; i < sizeof onsets / sizeof *onsets; i++) {
    size_t length = strlen(onsets[i]);
    if (length >= count || strncmp(onsets[i], letters, length) != 0) continue;
    if (tone != TONE_LEVEL && tone_at < length) continue;
    const char *rime = letters + length;
    if (!fits_onset(onsets[i], rime)) continue;
    if (is_rime(rime, count - length, tone_at - length, tone)) return 1;
    /* After qu the rimes that begin with uy are written without their u: quý, quyết. */
    if (strcmp(onsets[i], "qu") == 0 && *rime == 'y' && is_rime(rime - 1, count - 1, tone_at - 1, tone))
      return 1;
  }
  return 0;
}

int vietnamese_is_syllable(const int32_t *points, size_t count) {
  char letters[LETTERS_MOST + 1];
  unsigned char upper[LETTERS_MOST];
  size_t tone_at = 0;
  unsigned tone = TONE_LEVEL;
  if (count == 0 || count > LETTERS_MOST) return 0;
  for (size_t i = 0; i < count; i++) {
    struct vietnamese_letter letter = vietnamese_letter(points[i]);
    if (!letter.letter || (letter.tone != TONE_LEVEL && tone != TONE_LEVEL)) return 0;
    letters[i] = letter.letter;
    upper[i] = letter.upper;
    if (letter.tone == TONE_LEVEL) continue;
    tone = letter.tone;
    tone_at = i;
  }
  letters[count] = 0;
  if (!is_cased(upper, count)) return 0;
  if (tone == TONE_LEVEL) tone_at = count; /* beyond every onset */
  return is_parted(letters, count, tone_at, tone);
}
