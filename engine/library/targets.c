/* Targets and tasks through the public interface. */
#include "base/date.h"
#include "base/text.h"
#include "library/evaluation_run.h"
#include "output/targets_output.h"

#include <stdlib.h>
#include <string.h>

struct chuan_targets {
  chuan *handle;
  chuan_dossier *dossier;
  chuan_rulebook *rulebook;
  struct arena *arena;
  struct world *world;
  struct target_list list;
  struct target_list judged; /* what serves other tasks, too: a task may be served by criteria alone */
  const chuan_target_row **rows;
};

/* --- what is asked for ------------------------------------------------------------------------------------------- */

static int is_of_set(const struct target *target, const char *set) {
  return set == NULL || strcmp(target->set, set) == 0;
}

static chuan_status check_set(const chuan_targets *targets, const char *set) {
  const struct rulebook *rules = targets->rulebook->rules;
  struct report *report = targets->handle->report;
  for (uint32_t i = 0; i < rules->target_count; i++) {
    if (is_of_set(rules->targets[i], set)) return CHUAN_OK;
  }
  if (rules->target_count == 0) {
    return report_fail(report, CHUAN_NOT_FOUND, "the rules of %s have no target",
                       "bộ quy tắc %s không có mục tiêu nào", rules->period);
  }
  return report_fail(report, CHUAN_NOT_FOUND,
                     "the rules of %s have no set of targets \"%s\"; leave --set out to see all of them",
                     "bộ quy tắc %s không có bộ mục tiêu \"%s\"; bỏ --set để xem tất cả", rules->period, set);
}

static chuan_status check_task(const chuan_targets *targets, const char *task) {
  const struct rulebook *rules = targets->rulebook->rules;
  const char *ids[64];
  size_t count = 0;
  if (task == NULL) return CHUAN_OK;
  for (uint32_t i = 0; i < rules->task_count; i++) {
    if (strcmp(rules->tasks[i]->id, task) == 0) return CHUAN_OK;
    if (count < sizeof ids / sizeof *ids) ids[count++] = rules->tasks[i]->id;
  }
  const char *nearest = text_nearest(task, ids, count);
  if (nearest == NULL) {
    return report_fail(targets->handle->report, CHUAN_NOT_FOUND, "the rules of %s have no task \"%s\"",
                       "bộ quy tắc %s không có nhiệm vụ \"%s\"", rules->period, task);
  }
  return report_fail(targets->handle->report, CHUAN_NOT_FOUND,
                     "the rules of %s have no task \"%s\"; did you mean \"%s\"?",
                     "bộ quy tắc %s không có nhiệm vụ \"%s\"; có phải \"%s\"?", rules->period, task, nearest);
}

/* The latest year of the period with figures of the targets' own level; where there are none, of any level. */
static chuan_status latest_year(const chuan_targets *targets, int *year) {
  const struct rulebook *rules = targets->rulebook->rules;
  size_t capacity = (size_t)(rules->last_year - rules->first_year) + 1;
  int *years = arena_array(targets->arena, capacity, sizeof *years);
  if (years == NULL) return report_no_memory(targets->handle->report);
  for (int any = 0; any < 2 && *year == 0; any++) {
    for (uint32_t i = 0; i < (any ? rules->vocabulary.level_count : rules->target_count); i++) {
      const char *level = any ? rules->vocabulary.levels[i].level : rules->targets[i]->judged.level;
      size_t count = 0;
      chuan_status status = dossier_years(targets->dossier->facts, level, rules->first_year, rules->last_year,
                                          years, capacity, &count);
      if (status != CHUAN_OK) return status;
      if (count > 0 && years[count - 1] > *year) *year = years[count - 1];
    }
  }
  if (*year != 0) return CHUAN_OK;
  return report_fail(targets->handle->report, CHUAN_NOT_FOUND,
                     "there are no figures in the period %s; load some with `chuan import`, or say --year",
                     "chưa có số liệu nào trong giai đoạn %s; nạp bằng `chuan import`, hoặc ghi --year",
                     rules->period);
}

