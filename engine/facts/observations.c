/* Where a figure came from: every value reported for it. */
#include "facts/observations.h"

#include "base/decimal.h"

#include <stdlib.h>
#include <string.h>

chuan_status dossier_prepare_buffer(struct dossier *dossier, struct buffer *sql, sqlite3_stmt **out) {
  chuan_status status =
      sql->failed ? report_no_memory(dossier->report) : dossier_prepare(dossier, buffer_string(sql), out);
  buffer_free(sql);
  return status;
}

chuan_status stored_value_read(struct dossier *dossier, const struct conversion *conversion,
                               const struct fact *fact, int64_t stored, int64_t *out) {
  if (conversion_read(conversion, stored, out)) return CHUAN_OK;
  return report_fail(dossier->report, CHUAN_DATABASE,
                     "the stored figure %lld of \"%s\" (%s) cannot be written with %u decimal places; give "
                     "the fact more places",
                     "số liệu đã lưu %lld của “%s” (%s) không ghi được với %u chữ số thập phân; hãy tăng số "
                     "chữ số thập phân",
                     (long long)stored, fact->id, fact->level, fact->places);
}

/* --- one fact ----------------------------------------------------------------------------------------- */

struct listing {
  struct dossier *dossier;
  struct arena *arena;
  const struct fact *fact;
  struct conversion conversion;
  struct observation *items;
  size_t count, capacity;
};

/* The row in the table of facts: its value, and the import when it still is what one file reported. */
static chuan_status chosen_read(struct listing *listing, int64_t unit_id, int year, int64_t *stored,
                                int *status_code, int *whole) {
  struct buffer sql;
  buffer_init(&sql, 0);
  buffer_format(&sql,
                "SELECT \"%s\", import_status, import_id FROM \"fact_%s\" WHERE unit_id = ?1 AND year = ?2",
                listing->fact->id, listing->fact->level);
  sqlite3_stmt *statement = NULL;
  int row = 0;
  *stored = DECIMAL_MISSING;
  chuan_status status = dossier_prepare_buffer(listing->dossier, &sql, &statement);
  if (status == CHUAN_OK) {
    sqlite3_bind_int64(statement, 1, unit_id);
    sqlite3_bind_int(statement, 2, year);
    status = dossier_step(listing->dossier, statement, &row);
  }
  if (status == CHUAN_OK && row) {
    if (sqlite3_column_type(statement, 0) != SQLITE_NULL) *stored = sqlite3_column_int64(statement, 0);
    *status_code = sqlite3_column_int(statement, 1);
    *whole = sqlite3_column_type(statement, 2) != SQLITE_NULL;
  }
  sqlite3_finalize(statement);
  return status;
}

chuan_data_status stored_status_read(int64_t stored) {
  return stored < CHUAN_OFFICIAL || stored > CHUAN_ILLUSTRATIVE ? CHUAN_ILLUSTRATIVE
                                                                : (chuan_data_status)stored;
}

static chuan_status observation_add(struct listing *listing, const struct observation *observation) {
  if (!arena_grow(listing->arena, &listing->items, &listing->capacity, listing->count,
                  sizeof *listing->items)) {
    return report_no_memory(listing->dossier->report);
  }
  listing->items[listing->count++] = *observation;
  return CHUAN_OK;
}

static chuan_status observation_read(struct listing *listing, sqlite3_stmt *statement) {
  struct observation one = {0};
  chuan_status status = stored_value_read(listing->dossier, &listing->conversion, listing->fact,
                                          sqlite3_column_int64(statement, 0), &one.value);
  if (status != CHUAN_OK || one.value == DECIMAL_MISSING) return status;
  one.row = (uint64_t)sqlite3_column_int64(statement, 1);
  one.sheet = dossier_text(listing->arena, statement, 2);
  one.file = dossier_text(listing->arena, statement, 3);
  one.digest = dossier_text(listing->arena, statement, 4);
  one.plugin = dossier_text(listing->arena, statement, 5);
  one.imported_at = dossier_text(listing->arena, statement, 6);
  one.status = stored_status_read(sqlite3_column_int64(statement, 7));
  one.column = (uint32_t)sqlite3_column_int64(statement, 8);
  one.heading = dossier_text(listing->arena, statement, 9);
  one.confidence = stored_confidence_read(sqlite3_column_int64(statement, 10));
  one.publication = dossier_text(listing->arena, statement, 11);
  one.note = dossier_text(listing->arena, statement, 12);
  if (!one.publication || !one.note) return report_no_memory(listing->dossier->report);
  if (!one.sheet || !one.file || !one.digest || !one.plugin || !one.imported_at || !one.heading) {
    return report_no_memory(listing->dossier->report);
  }
  return observation_add(listing, &one);
}

