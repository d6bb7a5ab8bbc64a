/* The words while a rule file runs. Every name a file uses is a draft: calling one notes a word with its arguments,
 * arithmetic notes an operator. Nothing is decided here beyond what only Lua can see; rules/resolve.c does the rest,
 * so that one pass finds every mistake. */
#include "rules/words.h"

#include "base/text.h"
#include "rules/dialect_token.h"
#include "rules/open_bracket.h"

#include <lauxlib.h>

#include <stdlib.h>
#include <string.h>

struct word_entry {
  const char *text, *form;
  enum word_class class;
};

static const struct word_entry entries[] = {
#define XX(name, text, class, form) {text, form, CLASS_##class},
    WORD_MAP(XX)
#undef XX
};

int word_find(const char *text) {
  for (int i = 0; i < WORDS; i++)
    if (*entries[i].text == *text && strcmp(entries[i].text, text) == 0) return i;
  return WORD_UNKNOWN;
}

enum word_class word_class(int word) {
  return entries[word].class;
}

const char *word_text(int word) {
  return entries[word].text;
}

const char *word_form(int word) {
  return entries[word].form;
}

const char *word_nearest(const char *text) {
  const char *names[WORDS];
  for (int i = 0; i < WORDS; i++) names[i] = entries[i].text;
  return text_nearest(text, names, WORDS);
}

/* --- where the file is ------------------------------------------------------------------------------- */

/* The line of the rule file that is being run; *main: outside every function. */
static uint32_t running_line(lua_State *L, int *main) {
  lua_Debug record;
  if (main) *main = 0;
  for (int level = 0; lua_getstack(L, level, &record); level++) {
    if (!lua_getinfo(L, "Sl", &record) || record.currentline <= 0) continue;
    if (main) *main = strcmp(record.what, "main") == 0;
    return (uint32_t)record.currentline;
  }
  return 0;
}

static struct place running_place(lua_State *L, const struct loader *loader) {
  return (struct place){loader->file->name, running_line(L, NULL), 0};
}

/* Words belong to the reading of the rules; a compute function that runs later has only its unit. */
static struct loader *reading(lua_State *L) {
  struct loader *loader = sandbox_owner(L);
  if (!loader->file) {
    sandbox_refuse(
        L, "the words of the rules cannot be used while a compute function runs; read figures from its unit",
        "không dùng được các từ của bộ quy tắc khi hàm compute đang chạy; hãy đọc số liệu từ tham số unit");
  }
  return loader;
}

static int push(lua_State *L, struct draft *draft) {
  lua_pushlightuserdata(L, draft); /* ( draft ) */
  return 1;
}

static int push_error(lua_State *L, struct loader *loader) {
  struct draft *draft = draft_make(L, loader, DRAFT_ERROR, running_line(L, NULL));
  draft->used = DRAFT_ATTACHED;
  return push(L, draft);
}

/* --- calling ----------------------------------------------------------------------------------------- */

static int refuse_form(lua_State *L, struct loader *loader, int word) {
  struct place place = running_place(L, loader);
  report_problem(loader->report, CHUAN_ERROR, &place, "`%s` is not written like this; write %s",
                 "`%s` không viết như thế; hãy viết %s", word_text(word), word_form(word));
  return push_error(L, loader);
}

/* A record takes one table, whose fields become its own. ( ... table ) */
static int make_record(lua_State *L, struct loader *loader, int word, uint32_t line, struct draft *level) {
  if (lua_gettop(L) != 2 || !lua_istable(L, 2)) return refuse_form(L, loader, word);
  /* A record only when all of it is there: the file may end while its fields are copied. */
  struct draft *record = draft_make(L, loader, DRAFT_ERROR, line);
  record->used = DRAFT_ATTACHED;
  struct draft *table = draft_from_lua(L, loader, 2, line, 0);
  if (table->kind != DRAFT_TABLE) return push(L, table);
  record->kind = DRAFT_RECORD;
  if (loader->last_record)
    loader->last_record->next_record = record;
  else
    loader->first_record = record;
  loader->last_record = record;
  record->word = word_text(word);
  record->known = word;
  /* An indicator is a part of a criterion, the others stand alone. */
  if (word == WORD_INDICATOR) record->used = DRAFT_UNUSED;
  record->fields = table->fields;
  record->field_count = table->field_count;
  record->depth = table->depth;
  if (level) { /* facts "level" { ... }: the level first, then the table as it is */
    struct draft_field *fields = draft_fields(L, loader, 2);
    fields[0] = (struct draft_field){NULL, 1, level};
    fields[1] = (struct draft_field){NULL, 2, table};
    record->fields = fields;
    record->field_count = 2;
  }
  return push(L, record);
}

