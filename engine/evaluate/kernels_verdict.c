/* The kernels of verdicts: questions about choices and yes_no, combinations, counting. */
#include "evaluate/kernels.h"

#include <string.h>

/* --- questions ------------------------------------------------------------------------------------------- */

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

static void look_up_verdict(const struct instruction *one, const int32_t *index, uint8_t *out) {
  for (uint32_t i = 0; i < BATCH; i++) {
    uint32_t at = index[i] < 0 ? one->count - 1 : (uint32_t)index[i];
    out[i] = (uint8_t)one->numbers[at];
  }
}

/* Verdicts of indexes: questions about choices and yes_no. */
static void run_question(const struct program *program, const struct instruction *one,
                         const struct registers *registers, uint8_t *out) {
  const int32_t *a = register_of_indexes(program, registers, one->a);
  switch (one->opcode) {
    case OP_TABLE_VERDICT:
      look_up_verdict(one, a, out);
      break;
    case OP_EQUAL_INDEX:
      if (one->b >= 0) equal_index(a, register_of_indexes(program, registers, one->b), out);
      if (one->b < 0) equal_index_constant(a, (int32_t)one->ka, out);
      break;
    default: /* KNOWN_INDEX */
      for (uint32_t i = 0; i < BATCH; i++) out[i] = (uint8_t)(a[i] < 0 ? CHUAN_NOT_MET : CHUAN_MET);
      break;
  }
}

/* --- combinations ---------------------------------------------------------------------------------------- */

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
    int unknown = (a[i] == CHUAN_NO_DATA) | (b[i] == CHUAN_NO_DATA);
    out[i] = unknown ? (uint8_t)CHUAN_NO_DATA : least;
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

/* Verdicts of verdicts. */
static void run_combination(const struct program *program, const struct instruction *one,
                            const struct registers *registers, uint8_t *out) {
  const uint8_t *a = register_of_verdicts(program, registers, one->a);
  if (one->opcode == OP_NOT) {
    not_of(a, out);
    return;
  }
  const uint8_t *b = register_of_verdicts(program, registers, one->b);
  switch (one->opcode) {
    case OP_ALL:
      all_of(a, b, out);
      break;
    case OP_ANY:
      any_of(a, b, out);
      break;
    case OP_BOTH:
      both_of(a, b, out);
      break;
    case OP_APPLIES_WHEN:
      applies_when(a, b, out);
      break;
    default: /* SELECT_VERDICT */
      select_verdict(a, b, register_of_verdicts(program, registers, one->c), out);
      break;
  }
}

void kernel_run_verdict(const struct program *program, const struct instruction *one,
                        const struct registers *registers, uint8_t *out) {
  switch (one->opcode) {
    case OP_AT_LEAST_N:
      at_least_n(program, one, registers, out);
      break;
    case OP_TABLE_VERDICT:
    case OP_EQUAL_INDEX:
    case OP_KNOWN_INDEX:
      run_question(program, one, registers, out);
      break;
    default:
      run_combination(program, one, registers, out);
      break;
  }
}

/* --- counting ---------------------------------------------------------------------------------- */

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
