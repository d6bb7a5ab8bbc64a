/* The units of an aggregate, one by one: what an undecided one lacks, how far a failing one is from counting, by which
 * decision one is recognised. */
#include "evaluate/explanation_inside.h"

#include <stdlib.h>
#include <string.h>

/* What a unit is asked, as far as people count it. */
struct asking {
  const struct expression *test;  /* or number */
  const struct expression *where; /* or NULL */
  const struct judged **judged;   /* criteria, or indicators that are asked for by name */
  size_t judged_count, judged_capacity;
  uint8_t *taken; /* by judged->index */
  const struct expression **recognised;
  size_t recognised_count, recognised_capacity;
  struct recognition **lists; /* by recognised */
  size_t *list_counts;
  uint8_t *seen; /* by expression id */
};

struct looking { /* at the units of one aggregate */
  struct builder *builder;
  struct asking asking;
  struct explanation_around *around;
  struct stage stage; /* each unit in turn */
  const struct world_level *units;
  struct facts_reader *reader;
  int64_t *values;
};

/* --- what is asked -------------------------------------------------------------------------------------------------- */

static void ask(struct builder *builder, struct asking *asking, const struct expression *at, int depth);

/* A standard is its criteria, and whatever else its test asks to be met. */
static void ask_judged(struct builder *builder, struct asking *asking, const struct judged *judged,
                       int depth) {
  if (asking->taken[judged->index]) return;
  asking->taken[judged->index] = 1;
  if (judged->kind == JUDGED_STANDARD) {
    for (uint32_t i = 0; i < judged->child_count; i++)
      ask_judged(builder, asking, judged->children[i], depth);
    ask(builder, asking, judged->test, depth + 1);
  } else if (builder_has_room(builder, &asking->judged, &asking->judged_capacity, asking->judged_count)) {
    asking->judged[asking->judged_count++] = judged;
  }
}

static void ask(struct builder *builder, struct asking *asking, const struct expression *at, int depth) {
  if (builder->failure != CHUAN_OK || depth > EXPLANATION_DEPTH || asking->seen[at->id]) return;
  asking->seen[at->id] = 1;
  if (at->kind == EXPRESSION_MET || at->kind == EXPRESSION_FAILED_SHARE) {
    ask_judged(builder, asking, at->as.target, depth);
    return;
  }
  if (at->kind == EXPRESSION_EVERY_CRITERION) return; /* its standard has named them */
  if (at->kind == EXPRESSION_RECOGNISED &&
      builder_has_room(builder, &asking->recognised, &asking->recognised_capacity,
                       asking->recognised_count)) {
    asking->recognised[asking->recognised_count++] = at;
  }
  if (expression_is_outside(at->kind)) return;
  for (uint32_t i = 0; i < at->operand_count; i++) ask(builder, asking, at->operands[i], depth + 1);
}

static int list_register(struct looking *looking) {
  struct builder *builder = looking->builder;
  struct asking *asking = &looking->asking;
  asking->lists = arena_array(builder->arena, asking->recognised_count + 1, sizeof *asking->lists);
  asking->list_counts =
      arena_array(builder->arena, asking->recognised_count + 1, sizeof *asking->list_counts);
  if (asking->lists == NULL || asking->list_counts == NULL) {
    builder_fail(builder, CHUAN_MEMORY);
    return 0;
  }
  for (size_t i = 0; i < asking->recognised_count; i++) {
    chuan_status status = recognitions_list(
        builder->request->dossier, builder->arena, asking->recognised[i]->as.target->id,
        moment_register_day(looking->stage.moment), &asking->lists[i], &asking->list_counts[i]);
    if (status != CHUAN_OK) {
      builder_fail(builder, status);
      return 0;
    }
  }
  return 1;
}

