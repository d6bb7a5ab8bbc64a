/* Numbers known only within bounds, because units below have no data: what arithmetic makes of both ends, each of which
 * may be open. The bounds of a result hold whatever is missing; where a formula uses one unknown twice they may be
 * wider than need be, never narrower. */
#include "evaluate/exact_memo.h"

#include <stddef.h>

/* An end that cannot be written down says nothing. */
static const struct rational *end_or_open(const struct rational *end) {
  return end == NULL || end->numerator.overflow || end->denominator.overflow ? NULL : end;
}

void exact_set_bounds(struct exact_memo *memo, struct exact_bounds bounds) {
  const struct rational *low = end_or_open(bounds.low), *high = end_or_open(bounds.high);
  memo->may_lack = (uint8_t)(bounds.may_lack != 0);
  if (low == NULL && high == NULL) return;
  memo->number = low;
  if (low != NULL && high != NULL && !bounds.may_lack && (low == high || rational_compare(low, high) == 0)) {
    memo->missing = 0;
    return;
  }
  memo->bounded = 1;
  memo->high = high;
}

/* --- sums: end by end ---------------------------------------------------------------------------------------- */

typedef void binary(struct rational *out, const struct rational *a, const struct rational *b);

static const struct rational *combine(binary *operation, struct rational *out, const struct rational *a,
                                      const struct rational *b) {
  if (a == NULL || b == NULL) return NULL;
  operation(out, a, b);
  return out;
}

static struct exact_bounds total(const struct exact *exact, const struct expression *expression,
                                 struct rational *storage) {
  struct exact_bounds bounds = {&storage[0], &storage[1], 0};
  struct rational sum;
  rational_set(&storage[0], 0, 0);
  rational_set(&storage[1], 0, 0);
  for (uint32_t i = 0; i < expression->operand_count; i++) {
    struct exact_bounds term = exact_bounds_of(exact_operand_memo(exact, expression, i));
    bounds.low = combine(rational_add, &sum, bounds.low, term.low);
    if (bounds.low != NULL) rational_copy(&storage[0], &sum);
    if (bounds.low != NULL) bounds.low = &storage[0];
    bounds.high = combine(rational_add, &sum, bounds.high, term.high);
    if (bounds.high != NULL) rational_copy(&storage[1], &sum);
    if (bounds.high != NULL) bounds.high = &storage[1];
  }
  return bounds;
}

/* --- products: the extremes of the corners -------------------------------------------------------------------- */

struct end {
  int infinite;                 /* -1, 1: beyond every number */
  const struct rational *value; /* when finite */
};

static struct end low_end(struct exact_bounds bounds) {
  return (struct end){bounds.low == NULL ? -1 : 0, bounds.low};
}

static struct end high_end(struct exact_bounds bounds) {
  return (struct end){bounds.high == NULL, bounds.high};
}

static int end_sign(struct end end) {
  return end.infinite != 0 ? end.infinite : rational_sign(end.value);
}

struct corners {
  struct rational *low, *high; /* of the finite ones */
  int any, open_low, open_high;
};

static void add_infinite(struct corners *corners, int sign) {
  if (sign < 0) corners->open_low = 1;
  if (sign > 0) corners->open_high = 1;
}

static void add_finite(struct corners *corners, const struct rational *value) {
  if (end_or_open(value) == NULL) {
    corners->open_low = corners->open_high = 1;
    return;
  }
  if (!corners->any || rational_compare(value, corners->low) < 0) rational_copy(corners->low, value);
  if (!corners->any || rational_compare(value, corners->high) > 0) rational_copy(corners->high, value);
  corners->any = 1;
}

static void add_product(struct corners *corners, struct end a, struct end b) {
  struct rational product;
  int sign = end_sign(a) * end_sign(b);
  if (sign != 0 && (a.infinite || b.infinite)) {
    add_infinite(corners, sign);
    return;
  }
  if (sign == 0) {
    rational_set(&product, 0, 0); /* nothing times whatever it is */
  } else {
    rational_multiply(&product, a.value, b.value);
  }
  add_finite(corners, &product);
}

/* `b` is not zero. */
static void add_quotient(struct corners *corners, struct end a, struct end b) {
  struct rational quotient;
  if (a.infinite && !b.infinite) {
    add_infinite(corners, a.infinite * end_sign(b));
    return;
  }
  if (b.infinite) {
    rational_set(&quotient, 0, 0); /* comes as near as one likes */
  } else {
    rational_divide(&quotient, a.value, b.value);
  }
  add_finite(corners, &quotient);
}

static struct exact_bounds extremes(struct exact_bounds a, struct exact_bounds b, struct rational *storage,
                                    void (*add)(struct corners *, struct end, struct end)) {
  struct corners corners = {.low = &storage[0], .high = &storage[1]};
  add(&corners, low_end(a), low_end(b));
  add(&corners, low_end(a), high_end(b));
  add(&corners, high_end(a), low_end(b));
  add(&corners, high_end(a), high_end(b));
  return (struct exact_bounds){corners.open_low || !corners.any ? NULL : corners.low,
                               corners.open_high || !corners.any ? NULL : corners.high, 0};
}

/* Where the whole can be zero there may be no value, and what there is can be anything. */
static struct exact_bounds quotient(struct exact_bounds a, struct exact_bounds b, struct rational *storage,
                                    int percent) {
  if (end_sign(low_end(b)) <= 0 && end_sign(high_end(b)) >= 0) return (struct exact_bounds){NULL, NULL, 1};
  struct exact_bounds bounds = extremes(a, b, storage, add_quotient);
  if (!percent || (bounds.low == NULL && bounds.high == NULL)) return bounds;
  struct rational hundred, scaled;
  rational_set(&hundred, 100, 0);
  for (int end = 0; end < 2; end++) {
    rational_multiply(&scaled, &storage[end], &hundred);
    rational_copy(&storage[end], &scaled);
  }
  return bounds;
}

