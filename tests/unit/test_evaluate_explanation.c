/* Explanations: the tree as data, and what a person, a table program and a machine read of it; the check of a
 * rulebook's own examples. */
#include "rules_text.h"

#include "base/buffer.h"
#include "evaluate/check.h"
#include "evaluate/explanation.h"
#include "output/check_output.h"
#include "output/explanation_output.h"

#define RULES                                                                                                    \
  "facts \"commune\" {\n"                                                                                        \
  "  households = count { unit = \"hộ\", name = { vi = \"Số hộ\", en = \"Households\" } },\n"              \
  "  clean = count { unit = \"hộ\", part_of = \"households\","                                                 \
  " name = { vi = \"Hộ dùng nước sạch\", en = \"Households using clean water\" } },\n"                   \
  "  income = amount { unit = \"triệu đồng\", places = 2, name = { vi = \"Thu nhập\", en = \"Income\" } " \
  "},\n"                                                                                                         \
  "  market = yes_no { name = { vi = \"Có chợ\", en = \"Has a market\" } },\n"                                \
  "  market_good = yes_no { name = { vi = \"Chợ đạt chuẩn\", en = \"Market meets the standard\" } },\n"   \
  "  region = choice { \"coast\", \"highlands\", name = { vi = \"Vùng\", en = \"Region\" } },\n"                \
  "}\n"                                                                                                          \
  "standard { id = \"s\", level = \"commune\", source = law { \"1/QĐ\" }, name = { vi = \"Xã chuẩn\", en = " \
  "\"Good commune\" } }\n"                                                                                       \
  "criterion { of = \"s\", id = \"17\", source = law { \"1/QĐ\", item = \"I.17\" }, name = { vi = \"Môi "      \
  "trường\", en = \"Environment\" },\n"                                                                       \
  "  indicator { id = \"17.1\", name = { vi = \"Nước sạch\", en = \"Clean water\" }, value = share(clean, " \
  "households),\n"                                                                                               \
  "    at_least = by(region, {\n"                                                                                \
  "      coast = unverified(55),\n"                                                                              \
  "      highlands = pending() }) },\n"                                                                          \
  "  indicator { id = \"17.2\", name = { vi = \"Chợ\", en = \"Market\" }, test = is_true(market_good),\n"      \
  "    applies_when = is_true(market) } }\n"                                                                     \
  "criterion { of = \"s\", id = \"10\", source = law { \"1/QĐ\" }, name = { vi = \"Thu nhập\", en = "         \
  "\"Income\" },\n"                                                                                              \
  "  indicator { id = \"10\", name = { vi = \"Thu nhập\", en = \"Income\" }, value = income, at_least = 40 "   \
  "} }\n"                                                                                                        \
  "example { of = \"s/17.1\", year = 2023, name = \"at\", expect = \"met\",\n"                                   \
  "  facts = { region = \"coast\", households = 1000, clean = 550 } }\n"                                         \
  "example { of = \"s/17.1\", year = 2023, name = \"wrong\", expect = \"met\",\n"                                \
  "  facts = { region = \"coast\", households = 1000, clean = 549 } }\n"                                         \
  "example { of = \"s/17.1\", year = 2023, name = \"missing\", expect = \"no_data\", causes = { \"clean\" "      \
  "},\n"                                                                                                         \
  "  facts = { region = \"coast\", households = 1000 } }\n"                                                      \
  "example { of = \"s/17.1\", year = 2023, name = \"other cause\", expect = \"no_data\", causes = { "            \
  "\"income\" },\n"                                                                                              \
  "  facts = { region = \"coast\", households = 1000 } }\n"

static int keep(void *payload, const char *text, size_t length) {
  buffer_add(payload, text, length);
  return 0;
}

/* Two reports of clean water, one of everything else. */
static chuan_status observe(void *payload, struct arena *arena, const struct fact *fact, int64_t unit,
                            int year, struct observation **out, size_t *count) {
  const int64_t *values = payload;
  assert_int_equal(unit, 0); /* of no dossier */
  assert_int_equal(year, RULES_YEAR);
  *out = NULL;
  *count = 0;
  if (values[fact->index] == DECIMAL_MISSING) return CHUAN_OK;
  *count = strcmp(fact->id, "clean") == 0 ? 2 : 1;
  *out = arena_array(arena, *count, sizeof **out);
  for (size_t i = 0; i < *count; i++) {
    (*out)[i] = (struct observation){.value = values[fact->index] - (int64_t)i * 100,
                                     .chosen = i == 0,
                                     .file = i == 0 ? "a.csv" : "b.csv",
                                     .sheet = "",
                                     .heading = "Nước \033[31m",
                                     .digest = "00",
                                     .imported_at = "2024-01-02T03:04:05Z",
                                     .plugin = "csv",
                                     .row = 12 + i,
                                     .column = 7,
                                     .status = i == 0 ? CHUAN_OFFICIAL : CHUAN_PRELIMINARY};
  }
  return CHUAN_OK;
}

