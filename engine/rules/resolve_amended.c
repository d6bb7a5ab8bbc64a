/* amended: the text of the law as it was issued and as later documents changed it, each from its day on. */
#include "rules/field_schema.h"
#include "rules/resolve.h"

#include "base/date.h"

#include <string.h>

struct draft *amended_value(struct draft *entry) {
  if (entry->kind != DRAFT_TABLE) return entry;
  return entry->field_count > 0 && !entry->fields[0].key && entry->fields[0].position == 1
             ? entry->fields[0].value
             : NULL;
}

static const struct document *find_document(struct loader *loader, const struct draft *id) {
  const struct document *document = name_table_get(&loader->documents, id->word);
  if (document || !loader_misses(loader, id->word)) return document;
  const char *nearest = loader_nearest(loader, &loader->documents, id->word);
  if (nearest) {
    report_problem(loader->report, CHUAN_ERROR, &id->place,
                   "there is no document \"%s\"; did you mean \"%s\"?",
                   "không có văn bản \"%s\"; có phải là \"%s\"?", id->word, nearest);
  } else {
    report_problem(loader->report, CHUAN_ERROR, &id->place,
                   "there is no document \"%s\"; declare it with document { id = \"%s\", date = \"...\" }",
                   "không có văn bản \"%s\"; hãy khai bằng document { id = \"%s\", date = \"...\" }",
                   id->word, id->word);
  }
  return NULL;
}

/* The day of `from`; 0 after an error. */
static int read_day(struct loader *loader, const struct draft *from, int32_t *day) {
  if (strlen(from->word) == 10 && date_parse(from->word, 10, 0, day)) return 1;
  report_problem(loader->report, CHUAN_ERROR, &from->place, "\"%s\" is no date; write it as \"2022-03-08\"",
                 "\"%s\" không phải ngày; hãy viết dạng \"2022-03-08\"", from->word);
  return 0;
}

/* When the i-th text begins to hold and who says so; 0 after an error. */
static int read_entry(struct scope *scope, const struct draft *entry, uint32_t i, int32_t *from,
                      const struct document **by) {
  enum { FROM, BY };
  static const struct field_schema fields[] = {{"from", FIELD_TEXT, 0}, {"by", FIELD_TEXT, 0}};
  static const struct record_schema schema = {"amended", fields, 2, 1};
  struct loader *loader = scope->loader;
  struct draft *values[FIELDS_MAX] = {NULL};
  int whole = entry->kind != DRAFT_TABLE || fields_read(loader, entry, &schema, values);
  *from = DATE_UNKNOWN_START;
  *by = NULL;
  if (!whole) return 0;
  if (values[FROM] && !read_day(loader, values[FROM], from)) whole = 0;
  if (values[BY]) {
    *by = find_document(loader, values[BY]);
    if (!*by) whole = 0;
  }
  if (i > 0 && (!values[FROM] || !values[BY])) {
    report_problem(
        loader->report, CHUAN_ERROR, &entry->place,
        "an amendment says from which day and by which document; write { from = \"2024-03-01\", by "
        "= \"211/QĐ-TTg\", 45 }",
        "mỗi lần sửa đổi phải nói từ ngày nào và theo văn bản nào; hãy viết { from = "
        "\"2024-03-01\", by = \"211/QĐ-TTg\", 45 }");
    whole = 0;
  }
  return whole;
}

const struct expression *resolve_amended(struct scope *scope, struct draft *node, const struct draft *table,
                                         struct want want) {
  struct loader *loader = scope->loader;
  uint32_t count = table->field_count;
  int32_t *from = arena_array(loader->arena, count, sizeof *from);
  const struct document **by = arena_array(loader->arena, count, sizeof *by);
  const struct expression **operands = resolve_operands(scope, count);
  if (!from || !by || !operands) return loader_no_memory(loader);
  int whole = 1;
  for (uint32_t i = 0; i < count; i++) {
    struct draft *entry = table->fields[i].value, *value = amended_value(entry);
    if (entry->kind == DRAFT_ERROR) {
      whole = 0;
      continue;
    }
    if (table->fields[i].key || table->fields[i].position != (int64_t)i + 1 || !value ||
        (entry->kind == DRAFT_TABLE && entry->field_count > 1 && !entry->fields[1].key)) {
      return resolve_refuse_form(scope, node);
    }
    if (!read_entry(scope, entry, i, &from[i], &by[i])) whole = 0;
    operands[i] = resolve(scope, value, want);
    if (!operands[i]) whole = 0;
    if (i == 0 || !whole || from[i - 1] < from[i]) continue;
    report_problem(
        loader->report, CHUAN_ERROR, &entry->place,
        "this amendment does not come after the one before it; write them in the order of their days",
        "lần sửa đổi này không sau lần đứng trước nó; hãy viết theo thứ tự ngày");
    whole = 0;
  }
  if (whole && count == 1 && from[0] == DATE_UNKNOWN_START) return resolve_refuse_form(scope, node);
  if (!whole) return NULL;
  struct expression result = {.kind = EXPRESSION_AMENDED, .operand_count = count, .operands = operands};
  result.type = operands[0]->type;
  result.choices = operands[0]->choices;
  result.choice_count = operands[0]->choice_count;
  if (want.kind == WANT_NUMBER) result.unit = units_common(scope, node, operands, count);
  result.as.amended.from = from;
  result.as.amended.by = by;
  return resolve_make(scope, node, &result);
}
