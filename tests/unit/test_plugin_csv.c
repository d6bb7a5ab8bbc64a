/* The CSV plugin against a fake host: what it reads, what it refuses, how little it needs; and against
 * libcsv over random documents. The plugin is one file, so the test simply contains it. */
#include "../../plugins/csv/csv.c"

#include "plugin_host.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <csv.h>

static int read_bytes(struct plugin_host *host, const char *text, size_t length) {
  return plugin_host_read(host, chuan_plugin_entry(CHUAN_PLUGIN_ABI), text, length);
}

static void expect(const char *text, size_t length, const char *rows, const char *issues, int result) {
  for (size_t piece = 0; piece <= 3; piece++) { /* whole, and byte by byte */
    struct plugin_host host = {.numbers = 1, .piece = piece};
    assert_int_equal(read_bytes(&host, text, length), result);
    assert_string_equal(host.text, rows);
    assert_string_equal(host.issues, issues);
    plugin_host_release(&host);
  }
}

#define ROWS(text, rows) expect(text, sizeof(text) - 1, rows, "", CHUAN_PLUGIN_OK)

static void reads_rfc_4180(void **state) {
  (void)state;
  ROWS("", "");
  ROWS("a,b\n1,2\n", "1:a|b\n2:1|2\n");
  ROWS("a,b\r\n1,2", "1:a|b\n2:1|2\n");
  ROWS("a,b\r1,2\r", "1:a|b\n2:1|2\n");
  ROWS("a,b\n\n\n1,2\n", "1:a|b\n4:1|2\n");
  ROWS("a,b\r\n\r\n1,2\r\n", "1:a|b\n3:1|2\n");
  ROWS("a,b\n\"x\ny\",2\n3,4\n", "1:a|b\n2:x\ny|2\n4:3|4\n");
  ROWS("a,b\r\n\"x\r\ny\",2\r\n3,4\r\n", "1:a|b\n2:x\r\ny|2\n4:3|4\n");
  ROWS("a,b\n\"x\"\"y\",\"\"\"\"\n", "1:a|b\n2:x\"y|\"\n");
  ROWS("a,b,c\n,,\n\"\",,\n", "1:a|b|c\n2:||\n3:||\n");
  ROWS("a,b\n1,2,3\n4\n", "1:a|b\n2:1|2|3\n3:4\n");
  ROWS("a,b\n5\" pipe,it\"\"s\n", "1:a|b\n2:5\" pipe|it\"\"s\n");
  ROWS("a,b\n  \"x, y\"  , z\n", "1:a|b\n2:x, y| z\n");
}

static void finds_the_separator(void **state) {
  (void)state;
  ROWS(
      "\xEF\xBB\xBF"
      "a;b\n1,5;2\n",
      "1:a|b\n2:1,5|2\n");
  ROWS("a\tb\n1;5\t2\n", "1:a|b\n2:1;5|2\n");
  ROWS("\"x,y,z\";b\n1;2\n", "1:x,y,z|b\n2:1|2\n");
  ROWS("h\xC3\xA0ng, c\xE1\xBB\x99t;b\n1;2\n", "1:h\xC3\xA0ng, c\xE1\xBB\x99t|b\n2:1|2\n");
  ROWS("sep=;\r\na,b;c\r\n", "2:a,b|c\n");
  ROWS("\n\none\ntwo\n", "3:one\n4:two\n");
}

