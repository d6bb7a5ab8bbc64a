/* Drafts from Lua values: whatever a rule file hands to a word is copied out of Lua at once, so that nothing the
 * file does later can change it. Everything here runs inside the sandbox and may raise; nothing is left unowned. */
#include "rules/draft.h"

#include "base/text.h"
#include "rules/compute.h"
#include "rules/draft_number.h"
#include "rules/loading.h"
#include "rules/words.h"

#include <lauxlib.h>

#include <stdlib.h>
#include <string.h>

/* What copying costs of the step budget, so that memory is bounded with it. */
#define STEPS_A_DRAFT 8u
#define STEPS_A_FIELD 4u
#define BYTES_A_STEP 16u
#define SUSPECT_LINES 3u /* what a formula over a few lines spans */

static _Noreturn void refuse_memory(lua_State *L, struct loader *loader) {
  loader->no_memory = 1;
  sandbox_refuse(L, "out of memory", "hết bộ nhớ");
}

static void *alloc(lua_State *L, struct loader *loader, size_t count, size_t size) {
  void *piece = arena_array(loader->arena, count, size);
  if (!piece) refuse_memory(L, loader);
  return piece;
}

static struct draft *make(lua_State *L, struct loader *loader, enum draft_kind kind, uint32_t line) {
  if (loader->draft_count >= LOADING_DRAFTS || arena_used(loader->arena) > LOADING_BYTES) {
    loader->stopped = 1;
    sandbox_refuse(
        L, "the rules are too large: they hold more than %u values or long texts; split them into periods",
        "bộ quy tắc quá lớn: hơn %u giá trị, hoặc quá nhiều chữ dài; hãy chia thành nhiều giai đoạn",
        LOADING_DRAFTS);
  }
  sandbox_charge(L, STEPS_A_DRAFT);
  struct draft *draft = alloc(L, loader, 1, sizeof *draft);
  draft->kind = kind;
  draft->known = WORD_UNKNOWN;
  draft->file = loader->file;
  draft->place = (struct place){loader->file->name, line, 0};
  loader->draft_count++;
  return draft;
}

struct draft *draft_make(lua_State *L, struct loader *loader, enum draft_kind kind, uint32_t line) {
  struct draft *draft = make(L, loader, kind, line);
  if (loader->last)
    loader->last->next = draft;
  else
    loader->first = draft;
  loader->last = draft;
  return draft;
}

struct draft_field *draft_fields(lua_State *L, struct loader *loader, size_t count) {
  return alloc(L, loader, count, sizeof(struct draft_field));
}

static struct draft *wrong(struct draft *draft) {
  draft->kind = DRAFT_ERROR;
  draft->used = DRAFT_ATTACHED;
  draft->depth = 0;
  return draft;
}

/* The text, in Lua, in NFC; NULL after a problem. */
static const char *take_text(lua_State *L, struct loader *loader, const char *text, size_t length,
                             const struct place *place) {
  if (length > DRAFT_TEXT_MAX) {
    report_problem(loader->report, CHUAN_ERROR, place,
                   "a text of %zu bytes; at most %u are allowed: shorten it",
                   "đoạn chữ dài %zu byte; tối đa %u: hãy viết ngắn lại", length, DRAFT_TEXT_MAX);
    return NULL;
  }
  if (!text_is_utf8(text, length)) {
    report_problem(loader->report, CHUAN_ERROR, place, "this text is not UTF-8; write it with plain letters",
                   "đoạn chữ này không phải UTF-8; hãy gõ lại bằng bộ gõ Unicode");
    return NULL;
  }
  sandbox_charge(L, length / BYTES_A_STEP);
  char *copy = text_nfc(loader->arena, text, length);
  if (!copy) refuse_memory(L, loader);
  return copy;
}

/* --- tables ------------------------------------------------------------------------------------------ */

struct ordered_field { /* a field and where its key appears in the text */
  struct draft_field field;
  uint32_t order;
  const char *key; /* as Lua has it, for as long as the table */
  size_t length;
};

static int field_order(const void *left, const void *right) {
  const struct ordered_field *a = left, *b = right;
  if (!a->field.key != !b->field.key) return a->field.key ? 1 : -1;
  if (!a->field.key)
    return a->field.position < b->field.position ? -1 : a->field.position > b->field.position;
  if (a->order != b->order) return a->order < b->order ? -1 : 1;
  int order = strcmp(a->field.key, b->field.key);
  return order ? order : strcmp(a->key, b->key);
}

int draft_file_suspect(const struct draft_file *file, uint32_t line) {
  size_t low = 0, high = file->suspect_count; /* the first that reaches up to the line */
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (file->suspects[middle] + SUSPECT_LINES < line)
      low = middle + 1;
    else
      high = middle;
  }
  return low < file->suspect_count && file->suspects[low] <= line + SUSPECT_LINES;
}

