/* Numbers: literals, arithmetic, shares, sums, rounding and compute. */
#include "rules/compute.h"
#include "rules/resolve.h"

#include "base/decimal.h"

#include <string.h>

const struct expression *resolve_literal(struct scope *scope, struct draft *draft) {
  struct expression number = {.kind = EXPRESSION_NUMBER, .type = TYPE_NUMBER};
  number.as.number.text = draft->word;
  if (!rational_parse(&number.as.number.value, draft->word, strlen(draft->word))) {
    report_problem(scope->loader->report, CHUAN_ERROR, &draft->place,
                   "%s has too many digits; use a larger unit",
                   "%s có quá nhiều chữ số; hãy dùng đơn vị tính lớn hơn", draft->word);
    return NULL;
  }
  return resolve_make(scope, draft, &number);
}

/* The operands of a node, each a number; 0 when one is not. */
static int numbers(struct scope *scope, const struct draft *from, uint32_t count,
                   const struct expression **operands) {
  int whole = 1;
  for (uint32_t i = 0; i < count; i++) {
    operands[i] = resolve(scope, from->fields[i].value, want_of(WANT_NUMBER));
    if (!operands[i]) whole = 0;
  }
  return whole;
}

static int is_zero(const struct expression *expression) {
  return expression->kind == EXPRESSION_NUMBER && rational_sign(&expression->as.number.value) == 0;
}

static const struct expression *resolve_pair(struct scope *scope, struct draft *node) {
  const struct expression *operands[2] = {NULL, NULL};
  int negate = node->known == WORD_SUBTRACT && node->field_count == 1;
  if (node->field_count != 2 && !negate) return resolve_refuse_form(scope, node);
  if (!numbers(scope, node, node->field_count, operands)) return NULL;
  struct expression result = {.type = TYPE_NUMBER,
                              .operand_count = node->field_count,
                              .operands = operands,
                              .unit = operands[0]->unit};
  switch (node->known) {
    case WORD_ADD:
      result.kind = EXPRESSION_ADD;
      break;
    case WORD_SUBTRACT:
      result.kind = negate ? EXPRESSION_NEGATE : EXPRESSION_SUBTRACT;
      break;
    case WORD_MULTIPLY:
      result.kind = EXPRESSION_MULTIPLY;
      result.unit = units_product(scope, operands[0]->unit, operands[1]->unit);
      break;
    case WORD_DIVIDE:
      result.kind = EXPRESSION_DIVIDE;
      result.unit = units_quotient(scope, operands[0]->unit, operands[1]->unit);
      break;
    default:
      result.kind = EXPRESSION_SHARE;
      units_common(scope, node, operands, 2);
      result.unit = "%";
      break;
  }
  if (result.kind == EXPRESSION_ADD || result.kind == EXPRESSION_SUBTRACT) {
    result.unit = units_common(scope, node, operands, 2);
  }
  if ((result.kind == EXPRESSION_DIVIDE || result.kind == EXPRESSION_SHARE) && is_zero(operands[1])) {
    report_problem(scope->loader->report, CHUAN_ERROR, &node->place,
                   "division by zero never has a value; write what it is divided by",
                   "chia cho 0 không bao giờ có giá trị; hãy ghi đúng số chia");
    return NULL;
  }
  return resolve_make(scope, node, &result);
}

static const struct expression *resolve_series(struct scope *scope, struct draft *node,
                                               enum expression_kind kind) {
  const struct draft *list = resolve_list(scope, node, 0);
  if (!list) return NULL;
  struct expression result = {.kind = kind, .type = TYPE_NUMBER, .operand_count = list->field_count};
  result.operands = resolve_operands(scope, list->field_count);
  if (!result.operands || !numbers(scope, list, list->field_count, result.operands)) return NULL;
  result.unit = units_common(scope, node, result.operands, result.operand_count);
  return resolve_make(scope, node, &result);
}

static const struct expression *resolve_rounded(struct scope *scope, struct draft *node) {
  int64_t places = 0;
  if (node->field_count != 2 || !resolve_whole(node->fields[1].value, 0, DECIMAL_PLACES_MAX, &places)) {
    return resolve_refuse_form(scope, node);
  }
  const struct expression *operand = resolve(scope, node->fields[0].value, want_of(WANT_NUMBER));
  if (!operand) return NULL;
  struct expression result = {.kind = EXPRESSION_ROUNDED,
                              .type = TYPE_NUMBER,
                              .unit = operand->unit,
                              .operand_count = 1,
                              .operands = &operand,
                              .as.places = (unsigned)places};
  return resolve_make(scope, node, &result);
}

