/* task { id, targets, criteria, departments }: a task or a solution of the programme, and what serves it. */
#include "rules/field_schema.h"
#include "rules/words.h"

#include <string.h>

enum { ID, KIND, NAME, SOURCE, TARGETS, CRITERIA, DEPARTMENTS };
static const struct field_schema fields[] = {{"id", FIELD_ID, 1},
                                             {"kind", FIELD_TEXT, 0},
                                             {"name", FIELD_NAMES, 0},
                                             {"source", FIELD_ANY, 0},
                                             {"targets", FIELD_TABLE, 0},
                                             {"criteria", FIELD_TABLE, 0},
                                             {"departments", FIELD_TABLE, 0}};

/* What a task names, or NULL after an error. */
static struct judged_draft *find_named(struct loader *loader, const struct draft *id, int target) {
  struct judged_draft *found = name_table_get(&loader->judged, id->word);
  if (found && (found->shown.kind == JUDGED_TARGET) == target) return found;
  if (!found && !loader_misses(loader, id->word)) return NULL;
  const char *nearest = found ? NULL : loader_nearest(loader, &loader->judged, id->word);
  if (target) {
    report_problem(loader->report, CHUAN_ERROR, &id->place,
                   "there is no target \"%s\"%s%s%s; name one that is declared with target { id = ... }",
                   "không có mục tiêu \"%s\"%s%s%s; hãy ghi mã đã khai bằng target { id = ... }", id->word,
                   nearest ? report_pick(loader->report, "; did you mean \"", "; có phải là \"") : "",
                   nearest ? nearest : "", nearest ? "\"?" : "");
  } else {
    report_problem(loader->report, CHUAN_ERROR, &id->place,
                   "there is no standard, criterion or indicator \"%s\"; write a path such as \"%s\"",
                   "không có bộ tiêu chí, tiêu chí hay chỉ tiêu \"%s\"; hãy ghi đường dẫn như \"%s\"",
                   id->word, nearest ? nearest : "commune.standard/17");
  }
  return NULL;
}

static int is_among(const struct target *const *targets, uint32_t count, const struct target *target) {
  for (uint32_t i = 0; i < count; i++)
    if (targets[i] == target) return 1;
  return 0;
}

/* Which targets name a task themselves, by its id; in order. */
struct naming {
  const struct target *target;
  struct naming *next, *last; /* last: kept in the first */
};

static int add_naming(struct loader *loader, struct name_table *named, const char *id,
                      const struct target *target) {
  struct naming *first = name_table_get(named, id);
  if (first && first->last->target == target) return 1; /* it names the task twice */
  struct naming *one = arena_alloc(loader->arena, sizeof *one);
  if (!one) return 0;
  *one = (struct naming){target, NULL, one};
  if (!first) return name_table_put(named, loader->arena, id, one);
  first->last->next = one;
  first->last = one;
  return 1;
}

static void find_naming(struct loader *loader, struct name_table *named) {
  const struct rulebook *rulebook = loader->rulebook;
  for (uint32_t i = 0; i < rulebook->target_count && !loader->no_memory; i++)
    for (uint32_t n = 0; n < rulebook->targets[i]->task_count && !loader->no_memory; n++)
      if (!add_naming(loader, named, rulebook->targets[i]->tasks[n], rulebook->targets[i]))
        loader_no_memory(loader);
}

static void read_targets(struct loader *loader, struct task *task, const struct draft *record,
                         const struct draft *draft, const struct name_table *named) {
  const struct naming *naming = name_table_get(named, task->id);
  const struct draft **texts;
  uint32_t count;
  texts_read(loader, record, "targets", draft, &texts, &count);
  size_t size = (size_t)count + 1;
  for (const struct naming *one = naming; one; one = one->next) size++;
  const struct target **targets = arena_array(loader->arena, size, sizeof *targets);
  if (!targets) {
    loader_no_memory(loader);
    return;
  }
  for (; naming; naming = naming->next) targets[task->target_count++] = naming->target;
  for (uint32_t i = 0; i < count; i++) {
    const struct judged_draft *found = find_named(loader, texts[i], 1);
    if (found && !is_among(targets, task->target_count, &found->target))
      targets[task->target_count++] = &found->target;
  }
  task->targets = targets;
}

static void read_criteria(struct loader *loader, struct task *task, const struct draft *record,
                          const struct draft *draft) {
  const struct draft **texts;
  uint32_t count;
  texts_read(loader, record, "criteria", draft, &texts, &count);
  const struct judged **judged = arena_array(loader->arena, (size_t)count + 1, sizeof *judged);
  if (!judged) {
    loader_no_memory(loader);
    return;
  }
  for (uint32_t i = 0; i < count; i++) {
    const struct judged_draft *found = find_named(loader, texts[i], 0);
    if (found) judged[task->judged_count++] = &found->shown;
  }
  task->judged = judged;
}

