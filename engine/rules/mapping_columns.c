/* The columns of a mapping, or, of files with one figure a row, the names of facts: each for one fact, told once. */
#include "rules/mapping_inside.h"

#include "base/text.h"

#include <string.h>

#define COMPARED_MAX 2000000u /* names looked at for "did you mean" */
#define COLUMN_LARGEST 100000

static const struct fact *find_fact(struct mapping_reading *reading, const struct entry *entry,
                                    const char *column, const char *id, const char *type) {
  struct place place = mapping_entry_place(reading, entry);
  if (id == NULL) {
    report_problem(reading->report, CHUAN_ERROR, &place,
                   "the column '%s' needs the name of a fact, and this is a %s",
                   "cột '%s' cần tên của một số liệu, mà ở đây là kiểu %s", column, type);
    return NULL;
  }
  const struct fact *fact = name_table_get(&reading->facts, id);
  if (fact != NULL) return fact;
  const char *near = NULL;
  if (reading->compared + reading->facts.count <= COMPARED_MAX) {
    reading->compared += reading->facts.count;
    near = name_table_nearest(&reading->facts, reading->arena, id);
  }
  if (near != NULL) {
    report_problem(reading->report, CHUAN_ERROR, &place, "the level %s has no fact '%s'; did you mean '%s'?",
                   "cấp %s không có số liệu '%s'; có phải bạn muốn viết '%s'?", reading->level_name, id,
                   near);
  } else {
    report_problem(reading->report, CHUAN_ERROR, &place,
                   "the level %s has no fact '%s'; `chuan facts` lists them",
                   "cấp %s không có số liệu '%s'; hãy xem `chuan facts`", reading->level_name, id);
  }
  return NULL;
}

/* --- a conversion ------------------------------------------------------------------------------ */

static int is_number(const struct fact *fact) {
  return fact->kind == FACT_COUNT || fact->kind == FACT_AMOUNT;
}

static int judge_unit(struct mapping_reading *reading, const struct entry *entry, const struct place *place,
                      struct mapping_column *column) {
  const struct fact *fact = column->fact;
  if (entry->value == NULL) {
    report_problem(reading->report, CHUAN_ERROR, place, "%s is a text in quotes, and this is not",
                   "%s phải là chuỗi trong dấu nháy", entry->key);
    return 0;
  }
  switch (measure_convert(reading->arena, entry->value, fact->unit, &column->factor)) {
    case MEASURE_SAME:
    case MEASURE_CONVERTED:
      return 1;
    case MEASURE_NO_MEMORY:
      reading->no_memory = 1;
      return 0;
    case MEASURE_UNKNOWN:
      report_problem(
          reading->report, CHUAN_ERROR, place,
          "\"%s\" is no unit of measure known here; write times = \"…\", what a figure of the file is to be "
          "multiplied by to be in %s",
          "không biết đơn vị tính \"%s\"; hãy viết times = \"…\", là số phải nhân vào số trong tệp để ra %s",
          entry->value, *fact->unit != '\0' ? fact->unit : fact->id);
      return 0;
    default:
      report_problem(reading->report, CHUAN_ERROR, place,
                     "\"%s\" cannot be made \"%s\", the unit of %s; is it the right column?",
                     "không đổi được \"%s\" ra \"%s\", đơn vị tính của %s; cột này có đúng không?",
                     entry->value, fact->unit, fact->id);
      return 0;
  }
}

static int judge_times(struct mapping_reading *reading, const struct entry *entry, const struct place *place,
                       struct mapping_column *column) {
  const char *text = entry->value != NULL ? entry->value : entry->decimal;
  if (text != NULL && measure_factor_read(text, &column->factor)) return 1;
  report_problem(reading->report, CHUAN_ERROR, place,
                 "times is an exact number above zero: write times = \"0.001\", or \"1/1000\"",
                 "times là một số đúng, lớn hơn 0: hãy viết times = \"0.001\", hoặc \"1/1000\"");
  return 0;
}

