/* A database file can come from anyone, and a schema can hold triggers, views and checks that do more than
 * they seem to. So the schema of a dossier must be, to the letter, the one this engine makes: the migrations'
 * objects and the tables of its levels. Tables, views and indexes that people add beside them are left alone. */
#include "facts/tables.h"

#include "facts/schema.h"

#include "base/buffer.h"

#include <string.h>

static chuan_status unknown_object(struct dossier *dossier, const char *name) {
  return report_fail(dossier->report, CHUAN_DATABASE,
                     "%s: \"%s\" in its schema is not what chuan makes; restore the file from a copy",
                     "%s: “%s” trong lược đồ không đúng như chuan tạo ra; hãy khôi phục tệp từ bản sao lưu",
                     dossier->path, name);
}

/* Is there exactly this object? */
static chuan_status object_compare(struct dossier *dossier, sqlite3_stmt *find, const char *name,
                                   const char *sql) {
  int row;
  sqlite3_bind_text(find, 1, name, -1, SQLITE_STATIC);
  chuan_status status = dossier_step(dossier, find, &row);
  if (status == CHUAN_OK) {
    const char *found = row ? (const char *)sqlite3_column_text(find, 0) : NULL;
    if (!found || strcmp(found, sql) != 0) status = unknown_object(dossier, name);
  }
  sqlite3_reset(find);
  sqlite3_clear_bindings(find);
  return status;
}

static chuan_status reference_compare(struct dossier *dossier, sqlite3 *reference, sqlite3_stmt *find,
                                      int64_t *triggers) {
  sqlite3_stmt *expected = NULL;
  int code = SQLITE_OK;
  for (unsigned i = 0; i < schema_migration_count && code == SQLITE_OK; i++) {
    code = sqlite3_exec(reference, schema_migrations[i], NULL, NULL, NULL);
  }
  if (code == SQLITE_OK) {
    code = sqlite3_prepare_v2(reference, "SELECT name, sql, type FROM sqlite_schema WHERE sql IS NOT NULL",
                              -1, &expected, NULL);
  }
  chuan_status status = CHUAN_OK;
  while (code == SQLITE_OK && status == CHUAN_OK) {
    int step = sqlite3_step(expected);
    if (step == SQLITE_DONE) break;
    if (step != SQLITE_ROW) {
      code = step;
    } else {
      const char *name = (const char *)sqlite3_column_text(expected, 0),
                 *sql = (const char *)sqlite3_column_text(expected, 1);
      const char *type = (const char *)sqlite3_column_text(expected, 2);
      if (!name || !sql || !type) {
        code = SQLITE_NOMEM;
      } else {
        status = object_compare(dossier, find, name, sql);
        if (strcmp(type, "trigger") == 0) ++*triggers;
      }
    }
  }
  sqlite3_finalize(expected);
  return code == SQLITE_OK ? status : connection_failed(reference, code, dossier->path, dossier->report);
}

/* The columns that the table of a level has, in order, provided that fact_column knows every one. */
static chuan_status level_columns(struct dossier *dossier, struct arena *arena,
                                  const struct stored_level *level, const char ***out) {
  const char **facts = arena_array(arena, level->count, sizeof *facts);
  if (!facts) return report_no_memory(dossier->report);
  sqlite3_stmt *statement = NULL;
  uint32_t count = 0;
  int row = 0;
  chuan_status status = dossier_prepare(
      dossier, "SELECT name FROM pragma_table_info('fact_' || ?1) WHERE cid >= ?2 ORDER BY cid", &statement);
  if (status == CHUAN_OK) {
    sqlite3_bind_text(statement, 1, level->level, -1, SQLITE_STATIC);
    sqlite3_bind_int(statement, 2, FACT_COLUMNS_BEFORE);
  }
  while (status == CHUAN_OK && (status = dossier_step(dossier, statement, &row)) == CHUAN_OK && row) {
    const char *name = (const char *)sqlite3_column_text(statement, 0);
    const struct stored_fact *fact = name ? stored_fact_find(level, name) : NULL;
    if (!fact || count == level->count)
      status = unknown_object(dossier, level->level);
    else
      facts[count++] = fact->id;
  }
  sqlite3_finalize(statement);
  if (status == CHUAN_OK && count != level->count) status = unknown_object(dossier, level->level);
  *out = facts;
  return status;
}

static chuan_status level_compare(struct dossier *dossier, struct arena *arena, sqlite3_stmt *find,
                                  const char *name) {
  struct stored_level level;
  const char **facts = NULL;
  chuan_status status = stored_level_load(dossier, arena, name, &level);
  if (status == CHUAN_OK) status = level_columns(dossier, arena, &level, &facts);
  struct buffer object_name, sql;
  buffer_init(&object_name, 0);
  buffer_init(&sql, 0);
  for (enum level_object object = OBJECT_FACTS; object < OBJECT_COUNT && status == CHUAN_OK; object++) {
    buffer_clear(&object_name);
    buffer_clear(&sql);
    level_object_name(&object_name, object, name);
    level_object_sql(&sql, object, name, facts, level.count);
    if (object_name.failed || sql.failed)
      status = report_no_memory(dossier->report);
    else
      status = object_compare(dossier, find, object_name.text, sql.text);
  }
  buffer_free(&object_name);
  buffer_free(&sql);
  return status;
}

static chuan_status objects_check(struct dossier *dossier, struct arena *arena, sqlite3 *reference,
                                  sqlite3_stmt *find) {
  const char **levels = NULL;
  uint32_t level_count = 0;
  int64_t expected = 0, triggers = 0;
  chuan_status status = reference_compare(dossier, reference, find, &expected);
  if (status == CHUAN_OK) status = stored_levels_list(dossier, arena, &levels, &level_count);
  for (uint32_t i = 0; i < level_count && status == CHUAN_OK; i++) {
    status = level_compare(dossier, arena, find, levels[i]);
    expected += OBJECT_COUNT - OBJECT_INSERTED;
  }
  /* Every trigger we know was found above, so one more is one of somebody else's. */
  if (status == CHUAN_OK) {
    status =
        dossier_number(dossier, "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'", 0, &triggers);
  }
  if (status == CHUAN_OK && triggers != expected) status = unknown_object(dossier, "trigger");
  return status;
}

chuan_status schema_check(struct dossier *dossier) {
  struct arena *arena = arena_create();
  sqlite3 *reference = NULL;
  sqlite3_stmt *find = NULL;
  int code = arena ? connection_open(":memory:", CONNECTION_CREATE, &reference) : SQLITE_NOMEM;
  chuan_status status =
      code == SQLITE_OK ? CHUAN_OK : connection_failed(NULL, code, dossier->path, dossier->report);
  if (status == CHUAN_OK)
    status = dossier_prepare(dossier, "SELECT sql FROM sqlite_schema WHERE name = ?1", &find);
  if (status == CHUAN_OK) status = objects_check(dossier, arena, reference, find);
  sqlite3_finalize(find);
  sqlite3_close(reference);
  arena_free(arena);
  return status;
}
