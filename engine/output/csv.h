/* CSV out: UTF-8, RFC 4180 quoting, "\n" line ends, and nothing that becomes a formula on somebody's desk. */
#ifndef CHUAN_OUTPUT_CSV_H
#define CHUAN_OUTPUT_CSV_H

#include "output/writer.h"

#include <stdint.h>

struct csv {
  struct writer *writer;
  int cells; /* written in this row */
};

void csv_begin(struct csv *csv, struct writer *writer);
/* The heading row: names joined by commas, as given. */
void csv_header(struct csv *csv, const char *names);
/* Text. One that begins with = + - @ tab or return gets a leading ' unless it is a plain number. NULL is "".
 */
void csv_text(struct csv *csv, const char *text);
void csv_integer(struct csv *csv, int64_t value);
void csv_end_row(struct csv *csv);

#endif
