/* The kernels of numbers on doubles, written so that gcc vectorises them, and which kernel an instruction runs. The
 * 128-bit ones are in kernels_wide.c, those of verdicts alone in kernels_verdict.c. */
#include "evaluate/kernels.h"

#include "base/decimal.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* --- loading: narrow integers with their smallest value as "missing" --------------------------------- */

#define LOADER(bits)                                                                                     \
  VECTORISED static void load_double_##bits(const int##bits##_t *restrict in, double *restrict out,      \
                                            uint32_t rows) {                                             \
    for (uint32_t i = 0; i < rows; i++) out[i] = in[i] == INT##bits##_MIN ? (double)NAN : (double)in[i]; \
  }                                                                                                      \
  VECTORISED static void load_index_##bits(const int##bits##_t *restrict in, int32_t *restrict out,      \
                                           uint32_t rows) {                                              \
    for (uint32_t i = 0; i < rows; i++) out[i] = in[i] == INT##bits##_MIN ? -1 : (int32_t)in[i];         \
  }                                                                                                      \
  VECTORISED static void load_verdict_##bits(const int##bits##_t *restrict in, uint8_t *restrict out,    \
                                             uint32_t rows) {                                            \
    for (uint32_t i = 0; i < rows; i++) {                                                                \
      out[i] = in[i] == INT##bits##_MIN ? (uint8_t)CHUAN_NO_DATA                                         \
               : in[i]                  ? (uint8_t)CHUAN_MET                                             \
                                        : (uint8_t)CHUAN_NOT_MET;                                                         \
    }                                                                                                    \
  }
LOADER(8)
LOADER(16)
LOADER(32)
LOADER(64)

static const void *rows_from(const struct column *column, uint32_t first) {
  return (const char *)column->data + (size_t)first * column->width;
}

static void load_double(const struct column *column, uint32_t first, uint32_t rows, double *out) {
  const void *in = column->width ? rows_from(column, first) : NULL;
  switch (column->width) {
    case 1:
      load_double_8(in, out, rows);
      break;
    case 2:
      load_double_16(in, out, rows);
      break;
    case 4:
      load_double_32(in, out, rows);
      break;
    case 8:
      load_double_64(in, out, rows);
      break;
    default:
      rows = 0;
  }
  for (uint32_t i = rows; i < BATCH; i++) out[i] = (double)NAN;
}

static void load_index(const struct column *column, uint32_t first, uint32_t rows, int32_t *out) {
  const void *in = column->width ? rows_from(column, first) : NULL;
  switch (column->width) {
    case 1:
      load_index_8(in, out, rows);
      break;
    case 2:
      load_index_16(in, out, rows);
      break;
    case 4:
      load_index_32(in, out, rows);
      break;
    case 8:
      load_index_64(in, out, rows);
      break;
    default:
      rows = 0;
  }
  for (uint32_t i = rows; i < BATCH; i++) out[i] = -1;
}

static void load_verdict(const struct column *column, uint32_t first, uint32_t rows, uint8_t *out) {
  const void *in = column->width ? rows_from(column, first) : NULL;
  switch (column->width) {
    case 1:
      load_verdict_8(in, out, rows);
      break;
    case 2:
      load_verdict_16(in, out, rows);
      break;
    case 4:
      load_verdict_32(in, out, rows);
      break;
    case 8:
      load_verdict_64(in, out, rows);
      break;
    default:
      rows = 0;
  }
  memset(out + rows, CHUAN_NO_DATA, BATCH - rows);
}

/* --- numbers on doubles ------------------------------------------------------------------------ */

VECTORISED static void fill(double *restrict out, double value) {
  for (uint32_t i = 0; i < BATCH; i++) out[i] = value;
}

VECTORISED static void combine(const double *restrict a, double ka, const double *restrict b, double kb,
                               double *restrict out) {
  for (uint32_t i = 0; i < BATCH; i++) out[i] = a[i] * ka + b[i] * kb;
}

VECTORISED static void combine_constant(const double *restrict a, double ka, double kb,
                                        double *restrict out) {
  for (uint32_t i = 0; i < BATCH; i++) out[i] = a[i] * ka + kb;
}

VECTORISED static void multiply(const double *restrict a, const double *restrict b, double *restrict out) {
  for (uint32_t i = 0; i < BATCH; i++) out[i] = a[i] * b[i];
}

VECTORISED static void nonzero(const double *restrict a, double *restrict out) {
  for (uint32_t i = 0; i < BATCH; i++) out[i] = a[i] == 0.0 ? (double)NAN : a[i];
}

VECTORISED static void signed_by(const double *restrict a, const double *restrict b, double *restrict out) {
  for (uint32_t i = 0; i < BATCH; i++) out[i] = b[i] < 0.0 ? -a[i] : a[i];
}

VECTORISED static void absolute(const double *restrict a, double *restrict out) {
  for (uint32_t i = 0; i < BATCH; i++) out[i] = a[i] < 0.0 ? -a[i] : a[i];
}

