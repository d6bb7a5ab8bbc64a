/* Building chunks of columns from rows: which units a chunk holds, and one year's figures of them. */
#ifndef CHUAN_FACTS_COLUMNS_H
#define CHUAN_FACTS_COLUMNS_H

#include "facts/tables.h"

/* The units of a chunk, whatever the year. */
struct unit_chunk {
  uint32_t chunk, count;
  int64_t first_id, last_id;
  const int64_t *ids, *parents; /* 0 = no unit in the slot, no parent */
  const int32_t *valid_from, *valid_to;
};

/* How many chunks the units of a level take. Fails when their slots lie too far apart for what they hold. */
chuan_status unit_chunk_count(struct dossier *dossier, const char *level, uint32_t *count);
/* From the rows of `unit`. count 0: no unit has a slot there. */
chuan_status unit_chunk_build(struct dossier *dossier, struct arena *arena, const char *level, uint32_t chunk,
                              struct unit_chunk *out);
/* As stored; *found is 0 when it is not there or does not hold together. */
chuan_status unit_chunk_load(struct dossier *dossier, struct arena *arena, const char *level, uint32_t chunk,
                             struct unit_chunk *out, int *found);
/* From one row `count, first_id, last_id, ids, parents, valid_from, valid_to`; 0 when it does not hold together. */
int unit_chunk_read(sqlite3_stmt *statement, struct arena *arena, struct unit_chunk *out, int *memory);

/* Where a built column goes. `fact` is its position in level->facts; level->count = the status of the figures. */
struct column_sink {
  chuan_status (*keep)(void *payload, uint32_t fact, const struct column *column);
  void *payload;
};
/* Whether anything is stored about the units of a chunk in a year. */
chuan_status chunk_has_figures(struct dossier *dossier, const char *level, const struct unit_chunk *units,
                               int year, int *any);
/* Reads the rows of a chunk once (or once per some hundred facts) and hands over every column, the empty ones too;
 * none when there are no rows. */
chuan_status chunk_build(struct dossier *dossier, const struct stored_level *level,
                         const struct unit_chunk *units, int year, const struct column_sink *sink);

/* A chunk of one year from rows that are stored meanwhile, each about another unit, all with the same status. */
struct chunk_gathering;
/* *out is NULL when the chunk is better built from the table: the level has too many facts to be held at once. */
chuan_status gathering_begin(struct dossier *dossier, const struct stored_level *level, uint32_t chunk,
                             int year, chuan_data_status status, struct chunk_gathering **out);
int gathering_year(const struct chunk_gathering *gathering);
uint32_t gathering_chunk(const struct chunk_gathering *gathering);
/* The slot of the next row's unit; 0 when it is not of the chunk. */
int gathering_slot(struct chunk_gathering *gathering, int64_t unit_id, uint32_t *slot);
/* `fact`: its position in the level. */
void gathering_put(struct chunk_gathering *gathering, uint32_t fact, uint32_t slot, int64_t value);
/* Not when most of the chunk may still come: each chunk is stored once. */
int gathering_is_worth_keeping(const struct chunk_gathering *gathering);
chuan_status gathering_store(struct chunk_gathering *gathering); /* inside a transaction */
void gathering_free(struct chunk_gathering *gathering);
/* Stores the columns of one chunk of one year, in place of those that are there: takes all of them from a sink. */
struct columns_writer {
  struct dossier *dossier;
  const struct stored_level *level;
  sqlite3_stmt *drop, *insert;
  struct column_sink sink;
};
chuan_status columns_writer_open(struct columns_writer *writer, struct dossier *dossier);
chuan_status columns_writer_begin(struct columns_writer *writer, const struct stored_level *level,
                                  uint32_t chunk, int year);
void columns_writer_close(struct columns_writer *writer);

/* Inside a transaction: rebuilds and stores everything in stale_chunk. */
chuan_status columns_rebuild(struct dossier *dossier);

#endif
