/* The token check: what it refuses, what it leaves alone, and that no text upsets it. */
#include "rules/dialect.h"
#include "rules/dialect_token.h"
#include "rules/sandbox.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct checked {
  struct arena *arena;
  struct report *report;
  struct dialect dialect;
};

static struct checked check_bytes(const char *text, size_t length) {
  struct checked checked = {arena_create(), report_create(), {0}};
  assert_non_null(checked.arena);
  assert_non_null(checked.report);
  report_set_language(checked.report, CHUAN_ENGLISH);
  assert_int_equal(dialect_check(checked.arena, "rule.lua", text, length, checked.report, &checked.dialect),
                   CHUAN_OK);
  report_sort(checked.report);
  return checked;
}

static void release(struct checked *checked) {
  report_free(checked->report);
  arena_free(checked->arena);
}

static void assert_clean(const char *text) {
  struct checked checked = check_bytes(text, strlen(text));
  if (report_problem_count(checked.report) != 0) {
    fail_msg("%s\nsaid: %s", text, report_problem_get(checked.report, 0)->message);
  }
  release(&checked);
}

/* Exactly these lines have a finding; the first says `part`. */
static void assert_finds(const char *text, const char *part, size_t count, const uint32_t *lines) {
  struct checked checked = check_bytes(text, strlen(text));
  size_t found = report_problem_count(checked.report);
  for (size_t i = 0; i < found && i < count; i++) {
    const chuan_problem *problem = report_problem_get(checked.report, i);
    if (problem->line != lines[i]) fail_msg("%s\nline %u: %s", text, problem->line, problem->message);
    assert_string_equal(problem->file, "rule.lua");
    assert_int_equal(problem->severity, CHUAN_ERROR);
    if (i == 0 && strstr(problem->message, part) == NULL) fail_msg("%s\nsaid: %s", text, problem->message);
  }
  if (found != count) fail_msg("%s\n%zu findings, not %zu", text, found, count);
  release(&checked);
}

#define LINES(...)                                                             \
  (sizeof((uint32_t[]){__VA_ARGS__}) / sizeof(uint32_t)), (const uint32_t[]) { \
    __VA_ARGS__                                                                \
  }

