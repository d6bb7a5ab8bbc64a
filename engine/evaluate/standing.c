/* Judging targets: the value as computed and as published, each against the threshold; which of them is the answer; and
 * where that stands on the way to the deadline. */
#include "evaluate/standing.h"

#include "evaluate/standing_inside.h"
#include "evaluate/world_inside.h"

#include <string.h>

struct finder {
  struct world *world;
  struct dossier *dossier;
  const struct rulebook *rulebook;
  struct report *report;
  struct arena *arena;
  const struct vocabulary_level *vocabulary; /* of the level at hand */
  const struct target **targets;             /* of that level, in reading order */
  size_t target_count;
  const struct expression **expressions; /* what they ask */
  size_t expression_count;
  struct target_result *results;
  size_t count, capacity;
};

const char *standing_word(enum standing standing) {
  static const char *const words[] = {
#define XX(name, word) word,
      STANDING_MAP(XX)
#undef XX
  };
  return words[standing];
}

/* --- the two values --------------------------------------------------------------------------------------------- */

static chuan_status keep(struct finder *finder, const struct rational *number, const struct rational **out) {
  *out = NULL;
  if (number == NULL) return CHUAN_OK;
  struct rational *copy = arena_alloc(finder->arena, sizeof *copy);
  if (copy == NULL) return report_no_memory(finder->report);
  rational_copy(copy, number);
  *out = copy;
  return CHUAN_OK;
}

static chuan_status keep_number(struct finder *finder, struct exact *exact,
                                const struct expression *expression, const struct rational **out) {
  *out = NULL;
  if (expression == NULL || expression->type != TYPE_NUMBER) return CHUAN_OK;
  return keep(finder, exact_number(exact, expression), out);
}

/* A number that stands in the rule as it is: known without asking any unit. */
static chuan_status written_number(struct finder *finder, const struct expression *expression,
                                   const struct rational **out) {
  *out = NULL;
  while (expression != NULL && expression->kind == EXPRESSION_UNVERIFIED)
    expression = expression->operands[0];
  if (expression == NULL || expression->kind != EXPRESSION_NUMBER) return CHUAN_OK;
  return keep(finder, &expression->as.number.value, out);
}

/* Everything but the verdict. */
static chuan_status measure(struct finder *finder, struct exact *exact, const struct expression *expression,
                            struct measure *out) {
  *out = (struct measure){.verdict = CHUAN_NO_DATA};
  if (expression == NULL || expression->type != TYPE_NUMBER) return CHUAN_OK;
  chuan_status status = keep(finder, exact_number(exact, expression), &out->value);
  if (status != CHUAN_OK) return status;
  if (out->value != NULL) {
    out->low = out->high = out->value;
  } else {
    struct exact_bounds bounds = exact_bounds(exact, expression);
    status = keep(finder, bounds.low, &out->low);
    if (status == CHUAN_OK) status = keep(finder, bounds.high, &out->high);
  }
  out->known = out->low != NULL || out->high != NULL;
  return status;
}

/* Whether the target asks this unit at all. */
static chuan_verdict applies(struct exact *exact, const struct expression *test) {
  while (test->kind == EXPRESSION_UNVERIFIED) test = test->operands[0];
  return test->kind == EXPRESSION_APPLIES_WHEN ? exact_verdict(exact, test->operands[0]) : CHUAN_MET;
}

static int is_decided(chuan_verdict verdict) {
  return verdict == CHUAN_MET || verdict == CHUAN_NOT_MET;
}

static chuan_threshold_status worse(chuan_threshold_status a, chuan_threshold_status b) {
  return a > b ? a : b;
}

/* A published figure needs the threshold only, and none of what the computed value rests on. */
static chuan_threshold_status status_of(struct exact *exact, const struct target *target, int by_report) {
  const struct judged *judged = &target->judged;
  if (!by_report) return exact_status(exact, judged->test);
  chuan_threshold_status status = judged->base_status;
  if (judged->threshold != NULL) status = worse(status, exact_status(exact, judged->threshold));
  if (judged->threshold_high != NULL) status = worse(status, exact_status(exact, judged->threshold_high));
  return status;
}

