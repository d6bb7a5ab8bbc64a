/* What is inside an index of units, for unit_index.c, unit_names.c and unit_advice.c only. */
#ifndef CHUAN_IMPORT_UNIT_INDEX_INSIDE_H
#define CHUAN_IMPORT_UNIT_INDEX_INSIDE_H

#include "base/buffer.h"
#include "base/report.h"
#include "import/unit_index.h"
#include "import/unit_name_key.h"

#define NO_UNIT UINT32_MAX
#define TAKEN_SHOWN 5

struct unit_names;

/* Open addressing: the first unit of each code. A file that goes through the units as they stand never needs it. */
struct code_slots {
  uint32_t *units;
  size_t mask;
  int filled;
};

struct unit_index {
  struct arena *arena, *scratch; /* scratch: of the question at hand */
  struct dossier *dossier;
  struct report *report;
  const char *level;
  size_t count; /* in order of code, then valid_from */
  int64_t *ids;
  int32_t *from, *to;
  uint32_t *code_at; /* in codes, each with a NUL */
  struct buffer codes;
  struct code_slots *slots;
  uint32_t next;            /* the first unit of the code after the one found last */
  size_t loaded;            /* while it is filled */
  struct unit_names *names; /* NULL until one is asked for */
  size_t advice_spent;
  struct { /* what was not written exactly */
    uint64_t count;
    const char *shown[TAKEN_SHOWN];
    uint32_t units[TAKEN_SHOWN];
    size_t shown_count;
  } taken;
};

static inline const char *unit_code(const struct unit_index *index, uint32_t unit) {
  return index->codes.text + index->code_at[unit];
}

/* How a unit stands to a year: 2 valid on its last day, 1 on another, 0 not at all. */
int unit_stands(const struct unit_index *index, uint32_t unit, int year);
/* The unit of the year among `count` from `first`, as unit_of_year chooses it. */
uint32_t unit_of_run(const struct unit_index *index, uint32_t first, size_t count, int year);
/* All that carry the code, one after the other; NO_UNIT when none does. */
uint32_t unit_run(const struct unit_index *index, const char *code, size_t length, size_t *count);

/* --- unit_names.c ------------------------------------------------------------------------------------------ */

chuan_status unit_names_load(struct unit_index *index);
void unit_names_free(struct unit_names *names);
const char *unit_name(const struct unit_index *index, uint32_t unit);
struct unit_name_key unit_key(const struct unit_index *index, uint32_t unit);
/* The units whose bare name is this, whenever they stood: *at begins at NO_UNIT; NO_UNIT at the end. */
uint32_t unit_named_next(const struct unit_index *index, const char *bare, uint32_t at);

/* What a row says of the unit above, as a test for candidates. */
struct unit_above {
  int asked; /* 0: nothing is said, everything is within it */
  const char *text;
  struct unit_name_key key;
};
chuan_status unit_above_read(struct unit_index *index, const struct unit_asked *asked,
                             struct unit_above *out);
int unit_is_within(const struct unit_index *index, uint32_t unit, const struct unit_above *above);
const char *unit_parent_name(const struct unit_index *index, uint32_t unit); /* "" when there is none */

/* What became of a unit that no longer stands in the year: *out NO_UNIT when nothing, or not one. *merged: others became
 * part of it, too. */
chuan_status unit_successor(struct unit_index *index, uint32_t unit, int year, uint32_t *out, int *merged);

/* --- unit_advice.c ----------------------------------------------------------------------------------------- */

/* Sentences in the scratch arena; NULL: no memory. */
const char *unit_label_short(const struct unit_index *index,
                             uint32_t unit); /* "22837 Xã Phước Hải (Huyện …)" */
chuan_status unit_advise_code(struct unit_index *index, chuan_cell code, int year, struct unit_answer *out);
chuan_status unit_advise_name(struct unit_index *index, const char *text, const struct unit_name_key *key,
                              const struct unit_above *above, int year, struct unit_answer *out);
chuan_status unit_advise_choice(struct unit_index *index, const uint32_t *units, size_t count,
                                struct unit_answer *out);
chuan_status unit_advise_merged(struct unit_index *index, uint32_t old, uint32_t unit,
                                struct unit_answer *out);
chuan_status unit_advise_conflict(struct unit_index *index, uint32_t unit, const char *name, uint32_t named,
                                  uint32_t before, struct unit_answer *out);

#endif
