/* The tokens of Lua 5.4 text: names, strings, numerals, symbols. Reads any bytes without failing. */
#ifndef CHUAN_RULES_DIALECT_TOKEN_H
#define CHUAN_RULES_DIALECT_TOKEN_H

#include "base/arena.h"

#include <stddef.h>
#include <stdint.h>

enum token_kind {
  TOKEN_END,    /* end of the text, or of what can be read: an unfinished string or comment */
  TOKEN_NAME,   /* names and reserved words */
  TOKEN_STRING, /* with its quotes or long brackets */
  TOKEN_NUMBER, /* as long as Lua takes it, well formed or not */
  TOKEN_SYMBOL, /* operators and punctuation, the longest that fits */
  TOKEN_FOREIGN /* a run of bytes over 0x7F outside strings and comments */
};

/* Which of the symbols and reserved words a token is. A symbol of one character is that character. */
enum token_mark {
  MARK_NONE = 0,      /* any other name, and everything that is no name or symbol */
  MARK_DOTS = 128,    /* .. ... */
  MARK_DOUBLED,       /* << >> :: */
  MARK_WHOLE_DIVIDED, /* // */
  MARK_EQUAL,
  MARK_NOT_EQUAL,
  MARK_AT_MOST,
  MARK_AT_LEAST,
  MARK_AND,
  MARK_OR,
  MARK_NOT,
  MARK_IF,
  MARK_WHILE,
  MARK_REPEAT,
  MARK_RETURN,
  MARK_GOTO,
  MARK_DO,
  MARK_END,
  MARK_UNTIL,
  MARK_FUNCTION,
  MARK_TRUE,
  MARK_FALSE,
  MARK_CONST,
  MARK_CLOSE,
  MARK_COMPUTE,
  MARK_UNVERIFIED
};

struct token {
  uint8_t kind;  /* enum token_kind */
  uint8_t mark;  /* enum token_mark */
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
