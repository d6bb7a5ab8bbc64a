/* A second report about the same unit and year: kept beside the first, unless it is the same file that says the same
 * again; then what stands is chosen anew, and the row counts as what that changed. An empty cell says nothing. */
#include "facts/imports.h"
#include "facts/units.h"

#include "base/decimal.h"

#include <string.h>

#define ROWS_MOST 1000u /* of one file about one unit and year, beside one for each fact */

struct merge {
  struct statements statements;
  sqlite3_stmt *known;
  /* By position of the fact in the level: */
  int64_t *said;                   /* by the report at hand */
  int64_t *before;                 /* what stood */
  uint8_t *ranks;                  /* of that */
  const struct said_report **last; /* word of the import about the fact */
};

static unsigned session_rank(const struct import_session *session) {
  return report_rank(session->status,
                     session->remark ? session->remark->confidence : CHUAN_CONFIDENCE_UNSAID);
}

static chuan_status merge_make(struct import_session *session) {
  struct merge *merge = session->merge = arena_alloc(session->arena, sizeof *merge);
  uint32_t count = session->level.count;
  if (!merge) return report_no_memory(session->dossier->report);
  chuan_status status =
      statements_open(&merge->statements, session->dossier, session->arena, &session->level);
  merge->said = arena_array(session->arena, count, sizeof *merge->said);
  merge->before = arena_array(session->arena, count, sizeof *merge->before);
  merge->ranks = arena_array(session->arena, count, sizeof *merge->ranks);
  merge->last = arena_array(session->arena, count, sizeof(struct said_report *));
  if (status == CHUAN_OK && (!merge->said || !merge->before || !merge->ranks || !merge->last))
    status = report_no_memory(session->dossier->report);
  if (status != CHUAN_OK) return status;
  return dossier_prepare(
      session->dossier,
      "SELECT 1 FROM remark WHERE import_id = ?1 AND source_row = ?2 AND source_sheet = ?3 AND "
      "fact = ?4 AND publication = ?5 AND note = ?6",
      &merge->known);
}

void merge_free(struct merge *merge) {
  if (!merge) return;
  statements_close(&merge->statements);
  sqlite3_finalize(merge->known);
}

/* --- what is known already ---------------------------------------------------------------------------------- */

static int is_row(const struct statements *statements, const struct said_report *report,
                  const struct report_row *row) {
  return report->row == row->row && strcmp(statements_sheet(statements, report), row->sheet) == 0;
}

/* The report says just what the row at hand says. */
static int says_the_same(const struct import_session *session, const struct said_report *report) {
  const struct merge *merge = session->merge;
  size_t said = 0;
  if (report->rank != session_rank(session)) return 0;
  for (size_t i = 0; i < session->column_count; i++) said += session->stored[i] != DECIMAL_MISSING;
  if (report->values != said) return 0;
  for (size_t v = 0; v < report->values; v++) {
    const struct said_value *value = &merge->statements.said[report->first_value + v];
    if (merge->said[value->fact] != value->value) return 0;
  }
  return 1;
}

/* The report says where it was published, and what was said about the figure, as the row at hand does. */
static chuan_status remark_same(struct import_session *session, const struct said_report *report,
                                uint32_t fact, int *same) {
  const struct import_remark *remark = session->remark;
  sqlite3_stmt *find = session->merge->known;
  *same = 1;
  if (!remark) return CHUAN_OK;
  sqlite3_bind_int64(find, 1, report->import_id);
  sqlite3_bind_int64(find, 2, (int64_t)report->row);
  sqlite3_bind_text(find, 3, statements_sheet(&session->merge->statements, report), -1, SQLITE_STATIC);
  sqlite3_bind_text(find, 4, session->level.facts[fact].id, -1, SQLITE_STATIC);
  sqlite3_bind_text(find, 5, remark->publication ? remark->publication : "", -1, SQLITE_STATIC);
  sqlite3_bind_text(find, 6, remark->note ? remark->note : "", -1, SQLITE_STATIC);
  chuan_status status = dossier_step(session->dossier, find, same);
  sqlite3_reset(find);
  sqlite3_clear_bindings(find);
  return status;
}

