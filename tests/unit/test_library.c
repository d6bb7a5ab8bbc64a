/* The public interface as an embedding program uses it: no file but the rules. */
#include "chuan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char rules[] =
    "period { id = '2021-2025', first_year = 2021, last_year = 2025 }\n"
    "document { id = '1/QD', date = '2022-03-08' }\n";
static const char facts[] =
    "facts 'commune' {\n"
    "  households = count { unit = 'ho' },\n"
    "  clean_water = count { unit = 'ho', part_of = 'households' },\n"
    "  income = amount { places = 2 },\n"
    "  planned = yes_no {}, area = amount { places = 0 }, forest = amount { places = 2, part_of = 'area' },\n"
    "}\n";
static const char standard[] =
    "criterion { of = 's', id = '1', source = law { '1/QD', item = '1' },\n"
    "  indicator { id = '1.1', value = share(clean_water, households), at_least = 58 },\n"
    "  indicator { id = '1.2', value = income, between = { 10, 20.5 } },\n"
    "}\n"
    "criterion { of = 's', id = '2', source = law { '1/QD', item = '2' },\n"
    "  indicator { id = '2.1', test = is_true(planned) },\n"
    "}\n"
    "standard { id = 's', level = 'commune', source = law { '1/QD' } }\n";

struct world {
  char folder[64];
  chuan *handle;
  chuan_rulebook *rulebook;
  chuan_dossier *dossier;
};

static void write_file(const char *folder, const char *name, const char *text) {
  char path[128];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  fputs(text, file);
  assert_int_equal(fclose(file), 0);
}

static void put(chuan_entry *entry, const char *unit, int year, const char *fact, const char *value) {
  assert_int_equal(chuan_entry_set(entry, "commune", unit, year, fact, value), CHUAN_OK);
}

static int open_world(void **state) {
  struct world *world = calloc(1, sizeof *world);
  assert_non_null(world);
  snprintf(world->folder, sizeof world->folder, "%s", "/tmp/chuan-library-XXXXXX");
  assert_non_null(mkdtemp(world->folder));
  write_file(world->folder, "period.lua", rules);
  write_file(world->folder, "facts.lua", facts);
  write_file(world->folder, "standard.lua", standard);
  assert_int_equal(chuan_create(&world->handle), CHUAN_OK);
  chuan_language_set(world->handle, CHUAN_ENGLISH);
  if (chuan_rulebook_load(world->handle, world->folder, NULL, 0, &world->rulebook) != CHUAN_OK) {
    fail_msg("%s", chuan_problem_count(world->handle) > 0 ? chuan_problem_get(world->handle, 0)->message
                                                          : chuan_error_message(world->handle));
  }
  assert_int_equal(chuan_dossier_open(world->handle, ":memory:", CHUAN_OPEN_CREATE, &world->dossier),
                   CHUAN_OK);
  static const char *const units[][4] = {
      {"1", "province", "A", NULL},        {"2", "province", "B", NULL},
      {"11", "district", "A1", "1"},       {"21", "district", "B1", "2"},
      {"111", "commune", "Xã Ân", "11"},   {"112", "commune", "Xã Bình", "11"},
      {"211", "commune", "Xã Công", "21"},
  };
  for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
    assert_int_equal(
        chuan_unit_add(world->dossier, units[i][0], units[i][1], units[i][2], units[i][3], NULL, NULL),
        CHUAN_OK);
  }
  chuan_entry *entry;
  assert_int_equal(chuan_entry_begin(world->dossier, world->rulebook, "by hand", CHUAN_PRELIMINARY, &entry),
                   CHUAN_OK);
  put(entry, "111", 2023, "households", "50");
  put(entry, "111", 2023, "clean_water", "28");
  put(entry, "111", 2023, "clean_water", "29"); /* the last one stays */
  put(entry, "111", 2023, "income", "20.50");
  put(entry, "111", 2023, "planned", "yes");
  put(entry, "112", 2023, "households", "0");
  put(entry, "112", 2023, "clean_water", "0");
  put(entry, "112", 2023, "planned", "không đạt");
  put(entry, "211", 2023, "households", "100");
  put(entry, "211", 2023, "clean_water", "57");
  put(entry, "211", 2023, "income", "");
  assert_int_equal(chuan_entry_commit(entry), CHUAN_OK);
  chuan_entry_free(entry);
  *state = world;
  return 0;
}

