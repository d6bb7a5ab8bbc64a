/* How a cell is read: what people write, what it means, and what could mean two things. */
#include "import/cell.h"

#include "base/decimal.h"
#include "import/claims.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const char *const colours[] = {"red_river_delta", "south_east"};
static struct names colour_names[] = {{"Đồng bằng sông Hồng", "Red River Delta"},
                                      {"Đông Nam Bộ", "South East"}};
static const struct fact count = {.id = "c", .kind = FACT_COUNT, .has_minimum = 1, .unit = "hộ"};
static const struct fact amount = {.id = "a", .kind = FACT_AMOUNT, .places = 2, .unit = "km"};
static const struct fact thousandth = {.id = "t", .kind = FACT_AMOUNT, .places = 3, .unit = ""};
static const struct fact percent = {
    .id = "p", .kind = FACT_AMOUNT, .places = 1, .unit = "%", .has_maximum = 1, .maximum = 1000};
static const struct fact answer = {.id = "y", .kind = FACT_YES_NO, .unit = ""};
static const struct fact choice = {.id = "r",
                                   .kind = FACT_CHOICE,
                                   .choices = colours,
                                   .choice_count = 2,
                                   .choice_names = colour_names,
                                   .unit = ""};

#define REFUSED INT64_C(-99999999)
#define AMBIGUOUS INT64_C(-88888888)

static int64_t reading(const struct fact *fact, char mark, const char *text) {
  int64_t value = 0;
  struct cell_trouble trouble = {.english = NULL};
  chuan_cell cell = cell_trim((chuan_cell){text, strlen(text)});
  if (cell_read(fact, mark, cell, &value, &trouble)) return value;
  assert_non_null(trouble.english);
  assert_non_null(trouble.vietnamese);
  return trouble.ambiguous ? AMBIGUOUS : REFUSED;
}

static void reads_numbers_as_people_write_them(void **state) {
  (void)state;
  static const struct {
    const struct fact *fact;
    char mark;
    const char *text;
    int64_t value;
  } cases[] = {
      {&count, 0, "1234", 1234},
      {&count, 0, "  1234\xC2\xA0", 1234},
      {&count, 0, "007", 7},
      {&count, 0, "0", 0},
      {&count, 0, "1.234.567", 1234567},
      {&count, 0, "1,234,567", 1234567},
      {&count, 0, "1 234 567", 1234567},
      {&count, 0,
       "1\xC2\xA0"
       "234\xE2\x80\xAF"
       "567",
       1234567},
      {&count, 0, "1.234", AMBIGUOUS},
      {&count, 0, "1,234", AMBIGUOUS},
      {&count, 0, "123,000", AMBIGUOUS},
      {&count, ',', "1.234", 1234},
      {&count, '.', "1,234", 1234},
      {&count, '.', "1.234", REFUSED},
      {&count, 0, "1.23.456", REFUSED},
      {&count, 0, "1234.567.890", REFUSED},
      {&count, 0, "12 34", REFUSED},
      {&count, 0, "-1", REFUSED},
      {&count, 0, "1.5", REFUSED},
      {&count, 0, "12a", REFUSED},
      {&count, 0, "1e3", 1000},
      {&count, 0, "99999999999999999999", REFUSED},
      {&count, 0, "55%", REFUSED},
      {&count, 0, "=1+1", REFUSED},
      {&amount, 0, "98,5", 9850},
      {&amount, 0, "98.5", 9850},
      {&amount, 0, "+98.5", 9850},
      {&amount, 0, "-98,5", -9850},
      {&amount, 0, "'-98,5", -9850},
      {&amount, 0, "1.234,5", 123450},
      {&amount, 0, "1,234.5", 123450},
      {&amount, 0, "1 234,5", 123450},
      {&amount, 0, "1 234,500", 123450},
      {&amount, 0, "1.234.567,89", 123456789},
      {&amount, '.', "1.234,5", REFUSED},
      {&amount, ',', "1.234,5", 123450},
      {&amount, ',', "98.5", REFUSED},
      {&amount, ',', "98,5", 9850},
      {&amount, ',', "1.5e3", REFUSED},
      {&amount, 0, "98,555", AMBIGUOUS},
      {&amount, 0, "1234,567", REFUSED}, /* more places than the fact has */
      {&thousandth, 0, "1234,567", 1234567},
      {&thousandth, 0, "0.125", 125},
      {&thousandth, 0, "1.234", AMBIGUOUS},
      {&thousandth, '.', "1.234", 1234},
      {&amount, 0, "98,", REFUSED},
      {&amount, 0, ",5", REFUSED},
      {&amount, 0, "1,2,3", REFUSED},
      {&amount, 0, "0.123.456", REFUSED},
      {&amount, 0, "nan", REFUSED},
      {&amount, 0, "1e999", REFUSED},
      {&percent, 0, "98,5%", 985},
      {&percent, 0, "98.5 %", 985},
      {&percent, 0, "100", 1000},
      {&percent, 0, "100.1", REFUSED},
      {&percent, 0, "%", REFUSED},
      {&percent, 0, "98,5%%", REFUSED},
      {&count, 0, "12,34,567", REFUSED}, /* as in India */
      {&count, 0, "1'234'567", 1234567},
      {&amount, 0,
       "1\xE2\x80\x99"
       "234,5",
       123450},
      {&amount, 0,
       "1\xE2\x80\x89"
       "234,5",
       123450},
      {&count, 0, "1 234'567", REFUSED},
      {&amount, 0,
       "\xE2\x88\x92"
       "5,5",
       -550},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    int64_t value = reading(cases[i].fact, cases[i].mark, cases[i].text);
    if (value != cases[i].value) fail_msg("%s: %lld", cases[i].text, (long long)value);
  }
}