/* A report of this import: stored by it, or by the same file before and found in this one, too. */
static chuan_status is_own(struct import_session *session, const struct said_report *report, int *own) {
  *own = report->import_id == session->id;
  if (*own || !repetition_find(&session->repetition, report->import_id)) return CHUAN_OK;
  struct report_row row = {.row = report->row,
                           .sheet = statements_sheet(&session->merge->statements, report)};
  return repetition_has(&session->repetition, &row, own);
}

/* Whether this import has said all of it in other rows, and nothing else since. */
static chuan_status import_has_said(struct import_session *session, int *has) {
  struct merge *merge = session->merge;
  const struct statements *statements = &merge->statements;
  chuan_status status = CHUAN_OK;
  memset(merge->last, 0, session->level.count * sizeof *merge->last);
  for (size_t r = 0; r < statements->count && status == CHUAN_OK; r++) {
    const struct said_report *report = &statements->list[r];
    int own = 0;
    if (report->rank == session_rank(session)) status = is_own(session, report, &own);
    for (size_t v = 0; v < report->values && own; v++) {
      const struct said_report **last = &merge->last[statements->said[report->first_value + v].fact];
      if (!*last || (*last)->row < report->row) *last = report;
    }
  }
  *has = status == CHUAN_OK;
  for (uint32_t i = 0; i < session->level.count && *has; i++) {
    if (merge->said[i] == DECIMAL_MISSING) continue;
    *has = merge->last[i] && statements_value(statements, merge->last[i], i) == merge->said[i];
    if (*has) status = remark_same(session, merge->last[i], i, has);
    *has = *has && status == CHUAN_OK;
  }
  return status;
}

/* Every report of a file is compared with all that are kept: rows about one unit and year are no more than its facts
 * and some that say them again. */
static chuan_status check_room(const struct import_session *session, const struct report_row *row) {
  const struct statements *statements = &session->merge->statements;
  struct dossier *dossier = session->dossier;
  struct unit unit;
  uint32_t own = 0;
  for (size_t r = 0; r < statements->count; r++) own += statements->list[r].import_id == session->id;
  if (own < session->level.count + ROWS_MOST) return CHUAN_OK;
  chuan_status status = unit_get(dossier, session->arena, row->unit_id, &unit);
  if (status != CHUAN_OK) return status;
  return report_fail(
      dossier->report, CHUAN_LIMIT,
      "more than %u rows are about %s in %d and say different things; check the column of the unit",
      "hơn %u dòng cùng nói về %s năm %d mà khác nhau; hãy kiểm tra cột đơn vị",
      session->level.count + ROWS_MOST, unit_label(session->arena, &unit), row->year);
}

/* --- adding ---------------------------------------------------------------------------------------------------- */

/* The same row of the same file once more, as some formats hand a row over: what is empty in one piece is filled by the
 * other. */
static chuan_status piece_add(struct import_session *session, size_t at) {
  struct statements *statements = &session->merge->statements;
  struct said_report *report = &statements->list[at];
  size_t old_first = report->first_value, old_count = report->values;
  int room = 1;
  report->first_value = statements->said_count;
  report->values = 0;
  for (uint32_t i = 0; i < session->level.count && room; i++) {
    int64_t value = session->merge->said[i];
    for (size_t v = 0; v < old_count && value == DECIMAL_MISSING; v++)
      if (statements->said[old_first + v].fact == i) value = statements->said[old_first + v].value;
    if (value != DECIMAL_MISSING) room = statements_value_add(statements, at, i, value);
  }
  return room ? CHUAN_OK : report_no_memory(session->dossier->report);
}

static chuan_status report_add(struct import_session *session, const struct report_row *row, size_t *at) {
  struct statements *statements = &session->merge->statements;
  struct said_report report = {.rank = session_rank(session), .import_id = session->id, .row = row->row};
  int room = statements_add(statements, report, row->sheet, at);
  for (uint32_t i = 0; i < session->level.count && room; i++) {
    int64_t value = session->merge->said[i];
    if (value != DECIMAL_MISSING) room = statements_value_add(statements, *at, i, value);
  }
  return room ? CHUAN_OK : report_no_memory(session->dossier->report);
}

