/* The units of an example as a world: the one that is asked about, those below and above it, other years, the register. */
#ifndef CHUAN_EVALUATE_EXAMPLE_WORLD_H
#define CHUAN_EVALUATE_EXAMPLE_WORLD_H

#include "evaluate/world.h"

struct example_world;

/* `unit` is asked about at the moment, its own facts are those of the moment's year; borrowed. CHUAN_MEMORY is the only
 * failure. */
chuan_status example_world_create(const struct rulebook *rulebook, const struct example_unit *unit,
                                  struct moment moment, struct example_world **out);
void example_world_free(struct example_world *world); /* NULL is fine */
/* An interpreter at the unit that is asked about. Free with exact_free, before the world. */
chuan_status example_world_exact(struct example_world *world, const struct expression *expression,
                                 struct exact **out);
/* The figures of a unit in a year, those of `now` being its facts; one of an earlier year where the fact says `carry`.
 * values[fact.index], DECIMAL_MISSING when missing; years likewise, or NULL. */
void example_figures(const struct example_unit *unit, int now, const struct vocabulary_level *level, int year,
                     int64_t *values, int *years);
/* reads[expression.id] of every expression: whether it, or what it is made of, comes from other units or years. */
void example_reads_outside(const struct rulebook *rulebook, uint8_t *reads);

#endif
