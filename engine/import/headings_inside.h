/* Matching headings, for headings.c (what is found), headings_match.c (what is made of it and told). */
#ifndef CHUAN_IMPORT_HEADINGS_INSIDE_H
#define CHUAN_IMPORT_HEADINGS_INSIDE_H

#include "import/headings.h"
#include "import/own_columns.h"

struct heading_meaning {
  const struct fact *fact;  /* or NULL */
  const struct fact *doubt; /* another one it is as much the name of; or NULL */
  int by_id;
  int partly;                   /* by its last rows: those above say only where in the table it is */
  int refused;                  /* in a unit of measure that is not the fact's, and cannot be made it */
  struct measure_factor factor; /* {0, 0}: none */
};

struct matching {
  const struct headings_request *request;
  const struct heading_texts *texts;
  const struct fact_names *names; /* NULL without a level */
  struct arena *arena;
  struct report *report;
  struct heading_index index;
  struct own_columns own;
  struct heading_meaning *meanings; /* of each column; without a mapping, or in long form */
  size_t *mapped;                   /* with a mapping: the column of each of its columns, or NO_COLUMN */
  size_t *mapped_again;             /* another one with the same heading, or NO_COLUMN */
  int is_long;
  size_t fact, value, confidence, source, note; /* of the long form */
};

/* Finds everything, says nothing. */
chuan_status matching_find(struct matching *matching);
/* Whether the column is one of the unit's, the year's, or of our own list. */
int matching_is_own(const struct matching *matching, size_t column);

#endif
