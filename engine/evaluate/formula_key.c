/* A formula as one text, for telling that two rules ask about the same thing. */
#include "evaluate/formula_key.h"

#include "base/date.h"

#include <string.h>

#define KEY_DEPTH 64u

static int add(struct buffer *out, size_t end, const struct expression *expression, unsigned depth);

static void add_aggregate(struct buffer *out, const struct expression *expression) {
  const struct aggregate *over = expression->as.over;
  buffer_format(out, "%s;%d;%d;%d;", over->level, over->has_where, over->has_weight, (int)over->missing);
  if (!over->has_empty) return;
  char text[400];
  rational_format(&over->empty, 9, text, sizeof text);
  buffer_format(out, "%s;", text);
}

static void add_cases(struct buffer *out, const struct expression *by) {
  const struct expression *selector = by->operands[0];
  uint32_t count = selector->type == TYPE_YES_NO ? 2 : selector->choice_count;
  for (uint32_t i = 0; i < count && out->length < FORMULA_KEY_BYTES; i++) {
    buffer_format(out, "%s=%d;",
                  selector->type == TYPE_YES_NO ? (i == 1 ? "yes" : "no") : selector->choices[i],
                  (int)by->as.by.cases[i]);
  }
  buffer_format(out, "%d;", (int)by->as.by.otherwise);
}

/* What tells two expressions of a kind apart besides their operands. */
static int add_particulars(struct buffer *out, const struct expression *expression) {
  switch (expression->kind) {
    case EXPRESSION_NUMBER:
      buffer_add_string(out, expression->as.number.text);
      return 1;
    case EXPRESSION_FACT:
      buffer_format(out, "%s.%s", expression->as.fact->level, expression->as.fact->id);
      return 1;
    case EXPRESSION_CHOICE:
      if (expression->as.choice_index < expression->choice_count)
        buffer_add_string(out, expression->choices[expression->as.choice_index]);
      return 1;
    case EXPRESSION_BY:
      add_cases(out, expression);
      return 1;
    case EXPRESSION_FROM_YEAR:
      for (uint32_t i = 0; i < expression->operand_count; i++)
        buffer_format(out, "%d;", (int)expression->as.from_year.years[i]);
      return 1;
    case EXPRESSION_AMENDED:
      for (uint32_t i = 0; i < expression->operand_count; i++)
        buffer_format(out, "%d;", (int)expression->as.amended.from[i]);
      return 1;
    case EXPRESSION_ROUNDED:
      buffer_format(out, "%u;", expression->as.places);
      return 1;
    case EXPRESSION_AT_LEAST_N:
      buffer_format(out, "%u;", (unsigned)expression->as.n);
      return 1;
    case EXPRESSION_MET:
    case EXPRESSION_RECOGNISED:
    case EXPRESSION_FAILED_SHARE:
      buffer_add_string(out, expression->as.target->path);
      return 1;
    case EXPRESSION_SUM_OF:
    case EXPRESSION_COUNT_OF:
    case EXPRESSION_SHARE_OF:
    case EXPRESSION_MEAN_OF:
      add_aggregate(out, expression);
      return 1;
    case EXPRESSION_PARENT:
      buffer_format(out, "%s;", expression->as.level);
      return 1;
    case EXPRESSION_IN_YEAR:
    case EXPRESSION_TOTAL_SINCE:
    case EXPRESSION_AVERAGE_GROWTH:
    case EXPRESSION_AVERAGE_FALL:
      buffer_format(out, "%d;", expression->as.year);
      return 1;
    case EXPRESSION_WITHIN:
      buffer_add_string(out, expression->as.code);
      return 1;
    default:
      return expression->kind != EXPRESSION_COMPUTE;
  }
}

/* The verdicts behind met and its like are named, not written out. */
static int names_its_operands(enum expression_kind kind) {
  return kind == EXPRESSION_MET || kind == EXPRESSION_FAILED_SHARE;
}

static int add(struct buffer *out, size_t end, const struct expression *expression, unsigned depth) {
  while (expression->kind == EXPRESSION_UNVERIFIED || expression->kind == EXPRESSION_DERIVED)
    expression = expression->operands[0];
  if (depth > KEY_DEPTH || out->failed || out->length > end) return 0;
  buffer_add_string(out, expression_word(expression->kind));
  buffer_add_char(out, '(');
  if (!add_particulars(out, expression)) return 0;
  for (uint32_t i = 0; i < expression->operand_count && !names_its_operands(expression->kind); i++) {
    buffer_add_char(out, ',');
    if (!add(out, end, expression->operands[i], depth + 1)) return 0;
  }
  buffer_add_char(out, ')');
  return !out->failed && out->length <= end;
}

int formula_key(struct buffer *out, const struct expression *expression) {
  return add(out, out->length + FORMULA_KEY_BYTES, expression, 0);
}
