/* Why a unit has its verdict, as data: which members decide, the formulas with the numbers put in, the
 * threshold and the branch it came from, where every figure came from, what is missing, what would turn the
 * verdict. In no language; output/explanation_output.h writes it for people. Everything lives in one arena. */
#ifndef CHUAN_EVALUATE_EXPLANATION_H
#define CHUAN_EVALUATE_EXPLANATION_H

#include "evaluate/exact.h"
#include "evaluate/remedy.h"
#include "evaluate/standing.h"
#include "evaluate/world.h"
#include "facts/dossier.h"

/* A value expression with its value for this unit. Shared parts are shared here too: terms form a graph. */
struct explanation_term {
  const struct expression *expression;
  int missing;
  const struct rational *number;     /* TYPE_NUMBER, when it is there */
  const struct rational *low, *high; /* where it can lie, when it is not; NULL: open */
  uint32_t choice;                   /* TYPE_CHOICE, TYPE_YES_NO, when it is there */
  chuan_verdict verdict;             /* TYPE_TEST (the conditions of choose) */
  uint32_t taken; /* CHOOSE, BY, FROM_YEAR: number of the operand that was taken, UINT32_MAX = none */
  const struct explanation_term *const
      *operands;          /* as in the expression; NULL entries: branches that had no say */
  uint32_t operand_count; /* 0 also where the formula is too deep to go on */
};

/* Of a re-based figure: what it was made from. */
struct explanation_part {
  const char *unit, *unit_name;
  int64_t share, of; /* so much of that unit's; 0/0: nobody has said how much */
  int64_t value;     /* that unit's own, whole */
};

/* A figure that was read, and every value ever reported for it. */
struct explanation_figure {
  const struct fact *fact;
  int64_t value;    /* scaled; DECIMAL_MISSING when missing */
  int year;         /* that it is of; 0: an attribute, which holds from a day to a day */
  int carried;      /* of an earlier year than the one looked at */
  int32_t from, to; /* of an attribute */
  const struct explanation_part *parts;
  size_t part_count;
  const struct observation *observations; /* the chosen one first */
  size_t observation_count;
};

/* A unit that an aggregate looked at. */
struct explanation_unit {
  const char *code, *name;
  enum member_part part;
  chuan_verdict verdict;                 /* of the test */
  const struct rational *value;          /* of a number that is there */
  const struct recognition *recognition; /* that the test asks for and that is in force; or NULL */
  const struct cause *causes;            /* undecided: what it lacks */
  size_t cause_count;
  /* Of the criteria that the test asks about (those of a standard; or the indicators it names). */
  const struct judged **failing;
  size_t failing_count;
  uint32_t failing_indicators; /* in them */
  uint32_t open_count;         /* without data */
  int exempt;                  /* none of them applies to it */
  int ranked;                  /* stands in order of how much it fails */
};

#define EXPLANATION_PARTS 5 /* of enum member_part */

/* What was read from elsewhere: other units, other years, the register. */
struct explanation_around {
  const struct expression *expression; /* expression_is_outside */
  const char *level;                   /* of the units it looks at */
  struct moment moment;                /* when it looks at them */
  const struct explanation_term *value;
  int as_whole;                          /* something is divided by it: more of it is no help */
  const char *unit, *unit_name;          /* PARENT: the unit above; "" */
  const struct recognition *recognition; /* RECOGNISED: the decision in force, or NULL */
  /* An aggregate: undecided, failing (the nearest first), counting, then the others; else by code. */
  struct explanation_unit *units;
  size_t unit_count;
  uint64_t parts[EXPLANATION_PARTS]; /* how many, by enum member_part */
  const struct judged *standard;     /* whose criteria its test asks first, or NULL */
  int countable;                     /* no unit is in doubt for `where` alone */
  /* The other unit's or year's figures, and what was read from elsewhere there. */
  const struct explanation_figure *const *figures;
  size_t figure_count;
  const struct explanation_around *const *around;
  size_t around_count;
};

/* What of the units below would be enough, everything else staying as it is. */
struct explanation_need {
  int fewer;        /* fewer (less) are wanted */
  uint64_t units;   /* COUNT_OF, SHARE_OF: so many more (fewer) have to count */
  uint64_t against; /* no data: not met once so many of the undecided fall out the other way; 0: not known */
  const struct rational *amount; /* SUM_OF, MEAN_OF: so much more (less) */
};

struct explanation_node {
  /* when this is a standard, criterion or indicator; else NULL: a condition inside one */
  const struct judged *judged;
  const struct derived *derived;  /* the derived test that goes by its name here, or NULL */
  const struct expression *asked; /* what has the verdict */
  const struct expression *test;  /* what gave it: without records, marks and branches that only pass it on */
  chuan_verdict verdict;
  chuan_threshold_status status; /* worst among the thresholds reached */
  /* Of a question: of its own threshold. `status` is worse where what it reads of other units, other years or whole
   * standards rests on worse ones. */
  chuan_threshold_status own;
  struct place place; /* the rule line: of the threshold, else of the record */
  /* by which the threshold, or the whole test, holds for this unit; else NULL */
  const struct overlay *overlay;
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
  const struct explanation_around *const *around; /* read from elsewhere by it, in reading order */
  size_t around_count;
  const struct explanation_need *const
      *needs;                 /* by around; NULL: nothing of it is enough, or nothing is wanted */
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
  struct moment moment;
  int ended;                            /* the unit ended in the year: it is looked at as of its last day */
  chuan_data_status data_status;        /* worst of the unit's figures that year */
  const struct target_result *standing; /* a target: its answer and where it stands; else NULL */
  const struct explanation_figure *const
      *reported; /* the figures that the published value of a target is read from */
  size_t reported_count;
  struct explanation_node *root;
};
/* The answer: of a target with a published figure that one's, else the root's. */
chuan_verdict explanation_verdict(const struct explanation *explanation);

/* Where figures come from: filled by library/ from observations_list. May be all NULL (a case in memory). */
struct explanation_sources {
  void *payload;
  chuan_status (*observations)(void *payload, struct arena *arena, const struct fact *fact, int64_t unit,
                               int year, struct observation **out, size_t *count);
};

struct explanation_request {
  const struct rulebook *rulebook;
  const struct judged *judged;
  struct moment moment;
  /* of the judged->level at the moment; NULL: nothing is known of other units and years */
  const struct outside *outside;
  uint64_t row; /* what `outside` knows the unit by */
  /* that made `outside`; it outlives the explanation. NULL: no units and years are looked into */
  struct world *world;
  struct dossier *dossier; /* that it is of, or NULL with it */
  int64_t unit_id;
  int ended;
  const struct target_result *standing;        /* lives as long as the explanation; NULL: not a target */
  const char *unit, *unit_name, *facts_digest; /* copied; NULL is "" */
  const int64_t *values;                       /* facts_row of judged->level */
  const int *years;                            /* with it; NULL: all are of the moment's year */
  chuan_data_status data_status;
  struct explanation_sources sources;
};

/* Built in `arena`; borrows the rulebook, nothing else of the request. CHUAN_MEMORY (nothing reported yet) or
 * what `observations` returned (which has reported it). */
chuan_status explanation_build(const struct explanation_request *request, struct arena *arena,
                               struct explanation **out);

#endif
