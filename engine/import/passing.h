/* Rows between the figures that are about no unit: totals, the names of groups, headings printed again, what stands below
 * the table. They are passed over, and told of together. */
#ifndef CHUAN_IMPORT_PASSING_H
#define CHUAN_IMPORT_PASSING_H

#include "import/headings.h"

enum passing { PASSING_NOT, PASSING_TOTAL, PASSING_GROUP, PASSING_HEADING, PASSING_REMARK };

/* Of a row that names no unit that is known. *group: what a PASSING_GROUP says, in the arena. 0: no memory. */
int passing_judge(const struct headings *headings, const struct read_row *row, const char *level,
                  struct arena *arena, enum passing *kind, const char **group);
/* A quick look at every row: whether it may be the name of a group though a unit is called the same: it begins with a
 * numeral of groups and has no figures. */
int passing_may_be_group(const struct headings *headings, const struct read_row *row);

#define PASSING_RANGES 24

struct passed_rows { /* zeroed = none */
  struct {
    uint64_t first[PASSING_RANGES], last[PASSING_RANGES];
    size_t range_count;
    uint64_t count, untold; /* untold: of count, beyond the ranges */
  } kinds[PASSING_REMARK + 1];
};

void passing_note(struct passed_rows *passed, enum passing kind, uint64_t row);
/* One note for all of them, if there are any. sheet: "" when there is one. */
void passing_tell(const struct passed_rows *passed, const char *file, const char *sheet,
                  struct report *report);

#endif
