/* Random expressions over a few figures and values from outside, and what they come to in small fractions worked out the
 * simple way: one pass, no bounds, no sharing of code with the engine. */
#ifndef TESTS_UNIT_RANDOM_GRAPH_H
#define TESTS_UNIT_RANDOM_GRAPH_H

#include "base/decimal.h"
#include "evaluate/exact.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

__extension__ typedef __int128 huge;

#define GRAPH_NODES 48
#define GRAPH_OUTSIDE \
  5 /* the first nodes are values from outside, then come figures, one yes/no, constants */
#define GRAPH_FACTS 4
#define GRAPH_YEAR 2022

struct graph {
  uint64_t random;
  struct expression nodes[GRAPH_NODES];
  const struct expression *list[GRAPH_NODES];
  const struct expression *operands[GRAPH_NODES][5];
  uint8_t grows[GRAPH_NODES];     /* growth, or growth under another name: only compared */
  uint8_t may_leave[GRAPH_NODES]; /* a test that may not apply */
  int32_t cases[2], years[3], days[3];
  uint32_t count;
  struct fact facts[GRAPH_FACTS];
  const struct fact *fact_list[GRAPH_FACTS];
  struct vocabulary_level level;
  struct rulebook book;
  int64_t values[GRAPH_FACTS];
};

static inline uint32_t graph_draw(struct graph *graph, uint32_t below) {
  graph->random ^= graph->random << 13;
  graph->random ^= graph->random >> 7;
  graph->random ^= graph->random << 17;
  return (uint32_t)(graph->random >> 33) % below;
}

static inline struct expression *graph_add(struct graph *graph, enum expression_kind kind,
                                           enum expression_type type) {
  struct expression *node = &graph->nodes[graph->count];
  memset(node, 0, sizeof *node);
  node->kind = kind;
  node->type = type;
  node->id = graph->count;
  node->unit = "";
  node->operands = graph->operands[graph->count];
  graph->list[graph->count++] = node;
  return node;
}

/* One that stands already: a number to compute with, one to compare, or a test. */
enum graph_want { WANT_NUMBER, WANT_COMPARED, WANT_TEST, WANT_JUDGED };

static inline const struct expression *graph_pick(struct graph *graph, enum graph_want want) {
  for (;;) {
    uint32_t id = graph_draw(graph, graph->count - 1); /* not the one that is being made */
    const struct expression *node = &graph->nodes[id];
    int test = node->type == TYPE_TEST, number = node->type == TYPE_NUMBER;
    if (want == WANT_TEST ? test : want == WANT_JUDGED ? test && !graph->may_leave[id] : number) {
      if (want != WANT_NUMBER || !graph->grows[id]) return node;
    }
  }
}

static inline void graph_take(struct graph *graph, struct expression *node, enum graph_want want,
                              uint32_t count) {
  for (; count > 0; count--) {
    const struct expression *operand = graph_pick(graph, want);
    graph->operands[node->id][node->operand_count++] = operand;
    graph->grows[node->id] |= node->type == TYPE_NUMBER && graph->grows[operand->id];
    graph->may_leave[node->id] |= graph->may_leave[operand->id];
  }
}

