/* Tests: comparisons, questions, combinations and the verdicts of other rules. */
#include "rules/resolve.h"

#include <string.h>

enum expression_kind comparison_kind(int word) {
  switch (word) {
    case WORD_AT_LEAST:
      return EXPRESSION_AT_LEAST;
    case WORD_AT_MOST:
      return EXPRESSION_AT_MOST;
    case WORD_MORE_THAN:
      return EXPRESSION_MORE_THAN;
    case WORD_LESS_THAN:
      return EXPRESSION_LESS_THAN;
    case WORD_BETWEEN:
      return EXPRESSION_BETWEEN;
    default:
      return EXPRESSION_EQUALS;
  }
}

/* --- comparisons ------------------------------------------------------------------------------------- */

static void check_units(struct scope *scope, const struct draft *value, const struct expression *a,
                        const struct draft *threshold, const struct expression *b) {
  if (a->type != TYPE_NUMBER || !*a->unit || !*b->unit || strcmp(a->unit, b->unit) == 0) return;
  struct arena *arena = scope->loader->arena;
  report_problem(scope->loader->report, CHUAN_ERROR, &threshold->place,
                 "%s is in \"%s\" and is compared with %s in \"%s\"; bring both to one unit of measure",
                 "%s tính bằng \"%s\" lại so với %s tính bằng \"%s\"; hãy đổi về cùng một đơn vị tính",
                 draft_describe(arena, value), a->unit, draft_describe(arena, threshold), b->unit);
}

/* Also of a share that something else is wrong with: its threshold can be looked at all the same. */
static int is_percent(const struct expression *value, const struct draft *draft) {
  if (value) return units_is_percent(value);
  return draft->kind == DRAFT_NODE &&
         (draft->known == WORD_SHARE || draft->known == WORD_SHARE_OF || draft->known == WORD_FAILED_SHARE);
}

static const struct rational *constant(const struct expression *expression) {
  if (expression->kind == EXPRESSION_UNVERIFIED) expression = expression->operands[0];
  return expression->kind == EXPRESSION_NUMBER ? &expression->as.number.value : NULL;
}

static const struct expression *resolve_between(struct scope *scope, const struct draft *at,
                                                struct draft *value, struct draft *low, struct draft *high) {
  const struct expression *operands[3] = {resolve(scope, value, want_of(WANT_NUMBER)),
                                          resolve(scope, low, want_of(WANT_NUMBER)),
                                          resolve(scope, high, want_of(WANT_NUMBER))};
  if (is_percent(operands[0], value)) {
    units_check_percent(scope, low);
    units_check_percent(scope, high);
  }
  if (!operands[0] || !operands[1] || !operands[2]) return NULL;
  check_units(scope, value, operands[0], low, operands[1]);
  check_units(scope, value, operands[0], high, operands[2]);
  const struct rational *lowest = constant(operands[1]), *highest = constant(operands[2]);
  if (lowest && highest && rational_compare(lowest, highest) > 0) {
    report_problem(scope->loader->report, CHUAN_ERROR, &at->place,
                   "between %s and %s holds for nothing; write the smaller number first",
                   "between từ %s đến %s không có giá trị nào thỏa; hãy ghi số nhỏ trước",
                   draft_describe(scope->loader->arena, low), draft_describe(scope->loader->arena, high));
    return NULL;
  }
  struct expression result = {
      .kind = EXPRESSION_BETWEEN, .type = TYPE_TEST, .operand_count = 3, .operands = operands};
  return resolve_make(scope, at, &result);
}

/* What both sides of equals are. */
static struct want equals_want(struct scope *scope, struct draft *a, struct draft *b) {
  struct domain domain_a, domain_b;
  enum want_kind kind_a = resolve_guess(scope, a, &domain_a), kind_b = resolve_guess(scope, b, &domain_b);
  struct want want = {kind_a == WANT_ANY ? kind_b : kind_a, domain_a};
  if (!domain_a.choices && kind_b == WANT_CHOICE) want = (struct want){WANT_CHOICE, domain_b};
  if (want.kind == WANT_ANY) want.kind = WANT_NUMBER;
  return want;
}

