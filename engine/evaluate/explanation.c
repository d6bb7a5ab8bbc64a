/* Building an explanation: the graph is followed from what was asked down to what decides, and everything a
 * reader may want to see is copied out of the exact interpreter on the way. */
#include "evaluate/explanation_inside.h"

#include "evaluate/rule_place.h"
#include "evaluate/test_kind.h"

#include <string.h>

void builder_fail(struct builder *builder, chuan_status status) {
  if (builder->failure == CHUAN_OK) builder->failure = status;
}

int builder_has_room(struct builder *builder, void *items, size_t *capacity, size_t count) {
  if (builder->failure != CHUAN_OK) return 0;
  if (arena_grow(builder->arena, items, capacity, count, sizeof(void *))) return 1;
  builder_fail(builder, CHUAN_MEMORY);
  return 0;
}

/* --- questions ---------------------------------------------------------------------------------------------- */

/* Which way the threshold was found: year by year, region by region. */
static void follow_threshold(struct builder *builder, struct explanation_node *node) {
  const struct explanation_term *term = node->threshold;
  const struct explanation_term **branches = NULL;
  size_t capacity = 0;
  while (term != NULL) {
    enum expression_kind kind = term->expression->kind;
    uint32_t next = kind == EXPRESSION_UNVERIFIED || kind == EXPRESSION_DERIVED ? 0 : UINT32_MAX;
    if (kind_chooses(kind)) {
      if (!builder_has_room(builder, &branches, &capacity, node->branch_count)) return;
      branches[node->branch_count++] = term;
      node->branches = branches;
      next = term->taken;
    }
    node->threshold_leaf = term->expression;
    term = next < term->operand_count ? term->operands[next] : NULL;
  }
}

/* The operand that a choice took may be an overlay's: then its line is the rule line. */
static void find_overlay(const struct builder *builder, const struct judged *context,
                         struct explanation_node *node, const struct expression *choice, uint32_t taken) {
  const struct overlay_set *set = NULL;
  if (context == NULL || choice->kind != EXPRESSION_CHOOSE || taken % 2 == 0 ||
      taken >= choice->operand_count || choice->operands[taken - 1]->kind != EXPRESSION_WITHIN)
    return;
  const struct overlay *overlay =
      rulebook_overlay(builder->request->rulebook, context, choice->operands[taken - 1], &set);
  if (overlay == NULL) return;
  node->overlay = overlay;
  node->place = set->place;
}

static void find_place(const struct builder *builder, const struct judged *context,
                       struct explanation_node *node) {
  for (size_t i = 0; i < node->branch_count && node->overlay == NULL; i++)
    find_overlay(builder, context, node, node->branches[i]->expression, node->branches[i]->taken);
  if (node->overlay != NULL) return;
  const struct expression *narrow_to_wide[4];
  size_t count = 0;
  if (node->threshold_leaf != NULL) narrow_to_wide[count++] = node->threshold_leaf;
  if (node->branch_count > 0) narrow_to_wide[count++] = node->branches[node->branch_count - 1]->expression;
  if (node->threshold != NULL) narrow_to_wide[count++] = node->threshold->expression;
  narrow_to_wide[count++] = node->test;
  if (context != NULL) node->place = rule_place(context, context->place, narrow_to_wide, count);
}

static void mark_near(struct explanation_node *node) {
  const struct explanation_term *sides[2] = {node->threshold, node->threshold_high};
  for (size_t i = 0; i < 2; i++) {
    if (node->value == NULL || node->value->number == NULL || sides[i] == NULL || sides[i]->number == NULL)
      continue;
    node->near_threshold |= exact_near(node->value->number, sides[i]->number);
  }
}

/* Looking for remedies changes the figures again and again: it comes last, so that nothing is settled twice. */
static void add_reasons(struct builder *builder, struct explanation_node *node) {
  if (node->verdict == CHUAN_NO_DATA) {
    struct cause *causes;
    chuan_status status =
        exact_causes(builder->here.exact, node->test, builder->arena, &causes, &node->cause_count);
    node->causes = causes;
    if (status != CHUAN_OK) builder_fail(builder, status);
  } else if (node->verdict == CHUAN_NOT_MET && builder->here.level != NULL && !builder->hopeless) {
    if (!builder_has_room(builder, &builder->failing, &builder->failing_capacity, builder->failing_count))
      return;
    builder->failing[builder->failing_count++] = node;
  }
}

