/* Numbers that Lua would take for something else: digits that get lost, decimal commas, sums that wrap around. */
#include "rules/dialect_number.h"

#include <string.h>

/* --- numerals ----------------------------------------------------------------------------------- */

static int is_digits(const struct token *token) {
  if (token->kind != TOKEN_NUMBER) return 0;
  for (size_t i = 0; i < token->length; i++)
    if (token->text[i] < '0' || token->text[i] > '9') return 0;
  return 1;
}

/* Digits that any number of a rule may have, as nearly all have: at most 15, and a point among them. */
static int is_short(const struct token *token) {
  size_t points = 0;
  for (size_t i = 0; i < token->length; i++) {
    if (token->text[i] == '.')
      points++;
    else if (token->text[i] < '0' || token->text[i] > '9')
      return 0;
  }
  return points <= 1 && token->length <= 15 + points;
}

void numeral_check(struct report *report, const char *file, const struct token *token) {
  char normal[NUMERAL_KEY_SIZE];
  const struct place at = {file, token->line, 0}, *place = &at;
  if (is_short(token)) return;
  switch (token_numeral(token, 0, normal)) {
    case NUMERAL_FINE:
    case NUMERAL_MALFORMED:
      break;
    case NUMERAL_HEX_FLOAT:
      report_problem(report, CHUAN_ERROR, place,
                     "a hexadecimal fraction is not a number of a rule; write it in decimals",
                     "không dùng số thập lục phân có phần lẻ trong quy tắc; hãy viết ở dạng thập phân");
      break;
    case NUMERAL_TOO_LARGE:
      report_problem(report, CHUAN_ERROR, place,
                     "the number is too large or too small; whole numbers go to 9223372036854775807, "
                     "decimals to 60 places either way",
                     "số quá lớn hoặc quá nhỏ; số nguyên tối đa 9223372036854775807, số thập phân tối đa 60 "
                     "chữ số mỗi phía");
      break;
    case NUMERAL_TOO_LONG:
      report_problem(report, CHUAN_ERROR, place, "the number is too long; write at most 60 digits",
                     "số quá dài; hãy viết tối đa 60 chữ số");
      break;
    case NUMERAL_TOO_PRECISE:
      report_problem(
          report, CHUAN_ERROR, place,
          "the decimal has more than 15 significant digits, which would not be kept exactly; write at most "
          "15",
          "số thập phân có hơn 15 chữ số có nghĩa nên không giữ được chính xác; hãy viết tối đa 15");
      break;
  }
}

/* --- decimal commas ----------------------------------------------------------------------------- */

int decimal_comma_check(struct report *report, const char *file, const struct token *tokens, size_t i,
                        int in_table) {
  const struct token *whole = &tokens[i];
  if (i < 2 || !is_digits(whole) || tokens[i + 1].mark != ',' || !is_digits(&tokens[i + 2])) return 0;
  const struct token *comma = &tokens[i + 1], *part = &tokens[i + 2];
  if (comma->text != whole->text + whole->length || part->text != comma->text + 1) return 0;
  /* Between the values of a list a comma may touch both: only where one value stands, it cannot. */
  int is_field = in_table && tokens[i - 1].mark == '=';
  int is_argument =
      tokens[i - 1].mark == '(' && tokens[i - 2].mark == MARK_UNVERIFIED && tokens[i + 3].mark == ')';
  if (!is_field && !is_argument) return 0;
  struct place place = {file, whole->line, 0};
  int left = (int)whole->length, right = (int)part->length;
  if (left > 40 || right > 40) return 0;
  if (right == 3) { /* or it parts thousands */
    report_problem(
        report, CHUAN_ERROR, &place,
        "write %.*s.%.*s: the decimal mark is a point; if the comma parts thousands, leave it out",
        "dấu thập phân là dấu chấm: hãy viết %.*s.%.*s; nếu dấu phẩy tách hàng nghìn thì hãy bỏ đi", left,
        whole->text, right, part->text);
  } else {
    report_problem(report, CHUAN_ERROR, &place, "write %.*s.%.*s: the decimal mark is a point",
                   "dấu thập phân là dấu chấm: hãy viết %.*s.%.*s", left, whole->text, right, part->text);
  }
  return 1;
}

