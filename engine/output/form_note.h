/* What a form tells about a fact: beside its heading, and when a cell is chosen or refused. Vietnamese, as those who fill
 * it in read it. */
#ifndef CHUAN_OUTPUT_FORM_NOTE_H
#define CHUAN_OUTPUT_FORM_NOTE_H

#include "output/form_groups.h"

/* All in the arena; NULL: no memory. */
/* "hộ · một phần của Số hộ": below the name. */
const char *form_measure(struct arena *arena, const struct rulebook *rulebook, const struct fact *fact);
/* "số nguyên, từ 0": what may be written. */
const char *form_range(struct arena *arena, const struct rulebook *rulebook, const struct fact *fact);
/* The definition: names, id, unit of measure, range, and which rules read it, with their clause. */
const char *form_note(struct arena *arena, const struct rulebook *rulebook, const struct fact *fact,
                      const struct form_uses *uses);
/* At most 255 characters, as Excel shows when a cell is chosen, and when what was written is refused. */
const char *form_asked(struct arena *arena, const struct rulebook *rulebook, const struct fact *fact);
const char *form_refused(struct arena *arena, const struct rulebook *rulebook, const struct fact *fact);

#endif
