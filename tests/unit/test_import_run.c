/* A file into a dossier: which rows are taken, which refused and why, and what is left when it fails. */
#define _XOPEN_SOURCE 700

#include "import/import.h"

#include "base/date.h"
#include "base/decimal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { HOUSEHOLDS, CLEAN_WATER, INCOME, PLAN, REGION, SHARE, FACT_TOTAL };

static const char *const regions[] = {"south_east", "mekong_delta"};

struct world {
  struct fact facts[FACT_TOTAL];
  const struct fact *list[FACT_TOTAL];
  struct vocabulary_level level;
  struct vocabulary vocabulary;
  struct report *report;
  struct plugins *plugins;
  struct dossier *dossier;
  char folder[64], path[100], rejects[100];
  struct import_request request;
  chuan_counts counts;
};

static struct fact fact_of(enum fact_kind kind, const char *id, uint32_t index, const char *vi,
                           const char *en) {
  return (struct fact){
      .level = "commune", .id = id, .kind = kind, .index = index, .unit = "", .name = {vi, en}};
}

static void declare_facts(struct world *world) {
  struct fact *facts = world->facts;
  facts[HOUSEHOLDS] = fact_of(FACT_COUNT, "households", HOUSEHOLDS, "Số hộ", "Households");
  facts[CLEAN_WATER] =
      fact_of(FACT_COUNT, "households_clean_water", CLEAN_WATER, "Hộ dùng nước sạch", "Clean water");
  facts[INCOME] = fact_of(FACT_AMOUNT, "income", INCOME, "Thu nhập", "Income");
  facts[PLAN] = fact_of(FACT_YES_NO, "plan_approved", PLAN, "Quy hoạch", "Plan");
  facts[REGION] = fact_of(FACT_CHOICE, "region", REGION, "Vùng", "Region");
  facts[SHARE] = fact_of(FACT_AMOUNT, "satisfied", SHARE, "Tỷ lệ hài lòng", "Satisfied");
  facts[HOUSEHOLDS].has_minimum = facts[CLEAN_WATER].has_minimum = 1;
  facts[CLEAN_WATER].part_of = &facts[HOUSEHOLDS];
  facts[INCOME].places = 2;
  facts[REGION].choices = regions;
  facts[REGION].choice_count = 2;
  facts[SHARE].places = 1;
  facts[SHARE].unit = "%";
  for (size_t i = 0; i < FACT_TOTAL; i++) world->list[i] = &facts[i];
  world->level = (struct vocabulary_level){"commune", world->list, FACT_TOTAL};
  world->vocabulary = (struct vocabulary){&world->level, 1};
}

static void add_units(struct world *world) {
  int32_t end = date_of(2024, 6, 30);
  const struct unit_row units[] = {
      {.code = "58",
       .level = "province",
       .name = "Ninh Thuận",
       .valid_from = DATE_UNKNOWN_START,
       .valid_to = DATE_OPEN_END},
      {"22837", "commune", "Xã Phước Hải", "58", DATE_UNKNOWN_START, DATE_OPEN_END, {NULL, 0, 0}},
      {"22838", "commune", "Xã Phước Hà", "58", DATE_UNKNOWN_START, DATE_OPEN_END, {NULL, 0, 0}},
      {"22900", "commune", "Xã Cũ", "58", DATE_UNKNOWN_START, end, {NULL, 0, 0}},
      {"22900", "commune", "Xã Mới", "58", end + 1, DATE_OPEN_END, {NULL, 0, 0}},
  };
  chuan_counts counts;
  assert_int_equal(units_store(world->dossier, units, 5, &counts), CHUAN_OK);
  assert_int_equal(counts.rejected, 0);
}

static int set_up(void **state) {
  struct world *world = calloc(1, sizeof *world);
  assert_non_null(world);
  snprintf(world->folder, sizeof world->folder, "/tmp/chuan-import-XXXXXX");
  assert_non_null(mkdtemp(world->folder));
  snprintf(world->path, sizeof world->path, "%s/a.csv", world->folder);
  snprintf(world->rejects, sizeof world->rejects, "%s/r.csv", world->folder);
  world->report = report_create();
  assert_non_null(world->report);
  report_set_language(world->report, CHUAN_ENGLISH);
  assert_int_equal(plugins_load(CHUAN_TEST_BUILD "/plugins", world->report, &world->plugins), CHUAN_OK);
  assert_int_equal(dossier_open(":memory:", CHUAN_OPEN_CREATE, world->report, &world->dossier), CHUAN_OK);
  declare_facts(world);
  add_units(world);
  world->request = (struct import_request){.path = world->path, .level = "commune"};
  *state = world;
  return 0;
}

