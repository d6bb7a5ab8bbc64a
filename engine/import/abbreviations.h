/* What officers shorten in headings: "SL hộ nghèo" is "số lượng hộ nghèo". */
#ifndef CHUAN_IMPORT_ABBREVIATIONS_H
#define CHUAN_IMPORT_ABBREVIATIONS_H

#include "base/arena.h"

/* A folded text with its abbreviations written out, folded; itself when there are none. NULL: no memory. */
const char *abbreviations_expand(struct arena *arena, const char *key);

#endif
