/* The SQLite plugin alone: sheets, kinds of values, queries, what a hostile schema may not do, damaged files. */
#include "../../plugins/values/value.c"
#include "../../plugins/sqlite/sqlite.c"
#include "../../plugins/sqlite/guard.c"
#include "../../plugins/sqlite/source_vfs.c"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "plugin_host.h"

struct made { /* a database */
  unsigned char *bytes;
  size_t length;
};

static const chuan_plugin *plugin_here(void) {
  return chuan_plugin_entry(CHUAN_PLUGIN_ABI);
}

static struct made make(const char *sql) {
  sqlite3 *database;
  char *error = NULL;
  assert_int_equal(sqlite3_open(":memory:", &database), SQLITE_OK);
  sqlite3_exec(database, sql, NULL, NULL, &error);
  assert_null(error);
  sqlite3_int64 size;
  unsigned char *bytes = sqlite3_serialize(database, "main", &size, 0);
  assert_non_null(bytes);
  sqlite3_close(database);
  return (struct made){bytes, (size_t)size};
}

static void expect_sheet(const char *sql, const char *sheet, const char *rows, const char *issues,
                         int result) {
  struct made made = make(sql);
  assert_int_equal(plugin_here()->probe(made.bytes, made.length), 100);
  for (size_t piece = 0; piece <= 1000; piece += 500) {
    struct plugin_host host = {
        .numbers = 1, .kinds = 1, .piece = piece, .sheet = sheet, .no_length = piece == 500};
    assert_int_equal(plugin_host_read(&host, plugin_here(), made.bytes, made.length), result);
    assert_string_equal(host.text, rows);
    assert_string_equal(host.issues, issues);
    plugin_host_release(&host);
  }
  sqlite3_free(made.bytes);
}

static void reads_tables(void **state) {
  (void)state;
  expect_sheet(
      "CREATE TABLE t(unit TEXT, n INT, r REAL, b BOOLEAN, \"Tỷ lệ\");"
      "INSERT INTO t VALUES('22837', 9223372036854775807, 46.299999999999997, 1, NULL),"
      "('22840', -5, 0.1 + 0.2, 0, 1e300), ('', 2, 9e999, 2, 'Đạt');"
      "CREATE TABLE empty(a); CREATE VIEW v AS SELECT unit, n + 1 AS m FROM t WHERE n < 0;"
      "CREATE INDEX cover ON t(r, unit, n, b, \"Tỷ lệ\");",
      NULL,
      "[t]\n1:unit|n|r|b|Tỷ lệ\n2:22837|#9223372036854775807|#46.3|?true|\n"
      "3:22840|#-5|#0.3|?false|#1e300\n4:|#2|!#NUM!|#2|Đạt\n[empty]\n1:a\n[v]\n1:unit|m\n2:22840|#-4\n",
      "", CHUAN_PLUGIN_OK);
  expect_sheet(
      "CREATE TABLE a(x); INSERT INTO a VALUES(1); CREATE TABLE \"b \"\" c\"(y); INSERT INTO \"b \"\" c\" "
      "VALUES(2)",
      "b \" c", "[a]\n[b \" c]\n1:y\n2:#2\n", "", CHUAN_PLUGIN_OK);
  expect_sheet("CREATE TABLE k(a TEXT PRIMARY KEY, b) WITHOUT ROWID; INSERT INTO k VALUES('y', 1), ('x', 2)",
               NULL, "[k]\n1:a|b\n2:x|#2\n3:y|#1\n", "", CHUAN_PLUGIN_OK);
  expect_sheet("PRAGMA encoding = 'UTF-16'; CREATE TABLE t(a); INSERT INTO t VALUES('Phước')", NULL,
               "[t]\n1:a\n2:Phước\n", "", CHUAN_PLUGIN_OK);
}

