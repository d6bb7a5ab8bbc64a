/* What a unit reads from above it, from other years and from the register. */
#include "evaluate/aggregate.h"
#include "evaluate/world_inside.h"

#include "base/date.h"
#include "base/decimal.h"

#include <string.h>

/* --- the same unit in another year ------------------------------------------------------------------------------- */

static chuan_status changed_meanwhile(struct world *world) {
  return report_fail(world->request.report, CHUAN_DATABASE,
                     "a unit changed while it was being judged; run the evaluation again",
                     "một đơn vị đã thay đổi trong lúc đang xét; hãy chạy lại");
}

struct other_year { /* an expression at the same level, in another year */
  const struct world_level *units;
  const struct series *series;
  int year;
};

static chuan_status other_year(struct world_at *at, const struct expression *operand, int year,
                               struct other_year *out) {
  struct world_at *then;
  chuan_status status = world_at_find(at->world, at->level.level, moment_in(at->level.moment, year), &then);
  if (status != CHUAN_OK) return status;
  *out = (struct other_year){&then->level, world_series(then, operand), year};
  return out->series->row_count == at->level.row_count ? CHUAN_OK : changed_meanwhile(at->world);
}

static void *copied(struct world *world, const void *values, uint64_t count, size_t size) {
  void *copy = arena_array(world->arena, (size_t)count + 1, size);
  if (copy != NULL) memcpy(copy, values, (size_t)count * size);
  return copy;
}

/* A view of yet another year holds values for units that were not there in the year it is looked at from. */
static chuan_status without_absent(struct world *world, const struct world_level *units,
                                   struct series *series) {
  uint64_t rows = series->row_count;
  int fits = 1;
  if (series->verdicts != NULL) fits = (series->verdicts = copied(world, series->verdicts, rows, 1)) != NULL;
  if (series->choices != NULL)
    fits = (series->choices = copied(world, series->choices, rows, sizeof *series->choices)) != NULL;
  if (series->figures != NULL)
    fits = (series->figures = copied(world, series->figures, rows, sizeof *series->figures)) != NULL;
  if (series->low != NULL)
    fits = (series->low = copied(world, series->low, rows, sizeof *series->low)) != NULL;
  if (fits && series->high != NULL)
    fits = (series->high = copied(world, series->high, rows, sizeof *series->high)) != NULL;
  if (!fits) return world_no_memory(world);
  for (uint64_t row = 0; row < rows; row++) {
    if (units->present[row]) continue;
    if (series->verdicts != NULL) series->verdicts[row] = CHUAN_NO_DATA;
    if (series->choices != NULL) series->choices[row] = -1;
    if (series->figures != NULL) series->figures[row] = DECIMAL_MISSING;
    if (series->low != NULL) series->low[row] = cell_none();
    if (series->high != NULL) series->high[row] = cell_none();
  }
  return CHUAN_OK;
}

static int is_view(const struct expression *expression) {
  return expression->kind == EXPRESSION_IN_YEAR || expression->kind == EXPRESSION_LAST_YEAR;
}

/* Nothing is known of a year before all years. */
static chuan_status before_all(struct world_at *at, const struct expression *node) {
  struct series *series;
  chuan_status status = series_make(at, node, &series);
  if (status == CHUAN_OK && node->type == TYPE_NUMBER) status = series_numbers(at, series, 0);
  if (status == CHUAN_OK) status = series_rests(at, series);
  if (status != CHUAN_OK) return status;
  series->cause = CAUSE_OTHER_YEAR;
  series->year = at->level.moment.year - 1;
  return series_keep(at, series);
}

/* A unit has the same row at every moment: the values themselves serve. */
static chuan_status in_year(struct world_at *at, const struct expression *node, int year) {
  struct other_year then;
  struct series *series = arena_alloc(at->world->arena, sizeof *series);
  if (series == NULL) return world_no_memory(at->world);
  chuan_status status = other_year(at, node->operands[0], year, &then);
  if (status != CHUAN_OK) return status;
  *series = *then.series;
  if (is_view(node->operands[0])) status = without_absent(at->world, then.units, series);
  if (status != CHUAN_OK) return status;
  series->expression = node;
  series->causes = NULL;
  series->days = series->years = NULL;
  series->cause = CAUSE_OTHER_YEAR;
  series->year = year;
  return series_keep(at, series);
}

static int total_row(struct world_at *at, struct series *series, const struct other_year *terms, size_t count,
                     uint64_t row) {
  struct aggregate_sum sum;
  struct aggregate_result result;
  struct arena *arena = at->world->arena;
  aggregate_sum_begin(&sum);
  for (size_t i = 0; i < count; i++) {
    const struct series *then = terms[i].series;
    int there = terms[i].units->present[row];
    struct aggregate_term term = {.low = there ? series_low(then, row) : cell_none(),
                                  .high = there ? series_high(then, row) : cell_none()};
    if ((!there || !series_known(then, row)) && series->years[row] == 0) series->years[row] = terms[i].year;
    series->rests[row] = (uint8_t)(rests_worst(series->rests[row], then->rests[row]) |
                                   ((series->rests[row] | then->rests[row]) & REST_MAY_LACK));
    aggregate_sum_add(&sum, &term);
  }
  aggregate_sum_end(&sum, &result);
  return (result.open_low || cell_store(&series->low[row], &result.low, arena)) &&
         (result.open_high || cell_store(&series->high[row], &result.high, arena));
}

