/* Units below, above and in other years: rules whose examples are trees, judged in the world of each example. */
#include "evaluate/check.h"

#include "rules_text.h"

static const char *const records =
    "facts \"household\" { members = count { unit = \"người\" }, poor = yes_no {} }\n"
    "facts \"commune\" { households = count { unit = \"hộ\", max=1000 }, water = count { unit = \"hộ\", "
    "part_of = \"households\" }, income = amount { places = 1, unit = \"triệu đồng/người/năm\" } }\n"
    "facts \"district\" { income_d = amount { places = 1, unit = \"triệu đồng/người/năm\" } }\n"
    "facts \"province\" { zone = choice { \"a\", \"b\" } }\n"
    "standard { id = \"commune.standard\", level = \"commune\", name = { vi = \"Xã đạt chuẩn\" } }\n"
    "criterion { of = \"commune.standard\", id = \"1\", name = { vi = \"a\" },  source = law { \"1/QĐ\" },\n"
    " indicator { id = \"1.1\", name = { vi = \"Nước\" }, value = share(water, households), at_least = "
    "by(parent(\"province\", zone), { a = 50, b = 60 }) },\n"
    " indicator { id = \"1.2\", name = { vi = \"Hộ nghèo\" }, value = share_of(\"household\", "
    "is_true(poor)), at_most = 30 }, indicator { id = \"1.3\", name = { vi = \"Khẩu\" }, value = "
    "sum_of(\"household\", members), at_least = 3 },\n"
    " indicator { id = \"1.4\", name = { vi = \"TB\" }, value = mean_of(\"household\", members * 2, { where "
    "= is_true(poor) }), at_least = 3 },\n"
    "}\n"
    "standard { id = \"province.standard\", level = \"province\", name = { vi = \"Tỉnh\" } }\n"
    "criterion { of = \"province.standard\", id = \"1\", name = { vi = \"a\" }, source = law { \"1/QĐ\" },\n"
    " indicator { id = \"1.1\", name = { vi = \"Số xã\" }, value = count_of(\"commune\", met "
    "\"commune.standard/1.1\"), at_least = 2 },\n"
    " indicator { id = \"1.2\", name = { vi = \"Nước\" }, value = sum_of(\"commune\", water), at_least = 100 "
    "},\n"
    " indicator { id = \"1.3\", name = { vi = \"Bình quân\" }, value = mean_of(\"commune\", income, { weight "
    "= households }), more_than = 20 },\n"
    " indicator { id = \"1.4\", name = { vi = \"Tăng\" }, value = sum_of(\"commune\", water) - in_year(2021, "
    "sum_of(\"commune\", water)), more_than = 0 },\n"
    " indicator { id = \"1.5\", name = { vi = \"CN\" }, value = share_of(\"commune\", any { met "
    "\"commune.standard\", recognised \"commune.standard\" }), at_least = 50 },\n"
    " indicator { id = \"1.6\", name = { vi = \"TB\" }, value = mean_of(\"commune\", rounded(share(water, "
    "households), 2)), at_most = 75 },\n"
    "}\n";

