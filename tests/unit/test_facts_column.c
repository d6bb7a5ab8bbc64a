/* Columns: every width gives back exactly what was packed, and missing is never a value. */
#include "facts/column.h"

#include "base/decimal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void assert_round_trip(const int64_t *values, uint32_t count, uint8_t width) {
  /* Exactly the room that is promised, so that a sanitizer sees a byte too many. */
  void *room = malloc((size_t)count * 8 + (count == 0));
  struct column column;
  column_pack(values, count, room, &column);
  int64_t minimum = INT64_MAX, maximum = INT64_MIN;
  uint32_t missing = 0;
  assert_int_equal(column.count, count);
  assert_int_equal(column.width, width);
  for (uint32_t i = 0; i < count; i++) {
    assert_true(column_value(&column, i) == values[i]);
    if (values[i] == DECIMAL_MISSING) {
      missing++;
      continue;
    }
    if (values[i] < minimum) minimum = values[i];
    if (values[i] > maximum) maximum = values[i];
  }
  assert_int_equal(column.missing, missing);
  assert_true(column.minimum == minimum && column.maximum == maximum);
  assert_int_equal(column.data == NULL, width == 0);
  free(room);
}

static void width_is_the_narrowest_that_leaves_room_for_missing(void **state) {
  (void)state;
  static const struct {
    int64_t low, high;
    uint8_t width;
  } cases[] = {
      {0, 1, 1},
      {-127, 127, 1},
      {-128, 0, 2},
      {0, 128, 2},
      {-128, -128, 2},
      {-32767, 32767, 2},
      {-32768, 0, 4},
      {0, 32768, 4},
      {-INT32_MAX, INT32_MAX, 4},
      {INT32_MIN, 0, 8},
      {0, (int64_t)INT32_MAX + 1, 8},
      {-INT64_MAX, INT64_MAX, 8},
      {5, 5, 1},
      {INT64_MAX, INT64_MAX, 8},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    int64_t values[] = {cases[i].low, DECIMAL_MISSING, cases[i].high, cases[i].low, cases[i].high};
    assert_round_trip(values, 5, cases[i].width);
    int64_t whole[] = {cases[i].low, cases[i].high};
    assert_round_trip(whole, 2, cases[i].width);
  }
}

static void a_column_without_values_has_no_data(void **state) {
  (void)state;
  int64_t values[] = {DECIMAL_MISSING, DECIMAL_MISSING, DECIMAL_MISSING};
  assert_round_trip(values, 3, 0);
  assert_round_trip(values, 0, 0);
  int64_t room[3];
  struct column column;
  column_pack(values, 3, room, &column);
  assert_true(column.minimum > column.maximum);
}

static void full_chunks_of_every_width_come_back(void **state) {
  (void)state;
  static const int64_t bounds[] = {127, 32767, INT32_MAX, INT64_MAX};
  static const uint8_t widths[] = {1, 2, 4, 8};
  int64_t *values = malloc(COLUMN_CHUNK * sizeof *values);
  uint64_t random = 1;
  for (size_t b = 0; b < 4; b++) {
    for (uint32_t i = 0; i < COLUMN_CHUNK; i++) {
      random = random * 6364136223846793005u + 1442695040888963407u;
      uint64_t modulus = (uint64_t)bounds[b] + 1;
      int64_t value = (int64_t)((random >> 1) % modulus);
      values[i] = random >> 58 == 0 ? DECIMAL_MISSING : random >> 63 ? -value : value;
    }
    values[7] = bounds[b];
    assert_round_trip(values, COLUMN_CHUNK, widths[b]);
    assert_round_trip(values, COLUMN_CHUNK - 3, widths[b]);
  }
  free(values);
}

static void unaligned_bytes_are_read(void **state) {
  (void)state;
  int64_t values[] = {70000, DECIMAL_MISSING, -70000};
  int64_t room[3];
  unsigned char shifted[3 * 4 + 1];
  struct column column;
  column_pack(values, 3, room, &column);
  assert_int_equal(column.width, 4);
  memcpy(shifted + 1, room, 12);
  column.data = shifted + 1;
  for (uint32_t i = 0; i < 3; i++) assert_true(column_value(&column, i) == values[i]);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(width_is_the_narrowest_that_leaves_room_for_missing),
      cmocka_unit_test(a_column_without_values_has_no_data),
      cmocka_unit_test(full_chunks_of_every_width_come_back),
      cmocka_unit_test(unaligned_bytes_are_read),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
