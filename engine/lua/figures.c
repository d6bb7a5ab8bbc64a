/* Figures in and out beside loading them, from Lua. */
#include "lua/figures.h"

#include "lua/argument.h"
#include "lua/loading.h"
#include "lua/object.h"

/* rules:suggest(path, { level =, format =, … }) -> the text of a mapping file */
int rules_suggest(lua_State *L) {
  struct object *rules = object_check(L, 1, OBJECT_RULES);
  const char *path = luaL_checkstring(L, 2);
  lua_settop(L, 3);
  chuan_import_options options = argument_import(L, 3);
  struct text text = text_begin(L);
  return text_end(L, rules->engine, &text,
                  chuan_mapping_suggest(rules->thing, path, &options, text_append, &text));
}

/* rules:sheets(path, format, { … }) */
int rules_sheets(lua_State *L) {
  struct object *rules = object_check(L, 1, OBJECT_RULES);
  const char *path = luaL_checkstring(L, 2);
  lua_settop(L, 4);
  chuan_style style = argument_style(L, 3);
  chuan_import_options options = argument_import(L, 4);
  struct text text = text_begin(L);
  return text_end(L, rules->engine, &text,
                  chuan_sheets_write(rules->thing, path, &options, &style, text_append, &text));
}

/* dossier:imports(format, number) */
int dossier_imports(lua_State *L) {
  struct object *dossier = object_check(L, 1, OBJECT_DOSSIER);
  chuan_style style = argument_style(L, 2);
  lua_Integer number = luaL_optinteger(L, 3, 0);
  struct text text = text_begin(L);
  return text_end(L, dossier->engine, &text,
                  chuan_imports_write(dossier->thing, number, &style, text_append, &text));
}

/* dossier:undo(number) -> reports taken back */
int dossier_undo(lua_State *L) {
  struct object *dossier = object_check(L, 1, OBJECT_DOSSIER);
  uint64_t rows = 0;
  if (chuan_import_undo(dossier->thing, luaL_checkinteger(L, 2), &rows) != CHUAN_OK)
    return object_fail(L, dossier->engine);
  lua_pushinteger(L, (lua_Integer)rows);
  return 1;
}

/* dossier:export(rules, { level =, year =, unit = }, format) */
int dossier_export(lua_State *L) {
  static const char *const fields[] = {"level", "year", "unit", NULL};
  struct object *dossier = object_check(L, 1, OBJECT_DOSSIER), *rules = object_check(L, 2, OBJECT_RULES);
  luaL_checktype(L, 3, LUA_TTABLE);
  lua_settop(L, 4);
  argument_fields(L, 3, fields);
  chuan_style style = argument_style(L, 4);
  chuan_export_options options = CHUAN_EXPORT_INIT;
  options.level = argument_text(L, 3, "level");
  options.year = argument_integer(L, 3, "year", 0);
  options.unit = argument_text(L, 3, "unit");
  struct text text = text_begin(L);
  return text_end(L, dossier->engine, &text,
                  chuan_export_write(dossier->thing, rules->thing, &options, &style, text_append, &text));
}

/* dossier:form(rules, path, { level =, year =, unit =, filled = }) -> true */
int dossier_form(lua_State *L) {
  static const char *const fields[] = {"level", "year", "unit", "filled", NULL};
  struct object *dossier = object_check(L, 1, OBJECT_DOSSIER), *rules = object_check(L, 2, OBJECT_RULES);
  const char *path = luaL_checkstring(L, 3);
  luaL_checktype(L, 4, LUA_TTABLE);
  argument_fields(L, 4, fields);
  chuan_form_options options = CHUAN_FORM_INIT;
  options.level = argument_text(L, 4, "level");
  options.year = argument_integer(L, 4, "year", 0);
  options.unit = argument_text(L, 4, "unit");
  options.filled = argument_boolean(L, 4, "filled");
  if (chuan_form_write(dossier->thing, rules->thing, &options, path) != CHUAN_OK)
    return object_fail(L, dossier->engine);
  lua_pushboolean(L, 1);
  return 1;
}
