/* The texts of a file without Unicode: when one turns up, all are looked at to find out what they are written in, and from
 * then on they are converted, row by row. */
#ifndef CHUAN_IMPORT_READING_TEXTS_H
#define CHUAN_IMPORT_READING_TEXTS_H

#include "base/arena.h"
#include "import/reading.h"

/* Texts of a column repeat: what was looked at lately and found to be Unicode is known again by its bytes. */
#define KNOWN_TEXTS 256u
#define KNOWN_LENGTH 31u
struct known_text {
  char length, text[KNOWN_LENGTH];
};

struct reading_texts {
  enum text_encoding encoding; /* of the request, or found out; ENCODING_UNKNOWN until then */
  int mixed;                   /* there is Unicode beside it */
  struct known_text known[KNOWN_TEXTS];
  struct arena *arena; /* of the converted row at hand; NULL: nothing was converted */
};

/* Whether the row has a text for which the encoding has to be known, and is not. */
int texts_are_unknown(struct reading_texts *texts, const struct read_row *row);
/* For a reading that only looks: notes the texts of a row. 1: enough were seen. */
int texts_note(struct legacy_sample *sample, const struct read_row *row);
/* What is in the sample is the encoding from now on; said, unless the request is quiet. */
void texts_settle(struct reading_texts *texts, const struct legacy_sample *sample,
                  const struct reading_request *request);
/* The row with its texts in Unicode, until texts_release. 0: no memory. */
int texts_convert(struct reading_texts *texts, struct read_row *row);
void texts_release(struct reading_texts *texts);

#endif
