/* Which line of the rule files says something. Equal expressions of a rulebook are one expression, with the place
 * where it was first met: for a record elsewhere that place is wrong, and a wider one that is the record's own is right. */
#ifndef CHUAN_EVALUATE_RULE_PLACE_H
#define CHUAN_EVALUATE_RULE_PLACE_H

#include "rules/rulebook.h"

/* The place of the first of `expressions` (narrow to wide) that stands inside the record, else the record's. `record` is
 * where the record begins; `judged` what it declares, NULL for a derived value: it may rest on others of its file. */
struct place rule_place(const struct judged *judged, struct place record,
                        const struct expression *const *expressions, size_t count);

#endif
