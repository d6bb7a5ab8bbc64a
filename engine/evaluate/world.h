/* The tree of units at several moments as the rules see it: what crosses units and years is worked out here, level
 * below level and year before year, each once, before the units of a level are judged (by kernels or by the exact
 * interpreter, on any number of threads). The rulebook has no cycles across levels and years, so this ends. */
#ifndef CHUAN_EVALUATE_WORLD_H
#define CHUAN_EVALUATE_WORLD_H

#include "evaluate/exact.h"
#include "evaluate/outside.h"
#include "facts/column.h"
#include "facts/moment.h"

struct ended_unit {
  int64_t unit, parent;
  int32_t last_day;
};

/* Whoever has units and figures: the dossier (world_of_dossier), an example (evaluate/example_world.h). */
struct world_source {
  void *self;
  /* The columns of a level, its units those of the moment. Closed with `close`. */
  chuan_status (*open)(void *self, const struct vocabulary_level *level, struct moment moment,
                       struct column_source *out);
  void (*close)(void *self, struct column_source *source);
  /* Which of the units (ids, by row; 0 = no unit) are recognised under a standard at the moment: one chuan_verdict each
   * (met, not_met; no_data: parts disagree), and beside it the chuan_data_status of what the register rests on there.
   * *known 0: nothing was ever registered for that standard. */
  chuan_status (*recognised)(void *self, const char *standard, struct moment moment, const int64_t *ids,
                             uint64_t count, uint8_t *verdicts, uint8_t *statuses, int *known);
  /* The unit that lies above all units of a code: its id when it is valid on the day, else 0. */
  chuan_status (*unit)(void *self, const char *code, int32_t day, int64_t *id);
  /* The level and the parent (0 = none) of a unit that lies above others, kept in the arena. */
  chuan_status (*above)(void *self, int64_t unit, struct arena *arena, const char **level, int64_t *parent);
  /* The units of a level whose last day was before `day`, in the arena. */
  chuan_status (*ended)(void *self, const char *level, int32_t day, struct arena *arena,
                        struct ended_unit **out, size_t *count);
  /* The row's figures, one per fact of the level; `years[i]` the year a figure is of (the moment's own, or an earlier
   * one by `carry`). years may be NULL. *status: the worst of the unit's figures. */
  chuan_status (*figures)(void *self, const struct vocabulary_level *level, struct moment moment,
                          int64_t unit, int64_t *values, int *years, chuan_data_status *status);
};

struct world;

struct world_request {
  const struct rulebook *rulebook;
  struct world_source source;
  unsigned threads; /* >= 1 */
  struct report *report;
  chuan_progress progress; /* or NULL */
  void *progress_payload;
};

chuan_status world_create(const struct world_request *request, struct world **out);
void world_free(struct world *world);

struct world_row {
  int64_t unit;
  uint64_t row;
};
/* The units of a level at a moment, by row (chunk * COLUMN_CHUNK + place; a unit has the same row at every moment). */
struct world_level {
  const char *level;
  const struct vocabulary_level *vocabulary;
  struct moment moment;
  uint64_t row_count;
  const int64_t *ids, *parents; /* 0 = none */
  const uint8_t *present, *status;
  const struct world_row *by_id; /* those that are there, by unit */
  size_t by_id_count;
};
chuan_status world_level(struct world *world, const char *level, struct moment moment,
                         const struct world_level **out);
/* The row of a unit; 0 when it has none in that level. */
int world_row(const struct world_level *level, int64_t unit, uint64_t *row);
/* The columns of a level at a moment, opened once. */
chuan_status world_columns(struct world *world, const char *level, struct moment moment,
                           const struct column_source **out);

/* Works out everything that the expressions read from outside, for every unit of the level at the moment. *out lives as
 * long as the world, and is NULL when they read nothing from outside; `verdicts` and `choices` may be asked by any thread, `value` by one: others make readers. */
chuan_status world_prepare(struct world *world, const char *level, struct moment moment,
                           const struct expression *const *expressions, size_t count,
                           const struct outside **out);
/* The worst status of the figures from outside that the unit at a row rests on; `outside` as prepared. */
chuan_data_status world_data_status(const struct outside *outside, uint64_t row);

/* --- what an aggregate was made of ---------------------------------------------------------------------- */
enum member_part {
  MEMBER_OUT,       /* not among those asked about (`where` not met, or not applicable) */
  MEMBER_COUNTS,    /* met; for numbers: its value is in */
  MEMBER_FAILS,     /* not met */
  MEMBER_UNDECIDED, /* no data on whether it counts, or on its value */
  MEMBER_UNASKED    /* not applicable, or left out by the policy */
};
struct member {
  int64_t unit;
  enum member_part part;
  chuan_verdict verdict;        /* of the test; NO_DATA for a number that is missing */
  const struct rational *value; /* of a number that is there; else NULL */
};
/* The units below `ancestor` that an aggregate looked at, in row order, in the arena. Prepared before. */
chuan_status world_members(struct world *world, const struct expression *aggregate, struct moment moment,
                           int64_t ancestor, struct arena *arena, struct member **out, size_t *count);

/* One unit judged with everything around it: an interpreter at its row. Free with exact_free. */
chuan_status world_exact(struct world *world, const char *level, struct moment moment, int64_t unit,
                         const struct expression *const *expressions, size_t count, struct exact **out);

/* evaluate/world_dossier.c. `dossier` outlives the world. */
struct dossier;
void world_of_dossier(struct dossier *dossier, struct world_source *out);

#endif
