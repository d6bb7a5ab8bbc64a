/* Running a rulebook's own examples, and finding out which thresholds they try on which side. A threshold is
 * known by the way that leads to it: year by year, region by region. */
#include "evaluate/check.h"

#include "base/decimal.h"
#include "evaluate/exact_memo.h"
#include "evaluate/example_stand.h"
#include "evaluate/rule_place.h"
#include "evaluate/test_kind.h"

#include <string.h>

#define CHECK_DEPTH 16u      /* choices within choices on the way to a threshold */
#define CHECK_ENTRIES 65536u /* thresholds listed; a rulebook of law has hundreds */
#define CHECK_CHOICES 12u    /* named for one branch; more go on as "…" */

struct way { /* the expressions from a question's threshold down to where it ends */
  uint32_t ids[CHECK_DEPTH];
  uint32_t length;
};

struct owner { /* whose thresholds are collected */
  const struct judged *judged;
  const char *path;
  const struct names *name;
  struct place place;
  const struct overlay_set *set; /* the overlay whose test is looked through */
};

struct collection {
  const struct rulebook *rulebook;
  struct arena *arena;
  struct threshold_entry *entries;
  size_t count, capacity;
  struct way *ways; /* beside entries */
  size_t way_capacity;
  uint32_t *first;    /* by expression id of a question: its first entry + 1, 0 = none */
  uint8_t *visited;   /* by expression id */
  uint8_t *is_judged; /* by expression id: the verdict of a criterion or indicator, whose own it is */
  uint8_t *marks; /* by expression id of a value: the worst chuan_threshold_status written anywhere in it */
};

/* --- the thresholds there are ------------------------------------------------------------------------------- */

static int is_question(enum expression_kind kind) {
  return test_is_comparison(kind) || kind == EXPRESSION_ONE_OF || kind == EXPRESSION_IS_TRUE ||
         kind == EXPRESSION_KNOWN || kind == EXPRESSION_COMPUTE || kind == EXPRESSION_PENDING ||
         kind == EXPRESSION_DELEGATED;
}

static chuan_threshold_status worse(chuan_threshold_status status, enum expression_kind kind) {
  chuan_threshold_status own = kind == EXPRESSION_UNVERIFIED  ? CHUAN_UNVERIFIED
                               : kind == EXPRESSION_DELEGATED ? CHUAN_DELEGATED
                               : kind == EXPRESSION_PENDING   ? CHUAN_PENDING
                                                              : CHUAN_SOURCED;
  return own > status ? own : status;
}

static struct place place_of(const struct collection *all, const struct threshold_entry *entry,
                             const struct way *way) {
  const struct expression *narrow_to_wide[CHECK_DEPTH + 1];
  size_t count = 0;
  for (uint32_t i = way->length; i-- > 0;) narrow_to_wide[count++] = all->rulebook->expressions[way->ids[i]];
  narrow_to_wide[count++] = entry->test;
  if (entry->set != NULL) return entry->set->place;
  if (entry->judged == NULL) return narrow_to_wide[0]->place;
  return rule_place(entry->judged, narrow_to_wide, count);
}

static chuan_status add_entry(struct collection *all, const struct threshold_entry *entry,
                              const struct way *way) {
  if (all->count >= CHECK_ENTRIES) return CHUAN_OK;
  if (!arena_grow(all->arena, &all->entries, &all->capacity, all->count, sizeof *all->entries) ||
      !arena_grow(all->arena, &all->ways, &all->way_capacity, all->count, sizeof *all->ways)) {
    return CHUAN_MEMORY;
  }
  if (all->first[entry->test->id] == 0) all->first[entry->test->id] = (uint32_t)all->count + 1;
  all->entries[all->count] = *entry;
  all->entries[all->count].place = place_of(all, entry, way);
  all->ways[all->count] = *way;
  all->count++;
  return CHUAN_OK;
}

static const char *join(struct arena *arena, const char *before, const char *between, const char *after) {
  return before[0] == '\0' ? after : arena_format(arena, "%s%s%s", before, between, after);
}

static const char *operand_text(struct arena *arena, const struct expression *operand) {
  switch (operand->kind) {
    case EXPRESSION_FACT:
      return operand->as.fact->id;
    case EXPRESSION_DERIVED:
      return operand->as.derived->id;
    case EXPRESSION_NUMBER:
      return operand->as.number.text;
    case EXPRESSION_CHOICE:
      return operand->choice_count > 0 ? operand->choices[operand->as.choice_index] : "";
    default:
      return arena_format(arena, "%s(…)", expression_word(operand->kind));
  }
}

