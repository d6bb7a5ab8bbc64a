/* The sandbox against scripts that try to run away, to escape, to end the process or to see something different on each
 * run. After each of them the same sandbox must still work. */
#include "rules/sandbox.h"

#include <lauxlib.h>

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

struct script {
  const char *text;
  size_t length;
  const char *name;
  char answer[256]; /* what the script returned, as text */
};

static int run_script(lua_State *L) { /* ( script ) */
  struct script *script = lua_touserdata(L, 1);
  sandbox_open_safe_libraries(L); /* ( script env ) */
  sandbox_load(L, script->text, script->length, script->name, -1);
  lua_call(L, 0, 1); /* ( script env answer ) */
  snprintf(script->answer, sizeof script->answer, "%s", luaL_tolstring(L, -1, NULL));
  return 0;
}

static int run_bytes(struct sandbox *box, struct script *script, const char **message, uint32_t *line) {
  int top = lua_gettop(sandbox_state(box));
  int fine = sandbox_run(box, run_script, script, message, line);
  assert_int_equal(lua_gettop(sandbox_state(box)), top);
  return fine;
}

static void assert_works(struct sandbox *box) {
  struct script script = {"return ('ok'):upper() .. 1 + 1", 30, "after.lua", ""};
  const char *message;
  assert_true(run_bytes(box, &script, &message, NULL));
  assert_int_equal(sandbox_tripped(box), SANDBOX_FINE);
  assert_string_equal(script.answer, "OK2");
}

/* The script fails with a message that contains `expected`. */
static void assert_fails(struct sandbox *box, const char *text, const char *expected) {
  struct script script = {text, strlen(text), "hostile.lua", ""};
  const char *message = NULL;
  uint32_t line = 0;
  if (run_bytes(box, &script, &message, &line)) fail_msg("ran: %s -> %s", text, script.answer);
  if (strstr(message, expected) == NULL) fail_msg("%s\nsaid: %s\nnot: %s", text, message, expected);
  assert_true(strchr(message, '\n') == NULL);
  assert_works(box);
}

static void assert_answers(struct sandbox *box, const char *text, const char *expected) {
  struct script script = {text, strlen(text), "good.lua", ""};
  const char *message = NULL;
  if (!run_bytes(box, &script, &message, NULL)) fail_msg("%s\nsaid: %s", text, message);
  assert_string_equal(script.answer, expected);
}

static int set_up(void **state) {
  *state = sandbox_create(SANDBOX_BYTES, SANDBOX_STEPS, NULL);
  return *state == NULL;
}

static int tear_down(void **state) {
  sandbox_free(*state);
  return 0;
}

static const char steps[] = "more work than is allowed";
static const char memory[] = "more memory than is allowed";
static const char long_text[] = "a text of more than 1 MB";

static void endless_loops_end(void **state) {
  assert_fails(*state, "while true do end", steps);
  assert_fails(*state, "repeat until false", steps);
  assert_fails(*state, "::again:: goto again", steps);
  assert_fails(*state, "for i = 1, math.maxinteger do end", steps);
  assert_fails(*state, "local function f() return f() end return f()", steps);
  assert_int_equal(sandbox_tripped(*state), SANDBOX_FINE); /* of the run that works again */
  assert_fails(*state, "local function f() return 1 + f() end return f()", memory);
  assert_fails(*state, "table.sort({3, 2, 1}, function() while true do end end)", steps);
}

static void the_budget_can_be_set_and_is_renewed(void **state) {
  const char loop[] = "local n = 0 for i = 1, 100000 do n = n + i end return n";
  for (int i = 0; i < 20; i++) assert_answers(*state, loop, "5000050000");
  sandbox_set_steps(*state, 10000);
  assert_fails(*state, loop, steps);
}

static void nothing_swallows_a_trip(void **state) {
  assert_fails(*state, "return pcall(function() while true do end end)", "nil value (global 'pcall')");
  assert_fails(*state, "coroutine.wrap(function() while true do end end)()",
               "nil value (global 'coroutine')");
  assert_fails(*state,
               "local t <close> = setmetatable({}, {__close = function() while true do end end}) error('x')",
               "setmetatable");
}