static void knows_when_there_is_no_figure(void **state) {
  (void)state;
  static const char *const words[] = {"", " ", "-", "–", "…", "...", "n/a", "N/A", "'-"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    assert_int_equal(reading(&amount, 0, words[i]), DECIMAL_MISSING);
  assert_int_equal(reading(&answer, 0, ""), DECIMAL_MISSING);
  static const char *const more[] = {"—",
                                     ".",
                                     "..",
                                     "x",
                                     "X",
                                     "không có số liệu",
                                     "KHÔNG CÓ SỐ LIỆU",
                                     "chưa có",
                                     "Chưa có số liệu",
                                     "KXĐ",
                                     "kxđ",
                                     "Không xác định"};
  for (size_t i = 0; i < sizeof more / sizeof *more; i++)
    assert_int_equal(reading(&count, 0, more[i]), DECIMAL_MISSING);
  static const char *const all[] = {"n/a", "…", "..", "KXĐ", "không có số liệu"};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    assert_int_equal(reading(&answer, 0, all[i]), DECIMAL_MISSING);
    assert_int_equal(reading(&choice, 0, all[i]), DECIMAL_MISSING);
  }
  assert_int_equal(reading(&choice, 0, "–"), DECIMAL_MISSING);
  assert_int_equal(reading(&amount, 0, "?"), REFUSED);
  assert_int_equal(reading(&amount, 0, "#N/A"), REFUSED);
}

/* What is allowed is told: the fact's places and bounds, the file's decimal mark. */
static void says_which_bound_is_passed(void **state) {
  (void)state;
  static const struct {
    const struct fact *fact;
    char mark;
    const char *text, *part;
  } cases[] = {
      {&amount, '.', "1.234", "at most 2 decimals"}, {&percent, '.', "1.23", "at most 1 decimal"},
      {&count, 0, "-1", "smaller than 0"},           {&percent, ',', "100,1", "larger than 100"},
      {&amount, ',', "12a", "with at most one ','"}, {&amount, '.', "12a", "with at most one '.'"},
      {&amount, ',', "1.5e3", "a decimal comma"},
  };
  struct arena *arena = arena_create();
  assert_non_null(arena);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    int64_t value;
    struct cell_trouble trouble;
    chuan_cell cell = {cases[i].text, strlen(cases[i].text)};
    assert_int_equal(cell_read(cases[i].fact, cases[i].mark, cell, &value, &trouble), 0);
    const char *reason = trouble.english;
    if (trouble.bound != FAULT_OTHER) {
      assert_non_null(fact_fault_reason(arena, cases[i].fact, trouble.bound, CHUAN_VIETNAMESE));
      reason = fact_fault_reason(arena, cases[i].fact, trouble.bound, CHUAN_ENGLISH);
    }
    if (!strstr(reason, cases[i].part)) fail_msg("%s: %s", cases[i].text, reason);
  }
  arena_free(arena);
}

