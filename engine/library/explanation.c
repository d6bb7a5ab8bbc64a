/* Explanations through the public interface. */
#include "evaluate/explanation.h"
#include "evaluate/world.h"

#include "library/evaluation_run.h"
#include "library/handle.h"
#include "output/explanation_output.h"

#include <stdlib.h>
#include <string.h>

struct chuan_explanation {
  chuan *handle;
  chuan_dossier *dossier;
  struct arena *arena;
  struct explanation *explanation;
  struct world *world;   /* the explanation's moment and those it reads */
  char facts_digest[65]; /* worked out when it is to be written */
};

static chuan_status list_observations(void *payload, struct arena *arena, const struct fact *fact,
                                      int64_t unit, int year, struct observation **out, size_t *count) {
  return observations_list(payload, arena, fact, unit, year, out, count);
}

/* The latest year of the period with figures of the level; 0: none. */
static chuan_status latest_year(chuan_dossier *dossier, const struct rulebook *rules, struct arena *arena,
                                const char *level, int *year) {
  size_t capacity = (size_t)(rules->last_year - rules->first_year) + 1, count = 0;
  int *years = arena_array(arena, capacity, sizeof *years);
  if (years == NULL) return CHUAN_MEMORY;
  chuan_status status =
      dossier_years(dossier->facts, level, rules->first_year, rules->last_year, years, capacity, &count);
  if (status == CHUAN_OK && count > 0 && years[count - 1] > *year) *year = years[count - 1];
  return status;
}

/* Of the level's own figures; where it has none, of those below that it may rest on. */
static chuan_status choose_year(chuan_dossier *dossier, const chuan_rulebook *rulebook, struct arena *arena,
                                const char *level, int *year) {
  const struct rulebook *rules = rulebook->rules;
  struct report *report = dossier->handle->report;
  if (*year != 0) return rulebook_covers(rulebook, dossier->handle, *year);
  chuan_status status = latest_year(dossier, rules, arena, level, year);
  int own = *year != 0;
  for (uint32_t i = 0; i < rules->vocabulary.level_count && status == CHUAN_OK && !own; i++)
    status = latest_year(dossier, rules, arena, rules->vocabulary.levels[i].level, year);
  if (status != CHUAN_OK || *year != 0) return status;
  return report_fail(report, CHUAN_NOT_FOUND,
                     "there are no figures of level \"%s\" in the period %s; load some with `chuan import`",
                     "chưa có số liệu cấp \"%s\" nào trong giai đoạn %s; nạp bằng `chuan import`", level,
                     rules->period);
}

/* What the rule reads from other units and years: the world is kept for those who ask about it. */
static chuan_status look_around(chuan_explanation *explanation, const chuan_rulebook *rulebook,
                                struct explanation_request *request, int64_t unit) {
  chuan *handle = explanation->handle;
  const struct judged *judged = request->judged;
  struct world_request world = {.rulebook = rulebook->rules,
                                .threads = handle->threads > 0 ? handle->threads : run_default_threads(),
                                .report = handle->report,
                                .progress = handle->progress,
                                .progress_payload = handle->progress_payload};
  const struct world_level *units;
  const struct expression *asked[2] = {judged->test,
                                       judged->target != NULL ? judged->target->reported : NULL};
  world_of_dossier(explanation->dossier->facts, &world.source);
  chuan_status status = world_create(&world, &explanation->world);
  if (status == CHUAN_OK) {
    status = world_prepare(explanation->world, judged->level, request->moment, asked,
                           asked[1] != NULL ? 2 : 1, &request->outside);
  }
  request->world = explanation->world;
  if (status != CHUAN_OK || request->outside == NULL) return status;
  status = world_level(explanation->world, judged->level, request->moment, &units);
  if (status != CHUAN_OK) return status;
  if (!world_row(units, unit, &request->row)) request->row = units->row_count;
  chuan_data_status data = world_data_status(request->outside, request->row);
  if (data > request->data_status) request->data_status = data;
  return CHUAN_OK;
}

/* A target's answer, and where it stands. */
static chuan_status look_up_standing(chuan_explanation *explanation, struct explanation_request *request) {
  const struct target *target = request->judged->target;
  struct target_result *results;
  size_t count = 0;
  if (target == NULL) return CHUAN_OK;
  chuan_status status =
      standing_find(explanation->world, explanation->dossier->facts, target->set, request->unit_id,
                    request->moment, explanation->arena, &results, &count);
  for (size_t i = 0; status == CHUAN_OK && i < count; i++) {
    if (results[i].target == target) request->standing = &results[i];
  }
  return status;
}

/* A target that was set for one unit says nothing of another. */
static chuan_status check_about(const chuan *handle, const struct target *target, const struct unit *unit) {
  if (target == NULL || *target->unit == '\0' || strcmp(target->unit, unit->code) == 0) return CHUAN_OK;
  return report_fail(handle->report, CHUAN_NOT_FOUND,
                     "target %s was set for unit %s and is not judged for %s (%s); explain it for %s",
                     "mục tiêu %s giao cho đơn vị %s, không xét cho %s (%s); hãy xem giải thích của %s",
                     target->judged.id, target->unit, unit->name, unit->code, target->unit);
}