static void library_loops_are_bounded(void **state) {
  assert_fails(*state, "return string.rep('x', 1e9)", long_text);
  assert_fails(*state, "return ('x'):rep(1e9)", long_text);
  assert_fails(*state, "return ('x'):rep(math.maxinteger)", long_text);
  assert_fails(*state, "return ('x'):rep(1e6, ('y'):rep(1000))", long_text);
  assert_answers(*state, "return #(''):rep(math.maxinteger) + #('ab'):rep(3, '-') + #('x'):rep(-1)", "8");
  assert_fails(*state, "return table.concat({}, '', 1, 1e9)", steps);
  assert_fails(*state, "return table.concat({}, 'x', math.mininteger, math.maxinteger)", steps);
  assert_fails(*state, "return table.unpack({}, 1, 1e8)", steps);
  assert_fails(*state, "return select('#', table.unpack({}, 1, 1e6 + 5))", "");
  assert_fails(*state, "table.move({}, 1, 1e9, 2)", steps);
  assert_fails(*state, "local t = {} for i = 1, 2e5 do table.insert(t, 1, i) end", steps);
  assert_fails(*state, "local t = {} for i = 1, 2e5 do t[i] = i end while #t > 0 do table.remove(t, 1) end",
               steps);
  assert_fails(*state, "local t = {} for i = 0, 62 do t[1 << i] = true end return table.concat(t)", "");
  assert_fails(*state, "local s = ('x'):rep(1e6) for i = 1, 1e9 do local a = s:byte(1, -1) end", "");
  assert_fails(*state, "local s = ('1'):rep(1e6) for i = 1, 1e9 do local a = tonumber(s) end", steps);
  assert_fails(*state, "return string.format('%99999999d', 1)", "invalid conversion");
  assert_fails(*state, "local s = ('x'):rep(1e6) return string.format('%s%s', s, s)", long_text);
}

static void pattern_functions_are_out_of_reach(void **state) {
  assert_fails(*state, "return ('a'):rep(28):find(('.-'):rep(14) .. 'b')", "nil value (method 'find')");
  static const char *const names[] = {"find", "match",  "gmatch",   "gsub",
                                      "pack", "unpack", "packsize", "dump"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    char text[64];
    snprintf(text, sizeof text, "return string.%s('x', 'y')", names[i]);
    assert_fails(*state, text, "nil value (field");
  }
}

static void nothing_leads_out(void **state) {
  static const char *const names[] = {"load",   "loadstring", "dofile",  "loadfile",     "require",
                                      "print",  "pcall",      "xpcall",  "setmetatable", "rawset",
                                      "rawget", "rawequal",   "rawlen",  "getmetatable", "next",
                                      "warn",   "assert",     "_G",      "coroutine",    "os",
                                      "io",     "debug",      "package", "utf8",         "collectgarbage"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    char text[64];
    snprintf(text, sizeof text, "return %s", names[i]);
    assert_answers(*state, text, "nil");
  }
  assert_answers(*state, "return math.random or math.randomseed or math.sin or math.exp or table.x", "nil");
  assert_answers(*state, "return ('').__index", "nil");
}

static void libraries_cannot_be_changed(void **state) {
  assert_fails(*state, "math.floor = nil", "cannot be changed");
  assert_fails(*state, "string.upper = function() return 'x' end", "cannot be changed");
  assert_fails(*state, "table.insert(math, 1)", "cannot be changed");
  assert_fails(*state, "table.sort(string) table.move({1}, 1, 1, 1, table)", "cannot be changed");
  assert_fails(*state, "local s = ('x') s.y = 1", "");
  assert_answers(*state, "return math[1]", "nil");
}

