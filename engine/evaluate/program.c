/* The instruction list itself: adding (each distinct instruction once), giving out registers, printing. */
#include "evaluate/instruction.h"

#include "base/buffer.h"
#include "base/decimal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum register_class opcode_class(enum opcode opcode) {
  static const unsigned char classes[OPCODE_COUNT] = {
#define XX(name, class, text) CLASS_##class,
      OPCODE_MAP(XX)
#undef XX
  };
  return (enum register_class)classes[opcode];
}

const char *opcode_text(enum opcode opcode) {
  static const char *const texts[OPCODE_COUNT] = {
#define XX(name, class, text) text,
      OPCODE_MAP(XX)
#undef XX
  };
  return texts[opcode];
}

static uint64_t mix(uint64_t hash, uint64_t value) {
  hash ^= value;
  hash *= 0x9e3779b97f4a7c15u;
  return hash ^ (hash >> 29);
}

static uint64_t hash_of(const struct instruction *one) {
  uint64_t hash = mix(17, (uint64_t)one->opcode);
  hash = mix(hash, (uint64_t)(uint32_t)one->a | (uint64_t)(uint32_t)one->b << 32);
  hash = mix(hash, (uint32_t)one->c);
  hash = mix(hash, (uint64_t)one->ka);
  hash = mix(hash, (uint64_t)one->kb);
  hash = mix(hash, one->fact ? one->fact->index + 1u : 0u);
  if (one->opcode == OP_EXACT || opcode_is_outside(one->opcode)) hash = mix(hash, one->node->id);
  for (uint32_t i = 0; i < one->count; i++) {
    hash = mix(hash, one->numbers ? (uint64_t)one->numbers[i] : (uint64_t)(uint32_t)one->list[i]);
  }
  return hash;
}

/* Asked of the exact interpreter, these answer the whole of a question of which they are perhaps one part. */
static int answers_more(const struct instruction *one) {
  if (one->opcode == OP_EXACT || one->opcode == OP_KNOWN || opcode_is_outside(one->opcode)) return 1;
  return one->node && (one->node->kind == EXPRESSION_BETWEEN || one->node->kind == EXPRESSION_ONE_OF);
}

/* Elsewhere the node does not count: two tests that compile to the same comparison have the same verdict. */
static int same(const struct instruction *x, const struct instruction *y) {
  if (x->opcode != y->opcode || x->a != y->a || x->b != y->b || x->c != y->c || x->ka != y->ka ||
      x->kb != y->kb || x->fact != y->fact || x->count != y->count) {
    return 0;
  }
  if (x->node != y->node && (answers_more(x) || answers_more(y))) return 0;
  if (x->count == 0) return 1;
  if (x->numbers) return y->numbers && memcmp(x->numbers, y->numbers, x->count * sizeof *x->numbers) == 0;
  return y->list && memcmp(x->list, y->list, x->count * sizeof *x->list) == 0;
}

static int rehash(struct program *program, uint32_t bucket_count) {
  int32_t *buckets = arena_array(program->arena, bucket_count, sizeof *buckets);
  if (!buckets) return 0;
  for (uint32_t i = 0; i < bucket_count; i++) buckets[i] = -1;
  for (int32_t i = 0; i < program->count; i++) {
    uint32_t at = (uint32_t)hash_of(&program->instructions[i]) & (bucket_count - 1);
    while (buckets[at] >= 0) at = (at + 1) & (bucket_count - 1);
    buckets[at] = i;
  }
  program->buckets = buckets;
  program->bucket_count = bucket_count;
  return 1;
}