static chuan_status find_moment(chuan_targets *targets, const chuan_targets_options *options) {
  chuan_evaluation_options like = CHUAN_EVALUATION_INIT;
  int has_day = 0, year = options->year;
  int32_t day = 0;
  like.as_of = options->as_of;
  chuan_status status = year != 0 ? rulebook_covers(targets->rulebook, targets->handle, year) : CHUAN_OK;
  if (status == CHUAN_OK) status = options_day(targets->handle, &like, &has_day, &day);
  if (status == CHUAN_OK && year == 0) status = latest_year(targets, &year);
  targets->list.moment = moment_of(year);
  if (has_day) targets->list.moment.as_of = day;
  targets->list.moment.rebase = options->rebase != 0;
  return status;
}

/* The unit of the code that targets were set for and that had ended before the day: it is told of. The failure stays said
 * when there is none. */
static chuan_status find_gone(const chuan_targets *targets, const chuan_targets_options *options,
                              int64_t *id) {
  const struct rulebook *rules = targets->rulebook->rules;
  for (uint32_t i = 0; i < rules->target_count; i++) {
    const struct target *target = rules->targets[i];
    struct unit *units;
    size_t count;
    if (!is_of_set(target, options->set) || strcmp(target->unit, options->unit) != 0) continue;
    chuan_status status = units_of_code(targets->dossier->facts, targets->arena, target->unit,
                                        target->judged.level, &units, &count);
    if (status != CHUAN_OK) return status;
    while (count > 0 && units[count - 1].valid_from > targets->list.moment.as_of) count--;
    if (count == 0) continue;
    *id = units[count - 1].id;
    report_clear(targets->handle->report);
    return CHUAN_OK;
  }
  return CHUAN_NOT_FOUND;
}

/* The unit that the text means, at any level that a target is about. */
static chuan_status find_unit(chuan_targets *targets, const chuan_targets_options *options, int64_t *id) {
  const struct rulebook *rules = targets->rulebook->rules;
  struct report *report = targets->handle->report;
  struct dossier *facts = targets->dossier->facts;
  chuan_status status = CHUAN_NOT_FOUND;
  struct unit unit;
  *id = 0;
  if (options->unit == NULL) return CHUAN_OK;
  for (uint32_t i = 0; i < rules->target_count && status == CHUAN_NOT_FOUND; i++) {
    const char *level = rules->targets[i]->judged.level;
    if (!is_of_set(rules->targets[i], options->set)) continue;
    report_clear(report);
    status =
        options->as_of != NULL
            ? unit_search_on(facts, targets->arena, options->unit, level, targets->list.moment.as_of, &unit)
            : unit_search(facts, targets->arena, options->unit, level, targets->list.moment.year, &unit);
  }
  if (status == CHUAN_NOT_FOUND) return find_gone(targets, options, id);
  if (status == CHUAN_OK) *id = unit.id;
  return status;
}

/* --- running ----------------------------------------------------------------------------------------------------- */

static chuan_status make_world(chuan_targets *targets) {
  chuan *handle = targets->handle;
  struct world_request request = {.rulebook = targets->rulebook->rules,
                                  .threads = handle->threads > 0 ? handle->threads : run_default_threads(),
                                  .report = handle->report,
                                  .progress = handle->progress,
                                  .progress_payload = handle->progress_payload};
  world_of_dossier(targets->dossier->facts, &request.source);
  return world_create(&request, &targets->world);
}

