/* Counting verdicts per ancestor through the public interface: one pass over the columns, nothing kept per unit. */
#include "library/evaluation_run.h"

#include <stdlib.h>
#include <string.h>

struct chuan_tally {
  struct arena *arena;
  chuan_tally_row *rows;
  size_t count, capacity;
};

/* Which ancestor's group the children of a unit belong to. Filled before the threads start, read-only afterwards. */
struct group_slot {
  int64_t parent; /* 0: free */
  int32_t group;
};

struct ancestor {
  int64_t id;
  const char *code;
  int32_t found; /* its group: the order of finding, which is not that of the rows */
};

struct grouping {
  const struct evaluation_scope *scope;
  const char *by_level; /* NULL: all units are one group */
  struct group_slot *slots;
  size_t slot_count, used; /* slot_count is a power of two */
  struct ancestor *ancestors;
  size_t ancestor_count, ancestor_capacity;
};

static size_t slot_of(const struct grouping *grouping, int64_t parent) {
  size_t at = (size_t)((uint64_t)parent * 0x9E3779B97F4A7C15u >> 32) & (grouping->slot_count - 1);
  while (grouping->slots[at].parent != 0 && grouping->slots[at].parent != parent) {
    at = (at + 1) & (grouping->slot_count - 1);
  }
  return at;
}

static int32_t group_of(void *payload, int64_t parent) {
  const struct grouping *grouping = payload;
  if (grouping->by_level == NULL) return 0;
  return parent == 0 ? -1 : grouping->slots[slot_of(grouping, parent)].group;
}

static int make_room(struct grouping *grouping) {
  if (grouping->used * 2 < grouping->slot_count) return 1;
  struct grouping grown = *grouping;
  grown.slot_count = grouping->slot_count == 0 ? 1024 : grouping->slot_count * 2;
  grown.slots = arena_array(grouping->scope->arena, grown.slot_count, sizeof *grown.slots);
  if (grown.slots == NULL) return 0;
  for (size_t i = 0; i < grouping->slot_count; i++) {
    if (grouping->slots[i].parent != 0)
      grown.slots[slot_of(&grown, grouping->slots[i].parent)] = grouping->slots[i];
  }
  *grouping = grown;
  return 1;
}

static chuan_status add_ancestor(struct grouping *grouping, const struct unit *unit, int32_t *group) {
  for (size_t i = 0; i < grouping->ancestor_count; i++) {
    if (grouping->ancestors[i].id != unit->id) continue;
    *group = grouping->ancestors[i].found;
    return CHUAN_OK;
  }
  if (!arena_grow(grouping->scope->arena, &grouping->ancestors, &grouping->ancestor_capacity,
                  grouping->ancestor_count, sizeof *grouping->ancestors)) {
    return report_no_memory(grouping->scope->handle->report);
  }
  *group = (int32_t)grouping->ancestor_count;
  grouping->ancestors[grouping->ancestor_count++] =
      (struct ancestor){.id = unit->id, .code = unit->code, .found = *group};
  return CHUAN_OK;
}

/* Climbs from a parent to its ancestor of the level asked for; -1 when there is none. */
#define CLIMB_MAXIMUM 64
static chuan_status climb(struct grouping *grouping, int64_t parent, int32_t *group) {
  const struct evaluation_scope *scope = grouping->scope;
  *group = -1;
  for (int step = 0; parent != 0 && step < CLIMB_MAXIMUM; step++) {
    struct unit unit;
    chuan_status status = unit_get(scope->dossier->facts, scope->arena, parent, &unit);
    if (status != CHUAN_OK) return status;
    if (strcmp(unit.level, grouping->by_level) == 0) return add_ancestor(grouping, &unit, group);
    parent = unit.parent;
  }
  return CHUAN_OK;
}

