/* The arithmetic of aggregates. A share is lowest when every doubtful unit fails and those that can only help stay out;
 * a mean is highest when the best of the doubtful weigh as much as they can and the others as little. */
#include "evaluate/aggregate.h"

#include <stdlib.h>

__extension__ typedef __int128 int128;

/* --- counts and shares ------------------------------------------------------------------------------------------ */

/* What the policy leaves of the units without data. */
static struct aggregate_tally under_policy(const struct aggregate_tally *tally, enum missing_policy missing) {
  struct aggregate_tally left = *tally;
  if (missing == MISSING_UNKNOWN) return left;
  if (missing == MISSING_AS_NOT_MET) {
    left.certain[AGGREGATE_NOT_MET] += left.certain[AGGREGATE_NO_DATA];
    left.possible[AGGREGATE_NOT_MET] += left.possible[AGGREGATE_NO_DATA];
  }
  left.certain[AGGREGATE_NO_DATA] = left.possible[AGGREGATE_NO_DATA] = 0;
  if (missing == MISSING_EXCLUDE) {
    for (int i = 0; i < AGGREGATE_TESTS; i++)
      left.possible[i] = 0; /* without data on whether they are meant */
  }
  return left;
}

void aggregate_count(const struct aggregate_tally *tally, enum missing_policy missing,
                     struct aggregate_result *out) {
  struct aggregate_tally left = under_policy(tally, missing);
  uint64_t certain = left.certain[AGGREGATE_MET];
  uint64_t doubtful =
      left.certain[AGGREGATE_NO_DATA] + left.possible[AGGREGATE_MET] + left.possible[AGGREGATE_NO_DATA];
  *out = (struct aggregate_result){.none = 0};
  rational_set(&out->low, (int64_t)certain, 0);
  rational_set(&out->high, (int64_t)(certain + doubtful), 0);
}

static void percent(struct rational *out, uint64_t part, uint64_t whole) {
  wide_set(&out->numerator, (int64_t)part * 100);
  wide_set(&out->denominator, (int64_t)whole);
}

void aggregate_share(const struct aggregate_tally *tally, enum missing_policy missing,
                     struct aggregate_result *out) {
  struct aggregate_tally left = under_policy(tally, missing);
  const uint64_t *sure = left.certain, *perhaps = left.possible;
  uint64_t undecided = sure[AGGREGATE_NO_DATA] + perhaps[AGGREGATE_NO_DATA];
  uint64_t certain = sure[AGGREGATE_MET] + sure[AGGREGATE_NOT_MET] + sure[AGGREGATE_NO_DATA];
  uint64_t low_whole = sure[AGGREGATE_MET] + sure[AGGREGATE_NOT_MET] + undecided + perhaps[AGGREGATE_NOT_MET];
  uint64_t high_part = sure[AGGREGATE_MET] + undecided + perhaps[AGGREGATE_MET];
  uint64_t high_whole = high_part + sure[AGGREGATE_NOT_MET];
  *out = (struct aggregate_result){.none = low_whole + high_whole == 0, .may_lack = certain == 0};
  if (out->none) return;
  /* Where only units that can help (or only ones that can harm) are in question, one of them must be there. */
  percent(&out->low, low_whole == 0 ? 1 : sure[AGGREGATE_MET], low_whole == 0 ? 1 : low_whole);
  percent(&out->high, high_whole == 0 ? 0 : high_part, high_whole == 0 ? 1 : high_whole);
}

/* --- totals -------------------------------------------------------------------------------------------------------- */

static void total_begin(struct aggregate_total *total) {
  *total = (struct aggregate_total){.open = 0};
  rational_set(&total->rest, 0, 0);
}

static void total_add_rational(struct aggregate_total *total, const struct rational *number) {
  struct rational before;
  rational_copy(&before, &total->rest);
  rational_add(&total->rest, &before, number);
}

