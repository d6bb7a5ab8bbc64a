/* Userdata of the Lua module: each holds one object of libchuan, keeps its parents alive and frees once. */
#ifndef CHUAN_LUA_OBJECT_H
#define CHUAN_LUA_OBJECT_H

#include "chuan.h"

#include <lauxlib.h>
#include <lua.h>

enum object_kind {
  OBJECT_ENGINE,
  OBJECT_RULES,
  OBJECT_DOSSIER,
  OBJECT_EVALUATION,
  OBJECT_EXPLANATION,
  OBJECT_CHECK,
  OBJECT_CASE,
  OBJECT_KIND_COUNT
};

struct object {
  enum object_kind kind;
  chuan *engine; /* the handle that carries the error message */
  void *thing;   /* NULL once freed */
};

/* Makes one metatable per kind; `methods` has an entry per kind. */
void object_register(lua_State *L, const luaL_Reg *const methods[OBJECT_KIND_COUNT]);
/* Pushes an empty object that keeps the values at `parents` (count of them, on top of the stack) alive and
 * pops those. The thing is put in afterwards, so that nothing is unowned when Lua throws. */
struct object *object_push(lua_State *L, enum object_kind kind, chuan *engine, int parents);
struct object *object_check(lua_State *L, int index, enum object_kind kind); /* raises when closed */
/* nil, message, problems: what a failed call returns. */
int object_fail(lua_State *L, chuan *engine);
void object_push_problems(lua_State *L, chuan *engine);

#endif
