/* The plugin of old workbooks alone: files of LibreOffice and xlwt, against freexl in what both read; streams that are made
 * here record by record; compound files that lie. */
#include "../../plugins/xls/container.c"
#include "../../plugins/values/value.c"
#include "../../plugins/xls/records.c"
#include "../../plugins/xls/sheet.c"
#include "../../plugins/xls/workbook.c"
#include "../../plugins/xls/xls.c"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include <freexl.h>

#include "plugin_host.h"

struct made { /* a stream or a file */
  unsigned char bytes[40000];
  size_t length;
};

static const chuan_plugin *xls(void) {
  return chuan_plugin_entry(CHUAN_PLUGIN_ABI);
}

static struct made load(const char *path) {
  struct made made;
  FILE *file = fopen(path, "rb");
  assert_non_null(file);
  made.length = fread(made.bytes, 1, sizeof made.bytes, file);
  fclose(file);
  assert_in_range(made.length, 1, 29999);
  return made;
}

static void expect(const struct made *made, const char *rows, const char *issues, int result) {
  for (size_t piece = 0; piece <= 1000; piece += 500) {
    struct plugin_host host = {.numbers = 1, .kinds = 1, .piece = piece, .no_length = piece == 500};
    assert_int_equal(plugin_host_read(&host, xls(), made->bytes, made->length), result);
    assert_string_equal(host.text, rows);
    assert_string_equal(host.issues, issues);
    plugin_host_release(&host);
  }
}

static void expect_broken(const struct made *made, const char *part) {
  struct plugin_host host = {.quiet = 1};
  assert_int_equal(plugin_host_read(&host, xls(), made->bytes, made->length), CHUAN_PLUGIN_BROKEN);
  assert_non_null(strstr(host.message, part));
  plugin_host_release(&host);
  struct plugin_host in_vietnamese = {.quiet = 1, .vietnamese = 1};
  assert_int_equal(plugin_host_read(&in_vietnamese, xls(), made->bytes, made->length), CHUAN_PLUGIN_BROKEN);
  plugin_host_release(&in_vietnamese);
}

/* --- real files --------------------------------------------------------------------------------------- */

static void reads_real_files(void **state) {
  (void)state;
  struct made made = load("tests/files/libreoffice.xls");
  assert_int_equal(xls()->probe(made.bytes, 512), 90);
  expect(&made,
         "[Số liệu]\n<1,1-1,4>\n1:BIỂU SỐ LIỆU NĂM 2025\n"
         "2:Mã|Tên xã|Dân số|Tỷ lệ|Ngày|Giờ|Lúc|Đạt|Lỗi|Công thức|Chữ|Số dài\n"
         "3:22837|Phước "
         "Hải|#1500|#98.5%|@2025-06-30|@2025-06-30T10:30:00|7:05|?true|!#DIV/0!|#3000|ab|#46.3\n"
         "4h:22840|Phước Vinh|#-7|#50%||||?false|!#N/A|?true||#12345678901\n[Ẩn hidden]\n1:x\n[Trống]\n",
         "", CHUAN_PLUGIN_OK);
  made = load(
      "tests/files/xlwt.xls"); /* texts go on in the next record; cells in any order; a formula without result */
  struct plugin_host host = {.numbers = 1, .kinds = 1, .rows_most = 3};
  assert_int_equal(plugin_host_read(&host, xls(), made.bytes, made.length), CHUAN_PLUGIN_OK);
  assert_string_equal(host.text,
                      "[Số liệu]\n1:Mã|Ngày|Tỷ lệ|Công thức|Đạt\n2:22837|@2025-06-30|#46.3%|=?|?true\n"
                      "3:22840||#0.0000001\n[Ẩn hidden]\n");
  plugin_host_release(&host);
}

struct taken { /* what the plugin says of one sheet, to be compared */
  const void *freexl;
  size_t compared;
};

static void compare_cell(struct taken *taken, unsigned row, unsigned short column, const chuan_cell *cell) {
  FreeXL_CellValue value;
  char number[VALUE_TEXT_SIZE] = "", digits[VALUE_TEXT_SIZE];
  if (freexl_get_cell_value(taken->freexl, row, column, &value) != FREEXL_OK) return;
  const char *said = number;
  if (value.type == FREEXL_CELL_INT && cell->length && cell->text[0] == 't')
    said = "true"; /* it takes booleans for integers */
  else if (value.type == FREEXL_CELL_INT)
    snprintf(number, sizeof number, "%d", value.value.int_value);
  else if (value.type == FREEXL_CELL_DOUBLE)
    number_text(digits, double_digits(value.value.double_value, digits), 0, number);
  else if (value.type == FREEXL_CELL_NULL || value.type == FREEXL_CELL_TIME)
    return; /* empty, or what it does not read; times are written in another way */
  else
    said = value.value.text_value;
  taken->compared++;
  size_t length = strlen(said) < cell->length ? strlen(said) : cell->length;
  if (cell->length && cell->text[cell->length - 1] == '%') return; /* a percentage, here */
  assert_true(length > 0);
  if (value.type == FREEXL_CELL_DATETIME) length = 10; /* ours has a T in the middle */
  assert_memory_equal(said, cell->text, length);
}

