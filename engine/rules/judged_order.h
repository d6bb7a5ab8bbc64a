/* The order in which standards are judged and shown. */
#ifndef CHUAN_RULES_JUDGED_ORDER_H
#define CHUAN_RULES_JUDGED_ORDER_H

#include "rules/loading.h"

/* Of standards one of which asks for the other, the one asked for comes first, with its criteria and indicators; the rest
 * stay in the order of the files. Once every formula is resolved. */
void judged_order(struct loader *loader);

#endif