/* "more_than(schools, 3)", as the rule file says it. */
static const char *condition_text(struct arena *arena, const struct expression *test) {
  if (test->kind == EXPRESSION_WITHIN)
    return arena_format(arena, "%s %s", expression_word(test->kind), test->as.code);
  const char *text = "";
  for (uint32_t i = 0; i < test->operand_count && i < 4 && text != NULL; i++) {
    const char *operand = operand_text(arena, test->operands[i]);
    text = operand != NULL ? join(arena, text, ", ", operand) : NULL;
  }
  return text != NULL ? arena_format(arena, "%s(%s)", expression_word(test->kind), text) : NULL;
}

/* The choices for which by() takes this operand, or another slot of the very same value: the first of them. */
static const char *case_text(struct arena *arena, const struct expression *by,
                             const struct expression *value) {
  const struct expression *selector = by->operands[0];
  uint32_t count = selector->type == TYPE_YES_NO ? 2 : selector->choice_count;
  const char *text = "";
  uint32_t named = 0;
  for (uint32_t i = 0; i < count && named <= CHECK_CHOICES && text != NULL; i++) {
    int32_t operand = by->as.by.cases[i];
    if (operand < 0 || operand == by->as.by.otherwise || by->operands[operand] != value) continue;
    const char *choice = selector->type == TYPE_YES_NO ? (i == 1 ? "yes" : "no") : selector->choices[i];
    text = join(arena, text, ", ", named++ < CHECK_CHOICES ? choice : "…");
  }
  int32_t otherwise = by->as.by.otherwise;
  if (text != NULL && otherwise >= 0 && by->operands[otherwise] == value)
    text = join(arena, text, ", ", "otherwise");
  return text;
}

/* How a branch is called; NULL when there is no memory. "" when the operand is no branch or one listed before. */
static const char *branch_text(struct arena *arena, const struct expression *choice, uint32_t operand) {
  const struct expression *value = choice->operands[operand];
  switch (choice->kind) {
    case EXPRESSION_FROM_YEAR:
      return arena_format(arena, "%d", (int)choice->as.from_year.years[operand]);
    case EXPRESSION_CHOOSE:
      if (operand + 1 == choice->operand_count) return "otherwise";
      return operand % 2 == 1 ? condition_text(arena, choice->operands[operand - 1]) : "";
    default: /* BY */
      for (uint32_t i = 1; i < operand; i++) {
        if (choice->operands[i] == value) return "";
      }
      return operand == 0 ? "" : case_text(arena, choice, value);
  }
}

/* The overlay by which the operand of a choice holds; NULL when it is the decree's own. */
static const struct overlay_set *set_of(const struct collection *all, const struct judged *judged,
                                        const struct expression *choice, uint32_t operand) {
  const struct overlay_set *set = NULL;
  if (judged == NULL || choice->kind != EXPRESSION_CHOOSE || operand % 2 == 0) return NULL;
  const struct expression *condition = choice->operands[operand - 1];
  if (condition->kind == EXPRESSION_WITHIN) rulebook_overlay(all->rulebook, judged, condition, &set);
  return set;
}

/* Adds an entry per branch below `at`. `entry` says what is known so far. */
static chuan_status add_branches(struct collection *all, const struct expression *at,
                                 struct threshold_entry entry, struct way way) {
  while (at->kind == EXPRESSION_UNVERIFIED || at->kind == EXPRESSION_DERIVED) {
    entry.status = worse(entry.status, at->kind);
    at = at->operands[0];
  }
  way.ids[way.length++] = at->id;
  entry.threshold = at;
  if (!kind_chooses(at->kind) && (chuan_threshold_status)all->marks[at->id] > entry.status)
    entry.status =
        (chuan_threshold_status)all->marks[at->id]; /* worked out from others, it is no better known */
  if (!kind_chooses(at->kind) || way.length == CHECK_DEPTH) return add_entry(all, &entry, &way);
  for (uint32_t i = 0; i < at->operand_count && all->count < CHECK_ENTRIES; i++) {
    const char *text = branch_text(all->arena, at, i);
    if (text == NULL) return CHUAN_MEMORY;
    if (text[0] == '\0') continue;
    struct threshold_entry branch = entry;
    branch.branch = join(all->arena, entry.branch, " · ", text);
    if (branch.branch == NULL) return CHUAN_MEMORY;
    if (branch.set == NULL) branch.set = set_of(all, entry.judged, at, i);
    chuan_status status = add_branches(all, at->operands[i], branch, way);
    if (status != CHUAN_OK) return status;
  }
  return CHUAN_OK;
}

