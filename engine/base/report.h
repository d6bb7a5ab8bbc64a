/* What is told to the person who called: one failure (status and sentence) and any number of problems.
 * Owned by the handle; set at the place of discovery, never replaced higher up. Every sentence is given
 * in both languages with the same arguments in the same order, and the report keeps the right one. */
#ifndef CHUAN_BASE_REPORT_H
#define CHUAN_BASE_REPORT_H

#include "chuan.h"

#include <stddef.h>

struct place { /* where in a file; file may be NULL, line and column 0 */
  const char *file;
  uint32_t line, column;
};

struct report;

struct report *report_create(void);
void report_free(struct report *report);
void report_clear(struct report *report); /* on entry to each public call */
void report_set_language(struct report *report, chuan_language language);
chuan_language report_language(const struct report *report);
/* The one of two texts that the person reads; neither is copied. */
const char *report_pick(const struct report *report, const char *english, const char *vietnamese);

/* Records the failure (the first one stays) and returns `status`. */
chuan_status report_fail(struct report *report, chuan_status status, const char *english,
                         const char *vietnamese, ...)
    __attribute__((format(printf, 3, 5), format(printf, 4, 5)));
void report_memory(struct report *report); /* allocates nothing */
/* Written out here so that an analyzer of one file sees that its caller does not go on. */
static inline chuan_status report_no_memory(struct report *report) {
  report_memory(report);
  return CHUAN_MEMORY;
}

/* Adds a problem (texts and file are copied). Past 10,000 problems only the counts go on.
 * place may be NULL. */
void report_problem(struct report *report, chuan_severity severity, const struct place *place,
                    const char *english, const char *vietnamese, ...)
    __attribute__((format(printf, 4, 6), format(printf, 5, 6)));

/* Where the problems are at the moment; and back to there, as if nothing had been told since. Not across report_sort or
 * report_clear. */
struct report_mark {
  size_t entry_count, counts[CHUAN_ERROR + 1];
};
struct report_mark report_mark(const struct report *report);
void report_return(struct report *report, const struct report_mark *mark);

size_t report_problem_count(const struct report *report);
const chuan_problem *report_problem_get(const struct report *report, size_t index);
size_t report_severity_count(const struct report *report, chuan_severity severity);
/* Orders problems by file, line, column, then as they came: what a person reads top to bottom. */
void report_sort(struct report *report);
const char *report_message(const struct report *report); /* "" when nothing failed */
chuan_status report_status(const struct report *report);

#endif