static void agrees_with_freexl(void **state) {
  (void)state;
  static const char *const files[] = {"tests/files/libreoffice.xls", "tests/files/xlwt.xls"};
  for (size_t i = 0; i < 2; i++) {
    struct made made = load(files[i]);
    struct plugin_host host = {.sheet = "Số liệu"};
    struct taken taken = {0};
    assert_int_equal(freexl_open(files[i], &taken.freexl), FREEXL_OK);
    assert_int_equal(freexl_select_active_worksheet(taken.freexl, 0), FREEXL_OK);
    assert_int_equal(plugin_host_read(&host, xls(), made.bytes, made.length), CHUAN_PLUGIN_OK);
    unsigned rows;
    unsigned short columns;
    assert_int_equal(freexl_worksheet_dimensions(taken.freexl, &rows, &columns), FREEXL_OK);
    char *line = strchr(host.text, '\n') + 1;
    unsigned row = 0;
    for (; row < rows && line && *line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL) {
      if (*line == '<' || *line == '[') continue;
      FreeXL_CellValue first;
      while (row < rows && freexl_get_cell_value(taken.freexl, row, 0, &first) == FREEXL_OK &&
             first.type == FREEXL_CELL_NULL)
        row++;
      char *at = line, *end = line + strcspn(line, "\n");
      for (unsigned short column = 0; column < columns && at <= end; column++) {
        size_t length = strcspn(at, "|\n");
        chuan_cell cell = {at, length};
        compare_cell(&taken, row, column, &cell);
        at += length + 1;
      }
      row++;
    }
    assert_true(taken.compared > 15);
    freexl_close(taken.freexl);
    plugin_host_release(&host);
  }
}

/* --- made records ---------------------------------------------------------------------------------------- */

static void add(struct made *made, unsigned type, const char *data, size_t length) {
  unsigned char head[] = {(unsigned char)type, (unsigned char)(type >> 8), (unsigned char)length,
                          (unsigned char)(length >> 8)};
  assert_true(made->length + 4 + length <= sizeof made->bytes);
  memcpy(made->bytes + made->length, head, 4);
  memcpy(made->bytes + made->length + 4, data, length);
  made->length += 4 + length;
}

#define ADD(type, data) add(&made, type, data, sizeof(data) - 1)
#define BIFF5_SHEET ADD(0x809, "\0\5\x10\0\0\0\0\0")
#define BIFF8_SHEET ADD(0x809, "\0\6\x10\0\0\0\0\0")