static void add_remedies(struct builder *builder) {
  for (size_t i = 0; i < builder->failing_count && builder->failure == CHUAN_OK; i++) {
    struct explanation_node *node = builder->failing[i];
    struct remedy *remedies;
    chuan_status status = remedy_find(builder->here.exact, builder->here.level, builder->request->values,
                                      node->asked, builder->arena, &remedies, &node->remedy_count);
    node->remedies = remedies;
    if (status != CHUAN_OK) builder_fail(builder, status);
  }
}

static void take_reading(struct builder *builder, struct explanation_node *node,
                         const struct reading *reading) {
  node->figures = reading->figures;
  node->figure_count = reading->figure_count;
  node->around = reading->around;
  node->around_count = reading->around_count;
  int open = node->verdict == CHUAN_NOT_MET || node->verdict == CHUAN_NO_DATA;
  if (node->around_count == 0 || !open || builder->hopeless) return;
  if (!builder_has_room(builder, &builder->wanting, &builder->wanting_capacity, builder->wanting_count))
    return;
  builder->wanting[builder->wanting_count++] = node;
}

/* A test of its own that is asked elsewhere: the register, another year, the unit above. */
static void build_elsewhere(struct builder *builder, struct explanation_node *node) {
  struct reading reading;
  if (!node->brief && expression_is_outside(node->test->kind)) {
    reading_begin(builder, &builder->here, &reading);
    reading_add(builder, &reading, node->test);
    take_reading(builder, node, &reading);
  }
  add_reasons(builder, node);
}

/* The worst mark in what the question itself says: not in what it reads of other units, other years, whole standards. */
static void find_marks(struct builder *builder, const struct expression *at, uint8_t *seen,
                       chuan_threshold_status *worst, int depth) {
  chuan_threshold_status mark = at->kind == EXPRESSION_UNVERIFIED  ? CHUAN_UNVERIFIED
                                : at->kind == EXPRESSION_DELEGATED ? CHUAN_DELEGATED
                                : at->kind == EXPRESSION_PENDING   ? CHUAN_PENDING
                                                                   : CHUAN_SOURCED;
  if (seen[at->id] || depth > EXPLANATION_DEPTH) return;
  seen[at->id] = 1;
  if (mark > *worst) *worst = mark;
  if (expression_is_outside(at->kind) || at->kind == EXPRESSION_FAILED_SHARE || at->kind == EXPRESSION_MET ||
      at->kind == EXPRESSION_EVERY_CRITERION) {
    return;
  }
  for (uint32_t i = 0; i < at->operand_count; i++) {
    if (exact_reached(builder->here.exact, at, i))
      find_marks(builder, at->operands[i], seen, worst, depth + 1);
  }
}

static void find_own_status(struct builder *builder, struct explanation_node *node) {
  uint8_t *seen = arena_alloc(builder->arena, (size_t)builder->request->rulebook->expression_count + 1);
  chuan_threshold_status worst = builder->inherited;
  if (seen == NULL) {
    builder_fail(builder, CHUAN_MEMORY);
    return;
  }
  find_marks(builder, node->test, seen, &worst, 0);
  node->own = worst < node->status ? worst : node->status;
}

static void build_question(struct builder *builder, struct explanation_node *node) {
  const struct expression *test = node->test;
  switch (test->kind) {
    case EXPRESSION_BETWEEN:
      node->threshold_high = build_term(builder, test->operands[2], 0);
      node->threshold = build_term(builder, test->operands[1], 0);
      break;
    case EXPRESSION_AT_LEAST:
    case EXPRESSION_AT_MOST:
    case EXPRESSION_MORE_THAN:
    case EXPRESSION_LESS_THAN:
    case EXPRESSION_EQUALS:
      node->threshold = build_term(builder, test->operands[1], 0);
      break;
    default:
      break;
  }
  node->value = build_term(builder, test->kind == EXPRESSION_COMPUTE ? test : test->operands[0], 0);
  follow_threshold(builder, node);
  mark_near(node);
  if (node->brief) return;
  find_own_status(builder, node);
  const struct explanation_term *sides[3] = {node->value, node->threshold, node->threshold_high};
  struct reading reading;
  reading_begin(builder, &builder->here, &reading);
  for (size_t i = 0; i < 3; i++) {
    if (sides[i] != NULL) reading_add(builder, &reading, sides[i]->expression);
  }
  take_reading(builder, node, &reading);
  add_reasons(builder, node);
}

