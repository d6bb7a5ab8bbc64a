/* A second report about the same unit and year. Both are kept in observation_<level>; fact_<level> has, fact by
 * fact, the value of the most authoritative report, of equals the surest, of equals the latest. An empty cell says
 * nothing; nor does a file that is sent again, as long as nobody else as good has spoken since. */
#include "facts/imports.h"
#include "facts/observations.h"
#include "facts/units.h"

#include "base/buffer.h"
#include "base/decimal.h"

#include <stdlib.h>
#include <string.h>

#define ROWS_MOST 1000u /* of one file about one unit and year, beside one for each fact */

/* Columns of the two queries before the facts. */
enum { CURRENT_STATUS, CURRENT_IMPORT, CURRENT_CONFIDENCE, CURRENT_FACTS };
enum {
  REPORT_STATUS,
  REPORT_CONFIDENCE,
  REPORT_IMPORT,
  REPORT_SAME_FILE,
  REPORT_ROW,
  REPORT_SHEET,
  REPORT_FACTS
};

/* How sure a row of the table t is; one report has one confidence. */
#define CONFIDENCE_OF(t)                                                       \
  "coalesce((SELECT max(r.confidence) FROM remark AS r WHERE r.import_id = " t \
  ".import_id AND "                                                            \
  "r.source_row = " t ".source_row AND r.source_sheet = " t ".source_sheet), 0)"

struct held_value {
  uint32_t fact; /* its position in the level */
  int64_t value;
};

struct held_report {
  unsigned rank;
  int64_t import_id;
  int same_file;
  uint64_t row;
  size_t sheet;               /* where its name begins in `sheets` */
  size_t first_value, values; /* of those held */
};

/* The reports kept about one unit and year, best first: a file of one figure a row speaks of the same ones many times
 * over, and they are not read from the table each time. */
struct held {
  int64_t unit_id; /* 0: nothing is held */
  int year;
  struct held_report *reports;
  size_t count, capacity;
  struct held_value *values;
  size_t value_count, value_capacity;
  struct buffer sheets; /* each with its NUL */
};

struct merge {
  struct held held;
  sqlite3_stmt *current, *reports, *keep_current, *keep_report, *choose, *known;
  /* By position of the fact in the level: */
  int64_t *values; /* chosen */
  int64_t *said;   /* by the report at hand */
  int64_t *own;    /* latest reported with the rank of this report */
  uint8_t *ranks;  /* of the chosen value */
  int64_t *latest; /* import that spoke last with that rank; 0 = none */
  uint8_t *repeat; /* that was this file, sent before, and this row of it said the same */
};

unsigned report_rank(chuan_data_status status, chuan_confidence confidence) {
  unsigned grade = confidence > CHUAN_CONFIDENCE_HIGH ? (unsigned)confidence - CHUAN_CONFIDENCE_HIGH : 0;
  return (unsigned)status * RANKS_OF_A_STATUS + grade;
}

static unsigned session_rank(const struct import_session *session) {
  return report_rank(session->status,
                     session->remark ? session->remark->confidence : CHUAN_CONFIDENCE_UNSAID);
}

static void facts_add(struct buffer *sql, const struct stored_level *level, const char *prefix) {
  for (uint32_t i = 0; i < level->count; i++) buffer_format(sql, ", %s\"%s\"", prefix, level->facts[i].id);
}

static chuan_status prepare(struct dossier *dossier, struct buffer *sql, chuan_status before,
                            sqlite3_stmt **out) {
  chuan_status status = before;
  if (status == CHUAN_OK && sql->failed) status = report_no_memory(dossier->report);
  if (status == CHUAN_OK) status = dossier_prepare(dossier, buffer_string(sql), out);
  buffer_clear(sql);
  return status;
}

