/* The Lua module `chuan`: everything of chuan.h, in Lua's own shapes. Functions that can fail return the
 * result, or nil, the message and the list of problems. Uses only chuan.h. */
#include "lua/argument.h"
#include "lua/figures.h"
#include "lua/judging.h"
#include "lua/loading.h"
#include "lua/object.h"
#include "lua/review.h"
#include "lua/targets.h"

#include <string.h>

CHUAN_API int luaopen_chuan(lua_State *L);

/* --- the engine --- */

/* chuan.open { language = "vi"|"en", threads = n, plugins = folder } */
static int module_open(lua_State *L) {
  static const char *const fields[] = {"language", "threads", "plugins", NULL};
  lua_settop(L, 1);
  argument_fields(L, 1, fields);
  const char *language = argument_text(L, 1, "language"), *plugins = argument_text(L, 1, "plugins");
  int threads = argument_integer(L, 1, "threads", 0), english = language && strcmp(language, "en") == 0;
  if (language && !english && strcmp(language, "vi") != 0) {
    return luaL_error(L, "language must be vi or en, not '%s'", language);
  }
  if (threads < 0) return luaL_error(L, "threads must be 0 (one per core) or more, not %d", threads);
  struct object *object = object_push(L, OBJECT_ENGINE, NULL, 0);
  chuan *engine;
  if (chuan_create(&engine) != CHUAN_OK) return luaL_error(L, "not enough memory");
  object->thing = object->engine = engine;
  chuan_language_set(engine, english ? CHUAN_ENGLISH : CHUAN_VIETNAMESE);
  chuan_threads_set(engine, (unsigned)threads);
  if (plugins && chuan_plugins_set(engine, plugins) != CHUAN_OK) return object_fail(L, engine);
  return 1;
}

/* engine:rules(folder, { period =, year = }) -> rules, problems (warnings) */
static int engine_rules(lua_State *L) {
  static const char *const fields[] = {"period", "year", NULL};
  struct object *engine = object_check(L, 1, OBJECT_ENGINE);
  argument_fields(L, 3, fields);
  const char *folder = luaL_checkstring(L, 2), *period = argument_text(L, 3, "period");
  int year = argument_integer(L, 3, "year", 0);
  lua_pushvalue(L, 1);
  struct object *object = object_push(L, OBJECT_RULES, engine->engine, 1);
  chuan_rulebook *rulebook;
  if (chuan_rulebook_load(engine->engine, folder, period, year, &rulebook) != CHUAN_OK) {
    return object_fail(L, engine->engine);
  }
  object->thing = rulebook;
  object_push_problems(L, engine->engine);
  return 2;
}

/* engine:dossier(path, "read"|"write"|"create"): "write" wants one that is there */
static int engine_dossier(lua_State *L) {
  static const char *const names[] = {"read", "write", "create", NULL};
  static const unsigned ways[] = {CHUAN_OPEN_READ, 0, CHUAN_OPEN_CREATE};
  struct object *engine = object_check(L, 1, OBJECT_ENGINE);
  const char *path = luaL_checkstring(L, 2);
  unsigned flags = ways[luaL_checkoption(L, 3, "read", names)];
  lua_pushvalue(L, 1);
  struct object *object = object_push(L, OBJECT_DOSSIER, engine->engine, 1);
  chuan_dossier *dossier;
  if (chuan_dossier_open(engine->engine, path, flags, &dossier) != CHUAN_OK)
    return object_fail(L, engine->engine);
  object->thing = dossier;
  return 1;
}

static int engine_plugins(lua_State *L) {
  struct object *engine = object_check(L, 1, OBJECT_ENGINE);
  chuan_style style = argument_style(L, 2);
  struct text text = text_begin(L);
  return text_end(L, engine->engine, &text, chuan_plugins_write(engine->thing, &style, text_append, &text));
}

/* --- rules --- */

static int rules_period(lua_State *L) {
  struct object *rules = object_check(L, 1, OBJECT_RULES);
  int first, last;
  chuan_rulebook_years(rules->thing, &first, &last);
  lua_pushstring(L, chuan_rulebook_period(rules->thing));
  lua_pushinteger(L, first);
  lua_pushinteger(L, last);
  return 3;
}

static int rules_digest(lua_State *L) {
  lua_pushstring(L, chuan_rulebook_digest(object_check(L, 1, OBJECT_RULES)->thing));
  return 1;
}

