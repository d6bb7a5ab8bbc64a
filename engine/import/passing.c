/* passing.c - which rows are no figures of a unit. What is passed over is never read, so it takes words that leave no
 * doubt; any other row that names no unit is rejected, and somebody looks at it. */
#include "import/passing.h"

#include "base/buffer.h"
#include "base/text.h"
#include "import/cell.h"

#include <string.h>

static chuan_cell cell_at(const struct read_row *row, size_t column) {
  return column < row->count ? cell_trim(row->cells[column]) : (chuan_cell){NULL, 0};
}

/* A figure, not a dash or a word for nothing. */
static int has_digit(chuan_cell cell) {
  for (size_t i = 0; i < cell.length; i++)
    if (cell.text[i] >= '0' && cell.text[i] <= '9') return 1;
  return 0;
}

static int has_figures(const struct headings *headings, const struct read_row *row) {
  if (headings->names) return cell_at(row, headings->value).length > 0;
  for (size_t i = 0; i < headings->column_count; i++) {
    chuan_cell cell = cell_at(row, headings->columns[i].number - 1);
    enum fact_kind kind = headings->columns[i].fact->kind;
    if (kind == FACT_COUNT || kind == FACT_AMOUNT ? has_digit(cell) : cell.length > 0) return 1;
  }
  return 0;
}

/* --- numerals of groups ------------------------------------------------------------------------------------- */

/* Bytes of "IV." or "B)" at the beginning of a cell, with what parts it from what follows; 0: there is none. */
static size_t numeral_at(chuan_cell cell) {
  size_t length = 0;
  while (length < cell.length && length < 8 && strchr("IVXLC", cell.text[length])) length++;
  if (length == 0 && cell.length > 0 && cell.text[0] >= 'A' && cell.text[0] <= 'H') length = 1;
  if (length == 0) return 0;
  if (length == cell.length) return length;
  char next = cell.text[length];
  return next == '.' || next == ')' || next == '/' || next == '-' ? length + 1 : 0;
}

static size_t first_filled(const struct read_row *row, size_t from) {
  while (from < row->count && cell_trim(row->cells[from]).length == 0) from++;
  return from;
}

int passing_may_be_group(const struct headings *headings, const struct read_row *row) {
  size_t first = first_filled(row, 0);
  if (first == row->count || !numeral_at(cell_trim(row->cells[first]))) return 0;
  return !has_figures(headings, row) && !has_digit(cell_at(row, headings->unit));
}

/* --- words ---------------------------------------------------------------------------------------------------- */

struct said { /* the first text of a row, behind its numeral */
  const char *text, *cased, *key;
  size_t column;
  int numbered;
};

/* The first text from a column on; where the unit is named, what it is called says more than what it belongs to. */
static int read_text(const struct read_row *row, size_t from, struct arena *arena, struct said *said) {
  for (size_t i = first_filled(row, from); i < row->count; i = first_filled(row, i + 1)) {
    chuan_cell cell = cell_trim(row->cells[i]);
    size_t numeral = said->numbered ? 0 : numeral_at(cell);
    if (numeral) {
      said->numbered = 1;
      cell = cell_trim((chuan_cell){cell.text + numeral, cell.length - numeral});
      if (cell.length == 0) continue;
    }
    cell = cell_beginning(cell);
    char *key = text_fold(arena, cell.text, cell.length);
    if (!key) return 0;
    int letters = 0;
    for (const char *c = key; *c && !letters; c++) letters = *c > '9' || (unsigned char)*c >= 0x80;
    if (!letters) continue; /* a number of the row */
    said->key = key;
    said->column = i;
    said->text = text_nfc(arena, cell.text, text_prefix(cell.text, cell.length, 200));
    said->cased = text_fold_case(arena, cell.text, cell.length);
    return said->text && said->cased;
  }
  return 1;
}

static int read_said(const struct headings *headings, const struct read_row *row, struct arena *arena,
                     struct said *said) {
  *said = (struct said){"", "", "", NO_COLUMN, 0};
  int named = headings->parent != NO_COLUMN && cell_at(row, headings->parent).length > 0 &&
              headings->name != NO_COLUMN && cell_at(row, headings->name).length > 0;
  return read_text(row, named ? headings->name : 0, arena, said);
}

