/* The units of a level as an import asks for them: is there such a unit, and in which chunk of columns is it. */
#ifndef CHUAN_FACTS_KNOWN_UNITS_H
#define CHUAN_FACTS_KNOWN_UNITS_H

#include "facts/inside.h"

struct unit_range { /* unit ids of a chunk */
  int64_t first, last;
  uint32_t chunk;
};

struct known_units {
  struct unit_range *ranges;
  size_t range_count;
  int64_t *ids; /* of all units of the level, in order: as they stand in the transaction */
  size_t count, capacity, last;
};

chuan_status known_units_load(struct dossier *dossier, struct arena *arena, const char *level,
                              struct known_units *units);
int known_units_have(struct known_units *units, int64_t id);
/* The chunk whose ids reach over this one; NULL when there is none or, ids having been given out by hand, several. */
const struct unit_range *known_units_range(const struct known_units *units, int64_t id);

#endif