static int tear_down(void **state) {
  struct world *world = *state;
  unlink(world->path);
  unlink(world->rejects);
  assert_int_equal(rmdir(world->folder), 0); /* nothing else was left behind */
  dossier_close(world->dossier);
  plugins_free(world->plugins);
  report_free(world->report);
  free(world);
  return 0;
}

static void write_bytes(const char *path, const char *text, size_t length) {
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(text, 1, length, file), length);
  assert_int_equal(fclose(file), 0);
}

static chuan_status import_text(struct world *world, const char *text) {
  write_bytes(world->path, text, strlen(text));
  report_clear(world->report);
  return import_run(world->dossier, world->plugins, &world->vocabulary, &world->request, world->report,
                    &world->counts);
}

static void expect_counts(const struct world *world, uint64_t accepted, uint64_t unchanged,
                          uint64_t rejected) {
  /* What replaced a figure, or stands beside one, was taken, too; test_facts_imports.c tells them apart. */
  assert_int_equal(world->counts.accepted + world->counts.changed + world->counts.beside, accepted);
  assert_int_equal(world->counts.unchanged, unchanged);
  assert_int_equal(world->counts.rejected, rejected);
}

static void expect_problem(const struct world *world, size_t index, uint32_t line, uint32_t column,
                           const char *words) {
  const chuan_problem *problem = report_problem_get(world->report, index);
  if (!problem) fail_msg("no problem %zu: %s", index, words);
  if (!strstr(problem->message, words)) fail_msg("%s: %s", words, problem->message);
  assert_int_equal(problem->line, line);
  assert_int_equal(problem->column, column);
}

static void expect_failure(struct world *world, const char *text, chuan_status status, const char *words) {
  assert_int_equal(import_text(world, text), status);
  if (!strstr(report_message(world->report), words)) fail_msg("%s: %s", words, report_message(world->report));
  expect_counts(world, 0, 0, 0);
}

static int64_t stored(struct world *world, const char *code, int year, int fact) {
  struct arena *arena = arena_create();
  assert_non_null(arena);
  struct unit unit;
  int64_t values[FACT_TOTAL];
  chuan_data_status status;
  assert_int_equal(unit_find(world->dossier, arena, code, "commune", year, &unit), CHUAN_OK);
  assert_int_equal(facts_row(world->dossier, &world->level, unit.id, moment_of(year), values, NULL, &status),
                   CHUAN_OK);
  arena_free(arena);
  return values[fact];
}

static char *read_rejects(const struct world *world) {
  static char text[4000];
  FILE *file = fopen(world->rejects, "rb");
  if (!file) return NULL;
  text[fread(text, 1, sizeof text - 1, file)] = 0;
  fclose(file);
  return text;
}

/* --- headings and cells ------------------------------------------------------------------------------- */

static void takes_ids_and_names(void **state) {
  struct world *world = *state;
  assert_int_equal(import_text(world,
                               "unit,year,households,income,plan_approved,region\n"
                               "22837,2023,1000,46.25,x,south_east\n22838,2023,900,,không đạt,\n"),
                   CHUAN_OK);
  expect_counts(world, 2, 0, 0);
  assert_int_equal(report_problem_count(world->report), 0);
  assert_int_equal(stored(world, "22837", 2023, INCOME), 4625);
  assert_int_equal(stored(world, "22837", 2023, PLAN), 1);
  assert_int_equal(stored(world, "22838", 2023, PLAN), 0);
  assert_int_equal(stored(world, "22838", 2023, INCOME), DECIMAL_MISSING);
  /* the same figures again, under Vietnamese names, decomposed, shouted, with semicolons */
  assert_int_equal(
      import_text(world,
                  "\xEF\xBB\xBFMã đơn vị;Năm;  SO\xCC\x82\xCC\x81 HO\xCC\xA3\xCC\x82 ;Thu  nhập;Quy hoạch\r\n"
                  "22837;2023;1000;46,25;Đạt\r\n"),
      CHUAN_OK);
  assert_int_equal(report_problem_count(world->report), 0);
  expect_counts(world, 0, 1, 0);
}

