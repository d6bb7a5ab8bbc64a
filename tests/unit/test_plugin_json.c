/* The JSON plugin alone: lists, lines, wrapped lists, kinds of values, what it refuses, how little it needs. */
#include "../../plugins/json/json.c"
#include "../../plugins/json/table.c"
#include "../../plugins/json/trouble.c"
#include "../../plugins/json/walk.c"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "plugin_host.h"

static const chuan_plugin *json(void) {
  return chuan_plugin_entry(CHUAN_PLUGIN_ABI);
}

static void expect(const char *text, size_t length, const char *rows, const char *issues, int result) {
  for (size_t piece = 0; piece <= 3; piece++) {
    struct plugin_host host = {.numbers = 1, .kinds = 1, .piece = piece};
    assert_int_equal(plugin_host_read(&host, json(), text, length), result);
    assert_string_equal(host.text, rows);
    assert_string_equal(host.issues, issues);
    plugin_host_release(&host);
  }
}

#define ROWS(text, rows) expect(text, sizeof(text) - 1, rows, "", CHUAN_PLUGIN_OK)
#define ISSUES(text, rows, issues) expect(text, sizeof(text) - 1, rows, issues, CHUAN_PLUGIN_OK)
#define REFUSED(text, issues) expect(text, sizeof(text) - 1, "", issues, CHUAN_PLUGIN_BROKEN)

static void reads_lists(void **state) {
  (void)state;
  ROWS("[]", "");
  ROWS("[{}]", "");
  ROWS("[{\"a\":1,\"b\":\"x\"},{\"b\":\"y\",\"c\":true},{},{\"a\":null,\"c\":false}]",
       "1:a|b|c\n2:#1|x\n3:|y|?true\n4:\n5:||?false\n");
  ROWS("\xEF\xBB\xBF [ { \"Dân số\" : 12345678901234567890.500 } ] \r\n",
       "1:Dân số\n2:#12345678901234567890.500\n");
  ROWS("[{\"a\":{\"b\":1,\"c\":{\"d\":\"x\"}},\"a.b2\":-1e-3}]", "1:a.b|a.c.d|a.b2\n2:#1|x|#-1e-3\n");
  ROWS("[{\"\":1,\"x\":\"\\u0110\\u1ea1t\\n\\\"\"}]", "1:|x\n2:#1|Đạt\n\"\n");
  ROWS("[{\"x\":[]},{\"x\":2}]", "1:x\n2:\n3:#2\n");
}

static void reads_lines(void **state) {
  (void)state;
  ROWS("{\"a\":1}", "1:a\n2:#1\n");
  ROWS("{\"a\":1}\n\n{\"b\":2}\r\n{\n\"a\":3}\n", "1:a|b\n2:#1\n4:|#2\n5:#3\n");
  ROWS("{\"a\":{\"rows\":1}}\n{\"a\":{\"rows\":2}}", "1:a.rows\n2:#1\n3:#2\n");
  /* A list of objects in the first line is no sheet when there are more lines. */
  ISSUES("{\"a\":1,\"l\":[{\"x\":1}]}\n{\"a\":2,\"l\":[{\"x\":2}]}", "1:a\n2:#1\n3:#2\n",
         "w0,0 \"l\" holds lists only! ");
  REFUSED("{\"a\":1}\n{\"a\":2}{\"a\":3}", "0,0 line 2, byte 16: two! ");
}

static void reads_wrapped_lists(void **state) {
  (void)state;
  ROWS("{\"rows\":[{\"a\":1}]}", "[rows]\n1:a\n2:#1\n");
  ISSUES("{\"year\":2025,\"x\":[{\"a\":1}],\"y\":{\"z\":[{\"b\":2},{\"a\":3}],\"e\":[]},\"l\":[1]}",
         "[x]\n1:a\n2:#1\n[y.z]\n1:b|a\n2:#2\n3:|#3\n", "n0,0 beside the lists the! ");
  static const char text[] = "{\"x\":[{\"a\":1}],\"y\":[{\"b\":2}],\"z\":[{\"c\":3}]}";
  struct plugin_host host = {.numbers = 1, .sheet = "y"};
  assert_int_equal(plugin_host_read(&host, json(), text, strlen(text)), CHUAN_PLUGIN_OK);
  assert_string_equal(host.text, "[x]\n[y]\n1:b\n2:2\n[z]\n");
  plugin_host_release(&host);
  host.rows_most = 1;
  assert_int_equal(plugin_host_read(&host, json(), text, strlen(text)), CHUAN_PLUGIN_OK);
  assert_string_equal(host.text, "[x]\na\n[y]\nb\n[z]\nc\n");
  plugin_host_release(&host);
  REFUSED("{\"x\":[{\"a\":1}],\"x\":[{\"a\":2}]}", "0,0 line 1, byte 21: the! ");
}