/* What is compared and the upper end of a range have a say in every branch of the threshold. */
static chuan_threshold_status worst_beside(const struct collection *all, const struct expression *test,
                                           chuan_threshold_status status) {
  for (uint32_t i = 0; i < test->operand_count; i += 2) {
    chuan_threshold_status mark = (chuan_threshold_status)all->marks[test->operands[i]->id];
    if (mark > status) status = mark;
  }
  return status;
}

static chuan_status add_question(struct collection *all, const struct owner *owner,
                                 const struct expression *test, chuan_threshold_status status) {
  struct threshold_entry entry = {.judged = owner->judged,
                                  .path = owner->path,
                                  .name = owner->name,
                                  .place = owner->place,
                                  .set = owner->set,
                                  .test = test,
                                  .branch = "",
                                  .status = status};
  struct way way = {.length = 0};
  if (test_is_comparison(test->kind)) {
    entry.status = worst_beside(all, test, status);
    return add_branches(all, test->operands[1], entry, way);
  }
  entry.status = worse(status, test->kind);
  if (test->kind == EXPRESSION_PENDING || test->kind == EXPRESSION_DELEGATED) entry.threshold = test;
  return add_entry(all, &entry, &way);
}

/* The questions that decide a record: what is below it, except other records and conditions. No deeper than the
 * loader lets formulas nest. */
static chuan_status collect(struct collection *all, const struct owner *owner, const struct expression *test,
                            chuan_threshold_status status) {
  if (all->visited[test->id]) return CHUAN_OK;
  all->visited[test->id] = 1;
  status = worse(status, test->kind);
  if (is_question(test->kind)) return add_question(all, owner, test, status);
  if (test->kind == EXPRESSION_MET || test->kind == EXPRESSION_EVERY_CRITERION) return CHUAN_OK;
  chuan_status result = CHUAN_OK;
  for (uint32_t i = 0; i < test->operand_count && result == CHUAN_OK; i++) {
    const struct expression *operand = test->operands[i];
    int condition = (test->kind == EXPRESSION_APPLIES_WHEN && i == 0) ||
                    (test->kind == EXPRESSION_CHOOSE && i % 2 == 0 && i + 1 < test->operand_count);
    if (operand->type != TYPE_TEST || condition || all->is_judged[operand->id]) continue;
    struct owner inner = *owner;
    if (inner.set == NULL) inner.set = set_of(all, owner->judged, test, i);
    result = collect(all, &inner, operand, status);
  }
  return result;
}

static void find_marks(struct collection *all) {
  const struct rulebook *rulebook = all->rulebook;
  for (uint32_t id = 0; id < rulebook->expression_count; id++) {
    const struct expression *expression = rulebook->expressions[id];
    chuan_threshold_status mark = worse(CHUAN_SOURCED, expression->kind);
    for (uint32_t i = 0; i < expression->operand_count; i++) {
      const struct expression *operand = expression->operands[i];
      if (operand->type != TYPE_TEST && all->marks[operand->id] > mark)
        mark = (chuan_threshold_status)all->marks[operand->id];
    }
    all->marks[id] = (uint8_t)mark;
  }
}

static chuan_status collect_judged(struct collection *all, const struct judged *judged) {
  struct owner owner = {judged, judged->path, &judged->name, judged->place, NULL};
  return collect(all, &owner, judged->test, judged->base_status);
}

static chuan_status collect_derived(struct collection *all, const struct derived *derived) {
  struct owner owner = {NULL, NULL, &derived->name, derived->place, NULL};
  if (derived->value->type != TYPE_TEST || all->visited[derived->value->id]) return CHUAN_OK;
  owner.path = arena_format(all->arena, "%s/%s", derived->level, derived->id);
  return owner.path != NULL ? collect(all, &owner, derived->value, derived->base_status) : CHUAN_MEMORY;
}

static chuan_status collect_all(struct collection *all) {
  const struct rulebook *rulebook = all->rulebook;
  chuan_status status = CHUAN_OK;
  find_marks(all);
  for (uint32_t i = 0; i < rulebook->judged_count; i++) {
    if (rulebook->judged[i]->kind != JUDGED_STANDARD) all->is_judged[rulebook->judged[i]->test->id] = 1;
  }
  for (uint32_t i = 0; i < rulebook->judged_count && status == CHUAN_OK; i++) {
    const struct judged *judged = rulebook->judged[i];
    if (judged->kind == JUDGED_CRITERION) continue;
    status = collect_judged(all, judged);
  }
  for (uint32_t i = 0; i < rulebook->derived_count && status == CHUAN_OK; i++)
    status = collect_derived(all, rulebook->derived[i]);
  return status;
}

