/* The path to a target, and how far a value is from it: fractions only. Whatever a target compares with, a value is as far
 * from it as it lies outside what the comparison lets pass. */
#include "evaluate/standing_inside.h"

#include <stddef.h>

int demand_of(enum expression_kind comparison, const struct rational *threshold,
              const struct rational *threshold_high, struct demand *out) {
  *out = (struct demand){.low = NULL};
  if (threshold == NULL) return 0;
  switch (comparison) {
    case EXPRESSION_MORE_THAN:
      out->low_strict = 1;
      out->low = threshold;
      return 1;
    case EXPRESSION_AT_LEAST:
      out->low = threshold;
      return 1;
    case EXPRESSION_LESS_THAN:
      out->high_strict = 1;
      out->high = threshold;
      return 1;
    case EXPRESSION_AT_MOST:
      out->high = threshold;
      return 1;
    case EXPRESSION_EQUALS:
      out->low = out->high = threshold;
      return 1;
    case EXPRESSION_BETWEEN:
      out->low = threshold;
      out->high = threshold_high;
      return threshold_high != NULL;
    default:
      return 0;
  }
}

static int above_low(const struct demand *demand, const struct rational *value) {
  if (demand->low == NULL) return 1;
  int order = rational_compare(value, demand->low);
  return order > 0 || (order == 0 && !demand->low_strict);
}

static int below_high(const struct demand *demand, const struct rational *value) {
  if (demand->high == NULL) return 1;
  int order = rational_compare(value, demand->high);
  return order < 0 || (order == 0 && !demand->high_strict);
}

chuan_verdict demand_verdict(const struct demand *demand, const struct rational *low,
                             const struct rational *high) {
  int low_in = low != NULL ? above_low(demand, low) : demand->low == NULL;
  int high_in = high != NULL ? below_high(demand, high) : demand->high == NULL;
  if (low_in && high_in) return CHUAN_MET;
  if (high != NULL && !above_low(demand, high)) return CHUAN_NOT_MET;
  if (low != NULL && !below_high(demand, low)) return CHUAN_NOT_MET;
  return CHUAN_NO_DATA;
}

/* The end of what passes that is nearer to where the path begins; NULL when it begins there. */
static const struct rational *goal_of(const struct demand *demand, const struct rational *baseline) {
  if (demand->low == NULL) return demand->high;
  if (demand->high == NULL || demand->high == demand->low) return demand->low;
  if (baseline == NULL) return NULL;
  if (rational_compare(baseline, demand->low) < 0) return demand->low;
  return rational_compare(baseline, demand->high) > 0 ? demand->high : NULL;
}

static int linear_value(const struct target *target, const struct rational *goal,
                        const struct rational *baseline, int year, struct rational *out) {
  struct rational way, part, whole, share;
  if (baseline == NULL || year < target->baseline_year || target->by <= target->baseline_year) return 0;
  rational_subtract(&way, goal, baseline);
  rational_set(&part, year - target->baseline_year, 0);
  rational_set(&whole, target->by - target->baseline_year, 0);
  rational_divide(&share, &part, &whole);
  rational_multiply(&part, &way, &share);
  rational_add(out, baseline, &part);
  return 1;
}

int path_value(const struct target *target, const struct demand *demand, const struct rational *baseline,
               int year, struct rational *out) {
  const struct rational *goal = goal_of(demand, baseline);
  if (target->path == PATH_NONE || goal == NULL) return 0;
  if (year >= target->by) {
    rational_copy(out, goal);
    return 1;
  }
  if (target->path == PATH_LINEAR) return linear_value(target, goal, baseline, year, out);
  uint32_t step = target->step_count;
  while (step > 0 && target->steps[step - 1].year > year) step--;
  if (step == 0) return 0;
  rational_copy(out, &target->steps[step - 1].value);
  return 1;
}

const struct rational *path_start(const struct target *target, const struct rational *baseline, int year) {
  if (baseline != NULL || target->path != PATH_WRITTEN) return baseline;
  uint32_t step = target->step_count;
  while (step > 0 && target->steps[step - 1].year > year) step--;
  return step > 1 ? &target->steps[step - 2].value : NULL;
}

/* How far a value lies outside what passes. */
static void gap_of(const struct demand *demand, const struct rational *value, struct rational *out) {
  if (demand->low != NULL && rational_compare(value, demand->low) < 0) {
    rational_subtract(out, demand->low, value);
  } else if (demand->high != NULL && rational_compare(value, demand->high) > 0) {
    rational_subtract(out, value, demand->high);
  } else {
    rational_set(out, 0, 0);
  }
}

enum standing path_standing(const struct demand *demand, const struct rational *start,
                            const struct rational *path, const struct rational *value) {
  struct rational gap, asked, behind, way, twice, two;
  gap_of(demand, value, &gap);
  gap_of(demand, path, &asked);
  if (rational_compare(&gap, &asked) <= 0) return STANDING_ON_TRACK;
  if (start == NULL) return STANDING_OFF_TRACK;
  rational_subtract(&behind, &gap, &asked);
  gap_of(demand, start, &gap);
  rational_subtract(&way, &gap, &asked);
  rational_set(&two, 2, 0);
  rational_multiply(&twice, &behind, &two);
  return rational_compare(&twice, &way) <= 0 ? STANDING_AT_RISK : STANDING_OFF_TRACK;
}