static inline void graph_add_number(struct graph *graph) {
  static const enum expression_kind kinds[] = {
      EXPRESSION_ADD,          EXPRESSION_SUBTRACT,     EXPRESSION_MULTIPLY,      EXPRESSION_DIVIDE,
      EXPRESSION_SHARE,        EXPRESSION_NEGATE,       EXPRESSION_ROUNDED,       EXPRESSION_SUM,
      EXPRESSION_SMALLEST,     EXPRESSION_LARGEST,      EXPRESSION_DERIVED,       EXPRESSION_UNVERIFIED,
      EXPRESSION_CHOOSE,       EXPRESSION_BY,           EXPRESSION_FROM_YEAR,     EXPRESSION_AMENDED,
      EXPRESSION_FAILED_SHARE, EXPRESSION_AVERAGE_FALL, EXPRESSION_AVERAGE_GROWTH};
  struct expression *node =
      graph_add(graph, kinds[graph_draw(graph, sizeof kinds / sizeof *kinds)], TYPE_NUMBER);
  switch (node->kind) {
    case EXPRESSION_NEGATE:
      graph_take(graph, node, WANT_NUMBER, 1);
      break;
    case EXPRESSION_DERIVED:
    case EXPRESSION_UNVERIFIED:
      graph_take(graph, node, WANT_COMPARED, 1);
      break;
    case EXPRESSION_ROUNDED:
      graph_take(graph, node, WANT_NUMBER, 1);
      node->as.places = graph_draw(graph, 2);
      break;
    case EXPRESSION_SUM:
    case EXPRESSION_SMALLEST:
    case EXPRESSION_LARGEST:
      graph_take(graph, node, WANT_NUMBER, 1 + graph_draw(graph, 3));
      break;
    case EXPRESSION_CHOOSE:
      graph_take(graph, node, WANT_TEST, 1);
      graph_take(graph, node, WANT_NUMBER, 1);
      graph_take(graph, node, WANT_TEST, 1);
      graph_take(graph, node, WANT_NUMBER, 2);
      break;
    case EXPRESSION_BY:
      graph->operands[node->id][node->operand_count++] = &graph->nodes[GRAPH_OUTSIDE + GRAPH_FACTS - 1];
      graph_take(graph, node, WANT_NUMBER, 2);
      node->as.by.cases = graph->cases;
      node->as.by.otherwise = graph_draw(graph, 2) == 0 ? -1 : 1;
      break;
    case EXPRESSION_FROM_YEAR:
      graph_take(graph, node, WANT_NUMBER, 1 + graph_draw(graph, 3));
      node->as.from_year.years = graph->years;
      break;
    case EXPRESSION_AMENDED:
      graph_take(graph, node, WANT_NUMBER, 1 + graph_draw(graph, 3));
      node->as.amended.from = graph->days;
      break;
    case EXPRESSION_FAILED_SHARE:
      graph_take(graph, node, WANT_JUDGED, 1 + graph_draw(graph, 4));
      break;
    case EXPRESSION_AVERAGE_GROWTH:
    case EXPRESSION_AVERAGE_FALL:
      graph_take(graph, node, WANT_NUMBER, 2);
      node->as.year = GRAPH_YEAR - (int)graph_draw(graph, 4);
      graph->grows[node->id] = node->kind == EXPRESSION_AVERAGE_GROWTH;
      break;
    default:
      graph_take(graph, node, WANT_NUMBER, 2);
      break;
  }
}

static inline void graph_add_test(struct graph *graph) {
  static const enum expression_kind kinds[] = {
      EXPRESSION_AT_LEAST,   EXPRESSION_AT_MOST,      EXPRESSION_MORE_THAN, EXPRESSION_LESS_THAN,
      EXPRESSION_EQUALS,     EXPRESSION_BETWEEN,      EXPRESSION_ONE_OF,    EXPRESSION_AT_LEAST,
      EXPRESSION_AT_MOST,    EXPRESSION_ALL,          EXPRESSION_ANY,       EXPRESSION_NONE,
      EXPRESSION_AT_LEAST_N, EXPRESSION_APPLIES_WHEN, EXPRESSION_DERIVED};
  struct expression *node =
      graph_add(graph, kinds[graph_draw(graph, sizeof kinds / sizeof *kinds)], TYPE_TEST);
  switch (node->kind) {
    case EXPRESSION_ALL:
    case EXPRESSION_ANY:
    case EXPRESSION_NONE:
      graph_take(graph, node, WANT_TEST, 1 + graph_draw(graph, 3));
      break;
    case EXPRESSION_AT_LEAST_N:
      graph_take(graph, node, WANT_JUDGED,
                 3); /* of two that do not apply and one without data: not met, for n = 2 */
      node->as.n = 1 + graph_draw(graph, 3);
      break;
    case EXPRESSION_APPLIES_WHEN:
      graph_take(graph, node, WANT_TEST, 2);
      graph->may_leave[node->id] = 1;
      break;
    case EXPRESSION_DERIVED:
      graph_take(graph, node, WANT_TEST, 1);
      break;
    default:
      graph_take(graph, node, WANT_COMPARED,
                 node->kind == EXPRESSION_BETWEEN || node->kind == EXPRESSION_ONE_OF ? 3 : 2);
      graph->may_leave[node->id] = 0; /* a comparison always applies */
      break;
  }
}

