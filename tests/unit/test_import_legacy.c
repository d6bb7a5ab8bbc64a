/* Old encodings of Vietnamese: every syllable there and back, against iconv where it knows the encoding; what is Unicode
 * stays; arbitrary bytes do no harm. */
#include "import/legacy_text.h"

#include "base/points.h"
#include "base/text.h"
#include "import/legacy_tables.h"
#include "import/vietnamese_syllable.h"

#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define SYLLABLES_MOST 40000
#define TEXT_MOST 400

/* --- syllables ------------------------------------------------------------------------------------------- */

static char (*syllables)[24];
static size_t syllable_count;

static void keep(const int32_t *points, size_t count) {
  assert_true(syllable_count < SYLLABLES_MOST);
  char *out = syllables[syllable_count++];
  for (size_t i = 0; i < count; i++) out += point_encode(points[i], out);
  *out = 0;
}

/* Every place and kind of tone, kept where the result is a syllable. */
static void add_tones(const char *letters) {
  int32_t points[16];
  size_t count = strlen(letters);
  for (size_t i = 0; i < count; i++)
    points[i] = vietnamese_point((struct vietnamese_letter){letters[i], 0, 0});
  int marked = 0;
  for (size_t i = 0; i < count; i++) marked |= points[i] >= 0x80;
  if (marked && vietnamese_is_syllable(points, count)) keep(points, count);
  for (size_t i = 0; i < count; i++)
    for (unsigned char tone = TONE_GRAVE; tone <= TONE_DOT; tone++) {
      int32_t plain = points[i];
      points[i] = vietnamese_point((struct vietnamese_letter){letters[i], tone, 0});
      if (points[i] && vietnamese_is_syllable(points, count)) keep(points, count);
      points[i] = plain;
    }
}

static int make_syllables(void **state) {
  (void)state;
  static const char *const onsets[] = {"",   "b",  "c",  "ch", "d", "7",  "g",  "gh",  "gi",
                                       "h",  "k",  "kh", "l",  "m", "n",  "ng", "ngh", "nh",
                                       "ph", "qu", "r",  "s",  "t", "th", "tr", "v",   "x"};
  static const char *const nuclei[] = {"a",  "1",  "2",  "e",  "3",   "i",  "o",  "4",  "5",
                                       "u",  "6",  "y",  "i3", "y3",  "u4", "65", "oa", "o1",
                                       "oe", "u2", "u3", "uy", "uy3", "ia", "ua", "6a", "u5"};
  static const char *const codas[] = {"", "c", "ch", "m", "n", "ng", "nh", "p", "t", "i", "y", "o", "u"};
  syllables = calloc(SYLLABLES_MOST, sizeof *syllables);
  if (!syllables) return -1;
  char letters[16];
  for (size_t i = 0; i < sizeof onsets / sizeof *onsets; i++)
    for (size_t j = 0; j < sizeof nuclei / sizeof *nuclei; j++)
      for (size_t k = 0; k < sizeof codas / sizeof *codas; k++) {
        snprintf(letters, sizeof letters, "%s%s%s", onsets[i], nuclei[j], codas[k]);
        if (strlen(letters) <= 8) add_tones(letters);
      }
  return 0;
}

static int free_syllables(void **state) {
  (void)state;
  free(syllables);
  return 0;
}

/* As written, with a capital, in capitals. */
static void write_cased(const char *text, int form, char *out) {
  int first = 1;
  while (*text) {
    int32_t point;
    size_t size = (unsigned char)*text < 0x80 ? 1 : (unsigned char)*text < 0xE0 ? 2 : 3;
    point = size == 1 ? (unsigned char)*text : (unsigned char)*text & (0x7F >> size);
    for (size_t i = 1; i < size; i++) point = point << 6 | ((unsigned char)text[i] & 0x3F);
    struct vietnamese_letter letter = vietnamese_letter(point);
    letter.upper = form == 2 || (form == 1 && first);
    if (letter.letter) point = vietnamese_point(letter);
    first = point == ' ';
    out += point_encode(point, out);
    text += size;
  }
  *out = 0;
}

