/* Taking an import back, for undo.c (figures) and undo_dated.c (attributes and the register). */
#ifndef CHUAN_FACTS_UNDO_H
#define CHUAN_FACTS_UNDO_H

#include "facts/tables.h"

struct undone_import { /* what the table import says of it */
  int64_t id;
  const char *file, *level;
};

/* Inside the transaction. *rows grows by what was taken back. */
chuan_status undo_dated(struct dossier *dossier, struct arena *arena, const struct undone_import *import,
                        uint64_t *rows);

#endif
