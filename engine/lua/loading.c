/* Files into a dossier, from Lua. Each returns the counts and the problems of rows that were refused. */
#include "lua/loading.h"

#include "lua/argument.h"
#include "lua/object.h"

static int push_counts(lua_State *L, chuan *engine, chuan_status status, const chuan_counts *counts) {
  if (status != CHUAN_OK) return object_fail(L, engine);
  lua_createtable(L, 0, 5); /* counts */
#define COUNT(name) (lua_pushinteger(L, (lua_Integer)counts->name), lua_setfield(L, -2, #name))
  COUNT(accepted), COUNT(unchanged), COUNT(rejected), COUNT(changed), COUNT(beside);
#undef COUNT
  object_push_problems(L, engine); /* counts problems */
  return 2;
}

/* dossier:units(path) -> counts, problems */
int dossier_units(lua_State *L) {
  struct object *dossier = object_check(L, 1, OBJECT_DOSSIER);
  chuan_counts counts = {.accepted = 0};
  chuan_status status = chuan_units_load(dossier->thing, luaL_checkstring(L, 2), &counts);
  return push_counts(L, dossier->engine, status, &counts);
}

/* dossier:successions(path) -> counts, problems */
int dossier_successions(lua_State *L) {
  struct object *dossier = object_check(L, 1, OBJECT_DOSSIER);
  chuan_counts counts = {.accepted = 0};
  chuan_status status = chuan_successions_load(dossier->thing, luaL_checkstring(L, 2), &counts);
  return push_counts(L, dossier->engine, status, &counts);
}

/* dossier:attributes(rules, path, { level =, status = }) -> counts, problems */
int dossier_attributes(lua_State *L) {
  static const char *const fields[] = {"level", "status", NULL};
  struct object *dossier = object_check(L, 1, OBJECT_DOSSIER), *rules = object_check(L, 2, OBJECT_RULES);
  const char *path = luaL_checkstring(L, 3);
  luaL_checktype(L, 4, LUA_TTABLE);
  argument_fields(L, 4, fields);
  const char *level = argument_text(L, 4, "level");
  chuan_data_status data_status = argument_status(L, argument_text(L, 4, "status"));
  luaL_argcheck(L, level, 4, "level is needed");
  chuan_counts counts = {.accepted = 0};
  chuan_status status =
      chuan_attributes_load(dossier->thing, rules->thing, path, level, data_status, &counts);
  return push_counts(L, dossier->engine, status, &counts);
}

/* dossier:recognitions(rules, path, { status = }) -> counts, problems */
int dossier_recognitions(lua_State *L) {
  static const char *const fields[] = {"status", NULL};
  struct object *dossier = object_check(L, 1, OBJECT_DOSSIER), *rules = object_check(L, 2, OBJECT_RULES);
  const char *path = luaL_checkstring(L, 3);
  lua_settop(L, 4);
  argument_fields(L, 4, fields);
  chuan_data_status data_status = argument_status(L, argument_text(L, 4, "status"));
  chuan_counts counts = {.accepted = 0};
  chuan_status status = chuan_recognitions_load(dossier->thing, rules->thing, path, data_status, &counts);
  return push_counts(L, dossier->engine, status, &counts);
}

chuan_import_options argument_import(lua_State *L, int table) {
  static const char *const fields[] = {"level",   "year",    "mapping",  "format",     "sheet", "status",
                                       "dry_run", "rejects", "encoding", "in_process", NULL};
  argument_fields(L, table, fields);
  luaL_checkstack(L, 14, NULL);
  chuan_import_options options = CHUAN_IMPORT_INIT;
  options.level = argument_text(L, table, "level");
  options.year = argument_integer(L, table, "year", 0);
  options.mapping = argument_text(L, table, "mapping");
  options.format = argument_text(L, table, "format");
  options.sheet = argument_text(L, table, "sheet");
  options.status = argument_status(L, argument_text(L, table, "status"));
  options.rejects = argument_text(L, table, "rejects");
  options.encoding = argument_text(L, table, "encoding");
  options.dry_run = argument_boolean(L, table, "dry_run");
  options.in_process = argument_boolean(L, table, "in_process");
  return options;
}

/* dossier:import(rules, path, { level =, year =, mapping =, format =, sheet =, status =, dry_run =, rejects =,
 * encoding =, in_process = }) */
int dossier_import(lua_State *L) {
  struct object *dossier = object_check(L, 1, OBJECT_DOSSIER), *rules = object_check(L, 2, OBJECT_RULES);
  const char *path = luaL_checkstring(L, 3);
  luaL_checktype(L, 4, LUA_TTABLE);
  chuan_import_options options = argument_import(L, 4);
  chuan_counts counts = {.accepted = 0};
  chuan_status status = chuan_import_run(dossier->thing, rules->thing, path, &options, &counts);
  return push_counts(L, dossier->engine, status, &counts);
}
