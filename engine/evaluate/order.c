/* Whether rules ask for no less than what they must not fall behind: a standard than the one it builds on, a period than
 * the one before, each choice than the one before it in an order. Laid side by side case by case. */
#include "evaluate/check.h"

#include "base/date.h"
#include "evaluate/check_inside.h"
#include "evaluate/order_inside.h"

#include <string.h>

/* What one rule must not fall behind. */
struct beside {
  enum finding_kind kind;
  const struct asked *here, *there;
  const struct asked_list *list; /* of `there` */
  int other_period;
};

/* --- two thresholds --------------------------------------------------------------------------------------------- */

static struct finding_side side_of(const struct asked *asked, const struct limit *limit,
                                   const struct asked_list *list, int other_period) {
  return (struct finding_side){.judged = asked->judged,
                               .path = asked->judged->path,
                               .period = other_period ? list->rulebook->period : NULL,
                               .comparison = asked->test->kind,
                               .unit = asked->test->operands[0]->unit,
                               .limit = limit->leaf,
                               .branch = limit->branch,
                               .place = limit->place};
}

static void weigh(struct finding *finding, enum finding_kind kind, const struct judged *judged) {
  finding->kind = kind;
  finding->severity = CHUAN_WARNING;
  if (judged == NULL || judged->easier.vi == NULL || judged->easier.vi[0] == '\0') return;
  finding->severity = CHUAN_NOTE;
  finding->reason = &judged->easier;
}

/* Each pair of thresholds once, however many cases have it. */
static int is_told(const struct ordering *all, size_t first, const struct finding *finding) {
  for (size_t i = first; i < all->check->finding_count; i++) {
    const struct finding *told = &all->check->findings[i];
    if (told->kind == finding->kind && told->here.limit == finding->here.limit &&
        told->there.limit == finding->there.limit)
      return 1;
  }
  return 0;
}

/* Cases go with the scratch arena; what is told of them stays. */
static chuan_status tell(struct ordering *all, size_t first, struct finding *finding) {
  if (is_told(all, first, finding)) return CHUAN_OK;
  finding->here.branch = arena_string(all->arena, finding->here.branch);
  finding->there.branch = arena_string(all->arena, finding->there.branch);
  if (finding->here.branch == NULL || finding->there.branch == NULL) return CHUAN_MEMORY;
  return check_find(all->check, all->arena, finding);
}

/* Of an earlier period counts what held on its last day. */
static int holds_at_last(const struct limit *limit, const struct rulebook *rulebook) {
  int32_t last = date_of(rulebook->last_year, 12, 31);
  return limit->from <= last && last <= limit->until;
}

static chuan_status compare_cases(struct ordering *all, const struct beside *beside, const struct limit *here,
                                  const struct limit *there, size_t first) {
  enum demand demand =
      limit_demand(beside->here->test->kind, here->leaf, beside->there->test->kind, there->leaf);
  if (demand != DEMAND_LESS && demand != DEMAND_OTHER_WAY) return CHUAN_OK;
  struct finding finding = {.here = side_of(beside->here, here, &all->own, 0),
                            .there = side_of(beside->there, there, beside->list, beside->other_period)};
  weigh(&finding, demand == DEMAND_LESS ? beside->kind : FINDING_OTHER_WAY, beside->here->judged);
  return tell(all, first, &finding);
}

static chuan_status limits_of_asked(struct ordering *all, const struct asked *asked,
                                    const struct asked_list *list, struct arena *arena, struct limits *out) {
  struct limit_owner owner = {list->rulebook, asked->judged, asked->judged->place, asked->test};
  return limits_of(&owner, asked->test->operands[1], all->keys, arena, out);
}

static chuan_status compare_limits(struct ordering *all, const struct beside *beside,
                                   const struct limits *here, const struct limits *there) {
  size_t first = all->check->finding_count;
  chuan_status status = CHUAN_OK;
  for (size_t i = 0; i < here->count && status == CHUAN_OK; i++) {
    for (size_t j = 0; j < there->count && status == CHUAN_OK && all->steps < ORDER_STEPS; j++) {
      struct limit that = there->items[j];
      all->steps++;
      if (beside->other_period) {
        if (!holds_at_last(&that, beside->list->rulebook)) continue;
        that.from = INT32_MIN;
        that.until = INT32_MAX;
      }
      if (limits_meet(&here->items[i], &that, NULL))
        status = compare_cases(all, beside, &here->items[i], &that, first);
    }
  }
  return status;
}

