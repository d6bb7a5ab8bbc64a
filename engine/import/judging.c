/* judging.c - from the cells of a row to a unit, a year and the values of its facts; or to the column and
 * the reason why not. */
#include "import/judging.h"

#include "base/decimal.h"
#include "base/text.h"
#include "facts/measure.h"
#include "import/cell.h"
#include "import/list_file.h"
#include "import/value.h"

#include <string.h>

#define REMARK_WIDEST 4000 /* columns kept of a source or a note */

static chuan_cell cell_at(const struct read_row *row, size_t column) {
  return column < row->count ? cell_trim(row->cells[column]) : (chuan_cell){NULL, 0};
}

static unsigned kind_at(const struct read_row *row, size_t column) {
  return row->kinds && column < row->count ? row->kinds[column] : CHUAN_CELL_TEXT;
}

static chuan_status refuse(struct judging *judging, size_t column, const char *reason,
                           struct judgement *out) {
  out->good = 0;
  out->column = column;
  out->reason = reason;
  return reason ? CHUAN_OK : report_no_memory(judging->report);
}

static chuan_status refuse_with(struct judging *judging, size_t column, const char *english,
                                const char *vietnamese, struct judgement *out) {
  return refuse(judging, column, report_pick(judging->report, english, vietnamese), out);
}

/* The texts of the last refusal go, those of the next one get a place. */
static chuan_status renew_scratch(struct judging *judging) {
  arena_free(judging->scratch);
  judging->scratch = arena_create();
  return judging->scratch ? CHUAN_OK : report_no_memory(judging->report);
}

/* --- what does not fit ------------------------------------------------------------------------------ */

static chuan_status judge_length(struct judging *judging, const struct read_row *row, struct judgement *out) {
  for (size_t i = judging->headings->count; i < row->count; i++) {
    chuan_cell cell = cell_trim(row->cells[i]);
    if (cell.length == 0) continue;
    if (row->sheet) {
      if (!judging->beyond_row) judging->beyond_row = row->number, judging->beyond_column = i + 1;
      return CHUAN_OK;
    }
    chuan_status status = renew_scratch(judging);
    const char *shown = status == CHUAN_OK ? cell_show(judging->scratch, cell) : NULL;
    if (!shown) return report_no_memory(judging->report);
    return refuse(
        judging, NO_COLUMN,
        arena_format(judging->scratch,
                     report_pick(judging->report,
                                 "the row has more cells than there are headings ('%s' in column %zu); put "
                                 "text that holds a separator in quotes",
                                 "dòng có nhiều ô hơn số tiêu đề ('%s' ở cột %zu); chữ có dấu phân cách "
                                 "phải đặt trong dấu nháy kép"),
                     shown, i + 1),
        out);
  }
  return CHUAN_OK;
}

/* A formula without a result, where a year or a unit should be. */
static chuan_status judge_formula(struct judging *judging, const struct read_row *row, size_t column,
                                  struct judgement *out) {
  struct cell_trouble trouble;
  if (column == NO_COLUMN || !cell_is_broken(kind_at(row, column), &trouble)) return CHUAN_OK;
  return refuse_with(judging, column, trouble.english, trouble.vietnamese, out);
}

static chuan_status judge_year(struct judging *judging, const struct read_row *row, struct judgement *out) {
  out->year = judging->year;
  size_t column = judging->headings->year;
  if (column == NO_COLUMN) return CHUAN_OK;
  chuan_cell cell = cell_at(row, column);
  if (cell.length == 0) {
    if (judging->year) return CHUAN_OK;
    return refuse_with(judging, column, "the year is missing; write it with four digits",
                       "thiếu năm; hãy ghi đủ bốn chữ số", out);
  }
  chuan_status status = judge_formula(judging, row, column, out);
  if (status != CHUAN_OK || !out->good) return status;
  int year = cell_year(cell);
  if (year == 0)
    return refuse_with(judging, column, "not a year from 1900 to 2200; write it with four digits",
                       "không phải năm từ 1900 đến 2200; hãy ghi đủ bốn chữ số", out);
  if (judging->year && year != judging->year)
    return refuse_with(judging, column,
                       "another year than the one given for the whole file; take one of them out",
                       "khác với năm đã nêu cho cả tệp; hãy bỏ một trong hai", out);
  out->year = year;
  return CHUAN_OK;
}