int32_t program_emit(struct program *program, const struct instruction *instruction) {
  if ((uint32_t)program->count * 2u >= program->bucket_count &&
      !rehash(program, program->bucket_count ? program->bucket_count * 2u : 256u)) {
    return -1;
  }
  uint32_t at = (uint32_t)hash_of(instruction) & (program->bucket_count - 1);
  while (program->buckets[at] >= 0) {
    if (same(&program->instructions[program->buckets[at]], instruction)) return program->buckets[at];
    at = (at + 1) & (program->bucket_count - 1);
  }
  if (!arena_grow(program->arena, &program->instructions, &program->capacity, (size_t)program->count,
                  sizeof *program->instructions)) {
    return -1;
  }
  program->buckets[at] = program->count;
  program->instructions[program->count] = *instruction;
  return program->count++;
}

/* Where each result is read last: INT32_MAX for outputs, itself when nobody reads it. */
static void find_last_readers(const struct program *program, int32_t *last) {
  for (int32_t i = 0; i < program->count; i++) {
    const struct instruction *one = &program->instructions[i];
    last[i] = i;
    if (one->a >= 0) last[one->a] = i;
    if (one->b >= 0) last[one->b] = i;
    if (one->c >= 0) last[one->c] = i;
    for (uint32_t j = 0; one->list && j < one->count; j++) last[one->list[j]] = i;
  }
  for (uint32_t j = 0; j < program->output_count; j++) last[program->outputs[j]] = INT32_MAX;
  for (int32_t i = program->count - 1; i >= 0; i--) {
    /* Where the bounds prove these to be their operand, their readers read the operand's register. */
    const struct instruction *one = &program->instructions[i];
    if (one->opcode != OP_SIGNED_BY && one->opcode != OP_MAGNITUDE && one->opcode != OP_MULTIPLY) continue;
    if (last[one->a] < last[i]) last[one->a] = last[i];
    if (one->opcode == OP_MULTIPLY && last[one->b] < last[i]) last[one->b] = last[i];
  }
}

/* A result gets its register before those read last here give theirs back: a kernel never writes over what it reads. */
static int assign_slots(struct program *program) {
  size_t count = (size_t)program->count + 1;
  int32_t *last = arena_array(program->arena, count, sizeof *last);
  int32_t *ending = arena_array(program->arena, count, sizeof *ending); /* read last by this one: the first */
  int32_t *next =
      arena_array(program->arena, count, sizeof *next); /* of those ending together; of those free */
  int32_t free_first[CLASS_COUNT] = {-1, -1, -1};
  if (!last || !ending || !next) return 0;
  find_last_readers(program, last);
  for (int32_t i = 0; i < program->count; i++) ending[i] = -1;
  for (int32_t i = 0; i < program->count; i++) {
    if (last[i] == INT32_MAX) continue;
    next[i] = ending[last[i]];
    ending[last[i]] = i;
  }
  for (int32_t i = 0; i < program->count; i++) {
    struct instruction *one = &program->instructions[i];
    enum register_class class = opcode_class(one->opcode);
    int32_t reused = free_first[class];
    one->slot = reused >= 0 ? program->instructions[reused].slot : (int32_t)program->slots[class]++;
    if (reused >= 0) free_first[class] = next[reused];
    for (int32_t done = ending[i], following; done >= 0; done = following) {
      int32_t *first = &free_first[opcode_class(program->instructions[done].opcode)];
      following = next[done];
      next[done] = *first;
      *first = done;
    }
  }
  return 1;
}

static int fill_tables(struct program *program) {
  for (int32_t i = 0; i < program->count; i++) {
    struct instruction *one = &program->instructions[i];
    if (one->opcode != OP_TABLE) continue;
    double *doubles = arena_array(program->arena, (size_t)one->count + 1, sizeof *doubles);
    if (!doubles) return 0;
    doubles[0] = (double)NAN;
    for (uint32_t j = 0; j < one->count; j++) {
      doubles[j + 1] = one->numbers[j] == DECIMAL_MISSING ? (double)NAN : (double)one->numbers[j];
    }
    one->doubles = doubles;
  }
  return 1;
}

static int32_t moved(const int32_t *places, int32_t operand) {
  return operand < 0 ? operand : places[operand];
}