static inline void graph_build(struct graph *graph, uint64_t seed) {
  memset(graph, 0, sizeof *graph);
  graph->random = seed * 0x9E3779B97F4A7C15u + 1;
  for (int i = 0; i < 8; i++) graph_draw(graph, 2);
  for (uint32_t i = 0; i < GRAPH_OUTSIDE; i++) {
    graph_add(graph, i % 2 == 0 ? EXPRESSION_SUM_OF : EXPRESSION_IN_YEAR, TYPE_NUMBER)->as.year = 2020;
  }
  for (uint32_t i = 0; i < GRAPH_FACTS; i++) {
    int is_last = i + 1 == GRAPH_FACTS;
    graph->facts[i] = (struct fact){.level = "commune",
                                    .id = "f",
                                    .index = i,
                                    .kind = is_last ? FACT_YES_NO : FACT_AMOUNT,
                                    .places = is_last ? 0 : 1};
    graph->fact_list[i] = &graph->facts[i];
    graph->values[i] = is_last ? (int64_t)graph_draw(graph, 2) : (int64_t)graph_draw(graph, 100) - 30;
    if (graph_draw(graph, 6) == 0) graph->values[i] = DECIMAL_MISSING;
    graph_add(graph, EXPRESSION_FACT, is_last ? TYPE_YES_NO : TYPE_NUMBER)->as.fact = &graph->facts[i];
  }
  for (int i = 0; i < 4; i++) {
    struct expression *node = graph_add(graph, EXPRESSION_NUMBER, TYPE_NUMBER);
    rational_set(&node->as.number.value, (int64_t)graph_draw(graph, 24) - 6, 0);
  }
  graph->cases[0] = 1;
  graph->cases[1] = graph_draw(graph, 3) == 0 ? -1 : 2;
  for (int i = 0; i < 3; i++) {
    graph->years[i] = GRAPH_YEAR - 1 + i + (int)graph_draw(graph, 2);
    graph->days[i] = i == 0 ? INT32_MIN : 18990 + 200 * i; /* 31 December 2022 is day 19357 */
  }
  graph_add(graph, EXPRESSION_AT_LEAST, TYPE_TEST); /* a first test, for those that take tests */
  graph_take(graph, &graph->nodes[graph->count - 1], WANT_COMPARED, 2);
  while (graph->count < GRAPH_NODES) {
    if (graph_draw(graph, 5) < 3)
      graph_add_number(graph);
    else
      graph_add_test(graph);
  }
  graph->level = (struct vocabulary_level){"commune", graph->fact_list, GRAPH_FACTS};
  graph->book.vocabulary = (struct vocabulary){&graph->level, 1};
  graph->book.expressions = graph->list;
  graph->book.expression_count = graph->count;
}

/* --- the simple way ---------------------------------------------------------------------------------------------- */

enum { ANSWER_LARGE = 1, ANSWER_OPEN = 2 };

struct answer {
  int skip; /* ANSWER_LARGE: for small fractions; ANSWER_OPEN: a share of criteria of which some have no data */
  int missing;
  chuan_verdict verdict;
  huge n, d;           /* of a number that is there and no growth */
  huge base_n, base_d; /* of a growth: from base to n / d over `years` */
  int years;           /* 0: no growth */
};

static inline void answer_set(struct answer *answer, huge n, huge d) {
  huge a = n < 0 ? -n : n, b = d < 0 ? -d : d;
  while (b != 0) {
    huge rest = a % b;
    a = b;
    b = rest;
  }
  if (a == 0) a = 1;
  if (d < 0) a = -a;
  answer->n = n / a;
  answer->d = d / a;
  answer->missing = 0;
  huge limit = (huge)1 << 61;
  if (answer->n > limit || answer->n < -limit || answer->d > limit) answer->skip = ANSWER_LARGE;
}

