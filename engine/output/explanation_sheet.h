/* Parts of an explanation on a terminal: shared by explanation_output.c and the *_lines.c beside it. */
#ifndef CHUAN_OUTPUT_EXPLANATION_SHEET_H
#define CHUAN_OUTPUT_EXPLANATION_SHEET_H

#include "output/explanation_text.h"
#include "output/outline.h"

#define INDENT 2u

struct sheet {
  const struct explanation *explanation;
  struct outline outline;
  chuan_language language;
  struct reader reader;
  int compact; /* a standard: what decides, without figures and places; the indicator's own explanation has them */
};

/* --- explanation_output.c */
void sheet_say(struct sheet *sheet, const char *text);
const char *sheet_pick(const struct sheet *sheet, const char *english, const char *vietnamese);
void sheet_line(struct sheet *sheet, unsigned indent, enum tint tint);

/* --- figure_lines.c: figures that are there, or made of parts, with where they came from */
void figure_lines(struct sheet *sheet, const struct explanation_figure *const *figures, size_t count,
                  unsigned indent);
/* And those that are not there, for who has no list of causes. */
void missing_lines(struct sheet *sheet, const struct explanation_figure *const *figures, size_t count,
                   unsigned indent);

/* --- around_lines.c: what a question read from elsewhere */
void around_lines(struct sheet *sheet, const struct explanation_node *node, unsigned indent);

/* --- target_lines.c: the answer of a target, published and computed, and where it stands */
void target_lines(struct sheet *sheet);

#endif
