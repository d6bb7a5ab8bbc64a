/* The XLSX plugin: files of the programs that people use, every kind of cell, and what a file must not be able to do. */
#include "../../plugins/package/package.c"
#include "../../plugins/package/row.c"
#include "../../plugins/package/trouble.c"
#include "../../plugins/values/value.c"
#include "../../plugins/package/xml.c"
#include "../../plugins/xlsx/merges.c"
#include "../../plugins/xlsx/sheet.c"
#include "../../plugins/xlsx/strings.c"
#include "../../plugins/xlsx/styles.c"
#include "../../plugins/xlsx/workbook.c"
#include "../../plugins/xlsx/xlsx.c"

#include "package_bytes.h"
#include "plugin_host.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define RELATION(id, kind, target)                                                      \
  "<Relationship Id=\"" id                                                              \
  "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" kind \
  "\" Target=\"" target "\"/>"
#define STYLES                                                                                       \
  "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"0.0%\"/><numFmt numFmtId=\"165\" "     \
  "formatCode=\"[h]:mm\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf " \
  "numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/><xf "             \
  "numFmtId=\"165\"/><xf "                                                                           \
  "numFmtId=\"20\"/></cellXfs></styleSheet>"

/* A workbook of one sheet; NULL leaves the part out. */
struct parts {
  const char *sheet, *strings, *styles, *workbook, *relations;
};

static void build(struct package_bytes *out, struct parts parts) {
  package_bytes_text(out, "[Content_Types].xml", "<Types/>");
  package_bytes_text(
      out, "_rels/.rels",
      "<Relationships>" RELATION("r", "officeDocument", "/xl/workbook.xml") "</Relationships>");
  package_bytes_text(
      out, "xl/workbook.xml",
      parts.workbook ? parts.workbook
                     : "<workbook xmlns:r=\"r\"><sheets><sheet name=\"S\" r:id=\"r1\"/></sheets></workbook>");
  package_bytes_text(out, "xl/_rels/workbook.xml.rels",
                     parts.relations ? parts.relations
                                     : "<Relationships>" RELATION("r1", "worksheet", "worksheets/sheet1.xml")
                                           RELATION("r2", "sharedStrings", "sharedStrings.xml")
                                               RELATION("r3", "styles", "styles.xml") "</Relationships>");
  package_bytes_text(out, "xl/sharedStrings.xml", parts.strings ? parts.strings : "<sst/>");
  package_bytes_text(out, "xl/styles.xml", parts.styles ? parts.styles : STYLES);
  if (parts.sheet) package_bytes_text(out, "xl/worksheets/sheet1.xml", parts.sheet);
  package_bytes_end(out, 0);
}

static int read_package(struct plugin_host *host, const struct package_bytes *package) {
  return plugin_host_read(host, chuan_plugin_entry(CHUAN_PLUGIN_ABI), package->bytes, package->length);
}

static void expect_parts(struct parts parts, const char *text, const char *issues, int answer) {
  struct package_bytes package = {0};
  build(&package, parts);
  for (size_t piece = 0; piece < 8; piece += 7) {
    struct plugin_host host = {.numbers = 1, .kinds = 1, .piece = piece};
    assert_int_equal(read_package(&host, &package), answer);
    assert_string_equal(host.text, text);
    assert_string_equal(host.issues, issues);
    plugin_host_release(&host);
  }
  package_bytes_release(&package);
}

#define SHEET(rows) "<worksheet><sheetData>" rows "</sheetData></worksheet>"
#define ROWS(rows, text) expect_parts((struct parts){.sheet = SHEET(rows)}, "[S]\n" text, "", CHUAN_PLUGIN_OK)
#define BROKEN(rows, text, issues) \
  expect_parts((struct parts){.sheet = SHEET(rows)}, "[S]\n" text, issues, CHUAN_PLUGIN_BROKEN)

/* --- files of real programs ------------------------------------------------------------------------------- */

static char *read_whole(const char *path, size_t *length) {
  FILE *file = fopen(path, "rb");
  char *bytes = malloc(100000);
  assert_non_null(file);
  assert_non_null(bytes);
  *length = fread(bytes, 1, 100000, file);
  assert_true(*length > 0 && *length < 100000);
  fclose(file);
  return bytes;
}

