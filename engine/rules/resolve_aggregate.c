/* sum_of, count_of, share_of and mean_of: a value or test of the units of a lower level, brought together. What stands
 * inside is read at that level. */
#include "rules/field_schema.h"
#include "rules/resolve.h"

#include <string.h>

enum { WHERE, MISSING, EMPTY, WEIGHT };

static enum expression_kind kind_of(int word) {
  switch (word) {
    case WORD_SUM_OF:
      return EXPRESSION_SUM_OF;
    case WORD_COUNT_OF:
      return EXPRESSION_COUNT_OF;
    case WORD_SHARE_OF:
      return EXPRESSION_SHARE_OF;
    default:
      return EXPRESSION_MEAN_OF;
  }
}

static int takes_test(enum expression_kind kind) {
  return kind == EXPRESSION_COUNT_OF || kind == EXPRESSION_SHARE_OF;
}

/* --- options ----------------------------------------------------------------------------------------- */

static int read_missing(struct scope *scope, const struct draft *node, const struct draft *draft,
                        enum expression_kind kind, struct aggregate *over) {
  struct report *report = scope->loader->report;
  if (!draft || strcmp(draft->word, "unknown") == 0) return 1;
  if (strcmp(draft->word, "exclude") == 0) {
    over->missing = MISSING_EXCLUDE;
    return 1;
  }
  if (strcmp(draft->word, "as_not_met") == 0 && takes_test(kind)) {
    over->missing = MISSING_AS_NOT_MET;
    return 1;
  }
  if (takes_test(kind)) {
    report_problem(report, CHUAN_ERROR, &draft->place,
                   "`missing` of %s is \"%s\"; write \"unknown\", \"exclude\" or \"as_not_met\"",
                   "`missing` của %s đang là \"%s\"; hãy ghi \"unknown\", \"exclude\" hoặc \"as_not_met\"",
                   node->word, draft->word);
  } else {
    report_problem(
        report, CHUAN_ERROR, &draft->place, "`missing` of %s is \"%s\"; write \"unknown\" or \"exclude\"",
        "`missing` của %s đang là \"%s\"; hãy ghi \"unknown\" hoặc \"exclude\"", node->word, draft->word);
  }
  return 0;
}

/* What it comes to over no unit at all: a number the aggregate can be. */
static int read_empty(struct scope *scope, const struct draft *node, const struct draft *draft,
                      enum expression_kind kind, struct aggregate *over) {
  if (!draft) return 1;
  struct rational hundred;
  rational_set(&hundred, 100, 0);
  over->has_empty = rational_parse(&over->empty, draft->word, strlen(draft->word));
  int fits = over->has_empty;
  if (fits && takes_test(kind)) fits = rational_sign(&over->empty) >= 0;
  if (fits && kind == EXPRESSION_COUNT_OF) fits = strchr(draft->word, '.') == NULL;
  if (fits && kind == EXPRESSION_SHARE_OF) fits = rational_compare(&over->empty, &hundred) <= 0;
  if (fits) return 1;
  report_problem(scope->loader->report, CHUAN_ERROR, &draft->place,
                 "`empty` of %s is %s, which it never comes to; write for instance empty = 0",
                 "`empty` của %s đang là %s, giá trị không thể có; hãy ghi chẳng hạn empty = 0", node->word,
                 draft->word);
  return 0;
}

/* A figure that cannot be below zero, maybe under other names. */
static int is_weight(const struct expression *expression) {
  while (expression->kind == EXPRESSION_DERIVED || expression->kind == EXPRESSION_ROUNDED ||
         expression->kind == EXPRESSION_UNVERIFIED) {
    expression = expression->operands[0];
  }
  if (expression->kind == EXPRESSION_COUNT_OF) return 1;
  if (expression->kind != EXPRESSION_FACT) return 0;
  return expression->as.fact->has_minimum && expression->as.fact->minimum >= 0;
}

static const struct expression *resolve_weight(struct scope *inside, struct draft *draft) {
  const struct expression *weight = resolve(inside, draft, want_of(WANT_NUMBER));
  if (!weight || is_weight(weight)) return weight;
  report_problem(inside->loader->report, CHUAN_ERROR, &draft->place,
                 "the weight %s could be below zero; use a count, or a fact with min = 0",
                 "trọng số %s có thể âm; hãy dùng số đếm, hoặc số liệu có khai min = 0",
                 draft_describe(inside->loader->arena, draft));
  return NULL;
}

