/* The dBase plugin alone: kinds of fields, deleted records, encodings, headers that lie. The tables are made here, byte by
 * byte, so that they can lie. */
#include "../../plugins/values/value.c"
#include "../../plugins/dbf/dbf.c"
#include "../../plugins/dbf/table.c"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "plugin_host.h"

static const chuan_plugin *dbf(void) {
  return chuan_plugin_entry(CHUAN_PLUGIN_ABI);
}

struct made { /* a table */
  unsigned char bytes[4000];
  size_t length;
};

static void put_u16(unsigned char *at, size_t value) {
  at[0] = (unsigned char)value;
  at[1] = (unsigned char)(value >> 8);
}

/* fields: "NAME:C:10 …"; records: their bytes, the deletion mark first, one after the other. */
static struct made make(unsigned version, const char *fields, const char *records, size_t length) {
  struct made made = {.length = 32};
  size_t record = 1;
  char name[12], type;
  int width, used;
  for (; sscanf(fields, "%11[^:]:%c:%d %n", name, &type, &width, &used) == 3; fields += used) {
    unsigned char *field = made.bytes + made.length;
    memcpy(field, name, strlen(name));
    field[11] = (unsigned char)type;
    field[16] = (unsigned char)width;
    made.length += 32;
    record += (size_t)width;
  }
  made.bytes[made.length++] = 0x0D;
  if (version == 0x30) made.length += 263;
  memcpy(made.bytes, (unsigned char[]){(unsigned char)version, 125, 6, 30}, 4);
  put_u16(made.bytes + 4, length / record);
  put_u16(made.bytes + 8, made.length);
  put_u16(made.bytes + 10, record);
  memcpy(made.bytes + made.length, records, length);
  made.length += length;
  made.bytes[made.length++] = 0x1A;
  return made;
}

static void expect(const struct made *made, const char *rows, const char *issues, int result) {
  for (size_t piece = 0; piece <= 3; piece++) {
    struct plugin_host host = {.numbers = 1, .kinds = 1, .piece = piece, .no_length = piece == 2};
    assert_int_equal(plugin_host_read(&host, dbf(), made->bytes, made->length), result);
    assert_string_equal(host.text, rows);
    assert_string_equal(host.issues, issues);
    plugin_host_release(&host);
  }
}

#define TABLE(version, fields, records, rows, issues)                                   \
  do {                                                                                  \
    const struct made table_made = make(version, fields, records, sizeof(records) - 1); \
    assert_int_equal(dbf()->probe(table_made.bytes, table_made.length), 95);            \
    expect(&table_made, rows, issues, CHUAN_PLUGIN_OK);                                 \
  } while (0)

static void reads_fields(void **state) {
  (void)state;
  TABLE(0x03, "CODE:C:5 DATE:D:8 MET:L:1", " 2283720250630T 2284 00000000? 22840        f 1    20250230x",
        "1:CODE|DATE|MET\n2:22837|@2025-06-30|?true\n3:2284||\n4:22840||?false\n5:1|20250230|x\n", "");
  TABLE(0x03, "N:N:8 F:F:10", " 00042.50   1.5E+03  -0.500     +.25         ",
        "1:N|F\n2:#42.5|#1.5E+03\n3:#-0.5|#0.25\n", "");
}

