/* Numbers of rule files as exact decimal text. */
#ifndef CHUAN_RULES_DRAFT_NUMBER_H
#define CHUAN_RULES_DRAFT_NUMBER_H

#include "rules/draft.h"

#define DRAFT_NUMBER_PLACES 18 /* decimals a number in the rules may have */

/* The Lua number at `index` as plain decimal text ("46.25") in the arena; NULL after a problem. May raise. */
const char *draft_number_text(lua_State *L, struct loader *loader, int index, const struct place *place);

#endif
