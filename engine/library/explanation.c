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
  struct world *world; /* the explanation's moment and those it reads */
  char facts_digest[65]; /* worked out when it is to be written */
};

struct question { /* whose figures are asked for */
  struct dossier *facts;
  int64_t unit;
  int year;
};

static chuan_status list_observations(void *payload, struct arena *arena, const struct fact *fact,
                                      struct observation **out, size_t *count) {
  const struct question *question = payload;
  return observations_list(question->facts, arena, fact, question->unit, question->year, out, count);
}

static chuan_status choose_year(chuan_dossier *dossier, const chuan_rulebook *rulebook, const char *level,
                                int *year) {
  const struct rulebook *rules = rulebook->rules;
  struct report *report = dossier->handle->report;
  if (*year != 0) return rulebook_covers(rulebook, dossier->handle, *year);
  size_t capacity = (size_t)(rules->last_year - rules->first_year) + 1, count = 0;
  struct arena *arena = arena_create();
  int *years = arena == NULL ? NULL : arena_array(arena, capacity, sizeof *years);
  if (years == NULL) {
    arena_free(arena);
    return report_no_memory(report);
  }
  chuan_status status =
      dossier_years(dossier->facts, level, rules->first_year, rules->last_year, years, capacity, &count);
  if (status == CHUAN_OK && count == 0) {
    status = report_fail(
        report, CHUAN_NOT_FOUND,
        "there are no figures of level \"%s\" in the period %s; load some with `chuan import`",
        "chưa có số liệu cấp \"%s\" nào trong giai đoạn %s; nạp bằng `chuan import`", level, rules->period);
  }
  if (status == CHUAN_OK) *year = years[count - 1];
  arena_free(arena);
  return status;
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
  world_of_dossier(explanation->dossier->facts, &world.source);
  chuan_status status = world_create(&world, &explanation->world);
  if (status == CHUAN_OK) {
    status = world_prepare(explanation->world, judged->level, request->moment, &judged->test, 1,
                           &request->outside);
  }
  if (status != CHUAN_OK || request->outside == NULL) return status;
  status = world_level(explanation->world, judged->level, request->moment, &units);
  if (status != CHUAN_OK) return status;
  if (!world_row(units, unit, &request->row)) request->row = units->row_count;
  chuan_data_status data = world_data_status(request->outside, request->row);
  if (data > request->data_status) request->data_status = data;
  return CHUAN_OK;
}

static chuan_status explain(chuan_explanation *explanation, const chuan_rulebook *rulebook, const char *text,
                            const char *id, const chuan_evaluation_options *options) {
  chuan_dossier *dossier = explanation->dossier;
  struct arena *arena = explanation->arena;
  const struct judged *judged;
  struct unit unit;
  int year = options->year, has_day = 0;
  int32_t day = 0;
  chuan_status status = options_day(dossier->handle, options, &has_day, &day);
  if (status == CHUAN_OK) status = rulebook_judged(rulebook, dossier->handle, id, &judged);
  if (status == CHUAN_OK) status = choose_year(dossier, rulebook, judged->level, &year);
  if (status != CHUAN_OK) return status;
  struct moment moment = moment_of(year);
  if (has_day) moment.as_of = day;
  moment.rebase = options->rebase != 0;
  status = has_day ? unit_search_on(dossier->facts, arena, text, judged->level, day, &unit)
                   : unit_search(dossier->facts, arena, text, judged->level, year, &unit);
  if (status != CHUAN_OK) return status;
  const struct vocabulary_level *vocabulary = rulebook_vocabulary(rulebook, arena, judged->level);
  int64_t *values =
      vocabulary == NULL ? NULL : arena_array(arena, (size_t)vocabulary->fact_count + 1, sizeof *values);
  if (values == NULL) return CHUAN_MEMORY;
  struct question question = {.facts = dossier->facts, .unit = unit.id, .year = year};
  struct explanation_request request = {.rulebook = rulebook->rules,
                                        .judged = judged,
                                        .moment = moment,
                                        .unit = unit.code,
                                        .unit_name = unit.name,
                                        .values = values,
                                        .sources = {.payload = &question, .observations = list_observations}};
  status = facts_row(dossier->facts, vocabulary, unit.id, request.moment, values, NULL, &request.data_status);
  if (status == CHUAN_OK) status = look_around(explanation, rulebook, &request, unit.id);
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
  return explanation == NULL ? CHUAN_NO_DATA : explanation->explanation->root->verdict;
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
