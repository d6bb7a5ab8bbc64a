/* The dossier as a world's source: its tree, its columns, its register. */
#include "evaluate/world.h"

#include "facts/dossier.h"
#include "facts/rebase.h"

#include <stdlib.h>
#include <string.h>

static chuan_status open_columns(void *self, const struct vocabulary_level *level, struct moment moment,
                                 struct column_source *out) {
  return column_source_open(self, level, moment, out);
}

static void close_columns(void *self, struct column_source *source) {
  (void)self;
  column_source_close(source);
}

/* --- the register ------------------------------------------------------------------------------------------------ */

struct heir { /* a unit that others went into */
  int64_t unit;
  int32_t first_on; /* day on which the first of them did */
  uint8_t verdict;  /* what its parts so far agree on; NOTHING_YET */
  uint8_t status;   /* worst of what is known of its parts */
};

#define NOTHING_YET UINT8_MAX

struct register_of {           /* one standard, as it was on a day */
  struct recognition *entries; /* by unit, then day */
  size_t count;
  struct heir *heirs; /* re-based: by unit; else none */
  size_t heir_count;
  int32_t day;
  uint8_t status; /* of the best list of the standard: what it does not name, it says is not recognised */
};

struct standing_of { /* a unit in the register */
  chuan_verdict verdict;
  uint8_t status; /* chuan_data_status of the entries that say so */
};

static int compare_entries(const void *a, const void *b) {
  const struct recognition *one = a, *other = b;
  if (one->unit != other->unit) return one->unit < other->unit ? -1 : 1;
  return (one->decided_on > other->decided_on) - (one->decided_on < other->decided_on);
}

static int compare_heirs(const void *a, const void *b) {
  const struct heir *one = a, *other = b;
  if (one->unit != other->unit) return one->unit < other->unit ? -1 : 1;
  return (one->first_on > other->first_on) - (one->first_on < other->first_on);
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

static struct heir *heir_of(const struct register_of *list, int64_t unit) {
  size_t low = 0, high = list->heir_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (list->heirs[middle].unit < unit)
      low = middle + 1;
    else
      high = middle;
  }
  return low < list->heir_count && list->heirs[low].unit == unit ? &list->heirs[low] : NULL;
}

/* By its own decisions; where it has none and others went into it, by what they and it agree on. */
static struct standing_of standing_of(const struct register_of *list, int64_t unit) {
  struct standing_of met = {CHUAN_MET, UINT8_MAX}, gone = {CHUAN_NOT_MET, CHUAN_OFFICIAL};
  int decided = 0;
  for (size_t i = first_entry(list, unit); i < list->count && list->entries[i].unit == unit; i++) {
    const struct recognition *entry = &list->entries[i];
    uint8_t status = (uint8_t)entry->status;
    if (entry->decided_on > list->day) continue;
    decided = 1;
    if (status > gone.status) gone.status = status;
    if (list->day < entry->revoked_on && status < met.status) met.status = status; /* one is enough */
  }
  if (decided) return met.status != UINT8_MAX ? met : gone;
  const struct heir *heir = heir_of(list, unit);
  if (heir == NULL || heir->verdict == NOTHING_YET) return (struct standing_of){CHUAN_NOT_MET, list->status};
  return (struct standing_of){(chuan_verdict)heir->verdict, heir->status};
}

