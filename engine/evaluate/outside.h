/* What a unit's formulas read from elsewhere - other units, other years, the register - as the interpreter and the
 * kernels meet it: values worked out beforehand, one per unit of the level (evaluate/world.h), read by any thread. */
#ifndef CHUAN_EVALUATE_OUTSIDE_H
#define CHUAN_EVALUATE_OUTSIDE_H

#include "evaluate/cause.h"

#include <stdint.h>

/* A number that is known, or known to lie somewhere. Bounds are reached: some completion of what is missing gives each
 * end. For an empty interval of knowledge (nothing can be said) both ends are open. */
struct outside_value {
  /* not known exactly: a number with bounds, a test with no data, a value that is not there */
  uint8_t missing;
  uint8_t bounded;             /* a number: low and high say more than nothing */
  uint8_t may_lack;            /* a number: some completion gives no value at all (a share of no unit) */
  uint8_t open_low, open_high; /* no lowest, no highest */
  uint8_t verdict;             /* a test */
  uint8_t status;              /* chuan_threshold_status it rests on */
  uint8_t data;                /* chuan_data_status it rests on */
  uint8_t carried;             /* some figure it rests on is of an earlier year, by `carry` */
  uint32_t choice;             /* a choice or yes_no that is there */
  const struct rational *low, *high; /* the same pointer when known exactly */
  enum cause_kind cause;             /* when missing: what it comes from in one word; more in world_causes */
  const struct fact *fact;           /* MISSING_FACT, MIXED_PARTS: which, or NULL */
  int year;                          /* OTHER_YEAR: the year whose value is missing */
  int32_t day;                       /* LEVEL_ENDED: its last day */
};

struct outside {
  void *self;
  /* `expression` is outside (expression_is_outside); `row` as given to exact_begin. NULL: not prepared, or no memory. */
  const struct outside_value *(*value)(void *self, const struct expression *expression, uint64_t row);
  /* Verdicts of an outside test for rows first.. of the level: bytes of chuan_verdict, or NULL when it was not prepared. */
  const uint8_t *(*verdicts)(void *self, const struct expression *expression, uint64_t first);
  /* The same of an outside choice or yes_no: indexes, -1 = missing. */
  const int32_t *(*choices)(void *self, const struct expression *expression, uint64_t first);
  /* Another reader of the same values, for one more thread or interpreter: what `value` returns stays as it is only until
   * the same reader is asked about another row. Lives in the arena; 0: no memory. NULL where values are simply kept. */
  int (*reader)(void *self, struct arena *arena, struct outside *out);
};

#endif
