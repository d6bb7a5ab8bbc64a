/* What an answer rests on: the unit's own figures of this and other years with every value reported for them, and how many
 * units below it were looked at. Operands come before their users, so that one pass from the end of the graph meets all. */
#include "evaluate/standing_inside.h"

#include "base/date.h"
#include "base/decimal.h"

#include <stdlib.h>
#include <string.h>

struct look { /* an expression asked about the unit at a moment */
  const struct expression *expression;
  struct moment moment;
};

struct search {
  const struct resting *resting;
  struct target_result *result;
  const struct outside *outside; /* at the result's moment; NULL: nothing is read from elsewhere */
  uint64_t row;
  struct arena *scratch;
  struct look *looks; /* at other years */
  size_t look_count, look_capacity;
  size_t figure_capacity;
  unsigned years_data; /* worst of what is read of other years, as far as it is known in one word */
  int years_below;     /* some of that is of other units */
};

static chuan_status no_memory(const struct search *search) {
  return report_no_memory(search->resting->report);
}

/* --- figures ----------------------------------------------------------------------------------------------------- */

struct year_figures {
  int64_t *values;
  int *years;
  chuan_data_status status;
};

static chuan_status read_figures(const struct search *search, struct moment moment,
                                 struct year_figures *out) {
  const struct vocabulary_level *vocabulary = search->resting->vocabulary;
  out->values = arena_array(search->scratch, (size_t)vocabulary->fact_count + 1, sizeof *out->values);
  out->years = arena_array(search->scratch, (size_t)vocabulary->fact_count + 1, sizeof *out->years);
  if (out->values == NULL || out->years == NULL) return no_memory(search);
  return facts_row(search->resting->dossier, vocabulary, search->result->unit.id, moment, out->values,
                   out->years, &out->status);
}

static chuan_status add_observations(const struct search *search, struct resting_figure *figure) {
  struct observation *observations = NULL;
  chuan_status status =
      observations_list(search->resting->dossier, search->resting->arena, figure->fact, figure->unit,
                        figure->year, &observations, &figure->observation_count);
  if (status != CHUAN_OK || figure->observation_count == 0) return status;
  figure->observations = observations;
  figure->status = observations[0].status;
  figure->confidence = observations[0].confidence;
  for (size_t i = 1; i < figure->observation_count; i++)
    figure->others += observations[i].value != figure->value;
  return CHUAN_OK;
}

static chuan_status add_figure(struct search *search, const struct fact *fact, struct moment moment,
                               const struct year_figures *figures) {
  struct target_result *result = search->result;
  const struct vocabulary_level *vocabulary = search->resting->vocabulary;
  if (fact->index >= vocabulary->fact_count || vocabulary->facts[fact->index] != fact) return CHUAN_OK;
  int64_t value = figures->values[fact->index];
  /* An attribute holds from a day to a day: it has no year's reports. */
  int dated = figures->years[fact->index] == 0;
  int year = dated ? moment.year : figures->years[fact->index];
  if (value == DECIMAL_MISSING) return CHUAN_OK;
  for (size_t i = 0; i < result->figure_count; i++) {
    if (result->figures[i].fact == fact && result->figures[i].year == year) return CHUAN_OK;
  }
  if (!arena_grow(search->resting->arena, &result->figures, &search->figure_capacity, result->figure_count,
                  sizeof *result->figures)) {
    return no_memory(search);
  }
  struct resting_figure *figure = &result->figures[result->figure_count++];
  *figure = (struct resting_figure){.fact = fact,
                                    .unit = result->unit.id,
                                    .year = year,
                                    .value = value,
                                    .status = figures->status,
                                    .carried = year != moment.year};
  return dated ? CHUAN_OK : add_observations(search, figure);
}

/* --- other units, other years ------------------------------------------------------------------------------------ */

static chuan_status look_later(struct search *search, const struct expression *expression,
                               struct moment moment) {
  if (moment.year < YEAR_FIRST || moment.year > YEAR_LAST) return CHUAN_OK;
  if (!arena_grow(search->scratch, &search->looks, &search->look_capacity, search->look_count,
                  sizeof *search->looks)) {
    return no_memory(search);
  }
  search->looks[search->look_count++] = (struct look){expression, moment};
  return CHUAN_OK;
}

static chuan_status look_at_years(struct search *search, const struct expression *node, struct moment now) {
  const struct expression *value = node->operands[0];
  if (node->kind == EXPRESSION_IN_YEAR) return look_later(search, value, moment_in(now, node->as.year));
  if (node->kind == EXPRESSION_LAST_YEAR) return look_later(search, value, moment_in(now, now.year - 1));
  chuan_status status = CHUAN_OK;
  int first = node->as.year < YEAR_FIRST ? YEAR_FIRST : node->as.year;
  for (int year = first; year <= now.year && status == CHUAN_OK; year++)
    status = look_later(search, value, moment_in(now, year));
  return status;
}

static chuan_status count_members(struct search *search, const struct expression *aggregate) {
  struct target_result *result = search->result;
  struct member *members;
  size_t count;
  uint64_t counted = 0, undecided = 0;
  chuan_status status = world_members(search->resting->world, aggregate, result->moment, result->unit.id,
                                      search->scratch, &members, &count);
  for (size_t i = 0; status == CHUAN_OK && i < count; i++) {
    counted += members[i].part == MEMBER_COUNTS || members[i].part == MEMBER_FAILS;
    undecided += members[i].part == MEMBER_UNDECIDED;
  }
  result->rests_below |= counted + undecided > 0;
  if (counted + undecided > result->units_counted) result->units_counted = counted + undecided;
  if (undecided > result->units_undecided) result->units_undecided = undecided;
  return status;
}

