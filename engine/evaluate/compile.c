/* Compiling the graph of one level and moment: which expressions are needed, then each in order (operands
 * come first), tests and choices here, numbers in compile_number.c. */
#include "evaluate/compile.h"

#include "base/decimal.h"

#include <stdlib.h>
#include <string.h>

int32_t compile_emit(struct compiler *compiler, const struct instruction *instruction) {
  if (compiler->failed) return 0;
  int32_t index = program_emit(compiler->program, instruction);
  if (index >= 0) return index;
  compiler->failed = 1;
  return 0;
}

int32_t compile_binary(struct compiler *compiler, enum opcode opcode, int32_t a, int128 ka, int32_t b,
                       int128 kb) {
  struct instruction one = {.opcode = opcode, .a = a, .b = b, .c = -1, .ka = ka, .kb = kb};
  return compile_emit(compiler, &one);
}

int32_t compile_select(struct compiler *compiler, enum opcode opcode, int32_t condition, int32_t yes,
                       int32_t no) {
  struct instruction one = {.opcode = opcode, .a = condition, .b = yes, .c = no};
  return compile_emit(compiler, &one);
}

int32_t compile_verdict_constant(struct compiler *compiler, chuan_verdict verdict) {
  struct instruction one = {.opcode = OP_CONSTANT_VERDICT, .a = -1, .b = -1, .c = -1, .ka = (int128)verdict};
  return compile_emit(compiler, &one);
}

const struct compiled *compile_value(const struct compiler *compiler, const struct expression *expression) {
  return &compiler->values[expression->id];
}

int compile_is_dated(const struct expression *expression) {
  return expression->kind == EXPRESSION_FROM_YEAR || expression->kind == EXPRESSION_AMENDED;
}

int compile_is_foreign(const struct expression *expression) {
  return expression_is_outside(expression->kind) || expression->kind == EXPRESSION_AVERAGE_GROWTH ||
         expression->kind == EXPRESSION_AVERAGE_FALL || expression->kind == EXPRESSION_FAILED_SHARE;
}

const struct expression *compile_case_now(const struct compiler *compiler,
                                          const struct expression *expression) {
  const struct moment *moment = &compiler->program->moment;
  const struct expression *now = NULL;
  for (uint32_t i = 0; i < expression->operand_count; i++) {
    int applies = expression->kind == EXPRESSION_FROM_YEAR ? expression->as.from_year.years[i] <= moment->year
                                                           : expression->as.amended.from[i] <= moment->as_of;
    if (applies) now = expression->operands[i];
  }
  return now;
}

int32_t compile_case(struct compiler *compiler, int32_t selector, uint32_t which) {
  return compile_binary(compiler, OP_EQUAL_INDEX, selector, (int128)which, -1, 0);
}

uint32_t compile_domain(const struct expression *expression) {
  return expression->type == TYPE_YES_NO ? 2u : expression->choice_count;
}

static const struct expression *bare(const struct expression *expression) {
  while (expression->kind == EXPRESSION_UNVERIFIED || expression->kind == EXPRESSION_DERIVED) {
    expression = expression->operands[0];
  }
  return expression;
}

static int is_missing(const struct expression *expression) {
  return expression->kind == EXPRESSION_PENDING || expression->kind == EXPRESSION_DELEGATED;
}

static int32_t constant_index(struct compiler *compiler, int32_t index) {
  return compile_binary(compiler, OP_CONSTANT_INDEX, -1, (int128)index, -1, 0);
}

static int32_t missing_index(struct compiler *compiler) {
  return constant_index(compiler, -1);
}

static int32_t exactly(struct compiler *compiler, const struct expression *node) {
  struct instruction one = {.opcode = OP_EXACT, .a = -1, .b = -1, .c = -1, .node = node};
  return compile_emit(compiler, &one);
}

static int32_t from_outside(struct compiler *compiler, enum opcode opcode, const struct expression *node) {
  struct instruction one = {.opcode = opcode, .a = -1, .b = -1, .c = -1, .node = node};
  return compile_emit(compiler, &one);
}

/* --- values that are choices or yes/no: an index register ------------------------------------------- */

