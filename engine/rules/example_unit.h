/* What an example may tell of a unit, and of the units around it. */
#ifndef CHUAN_RULES_EXAMPLE_UNIT_H
#define CHUAN_RULES_EXAMPLE_UNIT_H

#include "rules/field_schema.h"

/* In this order in the values that example_unit_read is given. */
#define EXAMPLE_UNIT_FIELDS                                                             \
  {"facts", FIELD_TABLE, 0}, {"history", FIELD_TABLE, 0}, {"children", FIELD_TABLE, 0}, \
      {"recognised", FIELD_TABLE, 0}, {"parent", FIELD_TABLE, 0}, {                     \
    "within", FIELD_TEXT, 0                                                             \
  }

/* `asked` may be NULL: it was refused. NULL when there is no memory. */
struct example_unit *example_unit_read(struct loader *loader, const struct draft *record,
                                       struct draft **values, struct level *level,
                                       const struct expression *asked, int year);
/* The fact of that level; NULL after an error. */
const struct fact *example_fact_find(struct loader *loader, const struct level *level, const char *id,
                                     const struct place *place);

#endif
