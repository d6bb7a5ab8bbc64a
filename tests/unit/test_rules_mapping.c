/* Mapping files: what they say is taken, and every mistake in one is named with its line. */
#include "rules/rulebook.h"

#include "base/buffer.h"
#include "rules/sandbox.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

struct loaded {
  struct arena *arena;
  struct report *report;
  struct mapping *mapping;
  chuan_status status;
  char path[64];
};

static struct loaded load_bytes(const char *text, size_t length) {
  static const struct fact households = {.level = "commune", .id = "households"};
  static const struct fact clean = {.level = "commune", .id = "households_clean_water"};
  static const struct fact roads = {.level = "commune", .id = "roads"};
  const struct fact *facts[] = {&households, &clean, &roads};
  struct vocabulary_level level = {"commune", facts, 3};
  struct rulebook rulebook = {.vocabulary = {&level, 1}};
  struct loaded loaded = {arena_create(), report_create(), NULL, CHUAN_OK, "/tmp/chuan-mapping-XXXXXX"};
  int file = mkstemp(loaded.path);
  assert_true(file >= 0);
  assert_int_equal(write(file, text, length), length);
  close(file);
  report_set_language(loaded.report, CHUAN_ENGLISH);
  loaded.status =
      mapping_load(loaded.path, &rulebook, "commune", loaded.arena, loaded.report, &loaded.mapping);
  unlink(loaded.path);
  return loaded;
}

static void release(struct loaded *loaded) {
  report_free(loaded->report);
  arena_free(loaded->arena);
}

/* Exactly one problem, at the line, that contains `part`. */
static void assert_wrong(const char *text, uint32_t line, const char *part) {
  struct loaded loaded = load_bytes(text, strlen(text));
  if (loaded.status != CHUAN_RULE) fail_msg("%s\nstatus %d", text, (int)loaded.status);
  assert_null(loaded.mapping);
  const chuan_problem *problem = report_problem_get(loaded.report, 0);
  if (strstr(problem->message, part) == NULL || problem->line != line ||
      report_problem_count(loaded.report) != 1) {
    fail_msg("%s\nline %u of %zu: %s", text, problem->line, report_problem_count(loaded.report),
             problem->message);
  }
  assert_string_equal(problem->file, loaded.path);
  release(&loaded);
}

static void a_mapping_is_read(void **state) {
  (void)state;
  static const char text[] =
      "-- biểu của huyện\n"
      "mapping {\n"
      "  sheet = 'Biểu 01', unit = 'Mã xã', year = 'Năm', decimal = ',',\n"
      "  columns = {\n"
      "    ['Tổng số hộ'] = households,\n"
      "    [\"Hộ dùng nước sạch\"] = \"households_clean_water\", Roads = roads,\n"
      "  },\n"
      "}\n";
  struct loaded loaded = load_bytes(text, strlen(text));
  if (loaded.status != CHUAN_OK) fail_msg("%s", report_problem_get(loaded.report, 0)->message);
  const struct mapping *mapping = loaded.mapping;
  assert_string_equal(mapping->file, loaded.path);
  assert_int_equal(strlen(mapping->digest), 64);
  assert_string_equal(mapping->sheet, "Biểu 01");
  assert_string_equal(mapping->unit_heading, "Mã xã");
  assert_string_equal(mapping->year_heading, "Năm");
  assert_int_equal(mapping->decimal_mark, ',');
  assert_int_equal(mapping->column_count, 3);
  assert_string_equal(mapping->columns[0].heading, "Tổng số hộ");
  assert_string_equal(mapping->columns[0].fact->id, "households");
  assert_int_equal(mapping->columns[0].place.line, 5);
  assert_string_equal(mapping->columns[1].heading, "Hộ dùng nước sạch");
  assert_string_equal(mapping->columns[2].fact->id, "roads");
  release(&loaded);

  loaded = load_bytes("mapping { columns = { a = roads } }", 35);
  assert_int_equal(loaded.status, CHUAN_OK);
  assert_null(loaded.mapping->sheet);
  assert_null(loaded.mapping->unit_heading);
  assert_null(loaded.mapping->year_heading);
  assert_int_equal(loaded.mapping->decimal_mark, 0);
  release(&loaded);
}

