/* layout_guess.c - which of the first rows of a sheet are its headings: those that, alone or together, name most of what is
 * known. Titles above are passed over, as are column numbers below. */
#include "import/layout.h"

#include "base/date.h"
#include "base/text.h"
#include "import/cell.h"
#include "import/own_columns.h"

#include <string.h>

#define STARTS_MOST 40u /* rows that headings are looked for in */
#define STARTS_LEAST 4u
#define WIDTH_USUAL 1000u
#define DEPTH_MOST 4u
#define TITLE_LEAST 60u  /* letters: longer ones are no heading of a group of columns */
#define NUMBERS_LEAST 3u /* columns that a row numbers */

struct guessing {
  const struct layout_request *request;
  struct headings_request headings;
  const struct survey_sheet *sheet;
  struct fact_names *names; /* NULL without a level */
  struct arena *arena;      /* of what stays */
  struct report *report;
  struct layout_guess *out;
};

static chuan_cell cell_at(const struct read_row *row, size_t column) {
  return column < row->count ? cell_trim(row->cells[column]) : (chuan_cell){NULL, 0};
}

static int is_figure(const struct read_row *row, size_t column) {
  chuan_cell cell = cell_at(row, column);
  if (cell.length == 0) return 0;
  if (row->kinds && row->kinds[column] != CHUAN_CELL_TEXT) return 1;
  size_t at = cell.length > 1 && (cell.text[0] == '-' || cell.text[0] == '+');
  return cell.text[at] >= '0' && cell.text[at] <= '9';
}

/* A row of which half are numbers is no heading. */
static int is_figures(const struct read_row *row) {
  size_t figures = 0, filled = 0;
  for (size_t i = 0; i < row->count; i++) {
    filled += cell_at(row, i).length > 0;
    figures += is_figure(row, i) != 0;
  }
  return figures * 2 >= filled;
}

static size_t filled_cells(const struct read_row *row) {
  size_t filled = 0;
  for (size_t i = 0; i < row->count; i++) filled += cell_at(row, i).length > 0;
  return filled;
}

/* --- which rows ------------------------------------------------------------------------------------------------ */

static chuan_status judge_rows(struct guessing *guessing, size_t first, size_t count, struct arena *arena,
                               struct heading_texts *texts, struct headings_score *score) {
  chuan_status status = heading_texts_gather(guessing->sheet->rows + first, count, guessing->sheet, arena,
                                             guessing->report, texts);
  if (status != CHUAN_OK) return status;
  return headings_judge(&guessing->headings, guessing->names, texts, arena, guessing->report, score);
}

/* Tries rows for headings; they become the guess when nothing better is known. */
static chuan_status try_rows(struct guessing *guessing, size_t first, size_t count, int even_as_good) {
  struct arena *scratch = arena_create();
  struct heading_texts texts;
  struct headings_score score;
  if (!scratch) return report_no_memory(guessing->report);
  chuan_status status = judge_rows(guessing, first, count, scratch, &texts, &score);
  struct layout_guess *out = guessing->out;
  if (status == CHUAN_OK &&
      (score.points > out->score.points || (even_as_good && score.points == out->score.points))) {
    out->first = first;
    out->count = count;
    out->score = score;
  }
  arena_free(scratch);
  return status;
}

/* Every row with up to three below it, as long as these are no figures. Of equally good ones the fewest rows, then the
 * first, are taken. */
static chuan_status try_all(struct guessing *guessing) {
  const struct survey_sheet *sheet = guessing->sheet;
  size_t starts = STARTS_MOST, width = 0;
  for (size_t i = 0; i < sheet->row_count; i++)
    if (sheet->rows[i].count > width) width = sheet->rows[i].count;
  /* The wider, the fewer: nobody has more columns than this by intention, and each of them costs time. */
  if (width > WIDTH_USUAL) starts = (size_t)STARTS_MOST * WIDTH_USUAL / width;
  if (starts < STARTS_LEAST) starts = STARTS_LEAST;
  size_t most = sheet->row_count < starts ? sheet->row_count : starts;
  for (size_t count = 1; count <= DEPTH_MOST; count++) {
    for (size_t first = 0; first + count <= most; first++) {
      int figures = 0;
      for (size_t i = first; i < first + count && !figures; i++) figures = is_figures(&sheet->rows[i]);
      if (figures) continue;
      chuan_status status = try_rows(guessing, first, count, 0);
      if (status != CHUAN_OK) return status;
      /* A list of our own rejected rows has its headings in the first row, and may have figures of any shape below. */
      if (first == 0 && count == 1 && guessing->out->score.reason) return CHUAN_OK;
    }
  }
  return CHUAN_OK;
}

