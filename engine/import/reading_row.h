/* A row as it comes from a plugin, on either side of the wall between processes. */
#ifndef CHUAN_IMPORT_READING_ROW_H
#define CHUAN_IMPORT_READING_ROW_H

#include "import/reading.h"

/* A member that the other side's struct is long enough to have. */
#define HAS_MEMBER(pointer, type, member) \
  ((pointer)->size >= offsetof(type, member) + sizeof(pointer)->member)

/* As a plugin's answer: it was never asked to read. */
#define READ_UNPREPARED INT32_MIN
/* Lets the plugin make ready. 0: it could not. */
int plugin_prepare(const chuan_plugin *plugin);

/* A plugin may ask the host for this much memory, and use as much beside. */
#define READ_MEMORY_MEGABYTES 256u

/* Larger rows are not handed over: no table of figures has them. */
#define READ_ROW_BYTES_MOST ((uint64_t)24 << 20) /* of text, and one for each cell */
#define READ_ROW_CELLS_MOST 1000000u
#define READ_ROW_LARGE 0x20000u /* in the flags of a row that was left out for that */
/* What a plugin, or the process that it is in, can say of a row. */
#define READ_ROW_GIVEN (CHUAN_ROW_HIDDEN | CHUAN_ROW_BYTES | READ_ROW_LARGE)

/* What of `more` this version knows; a large row has no cells then. */
struct read_row row_given(const chuan_row *row, const chuan_row_more *more);
/* What a row costs: bytes of text, and one for each cell. */
uint64_t row_size(const chuan_cell *cells, size_t count);
/* Whether there is nothing in any of the cells. */
int cells_are_blank(const chuan_cell *cells, size_t count);

#endif
