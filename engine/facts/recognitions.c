/* The register: who was recognised under which standard, by which decision, until when. A row about the same unit,
 * standard and day is the same entry: said again, or corrected. */
#include "facts/imports.h"
#include "facts/observations.h"
#include "facts/unit_day.h"

#include "base/date.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define TEXT_LONGEST 4000 /* bytes of a decision, a source, a note */

struct recognition_judged {
  const struct recognition_row *row;
  struct unit unit;
  int wrong, known, corrected, changed; /* changed: to be written */
};

struct recognition_batch {
  struct dossier *dossier;
  struct arena *arena;
  const struct import_head *head;
  struct unit_days days;
  struct recognition_judged *rows;
  struct recognition_judged **sorted; /* by unit, standard, day */
  size_t count, sorted_count;
  int says_something; /* not the same file once more without anything new */
};

static struct report *report_of(const struct recognition_batch *batch) {
  return batch->dossier->report;
}

static const char *text_or_empty(const char *text) {
  return text ? text : "";
}

/* --- one row ------------------------------------------------------------------------------------------------ */

static void text_judge(struct recognition_batch *batch, struct recognition_judged *judged,
                       const char *heading, const char *text) {
  size_t length = text ? strlen(text) : 0;
  if (length == 0 || (length <= TEXT_LONGEST && text_is_utf8(text, length))) return;
  judged->wrong = 1;
  report_problem(report_of(batch), CHUAN_ERROR, &judged->row->place,
                 "%s is not UTF-8 text of at most %d bytes; write it again",
                 "%s không phải văn bản UTF-8 dài nhất %d byte; hãy viết lại", heading, TEXT_LONGEST);
}

static chuan_status row_judge(struct recognition_batch *batch, struct recognition_judged *judged) {
  const struct recognition_row *row = judged->row;
  const char *const texts[][2] = {
      {"decision", row->decision}, {"source", row->publication}, {"note", row->note}};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    text_judge(batch, judged, texts[i][0], texts[i][1]);
  if (!row->standard || !*row->standard) {
    judged->wrong = 1;
    report_problem(report_of(batch), CHUAN_ERROR, &row->place, "the standard is missing; write its id",
                   "thiếu bộ tiêu chí; hãy ghi mã của bộ tiêu chí");
  }
  if (row->decided_on != DATE_UNKNOWN_START && row->revoked_on <= row->decided_on) {
    char decided[DATE_TEXT_SIZE], revoked[DATE_TEXT_SIZE];
    date_format(row->decided_on, decided);
    date_format(row->revoked_on, revoked);
    judged->wrong = 1;
    report_problem(report_of(batch), CHUAN_ERROR, &row->place,
                   "it is revoked (%s) not after it was decided (%s); correct one of the days",
                   "ngày thu hồi (%s) không sau ngày quyết định (%s); hãy sửa một trong hai", revoked,
                   decided);
  }
  if (judged->wrong) return CHUAN_OK;
  chuan_status status =
      row->decided_on == DATE_UNKNOWN_START
          ? unit_in_days(&batch->days, &row->place, row->unit, row->level, DATE_UNKNOWN_START, DATE_OPEN_END,
                         &judged->unit)
          : unit_on_day(&batch->days, &row->place, row->unit, row->level, row->decided_on, &judged->unit);
  judged->wrong = judged->unit.id == 0;
  return status;
}

/* --- against each other and what is stored ------------------------------------------------------------------------ */

static int judged_compare(const void *left, const void *right) {
  const struct recognition_judged *a = *(struct recognition_judged *const *)left,
                                  *b = *(struct recognition_judged *const *)right;
  if (a->unit.id != b->unit.id) return a->unit.id < b->unit.id ? -1 : 1;
  int order = strcmp(a->row->standard, b->row->standard);
  if (order) return order;
  if (a->row->decided_on != b->row->decided_on) return a->row->decided_on < b->row->decided_on ? -1 : 1;
  return a < b ? -1 : a > b;
}

static void twins_refuse(struct recognition_batch *batch) {
  for (size_t i = 1; i < batch->sorted_count; i++) {
    struct recognition_judged *one = batch->sorted[i - 1], *other = batch->sorted[i];
    if (one->unit.id != other->unit.id || strcmp(one->row->standard, other->row->standard) != 0 ||
        one->row->decided_on != other->row->decided_on)
      continue;
    other->wrong = 1;
    report_problem(report_of(batch), CHUAN_ERROR, &other->row->place,
                   "line %u already has %s recognised by %s on that day; keep one of the two",
                   "dòng %u đã ghi %s được công nhận %s ngày đó; chỉ giữ một dòng", one->row->place.line,
                   unit_label(batch->arena, &other->unit), other->row->standard);
  }
}

static int text_same(sqlite3_stmt *statement, int column, const char *text) {
  const char *stored = (const char *)sqlite3_column_text(statement, column);
  return stored && strcmp(stored, text_or_empty(text)) == 0;
}

