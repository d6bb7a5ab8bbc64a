/* Userdata of the Lua module: each holds one object of libchuan and frees it once, when it is closed or collected and
 * nothing made from it is left: whatever the order, nothing is used after it is gone. */
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
  OBJECT_TARGETS,
  OBJECT_KIND_COUNT
};

struct object {
  enum object_kind kind;
  chuan *engine; /* the handle that carries the error message */
  void *thing;   /* NULL until made and once freed */
  int parents;   /* what it was made from: its user values */
  int users;     /* objects made from this one that are not freed */
  int closed, freed;
};

/* Makes one metatable per kind; `methods` has an entry per kind. */
void object_register(lua_State *L, const luaL_Reg *const methods[OBJECT_KIND_COUNT]);
/* Pushes an empty object made from the `parents` objects on top of the stack, and pops those. The thing is put in
 * afterwards, so that nothing is unowned when Lua throws. */
struct object *object_push(lua_State *L, enum object_kind kind, chuan *engine, int parents);
struct object *object_check(lua_State *L, int index, enum object_kind kind); /* raises when closed */
/* nil, message, problems: what a failed call returns. */
int object_fail(lua_State *L, chuan *engine);
void object_push_problems(lua_State *L, chuan *engine);

#endif