/* 0 when the cell says none of the three. */
static int status_named(chuan_cell cell, chuan_data_status *status) {
  static const struct {
    const char *name;
    chuan_data_status status;
  } names[] = {{"official", CHUAN_OFFICIAL},         {"chinh thuc", CHUAN_OFFICIAL},
               {"preliminary", CHUAN_PRELIMINARY},   {"so bo", CHUAN_PRELIMINARY},
               {"illustrative", CHUAN_ILLUSTRATIVE}, {"minh hoa", CHUAN_ILLUSTRATIVE}};
  const size_t count = sizeof names / sizeof *names;
  size_t at = 0;
  while (at < count &&
         (strlen(names[at].name) != cell.length || memcmp(names[at].name, cell.text, cell.length) != 0))
    at++;
  if (at == count) { /* as a person writes it */
    struct arena *arena = arena_create();
    const char *key = arena ? text_fold(arena, cell.text, cell.length) : NULL;
    for (at = 0; at < count && (!key || strcmp(names[at].name, key) != 0);) at++;
    arena_free(arena);
  }
  if (at < count) *status = names[at].status;
  return at < count;
}

/* A file that says that its figures are illustrative is not imported as an official one. */
static chuan_status judge_status(struct judging *judging, const struct read_row *row, struct judgement *out) {
  size_t column = judging->headings->status;
  chuan_data_status status = CHUAN_OFFICIAL;
  if (column == NO_COLUMN) return CHUAN_OK;
  chuan_cell cell = cell_at(row, column);
  if (cell.length == 0) return CHUAN_OK;
  if (!status_named(cell, &status))
    return refuse_with(judging, column, "write official, preliminary or illustrative, or leave it empty",
                       "hãy ghi chính thức, sơ bộ hoặc minh họa, hoặc để trống", out);
  if (status <= judging->status) return CHUAN_OK;
  if (status == CHUAN_ILLUSTRATIVE)
    return refuse_with(judging, column,
                       "the figures of the row are illustrative; import them with --status illustrative",
                       "số liệu của dòng là minh họa; hãy nhập với --status illustrative", out);
  return refuse_with(judging, column,
                     "the figures of the row are preliminary; import them with --status preliminary",
                     "số liệu của dòng là sơ bộ; hãy nhập với --status preliminary", out);
}

static chuan_status judge_unit(struct judging *judging, const struct read_row *row, struct judgement *out) {
  const struct headings *headings = judging->headings;
  struct unit_asked asked = {.group = judging->parent, .year = out->year};
  if (headings->unit != NO_COLUMN) asked.code = cell_at(row, headings->unit);
  if (headings->name != NO_COLUMN) asked.name = cell_at(row, headings->name);
  if (headings->parent != NO_COLUMN) asked.parent = cell_at(row, headings->parent);
  if (asked.code.length == 0 && asked.name.length == 0) {
    if (headings->unit != NO_COLUMN)
      return refuse_with(judging, headings->unit, "the code of the unit is missing; write it",
                         "thiếu mã đơn vị; hãy ghi mã", out);
    return refuse_with(judging, headings->name, "the name of the unit is missing; write it",
                       "thiếu tên đơn vị; hãy ghi tên", out);
  }
  chuan_status status = judge_formula(judging, row, headings->unit, out);
  if (status == CHUAN_OK && out->good) status = judge_formula(judging, row, headings->name, out);
  if (status != CHUAN_OK || !out->good) return status;
  struct unit_answer answer;
  status = unit_index_find(judging->units, &asked, &answer);
  out->unit = answer.unit;
  if (status != CHUAN_OK || answer.unit != UINT32_MAX) return status;
  int by_name = headings->unit == NO_COLUMN || (answer.by_name && headings->name != NO_COLUMN);
  return refuse(judging, by_name ? headings->name : headings->unit, answer.reason, out);
}

/* --- values ------------------------------------------------------------------------------------------- */

