/* cell.c - what a cell says. Numbers are brought into the one plain form that facts are read from; the
 * rules of the fact itself (whole, places, range, choices) stay with facts/vocabulary.c. */
#include "import/cell.h"

#include "base/decimal.h"
#include "base/text.h"
#include "import/cell_words.h"

#include <string.h>

#define NUMBER_MAX 64     /* longer ones are not written with marks, and fact_read says what they are */
#define NAME_LONGEST 2000 /* bytes */
#define SHOWN_WIDTH 60

/* --- spaces --------------------------------------------------------------------------------------- */

/* Bytes of the space that begins at text, 0 when none does: ASCII blanks, U+00A0, U+2000 to U+200B (thin ones),
 * U+202F, U+205F, U+3000, U+FEFF. */
static size_t space_at(const char *text, size_t length) {
  static const char *const wide[] = {"\xC2\xA0", "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE3\x80\x80",
                                     "\xEF\xBB\xBF"};
  if (length == 0) return 0;
  if ((unsigned char)*text < 0x80) return *text == ' ' || (*text >= '\t' && *text <= '\r');
  if (length >= 3 && memcmp(text, "\xE2\x80", 2) == 0 && (unsigned char)text[2] >= 0x80 &&
      (unsigned char)text[2] <= 0x8B)
    return 3;
  for (size_t i = 0; i < sizeof wide / sizeof *wide; i++) {
    size_t size = strlen(wide[i]);
    if (size <= length && memcmp(text, wide[i], size) == 0) return size;
  }
  return 0;
}

static size_t space_before(const char *text, size_t length) {
  for (size_t size = 1; size <= 3 && size <= length; size++)
    if (space_at(text + length - size, size) == size) return size;
  return 0;
}

int cell_is_formula(chuan_cell cell) {
  return cell.length > 0 &&
         (cell.text[0] == '=' || cell.text[0] == '+' || cell.text[0] == '-' || cell.text[0] == '@');
}

/* Nearly every character at the edge of a cell: nothing to trim there. */
static int is_ordinary(char c) {
  return c > ' ' && c < 0x7F && c != '\'';
}

chuan_cell cell_trim(chuan_cell cell) {
  if (cell.length > 0 && is_ordinary(cell.text[0]) && is_ordinary(cell.text[cell.length - 1])) return cell;
  size_t size;
  while ((size = space_at(cell.text, cell.length)) > 0) {
    cell.text += size;
    cell.length -= size;
  }
  while ((size = space_before(cell.text, cell.length)) > 0) cell.length -= size;
  if (cell.length > 1 && cell.text[0] == '\'' &&
      (cell_is_formula((chuan_cell){cell.text + 1, 1}) || (cell.text[1] >= '0' && cell.text[1] <= '9'))) {
    cell.text++;
    cell.length--;
  }
  return cell;
}

/* --- numbers -------------------------------------------------------------------------------------- */

enum form { PLAIN_FORM, OTHER_FORM, WRONG_GROUPS, WRONG_MARK, AMBIGUOUS };

struct number {
  char text[NUMBER_MAX + 1]; /* sign, digits, at most one '.' */
  size_t length;
  char proves; /* the decimal mark that its writing leaves no doubt about, or 0 */
};

struct marks { /* how many of each stand between the digits */
  size_t dots, commas, spaces, quotes;
};

/* Bytes of the apostrophe that begins at text: ' or U+2019. */
static size_t quote_at(const char *text, size_t length) {
  if (length > 0 && *text == '\'') return 1;
  return length >= 3 && memcmp(text, "\xE2\x80\x99", 3) == 0 ? 3 : 0;
}

/* Digits and marks only, spaces between digits as ' ', apostrophes as '; 0 when anything else is there. */
static size_t collect(chuan_cell cell, char out[NUMBER_MAX], struct marks *marks) {
  size_t count = 0;
  *marks = (struct marks){.dots = 0};
  for (size_t i = 0; i < cell.length;) {
    char c = cell.text[i];
    size_t space = space_at(cell.text + i, cell.length - i);
    size_t quote = quote_at(cell.text + i, cell.length - i);
    if (count == NUMBER_MAX || (!space && !quote && !(c >= '0' && c <= '9') && c != '.' && c != ','))
      return 0;
    marks->dots += c == '.';
    marks->commas += c == ',';
    marks->spaces += space > 0;
    marks->quotes += quote > 0;
    out[count++] = (char)(space ? ' ' : quote ? '\'' : c);
    i += space ? space : quote ? quote : 1;
  }
  return count;
}