static void expect_file(const char *path, const char *text) {
  size_t length;
  char *bytes = read_whole(path, &length);
  struct plugin_host host = {.numbers = 1, .kinds = 1};
  assert_int_equal(plugin_host_read(&host, chuan_plugin_entry(CHUAN_PLUGIN_ABI), bytes, length),
                   CHUAN_PLUGIN_OK);
  assert_string_equal(host.text, text);
  assert_string_equal(host.issues, "");
  plugin_host_release(&host);
  free(bytes);
}

static void reads_files_of_real_programs(void **state) {
  (void)state;
  expect_file("tests/files/openpyxl.xlsx",
              "[Biểu 1]\n<1,1-1,6>\n<2,3-2,4>\n<2,1-3,1>\n<2,2-3,2>\n<2,5-3,5>\n<2,6-3,6>\n"
              "1:Biểu tổng hợp năm 2024\n2:Mã|Xã/Phường|Hộ nghèo||Ngày|Đạt\n3:||Số hộ|Tỷ lệ\n"
              "4:22837|Xã Phước Chiến|#125|#98.5%|@2025-06-30|?true|36:00\n"
              "5h:#22840|Xã Công Hải|#46.3|#30%|@2025-06-30T10:30:00|?false|  hai  khoảng trắng\n"
              "6:022843|Phường Mỹ Đông|#0.001|#33.3333333333333%|10:30|!#DIV/0!|dòng\nhai\n"
              "7:|Tổng|=SUM(C4:C6)|=D4/0\n"
              "[Ẩn & <kín> hidden]\n1:#1\n"
              "[Ba]\n2:|x\n3:|#1234567890123460000\n4:|#-12345.678\n70000:|xa\n");
  expect_file("tests/files/libreoffice.xlsx",
              "[Biểu 1]\n<1,1-1,6>\n<2,1-3,1>\n<2,2-3,2>\n<2,3-2,4>\n<2,5-3,5>\n<2,6-3,6>\n"
              "1:Biểu tổng hợp năm 2024\n2:Mã|Xã/Phường|Hộ nghèo||Ngày|Đạt\n3:||Số hộ|Tỷ lệ\n"
              "4:22837|Xã Phước Chiến|#125|#98.5%|@2025-06-30|?true|36:00\n"
              "5h:#22840|Xã Công Hải|#46.3|#30%|@2025-06-30T10:30:00|?false|  hai  khoảng trắng\n"
              "6:022843|Phường Mỹ Đông|#0.001|#33.3333333333333%|10:30|!#DIV/0!|dòng\nhai\n"
              "7:|Tổng|#171.301|!#DIV/0!\n"
              "[Ẩn & <kín> hidden]\n1:#1\n"
              "[Ba]\n2:|x\n3:|#1234567890123460000\n4:|#-12345.678\n70000:|xa\n");
  expect_file("tests/files/xlsxwriter.xlsx",
              "[Dữ liệu]\n1:Mã| hai  cách \n2:#46.3|#30%|@2025-06-30|?true|#46.6\n");
}

/* --- numbers, dates, formats -------------------------------------------------------------------------------- */

static void expect_number(const char *text, int percent, const char *expected) {
  char out[VALUE_TEXT_SIZE] = "";
  size_t length = number_text(text, strlen(text), percent, out);
  assert_string_equal(length ? out : "-", expected);
  assert_int_equal(length, length ? strlen(out) : 0);
}

static void writes_numbers_with_fifteen_digits(void **state) {
  (void)state;
  static const char *const pairs[][2] = {
      {"46.299999999999997", "46.3"},
      {"0.30000000000000004", "0.3"},
      {"22837.0", "22837"},
      {"22837", "22837"},
      {"-0", "0"},
      {"-0.0e5", "0"},
      {"1E-3", "0.001"},
      {"1.5E+20", "150000000000000000000"},
      {"1e21", "1e21"},
      {"-1.25e-7", "-0.000000125"},
      {"-1.25e-8", "-1.25e-8"},
      {"1.25e-6", "0.00000125"},
      {"123456789012345", "123456789012345"},
      {"1234567890123456", "1234567890123460"},
      {"1234567890123445", "1234567890123440"},
      {"1234567890123455", "1234567890123460"},
      {"12345678901234450000001", "1.23456789012345e22"},
      {"999999999999999.5", "1000000000000000"},
      {"9.9999999999999999", "10"},
      {"+5.", "5"},
      {".5", "0.5"},
      {" 7 ", "7"},
      {"1.7976931348623157E+308", "1.79769313486232e308"},
      {"4.9406564584124654E-324", "4.94065645841247e-324"},
      {"1e999999999999", "-"},
      {"1e", "-"},
      {"1,5", "-"},
      {"", "-"},
      {"-", "-"},
      {"1.2.3", "-"},
      {"NaN", "-"},
      {"0x10", "-"},
      {"000123", "123"},
      {"0.00012300", "0.000123"},
      {"123456789012345.499999999999999999999999999999999999", "123456789012345"},
  };
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) expect_number(pairs[i][0], 0, pairs[i][1]);
  expect_number("0.985", 1, "98.5%");
  expect_number("0.28999999999999998", 1, "29%");
  expect_number("1", 1, "100%");
  expect_number("0", 1, "0%");
  expect_number("-0.0005", 1, "-0.05%");
}

