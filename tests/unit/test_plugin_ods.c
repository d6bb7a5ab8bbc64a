/* The ODS plugin: a file of LibreOffice, every kind of cell, repeats, and what a file must not be able to do. */
#include "../../plugins/ods/cell.c"
#include "../../plugins/ods/content.c"
#include "../../plugins/ods/ods.c"
#include "../../plugins/package/package.c"
#include "../../plugins/package/row.c"
#include "../../plugins/package/trouble.c"
#include "../../plugins/values/value.c"
#include "../../plugins/package/xml.c"

#include "package_bytes.h"
#include "plugin_host.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static int read_package(struct plugin_host *host, const char *content, const char *manifest) {
  struct package_bytes package = {0};
  package_bytes_text(&package, "mimetype", "application/vnd.oasis.opendocument.spreadsheet");
  if (content) package_bytes_text(&package, "content.xml", content);
  if (manifest) package_bytes_text(&package, "META-INF/manifest.xml", manifest);
  package_bytes_end(&package, 0);
  int answer = plugin_host_read(host, chuan_plugin_entry(CHUAN_PLUGIN_ABI), package.bytes, package.length);
  package_bytes_release(&package);
  return answer;
}

static void expect(const char *content, const char *text, const char *issues, int answer) {
  for (size_t piece = 0; piece < 8; piece += 7) {
    struct plugin_host host = {.numbers = 1, .kinds = 1, .piece = piece};
    assert_int_equal(read_package(&host, content, NULL), answer);
    assert_string_equal(host.text, text);
    assert_string_equal(host.issues, issues);
    plugin_host_release(&host);
  }
}

#define DOCUMENT(tables)                                              \
  "<office:document-content><office:body><office:spreadsheet>" tables \
  "</office:spreadsheet></office:body></office:document-content>"
#define TABLE(rows) DOCUMENT("<table:table table:name=\"S\">" rows "</table:table>")
#define CELL(attributes, text) "<table:table-cell " attributes ">" text "</table:table-cell>"
#define ROW(cells) "<table:table-row>" cells "</table:table-row>"
#define ONE CELL("office:value-type=\"float\" office:value=\"1\"", "<text:p>1</text:p>")
#define ROWS(rows, text) expect(TABLE(rows), "[S]\n" text, "", CHUAN_PLUGIN_OK)
#define BROKEN(rows, text, issues) expect(TABLE(rows), "[S]\n" text, issues, CHUAN_PLUGIN_BROKEN)

static void reads_a_file_of_libreoffice(void **state) {
  (void)state;
  static char bytes[40000];
  FILE *file = fopen("tests/files/libreoffice.ods", "rb");
  assert_non_null(file);
  size_t length = fread(bytes, 1, sizeof bytes, file);
  fclose(file);
  const chuan_plugin *ods = chuan_plugin_entry(CHUAN_PLUGIN_ABI);
  struct plugin_host host = {.numbers = 1, .kinds = 1};
  assert_int_equal(plugin_host_read(&host, ods, bytes, length), CHUAN_PLUGIN_OK);
  assert_string_equal(
      host.text,
      "[Biểu 1]\n<1,1-1,6>\n1:Biểu tổng hợp năm 2024\n<2,1-3,1>\n<2,2-3,2>\n<2,3-2,4>\n<2,5-3,5>\n"
      "<2,6-3,6>\n2:Mã|Xã/Phường|Hộ nghèo||Ngày|Đạt\n3:||Số hộ|Tỷ lệ\n"
      "4:22837|Xã Phước Chiến|#125|#98.5%|@2025-06-30|?true|36:00\n"
      "5h:#22840|Xã Công Hải|#46.3|#30%|@2025-06-30T10:30:00|?false|  hai  khoảng trắng\n"
      "6:022843|Phường Mỹ Đông|#0.001|#33.3333333333333%|10:30|!#DIV/0!|dòng\nhai\n"
      "7:|Tổng|#171.301|!#DIV/0!\n"
      "[Ẩn & <kín> hidden]\n1:#1\n"
      "[Ba]\n2:|x\n3:|#1234567890123460000\n4:|#-12345.678\n70000:|xa\n");
  assert_string_equal(host.issues, "");
  plugin_host_release(&host);
  for (size_t cut = 0; cut < length; cut += 173) {
    struct plugin_host cut_off = {.quiet = 1}, failing = {.quiet = 1, .fails_at = cut + 1};
    assert_int_equal(plugin_host_read(&cut_off, ods, bytes, cut), CHUAN_PLUGIN_BROKEN);
    assert_int_equal(plugin_host_read(&failing, ods, bytes, length), CHUAN_PLUGIN_BROKEN);
    plugin_host_release(&cut_off);
    plugin_host_release(&failing);
  }
  int ended = 0;
  for (size_t allowed = 1; allowed < 500 && !ended; allowed++) {
    struct plugin_host poor = {.quiet = 1, .allocations_left = allowed};
    int answer = plugin_host_read(&poor, ods, bytes, length);
    ended = answer == CHUAN_PLUGIN_OK;
    if (!ended) assert_int_equal(answer, CHUAN_PLUGIN_MEMORY);
    plugin_host_release(&poor);
  }
  assert_true(ended);
}

