/* Running a program over the columns of a level and year, chunk by chunk, on several threads; the result
 * is the same bytes for any number of them. */
#ifndef CHUAN_EVALUATE_RUN_H
#define CHUAN_EVALUATE_RUN_H

#include "evaluate/exact.h"
#include "evaluate/outside.h"
#include "evaluate/program.h"
#include "facts/column.h"

struct verdicts { /* verdicts[j * row_count + r], rows in slot order, only units present */
  uint64_t row_count;
  int64_t *unit_ids;
  uint8_t *status;     /* chuan_data_status of the row's figures */
  uint8_t *verdicts;   /* chuan_verdict */
  struct arena *arena; /* owns the above */
};

struct run_request {
  const struct program *program;
  const struct column_source *source;
  /* what the program reads from other units and moments; NULL: nothing is known of it */
  const struct outside *outside;
  unsigned threads; /* >= 1 */
  struct report *report;
  chuan_progress progress; /* or NULL; called in the calling thread */
  void *progress_payload;
};

/* Keeps every verdict. Free with verdicts_free. */
chuan_status run_verdicts(const struct run_request *request, struct verdicts *out);
void verdicts_free(struct verdicts *verdicts);

/* Counts only. group(payload, parent unit id) gives the group (0..group_count-1) of a unit by its parent, or a negative number
 * to leave it out; called from several threads. counts[(group * judged_count + j) * 4 + verdict]. */
chuan_status run_tally(const struct run_request *request, int32_t (*group)(void *payload, int64_t parent),
                       void *payload, uint32_t group_count, uint64_t *counts);

/* Every verdict in its place: outputs[j][chunk * COLUMN_CHUNK + place] of each unit present; the rest stays as it is. */
chuan_status run_rows(const struct run_request *request, uint8_t *const *outputs);
/* The interpreter of the program's rulebook, level and moment at every unit present, on any of the threads. */
chuan_status run_exactly(const struct run_request *request,
                         chuan_status (*visit)(void *payload, struct exact *exact, uint64_t row),
                         void *payload);

/* Hands over the units of every chunk, in order, in the calling thread. */
chuan_status run_units(const struct run_request *request,
                       chuan_status (*visit)(void *payload, uint32_t chunk, const struct column_units *units),
                       void *payload);

/* $CHUAN_THREADS, else one per core, between 1 and 64. */
unsigned run_default_threads(void);

#endif
