/* Rows that are only ever added at the end of their year, see appending.h. */
#include "facts/appending.h"

#include "facts/columns.h"

#include "base/decimal.h"

#include <string.h>

#define ROWS_AT_ONCE 16u
#define PLACES_MOST 16000u /* that are bound in one statement */
#define SHARED 3u          /* places: status, import, sheet */
#define OWN 3u             /* of each row before its values: unit, year, row */

/* --- many rows at once ----------------------------------------------------------------------------------------- */

static uint32_t row_width(const struct appending *appending) {
  return OWN + (uint32_t)appending->session->column_count;
}

static chuan_status insert_prepare(struct appending *appending) {
  struct import_session *session = appending->session;
  uint32_t place = SHARED;
  struct buffer sql;
  buffer_init(&sql, 0);
  buffer_format(&sql,
                "INSERT INTO \"fact_%s\" (import_status, import_id, source_sheet, unit_id, year, source_row",
                session->level.level);
  for (size_t i = 0; i < session->column_count; i++)
    buffer_format(&sql, ", \"%s\"", session->columns[i].fact->id);
  for (uint32_t row = 0; row < appending->most; row++) {
    buffer_add_string(&sql, row == 0 ? ") VALUES (?1, ?2, ?3" : "), (?1, ?2, ?3");
    for (uint32_t i = 0; i < row_width(appending); i++) buffer_format(&sql, ", ?%u", ++place);
  }
  buffer_add_char(&sql, ')');
  chuan_status status = sql.failed
                            ? report_no_memory(session->dossier->report)
                            : dossier_prepare(session->dossier, buffer_string(&sql), &appending->insert);
  buffer_free(&sql);
  if (status != CHUAN_OK) return status;
  sqlite3_bind_int(appending->insert, 1, (int)session->status);
  sqlite3_bind_int64(appending->insert, 2, session->id);
  return CHUAN_OK;
}

chuan_status appending_open(struct import_session *session, struct appending **out) {
  struct appending *appending = *out = arena_alloc(session->arena, sizeof *appending);
  if (!appending) return report_no_memory(session->dossier->report);
  *appending = (struct appending){.session = session};
  buffer_init(&appending->sheet, 0);
  appending->most = PLACES_MOST / row_width(appending);
  if (appending->most > ROWS_AT_ONCE) appending->most = ROWS_AT_ONCE;
  if (appending->most == 0) appending->most = 1;
  appending->rows =
      arena_array(session->arena, (size_t)appending->most * row_width(appending), sizeof *appending->rows);
  return appending->rows ? CHUAN_OK : report_no_memory(session->dossier->report);
}

static void row_bind(const struct appending *appending, sqlite3_stmt *insert, uint32_t row, int place) {
  uint32_t width = row_width(appending);
  const int64_t *values = appending->rows + (size_t)row * width;
  for (uint32_t i = 0; i < width; i++, place++) {
    if (values[i] == DECIMAL_MISSING)
      sqlite3_bind_null(insert, place);
    else
      sqlite3_bind_int64(insert, place, values[i]);
  }
}

/* As many as one statement takes; the last few of an import wait for no others. */
static chuan_status rows_store(struct appending *appending) {
  struct import_session *session = appending->session;
  chuan_status status = CHUAN_OK;
  uint32_t waiting = appending->waiting, width = row_width(appending);
  appending->waiting = 0;
  if (waiting == 0) return CHUAN_OK;
  if (waiting == appending->most) {
    if (!appending->insert) status = insert_prepare(appending);
    if (status != CHUAN_OK) return status;
    sqlite3_bind_text(appending->insert, 3, buffer_string(&appending->sheet), -1, SQLITE_STATIC);
    for (uint32_t row = 0; row < waiting; row++)
      row_bind(appending, appending->insert, row, (int)(SHARED + 1 + row * width));
    return dossier_run(session->dossier, appending->insert);
  }
  for (uint32_t row = 0; row < waiting && status == CHUAN_OK; row++) {
    const int64_t *at = appending->rows + (size_t)row * width;
    struct report_row one = {at[0], (int)at[1], (uint64_t)at[2], buffer_string(&appending->sheet)};
    int stored;
    status = import_row_insert(session, &one, at + OWN, &stored);
  }
  return status;
}

/* --- chunks as they come --------------------------------------------------------------------------------------- */

