/* The records that stand on their own: the period, its documents, derived values; and where levels come from. */
#include "rules/carried_over.h"
#include "rules/field_schema.h"
#include "rules/loading.h"
#include "rules/resolve.h"

#include "base/date.h"
#include "base/text.h"

#include <string.h>

#define MISSES_TOLD 3u /* places where the same name is missed */

void *loader_no_memory(struct loader *loader) {
  loader->no_memory = 1;
  return NULL;
}

/* Whether the text has `name =` or "name" somewhere: how facts and ids are declared. */
static int text_declares(const struct draft_file *file, const char *name) {
  static const char identifier[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";
  size_t length = strlen(name);
  const char *end = file->text + file->length;
  for (const char *at = file->text; (size_t)(end - at) >= length; at++) {
    at = memchr(at, name[0], (size_t)(end - at));
    if (!at || (size_t)(end - at) < length) return 0;
    if (memcmp(at, name, length) != 0) continue;
    const char *after = at + length;
    char before = at > file->text ? at[-1] : ' ';
    if ((before == '"' || before == '\'') && after < end && *after == before) return 1;
    if (before != '\0' && strchr(identifier, before)) continue;
    while (after < end && (*after == ' ' || *after == '\t')) after++;
    if (after < end && *after == '=' && after + 1 < end && after[1] != '=') return 1;
  }
  return 0;
}

int loader_may_declare(struct loader *loader, const char *name) {
  const char *last = strrchr(name, '/'); /* of a path, the id at its end and the standard at its beginning */
  last = last && last[1] ? last + 1 : name;
  const char *standard = arena_text(loader->arena, name, strcspn(name, "/"));
  if (!standard || name_table_get(&loader->standards, standard) || strcmp(standard, name) == 0)
    standard = name;
  if (carried_is_incomplete(loader)) return 1;
  for (size_t i = 0; *name && i < loader->file_count; i++) {
    const struct draft_file *file = &loader->files[i];
    if (file->cut) return 1;
    if (!file->incomplete || loader->searched + file->length > SEARCHED_MAX) continue;
    loader->searched += file->length;
    if (text_declares(file, name) || (last != name && text_declares(file, last)) ||
        (standard != name && text_declares(file, standard))) {
      return 1;
    }
  }
  return 0;
}

int loader_misses(struct loader *loader, const char *name) {
  if (loader_may_declare(loader, name)) return 0;
  uint32_t *times = name_table_get(&loader->missed, name);
  if (!times) {
    times = arena_alloc(loader->arena, sizeof *times);
    if (!times || !name_table_put(&loader->missed, loader->arena, name, times)) {
      loader_no_memory(loader);
      return 0;
    }
  }
  return (*times)++ < MISSES_TOLD;
}

const char *loader_nearest(struct loader *loader, const struct name_table *table, const char *name) {
  if (loader->compared + table->count > COMPARED_MAX) return NULL;
  loader->compared += table->count;
  return name_table_nearest(table, loader->arena, name);
}

const char *loader_nearest_choice(struct loader *loader, const char *const *choices, uint32_t count,
                                  const char *word) {
  if (loader->compared + count > COMPARED_MAX) return NULL;
  loader->compared += count;
  return text_nearest(word, choices, count);
}

struct level *loader_level(struct loader *loader, const struct draft *name) {
  struct level *level = name_table_get(&loader->levels, name->word);
  if (level || !loader_misses(loader, name->word)) return level;
  const char *nearest = loader_nearest(loader, &loader->levels, name->word);
  if (nearest) {
    report_problem(loader->report, CHUAN_ERROR, &name->place,
                   "there is no level \"%s\"; did you mean \"%s\"?",
                   "không có cấp \"%s\"; có phải là \"%s\"?", name->word, nearest);
    return NULL;
  }
  report_problem(loader->report, CHUAN_ERROR, &name->place,
                 "there is no level \"%s\"; declare its figures with facts \"%s\" { ... }",
                 "không có cấp \"%s\"; hãy khai số liệu của cấp đó bằng facts \"%s\" { ... }", name->word,
                 name->word);
  return NULL;
}

void loader_duplicate(struct loader *loader, const struct place *place, const char *what, const char *id,
                      const struct place *first) {
  report_problem(loader->report, CHUAN_ERROR, place,
                 "%s \"%s\" is already declared at %s:%u; choose another id or delete one",
                 "%s \"%s\" đã khai ở %s:%u; hãy chọn mã khác hoặc xóa một chỗ", what, id, first->file,
                 (unsigned)first->line);
}

/* --- period ------------------------------------------------------------------------------------------ */

static void read_period(struct loader *loader, struct draft *record) {
  enum { ID, FIRST, LAST, NAME };
  static const struct field_schema fields[] = {{"id", FIELD_ID, 1},
                                               {"first_year", FIELD_YEAR, 1},
                                               {"last_year", FIELD_YEAR, 1},
                                               {"name", FIELD_NAMES, 0}};
  static const struct record_schema schema = {"period", fields, 4, 0};
  struct rulebook *rulebook = loader->rulebook;
  struct draft *values[FIELDS_MAX];
  loader->period_seen = 1;
  if (loader->period) {
    loader_duplicate(loader, &record->place, "period", rulebook->period, &loader->period->place);
    return;
  }
  int whole = fields_read(loader, record, &schema, values);
  if (values[ID]) rulebook->period = values[ID]->word;
  names_read(loader, values[NAME], rulebook->period, &rulebook->name);
  if (!whole) return;
  int64_t first = 0, last = 0;
  resolve_whole(values[FIRST], YEAR_FIRST, YEAR_LAST, &first);
  resolve_whole(values[LAST], YEAR_FIRST, YEAR_LAST, &last);
  rulebook->first_year = (int)first;
  rulebook->last_year = (int)last;
  loader->period = record;
  if (first <= last) return;
  struct place place = draft_key_place(record, "last_year");
  report_problem(
      loader->report, CHUAN_ERROR, &place, "the period ends in %d before it begins in %d; exchange the years",
      "giai đoạn kết thúc năm %d trước khi bắt đầu năm %d; hãy đổi lại hai năm", (int)last, (int)first);
}

/* --- documents --------------------------------------------------------------------------------------- */

static void read_document(struct loader *loader, struct draft *record) {
  enum { ID, DATE, NAME };
  static const struct field_schema fields[] = {
      {"id", FIELD_TEXT, 1}, {"date", FIELD_TEXT, 0}, {"name", FIELD_NAMES, 0}};
  static const struct record_schema schema = {"document", fields, 3, 0};
  struct draft *values[FIELDS_MAX];
  int32_t day;
  fields_read(loader, record, &schema, values);
  if (!values[ID]) return;
  struct document *document = arena_alloc(loader->arena, sizeof *document);
  if (!document) {
    loader_no_memory(loader);
    return;
  }
  *document = (struct document){.id = values[ID]->word, .date = "", .place = record->place};
  names_read(loader, values[NAME], document->id, &document->name);
  if (values[DATE]) document->date = values[DATE]->word;
  if (*document->date && (strlen(document->date) != 10 || !date_parse(document->date, 10, 0, &day))) {
    struct place place = draft_key_place(record, "date");
    report_problem(loader->report, CHUAN_ERROR, &place, "\"%s\" is no date; write it as \"2022-03-08\"",
                   "\"%s\" không phải ngày; hãy viết dạng \"2022-03-08\"", document->date);
  }
  const struct document *first = name_table_get(&loader->documents, document->id);
  if (first)
    loader_duplicate(loader, &record->place, "document", document->id, &first->place);
  else if (!name_table_put(&loader->documents, loader->arena, document->id, document))
    loader_no_memory(loader);
}

/* --- derived ----------------------------------------------------------------------------------------- */

/* What a rule file sees beside the words, and what Lua does not read as a name. */
static int name_is_reserved(const char *id) {
  static const char *const reserved[] = {
      "math",     "table", "string", "error", "ipairs", "pairs",   "select", "tonumber", "tostring",
      "type",     "and",   "break",  "do",    "else",   "elseif",  "end",    "false",    "for",
      "function", "goto",  "if",     "in",    "local",  "nil",     "not",    "or",       "repeat",
      "return",   "then",  "true",   "until", "while",  "unit_id", "year",   "unit",     "otherwise"};
  for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
    if (strcmp(reserved[i], id) == 0) return 1;
  return 0;
}

int level_name_is_free(struct loader *loader, const struct level *level, const char *id,
                       const struct place *place) {
  const struct named *first = name_table_get(&level->names, id);
  if (first) {
    loader_duplicate(loader, place, first->fact ? "fact" : "derived", id,
                     first->fact ? &first->fact->place : &first->derived->shown.place);
    return 0;
  }
  if (!id_is_column(id)) {
    report_problem(loader->report, CHUAN_ERROR, place,
                   "\"%s\" cannot name a figure; use small letters a-z, digits and _, beginning with a "
                   "letter, at most 63",
                   "\"%s\" không đặt tên cho số liệu được; chỉ dùng chữ thường a-z, số và _, bắt đầu bằng "
                   "chữ, tối đa 63",
                   id);
    return 0;
  }
  if (word_find(id) != WORD_UNKNOWN || name_is_reserved(id)) {
    report_problem(loader->report, CHUAN_ERROR, place,
                   "`%s` is a word of the rule language; choose another id for this figure",
                   "`%s` là từ của ngôn ngữ quy tắc; hãy chọn mã khác cho số liệu này", id);
    return 0;
  }
  return 1;
}

static void read_derived(struct loader *loader, struct draft *record) {
  enum { LEVEL, ID, VALUE, NAME, SOURCE };
  static const struct field_schema fields[] = {{"level", FIELD_TEXT, 1},
                                               {"id", FIELD_TEXT, 1},
                                               {"value", FIELD_ANY, 1},
                                               {"name", FIELD_NAMES, 0},
                                               {"source", FIELD_ANY, 0}};
  static const struct record_schema schema = {"derived", fields, 5, 0};
  struct draft *values[FIELDS_MAX];
  fields_read(loader, record, &schema, values);
  struct level *level = values[LEVEL] ? loader_level(loader, values[LEVEL]) : NULL;
  if (!level || !values[ID] || !level_name_is_free(loader, level, values[ID]->word, &record->place)) return;
  struct derived_draft *derived = arena_alloc(loader->arena, sizeof *derived);
  struct named *named = arena_alloc(loader->arena, sizeof *named);
  if (!derived || !named) {
    loader_no_memory(loader);
    return;
  }
  derived->shown = (struct derived){.level = level->id, .id = values[ID]->word, .place = record->place};
  names_read(loader, values[NAME], derived->shown.id, &derived->shown.name);
  if (values[SOURCE]) derived->shown.source = source_read(loader, values[SOURCE]);
  derived->level = level;
  derived->value = values[VALUE];
  if (!values[VALUE]) derived->progress = FINISHED; /* already complained about */
  named->derived = derived;
  if (!name_table_put(&level->names, loader->arena, derived->shown.id, named) ||
      !arena_grow(loader->arena, &loader->derived, &loader->derived_capacity, loader->derived_count,
                  sizeof *loader->derived)) {
    loader_no_memory(loader);
    return;
  }
  loader->derived[loader->derived_count++] = derived;
}

void records_read(struct loader *loader) {
  for (struct draft *draft = loader->first_record; draft && !loader->no_memory; draft = draft->next_record) {
    if (draft->kind != DRAFT_RECORD) continue;
    if (draft->known == WORD_PERIOD) read_period(loader, draft);
    if (draft->known == WORD_DOCUMENT) read_document(loader, draft);
  }
  /* A derived value may give a document of a later file as its source. */
  for (struct draft *draft = loader->first_record; draft && !loader->no_memory; draft = draft->next_record)
    if (draft->kind == DRAFT_RECORD && draft->known == WORD_DERIVED) read_derived(loader, draft);
}
