/* The fields of a mapping that are no columns of facts: which sheet, which rows are headings, where unit and year are. */
#include "rules/mapping_inside.h"

#include "base/date.h"
#include "base/text.h"

#include <assert.h>
#include <string.h>

#define HEADING_ROWS_MOST 10 /* together */
#define ROW_LARGEST 1000000
#define COLUMN_LARGEST 100000

static const char *const field_names[] = {"sheet",   "heading_rows", "unit",   "name",    "parent", "year",
                                          "decimal", "encoding",     "skip",   "columns", "long",   "fact",
                                          "value",   "confidence",   "source", "note",    "facts"};

/* Where the text of a field goes; NULL: it is none. *number: where the number of its column goes, if it may be named so.
 * *only_long: for one figure a row alone. */
static const char **text_field(struct mapping *mapping, const char *key, uint32_t **number, int *only_long) {
  const struct {
    const char *key;
    const char **into;
    uint32_t *number;
    int only_long;
  } fields[] = {{"sheet", &mapping->sheet, NULL, 0},
                {"unit", &mapping->unit_heading, &mapping->unit_number, 0},
                {"name", &mapping->name_heading, &mapping->name_number, 0},
                {"parent", &mapping->parent_heading, &mapping->parent_number, 0},
                {"year", &mapping->year_heading, NULL, 0},
                {"encoding", &mapping->encoding, NULL, 0},
                {"fact", &mapping->fact_heading, NULL, 1},
                {"value", &mapping->value_heading, NULL, 1},
                {"confidence", &mapping->confidence_heading, NULL, 1},
                {"source", &mapping->source_heading, NULL, 1},
                {"note", &mapping->note_heading, NULL, 1}};
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
    if (strcmp(fields[i].key, key) != 0) continue;
    *number = fields[i].number;
    *only_long = fields[i].only_long;
    return fields[i].into;
  }
  return NULL;
}

static void refuse_field(struct mapping_judging *judging, const struct place *place, const char *key) {
  struct report *report = judging->reading->report;
  const char *near = text_nearest(key, field_names, sizeof field_names / sizeof *field_names);
  if (near != NULL) {
    report_problem(report, CHUAN_ERROR, place, "mapping has no field '%s'; did you mean '%s'?",
                   "mapping không có trường '%s'; có phải bạn muốn viết '%s'?", key, near);
  } else {
    report_problem(report, CHUAN_ERROR, place,
                   "mapping has no field '%s'; its fields are sheet, heading_rows, unit, name, parent, year, "
                   "decimal, encoding, skip "
                   "and columns; with long = true: fact, value, confidence, source, note and facts",
                   "mapping không có trường '%s'; các trường là sheet, heading_rows, unit, name, parent, "
                   "year, decimal, encoding, "
                   "skip và columns; khi có long = true: fact, value, confidence, source, note và facts",
                   key);
  }
}

/* columns belongs to one form of files, facts to the other. */
static void judge_table(struct mapping_judging *judging, const struct entry *entry,
                        const struct place *place) {
  struct report *report = judging->reading->report;
  int of_long = strcmp(entry->key, "facts") == 0;
  if (of_long != judging->mapping->is_long) {
    report_problem(
        report, CHUAN_ERROR, place,
        of_long ? "%s is for files with one figure a row: write long = true too"
                : "%s does not go with long = true; write facts = { [\"name in the file\"] = fact }",
        of_long ? "%s dành cho tệp mỗi dòng một số liệu: hãy ghi thêm long = true"
                : "%s không đi cùng long = true; hãy viết facts = { [\"tên trong tệp\"] = số_liệu }",
        entry->key);
  } else if (strcmp(entry->type, "table") != 0) {
    report_problem(report, CHUAN_ERROR, place,
                   of_long ? "%s is a table: write facts = { [\"name in the file\"] = fact }"
                           : "%s is a table: write columns = { [\"heading\"] = fact }",
                   of_long ? "%s là một bảng: hãy viết facts = { [\"tên trong tệp\"] = số_liệu }"
                           : "%s là một bảng: hãy viết columns = { [\"tiêu đề cột\"] = số_liệu }",
                   entry->key);
  }
}

static int is_row(const struct entry *entry) {
  return entry->is_whole && entry->number >= 1 && entry->number <= ROW_LARGEST;
}

/* 4 or { 3, 5 }. */
static void judge_heading_rows(struct mapping_judging *judging, const struct entry *entry,
                               const struct place *place) {
  struct mapping *mapping = judging->mapping;
  const struct entries *rows = &entry->inside;
  int64_t first = 0, last = 0;
  if (is_row(entry)) first = last = entry->number;
  if (rows->count == 2 && rows->items[0].position == 1 && rows->items[1].position == 2 &&
      is_row(&rows->items[0]) && is_row(&rows->items[1])) {
    first = rows->items[0].number;
    last = rows->items[1].number;
  }
  if (first == 0 || last < first || last - first >= HEADING_ROWS_MOST) {
    report_problem(
        judging->reading->report, CHUAN_ERROR, place,
        "heading_rows is the number of the heading row, or { first, last } of at most %d: write 4, or { 3, 5 "
        "}",
        "heading_rows là số thứ tự của dòng tiêu đề, hoặc { đầu, cuối } của nhiều nhất %d dòng: hãy viết 4, "
        "hoặc { 3, 5 }",
        HEADING_ROWS_MOST);
    return;
  }
  mapping->first_heading_row = (uint32_t)first;
  mapping->last_heading_row = (uint32_t)last;
}