static struct draft *take(lua_State *L, struct loader *loader, int index, uint32_t line, uint32_t depth,
                          int functions);

/* A key in NFC, and where in the text it is. A key that stands there as it is was copied already. */
static const char *take_key(lua_State *L, struct loader *loader, const struct draft *draft,
                            struct ordered_field *field) {
  const struct dialect *dialect = &draft->file->dialect;
  const char *key = field->key;
  int composed = field->length <= DRAFT_TEXT_MAX && text_is_composed(key, field->length);
  if (!composed) key = take_text(L, loader, key, field->length, &draft->place);
  if (!key) return NULL;
  field->order = dialect_find(dialect, key, draft->place.line);
  if (!composed) return key;
  if (field->order == DIALECT_NO_KEY) return take_text(L, loader, key, field->length, &draft->place);
  sandbox_charge(L, field->length / BYTES_A_STEP);
  return dialect->keys[field->order].key;
}

/* The keys of the table at `index`, in order; returns how many. Lua's own order differs from run to run. */
static size_t take_keys(lua_State *L, struct loader *loader, struct draft *draft, int index,
                        struct ordered_field *fields) {
  size_t kept = 0;
  for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) { /* ( key value ) */
    struct ordered_field *field = &fields[kept];
    if (lua_isinteger(L, -2)) {
      field->field.position = lua_tointeger(L, -2);
    } else if (lua_type(L, -2) == LUA_TSTRING) {
      field->key = lua_tolstring(L, -2, &field->length);
      field->field.key = take_key(L, loader, draft, field);
      if (!field->field.key) continue;
    } else {
      report_problem(
          loader->report, CHUAN_ERROR, &draft->place,
          "a field is named by something that is neither a name nor a whole number; write name = value",
          "có trường không được đặt tên bằng chữ hay số nguyên; hãy viết tên = giá trị");
      continue;
    }
    kept++;
  }
  for (size_t i = 1; i < kept; i++) {
    if (field_order(&fields[i - 1], &fields[i]) <= 0) continue;
    qsort(fields, kept, sizeof *fields, field_order);
    break;
  }
  return kept;
}

/* ( table ) at `index` -> the fields of `draft`. */
static void take_table(lua_State *L, struct loader *loader, struct draft *draft, int index, uint32_t depth,
                       int functions) {
  const struct dialect *dialect = &draft->file->dialect;
  size_t count = 0;
  index = lua_absindex(L, index);
  luaL_checkstack(L, 8, NULL);
  for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) count++; /* ( key value ) */
  sandbox_charge(L, count * STEPS_A_FIELD);
  struct ordered_field *fields = alloc(L, loader, count + 1, sizeof *fields);
  size_t kept = take_keys(L, loader, draft, index, fields);
  draft->fields = alloc(L, loader, kept + 1, sizeof *draft->fields);
  for (size_t i = 0; i < kept; i++) {
    struct ordered_field *field = &fields[i];
    uint32_t line = draft->place.line;
    if (field->key) {
      if (field->order != DIALECT_NO_KEY) line = dialect->keys[field->order].line;
      lua_pushlstring(L, field->key, field->length);
      lua_rawget(L, index); /* ( value ) */
    } else {
      lua_rawgeti(L, index, field->field.position); /* ( value ) */
    }
    field->field.value = take(L, loader, -1, line, depth, functions);
    lua_pop(L, 1);
    draft->fields[i] = field->field;
    draft->field_count = (uint32_t)i + 1;
    if (field->field.value->depth > draft->depth) draft->depth = field->field.value->depth;
  }
}

/* --- single values ----------------------------------------------------------------------------------- */

static struct draft *too_deep(struct loader *loader, struct draft *draft) {
  report_problem(loader->report, CHUAN_ERROR, &draft->place,
                 "more than %u levels of nesting; name a part with derived { ... } and use the name",
                 "lồng nhau quá %u tầng; hãy đặt tên cho một phần bằng derived { ... } rồi dùng tên đó",
                 DRAFT_DEPTH_MAX);
  return wrong(draft);
}