static void memory_is_bounded(void **state) {
  assert_fails(*state, "local s = 'x' while true do s = s .. s end", long_text);
  assert_fails(*state, "local s = 'x'\nwhile true do\n s = s .. s\nend",
               "hostile.lua:3: a text of more than 1 MB");
  assert_fails(*state, "local t = {}\nlocal s = ('x'):rep(5e5)\nfor i = 1, 1e6 do\n t[i] = s .. i\nend",
               "hostile.lua:4: this needs more memory");
  assert_fails(*state, "local t = {} for i = 1, 1e9 do t[i] = ('x'):rep(1000) .. i end", "");
  assert_fails(*state, "local t = {} while true do t = {t, {}, {}, {}} end", "");
  struct sandbox *small = sandbox_create(200u * 1024u, SANDBOX_STEPS, NULL);
  assert_non_null(small);
  struct script script = {"local t = {} for i = 1, 1e6 do t[i] = i end", 43, "big.lua", ""};
  const char *message;
  assert_false(run_bytes(small, &script, &message, NULL));
  assert_string_equal(message,
                      "big.lua:1: this needs more memory than is allowed; look for what keeps growing or a "
                      "function that keeps calling itself");
  assert_int_equal(sandbox_tripped(small), SANDBOX_OUT_OF_MEMORY);
  assert_true(strstr(sandbox_message(small, CHUAN_VIETNAMESE), "bộ nhớ") != NULL);
  assert_works(small);
  sandbox_free(small);
}

/* Few instructions, each of which copies or compares a great deal. */
static void dear_instructions_do_not_hang(void **state) {
  struct timespec before, after;
  clock_gettime(CLOCK_MONOTONIC, &before);
  assert_fails(*state, "local s = ('x'):rep(1e6) for i = 1, 1e9 do local t = s .. i end", steps);
  assert_fails(*state, "local s = ('x'):rep(1e6) for i = 1, 1e9 do local t = s:upper() end", steps);
  assert_fails(*state,
               "local keep = {} for i = 1, 25000 do keep[i] = {i, i, i, i, i, i, i, i, i, i, {}, {}} end "
               "local n = 0 while true do local t = {} for j = 1, 2000 do t[j] = {n} end n = n + 1 end",
               steps);
  clock_gettime(CLOCK_MONOTONIC, &after);
  assert_true(after.tv_sec - before.tv_sec < 120);
}

static void errors_name_file_and_line(void **state) {
  assert_fails(*state, "\n\nlocal x = nil + 1", "hostile.lua:3: attempt to perform arithmetic");
  assert_fails(*state, "\nerror('my words')", "hostile.lua:2: my words");
  assert_fails(*state, "error('bare', 0)", "hostile.lua:1: bare");
  assert_fails(*state, "local function f() error('caller', 2) end\n\nf()", "hostile.lua:3: caller");
  assert_fails(*state, "\nerror({})", "hostile.lua:2: an error that is not a text");
  assert_fails(*state, "error()", "an error that is not a text");
  assert_fails(*state, "error('a\\nb\\0c')", "hostile.lua:1: a b");
  assert_fails(*state, "error('\\xff\\xfe')", "hostile.lua:1: ??");
  assert_fails(*state, "\nmath.floor('x')", "hostile.lua:2: bad argument #1 to 'floor'");
  assert_fails(*state, "\n\nwhile true do end", "hostile.lua:3: ");
  assert_fails(*state, "local x = \n\n}", "hostile.lua:3: unexpected symbol near '}'");

  char name[300];
  memset(name, 'd', sizeof name);
  memcpy(name + 280, "/deep/file.lua", 15);
  struct script script = {"\nerror('x')", 11, name, ""};
  const char *message;
  uint32_t line = 0;
  assert_false(run_bytes(*state, &script, &message, &line));
  assert_int_equal(line, 2);
  assert_int_equal(strncmp(message, name, strlen(name)), 0); /* Lua itself would shorten the name */
  assert_string_equal(message + strlen(name), ":2: x");
  assert_string_equal(sandbox_message(*state, CHUAN_VIETNAMESE), "x");
  assert_string_equal(sandbox_place(*state).file, name);
}