static void expect_moment(size_t length, const char *out, const char *expected) {
  assert_string_equal(length ? out : "-", expected);
}

static void writes_dates_as_iso(void **state) {
  (void)state;
  char out[VALUE_TEXT_SIZE];
#define SERIAL(text, since, expected) \
  expect_moment(serial_date(text, strlen(text), since, out), out, expected)
  SERIAL("45838", 0, "2025-06-30");
  SERIAL("45838.4375", 0, "2025-06-30T10:30:00");
  SERIAL("45838.999999999", 0, "2025-07-01");
  SERIAL("45838.437499999999", 0, "2025-06-30T10:30:00");
  SERIAL("1", 0, "1900-01-01");
  SERIAL("59", 0, "1900-02-28");
  SERIAL("60", 0, "-");
  SERIAL("61", 0, "1900-03-01");
  SERIAL("0", 1, "1904-01-01");
  SERIAL("44376", 1, "2025-06-30");
  SERIAL("2958465", 0, "9999-12-31");
  SERIAL("2958466", 0, "-");
  SERIAL("-1", 0, "-");
  SERIAL("1e300", 0, "-");
  SERIAL("1e-300", 0, "-");
  SERIAL("x", 0, "-");
#define ISO(text, expected) expect_moment(iso_date(text, strlen(text), out), out, expected)
  ISO("2025-06-30", "2025-06-30");
  ISO("2025-06-30T00:00:00", "2025-06-30");
  ISO("2025-06-30T10:30", "2025-06-30T10:30:00");
  ISO("2025-06-30T10:30:00.000Z", "2025-06-30T10:30:00");
  ISO("2025-12-31T23:59:59.999999999", "2026-01-01");
  ISO("2024-02-29", "2024-02-29");
  ISO("2025-02-29", "-");
  ISO("2025-13-01", "-");
  ISO("0000-01-01", "-");
  ISO("2025-06-30x", "-");
  ISO("30/06/2025", "-");
#define DURATION(text, expected) expect_moment(iso_duration(text, strlen(text), out), out, expected)
  DURATION("PT10H30M00S", "10:30");
  DURATION("PT36H00M05.7S", "36:00:06");
  DURATION("P1DT2H", "26:00");
  DURATION("PT", "-");
  DURATION("P1Y", "-");
  DURATION("PT1M1H", "-");
  DURATION("PT1.5H", "-");
  DURATION("10:30", "-");
  expect_moment(serial_time("0.4375", 6, out), out, "10:30");
  expect_moment(serial_time("1.5", 3, out), out, "36:00");
  expect_moment(serial_time("-1", 2, out), out, "-");
}

static void knows_what_a_format_shows(void **state) {
  (void)state;
  static const struct {
    const char *code;
    enum number_format format;
  } codes[] = {
      {"General", FORMAT_PLAIN},
      {"0.00", FORMAT_PLAIN},
      {"#,##0.00\" %\"", FORMAT_PLAIN},
      {"0\\%", FORMAT_PLAIN},
      {"0.0%", FORMAT_PERCENT},
      {"[Red]0%;-0%", FORMAT_PERCENT},
      {"0.00E+00", FORMAT_PLAIN},
      {"#,##0\\ [$₫-42A]", FORMAT_PLAIN},
      {"dd/mm/yyyy", FORMAT_DATE},
      {"[$-42A]dd\\ mmmm\\ yyyy;@", FORMAT_DATE},
      {"mmm", FORMAT_DATE},
      {"yyyy-mm-dd hh:mm", FORMAT_DATE},
      {"hh:mm", FORMAT_TIME},
      {"mm:ss.0", FORMAT_TIME},
      {"[h]:mm", FORMAT_TIME},
      {"[mm]", FORMAT_TIME},
      {"h:mm AM/PM", FORMAT_TIME},
      {"\"ngày\" 0", FORMAT_PLAIN},
      {"#,##0_);[Red](#,##0)", FORMAT_PLAIN},
      {"@", FORMAT_PLAIN},
      {"\"", FORMAT_PLAIN},
      {"[", FORMAT_PLAIN},
      {"\\", FORMAT_PLAIN},
      {"", FORMAT_PLAIN},
      {"0;dd", FORMAT_PLAIN},
  };
  for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
    if (format_of_code(codes[i].code) != codes[i].format) fail_msg("%s", codes[i].code);
}

