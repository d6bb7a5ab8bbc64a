/* The units of one level by code, in memory: a file of a million rows asks a million times. */
#ifndef CHUAN_IMPORT_UNIT_INDEX_H
#define CHUAN_IMPORT_UNIT_INDEX_H

#include "chuan_plugin.h"
#include "facts/dossier.h"

struct unit_index;

chuan_status unit_index_create(struct dossier *dossier, const char *level, struct report *report,
                               struct unit_index **out);
void unit_index_free(struct unit_index *index);
/* The number of the unit that a trimmed cell means in a year, as unit_find chooses it: valid on 31
 * December, else the only one valid at any time in the year. UINT32_MAX when none or several. */
chuan_status unit_index_find(const struct unit_index *index, chuan_cell code, int year, uint32_t *out);
int64_t unit_index_id(const struct unit_index *index, uint32_t number);
/* Why unit_index_find found nothing, and the nearest candidates; in the arena. */
chuan_status unit_index_explain(struct unit_index *index, chuan_cell code, int year, struct arena *arena,
                                const char **out);

#endif
