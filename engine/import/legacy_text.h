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
  uint64_t certain; /* words with letters that no old encoding leaves behind: ộ, ư, a combining tone */
};
/* Whether a text could be old Vietnamese: it has a word that is none in Unicode, with letters such as those leave. */
int legacy_is_suspect(const char *text, size_t length);
void legacy_note(struct legacy_sample *sample, const char *text, size_t length, int bytes);
/* What the texts noted are written in; ENCODING_UNICODE when nothing speaks for anything else. */
enum text_encoding legacy_choose(const struct legacy_sample *sample);
/* When nothing was chosen: what speaks for most, though for too little of it; ENCODING_UNICODE: for nothing. */
enum text_encoding legacy_likely(const struct legacy_sample *sample);
/* Whether the file has Unicode beside the old encoding: then only what cannot be Unicode is to be converted. */
int legacy_is_mixed(const struct legacy_sample *sample);

/* `how` of legacy_convert: 0, or */
#define LEGACY_BYTES 1 /* CHUAN_ROW_BYTES */
#define LEGACY_MIXED 2 /* legacy_is_mixed */
/* The text in Unicode, NFC, in the arena; the text itself when it needs nothing. NULL: no memory. */
const char *legacy_convert(struct arena *arena, enum text_encoding encoding, const char *text, size_t *length,
                           int how);

#endif