static chuan_status gathering_end(struct appending *appending) {
  struct import_session *session = appending->session;
  struct chunk_gathering *gathering = appending->gathering;
  chuan_status status = CHUAN_OK;
  if (!gathering) return CHUAN_OK;
  appending->gathering = NULL;
  int year = gathering_year(gathering);
  uint32_t chunk = gathering_chunk(gathering);
  if (!gathering_is_worth_keeping(gathering)) status = import_touch(session, year, chunk);
  if (status == CHUAN_OK && !import_has_touched(session, year, chunk)) {
    status = gathering_store(gathering);
    appending->has_chunks = 1;
  }
  gathering_free(gathering);
  return status;
}

/* A chunk that another row has touched is built from the table, whatever was gathered. `before`: the greatest unit of the year before this row. */
static chuan_status gather(struct appending *appending, const struct report_row *row, int64_t before) {
  struct import_session *session = appending->session;
  const struct chunk_gathering *at = appending->gathering;
  const struct unit_range *range = known_units_range(&session->units, row->unit_id);
  chuan_status status = CHUAN_OK;
  if (!range) return import_unit_touch(session, row->unit_id, row->year);
  if (!at || gathering_year(at) != row->year || gathering_chunk(at) != range->chunk) {
    if (before >= range->first) return import_touch(session, row->year, range->chunk);
    status = gathering_end(appending);
    if (status == CHUAN_OK)
      status = gathering_begin(session->dossier, &session->level, range->chunk, row->year, session->status,
                               &appending->gathering);
    if (status != CHUAN_OK) return status;
    if (!appending->gathering) return import_touch(session, row->year, range->chunk);
  }
  uint32_t slot;
  if (!gathering_slot(appending->gathering, row->unit_id, &slot))
    return import_touch(session, row->year, range->chunk);
  for (size_t i = 0; i < session->column_count; i++)
    gathering_put(appending->gathering, session->columns[i].position, slot, session->stored[i]);
  return CHUAN_OK;
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

static chuan_status year_find(struct appending *appending, int year, struct appended_year **out) {
  struct import_session *session = appending->session;
  *out = NULL;
  for (size_t i = 0; i < appending->year_count; i++)
    if (appending->years[i].year == year) {
      *out = &appending->years[i];
      return CHUAN_OK;
    }
  if (appending->year_count == APPENDED_YEARS) return CHUAN_OK;
  char *sql =
      sqlite3_mprintf("SELECT max(unit_id) FROM \"fact_%w\" WHERE year = %d", session->level.level, year);
  if (!sql) return report_no_memory(session->dossier->report);
  int64_t greatest = 0;
  chuan_status status = dossier_number(session->dossier, sql, INT64_MIN, &greatest);
  sqlite3_free(sql);
  if (status != CHUAN_OK) return status;
  *out = &appending->years[appending->year_count++];
  **out = (struct appended_year){year, greatest};
  return CHUAN_OK;
}

static chuan_status sheet_turn(struct appending *appending, const char *sheet) {
  if (strcmp(buffer_string(&appending->sheet), sheet) == 0) return CHUAN_OK;
  chuan_status status = rows_store(appending);
  if (status != CHUAN_OK) return status;
  buffer_clear(&appending->sheet);
  buffer_add_string(&appending->sheet, sheet);
  return appending->sheet.failed ? report_no_memory(appending->session->dossier->report) : CHUAN_OK;
}

chuan_status appending_row(struct appending *appending, const struct report_row *row, int *taken) {
  struct import_session *session = appending->session;
  struct appended_year *year;
  *taken = 0;
  chuan_status status = year_find(appending, row->year, &year);
  if (status != CHUAN_OK) return status;
  if (!year || row->unit_id <= year->greatest) return rows_store(appending);
  status = sheet_turn(appending, row->sheet);
  if (status == CHUAN_OK) status = gather(appending, row, year->greatest);
  if (status != CHUAN_OK) return status;
  int64_t *at = appending->rows + (size_t)appending->waiting * row_width(appending);
  at[0] = row->unit_id;
  at[1] = row->year;
  at[2] = (int64_t)row->row;
  memcpy(at + OWN, session->stored, session->column_count * sizeof *at);
  year->greatest = row->unit_id;
  *taken = 1;
  return ++appending->waiting == appending->most ? rows_store(appending) : CHUAN_OK;
}

chuan_status appending_finish(struct appending *appending) {
  chuan_status status = rows_store(appending);
  return status == CHUAN_OK ? gathering_end(appending) : status;
}

void appending_free(struct appending *appending) {
  if (!appending) return;
  sqlite3_finalize(appending->insert);
  buffer_free(&appending->sheet);
  gathering_free(appending->gathering);
}
