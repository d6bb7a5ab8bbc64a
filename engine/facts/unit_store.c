/* Writing a batch of units in one transaction: all of them, or none when one is wrong. */
#include "facts/unit_batch.h"

#include <string.h>

#define LEVELS_MOST 100 /* that one batch may bring */
#define SLOT_MOST INT32_MAX

struct level_slot {
  const char *level;
  int64_t next;
};

struct writing {
  struct batch *batch;
  sqlite3_stmt *insert, *update;
  struct level_slot levels[LEVELS_MOST];
  size_t level_count;
};

static chuan_status ids_give(struct batch *batch) {
  int64_t last;
  chuan_status status = dossier_number(batch->dossier, "SELECT max(id) FROM unit", 0, &last);
  for (size_t i = 0; i < batch->count && status == CHUAN_OK; i++) {
    if (batch->units[i].known) continue;
    if (last == INT64_MAX) return dossier_failed(batch->dossier, SQLITE_CORRUPT);
    batch->units[i].id = ++last;
  }
  return status;
}

/* Slots are given out in order, level by level, and never twice. */
static chuan_status slot_take(struct writing *writing, const char *level, int64_t *slot) {
  struct dossier *dossier = writing->batch->dossier;
  size_t i = 0;
  while (i < writing->level_count && strcmp(writing->levels[i].level, level) != 0) i++;
  if (i == writing->level_count) {
    if (i == LEVELS_MOST) {
      return report_fail(dossier->report, CHUAN_LIMIT,
                         "the file has units of more than %d levels; use fewer levels",
                         "tệp có đơn vị của hơn %d cấp; hãy bớt số cấp", LEVELS_MOST);
    }
    sqlite3_stmt *last = NULL;
    int row = 0;
    chuan_status status = dossier_prepare(dossier, "SELECT max(slot) + 1 FROM unit WHERE level = ?1", &last);
    if (status == CHUAN_OK) {
      sqlite3_bind_text(last, 1, level, -1, SQLITE_STATIC);
      status = dossier_step(dossier, last, &row);
    }
    if (status == CHUAN_OK)
      writing->levels[i] = (struct level_slot){level, row ? sqlite3_column_int64(last, 0) : 0};
    sqlite3_finalize(last);
    if (status != CHUAN_OK) return status;
    writing->level_count++;
  }
  *slot = writing->levels[i].next++;
  if (*slot < 0 || *slot >= SLOT_MOST) {
    return report_fail(dossier->report, CHUAN_LIMIT,
                       "%s: the level %s has no room for more units; use a new dossier",
                       "%s: cấp %s không còn chỗ cho đơn vị mới; hãy dùng hồ sơ mới", dossier->path, level);
  }
  return CHUAN_OK;
}

static void parent_bind(sqlite3_stmt *statement, int index, int64_t parent) {
  if (parent)
    sqlite3_bind_int64(statement, index, parent);
  else
    sqlite3_bind_null(statement, index);
}

static chuan_status unit_insert(struct writing *writing, const struct batch_unit *unit) {
  int64_t slot = 0;
  chuan_status status = slot_take(writing, unit->row->level, &slot);
  if (status != CHUAN_OK) return status;
  sqlite3_stmt *insert = writing->insert;
  sqlite3_bind_int64(insert, 1, unit->id);
  sqlite3_bind_text(insert, 2, unit->code, -1, SQLITE_STATIC);
  sqlite3_bind_text(insert, 3, unit->row->level, -1, SQLITE_STATIC);
  sqlite3_bind_text(insert, 4, unit->name, -1, SQLITE_STATIC);
  parent_bind(insert, 5, unit->parent);
  sqlite3_bind_int64(insert, 6, unit->row->valid_from);
  sqlite3_bind_int64(insert, 7, unit->row->valid_to);
  sqlite3_bind_int64(insert, 8, slot);
  return dossier_run(writing->batch->dossier, insert);
}

static chuan_status unit_update(struct writing *writing, const struct batch_unit *unit) {
  sqlite3_stmt *update = writing->update;
  sqlite3_bind_int64(update, 1, unit->id);
  sqlite3_bind_text(update, 2, unit->name, -1, SQLITE_STATIC);
  parent_bind(update, 3, unit->parent);
  sqlite3_bind_int64(update, 4, unit->row->valid_to);
  return dossier_run(writing->batch->dossier, update);
}

static chuan_status unit_write(struct writing *writing, const struct batch_unit *unit, chuan_counts *counts) {
  if (unit->known && !unit->changed && unit->parent == unit->stored_parent) {
    counts->unchanged++;
    return CHUAN_OK;
  }
  counts->accepted++;
  return unit->known ? unit_update(writing, unit) : unit_insert(writing, unit);
}

static chuan_status batch_write(struct batch *batch, chuan_counts *counts) {
  struct writing writing = {.batch = batch};
  chuan_status status = dossier_prepare(
      batch->dossier, "INSERT INTO unit VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", &writing.insert);
  if (status == CHUAN_OK) {
    status =
        dossier_prepare(batch->dossier, "UPDATE unit SET name = ?2, parent = ?3, valid_to = ?4 WHERE id = ?1",
                        &writing.update);
  }
  /* Parents first: while a row waits for its parent, SQLite searches the whole table at every insertion. */
  size_t written = 0;
  for (unsigned depth = 1; written < batch->count && status == CHUAN_OK; depth++) {
    for (size_t i = 0; i < batch->count && status == CHUAN_OK; i++) {
      if (batch->units[i].depth != depth) continue;
      status = unit_write(&writing, &batch->units[i], counts);
      written++;
    }
  }
  sqlite3_finalize(writing.insert);
  sqlite3_finalize(writing.update);
  return status;
}

static chuan_status batch_store(struct batch *batch, const struct unit_row *rows, size_t count,
                                chuan_counts *counts) {
  chuan_status status = batch_judge(batch, rows, count);
  if (status == CHUAN_OK) status = ids_give(batch);
  if (status == CHUAN_OK) status = batch_connect(batch);
  for (size_t i = 0; i < count && status == CHUAN_OK; i++) counts->rejected += batch->units[i].wrong != 0;
  return status == CHUAN_OK && counts->rejected == 0 ? batch_write(batch, counts) : status;
}

chuan_status units_store(struct dossier *dossier, const struct unit_row *rows, size_t count,
                         chuan_counts *counts) {
  *counts = (chuan_counts){.accepted = 0};
  struct arena *arena = arena_create();
  if (!arena) return report_no_memory(dossier->report);
  struct batch batch = {.dossier = dossier, .arena = arena};
  chuan_status status = dossier_begin(dossier);
  if (status == CHUAN_OK) {
    status = batch_store(&batch, rows, count, counts);
    if (status == CHUAN_OK && counts->accepted > 0)
      status = dossier_commit(dossier);
    else
      dossier_rollback(dossier);
  }
  if (status != CHUAN_OK) *counts = (chuan_counts){.accepted = 0};
  arena_free(arena);
  return status;
}