static void reads_answers_and_choices(void **state) {
  (void)state;
  static const char *const yes[] = {"✓", "v", "V", "đã đạt", "CÓ", "Co\xCC\x81", "TRUE", "1", "đúng"};
  for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) assert_int_equal(reading(&answer, 0, yes[i]), 1);
  static const char *const no[] = {"chưa", "Chưa có", "KĐ", "0", "False", "Không", "Kho\xCC\x82ng"};
  for (size_t i = 0; i < sizeof no / sizeof *no; i++) assert_int_equal(reading(&answer, 0, no[i]), 0);
  assert_int_equal(reading(&choice, 0, "Đồng bằng sông Hồng"), 0);
  assert_int_equal(reading(&choice, 0, "đồng bằng sông Hô\xCC\x80ng"), 0);
  assert_int_equal(reading(&choice, 0, "south east"), 1);
  assert_int_equal(reading(&choice, 0, "Đông"), REFUSED);
  assert_int_equal(reading(&answer, 0, "x"), 1);
  assert_int_equal(reading(&answer, 0, " X "), 1);
  assert_int_equal(reading(&answer, 0, "Đạt"), 1);
  assert_int_equal(reading(&answer, 0, "Đa\xCC\xA3t"), 1); /* decomposed */
  assert_int_equal(reading(&answer, 0, "KHÔNG ĐẠT"), 0);
  assert_int_equal(reading(&answer, 0, "Chưa đạt"), 0);
  assert_int_equal(reading(&answer, 0, "chua dat"), REFUSED); /* as "dat" is */
  assert_int_equal(reading(&answer, 0, "-"), REFUSED);
  assert_int_equal(reading(&answer, 0, "maybe"), REFUSED);
  assert_int_equal(reading(&choice, 0, "South_East"), 1);
  assert_int_equal(reading(&choice, 0, "elsewhere"), REFUSED);
}

static void reads_what_the_file_says_a_cell_is(void **state) {
  (void)state;
  static const struct {
    const struct fact *fact;
    unsigned kind;
    const char *text;
    int64_t value;
    const char *part;
  } cases[] = {
      {&amount, CHUAN_CELL_NUMBER, "1.234", REFUSED, "at most 2"},
      {&thousandth, CHUAN_CELL_NUMBER, "1.234", 1234, NULL},
      {&count, CHUAN_CELL_NUMBER, "1.234e3", 1234, NULL},
      {&percent, CHUAN_CELL_NUMBER, "98.5%", 985, NULL},
      {&count, CHUAN_CELL_NUMBER, "98.5%", REFUSED, "not a percentage"},
      {&answer, CHUAN_CELL_NUMBER, "1", 1, NULL},
      {&answer, CHUAN_CELL_BOOLEAN, "false", 0, NULL},
      {&amount, CHUAN_CELL_BOOLEAN, "true", REFUSED, "true or false"},
      {&amount, CHUAN_CELL_DATE, "2025-02-01", REFUSED, "made a date of it"},
      {&choice, CHUAN_CELL_DATE, "2025-02-01", REFUSED, "made a date of it"},
      {&amount, CHUAN_CELL_ERROR, "#DIV/0!", REFUSED, "the formula in the cell has an error"},
      {&amount, CHUAN_CELL_UNCACHED, "A1+B1", REFUSED, "has no stored result"},
      {&amount, CHUAN_CELL_UNCACHED, "", DECIMAL_MISSING, NULL},
      {&amount, CHUAN_CELL_TEXT, "98,5", 9850, NULL},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    int64_t value;
    struct cell_trouble trouble;
    chuan_cell cell = {cases[i].text, strlen(cases[i].text)};
    int read = cell_read_as(cases[i].kind, cases[i].fact, ',', cell, &value, &trouble);
    if (read != (cases[i].part == NULL) || (read && value != cases[i].value)) fail_msg("%s", cases[i].text);
    struct arena *arena = arena_create();
    const char *reason = read ? "" : trouble.english;
    if (!read && trouble.bound != FAULT_OTHER)
      reason = fact_fault_reason(arena, cases[i].fact, trouble.bound, CHUAN_ENGLISH);
    if (!read && !strstr(reason, cases[i].part)) fail_msg("%s: %s", cases[i].text, reason);
    arena_free(arena);
  }
}

