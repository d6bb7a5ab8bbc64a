/* Vietnamese from before Unicode: TCVN3 (ABC), VNI and Windows-1258, as bytes or as the wrong letters that a spreadsheet
 * keeps of them. Found out from the words themselves, converted to NFC. */
#ifndef CHUAN_IMPORT_LEGACY_TEXT_H
#define CHUAN_IMPORT_LEGACY_TEXT_H

#include "base/arena.h"

#include <stdint.h>

enum text_encoding {
  ENCODING_UNKNOWN = 0,
  ENCODING_UNICODE, /* nothing to convert */
  ENCODING_TCVN3,
  ENCODING_VNI,
  ENCODING_WINDOWS_1258,
  ENCODING_WINDOWS_1252 /* bytes that are no Vietnamese in any of the others */
};

const char *encoding_name(enum text_encoding encoding); /* "TCVN3 (ABC)", …; static */
/* "tcvn3", "abc", "vni", "windows-1258", "cp1258", "utf-8", … ; ENCODING_UNKNOWN for anything else. */
enum text_encoding encoding_named(const char *name);

/* What the texts of a file look like in each encoding; zero-initialised. */
struct legacy_sample {
  uint64_t texts, bytes;       /* that were noted; of them with bytes for letters (CHUAN_ROW_BYTES) */
  uint64_t right[6], wrong[6]; /* by encoding: words that are Vietnamese syllables; words that cannot be */
};
/* Whether a text could be old Vietnamese: it has letters beyond ASCII that Unicode Vietnamese does without. */
int legacy_is_suspect(const char *text, size_t length);
void legacy_note(struct legacy_sample *sample, const char *text, size_t length, int bytes);
/* What the texts noted are written in; ENCODING_UNICODE when nothing speaks for anything else. */
enum text_encoding legacy_choose(const struct legacy_sample *sample);
/* The text in Unicode, NFC, in the arena; the text itself when it needs nothing. NULL: no memory. */
const char *legacy_convert(struct arena *arena, enum text_encoding encoding, const char *text, size_t *length,
                           int bytes);

#endif
