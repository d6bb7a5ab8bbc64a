/* The methods of a dossier that load files. */
#ifndef CHUAN_LUA_LOADING_H
#define CHUAN_LUA_LOADING_H

#include "chuan.h"

#include <lua.h>

int dossier_units(lua_State *L);
int dossier_successions(lua_State *L);
int dossier_attributes(lua_State *L);
int dossier_recognitions(lua_State *L);
int dossier_import(lua_State *L);
/* The table of options that an import takes; its texts stay on the stack. */
chuan_import_options argument_import(lua_State *L, int table);

#endif