static void read_departments(struct loader *loader, struct task *task, const struct draft *record,
                             const struct draft *table) {
  uint32_t count = table ? table->field_count : 0;
  struct names *departments = arena_array(loader->arena, (size_t)count + 1, sizeof *departments);
  if (!departments) {
    loader_no_memory(loader);
    return;
  }
  for (uint32_t i = 0; i < count; i++) {
    struct draft *name = table->fields[i].value;
    if (name->kind == DRAFT_ERROR) continue;
    if (table->fields[i].key || (name->kind != DRAFT_STRING && name->kind != DRAFT_TABLE)) {
      struct place place = draft_key_place(record, "departments");
      report_problem(
          loader->report, CHUAN_ERROR, &place,
          "departments is a list of names; write departments = { { vi = \"...\", en = \"...\" } }",
          "departments là danh sách tên; hãy viết departments = { { vi = \"...\", en = \"...\" } }");
      continue;
    }
    names_read(loader, name, "", &departments[task->department_count++]);
  }
  task->departments = departments;
}

static void read_kind(struct loader *loader, struct task *task, const struct draft *record,
                      const struct draft *draft) {
  task->kind = "task";
  if (!draft || strcmp(draft->word, "task") == 0) return;
  task->kind = "solution";
  if (strcmp(draft->word, "solution") == 0) return;
  struct place place = draft_key_place(record, "kind");
  report_problem(
      loader->report, CHUAN_ERROR, &place,
      "\"%s\" is no kind of task; write kind = \"task\" or kind = \"solution\"",
      "\"%s\" không phải loại nhiệm vụ; hãy viết kind = \"task\" (nhiệm vụ) hoặc kind = \"solution\" "
      "(giải pháp)",
      draft->word);
}

static void read_task(struct loader *loader, struct draft *record, const struct name_table *named) {
  static const struct record_schema schema = {"task", fields, sizeof fields / sizeof *fields, 0};
  struct draft *values[FIELDS_MAX];
  fields_read(loader, record, &schema, values);
  if (!values[ID]) return;
  struct task *task = arena_alloc(loader->arena, sizeof *task);
  if (!task) {
    loader_no_memory(loader);
    return;
  }
  task->id = values[ID]->word;
  task->place = record->place;
  names_read(loader, values[NAME], task->id, &task->name);
  read_kind(loader, task, record, values[KIND]);
  task->source = source_read(loader, values[SOURCE]);
  read_targets(loader, task, record, values[TARGETS], named);
  read_criteria(loader, task, record, values[CRITERIA]);
  read_departments(loader, task, record, values[DEPARTMENTS]);
  const struct task *first = name_table_get(&loader->tasks, task->id);
  if (first)
    loader_duplicate(loader, &record->place, "task", task->id, &first->place);
  else if (!name_table_put(&loader->tasks, loader->arena, task->id, task))
    loader_no_memory(loader);
}

/* A target that names a task which is not there would never be shown with it. */
static void check_target(struct loader *loader, const struct target *target) {
  const struct judged_draft *draft = name_table_get(&loader->judged, target->judged.id);
  for (uint32_t i = 0; i < target->task_count; i++) {
    const char *id = target->tasks[i];
    if (name_table_get(&loader->tasks, id) || !loader_misses(loader, id)) continue;
    struct place place = draft_key_place(draft->record, "task");
    const char *nearest = loader_nearest(loader, &loader->tasks, id);
    if (nearest) {
      report_problem(loader->report, CHUAN_ERROR, &place, "there is no task \"%s\"; did you mean \"%s\"?",
                     "không có nhiệm vụ \"%s\"; có phải là \"%s\"?", id, nearest);
    } else {
      report_problem(loader->report, CHUAN_ERROR, &place,
                     "there is no task \"%s\"; declare it with task { id = \"%s\" }",
                     "không có nhiệm vụ \"%s\"; hãy khai bằng task { id = \"%s\" }", id, id);
    }
  }
}

void tasks_read(struct loader *loader) {
  const struct rulebook *rulebook = loader->rulebook;
  struct name_table named = {0};
  find_naming(loader, &named);
  for (struct draft *draft = loader->first_record; draft && !loader->no_memory; draft = draft->next_record)
    if (draft->kind == DRAFT_RECORD && draft->known == WORD_TASK) read_task(loader, draft, &named);
  for (uint32_t i = 0; i < rulebook->target_count && !loader->no_memory; i++)
    check_target(loader, rulebook->targets[i]);
}