const struct expression *resolve_comparison(struct scope *scope, const struct draft *at, int word,
                                            struct draft *value, struct draft *threshold,
                                            struct draft *threshold_high) {
  if (word == WORD_BETWEEN && !threshold_high) { /* between = { low, high } */
    if (threshold->kind == DRAFT_ERROR) return NULL;
    if (threshold->kind != DRAFT_TABLE || threshold->field_count != 2 || threshold->fields[0].key ||
        threshold->fields[1].key) {
      report_problem(scope->loader->report, CHUAN_ERROR, &threshold->place,
                     "between needs the lowest and the highest value; write between = { 3, 4 }",
                     "between cần giá trị thấp nhất và cao nhất; hãy viết between = { 3, 4 }");
      return NULL;
    }
    return resolve_between(scope, at, value, threshold->fields[0].value, threshold->fields[1].value);
  }
  if (word == WORD_BETWEEN) return resolve_between(scope, at, value, threshold, threshold_high);
  struct want want = want_of(WANT_NUMBER);
  if (word == WORD_EQUALS) want = equals_want(scope, value, threshold);
  if (want.kind == WANT_TEST || (word == WORD_EQUALS && threshold->kind == DRAFT_BOOLEAN)) {
    report_problem(
        scope->loader->report, CHUAN_ERROR, &at->place,
        "equals compares figures, not tests or true and false; write is_true(fact), or none { is_true(fact) "
        "}",
        "equals so sánh số liệu, không so phép thử hay true, false; hãy viết is_true(số liệu), hoặc none { "
        "is_true(số liệu) }");
    return NULL;
  }
  const struct expression *operands[2] = {resolve(scope, value, want), resolve(scope, threshold, want)};
  if (is_percent(operands[0], value)) units_check_percent(scope, threshold);
  if (is_percent(operands[1], threshold)) units_check_percent(scope, value);
  if (!operands[0] || !operands[1]) return NULL;
  check_units(scope, value, operands[0], threshold, operands[1]);
  struct expression result = {
      .kind = comparison_kind(word), .type = TYPE_TEST, .operand_count = 2, .operands = operands};
  return resolve_make(scope, at, &result);
}

/* --- questions --------------------------------------------------------------------------------------- */

static const struct expression *resolve_one_of(struct scope *scope, struct draft *node) {
  if (node->field_count != 2) return resolve_refuse_form(scope, node);
  struct draft *asked = node->fields[0].value;
  const struct draft *list = resolve_list(scope, node, 1);
  const struct expression *value = resolve(scope, asked, want_of(WANT_ANY));
  if (!list || !value) return NULL;
  if (value->type != TYPE_CHOICE && value->type != TYPE_NUMBER) return resolve_refuse_form(scope, node);
  struct want want = value->type == TYPE_NUMBER
                         ? want_of(WANT_NUMBER)
                         : (struct want){WANT_CHOICE, {value->choices, value->choice_count}};
  struct expression result = {.kind = EXPRESSION_ONE_OF, .type = TYPE_TEST};
  result.operands = resolve_operands(scope, (size_t)list->field_count + 1);
  if (!result.operands) return NULL;
  result.operands[result.operand_count++] = value;
  int whole = 1;
  for (uint32_t i = 0; i < list->field_count; i++) {
    struct draft *item = list->fields[i].value;
    const struct expression *one = resolve(scope, item, want);
    if (one && one->kind != EXPRESSION_NUMBER && one->kind != EXPRESSION_CHOICE) {
      report_problem(scope->loader->report, CHUAN_ERROR, &item->place,
                     "one_of lists fixed values; write numbers, or choices in quotes",
                     "one_of liệt kê các giá trị cố định; hãy ghi số, hoặc lựa chọn trong ngoặc kép");
      one = NULL;
    }
    if (one) check_units(scope, asked, value, item, one);
    if (!one) whole = 0;
    result.operands[result.operand_count++] = one;
  }
  return whole ? resolve_make(scope, node, &result) : NULL;
}

static const struct expression *resolve_question(struct scope *scope, struct draft *node) {
  if (node->field_count != 1) return resolve_refuse_form(scope, node);
  int is_true = node->known == WORD_IS_TRUE;
  struct draft *asked = node->fields[0].value;
  const struct expression *value = resolve(scope, asked, want_of(is_true ? WANT_YES_NO : WANT_ANY));
  if (!value) return NULL;
  if (value->type == TYPE_TEST) return resolve_refuse_form(scope, node);
  struct expression result = {.kind = is_true ? EXPRESSION_IS_TRUE : EXPRESSION_KNOWN,
                              .type = TYPE_TEST,
                              .operand_count = 1,
                              .operands = &value};
  return resolve_make(scope, node, &result);
}