static chuan_status compare(struct ordering *all, const struct beside *beside) {
  struct limits here = {0}, there = {0};
  if (all->steps >= ORDER_STEPS) return CHUAN_OK;
  struct arena *cases = arena_create();
  if (cases == NULL) return CHUAN_MEMORY;
  chuan_status status = limits_of_asked(all, beside->here, &all->own, cases, &here);
  if (status == CHUAN_OK) status = limits_of_asked(all, beside->there, beside->list, cases, &there);
  all->steps += (uint32_t)(here.count + there.count) * 8; /* taking apart is work too */
  if (status == CHUAN_OK && !here.failed && !there.failed && !limits_differ(&here, &there))
    status = compare_limits(all, beside, &here, &there);
  arena_free(cases);
  return status;
}

/* --- a standard and what it builds on --------------------------------------------------------------------------- */

struct standards { /* that one builds on, each once */
  const struct judged **items;
  size_t count, capacity;
};

/* Those of its level that it cannot be met without. */
static chuan_status find_built_on(struct ordering *all, const struct judged *standard,
                                  const struct expression *test, struct standards *out) {
  chuan_status status = CHUAN_OK;
  if (all->reached[test->id] || all->steps >= ORDER_STEPS) return CHUAN_OK;
  all->reached[test->id] = 1;
  all->steps++;
  if (test->kind == EXPRESSION_MET) {
    const struct judged *target = test->as.target;
    if (target->kind != JUDGED_STANDARD || target == standard || strcmp(target->level, standard->level) != 0)
      return CHUAN_OK;
    if (!arena_grow(all->scratch, &out->items, &out->capacity, out->count, sizeof *out->items))
      return CHUAN_MEMORY;
    out->items[out->count++] = target;
  } else if (test->kind != EXPRESSION_ALL && test->kind != EXPRESSION_EVERY_CRITERION &&
             test->kind != EXPRESSION_UNVERIFIED && test->kind != EXPRESSION_DERIVED) {
    return CHUAN_OK;
  }
  for (uint32_t i = 0; i < test->operand_count && status == CHUAN_OK; i++) {
    if (test->operands[i]->type == TYPE_TEST) status = find_built_on(all, standard, test->operands[i], out);
  }
  return status;
}

static const struct judged *root_of(const struct judged *judged) {
  while (judged->parent != NULL) judged = judged->parent;
  return judged;
}

/* Everything asked under `judged` beside the same under the standard with the root. */
static chuan_status compare_below(struct ordering *all, const struct judged *standard,
                                  const struct asked_list *list, const char *root, enum finding_kind kind) {
  chuan_status status = CHUAN_OK;
  const struct rulebook *rulebook = all->rulebook;
  for (uint32_t at = standard->index; at < rulebook->judged_count && status == CHUAN_OK; at++) {
    if (root_of(rulebook->judged[at]) != standard) break;
    for (uint32_t i = all->own.first[at]; i < all->own.first[at + 1] && status == CHUAN_OK; i++) {
      struct beside beside = {kind, &all->own.items[i], NULL, list, list != &all->own};
      if (beside.here->judged->follows != NULL) continue; /* says itself what it is compared with */
      beside.there = asked_find(list, root, beside.here->key, all->scratch);
      if (beside.there != NULL) status = compare(all, &beside);
    }
  }
  return status;
}

static chuan_status compare_standards(struct ordering *all) {
  const struct rulebook *rulebook = all->rulebook;
  chuan_status status = CHUAN_OK;
  for (uint32_t i = 0; i < rulebook->judged_count && status == CHUAN_OK; i++) {
    const struct judged *standard = rulebook->judged[i];
    struct standards built_on = {0};
    if (standard->kind != JUDGED_STANDARD || all->steps >= ORDER_STEPS) continue;
    memset(all->reached, 0, rulebook->expression_count);
    status = find_built_on(all, standard, standard->test, &built_on);
    for (size_t j = 0; j < built_on.count && status == CHUAN_OK; j++)
      status = compare_below(all, standard, &all->own, built_on.items[j]->path, FINDING_EASIER_LEVEL);
  }
  return status;
}

