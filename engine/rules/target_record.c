/* target { id, by, level, value, at_least, ... }: what the province set out to reach by a year. It is judged like an
 * indicator; what else is said of it is for following its progress. */
#include "rules/judged_question.h"
#include "rules/resolve.h"

#include "base/date.h"

#include <string.h>

enum {
  ID,
  BY,
  LEVEL,
  NAME,
  SOURCE,
  TASK,
  REPORTED,
  BASELINE,
  PATH,
  KEEP,
  SET,
  UNIT,
  FOLLOWS,
  EASIER,
  QUESTION
};
static const struct field_schema fields[] = {
    {"id", FIELD_ID, 1},        {"by", FIELD_YEAR, 1},        {"level", FIELD_TEXT, 1},
    {"name", FIELD_NAMES, 0},   {"source", FIELD_ANY, 0},     {"task", FIELD_ANY, 0},
    {"reported", FIELD_ANY, 0}, {"baseline", FIELD_TABLE, 0}, {"path", FIELD_ANY, 0},
    {"keep", FIELD_BOOLEAN, 0}, {"set", FIELD_TEXT, 0},       {"unit", FIELD_TEXT, 0},
    {"follows", FIELD_TEXT, 0}, {"easier", FIELD_NAMES, 0},   QUESTION_FIELDS};

struct target_draft {
  struct judged_draft *judged;
  struct draft *reported, *baseline, *path;
};

static void read_tasks(struct loader *loader, struct target *target, const struct draft *record,
                       const struct draft *draft) {
  const struct draft **texts;
  uint32_t count;
  texts_read(loader, record, "task", draft, &texts, &count);
  const char **ids = arena_array(loader->arena, (size_t)count + 1, sizeof *ids);
  if (!ids) {
    loader_no_memory(loader);
    return;
  }
  for (uint32_t i = 0; i < count; i++) ids[i] = texts[i]->word;
  target->tasks = ids;
  target->task_count = count;
}

/* Codes have no blanks in them: a name would be a unit that is never there. */
static const char *read_unit(struct loader *loader, const struct draft *record, const char *id,
                             const struct draft *draft) {
  if (draft == NULL || draft->kind == DRAFT_ERROR) return "";
  if (strpbrk(draft->word, " \t\r\n") == NULL) return draft->word;
  struct place place = draft_key_place(record, "unit");
  report_problem(loader->report, CHUAN_ERROR, &place,
                 "target %s is set for \"%s\", which is no code of a unit; write unit = \"58\"",
                 "mục tiêu %s giao cho \"%s\" là chữ không phải mã đơn vị; hãy viết unit = \"58\"", id,
                 draft->word);
  return "";
}

static void read_target(struct loader *loader, struct draft *record) {
  static const struct record_schema schema = {"target", fields, sizeof fields / sizeof *fields, 0};
  struct draft *values[FIELDS_MAX];
  int64_t year = 0;
  int whole = fields_read(loader, record, &schema, values);
  if (!values[ID]) return;
  struct judged_draft *judged =
      judged_make(loader, record, JUDGED_TARGET, values[ID]->word, values[NAME], NULL);
  struct target_draft *draft = arena_alloc(loader->arena, sizeof *draft);
  if (!draft) loader_no_memory(loader);
  if (!judged || !draft) return;
  judged->standard = NULL; /* criteria named by their id alone are none of its own */
  judged->level = values[LEVEL] ? loader_level(loader, values[LEVEL]) : NULL;
  if (judged->level)
    judged->shown.level = judged->level->id;
  else
    judged->progress = FINISHED;
  if (!question_read(loader, judged, values + QUESTION)) whole = 0;
  judged->broken = !whole;
  judged_inherit(loader, judged, values[SOURCE]);
  judged_order_fields(loader, judged, values[FOLLOWS], values[EASIER]);
  struct target *target = &judged->target;
  target->judged.target = target;
  if (values[BY]) resolve_whole(values[BY], YEAR_FIRST, YEAR_LAST, &year);
  target->by = (int)year;
  target->set = values[SET] ? values[SET]->word : "";
  target->unit = read_unit(loader, record, values[ID]->word, values[UNIT]);
  target->keeps = values[KEEP] && values[KEEP]->integer;
  read_tasks(loader, target, record, values[TASK]);
  *draft = (struct target_draft){judged, values[REPORTED], values[BASELINE], values[PATH]};
  if (!arena_grow(loader->arena, &loader->targets, &loader->target_capacity, loader->target_count,
                  sizeof *loader->targets)) {
    loader_no_memory(loader);
    return;
  }
  loader->targets[loader->target_count++] = draft;
}

