/* The first failure stays; problems are kept up to a limit, counted beyond it, and sorted. */
#include "base/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static int make(void **state) {
  *state = report_create();
  return *state == NULL;
}

static int drop(void **state) {
  report_free(*state);
  return 0;
}

static void the_first_failure_stays_in_the_readers_language(void **state) {
  struct report *report = *state;
  assert_int_equal(report_status(report), CHUAN_OK);
  assert_string_equal(report_message(report), "");
  assert_int_equal(report_language(report), CHUAN_VIETNAMESE);
  assert_int_equal(report_fail(report, CHUAN_IO, "no file %s", "không có tệp %s", "a.csv"), CHUAN_IO);
  assert_int_equal(report_fail(report, CHUAN_RULE, "later", "sau"), CHUAN_RULE);
  assert_int_equal(report_no_memory(report), CHUAN_MEMORY);
  assert_int_equal(report_status(report), CHUAN_IO);
  assert_string_equal(report_message(report), "không có tệp a.csv");
  report_clear(report);
  assert_int_equal(report_status(report), CHUAN_OK);
  report_set_language(report, CHUAN_ENGLISH);
  report_fail(report, CHUAN_IO, "no file %s", "không có tệp %s", "b.csv");
  assert_string_equal(report_message(report), "no file b.csv");
  assert_string_equal(report_pick(report, "en", "vi"), "en");
}

static void sentences_are_one_line_of_limited_length(void **state) {
  struct report *report = *state;
  report_fail(report, CHUAN_IO, "%s", "%s", "a\nb\x1b[31mc\xC2\x9B d\x7F");
  assert_string_equal(report_message(report), "a b [31mc   d ");
  char quoted[6001];
  for (size_t i = 0; i < 6000; i += 3) memcpy(quoted + i, "ệ", 3);
  quoted[6000] = 0;
  report_problem(report, CHUAN_ERROR, NULL, "x%s", "x%s", quoted);
  const char *message = report_problem_get(report, 0)->message;
  size_t length = strlen(message);
  assert_true(length < 2048 && length > 2000);
  assert_int_equal((length - 1) % 3, 0); /* cut between characters */
  assert_string_equal(message + length - 3, "…");
}

static void problems_keep_their_place_and_are_counted(void **state) {
  struct report *report = *state;
  char file[] = "b.lua";
  struct place place = {file, 7, 3};
  report_problem(report, CHUAN_ERROR, &place, "bad %d", "sai %d", 1);
  file[0] = 'a';
  place.line = 9;
  report_problem(report, CHUAN_WARNING, &place, "bad %d", "sai %d", 2);
  place.line = 2;
  report_problem(report, CHUAN_ERROR, &place, "bad %d", "sai %d", 3);
  place.column = 1;
  report_problem(report, CHUAN_ERROR, &place, "bad %d", "sai %d", 4);
  place.column = 3;
  report_problem(report, CHUAN_NOTE, &place, "bad %d", "sai %d", 5);
  report_problem(report, CHUAN_NOTE, NULL, "bad %d", "sai %d", 6);
  assert_string_equal(report_problem_get(report, 0)->file, "b.lua");
  assert_int_equal(report_problem_count(report), 6);
  assert_int_equal(report_severity_count(report, CHUAN_ERROR), 3);
  assert_int_equal(report_severity_count(report, CHUAN_WARNING), 1);
  assert_int_equal(report_severity_count(report, CHUAN_NOTE), 2);
  assert_null(report_problem_get(report, 6));
  report_sort(report);
  static const char *const order[] = {"sai 6", "sai 4", "sai 3", "sai 5", "sai 2", "sai 1"};
  for (size_t i = 0; i < 6; i++) assert_string_equal(report_problem_get(report, i)->message, order[i]);
  assert_string_equal(report_problem_get(report, 0)->file, "");
  assert_int_equal(report_problem_get(report, 0)->line, 0);
  report_clear(report);
  report_sort(report);
  assert_int_equal(report_problem_count(report), 0);
  assert_int_equal(report_severity_count(report, CHUAN_ERROR), 0);
}

static void past_ten_thousand_only_the_counts_go_on(void **state) {
  struct report *report = *state;
  struct place place = {"facts.csv", 0, 1};
  for (uint32_t i = 0; i < 12000; i++) {
    place.line = i;
    report_problem(report, CHUAN_ERROR, &place, "row %u", "dòng %u", i);
  }
  assert_int_equal(report_problem_count(report), 10000);
  assert_int_equal(report_severity_count(report, CHUAN_ERROR), 12000);
  assert_string_equal(report_problem_get(report, 9999)->message, "dòng 9999");
  assert_int_equal(report_problem_get(report, 9999)->line, 9999);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(the_first_failure_stays_in_the_readers_language, make, drop),
      cmocka_unit_test_setup_teardown(sentences_are_one_line_of_limited_length, make, drop),
      cmocka_unit_test_setup_teardown(problems_keep_their_place_and_are_counted, make, drop),
      cmocka_unit_test_setup_teardown(past_ten_thousand_only_the_counts_go_on, make, drop),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