/* --- what a rule says it follows -------------------------------------------------------------------------------- */

/* The period and the rule that a path names; the rules at hand when it names no period. NULL: there is none. */
static const struct judged *find_followed(struct ordering *all, const char *path,
                                          const struct asked_list **list) {
  const char *slash = strchr(path, '/');
  *list = &all->own;
  for (size_t i = 0; slash != NULL && i < all->before_count; i++) {
    const char *period = all->before[i].rulebook->period;
    if (strlen(period) != (size_t)(slash - path) || strncmp(period, path, (size_t)(slash - path)) != 0)
      continue;
    *list = &all->before[i];
    return rulebook_find((*list)->rulebook, slash + 1);
  }
  return rulebook_find(all->rulebook, path);
}

static chuan_status tell_rule(struct ordering *all, enum finding_kind kind, const struct judged *here,
                              const struct judged *there, const char *path, const char *period) {
  struct finding finding = {.here = {.judged = here, .path = here->path, .branch = "", .place = here->place}};
  if (path != NULL)
    finding.there = (struct finding_side){.judged = there, .path = path, .period = period, .branch = ""};
  if (there != NULL) finding.there.place = there->place;
  weigh(&finding, kind, kind == FINDING_KEY_LOST ? here : NULL);
  return check_find(all->check, all->arena, &finding);
}

static int is_below(const struct judged *judged, const struct judged *ancestor) {
  while (judged != NULL && judged != ancestor) judged = judged->parent;
  return judged != NULL;
}

/* What is asked in `judged` and below it. */
static void asked_below(const struct asked_list *list, const struct judged *judged, uint32_t *first,
                        uint32_t *end) {
  uint32_t last = judged->index;
  while (last < list->rulebook->judged_count && is_below(list->rulebook->judged[last], judged)) last++;
  *first = list->first[judged->index];
  *end = list->first[last];
}

/* The same thing compared; or all that either compares, when it is of one unit of measure. */
static const struct asked *find_partner(const struct asked *here, int alone, const struct asked_list *list,
                                        uint32_t first, uint32_t end) {
  for (uint32_t i = first; i < end; i++) {
    if (list->items[i].key == here->key) return &list->items[i];
  }
  if (!alone || end != first + 1) return NULL;
  const struct asked *there = &list->items[first];
  return strcmp(there->test->operands[0]->unit, here->test->operands[0]->unit) == 0 ? there : NULL;
}

static chuan_status follow(struct ordering *all, const struct judged *judged) {
  const struct asked_list *list;
  const struct judged *followed = find_followed(all, judged->follows, &list);
  uint32_t first, end, from, to;
  if (followed == NULL) return tell_rule(all, FINDING_NOT_FOUND, judged, NULL, judged->follows, NULL);
  int other_period = list != &all->own;
  chuan_status status = CHUAN_OK;
  if (followed->key && !judged->key && judged->kind == JUDGED_CRITERION)
    status = tell_rule(all, FINDING_KEY_LOST, judged, followed, followed->path,
                       other_period ? list->rulebook->period : NULL);
  asked_below(&all->own, judged, &from, &to);
  asked_below(list, followed, &first, &end);
  for (uint32_t i = from; i < to && status == CHUAN_OK && all->steps < ORDER_STEPS; i++) {
    struct beside beside = {other_period ? FINDING_EASIER_PERIOD : FINDING_EASIER_FOLLOWED,
                            &all->own.items[i], NULL, list, other_period};
    if (beside.here->judged != judged && beside.here->judged->follows != NULL) continue;
    all->steps += end - first;
    beside.there = find_partner(beside.here, to == from + 1, list, first, end);
    if (beside.there != NULL) status = compare(all, &beside);
  }
  return status;
}

/* --- the period before ------------------------------------------------------------------------------------------ */