static int begin_asking(struct looking *looking) {
  struct builder *builder = looking->builder;
  const struct rulebook *rulebook = builder->request->rulebook;
  const struct expression *aggregate = looking->around->expression;
  struct asking *asking = &looking->asking;
  asking->test = aggregate->operands[0];
  if (aggregate->as.over->has_where) asking->where = aggregate->operands[1];
  asking->seen = arena_alloc(builder->arena, (size_t)rulebook->expression_count + 1);
  asking->taken = arena_alloc(builder->arena, (size_t)rulebook->judged_count + 1);
  if (asking->seen == NULL || asking->taken == NULL) {
    builder_fail(builder, CHUAN_MEMORY);
    return 0;
  }
  if (asking->test->type == TYPE_TEST) ask(builder, asking, asking->test, 0);
  if (asking->judged_count > 0) looking->around->standard = asking->judged[0]->parent;
  return builder->failure == CHUAN_OK && list_register(looking);
}

/* --- one unit ----------------------------------------------------------------------------------------------------------- */

static int stand_at(struct looking *looking, int64_t unit) {
  chuan_data_status data;
  uint64_t row = looking->units->row_count;
  chuan_status status =
      facts_reader_row(looking->reader, unit, looking->stage.moment, looking->values, NULL, &data);
  if (status != CHUAN_OK) {
    builder_fail(looking->builder, status);
    return 0;
  }
  world_row(looking->units, unit, &row);
  exact_begin(looking->stage.exact, looking->values, row);
  return 1;
}

static void find_causes(struct looking *looking, struct explanation_unit *unit) {
  struct builder *builder = looking->builder;
  const struct expression *aggregate = looking->around->expression;
  struct exact *exact = looking->stage.exact;
  if (looking->asking.where != NULL && exact_verdict(exact, looking->asking.where) == CHUAN_NO_DATA)
    looking->around->countable = 0;
  size_t capacity = 0, kept = 0;
  struct cause *causes = NULL;
  for (uint32_t i = aggregate->operand_count;
       i-- > 0;) { /* `where` and weights first: without them nothing is asked */
    struct cause *more;
    size_t count = 0;
    if (!exact_missing(exact, aggregate->operands[i])) continue;
    chuan_status status = exact_causes(exact, aggregate->operands[i], builder->arena, &more, &count);
    if (status != CHUAN_OK) builder_fail(builder, status);
    for (size_t c = 0; c < count && builder->failure == CHUAN_OK; c++) {
      if (!arena_grow(builder->arena, &causes, &capacity, kept, sizeof *causes))
        builder_fail(builder, CHUAN_MEMORY);
      if (builder->failure == CHUAN_OK) causes[kept++] = more[c];
    }
  }
  unit->causes = causes;
  unit->cause_count = kept;
}

static void find_failing(struct looking *looking, struct explanation_unit *unit) {
  const struct asking *asking = &looking->asking;
  struct exact *exact = looking->stage.exact;
  size_t capacity = 0, applicable = 0;
  unit->ranked = unit->part == MEMBER_FAILS || asking->test->kind == EXPRESSION_NONE;
  for (size_t i = 0; i < asking->judged_count; i++) {
    const struct judged *judged = asking->judged[i];
    chuan_verdict verdict = exact_verdict(exact, judged->test);
    applicable += verdict != CHUAN_NOT_APPLICABLE;
    unit->open_count += verdict == CHUAN_NO_DATA;
    if (verdict != CHUAN_NOT_MET) continue;
    if (!builder_has_room(looking->builder, &unit->failing, &capacity, unit->failing_count)) return;
    unit->failing[unit->failing_count++] = judged;
    uint32_t indicators = 0;
    for (uint32_t c = 0; c < judged->child_count; c++)
      indicators += exact_verdict(exact, judged->children[c]->test) == CHUAN_NOT_MET;
    unit->failing_indicators += indicators > 0 ? indicators : 1;
  }
  unit->exempt = asking->judged_count > 0 && applicable == 0;
}

static void find_recognition(struct looking *looking, int64_t id, struct explanation_unit *unit) {
  const struct asking *asking = &looking->asking;
  for (size_t i = 0; i < asking->recognised_count && unit->recognition == NULL; i++) {
    if (exact_verdict(looking->stage.exact, asking->recognised[i]) != CHUAN_MET) continue;
    unit->recognition =
        recognition_in_force(asking->lists[i], asking->list_counts[i], id, looking->stage.moment);
  }
}