/* { fact, unit = "…" } or { fact, times = "…" } */
static int judge_conversion(struct mapping_reading *reading, const struct entry *entry, const char *name,
                            struct mapping_column *column) {
  const struct entry *fact = NULL, *unit = NULL, *times = NULL;
  struct place place = mapping_entry_place(reading, entry);
  for (size_t i = 0; i < entry->inside.count; i++) {
    const struct entry *field = &entry->inside.items[i];
    const char *key = field->key != NULL ? field->key : "";
    if (field->position == 1) {
      fact = field;
    } else if (strcmp(key, "unit") == 0) {
      unit = field;
    } else if (strcmp(key, "times") == 0) {
      times = field;
    } else {
      report_problem(
          reading->report, CHUAN_ERROR, &place,
          "the column '%s' is { fact, unit = \"…\" } or { fact, times = \"…\" }, without '%s'",
          "cột '%s' viết là { số_liệu, unit = \"…\" } hoặc { số_liệu, times = \"…\" }, không có '%s'", name,
          field->key != NULL ? field->key : "2");
      return 0;
    }
  }
  if (unit != NULL && times != NULL) {
    report_problem(reading->report, CHUAN_ERROR, &place, "the column '%s' has unit and times; keep one",
                   "cột '%s' có cả unit và times; hãy giữ lại một", name);
    return 0;
  }
  column->fact =
      find_fact(reading, entry, name, fact != NULL ? fact->value : NULL, fact != NULL ? fact->type : "table");
  if (column->fact == NULL || (unit == NULL && times == NULL)) return column->fact != NULL;
  if (!is_number(column->fact)) {
    report_problem(reading->report, CHUAN_ERROR, &place,
                   "%s is no number: nothing can be converted; leave %s out",
                   "%s không phải số nên không đổi đơn vị được; hãy bỏ %s", column->fact->id,
                   unit != NULL ? "unit" : "times");
    return 0;
  }
  return unit != NULL ? judge_unit(reading, unit, &place, column)
                      : judge_times(reading, times, &place, column);
}

/* --- columns ------------------------------------------------------------------------------------ */

/* Remembers a column by its folded heading and by its fact (none: it is the unit's or the year's), unless an earlier
 * one has them. */
static void note_column(struct mapping_judging *judging, const char *fold, struct mapping_column *column) {
  struct arena *arena = judging->reading->arena;
  int done = name_table_get(&judging->headings, fold) != NULL ||
             name_table_put(&judging->headings, arena, fold, column);
  if (column->fact != NULL && name_table_get(&judging->taken, column->fact->id) == NULL) {
    done = done && name_table_put(&judging->taken, arena, column->fact->id, column);
  }
  if (!done) judging->reading->no_memory = 1;
}

/* A key of its own for columns that are named by their number. */
static const char *number_key(struct mapping_judging *judging, uint32_t number) {
  const char *key = arena_format(judging->reading->arena, "#%u", (unsigned)number);
  if (key == NULL) judging->reading->no_memory = 1;
  return key;
}

/* What the columns of a mapping are looked up in. */
static void prepare_columns(struct mapping_judging *judging) {
  const struct mapping *mapping = judging->mapping;
  const struct {
    const char *name, *heading;
    uint32_t number;
  } own[MAPPING_OWN] = {
      {"unit", mapping->unit_heading != NULL ? mapping->unit_heading : "unit", mapping->unit_number},
      {"year", mapping->year_heading != NULL ? mapping->year_heading : "year", 0},
      {"name", mapping->name_heading, mapping->name_number},
      {"parent", mapping->parent_heading, mapping->parent_number}};
  for (size_t i = 0; i < MAPPING_OWN && !judging->reading->no_memory; i++) {
    const char *heading = own[i].heading, *fold = NULL;
    judging->own[i].heading = own[i].name;
    if (own[i].number != 0)
      fold = number_key(judging, own[i].number);
    else if (heading != NULL && (fold = text_fold(judging->reading->arena, heading, strlen(heading))) == NULL)
      judging->reading->no_memory = 1;
    if (fold != NULL && *fold != '\0') note_column(judging, fold, &judging->own[i]);
  }
}

/* One problem when the heading or the fact was used by an earlier column, or the heading is the unit's or year's. */
static void check_repeats(struct mapping_judging *judging, const char *fold,
                          const struct mapping_column *column) {
  struct report *report = judging->reading->report;
  const struct mapping_column *before = name_table_get(&judging->headings, fold);
  const struct mapping_column *same_fact = name_table_get(&judging->taken, column->fact->id);
  if (before != NULL && before->fact == NULL) {
    report_problem(report, CHUAN_ERROR, &column->place, "the heading '%s' is already the column of %s",
                   "tiêu đề '%s' đã là cột của %s", column->heading, before->heading);
  } else if (before != NULL) {
    report_problem(report, CHUAN_ERROR, &column->place,
                   "the headings '%s' and '%s' (line %u) look the same to the import; keep one",
                   "hai tiêu đề '%s' và '%s' (dòng %u) được coi là một khi nhập; hãy giữ lại một",
                   column->heading, before->heading, (unsigned)before->place.line);
  } else if (same_fact != NULL) {
    report_problem(report, CHUAN_ERROR, &column->place,
                   "the fact '%s' already has a column on line %u; keep one",
                   "số liệu '%s' đã có cột ở dòng %u; hãy giữ lại một", column->fact->id,
                   (unsigned)same_fact->place.line);
  }
}

