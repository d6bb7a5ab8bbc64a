/* What a rulebook asks for without fail: the comparisons that each record cannot be met without, found by what is
 * compared. */
#ifndef CHUAN_EVALUATE_ORDER_ASKED_H
#define CHUAN_EVALUATE_ORDER_ASKED_H

#include "evaluate/order_limit.h"

struct asked {
  const struct judged *judged;
  const struct expression *test; /* a comparison */
  const char *key;               /* of what is compared; equal keys are the same pointer */
};

struct asked_list {
  const struct rulebook *rulebook;
  struct asked *items; /* record after record, in reading order */
  size_t count, capacity;
  /* by judged->index: the first of its own; the one after the last is where the next begins */
  uint32_t *first;
  struct name_table by; /* root and key -> struct asked */
};

/* CHUAN_MEMORY only. `keys` as for limits_of. */
chuan_status asked_collect(const struct rulebook *rulebook, struct limit_keys *keys, struct arena *arena,
                           struct asked_list *out);
/* The comparison of the same thing in another standard (by its root); NULL when there is none. */
const struct asked *asked_find(const struct asked_list *list, const char *root, const char *key,
                               struct arena *arena);
/* The standard that a record is of; for a target, the level and the set of targets. In the arena; NULL: no memory. */
const char *asked_root(const struct judged *judged, struct arena *arena);

#endif
