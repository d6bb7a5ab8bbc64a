/* Evaluations through the public interface: verdicts kept per unit, stepped through or written. */
#include "library/evaluation_run.h"
#include "output/evaluation_output.h"

#include <stdlib.h>
#include <string.h>

struct chuan_evaluation {
  chuan *handle;
  struct evaluation evaluation;
  struct evaluation_cursor cursor;
  int cursor_begun;
  struct world *world;
};

/* The units of the level being gathered, by id: where verdict rows find theirs. */
struct unit_index {
  const struct unit **units;
  size_t count;
};

static int compare_ids(const void *a, const void *b) {
  int64_t one = (*(const struct unit *const *)a)->id, other = (*(const struct unit *const *)b)->id;
  return (one > other) - (one < other);
}

static chuan_status index_units(const struct evaluation_scope *scope, const char *level,
                                struct unit_index *index) {
  struct unit *units;
  chuan_status status = units_list(scope->dossier->facts, scope->arena, level, &units, &index->count);
  if (status != CHUAN_OK) return status;
  index->units = arena_array(scope->arena, index->count + 1, sizeof *index->units);
  if (index->units == NULL) return report_no_memory(scope->handle->report);
  for (size_t i = 0; i < index->count; i++) index->units[i] = &units[i];
  qsort(index->units, index->count, sizeof *index->units, compare_ids);
  return CHUAN_OK;
}

static const struct unit *find_unit(const struct unit_index *index, int64_t id) {
  const struct unit key = {.id = id}, *wanted = &key;
  const struct unit *const *found =
      bsearch(&wanted, index->units, index->count, sizeof *index->units, compare_ids);
  return found == NULL ? NULL : *found;
}

/* The unit that the text means in a year, or on the day asked for: a code may have been used again. */
static chuan_status search_unit(const struct evaluation_scope *scope, const char *level, int year,
                                struct unit *out) {
  const char *text = scope->options.unit;
  return scope->has_as_of
             ? unit_search_on(scope->dossier->facts, scope->arena, text, level, scope->as_of, out)
             : unit_search(scope->dossier->facts, scope->arena, text, level, year, out);
}

/* Its id; 0: none, so far. */
static chuan_status wanted_unit(const struct evaluation_scope *scope, const char *level, int year,
                                int64_t *id) {
  struct unit unit;
  *id = 0;
  chuan_status status = search_unit(scope, level, year, &unit);
  if (status == CHUAN_NOT_FOUND) {
    report_clear(scope->handle->report); /* said at the end, when no year and level knows it */
    return CHUAN_OK;
  }
  if (status == CHUAN_OK) *id = unit.id;
  return status;
}

static chuan_status add_rows(struct evaluation *evaluation, const struct evaluation_scope *scope,
                             uint32_t part, const struct unit_index *index, int64_t only) {
  const struct verdicts *verdicts = &evaluation->parts[part].verdicts;
  size_t before = evaluation->evaluated_count, count = only != 0 ? 1 : (size_t)verdicts->row_count;
  struct evaluated *grown = arena_array(scope->arena, before + count + 1, sizeof *grown);
  if (grown == NULL) return report_no_memory(scope->handle->report);
  if (before > 0) memcpy(grown, evaluation->evaluated, before * sizeof *grown);
  evaluation->evaluated = grown;
  for (uint64_t row = 0; row < verdicts->row_count; row++) {
    if (only != 0 && verdicts->unit_ids[row] != only) continue;
    const struct unit *unit = find_unit(index, verdicts->unit_ids[row]);
    if (unit == NULL) {
      return report_fail(scope->handle->report, CHUAN_DATABASE,
                         "a unit changed while it was being judged; run the evaluation again",
                         "một đơn vị đã thay đổi trong lúc đang xét; hãy chạy lại");
    }
    evaluation->evaluated[evaluation->evaluated_count++] =
        (struct evaluated){.unit = unit, .part = part, .row = row};
  }
  return CHUAN_OK;
}