static void errors_are_told_in_vietnamese(void **state) {
  static const struct {
    const char *text, *english, *vietnamese;
  } cases[] = {
      {"x = {\n1, 2", "'}' expected (to close '{' at line 1) near <eof>",
       "thiếu '}' (để đóng '{' ở dòng 1) trước cuối tệp"},
      {"x = (1", "')' expected near <eof>", "thiếu ')' trước cuối tệp"},
      {"x = {\n1,", "unexpected symbol near <eof>", "tệp kết thúc giữa chừng; có lẽ thiếu dấu } hoặc ) đóng"},
      {"x = }", "unexpected symbol near '}'", "không hiểu được ở chỗ này: '}'"},
      {"x = 'abc\n", "unfinished string near ''abc'", "chuỗi chưa có dấu nháy đóng: ''abc'"},
      {"x = [[ abc", "unfinished long string (starting at line 1) near <eof>",
       "chuỗi dài bắt đầu ở dòng 1 chưa được đóng bằng ]]"},
      {"x = 3x", "malformed number near '3x'", "số viết sai: '3x'"},
      {"f()", "attempt to call a nil value (global 'f')", "gọi hàm trên một giá trị kiểu nil (global 'f')"},
      {"local x = f.a", "attempt to index a nil value (global 'f')",
       "lấy trường của một giá trị kiểu nil (global 'f')"},
      {"local x = {} + 1", "attempt to perform arithmetic on a table value",
       "tính toán với một giá trị kiểu table"},
      {"local x = {} < {}", "attempt to compare two table values", "so sánh hai giá trị kiểu table"},
      {"local x = 1 < 'a'", "attempt to compare number with string", "so sánh kiểu number với kiểu string"},
      {"math.floor('x')", "bad argument #1 to 'floor' (number expected, got string)",
       "tham số thứ 1 của 'floor' phải là kiểu number, mà đang là string"},
      {"local x = 1 % 0", "attempt to perform 'n%0'", "chia cho 0"},
      {"error('tự viết')", "tự viết", "tự viết"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct script script = {cases[i].text, strlen(cases[i].text), "vi.lua", ""};
    assert_false(run_bytes(*state, &script, NULL, NULL));
    assert_string_equal(sandbox_message(*state, CHUAN_ENGLISH), cases[i].english);
    assert_string_equal(sandbox_message(*state, CHUAN_VIETNAMESE), cases[i].vietnamese);
  }
}

static void a_long_message_is_cut_between_characters(void **state) {
  struct script script = {"error(('x'):rep(1000) .. ('ế'):rep(100))", 0, "long.lua", ""};
  script.length = strlen(script.text);
  const char *message;
  for (int i = 0; i < 3; i++) {
    assert_false(run_bytes(*state, &script, &message, NULL));
    size_t length = strlen(message);
    assert_true(length > 1000 && length < 2000);
    assert_memory_equal(message + length - 3, "ế", 3);
  }
}

static void only_utf8_text_is_loaded(void **state) {
  struct sandbox *box = *state;
  const char *message;
  uint32_t line;
  struct script zero = {"return 1\n-- \0x", 14, "zero.lua", ""};
  assert_false(run_bytes(box, &zero, &message, &line));
  assert_string_equal(message,
                      "zero.lua:2: a byte of value zero stands here; save the file as plain UTF-8 text");
  assert_int_equal(line, 2);
  struct script latin = {"return 1\n\n-- x\xE9ha", 17, "latin.lua", ""};
  assert_false(run_bytes(box, &latin, &message, &line));
  assert_string_equal(message, "latin.lua:3: this line is not UTF-8; save the file with the encoding UTF-8");
  assert_true(strstr(sandbox_message(box, CHUAN_VIETNAMESE), "UTF-8") != NULL);
  assert_works(box);
  struct script marked = {"\xEF\xBB\xBFreturn 7", 11, "bom.lua", ""};
  assert_true(run_bytes(box, &marked, &message, &line));
  assert_string_equal(marked.answer, "7");
}

static int keep_bytes(lua_State *L, const void *bytes, size_t size, void *payload) {
  (void)L;
  struct script *script = payload;
  if (script->length + size > sizeof script->answer) return 1;
  memcpy(script->answer + script->length, bytes, size);
  script->length += size;
  return 0;
}

/* With only ASCII inside, so that nothing else refuses it first. */
static void binary_chunks_are_refused(void **state) {
  struct script compiled = {NULL, 0, "binary.lua", ""};
  lua_State *L = luaL_newstate();
  assert_non_null(L);
  assert_int_equal(luaL_loadstring(L, "return 1"), LUA_OK);
  assert_int_equal(lua_dump(L, keep_bytes, &compiled, 1), 0);
  lua_close(L);
  char bytes[sizeof compiled.answer];
  memcpy(bytes, compiled.answer, compiled.length);
  compiled.text = bytes;
  const char *message;
  assert_false(run_bytes(*state, &compiled, &message, NULL));
  assert_int_equal(strncmp(message, "binary.lua:", 11), 0);
  struct script header = {"\x1bLua", 4, "header.lua", ""};
  assert_false(run_bytes(*state, &header, &message, NULL));
  assert_non_null(strstr(message, "attempt to load a binary chunk"));
  assert_works(*state);
}

static void huge_and_deep_texts_are_refused(void **state) {
  size_t size = 10u << 20;
  char *text = malloc(size + 32);
  assert_non_null(text);
  memcpy(text, "return '", 8);
  memset(text + 8, 'x', size);
  text[8 + size] = '\'';
  struct script literal = {text, size + 9, "huge.lua", ""};
  const char *message;
  assert_false(run_bytes(*state, &literal, &message, NULL));
  assert_string_equal(message, "huge.lua:1: the file is larger than 1 MB; split it");
  assert_works(*state);
  static const struct {
    const char *open, *close;
  } pairs[] = {{"{", "}"},   {"(", ")"}, {"-", ""}, {"not ", ""}, {"f(", ")"}, {"function() return ", " end"},
               {"1 .. ", ""}};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    for (size_t depth = 200; depth <= 50000; depth *= 250) {
      char *at = text;
      at += snprintf(at, 32, "local x = ");
      for (size_t k = 0; k < depth; k++) at += snprintf(at, 32, "%s", pairs[i].open);
      *at++ = '1';
      for (size_t k = 0; k < depth; k++) at += snprintf(at, 32, "%s", pairs[i].close);
      struct script deep = {text, (size_t)(at - text), "deep.lua", ""};
      if (run_bytes(*state, &deep, &message, NULL)) fail_msg("ran: %s %zu deep", pairs[i].open, depth);
      assert_non_null(strstr(message, "deep.lua"));
      assert_non_null(strstr(message, depth == 200 ? "deep" : ""));
      assert_works(*state);
    }
  }
  free(text);
}

