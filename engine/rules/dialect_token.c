/* Cuts Lua 5.4 text into tokens, as llex.c does, and reads strings and numerals without a Lua state. */
#include "rules/dialect_token.h"

#include <stdio.h>
#include <string.h>

void tokenizer_begin(struct tokenizer *tokenizer, const char *text, size_t length) {
  if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
    text += 3;
    length -= 3;
  }
  *tokenizer = (struct tokenizer){text, text + length, 1};
}

static int is_digit(char c) {
  return c >= '0' && c <= '9';
}

static int is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static int is_line_end(char c) {
  return c == '\n' || c == '\r';
}

/* Steps over a line's rest. */
static void skip_line(struct tokenizer *t) {
  const char *stop = memchr(t->at, '\n', (size_t)(t->end - t->at));
  if (stop == NULL) stop = t->end;
  const char *other = memchr(t->at, '\r', (size_t)(stop - t->at));
  t->at = other != NULL ? other : stop;
}

static int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

static char peek(const struct tokenizer *t, size_t ahead) {
  return (size_t)(t->end - t->at) > ahead ? t->at[ahead] : '\0';
}

/* Steps over a line end; "\r\n" and "\n\r" are one. */
static void newline(struct tokenizer *t) {
  char first = *t->at++;
  if (t->at < t->end && (*t->at == '\n' || *t->at == '\r') && *t->at != first) t->at++;
  t->line++;
}

/* At '[': the level of the long bracket that begins here, or -1. */
static int long_level(const struct tokenizer *t) {
  size_t i = 1;
  while (peek(t, i) == '=') i++;
  return peek(t, i) == '[' ? (int)i - 1 : -1;
}

/* At a long bracket of this level; 0 when it does not end. */
static int skip_long(struct tokenizer *t, int level) {
  t->at += level + 2;
  while (t->at < t->end) {
    if (*t->at == '\n' || *t->at == '\r') {
      newline(t);
    } else if (*t->at == ']') {
      size_t i = 1;
      while (peek(t, i) == '=') i++;
      if (i == (size_t)level + 1 && peek(t, i) == ']') {
        t->at += i + 1;
        return 1;
      }
      t->at += i; /* the bracket after the equals signs may begin the right one */
    } else {
      t->at++;
    }
  }
  return 0;
}

/* At a quote; 0 when the string does not end on its line. */
static int skip_string(struct tokenizer *t) {
  char quote = *t->at++;
  while (t->at < t->end) {
    char c = *t->at;
    if (c == quote) {
      t->at++;
      return 1;
    }
    if (is_line_end(c)) return 0;
    t->at++;
    if (c != '\\' || t->at == t->end) continue;
    c = *t->at;
    if (c == '\n' || c == '\r') {
      newline(t);
    } else if (c == 'z') {
      t->at++;
      while (t->at < t->end && (*t->at == ' ' || (*t->at >= '\t' && *t->at <= '\r'))) {
        if (*t->at == '\n' || *t->at == '\r') {
          newline(t);
        } else {
          t->at++;
        }
      }
    } else {
      t->at++;
    }
  }
  return 0;
}

static void skip_number(struct tokenizer *t) {
  const char *marks = "eE";
  if (*t->at == '0' && (peek(t, 1) == 'x' || peek(t, 1) == 'X')) {
    marks = "pP";
    t->at += 2;
  }
  while (t->at < t->end) {
    if (*t->at == marks[0] || *t->at == marks[1]) {
      t->at++;
      if (peek(t, 0) == '-' || peek(t, 0) == '+') t->at++;
    } else if (is_digit(*t->at) || is_letter(*t->at) || *t->at == '.') {
      t->at++;
    } else {
      return;
    }
  }
}

