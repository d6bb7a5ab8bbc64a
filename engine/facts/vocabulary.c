/* Finding declared facts, and their values as text. */
#include "facts/vocabulary.h"

#include "base/decimal.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

const struct vocabulary_level *vocabulary_level_find(const struct vocabulary *vocabulary, const char *level) {
  for (uint32_t i = 0; i < vocabulary->level_count; i++)
    if (strcmp(vocabulary->levels[i].level, level) == 0) return &vocabulary->levels[i];
  return NULL;
}

const struct fact *vocabulary_find(const struct vocabulary *vocabulary, const char *level, const char *id) {
  const struct vocabulary_level *found = vocabulary_level_find(vocabulary, level);
  if (!found) return NULL;
  for (uint32_t i = 0; i < found->fact_count; i++)
    if (strcmp(found->facts[i]->id, id) == 0) return found->facts[i];
  return NULL;
}

const char *fact_kind_name(enum fact_kind kind) {
  switch (kind) {
    case FACT_COUNT:
      return "count";
    case FACT_AMOUNT:
      return "amount";
    case FACT_YES_NO:
      return "yes_no";
    case FACT_CHOICE:
      return "choice";
  }
  return "";
}

static int wrong(const char **english, const char **vietnamese, const char *in_english,
                 const char *in_vietnamese) {
  *english = in_english;
  *vietnamese = in_vietnamese;
  return 0;
}

static int read_number(const struct fact *fact, const char *text, size_t length, int64_t *value,
                       const char **english, const char **vietnamese) {
  switch (decimal_parse(text, length, fact->places, value)) {
    case DECIMAL_OK:
      break;
    case DECIMAL_EMPTY:
      *value = DECIMAL_MISSING;
      return 1;
    case DECIMAL_SYNTAX:
      return wrong(english, vietnamese, "not a number; write digits, with at most one '.'",
                   "không phải là số; hãy viết bằng chữ số, nhiều nhất một dấu '.'");
    case DECIMAL_TOO_PRECISE:
      if (fact->places == 0)
        return wrong(english, vietnamese, "not a whole number; write it without decimals",
                     "không phải là số nguyên; hãy bỏ phần thập phân");
      return wrong(english, vietnamese,
                   "more decimals than the fact's `places`; round the number or raise `places` in the rules",
                   "nhiều chữ số thập phân hơn `places` của số liệu; hãy làm tròn hoặc tăng `places` trong "
                   "bộ quy tắc");
    case DECIMAL_TOO_LARGE:
      return wrong(english, vietnamese, "the number is too large; check the unit of measure",
                   "số quá lớn; hãy kiểm tra lại đơn vị tính");
  }
  if (fact->has_minimum && *value < fact->minimum)
    return wrong(english, vietnamese, "the number is below the least this fact can be; correct it",
                 "số nhỏ hơn mức thấp nhất của số liệu này; hãy sửa lại");
  if (fact->has_maximum && *value > fact->maximum)
    return wrong(english, vietnamese, "the number is above the most this fact can be; correct it",
                 "số lớn hơn mức cao nhất của số liệu này; hãy sửa lại");
  return 1;
}

enum fact_fault fact_number_fault(const struct fact *fact, const char *text, size_t length) {
  int64_t value;
  if (fact->kind != FACT_COUNT && fact->kind != FACT_AMOUNT) return FAULT_OTHER;
  switch (decimal_parse(text, length, fact->places, &value)) {
    case DECIMAL_OK:
      break;
    case DECIMAL_SYNTAX:
      return FAULT_SYNTAX;
    case DECIMAL_TOO_PRECISE:
      return fact->places > 0 ? FAULT_PLACES : FAULT_OTHER;
    case DECIMAL_EMPTY:
    case DECIMAL_TOO_LARGE:
      return FAULT_OTHER;
  }
  if (fact->has_minimum && value < fact->minimum) return FAULT_MINIMUM;
  return fact->has_maximum && value > fact->maximum ? FAULT_MAXIMUM : FAULT_OTHER;
}

const char *fact_fault_reason(struct arena *arena, const struct fact *fact, enum fact_fault fault,
                              chuan_language language) {
  int in_english = language == CHUAN_ENGLISH;
  char bound[DECIMAL_TEXT_SIZE];
  if (fault == FAULT_PLACES && in_english && fact->places == 1)
    return arena_string(arena, "more decimals than allowed; write at most 1 decimal");
  if (fault == FAULT_PLACES)
    return arena_format(arena,
                        in_english ? "more decimals than allowed; write at most %u decimals"
                                   : "nhiều chữ số thập phân hơn mức cho phép; hãy viết nhiều nhất %u chữ số",
                        fact->places);
  decimal_format_short(fault == FAULT_MINIMUM ? fact->minimum : fact->maximum, fact->places, bound);
  if (fault == FAULT_MINIMUM)
    return arena_format(arena,
                        in_english ? "smaller than %s, the smallest allowed; correct it"
                                   : "nhỏ hơn %s, mức nhỏ nhất cho phép; hãy sửa lại",
                        bound);
  return arena_format(arena,
                      in_english ? "larger than %s, the largest allowed; correct it"
                                 : "lớn hơn %s, mức lớn nhất cho phép; hãy sửa lại",
                      bound);
}