/* base^exponent; 0 when it does not fit. */
static inline int huge_power(huge base, int exponent, huge *out) {
  for (*out = 1; exponent > 0; exponent--) {
    if (__builtin_mul_overflow(*out, base, out)) return 0;
  }
  return 1;
}

/* n1/d1 to the power p against n2/d2 to the power q, all positive. */
static inline int compare_powers(huge n1, huge d1, int p, huge n2, huge d2, int q, int *skip) {
  huge a, b, c, d, left, right;
  if (!huge_power(n1, p, &a) || !huge_power(d1, p, &b) || !huge_power(n2, q, &c) || !huge_power(d2, q, &d) ||
      __builtin_mul_overflow(a, d, &left) || __builtin_mul_overflow(c, b, &right)) {
    *skip |= ANSWER_LARGE;
    return 0;
  }
  return left < right ? -1 : left > right;
}

static inline int answers_compare(const struct answer *a, const struct answer *b, int *skip) {
  if (a->years == 0 && b->years != 0) return -answers_compare(b, a, skip);
  if (a->years == 0) {
    huge left = a->n * b->d, right = b->n * a->d;
    return left < right ? -1 : left > right;
  }
  struct answer ratio = {0}, other = {0};
  answer_set(&ratio, a->n * a->base_d, a->d * a->base_n);
  if (b->years != 0) {
    answer_set(&other, b->n * b->base_d, b->d * b->base_n);
    *skip |= ratio.skip | other.skip;
    return compare_powers(ratio.n, ratio.d, b->years, other.n, other.d, a->years, skip);
  }
  if (b->n + 100 * b->d <= 0) return 1;
  answer_set(&other, b->n + 100 * b->d, 100 * b->d);
  *skip |= ratio.skip | other.skip;
  return compare_powers(ratio.n, ratio.d, 1, other.n, other.d, a->years, skip);
}

static inline huge rounded_half_up(huge n, huge d) {
  huge magnitude = n < 0 ? -n : n, whole = (2 * magnitude + d) / (2 * d);
  return n < 0 ? -whole : whole;
}

static inline chuan_verdict answer_combination(const struct expression *node, const struct answer *answers) {
  uint32_t counts[4] = {0, 0, 0, 0};
  for (uint32_t i = 0; i < node->operand_count; i++) counts[answers[node->operands[i]->id].verdict]++;
  uint32_t met = counts[CHUAN_MET], failed = counts[CHUAN_NOT_MET], open = counts[CHUAN_NO_DATA];
  if (met + failed + open == 0) return CHUAN_NOT_APPLICABLE;
  switch (node->kind) {
    case EXPRESSION_ANY:
      return met > 0 ? CHUAN_MET : open > 0 ? CHUAN_NO_DATA : CHUAN_NOT_MET;
    case EXPRESSION_NONE:
      return met > 0 ? CHUAN_NOT_MET : open > 0 ? CHUAN_NO_DATA : CHUAN_MET;
    case EXPRESSION_ALL:
      return failed > 0 ? CHUAN_NOT_MET : open > 0 ? CHUAN_NO_DATA : CHUAN_MET;
    default: /* AT_LEAST_N */
      if (met >= node->as.n) return CHUAN_MET;
      return met + open >= node->as.n ? CHUAN_NO_DATA : CHUAN_NOT_MET;
  }
}

