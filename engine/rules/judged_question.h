/* What an indicator or a target asks: a value with one comparison, or a test; and when. */
#ifndef CHUAN_RULES_JUDGED_QUESTION_H
#define CHUAN_RULES_JUDGED_QUESTION_H

#include "rules/field_schema.h"

/* In this order in the values that the functions below are given. */
#define QUESTION_FIELDS                                                                   \
  {"value", FIELD_ANY, 0}, {"test", FIELD_ANY, 0}, {"applies_when", FIELD_ANY, 0},        \
      {"at_least", FIELD_ANY, 0}, {"at_most", FIELD_ANY, 0}, {"more_than", FIELD_ANY, 0}, \
      {"less_than", FIELD_ANY, 0}, {"between", FIELD_ANY, 0}, {                           \
    "equals", FIELD_ANY, 0                                                                \
  }
#define QUESTION_COMPARISONS 6

/* Exactly one of: value with one comparison, or test; 0 after an error. */
int question_read(struct loader *loader, struct judged_draft *judged, struct draft **values);
/* The word of the i-th comparison among the fields. */
int question_comparison(int i);

/* Made under its path; NULL after an error. */
struct judged_draft *judged_make(struct loader *loader, struct draft *record, enum judged_kind kind,
                                 const char *id, struct draft *name, struct judged_draft *parent);
/* Its source: the one given, else that of what it is part of. */
void judged_inherit(struct loader *loader, struct judged_draft *judged, struct draft *given);
void judged_warn_unsourced(struct loader *loader, const struct judged_draft *draft);
/* follows = "path", easier = "reason"; either may be NULL. What is followed is looked for once everything is known by
 * its path. */
void judged_order_fields(struct loader *loader, struct judged_draft *judged, struct draft *follows,
                         struct draft *easier);
void judged_find_followed(struct loader *loader, struct judged_draft *judged);

/* --- what is carried over from another period (carried_over.c) ---------------------------------------- */
/* carried_over "2021-2025/commune.standard/17.1" for a rule of this level; its figures come along. NULL after an error. */
const struct carried *carried_read(struct loader *loader, const struct draft *node, struct level *level);

#endif