/* --- cells -------------------------------------------------------------------------------------------------- */

static void reads_every_kind_of_cell(void **state) {
  (void)state;
  ROWS(
      "<row r=\"1\"><c r=\"A1\"><v>46.299999999999997</v></c><c r=\"B1\" t=\"n\" s=\"1\"><v>0.985</v></c>"
      "<c r=\"C1\" s=\"2\"><v>45838</v></c><c r=\"D1\" s=\"3\"><v>45838.4375</v></c>"
      "<c r=\"E1\" s=\"4\"><v>1.5</v></c><c r=\"F1\" s=\"5\"><v>0.4375</v></c><c r=\"G1\" "
      "s=\"99\"><v>1</v></c></row>",
      "1:#46.3|#98.5%|@2025-06-30|@2025-06-30T10:30:00|36:00|10:30|#1\n");
  ROWS(
      "<row><c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c><c t=\"b\"><v>x</v></c><c t=\"e\"><v>#N/A</v></c>"
      "<c t=\"d\"><v>2025-06-30T00:00:00</v></c><c t=\"d\"><v>soon</v></c><c t=\"str\"><v>a_x000D_b</v></c>"
      "<c><v>abc</v></c></row>",
      "1:?true|?false|x|!#N/A|@2025-06-30|soon|a\rb|abc\n");
  ROWS(
      "<row><c><f>A1+1</f><v>2</v></c><c><f>A1+1</f></c><c><f>A1</f><v></v></c><c "
      "t=\"str\"><f>A1</f><v></v></c>"
      "<c t=\"str\"><f>A1</f></c><c><f t=\"shared\" si=\"0\"/></c><c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>"
      "<c><f t=\"shared\" si=\"0\"/><v>7</v></c></row>",
      "1:#2|=A1+1|=A1||=A1|=…|!#DIV/0!|#7\n");
  ROWS(
      "<row><c t=\"inlineStr\"><is><t>x</t></is></c><c t=\"inlineStr\"><is><r><t>a </t></r><r><t "
      "xml:space=\"preserve\"> b</t></r><rPh><t>no</t></rPh></is></c><c t=\"inlineStr\"/></row>",
      "1:x|a b\n");
}

static void reads_shared_texts(void **state) {
  (void)state;
  const char *strings =
      "<sst><si><t>Xã Phước Chiến</t></si><si><r><rPr><b/></rPr><t>Hộ</t></r><r><t xml:space=\"preserve\"> "
      "nghèo "
      "</t></r></si><si><t>漢</t><rPh sb=\"0\" eb=\"1\"><t>kan</t></rPh></si><si/><si><t> trim </t></si><si>"
      "<t>_x005F_x000D_ _x0041_ _xD83D__xDE00_ _xD800_ _x0000_ _xZZZZ_</t></si></sst>";
  expect_parts(
      (struct parts){.strings = strings,
                     .sheet = SHEET("<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v>"
                                    "</c><c t=\"s\"><v>3</v></c><c t=\"s\"><v>4</v></c><c t=\"s\"><v>5</v>"
                                    "</c></row>")},
      "[S]\n1:Xã Phước Chiến|Hộ nghèo |漢||trim|_x000D_ A 😀 \xEF\xBF\xBD \xEF\xBF\xBD _xZZZZ_\n", "",
      CHUAN_PLUGIN_OK);
  expect_parts(
      (struct parts){.strings = strings,
                     .sheet = SHEET("<row r=\"3\"><c r=\"B3\" t=\"s\"><v>6</v></c><c t=\"s\"><v>x</v></c>"
                                    "<c t=\"s\"/><c t=\"s\"><v>99999999999999999999</v></c></row>")},
      "[S]\n3:|?|?||?\n", "3,2 the text of this cel! 3,3 the text of this cel! 3,5 the text of this cel! ",
      CHUAN_PLUGIN_OK);
}

