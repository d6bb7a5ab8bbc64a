/* Progress task by task: the targets each one serves, and how many units meet the criteria it serves. */
#include "output/targets_output.h"

#include "output/csv.h"
#include "output/json.h"
#include "output/label.h"
#include "output/outline.h"

#include <inttypes.h>
#include <string.h>

struct progress {
  const struct target_list *list;
  const struct task_count *counts;
  size_t count;
  struct writer *writer;
  struct arena *arena;
  struct reader reader;
};

/* The results of one unit: they stand together. */
struct unit_part {
  const struct target_result *results;
  size_t count;
};

static struct unit_part next_part(const struct target_list *list, size_t first) {
  size_t end = first + 1;
  while (end < list->count && list->results[end].unit.id == list->results[first].unit.id) end++;
  return (struct unit_part){&list->results[first], end - first};
}

static int is_wanted(const struct progress *progress, const struct task *task) {
  return progress->list->task == NULL || strcmp(progress->list->task, task->id) == 0;
}

static const struct target_result *result_of(const struct unit_part *part, const struct target *target) {
  for (size_t i = 0; i < part->count; i++) {
    if (part->results[i].target == target) return &part->results[i];
  }
  return NULL;
}

static const struct task_count *count_of(const struct progress *progress, const struct unit_part *part,
                                         const struct judged *judged) {
  for (size_t i = 0; i < progress->count; i++) {
    const struct task_count *count = &progress->counts[i];
    if (count->judged == judged && count->day == part->results[0].moment.as_of &&
        strcmp(count->unit, part->results[0].unit.code) == 0) {
      return count;
    }
  }
  return NULL;
}

static const char *kind_word(const struct judged *judged) {
  return judged->kind == JUDGED_STANDARD    ? "standard"
         : judged->kind == JUDGED_CRITERION ? "criterion"
                                            : "indicator";
}

/* --- for people ------------------------------------------------------------------------------------------------- */

static const char *pick(const struct progress *progress, const char *english, const char *vietnamese) {
  return text_pick(&progress->reader, english, vietnamese);
}

/* "solution-3" is told as "Solution 3". */
static const char *short_id(const struct task *task) {
  size_t length = strlen(task->kind);
  return strncmp(task->id, task->kind, length) == 0 && task->id[length] == '-' ? &task->id[length + 1]
                                                                               : task->id;
}

static void write_title(const struct progress *progress, struct outline *outline, const struct task *task) {
  struct buffer *line = &outline->text;
  int is_task = strcmp(task->kind, "task") == 0;
  buffer_add_string(
      line, is_task ? pick(progress, "Task ", "Nhiệm vụ ") : pick(progress, "Solution ", "Giải pháp "));
  buffer_add_string(line, short_id(task));
  buffer_add_string(line, " · ");
  buffer_add_string(line, names_pick(&task->name, progress->reader.language));
  outline_line(outline, 0, "", TINT_NONE, TINT_STRONG);
  if (task->department_count == 0) return;
  for (uint32_t i = 0; i < task->department_count; i++) {
    if (i > 0) buffer_add_string(line, "; ");
    buffer_add_string(line, names_pick(&task->departments[i], progress->reader.language));
  }
  outline_line(outline, 2, "", TINT_NONE, TINT_FAINT);
}

static void write_target(const struct progress *progress, struct outline *outline,
                         const struct target_result *result) {
  struct buffer *line = &outline->text;
  buffer_add_string(line, names_pick(&result->target->judged.name, progress->reader.language));
  buffer_add_string(line, ": ");
  size_t before = line->length;
  text_target_value(line, &progress->reader, result);
  if (line->length > before) buffer_add_string(line, ", ");
  buffer_add_string(line, pick(progress, "asked ", "phải đạt "));
  text_target_threshold(line, &progress->reader, result);
  buffer_add_string(line, "; ");
  if (result->standing == STANDING_NO_DATA)
    text_target_lack(line, &progress->reader, result);
  else
    buffer_add_string(line, standing_text(result->standing, progress->reader.language));
  if (result->data_status == CHUAN_ILLUSTRATIVE) buffer_add_string(line, " *");
  outline_line(outline, 2, standing_sign(result->standing), standing_tint(result->standing), TINT_NONE);
}

