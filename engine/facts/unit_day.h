/* Which unit a code means on a day, for lists whose rows carry days: successions, attributes, the register. A code is
 * no identity: whom it means is asked with a day, and a doubt is a problem of the row. */
#ifndef CHUAN_FACTS_UNIT_DAY_H
#define CHUAN_FACTS_UNIT_DAY_H

#include "facts/units.h"

struct unit_days {
  struct dossier *dossier;
  struct arena *arena;
  struct unit *all; /* for advice; read at the first need */
  size_t all_count, advised;
};

/* The unit of the level (NULL = any) that has the code on the day. *out has id 0, and the row a problem, when none has. */
chuan_status unit_on_day(struct unit_days *days, const struct place *place, const char *code,
                         const char *level, int32_t day, struct unit *out);
/* The same for something that holds from a day to a day: of the first day, if that is known, else of the last; else the
 * only one that has the code meanwhile. */
chuan_status unit_in_days(struct unit_days *days, const struct place *place, const char *code,
                          const char *level, int32_t from, int32_t to, struct unit *out);

#endif
