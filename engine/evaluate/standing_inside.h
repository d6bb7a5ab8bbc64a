/* Parts of a standing: shared by standing*.c. */
#ifndef CHUAN_EVALUATE_STANDING_INSIDE_H
#define CHUAN_EVALUATE_STANDING_INSIDE_H

#include "evaluate/standing.h"

/* --- standing_path.c: numbers alone */

/* The values that a comparison lets pass; NULL: no end on that side. */
struct demand {
  const struct rational *low, *high;
  int low_strict, high_strict;
};
/* 0 when the comparison is none, or a threshold it needs is not known. */
int demand_of(enum expression_kind comparison, const struct rational *threshold,
              const struct rational *threshold_high, struct demand *out);
/* Of a number that lies somewhere between low and high (NULL: open). */
chuan_verdict demand_verdict(const struct demand *demand, const struct rational *low,
                             const struct rational *high);
/* What the path asks for in a year; from the year of the target on what the target itself asks for. 0: nothing. */
int path_value(const struct target *target, const struct demand *demand, const struct rational *baseline,
               int year, struct rational *out);
/* Where a value that is not enough yet stands: STANDING_ON_TRACK, _AT_RISK or _OFF_TRACK. `start`: where the path came
 * from, NULL when nobody knows: then whoever is behind is off it. */
enum standing path_standing(const struct demand *demand, const struct rational *start,
                            const struct rational *path, const struct rational *value);
/* Where the path came from: the baseline, else its step before the year's; NULL: nobody knows. */
const struct rational *path_start(const struct target *target, const struct rational *baseline, int year);

/* --- standing_units.c: whom a target is about */

/* The units of a level to judge, by code: those of the day, those that ended in its year when the year's own end is asked
 * for, and those that targets were set for and that ended before. `only`: that one alone, 0: all. In the arena. */
struct judged_unit {
  struct unit unit;
  struct moment moment; /* at which it is judged */
  int ended, gone;      /* see struct target_result */
  struct unit *successors;
  size_t successor_count;
};
struct judged_units {
  struct dossier *dossier;
  struct report *report;
  struct arena *arena;
  const char *level;
  const struct target *const *targets; /* of the level */
  size_t target_count;
};
chuan_status judged_units_find(const struct judged_units *request, struct moment moment, int64_t only,
                               struct judged_unit **out, size_t *count);

/* --- standing_figures.c: what an answer rests on */
struct resting {
  struct world *world;
  struct dossier *dossier;
  const struct rulebook *rulebook;
  const struct vocabulary_level *vocabulary;
  struct report *report;
  struct arena *arena;
  struct exact *exact; /* at the result's unit and moment */
};
/* Fills figures, units and statuses of the result from what `asked` reads. */
chuan_status resting_find(const struct resting *resting, const struct expression *const *asked, size_t count,
                          struct target_result *result);

#endif