static void names_row_and_column(void **state) {
  (void)state;
#define TROUBLE(text, rows, issues, result) expect(text, sizeof(text) - 1, rows, issues, result)
  TROUBLE("a,b\n1,\"open\n2,3\n", "1:a|b\n", "2,2 the quote that begin! ", CHUAN_PLUGIN_BROKEN);
  TROUBLE("a,b\n\"x\ny\",\"open", "1:a|b\n", "3,2 the quote that begin! ", CHUAN_PLUGIN_BROKEN);
  TROUBLE("a,b\n\"x\"y,2\n3,4\n", "1:a|b\n2:xy|2\n3:3|4\n", "2,1 text stands after th! ", CHUAN_PLUGIN_OK);
  TROUBLE("a,b\n1,x\0y\n3,4\n", "1:a|b\n2:1|x?y\n3:3|4\n", "2,2 the cell holds a NUL! ", CHUAN_PLUGIN_OK);
  TROUBLE("\xC3\xA0,b\n1,x\xFFy\n3,4\n", "1:\xC3\xA0|b\n2:1|x?y\n3:3|4\n", "2,2 the text is not vali! ",
          CHUAN_PLUGIN_OK);
  TROUBLE("\xC3\xA0,b\n\xC0\x80,\xED\xA0\x80\n", "1:\xC3\xA0|b\n2:??|???\n",
          "2,1 the text is not vali! 2,2 the text is not vali! ", CHUAN_PLUGIN_OK);
  /* One slip at the beginning of a file of UTF-8. */
  TROUBLE("a\xFF,b\n\xC3\xA0,\xC3\xA0\n", "1:a?|b\n2:\xC3\xA0|\xC3\xA0\n", "1,1 the text is not vali! ",
          CHUAN_PLUGIN_OK);
}

static void hands_over_bytes_when_it_is_not_utf8(void **state) {
  (void)state;
  TROUBLE("a,b\n1,X\xB7\n3,\"4\xE9\"\n", "1b:a|b\n2b:1|X\xC2\xB7\n3b:3|4\xC3\xA9\n", "", CHUAN_PLUGIN_OK);
  TROUBLE("\xC0\x80;x\0\n", "1b:\xC3\x80\xC2\x80|x?\n", "1,2 the cell holds a NUL! ", CHUAN_PLUGIN_OK);
  struct plugin_host old = {.old = 1, .numbers = 1}; /* which takes no bytes */
  assert_int_equal(read_bytes(&old, "a,b\n1,X\xB7\n", 9), CHUAN_PLUGIN_OK);
  assert_string_equal(old.text, "1:a|b\n2:1|X?\n");
  assert_string_equal(old.issues, "2,2 the text is not vali! ");
  plugin_host_release(&old);
  /* Decided late: what came before was ASCII. */
  static char late[600000];
  memset(late, 'x', sizeof late);
  for (size_t i = 10; i < sizeof late; i += 10) late[i] = '\n';
  memcpy(late + sizeof late - 8, "\xB7\xB8,y\n", 5);
  struct plugin_host host = {.quiet = 1};
  assert_int_equal(read_bytes(&host, late, sizeof late), CHUAN_PLUGIN_OK);
  assert_int_equal(host.issue_count, 0);
  plugin_host_release(&host);
}

static void reads_utf16(void **state) {
  (void)state;
  TROUBLE(
      "\xFF\xFE"
      "a\0\t\0\xA1\x1E\n\0",
      "1:a|\xE1\xBA\xA1\n", "", CHUAN_PLUGIN_OK);
  TROUBLE("\xFE\xFF\0a\0\t\xD8\x3D\xDE\0\0\n\0z", "1:a|\xF0\x9F\x98\x80\n2:z\n", "", CHUAN_PLUGIN_OK);
  TROUBLE("\xFE\xFF\0a\0,\xD8\x3D\0\n\0z\0", "1:a|?\n2:z?\n",
          "1,2 the text is not vali! 2,1 the text is not vali! ", CHUAN_PLUGIN_OK);
  TROUBLE("\xFF\xFE", "", "", CHUAN_PLUGIN_OK);
  static char wide[1200002] = "\xFF\xFE"; /* more than one buffer of it */
  for (size_t i = 2; i < sizeof wide; i += 2) memcpy(wide + i, i % 200 == 0 ? "\n\0" : "\xA1\x1E", 2);
  for (size_t piece = 0; piece < 8; piece += 7) {
    struct plugin_host host = {.piece = piece};
    assert_int_equal(read_bytes(&host, wide, sizeof wide), CHUAN_PLUGIN_OK);
    assert_int_equal(host.row_count, 6000);
    assert_int_equal(host.issue_count, 0);
    assert_int_equal(strlen(host.text), 594000 * 3 + 6000);
    plugin_host_release(&host);
  }
}

