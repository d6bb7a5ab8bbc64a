/* From a folder to a period: what counts as a rule file, which period is taken, and what is said when there is none. */
#include "rules/rulebook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define PATH_SIZE 600

struct place_to_be { /* a folder of its own for each test */
  char root[64];
  char command[PATH_SIZE];
};

static int make_root(void **state) {
  struct place_to_be *place = calloc(1, sizeof *place);
  snprintf(place->root, sizeof place->root, "/tmp/chuan-rules-XXXXXX");
  *state = place;
  return place == NULL || mkdtemp(place->root) == NULL;
}

static int drop_root(void **state) {
  struct place_to_be *place = *state;
  snprintf(place->command, sizeof place->command, "rm -rf '%s'", place->root);
  int failed = system(place->command) != 0;
  free(place);
  return failed;
}

static void make_folder(struct place_to_be *place, const char *path) {
  char full[PATH_SIZE];
  snprintf(full, sizeof full, "%s/%s", place->root, path);
  assert_int_equal(mkdir(full, 0700), 0);
}

static void make_file(struct place_to_be *place, const char *path, const char *text) {
  char full[PATH_SIZE];
  snprintf(full, sizeof full, "%s/%s", place->root, path);
  FILE *file = fopen(full, "w");
  assert_non_null(file);
  fputs(text, file);
  assert_int_equal(fclose(file), 0);
}

static void make_period(struct place_to_be *place, const char *folder, int first) {
  char path[PATH_SIZE], text[256];
  make_folder(place, folder);
  snprintf(path, sizeof path, "%s/period.lua", folder);
  snprintf(text, sizeof text, "period { id = \"%s\", first_year = %d, last_year = %d }", folder, first,
           first + 4);
  make_file(place, path, text);
}

/* The id of the period loaded, or "" and the message. */
static chuan_status load(const char *folder, const char *period, int year, char id[64],
                         char message[PATH_SIZE]) {
  struct report *report = report_create();
  struct rulebook *book = NULL;
  report_set_language(report, CHUAN_ENGLISH);
  chuan_status status = rulebook_load(folder, period, year, report, &book);
  snprintf(id, 64, "%s", book ? book->period : "");
  const chuan_problem *problem = report_problem_get(report, 0);
  snprintf(message, PATH_SIZE, "%s|%s|%u", report_message(report), problem ? problem->message : "",
           book ? book->file_count : 0);
  rulebook_free(book);
  report_free(report);
  return status;
}

#define LOAD(period, year) load(place->root, period, year, id, message)

static void a_period_is_chosen(void **state) {
  struct place_to_be *place = *state;
  char id[64], message[PATH_SIZE], inside[PATH_SIZE];
  make_period(place, "2021-2025", 2021);
  make_period(place, "2026-2030", 2026);
  make_folder(place, "scenarios");
  assert_int_equal(LOAD(NULL, 0), CHUAN_OK);
  assert_string_equal(id, "2026-2030");
  assert_int_equal(LOAD(NULL, 2023), CHUAN_OK);
  assert_string_equal(id, "2021-2025");
  assert_int_equal(LOAD("2021-2025", 0), CHUAN_OK);
  assert_string_equal(id, "2021-2025");
  assert_int_equal(LOAD("2021-2025", 2027), CHUAN_OK);
  assert_string_equal(id, "2021-2025");
  assert_int_equal(LOAD("2031-2035", 0), CHUAN_NOT_FOUND);
  assert_non_null(strstr(message, "there is no period \"2031-2035\""));
  assert_non_null(strstr(message, "2021-2025, 2026-2030"));
  assert_int_equal(LOAD(NULL, 1999), CHUAN_NOT_FOUND);
  assert_non_null(strstr(message, "covers the year 1999"));
  snprintf(inside, sizeof inside, "%s/2021-2025/", place->root);
  assert_int_equal(load(inside, NULL, 0, id, message), CHUAN_OK);
  assert_string_equal(id, "2021-2025");
}

static void a_broken_period_is_told_about(void **state) {
  struct place_to_be *place = *state;
  char id[64], message[PATH_SIZE];
  make_period(place, "2021-2025", 2021);
  make_folder(place, "2026-2030");
  make_file(place, "2026-2030/period.lua", "period { id = ");
  assert_int_equal(LOAD("2021-2025", 0), CHUAN_OK);
  assert_int_equal(LOAD("2026-2030", 0), CHUAN_RULE);
  assert_non_null(strstr(message, "the rest of the file was not read"));
}