/* A verdict is no better than the figures of other units and years it rests on. */
static void fold_status(const struct scope_run *run, struct verdicts *verdicts) {
  if (run->units == NULL) return;
  for (uint64_t row = 0; row < verdicts->row_count; row++) {
    uint64_t place;
    if (!world_row(run->units, verdicts->unit_ids[row], &place)) continue;
    chuan_data_status status = world_data_status(run->request.outside, place);
    if (status > (chuan_data_status)verdicts->status[row]) verdicts->status[row] = (uint8_t)status;
  }
}

static chuan_status run_part(struct evaluation *evaluation, struct evaluation_scope *scope,
                             const struct evaluation_part *like, const struct unit_index *index) {
  struct scope_run run;
  int64_t only = 0;
  chuan_status status = CHUAN_OK;
  if (scope->options.unit != NULL) {
    status = wanted_unit(scope, like->level, like->year, &only);
    if (status != CHUAN_OK || only == 0) return status;
  }
  uint32_t number = evaluation->part_count;
  struct evaluation_part *part = &evaluation->parts[number];
  *part = *like;
  status = scope_run_begin(scope, part->vocabulary, part->year, part->judged, part->judged_count, &run);
  if (status == CHUAN_OK) status = run_verdicts(&run.request, &part->verdicts);
  if (status == CHUAN_OK) {
    fold_status(&run, &part->verdicts);
    evaluation->part_count++; /* from here on its verdicts are freed with the evaluation */
  }
  part->outside = run.request.outside;
  part->units = run.units;
  scope_run_end(&run);
  if (status == CHUAN_OK) status = add_rows(evaluation, scope, number, index, only);
  return handle_said(scope->handle, status);
}

static chuan_status run_level(struct evaluation *evaluation, struct evaluation_scope *scope,
                              const char *level) {
  struct evaluation_part like = {.level = level,
                                 .vocabulary = rulebook_vocabulary(scope->rulebook, scope->arena, level)};
  if (like.vocabulary == NULL) return report_no_memory(scope->handle->report);
  struct unit_index index;
  int *years;
  size_t year_count;
  chuan_status status = scope_judged(scope, level, &like.judged, &like.judged_count);
  if (status == CHUAN_OK) status = scope_years(scope, level, &years, &year_count);
  if (status == CHUAN_OK) status = index_units(scope, level, &index);
  if (status != CHUAN_OK) return status;
  struct evaluation_part *parts =
      arena_array(scope->arena, evaluation->part_count + year_count + 1, sizeof *parts);
  if (parts == NULL) return report_no_memory(scope->handle->report);
  if (evaluation->part_count > 0) memcpy(parts, evaluation->parts, evaluation->part_count * sizeof *parts);
  evaluation->parts = parts;
  for (size_t y = 0; y < year_count && status == CHUAN_OK; y++) {
    like.year = years[y];
    like.moment = scope_moment(scope, years[y]);
    status = run_part(evaluation, scope, &like, &index);
  }
  return status;
}

/* By code, then year: the parts of a level stand in the order of their years. */
static int compare_evaluated(const void *a, const void *b) {
  const struct evaluated *one = a, *other = b;
  int order = strcmp(one->unit->code, other->unit->code);
  if (order != 0) return order;
  if (one->part != other->part) return one->part < other->part ? -1 : 1;
  return (one->unit->id > other->unit->id) - (one->unit->id < other->unit->id);
}

static int compare_parents(const void *a, const void *b) {
  const struct unit *one = a, *other = b;
  return (one->id > other->id) - (one->id < other->id);
}

/* The parents of all units evaluated, once each. */
static chuan_status find_parents(struct evaluation *evaluation, const struct evaluation_scope *scope) {
  size_t capacity = 0;
  int64_t last = 0;
  for (size_t i = 0; i < evaluation->evaluated_count; i++) {
    const struct unit key = {.id = evaluation->evaluated[i].unit->parent};
    if (key.id == 0 || key.id == last) continue;
    last = key.id;
    size_t count = evaluation->parent_count;
    if (count > 0 && bsearch(&key, evaluation->parents, count, sizeof key, compare_parents) != NULL) continue;
    if (!arena_grow(scope->arena, &evaluation->parents, &capacity, count, sizeof *evaluation->parents)) {
      return report_no_memory(scope->handle->report);
    }
    chuan_status status = unit_get(scope->dossier->facts, scope->arena, key.id, &evaluation->parents[count]);
    if (status != CHUAN_OK) return status;
    evaluation->parent_count++;
    for (; count > 0 && evaluation->parents[count - 1].id > evaluation->parents[count].id; count--) {
      struct unit moved = evaluation->parents[count];
      evaluation->parents[count] = evaluation->parents[count - 1];
      evaluation->parents[count - 1] = moved;
    }
  }
  return CHUAN_OK;
}

