/* The writers: nothing in a cell can break a table, a JSON text or a spreadsheet. */
#include "output/csv.h"
#include "output/json.h"
#include "output/label.h"
#include "output/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

struct page {
  char text[8192];
  size_t length;
};

static int to_page(void *payload, const char *text, size_t length) {
  struct page *page = payload;
  if (page->length + length >= sizeof page->text) return 1;
  memcpy(page->text + page->length, text, length);
  page->length += length;
  page->text[page->length] = '\0';
  return 0;
}

static int refuse(void *payload, const char *text, size_t length) {
  (void)payload, (void)text, (void)length;
  return 1;
}

static void csv_cells_are_quoted_and_never_formulas(void **state) {
  (void)state;
  static const struct {
    const char *cell, *written;
  } cases[] = {
      {"Phước Hà", "Phước Hà"},
      {"a,b", "\"a,b\""},
      {"a;b", "\"a;b\""},
      {"say \"so\"", "\"say \"\"so\"\"\""},
      {"two\nlines", "\"two\nlines\""},
      {"", ""},
      {"-12.5", "-12.5"},
      {"+3", "+3"},
      {"=1+1", "\"'=1+1\""},
      {"-1+1", "\"'-1+1\""},
      {"@SUM(A1)", "\"'@SUM(A1)\""},
      {"+", "\"'+\""},
      {"\t=1", "\"'\t=1\""},
      {"\r=1", "\"'\r=1\""},
      {"-1.2.3", "\"'-1.2.3\""},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct page page = {"", 0};
    struct writer writer;
    struct csv csv;
    writer_begin(&writer, NULL, CHUAN_ENGLISH, to_page, &page);
    csv_begin(&csv, &writer);
    csv_text(&csv, cases[i].cell);
    csv_integer(&csv, -7);
    csv_end_row(&csv);
    assert_int_equal(writer_end(&writer), CHUAN_OK);
    char expected[128];
    snprintf(expected, sizeof expected, "%s,-7\n", cases[i].written);
    assert_string_equal(page.text, expected);
  }
}

static void json_is_escaped_and_laid_out(void **state) {
  (void)state;
  struct page page = {"", 0};
  struct writer writer;
  struct json json;
  writer_begin(&writer, NULL, CHUAN_ENGLISH, to_page, &page);
  json_begin(&json, &writer, "chuan.test/1");
  json_string(&json, "text", "\"\\\n\x01 \x7f Đạt");
  json_string(&json, "broken", "a\xff z");
  json_string(&json, "nothing", NULL);
  json_decimal(&json, "number", "-46.250");
  json_decimal(&json, "no_number", "1e5");
  json_decimal(&json, "zeros", "007");
  json_array(&json, "rows");
  json_object(&json, NULL);
  json_integer(&json, "n", INT64_MIN);
  json_boolean(&json, "b", 1);
  json_close(&json);
  json_object(&json, NULL);
  json_close(&json);
  json_close(&json);
  json_array(&json, "empty");
  json_end(&json);
  assert_int_equal(writer_end(&writer), CHUAN_OK);
  assert_string_equal(page.text,
                      "{\n"
                      "  \"schema\": \"chuan.test/1\",\n"
                      "  \"text\": \"\\\"\\\\\\n\\u0001 \\u007f Đạt\",\n"
                      "  \"broken\": \"a\\ufffd z\",\n"
                      "  \"nothing\": null,\n"
                      "  \"number\": -46.250,\n"
                      "  \"no_number\": null,\n"
                      "  \"zeros\": null,\n"
                      "  \"rows\": [\n"
                      "    {\"n\": -9223372036854775808, \"b\": true},\n"
                      "    {}\n"
                      "  ],\n"
                      "  \"empty\": []\n"
                      "}\n");
}

