/* Feeds arbitrary bytes to the token check and then, as if it had found nothing, to a sandbox with a small budget: whatever
 * the bytes are, both come back, the check says nothing about lines that do not exist, and the same sandbox works on. */
#include "rules/dialect.h"
#include "rules/sandbox.h"

#include <stdlib.h>
#include <string.h>

struct script {
  const char *text;
  size_t length;
};

static void require(int truth) {
  if (!truth) abort();
}

static int run_script(lua_State *L) { /* ( script ) */
  const struct script *script = lua_touserdata(L, 1);
  sandbox_open_safe_libraries(L); /* ( script env ) */
  sandbox_load(L, script->text, script->length, "fuzz.lua", -1);
  lua_call(L, 0, 0);
  return 0;
}

static void check_tokens(const char *text, size_t length) {
  struct arena *arena = arena_create();
  struct report *report = report_create();
  require(arena != NULL && report != NULL);
  struct dialect dialect;
  require(dialect_check(arena, "fuzz.lua", text, length, report, &dialect) == CHUAN_OK);
  uint32_t lines = 1;
  for (size_t i = 0; i < length; i++) lines += text[i] == '\n' || text[i] == '\r';
  for (size_t i = 0; i < report_problem_count(report); i++) {
    const chuan_problem *problem = report_problem_get(report, i);
    require(problem->line >= 1 && problem->line <= lines);
  }
  for (size_t i = 0; i < dialect.key_count; i++) {
    require(dialect.keys[i].line >= 1 && dialect.keys[i].line <= lines);
    require(i == 0 || dialect.keys[i].line >= dialect.keys[i - 1].line);
    require(dialect_line(&dialect, dialect.keys[i].key, 1) <= dialect.keys[i].line);
  }
  report_free(report);
  arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const char *text = (const char *)data;
  if (size == 0) text = "";
  check_tokens(text, size);
  struct sandbox *sandbox = sandbox_create(4u << 20, 20000, NULL);
  require(sandbox != NULL);
  struct script script = {text, size}, after = {"return 1", 8};
  const char *message;
  sandbox_run(sandbox, run_script, &script, &message, NULL);
  require(strchr(message, '\n') == NULL);
  require(sandbox_run(sandbox, run_script, &after, NULL, NULL));
  sandbox_free(sandbox);
  return 0;
}