/* Of the figures of units below some are illustrative: no count of them is real. */
static int is_illustrative_below(const struct unit_part *part) {
  for (size_t i = 0; i < part->count; i++) {
    if (part->results[i].worst_below == CHUAN_ILLUSTRATIVE) return 1;
  }
  return 0;
}

static int is_illustrative(const struct unit_part *part) {
  for (size_t i = 0; i < part->count; i++) {
    if (part->results[i].data_status == CHUAN_ILLUSTRATIVE) return 1;
  }
  return is_illustrative_below(part);
}

static void add_counts(const struct progress *progress, struct buffer *line, const struct unit_part *part,
                       const struct judged *judged) {
  static const chuan_verdict order[] = {CHUAN_MET, CHUAN_NOT_MET, CHUAN_NO_DATA, CHUAN_NOT_APPLICABLE};
  const struct task_count *count = count_of(progress, part, judged);
  const char *separator = ": ";
  if (count == NULL) {
    buffer_add_string(line, pick(progress, ": no unit judged", ": không có đơn vị nào được xét"));
    return;
  }
  for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
    if (count->counts[order[i]] == 0) continue;
    buffer_format(line, "%s%" PRIu64 " %s", separator, count->counts[order[i]],
                  label_text(label_verdict(order[i]), progress->reader.language));
    separator = ", ";
  }
  if (count->counts[CHUAN_MET] + count->counts[CHUAN_NOT_MET] > 0 && is_illustrative_below(part))
    buffer_add_string(line, " *");
}

/* A standard is named once, above those of its criteria that follow one another. */
static void write_counts(const struct progress *progress, struct outline *outline,
                         const struct unit_part *part, const struct task *task) {
  struct buffer *line = &outline->text;
  const struct judged *above = NULL;
  for (uint32_t i = 0; i < task->judged_count; i++) {
    const struct judged *judged = task->judged[i], *standard = judged;
    while (standard->parent != NULL) standard = standard->parent;
    if (standard != above || judged == standard) {
      buffer_add_string(line, names_pick(&standard->name, progress->reader.language));
      if (judged == standard) add_counts(progress, line, part, judged);
      outline_line(outline, 2, "·", TINT_FAINT, TINT_NONE);
    }
    above = standard;
    if (judged == standard) continue;
    buffer_add_string(line, judged->id);
    buffer_add_char(line, ' ');
    buffer_add_string(line, names_pick(&judged->name, progress->reader.language));
    add_counts(progress, line, part, judged);
    outline_line(outline, 4, "", TINT_NONE, TINT_NONE);
  }
}

static void write_task(const struct progress *progress, struct outline *outline, const struct unit_part *part,
                       const struct task *task) {
  size_t counts[STANDING_COUNT] = {0}, targets = 0;
  write_title(progress, outline, task);
  for (uint32_t i = 0; i < task->target_count; i++) {
    const struct target_result *result = result_of(part, task->targets[i]);
    if (result == NULL) continue;
    counts[result->standing]++;
    targets++;
  }
  if (targets > 0) {
    buffer_format(&outline->text, pick(progress, "%zu targets: ", "%zu mục tiêu: "), targets);
    text_standing_counts(&outline->text, &progress->reader, counts);
    outline_line(outline, 2, "", TINT_NONE, TINT_NONE);
  }
  for (uint32_t i = 0; i < task->target_count; i++) {
    const struct target_result *result = result_of(part, task->targets[i]);
    if (result != NULL) write_target(progress, outline, result);
  }
  write_counts(progress, outline, part, task);
  outline_blank(outline);
}

