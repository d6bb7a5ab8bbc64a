/* The part of the token check that looks at numbers. Each adds at most one problem, at the line of the token. */
#ifndef CHUAN_RULES_DIALECT_NUMBER_H
#define CHUAN_RULES_DIALECT_NUMBER_H

#include "base/report.h"
#include "rules/dialect_token.h"

/* A numeral that a rule cannot keep exactly. */
void numeral_check(struct report *report, const char *file, const struct token *token);
/* A sum or product of plain whole numbers that begins with the numeral at `i` and that Lua would wrap around. The tokens
 * end with TOKEN_END. */
void arithmetic_check(struct report *report, const char *file, const struct token *tokens, size_t i);
/* A decimal comma, as in `at_least = 98,5` or `unverified(98,5)`, behind the numeral at `i`; 1 when there is one.
 * `in_table`: the innermost bracket is { }. */
int decimal_comma_check(struct report *report, const char *file, const struct token *tokens, size_t i,
                        int in_table);

#endif
