/* Following units through their successions: what this folder needs beside parts_list (facts/dossier.h). */
#ifndef CHUAN_FACTS_PARTS_H
#define CHUAN_FACTS_PARTS_H

#include "facts/inside.h"

/* Whether anything was merged, split or handed over after `day`, until as_of. */
chuan_status parts_any(struct dossier *dossier, int32_t day, int32_t as_of, int *any);

#endif