void targets_read(struct loader *loader) {
  for (struct draft *draft = loader->first_record; draft && !loader->no_memory; draft = draft->next_record)
    if (draft->kind == DRAFT_RECORD && draft->known == WORD_TARGET) read_target(loader, draft);
}

/* --- the published figure ------------------------------------------------------------------------------ */

/* 0 after an error: a target in the form of a test has no value. */
static int has_value(struct loader *loader, const struct target *target, const struct draft *record,
                     const char *field) {
  if (target->judged.value || !target->judged.test) return target->judged.value != NULL;
  struct place place = draft_key_place(record, field);
  report_problem(
      loader->report, CHUAN_ERROR, &place,
      "target %s has no value for `%s` to stand beside; write value = with at_least = or the like "
      "instead of test",
      "mục tiêu %s không có value để đi cùng `%s`; hãy viết value = với at_least = hoặc tương tự thay "
      "cho test",
      target->judged.id, field);
  return 0;
}

static void resolve_reported(struct scope *scope, struct target *target, const struct target_draft *draft) {
  struct loader *loader = scope->loader;
  const struct draft *record = draft->judged->record;
  const struct expression *reported = resolve(scope, draft->reported, want_of(WANT_NUMBER));
  if (!has_value(loader, target, record, "reported") || !reported) return;
  const char *unit = target->judged.value->unit;
  if (*unit && *reported->unit && strcmp(unit, reported->unit) != 0) {
    struct place place = draft_key_place(record, "reported");
    report_problem(
        loader->report, CHUAN_ERROR, &place,
        "the published figure is in \"%s\" and the value of target %s in \"%s\"; give a figure of the "
        "same unit of measure",
        "số công bố tính bằng \"%s\" còn value của mục tiêu %s tính bằng \"%s\"; hãy dùng số liệu "
        "cùng đơn vị tính",
        reported->unit, target->judged.id, unit);
    return;
  }
  target->reported = reported;
}

/* --- where it begins and how it goes ------------------------------------------------------------------- */

static void resolve_baseline(struct scope *scope, struct target *target, const struct target_draft *draft) {
  static const struct field_schema baseline_fields[] = {{"year", FIELD_YEAR, 1}, {"value", FIELD_ANY, 0}};
  static const struct record_schema schema = {"baseline", baseline_fields, 2, 0};
  struct loader *loader = scope->loader;
  const struct draft *record = draft->judged->record;
  struct draft *values[FIELDS_MAX];
  int64_t year = 0;
  if (!fields_read(loader, draft->baseline, &schema, values)) return;
  resolve_whole(values[0], YEAR_FIRST, YEAR_LAST, &year);
  if (target->by && year >= target->by) {
    report_problem(
        loader->report, CHUAN_ERROR, &draft->baseline->place,
        "the baseline of target %s is of %d, not before %d, by when it is to be reached; correct one",
        "mốc đầu của mục tiêu %s là năm %d, không trước năm %d phải đạt; hãy sửa một trong hai",
        target->judged.id, (int)year, target->by);
    return;
  }
  const struct expression *value = NULL;
  if (values[1]) {
    value = resolve(scope, values[1], want_of(WANT_NUMBER));
  } else if (has_value(loader, target, record, "baseline")) {
    const struct expression *now = target->judged.value;
    struct expression then = {.kind = EXPRESSION_IN_YEAR,
                              .type = now->type,
                              .unit = now->unit,
                              .operand_count = 1,
                              .operands = &now,
                              .as.year = (int)year};
    value = resolve_make(scope, draft->baseline, &then);
  }
  if (!value) return;
  target->has_baseline = 1;
  target->baseline_year = (int)year;
  target->baseline = value;
}

