/* The register beside the verdicts, as a list of rows. */
#include "lua/review.h"

#include "lua/argument.h"
#include "lua/object.h"

struct review_scope {
  chuan_review *review;
};

int review_close(lua_State *L) {
  struct review_scope *scope = lua_touserdata(L, 1);
  chuan_review_free(scope->review);
  scope->review = NULL;
  return 0;
}

static void push_row(lua_State *L, const chuan_review_row *row) {
  static const char *const threshold_statuses[] = {"sourced", "unverified", "delegated", "pending"};
  static const char *const data_statuses[] = {"official", "preliminary", "illustrative"};
  const char *const pairs[][2] = {{"unit", row->unit},
                                  {"unit_name", row->unit_name},
                                  {"level", row->level},
                                  {"standard", row->standard},
                                  {"recognised", row->recognised},
                                  {"decided_on", row->decided_on},
                                  {"decision", row->decision},
                                  {"verdict", chuan_verdict_name(row->verdict)},
                                  {"withdrawal", chuan_verdict_name(row->withdrawal)},
                                  {"finding", row->finding},
                                  {"reason", row->reason},
                                  {"data_status", data_statuses[row->data_status]},
                                  {"threshold_status", threshold_statuses[row->threshold_status]}};
  lua_createtable(L, 0, 15); /* row */
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    lua_pushstring(L, pairs[i][1]);
    lua_setfield(L, -2, pairs[i][0]);
  }
  lua_pushinteger(L, row->year);
  lua_setfield(L, -2, "year");
  lua_pushboolean(L, row->by_latest);
  lua_setfield(L, -2, "by_latest");
}

/* dossier:review(rules, { year =, level =, unit =, standard =, as_of =, rebase = }) -> rows, problems (warnings) */
int dossier_review(lua_State *L) {
  static const char *const fields[] = {"year", "level", "unit", "standard", "as_of", "rebase", NULL};
  struct object *dossier = object_check(L, 1, OBJECT_DOSSIER), *rules = object_check(L, 2, OBJECT_RULES);
  lua_settop(L, 3);
  argument_fields(L, 3, fields);
  luaL_checkstack(L, 16, NULL);
  chuan_evaluation_options options = CHUAN_EVALUATION_INIT;
  options.year = argument_integer(L, 3, "year", 0);
  options.level = argument_text(L, 3, "level");
  options.unit = argument_text(L, 3, "unit");
  options.standard = argument_text(L, 3, "standard");
  options.as_of = argument_text(L, 3, "as_of");
  options.rebase = argument_boolean(L, 3, "rebase");
  struct review_scope *scope = lua_newuserdatauv(L, sizeof *scope, 0);
  scope->review = NULL;
  luaL_setmetatable(L, "chuan.review");
  lua_toclose(L, -1);
  if (chuan_review_run(dossier->thing, rules->thing, &options, &scope->review) != CHUAN_OK) {
    return object_fail(L, dossier->engine);
  }
  size_t count = chuan_review_count(scope->review);
  lua_newtable(L); /* rows */
  for (size_t i = 0; i < count; i++) {
    push_row(L, chuan_review_get(scope->review, i)); /* rows row */
    lua_rawseti(L, -2, (lua_Integer)i + 1);          /* rows */
  }
  object_push_problems(L, dossier->engine); /* rows problems */
  return 2;
}
