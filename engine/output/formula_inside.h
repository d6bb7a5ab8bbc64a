/* Parts of writing formulas: shared by formula_text.c and elsewhere_text.c. */
#ifndef CHUAN_OUTPUT_FORMULA_INSIDE_H
#define CHUAN_OUTPUT_FORMULA_INSIDE_H

#include "output/explanation_text.h"

#define FORMULA_DEPTH 60

enum mode { MODE_NAMES, MODE_NUMBERS };

struct formula {
  struct buffer *out;
  const struct reader *reader;
  enum mode mode;
  size_t limit; /* of out->length */
};

/* --- formula_text.c */
void formula_add(const struct formula *formula, const char *text);
int formula_is_full(const struct formula *formula);
void formula_add_term(const struct formula *formula, const struct explanation_term *term, int depth);
/* The names of a bare expression. */
void formula_add_names(const struct formula *formula, const struct expression *expression, int depth);

/* --- elsewhere_text.c */
/* What is read from other units, years and the register, and how values moved over years: in names. */
void formula_add_elsewhere(const struct formula *formula, const struct expression *expression, int depth);
/* What a test asks, in names: "đạt “Xã đạt chuẩn nông thôn mới”", "Thu nhập ≥ 46". */
void formula_add_test(const struct formula *formula, const struct expression *test, int depth);

#endif
