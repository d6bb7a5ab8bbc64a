/* What became of units: on a day a share of one became part of another. A unit that went leaves nothing behind, so
 * that its shares add up to 1, exactly; a unit that still stands keeps what it did not give away. A share that nobody
 * has published is "?", stored as such: what is known beside it leaves room for it. */
#include "facts/parts.h"
#include "facts/unit_day.h"

#include "base/date.h"
#include "base/decimal.h"

#include <stdlib.h>
#include <string.h>

#define WHOLE_MOST INT64_C(100000000000) /* of a share: 9 decimal places of a percentage */

struct succession_judged {
  const struct succession_row *row;
  struct unit from;
  int64_t to, share, whole; /* 0/0: not known */
  int wrong, known, changed;
};

struct succession_batch {
  struct dossier *dossier;
  struct arena *arena;
  struct unit_days days;
  struct succession_judged *rows;
  struct succession_judged **sorted; /* those whose units are known, by from, day, to */
  size_t count, sorted_count;
};

static struct report *report_of(const struct succession_batch *batch) {
  return batch->dossier->report;
}

/* --- shares ------------------------------------------------------------------------------------------------ */

static int64_t common_divisor(int64_t a, int64_t b) {
  while (b) {
    int64_t rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

static int64_t digits_read(const char *text, size_t length) {
  int64_t value = 0;
  if (decimal_parse(text, length, 0, &value) != DECIMAL_OK || strspn(text, "0123456789 ") < length) return 0;
  return value;
}

/* "", "0.35", "35%", "7/20" as a fraction in its lowest terms, "?" as 0/0; 0 when it is not above 0 and at most 1. */
static int share_read(const char *text, int64_t *share, int64_t *whole) {
  size_t length = text ? strlen(text) : 0;
  if (length == 1 && *text == '?') {
    *share = *whole = 0;
    return 1;
  }
  const char *slash = length ? strchr(text, '/') : NULL;
  *share = *whole = 1;
  if (length == 0) return 1;
  if (slash) {
    *share = digits_read(text, (size_t)(slash - text));
    *whole = digits_read(slash + 1, length - (size_t)(slash - text) - 1);
  } else {
    int percent = text[length - 1] == '%';
    *whole = percent ? WHOLE_MOST : WHOLE_MOST / 100;
    if (decimal_parse(text, length - (size_t)percent, 9, share) != DECIMAL_OK) return 0;
  }
  if (*share <= 0 || *whole > WHOLE_MOST || *share > *whole) return 0;
  int64_t divisor = common_divisor(*whole, *share);
  *share /= divisor;
  *whole /= divisor;
  return 1;
}

/* Adds a share to share/whole; 0 when the sum cannot be said exactly. */
static int share_add(int64_t *share, int64_t *whole, int64_t more, int64_t of) {
  int64_t divisor = common_divisor(*whole, of), left, right, sum, common;
  if (__builtin_mul_overflow(*share, of / divisor, &left) ||
      __builtin_mul_overflow(more, *whole / divisor, &right) || __builtin_add_overflow(left, right, &sum) ||
      __builtin_mul_overflow(*whole / divisor, of, &common))
    return 0;
  divisor = common_divisor(common, sum);
  *share = sum / divisor;
  *whole = common / divisor;
  return 1;
}

/* --- one row ------------------------------------------------------------------------------------------------ */

static void row_refuse(struct succession_batch *batch, struct succession_judged *judged, const char *english,
                       const char *vietnamese) {
  judged->wrong = 1;
  report_problem(report_of(batch), CHUAN_ERROR, &judged->row->place, "%s", "%s",
                 report_pick(report_of(batch), english, vietnamese));
}

static chuan_status row_judge(struct succession_batch *batch, struct succession_judged *judged) {
  const struct succession_row *row = judged->row;
  struct unit to;
  if (row->on == DATE_UNKNOWN_START || row->on == DATE_OPEN_END) {
    row_refuse(batch, judged, "the day is missing; write the first day of the new unit as YYYY-MM-DD",
               "thiếu ngày; hãy ghi ngày đầu tiên của đơn vị mới: NĂM-THÁNG-NGÀY (YYYY-MM-DD)");
    return CHUAN_OK;
  }
  if (!share_read(row->share, &judged->share, &judged->whole)) {
    judged->wrong = 1;
    report_problem(
        report_of(batch), CHUAN_ERROR, &row->place,
        "\"%s\" is not a share above 0 and at most 1; write it as 0.35, 35%% or 7/20, leave it empty "
        "for all, or write ? when it is not known",
        "“%s” không phải phần lớn hơn 0 và không quá 1; hãy viết như 0.35, 35%% hay 7/20, để trống nếu là "
        "tất cả, hoặc ghi ? nếu không rõ bao nhiêu",
        row->share);
    return CHUAN_OK;
  }
  chuan_status status = unit_on_day(&batch->days, &row->place, row->from, NULL, row->on - 1, &judged->from);
  if (status == CHUAN_OK) status = unit_on_day(&batch->days, &row->place, row->to, NULL, row->on, &to);
  if (status != CHUAN_OK) return status;
  judged->to = to.id;
  judged->wrong = judged->from.id == 0 || to.id == 0;
  if (!judged->wrong && judged->from.id == to.id) {
    row_refuse(
        batch, judged,
        "the unit goes into itself: what a unit keeps needs no row; take the row out, or correct a code",
        "đơn vị nhập vào chính nó: phần đơn vị giữ lại không cần ghi; hãy bỏ dòng này hoặc sửa mã");
  }
  return CHUAN_OK;
}

/* --- all rows together ---------------------------------------------------------------------------------------- */

static int judged_compare(const void *left, const void *right) {
  const struct succession_judged *a = *(struct succession_judged *const *)left,
                                 *b = *(struct succession_judged *const *)right;
  if (a->from.id != b->from.id) return a->from.id < b->from.id ? -1 : 1;
  if (a->row->on != b->row->on) return a->row->on < b->row->on ? -1 : 1;
  if (a->to != b->to) return a->to < b->to ? -1 : 1;
  return a < b ? -1 : a > b;
}

static void twins_refuse(struct succession_batch *batch) {
  for (size_t i = 1; i < batch->sorted_count; i++) {
    struct succession_judged *one = batch->sorted[i - 1], *other = batch->sorted[i];
    if (one->from.id != other->from.id || one->to != other->to || one->row->on != other->row->on) continue;
    other->wrong = 1;
    report_problem(
        report_of(batch), CHUAN_ERROR, &other->row->place,
        "line %u already says how much of \"%s\" went into \"%s\" on that day; keep one of the two",
        "dòng %u đã ghi phần của “%s” nhập vào “%s” ngày đó; chỉ giữ một dòng", one->row->place.line,
        other->row->from, other->row->to);
  }
}

/* The group is in order of the units it went into. */
static struct succession_judged *group_find(struct succession_judged **group, size_t count, int64_t to) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (group[middle]->to < to)
      low = middle + 1;
    else
      high = middle;
  }
  return low < count && group[low]->to == to ? group[low] : NULL;
}

