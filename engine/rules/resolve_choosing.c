/* Choosing among values (choose, by, from_year; amended is in resolve_amended.c) and saying how well a threshold is known. All values of a choice
 * have one type: that of what is wanted, or else of the first value that tells. */
#include "rules/resolve.h"

#include "base/date.h"

#include <string.h>

static const struct draft *choosing_table(const struct draft *node) {
  uint32_t argument = node->known == WORD_BY ? 1 : 0;
  if (node->field_count != argument + 1) return NULL;
  const struct draft *table = node->fields[argument].value;
  return table->kind == DRAFT_TABLE ? table : NULL;
}

struct draft *choosing_branch(const struct draft *node, uint32_t i, int *end) {
  const struct draft *table = choosing_table(node);
  *end = !table || i + 1 >= table->field_count;
  if (!table || i >= table->field_count) return NULL;
  struct draft *value = table->fields[i].value;
  if (node->known == WORD_AMENDED) return amended_value(value);
  if (node->known != WORD_CHOOSE || table->fields[i].key) return value;
  return value->kind == DRAFT_TABLE && value->field_count == 2 ? value->fields[1].value : NULL;
}

/* --- choices that only this formula knows ------------------------------------------------------------ */

static int collect(struct scope *scope, struct draft *draft, struct name_table *found, uint32_t stamp) {
  struct arena *arena = scope->loader->arena;
  if (draft->stamp == stamp) return 1;
  draft->stamp = stamp;
  if (draft->kind == DRAFT_STRING) {
    return name_table_get(found, draft->word) || name_table_put(found, arena, draft->word, draft);
  }
  if (draft->kind != DRAFT_NODE || draft->known == WORD_UNKNOWN) return 1;
  if (draft->known == WORD_UNVERIFIED && draft->field_count == 1) {
    return collect(scope, draft->fields[0].value, found, stamp);
  }
  if (word_class(draft->known) != CLASS_CHOOSING) return 1;
  int end = 0, whole = 1;
  for (uint32_t i = 0; !end && whole; i++) {
    struct draft *branch = choosing_branch(draft, i, &end);
    if (branch) whole = collect(scope, branch, found, stamp);
  }
  return whole;
}

static int new_domain(struct scope *scope, struct draft *node, struct domain *domain) {
  struct name_table found = {0};
  if (!collect(scope, node, &found, ++scope->loader->stamp)) {
    loader_no_memory(scope->loader);
    return 0;
  }
  const char **choices = arena_array(scope->loader->arena, found.count + 1, sizeof *choices);
  if (!choices) {
    loader_no_memory(scope->loader);
    return 0;
  }
  for (size_t i = 0; i < found.count; i++) choices[i] = found.entries[i].name;
  *domain = (struct domain){choices, (uint32_t)found.count};
  return 1;
}

/* What all values of the node are to be. */
static int settle_want(struct scope *scope, struct draft *node, struct want *want) {
  if (want->kind == WANT_ANY || (want->kind == WANT_CHOICE && !want->domain.choices)) {
    struct domain domain;
    enum want_kind kind = resolve_guess(scope, node, &domain);
    if (want->kind == WANT_ANY) want->kind = kind == WANT_ANY ? WANT_NUMBER : kind;
    want->domain = domain;
    if (want->kind == WANT_CHOICE && !domain.choices) return new_domain(scope, node, &want->domain);
  }
  return 1;
}

static enum expression_type type_of(struct want want) {
  switch (want.kind) {
    case WANT_CHOICE:
      return TYPE_CHOICE;
    case WANT_YES_NO:
      return TYPE_YES_NO;
    case WANT_TEST:
      return TYPE_TEST;
    default:
      return TYPE_NUMBER;
  }
}

static struct expression of_want(enum expression_kind kind, struct want want) {
  struct expression expression = {.kind = kind, .type = type_of(want)};
  if (want.kind == WANT_CHOICE) {
    expression.choices = want.domain.choices;
    expression.choice_count = want.domain.count;
  }
  return expression;
}

/* --- choose ------------------------------------------------------------------------------------------ */

