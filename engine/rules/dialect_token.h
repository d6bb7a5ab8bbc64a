/* The tokens of Lua 5.4 text: names, strings, numerals, symbols. Reads any bytes without failing. */
#ifndef CHUAN_RULES_DIALECT_TOKEN_H
#define CHUAN_RULES_DIALECT_TOKEN_H

#include "base/arena.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum token_kind {
  TOKEN_END,    /* end of the text, or of what can be read: an unfinished string or comment */
  TOKEN_NAME,   /* names and reserved words */
  TOKEN_STRING, /* with its quotes or long brackets */
  TOKEN_NUMBER, /* as long as Lua takes it, well formed or not */
  TOKEN_SYMBOL, /* operators and punctuation, the longest that fits */
  TOKEN_FOREIGN /* a run of bytes over 0x7F outside strings and comments */
};

struct token {
  enum token_kind kind;
  uint32_t line; /* where it begins */
  const char *text;
  size_t length;
};

struct tokenizer {
  const char *at, *end;
  uint32_t line;
};

void tokenizer_begin(struct tokenizer *tokenizer, const char *text, size_t length);
struct token tokenizer_next(struct tokenizer *tokenizer);
/* A name or symbol of this text. Asked many times of every token, and nearly always no: the first byte tells. */
static inline int token_is(const struct token *token, const char *text) {
  if (token->kind != TOKEN_NAME && token->kind != TOKEN_SYMBOL) return 0;
  return *token->text == *text && strlen(text) == token->length &&
         memcmp(token->text, text, token->length) == 0;
}
/* What a TOKEN_STRING stands for; *length without the NUL that is added. NULL when there is no memory. */
char *token_string_value(struct arena *arena, const struct token *token, size_t *length);

enum numeral_result {
  NUMERAL_FINE,
  NUMERAL_MALFORMED, /* Lua will say so */
  NUMERAL_HEX_FLOAT,
  NUMERAL_TOO_LARGE,  /* an integer past 64 bits, or a decimal past 10^60 either way */
  NUMERAL_TOO_LONG,   /* more than 60 digits */
  NUMERAL_TOO_PRECISE /* a decimal of more than 15 significant digits */
};

#define NUMERAL_KEY_SIZE 48

/* Judges a TOKEN_NUMBER. When it is fine, `key` is the same text for every way of writing the same number. */
enum numeral_result token_numeral(const struct token *token, int negative, char key[NUMERAL_KEY_SIZE]);

#endif