/* Where nothing is known: the first of the rows before the figures with the most filled cells. */
static chuan_status guess_by_shape(struct guessing *guessing) {
  const struct survey_sheet *sheet = guessing->sheet;
  size_t best = 0, cells = 0;
  for (size_t i = 0; i < sheet->row_count && i < STARTS_MOST; i++) {
    if (is_figures(&sheet->rows[i])) {
      if (cells > 1) break;
      continue;
    }
    size_t filled = filled_cells(&sheet->rows[i]);
    if (filled <= cells) continue;
    best = i;
    cells = filled;
  }
  return cells ? try_rows(guessing, best, 1, 1) : CHUAN_OK;
}

/* The rows that a mapping says. */
static chuan_status take_mapped_rows(struct guessing *guessing, const struct mapping *mapping) {
  const struct survey_sheet *sheet = guessing->sheet;
  size_t first = 0, count = 0;
  while (first < sheet->row_count && sheet->rows[first].number < mapping->first_heading_row) first++;
  while (first + count < sheet->row_count && sheet->rows[first + count].number <= mapping->last_heading_row)
    count++;
  return count ? try_rows(guessing, first, count, 1) : CHUAN_OK;
}

/* --- rows above ----------------------------------------------------------------------------------------------------- */

/* "Biểu 02 …", "(Kèm theo …)", "ĐVT: hộ", whole sentences: what is written over a table and not over columns. */
static int is_title(const char *key) {
  static const char *const words[] = {"bieu",    "bang ",    "phu luc",     "bao cao", "danh sach",
                                      "ket qua", "tong hop", "dvt",         "don vi ", "kem theo",
                                      "ubnd",    "uy ban",   "cong hoa xa", "doc lap", "so lieu",
                                      "mau ",    "table",    "form",        "annex",   "unit of"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strncmp(key, words[i], strlen(words[i])) == 0) return 1;
  return strlen(key) > TITLE_LEAST;
}

static int spans_all(const struct survey_sheet *sheet, uint64_t row, size_t places) {
  for (size_t i = 0; i < sheet->merge_count; i++) {
    const struct survey_merge *merge = &sheet->merges[i];
    if (merge->first_row <= row && merge->last_row >= row && merge->first_column <= places + 1 &&
        merge->last_column > places + 1)
      return 1;
  }
  return 0;
}

/* Whether a row stands over the columns of figures below it: then it says what they are part of. */
static chuan_status stands_over(const struct guessing *guessing, size_t at, int *over) {
  const struct headings_score *score = &guessing->out->score;
  const struct read_row *row = &guessing->sheet->rows[at];
  size_t unit = score->unit != NO_COLUMN ? score->unit : 0,
         name = score->name != NO_COLUMN ? score->name : unit;
  size_t places = unit > name ? unit : name;
  *over = 0;
  if (row->number + 1 != row[1].number || is_figures(row) || spans_all(guessing->sheet, row->number, places))
    return CHUAN_OK;
  struct arena *scratch = arena_create();
  int ok = scratch != NULL;
  for (size_t i = score->placed ? places + 1 : 0; ok && !*over && i < row->count; i++) {
    chuan_cell cell = cell_beginning(cell_at(row, i));
    if (cell.length == 0) continue;
    const char *key = text_fold(scratch, cell.text, cell.length);
    ok = key != NULL;
    *over = key && *key && !is_title(key);
  }
  arena_free(scratch);
  return ok ? CHUAN_OK : report_no_memory(guessing->report);
}

/* A row of "Số hộ" is not all households when "Hộ nghèo" stands over it. Ids of facts need nothing above them. */
static chuan_status take_headings_above(struct guessing *guessing) {
  struct layout_guess *out = guessing->out;
  while (out->count > 0 && out->count < DEPTH_MOST && out->first > 0 && out->score.ids < out->score.facts) {
    int over;
    chuan_status status = stands_over(guessing, out->first - 1, &over);
    if (status != CHUAN_OK || !over) return status;
    out->score.points = 0;
    status = try_rows(guessing, out->first - 1, out->count + 1, 1);
    if (status != CHUAN_OK) return status;
  }
  return CHUAN_OK;
}

/* --- rows below ---------------------------------------------------------------------------------------------------- */

