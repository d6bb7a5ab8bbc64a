/* Reading units: what lookup, search and storing share. */
#ifndef CHUAN_FACTS_UNITS_H
#define CHUAN_FACTS_UNITS_H

#include "facts/inside.h"

#define SCRATCH_MOST ((size_t)1 << 20) /* bytes of texts that pass through before an arena is begun anew */

/* A row of `id, code, level, name, parent, valid_from, valid_to`, its texts copied. 0 when there is no memory. */
int unit_read(struct arena *arena, sqlite3_stmt *statement, struct unit *unit);
/* All rows of such a statement, which is finalized; `status`: whether it was prepared. In the arena. */
chuan_status units_collect(struct dossier *dossier, struct arena *arena, sqlite3_stmt *statement,
                           chuan_status status, struct unit **out, size_t *count);
/* "Xã Phước Hải (22837, commune, 2007-02-23 – )": how a unit is named to a person. "" when there is no memory. */
const char *unit_label(struct arena *arena, const struct unit *unit);

#endif
