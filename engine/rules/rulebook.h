/* One period of rules, loaded and checked: the graph and the records that name parts of it. Immutable
 * after rulebook_load (compute functions keep a Lua state of their own behind a lock). */
#ifndef CHUAN_RULES_RULEBOOK_H
#define CHUAN_RULES_RULEBOOK_H

#include "base/arena.h"
#include "base/report.h"
#include "facts/mapping.h"
#include "facts/vocabulary.h"
#include "rules/expression.h"

struct document {
  const char *id, *date; /* date "YYYY-MM-DD" or "" */
  struct names name;
  struct place place;
};

struct source { /* law { document, item = } */
  const struct document *document;
  const char *item; /* "" when none */
};

struct derived { /* a number, a choice, a yes/no or a test under a name of its level */
  const char *level, *id;
  struct names name;
  const struct expression *value;
  const struct source *source;        /* of the levels written in it; NULL = none */
  chuan_threshold_status base_status; /* of levels in it that are not marked otherwise */
  struct place place;
};

/* What people call a choice or a unit of measure: names { hộ = { vi =, en = } }. */
struct glossary_entry {
  const char *key;
  struct names names;
  struct place place;
};

enum judged_kind { JUDGED_STANDARD, JUDGED_CRITERION, JUDGED_INDICATOR, JUDGED_TARGET };

/* Whatever gets a verdict. Ids: standard "commune.standard", criterion "17", indicator "17.1". */
struct judged {
  enum judged_kind kind;
  uint32_t index; /* in rulebook->judged: standards with their criteria and indicators in reading order */
  const char *id;
  const char *path; /* "commune.standard", "commune.standard/17", "commune.standard/17.1" */
  const char *level;
  struct names name;
  struct place place;
  uint32_t end_line;           /* of the next record in its file; UINT32_MAX when it is the last */
  const struct judged *parent; /* the criterion's standard, the indicator's criterion, else NULL */
  struct judged *
      *children; /* criteria of a standard (by id, numbers in order: 2 before 10), indicators as written */
  uint32_t child_count;
  const struct source *source; /* own or inherited; NULL = none */
  int key;                     /* criterion marked key */
  /* The verdict. A criterion's is ALL of its indicators; a standard without `test` is EVERY_CRITERION. An
   * indicator with applies_when is APPLIES_WHEN(condition, test). Never NULL. */
  const struct expression *test;
  /* Indicators in the everyday form (value with one comparison), else NULL: what is shown as value and
   * threshold. `threshold` is the second operand (BETWEEN: low, with `threshold_high`). */
  const struct expression *value, *threshold, *threshold_high;
  enum expression_kind comparison; /* when value is not NULL */
  /* A threshold that is not marked otherwise counts as sourced only when there is a source. */
  chuan_threshold_status base_status;
  const char *carried_over; /* "2021-2025/commune.standard/17.1", or NULL */
  const char
      *follows; /* what it is compared with in `check` besides what the engine finds itself: a path, with the
                               period before it when it is another's; or NULL */
  /* the written reason why it may ask less than what it follows; "" when there is none */
  struct names easier;
  const struct target *target; /* JUDGED_TARGET; else NULL */
  /* Of a standard that says when recognitions under another one of its level are reviewed for withdrawal: that other
   * one; else NULL. */
  const struct judged *reviews;
};

/* The way a target goes to its threshold. */
enum target_path {
  PATH_NONE,
  PATH_LINEAR, /* from the baseline, the same step every year */
  PATH_WRITTEN /* path = { [2022] = 29, [2023] = 32 } */
};

struct target_step {
  int year;
  struct rational value;
};