static int make_node(lua_State *L, struct loader *loader, const char *name, int word, uint32_t line) {
  struct draft *node = draft_make(L, loader, DRAFT_NODE, line);
  node->word = name;
  node->known = word;
  draft_take_arguments(L, loader, node, 2, word == WORD_COMPUTE);
  return push(L, node);
}

static int on_call(lua_State *L) { /* ( callee arguments... ) */
  struct loader *loader = reading(L);
  if (!lua_islightuserdata(L, 1)) return luaL_error(L, "this cannot be called");
  struct draft *callee = lua_touserdata(L, 1);
  uint32_t line = running_line(L, NULL);
  callee->used = DRAFT_CALLED;
  switch (callee->kind) {
    case DRAFT_NAME: {
      int word = callee->known;
      if (word == WORD_FACTS) { /* facts "level" waits for its table */
        if (lua_gettop(L) != 2 || lua_type(L, 2) != LUA_TSTRING) return refuse_form(L, loader, word);
        return make_node(L, loader, callee->word, word, line);
      }
      if (word != WORD_UNKNOWN && word_class(word) == CLASS_RECORD)
        return make_record(L, loader, word, line, NULL);
      return make_node(L, loader, callee->word, word, line);
    }
    case DRAFT_NODE:
      if (callee->known == WORD_FACTS && callee->field_count == 1) {
        return make_record(L, loader, WORD_FACTS, callee->place.line, callee->fields[0].value);
      }
      if (callee->known == WORD_UNKNOWN) return push(L, callee); /* its name is reported later */
      break;
    case DRAFT_ERROR:
      return push(L, callee);
    default:
      break;
  }
  struct place place = running_place(L, loader);
  report_problem(loader->report, CHUAN_ERROR, &place,
                 "%s is a value, not a word that takes ( ) or { }; remove them",
                 "%s là một giá trị, không phải từ nhận ( ) hay { }; hãy bỏ phần đó",
                 draft_describe(loader->arena, callee));
  return push_error(L, loader);
}

/* --- operators --------------------------------------------------------------------------------------- */

static int operate(lua_State *L, int word, int operands) { /* ( a b ) */
  struct loader *loader = reading(L);
  struct draft *node = draft_make(L, loader, DRAFT_NODE, running_line(L, NULL));
  node->word = word_text(word);
  node->known = word;
  lua_settop(L, operands);
  draft_take_arguments(L, loader, node, 1, 0);
  return push(L, node);
}

static int on_add(lua_State *L) {
  return operate(L, WORD_ADD, 2);
}

static int on_subtract(lua_State *L) {
  return operate(L, WORD_SUBTRACT, 2);
}

static int on_multiply(lua_State *L) {
  return operate(L, WORD_MULTIPLY, 2);
}

static int on_divide(lua_State *L) {
  return operate(L, WORD_DIVIDE, 2);
}

static int on_negate(lua_State *L) { /* Lua gives the operand twice */
  return operate(L, WORD_SUBTRACT, 1);
}

static int on_other_operator(lua_State *L) {
  struct loader *loader = reading(L);
  struct place place = running_place(L, loader);
  report_problem(loader->report, CHUAN_ERROR, &place, "this operator does not work on facts; only + - * / do",
                 "phép toán này không dùng được với số liệu; chỉ dùng + - * /");
  return push_error(L, loader);
}

static int on_compare(lua_State *L) {
  struct loader *loader = reading(L);
  int main;
  struct place place = {loader->file->name, running_line(L, &main), 0};
  if (!main ||
      !draft_file_suspect(loader->file, place.line)) { /* outside functions the token check has said it */
    report_problem(
        loader->report, CHUAN_ERROR, &place,
        "< > <= >= cannot compare facts: Lua decides before there are figures; write at_least(value, 65), "
        "at_most, more_than or less_than",
        "không so sánh số liệu bằng < > <= >= được: Lua quyết định khi chưa có số liệu; hãy viết "
        "at_least(value, 65), at_most, more_than hoặc less_than");
  }
  lua_pushboolean(L, 1); /* ( true ) */
  return 1;
}

static int on_concat(lua_State *L) {
  struct loader *loader = reading(L);
  struct place place = running_place(L, loader);
  report_problem(loader->report, CHUAN_ERROR, &place,
                 "..  cannot join facts to text; write the text as it is",
                 "không nối số liệu với chữ bằng .. được; hãy viết thẳng đoạn chữ");
  return push_error(L, loader);
}

static int on_length(lua_State *L) {
  struct loader *loader = reading(L);
  struct place place = running_place(L, loader);
  report_problem(loader->report, CHUAN_ERROR, &place,
                 "# counts the items of a table, not facts; use the fact itself",
                 "# chỉ đếm phần tử của bảng, không dùng với số liệu; hãy dùng chính số liệu");
  return push_error(L, loader);
}

