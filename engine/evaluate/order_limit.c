/* What a threshold asks for, case by case: choice by choice, text by text. */
#include "evaluate/order_limit.h"

#include "base/date.h"
#include "evaluate/check_inside.h"
#include "evaluate/rule_place.h"
#include "evaluate/test_kind.h"

#include <string.h>

struct taking_apart {
  const struct limit_owner *owner;
  struct limit_keys *keys;
  struct arena *arena;
  struct limits *out;
  const struct expression *way[CHECK_DEPTH + 1]; /* from wide to narrow */
};

static struct place place_of(const struct taking_apart *apart, uint32_t depth) {
  const struct expression *narrow_to_wide[CHECK_DEPTH + 2];
  size_t count = 0;
  for (uint32_t i = depth; i-- > 0;) narrow_to_wide[count++] = apart->way[i];
  narrow_to_wide[count++] = apart->owner->test;
  return rule_place(apart->owner->judged, apart->owner->place, narrow_to_wide, count);
}

static chuan_status descend(struct taking_apart *apart, const struct expression *at,
                            const struct limit *so_far, uint32_t depth);

const char *limit_key(const struct expression *expression, struct limit_keys *keys, int *none) {
  struct buffer text;
  buffer_init(&text, 0);
  const char *key = NULL;
  *none = 0;
  if (formula_key(&text, expression)) {
    key = name_table_get(&keys->names, buffer_string(&text));
    if (key == NULL) {
      char *kept = arena_string(keys->arena, buffer_string(&text));
      if (kept != NULL && name_table_put(&keys->names, keys->arena, kept, kept)) key = kept;
    }
  } else if (!text.failed) {
    *none = 1;
  }
  buffer_free(&text);
  return key;
}

/* NULL as limit_key says; without a key nothing is compared. */
static const char *key_of(struct taking_apart *apart, const struct expression *expression) {
  return limit_key(expression, apart->keys, &apart->out->failed);
}

static void turn_on(struct limits *out, const char *selector) {
  for (uint32_t i = 0; i < out->selector_count; i++) {
    if (out->selectors[i] == selector) return;
  }
  if (out->selector_count < LIMIT_SELECTORS) {
    out->selectors[out->selector_count++] = selector;
  } else {
    out->failed = 1;
  }
}

/* One case goes on below a branch, unless it has taken another choice of the same selector before. */
static chuan_status branch(struct taking_apart *apart, const struct expression *at, uint32_t operand,
                           const struct limit *so_far, struct limit_condition condition, const char *text,
                           uint32_t depth) {
  struct limit limit = *so_far;
  if (!condition.is_place) turn_on(apart->out, condition.selector);
  if (limit.set == NULL && condition.is_place)
    limit.set = check_set_of(apart->owner->rulebook, apart->owner->judged, at, operand);
  const char *taken = limit_choice(so_far, condition.selector);
  if (taken != NULL && strcmp(taken, condition.choice) != 0) return CHUAN_OK;
  if (taken == NULL) {
    if (limit.condition_count == LIMIT_CONDITIONS) {
      apart->out->failed = 1;
      return CHUAN_OK;
    }
    limit.conditions[limit.condition_count++] = condition;
  }
  if (text[0] != '\0') limit.branch = check_join(apart->arena, so_far->branch, " · ", text);
  if (limit.branch == NULL) return CHUAN_MEMORY;
  return descend(apart, at->operands[operand], &limit, depth);
}

static chuan_status descend_by(struct taking_apart *apart, const struct expression *by,
                               const struct limit *so_far, uint32_t depth) {
  static const char *const yes_no[] = {"no", "yes"};
  const struct expression *selector = by->operands[0];
  uint32_t count = selector->type == TYPE_YES_NO ? 2 : selector->choice_count;
  const char *key = key_of(apart, selector);
  chuan_status status = CHUAN_OK;
  if (key == NULL) return apart->out->failed ? CHUAN_OK : CHUAN_MEMORY;
  for (uint32_t i = 0; i < count && status == CHUAN_OK && !apart->out->failed; i++) {
    int32_t operand = by->as.by.cases[i] >= 0 ? by->as.by.cases[i] : by->as.by.otherwise;
    const char *choice = selector->type == TYPE_YES_NO ? yes_no[i] : selector->choices[i];
    if (operand < 0) continue;
    status =
        branch(apart, by, (uint32_t)operand, so_far, (struct limit_condition){key, choice, 0}, choice, depth);
  }
  return status;
}

static chuan_status descend_choose(struct taking_apart *apart, const struct expression *choose,
                                   const struct limit *so_far, uint32_t depth) {
  struct limit rest = *so_far; /* what no test so far holds for */
  chuan_status status = CHUAN_OK;
  for (uint32_t i = 0; i + 1 < choose->operand_count && status == CHUAN_OK && !apart->out->failed; i += 2) {
    const struct expression *test = choose->operands[i];
    const char *key = key_of(apart, test), *text = check_condition_text(apart->arena, test);
    if (key == NULL) return apart->out->failed ? CHUAN_OK : CHUAN_MEMORY;
    if (text == NULL) return CHUAN_MEMORY;
    struct limit_condition condition = {key, "met", test->kind == EXPRESSION_WITHIN};
    status = branch(apart, choose, i + 1, &rest, condition, text, depth);
    if (limit_choice(&rest, key) != NULL) continue;
    if (rest.condition_count == LIMIT_CONDITIONS) {
      apart->out->failed = 1;
      return status;
    }
    condition.choice = "not_met";
    rest.conditions[rest.condition_count++] = condition;
  }
  if (status != CHUAN_OK || apart->out->failed) return status;
  return descend(apart, choose->operands[choose->operand_count - 1], &rest, depth);
}

