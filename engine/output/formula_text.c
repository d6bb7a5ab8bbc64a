/* Formulas as people write them: names first, then the numbers put in, then the result. Choices show only the
 * branch that was taken. A term without operands (a bare expression) shows its names from the rules alone. */
#include "output/formula_inside.h"

#include "base/date.h"
#include "output/label.h"

#include <string.h>

void formula_add(const struct formula *formula, const char *text) {
  buffer_add_string(formula->out, text);
}

int formula_is_full(const struct formula *formula) {
  return formula->out->length >= formula->limit;
}

/* What binds: sums 1, products and quotients 2, all else 3. */
static int strength(const struct expression *expression) {
  switch (expression->kind) {
    case EXPRESSION_ADD:
    case EXPRESSION_SUBTRACT:
    case EXPRESSION_NEGATE:
      return 1;
    case EXPRESSION_SUM:
      return expression->operand_count == 1 ? 3 : 1;
    case EXPRESSION_MULTIPLY:
    case EXPRESSION_DIVIDE:
    case EXPRESSION_SHARE:
      return 2;
    default:
      return 3;
  }
}

void formula_add_names(const struct formula *formula, const struct expression *expression, int depth) {
  const struct explanation_term bare = {.expression = expression, .missing = 1, .taken = UINT32_MAX};
  struct formula names = *formula;
  names.mode = MODE_NAMES;
  formula_add_term(&names, &bare, depth);
}

/* Operand `i` of a term; its bare expression where the term does not hold it. */
static void add_operand(const struct formula *formula, const struct explanation_term *term, uint32_t i,
                        int depth) {
  const struct explanation_term bare = {
      .expression = term->expression->operands[i], .missing = 1, .taken = UINT32_MAX};
  const struct explanation_term *operand =
      i < term->operand_count && term->operands[i] != NULL ? term->operands[i] : &bare;
  formula_add_term(formula, operand, depth + 1);
}

/* In brackets when it binds less than what it stands in. */
static void add_side(const struct formula *formula, const struct explanation_term *term, uint32_t i,
                     int least, int depth) {
  const struct expression *operand = term->expression->operands[i];
  while (operand->kind == EXPRESSION_UNVERIFIED) operand = operand->operands[0];
  int brackets = strength(operand) < least;
  if (brackets) formula_add(formula, "(");
  add_operand(formula, term, i, depth);
  if (brackets) formula_add(formula, ")");
}

static void add_infix(const struct formula *formula, const struct explanation_term *term, const char *sign,
                      int left, int right, int depth) {
  for (uint32_t i = 0; i < term->expression->operand_count; i++) {
    if (formula_is_full(formula)) return;
    if (i > 0) formula_add(formula, sign);
    add_side(formula, term, i, i == 0 ? left : right, depth);
  }
}

static void add_call(const struct formula *formula, const struct explanation_term *term, const char *word,
                     int depth) {
  formula_add(formula, word);
  formula_add(formula, "(");
  for (uint32_t i = 0; i < term->expression->operand_count && !formula_is_full(formula); i++) {
    if (i > 0) formula_add(formula, "; ");
    add_operand(formula, term, i, depth);
  }
  formula_add(formula, ")");
}

static void add_choice(const struct formula *formula, const char *choice) {
  formula_add(formula, rulebook_word(formula->reader->rulebook, choice, formula->reader->language));
}

static void add_choice_value(const struct formula *formula, const struct explanation_term *term) {
  const struct expression *expression = term->expression;
  if (term->missing) {
    formula_add(formula, "?");
  } else if (expression->type == TYPE_TEST) {
    formula_add(formula, label_text(label_verdict(term->verdict), formula->reader->language));
  } else if (expression->type == TYPE_YES_NO) {
    formula_add(formula, label_text(term->choice == 1 ? LABEL_YES : LABEL_NO, formula->reader->language));
  } else {
    add_choice(formula, term->choice < expression->choice_count ? expression->choices[term->choice] : "?");
  }
}

static void add_leaf(const struct formula *formula, const struct explanation_term *term) {
  const struct expression *expression = term->expression;
  if (expression->kind == EXPRESSION_NUMBER) {
    text_decimal(formula->out, formula->reader, expression->as.number.text);
  } else if (expression->kind == EXPRESSION_CHOICE &&
             expression->choice_count > expression->as.choice_index) {
    add_choice(formula, expression->choices[expression->as.choice_index]);
  } else if (formula->mode == MODE_NAMES && expression->kind == EXPRESSION_FACT) {
    formula_add(formula, names_pick(&expression->as.fact->name, formula->reader->language));
  } else if (formula->mode == MODE_NAMES && expression->kind == EXPRESSION_DERIVED) {
    formula_add(formula, names_pick(&expression->as.derived->name, formula->reader->language));
  } else if (expression->type != TYPE_NUMBER) {
    add_choice_value(formula, term);
  } else if (term->number != NULL) {
    text_rational(formula->out, formula->reader, term->number, TEXT_EXACT_PLACES);
  } else {
    text_range(formula->out, formula->reader, term, TEXT_EXACT_PLACES);
  }
}