/* Figures of one fact have one denominator, and any number of 64-bit integers fits in 128 bits. */
static void total_add(struct aggregate_total *total, struct cell cell) {
  if (total->open) return;
  if (cell_is_none(cell)) {
    total->open = 1;
  } else if (cell.denominator > 0 && (total->denominator == 0 || total->denominator == cell.denominator)) {
    total->denominator = cell.denominator;
    total->small += cell.of.numerator;
  } else {
    struct rational number;
    cell_load(cell, &number);
    total_add_rational(total, &number);
  }
}

static void total_end(const struct aggregate_total *total, struct rational *out) {
  if (total->denominator == 0) {
    rational_copy(out, &total->rest);
    return;
  }
  const int64_t base = (int64_t)1 << 62;
  struct wide high, low, scale, product;
  struct rational small;
  wide_set(&high, (int64_t)(total->small / base));
  wide_set(&low, (int64_t)(total->small % base));
  wide_set(&scale, base);
  wide_multiply(&product, &high, &scale);
  wide_add(&small.numerator, &product, &low);
  wide_set(&small.denominator, total->denominator);
  rational_add(out, &total->rest, &small);
}

void aggregate_sum_begin(struct aggregate_sum *sum) {
  total_begin(&sum->low);
  total_begin(&sum->high);
}

void aggregate_sum_add(struct aggregate_sum *sum, const struct aggregate_term *term) {
  if (!term->possible || cell_is_none(term->low) || cell_sign(term->low) < 0) total_add(&sum->low, term->low);
  if (!term->possible || cell_is_none(term->high) || cell_sign(term->high) > 0)
    total_add(&sum->high, term->high);
}

void aggregate_sum_end(struct aggregate_sum *sum, struct aggregate_result *out) {
  *out = (struct aggregate_result){.open_low = sum->low.open, .open_high = sum->high.open};
  total_end(&sum->low, &out->low);
  total_end(&sum->high, &out->high);
}

/* --- means ---------------------------------------------------------------------------------------------------------- */

void aggregate_mean_begin(struct aggregate_mean *mean, struct arena *arena) {
  *mean = (struct aggregate_mean){.arena = arena};
  total_begin(&mean->low);
  total_begin(&mean->high);
  total_begin(&mean->weight);
}

static void total_add_product(struct aggregate_total *total, struct cell value, struct cell weight) {
  int64_t numerator, denominator;
  struct rational a, b, product;
  if (cell_is_none(value)) {
    total->open = 1;
    return;
  }
  if (value.denominator > 0 && weight.denominator > 0 &&
      !__builtin_mul_overflow(value.of.numerator, weight.of.numerator, &numerator) &&
      !__builtin_mul_overflow(value.denominator, weight.denominator, &denominator)) {
    total_add(total, cell_of(numerator, denominator));
    return;
  }
  cell_load(value, &a);
  cell_load(weight, &b);
  rational_multiply(&product, &a, &b);
  total_add_rational(total, &product);
}

int aggregate_mean_add(struct aggregate_mean *mean, const struct aggregate_term *term) {
  int known = !cell_is_none(term->weight_high) && cell_compare(term->weight_low, term->weight_high) == 0;
  if (known && cell_sign(term->weight_low) == 0) return 1; /* weighs nothing, whatever it is */
  if (known && !term->possible) {
    total_add(&mean->weight, term->weight_low);
    total_add_product(&mean->low, term->low, term->weight_low);
    total_add_product(&mean->high, term->high, term->weight_low);
    return 1;
  }
  if (!arena_grow(mean->arena, &mean->loose, &mean->loose_capacity, mean->loose_count, sizeof *mean->loose))
    return 0;
  struct aggregate_term *loose = &mean->loose[mean->loose_count++];
  *loose = *term;
  if (term->possible) loose->weight_low = cell_of(0, 1);
  return 1;
}

static int by_high(const void *a, const void *b) { /* the highest first */
  return cell_compare(((const struct aggregate_term *)b)->high, ((const struct aggregate_term *)a)->high);
}

static int by_low(const void *a, const void *b) { /* the lowest first */
  return cell_compare(((const struct aggregate_term *)a)->low, ((const struct aggregate_term *)b)->low);
}

