/* Units of measure: what is added or compared must be counted in the same thing. A unit is text as the rules declare
 * it; a plain number and a fact without a unit agree with everything. */
#include "rules/resolve.h"

#include <string.h>

static int agree(const char *a, const char *b) {
  return !*a || !*b || strcmp(a, b) == 0;
}

const char *units_common(struct scope *scope, const struct draft *at,
                         const struct expression *const *operands, uint32_t count) {
  const char *unit = "";
  for (uint32_t i = 0; i < count; i++) {
    if (!operands[i] || operands[i]->type != TYPE_NUMBER) continue;
    if (!agree(unit, operands[i]->unit)) {
      report_problem(
          scope->loader->report, CHUAN_ERROR, &at->place,
          "in %s the units of measure do not agree: \"%s\" and \"%s\"; bring them to one unit first",
          "trong %s các đơn vị tính không khớp: \"%s\" và \"%s\"; hãy đổi về cùng một đơn vị trước",
          draft_describe(scope->loader->arena, at), unit, operands[i]->unit);
      return unit;
    }
    if (!*unit) unit = operands[i]->unit;
  }
  return unit;
}

/* `a` without `tail` at its end; NULL when it does not end so. */
static const char *without(struct scope *scope, const char *a, const char *separator, const char *tail) {
  size_t length = strlen(a), extra = strlen(separator) + strlen(tail);
  if (length <= extra || strncmp(a + length - extra, separator, strlen(separator)) != 0 ||
      strcmp(a + length - strlen(tail), tail) != 0) {
    return NULL;
  }
  return arena_text(scope->loader->arena, a, length - extra);
}

static const char *joined(struct scope *scope, const char *a, const char *separator, const char *b) {
  if (strlen(a) + strlen(b) > DRAFT_TEXT_MAX) return "";
  const char *unit = arena_format(scope->loader->arena, "%s%s%s", a, separator, b);
  return unit ? unit : "";
}

const char *units_product(struct scope *scope, const char *a, const char *b) {
  if (!*a) return b;
  if (!*b) return a;
  const char *rest = without(scope, a, "/", b); /* triệu đồng/hộ * hộ */
  if (!rest) rest = without(scope, b, "/", a);
  return rest ? rest : joined(scope, a, "·", b);
}

const char *units_quotient(struct scope *scope, const char *a, const char *b) {
  if (!*b) return a;
  if (strcmp(a, b) == 0) return "";
  const char *rest = without(scope, a, "·", b);
  return rest ? rest : joined(scope, *a ? a : "1", "/", b);
}

int units_is_percent(const struct expression *value) {
  switch (value->kind) {
    case EXPRESSION_SHARE:
    case EXPRESSION_SHARE_OF:
    case EXPRESSION_FAILED_SHARE:
      return 1;
    case EXPRESSION_FACT: {
      const struct fact *fact = value->as.fact;
      if (strcmp(fact->unit, "%") != 0) return 0;
      int64_t hundred = 100;
      for (unsigned i = 0; i < fact->places; i++) hundred *= 10;
      return !(fact->has_minimum && fact->minimum < 0) && !(fact->has_maximum && fact->maximum > hundred);
    }
    case EXPRESSION_UNVERIFIED:
    case EXPRESSION_DERIVED:
    case EXPRESSION_ROUNDED:
    case EXPRESSION_PARENT:
    case EXPRESSION_IN_YEAR:
    case EXPRESSION_LAST_YEAR:
    case EXPRESSION_MEAN_OF:
      return units_is_percent(value->operands[0]);
    case EXPRESSION_SMALLEST:
    case EXPRESSION_LARGEST:
      for (uint32_t i = 0; i < value->operand_count; i++)
        if (!units_is_percent(value->operands[i])) return 0;
      return 1;
    default:
      return 0;
  }
}

static void check_constant(struct scope *scope, const struct draft *draft) {
  struct rational value, hundred;
  rational_set(&hundred, 100, 0);
  if (!rational_parse(&value, draft->word, strlen(draft->word))) return;
  if (rational_sign(&value) >= 0 && rational_compare(&value, &hundred) <= 0) return;
  if (draft_file_suspect(draft->file, draft->place.line))
    return; /* it may not be the number that was meant */
  report_problem(scope->loader->report, CHUAN_ERROR, &draft->place,
                 "a percentage is compared with %s; write a threshold from 0 to 100",
                 "tỷ lệ phần trăm lại so với %s; hãy ghi mức từ 0 đến 100", draft->word);
}

static void check_constants(struct scope *scope, struct draft *draft, uint32_t stamp) {
  if (draft->stamp == stamp) return;
  draft->stamp = stamp;
  if (draft->kind == DRAFT_NUMBER) check_constant(scope, draft);
  if (draft->kind != DRAFT_NODE || draft->known == WORD_UNKNOWN) return;
  if (draft->known == WORD_UNVERIFIED && draft->field_count == 1)
    check_constants(scope, draft->fields[0].value, stamp);
  if (word_class(draft->known) != CLASS_CHOOSING) return;
  int end = 0;
  for (uint32_t i = 0; !end; i++) {
    struct draft *branch = choosing_branch(draft, i, &end);
    if (branch) check_constants(scope, branch, stamp);
  }
}

void units_check_percent(struct scope *scope, struct draft *threshold) {
  check_constants(scope, threshold, ++scope->loader->stamp);
}
