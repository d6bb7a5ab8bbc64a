/* How large a number can get: proven once, when the rules are read, so that no evaluation ever overflows. A value
 * is numerator / denominator; sums of decimals stay decimals, everything else multiplies. */
#include "rules/compute.h"
#include "rules/expression_pool.h"

#define UNITS_BITS 24u /* an aggregate goes over fewer than 2^24 units */
#define YEARS_BITS 9u  /* and fewer years lie between the first and the last that figures can be of */

struct bound {
  unsigned numerator, denominator; /* bits */
  int places;                      /* the denominator is 10^places; -1: some other number */
};

static unsigned bits_of(uint64_t value) {
  unsigned bits = 0;
  while (value) {
    bits++;
    value >>= 1;
  }
  return bits;
}

static unsigned power_bits(unsigned places) {
  struct wide power;
  wide_power_of_ten(&power, places);
  return wide_bit_length(&power);
}

static unsigned larger(unsigned a, unsigned b) {
  return a > b ? a : b;
}

static uint64_t magnitude(int64_t value) {
  return value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
}

static struct bound of_decimal(unsigned numerator, unsigned places) {
  return (struct bound){numerator, power_bits(places), (int)places};
}

static struct bound of_fact(const struct fact *fact) {
  unsigned bits = 63;
  if (fact->has_minimum && fact->has_maximum) {
    bits = bits_of(magnitude(fact->minimum) > magnitude(fact->maximum) ? magnitude(fact->minimum)
                                                                       : magnitude(fact->maximum));
  }
  return of_decimal(bits, fact->places);
}

static struct bound of_number(const struct expression *expression) {
  const char *point = NULL;
  unsigned places = 0;
  for (const char *c = expression->as.number.text; *c; c++) {
    if (*c == '.')
      point = c;
    else if (point)
      places++;
  }
  return of_decimal(wide_bit_length(&expression->as.number.value.numerator), places);
}

static struct bound of_sum(struct bound a, struct bound b) {
  return (struct bound){larger(a.numerator + b.denominator, b.numerator + a.denominator) + 1,
                        a.denominator + b.denominator, -1};
}

static struct bound of_product(struct bound a, struct bound b) {
  if (a.places >= 0 && b.places >= 0 && (unsigned)a.places + (unsigned)b.places < 300) {
    return of_decimal(a.numerator + b.numerator, (unsigned)a.places + (unsigned)b.places);
  }
  return (struct bound){a.numerator + b.numerator, a.denominator + b.denominator, -1};
}

static struct bound with_places(struct bound decimal, int places) {
  unsigned more = (unsigned)(places - decimal.places);
  return more ? of_decimal(decimal.numerator + power_bits(more), (unsigned)places) : decimal;
}

/* Decimals are written with the places of the longer one. */
static struct bound of_either(struct bound a, struct bound b) {
  if (a.places >= 0 && b.places >= 0) {
    int places = a.places > b.places ? a.places : b.places;
    a = with_places(a, places);
    b = with_places(b, places);
  }
  struct bound bound = {larger(a.numerator, b.numerator), larger(a.denominator, b.denominator), -1};
  if (a.places == b.places) bound.places = a.places;
  return bound;
}

static struct bound bound_of(struct expression_pool *pool, const struct expression *expression) {
  return (struct bound){expression->numerator_bits, expression->denominator_bits,
                        expression_note(pool, expression)->places};
}

static struct bound of_one_of(struct expression_pool *pool, const struct expression *expression) {
  struct bound bound = {0, 1, 0};
  int first = 1;
  for (uint32_t i = expression->kind == EXPRESSION_BY; i < expression->operand_count; i++) {
    if (expression->operands[i]->type != TYPE_NUMBER) continue; /* a test of choose */
    struct bound next = bound_of(pool, expression->operands[i]);
    bound = first ? next : of_either(bound, next);
    first = 0;
  }
  return bound;
}

/* Decimals are brought to the most places among them; n of them need the bits of n - 1 more. */
static struct bound of_all(struct expression_pool *pool, const struct expression *expression) {
  struct bound total = bound_of(pool, expression->operands[0]);
  int places = total.places;
  for (uint32_t i = 1; i < expression->operand_count; i++) {
    struct bound next = bound_of(pool, expression->operands[i]);
    places = places < 0 || next.places < 0 ? -1 : next.places > places ? next.places : places;
    total = of_sum(total, next);
    if (total.numerator > 2 * WIDE_BITS) total = (struct bound){2 * WIDE_BITS, 2 * WIDE_BITS, -1};
  }
  if (places < 0) return total;
  unsigned most = 0;
  for (uint32_t i = 0; i < expression->operand_count; i++) {
    struct bound next = bound_of(pool, expression->operands[i]);
    unsigned missing = (unsigned)(places - next.places);
    most = larger(most, next.numerator + (missing ? power_bits(missing) : 0));
  }
  return of_decimal(most + bits_of(expression->operand_count - 1), (unsigned)places);
}

