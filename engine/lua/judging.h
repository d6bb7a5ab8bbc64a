/* The methods of a dossier that judge, and those of what they make. */
#ifndef CHUAN_LUA_JUDGING_H
#define CHUAN_LUA_JUDGING_H

#include <lua.h>

int dossier_evaluate(lua_State *L);
int evaluation_rows(lua_State *L);
int evaluation_units(lua_State *L);
int evaluation_write(lua_State *L);
int dossier_tally(lua_State *L);
int tally_close(lua_State *L); /* of the metatable "chuan.tally" */
int dossier_explain(lua_State *L);
int explanation_verdict(lua_State *L);
int explanation_write(lua_State *L);

#endif
