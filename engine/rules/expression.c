/* Expressions: their words, and the pool that makes equal ones the same one. */
#include "rules/expression.h"

#include "rules/expression_pool.h"

#include <string.h>

const char *expression_word(enum expression_kind kind) {
  static const char *const words[] = {
#define XX(name, word) word,
      EXPRESSION_MAP(XX)
#undef XX
  };
  return kind < EXPRESSION_KIND_COUNT ? words[kind] : "";
}

int expression_is_test(const struct expression *expression) {
  return expression->type == TYPE_TEST;
}

int expression_is_aggregate(enum expression_kind kind) {
  return kind == EXPRESSION_SUM_OF || kind == EXPRESSION_COUNT_OF || kind == EXPRESSION_SHARE_OF ||
         kind == EXPRESSION_MEAN_OF;
}

int expression_is_outside(enum expression_kind kind) {
  return expression_is_aggregate(kind) || kind == EXPRESSION_PARENT || kind == EXPRESSION_IN_YEAR ||
         kind == EXPRESSION_LAST_YEAR || kind == EXPRESSION_TOTAL_SINCE || kind == EXPRESSION_RECOGNISED ||
         kind == EXPRESSION_WITHIN;
}

/* --- equal or not ------------------------------------------------------------------------------------ */

static uint32_t by_case_count(const struct expression *expression) {
  const struct expression *selector = expression->operands[0];
  return selector->type == TYPE_YES_NO ? 2u : selector->choice_count;
}

static int same_aggregate(const struct aggregate *a, const struct aggregate *b) {
  return strcmp(a->level, b->level) == 0 && a->has_where == b->has_where && a->has_weight == b->has_weight &&
         a->missing == b->missing && a->has_empty == b->has_empty &&
         (!a->has_empty || rational_compare(&a->empty, &b->empty) == 0);
}

static int same_particulars(const struct expression *a, const struct expression *b) {
  switch (a->kind) {
    case EXPRESSION_NUMBER:
      return strcmp(a->as.number.text, b->as.number.text) == 0;
    case EXPRESSION_FACT:
      return a->as.fact == b->as.fact;
    case EXPRESSION_CHOICE:
      return a->as.choice_index == b->as.choice_index;
    case EXPRESSION_BY:
      return a->as.by.otherwise == b->as.by.otherwise &&
             memcmp(a->as.by.cases, b->as.by.cases, by_case_count(a) * sizeof *a->as.by.cases) == 0;
    case EXPRESSION_FROM_YEAR:
      return memcmp(a->as.from_year.years, b->as.from_year.years, a->operand_count * sizeof(int32_t)) == 0;
    case EXPRESSION_ROUNDED:
      return a->as.places == b->as.places;
    case EXPRESSION_AT_LEAST_N:
      return a->as.n == b->as.n;
    case EXPRESSION_DERIVED:
      return a->as.derived == b->as.derived;
    case EXPRESSION_MET:
    case EXPRESSION_RECOGNISED:
    case EXPRESSION_FAILED_SHARE:
      return a->as.target == b->as.target;
    case EXPRESSION_SUM_OF:
    case EXPRESSION_COUNT_OF:
    case EXPRESSION_SHARE_OF:
    case EXPRESSION_MEAN_OF:
      return same_aggregate(a->as.over, b->as.over);
    case EXPRESSION_PARENT:
      return strcmp(a->as.level, b->as.level) == 0;
    case EXPRESSION_IN_YEAR:
    case EXPRESSION_TOTAL_SINCE:
    case EXPRESSION_AVERAGE_GROWTH:
    case EXPRESSION_AVERAGE_FALL:
      return a->as.year == b->as.year;
    case EXPRESSION_WITHIN:
      return strcmp(a->as.code, b->as.code) == 0;
    case EXPRESSION_AMENDED:
      return memcmp(a->as.amended.from, b->as.amended.from, a->operand_count * sizeof(int32_t)) == 0 &&
             memcmp(a->as.amended.by, b->as.amended.by, a->operand_count * sizeof(const struct document *)) ==
                 0;
    case EXPRESSION_COMPUTE:
      return a->as.compute == b->as.compute;
    default:
      return 1;
  }
}

static int same(const struct expression *a, const struct expression *b) {
  if (a->kind != b->kind || a->type != b->type || a->operand_count != b->operand_count ||
      a->choices != b->choices || a->choice_count != b->choice_count || strcmp(a->unit, b->unit) != 0) {
    return 0;
  }
  for (uint32_t i = 0; i < a->operand_count; i++) {
    if (a->operands[i] != b->operands[i]) return 0;
  }
  return same_particulars(a, b);
}

static uint64_t mix(uint64_t hash, uint64_t value) {
  hash = (hash ^ value) * 0x9E3779B97F4A7C15u;
  return hash ^ (hash >> 32);
}