static chuan_status total_since(struct world_at *at, const struct expression *node) {
  struct world *world = at->world;
  int last = at->level.moment.year;
  size_t count = 0, most = last >= node->as.year ? (size_t)(YEAR_LAST - YEAR_FIRST) + 1 : 0;
  struct other_year *terms = arena_array(world->arena, most + 1, sizeof *terms);
  struct series *series;
  chuan_status status = series_make(at, node, &series);
  if (status == CHUAN_OK) status = series_numbers(at, series, 1);
  if (status == CHUAN_OK) status = series_rests(at, series);
  if (status != CHUAN_OK) return status;
  series->cause = CAUSE_OTHER_YEAR;
  series->year = node->as.year;
  series->years = arena_array(world->arena, (size_t)series->row_count + 1, sizeof *series->years);
  if (terms == NULL || series->years == NULL) return world_no_memory(world);
  for (int year = node->as.year; year <= last && status == CHUAN_OK; year++) {
    if (year < YEAR_FIRST || year > YEAR_LAST) continue;
    status = other_year(at, node->operands[0], year, &terms[count++]);
  }
  if (status != CHUAN_OK) return status;
  for (uint64_t row = 0; row < series->row_count && count > 0; row++) {
    if (at->level.present[row] && !total_row(at, series, terms, count, row)) return world_no_memory(world);
  }
  return series_keep(at, series);
}

/* --- above ----------------------------------------------------------------------------------------------------------- */

static chuan_status of_parent(struct world_at *at, const struct expression *node) {
  struct world *world = at->world;
  struct world_at *above;
  struct kinship *kinship;
  struct series *series;
  chuan_status status = world_at_find(world, node->as.level, at->level.moment, &above);
  if (status == CHUAN_OK) status = world_kinship(at, node->as.level, &kinship);
  if (status == CHUAN_OK) status = series_make(at, node, &series);
  if (status == CHUAN_OK && node->type == TYPE_NUMBER) status = series_numbers(at, series, 1);
  if (status == CHUAN_OK) status = series_rests(at, series);
  if (status != CHUAN_OK) return status;
  const struct series *value = world_series(above, node->operands[0]);
  series->causes = arena_alloc(world->arena, (size_t)series->row_count + 1);
  if (series->causes == NULL) return world_no_memory(world);
  memset(series->causes, CAUSE_NO_UNIT, (size_t)series->row_count + 1);
  series->fact = world_plain_fact(node->operands[0]);
  for (uint64_t row = 0; row < series->row_count; row++) {
    uint32_t parent = kinship->ancestor[row];
    if (parent == ROW_NONE || !above->level.present[parent]) continue;
    series->rests[row] = value->rests[parent];
    series->causes[row] = value->causes != NULL  ? value->causes[parent]
                          : series->fact != NULL ? CAUSE_MISSING_FACT
                                                 : CAUSE_NO_UNIT;
    if (series->verdicts != NULL) {
      series->verdicts[row] = value->verdicts[parent];
    } else if (series->choices != NULL) {
      series->choices[row] = value->choices[parent];
    } else {
      series->low[row] = series_low(value, parent);
      series->high[row] = series_high(value, parent);
    }
  }
  return series_keep(at, series);
}

/* --- the register, and whole parts of the country --------------------------------------------------------------------- */

static chuan_status make_verdicts(struct world_at *at, const struct expression *node, struct series **out) {
  chuan_status status = series_make(at, node, out);
  return status == CHUAN_OK ? series_rests(at, *out) : status;
}

/* Nothing is said of units that are not there. */
static void leave_absent(const struct world_at *at, struct series *series) {
  for (uint64_t row = 0; row < series->row_count; row++) {
    if (!at->level.present[row]) series->verdicts[row] = CHUAN_NO_DATA;
  }
}

static chuan_status recognised(struct world_at *at, const struct expression *node) {
  struct world_source *source = &at->world->request.source;
  struct series *series;
  int known = 0;
  chuan_status status = make_verdicts(at, node, &series);
  if (status == CHUAN_OK) {
    status = source->recognised(source->self, node->as.target->id, at->level.moment, at->level.ids,
                                at->level.row_count, series->verdicts, series->rests, &known);
  }
  if (status != CHUAN_OK) return status;
  for (uint64_t row = 0; row < series->row_count; row++) /* so far the data status alone */
    series->rests[row] = known ? (uint8_t)(((unsigned)series->rests[row] << REST_DATA_SHIFT) & REST_DATA) : 0;
  if (!known) memset(series->verdicts, CHUAN_NO_DATA, (size_t)series->row_count);
  leave_absent(at, series);
  series->cause = known ? CAUSE_MIXED_PARTS : CAUSE_NO_REGISTER;
  return series_keep(at, series);
}

static chuan_status within(struct world_at *at, const struct expression *node) {
  struct series *series;
  chuan_status status = make_verdicts(at, node, &series);
  if (status == CHUAN_OK) status = world_within(at, node->as.code, series->verdicts);
  if (status != CHUAN_OK) return status;
  leave_absent(at, series);
  return series_keep(at, series);
}

chuan_status world_elsewhere(struct world_at *at, const struct expression *node) {
  switch (node->kind) {
    case EXPRESSION_PARENT:
      return of_parent(at, node);
    case EXPRESSION_IN_YEAR:
      return in_year(at, node, node->as.year);
    case EXPRESSION_LAST_YEAR:
      if (at->level.moment.year <= YEAR_FIRST) return before_all(at, node);
      return in_year(at, node, at->level.moment.year - 1);
    case EXPRESSION_TOTAL_SINCE:
      return total_since(at, node);
    case EXPRESSION_RECOGNISED:
      return recognised(at, node);
    default:
      return within(at, node);
  }
}