static void table_into(struct page *page, uint32_t width, size_t natural) {
  struct arena *arena = arena_create();
  struct table *table = table_create(arena);
  chuan_style style = CHUAN_STYLE_INIT;
  struct writer writer;
  style.width = width;
  page->length = 0;
  writer_begin(&writer, &style, CHUAN_VIETNAMESE, to_page, page);
  table_column(table, "Mã", TABLE_TEXT);
  table_column(table, "Tên", TABLE_TEXT);
  table_column(table, "Số", TABLE_NUMBER);
  table_column(table, "Chưa đạt", TABLE_WRAP);
  table_section(table, "Huyện Thuận Nam");
  table_cell(table, TINT_NONE, "22900");
  table_cell(table, TINT_NONE, "Phước Hà");
  table_cell(table, TINT_NONE, "9");
  table_cell(table, TINT_NONE, "1, 2, 3, 4, 5, 6, 7, 8, 9, 10");
  table_cell(table, TINT_NONE, "\x1b[31m");
  table_cell(table, TINT_NONE, "Nhị Hà");
  table_cell(table, TINT_NONE, "19");
  table_cell(table, TINT_NONE, "");
  assert_int_equal(table_write(table, &writer, natural), CHUAN_OK);
  assert_int_equal(writer_end(&writer), CHUAN_OK);
  arena_free(arena);
}

static void tables_align_by_display_width(void **state) {
  (void)state;
  struct page page;
  table_into(&page, 0, 0);
  assert_string_equal(page.text,
                      "Mã     Tên       Số  Chưa đạt\n"
                      "─────  ────────  ──  ─────────────────────────────\n"
                      "Huyện Thuận Nam\n"
                      "22900  Phước Hà   9  1, 2, 3, 4, 5, 6, 7, 8, 9, 10\n"
                      "?[31m  Nhị Hà    19\n");
}

static void tables_wrap_to_fit_and_cut_nothing(void **state) {
  (void)state;
  struct page page;
  table_into(&page, 38, 0);
  assert_string_equal(page.text,
                      "Mã     Tên       Số  Chưa đạt\n"
                      "─────  ────────  ──  ─────────────────\n"
                      "Huyện Thuận Nam\n"
                      "22900  Phước Hà   9  1, 2, 3, 4, 5, 6,\n"
                      "                     7, 8, 9, 10\n"
                      "?[31m  Nhị Hà    19\n");
  table_into(&page, 30, 0);
  assert_non_null(strstr(page.text,
                         "22900  Phước Hà   9  1, 2, 3,\n"
                         "                     4, 5, 6,\n"));
  table_into(&page, 1, 0); /* narrower than anything can be: still every cell, still an end */
  assert_string_equal(page.text,
                      "Mã     Tên       Số  Chưa\n"
                      "                     đạt\n"
                      "─────  ────────  ──  ──────\n"
                      "Huyện Thuận Nam\n"
                      "22900  Phước Hà   9  1, 2,\n"
                      "                     3, 4,\n"
                      "                     5, 6,\n"
                      "                     7, 8,\n"
                      "                     9, 10\n"
                      "?[31m  Nhị Hà    19\n");
}

static void colours_only_when_asked(void **state) {
  (void)state;
  for (int colour = 0; colour < 2; colour++) {
    struct page page = {"", 0};
    struct writer writer;
    chuan_style style = CHUAN_STYLE_INIT;
    style.colour = colour;
    writer_begin(&writer, &style, CHUAN_ENGLISH, to_page, &page);
    writer_tinted(&writer, TINT_GOOD, "met\x1b");
    assert_int_equal(writer_end(&writer), CHUAN_OK);
    assert_string_equal(page.text, colour ? "\033[32mmet?\033[0m" : "met?");
  }
}

static void a_sink_that_stops_is_an_error(void **state) {
  (void)state;
  struct writer writer;
  writer_begin(&writer, NULL, CHUAN_ENGLISH, refuse, NULL);
  for (int i = 0; i < 100000; i++) writer_text(&writer, "more and more");
  assert_int_equal(writer_end(&writer), CHUAN_IO);
}

static void numbers_have_the_persons_decimal_mark(void **state) {
  (void)state;
  char text[16];
  label_decimal("46.25", CHUAN_VIETNAMESE, text, sizeof text);
  assert_string_equal(text, "46,25");
  label_decimal("46.25", CHUAN_ENGLISH, text, sizeof text);
  assert_string_equal(text, "46.25");
  label_decimal("1234567890.123456789", CHUAN_VIETNAMESE, text, sizeof text);
  assert_string_equal(text, "1234567890,1234");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(csv_cells_are_quoted_and_never_formulas),
      cmocka_unit_test(json_is_escaped_and_laid_out),
      cmocka_unit_test(tables_align_by_display_width),
      cmocka_unit_test(tables_wrap_to_fit_and_cut_nothing),
      cmocka_unit_test(colours_only_when_asked),
      cmocka_unit_test(a_sink_that_stops_is_an_error),
      cmocka_unit_test(numbers_have_the_persons_decimal_mark),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