static uint64_t hash_of(const struct expression *expression) {
  uint64_t hash = mix(mix(expression->kind, expression->type), (uintptr_t)expression->choices);
  for (uint32_t i = 0; i < expression->operand_count; i++) hash = mix(hash, expression->operands[i]->id);
  switch (expression->kind) {
    case EXPRESSION_NUMBER:
      for (const char *c = expression->as.number.text; *c; c++) hash = mix(hash, (unsigned char)*c);
      break;
    case EXPRESSION_FACT:
      hash = mix(hash, (uintptr_t)expression->as.fact);
      break;
    case EXPRESSION_CHOICE:
      hash = mix(hash, expression->as.choice_index);
      break;
    case EXPRESSION_DERIVED:
      hash = mix(hash, (uintptr_t)expression->as.derived);
      break;
    case EXPRESSION_MET:
    case EXPRESSION_RECOGNISED:
    case EXPRESSION_FAILED_SHARE:
      hash = mix(hash, (uintptr_t)expression->as.target);
      break;
    case EXPRESSION_IN_YEAR:
    case EXPRESSION_TOTAL_SINCE:
    case EXPRESSION_AVERAGE_GROWTH:
    case EXPRESSION_AVERAGE_FALL:
      hash = mix(hash, (uint64_t)expression->as.year);
      break;
    case EXPRESSION_WITHIN:
      for (const char *c = expression->as.code; *c; c++) hash = mix(hash, (unsigned char)*c);
      break;
    case EXPRESSION_AMENDED:
      for (uint32_t i = 0; i < expression->operand_count; i++)
        hash = mix(hash, (uint64_t)expression->as.amended.from[i]);
      break;
    case EXPRESSION_COMPUTE:
      hash = mix(hash, (uintptr_t)expression->as.compute);
      break;
    case EXPRESSION_BY:
      for (uint32_t i = 0; i < by_case_count(expression); i++)
        hash = mix(hash, (uint64_t)expression->as.by.cases[i]);
      break;
    case EXPRESSION_FROM_YEAR:
      for (uint32_t i = 0; i < expression->operand_count; i++)
        hash = mix(hash, (uint64_t)expression->as.from_year.years[i]);
      break;
    case EXPRESSION_ROUNDED:
      hash = mix(hash, expression->as.places);
      break;
    case EXPRESSION_AT_LEAST_N:
      hash = mix(hash, expression->as.n);
      break;
    default:
      break;
  }
  return hash;
}

/* --- the pool ---------------------------------------------------------------------------------------- */

static size_t slot_of(const struct expression_pool *pool, const struct expression *expression) {
  size_t at = (size_t)hash_of(expression) & (pool->slot_count - 1);
  while (pool->slots[at] && !same(pool->list[pool->slots[at] - 1], expression))
    at = (at + 1) & (pool->slot_count - 1);
  return at;
}

static int widen(struct expression_pool *pool, struct arena *arena) {
  if (!arena_grow(arena, &pool->list, &pool->list_capacity, pool->count, sizeof *pool->list) ||
      !arena_grow(arena, &pool->notes, &pool->note_capacity, pool->count, sizeof *pool->notes)) {
    return 0;
  }
  if ((pool->count + 1) * 2 <= pool->slot_count) return 1;
  size_t larger = pool->slot_count ? pool->slot_count * 2 : 256;
  uint32_t *slots = arena_array(arena, larger, sizeof *slots);
  if (!slots) return 0;
  pool->slots = slots;
  pool->slot_count = larger;
  for (size_t i = 0; i < pool->count; i++) slots[slot_of(pool, pool->list[i])] = (uint32_t)i + 1;
  return 1;
}

const struct expression *expression_share(struct expression_pool *pool, struct arena *arena,
                                          const struct expression *wanted, struct expression_note note) {
  if (!widen(pool, arena)) return NULL;
  size_t slot = slot_of(pool, wanted);
  if (pool->slots[slot]) return pool->list[pool->slots[slot] - 1];
  if (pool->count == EXPRESSIONS_MAX) {
    pool->full = 1;
    return NULL;
  }
  struct expression *made = arena_alloc(arena, sizeof *made);
  const struct expression **operands = arena_array(arena, wanted->operand_count, sizeof *operands);
  if (!made || !operands) return NULL;
  *made = *wanted;
  made->id = (uint32_t)pool->count;
  if (wanted->operand_count) memcpy(operands, wanted->operands, wanted->operand_count * sizeof *operands);
  made->operands = operands;
  pool->list[pool->count] = made;
  pool->notes[pool->count] = note;
  pool->slots[slot] = (uint32_t)++pool->count;
  return made;
}

struct expression_note *expression_note(struct expression_pool *pool, const struct expression *expression) {
  return &pool->notes[expression->id];
}
