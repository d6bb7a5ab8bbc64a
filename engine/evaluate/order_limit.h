/* A threshold taken apart: what it asks for, case by case, so that two thresholds can be laid side by side. */
#ifndef CHUAN_EVALUATE_ORDER_LIMIT_H
#define CHUAN_EVALUATE_ORDER_LIMIT_H

#include "evaluate/formula_key.h"
#include "rules/name_table.h"

#define LIMIT_CONDITIONS 16u /* of one case; deeper choices are not compared */
#define LIMITS_MAX 1024u     /* cases of one threshold */
#define LIMIT_SELECTORS 32u  /* that one threshold turns on */

struct limit_condition {
  const char *selector; /* its key; equal keys are the same pointer */
  const char *choice;   /* "south_east", "yes"; of a test "met", "not_met" */
  int is_place;         /* within "58": says nothing about the unit's other choices */
};

struct limit { /* one case */
  const struct expression *leaf;
  const char *branch;
  struct place place;
  struct limit_condition conditions[LIMIT_CONDITIONS];
  uint32_t condition_count;
  int32_t from, until;           /* days in which it holds */
  const struct overlay_set *set; /* of an overlay, when it holds by one */
};

struct limits {
  struct limit *items;
  size_t count, capacity;
  const char *selectors[LIMIT_SELECTORS]; /* that its cases turn on, places aside */
  uint32_t selector_count;
  int failed; /* cannot be compared: too many cases, a selector without a key */
};

/* Whose threshold it is. */
struct limit_owner {
  const struct rulebook *rulebook;
  const struct judged *judged; /* or NULL */
  struct place place;          /* of its record */
  const struct expression *test;
};
/* Keys of formulas: equal ones are one pointer. Begun with its arena, and otherwise zeroed. */
struct limit_keys {
  struct name_table names;
  struct arena *arena;
};
/* The one pointer of a formula's key; NULL: no memory, or (then *none) there is no key. */
const char *limit_key(const struct expression *expression, struct limit_keys *keys, int *none);
/* The cases of `threshold`, in the arena. CHUAN_MEMORY only. */
chuan_status limits_of(const struct limit_owner *owner, const struct expression *threshold,
                       struct limit_keys *keys, struct arena *arena, struct limits *out);
/* Some unit and day may have both. The selector `apart` (a key, or NULL) is left out of it. */
int limits_meet(const struct limit *a, const struct limit *b, const char *apart);
/* The choice that a case stands for, or NULL when it does not turn on the selector. */
const char *limit_choice(const struct limit *limit, const char *selector);
/* Both thresholds turn on choices the other knows nothing of: no case of one is a case of the other. */
int limits_differ(const struct limits *a, const struct limits *b);

/* How much `here` asks beside `there`. */
enum demand {
  DEMAND_UNKNOWN, /* not both are numbers, or the comparisons are of different sorts */
  DEMAND_KEPT,    /* as much, or more */
  DEMAND_LESS,
  DEMAND_OTHER_WAY /* one asks for more, the other for less */
};
enum demand limit_demand(enum expression_kind here, const struct expression *here_leaf,
                         enum expression_kind there, const struct expression *there_leaf);

#endif