static void nothing_differs_between_runs(void **state) {
  assert_answers(*state, "return tostring({}) .. tostring(print) .. tostring(function() end)",
                 "tablenilfunction");
  assert_answers(*state, "return string.format('%s %5s %d %q', {}, math.floor, 3, 'x')",
                 "table function 3 \"x\"");
  assert_fails(*state, "return string.format('%p', {})", "not available");
  assert_fails(*state, "return string.format('%s')", "bad argument #2 to 'format'");
  assert_answers(
      *state,
      "local s = '' for k, v in pairs { z = 1, a = 2, [10] = 3, [2] = 4, 'p', [true] = 5, b = 6 } do "
      "s = s .. tostring(k) .. v .. ' ' end return s",
      "1p 24 103 a2 b6 z1 true5 ");
  assert_answers(*state,
                 "local t, n = {}, 0 for i = 1, 300 do t['k' .. i] = i end "
                 "for k in pairs(t) do t[k] = nil n = n + 1 end return n",
                 "300");
  assert_answers(*state, "local n = 0 for k in pairs {} do n = n + 1 end return n", "0");
  assert_fails(*state, "for k in pairs { [{}] = 1 } do end", "keys that are numbers or texts");
  assert_answers(*state, "return 10 // 3 .. ' ' .. 2^53 .. ' ' .. 0.1", "3 9.007199254741e+15 0.1");
}

static void sorting_is_stable_and_correct(void **state) {
  assert_answers(
      *state,
      "local t = {} for i = 1, 1000 do t[i] = { i % 7, i } end "
      "table.sort(t, function(a, b) return a[1] < b[1] end) "
      "for i = 2, 1000 do local a, b = t[i - 1], t[i] "
      "if a[1] > b[1] or (a[1] == b[1] and a[2] > b[2]) then return 'wrong at ' .. i end end return 'sorted'",
      "sorted");
  assert_answers(*state, "local t = { 'c', 'B', 'a' } table.sort(t) return table.concat(t)", "Bac");
  assert_answers(*state, "local t = { 3, 1, 2 } table.sort(t, function() return true end) return #t", "3");
  assert_fails(*state, "table.sort { 1, 'x', {} }", "attempt to compare");
  assert_fails(*state, "table.sort({ 1, 2 }, 5)", "bad argument #2 to 'sort'");
}

