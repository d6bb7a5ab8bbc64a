/* What the bytes of the old encodings are. */
#ifndef CHUAN_IMPORT_LEGACY_TABLES_H
#define CHUAN_IMPORT_LEGACY_TABLES_H

#include "import/legacy_text.h"

#include <stddef.h>
#include <stdint.h>

/* The byte that Windows-1252 shows as this character: what an old font leaves in a file of Unicode. -1: none does. */
int legacy_byte(int32_t point);
/* Words' bytes to at most as many code points; letters come composed. Returns how many. Not for ENCODING_UNICODE. */
size_t legacy_decode(enum text_encoding encoding, const uint8_t *bytes, size_t count, int32_t *points);

#endif
