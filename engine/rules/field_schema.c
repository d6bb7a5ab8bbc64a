/* Reading the fields of a record against what it may have. */
#include "rules/field_schema.h"

#include "base/date.h"
#include "base/text.h"
#include "rules/resolve.h"

#include <string.h>

int id_is_valid(const char *id) {
  size_t length = strlen(id);
  if (length == 0 || length > 128) return 0;
  return strspn(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-") == length;
}

int id_is_column(const char *id) {
  size_t length = strlen(id);
  if (length == 0 || length > 63 || id[0] < 'a' || id[0] > 'z') return 0;
  return strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_") == length;
}

static void refuse_unknown(struct loader *loader, const struct draft *record, const struct draft_field *field,
                           const struct record_schema *schema) {
  struct place place = draft_field_place(record, field);
  const char *names[FIELDS_MAX];
  if (!field->key) {
    if (field->value->kind == DRAFT_ERROR) return;
    report_problem(loader->report, CHUAN_ERROR, &place,
                   "%s stands in %s without a field name; write name = value",
                   "%s đứng trong %s mà không có tên trường; hãy viết tên = giá trị",
                   draft_describe(loader->arena, field->value), schema->word);
    return;
  }
  for (uint32_t i = 0; i < schema->field_count; i++) names[i] = schema->fields[i].name;
  const char *nearest = text_nearest(field->key, names, schema->field_count);
  if (nearest) {
    report_problem(loader->report, CHUAN_ERROR, &place, "%s has no field `%s`; did you mean `%s`?",
                   "%s không có trường `%s`; có phải là `%s`?", schema->word, field->key, nearest);
    return;
  }
  const char *known = "";
  for (uint32_t i = 0; i < schema->field_count && known; i++) {
    known = arena_format(loader->arena, "%s%s%s", known, i ? " " : "", names[i]);
  }
  report_problem(loader->report, CHUAN_ERROR, &place, "%s has no field `%s`; its fields are: %s",
                 "%s không có trường `%s`; các trường của nó là: %s", schema->word, field->key,
                 known ? known : "");
}

static int has_type(const struct draft *value, enum field_type type) {
  int64_t whole;
  switch (type) {
    case FIELD_TEXT:
      return value->kind == DRAFT_STRING && *value->word;
    case FIELD_ID:
      return value->kind == DRAFT_STRING && id_is_valid(value->word);
    case FIELD_NAMES:
      return value->kind == DRAFT_STRING || value->kind == DRAFT_TABLE;
    case FIELD_YEAR:
      return resolve_whole(value, YEAR_FIRST, YEAR_LAST, &whole);
    case FIELD_WHOLE:
      return resolve_whole(value, 0, INT32_MAX, &whole);
    case FIELD_NUMBER:
      return value->kind == DRAFT_NUMBER;
    case FIELD_BOOLEAN:
      return value->kind == DRAFT_BOOLEAN;
    case FIELD_TABLE:
      return value->kind == DRAFT_TABLE;
    case FIELD_ANY:
      return 1;
  }
  return 0;
}

static const char *type_text(const struct loader *loader, enum field_type type) {
  switch (type) {
    case FIELD_TEXT:
      return report_pick(loader->report, "text in quotes", "chữ trong ngoặc kép");
    case FIELD_ID:
      return report_pick(loader->report, "an id in quotes, of letters without marks, digits, . _ -",
                         "một mã trong ngoặc kép, gồm chữ không dấu, số, . _ -");
    case FIELD_NAMES:
      return report_pick(loader->report, "text in quotes, or { vi = \"...\", en = \"...\" }",
                         "chữ trong ngoặc kép, hoặc { vi = \"...\", en = \"...\" }");
    case FIELD_YEAR:
      return report_pick(loader->report, "a year such as 2024", "một năm như 2024");
    case FIELD_WHOLE:
      return report_pick(loader->report, "a whole number", "một số nguyên");
    case FIELD_NUMBER:
      return report_pick(loader->report, "a number", "một số");
    case FIELD_BOOLEAN:
      return report_pick(loader->report, "true or false", "true hoặc false");
    case FIELD_TABLE:
      return report_pick(loader->report, "a table { ... }", "một bảng { ... }");
    case FIELD_ANY:
      break;
  }
  return "";
}

static int check_field(struct loader *loader, const struct draft *record, const struct draft_field *field,
                       const struct field_schema *schema, const char *word) {
  if (field->value->kind == DRAFT_ERROR) return 0;
  if (has_type(field->value, schema->type)) return 1;
  struct place place = draft_field_place(record, field);
  report_problem(loader->report, CHUAN_ERROR, &place, "`%s` of %s is %s; write %s",
                 "`%s` của %s đang là %s; hãy ghi %s", schema->name, word,
                 draft_describe(loader->arena, field->value), type_text(loader, schema->type));
  return 0;
}

int fields_read(struct loader *loader, const struct draft *record, const struct record_schema *schema,
                struct draft *values[FIELDS_MAX]) {
  int whole = 1, seen[FIELDS_MAX] = {0};
  for (uint32_t i = 0; i < FIELDS_MAX; i++) values[i] = NULL;
  for (uint32_t i = 0; i < record->field_count; i++) {
    const struct draft_field *field = &record->fields[i];
    uint32_t at = 0;
    if (!field->key && schema->positional) continue;
    while (field->key && at < schema->field_count && strcmp(schema->fields[at].name, field->key) != 0) at++;
    if (!field->key || at == schema->field_count) {
      refuse_unknown(loader, record, field, schema);
      whole = 0;
      continue;
    }
    seen[at] = 1;
    if (check_field(loader, record, field, &schema->fields[at], schema->word))
      values[at] = field->value;
    else
      whole = 0;
  }
  for (uint32_t i = 0; i < schema->field_count; i++) {
    if (!schema->fields[i].required || seen[i]) continue;
    whole = 0;
    report_problem(loader->report, CHUAN_ERROR, &record->place, "%s lacks `%s`; add %s = %s",
                   "%s thiếu `%s`; hãy thêm %s = %s", schema->word, schema->fields[i].name,
                   schema->fields[i].name,
                   schema->fields[i].type == FIELD_ANY ? "..." : type_text(loader, schema->fields[i].type));
  }
  return whole;
}

void names_read(struct loader *loader, struct draft *draft, const char *fallback, struct names *names) {
  static const struct field_schema fields[] = {{"vi", FIELD_TEXT, 0}, {"en", FIELD_TEXT, 0}};
  static const struct record_schema schema = {"name", fields, 2, 0};
  *names = (struct names){fallback, fallback};
  if (!draft) return;
  if (draft->kind == DRAFT_STRING) {
    *names = (struct names){draft->word, draft->word};
    return;
  }
  struct draft *values[FIELDS_MAX];
  fields_read(loader, draft, &schema, values);
  if (draft->field_count == 0) {
    report_problem(loader->report, CHUAN_ERROR, &draft->place,
                   "this name says nothing; write it in quotes, or { vi = \"...\", en = \"...\" }",
                   "tên này không có nội dung; hãy ghi trong ngoặc kép, hoặc { vi = \"...\", en = \"...\" }");
  }
  if (values[0]) names->vi = names->en = values[0]->word;
  if (values[1]) names->en = values[1]->word;
  if (values[1] && !values[0]) names->vi = values[1]->word;
}

void texts_read(struct loader *loader, const struct draft *record, const char *field,
                const struct draft *draft, const struct draft ***texts, uint32_t *count) {
  size_t size = draft && draft->kind == DRAFT_TABLE ? draft->field_count : 1;
  const struct draft **found = arena_array(loader->arena, size + 1, sizeof *found);
  *texts = found;
  *count = 0;
  if (!found) {
    loader_no_memory(loader);
    return;
  }
  if (!draft || draft->kind == DRAFT_ERROR) return;
  int whole = draft->kind == DRAFT_STRING || draft->kind == DRAFT_TABLE;
  if (draft->kind == DRAFT_STRING) found[(*count)++] = draft;
  for (uint32_t i = 0; draft->kind == DRAFT_TABLE && i < draft->field_count; i++) {
    const struct draft *text = draft->fields[i].value;
    if (text->kind == DRAFT_ERROR) continue;
    if (!draft->fields[i].key && text->kind == DRAFT_STRING)
      found[(*count)++] = text;
    else
      whole = 0;
  }
  if (whole) return;
  struct place place = draft_key_place(record, field);
  report_problem(loader->report, CHUAN_ERROR, &place,
                 "`%s` is a list of ids in quotes; write %s = { \"...\", \"...\" }",
                 "`%s` là danh sách mã trong ngoặc kép; hãy viết %s = { \"...\", \"...\" }", field, field);
}
