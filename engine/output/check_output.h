/* Writing what a check found: what is wrong first, then what nobody has confirmed, then one line that sums up. */
#ifndef CHUAN_OUTPUT_CHECK_OUTPUT_H
#define CHUAN_OUTPUT_CHECK_OUTPUT_H

#include "evaluate/check.h"
#include "output/explanation_text.h"
#include "output/writer.h"

/* `problems`: what loading the rules had to say besides (warnings); may be NULL with 0. CHUAN_MEMORY (nothing
 * reported) or CHUAN_IO when the sink stops. */
chuan_status check_output(const struct check *check, const struct rulebook *rulebook,
                          const chuan_problem *problems, size_t problem_count, chuan_language language,
                          const chuan_style *style, chuan_sink sink, void *payload);

/* The overlay that a branch holds by, NULL when it is the decree's own (output/check_origin.c). */
const struct overlay *check_overlay(const struct rulebook *rulebook, const struct threshold_entry *entry);
/* The next overlay after `from` (NULL: the first) that sets a level for the entry's record; NULL when there is none. */
const struct overlay *check_set_for(const struct rulebook *rulebook, const struct threshold_entry *entry,
                                    const struct overlay *from);
/* Where the level comes from: the overlay's document, else the record's; NULL when none is given. */
const struct source *check_source(const struct rulebook *rulebook, const struct threshold_entry *entry);

/* One finding as a sentence, without its own place (output/check_findings.c). */
void check_say_finding(struct buffer *out, const struct reader *reader, const struct finding *finding);

/* A cause as an example names it: the id of the fact that is missing, else the cause's word (output/check_records.c). */
const char *check_cause(const struct cause *cause);

/* The formats for machines (output/check_records.c). */
void check_write_json(const struct check *check, const struct rulebook *rulebook,
                      const chuan_problem *problems, size_t problem_count, struct writer *writer);
void check_write_csv(const struct check *check, const struct rulebook *rulebook,
                     const chuan_problem *problems, size_t problem_count, struct writer *writer);

#endif
