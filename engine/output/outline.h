/* Indented lines for a terminal: broken at spaces where the style says how wide it is, going on under their own
 * text; never broken in a pipe. */
#ifndef CHUAN_OUTPUT_OUTLINE_H
#define CHUAN_OUTPUT_OUTLINE_H

#include "output/writer.h"

struct outline {
  struct writer *writer;
  struct buffer text, plain; /* the line being put together */
  int failed;                /* no memory: outline_end hands it to the writer */
};

void outline_begin(struct outline *outline, struct writer *writer);
/* The next line's text is put together in outline->text, then written after `indent` spaces and a mark
 * ("✓", "" for none) in its own colour. */
void outline_line(struct outline *outline, unsigned indent, const char *mark, enum tint mark_tint,
                  enum tint tint);
void outline_blank(struct outline *outline);
void outline_end(struct outline *outline);

#endif