/* The day before operand i + 1 begins to hold. */
static int32_t last_day(const struct expression *at, uint32_t i) {
  if (i + 1 >= at->operand_count) return INT32_MAX;
  return (at->kind == EXPRESSION_FROM_YEAR ? date_of(at->as.from_year.years[i + 1], 1, 1)
                                           : at->as.amended.from[i + 1]) -
         1;
}

static chuan_status descend_time(struct taking_apart *apart, const struct expression *at,
                                 const struct limit *so_far, uint32_t depth) {
  chuan_status status = CHUAN_OK;
  for (uint32_t i = 0; i < at->operand_count && status == CHUAN_OK && !apart->out->failed; i++) {
    struct limit limit = *so_far;
    int32_t from =
        at->kind == EXPRESSION_FROM_YEAR ? date_of(at->as.from_year.years[i], 1, 1) : at->as.amended.from[i];
    int32_t until = last_day(at, i);
    if (from > limit.from) limit.from = from;
    if (until < limit.until) limit.until = until;
    if (limit.from > limit.until) continue;
    const char *text = check_branch_text(apart->arena, at, i);
    if (text == NULL) return CHUAN_MEMORY;
    limit.branch = check_join(apart->arena, so_far->branch, " · ", text);
    if (limit.branch == NULL) return CHUAN_MEMORY;
    status = descend(apart, at->operands[i], &limit, depth);
  }
  return status;
}

static chuan_status descend(struct taking_apart *apart, const struct expression *at,
                            const struct limit *so_far, uint32_t depth) {
  while (at->kind == EXPRESSION_UNVERIFIED || at->kind == EXPRESSION_DERIVED) at = at->operands[0];
  if (depth >= CHECK_DEPTH) {
    apart->out->failed = 1;
    return CHUAN_OK;
  }
  apart->way[depth++] = at;
  switch (at->kind) {
    case EXPRESSION_BY:
      return descend_by(apart, at, so_far, depth);
    case EXPRESSION_CHOOSE:
      return descend_choose(apart, at, so_far, depth);
    case EXPRESSION_FROM_YEAR:
    case EXPRESSION_AMENDED:
      return descend_time(apart, at, so_far, depth);
    default:
      break;
  }
  struct limits *out = apart->out;
  if (out->count >= LIMITS_MAX) {
    out->failed = 1;
    return CHUAN_OK;
  }
  if (!arena_grow(apart->arena, &out->items, &out->capacity, out->count, sizeof *out->items))
    return CHUAN_MEMORY;
  out->items[out->count] = *so_far;
  out->items[out->count].leaf = at;
  out->items[out->count++].place = so_far->set != NULL ? so_far->set->place : place_of(apart, depth);
  return CHUAN_OK;
}

chuan_status limits_of(const struct limit_owner *owner, const struct expression *threshold,
                       struct limit_keys *keys, struct arena *arena, struct limits *out) {
  struct taking_apart apart = {.owner = owner, .keys = keys, .arena = arena, .out = out};
  struct limit whole = {.branch = "", .from = INT32_MIN, .until = INT32_MAX};
  *out = (struct limits){0};
  return descend(&apart, threshold, &whole, 0);
}

/* --- side by side --------------------------------------------------------------------------------------------------- */

const char *limit_choice(const struct limit *limit, const char *selector) {
  for (uint32_t i = 0; i < limit->condition_count; i++) {
    if (limit->conditions[i].selector == selector) return limit->conditions[i].choice;
  }
  return NULL;
}

int limits_meet(const struct limit *a, const struct limit *b, const char *apart) {
  if (a->from > b->until || b->from > a->until) return 0;
  for (uint32_t i = 0; i < a->condition_count; i++) {
    const struct limit_condition *condition = &a->conditions[i];
    if (condition->selector == apart) continue;
    const char *other = limit_choice(b, condition->selector);
    if (other != NULL && strcmp(other, condition->choice) != 0) return 0;
  }
  return 1;
}

static int has_own(const struct limits *one, const struct limits *other) {
  for (uint32_t i = 0; i < one->selector_count; i++) {
    int shared = 0;
    for (uint32_t j = 0; j < other->selector_count && !shared; j++)
      shared = one->selectors[i] == other->selectors[j];
    if (!shared) return 1;
  }
  return 0;
}

int limits_differ(const struct limits *a, const struct limits *b) {
  return has_own(a, b) && has_own(b, a);
}

/* Of what is asked: 1 more of it, -1 less, 0 neither. */
static int direction(enum expression_kind kind) {
  if (kind == EXPRESSION_AT_LEAST || kind == EXPRESSION_MORE_THAN) return 1;
  return kind == EXPRESSION_AT_MOST || kind == EXPRESSION_LESS_THAN ? -1 : 0;
}

static int is_strict(enum expression_kind kind) {
  return kind == EXPRESSION_MORE_THAN || kind == EXPRESSION_LESS_THAN;
}

enum demand limit_demand(enum expression_kind here, const struct expression *here_leaf,
                         enum expression_kind there, const struct expression *there_leaf) {
  int way = direction(here);
  if (way == 0 || direction(there) == 0) return DEMAND_UNKNOWN;
  if (here_leaf->kind != EXPRESSION_NUMBER || there_leaf->kind != EXPRESSION_NUMBER) return DEMAND_UNKNOWN;
  if (way != direction(there)) return DEMAND_OTHER_WAY;
  int order = rational_compare(&here_leaf->as.number.value, &there_leaf->as.number.value) * way;
  if (order == 0) return is_strict(there) && !is_strict(here) ? DEMAND_LESS : DEMAND_KEPT;
  return order < 0 ? DEMAND_LESS : DEMAND_KEPT;
}
