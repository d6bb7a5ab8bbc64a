/* The rule graph of one level and moment as a flat program over columns: operands before users, common
 * subexpressions shared, constants folded, thresholds by choice as a table look-up, fractions carried as
 * numerator and denominator so that nothing is ever divided. Which machine numbers an instruction runs on
 * (doubles that hold integers, 128 bits, or the exact interpreter) is decided per chunk by proof. */
#ifndef CHUAN_EVALUATE_PROGRAM_H
#define CHUAN_EVALUATE_PROGRAM_H

#include "base/arena.h"
#include "facts/moment.h"
#include "rules/rulebook.h"

struct program;

/* `judged`: what gets a verdict column, in that order. */
chuan_status program_compile(const struct rulebook *rulebook, const char *level, struct moment moment,
                             const struct judged *const *judged, uint32_t judged_count, struct program **out);
/* The same for any tests of the level. */
chuan_status program_compile_tests(const struct rulebook *rulebook, const char *level, struct moment moment,
                                   const struct expression *const *tests, uint32_t count,
                                   struct program **out);
void program_free(struct program *program);
/* One instruction a line. */
chuan_status program_write(const struct program *program, chuan_sink sink, void *payload);

#endif
