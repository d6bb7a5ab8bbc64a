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
  XX(FAILED_SHARE, "failed_share") /* a number in percent; operands: the criteria's verdicts; as.target the standard */ \
  /* by the day the law is looked at: values...; as.amended.from ascending; the last that applies holds */ \
  XX(AMENDED, "amended")                                                                             \
  /* over time, from one value at two moments: in_year(from, x), x; as.year = from */                \
  XX(AVERAGE_GROWTH, "average_growth") /* percent a year, compound: only compared, never computed with */ \
  XX(AVERAGE_FALL, "average_fall")     /* points a year */                                           \
  /* from outside the unit and moment at hand: operands belong to other units or moments, and nobody who \
   * walks a unit's formulas goes into them (expression_is_outside) */                               \
  XX(SUM_OF, "sum_of") XX(COUNT_OF, "count_of") XX(SHARE_OF, "share_of") XX(MEAN_OF, "mean_of") /* as.over */ \
  XX(PARENT, "parent")           /* x of the nearest unit above of as.level */                       \
  XX(IN_YEAR, "in_year")         /* x in as.year */                                                  \
  XX(LAST_YEAR, "last_year")     /* x a year before */                                               \
  XX(TOTAL_SINCE, "total_since") /* x of as.year and every year until this one, added */             \
  XX(RECOGNISED, "recognised")   /* a test, no operand: as.target, a standard */                     \
  XX(WITHIN, "within")           /* a test, no operand: the unit is, or lies in, the unit with code as.code */ \
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
struct document;
struct judged;

/* What a unit without data does to an aggregate. */
enum missing_policy {
  MISSING_UNKNOWN,   /* may come out either way: the aggregate has bounds */
  MISSING_EXCLUDE,   /* is left out */
  MISSING_AS_NOT_MET /* counts as failing; only for tests */
};

/* Of an aggregate: the units of `level` below the unit at hand. Operands: what is aggregated (a test for COUNT_OF and
 * SHARE_OF, a number for SUM_OF and MEAN_OF), then the test `where` when there is one, then the weight when there is
 * one (MEAN_OF). They are read at `level`. */
struct aggregate {
  const char *level;
  int has_where, has_weight;
  enum missing_policy missing;
  int has_empty; /* empty = n: what it comes to when there is no unit at all; without it, no data */
  struct rational empty;
};

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
    const struct judged *target;      /* MET, RECOGNISED, FAILED_SHARE */
    struct compute_function *compute; /* COMPUTE */
    const struct aggregate *over;     /* SUM_OF, COUNT_OF, SHARE_OF, MEAN_OF */
    const char *level;                /* PARENT */
    int year;                         /* IN_YEAR, TOTAL_SINCE, AVERAGE_GROWTH, AVERAGE_FALL */
    const char *code;                 /* WITHIN */
    struct {
      const int32_t *from; /* one day per operand; DATE_UNKNOWN_START for the text as first issued */
      const struct document *const *by; /* NULL entries: as first issued */
    } amended;
  } as;
};

const char *expression_word(enum expression_kind kind);
int expression_is_test(const struct expression *expression);
/* Reads other units, other years or the register: its operands are not the unit's own. */
int expression_is_outside(enum expression_kind kind);
int expression_is_aggregate(enum expression_kind kind);

#endif
