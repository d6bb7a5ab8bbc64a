/* The kernels on 128-bit integers: plain loops for the rare chunk whose products outgrow 2^53. An operand
 * may still be carried in doubles; it is an integer all the same. */
#include "evaluate/kernels.h"

#include "base/decimal.h"

#include <assert.h>

/* Below every proven value (2^125). */
#define MISSING (-((int128)1 << 126))

static int128 rounded_quotient(int128 top, int128 bottom) {
  int128 magnitude = top < 0 ? -top : top, quotient = (2 * magnitude + bottom) / (2 * bottom);
  return top < 0 ? -quotient : quotient;
}

struct operand { /* a number register, or a constant when neither pointer is set */
  const double *doubles;
  const int128 *wide;
};

static struct operand operand_of(const struct program *program, const struct planned *plan, int32_t id,
                                 const struct registers *registers) {
  struct operand out = {NULL, NULL};
  if (id < 0 || opcode_class(program->instructions[id].opcode) != CLASS_NUMBER) return out;
  int32_t source = plan[id].source;
  size_t slot = (size_t)program->instructions[source].slot * BATCH;
  if (plan[source].carrier == CARRIER_WIDE) {
    out.wide = registers->wide + slot;
  } else {
    out.doubles = registers->numbers + slot;
  }
  return out;
}

static int present(const struct operand *operand) {
  return operand->doubles || operand->wide;
}

static int128 value_at(const struct operand *operand, uint32_t row) {
  if (operand->wide) return operand->wide[row];
  assert(operand->doubles);
  double value = operand->doubles[row];
  return value == value ? (int128)value : MISSING;
}

static int128 number_at(const struct instruction *one, const struct operand *a, const struct operand *b,
                        const struct operand *c, uint8_t condition, int32_t index, uint32_t row) {
  int128 x = present(a) ? value_at(a, row) : 0, y = present(b) ? value_at(b, row) : 0;
  if (x == MISSING && one->opcode != OP_SELECT) return MISSING;
  if (y == MISSING && one->opcode != OP_SELECT) return MISSING;
  switch (one->opcode) {
    case OP_CONSTANT:
      return one->ka;
    case OP_COMBINE:
      return x * one->ka + (present(b) ? y * one->kb : one->kb);
    case OP_MULTIPLY:
      return x * y;
    case OP_NONZERO:
      return x == 0 ? MISSING : x;
    case OP_SIGNED_BY:
      return y < 0 ? -x : x;
    case OP_MAGNITUDE:
      return x < 0 ? -x : x;
    case OP_LESSER:
      return x * one->ka < y * one->kb ? x * one->ka : y * one->kb;
    case OP_GREATER:
      return x * one->ka > y * one->kb ? x * one->ka : y * one->kb;
    case OP_ROUND:
      return rounded_quotient(x * one->ka, present(b) ? y * one->kb : one->kb);
    case OP_TABLE:
      return index < 0 || one->numbers[index] == DECIMAL_MISSING ? MISSING : (int128)one->numbers[index];
    case OP_SELECT:
      if (condition == CHUAN_NO_DATA) return MISSING;
      return condition == CHUAN_MET ? y : value_at(c, row);
    default:
      return MISSING;
  }
}

static int128 load_at(const struct column *column, uint32_t row, uint32_t end) {
  int64_t value = row < end ? column_value(column, row) : DECIMAL_MISSING;
  return value == DECIMAL_MISSING ? MISSING : (int128)value;
}

static uint8_t compared(const struct instruction *one, int128 x, int128 y) {
  int met = one->opcode == OP_AT_LEAST ? x >= y : one->opcode == OP_MORE_THAN ? x > y : x == y;
  return (uint8_t)(met ? CHUAN_MET : CHUAN_NOT_MET);
}

static void run_comparison(const struct instruction *one, const struct operand *a, const struct operand *b,
                           uint8_t *out) {
  for (uint32_t i = 0; i < BATCH; i++) {
    int128 x = present(a) ? value_at(a, i) : 0, y = present(b) ? value_at(b, i) : 0;
    if (x == MISSING || y == MISSING) {
      out[i] = (uint8_t)(one->opcode == OP_KNOWN ? CHUAN_NOT_MET : CHUAN_NO_DATA);
    } else if (one->opcode == OP_KNOWN) {
      out[i] = (uint8_t)CHUAN_MET;
    } else {
      out[i] = compared(one, present(a) ? x * one->ka : one->ka, present(b) ? y * one->kb : one->kb);
    }
  }
}

void kernel_run_wide(const struct program *program, const struct planned *plan, int32_t index,
                     const struct registers *registers, const struct column *columns, uint32_t first,
                     uint32_t rows) {
  const struct instruction *one = &program->instructions[index];
  size_t slot = (size_t)one->slot * BATCH;
  struct operand a = operand_of(program, plan, one->a, registers),
                 b = operand_of(program, plan, one->b, registers);
  struct operand c = operand_of(program, plan, one->c, registers);
  if (opcode_class(one->opcode) == CLASS_VERDICT) {
    run_comparison(one, &a, &b, registers->verdicts + slot);
    return;
  }
  const uint8_t *condition = NULL;
  const int32_t *indexes = NULL;
  if (one->opcode == OP_SELECT) {
    condition = registers->verdicts + (size_t)program->instructions[one->a].slot * BATCH;
  }
  if (one->opcode == OP_TABLE) {
    indexes = registers->indexes + (size_t)program->instructions[one->a].slot * BATCH;
  }
  int128 *out = registers->wide + slot;
  for (uint32_t i = 0; i < BATCH; i++) {
    out[i] = one->opcode == OP_LOAD
                 ? load_at(&columns[one->fact->index], first + i, first + rows)
                 : number_at(one, &a, &b, &c, condition ? condition[i] : 0, indexes ? indexes[i] : 0, i);
  }
}