/* The standards and targets that both periods have: the same things are asked no less of. */
static chuan_status compare_period(struct ordering *all, const struct asked_list *before) {
  const struct rulebook *rulebook = all->rulebook;
  chuan_status status = CHUAN_OK;
  for (uint32_t i = 0; i < rulebook->judged_count && status == CHUAN_OK; i++) {
    const struct judged *judged = rulebook->judged[i];
    if (judged->kind != JUDGED_STANDARD && judged->kind != JUDGED_TARGET) continue;
    const char *root = asked_root(judged, all->scratch);
    if (root == NULL) return CHUAN_MEMORY;
    status = compare_below(all, judged, before, root, FINDING_EASIER_PERIOD);
  }
  return status;
}

/* --- the choices of one threshold --------------------------------------------------------------------------------- */

/* The case of the later choice against one of the earlier. *known: both are numbers. */
static chuan_status compare_choices(struct ordering *all, const struct threshold_entry *entry,
                                    const struct limit *later, const struct limit *earlier, size_t first,
                                    int *known) {
  enum expression_kind kind = entry->test->kind;
  enum demand demand = limit_demand(kind, later->leaf, kind, earlier->leaf);
  if (demand == DEMAND_UNKNOWN) return CHUAN_OK;
  *known = 1;
  if (demand != DEMAND_LESS) return CHUAN_OK;
  struct finding_side side = {.judged = entry->judged,
                              .path = entry->path,
                              .comparison = kind,
                              .unit = entry->test->operands[0]->unit};
  struct finding finding = {.here = side, .there = side};
  finding.here.limit = later->leaf;
  finding.here.branch = later->branch;
  finding.here.place = later->place;
  finding.there.limit = earlier->leaf;
  finding.there.branch = earlier->branch;
  finding.there.place = earlier->place;
  weigh(&finding, FINDING_EASIER_CHOICE, entry->judged);
  return tell(all, first, &finding);
}

static int has_choice(const struct limit *limit, const char *selector, const char *choice) {
  const char *own = limit_choice(limit, selector);
  return own != NULL && strcmp(own, choice) == 0;
}

/* Beside the nearest choice before it whose threshold is known. */
static chuan_status compare_before(struct ordering *all, const struct threshold_entry *entry,
                                   const struct limits *limits, const struct easing *easing,
                                   const char *selector, uint32_t choice) {
  chuan_status status = CHUAN_OK;
  size_t first = all->check->finding_count;
  for (size_t i = 0; i < limits->count && status == CHUAN_OK; i++) {
    const struct limit *later = &limits->items[i];
    int known = 0;
    if (!has_choice(later, selector, easing->choices[choice])) continue;
    for (uint32_t before = choice; before-- > 0 && !known && status == CHUAN_OK;) {
      for (size_t j = 0; j < limits->count && status == CHUAN_OK && all->steps < ORDER_STEPS; j++) {
        const struct limit *earlier = &limits->items[j];
        all->steps++;
        if (has_choice(earlier, selector, easing->choices[before]) && limits_meet(later, earlier, selector))
          status = compare_choices(all, entry, later, earlier, first, &known);
      }
    }
  }
  return status;
}

static chuan_status compare_easing(struct ordering *all, const struct threshold_entry *entry,
                                   const struct limits *limits, const struct easing *easing,
                                   const char *selector) {
  chuan_status status = CHUAN_OK;
  int turns = 0;
  for (uint32_t i = 0; i < limits->selector_count; i++) turns |= limits->selectors[i] == selector;
  for (uint32_t i = 1; turns && i < easing->choice_count && status == CHUAN_OK; i++)
    status = compare_before(all, entry, limits, easing, selector, i);
  return status;
}

/* The expression behind a fact of a choice: by its key it is found in any formula. */
static const char *selector_of(struct ordering *all, const struct easing *easing, int *none) {
  if (easing->derived != NULL) return limit_key(easing->derived->value, all->keys, none);
  struct expression fact = {.kind = EXPRESSION_FACT, .type = TYPE_CHOICE, .unit = ""};
  fact.as.fact = easing->fact;
  return limit_key(&fact, all->keys, none);
}