static int32_t choose(struct compiler *compiler, enum opcode opcode, const struct expression *expression) {
  uint32_t last = expression->operand_count - 1;
  int32_t result = compile_value(compiler, expression->operands[last])->instruction;
  for (uint32_t i = last; i >= 2; i -= 2) {
    result =
        compile_select(compiler, opcode, compile_value(compiler, expression->operands[i - 2])->instruction,
                       compile_value(compiler, expression->operands[i - 1])->instruction, result);
  }
  return result;
}

/* by() whose values are indexes or verdicts; `nothing` stands where no case holds. */
static int32_t by(struct compiler *compiler, enum opcode opcode, const struct expression *expression,
                  int32_t nothing) {
  const struct expression *selector = expression->operands[0];
  int32_t index = compile_value(compiler, selector)->instruction, otherwise = expression->as.by.otherwise;
  int32_t result =
      otherwise < 0 ? nothing : compile_value(compiler, expression->operands[otherwise])->instruction;
  struct instruction there = {.opcode = OP_KNOWN_INDEX, .a = index, .b = -1, .c = -1};
  for (uint32_t i = 0; i < compile_domain(selector); i++) {
    int32_t operand = expression->as.by.cases[i];
    if (operand < 0) continue;
    result = compile_select(compiler, opcode, compile_case(compiler, index, i),
                            compile_value(compiler, expression->operands[operand])->instruction, result);
  }
  return compile_select(compiler, opcode, compile_emit(compiler, &there), result, nothing);
}

static int32_t index_value(struct compiler *compiler, const struct expression *expression) {
  if (expression_is_outside(expression->kind)) return from_outside(compiler, OP_OUTSIDE_INDEX, expression);
  switch (expression->kind) {
    case EXPRESSION_FACT: {
      struct instruction load = {
          .opcode = OP_LOAD_INDEX, .a = -1, .b = -1, .c = -1, .fact = expression->as.fact};
      return compile_emit(compiler, &load);
    }
    case EXPRESSION_CHOICE:
      return constant_index(compiler, (int32_t)expression->as.choice_index);
    case EXPRESSION_CHOOSE:
      return choose(compiler, OP_SELECT_INDEX, expression);
    case EXPRESSION_BY:
      return by(compiler, OP_SELECT_INDEX, expression, missing_index(compiler));
    case EXPRESSION_FROM_YEAR:
    case EXPRESSION_AMENDED: {
      const struct expression *now = compile_case_now(compiler, expression);
      return now ? compile_value(compiler, now)->instruction : missing_index(compiler);
    }
    case EXPRESSION_DERIVED:
    case EXPRESSION_UNVERIFIED:
      return compile_value(compiler, expression->operands[0])->instruction;
    case EXPRESSION_COMPUTE: /* yes or no: asked as a verdict */
      return compile_select(compiler, OP_SELECT_INDEX, exactly(compiler, expression),
                            constant_index(compiler, 1), constant_index(compiler, 0));
    default:
      return missing_index(compiler); /* PENDING, DELEGATED */
  }
}

/* --- tests: a verdict register ------------------------------------------------------------------------- */

static int32_t compare(struct compiler *compiler, enum opcode opcode, const struct expression *left,
                       const struct expression *right, const struct expression *node) {
  int32_t verdict = compile_comparison(compiler, opcode, compile_value(compiler, left),
                                       compile_value(compiler, right), node);
  return verdict >= 0 ? verdict : exactly(compiler, node);
}

/* Indexes say the same only within one domain. */
static int comparable(const struct expression *a, const struct expression *b) {
  return a->type == b->type && (a->type == TYPE_YES_NO || a->choices == b->choices);
}