static void says_what_is_wrong_in_a_row(void **state) {
  (void)state;
  ISSUES("[{\"a\":1,\"a\":2}]", "1:a\n2:#1\n", "2,1 the key \"a\" stands t! ");
  ISSUES("[{\"a\":{\"b\":1},\"a.b\":2}]", "1:a.b\n2:#1\n", "2,1 the key \"a.b\" stands! ");
  ISSUES("[{\"a\":1},{\"a\":[1]},{\"b\":[[2]]}]", "1:a\n2:#1\n3:\n4:\n",
         "w0,0 \"b\" holds lists only! 3,1 \"a\" is a list here; ! ");
  ISSUES("[{\"a\":1},7,[{\"a\":2}],null,{\"a\":3}]", "1:a\n2:#1\n6:#3\n",
         "3,0 this element of the ! 4,0 this element of the ! 5,0 this element of the ! ");
  ISSUES("[{\"a\":1e401,\"b\":1e-400}]", "1:a|b\n2:1e401|#1e-400\n", "2,1 the exponent of \"a\" ! ");
  ISSUES("[{\"a\":\"x\\u0000y\"}]", "1:a\n2:x?y\n", "2,1 \"a\" holds a NUL char! ");
}

static void refuses_what_is_broken(void **state) {
  (void)state;
  REFUSED("", "0,0 there is nothing in ! ");
  REFUSED(" \n\n", "0,0 there is nothing in ! ");
  REFUSED("[{\"a\":1},\n{\"a\":2},\n{\"a\":", "0,0 the file ends in lin! ");
  REFUSED("[{\"a\":1}", "0,0 the file ends in lin! ");
  REFUSED("[{\"a\":\"x", "0,0 the file ends in lin! ");
  REFUSED("[{\"a\":1},\n{\"a\":,2}]", "0,0 line 2, byte 16: thi! ");
  REFUSED("[{\"a\":1}] [2]", "0,0 line 1, byte 11: som! ");
  REFUSED("[1]{\"a\":1}", "0,0 line 1, byte 4: some! ");
  REFUSED("12", "0,0 line 1, byte 2: rows! ");
  REFUSED("{\"a\":1}\n[1]", "0,0 line 2, byte 9: rows! ");
  REFUSED("[{\"a\":\"\n\xC3(\"}]", "0,0 line 2, byte 9: the ! ");
  REFUSED("[{\"a\":\"\xED\xA0\x80\"}]", "0,0 line 1, byte 8: the ! ");
  REFUSED("\xFF\xFE[\0", "0,0 the file is UTF-16; ! ");
  ISSUES("[{\"a\":\"x\\uDEA1y\"}]", "1:a\n2:x???y\n", "2,1 \"a\" holds half of a ! ");
  ISSUES("[{\"a\":\"\\uD83D\\uDE00\"}]", "1:a\n2:\xF0\x9F\x98\x80\n", "");
  REFUSED("[{\"a\\uDC00\":1}]", "0,0 line 1, byte 11: a k! ");
  REFUSED("[{\"a\\u0000\":1}]", "0,0 line 1, byte 11: a k! ");
}

static int read_much(struct plugin_host *host, const char *text, uint64_t total) {
  host->total = total;
  host->quiet = 1;
  return plugin_host_read(host, json(), text, strlen(text));
}

static void has_limits(void **state) {
  (void)state;
  static const char *const endless[] = {"[", "{\"a\":", "[{\"a\":[", "x", "[\"", "1", "[{\"a\":1},"};
  for (size_t i = 0; i < sizeof endless / sizeof *endless; i++) {
    struct plugin_host host = {.allocated_most = 8u << 20};
    clock_t start = clock();
    assert_int_equal(read_much(&host, endless[i], i == 6 ? 900000 : UINT64_C(1) << 30), CHUAN_PLUGIN_BROKEN);
    assert_true(clock() - start < 2 * CLOCKS_PER_SEC);
    assert_int_equal(host.row_count, 0);
    plugin_host_release(&host);
  }
  size_t room = 40u << 20;
  char *text = malloc(room);
  assert_non_null(text);
  struct plugin_host host = {.quiet = 1, .allocated_most = 64u << 20};
  memset(text, 'x', room); /* a string of 1 GB begins */
  memcpy(text, "[{\"a\":\"", 7);
  assert_int_equal(plugin_host_read(&host, json(), text, room), CHUAN_PLUGIN_BROKEN);
  assert_string_equal(host.issues, "0,0 line 1, byte 5: a va! ");
  plugin_host_release(&host);
  size_t at = (size_t)snprintf(text, room, "[{\"a\":0"); /* 20,000 keys */
  for (int i = 0; i < 20000; i++) at += (size_t)snprintf(text + at, room - at, ",\"k%d\":%d", i, i);
  memcpy(text + at, "}]", 3);
  assert_int_equal(plugin_host_read(&host, json(), text, at + 2), CHUAN_PLUGIN_BROKEN);
  assert_non_null(strstr(host.message, "16,384"));
  plugin_host_release(&host);
  at = (size_t)snprintf(text, room, "[{\"a\":0"); /* an object of 20 MiB */
  for (int i = 0; i < 40; i++) {
    at += (size_t)snprintf(text + at, room - at, ",\"k%d\":\"", i);
    memset(text + at, 'x', 512u << 10);
    at += 512u << 10;
    text[at++] = '"';
  }
  memcpy(text + at, "}]", 3);
  assert_int_equal(plugin_host_read(&host, json(), text, at + 2), CHUAN_PLUGIN_BROKEN);
  assert_non_null(strstr(host.message, "16 MiB"));
  plugin_host_release(&host);
  memset(text, 'k', 5000); /* a long key */
  memcpy(text, "[{\"", 3);
  memcpy(text + 5000, "\":1}]", 6);
  assert_int_equal(plugin_host_read(&host, json(), text, 5005), CHUAN_PLUGIN_BROKEN);
  assert_non_null(strstr(host.message, "4,096"));
  plugin_host_release(&host);
  at = 0; /* as deep as it goes, and one more */
  for (int i = 0; i < 63; i++) at += (size_t)snprintf(text + at, room - at, "{\"a\":");
  char *deep = text + at;
  memcpy(deep, "1", 1);
  memset(deep + 1, '}', 63);
  assert_int_equal(plugin_host_read(&host, json(), text, at + 64), CHUAN_PLUGIN_OK);
  plugin_host_release(&host);
  memcpy(deep, "[[1]]", 5);
  memset(deep + 5, '}', 63);
  assert_int_equal(plugin_host_read(&host, json(), text, at + 68), CHUAN_PLUGIN_BROKEN);
  assert_non_null(strstr(host.message, "64 deep"));
  plugin_host_release(&host);
  free(text);
}

