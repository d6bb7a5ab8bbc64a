/* Building an explanation: the graph is followed from what was asked down to what decides, and everything a
 * reader may want to see is copied out of the exact interpreter on the way. */
#include "evaluate/explanation.h"

#include "evaluate/rule_place.h"
#include "evaluate/test_kind.h"

#include <string.h>

#define EXPLANATION_DEPTH 100 /* of members within members, and of a formula: nobody reads deeper */

struct figure_list {
  const struct explanation_figure **items;
  size_t count, capacity;
};

struct builder {
  const struct explanation_request *request;
  const struct vocabulary_level *level;
  struct arena *arena;
  struct exact *exact;
  uint8_t *explained;                  /* by expression id: a combination gone into before */
  struct explanation_term **terms;     /* by expression id */
  struct explanation_figure **figures; /* by fact index */
  uint32_t *read;                      /* by expression id: the last question whose figures were listed */
  uint32_t questions;
  int hopeless; /* inside a condition that leaves its test out: no remedies are looked for */
  int full;     /* an indicator, or a criterion that is one, was asked for: met members are shown too */
  chuan_threshold_status inherited;  /* what a mark around the condition at hand says of everything in it */
  struct explanation_node **failing; /* nodes whose remedies are looked for when the tree stands */
  size_t failing_count, failing_capacity;
  chuan_status failure; /* the first one stays */
};

static void fail(struct builder *builder, chuan_status status) {
  if (builder->failure == CHUAN_OK) builder->failure = status;
}

/* Room for one more item of a growing list, or a failure. */
static int has_room(struct builder *builder, void *items, size_t *capacity, size_t count) {
  if (builder->failure != CHUAN_OK) return 0;
  if (arena_grow(builder->arena, items, capacity, count, sizeof(void *))) return 1;
  fail(builder, CHUAN_MEMORY);
  return 0;
}

/* --- terms ------------------------------------------------------------------------------------------------ */

static struct explanation_term *make_term(struct builder *builder, const struct expression *expression) {
  struct exact *exact = builder->exact;
  struct explanation_term *term = arena_alloc(builder->arena, sizeof *term);
  if (term == NULL) {
    fail(builder, CHUAN_MEMORY);
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
    struct rational *number = arena_alloc(builder->arena, sizeof *number);
    if (number == NULL) {
      fail(builder, CHUAN_MEMORY);
      return NULL;
    }
    rational_copy(number, exact_number(exact, expression));
    term->number = number;
  }
  return term;
}

static const struct explanation_term *build_term(struct builder *builder, const struct expression *expression,
                                                 int depth) {
  struct explanation_term *term = builder->terms[expression->id];
  if (term != NULL || builder->failure != CHUAN_OK) return term;
  term = make_term(builder, expression);
  builder->terms[expression->id] = term;
  if (term == NULL || expression->operand_count == 0 || depth >= EXPLANATION_DEPTH) return term;
  const struct explanation_term **operands =
      arena_array(builder->arena, expression->operand_count, sizeof *operands);
  if (operands == NULL) {
    fail(builder, CHUAN_MEMORY);
    return term;
  }
  for (uint32_t i = 0; i < expression->operand_count; i++) {
    if (exact_reached(builder->exact, expression, i)) {
      operands[i] = build_term(builder, expression->operands[i], depth + 1);
    }
  }
  term->operands = operands;
  term->operand_count = expression->operand_count;
  return term;
}

/* --- figures ------------------------------------------------------------------------------------------------ */

static const struct explanation_figure *build_figure(struct builder *builder, const struct fact *fact) {
  const struct explanation_sources *sources = &builder->request->sources;
  if (builder->level == NULL || fact->index >= builder->level->fact_count ||
      builder->level->facts[fact->index] != fact || builder->failure != CHUAN_OK) {
    return NULL;
  }
  struct explanation_figure *figure = builder->figures[fact->index];
  if (figure != NULL) return figure;
  figure = arena_alloc(builder->arena, sizeof *figure);
  if (figure == NULL) {
    fail(builder, CHUAN_MEMORY);
    return NULL;
  }
  figure->fact = fact;
  figure->value = builder->request->values[fact->index];
  if (sources->observations != NULL) {
    struct observation *observations = NULL;
    chuan_status status = sources->observations(sources->payload, builder->arena, fact, &observations,
                                                &figure->observation_count);
    if (status != CHUAN_OK) fail(builder, status);
    figure->observations = observations;
  }
  builder->figures[fact->index] = figure;
  return figure;
}

