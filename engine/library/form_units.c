/* Which units get a row in a form: those of the year, below the unit that was asked for. */
#include "library/form_units.h"

#include "base/date.h"

#include <stdlib.h>
#include <string.h>

#define DEPTH_MOST 64u /* of a tree of units */

struct above { /* what all units with the same parent have in common */
  int64_t id;
  const char *code, *name;
  int inside;
};

struct choosing {
  struct dossier *dossier;
  struct arena *arena;
  struct report *report;
  int64_t within;      /* unit id, 0: everything */
  int32_t first, last; /* days of the year */
};

static int by_parent(const void *a, const void *b) {
  const struct form_unit *left = a, *right = b;
  int64_t one = left->unit->parent, other = right->unit->parent;
  return one < other ? -1 : one > other;
}

static int by_code(const void *a, const void *b) {
  const struct form_unit *left = a, *right = b;
  int order = strcmp(left->parent_code, right->parent_code);
  if (order == 0) order = strcmp(left->unit->code, right->unit->code);
  if (order == 0) order = left->unit->valid_from < right->unit->valid_from ? -1 : 1;
  return order;
}

/* The parent's name, and whether the unit asked for is it or lies further up. */
static chuan_status look_up(const struct choosing *choosing, int64_t parent, struct above *out) {
  *out = (struct above){.id = parent, .code = "", .name = "", .inside = choosing->within == 0};
  unsigned depth = 0;
  for (int64_t id = parent; id != 0 && depth < DEPTH_MOST; depth++) {
    struct unit unit;
    chuan_status status = unit_get(choosing->dossier, choosing->arena, id, &unit);
    if (status != CHUAN_OK) return status;
    if (depth == 0) {
      out->code = unit.code;
      out->name = unit.name;
    }
    out->inside |= id == choosing->within;
    if (out->inside) break;
    id = unit.parent;
  }
  return CHUAN_OK;
}

/* Of a unit that ended in the year: whether its code, at the end of the year, is another's. */
static int is_taken(const struct unit *units, size_t count, size_t at, int32_t day) {
  for (size_t i = at; i-- > 0 && strcmp(units[i].code, units[at].code) == 0;)
    if (units[i].valid_from <= day && units[i].valid_to >= day) return 1;
  for (size_t i = at + 1; i < count && strcmp(units[i].code, units[at].code) == 0; i++)
    if (units[i].valid_from <= day && units[i].valid_to >= day) return 1;
  return 0;
}

static void choose_year(const struct choosing *choosing, const struct unit *units, size_t count, int ended,
                        struct form_units *out) {
  for (size_t i = 0; i < count; i++) {
    if (units[i].valid_from > choosing->last || units[i].valid_to < choosing->first) continue;
    int over = units[i].valid_to < choosing->last;
    if (over && (!ended || is_taken(units, count, i, choosing->last))) continue;
    out->items[out->count++] =
        (struct form_unit){.unit = &units[i], .parent = "", .parent_code = "", .ended = over};
  }
}

static chuan_status choose_within(const struct choosing *choosing, struct form_units *out) {
  struct above above = {.id = -1};
  size_t kept = 0;
  if (out->count > 0) qsort(out->items, out->count, sizeof *out->items, by_parent);
  for (size_t i = 0; i < out->count; i++) {
    struct form_unit one = out->items[i];
    if (one.unit->parent != above.id) {
      chuan_status status = look_up(choosing, one.unit->parent, &above);
      if (status != CHUAN_OK) return status;
    }
    if (!above.inside && one.unit->id != choosing->within) continue;
    one.parent = above.name;
    one.parent_code = above.code;
    out->parents |= above.name != NULL && *above.name != '\0';
    out->items[kept++] = one;
  }
  out->count = kept;
  if (out->count > 0) qsort(out->items, out->count, sizeof *out->items, by_code);
  return CHUAN_OK;
}

static int compare_ids(const void *a, const void *b) {
  int64_t one = *(const int64_t *)a, other = *(const int64_t *)b;
  return one < other ? -1 : one > other;
}

static chuan_status mark_following(const struct choosing *choosing, struct form_units *out) {
  struct succession *successions;
  size_t count, followers = 0;
  chuan_status status = successions_list(choosing->dossier, choosing->arena, &successions, &count);
  if (status != CHUAN_OK) return status;
  int64_t *ids = arena_array(choosing->arena, count + 1, sizeof *ids);
  if (!ids) return report_no_memory(choosing->report);
  for (size_t i = 0; i < count; i++)
    if (successions[i].on >= choosing->first && successions[i].on <= choosing->last)
      ids[followers++] = successions[i].to;
  if (followers > 0) qsort(ids, followers, sizeof *ids, compare_ids);
  for (size_t i = 0; i < out->count && followers > 0; i++) {
    out->items[i].follows =
        bsearch(&out->items[i].unit->id, ids, followers, sizeof *ids, compare_ids) != NULL;
    out->follows |= out->items[i].follows;
  }
  return CHUAN_OK;
}

chuan_status form_units_find(struct dossier *dossier, const char *level, int year, const char *within,
                             int ended, struct arena *arena, struct report *report, struct form_units *out) {
  struct choosing choosing = {.dossier = dossier,
                              .arena = arena,
                              .report = report,
                              .first = date_of(year, 1, 1),
                              .last = date_of(year, 12, 31)};
  struct unit *units;
  size_t count;
  *out = (struct form_units){NULL, 0, NULL, 0, 0};
  if (within) {
    struct unit unit;
    chuan_status status = unit_search(dossier, arena, within, NULL, year, &unit);
    if (status != CHUAN_OK) return status;
    choosing.within = unit.id;
    out->scope = unit.name;
  }
  chuan_status status = units_list(dossier, arena, level, &units, &count);
  if (status != CHUAN_OK) return status;
  out->items = arena_array(arena, count + 1, sizeof *out->items);
  if (!out->items) return report_no_memory(report);
  choose_year(&choosing, units, count, ended, out);
  status = choose_within(&choosing, out);
  return status == CHUAN_OK ? mark_following(&choosing, out) : status;
}
