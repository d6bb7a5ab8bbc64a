/* Reads a mapping file: which heading of somebody's spreadsheet is which fact.
 *
 *   mapping {
 *     sheet = "Biểu 01", heading_rows = { 3, 5 }, unit = "Mã xã", name = "Tên xã", parent = "Huyện", year = "Năm",
 *     decimal = ",", encoding = "tcvn3", skip = { "STT" },
 *     columns = {
 *       ["Tổng số hộ"] = households,
 *       ["Thu nhập"] = { income_per_person, unit = "nghìn đồng/người/năm" },
 *       ["Lúa"] = { rice, times = "1/1000" },
 *       [7] = households_clean_water,
 *     },
 *   }
 *
 * for each sheet one; or, for a file with one figure a row,
 *
 *   mapping { long = true, unit = "Mã", year = "Năm", fact = "Chỉ tiêu", value = "Giá trị", confidence = "Độ tin cậy",
 *     source = "Nguồn", note = "Ghi chú", facts = { ["Tổng số hộ"] = households } }
 *
 * The file is Lua in a sandbox with one word; every other name stands for itself. */
#include "rules/mapping_inside.h"

#include "base/digest.h"
#include "base/file.h"
#include "base/text.h"
#include "rules/rulebook.h"
#include "rules/sandbox.h"

#include <lauxlib.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAPPING_BYTES ((size_t)8 << 20)
#define MAPPING_STEPS 1000000u
#define MAPPINGS_MOST 100u
#define TABLE_DEPTH 3 /* mapping { columns = { x = { fact, unit = … } } } */

/* --- noting ----------------------------------------------------------------------------------- */

/* A text of valid UTF-8 without NUL, copied; NULL for anything else. */
static const char *take_text(lua_State *L, int index, struct mapping_reading *reading) {
  if (lua_type(L, index) != LUA_TSTRING) return NULL;
  size_t length;
  const char *text = lua_tolstring(L, index, &length);
  if (memchr(text, '\0', length) != NULL || !text_is_utf8(text, length)) return NULL;
  const char *copy = arena_text(reading->arena, text, length);
  if (copy == NULL) reading->no_memory = 1;
  return copy;
}

/* The number on top as the decimal that was written; NULL when no decimal of 15 digits says it exactly, as of 1/3. */
static const char *take_decimal(lua_State *L, struct mapping_reading *reading) {
  char text[40];
  if (lua_type(L, -1) != LUA_TNUMBER) return NULL;
  lua_Number number = lua_tonumber(L, -1);
  snprintf(text, sizeof text, "%.15g", number);
  size_t read = lua_stringtonumber(L, text); /* ( … number again ) */
  int exact = read != 0 && lua_tonumber(L, -1) == number;
  if (read != 0) lua_pop(L, 1);
  if (!exact) return NULL;
  const char *copy = arena_string(reading->arena, text);
  if (copy == NULL) reading->no_memory = 1;
  return copy;
}

/* Notes the fields of the table on top, which stays there. */
static void note_table(lua_State *L, struct mapping_reading *reading, struct entries *into, int depth) {
  int table = lua_gettop(L);
  luaL_checkstack(L, 8, "mapping");
  for (lua_pushnil(L); lua_next(L, table) != 0; lua_pop(L, 1)) { /* ( key value ) */
    sandbox_charge(L, 10);
    if (!arena_grow(reading->arena, &into->items, &into->capacity, into->count, sizeof *into->items)) {
      reading->no_memory = 1;
      luaL_error(L, "no memory");
    }
    uint32_t line = reading->drafts[reading->draft_count - 1].line;
    struct entry entry = {.key = take_text(L, -2, reading),
                          .value = take_text(L, -1, reading),
                          .type = luaL_typename(L, -1),
                          .is_whole = lua_isinteger(L, -1),
                          .truth = lua_toboolean(L, -1),
                          .line = line};
    if (entry.is_whole) entry.number = lua_tointeger(L, -1);
    if (lua_isinteger(L, -2) && lua_tointeger(L, -2) > 0) entry.position = lua_tointeger(L, -2);
    entry.decimal = take_decimal(L, reading);
    if (entry.key != NULL) entry.line = dialect_line(&reading->dialect, entry.key, line);
    if (lua_istable(L, -1) && depth < TABLE_DEPTH) note_table(L, reading, &entry.inside, depth + 1);
    if (reading->no_memory) luaL_error(L, "no memory");
    into->items[into->count++] = entry;
  }
}

