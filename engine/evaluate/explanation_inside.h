/* Parts of the building of an explanation: shared by explanation*.c. */
#ifndef CHUAN_EVALUATE_EXPLANATION_INSIDE_H
#define CHUAN_EVALUATE_EXPLANATION_INSIDE_H

#include "evaluate/explanation.h"

#define EXPLANATION_DEPTH 100 /* of members within members, and of a formula: nobody reads deeper */

/* A unit at a moment, with an interpreter that stands there. */
struct stage {
  const struct vocabulary_level *level; /* NULL: nothing is known of it */
  struct moment moment;
  int64_t unit; /* 0: none of a dossier's */
  struct exact *exact;
  const int64_t *values; /* by fact index */
  const int *years;      /* the year each is of; NULL: the moment's */
  int here;              /* what was asked for itself, not looked at from it */
  int parts_known;
  struct explanation_part *parts; /* what the unit was made of by re-basing, without values */
  const int64_t *const *part_values;
  size_t part_count;
};

/* Stands between the interpreter and what was prepared, to ask "what if it were so much". */
struct lens {
  const struct outside *behind;
  struct outside own;                /* a reader of `behind` */
  const struct expression *replaced; /* NULL: nothing is */
  struct outside_value value;
};

struct builder {
  const struct explanation_request *request;
  struct arena *arena;
  struct stage here;
  struct lens lens;
  uint8_t *explained;                  /* by expression id: a combination gone into before */
  struct explanation_term **terms;     /* by expression id */
  struct explanation_figure **figures; /* by fact index */
  struct explanation_around **arounds; /* by expression id */
  unsigned nested;                     /* other moments and units within others */
  int hopeless; /* inside a condition that leaves its test out: no remedies are looked for */
  int full;     /* an indicator, or a criterion that is one, was asked for: met members are shown too */
  chuan_threshold_status inherited;  /* what a mark around the condition at hand says of everything in it */
  struct explanation_node **failing; /* nodes whose remedies are looked for when the tree stands */
  size_t failing_count, failing_capacity;
  struct explanation_node **wanting; /* nodes for which is asked what of other units would be enough */
  size_t wanting_count, wanting_capacity;
  chuan_status failure; /* the first one stays */
};

void builder_fail(struct builder *builder, chuan_status status);
/* Room for one more pointer of a growing list, or a failure. */
int builder_has_room(struct builder *builder, void *items, size_t *capacity, size_t count);

/* --- explanation_figures.c */
const struct explanation_term *build_term(struct builder *builder, const struct expression *expression,
                                          int depth);
/* Without operands, as the interpreter has it; NULL: no memory. */
struct explanation_term *make_term(struct builder *builder, struct exact *exact,
                                   const struct expression *expression);

/* What was read to answer something, in reading order. */
struct reading {
  struct stage *stage;
  const struct explanation_figure **figures;
  size_t figure_count, figure_capacity;
  const struct explanation_around **around;
  size_t around_count, around_capacity;
  uint8_t *seen; /* by expression id */
};
void reading_begin(struct builder *builder, struct stage *stage, struct reading *reading);
/* Adds what the expression reads. NULL: nothing. */
void reading_add(struct builder *builder, struct reading *reading, const struct expression *expression);
/* The same on another stage, to what was read already. */
void reading_move(struct builder *builder, struct stage *stage, struct reading *reading);

/* --- explanation_around.c */
/* What an expression that reads from elsewhere read there; NULL: nothing is known of other units and years. */
const struct explanation_around *build_around(struct builder *builder, struct stage *stage,
                                              const struct expression *expression, int as_whole);
/* Stands an interpreter at another unit or moment, for the expressions. stage_leave also where it failed (0). */
int stage_enter(struct builder *builder, const char *level, struct moment moment, int64_t unit,
                const struct expression *const *expressions, size_t count, struct stage *out);
void stage_leave(struct stage *stage);

/* --- explanation_units.c */
void build_units(struct builder *builder, const struct stage *stage, struct explanation_around *around);
/* The decision in force for a unit at the moment, from those listed; NULL: none. */
const struct recognition *recognition_in_force(const struct recognition *list, size_t count, int64_t unit,
                                               struct moment moment);

/* --- explanation_need.c */
/* The outside of the request as seen through the builder's lens; NULL: there is none. */
const struct outside *lens_outside(struct builder *builder, struct outside *out);
void build_needs(struct builder *builder);

#endif