/* A figure in another unit of measure, or in thousands: read with as many decimals as it has, then converted exactly. */
static int read_converted(const struct fact *fact, const struct measure_factor *factor, char mark,
                          unsigned kind, chuan_cell cell, int64_t *value, struct cell_trouble *trouble) {
  struct fact plain = *fact;
  plain.has_minimum = plain.has_maximum = 0;
  plain.kind = FACT_AMOUNT;
  int read = 0;
  for (plain.places = 1; plain.places <= DECIMAL_PLACES_MAX && !read; plain.places++) {
    read = cell_read_as(kind, &plain, mark, cell, value, trouble);
    if (!read && trouble->bound != FAULT_PLACES) return 0;
  }
  if (!read || *value == DECIMAL_MISSING) return read;
  *trouble = (struct cell_trouble){
      "converted to the unit of the figure it has more decimals than are kept; write it in that unit, "
      "rounded",
      "đổi ra đơn vị tính của số liệu thì có nhiều chữ số thập phân hơn mức được giữ; hãy ghi theo đơn vị "
      "đó, đã làm "
      "tròn",
      .told = 1};
  if (!measure_apply(factor, *value, plain.places - 1, fact->places, value)) return 0;
  trouble->told = 0;
  trouble->bound = fact->has_minimum && *value < fact->minimum   ? FAULT_MINIMUM
                   : fact->has_maximum && *value > fact->maximum ? FAULT_MAXIMUM
                                                                 : FAULT_OTHER;
  return trouble->bound == FAULT_OTHER;
}

static int read_value(const struct judging *judging, size_t index, unsigned kind, chuan_cell cell,
                      struct cell_trouble *trouble) {
  const struct fact *fact = judging->headings->columns[index].fact;
  const struct measure_factor *factor =
      judging->headings->factors ? &judging->headings->factors[index] : NULL;
  int64_t *value = &judging->values[index];
  if (!factor || measure_factor_is_one(factor))
    return cell_read_as(kind, fact, judging->decimal_mark, cell, value, trouble);
  return read_converted(fact, factor, judging->decimal_mark, kind, cell, value, trouble);
}

/* Nearly every cell; 0: it takes judge_value. */
static int read_soon(const struct judging *judging, const struct read_row *row, size_t index) {
  const struct headings *headings = judging->headings;
  size_t column = headings->columns[index].number - 1;
  if (headings->factors || column >= row->count) return 0;
  unsigned kind = row->kinds ? row->kinds[column] : CHUAN_CELL_TEXT;
  if (kind != CHUAN_CELL_TEXT && kind != CHUAN_CELL_NUMBER) return 0;
  return cell_read_soon(headings->columns[index].fact,
                        kind == CHUAN_CELL_NUMBER ? '.' : judging->decimal_mark, row->cells[column],
                        &judging->values[index]);
}

static chuan_status judge_value(struct judging *judging, const struct read_row *row, size_t index,
                                struct judgement *out) {
  const struct import_column *wanted = &judging->headings->columns[index];
  size_t column = wanted->number - 1;
  chuan_cell cell = cell_at(row, column);
  unsigned kind = kind_at(row, column);
  struct cell_trouble trouble;
  int read = read_value(judging, index, kind, cell, &trouble);
  if (!read && trouble.ambiguous && !judging->mark_sought) {
    judging->mark_sought = 1;
    chuan_status status = judging->find_decimal_mark(judging->self, &judging->decimal_mark);
    if (status != CHUAN_OK) return status;
    read = read_value(judging, index, kind, cell, &trouble);
  }
  if (read) return CHUAN_OK;
  chuan_status status = renew_scratch(judging);
  if (status != CHUAN_OK) return status;
  return refuse(judging, column, value_refusal(wanted->fact, &trouble, judging->scratch, judging->report),
                out);
}

/* --- one figure a row ----------------------------------------------------------------------------------- */

static int says_nothing(chuan_cell cell) {
  return cell.length == 0 || (cell.length == 1 && cell.text[0] == '?');
}

static chuan_status judge_confidence(struct judging *judging, const struct read_row *row,
                                     struct judgement *out) {
  size_t column = judging->headings->confidence;
  if (column == NO_COLUMN || list_confidence(cell_at(row, column), &judging->remark.confidence))
    return CHUAN_OK;
  return refuse_with(judging, column, CONFIDENCE_REASON_EN, CONFIDENCE_REASON_VI, out);
}

/* A remark's cell on one line, at most REMARK_LONGEST bytes. */
static chuan_status read_remark(struct judging *judging, const struct read_row *row, size_t column,
                                const char **out) {
  chuan_cell cell = column == NO_COLUMN ? (chuan_cell){NULL, 0} : cell_at(row, column);
  *out = "";
  if (cell.length == 0) return CHUAN_OK;
  char *text = text_nfc(judging->scratch, cell.text, text_prefix(cell.text, cell.length, REMARK_WIDEST));
  if (text) text_blank_controls(text);
  *out = text;
  return text ? CHUAN_OK : report_no_memory(judging->report);
}

