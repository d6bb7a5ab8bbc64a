/* Every unit of a level, one after the other, without keeping any: for who makes something of its own of them. */
#ifndef CHUAN_FACTS_UNIT_SCAN_H
#define CHUAN_FACTS_UNIT_SCAN_H

#include "facts/dossier.h"

/* How many there are. */
chuan_status unit_scan_count(struct dossier *dossier, const char *level, size_t *count);
/* In order of code, then valid_from; `count`: about how many they are. Without `with_names`, name and parent are not
 * there. The texts of a unit are there while `take` runs. Ends with the first status that is not CHUAN_OK. */
chuan_status unit_scan(struct dossier *dossier, const char *level, size_t count, int with_names,
                       chuan_status (*take)(void *self, const struct unit *unit), void *self);
/* The units that others belong to, of any level, by id. In the arena. */
chuan_status unit_scan_parents(struct dossier *dossier, struct arena *arena, struct unit **out,
                               size_t *count);

#endif