static int close_world(void **state) {
  struct world *world = *state;
  chuan_dossier_free(world->dossier);
  chuan_rulebook_free(world->rulebook);
  chuan_free(world->handle);
  static const char *const names[] = {"period.lua", "facts.lua", "standard.lua", ""};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    char path[128];
    snprintf(path, sizeof path, "%s/%s", world->folder, names[i]);
    remove(path);
  }
  free(world);
  return 0;
}

/* "unit id verdict value threshold", with how it stands to the threshold. */
static void rows_come_in_order_with_exact_values(void **state) {
  struct world *world = *state;
  static const struct {
    const char *unit, *criterion, *indicator;
    chuan_verdict verdict;
    const char *value, *threshold;
    int near_threshold;
  } expected[] = {
      {"111", "", "", CHUAN_MET, "", "", 0},
      {"111", "1", "", CHUAN_MET, "", "", 0},
      {"111", "1", "1.1", CHUAN_MET, "58", "58", 1},
      {"111", "1", "1.2", CHUAN_MET, "20.5", "10..20.5", 1},
      {"111", "2", "", CHUAN_MET, "", "", 0},
      {"111", "2", "2.1", CHUAN_MET, "", "", 0},
      {"112", "", "", CHUAN_NOT_MET, "", "", 0},
      {"112", "1", "", CHUAN_NO_DATA, "", "", 0},
      {"112", "1", "1.1", CHUAN_NO_DATA, "", "58", 0},
      {"112", "1", "1.2", CHUAN_NO_DATA, "", "10..20.5", 0},
      {"112", "2", "", CHUAN_NOT_MET, "", "", 0},
      {"112", "2", "2.1", CHUAN_NOT_MET, "", "", 0},
      {"211", "", "", CHUAN_NOT_MET, "", "", 0},
      {"211", "1", "", CHUAN_NOT_MET, "", "", 0},
      {"211", "1", "1.1", CHUAN_NOT_MET, "57", "58", 0},
      {"211", "1", "1.2", CHUAN_NO_DATA, "", "10..20.5", 0},
      {"211", "2", "", CHUAN_NO_DATA, "", "", 0},
      {"211", "2", "2.1", CHUAN_NO_DATA, "", "", 0},
  };
  chuan_evaluation *evaluation;
  assert_int_equal(chuan_evaluation_run(world->dossier, world->rulebook, NULL, &evaluation), CHUAN_OK);
  assert_int_equal(chuan_evaluation_units(evaluation), 3);
  assert_int_equal(chuan_evaluation_data_status(evaluation), CHUAN_PRELIMINARY);
  for (int round = 0; round < 2; round++) {
    const chuan_verdict_row *row;
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
      assert_int_equal(chuan_evaluation_next(evaluation, &row), CHUAN_OK);
      assert_non_null(row);
      assert_string_equal(row->unit, expected[i].unit);
      assert_string_equal(row->level, "commune");
      assert_string_equal(row->standard, "s");
      assert_string_equal(row->criterion, expected[i].criterion);
      assert_string_equal(row->indicator, expected[i].indicator);
      assert_int_equal(row->verdict, expected[i].verdict);
      assert_string_equal(row->value, expected[i].value);
      assert_string_equal(row->threshold, expected[i].threshold);
      assert_int_equal(row->near_threshold, expected[i].near_threshold);
      assert_int_equal(row->year, 2023);
      assert_int_equal(row->threshold_status, CHUAN_SOURCED);
    }
    assert_int_equal(chuan_evaluation_next(evaluation, &row), CHUAN_OK);
    assert_null(row);
    chuan_evaluation_rewind(evaluation);
  }
  chuan_evaluation_free(evaluation);
}

