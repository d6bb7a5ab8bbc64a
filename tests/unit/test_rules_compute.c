/* Compute functions: exact numbers, nothing remembered between calls, nothing of the rules in reach, failures with
 * file and line. */
#include "rules/compute.h"

#include <lauxlib.h>

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define FUNCTIONS 8

struct rules {
  const char *text;
  int references[FUNCTIONS];
  int count;
  struct report *report;
};

static int compute_word(lua_State *L) { /* ( function ) */
  struct rules *rules = sandbox_owner(L);
  struct place place = {"rules.lua", 3, 0};
  int top = lua_gettop(L);
  rules->references[rules->count++] = compute_register(L, 1, rules->report, &place);
  assert_int_equal(lua_gettop(L), top);
  return 0;
}

static int word_of_the_rules(lua_State *L) {
  luaL_error(L, "a word of the rules was called");
  return 0;
}

static int load_rules(lua_State *L) { /* ( rules ) */
  const struct rules *rules = lua_touserdata(L, 1);
  sandbox_open_safe_libraries(L); /* ( rules env ) */
  lua_pushcfunction(L, compute_word);
  lua_setfield(L, -2, "compute");
  lua_pushcfunction(L, word_of_the_rules);
  lua_setfield(L, -2, "share");
  lua_newuserdatauv(L, 8, 0);
  lua_setfield(L, -2, "households");
  sandbox_load(L, rules->text, strlen(rules->text), "rules.lua", -1);
  lua_call(L, 0, 0);
  return 0;
}

/* The host of the functions that the text gives to compute, or NULL with the reason in `message`. */
static struct compute_host *load(const char *text, struct rules *rules, char message[512]) {
  *rules = (struct rules){.text = text, .report = report_create()};
  assert_non_null(rules->report);
  report_set_language(rules->report, CHUAN_ENGLISH);
  struct sandbox *sandbox = sandbox_create(SANDBOX_BYTES, SANDBOX_STEPS, rules);
  assert_non_null(sandbox);
  const char *said;
  int fine = sandbox_run(sandbox, load_rules, rules, &said, NULL);
  snprintf(message, 512, "%s", said);
  if (report_problem_count(rules->report) > 0) {
    assert_int_equal(report_problem_get(rules->report, 0)->line, 3);
    snprintf(message, 512, "%s", report_problem_get(rules->report, 0)->message);
    fine = 0;
  }
  report_free(rules->report);
  rules->report = NULL;
  if (!fine) {
    sandbox_free(sandbox);
    return NULL;
  }
  struct compute_host *host = compute_host_create(sandbox, CHUAN_ENGLISH);
  assert_non_null(host);
  return host;
}

static const char *const names[] = {"a", "b", "zone", "ok"};

/* Calls with a and b (decimals as text), zone = "II", ok = true. */
static enum compute_result call(struct compute_host *host, int reference, const char *a, const char *b,
                                char *answer, size_t size) {
  struct compute_function function = {host, reference, names};
  struct compute_input *inputs = calloc(4, sizeof *inputs);
  struct rational number;
  assert_non_null(inputs);
  inputs[0].type = inputs[1].type = TYPE_NUMBER;
  assert_true(rational_parse(&inputs[0].number, a, strlen(a)));
  assert_true(rational_parse(&inputs[1].number, b, strlen(b)));
  inputs[2].type = TYPE_CHOICE;
  inputs[2].choice = "II";
  inputs[3].type = TYPE_YES_NO;
  inputs[3].yes = 1;
  enum compute_result result = compute_call(&function, inputs, 4, &number, answer, size);
  if (result == COMPUTE_NUMBER) rational_format(&number, 20, answer, size);
  free(inputs);
  return result;
}

/* Runs `body` as the body of a function of unit with a = 29 and b = 50. */
static void assert_result(const char *body, enum compute_result expected, const char *answer) {
  char text[1024], message[512];
  struct rules rules;
  snprintf(text, sizeof text, "compute(function(unit)\n%s\nend)", body);
  struct compute_host *host = load(text, &rules, message);
  if (host == NULL) fail_msg("%s\n%s", text, message);
  enum compute_result result = call(host, rules.references[0], "29", "50", message, sizeof message);
  if (result != expected) fail_msg("%s\nresult %d, not %d: %s", body, (int)result, (int)expected, message);
  if (answer != NULL && strcmp(message, answer) != 0)
    fail_msg("%s\ngave: %s\nnot: %s", body, message, answer);
  compute_host_free(host);
}

