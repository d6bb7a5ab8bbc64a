/* Where examples are judged. Most are about one unit and its own figures: their interpreter serves them all. */
#include "evaluate/example_stand.h"

#include <string.h>

struct stand { /* an interpreter for one level and moment */
  const char *level;
  struct moment moment;
  struct exact *exact;
  int64_t *values;
};

chuan_status example_stands_begin(struct example_stands *stands, const struct rulebook *rulebook,
                                  struct arena *arena) {
  *stands = (struct example_stands){.rulebook = rulebook, .arena = arena};
  stands->reads = arena_alloc(arena, (size_t)rulebook->expression_count + 1);
  if (stands->reads == NULL) return CHUAN_MEMORY;
  example_reads_outside(rulebook, stands->reads);
  return CHUAN_OK;
}

static void leave_world(struct example_stands *stands) {
  exact_free(stands->exact);
  example_world_free(stands->world);
  stands->exact = NULL;
  stands->world = NULL;
}

void example_stands_end(struct example_stands *stands) {
  leave_world(stands);
  for (size_t i = 0; i < stands->count; i++) exact_free(stands->items[i].exact);
}

static chuan_status find_stand(struct example_stands *stands, const char *level, struct moment moment,
                               struct stand **out) {
  for (size_t i = 0; i < stands->count; i++) {
    *out = &stands->items[i];
    if (moment_same((*out)->moment, moment) && strcmp((*out)->level, level) == 0) return CHUAN_OK;
  }
  const struct vocabulary_level *facts = vocabulary_level_find(&stands->rulebook->vocabulary, level);
  if (!arena_grow(stands->arena, &stands->items, &stands->capacity, stands->count, sizeof *stands->items)) {
    return CHUAN_MEMORY;
  }
  *out = &stands->items[stands->count];
  **out = (struct stand){.level = level, .moment = moment};
  (*out)->values =
      arena_array(stands->arena, (facts != NULL ? facts->fact_count : 0) + (size_t)1, sizeof(int64_t));
  if ((*out)->values == NULL) return CHUAN_MEMORY;
  chuan_status status = exact_create(stands->rulebook, level, moment, NULL, &(*out)->exact);
  if (status == CHUAN_OK) stands->count++;
  return status;
}

chuan_status example_stand(struct example_stands *stands, const struct example *example, struct exact **out) {
  const struct rulebook *rulebook = stands->rulebook;
  const struct example_unit *unit = example->unit;
  struct moment moment = moment_of(example->year != 0 ? example->year : rulebook->last_year);
  struct stand *stand;
  if (example->has_as_of) moment.as_of = example->as_of;
  leave_world(stands);
  if (stands->reads[example->asked->id]) {
    chuan_status status = example_world_create(rulebook, unit, moment, &stands->world);
    if (status == CHUAN_OK) status = example_world_exact(stands->world, example->asked, &stands->exact);
    *out = stands->exact;
    return status;
  }
  chuan_status status = find_stand(stands, unit->level, moment, &stand);
  if (status != CHUAN_OK) return status;
  example_figures(unit, moment.year, vocabulary_level_find(&rulebook->vocabulary, unit->level), moment.year,
                  stand->values, NULL);
  exact_begin(stand->exact, stand->values, 0);
  *out = stand->exact;
  return CHUAN_OK;
}