static int32_t equals(struct compiler *compiler, const struct expression *node) {
  const struct expression *a = node->operands[0], *b = node->operands[1];
  if (a->type == TYPE_NUMBER) return compare(compiler, OP_EQUAL, a, b, node);
  if (bare(a)->kind == EXPRESSION_CHOICE && bare(b)->kind != EXPRESSION_CHOICE) {
    const struct expression *swap = a;
    a = b;
    b = swap;
  }
  if (!comparable(a, b)) return exactly(compiler, node);
  int32_t index = compile_value(compiler, a)->instruction;
  if (bare(b)->kind == EXPRESSION_CHOICE) return compile_case(compiler, index, bare(b)->as.choice_index);
  struct instruction equal = {.opcode = OP_EQUAL_INDEX, .a = index, .b = -1, .c = -1};
  equal.b = compile_value(compiler, b)->instruction;
  return compile_emit(compiler, &equal);
}

/* One look-up: met where the index is among those listed, not_met elsewhere, no_data where it is missing. */
static int32_t membership(struct compiler *compiler, const struct expression *node) {
  const struct expression *value = node->operands[0];
  uint32_t count = compile_domain(value) + 1;
  int64_t *verdicts = arena_array(compiler->program->arena, count, sizeof *verdicts);
  if (!verdicts) {
    compiler->failed = 1;
    return 0;
  }
  for (uint32_t i = 0; i + 1 < count; i++) verdicts[i] = CHUAN_NOT_MET;
  for (uint32_t i = 1; i < node->operand_count; i++) {
    verdicts[bare(node->operands[i])->as.choice_index] = CHUAN_MET;
  }
  verdicts[count - 1] = CHUAN_NO_DATA;
  struct instruction table = {
      .opcode = OP_TABLE_VERDICT, .b = -1, .c = -1, .numbers = verdicts, .count = count};
  table.a = compile_value(compiler, value)->instruction;
  return compile_emit(compiler, &table);
}

static int32_t one_of(struct compiler *compiler, const struct expression *node) {
  const struct expression *value = node->operands[0];
  int is_number = value->type == TYPE_NUMBER;
  for (uint32_t i = 1; i < node->operand_count; i++) {
    const struct expression *candidate = node->operands[i];
    if (bare(candidate)->kind != (is_number ? EXPRESSION_NUMBER : EXPRESSION_CHOICE)) {
      return exactly(compiler, node);
    }
    if (!is_number && !comparable(value, candidate)) return exactly(compiler, node);
  }
  if (!is_number && compile_domain(value) / TABLE_SPREAD <= node->operand_count) {
    return membership(compiler, node);
  }
  int32_t result = -1, index = compile_value(compiler, value)->instruction;
  for (uint32_t i = 1; i < node->operand_count; i++) {
    const struct expression *candidate = node->operands[i];
    int32_t equal = is_number ? compare(compiler, OP_EQUAL, value, candidate, node)
                              : compile_case(compiler, index, bare(candidate)->as.choice_index);
    result = result < 0 ? equal : compile_binary(compiler, OP_ANY, result, 0, equal, 0);
  }
  return result;
}

static int32_t known(struct compiler *compiler, const struct expression *node) {
  const struct expression *value = node->operands[0];
  const struct compiled *compiled = compile_value(compiler, value);
  struct instruction there = {.opcode = OP_KNOWN, .a = -1, .b = -1, .c = -1, .node = node};
  if (value->type == TYPE_TEST || is_missing(value)) return exactly(compiler, node);
  if (value->type != TYPE_NUMBER) {
    there.opcode = OP_KNOWN_INDEX;
    there.a = compiled->instruction;
    return compile_emit(compiler, &there);
  }
  if (compiled->exact_only) return exactly(compiler, node);
  if (compiled->fraction.n < 0 && compiled->fraction.d < 0)
    return compile_verdict_constant(compiler, CHUAN_MET);
  there.a = compiled->fraction.n >= 0 ? compiled->fraction.n : compiled->fraction.d;
  int32_t result = compile_emit(compiler, &there);
  if (compiled->fraction.n >= 0 && compiled->fraction.d >= 0) {
    there.a = compiled->fraction.d;
    result = compile_binary(compiler, OP_ALL, result, 0, compile_emit(compiler, &there), 0);
  }
  return result;
}

