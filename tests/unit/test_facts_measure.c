/* Units of measure: which are the same, by what factor one becomes another, what is never guessed. */
#include "facts/measure.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_factor(const char *from, const char *to, int64_t times, int64_t per) {
  struct arena *arena = arena_create();
  struct measure_factor factor;
  enum measure_answer answer = measure_convert(arena, from, to, &factor);
  enum measure_answer expected = times == per ? MEASURE_SAME : MEASURE_CONVERTED;
  if (answer != expected || factor.times != times || factor.per != per)
    fail_msg("%s to %s: %d, %lld/%lld", from, to, (int)answer, (long long)factor.times,
             (long long)factor.per);
  arena_free(arena);
}

static void assert_answer(const char *from, const char *to, enum measure_answer expected) {
  struct arena *arena = arena_create();
  struct measure_factor factor;
  enum measure_answer answer = measure_convert(arena, from, to, &factor);
  if (answer != expected) fail_msg("%s to %s: %d", from, to, (int)answer);
  arena_free(arena);
}

static void units_are_converted_exactly(void **state) {
  (void)state;
  assert_factor("nghìn đồng/người/năm", "triệu đồng/người/năm", 1, 1000);
  assert_factor("nghìn đồng/người/tháng", "triệu đồng/người/năm", 3, 250);
  assert_factor("trđ/người/năm", "triệu đồng/người/năm", 1, 1);
  assert_factor("TRIỆU ĐỒNG / người / năm", "triệu đồng/người/năm", 1, 1);
  assert_factor("triệu đồng/năm", "triệu đồng/người/năm", 1, 1); /* what it is per goes without saying */
  assert_factor("đồng", "triệu đồng", 1, 1000000);
  assert_factor("tỷ đồng", "triệu đồng", 1000, 1);
  assert_factor("m", "km", 1, 1000);
  assert_factor("m²", "ha", 1, 10000);
  assert_factor("km2", "ha", 100, 1);
  assert_factor("tạ/ha", "tấn/ha", 1, 10);
  assert_factor("tạ/năm", "kg/năm", 100, 1);
  assert_factor("nghìn người", "người", 1000, 1);
  assert_factor("1000 hộ", "hộ", 1000, 1);
  assert_factor("%", "%", 1, 1);
  assert_factor("phần nghìn", "%", 1, 10);
  assert_factor("m3", "lít", 1000, 1);
  assert_factor("công trình", "công trình", 1, 1);
  assert_factor("vụ lạ", "vụ lạ", 1, 1); /* nobody here knows it, but it is the same */
}

static void what_is_another_kind_is_none(void **state) {
  (void)state;
  assert_answer("%", "hộ", MEASURE_OTHER);
  assert_answer("kg", "triệu đồng/người/năm", MEASURE_OTHER);
  assert_answer("triệu đồng/người/năm", "triệu đồng", MEASURE_OTHER); /* it says more than the other */
  assert_answer("lít/người/ngày", "lít/người/năm", MEASURE_OTHER);    /* years differ in days */
  assert_answer("người", "hộ", MEASURE_OTHER);
  assert_answer("hộ", "", MEASURE_OTHER);
  assert_answer("theo chuẩn mới", "hộ", MEASURE_UNKNOWN);
  assert_answer("", "hộ", MEASURE_UNKNOWN);
  assert_answer("a/b/c/d/e", "hộ", MEASURE_UNKNOWN);
  assert_answer("/", "hộ", MEASURE_UNKNOWN);
}

static void factors_are_exact_or_none(void **state) {
  (void)state;
  static const char *const wrong[] = {"",     "0", "1/0", "-1",   "1e3", "1,5", "1/2/3",
                                      "1.",   ".", "1/",  "1 /2", "0.0", "x",   "9999999999999999",
                                      "1/0.0"};
  struct measure_factor factor;
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
    if (measure_factor_read(wrong[i], &factor)) fail_msg("%s is no factor", wrong[i]);
  assert_true(measure_factor_read("0.001", &factor));
  assert_int_equal(factor.times, 1);
  assert_int_equal(factor.per, 1000);
  assert_true(measure_factor_read("2/3", &factor));
  assert_int_equal(factor.per, 3);
  assert_true(measure_factor_read("1.5/0.3", &factor));
  assert_int_equal(factor.times, 5);
  assert_int_equal(factor.per, 1);
}

static void values_are_converted_or_refused(void **state) {
  (void)state;
  struct measure_factor thousandth = {1, 1000}, thousand = {1000, 1}, third = {1, 3};
  int64_t out = 0;
  assert_true(measure_apply(&thousandth, 46250, 0, 2, &out));
  assert_int_equal(out, 4625);
  assert_false(measure_apply(&thousandth, 46251, 0, 2, &out));
  assert_true(measure_apply(&thousandth, -46250, 0, 2, &out));
  assert_int_equal(out, -4625);
  assert_true(measure_apply(&thousand, 1250, 3, 0, &out));
  assert_int_equal(out, 1250);
  assert_true(measure_apply(&third, 9, 0, 0, &out));
  assert_int_equal(out, 3);
  assert_false(measure_apply(&third, 10, 0, 9, &out));
  assert_false(measure_apply(&thousand, INT64_MAX, 0, 0, &out));
  assert_false(measure_apply(&thousand, INT64_MAX, 0, 9, &out));
  assert_true(measure_apply(&thousandth, INT64_MAX - 807, 0, 9, &out) == 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(units_are_converted_exactly),
      cmocka_unit_test(what_is_another_kind_is_none),
      cmocka_unit_test(factors_are_exact_or_none),
      cmocka_unit_test(values_are_converted_or_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