static void only_rule_files_are_read(void **state) {
  struct place_to_be *place = *state;
  char id[64], message[PATH_SIZE], target[PATH_SIZE], link[PATH_SIZE];
  make_period(place, "p", 2021);
  make_folder(place, "p/deeper");
  make_folder(place, "p/scenarios");
  make_folder(place, "p/.git");
  make_file(place, "p/deeper/a.lua", "-- nothing yet");
  make_file(place, "p/scenarios/s.lua", "this is no Lua");
  make_file(place, "p/.git/x.lua", "this is no Lua");
  make_file(place, "p/.hidden.lua", "this is no Lua");
  make_file(place, "p/old.lua~", "this is no Lua");
  make_file(place, "p/notes.txt", "this is no Lua");
  snprintf(target, sizeof target, "%s/p", place->root);
  snprintf(link, sizeof link, "%s/p/deeper/again", place->root);
  assert_int_equal(symlink(target, link), 0);
  make_folder(place, "p/folder.lua");
  assert_int_equal(LOAD(NULL, 0), CHUAN_OK);
  assert_non_null(strstr(message, "|2")); /* period.lua and deeper/a.lua */
  assert_non_null(strstr(message, "|notes.txt is not read; rename it to end in .lua, or move it away|"));
}

static void a_stray_file_is_told_beside_the_mistakes(void **state) {
  struct place_to_be *place = *state;
  char id[64], message[PATH_SIZE];
  make_period(place, "p", 2021);
  make_file(place, "p/README.md", "notes");
  make_file(place, "p/facts.lua~", "left by an editor");
  make_file(place, "p/.facts.lua.swp", "left by an editor");
  assert_int_equal(LOAD(NULL, 0), CHUAN_OK);
  assert_string_equal(message, "||1");
  make_file(place, "p/t\xe9p.csv", "1");
  assert_int_equal(LOAD(NULL, 0), CHUAN_OK);
  assert_non_null(strstr(message, "|t?p.csv is not read"));
  make_file(place, "p/facts.lua.TXT", "facts \"c\" { a = count {} }");
  make_file(place, "p/s.lua", "standard { id = \"s\", level = \"c\" }");
  assert_int_equal(LOAD(NULL, 0), CHUAN_RULE);
  assert_non_null(strstr(message, "have errors: 1;"));
  assert_non_null(strstr(message, "|facts.lua.TXT is not read"));
}

static void law_that_cannot_be_read_is_missed(void **state) {
  struct place_to_be *place = *state;
  char id[64], message[PATH_SIZE], link[PATH_SIZE];
  make_period(place, "p", 2021);
  snprintf(link, sizeof link, "%s/p/dangling.lua", place->root);
  assert_int_equal(symlink("/nowhere/at/all.lua", link), 0);
  assert_int_equal(LOAD(NULL, 0), CHUAN_IO);
  assert_non_null(strstr(message, "dangling.lua"));
}

static void facts_come_first(void **state) {
  struct place_to_be *place = *state;
  char id[64], message[PATH_SIZE];
  make_period(place, "p", 2021);
  make_file(place, "p/facts.lua", "facts \"c\" { a = count {} }");
  make_file(place, "p/another.lua", "facts \"c\" { a = count {} }");
  assert_int_equal(LOAD(NULL, 0), CHUAN_RULE);
  assert_non_null(strstr(message, "already declared at"));
  assert_non_null(strstr(message, "facts.lua:1"));
}

static void no_rules_is_one_sentence(void **state) {
  struct place_to_be *place = *state;
  char id[64], message[PATH_SIZE], missing[PATH_SIZE];
  snprintf(missing, sizeof missing, "%s/nowhere", place->root);
  assert_int_equal(load(missing, NULL, 0, id, message), CHUAN_IO);
  assert_non_null(strstr(message, "there is no folder"));
  assert_int_equal(LOAD(NULL, 0), CHUAN_IO);
  assert_non_null(strstr(message, "no rule files (*.lua)"));
  make_file(place, "file.lua", "facts \"c\" { a = count {} }");
  snprintf(missing, sizeof missing, "%s/file.lua", place->root);
  assert_int_equal(load(missing, NULL, 0, id, message), CHUAN_IO);
  assert_int_equal(LOAD(NULL, 0), CHUAN_RULE);
  assert_non_null(strstr(message, "there is no period"));
}

static void a_file_being_saved_is_not_the_law(void **state) {
  struct place_to_be *place = *state;
  char id[64], message[PATH_SIZE];
  make_period(place, "p", 2021);
  make_file(place, "p/facts.lua", "");
  assert_int_equal(LOAD(NULL, 0), CHUAN_RULE);
  assert_non_null(strstr(message, "is it being saved?"));
  make_file(place, "p/facts.lua", "facts \"c\" { a = count {}, b = cou");
  assert_int_equal(LOAD(NULL, 0), CHUAN_RULE);
}