/* One that only parts columns further: nothing in it is a figure, or stands where units are named. */
static int is_subheading(const struct guessing *guessing, const struct read_row *row) {
  const struct headings_score *score = &guessing->out->score;
  size_t unit = score->unit != NO_COLUMN ? score->unit : 0,
         name = score->name != NO_COLUMN ? score->name : unit;
  size_t places = unit > name ? unit : name, filled = 0;
  for (size_t i = 0; i < row->count; i++) {
    if (cell_at(row, i).length == 0) continue;
    if (i <= places || is_figure(row, i)) return 0;
    filled++;
  }
  return filled > 0;
}

/* Even when less is known then: "Hộ nghèo" over "Tỷ lệ" and "Số hộ" is not the figure of its first column. */
static chuan_status take_subheadings(struct guessing *guessing) {
  struct layout_guess *out = guessing->out;
  while (out->count > 0 && out->count < DEPTH_MOST && out->first + out->count < guessing->sheet->row_count) {
    if (!is_subheading(guessing, &guessing->sheet->rows[out->first + out->count])) return CHUAN_OK;
    out->score.points = 0;
    chuan_status status = try_rows(guessing, out->first, out->count + 1, 1);
    if (status != CHUAN_OK) return status;
  }
  return CHUAN_OK;
}

/* "(1)", "[2]", "(3)=(1)+(2)": 2; "4": 1 and *number; "A": 1 and 0; anything else 0. */
static int column_number(chuan_cell cell, unsigned *number) {
  size_t at = 0;
  int bracket = cell.text[0] == '(' || cell.text[0] == '[';
  *number = 0;
  if (cell.length == 1 && cell.text[0] >= 'A' && cell.text[0] <= 'Z') return 1;
  if (cell.length == 3 && bracket && cell.text[1] >= 'A' && cell.text[1] <= 'Z') return 2;
  at += bracket != 0;
  size_t digits = at;
  while (digits < cell.length && digits < at + 4 && cell.text[digits] >= '0' && cell.text[digits] <= '9')
    *number = *number * 10 + (unsigned)(cell.text[digits++] - '0');
  if (digits == at) return 0;
  if (bracket) return digits < cell.length && (cell.text[digits] == ')' || cell.text[digits] == ']') ? 2 : 0;
  return digits == cell.length || cell.text[digits] == '=' ? 1 : 0;
}

/* "(1) (2) (3)" or "A B 1 2 3". */
static int is_column_numbers(const struct read_row *row) {
  unsigned expected = 1, number;
  size_t filled = 0, bracketed = 0;
  for (size_t i = 0; i < row->count; i++) {
    chuan_cell cell = cell_at(row, i);
    if (cell.length == 0) continue;
    int kind = column_number(cell, &number);
    if (kind == 0) return 0;
    filled++;
    bracketed += kind == 2;
    if (kind == 2 || number == 0) continue;
    if (number != expected) return 0;
    expected++;
  }
  return filled >= NUMBERS_LEAST && (bracketed == 0 || bracketed * 2 > filled);
}

static void pass_numbers(struct layout_guess *out) {
  const struct survey_sheet *sheet = out->sheet;
  out->begin = out->first + out->count;
  while (out->begin < sheet->row_count && is_column_numbers(&sheet->rows[out->begin])) out->begin++;
}

/* --- a year in a title --------------------------------------------------------------------------------------------- */

/* What is planned, or counted half a year long, is not that year's figure: somebody has to say so. */
static int is_of_no_whole_year(const char *key) {
  static const char *const words[] = {"thang dau nam", "thang cuoi nam", "du kien", "du bao", "muc tieu"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strstr(key, words[i])) return 1;
  return strstr(key, "ke hoach") && !strstr(key, "thuc hien") && !strstr(key, "ket qua");
}

/* "Biểu 02 … năm 2024" says it; "ngày 5 tháng 3 năm 2022" is the date of something. */
static int year_in(const char *key) {
  static const char *const words[] = {"nam ", "year "};
  int found = 0;
  if (strstr(key, " nam ") && is_of_no_whole_year(key)) return -1;
  for (size_t w = 0; w < 2; w++) {
    for (const char *at = strstr(key, words[w]); at; at = strstr(at + 1, words[w])) {
      const char *digits = at + strlen(words[w]);
      if (at != key && at[-1] != ' ') continue;
      if (strspn(digits, "0123456789") != 4) continue;
      int year =
          (digits[0] - '0') * 1000 + (digits[1] - '0') * 100 + (digits[2] - '0') * 10 + digits[3] - '0';
      const char *before = at;
      while (before > key && (before[-1] == ' ' || (before[-1] >= '0' && before[-1] <= '9'))) before--;
      if (before - key >= 5 && strncmp(before - 5, "thang", 5) == 0) continue;
      if (year < YEAR_FIRST || year > YEAR_LAST) continue;
      if (found && found != year) return -1;
      found = year;
    }
  }
  return found;
}

