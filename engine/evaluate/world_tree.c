/* Who lies below whom: parents followed upwards, each once, whatever levels lie between. */
#include "evaluate/world_inside.h"

#include "base/date.h"

#include <string.h>

#define CLIMB_MOST 64 /* a tree deeper than this goes in a circle */

/* --- what lies above ------------------------------------------------------------------------------------------------ */

static size_t slot_of(const struct above *aboves, size_t slots, int64_t unit) {
  size_t at = (size_t)((uint64_t)unit * 0x9E3779B97F4A7C15u >> 32) & (slots - 1);
  while (aboves[at].unit != 0 && aboves[at].unit != unit) at = (at + 1) & (slots - 1);
  return at;
}

static int has_room(struct world *world) {
  if (world->above_count * 2 < world->above_slots) return 1;
  size_t slots = world->above_slots == 0 ? 256 : world->above_slots * 2;
  struct above *grown = arena_array(world->arena, slots, sizeof *grown);
  if (grown == NULL) return 0;
  for (size_t i = 0; i < world->above_slots; i++) {
    if (world->aboves[i].unit != 0) grown[slot_of(grown, slots, world->aboves[i].unit)] = world->aboves[i];
  }
  world->aboves = grown;
  world->above_slots = slots;
  return 1;
}

static chuan_status above_of(struct world *world, int64_t unit, struct above *out) {
  struct world_source *source = &world->request.source;
  if (!has_room(world)) return world_no_memory(world);
  struct above *slot = &world->aboves[slot_of(world->aboves, world->above_slots, unit)];
  chuan_status status = CHUAN_OK;
  if (slot->unit == 0) {
    struct above found = {.unit = unit};
    status = source->above(source->self, unit, world->arena, &found.level, &found.parent);
    if (status != CHUAN_OK) return status;
    *slot = found;
    world->above_count++;
  }
  *out = *slot;
  return status;
}

/* --- kinship --------------------------------------------------------------------------------------------------------- */

static chuan_status ancestor_row(struct world *world, const struct world_level *above, int64_t parent,
                                 uint32_t *out) {
  struct above at = {.parent = parent};
  uint64_t row;
  *out = ROW_NONE;
  for (int i = 0; i < CLIMB_MOST && at.parent != 0; i++) {
    if (world_row(above, at.parent, &row)) {
      *out = (uint32_t)row;
      return CHUAN_OK;
    }
    chuan_status status = above_of(world, at.parent, &at);
    if (status != CHUAN_OK) return status;
  }
  return CHUAN_OK;
}

static chuan_status find_ancestors(struct world_at *below, struct kinship *kinship) {
  const struct world_level *level = &below->level;
  int64_t last = 0;
  uint32_t of_last = ROW_NONE;
  for (uint64_t row = 0; row < level->row_count; row++) {
    kinship->ancestor[row] = ROW_NONE;
    if (!level->present[row] || level->parents[row] == 0) continue;
    if (level->parents[row] != last) {
      chuan_status status = ancestor_row(below->world, kinship->above, level->parents[row], &of_last);
      if (status != CHUAN_OK) return status;
      last = level->parents[row];
    }
    kinship->ancestor[row] = of_last;
  }
  return CHUAN_OK;
}

static void gather_members(const struct world_level *below, struct kinship *kinship) {
  uint64_t above_count = kinship->above->row_count;
  uint32_t *next = kinship->first;
  for (uint64_t row = 0; row < below->row_count; row++) {
    if (kinship->ancestor[row] != ROW_NONE) next[kinship->ancestor[row]]++;
  }
  uint32_t begin = 0;
  for (uint64_t i = 0; i <= above_count; i++) {
    uint32_t own = next[i];
    next[i] = begin;
    begin += own;
  }
  for (uint64_t row = 0; row < below->row_count; row++) {
    if (kinship->ancestor[row] != ROW_NONE) kinship->members[next[kinship->ancestor[row]]++] = (uint32_t)row;
  }
  for (uint64_t i = above_count; i > 0; i--) next[i] = next[i - 1];
  next[0] = 0;
}