/* --- into the old encodings ------------------------------------------------------------------------------- */

/* Letters and the bytes of VNI, in Windows-1252, from the vendor's printed table. */
static const char *const vni_table[][2] = {
    {"à", "aø"}, {"á", "aù"}, {"ả", "aû"}, {"ã", "aõ"}, {"ạ", "aï"}, {"ă", "aê"}, {"ằ", "aè"}, {"ắ", "aé"},
    {"ẳ", "aú"}, {"ẵ", "aü"}, {"ặ", "aë"}, {"â", "aâ"}, {"ầ", "aà"}, {"ấ", "aá"}, {"ẩ", "aå"}, {"ẫ", "aã"},
    {"ậ", "aä"}, {"è", "eø"}, {"é", "eù"}, {"ẻ", "eû"}, {"ẽ", "eõ"}, {"ẹ", "eï"}, {"ê", "eâ"}, {"ề", "eà"},
    {"ế", "eá"}, {"ể", "eå"}, {"ễ", "eã"}, {"ệ", "eä"}, {"ì", "ì"},  {"í", "í"},  {"ỉ", "æ"},  {"ĩ", "ó"},
    {"ị", "ò"},  {"ò", "oø"}, {"ó", "où"}, {"ỏ", "oû"}, {"õ", "oõ"}, {"ọ", "oï"}, {"ô", "oâ"}, {"ồ", "oà"},
    {"ố", "oá"}, {"ổ", "oå"}, {"ỗ", "oã"}, {"ộ", "oä"}, {"ơ", "ô"},  {"ờ", "ôø"}, {"ớ", "ôù"}, {"ở", "ôû"},
    {"ỡ", "ôõ"}, {"ợ", "ôï"}, {"ù", "uø"}, {"ú", "uù"}, {"ủ", "uû"}, {"ũ", "uõ"}, {"ụ", "uï"}, {"ư", "ö"},
    {"ừ", "öø"}, {"ứ", "öù"}, {"ử", "öû"}, {"ữ", "öõ"}, {"ự", "öï"}, {"ỳ", "yø"}, {"ý", "yù"}, {"ỷ", "yû"},
    {"ỹ", "yõ"}, {"ỵ", "î"},  {"đ", "ñ"},  {"À", "AØ"}, {"Á", "AÙ"}, {"Ả", "AÛ"}, {"Ã", "AÕ"}, {"Ạ", "AÏ"},
    {"Ă", "AÊ"}, {"Ằ", "AÈ"}, {"Ắ", "AÉ"}, {"Ẳ", "AÚ"}, {"Ẵ", "AÜ"}, {"Ặ", "AË"}, {"Â", "AÂ"}, {"Ầ", "AÀ"},
    {"Ấ", "AÁ"}, {"Ẩ", "AÅ"}, {"Ẫ", "AÃ"}, {"Ậ", "AÄ"}, {"È", "EØ"}, {"É", "EÙ"}, {"Ẻ", "EÛ"}, {"Ẽ", "EÕ"},
    {"Ẹ", "EÏ"}, {"Ê", "EÂ"}, {"Ề", "EÀ"}, {"Ế", "EÁ"}, {"Ể", "EÅ"}, {"Ễ", "EÃ"}, {"Ệ", "EÄ"}, {"Ì", "Ì"},
    {"Í", "Í"},  {"Ỉ", "Æ"},  {"Ĩ", "Ó"},  {"Ị", "Ò"},  {"Ò", "OØ"}, {"Ó", "OÙ"}, {"Ỏ", "OÛ"}, {"Õ", "OÕ"},
    {"Ọ", "OÏ"}, {"Ô", "OÂ"}, {"Ồ", "OÀ"}, {"Ố", "OÁ"}, {"Ổ", "OÅ"}, {"Ỗ", "OÃ"}, {"Ộ", "OÄ"}, {"Ơ", "Ô"},
    {"Ờ", "ÔØ"}, {"Ớ", "ÔÙ"}, {"Ở", "ÔÛ"}, {"Ỡ", "ÔÕ"}, {"Ợ", "ÔÏ"}, {"Ù", "UØ"}, {"Ú", "UÙ"}, {"Ủ", "UÛ"},
    {"Ũ", "UÕ"}, {"Ụ", "UÏ"}, {"Ư", "Ö"},  {"Ừ", "ÖØ"}, {"Ứ", "ÖÙ"}, {"Ử", "ÖÛ"}, {"Ữ", "ÖÕ"}, {"Ự", "ÖÏ"},
    {"Ỳ", "YØ"}, {"Ý", "YÙ"}, {"Ỷ", "YÛ"}, {"Ỹ", "YÕ"}, {"Ỵ", "Î"},  {"Đ", "Ñ"},
};