static int32_t combine(struct compiler *compiler, const struct expression *node) {
  if (node->kind == EXPRESSION_AT_LEAST_N) {
    int32_t *list = arena_array(compiler->program->arena, node->operand_count, sizeof *list);
    if (!list) {
      compiler->failed = 1;
      return 0;
    }
    for (uint32_t i = 0; i < node->operand_count; i++) {
      list[i] = compile_value(compiler, node->operands[i])->instruction;
    }
    struct instruction count = {.opcode = OP_AT_LEAST_N, .a = -1, .b = -1, .c = -1, .list = list};
    count.count = node->operand_count;
    count.ka = (int128)node->as.n;
    return compile_emit(compiler, &count);
  }
  int32_t result = compile_verdict_constant(compiler, CHUAN_NOT_APPLICABLE);
  enum opcode opcode = node->kind == EXPRESSION_ANY ? OP_ANY : OP_ALL;
  for (uint32_t i = 0; i < node->operand_count; i++) {
    int32_t member = compile_value(compiler, node->operands[i])->instruction;
    if (node->kind == EXPRESSION_NONE) member = compile_binary(compiler, OP_NOT, member, 0, -1, 0);
    result = i == 0 ? member : compile_binary(compiler, opcode, result, 0, member, 0);
  }
  return result;
}

static int32_t is_true(struct compiler *compiler, const struct expression *node) {
  const struct expression *value = node->operands[0];
  if (value->type == TYPE_TEST) return compile_value(compiler, value)->instruction;
  if (value->kind == EXPRESSION_FACT) {
    struct instruction load = {.opcode = OP_LOAD_VERDICT, .a = -1, .b = -1, .c = -1, .fact = value->as.fact};
    return compile_emit(compiler, &load);
  }
  return compile_case(compiler, compile_value(compiler, value)->instruction, 1);
}

static int32_t verdict(struct compiler *compiler, const struct expression *node) {
  const struct expression *const *operands = node->operands;
  if (expression_is_outside(node->kind)) return from_outside(compiler, OP_OUTSIDE_VERDICT, node);
  switch (node->kind) {
    case EXPRESSION_AT_LEAST:
      return compare(compiler, OP_AT_LEAST, operands[0], operands[1], node);
    case EXPRESSION_AT_MOST:
      return compare(compiler, OP_AT_LEAST, operands[1], operands[0], node);
    case EXPRESSION_MORE_THAN:
      return compare(compiler, OP_MORE_THAN, operands[0], operands[1], node);
    case EXPRESSION_LESS_THAN:
      return compare(compiler, OP_MORE_THAN, operands[1], operands[0], node);
    case EXPRESSION_BETWEEN:
      return compile_binary(compiler, OP_BOTH, compare(compiler, OP_AT_LEAST, operands[0], operands[1], node),
                            0, compare(compiler, OP_AT_LEAST, operands[2], operands[0], node), 0);
    case EXPRESSION_EQUALS:
      return equals(compiler, node);
    case EXPRESSION_ONE_OF:
      return one_of(compiler, node);
    case EXPRESSION_IS_TRUE:
      return is_true(compiler, node);
    case EXPRESSION_KNOWN:
      return known(compiler, node);
    case EXPRESSION_ALL:
    case EXPRESSION_ANY:
    case EXPRESSION_NONE:
    case EXPRESSION_AT_LEAST_N:
    case EXPRESSION_EVERY_CRITERION:
      return combine(compiler, node);
    case EXPRESSION_APPLIES_WHEN:
      return compile_binary(compiler, OP_APPLIES_WHEN, compile_value(compiler, operands[0])->instruction, 0,
                            compile_value(compiler, operands[1])->instruction, 0);
    case EXPRESSION_MET:
    case EXPRESSION_DERIVED:
    case EXPRESSION_UNVERIFIED:
      return compile_value(compiler, operands[0])->instruction;
    case EXPRESSION_CHOOSE:
      return choose(compiler, OP_SELECT_VERDICT, node);
    case EXPRESSION_BY:
      return by(compiler, OP_SELECT_VERDICT, node, compile_verdict_constant(compiler, CHUAN_NO_DATA));
    case EXPRESSION_FROM_YEAR:
    case EXPRESSION_AMENDED: {
      const struct expression *now = compile_case_now(compiler, node);
      return now ? compile_value(compiler, now)->instruction
                 : compile_verdict_constant(compiler, CHUAN_NO_DATA);
    }
    case EXPRESSION_PENDING:
    case EXPRESSION_DELEGATED:
      return compile_verdict_constant(compiler, CHUAN_NO_DATA);
    default:
      return exactly(compiler, node); /* COMPUTE */
  }
}