static void folders_may_not_go_down_for_ever(void **state) {
  struct place_to_be *place = *state;
  char id[64], message[PATH_SIZE], path[PATH_SIZE] = "p";
  make_period(place, "p", 2021);
  for (int i = 0; i < 20; i++) {
    strncat(path, "/d", sizeof path - strlen(path) - 1);
    make_folder(place, path);
  }
  assert_int_equal(LOAD(NULL, 0), CHUAN_IO);
  assert_non_null(strstr(message, "nested too deeply"));
}

/* Somebody's folder may hold a module of the same name, and Lua looks beside the working folder too. */
static void nothing_is_run_from_the_working_folder(void **state) {
  struct place_to_be *place = *state;
  char id[64], message[PATH_SIZE], before[PATH_SIZE];
  make_period(place, "p", 2021);
  make_file(place, "lfs.lua", "error('the working folder was trusted')");
  make_file(place, "lfs.so", "no library");
  assert_non_null(getcwd(before, sizeof before));
  assert_int_equal(chdir(place->root), 0);
  setenv("LUA_PATH", "./?.lua", 1);
  setenv("LUA_CPATH", "./?.so;;", 1);
  chuan_status status = LOAD(NULL, 0);
  unsetenv("LUA_PATH");
  unsetenv("LUA_CPATH");
  assert_int_equal(chdir(before), 0);
  if (status != CHUAN_OK) print_error("%s\n", message);
  assert_int_equal(status, CHUAN_OK);
}

static void a_folder_of_very_many_periods_is_refused(void **state) {
  struct place_to_be *place = *state;
  char id[64], message[PATH_SIZE], folder[16];
  for (int i = 0; i <= 200; i++) {
    snprintf(folder, sizeof folder, "p%d", i);
    make_period(place, folder, 1900 + i);
  }
  assert_int_equal(LOAD("none", 0), CHUAN_LIMIT);
  assert_non_null(strstr(message, "more than 200 periods"));
}

/* What is carried over comes from the folder beside, however the rules were named; what is not asked for is not read. */
static void a_period_beside_is_read_for_what_is_carried_over(void **state) {
  struct place_to_be *place = *state;
  char id[64], message[PATH_SIZE], inside[PATH_SIZE];
  make_period(place, "2021-2025", 2021);
  make_period(place, "2026-2030", 2026);
  make_file(place, "2021-2025/s.lua",
            "facts \"commune\" { a = count {} }\nstandard { id = \"s\", level = \"commune\" }\n"
            "criterion { of = \"s\", id = \"1\", indicator { id = \"1.1\", value = a, at_least = 3 } }");
  make_file(place, "2026-2030/z.lua",
            "facts \"commune\" { b = count {} }\nstandard { id = \"z\", level = \"commune\", test = "
            "at_least(b, unverified(1)) "
            "}\n"
            "criterion { of = \"z\", id = \"1\", carried_over \"2021-2025/s/1.1\" }");
  assert_int_equal(LOAD("2026-2030", 0), CHUAN_OK);
  snprintf(inside, sizeof inside, "%s/2026-2030", place->root);
  assert_int_equal(load(inside, NULL, 0, id, message), CHUAN_OK);
  assert_string_equal(id, "2026-2030");
  make_file(place, "2021-2025/broken.lua", "criterion {");
  assert_int_equal(LOAD("2026-2030", 0), CHUAN_RULE);
  assert_non_null(strstr(message, "the rules of the period \"2021-2025\" have errors"));
  make_file(place, "2026-2030/z.lua",
            "facts \"commune\" { b = count {} }\nstandard { id = \"z\", level = \"commune\", test = "
            "at_least(b, unverified(1)) "
            "}");
  assert_int_equal(LOAD("2026-2030", 0), CHUAN_OK);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_root, drop_root)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(a_period_is_chosen),
      TEST(a_broken_period_is_told_about),
      TEST(only_rule_files_are_read),
      TEST(a_stray_file_is_told_beside_the_mistakes),
      TEST(law_that_cannot_be_read_is_missed),
      TEST(facts_come_first),
      TEST(no_rules_is_one_sentence),
      TEST(a_file_being_saved_is_not_the_law),
      TEST(folders_may_not_go_down_for_ever),
      TEST(nothing_is_run_from_the_working_folder),
      TEST(a_folder_of_very_many_periods_is_refused),
      TEST(a_period_beside_is_read_for_what_is_carried_over),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