/* --- the examples ----------------------------------------------------------------------------------------------- */

/* The way this unit's threshold was found. */
static struct way taken_way(struct exact *exact, const struct expression *threshold) {
  struct way way = {.length = 0};
  const struct expression *at = threshold;
  while (at != NULL && way.length < CHECK_DEPTH) {
    while (at->kind == EXPRESSION_UNVERIFIED || at->kind == EXPRESSION_DERIVED) at = at->operands[0];
    way.ids[way.length++] = at->id;
    uint32_t taken = kind_chooses(at->kind) ? exact_taken(exact, at) : EXACT_NONE;
    at = taken < at->operand_count ? at->operands[taken] : NULL;
  }
  return way;
}

static void mark_question(struct collection *all, struct exact *exact, const struct expression *test) {
  chuan_verdict verdict = (chuan_verdict)exact->memos[test->id].verdict;
  uint32_t first = all->first[test->id];
  if (first == 0) return;
  struct way way = {.length = 0};
  if (test_is_comparison(test->kind)) way = taken_way(exact, test->operands[1]);
  for (size_t i = first - 1; i < all->count && all->entries[i].test == test; i++) {
    const struct way *of = &all->ways[i];
    if (of->length != way.length || memcmp(of->ids, way.ids, way.length * sizeof *way.ids) != 0) continue;
    if (verdict == CHUAN_MET) all->entries[i].exercised_met = 1;
    if (verdict == CHUAN_NOT_MET) all->entries[i].exercised_not_met = 1;
  }
}

static int leads_to_questions(void *payload, const struct exact *exact, const struct expression *at,
                              uint32_t operand) {
  (void)payload;
  return !is_question(at->kind) && at->operands[operand]->type == TYPE_TEST &&
         exact_operand_had_say(exact, at, operand);
}

static void mark_visited(void *payload, struct exact *exact, const struct expression *at) {
  if (is_question(at->kind)) mark_question(payload, exact, at);
}

/* Everything that had a say in the example's verdict was exercised by it. */
static void mark_reached(struct collection *all, struct exact *exact, const struct expression *test) {
  exact_walk(exact, test, leads_to_questions, mark_visited, all);
}

static int has_cause(const struct example_result *result, const char *expected) {
  for (size_t i = 0; i < result->cause_count; i++) {
    const struct cause *cause = &result->causes[i];
    if (strcmp(cause_word(cause->kind), expected) == 0) return 1;
    if (cause->kind == CAUSE_MISSING_FACT && strcmp(cause->fact->id, expected) == 0) return 1;
  }
  return 0;
}

#define CHECK_PLACES 9u /* of a number that came out otherwise than expected */

static const char *number_text(struct arena *arena, const struct rational *number) {
  char text[400];
  rational_format(number, CHECK_PLACES, text, sizeof text);
  return arena_string(arena, text);
}

/* What comes out of a value, which is there; whether that was expected, and this one. */
static chuan_status compare_value(struct exact *exact, struct arena *arena, struct example_result *result) {
  const struct example *example = result->example;
  const struct expression *asked = example->asked;
  uint32_t choice = 0;
  if (asked->type == TYPE_NUMBER) {
    const struct rational *number = exact_number(exact, asked);
    result->passed = result->passed && rational_compare(number, &example->expect_number) == 0;
    result->found = number_text(arena, number);
    return result->found != NULL ? CHUAN_OK : CHUAN_MEMORY;
  }
  exact_choice(exact, asked, &choice);
  result->passed = result->passed && choice == example->expect_choice;
  result->found = asked->type == TYPE_CHOICE ? asked->choices[choice] : choice == 1 ? "true" : "false";
  return CHUAN_OK;
}

static chuan_status judge(struct exact *exact, struct arena *arena, struct example_result *result) {
  const struct example *example = result->example;
  const struct expression *asked = example->asked;
  chuan_status status = CHUAN_OK;
  if (asked->type == TYPE_TEST) {
    result->verdict = exact_verdict(exact, asked);
  } else {
    result->verdict = exact_missing(exact, asked) ? CHUAN_NO_DATA : CHUAN_MET;
  }
  result->found = chuan_verdict_name(result->verdict);
  result->passed = result->verdict == example->expect;
  if (asked->type != TYPE_TEST && result->verdict == CHUAN_MET) status = compare_value(exact, arena, result);
  if (status != CHUAN_OK || result->verdict != CHUAN_NO_DATA) return status;
  status = exact_causes(exact, asked, arena, &result->causes, &result->cause_count);
  if (status != CHUAN_OK) return status;
  for (uint32_t i = 0; i < example->cause_count; i++) {
    if (!has_cause(result, example->causes[i])) result->passed = 0;
  }
  return CHUAN_OK;
}

