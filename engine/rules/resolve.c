/* Names and words find their meaning at one level. Every draft is resolved once per level and wanted type, however
 * often it is used, so shared parts of formulas stay shared and are complained about once. */
#include "rules/resolve.h"

#include <stdlib.h>
#include <string.h>

/* Bounds on what a small file can ask for by sharing formulas among levels. */
#define RESOLVE_LOOKS 20000000u
#define RESOLVE_BYTES ((size_t)640 << 20)
#define RESOLVE_DEPTH 512u /* nesting through derived values and verdicts of other rules included */

struct reading { /* what a draft came out as, for one level, standard and wanted type */
  const struct level *level;
  const struct judged_draft *standard;
  struct want want;
  const struct expression *expression;
  struct reading *next;
};

struct want want_of(enum want_kind kind) {
  return (struct want){kind, {NULL, 0}};
}

int resolve_same_domain(struct domain a, struct domain b) {
  if (a.choices == b.choices) return 1;
  if (a.count != b.count) return 0;
  for (uint32_t i = 0; i < a.count; i++)
    if (strcmp(a.choices[i], b.choices[i]) != 0) return 0;
  return 1;
}

/* --- making ------------------------------------------------------------------------------------------ */

static struct expression_note note_of(struct scope *scope, const struct expression *expression) {
  struct expression_note note = {0, 0, 0, (uint8_t)expression_is_outside(expression->kind)};
  int bare = 0, carries = 1; /* whether what the operands are is what this is */
  for (uint32_t i = 0; i < expression->operand_count; i++) {
    struct expression_note *operand = expression_note(&scope->loader->pool, expression->operands[i]);
    note.marked |= operand->marked;
    note.outside |= operand->outside;
    if (expression->operands[i]->type == TYPE_TEST && expression->type != TYPE_TEST) continue;
    bare |= operand->bare;
  }
  switch (expression->kind) {
    case EXPRESSION_NUMBER:
    case EXPRESSION_CHOICE:
      bare = 1;
      break;
    case EXPRESSION_UNVERIFIED:
    case EXPRESSION_PENDING:
    case EXPRESSION_DELEGATED:
      note.marked = 1;
      bare = 0;
      break;
    case EXPRESSION_AT_LEAST:
    case EXPRESSION_AT_MOST:
    case EXPRESSION_MORE_THAN:
    case EXPRESSION_LESS_THAN:
    case EXPRESSION_EQUALS:
    case EXPRESSION_BETWEEN:
    case EXPRESSION_ONE_OF:
    case EXPRESSION_IS_TRUE:
      bare = bare || !note.marked;
      break;
    case EXPRESSION_COMPUTE:
      bare = expression->type == TYPE_TEST;
      break;
    case EXPRESSION_MET:
    case EXPRESSION_EVERY_CRITERION:
    case EXPRESSION_FAILED_SHARE:
    case EXPRESSION_SUM_OF: /* what is asked of the units below is no threshold of this unit */
    case EXPRESSION_COUNT_OF:
    case EXPRESSION_SHARE_OF:
    case EXPRESSION_MEAN_OF:
      note.marked = 0;
      bare = 0;
      break;
    case EXPRESSION_APPLIES_WHEN:
      bare = expression_note(&scope->loader->pool, expression->operands[1])->bare;
      break;
    case EXPRESSION_ALL:
    case EXPRESSION_ANY:
    case EXPRESSION_NONE:
    case EXPRESSION_AT_LEAST_N:
    case EXPRESSION_BY:
    case EXPRESSION_CHOOSE:
    case EXPRESSION_FROM_YEAR:
    case EXPRESSION_AMENDED:
    case EXPRESSION_PARENT:
    case EXPRESSION_IN_YEAR:
    case EXPRESSION_LAST_YEAR:
      break;
    case EXPRESSION_DERIVED:
      if (expression->as.derived->source) bare = 0;
      break;
    default:
      carries = 0;
      break; /* arithmetic: its constants are no thresholds */
  }
  note.bare = carries && bare;
  return note;
}

