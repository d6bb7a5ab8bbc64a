/* The token check of rule files: refuses, before anything runs, what Lua accepts and silently takes for
 * something else, and notes the line of every key so that later messages can point at it. */
#include "rules/dialect.h"

#include "rules/dialect_key.h"
#include "rules/dialect_number.h"
#include "rules/dialect_token.h"
#include "rules/sandbox.h"

#include <string.h>

/* Refused outside function bodies: what it is, and what to write instead. */
static const struct refused {
  uint8_t mark;
  const char *english, *vietnamese;
} refused[] = {
    {MARK_AND, "'and' keeps only what is on its right; write all { a, b }",
     "'and' chỉ giữ lại vế phải; hãy viết all { a, b }"},
    {MARK_OR,
     "'or' keeps only what is on its left; write any { a, b }, or choose { {test, value}, otherwise = … } "
     "for a value",
     "'or' chỉ giữ lại vế trái; hãy viết any { a, b }, hoặc choose { {test, value}, otherwise = … } nếu chọn "
     "giá trị"},
    {MARK_NOT, "'not' is always false here; write none { x }",
     "'not' ở đây luôn là sai; hãy viết none { x }"},
    {MARK_EQUAL, "'==' is decided at once, before any figure is known; write equals(a, b)",
     "'==' được tính ngay, khi chưa có số liệu nào; hãy viết equals(a, b)"},
    {MARK_NOT_EQUAL, "'~=' is decided at once, before any figure is known; write none { equals(a, b) }",
     "'~=' được tính ngay, khi chưa có số liệu nào; hãy viết none { equals(a, b) }"},
    {'<',
     "'<' is decided at once, before any figure is known; write less_than(a, b), or less_than = b beside "
     "value",
     "'<' được tính ngay, khi chưa có số liệu nào; hãy viết less_than(a, b), hoặc less_than = b cạnh value"},
    {'>',
     "'>' is decided at once, before any figure is known; write more_than(a, b), or more_than = b beside "
     "value",
     "'>' được tính ngay, khi chưa có số liệu nào; hãy viết more_than(a, b), hoặc more_than = b cạnh value"},
    {MARK_AT_MOST,
     "'<=' is decided at once, before any figure is known; write at_most(a, b), or at_most = b beside value",
     "'<=' được tính ngay, khi chưa có số liệu nào; hãy viết at_most(a, b), hoặc at_most = b cạnh value"},
    {MARK_AT_LEAST,
     "'>=' is decided at once, before any figure is known; write at_least(a, b), or at_least = b beside "
     "value",
     "'>=' được tính ngay, khi chưa có số liệu nào; hãy viết at_least(a, b), hoặc at_least = b cạnh value"},
    {MARK_IF,
     "'if' is decided once for all units; write choose { {test, value}, otherwise = … }, or applies_when = "
     "test",
     "'if' chỉ được tính một lần cho mọi đơn vị; hãy viết choose { {test, value}, otherwise = … }, hoặc "
     "applies_when = test"},
    {MARK_WHILE, "'while' is not for rules; write a for loop, or put it in a function",
     "'while' không dùng trong quy tắc; hãy viết vòng lặp for, hoặc đặt nó trong một hàm"},
    {MARK_REPEAT, "'repeat' is not for rules; write a for loop, or put it in a function",
     "'repeat' không dùng trong quy tắc; hãy viết vòng lặp for, hoặc đặt nó trong một hàm"},
    {MARK_RETURN, "'return' ends the file here, and what follows is not read; delete it",
     "'return' kết thúc tệp ở đây, phần sau không được đọc; hãy xóa đi"},
    {MARK_GOTO, "'goto' is not for rules; write a for loop, or put it in a function",
     "'goto' không dùng trong quy tắc; hãy viết vòng lặp for, hoặc đặt nó trong một hàm"},
};

#define BYTES_A_TOKEN 4 /* hardly ever fewer */

enum frame_kind { FRAME_BRACKET, FRAME_TABLE, FRAME_BLOCK, FRAME_REPEAT, FRAME_FUNCTION };

struct frame {
  enum frame_kind kind;
  char closer;         /* of brackets and tables */
  int computes;        /* the brackets of compute{ } or compute( ) */
  int at_field;        /* TABLE: a field begins with the next token */
  uint32_t table;      /* TABLE: its number */
  uint32_t positional; /* TABLE: fields without a key so far */
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
  struct key_list keys;
  struct dialect *out;
  size_t out_capacity;
  int failed; /* no memory */
};

static const struct place *at_line(struct walk *walk, uint32_t line) {
  walk->place.line = line;
  return &walk->place;
}

/* --- keys ------------------------------------------------------------------------------------- */

