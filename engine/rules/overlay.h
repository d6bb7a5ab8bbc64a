/* What overlays make of a rule while it is resolved: its test, or the threshold in it, becomes a choice between the
 * overlays' and the decree's. Given back as it is when nothing sets it; NULL after an error. */
#ifndef CHUAN_RULES_OVERLAY_H
#define CHUAN_RULES_OVERLAY_H

#include "rules/resolve.h"

const struct expression *overlay_comparison(struct scope *scope, struct judged_draft *judged,
                                            const struct expression *comparison);
const struct expression *overlay_test(struct scope *scope, struct judged_draft *judged,
                                      const struct expression *test);

#endif