/* rules:facts(format, level) */
static int rules_facts(lua_State *L) {
  struct object *rules = object_check(L, 1, OBJECT_RULES);
  chuan_style style = argument_style(L, 2);
  const char *level = luaL_optstring(L, 3, NULL);
  struct text text = text_begin(L);
  return text_end(L, rules->engine, &text,
                  chuan_facts_write(rules->thing, level, &style, text_append, &text));
}

/* rules:program(level, year) */
static int rules_program(lua_State *L) {
  struct object *rules = object_check(L, 1, OBJECT_RULES);
  const char *level = luaL_checkstring(L, 2);
  int year = argument_year(L, 3);
  struct text text = text_begin(L);
  return text_end(L, rules->engine, &text,
                  chuan_program_write(rules->thing, level, year, text_append, &text));
}

static int rules_check(lua_State *L) {
  struct object *rules = object_check(L, 1, OBJECT_RULES);
  lua_pushvalue(L, 1);
  struct object *object = object_push(L, OBJECT_CHECK, rules->engine, 1);
  chuan_check *check;
  if (chuan_check_run(rules->thing, &check) != CHUAN_OK) return object_fail(L, rules->engine);
  object->thing = check;
  return 1;
}

static int check_counts(lua_State *L) {
  const chuan_check_counts *counts = chuan_check_counts_get(object_check(L, 1, OBJECT_CHECK)->thing);
  lua_newtable(L); /* counts */
#define COUNT(name) (lua_pushinteger(L, counts->name), lua_setfield(L, -2, #name))
  COUNT(errors), COUNT(warnings), COUNT(files), COUNT(standards), COUNT(criteria), COUNT(indicators);
  COUNT(facts), COUNT(examples), COUNT(examples_failed), COUNT(sides), COUNT(sides_exercised);
  COUNT(sourced), COUNT(unverified), COUNT(delegated), COUNT(pending);
  COUNT(notes), COUNT(clauses), COUNT(clauses_exercised), COUNT(vanished);
#undef COUNT
  return 1;
}

static int check_write(lua_State *L) {
  struct object *check = object_check(L, 1, OBJECT_CHECK);
  chuan_style style = argument_style(L, 2);
  struct text text = text_begin(L);
  return text_end(L, check->engine, &text, chuan_check_write(check->thing, &style, text_append, &text));
}

/* The value on top as the text of a cell: true -> "1", nil never comes here. Lua prints 14 digits of a number: one that
 * has more would be another number in the dossier. */
static const char *cell_text(lua_State *L) { /* ... value */
  if (lua_isboolean(L, -1)) return lua_toboolean(L, -1) ? "1" : "0";
  int is_float = lua_type(L, -1) == LUA_TNUMBER && !lua_isinteger(L, -1);
  lua_Number number = is_float ? lua_tonumber(L, -1) : 0;
  const char *text = luaL_tolstring(L, -1, NULL);    /* ... value text: popped with the pair */
  if (is_float && lua_stringtonumber(L, text) > 0) { /* ... value text printed */
    if (lua_tonumber(L, -1) != number) {
      luaL_error(L, "the number %s has more digits than Lua prints; write it as a string", text);
    }
    lua_pop(L, 1); /* ... value text */
  }
  return text;
}

/* rules:case(level, year, { fact = value, ... }) */
static int rules_case(lua_State *L) {
  struct object *rules = object_check(L, 1, OBJECT_RULES);
  const char *level = luaL_checkstring(L, 2);
  int year = argument_year(L, 3);
  luaL_checktype(L, 4, LUA_TTABLE);
  lua_pushvalue(L, 1);
  struct object *object = object_push(L, OBJECT_CASE, rules->engine, 1); /* ... case */
  chuan_case *one;
  if (chuan_case_create(rules->thing, level, year, &one) != CHUAN_OK) return object_fail(L, rules->engine);
  object->thing = one;
  int result = lua_gettop(L);
  for (lua_pushnil(L); lua_next(L, 4);) { /* ... case key value */
    if (lua_type(L, -2) != LUA_TSTRING) return luaL_error(L, "facts are named by strings");
    const char *fact = lua_tostring(L, -2);
    if (chuan_case_set(one, fact, cell_text(L)) != CHUAN_OK) return object_fail(L, rules->engine);
    lua_settop(L, result + 1); /* ... case key */
  }
  lua_settop(L, result);
  return 1;
}