/* A unit that stood before others went into it is one of its own parts, and without a decision none that is met. */
static chuan_status find_heirs(struct dossier *dossier, struct arena *arena, struct register_of *list,
                               const struct succession *successions, size_t count) {
  list->heirs = arena_array(arena, count, sizeof *list->heirs);
  if (list->heirs == NULL) return CHUAN_MEMORY;
  for (size_t i = 0; i < count; i++)
    list->heirs[i] = (struct heir){successions[i].to, successions[i].on, NOTHING_YET, CHUAN_OFFICIAL};
  if (count > 1) qsort(list->heirs, count, sizeof *list->heirs, compare_heirs);
  for (size_t i = 0; i < count; i++) {
    struct unit unit;
    if (i > 0 && list->heirs[i].unit == list->heirs[list->heir_count - 1].unit) continue;
    struct heir *heir = &list->heirs[list->heir_count++];
    *heir = list->heirs[i];
    chuan_status status = unit_get(dossier, arena, heir->unit, &unit);
    if (status != CHUAN_OK) return status;
    if (unit.valid_from >= heir->first_on) continue;
    heir->verdict = CHUAN_NOT_MET;
    heir->status = list->status;
  }
  return CHUAN_OK;
}

/* Day after day (successions come so), and all of a day at once: what a unit received that day it did not pass on. */
static chuan_status inherit(struct dossier *dossier, struct arena *arena, struct register_of *list,
                            const struct succession *successions, size_t count) {
  struct standing_of *parts = arena_array(arena, count, sizeof *parts);
  if (parts == NULL) return CHUAN_MEMORY;
  chuan_status status = find_heirs(dossier, arena, list, successions, count);
  for (size_t i = 0, next; i < count && status == CHUAN_OK; i = next) {
    for (next = i; next < count && successions[next].on == successions[i].on; next++)
      parts[next] = standing_of(list, successions[next].from);
    for (size_t k = i; k < next; k++) {
      struct heir *heir = heir_of(list, successions[k].to);
      if (heir == NULL) continue; /* there is one */
      const uint8_t both[] = {heir->verdict, (uint8_t)parts[k].verdict};
      heir->verdict = heir->verdict == NOTHING_YET ? both[1] : (uint8_t)rebased_verdict(both, 2);
      if (parts[k].status > heir->status) heir->status = parts[k].status;
    }
  }
  return status;
}

static chuan_status read_register(struct dossier *dossier, struct arena *arena, const char *standard,
                                  struct moment moment, struct register_of *list) {
  struct succession *successions = NULL;
  size_t count = 0, kept = 0;
  list->day = moment_register_day(moment);
  chuan_status status = recognitions_list(dossier, arena, standard, INT32_MAX, &list->entries, &list->count);
  if (status != CHUAN_OK) return status;
  if (list->count > 1) qsort(list->entries, list->count, sizeof *list->entries, compare_entries);
  list->status = CHUAN_ILLUSTRATIVE;
  for (size_t i = 0; i < list->count; i++)
    if (list->entries[i].status < (chuan_data_status)list->status)
      list->status = (uint8_t)list->entries[i].status;
  if (!moment.rebase) return CHUAN_OK;
  status = successions_list(dossier, arena, &successions, &count);
  while (status == CHUAN_OK && kept < count && successions[kept].on <= moment.as_of) kept++;
  return status == CHUAN_OK && kept > 0 ? inherit(dossier, arena, list, successions, kept) : status;
}

static chuan_status recognised(void *self, const char *standard, struct moment moment, const int64_t *ids,
                               uint64_t count, uint8_t *verdicts, uint8_t *statuses, int *known) {
  struct register_of list = {.count = 0};
  struct arena *arena = arena_create();
  *known = 0;
  if (arena == NULL) return CHUAN_MEMORY;
  chuan_status status = read_register(self, arena, standard, moment, &list);
  *known = list.count > 0;
  for (uint64_t i = 0; i < count && status == CHUAN_OK; i++) {
    struct standing_of one = {CHUAN_NOT_MET, CHUAN_OFFICIAL};
    if (ids[i] != 0) one = standing_of(&list, ids[i]);
    verdicts[i] = (uint8_t)one.verdict;
    statuses[i] = one.status;
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

static chuan_status above(void *self, int64_t unit, struct arena *arena, const char **level,
                          int64_t *parent) {
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

static chuan_status figures(void *self, const struct vocabulary_level *level, struct moment moment,
                            int64_t unit, int64_t *values, int *years, chuan_data_status *status) {
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