static void reads_older_workbooks(void **state) {
  (void)state;
  struct made made = {.length = 0};
  BIFF5_SHEET;
  ADD(0x22, "\1\0");                             /* days are counted from 1904 */
  ADD(0x41E, "\xA4\0\x0A[$-409]d/m");            /* a date; the last letter belongs to nothing */
  ADD(0xE0, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"); /* styles: plain, that date, [h]:mm, percent */
  ADD(0xE0, "\0\0\xA4\0\0\0\0\0\0\0\0\0\0\0\0\0");
  ADD(0xE0, "\0\0\x2E\0\0\0\0\0\0\0\0\0\0\0\0\0");
  ADD(0xE0, "\0\0\x0A\0\0\0\0\0\0\0\0\0\0\0\0\0");
  ADD(0x204, "\0\0\0\0\0\0\4\0X\xB7 a");
  ADD(0xD6, "\0\0\1\0\0\0\2\0ab\1\0\0");
  ADD(0x203, "\1\0\0\0\1\0\0\0\0\0\0\0\xF8\x3F");            /* 1.5 */
  ADD(0x27E, "\1\0\1\0\2\0\0\0\xF4\x3F");                    /* 1.25 */
  ADD(0xBD, "\1\0\2\0\3\0\0\0\xE0\x3F\0\0\x4B\x13\0\0\3\0"); /* 0.5 of a percentage, 12.34 */
  ADD(0x205, "\2\0\0\0\0\0\x2A\1");
  ADD(6, "\2\0\1\0\0\0\0\0\0\0\0\0\xFF\xFF\0\0\0\0\0\0\0\0");
  ADD(0x207, "\2\0ok");
  ADD(0x0A, "");
  assert_int_equal(xls()->probe(made.bytes, made.length), 80);
  expect(&made, "[Sheet1]\n1b:X\xC2\xB7 a|ab\n2b:@1904-01-02T12:00:00|30:00|#50%|#12.34\n3b:!#N/A|ok\n", "",
         CHUAN_PLUGIN_OK);
}

static void reads_records_of_excel_97(void **state) {
  (void)state;
  struct made made = {.length = 0};
  BIFF8_SHEET;
  ADD(0xFC,
      "\1\0\0\0\1\0\0\0\3\0\0ab"); /* a text that goes on with wide characters, after formatting was counted */
  ADD(0x3C, "\1\x11\x01");
  ADD(0xE5, "\2\0\0\0\1\0\0\0\2\0\5\0\4\0\0\0\0\0"); /* a merged one; one that ends before it begins */
  ADD(0xFD, "\5\0\0\0\0\0\0\0\0\0");
  ADD(0xFD, "\1\0\0\0\0\0\0\0\0\0");
  ADD(0xFD, "\1\0\1\0\0\0\7\0\0\0");                          /* a text that is not there */
  ADD(0x204, "\1\0\2\0\0\0\4\0\1\x3D\xD8\0\xDE\0\0\x3D\xD8"); /* a pair, a NUL, half a pair */
  ADD(0x203, "\1\0\3\0\0\0\0\0\0\0\0\0\xF0\x7F");             /* infinite */
  ADD(6, "\1\0\4\0\0\0\0\0\0\0\0\0\0\0\3\0\0\0\0\0\0\0");     /* to be calculated */
  ADD(0x809, "\0\6\x20\0\0\0\0\0");                           /* a chart in the sheet */
  ADD(0x203, "\1\0\4\0\0\0\0\0\0\0\0\0\xF0\x3F");
  ADD(0x0A, "");
  ADD(0x0A, "");
  expect(&made, "[Sheet1]\n<1,1-2,3>\n2:abđ||😀??|!#NUM!|=?\n6:abđ\n", "", CHUAN_PLUGIN_OK);
}

static void writes_numbers_as_people_see_them(void **state) {
  (void)state;
  static const struct {
    double number;
    int percent;
    const char *text;
  } cases[] = {{46.299999999999997, 0, "46.3"},
               {0, 0, "0"},
               {-0.0, 0, "0"},
               {1e20, 0, "100000000000000000000"},
               {1e21, 0, "1e21"},
               {1e22, 0, "1e22"},
               {-1.5e-30, 0, "-1.5e-30"},
               {5e-324, 0, "4.94065645841247e-324"},
               {0.985, 1, "98.5%"},
               {0.285, 1, "28.5%"},
               {1, 1, "100%"},
               {0, 1, "0%"},
               {0.00001, 1, "0.001%"},
               {12345678901234567.0, 0, "12345678901234600"},
               {123456789012345678.0, 0, "123456789012346000"},
               {0.1 + 0.2, 0, "0.3"},
               {999999999999999.5, 0, "1000000000000000"}};
  char digits[VALUE_TEXT_SIZE], out[VALUE_TEXT_SIZE];
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    assert_int_not_equal(number_text(digits, double_digits(cases[i].number, digits), cases[i].percent, out),
                         0);
    assert_string_equal(out, cases[i].text);
  }
  static const struct {
    double number;
    int from_1904;
    const char *text;
  } dates[] = {{1, 0, "1900-01-01"},
               {59, 0, "1900-02-28"},
               {60, 0, ""},
               {61, 0, "1900-03-01"},
               {45838, 0, "2025-06-30"},
               {44376, 1, "2025-06-30"},
               {2958465, 0, "9999-12-31"},
               {2958466, 0, ""},
               {-1, 0, ""},
               {0, 0, ""},
               {0, 1, "1904-01-01"},
               {45838.5, 0, "2025-06-30T12:00:00"},
               {45838.9999999, 0, "2025-07-01"}};
  for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
    size_t length = double_digits(dates[i].number, digits);
    out[serial_date(digits, length, dates[i].from_1904, out)] = 0;
    assert_string_equal(out, dates[i].text);
  }
}

/* --- what it refuses ----------------------------------------------------------------------------------------- */

/* A compound file with one empty stream of that name. */
static struct made compound(const char *name) {
  static const unsigned char mark[] = {0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1};
  struct made made = {.length = 512 * 3};
  unsigned char *header = made.bytes, *table = made.bytes + 512, *root = made.bytes + 1024,
                *entry = root + 128;
  memcpy(header, mark, sizeof mark);
  memset(header + 48, 0xFF, 464);
  memcpy(header + 30, "\x09\0\x06\0", 4);
  memcpy(header + 44, "\1\0\0\0\1\0\0\0", 8); /* one sector of the table; the directory is in sector 1 */
  memset(header + 76, 0, 4);
  memset(table, 0xFF, 512);
  memcpy(table, "\xFD\xFF\xFF\xFF\xFE\xFF\xFF\xFF", 8);
  memset(root + 68, 0xFF, 12);
  root[66] = 5;
  root[76] = 1;
  root[77] = root[78] = root[79] = 0;
  memset(entry + 68, 0xFF, 12);
  for (size_t i = 0; name[i]; i++) entry[2 * i] = (unsigned char)name[i];
  entry[64] = (unsigned char)(2 * strlen(name) + 2);
  entry[66] = 2;
  return made;
}

