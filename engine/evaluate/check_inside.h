/* What the parts of a check share while it runs: the thresholds found (check_threshold.c), the other ways through the
 * rules (check_clause.c), and the examples that try them (check.c). */
#ifndef CHUAN_EVALUATE_CHECK_INSIDE_H
#define CHUAN_EVALUATE_CHECK_INSIDE_H

#include "evaluate/check.h"
#include "evaluate/exact_memo.h"

#define CHECK_DEPTH 16u /* choices within choices on the way to a threshold */
#define CHECK_FINDINGS 10000u
#define CHECK_ENTRIES 65536u /* thresholds listed, and clauses; a rulebook of law has hundreds */

struct way { /* the expressions from a question's threshold down to where it ends */
  uint32_t ids[CHECK_DEPTH];
  uint32_t length;
};

struct collection {
  struct check *check; /* where findings go */
  const struct rulebook *rulebook;
  struct arena *arena;
  struct threshold_entry *entries;
  size_t count, capacity;
  struct way *ways; /* beside entries */
  size_t way_capacity;
  uint32_t *first;    /* by expression id of a question: its first entry + 1, 0 = none */
  uint8_t *visited;   /* by expression id */
  uint8_t *is_judged; /* by expression id: the verdict of a criterion or indicator, whose own it is */
  uint8_t *marks; /* by expression id of a value: the worst chuan_threshold_status written anywhere in it */
  uint8_t *is_branching; /* by expression id: it chooses among thresholds, and is told there */
  struct clause_entry *clauses;
  size_t clause_count, clause_capacity;
  uint32_t *first_clause; /* by expression id: its first clause + 1, 0 = none */
};

/* Adds a finding; CHUAN_MEMORY is the only failure. Past CHECK_FINDINGS none is added. */
chuan_status check_find(struct check *check, struct arena *arena, const struct finding *finding);
/* check_source.c */
chuan_status sources_find(struct collection *all);
/* check_gap.c: what is wrong with the branches of a choosing expression, or with the members of a list. */
chuan_status gaps_find(struct collection *all, const struct finding_side *owner,
                       const struct expression *expression);
/* Begins a collection: its arrays are of `scratch`, what it finds is of all->arena. 0: no memory. */
int collection_begin(struct collection *all, struct arena *scratch);
chuan_status collect_thresholds(struct collection *all);
/* After the thresholds. */
chuan_status collect_clauses(struct collection *all);
/* A clause that the verdict of an example went through was tried by it. */
void clauses_mark(struct collection *all, struct exact *exact, const struct expression *asked);
int check_is_question(enum expression_kind kind);
/* How a branch is called; NULL when there is no memory. "" when the operand is no branch or one listed before. */
const char *check_branch_text(struct arena *arena, const struct expression *choice, uint32_t operand);
/* "more_than(schools, 3)", as the rule file says it. */
const char *check_condition_text(struct arena *arena, const struct expression *test);
/* The overlay by which the operand of a choice holds; NULL when it is the decree's own. */
const struct overlay_set *check_set_of(const struct rulebook *rulebook, const struct judged *judged,
                                       const struct expression *choice, uint32_t operand);
const char *check_join(struct arena *arena, const char *before, const char *between, const char *after);

#endif
