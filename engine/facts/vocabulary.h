/* The words that facts have: what a rulebook declares, what tables are made from, what files are read
 * into. Owned by whoever built it (the rulebook's arena); immutable afterwards. */
#ifndef CHUAN_FACTS_VOCABULARY_H
#define CHUAN_FACTS_VOCABULARY_H

#include "base/arena.h"
#include "base/report.h"

#include <stddef.h>
#include <stdint.h>

enum fact_kind { FACT_COUNT, FACT_AMOUNT, FACT_YES_NO, FACT_CHOICE };

/* What becomes of a figure when units are merged or split (re-basing). */
enum fact_merge {
  MERGE_SUM, /* added, or shared out: counts; amounts of something (km, ha) */
  MERGE_SAME, /* kept where all parts agree, else no data: yes_no, choices, and whatever is per something or in % */
  MERGE_MEAN /* mean weighted by another fact, rounded half up to the fact's places: merge = population */
};

struct names { /* a name in both languages; en falls back to vi; never NULL, maybe "" */
  const char *vi, *en;
};

struct choice_by_id {
  const char *id;
  uint32_t index; /* in choices */
};

struct fact {
  const char *level, *id;
  enum fact_kind kind;
  uint32_t index;  /* among the facts of its level: the column number */
  unsigned places; /* decimals stored: value * 10^places; 0 unless an amount */
  int has_minimum, has_maximum;
  int64_t minimum, maximum;   /* scaled; a count has minimum 0 unless it says otherwise */
  const char *unit;           /* unit of measure, "" when none */
  struct names name;          /* falls back to the id */
  const struct fact *part_of; /* a whole it cannot exceed, or NULL */
  unsigned carry;             /* a figure up to so many years old serves when the year's is missing */
  enum fact_merge merge;      /* as written, else by kind and unit of measure */
  const struct fact *weight;  /* MERGE_MEAN */
  const char *const *choices; /* FACT_CHOICE: ids, in the rulebook's order */
  uint32_t choice_count;
  const struct choice_by_id *by_id; /* the same in order of ids, case aside; NULL: looked for one by one */
  /* What people call each choice, NULL where that is unknown; NULL: of none. The rules' glossary fills it in later. */
  struct names *choice_names;
  struct place place;
};

struct vocabulary_level {
  const char *level;
  const struct fact **facts; /* in the order declared */
  uint32_t fact_count;
};

struct vocabulary {
  struct vocabulary_level *levels;
  uint32_t level_count;
};

const struct vocabulary_level *vocabulary_level_find(const struct vocabulary *vocabulary, const char *level);
const struct fact *vocabulary_find(const struct vocabulary *vocabulary, const char *level, const char *id);
const char *fact_kind_name(enum fact_kind kind); /* "count", "amount", "yes_no", "choice" */

/* Orders the choices of a fact and makes room for their names. The ids differ in more than case. 0 when there is no memory. */
int fact_choices_order(struct arena *arena, struct fact *fact);
/* The choice with this id, case aside; 0 when there is none. */
int fact_choice_find(const struct fact *fact, const char *text, size_t length, uint32_t *index);
/* Reads a cell's text as this fact's value: count/amount as decimals ('.' point), yes_no as 1/0, yes/no,
 * true/false, đạt/không đạt (chưa đạt), có/không (case and Unicode form do not matter), choice as its id (case does
 * not matter) -> its index. Empty text gives DECIMAL_MISSING. On a bad value returns 0 and *english /
 * *vietnamese say what is wrong (static text, no arguments). Range is checked; part_of is not. */
int fact_read(const struct fact *fact, const char *text, size_t length, int64_t *value, const char **english,
              const char **vietnamese);
/* What is wrong with a number that fact_read refuses. FAULT_OTHER: nothing more than its text says. */
enum fact_fault { FAULT_OTHER, FAULT_SYNTAX, FAULT_PLACES, FAULT_MINIMUM, FAULT_MAXIMUM };
enum fact_fault fact_number_fault(const struct fact *fact, const char *text, size_t length);
/* The reason with the bound that was passed, for FAULT_PLACES, FAULT_MINIMUM and FAULT_MAXIMUM, in the arena; NULL
 * when there is no memory. */
const char *fact_fault_reason(struct arena *arena, const struct fact *fact, enum fact_fault fault,
                              chuan_language language);
/* Writes a stored value as text that fact_read takes back: "1234", "46.25", "yes", "no", the choice's id. */
size_t fact_write(const struct fact *fact, int64_t value, char *out, size_t size);

#endif