static struct draft *take(lua_State *L, struct loader *loader, int index, uint32_t line, uint32_t depth,
                          int functions) {
  if (lua_islightuserdata(L, index)) {
    struct draft *there = lua_touserdata(L, index);
    if (there->used == DRAFT_UNUSED) there->used = DRAFT_ATTACHED;
    return there;
  }
  size_t length;
  const char *text;
  struct draft *draft = make(L, loader, DRAFT_ERROR, line);
  draft->used = DRAFT_ATTACHED;
  switch (lua_type(L, index)) {
    case LUA_TNUMBER:
      draft->word = draft_number_text(L, loader, index, &draft->place);
      if (draft->word) draft->kind = DRAFT_NUMBER;
      return draft;
    case LUA_TSTRING:
      text = lua_tolstring(L, index, &length);
      draft->word = take_text(L, loader, text, length, &draft->place);
      if (draft->word) draft->kind = DRAFT_STRING;
      return draft;
    case LUA_TBOOLEAN:
      draft->kind = DRAFT_BOOLEAN;
      draft->integer = lua_toboolean(L, index);
      return draft;
    case LUA_TTABLE:
      if (depth >= DRAFT_DEPTH_MAX) return too_deep(loader, draft);
      draft->kind = DRAFT_TABLE;
      take_table(L, loader, draft, index, depth + 1, functions);
      return draft;
    case LUA_TFUNCTION:
      if (functions && !lua_iscfunction(L, index)) {
        draft->integer = compute_register(L, index, loader->report, &draft->place);
        if (draft->integer == 0) return wrong(draft);
        draft->kind = DRAFT_FUNCTION;
        return draft;
      }
      report_problem(
          loader->report, CHUAN_ERROR, &draft->place,
          "a function stands where a value is needed; call it with (), or use compute { reads = { ... }, "
          "function(unit) ... end }",
          "ở đây cần một giá trị nhưng lại là hàm; hãy gọi hàm với (), hoặc dùng compute { reads = { ... }, "
          "function(unit) ... end }");
      return draft;
    case LUA_TNIL:
      report_problem(
          loader->report, CHUAN_ERROR, &draft->place,
          "nothing (nil) stands where a value is needed; give the value, or pending() when it is not known "
          "yet",
          "ở đây cần một giá trị nhưng lại trống (nil); hãy ghi giá trị, hoặc pending() nếu chưa biết");
      return draft;
    default:
      report_problem(
          loader->report, CHUAN_ERROR, &draft->place, "a %s cannot be a value; write a number, fact or text",
          "%s không dùng làm giá trị được; hãy viết số, tên số liệu hoặc chữ", luaL_typename(L, index));
      return draft;
  }
}

struct draft *draft_from_lua(lua_State *L, struct loader *loader, int index, uint32_t line, int functions) {
  return take(L, loader, index, line, 0, functions);
}

void draft_take_arguments(lua_State *L, struct loader *loader, struct draft *draft, int first,
                          int functions) {
  int top = lua_gettop(L);
  uint32_t count = top < first ? 0 : (uint32_t)(top - first + 1);
  draft->fields = alloc(L, loader, (size_t)count + 1, sizeof *draft->fields);
  for (uint32_t i = 0; i < count; i++) {
    struct draft *value = take(L, loader, first + (int)i, draft->place.line, 0, functions);
    draft->fields[i] = (struct draft_field){NULL, (int64_t)i + 1, value};
    draft->field_count = i + 1;
    if (value->depth >= draft->depth) draft->depth = value->depth + 1;
  }
  if (draft->depth > DRAFT_DEPTH_MAX) too_deep(loader, draft);
}

/* --- places and words about drafts ------------------------------------------------------------------- */

struct place draft_key_place(const struct draft *draft, const char *key) {
  struct place place = draft->place;
  place.line = dialect_line(&draft->file->dialect, key, place.line);
  return place;
}

struct place draft_field_place(const struct draft *draft, const struct draft_field *field) {
  return field->key ? draft_key_place(draft, field->key) : field->value->place;
}

const struct draft_field *draft_field_find(const struct draft *draft, const char *key) {
  for (uint32_t i = 0; i < draft->field_count; i++) {
    const struct draft_field *field = &draft->fields[i];
    if (field->key && strcmp(field->key, key) == 0) return field;
  }
  return NULL;
}

const char *draft_describe(struct arena *arena, const struct draft *draft) {
  const char *text = NULL;
  switch (draft->kind) {
    case DRAFT_NAME:
    case DRAFT_NUMBER:
      return draft->word;
    case DRAFT_STRING:
      text = arena_format(arena, "\"%s\"", draft->word);
      break;
    case DRAFT_BOOLEAN:
      return draft->integer ? "true" : "false";
    case DRAFT_TABLE:
      return "{...}";
    case DRAFT_FUNCTION:
      return "function";
    case DRAFT_ERROR:
      return "?";
    case DRAFT_RECORD:
      text = arena_format(arena, "%s {...}", draft->word);
      break;
    case DRAFT_NODE:
      if (strlen(draft->word) == 1)
        text = arena_format(arena, "a %s b", draft->word);
      else if (draft->known != WORD_UNKNOWN && word_form(draft->known)[strlen(draft->word)] == ' ')
        text = arena_format(arena, "%s {...}", draft->word);
      else
        text = arena_format(arena, "%s(...)", draft->word);
      break;
  }
  return text ? text : "?";
}
