/* The proof: interval arithmetic from the bounds of a chunk's columns through every instruction. What stays
 * within 2^53 runs on doubles, within 2^125 on 128-bit integers, the rest row by row on exact fractions. */
#include "evaluate/kernels.h"

#include "base/decimal.h"

#define DOUBLE_LIMIT (((int128)1) << 53)
#define WIDE_LIMIT (((int128)1) << 125) /* so that the sum of two still fits */

struct bounds {
  int128 low, high;
  int128 reach; /* the largest magnitude met on the way, intermediate products included */
  int fits;     /* reach stays under WIDE_LIMIT */
};

static void note(struct bounds *bounds, int128 value) {
  if (magnitude(value) > bounds->reach) bounds->reach = magnitude(value);
}

static int128 times(struct bounds *bounds, int128 a, int128 b) {
  int128 result;
  if (__builtin_mul_overflow(a, b, &result) || result > WIDE_LIMIT || result < -WIDE_LIMIT) {
    bounds->fits = 0;
    return 0;
  }
  note(bounds, a);
  note(bounds, b);
  note(bounds, result);
  return result;
}

static void hull(struct bounds *bounds, int128 low, int128 high) {
  if (low < bounds->low) bounds->low = low;
  if (high > bounds->high) bounds->high = high;
}

/* Bounds of x * k for a constant k. */
static struct bounds scaled(const struct planned *x, int128 k) {
  struct bounds out = {0, 0, 0, 1};
  int128 p = times(&out, x->low, k), q = times(&out, x->high, k);
  out.low = p < q ? p : q;
  out.high = p < q ? q : p;
  return out;
}

static struct bounds constant(int128 k) {
  struct bounds out = {k, k, magnitude(k), 1};
  return out;
}

static void merge(struct bounds *bounds, const struct bounds *other) {
  bounds->fits &= other->fits;
  if (other->reach > bounds->reach) bounds->reach = other->reach;
}

static struct bounds load_bounds(const struct column *column) {
  struct bounds out = {0, 0, 0, 1};
  if (column->minimum <= column->maximum) {
    out.low = column->minimum;
    out.high = column->maximum;
  }
  note(&out, out.low);
  note(&out, out.high);
  return out;
}

static struct bounds table_bounds(const struct instruction *one) {
  struct bounds out = {0, 0, 0, 1};
  int any = 0;
  for (uint32_t i = 0; i < one->count; i++) {
    if (one->numbers[i] == DECIMAL_MISSING) continue;
    if (!any) out.low = out.high = one->numbers[i];
    any = 1;
    hull(&out, one->numbers[i], one->numbers[i]);
  }
  note(&out, out.low);
  note(&out, out.high);
  return out;
}

static struct bounds product_bounds(const struct planned *a, const struct planned *b) {
  struct bounds out = {0, 0, 0, 1};
  int128 corners[4] = {times(&out, a->low, b->low), times(&out, a->low, b->high),
                       times(&out, a->high, b->low), times(&out, a->high, b->high)};
  out.low = out.high = corners[0];
  for (int i = 1; i < 4; i++) hull(&out, corners[i], corners[i]);
  return out;
}

static struct bounds round_bounds(const struct planned *a, const struct planned *b,
                                  const struct instruction *one) {
  /* (2|a*ka| + b*kb) / (2*b*kb) with b*kb >= 1: never larger than |a*ka| + 1. */
  struct bounds top = scaled(a, one->ka), bottom = b ? scaled(b, one->kb) : constant(one->kb);
  struct bounds out = {0, 0, 0, 1};
  int128 most = magnitude(top.low) > magnitude(top.high) ? magnitude(top.low) : magnitude(top.high);
  merge(&out, &top);
  merge(&out, &bottom);
  int128 twice = times(&out, most, 2), twice_bottom = times(&out, bottom.high, 2);
  note(&out, twice + bottom.high);
  note(&out, twice_bottom);
  out.low = -(most + 1);
  out.high = most + 1;
  if (top.low >= 0) out.low = 0;
  return out;
}

static struct bounds sum_bounds(const struct bounds *x, const struct bounds *y) {
  struct bounds out = {x->low + y->low, x->high + y->high, 0, 1};
  merge(&out, x);
  merge(&out, y);
  note(&out, out.low);
  note(&out, out.high);
  return out;
}

