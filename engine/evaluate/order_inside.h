/* What the comparison of rules keeps while it runs: order.c, and order_period.c for what only two periods have. */
#ifndef CHUAN_EVALUATE_ORDER_INSIDE_H
#define CHUAN_EVALUATE_ORDER_INSIDE_H

#include "evaluate/check.h"
#include "evaluate/order_asked.h"

#define ORDER_STEPS 20000000u /* cases laid side by side in one check */
#define ORDER_PERIODS 16u

struct ordering {
  const struct rulebook *rulebook;
  struct arena *arena;   /* of the check */
  struct arena *scratch; /* of keys and cases */
  struct check *check;
  struct limit_keys *keys;
  struct asked_list own;
  struct asked_list before[ORDER_PERIODS];
  size_t before_count;
  uint32_t steps;
  uint8_t *reached; /* by expression id */
};

/* What both periods call by one name must be the same figure. */
chuan_status order_facts(struct ordering *all, const struct rulebook *before);
/* What is asked no longer. */
chuan_status order_vanished(struct ordering *all, const struct asked_list *before);

#endif
