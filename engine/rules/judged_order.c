/* Which standard comes first: whoever reads the advanced standard has read the one it builds on. A walk of its own stack:
 * rule files may chain as many standards as they like. */
#include "rules/judged_order.h"

#include <string.h>

/* A standard whose records are being looked at, or a formula whose operands are. */
struct order_step {
  const struct judged *standard; /* NULL: a formula */
  const struct expression *expression;
  uint32_t next;
};

struct order_walk {
  struct loader *loader;
  struct order_step *steps;
  size_t step_count, step_capacity;
  uint8_t *seen;    /* by id of expressions */
  uint8_t *entered; /* by index of standards */
  struct judged **ordered;
  uint32_t ordered_count;
};

static void push(struct order_walk *walk, struct order_step step) {
  struct loader *loader = walk->loader;
  if (!arena_grow(loader->arena, &walk->steps, &walk->step_capacity, walk->step_count, sizeof *walk->steps))
    loader_no_memory(loader);
  else
    walk->steps[walk->step_count++] = step;
}

static void enter_standard(struct order_walk *walk, const struct judged *of) {
  while (of && of->parent) of = of->parent;
  if (!of || of->kind != JUDGED_STANDARD || walk->entered[of->index]) return;
  walk->entered[of->index] = 1;
  push(walk, (struct order_step){.standard = of, .next = of->index});
  if (of->reviews) enter_standard(walk, of->reviews); /* one that is reviewed reviews none itself */
}

static void enter_expression(struct order_walk *walk, const struct expression *expression) {
  if (!expression || walk->seen[expression->id]) return;
  walk->seen[expression->id] = 1;
  push(walk, (struct order_step){.expression = expression});
  if (expression->kind == EXPRESSION_MET || expression->kind == EXPRESSION_RECOGNISED ||
      expression->kind == EXPRESSION_FAILED_SHARE)
    enter_standard(walk, expression->as.target);
}

static int belongs(const struct judged *judged, const struct judged *standard) {
  while (judged->parent) judged = judged->parent;
  return judged == standard;
}

/* The standard with its criteria and indicators. */
static void put(struct order_walk *walk, const struct judged *standard) {
  const struct rulebook *rulebook = walk->loader->rulebook;
  for (uint32_t i = standard->index; i < rulebook->judged_count; i++) {
    if (!belongs(rulebook->judged[i], standard)) break;
    walk->ordered[walk->ordered_count++] = rulebook->judged[i];
  }
}

static void take_step(struct order_walk *walk) {
  const struct rulebook *rulebook = walk->loader->rulebook;
  struct order_step *step = &walk->steps[walk->step_count - 1];
  const struct judged *standard = step->standard;
  uint32_t next = step->next++;
  if (standard && next < rulebook->judged_count && belongs(rulebook->judged[next], standard)) {
    enter_expression(walk, rulebook->judged[next]->test);
  } else if (!standard && next < step->expression->operand_count) {
    enter_expression(walk, step->expression->operands[next]);
  } else {
    walk->step_count--;
    if (standard) put(walk, standard);
  }
}

void judged_order(struct loader *loader) {
  struct rulebook *rulebook = loader->rulebook;
  uint32_t count = rulebook->judged_count;
  struct order_walk walk = {.loader = loader};
  walk.seen = arena_array(loader->arena, loader->pool.count + 1, sizeof *walk.seen);
  walk.entered = arena_array(loader->arena, (size_t)count + 1, sizeof *walk.entered);
  walk.ordered = arena_array(loader->arena, (size_t)count + 1, sizeof(struct judged *));
  if (!walk.seen || !walk.entered || !walk.ordered) {
    loader_no_memory(loader);
    return;
  }
  for (uint32_t i = 0; i < count; i++) {
    enter_standard(&walk, rulebook->judged[i]);
    while (walk.step_count > 0 && !loader->no_memory) take_step(&walk);
    if (loader->no_memory) return;
  }
  for (uint32_t i = 0; i < count; i++)
    if (rulebook->judged[i]->kind == JUDGED_TARGET) walk.ordered[walk.ordered_count++] = rulebook->judged[i];
  memcpy(rulebook->judged, walk.ordered, count * sizeof *walk.ordered);
  for (uint32_t i = 0; i < count; i++) rulebook->judged[i]->index = i;
}