/* case:judge(id) -> "met" | "not_met" | "no_data" | "not_applicable" */
static int case_judge(lua_State *L) {
  struct object *one = object_check(L, 1, OBJECT_CASE);
  chuan_verdict verdict;
  if (chuan_case_judge(one->thing, luaL_checkstring(L, 2), &verdict) != CHUAN_OK)
    return object_fail(L, one->engine);
  lua_pushstring(L, chuan_verdict_name(verdict));
  return 1;
}

/* --- facts --- */

/* dossier:unit { code =, level =, name =, parent =, valid_from =, valid_to = } */
static int dossier_unit(lua_State *L) {
  static const char *const fields[] = {"code", "level", "name", "parent", "valid_from", "valid_to", NULL};
  struct object *dossier = object_check(L, 1, OBJECT_DOSSIER);
  luaL_checktype(L, 2, LUA_TTABLE);
  argument_fields(L, 2, fields);
  luaL_checkstack(L, 8, NULL);
  const char *code = argument_text(L, 2, "code"), *level = argument_text(L, 2, "level"),
             *name = argument_text(L, 2, "name");
  const char *parent = argument_text(L, 2, "parent"), *from = argument_text(L, 2, "valid_from");
  const char *to = argument_text(L, 2, "valid_to");
  luaL_argcheck(L, code && level && name, 2, "code, level and name are needed");
  if (chuan_unit_add(dossier->thing, code, level, name, parent, from, to) != CHUAN_OK) {
    return object_fail(L, dossier->engine);
  }
  lua_pushboolean(L, 1);
  return 1;
}

struct entry_scope { /* freed by a to-be-closed value, so that a Lua error loses nothing */
  chuan_entry *entry;
};

static int entry_close(lua_State *L) {
  struct entry_scope *scope = lua_touserdata(L, 1);
  chuan_entry_free(scope->entry);
  scope->entry = NULL;
  return 0;
}

/* One row of dossier:enter: { unit =, year =, facts = { … } } at the top of the stack. */
static chuan_status enter_row(lua_State *L, chuan_entry *entry, const char *level) {
  static const char *const fields[] = {"unit", "year", "facts", NULL};
  int row = lua_gettop(L);
  argument_fields(L, row, fields);
  int year = argument_integer(L, row, "year", 0);
  const char *unit = argument_text(L, row, "unit"); /* row unit */
  if (!unit) luaL_error(L, "a row needs unit, year and facts");
  lua_getfield(L, row, "facts"); /* row unit facts */
  luaL_checktype(L, -1, LUA_TTABLE);
  int facts = lua_gettop(L);
  for (lua_pushnil(L); lua_next(L, facts);) { /* row unit facts key value */
    if (lua_type(L, -2) != LUA_TSTRING) luaL_error(L, "facts are named by strings");
    const char *fact = lua_tostring(L, -2); /* before cell_text pushes */
    chuan_status status = chuan_entry_set(entry, level, unit, year, fact, cell_text(L));
    if (status != CHUAN_OK) return status;
    lua_settop(L, facts + 1); /* row unit facts key */
  }
  return CHUAN_OK;
}

/* dossier:enter(rules, { level =, source =, status = }, { { unit =, year =, facts = {…} }, … }) */
static int dossier_enter(lua_State *L) {
  static const char *const fields[] = {"level", "source", "status", NULL};
  struct object *dossier = object_check(L, 1, OBJECT_DOSSIER), *rules = object_check(L, 2, OBJECT_RULES);
  luaL_checktype(L, 3, LUA_TTABLE);
  luaL_checktype(L, 4, LUA_TTABLE);
  argument_fields(L, 3, fields);
  luaL_checkstack(L, 16, NULL);
  const char *level = argument_text(L, 3, "level"), *source = argument_text(L, 3, "source");
  chuan_data_status status = argument_status(L, argument_text(L, 3, "status"));
  luaL_argcheck(L, level, 3, "level is needed");
  struct entry_scope *scope = lua_newuserdatauv(L, sizeof *scope, 0);
  scope->entry = NULL;
  luaL_setmetatable(L, "chuan.entry");
  lua_toclose(L, -1);
  if (chuan_entry_begin(dossier->thing, rules->thing, source ? source : "Lua", status, &scope->entry) !=
      CHUAN_OK) {
    return object_fail(L, dossier->engine);
  }
  int top = lua_gettop(L);
  lua_Integer rows = luaL_len(L, 4);
  for (lua_Integer i = 1; i <= rows; i++) {
    lua_geti(L, 4, i); /* ... row */
    luaL_checktype(L, -1, LUA_TTABLE);
    if (enter_row(L, scope->entry, level) != CHUAN_OK) return object_fail(L, dossier->engine);
    lua_settop(L, top);
  }
  if (chuan_entry_commit(scope->entry) != CHUAN_OK) return object_fail(L, dossier->engine);
  lua_pushinteger(L, rows);
  return 1;
}