/* Computed, reported, and the answer. */
static chuan_status judge(struct finder *finder, struct exact *exact, const struct target *target,
                          struct target_result *out) {
  const struct judged *judged = &target->judged;
  struct demand demand;
  chuan_status status = measure(finder, exact, judged->value, &out->computed);
  if (status == CHUAN_OK) status = measure(finder, exact, target->reported, &out->reported);
  if (status == CHUAN_OK) status = keep_number(finder, exact, judged->threshold, &out->threshold);
  if (status == CHUAN_OK) status = keep_number(finder, exact, judged->threshold_high, &out->threshold_high);
  if (status != CHUAN_OK) return status;
  out->computed.verdict = exact_verdict(exact, judged->test);
  out->computed.known = out->computed.known || is_decided(out->computed.verdict);
  chuan_verdict asked = applies(exact, judged->test);
  if (asked == CHUAN_NOT_MET || asked == CHUAN_NOT_APPLICABLE) {
    out->reported.verdict = CHUAN_NOT_APPLICABLE;
  } else if (asked == CHUAN_MET && out->reported.known &&
             demand_of(judged->comparison, out->threshold, out->threshold_high, &demand)) {
    out->reported.verdict = demand_verdict(&demand, out->reported.low, out->reported.high);
  }
  out->by_report = out->reported.value != NULL && asked != CHUAN_NOT_MET && asked != CHUAN_NOT_APPLICABLE;
  out->verdict = out->by_report ? out->reported.verdict : out->computed.verdict;
  out->disagree = is_decided(out->computed.verdict) && is_decided(out->reported.verdict) &&
                  out->computed.verdict != out->reported.verdict;
  out->threshold_status = status_of(exact, target, out->by_report);
  return CHUAN_OK;
}

/* --- other years ------------------------------------------------------------------------------------------------ */

/* The target's own published figure of the year the path begins with goes with a published answer. */
static chuan_status reported_baseline(struct finder *finder, const struct target_result *result,
                                      const struct rational **out) {
  const struct target *target = result->target;
  const struct expression *reported = target->reported;
  struct exact *exact;
  *out = NULL;
  int own =
      target->baseline->kind == EXPRESSION_IN_YEAR && target->baseline->operands[0] == target->judged.value;
  if (!result->by_report || !own) return CHUAN_OK;
  chuan_status status =
      world_exact(finder->world, finder->vocabulary->level, moment_in(result->moment, target->baseline_year),
                  result->unit.id, &reported, 1, &exact);
  if (status != CHUAN_OK) return status;
  status = keep(finder, exact_number(exact, reported), out);
  exact_free(exact);
  return status;
}

static chuan_status find_baseline(struct finder *finder, struct exact *exact, struct target_result *result) {
  if (!result->target->has_baseline) return CHUAN_OK;
  chuan_status status = reported_baseline(finder, result, &result->baseline);
  if (status != CHUAN_OK || result->baseline != NULL) return status;
  return keep_number(finder, exact, result->target->baseline, &result->baseline);
}

/* Whether a target to keep was reached in a year of the period before this one, or where it began. */
static chuan_status was_reached(struct finder *finder, const struct target_result *result, int *reached) {
  const struct target *target = result->target;
  struct demand demand;
  chuan_status status = CHUAN_OK;
  *reached = result->baseline != NULL &&
             demand_of(target->judged.comparison, result->threshold, result->threshold_high, &demand) &&
             demand_verdict(&demand, result->baseline, result->baseline) == CHUAN_MET;
  for (int year = result->moment.year; year-- > finder->rulebook->first_year && !*reached;) {
    struct target_result then = {.target = target};
    struct exact *exact;
    status = world_exact(finder->world, finder->vocabulary->level, moment_in(result->moment, year),
                         result->unit.id, finder->expressions, finder->expression_count, &exact);
    if (status != CHUAN_OK) return status;
    status = judge(finder, exact, target, &then);
    exact_free(exact);
    if (status != CHUAN_OK) return status;
    *reached = then.verdict == CHUAN_MET;
  }
  return CHUAN_OK;
}

/* --- the standing ------------------------------------------------------------------------------------------------ */

/* A value known only within bounds stands somewhere when both ends stand there. */
static enum standing on_path(const struct target_result *result, const struct demand *demand) {
  const struct measure *answer = result->by_report ? &result->reported : &result->computed;
  const struct rational *start = path_start(result->target, result->baseline, result->moment.year);
  if (result->path_value == NULL || answer->low == NULL || answer->high == NULL) return STANDING_NOT_YET;
  enum standing low = path_standing(demand, start, result->path_value, answer->low);
  enum standing high = path_standing(demand, start, result->path_value, answer->high);
  return low == high ? low : STANDING_NOT_YET;
}