static void reads_every_kind_of_cell(void **state) {
  (void)state;
#define TYPED(type, more) CELL("office:value-type=\"" type "\" " more, "<text:p>shown</text:p>")
  ROWS(ROW(TYPED("float", "office:value=\"46.299999999999997\"") TYPED("percentage", "office:value=\"0.985\"")
               TYPED("currency", "office:value=\"5000\" office:currency=\"VND\"")
                   TYPED("date", "office:date-value=\"2025-06-30\"")
                       TYPED("date", "office:date-value=\"2025-06-30T10:30:00\"")
                           TYPED("time", "office:time-value=\"PT10H30M00S\"")
                               TYPED("boolean", "office:boolean-value=\"false\"") TYPED("string", "")
                                   TYPED("string", "office:string-value=\"hidden\"") CELL(
                                       "office:value-type=\"string\" office:string-value=\"only\"", "")
                                       CELL("", "<text:p>bare</text:p>") TYPED("float", "office:value=\"x\"")
                                           TYPED("date", "office:date-value=\"x\"")),
       "1:#46.3|#98.5%|#5000|@2025-06-30|@2025-06-30T10:30:00|10:30|?false|shown|shown|only|bare|shown|"
       "shown\n");
#define FORMULA(more, text) CELL("table:formula=\"of:=SUM([.A1])\" " more, text)
  ROWS(ROW(FORMULA("office:value-type=\"float\" office:value=\"2\"", "<text:p>2</text:p>") FORMULA("", "")
               FORMULA("office:value-type=\"float\"", "") FORMULA("office:value-type=\"string\"", "") FORMULA(
                   "office:value-type=\"string\" office:string-value=\"\" calcext:value-type=\"error\"",
                   "<text:p>#NAME?</text:p>")
                   FORMULA("office:value-type=\"float\" office:value=\"0\"", "<text:p>#DIV/0!</text:p>")
                       FORMULA("office:value-type=\"string\" office:string-value=\"#REF!\"", "") FORMULA(
                           "calcext:value-type=\"error\"", "") FORMULA("", "<text:p>Err:502</text:p>")
                           FORMULA("office:value-type=\"float\" office:value=\"1\"", "<text:p>TRUE</text:p>")
                               CELL("table:formula=\"=\"", "")),
       "1:#2|=SUM([.A1])|=SUM([.A1])||!#NAME?|!#DIV/0!|!#REF!|!#ERROR!|!Err:502|?true|=…\n");
}

static void reads_text_as_it_is_shown(void **state) {
  (void)state;
  ROWS(ROW(CELL("",
                "<text:p>Hộ  <text:span>nghèo</text:span>\n <text:a>x</text:a> "
                "</text:p><text:p/><text:p>b</text:p>")
               CELL("", "<text:p><text:s/>a<text:s text:c=\"3\"/>b<text:tab/>c<text:line-break/>d</text:p>")
                   CELL("",
                        "<office:annotation><text:p>note</text:p></office:annotation><text:p>seen"
                        "<office:annotation><text:p>no</text:p></office:annotation></"
                        "text:p><draw:frame><text:p>no"
                        "</text:p></draw:frame>") CELL("",
                                                       "<table:table><table:table-row><table:table-cell><"
                                                       "text:p>no</text:p></table:table-cell>"
                                                       "</table:table-row></table:table>")),
       "1:Hộ nghèo x\n\nb| a   b\tc\nd|seen\n");
}