/* Said once: from here on nothing more is resolved. */
static void refuse_size(struct loader *loader, const struct draft *at) {
  if (!loader->stopped) {
    report_problem(
        loader->report, CHUAN_ERROR, &at->place,
        "the rules are too large: they hold more than %u formulas, or formulas shared by very many levels; "
        "split the period",
        "bộ quy tắc quá lớn: hơn %u công thức, hoặc công thức dùng chung cho quá nhiều cấp; hãy tách giai "
        "đoạn",
        EXPRESSIONS_MAX);
  }
  loader->stopped = 1;
  loader->pool.full = 1;
}

const struct expression *resolve_make(struct scope *scope, const struct draft *at,
                                      struct expression *wanted) {
  struct loader *loader = scope->loader;
  if (!average_allows(scope, at, wanted)) return NULL;
  struct expression_note note = note_of(scope, wanted);
  wanted->place = at->place;
  if (!wanted->unit) wanted->unit = "";
  if (!expression_bound(&loader->pool, wanted, &note)) {
    report_problem(
        loader->report, CHUAN_ERROR, &at->place,
        "the result of %s could pass %u bits and would not stay exact; give the facts min and max, or use "
        "rounded(x, places) on parts",
        "kết quả của %s có thể vượt %u bit nên không giữ được chính xác; hãy khai min và max cho số liệu, "
        "hoặc dùng rounded(x, places) cho từng phần",
        draft_describe(loader->arena, at), (unsigned)WIDE_BITS);
    return NULL;
  }
  const struct expression *made = expression_share(&loader->pool, loader->arena, wanted, note);
  if (made) return made;
  if (!loader->pool.full) return loader_no_memory(loader);
  refuse_size(loader, at);
  return NULL;
}

const struct expression **resolve_operands(struct scope *scope, size_t count) {
  const struct expression **operands = arena_array(scope->loader->arena, count + 1, sizeof *operands);
  return operands ? operands : loader_no_memory(scope->loader);
}

/* --- shapes ------------------------------------------------------------------------------------------ */

const struct expression *resolve_refuse_form(struct scope *scope, const struct draft *node) {
  for (uint32_t i = 0; i < node->field_count; i++)
    if (node->fields[i].value->kind == DRAFT_ERROR)
      return NULL; /* the form may be right without that mistake */
  report_problem(scope->loader->report, CHUAN_ERROR, &node->place, "`%s` is not written like this; write %s",
                 "`%s` không viết như thế; hãy viết %s", node->word, word_form(node->known));
  return NULL;
}

const struct draft *resolve_list(struct scope *scope, const struct draft *node, uint32_t argument) {
  if (argument >= node->field_count) {
    resolve_refuse_form(scope, node);
    return NULL;
  }
  const struct draft *table = node->fields[argument].value;
  if (table->kind == DRAFT_ERROR) return NULL;
  if (node->field_count != argument + 1 || table->kind != DRAFT_TABLE) {
    resolve_refuse_form(scope, node);
    return NULL;
  }
  if (table->field_count == 0) {
    report_problem(scope->loader->report, CHUAN_ERROR, &node->place, "`%s` is empty; write %s",
                   "`%s` không có gì bên trong; hãy viết %s", node->word, word_form(node->known));
    return NULL;
  }
  for (uint32_t i = 0; i < table->field_count; i++) {
    const struct draft_field *field = &table->fields[i];
    if (!field->key && field->position == (int64_t)i + 1) continue;
    struct place place = draft_field_place(table, field);
    report_problem(scope->loader->report, CHUAN_ERROR, &place,
                   "`%s` takes a list without names or gaps; write %s",
                   "`%s` nhận một danh sách không đặt tên, không bỏ trống; hãy viết %s", node->word,
                   word_form(node->known));
    return NULL;
  }
  return table;
}

int resolve_whole(const struct draft *draft, int64_t lowest, int64_t highest, int64_t *value) {
  if (draft->kind != DRAFT_NUMBER || strchr(draft->word, '.')) return 0;
  *value = strtoll(draft->word, NULL, 10);
  return *value >= lowest && *value <= highest;
}

/* --- types ------------------------------------------------------------------------------------------- */

static const char *kind_text(const struct loader *loader, enum expression_type type) {
  switch (type) {
    case TYPE_NUMBER:
      return report_pick(loader->report, "a number", "một số");
    case TYPE_CHOICE:
      return report_pick(loader->report, "a choice", "một lựa chọn");
    case TYPE_YES_NO:
      return report_pick(loader->report, "a yes/no figure", "một số liệu có/không");
    case TYPE_TEST:
      return report_pick(loader->report, "a test", "một phép thử");
  }
  return "";
}