/* { "STT", "Ghi chú" } */
static void judge_skip(struct mapping_judging *judging, const struct entry *entry,
                       const struct place *place) {
  struct mapping *mapping = judging->mapping;
  const struct entries *texts = &entry->inside;
  int good = strcmp(entry->type, "table") == 0;
  mapping->skips = arena_array(judging->reading->arena, texts->count + 1, sizeof *mapping->skips);
  if (mapping->skips == NULL) judging->reading->no_memory = 1;
  for (size_t i = 0; i < texts->count && good && mapping->skips != NULL; i++) {
    good = texts->items[i].position > 0 && texts->items[i].value != NULL;
    if (good) mapping->skips[mapping->skip_count++] = texts->items[i].value;
  }
  if (good) return;
  report_problem(judging->reading->report, CHUAN_ERROR, place,
                 "skip is a list of headings to leave unread: write { \"STT\", \"Ghi chú\" }",
                 "skip là danh sách tiêu đề không cần đọc: hãy viết { \"STT\", \"Ghi chú\" }");
}

static void judge_year(struct mapping_judging *judging, const struct entry *entry,
                       const struct place *place) {
  if (entry->number >= YEAR_FIRST && entry->number <= YEAR_LAST) {
    judging->mapping->year = (int)entry->number;
    return;
  }
  report_problem(judging->reading->report, CHUAN_ERROR, place,
                 "year is a heading in quotes or a year from %d to %d; correct it",
                 "year là tiêu đề trong dấu nháy hoặc một năm từ %d đến %d; hãy sửa lại", YEAR_FIRST,
                 YEAR_LAST);
}

static void judge_decimal(struct mapping_judging *judging, const struct entry *entry,
                          const struct place *place) {
  if (strcmp(entry->value, ".") == 0 || strcmp(entry->value, ",") == 0) {
    judging->mapping->decimal_mark = *entry->value;
  } else {
    report_problem(judging->reading->report, CHUAN_ERROR, place, "decimal is \".\" or \",\", not \"%s\"",
                   "decimal là \".\" hoặc \",\", không phải \"%s\"", entry->value);
  }
}

/* What stands in a field that is a text, a number of a column, or a year. */
static void judge_simple(struct mapping_judging *judging, const struct entry *entry,
                         const struct place *place) {
  struct report *report = judging->reading->report;
  uint32_t *number = NULL;
  assert(judging->mapping != NULL);
  int only_long = 0, is_decimal = strcmp(entry->key, "decimal") == 0;
  const char **into = text_field(judging->mapping, entry->key, &number, &only_long);
  if (into == NULL && !is_decimal) {
    refuse_field(judging, place, entry->key);
  } else if (only_long && !judging->mapping->is_long) {
    report_problem(report, CHUAN_ERROR, place, "%s is for files with one figure a row: write long = true too",
                   "%s dành cho tệp mỗi dòng một số liệu: hãy ghi thêm long = true", entry->key);
  } else if (entry->is_whole && strcmp(entry->key, "year") == 0) {
    judge_year(judging, entry, place);
  } else if (number != NULL && entry->is_whole && entry->number >= 1 && entry->number <= COLUMN_LARGEST) {
    *number = (uint32_t)entry->number;
  } else if (entry->value == NULL || *entry->value == '\0') {
    report_problem(report, CHUAN_ERROR, place, "%s is a text in quotes, and this is not",
                   "%s phải là chuỗi trong dấu nháy", entry->key);
  } else if (is_decimal) {
    judge_decimal(judging, entry, place);
  } else {
    *into = entry->value;
  }
}

static void judge_field(struct mapping_judging *judging, const struct entry *entry) {
  struct place place = mapping_entry_place(judging->reading, entry);
  const char *key = entry->key;
  if (key == NULL) {
    refuse_field(judging, &place, "");
  } else if (strcmp(key, "columns") == 0 || strcmp(key, "facts") == 0) {
    judge_table(judging, entry, &place);
  } else if (strcmp(key, "heading_rows") == 0) {
    judge_heading_rows(judging, entry, &place);
  } else if (strcmp(key, "skip") == 0) {
    judge_skip(judging, entry, &place);
  } else if (strcmp(key, "long") != 0) {
    judge_simple(judging, entry, &place);
  } else if (strcmp(entry->type, "boolean") != 0) {
    report_problem(judging->reading->report, CHUAN_ERROR, &place, "long is true or false",
                   "long là true hoặc false");
  }
}

void mapping_judge_fields(struct mapping_judging *judging) {
  const struct entries *fields = &judging->draft->fields;
  for (size_t i = 0; i < fields->count && !judging->reading->no_memory; i++)
    judge_field(judging, &fields->items[i]);
}
