/* Verdicts, counts of verdicts and explanations, from Lua. */
#include "lua/judging.h"

#include "lua/argument.h"
#include "lua/object.h"

/* Leaves the texts on the stack above `table`. */
static chuan_evaluation_options evaluation_options(lua_State *L, int table) {
  chuan_evaluation_options options = CHUAN_EVALUATION_INIT;
  options.year = argument_integer(L, table, "year", 0);
  options.level = argument_text(L, table, "level");
  options.unit = argument_text(L, table, "unit");
  options.standard = argument_text(L, table, "standard");
  options.as_of = argument_text(L, table, "as_of");
  options.rebase = argument_boolean(L, table, "rebase");
  return options;
}

/* dossier:evaluate(rules, { year =, level =, unit =, standard =, as_of =, rebase = }) */
int dossier_evaluate(lua_State *L) {
  static const char *const fields[] = {"year", "level", "unit", "standard", "as_of", "rebase", NULL};
  struct object *dossier = object_check(L, 1, OBJECT_DOSSIER), *rules = object_check(L, 2, OBJECT_RULES);
  lua_settop(L, 3);
  argument_fields(L, 3, fields);
  luaL_checkstack(L, 12, NULL);
  chuan_evaluation_options options = evaluation_options(L, 3);
  lua_pushvalue(L, 1);
  lua_pushvalue(L, 2);
  struct object *object = object_push(L, OBJECT_EVALUATION, dossier->engine, 2);
  chuan_evaluation *evaluation;
  if (chuan_evaluation_run(dossier->thing, rules->thing, &options, &evaluation) != CHUAN_OK) {
    return object_fail(L, dossier->engine);
  }
  object->thing = evaluation;
  return 1;
}

static void push_text_fields(lua_State *L, const char *const *pairs) {
  for (; pairs[0]; pairs += 2) {
    lua_pushstring(L, pairs[1]);
    lua_setfield(L, -2, pairs[0]);
  }
}

static int next_row(lua_State *L) {
  static const char *const threshold_statuses[] = {"sourced", "unverified", "delegated", "pending"};
  static const char *const data_statuses[] = {"official", "preliminary", "illustrative"};
  struct object *evaluation = object_check(L, 1, OBJECT_EVALUATION);
  const chuan_verdict_row *row;
  if (chuan_evaluation_next(evaluation->thing, &row) != CHUAN_OK) {
    return luaL_error(L, "%s", chuan_error_message(evaluation->engine));
  }
  if (!row) return 0;
  lua_createtable(L, 0, 15); /* row */
  const char *const pairs[] = {"unit",
                               row->unit,
                               "unit_name",
                               row->unit_name,
                               "level",
                               row->level,
                               "standard",
                               row->standard,
                               "criterion",
                               row->criterion,
                               "indicator",
                               row->indicator,
                               "name",
                               row->name,
                               "verdict",
                               chuan_verdict_name(row->verdict),
                               "value",
                               row->value,
                               "threshold",
                               row->threshold,
                               "unit_of_measure",
                               row->unit_of_measure,
                               "threshold_status",
                               threshold_statuses[row->threshold_status],
                               "data_status",
                               data_statuses[row->data_status],
                               NULL};
  push_text_fields(L, pairs);
  lua_pushinteger(L, row->year);
  lua_setfield(L, -2, "year");
  lua_pushboolean(L, row->near_threshold);
  lua_setfield(L, -2, "near_threshold");
  lua_pushboolean(L, row->carried);
  lua_setfield(L, -2, "carried");
  return 1;
}

/* for row in evaluation:rows() do … end */
int evaluation_rows(lua_State *L) {
  chuan_evaluation_rewind(object_check(L, 1, OBJECT_EVALUATION)->thing);
  lua_pushcfunction(L, next_row);
  lua_pushvalue(L, 1);
  return 2;
}

int evaluation_units(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)chuan_evaluation_units(object_check(L, 1, OBJECT_EVALUATION)->thing));
  return 1;
}

int evaluation_write(lua_State *L) {
  struct object *evaluation = object_check(L, 1, OBJECT_EVALUATION);
  chuan_style style = argument_style(L, 2);
  struct text text = text_begin(L);
  return text_end(L, evaluation->engine, &text,
                  chuan_evaluation_write(evaluation->thing, &style, text_append, &text));
}

