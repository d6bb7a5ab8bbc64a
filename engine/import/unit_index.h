/* The units of one level in memory, by code and by what people call them: a file of a million rows asks a million times.
 * Names are loaded when one is asked for. */
#ifndef CHUAN_IMPORT_UNIT_INDEX_H
#define CHUAN_IMPORT_UNIT_INDEX_H

#include "chuan_plugin.h"
#include "facts/dossier.h"

struct unit_index;

chuan_status unit_index_create(struct dossier *dossier, const char *level, struct report *report,
                               struct unit_index **out);
void unit_index_free(struct unit_index *index);

struct unit_asked {  /* what a row says of its unit; trimmed cells */
  chuan_cell code;   /* or a name, where a file has one column for both */
  chuan_cell name;   /* empty: the file does not say */
  chuan_cell parent; /* of the unit, or above it: code or name */
  const char
      *group; /* a heading between the rows; counts when it is a unit, and `parent` is empty. Or NULL */
  int year;
};

struct unit_answer {
  uint32_t unit;      /* its number, or UINT32_MAX */
  const char *reason; /* why there is none, with the nearest candidates; valid until the next question */
  int by_name;        /* the name is to blame, not the code */
};

/* The unit of the level that the row means in its year: valid on 31 December, else the only one valid at any time in the
 * year. By code, also one that has lost its zeros or was written as a number; else by name within the parent, whatever
 * the spelling, or by a name that it had before, when one unit fits. A code and a name that disagree name nothing. */
chuan_status unit_index_find(struct unit_index *index, const struct unit_asked *asked,
                             struct unit_answer *out);
int64_t unit_index_id(const struct unit_index *index, uint32_t number);
/* One note about the units that were not taken by their exact names, if there were any. */
void unit_index_tell(const struct unit_index *index, const char *file);

#endif
