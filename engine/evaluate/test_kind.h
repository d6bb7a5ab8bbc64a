/* Sorts of tests, where one sort is treated alike. */
#ifndef CHUAN_EVALUATE_TEST_KIND_H
#define CHUAN_EVALUATE_TEST_KIND_H

#include "rules/expression.h"

static inline int test_is_comparison(enum expression_kind kind) {
  return kind == EXPRESSION_AT_LEAST || kind == EXPRESSION_AT_MOST || kind == EXPRESSION_MORE_THAN ||
         kind == EXPRESSION_LESS_THAN || kind == EXPRESSION_EQUALS || kind == EXPRESSION_BETWEEN;
}

static inline int test_is_combination(enum expression_kind kind) {
  return kind == EXPRESSION_ALL || kind == EXPRESSION_ANY || kind == EXPRESSION_NONE ||
         kind == EXPRESSION_AT_LEAST_N || kind == EXPRESSION_EVERY_CRITERION;
}

/* Takes one of its operands: by condition, by choice, by year, by the text in force. */
static inline int kind_chooses(enum expression_kind kind) {
  return kind == EXPRESSION_CHOOSE || kind == EXPRESSION_BY || kind == EXPRESSION_FROM_YEAR ||
         kind == EXPRESSION_AMENDED;
}

#endif