static chuan_status merge_prepare(struct import_session *session, struct merge *merge) {
  struct dossier *dossier = session->dossier;
  const struct stored_level *level = &session->level;
  const char *name = level->level;
  struct buffer sql;
  buffer_init(&sql, 0);

  buffer_add_string(&sql, "SELECT f.import_status, f.import_id, " CONFIDENCE_OF("f"));
  facts_add(&sql, level, "f.");
  buffer_format(&sql, " FROM \"fact_%s\" AS f WHERE f.unit_id = ?1 AND f.year = ?2", name);
  chuan_status status = prepare(dossier, &sql, CHUAN_OK, &merge->current);

  buffer_add_string(&sql, "SELECT i.status, " CONFIDENCE_OF("o") " AS confidence, i.id, i.id <> n.id AND "
                          "i.digest = n.digest AND i.file = n.file AND i.mapping_digest = n.mapping_digest AND "
                          "i.status = n.status, o.source_row, o.source_sheet");
  facts_add(&sql, level, "o.");
  buffer_format(
      &sql,
      " FROM \"observation_%s\" AS o JOIN import AS i ON i.id = o.import_id JOIN import AS n ON n.id = ?3 "
      "WHERE o.unit_id = ?1 AND o.year = ?2 "
      "ORDER BY i.status, max(confidence, 1), i.id DESC, o.source_row DESC, o.source_sheet DESC",
      name);
  status = prepare(dossier, &sql, status, &merge->reports);

  buffer_format(
      &sql, "INSERT OR IGNORE INTO \"observation_%s\" (unit_id, year, import_id, source_row, source_sheet",
      name);
  facts_add(&sql, level, "");
  buffer_add_string(&sql, ") SELECT unit_id, year, import_id, source_row, source_sheet");
  facts_add(&sql, level, "");
  buffer_format(&sql, " FROM \"fact_%s\" WHERE unit_id = ?1 AND year = ?2", name);
  status = prepare(dossier, &sql, status, &merge->keep_current);

  /* The same row of the same file twice (a row in pieces): what is empty in one is filled by the other. */
  buffer_format(&sql, "INSERT INTO \"observation_%s\" (unit_id, year, import_id, source_row, source_sheet",
                name);
  for (size_t i = 0; i < session->column_count; i++)
    buffer_format(&sql, ", \"%s\"", session->columns[i].fact->id);
  buffer_add_string(&sql, ") VALUES (?1, ?2, ?3, ?4, ?5");
  for (size_t i = 0; i < session->column_count; i++) buffer_format(&sql, ", ?%zu", i + 6);
  buffer_add_string(&sql, ") ON CONFLICT DO UPDATE SET ");
  for (size_t i = 0; i < session->column_count; i++) {
    const char *id = session->columns[i].fact->id;
    buffer_format(&sql, "%s\"%s\" = coalesce(excluded.\"%s\", \"%s\")", i ? ", " : "", id, id, id);
  }
  status = prepare(dossier, &sql, status, &merge->keep_report);

  buffer_format(
      &sql, "UPDATE \"fact_%s\" SET import_id = NULL, source_row = 0, source_sheet = '', import_status = ?3",
      name);
  for (size_t i = 0; i < session->column_count; i++) {
    buffer_format(&sql, ", \"%s\" = ?%zu", session->columns[i].fact->id, i + 4);
  }
  buffer_add_string(&sql, " WHERE unit_id = ?1 AND year = ?2");
  status = prepare(dossier, &sql, status, &merge->choose);

  buffer_add_string(&sql,
                    "SELECT 1 FROM remark WHERE unit_id = ?1 AND year = ?2 AND fact = ?3 AND confidence = ?4 "
                    "AND publication = ?5 AND note = ?6");
  status = prepare(dossier, &sql, status, &merge->known);
  buffer_free(&sql);
  return status;
}