/* Which fact the row is about, then its value and what it says of itself. */
static chuan_status judge_figure(struct judging *judging, const struct read_row *row, struct judgement *out) {
  const struct headings *headings = judging->headings;
  const struct fact *fact = NULL;
  const char *reason = NULL;
  judging->remark = (struct import_remark){CHUAN_CONFIDENCE_UNSAID, "", ""};
  for (size_t i = 0; i < headings->column_count; i++) judging->values[i] = DECIMAL_MISSING;
  chuan_status status = renew_scratch(judging);
  if (status == CHUAN_OK)
    status = fact_names_find(headings->names, cell_at(row, headings->fact), judging->scratch, &fact, &reason);
  if (status != CHUAN_OK) return status;
  if (!fact) return refuse(judging, headings->fact, reason, out);
  if (says_nothing(cell_at(row, headings->value))) return CHUAN_OK;
  status = judge_confidence(judging, row, out);
  if (status == CHUAN_OK && out->good)
    status = read_remark(judging, row, headings->source, &judging->remark.publication);
  if (status == CHUAN_OK && out->good)
    status = read_remark(judging, row, headings->note, &judging->remark.note);
  if (status == CHUAN_OK && out->good) status = judge_value(judging, row, fact->index, out);
  return status;
}

static chuan_status judge_part(struct judging *judging, const struct read_row *row,
                               const struct part_rule *rule, struct judgement *out) {
  int64_t part = judging->values[rule->part], whole = judging->values[rule->whole];
  if (part == DECIMAL_MISSING || whole == DECIMAL_MISSING) return CHUAN_OK;
  const struct import_column *parts = &judging->headings->columns[rule->part];
  const struct import_column *wholes = &judging->headings->columns[rule->whole];
  if (decimal_compare(part, parts->fact->places, whole, wholes->fact->places) <= 0) return CHUAN_OK;
  chuan_status status = renew_scratch(judging);
  if (status != CHUAN_OK) return status;
  const char *shown = cell_show(judging->scratch, cell_at(row, wholes->number - 1));
  if (!shown) return report_no_memory(judging->report);
  return refuse(
      judging, parts->number - 1,
      arena_format(judging->scratch,
                   report_pick(judging->report,
                               "a part cannot be more than its whole: '%s' is %s; correct one of them",
                               "phần không thể lớn hơn toàn bộ: '%s' là %s; hãy sửa một trong hai"),
                   judging->headings->shown[wholes->number - 1], shown),
      out);
}

static chuan_status judge_claim(struct judging *judging, struct judgement *out) {
  uint64_t first = claims_find(judging->claims, out->unit, out->year);
  if (first == 0) return CHUAN_OK;
  chuan_status status = renew_scratch(judging);
  if (status != CHUAN_OK) return status;
  const struct headings *headings = judging->headings;
  return refuse(
      judging, headings->unit != NO_COLUMN ? headings->unit : headings->name,
      arena_format(judging->scratch,
                   report_pick(judging->report,
                               "row %llu already gave this unit's figures of %d; keep one of the two rows",
                               "dòng %llu đã có số liệu của đơn vị này năm %d; chỉ giữ một dòng"),
                   (unsigned long long)first, out->year),
      out);
}

chuan_status judging_row(struct judging *judging, const struct read_row *row, struct judgement *out) {
  *out = (struct judgement){.good = 1, .unit = UINT32_MAX, .column = NO_COLUMN};
  chuan_status status = judge_length(judging, row, out);
  if (status == CHUAN_OK && out->good) status = judge_year(judging, row, out);
  if (status == CHUAN_OK && out->good) status = judge_status(judging, row, out);
  if (status == CHUAN_OK && out->good) status = judge_unit(judging, row, out);
  if (judging->headings->names)
    return status == CHUAN_OK && out->good ? judge_figure(judging, row, out) : status;
  for (size_t i = 0; i < judging->headings->column_count && status == CHUAN_OK && out->good; i++)
    if (!read_soon(judging, row, i)) status = judge_value(judging, row, i, out);
  for (size_t i = 0; i < judging->headings->part_count && status == CHUAN_OK && out->good; i++)
    status = judge_part(judging, row, &judging->headings->parts[i], out);
  if (status == CHUAN_OK && out->good) status = judge_claim(judging, out);
  return status;
}

chuan_status judging_claim(struct judging *judging, const struct judgement *judgement, uint64_t row) {
  if (judging->headings->names) return CHUAN_OK; /* a unit and year come with as many rows as figures */
  if (claims_add(judging->claims, judgement->unit, judgement->year, row)) return CHUAN_OK;
  return report_no_memory(judging->report);
}
