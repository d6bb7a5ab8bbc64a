/* Groups of facts for a form, worked out from the rules: whoever answers for a criterion finds its figures on one sheet. */
#include "output/form_groups.h"

#include "output/form_names.h"

#include <string.h>

struct reader { /* a criterion, or a standard with its own conditions */
  const struct judged *judged;
  size_t standard; /* position among the standards, in the order of the form */
};

struct walk {
  const struct rulebook *rulebook;
  const struct vocabulary_level *level;
  struct arena *arena;
  uint32_t *stamps; /* by expression id: the last walk that came by */
  uint32_t stamp;
  const struct expression **stack;
  size_t depth, capacity;
  const struct judged **standards; /* of the level, in the order of the form */
  size_t standard_count;
  struct reader *readers;
  size_t reader_count, reader_capacity;
  size_t *home; /* by fact.index: 1 + the reader, 0: none yet, SEVERAL */
  struct form_uses *uses;
};

#define SEVERAL SIZE_MAX

/* --- what a rule reads ----------------------------------------------------------------------------------- */

/* Verdicts of other records are theirs: what those read is counted where they stand. */
static int is_verdict(enum expression_kind kind) {
  return kind == EXPRESSION_MET || kind == EXPRESSION_RECOGNISED || kind == EXPRESSION_EVERY_CRITERION ||
         kind == EXPRESSION_FAILED_SHARE;
}

static int push(struct walk *walk, const struct expression *expression) {
  if (walk->stamps[expression->id] == walk->stamp) return 1;
  if (!arena_grow(walk->arena, &walk->stack, &walk->capacity, walk->depth, sizeof *walk->stack)) return 0;
  walk->stamps[expression->id] = walk->stamp;
  walk->stack[walk->depth++] = expression;
  return 1;
}

typedef int walk_visit(struct walk *walk, const struct expression *expression, const void *payload);

static int walk_from(struct walk *walk, const struct expression *root, walk_visit *visit,
                     const void *payload) {
  walk->stamp++;
  walk->depth = 0;
  if (!push(walk, root)) return 0;
  while (walk->depth > 0) {
    const struct expression *here = walk->stack[--walk->depth];
    if (!visit(walk, here, payload)) return 0;
    for (uint32_t i = 0; i < here->operand_count && !is_verdict(here->kind); i++)
      if (!push(walk, here->operands[i])) return 0;
  }
  return 1;
}

/* --- standards in order ---------------------------------------------------------------------------------- */

struct resting {
  size_t *rank; /* by position: how many standards lie below it */
  size_t at;
};

static int visit_standard(struct walk *walk, const struct expression *expression, const void *payload) {
  const struct resting *resting = payload;
  if (expression->kind != EXPRESSION_MET && expression->kind != EXPRESSION_RECOGNISED) return 1;
  for (size_t i = 0; i < walk->standard_count; i++) {
    if (walk->standards[i] != expression->as.target || i == resting->at) continue;
    if (resting->rank[i] + 1 > resting->rank[resting->at]) resting->rank[resting->at] = resting->rank[i] + 1;
  }
  return 1;
}

/* Everything a standard's verdict is made of, whatever stands between. */
static int visit_parts(struct walk *walk, const struct judged *judged, walk_visit *visit,
                       const void *payload) {
  if (!walk_from(walk, judged->test, visit, payload)) return 0;
  for (uint32_t i = 0; i < judged->child_count; i++)
    if (!visit_parts(walk, judged->children[i], visit, payload)) return 0;
  return 1;
}

static int order_standards(struct walk *walk) {
  size_t count = 0;
  const struct rulebook *rulebook = walk->rulebook;
  walk->standards = arena_array(walk->arena, (size_t)rulebook->judged_count + 1, sizeof *walk->standards);
  if (!walk->standards) return 0;
  for (uint32_t i = 0; i < rulebook->judged_count; i++) {
    const struct judged *judged = rulebook->judged[i];
    if (judged->kind == JUDGED_STANDARD && strcmp(judged->level, walk->level->level) == 0)
      walk->standards[count++] = judged;
  }
  walk->standard_count = count;
  size_t *rank = arena_array(walk->arena, count + 1, sizeof *rank);
  if (!rank) return 0;
  for (size_t round = 0; round < count; round++) { /* a chain is at most as long as there are standards */
    int changed = 0;
    for (size_t i = 0; i < count; i++) {
      size_t before = rank[i];
      if (!visit_parts(walk, walk->standards[i], visit_standard, &(struct resting){rank, i})) return 0;
      if (rank[i] > count) rank[i] = count; /* two that name each other stay where they are */
      changed |= rank[i] != before;
    }
    if (!changed) break;
  }
  for (size_t i = 1; i < count; i++) {
    for (size_t k = i; k > 0 && rank[k - 1] > rank[k]; k--) {
      const struct judged *judged = walk->standards[k];
      size_t one = rank[k];
      walk->standards[k] = walk->standards[k - 1];
      rank[k] = rank[k - 1];
      walk->standards[k - 1] = judged;
      rank[k - 1] = one;
    }
  }
  return 1;
}

/* --- who reads what --------------------------------------------------------------------------------------- */

struct reading {
  size_t reader;
  const struct judged *judged; /* the indicator, or the standard */
};

static int visit_fact(struct walk *walk, const struct expression *expression, const void *payload) {
  const struct reading *reading = payload;
  if (expression->kind != EXPRESSION_FACT) return 1;
  const struct fact *fact = expression->as.fact;
  if (strcmp(fact->level, walk->level->level) != 0) return 1;
  struct form_uses *uses = &walk->uses[fact->index];
  if (!arena_grow(walk->arena, &uses->items, &uses->capacity, uses->count, sizeof *uses->items)) return 0;
  uses->items[uses->count++] = reading->judged;
  size_t *home = &walk->home[fact->index], here = reading->reader + 1;
  if (*home == 0) {
    *home = here;
  } else if (*home != SEVERAL && *home != here &&
             walk->readers[*home - 1].standard == walk->readers[reading->reader].standard) {
    *home = SEVERAL;
  }
  return 1;
}