static void finds_places(void **state) {
  (void)state;
  ROWS(
      "<row r=\"3\"><c r=\"C3\"><v>3</v></c><c "
      "r=\"A3\"><v>1</v></c><c><v>2</v></c></row><row><c><v>4</v></c></row>"
      "<row r=\"9\"/><row><c r=\"b10\"><v>5</v></c></row>",
      "3:#1|#2|#3\n4:#4\n10:|#5\n");
  ROWS("<row r=\"1048576\"><c r=\"D1048576\" s=\"1\"/><c r=\"A1\"><v>1</v></c><c r=\"XFD1\"/></row>",
       "1048576:#1\n");
  ROWS(
      "<row r=\"2\" hidden=\"1\"><c><v>1</v></c></row><row ht=\"0\"><c><v>2</v></c></row><row ht=\"12.5\" "
      "hidden=\"0\"><c><v>3</v></c></row><row hidden=\"true\"><c><v>4</v></c></row>",
      "2h:#1\n3h:#2\n4:#3\n5h:#4\n");
  ROWS("", "");
  ROWS("<row r=\"2000000\"/>", "");
  BROKEN("<row r=\"1048577\"><c><v>1</v></c></row>", "", "1048577,0 the sheet has a row ! ");
  BROKEN("<row><c r=\"XFE1\"><v>1</v></c></row>", "", "1,0 the row has a column! ");
  BROKEN("<row><c r=\"ZZZZZZZZZZZZ1\"><v>1</v></c></row>", "", "1,0 the row has a column! ");
  BROKEN("<row r=\"5\"><c><v>1</v></c></row><row r=\"5\"><c><v>1</v></c></row>", "5:#1\n",
         "5,0 the row stands behin! ");
}

static void reads_other_dialects(void **state) {
  (void)state;
  expect_parts(
      (struct parts){
          .workbook =
              "<x:workbook xmlns:x=\"a\" xmlns:r=\"r\"><x:workbookPr date1904=\"1\"/><x:sheets><x:sheet "
              "name=\"S\" r:id=\"r1\"/></x:sheets></x:workbook>",
          .sheet =
              "<x:worksheet xmlns:x=\"a\"><x:sheetData><x:row r=\"1\"><x:c s=\"2\"><x:v>0</x:v></x:c></x:row>"
              "</x:sheetData><x:mergeCells><x:mergeCell ref=\"A1:B2\"/></x:mergeCells></x:worksheet>",
          .relations =
              "<Relationships><Relationship Id=\"r1\" Type=\"http://purl.oclc.org/ooxml/officeDocument/"
              "relationships/worksheet\" Target=\"./../xl/worksheets/sheet1.xml\"/>"
              "<Relationship Id=\"r3\" Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/"
              "styles\" Target=\"styles.xml\"/></Relationships>"},
      "[S]\n<1,1-2,2>\n1:@1904-01-01\n", "", CHUAN_PLUGIN_OK);
}

static void finds_merged_areas_behind_the_rows(void **state) {
  (void)state;
#define MERGES(begin, end, text) \
  expect_parts((struct parts){.sheet = begin end}, "[S]\n" text, "", CHUAN_PLUGIN_OK)
#define AREAS                                                                \
  "<mergeCells><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"B2\"/><mergeCell " \
  "ref=\"C3:A1\"/><mergeCell/><mergeCell "                                   \
  "ref=\"x\"/><mergeCell ref=\"A1:XFE1\"/><mergeCell ref=\"D2:D5\"/></mergeCells></worksheet>"
  MERGES("<worksheet><sheetData><row><c><v>1</v></c></row></sheetData>", AREAS,
         "<1,1-1,3>\n<2,4-5,4>\n1:#1\n");
  MERGES("<worksheet><sheetData/>", AREAS, "<1,1-1,3>\n<2,4-5,4>\n");
  MERGES("<worksheet><sheetData><row><c t=\"str\"><v>/sheetData</v></c></row></sheetData>", AREAS,
         "<1,1-1,3>\n<2,4-5,4>\n1:/sheetData\n");
  /* What looks like the beginning or the end is not always: no areas then, and all of the rows. */
  MERGES("<worksheet><!-- <sheetData> --><sheetData><row><c><v>1</v></c></row></sheetData>", AREAS, "1:#1\n");
  MERGES("<worksheet><sheetData><row><c t=\"str\"><v><![CDATA[</sheetData>]]></v></c></row></sheetData>",
         AREAS, "1:</sheetData>\n");
  for (size_t rows = 1; rows < 9000; rows = rows * 5 + 3) { /* wherever the chunks are cut */
    size_t length = 0, room = 200 + rows * 40 + sizeof AREAS;
    char *sheet = malloc(room);
    assert_non_null(sheet);
    length = (size_t)snprintf(sheet, room, "<worksheet><sheetData>");
    for (size_t i = 0; i < rows; i++)
      length += (size_t)snprintf(sheet + length, room - length, "<row><c><v>%zu</v></c></row>", i);
    snprintf(sheet + length, room - length, "</sheetData>" AREAS);
    struct package_bytes package = {0};
    build(&package, (struct parts){.sheet = sheet});
    struct plugin_host host = {.quiet = 1};
    assert_int_equal(read_package(&host, &package), CHUAN_PLUGIN_OK);
    assert_int_equal(host.merged_count, 2);
    assert_int_equal(host.row_count, rows);
    plugin_host_release(&host);
    package_bytes_release(&package);
    free(sheet);
  }
}

