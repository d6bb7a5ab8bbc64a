/* legacy_tables.c - TCVN3 (TCVN 5712:1993, VN1 with its capitals), VNI for Windows, Windows-1258 and -1252. */
#include "import/legacy_tables.h"

#include "import/vietnamese_syllable.h"

/* --- Windows-1252 and -1258 -------------------------------------------------------------------------------- */

/* 0x80 to 0x9F; 0: nothing. */
static const uint16_t windows_upper[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                           0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                           0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                           0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

int legacy_byte(int32_t point) {
  if (point >= 0 && point <= 0xFF) return point;
  for (int i = 0; i < 32; i++)
    if (windows_upper[i] == point) return 0x80 + i;
  return -1;
}

static int32_t windows_1252(uint8_t byte) {
  if (byte < 0x80 || byte > 0x9F) return byte;
  int32_t point = windows_upper[byte - 0x80];
  return point ? point : byte;
}

static int32_t windows_1258(uint8_t byte) {
  switch (byte) {
    case 0xC3:
      return 0x102;
    case 0xCC:
      return 0x300;
    case 0xD0:
      return 0x110;
    case 0xD2:
      return 0x309;
    case 0xD5:
      return 0x1A0;
    case 0xDD:
      return 0x1AF;
    case 0xDE:
      return 0x303;
    case 0xE3:
      return 0x103;
    case 0xEC:
      return 0x301;
    case 0xF0:
      return 0x111;
    case 0xF2:
      return 0x323;
    case 0xF5:
      return 0x1A1;
    case 0xFD:
      return 0x1B0;
    case 0xFE:
      return 0x20AB;
    default:
      return windows_1252(byte);
  }
}

/* --- TCVN3 ---------------------------------------------------------------------------------------------------- */

static const uint16_t tcvn_low[24] = {0, 0xDA,   0x1EE4, 0,      0x1EEA, 0x1EEC, 0x1EEE, 0,
                                      0, 0,      0,      0,      0,      0,      0,      0,
                                      0, 0x1EE8, 0x1EF0, 0x1EF2, 0x1EF6, 0x1EF8, 0xDD,   0x1EF4};

static const uint16_t tcvn_high[128] = {
    /* 80 */ 0xC0,   0x1EA2, 0xC3,   0xC1,   0x1EA0, 0x1EB6, 0x1EAC, 0xC8,
    /* 88 */ 0x1EBA, 0x1EBC, 0xC9,   0x1EB8, 0x1EC6, 0xCC,   0x1EC8, 0x128,
    /* 90 */ 0xCD,   0x1ECA, 0xD2,   0x1ECE, 0xD5,   0xD3,   0x1ECC, 0x1ED8,
    /* 98 */ 0x1EDC, 0x1EDE, 0x1EE0, 0x1EDA, 0x1EE2, 0xD9,   0x1EE6, 0x168,
    /* A0 */ 0xA0,   0x102,  0xC2,   0xCA,   0xD4,   0x1A0,  0x1AF,  0x110,
    /* A8 */ 0x103,  0xE2,   0xEA,   0xF4,   0x1A1,  0x1B0,  0x111,  0x1EB0,
    /* B0 */ 0x300,  0x309,  0x303,  0x301,  0x323,  0xE0,   0x1EA3, 0xE3,
    /* B8 */ 0xE1,   0x1EA1, 0x1EB2, 0x1EB1, 0x1EB3, 0x1EB5, 0x1EAF, 0x1EB4,
    /* C0 */ 0x1EAE, 0x1EA6, 0x1EA8, 0x1EAA, 0x1EA4, 0x1EC0, 0x1EB7, 0x1EA7,
    /* C8 */ 0x1EA9, 0x1EAB, 0x1EA5, 0x1EAD, 0xE8,   0x1EC2, 0x1EBB, 0x1EBD,
    /* D0 */ 0xE9,   0x1EB9, 0x1EC1, 0x1EC3, 0x1EC5, 0x1EBF, 0x1EC7, 0xEC,
    /* D8 */ 0x1EC9, 0x1EC4, 0x1EBE, 0x1ED2, 0x129,  0xED,   0x1ECB, 0xF2,
    /* E0 */ 0x1ED4, 0x1ECF, 0xF5,   0xF3,   0x1ECD, 0x1ED3, 0x1ED5, 0x1ED7,
    /* E8 */ 0x1ED1, 0x1ED9, 0x1EDD, 0x1EDF, 0x1EE1, 0x1EDB, 0x1EE3, 0xF9,
    /* F0 */ 0x1ED6, 0x1EE7, 0x169,  0xFA,   0x1EE5, 0x1EEB, 0x1EED, 0x1EEF,
    /* F8 */ 0x1EE9, 0x1EF1, 0x1EF3, 0x1EF7, 0x1EF9, 0xFD,   0x1EF5, 0x1ED0};

static int32_t tcvn3(uint8_t byte) {
  if (byte >= 0x80) return tcvn_high[byte - 0x80];
  return byte < 24 && tcvn_low[byte] ? tcvn_low[byte] : byte;
}

/* --- tones that stand behind their vowel -------------------------------------------------------------------- */

/* The tone of a combining mark; TONE_LEVEL: it is none. */
static unsigned char tone_of(int32_t point) {
  switch (point) {
    case 0x300:
      return TONE_GRAVE;
    case 0x309:
      return TONE_HOOK;
    case 0x303:
      return TONE_TILDE;
    case 0x301:
      return TONE_ACUTE;
    case 0x323:
      return TONE_DOT;
    default:
      return TONE_LEVEL;
  }
}

/* The vowel with the tone, 0 when it cannot have one. */
static int32_t with_tone(int32_t vowel, unsigned char tone) {
  struct vietnamese_letter letter = vietnamese_letter(vowel);
  if (!letter.letter || letter.tone != TONE_LEVEL) return 0;
  letter.tone = tone;
  return vietnamese_point(letter);
}

/* One byte a character. A tone without a vowel before it is the sign that Windows shows in its place: m², 35°. */
static size_t decode_single(int32_t (*table)(uint8_t), const uint8_t *bytes, size_t count, int32_t *points) {
  size_t made = 0;
  for (size_t i = 0; i < count; i++) {
    int32_t point = table(bytes[i]);
    unsigned char tone = tone_of(point);
    int32_t joined = tone != TONE_LEVEL && made > 0 ? with_tone(points[made - 1], tone) : 0;
    if (joined)
      points[made - 1] = joined;
    else
      points[made++] = tone != TONE_LEVEL ? windows_1252(bytes[i]) : point;
  }
  return made;
}

/* --- VNI ------------------------------------------------------------------------------------------------------ */

/* Letters of one byte, small. The capitals stand 0x20 below. */
static const struct {
  uint8_t byte;
  struct vietnamese_letter letter;
} vni_letters[] = {{0xE6, {'i', TONE_HOOK, 0}},  {0xEC, {'i', TONE_GRAVE, 0}}, {0xED, {'i', TONE_ACUTE, 0}},
                   {0xEE, {'y', TONE_DOT, 0}},   {0xF1, {'7', TONE_LEVEL, 0}}, {0xF2, {'i', TONE_DOT, 0}},
                   {0xF3, {'i', TONE_TILDE, 0}}, {0xF4, {'5', TONE_LEVEL, 0}}, {0xF6, {'6', TONE_LEVEL, 0}}};

/* What follows a vowel: its tone, for some of them with another shape of the vowel ('^' or '('). */
static const struct {
  uint8_t byte;
  char shape;
  unsigned char tone;
} vni_marks[] = {{0xF8, 0, TONE_GRAVE},   {0xF9, 0, TONE_ACUTE},   {0xFB, 0, TONE_HOOK},
                 {0xF5, 0, TONE_TILDE},   {0xEF, 0, TONE_DOT},     {0xE2, '^', TONE_LEVEL},
                 {0xE0, '^', TONE_GRAVE}, {0xE1, '^', TONE_ACUTE}, {0xE5, '^', TONE_HOOK},
                 {0xE3, '^', TONE_TILDE}, {0xE4, '^', TONE_DOT},   {0xEA, '(', TONE_LEVEL},
                 {0xE8, '(', TONE_GRAVE}, {0xE9, '(', TONE_ACUTE}, {0xFA, '(', TONE_HOOK},
                 {0xFC, '(', TONE_TILDE}, {0xEB, '(', TONE_DOT}};

static uint8_t small_byte(uint8_t byte) {
  return byte >= 0xC0 && byte <= 0xDE && byte != 0xD7 ? (uint8_t)(byte + 0x20) : byte;
}

static struct vietnamese_letter vni_letter(uint8_t byte) {
  struct vietnamese_letter letter = vietnamese_letter(byte < 0x80 ? byte : 0);
  for (size_t i = 0; i < sizeof vni_letters / sizeof *vni_letters; i++)
    if (vni_letters[i].byte == small_byte(byte)) {
      letter = vni_letters[i].letter;
      letter.upper = byte != vni_letters[i].byte;
    }
  return letter;
}

/* The vowel with the mark behind it, 0 when the two do not belong together. */
static int32_t vni_joined(struct vietnamese_letter vowel, uint8_t byte) {
  for (size_t i = 0; i < sizeof vni_marks / sizeof *vni_marks; i++) {
    if (vni_marks[i].byte != small_byte(byte)) continue;
    if (vowel.tone != TONE_LEVEL) return 0;
    char letter = vowel.letter;
    if (vni_marks[i].shape == '^')
      letter = (char)(letter == 'a' ? '2' : letter == 'e' ? '3' : letter == 'o' ? '4' : 0);
    else if (vni_marks[i].shape)
      letter = (char)(letter == 'a' ? '1' : 0);
    if (!letter) return 0;
    return vietnamese_point((struct vietnamese_letter){letter, vni_marks[i].tone, vowel.upper});
  }
  return 0;
}

static size_t decode_vni(const uint8_t *bytes, size_t count, int32_t *points) {
  size_t made = 0;
  for (size_t i = 0; i < count; i++) {
    struct vietnamese_letter letter = vni_letter(bytes[i]);
    int32_t joined = letter.letter && i + 1 < count ? vni_joined(letter, bytes[i + 1]) : 0;
    int32_t alone = letter.letter ? vietnamese_point(letter) : windows_1252(bytes[i]);
    points[made++] = joined ? joined : alone;
    if (joined) i++;
  }
  return made;
}

size_t legacy_decode(enum text_encoding encoding, const uint8_t *bytes, size_t count, int32_t *points) {
  if (encoding == ENCODING_VNI) return decode_vni(bytes, count, points);
  int32_t (*table)(uint8_t) = encoding == ENCODING_TCVN3          ? tcvn3
                              : encoding == ENCODING_WINDOWS_1258 ? windows_1258
                                                                  : windows_1252;
  return decode_single(table, bytes, count, points);
}
