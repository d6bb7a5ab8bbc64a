/* Where expressions are made: equal ones become one, each after its operands. */
#ifndef CHUAN_RULES_EXPRESSION_POOL_H
#define CHUAN_RULES_EXPRESSION_POOL_H

#include "base/arena.h"
#include "rules/expression.h"

#define EXPRESSIONS_MAX 400000u

/* What the loader knows of an expression beside what everybody sees. */
struct expression_note {
  int16_t places; /* a number whose denominator is a power of ten: which; -1 otherwise */
  uint8_t bare; /* a test with a threshold or question nobody marked; a value that is an unmarked constant */
  uint8_t marked;  /* holds unverified, pending or delegated */
  uint8_t outside; /* rests on other units, other years or the register */
};

struct expression_pool { /* zeroed = empty */
  const struct expression **list;
  struct expression_note *notes;
  size_t count, list_capacity, note_capacity;
  uint32_t *slots;
  size_t slot_count;
  int full; /* EXPRESSIONS_MAX was reached */
};

/* The one expression equal to this one: a copy of it, with its operands copied too, when it is new. NULL: no
 * memory, or the pool is full. Place, bounds and id of an earlier equal one stay. */
const struct expression *expression_share(struct expression_pool *pool, struct arena *arena,
                                          const struct expression *wanted, struct expression_note note);
struct expression_note *expression_note(struct expression_pool *pool, const struct expression *expression);

/* Fills numerator_bits, denominator_bits and note->places of a number from its operands. 0: past WIDE_BITS. */
int expression_bound(struct expression_pool *pool, struct expression *expression,
                     struct expression_note *note);

#endif