chuan_status world_kinship(struct world_at *below, const char *above, struct kinship **out) {
  struct world *world = below->world;
  struct world_at *at;
  for (struct kinship *known = below->kinships; known != NULL; known = known->next) {
    *out = known;
    if (strcmp(known->above->level, above) == 0) return CHUAN_OK;
  }
  chuan_status status = world_at_load(below);
  if (status == CHUAN_OK) status = world_at_find(world, above, below->level.moment, &at);
  if (status == CHUAN_OK) status = world_at_load(at);
  if (status != CHUAN_OK) return status;
  struct kinship *kinship = arena_alloc(world->arena, sizeof *kinship);
  size_t rows = (size_t)below->level.row_count + 1;
  if (kinship == NULL) return world_no_memory(world);
  kinship->above = &at->level;
  kinship->ancestor = arena_array(world->arena, rows, sizeof *kinship->ancestor);
  kinship->members = arena_array(world->arena, rows, sizeof *kinship->members);
  kinship->first = arena_array(world->arena, (size_t)at->level.row_count + 2, sizeof *kinship->first);
  if (kinship->ancestor == NULL || kinship->members == NULL || kinship->first == NULL)
    return world_no_memory(world);
  status = find_ancestors(below, kinship);
  if (status != CHUAN_OK) return status;
  gather_members(&below->level, kinship);
  kinship->next = below->kinships;
  below->kinships = kinship;
  *out = kinship;
  return CHUAN_OK;
}

chuan_status world_unit_level(struct world *world, int64_t unit, const char **level) {
  struct above found;
  chuan_status status = above_of(world, unit, &found);
  *level = status == CHUAN_OK ? found.level : NULL;
  return status;
}

/* When the level came to an end below each unit: by the units of it that went. A level of which there is no unit at all any
 * more came to an end for everybody, those too that came later. */
chuan_status world_ended(struct world_at *below, struct kinship *kinship) {
  struct world *world = below->world;
  struct world_source *source = &world->request.source;
  struct ended_unit *units = NULL;
  size_t count = 0;
  int32_t last = DATE_UNKNOWN_START;
  if (kinship->ended != NULL) return CHUAN_OK;
  int32_t *ended = arena_array(world->arena, (size_t)kinship->above->row_count + 1, sizeof *ended);
  if (ended == NULL) return world_no_memory(world);
  for (uint64_t row = 0; row < kinship->above->row_count; row++) ended[row] = DATE_UNKNOWN_START;
  chuan_status status = source->ended(source->self, below->level.level, below->level.moment.as_of,
                                      world->arena, &units, &count);
  for (size_t i = 0; i < count && status == CHUAN_OK; i++) {
    uint32_t row;
    status = ancestor_row(world, kinship->above, units[i].parent, &row);
    if (status == CHUAN_OK && row != ROW_NONE && units[i].last_day > ended[row])
      ended[row] = units[i].last_day;
    if (units[i].last_day > last) last = units[i].last_day;
  }
  for (uint64_t row = 0; row < below->level.row_count; row++) {
    if (below->level.present[row]) last = DATE_UNKNOWN_START;
  }
  for (uint64_t row = 0; row < kinship->above->row_count; row++) {
    if (ended[row] == DATE_UNKNOWN_START) ended[row] = last;
  }
  if (status == CHUAN_OK) kinship->ended = ended;
  return status;
}

/* --- within ------------------------------------------------------------------------------------------------------------ */

static chuan_status lies_in(struct world *world, int64_t unit, int64_t whole, int *in) {
  struct above at = {.parent = unit};
  *in = 0;
  for (int i = 0; i < CLIMB_MOST && at.parent != 0; i++) {
    if (at.parent == whole) {
      *in = 1;
      return CHUAN_OK;
    }
    chuan_status status = above_of(world, at.parent, &at);
    if (status != CHUAN_OK) return status;
  }
  return CHUAN_OK;
}

chuan_status world_within(struct world_at *at, const char *code, uint8_t *verdicts) {
  struct world *world = at->world;
  struct world_source *source = &world->request.source;
  const struct world_level *level = &at->level;
  int64_t whole = 0, last = 0;
  int in_last = 0;
  chuan_status status = source->unit(source->self, code, level->moment.as_of, &whole);
  for (uint64_t row = 0; row < level->row_count && status == CHUAN_OK; row++) {
    verdicts[row] = CHUAN_NOT_MET;
    if (whole == 0) continue;
    if (level->parents[row] != last) {
      last = level->parents[row];
      status = lies_in(world, last, whole, &in_last);
    }
    if (level->ids[row] == whole || (last != 0 && in_last)) verdicts[row] = CHUAN_MET;
  }
  return status;
}