/* A missing operand makes the result missing: x + y is NaN when either is. */
VECTORISED static void lesser(const double *restrict a, double ka, const double *restrict b, double kb,
                              double *restrict out) {
  for (uint32_t i = 0; i < BATCH; i++) {
    double x = a[i] * ka, y = b[i] * kb, least = x < y ? x : y;
    out[i] = x + y == x + y ? least : (double)NAN;
  }
}

VECTORISED static void greater(const double *restrict a, double ka, const double *restrict b, double kb,
                               double *restrict out) {
  for (uint32_t i = 0; i < BATCH; i++) {
    double x = a[i] * ka, y = b[i] * kb, most = x > y ? x : y;
    out[i] = x + y == x + y ? most : (double)NAN;
  }
}

/* a*ka / (b*kb) to the nearest integer, halves away from zero. The quotient of doubles may be off by one;
 * the remainder, exact below 2^53, puts it right. */
static double round_quotient(double top, double bottom) {
  double magnitude = 2.0 * fabs(top) + bottom, divisor = 2.0 * bottom, quotient = floor(magnitude / divisor);
  double rest = magnitude - quotient * divisor;
  if (rest < 0.0) quotient -= 1.0;
  if (rest >= divisor) quotient += 1.0;
  return top < 0.0 ? -quotient : quotient;
}

VECTORISED static void look_up(const int32_t *restrict index, const double *restrict table,
                               double *restrict out) {
  for (uint32_t i = 0; i < BATCH; i++) out[i] = table[index[i] + 1];
}

VECTORISED static void select_number(const uint8_t *restrict condition, const double *restrict yes,
                                     const double *restrict no, double *restrict out) {
  for (uint32_t i = 0; i < BATCH; i++) {
    double chosen = condition[i] == CHUAN_MET ? yes[i] : no[i];
    out[i] = condition[i] == CHUAN_NO_DATA ? (double)NAN : chosen;
  }
}

/* --- comparisons: 1 (no_data) plus one way, minus the other; a missing side is neither ------------------ */

#define COMPARISON(name, won, lost)                                                                     \
  VECTORISED static void name(const double *restrict a, double ka, const double *restrict b, double kb, \
                              uint8_t *restrict out) {                                                  \
    for (uint32_t i = 0; i < BATCH; i++) {                                                              \
      double x = a[i] * ka, y = b[i] * kb;                                                              \
      out[i] = (uint8_t)(1 + (won) - (lost));                                                           \
    }                                                                                                   \
  }                                                                                                     \
  VECTORISED static void name##_constant(const double *restrict a, double ka, double y,                 \
                                         uint8_t *restrict out) {                                       \
    for (uint32_t i = 0; i < BATCH; i++) {                                                              \
      double x = a[i] * ka;                                                                             \
      out[i] = (uint8_t)(1 + (won) - (lost));                                                           \
    }                                                                                                   \
  }                                                                                                     \
  VECTORISED static void constant_##name(double x, const double *restrict b, double kb,                 \
                                         uint8_t *restrict out) {                                       \
    for (uint32_t i = 0; i < BATCH; i++) {                                                              \
      double y = b[i] * kb;                                                                             \
      out[i] = (uint8_t)(1 + (won) - (lost));                                                           \
    }                                                                                                   \
  }
COMPARISON(at_least, x >= y, x < y)
COMPARISON(more_than, x > y, x <= y)
COMPARISON(equal, x == y, (x < y) | (x > y))

static void compare_doubles(const struct instruction *one, const double *a, const double *b, uint8_t *out) {
  double ka = (double)one->ka, kb = (double)one->kb;
  assert(a || b); /* two constants are compared when the program is made */
  switch (one->opcode) {
    case OP_AT_LEAST:
      if (a && b) at_least(a, ka, b, kb, out);
      if (a && !b) at_least_constant(a, ka, kb, out);
      if (!a) constant_at_least(ka, b, kb, out);
      break;
    case OP_MORE_THAN:
      if (a && b) more_than(a, ka, b, kb, out);
      if (a && !b) more_than_constant(a, ka, kb, out);
      if (!a) constant_more_than(ka, b, kb, out);
      break;
    default:
      if (a && b) equal(a, ka, b, kb, out);
      if (a && !b) equal_constant(a, ka, kb, out);
      if (!a) constant_equal(ka, b, kb, out);
      break;
  }
}

VECTORISED static void known(const double *restrict a, uint8_t *restrict out) {
  for (uint32_t i = 0; i < BATCH; i++) out[i] = a[i] == a[i] ? (uint8_t)CHUAN_MET : (uint8_t)CHUAN_NOT_MET;
}

/* --- by instruction ---------------------------------------------------------------------------------- */

static const double *number_register(const struct program *program, const struct planned *plan,
                                     const struct registers *registers, int32_t id) {
  return registers->numbers + (size_t)program->instructions[plan[id].source].slot * BATCH;
}