static chuan_status find_year(struct guessing *guessing) {
  struct layout_guess *out = guessing->out;
  struct arena *scratch = arena_create();
  int ok = scratch != NULL, doubt = 0;
  for (size_t r = 0; ok && r < out->first; r++) {
    const struct read_row *row = &out->sheet->rows[r];
    for (size_t i = 0; ok && i < row->count; i++) {
      chuan_cell cell = cell_at(row, i);
      char *key = cell.length && cell.length < 4096 ? text_fold(scratch, cell.text, cell.length) : NULL;
      ok = key || cell.length == 0 || cell.length >= 4096;
      int year = key ? year_in(key) : 0;
      if (year == 0) continue;
      doubt |= year < 0 || (out->year && out->year != year);
      out->year = year;
      out->year_row = r;
    }
  }
  if (doubt) out->year = 0;
  arena_free(scratch);
  return ok ? CHUAN_OK : report_no_memory(guessing->report);
}

/* --- the whole ------------------------------------------------------------------------------------------------------ */

static chuan_status find_rows(struct guessing *guessing) {
  struct layout_guess *out = guessing->out;
  const struct mapping *mapping = out->mapping;
  chuan_status status = CHUAN_OK;
  int told = mapping && mapping->first_heading_row;
  if (told) {
    /* The list of rejected rows has its headings in the first row, whatever the mapping says of the file itself. */
    status = guessing->sheet->row_count ? try_rows(guessing, 0, 1, 1) : CHUAN_OK;
    if (status != CHUAN_OK || out->score.reason) return status;
    out->count = 0;
    out->score = (struct headings_score){.unit = NO_COLUMN, .name = NO_COLUMN, .year = NO_COLUMN};
    return take_mapped_rows(guessing, mapping);
  }
  status = try_all(guessing);
  int known = out->score.placed && (out->score.facts > 0 || !guessing->request->level);
  if (status == CHUAN_OK && !known) {
    size_t first = out->first, count = out->count;
    struct headings_score score = out->score;
    out->score.points = 0;
    status = guess_by_shape(guessing);
    if (score.points > out->score.points) { /* what is known a little says more than the shape */
      out->first = first;
      out->count = count;
      out->score = score;
    }
  }
  if (status == CHUAN_OK && !out->score.reason) status = take_headings_above(guessing);
  if (status == CHUAN_OK && !out->score.reason) status = take_subheadings(guessing);
  return status;
}

static chuan_status settle(struct guessing *guessing) {
  struct layout_guess *out = guessing->out;
  chuan_status status = find_rows(guessing);
  if (status != CHUAN_OK || out->count == 0) return status;
  status = judge_rows(guessing, out->first, out->count, guessing->arena, &out->texts, &out->score);
  if (status != CHUAN_OK) return status;
  const struct headings_score *score = &out->score;
  out->fits = score->placed && score->facts > 0;
  out->is_form = score->facts > 0 && score->ids == score->facts && score->unit != NO_COLUMN &&
                 strcmp(out->texts.items[score->unit].text, "unit") == 0 &&
                 (out->sheet->name[0] || (out->sheet->rows[out->first].flags & CHUAN_ROW_HIDDEN));
  pass_numbers(out);
  return find_year(guessing);
}

chuan_status layout_guess(const struct layout_request *request, const struct survey_sheet *sheet,
                          const struct mapping *mapping, struct arena *arena, struct report *report,
                          struct layout_guess *out) {
  *out = (struct layout_guess){.sheet = sheet, .mapping = mapping};
  out->score = (struct headings_score){.unit = NO_COLUMN, .name = NO_COLUMN, .year = NO_COLUMN};
  struct guessing guessing = {
      .request = request,
      .headings = {.file = request->file, .level = request->level, .mapping = mapping, .year_given = 1},
      .sheet = sheet,
      .arena = arena,
      .report = report,
      .out = out};
  chuan_status status = CHUAN_OK;
  if (request->level) status = fact_names_create(request->level, mapping, report, &guessing.names);
  if (status == CHUAN_OK) status = settle(&guessing);
  fact_names_free(guessing.names);
  return status;
}

const struct mapping *layout_mapping(const struct mapping *mapping, const char *sheet) {
  if (!mapping || !mapping->next) return mapping;
  for (const struct mapping *at = mapping; at; at = at->next)
    if (at->sheet && text_equal(sheet, strlen(sheet), at->sheet)) return at;
  return NULL;
}