static void mistakes_are_named(void **state) {
  (void)state;
  assert_wrong("", 1, "there is no mapping here");
  assert_wrong("mapping {\n columns = {\n  ['Hộ'] = houesholds } }", 3, "did you mean 'households'?");
  assert_wrong("mapping {\n columns = { ['Hộ'] = completely_other } }", 2, "`chuan facts` lists them");
  assert_wrong("mapping {\n colums = { a = roads }, columns = { b = households } }", 2,
               "did you mean 'columns'?");
  assert_wrong("mapping {\n weather = 'x', columns = { b = households } }", 2,
               "its fields are sheet, heading_rows, unit");
  assert_wrong("mapping { unit = 'x' }", 1, "the mapping has no columns");
  assert_wrong("mapping {\n unit = true, columns = { b = households } }", 2, "unit is a text in quotes");
  assert_wrong("mapping { decimal = ';', columns = { b = households } }", 1, "decimal is \".\" or \",\"");
  assert_wrong("mapping { columns = { b = households,\n c = 5 } }", 2, "'c' needs the name of a fact");
  assert_wrong("mapping { columns = {\n households } }", 1, "at least one letter");
  assert_wrong("mapping { columns = {\n ['…'] = households } }", 2, "at least one letter");
  assert_wrong("mapping { columns = { ['Số hộ'] = households,\n ['SO  HO'] = roads } }", 2,
               "look the same to the import");
  assert_wrong("mapping { columns = { ['Số hộ'] = households,\n ['SO  HO'] = households } }", 2,
               "look the same");
  assert_wrong("mapping { columns = { x = households,\n y = households } }", 2,
               "already has a column on line 1");
  assert_wrong("mapping { columns = {\n x = households,\n x = roads } }", 3, "already given on line 2");
  assert_wrong("mapping { unit = 'Mã xã', columns = {\n ['mã  XÃ'] = households } }", 2,
               "already the column of unit");
  assert_wrong("mapping { columns = {\n Year = households } }", 2, "already the column of year");
  assert_wrong("mapping { columns = { x = roads } }\nmapping { columns = { x = roads } }", 2,
               "each is for one sheet");
  assert_wrong(
      "mapping { sheet = 'A', columns = { x = roads } }\nmapping { sheet = 'A', columns = { x = roads } }", 2,
      "has a mapping on line 1");
  assert_wrong("\nmapping 'x'", 2, "write mapping {");
  assert_wrong("mapping { columns = { “Số hộ” = 1 } }", 1, "straight quote");
}

static void mistakes_come_all_at_once(void **state) {
  (void)state;
  static const char text[] =
      "mapping {\n  shet = 'x',\n  decimal = 'x',\n  columns = {\n    a = rods,\n    b = hoseholds,\n  },\n}";
  struct loaded loaded = load_bytes(text, strlen(text));
  assert_int_equal(loaded.status, CHUAN_RULE);
  static const uint32_t lines[] = {2, 3, 5, 6};
  assert_int_equal(report_problem_count(loaded.report), 4);
  for (size_t i = 0; i < 4; i++) assert_int_equal(report_problem_get(loaded.report, i)->line, lines[i]);
  assert_non_null(strstr(report_message(loaded.report), "4 errors"));
  release(&loaded);
}

static void hostile_files_cost_an_error(void **state) {
  (void)state;
  assert_wrong("mapping {", 1, "expected");
  assert_wrong("for i = 1, 1e9 do local x = {} end", 1, "more work than is allowed");
  assert_wrong("local s = 'x' for i = 1, 50 do s = s .. s end", 1, "1 MB");
  assert_wrong("os.execute('true')", 1, "attempt to index");
  assert_wrong("load('x')", 1, "attempt to call");
  struct loaded loaded = load_bytes("mapping\0{ columns = { a = roads } }", 35);
  assert_int_equal(loaded.status, CHUAN_RULE);
  release(&loaded);
  loaded = load_bytes("mapping { columns = { ['\\0\\xff'] = roads } }", 44);
  assert_int_equal(loaded.status, CHUAN_RULE);
  release(&loaded);
  char *large = calloc(1, SANDBOX_FILE_BYTES + 10);
  assert_non_null(large);
  memset(large, ' ', SANDBOX_FILE_BYTES + 9);
  loaded = load_bytes(large, SANDBOX_FILE_BYTES + 9);
  assert_int_not_equal(loaded.status, CHUAN_OK);
  release(&loaded);
  free(large);
}

static void a_missing_file_or_level_fails(void **state) {
  (void)state;
  struct rulebook rulebook = {0};
  struct vocabulary_level level = {"commune", NULL, 0};
  struct arena *arena = arena_create();
  struct report *report = report_create();
  struct mapping *mapping;
  assert_int_equal(mapping_load("/tmp/none.lua", &rulebook, "commune", arena, report, &mapping),
                   CHUAN_ARGUMENT);
  rulebook.vocabulary = (struct vocabulary){&level, 1};
  report_clear(report);
  assert_int_equal(mapping_load("/tmp/no/such/file.lua", &rulebook, "commune", arena, report, &mapping),
                   CHUAN_IO);
  assert_null(mapping);
  report_free(report);
  arena_free(arena);
}

/* Each is looked up, not looked for among all others: this took half a minute. */
static void very_many_columns_on_one_line(void **state) {
  (void)state;
  enum { COLUMNS = 30000 };
  struct buffer text;
  buffer_init(&text, 0);
  buffer_add_string(&text, "mapping { columns = {");
  for (int i = 0; i < COLUMNS; i++) buffer_format(&text, "c%d=x%d,", i, i);
  buffer_add_string(&text, "} }");
  clock_t started = clock();
  struct loaded loaded = load_bytes(text.text, text.length);
  assert_true((clock() - started) / CLOCKS_PER_SEC < 10 || getenv("CHUAN_VALGRIND") != NULL);
  assert_int_equal(loaded.status, CHUAN_RULE);
  assert_int_equal(report_severity_count(loaded.report, CHUAN_ERROR), COLUMNS);
  release(&loaded);
  buffer_free(&text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_mapping_is_read),
      cmocka_unit_test(mistakes_are_named),
      cmocka_unit_test(mistakes_come_all_at_once),
      cmocka_unit_test(hostile_files_cost_an_error),
      cmocka_unit_test(very_many_columns_on_one_line),
      cmocka_unit_test(a_missing_file_or_level_fails),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