static inline chuan_verdict answer_comparison(const struct expression *node, const struct answer *answers,
                                              int *skip) {
  const struct answer *a = &answers[node->operands[0]->id], *b = &answers[node->operands[1]->id];
  for (uint32_t i = 0; i < node->operand_count; i++) {
    if (answers[node->operands[i]->id].missing) return CHUAN_NO_DATA;
  }
  int order = answers_compare(a, b, skip), holds;
  int last = node->operand_count > 2 ? answers_compare(a, &answers[node->operands[2]->id], skip) : 0;
  switch (node->kind) {
    case EXPRESSION_AT_LEAST:
      holds = order >= 0;
      break;
    case EXPRESSION_AT_MOST:
      holds = order <= 0;
      break;
    case EXPRESSION_MORE_THAN:
      holds = order > 0;
      break;
    case EXPRESSION_LESS_THAN:
      holds = order < 0;
      break;
    case EXPRESSION_EQUALS:
      holds = order == 0;
      break;
    case EXPRESSION_BETWEEN:
      holds = order >= 0 && last <= 0;
      break;
    default: /* ONE_OF */
      holds = order == 0 || last == 0;
      break;
  }
  return holds ? CHUAN_MET : CHUAN_NOT_MET;
}

static inline const struct expression *answer_taken(const struct graph *graph, const struct expression *node,
                                                    const struct answer *answers) {
  const struct expression *taken = NULL;
  int32_t day = 19357, operand;
  switch (node->kind) {
    case EXPRESSION_CHOOSE:
      for (uint32_t i = 0; i + 1 < node->operand_count; i += 2) {
        chuan_verdict verdict = answers[node->operands[i]->id].verdict;
        if (verdict == CHUAN_NO_DATA) return NULL;
        if (verdict == CHUAN_MET) return node->operands[i + 1];
      }
      return node->operands[node->operand_count - 1];
    case EXPRESSION_BY:
      if (graph->values[GRAPH_FACTS - 1] == DECIMAL_MISSING) return NULL;
      operand = node->as.by.cases[graph->values[GRAPH_FACTS - 1]];
      if (operand < 0) operand = node->as.by.otherwise;
      return operand < 0 ? NULL : node->operands[operand];
    case EXPRESSION_FROM_YEAR:
      for (uint32_t i = 0; i < node->operand_count && node->as.from_year.years[i] <= GRAPH_YEAR; i++)
        taken = node->operands[i];
      return taken;
    case EXPRESSION_AMENDED:
      for (uint32_t i = 0; i < node->operand_count && node->as.amended.from[i] <= day; i++)
        taken = node->operands[i];
      return taken;
    default: /* DERIVED, UNVERIFIED */
      return node->operands[0];
  }
}