static void tallies_agree_with_rows_by_any_level_above(void **state) {
  struct world *world = *state;
  static const struct {
    const char *by;
    size_t groups;
    const char *first;
    uint64_t met, not_met;
  } cases[] = {{NULL, 1, "", 1, 2}, {"district", 2, "11", 1, 1}, {"province", 2, "1", 1, 1}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    chuan_tally *tally;
    assert_int_equal(chuan_tally_run(world->dossier, world->rulebook, NULL, cases[i].by, &tally), CHUAN_OK);
    assert_int_equal(chuan_tally_count(tally), cases[i].groups * 6);
    assert_null(chuan_tally_get(tally, chuan_tally_count(tally)));
    const chuan_tally_row *row = chuan_tally_get(tally, 0);
    assert_string_equal(row->ancestor, cases[i].first);
    assert_string_equal(row->standard, "s");
    assert_string_equal(row->criterion, "");
    assert_int_equal(row->counts[CHUAN_MET], cases[i].met);
    assert_int_equal(row->counts[CHUAN_NOT_MET], cases[i].not_met);
    chuan_tally_free(tally);
  }
  chuan_tally *none;
  assert_int_equal(chuan_tally_run(world->dossier, world->rulebook, NULL, "village", &none), CHUAN_NOT_FOUND);
  assert_null(none);
}

static void a_case_is_judged_without_a_database(void **state) {
  struct world *world = *state;
  chuan_case *one;
  chuan_verdict verdict;
  assert_int_equal(chuan_case_create(world->rulebook, "commune", 2023, &one), CHUAN_OK);
  assert_int_equal(chuan_case_judge(one, "s/1.1", &verdict), CHUAN_OK);
  assert_int_equal(verdict, CHUAN_NO_DATA);
  assert_int_equal(chuan_case_set(one, "households", "50"), CHUAN_OK);
  assert_int_equal(chuan_case_set(one, "clean_water", "29"), CHUAN_OK);
  assert_int_equal(chuan_case_judge(one, "s/1.1", &verdict), CHUAN_OK);
  assert_int_equal(verdict, CHUAN_MET);
  assert_int_equal(chuan_case_set(one, "clean_water", "28"), CHUAN_OK);
  assert_int_equal(chuan_case_judge(one, "s/1", &verdict), CHUAN_OK);
  assert_int_equal(verdict, CHUAN_NOT_MET);
  assert_int_equal(chuan_case_set(one, "clean_water", NULL), CHUAN_OK);
  assert_int_equal(chuan_case_judge(one, "s/1.1", &verdict), CHUAN_OK);
  assert_int_equal(verdict, CHUAN_NO_DATA);
  assert_int_equal(chuan_case_set(one, "clean_watr", "1"), CHUAN_NOT_FOUND);
  assert_non_null(strstr(chuan_error_message(world->handle), "clean_water"));
  assert_int_equal(chuan_case_set(one, "households", "many"), CHUAN_ARGUMENT);
  assert_int_equal(chuan_case_judge(one, "s/9", &verdict), CHUAN_NOT_FOUND);
  chuan_case_free(one);
  assert_int_equal(chuan_case_create(world->rulebook, "commune", 1999, &one), CHUAN_ARGUMENT);
  assert_null(one);
  assert_int_equal(chuan_case_create(world->rulebook, "village", 2023, &one), CHUAN_NOT_FOUND);
}

