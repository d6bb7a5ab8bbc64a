/* What a program is made of: shared by the compiler, the planner, the kernels and the runner. */
#ifndef CHUAN_EVALUATE_INSTRUCTION_H
#define CHUAN_EVALUATE_INSTRUCTION_H

#include "evaluate/program.h"

#include <stdint.h>

__extension__ typedef __int128 int128;

static inline int128 magnitude(int128 x) {
  return x < 0 ? -x : x;
}

/* Three kinds of register: numbers (integers, carried as doubles or 128 bits), indexes of choices and yes_no
 * (-1 = missing), verdicts (bytes of chuan_verdict). */
enum register_class { CLASS_NUMBER, CLASS_INDEX, CLASS_VERDICT, CLASS_COUNT };

/* opcode, class of its result, text for people. Operands a, b, c are instructions; ka, kb constants. */
#define OPCODE_MAP(XX)                                                                                       \
  XX(LOAD, NUMBER, "load")           /* fact */                                                              \
  XX(CONSTANT, NUMBER, "constant")   /* ka everywhere */                                                     \
  XX(MISSING, NUMBER, "missing")     /* missing everywhere */                                                \
  XX(COMBINE, NUMBER, "combine")     /* a*ka + b*kb; b < 0: a*ka + kb */                                     \
  XX(MULTIPLY, NUMBER, "multiply")   /* a * b */                                                             \
  XX(NONZERO, NUMBER, "nonzero")     /* a, missing where it is 0: what a fraction stands on */               \
  XX(SIGNED_BY, NUMBER, "signed_by") /* a, negated where b < 0 */                                            \
  XX(MAGNITUDE, NUMBER, "magnitude") /* |a| */                                                               \
  XX(LESSER, NUMBER, "lesser")       /* the smaller of a*ka and b*kb */                                      \
  XX(GREATER, NUMBER, "greater")                                                                             \
  XX(ROUND, NUMBER, "round")                        /* a*ka / (b*kb), half away from zero; b < 0: / kb */    \
  XX(TABLE, NUMBER, "table")                        /* numbers[a] by index */                                \
  XX(SELECT, NUMBER, "select")                      /* a met: b; a no_data: missing; else c */               \
  XX(LOAD_INDEX, INDEX, "load_index")               /* fact */                                               \
  XX(CONSTANT_INDEX, INDEX, "constant_index")       /* ka */                                                 \
  XX(SELECT_INDEX, INDEX, "select_index")           /* as SELECT */                                          \
  XX(OUTSIDE_INDEX, INDEX, "outside_index")         /* node, as run_request.outside has it */                \
  XX(LOAD_VERDICT, VERDICT, "load_verdict")         /* yes_no fact: met, not_met, no_data */                 \
  XX(CONSTANT_VERDICT, VERDICT, "constant_verdict") /* ka */                                                 \
  XX(TABLE_VERDICT, VERDICT, "table_verdict")       /* numbers[a]; missing index: the last entry */          \
  XX(SELECT_VERDICT, VERDICT, "select_verdict")     /* as SELECT, missing = no_data */                       \
  XX(AT_LEAST, VERDICT, "at_least")                 /* a*ka >= b*kb; an operand < 0 is its constant alone */ \
  XX(MORE_THAN, VERDICT, "more_than")                                                                        \
  XX(EQUAL, VERDICT, "equal")                                                                                \
  XX(EQUAL_INDEX, VERDICT, "equal_index") /* a = b; b < 0: a = ka */                                         \
  XX(KNOWN, VERDICT, "known")             /* number a is there */                                            \
  XX(KNOWN_INDEX, VERDICT, "known_index")                                                                    \
  XX(ALL, VERDICT, "all") /* of a and b */                                                                   \
  XX(ANY, VERDICT, "any")                                                                                    \
  XX(BOTH, VERDICT, "both") /* as ALL, but no_data when either is */                                         \
  XX(NOT, VERDICT, "not")                                                                                    \
  XX(AT_LEAST_N, VERDICT, "at_least_n")           /* list; ka = n */                                         \
  XX(APPLIES_WHEN, VERDICT, "applies_when")       /* condition a, test b */                                  \
  XX(OUTSIDE_VERDICT, VERDICT, "outside_verdict") /* node, as run_request.outside has it */                  \
  XX(EXACT, VERDICT, "exact")                     /* by the exact interpreter, row by row: node */

enum opcode {
#define XX(name, class, text) OP_##name,
  OPCODE_MAP(XX)
#undef XX
      OPCODE_COUNT
};

struct instruction {
  enum opcode opcode;
  int32_t a, b, c; /* instructions, -1 = none */
  int128 ka, kb;
  const struct fact *fact;
  const int64_t *numbers; /* DECIMAL_MISSING = missing; owned by the program */
  int32_t *list;          /* AT_LEAST_N: verdicts */
  uint32_t count;         /* of numbers or list */
  const double *doubles;  /* TABLE: the numbers after a leading NaN, so that index -1 is missing */
  /* a test: what the exact interpreter would be asked; OUTSIDE_*: what is read */
  const struct expression *node;
  int32_t slot; /* register of its class */
};

struct program {
  struct arena *arena;
  const struct rulebook *rulebook;
  const struct vocabulary_level *level;
  struct moment moment;
  struct instruction *instructions;
  size_t capacity;
  int32_t count;
  int32_t *outputs; /* instruction of each judged verdict */
  uint32_t output_count;
  uint32_t slots[CLASS_COUNT];
  int32_t *buckets; /* hash of instructions, while compiling */
  uint32_t bucket_count;
};

enum register_class opcode_class(enum opcode opcode);
static inline int opcode_is_outside(enum opcode opcode) {
  return opcode == OP_OUTSIDE_INDEX || opcode == OP_OUTSIDE_VERDICT;
}
const char *opcode_text(enum opcode opcode);
static inline int opcode_is_comparison(enum opcode opcode) { /* of numbers */
  return opcode == OP_AT_LEAST || opcode == OP_MORE_THAN || opcode == OP_EQUAL;
}

/* Adds an instruction, or finds the same one already there. -1 when there is no memory. */
int32_t program_emit(struct program *program, const struct instruction *instruction);
/* Drops what nothing reads, gives every instruction a register, re-used after its last reader, and every table
 * its doubles. 0 when there is no memory. */
int program_finish(struct program *program);

#endif
