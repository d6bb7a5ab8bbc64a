/* An import under way, for imports.c (the one transaction) and merge.c (a second report about a unit and year). */
#ifndef CHUAN_FACTS_IMPORTS_H
#define CHUAN_FACTS_IMPORTS_H

#include "facts/conversion.h"
#include "facts/repetition.h"

/* The row of the table `import` for a file: its number, and at the end what became of its rows. */
chuan_status import_head_write(struct dossier *dossier, const struct import_head *head, const char *kind,
                               int64_t *id);
chuan_status import_counts_write(struct dossier *dossier, int64_t id, const chuan_counts *counts);
/* The end of a list that is stored whole (attributes, the register). *says_something: 0 when it is the same file once
 * more, or an empty one, and nothing new in it: then it need not be stored. */
chuan_status import_list_end(struct dossier *dossier, struct arena *arena, int64_t id,
                             const chuan_counts *counts, int *says_something);

struct session_column {
  const struct fact *fact;
  uint32_t position; /* in level.facts */
  struct storing_conversion conversion;
};

struct unit_range { /* unit ids of a chunk */
  int64_t first, last;
  uint32_t chunk;
};

struct import_session {
  struct dossier *dossier;
  struct arena *arena;
  int64_t id;
  chuan_data_status status;
  struct stored_level level;
  struct session_column *columns;
  size_t column_count;
  struct unit_range *ranges;
  size_t range_count;
  int64_t *units; /* ids of all units of the level, in order: as they stand in the transaction */
  size_t unit_count, unit_capacity, last_unit;
  int64_t *touched; /* year << 32 | chunk, in order */
  size_t touched_count, touched_capacity;
  int first_year, last_year;          /* of the figures; 0: none yet */
  int64_t *stored;                    /* the row at hand, by column, as it is stored */
  const struct import_remark *remark; /* of the row at hand, or NULL */
  int remarked_any;
  sqlite3_stmt *insert, *reject, *remarked;
  struct merge *merge; /* made with the first second report */
  struct repetition repetition;
  chuan_status failed; /* once something failed, nothing more is written */
  int committed;
};

/* There is a row for this unit and year already: keeps both reports and chooses. *kept: the report was stored; *moved:
 * what stands is not what stood. The session's values are in session->stored. */
chuan_status merge_report(struct import_session *session, const struct report_row *row,
                          enum store_result *result, int *kept, int *moved);
void merge_free(struct merge *merge);

#endif