/* How a value moved: from what to what. */
static void add_change(const struct formula *formula, const struct explanation_term *term, int depth) {
  if (formula->mode == MODE_NAMES) {
    formula_add_elsewhere(formula, term->expression, depth);
    return;
  }
  formula_add(formula, "(");
  add_operand(formula, term, 0, depth);
  formula_add(formula, " → ");
  add_operand(formula, term, 1, depth);
  formula_add(formula, ")");
}

static void add_taken(const struct formula *formula, const struct explanation_term *term, int depth) {
  if (term->taken < term->expression->operand_count) {
    add_operand(formula, term, term->taken, depth);
  } else if (formula->mode == MODE_NAMES) {
    formula_add(formula, "…");
  } else {
    add_leaf(formula, term);
  }
}

void formula_add_term(const struct formula *formula, const struct explanation_term *term, int depth) {
  if (formula_is_full(formula) || depth > FORMULA_DEPTH) {
    formula_add(formula, "…");
    return;
  }
  switch (term->expression->kind) {
    case EXPRESSION_ADD:
    case EXPRESSION_SUM:
      add_infix(formula, term, " + ", 1, 1, depth);
      return;
    case EXPRESSION_SUBTRACT:
      add_infix(formula, term, " − ", 1, 2, depth);
      return;
    case EXPRESSION_MULTIPLY:
      add_infix(formula, term, " × ", 2, 3, depth);
      return;
    case EXPRESSION_DIVIDE:
    case EXPRESSION_SHARE:
      add_infix(formula, term, " / ", 2, 3, depth);
      return;
    case EXPRESSION_NEGATE:
      formula_add(formula, "−");
      add_side(formula, term, 0, 2, depth);
      return;
    case EXPRESSION_SMALLEST:
      add_call(formula, term, text_pick(formula->reader, "smallest", "nhỏ nhất"), depth);
      return;
    case EXPRESSION_LARGEST:
      add_call(formula, term, text_pick(formula->reader, "largest", "lớn nhất"), depth);
      return;
    case EXPRESSION_ROUNDED:
      add_call(formula, term, text_pick(formula->reader, "rounded", "làm tròn"), depth);
      return;
    case EXPRESSION_COMPUTE:
      add_call(formula, term, "compute", depth);
      return;
    case EXPRESSION_CHOOSE:
    case EXPRESSION_BY:
    case EXPRESSION_FROM_YEAR:
    case EXPRESSION_AMENDED:
      add_taken(formula, term, depth);
      return;
    case EXPRESSION_UNVERIFIED:
      add_operand(formula, term, 0, depth);
      return;
    case EXPRESSION_AVERAGE_GROWTH:
    case EXPRESSION_AVERAGE_FALL:
      add_change(formula, term, depth);
      return;
    default:
      break;
  }
  int elsewhere =
      expression_is_outside(term->expression->kind) || term->expression->kind == EXPRESSION_FAILED_SHARE;
  if (formula->mode == MODE_NAMES && elsewhere) {
    formula_add_elsewhere(formula, term->expression, depth);
  } else if (formula->mode == MODE_NAMES && term->expression->type == TYPE_TEST &&
             term->expression->kind != EXPRESSION_DERIVED) {
    formula_add_test(formula, term->expression, depth + 1);
  } else {
    add_leaf(formula, term);
  }
}

static void add_whole(struct buffer *out, const struct reader *reader, enum mode mode,
                      const struct explanation_term *term) {
  struct formula formula = {out, reader, mode, out->length + TEXT_FORMULA_BYTES};
  formula_add_term(&formula, term, 0);
}

void text_range(struct buffer *out, const struct reader *reader, const struct explanation_term *term,
                unsigned places) {
  if (term->low == NULL && term->high == NULL) {
    buffer_add_char(out, '?');
    return;
  }
  if (term->low == NULL || term->high == NULL) buffer_add_string(out, text_pick(reader, "", "từ "));
  if (term->low != NULL) text_rational(out, reader, term->low, places);
  if (term->low != NULL && term->high != NULL) buffer_add_string(out, "–");
  if (term->high != NULL) text_rational(out, reader, term->high, places);
  if (term->high == NULL) buffer_add_string(out, text_pick(reader, " or more", " trở lên"));
  if (term->low == NULL) buffer_add_string(out, text_pick(reader, " or less", " trở xuống"));
}

