/* Lines of an indented text, wrapped by display width. */
#include "output/outline.h"

#include "base/text.h"

#include <string.h>

#define OUTLINE_NARROWEST 24u /* columns left for text, however deep the indent */
#define OUTLINE_HANG 2u

void outline_begin(struct outline *outline, struct writer *writer) {
  outline->writer = writer;
  outline->failed = 0;
  buffer_init(&outline->text, 0);
  buffer_init(&outline->plain, 0);
}

void outline_end(struct outline *outline) {
  if (outline->failed) outline->writer->buffer.failed = 1;
  buffer_free(&outline->text);
  buffer_free(&outline->plain);
}

void outline_blank(struct outline *outline) {
  writer_text(outline->writer, "\n");
}

static void spaces(struct outline *outline, unsigned count) {
  for (unsigned i = 0; i < count; i++) writer_bytes(outline->writer, " ", 1);
}

/* How many bytes of text go on this line: up to the last space that fits, or all of a word that is too long. */
static size_t fitting(const char *text, size_t length, size_t width) {
  size_t fits = text_prefix(text, length, width);
  if (fits == length || text[fits] == ' ') return fits;
  size_t space = fits;
  while (space > 0 && text[space] != ' ') space--;
  if (space > 0) return space;
  while (fits < length && text[fits] != ' ') fits++;
  return fits;
}

/* Text of files and databases may hold anything: what could drive a terminal is taken out. */
static const char *clean(struct outline *outline) {
  buffer_clear(&outline->plain);
  buffer_add(&outline->plain, buffer_string(&outline->text), outline->text.length);
  outline->failed |= outline->text.failed || outline->plain.failed;
  if (outline->failed || outline->plain.text == NULL) return "";
  plain_copy(outline->plain.text, buffer_string(&outline->text));
  return outline->plain.text;
}

void outline_line(struct outline *outline, unsigned indent, const char *mark, enum tint mark_tint,
                  enum tint tint) {
  struct writer *writer = outline->writer;
  const char *text = clean(outline);
  size_t left = strlen(text);
  unsigned start = indent;
  spaces(outline, indent);
  if (mark[0] != '\0') {
    writer_tinted(writer, mark_tint, mark);
    writer_text(writer, " ");
    start += (unsigned)text_width(mark, strlen(mark)) + 1;
  }
  do {
    size_t limit = writer->style.width, length = left;
    if (limit > 0)
      length = fitting(text, left, limit > start + OUTLINE_NARROWEST ? limit - start : OUTLINE_NARROWEST);
    writer_text(writer, writer_tint_start(writer, tint));
    writer_bytes(writer, text, length);
    writer_text(writer, writer_tint_end(writer, tint));
    writer_text(writer, "\n");
    while (length < left && text[length] == ' ') length++;
    text += length;
    left -= length;
    if (left > 0) spaces(outline, start = indent + OUTLINE_HANG);
  } while (left > 0);
  buffer_clear(&outline->text);
}