/* --- sheets ------------------------------------------------------------------------------------------------- */

/* Elements where no spreadsheet has them: what has no place says nothing. */
static void cells_without_a_place(void **state) {
  (void)state;
  ROWS("<row r=\"2\"><c r=\"B2\"><row r=\"3\"/><v>7</v></c></row>", "");
  ROWS("<c><row r=\"1\"/><v>1</v></c><row r=\"3\"><c><v>2</v></c></row>", "3:#2\n");
}

static void tells_sheets_in_order(void **state) {
  (void)state;
  const struct parts parts = {
      .workbook =
          "<workbook xmlns:r=\"r\"><sheets><sheet name=\"B\" r:id=\"r1\"/><sheet name=\"Chart\" r:id=\"r2\"/>"
          "<sheet name=\"A_x0041_\" state=\"veryHidden\" r:id=\"r1\"/><sheet name=\"C\" state=\"visible\" "
          "r:id=\"r1\"/></sheets></workbook>",
      .relations = "<Relationships>" RELATION("r2", "chartsheet", "chartsheets/sheet1.xml")
          RELATION("r1", "worksheet", "worksheets/sheet1.xml") "</Relationships>",
      .sheet = SHEET("<row><c><v>1</v></c></row><row><c><v>2</v></c></row>")};
  expect_parts(parts, "[B]\n1:#1\n2:#2\n[AA hidden]\n1:#1\n2:#2\n[C]\n1:#1\n2:#2\n", "", CHUAN_PLUGIN_OK);
  struct package_bytes package = {0};
  build(&package, parts);
  struct plugin_host one = {.sheet = "C"}, first = {.rows_most = 1}, stopped = {.stop_after = 3},
                     old = {.old = 1};
  assert_int_equal(read_package(&one, &package), CHUAN_PLUGIN_OK);
  assert_string_equal(one.text, "[B]\n[AA hidden]\n[C]\n1\n2\n");
  assert_int_equal(read_package(&first, &package), CHUAN_PLUGIN_OK);
  assert_string_equal(first.text, "[B]\n1\n[AA hidden]\n1\n[C]\n1\n");
  assert_int_equal(read_package(&stopped, &package), 77);
  assert_int_equal(stopped.row_count, 3);
  assert_int_equal(read_package(&old, &package), CHUAN_PLUGIN_BROKEN);
  assert_string_equal(old.issues, "0,0 this program is olde! ");
  plugin_host_release(&one);
  plugin_host_release(&first);
  plugin_host_release(&stopped);
  plugin_host_release(&old);
  package_bytes_release(&package);
}

/* --- what is refused ------------------------------------------------------------------------------------------ */

