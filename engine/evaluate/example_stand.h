/* Interpreters for examples: one for every level and moment, and one for itself where an example reads other units or
 * years. */
#ifndef CHUAN_EVALUATE_EXAMPLE_STAND_H
#define CHUAN_EVALUATE_EXAMPLE_STAND_H

#include "evaluate/example_world.h"

struct example_stands {
  const struct rulebook *rulebook;
  struct arena *arena;
  uint8_t *reads; /* by expression id: something from outside */
  struct stand *items;
  size_t count, capacity;
  struct example_world *world; /* of the last example that needed one */
  struct exact *exact;
};

/* CHUAN_MEMORY, with nothing reported, is the only failure. Ended, whatever is returned. */
chuan_status example_stands_begin(struct example_stands *stands, const struct rulebook *rulebook,
                                  struct arena *arena);
void example_stands_end(struct example_stands *stands);
/* The interpreter at the example's unit; borrowed until the next call. */
chuan_status example_stand(struct example_stands *stands, const struct example *example, struct exact **out);

#endif
