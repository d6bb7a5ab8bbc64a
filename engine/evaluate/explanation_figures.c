/* What a formula was given: its terms with their values, and the figures and other sources that were read, in reading
 * order. */
#include "evaluate/explanation_inside.h"

#include "base/date.h"
#include "base/decimal.h"

/* --- terms ------------------------------------------------------------------------------------------------ */

static const struct rational *keep(struct builder *builder, const struct rational *number) {
  if (number == NULL) return NULL;
  struct rational *copy = arena_alloc(builder->arena, sizeof *copy);
  if (copy == NULL) {
    builder_fail(builder, CHUAN_MEMORY);
    return NULL;
  }
  rational_copy(copy, number);
  return copy;
}

struct explanation_term *make_term(struct builder *builder, struct exact *exact,
                                   const struct expression *expression) {
  struct explanation_term *term = arena_alloc(builder->arena, sizeof *term);
  if (term == NULL) {
    builder_fail(builder, CHUAN_MEMORY);
    return NULL;
  }
  term->expression = expression;
  term->missing = exact_missing(exact, expression);
  term->taken = exact_taken(exact, expression);
  if (expression->type == TYPE_TEST) {
    term->verdict = exact_verdict(exact, expression);
  } else if (expression->type != TYPE_NUMBER) {
    exact_choice(exact, expression, &term->choice);
  } else if (!term->missing) {
    term->number = keep(builder, exact_number(exact, expression));
  } else {
    struct exact_bounds bounds = exact_bounds(exact, expression);
    term->low = keep(builder, bounds.low);
    term->high = keep(builder, bounds.high);
  }
  return term;
}

const struct explanation_term *build_term(struct builder *builder, const struct expression *expression,
                                          int depth) {
  struct explanation_term *term = builder->terms[expression->id];
  if (term != NULL || builder->failure != CHUAN_OK) return term;
  term = make_term(builder, builder->here.exact, expression);
  builder->terms[expression->id] = term;
  if (term == NULL || expression->operand_count == 0 || depth >= EXPLANATION_DEPTH ||
      expression_is_outside(expression->kind)) {
    return term;
  }
  const struct explanation_term **operands =
      arena_array(builder->arena, expression->operand_count, sizeof *operands);
  if (operands == NULL) {
    builder_fail(builder, CHUAN_MEMORY);
    return term;
  }
  for (uint32_t i = 0; i < expression->operand_count; i++) {
    if (exact_reached(builder->here.exact, expression, i)) {
      operands[i] = build_term(builder, expression->operands[i], depth + 1);
    }
  }
  term->operands = operands;
  term->operand_count = expression->operand_count;
  return term;
}

/* --- re-based figures ------------------------------------------------------------------------------------------- */

static int add_part(struct builder *builder, struct stage *stage, const struct part *part,
                    const int64_t **values, struct unit *unit) {
  const struct explanation_request *request = builder->request;
  struct explanation_part *out = &stage->parts[stage->part_count];
  chuan_data_status data;
  int64_t *row = arena_array(builder->arena, (size_t)stage->level->fact_count + 1, sizeof *row);
  chuan_status status =
      row == NULL ? CHUAN_MEMORY : unit_get(request->dossier, builder->arena, part->from, unit);
  if (status == CHUAN_OK) {
    status = facts_row(request->dossier, stage->level, part->from, moment_of(stage->moment.year), row, NULL,
                       &data);
  }
  if (status != CHUAN_OK) {
    builder_fail(builder, status);
    return 0;
  }
  *out = (struct explanation_part){unit->code, unit->name, part->share, part->of, DECIMAL_MISSING};
  if (part->unknown) out->share = out->of = 0;
  values[stage->part_count++] = row;
  return 1;
}

/* What the stage's unit was made of since the year's end; nothing when it stood then already. */
static void find_parts(struct builder *builder, struct stage *stage) {
  struct part *parts = NULL;
  size_t count = 0, own = 0;
  int32_t day = date_of(stage->moment.year, 12, 31);
  stage->parts_known = 1;
  if (!stage->moment.rebase || day >= stage->moment.as_of || stage->unit == 0 || stage->level == NULL) return;
  chuan_status status =
      parts_list(builder->request->dossier, builder->arena, day, stage->moment.as_of, &parts, &count);
  for (size_t i = 0; status == CHUAN_OK && i < count; i++) own += parts[i].to == stage->unit;
  if (status != CHUAN_OK) builder_fail(builder, status);
  const int64_t **values = arena_array(builder->arena, own + 1, sizeof *values);
  stage->parts = arena_array(builder->arena, own + 1, sizeof *stage->parts);
  if (values == NULL || stage->parts == NULL) {
    builder_fail(builder, CHUAN_MEMORY);
    return;
  }
  stage->part_values = values;
  int itself = 0;
  for (size_t i = 0; i < count && builder->failure == CHUAN_OK; i++) {
    struct unit unit;
    if (parts[i].to != stage->unit) continue;
    itself |= own == 1 && parts[i].from == stage->unit && parts[i].share == parts[i].of;
    if (!add_part(builder, stage, &parts[i], values, &unit)) return;
  }
  if (itself) stage->part_count = 0;
}

static void add_parts(struct builder *builder, struct stage *stage, struct explanation_figure *figure) {
  if (!stage->parts_known) find_parts(builder, stage);
  if (stage->part_count == 0 || builder->failure != CHUAN_OK) return;
  struct explanation_part *parts = arena_array(builder->arena, stage->part_count, sizeof *parts);
  if (parts == NULL) {
    builder_fail(builder, CHUAN_MEMORY);
    return;
  }
  for (size_t i = 0; i < stage->part_count; i++) {
    parts[i] = stage->parts[i];
    parts[i].value = stage->part_values[i][figure->fact->index];
  }
  figure->parts = parts;
  figure->part_count = stage->part_count;
}

