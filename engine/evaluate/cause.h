/* Why something is no data. */
#ifndef CHUAN_EVALUATE_CAUSE_H
#define CHUAN_EVALUATE_CAUSE_H

#include "rules/rulebook.h"

/* kind, word in examples and JSON */
#define CAUSE_MAP(XX)                                                                                      \
  XX(MISSING_FACT, "missing_fact") /* fact */                                                              \
  XX(ZERO_WHOLE, "zero_whole")     /* a division or share by zero: expression */                           \
  XX(PENDING, "pending")           /* a threshold the text sets and nobody entered: expression */          \
  XX(DELEGATED, "delegated")       /* a threshold the province must set: expression */                     \
  XX(NO_CASE, "no_case")           /* by() without this choice; before the first year or text */           \
  XX(COMPUTE, "compute")           /* compute failed or returned nothing: expression, message */           \
  XX(NO_UNIT, "no_unit")           /* an aggregate over no unit, a parent that is not there: expression */ \
  XX(LEVEL_ENDED, "level_ended")   /* the same, because the level has ended: expression, day */            \
  XX(UNITS_UNDECIDED, "units_undecided") /* an aggregate whose bounds do not decide: expression */         \
  XX(OTHER_YEAR, "other_year")           /* a value of another year that is missing: expression, year */   \
  XX(NO_REGISTER, "no_register")         /* no recognition was ever loaded: expression */                  \
  XX(MIXED_PARTS, "mixed_parts") /* re-based: the parts of the unit do not agree: fact or expression */    \
  XX(GROWTH_BASE, "growth_base") /* growth from a base <= 0, or over no year: expression */                \
  XX(UNIT_ENDED, "unit_ended")   /* a target of a unit that ended before the moment: day */

enum cause_kind {
#define XX(name, word) CAUSE_##name,
  CAUSE_MAP(XX)
#undef XX
      CAUSE_KIND_COUNT
};
/* The word: what examples may expect besides fact ids. */
const char *cause_word(enum cause_kind kind);

struct cause {
  enum cause_kind kind;
  const struct fact *fact;
  const struct expression *expression;
  const char *message; /* CAUSE_COMPUTE, in the arena; else NULL */
  int year;            /* OTHER_YEAR; 0 otherwise */
  int32_t day;         /* LEVEL_ENDED, UNIT_ENDED; 0 otherwise */
};

#endif