struct shares_sum {     /* of one unit and day */
  int64_t share, whole; /* of the known ones */
  int exact;            /* that is what they add up to */
  size_t unknown;
};

static void sum_add(struct shares_sum *sum, int64_t share, int64_t whole) {
  if (whole == 0)
    sum->unknown++;
  else
    sum->exact = sum->exact && share_add(&sum->share, &sum->whole, share, whole);
}

/* What is stored about the group (one unit and day) joins it: a row it has too is known, another counts with the rest. */
static chuan_status stored_join(struct succession_batch *batch, sqlite3_stmt *find,
                                struct succession_judged **group, size_t count, struct shares_sum *sum) {
  int row = 0;
  chuan_status status;
  sqlite3_bind_int64(find, 1, group[0]->from.id);
  sqlite3_bind_int64(find, 2, group[0]->row->on);
  while ((status = dossier_step(batch->dossier, find, &row)) == CHUAN_OK && row) {
    int64_t to = sqlite3_column_int64(find, 0), part = 0, of = 0;
    int is_share = parts_share_read(find, 1, &part, &of);
    struct succession_judged *same = group_find(group, count, to);
    if (same) {
      same->known = 1;
      same->changed = same->share != part || same->whole != of;
    } else if (is_share) {
      sum_add(sum, part, of);
    } else {
      sum->exact = 0;
    }
  }
  sqlite3_reset(find);
  return status;
}