static int read_yes_no(const char *text, size_t length, int64_t *value, const char **english,
                       const char **vietnamese) {
  static const struct {
    const char *word;
    int answer;
  } words[] = {{"0", 0},         {"1", 1},        {"no", 0},  {"yes", 1},   {"false", 0}, {"true", 1},
               {"không đạt", 0}, {"chưa đạt", 0}, {"đạt", 1}, {"không", 0}, {"có", 1}};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (text_equal(text, length, words[i].word)) {
      *value = words[i].answer;
      return 1;
    }
  }
  return wrong(
      english, vietnamese,
      "neither yes nor no; write có or không, đạt or không đạt (chưa đạt), yes or no, true or false, "
      "1 or 0",
      "không rõ là có hay không; hãy viết có hoặc không, đạt hoặc không đạt (chưa đạt), yes hoặc no, "
      "true hoặc false, 1 hoặc 0");
}

/* --- choices ----------------------------------------------------------------------------------------- */

static int lower(char c) {
  return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : (unsigned char)c;
}

/* Ids are ASCII; a text may be anything. */
static int id_compare(const char *text, size_t length, const char *id) {
  for (size_t i = 0; i < length; i++) {
    if (!id[i]) return 1;
    if (lower(text[i]) != lower(id[i])) return lower(text[i]) < lower(id[i]) ? -1 : 1;
  }
  return id[length] ? -1 : 0;
}

static int by_id_compare(const void *left, const void *right) {
  const struct choice_by_id *a = left, *b = right;
  return id_compare(a->id, strlen(a->id), b->id);
}

int fact_choices_order(struct arena *arena, struct fact *fact) {
  struct choice_by_id *by_id = arena_array(arena, (size_t)fact->choice_count + 1, sizeof *by_id);
  fact->choice_names = arena_array(arena, (size_t)fact->choice_count + 1, sizeof *fact->choice_names);
  if (!by_id || !fact->choice_names) return 0;
  for (uint32_t i = 0; i < fact->choice_count; i++) by_id[i] = (struct choice_by_id){fact->choices[i], i};
  qsort(by_id, fact->choice_count, sizeof *by_id, by_id_compare);
  fact->by_id = by_id;
  return 1;
}

int fact_choice_find(const struct fact *fact, const char *text, size_t length, uint32_t *index) {
  uint32_t low = 0, high = fact->choice_count;
  for (uint32_t i = 0; !fact->by_id && i < fact->choice_count; i++) {
    *index = i;
    if (id_compare(text, length, fact->choices[i]) == 0) return 1;
  }
  while (fact->by_id && low < high) {
    uint32_t middle = low + (high - low) / 2;
    int order = id_compare(text, length, fact->by_id[middle].id);
    *index = fact->by_id[middle].index;
    if (order == 0) return 1;
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return 0;
}

static int is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

static int read_choice(const struct fact *fact, const char *text, size_t length, int64_t *value,
                       const char **english, const char **vietnamese) {
  uint32_t index;
  for (; length && is_space(*text); length--) text++;
  while (length && is_space(text[length - 1])) length--;
  if (fact_choice_find(fact, text, length, &index)) {
    *value = index;
    return 1;
  }
  return wrong(english, vietnamese, "not one of the choices of this fact; `chuan facts` lists them",
               "không thuộc các lựa chọn của số liệu này; xem danh sách bằng `chuan facts`");
}

int fact_read(const struct fact *fact, const char *text, size_t length, int64_t *value, const char **english,
              const char **vietnamese) {
  *english = *vietnamese = NULL;
  *value = DECIMAL_MISSING;
  if (fact->kind == FACT_COUNT || fact->kind == FACT_AMOUNT) {
    int read = read_number(fact, text, length, value, english, vietnamese);
    if (!read) *value = DECIMAL_MISSING;
    return read;
  }
  if (text_equal(text, length, "")) return 1;
  if (fact->kind == FACT_YES_NO) return read_yes_no(text, length, value, english, vietnamese);
  return read_choice(fact, text, length, value, english, vietnamese);
}

size_t fact_write(const struct fact *fact, int64_t value, char *out, size_t size) {
  char digits[DECIMAL_TEXT_SIZE];
  const char *text = "";
  if (value == DECIMAL_MISSING) {
    text = "";
  } else if (fact->kind == FACT_YES_NO) {
    text = value ? "yes" : "no";
  } else if (fact->kind == FACT_CHOICE) {
    if (value >= 0 && value < (int64_t)fact->choice_count) text = fact->choices[value];
  } else {
    decimal_format_short(value, fact->places, digits);
    text = digits;
  }
  if (size == 0) return 0;
  size_t length = strlen(text);
  if (length >= size) length = size - 1;
  memcpy(out, text, length);
  out[length] = 0;
  return length;
}