static int on_field(lua_State *L) { /* ( draft key ) */
  struct loader *loader = reading(L);
  struct place place = running_place(L, loader);
  const struct draft *draft = lua_touserdata(L, 1);
  report_problem(loader->report, CHUAN_ERROR, &place, "%s has no parts; remove the . or [ ] behind it",
                 "%s không có thành phần bên trong; hãy bỏ phần . hoặc [ ] phía sau",
                 draft ? draft_describe(loader->arena, draft) : "?");
  return push_error(L, loader);
}

static int on_text(lua_State *L) { /* tostring and messages of Lua: never an address */
  const struct draft *draft = lua_touserdata(L, 1);
  lua_pushstring(L, draft && draft->word ? draft->word : "?"); /* ( text ) */
  return 1;
}

static const luaL_Reg draft_methods[] = {{"__call", on_call},
                                         {"__add", on_add},
                                         {"__sub", on_subtract},
                                         {"__mul", on_multiply},
                                         {"__div", on_divide},
                                         {"__unm", on_negate},
                                         {"__mod", on_other_operator},
                                         {"__pow", on_other_operator},
                                         {"__idiv", on_other_operator},
                                         {"__band", on_other_operator},
                                         {"__bor", on_other_operator},
                                         {"__bxor", on_other_operator},
                                         {"__shl", on_other_operator},
                                         {"__shr", on_other_operator},
                                         {"__bnot", on_other_operator},
                                         {"__concat", on_concat},
                                         {"__len", on_length},
                                         {"__lt", on_compare},
                                         {"__le", on_compare},
                                         {"__index", on_field},
                                         {"__newindex", on_field},
                                         {"__tostring", on_text},
                                         {NULL, NULL}};

static int prepare(lua_State *L) { /* ( argument ) */
  luaL_newlibtable(L, draft_methods);
  luaL_setfuncs(L, draft_methods, 0);
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable"); /* ( argument methods ) */
  lua_pushlightuserdata(L, NULL);
  lua_insert(L, -2);       /* ( argument light methods ) */
  lua_setmetatable(L, -2); /* shared by every light userdata of the state */
  return 0;
}

int words_prepare(struct loader *loader) {
  return sandbox_run(loader->sandbox, prepare, NULL, NULL, NULL);
}

/* --- running a file ---------------------------------------------------------------------------------- */

static int on_name(lua_State *L) { /* ( environment key ) */
  struct loader *loader = reading(L);
  size_t length;
  if (lua_type(L, 2) != LUA_TSTRING) return luaL_error(L, "a name is needed here");
  const char *name = lua_tolstring(L, 2, &length);
  if (length > 128) {
    sandbox_refuse(L, "a name of more than 128 letters; shorten it",
                   "tên dài hơn 128 ký tự; hãy viết ngắn lại");
  }
  struct draft *draft = draft_make(L, loader, DRAFT_NAME, running_line(L, NULL));
  draft->known = word_find(name);
  draft->word =
      draft->known != WORD_UNKNOWN ? word_text(draft->known) : arena_text(loader->arena, name, length);
  if (!draft->word) {
    loader->no_memory = 1;
    sandbox_refuse(L, "out of memory", "hết bộ nhớ");
  }
  return push(L, draft);
}

static int on_global(lua_State *L) { /* ( environment key value ) */
  struct loader *loader = reading(L);
  struct place place = running_place(L, loader);
  const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "?";
  if (word_find(name) != WORD_UNKNOWN) {
    report_problem(loader->report, CHUAN_ERROR, &place,
                   "`%s` is a word of the rule language and cannot be given a meaning; choose another name",
                   "`%s` là từ của ngôn ngữ quy tắc, không gán nghĩa khác được; hãy chọn tên khác", name);
    return 0;
  }
  report_problem(loader->report, CHUAN_ERROR, &place,
                 "`%s = ...` would reach other files; write local %s = ...",
                 "`%s = ...` sẽ lan sang tệp khác; hãy viết local %s = ...", name, name);
  lua_rawset(L, 1); /* so that its uses are not reported as well */
  return 0;
}

static int run_file(lua_State *L) { /* ( loader ) */
  struct loader *loader = lua_touserdata(L, 1);
  sandbox_open_safe_libraries(L); /* ( loader env ) */
  lua_createtable(L, 0, 3);       /* ( loader env meta ) */
  lua_pushcfunction(L, on_name);
  lua_setfield(L, -2, "__index");
  lua_pushcfunction(L, on_global);
  lua_setfield(L, -2, "__newindex");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_setmetatable(L, -2);                                                          /* ( loader env ) */
  sandbox_load(L, loader->file->text, loader->file->length, loader->file->name, 2); /* ( loader env chunk ) */
  lua_call(L, 0, 0);                                                                /* ( loader env ) */
  return 0;
}

/* --- what Lua says of it ------------------------------------------------------------------------------- */

