/* An import under way, for imports.c (the one transaction) and merge.c (a second report about a unit and year). */
#ifndef CHUAN_FACTS_IMPORTS_H
#define CHUAN_FACTS_IMPORTS_H

#include "facts/conversion.h"
#include "facts/known_units.h"
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

struct import_session {
  struct dossier *dossier;
  struct arena *arena;
  int64_t id;
  chuan_data_status status;
  struct stored_level level;
  struct session_column *columns;
  size_t column_count;
  struct known_units units;
  int64_t *touched; /* year << 32 | chunk, in order */
  size_t touched_count, touched_capacity;
  int first_year, last_year;          /* of the figures; 0: none yet */
  int64_t *stored;                    /* the row at hand, by column, as it is stored */
  const struct import_remark *remark; /* of the row at hand, or NULL */
  int remarked_any;
  sqlite3_stmt *insert, *reject, *remarked;
  struct appending *appending; /* NULL: each row is stored as it comes */
  struct merge *merge;         /* made with the first second report */
  struct repetition repetition;
  chuan_status failed; /* once something failed, nothing more is written */
  int committed;
};

/* Stores a row with these values, by column and as stored. *stored is 0 when there is a row for the unit and year. */
chuan_status import_row_insert(struct import_session *session, const struct report_row *row,
                               const int64_t *values, int *stored);
/* The chunk of the year is to be built from the table: of one number, or every one that the unit may be in. */
chuan_status import_touch(struct import_session *session, int year, uint32_t chunk);
chuan_status import_unit_touch(struct import_session *session, int64_t unit_id, int year);
int import_has_touched(const struct import_session *session, int year, uint32_t chunk);
/* There is a row for this unit and year already: keeps both reports and chooses. *kept: the report was stored; *moved:
 * what stands is not what stood. The session's values are in session->stored. */
chuan_status merge_report(struct import_session *session, const struct report_row *row,
                          enum store_result *result, int *kept, int *moved);
void merge_free(struct merge *merge);

#endif
