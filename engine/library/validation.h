/* The rules' validate records of a level, ready to judge what comes in (import/validator.h). */
#ifndef CHUAN_LIBRARY_VALIDATION_H
#define CHUAN_LIBRARY_VALIDATION_H

#include "facts/dossier.h"
#include "import/validator.h"
#include "rules/rulebook.h"

struct validation_run;

/* *out NULL when the rules have none for the level. What it points to lives as long as the run. */
chuan_status validation_begin(const struct rulebook *rulebook, const struct vocabulary_level *level,
                              struct dossier *dossier, struct report *report, struct validation_run **run,
                              const struct row_validator **out);
void validation_end(struct validation_run *run); /* NULL is fine */
/* After `finish` asked for another reading: the first unit and year whose rows are refused, and why. */
const char *validation_refusal(const struct validation_run *run, int64_t *unit, int *year);

#endif