/* Lua names a byte of a foreign character, which the token check has shown at its line. */
static int is_told(const struct draft_file *file, const char *message, uint32_t line) {
  static const char opening[] = "near '<\\";
  const char *near = strstr(message, opening);
  if (!near || strtoul(near + sizeof opening - 1, NULL, 10) < 0x80) return 0;
  for (size_t i = 0; i < file->suspect_count; i++)
    if (file->suspects[i] == line) return 1;
  return 0;
}

static int ends_value(const struct token *token) {
  return token->kind == TOKEN_NAME || token->kind == TOKEN_STRING || token->kind == TOKEN_NUMBER ||
         token->mark == '}' || token->mark == ')' || token->mark == ']';
}

/* Where a table's field ends, Lua wants its end: the line that a comma is missing from, when the next field begins on
 * `line`; 0 otherwise. */
static uint32_t line_without_comma(const struct draft_file *file, const char *message, uint32_t line) {
  static const char wanted[] = "'}' expected ";
  if (strncmp(message, wanted, sizeof wanted - 1) != 0) return 0;
  struct tokenizer tokenizer;
  tokenizer_begin(&tokenizer, file->text, file->length);
  struct token before = {TOKEN_END, MARK_NONE, 0, "", 0}, token = tokenizer_next(&tokenizer);
  for (; token.kind != TOKEN_END && token.line < line; token = tokenizer_next(&tokenizer)) before = token;
  if (token.line != line || !ends_value(&before)) return 0;
  int begins_field = token.kind == TOKEN_NAME || token.kind == TOKEN_STRING || token.kind == TOKEN_NUMBER ||
                     token.mark == '[' || token.mark == '{';
  const char *named = strstr(message, "near '"); /* the first of the line, and no later one */
  if (!begins_field || !named || strncmp(named + 6, token.text, token.length) != 0) return 0;
  return named[6 + token.length] == '\'' ? before.line : 0;
}

static void report_open(const struct loader *loader, const struct draft_file *file,
                        const struct open_bracket *open) {
  struct place place = {file->name, open->line, 0};
  char closing = open->mark == '{' ? '}' : ')';
  if (open->before)
    report_problem(
        loader->report, CHUAN_ERROR, &place,
        "the %c opened on line %u is not closed before line %u; add the %c: the rest of the file was "
        "not read",
        "dấu %c mở ở dòng %u chưa được đóng trước dòng %u; hãy thêm dấu %c: phần còn lại của tệp chưa "
        "được đọc",
        open->mark, (unsigned)open->line, (unsigned)open->before, closing);
  else
    report_problem(loader->report, CHUAN_ERROR, &place,
                   "the %c opened on line %u is never closed; add the %c: the rest of the file was not read",
                   "dấu %c mở ở dòng %u không được đóng; hãy thêm dấu %c: phần còn lại của tệp chưa được đọc",
                   open->mark, (unsigned)open->line, closing);
}

void words_run(struct loader *loader, struct draft_file *file) {
  uint32_t line = 0;
  loader->file = file;
  int finished = sandbox_run(loader->sandbox, run_file, loader, NULL, &line);
  loader->file = NULL;
  if (finished) return;
  file->incomplete = 1;
  if (sandbox_machine_full(loader->sandbox)) loader->no_memory = 1;
  if (loader->no_memory) return;
  struct place place = {file->name, line, 0};
  const char *message = sandbox_message(loader->sandbox, report_language(loader->report));
  /* Editors end a file with a line end; one without that stops in mid-sentence is being saved. */
  file->cut = file->length > 0 && file->text[file->length - 1] != '\n' &&
              strstr(sandbox_message(loader->sandbox, CHUAN_ENGLISH), "<eof>") != NULL;
  if (sandbox_message_advises(loader->sandbox)) {
    report_problem(loader->report, CHUAN_ERROR, &place, "%s", "%s", message);
    return;
  }
  const char *english = sandbox_message(loader->sandbox, CHUAN_ENGLISH);
  if (is_told(file, english, line)) return;
  uint32_t short_line = line_without_comma(file, english, line);
  struct open_bracket open;
  if (strstr(english, " expected ") && open_bracket_find(file->text, file->length, &open)) {
    report_open(loader, file, &open);
    return;
  }
  if (short_line) {
    place.line = short_line;
    report_problem(loader->report, CHUAN_ERROR, &place,
                   "a comma is missing at the end of line %u; add it: the rest of the file was not read",
                   "thiếu dấu phẩy ở cuối dòng %u; hãy thêm vào: phần còn lại của tệp chưa được đọc",
                   (unsigned)short_line);
    return;
  }
  report_problem(loader->report, CHUAN_ERROR, &place,
                 "%s; correct it here or just before: the rest of the file was not read",
                 "%s; hãy sửa ở đây hoặc ngay phía trên: phần còn lại của tệp chưa được đọc", message);
}