static chuan_status write_table(const struct progress *progress) {
  const struct target_list *list = progress->list;
  const struct rulebook *rules = list->rulebook;
  struct outline outline;
  outline_begin(&outline, progress->writer);
  for (size_t first = 0; first < list->count;) {
    struct unit_part part = next_part(list, first);
    buffer_add_string(&outline.text, pick(progress, "Tasks and solutions · ", "Nhiệm vụ và giải pháp · "));
    text_target_unit(&outline.text, &progress->reader, part.results);
    outline_line(&outline, 0, "", TINT_NONE, TINT_STRONG);
    if (part.results[0].gone) {
      text_target_gone(&outline.text, &progress->reader, part.results);
      outline_line(&outline, 0, "", TINT_NONE, TINT_UNSURE);
      text_target_back(&outline.text, &progress->reader, part.results);
      outline_line(&outline, 0, "", TINT_NONE, TINT_NONE);
    }
    outline_blank(&outline);
    for (uint32_t t = 0; t < rules->task_count; t++) {
      if (is_wanted(progress, rules->tasks[t])) write_task(progress, &outline, &part, rules->tasks[t]);
    }
    if (is_illustrative(&part)) {
      buffer_add_string(&outline.text, pick(progress, "* illustrative figures, not real ones",
                                            "* số liệu minh họa, không phải số thật"));
      outline_line(&outline, 0, "", TINT_NONE, TINT_FAINT);
    }
    first += part.count;
  }
  if (list->count == 0) {
    text_targets_nobody(&outline.text, &progress->reader, list);
    outline_line(&outline, 0, "", TINT_NONE, TINT_NONE);
  }
  outline_end(&outline);
  return CHUAN_OK;
}

/* --- for machines ------------------------------------------------------------------------------------------------ */

static void csv_begin_row(const struct task *task, const struct unit_part *part, struct csv *csv) {
  csv_text(csv, part->results[0].unit.code);
  csv_integer(csv, part->results[0].moment.year);
  csv_text(csv, task->id);
  csv_text(csv, task->kind);
}

static chuan_status csv_task(const struct progress *progress, const struct unit_part *part,
                             const struct task *task, struct csv *csv) {
  for (uint32_t i = 0; i < task->target_count; i++) {
    const struct target_result *result = result_of(part, task->targets[i]);
    if (result == NULL) continue;
    const chuan_target_row *row = target_row(result, progress->reader.language, progress->arena);
    if (row == NULL) return CHUAN_MEMORY;
    csv_begin_row(task, part, csv);
    csv_text(csv, "target");
    csv_text(csv, row->target);
    csv_text(csv, row->standing);
    csv_text(csv, row->value);
    csv_text(csv, row->threshold);
    for (int v = 0; v < 4; v++) csv_text(csv, "");
    csv_text(csv, row->name);
    csv_text(csv, result->data_status < 0 ? "" : data_status_name(row->data_status));
    csv_end_row(csv);
  }
  for (uint32_t i = 0; i < task->judged_count; i++) {
    static const chuan_verdict order[] = {CHUAN_MET, CHUAN_NOT_MET, CHUAN_NO_DATA, CHUAN_NOT_APPLICABLE};
    const struct task_count *count = count_of(progress, part, task->judged[i]);
    csv_begin_row(task, part, csv);
    csv_text(csv, kind_word(task->judged[i]));
    csv_text(csv, task->judged[i]->path);
    for (int v = 0; v < 3; v++) csv_text(csv, "");
    for (size_t v = 0; v < sizeof order / sizeof *order; v++)
      csv_integer(csv, count != NULL ? (int64_t)count->counts[order[v]] : 0);
    csv_text(csv, names_pick(&task->judged[i]->name, progress->reader.language));
    csv_text(csv, "");
    csv_end_row(csv);
  }
  return CHUAN_OK;
}

static chuan_status write_csv(const struct progress *progress) {
  const struct target_list *list = progress->list;
  const struct rulebook *rules = list->rulebook;
  struct csv csv;
  chuan_status status = CHUAN_OK;
  csv_begin(&csv, progress->writer);
  csv_header(&csv,
             "unit,year,task,kind,record,id,standing,value,threshold,met,not_met,no_data,not_applicable,name,"
             "data_status");
  for (size_t first = 0; first < list->count && status == CHUAN_OK;) {
    struct unit_part part = next_part(list, first);
    for (uint32_t t = 0; t < rules->task_count && status == CHUAN_OK; t++) {
      if (is_wanted(progress, rules->tasks[t])) status = csv_task(progress, &part, rules->tasks[t], &csv);
    }
    first += part.count;
  }
  return status;
}

