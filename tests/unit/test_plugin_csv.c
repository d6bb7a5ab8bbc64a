/* The CSV plugin against a fake host: what it reads, what it refuses, how little it needs; and against
 * libcsv over random documents. The plugin is one file, so the test simply contains it. */
#include "../../plugins/csv/csv.c"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include <csv.h>

/* Rows as text: cells between '|', rows "number:...\n"; issues as "number,column!" */
struct fake {
  char *rows, issues[2000];
  size_t length, capacity;
  void *blocks[4096];
  size_t block_count, allocated, allocations_left;
  int numbers; /* write the row numbers too */
  uint64_t row_count;
  size_t cell_count, last_count;
  int stop_after, count_only;
};

struct bytes { /* an in-memory source; with `total` it repeats its text up to that many bytes */
  chuan_source source;
  const char *text;
  size_t length, at, piece;
  uint64_t total, given;
};

static void keep(struct fake *fake, const char *text, size_t length) {
  if (fake->length + length + 1 > fake->capacity) {
    fake->capacity = (fake->length + length + 1) * 2;
    fake->rows = realloc(fake->rows, fake->capacity);
    assert_non_null(fake->rows);
  }
  memcpy(fake->rows + fake->length, text, length);
  fake->length += length;
  fake->rows[fake->length] = 0;
}

static void *fake_alloc(chuan_host *host, size_t size) {
  struct fake *fake = (struct fake *)host;
  if (fake->allocations_left == 0) return NULL;
  fake->allocations_left--;
  assert_true(fake->block_count < 4096);
  fake->allocated += size;
  return fake->blocks[fake->block_count++] = malloc(size);
}

static int fake_row(chuan_host *host, const chuan_row *row) {
  struct fake *fake = (struct fake *)host;
  fake->row_count++;
  fake->cell_count += row->count;
  fake->last_count = row->count;
  if (fake->stop_after && fake->row_count == (uint64_t)fake->stop_after) return 77;
  if (fake->count_only) return 0;
  char number[32];
  snprintf(number, sizeof number, "%llu:", (unsigned long long)row->number);
  if (fake->numbers) keep(fake, number, strlen(number));
  for (size_t i = 0; i < row->count; i++) {
    if (i) keep(fake, "|", 1);
    if (row->cells[i].length)
      keep(fake, row->cells[i].text, row->cells[i].length);
    else
      assert_null(row->cells[i].text);
  }
  keep(fake, "\n", 1);
  return 0;
}

static void fake_issue(chuan_host *host, int severity, uint64_t row, uint32_t column, const char *message) {
  struct fake *fake = (struct fake *)host;
  size_t used = strlen(fake->issues);
  assert_int_equal(severity, CHUAN_ISSUE_ERROR);
  snprintf(fake->issues + used, sizeof fake->issues - used, "%llu,%u %.20s! ", (unsigned long long)row,
           column, message);
}

static int in_english(chuan_host *host) {
  (void)host;
  return 0;
}

static const char *no_sheet(chuan_host *host) {
  (void)host;
  return NULL;
}

static const chuan_host_api fake_api = {.size = offsetof(chuan_host_api, row_more),
                                        .alloc = fake_alloc,
                                        .row = fake_row,
                                        .issue = fake_issue,
                                        .vietnamese = in_english,
                                        .sheet = no_sheet};

static int64_t give(chuan_source *source, void *buffer, size_t capacity) {
  struct bytes *bytes = (struct bytes *)source;
  size_t give_now = 0;
  if (bytes->total) {
    while (give_now < capacity && bytes->given < bytes->total) {
      ((char *)buffer)[give_now++] = bytes->text[bytes->at++ % bytes->length];
      bytes->given++;
    }
    return (int64_t)give_now;
  }
  give_now = bytes->length - bytes->at;
  if (give_now > capacity) give_now = capacity;
  if (bytes->piece && give_now > bytes->piece) give_now = bytes->piece;
  memcpy(buffer, bytes->text + bytes->at, give_now);
  bytes->at += give_now;
  return (int64_t)give_now;
}

static int read_bytes(struct fake *fake, const char *text, size_t length, size_t piece, uint64_t total) {
  struct bytes bytes = {.source = {.size = sizeof(chuan_source), .read = give, .name = "f"},
                        .text = text,
                        .length = length,
                        .piece = piece,
                        .total = total};
  const chuan_plugin *csv = chuan_plugin_entry(CHUAN_PLUGIN_ABI);
  if (!fake->allocations_left) fake->allocations_left = 1000;
  int result = csv->read(&fake_api, (chuan_host *)fake, &bytes.source);
  return result;
}

static void release(struct fake *fake) {
  for (size_t i = 0; i < fake->block_count; i++) free(fake->blocks[i]);
  free(fake->rows);
  memset(fake, 0, sizeof *fake);
}

