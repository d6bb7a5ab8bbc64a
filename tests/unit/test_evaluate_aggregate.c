/* Aggregates against everything their missing parts could be: small sets, every way in which what is unknown comes out,
 * each worked out the slow and obvious way. Both ends must be reached, and nothing may lie beyond. */
#include "evaluate/aggregate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define UNITS_MOST 5
#define ROUNDS 4000

static uint32_t chance(uint64_t *state, uint32_t below) {
  *state ^= *state << 13;
  *state ^= *state >> 7;
  *state ^= *state << 17;
  return (uint32_t)((*state >> 20) % below);
}

/* --- the slow way --------------------------------------------------------------------------------------------------- */

struct unit { /* choices: what may come out; -1 in `in`: nobody knows */
  int in;     /* 0, 1, -1 */
  int test;   /* 0, 1, -1 */
  int value_low, value_high, weight_low, weight_high; /* known when equal */
};

enum what { COUNT, SHARE, SUM, MEAN };

struct seen { /* over all completions: least and greatest as top / bottom, and whether some gave nothing */
  int any, lacks;
  long low_top, low_bottom, high_top, high_bottom;
};

static void see(struct seen *seen, long top, long bottom) {
  if (bottom == 0) {
    seen->lacks = 1;
    return;
  }
  if (!seen->any || top * seen->low_bottom < seen->low_top * bottom) {
    seen->low_top = top;
    seen->low_bottom = bottom;
  }
  if (!seen->any || top * seen->high_bottom > seen->high_top * bottom) {
    seen->high_top = top;
    seen->high_bottom = bottom;
  }
  seen->any = 1;
}

/* One unit after the other takes every form it can have. */
static void complete(const struct unit *units, size_t count, enum what what, enum missing_policy missing,
                     long top, long bottom, struct seen *seen) {
  if (count == 0) {
    see(seen, what == SHARE ? top * 100 : top, what == COUNT || what == SUM ? 1 : bottom);
    return;
  }
  int excludes = missing == MISSING_EXCLUDE, of_test = what == COUNT || what == SHARE;
  int unknown_value = of_test ? units->test < 0
                              : units->value_low != units->value_high ||
                                    (what == MEAN && units->weight_low != units->weight_high);
  if (units->in == 0 || (excludes && (units->in < 0 || unknown_value))) {
    complete(units + 1, count - 1, what, missing, top, bottom, seen);
    return;
  }
  if (units->in < 0) complete(units + 1, count - 1, what, missing, top, bottom, seen);
  if (of_test) {
    for (int test = 0; test <= 1; test++) {
      int shown = units->test < 0 && missing == MISSING_AS_NOT_MET ? 0 : units->test;
      if (shown >= 0 && shown != test) continue;
      complete(units + 1, count - 1, what, missing, top + test, bottom + 1, seen);
    }
    return;
  }
  for (int value = units->value_low; value <= units->value_high; value++) {
    for (int weight = units->weight_low; weight <= units->weight_high; weight++) {
      int weighs = what == MEAN ? weight : 1;
      complete(units + 1, count - 1, what, missing, top + value * weighs, bottom + weighs, seen);
      if (what == SUM) break;
    }
  }
}

/* --- the functions -------------------------------------------------------------------------------------------------------- */

static struct aggregate_result work_out(const struct unit *units, size_t count, enum what what,
                                        enum missing_policy missing, struct arena *arena) {
  struct aggregate_tally tally = {{0}, {0}};
  struct aggregate_sum sum;
  struct aggregate_mean mean;
  struct aggregate_result result;
  aggregate_sum_begin(&sum);
  aggregate_mean_begin(&mean, arena);
  for (size_t i = 0; i < count; i++) {
    const struct unit *unit = &units[i];
    int unknown =
        unit->value_low != unit->value_high || (what == MEAN && unit->weight_low != unit->weight_high);
    if (unit->in == 0) continue;
    uint64_t *counts = unit->in < 0 ? tally.possible : tally.certain;
    counts[unit->test < 0 ? AGGREGATE_NO_DATA : unit->test ? AGGREGATE_MET : AGGREGATE_NOT_MET]++;
    if (missing == MISSING_EXCLUDE && (unknown || unit->in < 0)) continue;
    struct aggregate_term term = {.possible = unit->in < 0,
                                  .low = cell_of(unit->value_low * 2, 2), /* not reduced, on purpose */
                                  .high = cell_of(unit->value_high, 1),
                                  .weight_low = cell_of(unit->weight_low, 1),
                                  .weight_high = cell_of(unit->weight_high, 1)};
    aggregate_sum_add(&sum, &term);
    assert_true(aggregate_mean_add(&mean, &term));
  }
  switch (what) {
    case COUNT:
      aggregate_count(&tally, missing, &result);
      break;
    case SHARE:
      aggregate_share(&tally, missing, &result);
      break;
    case SUM:
      aggregate_sum_end(&sum, &result);
      break;
    default:
      aggregate_mean_end(&mean, &result);
      break;
  }
  return result;
}

