/* What is read from elsewhere, looked into: the units of an aggregate, another year's figures, the unit above, the
 * decision by which a unit is recognised. */
#include "evaluate/explanation_inside.h"

#include "base/date.h"

#include <string.h>

#define NESTED_MOST 4u /* another year of another unit's other year: nobody writes more */

int stage_enter(struct builder *builder, const char *level, struct moment moment, int64_t unit,
                const struct expression *const *expressions, size_t count, struct stage *out) {
  const struct explanation_request *request = builder->request;
  const struct world_level *units = NULL;
  const struct outside *outside = NULL;
  chuan_data_status data;
  uint64_t row = 0;
  *out = (struct stage){.moment = moment, .unit = unit};
  chuan_status status = world_prepare(request->world, level, moment, expressions, count, &outside);
  if (status == CHUAN_OK) status = world_level(request->world, level, moment, &units);
  if (status == CHUAN_OK) {
    size_t facts = (size_t)units->vocabulary->fact_count + 1;
    int64_t *values = arena_array(builder->arena, facts, sizeof *values);
    int *years = arena_array(builder->arena, facts, sizeof *years);
    out->level = units->vocabulary;
    out->values = values;
    out->years = years;
    status = values == NULL || years == NULL
                 ? CHUAN_MEMORY
                 : facts_row(request->dossier, out->level, unit, moment, values, years, &data);
  }
  if (status == CHUAN_OK)
    status = exact_create(request->rulebook, out->level->level, moment, outside, &out->exact);
  if (status != CHUAN_OK) {
    builder_fail(builder, status);
    return 0;
  }
  if (!world_row(units, unit, &row)) row = units->row_count;
  exact_begin(out->exact, out->values, row);
  return 1;
}

void stage_leave(struct stage *stage) {
  exact_free(stage->exact);
}

/* --- other years, the unit above ------------------------------------------------------------------------------- */

/* What its operand reads there, added to what was read before. */
static void look_there(struct builder *builder, const char *level, struct moment moment, int64_t unit,
                       const struct expression *expression, struct reading *reading) {
  struct stage stage;
  if (builder->nested >= NESTED_MOST || builder->failure != CHUAN_OK) return;
  builder->nested++;
  if (stage_enter(builder, level, moment, unit, expression->operands, 1, &stage)) {
    reading_move(builder, &stage, reading);
    reading_add(builder, reading, expression->operands[0]);
  }
  stage_leave(&stage);
  builder->nested--;
}

static void look_at_years(struct builder *builder, const struct stage *stage,
                          struct explanation_around *around, struct reading *reading) {
  const struct expression *expression = around->expression;
  int last = stage->moment.year, first = expression->as.year;
  if (expression->kind == EXPRESSION_LAST_YEAR) first = last = last - 1;
  if (expression->kind == EXPRESSION_IN_YEAR) last = first;
  around->moment = moment_in(stage->moment, last);
  for (int year = first < YEAR_FIRST ? YEAR_FIRST : first; year <= last && year <= YEAR_LAST; year++)
    look_there(builder, around->level, moment_in(stage->moment, year), stage->unit, expression, reading);
}

static void look_above(struct builder *builder, const struct stage *stage, struct explanation_around *around,
                       struct reading *reading) {
  struct unit unit = {.id = stage->unit, .level = "", .parent = 0};
  struct dossier *dossier = builder->request->dossier;
  chuan_status status = unit_get(dossier, builder->arena, stage->unit, &unit);
  around->level = around->expression->as.level;
  do {
    if (status != CHUAN_OK || unit.parent == 0) break;
    status = unit_get(dossier, builder->arena, unit.parent, &unit);
  } while (status == CHUAN_OK && strcmp(unit.level, around->level) != 0);
  if (status != CHUAN_OK) {
    builder_fail(builder, status);
    return;
  }
  if (strcmp(unit.level, around->level) != 0) return;
  around->unit = unit.code;
  around->unit_name = unit.name;
  look_there(builder, around->level, stage->moment, unit.id, around->expression, reading);
}

/* --- the register ------------------------------------------------------------------------------------------------ */

const struct recognition *recognition_in_force(const struct recognition *list, size_t count, int64_t unit,
                                               struct moment moment) {
  int32_t day = moment_register_day(moment);
  const struct recognition *found = NULL;
  for (size_t i = 0; i < count; i++) {
    if (list[i].unit == unit && list[i].decided_on <= day && day < list[i].revoked_on) found = &list[i];
  }
  return found;
}

static void look_up(struct builder *builder, const struct stage *stage, struct explanation_around *around) {
  struct recognition *list;
  size_t count;
  chuan_status status =
      recognitions_list(builder->request->dossier, builder->arena, around->expression->as.target->id,
                        moment_register_day(stage->moment), &list, &count);
  if (status == CHUAN_OK) {
    around->recognition = recognition_in_force(list, count, stage->unit, stage->moment);
  } else {
    builder_fail(builder, status);
  }
}

/* --- all of them -------------------------------------------------------------------------------------------------- */

static void look(struct builder *builder, struct stage *stage, struct explanation_around *around) {
  struct reading reading = {.stage = stage};
  switch (around->expression->kind) {
    case EXPRESSION_IN_YEAR:
    case EXPRESSION_LAST_YEAR:
    case EXPRESSION_TOTAL_SINCE:
      look_at_years(builder, stage, around, &reading);
      break;
    case EXPRESSION_PARENT:
      look_above(builder, stage, around, &reading);
      break;
    case EXPRESSION_RECOGNISED:
      look_up(builder, stage, around);
      break;
    default:
      around->level = around->expression->as.over->level;
      build_units(builder, stage, around);
      break;
  }
  around->figures = reading.figures;
  around->figure_count = reading.figure_count;
  around->around = reading.around;
  around->around_count = reading.around_count;
}

const struct explanation_around *build_around(struct builder *builder, struct stage *stage,
                                              const struct expression *expression, int as_whole) {
  const struct explanation_request *request = builder->request;
  if (request->world == NULL || request->dossier == NULL || expression->kind == EXPRESSION_WITHIN ||
      stage->level == NULL || builder->failure != CHUAN_OK) {
    return NULL;
  }
  struct explanation_around *around = stage->here ? builder->arounds[expression->id] : NULL;
  if (around != NULL) return around;
  around = arena_alloc(builder->arena, sizeof *around);
  if (around == NULL) {
    builder_fail(builder, CHUAN_MEMORY);
    return NULL;
  }
  around->expression = expression;
  around->level = stage->level->level;
  around->moment = stage->moment;
  around->as_whole = as_whole;
  around->unit = around->unit_name = "";
  around->value = make_term(builder, stage->exact, expression);
  look(builder, stage, around);
  if (stage->here) builder->arounds[expression->id] = around;
  return builder->failure == CHUAN_OK ? around : NULL;
}