static const struct bound impossible = {2 * WIDE_BITS, 2 * WIDE_BITS, -1};

/* So many of it added; fractions of any denominators do not stay small. */
static struct bound of_many(struct bound one, unsigned bits) {
  return one.places < 0 ? impossible : of_decimal(one.numerator + bits, (unsigned)one.places);
}

/* Weights and weighted values are summed apart. */
static struct bound of_mean(struct bound value, struct bound weight) {
  struct bound weights = of_many(weight, UNITS_BITS), all = of_many(of_product(value, weight), UNITS_BITS);
  return (struct bound){all.numerator + weights.denominator, all.denominator + weights.numerator, -1};
}

static struct bound of_aggregate(struct expression_pool *pool, const struct expression *expression) {
  const struct aggregate *over = expression->as.over;
  struct bound bound = {UNITS_BITS, 1, 0}, one = {1, 1, 0}; /* count_of */
  struct bound value = expression->kind == EXPRESSION_SUM_OF || expression->kind == EXPRESSION_MEAN_OF
                           ? bound_of(pool, expression->operands[0])
                           : one;
  if (expression->kind == EXPRESSION_SUM_OF) bound = of_many(value, UNITS_BITS);
  if (expression->kind == EXPRESSION_SHARE_OF) bound = (struct bound){UNITS_BITS + 7, UNITS_BITS, -1};
  if (expression->kind == EXPRESSION_MEAN_OF) {
    bound = of_mean(
        value, over->has_weight ? bound_of(pool, expression->operands[expression->operand_count - 1]) : one);
  }
  if (!over->has_empty) return bound;
  struct bound empty = {wide_bit_length(&over->empty.numerator), wide_bit_length(&over->empty.denominator),
                        -1};
  if (empty.denominator == 1) empty.places = 0;
  return of_either(bound, empty);
}

static struct bound of_average_fall(struct expression_pool *pool, const struct expression *expression) {
  struct bound fall = of_all(pool, expression);
  return (struct bound){fall.numerator, fall.denominator + YEARS_BITS, -1};
}

int expression_bound(struct expression_pool *pool, struct expression *expression,
                     struct expression_note *note) {
  struct bound bound = {0, 1, 0}, a = bound, b = bound;
  note->places = 0;
  if (expression->type != TYPE_NUMBER) return 1;
  if (expression->operand_count > 0) a = bound_of(pool, expression->operands[0]);
  if (expression->operand_count > 1) b = bound_of(pool, expression->operands[1]);
  switch (expression->kind) {
    case EXPRESSION_NUMBER:
      bound = of_number(expression);
      break;
    case EXPRESSION_FACT:
      bound = of_fact(expression->as.fact);
      break;
    case EXPRESSION_ADD:
    case EXPRESSION_SUBTRACT:
    case EXPRESSION_SUM:
      bound = of_all(pool, expression);
      break;
    case EXPRESSION_MULTIPLY:
      bound = of_product(a, b);
      break;
    case EXPRESSION_SHARE:
    case EXPRESSION_DIVIDE: {
      unsigned hundred = expression->kind == EXPRESSION_SHARE ? 7u : 0u;
      bound = (struct bound){a.numerator + b.denominator + hundred, a.denominator + b.numerator, -1};
      break;
    }
    case EXPRESSION_ROUNDED:
      bound = of_decimal(a.numerator + power_bits(expression->as.places) + 1, expression->as.places);
      break;
    case EXPRESSION_SUM_OF:
    case EXPRESSION_COUNT_OF:
    case EXPRESSION_SHARE_OF:
    case EXPRESSION_MEAN_OF:
      bound = of_aggregate(pool, expression);
      break;
    case EXPRESSION_FAILED_SHARE: {
      unsigned bits = bits_of(expression->operand_count);
      bound = (struct bound){bits + 7, bits, -1};
      break;
    }
    case EXPRESSION_TOTAL_SINCE:
      bound = of_many(a, YEARS_BITS);
      break;
    case EXPRESSION_AVERAGE_FALL:
      bound = of_average_fall(pool, expression);
      break;
    case EXPRESSION_COMPUTE:
      bound = (struct bound){COMPUTE_BITS, COMPUTE_BITS, -1};
      break;
    default:
      bound = of_one_of(pool, expression);
      break; /* one of its values */
  }
  if (bound.numerator > WIDE_BITS || bound.denominator > WIDE_BITS) return 0;
  expression->numerator_bits = (uint16_t)bound.numerator;
  expression->denominator_bits = (uint16_t)bound.denominator;
  note->places = (int16_t)bound.places;
  return 1;
}