static chuan_status merge_make(struct import_session *session) {
  struct merge *merge = arena_alloc(session->arena, sizeof *merge);
  if (!merge) return report_no_memory(session->dossier->report);
  session->merge = merge;
  buffer_init(&merge->held.sheets, 0);
  merge->values = arena_array(session->arena, session->level.count, sizeof *merge->values);
  merge->own = arena_array(session->arena, session->level.count, sizeof *merge->own);
  merge->said = arena_array(session->arena, session->level.count, sizeof *merge->said);
  merge->ranks = arena_array(session->arena, session->level.count, sizeof *merge->ranks);
  merge->latest = arena_array(session->arena, session->level.count, sizeof *merge->latest);
  merge->repeat = arena_array(session->arena, session->level.count, sizeof *merge->repeat);
  if (!merge->values || !merge->own || !merge->said || !merge->ranks || !merge->latest || !merge->repeat)
    return report_no_memory(session->dossier->report);
  return merge_prepare(session, merge);
}

void merge_free(struct merge *merge) {
  if (!merge) return;
  buffer_free(&merge->held.sheets);
  sqlite3_finalize(merge->current);
  sqlite3_finalize(merge->reports);
  sqlite3_finalize(merge->keep_current);
  sqlite3_finalize(merge->keep_report);
  sqlite3_finalize(merge->choose);
  sqlite3_finalize(merge->known);
}

/* --- what is there ------------------------------------------------------------------------------------- */

static int64_t value_or_missing(sqlite3_stmt *statement, int column) {
  return sqlite3_column_type(statement, column) == SQLITE_NULL ? DECIMAL_MISSING
                                                               : sqlite3_column_int64(statement, column);
}

/* Notes who spoke last about a fact, and whether that was this very file, saying in this row what it says now. */
static void latest_note(struct merge *merge, uint32_t fact, int64_t import_id, int same_file,
                        int same_value) {
  if (import_id > merge->latest[fact]) {
    merge->latest[fact] = import_id;
    merge->repeat[fact] = 0;
  }
  if (import_id == merge->latest[fact] && same_file && same_value) merge->repeat[fact] = 1;
}

/* Every report of a file is compared with all that are kept: rows about one unit and year are no more than its facts
 * and some that say them again. */
static chuan_status too_many(const struct import_session *session, const struct report_row *row) {
  struct dossier *dossier = session->dossier;
  struct unit unit;
  chuan_status status = unit_get(dossier, session->arena, row->unit_id, &unit);
  if (status != CHUAN_OK) return status;
  return report_fail(
      dossier->report, CHUAN_LIMIT,
      "more than %u rows are about %s in %d and say different things; check the column of the unit",
      "hơn %u dòng cùng nói về %s năm %d mà khác nhau; hãy kiểm tra cột đơn vị",
      session->level.count + ROWS_MOST, unit_label(session->arena, &unit), row->year);
}

/* Opens a report at `at`, whose values are added next; 0 when there is no memory. */
static int held_open(struct import_session *session, size_t at, struct held_report report,
                     const char *sheet) {
  struct held *held = &session->merge->held;
  if (!arena_grow(session->arena, &held->reports, &held->capacity, held->count, sizeof *held->reports))
    return 0;
  report.sheet = held->sheets.length;
  report.first_value = held->value_count;
  buffer_add(&held->sheets, sheet, strlen(sheet) + 1);
  memmove(held->reports + at + 1, held->reports + at, (held->count - at) * sizeof *held->reports);
  held->reports[at] = report;
  held->count++;
  return !held->sheets.failed;
}

static int held_value_add(struct import_session *session, size_t at, uint32_t fact, int64_t value) {
  struct held *held = &session->merge->held;
  if (!arena_grow(session->arena, &held->values, &held->value_capacity, held->value_count,
                  sizeof *held->values))
    return 0;
  held->values[held->value_count++] = (struct held_value){fact, value};
  held->reports[at].values++;
  return 1;
}