static int note_mapping(lua_State *L) { /* ( table ) */
  struct mapping_reading *reading = sandbox_owner(L);
  if (!lua_istable(L, 1) || lua_gettop(L) != 1) {
    sandbox_refuse(L, "write mapping { unit = \"…\", columns = { [\"heading\"] = fact } }",
                   "hãy viết mapping { unit = \"…\", columns = { [\"tiêu đề cột\"] = số_liệu } }");
  }
  if (reading->draft_count == MAPPINGS_MOST) {
    sandbox_refuse(L, "a mapping file has at most %u mapping { … }; split it",
                   "mỗi tệp ánh xạ có nhiều nhất %u mapping { … }; hãy tách tệp", MAPPINGS_MOST);
  }
  if (!arena_grow(reading->arena, &reading->drafts, &reading->draft_capacity, reading->draft_count,
                  sizeof *reading->drafts)) {
    reading->no_memory = 1;
    luaL_error(L, "no memory");
  }
  struct mapping_draft *draft = &reading->drafts[reading->draft_count++];
  *draft = (struct mapping_draft){.line = 1};
  lua_Debug record;
  if (lua_getstack(L, 1, &record) && lua_getinfo(L, "l", &record) && record.currentline > 0) {
    draft->line = (uint32_t)record.currentline;
  }
  note_table(L, reading, &draft->fields, 1);
  return 0;
}

/* A name stands for itself. ( env name ) */
static int name_itself(lua_State *L) {
  lua_settop(L, 2);
  return 1;
}

static int run_file(lua_State *L) { /* ( reading ) */
  const struct mapping_reading *reading = lua_touserdata(L, 1);
  lua_newtable(L); /* ( reading env ) */
  lua_pushcfunction(L, note_mapping);
  lua_setfield(L, -2, "mapping");
  lua_createtable(L, 0, 1); /* ( reading env meta ) */
  lua_pushcfunction(L, name_itself);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2); /* ( reading env ) */
  sandbox_load(L, reading->text, reading->length, reading->file, -1);
  lua_call(L, 0, 0);
  return 0;
}

/* --- judging ---------------------------------------------------------------------------------- */

static int compare_entries(const void *a, const void *b) {
  const struct entry *x = a, *y = b;
  if (x->line != y->line) return x->line < y->line ? -1 : 1;
  if (x->position != y->position) return x->position < y->position ? -1 : 1;
  return strcmp(x->key != NULL ? x->key : "", y->key != NULL ? y->key : "");
}

/* Lua keeps no order; what is told, and what comes first, has the file's. */
static void sort_entries(struct entries *entries) {
  if (entries->count > 1) qsort(entries->items, entries->count, sizeof *entries->items, compare_entries);
  for (size_t i = 0; i < entries->count; i++) sort_entries(&entries->items[i].inside);
}

const struct entry *mapping_field(const struct mapping_draft *draft, const char *key) {
  for (size_t i = 0; i < draft->fields.count; i++) {
    const struct entry *entry = &draft->fields.items[i];
    if (entry->key != NULL && strcmp(entry->key, key) == 0) return entry;
  }
  return NULL;
}

struct place mapping_entry_place(const struct mapping_reading *reading, const struct entry *entry) {
  return (struct place){reading->file, entry->line, 0};
}

static void judge_draft(struct mapping_reading *reading, struct mapping_draft *draft,
                        struct mapping *mapping) {
  struct mapping_judging judging = {.reading = reading, .draft = draft, .mapping = mapping};
  size_t before = report_severity_count(reading->report, CHUAN_ERROR);
  sort_entries(&draft->fields);
  const struct entry *is_long = mapping_field(draft, "long"), *columns = mapping_field(draft, "columns");
  mapping->is_long = is_long != NULL && is_long->truth;
  mapping_judge_fields(&judging);
  if (reading->level == NULL || reading->no_memory) return;
  if (mapping->is_long) {
    mapping_judge_names(&judging);
    return;
  }
  if ((columns == NULL || columns->inside.count == 0) &&
      report_severity_count(reading->report, CHUAN_ERROR) == before) {
    struct place place = {reading->file, draft->line, 0};
    report_problem(reading->report, CHUAN_ERROR, &place,
                   "the mapping has no columns; write columns = { [\"heading\"] = fact }",
                   "ánh xạ chưa có cột nào; hãy viết columns = { [\"tiêu đề cột\"] = số_liệu }");
  }
  mapping_judge_columns(&judging);
}

/* Of several, each is for a sheet of its own. */
static void judge_sheets(struct mapping_reading *reading, const struct mapping *first) {
  const struct mapping *without = NULL;
  for (const struct mapping *at = first; at != NULL; at = at->next) {
    if (at->sheet == NULL) without = at;
    for (const struct mapping *other = first; other != at && at->sheet != NULL; other = other->next) {
      if (other->sheet == NULL || strcmp(other->sheet, at->sheet) != 0) continue;
      report_problem(reading->report, CHUAN_ERROR, &at->place,
                     "sheet '%s' has a mapping on line %u already; put the columns together",
                     "trang tính '%s' đã có mapping ở dòng %u; hãy gộp các cột vào một", at->sheet,
                     (unsigned)other->place.line);
      break;
    }
  }
  if (without == NULL || first->next == NULL) return;
  report_problem(
      reading->report, CHUAN_ERROR, &without->place,
      "of several mapping { … } in a file each is for one sheet; write sheet = \"…\" here",
      "khi tệp có nhiều mapping { … }, mỗi cái dành cho một trang tính; hãy viết sheet = \"…\" ở đây");
}