static chuan_status run(chuan_targets *targets, const chuan_targets_options *options) {
  struct target_list *list = &targets->list;
  struct target_result *results;
  size_t count;
  int64_t unit;
  chuan_status status = check_set(targets, options->set);
  if (status == CHUAN_OK) status = check_task(targets, options->task);
  if (status == CHUAN_OK) status = find_moment(targets, options);
  if (status == CHUAN_OK) status = find_unit(targets, options, &unit);
  if (status == CHUAN_OK) status = make_world(targets);
  if (status == CHUAN_OK) {
    status = standing_find(targets->world, targets->dossier->facts, options->set, unit, list->moment,
                           targets->arena, &results, &count);
  }
  if (status != CHUAN_OK) return status;
  list->one_unit = unit != 0;
  if (options->task != NULL) list->task = arena_string(targets->arena, options->task);
  if (options->set != NULL) list->set = arena_string(targets->arena, options->set);
  targets->rows = arena_array(targets->arena, count + 1, sizeof *targets->rows);
  struct target_result *asked = arena_array(targets->arena, count + 1, sizeof *asked);
  if (targets->rows == NULL || asked == NULL || (options->task != NULL && list->task == NULL) ||
      (options->set != NULL && list->set == NULL)) {
    return CHUAN_MEMORY;
  }
  targets->judged = *list;
  targets->judged.results = results;
  targets->judged.count = count;
  list->results = asked;
  for (size_t i = 0; i < count; i++) {
    if (target_is_asked(list, results[i].target)) asked[list->count++] = results[i];
  }
  for (size_t i = 0; i < list->count; i++) {
    targets->rows[i] = target_row(&results[i], report_language(targets->handle->report), targets->arena);
    if (targets->rows[i] == NULL) return CHUAN_MEMORY;
  }
  return CHUAN_OK;
}

chuan_status chuan_targets_run(chuan_dossier *dossier, chuan_rulebook *rulebook,
                               const chuan_targets_options *options, chuan_targets **out) {
  if (out != NULL) *out = NULL;
  if (dossier == NULL) return CHUAN_ARGUMENT;
  chuan *handle = dossier->handle;
  report_clear(handle->report);
  if (rulebook == NULL || out == NULL) return handle_argument(handle, __func__);
  chuan_targets *targets = calloc(1, sizeof *targets);
  struct arena *arena = targets == NULL ? NULL : arena_create();
  if (arena == NULL) {
    free(targets);
    return report_no_memory(handle->report);
  }
  *targets = (chuan_targets){.handle = handle,
                             .dossier = dossier,
                             .rulebook = rulebook,
                             .arena = arena,
                             .list = {.rulebook = rulebook->rules, .dossier = dossier->facts}};
  chuan_targets_options wanted = CHUAN_TARGETS_INIT;
  chuan_status status = handle_options(handle, options, &wanted, sizeof wanted);
  if (status == CHUAN_OK) status = run(targets, &wanted);
  if (status != CHUAN_OK) {
    chuan_targets_free(targets);
    return handle_said(handle, status);
  }
  *out = targets;
  return CHUAN_OK;
}

size_t chuan_targets_count(const chuan_targets *targets) {
  return targets == NULL ? 0 : targets->list.count;
}

const chuan_target_row *chuan_targets_get(const chuan_targets *targets, size_t index) {
  return targets != NULL && index < targets->list.count ? targets->rows[index] : NULL;
}

void chuan_targets_free(chuan_targets *targets) {
  if (targets == NULL) return;
  world_free(targets->world);
  arena_free(targets->arena);
  free(targets);
}

chuan_status chuan_targets_write(chuan_targets *targets, const chuan_style *style, chuan_sink sink,
                                 void *payload) {
  if (targets == NULL) return CHUAN_ARGUMENT;
  chuan *handle = targets->handle;
  report_clear(handle->report);
  if (sink == NULL) return handle_argument(handle, __func__);
  chuan_style shape;
  chuan_status status = handle_style(handle, style, &shape);
  if (status != CHUAN_OK) return status;
  return handle_said(handle,
                     targets_output(&targets->list, report_language(handle->report), &shape, sink, payload));
}

/* --- tasks ------------------------------------------------------------------------------------------------------- */

struct counting {
  chuan_targets *targets;
  struct task_count *counts;
  size_t count, capacity;
};

static int is_row_of(const chuan_tally_row *row, const struct judged *judged) {
  const struct judged *criterion = judged->kind == JUDGED_INDICATOR ? judged->parent : judged;
  const struct judged *standard = judged->kind == JUDGED_STANDARD ? judged : criterion->parent;
  return strcmp(row->standard, standard->id) == 0 &&
         strcmp(row->criterion, judged->kind == JUDGED_STANDARD ? "" : criterion->id) == 0 &&
         strcmp(row->indicator, judged->kind == JUDGED_INDICATOR ? judged->id : "") == 0;
}