/* --- sums and products -------------------------------------------------------------------------- */

static int whole_number(const struct token *token, int64_t *out) {
  int64_t value = 0;
  if (!is_digits(token)) return 0;
  for (size_t i = 0; i < token->length; i++) {
    if (__builtin_mul_overflow(value, 10, &value) ||
        __builtin_add_overflow(value, token->text[i] - '0', &value))
      return 0; /* too large by itself */
  }
  *out = value;
  return 1;
}

/* The numeral at *at, which may have a minus in front; *at goes behind it. 0 when it is something else, or part of
 * what binds more tightly. */
static int read_operand(const struct token *tokens, size_t *at, int64_t *out) {
  int negative = tokens[*at].mark == '-';
  size_t i = *at + (size_t)negative;
  if (!whole_number(&tokens[i], out) || tokens[i + 1].mark == '^') return 0;
  if (negative) *out = -*out;
  *at = i + 1;
  return 1;
}

enum product { PRODUCT_FITS, PRODUCT_WRAPS, PRODUCT_OTHER };

/* a * b * ...; PRODUCT_OTHER when it goes on with what is no whole number. */
static enum product read_product(const struct token *tokens, size_t *at, int64_t *out) {
  if (!read_operand(tokens, at, out)) return PRODUCT_OTHER;
  while (tokens[*at].mark == '*') {
    int64_t factor;
    ++*at;
    if (!read_operand(tokens, at, &factor)) return PRODUCT_OTHER;
    if (__builtin_mul_overflow(*out, factor, out)) return PRODUCT_WRAPS;
  }
  return tokens[*at].mark == '/' || tokens[*at].mark == MARK_WHOLE_DIVIDED || tokens[*at].mark == '%'
             ? PRODUCT_OTHER
             : PRODUCT_FITS;
}

static int is_operator(const struct token *token) {
  switch (token->mark) {
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
    case '^':
    case '~':
    case '#':
    case MARK_WHOLE_DIVIDED:
    case MARK_NOT:
      return 1;
    default:
      return 0;
  }
}

static void refuse_wrapping(struct report *report, const char *file, uint32_t line, int product) {
  struct place place = {file, line, 0};
  report_problem(report, CHUAN_ERROR, &place, "this %s is too large for the rule language; write the result",
                 "%s này quá lớn đối với ngôn ngữ quy tắc; hãy ghi thẳng kết quả",
                 product ? report_pick(report, "product", "tích") : report_pick(report, "sum", "tổng"));
}

void arithmetic_check(struct report *report, const char *file, const struct token *tokens, size_t i) {
  size_t at = i;
  int64_t sum, term;
  if (i > 0 && tokens[i - 1].mark == '-') at--;
  int after_operator = at > 0 && is_operator(&tokens[at - 1]);
  if (at < i && at > 0) { /* a minus between two values is no sign of the second */
    const struct token *before = &tokens[at - 1];
    after_operator |= before->kind == TOKEN_NAME ? before->mark != MARK_RETURN : before->kind != TOKEN_SYMBOL;
    after_operator |= before->mark == ')' || before->mark == ']' || before->mark == '}';
  }
  if (after_operator) return; /* inside of a sum that was looked at, or of a formula */
  enum product found = read_product(tokens, &at, &sum);
  if (found == PRODUCT_WRAPS) refuse_wrapping(report, file, tokens[i].line, 1);
  while (found == PRODUCT_FITS && (tokens[at].mark == '+' || tokens[at].mark == '-')) {
    int minus = tokens[at].mark == '-';
    at++;
    found = read_product(tokens, &at, &term);
    if (found == PRODUCT_WRAPS) refuse_wrapping(report, file, tokens[i].line, 1);
    if (found != PRODUCT_FITS) return;
    if (minus ? __builtin_sub_overflow(sum, term, &sum) : __builtin_add_overflow(sum, term, &sum)) {
      refuse_wrapping(report, file, tokens[i].line, 0);
      return;
    }
  }
}