static void judge_all(struct mapping_reading *reading, struct mapping *first) {
  struct mapping *mapping = first;
  if (reading->draft_count == 0) {
    struct place place = {reading->file, 1, 0};
    report_problem(
        reading->report, CHUAN_ERROR, &place,
        "there is no mapping here; write mapping { unit = \"…\", columns = { [\"heading\"] = fact } }",
        "ở đây không có mapping; hãy viết mapping { unit = \"…\", columns = { [\"tiêu đề cột\"] = số_liệu } "
        "}");
    return;
  }
  for (size_t i = 0; i < reading->draft_count && !reading->no_memory; i++) {
    if (i > 0) {
      struct mapping *next = arena_alloc(reading->arena, sizeof *next);
      if (next == NULL) {
        reading->no_memory = 1;
        return;
      }
      next->file = first->file;
      next->digest = first->digest;
      mapping->next = next;
      mapping = next;
    }
    mapping->place = (struct place){reading->file, reading->drafts[i].line, 0};
    judge_draft(reading, &reading->drafts[i], mapping);
  }
  judge_sheets(reading, first);
}

/* --- the whole -------------------------------------------------------------------------------- */

static void run(struct mapping_reading *reading) {
  struct sandbox *sandbox = sandbox_create(MAPPING_BYTES, MAPPING_STEPS, reading);
  if (sandbox == NULL) {
    reading->no_memory = 1;
    return;
  }
  if (!sandbox_run(sandbox, run_file, reading, NULL, NULL) && !reading->no_memory) {
    struct place place = sandbox_place(sandbox);
    if (*place.file == '\0') place.file = reading->file;
    int advises = sandbox_message_advises(sandbox);
    report_problem(reading->report, CHUAN_ERROR, &place,
                   advises ? "%s" : "%s; correct it here or just before",
                   advises ? "%s" : "%s; hãy sửa ở đây hoặc ngay phía trên",
                   sandbox_message(sandbox, report_language(reading->report)));
  }
  sandbox_free(sandbox);
}

static const char *digest_of(struct arena *arena, const char *text, size_t length) {
  struct digest digest;
  char hex[DIGEST_TEXT_SIZE];
  digest_begin(&digest);
  digest_add(&digest, text, length);
  digest_end(&digest, hex);
  return arena_string(arena, hex);
}

static void prepare_facts(struct mapping_reading *reading) {
  const struct vocabulary_level *level = reading->level;
  for (uint32_t i = 0; level != NULL && i < level->fact_count && !reading->no_memory; i++) {
    if (!name_table_put(&reading->facts, reading->arena, level->facts[i]->id, (void *)level->facts[i]))
      reading->no_memory = 1;
  }
}

chuan_status mapping_load(const char *path, const struct rulebook *rulebook, const char *level,
                          struct arena *arena, struct report *report, struct mapping **out) {
  *out = NULL;
  struct mapping_reading reading = {.arena = arena, .report = report, .file = path, .level_name = level};
  if (rulebook != NULL) reading.level = vocabulary_level_find(&rulebook->vocabulary, level);
  if (rulebook != NULL && reading.level == NULL) {
    return report_fail(report, CHUAN_ARGUMENT,
                       "the rules declare no facts for the level '%s'; `chuan facts` lists them",
                       "bộ quy tắc không khai báo số liệu nào cho cấp '%s'; hãy xem `chuan facts`", level);
  }
  char *text;
  chuan_status status = file_read(arena, path, SANDBOX_FILE_BYTES, report, &text, &reading.length);
  if (status != CHUAN_OK) return status;
  reading.text = text;
  struct mapping *mapping = arena_alloc(arena, sizeof *mapping);
  if (mapping == NULL) return report_no_memory(report);
  mapping->file = arena_string(arena, path);
  mapping->digest = digest_of(arena, text, reading.length);
  if (mapping->file == NULL || mapping->digest == NULL) return report_no_memory(report);
  reading.file = mapping->file;

  size_t before = report_severity_count(report, CHUAN_ERROR);
  status = dialect_check(arena, reading.file, text, reading.length, report, &reading.dialect);
  if (status != CHUAN_OK) return status;
  if (report_severity_count(report, CHUAN_ERROR) == before) {
    run(&reading);
    prepare_facts(&reading);
    if (!reading.no_memory && report_severity_count(report, CHUAN_ERROR) == before)
      judge_all(&reading, mapping);
    if (reading.no_memory) return report_no_memory(report);
  }
  report_sort(report);
  size_t errors = report_severity_count(report, CHUAN_ERROR) - before;
  if (errors > 0) {
    return report_fail(report, CHUAN_RULE, "the mapping %s has %zu errors; nothing was read",
                       "tệp ánh xạ %s có %zu lỗi; chưa đọc dữ liệu nào", path, errors);
  }
  *out = mapping;
  return CHUAN_OK;
}