/* Letters of Latin-1 in UTF-8 as bytes. */
static size_t latin_bytes(const char *text, uint8_t *out) {
  size_t count = 0;
  for (; *text; text++) {
    unsigned char c = (unsigned char)*text;
    out[count++] = (uint8_t)(c < 0x80 ? c : (c & 3) << 6 | ((unsigned char)*++text & 0x3F));
  }
  return count;
}

static size_t into_vni(const char *text, uint8_t *out) {
  size_t count = 0;
  while (*text) {
    size_t size = (unsigned char)*text < 0x80 ? 1 : (unsigned char)*text < 0xE0 ? 2 : 3, made = 0;
    for (size_t i = 0; i < sizeof vni_table / sizeof *vni_table && !made; i++)
      if (size > 1 && strncmp(vni_table[i][0], text, size) == 0)
        made = latin_bytes(vni_table[i][1], out + count);
    if (!made) {
      assert_int_equal(size, 1);
      out[count] = (uint8_t)*text;
      made = 1;
    }
    count += made;
    text += size;
  }
  return count;
}

static size_t into(enum text_encoding encoding, const char *text, uint8_t *out) {
  if (encoding == ENCODING_VNI) return into_vni(text, out);
  static iconv_t to_tcvn, to_1258;
  iconv_t *to = encoding == ENCODING_TCVN3 ? &to_tcvn : &to_1258;
  if (!*to) *to = iconv_open(encoding == ENCODING_TCVN3 ? "TCVN5712-1" : "CP1258", "UTF-8");
  assert_true(*to != (iconv_t)-1);
  char input[TEXT_MOST];
  snprintf(input, sizeof input, "%s", text);
  char *in = input, *write = (char *)out;
  size_t left = strlen(in), room = TEXT_MOST;
  if (iconv(*to, &in, &left, &write, &room) == (size_t)-1) fail_msg("iconv: %s", text);
  iconv(*to, NULL, NULL, &write, &room);
  return TEXT_MOST - room;
}

/* As a plugin hands over bytes. */
static size_t as_bytes(const uint8_t *bytes, size_t count, char *out) {
  char *at = out;
  for (size_t i = 0; i < count; i++) at += point_encode(bytes[i], at);
  *at = 0;
  return (size_t)(at - out);
}

/* As a spreadsheet keeps them, that took them for Windows-1252. */
static size_t as_letters(const uint8_t *bytes, size_t count, char *out) {
  char *at = out;
  for (size_t i = 0; i < count; i++) {
    int32_t point;
    assert_int_equal(legacy_decode(ENCODING_WINDOWS_1252, &bytes[i], 1, &point), 1);
    at += point_encode(point, at);
  }
  *at = 0;
  return (size_t)(at - out);
}

static const char *converted(struct arena *arena, enum text_encoding encoding, const char *text, int how) {
  size_t length = strlen(text);
  const char *out = legacy_convert(arena, encoding, text, &length, how);
  assert_non_null(out);
  assert_int_equal(strlen(out), length);
  return out;
}

/* --- tests ----------------------------------------------------------------------------------------------- */