static void refuses_what_means_harm(void **state) {
  (void)state;
#define HARM(xml, issues) expect_parts((struct parts){.sheet = xml}, "[S]\n", issues, CHUAN_PLUGIN_BROKEN)
  HARM("<!DOCTYPE a [<!ENTITY b \"c\">]><worksheet>&b;</worksheet>", "0,0 \"xl/worksheets/sheet! ");
  HARM("<!DOCTYPE worksheet><worksheet/>", "0,0 \"xl/worksheets/sheet! ");
  HARM("<worksheet><sheetData><row></sheetData></worksheet>", "0,0 \"xl/worksheets/sheet! ");
  HARM("<worksheet>&nbsp;</worksheet>", "0,0 \"xl/worksheets/sheet! ");
  HARM("", "0,0 \"xl/worksheets/sheet! ");
  HARM(NULL, "0,0 the workbook lacks i! ");
  expect_parts((struct parts){.sheet = SHEET(""), .workbook = "<document/>"}, "",
               "0,0 this is a ZIP archiv! ", CHUAN_PLUGIN_BROKEN);
  expect_parts((struct parts){.sheet = SHEET(""), .relations = "<Relationships/>"}, "",
               "0,0 the workbook lacks i! ", CHUAN_PLUGIN_BROKEN);
  char *deep = malloc(300 * 7 + 100), *at = deep;
  assert_non_null(deep);
  for (int i = 0; i < 300; i++, at += 3) memcpy(at, "<a>", 3);
  for (int i = 0; i < 300; i++, at += 4) memcpy(at, "</a>", 4);
  *at = 0;
  HARM(deep, "0,0 \"xl/worksheets/sheet! ");
  free(deep);
}

static char *repeated(const char *begin, const char *piece, size_t times, const char *end) {
  size_t size = strlen(piece), length = strlen(begin);
  char *text = malloc(length + size * times + strlen(end) + 1);
  assert_non_null(text);
  memcpy(text, begin, length);
  for (size_t i = 0; i < times; i++, length += size) memcpy(text + length, piece, size);
  memcpy(text + length, end, strlen(end) + 1);
  return text;
}

static void expect_harm(char *sheet, const char *issues) {
  struct package_bytes package = {0};
  struct plugin_host host = {.quiet = 1};
  build(&package, (struct parts){.sheet = sheet});
  assert_int_equal(read_package(&host, &package), CHUAN_PLUGIN_BROKEN);
  if (!strstr(host.message, issues)) fail_msg("%s", host.message);
  assert_true(host.allocated < (40u << 20));
  plugin_host_release(&host);
  package_bytes_release(&package);
  free(sheet);
}

static void has_limits(void **state) {
  (void)state;
  char megabyte[2049];
  memset(megabyte, 'x', 2048);
  megabyte[2048] = 0;
  expect_harm(repeated("<worksheet><sheetData><row><c t=\"str\"><v>", megabyte, 513,
                       "</v></c></row></sheetData></worksheet>"),
              "1 MiB of text");
  char *cell = repeated("<c t=\"str\"><v>", megabyte, 500, "</v></c>");
  expect_harm(repeated("<worksheet><sheetData><row>", cell, 17, "</row></sheetData></worksheet>"),
              "16 MiB of text");
  free(cell);
  expect_harm(repeated("<worksheet a=\"", megabyte, 2200, "\"/>"), "longer than 4 MiB");
  expect_harm(repeated("<worksheet><!--", megabyte, 2200, "--></worksheet>"), "longer than 4 MiB");
  expect_harm(repeated("<worksheet><sheetData>", "<row><c r=\"XFD1\"><v>1</v></c></row>", 2000,
                       "</sheetData></worksheet>"),
              "far more than its size");
  char *names = malloc(5000 * 10 + 100);
  assert_non_null(names);
  size_t length = (size_t)snprintf(names, 100, "<worksheet>");
  for (int i = 0; i < 5000; i++) length += (size_t)snprintf(names + length, 20, "<a%d/>", i);
  snprintf(names + length, 20, "</worksheet>");
  expect_harm(names, "4,096 names");
}