static void numbers_are_exact(void **state) {
  (void)state;
  assert_result("return unit.a / unit.b * 100", COMPUTE_NUMBER, "58");
  assert_result("return unit.a / unit.b >= 58 / 100", COMPUTE_TRUE, NULL);
  assert_result("return unit.a / unit.b * 100 >= 58 and unit.a / unit.b * 100 <= 58", COMPUTE_TRUE, NULL);
  assert_result("return equals(unit.a / unit.b, 0.58)", COMPUTE_TRUE, NULL);
  assert_result("local s = unit.a - unit.a for i = 1, 1000 do s = s + 0.1 end return equals(s, 100)",
                COMPUTE_TRUE, NULL);
  assert_result("return unit.a / 3 * 3 == unit.a", COMPUTE_TRUE, NULL);
  assert_result("return unit.a / 3 * 3 ~= unit.a", COMPUTE_FALSE, NULL);
  assert_result("return -unit.a + 1 - 2 * unit.b", COMPUTE_NUMBER, "-128");
  assert_result("return 9223372036854775807 + unit.a", COMPUTE_NUMBER, "9223372036854775836");
  assert_result("return unit.a * 9223372036854775807 * 9223372036854775807 > 0", COMPUTE_TRUE, NULL);
  assert_result("return rounded(unit.a / 3, 2)", COMPUTE_NUMBER, "9.67");
  assert_result("return rounded(unit.a / 2)", COMPUTE_NUMBER, "15");
  assert_result("return math.floor(unit.a / 2) + math.ceil(unit.a / 2) * 1000", COMPUTE_NUMBER, "15014");
  assert_result("return math.floor(-unit.a / 2) + math.ceil(-unit.a / 2) * 1000", COMPUTE_NUMBER, "-14015");
  assert_result("return math.max(unit.a, unit.b, 7.5) + math.min(3, unit.a) + math.abs(-unit.a)",
                COMPUTE_NUMBER, "82");
  assert_result("return unit.a < 29.5 and 28 < unit.a and unit.a <= 29 and not (unit.a > unit.b)",
                COMPUTE_TRUE, NULL);
  assert_result("return tostring(unit.a / 8) == '3.625'", COMPUTE_TRUE, NULL);
  assert_result("return equals('x', 'x') and not equals(unit.a, 5) and equals(true, unit.ok)", COMPUTE_TRUE,
                NULL);
  assert_result("return 0.1", COMPUTE_NUMBER, "0.1");
  assert_result("return 2^-20", COMPUTE_NUMBER, "0.00000095367431640625");
  assert_result("return equals(0.1 + 0.2, 0.3)", COMPUTE_FALSE,
                NULL); /* floats of Lua's own stay what they are */
  assert_result("return equals(unit.a * 0 + 0.1 + 0.2, 0.3)", COMPUTE_TRUE, NULL);
}