static chuan_status find_standing(struct finder *finder, struct target_result *result) {
  const struct target *target = result->target;
  struct demand demand;
  struct rational path;
  int reached = 0;
  chuan_status status = CHUAN_OK;
  int has_demand = demand_of(target->judged.comparison, result->threshold, result->threshold_high, &demand);
  if (has_demand && path_value(target, &demand, result->baseline, result->moment.year, &path))
    status = keep(finder, &path, &result->path_value);
  if (status == CHUAN_OK && result->verdict == CHUAN_NOT_MET && target->keeps)
    status = was_reached(finder, result, &reached);
  switch (result->verdict) {
    case CHUAN_MET:
      result->standing = STANDING_MET;
      break;
    case CHUAN_NO_DATA:
      result->standing = STANDING_NO_DATA;
      break;
    case CHUAN_NOT_APPLICABLE:
      result->standing = STANDING_NOT_APPLICABLE;
      break;
    case CHUAN_NOT_MET:
      if (reached)
        result->standing = STANDING_LOST;
      else if (result->moment.year >= target->by)
        result->standing = STANDING_NOT_MET;
      else
        result->standing = has_demand ? on_path(result, &demand) : STANDING_NOT_YET;
      break;
  }
  return status;
}

/* --- why there is no answer ------------------------------------------------------------------------------------- */

static int is_named(const struct target_result *result, const struct cause *cause) {
  for (size_t i = 0; i < result->cause_count; i++) {
    const struct cause *known = &result->causes[i];
    if (known->kind == cause->kind && known->fact == cause->fact && known->expression == cause->expression)
      return 1;
  }
  return 0;
}

/* Of the computed value, then of the published one that would have been the answer. */
static chuan_status find_causes(struct finder *finder, struct exact *exact, struct target_result *result) {
  const struct expression *asked[2] = {result->target->judged.test,
                                       result->by_report ? NULL : result->target->reported};
  size_t capacity = 0;
  for (size_t i = 0; i < 2 && result->verdict == CHUAN_NO_DATA; i++) {
    struct cause *causes;
    size_t count;
    if (asked[i] == NULL) continue;
    chuan_status status = exact_causes(exact, asked[i], finder->arena, &causes, &count);
    if (status != CHUAN_OK) return report_no_memory(finder->report);
    for (size_t c = 0; c < count; c++) {
      if (is_named(result, &causes[c])) continue;
      if (!arena_grow(finder->arena, &result->causes, &capacity, result->cause_count, sizeof *result->causes))
        return report_no_memory(finder->report);
      result->causes[result->cause_count++] = causes[c];
    }
  }
  return CHUAN_OK;
}

static chuan_status find_resting(struct finder *finder, struct exact *exact, struct target_result *result) {
  const struct target *target = result->target;
  const struct expression *asked[3];
  size_t count = 0;
  if (!result->by_report) {
    asked[count++] = target->judged.test;
  } else {
    asked[count++] = target->reported;
    if (target->judged.threshold != NULL) asked[count++] = target->judged.threshold;
    if (target->judged.threshold_high != NULL) asked[count++] = target->judged.threshold_high;
  }
  struct resting resting = {
      finder->world, finder->dossier, finder->rulebook, finder->vocabulary, finder->report, finder->arena,
      exact};
  chuan_status status = resting_find(&resting, asked, count, result);
  result->despite_missing = !result->by_report && is_decided(result->verdict) && result->units_undecided > 0;
  return status;
}

/* --- units ------------------------------------------------------------------------------------------------------- */

static chuan_status judge_target(struct finder *finder, struct exact *exact, struct target_result *result) {
  chuan_status status = judge(finder, exact, result->target, result);
  if (status == CHUAN_OK) status = find_baseline(finder, exact, result);
  if (status == CHUAN_OK) status = find_standing(finder, result);
  if (status == CHUAN_OK) status = find_causes(finder, exact, result);
  if (status == CHUAN_OK) status = find_resting(finder, exact, result);
  return status;
}

/* Nothing is asked about a unit that had ended, but what the target itself says. */
static chuan_status tell_gone(struct finder *finder, struct target_result *result) {
  const struct judged *judged = &result->target->judged;
  struct cause *cause = arena_alloc(finder->arena, sizeof *cause);
  if (cause == NULL) return report_no_memory(finder->report);
  *cause = (struct cause){.kind = CAUSE_UNIT_ENDED, .day = result->unit.valid_to};
  result->verdict = result->computed.verdict = result->reported.verdict = CHUAN_NO_DATA;
  result->standing = STANDING_NO_DATA;
  result->threshold_status = judged->base_status;
  result->causes = cause;
  result->cause_count = 1;
  chuan_status status = written_number(finder, judged->threshold, &result->threshold);
  return status == CHUAN_OK ? written_number(finder, judged->threshold_high, &result->threshold_high)
                            : status;
}