/* Drops what no verdict rests on: the graph has values that other forms of the same question made needless. */
static int drop_unread(struct program *program) {
  int32_t *places = arena_array(program->arena, (size_t)program->count + 1, sizeof *places), kept = 0;
  if (!places) return 0;
  for (uint32_t j = 0; j < program->output_count; j++) places[program->outputs[j]] = 1;
  for (int32_t i = program->count - 1; i >= 0; i--) {
    const struct instruction *one = &program->instructions[i];
    if (!places[i]) continue;
    if (one->a >= 0) places[one->a] = 1;
    if (one->b >= 0) places[one->b] = 1;
    if (one->c >= 0) places[one->c] = 1;
    for (uint32_t j = 0; one->list && j < one->count; j++) places[one->list[j]] = 1;
  }
  for (int32_t i = 0; i < program->count; i++) {
    struct instruction one = program->instructions[i];
    if (!places[i]) continue;
    one.a = moved(places, one.a);
    one.b = moved(places, one.b);
    one.c = moved(places, one.c);
    for (uint32_t j = 0; one.list && j < one.count; j++) one.list[j] = places[one.list[j]];
    places[i] = kept;
    program->instructions[kept++] = one;
  }
  for (uint32_t j = 0; j < program->output_count; j++) program->outputs[j] = places[program->outputs[j]];
  program->count = kept;
  return 1;
}

int program_finish(struct program *program) {
  return drop_unread(program) && assign_slots(program) && fill_tables(program);
}

void program_free(struct program *program) {
  if (program) arena_free(program->arena);
}

static void add_constant(struct buffer *line, int128 value) {
  char digits[48];
  size_t at = sizeof digits;
  int negative = value < 0;
  digits[--at] = '\0';
  do {
    int digit = (int)(value % 10);
    digits[--at] = (char)('0' + (digit < 0 ? -digit : digit));
    value /= 10;
  } while (value != 0);
  buffer_format(line, " %s%s", negative ? "-" : "", digits + at);
}

static void add_operand(struct buffer *line, int32_t operand) {
  if (operand >= 0) buffer_format(line, " %%%d", (int)operand);
}

static void add_instruction(struct buffer *line, const struct program *program, int32_t index) {
  const struct instruction *one = &program->instructions[index];
  static const char prefixes[CLASS_COUNT] = {'n', 'i', 'v'};
  buffer_format(line, "%%%d %c%d = %s", (int)index, prefixes[opcode_class(one->opcode)], (int)one->slot,
                opcode_text(one->opcode));
  if (one->fact) buffer_format(line, " %s", one->fact->id);
  add_operand(line, one->a);
  if (one->ka != 0) add_constant(line, one->ka);
  add_operand(line, one->b);
  if (one->kb != 0) add_constant(line, one->kb);
  add_operand(line, one->c);
  if (one->numbers) {
    buffer_add_string(line, " [");
    for (uint32_t i = 0; i < one->count; i++) {
      if (one->numbers[i] == DECIMAL_MISSING) {
        buffer_add_string(line, i ? " -" : "-");
      } else {
        buffer_format(line, "%s%lld", i ? " " : "", (long long)one->numbers[i]);
      }
    }
    buffer_add_char(line, ']');
  }
  for (uint32_t i = 0; one->list && i < one->count; i++) add_operand(line, one->list[i]);
  if (one->node) buffer_format(line, "  -- line %u", (unsigned)one->node->place.line);
  buffer_add_char(line, '\n');
}

chuan_status program_write(const struct program *program, chuan_sink sink, void *payload) {
  struct buffer line;
  chuan_status status = CHUAN_OK;
  buffer_init(&line, 0);
  for (int32_t i = 0; i < program->count && status == CHUAN_OK; i++) {
    buffer_clear(&line);
    add_instruction(&line, program, i);
    if (line.failed) {
      status = CHUAN_MEMORY;
    } else if (sink(payload, line.text, line.length)) {
      status = CHUAN_IO;
    }
  }
  buffer_free(&line);
  return status;
}