static chuan_status json_targets(const struct progress *progress, const struct unit_part *part,
                                 const struct task *task, struct json *json) {
  json_array(json, "targets");
  for (uint32_t i = 0; i < task->target_count; i++) {
    const struct target_result *result = result_of(part, task->targets[i]);
    if (result == NULL) continue;
    const chuan_target_row *row = target_row(result, progress->reader.language, progress->arena);
    if (row == NULL) return CHUAN_MEMORY;
    json_object(json, NULL);
    json_string(json, "target", row->target);
    json_string(json, "name", row->name);
    json_string(json, "verdict", chuan_verdict_name(row->verdict));
    json_string(json, "standing", row->standing);
    json_decimal(json, "value", row->value);
    json_optional(json, "threshold", row->threshold);
    json_close(json);
  }
  json_close(json);
  return CHUAN_OK;
}

static void json_counts(const struct progress *progress, const struct unit_part *part,
                        const struct task *task, struct json *json) {
  json_array(json, "criteria");
  for (uint32_t i = 0; i < task->judged_count; i++) {
    const struct judged *judged = task->judged[i];
    const struct task_count *count = count_of(progress, part, judged);
    json_object(json, NULL);
    json_string(json, "record", kind_word(judged));
    json_string(json, "id", judged->path);
    json_string(json, "name", names_pick(&judged->name, progress->reader.language));
    json_string(json, "level", judged->level);
    for (int v = 0; v < 4; v++)
      json_integer(json, chuan_verdict_name((chuan_verdict)v), count != NULL ? (int64_t)count->counts[v] : 0);
    json_close(json);
  }
  json_close(json);
}

static chuan_status json_task(const struct progress *progress, const struct unit_part *part,
                              const struct task *task, struct json *json) {
  json_object(json, NULL);
  json_string(json, "unit", part->results[0].unit.code);
  json_integer(json, "year", part->results[0].moment.year);
  json_string(json, "task", task->id);
  json_string(json, "kind", task->kind);
  json_string(json, "name", names_pick(&task->name, progress->reader.language));
  json_array(json, "departments");
  for (uint32_t i = 0; i < task->department_count; i++)
    json_string(json, NULL, names_pick(&task->departments[i], progress->reader.language));
  json_close(json);
  chuan_status status = json_targets(progress, part, task, json);
  if (status != CHUAN_OK) return status;
  json_counts(progress, part, task, json);
  json_close(json);
  return CHUAN_OK;
}

static chuan_status write_json(const struct progress *progress) {
  const struct target_list *list = progress->list;
  const struct rulebook *rules = list->rulebook;
  struct json json;
  char facts_digest[65];
  chuan_status status = dossier_digest(list->dossier, facts_digest);
  if (status != CHUAN_OK) return status;
  json_begin(&json, progress->writer, "chuan.tasks/1");
  json_string(&json, "rules_digest", rulebook_digest(rules));
  json_string(&json, "facts_digest", facts_digest);
  json_string(&json, "period", rules->period);
  json_array(&json, "rows");
  for (size_t first = 0; first < list->count && status == CHUAN_OK;) {
    struct unit_part part = next_part(list, first);
    for (uint32_t t = 0; t < rules->task_count && status == CHUAN_OK; t++) {
      if (is_wanted(progress, rules->tasks[t])) status = json_task(progress, &part, rules->tasks[t], &json);
    }
    first += part.count;
  }
  json_end(&json);
  return status;
}

chuan_status tasks_output(const struct target_list *list, const struct task_count *counts, size_t count,
                          chuan_language language, const chuan_style *style, chuan_sink sink, void *payload) {
  struct writer writer;
  struct arena *arena = arena_create();
  if (arena == NULL) return CHUAN_MEMORY;
  writer_begin(&writer, style, language, sink, payload);
  struct progress progress = {list, counts, count, &writer, arena, {language, list->rulebook}};
  chuan_status status = writer.style.format == CHUAN_TABLE ? write_table(&progress)
                        : writer.style.format == CHUAN_CSV ? write_csv(&progress)
                                                           : write_json(&progress);
  chuan_status sent = writer_end(&writer);
  arena_free(arena);
  return status != CHUAN_OK ? status : sent;
}