static struct explanation *explain(struct rules *rules, const char *path) {
  struct explanation_request request = {.rulebook = rules->book,
                                        .judged = rules_judged(rules, path),
                                        .moment = moment_of(RULES_YEAR),
                                        .unit = "22837",
                                        .unit_name = "Xã A",
                                        .values = rules->values,
                                        .sources = {rules->values, observe}};
  struct explanation *explanation;
  assert_int_equal(explanation_build(&request, rules->arena, &explanation), CHUAN_OK);
  return explanation;
}

static struct rules commune(const char *clean) {
  struct rules rules = rules_open(RULES);
  rules_set(&rules, "households", "1000");
  rules_set(&rules, "clean", clean);
  rules_set(&rules, "region", "coast");
  rules_set(&rules, "market", "no");
  rules_set(&rules, "income", "40");
  return rules;
}

/* The text holds every part, in that order. */
static void assert_holds(const char *text, const char *const *parts) {
  const char *from = text;
  for (; *parts != NULL; parts++) {
    const char *found = strstr(from, *parts);
    if (found == NULL) fail_msg("\"%s\" is not (there) in:\n%s", *parts, text);
    from = found + strlen(*parts);
  }
}

static struct buffer shown(const struct explanation *explanation, chuan_language language,
                           chuan_format format, uint32_t width) {
  chuan_style style = CHUAN_STYLE_INIT;
  struct buffer text;
  style.format = format;
  style.width = width;
  buffer_init(&text, 0);
  assert_int_equal(explanation_output(explanation, language, &style, keep, &text), CHUAN_OK);
  return text;
}

#define EXPECT_SHOWN(explanation, language, format, ...)                           \
  do {                                                                             \
    struct buffer text_ = shown(explanation, language, format, 0);                 \
    assert_holds(buffer_string(&text_), (const char *const[]){__VA_ARGS__, NULL}); \
    buffer_free(&text_);                                                           \
  } while (0)

/* --- the tree ------------------------------------------------------------------------------------------------ */

static void an_indicator_has_its_formula_threshold_figures_and_remedy(void **state) {
  (void)state;
  struct rules rules = commune("512");
  const struct explanation *explanation = explain(&rules, "s/17.1");
  const struct explanation_node *node = explanation->root;
  assert_int_equal(node->verdict, CHUAN_NOT_MET);
  assert_int_equal(node->status, CHUAN_UNVERIFIED);
  assert_non_null(node->value->number);
  assert_int_equal(node->branch_count, 1);
  assert_int_equal(node->threshold_leaf->kind, EXPRESSION_NUMBER);
  assert_int_equal(node->figure_count, 3);
  assert_int_equal(node->figures[0]->observation_count, 2);
  assert_int_equal(node->remedy_count, 1);
  assert_int_equal(node->remedies[0].to, 550);
  assert_int_equal(node->cause_count, 0);
  assert_false(node->near_threshold);
  rules_close(&rules);
}

static void a_standard_goes_down_to_what_decides(void **state) {
  (void)state;
  struct rules rules = commune("512");
  const struct explanation_node *root = explain(&rules, "s")->root;
  assert_int_equal(root->counts[CHUAN_MET], 1);
  assert_int_equal(root->counts[CHUAN_NOT_MET], 1);
  assert_int_equal(root->member_count, 1);
  const struct explanation_node *criterion = root->members[0];
  assert_string_equal(criterion->judged->id, "17");
  assert_int_equal(criterion->member_count, 2);
  assert_string_equal(criterion->members[0]->judged->id, "17.1");
  assert_int_equal(criterion->members[0]->remedy_count, 1);
  const struct explanation_node *left_out = criterion->members[1];
  assert_int_equal(left_out->verdict, CHUAN_NOT_APPLICABLE);
  assert_non_null(left_out->condition);
  assert_int_equal(left_out->condition->verdict, CHUAN_NOT_MET);
  rules_close(&rules);
}

static void a_met_standard_lists_its_criteria_briefly(void **state) {
  (void)state;
  struct rules rules = commune("999");
  const struct explanation_node *root = explain(&rules, "s")->root;
  assert_int_equal(root->verdict, CHUAN_MET);
  assert_int_equal(root->member_count, 2);
  assert_true(root->members[0]->brief && root->members[1]->brief);
  assert_int_equal(root->members[0]->member_count, 0);
  rules_close(&rules);
}

