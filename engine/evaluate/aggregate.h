/* What a count, share, sum or mean over units comes to, and how far it can reach when some of them have no data: exact
 * ends, each given by some way in which what is missing could come out. Pure: no units, no rules, no columns. */
#ifndef CHUAN_EVALUATE_AGGREGATE_H
#define CHUAN_EVALUATE_AGGREGATE_H

#include "evaluate/cell.h"
#include "rules/expression.h"

struct aggregate_result {
  int none;                /* in no completion is there a value; the rest says nothing then */
  int may_lack;            /* in some completion there is none */
  int open_low, open_high; /* no lowest, no highest */
  struct rational low, high;
};

/* Units by what `where` and the test say of them; those not applicable, or surely out, are not here. */
enum aggregate_test { AGGREGATE_MET, AGGREGATE_NOT_MET, AGGREGATE_NO_DATA, AGGREGATE_TESTS };
struct aggregate_tally {
  uint64_t certain[AGGREGATE_TESTS];  /* surely among those asked about */
  uint64_t possible[AGGREGATE_TESTS]; /* perhaps: `where` has no data */
};
void aggregate_count(const struct aggregate_tally *tally, enum missing_policy missing,
                     struct aggregate_result *out);
/* In percent. */
void aggregate_share(const struct aggregate_tally *tally, enum missing_policy missing,
                     struct aggregate_result *out);

/* A unit's number, or where it can lie; CELL_NONE: an open end. */
struct aggregate_term {
  int possible;                        /* perhaps not among those asked about */
  struct cell low, high;               /* equal when known */
  struct cell weight_low, weight_high; /* of a mean; >= 0 */
};

struct aggregate_total { /* one end of a sum, under way */
  int open;
  int64_t denominator; /* of what is gathered in `small`; 0: nothing yet */
  __extension__ __int128 small;
  struct rational rest;
};

struct aggregate_sum {
  struct aggregate_total low, high;
};
void aggregate_sum_begin(struct aggregate_sum *sum);
void aggregate_sum_add(struct aggregate_sum *sum, const struct aggregate_term *term);
void aggregate_sum_end(struct aggregate_sum *sum, struct aggregate_result *out);

struct aggregate_mean {
  struct arena *arena;              /* for the terms whose weight is not fixed */
  struct aggregate_total low, high; /* weighted, of the others */
  struct aggregate_total weight;    /* theirs */
  struct aggregate_term *loose;
  size_t loose_count, loose_capacity;
};
void aggregate_mean_begin(struct aggregate_mean *mean, struct arena *arena);
/* 0 when there is no memory. */
int aggregate_mean_add(struct aggregate_mean *mean, const struct aggregate_term *term);
void aggregate_mean_end(struct aggregate_mean *mean, struct aggregate_result *out);

#endif