static void has_limits(void **state) {
  (void)state;
  struct plugin_host host = {.total = UINT64_C(1) << 30};
  assert_int_equal(read_bytes(&host, "x", 1), CHUAN_PLUGIN_BROKEN);
  assert_string_equal(host.issues, "1,1 the cell is longer t! ");
  assert_true(host.allocated < (8u << 20));
  plugin_host_release(&host);

  char *text = malloc(40u << 20);
  assert_non_null(text);
  memset(text, 'x', 40u << 20);
  text[0] = '"';
  assert_int_equal(read_bytes(&host, text, 40u << 20), CHUAN_PLUGIN_BROKEN);
  assert_string_equal(host.issues, "1,1 the quoted cell that! ");
  plugin_host_release(&host);

  memset(text, ',', 1u << 20);
  assert_int_equal(read_bytes(&host, text, 1u << 20), CHUAN_PLUGIN_BROKEN);
  assert_string_equal(host.issues, "1,0 the row has more tha! ");
  plugin_host_release(&host);
  host.quiet = 1;
  assert_int_equal(read_bytes(&host, text, 99999), CHUAN_PLUGIN_OK);
  assert_int_equal(host.last_count, 100000);
  plugin_host_release(&host);

  memset(text, 'x', 40u << 20);
  for (size_t i = 1u << 19; i < 40u << 20; i += 1u << 19) text[i] = ',';
  assert_int_equal(read_bytes(&host, text, 40u << 20), CHUAN_PLUGIN_BROKEN);
  assert_string_equal(host.issues, "1,0 the row is longer th! ");
  assert_true(host.allocated < (72u << 20));
  plugin_host_release(&host);
  host.quiet = 1;
  assert_int_equal(read_bytes(&host, text, 16u << 20), CHUAN_PLUGIN_OK);
  assert_int_equal(host.cell_count, 32);
  plugin_host_release(&host);
  free(text);
}

static void stops_when_told_and_survives_without_memory(void **state) {
  (void)state;
  struct plugin_host host = {.stop_after = 2};
  assert_int_equal(read_bytes(&host, "a,b\n1,2\n3,4\n", 12), 77);
  assert_int_equal(host.row_count, 2);
  plugin_host_release(&host);
  static char wide[700000];
  memset(wide, ',', 200);
  memset(wide + 200, 'x', sizeof wide - 200);
  int ended = 0;
  for (size_t allowed = 1; allowed < 20 && !ended; allowed++) {
    struct plugin_host poor = {.allocations_left = allowed, .quiet = 1};
    int result = read_bytes(&poor, wide, sizeof wide);
    ended = result == CHUAN_PLUGIN_OK;
    if (!ended) assert_int_equal(result, CHUAN_PLUGIN_MEMORY);
    plugin_host_release(&poor);
  }
  assert_true(ended);
}

static void probes(void **state) {
  (void)state;
  const chuan_plugin *csv = chuan_plugin_entry(CHUAN_PLUGIN_ABI);
  assert_null(chuan_plugin_entry(CHUAN_PLUGIN_ABI + 1));
  assert_int_equal(csv->probe((const uint8_t *)"", 0), 0);
  assert_int_equal(csv->probe((const uint8_t *)"PK\x03\x04\0\0", 6), 0);
  assert_int_equal(csv->probe((const uint8_t *)"unit,year\n", 10), 60);
  assert_int_equal(csv->probe((const uint8_t *)"\xEF\xBB\xBFx\xE1\xBB\x99;y\xE1\xBB", 11), 60);
  assert_int_equal(csv->probe((const uint8_t *)"one\ntwo", 7), 20);
  assert_int_equal(csv->probe((const uint8_t *)"{\"a\":1,\"b\":2}", 13), 10);
}

/* --- the oracle -------------------------------------------------------------------------------------- */

struct oracle {
  struct plugin_host rows;
  int cells;
};

static void oracle_cell(void *text, size_t length, void *payload) {
  struct oracle *oracle = payload;
  if (oracle->cells++) plugin_host_keep(&oracle->rows, "|", 1);
  plugin_host_keep(&oracle->rows, text, length);
}

