/* Why a unit has its verdict, as data: which members decide, the formulas with the numbers put in, the
 * threshold and the branch it came from, where every figure came from, what is missing, what would turn the
 * verdict. In no language; output/explanation_output.h writes it for people. Everything lives in one arena. */
#ifndef CHUAN_EVALUATE_EXPLANATION_H
#define CHUAN_EVALUATE_EXPLANATION_H

#include "evaluate/exact.h"
#include "evaluate/remedy.h"
#include "facts/dossier.h"

/* A value expression with its value for this unit. Shared parts are shared here too: terms form a graph. */
struct explanation_term {
  const struct expression *expression;
  int missing;
  const struct rational *number; /* TYPE_NUMBER, when it is there */
  uint32_t choice;               /* TYPE_CHOICE, TYPE_YES_NO, when it is there */
  chuan_verdict verdict;         /* TYPE_TEST (the conditions of choose) */
  uint32_t taken; /* CHOOSE, BY, FROM_YEAR: number of the operand that was taken, UINT32_MAX = none */
  const struct explanation_term *const
      *operands;          /* as in the expression; NULL entries: branches that had no say */
  uint32_t operand_count; /* 0 also where the formula is too deep to go on */
};

/* A figure that was read, and every value ever reported for it. */
struct explanation_figure {
  const struct fact *fact;
  int64_t value;                          /* scaled; DECIMAL_MISSING when missing */
  const struct observation *observations; /* the chosen one first */
  size_t observation_count;
};

struct explanation_node {
  const struct judged
      *judged; /* when this is a standard, criterion or indicator; else NULL: a condition inside one */
  const struct derived *derived;  /* the derived test that goes by its name here, or NULL */
  const struct expression *asked; /* what has the verdict */
  const struct expression *test;  /* what gave it: without records, marks and branches that only pass it on */
  chuan_verdict verdict;
  chuan_threshold_status status; /* worst among the thresholds reached */
  struct place place;            /* the rule line: of the threshold, else of the record */
  const struct overlay
      *overlay; /* by which the threshold, or the whole test, holds for this unit; else NULL */
  int repeated; /* explained further up already, or too deep: nothing below */
  int brief;    /* met, named only because all of it is: no figures, no members */

  /* A combination: how many members have each verdict, and the members worth reading: those that are not met or
   * no data, those that do not apply, and all of them where an indicator was asked for or everything is met. */
  uint32_t counts[4];
  struct explanation_node *const *members;
  size_t member_count;

  /* applies_when: its condition, when the test does not apply or nobody knows whether it does; nothing else then. */
  struct explanation_node *condition;

  /* A comparison or question. Terms are NULL otherwise. */
  const struct explanation_term *value; /* left of the comparison; what is asked; a compute that is a test */
  const struct explanation_term *threshold; /* right; BETWEEN: low; ONE_OF, IS_TRUE, KNOWN: NULL */
  const struct explanation_term *threshold_high;
  const struct explanation_term *const
      *branches; /* the CHOOSE, BY, FROM_YEAR terms passed on the way to the threshold */
  size_t branch_count;
  const struct expression *threshold_leaf; /* the bare threshold at the end of that way */
  int near_threshold;                      /* value within 0.1 of the threshold */

  const struct explanation_figure *const *figures; /* read by this comparison or question, in reading order */
  size_t figure_count;
  const struct cause *causes; /* no_data only */
  size_t cause_count;
  const struct remedy *remedies; /* not_met only; each alone turns this comparison or question */
  size_t remedy_count;
};

struct explanation {
  const struct rulebook *rulebook;
  const struct judged *judged;
  const char *unit, *unit_name; /* code, name */
  const char *facts_digest;     /* "" when there is no database */
  int year;
  chuan_data_status data_status; /* worst of the unit's figures that year */
  struct explanation_node *root;
};

/* Where figures come from: filled by library/ from observations_list. May be all NULL (a case in memory). */
struct explanation_sources {
  void *payload;
  chuan_status (*observations)(void *payload, struct arena *arena, const struct fact *fact,
                               struct observation **out, size_t *count);
};

struct explanation_request {
  const struct rulebook *rulebook;
  const struct judged *judged;
  struct moment moment;
  const struct outside
      *outside; /* of the judged->level at the moment; NULL: nothing is known of other units and years */
  uint64_t row; /* what `outside` knows the unit by */
  const char *unit, *unit_name, *facts_digest; /* copied; NULL is "" */
  const int64_t *values;                       /* facts_row of judged->level */
  chuan_data_status data_status;
  struct explanation_sources sources;
};

/* Built in `arena`; borrows the rulebook, nothing else of the request. CHUAN_MEMORY (nothing reported yet) or
 * what `observations` returned (which has reported it). */
chuan_status explanation_build(const struct explanation_request *request, struct arena *arena,
                               struct explanation **out);

#endif
