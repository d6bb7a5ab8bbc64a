/* Random formulas over values known within bounds: whatever the missing units turn out to be, nothing was decided wrongly
 * and every value lies within its bounds; and where all is known, the answers are those of plain fractions. */
#include "random_graph.h"

#define GRAPHS 4000
#define COMPLETIONS 10

struct told { /* the values from outside */
  struct outside_value values[GRAPH_OUTSIDE];
  struct rational low[GRAPH_OUTSIDE], high[GRAPH_OUTSIDE];
  int64_t from[GRAPH_OUTSIDE], to[GRAPH_OUTSIDE]; /* tenths */
};

static const struct outside_value *told_value(void *self, const struct expression *expression, uint64_t row) {
  struct told *told = self;
  (void)row;
  assert_true(expression->id < GRAPH_OUTSIDE);
  return &told->values[expression->id];
}

static void tell(struct told *told, uint32_t id, int64_t from, int64_t to, int unknown) {
  struct outside_value *value = &told->values[id];
  memset(value, 0, sizeof *value);
  told->from[id] = from;
  told->to[id] = to;
  rational_set(&told->low[id], from, 1);
  rational_set(&told->high[id], to, 1);
  value->missing = (uint8_t)unknown;
  value->low = &told->low[id];
  value->high = unknown ? &told->high[id] : &told->low[id];
}

static void tell_all(struct told *told, struct graph *graph) {
  for (uint32_t id = 0; id < GRAPH_OUTSIDE; id++) {
    int64_t from = (int64_t)graph_draw(graph, 80) - 20;
    struct outside_value *value = &told->values[id];
    uint32_t sort = graph_draw(graph, 8);
    tell(told, id, from, sort == 0 ? from : from + graph_draw(graph, 40), sort != 0);
    if (sort == 0) continue;
    value->open_low = sort == 1 || sort == 3;
    value->open_high = sort == 2 || sort == 3;
    value->bounded = sort != 3;
    value->may_lack = graph_draw(graph, 8) == 0;
    if (value->open_low) value->low = NULL;
    if (value->open_high) value->high = NULL;
  }
}

/* One way in which what is missing may turn out; `answers` gets it too. */
static void complete(const struct told *told, struct graph *graph, struct told *out, struct answer *answers) {
  for (uint32_t id = 0; id < GRAPH_OUTSIDE; id++) {
    const struct outside_value *value = &told->values[id];
    int64_t from = told->from[id], to = told->to[id],
            at = from + graph_draw(graph, (uint32_t)(to - from) + 1);
    if (graph_draw(graph, 3) == 0) at = graph_draw(graph, 2) ? from : to;
    if (value->open_low && graph_draw(graph, 2)) at -= graph_draw(graph, 2000);
    if (value->open_high && graph_draw(graph, 2)) at += graph_draw(graph, 2000);
    tell(out, id, at, at, 0);
    answers[id] = (struct answer){.missing = 1, .verdict = CHUAN_NO_DATA};
    out->values[id].missing = value->missing && value->may_lack && graph_draw(graph, 3) == 0;
    if (!out->values[id].missing) answer_set(&answers[id], at, 10);
  }
}

/* The interpreter on what is known, against the simple way. */
static void expect_answers(struct exact *exact, const struct graph *graph, const struct answer *answers,
                           uint64_t seed) {
  for (uint32_t id = 0; id < graph->count; id++) {
    const struct expression *node = &graph->nodes[id];
    const struct answer *answer = &answers[id];
    if (answer->skip) continue;
    if (node->type == TYPE_TEST) {
      chuan_verdict verdict = exact_verdict(exact, node);
      if (verdict != answer->verdict) {
        fail_msg("graph %llu, node %u (%s): %s, not %s", (unsigned long long)seed, id,
                 expression_word(node->kind), chuan_verdict_name(verdict),
                 chuan_verdict_name(answer->verdict));
      }
    } else if (node->type == TYPE_NUMBER) {
      const struct rational *number = exact_number(exact, node);
      int same = (number == NULL) == answer->missing;
      if (same && number != NULL && answer->years == 0) {
        struct rational expected, divisor;
        rational_set(&expected, (int64_t)answer->n, 0);
        rational_set(&divisor, (int64_t)answer->d, 0);
        rational_divide(&expected, &expected, &divisor);
        same = rational_compare(number, &expected) == 0;
      }
      if (!same) {
        fail_msg("graph %llu, node %u (%s): another value", (unsigned long long)seed, id,
                 expression_word(node->kind));
      }
    }
  }
}