static void says_what_is_wrong_with_headings(void **state) {
  struct world *world = *state;
  expect_failure(world, "cod,year,households\n1,2023,5\n", CHUAN_ARGUMENT, "no column 'unit'");
  expect_failure(world, "unit,households\n22837,5\n", CHUAN_ARGUMENT, "no column 'year'");
  expect_failure(world, "unit,year,housholds\n22837,2023,5\n", CHUAN_ARGUMENT,
                 "no heading is a fact of level commune");
  expect_failure(world, "unit,year,households,Số hộ\n22837,2023,5,5\n", CHUAN_ARGUMENT, "the same heading");
  expect_failure(world, "unit,year,households,HOUSEHOLDS\n22837,2023,5,5\n", CHUAN_ARGUMENT,
                 "the same heading");
  expect_failure(world, "unit,year,unit,households\n22837,2023,1,5\n", CHUAN_ARGUMENT, "the same heading");
  expect_failure(world, "\n \n", CHUAN_IO, "has no rows");
  expect_failure(world, "", CHUAN_IO, "empty (0 bytes)");
  assert_int_equal(
      import_text(world, "unit,year,households,housholds_clean_water,Ghi chú,\n22837,2023,5,6,a,\n"),
      CHUAN_OK);
  expect_counts(world, 1, 0, 0);
  expect_problem(world, 0, 1, 4, "did you mean households_clean_water? It is ignored");
  expect_problem(world, 1, 1, 5, "column 'Ghi chú' is not a fact of level commune");
  assert_int_equal(report_problem_count(world->report), 2);
}

static void follows_a_mapping(void **state) {
  struct world *world = *state;
  struct mapping_column columns[] = {
      {.heading = "Tổng số hộ", .fact = &world->facts[HOUSEHOLDS], .place = {"m.lua", 3, 0}},
      {.heading = "Thu nhập BQ", .fact = &world->facts[INCOME], .place = {"m.lua", 4, 0}}};
  struct mapping mapping = {.file = "m.lua",
                            .digest = "",
                            .unit_heading = "Mã xã",
                            .decimal_mark = ',',
                            .columns = columns,
                            .column_count = 2};
  world->request.mapping = &mapping;
  world->request.year = 2022;
  assert_int_equal(
      import_text(world, "STT;mã  XÃ;Tên;Thu nhập bq;TỔNG SỐ HỘ\n1;22837;Phước Hải;46,5;1.234\n"), CHUAN_OK);
  expect_counts(world, 1, 0, 0);
  assert_int_equal(report_problem_count(world->report), 0);
  assert_int_equal(stored(world, "22837", 2022, HOUSEHOLDS), 1234);
  assert_int_equal(stored(world, "22837", 2022, INCOME), 4650);
  expect_failure(world, "Mã xã;Tổng số hộ\n22837;5\n", CHUAN_ARGUMENT,
                 "no column 'Thu nhập BQ', which m.lua:4 reads as income");
  expect_failure(world, "Mã;Tổng số hộ;Thu nhập BQ\n22837;5;6\n", CHUAN_ARGUMENT, "no column 'Mã xã'");
  expect_failure(world, "Mã xã;Tổng số hộ;Thu nhập BQ;Tổng số hộ\n", CHUAN_ARGUMENT, "the same heading");
}

static void finds_the_decimal_mark_of_the_file(void **state) {
  struct world *world = *state;
  world->request.year = 2023;
  assert_int_equal(import_text(world, "unit;households;income\n22837;1.234;46,5\n22838;2.000;1.046,25\n"),
                   CHUAN_OK);
  expect_counts(world, 2, 0, 0);
  assert_int_equal(stored(world, "22837", 2023, HOUSEHOLDS), 1234);
  assert_int_equal(stored(world, "22838", 2023, INCOME), 104625);
  assert_int_equal(import_text(world, "unit;households;income\n22837;1.234;46\n22838;5;46.5\n"), CHUAN_OK);
  expect_counts(world, 1, 0, 1); /* the point is the decimal mark here: 1.234 households are none */
  assert_int_equal(import_text(world, "unit;households\n22837;1.234\n22838;6\n"), CHUAN_OK);
  expect_counts(world, 1, 0, 1);
  expect_problem(world, 0, 2, 2,
                 "column 'households', '1.234': the mark may stand for thousands or for decimals");
  assert_int_equal(import_text(world, "unit;households;income\n22837;1.234;46,5\n22838;5;46.5\n"), CHUAN_OK);
  expect_counts(world, 1, 0, 1); /* contradictory: only what is certain is taken */
}