/* Whether `length` characters are digits in regular groups: 1 to 3, then always 3 after each mark. */
static int are_groups(const char *text, size_t length, char mark) {
  size_t digits = 0, groups = 0;
  for (size_t i = 0; i < length; i++) {
    if (text[i] >= '0' && text[i] <= '9') {
      digits++;
    } else if (text[i] == mark && digits >= 1 && digits <= 3 && (groups == 0 || digits == 3)) {
      groups++;
      digits = 0;
    } else {
      return 0;
    }
  }
  return groups == 0 ? digits > 0 : digits == 3 && text[0] != '0';
}

static size_t last_of(const char *text, size_t length, char mark) {
  while (length > 0 && text[length - 1] != mark) length--;
  return length; /* one past it */
}

/* Which mark is the decimal one in digits and marks, 0 when none is; *ambiguous when nobody can know. */
static char decide_mark(const char *text, size_t length, const struct marks *marks, char known,
                        int *ambiguous) {
  size_t dots = marks->dots, commas = marks->commas, spaces = marks->spaces + marks->quotes;
  *ambiguous = 0;
  if (dots && commas) return last_of(text, length, '.') > last_of(text, length, ',') ? '.' : ',';
  if (dots + commas != 1) return 0;
  char mark = dots ? '.' : ',';
  if (known) return mark == known ? mark : 0;
  size_t after = last_of(text, length, mark);
  *ambiguous = spaces == 0 && length - after == 3 && after >= 2 && after <= 4 && text[0] != '0';
  return mark;
}

/* The mark between thousands that the others leave. */
static char group_of(const struct marks *marks, char mark) {
  if (marks->dots && mark != '.') return '.';
  if (marks->commas && mark != ',') return ',';
  return marks->quotes ? '\'' : ' ';
}

static enum form read_form(chuan_cell cell, char known, struct number *number) {
  static const char minus[] = "\xE2\x88\x92"; /* U+2212 */
  number->length = 0;
  number->proves = 0;
  if (cell.length && (cell.text[0] == '-' || cell.text[0] == '+')) {
    number->text[number->length++] = cell.text[0];
    cell.text++;
    cell.length--;
  } else if (cell.length >= sizeof minus && memcmp(cell.text, minus, sizeof minus - 1) == 0) {
    number->text[number->length++] = '-';
    cell.text += sizeof minus - 1;
    cell.length -= sizeof minus - 1;
  }
  char text[NUMBER_MAX];
  struct marks marks;
  size_t length = collect(cell, text, &marks);
  if (length == 0) return OTHER_FORM;
  int ambiguous;
  char mark = decide_mark(text, length, &marks, known, &ambiguous);
  size_t whole = mark ? last_of(text, length, mark) - 1 : length;
  char group = group_of(&marks, mark);
  for (size_t i = whole + 1; i < length; i++)
    if (text[i] < '0' || text[i] > '9') return WRONG_GROUPS;
  if (whole + 1 == length || !are_groups(text, whole, group)) return WRONG_GROUPS;
  if (!ambiguous && mark) number->proves = mark;
  if (!ambiguous && !mark && (group == '.' || group == ',')) number->proves = group == '.' ? ',' : '.';
  if (known && (mark ? mark : number->proves ? number->proves : known) != known) return WRONG_MARK;
  if (ambiguous) return AMBIGUOUS;
  for (size_t i = 0; i < length; i++) {
    if (i == whole)
      number->text[number->length++] = '.';
    else if (text[i] >= '0' && text[i] <= '9')
      number->text[number->length++] = text[i];
  }
  return PLAIN_FORM;
}

char cell_decimal_mark(chuan_cell cell) {
  struct number number;
  if (cell.length > 1 && cell.text[cell.length - 1] == '%') {
    cell.length--;
    cell = cell_trim(cell);
  }
  return read_form(cell, 0, &number) == PLAIN_FORM ? number.proves : 0;
}

static int refuse(struct cell_trouble *trouble, const char *english, const char *vietnamese) {
  trouble->english = english;
  trouble->vietnamese = vietnamese;
  return 0;
}

