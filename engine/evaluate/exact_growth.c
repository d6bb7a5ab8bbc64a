/* Growth and fall over years, and how two numbers lie to each other. Growth is a root, and no fraction: it is compared by
 * powers, now against base times (1 + percent / 100) to the years, and only cut off for people to read. */
#include "evaluate/exact_memo.h"

#include <stddef.h>

#define GROWTH_PLACES \
  8u /* of the root, that is two more than of the percentage: fewer where that does not fit */

unsigned exact_years_over(const struct exact *exact, const struct expression *expression) {
  int years = exact->moment.year - expression->as.year;
  return years > 0 ? (unsigned)years : 0;
}

/* --- what they come to --------------------------------------------------------------------------------------------- */

static int is_positive(const struct rational *number) {
  return number != NULL && rational_sign(number) > 0;
}

/* In percent a year, cut off towards zero: rounding it again for display then rounds the true value. */
static const struct rational *growth_of(struct rational *out, const struct rational *now,
                                        const struct rational *base, unsigned years) {
  struct rational ratio, root, one;
  if (now == NULL || base == NULL) return NULL;
  int shrinks = rational_compare(now, base) < 0, fits = 0;
  rational_divide(&ratio, now, base);
  for (unsigned places = GROWTH_PLACES; places >= 2 && !fits; places /= 2) {
    fits = rational_root(&root, &ratio, years, places, shrinks);
  }
  if (!fits) return NULL;
  rational_set(&one, 1, 0);
  rational_subtract(&ratio, &root, &one);
  rational_set(&one, 100, 0);
  rational_multiply(out, &ratio, &one);
  return out;
}

void exact_settle_growth(const struct exact *exact, const struct expression *expression) {
  struct exact_memo *memo = exact_memo_of(exact, expression);
  unsigned years = exact_years_over(exact, expression);
  if (years == 0) return;
  struct exact_bounds base = exact_bounds_of(exact_operand_memo(exact, expression, 0)),
                      now = exact_bounds_of(exact_operand_memo(exact, expression, 1)), bounds;
  bounds.may_lack = base.may_lack || now.may_lack;
  if (!is_positive(base.low) || !is_positive(now.low)) return; /* there may be no growth at all */
  bounds.low = growth_of(&memo->storage[0], now.low, base.high, years);
  bounds.high = bounds.low;
  if (bounds.may_lack || now.low != now.high || base.low != base.high) {
    bounds.high = growth_of(&memo->storage[1], now.high, base.low, years);
    if (bounds.high == bounds.low) return;
    memo->may_lack = (uint8_t)bounds.may_lack;
    memo->bounded = 1;
    memo->number = bounds.low;
    memo->high = bounds.high;
  } else if (bounds.low != NULL) {
    memo->number = bounds.low;
    memo->missing = 0;
  }
  memo->growth = expression;
}

void exact_settle_fall(const struct exact *exact, const struct expression *expression) {
  struct exact_memo *memo = exact_memo_of(exact, expression);
  unsigned years = exact_years_over(exact, expression);
  if (years == 0) return;
  struct exact_bounds base = exact_bounds_of(exact_operand_memo(exact, expression, 0)),
                      now = exact_bounds_of(exact_operand_memo(exact, expression, 1)), bounds;
  struct rational over, fall;
  bounds = (struct exact_bounds){NULL, NULL, base.may_lack || now.may_lack};
  rational_set(&over, (int64_t)years, 0);
  if (base.low != NULL && now.high != NULL) {
    rational_subtract(&fall, base.low, now.high);
    rational_divide(&memo->storage[0], &fall, &over);
    bounds.low = bounds.high = &memo->storage[0];
  }
  if (base.low != base.high || now.low != now.high) {
    bounds.high = NULL;
    if (base.high != NULL && now.low != NULL) {
      rational_subtract(&fall, base.high, now.low);
      rational_divide(&memo->storage[1], &fall, &over);
      bounds.high = &memo->storage[1];
    }
  }
  exact_set_bounds(memo, bounds);
}

/* --- how numbers lie to each other ----------------------------------------------------------------------------- */

struct end { /* of what a number can be: a number, or the growth from `base` to `now` */
  const struct rational *now, *base; /* base NULL: the number `now` */
  unsigned years;
};

/* 0: open. */
static int take_end(const struct exact *exact, const struct exact_memo *memo, int high, struct end *out) {
  *out = (struct end){NULL, NULL, 1};
  if (memo->growth == NULL) {
    struct exact_bounds bounds = exact_bounds_of(memo);
    out->now = high ? bounds.high : bounds.low;
    return out->now != NULL;
  }
  struct exact_bounds base = exact_bounds_of(exact_operand_memo(exact, memo->growth, 0)),
                      now = exact_bounds_of(exact_operand_memo(exact, memo->growth, 1));
  out->now = high ? now.high : now.low;
  out->base = high ? base.low : base.high;
  out->years = exact_years_over(exact, memo->growth);
  return out->now != NULL && out->base != NULL;
}

/* <0, 0, >0 in *order; 0 is returned when it cannot be told. */
static int compare_growth(const struct end *a, const struct end *b, int *order) {
  struct rational left, right, hundred;
  rational_divide(&left, a->now, a->base);
  if (b->base != NULL) {
    rational_divide(&right, b->now, b->base);
    if (a->years == b->years) return rational_powers_compare(&left, 1, &right, 1, order);
    return rational_powers_compare(&left, b->years, &right, a->years, order);
  }
  rational_set(&hundred, 100, 0);
  rational_add(&right, &hundred, b->now);
  if (rational_sign(&right) <= 0) { /* nothing that stays positive shrinks by that much */
    *order = 1;
    return 1;
  }
  rational_divide(&left, &right, &hundred);
  rational_divide(&right, a->now, a->base);
  return rational_powers_compare(&right, 1, &left, a->years, order);
}

static int compare_ends(const struct end *a, const struct end *b, int *order) {
  if (a->base != NULL) return compare_growth(a, b, order);
  if (b->base != NULL) {
    int told = compare_growth(b, a, order);
    *order = -*order;
    return told;
  }
  *order = rational_compare(a->now, b->now);
  return 1;
}

unsigned exact_orders(const struct exact *exact, const struct exact_memo *a, const struct exact_memo *b) {
  struct end low, high;
  int least = -1, most = 1; /* of a against b; open ends can be anything */
  if (take_end(exact, a, 0, &low) && take_end(exact, b, 1, &high) && !compare_ends(&low, &high, &least)) {
    return ORDER_ANY;
  }
  if (!a->missing && !b->missing) {
    most = least;
  } else if (take_end(exact, a, 1, &high) && take_end(exact, b, 0, &low) &&
             !compare_ends(&high, &low, &most)) {
    return ORDER_ANY;
  }
  return (least < 0 ? ORDER_LESS : 0u) | (least <= 0 && most >= 0 ? ORDER_SAME : 0u) |
         (most > 0 ? ORDER_MORE : 0u);
}