static void tables_agree_with_iconv(void **state) {
  (void)state;
  static const struct {
    enum text_encoding encoding;
    const char *name;
  } known[] = {
      {ENCODING_TCVN3, "TCVN5712-1"}, {ENCODING_WINDOWS_1258, "CP1258"}, {ENCODING_WINDOWS_1252, "CP1252"}};
  for (size_t i = 0; i < 3; i++) {
    iconv_t from = iconv_open("UTF-8", known[i].name);
    assert_true(from != (iconv_t)-1);
    for (unsigned byte = 1; byte < 256; byte++) {
      char in = (char)byte, out[16] = "", own[16] = "", *read = &in, *write = out;
      size_t left = 1, room = sizeof out - 1;
      int unknown = iconv(from, &read, &left, &write, &room) == (size_t)-1;
      iconv(from, NULL, NULL, &write, &room);
      *write = 0;
      if (unknown || strcmp(out, "\xCC\x80") == 0 || strcmp(out, "\xCC\x89") == 0 ||
          strcmp(out, "\xCC\x83") == 0 || strcmp(out, "\xCC\x81") == 0 || strcmp(out, "\xCC\xA3") == 0)
        continue; /* a tone: below */
      uint8_t single = (uint8_t)byte;
      int32_t point;
      assert_int_equal(legacy_decode(known[i].encoding, &single, 1, &point), 1);
      own[point_encode(point, own)] = 0;
      assert_string_equal(own, out);
    }
    iconv_close(from);
  }
}

static void every_syllable_comes_back(void **state) {
  (void)state;
  assert_true(syllable_count > 6000);
  struct arena *arena = arena_create();
  for (enum text_encoding encoding = ENCODING_TCVN3; encoding <= ENCODING_WINDOWS_1258; encoding++) {
    struct legacy_sample bytes_sample = {0}, letters_sample = {0};
    for (size_t i = 0; i < syllable_count * 3; i++) {
      char original[TEXT_MOST], bytes_text[TEXT_MOST], letters_text[TEXT_MOST];
      uint8_t bytes[TEXT_MOST];
      write_cased(syllables[i / 3], (int)(i % 3), original);
      size_t count = into(encoding, original, bytes);
      size_t length = as_bytes(bytes, count, bytes_text), letters = as_letters(bytes, count, letters_text);
      legacy_note(&bytes_sample, bytes_text, length, 1);
      legacy_note(&letters_sample, letters_text, letters, 0);
      if (count == 1 && (bytes[0] < 0xC0 || bytes[0] == 0xD7 || bytes[0] == 0xF7))
        continue; /* a lone sign stays one */
      assert_string_equal(converted(arena, encoding, bytes_text, LEGACY_BYTES), original);
      int low = 0; /* control characters are no text in a spreadsheet */
      for (size_t k = 0; k < count; k++) low |= bytes[k] < 0x20;
      if (!low) assert_string_equal(converted(arena, encoding, letters_text, 0), original);
    }
    assert_int_equal(legacy_choose(&bytes_sample), encoding);
    assert_int_equal(legacy_choose(&letters_sample), encoding);
    assert_false(legacy_is_mixed(&letters_sample));
  }
  arena_free(arena);
}

static uint32_t next_random(uint64_t *seed) {
  *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (uint32_t)(*seed >> 33);
}

/* Six words with tones are as short as a file's texts get. What is not decided stays as it is; nothing is decided wrongly. */
static void short_texts_are_not_taken_for_others(void **state) {
  (void)state;
  uint64_t seed = 1945;
  for (enum text_encoding encoding = ENCODING_TCVN3; encoding <= ENCODING_WINDOWS_1258; encoding++)
    for (int bytes_wanted = 0; bytes_wanted < 2; bytes_wanted++) {
      unsigned undecided = 0;
      for (int round = 0; round < 3000; round++) {
        char text[TEXT_MOST], original[TEXT_MOST], written[TEXT_MOST];
        size_t used = 0;
        for (int i = 0; i < 6; i++)
          used += (size_t)snprintf(text + used, sizeof text - used, "%s%s", i ? " " : "",
                                   syllables[next_random(&seed) % syllable_count]);
        write_cased(text, round % 2, original);
        uint8_t bytes[TEXT_MOST];
        size_t count = into(encoding, original, bytes);
        size_t length = bytes_wanted ? as_bytes(bytes, count, written) : as_letters(bytes, count, written);
        struct legacy_sample sample = {0};
        legacy_note(&sample, written, length, bytes_wanted);
        enum text_encoding chosen = legacy_choose(&sample);
        undecided += chosen != encoding;
        if (chosen != encoding)
          assert_int_equal(chosen, bytes_wanted ? ENCODING_WINDOWS_1252 : ENCODING_UNICODE);
      }
      if (undecided > 60) fail_msg("%s: %u of 3000 undecided", encoding_name(encoding), undecided);
    }
}