static const struct expression *resolve_choose(struct scope *scope, struct draft *node,
                                               const struct draft *table, struct want want) {
  struct expression result = of_want(EXPRESSION_CHOOSE, want);
  result.operands = resolve_operands(scope, (size_t)table->field_count * 2);
  if (!result.operands) return NULL;
  int whole = 1;
  struct draft *otherwise = NULL;
  for (uint32_t i = 0; i < table->field_count; i++) {
    const struct draft_field *field = &table->fields[i];
    struct draft *pair = field->value;
    if (field->key && strcmp(field->key, "otherwise") == 0) {
      otherwise = pair;
      continue;
    }
    if (pair->kind == DRAFT_ERROR) {
      whole = 0;
      continue;
    }
    if (field->key || field->position != (int64_t)i + 1 || pair->kind != DRAFT_TABLE ||
        pair->field_count != 2 || pair->fields[0].key || pair->fields[1].key) {
      return resolve_refuse_form(scope, node);
    }
    const struct expression *test = resolve(scope, pair->fields[0].value, want_of(WANT_TEST));
    const struct expression *value = resolve(scope, pair->fields[1].value, want);
    if (!test || !value) whole = 0;
    result.operands[result.operand_count++] = test;
    result.operands[result.operand_count++] = value;
  }
  if (!otherwise) {
    report_problem(
        scope->loader->report, CHUAN_ERROR, &node->place,
        "choose says nothing for when no test holds; add otherwise = value, or otherwise = pending()",
        "choose chưa nói gì khi không phép thử nào đúng; hãy thêm otherwise = giá trị, hoặc otherwise = "
        "pending()");
    return NULL;
  }
  if (result.operand_count == 0) return resolve_refuse_form(scope, node);
  const struct expression *last = resolve(scope, otherwise, want);
  if (!last || !whole) return NULL;
  result.operands[result.operand_count++] = last;
  const struct expression **values = resolve_operands(scope, result.operand_count);
  if (!values) return NULL;
  uint32_t count = 0;
  for (uint32_t i = 1; i < result.operand_count; i += 2) values[count++] = result.operands[i];
  values[count++] = last;
  if (want.kind == WANT_NUMBER) result.unit = units_common(scope, node, values, count);
  return resolve_make(scope, node, &result);
}

/* --- by ---------------------------------------------------------------------------------------------- */

static const char *const yes_no_choices[] = {"no", "yes"};

static void refuse_case(struct scope *scope, const struct draft *table, const struct draft_field *field,
                        struct domain domain) {
  struct loader *loader = scope->loader;
  struct place place = draft_field_place(table, field);
  const char *nearest = loader_nearest_choice(loader, domain.choices, domain.count, field->key);
  if (nearest) {
    report_problem(loader->report, CHUAN_ERROR, &place, "there is no choice `%s`; did you mean `%s`?",
                   "không có lựa chọn `%s`; có phải là `%s`?", field->key, nearest);
  } else if (domain.choices == yes_no_choices) {
    report_problem(loader->report, CHUAN_ERROR, &place,
                   "there is no choice `%s`; write yes = … and no = …, or otherwise = …",
                   "không có lựa chọn `%s`; hãy viết yes = … và no = …, hoặc otherwise = …", field->key);
  } else {
    report_problem(loader->report, CHUAN_ERROR, &place,
                   "there is no choice `%s`; write one of those that the fact declares, or otherwise = …",
                   "không có lựa chọn `%s`; hãy ghi một lựa chọn mà số liệu đã khai, hoặc otherwise = …",
                   field->key);
  }
}

static void refuse_gap(struct scope *scope, const struct draft *node, struct domain domain,
                       const int32_t *cases) {
  struct loader *loader = scope->loader;
  const char *missing = "";
  uint32_t named = 0, left = 0;
  for (uint32_t i = 0; i < domain.count; i++) {
    if (cases[i] >= 0) continue;
    if (named == 5) {
      left++;
      continue;
    }
    missing = arena_format(loader->arena, "%s%s%s", missing, named ? ", " : "", domain.choices[i]);
    if (!missing) {
      loader_no_memory(loader);
      return;
    }
    named++;
  }
  report_problem(
      loader->report, CHUAN_ERROR, &node->place,
      "by says nothing for %s%s; an absent cell never means any: add them, or otherwise = pending()",
      "by chưa nói gì cho %s%s; ô bỏ trống không bao giờ có nghĩa là tùy ý: hãy thêm, hoặc ghi otherwise = "
      "pending()",
      missing, left ? ", …" : "");
}

static const struct expression *resolve_by(struct scope *scope, struct draft *node, const struct draft *table,
                                           struct want want) {
  struct loader *loader = scope->loader;
  const struct expression *selector = resolve(scope, node->fields[0].value, want_of(WANT_ANY));
  if (selector && selector->type != TYPE_CHOICE && selector->type != TYPE_YES_NO) {
    report_problem(
        loader->report, CHUAN_ERROR, &node->place,
        "by reads a choice or a yes/no figure, and %s is neither; write choose { { test, value }, otherwise "
        "= value }",
        "by đọc một lựa chọn hoặc số liệu có/không, còn %s không phải; hãy viết choose { { phép thử, giá trị "
        "}, otherwise = giá trị }",
        draft_describe(loader->arena, node->fields[0].value));
    selector = NULL;
  }
  struct domain domain = {yes_no_choices, 2};
  if (selector && selector->type == TYPE_CHOICE)
    domain = (struct domain){selector->choices, selector->choice_count};
  int32_t *cases = arena_array(loader->arena, (size_t)domain.count + 1, sizeof *cases);
  struct expression result = of_want(EXPRESSION_BY, want);
  result.operands = resolve_operands(scope, (size_t)table->field_count + 1);
  if (!cases || !result.operands) return loader_no_memory(loader);
  for (uint32_t i = 0; i < domain.count; i++) cases[i] = -1;
  int whole = selector != NULL;
  int32_t otherwise = -1;
  result.operands[0] = selector;
  result.operand_count = 1;
  for (uint32_t i = 0; i < table->field_count; i++) {
    const struct draft_field *field = &table->fields[i];
    if (!field->key) return resolve_refuse_form(scope, node);
    const struct expression *value = resolve(scope, field->value, want);
    uint32_t place;
    int32_t *slot = strcmp(field->key, "otherwise") == 0              ? &otherwise
                    : domain_find(loader, domain, field->key, &place) ? &cases[place]
                                                                      : NULL;
    if (!slot && selector) refuse_case(scope, table, field, domain);
    if (!slot || !value) whole = 0;
    if (slot) *slot = (int32_t)result.operand_count;
    result.operands[result.operand_count++] = value;
  }
  int gap = 0;
  for (uint32_t i = 0; i < domain.count; i++) gap |= cases[i] < 0;
  if (selector && gap && otherwise < 0) {
    refuse_gap(scope, node, domain, cases);
    whole = 0;
  }
  if (!whole) return NULL;
  if (want.kind == WANT_NUMBER) {
    result.unit = units_common(scope, node, result.operands + 1, result.operand_count - 1);
  }
  result.as.by.cases = cases;
  result.as.by.otherwise = otherwise;
  return resolve_make(scope, node, &result);
}

