/* judging.c - from the cells of a row to a unit, a year and the values of its facts; or to the column and
 * the reason why not. */
#include "import/judging.h"

#include "base/decimal.h"
#include "base/text.h"
#include "import/cell.h"

#include <string.h>

#define CHOICES_LISTED 10 /* as examples of what to write */

static chuan_cell cell_at(const chuan_row *row, size_t column) {
  return column < row->count ? cell_trim(row->cells[column]) : (chuan_cell){NULL, 0};
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

static chuan_status judge_length(struct judging *judging, const chuan_row *row, struct judgement *out) {
  for (size_t i = judging->headings->count; i < row->count; i++) {
    chuan_cell cell = cell_trim(row->cells[i]);
    if (cell.length == 0) continue;
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

static chuan_status judge_year(struct judging *judging, const chuan_row *row, struct judgement *out) {
  out->year = judging->year;
  size_t column = judging->headings->year;
  if (column == NO_COLUMN) return CHUAN_OK;
  chuan_cell cell = cell_at(row, column);
  if (cell.length == 0) {
    if (judging->year) return CHUAN_OK;
    return refuse_with(judging, column, "the year is missing; write it with four digits",
                       "thiếu năm; hãy ghi đủ bốn chữ số", out);
  }
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

static chuan_status judge_unit(struct judging *judging, const chuan_row *row, struct judgement *out) {
  size_t column = judging->headings->unit;
  chuan_cell cell = cell_at(row, column);
  if (cell.length == 0)
    return refuse_with(judging, column, "the code of the unit is missing; write it",
                       "thiếu mã đơn vị; hãy ghi mã", out);
  chuan_status status = unit_index_find(judging->units, cell, out->year, &out->unit);
  if (status != CHUAN_OK || out->unit != UINT32_MAX) return status;
  const char *reason = NULL;
  status = renew_scratch(judging);
  if (status == CHUAN_OK)
    status = unit_index_explain(judging->units, cell, out->year, judging->scratch, &reason);
  return status == CHUAN_OK ? refuse(judging, column, reason, out) : status;
}

/* --- values ------------------------------------------------------------------------------------------- */

/* "not one of the choices" is not enough for somebody who does not know them. */
static chuan_status refuse_choice(struct judging *judging, const struct fact *fact, size_t column,
                                  struct judgement *out) {
  chuan_status status = renew_scratch(judging);
  if (status != CHUAN_OK) return status;
  const char *list = fact->choices[0];
  for (uint32_t i = 1; i < fact->choice_count && i <= CHOICES_LISTED && list; i++)
    list = arena_format(judging->scratch, "%s, %s", list, i < CHOICES_LISTED ? fact->choices[i] : "…");
  if (!list) return report_no_memory(judging->report);
  return refuse(judging, column,
                arena_format(judging->scratch,
                             report_pick(judging->report, "not one of the choices of %s; write one of %s",
                                         "không thuộc các lựa chọn của %s; hãy ghi một trong: %s"),
                             fact->id, list),
                out);
}

static chuan_status judge_value(struct judging *judging, const chuan_row *row, size_t index,
                                struct judgement *out) {
  const struct import_column *wanted = &judging->headings->columns[index];
  size_t column = wanted->number - 1;
  chuan_cell cell = cell_at(row, column);
  struct cell_trouble trouble;
  int read = cell_read(wanted->fact, judging->decimal_mark, cell, &judging->values[index], &trouble);
  if (!read && trouble.ambiguous && !judging->mark_sought) {
    judging->mark_sought = 1;
    chuan_status status = judging->find_decimal_mark(judging->self, &judging->decimal_mark);
    if (status != CHUAN_OK) return status;
    read = cell_read(wanted->fact, judging->decimal_mark, cell, &judging->values[index], &trouble);
  }
  if (read) return CHUAN_OK;
  if (trouble.bound != FAULT_OTHER) {
    chuan_status status = renew_scratch(judging);
    if (status != CHUAN_OK) return status;
    chuan_language language = report_language(judging->report);
    return refuse(judging, column, fact_fault_reason(judging->scratch, wanted->fact, trouble.bound, language),
                  out);
  }
  if (wanted->fact->kind == FACT_CHOICE && wanted->fact->choice_count > 0)
    return refuse_choice(judging, wanted->fact, column, out);
  return refuse_with(judging, column, trouble.english, trouble.vietnamese, out);
}

static chuan_status judge_part(struct judging *judging, const chuan_row *row, const struct part_rule *rule,
                               struct judgement *out) {
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
                   wholes->heading, shown),
      out);
}

static chuan_status judge_claim(struct judging *judging, struct judgement *out) {
  uint64_t first = claims_find(judging->claims, out->unit, out->year);
  if (first == 0) return CHUAN_OK;
  chuan_status status = renew_scratch(judging);
  if (status != CHUAN_OK) return status;
  return refuse(
      judging, judging->headings->unit,
      arena_format(judging->scratch,
                   report_pick(judging->report,
                               "row %llu already gave this unit's figures of %d; keep one of the two rows",
                               "dòng %llu đã có số liệu của đơn vị này năm %d; chỉ giữ một dòng"),
                   (unsigned long long)first, out->year),
      out);
}

chuan_status judging_row(struct judging *judging, const chuan_row *row, struct judgement *out) {
  *out = (struct judgement){.good = 1, .column = NO_COLUMN};
  chuan_status status = judge_length(judging, row, out);
  if (status == CHUAN_OK && out->good) status = judge_year(judging, row, out);
  if (status == CHUAN_OK && out->good) status = judge_unit(judging, row, out);
  for (size_t i = 0; i < judging->headings->column_count && status == CHUAN_OK && out->good; i++)
    status = judge_value(judging, row, i, out);
  for (size_t i = 0; i < judging->headings->part_count && status == CHUAN_OK && out->good; i++)
    status = judge_part(judging, row, &judging->headings->parts[i], out);
  if (status == CHUAN_OK && out->good) status = judge_claim(judging, out);
  return status;
}

chuan_status judging_claim(struct judging *judging, const struct judgement *judgement, uint64_t row) {
  if (claims_add(judging->claims, judgement->unit, judgement->year, row)) return CHUAN_OK;
  return report_no_memory(judging->report);
}
