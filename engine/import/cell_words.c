/* cell_words.c - what cells say in words and signs instead of figures, and years as people write them. */
#include "import/cell_words.h"

#include "base/date.h"
#include "base/text.h"

#include <string.h>

static int is_one_of(chuan_cell cell, const char *const *words, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (text_equal(cell.text, cell.length, words[i])) return 1;
  return 0;
}

/* A look at the first byte spares nearly every cell the comparing: figures begin otherwise. */
static int is_figure(chuan_cell cell) {
  return cell.length > 0 && cell.text[0] >= '0' && cell.text[0] <= '9';
}

int cell_says_no_figure(chuan_cell cell) {
  static const char *const words[] = {"...",
                                      "…",
                                      ".",
                                      "..",
                                      "....",
                                      "……",
                                      "n/a",
                                      "n.a.",
                                      "không có số liệu",
                                      "không có dữ liệu",
                                      "chưa có số liệu",
                                      "chưa có dữ liệu",
                                      "không xác định",
                                      "kxđ"};
  return !is_figure(cell) && is_one_of(cell, words, sizeof words / sizeof *words);
}

int cell_is_dash(chuan_cell cell) {
  static const char *const words[] = {"-", "–", "—", "―", "−", "--", "---"};
  return !is_figure(cell) && is_one_of(cell, words, sizeof words / sizeof *words);
}

int cell_read_answer(chuan_cell cell, int64_t *value) {
  static const struct {
    const char *word;
    int answer;
  } common[] = {{"Đạt", 1}, {"Không đạt", 0}, {"Chưa đạt", 0},  {"Có", 1},  {"Không", 0}, {"đạt", 1},
                {"có", 1},  {"không", 0},     {"không đạt", 0}, {"ĐẠT", 1}, {"x", 1},     {"X", 1}};
  for (size_t i = 0; i < sizeof common / sizeof *common;
       i++) /* byte by byte, as nearly every one is written */
    if (strlen(common[i].word) == cell.length && memcmp(common[i].word, cell.text, cell.length) == 0) {
      *value = common[i].answer;
      return 1;
    }
  static const char *const yes[] = {"x", "v", "✓", "✔", "☑", "☒", "√", "đ", "đúng", "rồi", "đã đạt", "đã có"};
  static const char *const no[] = {"☐", "kđ", "cđ", "sai", "chưa", "chưa có", "không có"};
  int is_yes = is_one_of(cell, yes, sizeof yes / sizeof *yes);
  if (!is_yes && !is_one_of(cell, no, sizeof no / sizeof *no)) return 0;
  *value = is_yes;
  return 1;
}

int cell_read_choice_name(const struct fact *fact, chuan_cell cell, int64_t *value) {
  uint32_t found = UINT32_MAX;
  for (uint32_t i = 0; fact->choice_names && i < fact->choice_count; i++) {
    const struct names *names = &fact->choice_names[i];
    int called = (names->vi && *names->vi && text_equal(cell.text, cell.length, names->vi)) ||
                 (names->en && *names->en && text_equal(cell.text, cell.length, names->en));
    if (!called) continue;
    if (found != UINT32_MAX) return 0;
    found = i;
  }
  if (found == UINT32_MAX) return 0;
  *value = found;
  return 1;
}

/* --- years ------------------------------------------------------------------------------------------------- */

/* `count` digits as a number; -1 when others are there. */
static int digits(const char *text, size_t count) {
  int number = 0;
  for (size_t i = 0; i < count; i++) {
    if (text[i] < '0' || text[i] > '9') return -1;
    number = number * 10 + (text[i] - '0');
  }
  return count > 0 ? number : -1;
}

static int is_edge(int day, int month) {
  return (day == 1 && month == 1) || (day == 31 && month == 12);
}

/* "31/12/2024", "1-1-2024": the last four digits, when the day is the year's first or last. */
static int year_of_written_day(const char *text, size_t length) {
  if (length < 8 || length > 10) return -1;
  char mark = text[length - 5];
  const char *first = memchr(text, mark, length - 5);
  if ((mark != '/' && mark != '-' && mark != '.') || !first) return -1;
  size_t day = (size_t)(first - text), month = length - 5 - day - 1;
  if (day > 2 || month > 2) return -1;
  return is_edge(digits(text, day), digits(first + 1, month)) ? digits(text + length - 4, 4) : -1;
}

static int all_zeros(const char *text, size_t length) {
  for (size_t i = 0; i < length; i++)
    if (text[i] != '0') return 0;
  return length > 0;
}

int cell_year(chuan_cell cell) {
  const char *text = cell.text;
  size_t length = cell.length;
  if (length > 10 && text[10] == 'T') length = 10; /* a day with its time */
  if (length > 4 && (text_equal(text, length - 4, "năm") || text_equal(text, length - 4, "year"))) {
    text += length - 4;
    length = 4;
  }
  int year = -1;
  if (length == 4 || (length > 5 && text[4] == '.' && all_zeros(text + 5, length - 5)))
    year = digits(text, 4);
  else if (length == 10 && text[4] == '-' && text[7] == '-')
    year = is_edge(digits(text + 8, 2), digits(text + 5, 2)) ? digits(text, 4) : -1;
  else
    year = year_of_written_day(text, length);
  return year >= YEAR_FIRST && year <= YEAR_LAST ? year : 0;
}
