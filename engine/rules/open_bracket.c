/* A bracket that begins a block is closed at the indentation of the line that opened it. The first place where that is
 * not so belongs to the bracket that is still open there. */
#include "rules/open_bracket.h"

#include "rules/dialect.h"
#include "rules/dialect_token.h"

struct opened {
  uint32_t line;
  size_t indent; /* of its line */
  char mark;
};

struct nesting {
  const char *text;
  struct opened open[DIALECT_DEPTH];
  size_t depth;
  uint32_t line; /* at hand */
  size_t indent; /* of it */
};

static size_t indent_of(const struct nesting *nesting, const struct token *token) {
  size_t indent = 0;
  while (token->text - indent > nesting->text && token->text[-(ptrdiff_t)indent - 1] != '\n') indent++;
  return indent;
}

static int found(const struct opened *opened, uint32_t before, struct open_bracket *out) {
  *out = (struct open_bracket){opened->line, before, opened->mark};
  return 1;
}

/* A record at the left margin: a word, then its table or its name. */
static int begins_record(const struct token *token, const struct token *next) {
  return token->kind == TOKEN_NAME && token->mark == MARK_NONE &&
         (next->mark == '{' || next->kind == TOKEN_STRING);
}

static int look_at(struct nesting *nesting, const struct token *token, const struct token *next,
                   struct open_bracket *out) {
  int first = token->line != nesting->line;
  struct opened *top = nesting->depth > 0 ? &nesting->open[nesting->depth - 1] : NULL;
  if (first) {
    nesting->line = token->line;
    nesting->indent = indent_of(nesting, token);
    if (top && nesting->indent == 0 && begins_record(token, next))
      return found(&nesting->open[0], token->line, out);
  }
  if (token->mark == '{' || token->mark == '(') {
    if (nesting->depth < DIALECT_DEPTH)
      nesting->open[nesting->depth++] = (struct opened){token->line, nesting->indent, (char)token->mark};
  } else if (top && (token->mark == '}' || token->mark == ')')) {
    if (first && nesting->indent < top->indent && top->line != token->line)
      return found(top, token->line, out);
    nesting->depth--;
  }
  return 0;
}

int open_bracket_find(const char *text, size_t length, struct open_bracket *out) {
  struct nesting nesting = {.text = text};
  struct tokenizer tokenizer;
  tokenizer_begin(&tokenizer, text, length);
  struct token token = tokenizer_next(&tokenizer);
  while (token.kind != TOKEN_END) {
    struct token next = tokenizer_next(&tokenizer);
    if (look_at(&nesting, &token, &next, out)) return 1;
    token = next;
  }
  return nesting.depth > 0 ? found(&nesting.open[nesting.depth - 1], 0, out) : 0;
}