static void unicode_stays(void **state) {
  (void)state;
  struct legacy_sample sample = {0};
  for (size_t i = 0; i < syllable_count * 3; i++) {
    char text[TEXT_MOST];
    write_cased(syllables[i / 3], (int)(i % 3), text);
    if (legacy_is_suspect(text, strlen(text))) fail_msg("%s", text);
    legacy_note(&sample, text, strlen(text), 0);
  }
  assert_int_equal(legacy_choose(&sample), ENCODING_UNICODE);
  static const char *const others[] = {"m²",
                                       "km²",
                                       "m³/ngày",
                                       "35°C",
                                       "–",
                                       "“Xã Phước Hải”",
                                       "…",
                                       "« Établi »",
                                       "Xã Phước Hải (Phan Rang–Tháp Chàm)",
                                       "½",
                                       "Hélène Noël",
                                       "Café des Amis",
                                       "Zoé",
                                       "François Poincaré",
                                       "Đắk Lắk",
                                       "Krông Nô",
                                       "Plei Cần",
                                       "Phu\xCC\x9Bo\xCC\x9B\xCC\x81"
                                       "c Ha\xCC\x89i",
                                       "naïve",
                                       "résumé",
                                       "École"};
  sample = (struct legacy_sample){0};
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    legacy_note(&sample, others[i], strlen(others[i]), 0);
  assert_int_equal(legacy_choose(&sample), ENCODING_UNICODE);
  assert_int_equal(legacy_likely(&sample), ENCODING_UNICODE);
  for (size_t i = 0; i < 7; i++) assert_false(legacy_is_suspect(others[i], strlen(others[i])));
}

static void names_of_units_come_back(void **state) {
  (void)state;
  FILE *file = fopen("data/ninh-thuan/units.csv", "r");
  assert_non_null(file);
  char names[128][80], line[300];
  size_t count = 0;
  while (fgets(line, sizeof line, file) && count < 128)
    if (sscanf(line, "%*[^,],%*[^,],%79[^,]", names[count]) == 1 && strcmp(names[count], "name") != 0)
      count++;
  fclose(file);
  assert_true(count > 90);
  struct arena *arena = arena_create();
  for (enum text_encoding encoding = ENCODING_TCVN3; encoding <= ENCODING_WINDOWS_1258; encoding++)
    for (int how = 0; how <= LEGACY_BYTES; how++) {
      struct legacy_sample sample = {0};
      for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < count; i++) {
          uint8_t bytes[TEXT_MOST];
          char text[TEXT_MOST];
          size_t bytes_count = into(encoding, names[i], bytes);
          size_t length = how ? as_bytes(bytes, bytes_count, text) : as_letters(bytes, bytes_count, text);
          if (pass == 0)
            legacy_note(&sample, text, length, how);
          else
            assert_string_equal(converted(arena, encoding, text, how), names[i]);
        }
        assert_int_equal(legacy_choose(&sample), encoding);
      }
    }
  arena_free(arena);
}