static chuan_status compare_entry(struct ordering *all, const struct threshold_entry *entry,
                                  const char *const *selectors) {
  const struct rulebook *rulebook = all->rulebook;
  struct limit_owner owner = {rulebook, entry->judged,
                              entry->judged != NULL ? entry->judged->place : entry->place, entry->test};
  struct limits limits;
  struct arena *cases = arena_create();
  if (cases == NULL) return CHUAN_MEMORY;
  chuan_status status = limits_of(&owner, entry->test->operands[1], all->keys, cases, &limits);
  all->steps += (uint32_t)limits.count * 8;
  for (uint32_t i = 0; status == CHUAN_OK && !limits.failed && i < rulebook->easing_count; i++) {
    if (selectors[i] != NULL)
      status = compare_easing(all, entry, &limits, rulebook->easings[i], selectors[i]);
  }
  arena_free(cases);
  return status;
}

static chuan_status compare_all_choices(struct ordering *all) {
  const struct rulebook *rulebook = all->rulebook;
  const char **selectors = arena_array(all->scratch, (size_t)rulebook->easing_count + 1, sizeof *selectors);
  if (selectors == NULL) return CHUAN_MEMORY;
  for (uint32_t i = 0; i < rulebook->easing_count; i++) {
    int none = 0;
    selectors[i] = selector_of(all, rulebook->easings[i], &none);
    if (selectors[i] == NULL && !none) return CHUAN_MEMORY;
  }
  chuan_status status = CHUAN_OK;
  const struct expression *last = NULL;
  for (size_t i = 0; i < all->check->threshold_count && status == CHUAN_OK; i++) {
    const struct threshold_entry *entry = &all->check->thresholds[i];
    if (entry->threshold == NULL || entry->test == last || rulebook->easing_count == 0 ||
        entry->test->operand_count < 2 || all->steps >= ORDER_STEPS)
      continue;
    last = entry->test;
    status = compare_entry(all, entry, selectors);
  }
  return status;
}

/* --- all of it ------------------------------------------------------------------------------------------------------ */

static chuan_status collect_before(struct ordering *all, const struct earlier_period *before, size_t count) {
  chuan_status status = CHUAN_OK;
  for (size_t i = 0; i < count && status == CHUAN_OK; i++) {
    if (before[i].rulebook == NULL) {
      struct finding finding = {.kind = FINDING_UNREAD, .severity = CHUAN_WARNING};
      finding.here = (struct finding_side){.path = all->rulebook->period, .branch = ""};
      finding.there =
          (struct finding_side){.path = before[i].period, .period = before[i].period, .branch = ""};
      status = check_find(all->check, all->arena, &finding);
    } else if (all->before_count < ORDER_PERIODS) {
      status = asked_collect(before[i].rulebook, all->keys, all->scratch, &all->before[all->before_count++]);
    }
  }
  return status;
}

static chuan_status order_all(struct ordering *all, const struct earlier_period *before, size_t count) {
  const struct rulebook *rulebook = all->rulebook;
  chuan_status status = asked_collect(rulebook, all->keys, all->scratch, &all->own);
  if (status == CHUAN_OK) status = collect_before(all, before, count);
  if (status == CHUAN_OK) status = compare_standards(all);
  for (uint32_t i = 0; i < rulebook->judged_count && status == CHUAN_OK; i++) {
    if (rulebook->judged[i]->follows != NULL) status = follow(all, rulebook->judged[i]);
  }
  int has_before = count > 0 && before[0].rulebook != NULL;
  if (status == CHUAN_OK && has_before) status = compare_period(all, &all->before[0]);
  if (status == CHUAN_OK) status = compare_all_choices(all);
  if (status == CHUAN_OK && has_before) status = order_facts(all, before[0].rulebook);
  if (status == CHUAN_OK && has_before) status = order_vanished(all, &all->before[0]);
  return status;
}

chuan_status check_order(const struct rulebook *rulebook, const struct earlier_period *before, size_t count,
                         struct arena *arena, struct check *check) {
  struct limit_keys keys = {.arena = NULL};
  struct ordering all = {.rulebook = rulebook, .arena = arena, .check = check, .keys = &keys};
  all.scratch = arena_create();
  if (all.scratch == NULL) return CHUAN_MEMORY;
  keys.arena = all.scratch;
  all.reached = arena_array(all.scratch, (size_t)rulebook->expression_count + 1, sizeof *all.reached);
  chuan_status status = all.reached != NULL ? order_all(&all, before, count) : CHUAN_MEMORY;
  arena_free(all.scratch);
  return status;
}