static chuan_status stored_meet(struct recognition_batch *batch, sqlite3_stmt *find,
                                struct recognition_judged *judged) {
  const struct recognition_row *row = judged->row;
  int found = 0;
  sqlite3_bind_int64(find, 1, judged->unit.id);
  sqlite3_bind_text(find, 2, row->standard, -1, SQLITE_STATIC);
  sqlite3_bind_int64(find, 3, row->decided_on);
  chuan_status status = dossier_step(batch->dossier, find, &found);
  if (status == CHUAN_OK && found) {
    int same = sqlite3_column_int64(find, 0) == row->revoked_on &&
               sqlite3_column_int(find, 1) == (row->by_latest != 0) &&
               sqlite3_column_int(find, 2) == (int)row->confidence && text_same(find, 3, row->decision) &&
               text_same(find, 4, row->publication) && text_same(find, 5, row->note);
    chuan_data_status stored = stored_status_read(sqlite3_column_int64(find, 6));
    judged->known = 1;
    judged->corrected = !same;
    judged->changed = !same || batch->head->status < stored;
    if (!same && batch->head->status > stored) {
      judged->wrong = 1;
      report_problem(
          report_of(batch), CHUAN_ERROR, &row->place,
          "a more authoritative source says otherwise about this recognition; take the row out, or load it "
          "with the status it has",
          "nguồn có thẩm quyền cao hơn đã ghi khác về lần công nhận này; hãy bỏ dòng này, hoặc nạp với "
          "đúng trạng thái");
    }
  }
  sqlite3_reset(find);
  sqlite3_clear_bindings(find);
  return status;
}

static chuan_status batch_judge_all(struct recognition_batch *batch, const struct recognition_row *rows) {
  sqlite3_stmt *find = NULL;
  chuan_status status = CHUAN_OK;
  batch->rows = arena_array(batch->arena, batch->count, sizeof *batch->rows);
  batch->sorted = arena_array(batch->arena, batch->count, sizeof(struct recognition_judged *));
  if (!batch->rows || !batch->sorted) return report_no_memory(report_of(batch));
  for (size_t i = 0; i < batch->count && status == CHUAN_OK; i++) {
    batch->rows[i].row = &rows[i];
    status = row_judge(batch, &batch->rows[i]);
    if (!batch->rows[i].wrong) batch->sorted[batch->sorted_count++] = &batch->rows[i];
  }
  if (status != CHUAN_OK) return status;
  if (batch->sorted_count > 1)
    qsort(batch->sorted, batch->sorted_count, sizeof(struct recognition_judged *), judged_compare);
  twins_refuse(batch);
  status =
      dossier_prepare(batch->dossier,
                      "SELECT r.revoked_on, r.by_latest, r.confidence, r.decision, r.publication, r.note, "
                      "i.status FROM recognition AS r JOIN import AS i ON i.id = r.import_id "
                      "WHERE r.unit_id = ?1 AND r.standard = ?2 AND r.decided_on = ?3",
                      &find);
  for (size_t i = 0; i < batch->sorted_count && status == CHUAN_OK; i++)
    status = stored_meet(batch, find, batch->sorted[i]);
  sqlite3_finalize(find);
  return status;
}

/* --- writing ------------------------------------------------------------------------------------------------------- */

static chuan_status row_write(struct recognition_batch *batch, sqlite3_stmt *insert,
                              const struct recognition_judged *judged) {
  const struct recognition_row *row = judged->row;
  const char *const texts[] = {text_or_empty(row->decision), text_or_empty(row->publication),
                               text_or_empty(row->note)};
  const int64_t numbers[] = {row->decided_on, row->by_latest != 0, row->revoked_on, row->confidence,
                             row->place.line};
  sqlite3_bind_int64(insert, 1, judged->unit.id);
  sqlite3_bind_text(insert, 2, row->standard, -1, SQLITE_STATIC);
  for (int i = 0; i < (int)(sizeof numbers / sizeof *numbers); i++)
    sqlite3_bind_int64(insert, i + 3, numbers[i]);
  for (int i = 0; i < (int)(sizeof texts / sizeof *texts); i++)
    sqlite3_bind_text(insert, i + 8, texts[i], -1, SQLITE_STATIC);
  return dossier_run(batch->dossier, insert);
}

/* Every statement is kept as it was said; what is new or better is what holds from now on. */
static chuan_status rows_write(struct recognition_batch *batch, sqlite3_stmt *insert, sqlite3_stmt *report,
                               chuan_counts *counts) {
  chuan_status status = CHUAN_OK;
  for (size_t i = 0; i < batch->sorted_count && status == CHUAN_OK; i++) {
    const struct recognition_judged *judged = batch->sorted[i];
    int holds = !judged->known || judged->changed;
    if (holds) status = row_write(batch, insert, judged);
    if (status == CHUAN_OK) status = row_write(batch, report, judged);
    store_count(counts, judged->corrected ? STORE_CHANGED : holds ? STORE_ACCEPTED : STORE_UNCHANGED);
  }
  return status;
}

