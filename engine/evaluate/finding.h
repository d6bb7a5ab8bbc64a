/* What reading rules beside each other finds: one asks less than another that it must not fall behind, or a branch says
 * nothing or is never taken. */
#ifndef CHUAN_EVALUATE_FINDING_H
#define CHUAN_EVALUATE_FINDING_H

#include "rules/rulebook.h"

/* kind, word in JSON */
#define FINDING_MAP(XX)                                                                                     \
  XX(EASIER_LEVEL, "easier_than_standard")    /* a standard asks less than one that it builds on */         \
  XX(EASIER_PERIOD, "easier_than_before")     /* a period asks less than the one before it */               \
  XX(EASIER_FOLLOWED, "easier_than_followed") /* less than what `follows` names in the same rules */        \
  XX(EASIER_CHOICE,                                                                                         \
     "easier_than_order") /* a choice is asked less than one that comes before it in an order */            \
  XX(OTHER_WAY, "compared_the_other_way") /* one asks for more, the other for less of the same */           \
  XX(KEY_LOST, "no_longer_key")           /* a criterion follows a key one and is none */                   \
  XX(NOT_FOUND, "followed_by_nothing")    /* `follows` names no rule of that period */                      \
  XX(UNREACHED, "never_reached")   /* a branch of choose whose test holds only where an earlier one does */ \
  XX(UNUSED, "never_used")         /* an amendment from after the period */                                 \
  XX(GAP, "says_nothing")          /* amended, before its first text */                                     \
  XX(TWICE, "twice")               /* the same thing stands in one list twice */                            \
  XX(SAME_FIGURE, "same_figure")   /* two targets show one published figure */                              \
  XX(UNSOURCED, "without_source")  /* a rule that names no document */                                      \
  XX(FACT_CHANGED, "fact_changed") /* a fact is of another kind or unit of measure than before */           \
  XX(OTHER_UNIT, "other_unit")     /* a target's published figure is of another unit of measure */          \
  XX(UNREAD,                                                                                                \
     "unreadable_period") /* the rules of an earlier period have errors: nothing is compared with them */

enum finding_kind {
#define XX(name, word) FINDING_##name,
  FINDING_MAP(XX)
#undef XX
      FINDING_KIND_COUNT
};
const char *check_finding_word(enum finding_kind kind);

struct finding_side {
  const struct judged *judged; /* NULL: a derived test or value */
  const char *path;            /* of the record or derived value */
  const char *period;          /* of an earlier period; NULL: the rules at hand */
  enum expression_kind comparison;
  const char *unit;               /* of measure, of what is compared; NULL when it is not about a limit */
  const struct expression *limit; /* what the branch compares with; NULL when it is not about one */
  const char *branch;             /* "2023 · south_central_coast", "" */
  struct place place;
};

struct finding {
  enum finding_kind kind;
  chuan_severity severity;         /* a note where the rule gives its reason (`easier`) */
  struct finding_side here, there; /* there.path NULL: only one rule is concerned */
  const struct names *reason;      /* of a note */
};

#endif
