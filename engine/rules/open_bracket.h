/* Which bracket was forgotten to be closed, as far as the indentation of a file tells. Lua itself only notices where
 * nothing fits any more, often hundreds of lines below. */
#ifndef CHUAN_RULES_OPEN_BRACKET_H
#define CHUAN_RULES_OPEN_BRACKET_H

#include <stddef.h>
#include <stdint.h>

struct open_bracket {
  uint32_t line;   /* where it was opened */
  uint32_t before; /* the line that shows that it should have been closed; 0: the end of the file */
  char mark;       /* '{' or '(' */
};

/* 0 when every bracket is closed where its line's indentation says so. */
int open_bracket_find(const char *text, size_t length, struct open_bracket *out);

#endif