static void no_data_has_causes(void **state) {
  (void)state;
  struct rules rules = commune("");
  const struct explanation_node *node = explain(&rules, "s/17.1")->root;
  assert_int_equal(node->verdict, CHUAN_NO_DATA);
  assert_int_equal(node->cause_count, 1);
  assert_string_equal(node->causes[0].fact->id, "clean");
  assert_int_equal(node->remedy_count, 0);
  rules_close(&rules);
}

/* --- what is read --------------------------------------------------------------------------------------------- */

static void people_read_it_in_their_language(void **state) {
  (void)state;
  struct rules rules = commune("512");
  const struct explanation *explanation = explain(&rules, "s/17.1");
  EXPECT_SHOWN(explanation, CHUAN_VIETNAMESE, CHUAN_TABLE, "22837 Xã A", "2023", "✗ 17.1 Nước sạch: chưa đạt",
               "Hộ dùng nước sạch / Số hộ = 512 / 1.000 = 51,2 %", "từ 55 % trở lên", "chưa kiểm chứng",
               "Vùng = coast", "1/QĐ (2022-03-08), I.17", "rules.lua:", "Hộ dùng nước sạch: 512 hộ · a.csv",
               "dòng 12", "cột 7", "chính thức", "412 hộ · b.csv", "sơ bộ",
               "để đạt: thêm ít nhất 38 hộ: Hộ dùng nước sạch (512 → 550)");
  EXPECT_SHOWN(explanation, CHUAN_ENGLISH, CHUAN_TABLE, "✗ 17.1 Clean water: not met",
               "Households using clean water / Households = 512 / 1,000 = 51.2 %", "at least 55 %",
               "unverified", "Region = coast", "row 12",
               "at least 38 more Households using clean water (512 → 550)");
  rules_close(&rules);
}

static void the_rule_line_is_that_of_the_branch(void **state) {
  (void)state;
  struct rules rules = commune("512");
  const struct explanation_node *node = explain(&rules, "s/17.1")->root;
  const char *text = strstr(RULES_PERIOD RULES, "coast = unverified");
  uint32_t line = 1;
  for (const char *at = RULES_PERIOD RULES; strlen(at) > strlen(text); at++) line += *at == '\n';
  assert_true(node->place.line == line || node->place.line == line - 1); /* the branch, or by() around it */
  rules_close(&rules);
}

static void a_tree_says_what_does_not_apply_and_counts_the_rest(void **state) {
  (void)state;
  struct rules rules = commune("512");
  EXPECT_SHOWN(explain(&rules, "s"), CHUAN_VIETNAMESE, CHUAN_TABLE,
               "✗ Xã chuẩn: chưa đạt (1 đạt, 1 chưa đạt)", "  ✗ 17 Môi trường: chưa đạt",
               "    ✗ 17.1 Nước sạch", "    – 17.2 Chợ: không xét", "Có chợ", "  ✓ 1 đạt");
  rules_close(&rules);
}

static void a_value_beside_its_threshold_shows_enough_decimals(void **state) {
  (void)state;
  struct rules rules = commune("0");
  rules_set(&rules, "households", "100000");
  rules_set(&rules, "clean", "54999");
  EXPECT_SHOWN(explain(&rules, "s/17.1"), CHUAN_ENGLISH, CHUAN_TABLE, "= 54.999 %", "close to the threshold");
  rules_close(&rules);
}

static void missing_figures_are_named(void **state) {
  (void)state;
  struct rules rules = commune("");
  EXPECT_SHOWN(explain(&rules, "s/17.1"), CHUAN_ENGLISH, CHUAN_TABLE, "? 17.1 Clean water: no data",
               "= ? / 1,000", "? no figure for 2023: Households using clean water (clean)");
  rules_set(&rules, "clean", "0");
  rules_set(&rules, "households", "0");
  EXPECT_SHOWN(explain(&rules, "s/17.1"), CHUAN_VIETNAMESE, CHUAN_TABLE, "? chia cho 0: Số hộ = 0");
  rules_set(&rules, "households", "10");
  rules_set(&rules, "region", "highlands");
  EXPECT_SHOWN(explain(&rules, "s/17.1"), CHUAN_VIETNAMESE, CHUAN_TABLE, "chưa nhập", "Vùng = highlands",
               "? văn bản có quy định mức nhưng chưa nhập");
  rules_close(&rules);
}

