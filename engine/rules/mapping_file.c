/* Reads a mapping file: which heading of somebody's spreadsheet is which fact.
 *
 *   mapping {
 *     unit = "Mã xã", year = "Năm", sheet = "Biểu 01", decimal = ",",
 *     columns = { ["Tổng số hộ"] = households, ["Hộ dùng nước sạch"] = households_clean_water },
 *   }
 *
 * or, for a file with one figure a row,
 *
 *   mapping { long = true, unit = "Mã", year = "Năm", fact = "Chỉ tiêu", value = "Giá trị", confidence = "Độ tin cậy",
 *     source = "Nguồn", note = "Ghi chú", facts = { ["Tổng số hộ"] = households } }
 *
 * The file is Lua in a sandbox with one word; every other name stands for itself. What it says is first noted,
 * then judged, so that all mistakes come at once. */
#include "rules/rulebook.h"

#include "base/digest.h"
#include "base/file.h"
#include "base/text.h"
#include "rules/dialect.h"
#include "rules/name_table.h"
#include "rules/sandbox.h"

#include <lauxlib.h>

#include <stdlib.h>
#include <string.h>

#define MAPPING_BYTES ((size_t)8 << 20)
#define MAPPING_STEPS 1000000u
#define COMPARED_MAX 2000000u /* names looked at for "did you mean" */

struct entry {       /* key = value, as written */
  const char *key;   /* NULL: not a text */
  const char *value; /* NULL: not a text */
  const char *type;  /* of the value, as Lua calls it */
  uint32_t line;
  int truth; /* the value is not false */
};

struct entries {
  struct entry *items;
  size_t count, capacity;
};

struct reading {
  struct arena *arena;
  struct report *report;
  const char *file, *text;
  size_t length;
  struct dialect dialect;
  const struct vocabulary_level *level;
  const char *level_name;
  int calls;     /* of the word mapping */
  uint32_t line; /* of the call */
  struct entries fields, columns, names;
  struct name_table facts;      /* of the level */
  struct name_table headings;   /* folded -> struct mapping_column */
  struct name_table taken;      /* by the fact's id -> struct mapping_column */
  struct mapping_column own[2]; /* the unit's and the year's, without a fact */
  size_t compared;              /* of COMPARED_MAX */
  int no_memory;
};

/* --- noting ----------------------------------------------------------------------------------- */

/* A text of valid UTF-8 without NUL, copied; NULL for anything else. */
static const char *take_text(lua_State *L, int index, struct reading *reading) {
  if (lua_type(L, index) != LUA_TSTRING) return NULL;
  size_t length;
  const char *text = lua_tolstring(L, index, &length);
  if (memchr(text, '\0', length) != NULL || !text_is_utf8(text, length)) return NULL;
  const char *copy = arena_text(reading->arena, text, length);
  if (copy == NULL) reading->no_memory = 1;
  return copy;
}

/* Notes the fields of the table at `index` in `into`. */
static void note_table(lua_State *L, int index, struct reading *reading, struct entries *into) {
  for (lua_pushnil(L); lua_next(L, index) != 0; lua_pop(L, 1)) { /* ( key value ) */
    sandbox_charge(L, 10);
    if (!arena_grow(reading->arena, &into->items, &into->capacity, into->count, sizeof *into->items)) {
      reading->no_memory = 1;
    }
    struct entry entry = {take_text(L, -2, reading), take_text(L, -1, reading), luaL_typename(L, -1),
                          reading->line, lua_toboolean(L, -1)};
    if (reading->no_memory) luaL_error(L, "no memory");
    if (entry.key != NULL) entry.line = dialect_line(&reading->dialect, entry.key, reading->line);
    into->items[into->count++] = entry;
  }
}