/* --- rows ----------------------------------------------------------------------------------------------- */

static void refuses_rows_as_a_whole(void **state) {
  struct world *world = *state;
  world->request.rejects = world->rejects;
  assert_int_equal(import_text(world,
                               "unit,year,households,households_clean_water,income,region,satisfied\n"
                               "22837,2023,1000,900,46.5,south_east,98.5%\n"
                               "22873,2023,1,1,1,,\n"
                               "58,2023,1,1,1,,\n"
                               "Xã Vĩnh Hảo,2023,1,1,1,,\n"
                               "22838,23,1,1,1,,\n"
                               "22838,2023,12x,1,1,,\n"
                               "22838,2023,10,11,1,,\n"
                               "22837,2023,5,5,5,,\n"
                               "22838,2023,1,1,1,,,extra\n"
                               ",2023,1,1,1,,\n"
                               ",,,,,,\n"
                               "22838,2023,1,1,1,north,\n"
                               "22838,2023,1,1,\"=cmd|' /C calc'!A0\",,\n"
                               "22838,2023,1,1,1,,\n"),
                   CHUAN_OK);
  expect_counts(world, 2, 0, 11);
  expect_problem(world, 0, 3, 1,
                 "no unit of level commune has the code 22873; did you mean 22837 (Xã Phước Hải)?");
  expect_problem(world, 1, 4, 1, "58 (Ninh Thuận) is a unit of level province, not commune");
  expect_problem(world, 2, 5, 1, "no unit of level commune is called 'Xã Vĩnh Hảo' in 2023; write its code");
  expect_problem(world, 3, 6, 2, "column 'year', '23': not a year from 1900 to 2200");
  expect_problem(world, 4, 7, 3, "column 'households', '12x': not a number");
  expect_problem(world, 5, 8, 4, "'households' is 10");
  expect_problem(world, 6, 9, 1, "row 2 already gave this unit's figures of 2023");
  expect_problem(world, 7, 10, 0, "more cells than there are headings ('extra' in column 8)");
  expect_problem(world, 8, 11, 1, "column 'unit': the code of the unit is missing");
  expect_problem(world, 9, 13, 6, "write one of south_east, mekong_delta");
  expect_problem(world, 10, 14, 5, "not a number");
  assert_int_equal(stored(world, "22837", 2023, HOUSEHOLDS), 1000);
  assert_int_equal(stored(world, "22838", 2023, HOUSEHOLDS), 1);
  const char *rejects = read_rejects(world);
  assert_non_null(rejects);
  const char *first =
      "\xEF\xBB\xBFunit,year,households,households_clean_water,income,region,satisfied,reason\n"
      "22873,2023,1,1,1,,,";
  assert_memory_equal(rejects, first, strlen(first));
  assert_non_null(strstr(rejects, "\n22838,2023,1,1,'=cmd|' /C calc'!A0,,,"));
  assert_null(strstr(rejects, "extra,"));
}

static void takes_corrected_rejects_back(void **state) {
  struct world *world = *state;
  world->request.rejects = world->rejects;
  world->request.year = 2023;
  assert_int_equal(import_text(world, "unit,households,income\n22837,oops,-\n"), CHUAN_OK);
  expect_counts(world, 0, 0, 1);
  char *text = read_rejects(world);
  assert_non_null(text);
  assert_non_null(strstr(text, "\n22837,oops,'-,"));
  assert_int_equal(import_text(world, text), CHUAN_OK); /* uncorrected: the reasons do not pile up */
  expect_counts(world, 0, 0, 1);
  assert_int_equal(report_severity_count(world->report, CHUAN_WARNING), 0);
  text = read_rejects(world);
  assert_memory_equal(text, "\xEF\xBB\xBFunit,households,income,reason\n", 33);
  memcpy(strstr(text, "oops"), "1000", 4);
  assert_int_equal(import_text(world, text), CHUAN_OK);
  expect_counts(world, 1, 0, 0);
  assert_string_equal(read_rejects(world), "\xEF\xBB\xBFunit,households,income,reason\n");
}