/* --- the smallest, the largest --------------------------------------------------------------------------------- */

/* Whether `a` goes before `b` in the order asked for: less for the smallest, more for the largest. */
static int goes_before(const struct rational *a, const struct rational *b, int largest) {
  int order = rational_compare(a, b);
  return largest ? order > 0 : order < 0;
}

/* The outer end is that of the outermost, open when any is; the inner end is the outermost of those that are closed. */
static struct exact_bounds extreme(const struct exact *exact, const struct expression *expression) {
  int largest = expression->kind == EXPRESSION_LARGEST, open = 0;
  const struct rational *outer = NULL, *inner = NULL;
  uint32_t best = EXACT_NONE;
  for (uint32_t i = 0; i < expression->operand_count; i++) {
    struct exact_bounds term = exact_bounds_of(exact_operand_memo(exact, expression, i));
    const struct rational *out = largest ? term.high : term.low, *in = largest ? term.low : term.high;
    if (out == NULL) open = 1;
    if (out != NULL && (outer == NULL || goes_before(out, outer, largest))) outer = out;
    if (in == NULL || (inner != NULL && !goes_before(in, inner, largest))) continue;
    inner = in;
    best = i;
  }
  for (uint32_t i = 0; i < expression->operand_count && best != EXACT_NONE; i++) {
    struct exact_bounds term = exact_bounds_of(exact_operand_memo(exact, expression, i));
    const struct rational *out = largest ? term.high : term.low;
    if (i != best && (out == NULL || goes_before(out, inner, largest))) best = EXACT_NONE;
  }
  exact_memo_of(exact, expression)->taken = best; /* that one, whatever is missing */
  if (open) outer = NULL;
  return largest ? (struct exact_bounds){inner, outer, 0} : (struct exact_bounds){outer, inner, 0};
}

/* --- all of them ------------------------------------------------------------------------------------------------- */

static struct exact_bounds rounded(struct exact_bounds a, struct rational *storage, unsigned places) {
  if (a.low != NULL) rational_round(&storage[0], a.low, places);
  if (a.high != NULL) rational_round(&storage[1], a.high, places);
  return (struct exact_bounds){a.low != NULL ? &storage[0] : NULL, a.high != NULL ? &storage[1] : NULL, 0};
}

static struct exact_bounds difference(struct exact_bounds a, struct exact_bounds b,
                                      struct rational *storage) {
  return (struct exact_bounds){combine(rational_subtract, &storage[0], a.low, b.high),
                               combine(rational_subtract, &storage[1], a.high, b.low), 0};
}

void exact_settle_bounds(const struct exact *exact, const struct expression *expression) {
  struct exact_memo *memo = exact_memo_of(exact, expression);
  int may_lack = 0, unknown = 0;
  for (uint32_t i = 0; i < expression->operand_count; i++) {
    const struct exact_memo *operand = exact_operand_memo(exact, expression, i);
    unknown |= operand->missing && !operand->bounded;
    may_lack |= operand->may_lack;
  }
  memo->may_lack = (uint8_t)may_lack;
  if (unknown) return;
  struct exact_bounds a = exact_bounds_of(exact_operand_memo(exact, expression, 0)), b = a, bounds;
  struct rational zero, *storage = memo->storage;
  if (expression->operand_count > 1) b = exact_bounds_of(exact_operand_memo(exact, expression, 1));
  switch (expression->kind) {
    case EXPRESSION_SUBTRACT:
      bounds = difference(a, b, storage);
      break;
    case EXPRESSION_NEGATE:
      rational_set(&zero, 0, 0);
      bounds = difference((struct exact_bounds){&zero, &zero, 0}, a, storage);
      break;
    case EXPRESSION_MULTIPLY:
      bounds = extremes(a, b, storage, add_product);
      break;
    case EXPRESSION_DIVIDE:
    case EXPRESSION_SHARE:
      bounds = quotient(a, b, storage, expression->kind == EXPRESSION_SHARE);
      break;
    case EXPRESSION_ROUNDED:
      bounds = rounded(a, storage, expression->as.places);
      break;
    case EXPRESSION_SMALLEST:
    case EXPRESSION_LARGEST:
      bounds = extreme(exact, expression);
      break;
    default: /* ADD, SUM */
      bounds = total(exact, expression, storage);
      break;
  }
  bounds.may_lack |= may_lack;
  exact_set_bounds(memo, bounds);
}

/* Of the criteria that apply, in percent: those without data may fail or not. */
void exact_settle_failed_share(const struct exact *exact, const struct expression *expression) {
  struct exact_memo *memo = exact_memo_of(exact, expression);
  int64_t counts[4] = {0, 0, 0, 0};
  for (uint32_t i = 0; i < expression->operand_count; i++) {
    counts[exact_operand_memo(exact, expression, i)->verdict]++;
  }
  int64_t certain = counts[CHUAN_NOT_MET], all = certain + counts[CHUAN_MET] + counts[CHUAN_NO_DATA];
  if (all == 0) return;
  struct rational whole, part;
  rational_set(&whole, all, 0);
  rational_set(&part, 100 * certain, 0);
  rational_divide(&memo->storage[0], &part, &whole);
  rational_set(&part, 100 * (certain + counts[CHUAN_NO_DATA]), 0);
  rational_divide(&memo->storage[1], &part, &whole);
  exact_set_bounds(memo, (struct exact_bounds){&memo->storage[0], &memo->storage[1], 0});
}