/* Nearly every cell: digits, and maybe a point that can only be the decimal mark, few enough to fit whatever the places. */
static int read_digits(const struct fact *fact, char decimal_mark, chuan_cell cell, int64_t *value) {
  if (cell.length == 0 || cell.length + fact->places > 18) return 0;
  int64_t read = 0;
  size_t at = 0, left = fact->places;
  for (; at < cell.length && cell.text[at] != '.'; at++) {
    unsigned digit = (unsigned)(unsigned char)cell.text[at] - '0';
    if (digit > 9) return 0;
    read = read * 10 + (int64_t)digit;
  }
  if (at < cell.length) {
    size_t after = cell.length - at - 1;
    if (at == 0 || after == 0 || after > left || (decimal_mark != '.' && (decimal_mark || after == 3)))
      return 0;
    left -= after;
    for (at++; at < cell.length; at++) {
      unsigned digit = (unsigned)(unsigned char)cell.text[at] - '0';
      if (digit > 9) return 0;
      read = read * 10 + (int64_t)digit;
    }
  }
  for (; left > 0; left--) read *= 10;
  *value = read;
  return (!fact->has_minimum || read >= fact->minimum) && (!fact->has_maximum || read <= fact->maximum);
}

/* A number in the form of facts, or what cannot be brought into it. */
static int read_fact(const struct fact *fact, char decimal_mark, const char *text, size_t length,
                     int64_t *value, struct cell_trouble *trouble) {
  if (fact_read(fact, text, length, value, &trouble->english, &trouble->vietnamese)) return 1;
  enum fact_fault fault = fact_number_fault(fact, text, length);
  if (fault != FAULT_SYNTAX) {
    trouble->bound = fault;
  } else if (decimal_mark == ',') {
    return refuse(trouble, "not a number; write digits, with at most one ','",
                  "không phải là số; hãy viết bằng chữ số, nhiều nhất một dấu ','");
  }
  return 0;
}

static int read_number(const struct fact *fact, char decimal_mark, chuan_cell cell, int64_t *value,
                       struct cell_trouble *trouble) {
  *value = DECIMAL_MISSING;
  if (cell.length == 0 || cell_says_no_figure(cell) || cell_is_dash(cell) ||
      text_equal(cell.text, cell.length, "x") || text_equal(cell.text, cell.length, "chưa có"))
    return 1;
  if (cell.text[cell.length - 1] == '%') {
    if (strcmp(fact->unit, "%") != 0)
      return refuse(trouble, "this fact is not a percentage; write the figure itself, without %",
                    "số liệu này không phải tỷ lệ phần trăm; hãy ghi con số, không có %");
    cell.length--;
    cell = cell_trim(cell);
  }
  struct number number;
  switch (read_form(cell, decimal_mark, &number)) {
    case PLAIN_FORM:
      return read_fact(fact, decimal_mark, number.text, number.length, value, trouble);
    case WRONG_GROUPS:
      if (decimal_mark == ',') break;
      return refuse(trouble,
                    "the marks between its digits are neither thousands nor a decimal mark; write 1234.5",
                    "dấu giữa các chữ số không phải dấu hàng nghìn hay dấu thập phân; hãy viết 1234.5");
    case WRONG_MARK:
      return refuse(trouble, "it is not written with the decimal mark of this file; write it like the others",
                    "số này không dùng dấu thập phân của tệp; hãy viết như các ô khác");
    case AMBIGUOUS:
      trouble->ambiguous = 1;
      return refuse(
          trouble,
          "the mark may stand for thousands or for decimals; say decimal = \",\" or decimal = \".\" in "
          "a mapping file, or write the number without thousands marks",
          "không rõ dấu này là hàng nghìn hay thập phân; hãy ghi decimal = \",\" hoặc decimal = \".\" "
          "trong tệp ánh xạ, hoặc bỏ dấu hàng nghìn");
    case OTHER_FORM:
      break;
  }
  if (cell.length == 0)
    return refuse(trouble, "a percent sign without a figure; write the figure, or leave the cell empty",
                  "chỉ có dấu % mà không có số; hãy ghi số, hoặc để trống ô");
  if (decimal_mark == ',' && memchr(cell.text, '.', cell.length))
    return refuse(trouble, "not a number written with a decimal comma; write 1234,5",
                  "không phải số viết với dấu phẩy thập phân; hãy viết 1234,5");
  return read_fact(fact, decimal_mark, cell.text, cell.length, value, trouble);
}

int cell_read_soon(const struct fact *fact, char decimal_mark, chuan_cell cell, int64_t *value) {
  if (fact->kind == FACT_COUNT || fact->kind == FACT_AMOUNT)
    return read_digits(fact, decimal_mark, cell, value);
  if (fact->kind != FACT_YES_NO || cell.length != 1 || (*cell.text != '0' && *cell.text != '1')) return 0;
  *value = *cell.text - '0';
  return 1;
}