static void needs_the_same_memory_for_any_length(void **state) {
  (void)state;
  size_t room = 8u << 20, at = 1;
  char *text = malloc(room);
  assert_non_null(text);
  text[0] = '[';
  while (at + 200 < room)
    at += (size_t)snprintf(text + at, room - at,
                           "%s{\"unit\":\"%zu\",\"name\":\"Xã Phước Hải\",\"population\":%zu}",
                           at > 1 ? "," : "", at, at * 3);
  text[at++] = ']';
  struct plugin_host host = {.quiet = 1, .allocated_most = 400u << 10};
  assert_int_equal(plugin_host_read(&host, json(), text, at), CHUAN_PLUGIN_OK);
  assert_true(host.row_count > 100000);
  plugin_host_release(&host);
  free(text);
}

static void stops_when_told_and_survives_without_memory(void **state) {
  (void)state;
  static const char text[] = "{\"x\":[{\"a\":1,\"b\":\"\\u0041\"}],\"y\":[{\"b\":2}]}";
  struct plugin_host host = {.stop_after = 2};
  assert_int_equal(plugin_host_read(&host, json(), text, strlen(text)), 77);
  plugin_host_release(&host);
  struct plugin_host old = {.old = 1};
  assert_int_equal(plugin_host_read(&old, json(), text, strlen(text)), CHUAN_PLUGIN_BROKEN);
  plugin_host_release(&old);
  struct plugin_host disk = {.fails_at = 20, .vietnamese = 1};
  assert_int_equal(plugin_host_read(&disk, json(), text, strlen(text)), CHUAN_PLUGIN_BROKEN);
  assert_non_null(strstr(disk.message, "không đọc tiếp được"));
  plugin_host_release(&disk);
  int ended = 0;
  for (size_t allowed = 1; allowed < 60 && !ended; allowed++) {
    struct plugin_host poor = {.allocations_left = allowed};
    int result = plugin_host_read(&poor, json(), text, strlen(text));
    ended = result == CHUAN_PLUGIN_OK;
    if (!ended) assert_int_equal(result, CHUAN_PLUGIN_MEMORY);
    plugin_host_release(&poor);
  }
  assert_true(ended);
}

static int score(const char *text) {
  return json()->probe((const uint8_t *)text, strlen(text));
}

static void probes(void **state) {
  (void)state;
  assert_null(chuan_plugin_entry(CHUAN_PLUGIN_ABI + 1));
  assert_int_equal(score(""), 0);
  assert_int_equal(score("unit,year\n1,2\n"), 0);
  assert_int_equal(score("[unit],[year]\n"), 0);
  assert_int_equal(score("{unit};{year}\n"), 0);
  assert_int_equal(score("{\"unit\"},b\n"), 0);
  assert_int_equal(score("[2025] số liệu, x\n"), 0);
  assert_int_equal(score("{\"unit\": 1}"), 95);
  assert_int_equal(score("\xEF\xBB\xBF\r\n[\n  {\"uni"), 95);
  assert_int_equal(score("[[1]]"), 70);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_lists),
      cmocka_unit_test(reads_lines),
      cmocka_unit_test(reads_wrapped_lists),
      cmocka_unit_test(says_what_is_wrong_in_a_row),
      cmocka_unit_test(refuses_what_is_broken),
      cmocka_unit_test(has_limits),
      cmocka_unit_test(needs_the_same_memory_for_any_length),
      cmocka_unit_test(stops_when_told_and_survives_without_memory),
      cmocka_unit_test(probes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