static void library_functions_do_their_work(void **state) {
  assert_answers(
      *state,
      "return math.max(1, 5.5, 3) + math.min(2, -1) + math.abs(-4) + math.floor(2.7) + math.ceil(2.1)",
      "13.5");
  assert_answers(*state, "return math.type(3) .. math.tointeger(3.0) .. math.fmod(7, 4) .. math.sqrt(16)",
                 "integer334.0");
  assert_answers(
      *state,
      "return ('Abc'):byte(1, -1) + ('x'):len() .. ('abc'):sub(2) .. ('abc'):reverse() .. string.char(72)",
      "66bccbaH");
  assert_answers(
      *state,
      "local t = table.pack(table.unpack({ 1, 2, 3 }, 2)) return t.n .. select('#', 1, nil) .. type(t)",
      "22table");
  assert_answers(*state,
                 "local t = { 1, 3 } table.insert(t, 2, 2) table.insert(t, 4) local a = table.remove(t) "
                 "return table.concat(t, ',') .. a .. table.remove(t, 1)",
                 "1,2,341");
  assert_answers(*state, "return tonumber('12') + tonumber('z', 36)", "47");
  assert_fails(*state, "return math.floor('3')", "bad argument #1 to 'floor'");
  assert_fails(*state, "return math.max('a', 'b')", "bad argument #1 to 'max'");
}

static void the_locale_of_the_process_does_not_matter(void **state) {
  static const char *const names[] = {"vi_VN.UTF-8", "de_DE.UTF-8", "fr_FR.UTF-8"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (setlocale(LC_ALL, names[i]) == NULL) continue;
    assert_answers(*state, "return tostring(0.5) .. ('b' < 'B' and 'x' or 'y') .. tonumber('1.5')",
                   "0.5y1.5");
  }
  setlocale(LC_ALL, "C");
}

static int count_owner(lua_State *L) {
  int *count = sandbox_owner(L);
  (*count)++;
  return 0;
}

static void the_owner_is_reached(void **state) {
  (void)state;
  int count = 0;
  struct sandbox *box = sandbox_create(SANDBOX_BYTES, SANDBOX_STEPS, &count);
  assert_true(sandbox_run(box, count_owner, NULL, NULL, NULL));
  assert_int_equal(count, 1);
  sandbox_free(box);
  sandbox_free(NULL);
}

static void with_little_memory_it_fails_cleanly_at_every_byte(void **state) {
  (void)state;
  int ran = 0;
  for (size_t bytes = 500; !ran; bytes += bytes / 50) {
    struct sandbox *box = sandbox_create(bytes, SANDBOX_STEPS, NULL);
    if (box == NULL) continue;
    struct script script = {"local t = {} for i = 1, 20 do t[i] = ('x'):rep(i) end return #table.concat(t)",
                            0, "s.lua", ""};
    script.length = strlen(script.text);
    ran = run_bytes(box, &script, NULL, NULL);
    if (ran)
      assert_string_equal(script.answer, "210");
    else
      assert_int_equal(sandbox_tripped(box), SANDBOX_OUT_OF_MEMORY);
    sandbox_free(box);
  }
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(endless_loops_end),
      TEST(the_budget_can_be_set_and_is_renewed),
      TEST(nothing_swallows_a_trip),
      TEST(library_loops_are_bounded),
      TEST(pattern_functions_are_out_of_reach),
      TEST(nothing_leads_out),
      TEST(libraries_cannot_be_changed),
      TEST(memory_is_bounded),
      TEST(dear_instructions_do_not_hang),
      TEST(errors_name_file_and_line),
      TEST(errors_are_told_in_vietnamese),
      TEST(a_long_message_is_cut_between_characters),
      TEST(only_utf8_text_is_loaded),
      TEST(binary_chunks_are_refused),
      TEST(huge_and_deep_texts_are_refused),
      TEST(nothing_differs_between_runs),
      TEST(sorting_is_stable_and_correct),
      TEST(library_functions_do_their_work),
      TEST(the_locale_of_the_process_does_not_matter),
      TEST(the_owner_is_reached),
      TEST(with_little_memory_it_fails_cleanly_at_every_byte),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