static void a_narrow_terminal_breaks_at_spaces_and_a_pipe_never(void **state) {
  (void)state;
  struct rules rules = commune("512");
  struct buffer text = shown(explain(&rules, "s"), CHUAN_VIETNAMESE, CHUAN_TABLE, 48);
  for (const char *at = buffer_string(&text), *end; *at != '\0'; at = end + 1) {
    end = strchr(at, '\n');
    assert_non_null(end);
    size_t characters = 0;
    for (const char *c = at; c < end; c++) characters += ((unsigned char)*c & 0xc0u) != 0x80u;
    if (characters > 48) fail_msg("too wide: %.*s", (int)(end - at), at);
    if (end > at) assert_true(end[-1] != ' ');
  }
  assert_null(strchr(buffer_string(&text), '\033')); /* nothing from a file drives the terminal */
  buffer_free(&text);
  rules_close(&rules);
}

static void machines_read_decimals(void **state) {
  (void)state;
  struct rules rules = commune("512");
  const struct explanation *explanation = explain(&rules, "s/17.1");
  EXPECT_SHOWN(explanation, CHUAN_VIETNAMESE, CHUAN_JSON, "\"schema\": \"chuan.explain/1\"",
               "\"rules_digest\"", "\"verdict\": \"not_met\"", "\"value\": 51.2", "\"threshold\": 55",
               "\"fact\": \"clean\"", "\"row\": 12", "\"chosen\": false", "\"remedies\"", "\"to\": 550");
  EXPECT_SHOWN(explanation, CHUAN_ENGLISH, CHUAN_CSV, "depth,line,id,", "0,indicator,s/17.1,",
               ",not_met,51.2,55,%,unverified,", "0,figure,clean,", "a.csv", "0,figure_not_used,clean,",
               "b.csv", "0,remedy,clean,");
  rules_close(&rules);
}

/* Which numbers are meant stays true whatever is asked of them together. */
static void conditions_say_how_many_of_them_count(void **state) {
  (void)state;
  struct rules rules = rules_open(
      RULES
      "criterion { of = \"s\", id = \"3\", source = law { \"1/QĐ\" }, name = \"Ba\",\n"
      "  indicator { id = \"3.1\", name = \"Nhiều\", value = income, at_least = choose {\n"
      "    { at_least_n(2, { is_true(market), more_than(households, 3), less_than(clean, 5) }), 50 }, "
      "otherwise = 60 } },\n"
      "  indicator { id = \"3.2\", name = \"Không\", value = income, at_least = choose {\n"
      "    { none { is_true(market), more_than(share(clean, households), 50) }, 50 }, otherwise = 60 } },\n"
      "  indicator { id = \"3.3\", name = \"Khoảng\", value = share(clean, households), between = { 10, 50 } "
      "} }\n");
  rules_set(&rules, "households", "1000000");
  rules_set(&rules, "clean", "500001");
  rules_set(&rules, "income", "40");
  rules_set(&rules, "market", "1");
  EXPECT_SHOWN(explain(&rules, "s/3.1"), CHUAN_ENGLISH, CHUAN_TABLE,
               "because: at least 2 of (Has a market: yes; ", "Households (1,000,000 hộ) > 3; ");
  EXPECT_SHOWN(explain(&rules, "s/3.1"), CHUAN_VIETNAMESE, CHUAN_TABLE, "vì: ít nhất 2 trong (Có chợ: có; ");
  EXPECT_SHOWN(explain(&rules, "s/3.2"), CHUAN_ENGLISH, CHUAN_TABLE,
               "because: not: none of (Has a market: yes; Households using clean water / Households (50.0001 "
               "%) > 50)");
  EXPECT_SHOWN(explain(&rules, "s/3.3"), CHUAN_ENGLISH, CHUAN_TABLE, "= 50.0001 %");
  EXPECT_SHOWN(explain(&rules, "s/3.3"), CHUAN_ENGLISH, CHUAN_JSON, "\"formula\":", "= 50.0001 %");
  rules_close(&rules);
}

static int refuse(void *payload, const char *text, size_t length) {
  (void)payload;
  (void)text;
  (void)length;
  return 1;
}

static void a_sink_that_stops_is_told(void **state) {
  (void)state;
  struct rules rules = commune("512");
  assert_int_equal(explanation_output(explain(&rules, "s"), CHUAN_ENGLISH, NULL, refuse, NULL), CHUAN_IO);
  rules_close(&rules);
}

/* --- the check ------------------------------------------------------------------------------------------------- */

