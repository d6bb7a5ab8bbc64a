/* From drafts to the typed graph: names find their facts, words become expressions, and whatever does not fit is
 * said where it stands. A draft that was refused gives NULL, silently from then on. */
#ifndef CHUAN_RULES_RESOLVE_H
#define CHUAN_RULES_RESOLVE_H

#include "rules/loading.h"
#include "rules/words.h"

enum want_kind { WANT_ANY, WANT_NUMBER, WANT_CHOICE, WANT_YES_NO, WANT_TEST };

struct domain { /* what a choice can be; NULL = not known */
  const char *const *choices;
  uint32_t count;
};

struct want {
  enum want_kind kind;
  struct domain domain;
};

struct chain { /* what is being resolved for what: for naming a cycle */
  const char *what;
  const struct chain *up;
};

struct scope {
  struct loader *loader;
  struct level *level;
  struct judged_draft *standard; /* whose rule it is; NULL in a derived value */
  unsigned depth;
  const struct chain *chain;
};

struct want want_of(enum want_kind kind);

const struct expression *resolve(struct scope *scope, struct draft *draft, struct want want);
/* What the draft looks like before it is resolved; WANT_ANY when nothing tells. */
enum want_kind resolve_guess(struct scope *scope, struct draft *draft, struct domain *domain);
/* The one expression like this, at this place; its unit may be NULL for none. */
const struct expression *resolve_make(struct scope *scope, const struct draft *at, struct expression *wanted);
/* The verdict of a standard, criterion or indicator; NULL after an error, also for a cycle. */
const struct expression *resolve_judged(struct scope *scope, struct judged_draft *judged,
                                        const struct draft *at);
const struct expression *resolve_derived(struct scope *scope, struct derived_draft *derived,
                                         const struct draft *at);
/* Names, words and nodes that no rule ever reached. */
void resolve_leftovers(struct loader *loader);
/* Before anything is resolved: calls of what is no word. */
void resolve_unknown_words(struct loader *loader);
int resolve_same_domain(struct domain a, struct domain b);
/* Where a choice stands in its list; 0 when it does not (choice_index.c). */
int domain_find(struct loader *loader, struct domain domain, const char *choice, uint32_t *place);

/* --- shapes ------------------------------------------------------------------------------------------ */
/* Says how the word is written; returns NULL. */
const struct expression *resolve_refuse_form(struct scope *scope, const struct draft *node);
/* The only argument when it is a table with positional fields only and at least one; else says so, NULL. */
const struct draft *resolve_list(struct scope *scope, const struct draft *node, uint32_t argument);
/* A whole number written as such between the two bounds. */
int resolve_whole(const struct draft *draft, int64_t lowest, int64_t highest, int64_t *value);
const struct expression **resolve_operands(struct scope *scope, size_t count);

/* --- by class of word -------------------------------------------------------------------------------- */
const struct expression *resolve_literal(struct scope *scope, struct draft *draft);
const struct expression *resolve_number(struct scope *scope, struct draft *node);
const struct expression *resolve_compute(struct scope *scope, struct draft *node, struct want want);
const struct expression *resolve_choosing(struct scope *scope, struct draft *node, struct want want);
const struct expression *resolve_status(struct scope *scope, struct draft *node, struct want want);
/* unverified(inner), at this place. */
const struct expression *resolve_unverified(struct scope *scope, const struct draft *at,
                                            const struct expression *inner);
const struct expression *resolve_test(struct scope *scope, struct draft *node);
const struct expression *resolve_aggregate(struct scope *scope, struct draft *node); /* sum_of, count_of, … */
/* Many values of this can be added and stay exact: whole numbers and decimals can. Complains otherwise. */
int resolve_adds_up(struct scope *scope, const struct draft *node, const struct expression *value);
const struct expression *resolve_parent(struct scope *scope, struct draft *node, struct want want);
const struct expression *resolve_year(struct scope *scope, struct draft *node, struct want want);
/* average_growth and average_fall, from a value in two years. */
const struct expression *resolve_average(struct scope *scope, struct draft *node);
/* `table` is what amended was given; the type of its values is settled. */
const struct expression *resolve_amended(struct scope *scope, struct draft *node, const struct draft *table,
                                         struct want want);
const struct expression *resolve_failed_share(struct scope *scope, struct draft *node);
/* The draft that parent, in_year or last_year reads, and in *level where; NULL when that cannot be told. */
struct draft *elsewhere_read(struct scope *scope, struct draft *node, struct level **level);
/* The only value of a table inside amended, or what stands there instead of a table. */
struct draft *amended_value(struct draft *entry);
/* An average growth has no exact value: what takes it for a number is refused, 0. */
int average_allows(struct scope *scope, const struct draft *at, const struct expression *wanted);
/* The value of the i-th branch of choose, by, from_year or amended; NULL where there is none. */
struct draft *choosing_branch(const struct draft *node, uint32_t i, int *end);

/* value compared with threshold (between: a table or two thresholds); in error messages `at` is the whole. */
const struct expression *resolve_comparison(struct scope *scope, const struct draft *at, int word,
                                            struct draft *value, struct draft *threshold,
                                            struct draft *threshold_high);
enum expression_kind comparison_kind(int word);

/* --- units of measure (units_of_measure.c) ----------------------------------------------------------- */
/* The unit all numbers among the operands share; after a complaint, the first. "" agrees with everything. */
const char *units_common(struct scope *scope, const struct draft *at,
                         const struct expression *const *operands, uint32_t count);
const char *units_product(struct scope *scope, const char *a, const char *b);
const char *units_quotient(struct scope *scope, const char *a, const char *b);
/* Whether the value is a percentage that lies between 0 and 100. */
int units_is_percent(const struct expression *value);
/* Complains about constants outside 0..100 in what a percentage is compared with. */
void units_check_percent(struct scope *scope, struct draft *threshold);

#endif