static void an_entry_is_whole_or_nothing(void **state) {
  struct world *world = *state;
  chuan_entry *entry;
  char before[65];
  snprintf(before, sizeof before, "%s", chuan_dossier_digest(world->dossier));
  assert_int_equal(chuan_entry_begin(world->dossier, world->rulebook, "dropped", CHUAN_OFFICIAL, &entry),
                   CHUAN_OK);
  put(entry, "111", 2024, "households", "7");
  chuan_entry_free(entry);
  assert_string_equal(chuan_dossier_digest(world->dossier), before);
  assert_int_equal(chuan_entry_begin(world->dossier, world->rulebook, "wrong", CHUAN_OFFICIAL, &entry),
                   CHUAN_OK);
  put(entry, "111", 2024, "households", "7");
  put(entry, "111", 2025, "households", "7");
  put(entry, "111", 2025, "clean_water", "8");
  assert_int_equal(chuan_entry_commit(entry), CHUAN_ARGUMENT);
  assert_non_null(strstr(chuan_error_message(world->handle), "clean_water"));
  chuan_entry_free(entry);
  assert_string_equal(chuan_dossier_digest(world->dossier), before);
  assert_int_equal(chuan_entry_begin(world->dossier, world->rulebook, "wrong", CHUAN_OFFICIAL, &entry),
                   CHUAN_OK);
  put(entry, "111", 2024, "area", "10");
  put(entry, "111", 2024, "forest", "10.01"); /* of other places than its whole */
  assert_int_equal(chuan_entry_commit(entry), CHUAN_ARGUMENT);
  chuan_entry_free(entry);
  assert_string_equal(chuan_dossier_digest(world->dossier), before);
  assert_int_equal(chuan_entry_begin(world->dossier, world->rulebook, "other", CHUAN_OFFICIAL, &entry),
                   CHUAN_OK);
  assert_int_equal(chuan_entry_set(entry, "commune", "999", 2024, "households", "1"), CHUAN_NOT_FOUND);
  assert_int_equal(chuan_entry_set(entry, "commune", "111", 2024, "household", "1"), CHUAN_NOT_FOUND);
  assert_int_equal(chuan_entry_set(entry, "commune", "111", 2024, "households", "-1"), CHUAN_ARGUMENT);
  assert_int_equal(chuan_entry_set(entry, "commune", "111", 2024, "income", "1.234"), CHUAN_ARGUMENT);
  assert_int_equal(chuan_entry_set(entry, "village", "111", 2024, "income", "1"), CHUAN_ARGUMENT);
  assert_int_equal(chuan_entry_commit(entry), CHUAN_OK);
  chuan_entry_free(entry);
  assert_string_equal(chuan_dossier_digest(world->dossier), before);
  assert_int_equal(chuan_dossier_latest_year(world->dossier, "commune"), 2023);
}

static void what_is_asked_wrongly_is_named(void **state) {
  struct world *world = *state;
  chuan_evaluation *evaluation;
  chuan_explanation *explanation;
  chuan_tally *tally;
  chuan_evaluation_options options = CHUAN_EVALUATION_INIT;
  options.year = 2030;
  assert_int_equal(chuan_evaluation_run(world->dossier, world->rulebook, &options, &evaluation),
                   CHUAN_ARGUMENT);
  assert_null(evaluation);
  options.year = 0;
  options.standard = "S";
  assert_int_equal(chuan_evaluation_run(world->dossier, world->rulebook, &options, &evaluation),
                   CHUAN_NOT_FOUND);
  options.standard = "s/1";
  assert_int_equal(chuan_evaluation_run(world->dossier, world->rulebook, &options, &evaluation),
                   CHUAN_ARGUMENT);
  options.standard = NULL;
  options.unit = "A1";
  assert_int_equal(chuan_evaluation_run(world->dossier, world->rulebook, &options, &evaluation),
                   CHUAN_NOT_FOUND);
  assert_non_null(strstr(chuan_error_message(world->handle), "district"));
  assert_int_equal(chuan_tally_run(world->dossier, world->rulebook, &options, NULL, &tally), CHUAN_ARGUMENT);
  options.unit = "cong";
  assert_int_equal(chuan_evaluation_run(world->dossier, world->rulebook, &options, &evaluation), CHUAN_OK);
  assert_int_equal(chuan_evaluation_units(evaluation), 1);
  chuan_evaluation_free(evaluation);
  assert_int_equal(chuan_explanation_run(world->dossier, world->rulebook, "111", "s/1.1", 0, &explanation),
                   CHUAN_OK);
  assert_int_equal(chuan_explanation_verdict(explanation), CHUAN_MET);
  chuan_explanation_free(explanation);
  assert_int_equal(chuan_explanation_run(world->dossier, world->rulebook, "111", "s/1.3", 0, &explanation),
                   CHUAN_NOT_FOUND);
  assert_null(explanation);
  assert_int_equal(chuan_evaluation_run(NULL, world->rulebook, NULL, &evaluation), CHUAN_ARGUMENT);
  chuan_rulebook *none;
  assert_int_equal(chuan_rulebook_load(world->handle, "", NULL, 0, &none), CHUAN_ARGUMENT);
  assert_null(none);
  chuan_evaluation_free(NULL);
  chuan_tally_free(NULL);
  chuan_entry_free(NULL);
  chuan_explanation_free(NULL);
  chuan_case_free(NULL);
  chuan_check_free(NULL);
  chuan_free(NULL);
}

static int count_lines(void *payload, const char *text, size_t length) {
  size_t *lines = payload;
  for (size_t i = 0; i < length; i++) *lines += text[i] == '\n';
  return 0;
}