static void answers_of_every_kind(void **state) {
  (void)state;
  assert_result("return true", COMPUTE_TRUE, "");
  assert_result("return false", COMPUTE_FALSE, "");
  assert_result("return 7", COMPUTE_NUMBER, "7");
  assert_result("return math.mininteger", COMPUTE_NUMBER, "-9223372036854775808");
  assert_result("return nil", COMPUTE_NOTHING, "");
  assert_result("", COMPUTE_NOTHING, "");
  assert_result("return unit.zone == 'II' and unit.ok", COMPUTE_TRUE, "");
  assert_result("return unit.a / (unit.b - 50)", COMPUTE_NOTHING, "rules.lua:2: division by zero");
  assert_result("return 5 / (unit.b - 50)", COMPUTE_NOTHING, "rules.lua:2: division by zero");
  assert_result("return 0/0", COMPUTE_FAILED,
                "rules.lua:1: this is not a finite number (0/0, 1/0 or an overflow)");
  assert_result("return 1/0", COMPUTE_FAILED, NULL);
  assert_result("return unit.a + 1/0", COMPUTE_FAILED,
                "rules.lua:2: this is not a finite number (0/0, 1/0 or an overflow)");
  assert_result("return 1e59 ^ 4", COMPUTE_FAILED, NULL);
  assert_result("return 'x'", COMPUTE_FAILED,
                "rules.lua:1: compute answers with a string; return a number, true, false or nil");
  assert_result("return {}", COMPUTE_FAILED, NULL);
  assert_result("return unit", COMPUTE_FAILED, NULL);
  assert_result("local x = unit.a for i = 1, 60 do x = x / 3 end return x", COMPUTE_NUMBER, NULL);
  assert_result(
      "local x = unit.a for i = 1, 400 do x = x / 3 end return x", COMPUTE_FAILED,
      "rules.lua:1: compute answers with a number that is too long; round it with rounded(x, places)");
  assert_result("local x = unit.a while true do x = x * x end", COMPUTE_FAILED,
                "rules.lua:2: a number grows too long here; round it with rounded(x, places)");
  assert_result("local x = unit.a for i = 1, 1600 do x = x * 3 end return tostring(x) ~= nil", COMPUTE_TRUE,
                NULL);
  assert_result("\nwhile true do end", COMPUTE_FAILED, NULL);
  assert_result("\nerror('no figures for ' .. unit.zone)", COMPUTE_FAILED, "rules.lua:3: no figures for II");
  assert_result("return unit.a + unit.zone", COMPUTE_FAILED,
                "rules.lua:2: a number is needed here, and this is a string");
  assert_result("return unit.a < {}", COMPUTE_FAILED,
                "rules.lua:2: a number is needed here, and this is a table");
  assert_result("return rounded(unit.a, 10)", COMPUTE_FAILED, NULL);
}

static void only_what_it_reads_is_in_reach(void **state) {
  (void)state;
  assert_result("return unit.hauseholds", COMPUTE_FAILED,
                "rules.lua:2: unit.hauseholds is not among what compute reads; add it to reads");
  assert_result("return households", COMPUTE_FAILED,
                "rules.lua:2: 'households' is not known inside compute; list the fact in reads and write "
                "unit.households");
  assert_result("return share(unit.a, unit.b)", COMPUTE_FAILED, NULL);
  assert_result("return load('return 1')", COMPUTE_FAILED, NULL);
  assert_result("x = 1", COMPUTE_FAILED, NULL);
  assert_result("_ENV.x = 1", COMPUTE_FAILED, NULL);
  assert_result("table.insert(_ENV, 1)", COMPUTE_FAILED, NULL);
  assert_result("math.x = 1", COMPUTE_FAILED, NULL);
  assert_result("unit.extra = 5 return unit.extra", COMPUTE_NUMBER, "5"); /* its own table, fresh each time */
  assert_result("local n = 0 for k in pairs(unit) do n = n + 1 end return n", COMPUTE_NUMBER, "4");
  assert_result("local f = function() return equals(unit.a, 29) end return f()", COMPUTE_TRUE, "");
}

static void assert_refused(const char *text, const char *expected) {
  struct rules rules;
  char message[512];
  struct compute_host *host = load(text, &rules, message);
  if (host != NULL) fail_msg("loaded: %s", text);
  if (strstr(message, expected) == NULL) fail_msg("%s\nsaid: %s", text, message);
}

static void what_could_remember_is_refused(void **state) {
  (void)state;
  assert_refused("local t = {}\ncompute(function(unit) t[1] = 1 end)", "compute cannot use the table 't'");
  assert_refused("local e = _ENV compute(function(unit) return e.share end)", "cannot use the table 'e'");
  assert_refused("local h = households compute(function(unit) return h end)", "cannot use 'h' from outside");
  assert_refused("local s = share compute(function(unit) return s(1, 2) end)", "cannot use 's' from outside");
  assert_refused("local s = share local function f() return s end compute(function(unit) return f() end)",
                 "cannot use 's'");
  assert_refused("local f compute(function(unit) return f() end) f = function() end", "'f' has no value yet");
  assert_refused("compute(math.floor)", "needs a function written here");
  assert_refused("compute(share)", "needs a function written here");
  assert_refused("compute(5)", "needs a function written here");
  assert_refused("local f for i = 1, 1e6 do local g = f or 1 f = function() return g end end compute(f)", "");
}