static int read_record(struct walk *walk, size_t standard, const struct judged *judged) {
  if (!arena_grow(walk->arena, &walk->readers, &walk->reader_capacity, walk->reader_count,
                  sizeof *walk->readers))
    return 0;
  size_t reader = walk->reader_count++;
  walk->readers[reader] = (struct reader){judged, standard};
  if (judged->kind == JUDGED_STANDARD || judged->child_count == 0)
    return walk_from(walk, judged->test, visit_fact, &(struct reading){reader, judged});
  for (uint32_t i = 0; i < judged->child_count; i++) {
    const struct judged *indicator = judged->children[i];
    if (!walk_from(walk, indicator->test, visit_fact, &(struct reading){reader, indicator})) return 0;
  }
  return 1;
}

static int read_rules(struct walk *walk) {
  for (size_t s = 0; s < walk->standard_count; s++) {
    const struct judged *standard = walk->standards[s];
    for (uint32_t i = 0; i < standard->child_count; i++)
      if (!read_record(walk, s, standard->children[i])) return 0;
    if (!read_record(walk, s, standard)) return 0;
  }
  return 1;
}

/* --- groups ------------------------------------------------------------------------------------------------ */

/* How many standards have sheets of their own: with one, its criteria need no number before them. */
static size_t count_sheeted(const struct walk *walk, uint32_t *number) {
  size_t count = 0;
  for (size_t r = 0; r < walk->reader_count; r++) {
    size_t standard = walk->readers[r].standard;
    for (uint32_t f = 0; f < walk->level->fact_count && number[standard] == 0; f++)
      if (walk->home[f] == r + 1) number[standard] = (uint32_t)++count;
  }
  return count;
}

static const char *group_title(const struct walk *walk, size_t home, uint32_t number, int alone) {
  const struct judged *judged = home == 0 || home == SEVERAL ? NULL : walk->readers[home - 1].judged;
  if (home == SEVERAL) return "Số liệu chung";
  if (!judged) return walk->standard_count == 0 ? "Số liệu" : "Số liệu khác";
  const char *prefix = alone ? "" : arena_format(walk->arena, "%s.", form_roman(walk->arena, number));
  if (!prefix) return NULL;
  if (judged->kind == JUDGED_STANDARD)
    return arena_format(walk->arena, "%s%sĐiều kiện chung", prefix, alone ? "" : " ");
  return arena_format(walk->arena, "%s%s %s", prefix, judged->id, judged->name.vi);
}

/* The facts with this home, FORM_GROUP_MOST at a time. */
static int add_groups(struct walk *walk, size_t home, const char *title, struct form_groups *out,
                      size_t *capacity) {
  const struct vocabulary_level *level = walk->level;
  struct form_group *group = NULL;
  if (!title) return 0;
  for (uint32_t f = 0; f < level->fact_count; f++) {
    if (walk->home[level->facts[f]->index] != home) continue;
    if (!group || group->count == FORM_GROUP_MOST) {
      if (!arena_grow(walk->arena, &out->items, capacity, out->count, sizeof *out->items)) return 0;
      group = &out->items[out->count];
      const char *sheet = form_sheet_name(walk->arena, title, out->items, out->count);
      const struct fact **facts = arena_array(walk->arena, FORM_GROUP_MOST, sizeof *facts);
      if (!sheet || !facts) return 0;
      const struct judged *standard =
          home == 0 || home == SEVERAL ? NULL : walk->standards[walk->readers[home - 1].standard];
      *group = (struct form_group){sheet, title, standard, facts, 0};
      out->count++;
    }
    group->facts[group->count++] = level->facts[f];
  }
  return 1;
}

static int make_groups(struct walk *walk, struct form_groups *out) {
  size_t capacity = 0;
  uint32_t *number = arena_array(walk->arena, walk->standard_count + 1, sizeof *number);
  if (!number) return 0;
  int alone = count_sheeted(walk, number) <= 1;
  if (!add_groups(walk, SEVERAL, group_title(walk, SEVERAL, 0, alone), out, &capacity)) return 0;
  for (size_t r = 0; r < walk->reader_count; r++) {
    const char *title = group_title(walk, r + 1, number[walk->readers[r].standard], alone);
    if (!add_groups(walk, r + 1, title, out, &capacity)) return 0;
  }
  return add_groups(walk, 0, group_title(walk, 0, 0, alone), out, &capacity);
}

chuan_status form_groups_find(const struct rulebook *rulebook, const struct vocabulary_level *level,
                              struct arena *arena, struct report *report, struct form_groups *out) {
  struct walk walk = {.rulebook = rulebook, .level = level, .arena = arena};
  *out = (struct form_groups){NULL, 0, NULL};
  walk.stamps = arena_array(arena, (size_t)rulebook->expression_count + 1, sizeof *walk.stamps);
  walk.home = arena_array(arena, (size_t)level->fact_count + 1, sizeof *walk.home);
  walk.uses = arena_array(arena, (size_t)level->fact_count + 1, sizeof *walk.uses);
  if (!walk.stamps || !walk.home || !walk.uses || !order_standards(&walk) || !read_rules(&walk) ||
      !make_groups(&walk, out))
    return report_no_memory(report);
  out->uses = walk.uses;
  return CHUAN_OK;
}
