/* What rules read from other units, other years and the register, in words: "số xã (đạt “…”)", "Hộ nghèo năm 2020". Here
 * nothing has a value: whose it would be is another unit's. */
#include "output/formula_inside.h"

#include "output/label.h"

static const char *pick(const struct formula *formula, const char *english, const char *vietnamese) {
  return text_pick(formula->reader, english, vietnamese);
}

static void add_quoted(const struct formula *formula, const struct judged *judged) {
  formula_add(formula, "“");
  if (judged->kind != JUDGED_STANDARD) {
    formula_add(formula, judged->id);
    formula_add(formula, " ");
  }
  formula_add(formula, names_pick(&judged->name, formula->reader->language));
  formula_add(formula, "”");
}

/* --- tests ---------------------------------------------------------------------------------------------------------- */

/* any { met S, recognised S }: said in one breath. */
static const struct judged *met_or_recognised(const struct expression *test) {
  if (test->kind != EXPRESSION_ANY || test->operand_count != 2) return NULL;
  const struct expression *a = test->operands[0], *b = test->operands[1];
  int both = (a->kind == EXPRESSION_MET && b->kind == EXPRESSION_RECOGNISED) ||
             (a->kind == EXPRESSION_RECOGNISED && b->kind == EXPRESSION_MET);
  return both && a->as.target == b->as.target ? a->as.target : NULL;
}

static void add_list(const struct formula *formula, const struct expression *test, uint32_t first,
                     const char *between, int depth) {
  for (uint32_t i = first; i < test->operand_count; i++) {
    if (formula_is_full(formula)) return;
    if (i > first) formula_add(formula, between);
    formula_add_test(formula, test->operands[i], depth + 1);
  }
}

static void add_combination(const struct formula *formula, const struct expression *test, int depth) {
  const struct judged *judged = met_or_recognised(test);
  const char *between = "; ";
  if (judged != NULL) {
    formula_add(formula, pick(formula, "meets or is recognised as ", "đạt hoặc đã được công nhận "));
    add_quoted(formula, judged);
    return;
  }
  if (test->kind == EXPRESSION_ALL) between = pick(formula, " and ", " và ");
  if (test->kind == EXPRESSION_ANY) between = pick(formula, " or ", " hoặc ");
  if (test->kind == EXPRESSION_NONE)
    formula_add(formula, pick(formula, "none of ", "không có điều kiện nào trong "));
  if (test->kind == EXPRESSION_AT_LEAST_N) {
    buffer_format(formula->out, pick(formula, "at least %u of ", "ít nhất %u trong "), (unsigned)test->as.n);
    if (test->operand_count > 5) {
      buffer_format(formula->out, pick(formula, "%u conditions", "%u điều kiện"),
                    (unsigned)test->operand_count);
      return;
    }
  }
  formula_add(formula, "(");
  add_list(formula, test, 0, between, depth);
  formula_add(formula, ")");
}

static void add_comparison(const struct formula *formula, const struct expression *test, int depth) {
  formula_add_names(formula, test->operands[0], depth + 1);
  formula_add(formula, " ");
  formula_add(formula, test->kind == EXPRESSION_BETWEEN ? "=" : text_sign(test->kind));
  formula_add(formula, " ");
  formula_add_names(formula, test->operands[1], depth + 1);
  if (test->kind != EXPRESSION_BETWEEN) return;
  formula_add(formula, "–");
  formula_add_names(formula, test->operands[2], depth + 1);
}

static void add_one_of(const struct formula *formula, const struct expression *test, int depth) {
  formula_add_names(formula, test->operands[0], depth + 1);
  formula_add(formula, pick(formula, " is ", " là "));
  for (uint32_t i = 1; i < test->operand_count && !formula_is_full(formula); i++) {
    if (i > 1) formula_add(formula, pick(formula, " or ", " hoặc "));
    formula_add_names(formula, test->operands[i], depth + 1);
  }
}

void formula_add_test(const struct formula *formula, const struct expression *test, int depth) {
  if (formula_is_full(formula) || depth > FORMULA_DEPTH) {
    formula_add(formula, "…");
    return;
  }
  switch (test->kind) {
    case EXPRESSION_ALL:
    case EXPRESSION_ANY:
    case EXPRESSION_NONE:
    case EXPRESSION_AT_LEAST_N:
      add_combination(formula, test, depth);
      return;
    case EXPRESSION_EVERY_CRITERION:
      formula_add(formula, pick(formula, "every criterion", "mọi tiêu chí"));
      return;
    case EXPRESSION_MET:
      formula_add(formula, pick(formula, "meets ", "đạt "));
      add_quoted(formula, test->as.target);
      return;
    case EXPRESSION_AT_LEAST:
    case EXPRESSION_AT_MOST:
    case EXPRESSION_MORE_THAN:
    case EXPRESSION_LESS_THAN:
    case EXPRESSION_EQUALS:
    case EXPRESSION_BETWEEN:
      add_comparison(formula, test, depth);
      return;
    case EXPRESSION_ONE_OF:
      add_one_of(formula, test, depth);
      return;
    case EXPRESSION_IS_TRUE:
      formula_add_names(formula, test->operands[0], depth + 1);
      return;
    case EXPRESSION_KNOWN:
      formula_add_names(formula, test->operands[0], depth + 1);
      formula_add(formula, pick(formula, " is known", " đã có số liệu"));
      return;
    case EXPRESSION_APPLIES_WHEN:
      formula_add_test(formula, test->operands[1], depth + 1);
      return;
    case EXPRESSION_UNVERIFIED:
      formula_add_test(formula, test->operands[0], depth + 1);
      return;
    default:
      formula_add_names(formula, test, depth + 1);
      return;
  }
}