static void repeats_within_what_a_sheet_holds(void **state) {
  (void)state;
#define TIMES(count) \
  "office:value-type=\"float\" office:value=\"1\" table:number-columns-repeated=\"" count "\""
#define ROWS_OF(count, cells) \
  "<table:table-row table:number-rows-repeated=\"" count "\">" cells "</table:table-row>"
  ROWS(ROW(CELL("table:number-columns-repeated=\"3\"", "") CELL(TIMES("2"), "") CELL("", "")
               CELL("table:number-columns-repeated=\"999999999\"", "")),
       "1:|||#1|#1\n");
  ROWS(ROWS_OF("4", "") ROWS_OF("2", ONE) ROWS_OF("1048000", CELL("", "")) ROW(ONE),
       "5:#1\n6:#1\n1048007:#1\n");
  ROWS(ROWS_OF("99999999999999999999", "") ROWS_OF("4294967295", CELL("", "")), "");
  BROKEN(ROWS_OF("1001", ONE), "", "1,0 the row is repeated ! ");
  BROKEN(ROWS_OF("1048576", "") ROW(ONE), "", "1048577,0 the sheet has a row ! ");
  BROKEN(ROWS_OF("1048576", "") ROWS_OF("3", ONE), "", "1048577,0 the sheet has a row ! ");
  BROKEN(ROW(CELL(TIMES("16385"), "")), "", "1,0 the row has a column! ");
  BROKEN(ROW(CELL("table:number-columns-repeated=\"16384\"", "") ONE), "", "1,0 the row has a column! ");
  struct plugin_host host = {.quiet = 1};
  assert_int_equal(read_package(&host, TABLE(ROWS_OF("900", CELL(TIMES("16384"), ""))), NULL),
                   CHUAN_PLUGIN_OK);
  assert_int_equal(host.cell_count, 14745600);
  plugin_host_release(&host);
  assert_int_equal(
      read_package(&host,
                   TABLE(ROWS_OF("900", CELL(TIMES("16384"), "")) ROWS_OF("900", CELL(TIMES("16384"), ""))),
                   NULL),
      CHUAN_PLUGIN_BROKEN);
  assert_string_equal(host.issues, "965,0 the workbook unpacks! ");
  plugin_host_release(&host);
}

static void tells_hidden_rows_and_merged_cells(void **state) {
  (void)state;
#define ROW_AS(attributes, cells) "<table:table-row " attributes ">" cells "</table:table-row>"
  ROWS("<table:table-header-rows>" ROW(ONE) "</table:table-header-rows><table:table-rows>" ROW_AS(
           "table:visibility=\"collapse\"",
           ONE) ROW_AS("table:visibility=\"filter\"",
                       ONE) "</table:table-rows><table:table-row-group table:display=\"false\"><table:table-row-group>" ROW(ONE) "</table:table-row-group>" ROW(ONE) "</table:table-row-group>" ROW_AS("table:visibility=\"visible\"", ONE),
       "1:#1\n2h:#1\n3h:#1\n4h:#1\n5h:#1\n6:#1\n");
  ROWS(ROW(CELL("table:number-columns-spanned=\"2\" table:number-rows-spanned=\"3\"",
                "<text:p>a</text:p>") "<table:covered-table-cell><text:p>no</text:p></"
                                      "table:covered-table-cell>" ONE)
           ROW("<table:covered-table-cell table:number-columns-repeated=\"2\"/>" ONE),
       "<1,1-3,2>\n1:a||#1\n2:||#1\n");
  ROWS(ROW(CELL("table:number-columns-repeated=\"16383\"", "")
               CELL("table:number-columns-spanned=\"9999999\" table:number-rows-spanned=\"9999999\"", "")),
       "<1,16384-1048576,16384>\n");
}

