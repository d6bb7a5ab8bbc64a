/* Facts that hold from a day to a day, whatever the year: zone, extremely difficult, commune group. One fact of one
 * unit has one value on any day. A row about the same first day is the same statement: said again, or corrected. */
#include "facts/imports.h"
#include "facts/observations.h"
#include "facts/unit_day.h"

#include "base/date.h"

#include <stdlib.h>
#include <string.h>

struct attribute_judged {
  const struct attribute_row *row;
  struct unit unit;
  int64_t stored;                       /* the value as it is stored */
  int wrong, known, corrected, changed; /* changed: to be written */
};

struct attribute_batch {
  struct dossier *dossier;
  struct arena *arena;
  const struct import_head *head;
  struct unit_days days;
  struct stored_level level;
  struct attribute_judged *rows;
  struct attribute_judged **sorted; /* by fact, unit, first day */
  size_t count, sorted_count;
  int says_something; /* not the same file once more without anything new */
};

struct stretch { /* what holds from a day to a day: of the batch, or stored */
  struct attribute_judged *judged;
  int32_t from, to;
};

static struct report *report_of(const struct attribute_batch *batch) {
  return batch->dossier->report;
}

/* --- one row ------------------------------------------------------------------------------------------------ */

static chuan_status value_store(struct attribute_batch *batch, struct attribute_judged *judged) {
  const struct fact *fact = judged->row->fact;
  struct storing_conversion conversion;
  chuan_status status = storing_make(batch->dossier, batch->arena, stored_fact_find(&batch->level, fact->id),
                                     fact, &conversion);
  if (status != CHUAN_OK || storing_write(&conversion, judged->row->value, &judged->stored)) return status;
  judged->wrong = 1;
  report_problem(report_of(batch), CHUAN_ERROR, &judged->row->place,
                 "the value of \"%s\" is too large to be stored; correct it",
                 "giá trị của “%s” quá lớn để lưu; hãy sửa lại", fact->id);
  return CHUAN_OK;
}

static chuan_status row_judge(struct attribute_batch *batch, struct attribute_judged *judged) {
  const struct attribute_row *row = judged->row;
  if (row->to < row->from) {
    char from[DATE_TEXT_SIZE], to[DATE_TEXT_SIZE];
    date_format(row->from, from);
    date_format(row->to, to);
    judged->wrong = 1;
    report_problem(report_of(batch), CHUAN_ERROR, &row->place,
                   "valid_to (%s) is before valid_from (%s); correct one of them",
                   "valid_to (%s) trước valid_from (%s); hãy sửa một trong hai", to, from);
    return CHUAN_OK;
  }
  chuan_status status = unit_in_days(&batch->days, &row->place, row->unit, batch->head->level, row->from,
                                     row->to, &judged->unit);
  if (judged->unit.id == 0) judged->wrong = 1;
  return status == CHUAN_OK && !judged->wrong ? value_store(batch, judged) : status;
}

/* --- one fact of one unit --------------------------------------------------------------------------------------- */

static int judged_compare(const void *left, const void *right) {
  const struct attribute_judged *a = *(struct attribute_judged *const *)left,
                                *b = *(struct attribute_judged *const *)right;
  if (a->row->fact != b->row->fact) return strcmp(a->row->fact->id, b->row->fact->id);
  if (a->unit.id != b->unit.id) return a->unit.id < b->unit.id ? -1 : 1;
  if (a->row->from != b->row->from) return a->row->from < b->row->from ? -1 : 1;
  return a < b ? -1 : a > b;
}

static int stretch_compare(const void *left, const void *right) {
  const struct stretch *a = left, *b = right;
  if (a->from != b->from) return a->from < b->from ? -1 : 1;
  return a->judged < b->judged ? -1 : a->judged > b->judged;
}

/* A stored statement about the same first day: the same, corrected by as good a source, or not to be touched. */
static void stored_meet(struct attribute_batch *batch, struct attribute_judged *judged, int32_t to,
                        int64_t value, chuan_data_status status) {
  int same = judged->row->to == to && judged->stored == value;
  judged->known = 1;
  judged->corrected = !same;
  judged->changed = !same || batch->head->status < status;
  if (same || batch->head->status <= status) return;
  judged->wrong = 1;
  report_problem(
      report_of(batch), CHUAN_ERROR, &judged->row->place,
      "a more authoritative source says otherwise about \"%s\" of %s from that day; take the row out, or "
      "load it with the status it has",
      "nguồn có thẩm quyền cao hơn đã ghi khác về “%s” của %s từ ngày đó; hãy bỏ dòng này, hoặc nạp với "
      "đúng trạng thái của số liệu",
      judged->row->fact->id, unit_label(batch->arena, &judged->unit));
}

