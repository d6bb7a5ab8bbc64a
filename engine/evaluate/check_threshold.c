/* The thresholds of a rulebook: every question that decides, branch by branch. A threshold is known by the way that
 * leads to it: year by year, region by region. */
#include "evaluate/check_inside.h"

#include "base/date.h"
#include "evaluate/rule_place.h"
#include "evaluate/test_kind.h"

#define CHECK_CHOICES 12u /* named for one branch; more go on as "…" */

struct owner { /* whose thresholds are collected */
  const struct judged *judged;
  const char *path;
  const struct names *name;
  struct place place;
  const struct overlay_set *set; /* the overlay whose test is looked through */
  const struct validate_rule *validate;
};

int check_is_question(enum expression_kind kind) {
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
  if (entry->validate != NULL) return entry->place; /* a few lines: they may rest on others of their file */
  return rule_place(entry->judged, entry->place, narrow_to_wide, count);
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

const char *check_join(struct arena *arena, const char *before, const char *between, const char *after) {
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

const char *check_condition_text(struct arena *arena, const struct expression *test) {
  if (test->kind == EXPRESSION_WITHIN)
    return arena_format(arena, "%s %s", expression_word(test->kind), test->as.code);
  const char *text = "";
  for (uint32_t i = 0; i < test->operand_count && i < 4 && text != NULL; i++) {
    const char *operand = operand_text(arena, test->operands[i]);
    text = operand != NULL ? check_join(arena, text, ", ", operand) : NULL;
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
    text = check_join(arena, text, ", ", named++ < CHECK_CHOICES ? choice : "…");
  }
  int32_t otherwise = by->as.by.otherwise;
  if (text != NULL && otherwise >= 0 && by->operands[otherwise] == value)
    text = check_join(arena, text, ", ", "otherwise");
  return text;
}

const char *check_branch_text(struct arena *arena, const struct expression *choice, uint32_t operand) {
  const struct expression *value = choice->operands[operand];
  switch (choice->kind) {
    case EXPRESSION_FROM_YEAR:
      return arena_format(arena, "%d", (int)choice->as.from_year.years[operand]);
    case EXPRESSION_AMENDED: {
      char day[DATE_TEXT_SIZE]; /* the text as first issued: until its first amendment */
      int first =
          choice->as.amended.from[operand] == DATE_UNKNOWN_START && operand + 1 < choice->operand_count;
      date_format(choice->as.amended.from[operand + (uint32_t)first], day);
      return arena_format(arena, "%s%s", first ? "< " : "", day);
    }
    case EXPRESSION_CHOOSE:
      if (operand + 1 == choice->operand_count) return "otherwise";
      return operand % 2 == 1 ? check_condition_text(arena, choice->operands[operand - 1]) : "";
    default: /* BY */
      for (uint32_t i = 1; i < operand; i++) {
        if (choice->operands[i] == value) return "";
      }
      return operand == 0 ? "" : case_text(arena, choice, value);
  }
}

const struct overlay_set *check_set_of(const struct rulebook *rulebook, const struct judged *judged,
                                       const struct expression *choice, uint32_t operand) {
  const struct overlay_set *set = NULL;
  if (judged == NULL || choice->kind != EXPRESSION_CHOOSE || operand % 2 == 0) return NULL;
  const struct expression *condition = choice->operands[operand - 1];
  if (condition->kind == EXPRESSION_WITHIN) rulebook_overlay(rulebook, judged, condition, &set);
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
  all->is_branching[at->id] = 1;
  for (uint32_t i = 0; i < at->operand_count && all->count < CHECK_ENTRIES; i++) {
    const char *text = check_branch_text(all->arena, at, i);
    if (text == NULL) return CHUAN_MEMORY;
    if (text[0] == '\0') continue;
    struct threshold_entry branch = entry;
    branch.branch = check_join(all->arena, entry.branch, " · ", text);
    if (branch.branch == NULL) return CHUAN_MEMORY;
    if (branch.set == NULL) branch.set = check_set_of(all->rulebook, entry.judged, at, i);
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
                                  .validate = owner->validate,
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
  if (check_is_question(test->kind)) return add_question(all, owner, test, status);
  if (test->kind == EXPRESSION_MET || test->kind == EXPRESSION_EVERY_CRITERION) return CHUAN_OK;
  chuan_status result = CHUAN_OK;
  for (uint32_t i = 0; i < test->operand_count && result == CHUAN_OK; i++) {
    const struct expression *operand = test->operands[i];
    int condition = (test->kind == EXPRESSION_APPLIES_WHEN && i == 0) ||
                    (test->kind == EXPRESSION_CHOOSE && i % 2 == 0 && i + 1 < test->operand_count);
    if (operand->type != TYPE_TEST || condition || all->is_judged[operand->id]) continue;
    struct owner inner = *owner;
    if (inner.set == NULL) inner.set = check_set_of(all->rulebook, owner->judged, test, i);
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
  struct owner owner = {judged, judged->path, &judged->name, judged->place, NULL, NULL};
  return collect(all, &owner, judged->test, judged->base_status);
}

static chuan_status collect_validate(struct collection *all, const struct validate_rule *rule) {
  struct owner owner = {NULL, rule->id, &rule->name, rule->place, NULL, rule};
  return all->visited[rule->test->id] ? CHUAN_OK : collect(all, &owner, rule->test, rule->base_status);
}

static chuan_status collect_derived(struct collection *all, const struct derived *derived) {
  struct owner owner = {NULL, NULL, &derived->name, derived->place, NULL, NULL};
  if (derived->value->type != TYPE_TEST || all->visited[derived->value->id]) return CHUAN_OK;
  owner.path = arena_format(all->arena, "%s/%s", derived->level, derived->id);
  return owner.path != NULL ? collect(all, &owner, derived->value, derived->base_status) : CHUAN_MEMORY;
}

chuan_status collect_thresholds(struct collection *all) {
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
  for (uint32_t i = 0; i < rulebook->validate_count && status == CHUAN_OK; i++)
    status = collect_validate(all, rulebook->validates[i]);
  for (uint32_t i = 0; i < rulebook->derived_count && status == CHUAN_OK; i++)
    status = collect_derived(all, rulebook->derived[i]);
  return status;
}

int collection_begin(struct collection *all, struct arena *scratch) {
  size_t expressions = (size_t)all->rulebook->expression_count + 1;
  all->first = arena_array(scratch, expressions, sizeof *all->first);
  all->first_clause = arena_array(scratch, expressions, sizeof *all->first_clause);
  all->visited = arena_array(scratch, expressions, sizeof *all->visited);
  all->is_judged = arena_array(scratch, expressions, sizeof *all->is_judged);
  all->is_branching = arena_array(scratch, expressions, sizeof *all->is_branching);
  all->marks = arena_array(scratch, expressions, sizeof *all->marks);
  return all->first != NULL && all->first_clause != NULL && all->visited != NULL && all->is_judged != NULL &&
         all->is_branching != NULL && all->marks != NULL;
}