/* --- combinations ------------------------------------------------------------------------------------ */

static const struct expression *resolve_combination(struct scope *scope, struct draft *node,
                                                    enum expression_kind kind) {
  struct expression result = {.kind = kind, .type = TYPE_TEST};
  const struct draft *list = resolve_list(scope, node, kind == EXPRESSION_AT_LEAST_N ? 1 : 0);
  if (!list) return NULL;
  if (kind == EXPRESSION_AT_LEAST_N) {
    const struct draft *number = node->fields[0].value;
    int64_t n = 0;
    if (number->kind == DRAFT_ERROR) return NULL;
    if (!resolve_whole(number, 1, list->field_count, &n)) {
      report_problem(scope->loader->report, CHUAN_ERROR, &number->place,
                     "at_least_n needs a whole number from 1 to %u, the count of its tests; correct %s",
                     "at_least_n cần số nguyên từ 1 đến %u, tức số phép thử trong danh sách; hãy sửa %s",
                     list->field_count, draft_describe(scope->loader->arena, number));
      return NULL;
    }
    result.as.n = (uint32_t)n;
  }
  result.operands = resolve_operands(scope, list->field_count);
  int whole = result.operands != NULL;
  for (uint32_t i = 0; i < list->field_count && result.operands; i++) {
    result.operands[i] = resolve(scope, list->fields[i].value, want_of(WANT_TEST));
    if (!result.operands[i]) whole = 0;
  }
  result.operand_count = list->field_count;
  return whole ? resolve_make(scope, node, &result) : NULL;
}

/* --- verdicts of other rules ------------------------------------------------------------------------- */

static void refuse_path(struct scope *scope, const struct draft *text) {
  struct loader *loader = scope->loader;
  if (!loader_misses(loader, text->word)) return;
  const char *nearest = loader_nearest(loader, &loader->judged, text->word);
  if (nearest) {
    report_problem(loader->report, CHUAN_ERROR, &text->place,
                   "there is no standard, criterion or indicator \"%s\"; did you mean \"%s\"?",
                   "không có bộ tiêu chí, tiêu chí hay chỉ tiêu \"%s\"; có phải là \"%s\"?", text->word,
                   nearest);
    return;
  }
  report_problem(
      loader->report, CHUAN_ERROR, &text->place,
      "there is no standard, criterion or indicator \"%s\"; write its path, such as \"commune.standard/17\"",
      "không có bộ tiêu chí, tiêu chí hay chỉ tiêu \"%s\"; hãy ghi đường dẫn, ví dụ "
      "\"commune.standard/17\"",
      text->word);
}

/* By path, or within the standard whose rule this is by the id alone. */
static struct judged_draft *find_judged(struct scope *scope, const char *id) {
  struct loader *loader = scope->loader;
  struct judged_draft *found = name_table_get(&loader->judged, id);
  if (found || !scope->standard) return found;
  const char *path = arena_format(loader->arena, "%s/%s", scope->standard->shown.id, id);
  return path ? name_table_get(&loader->judged, path) : loader_no_memory(loader);
}

static const struct expression *resolve_met(struct scope *scope, struct draft *node) {
  struct loader *loader = scope->loader;
  if (node->field_count != 1 || node->fields[0].value->kind != DRAFT_STRING)
    return resolve_refuse_form(scope, node);
  const struct draft *text = node->fields[0].value;
  struct judged_draft *target = find_judged(scope, text->word);
  if (!target) {
    refuse_path(scope, text);
    return NULL;
  }
  if (!target->level) return NULL; /* said there */
  if (target->level != scope->level) {
    report_problem(
        loader->report, CHUAN_ERROR, &text->place,
        "\"%s\" is judged at the level %s and this rule is of the level %s; refer to a rule of "
        "the same level, or put it inside count_of(\"%s\", test) or parent(\"%s\", test)",
        "\"%s\" được xét ở cấp %s còn quy tắc này ở cấp %s; hãy dẫn một quy tắc cùng cấp, hoặc đặt "
        "nó trong count_of(\"%s\", phép thử) hay parent(\"%s\", phép thử)",
        text->word, target->level->id, scope->level->id, target->level->id, target->level->id);
    return NULL;
  }
  const struct expression *verdict = resolve_judged(scope, target, text);
  if (!verdict) return NULL;
  struct expression result = {.kind = EXPRESSION_MET,
                              .type = TYPE_TEST,
                              .operand_count = 1,
                              .operands = &verdict,
                              .as.target = &target->shown};
  return resolve_make(scope, node, &result);
}