/* A unit was asked for and nothing was found of it: says why, as the search says it for the last year looked
 * at. */
static chuan_status unit_without_rows(const struct evaluation_scope *scope) {
  const struct rulebook *rules = scope->rulebook->rules;
  int year = scope->options.year != 0 ? scope->options.year : rules->last_year;
  struct unit unit;
  chuan_status status = search_unit(scope, scope->options.level, year, &unit);
  if (status != CHUAN_OK) return status;
  uint32_t level = 0;
  while (level < scope->level_count && strcmp(scope->levels[level], unit.level) != 0) level++;
  if (level == scope->level_count) {
    return report_fail(scope->handle->report, CHUAN_NOT_FOUND,
                       "%s %s is a unit of level \"%s\"; no standard asked for is about that level",
                       "%s %s là đơn vị cấp \"%s\"; không có bộ tiêu chí nào được hỏi thuộc cấp này",
                       unit.code, unit.name, unit.level);
  }
  return report_fail(scope->handle->report, CHUAN_NOT_FOUND,
                     "%s %s has nothing to judge: no figures in the period, or it did not exist on the day "
                     "(31 December when none is given)",
                     "%s %s chưa có gì để xét: không có số liệu trong giai đoạn, hoặc không tồn tại vào ngày "
                     "được hỏi (không ghi: ngày 31/12)",
                     unit.code, unit.name);
}

static chuan_status run_scope(struct evaluation *evaluation, struct evaluation_scope *scope) {
  for (uint32_t l = 0; l < scope->level_count; l++) {
    chuan_status status = run_level(evaluation, scope, scope->levels[l]);
    if (status != CHUAN_OK) return status;
  }
  evaluation->one_unit = scope->options.unit != NULL;
  if (evaluation->one_unit && evaluation->evaluated_count == 0) return unit_without_rows(scope);
  if (evaluation->evaluated_count > 1) {
    qsort(evaluation->evaluated, evaluation->evaluated_count, sizeof *evaluation->evaluated,
          compare_evaluated);
  }
  return find_parents(evaluation, scope);
}

static chuan_status run(chuan_dossier *dossier, chuan_rulebook *rulebook,
                        const chuan_evaluation_options *options, int review, chuan_evaluation **out) {
  chuan *handle = dossier->handle;
  chuan_evaluation *evaluation = calloc(1, sizeof *evaluation);
  struct arena *arena = evaluation == NULL ? NULL : arena_create();
  if (arena == NULL) {
    free(evaluation);
    return report_no_memory(handle->report);
  }
  evaluation->handle = handle;
  evaluation->evaluation =
      (struct evaluation){.rulebook = rulebook->rules, .dossier = dossier->facts, .arena = arena};
  struct evaluation_scope scope;
  chuan_status status = review ? scope_set_review(&scope, dossier, rulebook, options, arena)
                               : scope_set(&scope, dossier, rulebook, options, arena);
  if (status == CHUAN_OK) status = run_scope(&evaluation->evaluation, &scope);
  evaluation->world = scope.world; /* the rows are read from it */
  if (status != CHUAN_OK) {
    chuan_evaluation_free(evaluation);
    return status;
  }
  *out = evaluation;
  return CHUAN_OK;
}

chuan_status evaluation_run_review(chuan_dossier *dossier, chuan_rulebook *rulebook,
                                   const chuan_evaluation_options *options, chuan_evaluation **out) {
  return run(dossier, rulebook, options, 1, out);
}

const struct evaluation *evaluation_results(const chuan_evaluation *evaluation) {
  return &evaluation->evaluation;
}