/* --- from_year --------------------------------------------------------------------------------------- */

static const struct expression *resolve_from_year(struct scope *scope, struct draft *node,
                                                  const struct draft *table, struct want want) {
  struct loader *loader = scope->loader;
  const struct rulebook *rulebook = loader->rulebook;
  struct expression result = of_want(EXPRESSION_FROM_YEAR, want);
  int32_t *years = arena_array(loader->arena, (size_t)table->field_count + 1, sizeof *years);
  result.operands = resolve_operands(scope, table->field_count);
  if (!years || !result.operands) return loader_no_memory(loader);
  int whole = 1;
  for (uint32_t i = 0; i < table->field_count; i++) {
    const struct draft_field *field = &table->fields[i];
    if (field->key || field->position < YEAR_FIRST || field->position > YEAR_LAST)
      return resolve_refuse_form(scope, node);
    years[i] = (int32_t)field->position;
    result.operands[i] = resolve(scope, field->value, want);
    if (!result.operands[i]) whole = 0;
    if (loader->period && years[i] > rulebook->last_year) {
      report_problem(
          loader->report, CHUAN_WARNING, &field->value->place,
          "the value from %d on is never used: the period ends in %d; delete it or correct the year",
          "giá trị từ năm %d không bao giờ dùng: giai đoạn kết thúc năm %d; hãy xóa hoặc sửa năm",
          (int)years[i], rulebook->last_year);
    }
  }
  result.operand_count = table->field_count;
  if (loader->period && years[0] > rulebook->first_year) {
    report_problem(
        loader->report, CHUAN_ERROR, &node->place,
        "from_year says nothing before %d, but the period begins in %d; add [%d] = value, or [%d] = "
        "pending()",
        "from_year chưa nói gì trước năm %d, nhưng giai đoạn bắt đầu từ %d; hãy thêm [%d] = giá trị, hoặc "
        "[%d] = pending()",
        (int)years[0], rulebook->first_year, rulebook->first_year, rulebook->first_year);
    whole = 0;
  }
  if (!whole) return NULL;
  if (want.kind == WANT_NUMBER)
    result.unit = units_common(scope, node, result.operands, result.operand_count);
  result.as.from_year.years = years;
  return resolve_make(scope, node, &result);
}

const struct expression *resolve_choosing(struct scope *scope, struct draft *node, struct want want) {
  uint32_t argument = node->known == WORD_BY ? 1 : 0;
  const struct draft *table = choosing_table(node);
  if (!table || table->field_count == 0 || node->field_count != argument + 1)
    return resolve_refuse_form(scope, node);
  if (!settle_want(scope, node, &want)) return NULL;
  switch (node->known) {
    case WORD_CHOOSE:
      return resolve_choose(scope, node, table, want);
    case WORD_BY:
      return resolve_by(scope, node, table, want);
    case WORD_AMENDED:
      return resolve_amended(scope, node, table, want);
    default:
      return resolve_from_year(scope, node, table, want);
  }
}

/* --- threshold status -------------------------------------------------------------------------------- */

const struct expression *resolve_unverified(struct scope *scope, const struct draft *at,
                                            const struct expression *inner) {
  struct expression result = {.kind = EXPRESSION_UNVERIFIED,
                              .type = inner->type,
                              .unit = inner->unit,
                              .choices = inner->choices,
                              .choice_count = inner->choice_count,
                              .operand_count = 1,
                              .operands = &inner};
  return resolve_make(scope, at, &result);
}

const struct expression *resolve_status(struct scope *scope, struct draft *node, struct want want) {
  if (node->known == WORD_UNVERIFIED) {
    if (node->field_count != 1) return resolve_refuse_form(scope, node);
    const struct expression *inner = resolve(scope, node->fields[0].value, want);
    return inner ? resolve_unverified(scope, node, inner) : NULL;
  }
  if (node->field_count != 0) return resolve_refuse_form(scope, node);
  struct expression result =
      of_want(node->known == WORD_PENDING ? EXPRESSION_PENDING : EXPRESSION_DELEGATED, want);
  return resolve_make(scope, node, &result);
}
