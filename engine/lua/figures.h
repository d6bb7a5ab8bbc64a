/* What was imported, taking it back, forms, exports; and a look into a file before it is imported. */
#ifndef CHUAN_LUA_FIGURES_H
#define CHUAN_LUA_FIGURES_H

#include <lua.h>

int rules_suggest(lua_State *L);
int rules_sheets(lua_State *L);
int dossier_imports(lua_State *L);
int dossier_undo(lua_State *L);
int dossier_export(lua_State *L);
int dossier_form(lua_State *L);

#endif