struct reach { /* towards one end of a mean */
  int highest;
  int any;
  struct rational best;
};

static void reach_try(struct reach *reach, const struct rational *value) {
  int order = reach->any ? rational_compare(value, &reach->best) : 0;
  if (reach->any && (reach->highest ? order <= 0 : order >= 0)) return;
  rational_copy(&reach->best, value);
  reach->any = 1;
}

static void reach_try_share(struct reach *reach, const struct rational *part, const struct rational *whole) {
  struct rational value;
  if (rational_sign(whole) <= 0) return;
  rational_divide(&value, part, whole);
  reach_try(reach, &value);
}

static void add_weighted(struct rational *part, struct rational *whole, const struct rational *value,
                         const struct rational *weight) {
  struct rational product, before;
  rational_multiply(&product, value, weight);
  rational_copy(&before, part);
  rational_add(part, &before, &product);
  rational_copy(&before, whole);
  rational_add(whole, &before, weight);
}

/* From everything loose at its least, one after the other to its most, the furthest first: the end is on that way. A
 * weight without a highest can pull the mean as near to its value as one likes. */
static void reach_find(const struct aggregate_mean *mean, const struct rational *part,
                       const struct rational *whole, struct reach *reach) {
  struct rational top, bottom, value, least, most, more;
  rational_copy(&top, part);
  rational_copy(&bottom, whole);
  for (size_t i = 0; i < mean->loose_count; i++) {
    const struct aggregate_term *term = &mean->loose[i];
    cell_load(reach->highest ? term->high : term->low, &value);
    cell_load(term->weight_low, &least);
    add_weighted(&top, &bottom, &value, &least);
  }
  reach_try_share(reach, &top, &bottom);
  for (size_t i = 0; i < mean->loose_count; i++) {
    const struct aggregate_term *term = &mean->loose[i];
    cell_load(reach->highest ? term->high : term->low, &value);
    if (cell_is_none(term->weight_high)) {
      reach_try(reach, &value);
      continue;
    }
    cell_load(term->weight_low, &least);
    cell_load(term->weight_high, &most);
    rational_subtract(&more, &most, &least);
    add_weighted(&top, &bottom, &value, &more);
    reach_try_share(reach, &top, &bottom);
  }
}

void aggregate_mean_end(struct aggregate_mean *mean, struct aggregate_result *out) {
  struct rational whole, part;
  struct reach low = {.highest = 0}, high = {.highest = 1};
  int open_low = mean->low.open, open_high = mean->high.open, least_sign;
  total_end(&mean->weight, &whole);
  least_sign = rational_sign(&whole);
  for (size_t i = 0; i < mean->loose_count; i++) {
    if (cell_is_none(mean->loose[i].low)) open_low = 1;
    if (cell_is_none(mean->loose[i].high)) open_high = 1;
    if (cell_sign(mean->loose[i].weight_low) > 0) least_sign = 1;
  }
  *out = (struct aggregate_result){.none = least_sign == 0 && mean->loose_count == 0,
                                   .may_lack = least_sign == 0,
                                   .open_low = open_low,
                                   .open_high = open_high};
  rational_set(&out->low, 0, 0);
  rational_set(&out->high, 0, 0);
  if (out->none) return;
  if (!open_high) {
    if (mean->loose_count > 1) qsort(mean->loose, mean->loose_count, sizeof *mean->loose, by_high);
    total_end(&mean->high, &part);
    reach_find(mean, &part, &whole, &high);
    if (high.any) rational_copy(&out->high, &high.best);
    out->open_high = !high.any;
  }
  if (!open_low) {
    if (mean->loose_count > 1) qsort(mean->loose, mean->loose_count, sizeof *mean->loose, by_low);
    total_end(&mean->low, &part);
    reach_find(mean, &part, &whole, &low);
    if (low.any) rational_copy(&out->low, &low.best);
    out->open_low = !low.any;
  }
}
