/* Counting the verdicts of a standard and year by the units above: what a table or file of them is written from. */
#include "output/evaluation_by.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

uint32_t evaluation_group(const struct evaluation *evaluation, const struct evaluation_groups *groups,
                          const struct evaluated *evaluated) {
  const struct unit *parent = evaluation_parent(evaluation, evaluated->unit);
  uint32_t group = parent != NULL ? groups->of_parent[parent - evaluation->parents] : GROUP_NONE;
  if (group == GROUP_NONE) return GROUP_NONE;
  const struct unit *unit = &groups->units[group];
  int32_t day = evaluation->parts[evaluated->part].moment.as_of;
  return unit->valid_from <= day && day <= unit->valid_to ? group : GROUP_NONE;
}

static int compare_members(const void *a, const void *b) {
  const struct by_member *one = a, *other = b;
  if (one->group != other->group) return one->group < other->group ? -1 : 1;
  int order = strcmp(one->key, other->key);
  if (order == 0) order = strcmp(one->evaluated->unit->code, other->evaluated->unit->code);
  if (order == 0)
    order = (one->evaluated->unit->id > other->evaluated->unit->id) -
            (one->evaluated->unit->id < other->evaluated->unit->id);
  return order;
}

static int compare_groups(const void *a, const void *b) {
  const struct by_group *one = a, *other = b;
  if (one->unit == NULL || other->unit == NULL) return (one->unit == NULL) - (other->unit == NULL);
  int order = strcmp(one->key, other->key);
  if (order == 0) order = strcmp(one->unit->code, other->unit->code);
  return order != 0 ? order : (one->unit->id > other->unit->id) - (one->unit->id < other->unit->id);
}

static void add_to_group(struct by_group *group, chuan_verdict verdict, const struct by_member *member,
                         chuan_data_status data_status) {
  group->units++;
  group->verdicts[verdict]++;
  if (verdict != CHUAN_NOT_APPLICABLE) group->criteria_met += member->criteria.met;
  if (member->threshold_status > group->threshold_status[verdict])
    group->threshold_status[verdict] = member->threshold_status;
  if (data_status > group->data_status[verdict]) group->data_status[verdict] = data_status;
}

static chuan_status name_member(struct by_walk *walk, struct by_member *member) {
  const char *name = member->evaluated->unit->name;
  member->name = unit_bare_name(walk->arena, name);
  member->key = member->name != NULL ? text_sort_key(walk->arena, member->name, strlen(member->name)) : NULL;
  return member->key != NULL ? CHUAN_OK : CHUAN_MEMORY;
}

/* Every unit of the part goes to its group; those that do not meet the standard are also kept by name. */
static chuan_status gather(struct by_walk *walk, struct by_group *by, struct by_member *members,
                           size_t *member_count) {
  const struct evaluation *evaluation = walk->cursor.evaluation;
  chuan_status status = CHUAN_OK;
  for (size_t i = 0; i < evaluation->evaluated_count && status == CHUAN_OK; i++) {
    const struct evaluated *evaluated = &evaluation->evaluated[i];
    if (evaluated->part != walk->part) continue;
    chuan_verdict verdict = evaluation_verdict(evaluation, evaluated, walk->standard);
    struct by_member member = {.evaluated = evaluated};
    uint32_t group = evaluation_group(evaluation, walk->groups, evaluated);
    member.group = group == GROUP_NONE ? (uint32_t)walk->groups->count : group;
    member.criteria = count_criteria(evaluation, evaluated, walk->standard);
    status = evaluation_cursor_status(&walk->cursor, evaluated, walk->standard, &member.threshold_status);
    if (status != CHUAN_OK) return status;
    add_to_group(&by[member.group], verdict, &member,
                 (chuan_data_status)walk->section.part->verdicts.status[evaluated->row]);
    totals_add(&walk->section.totals, verdict, member.criteria.met);
    if (verdict != CHUAN_NOT_MET) continue;
    status = name_member(walk, &member);
    members[(*member_count)++] = member;
  }
  return status;
}