static void expect(const char *text, size_t length, const char *rows, const char *issues, int result) {
  for (size_t piece = 0; piece <= 3; piece++) { /* whole, and byte by byte */
    struct fake fake = {.numbers = 1};
    assert_int_equal(read_bytes(&fake, text, length, piece, 0), result);
    assert_string_equal(fake.rows ? fake.rows : "", rows);
    assert_string_equal(fake.issues, issues);
    release(&fake);
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
  TROUBLE("a,b\n1,x\xFFy\n3,4\n", "1:a|b\n2:1|x?y\n3:3|4\n", "2,2 the text is not vali! ", CHUAN_PLUGIN_OK);
  TROUBLE("a,b\n\xC0\x80,\xED\xA0\x80\n", "1:a|b\n2:??|???\n",
          "2,1 the text is not vali! 2,2 the text is not vali! ", CHUAN_PLUGIN_OK);
  TROUBLE(
      "\xFF\xFE"
      "a\0,\0",
      "", "0,0 the file is UTF-16; ! ", CHUAN_PLUGIN_BROKEN);
}

static void has_limits(void **state) {
  (void)state;
  struct fake fake = {0};
  assert_int_equal(read_bytes(&fake, "x", 1, 0, UINT64_C(1) << 30), CHUAN_PLUGIN_BROKEN);
  assert_string_equal(fake.issues, "1,1 the cell is longer t! ");
  assert_true(fake.allocated < (8u << 20));
  release(&fake);

  char *text = malloc(40u << 20);
  assert_non_null(text);
  memset(text, 'x', 40u << 20);
  text[0] = '"';
  assert_int_equal(read_bytes(&fake, text, 40u << 20, 0, 0), CHUAN_PLUGIN_BROKEN);
  assert_string_equal(fake.issues, "1,1 the quoted cell that! ");
  release(&fake);

  memset(text, ',', 1u << 20);
  assert_int_equal(read_bytes(&fake, text, 1u << 20, 0, 0), CHUAN_PLUGIN_BROKEN);
  assert_string_equal(fake.issues, "1,0 the row has more tha! ");
  release(&fake);
  fake.count_only = 1;
  assert_int_equal(read_bytes(&fake, text, 99999, 0, 0), CHUAN_PLUGIN_OK);
  assert_int_equal(fake.last_count, 100000);
  release(&fake);

  memset(text, 'x', 40u << 20);
  for (size_t i = 1u << 19; i < 40u << 20; i += 1u << 19) text[i] = ',';
  assert_int_equal(read_bytes(&fake, text, 40u << 20, 0, 0), CHUAN_PLUGIN_BROKEN);
  assert_string_equal(fake.issues, "1,0 the row is longer th! ");
  assert_true(fake.allocated < (72u << 20));
  release(&fake);
  fake.count_only = 1;
  assert_int_equal(read_bytes(&fake, text, 16u << 20, 0, 0), CHUAN_PLUGIN_OK);
  assert_int_equal(fake.cell_count, 32);
  release(&fake);
  free(text);
}

static void stops_when_told_and_survives_without_memory(void **state) {
  (void)state;
  struct fake fake = {.stop_after = 2};
  assert_int_equal(read_bytes(&fake, "a,b\n1,2\n3,4\n", 12, 0, 0), 77);
  assert_int_equal(fake.row_count, 2);
  release(&fake);
  static char wide[700000];
  memset(wide, ',', 200);
  memset(wide + 200, 'x', sizeof wide - 200);
  int ended = 0;
  for (size_t allowed = 1; allowed < 20 && !ended; allowed++) {
    struct fake poor = {.allocations_left = allowed, .count_only = 1};
    int result = read_bytes(&poor, wide, sizeof wide, 0, 0);
    ended = result == CHUAN_PLUGIN_OK;
    if (!ended) assert_int_equal(result, CHUAN_PLUGIN_MEMORY);
    release(&poor);
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
  struct fake fake;
  int cells;
};

static void oracle_cell(void *text, size_t length, void *payload) {
  struct oracle *oracle = payload;
  if (oracle->cells++) keep(&oracle->fake, "|", 1);
  keep(&oracle->fake, text, length);
}

static void oracle_row(int end, void *payload) {
  struct oracle *oracle = payload;
  (void)end;
  if (oracle->cells) keep(&oracle->fake, "\n", 1);
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
    assert_int_equal(csv_init(&parser, 0), 0);
    csv_set_delim(&parser, (unsigned char)(memchr(document, ';', 3)    ? ';'
                                           : memchr(document, '\t', 3) ? '\t'
                                                                       : ','));
    assert_int_equal(csv_parse(&parser, document, length, oracle_cell, oracle_row, &oracle), length);
    csv_fini(&parser, oracle_cell, oracle_row, &oracle);
    csv_free(&parser);
    for (size_t piece = 0; piece < 3; piece++) {
      struct fake fake = {0};
      assert_int_equal(read_bytes(&fake, document, length, piece * 7, 0), CHUAN_PLUGIN_OK);
      assert_string_equal(fake.rows ? fake.rows : "", oracle.fake.rows ? oracle.fake.rows : "");
      assert_string_equal(fake.issues, "");
      release(&fake);
    }
    release(&oracle.fake);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_rfc_4180),
      cmocka_unit_test(finds_the_separator),
      cmocka_unit_test(names_row_and_column),
      cmocka_unit_test(has_limits),
      cmocka_unit_test(stops_when_told_and_survives_without_memory),
      cmocka_unit_test(probes),
      cmocka_unit_test(agrees_with_libcsv),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
