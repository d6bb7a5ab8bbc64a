/* The units a form is about, in the order they stand in it. */
#ifndef CHUAN_LIBRARY_FORM_UNITS_H
#define CHUAN_LIBRARY_FORM_UNITS_H

#include "base/arena.h"
#include "base/report.h"
#include "facts/dossier.h"

struct form_unit {
  const struct unit *unit;
  const char *parent, *parent_code; /* "" when it lies in none */
  int ended;   /* before the year was over: has a row only when there is a figure of it */
  int follows; /* became what it is by a succession since the year before ended */
};

struct form_units {
  struct form_unit *items;
  size_t count;
  const char *scope; /* the name of the unit they lie in, or NULL */
  int parents;       /* some lie in another */
  int follows;       /* some follow others */
};

/* Those of a level that stand at the end of the year, in order of parent and code; `within` (a code or a name, or NULL):
 * only what lies in it. With `ended` also those that ended in the year, where no other one has taken their code. In the
 * arena. */
chuan_status form_units_find(struct dossier *dossier, const char *level, int year, const char *within,
                             int ended, struct arena *arena, struct report *report, struct form_units *out);

#endif
