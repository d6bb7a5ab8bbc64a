/* From the rule graph to instructions: shared by compile.c (tests and choices) and compile_number.c. */
#ifndef CHUAN_EVALUATE_COMPILE_H
#define CHUAN_EVALUATE_COMPILE_H

#include "evaluate/instruction.h"

/* A number as a fraction: (n * kn) / (d * kd). n or d < 0: the constant alone. d's values are positive or
 * missing, kd > 0. */
struct fraction {
  int32_t n, d;
  int128 kn, kd;
};

/* What an expression compiles to. `exact_only`: the constants do not fit, or Lua computes it; every test
 * that rests on it is left to the exact interpreter. */
struct compiled {
  int exact_only;
  struct fraction fraction; /* TYPE_NUMBER */
  int32_t instruction;      /* TYPE_CHOICE, TYPE_YES_NO: index; TYPE_TEST: verdict */
};

struct compiler {
  struct program *program;
  struct compiled *values; /* by expression id */
  int failed;              /* no memory */
};

int32_t compile_emit(struct compiler *compiler, const struct instruction *instruction);
/* An instruction with up to two operands and constants. */
int32_t compile_binary(struct compiler *compiler, enum opcode opcode, int32_t a, int128 ka, int32_t b,
                       int128 kb);
int32_t compile_select(struct compiler *compiler, enum opcode opcode, int32_t condition, int32_t yes,
                       int32_t no);
int32_t compile_verdict_constant(struct compiler *compiler, chuan_verdict verdict);
/* Where index `selector` is `which`: met; another: not_met; missing: no_data. */
int32_t compile_case(struct compiler *compiler, int32_t selector, uint32_t which);
/* How many indexes a choice or yes_no can have. */
uint32_t compile_domain(const struct expression *expression);
/* A table has at most about so many entries per value that the rule names. */
#define TABLE_SPREAD 64u

void compile_number(struct compiler *compiler, const struct expression *expression, struct compiled *out);
/* The verdict of `left opcode right` (AT_LEAST, MORE_THAN or EQUAL); -1: only exactly. */
int32_t compile_comparison(struct compiler *compiler, enum opcode opcode, const struct compiled *left,
                           const struct compiled *right, const struct expression *node);
/* The operand of a from_year or an amended text that holds at the program's moment, or NULL before its first. */
const struct expression *compile_case_now(const struct compiler *compiler,
                                          const struct expression *expression);
/* Which of the operands hold is a matter of the moment alone. */
int compile_is_dated(const struct expression *expression);
/* The kernels have nothing for it: numbers from other units and years, growth, shares of criteria. */
int compile_is_foreign(const struct expression *expression);
const struct compiled *compile_value(const struct compiler *compiler, const struct expression *expression);

#endif