static void says_what_it_is_instead(void **state) {
  (void)state;
  struct made made = compound("WordDocument");
  expect_broken(&made, "another old Office file");
  made = compound("EncryptedPackage");
  expect_broken(&made, ".xlsx workbook protected by a password");
  made = compound("Workbook");
  expect_broken(&made, "damaged or cut off");
  made.length = 0;
  ADD(0x809, "\0\6\5\0\0\0\0\0");
  ADD(0x2F, "\1\0\1\0\1\0");
  expect_broken(&made, "protected by a password");
  made.length = 0;
  ADD(9, "\2\0\x10\0");
  expect_broken(&made, "Excel 4 or older");
  made.length = 0;
  BIFF8_SHEET;
  ADD(0x203, "\1\0\0\1\0\0\0\0\0\0\0\0\xF0\x3F"); /* column 257 */
  ADD(0x0A, "");
  expect_broken(&made, "damaged or cut off");
}

static void refuses_damaged_files(void **state) {
  (void)state;
  struct made good = load("tests/files/libreoffice.xls"), made;
  for (size_t length = 0; length < good.length; length += 61) { /* cut off anywhere */
    made = good;
    made.length = length;
    struct plugin_host host = {.quiet = 1};
    int result = plugin_host_read(&host, xls(), made.bytes, made.length);
    if (result == CHUAN_PLUGIN_OK)
      assert_true(length > 7000); /* what is missing is no part of the workbook */
    plugin_host_release(&host);
  }
  for (size_t at = 0; at < 512; at += 4) { /* a number of the header that lies */
    made = good;
    memcpy(made.bytes + at, "\2\0\0\0", 4);
    struct plugin_host host = {.quiet = 1, .allocated_most = 4u << 20};
    plugin_host_read(&host, xls(), made.bytes, made.length);
    plugin_host_release(&host);
  }
  made = compound("Workbook");
  memcpy(made.bytes + 512 + 4, "\1\0\0\0", 4); /* a chain that is a circle */
  expect_broken(&made, "damaged or cut off");
  made = compound("Workbook");
  made.bytes[1024 + 128 + 68] = 1; /* a directory that is a circle */
  memset(made.bytes + 1024 + 128 + 69, 0, 3);
  expect_broken(&made, "damaged or cut off");
  struct plugin_host disk = {.quiet = 1, .fails_at = 3000, .piece = 512};
  assert_int_equal(plugin_host_read(&disk, xls(), good.bytes, good.length), CHUAN_PLUGIN_BROKEN);
  assert_non_null(strstr(disk.message, "cannot be read further"));
  plugin_host_release(&disk);
}

static void stops_when_told_and_survives_without_memory(void **state) {
  (void)state;
  struct made made = load("tests/files/libreoffice.xls");
  struct plugin_host host = {.stop_after = 2};
  assert_int_equal(plugin_host_read(&host, xls(), made.bytes, made.length), 77);
  plugin_host_release(&host);
  struct plugin_host old = {.old = 1};
  assert_int_equal(plugin_host_read(&old, xls(), made.bytes, made.length), CHUAN_PLUGIN_BROKEN);
  plugin_host_release(&old);
  int ended = 0;
  for (size_t allowed = 1; allowed < 60 && !ended; allowed++) {
    struct plugin_host poor = {.allocations_left = allowed};
    int result = plugin_host_read(&poor, xls(), made.bytes, made.length);
    ended = result == CHUAN_PLUGIN_OK;
    if (!ended) assert_int_equal(result, CHUAN_PLUGIN_MEMORY);
    plugin_host_release(&poor);
  }
  assert_true(ended);
  assert_null(chuan_plugin_entry(CHUAN_PLUGIN_ABI + 1));
  assert_int_equal(xls()->probe((const uint8_t *)"unit,year\n", 10), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_real_files),
      cmocka_unit_test(agrees_with_freexl),
      cmocka_unit_test(reads_older_workbooks),
      cmocka_unit_test(reads_records_of_excel_97),
      cmocka_unit_test(writes_numbers_as_people_see_them),
      cmocka_unit_test(says_what_it_is_instead),
      cmocka_unit_test(refuses_damaged_files),
      cmocka_unit_test(stops_when_told_and_survives_without_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