/* The text is the word, or begins with it. */
static int begins(const char *text, const char *word) {
  size_t length = strlen(word);
  return strncmp(text, word, length) == 0 && (text[length] == 0 || text[length] == ' ');
}

static int begins_any(const char *text, const char *const *words, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (begins(text, words[i])) return 1;
  return 0;
}

/* With diacritics: the commune Công Hải is no total; nor is Cộng Hòa, so that "cộng" stands alone or before what is added up. */
static int is_total(const struct said *said) {
  static const char *const cased[] = {
      "tổng cộng", "tổng số",         "cộng tỉnh",       "cộng huyện", "cộng thành phố", "cộng thị xã",
      "cộng xã",   "cộng toàn",       "cộng chung",      "cộng các",   "cộng vùng",      "cộng khu vực",
      "toàn tỉnh", "toàn huyện",      "toàn xã",         "toàn vùng",  "cả tỉnh",        "cả huyện",
      "cộng nhóm", "bình quân chung", "trung bình chung"};
  static const char *const plain[] = {"tong cong",   "tong so",  "total",
                                      "grand total", "subtotal", "sub total"};
  static const char *const whole[] = {"tong",    "cong",      "toan tinh", "toan huyen",
                                      "toan xa", "binh quan", "trung binh"};
  if (begins_any(said->cased, cased, sizeof cased / sizeof *cased) ||
      begins_any(said->cased, plain, sizeof plain / sizeof *plain) || strcmp(said->cased, "tổng") == 0 ||
      strcmp(said->cased, "cộng") == 0)
    return 1;
  for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
    if (strcmp(said->cased, whole[i]) == 0) return 1;
  return strcmp(said->cased, "bình quân") == 0 || strcmp(said->cased, "trung bình") == 0;
}

/* What units of a level belong to, by the words that their names begin with. */
static int names_parent(const struct said *said, const char *level) {
  static const char *const above_commune[] = {"huyện", "thị xã",  "thành phố", "tp",       "quận",    "tỉnh",
                                              "cụm",   "khu vực", "vùng",      "district", "province"};
  static const char *const above_district[] = {"tỉnh", "vùng", "khu vực", "province"};
  static const char *const above_village[] = {"xã",     "phường",    "thị trấn", "huyện",
                                              "thị xã", "thành phố", "commune"};
  static const char *const above_household[] = {"thôn", "ấp",     "bản",      "khu phố",
                                                "xã",   "phường", "thị trấn", "village"};
  if (strcmp(level, "commune") == 0)
    return begins_any(said->cased, above_commune, sizeof above_commune / sizeof *above_commune);
  if (strcmp(level, "district") == 0)
    return begins_any(said->cased, above_district, sizeof above_district / sizeof *above_district);
  if (strcmp(level, "village") == 0)
    return begins_any(said->cased, above_village, sizeof above_village / sizeof *above_village);
  if (strcmp(level, "household") == 0)
    return begins_any(said->cased, above_household, sizeof above_household / sizeof *above_household);
  return 0;
}

static int is_remark(const struct said *said) {
  static const char *const words[] = {
      "ghi chu", "nguoi lap", "thu truong",     "noi nhan", "nguon",    "ke toan", "chu tich",
      "tm ubnd", "t m ubnd",  "ngay",           "ky ten",   "ky",       "ho ten",  "note",
      "source",  "luu y",     "nguoi kiem tra", "xac nhan", "giam doc", "lap bieu"};
  return begins_any(said->key, words, sizeof words / sizeof *words) ||
         (strstr(said->key, " ngay ") && strstr(said->key, " thang ") && strstr(said->key, " nam "));
}