static chuan_status held_read(struct import_session *session, const struct report_row *row) {
  struct merge *merge = session->merge;
  struct held *held = &merge->held;
  sqlite3_stmt *reports = merge->reports;
  held->count = held->value_count = 0;
  held->unit_id = 0;
  buffer_clear(&held->sheets);
  sqlite3_bind_int64(reports, 1, row->unit_id);
  sqlite3_bind_int(reports, 2, row->year);
  sqlite3_bind_int64(reports, 3, session->id);
  int more = 0, room = 1;
  chuan_status status;
  while ((status = dossier_step(session->dossier, reports, &more)) == CHUAN_OK && more && room) {
    unsigned rank = report_rank(stored_status_read(sqlite3_column_int64(reports, REPORT_STATUS)),
                                stored_confidence_read(sqlite3_column_int64(reports, REPORT_CONFIDENCE)));
    const char *sheet = (const char *)sqlite3_column_text(reports, REPORT_SHEET);
    size_t at = held->count;
    room =
        sheet && held_open(session, at,
                           (struct held_report){.rank = rank,
                                                .import_id = sqlite3_column_int64(reports, REPORT_IMPORT),
                                                .same_file = sqlite3_column_int(reports, REPORT_SAME_FILE),
                                                .row = (uint64_t)sqlite3_column_int64(reports, REPORT_ROW)},
                           sheet);
    for (uint32_t i = 0; i < session->level.count && room; i++) {
      int64_t value = value_or_missing(reports, (int)i + REPORT_FACTS);
      if (value != DECIMAL_MISSING) room = held_value_add(session, at, i, value);
    }
  }
  sqlite3_reset(reports);
  if (status == CHUAN_OK && !room) status = report_no_memory(session->dossier->report);
  if (status != CHUAN_OK) return status;
  held->unit_id = row->unit_id;
  held->year = row->year;
  return CHUAN_OK;
}

/* Whether a report comes before one of this session, in the order in which they are read. */
static int held_is_before(const struct held *held, const struct held_report *report,
                          const struct import_session *session, unsigned rank, const struct report_row *row) {
  if (report->rank != rank) return report->rank < rank;
  if (report->import_id != session->id) return report->import_id > session->id;
  if (report->row != row->row) return report->row > row->row;
  return strcmp(held->sheets.text + report->sheet, row->sheet) > 0;
}

/* The report that was just kept joins those held. One that is a row in pieces is not taken apart: then all of them are
 * read again when the next row comes. */
static chuan_status held_add(struct import_session *session, const struct report_row *row) {
  struct held *held = &session->merge->held;
  unsigned rank = session_rank(session);
  if (held->unit_id != row->unit_id || held->year != row->year) return CHUAN_OK;
  size_t at = 0;
  for (size_t i = 0; i < held->count; i++) {
    const struct held_report *one = &held->reports[i];
    if (one->import_id == session->id && one->row == row->row &&
        strcmp(held->sheets.text + one->sheet, row->sheet) == 0) {
      held->unit_id = 0;
      return CHUAN_OK;
    }
    at += (size_t)held_is_before(held, one, session, rank, row);
  }
  int room = held_open(
      session, at, (struct held_report){.rank = rank, .import_id = session->id, .row = row->row}, row->sheet);
  for (size_t i = 0; i < session->column_count && room; i++) {
    if (session->stored[i] != DECIMAL_MISSING)
      room = held_value_add(session, at, session->columns[i].position, session->stored[i]);
  }
  return room ? CHUAN_OK : report_no_memory(session->dossier->report);
}

