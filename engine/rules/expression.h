/* The rule graph: typed, resolved, shared. Operands always come before the node that uses them in
 * rulebook->expressions, so one forward pass evaluates everything. Built by rules/resolve.c from what the
 * rule files say; immutable once the rulebook is loaded; read by evaluate/ and output/. */
#ifndef CHUAN_RULES_EXPRESSION_H
#define CHUAN_RULES_EXPRESSION_H

#include "base/wide.h"
#include "facts/vocabulary.h"

#include <stddef.h>
#include <stdint.h>

enum expression_type { TYPE_NUMBER, TYPE_CHOICE, TYPE_YES_NO, TYPE_TEST };

/* kind, word in the rule language (or what explanations call it) */
/* clang-format off */
#define EXPRESSION_MAP(XX)                                                                           \
  /* numbers */                                                                                      \
  XX(NUMBER, "number")         /* number */                                                          \
  XX(FACT, "fact")             /* fact: number, choice or yes_no by its kind */                      \
  XX(ADD, "+") XX(SUBTRACT, "-") XX(MULTIPLY, "*") XX(DIVIDE, "/") XX(NEGATE, "-") /* two or one */  \
  XX(SHARE, "share")           /* part, whole: 100 * part / whole; whole 0 is no data */             \
  XX(SUM, "sum") XX(SMALLEST, "smallest") XX(LARGEST, "largest")                                     \
  XX(ROUNDED, "rounded")       /* x; places */                                                       \
  /* choosing: the type is that of the values */                                                     \
  XX(CHOOSE, "choose")         /* test, value, test, value, ..., otherwise (odd count) */            \
  XX(BY, "by")                 /* selector, values...; cases */                                      \
  XX(FROM_YEAR, "from_year")   /* values...; years ascending; applies onward */                      \
  XX(CHOICE, "choice")         /* a constant choice: choice_index in choices */                      \
  XX(DERIVED, "derived")       /* one operand: the value of `derived`, under its name */             \
  XX(COMPUTE, "compute")       /* operands: what it reads (FACT, DERIVED); a Lua function */         \
  /* how well a threshold is known: one operand, same type */                                        \
  XX(UNVERIFIED, "unverified")                                                                       \
  XX(PENDING, "pending")       /* no operand: no data */                                             \
  XX(DELEGATED, "delegated")   /* no operand: no data */                                             \
  /* tests */                                                                                        \
  XX(AT_LEAST, "at_least") XX(AT_MOST, "at_most") XX(MORE_THAN, "more_than") XX(LESS_THAN, "less_than") /* a, b */ \
  XX(EQUALS, "equals")         /* a, b of one type */                                                \
  XX(BETWEEN, "between")       /* x, low, high: low <= x <= high */                                  \
  XX(ONE_OF, "one_of")         /* x, values... (constants) */                                        \
  XX(IS_TRUE, "is_true")       /* a yes_no value */                                                  \
  XX(KNOWN, "known")           /* any value: met when it is there, not_met when missing, never no_data */ \
  XX(ALL, "all") XX(ANY, "any") XX(NONE, "none") /* tests... */                                      \
  XX(AT_LEAST_N, "at_least_n") /* tests...; n */                                                     \
  XX(MET, "met")               /* operand: the verdict of a standard, criterion or indicator; target */ \
  XX(EVERY_CRITERION, "every_criterion") /* operands: the criteria's verdicts, as ALL */             \
  XX(APPLIES_WHEN, "applies_when") /* condition, test: condition not_met -> not_applicable; no_data -> no_data */
/* clang-format on */

enum expression_kind {
#define XX(name, word) EXPRESSION_##name,
  EXPRESSION_MAP(XX)
#undef XX
      EXPRESSION_KIND_COUNT
};

struct compute_function; /* rules/compute.h */
struct derived;
struct judged;

struct expression {
  enum expression_kind kind;
  enum expression_type type;
  uint32_t id;        /* its place in rulebook->expressions */
  struct place place; /* where the rule file says it */
  const char *unit;   /* unit of measure of a number ("%", "hộ", "" = plain); "" otherwise */
  uint32_t operand_count;
  const struct expression **operands;
  /* What a choice can be (TYPE_CHOICE): ids and how many. Equal pointers for equal domains of one fact. */
  const char *const *choices;
  uint32_t choice_count;
  /* Numbers only: what could be proven when the rules were read, |numerator| and denominator in bits. */
  uint16_t numerator_bits, denominator_bits;
  union {
    struct {
      struct rational value;
      const char *text;
    } number; /* text as a person would write it */
    const struct fact *fact;
    uint32_t choice_index;
    struct {
      int32_t *cases;
      int32_t otherwise;
    } by; /* per choice (yes_no: 0 no, 1 yes): operand number, -1 = not covered */
    struct {
      const int32_t *years;
    } from_year;                      /* one per operand */
    unsigned places;                  /* ROUNDED */
    uint32_t n;                       /* AT_LEAST_N */
    const struct derived *derived;    /* DERIVED */
    const struct judged *target;      /* MET */
    struct compute_function *compute; /* COMPUTE */
  } as;
};

const char *expression_word(enum expression_kind kind);
int expression_is_test(const struct expression *expression);

#endif