static const struct expression *refuse_type(struct scope *scope, const struct draft *draft,
                                            const struct expression *found, enum want_kind wanted) {
  struct loader *loader = scope->loader;
  const char *what = draft_describe(loader->arena, draft), *kind = kind_text(loader, found->type);
  const char *advice = "";
  enum expression_type needed = TYPE_NUMBER;
  switch (wanted) {
    case WANT_TEST:
      needed = TYPE_TEST;
      advice = found->type == TYPE_YES_NO   ? "is_true(x)"
               : found->type == TYPE_CHOICE ? "equals(x, \"...\")"
                                            : "at_least(x, 65)";
      break;
    case WANT_NUMBER:
      advice = found->type == TYPE_CHOICE ? "by(x, { ... = 65 })" : "choose { { test, 1 }, otherwise = 0 }";
      if (found->type == TYPE_YES_NO) advice = "choose { { is_true(x), 1 }, otherwise = 0 }";
      break;
    case WANT_YES_NO:
      needed = TYPE_YES_NO;
      advice = found->type == TYPE_NUMBER   ? "more_than(x, 0)"
               : found->type == TYPE_CHOICE ? "equals(x, \"...\")"
                                            : "x";
      break;
    default:
      needed = TYPE_CHOICE;
      advice = "choose { { test, \"...\" }, otherwise = \"...\" }";
      break;
  }
  report_problem(loader->report, CHUAN_ERROR, &draft->place,
                 "%s is %s where %s is needed; write for instance %s",
                 "%s là %s trong khi ở đây cần %s; hãy viết chẳng hạn %s", what, kind,
                 kind_text(loader, needed), advice);
  return NULL;
}

static const struct expression *check_type(struct scope *scope, const struct draft *draft,
                                           const struct expression *found, struct want want) {
  static const enum expression_type types[] = {[WANT_NUMBER] = TYPE_NUMBER,
                                               [WANT_CHOICE] = TYPE_CHOICE,
                                               [WANT_YES_NO] = TYPE_YES_NO,
                                               [WANT_TEST] = TYPE_TEST};
  if (want.kind == WANT_ANY) return found;
  if (found->type != types[want.kind]) return refuse_type(scope, draft, found, want.kind);
  struct domain domain = {found->choices, found->choice_count};
  if (want.kind == WANT_CHOICE && want.domain.choices != found->choices)
    scope->loader->looked_at += domain.count;
  if (want.kind != WANT_CHOICE || !want.domain.choices || resolve_same_domain(domain, want.domain))
    return found;
  report_problem(scope->loader->report, CHUAN_ERROR, &draft->place,
                 "%s has other choices than what it stands beside; use facts with the same list of choices",
                 "%s có danh sách lựa chọn khác với giá trị đi cùng; hãy dùng số liệu có cùng danh sách",
                 draft_describe(scope->loader->arena, draft));
  return NULL;
}

/* --- single drafts ----------------------------------------------------------------------------------- */

static const struct expression *resolve_fact(struct scope *scope, const struct draft *draft,
                                             const struct fact *fact) {
  struct expression expression = {.kind = EXPRESSION_FACT, .unit = fact->unit, .as.fact = fact};
  switch (fact->kind) {
    case FACT_COUNT:
    case FACT_AMOUNT:
      expression.type = TYPE_NUMBER;
      break;
    case FACT_YES_NO:
      expression.type = TYPE_YES_NO;
      break;
    case FACT_CHOICE:
      expression.type = TYPE_CHOICE;
      expression.choices = fact->choices;
      expression.choice_count = fact->choice_count;
      break;
  }
  return resolve_make(scope, draft, &expression);
}