static int is_about(const struct target *target, const struct judged_unit *judged) {
  return *target->unit == '\0' ? !judged->gone : strcmp(target->unit, judged->unit.code) == 0;
}

static chuan_status judge_unit(struct finder *finder, const struct judged_unit *judged) {
  struct exact *exact = NULL;
  chuan_status status = CHUAN_OK;
  if (!judged->gone) {
    status = world_exact(finder->world, finder->vocabulary->level, judged->moment, judged->unit.id,
                         finder->expressions, finder->expression_count, &exact);
  }
  for (size_t i = 0; i < finder->target_count && status == CHUAN_OK; i++) {
    if (!is_about(finder->targets[i], judged)) continue;
    if (!arena_grow(finder->arena, &finder->results, &finder->capacity, finder->count,
                    sizeof *finder->results)) {
      status = report_no_memory(finder->report);
      break;
    }
    struct target_result *result = &finder->results[finder->count++];
    *result = (struct target_result){.target = finder->targets[i],
                                     .unit = judged->unit,
                                     .moment = judged->moment,
                                     .ended = judged->ended,
                                     .gone = judged->gone,
                                     .successors = judged->successors,
                                     .successor_count = judged->successor_count,
                                     .data_status = -1};
    status = judged->gone ? tell_gone(finder, result) : judge_target(finder, exact, result);
  }
  exact_free(exact);
  return status;
}

/* --- levels ------------------------------------------------------------------------------------------------------ */

static void ask(struct finder *finder, const struct expression *expression) {
  if (expression != NULL) finder->expressions[finder->expression_count++] = expression;
}

#define ASKED_EACH 6u

static chuan_status begin_level(struct finder *finder, const char *level, const char *set,
                                struct moment moment) {
  const struct rulebook *rules = finder->rulebook;
  const struct world_level *units;
  size_t room = (size_t)rules->target_count + 1;
  finder->targets = arena_array(finder->arena, room, sizeof *finder->targets);
  finder->expressions = arena_array(finder->arena, room * ASKED_EACH, sizeof *finder->expressions);
  finder->target_count = finder->expression_count = 0;
  if (finder->targets == NULL || finder->expressions == NULL) return report_no_memory(finder->report);
  for (uint32_t i = 0; i < rules->target_count; i++) {
    const struct target *target = rules->targets[i];
    if (strcmp(target->judged.level, level) != 0 || (set != NULL && strcmp(target->set, set) != 0)) continue;
    finder->targets[finder->target_count++] = target;
    ask(finder, target->judged.test);
    ask(finder, target->judged.value);
    ask(finder, target->judged.threshold);
    ask(finder, target->judged.threshold_high);
    ask(finder, target->baseline);
    ask(finder, target->reported);
  }
  chuan_status status = world_level(finder->world, level, moment, &units);
  if (status == CHUAN_OK) finder->vocabulary = units->vocabulary;
  return status;
}

static chuan_status judge_level(struct finder *finder, const char *level, const char *set, int64_t only,
                                struct moment moment) {
  struct judged_unit *units;
  size_t count = 0;
  chuan_status status = begin_level(finder, level, set, moment);
  struct judged_units request = {finder->dossier, finder->report,  finder->arena,
                                 level,           finder->targets, finder->target_count};
  if (status == CHUAN_OK) status = judged_units_find(&request, moment, only, &units, &count);
  for (size_t i = 0; status == CHUAN_OK && i < count; i++) status = judge_unit(finder, &units[i]);
  return status;
}

chuan_status standing_find(struct world *world, struct dossier *dossier, const char *set, int64_t unit,
                           struct moment moment, struct arena *arena, struct target_result **out,
                           size_t *count) {
  const struct rulebook *rules = world->request.rulebook;
  struct finder finder = {
      .world = world, .dossier = dossier, .rulebook = rules, .report = world->request.report, .arena = arena};
  chuan_status status = CHUAN_OK;
  *out = NULL;
  *count = 0;
  for (uint32_t i = 0; i < rules->target_count && status == CHUAN_OK; i++) {
    const struct target *target = rules->targets[i];
    uint32_t first = 0; /* target of the level: the others are judged with it */
    if (set != NULL && strcmp(target->set, set) != 0) continue;
    while (strcmp(rules->targets[first]->judged.level, target->judged.level) != 0 ||
           (set != NULL && strcmp(rules->targets[first]->set, set) != 0)) {
      first++;
    }
    if (first == i) status = judge_level(&finder, target->judged.level, set, unit, moment);
  }
  if (status != CHUAN_OK) return status;
  *out = finder.results;
  *count = finder.count;
  return CHUAN_OK;
}