static int is(const struct rational *number, long top, long bottom) {
  struct rational expected;
  rational_set(&expected, top, 0);
  wide_set(&expected.denominator, bottom);
  return rational_compare(number, &expected) == 0;
}

static void expect(const struct unit *units, size_t count, enum what what, enum missing_policy missing,
                   struct arena *arena) {
  struct seen seen = {.any = 0};
  complete(units, count, what, missing, 0, 0, &seen);
  struct aggregate_result result = work_out(units, count, what, missing, arena);
  int agrees = result.none == !seen.any;
  if (seen.any && agrees) {
    agrees = result.may_lack == seen.lacks && !result.open_low && !result.open_high &&
             is(&result.low, seen.low_top, seen.low_bottom) &&
             is(&result.high, seen.high_top, seen.high_bottom);
  }
  if (agrees) return;
  char low[64], high[64];
  rational_format(&result.low, 6, low, sizeof low);
  rational_format(&result.high, 6, high, sizeof high);
  for (size_t i = 0; i < count; i++) {
    print_message("unit %zu: in %d, test %d, value %d..%d, weight %d..%d\n", i, units[i].in, units[i].test,
                  units[i].value_low, units[i].value_high, units[i].weight_low, units[i].weight_high);
  }
  fail_msg(
      "aggregate %d, policy %d: expected %ld/%ld..%ld/%ld (any %d, lacks %d), got %s..%s (none %d, lacks %d)",
      (int)what, (int)missing, seen.low_top, seen.low_bottom, seen.high_top, seen.high_bottom, seen.any,
      seen.lacks, low, high, result.none, result.may_lack);
}

static void make_unit(struct unit *unit, uint64_t *state) {
  unit->in = (int)chance(state, 5);
  if (unit->in > 1) unit->in = unit->in == 2 ? -1 : 1;
  unit->test = (int)chance(state, 3) - 1;
  unit->value_low = (int)chance(state, 9) - 4;
  unit->value_high = unit->value_low + (chance(state, 3) == 0 ? (int)chance(state, 4) : 0);
  unit->weight_low = (int)chance(state, 4);
  unit->weight_high = unit->weight_low + (chance(state, 4) == 0 ? (int)chance(state, 3) : 0);
}

static void ends_are_reached_and_never_passed(void **test_state) {
  uint64_t state = 20260217;
  (void)test_state;
  for (int round = 0; round < ROUNDS; round++) {
    struct unit units[UNITS_MOST];
    struct arena *arena = arena_create();
    size_t count = chance(&state, UNITS_MOST + 1);
    assert_non_null(arena);
    for (size_t i = 0; i < count; i++) make_unit(&units[i], &state);
    for (int what = COUNT; what <= MEAN; what++) {
      expect(units, count, (enum what)what, MISSING_UNKNOWN, arena);
      expect(units, count, (enum what)what, MISSING_EXCLUDE, arena);
      if (what <= SHARE) expect(units, count, (enum what)what, MISSING_AS_NOT_MET, arena);
    }
    arena_free(arena);
  }
}

/* --- ends that are open, numbers that are large ------------------------------------------------------------------------------ */

static struct aggregate_term term_of(int64_t low, int64_t high) {
  return (struct aggregate_term){.low = cell_of(low, 1),
                                 .high = cell_of(high, 1),
                                 .weight_low = cell_of(1, 1),
                                 .weight_high = cell_of(1, 1)};
}