static void chooses_the_unit_of_the_year(void **state) {
  struct world *world = *state;
  assert_int_equal(import_text(world, "unit,year,households\n22900,2023,5\n22900,2024,6\n22837,2023,1\n"),
                   CHUAN_OK);
  expect_counts(world, 3, 0, 0);
  assert_int_equal(stored(world, "22900", 2023, HOUSEHOLDS), 5);
  assert_int_equal(stored(world, "22900", 2024, HOUSEHOLDS), 6);
}

static void keeps_going_past_bad_bytes(void **state) {
  struct world *world = *state;
  world->request.rejects = world->rejects;
  assert_int_equal(
      import_text(
          world,
          "unit,year,households,plan_approved\n22837,2023,5,\xFF\n22838,2023,7,\"no\"x\n22900,2023,8,no\n"),
      CHUAN_OK);
  expect_counts(world, 1, 0, 2);
  expect_problem(world, 0, 0, 0, "converted to Unicode");
  expect_problem(world, 1, 2, 4, "column 'plan_approved'");
  expect_problem(world, 2, 3, 4, "text stands after the closing quote");
  expect_failure(world, "unit,year,households\n22837,2023,5\n22838,2023,\"7\n22900,2023,8\n", CHUAN_IO,
                 "row 3, column 3: the quote that begins here is never closed");
  expect_failure(world, "unit,year,h\xFF\n22837,2023,5\n", CHUAN_ARGUMENT, "no heading is a fact");
}

/* A plugin by somebody who read the header in haste. */
static void survives_a_careless_plugin(void **state) {
  struct world *world = *state;
  char path[200], command[1000];
  snprintf(path, sizeof path, "%s/p.c", world->folder);
  const char *source =
      "#include \"chuan_plugin.h\"\n"
      "static int take(const chuan_host_api *a, chuan_host *h, chuan_source *s) {\n"
      "  const chuan_cell head[] = {{\"unit\", 4}, {\"year\", 4}, {\"households\", 10}};\n"
      "  const chuan_cell good[] = {{\"22837\", 5}, {\"2023\", 4}, {\"5\", 1}};\n"
      "  const chuan_cell bad[] = {{\"22838\", 5}, {\"20\\xFF\", 3}, {\"5\", 1}, {\"\", 0}};\n"
      "  const chuan_row rows[] = {{1, 0, 3, head}, {2, \"S\", 3, good}, {3, \"S\", 4, bad}, {4, 0, 0, 0}};\n"
      "  (void)s;\n"
      "  for (int i = 0; i < 4; i++) a->row(h, &rows[i]);\n"
      "  a->issue(h, 7, 9, 9, \"what is seven?\");\n"
      "  return s->length > 10 ? 42 : 0; }\n"
      "static const chuan_plugin p = {sizeof p, 1, \"hasty\", \"1\", \"MIT\", 0, 0, 0, take};\n"
      "const chuan_plugin *chuan_plugin_entry(uint32_t abi) { (void)abi; return &p; }\n";
  write_bytes(path, source, strlen(source));
  snprintf(command, sizeof command, "${CC:-cc} -std=c11 -shared -fPIC -Iengine -o '%s/p.so' '%s'",
           world->folder, path);
  assert_int_equal(system(command), 0);
  plugins_free(world->plugins);
  assert_int_equal(plugins_load(world->folder, world->report, &world->plugins), CHUAN_OK);
  world->request.format = "hasty";
  assert_int_equal(import_text(world, "x"), CHUAN_OK);
  expect_counts(world, 1, 0, 1);
  assert_int_equal(report_severity_count(world->report, CHUAN_ERROR), 1);
  expect_failure(world, "longer than ten", CHUAN_PLUGIN, "the plugin hasty answered 42");
  world->request.level = "ward";
  expect_failure(world, "x", CHUAN_NOT_FOUND, "no facts of level ward");
  world->request.level = "commune";
  world->request.year = 20;
  expect_failure(world, "x", CHUAN_ARGUMENT, "20 is not a year");
  unlink(path);
  snprintf(path, sizeof path, "%s/p.so", world->folder);
  unlink(path);
}