static chuan_status fill_section(struct by_walk *walk) {
  const struct evaluation *evaluation = walk->cursor.evaluation;
  const struct evaluation_groups *groups = walk->groups;
  struct by_section *section = &walk->section;
  *section = (struct by_section){.part = &evaluation->parts[walk->part]};
  section->standard = section->part->judged[walk->standard];
  struct by_group *by = arena_array(walk->arena, groups->count + 1, sizeof *by);
  struct by_member *members =
      arena_array(walk->arena, (size_t)section->part->verdicts.row_count + 1, sizeof *members);
  size_t member_count = 0, at = 0;
  if (by == NULL || members == NULL || !totals_begin(&section->totals, walk->arena, section->standard))
    return CHUAN_MEMORY;
  chuan_status status = gather(walk, by, members, &member_count);
  if (status != CHUAN_OK) return status;
  if (member_count > 1) qsort(members, member_count, sizeof *members, compare_members);
  section->groups = by;
  for (size_t g = 0; g <= groups->count; g++) {
    struct by_group group = by[g];
    group.members = members + at;
    while (at < member_count && members[at].group == g) at++;
    group.member_count = (size_t)(members + at - group.members);
    if (group.units == 0) continue;
    group.unit = g < groups->count ? &groups->units[g] : NULL;
    group.key =
        group.unit != NULL ? text_sort_key(walk->arena, group.unit->name, strlen(group.unit->name)) : "";
    if (group.key == NULL) return CHUAN_MEMORY;
    by[section->group_count++] = group;
  }
  if (section->group_count > 1) qsort(by, section->group_count, sizeof *by, compare_groups);
  return CHUAN_OK;
}

/* --- stepping ----------------------------------------------------------------------------------------------------- */

static int is_grouped(const struct by_walk *walk) {
  const struct evaluation *evaluation = walk->cursor.evaluation;
  for (size_t i = 0; i < evaluation->evaluated_count; i++) {
    const struct evaluated *evaluated = &evaluation->evaluated[i];
    if (evaluated->part >= walk->first && evaluated->part < walk->end &&
        evaluation_group(evaluation, walk->groups, evaluated) != GROUP_NONE)
      return 1;
  }
  return 0;
}

/* To the parts of the next level whose units lie in units of the level asked for. */
static void next_level(struct by_walk *walk) {
  const struct evaluation *evaluation = walk->cursor.evaluation;
  do {
    walk->first = walk->end;
    for (; walk->end < evaluation->part_count; walk->end++) {
      if (strcmp(evaluation->parts[walk->end].level, evaluation->parts[walk->first].level) != 0) break;
    }
  } while (walk->first < evaluation->part_count && !is_grouped(walk));
  walk->part = walk->first;
  walk->standard = 0;
}

chuan_status by_walk_begin(struct by_walk *walk, const struct evaluation *evaluation,
                           const struct evaluation_groups *groups, chuan_language language,
                           struct arena *arena) {
  *walk = (struct by_walk){.groups = groups, .arena = arena};
  chuan_status status = evaluation_cursor_begin(&walk->cursor, evaluation, language);
  next_level(walk);
  return status;
}

chuan_status by_walk_next(struct by_walk *walk, const struct by_section **out) {
  const struct evaluation *evaluation = walk->cursor.evaluation;
  *out = NULL;
  while (walk->first < evaluation->part_count) {
    if (walk->standard >= evaluation->parts[walk->first].judged_count) {
      next_level(walk);
      continue;
    }
    chuan_status status = fill_section(walk);
    if (status != CHUAN_OK) return status;
    if (++walk->part == walk->end) {
      walk->part = walk->first;
      walk->standard = standard_end(&evaluation->parts[walk->first], walk->standard);
    }
    if (walk->section.totals.units == 0) continue;
    *out = &walk->section;
    return CHUAN_OK;
  }
  return CHUAN_OK;
}

void by_walk_end(struct by_walk *walk) {
  evaluation_cursor_end(&walk->cursor);
}