static void operators_are_refused_outside_functions(void **state) {
  (void)state;
  static const struct {
    const char *text, *instead;
  } cases[] = {
      {"test = a and b", "all { a, b }"},
      {"test = a or b", "any { a, b }"},
      {"test = not a", "none { x }"},
      {"test = a == 1", "equals(a, b)"},
      {"test = a ~= 1", "none { equals(a, b) }"},
      {"test = a < 1", "less_than"},
      {"test = a > 1", "more_than"},
      {"test = a <= 1", "at_most"},
      {"test = a >= 1", "at_least"},
      {"if x then end", "choose { {test, value}, otherwise = … }"},
      {"while x do end", "for loop"},
      {"repeat until x", "for loop"},
      {"goto x", "for loop"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char text[128];
    assert_finds(cases[i].text, cases[i].instead, LINES(1));
    snprintf(text, sizeof text, "local function f()\n%s\nend", cases[i].text);
    assert_clean(text);
    snprintf(text, sizeof text, "local function f() return function()\n%s\nend end\n\n%s", cases[i].text,
             cases[i].text);
    assert_finds(text, cases[i].instead, LINES(5));
  }
}

static void the_vietnamese_text_is_there(void **state) {
  (void)state;
  struct arena *arena = arena_create();
  struct report *report = report_create();
  struct dialect dialect;
  assert_int_equal(dialect_check(arena, "r.lua", "x = a and b", 11, report, &dialect), CHUAN_OK);
  assert_string_equal(report_problem_get(report, 0)->message,
                      "'and' chỉ giữ lại vế phải; hãy viết all { a, b }");
  report_free(report);
  arena_free(arena);
}

static void what_is_fine_stays_fine(void **state) {
  (void)state;
  assert_clean("");
  assert_clean("local x <const>, y <close> = 1, nil");
  assert_clean("for i = 1, 10 do indicator { id = 'a' .. i } end for k, v in ipairs { 1, 2 } do f(v) end");
  assert_clean("local t = { and_ = 1, notes = 2, iff = 3, ['and'] = 4, x = 'a and b == c' }");
  assert_clean("-- a and b\n--[[ if x >= 1 ]] x = [==[ not ]] or ]==] --[==[ ]] ~= ]==]");
  assert_clean("x = \"\\\" and \" .. 'it\\'s or' .. 'line\\\n >= ' .. '\\z  \n  not'");
  assert_clean(
      "local function f(x) for i = 1, 2 do if x then while a do repeat until b end end end return x == 1 end "
      "y = 1");
  assert_clean("x = { function(u) return u.a >= 5 and not u.b end, a + b * 2 - 3 / 4 }");
  assert_clean("\xEF\xBB\xBFx = { a = 1 }");
  assert_clean("x = a ~ b & c | d << 1 >> 2 // 3 % 4 ^ 5 .. 'x' x.y:z() ::label::");
}

static void all_findings_come_in_one_pass(void **state) {
  (void)state;
  assert_finds("a = b and c\nd = { x = 1,\n x = 2 }\nif e then\n f = g >= 1e999\nend\nh = not i", "all {",
               LINES(1, 3, 4, 5, 5, 7));
}

static void a_key_given_twice_names_both_lines(void **state) {
  (void)state;
  struct checked checked = check_bytes("x = {\n  at_least = 1,\n  b = 2,\n  at_least = 3,\n}", 49);
  assert_int_equal(report_problem_count(checked.report), 1);
  const chuan_problem *problem = report_problem_get(checked.report, 0);
  assert_int_equal(problem->line, 4);
  assert_string_equal(
      problem->message,
      "'at_least' is already given on line 2 of this file, and only the last would count; keep one");
  release(&checked);
  static const char *const same[] = {
      "x = { a = 1, ['a'] = 2 }",
      "x = { ['a'] = 1, [\"\\97\"] = 2 }",
      "x = { ['a'] = 1, [ [[a]] ] = 2 }",
      "x = { [2021] = 1, [2021] = 2 }",
      "x = { [2021] = 1, [2021.0] = 2 }",
      "x = { [2021] = 1, [0x7e5] = 2 }",
      "x = { [2021] = 1, [2.021e3] = 2 }",
      "x = { [-1] = 1, [-1.0] = 2 }",
      "x = { [0] = 1, [-0] = 2 }",
      "x = { 5, [1] = 6 }",
      "x = { [true] = 1, [true] = 2 }",
      "x = { ['\\u{1EBF}'] = 1, ['ế'] = 2 }",
      "x = { ['\\x61\\z   b'] = 1; ab = 2 }",
      "x = { a = { b = 1 }, a = 2 }",
      "f { a = function() return 1 end, a = 1 }",
      "local function f() return { a = 1, a = 2 } end",
      "x = { [0.1] = 1, [.1] = 2 }",
      "x = { [100] = 1, [1e2] = 2 }",
  };
  for (size_t i = 0; i < sizeof same / sizeof *same; i++)
    assert_finds(same[i], "already given on line 1", LINES(1));
  static const char *const apart[] = {
      "x = { a = { b = 1 }, b = 2, c = { b = 1 } }",
      "x = { a = 1 } y = { a = 1 }",
      "x = { ['1'] = 1, [1] = 2 }",
      "x = { [a] = 1, [a] = 2 }",
      "x = { a, a, b, 'a', 'a' }",
      "x = { [1] = 1, [-1] = 2, [1.5] = 3, [15] = 4 }",
      "x = { [a + 1] = 1, [a + 1] = 2, ['a'] = 3 }",
      "x = { a = f { a = 1 }, b = g(function(a, b) a = 1 b = 2 end) }",
  };
  for (size_t i = 0; i < sizeof apart / sizeof *apart; i++) assert_clean(apart[i]);
  assert_finds("x = {\na = 1,\na = 2,\na = 3 }", "line 2", LINES(3, 4));
}

static void numerals_are_exact_or_refused(void **state) {
  (void)state;
  static const char *const fine[] = {"0",
                                     "65",
                                     "98.5",
                                     ".5",
                                     "5.",
                                     "1e3",
                                     "1E-3",
                                     "0.000000000000001",
                                     "9223372036854775807",
                                     "0x7fffffffffffffff",
                                     "123456789012.345",
                                     "1e59",
                                     "100000000000000000000.0",
                                     "0x10",
                                     "0.10000000000000000000000000000000",
                                     "00000000000000000000000000001"};
  for (size_t i = 0; i < sizeof fine / sizeof *fine; i++) {
    char text[128];
    snprintf(text, sizeof text, "x = f(%s)", fine[i]);
    assert_clean(text);
  }
  static const struct {
    const char *numeral, *part;
  } wrong[] = {
      {"1e999", "too large"},
      {"1e60", "too large"},
      {"1e-999", "too large or too small"},
      {"1e99999999999999999999", "too large"},
      {"9223372036854775808", "too large"},
      {"99999999999999999999", "too large"},
      {"0x8000000000000000", "too large"},
      {"0xffffffffffffffffff", "too large"},
      {"0x1p4", "hexadecimal"},
      {"0x.8", "hexadecimal"},
      {"0.1234567890123456", "15 significant"},
      {"3.14159265358979323846", "15 significant"},
      {"1234567890123456.5", "15 significant"},
      {"1234567890123456e0", "15 significant"},
      {"0.0000000000000000000000000000000000000000000000000000000000001", "too long"},
      {"1000000000000000000000000000000000000000000000000000000000000000", "too long"},
  };
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    char text[128];
    snprintf(text, sizeof text, "x = f(%s)", wrong[i].numeral);
    assert_finds(text, wrong[i].part, LINES(1));
  }
  char *text = malloc(500);
  assert_non_null(text);
  memset(text, '7', 400);
  text[400] = '\0';
  assert_finds(text, "too long", LINES(1));
  free(text);
  assert_clean("x = 3x .. 1..2 + 0x + 1e + 1e+ + 5..x + 1.2.3"); /* malformed: Lua says it */
}