static chuan_status learn_parent(struct grouping *grouping, int64_t parent) {
  if (!make_room(grouping)) return report_no_memory(grouping->scope->handle->report);
  size_t at = slot_of(grouping, parent);
  if (grouping->slots[at].parent == parent) return CHUAN_OK;
  int32_t group;
  chuan_status status = climb(grouping, parent, &group);
  if (status != CHUAN_OK) return status;
  grouping->slots[at] = (struct group_slot){.parent = parent, .group = group};
  grouping->used++;
  return CHUAN_OK;
}

static chuan_status learn_chunk(void *payload, uint32_t chunk, const struct column_units *units) {
  struct grouping *grouping = payload;
  chuan_status status = CHUAN_OK;
  int64_t last = 0;
  (void)chunk;
  for (uint32_t i = 0; status == CHUAN_OK && i < units->count; i++) {
    if (!units->present[i] || units->parents[i] == 0 || units->parents[i] == last) continue;
    last = units->parents[i];
    status = learn_parent(grouping, last);
  }
  return status;
}

chuan_status evaluation_not_above(struct report *report, const char *level) {
  return report_fail(report, CHUAN_NOT_FOUND,
                     "no unit that is judged belongs to a unit of level \"%s\"; name a level above theirs",
                     "không đơn vị nào được xét thuộc một đơn vị cấp \"%s\"; hãy nêu một cấp trên của chúng",
                     level);
}

/* Looks at every parent the columns mention. */
static chuan_status learn_parents(struct grouping *grouping, const struct run_request *request) {
  chuan_status status = run_units(request, learn_chunk, grouping);
  if (status != CHUAN_OK || grouping->used == 0 || grouping->ancestor_count > 0) return status;
  return evaluation_not_above(request->report, grouping->by_level);
}

static int compare_ancestors(const void *a, const void *b) {
  const struct ancestor *one = a, *other = b;
  int order = strcmp(one->code, other->code);
  return order != 0 ? order : (one->id > other->id) - (one->id < other->id);
}

static chuan_status add_row(chuan_tally *tally, chuan *handle, const char *ancestor, int year,
                            const struct judged *judged, const uint64_t *counts) {
  if (!arena_grow(tally->arena, &tally->rows, &tally->capacity, tally->count, sizeof *tally->rows)) {
    return report_no_memory(handle->report);
  }
  const struct judged *criterion = judged->kind == JUDGED_INDICATOR ? judged->parent : judged;
  const struct judged *standard = judged->kind == JUDGED_STANDARD ? judged : criterion->parent;
  chuan_tally_row *row = &tally->rows[tally->count++];
  *row = (chuan_tally_row){.ancestor = ancestor,
                           .year = year,
                           .level = judged->level,
                           .standard = standard->id,
                           .criterion = judged->kind == JUDGED_STANDARD ? "" : criterion->id,
                           .indicator = judged->kind == JUDGED_INDICATOR ? judged->id : ""};
  memcpy(row->counts, counts, sizeof row->counts);
  return CHUAN_OK;
}

static chuan_status add_rows(chuan_tally *tally, struct grouping *grouping, int year,
                             const struct judged *const *judged, uint32_t judged_count,
                             const uint64_t *counts) {
  static const struct ancestor everything = {.code = ""};
  size_t group_count = grouping->by_level == NULL ? 1 : grouping->ancestor_count;
  if (grouping->ancestor_count > 1) {
    qsort(grouping->ancestors, grouping->ancestor_count, sizeof *grouping->ancestors, compare_ancestors);
  }
  for (size_t g = 0; g < group_count; g++) {
    const struct ancestor *ancestor = grouping->by_level == NULL ? &everything : &grouping->ancestors[g];
    for (uint32_t j = 0; j < judged_count; j++) {
      const uint64_t *four = counts + ((size_t)ancestor->found * judged_count + j) * 4;
      chuan_status status = add_row(tally, grouping->scope->handle, ancestor->code, year, judged[j], four);
      if (status != CHUAN_OK) return status;
    }
  }
  return CHUAN_OK;
}