static int count_escapes(void *payload, const char *text, size_t length) {
  int *escapes = payload;
  for (size_t i = 0; i < length; i++) *escapes += text[i] == '\033';
  return 0;
}

static int refuse(void *payload, const char *text, size_t length) {
  (void)payload, (void)text, (void)length;
  return 1;
}

/* What failed before does not stand as the message of what fails now, and nothing old stays in the result. */
#define EXPECT_ARGUMENT(call)                                                  \
  do {                                                                         \
    assert_int_equal(chuan_dossier_latest_year(world->dossier, "village"), 0); \
    assert_int_equal(call, CHUAN_ARGUMENT);                                    \
    assert_int_equal(chuan_error_status(world->handle), CHUAN_ARGUMENT);       \
    assert_string_not_equal(chuan_error_message(world->handle), "");           \
  } while (0)

static void what_is_not_given_is_said(void **state) {
  struct world *world = *state;
  chuan_counts counts = {.accepted = 1, .unchanged = 1, .rejected = 1};
  chuan_evaluation *evaluation = (void *)world;
  chuan_tally *tally = (void *)world;
  chuan_explanation *explanation = (void *)world;
  chuan_rulebook *rulebook = (void *)world;
  chuan_dossier *dossier = (void *)world;
  chuan_check *check = (void *)world;
  chuan_entry *entry = (void *)world;
  chuan_case *one = (void *)world;
  chuan_verdict verdict;
  EXPECT_ARGUMENT(chuan_rulebook_load(world->handle, NULL, NULL, 0, &rulebook));
  EXPECT_ARGUMENT(chuan_rulebook_load(world->handle, world->folder, NULL, 0, NULL));
  EXPECT_ARGUMENT(chuan_dossier_open(world->handle, NULL, 0, &dossier));
  EXPECT_ARGUMENT(chuan_dossier_open(world->handle, ":memory:", 4, &dossier));
  EXPECT_ARGUMENT(chuan_dossier_open(world->handle, ":memory:", CHUAN_OPEN_CREATE | 8, &dossier));
  EXPECT_ARGUMENT(chuan_units_load(world->dossier, NULL, &counts));
  EXPECT_ARGUMENT(chuan_unit_add(world->dossier, NULL, "commune", "X", NULL, NULL, NULL));
  EXPECT_ARGUMENT(chuan_import_run(world->dossier, NULL, "f", NULL, &counts));
  EXPECT_ARGUMENT(chuan_import_run(world->dossier, world->rulebook, "f", NULL, &counts));
  EXPECT_ARGUMENT(chuan_entry_begin(world->dossier, NULL, "x", CHUAN_OFFICIAL, &entry));
  EXPECT_ARGUMENT(chuan_entry_begin(world->dossier, world->rulebook, "x", (chuan_data_status)7, &entry));
  EXPECT_ARGUMENT(chuan_evaluation_run(world->dossier, NULL, NULL, &evaluation));
  EXPECT_ARGUMENT(chuan_tally_run(world->dossier, NULL, NULL, NULL, &tally));
  EXPECT_ARGUMENT(chuan_explanation_run(world->dossier, world->rulebook, NULL, "s", 2023, &explanation));
  EXPECT_ARGUMENT(chuan_facts_write(world->rulebook, NULL, NULL, NULL, NULL));
  EXPECT_ARGUMENT(chuan_program_write(world->rulebook, NULL, 2023, count_lines, NULL));
  EXPECT_ARGUMENT(chuan_plugins_write(world->handle, NULL, NULL, NULL));
  EXPECT_ARGUMENT(chuan_check_run(world->rulebook, NULL));
  EXPECT_ARGUMENT(chuan_case_create(world->rulebook, NULL, 2023, &one));
  assert_null(rulebook), assert_null(dossier), assert_null(entry), assert_null(evaluation);
  assert_null(tally), assert_null(explanation), assert_null(one);
  assert_int_equal(chuan_check_run(NULL, &check), CHUAN_ARGUMENT);
  assert_null(check);
  rulebook = (void *)world;
  assert_int_equal(chuan_rulebook_load(NULL, "", NULL, 0, &rulebook), CHUAN_ARGUMENT);
  assert_null(rulebook);
  assert_int_equal(counts.accepted + counts.unchanged + counts.rejected, 0);
  assert_int_equal(chuan_case_create(world->rulebook, "commune", 2023, &one), CHUAN_OK);
  EXPECT_ARGUMENT(chuan_case_set(one, NULL, "1"));
  EXPECT_ARGUMENT(chuan_case_judge(one, NULL, &verdict));
  chuan_case_free(one);
  assert_string_equal(chuan_error_message(NULL), "");
}

