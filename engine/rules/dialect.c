/* The token check of rule files: refuses, before anything runs, what Lua accepts and silently takes for
 * something else, and notes the line of every key so that later messages can point at it. */
#include "rules/dialect.h"

#include "rules/dialect_number.h"
#include "rules/dialect_token.h"
#include "rules/sandbox.h"

#include <stdlib.h>
#include <string.h>

/* Refused outside function bodies: what it is, and what to write instead. */
static const struct refused {
  const char *token, *english, *vietnamese;
} refused[] = {
    {"and", "'and' keeps only what is on its right; write all { a, b }",
     "'and' chỉ giữ lại vế phải; hãy viết all { a, b }"},
    {"or",
     "'or' keeps only what is on its left; write any { a, b }, or choose { {test, value}, otherwise = … } "
     "for a value",
     "'or' chỉ giữ lại vế trái; hãy viết any { a, b }, hoặc choose { {test, value}, otherwise = … } nếu chọn "
     "giá trị"},
    {"not", "'not' is always false here; write none { x }", "'not' ở đây luôn là sai; hãy viết none { x }"},
    {"==", "'==' is decided at once, before any figure is known; write equals(a, b)",
     "'==' được tính ngay, khi chưa có số liệu nào; hãy viết equals(a, b)"},
    {"~=", "'~=' is decided at once, before any figure is known; write none { equals(a, b) }",
     "'~=' được tính ngay, khi chưa có số liệu nào; hãy viết none { equals(a, b) }"},
    {"<",
     "'<' is decided at once, before any figure is known; write less_than(a, b), or less_than = b beside "
     "value",
     "'<' được tính ngay, khi chưa có số liệu nào; hãy viết less_than(a, b), hoặc less_than = b cạnh value"},
    {">",
     "'>' is decided at once, before any figure is known; write more_than(a, b), or more_than = b beside "
     "value",
     "'>' được tính ngay, khi chưa có số liệu nào; hãy viết more_than(a, b), hoặc more_than = b cạnh value"},
    {"<=",
     "'<=' is decided at once, before any figure is known; write at_most(a, b), or at_most = b beside value",
     "'<=' được tính ngay, khi chưa có số liệu nào; hãy viết at_most(a, b), hoặc at_most = b cạnh value"},
    {">=",
     "'>=' is decided at once, before any figure is known; write at_least(a, b), or at_least = b beside "
     "value",
     "'>=' được tính ngay, khi chưa có số liệu nào; hãy viết at_least(a, b), hoặc at_least = b cạnh value"},
    {"if",
     "'if' is decided once for all units; write choose { {test, value}, otherwise = … }, or applies_when = "
     "test",
     "'if' chỉ được tính một lần cho mọi đơn vị; hãy viết choose { {test, value}, otherwise = … }, hoặc "
     "applies_when = test"},
    {"while", "'while' is not for rules; write a for loop, or put it in a function",
     "'while' không dùng trong quy tắc; hãy viết vòng lặp for, hoặc đặt nó trong một hàm"},
    {"repeat", "'repeat' is not for rules; write a for loop, or put it in a function",
     "'repeat' không dùng trong quy tắc; hãy viết vòng lặp for, hoặc đặt nó trong một hàm"},
    {"return", "'return' ends the file here, and what follows is not read; delete it",
     "'return' kết thúc tệp ở đây, phần sau không được đọc; hãy xóa đi"},
    {"goto", "'goto' is not for rules; write a for loop, or put it in a function",
     "'goto' không dùng trong quy tắc; hãy viết vòng lặp for, hoặc đặt nó trong một hàm"},
};

enum frame_kind { FRAME_BRACKET, FRAME_TABLE, FRAME_BLOCK, FRAME_REPEAT, FRAME_FUNCTION };

struct frame {
  enum frame_kind kind;
  char closer;         /* of brackets and tables */
  int computes;        /* the brackets of compute{ } or compute( ) */
  int at_field;        /* TABLE: a field begins with the next token */
  uint32_t table;      /* TABLE: its number */
  uint32_t positional; /* TABLE: fields without a key so far */
};

struct key {
  uint32_t table, order, line;
  const char *text; /* kind and value: the same for all ways to write one key */
  size_t length;
  const char *shown;
};

struct walk {
  struct arena *arena, *scratch; /* of what stays; of this check */
  struct report *report;
  struct place place;
  const char *text;
  size_t length;
  struct token *tokens; /* the last one is TOKEN_END */
  size_t token_count, token_capacity;
  struct frame frames[DIALECT_DEPTH];
  size_t depth;
  uint32_t functions, computes, tables; /* open functions, open compute brackets; tables so far */
  int compute_next;                     /* the bracket that comes is that of compute */
  uint32_t foreign_line; /* where a foreign character was reported last: once a line is enough */
  struct key *keys;
  size_t key_count, key_capacity;
  struct dialect *out;
  size_t out_capacity;
  int failed; /* no memory */
};