/* The group is in order of first days. */
static struct attribute_judged *group_find(struct attribute_judged **group, size_t count, int32_t from) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (group[middle]->row->from < from)
      low = middle + 1;
    else
      high = middle;
  }
  return low < count && group[low]->row->from == from ? group[low] : NULL;
}

static chuan_status stretches_collect(struct attribute_batch *batch, sqlite3_stmt *find,
                                      struct attribute_judged **group, size_t count, struct stretch **out,
                                      size_t *total) {
  size_t capacity = 0;
  int row = 0;
  chuan_status status = CHUAN_OK;
  *out = NULL;
  *total = 0;
  for (size_t i = 0; i < count; i++) {
    if (!arena_grow(batch->arena, out, &capacity, *total, sizeof **out))
      return report_no_memory(report_of(batch));
    (*out)[(*total)++] = (struct stretch){group[i], group[i]->row->from, group[i]->row->to};
  }
  sqlite3_bind_text(find, 1, batch->head->level, -1, SQLITE_STATIC);
  sqlite3_bind_text(find, 2, group[0]->row->fact->id, -1, SQLITE_STATIC);
  sqlite3_bind_int64(find, 3, group[0]->unit.id);
  while ((status = dossier_step(batch->dossier, find, &row)) == CHUAN_OK && row) {
    struct stretch stored = {NULL, sqlite3_column_int(find, 0), sqlite3_column_int(find, 1)};
    struct attribute_judged *same = group_find(group, count, stored.from);
    if (same) {
      stored_meet(batch, same, stored.to, sqlite3_column_int64(find, 2),
                  stored_status_read(sqlite3_column_int64(find, 3)));
    } else if (!arena_grow(batch->arena, out, &capacity, *total, sizeof **out)) {
      status = report_no_memory(report_of(batch));
      break;
    } else {
      (*out)[(*total)++] = stored;
    }
  }
  sqlite3_reset(find);
  sqlite3_clear_bindings(find);
  return status;
}

static void overlap_tell(struct attribute_batch *batch, const struct stretch *earlier,
                         const struct stretch *later) {
  struct attribute_judged *wrong = later->judged ? later->judged : earlier->judged;
  const struct stretch *other = later->judged ? earlier : later;
  if (!wrong || wrong->wrong) return;
  char from[DATE_TEXT_SIZE], to[DATE_TEXT_SIZE];
  date_format(other->from, from);
  date_format(other->to, to);
  wrong->wrong = 1;
  const char *fact = wrong->row->fact->id, *label = unit_label(batch->arena, &wrong->unit);
  if (other->judged) {
    report_problem(
        report_of(batch), CHUAN_ERROR, &wrong->row->place,
        "\"%s\" of %s holds on the same days by line %u (%s – %s); correct the dates of one of them",
        "“%s” của %s trùng ngày với dòng %u (%s – %s); hãy sửa ngày của một trong hai", fact, label,
        other->judged->row->place.line, *from ? from : "…", *to ? to : "…");
  } else {
    report_problem(
        report_of(batch), CHUAN_ERROR, &wrong->row->place,
        "\"%s\" of %s already has a value on these days (%s – %s); end that one first: load it again with "
        "its valid_to",
        "“%s” của %s đã có giá trị trong những ngày này (%s – %s); hãy kết thúc giá trị đó trước: nạp lại "
        "kèm valid_to",
        fact, label, *from ? from : "…", *to ? to : "…");
  }
}

static chuan_status groups_judge(struct attribute_batch *batch) {
  sqlite3_stmt *find = NULL;
  chuan_status status = dossier_prepare(
      batch->dossier,
      "SELECT a.valid_from, a.valid_to, a.value, i.status FROM attribute AS a JOIN import AS i "
      "ON i.id = a.import_id WHERE a.level = ?1 AND a.fact = ?2 AND a.unit_id = ?3",
      &find);
  for (size_t first = 0; first < batch->sorted_count && status == CHUAN_OK;) {
    struct attribute_judged **group = batch->sorted + first;
    struct stretch *stretches = NULL;
    size_t count = 0, total = 0;
    while (first + count < batch->sorted_count && group[count]->row->fact == group[0]->row->fact &&
           group[count]->unit.id == group[0]->unit.id)
      count++;
    status = stretches_collect(batch, find, group, count, &stretches, &total);
    if (status == CHUAN_OK && total > 1) qsort(stretches, total, sizeof *stretches, stretch_compare);
    size_t longest = 0; /* of those passed, the one that reaches furthest */
    for (size_t i = 1; i < total && status == CHUAN_OK; i++) {
      if (stretches[i].from <= stretches[longest].to) overlap_tell(batch, &stretches[longest], &stretches[i]);
      if (stretches[i].to > stretches[longest].to) longest = i;
    }
    first += count;
  }
  sqlite3_finalize(find);
  return status;
}

/* --- all ---------------------------------------------------------------------------------------------------------- */