static chuan_status tally_year(chuan_tally *tally, struct evaluation_scope *scope, const char *by_level,
                               const struct vocabulary_level *vocabulary, int year,
                               const struct judged *const *judged, uint32_t judged_count) {
  struct grouping grouping = {.scope = scope, .by_level = by_level};
  struct scope_run run;
  uint64_t *counts = NULL;
  chuan_status status = scope_run_begin(scope, vocabulary, year, judged, judged_count, &run);
  if (status == CHUAN_OK && !make_room(&grouping)) status = CHUAN_MEMORY;
  if (status == CHUAN_OK && by_level != NULL) status = learn_parents(&grouping, &run.request);
  size_t group_count = by_level == NULL ? 1 : grouping.ancestor_count;
  if (status == CHUAN_OK) {
    counts = arena_array(scope->arena, (group_count + 1) * judged_count * 4, sizeof *counts);
    if (counts == NULL) status = CHUAN_MEMORY;
  }
  if (status == CHUAN_OK)
    status = run_tally(&run.request, group_of, &grouping, (uint32_t)group_count, counts);
  if (status == CHUAN_OK) status = add_rows(tally, &grouping, year, judged, judged_count, counts);
  scope_run_end(&run);
  return handle_said(scope->handle, status);
}

static chuan_status tally_scope(chuan_tally *tally, struct evaluation_scope *scope, const char *by_level) {
  for (uint32_t l = 0; l < scope->level_count; l++) {
    const char *level = scope->levels[l];
    const struct vocabulary_level *vocabulary = rulebook_vocabulary(scope->rulebook, scope->arena, level);
    if (vocabulary == NULL) return report_no_memory(scope->handle->report);
    const struct judged **judged;
    uint32_t judged_count;
    int *years;
    size_t year_count;
    chuan_status status = scope_judged(scope, level, &judged, &judged_count);
    if (status == CHUAN_OK) status = scope_years(scope, level, &years, &year_count);
    for (size_t y = 0; status == CHUAN_OK && y < year_count; y++) {
      status = tally_year(tally, scope, by_level, vocabulary, years[y], judged, judged_count);
    }
    if (status != CHUAN_OK) return status;
  }
  return CHUAN_OK;
}

chuan_status chuan_tally_run(chuan_dossier *dossier, chuan_rulebook *rulebook,
                             const chuan_evaluation_options *options, const char *by_level,
                             chuan_tally **out) {
  if (out != NULL) *out = NULL;
  if (dossier == NULL) return CHUAN_ARGUMENT;
  chuan *handle = dossier->handle;
  report_clear(handle->report);
  if (rulebook == NULL || out == NULL) return handle_argument(handle, __func__);
  chuan_tally *tally = calloc(1, sizeof *tally);
  if (tally != NULL) tally->arena = arena_create();
  if (tally == NULL || tally->arena == NULL) {
    free(tally);
    return report_no_memory(handle->report);
  }
  struct evaluation_scope scope;
  chuan_status status = scope_set(&scope, dossier, rulebook, options, tally->arena);
  if (status == CHUAN_OK && scope.options.unit != NULL) {
    status = report_fail(handle->report, CHUAN_ARGUMENT, "a tally counts all units; leave the unit out",
                         "phép đếm tính cho mọi đơn vị; hãy bỏ phần chọn đơn vị");
  }
  const char *level = by_level == NULL ? NULL : arena_string(tally->arena, by_level);
  if (status == CHUAN_OK && by_level != NULL && level == NULL) status = report_no_memory(handle->report);
  if (status == CHUAN_OK) status = tally_scope(tally, &scope, level);
  scope_end(&scope);
  if (status != CHUAN_OK) {
    chuan_tally_free(tally);
    return status;
  }
  *out = tally;
  return CHUAN_OK;
}

size_t chuan_tally_count(const chuan_tally *tally) {
  return tally == NULL ? 0 : tally->count;
}

const chuan_tally_row *chuan_tally_get(const chuan_tally *tally, size_t index) {
  return tally != NULL && index < tally->count ? &tally->rows[index] : NULL;
}

void chuan_tally_free(chuan_tally *tally) {
  if (tally == NULL) return;
  arena_free(tally->arena);
  free(tally);
}
