/* Branches that are never taken, days for which nothing is said, members that stand twice. What by() and from_year leave out is refused when
 * the rules are read. */
#include "evaluate/check_inside.h"

#include "base/date.h"
#include "evaluate/rule_place.h"
#include "evaluate/test_kind.h"

#define BRANCHES_COMPARED 200u /* of one choose */

static struct place place_of(const struct finding_side *owner, const struct expression *inner,
                             const struct expression *outer) {
  const struct expression *const narrow_to_wide[] = {inner, outer};
  return rule_place(owner->judged, owner->place, narrow_to_wide, 2);
}

/* Whether x `kind` b holds wherever x `kind` a does. */
static int covers(enum expression_kind kind, const struct rational *a, const struct rational *b) {
  int order = rational_compare(a, b);
  return kind == EXPRESSION_AT_LEAST || kind == EXPRESSION_MORE_THAN ? order >= 0 : order <= 0;
}

static int has_value(const struct expression *one_of, const struct expression *value) {
  for (uint32_t i = 1; i < one_of->operand_count; i++) {
    if (one_of->operands[i] == value) return 1;
  }
  return 0;
}

/* Surely: the later test holds only where the earlier one does. */
static int implies(const struct expression *later, const struct expression *earlier) {
  while (later->kind == EXPRESSION_DERIVED || later->kind == EXPRESSION_UNVERIFIED)
    later = later->operands[0];
  while (earlier->kind == EXPRESSION_DERIVED || earlier->kind == EXPRESSION_UNVERIFIED)
    earlier = earlier->operands[0];
  if (later == earlier) return 1;
  if (later->operand_count < 2 || earlier->operand_count < 2 || later->operands[0] != earlier->operands[0])
    return 0;
  int listed = earlier->kind == EXPRESSION_ONE_OF || earlier->kind == EXPRESSION_EQUALS;
  if (listed && (later->kind == EXPRESSION_ONE_OF || later->kind == EXPRESSION_EQUALS)) {
    for (uint32_t i = 1; i < later->operand_count; i++) {
      if (!has_value(earlier, later->operands[i])) return 0;
    }
    return 1;
  }
  const struct expression *a = later->operands[1], *b = earlier->operands[1];
  return later->kind == earlier->kind && test_is_comparison(later->kind) &&
         later->kind != EXPRESSION_BETWEEN && later->kind != EXPRESSION_EQUALS &&
         a->kind == EXPRESSION_NUMBER && b->kind == EXPRESSION_NUMBER &&
         covers(later->kind, &a->as.number.value, &b->as.number.value);
}

static chuan_status find_unreached(struct collection *all, const struct finding_side *owner,
                                   const struct expression *choose) {
  chuan_status status = CHUAN_OK;
  uint32_t tests = choose->operand_count / 2;
  if (tests > BRANCHES_COMPARED) tests = BRANCHES_COMPARED;
  for (uint32_t i = 1; i < tests && status == CHUAN_OK; i++) {
    const struct expression *later = choose->operands[(size_t)i * 2];
    for (uint32_t j = 0; j < i; j++) {
      const struct expression *earlier = choose->operands[(size_t)j * 2];
      if (!implies(later, earlier)) continue;
      struct finding finding = {FINDING_UNREACHED, CHUAN_WARNING, *owner, *owner, NULL};
      finding.here.place = place_of(owner, choose->operands[(size_t)i * 2 + 1], choose);
      finding.there.place = place_of(owner, choose->operands[(size_t)j * 2 + 1], choose);
      finding.here.branch = check_condition_text(all->arena, later);
      finding.there.branch = check_condition_text(all->arena, earlier);
      if (finding.here.branch == NULL || finding.there.branch == NULL) return CHUAN_MEMORY;
      status = check_find(all->check, all->arena, &finding);
      break;
    }
  }
  return status;
}

static chuan_status find_days(struct collection *all, const struct finding_side *owner,
                              const struct expression *amended) {
  const struct rulebook *rulebook = all->rulebook;
  int32_t first = date_of(rulebook->first_year, 1, 1), last = date_of(rulebook->last_year, 12, 31);
  chuan_status status = CHUAN_OK;
  if (rulebook->last_year == 0) return CHUAN_OK;
  for (uint32_t i = 0; i < amended->operand_count && status == CHUAN_OK; i++) {
    int32_t from = amended->as.amended.from[i];
    int unsaid = i == 0 && from > first && from <= last;
    if (from <= last && !unsaid) continue;
    struct finding finding = {unsaid ? FINDING_GAP : FINDING_UNUSED, CHUAN_WARNING, *owner, {0}, NULL};
    finding.here.place = place_of(owner, amended->operands[i], amended);
    finding.here.branch = check_branch_text(all->arena, amended, i);
    if (finding.here.branch == NULL) return CHUAN_MEMORY;
    status = check_find(all->check, all->arena, &finding);
  }
  return status;
}

/* A member that stands there twice counts twice, or for nothing: it was meant to be another. */
static chuan_status find_twice(struct collection *all, const struct finding_side *owner,
                               const struct expression *list) {
  chuan_status status = CHUAN_OK;
  for (uint32_t i = 1; i < list->operand_count && i < BRANCHES_COMPARED && status == CHUAN_OK; i++) {
    const struct expression *member = list->operands[i];
    if (member->kind == EXPRESSION_PENDING || member->kind == EXPRESSION_DELEGATED ||
        member->kind == EXPRESSION_NUMBER)
      continue;
    for (uint32_t j = 0; j < i; j++) {
      if (list->operands[j] != member) continue;
      struct finding finding = {FINDING_TWICE, CHUAN_WARNING, *owner, {0}, NULL};
      finding.here.place = place_of(owner, member, list);
      finding.here.branch = check_condition_text(all->arena, list);
      if (finding.here.branch == NULL) return CHUAN_MEMORY;
      status = check_find(all->check, all->arena, &finding);
      break;
    }
  }
  return status;
}

chuan_status gaps_find(struct collection *all, const struct finding_side *owner,
                       const struct expression *expression) {
  switch (expression->kind) {
    case EXPRESSION_CHOOSE:
      return find_unreached(all, owner, expression);
    case EXPRESSION_AMENDED:
      return find_days(all, owner, expression);
    case EXPRESSION_SUM:
    case EXPRESSION_SMALLEST:
    case EXPRESSION_LARGEST:
    case EXPRESSION_ALL:
    case EXPRESSION_ANY:
    case EXPRESSION_AT_LEAST_N:
      return find_twice(all, owner, expression);
    default:
      return CHUAN_OK;
  }
}