static chuan_status batch_judge_all(struct attribute_batch *batch, const struct attribute_row *rows) {
  batch->rows = arena_array(batch->arena, batch->count, sizeof *batch->rows);
  batch->sorted = arena_array(batch->arena, batch->count, sizeof(struct attribute_judged *));
  if (!batch->rows || !batch->sorted) return report_no_memory(report_of(batch));
  chuan_status status = stored_level_load(batch->dossier, batch->arena, batch->head->level, &batch->level);
  for (size_t i = 0; i < batch->count && status == CHUAN_OK; i++) {
    batch->rows[i].row = &rows[i];
    status = row_judge(batch, &batch->rows[i]);
    if (!batch->rows[i].wrong) batch->sorted[batch->sorted_count++] = &batch->rows[i];
  }
  if (batch->sorted_count > 1)
    qsort(batch->sorted, batch->sorted_count, sizeof(struct attribute_judged *), judged_compare);
  return status == CHUAN_OK ? groups_judge(batch) : status;
}

static chuan_status row_write(struct attribute_batch *batch, sqlite3_stmt *insert,
                              const struct attribute_judged *judged) {
  const int64_t numbers[] = {judged->unit.id, judged->row->from, judged->row->to, judged->stored};
  sqlite3_bind_text(insert, 1, batch->head->level, -1, SQLITE_STATIC);
  sqlite3_bind_text(insert, 2, judged->row->fact->id, -1, SQLITE_STATIC);
  for (int i = 0; i < (int)(sizeof numbers / sizeof *numbers); i++)
    sqlite3_bind_int64(insert, i + 3, numbers[i]);
  sqlite3_bind_int64(insert, 8, judged->row->place.line);
  return dossier_run(batch->dossier, insert);
}

/* Every statement is kept as it was said; what is new or better is what holds from now on. */
static chuan_status rows_write(struct attribute_batch *batch, sqlite3_stmt *insert, sqlite3_stmt *report,
                               chuan_counts *counts) {
  chuan_status status = CHUAN_OK;
  for (size_t i = 0; i < batch->sorted_count && status == CHUAN_OK; i++) {
    const struct attribute_judged *judged = batch->sorted[i];
    int holds = !judged->known || judged->changed;
    if (holds) status = row_write(batch, insert, judged);
    if (status == CHUAN_OK) status = row_write(batch, report, judged);
    store_count(counts, judged->corrected ? STORE_CHANGED : holds ? STORE_ACCEPTED : STORE_UNCHANGED);
  }
  return status;
}

static chuan_status batch_write(struct attribute_batch *batch, chuan_counts *counts) {
  sqlite3_stmt *insert = NULL, *report = NULL;
  int64_t id = 0;
  chuan_status status = import_head_write(batch->dossier, batch->head, "attributes", &id);
  if (status == CHUAN_OK) {
    status =
        dossier_prepare(batch->dossier,
                        "INSERT INTO attribute VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO UPDATE "
                        "SET valid_to = excluded.valid_to, value = excluded.value, "
                        "import_id = excluded.import_id, source_row = excluded.source_row",
                        &insert);
  }
  if (status == CHUAN_OK)
    status =
        dossier_prepare(batch->dossier,
                        "INSERT INTO attribute_report (level, fact, unit_id, valid_from, valid_to, value, "
                        "import_id, source_row) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                        &report);
  if (status == CHUAN_OK) {
    sqlite3_bind_int64(insert, 7, id);
    sqlite3_bind_int64(report, 7, id);
    status = rows_write(batch, insert, report, counts);
  }
  sqlite3_finalize(insert);
  sqlite3_finalize(report);
  return status == CHUAN_OK
             ? import_list_end(batch->dossier, batch->arena, id, counts, &batch->says_something)
             : status;
}

chuan_status attributes_store(struct dossier *dossier, const struct import_head *head,
                              const struct attribute_row *rows, size_t count, chuan_counts *counts) {
  *counts = (chuan_counts){.accepted = 0};
  struct arena *arena = arena_create();
  if (!arena) return report_no_memory(dossier->report);
  struct attribute_batch batch = {.dossier = dossier,
                                  .arena = arena,
                                  .head = head,
                                  .days = {.dossier = dossier, .arena = arena},
                                  .count = count};
  chuan_status status = dossier_begin(dossier);
  if (status == CHUAN_OK) {
    status = batch_judge_all(&batch, rows);
    for (size_t i = 0; i < count && status == CHUAN_OK; i++) counts->rejected += batch.rows[i].wrong != 0;
    if (status == CHUAN_OK && counts->rejected == 0) status = batch_write(&batch, counts);
    if (status == CHUAN_OK && counts->rejected == 0 && batch.says_something)
      status = dossier_commit(dossier);
    else
      dossier_rollback(dossier);
  }
  if (status != CHUAN_OK) *counts = (chuan_counts){.accepted = 0};
  arena_free(arena);
  return status;
}
