/* Re-basing: the figures of the units of one day carried to the units of another, fact by fact as its `merge` says,
 * and what recognitions of parts say about the whole. Nothing is read here: parts in, figures out. */
#ifndef CHUAN_FACTS_REBASE_H
#define CHUAN_FACTS_REBASE_H

#include "facts/dossier.h"

/* What recognitions say about a unit made of `count` parts, one chuan_verdict each: met when every part is, not_met
 * when none is, no_data when they do not agree, when one has no data, or when there is no part. */
chuan_verdict rebased_verdict(const uint8_t *parts, size_t count);

struct remainder { /* of one part, while a figure is shared out */
  int64_t rest, of, to;
  size_t part;
};
/* Shares a figure out among the parts of one unit, to the last unit: each gets the whole number below its share, then
 * those with the largest remainders one more each; of equals the one with the smallest unit id, what has gone last.
 * No part gets more than `limits` allows (NULL: no limits): a part of something stays within its share of the whole.
 * The shares add up to 1, the limits to no less than `value`, and shares[] to `value`. `scratch` has room for `count`. */
void figure_share_out(int64_t value, const int64_t *limits, const struct part *parts, size_t count,
                      struct remainder *scratch, int64_t *shares);

#define NO_SLOT UINT32_MAX

/* The units of a level, by slot. */
struct rebasing_unit {
  int64_t id; /* 0: no unit in the slot */
  int stood;  /* on the day the figures are of */
  int stands; /* on the day they are carried to */
};

struct rebasing {
  const struct rebasing_unit *units;
  uint32_t slot_count;
  const struct part *parts; /* by from, then to */
  size_t part_count;
  const uint32_t *from, *to; /* slots of each part; NO_SLOT: of another level, or gone */
  const uint32_t *by_to;     /* parts that went to a unit of the level: by its slot, then by from */
  uint32_t by_to_count;
  size_t largest; /* most parts of one unit */
};

/* The parts in `parts`, with the units of the level. 0 when there is no memory. */
int rebasing_make(struct arena *arena, const struct rebasing_unit *units, uint32_t slot_count,
                  const struct part *parts, size_t part_count, struct rebasing *out);

/* What is known of a fact, by slot of the units that stood; DECIMAL_MISSING when missing. */
struct rebasing_values {
  const int64_t *values;
  const int64_t *weights; /* MERGE_MEAN; NULL: there are none */
  const int64_t *const
      *wholes; /* MERGE_SUM: of what it is a part of, and what that is, the largest whole first */
  size_t whole_count;
};

/* Fills out[slot] for every unit that stands; the figure of a unit is missing when that of a part is, or of a part
 * that came from another level, and where figures are put together by how much there is of each part, when that is not
 * known of one. 0 when there is no memory; *too_large: the slot whose sum does not fit, else NO_SLOT. */
int rebasing_figures(const struct rebasing *rebasing, const struct fact *fact,
                     const struct rebasing_values *known, int64_t *out, uint32_t *too_large);
/* How the fact's figures are put together: as it says, except that answers and choices have no sum. */
enum fact_merge rebasing_merge(const struct fact *fact);

#endif
