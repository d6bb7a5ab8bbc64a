/* Running the examples of a rulebook and measuring what they exercise. */
#ifndef CHUAN_EVALUATE_CHECK_H
#define CHUAN_EVALUATE_CHECK_H

#include "evaluate/exact.h"
#include "evaluate/finding.h"

struct example_result {
  const struct example *example;
  chuan_verdict verdict; /* of a value: CHUAN_MET when there is one, else CHUAN_NO_DATA */
  const char *found;     /* written as example->expect_text is */
  int passed;            /* as expected, and every expected cause among the causes */
  struct cause *causes;  /* when no_data */
  size_t cause_count;
};

/* One threshold of one indicator (or of a standard's own condition, of a validate, or of a derived test that no record
 * of its level asks): a comparison or yes/no question that decides. Each has two sides; an example exercises a side by evaluating it
 * to met or to not_met. For thresholds that are chosen (by, from_year, amended, choose) each branch that holds a value
 * of its own is an entry: cases with the same value are one. */
struct threshold_entry {
  const struct judged *judged; /* NULL: of a validate or a derived test */
  const char
      *path; /* of the record, validate or derived test: its entries stand together and share the pointer */
  const struct names *name;
  const struct expression *test; /* the comparison or question */
  const struct expression *
      threshold; /* the branch: NUMBER, CHOICE, UNVERIFIED, PENDING, DELEGATED, ...; NULL for yes/no questions */
  const char *branch; /* "south_central_coast", "2023 · south_central_coast", "" */
  /* the worst of it, of what is compared with it and of the upper end of a range */
  chuan_threshold_status status;
  struct place place;                   /* the rule line */
  const struct overlay_set *set;        /* of an overlay, when the branch holds by one; else NULL */
  const struct validate_rule *validate; /* whose it is, else NULL */
  int exercised_met, exercised_not_met;
};

/* A way through the rules that no threshold stands for: a condition that leaves a rule aside, a branch of a value. */
struct clause_entry {
  const struct judged *judged; /* NULL: of a validate or a derived value */
  const char *path;
  const struct names *name;
  const struct expression *expression; /* APPLIES_WHEN, or a value that is chosen */
  uint32_t operand;                    /* the branch; of APPLIES_WHEN the condition, which is not met */
  const char *branch;                  /* as it is called; of APPLIES_WHEN the condition */
  struct place place;
  int exercised;
};

/* What an earlier period asked for, and nothing in these rules follows, carries over or asks too. */
struct vanished {
  const struct judged *judged; /* an indicator or a target */
  const char *period;
};

struct check {
  struct example_result *examples;
  size_t example_count, example_failed;
  struct threshold_entry *thresholds;
  size_t threshold_count;
  struct clause_entry *clauses;
  size_t clause_count;
  struct finding *findings;
  size_t finding_count, finding_capacity;
  struct vanished *vanished;
  size_t vanished_count, vanished_capacity;
};

/* CHUAN_MEMORY, with nothing reported, is the only failure. */
chuan_status check_run(const struct rulebook *rulebook, struct arena *arena, struct check *out);
/* Compares the rules with each other and with those of earlier periods, which outlive the check: each asks for no less
 * than what it builds on. `before[0]` is the period just before, unless there is none; the others are those that rules
 * name. An entry without a rulebook could not be read. After check_run, and likewise. */
struct earlier_period {
  const char *period;
  const struct rulebook *rulebook; /* or NULL */
};
chuan_status check_order(const struct rulebook *rulebook, const struct earlier_period *before, size_t count,
                         struct arena *arena, struct check *check);
/* Sums it up, with what loading had to say (`problems`). A failed example is an error. Pending and delegated
 * thresholds have no sides to exercise. */
void check_count(const struct check *check, const struct rulebook *rulebook, const chuan_problem *problems,
                 size_t problem_count, chuan_check_counts *counts);
/* The sides of one entry: 2, or 0 when nothing can be compared with it. */
unsigned check_sides(const struct threshold_entry *entry);

#endif