/* Whose verdict is asked for, and when it is looked at. A unit that ended in the year is seen as of its last day. */
static chuan_status find_question(chuan_explanation *explanation, const chuan_rulebook *rulebook,
                                  const char *text, const char *id, const chuan_evaluation_options *options,
                                  struct explanation_request *request) {
  chuan_dossier *dossier = explanation->dossier;
  struct arena *arena = explanation->arena;
  struct unit unit;
  int year = options->year, has_day = 0;
  int32_t day = 0;
  chuan_status status = options_day(dossier->handle, options, &has_day, &day);
  if (status == CHUAN_OK) status = rulebook_judged(rulebook, dossier->handle, id, &request->judged);
  if (status != CHUAN_OK) return status;
  const char *level = request->judged->level;
  status = choose_year(dossier, rulebook, arena, level, &year);
  if (status != CHUAN_OK) return status;
  request->moment = moment_of(year);
  if (has_day) request->moment.as_of = day;
  request->moment.rebase = options->rebase != 0;
  status = has_day ? unit_search_on(dossier->facts, arena, text, level, day, &unit)
                   : unit_search(dossier->facts, arena, text, level, year, &unit);
  if (status == CHUAN_OK) status = check_about(dossier->handle, request->judged->target, &unit);
  if (status != CHUAN_OK) return status;
  request->unit = unit.code;
  request->unit_name = unit.name;
  request->unit_id = unit.id;
  request->ended = !has_day && unit.valid_to < request->moment.as_of;
  if (request->ended) request->moment.as_of = unit.valid_to;
  return CHUAN_OK;
}

static chuan_status explain(chuan_explanation *explanation, const chuan_rulebook *rulebook, const char *text,
                            const char *id, const chuan_evaluation_options *options) {
  struct dossier *facts = explanation->dossier->facts;
  struct arena *arena = explanation->arena;
  struct explanation_request request = {.rulebook = rulebook->rules,
                                        .dossier = facts,
                                        .sources = {.payload = facts, .observations = list_observations}};
  chuan_status status = find_question(explanation, rulebook, text, id, options, &request);
  if (status != CHUAN_OK) return status;
  const struct vocabulary_level *vocabulary = rulebook_vocabulary(rulebook, arena, request.judged->level);
  if (vocabulary == NULL) return CHUAN_MEMORY;
  int64_t *values = arena_array(arena, (size_t)vocabulary->fact_count + 1, sizeof *values);
  int *years = arena_array(arena, (size_t)vocabulary->fact_count + 1, sizeof *years);
  if (values == NULL || years == NULL) return CHUAN_MEMORY;
  request.values = values;
  request.years = years;
  status = facts_row(facts, vocabulary, request.unit_id, request.moment, values, years, &request.data_status);
  if (status == CHUAN_OK) status = look_around(explanation, rulebook, &request, request.unit_id);
  if (status == CHUAN_OK) status = look_up_standing(explanation, &request);
  if (status == CHUAN_OK) status = explanation_build(&request, arena, &explanation->explanation);
  return status;
}

chuan_status chuan_explanation_run(chuan_dossier *dossier, chuan_rulebook *rulebook, const char *unit,
                                   const char *id, int year, chuan_explanation **out) {
  chuan_evaluation_options options = CHUAN_EVALUATION_INIT;
  options.year = year;
  return chuan_explanation_run_as(dossier, rulebook, unit, id, &options, out);
}

chuan_status chuan_explanation_run_as(chuan_dossier *dossier, chuan_rulebook *rulebook, const char *unit,
                                      const char *id, const chuan_evaluation_options *options,
                                      chuan_explanation **out) {
  if (out != NULL) *out = NULL;
  if (dossier == NULL) return CHUAN_ARGUMENT;
  chuan *handle = dossier->handle;
  report_clear(handle->report);
  if (rulebook == NULL || unit == NULL || id == NULL || out == NULL) return handle_argument(handle, __func__);
  chuan_evaluation_options asked = CHUAN_EVALUATION_INIT;
  chuan_status status = handle_options(handle, options, &asked, sizeof asked);
  if (status != CHUAN_OK) return status;
  chuan_explanation *explanation = calloc(1, sizeof *explanation);
  if (explanation == NULL) return report_no_memory(handle->report);
  explanation->handle = handle;
  explanation->dossier = dossier;
  explanation->arena = arena_create();
  status = explanation->arena == NULL ? CHUAN_MEMORY : explain(explanation, rulebook, unit, id, &asked);
  if (status != CHUAN_OK) {
    chuan_explanation_free(explanation);
    return handle_said(handle, status);
  }
  *out = explanation;
  return CHUAN_OK;
}

void chuan_explanation_free(chuan_explanation *explanation) {
  if (explanation == NULL) return;
  world_free(explanation->world);
  arena_free(explanation->arena);
  free(explanation);
}

chuan_verdict chuan_explanation_verdict(const chuan_explanation *explanation) {
  return explanation == NULL ? CHUAN_NO_DATA : explanation_verdict(explanation->explanation);
}

chuan_status chuan_explanation_write(chuan_explanation *explanation, const chuan_style *style,
                                     chuan_sink sink, void *payload) {
  if (explanation == NULL) return CHUAN_ARGUMENT;
  chuan *handle = explanation->handle;
  report_clear(handle->report);
  if (sink == NULL) return handle_argument(handle, __func__);
  chuan_style shape;
  chuan_status status = handle_style(handle, style, &shape);
  if (status == CHUAN_OK && shape.format == CHUAN_JSON && *explanation->facts_digest == '\0') {
    status = dossier_digest(explanation->dossier->facts, explanation->facts_digest);
    explanation->explanation->facts_digest = explanation->facts_digest;
  }
  if (status != CHUAN_OK) return status;
  return handle_said(handle, explanation_output(explanation->explanation, report_language(handle->report),
                                                &shape, sink, payload));
}
