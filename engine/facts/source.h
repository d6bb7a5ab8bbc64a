/* The columns of one level at a moment as the evaluator reads them: what all readers share (made once, then only
 * read), and one reader per thread. */
#ifndef CHUAN_FACTS_SOURCE_H
#define CHUAN_FACTS_SOURCE_H

#include "facts/columns.h"
#include "facts/conversion.h"

struct source_column {
  /* as stored; width 0 = every value is missing; data NULL = to be read from the file */
  struct column stored;
  int64_t rowid;
  const uint8_t *ages; /* how old each figure is; NULL: all are of the year itself */
};
#define AGE_ATTRIBUTE UINT8_MAX /* not a figure of a year but a dated attribute; else years, by `carry` */
#define AGE_MOST (UINT8_MAX - 1)

struct source_chunk {
  uint32_t count;                /* 0: no unit has a slot there */
  struct unit_chunk units;       /* ids NULL = to be read from the file */
  struct source_column *columns; /* by fact.index, then one more: the status of the figures */
};

struct source {
  struct arena *arena;
  const char *path;
  enum connection_mode mode; /* of the readers' connections */
  int connected;             /* some of it is in the file only */
  chuan_language language;
  int64_t generation; /* of the columns when the source was made */
  const struct vocabulary_level *level;
  int year;
  int32_t day;                    /* whose units are present */
  int rebased;                    /* every column was made anew, and is in memory */
  struct conversion *conversions; /* by fact.index */
  struct source_chunk *chunks;
  uint32_t chunk_count;
};

/* Inside a transaction, so that everything is of one moment. The figures of the year as they are stored. */
chuan_status source_make(struct dossier *dossier, const struct vocabulary_level *level, struct moment moment,
                         struct column_source *out);
/* moment_columns.c: puts in what else holds at the moment - dated attributes, figures carried over from earlier years,
 * figures re-based - as columns in memory. In the same transaction. */
chuan_status source_compose(struct dossier *dossier, struct moment moment, struct column_source *source);
/* column_reader.c: the functions of the column_source. */
chuan_status reader_open(void *self, void **reader);
void reader_close(void *self, void *reader);
chuan_status reader_units(void *reader, uint32_t chunk, struct column_units *out);
chuan_status reader_column(void *reader, uint32_t chunk, uint32_t fact_index, struct column *out);
const char *reader_message(void *reader);

#endif