/* --- what others ask ------------------------------------------------------------------------------------------------ */

void text_value(struct buffer *out, const struct reader *reader, const struct explanation_term *value,
                unsigned places) {
  struct formula formula = {out, reader, MODE_NUMBERS, SIZE_MAX};
  if (value->number == NULL && value->expression->type == TYPE_NUMBER) {
    text_range(out, reader, value, places);
    if (value->low != NULL || value->high != NULL) text_unit(out, reader, value->expression->unit);
    return;
  }
  if (value->number == NULL) {
    add_leaf(&formula, value);
    return;
  }
  text_rational(out, reader, value->number, places);
  text_unit(out, reader, value->expression->unit);
}

/* A bare fact or derived value needs no second line of numbers: it is one. */
static int is_single(const struct explanation_term *term) {
  const struct explanation_term *at = term;
  while (at != NULL && at->operand_count > 0 && at->expression->kind != EXPRESSION_DERIVED) {
    uint32_t next = 0;
    switch (at->expression->kind) {
      case EXPRESSION_CHOOSE:
      case EXPRESSION_BY:
      case EXPRESSION_FROM_YEAR:
      case EXPRESSION_AMENDED:
        next = at->taken;
        break;
      case EXPRESSION_UNVERIFIED:
        break;
      default:
        return 0;
    }
    at = next < at->operand_count ? at->operands[next] : NULL;
  }
  return 1;
}

void text_names(struct buffer *out, const struct reader *reader, const struct explanation_term *value) {
  add_whole(out, reader, MODE_NAMES, value);
}

void text_formula(struct buffer *out, const struct reader *reader, const struct explanation_term *value,
                  unsigned places) {
  add_whole(out, reader, MODE_NAMES, value);
  const struct explanation_term *inside = value;
  if (value->expression->kind == EXPRESSION_DERIVED && value->operand_count > 0 &&
      value->expression->type == TYPE_NUMBER) {
    inside = value->operands[0];
    if (inside != NULL && (!is_single(inside) || expression_is_outside(inside->expression->kind))) {
      buffer_add_string(out, " = ");
      add_whole(out, reader, MODE_NAMES, inside);
    }
  }
  if (inside != NULL && !is_single(inside)) {
    buffer_add_string(out, " = ");
    add_whole(out, reader, MODE_NUMBERS, inside);
  }
  if (value->missing && inside != NULL && !is_single(inside))
    return; /* the question marks are in the numbers */
  buffer_add_string(out, " = ");
  text_value(out, reader, value, places);
}

/* --- conditions --------------------------------------------------------------------------------------------------------- */

const char *text_sign(enum expression_kind comparison) {
  switch (comparison) {
    case EXPRESSION_AT_LEAST:
      return "≥";
    case EXPRESSION_AT_MOST:
      return "≤";
    case EXPRESSION_MORE_THAN:
      return ">";
    case EXPRESSION_LESS_THAN:
      return "<";
    case EXPRESSION_EQUALS:
      return "=";
    default:
      return "";
  }
}

static void add_condition(const struct formula *formula, const struct explanation_term *test, int depth);

/* "(A and B)", "(A or B)", "none of (A; B)", "at least 2 of (A; B; C)". */
static void add_conditions(const struct formula *formula, const struct explanation_term *test, int depth) {
  const struct reader *reader = formula->reader;
  const char *between = "; ";
  switch (test->expression->kind) {
    case EXPRESSION_ALL:
      between = text_pick(reader, " and ", " và ");
      break;
    case EXPRESSION_ANY:
      between = text_pick(reader, " or ", " hoặc ");
      break;
    case EXPRESSION_NONE:
      formula_add(formula, text_pick(reader, "none of ", "không có điều kiện nào trong "));
      break;
    default:
      buffer_format(formula->out, text_pick(reader, "at least %u of ", "ít nhất %u trong "),
                    (unsigned)test->expression->as.n);
      break;
  }
  formula_add(formula, "(");
  for (uint32_t i = 0; i < test->operand_count && !formula_is_full(formula); i++) {
    if (i > 0) formula_add(formula, between);
    if (test->operands[i] != NULL) add_condition(formula, test->operands[i], depth + 1);
  }
  formula_add(formula, ")");
}

/* "Số trường (4) > 3". */
static void add_comparison(const struct formula *formula, const struct explanation_term *test, int depth) {
  struct formula names = *formula, numbers = *formula;
  const struct explanation_term *left = test->operands[0], *right = test->operands[1];
  if (right == NULL) return;
  names.mode = MODE_NAMES;
  numbers.mode = MODE_NUMBERS;
  formula_add_term(&names, left, depth + 1);
  formula_add(formula, " (");
  text_value(formula->out, formula->reader, left, text_places(left->number, right->number));
  formula_add(formula, ") ");
  formula_add(formula,
              test->expression->kind == EXPRESSION_BETWEEN ? "=" : text_sign(test->expression->kind));
  formula_add(formula, " ");
  add_leaf(&numbers, right);
  if (test->expression->kind != EXPRESSION_BETWEEN) return;
  formula_add(formula, "–");
  add_leaf(&numbers, test->operands[2]);
}

