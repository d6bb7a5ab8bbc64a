/* What is carried over from another period: its rules read beside this period's, the figures that an indicator rests on
 * taken over, its thresholds as they were in the last year of that period, marked unverified. */
#ifndef CHUAN_RULES_CARRIED_OVER_H
#define CHUAN_RULES_CARRIED_OVER_H

#include "rules/resolve.h"

/* Facts, derived values and documents that the draft names and this period does not have, from `earlier`. */
void carried_names_take(struct loader *loader, struct loader *earlier, struct level *level,
                        struct draft *draft);
/* A period that cannot be read is said to be so once; what it would have brought along may be anything. */
int carried_is_incomplete(const struct loader *loader);
/* The level of that name, made when the period has none. */
struct level *carried_level_take(struct loader *loader, const struct level *from);

/* What the comparison, test or condition was in that year; of the first two, thresholds are marked unverified. */
const struct expression *carried_comparison(struct scope *scope, struct judged_draft *judged,
                                            const struct expression *comparison);
const struct expression *carried_test(struct scope *scope, struct judged_draft *judged,
                                      const struct expression *test);
const struct expression *carried_condition(struct scope *scope, struct judged_draft *judged,
                                           const struct expression *condition);

#endif