/* What the province set out to reach. Judged like an indicator: `judged` has the test, value, comparison, threshold. */
struct target {
  struct judged judged; /* id and path are the target's id; parent NULL */
  int by;               /* year */
  const char *set;      /* which programme set it: "" the period's own; "national", … */
  /* the code of the unit it was set for, and judged for alone; "" every unit of the level */
  const char *unit;
  const char *const *tasks; /* ids */
  uint32_t task_count;
  const struct expression *reported; /* the figure as published, of the same unit of measure, or NULL */
  int keeps;                         /* keep = true: what was reached is to be kept, a loss is a finding */
  int has_baseline;
  int baseline_year;
  const struct expression *baseline; /* its value: a constant, or the target's value in that year */
  enum target_path path;
  const struct target_step *steps; /* PATH_WRITTEN, ascending */
  uint32_t step_count;
};

/* A task or a solution of the programme and what serves it. */
struct task {
  const char *id;
  const char *kind; /* "task", "solution" */
  struct names name;
  const struct source *source;
  const struct target *const *targets; /* those that name the task, then those it names */
  uint32_t target_count;
  const struct judged *const *judged; /* standards, criteria, indicators it names */
  uint32_t judged_count;
  const struct names *departments;
  uint32_t department_count;
  struct place place;
};

/* What figures must make sense of when they come in: judged for one unit and year, from its own figures of that year and
 * of others. Not met: the figures are doubted, or refused. */
struct validate_rule {
  const char *id, *level;
  struct names name;
  struct names advice; /* what to do about it; "" when nothing is said */
  chuan_severity
      severity; /* CHUAN_ERROR: such figures are not taken; CHUAN_WARNING: they are, and it is told */
  const struct expression *test;
  const struct fact *fact;            /* whose cell is named */
  const struct source *source;        /* NULL = none: most are plain sense and no law */
  chuan_threshold_status base_status; /* of limits in it that are not marked otherwise */
  struct place place;
};

/* Levels that a province (or a pilot) sets for itself. What it changes is in the graph already: a choose { { within
 * "58", the province's }, otherwise = the decree's }. */
struct overlay {
  const char *code; /* of the unit it holds for, and all units in it */
  int pilot;        /* goes before the overlay of a province */
  struct names name;
  const struct source *source; /* NULL = none */
  const struct overlay_set {
    const struct judged *judged;
    const struct expression *threshold; /* NULL: its whole test was replaced */
    struct place place;
  } * sets;
  uint32_t set_count;
  struct place place;
};

/* order { of = "region", { "northern_mountains", "south_east" }, … }: choices from the easiest. `check` compares the
 * branches of by() along each list. */
struct easing {
  const struct fact *fact; /* of the choice; NULL when derived */
  const struct derived *derived;
  const char *const *choices; /* from the one asked least to the one asked most */
  uint32_t choice_count;
  struct place place;
};

struct example_fact {
  const struct fact *fact;
  int64_t value;
}; /* scaled; DECIMAL_MISSING = said to be missing */

struct example_year { /* figures of another year */
  int year;
  struct example_fact *facts;
  uint32_t fact_count;
};

/* A unit made up for an example, with the units around it. */
struct example_unit {
  const char *level;
  struct example_fact *facts; /* of the example's year */
  uint32_t fact_count;
  struct example_year *history; /* ascending; never the example's year */
  uint32_t history_count;
  const struct example_unit *parent; /* NULL: nothing above it is told */
  struct example_unit **children;
  uint32_t child_count;
  /* The standards in force for it at the moment. A standard that no unit of the example names was never registered,
   * unless some unit says recognised = {}: then everything is registered. */
  const struct judged **recognised;
  uint32_t recognised_count;
  int says_recognised;
  const char *within; /* the code of a unit it is, or lies in, or NULL */
  struct place place;
};

/* Of a record or of a derived value. */
struct example {
  const char *name;
  const char *path;               /* "commune.standard/17.1", "household/poor" */
  const struct expression *asked; /* the verdict or the value */
  int year;
  int has_as_of;
  int32_t as_of;             /* the day looked at; without one, 31 December of the year */
  struct example_unit *unit; /* never NULL */
  chuan_verdict expect;      /* of a value: CHUAN_NO_DATA, or CHUAN_MET for the one below */
  const char *expect_text;   /* "met", "no_data", "2.5", "rural", "true" */
  struct rational expect_number;
  uint32_t expect_choice;    /* yes/no: 0 no, 1 yes */
  const char *const *causes; /* fact ids (or cause words) that must be among the causes; NULL = not said */
  uint32_t cause_count;
  struct place place;
};

