/* From the options of an evaluation to programs over columns. */
#include "library/evaluation_run.h"

#include "base/date.h"

#include <string.h>

/* A standard that reviews another one is judged beside it in a review, otherwise only when it is asked for. */
static int is_wanted(const struct evaluation_scope *scope, const struct judged *standard) {
  const chuan_evaluation_options *options = &scope->options;
  if (standard->kind != JUDGED_STANDARD) return 0;
  if (scope->review && standard->reviews != NULL) standard = standard->reviews;
  if (options->standard == NULL && standard->reviews != NULL) return 0;
  if (options->standard != NULL && strcmp(options->standard, standard->id) != 0) return 0;
  return options->level == NULL || strcmp(options->level, standard->level) == 0;
}

static chuan_status nothing_to_judge(const struct evaluation_scope *scope) {
  struct report *report = scope->handle->report;
  const struct rulebook *rules = scope->rulebook->rules;
  const chuan_evaluation_options *options = &scope->options;
  if (options->standard != NULL) {
    const struct judged *found;
    chuan_status status = rulebook_judged(scope->rulebook, scope->handle, options->standard, &found);
    if (status != CHUAN_OK) return status;
    if (found->kind != JUDGED_STANDARD) {
      return report_fail(
          report, CHUAN_ARGUMENT, "\"%s\" is no standard; `explain` says why it has its verdict",
          "\"%s\" không phải bộ tiêu chí; dùng `explain` để biết vì sao có kết luận đó", options->standard);
    }
    return report_fail(report, CHUAN_ARGUMENT, "\"%s\" is a standard of level \"%s\", not \"%s\"",
                       "\"%s\" là bộ tiêu chí của cấp \"%s\", không phải \"%s\"", options->standard,
                       found->level, options->level);
  }
  if (options->level != NULL) {
    return report_fail(report, CHUAN_NOT_FOUND, "the rules of %s have no standard of level \"%s\"",
                       "bộ quy tắc %s không có bộ tiêu chí nào của cấp \"%s\"", rules->period,
                       options->level);
  }
  return report_fail(report, CHUAN_RULE, "the rules of %s have no standard; there is nothing to judge",
                     "bộ quy tắc %s không có bộ tiêu chí nào; không có gì để xét", rules->period);
}

chuan_status options_day(chuan *handle, const chuan_evaluation_options *options, int *has_day, int32_t *day) {
  const char *text = options->as_of;
  *has_day = text != NULL && date_parse(text, strlen(text), 1, day);
  if (text == NULL || *has_day) return CHUAN_OK;
  return report_fail(handle->report, CHUAN_ARGUMENT, "\"%s\" is not a date; write it as YYYY-MM-DD",
                     "\"%s\" không phải ngày; hãy viết NĂM-THÁNG-NGÀY", text);
}

static chuan_status make_world(struct evaluation_scope *scope) {
  chuan *handle = scope->handle;
  struct world_request request = {.rulebook = scope->rulebook->rules,
                                  .threads = handle->threads > 0 ? handle->threads : run_default_threads(),
                                  .report = handle->report,
                                  .progress = handle->progress,
                                  .progress_payload = handle->progress_payload};
  world_of_dossier(scope->dossier->facts, &request.source);
  return world_create(&request, &scope->world);
}

struct moment scope_moment(const struct evaluation_scope *scope, int year) {
  struct moment moment = moment_of(year);
  if (scope->has_as_of) moment.as_of = scope->as_of;
  moment.rebase = scope->options.rebase != 0;
  return moment;
}

void scope_end(struct evaluation_scope *scope) {
  world_free(scope->world);
  scope->world = NULL;
}

/* Whoever asks for a standard that reviews another one means the review of that. */
static void take_reviewed(struct evaluation_scope *scope) {
  const struct rulebook *rules = scope->rulebook->rules;
  const char **standard = &scope->options.standard;
  const struct judged *found = *standard != NULL ? rulebook_find(rules, *standard) : NULL;
  if (scope->review && found != NULL && found->reviews != NULL) *standard = found->reviews->id;
}

static chuan_status set_scope(struct evaluation_scope *scope, chuan_dossier *dossier,
                              chuan_rulebook *rulebook, const chuan_evaluation_options *options, int review,
                              struct arena *arena) {
  chuan *handle = dossier->handle;
  const struct rulebook *rules = rulebook->rules;
  *scope = (struct evaluation_scope){.dossier = dossier,
                                     .rulebook = rulebook,
                                     .handle = handle,
                                     .review = review,
                                     .arena = arena,
                                     .options = CHUAN_EVALUATION_INIT};
  chuan_status status = handle_options(handle, options, &scope->options, sizeof scope->options);
  if (status == CHUAN_OK && scope->options.year != 0) {
    status = rulebook_covers(rulebook, handle, scope->options.year);
  }
  if (status == CHUAN_OK) status = options_day(handle, &scope->options, &scope->has_as_of, &scope->as_of);
  if (status == CHUAN_OK) status = make_world(scope);
  if (status != CHUAN_OK) return status;
  take_reviewed(scope);
  scope->levels = arena_array(arena, (size_t)rules->judged_count + 1, sizeof *scope->levels);
  if (scope->levels == NULL) return report_no_memory(handle->report);
  for (uint32_t i = 0; i < rules->judged_count; i++) {
    if (!is_wanted(scope, rules->judged[i])) continue;
    uint32_t known = 0;
    while (known < scope->level_count && strcmp(scope->levels[known], rules->judged[i]->level) != 0) known++;
    if (known == scope->level_count) scope->levels[scope->level_count++] = rules->judged[i]->level;
  }
  return scope->level_count > 0 ? CHUAN_OK : nothing_to_judge(scope);
}

