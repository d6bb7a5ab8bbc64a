/* legacy_text.c - which old encoding texts are in, word by word: a word is right in an encoding when it is a Vietnamese
 * syllable there. Nothing is said of words without letters beyond ASCII. */
#include "import/legacy_text.h"

#include "base/points.h"
#include "base/text.h"
#include "import/legacy_tables.h"
#include "import/vietnamese_syllable.h"

#include <string.h>

#define WORD_MOST 32u /* characters looked at together; no syllable is longer, in any encoding */
#define ENCODINGS 6

/* --- names ------------------------------------------------------------------------------------------------ */

const char *encoding_name(enum text_encoding encoding) {
  static const char *const names[ENCODINGS] = {"",    "Unicode",      "TCVN3 (ABC)",
                                               "VNI", "Windows-1258", "Windows-1252"};
  return (size_t)encoding < ENCODINGS ? names[encoding] : "";
}

enum text_encoding encoding_named(const char *name) {
  static const struct {
    const char *name;
    enum text_encoding encoding;
  } known[] = {{"unicode", ENCODING_UNICODE},
               {"utf-8", ENCODING_UNICODE},
               {"utf8", ENCODING_UNICODE},
               {"tcvn3", ENCODING_TCVN3},
               {"tcvn", ENCODING_TCVN3},
               {"tcvn5712", ENCODING_TCVN3},
               {"tcvn5712-1", ENCODING_TCVN3},
               {"abc", ENCODING_TCVN3},
               {"vni", ENCODING_VNI},
               {"vni-windows", ENCODING_VNI},
               {"windows-1258", ENCODING_WINDOWS_1258},
               {"cp1258", ENCODING_WINDOWS_1258},
               {"1258", ENCODING_WINDOWS_1258},
               {"windows-1252", ENCODING_WINDOWS_1252},
               {"cp1252", ENCODING_WINDOWS_1252},
               {"1252", ENCODING_WINDOWS_1252},
               {"latin-1", ENCODING_WINDOWS_1252},
               {"iso-8859-1", ENCODING_WINDOWS_1252}};
  for (size_t i = 0; name && i < sizeof known / sizeof *known; i++)
    if (text_equal(name, strlen(name), known[i].name)) return known[i].encoding;
  return ENCODING_UNKNOWN;
}

/* --- words ------------------------------------------------------------------------------------------------ */

struct word {
  int32_t points[WORD_MOST]; /* as the text has them */
  uint8_t bytes[WORD_MOST];  /* the same as bytes, when they all stand for some */
  size_t count;
  const char *begin, *end; /* in the text */
  int ascii;               /* nothing beyond ASCII */
  int legacy;              /* `bytes` is filled */
};