/* --- the whole ---------------------------------------------------------------------------------------- */

static void compile_all(struct compiler *compiler, const struct rulebook *rulebook, const uint8_t *needed) {
  for (uint32_t id = 0; id < rulebook->expression_count && !compiler->failed; id++) {
    const struct expression *expression = rulebook->expressions[id];
    struct compiled *out = &compiler->values[id];
    if (!needed[id]) continue;
    if (expression->type == TYPE_NUMBER) {
      compile_number(compiler, expression, out);
    } else if (expression->type == TYPE_TEST) {
      out->instruction = verdict(compiler, expression);
    } else {
      out->instruction = index_value(compiler, expression);
    }
  }
}

/* Marks what the tests rest on. Operands come before their users, so one pass from the end finds it all. */
static void find_needed(const struct compiler *compiler, const struct rulebook *rulebook,
                        const struct expression *const *tests, uint32_t count, uint8_t *needed) {
  for (uint32_t i = 0; i < count; i++) needed[tests[i]->id] = 1;
  for (uint32_t id = rulebook->expression_count; id-- > 0;) {
    const struct expression *expression = rulebook->expressions[id];
    if (!needed[id] || compile_is_foreign(expression)) continue;
    if (compile_is_dated(expression)) {
      const struct expression *now = compile_case_now(compiler, expression);
      if (now) needed[now->id] = 1;
      continue;
    }
    for (uint32_t i = 0; i < expression->operand_count; i++) needed[expression->operands[i]->id] = 1;
  }
}

chuan_status program_compile_tests(const struct rulebook *rulebook, const char *level, struct moment moment,
                                   const struct expression *const *tests, uint32_t count,
                                   struct program **out) {
  struct arena *arena = arena_create(), *scratch = arena_create();
  struct program *program = arena ? arena_alloc(arena, sizeof *program) : NULL;
  struct compiler compiler = {.program = program};
  chuan_status status = CHUAN_MEMORY;
  *out = NULL;
  if (!program || !scratch) goto done;
  program->arena = arena;
  program->rulebook = rulebook;
  program->level = vocabulary_level_find(&rulebook->vocabulary, level);
  program->moment = moment;
  program->output_count = count;
  program->outputs = arena_array(arena, (size_t)count + 1, sizeof *program->outputs);
  compiler.values = arena_array(scratch, (size_t)rulebook->expression_count + 1, sizeof *compiler.values);
  uint8_t *needed = arena_alloc(scratch, (size_t)rulebook->expression_count + 1);
  if (!program->outputs || !compiler.values || !needed) goto done;
  find_needed(&compiler, rulebook, tests, count, needed);
  compile_all(&compiler, rulebook, needed);
  if (compiler.failed) goto done;
  for (uint32_t i = 0; i < count; i++) program->outputs[i] = compiler.values[tests[i]->id].instruction;
  if (!program_finish(program)) goto done;
  *out = program;
  status = CHUAN_OK;
done:
  arena_free(scratch);
  if (status != CHUAN_OK) arena_free(arena);
  return status;
}

chuan_status program_compile(const struct rulebook *rulebook, const char *level, struct moment moment,
                             const struct judged *const *judged, uint32_t judged_count,
                             struct program **out) {
  struct arena *scratch = arena_create();
  const struct expression **tests =
      scratch ? arena_array(scratch, (size_t)judged_count + 1, sizeof *tests) : NULL;
  chuan_status status = CHUAN_MEMORY;
  *out = NULL;
  for (uint32_t i = 0; tests && i < judged_count; i++) tests[i] = judged[i]->test;
  if (tests) status = program_compile_tests(rulebook, level, moment, tests, judged_count, out);
  arena_free(scratch);
  return status;
}
