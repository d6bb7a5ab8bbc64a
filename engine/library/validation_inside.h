/* What validation.c (a row as it comes) and validation_late.c (the rows when all are there) share. */
#ifndef CHUAN_LIBRARY_VALIDATION_INSIDE_H
#define CHUAN_LIBRARY_VALIDATION_INSIDE_H

#include "evaluate/unit_years.h"
#include "library/validation.h"

#include "base/buffer.h"

#define MASK_BITS 64u
#define TAKEN_CHUNK 8192u

struct validation_check { /* one validate record of the level */
  const struct validate_rule *rule;
  const struct fact **own; /* the figures it reads of the year at hand */
  uint32_t own_count;
  int elsewhere; /* it reads other years too */
};

struct taken_row { /* of a file, to be judged in the end */
  int64_t unit;
  uint64_t mask; /* by check number, modulo MASK_BITS: it says something the check reads */
  struct validated_row place;
  int year;
};

struct taken_chunk {
  struct taken_chunk *next;
  size_t count;
  struct taken_row rows[TAKEN_CHUNK];
};

struct refusal { /* a unit and year whose rows do not go in */
  int64_t unit;
  int year;
  uint32_t check;
  const char *message;
};

struct validation_run {
  struct arena *arena;
  struct report *report;
  const struct rulebook *rulebook;
  struct vocabulary_level read; /* the figures that some check reads: all that is looked up */
  uint32_t fact_count;          /* of the level */
  struct dossier *dossier;
  struct facts_reader *reader; /* opened when something is looked up first */
  struct unit_years *years;
  struct validation_check *checks;
  uint32_t check_count;
  int once, any_late; /* any_late: some check waits for the end */
  int given_year;     /* that given_years is filled with */
  int *given_years;
  int64_t *merged; /* the row's figures, and what is stored beside them */
  int *merged_years;
  struct validation *findings; /* of the row at hand; each with a text */
  struct buffer *texts;
  struct arena *taken_arena; /* of one reading of the file */
  struct taken_chunk *first_taken, *last_taken;
  struct refusal *refusals; /* by unit and year */
  size_t refusal_count, refusal_capacity;
  struct row_validator validator;
};

/* Whether it waits until all rows are there. */
static inline int check_is_late(const struct validation_run *run, const struct validation_check *check) {
  return check->elsewhere || !run->once;
}
static inline uint64_t check_bit(uint32_t check) {
  return (uint64_t)1 << (check % MASK_BITS);
}
/* What is stored of the unit and year, into run->merged. */
chuan_status validation_read(struct validation_run *run, int64_t unit, int year, int64_t *values,
                             int *of_years);
/* Of the unit and year that run->years has begun: *doubted, and then the sentence is in the buffer. */
chuan_status validation_ask(struct validation_run *run, const struct validation_check *check, int year,
                            struct buffer *text, int *doubted);
/* validation_late.c */
const struct refusal *validation_refused(const struct validation_run *run, int64_t unit, int year);
chuan_status validation_take(void *self, int64_t unit, int year, struct validated_row row,
                             const int64_t *values);
chuan_status validation_finish(void *self, validation_teller *tell, void *payload, int *again);
/* A new reading of the file. */
chuan_status validation_restart(struct validation_run *run);

#endif