/* Best reports first: the first that says something about a fact gives the rank of its chosen value. */
static chuan_status reports_read(struct import_session *session, const struct report_row *row,
                                 uint8_t unreported) {
  struct merge *merge = session->merge;
  struct held *held = &merge->held;
  uint32_t count = session->level.count;
  const uint8_t open = UINT8_MAX;
  for (uint32_t i = 0; i < count; i++) {
    merge->ranks[i] = open;
    merge->own[i] = DECIMAL_MISSING;
  }
  if (held->unit_id != row->unit_id || held->year != row->year) {
    chuan_status status = held_read(session, row);
    if (status != CHUAN_OK) return status;
  }
  uint32_t own_rows = 0;
  for (size_t r = 0; r < held->count; r++) {
    const struct held_report *report = &held->reports[r];
    int same_row = report->row == row->row && strcmp(held->sheets.text + report->sheet, row->sheet) == 0;
    own_rows += report->import_id == session->id;
    for (size_t v = 0; v < report->values; v++) {
      uint32_t fact = held->values[report->first_value + v].fact;
      int64_t value = held->values[report->first_value + v].value;
      if (merge->ranks[fact] == open) merge->ranks[fact] = (uint8_t)report->rank;
      if (report->rank != session_rank(session)) continue;
      if (merge->own[fact] == DECIMAL_MISSING) merge->own[fact] = value;
      latest_note(merge, fact, report->import_id, report->same_file, same_row && value == merge->said[fact]);
    }
  }
  for (uint32_t i = 0; i < count; i++) {
    if (merge->ranks[i] == open) merge->ranks[i] = unreported; /* typed by hand */
  }
  return own_rows >= count + ROWS_MOST ? too_many(session, row) : CHUAN_OK;
}

/* *whole: the row comes from one report and still stands as that report said. */
static chuan_status current_read(struct import_session *session, const struct report_row *row, int *whole) {
  struct merge *merge = session->merge;
  sqlite3_bind_int64(merge->current, 1, row->unit_id);
  sqlite3_bind_int(merge->current, 2, row->year);
  int found = 0;
  chuan_status status = dossier_step(session->dossier, merge->current, &found);
  if (status == CHUAN_OK && !found) status = dossier_failed(session->dossier, SQLITE_CORRUPT);
  uint8_t rank = 0;
  if (status == CHUAN_OK) {
    chuan_data_status row_status = stored_status_read(sqlite3_column_int64(merge->current, CURRENT_STATUS));
    *whole = sqlite3_column_type(merge->current, CURRENT_IMPORT) != SQLITE_NULL;
    chuan_confidence confidence =
        stored_confidence_read(sqlite3_column_int64(merge->current, CURRENT_CONFIDENCE));
    rank = (uint8_t)report_rank(row_status, confidence);
    for (uint32_t i = 0; i < session->level.count; i++) {
      merge->values[i] = value_or_missing(merge->current, (int)i + CURRENT_FACTS);
      merge->ranks[i] = rank;
      merge->own[i] = rank == session_rank(session) ? merge->values[i] : DECIMAL_MISSING;
      merge->said[i] = DECIMAL_MISSING;
      merge->latest[i] = merge->repeat[i] = 0;
    }
    for (size_t i = 0; i < session->column_count; i++)
      merge->said[session->columns[i].position] = session->stored[i];
  }
  sqlite3_reset(merge->current);
  return status == CHUAN_OK && !*whole ? reports_read(session, row, rank) : status;
}

/* --- choosing -------------------------------------------------------------------------------------------- */

/* Puts the report's values where they win. Returns whether it says anything that is not known already. */
static int values_choose(struct import_session *session) {
  struct merge *merge = session->merge;
  unsigned rank = session_rank(session);
  int news = 0;
  for (size_t i = 0; i < session->column_count; i++) {
    int64_t value = session->stored[i];
    uint32_t fact = session->columns[i].position;
    if (value == DECIMAL_MISSING || merge->repeat[fact]) continue;
    int equal = value == merge->values[fact];
    if (merge->values[fact] == DECIMAL_MISSING || rank <= merge->ranks[fact]) {
      news |= !equal || rank < merge->ranks[fact];
      merge->values[fact] = value;
      merge->ranks[fact] = (uint8_t)rank;
    } else {
      news |= !equal && value != merge->own[fact];
    }
  }
  return news;
}

