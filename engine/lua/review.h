/* The method of a dossier that lays the register beside the verdicts. */
#ifndef CHUAN_LUA_REVIEW_H
#define CHUAN_LUA_REVIEW_H

#include <lua.h>

int dossier_review(lua_State *L);
int review_close(lua_State *L); /* of the metatable "chuan.review" */

#endif