/* Steps over the longest symbol that fits and says which it is. */
static uint8_t read_symbol(struct tokenizer *t) {
  char first = *t->at, second = peek(t, 1);
  size_t length = 2;
  uint8_t mark = MARK_DOUBLED;
  if (first == '.' && second == '.') {
    mark = MARK_DOTS;
    if (peek(t, 2) == '.') length = 3;
  } else if (second == '=' && first == '=') {
    mark = MARK_EQUAL;
  } else if (second == '=' && first == '~') {
    mark = MARK_NOT_EQUAL;
  } else if (second == '=' && first == '<') {
    mark = MARK_AT_MOST;
  } else if (second == '=' && first == '>') {
    mark = MARK_AT_LEAST;
  } else if (first == '/' && second == '/') {
    mark = MARK_WHOLE_DIVIDED;
  } else if (first != second || (first != '<' && first != '>' && first != ':')) {
    mark = (uint8_t)first;
    length = 1;
  }
  t->at += length;
  return mark;
}

static inline int is_word(const struct token *token, const char *word) {
  return token->length == strlen(word) && memcmp(token->text, word, strlen(word)) == 0;
}

/* Nearly every name is none of these: the first letter tells. */
static uint8_t name_mark(const struct token *token) {
  switch (*token->text) {
    case 'a':
      return is_word(token, "and") ? MARK_AND : MARK_NONE;
    case 'c':
      if (is_word(token, "const")) return MARK_CONST;
      if (is_word(token, "close")) return MARK_CLOSE;
      return is_word(token, "compute") ? MARK_COMPUTE : MARK_NONE;
    case 'd':
      return is_word(token, "do") ? MARK_DO : MARK_NONE;
    case 'e':
      return is_word(token, "end") ? MARK_END : MARK_NONE;
    case 'f':
      if (is_word(token, "function")) return MARK_FUNCTION;
      return is_word(token, "false") ? MARK_FALSE : MARK_NONE;
    case 'g':
      return is_word(token, "goto") ? MARK_GOTO : MARK_NONE;
    case 'i':
      return is_word(token, "if") ? MARK_IF : MARK_NONE;
    case 'n':
      return is_word(token, "not") ? MARK_NOT : MARK_NONE;
    case 'o':
      return is_word(token, "or") ? MARK_OR : MARK_NONE;
    case 'r':
      if (is_word(token, "repeat")) return MARK_REPEAT;
      return is_word(token, "return") ? MARK_RETURN : MARK_NONE;
    case 't':
      return is_word(token, "true") ? MARK_TRUE : MARK_NONE;
    case 'u':
      if (is_word(token, "until")) return MARK_UNTIL;
      return is_word(token, "unverified") ? MARK_UNVERIFIED : MARK_NONE;
    case 'w':
      return is_word(token, "while") ? MARK_WHILE : MARK_NONE;
    default:
      return MARK_NONE;
  }
}

/* Steps over spaces and comments; 0 at an unfinished comment. */
static int skip_blank(struct tokenizer *t) {
  while (t->at < t->end) {
    char c = *t->at;
    if (c == '\n' || c == '\r') {
      newline(t);
    } else if (c == ' ' || c == '\t' || c == '\v' || c == '\f') {
      t->at++;
    } else if (c == '-' && peek(t, 1) == '-') {
      t->at += 2;
      int level = peek(t, 0) == '[' ? long_level(t) : -1;
      if (level >= 0) {
        if (!skip_long(t, level)) return 0;
      } else {
        skip_line(t);
      }
    } else {
      break;
    }
  }
  return 1;
}