static int note_mapping(lua_State *L) { /* ( table ) */
  struct reading *reading = sandbox_owner(L);
  if (!lua_istable(L, 1) || lua_gettop(L) != 1) {
    sandbox_refuse(L, "write mapping { unit = \"…\", columns = { [\"heading\"] = fact } }",
                   "hãy viết mapping { unit = \"…\", columns = { [\"tiêu đề cột\"] = số_liệu } }");
  }
  if (reading->calls++ > 0) {
    sandbox_refuse(L, "a mapping file has one mapping { … }; this is the second",
                   "mỗi tệp ánh xạ chỉ có một mapping { … }; đây là cái thứ hai");
  }
  lua_Debug record;
  if (lua_getstack(L, 1, &record) && lua_getinfo(L, "l", &record) && record.currentline > 0) {
    reading->line = (uint32_t)record.currentline;
  }
  note_table(L, 1, reading, &reading->fields);
  if (lua_getfield(L, 1, "columns") == LUA_TTABLE)
    note_table(L, 2, reading, &reading->columns); /* ( table columns ) */
  lua_settop(L, 1);
  if (lua_getfield(L, 1, "facts") == LUA_TTABLE)
    note_table(L, 2, reading, &reading->names); /* ( table facts ) */
  return 0;
}

/* A name stands for itself. ( env name ) */
static int name_itself(lua_State *L) {
  lua_settop(L, 2);
  return 1;
}

static int run_file(lua_State *L) { /* ( reading ) */
  const struct reading *reading = lua_touserdata(L, 1);
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

static struct place place_of(const struct reading *reading, const struct entry *entry) {
  return (struct place){reading->file, entry->line, 0};
}

static int compare_entries(const void *a, const void *b) {
  const struct entry *x = a, *y = b;
  if (x->line != y->line) return x->line < y->line ? -1 : 1;
  return strcmp(x->key != NULL ? x->key : "", y->key != NULL ? y->key : "");
}

static const char *const field_names[] = {"sheet", "unit",  "year",       "decimal", "columns", "long",
                                          "fact",  "value", "confidence", "source",  "note",    "facts"};

/* Where the text of a field goes; NULL: it is no heading and no sheet. *only_long: for one figure a row alone. */
static const char **text_field(struct mapping *mapping, const char *key, int *only_long) {
  const struct {
    const char *key;
    const char **into;
  } fields[] = {{"sheet", &mapping->sheet},           {"unit", &mapping->unit_heading},
                {"year", &mapping->year_heading},     {"fact", &mapping->fact_heading},
                {"value", &mapping->value_heading},   {"confidence", &mapping->confidence_heading},
                {"source", &mapping->source_heading}, {"note", &mapping->note_heading}};
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
    *only_long = i > 2;
    if (strcmp(fields[i].key, key) == 0) return fields[i].into;
  }
  return NULL;
}

static void refuse_field(struct reading *reading, const struct place *place, const char *key) {
  const char *near = text_nearest(key, field_names, sizeof field_names / sizeof *field_names);
  if (near != NULL) {
    report_problem(reading->report, CHUAN_ERROR, place, "mapping has no field '%s'; did you mean '%s'?",
                   "mapping không có trường '%s'; có phải bạn muốn viết '%s'?", key, near);
  } else {
    report_problem(
        reading->report, CHUAN_ERROR, place,
        "mapping has no field '%s'; its fields are sheet, unit, year, decimal and columns; with long = "
        "true: fact, value, confidence, source, note and facts",
        "mapping không có trường '%s'; các trường là sheet, unit, year, decimal và columns; khi có long = "
        "true: fact, value, confidence, source, note và facts",
        key);
  }
}

/* columns belongs to one form of files, facts to the other. */
static void judge_table(struct reading *reading, const struct entry *entry, const struct place *place,
                        int is_long) {
  int of_long = strcmp(entry->key, "facts") == 0;
  if (of_long != is_long) {
    report_problem(
        reading->report, CHUAN_ERROR, place,
        of_long ? "%s is for files with one figure a row: write long = true too"
                : "%s does not go with long = true; write facts = { [\"name in the file\"] = fact }",
        of_long ? "%s dành cho tệp mỗi dòng một số liệu: hãy ghi thêm long = true"
                : "%s không đi cùng long = true; hãy viết facts = { [\"tên trong tệp\"] = số_liệu }",
        entry->key);
  } else if (strcmp(entry->type, "table") != 0) {
    report_problem(reading->report, CHUAN_ERROR, place,
                   of_long ? "%s is a table: write facts = { [\"name in the file\"] = fact }"
                           : "%s is a table: write columns = { [\"heading\"] = fact }",
                   of_long ? "%s là một bảng: hãy viết facts = { [\"tên trong tệp\"] = số_liệu }"
                           : "%s là một bảng: hãy viết columns = { [\"tiêu đề cột\"] = số_liệu }",
                   entry->key);
  }
}

