/* What formulas rest on, read off the graph without any figures. */
#include "evaluate/world_inside.h"

#include "base/decimal.h"

#include <string.h>

int expression_list_add(struct expression_list *list, struct arena *arena,
                        const struct expression *expression) {
  if (!arena_grow(arena, &list->items, &list->capacity, list->count, sizeof(void *))) return 0;
  list->items[list->count++] = expression;
  return 1;
}

/* The only operand that counts at the moment, or NULL when all of them may. *none: not even one. */
static const struct expression *only_operand(const struct expression *expression, struct moment moment,
                                             int *none) {
  const struct expression *now = NULL;
  *none = 0;
  if (expression->kind != EXPRESSION_FROM_YEAR && expression->kind != EXPRESSION_AMENDED) return NULL;
  for (uint32_t i = 0; i < expression->operand_count; i++) {
    int applies = expression->kind == EXPRESSION_FROM_YEAR ? expression->as.from_year.years[i] <= moment.year
                                                           : expression->as.amended.from[i] <= moment.as_of;
    if (applies) now = expression->operands[i];
  }
  *none = now == NULL;
  return now;
}

/* Operands come before their users, so that one pass from the end meets everything below the expressions. */
chuan_status world_walk(struct world *world, struct moment moment,
                        const struct expression *const *expressions, size_t count, struct arena *arena,
                        struct expression_list *outside, struct expression_list *facts) {
  const struct rulebook *rulebook = world->request.rulebook;
  uint32_t highest = 0;
  for (size_t i = 0; i < count; i++) {
    if (expressions[i]->id > highest) highest = expressions[i]->id;
  }
  uint8_t *needed = arena_alloc(arena, (size_t)highest + 1);
  if (needed == NULL) return world_no_memory(world);
  for (size_t i = 0; i < count; i++) needed[expressions[i]->id] = 1;
  for (uint32_t id = count > 0 ? highest + 1 : 0; id-- > 0;) {
    const struct expression *expression = rulebook->expressions[id];
    if (!needed[id]) continue;
    int is_outside = expression_is_outside(expression->kind), none;
    if (is_outside || (expression->kind == EXPRESSION_FACT && facts != NULL)) {
      if (!expression_list_add(is_outside ? outside : facts, arena, expression))
        return world_no_memory(world);
    }
    if (is_outside) continue;
    const struct expression *only = only_operand(expression, moment, &none);
    if (only != NULL) needed[only->id] = 1;
    for (uint32_t i = 0; only == NULL && !none && i < expression->operand_count; i++)
      needed[expression->operands[i]->id] = 1;
  }
  return CHUAN_OK;
}

static const struct expression *named(const struct expression *expression) {
  while (expression->kind == EXPRESSION_DERIVED || expression->kind == EXPRESSION_UNVERIFIED)
    expression = expression->operands[0];
  return expression;
}

const struct fact *world_plain_fact(const struct expression *expression) {
  const struct expression *bare = named(expression);
  return bare->kind == EXPRESSION_FACT ? bare->as.fact : NULL;
}

#define ROUNDINGS_MOST 8u /* one inside the other: more of them than anybody writes leave both ends open */

/* Shares must be rounded before they are added up: their ends then are too. */
static void round_end(struct cell *end, const unsigned *places, unsigned count) {
  struct rational number, rounded;
  while (count-- > 0 && !cell_is_none(*end)) {
    cell_load(*end, &number);
    rational_round(&rounded, &number, places[count]);
    if (!cell_fits(end, &rounded)) *end = cell_none();
  }
}

static void range_of(const struct expression *bare, struct cell *low, struct cell *high) {
  const struct fact *fact = world_plain_fact(bare);
  *low = *high = cell_none();
  if (fact != NULL && fact->has_minimum) *low = cell_scaled(fact->minimum, fact->places);
  if (fact != NULL && fact->has_maximum) *high = cell_scaled(fact->maximum, fact->places);
  if (bare->kind != EXPRESSION_SHARE) return;
  const struct fact *part = world_plain_fact(bare->operands[0]), *whole = world_plain_fact(bare->operands[1]);
  if (part == NULL || whole == NULL || part->part_of != whole) return;
  *low = cell_of(0, 1);
  *high = cell_of(100, 1);
}

void world_range(const struct expression *number, struct cell *low, struct cell *high) {
  unsigned places[ROUNDINGS_MOST], count = 0;
  const struct expression *bare = named(number);
  while (bare->kind == EXPRESSION_ROUNDED && count < ROUNDINGS_MOST) {
    places[count++] = bare->as.places;
    bare = named(bare->operands[0]);
  }
  range_of(bare, low, high);
  round_end(low, places, count);
  round_end(high, places, count);
}

static uint8_t own_mark(enum expression_kind kind) {
  return (uint8_t)(kind == EXPRESSION_UNVERIFIED  ? CHUAN_UNVERIFIED
                   : kind == EXPRESSION_DELEGATED ? CHUAN_DELEGATED
                   : kind == EXPRESSION_PENDING   ? CHUAN_PENDING
                                                  : CHUAN_SOURCED);
}

chuan_status world_marks(struct world *world) {
  const struct rulebook *rulebook = world->request.rulebook;
  if (world->marks != NULL) return CHUAN_OK;
  uint8_t *marks = arena_alloc(world->arena, (size_t)rulebook->expression_count + 1);
  if (marks == NULL) return world_no_memory(world);
  for (uint32_t i = 0; i < rulebook->judged_count; i++) {
    const struct judged *judged = rulebook->judged[i];
    if (judged->kind != JUDGED_CRITERION && judged->base_status > marks[judged->test->id])
      marks[judged->test->id] = (uint8_t)judged->base_status;
  }
  for (uint32_t id = 0; id < rulebook->expression_count; id++) {
    const struct expression *expression = rulebook->expressions[id];
    uint8_t mark = own_mark(expression->kind);
    if (mark > marks[id]) marks[id] = mark;
    for (uint32_t i = 0; i < expression->operand_count; i++) {
      if (marks[expression->operands[i]->id] > marks[id]) marks[id] = marks[expression->operands[i]->id];
    }
  }
  world->marks = marks;
  return CHUAN_OK;
}