struct token tokenizer_next(struct tokenizer *tokenizer) {
  struct tokenizer *t = tokenizer;
  int readable = skip_blank(t);
  struct token token = {TOKEN_END, MARK_NONE, t->line, t->at, 0};
  if (!readable) t->at = t->end;
  if (t->at == t->end) return token;
  char c = *t->at;
  if (is_letter(c)) {
    token.kind = TOKEN_NAME;
    while (t->at < t->end && (is_letter(*t->at) || is_digit(*t->at))) t->at++;
  } else if (is_digit(c) || (c == '.' && is_digit(peek(t, 1)))) {
    token.kind = TOKEN_NUMBER;
    skip_number(t);
  } else if (c == '"' || c == '\'') {
    token.kind = TOKEN_STRING;
    readable = skip_string(t);
  } else if (c == '[' && long_level(t) >= 0) {
    token.kind = TOKEN_STRING;
    readable = skip_long(t, long_level(t));
  } else if ((unsigned char)c >= 0x80) {
    token.kind = TOKEN_FOREIGN;
    while (t->at < t->end && (unsigned char)*t->at >= 0x80) t->at++;
  } else {
    token.kind = TOKEN_SYMBOL;
    token.mark = read_symbol(t);
  }
  if (!readable) {
    token.kind = TOKEN_END;
    t->at = t->end;
  }
  token.length = token.kind == TOKEN_END ? 0 : (size_t)(t->at - token.text);
  if (token.kind == TOKEN_NAME) token.mark = name_mark(&token);
  return token;
}

/* --- what strings stand for ------------------------------------------------------------------- */

static size_t put_utf8(char *out, uint32_t code) {
  if (code < 0x80) {
    out[0] = (char)code;
    return 1;
  }
  size_t size = code < 0x800 ? 2 : code < 0x10000 ? 3 : code < 0x200000 ? 4 : code < 0x4000000 ? 5 : 6;
  for (size_t i = size - 1; i > 0; i--) {
    out[i] = (char)(0x80u | (code & 0x3Fu));
    code >>= 6;
  }
  out[0] = (char)(((0xFF00u >> size) & 0xFFu) | code);
  return size;
}

/* At the character after a backslash: writes what the escape means, which is never longer than the escape.
 * Steps over it. */
static size_t unescape(struct tokenizer *t, char *out) {
  static const char names[] = "abfnrtv", values[] = "\a\b\f\n\r\t\v";
  char c = *t->at;
  const char *found = c != '\0' ? strchr(names, c) : NULL;
  if (found != NULL) {
    t->at++;
    *out = values[found - names];
    return 1;
  }
  if (c == 'x' && hex_value(peek(t, 1)) >= 0 && hex_value(peek(t, 2)) >= 0) {
    *out = (char)(hex_value(t->at[1]) * 16 + hex_value(t->at[2]));
    t->at += 3;
    return 1;
  }
  if (is_digit(c)) {
    int value = 0;
    for (int i = 0; i < 3 && is_digit(peek(t, 0)); i++) value = value * 10 + (*t->at++ - '0');
    *out = (char)value;
    return 1;
  }
  if (c == 'u' && peek(t, 1) == '{') {
    uint32_t code = 0;
    t->at += 2;
    while (hex_value(peek(t, 0)) >= 0) code = ((code << 4) | (uint32_t)hex_value(*t->at++)) & 0x7FFFFFFFu;
    if (peek(t, 0) == '}') t->at++;
    return put_utf8(out, code);
  }
  if (c == 'z') {
    t->at++;
    while (t->at < t->end && (*t->at == ' ' || (*t->at >= '\t' && *t->at <= '\r'))) t->at++;
    return 0;
  }
  if (c == '\n' || c == '\r') {
    newline(t);
    *out = '\n';
    return 1;
  }
  *out = *t->at++; /* a quote or backslash; anything else is Lua's to refuse */
  return 1;
}

char *token_string_value(struct arena *arena, const struct token *token, size_t *length) {
  struct tokenizer t = {token->text, token->text + token->length, 1};
  size_t margin = 1;
  if (*t.at == '[') {
    margin = (size_t)long_level(&t) + 2;
    t.at += margin;
    if (t.at < t.end && (*t.at == '\n' || *t.at == '\r')) newline(&t);
  } else {
    t.at++;
  }
  t.end -= margin;
  char *value = arena_alloc(arena, (size_t)(t.end - t.at) + 8);
  if (value == NULL) return NULL;
  char *out = value;
  while (t.at < t.end) {
    if (*t.at == '\n' || *t.at == '\r') {
      newline(&t);
      *out++ = '\n';
    } else if (*t.at == '\\' && margin == 1 && t.at + 1 < t.end) {
      t.at++;
      out += unescape(&t, out);
    } else {
      *out++ = *t.at++;
    }
  }
  *out = '\0';
  *length = (size_t)(out - value);
  return value;
}

