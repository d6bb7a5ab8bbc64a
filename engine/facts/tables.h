/* The tables fact_<level> and observation_<level>: made and widened from the vocabulary, with a dictionary
 * (fact_column, fact_choice) that keeps what is stored readable when the rule files change. */
#ifndef CHUAN_FACTS_TABLES_H
#define CHUAN_FACTS_TABLES_H

#include "facts/inside.h"

struct buffer;

struct stored_fact {
  const char *id;
  enum fact_kind kind;
  unsigned places;
  const char **choices; /* by code */
  uint32_t choice_count;
};

struct stored_level { /* count 0: the level has no table */
  const char *level;
  struct stored_fact *facts; /* in order of id */
  uint32_t count;
};

/* A name that may stand in SQL: [a-z][a-z0-9_]*, at most 100 bytes. */
int name_is_plain(const char *name);
chuan_status stored_level_load(struct dossier *dossier, struct arena *arena, const char *level,
                               struct stored_level *out);
struct stored_fact *stored_fact_find(const struct stored_level *level, const char *id); /* or NULL */
/* Every level that has a table, in order. */
chuan_status stored_levels_list(struct dossier *dossier, struct arena *arena, const char ***out,
                                uint32_t *count);

enum level_object {
  OBJECT_FACTS,
  OBJECT_OBSERVATIONS,
  OBJECT_INSERTED,
  OBJECT_UPDATED,
  OBJECT_DELETED,
  OBJECT_COUNT
};
/* Name and text of what a level has in the schema, given the facts in order of their columns. */
void level_object_name(struct buffer *out, enum level_object object, const char *level);
void level_object_sql(struct buffer *out, enum level_object object, const char *level,
                      const char *const *facts, uint32_t count);
/* Columns of the two tables before the facts. */
#define FACT_COLUMNS_BEFORE 6
#define OBSERVATION_COLUMNS_BEFORE 5

/* The engine keeps the list of stale chunks itself while it writes facts; the triggers are for everybody else. */
void dossier_triggers(struct dossier *dossier, int on);
/* An import looks for the unit of each row itself, among those that stand in its transaction: SQLite need not. */
void dossier_references(struct dossier *dossier, int on);

/* schema_check.c: refuses a schema that is not, to the letter, the one this engine makes. */
chuan_status schema_check(struct dossier *dossier);

#endif