static int is_of_years(enum expression_kind kind) {
  return kind == EXPRESSION_IN_YEAR || kind == EXPRESSION_LAST_YEAR || kind == EXPRESSION_TOTAL_SINCE;
}

/* What is read from elsewhere, as seen from the result's own moment. */
static chuan_status look_outside(struct search *search, const struct expression *node) {
  struct target_result *result = search->result;
  const struct outside_value *value =
      search->outside != NULL ? search->outside->value(search->outside->self, node, search->row) : NULL;
  unsigned data = value != NULL ? value->data : CHUAN_OFFICIAL;
  if (node->kind == EXPRESSION_WITHIN) return CHUAN_OK;
  result->carried |= value != NULL && value->carried;
  if (is_of_years(node->kind)) { /* figures of the unit itself are looked at one by one */
    if (data > search->years_data) search->years_data = data;
    return CHUAN_OK;
  }
  if (data > (unsigned)result->worst_below) result->worst_below = (chuan_data_status)data;
  if (expression_is_aggregate(node->kind)) return count_members(search, node);
  result->rests_below |= value != NULL && !value->missing;
  return CHUAN_OK;
}

/* Everything below the expression; `exact` (at the result's own moment, else NULL) tells what had no say. */
static chuan_status walk(struct search *search, const struct look *look, struct exact *exact) {
  const struct rulebook *rulebook = search->resting->rulebook;
  uint8_t *needed = arena_alloc(search->scratch, (size_t)look->expression->id + 1);
  struct year_figures figures;
  chuan_status status = needed != NULL ? read_figures(search, look->moment, &figures) : no_memory(search);
  if (status != CHUAN_OK) return status;
  needed[look->expression->id] = 1;
  for (uint32_t id = look->expression->id + 1; id-- > 0 && status == CHUAN_OK;) {
    const struct expression *at = rulebook->expressions[id];
    if (!needed[id]) continue;
    if (at->kind == EXPRESSION_FACT) status = add_figure(search, at->as.fact, look->moment, &figures);
    if (expression_is_outside(at->kind)) {
      if (is_of_years(at->kind)) status = look_at_years(search, at, look->moment);
      if (exact != NULL && status == CHUAN_OK) status = look_outside(search, at);
      if (exact == NULL && !is_of_years(at->kind)) search->years_below = 1;
      continue;
    }
    for (uint32_t i = 0; i < at->operand_count; i++) {
      if (exact == NULL || exact_reached(exact, at, i)) needed[at->operands[i]->id] = 1;
    }
  }
  return status;
}

/* --- all of it --------------------------------------------------------------------------------------------------- */

static int compare_figures(const void *a, const void *b) {
  const struct resting_figure *one = a, *other = b;
  if (one->fact->index != other->fact->index) return one->fact->index < other->fact->index ? -1 : 1;
  return (one->year > other->year) - (one->year < other->year);
}

static void sum_up(const struct search *search) {
  struct target_result *result = search->result;
  result->rests_below |= search->years_below;
  if (search->years_below && search->years_data > (unsigned)result->worst_below)
    result->worst_below = (chuan_data_status)search->years_data;
  int worst = result->rests_below ? (int)result->worst_below : -1;
  for (size_t i = 0; i < result->figure_count; i++) {
    const struct resting_figure *figure = &result->figures[i];
    if ((int)figure->status > worst) worst = (int)figure->status;
    result->carried |= figure->carried;
    if (figure->confidence > result->confidence) result->confidence = figure->confidence;
  }
  result->data_status = worst;
}

static chuan_status find(struct search *search, const struct expression *const *asked, size_t count) {
  const struct resting *resting = search->resting;
  struct target_result *result = search->result;
  const struct world_level *units;
  chuan_status status = world_prepare(resting->world, resting->vocabulary->level, result->moment, asked,
                                      count, &search->outside);
  if (status == CHUAN_OK)
    status = world_level(resting->world, resting->vocabulary->level, result->moment, &units);
  if (status == CHUAN_OK && !world_row(units, result->unit.id, &search->row)) search->outside = NULL;
  for (size_t i = 0; i < count && status == CHUAN_OK; i++) {
    struct look look = {asked[i], result->moment};
    status = walk(search, &look, resting->exact);
  }
  for (size_t i = 0; i < search->look_count && status == CHUAN_OK; i++) {
    struct look look = search->looks[i];
    size_t same = 0;
    while (search->looks[same].expression != look.expression ||
           !moment_same(search->looks[same].moment, look.moment)) {
      same++;
    }
    if (same == i) status = walk(search, &look, NULL);
  }
  if (status != CHUAN_OK) return status;
  if (result->figure_count > 1)
    qsort(result->figures, result->figure_count, sizeof *result->figures, compare_figures);
  sum_up(search);
  return CHUAN_OK;
}

chuan_status resting_find(const struct resting *resting, const struct expression *const *asked, size_t count,
                          struct target_result *result) {
  struct search search = {.resting = resting, .result = result, .scratch = arena_create()};
  if (search.scratch == NULL) return no_memory(&search);
  chuan_status status = find(&search, asked, count);
  arena_free(search.scratch);
  return status;
}
