/* The rows of an import that come after all that is stored of their year: no report about the same unit and year can be
 * there. Many are stored at once, and a chunk that holds nothing else is built from them as they come, so that the table
 * need not be read again. */
#ifndef CHUAN_FACTS_APPENDING_H
#define CHUAN_FACTS_APPENDING_H

#include "facts/imports.h"

#define APPENDED_YEARS 16 /* the rows of more are stored one by one */

struct appended_year {
  int year;
  int64_t greatest; /* unit that has a row */
};

struct appending {
  struct import_session *session;
  struct appended_year years[APPENDED_YEARS];
  size_t year_count;
  sqlite3_stmt *insert; /* of `most` rows at once */
  uint32_t most, waiting;
  int64_t *rows; /* that wait: unit, year, row in the file, values as stored */
  struct buffer sheet;
  struct chunk_gathering *gathering; /* the chunk of one year that rows come to now, or NULL */
  int has_chunks;                    /* some were stored */
};

chuan_status appending_open(struct import_session *session, struct appending **out);
/* Takes the row whose values are in session->stored. *taken is 0 when it does not come after all others, and nothing waits
 * any more. */
chuan_status appending_row(struct appending *appending, const struct report_row *row, int *taken);
/* The end: stores what waits and the chunk at hand. */
chuan_status appending_finish(struct appending *appending);
void appending_free(struct appending *appending);

#endif
