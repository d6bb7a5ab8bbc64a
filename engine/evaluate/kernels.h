/* One kernel per instruction, over batches of BATCH rows. Doubles hold integers that the planner has proven
 * to stay within 2^53, and NaN is "missing": it flows through arithmetic by itself and fails every
 * comparison, which is exactly no_data. Batches are always whole: the last one is padded with missing. */
#ifndef CHUAN_EVALUATE_KERNELS_H
#define CHUAN_EVALUATE_KERNELS_H

#include "evaluate/instruction.h"
#include "facts/column.h"

#define BATCH 1024u

/* Compiled once per instruction set, with dispatch at load time. */
/* Sanitizers instrument the dispatcher itself, which runs before they are ready. */
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__) && !defined(CHUAN_NO_CLONES)
#define VECTORISED __attribute__((target_clones("default", "avx2", "arch=x86-64-v4")))
#else
#define VECTORISED
#endif

/* How an instruction runs in a chunk. */
enum carrier {
  CARRIER_DOUBLE, /* integers in doubles, proven */
  CARRIER_WIDE,   /* 128-bit integers, proven */
  CARRIER_EXACT,  /* a test asked of the exact interpreter; a number of this kind is not computed */
  CARRIER_SAME    /* a number equal to its operand a in this chunk: nothing to do */
};

struct planned {
  enum carrier carrier;
  int32_t source;   /* the instruction whose register holds the result: itself unless CARRIER_SAME */
  int128 low, high; /* bounds of the values that are there */
};

/* Proves bounds and picks carriers for one chunk. columns[fact.index] of the facts the program loads.
 * Returns 1 when some instruction needs the exact interpreter, 2 when some needs 128 bits, 3 both. */
unsigned plan_chunk(const struct program *program, const struct column *columns, struct planned *plan);

struct registers { /* slots of BATCH values each; wide may be NULL when no plan needs it */
  double *numbers;
  int128 *wide;
  int32_t *indexes;
  uint8_t *verdicts;
};

static inline const uint8_t *register_of_verdicts(const struct program *program,
                                                  const struct registers *registers, int32_t id) {
  return registers->verdicts + (size_t)program->instructions[id].slot * BATCH;
}

static inline const int32_t *register_of_indexes(const struct program *program,
                                                 const struct registers *registers, int32_t id) {
  return registers->indexes + (size_t)program->instructions[id].slot * BATCH;
}

/* Runs one instruction that is not OP_EXACT / CARRIER_EXACT over rows first..first+rows-1 of a chunk. */
void kernel_run(const struct program *program, const struct planned *plan, int32_t index,
                const struct registers *registers, const struct column *columns, uint32_t first,
                uint32_t rows);
/* The same for an instruction planned on 128 bits. */
void kernel_run_wide(const struct program *program, const struct planned *plan, int32_t index,
                     const struct registers *registers, const struct column *columns, uint32_t first,
                     uint32_t rows);
/* The same for an instruction that makes a verdict of indexes or verdicts alone. */
void kernel_run_verdict(const struct program *program, const struct instruction *one,
                        const struct registers *registers, uint8_t *out);
/* counts[v] += how many of verdicts[0..count-1] are v. */
void kernel_count(const uint8_t *verdicts, uint32_t count, uint64_t counts[4]);

#endif
