/* What was said about one unit and year, by whom, and which value of each fact stands. The one place where that is
 * chosen: imports add a report and choose, undoing takes reports away and chooses. */
#ifndef CHUAN_FACTS_STATEMENTS_H
#define CHUAN_FACTS_STATEMENTS_H

#include "facts/tables.h"

#include "base/buffer.h"

/* How little a report counts beside others: 0 the most authoritative and sure. Unsaid is as good as sure. */
#define RANKS_OF_A_STATUS 3
unsigned report_rank(chuan_data_status status, chuan_confidence confidence);

struct report_row { /* where a report stands */
  int64_t unit_id;
  int year;
  uint64_t row;
  const char *sheet; /* "" when none */
};

struct said_value {
  uint32_t fact; /* its position in the level */
  int64_t value; /* as stored */
};

struct said_report {
  unsigned rank;
  int64_t import_id;
  uint64_t row;
  size_t sheet;               /* where its name begins in `sheets` */
  size_t first_value, values; /* of statements.said */
};

struct typed_value { /* by position of the fact: what a hand typed */
  int64_t value;     /* DECIMAL_MISSING: taken out */
  int64_t after_import;
  uint8_t rank, known;
};

struct statements {
  struct dossier *dossier;
  struct arena *arena;
  const struct stored_level *level;
  sqlite3_stmt *current, *reports, *typed, *keep_typed, *keep, *forget, *write, *drop;
  int looking;     /* nothing is noted: for those who only read */
  int64_t unit_id; /* 0: nothing is held */
  int year;
  int exists, whole;        /* the row of fact_<level>: there; just what its only report says */
  struct said_report *list; /* the best first */
  size_t count, capacity;
  struct said_value *said;
  size_t said_count, said_capacity;
  struct buffer sheets; /* each with its NUL */
  int any_typed;
  /* By position of the fact in the level: */
  struct typed_value *by_hand;
  int64_t *values; /* that stand */
  uint8_t *ranks;  /* of those */
};

chuan_status statements_open(struct statements *statements, struct dossier *dossier, struct arena *arena,
                             const struct stored_level *level);
void statements_close(struct statements *statements);
/* All that is kept about a unit and year, what a hand has typed since included: it is noted as typed after the import
 * `latest`. Asked for again, nothing is read. */
chuan_status statements_read(struct statements *statements, int64_t unit_id, int year, int64_t latest);
/* Reads the reports again, which somebody has changed, and chooses; what stood is no longer looked at. */
chuan_status statements_reread(struct statements *statements);
void statements_forget(struct statements *statements); /* what is held, not what is stored */
const char *statements_sheet(const struct statements *statements, const struct said_report *report);
/* Adds a report in its place; *out is its index. Its values are added one after the other, before the next report. */
int statements_add(struct statements *statements, struct said_report report, const char *sheet, size_t *out);
int statements_value_add(struct statements *statements, size_t report, uint32_t fact, int64_t value);
/* The value of a fact in a report, or DECIMAL_MISSING. */
int64_t statements_value(const struct statements *statements, const struct said_report *report,
                         uint32_t fact);
#define STATEMENTS_ALL INT64_MAX
/* From what was reported and typed until an import, or from all: statements->values, ranks. */
void statements_choose(struct statements *statements, int64_t until);
/* Writes a report to the table of observations. */
chuan_status statements_keep(struct statements *statements, const struct said_report *report);
/* Writes what stands: nothing when nobody says anything; the only report as it is; else what was chosen. */
chuan_status statements_write(struct statements *statements);

#endif
