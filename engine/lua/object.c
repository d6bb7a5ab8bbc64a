/* Owning libchuan's objects from Lua: metatables, collection, closing, failure results. */
#include "lua/object.h"

static const char *const type_names[OBJECT_KIND_COUNT] = {
    "chuan.engine",      "chuan.rules", "chuan.dossier", "chuan.evaluation",
    "chuan.explanation", "chuan.check", "chuan.case",    "chuan.targets",
};

static void free_thing(enum object_kind kind, void *thing) {
  switch (kind) {
    case OBJECT_ENGINE:
      chuan_free(thing);
      break;
    case OBJECT_RULES:
      chuan_rulebook_free(thing);
      break;
    case OBJECT_DOSSIER:
      chuan_dossier_free(thing);
      break;
    case OBJECT_EVALUATION:
      chuan_evaluation_free(thing);
      break;
    case OBJECT_EXPLANATION:
      chuan_explanation_free(thing);
      break;
    case OBJECT_CHECK:
      chuan_check_free(thing);
      break;
    case OBJECT_TARGETS:
      chuan_targets_free(thing);
      break;
    default:
      chuan_case_free(thing);
      break;
  }
}

/* Frees the object on top, when it is closed and unused, then what only waited for it. */
static void free_unused(lua_State *L) { /* ... object */
  struct object *object = lua_touserdata(L, -1);
  if (!object->closed || object->users > 0 || object->freed) return;
  object->freed = 1;
  free_thing(object->kind, object->thing);
  object->thing = NULL;
  for (int i = 1; i <= object->parents; i++) {
    lua_getiuservalue(L, -1, i); /* ... object parent */
    struct object *parent = lua_touserdata(L, -1);
    parent->users--;
    free_unused(L);
    lua_pop(L, 1); /* ... object */
  }
}

static int release(lua_State *L) { /* object ... */
  struct object *object = lua_touserdata(L, 1);
  object->closed = 1;
  lua_settop(L, 1); /* object */
  free_unused(L);
  return 0;
}

void object_register(lua_State *L, const luaL_Reg *const methods[OBJECT_KIND_COUNT]) {
  for (int kind = 0; kind < OBJECT_KIND_COUNT; kind++) {
    luaL_newmetatable(L, type_names[kind]); /* mt */
    lua_newtable(L);                        /* mt methods */
    luaL_setfuncs(L, methods[kind], 0);     /* mt methods */
    lua_setfield(L, -2, "__index");         /* mt */
    lua_pushcfunction(L, release);          /* mt release */
    lua_pushvalue(L, -1);                   /* mt release release */
    lua_setfield(L, -3, "__gc");            /* mt release */
    lua_setfield(L, -2, "__close");         /* mt */
    lua_pushliteral(L, "locked");           /* mt text */
    lua_setfield(L, -2, "__metatable");     /* mt */
    lua_pop(L, 1);                          /* - */
  }
}

struct object *object_push(lua_State *L, enum object_kind kind, chuan *engine, int parents) {
  struct object *object = lua_newuserdatauv(L, sizeof *object, parents); /* parents... object */
  *object = (struct object){.kind = kind, .engine = engine};
  luaL_setmetatable(L, type_names[kind]);
  lua_insert(L, -1 - parents); /* object parents... */
  for (int i = parents; i > 0; i--) {
    struct object *parent = lua_touserdata(L, -1);
    parent->users++;
    object->parents++;
    lua_setiuservalue(L, -1 - i, i);
  }
  return object; /* object */
}

struct object *object_check(lua_State *L, int index, enum object_kind kind) {
  struct object *object = luaL_checkudata(L, index, type_names[kind]);
  if (!object->thing || object->closed) luaL_error(L, "this %s is closed", type_names[kind]);
  return object;
}

void object_push_problems(lua_State *L, chuan *engine) {
  static const char *const severities[] = {"note", "warning", "error"};
  size_t count = chuan_problem_count(engine);
  lua_newtable(L); /* problems */
  for (size_t i = 0; i < count; i++) {
    const chuan_problem *problem = chuan_problem_get(engine, i);
    if (!problem) break;
    lua_createtable(L, 0, 5); /* problems problem */
    lua_pushstring(L, severities[problem->severity]);
    lua_setfield(L, -2, "severity");
    lua_pushstring(L, problem->file);
    lua_setfield(L, -2, "file");
    lua_pushinteger(L, problem->line);
    lua_setfield(L, -2, "line");
    lua_pushinteger(L, problem->column);
    lua_setfield(L, -2, "column");
    lua_pushstring(L, problem->message);
    lua_setfield(L, -2, "message");
    lua_rawseti(L, -2, (lua_Integer)i + 1); /* problems */
  }
}

int object_fail(lua_State *L, chuan *engine) {
  lua_pushnil(L);
  const char *message = chuan_error_message(engine);
  lua_pushstring(L, message[0] ? message : chuan_status_text(chuan_error_status(engine)));
  object_push_problems(L, engine);
  return 3; /* nil message problems */
}
