/* What the facts of a level may be called in a file: as a mapping says, by id, by a declared name. */
#ifndef CHUAN_IMPORT_FACT_NAMES_H
#define CHUAN_IMPORT_FACT_NAMES_H

#include "base/report.h"
#include "chuan_plugin.h"
#include "facts/mapping.h"

struct fact_names;

/* mapping: whose `facts` are names too, or NULL. */
chuan_status fact_names_create(const struct vocabulary_level *level, const struct mapping *mapping,
                               struct report *report, struct fact_names **out);
void fact_names_free(struct fact_names *names); /* NULL is fine */
/* The facts that a text may mean, at most two: one is the answer, two are a doubt, none is unknown. A mapping's name goes
 * before an id, an id before a declared name, a name with the same diacritics before one without; other diacritics, or a
 * sign that the name has not, are another name. */
chuan_status fact_names_match(const struct fact_names *names, const char *text, struct arena *scratch,
                              const struct fact *found[2]);
/* The fact with the nearest name to a folded text that is none, or NULL. */
const struct fact *fact_names_nearest(const struct fact_names *names, const char *key);
/* The fact that a trimmed cell names; NULL and why not, in the arena. */
chuan_status fact_names_find(const struct fact_names *names, chuan_cell cell, struct arena *arena,
                             const struct fact **out, const char **reason);

#endif