static const char *const examples =
    "example { name = \"a\", of = \"province.standard/1.1\", year = 2023, facts = { zone = \"a\" }, children "
    "= { \n"
    "  { level=\"commune\", facts = { households = 100, water = 50 } }, { level=\"commune\", facts = { "
    "households = 100, water = 51 } }, { level=\"commune\", facts = { households = 100 } } }, expect = "
    "\"met\" }\n"
    "example { name = \"b\", of = \"province.standard/1.1\", year = 2023, facts = { zone = \"b\" }, children "
    "= { \n"
    "  { level=\"commune\", facts = { households = 100, water = 60 } }, { level=\"commune\", facts = { "
    "households = 100, water = 51 } }, { level=\"commune\", facts = { households = 100 } } }, expect = "
    "\"no_data\", causes = { \"units_undecided\" } }\n"
    "example { name = \"c\", of = \"province.standard/1.3\", year = 2023, children = { \n"
    "  { level=\"commune\", facts = { households = 100, income = 19 } }, { level=\"commune\", facts = { "
    "households = 101, income = 21 } } }, expect = \"met\" }\n"
    "example { name = \"d\", of = \"province.standard/1.3\", year = 2023, children = { \n"
    "  { level=\"commune\", facts = { households = 100, income = 19 } }, { level=\"commune\", facts = { "
    "households = 100, income = 21 } } }, expect = \"not_met\" }\n"
    "example { name = \"e\", of = \"province.standard/1.4\", year = 2023, children = { \n"
    "  { level=\"commune\", facts = { water = 100 }, history = { [2021] = { water = 99 } } } }, expect = "
    "\"met\" }\n"
    "example { name = \"f\", of = \"province.standard/1.4\", year = 2023, children = { \n"
    "  { level=\"commune\", facts = { water = 100 } } }, expect = \"no_data\", causes={\"other_year\"} }\n"
    "example { name = \"g\", of = \"province.standard/1.5\", year = 2023, children = { \n"
    "  { level=\"commune\", facts = { water = 100 }, recognised = { \"commune.standard\" } }, { level = "
    "\"commune\" } }, expect = \"met\" }\n"
    "example { name = \"h\", of = \"commune.standard/1.2\", year = 2023, children = { { level = "
    "\"household\", facts = { poor = true } }, { level = \"household\", facts = { poor = false } },  { level "
    "= \"household\", facts = { poor = false } }, {level = \"household\" } }, expect = \"no_data\" }\n"
    "example { name = \"i\", of = \"commune.standard/1.1\", year = 2023, parent = { level = \"district\", "
    "facts = {}, parent = { level = \"province\", facts = { zone = \"b\" } } },  facts = { households = 100, "
    "water = 59 } , expect = \"not_met\" }\n"
    "example { name = \"k\", of = \"commune.standard/1.4\", year = 2023, children = {\n"
    "  { level = \"household\", facts = { poor = true, members = 2 } }, { level = \"household\", facts = { "
    "members = 0 } } }, expect = \"no_data\", causes = { \"units_undecided\" } }\n"
    "example { name = \"l\", of = \"commune.standard/1.4\", year = 2023, children = {\n"
    "  { level = \"household\", facts = { poor = true, members = 2 } }, { level = \"household\", facts = { "
    "members = 5 } } }, expect = \"met\" }\n"
    "example { name = \"m\", of = \"commune.standard/1.4\", year = 2023, expect = \"no_data\", causes = { "
    "\"no_unit\" } }\n"
    "example { name = \"n\", of = \"commune.standard/1.3\", year = 2023, children = {\n"
    "  { level = \"household\", facts = { members = 3 } }, { level = \"household\" } }, expect = \"met\" }\n"
    "example { name = \"o\", of = \"province.standard/1.6\", year = 2023, children = { { level=\"commune\" "
    "},\n"
    "  { level=\"commune\", facts = { households = 4, water = 2 } } }, expect = \"met\" }\n";

static void examples_have_their_units_around_them(void **state) {
  char text[8192];
  snprintf(text, sizeof text, "%s%s", records, examples);
  struct rules rules = rules_open(text);
  struct check check;
  (void)state;
  assert_int_equal(check_run(rules.book, rules.arena, &check), CHUAN_OK);
  assert_int_equal(check.example_count, 14);
  for (size_t i = 0; i < check.example_count; i++) {
    const struct example_result *one = &check.examples[i];
    if (one->passed) continue;
    fail_msg("example %s: found %s%s%s", one->example->name, one->found, one->cause_count > 0 ? ", " : "",
             one->cause_count > 0 ? cause_word(one->causes[0].kind) : "");
  }
  rules_close(&rules);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(examples_have_their_units_around_them)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