static void add_key(struct walk *walk, struct key key) {
  if (!key_list_add(&walk->keys, walk->scratch, key)) walk->failed = 1;
}

static void add_text_key(struct walk *walk, uint32_t table, uint32_t line, const char *value, size_t length) {
  struct dialect *out = walk->out;
  char *kept = arena_text(walk->arena, value, length);
  if (kept == NULL ||
      !arena_grow(walk->arena, &out->keys, &walk->out_capacity, out->key_count, sizeof *out->keys)) {
    walk->failed = 1;
    return;
  }
  out->keys[out->key_count++] = (struct dialect_key){kept, line};
  add_key(walk,
          (struct key){
              .kind = KEY_TEXT, .table = table, .line = line, .text = kept, .length = length, .shown = kept});
}

static void add_place_key(struct walk *walk, uint32_t table, uint32_t line, uint32_t place,
                          const char *shown) {
  add_key(walk,
          (struct key){
              .kind = KEY_PLACE, .table = table, .line = line, .place = place, .text = "", .shown = shown});
}

static void add_number_key(struct walk *walk, uint32_t table, const struct token *token, int negative,
                           const char *normal) {
  const char *shown =
      arena_format(walk->scratch, "[%s%.*s]", negative ? "-" : "", (int)token->length, token->text);
  uint32_t place = key_place(normal);
  const char *text = place == 0 ? arena_string(walk->scratch, normal) : "";
  if (text == NULL || shown == NULL) {
    walk->failed = 1;
  } else if (place != 0) {
    add_place_key(walk, table, token->line, place, shown);
  } else {
    add_key(walk, (struct key){.kind = KEY_NUMBER,
                               .table = table,
                               .line = token->line,
                               .text = text,
                               .length = strlen(text),
                               .shown = shown});
  }
}

/* At the '[' of `[key] =`: notes the key when it is written out. */
static void note_bracket_key(struct walk *walk, const struct frame *frame, size_t i) {
  const struct token *tokens = walk->tokens;
  size_t left = walk->token_count - i; /* tokens from '[' on, TOKEN_END included */
  int negative = left > 4 && tokens[i + 1].mark == '-';
  size_t at = i + 1 + (size_t)negative;
  if (left < 4 + (size_t)negative || tokens[at + 1].mark != ']' || tokens[at + 2].mark != '=') return;
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
    add_number_key(walk, frame->table, token, negative, normal);
  } else if ((token->mark == MARK_TRUE || token->mark == MARK_FALSE) && !negative) {
    int is_true = token->mark == MARK_TRUE;
    add_key(walk, (struct key){.kind = KEY_BOOLEAN,
                               .table = frame->table,
                               .line = token->line,
                               .text = is_true ? "1" : "0",
                               .length = 1,
                               .shown = is_true ? "[true]" : "[false]"});
  }
}