static chuan_status run_examples(struct collection *all, struct arena *scratch, struct check *out) {
  const struct rulebook *rulebook = all->rulebook;
  struct example_stands stands;
  chuan_status status = example_stands_begin(&stands, rulebook, scratch);
  for (uint32_t i = 0; i < rulebook->example_count && status == CHUAN_OK; i++) {
    struct example_result *result = &out->examples[i];
    struct exact *exact;
    result->example = rulebook->examples[i];
    status = example_stand(&stands, result->example, &exact);
    if (status == CHUAN_OK) status = judge(exact, all->arena, result);
    if (status == CHUAN_OK && result->passed) mark_reached(all, exact, result->example->asked);
    if (!result->passed) out->example_failed++;
  }
  example_stands_end(&stands);
  return status;
}

chuan_status check_run(const struct rulebook *rulebook, struct arena *arena, struct check *out) {
  struct collection all = {.rulebook = rulebook, .arena = arena};
  size_t expressions = (size_t)rulebook->expression_count + 1;
  struct arena *scratch = arena_create();
  *out = (struct check){.example_count = rulebook->example_count};
  if (scratch == NULL) return CHUAN_MEMORY;
  all.first = arena_array(scratch, expressions, sizeof *all.first);
  all.visited = arena_array(scratch, expressions, sizeof *all.visited);
  all.is_judged = arena_array(scratch, expressions, sizeof *all.is_judged);
  all.marks = arena_array(scratch, expressions, sizeof *all.marks);
  out->examples = arena_array(arena, (size_t)rulebook->example_count + 1, sizeof *out->examples);
  chuan_status status = CHUAN_MEMORY;
  if (all.first != NULL && all.visited != NULL && all.is_judged != NULL && all.marks != NULL &&
      out->examples != NULL) {
    status = collect_all(&all);
  }
  if (status == CHUAN_OK) status = run_examples(&all, scratch, out);
  out->thresholds = all.entries;
  out->threshold_count = all.count;
  arena_free(scratch);
  return status;
}

/* --- the sum ------------------------------------------------------------------------------------------------------ */

unsigned check_sides(const struct threshold_entry *entry) {
  return entry->status == CHUAN_PENDING || entry->status == CHUAN_DELEGATED ? 0 : 2;
}

static void count_records(const struct rulebook *rulebook, chuan_check_counts *counts) {
  for (uint32_t i = 0; i < rulebook->judged_count; i++) {
    switch (rulebook->judged[i]->kind) {
      case JUDGED_STANDARD:
        counts->standards++;
        break;
      case JUDGED_CRITERION:
        counts->criteria++;
        break;
      case JUDGED_TARGET: /* counted as rulebook->target_count */
        break;
      default:
        counts->indicators++;
        break;
    }
  }
  for (uint32_t i = 0; i < rulebook->vocabulary.level_count; i++) {
    counts->facts += rulebook->vocabulary.levels[i].fact_count;
  }
}

void check_count(const struct check *check, const struct rulebook *rulebook, const chuan_problem *problems,
                 size_t problem_count, chuan_check_counts *counts) {
  *counts = (chuan_check_counts){.errors = (uint32_t)check->example_failed,
                                 .files = rulebook->file_count,
                                 .examples = (uint32_t)check->example_count,
                                 .examples_failed = (uint32_t)check->example_failed};
  for (size_t i = 0; i < problem_count; i++) {
    counts->errors += problems[i].severity == CHUAN_ERROR;
    counts->warnings += problems[i].severity == CHUAN_WARNING;
  }
  count_records(rulebook, counts);
  for (size_t i = 0; i < check->threshold_count; i++) {
    const struct threshold_entry *entry = &check->thresholds[i];
    unsigned sides = check_sides(entry);
    unsigned exercised = sides > 0 ? (unsigned)entry->exercised_met + (unsigned)entry->exercised_not_met : 0;
    counts->sides += sides;
    counts->sides_exercised += exercised;
    counts->sourced += entry->status == CHUAN_SOURCED;
    counts->unverified += entry->status == CHUAN_UNVERIFIED;
    counts->delegated += entry->status == CHUAN_DELEGATED;
    counts->pending += entry->status == CHUAN_PENDING;
  }
}