static const struct place *at_line(struct walk *walk, uint32_t line) {
  walk->place.line = line;
  return &walk->place;
}

/* --- keys ------------------------------------------------------------------------------------- */

static void add_key(struct walk *walk, uint32_t table, uint32_t line, const char *text, size_t length,
                    const char *shown) {
  if (!arena_grow(walk->scratch, &walk->keys, &walk->key_capacity, walk->key_count, sizeof *walk->keys)) {
    walk->failed = 1;
    return;
  }
  struct key *key = &walk->keys[walk->key_count];
  *key = (struct key){table, (uint32_t)walk->key_count, line, text, length, shown};
  walk->key_count++;
}

static void add_text_key(struct walk *walk, uint32_t table, uint32_t line, const char *value, size_t length) {
  struct dialect *out = walk->out;
  char *text = arena_alloc(walk->scratch, length + 2);
  char *kept = arena_text(walk->arena, value, length);
  if (text == NULL || kept == NULL ||
      !arena_grow(walk->arena, &out->keys, &walk->out_capacity, out->key_count, sizeof *out->keys)) {
    walk->failed = 1;
    return;
  }
  out->keys[out->key_count++] = (struct dialect_key){kept, line};
  text[0] = 's';
  memcpy(text + 1, value, length);
  add_key(walk, table, line, text, length + 1, kept);
}

static void add_number_key(struct walk *walk, uint32_t table, uint32_t line, const char *normal,
                           const char *shown) {
  const char *text = arena_format(walk->scratch, "n%s", normal);
  if (text == NULL || shown == NULL) {
    walk->failed = 1;
    return;
  }
  add_key(walk, table, line, text, strlen(text), shown);
}

static void add_positional_key(struct walk *walk, uint32_t table, uint32_t line, uint32_t position) {
  char digits[16], normal[NUMERAL_KEY_SIZE];
  struct token token = {TOKEN_NUMBER, line, digits, 0};
  size_t start = sizeof digits;
  for (uint32_t rest = position; rest > 0; rest /= 10) digits[--start] = (char)('0' + rest % 10);
  token.text = digits + start;
  token.length = sizeof digits - start;
  if (token_numeral(&token, 0, normal) != NUMERAL_FINE) return;
  add_number_key(walk, table, line, normal, arena_format(walk->scratch, "[%u]", (unsigned)position));
}

/* At the '[' of `[key] =`: notes the key when it is written out. */
static void note_bracket_key(struct walk *walk, const struct frame *frame, size_t i) {
  const struct token *tokens = walk->tokens;
  size_t left = walk->token_count - i; /* tokens from '[' on, TOKEN_END included */
  int negative = left > 4 && token_is(&tokens[i + 1], "-");
  size_t at = i + 1 + (size_t)negative;
  if (left < 4 + (size_t)negative || !token_is(&tokens[at + 1], "]") || !token_is(&tokens[at + 2], "="))
    return;
  const struct token *token = &tokens[at];
  char normal[NUMERAL_KEY_SIZE];
  size_t length;
  if (token->kind == TOKEN_STRING && !negative) {
    char *value = token_string_value(walk->scratch, token, &length);
    if (value == NULL) {
      walk->failed = 1;
    } else {
      add_text_key(walk, frame->table, token->line, value, length);
    }
  } else if (token->kind == TOKEN_NUMBER && token_numeral(token, negative, normal) == NUMERAL_FINE) {
    add_number_key(
        walk, frame->table, token->line, normal,
        arena_format(walk->scratch, "[%s%.*s]", negative ? "-" : "", (int)token->length, token->text));
  } else if ((token_is(token, "true") || token_is(token, "false")) && !negative) {
    add_key(walk, frame->table, token->line, token_is(token, "true") ? "b1" : "b0", 2,
            token_is(token, "true") ? "[true]" : "[false]");
  }
}

static void note_field(struct walk *walk, struct frame *frame, size_t i) {
  const struct token *token = &walk->tokens[i];
  frame->at_field = 0;
  if (token->kind == TOKEN_END || token_is(token, "}")) return;
  if (token->kind == TOKEN_NAME && token_is(&walk->tokens[i + 1], "=")) {
    add_text_key(walk, frame->table, token->line, token->text, token->length);
  } else if (token_is(token, "[")) {
    note_bracket_key(walk, frame, i);
  } else {
    add_positional_key(walk, frame->table, token->line, ++frame->positional);
  }
}