static void reads_numbers(void **state) {
  (void)state;
  static const char *const cases[][2] = {
      {"     12.00", "#12"},    {"00000000.0", "#0"},          {"**********", "!**********"},
      {"          ", ""},       {"       1,5", "1,5"},         {"     1.2.3", "1.2.3"},
      {"         -", "-"},      {"12345.6789", "#12345.6789"}, {"-.00000010", "#-0.0000001"},
      {"     1e+05", "#1e+05"}, {"    1e1000", "1e1000"},      {"         .", "."},
      {"1234\0xxxxx", "#1234"}, {"+7        ", "#7"},          {"      1e+ ", "1e+"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char record[12] = " ", rows[60];
    memcpy(record + 1, cases[i][0], 10);
    struct made made = make(0x03, "N:N:10", record, 11);
    snprintf(rows, sizeof rows, "1:N\n2:%s\n", cases[i][1]);
    expect(&made, rows, "", CHUAN_PLUGIN_OK);
  }
}

static void reads_foxpro(void **state) {
  (void)state;
  TABLE(0x30, "I:I:4 Y:Y:8 B:B:8 T:T:8 _NullFlags:0:1",
        " \xFE\xFF\xFF\xFF\x10\x27\0\0\0\0\0\0\xCD\xCC\xCC\xCC\xCC\x2C\x47\x40\xB9\x8C\x25\x00\x40\xC8\x40"
        "\x02\0"
        " \0\0\0\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\0\0\0\0\0\0\xF0\x7F\0\0\0\0\0\0\0\0\0",
        "1:I|Y|B|T\n2:#-2|#1|#46.35|@2025-06-30T10:30:00\n3:#0|#-0.0001|!#NUM!|\n", "");
  TABLE(0x83, "A:C:1 NOTE:M:10 P:P:10", " x                    ", "1:A\n2:x\n",
        "n0,0 the field NOTE keeps! n0,0 the field P keeps it! ");
}

static void leaves_out_deleted_records(void **state) {
  (void)state;
  TABLE(0x03, "A:C:2", " aa*bb cc*dd", "1:A\n2:aa\n4:cc\n", "n0,0 these records are ma! ");
}

static void tells_utf8_from_bytes(void **state) {
  (void)state;
  TABLE(0x03, "A:C:4", " X\xC3\xA3   a   ", "1:A\n2:X\xC3\xA3\n3: a\n", "");
  TABLE(0x03, "A:C:4", " X\xC3\xA3   \xB7   ", "1b:A\n2b:X\xC3\x83\xC2\xA3\n3b: \xC2\xB7\n", "");
  TABLE(0x03, "A:C:4", " ab\xE1\xBB", "1:A\n2:ab\n", ""); /* cut by the field's end */
}

static void refuses_headers_that_lie(void **state) {
  (void)state;
  struct made good = make(0x03, "A:C:4 B:N:4", " abcd1234 efgh5678", 18), made = good;
#define REFUSED(what) expect(&made, "", "0,0 " what "! ", CHUAN_PLUGIN_BROKEN)
  put_u16(made.bytes + 4, 3);
  REFUSED("the file ends after ");
  put_u16(made.bytes + 6, 0xFFFF);
  REFUSED("the file ends after ");
  made = good;
  put_u16(made.bytes + 8, 60000);
  REFUSED("this is no dBase tab");
  put_u16(made.bytes + 8, 32);
  REFUSED("this is no dBase tab");
  made = good;
  put_u16(made.bytes + 10, 8);
  REFUSED("the widths of the fi");
  put_u16(made.bytes + 10, 0);
  REFUSED("this is no dBase tab");
  made = good;
  made.bytes[48] = 200;
  REFUSED("the widths of the fi");
  made = good;
  made.bytes[32] = 0x0D;
  REFUSED("this is no dBase tab");
  made = good;
  made.bytes[0] = 0x04;
  REFUSED("the table is of dBas");
  made = good;
  made.bytes[15] = 1;
  REFUSED("the table is encrypt");
  for (size_t length = 0; length < 115; length++) { /* cut off anywhere */
    made = good;
    made.length = length;
    struct plugin_host host = {0};
    assert_int_equal(plugin_host_read(&host, dbf(), made.bytes, made.length), CHUAN_PLUGIN_BROKEN);
    assert_int_equal(host.row_count, 0);
    plugin_host_release(&host);
  }
  made = good;
  put_u16(made.bytes + 4, 1);
  expect(&made, "1:A|B\n2:abcd|#1234\n", "w0,0 behind the last reco! ", CHUAN_PLUGIN_OK);
  made = make(0x03, "M:M:10", "", 0);
  expect(&made, "", "n0,0 the field M keeps it! 0,0 the table has no fie! ", CHUAN_PLUGIN_BROKEN);
}

static void stops_when_told_and_survives_without_memory(void **state) {
  (void)state;
  struct made made = make(0x03, "A:C:2", " aa bb cc", 9);
  struct plugin_host host = {.stop_after = 2};
  assert_int_equal(plugin_host_read(&host, dbf(), made.bytes, made.length), 77);
  plugin_host_release(&host);
  struct plugin_host first = {.rows_most = 2};
  assert_int_equal(plugin_host_read(&first, dbf(), made.bytes, made.length), CHUAN_PLUGIN_OK);
  assert_string_equal(first.text, "A\naa\n");
  plugin_host_release(&first);
  struct plugin_host old = {.old = 1};
  assert_int_equal(plugin_host_read(&old, dbf(), made.bytes, made.length), CHUAN_PLUGIN_BROKEN);
  plugin_host_release(&old);
  struct plugin_host disk = {.fails_at = 70, .piece = 16, .vietnamese = 1};
  assert_int_equal(plugin_host_read(&disk, dbf(), made.bytes, made.length), CHUAN_PLUGIN_BROKEN);
  assert_non_null(strstr(disk.message, "không đọc tiếp được"));
  plugin_host_release(&disk);
  int ended = 0;
  for (size_t allowed = 1; allowed < 20 && !ended; allowed++) {
    struct plugin_host poor = {.allocations_left = allowed};
    int result = plugin_host_read(&poor, dbf(), made.bytes, made.length);
    ended = result == CHUAN_PLUGIN_OK;
    if (!ended) assert_int_equal(result, CHUAN_PLUGIN_MEMORY);
    plugin_host_release(&poor);
  }
  assert_true(ended);
}

static void probes(void **state) {
  (void)state;
  static const char csv[] =
      "0\x03\x04,unit,year,population,households,area,density,poverty rate,income,x\n1,2,3";
  assert_null(chuan_plugin_entry(CHUAN_PLUGIN_ABI + 1));
  assert_int_equal(dbf()->probe((const uint8_t *)"", 0), 0);
  assert_int_equal(dbf()->probe((const uint8_t *)csv, sizeof csv - 1), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_fields),
      cmocka_unit_test(reads_numbers),
      cmocka_unit_test(reads_foxpro),
      cmocka_unit_test(leaves_out_deleted_records),
      cmocka_unit_test(tells_utf8_from_bytes),
      cmocka_unit_test(refuses_headers_that_lie),
      cmocka_unit_test(stops_when_told_and_survives_without_memory),
      cmocka_unit_test(probes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