static void numbers_in_compute_are_compared_with_equals(void **state) {
  (void)state;
  assert_finds("value = compute { reads = { a }, function(u)\nreturn u.a == 5 end }", "equals(x, 5)",
               LINES(2));
  assert_finds("value = compute({ function(u) return 5 ~= u.a or u.a == -1 end })", "not equals(x, 5)",
               LINES(1, 1));
  assert_finds("value = compute { function(u) local function f(x) return x == 0.5 end return f(u) end }",
               "equals", LINES(1));
  assert_clean(
      "value = compute { function(u) return u.a == u.b and u.zone == 'II' and u.a >= 5 and equals(u.a, 5) "
      "end }");
  assert_clean("value = compute { reads = {}, f } local function f(x) return x == 5 end x.compute { 1 }");
}

static void text_from_a_word_processor_is_explained(void **state) {
  (void)state;
  assert_finds("x = { name = “Số hộ” }", "straight quote", LINES(1));
  assert_finds("số_hộ = 1", "a-z, 0-9 and _", LINES(1));
  assert_finds("x\xC2\xA0= 1", "hidden character", LINES(1));
  assert_clean("x = { name = 'Số hộ “nghèo”' } -- tiêu chí");
}

static void unfinished_text_is_left_to_lua(void **state) {
  (void)state;
  assert_clean("x = 'unfinished and ==");
  assert_clean("x = [[ unfinished == and");
  assert_clean("--[[ unfinished ==");
  assert_clean("x = 'line\nend of it and");
  assert_finds("x = a and b\ny = 'open", "all", LINES(1));
  assert_clean("} ) ] end until { ( [ function");
  assert_clean("end end end x = 1 until until");
  assert_finds("function f() end end a = b and c", "all", LINES(1));
}