static void proves_the_decimal_mark(void **state) {
  (void)state;
  static const struct {
    const char *text;
    char mark;
  } cases[] = {{"98,5", ','},    {"98.5", '.'},    {"1.234", 0},       {"1234", 0},
               {"1.234,5", ','}, {"1,234.5", '.'}, {"1.234.567", ','}, {"1 234,567", ','},
               {"98,5%", ','},   {"x", 0},         {"1.2.3", 0},       {"", 0},
               {"0,125", ','}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_int_equal(cell_decimal_mark((chuan_cell){cases[i].text, strlen(cases[i].text)}), cases[i].mark);
}

static void trims_and_shows(void **state) {
  (void)state;
  struct arena *arena = arena_create();
  assert_non_null(arena);
  chuan_cell cell = cell_trim((chuan_cell){"\t\xC2\xA0 a b \xE3\x80\x80\n", 12});
  assert_int_equal(cell.length, 3);
  assert_memory_equal(cell.text, "a b", 3);
  assert_int_equal(cell_trim((chuan_cell){NULL, 0}).length, 0);
  assert_string_equal(cell_show(arena, (chuan_cell){"Đa\xCC\xA3t", 6}), "Đạt");
  assert_string_equal(cell_show(arena, (chuan_cell){"\xFF", 1}), "?");
  char text[200];
  memset(text, 'x', sizeof text);
  assert_int_equal(strlen(cell_show(arena, (chuan_cell){text, sizeof text})), 60 + strlen("…"));
  arena_free(arena);
}

static void reads_years(void **state) {
  (void)state;
  assert_int_equal(cell_year((chuan_cell){"2024", 4}), 2024);
  static const char *const right[] = {"Năm 2024",   "NĂM 2024",   "year 2024",
                                      "2024.0",     "2024-12-31", "2024-01-01T00:00:00",
                                      "31/12/2024", "1/1/2024",   "Na\xCC\x86m 2024"};
  for (size_t i = 0; i < sizeof right / sizeof *right; i++)
    if (cell_year((chuan_cell){right[i], strlen(right[i])}) != 2024) fail_msg("%s", right[i]);
  static const char *const wrong[] = {"24",     "1899",  "2201",       "20245",      "2o24",      "+202",
                                      "2024.5", "2024.", "tháng 2024", "2024-06-30", "30/6/2024", ""};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
    assert_int_equal(cell_year((chuan_cell){wrong[i], strlen(wrong[i])}), 0);
}

static void remembers_claims(void **state) {
  (void)state;
  struct claims *claims = claims_create();
  assert_non_null(claims);
  assert_int_equal(claims_find(claims, 5, 2024), 0);
  for (uint32_t unit = 0; unit < 20000; unit++)
    for (int year = 2020; year < 2023; year++) assert_true(claims_add(claims, unit, year, unit + 2u));
  assert_true(claims_add(claims, 7, 2021, 99));
  for (uint32_t unit = 0; unit < 20000; unit++) {
    assert_int_equal(claims_find(claims, unit, 2022), unit + 2u);
    assert_int_equal(claims_find(claims, unit, 2023), 0);
  }
  claims_free(claims);
  claims_free(NULL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_numbers_as_people_write_them),
      cmocka_unit_test(knows_when_there_is_no_figure),
      cmocka_unit_test(says_which_bound_is_passed),
      cmocka_unit_test(reads_answers_and_choices),
      cmocka_unit_test(reads_what_the_file_says_a_cell_is),
      cmocka_unit_test(proves_the_decimal_mark),
      cmocka_unit_test(trims_and_shows),
      cmocka_unit_test(reads_years),
      cmocka_unit_test(remembers_claims),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