/* The key of a column for looking it up; "" when it can name none. NULL: no memory. */
static const char *column_key(struct mapping_judging *judging, const struct entry *entry,
                              struct mapping_column *column) {
  struct arena *arena = judging->reading->arena;
  const char *fold = "";
  *column = (struct mapping_column){.heading = entry->key};
  column->place = mapping_entry_place(judging->reading, entry);
  /* The first is what { households } looks like, too: no figure stands in the first column. */
  if (entry->key == NULL && entry->position > 1 && entry->position <= COLUMN_LARGEST) {
    column->number = (uint32_t)entry->position;
    column->heading = arena_format(arena, "%u", (unsigned)column->number);
    fold = column->heading == NULL ? NULL : number_key(judging, column->number);
  } else if (entry->key != NULL) {
    fold = text_fold(arena, entry->key, strlen(entry->key));
  }
  if (fold == NULL) judging->reading->no_memory = 1;
  return fold;
}

static const struct entries *table_of(const struct mapping_judging *judging, const char *key) {
  static const struct entries none = {NULL, 0, 0};
  const struct entry *entry = mapping_field(judging->draft, key);
  return entry != NULL ? &entry->inside : &none;
}

void mapping_judge_columns(struct mapping_judging *judging) {
  struct mapping_reading *reading = judging->reading;
  struct mapping *mapping = judging->mapping;
  const struct entries *entries = table_of(judging, "columns");
  mapping->columns = arena_array(reading->arena, entries->count + 1, sizeof *mapping->columns);
  if (mapping->columns == NULL) {
    reading->no_memory = 1;
    return;
  }
  prepare_columns(judging);
  for (size_t i = 0; i < entries->count && !reading->no_memory; i++) {
    const struct entry *entry = &entries->items[i];
    struct mapping_column *column = &mapping->columns[mapping->column_count];
    const char *fold = column_key(judging, entry, column);
    if (fold == NULL) return;
    if (*fold == '\0') {
      report_problem(
          reading->report, CHUAN_ERROR, &column->place,
          "each column is [\"heading\"] = fact, with at least one letter or digit in the heading, or [3] = "
          "fact by its number, from 2",
          "mỗi cột là [\"tiêu đề\"] = số_liệu, tiêu đề có ít nhất một chữ cái hoặc chữ số, hoặc [3] = "
          "số_liệu theo số thứ tự của cột, từ 2");
      continue;
    }
    if (strcmp(entry->type, "table") == 0) {
      if (!judge_conversion(reading, entry, column->heading, column)) continue;
    } else {
      column->fact = find_fact(reading, entry, column->heading, entry->value, entry->type);
      if (column->fact == NULL) continue;
    }
    mapping->column_count++;
    check_repeats(judging, fold, column);
    note_column(judging, fold, column);
  }
}

/* --- names ---------------------------------------------------------------------------------------- */

/* What the file calls facts: the same fact may have several names, a name only one fact. */
void mapping_judge_names(struct mapping_judging *judging) {
  struct mapping_reading *reading = judging->reading;
  struct mapping *mapping = judging->mapping;
  const struct entries *entries = table_of(judging, "facts");
  mapping->names = arena_array(reading->arena, entries->count + 1, sizeof *mapping->names);
  if (mapping->names == NULL) reading->no_memory = 1;
  for (size_t i = 0; i < entries->count && !reading->no_memory; i++) {
    const struct entry *entry = &entries->items[i];
    struct place place = mapping_entry_place(reading, entry);
    const char *fold = entry->key != NULL ? text_fold(reading->arena, entry->key, strlen(entry->key)) : "";
    if (fold == NULL) {
      reading->no_memory = 1;
    } else if (*fold == '\0') {
      report_problem(
          reading->report, CHUAN_ERROR, &place,
          "each of facts is [\"name in the file\"] = fact, with at least one letter or digit in the name",
          "mỗi mục của facts là [\"tên trong tệp\"] = số_liệu, tên có ít nhất một chữ cái hoặc chữ số");
    } else {
      const struct fact *fact = find_fact(reading, entry, entry->key, entry->value, entry->type);
      if (fact == NULL) continue;
      struct mapping_column *name = &mapping->names[mapping->name_count++];
      *name = (struct mapping_column){.heading = entry->key, .fact = fact, .place = place};
      const struct mapping_column *before = name_table_get(&judging->headings, fold);
      if (before != NULL && before->fact != fact) {
        report_problem(reading->report, CHUAN_ERROR, &place,
                       "the names '%s' and '%s' (line %u) look the same to the import; keep one",
                       "hai tên '%s' và '%s' (dòng %u) được coi là một khi nhập; hãy giữ lại một",
                       name->heading, before->heading, (unsigned)before->place.line);
      } else if (before == NULL && !name_table_put(&judging->headings, reading->arena, fold, name)) {
        reading->no_memory = 1;
      }
    }
  }
}