/* A struct whose size nobody set would be taken for one without any wish. A shorter one is of an older caller. */
static void options_are_read_as_far_as_their_size_goes(void **state) {
  struct world *world = *state;
  chuan_counts counts;
  chuan_evaluation *evaluation;
  chuan_evaluation_options options = CHUAN_EVALUATION_INIT;
  chuan_import_options import = CHUAN_IMPORT_INIT;
  chuan_style style = CHUAN_STYLE_INIT;
  size_t lines = 0;
  options.unit = "111";
  options.size = 0;
  EXPECT_ARGUMENT(chuan_evaluation_run(world->dossier, world->rulebook, &options, &evaluation));
  assert_null(evaluation);
  options.size = (uint32_t)offsetof(chuan_evaluation_options, unit);
  assert_int_equal(chuan_evaluation_run(world->dossier, world->rulebook, &options, &evaluation), CHUAN_OK);
  assert_int_equal(chuan_evaluation_units(evaluation), 3);
  chuan_evaluation_free(evaluation);
  struct {
    chuan_evaluation_options known;
    int later;
  } larger = {CHUAN_EVALUATION_INIT, 1};
  larger.known.size = sizeof larger;
  larger.known.unit = "111";
  assert_int_equal(chuan_evaluation_run(world->dossier, world->rulebook, &larger.known, &evaluation),
                   CHUAN_OK);
  assert_int_equal(chuan_evaluation_units(evaluation), 1);
  import.level = "commune";
  import.size = 0;
  EXPECT_ARGUMENT(chuan_import_run(world->dossier, world->rulebook, "f.csv", &import, &counts));
  style.size = 0;
  EXPECT_ARGUMENT(chuan_evaluation_write(evaluation, &style, count_lines, &lines));
  style.size = sizeof style;
  style.format = (chuan_format)9;
  EXPECT_ARGUMENT(chuan_evaluation_write(evaluation, &style, count_lines, &lines));
  EXPECT_ARGUMENT(chuan_evaluation_write_by(evaluation, "district", &style, count_lines, &lines));
  EXPECT_ARGUMENT(chuan_evaluation_write_by(evaluation, NULL, NULL, count_lines, &lines));
  EXPECT_ARGUMENT(chuan_facts_write(world->rulebook, NULL, &style, count_lines, &lines));
  assert_int_equal(lines, 0);
  style = (chuan_style){(uint32_t)offsetof(chuan_style, colour), CHUAN_JSON, 1, 40};
  int escapes = 0;
  assert_int_equal(chuan_facts_write(world->rulebook, NULL, &style, count_escapes, &escapes), CHUAN_OK);
  style.format = CHUAN_TABLE; /* what is past the size is not looked at */
  assert_int_equal(chuan_facts_write(world->rulebook, NULL, &style, count_escapes, &escapes), CHUAN_OK);
  assert_int_equal(escapes, 0);
  chuan_evaluation_free(evaluation);
}

/* Rules loaded anew may stand where the old ones stood, and ask for other facts. */
static void new_rules_get_their_tables_wherever_they_stand(void **state) {
  struct world *world = *state;
  for (int round = 0; round < 8; round++) {
    char text[512], name[32];
    chuan_entry *entry;
    chuan_rulebook_free(world->rulebook);
    world->rulebook = NULL;
    snprintf(name, sizeof name, "extra_%d", round);
    snprintf(text, sizeof text, "%s", facts);
    snprintf(strstr(text, "  planned"), 128, "  planned = yes_no {},\n  %s = count {},\n}\n", name);
    write_file(world->folder, "facts.lua", text);
    write_file(world->folder, "standard.lua", standard);
    chuan_rulebook_load(world->handle, world->folder, NULL, 0, &world->rulebook);
    assert_non_null(world->rulebook);
    assert_int_equal(chuan_entry_begin(world->dossier, world->rulebook, "again", CHUAN_OFFICIAL, &entry),
                     CHUAN_OK);
    put(entry, "111", 2024, name, "1");
    if (chuan_entry_commit(entry) != CHUAN_OK) fail_msg("%s", chuan_error_message(world->handle));
    chuan_entry_free(entry);
  }
}