static void open_ends_stay_open(void **test_state) {
  struct arena *arena = arena_create();
  struct aggregate_sum sum;
  struct aggregate_mean mean;
  struct aggregate_result result;
  struct aggregate_term known = term_of(7, 7), open = term_of(3, 3);
  (void)test_state;
  open.high = cell_none();
  aggregate_sum_begin(&sum);
  aggregate_sum_add(&sum, &known);
  aggregate_sum_add(&sum, &open);
  aggregate_sum_end(&sum, &result);
  assert_true(!result.open_low && result.open_high && is(&result.low, 10, 1));

  aggregate_mean_begin(&mean, arena);
  assert_true(aggregate_mean_add(&mean, &known) && aggregate_mean_add(&mean, &open));
  aggregate_mean_end(&mean, &result);
  assert_true(!result.open_low && result.open_high && is(&result.low, 5, 1));

  /* A weight without a highest pulls the mean as near to its value as one likes, and no further. */
  struct aggregate_term heavy = term_of(9, 9);
  heavy.weight_low = cell_of(0, 1);
  heavy.weight_high = cell_none();
  aggregate_mean_begin(&mean, arena);
  assert_true(aggregate_mean_add(&mean, &known) && aggregate_mean_add(&mean, &heavy));
  aggregate_mean_end(&mean, &result);
  assert_true(!result.open_low && !result.open_high && is(&result.low, 7, 1) && is(&result.high, 9, 1));

  /* What weighs nothing says nothing, however little is known of it. */
  struct aggregate_term nothing = {.low = cell_none(), .high = cell_none(), .weight_low = cell_of(0, 1)};
  nothing.weight_high = cell_of(0, 3);
  aggregate_mean_begin(&mean, arena);
  assert_true(aggregate_mean_add(&mean, &known) && aggregate_mean_add(&mean, &nothing));
  aggregate_mean_end(&mean, &result);
  assert_true(!result.open_low && !result.open_high && is(&result.low, 7, 1) && is(&result.high, 7, 1));
  arena_free(arena);
}

static void sums_never_overflow(void **test_state) {
  struct aggregate_sum sum;
  struct aggregate_result result;
  struct aggregate_term most = term_of(INT64_MAX, INT64_MAX), least = term_of(INT64_MIN, INT64_MIN);
  struct rational expected, one, before;
  (void)test_state;
  most.low.denominator = most.high.denominator = 10;
  aggregate_sum_begin(&sum);
  for (int i = 0; i < 1000; i++) aggregate_sum_add(&sum, &most);
  aggregate_sum_end(&sum, &result);
  rational_set(&expected, 0, 0);
  rational_set(&one, INT64_MAX, 1);
  for (int i = 0; i < 1000; i++) {
    rational_copy(&before, &expected);
    rational_add(&expected, &before, &one);
  }
  assert_int_equal(rational_compare(&result.low, &expected), 0);
  assert_int_equal(rational_compare(&result.high, &expected), 0);
  aggregate_sum_begin(&sum);
  for (int i = 0; i < 3; i++) aggregate_sum_add(&sum, &least);
  aggregate_sum_end(&sum, &result);
  rational_set(&one, INT64_MIN, 0);
  rational_add(&before, &one, &one);
  rational_add(&expected, &before, &one);
  assert_int_equal(rational_compare(&result.low, &expected), 0);
}

static void cells_hold_what_they_are_given(void **test_state) {
  struct arena *arena = arena_create();
  struct rational number, wide, back;
  struct cell cell;
  (void)test_state;
  rational_set(&number, INT64_MAX, 9);
  assert_true(cell_fits(&cell, &number));
  rational_multiply(&wide, &number, &number);
  assert_true(cell_store(&cell, &wide, arena));
  assert_int_equal(cell.denominator, CELL_WIDE);
  cell_load(cell, &back);
  assert_int_equal(rational_compare(&wide, &back), 0);
  assert_int_equal(cell_sign(cell), 1);
  assert_true(cell_compare(cell, cell_of(1, 3)) > 0 && cell_compare(cell_of(1, 3), cell) < 0);
  assert_true(cell_compare(cell_of(2, 6), cell_of(1, 3)) == 0 && cell_sign(cell_of(-1, 3)) < 0);
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(ends_are_reached_and_never_passed),
      cmocka_unit_test(open_ends_stay_open),
      cmocka_unit_test(sums_never_overflow),
      cmocka_unit_test(cells_hold_what_they_are_given),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
