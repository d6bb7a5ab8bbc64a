/* Whether what stands in a heading means what a fact is called, when the letters are the same or the name is only its last
 * row: "Số hộ (%)" is a share, "Đường xá" is any road, "Hộ nghèo / Số hộ" is not all households. */
#ifndef CHUAN_IMPORT_NAME_SENSE_H
#define CHUAN_IMPORT_NAME_SENSE_H

#include "base/arena.h"
#include "facts/vocabulary.h"

enum name_sense { NAME_NO_MEMORY, NAME_OTHER, NAME_LIKE, NAME_EXACT };

/* Of two texts with the same folded form. EXACT: the same diacritics, which stand on either vowel of a syllable; LIKE: the
 * text is written without any; OTHER: with others, or with a sign that changes what the name says. */
enum name_sense name_sense(struct arena *arena, const char *text, const char *name);
/* Whether rows of headings above the name of a fact only say where in the table it is. */
int name_sense_is_group(struct arena *arena, const char *above, const struct vocabulary_level *level,
                        const struct fact *fact, int *is_group); /* 0: no memory */

#endif
