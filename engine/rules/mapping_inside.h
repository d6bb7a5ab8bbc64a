/* A mapping file while it is read: what it says is first noted (mapping_file.c), then judged (mapping_fields.c,
 * mapping_columns.c), so that all mistakes come at once. */
#ifndef CHUAN_RULES_MAPPING_INSIDE_H
#define CHUAN_RULES_MAPPING_INSIDE_H

#include "facts/mapping.h"
#include "rules/dialect.h"
#include "rules/name_table.h"

struct entry;

struct entries {
  struct entry *items;
  size_t count, capacity;
};

struct entry {       /* key = value, as written */
  const char *key;   /* NULL: not a text */
  int64_t position;  /* the key, when it is a whole number from 1; else 0 */
  const char *value; /* NULL: not a text */
  const char *type;  /* of the value, as Lua calls it */
  int64_t number;    /* the value, when it is a whole number */
  int is_whole;
  const char *decimal; /* the value, when it is a number that a decimal says exactly; else NULL */
  int truth;           /* the value is not false */
  uint32_t line;
  struct entries inside; /* of the value, when it is a table */
};

struct mapping_draft { /* one mapping { } */
  uint32_t line;       /* of the call */
  struct entries fields;
};

struct mapping_reading {
  struct arena *arena;
  struct report *report;
  const char *file, *text;
  size_t length;
  struct dialect dialect;
  const struct vocabulary_level *level; /* NULL: the headings alone are asked for */
  const char *level_name;
  struct mapping_draft *drafts;
  size_t draft_count, draft_capacity;
  struct name_table facts; /* of the level, by id */
  size_t compared;         /* names looked at for "did you mean" */
  int no_memory;
};

#define MAPPING_OWN 4 /* columns without a fact: unit, year, name, parent */

struct mapping_judging { /* of one mapping { } */
  struct mapping_reading *reading;
  const struct mapping_draft *draft;
  struct mapping *mapping;
  struct name_table headings; /* folded -> struct mapping_column */
  struct name_table taken;    /* by the fact's id -> struct mapping_column */
  struct mapping_column own[MAPPING_OWN];
};

/* The field, or NULL. */
const struct entry *mapping_field(const struct mapping_draft *draft, const char *key);
struct place mapping_entry_place(const struct mapping_reading *reading, const struct entry *entry);
void mapping_judge_fields(struct mapping_judging *judging);
/* columns, or in long form facts. */
void mapping_judge_columns(struct mapping_judging *judging);
void mapping_judge_names(struct mapping_judging *judging);

#endif