/* --- figures ------------------------------------------------------------------------------------------------ */

/* Of a dated attribute: its days, and the row that said it. */
static chuan_status add_attribute(struct builder *builder, const struct stage *stage,
                                  struct explanation_figure *figure) {
  struct attribute_origin *origin = arena_alloc(builder->arena, sizeof *origin);
  if (origin == NULL) return CHUAN_MEMORY;
  chuan_status status = attribute_origin(builder->request->dossier, builder->arena, figure->fact, stage->unit,
                                         stage->moment.as_of, origin);
  if (status != CHUAN_OK || !origin->known) return status;
  figure->from = origin->from;
  figure->to = origin->to;
  figure->observations = &origin->observation;
  figure->observation_count = 1;
  return CHUAN_OK;
}

static void add_origin(struct builder *builder, struct stage *stage, struct explanation_figure *figure) {
  const struct explanation_request *request = builder->request;
  const struct explanation_sources *sources = &request->sources;
  chuan_status status = CHUAN_OK;
  if (figure->year == 0) {
    if (request->dossier != NULL) status = add_attribute(builder, stage, figure);
  } else if (sources->observations != NULL) {
    struct observation *observations = NULL;
    status = sources->observations(sources->payload, builder->arena, figure->fact, stage->unit, figure->year,
                                   &observations, &figure->observation_count);
    figure->observations = observations;
  }
  if (status != CHUAN_OK) builder_fail(builder, status);
  if (request->dossier != NULL && status == CHUAN_OK && figure->year != 0) add_parts(builder, stage, figure);
}

static const struct explanation_figure *make_figure(struct builder *builder, struct stage *stage,
                                                    const struct fact *fact) {
  if (stage->level == NULL || fact->index >= stage->level->fact_count ||
      stage->level->facts[fact->index] != fact || builder->failure != CHUAN_OK) {
    return NULL;
  }
  struct explanation_figure *figure = stage->here ? builder->figures[fact->index] : NULL;
  if (figure != NULL) return figure;
  figure = arena_alloc(builder->arena, sizeof *figure);
  if (figure == NULL) {
    builder_fail(builder, CHUAN_MEMORY);
    return NULL;
  }
  figure->fact = fact;
  figure->value = stage->values[fact->index];
  figure->year = stage->years != NULL && figure->value != DECIMAL_MISSING ? stage->years[fact->index]
                                                                          : stage->moment.year;
  figure->carried = figure->year != 0 && figure->year != stage->moment.year;
  figure->from = DATE_UNKNOWN_START;
  figure->to = DATE_OPEN_END;
  add_origin(builder, stage, figure);
  if (stage->here) builder->figures[fact->index] = figure;
  return figure;
}

/* --- everything that is read ------------------------------------------------------------------------------------ */

void reading_move(struct builder *builder, struct stage *stage, struct reading *reading) {
  reading->stage = stage;
  reading->seen = arena_alloc(builder->arena, (size_t)builder->request->rulebook->expression_count + 1);
  if (reading->seen == NULL) builder_fail(builder, CHUAN_MEMORY);
}

void reading_begin(struct builder *builder, struct stage *stage, struct reading *reading) {
  *reading = (struct reading){.stage = stage};
  reading_move(builder, stage, reading);
}

static void add_figure(struct builder *builder, struct reading *reading, const struct fact *fact) {
  const struct explanation_figure *figure = make_figure(builder, reading->stage, fact);
  if (figure == NULL) return;
  for (size_t i = 0; i < reading->figure_count; i++) {
    const struct explanation_figure *known = reading->figures[i];
    if (known == figure || (known->fact == fact && known->year == figure->year)) return;
  }
  if (builder_has_room(builder, &reading->figures, &reading->figure_capacity, reading->figure_count))
    reading->figures[reading->figure_count++] = figure;
}

static void add_around(struct builder *builder, struct reading *reading, const struct expression *expression,
                       int as_whole) {
  const struct explanation_around *around = build_around(builder, reading->stage, expression, as_whole);
  if (around != NULL &&
      builder_has_room(builder, &reading->around, &reading->around_capacity, reading->around_count))
    reading->around[reading->around_count++] = around;
}

/* Elsewhere, whole standards are not gone into: their own explanation has their figures. */
static int is_followed(const struct stage *stage, const struct expression *at) {
  return stage->here || (at->kind != EXPRESSION_MET && at->kind != EXPRESSION_EVERY_CRITERION &&
                         at->kind != EXPRESSION_FAILED_SHARE);
}

static void read_below(struct builder *builder, struct reading *reading, const struct expression *at,
                       int as_whole, int depth) {
  if (builder->failure != CHUAN_OK || depth > EXPLANATION_DEPTH || reading->seen[at->id]) return;
  reading->seen[at->id] = 1;
  if (at->kind == EXPRESSION_FACT) add_figure(builder, reading, at->as.fact);
  if (expression_is_outside(at->kind)) {
    add_around(builder, reading, at, as_whole);
    return;
  }
  if (!is_followed(reading->stage, at)) return;
  for (uint32_t i = 0; i < at->operand_count; i++) {
    int below = i == 1 && (at->kind == EXPRESSION_SHARE || at->kind == EXPRESSION_DIVIDE);
    if (exact_reached(reading->stage->exact, at, i))
      read_below(builder, reading, at->operands[i], as_whole || below, depth + 1);
  }
}

void reading_add(struct builder *builder, struct reading *reading, const struct expression *expression) {
  if (expression != NULL) read_below(builder, reading, expression, 0, 0);
}