static void tells_sheets_in_order(void **state) {
  (void)state;
  static const char content[] =
      "<o:document-content><o:automatic-styles><s:style s:name=\"x\" s:family=\"table\"><s:table-properties "
      "table:display=\"false\"/></s:style><s:style s:name=\"y\"><s:table-properties "
      "table:display=\"true\"/></s:style>"
      "</o:automatic-styles><o:body><o:spreadsheet><t:tracked-changes><t:table "
      "t:name=\"no\"/></t:tracked-changes>"
      "<t:table t:name=\"A\" "
      "t:style-name=\"y\"><t:shapes><t:table><t:table-row/></t:table></t:shapes><t:table-row>"
      "<t:table-cell><p>1</p></t:table-cell></t:table-row><t:table-row><t:table-cell><p>2</p></t:table-cell>"
      "</t:table-row></t:table><t:table t:name=\"Ẩn\" t:style-name=\"x\"><t:table-row "
      "t:number-rows-repeated=\"3\">"
      "<t:table-cell><p>3</p></t:table-cell></t:table-row></"
      "t:table><t:table><t:table-row><t:table-cell><p>4</p>"
      "</t:table-cell></t:table-row></t:table></o:spreadsheet></o:body></o:document-content>";
  expect(content, "[A]\n1:1\n2:2\n[Ẩn hidden]\n1:3\n2:3\n3:3\n[Sheet3]\n1:4\n", "", CHUAN_PLUGIN_OK);
  struct plugin_host one = {.sheet = "Sheet3"}, first = {.rows_most = 1}, stopped = {.stop_after = 4},
                     old = {.old = 1};
  assert_int_equal(read_package(&one, content, NULL), CHUAN_PLUGIN_OK);
  assert_string_equal(one.text, "[A]\n[Ẩn hidden]\n[Sheet3]\n4\n");
  assert_int_equal(read_package(&first, content, NULL), CHUAN_PLUGIN_OK);
  assert_string_equal(first.text, "[A]\n1\n[Ẩn hidden]\n3\n[Sheet3]\n4\n");
  assert_int_equal(read_package(&stopped, content, NULL), 77);
  assert_int_equal(read_package(&old, content, NULL), CHUAN_PLUGIN_BROKEN);
  plugin_host_release(&one);
  plugin_host_release(&first);
  plugin_host_release(&stopped);
  plugin_host_release(&old);
}

static void refuses_what_means_harm(void **state) {
  (void)state;
  expect("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "", "0,0 \"content.xml\" inside! ",
         CHUAN_PLUGIN_BROKEN);
  expect("<office:document-content><office:body><office:text/></office:body></office:document-content>", "",
         "0,0 this OpenDocument fi! ", CHUAN_PLUGIN_BROKEN);
  expect(NULL, "", "0,0 the workbook lacks i! ", CHUAN_PLUGIN_BROKEN);
  BROKEN(ROW("<table:table-cell>"), "", "0,0 \"content.xml\" inside! ");
  BROKEN(ROW(CELL("", "<text:p><text:s text:c=\"99999999\"/></text:p>")), "", "1,1 the cell holds more ! ");
  struct plugin_host host = {.vietnamese = 1};
  char manifest[5200]; /* the mark stands across the place where the bytes are cut */
  memset(manifest, ' ', sizeof manifest);
  snprintf(manifest + 4090, sizeof manifest - 4090, "<manifest:encryption-data/>");
  assert_int_equal(read_package(&host, "noise", manifest), CHUAN_PLUGIN_BROKEN);
  assert_string_equal(host.message,
                      "bảng tính được bảo vệ bằng mật khẩu; hãy lưu không mật khẩu rồi gửi lại");
  plugin_host_release(&host);
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
  assert_int_equal(PROBE("PK\3\4....mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK"), 100);
  assert_int_equal(PROBE("PK\3\4....mimetypeapplication/vnd.oasis.opendocument.textPK\3\4 and more"), 50);
  assert_int_equal(PROBE("PK\3\4....content.xml...."), 60);
  assert_int_equal(PROBE("PK\3\4....[Content_Types].xml..xl/workbook.xml"), 0);
  assert_int_equal(PROBE("PK\3\4....readme.txt"), 5);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_a_file_of_libreoffice),
      cmocka_unit_test(reads_every_kind_of_cell),
      cmocka_unit_test(reads_text_as_it_is_shown),
      cmocka_unit_test(repeats_within_what_a_sheet_holds),
      cmocka_unit_test(tells_hidden_rows_and_merged_cells),
      cmocka_unit_test(tells_sheets_in_order),
      cmocka_unit_test(refuses_what_means_harm),
      cmocka_unit_test(probes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