static int compare_keys(const void *a, const void *b) {
  const struct key *x = a, *y = b;
  if (x->table != y->table) return x->table < y->table ? -1 : 1;
  if (x->length != y->length) return x->length < y->length ? -1 : 1;
  int order = memcmp(x->text, y->text, x->length);
  if (order != 0) return order;
  return x->order < y->order ? -1 : x->order > y->order;
}

static void report_duplicates(struct walk *walk) {
  if (walk->key_count < 2) return;
  qsort(walk->keys, walk->key_count, sizeof *walk->keys, compare_keys);
  for (size_t i = 1; i < walk->key_count; i++) {
    const struct key *first = &walk->keys[i - 1], *second = &walk->keys[i];
    if (first->table != second->table || first->length != second->length ||
        memcmp(first->text, second->text, first->length) != 0) {
      continue;
    }
    report_problem(walk->report, CHUAN_ERROR, at_line(walk, second->line),
                   "'%s' is already given on line %u of this file, and only the last would count; keep one",
                   "'%s' đã được ghi ở dòng %u của tệp này, và chỉ lần cuối có hiệu lực; hãy giữ lại một",
                   second->shown, (unsigned)first->line);
  }
}

/* --- foreign characters ----------------------------------------------------------------------- */

/* Text pasted from a word processor: curly quotes, hidden spaces, letters with marks in a name. */
static void check_foreign(struct walk *walk, const struct token *token) {
  static const char *const quotes[] = {"\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\x98",
                                       "\xE2\x80\x99", "\xC2\xAB",     "\xC2\xBB"};
  if (walk->foreign_line == token->line) return;
  walk->foreign_line = token->line;
  const struct place *place = at_line(walk, token->line);
  for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
    size_t length = strlen(quotes[i]);
    if (token->length < length || memcmp(token->text, quotes[i], length) != 0) continue;
    report_problem(walk->report, CHUAN_ERROR, place,
                   "a curly quote %s stands here; write the straight quote \" instead",
                   "ở đây có dấu nháy cong %s; hãy viết dấu nháy thẳng \"", quotes[i]);
    return;
  }
  report_problem(
      walk->report, CHUAN_ERROR, place,
      "a letter with marks or a hidden character stands outside quotes; names use a-z, 0-9 and _ only",
      "có chữ có dấu hoặc ký tự ẩn nằm ngoài dấu nháy; tên chỉ dùng a-z, 0-9 và _");
}

/* --- brackets and blocks ---------------------------------------------------------------------- */

/* 0 when it is nested too deeply: then the check ends there. */
static int open_frame(struct walk *walk, enum frame_kind kind, char closer, uint32_t line) {
  if (walk->depth == DIALECT_DEPTH) {
    report_problem(walk->report, CHUAN_ERROR, at_line(walk, line),
                   "brackets or blocks are nested more than %d deep; give the inner part a name with local",
                   "ngoặc hoặc khối lồng nhau hơn %d tầng; hãy đặt tên cho phần bên trong bằng local",
                   DIALECT_DEPTH);
    walk->out->too_deep = 1;
    return 0;
  }
  struct frame *frame = &walk->frames[walk->depth++];
  *frame = (struct frame){.kind = kind, .closer = closer};
  if (kind == FRAME_TABLE) {
    frame->at_field = 1;
    frame->table = walk->tables++;
  }
  if (kind == FRAME_FUNCTION) walk->functions++;
  if (kind == FRAME_BRACKET || kind == FRAME_TABLE) {
    frame->computes = walk->compute_next;
    walk->computes += (uint32_t)frame->computes;
  }
  return 1;
}

static void close_top(struct walk *walk) {
  const struct frame *frame = &walk->frames[--walk->depth];
  if (frame->kind == FRAME_FUNCTION) walk->functions--;
  walk->computes -= (uint32_t)frame->computes;
}

/* Text that is not valid Lua may close what is not open: then nothing happens and Lua will say so. */
static void close_bracket(struct walk *walk, char closer) {
  if (walk->depth > 0 && walk->frames[walk->depth - 1].closer == closer) close_top(walk);
}

static int is_block(const struct frame *frame) {
  return frame->kind == FRAME_BLOCK || frame->kind == FRAME_FUNCTION || frame->kind == FRAME_REPEAT;
}

