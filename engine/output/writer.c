/* The one way text leaves the library: buffered, checked, in the person's language. */
#include "output/writer.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

#define WRITER_FLUSH 65536u
#define WRITER_MAXIMUM ((size_t)16 * 1024 * 1024)

void writer_begin(struct writer *writer, const chuan_style *style, chuan_language language, chuan_sink sink,
                  void *payload) {
  static const chuan_style plain = CHUAN_STYLE_INIT;
  *writer = (struct writer){.sink = sink, .payload = payload, .style = plain, .language = language};
  if (style != NULL) writer->style = *style;
  buffer_init(&writer->buffer, WRITER_MAXIMUM);
}

static void flush(struct writer *writer) {
  if (writer->buffer.failed || writer->refused || writer->buffer.length == 0) return;
  if (writer->sink(writer->payload, writer->buffer.text, writer->buffer.length) != 0) writer->refused = 1;
  buffer_clear(&writer->buffer);
}

static void flush_when_full(struct writer *writer) {
  if (writer->buffer.length >= WRITER_FLUSH) flush(writer);
}

void writer_bytes(struct writer *writer, const char *text, size_t length) {
  if (writer->refused) return;
  buffer_add(&writer->buffer, text, length);
  flush_when_full(writer);
}

void writer_text(struct writer *writer, const char *text) {
  writer_bytes(writer, text, strlen(text));
}

static int is_control(const unsigned char *at) {
  return at[0] < 0x20 || at[0] == 0x7f || (at[0] == 0xc2 && at[1] >= 0x80 && at[1] <= 0x9f);
}

/* One character of text that may hold anything: what stands for it, and how many bytes it took. */
static char plain_byte(const unsigned char **at, int utf8) {
  const unsigned char *here = *at;
  *at += *here == 0xc2 && is_control(here) ? 2 : 1;
  return is_control(here) || (*here >= 0x80 && !utf8) ? '?' : (char)*here;
}

size_t plain_copy(char *out, const char *text) {
  int utf8 = text_is_utf8(text, strlen(text));
  size_t length = 0;
  for (const unsigned char *at = (const unsigned char *)text; *at != 0;)
    out[length++] = plain_byte(&at, utf8);
  out[length] = '\0';
  return length;
}

void writer_plain(struct writer *writer, const char *text) {
  int utf8 = text_is_utf8(text, strlen(text));
  for (const unsigned char *at = (const unsigned char *)text; *at != 0 && !writer->refused;) {
    buffer_add_char(&writer->buffer, plain_byte(&at, utf8));
  }
  flush_when_full(writer);
}

void writer_format(struct writer *writer, const char *format, ...) {
  if (writer->refused) return;
  char piece[512];
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(piece, sizeof piece, format, arguments);
  va_end(arguments);
  if (length < 0 || (size_t)length >= sizeof piece) {
    writer->buffer.failed = 1; /* only short, numeric text is formatted here */
    return;
  }
  writer_bytes(writer, piece, (size_t)length);
}

const char *writer_tint_start(const struct writer *writer, enum tint tint) {
  static const char *const starts[] = {
      [TINT_NONE] = "",           [TINT_GOOD] = "\033[32m", [TINT_BAD] = "\033[31m",
      [TINT_UNSURE] = "\033[33m", [TINT_FAINT] = "\033[2m", [TINT_STRONG] = "\033[1m",
  };
  return writer->style.colour ? starts[tint] : "";
}

const char *writer_tint_end(const struct writer *writer, enum tint tint) {
  return writer->style.colour && tint != TINT_NONE ? "\033[0m" : "";
}

void writer_tinted(struct writer *writer, enum tint tint, const char *text) {
  writer_text(writer, writer_tint_start(writer, tint));
  writer_plain(writer, text);
  writer_text(writer, writer_tint_end(writer, tint));
}

const char *writer_pick(const struct writer *writer, const char *english, const char *vietnamese) {
  return writer->language == CHUAN_ENGLISH ? english : vietnamese;
}

chuan_status writer_end(struct writer *writer) {
  flush(writer);
  int memory = writer->buffer.failed;
  buffer_free(&writer->buffer);
  if (memory) return CHUAN_MEMORY;
  return writer->refused ? CHUAN_IO : CHUAN_OK;
}
