/* Writing what a check found: what is wrong first, then what nobody has confirmed, then one line that sums up. */
#ifndef CHUAN_OUTPUT_CHECK_OUTPUT_H
#define CHUAN_OUTPUT_CHECK_OUTPUT_H

#include "evaluate/check.h"
#include "output/writer.h"

/* `problems`: what loading the rules had to say besides (warnings); may be NULL with 0. CHUAN_MEMORY (nothing
 * reported) or CHUAN_IO when the sink stops. */
chuan_status check_output(const struct check *check, const struct rulebook *rulebook,
                          const chuan_problem *problems, size_t problem_count, chuan_language language,
                          const chuan_style *style, chuan_sink sink, void *payload);

/* The formats for machines (output/check_records.c). */
void check_write_json(const struct check *check, const struct rulebook *rulebook,
                      const chuan_problem *problems, size_t problem_count, struct writer *writer);
void check_write_csv(const struct check *check, const chuan_problem *problems, size_t problem_count,
                     struct writer *writer);

#endif