/* --- members ------------------------------------------------------------------------------------------------ */

static struct explanation_node *build_node(struct builder *builder, const struct judged *judged,
                                           const struct judged *context, const struct expression *test,
                                           int brief, int depth);

/* The criterion or indicator whose verdict a member is; NULL for a condition of its own. */
static const struct judged *member_judged(const struct judged *context, const struct expression *combination,
                                          uint32_t member) {
  const struct expression *test = combination->operands[member];
  if (test->kind == EXPRESSION_MET || context == NULL) return NULL; /* build_node follows MET itself */
  if (member < context->child_count && context->children[member]->test == test)
    return context->children[member];
  for (uint32_t i = 0; i < context->child_count; i++) {
    if (context->children[i]->test == test) return context->children[i];
  }
  return NULL;
}

static int is_shown(const struct builder *builder, const struct explanation_node *node,
                    chuan_verdict member) {
  if (builder->full || node->verdict == CHUAN_MET) return 1;
  return node->test->kind == EXPRESSION_NONE ? member != CHUAN_NOT_MET : member != CHUAN_MET;
}

static void build_members(struct builder *builder, struct explanation_node *node,
                          const struct judged *context, int depth) {
  const struct expression *test = node->test;
  struct explanation_node **members = arena_array(builder->arena, test->operand_count, sizeof *members);
  if (members == NULL) {
    builder_fail(builder, CHUAN_MEMORY);
    return;
  }
  int again = builder->explained[test->id] || depth >= EXPLANATION_DEPTH;
  for (uint32_t i = 0; i < test->operand_count; i++) {
    chuan_verdict verdict = exact_verdict(builder->here.exact, test->operands[i]);
    node->counts[verdict]++;
    if (again || node->brief || !is_shown(builder, node, verdict)) continue;
    int brief = !builder->full && node->verdict == CHUAN_MET;
    members[node->member_count++] =
        build_node(builder, member_judged(context, test, i), context, test->operands[i], brief, depth + 1);
  }
  node->repeated = again && !node->brief;
  builder->explained[test->id] = builder->explained[test->id] || !node->brief;
  node->members = members;
  if (test->kind == EXPRESSION_NONE && !node->repeated && !node->brief) add_reasons(builder, node);
}

/* Goes through what only passes a verdict on: another record's verdict, a mark, the branch that was taken. */
static const struct expression *pass_through(struct builder *builder, struct explanation_node *node,
                                             const struct judged **context, const struct expression *test) {
  for (;;) {
    uint32_t next = 0;
    switch (test->kind) {
      case EXPRESSION_MET:
        if (node->judged == NULL) node->judged = test->as.target;
        if (test->as.target->base_status > builder->inherited)
          builder->inherited = test->as.target->base_status;
        *context = test->as.target;
        break;
      case EXPRESSION_UNVERIFIED:
        builder->inherited = CHUAN_UNVERIFIED;
        break;
      case EXPRESSION_DERIVED:
        if (node->derived == NULL) node->derived = test->as.derived;
        break;
      case EXPRESSION_APPLIES_WHEN:
        next = 1;
        break;
      case EXPRESSION_CHOOSE:
      case EXPRESSION_BY:
      case EXPRESSION_FROM_YEAR:
      case EXPRESSION_AMENDED:
        next = exact_taken(builder->here.exact, test);
        break;
      default:
        return test;
    }
    if (next >= test->operand_count || !exact_reached(builder->here.exact, test, next)) return test;
    find_overlay(builder, *context, node, test, next);
    test = test->operands[next];
  }
}