static void judge_field(struct reading *reading, const struct entry *entry, struct mapping *mapping) {
  struct place place = place_of(reading, entry);
  const char *key = entry->key != NULL ? entry->key : "";
  int only_long = 0, is_long = mapping->is_long;
  if (strcmp(key, "columns") == 0 || strcmp(key, "facts") == 0) {
    judge_table(reading, entry, &place, is_long);
    return;
  }
  if (strcmp(key, "long") == 0) {
    if (strcmp(entry->type, "boolean") != 0) {
      report_problem(reading->report, CHUAN_ERROR, &place, "long is true or false",
                     "long là true hoặc false");
    }
    return;
  }
  const char **into = text_field(mapping, key, &only_long);
  if (into == NULL && strcmp(key, "decimal") != 0) {
    refuse_field(reading, &place, key);
    return;
  }
  if (into != NULL && only_long && !is_long) {
    report_problem(reading->report, CHUAN_ERROR, &place,
                   "%s is for files with one figure a row: write long = true too",
                   "%s dành cho tệp mỗi dòng một số liệu: hãy ghi thêm long = true", key);
  } else if (entry->value == NULL || *entry->value == '\0') {
    report_problem(reading->report, CHUAN_ERROR, &place, "%s is a text in quotes, and this is not",
                   "%s phải là chuỗi trong dấu nháy", key);
  } else if (into != NULL) {
    *into = entry->value;
  } else if (strcmp(entry->value, ".") == 0 || strcmp(entry->value, ",") == 0) {
    mapping->decimal_mark = *entry->value;
  } else {
    report_problem(reading->report, CHUAN_ERROR, &place, "decimal is \".\" or \",\", not \"%s\"",
                   "decimal là \".\" hoặc \",\", không phải \"%s\"", entry->value);
  }
}

static const struct fact *find_fact(struct reading *reading, const struct entry *entry) {
  struct place place = place_of(reading, entry);
  if (entry->value == NULL) {
    report_problem(reading->report, CHUAN_ERROR, &place,
                   "the column '%s' needs the name of a fact, and this is a %s",
                   "cột '%s' cần tên của một số liệu, mà ở đây là kiểu %s", entry->key, entry->type);
    return NULL;
  }
  const struct fact *fact = name_table_get(&reading->facts, entry->value);
  if (fact != NULL) return fact;
  const char *near = NULL;
  if (reading->compared + reading->facts.count <= COMPARED_MAX) {
    reading->compared += reading->facts.count;
    near = name_table_nearest(&reading->facts, reading->arena, entry->value);
  }
  if (near != NULL) {
    report_problem(reading->report, CHUAN_ERROR, &place, "the level %s has no fact '%s'; did you mean '%s'?",
                   "cấp %s không có số liệu '%s'; có phải bạn muốn viết '%s'?", reading->level_name,
                   entry->value, near);
  } else {
    report_problem(reading->report, CHUAN_ERROR, &place,
                   "the level %s has no fact '%s'; `chuan facts` lists them",
                   "cấp %s không có số liệu '%s'; hãy xem `chuan facts`", reading->level_name, entry->value);
  }
  return NULL;
}

/* Remembers a column by its folded heading and by its fact (none: it is the unit's or the year's), unless an earlier
 * one has them. */
static void note_column(struct reading *reading, const char *fold, struct mapping_column *column) {
  int done = name_table_get(&reading->headings, fold) != NULL ||
             name_table_put(&reading->headings, reading->arena, fold, column);
  if (column->fact != NULL && name_table_get(&reading->taken, column->fact->id) == NULL) {
    done = done && name_table_put(&reading->taken, reading->arena, column->fact->id, column);
  }
  if (!done) reading->no_memory = 1;
}