/* What was said within bounds, against one completion. */
static void expect_within(struct exact *bounded, struct exact *known, const struct graph *graph,
                          const struct answer *answers, uint64_t seed) {
  for (uint32_t id = 0; id < graph->count; id++) {
    const struct expression *node = &graph->nodes[id];
    int wrong = 0;
    if (answers[id].skip & ANSWER_LARGE) continue; /* so large that the rules would not load */
    if (node->type == TYPE_TEST) {
      chuan_verdict said = exact_verdict(bounded, node);
      wrong = said != CHUAN_NO_DATA && said != exact_verdict(known, node);
    } else if (node->type == TYPE_NUMBER) {
      struct exact_bounds of = exact_bounds(bounded, node), is = exact_bounds(known, node);
      if (exact_number(known, node) == NULL) {
        wrong = exact_number(bounded, node) != NULL;
        if (is.low == NULL && is.high == NULL) wrong |= (of.low != NULL || of.high != NULL) && !of.may_lack;
      } else {
        wrong = (of.low != NULL && rational_compare(of.low, is.low) > 0) ||
                (of.high != NULL && rational_compare(of.high, is.high) < 0);
      }
    }
    if (wrong) {
      fail_msg("graph %llu, node %u (%s): a completion falls out of what was said", (unsigned long long)seed,
               id, expression_word(node->kind));
    }
  }
}

static void nothing_is_decided_wrongly(void **state) {
  (void)state;
  struct graph *graph = malloc(sizeof *graph);
  struct told *told = malloc(2 * sizeof *told);
  assert_non_null(graph);
  assert_non_null(told);
  size_t decided = 0, within = 0;
  for (uint64_t seed = 1; seed <= GRAPHS; seed++) {
    graph_build(graph, seed);
    tell_all(&told[0], graph);
    struct outside outside[2] = {{.self = &told[0], .value = told_value},
                                 {.self = &told[1], .value = told_value}};
    struct exact *exact[2];
    for (int i = 0; i < 2; i++) {
      assert_int_equal(exact_create(&graph->book, "commune", moment_of(GRAPH_YEAR), &outside[i], &exact[i]),
                       CHUAN_OK);
    }
    exact_begin(exact[0], graph->values, 0);
    for (int i = 0; i < COMPLETIONS; i++) {
      struct answer answers[GRAPH_NODES];
      complete(&told[0], graph, &told[1], answers);
      exact_begin(exact[1], graph->values, 0);
      graph_answer(graph, answers);
      expect_answers(exact[1], graph, answers, seed);
      expect_within(exact[0], exact[1], graph, answers, seed);
    }
    for (uint32_t id = 0; id < graph->count; id++) {
      const struct expression *node = &graph->nodes[id];
      if (node->type == TYPE_TEST) decided += exact_verdict(exact[0], node) != CHUAN_NO_DATA;
      if (node->type == TYPE_NUMBER && exact_missing(exact[0], node))
        within += exact_bounds(exact[0], node).low != NULL;
    }
    exact_free(exact[0]);
    exact_free(exact[1]);
  }
  assert_true(decided > GRAPHS && within > GRAPHS); /* the trial tries something */
  free(graph);
  free(told);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(nothing_is_decided_wrongly)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