/* 10.05 is as near to 10 as 20.45 is to 20.5. */
static void both_ends_of_a_range_are_near(void **state) {
  struct world *world = *state;
  static const struct {
    const char *income;
    int near_threshold;
  } cases[] = {{"9.90", 1},  {"9.89", 0},  {"10.05", 1}, {"10.11", 0},
               {"20.39", 0}, {"20.45", 1}, {"20.61", 0}};
  chuan_evaluation_options options = CHUAN_EVALUATION_INIT;
  options.unit = "111";
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    chuan_entry *entry;
    chuan_evaluation *evaluation;
    const chuan_verdict_row *row;
    assert_int_equal(chuan_entry_begin(world->dossier, world->rulebook, "x", CHUAN_OFFICIAL, &entry),
                     CHUAN_OK);
    put(entry, "111", 2023, "income", cases[i].income);
    assert_int_equal(chuan_entry_commit(entry), CHUAN_OK);
    chuan_entry_free(entry);
    assert_int_equal(chuan_evaluation_run(world->dossier, world->rulebook, &options, &evaluation), CHUAN_OK);
    do assert_int_equal(chuan_evaluation_next(evaluation, &row), CHUAN_OK);
    while (strcmp(row->indicator, "1.2") != 0);
    if (row->near_threshold != cases[i].near_threshold)
      fail_msg("%s: near %d", row->value, row->near_threshold);
    chuan_evaluation_free(evaluation);
  }
}

/* As many digits as exact numbers may have. */
static void a_long_number_is_shown_whole(void **state) {
  struct world *world = *state;
  char text[1024];
  snprintf(text, sizeof text, "%s", standard);
  memcpy(strstr(text, "value = income, between = { 10, 20.5 }"), "value = long, at_least = 20           ",
         38);
  strcat(text,
         "derived { level = 'commune', id = 'long', value = households * households * households * "
         "households * households * households * households * households * households * households }\n");
  write_file(world->folder, "standard.lua", text);
  chuan_rulebook_free(world->rulebook);
  world->rulebook = NULL;
  assert_int_equal(chuan_rulebook_load(world->handle, world->folder, NULL, 0, &world->rulebook), CHUAN_OK);
  chuan_entry *entry;
  assert_int_equal(chuan_entry_begin(world->dossier, world->rulebook, "x", CHUAN_OFFICIAL, &entry), CHUAN_OK);
  put(entry, "111", 2024, "households", "1000000000000000001");
  assert_int_equal(chuan_entry_commit(entry), CHUAN_OK);
  chuan_entry_free(entry);
  chuan_evaluation_options options = CHUAN_EVALUATION_INIT;
  chuan_evaluation *evaluation;
  const chuan_verdict_row *row;
  options.year = 2024;
  options.unit = "111";
  assert_int_equal(chuan_evaluation_run(world->dossier, world->rulebook, &options, &evaluation), CHUAN_OK);
  do assert_int_equal(chuan_evaluation_next(evaluation, &row), CHUAN_OK);
  while (strcmp(row->indicator, "1.2") != 0);
  assert_int_equal(row->verdict, CHUAN_MET);
  assert_int_equal(strlen(row->value), 181);
  assert_string_equal(row->value + 162, "0000000000000000001"); /* (10^18 + 1)^10 */
  chuan_evaluation_free(evaluation);
}

/* A year far from any calendar is refused before anybody counts its days. */
static void years_are_years(void **state) {
  struct world *world = *state;
  chuan_entry *entry;
  assert_int_equal(chuan_entry_begin(world->dossier, world->rulebook, "x", CHUAN_OFFICIAL, &entry), CHUAN_OK);
  static const int years[] = {0, 1899, 2201, -2023, 2147483647, -2147483647 - 1};
  for (size_t i = 0; i < sizeof years / sizeof *years; i++) {
    assert_int_equal(chuan_entry_set(entry, "commune", "111", years[i], "households", "1"), CHUAN_ARGUMENT);
  }
  chuan_entry_free(entry);
}