/* Puts the report among the others, and those that were the row itself into the table of observations. */
static chuan_status report_keep(struct import_session *session, const struct report_row *row) {
  struct statements *statements = &session->merge->statements;
  size_t at = 0;
  while (at < statements->count &&
         (statements->list[at].import_id != session->id || !is_row(statements, &statements->list[at], row)))
    at++;
  if (at < statements->count) {
    chuan_status status = piece_add(session, at);
    return status == CHUAN_OK && !statements->whole ? statements_keep(statements, &statements->list[at])
                                                    : status;
  }
  chuan_status status = check_room(session, row);
  if (status == CHUAN_OK && statements->whole) status = statements_keep(statements, &statements->list[0]);
  if (status == CHUAN_OK) status = report_add(session, row, &at);
  if (status == CHUAN_OK && statements->count + (size_t)statements->any_typed > 1)
    status = statements_keep(statements, &statements->list[at]);
  return status;
}

/* --- what became of it ------------------------------------------------------------------------------------------- */

static enum store_result judge(const struct merge *merge, int *moved) {
  const struct statements *statements = &merge->statements;
  int changed = 0, brought = 0, beside = 0;
  for (uint32_t i = 0; i < statements->level->count; i++) {
    int64_t before = merge->before[i], now = statements->values[i];
    if (before == DECIMAL_MISSING)
      brought |= now != DECIMAL_MISSING;
    else if (before != now)
      changed = 1;
    else
      brought |= statements->ranks[i] < merge->ranks[i];
    beside |= merge->said[i] != DECIMAL_MISSING && merge->said[i] != now;
  }
  *moved = changed || brought;
  return changed ? STORE_CHANGED : beside ? STORE_BESIDE : brought ? STORE_ACCEPTED : STORE_UNCHANGED;
}

/* 1: the file, sent again, says in this row what it said in this row. */
static chuan_status repeat_note(struct import_session *session, const struct report_row *row, int *repeated) {
  const struct statements *statements = &session->merge->statements;
  *repeated = 0;
  for (size_t r = 0; r < statements->count && session->repetition.count > 0; r++) {
    const struct said_report *report = &statements->list[r];
    const struct same_file *file = repetition_find(&session->repetition, report->import_id);
    if (!file || !is_row(statements, report, row) || !says_the_same(session, report)) continue;
    *repeated = 1;
    return repetition_note(&session->repetition, file, row);
  }
  return CHUAN_OK;
}

chuan_status merge_report(struct import_session *session, const struct report_row *row,
                          enum store_result *result, int *kept, int *moved) {
  chuan_status status = session->merge ? CHUAN_OK : merge_make(session);
  struct merge *merge = session->merge;
  *result = STORE_UNCHANGED;
  *kept = *moved = 0;
  if (status != CHUAN_OK) return status;
  struct statements *statements = &merge->statements;
  uint32_t count = session->level.count;
  for (uint32_t i = 0; i < count; i++) merge->said[i] = DECIMAL_MISSING;
  for (size_t i = 0; i < session->column_count; i++)
    merge->said[session->columns[i].position] = session->stored[i];
  int known = 0;
  status = statements_read(statements, row->unit_id, row->year, session->id - 1);
  if (status == CHUAN_OK) status = import_has_said(session, &known);
  if (status == CHUAN_OK && !known) status = repeat_note(session, row, &known);
  if (status != CHUAN_OK || known) return status;
  memcpy(merge->before, statements->values, count * sizeof *merge->before);
  memcpy(merge->ranks, statements->ranks, count * sizeof *merge->ranks);
  int whole = statements->whole;
  status = report_keep(session, row);
  if (status == CHUAN_OK) {
    statements_choose(statements, STATEMENTS_ALL);
    *kept = 1;
    *result = judge(merge, moved);
    if (*moved || whole) status = statements_write(statements);
  }
  if (status != CHUAN_OK) statements_forget(statements);
  return status;
}