static int dossier_digest(lua_State *L) {
  struct object *dossier = object_check(L, 1, OBJECT_DOSSIER);
  const char *digest = chuan_dossier_digest(dossier->thing);
  if (!digest) return object_fail(L, dossier->engine);
  lua_pushstring(L, digest);
  return 1;
}

static int dossier_latest_year(lua_State *L) {
  struct object *dossier = object_check(L, 1, OBJECT_DOSSIER);
  lua_pushinteger(L, chuan_dossier_latest_year(dossier->thing, luaL_optstring(L, 2, NULL)));
  return 1;
}

/* --- the module --- */

static void register_scope(lua_State *L, const char *name, lua_CFunction close) {
  luaL_newmetatable(L, name);     /* mt */
  lua_pushcfunction(L, close);    /* mt close */
  lua_pushvalue(L, -1);           /* mt close close */
  lua_setfield(L, -3, "__gc");    /* mt close */
  lua_setfield(L, -2, "__close"); /* mt */
  lua_pop(L, 1);                  /* - */
}

int luaopen_chuan(lua_State *L) {
  static const luaL_Reg functions[] = {{"open", module_open}, {NULL, NULL}};
  static const luaL_Reg engine[] = {
      {"rules", engine_rules}, {"dossier", engine_dossier}, {"plugins", engine_plugins}, {NULL, NULL}};
  static const luaL_Reg rules[] = {
      {"period", rules_period},   {"digest", rules_digest}, {"facts", rules_facts},
      {"program", rules_program}, {"check", rules_check},   {"case", rules_case},
      {"suggest", rules_suggest}, {"sheets", rules_sheets}, {NULL, NULL}};
  static const luaL_Reg dossier[] = {{"units", dossier_units},
                                     {"unit", dossier_unit},
                                     {"import", dossier_import},
                                     {"enter", dossier_enter},
                                     {"imports", dossier_imports},
                                     {"undo", dossier_undo},
                                     {"export", dossier_export},
                                     {"form", dossier_form},
                                     {"successions", dossier_successions},
                                     {"attributes", dossier_attributes},
                                     {"recognitions", dossier_recognitions},
                                     {"digest", dossier_digest},
                                     {"latest_year", dossier_latest_year},
                                     {"evaluate", dossier_evaluate},
                                     {"tally", dossier_tally},
                                     {"explain", dossier_explain},
                                     {"review", dossier_review},
                                     {"targets", dossier_targets},
                                     {NULL, NULL}};
  static const luaL_Reg evaluation[] = {
      {"rows", evaluation_rows}, {"units", evaluation_units}, {"write", evaluation_write}, {NULL, NULL}};
  static const luaL_Reg explanation[] = {
      {"verdict", explanation_verdict}, {"write", explanation_write}, {NULL, NULL}};
  static const luaL_Reg check[] = {{"counts", check_counts}, {"write", check_write}, {NULL, NULL}};
  static const luaL_Reg one[] = {{"judge", case_judge}, {NULL, NULL}};
  static const luaL_Reg targets[] = {
      {"rows", targets_rows}, {"write", targets_write}, {"tasks", targets_tasks}, {NULL, NULL}};
  const luaL_Reg *const methods[OBJECT_KIND_COUNT] = {engine,      rules, dossier, evaluation,
                                                      explanation, check, one,     targets};
  object_register(L, methods);
  register_scope(L, "chuan.entry", entry_close);
  register_scope(L, "chuan.tally", tally_close);
  register_scope(L, "chuan.review", review_close);
  luaL_newlib(L, functions); /* module */
  lua_pushstring(L, chuan_version());
  lua_setfield(L, -2, "version");
  return 1;
}
