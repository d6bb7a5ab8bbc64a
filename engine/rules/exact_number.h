/* Exact numbers for Lua: what compute functions calculate with. Everything here is for C functions that Lua
 * calls, in protected mode. */
#ifndef CHUAN_RULES_EXACT_NUMBER_H
#define CHUAN_RULES_EXACT_NUMBER_H

#include "base/wide.h"

#include <lua.h>

/* Makes the type; `divided_by_zero` is called (and must raise) when a script divides by zero. Once per state. */
void exact_number_open(lua_State *L, void (*divided_by_zero)(lua_State *L));
/* Raises when the number did not fit. ( number ) stays on top. */
void exact_number_push(lua_State *L, const struct rational *value);
/* The number at `index`: exact, a Lua integer, or a finite Lua float. A float that is the nearest to a decimal of at most
 * 15 digits is that decimal (0.1 is a tenth), any other what it is in binary. Raises for anything else. */
void exact_number_get(lua_State *L, int index, struct rational *out);
int exact_number_is(lua_State *L, int index); /* an exact number, not one of Lua's */

/* For scripts: equals(a, b), also of texts and booleans; rounded(x, places). */
int exact_number_equals(lua_State *L);
int exact_number_rounded(lua_State *L);

#endif