static void refuses_packages_that_lie(void **state) {
  (void)state;
  const chuan_plugin *xlsx = chuan_plugin_entry(CHUAN_PLUGIN_ABI);
  for (int lie = 0; lie < 8; lie++) {
    static const char *const issues[] = {"by a password",      "packed in a way", "is damaged",
                                         "cut off or damaged", ".xlsb",           "ZIP archive",
                                         "lacks its part",     "ordinary file"};
    struct package_bytes package = {0};
    struct plugin_host host = {.no_seek = lie == 7};
    package.flags = lie == 0;
    package.method = lie == 1 ? 12 : 0;
    package.more_size = lie == 2 ? 5 : 0;
    if (lie == 4)
      package_bytes_text(&package, "xl/workbook.bin", "x");
    else if (lie == 6)
      package_bytes_text(&package, "[Content_Types].xml", "<Types/>");
    else
      package_bytes_text(&package, lie == 5 ? "readme.txt" : "_rels/.rels", "<Relationships/>");
    package_bytes_end(&package, lie == 3 ? 3 : 0);
    assert_int_equal(plugin_host_read(&host, xlsx, package.bytes, package.length), CHUAN_PLUGIN_BROKEN);
    if (!strstr(host.message, issues[lie])) fail_msg("%d: %s", lie, host.message);
    plugin_host_release(&host);
    package_bytes_release(&package);
  }
  struct plugin_host host = {.vietnamese = 1};
  assert_int_equal(plugin_host_read(&host, xlsx, "PK\3\4", 4), CHUAN_PLUGIN_BROKEN);
  assert_string_equal(host.message, "bảng tính bị cắt cụt hoặc hỏng; hãy đề nghị gửi lại");
  plugin_host_release(&host);
}

static void survives_every_cut_and_every_lack(void **state) {
  (void)state;
  size_t length;
  char *bytes = read_whole("tests/files/openpyxl.xlsx", &length);
  const chuan_plugin *xlsx = chuan_plugin_entry(CHUAN_PLUGIN_ABI);
  for (size_t cut = 0; cut < length; cut += 61) {
    struct plugin_host host = {.quiet = 1}, failing = {.quiet = 1, .fails_at = cut + 1};
    assert_int_equal(plugin_host_read(&host, xlsx, bytes, cut), CHUAN_PLUGIN_BROKEN);
    assert_int_equal(plugin_host_read(&failing, xlsx, bytes, length), CHUAN_PLUGIN_BROKEN);
    plugin_host_release(&host);
    plugin_host_release(&failing);
  }
  for (size_t at = 0; at < length; at += 37) { /* bytes that are another */
    struct plugin_host host = {.quiet = 1};
    bytes[at] = (char)(bytes[at] ^ 0x55);
    plugin_host_read(&host, xlsx, bytes, length);
    bytes[at] = (char)(bytes[at] ^ 0x55);
    plugin_host_release(&host);
  }
  int ended = 0;
  for (size_t allowed = 1; allowed < 500 && !ended; allowed++) {
    struct plugin_host poor = {.quiet = 1, .allocations_left = allowed};
    int answer = plugin_host_read(&poor, xlsx, bytes, length);
    ended = answer == CHUAN_PLUGIN_OK;
    if (!ended) assert_int_equal(answer, CHUAN_PLUGIN_MEMORY);
    plugin_host_release(&poor);
  }
  assert_true(ended);
  free(bytes);
}

static int probe_of(const char *head, size_t length) {
  return chuan_plugin_entry(CHUAN_PLUGIN_ABI)->probe((const uint8_t *)head, length);
}

static void probes(void **state) {
  (void)state;
  assert_null(chuan_plugin_entry(CHUAN_PLUGIN_ABI + 1));
#define PROBE(text) probe_of(text, sizeof(text) - 1)
  assert_int_equal(PROBE(""), 0);
  assert_int_equal(PROBE("unit,year\n"), 0);
  assert_int_equal(PROBE("PK\3\4......[Content_Types].xml"), 70);
  assert_int_equal(PROBE("PK\3\4......[Content_Types].xml..PK\3\4..xl/workbook.xml"), 95);
  assert_int_equal(PROBE("PK\3\4....mimetypeapplication/vnd.oasis.opendocument.spreadsheet"), 0);
  assert_int_equal(PROBE("PK\3\4....readme.txt"), 20);
  assert_int_equal(PROBE("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_files_of_real_programs),
      cmocka_unit_test(writes_numbers_with_fifteen_digits),
      cmocka_unit_test(writes_dates_as_iso),
      cmocka_unit_test(knows_what_a_format_shows),
      cmocka_unit_test(reads_every_kind_of_cell),
      cmocka_unit_test(reads_shared_texts),
      cmocka_unit_test(finds_places),
      cmocka_unit_test(reads_other_dialects),
      cmocka_unit_test(finds_merged_areas_behind_the_rows),
      cmocka_unit_test(tells_sheets_in_order),
      cmocka_unit_test(refuses_what_means_harm),
      cmocka_unit_test(has_limits),
      cmocka_unit_test(cells_without_a_place),
      cmocka_unit_test(refuses_packages_that_lie),
      cmocka_unit_test(survives_every_cut_and_every_lack),
      cmocka_unit_test(probes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
