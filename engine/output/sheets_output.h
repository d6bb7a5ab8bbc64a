/* Writing what the sheets of a file look like, before it is imported. */
#ifndef CHUAN_OUTPUT_SHEETS_OUTPUT_H
#define CHUAN_OUTPUT_SHEETS_OUTPUT_H

#include "output/writer.h"

#include <stdint.h>

struct sheet_line {
  const char *name; /* "" when the format has none */
  int hidden;
  uint64_t rows;                        /* that were looked at */
  int more;                             /* there are more of them */
  uint64_t first_heading, last_heading; /* rows; 0: none looks like headings */
  uint64_t headings, matching;          /* columns with a heading; of them facts */
  int year;                             /* in the title, or 0 */
  const char *first;                    /* the first headings, parted by " | " */
};

/* CHUAN_MEMORY and CHUAN_IO are not reported yet. */
chuan_status sheets_output(const struct sheet_line *sheets, size_t count, chuan_language language,
                           const chuan_style *style, chuan_sink sink, void *payload);

#endif
