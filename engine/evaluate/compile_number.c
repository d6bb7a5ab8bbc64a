/* Compiling numbers: every value becomes a fraction of integer columns times constants, so that a
 * comparison needs only multiplications. Constants are kept small by their greatest common divisor; one
 * that outgrows 128 bits sends its tests to the exact interpreter. */
#include "evaluate/compile.h"

#include "base/decimal.h"

#include <stdlib.h>

/* Constants stay below this so that one more product cannot overflow unseen. */
#define CONSTANT_LIMIT (((int128)1) << 120)

static int128 greatest_common_divisor(int128 a, int128 b) {
  a = magnitude(a);
  b = magnitude(b);
  while (b != 0) {
    int128 rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

static int product(int128 a, int128 b, int128 *out) {
  return !__builtin_mul_overflow(a, b, out) && magnitude(*out) < CONSTANT_LIMIT;
}

static int128 power_of_ten(unsigned exponent) {
  int128 result = 1;
  while (exponent-- > 0) result *= 10;
  return result;
}

static void reduce(int128 *a, int128 *b) {
  int128 divisor = greatest_common_divisor(*a, *b);
  if (divisor > 1) {
    *a /= divisor;
    *b /= divisor;
  }
}

static struct fraction constant_fraction(int128 kn, int128 kd) {
  struct fraction out = {-1, -1, kn, kd};
  reduce(&out.kn, &out.kd);
  return out;
}

static struct fraction missing_fraction(struct compiler *compiler) {
  struct instruction missing = {.opcode = OP_MISSING, .a = -1, .b = -1, .c = -1};
  struct fraction out = {compile_emit(compiler, &missing), -1, 1, 1};
  return out;
}

/* Product of two columns, either of which may be only a constant. */
static int32_t multiply_columns(struct compiler *compiler, int32_t a, int32_t b) {
  if (a < 0) return b;
  if (b < 0) return a;
  return a < b ? compile_binary(compiler, OP_MULTIPLY, a, 0, b, 0)
               : compile_binary(compiler, OP_MULTIPLY, b, 0, a, 0);
}

/* A column that holds n * kn: a constant becomes a column, a factor of one costs nothing. */
static int32_t scaled_column(struct compiler *compiler, int32_t n, int128 kn) {
  struct instruction constant = {.opcode = OP_CONSTANT, .a = -1, .b = -1, .c = -1, .ka = kn};
  if (n < 0) return compile_emit(compiler, &constant);
  return kn == 1 ? n : compile_binary(compiler, OP_COMBINE, n, kn, -1, 0);
}

static int multiply(struct compiler *compiler, const struct fraction *a, const struct fraction *b,
                    struct fraction *out) {
  struct fraction x = *a, y = *b;
  reduce(&x.kn, &y.kd);
  reduce(&y.kn, &x.kd);
  out->n = multiply_columns(compiler, x.n, y.n);
  out->d = multiply_columns(compiler, x.d, y.d);
  return product(x.kn, y.kn, &out->kn) && product(x.kd, y.kd, &out->kd);
}

/* 1 / a. A zero column is missing there; the sign moves to the numerator. */
static int invert(struct compiler *compiler, const struct fraction *a, struct fraction *out) {
  if (a->n < 0 && a->kn == 0) {
    *out = missing_fraction(compiler);
    return 1;
  }
  out->kn = a->kn < 0 ? -a->kd : a->kd;
  out->kd = magnitude(a->kn);
  out->d = -1;
  out->n = a->d;
  if (a->n < 0) return 1;
  if (a->kn == 0) { /* 0 times a column: zero wherever it is known */
    *out = missing_fraction(compiler);
    return 1;
  }
  int32_t divisor = compile_binary(compiler, OP_NONZERO, a->n, 0, -1, 0);
  int32_t top = out->n >= 0 ? out->n : scaled_column(compiler, -1, 1);
  out->n = compile_binary(compiler, OP_SIGNED_BY, top, 0, divisor, 0);
  out->d = compile_binary(compiler, OP_MAGNITUDE, divisor, 0, -1, 0);
  return 1;
}

static int divide(struct compiler *compiler, const struct fraction *a, const struct fraction *b,
                  struct fraction *out) {
  struct fraction inverse;
  return invert(compiler, b, &inverse) && multiply(compiler, a, &inverse, out);
}

/* Both over one denominator: columns a_n * a_k and b_n * b_k over d * kd. */
struct aligned {
  int32_t a_n, b_n, d;
  int128 a_k, b_k, kd;
};

static int align(struct compiler *compiler, const struct fraction *a, const struct fraction *b,
                 struct aligned *out) {
  int128 divisor = greatest_common_divisor(a->kd, b->kd);
  out->a_n = a->n;
  out->b_n = b->n;
  out->d = a->d;
  if (a->d != b->d) {
    out->a_n = multiply_columns(compiler, a->n, b->d);
    out->b_n = multiply_columns(compiler, b->n, a->d);
    out->d = multiply_columns(compiler, a->d, b->d);
  }
  return product(a->kn, b->kd / divisor, &out->a_k) && product(b->kn, a->kd / divisor, &out->b_k) &&
         product(a->kd, b->kd / divisor, &out->kd);
}

static int add(struct compiler *compiler, const struct fraction *a, const struct fraction *b, int negate,
               struct fraction *out) {
  struct aligned both;
  if (!align(compiler, a, b, &both)) return 0;
  if (negate) both.b_k = -both.b_k;
  out->d = both.d;
  out->kd = both.kd;
  if (both.a_n < 0 && both.b_n < 0) {
    out->n = -1;
    out->kn = both.a_k + both.b_k;
    reduce(&out->kn, &out->kd);
    return 1;
  }
  int128 common = greatest_common_divisor(both.a_k, both.b_k);
  if (common == 0) common = 1;
  out->kn = common;
  out->n =
      both.a_n >= 0
          ? compile_binary(compiler, OP_COMBINE, both.a_n, both.a_k / common, both.b_n, both.b_k / common)
          : compile_binary(compiler, OP_COMBINE, both.b_n, both.b_k / common, -1, both.a_k / common);
  reduce(&out->kn, &out->kd);
  return 1;
}

static int extreme(struct compiler *compiler, enum opcode opcode, const struct fraction *a,
                   const struct fraction *b, struct fraction *out) {
  struct aligned both;
  if (!align(compiler, a, b, &both)) return 0;
  int32_t x = both.a_n >= 0 ? both.a_n : scaled_column(compiler, -1, 1);
  int32_t y = both.b_n >= 0 ? both.b_n : scaled_column(compiler, -1, 1);
  out->n = compile_binary(compiler, opcode, x, both.a_k, y, both.b_k);
  out->d = both.d;
  out->kn = 1;
  out->kd = both.kd;
  return 1;
}

static int round_to(struct compiler *compiler, const struct fraction *a, unsigned places,
                    struct fraction *out) {
  int128 top = a->kn, bottom = a->kd, scale = power_of_ten(places);
  if (!product(top, scale, &top)) return 0;
  reduce(&top, &bottom);
  int32_t column = a->n >= 0 ? a->n : scaled_column(compiler, -1, 1);
  out->n = compile_binary(compiler, OP_ROUND, column, top, a->d, bottom);
  out->d = -1;
  out->kn = 1;
  out->kd = scale;
  reduce(&out->kn, &out->kd);
  return 1;
}

static int choose_between(struct compiler *compiler, int32_t condition, const struct fraction *yes,
                          const struct fraction *no, struct fraction *out) {
  int128 divisor = greatest_common_divisor(yes->kd, no->kd), yes_k, no_k;
  if (!product(yes->kn, no->kd / divisor, &yes_k) || !product(no->kn, yes->kd / divisor, &no_k) ||
      !product(yes->kd, no->kd / divisor, &out->kd)) {
    return 0;
  }
  out->kn = 1;
  out->n = compile_select(compiler, OP_SELECT, condition, scaled_column(compiler, yes->n, yes_k),
                          scaled_column(compiler, no->n, no_k));
  out->d = -1;
  if (yes->d >= 0 || no->d >= 0) {
    out->d = compile_select(compiler, OP_SELECT, condition, scaled_column(compiler, yes->d, 1),
                            scaled_column(compiler, no->d, 1));
  }
  return 1;
}

static int choose(struct compiler *compiler, const struct expression *expression, struct fraction *out) {
  uint32_t last = expression->operand_count - 1;
  *out = compile_value(compiler, expression->operands[last])->fraction;
  for (uint32_t i = last; i >= 2; i -= 2) {
    struct fraction no = *out;
    const struct compiled *test = compile_value(compiler, expression->operands[i - 2]);
    const struct compiled *value = compile_value(compiler, expression->operands[i - 1]);
    if (!choose_between(compiler, test->instruction, &value->fraction, &no, out)) return 0;
  }
  return 1;
}

/* The constant behind unverified(), or NULL when it is not one. *missing: it is pending or delegated. */
static const struct compiled *constant_case(const struct compiler *compiler,
                                            const struct expression *expression, int *missing) {
  while (expression->kind == EXPRESSION_UNVERIFIED) expression = expression->operands[0];
  *missing = expression->kind == EXPRESSION_PENDING || expression->kind == EXPRESSION_DELEGATED;
  const struct compiled *value = compile_value(compiler, expression);
  return *missing || (value->fraction.n < 0 && value->fraction.d < 0) ? value : NULL;
}

/* by() over constants is one look-up: the usual form of a threshold by region. 0 when it is not that, or when a few
 * cases of very many choices would make a table much larger than the rule. */
static int constant_table(struct compiler *compiler, const struct expression *expression,
                          struct fraction *out) {
  uint32_t count = compile_domain(expression->operands[0]);
  int128 denominator = 1;
  if (count / TABLE_SPREAD > expression->operand_count) return 0;
  for (uint32_t i = 1; i < expression->operand_count; i++) {
    int missing;
    const struct compiled *value = constant_case(compiler, expression->operands[i], &missing);
    if (!value) return 0;
    if (missing) continue;
    int128 divisor = greatest_common_divisor(denominator, value->fraction.kd);
    if (!product(denominator, value->fraction.kd / divisor, &denominator)) return 0;
  }
  int64_t *numbers = arena_array(compiler->program->arena, count, sizeof *numbers);
  if (!numbers) {
    compiler->failed = 1;
    return 0;
  }
  for (uint32_t i = 0; i < count; i++) {
    int32_t operand = expression->as.by.cases[i];
    if (operand < 0) operand = expression->as.by.otherwise;
    numbers[i] = DECIMAL_MISSING;
    if (operand < 0) continue;
    int missing;
    const struct compiled *value = constant_case(compiler, expression->operands[operand], &missing);
    int128 number;
    if (missing) continue;
    if (!product(value->fraction.kn, denominator / value->fraction.kd, &number)) return 0;
    if (magnitude(number) > INT64_MAX) return 0;
    numbers[i] = (int64_t)number;
  }
  struct instruction table = {.opcode = OP_TABLE, .b = -1, .c = -1, .numbers = numbers, .count = count};
  table.a = compile_value(compiler, expression->operands[0])->instruction;
  out->n = compile_emit(compiler, &table);
  out->d = -1;
  out->kn = 1;
  out->kd = denominator;
  return 1;
}

static int by(struct compiler *compiler, const struct expression *expression, struct fraction *out) {
  if (constant_table(compiler, expression, out)) return 1;
  uint32_t count = compile_domain(expression->operands[0]);
  int32_t selector = compile_value(compiler, expression->operands[0])->instruction;
  *out = missing_fraction(compiler);
  if (expression->as.by.otherwise >= 0) {
    *out = compile_value(compiler, expression->operands[expression->as.by.otherwise])->fraction;
  }
  int told_apart = 0;
  for (uint32_t i = 0; i < count; i++) {
    int32_t operand = expression->as.by.cases[i];
    if (operand < 0) continue;
    struct fraction no = *out;
    told_apart = 1;
    if (!choose_between(compiler, compile_case(compiler, selector, i),
                        &compile_value(compiler, expression->operands[operand])->fraction, &no, out)) {
      return 0;
    }
  }
  if (told_apart) return 1;
  /* With `otherwise` alone a missing selector must still make the value missing. */
  struct fraction known = *out, missing = missing_fraction(compiler);
  struct instruction there = {.opcode = OP_KNOWN_INDEX, .a = selector, .b = -1, .c = -1};
  return choose_between(compiler, compile_emit(compiler, &there), &known, &missing, out);
}

static int number_constant(const struct expression *expression, struct fraction *out) {
  int64_t numerator, denominator;
  if (!wide_to_int64(&expression->as.number.value.numerator, &numerator) ||
      !wide_to_int64(&expression->as.number.value.denominator, &denominator)) {
    return 0;
  }
  *out = constant_fraction(numerator, denominator);
  return 1;
}

static int fold(struct compiler *compiler, const struct expression *expression, struct fraction *out) {
  *out = compile_value(compiler, expression->operands[0])->fraction;
  for (uint32_t i = 1; i < expression->operand_count; i++) {
    struct fraction left = *out;
    const struct fraction *right = &compile_value(compiler, expression->operands[i])->fraction;
    int fits = expression->kind == EXPRESSION_SUM        ? add(compiler, &left, right, 0, out)
               : expression->kind == EXPRESSION_SMALLEST ? extreme(compiler, OP_LESSER, &left, right, out)
                                                         : extreme(compiler, OP_GREATER, &left, right, out);
    if (!fits) return 0;
  }
  return 1;
}

static int leaf(struct compiler *compiler, const struct expression *expression, struct fraction *out) {
  switch (expression->kind) {
    case EXPRESSION_NUMBER:
      return number_constant(expression, out);
    case EXPRESSION_FACT: {
      struct instruction load = {.opcode = OP_LOAD, .a = -1, .b = -1, .c = -1, .fact = expression->as.fact};
      out->n = compile_emit(compiler, &load);
      out->d = -1;
      out->kn = 1;
      out->kd = power_of_ten(expression->as.fact->places);
      return 1;
    }
    default: /* PENDING, DELEGATED */
      *out = missing_fraction(compiler);
      return 1;
  }
}

static int formula(struct compiler *compiler, const struct expression *expression, struct fraction *out) {
  const struct fraction hundred = {-1, -1, 100, 1};
  struct fraction part;
  /* The first operand and the last: the second, where there are two. */
  const struct fraction *a = &compile_value(compiler, expression->operands[0])->fraction;
  const struct fraction *b =
      &compile_value(compiler, expression->operands[expression->operand_count - 1])->fraction;
  switch (expression->kind) {
    case EXPRESSION_ADD:
      return add(compiler, a, b, 0, out);
    case EXPRESSION_SUBTRACT:
      return add(compiler, a, b, 1, out);
    case EXPRESSION_MULTIPLY:
      return multiply(compiler, a, b, out);
    case EXPRESSION_DIVIDE:
      return divide(compiler, a, b, out);
    case EXPRESSION_NEGATE:
      *out = *a;
      out->kn = -out->kn;
      return 1;
    case EXPRESSION_SHARE:
      return divide(compiler, a, b, &part) && multiply(compiler, &part, &hundred, out);
    case EXPRESSION_SUM:
    case EXPRESSION_SMALLEST:
    case EXPRESSION_LARGEST:
      return fold(compiler, expression, out);
    case EXPRESSION_ROUNDED:
      return round_to(compiler, a, expression->as.places, out);
    case EXPRESSION_CHOOSE:
      return choose(compiler, expression, out);
    case EXPRESSION_BY:
      return by(compiler, expression, out);
    case EXPRESSION_FROM_YEAR:
    case EXPRESSION_AMENDED: {
      const struct expression *now = compile_case_now(compiler, expression);
      *out = now ? compile_value(compiler, now)->fraction : missing_fraction(compiler);
      return 1;
    }
    case EXPRESSION_DERIVED:
    case EXPRESSION_UNVERIFIED:
      *out = *a;
      return 1;
    default:
      return 0; /* COMPUTE: only exactly */
  }
}

static int compile_fraction(struct compiler *compiler, const struct expression *expression,
                            struct fraction *out) {
  return expression->operand_count == 0 ? leaf(compiler, expression, out)
                                        : formula(compiler, expression, out);
}

void compile_number(struct compiler *compiler, const struct expression *expression, struct compiled *out) {
  const struct expression *now = expression;
  int is_dated = compile_is_dated(expression);
  out->exact_only = compile_is_foreign(expression);
  if (is_dated) now = compile_case_now(compiler, expression);
  for (uint32_t i = 0; i < expression->operand_count && !out->exact_only; i++) {
    const struct expression *operand = expression->operands[i];
    if (is_dated && operand != now) continue;
    if (operand->type == TYPE_NUMBER && compile_value(compiler, operand)->exact_only) out->exact_only = 1;
  }
  if (out->exact_only || !compile_fraction(compiler, expression, &out->fraction)) {
    out->exact_only = 1;
    out->fraction = constant_fraction(0, 1);
  }
}

int32_t compile_comparison(struct compiler *compiler, enum opcode opcode, const struct compiled *left,
                           const struct compiled *right, const struct expression *node) {
  if (left->exact_only || right->exact_only) return -1;
  const struct fraction *x = &left->fraction, *y = &right->fraction;
  struct instruction compare = {.opcode = opcode, .c = -1, .node = node};
  /* x.n*kn / (x.d*kd) against y.n*kn / (y.d*kd), denominators positive: cross-multiply. A denominator both
   * sides share divides out, but the comparison must stay missing where it is: keep it on both. */
  compare.a = multiply_columns(compiler, x->n, y->d);
  compare.b = multiply_columns(compiler, y->n, x->d);
  int128 divisor = greatest_common_divisor(x->kd, y->kd);
  if (!product(x->kn, y->kd / divisor, &compare.ka) || !product(y->kn, x->kd / divisor, &compare.kb))
    return -1;
  reduce(&compare.ka, &compare.kb);
  if (compare.a < 0 && compare.b < 0) {
    int met = opcode == OP_AT_LEAST    ? compare.ka >= compare.kb
              : opcode == OP_MORE_THAN ? compare.ka > compare.kb
                                       : compare.ka == compare.kb;
    return compile_verdict_constant(compiler, met ? CHUAN_MET : CHUAN_NOT_MET);
  }
  return compile_emit(compiler, &compare);
}
