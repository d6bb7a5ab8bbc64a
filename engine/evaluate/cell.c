/* Small fractions, and the wide ones that few of them are. */
#include "evaluate/cell.h"

#include "base/decimal.h"

__extension__ typedef __int128 int128;

struct cell cell_scaled(int64_t value, unsigned places) {
  int64_t denominator = 1;
  for (unsigned i = 0; i < places && i < DECIMAL_PLACES_MAX; i++) denominator *= 10;
  return cell_of(value, denominator);
}

void cell_load(struct cell cell, struct rational *out) {
  if (cell.denominator == CELL_WIDE) {
    rational_copy(out, cell.of.wide);
    return;
  }
  wide_set(&out->numerator, cell.of.numerator);
  wide_set(&out->denominator, cell.denominator);
}

int cell_fits(struct cell *cell, const struct rational *number) {
  int64_t numerator, denominator;
  if (!wide_to_int64(&number->numerator, &numerator) || !wide_to_int64(&number->denominator, &denominator))
    return 0;
  *cell = cell_of(numerator, denominator);
  return 1;
}

int cell_store(struct cell *cell, const struct rational *number, struct arena *arena) {
  struct rational reduced;
  if (cell_fits(cell, number)) return 1;
  rational_copy(&reduced, number);
  wide_reduce(&reduced.numerator, &reduced.denominator);
  if (cell_fits(cell, &reduced)) return 1;
  struct rational *kept = arena_alloc(arena, sizeof *kept);
  if (kept == NULL) return 0;
  rational_copy(kept, &reduced);
  *cell = (struct cell){.denominator = CELL_WIDE, .of = {.wide = kept}};
  return 1;
}

int cell_sign(struct cell cell) {
  if (cell.denominator == CELL_WIDE) return rational_sign(cell.of.wide);
  return (cell.of.numerator > 0) - (cell.of.numerator < 0);
}

int cell_compare(struct cell a, struct cell b) {
  if (a.denominator > 0 && b.denominator > 0) {
    int128 left = (int128)a.of.numerator * b.denominator, right = (int128)b.of.numerator * a.denominator;
    return (left > right) - (left < right);
  }
  struct rational x, y;
  cell_load(a, &x);
  cell_load(b, &y);
  return rational_compare(&x, &y);
}