static void run_verdict(const struct program *program, const struct planned *plan,
                        const struct instruction *one, const struct registers *registers,
                        const struct column *columns, uint32_t first, uint32_t rows, uint8_t *out) {
  switch (one->opcode) {
    case OP_LOAD_VERDICT:
      load_verdict(&columns[one->fact->index], first, rows, out);
      break;
    case OP_CONSTANT_VERDICT:
      memset(out, (int)one->ka, BATCH);
      break;
    case OP_AT_LEAST:
    case OP_MORE_THAN:
    case OP_EQUAL:
      compare_doubles(one, one->a < 0 ? NULL : number_register(program, plan, registers, one->a),
                      one->b < 0 ? NULL : number_register(program, plan, registers, one->b), out);
      break;
    case OP_KNOWN:
      known(number_register(program, plan, registers, one->a), out);
      break;
    default:
      kernel_run_verdict(program, one, registers, out);
      break;
  }
}

static void run_index(const struct program *program, const struct instruction *one,
                      const struct registers *registers, const struct column *columns, uint32_t first,
                      uint32_t rows, int32_t *out) {
  if (one->opcode == OP_LOAD_INDEX) {
    load_index(&columns[one->fact->index], first, rows, out);
  } else if (one->opcode == OP_CONSTANT_INDEX) {
    for (uint32_t i = 0; i < BATCH; i++) out[i] = (int32_t)one->ka;
  } else {
    const uint8_t *condition = register_of_verdicts(program, registers, one->a);
    const int32_t *yes = register_of_indexes(program, registers, one->b);
    const int32_t *no = register_of_indexes(program, registers, one->c);
    for (uint32_t i = 0; i < BATCH; i++) {
      int32_t chosen = condition[i] == CHUAN_MET ? yes[i] : no[i];
      out[i] = condition[i] == CHUAN_NO_DATA ? -1 : chosen;
    }
  }
}

/* What rests on no other number. */
static void run_source(const struct program *program, const struct instruction *one,
                       const struct registers *registers, const struct column *columns, uint32_t first,
                       uint32_t rows, double *out) {
  switch (one->opcode) {
    case OP_LOAD:
      load_double(&columns[one->fact->index], first, rows, out);
      break;
    case OP_CONSTANT:
      fill(out, (double)one->ka);
      break;
    case OP_TABLE:
      look_up(register_of_indexes(program, registers, one->a), one->doubles, out);
      break;
    default:
      fill(out, (double)NAN); /* MISSING */
      break;
  }
}

/* Numbers of two others, or of one and a constant. */
static void run_pair(const struct instruction *one, const double *a, const double *b, double *out) {
  double ka = (double)one->ka, kb = (double)one->kb;
  switch (one->opcode) {
    case OP_COMBINE:
      combine(a, ka, b, kb, out);
      break;
    case OP_MULTIPLY:
      multiply(a, b, out);
      break;
    case OP_SIGNED_BY:
      signed_by(a, b, out);
      break;
    case OP_LESSER:
      lesser(a, ka, b, kb, out);
      break;
    case OP_GREATER:
      greater(a, ka, b, kb, out);
      break;
    default: /* ROUND */
      for (uint32_t i = 0; i < BATCH; i++) out[i] = round_quotient(a[i] * ka, b[i] * kb);
      break;
  }
}

static void run_number(const struct program *program, const struct planned *plan,
                       const struct instruction *one, const struct registers *registers,
                       const struct column *columns, uint32_t first, uint32_t rows, double *out) {
  if (one->opcode == OP_SELECT) {
    select_number(register_of_verdicts(program, registers, one->a),
                  number_register(program, plan, registers, one->b),
                  number_register(program, plan, registers, one->c), out);
    return;
  }
  if (one->a < 0 || one->opcode == OP_TABLE) {
    run_source(program, one, registers, columns, first, rows, out);
    return;
  }
  const double *a = number_register(program, plan, registers, one->a);
  double ka = (double)one->ka, kb = (double)one->kb;
  if (one->b >= 0) {
    run_pair(one, a, number_register(program, plan, registers, one->b), out);
    return;
  }
  switch (one->opcode) {
    case OP_COMBINE:
      combine_constant(a, ka, kb, out);
      break;
    case OP_NONZERO:
      nonzero(a, out);
      break;
    case OP_MAGNITUDE:
      absolute(a, out);
      break;
    default: /* ROUND */
      for (uint32_t i = 0; i < BATCH; i++) out[i] = round_quotient(a[i] * ka, kb);
      break;
  }
}

void kernel_run(const struct program *program, const struct planned *plan, int32_t index,
                const struct registers *registers, const struct column *columns, uint32_t first,
                uint32_t rows) {
  const struct instruction *one = &program->instructions[index];
  size_t slot = (size_t)one->slot * BATCH;
  if (plan[index].carrier == CARRIER_SAME) return;
  if (plan[index].carrier == CARRIER_WIDE) {
    kernel_run_wide(program, plan, index, registers, columns, first, rows);
    return;
  }
  switch (opcode_class(one->opcode)) {
    case CLASS_NUMBER:
      run_number(program, plan, one, registers, columns, first, rows, registers->numbers + slot);
      break;
    case CLASS_INDEX:
      run_index(program, one, registers, columns, first, rows, registers->indexes + slot);
      break;
    default:
      run_verdict(program, plan, one, registers, columns, first, rows, registers->verdicts + slot);
      break;
  }
}