/* --- numerals --------------------------------------------------------------------------------- */

static enum numeral_result hex_numeral(const struct token *token, int negative, char key[NUMERAL_KEY_SIZE]) {
  uint64_t value = 0;
  if (memchr(token->text, '.', token->length) != NULL) return NUMERAL_HEX_FLOAT;
  for (size_t i = 2; i < token->length; i++) {
    char c = token->text[i];
    if (c == 'p' || c == 'P') return NUMERAL_HEX_FLOAT;
    if (hex_value(c) < 0) return NUMERAL_MALFORMED;
    if (value >> 59 != 0) return NUMERAL_TOO_LARGE; /* Lua would wrap around */
    value = value * 16 + (uint64_t)hex_value(c);
  }
  if (token->length == 2) return NUMERAL_MALFORMED;
  char digits[24];
  int length = snprintf(digits, sizeof digits, "%llu", (unsigned long long)value);
  int zeros = 0;
  while (length > 1 && digits[length - 1] == '0') length--, zeros++;
  snprintf(key, NUMERAL_KEY_SIZE, "%s%.*se%d", negative && value != 0 ? "-" : "", length, digits,
           value != 0 ? zeros : 0);
  return NUMERAL_FINE;
}

/* The exponent at `at`, kept within a million; NULL when it is malformed. */
static const char *read_exponent(const char *at, const char *end, int *exponent) {
  int sign = 1;
  if (at < end && (*at == '-' || *at == '+')) sign = *at++ == '-' ? -1 : 1;
  if (at == end) return NULL;
  int value = 0;
  for (; at < end && is_digit(*at); at++) {
    if (value < 1000000) value = value * 10 + (*at - '0');
  }
  *exponent = sign * value;
  return at == end ? at : NULL;
}

enum numeral_result token_numeral(const struct token *token, int negative, char key[NUMERAL_KEY_SIZE]) {
  const char *at = token->text, *end = token->text + token->length;
  if (token->length >= 2 && at[0] == '0' && (at[1] == 'x' || at[1] == 'X'))
    return hex_numeral(token, negative, key);
  char digits[61]; /* without zeros at the front; those at the end are taken off below */
  size_t written = 0, significant = 0;
  int point = 0, after = 0, any = 0, exponent = 0, has_exponent = 0;
  for (; at < end; at++) {
    if (*at == '.') {
      if (point++) return NUMERAL_MALFORMED;
    } else if (is_digit(*at)) {
      any = 1;
      if (++written > 60) return NUMERAL_TOO_LONG;
      if (point) after++;
      if (significant > 0 || *at != '0') digits[significant++] = *at;
    } else if (*at == 'e' || *at == 'E') {
      has_exponent = 1;
      if (read_exponent(at + 1, end, &exponent) == NULL) return NUMERAL_MALFORMED;
      break;
    } else {
      return NUMERAL_MALFORMED;
    }
  }
  if (!any) return NUMERAL_MALFORMED;
  digits[significant] = '\0';
  if (!point && !has_exponent) { /* an integer */
    if (significant > 19 || (significant == 19 && strcmp(digits, "9223372036854775807") > 0))
      return NUMERAL_TOO_LARGE;
  }
  exponent -= after;
  while (significant > 0 && digits[significant - 1] == '0') significant--, exponent++;
  if (significant == 0) {
    exponent = 0;
    digits[significant++] = '0';
    negative = 0;
  }
  int magnitude = exponent + (int)significant;
  if (magnitude > 60 || magnitude < -60) return NUMERAL_TOO_LARGE;
  if ((point || has_exponent) && significant > 15) return NUMERAL_TOO_PRECISE;
  snprintf(key, NUMERAL_KEY_SIZE, "%s%.*se%d", negative ? "-" : "", (int)significant, digits, exponent);
  return NUMERAL_FINE;
}