static void prepare_facts(struct reading *reading) {
  const struct vocabulary_level *level = reading->level;
  for (uint32_t i = 0; i < level->fact_count && !reading->no_memory; i++) {
    if (!name_table_put(&reading->facts, reading->arena, level->facts[i]->id, (void *)level->facts[i]))
      reading->no_memory = 1;
  }
}

/* What the columns of a mapping are looked up in. */
static void prepare_columns(struct reading *reading, const struct mapping *mapping) {
  static const char *const names[] = {"unit", "year"};
  const char *const headings[] = {mapping->unit_heading, mapping->year_heading};
  prepare_facts(reading);
  for (size_t i = 0; i < 2 && !reading->no_memory; i++) {
    const char *heading = headings[i] != NULL ? headings[i] : names[i];
    char *fold = text_fold(reading->arena, heading, strlen(heading));
    reading->own[i].heading = names[i];
    if (fold == NULL)
      reading->no_memory = 1;
    else
      note_column(reading, fold, &reading->own[i]);
  }
}

/* One problem when the heading or the fact was used by an earlier column, or the heading is the unit's or year's. */
static void check_repeats(struct reading *reading, const char *fold, const struct mapping_column *column) {
  const struct mapping_column *before = name_table_get(&reading->headings, fold);
  const struct mapping_column *same_fact = name_table_get(&reading->taken, column->fact->id);
  if (before != NULL && before->fact == NULL) {
    report_problem(reading->report, CHUAN_ERROR, &column->place,
                   "the heading '%s' is already the column of %s", "tiêu đề '%s' đã là cột của %s",
                   column->heading, before->heading);
  } else if (before != NULL) {
    report_problem(reading->report, CHUAN_ERROR, &column->place,
                   "the headings '%s' and '%s' (line %u) look the same to the import; keep one",
                   "hai tiêu đề '%s' và '%s' (dòng %u) được coi là một khi nhập; hãy giữ lại một",
                   column->heading, before->heading, (unsigned)before->place.line);
  } else if (same_fact != NULL) {
    report_problem(reading->report, CHUAN_ERROR, &column->place,
                   "the fact '%s' already has a column on line %u; keep one",
                   "số liệu '%s' đã có cột ở dòng %u; hãy giữ lại một", column->fact->id,
                   (unsigned)same_fact->place.line);
  }
}

static void judge_columns(struct reading *reading, struct mapping *mapping) {
  size_t count = reading->columns.count;
  mapping->columns = arena_array(reading->arena, count + 1, sizeof *mapping->columns);
  if (mapping->columns == NULL) {
    reading->no_memory = 1;
    return;
  }
  prepare_columns(reading, mapping);
  for (size_t i = 0; i < count && !reading->no_memory; i++) {
    const struct entry *entry = &reading->columns.items[i];
    struct place place = place_of(reading, entry);
    const char *fold = entry->key != NULL ? text_fold(reading->arena, entry->key, strlen(entry->key)) : "";
    if (fold == NULL) {
      reading->no_memory = 1;
    } else if (*fold == '\0') {
      report_problem(reading->report, CHUAN_ERROR, &place,
                     "each column is [\"heading\"] = fact, with at least one letter or digit in the heading",
                     "mỗi cột là [\"tiêu đề\"] = số_liệu, tiêu đề có ít nhất một chữ cái hoặc chữ số");
    } else {
      const struct fact *fact = find_fact(reading, entry);
      if (fact == NULL) continue;
      struct mapping_column *column = &mapping->columns[mapping->column_count++];
      *column = (struct mapping_column){entry->key, fact, place};
      check_repeats(reading, fold, column);
      note_column(reading, fold, column);
    }
  }
}

