/* Facts as columns: one fact of one level and year, in chunks of COLUMN_CHUNK units. Integers of the
 * narrowest width that holds them, the smallest value of that width meaning "missing", with the bounds
 * that let the evaluator prove its arithmetic. Whoever has facts (the database, a single case in memory)
 * offers them to the evaluator as a column_source. */
#ifndef CHUAN_FACTS_COLUMN_H
#define CHUAN_FACTS_COLUMN_H

#include "chuan.h"

#include <stddef.h>
#include <stdint.h>

#define COLUMN_CHUNK 65536u

struct column {
  uint32_t count;           /* units in this chunk (the last may be short); the same for every column of it */
  uint8_t width;            /* bytes per value: 1, 2, 4 or 8; 0 = every value is missing and data is NULL */
  int64_t minimum, maximum; /* over the values that are there; minimum > maximum when none is */
  uint32_t missing;         /* how many are missing */
  const void *data;         /* little-endian signed integers; INTn_MIN of the width = missing */
};

/* Which units a chunk holds. */
struct column_units {
  uint32_t count;
  const int64_t *ids;     /* unit ids; 0 = no unit here */
  const int64_t *parents; /* parent's unit id, 0 = none */
  const uint8_t *present; /* 1: the unit exists on the day of the moment and is to be judged */
  const uint8_t *status;  /* chuan_data_status: the worst status of the unit's figures that year */
};

/* One reader per thread: opened, used and closed by the same thread. Borrowed data stay valid until the
 * next chunk is asked for with a different number. Column numbers are fact.index of the source's level. */
struct column_source {
  void *self;
  uint32_t chunk_count;
  chuan_status (*open)(void *self, void **reader);
  void (*close)(void *self, void *reader);
  chuan_status (*units)(void *reader, uint32_t chunk, struct column_units *out);
  chuan_status (*column)(void *reader, uint32_t chunk, uint32_t fact_index, struct column *out);
  const char *(*message)(void *reader); /* why the last call failed, in the person's language */
};

/* Packs values (DECIMAL_MISSING = missing) into the narrowest width. `out` has room for 8 * count bytes.
 * Fills column (data = out). */
void column_pack(const int64_t *values, uint32_t count, void *out, struct column *column);
int64_t column_value(const struct column *column, uint32_t row); /* DECIMAL_MISSING when missing */

#endif
