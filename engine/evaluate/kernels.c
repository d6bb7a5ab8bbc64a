/* The kernels. The double ones are written so that gcc vectorises them, and compiled once per
 * instruction set with dispatch at load time. The 128-bit ones are in kernels_wide.c. */
#include "evaluate/kernels.h"

#include "base/decimal.h"

#include <math.h>
#include <string.h>

/* Sanitizers instrument the dispatcher itself, which runs before they are ready. */
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__) && !defined(CHUAN_NO_CLONES)
#define VECTORISED __attribute__((target_clones("default", "avx2", "arch=x86-64-v4")))
#else
#define VECTORISED
#endif

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

/* --- numbers on doubles
 * ------------------------------------------------------------------------------------- */

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

static void round_numbers(const double *a, double ka, const double *b, double kb, double *out) {
  for (uint32_t i = 0; i < BATCH; i++) out[i] = round_quotient(a[i] * ka, b ? b[i] * kb : kb);
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

VECTORISED static void equal_index(const int32_t *restrict a, const int32_t *restrict b,
                                   uint8_t *restrict out) {
  for (uint32_t i = 0; i < BATCH; i++) {
    uint8_t same = a[i] == b[i] ? (uint8_t)CHUAN_MET : (uint8_t)CHUAN_NOT_MET;
    out[i] = (a[i] | b[i]) < 0 ? (uint8_t)CHUAN_NO_DATA : same;
  }
}

VECTORISED static void equal_index_constant(const int32_t *restrict a, int32_t b, uint8_t *restrict out) {
  for (uint32_t i = 0; i < BATCH; i++) {
    uint8_t same = a[i] == b ? (uint8_t)CHUAN_MET : (uint8_t)CHUAN_NOT_MET;
    out[i] = a[i] < 0 ? (uint8_t)CHUAN_NO_DATA : same;
  }
}

VECTORISED static void known(const double *restrict a, uint8_t *restrict out) {
  for (uint32_t i = 0; i < BATCH; i++) out[i] = a[i] == a[i] ? (uint8_t)CHUAN_MET : (uint8_t)CHUAN_NOT_MET;
}

/* --- verdicts
 * ------------------------------------------------------------------------------------------------ */

VECTORISED static void all_of(const uint8_t *restrict a, const uint8_t *restrict b, uint8_t *restrict out) {
  for (uint32_t i = 0; i < BATCH; i++) out[i] = a[i] < b[i] ? a[i] : b[i];
}

VECTORISED static void any_of(const uint8_t *restrict a, const uint8_t *restrict b, uint8_t *restrict out) {
  for (uint32_t i = 0; i < BATCH; i++) {
    /* (v + 1) & 3 puts not_applicable below the others: 0, then not_met 1, no_data 2, met 3. */
    uint8_t x = (uint8_t)((a[i] + 1) & 3), y = (uint8_t)((b[i] + 1) & 3), most = x > y ? x : y;
    out[i] = (uint8_t)((most + 3) & 3);
  }
}

VECTORISED static void both_of(const uint8_t *restrict a, const uint8_t *restrict b, uint8_t *restrict out) {
  for (uint32_t i = 0; i < BATCH; i++) {
    uint8_t least = a[i] < b[i] ? a[i] : b[i];
    out[i] = (a[i] == CHUAN_NO_DATA) | (b[i] == CHUAN_NO_DATA) ? (uint8_t)CHUAN_NO_DATA : least;
  }
}

VECTORISED static void not_of(const uint8_t *restrict a, uint8_t *restrict out) {
  for (uint32_t i = 0; i < BATCH; i++) {
    out[i] = a[i] == CHUAN_NOT_APPLICABLE ? (uint8_t)CHUAN_NOT_APPLICABLE : (uint8_t)(CHUAN_MET - a[i]);
  }
}

VECTORISED static void select_verdict(const uint8_t *restrict condition, const uint8_t *restrict yes,
                                      const uint8_t *restrict no, uint8_t *restrict out) {
  for (uint32_t i = 0; i < BATCH; i++) {
    uint8_t chosen = condition[i] == CHUAN_MET ? yes[i] : no[i];
    out[i] = condition[i] == CHUAN_NO_DATA ? (uint8_t)CHUAN_NO_DATA : chosen;
  }
}

VECTORISED static void applies_when(const uint8_t *restrict condition, const uint8_t *restrict test,
                                    uint8_t *restrict out) {
  for (uint32_t i = 0; i < BATCH; i++) {
    uint8_t aside = condition[i] == CHUAN_NO_DATA ? (uint8_t)CHUAN_NO_DATA : (uint8_t)CHUAN_NOT_APPLICABLE;
    out[i] = condition[i] == CHUAN_MET ? test[i] : aside;
  }
}

static void at_least_n(const struct program *program, const struct instruction *one,
                       const struct registers *registers, uint8_t *out) {
  for (uint32_t i = 0; i < BATCH; i++) {
    uint32_t counts[4] = {0, 0, 0, 0};
    for (uint32_t j = 0; j < one->count; j++) {
      counts[registers->verdicts[(size_t)program->instructions[one->list[j]].slot * BATCH + i]]++;
    }
    uint32_t n = (uint32_t)one->ka;
    chuan_verdict verdict = counts[CHUAN_NOT_APPLICABLE] == one->count       ? CHUAN_NOT_APPLICABLE
                            : counts[CHUAN_MET] >= n                         ? CHUAN_MET
                            : counts[CHUAN_MET] + counts[CHUAN_NO_DATA] >= n ? CHUAN_NO_DATA
                                                                             : CHUAN_NOT_MET;
    out[i] = (uint8_t)verdict;
  }
}

static void run_verdict(const struct program *program, const struct instruction *one,
                        const struct registers *registers, const struct column *columns, uint32_t first,
                        uint32_t rows, uint8_t *out) {
  const uint8_t *operands[3] = {NULL, NULL, NULL};
  const int32_t ids[3] = {one->a, one->b, one->c}, *indexes = NULL, *more = NULL;
  for (int i = 0; i < 3; i++) {
    if (ids[i] < 0) continue;
    const struct instruction *operand = &program->instructions[ids[i]];
    if (opcode_class(operand->opcode) == CLASS_VERDICT) {
      operands[i] = registers->verdicts + (size_t)operand->slot * BATCH;
    } else if (opcode_class(operand->opcode) == CLASS_INDEX) {
      *(i == 0 ? &indexes : &more) = registers->indexes + (size_t)operand->slot * BATCH;
    }
  }
  switch (one->opcode) {
    case OP_LOAD_VERDICT:
      load_verdict(&columns[one->fact->index], first, rows, out);
      break;
    case OP_CONSTANT_VERDICT:
      memset(out, (int)one->ka, BATCH);
      break;
    case OP_TABLE_VERDICT:
      for (uint32_t i = 0; i < BATCH; i++) {
        uint32_t at = indexes[i] < 0 ? one->count - 1 : (uint32_t)indexes[i];
        out[i] = (uint8_t)one->numbers[at];
      }
      break;
    case OP_EQUAL_INDEX:
      if (more) equal_index(indexes, more, out);
      if (!more) equal_index_constant(indexes, (int32_t)one->ka, out);
      break;
    case OP_KNOWN_INDEX:
      for (uint32_t i = 0; i < BATCH; i++) out[i] = (uint8_t)(indexes[i] < 0 ? CHUAN_NOT_MET : CHUAN_MET);
      break;
    case OP_ALL:
      all_of(operands[0], operands[1], out);
      break;
    case OP_ANY:
      any_of(operands[0], operands[1], out);
      break;
    case OP_BOTH:
      both_of(operands[0], operands[1], out);
      break;
    case OP_NOT:
      not_of(operands[0], out);
      break;
    case OP_SELECT_VERDICT:
      select_verdict(operands[0], operands[1], operands[2], out);
      break;
    case OP_APPLIES_WHEN:
      applies_when(operands[0], operands[1], out);
      break;
    default:
      at_least_n(program, one, registers, out);
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
    const uint8_t *condition = registers->verdicts + (size_t)program->instructions[one->a].slot * BATCH;
    const int32_t *b = registers->indexes + (size_t)program->instructions[one->b].slot * BATCH;
    const int32_t *c = registers->indexes + (size_t)program->instructions[one->c].slot * BATCH;
    for (uint32_t i = 0; i < BATCH; i++) {
      int32_t chosen = condition[i] == CHUAN_MET ? b[i] : c[i];
      out[i] = condition[i] == CHUAN_NO_DATA ? -1 : chosen;
    }
  }
}

static const double *number_register(const struct program *program, const struct planned *plan, int32_t id,
                                     const struct registers *registers) {
  if (id < 0 || opcode_class(program->instructions[id].opcode) != CLASS_NUMBER) return NULL;
  return registers->numbers + (size_t)program->instructions[plan[id].source].slot * BATCH;
}

static void run_number(const struct program *program, const struct planned *plan,
                       const struct instruction *one, const struct registers *registers,
                       const struct column *columns, uint32_t first, uint32_t rows, double *out) {
  const double *a = number_register(program, plan, one->a, registers);
  const double *b = number_register(program, plan, one->b, registers);
  const double *c = number_register(program, plan, one->c, registers);
  double ka = (double)one->ka, kb = (double)one->kb;
  switch (one->opcode) {
    case OP_LOAD:
      load_double(&columns[one->fact->index], first, rows, out);
      break;
    case OP_CONSTANT:
      fill(out, ka);
      break;
    case OP_COMBINE:
      if (b) combine(a, ka, b, kb, out);
      if (!b) combine_constant(a, ka, kb, out);
      break;
    case OP_MULTIPLY:
      multiply(a, b, out);
      break;
    case OP_NONZERO:
      nonzero(a, out);
      break;
    case OP_SIGNED_BY:
      signed_by(a, b, out);
      break;
    case OP_MAGNITUDE:
      absolute(a, out);
      break;
    case OP_LESSER:
      lesser(a, ka, b, kb, out);
      break;
    case OP_GREATER:
      greater(a, ka, b, kb, out);
      break;
    case OP_ROUND:
      round_numbers(a, ka, b, kb, out);
      break;
    case OP_TABLE:
      look_up(registers->indexes + (size_t)program->instructions[one->a].slot * BATCH, one->doubles, out);
      break;
    case OP_SELECT:
      select_number(registers->verdicts + (size_t)program->instructions[one->a].slot * BATCH, b, c, out);
      break;
    default:
      fill(out, (double)NAN); /* MISSING */
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
      if (opcode_is_comparison(one->opcode)) {
        compare_doubles(one, number_register(program, plan, one->a, registers),
                        number_register(program, plan, one->b, registers), registers->verdicts + slot);
      } else if (one->opcode == OP_KNOWN) {
        known(number_register(program, plan, one->a, registers), registers->verdicts + slot);
      } else {
        run_verdict(program, one, registers, columns, first, rows, registers->verdicts + slot);
      }
      break;
  }
}

/* --- counting
 * ------------------------------------------------------------------------------------------------- */

#define LANES 64u

/* Byte counters per lane, emptied before they can overflow: gcc turns the inner loop into vector adds. */
VECTORISED static void count_lanes(const uint8_t *verdicts, uint32_t count, uint64_t counts[4]) {
  uint64_t totals[3] = {0, 0, 0};
  uint32_t at = 0;
  while (count - at >= LANES) {
    uint8_t lanes[3][LANES];
    uint32_t blocks = (count - at) / LANES;
    if (blocks > 255) blocks = 255;
    memset(lanes, 0, sizeof lanes);
    for (uint32_t block = 0; block < blocks; block++, at += LANES) {
      for (uint32_t i = 0; i < LANES; i++) {
        lanes[0][i] = (uint8_t)(lanes[0][i] + (verdicts[at + i] == CHUAN_NOT_MET));
        lanes[1][i] = (uint8_t)(lanes[1][i] + (verdicts[at + i] == CHUAN_NO_DATA));
        lanes[2][i] = (uint8_t)(lanes[2][i] + (verdicts[at + i] == CHUAN_MET));
      }
    }
    for (uint32_t v = 0; v < 3; v++) {
      for (uint32_t i = 0; i < LANES; i++) totals[v] += lanes[v][i];
    }
  }
  for (; at < count; at++) {
    for (uint32_t v = 0; v < 3; v++) totals[v] += verdicts[at] == v;
  }
  for (uint32_t v = 0; v < 3; v++) counts[v] += totals[v];
  counts[CHUAN_NOT_APPLICABLE] += count - totals[0] - totals[1] - totals[2];
}

void kernel_count(const uint8_t *verdicts, uint32_t count, uint64_t counts[4]) {
  count_lanes(verdicts, count,
              counts); /* the dispatcher of a function that is not static would be exported */
}