static void depth_and_size_are_limited(void **state) {
  (void)state;
  static const char *const opens[] = {"{", "(", "[ ", "do ", "function ", "repeat "};
  char *text = malloc(8u << 20);
  assert_non_null(text);
  for (size_t i = 0; i < sizeof opens / sizeof *opens; i++) {
    for (int deep = 0; deep < 2; deep++) {
      char *at = text;
      int depth = deep ? 50000 : DIALECT_DEPTH;
      for (int k = 0; k < depth; k++) at += snprintf(at, 32, "%s", opens[i]);
      struct checked checked = check_bytes(text, (size_t)(at - text));
      size_t found = 0;
      for (size_t k = 0; k < report_problem_count(checked.report); k++) {
        found += strstr(report_problem_get(checked.report, k)->message, "nested more than 100") != NULL;
      }
      assert_int_equal(found, deep);
      release(&checked);
    }
  }
  memset(text, ' ', 8u << 20);
  struct checked checked = check_bytes(text, 8u << 20);
  assert_int_equal(report_problem_count(checked.report), 1);
  assert_non_null(strstr(report_problem_get(checked.report, 0)->message, "larger than 1 MB"));
  release(&checked);
  char *at = text; /* many keys in one table: not quadratic */
  at += snprintf(at, 32, "x = {");
  for (int i = 0; i < 100000; i++) at += snprintf(at, 32, "k%d=1,", i);
  at += snprintf(at, 32, "k5=2}");
  checked = check_bytes(text, (size_t)(at - text));
  assert_int_equal(report_problem_count(checked.report), 1);
  assert_int_equal(checked.dialect.key_count, 100001);
  release(&checked);
  free(text);
}

/* What Lua takes for a comment is none of the rules', however it is bracketed. */
static void a_comment_of_any_length_of_bracket_is_one(void **state) {
  (void)state;
  char level[1200], text[4000];
  memset(level, '=', sizeof level - 1);
  level[sizeof level - 1] = '\0';
  snprintf(text, sizeof text, "--[%s[\nfunction\n]%s]\nx = a and b", level, level);
  struct checked checked = check_bytes(text, strlen(text));
  assert_int_equal(report_problem_count(checked.report), 1);
  assert_int_equal(report_problem_get(checked.report, 0)->line, 4);
  release(&checked);
}

static void lines_of_keys_are_found(void **state) {
  (void)state;
  const char text[] =
      "criterion {\n  id = '1',\n  ['name'] = 'x',\n  indicator {\r\n    id = '1.1',\n  },\n}\n";
  struct checked checked = check_bytes(text, strlen(text));
  const struct dialect *dialect = &checked.dialect;
  assert_int_equal(dialect->key_count, 3);
  assert_int_equal(dialect_line(dialect, "id", 1), 2);
  assert_int_equal(dialect_line(dialect, "id", 2), 2);
  assert_int_equal(dialect_line(dialect, "id", 3), 5);
  assert_int_equal(dialect_line(dialect, "name", 1), 3);
  assert_int_equal(dialect_line(dialect, "name", 4), 4);
  assert_int_equal(dialect_line(dialect, "none", 7), 7);
  release(&checked);
  struct dialect empty = {0};
  assert_int_equal(dialect_line(&empty, "id", 3), 3);
}