/* --- aggregates ----------------------------------------------------------------------------------------------------- */

static void add_policy(const struct formula *formula, const struct aggregate *over) {
  if (over->missing == MISSING_EXCLUDE)
    formula_add(formula,
                pick(formula, ", without those that have no data", ", không tính đơn vị thiếu số liệu"));
  if (over->missing == MISSING_AS_NOT_MET)
    formula_add(formula,
                pick(formula, ", those without data count as failing", ", thiếu số liệu coi là chưa đạt"));
}

static void add_where(const struct formula *formula, const struct expression *aggregate, int depth) {
  if (!aggregate->as.over->has_where) return;
  formula_add(formula, pick(formula, ", of those where ", ", chỉ xét đơn vị "));
  formula_add_test(formula, aggregate->operands[1], depth + 1);
}

static void add_operand(const struct formula *formula, const struct expression *operand, int depth) {
  if (operand->type == TYPE_TEST) {
    formula_add_test(formula, operand, depth + 1);
  } else {
    formula_add_names(formula, operand, depth + 1);
  }
}

static void add_aggregate(const struct formula *formula, const struct expression *aggregate, int depth) {
  static const char *const english[] = {"number of %s (", "share of %s (", "total over %s (",
                                        "mean over %s ("};
  static const char *const vietnamese[] = {"số %s (", "tỷ lệ %s (", "tổng của các %s (",
                                           "bình quân của các %s ("};
  const struct aggregate *over = aggregate->as.over;
  size_t kind = aggregate->kind == EXPRESSION_COUNT_OF   ? 0
                : aggregate->kind == EXPRESSION_SHARE_OF ? 1
                : aggregate->kind == EXPRESSION_SUM_OF   ? 2
                                                         : 3;
  buffer_format(formula->out, pick(formula, english[kind], vietnamese[kind]),
                label_units(over->level, formula->reader->language));
  add_operand(formula, aggregate->operands[0], depth);
  add_where(formula, aggregate, depth);
  if (over->has_weight) {
    formula_add(formula, pick(formula, ", weighted by ", ", theo trọng số "));
    formula_add_names(formula, aggregate->operands[over->has_where ? 2 : 1], depth + 1);
  }
  add_policy(formula, over);
  formula_add(formula, ")");
}

/* --- the others -------------------------------------------------------------------------------------------------------- */

static void add_year(const struct formula *formula, const char *english, const char *vietnamese, int year) {
  buffer_format(formula->out, pick(formula, english, vietnamese), year);
}

void formula_add_elsewhere(const struct formula *formula, const struct expression *expression, int depth) {
  if (formula_is_full(formula) || depth > FORMULA_DEPTH) {
    formula_add(formula, "…");
    return;
  }
  switch (expression->kind) {
    case EXPRESSION_PARENT:
      add_operand(formula, expression->operands[0], depth);
      buffer_format(formula->out, pick(formula, " (of the %s above)", " (của cấp %s)"),
                    formula->reader->language == CHUAN_ENGLISH
                        ? expression->as.level
                        : label_units(expression->as.level, CHUAN_VIETNAMESE));
      return;
    case EXPRESSION_IN_YEAR:
      add_operand(formula, expression->operands[0], depth);
      add_year(formula, " in %d", " năm %d", expression->as.year);
      return;
    case EXPRESSION_LAST_YEAR:
      add_operand(formula, expression->operands[0], depth);
      formula_add(formula, pick(formula, " the year before", " năm trước"));
      return;
    case EXPRESSION_TOTAL_SINCE:
      formula_add(formula, pick(formula, "total of ", "tổng "));
      add_operand(formula, expression->operands[0], depth);
      add_year(formula, " since %d", " từ năm %d", expression->as.year);
      return;
    case EXPRESSION_RECOGNISED:
      formula_add(formula, pick(formula, "recognised as ", "đã được công nhận "));
      add_quoted(formula, expression->as.target);
      return;
    case EXPRESSION_WITHIN:
      formula_add(formula, pick(formula, "the unit lies in ", "đơn vị thuộc "));
      formula_add(formula, expression->as.code);
      return;
    case EXPRESSION_AVERAGE_GROWTH:
    case EXPRESSION_AVERAGE_FALL:
      formula_add(formula, expression->kind == EXPRESSION_AVERAGE_GROWTH
                               ? pick(formula, "yearly growth of ", "tốc độ tăng bình quân mỗi năm của ")
                               : pick(formula, "yearly fall of ", "mức giảm bình quân mỗi năm của "));
      add_operand(formula, expression->operands[1], depth);
      add_year(formula, " since %d", " từ năm %d", expression->as.year);
      return;
    case EXPRESSION_FAILED_SHARE:
      formula_add(formula, pick(formula, "share of criteria not met of ", "tỷ lệ tiêu chí chưa đạt của "));
      add_quoted(formula, expression->as.target);
      return;
    default:
      add_aggregate(formula, expression, depth);
      return;
  }
}