static chuan_status keep_counts(struct counting *counting, const chuan_tally *tally, const char *level,
                                const struct target_result *result) {
  const chuan_targets *targets = counting->targets;
  const struct rulebook *rules = targets->judged.rulebook;
  for (uint32_t i = 0; i < rules->judged_count; i++) {
    const struct judged *judged = rules->judged[i];
    if (judged->kind == JUDGED_TARGET || strcmp(judged->level, level) != 0) continue;
    for (size_t r = 0; r < chuan_tally_count(tally); r++) {
      const chuan_tally_row *row = chuan_tally_get(tally, r);
      if (strcmp(row->ancestor, result->unit.code) != 0 || !is_row_of(row, judged)) continue;
      if (!arena_grow(targets->arena, &counting->counts, &counting->capacity, counting->count,
                      sizeof *counting->counts)) {
        return report_no_memory(targets->handle->report);
      }
      struct task_count *count = &counting->counts[counting->count++];
      *count = (struct task_count){.unit = result->unit.code, .day = result->moment.as_of, .judged = judged};
      memcpy(count->counts, row->counts, sizeof count->counts);
    }
  }
  return CHUAN_OK;
}

/* Where no unit of the level lies below, there is nothing to count. */
static chuan_status count_level(struct counting *counting, const char *level,
                                const struct target_result *result) {
  chuan_targets *targets = counting->targets;
  chuan_evaluation_options options = CHUAN_EVALUATION_INIT;
  chuan_tally *tally = NULL;
  char day[DATE_TEXT_SIZE];
  date_format(result->moment.as_of, day);
  options.year = result->moment.year;
  options.level = level;
  options.as_of = day;
  options.rebase = result->moment.rebase;
  chuan_status status =
      chuan_tally_run(targets->dossier, targets->rulebook, &options, result->unit.level, &tally);
  if (status == CHUAN_NOT_FOUND) {
    report_clear(targets->handle->report);
    return CHUAN_OK;
  }
  if (status == CHUAN_OK) status = keep_counts(counting, tally, level, result);
  chuan_tally_free(tally);
  return status;
}

/* Levels of what the tasks name, once each, for every unit. */
static chuan_status count_all(struct counting *counting) {
  const struct target_list *list = &counting->targets->judged;
  const struct rulebook *rules = list->rulebook;
  chuan_status status = CHUAN_OK;
  for (uint32_t i = 0; i < rules->judged_count; i++) {
    const struct judged *judged = rules->judged[i];
    uint32_t first = 0;
    while (strcmp(rules->judged[first]->level, judged->level) != 0) first++;
    int named = 0;
    for (uint32_t t = 0; t < rules->task_count && first == i; t++) {
      const struct task *task = rules->tasks[t];
      if (list->task != NULL && strcmp(list->task, task->id) != 0) continue;
      for (uint32_t j = 0; j < task->judged_count; j++)
        named |= strcmp(task->judged[j]->level, judged->level) == 0;
    }
    for (size_t r = 0; r < list->count && named && status == CHUAN_OK; r++) {
      if (r == 0 || list->results[r].unit.id != list->results[r - 1].unit.id)
        status = count_level(counting, judged->level, &list->results[r]);
    }
  }
  return status;
}

chuan_status chuan_tasks_write(chuan_targets *targets, const chuan_style *style, chuan_sink sink,
                               void *payload) {
  if (targets == NULL) return CHUAN_ARGUMENT;
  chuan *handle = targets->handle;
  report_clear(handle->report);
  if (sink == NULL) return handle_argument(handle, __func__);
  chuan_style shape;
  struct counting counting = {.targets = targets};
  chuan_status status = handle_style(handle, style, &shape);
  if (status == CHUAN_OK) status = count_all(&counting);
  if (status != CHUAN_OK) return status;
  return handle_said(handle, tasks_output(&targets->judged, counting.counts, counting.count,
                                          report_language(handle->report), &shape, sink, payload));
}