static void refuse_path(struct loader *loader, const struct draft *record, const struct target *target) {
  struct place place = draft_key_place(record, "path");
  report_problem(
      loader->report, CHUAN_ERROR, &place,
      "the path of target %s is not clear; write path = \"linear\", or path = { [2022] = 29, [2023] = "
      "32 }",
      "chưa rõ lộ trình của mục tiêu %s; hãy viết path = \"linear\", hoặc path = { [2022] = 29, [2023] "
      "= 32 }",
      target->judged.id);
}

static void read_steps(struct loader *loader, struct target *target, const struct draft *record,
                       const struct draft *table) {
  struct target_step *steps = arena_array(loader->arena, (size_t)table->field_count + 1, sizeof *steps);
  if (!steps) {
    loader_no_memory(loader);
    return;
  }
  uint32_t count = 0;
  for (uint32_t i = 0; i < table->field_count; i++) {
    const struct draft_field *field = &table->fields[i];
    const struct draft *value = field->value;
    if (value->kind == DRAFT_ERROR) return;
    if (field->key || field->position < YEAR_FIRST || field->position > YEAR_LAST ||
        value->kind != DRAFT_NUMBER ||
        !rational_parse(&steps[count].value, value->word, strlen(value->word))) {
      refuse_path(loader, record, target);
      return;
    }
    steps[count++].year = (int)field->position;
    if (!target->by || field->position < target->by) continue;
    struct place place = draft_field_place(table, field);
    report_problem(
        loader->report, CHUAN_ERROR, &place,
        "the path of target %s goes to %d, by when the target itself holds; its last year is %d",
        "lộ trình của mục tiêu %s đến năm %d là năm đã phải đạt mục tiêu; năm cuối của lộ trình là %d",
        target->judged.id, target->by, target->by - 1);
    return;
  }
  if (count == 0) {
    refuse_path(loader, record, target);
    return;
  }
  target->path = PATH_WRITTEN;
  target->steps = steps;
  target->step_count = count;
}

static void read_path(struct scope *scope, struct target *target, const struct target_draft *draft) {
  struct loader *loader = scope->loader;
  const struct draft *record = draft->judged->record, *path = draft->path;
  if (path->kind == DRAFT_ERROR) return;
  if (path->kind == DRAFT_TABLE) {
    read_steps(loader, target, record, path);
  } else if (path->kind != DRAFT_STRING || strcmp(path->word, "linear") != 0) {
    refuse_path(loader, record, target);
  } else if (!draft->baseline) {
    struct place place = draft_key_place(record, "path");
    report_problem(
        loader->report, CHUAN_ERROR, &place,
        "the path of target %s is linear from nowhere; add baseline = { year = 2020, value = 27 }",
        "lộ trình của mục tiêu %s là linear nhưng không có mốc đầu; hãy thêm baseline = { year = 2020, "
        "value = 27 }",
        target->judged.id);
  } else {
    target->path = PATH_LINEAR;
  }
}

/* --- all of them --------------------------------------------------------------------------------------- */

void targets_finish(struct loader *loader) {
  struct rulebook *rulebook = loader->rulebook;
  rulebook->targets = arena_array(loader->arena, loader->target_count + 1, sizeof *rulebook->targets);
  if (!rulebook->targets) {
    loader_no_memory(loader);
    return;
  }
  for (size_t i = 0; i < loader->target_count && !loader->no_memory; i++) {
    const struct target_draft *draft = loader->targets[i];
    struct judged_draft *judged = draft->judged;
    struct target *target = &judged->target;
    struct scope scope = {loader, judged->level, NULL, 0, NULL};
    judged->shown.index = rulebook->judged_count;
    rulebook->judged[rulebook->judged_count++] = &judged->shown;
    rulebook->targets[rulebook->target_count++] = target;
    judged_find_followed(loader, judged);
    if (!judged->level) continue;
    resolve_judged(&scope, judged, NULL);
    judged_warn_unsourced(loader, judged);
    if (draft->reported) resolve_reported(&scope, target, draft);
    if (draft->baseline) resolve_baseline(&scope, target, draft);
    if (draft->path) read_path(&scope, target, draft);
  }
}