/* --- the word ---------------------------------------------------------------------------------------- */

/* The level in quotes at the beginning; NULL after an error. */
static struct level *read_level(struct scope *scope, struct draft *node) {
  struct draft *name = node->fields[0].value;
  if (name->kind == DRAFT_STRING) return loader_level(scope->loader, name);
  if (name->kind == DRAFT_NAME && name->known == WORD_UNKNOWN &&
      name_table_get(&scope->loader->levels, name->word)) {
    report_problem(scope->loader->report, CHUAN_ERROR, &name->place,
                   "`%s` is a level; write it in quotes: \"%s\"",
                   "`%s` là một cấp; hãy viết trong ngoặc kép: \"%s\"", name->word, name->word);
    name->kind = DRAFT_ERROR;
    return NULL;
  }
  resolve_refuse_form(scope, node);
  return NULL;
}

int resolve_adds_up(struct scope *scope, const struct draft *node, const struct expression *value) {
  if (expression_note(&scope->loader->pool, value)->places >= 0) return 1;
  report_problem(
      scope->loader->report, CHUAN_ERROR, &node->place,
      "%s adds up fractions of any denominator, such as shares, and would not stay exact; round "
      "them first: %s with rounded(x, 4) inside",
      "%s cộng các phân số có mẫu số bất kỳ, chẳng hạn tỷ lệ, nên không giữ được chính xác; hãy làm "
      "tròn trước: %s với rounded(x, 4) ở bên trong",
      node->word, word_form(node->known));
  return 0;
}

static const char *unit_of(enum expression_kind kind, const struct expression *value) {
  if (kind == EXPRESSION_COUNT_OF) return "";
  return kind == EXPRESSION_SHARE_OF ? "%" : value->unit;
}

const struct expression *resolve_aggregate(struct scope *scope, struct draft *node) {
  static const struct field_schema fields[] = {{"where", FIELD_ANY, 0},
                                               {"missing", FIELD_TEXT, 0},
                                               {"empty", FIELD_NUMBER, 0},
                                               {"weight", FIELD_ANY, 0}};
  struct loader *loader = scope->loader;
  struct draft *options[FIELDS_MAX] = {NULL};
  enum expression_kind kind = kind_of(node->known);
  if (node->field_count < 2 || node->field_count > 3 ||
      (node->field_count == 3 && node->fields[2].value->kind != DRAFT_TABLE)) {
    return resolve_refuse_form(scope, node);
  }
  struct level *level = read_level(scope, node);
  if (!level || !level_put_below(loader, node, level, scope->level)) return NULL;
  int whole = 1;
  if (node->field_count == 3) {
    struct record_schema schema = {node->word, fields, kind == EXPRESSION_MEAN_OF ? 4u : 3u, 0};
    whole = fields_read(loader, node->fields[2].value, &schema, options);
  }
  struct aggregate *over = arena_alloc(loader->arena, sizeof *over);
  if (!over) return loader_no_memory(loader);
  *over = (struct aggregate){.level = level->id};
  if (!read_missing(scope, node, options[MISSING], kind, over)) whole = 0;
  if (!read_empty(scope, node, options[EMPTY], kind, over)) whole = 0;
  const char *what = arena_format(loader->arena, "%s(\"%s\")", node->word, level->id);
  if (!what) return loader_no_memory(loader);
  struct chain chain = {what, scope->chain};
  struct scope inside = {loader, level, NULL, scope->depth, &chain};
  const struct expression *operands[3];
  uint32_t count = 0;
  operands[count++] =
      resolve(&inside, node->fields[1].value, want_of(takes_test(kind) ? WANT_TEST : WANT_NUMBER));
  if (options[WHERE]) operands[count++] = resolve(&inside, options[WHERE], want_of(WANT_TEST));
  if (options[WEIGHT]) operands[count++] = resolve_weight(&inside, options[WEIGHT]);
  for (uint32_t i = 0; i < count; i++)
    if (!operands[i]) whole = 0;
  if (!whole || (!takes_test(kind) && !resolve_adds_up(scope, node, operands[0]))) return NULL;
  over->has_where = options[WHERE] != NULL;
  over->has_weight = options[WEIGHT] != NULL;
  struct expression result = {.kind = kind,
                              .type = TYPE_NUMBER,
                              .unit = unit_of(kind, operands[0]),
                              .operand_count = count,
                              .operands = operands,
                              .as.over = over};
  return resolve_make(scope, node, &result);
}
