/* What a world is made of: shared by world*.c. */
#ifndef CHUAN_EVALUATE_WORLD_INSIDE_H
#define CHUAN_EVALUATE_WORLD_INSIDE_H

#include "evaluate/cell.h"
#include "evaluate/run.h"
#include "evaluate/world.h"

#define ROW_NONE UINT32_MAX
#define STEPS_MOST \
  1000 /* from unit to unit and year to year, one for the other: each is a call within a call */

/* What a value rests on, in one byte. */
#define REST_STATUS 0x03u /* chuan_threshold_status */
#define REST_DATA 0x0cu   /* chuan_data_status, shifted */
#define REST_DATA_SHIFT 2
#define REST_CARRIED 0x10u
#define REST_MAY_LACK 0x20u

/* The values of one expression for every unit of a level at a moment, by row. Of TYPE_TEST verdicts, of TYPE_CHOICE and
 * TYPE_YES_NO choices, of TYPE_NUMBER figures (a plain fact) or low and high. */
struct series {
  const struct expression *expression;
  uint32_t number; /* among those of its level and moment */
  uint64_t row_count;
  uint8_t *verdicts;
  int32_t *choices; /* -1 = missing */
  int64_t *figures; /* DECIMAL_MISSING = missing */
  unsigned places;
  struct cell *low, *high; /* high NULL: every number is known exactly or not at all */
  uint8_t *rests;
  uint8_t *causes; /* outside expressions: why it is missing, by row; NULL: `cause` wherever it is */
  enum cause_kind cause;
  const struct fact *fact; /* MISSING_FACT: which */
  int year;                /* OTHER_YEAR: which, where it is one for all */
  int32_t *days, *years;   /* LEVEL_ENDED, TOTAL_SINCE: by row, or NULL */
};

/* Which units of a level lie below which of another, at a moment. */
struct kinship {
  struct kinship *next;
  const struct world_level *above;
  uint32_t *ancestor; /* row above, by row below; ROW_NONE */
  uint32_t *first;    /* by row above, one more at the end: where its own begin in `members` */
  uint32_t *members;  /* rows below, ascending under each */
  int32_t
      *ended; /* by row above: the last day a unit lay below it, of those that went; DATE_UNKNOWN_START: none.
                          NULL until it is asked for */
};

/* A level at a moment. */
struct world_at {
  struct world_at *next;
  struct world_level level;          /* filled when `loaded` */
  struct column_source columns, own; /* `own`: without figures carried from earlier years */
  int opened, own_opened, loaded;
  uint8_t **carried;      /* by fact index: 1 where the figure is of an earlier year; NULL until asked for */
  struct series **series; /* by expression id; NULL until one is made */
  uint32_t series_count;
  struct kinship *kinships;
  struct world *world;
  const struct outside *outside; /* for what is worked out here */
};

struct above {  /* what is known of a unit that lies above others */
  int64_t unit; /* 0: a free slot */
  int64_t parent;
  const char *level;
};

struct world {
  struct world_request request;
  int steps; /* under way */
  struct arena *arena;
  struct world_at *ats;
  struct above *aboves;
  size_t above_count, above_slots; /* slots: a power of two */
  uint8_t *marks;                  /* by expression id: the worst status its value can rest on */
};

struct expression_list {
  const struct expression **items;
  size_t count, capacity;
};

/* --- world.c */
chuan_status world_at_find(struct world *world, const char *level, struct moment moment,
                           struct world_at **out);
chuan_status world_at_open(struct world_at *at); /* its columns */
chuan_status world_at_load(struct world_at *at); /* its units */
static inline chuan_status world_no_memory(struct world *world) {
  return report_no_memory(world->request.report);
}
/* Everything that the expressions read from outside becomes a series; *nodes, in the scratch arena: which that is. */
chuan_status world_prepare_at(struct world_at *at, const struct expression *const *expressions, size_t count,
                              struct arena *scratch, struct expression_list *nodes);
struct run_request world_run_request(struct world_at *at, const struct program *program);

/* --- world_walk.c */
/* Added once more, whatever is there; 0 when there is no memory. */
int expression_list_add(struct expression_list *list, struct arena *arena,
                        const struct expression *expression);
/* Of the expressions and what they are made of at the moment: the outside nodes (not entered) and the facts, once each. */
chuan_status world_walk(struct world *world, struct moment moment,
                        const struct expression *const *expressions, size_t count, struct arena *arena,
                        struct expression_list *outside, struct expression_list *facts);
/* The fact that the number or choice is under another name, or NULL. */
const struct fact *world_plain_fact(const struct expression *expression);
/* Where a number can lie whatever the figures are. */
void world_range(const struct expression *number, struct cell *low, struct cell *high);
chuan_status world_marks(struct world *world);

/* --- world_series.c */
struct series *world_series(const struct world_at *at, const struct expression *expression); /* or NULL */
/* An empty series of the expression's type, not yet kept. */
chuan_status series_make(struct world_at *at, const struct expression *expression, struct series **out);
chuan_status series_keep(struct world_at *at, struct series *series);
/* Room for numbers; `bounded`: whose two ends can differ. */
chuan_status series_numbers(struct world_at *at, struct series *series, int bounded);
chuan_status series_rests(struct world_at *at, struct series *series); /* room for what it rests on */
/* The values of expressions for every unit of the level and moment. */
chuan_status world_values(struct world_at *at, const struct expression *const *expressions, size_t count);
struct cell series_low(const struct series *series, uint64_t row);
struct cell series_high(const struct series *series, uint64_t row);
/* Known exactly: low is the number. */
int series_known(const struct series *series, uint64_t row);
int series_missing(const struct series *series, uint64_t row);
uint8_t rests_worst(uint8_t a, uint8_t b);

/* --- world_tree.c */
chuan_status world_kinship(struct world_at *below, const char *above, struct kinship **out);
chuan_status world_ended(struct world_at *below, struct kinship *kinship);
chuan_status world_unit_level(struct world *world, int64_t unit, const char **level);
chuan_status world_within(struct world_at *at, const char *code, uint8_t *verdicts);

/* --- world_aggregate.c */
chuan_status world_aggregate(struct world_at *at, const struct expression *aggregate);

/* --- world_elsewhere.c */
chuan_status world_elsewhere(struct world_at *at, const struct expression *expression);

/* --- world_outside.c */
/* How others read the series of a level and moment; `read`: what they rest on, or NULL. Lives as long as the world. */
chuan_status world_outside(struct world_at *at, const struct expression_list *read,
                           const struct outside **out);

#endif