/* Every prefix of a text with everything in it, and every byte in turn replaced. */
static void broken_text_is_survived(void **state) {
  (void)state;
  static const char text[] =
      "-- c\n--[==[ l\n]]==]==]\nlocal x <const> = { a = 1, ['b\\x41\\u{1EBF}\\z \n\\065'] = 0x1F, [ [=[c]=] "
      "] = -1.5e-3, f() }\n"
      "criterion { id = \"1\", indicator { test = all { a, b }, f = function(u) if u == 1 then return end "
      "end } }\n"
      "value = compute { reads = { a }, function(u) for i = 1, 2 do repeat until not u.a end return u.a >= 5 "
      "end } ::l::\n";
  char copy[sizeof text];
  for (size_t i = 0; i < sizeof text; i++) {
    struct checked checked = check_bytes(text, i);
    release(&checked);
  }
  static const char bytes[] = "\0\\\"'[]{}()-=\n\xFFx0.<";
  for (size_t i = 0; i + 1 < sizeof text; i++) {
    for (size_t k = 0; k < sizeof bytes; k++) {
      memcpy(copy, text, sizeof text);
      copy[i] = bytes[k];
      struct checked checked = check_bytes(copy, sizeof text - 1);
      release(&checked);
    }
  }
}

static void decimal_commas_are_refused(void **state) {
  (void)state;
  assert_finds("x {\n at_least = unverified(98,5) }", "write 98.5: the decimal mark is a point", LINES(2));
  assert_finds("x { at_least = 98,5,\n facts = { a = 46,5 } }", "write 98.5", LINES(1, 2));
  assert_finds("x { [2021] = 41,5 }", "write 41.5", LINES(1));
  assert_finds("x { at_least = 1,500 }", "if the comma parts thousands, leave it out", LINES(1));
  assert_clean("x { between = { 3,4 }, { 1,2,3 }, [2021]=41,[2022]=44, a=1,b=2, c = 3, 5 }");
  assert_clean("f(3,4) at_least(3,4) unverified(98, 5) unverified(98.5)");
  assert_clean("for i = 1,8 do end local a, b = 1,2");
  assert_clean("x { compute { function() local a, b = 1,2 end } }");
}

static void arithmetic_that_wraps_is_refused(void **state) {
  (void)state;
  assert_finds("x { at_least = 3000000000 * 4000000000 }", "this product is too large", LINES(1));
  assert_finds("local x =\n9223372036854775807 + 1", "this sum is too large for the rule language; write the",
               LINES(2));
  assert_finds("f(4294967296 * 4294967296)", "product", LINES(1));
  assert_finds("x = 1 + 2 * 4294967296 * 4294967296", "product", LINES(1));
  assert_finds("x = -9223372036854775807 - 2", "sum", LINES(1));
  assert_finds("x = 5 - -9223372036854775807", "sum", LINES(1));
  assert_finds("x = 4611686018427387904 + 4611686018427387904 + 1.5", "sum", LINES(1));
  assert_clean("x = 9223372036854775806 + 1, -9223372036854775807 - 1, 3000000000 * 3");
  assert_clean(
      "x = 4294967296 * 4294967296.0, 4294967296.5 * 4294967296, 2 * 3 ^ 80, 4294967296 / 2 * 4294967296");
  assert_clean("x = a * 4294967296 + 5, a - 9223372036854775807 - 1, (a) - 9223372036854775807 - 2");
  assert_clean("function f() return 4294967296 * 4294967296 end");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(operators_are_refused_outside_functions),
      cmocka_unit_test(the_vietnamese_text_is_there),
      cmocka_unit_test(what_is_fine_stays_fine),
      cmocka_unit_test(all_findings_come_in_one_pass),
      cmocka_unit_test(a_key_given_twice_names_both_lines),
      cmocka_unit_test(numerals_are_exact_or_refused),
      cmocka_unit_test(numbers_in_compute_are_compared_with_equals),
      cmocka_unit_test(text_from_a_word_processor_is_explained),
      cmocka_unit_test(unfinished_text_is_left_to_lua),
      cmocka_unit_test(depth_and_size_are_limited),
      cmocka_unit_test(a_comment_of_any_length_of_bracket_is_one),
      cmocka_unit_test(lines_of_keys_are_found),
      cmocka_unit_test(broken_text_is_survived),
      cmocka_unit_test(decimal_commas_are_refused),
      cmocka_unit_test(arithmetic_that_wraps_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
