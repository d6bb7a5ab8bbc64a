/* The ways through the rules that are no threshold: conditions under which a rule is left aside, and the branches of
 * values. Each wants an example that takes it. */
#include "evaluate/check_inside.h"
#include "evaluate/rule_place.h"
#include "evaluate/test_kind.h"

struct walk {
  struct collection *all;
  const struct judged *judged;
  const char *path;
  const struct names *name;
  struct place place;
  int is_short; /* a validate: its own line tells enough */
};

static struct place place_of(const struct walk *walk, const struct expression *inner,
                             const struct expression *outer) {
  const struct expression *const narrow_to_wide[] = {inner, outer};
  if (walk->is_short) return walk->place;
  return rule_place(walk->judged, walk->place, narrow_to_wide, 2);
}

static chuan_status add_clause(const struct walk *walk, const struct expression *expression, uint32_t operand,
                               const char *branch) {
  struct collection *all = walk->all;
  if (all->clause_count >= CHECK_ENTRIES) return CHUAN_OK;
  if (branch == NULL ||
      !arena_grow(all->arena, &all->clauses, &all->clause_capacity, all->clause_count, sizeof *all->clauses))
    return CHUAN_MEMORY;
  if (all->first_clause[expression->id] == 0)
    all->first_clause[expression->id] = (uint32_t)all->clause_count + 1;
  all->clauses[all->clause_count++] =
      (struct clause_entry){.judged = walk->judged,
                            .path = walk->path,
                            .name = walk->name,
                            .expression = expression,
                            .operand = operand,
                            .branch = branch,
                            .place = place_of(walk, expression->operands[operand], expression)};
  return CHUAN_OK;
}

/* A branch that waits for its value has nothing to try. */
static int is_waiting(const struct expression *value) {
  return value->kind == EXPRESSION_PENDING || value->kind == EXPRESSION_DELEGATED;
}

static chuan_status add_clauses(const struct walk *walk, const struct expression *at) {
  struct collection *all = walk->all;
  chuan_status status = CHUAN_OK;
  if (at->kind == EXPRESSION_APPLIES_WHEN)
    return add_clause(walk, at, 0, check_condition_text(all->arena, at->operands[0]));
  struct finding_side owner = {
      .judged = walk->judged, .path = walk->path, .branch = "", .place = walk->place};
  status = gaps_find(all, &owner, at);
  if (!kind_chooses(at->kind)) return status;
  if (at->type == TYPE_TEST || all->is_branching[at->id]) return status; /* told as thresholds */
  for (uint32_t i = 0; i < at->operand_count && status == CHUAN_OK; i++) {
    const char *text = check_branch_text(all->arena, at, i);
    if (text == NULL) return CHUAN_MEMORY;
    if (text[0] != '\0' && !is_waiting(at->operands[i])) status = add_clause(walk, at, i, text);
  }
  return status;
}

/* What belongs to the record itself: other records, named values and other units have clauses of their own. No deeper
 * than the loader lets formulas nest. */
static chuan_status visit(const struct walk *walk, const struct expression *at) {
  struct collection *all = walk->all;
  if (all->visited[at->id]) return CHUAN_OK;
  all->visited[at->id] = 1;
  chuan_status status = add_clauses(walk, at);
  if (at->kind == EXPRESSION_DERIVED || at->kind == EXPRESSION_MET ||
      at->kind == EXPRESSION_EVERY_CRITERION || at->kind == EXPRESSION_FAILED_SHARE ||
      expression_is_outside(at->kind))
    return status;
  for (uint32_t i = 0; i < at->operand_count && status == CHUAN_OK; i++) {
    if (!all->is_judged[at->operands[i]->id]) status = visit(walk, at->operands[i]);
  }
  return status;
}

chuan_status collect_clauses(struct collection *all) {
  const struct rulebook *rulebook = all->rulebook;
  chuan_status status = CHUAN_OK;
  for (uint32_t id = 0; id < rulebook->expression_count; id++) all->visited[id] = 0;
  for (uint32_t i = 0; i < rulebook->judged_count && status == CHUAN_OK; i++) {
    const struct judged *judged = rulebook->judged[i];
    if (judged->kind == JUDGED_CRITERION) continue;
    struct walk walk = {all, judged, judged->path, &judged->name, judged->place, 0};
    status = visit(&walk, judged->test);
  }
  for (uint32_t i = 0; i < rulebook->validate_count && status == CHUAN_OK; i++) {
    const struct validate_rule *rule = rulebook->validates[i];
    struct walk walk = {all, NULL, rule->id, &rule->name, rule->place, 1};
    if (!all->visited[rule->test->id]) status = visit(&walk, rule->test);
  }
  for (uint32_t i = 0; i < rulebook->derived_count && status == CHUAN_OK; i++) {
    const struct derived *derived = rulebook->derived[i];
    if (all->visited[derived->value->id]) continue;
    struct walk walk = {all, NULL, NULL, &derived->name, derived->place, 0};
    walk.path = arena_format(all->arena, "%s/%s", derived->level, derived->id);
    status = walk.path != NULL ? visit(&walk, derived->value) : CHUAN_MEMORY;
  }
  return status;
}

/* --- which of them an example takes ------------------------------------------------------------------------------ */

static int is_taken(const struct exact *exact, const struct clause_entry *clause) {
  const struct expression *at = clause->expression;
  const struct exact_memo *memo = exact_memo_of(exact, at);
  if (at->kind == EXPRESSION_APPLIES_WHEN) return exact_operand_memo(exact, at, 0)->verdict == CHUAN_NOT_MET;
  if (memo->taken >= at->operand_count) return 0;
  return at->kind == EXPRESSION_BY ? at->operands[memo->taken] == at->operands[clause->operand]
                                   : memo->taken == clause->operand;
}

static int has_say(void *payload, const struct exact *exact, const struct expression *at, uint32_t operand) {
  (void)payload;
  return !expression_is_outside(at->kind) && exact_operand_had_say(exact, at, operand);
}

static void mark(void *payload, struct exact *exact, const struct expression *at) {
  struct collection *all = payload;
  uint32_t first = all->first_clause[at->id];
  if (first == 0) return;
  for (size_t i = first - 1; i < all->clause_count && all->clauses[i].expression == at; i++) {
    if (is_taken(exact, &all->clauses[i])) all->clauses[i].exercised = 1;
  }
}

void clauses_mark(struct collection *all, struct exact *exact, const struct expression *asked) {
  exact_walk(exact, asked, has_say, mark, all);
}
