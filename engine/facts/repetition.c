/* A file that is sent again stores nothing again. What it repeats is noted, so that it speaks for itself once the first
 * import of it is undone. */
#include "facts/repetition.h"

#include <string.h>

chuan_status repetition_open(struct repetition *repetition, struct dossier *dossier, struct arena *arena,
                             int64_t import_id) {
  sqlite3_stmt *statement = NULL;
  size_t capacity = 0;
  int row = 0;
  *repetition = (struct repetition){.dossier = dossier, .import_id = import_id};
  buffer_init(&repetition->sheet, 0);
  chuan_status status = dossier_prepare(
      dossier,
      "SELECT i.id, EXISTS (SELECT 1 FROM repetition AS r WHERE r.import_id = i.id) FROM import AS i "
      "JOIN import AS n ON n.id = ?1 WHERE i.digest = n.digest AND i.mapping_digest = n.mapping_digest AND "
      "i.level = n.level AND i.status = n.status AND i.kind = n.kind AND i.undone_at IS NULL AND i.id <> "
      "n.id ORDER BY i.id",
      &statement);
  if (status == CHUAN_OK) sqlite3_bind_int64(statement, 1, import_id);
  while (status == CHUAN_OK && (status = dossier_step(dossier, statement, &row)) == CHUAN_OK && row) {
    if (arena_grow(arena, &repetition->files, &capacity, repetition->count, sizeof *repetition->files)) {
      repetition->files[repetition->count++] =
          (struct same_file){sqlite3_column_int64(statement, 0), sqlite3_column_int(statement, 1)};
    } else {
      status = report_no_memory(dossier->report);
    }
  }
  sqlite3_finalize(statement);
  return status;
}

void repetition_close(struct repetition *repetition) {
  sqlite3_finalize(repetition->origin);
  sqlite3_finalize(repetition->keep);
  buffer_free(&repetition->sheet);
}

const struct same_file *repetition_find(const struct repetition *repetition, int64_t import_id) {
  for (size_t i = 0; i < repetition->count; i++)
    if (repetition->files[i].id == import_id) return &repetition->files[i];
  return NULL;
}

/* The import that the stretch of rows of `import_id` around the row repeats; 0 when there is no such stretch. */
static chuan_status stretch_find(struct repetition *repetition, int64_t import_id,
                                 const struct report_row *row, int64_t *of_import) {
  struct dossier *dossier = repetition->dossier;
  chuan_status status = CHUAN_OK;
  int found = 0;
  *of_import = 0;
  if (!repetition->origin) {
    status = dossier_prepare(
        dossier,
        "SELECT of_import, last_row FROM repetition WHERE import_id = ?1 AND source_sheet = ?2 "
        "AND first_row <= ?3 ORDER BY first_row DESC LIMIT 1",
        &repetition->origin);
    if (status != CHUAN_OK) return status;
  }
  sqlite3_bind_int64(repetition->origin, 1, import_id);
  sqlite3_bind_text(repetition->origin, 2, row->sheet, -1, SQLITE_STATIC);
  sqlite3_bind_int64(repetition->origin, 3, (int64_t)row->row);
  status = dossier_step(dossier, repetition->origin, &found);
  if (status == CHUAN_OK && found && (uint64_t)sqlite3_column_int64(repetition->origin, 1) >= row->row)
    *of_import = sqlite3_column_int64(repetition->origin, 0);
  sqlite3_reset(repetition->origin);
  sqlite3_clear_bindings(repetition->origin); /* the sheet's name is the caller's */
  return status;
}

/* The import that said the row first: the file's own, unless it came to stand for another one. */
static chuan_status origin_find(struct repetition *repetition, const struct same_file *file,
                                const struct report_row *row, int64_t *origin) {
  *origin = 0;
  chuan_status status = file->repeats ? stretch_find(repetition, file->id, row, origin) : CHUAN_OK;
  if (*origin == 0) *origin = file->id;
  return status;
}

chuan_status repetition_has(struct repetition *repetition, const struct report_row *row, int *has) {
  int64_t of_import = 0;
  *has = repetition->of_import && row->row >= repetition->first && row->row <= repetition->last &&
         strcmp(buffer_string(&repetition->sheet), row->sheet) == 0;
  if (*has || !repetition->written) return CHUAN_OK;
  chuan_status status = stretch_find(repetition, repetition->import_id, row, &of_import);
  *has = of_import != 0;
  return status;
}

chuan_status repetition_note(struct repetition *repetition, const struct same_file *file,
                             const struct report_row *row) {
  int64_t origin = 0;
  chuan_status status = origin_find(repetition, file, row, &origin);
  if (status != CHUAN_OK) return status;
  int goes_on = repetition->of_import == origin && row->row >= repetition->last &&
                row->row - repetition->last <= 1 &&
                strcmp(buffer_string(&repetition->sheet), row->sheet) == 0;
  if (goes_on) {
    repetition->last = row->row;
    return CHUAN_OK;
  }
  status = repetition_flush(repetition);
  buffer_add_string(&repetition->sheet, row->sheet);
  repetition->first = repetition->last = row->row;
  repetition->of_import = origin;
  return status == CHUAN_OK && repetition->sheet.failed ? report_no_memory(repetition->dossier->report)
                                                        : status;
}

chuan_status repetition_flush(struct repetition *repetition) {
  struct dossier *dossier = repetition->dossier;
  chuan_status status = CHUAN_OK;
  if (!repetition->of_import) return CHUAN_OK;
  if (!repetition->keep)
    status = dossier_prepare(dossier, "INSERT OR REPLACE INTO repetition VALUES (?1, ?2, ?3, ?4, ?5)",
                             &repetition->keep);
  if (status == CHUAN_OK) {
    sqlite3_bind_int64(repetition->keep, 1, repetition->import_id);
    sqlite3_bind_text(repetition->keep, 2, buffer_string(&repetition->sheet), -1, SQLITE_STATIC);
    sqlite3_bind_int64(repetition->keep, 3, (int64_t)repetition->first);
    sqlite3_bind_int64(repetition->keep, 4, (int64_t)repetition->last);
    sqlite3_bind_int64(repetition->keep, 5, repetition->of_import);
    status = dossier_run(dossier, repetition->keep);
    repetition->written = 1;
    sqlite3_clear_bindings(repetition->keep);
  }
  repetition->of_import = 0;
  buffer_clear(&repetition->sheet);
  return status;
}
