/* A batch of units on its way into a dossier: judged whole by unit_batch.c, written by unit_store.c. */
#ifndef CHUAN_FACTS_UNIT_BATCH_H
#define CHUAN_FACTS_UNIT_BATCH_H

#include "facts/units.h"

struct batch_unit {
  const struct unit_row *row;
  const char *code, *name; /* NFC; code NULL when the row is too wrong to be compared with others */
  const char *parent_code; /* NFC, or NULL */
  int64_t id;
  int64_t parent;                     /* unit id, 0 = none */
  int64_t stored_parent;              /* of a known unit */
  struct batch_unit *parent_in_batch; /* when the parent comes in the same batch */
  size_t order;                       /* as it came */
  unsigned depth;                     /* in the tree, once known */
  int known;                          /* stored already: same code, same first day */
  int changed;                        /* name or last day differ from what is stored */
  int overlaps;                       /* said once, however many it overlaps */
  int wrong;
};

struct batch {
  struct dossier *dossier;
  struct arena *arena;
  struct batch_unit *units; /* as they came */
  size_t count;
  struct batch_unit **by_code; /* those with a code, by code, first day, then as they came */
  size_t by_code_count;
};

/* Every wrong row becomes a problem and is marked; known units get their ids. */
chuan_status batch_judge(struct batch *batch, const struct unit_row *rows, size_t count);
/* After new units have their ids: parents by code and overlapping validity, and no circles. */
chuan_status batch_connect(struct batch *batch);

#endif