chuan_status chuan_evaluation_run(chuan_dossier *dossier, chuan_rulebook *rulebook,
                                  const chuan_evaluation_options *options, chuan_evaluation **out) {
  if (out != NULL) *out = NULL;
  if (dossier == NULL) return CHUAN_ARGUMENT;
  report_clear(dossier->handle->report);
  if (rulebook == NULL || out == NULL) return handle_argument(dossier->handle, __func__);
  return run(dossier, rulebook, options, 0, out);
}

void chuan_evaluation_free(chuan_evaluation *evaluation) {
  if (evaluation == NULL) return;
  if (evaluation->cursor_begun) evaluation_cursor_end(&evaluation->cursor);
  for (uint32_t p = 0; p < evaluation->evaluation.part_count; p++) {
    verdicts_free(&evaluation->evaluation.parts[p].verdicts);
  }
  world_free(evaluation->world);
  arena_free(evaluation->evaluation.arena);
  free(evaluation);
}

chuan_status chuan_evaluation_next(chuan_evaluation *evaluation, const chuan_verdict_row **out) {
  if (out != NULL) *out = NULL;
  if (evaluation == NULL) return CHUAN_ARGUMENT;
  chuan *handle = evaluation->handle;
  report_clear(handle->report);
  if (out == NULL) return handle_argument(handle, __func__);
  const struct evaluation_row *row;
  chuan_status status = CHUAN_OK;
  if (!evaluation->cursor_begun) {
    status = evaluation_cursor_begin(&evaluation->cursor, &evaluation->evaluation,
                                     report_language(handle->report));
    evaluation->cursor_begun = status == CHUAN_OK;
  }
  if (status == CHUAN_OK) status = evaluation_cursor_next(&evaluation->cursor, &row);
  if (status != CHUAN_OK) return handle_said(handle, status);
  *out = row == NULL ? NULL : &row->row;
  return CHUAN_OK;
}

void chuan_evaluation_rewind(chuan_evaluation *evaluation) {
  if (evaluation == NULL) return;
  evaluation->cursor.next_evaluated = 0;
  evaluation->cursor.next_judged = 0;
}

size_t chuan_evaluation_units(const chuan_evaluation *evaluation) {
  return evaluation == NULL ? 0 : evaluation->evaluation.evaluated_count;
}

chuan_data_status chuan_evaluation_data_status(const chuan_evaluation *evaluation) {
  chuan_data_status worst = CHUAN_OFFICIAL;
  if (evaluation == NULL) return worst;
  const struct evaluation *results = &evaluation->evaluation;
  for (size_t i = 0; i < results->evaluated_count; i++) {
    const struct evaluated *one = &results->evaluated[i];
    chuan_data_status status = (chuan_data_status)results->parts[one->part].verdicts.status[one->row];
    if (status > worst) worst = status;
  }
  return worst;
}

chuan_status chuan_evaluation_write_by(chuan_evaluation *evaluation, const char *by_level,
                                       const chuan_style *style, chuan_sink sink, void *payload) {
  if (evaluation == NULL) return CHUAN_ARGUMENT;
  chuan *handle = evaluation->handle;
  report_clear(handle->report);
  if (by_level == NULL || sink == NULL) return handle_argument(handle, __func__);
  chuan_style shape;
  chuan_status status = handle_style(handle, style, &shape);
  if (status != CHUAN_OK) return status;
  return evaluation_write_by(handle, &evaluation->evaluation, by_level, &shape, sink, payload);
}

chuan_status chuan_evaluation_write(chuan_evaluation *evaluation, const chuan_style *style, chuan_sink sink,
                                    void *payload) {
  if (evaluation == NULL) return CHUAN_ARGUMENT;
  chuan *handle = evaluation->handle;
  report_clear(handle->report);
  if (sink == NULL) return handle_argument(handle, __func__);
  chuan_style shape;
  chuan_status status = handle_style(handle, style, &shape);
  if (status != CHUAN_OK) return status;
  return handle_said(handle, evaluation_output(&evaluation->evaluation, report_language(handle->report),
                                               &shape, sink, payload));
}