const struct expression *resolve_number(struct scope *scope, struct draft *node) {
  switch (node->known) {
    case WORD_SUM:
      return resolve_series(scope, node, EXPRESSION_SUM);
    case WORD_SMALLEST:
      return resolve_series(scope, node, EXPRESSION_SMALLEST);
    case WORD_LARGEST:
      return resolve_series(scope, node, EXPRESSION_LARGEST);
    case WORD_ROUNDED:
      return resolve_rounded(scope, node);
    case WORD_SUM_OF:
    case WORD_COUNT_OF:
    case WORD_SHARE_OF:
    case WORD_MEAN_OF:
      return resolve_aggregate(scope, node);
    case WORD_TOTAL_SINCE:
      return resolve_year(scope, node, want_of(WANT_NUMBER));
    case WORD_AVERAGE_GROWTH:
    case WORD_AVERAGE_FALL:
      return resolve_average(scope, node);
    case WORD_FAILED_SHARE:
      return resolve_failed_share(scope, node);
    default:
      return resolve_pair(scope, node);
  }
}

/* --- compute ----------------------------------------------------------------------------------------- */

/* The function's side of a compute node: made once, however often the node is used. */
static struct compute_function *compute_function(struct scope *scope, struct draft *body,
                                                 const struct draft *reads) {
  struct loader *loader = scope->loader;
  if (body->compute) return body->compute;
  struct compute_function *function = arena_alloc(loader->arena, sizeof *function);
  struct computed *computed = arena_alloc(loader->arena, sizeof *computed);
  const char **names = arena_array(loader->arena, (size_t)reads->field_count + 1, sizeof *names);
  if (!function || !computed || !names) return loader_no_memory(loader);
  for (uint32_t i = 0; i < reads->field_count; i++) names[i] = reads->fields[i].value->word;
  function->reference = (int)body->integer;
  function->names = names;
  *computed = (struct computed){function, loader->computed};
  loader->computed = computed;
  body->compute = function;
  return function;
}

const struct expression *resolve_compute(struct scope *scope, struct draft *node, struct want want) {
  const struct draft *table = node->field_count == 1 ? node->fields[0].value : NULL;
  const struct draft *reads = NULL;
  struct draft *body = NULL;
  if (table && table->kind == DRAFT_ERROR) return NULL;
  if (!table || table->kind != DRAFT_TABLE) return resolve_refuse_form(scope, node);
  for (uint32_t i = 0; i < table->field_count; i++) {
    const struct draft_field *field = &table->fields[i];
    if (field->value->kind == DRAFT_ERROR) return NULL;
    if (field->key && strcmp(field->key, "reads") == 0 && field->value->kind == DRAFT_TABLE)
      reads = field->value;
    else if (!field->key && field->position == 1 && field->value->kind == DRAFT_FUNCTION)
      body = field->value;
    else
      return resolve_refuse_form(scope, node);
  }
  if (!reads || !body || reads->field_count == 0) return resolve_refuse_form(scope, node);
  struct expression result = {.kind = EXPRESSION_COMPUTE, .operand_count = reads->field_count};
  result.operands = resolve_operands(scope, reads->field_count);
  int whole = result.operands != NULL;
  for (uint32_t i = 0; i < reads->field_count && result.operands; i++) {
    const struct draft_field *field = &reads->fields[i];
    if (field->value->kind == DRAFT_ERROR) return NULL;
    if (field->key || field->value->kind != DRAFT_NAME) return resolve_refuse_form(scope, node);
    result.operands[i] = resolve(scope, field->value, want_of(WANT_ANY));
    if (!result.operands[i]) whole = 0;
    if (!whole || !expression_note(&scope->loader->pool, result.operands[i])->outside) continue;
    report_problem(
        scope->loader->report, CHUAN_ERROR, &field->value->place,
        "compute reads its own unit in its own year, and `%s` rests on other units or years; use it in a "
        "formula outside of compute",
        "compute chỉ đọc chính đơn vị đó trong chính năm đó, còn `%s` dựa trên đơn vị hoặc năm khác; hãy "
        "dùng nó trong công thức bên ngoài compute",
        field->value->word);
    whole = 0;
  }
  if (!whole) return NULL;
  switch (want.kind) {
    case WANT_TEST:
      result.type = TYPE_TEST;
      break;
    case WANT_YES_NO:
      result.type = TYPE_YES_NO;
      break;
    case WANT_CHOICE:
      report_problem(
          scope->loader->report, CHUAN_ERROR, &node->place,
          "compute gives a number or yes/no, not a choice; write choose { { test, \"...\" }, otherwise = "
          "\"...\" }",
          "compute cho ra số hoặc có/không, không cho ra lựa chọn; hãy viết choose { { phép thử, \"...\" }, "
          "otherwise = \"...\" }");
      return NULL;
    default:
      result.type = TYPE_NUMBER;
      break;
  }
  result.as.compute = compute_function(scope, body, reads);
  return result.as.compute ? resolve_make(scope, node, &result) : NULL;
}