static void close_block(struct walk *walk, int is_until) {
  size_t depth = walk->depth;
  while (depth > 0 && !is_block(&walk->frames[depth - 1])) depth--;
  if (depth == 0 || (walk->frames[depth - 1].kind == FRAME_REPEAT) != is_until) return;
  while (walk->depth >= depth) close_top(walk);
}

/* `local x <const> = …`: the only '<' and '>' that are not comparisons. */
static int is_attribute(const struct walk *walk, size_t i) {
  const struct token *tokens = walk->tokens;
  if (token_is(&tokens[i], "<") && i + 2 < walk->token_count) {
    return (token_is(&tokens[i + 1], "const") || token_is(&tokens[i + 1], "close")) &&
           token_is(&tokens[i + 2], ">");
  }
  return token_is(&tokens[i], ">") && i >= 2 && token_is(&tokens[i - 2], "<") &&
         (token_is(&tokens[i - 1], "const") || token_is(&tokens[i - 1], "close"));
}

static int is_name_of_field(const struct walk *walk, size_t i) {
  return i > 0 && (token_is(&walk->tokens[i - 1], ".") || token_is(&walk->tokens[i - 1], ":"));
}

static void check_refused(struct walk *walk, size_t i) {
  const struct token *token = &walk->tokens[i];
  for (size_t k = 0; k < sizeof refused / sizeof *refused; k++) {
    if (!token_is(token, refused[k].token)) continue;
    if (!is_attribute(walk, i)) {
      report_problem(walk->report, CHUAN_ERROR, at_line(walk, token->line), "%s", "%s",
                     report_pick(walk->report, refused[k].english, refused[k].vietnamese));
    }
    return;
  }
}

/* Inside compute, numbers are exact values and `x == 5` would be false whatever x is. */
static void check_comparison(struct walk *walk, size_t i) {
  const struct token *tokens = walk->tokens;
  if (!token_is(&tokens[i], "==") && !token_is(&tokens[i], "~=")) return;
  size_t next = i + 1;
  if (token_is(&tokens[next], "-") && next + 1 < walk->token_count) next++;
  if (tokens[next].kind != TOKEN_NUMBER && (i == 0 || tokens[i - 1].kind != TOKEN_NUMBER)) return;
  int equal = token_is(&tokens[i], "==");
  report_problem(walk->report, CHUAN_ERROR, at_line(walk, tokens[i].line),
                 "inside compute '%s' with a number does not see equal numbers; write %s",
                 "trong compute, '%s' với một số không nhận ra hai số bằng nhau; hãy viết %s",
                 equal ? "==" : "~=", equal ? "equals(x, 5)" : "not equals(x, 5)");
}

/* A decimal point in place of the comma at `at`, so that what follows is not told about as well. */
static void mend(struct walk *walk, const char *at) {
  struct dialect *out = walk->out;
  if (!out->mended) out->mended = arena_text(walk->arena, walk->text, walk->length);
  if (out->mended)
    out->mended[at - walk->text] = '.';
  else
    walk->failed = 1;
}

/* --- the walk --------------------------------------------------------------------------------- */

/* Opens and closes for one token; 0 to end the check. */
static int follow(struct walk *walk, size_t i) {
  const struct token *token = &walk->tokens[i];
  if (token->kind == TOKEN_SYMBOL && token->length == 1) {
    struct frame *top = walk->depth > 0 ? &walk->frames[walk->depth - 1] : NULL;
    switch (*token->text) {
      case '{':
        return open_frame(walk, FRAME_TABLE, '}', token->line);
      case '(':
        return open_frame(walk, FRAME_BRACKET, ')', token->line);
      case '[':
        return open_frame(walk, FRAME_BRACKET, ']', token->line);
      case '}':
      case ')':
      case ']':
        close_bracket(walk, *token->text);
        break;
      case ',':
      case ';':
        if (top != NULL && top->kind == FRAME_TABLE) top->at_field = 1;
        break;
      default:
        break;
    }
  } else if (token->kind == TOKEN_NAME) {
    if (token_is(token, "function")) return open_frame(walk, FRAME_FUNCTION, '\0', token->line);
    if (token_is(token, "do") || token_is(token, "if"))
      return open_frame(walk, FRAME_BLOCK, '\0', token->line);
    if (token_is(token, "repeat")) return open_frame(walk, FRAME_REPEAT, '\0', token->line);
    if (token_is(token, "end")) close_block(walk, 0);
    if (token_is(token, "until")) close_block(walk, 1);
  }
  return 1;
}