/* A figure that is known already, but not from where this report has it, or not how sure that is. */
static chuan_status remark_compare(struct import_session *session, const struct report_row *row, int *news) {
  const struct import_remark *remark = session->remark;
  sqlite3_stmt *known = session->merge->known;
  chuan_status status = CHUAN_OK;
  for (size_t i = 0; remark && i < session->column_count && !*news && status == CHUAN_OK; i++) {
    if (session->stored[i] == DECIMAL_MISSING) continue;
    int found = 0;
    sqlite3_bind_int64(known, 1, row->unit_id);
    sqlite3_bind_int(known, 2, row->year);
    sqlite3_bind_text(known, 3, session->columns[i].fact->id, -1, SQLITE_STATIC);
    sqlite3_bind_int(known, 4, (int)remark->confidence);
    sqlite3_bind_text(known, 5, remark->publication ? remark->publication : "", -1, SQLITE_STATIC);
    sqlite3_bind_text(known, 6, remark->note ? remark->note : "", -1, SQLITE_STATIC);
    status = dossier_step(session->dossier, known, &found);
    *news = status == CHUAN_OK && !found;
    sqlite3_reset(known);
    sqlite3_clear_bindings(known);
  }
  return status;
}

static void value_bind(sqlite3_stmt *statement, int index, int64_t value) {
  if (value == DECIMAL_MISSING)
    sqlite3_bind_null(statement, index);
  else
    sqlite3_bind_int64(statement, index, value);
}

static chuan_status report_keep(struct import_session *session, const struct report_row *row) {
  sqlite3_stmt *keep = session->merge->keep_report;
  sqlite3_bind_int64(keep, 1, row->unit_id);
  sqlite3_bind_int(keep, 2, row->year);
  sqlite3_bind_int64(keep, 3, session->id);
  sqlite3_bind_int64(keep, 4, (int64_t)row->row);
  sqlite3_bind_text(keep, 5, row->sheet, -1, SQLITE_STATIC);
  for (size_t i = 0; i < session->column_count; i++) value_bind(keep, (int)i + 6, session->stored[i]);
  chuan_status status = dossier_run(session->dossier, keep);
  sqlite3_bind_null(keep, 5); /* the sheet's name is the caller's */
  return status;
}

static chuan_status chosen_write(struct import_session *session, const struct report_row *row) {
  struct merge *merge = session->merge;
  int worst = CHUAN_OFFICIAL;
  for (uint32_t i = 0; i < session->level.count; i++) {
    int status = merge->ranks[i] / RANKS_OF_A_STATUS;
    if (merge->values[i] != DECIMAL_MISSING && status > worst) worst = status;
  }
  sqlite3_bind_int64(merge->choose, 1, row->unit_id);
  sqlite3_bind_int(merge->choose, 2, row->year);
  sqlite3_bind_int(merge->choose, 3, worst);
  for (size_t i = 0; i < session->column_count; i++) {
    value_bind(merge->choose, (int)i + 4, merge->values[session->columns[i].position]);
  }
  return dossier_run(session->dossier, merge->choose);
}

chuan_status merge_report(struct import_session *session, const struct report_row *row,
                          enum store_result *result) {
  chuan_status status = session->merge ? CHUAN_OK : merge_make(session);
  if (!session->merge) return status;
  int whole = 0;
  if (status == CHUAN_OK) status = current_read(session, row, &whole);
  if (status != CHUAN_OK) return status;
  int news = values_choose(session);
  if (!news) status = remark_compare(session, row, &news);
  if (status != CHUAN_OK) return status;
  if (!news) {
    *result = STORE_UNCHANGED;
    return CHUAN_OK;
  }
  struct merge *merge = session->merge;
  if (whole) {
    merge->held.unit_id = 0; /* the row itself becomes one of the reports */
    sqlite3_bind_int64(merge->keep_current, 1, row->unit_id);
    sqlite3_bind_int(merge->keep_current, 2, row->year);
    status = dossier_run(session->dossier, merge->keep_current);
  }
  if (status == CHUAN_OK) status = report_keep(session, row);
  if (status == CHUAN_OK) status = held_add(session, row);
  return status == CHUAN_OK ? chosen_write(session, row) : status;
}
