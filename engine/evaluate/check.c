/* Running a rulebook's own examples, and finding out which thresholds they try on which side. */
#include "evaluate/check.h"

#include "base/decimal.h"
#include "evaluate/check_inside.h"
#include "evaluate/example_stand.h"
#include "evaluate/test_kind.h"

#include <string.h>

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
  return !check_is_question(at->kind) && at->operands[operand]->type == TYPE_TEST &&
         exact_operand_had_say(exact, at, operand);
}

static void mark_visited(void *payload, struct exact *exact, const struct expression *at) {
  if (check_is_question(at->kind)) mark_question(payload, exact, at);
}

/* Everything that had a say in the example's verdict was exercised by it. */
static void mark_reached(struct collection *all, struct exact *exact, const struct expression *test) {
  exact_walk(exact, test, leads_to_questions, mark_visited, all);
  clauses_mark(all, exact, test);
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
  struct collection all = {.rulebook = rulebook, .arena = arena, .check = out};
  struct arena *scratch = arena_create();
  *out = (struct check){.example_count = rulebook->example_count};
  if (scratch == NULL) return CHUAN_MEMORY;
  out->examples = arena_array(arena, (size_t)rulebook->example_count + 1, sizeof *out->examples);
  chuan_status status = CHUAN_MEMORY;
  if (out->examples != NULL && collection_begin(&all, scratch)) status = collect_thresholds(&all);
  if (status == CHUAN_OK) status = collect_clauses(&all);
  if (status == CHUAN_OK) status = sources_find(&all);
  if (status == CHUAN_OK) status = run_examples(&all, scratch, out);
  out->thresholds = all.entries;
  out->threshold_count = all.count;
  out->clauses = all.clauses;
  out->clause_count = all.clause_count;
  arena_free(scratch);
  return status;
}

chuan_status check_find(struct check *check, struct arena *arena, const struct finding *finding) {
  if (check->finding_count >= CHECK_FINDINGS) return CHUAN_OK;
  if (!arena_grow(arena, &check->findings, &check->finding_capacity, check->finding_count,
                  sizeof *check->findings))
    return CHUAN_MEMORY;
  check->findings[check->finding_count++] = *finding;
  return CHUAN_OK;
}

const char *check_finding_word(enum finding_kind kind) {
  static const char *const words[] = {
#define XX(name, word) word,
      FINDING_MAP(XX)
#undef XX
  };
  return kind < FINDING_KIND_COUNT ? words[kind] : "";
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
    counts->notes += problems[i].severity == CHUAN_NOTE;
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
  for (size_t i = 0; i < check->clause_count; i++)
    counts->clauses_exercised += check->clauses[i].exercised != 0;
  counts->clauses = (uint32_t)check->clause_count;
  counts->vanished = (uint32_t)check->vanished_count;
  for (size_t i = 0; i < check->finding_count; i++) {
    counts->errors += check->findings[i].severity == CHUAN_ERROR;
    counts->warnings += check->findings[i].severity == CHUAN_WARNING;
    counts->notes += check->findings[i].severity == CHUAN_NOTE;
  }
}
