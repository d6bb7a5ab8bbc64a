/* Why something is no data: from what is missing down to the figures, thresholds and divisions it is missing for.
 * Only operands that are missing themselves and had a say are followed. */
#include "evaluate/exact_memo.h"

#include <string.h>

void exact_walk_begin(struct exact *exact) {
  if (++exact->walk != 0) return;
  for (uint32_t i = 0; i < exact->rulebook->expression_count; i++) exact->memos[i].walked = 0;
  memset(exact->fact_walked, 0, (exact->fact_count + (size_t)1) * sizeof *exact->fact_walked);
  exact->walk = 1;
}

int exact_walk_enter(struct exact *exact, const struct expression *expression) {
  struct exact_memo *memo = &exact->memos[expression->id];
  if (memo->walked == exact->walk) return 0;
  memo->walked = exact->walk;
  return 1;
}

void exact_walk(struct exact *exact, const struct expression *from, exact_follows *follows,
                exact_visit *visit, void *payload) {
  size_t depth = 0;
  exact_walk_begin(exact);
  exact_walk_enter(exact, from);
  exact->frames[depth++] = (struct exact_frame){from, 0};
  while (depth > 0) {
    struct exact_frame *frame = &exact->frames[depth - 1];
    const struct expression *at = frame->expression;
    if (frame->next == 0) visit(payload, exact, at);
    if (frame->next >= at->operand_count || expression_is_outside(at->kind)) {
      depth--;
      continue;
    }
    uint32_t operand = frame->next++;
    if (follows(payload, exact, at, operand) && exact_walk_enter(exact, at->operands[operand]))
      exact->frames[depth++] = (struct exact_frame){at->operands[operand], 0};
  }
}

struct cause_list {
  struct arena *arena;
  struct cause *items;
  size_t count, capacity;
};

static int is_wanting(const struct exact *exact, const struct expression *expression, uint32_t operand) {
  const struct exact_memo *memo = &exact->memos[expression->operands[operand]->id];
  return exact_operand_had_say(exact, expression, operand) && memo->missing;
}

/* A fact may be used in many places: it is named once. */
static int is_new(struct exact *exact, const struct expression *expression) {
  if (expression->kind != EXPRESSION_FACT) return 1;
  const struct fact *fact = expression->as.fact;
  if (fact->index >= exact->fact_count) return 1;
  if (exact->fact_walked[fact->index] == exact->walk) return 0;
  exact->fact_walked[fact->index] = exact->walk;
  return 1;
}

/* Adds the cause that an expression is by itself: every operand is there, and still it is missing. */
static chuan_status add_cause(struct exact *exact, const struct expression *expression,
                              struct cause_list *list) {
  struct cause cause = {.kind = CAUSE_COMPUTE, .expression = expression};
  switch (expression->kind) {
    case EXPRESSION_FACT:
      cause.kind = CAUSE_MISSING_FACT;
      cause.fact = expression->as.fact;
      break;
    case EXPRESSION_PENDING:
      cause.kind = CAUSE_PENDING;
      break;
    case EXPRESSION_DELEGATED:
      cause.kind = CAUSE_DELEGATED;
      break;
    case EXPRESSION_SHARE:
    case EXPRESSION_DIVIDE:
      cause.kind = CAUSE_ZERO_WHOLE;
      break;
    case EXPRESSION_FAILED_SHARE: /* of no criterion at all */
    case EXPRESSION_AVERAGE_FALL: /* over no year */
      cause.kind = CAUSE_ZERO_WHOLE;
      break;
    case EXPRESSION_BY:
    case EXPRESSION_FROM_YEAR:
    case EXPRESSION_AMENDED:
      cause.kind = CAUSE_NO_CASE;
      break;
    EXACT_OUTSIDE_CASES:
      exact_outside_cause(exact, expression, &cause);
      break;
    case EXPRESSION_COMPUTE:
      break;
    default: /* average growth, and comparisons of it whose powers grow out of all bounds */
      cause.kind = CAUSE_GROWTH_BASE;
      break;
  }
  const char *message = exact->memos[expression->id].message;
  if (message != NULL && message[0] != '\0') {
    cause.message = arena_string(list->arena, message);
    if (cause.message == NULL) return CHUAN_MEMORY;
  }
  if (!is_new(exact, expression)) return CHUAN_OK;
  if (!arena_grow(list->arena, &list->items, &list->capacity, list->count, sizeof *list->items))
    return CHUAN_MEMORY;
  list->items[list->count++] = cause;
  return CHUAN_OK;
}

chuan_status exact_causes(struct exact *exact, const struct expression *expression, struct arena *arena,
                          struct cause **out, size_t *count) {
  struct cause_list list = {.arena = arena};
  *out = NULL;
  *count = 0;
  if (!exact_missing(exact, expression)) return CHUAN_OK;
  exact_walk_begin(exact);
  size_t depth = 0;
  exact_walk_enter(exact, expression);
  exact->frames[depth++] = (struct exact_frame){expression, 0};
  int own = 1; /* the expression on top has shown no missing operand so far */
  while (depth > 0) {
    struct exact_frame *frame = &exact->frames[depth - 1];
    const struct expression *at = frame->expression;
    if (frame->next == 0) own = 1;
    if (frame->next < at->operand_count) {
      uint32_t operand = frame->next++;
      if (!is_wanting(exact, at, operand)) continue;
      own = 0;
      if (exact_walk_enter(exact, at->operands[operand]))
        exact->frames[depth++] = (struct exact_frame){at->operands[operand], 0};
      continue;
    }
    if (own) {
      chuan_status status = add_cause(exact, at, &list);
      if (status != CHUAN_OK) return status;
    }
    own = 0; /* whatever is below on the stack has a missing operand: this one */
    depth--;
  }
  *out = list.items;
  *count = list.count;
  return CHUAN_OK;
}

const char *cause_word(enum cause_kind kind) {
  static const char *const words[] = {
#define XX(name, word) word,
      CAUSE_MAP(XX)
#undef XX
  };
  return words[kind];
}
