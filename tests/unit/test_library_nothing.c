/* The public interface given NULL where an object belongs: a sentence or a number, never a crash. */
#include "chuan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static int refuse(void *payload, const char *text, size_t length) {
  (void)payload, (void)text, (void)length;
  return 1;
}

/* Callers forget to look at a status: what they then ask of NULL is answered, not a crash. */
static void nothing_is_asked_of_nothing(void **state) {
  (void)state;
  int first = 7, last = 7;
  assert_string_equal(chuan_error_message(NULL), "");
  assert_int_equal(chuan_error_status(NULL), CHUAN_ARGUMENT);
  assert_int_equal(chuan_problem_count(NULL), 0);
  assert_null(chuan_problem_get(NULL, 0));
  assert_int_equal(chuan_language_get(NULL), CHUAN_VIETNAMESE);
  assert_string_equal(chuan_rulebook_period(NULL), "");
  assert_string_equal(chuan_rulebook_digest(NULL), "");
  chuan_rulebook_years(NULL, &first, &last);
  assert_int_equal(first + last, 0);
  chuan_rulebook_years(NULL, NULL, NULL);
  assert_null(chuan_check_counts_get(NULL));
  assert_null(chuan_dossier_digest(NULL));
  assert_int_equal(chuan_dossier_latest_year(NULL, NULL), 0);
  assert_int_equal(chuan_evaluation_units(NULL), 0);
  assert_int_equal(chuan_evaluation_data_status(NULL), CHUAN_OFFICIAL);
  assert_int_equal(chuan_tally_count(NULL), 0);
  assert_null(chuan_tally_get(NULL, 0));
  assert_int_equal(chuan_targets_count(NULL), 0);
  assert_null(chuan_targets_get(NULL, 0));
  assert_int_equal(chuan_review_count(NULL), 0);
  assert_null(chuan_review_get(NULL, 0));
  assert_int_equal(chuan_explanation_verdict(NULL), CHUAN_NO_DATA);
  chuan_language_set(NULL, CHUAN_ENGLISH);
  chuan_threads_set(NULL, 1);
  chuan_progress_set(NULL, NULL, NULL);
  chuan_evaluation_rewind(NULL);
  chuan_free(NULL);
  chuan_rulebook_free(NULL);
  chuan_check_free(NULL);
  chuan_dossier_free(NULL);
  chuan_entry_free(NULL);
  chuan_evaluation_free(NULL);
  chuan_tally_free(NULL);
  chuan_targets_free(NULL);
  chuan_review_free(NULL);
  chuan_explanation_free(NULL);
  chuan_case_free(NULL);
}

static void a_call_on_nothing_is_a_wrong_argument(void **state) {
  (void)state;
  const chuan_status statuses[] = {
      chuan_create(NULL),
      chuan_plugins_set(NULL, NULL),
      chuan_rulebook_load(NULL, "x", NULL, 0, NULL),
      chuan_facts_write(NULL, NULL, NULL, refuse, NULL),
      chuan_program_write(NULL, "commune", 2023, refuse, NULL),
      chuan_check_run(NULL, NULL),
      chuan_check_write(NULL, NULL, refuse, NULL),
      chuan_dossier_open(NULL, ":memory:", 0, NULL),
      chuan_rulebook_load_for(NULL, "x", 2023, NULL),
      chuan_units_load(NULL, "x", NULL),
      chuan_successions_load(NULL, "x", NULL),
      chuan_attributes_load(NULL, NULL, "x", "commune", CHUAN_OFFICIAL, NULL),
      chuan_recognitions_load(NULL, NULL, "x", CHUAN_OFFICIAL, NULL),
      chuan_unit_add(NULL, "1", "commune", "x", NULL, NULL, NULL),
      chuan_import_run(NULL, NULL, "x", NULL, NULL),
      chuan_plugins_write(NULL, NULL, refuse, NULL),
      chuan_entry_begin(NULL, NULL, "x", CHUAN_OFFICIAL, NULL),
      chuan_entry_set(NULL, "commune", "1", 2023, "x", "1"),
      chuan_entry_commit(NULL),
      chuan_evaluation_run(NULL, NULL, NULL, NULL),
      chuan_evaluation_next(NULL, NULL),
      chuan_evaluation_write(NULL, NULL, refuse, NULL),
      chuan_evaluation_write_by(NULL, "district", NULL, refuse, NULL),
      chuan_tally_run(NULL, NULL, NULL, NULL, NULL),
      chuan_targets_run(NULL, NULL, NULL, NULL),
      chuan_targets_write(NULL, NULL, refuse, NULL),
      chuan_tasks_write(NULL, NULL, refuse, NULL),
      chuan_review_run(NULL, NULL, NULL, NULL),
      chuan_review_write(NULL, NULL, refuse, NULL),
      chuan_explanation_run(NULL, NULL, "1", "s", 2023, NULL),
      chuan_explanation_write(NULL, NULL, refuse, NULL),
      chuan_case_create(NULL, "commune", 2023, NULL),
      chuan_case_set(NULL, "x", "1"),
      chuan_case_judge(NULL, "s", NULL),
  };
  for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++)
    assert_int_equal(statuses[i], CHUAN_ARGUMENT);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(nothing_is_asked_of_nothing),
      cmocka_unit_test(a_call_on_nothing_is_a_wrong_argument),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
