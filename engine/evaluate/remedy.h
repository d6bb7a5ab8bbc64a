/* What would make a not-met verdict met: for each fact alone, the smallest change, found exactly. */
#ifndef CHUAN_EVALUATE_REMEDY_H
#define CHUAN_EVALUATE_REMEDY_H

#include "evaluate/exact.h"

struct remedy {
  const struct fact *fact;
  int64_t from, to;              /* scaled; for yes_no and choice the index */
  const struct expression *test; /* the comparison or is_true that it turns */
};

/* Remedies of one test: a comparison or yes/no question (its own facts), or a combination (the remedies of
 * the members that fail). Only changes within the fact's minimum, maximum and part_of, and the fact's kind;
 * numerators before denominators. `verdict` must be not_met. In the arena. A test that no single fact can
 * turn has none. The case's values are restored. */
chuan_status remedy_find(struct exact *exact, const struct vocabulary_level *level, const int64_t *values,
                         const struct expression *test, struct arena *arena, struct remedy **out,
                         size_t *count);

#endif
