/* A first mapping for a file: what each heading may be, and how sure that is. */
#ifndef CHUAN_IMPORT_SUGGEST_H
#define CHUAN_IMPORT_SUGGEST_H

#include "base/buffer.h"
#include "import/layout.h"

#define SUGGEST_CANDIDATES 3
#define SUGGEST_COLUMNS ((size_t)400) /* that are compared with facts */

struct suggestion { /* for one column */
  struct {
    const struct fact *fact; /* NULL: no more */
    unsigned percent;
  } candidates[SUGGEST_CANDIDATES]; /* the likeliest first */
  const struct fact *fact;          /* the one proposed, for this column only; or NULL */
  unsigned percent;
  int sure;
  int converts; /* the heading's unit of measure is another one that can be made the fact's */
};

struct suggested_sheet {
  const struct layout_guess *guess;
  struct suggestion *columns;      /* of guess->texts */
  size_t unit, name, parent, year; /* columns, or NO_COLUMN */
  char decimal_mark;               /* that the first rows prove, or 0 */
  size_t proposed, sure;
};

/* In the arena. The same file and rules give the same answer. */
chuan_status suggest_columns(const struct vocabulary_level *level, const struct layout_guess *guess,
                             struct arena *arena, struct report *report, struct suggested_sheet *out);
/* As a mapping file in Lua that can be loaded as it stands. encoding: as the mapping says it, or NULL. */
void suggest_write(const struct vocabulary_level *level, const char *file, const char *encoding,
                   const struct suggested_sheet *sheets, size_t count, chuan_language language,
                   struct buffer *out);

#endif
