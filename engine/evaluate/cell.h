/* Numbers kept by the million: a fraction of 64-bit integers in its place, and only what does not fit elsewhere. */
#ifndef CHUAN_EVALUATE_CELL_H
#define CHUAN_EVALUATE_CELL_H

#include "base/arena.h"
#include "base/wide.h"

struct cell {
  int64_t denominator; /* > 0, CELL_WIDE or CELL_NONE */
  union {
    int64_t numerator;
    const struct rational *wide;
  } of;
};
#define CELL_WIDE 0
#define CELL_NONE (-1) /* no number: an end that is open, a value that is not there */

static inline struct cell cell_of(int64_t numerator, int64_t denominator) {
  return (struct cell){.denominator = denominator, .of = {.numerator = numerator}};
}
static inline struct cell cell_none(void) {
  return cell_of(0, CELL_NONE);
}
static inline int cell_is_none(struct cell cell) {
  return cell.denominator == CELL_NONE;
}
/* Scaled as facts are: value / 10^places, places at most DECIMAL_PLACES_MAX. */
struct cell cell_scaled(int64_t value, unsigned places);
/* The number of a cell that has one. */
void cell_load(struct cell cell, struct rational *out);
/* 1 when it fits in place. */
int cell_fits(struct cell *cell, const struct rational *number);
/* Takes from the arena only what is wide; 0 when there is no memory. */
int cell_store(struct cell *cell, const struct rational *number, struct arena *arena);
int cell_sign(struct cell cell);
int cell_compare(struct cell a, struct cell b); /* <0, 0, >0 */

#endif
