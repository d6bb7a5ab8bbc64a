/* Rules that name no document, and targets that show one figure for two things. Every rule carries its source. */
#include "evaluate/check_inside.h"
#include "evaluate/test_kind.h"

#include <string.h>

#define LEVEL_DEPTH 6u /* looked into; deeper ones have levels of their own names */
#define TARGETS_COMPARED 500u

static chuan_status tell(struct collection *all, enum finding_kind kind, const char *path, struct place place,
                         const struct judged *other) {
  struct finding finding = {.kind = kind, .severity = CHUAN_WARNING};
  finding.here = (struct finding_side){.path = path, .branch = "", .place = place};
  if (other != NULL)
    finding.there =
        (struct finding_side){.judged = other, .path = other->path, .branch = "", .place = other->place};
  return check_find(all->check, all->arena, &finding);
}

/* What an earlier period says is sourced there. */
static int is_carried(const struct judged *judged) {
  if (judged->kind == JUDGED_INDICATOR) return judged->carried_over != NULL;
  for (uint32_t i = 0; i < judged->child_count; i++) {
    if (!is_carried(judged->children[i])) return 0;
  }
  return judged->child_count > 0;
}

static int has_own(const struct judged *judged) {
  return judged->source != NULL && (judged->parent == NULL || judged->source != judged->parent->source);
}

/* A criterion may leave it to its standard where no criterion beside it says more. */
static int lacks_source(const struct judged *judged) {
  if (judged->source == NULL) return 1;
  if (judged->kind != JUDGED_CRITERION || has_own(judged)) return 0;
  for (uint32_t i = 0; i < judged->parent->child_count; i++) {
    if (has_own(judged->parent->children[i])) return 1;
  }
  return 0;
}

/* Amounts chosen by case, by year, by text. No deeper than the loader lets formulas nest. */
static int has_constant(const struct expression *choosing) {
  for (uint32_t i = 0; i < choosing->operand_count; i++) {
    const struct expression *value = choosing->operands[i];
    while (value->kind == EXPRESSION_UNVERIFIED) value = value->operands[0];
    if (value->kind == EXPRESSION_NUMBER && rational_sign(&value->as.number.value) != 0) return 1;
    if (value->type == TYPE_NUMBER && kind_chooses(value->kind) && has_constant(value)) return 1;
  }
  return 0;
}

/* A level written in the formula itself, which some text must have set. Zero divides what is there from what is not. */
static int has_own_level(const struct expression *test, unsigned depth) {
  if (depth > LEVEL_DEPTH || test->kind == EXPRESSION_DERIVED || test->kind == EXPRESSION_MET) return 0;
  while (test->kind == EXPRESSION_UNVERIFIED) test = test->operands[0];
  if (kind_chooses(test->kind) && test->type == TYPE_NUMBER) return has_constant(test);
  if (test->kind == EXPRESSION_ONE_OF || test->kind == EXPRESSION_AT_LEAST_N) return 1;
  if (test_is_comparison(test->kind)) {
    const struct expression *level = test->operands[1];
    return level->kind == EXPRESSION_CHOICE ||
           (level->kind == EXPRESSION_NUMBER && rational_sign(&level->as.number.value) != 0);
  }
  for (uint32_t i = 0; i < test->operand_count; i++) {
    if (test->operands[i]->type == TYPE_TEST && has_own_level(test->operands[i], depth + 1)) return 1;
  }
  return 0;
}

/* What is published must be of the unit that is asked for; where one of them has none, nothing is said. */
static chuan_status find_other_units(struct collection *all) {
  const struct rulebook *rulebook = all->rulebook;
  chuan_status status = CHUAN_OK;
  for (uint32_t i = 0; i < rulebook->target_count && status == CHUAN_OK; i++) {
    const struct target *target = rulebook->targets[i];
    if (target->reported == NULL || target->judged.value == NULL) continue;
    const char *asked = target->judged.value->unit, *shown = target->reported->unit;
    if (asked[0] != '\0' && shown[0] != '\0' && strcmp(asked, shown) != 0)
      status = tell(all, FINDING_OTHER_UNIT, target->judged.path, target->judged.place, NULL);
  }
  return status;
}

static chuan_status find_same_figures(struct collection *all) {
  const struct rulebook *rulebook = all->rulebook;
  chuan_status status = CHUAN_OK;
  for (uint32_t i = 1; i < rulebook->target_count && i < TARGETS_COMPARED; i++) {
    const struct target *target = rulebook->targets[i];
    for (uint32_t j = 0; j < i && status == CHUAN_OK && target->reported != NULL; j++) {
      const struct target *other = rulebook->targets[j];
      if (other->reported != target->reported || other->by != target->by ||
          other->judged.value == target->judged.value)
        continue;
      status = tell(all, FINDING_SAME_FIGURE, target->judged.path, target->judged.place, &other->judged);
    }
  }
  return status;
}

chuan_status sources_find(struct collection *all) {
  const struct rulebook *rulebook = all->rulebook;
  chuan_status status = CHUAN_OK;
  for (uint32_t i = 0; i < rulebook->judged_count && status == CHUAN_OK; i++) {
    const struct judged *judged = rulebook->judged[i];
    if (judged->kind == JUDGED_INDICATOR || !lacks_source(judged) || is_carried(judged)) continue;
    status = tell(all, FINDING_UNSOURCED, judged->path, judged->place, NULL);
  }
  for (uint32_t i = 0; i < rulebook->task_count && status == CHUAN_OK; i++) {
    if (rulebook->tasks[i]->source == NULL)
      status = tell(all, FINDING_UNSOURCED, rulebook->tasks[i]->id, rulebook->tasks[i]->place, NULL);
  }
  for (uint32_t i = 0; i < rulebook->overlay_count && status == CHUAN_OK; i++) {
    if (rulebook->overlays[i]->source == NULL)
      status = tell(all, FINDING_UNSOURCED, rulebook->overlays[i]->code, rulebook->overlays[i]->place, NULL);
  }
  for (uint32_t i = 0; i < rulebook->derived_count && status == CHUAN_OK; i++) {
    const struct derived *derived = rulebook->derived[i];
    if (derived->source == NULL && has_own_level(derived->value, 0))
      status = tell(all, FINDING_UNSOURCED, derived->id, derived->place, NULL);
  }
  if (status == CHUAN_OK) status = find_other_units(all);
  return status == CHUAN_OK ? find_same_figures(all) : status;
}
