/* Which levels, years and verdicts an evaluation is about: shared by evaluation.c and tally.c. A scope has one
 * world: what several levels and years rest on is worked out once. */
#ifndef CHUAN_LIBRARY_EVALUATION_RUN_H
#define CHUAN_LIBRARY_EVALUATION_RUN_H

#include "evaluate/world.h"
#include "library/handle.h"

struct evaluation_scope {
  chuan_dossier *dossier;
  const chuan_rulebook *rulebook;
  chuan *handle;
  struct arena *arena;
  chuan_evaluation_options options;
  int review;          /* of the register: one year, and with each standard the one that reviews it */
  struct world *world; /* made at the first need */
  int has_as_of;
  int32_t as_of;       /* the day asked for */
  const char **levels; /* those with a standard that was asked for, in the order of the rules */
  uint32_t level_count;
};

/* Everything is checked that can be without reading facts. Ended with scope_end, whatever is returned. */
chuan_status scope_set(struct evaluation_scope *scope, chuan_dossier *dossier, chuan_rulebook *rulebook,
                       const chuan_evaluation_options *options, struct arena *arena);
chuan_status scope_set_review(struct evaluation_scope *scope, chuan_dossier *dossier,
                              chuan_rulebook *rulebook, const chuan_evaluation_options *options,
                              struct arena *arena);
void scope_end(struct evaluation_scope *scope);
/* The day asked for, or the year as it ended. */
struct moment scope_moment(const struct evaluation_scope *scope, int year);
/* What is judged at a level: each standard followed by its criteria, each followed by its indicators. In the
 * arena. */
chuan_status scope_judged(const struct evaluation_scope *scope, const char *level, const struct judged ***out,
                          uint32_t *count);
/* The year asked for, or those of the period with facts of the level. In the arena. */
chuan_status scope_years(const struct evaluation_scope *scope, const char *level, int **out, size_t *count);

struct evaluation; /* output/evaluation_rows.h */
/* As chuan_evaluation_run, for a review. */
chuan_status evaluation_run_review(chuan_dossier *dossier, chuan_rulebook *rulebook,
                                   const chuan_evaluation_options *options, chuan_evaluation **out);
const struct evaluation *evaluation_results(const chuan_evaluation *evaluation);
/* library/evaluation_by.c: as chuan_evaluation_write_by. */
chuan_status evaluation_write_by(chuan *handle, const struct evaluation *evaluation, const char *by_level,
                                 const chuan_style *style, chuan_sink sink, void *payload);
/* CHUAN_NOT_FOUND, said: counting by a level that no unit judged lies in (library/tally.c). */
chuan_status evaluation_not_above(struct report *report, const char *level);

/* A program over the columns of a level and year, ready to run. What it reads from other units and years has been worked
 * out. */
struct scope_run {
  struct program *program;
  struct run_request request;
  const struct world_level *units; /* where there is an outside: the rows it knows the units by; else NULL */
};

/* Ended with scope_run_end, whatever is returned. */
chuan_status scope_run_begin(struct evaluation_scope *scope, const struct vocabulary_level *vocabulary,
                             int year, const struct judged *const *judged, uint32_t judged_count,
                             struct scope_run *run);
void scope_run_end(struct scope_run *run);

/* The day of `as_of`; *has_day 0 when none is given. */
chuan_status options_day(chuan *handle, const chuan_evaluation_options *options, int *has_day, int32_t *day);

#endif
