/* The columns that are about no figure: which unit, which year, and what our own list of rejected rows adds. */
#ifndef CHUAN_IMPORT_OWN_COLUMNS_H
#define CHUAN_IMPORT_OWN_COLUMNS_H

#include "facts/mapping.h"
#include "import/heading_index.h"

struct own_columns { /* cell numbers from 0, or NO_COLUMN */
  size_t unit, name, parent, year;
  size_t status;        /* how official the figures of a row are, as our export says it */
  size_t reason, sheet; /* of a list of rejected rows: why, and from which sheet */
  size_t first, second; /* two columns with a heading that can only be one; NO_COLUMN when there are none */
  const char *missing,
      *plain; /* a heading that the mapping names and nobody has, and what it should be; or NULL */
};

/* level: of the units, or "" when nobody knows. The mapping may be NULL. 0: no memory. */
int own_columns_find(const struct heading_texts *texts, const struct heading_index *index,
                     const struct mapping *mapping, const char *level, struct arena *arena,
                     struct own_columns *out);
/* Whether a heading numbers the rows ("STT"): nobody misses it. */
int heading_is_counter(const struct heading *heading);

/* What the list of rejected rows calls its own columns. */
enum own_column { OWN_REASON, OWN_SHEET, OWN_YEAR, OWN_PARENT };
const char *own_column_name(enum own_column column, chuan_language language);

#endif
