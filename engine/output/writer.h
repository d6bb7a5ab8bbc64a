/* Where output goes: a sink with a buffer before it, the style asked for and the language of the person.
 * Errors are sticky: after a failed write nothing more is sent, and writer_end says so. */
#ifndef CHUAN_OUTPUT_WRITER_H
#define CHUAN_OUTPUT_WRITER_H

#include "base/buffer.h"
#include "chuan.h"

#include <stddef.h>

enum tint { TINT_NONE, TINT_GOOD, TINT_BAD, TINT_UNSURE, TINT_FAINT, TINT_STRONG };

struct writer {
  chuan_sink sink;
  void *payload;
  chuan_style style;
  chuan_language language;
  struct buffer buffer;
  int refused; /* the sink said stop */
};

/* `style` NULL: the default one. What a caller of the library gave has been completed and checked there. */
void writer_begin(struct writer *writer, const chuan_style *style, chuan_language language, chuan_sink sink,
                  void *payload);
void writer_bytes(struct writer *writer, const char *text, size_t length);
void writer_text(struct writer *writer, const char *text); /* as it is */
/* Text from files and databases: control characters become '?', so that nothing can drive the terminal. */
void writer_plain(struct writer *writer, const char *text);
/* The same as a copy: `out` has room for strlen(text) + 1 bytes. Returns the length. */
size_t plain_copy(char *out, const char *text);
/* "" unless the style has colours. */
const char *writer_tint_start(const struct writer *writer, enum tint tint);
const char *writer_tint_end(const struct writer *writer, enum tint tint);
void writer_format(struct writer *writer, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* plain text in a colour when the style has colours. */
void writer_tinted(struct writer *writer, enum tint tint, const char *text);
const char *writer_pick(const struct writer *writer, const char *english, const char *vietnamese);
/* Sends what is left and releases the buffer; CHUAN_IO when the sink stopped, CHUAN_MEMORY. Nothing is reported:
 * the library says it once for every writer (library/handle.h). */
chuan_status writer_end(struct writer *writer);

#endif
