/* Writing where targets stand: a table for people, rows for a table program, chuan.targets/1 for machines; and the same
 * task by task. */
#ifndef CHUAN_OUTPUT_TARGETS_OUTPUT_H
#define CHUAN_OUTPUT_TARGETS_OUTPUT_H

#include "evaluate/standing.h"
#include "output/explanation_text.h"
#include "output/writer.h"

/* What was found: by level, unit (in order of code) and target. */
struct target_list {
  const struct rulebook *rulebook;
  struct dossier *dossier;
  const struct target_result *results;
  size_t count;
  struct moment moment; /* that was asked for */
  const char *set;      /* only its targets; NULL: all */
  const char *task;     /* only what serves it; NULL: all */
  int one_unit;         /* a single unit was asked for */
};

/* The texts of a result, in the arena; NULL when there is no memory. */
const chuan_target_row *target_row(const struct target_result *result, chuan_language language,
                                   struct arena *arena);
/* Whether it is of the set and the task that were asked for. */
int target_is_asked(const struct target_list *list, const struct target *target);
/* What the answer is: the reported or the computed value. */
const struct measure *target_answer(const struct target_result *result);
/* Its value is a figure as it was loaded: nothing is worked out. */
int target_is_figure(const struct target *target);
/* "reported", "figure", "computed". */
const char *target_basis(const struct target_result *result);
/* Reported values that differ from the chosen ones, all figures together. */
uint32_t target_conflicts(const struct target_result *result);

/* CHUAN_MEMORY and CHUAN_IO are not reported yet; anything else the dossier has reported. */
chuan_status targets_output(const struct target_list *list, chuan_language language, const chuan_style *style,
                            chuan_sink sink, void *payload);

/* How many units below a target's unit have each verdict of a standard, criterion or indicator. */
struct task_count {
  const char *unit; /* code */
  int32_t day;      /* its tree is of */
  const struct judged *judged;
  uint64_t counts[4]; /* by chuan_verdict */
};
chuan_status tasks_output(const struct target_list *list, const struct task_count *counts, size_t count,
                          chuan_language language, const chuan_style *style, chuan_sink sink, void *payload);

/* --- targets_text.c: what both say */
const char *standing_sign(enum standing standing);
enum tint standing_tint(enum standing standing);
const char *standing_text(enum standing standing, chuan_language language);
/* "≥ 38", "3 – 4", "?" when nobody knows it yet; "" for a target that is a test. */
void text_target_threshold(struct buffer *out, const struct reader *reader,
                           const struct target_result *result);
/* "32", "31–33/47", "≥ 31"; nothing when nothing is known. */
void text_target_value(struct buffer *out, const struct reader *reader, const struct target_result *result);
/* What stands in the way of an answer whatever else comes; NULL: nothing does. */
const struct cause *target_cause(const struct target_result *result);
/* Why there is no answer, in two or three words. */
void text_target_lack(struct buffer *out, const struct reader *reader, const struct target_result *result);
/* "4 đạt, 2 có nguy cơ": nothing for a standing that none has. */
void text_standing_counts(struct buffer *out, const struct reader *reader,
                          const size_t counts[STANDING_COUNT]);
/* Of a target whose unit had ended: when, and what came after it; and how to look at it. */
void text_target_gone(struct buffer *out, const struct reader *reader, const struct target_result *result);
void text_target_back(struct buffer *out, const struct reader *reader, const struct target_result *result);
/* Whom the targets are about, when there is none of them. */
void text_targets_nobody(struct buffer *out, const struct reader *reader, const struct target_list *list);
/* "30/6/2025", "2025-06-30". */
void text_day(struct buffer *out, const struct reader *reader, int32_t day);
/* "Tỉnh Ninh Thuận (58) · 2024"; with the day where another than the year's end is looked at. */
void text_target_unit(struct buffer *out, const struct reader *reader, const struct target_result *result);

/* The table alone (output/targets_table.c). */
chuan_status targets_table(const struct target_list *list, struct writer *writer);

#endif