static void runs_queries(void **state) {
  (void)state;
  static const char sql[] = "CREATE TABLE t(a, b); INSERT INTO t VALUES(1, 'x'), (2, 'y'), (3, 'x')";
  expect_sheet(sql, "SELECT b, sum(a) AS s FROM t GROUP BY b ORDER BY b;",
               "[SELECT b, sum(a) AS s FROM t GROUP BY b ORDER BY b;]\n1:b|s\n2:x|#4\n3:y|#2\n", "",
               CHUAN_PLUGIN_OK);
  expect_sheet(sql, " with w AS (SELECT 7 AS z) SELECT z FROM w",
               "[ with w AS (SELECT 7 AS z) SELECT z FROM w]\n1:z\n2:#7\n", "", CHUAN_PLUGIN_OK);
  static const char *const refused[] = {"SELECT",
                                        "SELECT nothing FROM t",
                                        "SELECT 1; SELECT 2",
                                        "WITH x AS (SELECT 1) DELETE FROM t",
                                        "SELECT load_extension('x')",
                                        "SELECT * FROM pragma_table_info('t')",
                                        "SELECT randomblob(10)",
                                        "SELECT writefile('/tmp/x', 1)",
                                        "SELECT readfile('/etc/passwd')"};
  struct made made = make(sql);
  for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
    struct plugin_host host = {.sheet = refused[i], .vietnamese = i & 1};
    int answer = plugin_host_read(&host, plugin_here(), made.bytes, made.length);
    if (i > 0) assert_int_equal(answer, CHUAN_PLUGIN_BROKEN);
    assert_int_equal(host.row_count, 0);
    plugin_host_release(&host);
  }
  sqlite3_free(made.bytes);
}

static void says_what_is_wrong_in_a_row(void **state) {
  (void)state;
  expect_sheet(
      "CREATE TABLE t(a INT, g); INSERT INTO t VALUES(x'00', x'01'), (CAST(x'FF41' AS TEXT), x'02'), "
      "(1, 'a' || char(0) || 'b')",
      NULL, "[t]\n1:a|g\n2:|\n3:?A|\n4:#1|a?b\n",
      "2,1 the value is binary ! w0,2 the column g of t ho! 3,1 the text is not vali! 4,2 the text is not "
      "vali! ",
      CHUAN_PLUGIN_OK);
  expect_sheet("CREATE TABLE t(a); INSERT INTO t VALUES(printf('%.*c', 1048577, 'x')), ('y')", NULL,
               "[t]\n1:a\n2:\n3:y\n", "2,1 the text is longer t! ", CHUAN_PLUGIN_OK);
}

static void lets_no_schema_do_more_than_select(void **state) {
  (void)state;
  expect_sheet(
      "CREATE TABLE t(a); INSERT INTO t VALUES(1); CREATE VIEW w AS SELECT random() AS r FROM t;"
      "CREATE VIEW gone AS SELECT b FROM nowhere; CREATE VIEW p AS SELECT name FROM pragma_database_list;"
      "CREATE VIEW ok AS SELECT upper('x') AS u",
      NULL, "[t]\n1:a\n2:#1\n[w]\n[gone]\n[p]\n[ok]\n1:u\n2:X\n",
      "w0,0 w is passed over: it! w0,0 gone is passed over:! w0,0 p is passed over: it! ", CHUAN_PLUGIN_OK);
  expect_sheet("CREATE VIRTUAL TABLE f USING fts5(x); CREATE TABLE t(a)", "t",
               "[f_data]\n[f_idx]\n[f_content]\n[f_docsize]\n[f_config]\n[t]\n1:a\n", "", CHUAN_PLUGIN_OK);
}

static void ends_what_is_endless(void **state) {
  (void)state;
  static const char *const views[] = {
      "WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r) SELECT i FROM r WHERE i < 0",
      "WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r) SELECT i FROM r",
      "WITH RECURSIVE r(i, t) AS (SELECT 1, printf('%.*c', 100000, 'x') UNION ALL SELECT i + 1, t || i FROM "
      "r) SELECT "
      "i, t FROM r ORDER BY t"};
  for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
    char sql[500];
    snprintf(sql, sizeof sql, "CREATE VIEW v AS %s", views[i]);
    struct made made = make(sql);
    struct plugin_host host = {.quiet = 1};
    clock_t start = clock();
    sqlite3_memory_highwater(1);
    assert_int_equal(plugin_host_read(&host, plugin_here(), made.bytes, made.length), CHUAN_PLUGIN_BROKEN);
    assert_string_equal(host.issues, "0,0 v asks for more work! ");
    assert_true(clock() - start < 30 * CLOCKS_PER_SEC);
    assert_true(sqlite3_memory_highwater(0) < 180 * 1024 * 1024);
    plugin_host_release(&host);
    sqlite3_free(made.bytes);
  }
}