/* The standard of this level that the word names; NULL after an error. */
static struct judged_draft *named_standard(struct scope *scope, struct draft *node) {
  struct loader *loader = scope->loader;
  if (node->field_count != 1 || node->fields[0].value->kind != DRAFT_STRING) {
    resolve_refuse_form(scope, node);
    return NULL;
  }
  const struct draft *text = node->fields[0].value;
  struct judged_draft *standard = name_table_get(&loader->standards, text->word);
  if (standard && standard->level == scope->level) return standard;
  if (standard) {
    if (!standard->level) return NULL; /* said there */
    report_problem(
        loader->report, CHUAN_ERROR, &text->place,
        "\"%s\" is a standard of the level %s and `%s` stands in a rule of the level %s; put it "
        "inside count_of(\"%s\", test), or parent(\"%s\", value)",
        "\"%s\" là bộ tiêu chí của cấp %s còn `%s` đứng trong quy tắc của cấp %s; hãy đặt nó trong "
        "count_of(\"%s\", phép thử), hoặc parent(\"%s\", giá trị)",
        text->word, standard->level->id, node->word, scope->level->id, standard->level->id,
        standard->level->id);
    return NULL;
  }
  if (!loader_misses(loader, text->word)) return NULL;
  const char *nearest = loader_nearest(loader, &loader->standards, text->word);
  if (nearest) {
    report_problem(loader->report, CHUAN_ERROR, &text->place,
                   "there is no standard \"%s\"; did you mean \"%s\"?",
                   "không có bộ tiêu chí \"%s\"; có phải là \"%s\"?", text->word, nearest);
  } else {
    report_problem(loader->report, CHUAN_ERROR, &text->place,
                   "there is no standard \"%s\"; write the id of one, such as \"commune.standard\"",
                   "không có bộ tiêu chí \"%s\"; hãy ghi mã một bộ tiêu chí, ví dụ \"commune.standard\"",
                   text->word);
  }
  return NULL;
}

static const struct expression *resolve_recognised(struct scope *scope, struct draft *node) {
  struct judged_draft *standard = named_standard(scope, node);
  if (!standard) return NULL;
  struct expression result = {
      .kind = EXPRESSION_RECOGNISED, .type = TYPE_TEST, .as.target = &standard->shown};
  return resolve_make(scope, node, &result);
}

/* The verdicts of the standard's criteria become operands, without those left out. Returns 0 after an error. */
static int add_criteria(struct scope *scope, const struct draft *node, struct judged_draft *standard,
                        const struct name_table *except, struct expression *result) {
  struct loader *loader = scope->loader;
  int whole = 1;
  result->operands = resolve_operands(scope, standard->part_count);
  if (!result->operands) return 0;
  for (size_t i = 0; i < standard->part_count; i++) {
    struct judged_draft *criterion = standard->parts[i];
    if (name_table_get(except, criterion->shown.id)) continue;
    const struct expression *verdict = resolve_judged(scope, criterion, node);
    if (!verdict) whole = 0;
    result->operands[result->operand_count++] = verdict;
  }
  if (result->operand_count == 0 && !loader_may_declare(loader, standard->shown.id)) {
    report_problem(loader->report, CHUAN_ERROR, &node->place,
                   "standard %s has no criteria left to ask about; write criterion { of = \"%s\", ... }",
                   "bộ tiêu chí %s không còn tiêu chí nào để xét; hãy viết criterion { of = \"%s\", ... }",
                   standard->shown.id, standard->shown.id);
  }
  return whole && result->operand_count;
}

const struct expression *resolve_failed_share(struct scope *scope, struct draft *node) {
  const struct name_table none = {0};
  struct judged_draft *standard = named_standard(scope, node);
  if (!standard) return NULL;
  struct expression result = {
      .kind = EXPRESSION_FAILED_SHARE, .type = TYPE_NUMBER, .unit = "%", .as.target = &standard->shown};
  return add_criteria(scope, node, standard, &none, &result) ? resolve_make(scope, node, &result) : NULL;
}