static inline void answer_number(const struct graph *graph, const struct expression *node,
                                 struct answer *answers) {
  struct answer *out = &answers[node->id];
  struct answer a = answers[node->operands[0]->id], b = a;
  if (node->operand_count > 1) b = answers[node->operands[1]->id];
  int years = GRAPH_YEAR - node->as.year;
  huge counts[4] = {0, 0, 0, 0};
  const struct expression *taken;
  switch (node->kind) {
    case EXPRESSION_CHOOSE:
    case EXPRESSION_BY:
    case EXPRESSION_FROM_YEAR:
    case EXPRESSION_AMENDED:
    case EXPRESSION_DERIVED:
    case EXPRESSION_UNVERIFIED:
      taken = answer_taken(graph, node, answers);
      if (taken != NULL) *out = answers[taken->id];
      return;
    case EXPRESSION_FAILED_SHARE:
      for (uint32_t i = 0; i < node->operand_count; i++) counts[answers[node->operands[i]->id].verdict]++;
      if (counts[CHUAN_NO_DATA] > 0)
        out->skip = ANSWER_OPEN; /* it has bounds: what follows may still be decided */
      if (out->skip || counts[CHUAN_MET] + counts[CHUAN_NOT_MET] == 0) return;
      answer_set(out, 100 * counts[CHUAN_NOT_MET], counts[CHUAN_MET] + counts[CHUAN_NOT_MET]);
      return;
    default:
      break;
  }
  for (uint32_t i = 0; i < node->operand_count; i++) {
    if (answers[node->operands[i]->id].missing) return;
  }
  switch (node->kind) {
    case EXPRESSION_ADD:
      answer_set(out, a.n * b.d + b.n * a.d, a.d * b.d);
      break;
    case EXPRESSION_SUBTRACT:
      answer_set(out, a.n * b.d - b.n * a.d, a.d * b.d);
      break;
    case EXPRESSION_MULTIPLY:
      answer_set(out, a.n * b.n, a.d * b.d);
      break;
    case EXPRESSION_DIVIDE:
      if (b.n != 0) answer_set(out, a.n * b.d, a.d * b.n);
      break;
    case EXPRESSION_SHARE:
      if (b.n == 0) break;
      answer_set(out, a.n * b.d, a.d * b.n);
      answer_set(out, 100 * out->n, out->d);
      break;
    case EXPRESSION_NEGATE:
      answer_set(out, -a.n, a.d);
      break;
    case EXPRESSION_ROUNDED:
      answer_set(out, rounded_half_up(node->as.places ? 10 * a.n : a.n, a.d), node->as.places ? 10 : 1);
      break;
    case EXPRESSION_SUM:
      answer_set(out, 0, 1);
      for (uint32_t i = 0; i < node->operand_count && !out->skip; i++) {
        b = answers[node->operands[i]->id];
        answer_set(out, out->n * b.d + b.n * out->d, out->d * b.d);
      }
      break;
    case EXPRESSION_SMALLEST:
    case EXPRESSION_LARGEST:
      *out = a;
      for (uint32_t i = 1; i < node->operand_count; i++) {
        b = answers[node->operands[i]->id];
        huge order = b.n * out->d - out->n * b.d;
        if (node->kind == EXPRESSION_SMALLEST ? order < 0 : order > 0) *out = b;
      }
      break;
    case EXPRESSION_AVERAGE_FALL:
      if (years > 0) answer_set(out, a.n * b.d - b.n * a.d, a.d * b.d);
      if (years > 0) answer_set(out, out->n, out->d * years);
      break;
    default: /* AVERAGE_GROWTH */
      if (years <= 0 || a.n <= 0 || b.n <= 0) break;
      *out = (struct answer){.n = b.n, .d = b.d, .base_n = a.n, .base_d = a.d, .years = years};
      break;
  }
}

/* All nodes; the values from outside are in `answers` already. */
static inline void graph_answer(const struct graph *graph, struct answer *answers) {
  for (uint32_t id = GRAPH_OUTSIDE; id < graph->count; id++) {
    const struct expression *node = &graph->nodes[id];
    struct answer *out = &answers[id];
    *out = (struct answer){.missing = 1, .verdict = CHUAN_NO_DATA};
    int skip = 0;
    for (uint32_t i = 0; i < node->operand_count; i++) skip |= answers[node->operands[i]->id].skip;
    if (skip) {
      out->skip = skip;
      continue;
    }
    int64_t scaled;
    switch (node->kind) {
      case EXPRESSION_NUMBER:
        wide_to_int64(&node->as.number.value.numerator, &scaled);
        answer_set(out, scaled, 1);
        break;
      case EXPRESSION_FACT:
        scaled = graph->values[node->as.fact->index];
        if (scaled != DECIMAL_MISSING) answer_set(out, scaled, node->as.fact->places ? 10 : 1);
        break;
      case EXPRESSION_APPLIES_WHEN:
        out->verdict = answers[node->operands[0]->id].verdict;
        if (out->verdict == CHUAN_MET)
          out->verdict = answers[node->operands[1]->id].verdict;
        else if (out->verdict != CHUAN_NO_DATA)
          out->verdict = CHUAN_NOT_APPLICABLE;
        break;
      case EXPRESSION_ALL:
      case EXPRESSION_ANY:
      case EXPRESSION_NONE:
      case EXPRESSION_AT_LEAST_N:
        out->verdict = answer_combination(node, answers);
        break;
      default:
        if (node->type == TYPE_NUMBER)
          answer_number(graph, node, answers);
        else if (node->kind == EXPRESSION_DERIVED)
          out->verdict = answers[node->operands[0]->id].verdict;
        else
          out->verdict = answer_comparison(node, answers, &skip);
        out->skip |= skip;
        break;
    }
  }
}

#endif
