/* Writing the vocabulary: what a rulebook knows to ask about units of each level. */
#ifndef CHUAN_OUTPUT_FACTS_OUTPUT_H
#define CHUAN_OUTPUT_FACTS_OUTPUT_H

#include "output/writer.h"
#include "rules/rulebook.h"

/* `level` NULL: all. CHUAN_MEMORY and CHUAN_IO are not reported yet. */
chuan_status facts_output(const struct rulebook *rulebook, const char *level, chuan_language language,
                          const chuan_style *style, chuan_sink sink, void *payload);

#endif
