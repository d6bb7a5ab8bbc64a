/* The dossier as a world's source: its tree, its columns, its register. */
#include "evaluate/world.h"

#include "facts/dossier.h"

#include <stdlib.h>
#include <string.h>

#define PREDECESSORS_MOST 64 /* mergers of mergers */

static chuan_status open_columns(void *self, const struct vocabulary_level *level, struct moment moment,
                                 struct column_source *out) {
  return column_source_open(self, level, moment, out);
}

static void close_columns(void *self, struct column_source *source) {
  (void)self;
  column_source_close(source);
}

/* --- the register ------------------------------------------------------------------------------------------------ */

struct register_of { /* one standard, as it was on a day */
  struct recognition *entries; /* by unit, then day */
  size_t count;
  const struct succession *successions; /* re-based: what became of units until `as_of`, by `to`; else none */
  size_t succession_count;
  uint8_t *known; /* by the first succession of a unit: its verdict + 1, once it is known */
  int32_t day;
};

static int compare_entries(const void *a, const void *b) {
  const struct recognition *one = a, *other = b;
  if (one->unit != other->unit) return one->unit < other->unit ? -1 : 1;
  return (one->decided_on > other->decided_on) - (one->decided_on < other->decided_on);
}

static int compare_successions(const void *a, const void *b) {
  const struct succession *one = a, *other = b;
  if (one->to != other->to) return one->to < other->to ? -1 : 1;
  return (one->from > other->from) - (one->from < other->from);
}

static size_t first_entry(const struct register_of *list, int64_t unit) {
  size_t low = 0, high = list->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (list->entries[middle].unit < unit)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static size_t first_succession(const struct register_of *list, int64_t to) {
  size_t low = 0, high = list->succession_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (list->successions[middle].to < to)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* By its own decisions; where it has none and is made of units that went, by theirs: all, none, or nobody knows. */
static chuan_verdict verdict_of(const struct register_of *list, int64_t unit, int depth) {
  int decided = 0;
  for (size_t i = first_entry(list, unit); i < list->count && list->entries[i].unit == unit; i++) {
    const struct recognition *entry = &list->entries[i];
    if (entry->decided_on > list->day) continue;
    decided = 1;
    if (list->day < entry->revoked_on) return CHUAN_MET;
  }
  size_t parts = 0, met = 0, not_met = 0, first = first_succession(list, unit);
  int has_parts = !decided && first < list->succession_count && list->successions[first].to == unit;
  if (has_parts && list->known[first] != 0) return (chuan_verdict)(list->known[first] - 1);
  for (size_t i = first;
       has_parts && depth < PREDECESSORS_MOST && i < list->succession_count && list->successions[i].to == unit;
       i++) {
    chuan_verdict part = verdict_of(list, list->successions[i].from, depth + 1);
    parts++;
    met += part == CHUAN_MET;
    not_met += part == CHUAN_NOT_MET;
  }
  chuan_verdict verdict = parts == not_met ? CHUAN_NOT_MET : parts == met ? CHUAN_MET : CHUAN_NO_DATA;
  if (has_parts) list->known[first] = (uint8_t)(verdict + 1);
  return verdict;
}

static chuan_status read_register(struct dossier *dossier, struct arena *arena, const char *standard,
                                  struct moment moment, struct register_of *list) {
  struct succession *successions = NULL;
  list->day = moment_register_day(moment);
  chuan_status status =
      recognitions_list(dossier, arena, standard, INT32_MAX, &list->entries, &list->count);
  if (status != CHUAN_OK) return status;
  if (list->count > 1) qsort(list->entries, list->count, sizeof *list->entries, compare_entries);
  if (!moment.rebase) return CHUAN_OK;
  status = successions_list(dossier, arena, &successions, &list->succession_count);
  size_t kept = 0;
  for (size_t i = 0; status == CHUAN_OK && i < list->succession_count; i++) {
    if (successions[i].on <= moment.as_of) successions[kept++] = successions[i];
  }
  list->succession_count = kept;
  list->successions = successions;
  list->known = arena_alloc(arena, kept + 1);
  if (status == CHUAN_OK && list->known == NULL) return CHUAN_MEMORY;
  if (kept > 1) qsort(successions, kept, sizeof *successions, compare_successions);
  return status;
}

static chuan_status recognised(void *self, const char *standard, struct moment moment, const int64_t *ids,
                               uint64_t count, uint8_t *verdicts, int *known) {
  struct register_of list = {.count = 0};
  struct arena *arena = arena_create();
  *known = 0;
  if (arena == NULL) return CHUAN_MEMORY;
  chuan_status status = read_register(self, arena, standard, moment, &list);
  *known = list.count > 0;
  for (uint64_t i = 0; i < count && status == CHUAN_OK; i++) {
    verdicts[i] = ids[i] == 0 ? CHUAN_NOT_MET : (uint8_t)verdict_of(&list, ids[i], 0);
  }
  arena_free(arena);
  return status;
}

/* --- the tree ------------------------------------------------------------------------------------------------------ */

static chuan_status unit_on(void *self, const char *code, int32_t day, int64_t *id) {
  struct arena *arena = arena_create();
  struct unit *units;
  size_t count = 0;
  *id = 0;
  if (arena == NULL) return CHUAN_MEMORY;
  chuan_status status = units_of_code(self, arena, code, NULL, &units, &count);
  for (size_t i = 0; status == CHUAN_OK && i < count; i++) {
    if (units[i].valid_from <= day && day <= units[i].valid_to) *id = units[i].id;
  }
  arena_free(arena);
  return status;
}

static chuan_status above(void *self, int64_t unit, struct arena *arena, const char **level, int64_t *parent) {
  struct unit found;
  chuan_status status = unit_get(self, arena, unit, &found);
  *level = status == CHUAN_OK ? found.level : NULL;
  *parent = status == CHUAN_OK ? found.parent : 0;
  return status;
}

static chuan_status ended(void *self, const char *level, int32_t day, struct arena *arena,
                          struct ended_unit **out, size_t *count) {
  struct arena *scratch = arena_create();
  struct unit *units;
  *out = NULL;
  *count = 0;
  if (scratch == NULL) return CHUAN_MEMORY;
  chuan_status status = units_ended(self, scratch, level, day, &units, count);
  if (status == CHUAN_OK) {
    *out = arena_array(arena, *count + 1, sizeof **out);
    if (*out == NULL) status = CHUAN_MEMORY;
  }
  for (size_t i = 0; status == CHUAN_OK && i < *count; i++) {
    (*out)[i] = (struct ended_unit){units[i].id, units[i].parent, units[i].valid_to};
  }
  arena_free(scratch);
  return status;
}

static chuan_status figures(void *self, const struct vocabulary_level *level, struct moment moment, int64_t unit,
                            int64_t *values, int *years, chuan_data_status *status) {
  return facts_row(self, level, unit, moment, values, years, status);
}

void world_of_dossier(struct dossier *dossier, struct world_source *out) {
  *out = (struct world_source){.self = dossier,
                               .open = open_columns,
                               .close = close_columns,
                               .recognised = recognised,
                               .unit = unit_on,
                               .above = above,
                               .ended = ended,
                               .figures = figures};
}