static void everything_is_written_in_every_format_or_the_sink_is_blamed(void **state) {
  struct world *world = *state;
  chuan_evaluation *evaluation;
  chuan_explanation *explanation;
  chuan_check *check;
  assert_int_equal(chuan_evaluation_run(world->dossier, world->rulebook, NULL, &evaluation), CHUAN_OK);
  assert_int_equal(chuan_explanation_run(world->dossier, world->rulebook, "211", "s", 2023, &explanation),
                   CHUAN_OK);
  assert_int_equal(chuan_check_run(world->rulebook, &check), CHUAN_OK);
  assert_int_equal(chuan_check_counts_get(check)->indicators, 3);
  for (int format = CHUAN_TABLE; format <= CHUAN_JSON; format++) {
    chuan_style style = CHUAN_STYLE_INIT;
    style.format = (chuan_format)format;
    size_t lines = 0;
    assert_int_equal(chuan_evaluation_write(evaluation, &style, count_lines, &lines), CHUAN_OK);
    assert_int_equal(chuan_explanation_write(explanation, &style, count_lines, &lines), CHUAN_OK);
    assert_int_equal(chuan_check_write(check, &style, count_lines, &lines), CHUAN_OK);
    assert_int_equal(chuan_facts_write(world->rulebook, NULL, &style, count_lines, &lines), CHUAN_OK);
    assert_true(lines > 20);
    assert_int_equal(chuan_evaluation_write(evaluation, &style, refuse, NULL), CHUAN_IO);
    assert_int_equal(chuan_explanation_write(explanation, &style, refuse, NULL), CHUAN_IO);
    assert_int_equal(chuan_check_write(check, &style, refuse, NULL), CHUAN_IO);
    assert_int_equal(chuan_facts_write(world->rulebook, NULL, &style, refuse, NULL), CHUAN_IO);
    assert_string_not_equal(chuan_error_message(world->handle), "");
  }
  size_t lines = 0;
  assert_int_equal(chuan_program_write(world->rulebook, "commune", 2023, count_lines, &lines), CHUAN_OK);
  assert_true(lines > 3);
  assert_int_equal(chuan_program_write(world->rulebook, "commune", 2023, refuse, NULL), CHUAN_IO);
  chuan_check_free(check);
  chuan_explanation_free(explanation);
  chuan_evaluation_free(evaluation);
}

static void codes_and_words_are_the_published_ones(void **state) {
  (void)state;
  assert_string_equal(chuan_version(), CHUAN_VERSION);
  assert_string_equal(chuan_verdict_name(CHUAN_NOT_APPLICABLE), "not_applicable");
  assert_string_equal(chuan_status_text(CHUAN_NOT_FOUND), "not found");
  assert_string_equal(chuan_status_text((chuan_status)-99), "unknown status");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(rows_come_in_order_with_exact_values, open_world, close_world),
      cmocka_unit_test_setup_teardown(tallies_agree_with_rows_by_any_level_above, open_world, close_world),
      cmocka_unit_test_setup_teardown(a_case_is_judged_without_a_database, open_world, close_world),
      cmocka_unit_test_setup_teardown(an_entry_is_whole_or_nothing, open_world, close_world),
      cmocka_unit_test_setup_teardown(what_is_asked_wrongly_is_named, open_world, close_world),
      cmocka_unit_test_setup_teardown(everything_is_written_in_every_format_or_the_sink_is_blamed, open_world,
                                      close_world),
      cmocka_unit_test_setup_teardown(what_is_not_given_is_said, open_world, close_world),
      cmocka_unit_test_setup_teardown(options_are_read_as_far_as_their_size_goes, open_world, close_world),
      cmocka_unit_test_setup_teardown(new_rules_get_their_tables_wherever_they_stand, open_world,
                                      close_world),
      cmocka_unit_test_setup_teardown(both_ends_of_a_range_are_near, open_world, close_world),
      cmocka_unit_test_setup_teardown(a_long_number_is_shown_whole, open_world, close_world),
      cmocka_unit_test_setup_teardown(years_are_years, open_world, close_world),
      cmocka_unit_test(codes_and_words_are_the_published_ones),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
