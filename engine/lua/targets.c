/* Where units stand against their targets, in Lua's shapes. */
#include "lua/targets.h"

#include "lua/argument.h"

/* dossier:targets(rules, { year =, unit =, set =, task =, as_of =, rebase = }) */
int dossier_targets(lua_State *L) {
  static const char *const fields[] = {"year", "unit", "set", "task", "as_of", "rebase", NULL};
  struct object *dossier = object_check(L, 1, OBJECT_DOSSIER), *rules = object_check(L, 2, OBJECT_RULES);
  lua_settop(L, 3);
  argument_fields(L, 3, fields);
  luaL_checkstack(L, 12, NULL);
  chuan_targets_options options = CHUAN_TARGETS_INIT;
  options.year = argument_integer(L, 3, "year", 0);
  options.unit = argument_text(L, 3, "unit");
  options.set = argument_text(L, 3, "set");
  options.task = argument_text(L, 3, "task");
  options.as_of = argument_text(L, 3, "as_of");
  options.rebase = argument_boolean(L, 3, "rebase");
  lua_pushvalue(L, 1);
  lua_pushvalue(L, 2);
  struct object *object = object_push(L, OBJECT_TARGETS, dossier->engine, 2);
  chuan_targets *targets;
  if (chuan_targets_run(dossier->thing, rules->thing, &options, &targets) != CHUAN_OK) {
    return object_fail(L, dossier->engine);
  }
  object->thing = targets;
  return 1;
}

static void push_row(lua_State *L, const chuan_target_row *row) {
  static const char *const threshold_statuses[] = {"sourced", "unverified", "delegated", "pending"};
  static const char *const data_statuses[] = {"official", "preliminary", "illustrative"};
  static const char *const confidences[] = {"", "high", "medium", "low"};
  const char *const pairs[][2] = {{"unit", row->unit},
                                  {"unit_name", row->unit_name},
                                  {"set", row->set},
                                  {"task", row->task},
                                  {"target", row->target},
                                  {"name", row->name},
                                  {"verdict", chuan_verdict_name(row->verdict)},
                                  {"standing", row->standing},
                                  {"basis", row->basis},
                                  {"value", row->value},
                                  {"lowest", row->lowest},
                                  {"highest", row->highest},
                                  {"threshold", row->threshold},
                                  {"baseline", row->baseline},
                                  {"path", row->path},
                                  {"computed", row->computed},
                                  {"reported", row->reported},
                                  {"computed_verdict", chuan_verdict_name(row->computed_verdict)},
                                  {"reported_verdict", chuan_verdict_name(row->reported_verdict)},
                                  {"unit_of_measure", row->unit_of_measure},
                                  {"threshold_status", threshold_statuses[row->threshold_status]},
                                  {"data_status", data_statuses[row->data_status]},
                                  {"confidence", confidences[row->confidence]},
                                  {"cause", row->cause},
                                  {"comparison", row->comparison}};
  lua_createtable(L, 0, 29); /* row */
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    lua_pushstring(L, pairs[i][1]);
    lua_setfield(L, -2, pairs[i][0]);
  }
  lua_pushinteger(L, row->year);
  lua_setfield(L, -2, "year");
  lua_pushinteger(L, row->by);
  lua_setfield(L, -2, "by");
  lua_pushinteger(L, row->conflicts);
  lua_setfield(L, -2, "conflicts");
  lua_pushboolean(L, row->disagree);
  lua_setfield(L, -2, "disagree");
  lua_pushboolean(L, row->despite_missing);
  lua_setfield(L, -2, "despite_missing");
}

/* targets:rows() -> a list */
int targets_rows(lua_State *L) {
  const chuan_targets *targets = object_check(L, 1, OBJECT_TARGETS)->thing;
  size_t count = chuan_targets_count(targets);
  lua_newtable(L); /* rows */
  for (size_t i = 0; i < count; i++) {
    push_row(L, chuan_targets_get(targets, i)); /* rows row */
    lua_rawseti(L, -2, (lua_Integer)i + 1);     /* rows */
  }
  return 1;
}

/* targets:write(format) */
int targets_write(lua_State *L) {
  struct object *targets = object_check(L, 1, OBJECT_TARGETS);
  chuan_style style = argument_style(L, 2);
  struct text text = text_begin(L);
  return text_end(L, targets->engine, &text, chuan_targets_write(targets->thing, &style, text_append, &text));
}

/* targets:tasks(format) */
int targets_tasks(lua_State *L) {
  struct object *targets = object_check(L, 1, OBJECT_TARGETS);
  chuan_style style = argument_style(L, 2);
  struct text text = text_begin(L);
  return text_end(L, targets->engine, &text, chuan_tasks_write(targets->thing, &style, text_append, &text));
}
