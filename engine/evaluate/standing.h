/* Where a unit stands against a target: computed and as published, against the threshold and against the path to it.
 * Figures in no language; output/targets_output.h writes them for people. */
#ifndef CHUAN_EVALUATE_STANDING_H
#define CHUAN_EVALUATE_STANDING_H

#include "evaluate/world.h"
#include "facts/dossier.h"

/* kind, word in JSON and CSV */
#define STANDING_MAP(XX)                                                                                  \
  XX(MET, "met")             /* reached, by the deadline or before it */                                  \
  XX(ON_TRACK, "on_track")   /* not reached yet; at the path's value of the year or beyond */             \
  XX(AT_RISK, "at_risk")     /* behind the path, at least half way from the baseline to it */             \
  XX(OFF_TRACK, "off_track") /* further behind */                                                         \
  XX(NOT_YET, "not_yet")     /* not reached before the deadline, and no path says how far it should be */ \
  XX(NOT_MET, "not_met")     /* the deadline has come */                                                  \
  XX(LOST, "lost")           /* a target to keep: reached in an earlier year of the period, no longer */  \
  XX(NO_DATA, "no_data")     /* cannot be decided; causes say why */                                      \
  XX(NOT_APPLICABLE, "not_applicable")

enum standing {
#define XX(name, word) STANDING_##name,
  STANDING_MAP(XX)
#undef XX
      STANDING_COUNT
};
const char *standing_word(enum standing standing);

/* A value with its verdict against the threshold. */
struct measure {
  int known;                         /* a value, or bounds, or at least a verdict */
  const struct rational *value;      /* exactly known; else NULL */
  const struct rational *low, *high; /* bounds; NULL = open or nothing known */
  chuan_verdict verdict;
};

/* A figure the answer rests on. */
struct resting_figure {
  const struct fact *fact;
  int64_t unit; /* the target's unit itself; figures below it are summed up in worst_below */
  int year;
  int64_t value;
  chuan_data_status status;
  chuan_confidence confidence;
  uint32_t others;                        /* how many reported values differ from the chosen one */
  int carried;                            /* of an earlier year than the one asked for */
  const struct observation *observations; /* every reported value, the chosen one first */
  size_t observation_count;
};

struct target_result {
  const struct target *target;
  struct unit unit;
  struct moment moment;
  int ended;                     /* the unit ended in the year: judged as of its last day */
  int gone;                      /* the target's own unit ended before the moment: not judged at all */
  const struct unit *successors; /* when it is gone: what became of it, as far as anybody said */
  size_t successor_count;
  struct measure computed, reported;
  int by_report;         /* the answer is the reported one */
  int disagree;          /* both are decided and differ */
  int despite_missing;   /* decided although some units have no data */
  chuan_verdict verdict; /* the answer */
  enum standing standing;
  chuan_threshold_status threshold_status;
  const struct rational *threshold, *threshold_high; /* NULL: not known, or a test without one */
  const struct rational *baseline;                   /* NULL: none, or missing */
  const struct rational *path_value;                 /* what the path asks for in the year; NULL: none */
  struct resting_figure *figures;
  size_t figure_count;
  uint64_t units_counted; /* below the unit, that an aggregate looked at; 0 when there is none */
  uint64_t units_undecided;
  int carried;                   /* some figure, its own or below it, is of an earlier year */
  int rests_below;               /* it rests on other units, or on the register */
  chuan_data_status worst_below; /* of the figures of units below */
  int data_status;               /* worst of all it rests on (chuan_data_status), -1 when it rests on none */
  chuan_confidence confidence;   /* the least sure of the figures */
  struct cause *causes;
  size_t cause_count;
};

/* Every target of the rulebook's `set` (NULL: all), for every unit of its level present at the moment (or that ended in
 * the moment's year, as of its last day, when `moment.as_of` is the year's own end), or for `unit` alone (0: all). A target
 * that was set for one unit is judged for that one only; when it had ended by then, the target is there once, with no data
 * and the cause. */
chuan_status standing_find(struct world *world, struct dossier *dossier, const char *set, int64_t unit,
                           struct moment moment, struct arena *arena, struct target_result **out,
                           size_t *count);

#endif
