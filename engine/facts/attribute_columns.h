/* Dated attributes of a level's units as they hold on one day. */
#ifndef CHUAN_FACTS_ATTRIBUTE_COLUMNS_H
#define CHUAN_FACTS_ATTRIBUTE_COLUMNS_H

#include "facts/conversion.h"

struct attribute_figure {
  uint32_t fact;  /* fact.index */
  uint32_t slot;  /* of the unit */
  int64_t value;  /* as the rulebook reads it, never missing */
  uint8_t status; /* chuan_data_status of the file it came from */
};

/* Whether any unit of the level ever had an attribute. */
chuan_status attributes_any(struct dossier *dossier, const char *level, int *any);
/* Of facts that the level has in the rulebook, by fact, then slot; `conversions` by fact.index. In the arena. */
chuan_status attributes_of_day(struct dossier *dossier, struct arena *arena,
                               const struct vocabulary_level *level, const struct conversion *conversions,
                               int32_t day, struct attribute_figure **out, size_t *count);

#endif