/* The figures under a term, in reading order, each expression once per question. */
static void list_figures(struct builder *builder, const struct explanation_term *term,
                         struct figure_list *list, int depth) {
  if (term == NULL || depth > EXPLANATION_DEPTH || builder->read[term->expression->id] == builder->questions)
    return;
  builder->read[term->expression->id] = builder->questions;
  if (term->expression->kind == EXPRESSION_FACT) {
    const struct explanation_figure *figure = build_figure(builder, term->expression->as.fact);
    for (size_t i = 0; i < list->count; i++) {
      if (list->items[i] == figure) return;
    }
    if (figure != NULL && has_room(builder, &list->items, &list->capacity, list->count))
      list->items[list->count++] = figure;
  }
  for (uint32_t i = 0; i < term->operand_count; i++)
    list_figures(builder, term->operands[i], list, depth + 1);
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
      if (!has_room(builder, &branches, &capacity, node->branch_count)) return;
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
  if (context != NULL) node->place = rule_place(context, narrow_to_wide, count);
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
        exact_causes(builder->exact, node->test, builder->arena, &causes, &node->cause_count);
    node->causes = causes;
    if (status != CHUAN_OK) fail(builder, status);
  } else if (node->verdict == CHUAN_NOT_MET && builder->level != NULL && !builder->hopeless) {
    if (!has_room(builder, &builder->failing, &builder->failing_capacity, builder->failing_count)) return;
    builder->failing[builder->failing_count++] = node;
  }
}

static void add_remedies(struct builder *builder) {
  for (size_t i = 0; i < builder->failing_count && builder->failure == CHUAN_OK; i++) {
    struct explanation_node *node = builder->failing[i];
    struct remedy *remedies;
    chuan_status status = remedy_find(builder->exact, builder->level, builder->request->values, node->asked,
                                      builder->arena, &remedies, &node->remedy_count);
    node->remedies = remedies;
    if (status != CHUAN_OK) fail(builder, status);
  }
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
  struct figure_list figures = {.count = 0};
  builder->questions++;
  list_figures(builder, node->value, &figures, 0);
  list_figures(builder, node->threshold, &figures, 0);
  list_figures(builder, node->threshold_high, &figures, 0);
  node->figures = figures.items;
  node->figure_count = figures.count;
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
    fail(builder, CHUAN_MEMORY);
    return;
  }
  int again = builder->explained[test->id] || depth >= EXPLANATION_DEPTH;
  for (uint32_t i = 0; i < test->operand_count; i++) {
    chuan_verdict verdict = exact_verdict(builder->exact, test->operands[i]);
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
        next = exact_taken(builder->exact, test);
        break;
      default:
        return test;
    }
    if (next >= test->operand_count || !exact_reached(builder->exact, test, next)) return test;
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
    fail(builder, CHUAN_MEMORY);
    return NULL;
  }
  chuan_threshold_status outside = builder->inherited;
  node->judged = judged;
  node->verdict = exact_verdict(builder->exact, test);
  node->status = exact_status(builder->exact, test);
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
  } else if (test->operand_count > 0 && !kind_chooses(test->kind) && test->kind != EXPRESSION_AMENDED &&
             !expression_is_outside(
                 test->kind)) { /* what is asked of another unit or year is none of this one's */
    build_question(builder, node);
  } else {
    add_reasons(builder, node);
  }
  find_place(builder, context, node);
  builder->inherited = outside;
  return node;
}

/* --- the whole ---------------------------------------------------------------------------------------------- */

static const char *copy(struct builder *builder, const char *text) {
  const char *out = arena_string(builder->arena, text != NULL ? text : "");
  if (out == NULL) fail(builder, CHUAN_MEMORY);
  return out;
}

static struct explanation *build_all(struct builder *builder) {
  const struct explanation_request *request = builder->request;
  struct explanation *explanation = arena_alloc(builder->arena, sizeof *explanation);
  if (explanation == NULL) {
    fail(builder, CHUAN_MEMORY);
    return NULL;
  }
  explanation->rulebook = request->rulebook;
  explanation->judged = request->judged;
  explanation->year = request->moment.year;
  explanation->data_status = request->data_status;
  explanation->unit = copy(builder, request->unit);
  explanation->unit_name = copy(builder, request->unit_name);
  explanation->facts_digest = copy(builder, request->facts_digest);
  exact_begin(builder->exact, request->values, request->row);
  explanation->root = build_node(builder, request->judged, NULL, request->judged->test, 0, 0);
  add_remedies(builder);
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
  builder.level = vocabulary_level_find(&request->rulebook->vocabulary, request->judged->level);
  size_t facts = builder.level != NULL ? builder.level->fact_count : 0;
  builder.explained = arena_array(arena, expressions, sizeof *builder.explained);
  builder.terms = arena_array(arena, expressions, sizeof *builder.terms);
  builder.read = arena_array(arena, expressions, sizeof *builder.read);
  builder.figures = arena_array(arena, facts + 1, sizeof *builder.figures);
  if (builder.explained == NULL || builder.terms == NULL || builder.read == NULL || builder.figures == NULL) {
    return CHUAN_MEMORY;
  }
  chuan_status status = exact_create(request->rulebook, request->judged->level, request->moment,
                                     request->outside, &builder.exact);
  if (status != CHUAN_OK) return status;
  struct explanation *explanation = build_all(&builder);
  exact_free(builder.exact);
  if (builder.failure != CHUAN_OK) return builder.failure;
  *out = explanation;
  return CHUAN_OK;
}