static void reads_what_offices_have(void **state) {
  (void)state;
  struct arena *arena = arena_create();
  assert_string_equal(converted(arena, ENCODING_TCVN3, "X· Ph­íc H¶i", 0), "Xã Phước Hải");
  assert_string_equal(converted(arena, ENCODING_TCVN3, "tØnh NINH THUËN, 35 km²", 0),
                      "tỉnh NINH THUẬN, 35 km²");
  assert_string_equal(converted(arena, ENCODING_TCVN3, "“Sè hé nghÌo”…", 0), "“Số hộ nghèo”…");
  assert_string_equal(converted(arena, ENCODING_VNI, "Xaõ Phöôùc Haûi", 0), "Xã Phước Hải");
  assert_string_equal(converted(arena, ENCODING_VNI, "ÑAÏT: 1.234,5 m² – khoâng", 0),
                      "ĐẠT: 1.234,5 m² – không");
  assert_string_equal(converted(arena, ENCODING_WINDOWS_1258, "Xã Phýõìc HaÒi", 0), "Xă Phước Hải");
  /* A file of both: only what cannot be Unicode. */
  struct legacy_sample sample = {0};
  static const char *const mixed[] = {"Tên xã", "Số hộ nghèo", "X· Ph­íc H¶i", "X· C«ng H¶i"};
  for (size_t i = 0; i < 4; i++) legacy_note(&sample, mixed[i], strlen(mixed[i]), 0);
  assert_int_equal(legacy_choose(&sample), ENCODING_TCVN3);
  assert_true(legacy_is_mixed(&sample));
  assert_string_equal(converted(arena, ENCODING_TCVN3, mixed[0], LEGACY_MIXED), "Tên xã");
  assert_string_equal(converted(arena, ENCODING_TCVN3, mixed[1], LEGACY_MIXED), "Số hộ nghèo");
  assert_string_equal(converted(arena, ENCODING_TCVN3, mixed[3], LEGACY_MIXED), "Xã Công Hải");
  struct legacy_sample lone = {0}; /* too little to be sure */
  legacy_note(&lone, "Ph­íc", strlen("Ph­íc"), 0);
  assert_int_equal(legacy_choose(&lone), ENCODING_UNICODE);
  assert_int_equal(legacy_likely(&lone), ENCODING_TCVN3);
  const char *plain = "plain, 1";
  assert_ptr_equal(converted(arena, ENCODING_TCVN3, plain, LEGACY_BYTES), plain);
  assert_int_equal(encoding_named("ABC"), ENCODING_TCVN3);
  assert_int_equal(encoding_named("cp1258"), ENCODING_WINDOWS_1258);
  assert_int_equal(encoding_named("UTF-8"), ENCODING_UNICODE);
  assert_int_equal(encoding_named("viscii"), ENCODING_UNKNOWN);
  arena_free(arena);
}

static void arbitrary_bytes_do_no_harm(void **state) {
  (void)state;
  uint64_t seed = 5712;
  for (int round = 0; round < 20000; round++) {
    uint8_t bytes[120];
    char text[300];
    size_t count = next_random(&seed) % sizeof bytes;
    for (size_t i = 0; i < count; i++) {
      uint32_t kind = next_random(&seed);
      bytes[i] = (uint8_t)(kind % 3 == 0 ? 0x80 + kind / 3 % 128 : 1 + kind / 3 % 255);
    }
    int how = (int)(next_random(&seed) % 4);
    size_t length = how & LEGACY_BYTES ? as_bytes(bytes, count, text) : as_letters(bytes, count, text);
    struct arena *arena = arena_create();
    struct legacy_sample sample = {0};
    legacy_note(&sample, text, length, how & LEGACY_BYTES);
    (void)legacy_choose(&sample);
    (void)legacy_is_suspect(text, length);
    for (enum text_encoding encoding = ENCODING_UNKNOWN; encoding <= ENCODING_WINDOWS_1252; encoding++) {
      size_t own = length;
      const char *out = legacy_convert(arena, encoding, text, &own, how);
      assert_non_null(out);
      assert_true(text_is_utf8(out, own));
    }
    arena_free(arena);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(tables_agree_with_iconv),
      cmocka_unit_test(every_syllable_comes_back),
      cmocka_unit_test(short_texts_are_not_taken_for_others),
      cmocka_unit_test(unicode_stays),
      cmocka_unit_test(names_of_units_come_back),
      cmocka_unit_test(reads_what_offices_have),
      cmocka_unit_test(arbitrary_bytes_do_no_harm),
  };
  return cmocka_run_group_tests(tests, make_syllables, free_syllables);
}
