/* A formula as one text: equal texts say the same of the same facts, also across two rulebooks. */
#ifndef CHUAN_EVALUATE_FORMULA_KEY_H
#define CHUAN_EVALUATE_FORMULA_KEY_H

#include "base/buffer.h"
#include "rules/rulebook.h"

/* Longer ones have no key: two of them are never said to be equal. */
#define FORMULA_KEY_BYTES 4000u

/* Appends the key. How well a threshold is known and the names of derived values make no difference: what counts is
 * what is worked out. 0: too long, or it holds what only one rulebook knows (compute), or no memory (buffer->failed). */
int formula_key(struct buffer *out, const struct expression *expression);

#endif
