/* Vietnamese text: forms, keys, order, width, nearness. */
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The same words composed and decomposed. */
#define COMPOSED "Xã Phước Hà, Điện Biên, tiếng Việt"
#define DECOMPOSED                                                                                    \
  "Xa\xCC\x83 Phu\xCC\x9Bo\xCC\x9B\xCC\x81\x63 Ha\xCC\x80, \xC4\x90i\xC3\xAA\xCC\xA3n Bie\xCC\x82n, " \
  "tie\xCC\x82\xCC\x81ng Vie\xCC\x82\xCC\xA3t"

static int make(void **state) {
  *state = arena_create();
  return *state == NULL;
}

static int drop(void **state) {
  arena_free(*state);
  return 0;
}

static void only_whole_characters_are_text(void **state) {
  (void)state;
  static const struct {
    const char *bytes;
    size_t length;
    int text;
  } cases[] = {{"", 0, 1},
               {"Xã", 3, 1},
               {COMPOSED, sizeof COMPOSED - 1, 1},
               {"\xF0\x9F\x8C\xBE", 4, 1},
               {"a\0b", 3, 0},
               {"\xC3", 1, 0},
               {"\xC0\xAF", 2, 0},         /* overlong */
               {"\xED\xA0\x80", 3, 0},     /* a surrogate */
               {"\xF4\x90\x80\x80", 4, 0}, /* past the last */
               {"Ph\xAD\xA2ng", 6, 0},     /* TCVN3 */
               {"\xFF\xFE", 2, 0}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_int_equal(text_is_utf8(cases[i].bytes, cases[i].length), cases[i].text);
}

static void normal_form_is_composed(void **state) {
  struct arena *arena = *state;
  assert_string_equal(text_nfc(arena, DECOMPOSED, sizeof DECOMPOSED - 1), COMPOSED);
  assert_string_equal(text_nfc(arena, COMPOSED, sizeof COMPOSED - 1), COMPOSED);
  assert_string_equal(text_nfc(arena, "plain 1", 7), "plain 1");
  assert_string_equal(text_nfc(arena, "", 0), "");
  /* dot below before circumflex, and after it: one order, one letter */
  assert_string_equal(text_nfc(arena, "e\xCC\xA3\xCC\x82", 5), "ệ");
  assert_string_equal(text_nfc(arena, "e\xCC\x82\xCC\xA3", 5), "ệ");
  assert_null(text_nfc(arena, "\xFF", 1));
  assert_null(text_nfc(arena, "a\0b", 3));
  assert_null(text_nfc(arena, "x\xED\xA0\x80", 4));
  assert_null(text_fold(arena, "\xFF", 1));
  assert_null(text_sort_key(arena, "\xFF", 1));
}

static void a_million_marks_take_no_time(void **state) {
  struct arena *arena = *state;
  size_t length = 4000000; /* acute, dot below, acute ...: the worst order for a sort by swaps */
  char *marks = malloc(length);
  for (size_t i = 0; i < length; i += 4) memcpy(marks + i, "\xCC\x81\xCC\xA3", 4);
  char *text = text_nfc(arena, marks, length);
  assert_non_null(text);
  assert_int_equal(strlen(text), length);
  assert_non_null(text_fold(arena, marks, length));
  assert_non_null(text_sort_key(arena, marks, length));
  free(marks);
}

static void folding_keeps_letters_and_digits(void **state) {
  struct arena *arena = *state;
  static const struct {
    const char *text, *folded, *with_marks;
  } cases[] = {
      {COMPOSED, "xa phuoc ha dien bien tieng viet", "xã phước hà điện biên tiếng việt"},
      {DECOMPOSED, "xa phuoc ha dien bien tieng viet", "xã phước hà điện biên tiếng việt"},
      {"  Số hộ  (2024) -- % ", "so ho 2024", "số hộ 2024"},
      {"ĐẠT", "dat", "đạt"},
      {"households_clean_water", "households clean water", "households clean water"},
      {"Diện tích (m²)", "dien tich m2", "diện tích m2"},
      {"Phước\xC2\xA0Hà\n", "phuoc ha", "phước hà"}, /* a space that does not break */
      {"…", "", ""},
      {"\xCC\x81 a", "a", "a"}, /* a mark on nothing */
      {"", "", ""},
      {"ＸÃ １２", "xa 12", "xã 12"}, /* wide forms */
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const char *text = cases[i].text;
    assert_string_equal(text_fold(arena, text, strlen(text)), cases[i].folded);
    assert_string_equal(text_fold_case(arena, text, strlen(text)), cases[i].with_marks);
  }
  assert_string_not_equal(text_fold_case(arena, "Phước Hà", strlen("Phước Hà")),
                          text_fold_case(arena, "Phước Hả", strlen("Phước Hả")));
}

static void words_are_equal_but_for_case_and_form(void **state) {
  (void)state;
  assert_true(text_equal(" Không ĐẠT\t", strlen(" Không ĐẠT\t"), "không đạt"));
  assert_true(text_equal("\xC4\x91\x61\xCC\xA3t", 6, "đạt"));
  assert_true(text_equal("YES", 3, "yes"));
  assert_true(text_equal("  ", 2, ""));
  assert_true(text_equal("South_East", 10, "south_east"));
  assert_false(text_equal("dat", 3, "đạt"));
  assert_false(text_equal("ye", 2, "yes"));
  assert_false(text_equal("yess", 4, "yes"));
  assert_false(text_equal("", 0, "yes"));
  assert_false(text_equal("\xFF", 1, "đạt"));
  char long_text[5000];
  memset(long_text, '\xC3', sizeof long_text);
  assert_false(text_equal(long_text, sizeof long_text, "đạt"));
}

static void words_sort_as_in_a_vietnamese_dictionary(void **state) {
  struct arena *arena = *state;
  static const char *const order[] = {
      "",           "1",        "2",        "9 b",  "10",   "010 a", "17.1",     "17.2",     "17.10",
      "a",          "A",        "à",        "À",    "ả",    "ã",     "á",        "ạ",        "an",
      "ăn",         "ắn",       "ân",       "ấn",   "ba",   "bà",    "bả",       "bã",       "bá",
      "bạ",         "ban",      "bán",      "bằng", "bặng", "bận",   "cam",      "da",       "dân",
      "đa",         "đà",       "đá",       "e",    "ê",    "ga",    "hoa",      "hoà",      "nho",
      "nhơn",       "Nhơn Hải", "Nhơn Sơn", "o",    "ô",    "ơ",     "Phước Hà", "Phước Hả", "Phước Hải",
      "Phương Hải", "tiên",     "tiến",     "tu",   "từ",   "ưa",    "Vĩnh Hải", "Xã 2",     "Xã 10",
      "yên",        "zôn"};
  size_t count = sizeof order / sizeof *order;
  for (size_t i = 0; i + 1 < count; i++) {
    const char *a = text_sort_key(arena, order[i], strlen(order[i]));
    for (size_t j = i + 1; j < count; j++) {
      const char *b = text_sort_key(arena, order[j], strlen(order[j]));
      if (strcmp(a, b) >= 0) fail_msg("%s should come before %s", order[i], order[j]);
    }
  }
}

static void keys_of_one_text_in_two_forms_are_one(void **state) {
  struct arena *arena = *state;
  assert_string_equal(text_sort_key(arena, COMPOSED, sizeof COMPOSED - 1),
                      text_sort_key(arena, DECOMPOSED, sizeof DECOMPOSED - 1));
  assert_string_not_equal(text_sort_key(arena, "a-b", 3), text_sort_key(arena, "a b", 3));
  char digits[1001];
  memset(digits, '9', 1000);
  digits[1000] = 0;
  assert_non_null(text_sort_key(arena, digits, 1000));
  assert_true(strcmp(text_sort_key(arena, digits, 150), text_sort_key(arena, digits, 151)) < 0);
}

static void controls_become_blanks(void **state) {
  (void)state;
  char text[] = "a\nb\x1B[31mc\xC2\x9B d\x7F Phước\xC2\xA0Hà\xC2";
  text_blank_controls(text);
  assert_string_equal(text, "a b [31mc   d  Phước\xC2\xA0Hà\xC2");
  assert_int_equal(text_control(""), 0);
}

static void width_counts_columns(void **state) {
  (void)state;
  assert_int_equal(text_width("", 0), 0);
  assert_int_equal(text_width("Phước Hà", strlen("Phước Hà")), 8);
  assert_int_equal(text_width(DECOMPOSED, sizeof DECOMPOSED - 1), text_width(COMPOSED, sizeof COMPOSED - 1));
  assert_int_equal(text_width("中文", 6), 4);
  assert_int_equal(text_width("a\xFFz", 3), 3);
  assert_int_equal(text_prefix("Phước Hà", strlen("Phước Hà"), 4), strlen("Phướ"));
  assert_int_equal(text_prefix("Phước", strlen("Phước"), 100), strlen("Phước"));
  assert_int_equal(text_prefix("中文", 6, 3), 3);
  assert_int_equal(text_prefix("a\xCC\x81\x62", 4, 1), 3); /* the mark stays with its letter */
  assert_int_equal(text_prefix("ab", 2, 0), 0);
}

static void nearness_counts_edits(void **state) {
  (void)state;
  assert_int_equal(text_distance("households", "households", 3), 0);
  assert_int_equal(text_distance("housholds", "households", 3), 1);
  assert_int_equal(text_distance("huoseholds", "households", 3), 1); /* two letters changed places */
  assert_int_equal(text_distance("kitten", "sitting", 5), 3);
  assert_int_equal(text_distance("kitten", "sitting", 2), 3);
  assert_int_equal(text_distance("abcdef", "", 4), 5);
  assert_int_equal(text_distance("", "", 0), 0);
  assert_int_equal(text_distance("hộ", "hồ", 2), 1); /* letters, not bytes */
  assert_int_equal(text_distance("ab", "ba", 1), 1);
  assert_int_equal(text_distance("ca", "ac", 0), 1);
  char many[200];
  memset(many, 'a', sizeof many - 1);
  many[sizeof many - 1] = 0;
  assert_int_equal(text_distance(many, many, 7), 8);

  static const char *const ids[] = {"households", "households_poor", "income_per_person", "region", "zone"};
  assert_string_equal(text_nearest("housholds", ids, 5), "households");
  assert_string_equal(text_nearest("houshold_poor", ids, 5), "households_poor");
  assert_string_equal(text_nearest("zon", ids, 5), "zone");
  assert_string_equal(text_nearest("region", ids, 5), "region");
  assert_null(text_nearest("population", ids, 5));
  assert_null(text_nearest("x", ids, 5));
  assert_null(text_nearest("x", NULL, 0));
  static const char *const long_ids[] = {"households_poor", "households_clean_water", "households_clean"};
  assert_string_equal(text_nearest("households_clea", long_ids, 2), "households_clean_water");
  assert_string_equal(text_nearest("households_clean", long_ids, 2), "households_clean_water");
  assert_string_equal(text_nearest("households_clea", long_ids, 3), "households_clean");
  assert_string_equal(text_nearest("households_por", long_ids, 3), "households_poor");
  assert_null(text_nearest("hou", long_ids, 3));
  assert_null(text_nearest("duyen_hai_nam_trung_bo", long_ids, 3));
  static const char *const tie[] = {"abx", "aby"};
  assert_string_equal(text_nearest("abz", tie, 2), "abx");
}

/* The table in full, without shortcuts. */
static unsigned slow_distance(const char *a, const char *b) {
  unsigned table[16][16];
  size_t rows = strlen(a), columns = strlen(b);
  for (size_t i = 0; i <= rows; i++)
    for (size_t j = 0; j <= columns; j++) {
      unsigned best = i == 0   ? (unsigned)j
                      : j == 0 ? (unsigned)i
                               : table[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
      if (i && j && table[i - 1][j] + 1 < best) best = table[i - 1][j] + 1;
      if (i && j && table[i][j - 1] + 1 < best) best = table[i][j - 1] + 1;
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && table[i - 2][j - 2] + 1 < best)
        best = table[i - 2][j - 2] + 1;
      table[i][j] = best;
    }
  return table[rows][columns];
}

static void the_limit_never_changes_the_distance(void **state) {
  (void)state;
  uint32_t random = 2463534242u;
  for (int round = 0; round < 100000; round++) {
    char words[2][12];
    for (int w = 0; w < 2; w++) {
      random ^= random << 13;
      random ^= random >> 17;
      random ^= random << 5;
      size_t length = random % 10;
      for (size_t i = 0; i < length; i++) words[w][i] = (char)('a' + (random >> (3 * i)) % 3);
      words[w][length] = 0;
    }
    unsigned exact = slow_distance(words[0], words[1]), limit = random % 8;
    assert_int_equal(text_distance(words[0], words[1], limit), exact > limit ? limit + 1 : exact);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(only_whole_characters_are_text),
      cmocka_unit_test_setup_teardown(normal_form_is_composed, make, drop),
      cmocka_unit_test_setup_teardown(a_million_marks_take_no_time, make, drop),
      cmocka_unit_test_setup_teardown(folding_keeps_letters_and_digits, make, drop),
      cmocka_unit_test(words_are_equal_but_for_case_and_form),
      cmocka_unit_test_setup_teardown(words_sort_as_in_a_vietnamese_dictionary, make, drop),
      cmocka_unit_test_setup_teardown(keys_of_one_text_in_two_forms_are_one, make, drop),
      cmocka_unit_test(controls_become_blanks),
      cmocka_unit_test(width_counts_columns),
      cmocka_unit_test(nearness_counts_edits),
      cmocka_unit_test(the_limit_never_changes_the_distance),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
