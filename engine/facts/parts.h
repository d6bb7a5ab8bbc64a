/* Following units through their successions: what this folder needs beside parts_list (facts/dossier.h). */
#ifndef CHUAN_FACTS_PARTS_H
#define CHUAN_FACTS_PARTS_H

#include "facts/inside.h"

/* A share and its whole from two columns of a row: NULL in both is 0/0, not known. 0 when they are no share. */
int parts_share_read(sqlite3_stmt *statement, int column, int64_t *share, int64_t *of);
/* Whether anything was merged, split or handed over after `day`, until as_of. */
chuan_status parts_any(struct dossier *dossier, int32_t day, int32_t as_of, int *any);

#endif