static void reads_with_the_skeleton(void **state) {
  struct world *world = *state;
  world->request.format = "skeleton";
  assert_int_equal(import_text(world, "unit\tyear\thouseholds\r\n22837\t2023\t5\r\n\n22838\t2023\ty"),
                   CHUAN_OK);
  expect_counts(world, 1, 0, 1);
  expect_problem(world, 0, 4, 3, "not a number");
}

/* --- the whole --------------------------------------------------------------------------------------------- */

static int stop_at_once(void *payload, uint64_t done, uint64_t total) {
  uint64_t *last = payload;
  assert_true(done <= total);
  *last = done;
  return done > 0;
}

static void leaves_nothing_when_it_fails(void **state) {
  struct world *world = *state;
  world->request.rejects = world->rejects;
  char before[65], after[65];
  assert_int_equal(dossier_digest(world->dossier, before), CHUAN_OK);
  expect_failure(world, "unit,year,households\n22837,2023,5\n22838,2023,\"7\n", CHUAN_IO, "never closed");
  assert_null(read_rejects(world));
  uint64_t done = 0;
  world->request.progress = stop_at_once;
  world->request.progress_payload = &done;
  size_t size = 3u << 20;
  char *text = malloc(size + 1);
  assert_non_null(text);
  int used = snprintf(text, size, "unit,year,households,note\n22837,2023,5,");
  memset(text + used, '\n', size - (size_t)used);
  text[size] = 0;
  assert_int_equal(import_text(world, text), CHUAN_STOPPED);
  free(text);
  assert_true(done > 0);
  world->request.progress = NULL;
  expect_failure(world, "\x01\x02\x03\x04\x05", CHUAN_IO, "in no format that a plugin reads");
  world->request.format = "wks";
  expect_failure(world, "unit\n", CHUAN_NOT_FOUND, "no plugin for the format wks");
  world->request.format = NULL;
  world->request.rejects = world->path;
  expect_failure(world, "unit,year,households\n22837,2023,5\n", CHUAN_ARGUMENT, "is the file being imported");
  world->request.rejects = "/dev/null";
  expect_failure(world, "unit,year,households\n22837,2023,5\n", CHUAN_ARGUMENT,
                 "not a file that rejected rows");
  world->request.rejects = "/nowhere/at/all.csv";
  expect_failure(world, "unit,year,households\n22837,2023,5\n", CHUAN_IO, "/nowhere/at/all.csv");
  world->request.rejects = NULL;
  world->request.path = world->folder;
  expect_failure(world, "unit\n", CHUAN_IO, "not a regular file");
  world->request.path = "/nowhere/at/all.csv";
  expect_failure(world, "unit\n", CHUAN_IO, "cannot be opened");
  assert_int_equal(dossier_digest(world->dossier, after), CHUAN_OK);
  assert_string_equal(after, before);
}

static void judges_without_writing_on_a_dry_run(void **state) {
  struct world *world = *state;
  const char *text = "unit,year,households\n22837,2023,5\n22838,2023,y\n";
  char before[65], after[65];
  assert_int_equal(dossier_digest(world->dossier, before), CHUAN_OK);
  world->request.dry_run = 1;
  assert_int_equal(import_text(world, text), CHUAN_OK);
  expect_counts(world, 1, 0, 1);
  assert_int_equal(dossier_digest(world->dossier, after), CHUAN_OK);
  assert_string_equal(after, before);
  world->request.dry_run = 0;
  assert_int_equal(import_text(world, text), CHUAN_OK);
  world->request.dry_run = 1;
  assert_int_equal(import_text(world, text), CHUAN_OK);
  expect_counts(world, 0, 1, 1);
}