static void check_number(struct walk *walk, size_t i) {
  const struct frame *top = walk->depth > 0 ? &walk->frames[walk->depth - 1] : NULL;
  numeral_check(walk->report, walk->place.file, &walk->tokens[i]);
  if (walk->functions > 0) return;
  arithmetic_check(walk->report, walk->place.file, walk->tokens, i);
  if (top && decimal_comma_check(walk->report, walk->place.file, walk->tokens, i, top->kind == FRAME_TABLE))
    mend(walk, walk->tokens[i + 1].text);
}

static void walk_tokens(struct walk *walk) {
  for (size_t i = 0; !walk->failed && walk->tokens[i].kind != TOKEN_END; i++) {
    const struct token *token = &walk->tokens[i];
    if (walk->depth > 0 && walk->frames[walk->depth - 1].at_field) {
      note_field(walk, &walk->frames[walk->depth - 1], i);
    }
    if (token->kind == TOKEN_NUMBER) check_number(walk, i);
    if (token->kind == TOKEN_FOREIGN) check_foreign(walk, token);
    if (walk->functions == 0) {
      check_refused(walk, i);
    } else if (walk->computes > 0) {
      check_comparison(walk, i);
    }
    if (!follow(walk, i)) break;
    walk->compute_next = token_is(token, "compute") && !is_name_of_field(walk, i);
  }
}

static int read_tokens(struct walk *walk, const char *text, size_t length) {
  struct tokenizer tokenizer;
  tokenizer_begin(&tokenizer, text, length);
  struct token token;
  do {
    if (!arena_grow(walk->scratch, &walk->tokens, &walk->token_capacity, walk->token_count,
                    sizeof *walk->tokens)) {
      return 0;
    }
    token = tokenizer_next(&tokenizer);
    walk->tokens[walk->token_count++] = token;
  } while (token.kind != TOKEN_END);
  return 1;
}

struct key_rank {
  const char *key;
  uint32_t number;
};

static int compare_ranks(const void *a, const void *b) {
  const struct key_rank *x = a, *y = b;
  int order = strcmp(x->key, y->key);
  return order != 0 ? order : x->number < y->number ? -1 : x->number > y->number;
}

/* So that a key is found among very many, all on one line even; 0 when there is no memory. */
static int order_keys(struct walk *walk) {
  struct dialect *out = walk->out;
  size_t count = out->key_count;
  struct key_rank *ranks = arena_array(walk->scratch, count + 1, sizeof *ranks);
  out->by_key = arena_array(walk->arena, count + 1, sizeof *out->by_key);
  if (ranks == NULL || out->by_key == NULL) return 0;
  for (size_t i = 0; i < count; i++) ranks[i] = (struct key_rank){out->keys[i].key, (uint32_t)i};
  qsort(ranks, count, sizeof *ranks, compare_ranks);
  for (size_t i = 0; i < count; i++) out->by_key[i] = ranks[i].number;
  return 1;
}

chuan_status dialect_check(struct arena *arena, const char *file, const char *text, size_t length,
                           struct report *report, struct dialect *out) {
  *out = (struct dialect){0};
  if (length > SANDBOX_FILE_BYTES) {
    struct place place = {file, 1, 0};
    report_problem(report, CHUAN_ERROR, &place, "the file is larger than 1 MB; split it",
                   "tệp lớn hơn 1 MB; hãy chia nhỏ tệp");
    return CHUAN_OK;
  }
  struct arena *scratch = arena_create();
  struct walk *walk = scratch != NULL ? arena_alloc(scratch, sizeof *walk) : NULL;
  int done = 0;
  if (walk != NULL) {
    walk->arena = arena;
    walk->scratch = scratch;
    walk->report = report;
    walk->text = text;
    walk->length = length;
    walk->place.file = file;
    walk->out = out;
    if (read_tokens(walk, text, length)) {
      walk_tokens(walk);
      report_duplicates(walk);
      done = !walk->failed && order_keys(walk);
    }
  }
  arena_free(scratch);
  return done ? CHUAN_OK : report_no_memory(report);
}

uint32_t dialect_find(const struct dialect *dialect, const char *key, uint32_t line) {
  size_t low = 0, high = dialect->key_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    const struct dialect_key *at = &dialect->keys[dialect->by_key[middle]];
    int order = strcmp(at->key, key);
    if (order < 0 || (order == 0 && at->line < line)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == dialect->key_count || strcmp(dialect->keys[dialect->by_key[low]].key, key) != 0)
    return DIALECT_NO_KEY;
  return dialect->by_key[low];
}

uint32_t dialect_line(const struct dialect *dialect, const char *key, uint32_t line) {
  uint32_t found = dialect_find(dialect, key, line);
  return found == DIALECT_NO_KEY ? line : dialect->keys[found].line;
}