/* The ids that every_criterion leaves out, marked by stamping; 0 after an error. */
static int read_except(struct scope *scope, const struct draft *node, struct name_table *except) {
  struct loader *loader = scope->loader;
  if (node->field_count == 0) return 1;
  const struct draft *table = node->fields[0].value;
  if (table->kind == DRAFT_ERROR) return 0;
  const struct draft_field *field = table->kind == DRAFT_TABLE ? draft_field_find(table, "except") : NULL;
  if (node->field_count != 1 || table->kind != DRAFT_TABLE || table->field_count != (field ? 1u : 0u) ||
      (field && field->value->kind != DRAFT_TABLE)) {
    report_problem(
        loader->report, CHUAN_ERROR, &node->place,
        "`every_criterion` is not written like this; write every_criterion(), or every_criterion { except = "
        "{ \"17\" } }",
        "`every_criterion` không viết như thế; hãy viết every_criterion(), hoặc every_criterion { except = { "
        "\"17\" } }");
    return 0;
  }
  int whole = 1;
  for (uint32_t i = 0; field && i < field->value->field_count; i++) {
    const struct draft *id = field->value->fields[i].value;
    const struct judged_draft *found = NULL;
    if (id->kind == DRAFT_STRING) {
      const char *path = arena_format(loader->arena, "%s/%s", scope->standard->shown.id, id->word);
      if (!path)
        loader_no_memory(loader);
      else
        found = name_table_get(&loader->judged, path);
    }
    if (found && found->shown.kind == JUDGED_CRITERION) {
      if (!name_table_get(except, id->word) &&
          !name_table_put(except, loader->arena, id->word, (void *)found)) {
        loader_no_memory(loader);
      }
      continue;
    }
    whole = 0;
    if (id->kind == DRAFT_ERROR || (id->kind == DRAFT_STRING && loader_may_declare(loader, id->word)))
      continue;
    report_problem(loader->report, CHUAN_ERROR, &id->place,
                   "%s is no criterion of %s; write the id of one in quotes, such as \"17\"",
                   "%s không phải tiêu chí của %s; hãy ghi mã tiêu chí trong ngoặc kép, ví dụ \"17\"",
                   draft_describe(loader->arena, id), scope->standard->shown.id);
  }
  return whole;
}

static const struct expression *resolve_every(struct scope *scope, struct draft *node) {
  struct loader *loader = scope->loader;
  struct name_table except = {0};
  if (!scope->standard) {
    report_problem(loader->report, CHUAN_ERROR, &node->place,
                   "every_criterion belongs into the test of a standard; refer to a verdict with met \"...\"",
                   "every_criterion chỉ dùng trong test của bộ tiêu chí; hãy dẫn kết quả bằng met \"...\"");
    return NULL;
  }
  if (!read_except(scope, node, &except)) return NULL;
  struct expression result = {.kind = EXPRESSION_EVERY_CRITERION, .type = TYPE_TEST};
  if (!add_criteria(scope, node, scope->standard, &except, &result)) return NULL;
  return resolve_make(scope, node, &result);
}

const struct expression *resolve_test(struct scope *scope, struct draft *node) {
  switch (node->known) {
    case WORD_ONE_OF:
      return resolve_one_of(scope, node);
    case WORD_IS_TRUE:
    case WORD_KNOWN:
      return resolve_question(scope, node);
    case WORD_MET:
      return resolve_met(scope, node);
    case WORD_RECOGNISED:
      return resolve_recognised(scope, node);
    case WORD_EVERY_CRITERION:
      return resolve_every(scope, node);
    case WORD_ALL:
      return resolve_combination(scope, node, EXPRESSION_ALL);
    case WORD_ANY:
      return resolve_combination(scope, node, EXPRESSION_ANY);
    case WORD_NONE:
      return resolve_combination(scope, node, EXPRESSION_NONE);
    case WORD_AT_LEAST_N:
      return resolve_combination(scope, node, EXPRESSION_AT_LEAST_N);
    case WORD_BETWEEN:
      if (node->field_count != 3) return resolve_refuse_form(scope, node);
      return resolve_comparison(scope, node, WORD_BETWEEN, node->fields[0].value, node->fields[1].value,
                                node->fields[2].value);
    default:
      if (node->field_count != 2) return resolve_refuse_form(scope, node);
      return resolve_comparison(scope, node, node->known, node->fields[0].value, node->fields[1].value, NULL);
  }
}
