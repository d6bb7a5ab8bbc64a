/* The first rows of every sheet, kept: the same from a process of its own and from this one. */
#define _XOPEN_SOURCE 700

#include "import/survey.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

struct looking {
  struct report *report;
  struct plugins *plugins;
  struct arena *arena;
  struct file_source source;
  struct survey survey;
  char path[64];
};

static void open_file(struct looking *looking, const char *folder, const char *text) {
  memset(looking, 0, sizeof *looking);
  snprintf(looking->path, sizeof looking->path, "/tmp/chuan-survey-XXXXXX");
  int descriptor = mkstemp(looking->path);
  assert_true(descriptor >= 0);
  assert_int_equal(write(descriptor, text, strlen(text)), strlen(text));
  close(descriptor);
  looking->report = report_create();
  looking->arena = arena_create();
  assert_true(looking->report && looking->arena);
  report_set_language(looking->report, CHUAN_ENGLISH);
  assert_int_equal(plugins_load(folder, looking->report, &looking->plugins), CHUAN_OK);
  assert_int_equal(source_open(looking->path, NULL, NULL, looking->report, &looking->source), CHUAN_OK);
}

static void close_file(struct looking *looking) {
  source_close(&looking->source);
  plugins_free(looking->plugins);
  arena_free(looking->arena);
  report_free(looking->report);
  unlink(looking->path);
}

static chuan_status look(struct looking *looking, const char *format, const char *const *sheets, size_t count,
                         int in_process) {
  struct reading_request request = {
      .source = &looking->source, .sheets = sheets, .sheet_count = count, .in_process = in_process};
  looking->source.position = 0;
  assert_int_equal(reading_plugin(looking->plugins, &looking->source, format, &request.plugin), CHUAN_OK);
  return survey_read(&request, looking->arena, &looking->survey);
}

static void expect_cell(const struct read_row *row, size_t column, const char *text) {
  assert_true(column < row->count);
  assert_int_equal(row->cells[column].length, strlen(text));
  if (*text) assert_memory_equal(row->cells[column].text, text, strlen(text));
}

static void keeps_the_first_rows_of_each_sheet(void **state) {
  (void)state;
  struct looking looking;
  open_file(&looking, CHUAN_TEST_BUILD "/test-plugins", "b");
  for (int in_process = 0; in_process < 2; in_process++) {
    assert_int_equal(look(&looking, "book", NULL, 0, in_process), CHUAN_OK);
    const struct survey *survey = &looking.survey;
    assert_string_equal(survey->plugin->name, "book");
    assert_int_equal(survey->sheet_count, 2);
    assert_string_equal(survey->sheets[0].name, "Xã");
    assert_int_equal(survey->sheets[0].flags, 0);
    assert_string_equal(survey->sheets[1].name, "Ẩn");
    assert_int_equal(survey->sheets[1].flags, CHUAN_SHEET_HIDDEN);
    const struct survey_sheet *sheet = &survey->sheets[0];
    assert_int_equal(sheet->row_count, 3); /* ninety-six more are blank */
    assert_int_equal(sheet->whole, 1);
    assert_string_equal(sheet->rows[0].sheet, "Xã");
    expect_cell(&sheet->rows[0], 2, "households");
    assert_null(sheet->rows[0].kinds);
    assert_int_equal(sheet->rows[1].number, 2);
    assert_int_equal(sheet->rows[1].kinds[2], CHUAN_CELL_NUMBER);
    assert_true(sheet->rows[1].flags & CHUAN_ROW_HIDDEN);
    assert_int_equal(sheet->merge_count, 1);
    assert_int_equal(sheet->merges[0].last_column, 2);
    assert_int_equal(report_problem_count(looking.report), 0); /* the reading itself will tell */
  }
  close_file(&looking);
}

static void looks_at_one_sheet(void **state) {
  (void)state;
  struct looking looking;
  open_file(&looking, CHUAN_TEST_BUILD "/test-plugins", "b");
  for (int in_process = 0; in_process < 2; in_process++) {
    const char *hidden[] = {"ẩn"}, *wrong[] = {"Xã", "Huyện"};
    assert_int_equal(look(&looking, "book", hidden, 1, in_process), CHUAN_OK);
    assert_int_equal(looking.survey.sheet_count, 1);
    assert_string_equal(looking.survey.sheets[0].name, "Ẩn");
    assert_int_equal(look(&looking, "book", wrong, 2, in_process), CHUAN_NOT_FOUND);
    assert_int_equal(looking.survey.sheet_count, 0);
    assert_non_null(strstr(report_message(looking.report), "has no sheet 'Huyện'; it has 'Xã', 'Ẩn'"));
    report_clear(looking.report);
  }
  close_file(&looking);
  open_file(&looking, CHUAN_TEST_BUILD "/test-plugins",
            "o"); /* a plugin that only names sheets with its rows */
  for (int in_process = 0; in_process < 2; in_process++) {
    const char *one[] = {"Ẩn"};
    assert_int_equal(look(&looking, "book", NULL, 0, in_process), CHUAN_OK);
    assert_int_equal(looking.survey.sheet_count, 2);
    assert_int_equal(look(&looking, "book", one, 1, in_process), CHUAN_OK);
    assert_int_equal(looking.survey.sheet_count, 1);
    assert_int_equal(looking.survey.sheets[0].row_count, 3);
  }
  close_file(&looking);
}

static void stops_after_sixty(void **state) {
  (void)state;
  struct looking looking;
  char text[4000] = "";
  for (int i = 1; i <= 200; i++) snprintf(text + strlen(text), 20, "%d,x\n", i);
  open_file(&looking, CHUAN_TEST_BUILD "/plugins", text);
  for (int in_process = 0; in_process < 2; in_process++) {
    assert_int_equal(look(&looking, "csv", NULL, 0, in_process), CHUAN_OK);
    assert_int_equal(looking.survey.sheet_count, 1);
    assert_string_equal(looking.survey.sheets[0].name, "");
    assert_int_equal(looking.survey.sheets[0].row_count, SURVEY_ROWS);
    assert_int_equal(looking.survey.sheets[0].whole, 0);
    expect_cell(&looking.survey.sheets[0].rows[59], 0, "60");
    assert_null(looking.survey.sheets[0].rows[0].sheet);
  }
  close_file(&looking);
}

/* What people typed in 1998: found out by the whole file, told by nobody here. */
static void converts_what_is_no_unicode(void **state) {
  (void)state;
  struct looking looking;
  open_file(&looking, CHUAN_TEST_BUILD "/plugins",
            "m\xB7,t\xAAn x\xB7\n22837,X\xB7 Ph\xAD\xED"
            "c H\xB6i\n22838,X\xB7 C\xABng H\xB6i\n");
  for (int in_process = 0; in_process < 2; in_process++) {
    assert_int_equal(look(&looking, "csv", NULL, 0, in_process), CHUAN_OK);
    const struct survey_sheet *sheet = &looking.survey.sheets[0];
    expect_cell(&sheet->rows[0], 1, "tên xã");
    expect_cell(&sheet->rows[1], 1, "Xã Phước Hải");
    expect_cell(&sheet->rows[2], 1, "Xã Công Hải");
    assert_int_equal(report_problem_count(looking.report), 0);
  }
  close_file(&looking);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(keeps_the_first_rows_of_each_sheet),
      cmocka_unit_test(looks_at_one_sheet),
      cmocka_unit_test(stops_after_sixty),
      cmocka_unit_test(converts_what_is_no_unicode),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
