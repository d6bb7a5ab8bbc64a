/* Headings by what they may be called. */
#ifndef CHUAN_IMPORT_HEADING_INDEX_H
#define CHUAN_IMPORT_HEADING_INDEX_H

#include "import/heading_texts.h"

struct heading_place {
  const char *key;
  size_t column, name; /* texts.items[column].names[name] */
  int partly;          /* the name leaves rows out, or writes abbreviations out */
};

struct heading_index {
  struct heading_place *places; /* by key, whole names first, then column */
  size_t count;
};

int heading_index_create(const struct heading_texts *texts, struct arena *arena,
                         struct heading_index *out); /* 0: no memory */
/* The column called so as a whole, else the one whose last rows are; NO_COLUMN when there is none. *again: another one
 * called just so, or NO_COLUMN. */
size_t heading_index_find(const struct heading_index *index, const char *key, size_t *again);
/* Whether no other column can be called so. */
int heading_index_is_unique(const struct heading_index *index, const char *key, size_t column);

#endif