static struct explanation_node *build_node(struct builder *builder, const struct judged *judged,
                                           const struct judged *context, const struct expression *test,
                                           int brief, int depth) {
  struct explanation_node *node =
      builder->failure == CHUAN_OK ? arena_alloc(builder->arena, sizeof *node) : NULL;
  if (node == NULL) {
    builder_fail(builder, CHUAN_MEMORY);
    return NULL;
  }
  chuan_threshold_status outside = builder->inherited;
  node->judged = judged;
  node->verdict = exact_verdict(builder->here.exact, test);
  node->status = exact_status(builder->here.exact, test);
  if (judged != NULL && judged->base_status > builder->inherited) builder->inherited = judged->base_status;
  node->brief = brief;
  if (judged != NULL) context = judged;
  node->asked = test;
  node->test = test = pass_through(builder, node, &context, test);
  if (outside > node->status) node->status = outside; /* unverified(all { a, b }) is said of a and of b */
  if (test_is_combination(test->kind)) {
    build_members(builder, node, context, depth);
  } else if (test->kind == EXPRESSION_APPLIES_WHEN && depth < EXPLANATION_DEPTH) {
    int outer = builder->hopeless;
    builder->hopeless = outer || node->verdict == CHUAN_NOT_APPLICABLE;
    node->condition = build_node(builder, NULL, context, test->operands[0], 0, depth + 1);
    builder->hopeless = outer;
  } else if (test->operand_count > 0 && !kind_chooses(test->kind) &&
             !expression_is_outside(
                 test->kind)) { /* what is asked of another unit or year is none of this one's */
    build_question(builder, node);
  } else {
    build_elsewhere(builder, node);
  }
  find_place(builder, context, node);
  builder->inherited = outside;
  return node;
}

/* --- the whole ---------------------------------------------------------------------------------------------- */

static const char *copy(struct builder *builder, const char *text) {
  const char *out = arena_string(builder->arena, text != NULL ? text : "");
  if (out == NULL) builder_fail(builder, CHUAN_MEMORY);
  return out;
}

/* The published figure of a target, beside the computed one. */
static void build_reported(struct builder *builder, struct explanation *explanation) {
  const struct target *target = explanation->judged->target;
  struct reading reading;
  if (target == NULL || target->reported == NULL) return;
  reading_begin(builder, &builder->here, &reading);
  reading_add(builder, &reading, target->reported);
  explanation->reported = reading.figures;
  explanation->reported_count = reading.figure_count;
}

chuan_verdict explanation_verdict(const struct explanation *explanation) {
  return explanation->standing != NULL ? explanation->standing->verdict : explanation->root->verdict;
}

static struct explanation *build_all(struct builder *builder) {
  const struct explanation_request *request = builder->request;
  struct explanation *explanation = arena_alloc(builder->arena, sizeof *explanation);
  if (explanation == NULL) {
    builder_fail(builder, CHUAN_MEMORY);
    return NULL;
  }
  explanation->rulebook = request->rulebook;
  explanation->judged = request->judged;
  explanation->year = request->moment.year;
  explanation->moment = request->moment;
  explanation->ended = request->ended;
  explanation->standing = request->standing;
  explanation->data_status = request->data_status;
  explanation->unit = copy(builder, request->unit);
  explanation->unit_name = copy(builder, request->unit_name);
  explanation->facts_digest = copy(builder, request->facts_digest);
  exact_begin(builder->here.exact, request->values, request->row);
  explanation->root = build_node(builder, request->judged, NULL, request->judged->test, 0, 0);
  build_reported(builder, explanation);
  add_remedies(builder);
  build_needs(builder);
  return explanation;
}

chuan_status explanation_build(const struct explanation_request *request, struct arena *arena,
                               struct explanation **out) {
  size_t expressions = (size_t)request->rulebook->expression_count + 1;
  struct builder builder = {
      .request = request,
      .arena = arena,
      .full = request->judged->kind == JUDGED_INDICATOR || request->judged->child_count == 1};
  *out = NULL;
  const struct vocabulary_level *level =
      vocabulary_level_find(&request->rulebook->vocabulary, request->judged->level);
  size_t facts = level != NULL ? level->fact_count : 0;
  struct outside outside;
  builder.here = (struct stage){.level = level,
                                .moment = request->moment,
                                .unit = request->unit_id,
                                .values = request->values,
                                .years = request->years,
                                .here = 1};
  builder.explained = arena_array(arena, expressions, sizeof *builder.explained);
  builder.terms = arena_array(arena, expressions, sizeof *builder.terms);
  builder.arounds = arena_array(arena, expressions, sizeof *builder.arounds);
  builder.figures = arena_array(arena, facts + 1, sizeof *builder.figures);
  if (builder.explained == NULL || builder.terms == NULL || builder.arounds == NULL ||
      builder.figures == NULL) {
    return CHUAN_MEMORY;
  }
  chuan_status status = exact_create(request->rulebook, request->judged->level, request->moment,
                                     lens_outside(&builder, &outside), &builder.here.exact);
  if (status != CHUAN_OK) return status;
  struct explanation *explanation = build_all(&builder);
  exact_free(builder.here.exact);
  if (builder.failure != CHUAN_OK) return builder.failure;
  *out = explanation;
  return CHUAN_OK;
}