static const struct expression *resolve_name(struct scope *scope, struct draft *draft, struct want want) {
  struct loader *loader = scope->loader;
  const struct named *named = name_table_get(&scope->level->names, draft->word);
  if (named && named->fact) return resolve_fact(scope, draft, named->fact);
  if (named) {
    const struct expression *value = resolve_derived(scope, named->derived, draft);
    if (!value) return NULL;
    struct expression expression = {.kind = EXPRESSION_DERIVED,
                                    .type = value->type,
                                    .unit = value->unit,
                                    .choices = value->choices,
                                    .choice_count = value->choice_count,
                                    .operand_count = 1,
                                    .operands = &value,
                                    .as.derived = &named->derived->shown};
    return resolve_make(scope, draft, &expression);
  }
  draft->kind = DRAFT_ERROR; /* said once */
  uint32_t place;
  if (want.kind == WANT_CHOICE && domain_find(loader, want.domain, draft->word, &place)) {
    report_problem(loader->report, CHUAN_ERROR, &draft->place, "`%s` is a choice; write it in quotes: \"%s\"",
                   "`%s` là một lựa chọn; hãy viết trong ngoặc kép: \"%s\"", draft->word, draft->word);
    return NULL;
  }
  if (draft->known != WORD_UNKNOWN) {
    report_problem(
        loader->report, CHUAN_ERROR, &draft->place, "`%s` is a word and needs what belongs to it; write %s",
        "`%s` là một từ của ngôn ngữ và cần phần đi kèm; hãy viết %s", draft->word, word_form(draft->known));
    return NULL;
  }
  if (!loader_misses(loader, draft->word)) return NULL;
  const char *nearest = loader_nearest(loader, &scope->level->names, draft->word);
  if (nearest) {
    report_problem(loader->report, CHUAN_ERROR, &draft->place, "unknown name `%s`; did you mean `%s`?",
                   "không có tên `%s`; có phải là `%s`?", draft->word, nearest);
    return NULL;
  }
  for (size_t i = 0; i < loader->levels.count; i++) {
    const struct level *level = loader->levels.entries[i].value;
    if (level == scope->level || !name_table_get(&level->names, draft->word)) continue;
    const char *word = level_is_below(loader, level, scope->level) ? "sum_of" : "parent";
    report_problem(
        loader->report, CHUAN_ERROR, &draft->place,
        "`%s` belongs to the level %s, but this rule is of the level %s; write %s(\"%s\", %s), or use "
        "a fact of that level",
        "`%s` thuộc cấp %s, còn quy tắc này ở cấp %s; hãy viết %s(\"%s\", %s), hoặc dùng số liệu của "
        "cấp đó",
        draft->word, level->id, scope->level->id, word, level->id, draft->word);
    return NULL;
  }
  report_problem(
      loader->report, CHUAN_ERROR, &draft->place,
      "unknown name `%s`; declare it in facts \"%s\" { %s = count {} }, or use a name from `chuan facts`",
      "không có tên `%s`; hãy khai trong facts \"%s\" { %s = count {} }, hoặc dùng tên có trong `chuan "
      "facts`",
      draft->word, scope->level->id, draft->word);
  return NULL;
}

static const struct expression *resolve_string(struct scope *scope, const struct draft *draft,
                                               struct want want) {
  struct loader *loader = scope->loader;
  if (want.kind != WANT_CHOICE || !want.domain.choices) {
    report_problem(loader->report, CHUAN_ERROR, &draft->place,
                   "the text \"%s\" stands where a fact, number or test is needed; write it without quotes",
                   "đoạn chữ \"%s\" đứng ở chỗ cần số liệu, số hoặc phép thử; hãy viết không có ngoặc kép",
                   draft->word);
    return NULL;
  }
  uint32_t place;
  if (domain_find(loader, want.domain, draft->word, &place)) {
    struct expression expression = {.kind = EXPRESSION_CHOICE,
                                    .type = TYPE_CHOICE,
                                    .choices = want.domain.choices,
                                    .choice_count = want.domain.count,
                                    .as.choice_index = place};
    return resolve_make(scope, draft, &expression);
  }
  const char *nearest = loader_nearest_choice(loader, want.domain.choices, want.domain.count, draft->word);
  if (nearest) {
    report_problem(loader->report, CHUAN_ERROR, &draft->place,
                   "there is no choice \"%s\"; did you mean \"%s\"?",
                   "không có lựa chọn \"%s\"; có phải là \"%s\"?", draft->word, nearest);
  } else {
    report_problem(loader->report, CHUAN_ERROR, &draft->place,
                   "there is no choice \"%s\"; write one of the choices of the fact, such as \"%s\"",
                   "không có lựa chọn \"%s\"; hãy ghi một lựa chọn của số liệu, chẳng hạn \"%s\"",
                   draft->word, want.domain.count ? want.domain.choices[0] : "");
  }
  return NULL;
}