static void reads_units(void **state) {
  struct world *world = *state;
  chuan_counts counts;
  const char *text =
      "code,level,name,parent_code,valid_from,valid_to\n"
      "33,province,\"Tỉnh, lớn\",-,1992-04-01,-\n"
      "331,commune,Xã A,33,,2025-06-30\n";
  write_bytes(world->path, text, strlen(text));
  const struct list_request request = {
      .plugins = world->plugins, .path = world->path, .report = world->report};
  assert_int_equal(units_read(world->dossier, &request, &counts), CHUAN_OK);
  assert_int_equal(counts.accepted, 2);
  struct arena *arena = arena_create();
  struct unit unit;
  assert_int_equal(unit_find(world->dossier, arena, "331", NULL, 2024, &unit), CHUAN_OK);
  assert_int_equal(unit.valid_to, date_of(2025, 6, 30));
  assert_int_equal(unit.valid_from, DATE_UNKNOWN_START);
  assert_true(unit.parent > 0);
  arena_free(arena);
  text =
      "code,level,name,parent_code,valid_from,valid_to\n340,commune,B,33,1.4.1992,\n341,commune,C,33,,,"
      "x\n342,commune,D,33,,\n";
  write_bytes(world->path, text, strlen(text));
  assert_int_equal(units_read(world->dossier, &request, &counts), CHUAN_OK);
  assert_int_equal(counts.accepted, 0);
  assert_int_equal(counts.rejected, 2);
  expect_problem(world, 0, 2, 5, "valid_from is not a date");
  expect_problem(world, 1, 3, 7, "more cells");
  text = "code,name,level,valid_from\n1,a,b,\n";
  write_bytes(world->path, text, strlen(text));
  assert_int_equal(units_read(world->dossier, &request, &counts), CHUAN_ARGUMENT);
  assert_non_null(strstr(report_message(world->report), "no column parent_code, valid_to"));
}

/* A list that nobody reads to its end is not told to its end, nor built. */
static void names_a_few_of_many_choices(void **state) {
  enum { CHOICES = 60000 };
  struct world *world = *state;
  struct arena *arena = arena_create();
  const char **choices = arena_array(arena, CHOICES, sizeof *choices);
  for (unsigned i = 0; i < CHOICES; i++) choices[i] = arena_format(arena, "choice_%u", i);
  world->facts[REGION].choices = choices;
  world->facts[REGION].choice_count = CHOICES;
  assert_int_equal(fact_choices_order(arena, &world->facts[REGION]), 1);
  assert_int_equal(import_text(world, "unit,year,region\n22837,2024,nowhere\n22838,2024,CHOICE_59999\n"),
                   CHUAN_OK);
  expect_counts(world, 1, 0, 1);
  expect_problem(world, 0, 2, 3, "write one of choice_0, choice_1, ");
  expect_problem(world, 0, 2, 3, "choice_9, …");
  arena_free(arena);
}

/* Units are judged all together, so all of them are in memory. */
static void refuses_a_list_of_units_without_end(void **state) {
  struct world *world = *state;
  chuan_counts counts;
  write_bytes(world->path, "code,level,name,parent_code,valid_from,valid_to\n", 48);
  assert_int_equal(truncate(world->path, (off_t)129 << 20), 0);
  report_clear(world->report);
  const struct list_request request = {
      .plugins = world->plugins, .path = world->path, .report = world->report};
  assert_int_equal(units_read(world->dossier, &request, &counts), CHUAN_LIMIT);
  assert_non_null(strstr(report_message(world->report), "split it"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(takes_ids_and_names, set_up, tear_down),
      cmocka_unit_test_setup_teardown(says_what_is_wrong_with_headings, set_up, tear_down),
      cmocka_unit_test_setup_teardown(follows_a_mapping, set_up, tear_down),
      cmocka_unit_test_setup_teardown(finds_the_decimal_mark_of_the_file, set_up, tear_down),
      cmocka_unit_test_setup_teardown(refuses_rows_as_a_whole, set_up, tear_down),
      cmocka_unit_test_setup_teardown(names_a_few_of_many_choices, set_up, tear_down),
      cmocka_unit_test_setup_teardown(takes_corrected_rejects_back, set_up, tear_down),
      cmocka_unit_test_setup_teardown(chooses_the_unit_of_the_year, set_up, tear_down),
      cmocka_unit_test_setup_teardown(keeps_going_past_bad_bytes, set_up, tear_down),
      cmocka_unit_test_setup_teardown(survives_a_careless_plugin, set_up, tear_down),
      cmocka_unit_test_setup_teardown(reads_with_the_skeleton, set_up, tear_down),
      cmocka_unit_test_setup_teardown(leaves_nothing_when_it_fails, set_up, tear_down),
      cmocka_unit_test_setup_teardown(judges_without_writing_on_a_dry_run, set_up, tear_down),
      cmocka_unit_test_setup_teardown(reads_units, set_up, tear_down),
      cmocka_unit_test_setup_teardown(refuses_a_list_of_units_without_end, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