struct rulebook {
  struct arena *arena;
  const char *folder; /* of the period, as found */
  const char *period; /* id */
  struct names name;
  int first_year, last_year;
  struct rule_sources *sources; /* what rulebook_digest is of */
  struct vocabulary vocabulary;
  const struct expression **expressions; /* operands before users */
  uint32_t expression_count;
  /* standard, its criteria each followed by its indicators, next standard ...; then the targets */
  struct judged **judged;
  uint32_t judged_count;
  struct derived **derived;
  uint32_t derived_count;
  struct document **documents;
  uint32_t document_count;
  struct example **examples;
  uint32_t example_count;
  struct target **targets; /* in reading order; theirs come after the others in `judged` too */
  uint32_t target_count;
  struct task **tasks;
  uint32_t task_count;
  struct validate_rule **validates; /* in reading order */
  uint32_t validate_count;
  struct overlay **overlays;
  uint32_t overlay_count;
  struct easing **easings;
  uint32_t easing_count;
  const struct glossary_entry **glossary; /* by key, in byte order */
  uint32_t glossary_count;
  uint32_t file_count;
  struct compute_host *compute; /* NULL when no rule computes; freed with the rulebook */
};

/* See chuan_rulebook_load. */
chuan_status rulebook_load(const char *folder, const char *period, int year, struct report *report,
                           struct rulebook **out);
void rulebook_free(struct rulebook *rulebook);
/* Of the files' names and texts, those of periods that rules are carried over from among them: 64 hex digits. Borrowed.
 * Worked out when it is asked for first. */
const char *rulebook_digest(const struct rulebook *rulebook);
/* The rules of another period, from the folder beside: the one named, or the one just before. *out NULL when there is
 * none. *id: which it is, in the arena, also when it could not be read. */
chuan_status rulebook_load_beside(const struct rulebook *rulebook, const char *period, struct arena *arena,
                                  struct report *report, const char **id, struct rulebook **out);
/* The period for figures of a year: the one that covers it; else the first one that begins after it, whose baseline it
 * may be; else the latest. *period is in the arena; "" when `folder` says nothing about its periods. */
chuan_status rulebook_period_of(const char *folder, int year, struct arena *arena, struct report *report,
                                const char **period);
/* By path; "commune.standard/5" is the criterion when both a criterion and its only indicator have the id. NULL when unknown. */
const struct judged *rulebook_find(const struct rulebook *rulebook, const char *path);
/* The overlay by which a branch of the rule's formula holds, from the branch's condition (a WITHIN), and where it says
 * so; NULL when it is none of an overlay's. */
const struct overlay *rulebook_overlay(const struct rulebook *rulebook, const struct judged *judged,
                                       const struct expression *within, const struct overlay_set **set);
/* The nearest path to a misspelt one, or NULL. */
const char *rulebook_nearest(const struct rulebook *rulebook, const char *path, struct arena *arena);
const char *names_pick(const struct names *names, chuan_language language);
/* What people call a choice or a unit of measure; the word itself where the glossary has no name for it. Borrowed. */
const char *rulebook_word(const struct rulebook *rulebook, const char *word, chuan_language language);

/* rules/mapping_file.c: a mapping file is `mapping { sheet=, heading_rows=, unit=, name=, parent=, year=, decimal=,
 * encoding=, skip=, columns = { ["Heading"] = fact, … } }`, one for each sheet, or with `long = true` one of `fact=, value=,
 * confidence=, source=, note=, facts = { ["Name"] = fact, … }`. Without a rulebook only the headings are read, and no fact. */
chuan_status mapping_load(const char *path, const struct rulebook *rulebook, const char *level,
                          struct arena *arena, struct report *report, struct mapping **out);

#endif