static int is_ascii_letter(int32_t point) {
  return (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z');
}

/* Among bytes, TCVN3 keeps letters where control characters are. */
static int is_low_letter(int32_t point) {
  return point == 1 || point == 2 || (point >= 4 && point <= 6) || (point >= 0x11 && point <= 0x17);
}

static int belongs_to_word(int32_t point, int bytes) {
  return is_ascii_letter(point) || (point > 0x7F && point != 0xA0) || (bytes && is_low_letter(point));
}

/* A character of valid UTF-8. */
static const char *next_point(const char *at, const char *end, int32_t *point) {
  const unsigned char *c = (const unsigned char *)at;
  size_t size = *c < 0x80 ? 1 : *c < 0xE0 ? 2 : *c < 0xF0 ? 3 : 4;
  if ((size_t)(end - at) < size) size = 1;
  *point = size == 1 ? *c : *c & (0x7F >> size);
  for (size_t i = 1; i < size; i++) *point = *point << 6 | (c[i] & 0x3F);
  return at + size;
}

/* The word at `at` or behind it; 0 when there is none. An endless one comes in pieces, never parted behind a letter of
 * ASCII, whose mark may follow. */
static int next_word(const char *at, const char *end, int bytes, struct word *word) {
  int32_t point = 0;
  const char *next = at;
  while (at < end) {
    next = next_point(at, end, &point);
    if (belongs_to_word(point, bytes)) break;
    at = next;
  }
  if (at >= end) return 0;
  *word = (struct word){.count = 0, .begin = at, .end = at, .ascii = 1, .legacy = 1};
  while (at < end) {
    next = next_point(at, end, &point);
    if (!belongs_to_word(point, bytes)) break;
    if (word->count == WORD_MOST || (word->count + 1 == WORD_MOST && is_ascii_letter(point))) break;
    int byte = legacy_byte(point);
    word->points[word->count] = point;
    word->bytes[word->count++] = (uint8_t)(byte < 0 ? 0 : byte);
    if (byte < 0) word->legacy = 0;
    if (!is_ascii_letter(point)) word->ascii = 0;
    at = word->end = next;
  }
  return 1;
}

/* Quotes, dashes and the like, which stand around words in every encoding. */
static int is_around(int32_t point) {
  return (point >= 0x2010 && point <= 0x2027) || (point >= 0x2039 && point <= 0x203A) || point == 0xAB ||
         point == 0xBB || point == 0x2122;
}

/* Signs that say nothing when no letter is with them: ½ is no word of TCVN3. */
static int is_sign(int32_t point) {
  return (point >= 0xA1 && point <= 0xBF && point != 0xAA && point != 0xAE && point != 0xB5) ||
         point == 0xD7 || point == 0xF7 || (point >= 0x2000 && point <= 0x2BFF) || point == 0x2DC ||
         point == 0x2C6;
}

static void strip(const int32_t **points, size_t *count) {
  while (*count > 0 && is_around(**points)) ++*points, --*count;
  while (*count > 0 && is_around((*points)[*count - 1])) --*count;
}

enum judgement_of_word { SAYS_NOTHING, RIGHT, WRONG };

/* m², km³, °C, µg: written the same in every language. */
static int is_measure(const int32_t *points, size_t count) {
  int sign = 0;
  for (size_t i = 0; i < count; i++) {
    if (is_ascii_letter(points[i])) continue;
    if (!(points[i] >= 0xB0 && points[i] <= 0xB3) && points[i] != 0xB9 &&
        !(points[i] == 0xB5 && i == 0 && count == 2))
      return 0;
    sign = 1;
  }
  return sign && count <= 4;
}

static enum judgement_of_word judge(const int32_t *points, size_t count) {
  strip(&points, &count);
  int ascii = 1, signs = 1;
  for (size_t i = 0; i < count; i++) {
    ascii &= is_ascii_letter(points[i]);
    signs &= is_sign(points[i]);
  }
  if (ascii || signs || is_measure(points, count)) return SAYS_NOTHING;
  return vietnamese_is_syllable(points, count) ? RIGHT : WRONG;
}

static int is_high_control(uint8_t byte) {
  return byte >= 0x80 && byte <= 0x9F;
}

/* TCVN3 typed in capitals: its fonts of capitals show small letters large, so that "THUËN" is written. */
static void raise_capitals(int32_t *points, size_t count) {
  size_t capitals = 0;
  for (size_t i = 0; i < count; i++) {
    if (points[i] >= 'a' && points[i] <= 'z') return;
    capitals += is_ascii_letter(points[i]) != 0;
  }
  if (capitals < 2) return;
  for (size_t i = 0; i < count; i++) {
    struct vietnamese_letter letter = vietnamese_letter(points[i]);
    letter.upper = 1;
    if (letter.letter) points[i] = vietnamese_point(letter);
  }
}

/* The word as the encoding has it. What VN1 keeps for capitals at 0x80 to 0x9F is quotes and dashes in files of Windows:
 * they are letters only where that makes a syllable. */
static size_t read_word(enum text_encoding encoding, const struct word *word, int32_t points[WORD_MOST]) {
  if (word->count == 1 && is_sign(word->points[0])) {
    points[0] = word->points[0];
    return 1;
  }
  size_t count = legacy_decode(encoding, word->bytes, word->count, points);
  if (encoding != ENCODING_TCVN3) return count;
  raise_capitals(points, count);
  int high = 0;
  for (size_t i = 0; i < word->count; i++) high |= is_high_control(word->bytes[i]);
  if (!high || vietnamese_is_syllable(points, count)) return count;
  size_t first = 0, last = word->count;
  while (first < last && is_high_control(word->bytes[first])) first++;
  while (last > first && is_high_control(word->bytes[last - 1])) last--;
  (void)legacy_decode(ENCODING_WINDOWS_1252, word->bytes, first, points);
  count = legacy_decode(encoding, word->bytes + first, last - first, points + first);
  raise_capitals(points + first, count);
  count += first;
  count += legacy_decode(ENCODING_WINDOWS_1252, word->bytes + last, word->count - last, points + count);
  return count;
}

static enum judgement_of_word judge_in(enum text_encoding encoding, const struct word *word) {
  int32_t points[WORD_MOST];
  size_t count = read_word(encoding, word, points);
  return judge(points, count);
}

/* --- a file ----------------------------------------------------------------------------------------------- */

int legacy_is_suspect(const char *text, size_t length) {
  struct word word;
  const char *end = text + length;
  for (const char *at = text; next_word(at, end, 0, &word); at = word.end)
    if (!word.ascii && word.legacy && judge(word.points, word.count) == WRONG) return 1;
  return 0;
}

static void note_word(struct legacy_sample *sample, const struct word *word, int bytes) {
  if (word->ascii) return;
  if (!bytes) {
    enum judgement_of_word unicode = judge(word->points, word->count);
    sample->right[ENCODING_UNICODE] += unicode == RIGHT;
    sample->wrong[ENCODING_UNICODE] += unicode == WRONG;
    sample->certain += !word->legacy && unicode == RIGHT;
    /* "hé" is a word of Unicode and of TCVN3: only others can tell the two apart. */
    if (unicode != WRONG) return;
  }
  if (!word->legacy) return;
  for (enum text_encoding encoding = ENCODING_TCVN3; encoding <= ENCODING_WINDOWS_1258; encoding++) {
    enum judgement_of_word judged = judge_in(encoding, word);
    sample->right[encoding] += judged == RIGHT;
    sample->wrong[encoding] += judged == WRONG;
  }
}

void legacy_note(struct legacy_sample *sample, const char *text, size_t length, int bytes) {
  struct word word;
  sample->texts++;
  sample->bytes += bytes != 0;
  for (const char *at = text, *end = text + length; next_word(at, end, bytes, &word); at = word.end)
    note_word(sample, &word, bytes);
}

/* Of words that are right four times out of five: how many more are right than wrong. */
static uint64_t evidence(const struct legacy_sample *sample, enum text_encoding encoding) {
  uint64_t right = sample->right[encoding], wrong = sample->wrong[encoding];
  return right >= wrong * 4 ? right - wrong : 0;
}

enum text_encoding legacy_choose(const struct legacy_sample *sample) {
  enum text_encoding nothing = sample->bytes > 0 ? ENCODING_WINDOWS_1252 : ENCODING_UNICODE, best = nothing;
  uint64_t most = 0, next = 0;
  for (enum text_encoding encoding = ENCODING_TCVN3; encoding <= ENCODING_WINDOWS_1258; encoding++) {
    uint64_t own = evidence(sample, encoding);
    if (own > most) {
      next = most;
      most = own;
      best = encoding;
    } else if (own > next) {
      next = own;
    }
  }
  uint64_t least = sample->bytes > 0 ? 1 : 2;
  return most >= least && most - next >= least && most - next >= most / 5 ? best : nothing;
}

enum text_encoding legacy_likely(const struct legacy_sample *sample) {
  enum text_encoding best = ENCODING_UNICODE;
  uint64_t most = 0;
  for (enum text_encoding encoding = ENCODING_TCVN3; encoding <= ENCODING_WINDOWS_1258; encoding++) {
    if (evidence(sample, encoding) <= most) continue;
    most = evidence(sample, encoding);
    best = encoding;
  }
  return best;
}

int legacy_is_mixed(const struct legacy_sample *sample) {
  return sample->certain > 0;
}

/* --- a text ----------------------------------------------------------------------------------------------- */

static int is_plain(const char *text, size_t length, int bytes) {
  for (size_t i = 0; i < length; i++)
    if ((unsigned char)text[i] >= 0x80 || (bytes && is_low_letter(text[i]))) return 0;
  return 1;
}

/* In a file that has both: whether a text can only be the old one. */
static int is_old(enum text_encoding encoding, const char *text, size_t length) {
  struct word word;
  size_t old = 0;
  for (const char *at = text, *end = text + length; next_word(at, end, 0, &word); at = word.end) {
    if (word.ascii) continue;
    enum judgement_of_word unicode = judge(word.points, word.count);
    if (!word.legacy && unicode == RIGHT) return 0;
    old += unicode == WRONG && word.legacy && judge_in(encoding, &word) == RIGHT;
  }
  return old > 0;
}

static char *write_points(char *out, const int32_t *points, size_t count) {
  for (size_t i = 0; i < count; i++) out += point_encode(points[i], out);
  return out;
}

/* What stands between words. Among bytes, those of Windows that are no letters: never more than the text has. */
static char *write_between(char *out, const char *begin, const char *end) {
  if (begin < end) memcpy(out, begin, (size_t)(end - begin));
  return out + (end - begin);
}

const char *legacy_convert(struct arena *arena, enum text_encoding encoding, const char *text, size_t *length,
                           int how) {
  int bytes = (how & LEGACY_BYTES) != 0;
  if (encoding == ENCODING_UNKNOWN || encoding == ENCODING_UNICODE || is_plain(text, *length, bytes))
    return text;
  if (!bytes && encoding == ENCODING_WINDOWS_1252) return text; /* that is what the letters already are */
  if (!bytes && (how & LEGACY_MIXED) && !is_old(encoding, text, *length)) return text;
  /* One character makes one at most: of one byte three, of two bytes three. */
  char *out = arena_array(arena, *length + 1, 3);
  if (!out) return NULL;
  char *write = out;
  struct word word;
  const char *at = text, *end = text + *length;
  while (next_word(at, end, bytes, &word)) {
    write = write_between(write, at, word.begin);
    at = word.end;
    int32_t points[WORD_MOST];
    if (word.legacy && !word.ascii)
      write = write_points(write, points, read_word(encoding, &word, points));
    else
      write = write_between(write, word.begin, word.end);
  }
  write = write_between(write, at, end);
  *write = 0;
  *length = (size_t)(write - out);
  if (text_is_composed(out, *length)) return out;
  char *composed = text_nfc(arena, out, *length);
  if (composed) *length = strlen(composed);
  return composed;
}