static void refuses_damaged_files(void **state) {
  (void)state;
  struct made made = make(
      "CREATE TABLE t(a, b); WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r WHERE i < 2000)"
      " INSERT INTO t SELECT i, 'Xã số ' || i FROM r");
  for (size_t length = 0; length < made.length; length += length < 200 ? 10 : 4096) {
    struct plugin_host host = {.vietnamese = 1};
    assert_int_equal(plugin_host_read(&host, plugin_here(), made.bytes, length), CHUAN_PLUGIN_BROKEN);
    assert_int_equal(host.row_count, 0);
    plugin_host_release(&host);
  }
  for (size_t page = 4096; page < made.length; page += 4096) { /* a page of nonsense */
    unsigned char *copy = malloc(made.length);
    assert_non_null(copy);
    memcpy(copy, made.bytes, made.length);
    memset(copy + page, 0x5A, 4096);
    struct plugin_host host = {.quiet = 1};
    assert_int_equal(plugin_host_read(&host, plugin_here(), copy, made.length), CHUAN_PLUGIN_BROKEN);
    assert_string_equal(host.issues, "0,0 the database is dama! ");
    plugin_host_release(&host);
    free(copy);
  }
  made.bytes[18] = made.bytes[19] = 2; /* written with a write-ahead log */
  struct plugin_host host = {.quiet = 1};
  assert_int_equal(plugin_host_read(&host, plugin_here(), made.bytes, made.length), CHUAN_PLUGIN_OK);
  assert_int_equal(host.row_count, 2001);
  assert_string_equal(host.issues, "n0,0 the database keeps a! ");
  plugin_host_release(&host);
  struct plugin_host disk = {.quiet = 1, .fails_at = 30000};
  assert_int_equal(plugin_host_read(&disk, plugin_here(), made.bytes, made.length), CHUAN_PLUGIN_BROKEN);
  assert_non_null(strstr(disk.message, "cannot be read further"));
  plugin_host_release(&disk);
  sqlite3_free(made.bytes);
}

static void stops_when_told_and_survives_without_memory(void **state) {
  (void)state;
  struct made made =
      make("CREATE TABLE t(a); INSERT INTO t VALUES(1), (2); CREATE TABLE u(b); INSERT INTO u VALUES(3)");
  struct plugin_host host = {.stop_after = 2};
  assert_int_equal(plugin_host_read(&host, plugin_here(), made.bytes, made.length), 77);
  plugin_host_release(&host);
  struct plugin_host first = {.rows_most = 2};
  assert_int_equal(plugin_host_read(&first, plugin_here(), made.bytes, made.length), CHUAN_PLUGIN_OK);
  assert_string_equal(first.text, "[t]\na\n1\n[u]\nb\n3\n");
  plugin_host_release(&first);
  struct plugin_host old = {.old = 1};
  assert_int_equal(plugin_host_read(&old, plugin_here(), made.bytes, made.length), CHUAN_PLUGIN_BROKEN);
  plugin_host_release(&old);
  int ended = 0;
  for (size_t allowed = 1; allowed < 40 && !ended; allowed++) {
    struct plugin_host poor = {.allocations_left = allowed};
    int result = plugin_host_read(&poor, plugin_here(), made.bytes, made.length);
    ended = result == CHUAN_PLUGIN_OK;
    if (!ended) assert_int_equal(result, CHUAN_PLUGIN_MEMORY);
    plugin_host_release(&poor);
  }
  assert_true(ended);
  sqlite3_free(made.bytes);
  assert_null(chuan_plugin_entry(CHUAN_PLUGIN_ABI + 1));
  assert_int_equal(plugin_here()->prepare(), 0);
  assert_int_equal(plugin_here()->probe((const uint8_t *)"unit,year\n1,2\n123", 17), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_tables),
      cmocka_unit_test(runs_queries),
      cmocka_unit_test(says_what_is_wrong_in_a_row),
      cmocka_unit_test(lets_no_schema_do_more_than_select),
      cmocka_unit_test(ends_what_is_endless),
      cmocka_unit_test(refuses_damaged_files),
      cmocka_unit_test(stops_when_told_and_survives_without_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