static void note_field(struct walk *walk, struct frame *frame, size_t i) {
  const struct token *token = &walk->tokens[i];
  frame->at_field = 0;
  if (token->kind == TOKEN_END || token->mark == '}') return;
  if (token->kind == TOKEN_NAME && walk->tokens[i + 1].mark == '=') {
    add_text_key(walk, frame->table, token->line, token->text, token->length);
  } else if (token->mark == '[') {
    note_bracket_key(walk, frame, i);
  } else {
    add_place_key(walk, frame->table, token->line, ++frame->positional, NULL);
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
  if (tokens[i].mark == '<' && i + 2 < walk->token_count) {
    return (tokens[i + 1].mark == MARK_CONST || tokens[i + 1].mark == MARK_CLOSE) &&
           tokens[i + 2].mark == '>';
  }
  return tokens[i].mark == '>' && i >= 2 && tokens[i - 2].mark == '<' &&
         (tokens[i - 1].mark == MARK_CONST || tokens[i - 1].mark == MARK_CLOSE);
}

static int is_name_of_field(const struct walk *walk, size_t i) {
  return i > 0 && (walk->tokens[i - 1].mark == '.' || walk->tokens[i - 1].mark == ':');
}

static void check_refused(struct walk *walk, size_t i) {
  const struct token *token = &walk->tokens[i];
  for (size_t k = 0; k < sizeof refused / sizeof *refused; k++) {
    if (token->mark != refused[k].mark) continue;
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
  if (tokens[i].mark != MARK_EQUAL && tokens[i].mark != MARK_NOT_EQUAL) return;
  size_t next = i + 1;
  if (tokens[next].mark == '-' && next + 1 < walk->token_count) next++;
  if (tokens[next].kind != TOKEN_NUMBER && (i == 0 || tokens[i - 1].kind != TOKEN_NUMBER)) return;
  int equal = tokens[i].mark == MARK_EQUAL;
  report_problem(walk->report, CHUAN_ERROR, at_line(walk, tokens[i].line),
                 "inside compute '%s' with a number does not see equal numbers; write %s",
                 "trong compute, '%s' với một số không nhận ra hai số bằng nhau; hãy viết %s",
                 equal ? "==" : "~=", equal ? "equals(x, 5)" : "not equals(x, 5)");
}

/* What was meant in place of the byte at `at`, so that what follows is not told about as well. */
static void mend(struct walk *walk, const char *at, char meant) {
  struct dialect *out = walk->out;
  if (!out->mended) out->mended = arena_text(walk->arena, walk->text, walk->length);
  if (out->mended)
    out->mended[at - walk->text] = meant;
  else
    walk->failed = 1;
}

/* --- the walk --------------------------------------------------------------------------------- */

/* Opens and closes for one token; 0 to end the check. */
static int follow(struct walk *walk, const struct token *token) {
  struct frame *top = walk->depth > 0 ? &walk->frames[walk->depth - 1] : NULL;
  switch (token->mark) {
    case '{':
      return open_frame(walk, FRAME_TABLE, '}', token->line);
    case '(':
      return open_frame(walk, FRAME_BRACKET, ')', token->line);
    case '[':
      return open_frame(walk, FRAME_BRACKET, ']', token->line);
    case '}':
    case ')':
    case ']':
      close_bracket(walk, (char)token->mark);
      break;
    case ',':
    case ';':
      if (top != NULL && top->kind == FRAME_TABLE) top->at_field = 1;
      break;
    case MARK_FUNCTION:
      return open_frame(walk, FRAME_FUNCTION, '\0', token->line);
    case MARK_DO:
    case MARK_IF:
      return open_frame(walk, FRAME_BLOCK, '\0', token->line);
    case MARK_REPEAT:
      return open_frame(walk, FRAME_REPEAT, '\0', token->line);
    case MARK_END:
      close_block(walk, 0);
      break;
    case MARK_UNTIL:
      close_block(walk, 1);
      break;
    default:
      break;
  }
  return 1;
}

/* Whether a token of this mark needs a look beyond its brackets. */
static int is_plain(uint8_t mark) {
  return mark == MARK_NONE || (mark < MARK_DOTS && mark != '<' && mark != '>');
}

/* `80%`: shares are in percent already. */
static void check_percent(struct walk *walk, size_t i) {
  const struct token *sign = &walk->tokens[i + 1]; /* the number is not the last token: that is TOKEN_END */
  if (sign->mark != '%') return;
  uint8_t after = walk->tokens[i + 2].mark;
  if (after != ',' && after != ';' && after != '}' && after != ')') return;
  report_problem(walk->report, CHUAN_ERROR, at_line(walk, sign->line),
                 "a share is in percent already; write %.*s without the sign %%",
                 "tỷ lệ vốn tính bằng phần trăm; hãy viết %.*s, không có dấu %%", (int)walk->tokens[i].length,
                 walk->tokens[i].text);
  mend(walk, sign->text, ' ');
}

static void check_number(struct walk *walk, size_t i) {
  const struct frame *top = walk->depth > 0 ? &walk->frames[walk->depth - 1] : NULL;
  numeral_check(walk->report, walk->place.file, &walk->tokens[i]);
  if (walk->functions > 0) return;
  arithmetic_check(walk->report, walk->place.file, walk->tokens, i);
  if (top && decimal_comma_check(walk->report, walk->place.file, walk->tokens, i, top->kind == FRAME_TABLE))
    mend(walk, walk->tokens[i + 1].text, '.');
  check_percent(walk, i);
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
      if (!is_plain(token->mark)) check_refused(walk, i);
    } else if (walk->computes > 0) {
      check_comparison(walk, i);
    }
    if (token->mark != MARK_NONE && !follow(walk, token)) break;
    walk->compute_next = token->mark == MARK_COMPUTE && !is_name_of_field(walk, i);
  }
}

static int read_tokens(struct walk *walk, const char *text, size_t length) {
  struct tokenizer tokenizer;
  tokenizer_begin(&tokenizer, text, length);
  struct token token;
  walk->token_capacity = length / BYTES_A_TOKEN + 16;
  walk->tokens = arena_array(walk->scratch, walk->token_capacity, sizeof *walk->tokens);
  if (walk->tokens == NULL) return 0;
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
      done = !walk->failed && key_list_check(&walk->keys, scratch, report, file) &&
             dialect_group_keys(out, arena, scratch);
    }
  }
  arena_free(scratch);
  return done ? CHUAN_OK : report_no_memory(report);
}