static int repeats_heading(const struct headings *headings, const struct read_row *row, struct arena *arena,
                           int *repeats) {
  size_t column = headings->unit != NO_COLUMN ? headings->unit : headings->name;
  chuan_cell cell = cell_beginning(cell_at(row, column));
  *repeats = 0;
  if (cell.length == 0) return 1;
  const char *text = headings->texts[column], *last = strstr(text, " / ");
  char *said = heading_key(arena, cell.text, cell.length), *whole = heading_key(arena, text, strlen(text));
  for (const char *next = last; next; next = strstr(next + 1, " / ")) last = next;
  char *part = last ? heading_key(arena, last, strlen(last)) : whole;
  if (!said || !whole || !part) return 0;
  *repeats = *said && (strcmp(said, whole) == 0 || strcmp(said, part) == 0);
  return 1;
}

int passing_judge(const struct headings *headings, const struct read_row *row, const char *level,
                  struct arena *arena, enum passing *kind, const char **group) {
  struct said said;
  int repeats = 0, figures = has_figures(headings, row);
  int coded = headings->unit != NO_COLUMN && has_digit(cell_at(row, headings->unit));
  *kind = PASSING_NOT;
  *group = NULL;
  if (!read_said(headings, row, arena, &said)) return 0;
  if (!coded && !repeats_heading(headings, row, arena, &repeats)) return 0;
  if (repeats) {
    *kind = PASSING_HEADING;
  } else if (*said.key && is_total(&said)) {
    *kind = PASSING_TOTAL;
  } else if (coded) {
    return 1;
  } else if (figures && said.column == headings->parent && said.column != NO_COLUMN) {
    return 1; /* what it belongs to is there, and the unit is missing */
  } else if (*said.key && (names_parent(&said, level) || (said.numbered && !figures))) {
    *kind = PASSING_GROUP;
    *group = said.text;
  } else if (!figures && (is_remark(&said) || (cell_at(row, headings->unit).length == 0 &&
                                               cell_at(row, headings->name).length == 0))) {
    *kind = PASSING_REMARK;
  }
  return 1;
}

/* --- telling ------------------------------------------------------------------------------------------------------ */

void passing_note(struct passed_rows *passed, enum passing kind, uint64_t row) {
  size_t last = passed->kinds[kind].range_count;
  passed->kinds[kind].count++;
  if (last > 0 && passed->kinds[kind].last[last - 1] + 1 == row) {
    passed->kinds[kind].last[last - 1] = row;
  } else if (last < PASSING_RANGES) {
    passed->kinds[kind].first[last] = passed->kinds[kind].last[last] = row;
    passed->kinds[kind].range_count++;
  } else {
    passed->kinds[kind].untold++;
  }
}

void passing_tell(const struct passed_rows *passed, const char *file, const char *sheet,
                  struct report *report) {
  static const char *const names[][2] = {[PASSING_TOTAL] = {"totals", "dòng tổng"},
                                         [PASSING_GROUP] = {"groups", "dòng nhóm"},
                                         [PASSING_HEADING] = {"headings again", "tiêu đề lặp lại"},
                                         [PASSING_REMARK] = {"remarks", "ghi chú, chữ ký, dòng trống"}};
  struct buffer text;
  uint64_t count = 0;
  buffer_init(&text, 8192);
  for (int kind = PASSING_TOTAL; kind <= PASSING_REMARK; kind++) {
    if (!passed->kinds[kind].count) continue;
    buffer_format(&text, "%s%s", count ? "; " : "", report_pick(report, names[kind][0], names[kind][1]));
    count += passed->kinds[kind].count;
    for (size_t i = 0; i < passed->kinds[kind].range_count; i++) {
      uint64_t first = passed->kinds[kind].first[i], last = passed->kinds[kind].last[i];
      buffer_format(&text, "%s %llu", i ? "," : "", (unsigned long long)first);
      if (last > first) buffer_format(&text, "–%llu", (unsigned long long)last);
    }
    if (passed->kinds[kind].untold)
      buffer_format(&text, ", … (+%llu)", (unsigned long long)passed->kinds[kind].untold);
  }
  if (count) {
    struct place place = {file, 0, 0};
    report_problem(report, CHUAN_NOTE, &place, "%s%s%llu rows that are about no unit were passed over: %s",
                   "%s%s%llu dòng không nói về đơn vị nào nên được bỏ qua: %s", sheet, *sheet ? ": " : "",
                   (unsigned long long)count, buffer_string(&text));
  }
  buffer_free(&text);
}