static void look_at(struct looking *looking, const struct member *member, struct explanation_unit *out) {
  struct builder *builder = looking->builder;
  struct unit unit;
  chuan_status status = unit_get(builder->request->dossier, builder->arena, member->unit, &unit);
  if (status != CHUAN_OK) {
    builder_fail(builder, status);
    return;
  }
  *out = (struct explanation_unit){.code = unit.code,
                                   .name = unit.name,
                                   .part = member->part,
                                   .verdict = member->verdict,
                                   .value = member->value};
  if (member->part == MEMBER_OUT || member->part == MEMBER_UNASKED || !stand_at(looking, member->unit))
    return;
  if (member->part == MEMBER_UNDECIDED) find_causes(looking, out);
  find_failing(looking, out);
  find_recognition(looking, member->unit, out);
}

/* --- all of them -------------------------------------------------------------------------------------------------------- */

static int compare_size(size_t a, size_t b) {
  return (a > b) - (a < b);
}

static int compare_units(const void *a, const void *b) {
  static const int order[EXPLANATION_PARTS] = {[MEMBER_UNDECIDED] = 0,
                                               [MEMBER_FAILS] = 1,
                                               [MEMBER_COUNTS] = 2,
                                               [MEMBER_UNASKED] = 3,
                                               [MEMBER_OUT] = 4};
  const struct explanation_unit *one = a, *other = b;
  int by = order[one->part] - order[other->part];
  if (by == 0 && one->ranked) {
    by = one->exempt - other->exempt;
    if (by == 0) by = compare_size(one->failing_count, other->failing_count);
    if (by == 0) by = compare_size(one->open_count, other->open_count);
    if (by == 0) by = compare_size(one->failing_indicators, other->failing_indicators);
  }
  return by != 0 ? by : strcmp(one->code, other->code);
}

static void look_at_all(struct looking *looking, const struct member *members, size_t count) {
  struct builder *builder = looking->builder;
  struct explanation_around *around = looking->around;
  around->units = arena_array(builder->arena, count + 1, sizeof *around->units);
  if (around->units == NULL) {
    builder_fail(builder, CHUAN_MEMORY);
    return;
  }
  for (size_t i = 0; i < count && builder->failure == CHUAN_OK; i++) {
    look_at(looking, &members[i], &around->units[around->unit_count++]);
    around->parts[members[i].part]++;
  }
  if (around->unit_count > 1 && builder->failure == CHUAN_OK)
    qsort(around->units, around->unit_count, sizeof *around->units, compare_units);
}

void build_units(struct builder *builder, const struct stage *stage, struct explanation_around *around) {
  const struct explanation_request *request = builder->request;
  const struct expression *aggregate = around->expression;
  struct looking looking = {.builder = builder, .around = around, .stage = {.moment = stage->moment}};
  const struct outside *outside = NULL;
  struct member *members = NULL;
  size_t count = 0;
  around->countable = 1;
  chuan_status status =
      world_members(request->world, aggregate, stage->moment, stage->unit, builder->arena, &members, &count);
  if (status == CHUAN_OK) {
    status = world_prepare(request->world, around->level, stage->moment, aggregate->operands,
                           aggregate->operand_count, &outside);
  }
  if (status == CHUAN_OK) status = world_level(request->world, around->level, stage->moment, &looking.units);
  if (status == CHUAN_OK) {
    looking.values = arena_array(builder->arena, (size_t)looking.units->vocabulary->fact_count + 1,
                                 sizeof *looking.values);
    status = looking.values == NULL
                 ? CHUAN_MEMORY
                 : facts_reader_open(request->dossier, looking.units->vocabulary, &looking.reader);
  }
  if (status == CHUAN_OK) {
    status =
        exact_create(request->rulebook, looking.units->level, stage->moment, outside, &looking.stage.exact);
  }
  if (status != CHUAN_OK) {
    builder_fail(builder, status);
  } else if (begin_asking(&looking)) {
    look_at_all(&looking, members, count);
  }
  exact_free(looking.stage.exact);
  facts_reader_close(looking.reader);
}