static void sum_judge(struct succession_batch *batch, struct succession_judged *first,
                      const struct shares_sum *sum) {
  const struct succession_row *row = first->row;
  struct report *report = report_of(batch);
  int went = first->from.valid_to < row->on;
  long long share = sum->share, whole = sum->whole;
  if (sum->exact && (went && sum->unknown == 0 ? share == whole : share < whole) &&
      (!went || sum->unknown != 1))
    return;
  first->wrong = 1;
  const char *label = unit_label(batch->arena, &first->from);
  if (!sum->exact) {
    report_problem(
        report, CHUAN_ERROR, &row->place,
        "the shares of %s cannot be added exactly; write them as fractions of one number, such as 7/20",
        "không cộng chính xác được các phần của %s; hãy viết thành phân số có cùng mẫu, như 7/20", label);
  } else if (sum->unknown > 0 && share >= whole) {
    report_problem(
        report, CHUAN_ERROR, &row->place,
        "the known shares of %s add up to %lld/%lld and leave nothing for those written as ?; correct them",
        "các phần đã biết của %s cộng lại được %lld/%lld, không còn gì cho phần ghi dấu ?; hãy sửa lại",
        label, share, whole);
  } else if (sum->unknown == 1) {
    report_problem(report, CHUAN_ERROR, &row->place,
                   "only one share of %s, which went, is written as ?: it is what is left beside the others "
                   "(%lld/%lld); "
                   "write it, or add the other units that a part went into",
                   "%s đã hết mà chỉ có một phần ghi dấu ?: đó là phần còn lại ngoài các phần khác "
                   "(%lld/%lld); hãy ghi rõ, "
                   "hoặc thêm các đơn vị khác cũng nhận một phần",
                   label, whole - share, whole);
  } else if (went) {
    report_problem(
        report, CHUAN_ERROR, &row->place,
        "the shares of %s add up to %lld/%lld, not to 1; correct them, or add the unit that the rest "
        "went into",
        "các phần của %s cộng lại được %lld/%lld, không phải 1; hãy sửa lại, hoặc thêm đơn vị nhận "
        "phần còn lại",
        label, share, whole);
  } else {
    report_problem(
        report, CHUAN_ERROR, &row->place,
        "%s gives away %lld/%lld and still stands the day after; end the unit the day before, or "
        "correct the shares",
        "%s chuyển đi %lld/%lld mà hôm sau vẫn còn; hãy kết thúc đơn vị vào ngày hôm trước, hoặc sửa "
        "các phần",
        label, share, whole);
  }
}

static chuan_status groups_judge(struct succession_batch *batch) {
  sqlite3_stmt *find = NULL;
  chuan_status status = dossier_prepare(
      batch->dossier, "SELECT to_unit, share, whole FROM succession WHERE from_unit = ?1 AND day_on = ?2",
      &find);
  for (size_t first = 0; first < batch->sorted_count && status == CHUAN_OK;) {
    struct succession_judged **group = batch->sorted + first;
    size_t count = 0;
    struct shares_sum sum = {.whole = 1, .exact = 1};
    for (; first + count < batch->sorted_count && group[count]->from.id == group[0]->from.id &&
           group[count]->row->on == group[0]->row->on;
         count++) {
      sum_add(&sum, group[count]->share, group[count]->whole);
    }
    status = stored_join(batch, find, group, count, &sum);
    struct succession_judged *first_row = group[0]; /* in the file */
    for (size_t i = 1; i < count; i++)
      if (group[i] < first_row) first_row = group[i];
    if (status == CHUAN_OK) sum_judge(batch, first_row, &sum);
    first += count;
  }
  sqlite3_finalize(find);
  return status;
}

