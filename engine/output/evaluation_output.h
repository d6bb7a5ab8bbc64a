/* Writing the verdicts of a run: a table for people, the contract's CSV, chuan.evaluate/1 for machines. */
#ifndef CHUAN_OUTPUT_EVALUATION_OUTPUT_H
#define CHUAN_OUTPUT_EVALUATION_OUTPUT_H

#include "output/evaluation_rows.h"
#include "output/outline.h"

/* CHUAN_MEMORY and CHUAN_IO (the sink stops) are not reported yet; anything else the dossier has reported. */
chuan_status evaluation_output(const struct evaluation *evaluation, chuan_language language,
                               const chuan_style *style, chuan_sink sink, void *payload);

/* How a standard's criteria stand for one unit and year. */
struct criteria_count {
  unsigned met, applicable;
};
struct criteria_count count_criteria(const struct evaluation *evaluation, const struct evaluated *evaluated,
                                     uint32_t standard);
/* The place after the last criterion and indicator of the standard at `standard` in the part's judged. */
uint32_t standard_end(const struct evaluation_part *part, uint32_t standard);

/* The units of a table added up. Those that a standard does not apply to count as units only. */
struct totals {
  const struct judged *standard;
  uint64_t units, verdicts[4], criteria_met;
  uint32_t *distribution; /* units by number of criteria met */
};
#define TOTALS_MEAN_SIZE 48
int totals_begin(struct totals *totals, struct arena *arena,
                 const struct judged *standard); /* 0: no memory */
void totals_add(struct totals *totals, chuan_verdict verdict, unsigned criteria_met);
int totals_apply(const struct totals *totals); /* the standard applies to one of them at least */
void totals_mean(uint64_t sum, uint64_t count, char out[TOTALS_MEAN_SIZE]); /* "16.3" */
/* The lines under a table: units by verdict, criteria met on average and by number. */
void totals_write(const struct totals *totals, const char *level, struct outline *outline);
/* There is nothing to count. */
void totals_nothing(struct outline *outline);
/* The line above it; of a standard that applies to none, all there is to say. */
void standard_heading(const struct totals *totals, const struct evaluation_part *part,
                      struct outline *outline);

/* A standard may ask for more than its criteria: the next of its own conditions with this verdict, counting from *at;
 * NULL when there are no more. When they cannot be told apart it is the whole test, if the standard has the verdict and
 * no criterion does (`criteria`). The cursor stands on `evaluated`. */
const struct expression *own_condition(struct evaluation_cursor *cursor, const struct evaluated *evaluated,
                                       uint32_t standard, chuan_verdict verdict, int criteria, uint32_t *at);

/* What the marks of a table mean; only those that were used are explained under it. */
#define MARK_ILLUSTRATIVE "*"
#define MARK_PRELIMINARY "°"
#define MARK_UNVERIFIED "†"
#define MARK_NO_THRESHOLD "‡"
#define MARK_CARRIED "←"
struct marks {
  int illustrative, preliminary, carried, unverified, no_threshold;
};
const char *mark_threshold(struct marks *marks, chuan_threshold_status status); /* "" when sourced */
const char *mark_data(struct marks *marks, chuan_data_status status);           /* "" when official */
const char *mark_carried(struct marks *marks, int carried);                     /* "" when it is not */
void marks_legend(const struct marks *marks, struct outline *outline);
enum tint verdict_tint(chuan_verdict verdict);
const char *verdict_sign(chuan_verdict verdict); /* "✓", "✗", "?", "–" */

/* The table alone (output/evaluation_table.c): a section per standard and year, or one unit's criteria. */
chuan_status evaluation_table(const struct evaluation *evaluation, struct writer *writer);
/* One unit, criterion by criterion (output/unit_table.c): its `count` entries of one level, by year. */
chuan_status unit_table(const struct evaluation *evaluation, struct evaluation_cursor *cursor,
                        struct outline *outline, struct arena *arena, const struct evaluated *first,
                        size_t count, uint32_t standard, struct marks *marks);

#endif