/* What the file calls facts: the same fact may have several names, a name only one fact. */
static void judge_names(struct reading *reading, struct mapping *mapping) {
  size_t count = reading->names.count;
  mapping->names = arena_array(reading->arena, count + 1, sizeof *mapping->names);
  if (mapping->names == NULL) {
    reading->no_memory = 1;
    return;
  }
  prepare_facts(reading);
  for (size_t i = 0; i < count && !reading->no_memory; i++) {
    const struct entry *entry = &reading->names.items[i];
    struct place place = place_of(reading, entry);
    const char *fold = entry->key != NULL ? text_fold(reading->arena, entry->key, strlen(entry->key)) : "";
    if (fold == NULL) {
      reading->no_memory = 1;
    } else if (*fold == '\0') {
      report_problem(
          reading->report, CHUAN_ERROR, &place,
          "each of facts is [\"name in the file\"] = fact, with at least one letter or digit in the name",
          "mỗi mục của facts là [\"tên trong tệp\"] = số_liệu, tên có ít nhất một chữ cái hoặc chữ số");
    } else {
      const struct fact *fact = find_fact(reading, entry);
      if (fact == NULL) continue;
      struct mapping_column *name = &mapping->names[mapping->name_count++];
      *name = (struct mapping_column){entry->key, fact, place};
      const struct mapping_column *before = name_table_get(&reading->headings, fold);
      if (before != NULL && before->fact != fact) {
        report_problem(reading->report, CHUAN_ERROR, &place,
                       "the names '%s' and '%s' (line %u) look the same to the import; keep one",
                       "hai tên '%s' và '%s' (dòng %u) được coi là một khi nhập; hãy giữ lại một",
                       name->heading, before->heading, (unsigned)before->place.line);
      } else if (before == NULL && !name_table_put(&reading->headings, reading->arena, fold, name)) {
        reading->no_memory = 1;
      }
    }
  }
}

static int is_long(const struct reading *reading) {
  for (size_t i = 0; i < reading->fields.count; i++) {
    const struct entry *entry = &reading->fields.items[i];
    if (entry->key != NULL && strcmp(entry->key, "long") == 0) return entry->truth;
  }
  return 0;
}

static void judge(struct reading *reading, struct mapping *mapping) {
  if (reading->calls == 0) {
    struct place place = {reading->file, 1, 0};
    report_problem(
        reading->report, CHUAN_ERROR, &place,
        "there is no mapping here; write mapping { unit = \"…\", columns = { [\"heading\"] = fact } }",
        "ở đây không có mapping; hãy viết mapping { unit = \"…\", columns = { [\"tiêu đề cột\"] = số_liệu } "
        "}");
    return;
  }
  struct entries *fields = &reading->fields, *columns = &reading->columns, *names = &reading->names;
  if (fields->count > 1) qsort(fields->items, fields->count, sizeof *fields->items, compare_entries);
  if (columns->count > 1) qsort(columns->items, columns->count, sizeof *columns->items, compare_entries);
  if (names->count > 1) qsort(names->items, names->count, sizeof *names->items, compare_entries);
  size_t before = report_severity_count(reading->report, CHUAN_ERROR);
  mapping->is_long = is_long(reading);
  for (size_t i = 0; i < fields->count; i++) judge_field(reading, &fields->items[i], mapping);
  if (reading->level == NULL) return; /* the headings alone were asked for */
  if (mapping->is_long) {
    judge_names(reading, mapping);
    return;
  }
  if (columns->count == 0 && report_severity_count(reading->report, CHUAN_ERROR) == before) {
    struct place place = {reading->file, reading->line, 0};
    report_problem(reading->report, CHUAN_ERROR, &place,
                   "the mapping has no columns; write columns = { [\"heading\"] = fact }",
                   "ánh xạ chưa có cột nào; hãy viết columns = { [\"tiêu đề cột\"] = số_liệu }");
  }
  judge_columns(reading, mapping);
}

/* --- the whole -------------------------------------------------------------------------------- */

static void run(struct reading *reading) {
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

chuan_status mapping_load(const char *path, const struct rulebook *rulebook, const char *level,
                          struct arena *arena, struct report *report, struct mapping **out) {
  *out = NULL;
  struct reading reading = {.arena = arena, .report = report, .file = path, .level_name = level, .line = 1};
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
    if (!reading.no_memory && report_severity_count(report, CHUAN_ERROR) == before) judge(&reading, mapping);
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