static void push_tally(lua_State *L, const chuan_tally *tally) {
  size_t count = chuan_tally_count(tally);
  lua_newtable(L); /* rows */
  for (size_t i = 0; i < count; i++) {
    const chuan_tally_row *row = chuan_tally_get(tally, i);
    lua_createtable(L, 0, 10); /* rows row */
    const char *const pairs[] = {"ancestor",  row->ancestor,  "level",     row->level,
                                 "standard",  row->standard,  "criterion", row->criterion,
                                 "indicator", row->indicator, NULL};
    push_text_fields(L, pairs);
    lua_pushinteger(L, row->year);
    lua_setfield(L, -2, "year");
    for (int verdict = 0; verdict < 4; verdict++) {
      lua_pushinteger(L, (lua_Integer)row->counts[verdict]);
      lua_setfield(L, -2, chuan_verdict_name((chuan_verdict)verdict));
    }
    lua_rawseti(L, -2, (lua_Integer)i + 1); /* rows */
  }
}

struct tally_scope {
  chuan_tally *tally;
};

int tally_close(lua_State *L) {
  struct tally_scope *scope = lua_touserdata(L, 1);
  chuan_tally_free(scope->tally);
  scope->tally = NULL;
  return 0;
}

/* dossier:tally(rules, { year =, level =, standard =, as_of =, rebase =, by = level }) */
int dossier_tally(lua_State *L) {
  static const char *const fields[] = {"year", "level", "standard", "by", "as_of", "rebase", NULL};
  struct object *dossier = object_check(L, 1, OBJECT_DOSSIER), *rules = object_check(L, 2, OBJECT_RULES);
  lua_settop(L, 3);
  argument_fields(L, 3, fields);
  luaL_checkstack(L, 16, NULL);
  chuan_evaluation_options options = evaluation_options(L, 3);
  const char *by = argument_text(L, 3, "by");
  struct tally_scope *scope = lua_newuserdatauv(L, sizeof *scope, 0);
  scope->tally = NULL;
  luaL_setmetatable(L, "chuan.tally");
  lua_toclose(L, -1);
  if (chuan_tally_run(dossier->thing, rules->thing, &options, by, &scope->tally) != CHUAN_OK) {
    return object_fail(L, dossier->engine);
  }
  push_tally(L, scope->tally);
  return 1;
}

/* dossier:explain(rules, unit, id, year, { as_of =, rebase = }) */
int dossier_explain(lua_State *L) {
  struct object *dossier = object_check(L, 1, OBJECT_DOSSIER), *rules = object_check(L, 2, OBJECT_RULES);
  const char *unit = luaL_checkstring(L, 3), *id = luaL_checkstring(L, 4);
  static const char *const fields[] = {"as_of", "rebase", NULL};
  chuan_evaluation_options options = CHUAN_EVALUATION_INIT;
  lua_settop(L, 6);
  argument_fields(L, 6, fields);
  options.year = argument_year(L, 5);
  options.as_of = argument_text(L, 6, "as_of");
  options.rebase = argument_boolean(L, 6, "rebase");
  lua_pushvalue(L, 1);
  lua_pushvalue(L, 2);
  struct object *object = object_push(L, OBJECT_EXPLANATION, dossier->engine, 2);
  chuan_explanation *explanation;
  if (chuan_explanation_run_as(dossier->thing, rules->thing, unit, id, &options, &explanation) != CHUAN_OK) {
    return object_fail(L, dossier->engine);
  }
  object->thing = explanation;
  return 1;
}

int explanation_verdict(lua_State *L) {
  struct object *explanation = object_check(L, 1, OBJECT_EXPLANATION);
  lua_pushstring(L, chuan_verdict_name(chuan_explanation_verdict(explanation->thing)));
  return 1;
}

int explanation_write(lua_State *L) {
  struct object *explanation = object_check(L, 1, OBJECT_EXPLANATION);
  chuan_style style = argument_style(L, 2);
  struct text text = text_begin(L);
  return text_end(L, explanation->engine, &text,
                  chuan_explanation_write(explanation->thing, &style, text_append, &text));
}