int cell_read(const struct fact *fact, char decimal_mark, chuan_cell cell, int64_t *value,
              struct cell_trouble *trouble) {
  *value = DECIMAL_MISSING;
  *trouble = (struct cell_trouble){.bound = FAULT_OTHER};
  if (cell.length == 0) return 1;
  if (cell_read_soon(fact, decimal_mark, cell, value)) return 1;
  if (fact->kind == FACT_COUNT || fact->kind == FACT_AMOUNT)
    return read_number(fact, decimal_mark, cell, value, trouble);
  uint32_t choice;
  if (fact->kind == FACT_YES_NO ? cell_read_answer(cell, value)
                                : fact_choice_find(fact, cell.text, cell.length, &choice)) {
    if (fact->kind == FACT_CHOICE) *value = choice;
    return 1;
  }
  if (cell_says_no_figure(cell)) return 1;
  if (fact->kind == FACT_CHOICE && (cell_read_choice_name(fact, cell, value) || cell_is_dash(cell))) return 1;
  if (fact->kind == FACT_YES_NO && cell_is_dash(cell))
    return refuse(trouble,
                  "a dash may mean no, or that nobody knows; write có or không, or leave the cell empty",
                  "dấu gạch có thể là không, cũng có thể là chưa rõ; hãy ghi có hoặc không, hoặc để trống ô");
  return fact_read(fact, cell.text, cell.length, value, &trouble->english, &trouble->vietnamese);
}

/* --- cells of which the file says what they are ------------------------------------------------------------ */

static int is_numeric(const struct fact *fact) {
  return fact->kind == FACT_COUNT || fact->kind == FACT_AMOUNT;
}

int cell_is_broken(unsigned kind, struct cell_trouble *trouble) {
  if (kind != CHUAN_CELL_ERROR && kind != CHUAN_CELL_UNCACHED) return 0;
  *trouble = (struct cell_trouble){.told = 1, .bound = FAULT_OTHER};
  if (kind == CHUAN_CELL_ERROR)
    refuse(trouble, "the formula in the cell has an error; correct the formula, or write the value itself",
           "công thức trong ô bị lỗi; hãy sửa công thức, hoặc ghi thẳng giá trị");
  else
    refuse(trouble, "the formula in the cell has no stored result; open the file, let it calculate, save it",
           "công thức trong ô chưa có kết quả lưu trong tệp; hãy mở tệp, để phần mềm tính, rồi lưu lại");
  return 1;
}

int cell_read_as(unsigned kind, const struct fact *fact, char decimal_mark, chuan_cell cell, int64_t *value,
                 struct cell_trouble *trouble) {
  if (kind == CHUAN_CELL_TEXT || cell.length == 0) return cell_read(fact, decimal_mark, cell, value, trouble);
  if (kind == CHUAN_CELL_NUMBER) return cell_read(fact, is_numeric(fact) ? '.' : 0, cell, value, trouble);
  if (kind == CHUAN_CELL_BOOLEAN && !is_numeric(fact)) return cell_read(fact, 0, cell, value, trouble);
  *value = DECIMAL_MISSING;
  if (cell_is_broken(kind, trouble)) return 0;
  *trouble = (struct cell_trouble){.told = 1, .bound = FAULT_OTHER};
  if (kind == CHUAN_CELL_DATE)
    return refuse(trouble,
                  "the program has made a date of it; format the cell as text or number, and write it again",
                  "phần mềm đã đổi ô này thành ngày tháng; hãy định dạng ô là văn bản hoặc số rồi ghi lại");
  return refuse(trouble, "the cell is true or false; write the figure", "ô là đúng hoặc sai; hãy ghi con số");
}

chuan_cell cell_beginning(chuan_cell cell) {
  if (cell.length <= NAME_LONGEST) return cell;
  size_t length = NAME_LONGEST;
  while (length > 0 && ((unsigned char)cell.text[length] & 0xC0) == 0x80) length--;
  return (chuan_cell){cell.text, length};
}

char *cell_show(struct arena *arena, chuan_cell cell) {
  if (cell.length == 0) return arena_text(arena, "", 0);
  if (!text_is_utf8(cell.text, cell.length)) return arena_string(arena, "?");
  size_t fits = text_prefix(cell.text, cell.length, SHOWN_WIDTH);
  char *text = text_nfc(arena, cell.text, fits);
  return text && fits < cell.length ? arena_format(arena, "%s…", text) : text;
}