static const struct threshold_entry *entry_of(const struct check *check, const char *path,
                                              const char *branch) {
  for (size_t i = 0; i < check->threshold_count; i++) {
    const struct threshold_entry *entry = &check->thresholds[i];
    if (strcmp(entry->judged->path, path) == 0 && strcmp(entry->branch, branch) == 0) return entry;
  }
  fail_msg("no threshold %s %s", path, branch);
  return NULL;
}

static void a_check_runs_examples_and_measures_them(void **state) {
  (void)state;
  struct rules rules = rules_open(RULES);
  struct check check;
  chuan_check_counts counts;
  assert_int_equal(check_run(rules.book, rules.arena, &check), CHUAN_OK);
  assert_int_equal(check.example_count, 4);
  assert_int_equal(check.example_failed, 2);
  assert_true(check.examples[0].passed && check.examples[2].passed);
  assert_false(check.examples[1].passed || check.examples[3].passed);
  const struct threshold_entry *coast = entry_of(&check, "s/17.1", "coast");
  assert_int_equal(coast->status, CHUAN_UNVERIFIED);
  assert_true(coast->exercised_met);
  assert_false(coast->exercised_not_met);
  assert_int_equal(entry_of(&check, "s/17.1", "highlands")->status, CHUAN_PENDING);
  assert_int_equal(check_sides(entry_of(&check, "s/17.1", "highlands")), 0);
  assert_int_equal(entry_of(&check, "s/10", "")->status, CHUAN_SOURCED);
  check_count(&check, rules.book, NULL, 0, &counts);
  assert_int_equal(counts.errors, 2);
  assert_int_equal(counts.criteria, 2);
  assert_int_equal(counts.indicators, 3);
  assert_int_equal(counts.sides, 6);
  assert_int_equal(counts.sides_exercised, 1);
  assert_int_equal(counts.pending, 1);
  rules_close(&rules);
}

static void a_check_reads_well(void **state) {
  (void)state;
  struct rules rules = rules_open(RULES);
  struct check check;
  struct buffer text;
  chuan_style style = CHUAN_STYLE_INIT;
  buffer_init(&text, 0);
  assert_int_equal(check_run(rules.book, rules.arena, &check), CHUAN_OK);
  assert_int_equal(check_output(&check, rules.book, NULL, 0, CHUAN_VIETNAMESE, &style, keep, &text),
                   CHUAN_OK);
  assert_holds(buffer_string(&text),
               (const char *const[]){"chưa nhập: 1", "17.1 Nước sạch · highlands", "chưa kiểm chứng",
                                     "17.1 Nước sạch · coast", "✗ rules.lua:", "ví dụ “wrong”",
                                     "phải ra đạt, kết quả là chưa đạt", "ví dụ: 4, sai: 2", "lỗi: 2", NULL});
  buffer_clear(&text);
  style.format = CHUAN_JSON;
  assert_int_equal(check_output(&check, rules.book, NULL, 0, CHUAN_ENGLISH, &style, keep, &text), CHUAN_OK);
  assert_holds(buffer_string(&text),
               (const char *const[]){"\"schema\": \"chuan.check/1\"", "\"errors\": 2", "\"passed\": false",
                                     "\"branch\": \"coast\"", NULL});
  buffer_clear(&text);
  style.format = CHUAN_CSV;
  assert_int_equal(check_output(&check, rules.book, NULL, 0, CHUAN_ENGLISH, &style, keep, &text), CHUAN_OK);
  assert_holds(buffer_string(&text),
               (const char *const[]){"record,id,name,", "example,s/17.1,at,", "threshold,s/17.1,", NULL});
  buffer_free(&text);
  rules_close(&rules);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_indicator_has_its_formula_threshold_figures_and_remedy),
      cmocka_unit_test(a_standard_goes_down_to_what_decides),
      cmocka_unit_test(a_met_standard_lists_its_criteria_briefly),
      cmocka_unit_test(no_data_has_causes),
      cmocka_unit_test(people_read_it_in_their_language),
      cmocka_unit_test(the_rule_line_is_that_of_the_branch),
      cmocka_unit_test(a_tree_says_what_does_not_apply_and_counts_the_rest),
      cmocka_unit_test(a_value_beside_its_threshold_shows_enough_decimals),
      cmocka_unit_test(missing_figures_are_named),
      cmocka_unit_test(a_narrow_terminal_breaks_at_spaces_and_a_pipe_never),
      cmocka_unit_test(machines_read_decimals),
      cmocka_unit_test(conditions_say_how_many_of_them_count),
      cmocka_unit_test(a_sink_that_stops_is_told),
      cmocka_unit_test(a_check_runs_examples_and_measures_them),
      cmocka_unit_test(a_check_reads_well),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