static struct bounds number_bounds(const struct instruction *one, const struct planned *plan,
                                   const struct column *columns) {
  const struct planned *a = one->a >= 0 ? &plan[one->a] : NULL, *b = one->b >= 0 ? &plan[one->b] : NULL;
  struct bounds out = {0, 0, 0, 1}, x, y;
  switch (one->opcode) {
    case OP_LOAD:
      return load_bounds(&columns[one->fact->index]);
    case OP_CONSTANT:
      return constant(one->ka);
    case OP_TABLE:
      return table_bounds(one);
    case OP_COMBINE:
      x = scaled(a, one->ka);
      y = b ? scaled(b, one->kb) : constant(one->kb);
      return sum_bounds(&x, &y);
    case OP_MULTIPLY:
      return product_bounds(a, b);
    case OP_NONZERO:
      out.low = a->low;
      out.high = a->high;
      break;
    case OP_SIGNED_BY:
    case OP_MAGNITUDE:
      out.high = magnitude(a->low) > magnitude(a->high) ? magnitude(a->low) : magnitude(a->high);
      out.low = one->opcode == OP_MAGNITUDE ? 0 : -out.high;
      break;
    case OP_LESSER:
    case OP_GREATER:
      x = scaled(a, one->ka);
      y = scaled(b, one->kb);
      out = x;
      hull(&out, y.low, y.high);
      merge(&out, &y);
      break;
    case OP_ROUND:
      return round_bounds(a, b, one);
    case OP_SELECT:
      out.low = plan[one->b].low;
      out.high = plan[one->b].high;
      hull(&out, plan[one->c].low, plan[one->c].high);
      break;
    default:
      break; /* MISSING */
  }
  note(&out, out.low);
  note(&out, out.high);
  return out;
}

static struct bounds comparison_bounds(const struct instruction *one, const struct planned *plan) {
  struct bounds x = one->a >= 0 ? scaled(&plan[one->a], one->ka) : constant(one->ka);
  struct bounds y = one->b >= 0 ? scaled(&plan[one->b], one->kb) : constant(one->kb);
  merge(&x, &y);
  return x;
}

static int is_one(const struct program *program, const struct planned *plan, int32_t operand) {
  const struct instruction *source = &program->instructions[plan[operand].source];
  return source->opcode == OP_CONSTANT && source->ka == 1;
}

/* The operand that this number equals in this chunk, or -1: a sign that is never negative, a factor of one. */
static int32_t same_as(const struct program *program, const struct planned *plan,
                       const struct instruction *one) {
  if (one->opcode == OP_SIGNED_BY && plan[one->b].low >= 0) return one->a;
  if (one->opcode == OP_MAGNITUDE && plan[one->a].low >= 0) return one->a;
  if (one->opcode == OP_MULTIPLY && is_one(program, plan, one->a)) return one->b;
  if (one->opcode == OP_MULTIPLY && is_one(program, plan, one->b)) return one->a;
  return -1;
}

/* The worst carrier among the number operands. */
static enum carrier operand_carrier(const struct program *program, const struct planned *plan,
                                    int32_t operand) {
  if (operand < 0 || opcode_class(program->instructions[operand].opcode) != CLASS_NUMBER)
    return CARRIER_DOUBLE;
  return plan[plan[operand].source].carrier;
}

static enum carrier worst(enum carrier x, enum carrier y) {
  return x > y ? x : y;
}

unsigned plan_chunk(const struct program *program, const struct column *columns, struct planned *plan) {
  unsigned needs = 0;
  for (int32_t i = 0; i < program->count; i++) {
    const struct instruction *one = &program->instructions[i];
    struct planned *planned = &plan[i];
    struct bounds bounds = {0, 0, 0, 1};
    planned->carrier = CARRIER_DOUBLE;
    planned->source = i;
    planned->low = planned->high = 0;
    if (one->opcode == OP_EXACT) {
      planned->carrier = CARRIER_EXACT;
      needs |= 1u;
      continue;
    }
    enum carrier operands =
        worst(operand_carrier(program, plan, one->a),
              worst(operand_carrier(program, plan, one->b), operand_carrier(program, plan, one->c)));
    if (operands == CARRIER_EXACT) {
      planned->carrier = CARRIER_EXACT;
      needs |= 1u;
      continue;
    }
    if (opcode_class(one->opcode) == CLASS_NUMBER) {
      int32_t same = same_as(program, plan, one);
      if (same >= 0) {
        *planned = plan[same];
        planned->carrier = CARRIER_SAME;
        continue;
      }
      bounds = number_bounds(one, plan, columns);
    } else if (opcode_is_comparison(one->opcode)) {
      bounds = comparison_bounds(one, plan);
    }
    planned->low = bounds.low;
    planned->high = bounds.high;
    planned->carrier = !bounds.fits || bounds.reach >= WIDE_LIMIT ? CARRIER_EXACT
                       : bounds.reach > DOUBLE_LIMIT              ? CARRIER_WIDE
                                                                  : operands;
    if (planned->carrier == CARRIER_EXACT) needs |= 1u;
    if (planned->carrier == CARRIER_WIDE) needs |= 2u;
  }
  return needs;
}