static void oracle_row(int end, void *payload) {
  struct oracle *oracle = payload;
  (void)end;
  if (oracle->cells) plugin_host_keep(&oracle->rows, "\n", 1);
  oracle->cells = 0;
}

static uint32_t next_random(uint64_t *seed) {
  *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (uint32_t)(*seed >> 33);
}

/* A document both readers understand alike: libcsv strips spaces and tabs around plain cells, so none
 * are written there. */
static size_t random_document(uint64_t *seed, char *out, size_t size) {
  static const char *const plain[] = {"1",     "22837", "46.25", "x", "a\"b",
                                      "Phước", "a b",   "5\"",   "-", "\xC4\x91"};
  static const char *const quoted[] = {"",   "a", "\"\"",         ",",          ";",       "\n", "\r\n",
                                       "\t", " ", "\xE1\xBB\x99", "long text ", "\"\"\"\""};
  static const char *const ends[] = {"\n", "\r\n", "\r", "\n\n"};
  size_t used = 0;
  const char separator = ",;\t"[next_random(seed) % 3];
  const char *end = ends[next_random(seed) % 4];
  size_t columns = 2 + next_random(seed) % 8;
  for (size_t i = 0; i < columns; i++)
    used += (size_t)snprintf(out + used, size - used, "%sh%zu", i ? (char[]){separator, 0} : "", i);
  used += (size_t)snprintf(out + used, size - used, "%s", end);
  for (size_t row = next_random(seed) % 40; row > 0; row--) {
    size_t cells = next_random(seed) % 10 ? columns : 1 + next_random(seed) % 12;
    for (size_t i = 0; i < cells && size - used > 400; i++) {
      if (i) out[used++] = separator;
      uint32_t kind = next_random(seed) % 4;
      if (kind == 0) continue;
      if (kind < 3) {
        used += (size_t)snprintf(out + used, size - used, "%s", plain[next_random(seed) % 10]);
        continue;
      }
      out[used++] = '"';
      for (size_t part = next_random(seed) % 6; part > 0; part--)
        used += (size_t)snprintf(out + used, size - used, "%s", quoted[next_random(seed) % 12]);
      out[used++] = '"';
    }
    if (row > 1 || next_random(seed) % 2) used += (size_t)snprintf(out + used, size - used, "%s", end);
  }
  return used;
}

static void agrees_with_libcsv(void **state) {
  (void)state;
  static char document[40000];
  uint64_t seed = 20250630;
  for (int round = 0; round < 4000; round++) {
    size_t length = random_document(&seed, document, sizeof document);
    struct csv_parser parser;
    struct oracle oracle = {.cells = 0};
    plugin_host_keep(&oracle.rows, "", 0);
    assert_int_equal(csv_init(&parser, 0), 0);
    csv_set_delim(&parser, (unsigned char)(memchr(document, ';', 3)    ? ';'
                                           : memchr(document, '\t', 3) ? '\t'
                                                                       : ','));
    assert_int_equal(csv_parse(&parser, document, length, oracle_cell, oracle_row, &oracle), length);
    csv_fini(&parser, oracle_cell, oracle_row, &oracle);
    csv_free(&parser);
    for (size_t piece = 0; piece < 3; piece++) {
      struct plugin_host host = {.piece = piece * 7};
      assert_int_equal(read_bytes(&host, document, length), CHUAN_PLUGIN_OK);
      assert_string_equal(host.text, oracle.rows.text);
      assert_string_equal(host.issues, "");
      plugin_host_release(&host);
    }
    plugin_host_release(&oracle.rows);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_rfc_4180),
      cmocka_unit_test(finds_the_separator),
      cmocka_unit_test(names_row_and_column),
      cmocka_unit_test(hands_over_bytes_when_it_is_not_utf8),
      cmocka_unit_test(reads_utf16),
      cmocka_unit_test(has_limits),
      cmocka_unit_test(stops_when_told_and_survives_without_memory),
      cmocka_unit_test(probes),
      cmocka_unit_test(agrees_with_libcsv),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
