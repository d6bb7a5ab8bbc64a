/* Units of measure: which are the same, and by what exact factor one becomes another. */
#ifndef CHUAN_FACTS_MEASURE_H
#define CHUAN_FACTS_MEASURE_H

#include "base/arena.h"

#include <stddef.h>
#include <stdint.h>

struct measure_factor { /* times / per; {0, 0} or {1, 1}: nothing to do */
  int64_t times, per;
};

enum measure_answer {
  MEASURE_NO_MEMORY = -1,
  MEASURE_UNKNOWN,  /* the text is no unit of measure that anybody here knows */
  MEASURE_OTHER,    /* one of another kind: there is no factor */
  MEASURE_SAME,     /* written in another way at most */
  MEASURE_CONVERTED /* *factor makes a figure in `from` one in `to` */
};

/* "nghìn đồng/người/năm" to "triệu đồng/người/năm": 1/1000. */
enum measure_answer measure_convert(struct arena *arena, const char *from, const char *to,
                                    struct measure_factor *factor);
/* Whether a text is a unit of measure: MEASURE_SAME, MEASURE_UNKNOWN or MEASURE_NO_MEMORY. */
enum measure_answer measure_known(struct arena *arena, const char *text);
int measure_factor_is_one(const struct measure_factor *factor);
/* "0.001", "1000", "1/1000": an exact factor above zero; 0 when the text is none or too long. */
int measure_factor_read(const char *text, struct measure_factor *factor);
/* value / 10^places times the factor, as out / 10^out_places; 0 when that is not exact or does not fit. */
int measure_apply(const struct measure_factor *factor, int64_t value, unsigned places, unsigned out_places,
                  int64_t *out);

#endif