/* Of the one report that the row is, or of all that were kept; the most authoritative, surest and latest first. */
static chuan_status reports_read(struct listing *listing, int64_t unit_id, int year, int whole) {
  struct buffer sql;
  buffer_init(&sql, 0);
  buffer_format(
      &sql,
      "SELECT o.\"%s\", o.source_row, o.source_sheet, i.file, i.digest, i.plugin, i.imported_at, i.status, "
      "c.number, c.heading, r.confidence, r.publication, r.note "
      "FROM \"%s_%s\" AS o JOIN import AS i ON i.id = o.import_id "
      "LEFT JOIN import_column AS c ON c.import_id = i.id AND c.fact = ?3 "
      "LEFT JOIN remark AS r ON r.import_id = i.id AND r.source_row = o.source_row AND "
      "r.source_sheet = o.source_sheet AND r.fact = ?3 "
      "WHERE o.unit_id = ?1 AND o.year = ?2 AND o.\"%s\" IS NOT NULL "
      "ORDER BY i.status, max(coalesce(r.confidence, 0), 1), i.id DESC, o.source_row DESC, o.source_sheet "
      "DESC",
      listing->fact->id, whole ? "fact" : "observation", listing->fact->level, listing->fact->id);
  sqlite3_stmt *statement = NULL;
  int row = 0;
  chuan_status status = dossier_prepare_buffer(listing->dossier, &sql, &statement);
  if (status == CHUAN_OK) {
    sqlite3_bind_int64(statement, 1, unit_id);
    sqlite3_bind_int(statement, 2, year);
    sqlite3_bind_text(statement, 3, listing->fact->id, -1, SQLITE_STATIC);
  }
  while (status == CHUAN_OK && (status = dossier_step(listing->dossier, statement, &row)) == CHUAN_OK &&
         row) {
    status = observation_read(listing, statement);
  }
  sqlite3_finalize(statement);
  return status;
}

/* Moves the report of the chosen value to the front; a chosen value that nobody reported was typed by hand. */
static chuan_status chosen_first(struct listing *listing, int64_t chosen, int status_code) {
  if (chosen == DECIMAL_MISSING) return CHUAN_OK;
  size_t at = 0;
  while (at < listing->count && listing->items[at].value != chosen) at++;
  if (at == listing->count) {
    struct observation hand = {.value = chosen,
                               .file = "",
                               .sheet = "",
                               .heading = "",
                               .digest = "",
                               .imported_at = "",
                               .plugin = "",
                               .publication = "",
                               .note = "",
                               .status = stored_status_read(status_code)};
    chuan_status status = observation_add(listing, &hand);
    if (status != CHUAN_OK) return status;
  }
  struct observation first = listing->items[at];
  memmove(listing->items + 1, listing->items, at * sizeof *listing->items);
  first.chosen = 1;
  listing->items[0] = first;
  return CHUAN_OK;
}

chuan_status observations_list(struct dossier *dossier, struct arena *arena, const struct fact *fact,
                               int64_t unit_id, int year, struct observation **out, size_t *count) {
  struct listing listing = {.dossier = dossier, .arena = arena, .fact = fact};
  struct stored_level level;
  int64_t stored = DECIMAL_MISSING, chosen = DECIMAL_MISSING;
  int status_code = CHUAN_ILLUSTRATIVE, whole = 0;
  *out = NULL;
  *count = 0;
  chuan_status status = stored_level_load(dossier, arena, fact->level, &level);
  if (status != CHUAN_OK) return status;
  const struct stored_fact *known = stored_fact_find(&level, fact->id);
  if (!known) return CHUAN_OK;
  status = conversion_make(dossier, arena, known, fact, &listing.conversion);
  if (status == CHUAN_OK) status = chosen_read(&listing, unit_id, year, &stored, &status_code, &whole);
  if (status == CHUAN_OK) status = stored_value_read(dossier, &listing.conversion, fact, stored, &chosen);
  if (status == CHUAN_OK) status = reports_read(&listing, unit_id, year, whole);
  if (status == CHUAN_OK) status = chosen_first(&listing, chosen, status_code);
  if (status != CHUAN_OK) return status;
  *out = listing.items;
  *count = listing.count;
  return CHUAN_OK;
}
