/* Verdicts counted by the units of a level above: one row per district where evaluation_output.h has one per commune. */
#ifndef CHUAN_OUTPUT_EVALUATION_BY_H
#define CHUAN_OUTPUT_EVALUATION_BY_H

#include "output/evaluation_output.h"

#define GROUP_NONE UINT32_MAX

/* Which unit of a level each unit that was judged lies in. */
struct evaluation_groups {
  const char *level;
  struct unit *units; /* of that level, each once */
  size_t count;
  const uint32_t *of_parent; /* by place in evaluation->parents: its group, or GROUP_NONE */
};
/* The group of a unit on the day it is judged; GROUP_NONE: it lies in none that stood then. */
uint32_t evaluation_group(const struct evaluation *evaluation, const struct evaluation_groups *groups,
                          const struct evaluated *evaluated);

/* A unit that does not meet the standard. */
struct by_member {
  const struct evaluated *evaluated;
  uint32_t group;
  const char *name, *key; /* without the word for its kind; what orders it */
  struct criteria_count criteria;
  chuan_threshold_status threshold_status;
};

/* The units below one unit of the level. */
struct by_group {
  const struct unit *unit; /* NULL: those that lie in none */
  const char *key;
  uint64_t units, verdicts[4], criteria_met;
  chuan_threshold_status threshold_status[4]; /* the worst that verdicts of this kind rest on */
  chuan_data_status data_status[4];
  const struct by_member *members; /* that do not meet it, by name */
  size_t member_count;
};

/* One standard in one year. */
struct by_section {
  const struct evaluation_part *part;
  const struct judged *standard;
  struct by_group *groups; /* those with units, by name; last the units that lie in none */
  size_t group_count;
  struct totals totals;
};

/* Steps through standards and years; levels whose units lie in no unit of the level are left out. */
struct by_walk {
  struct evaluation_cursor cursor;
  const struct evaluation_groups *groups;
  struct arena *arena;
  uint32_t first, end, part, standard; /* parts of one level; the one that is next, its standard */
  struct by_section section;
};
/* A walk that was begun is ended, whatever happened; `arena` outlives it. */
chuan_status by_walk_begin(struct by_walk *walk, const struct evaluation *evaluation,
                           const struct evaluation_groups *groups, chuan_language language,
                           struct arena *arena);
chuan_status by_walk_next(struct by_walk *walk, const struct by_section **out); /* NULL at the end */
void by_walk_end(struct by_walk *walk);

chuan_status evaluation_by_output(const struct evaluation *evaluation, const struct evaluation_groups *groups,
                                  chuan_language language, const chuan_style *style, chuan_sink sink,
                                  void *payload);

#endif
