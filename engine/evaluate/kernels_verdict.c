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

/* A verdict is two bits: 1 no_data or not_applicable, 2 met or not_applicable. Eight of them are a word; bits are added
 * byte by byte in words, at most 255 words before a byte could overflow, and gcc makes vectors of the words. */
#define ONES 0x0101010101010101u
#define WORDS 248u /* a whole number of vectors, at most 255 */

/* The sum of the eight bytes. */
static uint64_t byte_sum(uint64_t word) {
  const uint64_t even = 0x00ff00ff00ff00ffu;
  return ((word & even) + ((word >> 8) & even)) * 0x0001000100010001u >> 48;
}

VECTORISED static void count_bits(const uint8_t *verdicts, uint32_t count, uint64_t counts[4]) {
  uint64_t low = 0, high = 0, both = 0;
  uint32_t at = 0;
  while (count - at >= 8) {
    uint64_t lows = 0, highs = 0, boths = 0;
    uint32_t words = (count - at) / 8;
    if (words > WORDS) words = WORDS;
    for (uint32_t i = 0; i < words; i++) {
      uint64_t word;
      memcpy(&word, verdicts + at + (size_t)i * 8, sizeof word);
      uint64_t first = word & ONES, second = (word >> 1) & ONES;
      lows += first;
      highs += second;
      boths += first & second;
    }
    low += byte_sum(lows);
    high += byte_sum(highs);
    both += byte_sum(boths);
    at += words * 8;
  }
  for (; at < count; at++) {
    low += verdicts[at] & 1u;
    high += verdicts[at] >> 1;
    both += verdicts[at] == CHUAN_NOT_APPLICABLE;
  }
  counts[CHUAN_NOT_APPLICABLE] += both;
  counts[CHUAN_NO_DATA] += low - both;
  counts[CHUAN_MET] += high - both;
  counts[CHUAN_NOT_MET] += count - low - high + both;
}

void kernel_count(const uint8_t *verdicts, uint32_t count, uint64_t counts[4]) {
  count_bits(verdicts, count, counts); /* the dispatcher of a function that is not static would be exported */
}