static chuan_status batch_judge_all(struct succession_batch *batch, const struct succession_row *rows) {
  batch->rows = arena_array(batch->arena, batch->count, sizeof *batch->rows);
  batch->sorted = arena_array(batch->arena, batch->count, sizeof(struct succession_judged *));
  if (!batch->rows || !batch->sorted) return report_no_memory(report_of(batch));
  for (size_t i = 0; i < batch->count; i++) {
    batch->rows[i].row = &rows[i];
    chuan_status status = row_judge(batch, &batch->rows[i]);
    if (status != CHUAN_OK) return status;
    if (!batch->rows[i].wrong) batch->sorted[batch->sorted_count++] = &batch->rows[i];
  }
  if (batch->sorted_count > 1)
    qsort(batch->sorted, batch->sorted_count, sizeof(struct succession_judged *), judged_compare);
  twins_refuse(batch);
  for (size_t i = 0; i < batch->count; i++) {
    if (batch->rows[i].wrong) return CHUAN_OK; /* a sum without that row would say nothing */
  }
  return groups_judge(batch);
}

static chuan_status batch_write(struct succession_batch *batch, chuan_counts *counts) {
  sqlite3_stmt *insert = NULL;
  chuan_status status = dossier_prepare(batch->dossier,
                                        "INSERT INTO succession VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO "
                                        "UPDATE SET share = excluded.share, whole = excluded.whole",
                                        &insert);
  for (size_t i = 0; i < batch->sorted_count && status == CHUAN_OK; i++) {
    const struct succession_judged *judged = batch->sorted[i];
    if (judged->known && !judged->changed) {
      counts->unchanged++;
      continue;
    }
    const int64_t numbers[] = {judged->from.id, judged->to, judged->row->on, judged->share, judged->whole};
    for (int k = 0; k < (int)(sizeof numbers / sizeof *numbers); k++)
      sqlite3_bind_int64(insert, k + 1, numbers[k]);
    for (int k = 4; k <= 5 && judged->whole == 0; k++) sqlite3_bind_null(insert, k);
    status = dossier_run(batch->dossier, insert);
    counts->accepted++;
  }
  sqlite3_finalize(insert);
  return status;
}

chuan_status successions_store(struct dossier *dossier, const struct succession_row *rows, size_t count,
                               chuan_counts *counts) {
  *counts = (chuan_counts){.accepted = 0};
  struct arena *arena = arena_create();
  if (!arena) return report_no_memory(dossier->report);
  struct succession_batch batch = {
      .dossier = dossier, .arena = arena, .days = {.dossier = dossier, .arena = arena}, .count = count};
  chuan_status status = dossier_begin(dossier);
  if (status == CHUAN_OK) {
    status = batch_judge_all(&batch, rows);
    for (size_t i = 0; i < count && status == CHUAN_OK; i++) counts->rejected += batch.rows[i].wrong != 0;
    if (status == CHUAN_OK && counts->rejected == 0) status = batch_write(&batch, counts);
    if (status == CHUAN_OK && counts->accepted > 0)
      status = dossier_commit(dossier);
    else
      dossier_rollback(dossier);
  }
  if (status != CHUAN_OK) *counts = (chuan_counts){.accepted = 0};
  arena_free(arena);
  return status;
}

chuan_status successions_list(struct dossier *dossier, struct arena *arena, struct succession **out,
                              size_t *count) {
  sqlite3_stmt *statement = NULL;
  size_t capacity = 0;
  int row = 0;
  *out = NULL;
  *count = 0;
  chuan_status status = dossier_prepare(
      dossier,
      "SELECT from_unit, to_unit, day_on, share, whole FROM succession ORDER BY day_on, from_unit, to_unit",
      &statement);
  while (status == CHUAN_OK && (status = dossier_step(dossier, statement, &row)) == CHUAN_OK && row) {
    struct succession one = {sqlite3_column_int64(statement, 0), sqlite3_column_int64(statement, 1),
                             sqlite3_column_int(statement, 2), 0, 0};
    if (!parts_share_read(statement, 3, &one.share, &one.of)) {
      status = report_fail(dossier->report, CHUAN_DATABASE,
                           "%s: the file is damaged (succession); restore it from a copy",
                           "%s: tệp bị hỏng (succession); hãy khôi phục từ bản sao lưu", dossier->path);
    } else if (!arena_grow(arena, out, &capacity, *count, sizeof **out)) {
      status = report_no_memory(dossier->report);
    } else {
      (*out)[(*count)++] = one;
    }
  }
  sqlite3_finalize(statement);
  return status;
}