#define RECOGNITION_COLUMNS                                                                                \
  "(unit_id, standard, decided_on, by_latest, revoked_on, confidence, source_row, decision, publication, " \
  "note, import_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"

static chuan_status batch_write(struct recognition_batch *batch, chuan_counts *counts) {
  sqlite3_stmt *insert = NULL, *report = NULL;
  int64_t id = 0;
  chuan_status status = import_head_write(batch->dossier, batch->head, "recognitions", &id);
  if (status == CHUAN_OK) {
    status = dossier_prepare(
        batch->dossier,
        "INSERT INTO recognition " RECOGNITION_COLUMNS
        " ON CONFLICT (unit_id, standard, decided_on) DO UPDATE SET by_latest = excluded.by_latest, "
        "decision = excluded.decision, revoked_on = excluded.revoked_on, confidence = excluded.confidence, "
        "publication = excluded.publication, note = excluded.note, import_id = excluded.import_id, "
        "source_row = excluded.source_row",
        &insert);
  }
  if (status == CHUAN_OK)
    status = dossier_prepare(batch->dossier, "INSERT INTO recognition_report " RECOGNITION_COLUMNS, &report);
  if (status == CHUAN_OK) {
    sqlite3_bind_int64(insert, 11, id);
    sqlite3_bind_int64(report, 11, id);
    status = rows_write(batch, insert, report, counts);
  }
  sqlite3_finalize(insert);
  sqlite3_finalize(report);
  return status == CHUAN_OK
             ? import_list_end(batch->dossier, batch->arena, id, counts, &batch->says_something)
             : status;
}

chuan_status recognitions_store(struct dossier *dossier, const struct import_head *head,
                                const struct recognition_row *rows, size_t count, chuan_counts *counts) {
  *counts = (chuan_counts){.accepted = 0};
  struct arena *arena = arena_create();
  if (!arena) return report_no_memory(dossier->report);
  struct recognition_batch batch = {.dossier = dossier,
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

/* --- reading -------------------------------------------------------------------------------------------------------- */

chuan_confidence stored_confidence_read(int64_t stored) {
  return stored < CHUAN_CONFIDENCE_UNSAID || stored > CHUAN_CONFIDENCE_LOW ? CHUAN_CONFIDENCE_LOW
                                                                           : (chuan_confidence)stored;
}

static int recognition_read(struct arena *arena, sqlite3_stmt *statement, struct recognition *one) {
  *one = (struct recognition){.unit = sqlite3_column_int64(statement, 0),
                              .standard = dossier_text(arena, statement, 1),
                              .decision = dossier_text(arena, statement, 2),
                              .decided_on = sqlite3_column_int(statement, 3),
                              .revoked_on = sqlite3_column_int(statement, 4),
                              .by_latest = sqlite3_column_int(statement, 5) != 0,
                              .confidence = stored_confidence_read(sqlite3_column_int64(statement, 6)),
                              .publication = dossier_text(arena, statement, 7),
                              .note = dossier_text(arena, statement, 8),
                              .status = stored_status_read(sqlite3_column_int64(statement, 9))};
  return one->standard && one->decision && one->publication && one->note;
}

chuan_status recognitions_list(struct dossier *dossier, struct arena *arena, const char *standard,
                               int32_t day, struct recognition **out, size_t *count) {
  sqlite3_stmt *statement = NULL;
  size_t capacity = 0;
  int row = 0;
  *out = NULL;
  *count = 0;
  chuan_status status =
      dossier_prepare(dossier,
                      "SELECT r.unit_id, r.standard, r.decision, r.decided_on, r.revoked_on, r.by_latest, "
                      "r.confidence, r.publication, r.note, i.status FROM recognition AS r JOIN import AS i "
                      "ON i.id = r.import_id WHERE (?1 IS NULL OR r.standard = ?1) AND r.decided_on <= ?2 "
                      "ORDER BY r.standard, r.unit_id, r.decided_on",
                      &statement);
  if (status == CHUAN_OK && standard) sqlite3_bind_text(statement, 1, standard, -1, SQLITE_STATIC);
  if (status == CHUAN_OK) sqlite3_bind_int(statement, 2, day);
  while (status == CHUAN_OK && (status = dossier_step(dossier, statement, &row)) == CHUAN_OK && row) {
    if (!arena_grow(arena, out, &capacity, *count, sizeof **out) ||
        !recognition_read(arena, statement, &(*out)[*count])) {
      status = report_no_memory(dossier->report);
    } else {
      ++*count;
    }
  }
  sqlite3_finalize(statement);
  return status;
}
