/* The parents of a batch of units: by code among the batch and the units stored, at a time both exist, and
 * never round in circles. */
#include "facts/unit_batch.h"

#include "base/date.h"

#include <string.h>

#define DEPTH_MOST 64u /* of a tree of units; deeper is a circle */

/* Position after the last unit of the batch with this code whose first day is not after `day`. */
static size_t position_after(const struct batch *batch, const char *code, int32_t day) {
  size_t low = 0, high = batch->by_code_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    const struct batch_unit *unit = batch->by_code[middle];
    int order = strcmp(unit->code, code);
    if (order < 0 || (order == 0 && unit->row->valid_from <= day))
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static struct batch_unit *latest_in_batch(const struct batch *batch, const char *code, int32_t day,
                                          const struct batch_unit *except) {
  size_t at = position_after(batch, code, day);
  if (at > 0 && batch->by_code[at - 1] == except) at--;
  if (at == 0 || strcmp(batch->by_code[at - 1]->code, code) != 0) return NULL;
  return batch->by_code[at - 1];
}

struct parent {            /* a candidate */
  struct batch_unit *unit; /* or NULL */
  int64_t id;
  int32_t valid_from, valid_to;
  int found;
};

static chuan_status latest_stored(struct batch *batch, sqlite3_stmt *find, const struct batch_unit *child,
                                  struct parent *out) {
  int row;
  *out = (struct parent){0};
  sqlite3_bind_text(find, 1, child->parent_code, -1, SQLITE_STATIC);
  sqlite3_bind_int64(find, 2, child->row->valid_to);
  chuan_status status = dossier_step(batch->dossier, find, &row);
  if (status == CHUAN_OK && row) {
    *out = (struct parent){NULL, sqlite3_column_int64(find, 0), sqlite3_column_int(find, 1),
                           sqlite3_column_int(find, 2), 1};
  }
  sqlite3_reset(find);
  sqlite3_clear_bindings(find);
  return status;
}

/* Periods of one code never overlap, so the latest that begins before the child ends is the only one that
 * can be its parent at its end; when the child changed parents meanwhile, the last one counts. */
static chuan_status parent_resolve(struct batch *batch, sqlite3_stmt *find, struct batch_unit *child) {
  const struct unit_row *row = child->row;
  struct parent parent;
  chuan_status status = latest_stored(batch, find, child, &parent);
  if (status != CHUAN_OK) return status;
  struct batch_unit *fresh = latest_in_batch(batch, child->parent_code, row->valid_to, child);
  if (parent.found && child->known && parent.id == child->id) parent.found = 0;
  if (fresh && (!parent.found || fresh->row->valid_from >= parent.valid_from)) {
    parent = (struct parent){fresh, fresh->id, fresh->row->valid_from, fresh->row->valid_to, 1};
  }
  if (parent.found && parent.valid_to >= row->valid_from) {
    child->parent = parent.id;
    child->parent_in_batch = parent.unit;
    return CHUAN_OK;
  }
  child->wrong = 1;
  if (parent.found) {
    char to[DATE_TEXT_SIZE];
    date_format(parent.valid_to, to);
    report_problem(
        batch->dossier->report, CHUAN_ERROR, &row->place,
        "the parent \"%s\" ended on %s, before this unit began; name the parent of that time",
        "đơn vị cha “%s” kết thúc ngày %s, trước khi đơn vị này bắt đầu; hãy ghi đơn vị cha của thời gian đó",
        child->parent_code, to);
  } else {
    report_problem(batch->dossier->report, CHUAN_ERROR, &row->place,
                   "no unit has the code \"%s\" of the parent at that time; load the parent first or correct "
                   "parent_code",
                   "không có đơn vị nào mang mã cha “%s” vào thời gian đó; hãy nạp đơn vị cha trước hoặc sửa "
                   "parent_code",
                   child->parent_code);
  }
  return CHUAN_OK;
}

static struct batch_unit *batch_find(const struct batch *batch, const char *code, int32_t valid_from) {
  size_t at = position_after(batch, code, valid_from);
  if (at == 0) return NULL;
  struct batch_unit *unit = batch->by_code[at - 1];
  return strcmp(unit->code, code) == 0 && unit->row->valid_from == valid_from ? unit : NULL;
}

/* From a stored unit upwards, until the batch is reached again (*out) or the top (NULL). */
static chuan_status climb_stored(struct batch *batch, struct arena *scratch, int64_t id, unsigned *steps,
                                 struct batch_unit **out) {
  *out = NULL;
  while (id != 0 && *steps <= DEPTH_MOST) {
    struct unit unit;
    chuan_status status = unit_get(batch->dossier, scratch, id, &unit);
    if (status != CHUAN_OK) return status;
    *out = batch_find(batch, unit.code, unit.valid_from);
    if (*out) return CHUAN_OK;
    id = unit.parent;
    ++*steps;
  }
  return CHUAN_OK;
}

static chuan_status depth_check(struct batch *batch, struct arena *scratch, struct batch_unit *unit,
                                int through_stored) {
  unsigned steps = 0;
  struct batch_unit *at = unit;
  while (at && steps <= DEPTH_MOST && at->depth == 0) {
    struct batch_unit *next = at->parent_in_batch;
    steps++;
    if (!next && at->parent != 0 && through_stored) {
      chuan_status status = climb_stored(batch, scratch, at->parent, &steps, &next);
      if (status != CHUAN_OK) return status;
    }
    at = next;
  }
  unsigned depth = steps + (at ? at->depth : 0);
  if (steps <= DEPTH_MOST && depth <= DEPTH_MOST) {
    unit->depth = depth;
    return CHUAN_OK;
  }
  unit->wrong = 1;
  report_problem(
      batch->dossier->report, CHUAN_ERROR, &unit->row->place,
      "the parents of \"%s\" go round in a circle (or more than %u levels up); correct parent_code",
      "các đơn vị cha của “%s” nối thành vòng (hoặc quá %u cấp); hãy sửa parent_code", unit->code,
      DEPTH_MOST);
  return CHUAN_OK;
}

static chuan_status circles_find(struct batch *batch) {
  /* Stored units lead back into the batch only if the batch moves one of them. */
  int through_stored = 0;
  for (size_t i = 0; i < batch->count; i++) {
    const struct batch_unit *unit = &batch->units[i];
    if (unit->known && unit->parent != unit->stored_parent) through_stored = 1;
  }
  chuan_status status = CHUAN_OK;
  struct arena *scratch = NULL;
  for (size_t i = 0; i < batch->count && status == CHUAN_OK; i++) {
    if (!scratch || arena_used(scratch) > SCRATCH_MOST) {
      arena_free(scratch);
      scratch = arena_create();
    }
    if (!scratch)
      status = report_no_memory(batch->dossier->report);
    else if (batch->units[i].code)
      status = depth_check(batch, scratch, &batch->units[i], through_stored);
  }
  arena_free(scratch);
  return status;
}

chuan_status batch_connect(struct batch *batch) {
  sqlite3_stmt *find = NULL;
  chuan_status status =
      dossier_prepare(batch->dossier,
                      "SELECT id, valid_from, valid_to FROM unit WHERE code = ?1 AND valid_from <= ?2 "
                      "ORDER BY valid_from DESC LIMIT 1",
                      &find);
  for (size_t i = 0; i < batch->count && status == CHUAN_OK; i++) {
    struct batch_unit *unit = &batch->units[i];
    if (unit->code && unit->parent_code) status = parent_resolve(batch, find, unit);
  }
  sqlite3_finalize(find);
  return status == CHUAN_OK ? circles_find(batch) : status;
}