static void every_call_finds_the_same_world(void **state) {
  (void)state;
  struct rules rules;
  char message[512];
  struct compute_host *host = load(
      "local n, text, flag = 0, 'x', false\n"
      "local floor, m = math.floor, math\n"
      "local function bump() n = n + 1; text = text .. 'y'; flag = not flag; bump = nil return n end\n"
      "compute(function(unit) local a = bump() return a + #text + (flag and 10 or 0) + floor(1.5) + "
      "m.ceil(0.5) end)\n"
      "compute(function(unit) n = n + unit.a return n end)\n"
      "n = 100\n"
      "compute(function(unit) return n end)\n",
      &rules, message);
  if (host == NULL) fail_msg("%s", message);
  for (int i = 0; i < 3; i++) {
    assert_int_equal(call(host, rules.references[0], "1", "1", message, sizeof message), COMPUTE_NUMBER);
    assert_string_equal(message, "15");
    assert_int_equal(call(host, rules.references[1], i == 1 ? "5" : "7", "1", message, sizeof message),
                     COMPUTE_NUMBER);
    assert_string_equal(message, i == 1 ? "5" : "7");
    assert_int_equal(call(host, rules.references[2], "1", "1", message, sizeof message), COMPUTE_NUMBER);
    assert_string_equal(message, "100");
  }
  compute_host_free(host);
}

static void a_failing_call_spoils_nothing(void **state) {
  (void)state;
  struct rules rules;
  char message[512];
  struct compute_host *host = load(
      "compute(function(unit) if unit.a < 0 then while true do end end return unit.a * 2 end)\n"
      "compute(function(unit) local t = {} while true do t[#t + 1] = {t, {}} end end)\n",
      &rules, message);
  for (int i = 0; i < 3; i++) {
    assert_int_equal(call(host, rules.references[0], "-1", "1", message, sizeof message), COMPUTE_FAILED);
    assert_non_null(strstr(message, "rules.lua:1: this takes more work"));
    assert_int_equal(call(host, rules.references[1], "1", "1", message, sizeof message), COMPUTE_FAILED);
    assert_int_equal(call(host, rules.references[0], "4", "1", message, sizeof message), COMPUTE_NUMBER);
    assert_string_equal(message, "8");
  }
  char small[24]; /* a message is cut, never overrun */
  assert_int_equal(call(host, rules.references[0], "-1", "1", small, sizeof small), COMPUTE_FAILED);
  assert_int_equal(strlen(small), sizeof small - 1);
  compute_host_free(host);
  compute_host_free(NULL);
}

struct caller {
  struct compute_host *host;
  int reference;
  int wrong;
};

static void *call_often(void *payload) {
  struct caller *caller = payload;
  for (int i = 0; i < 500; i++) {
    char a[16], answer[64];
    snprintf(a, sizeof a, "%d", i);
    enum compute_result result = call(caller->host, caller->reference, a, "3", answer, sizeof answer);
    caller->wrong += result != COMPUTE_NUMBER || atol(answer) != (long)i * 3 + 1;
  }
  return NULL;
}

static void threads_do_not_disturb_each_other(void **state) {
  (void)state;
  struct rules rules;
  char message[512];
  struct compute_host *host =
      load("local n = 0 compute(function(unit) n = n + 1 return unit.a * unit.b + n end)", &rules, message);
  struct caller callers[4];
  pthread_t threads[4];
  for (int i = 0; i < 4; i++) {
    callers[i] = (struct caller){host, rules.references[0], 0};
    assert_int_equal(pthread_create(&threads[i], NULL, call_often, &callers[i]), 0);
  }
  for (int i = 0; i < 4; i++) {
    pthread_join(threads[i], NULL);
    assert_int_equal(callers[i].wrong, 0);
  }
  compute_host_free(host);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(numbers_are_exact),
      cmocka_unit_test(answers_of_every_kind),
      cmocka_unit_test(only_what_it_reads_is_in_reach),
      cmocka_unit_test(what_could_remember_is_refused),
      cmocka_unit_test(every_call_finds_the_same_world),
      cmocka_unit_test(a_failing_call_spoils_nothing),
      cmocka_unit_test(threads_do_not_disturb_each_other),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
