/* What is looked at: the year whose figures, and the day whose units, attributes, law and register hold. */
#ifndef CHUAN_FACTS_MOMENT_H
#define CHUAN_FACTS_MOMENT_H

#include <stdint.h>

struct moment {
  int year; /* of the figures */
  /* the day: units valid on it, dated attributes, amendments and recognitions in force on it */
  int32_t as_of;
  int rebase; /* figures and recognitions of units that have gone are carried to the units of that day */
};

/* The year as it ended: as of its 31 December, nothing re-based. */
struct moment moment_of(int year);
/* The same look at another year: re-based, the units stay those of the day; otherwise history stays where it was
 * measured, and the other year is seen as it ended. */
struct moment moment_in(struct moment now, int year);
/* The day whose register holds: re-based, that of the units the figures are of. */
int32_t moment_register_day(struct moment moment);
int moment_same(struct moment a, struct moment b);

#endif