static const struct expression *refuse_shape(struct scope *scope, const struct draft *draft) {
  struct loader *loader = scope->loader;
  if (draft->kind == DRAFT_BOOLEAN) {
    if (draft_file_suspect(draft->file, draft->place.line))
      return NULL; /* what Lua made of `and`, `or`, `>=` */
    report_problem(loader->report, CHUAN_ERROR, &draft->place,
                   "%s is no test and no figure; write a test such as is_true(fact)",
                   "%s không phải phép thử hay số liệu; hãy viết phép thử như is_true(fact)",
                   draft->integer ? "true" : "false");
    return NULL;
  }
  report_problem(
      loader->report, CHUAN_ERROR, &draft->place, "%s cannot stand here; write a fact, a number or a test",
      "%s không đứng ở đây được; hãy viết số liệu, số hoặc phép thử", draft_describe(loader->arena, draft));
  return NULL;
}

static const struct expression *resolve_node(struct scope *scope, struct draft *draft, struct want want) {
  switch (word_class(draft->known)) {
    case CLASS_NUMBER:
      return resolve_number(scope, draft);
    case CLASS_ELSEWHERE:
      return draft->known == WORD_PARENT ? resolve_parent(scope, draft, want)
                                         : resolve_year(scope, draft, want);
    case CLASS_CHOOSING:
      return resolve_choosing(scope, draft, want);
    case CLASS_STATUS:
      return resolve_status(scope, draft, want);
    case CLASS_COMPUTE:
      return resolve_compute(scope, draft, want);
    case CLASS_TEST:
      return resolve_test(scope, draft);
    default:
      return refuse_shape(scope, draft);
  }
}

static const struct expression *resolve_fresh(struct scope *scope, struct draft *draft, struct want want) {
  const struct expression *found = NULL;
  switch (draft->kind) {
    case DRAFT_NAME:
      found = resolve_name(scope, draft, want);
      break;
    case DRAFT_NUMBER:
      found = resolve_literal(scope, draft);
      break;
    case DRAFT_STRING:
      found = resolve_string(scope, draft, want);
      break;
    case DRAFT_NODE:
      found = resolve_node(scope, draft, want);
      break;
    case DRAFT_ERROR:
      break;
    default:
      return refuse_shape(scope, draft);
  }
  return found ? check_type(scope, draft, found, want) : NULL;
}

static int same_want(struct want a, struct want b) {
  return a.kind == b.kind && a.domain.choices == b.domain.choices;
}

const struct expression *resolve(struct scope *scope, struct draft *draft, struct want want) {
  struct loader *loader = scope->loader;
  if (draft->used == DRAFT_UNUSED) draft->used = DRAFT_ATTACHED;
  if (draft->kind == DRAFT_ERROR || loader->no_memory || loader->pool.full) return NULL;
  for (struct reading *known = draft->readings; known; known = known->next) {
    loader->looked_at++;
    if (known->level == scope->level && known->standard == scope->standard && same_want(known->want, want)) {
      return known->expression;
    }
  }
  if (loader->looked_at > RESOLVE_LOOKS || arena_used(loader->arena) > RESOLVE_BYTES) {
    refuse_size(loader, draft);
    return NULL;
  }
  if (scope->depth >= RESOLVE_DEPTH) {
    report_problem(loader->report, CHUAN_ERROR, &draft->place,
                   "this formula rests on others more than %u levels deep; make the chain shorter",
                   "công thức này dựa trên công thức khác quá %u tầng; hãy rút ngắn chuỗi", RESOLVE_DEPTH);
    return NULL;
  }
  scope->depth++;
  const struct expression *found = resolve_fresh(scope, draft, want);
  scope->depth--;
  struct reading *reading = arena_alloc(loader->arena, sizeof *reading);
  if (!reading) return loader_no_memory(loader);
  *reading = (struct reading){scope->level, scope->standard, want, found, draft->readings};
  draft->readings = reading;
  return found;
}