chuan_status scope_set(struct evaluation_scope *scope, chuan_dossier *dossier, chuan_rulebook *rulebook,
                       const chuan_evaluation_options *options, struct arena *arena) {
  return set_scope(scope, dossier, rulebook, options, 0, arena);
}

chuan_status scope_set_review(struct evaluation_scope *scope, chuan_dossier *dossier,
                              chuan_rulebook *rulebook, const chuan_evaluation_options *options,
                              struct arena *arena) {
  return set_scope(scope, dossier, rulebook, options, 1, arena);
}

chuan_status scope_judged(const struct evaluation_scope *scope, const char *level, const struct judged ***out,
                          uint32_t *count) {
  const struct rulebook *rules = scope->rulebook->rules;
  int wanted = 0;
  *count = 0;
  *out = arena_array(scope->arena, (size_t)rules->judged_count + 1, sizeof **out);
  if (*out == NULL) return report_no_memory(scope->handle->report);
  for (uint32_t i = 0; i < rules->judged_count; i++) {
    const struct judged *judged = rules->judged[i];
    if (judged->kind == JUDGED_STANDARD)
      wanted = is_wanted(scope, judged) && strcmp(judged->level, level) == 0;
    if (judged->kind == JUDGED_TARGET) wanted = 0; /* the command `targets` judges those */
    if (wanted) (*out)[(*count)++] = judged;
  }
  return CHUAN_OK;
}

/* The latest year of the period, up to the day asked for, with figures of the level; 0: none. */
static chuan_status latest_year(const struct evaluation_scope *scope, const char *level, int *year) {
  const struct rulebook *rules = scope->rulebook->rules;
  int last = rules->last_year;
  size_t capacity = (size_t)(last - rules->first_year) + 1, count = 0;
  int *years = arena_array(scope->arena, capacity, sizeof *years);
  *year = 0;
  if (years == NULL) return report_no_memory(scope->handle->report);
  while (scope->has_as_of && last > rules->first_year && date_of(last, 1, 1) > scope->as_of) last--;
  chuan_status status =
      dossier_years(scope->dossier->facts, level, rules->first_year, last, years, capacity, &count);
  if (status == CHUAN_OK && count > 0) *year = years[count - 1];
  return status;
}

/* A review is about one year: a level without figures of its own has that of the others. */
static chuan_status review_year(const struct evaluation_scope *scope, const char *level, int *year) {
  chuan_status status = latest_year(scope, level, year);
  int none = *year == 0;
  for (uint32_t l = 0; status == CHUAN_OK && none && l < scope->level_count; l++) {
    int other;
    status = latest_year(scope, scope->levels[l], &other);
    if (other > *year) *year = other;
  }
  if (*year == 0) *year = scope->rulebook->rules->last_year;
  return status;
}

chuan_status scope_years(const struct evaluation_scope *scope, const char *level, int **out, size_t *count) {
  const struct rulebook *rules = scope->rulebook->rules;
  size_t capacity = (size_t)(rules->last_year - rules->first_year) + 1;
  *count = 0;
  *out = arena_array(scope->arena, capacity, sizeof **out);
  if (*out == NULL) return report_no_memory(scope->handle->report);
  if (scope->options.year != 0) {
    (*out)[(*count)++] = scope->options.year;
    return CHUAN_OK;
  }
  if (scope->review) return review_year(scope, level, &(*out)[(*count)++]);
  return dossier_years(scope->dossier->facts, level, rules->first_year, rules->last_year, *out, capacity,
                       count);
}

/* What the tests read from other units and years. */
static chuan_status prepare(struct evaluation_scope *scope, const char *level, struct moment moment,
                            const struct judged *const *judged, uint32_t judged_count,
                            const struct outside **out) {
  struct arena *scratch = arena_create();
  const struct expression **tests =
      scratch != NULL ? arena_array(scratch, (size_t)judged_count + 1, sizeof *tests) : NULL;
  chuan_status status = tests != NULL ? CHUAN_OK : CHUAN_MEMORY;
  for (uint32_t i = 0; tests != NULL && i < judged_count; i++) tests[i] = judged[i]->test;
  if (status == CHUAN_OK) status = world_prepare(scope->world, level, moment, tests, judged_count, out);
  arena_free(scratch);
  return status;
}

chuan_status scope_run_begin(struct evaluation_scope *scope, const struct vocabulary_level *vocabulary,
                             int year, const struct judged *const *judged, uint32_t judged_count,
                             struct scope_run *run) {
  chuan *handle = scope->handle;
  const char *level = vocabulary->level;
  struct moment moment = scope_moment(scope, year);
  const struct outside *outside = NULL;
  const struct column_source *source = NULL;
  *run = (struct scope_run){.program = NULL};
  chuan_status status =
      program_compile(scope->rulebook->rules, level, moment, judged, judged_count, &run->program);
  if (status == CHUAN_OK) status = world_columns(scope->world, level, moment, &source);
  if (status == CHUAN_OK) status = prepare(scope, level, moment, judged, judged_count, &outside);
  if (status == CHUAN_OK && outside != NULL) status = world_level(scope->world, level, moment, &run->units);
  if (status != CHUAN_OK) return handle_said(handle, status);
  run->request =
      (struct run_request){.program = run->program,
                           .source = source,
                           .outside = outside,
                           .threads = handle->threads > 0 ? handle->threads : run_default_threads(),
                           .report = handle->report,
                           .progress = handle->progress,
                           .progress_payload = handle->progress_payload};
  return CHUAN_OK;
}

void scope_run_end(struct scope_run *run) {
  program_free(run->program);
}