static void add_condition(const struct formula *formula, const struct explanation_term *test, int depth) {
  enum expression_kind kind = test->expression->kind;
  struct formula names = *formula;
  names.mode = MODE_NAMES;
  if (expression_is_outside(kind)) {
    formula_add_elsewhere(&names, test->expression, depth);
    return;
  }
  if (formula_is_full(formula) || depth > FORMULA_DEPTH || test->operand_count == 0 ||
      test->operands[0] == NULL) {
    formula_add(formula, "…");
    return;
  }
  switch (kind) {
    case EXPRESSION_ALL:
    case EXPRESSION_ANY:
    case EXPRESSION_NONE:
    case EXPRESSION_AT_LEAST_N:
      add_conditions(formula, test, depth);
      return;
    case EXPRESSION_AT_LEAST:
    case EXPRESSION_AT_MOST:
    case EXPRESSION_MORE_THAN:
    case EXPRESSION_LESS_THAN:
    case EXPRESSION_EQUALS:
    case EXPRESSION_BETWEEN:
      add_comparison(formula, test, depth);
      return;
    case EXPRESSION_IS_TRUE:
    case EXPRESSION_ONE_OF:
    case EXPRESSION_KNOWN:
      formula_add_term(&names, test->operands[0], depth + 1);
      formula_add(formula, ": ");
      text_value(formula->out, formula->reader, test->operands[0], TEXT_DISPLAY_PLACES);
      return;
    case EXPRESSION_MET:
      formula_add(formula, names_pick(&test->expression->as.target->name, formula->reader->language));
      return;
    default:
      add_condition(formula, test->operands[0], depth + 1);
      return;
  }
}

void text_condition(struct buffer *out, const struct reader *reader, const struct explanation_term *test) {
  struct formula formula = {out, reader, MODE_NUMBERS, out->length + TEXT_FORMULA_BYTES};
  add_condition(&formula, test, 0);
}

/* "as amended by 211/QĐ-TTg from 2024-03-01", "as first issued". */
static void add_text_in_force(struct buffer *out, const struct reader *reader,
                              const struct expression *amended, uint32_t taken) {
  char day[DATE_TEXT_SIZE];
  const struct document *by = amended->as.amended.by[taken];
  if (amended->as.amended.from[taken] == DATE_UNKNOWN_START) {
    buffer_add_string(out, text_pick(reader, "as first issued", "theo văn bản ban hành"));
    return;
  }
  label_day(amended->as.amended.from[taken], reader->language, day);
  buffer_add_string(out, by != NULL ? text_pick(reader, "as amended by ", "sửa đổi theo ")
                                    : text_pick(reader, "as issued", "theo văn bản ban hành"));
  if (by != NULL) buffer_add_string(out, by->id);
  buffer_format(out, text_pick(reader, " from %s", " từ %s"), day);
}

void text_branch(struct buffer *out, const struct reader *reader, const struct explanation_term *branch) {
  const struct expression *expression = branch->expression;
  switch (expression->kind) {
    case EXPRESSION_BY: {
      const struct explanation_term *selector = branch->operand_count > 0 ? branch->operands[0] : NULL;
      if (selector == NULL) return;
      add_whole(out, reader, MODE_NAMES, selector);
      buffer_add_string(out, " = ");
      text_value(out, reader, selector, 0);
      return;
    }
    case EXPRESSION_FROM_YEAR:
      if (branch->taken >= expression->operand_count) return;
      buffer_format(out, text_pick(reader, "in force from %d", "áp dụng từ năm %d"),
                    (int)expression->as.from_year.years[branch->taken]);
      return;
    case EXPRESSION_AMENDED:
      if (branch->taken < expression->operand_count)
        add_text_in_force(out, reader, expression, branch->taken);
      return;
    default:
      break;
  }
  if (branch->taken >= branch->operand_count) return;
  int first = 1;
  for (uint32_t i = 0; i + 1 < branch->operand_count && i <= branch->taken; i += 2) {
    const struct explanation_term *test = branch->operands[i];
    if (test == NULL) continue;
    if (!first) buffer_add_string(out, "; ");
    first = 0;
    if (test->verdict != CHUAN_MET) buffer_add_string(out, text_pick(reader, "not: ", "không phải: "));
    text_condition(out, reader, test);
  }
}
