/* A cell as a fact's value, or why it is none. */
#ifndef CHUAN_IMPORT_VALUE_H
#define CHUAN_IMPORT_VALUE_H

#include "base/report.h"
#include "import/cell.h"

/* Why cell_read refused, in the person's language, in the arena; NULL when there is no memory. */
const char *value_refusal(const struct fact *fact, const struct cell_trouble *trouble, struct arena *arena,
                          const struct report *report);
/* Reads a trimmed cell as cell_read does; *reason is NULL when it is a value of the fact, or says nothing. */
chuan_status value_read(const struct fact *fact, char decimal_mark, chuan_cell cell, struct arena *arena,
                        struct report *report, int64_t *value, const char **reason);

#endif
