/* Targets from Lua. */
#ifndef CHUAN_LUA_TARGETS_H
#define CHUAN_LUA_TARGETS_H

#include "lua/object.h"

int dossier_targets(lua_State *L);
/* Methods of what it returns. */
int targets_rows(lua_State *L);
int targets_write(lua_State *L);
int targets_tasks(lua_State *L);

#endif
