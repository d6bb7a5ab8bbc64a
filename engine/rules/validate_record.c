/* validate { id, level, name, test, severity, ... }: what figures must make sense of when they come in. It looks at one
 * unit: its figures of the year and of other years. */
#include "rules/field_schema.h"
#include "rules/resolve.h"

#include <string.h>

enum { ID, LEVEL, NAME, SEVERITY, TEST, APPLIES, FACT, SOURCE, ADVICE };
static const struct field_schema fields[] = {
    {"id", FIELD_ID, 1},         {"level", FIELD_TEXT, 1}, {"name", FIELD_NAMES, 0},
    {"severity", FIELD_TEXT, 0}, {"test", FIELD_ANY, 1},   {"applies_when", FIELD_ANY, 0},
    {"fact", FIELD_TEXT, 0},     {"source", FIELD_ANY, 0}, {"advice", FIELD_NAMES, 0}};

/* --- what it reads --------------------------------------------------------------------------------------- */

struct reach { /* a walk over a formula, in reading order, each part once */
  uint8_t *seen;
  const struct fact *own, *other; /* the first figure of the year at hand, and of another year */
  const struct expression *beyond;
  int has_limit; /* a number is written in it that is not marked: a limit somebody chose */
};

static int is_beyond(enum expression_kind kind) {
  return kind == EXPRESSION_PARENT || kind == EXPRESSION_RECOGNISED || kind == EXPRESSION_WITHIN ||
         expression_is_aggregate(kind);
}

static void note_one(struct reach *reach, const struct expression *at, int elsewhere) {
  const struct fact **first = elsewhere ? &reach->other : &reach->own;
  if (is_beyond(at->kind) && !reach->beyond) reach->beyond = at;
  if (at->kind == EXPRESSION_FACT && !*first) *first = at->as.fact;
}

/* Nothing and one are nobody's choice: there is something or there is not. */
static int is_chosen(const struct rational *number) {
  struct rational one;
  rational_set(&one, 1, 0);
  return rational_sign(number) != 0 && rational_compare(number, &one) != 0;
}

/* No deeper than the loader lets formulas nest. A part that is read in several years is walked once for each of the two
 * kinds of year. */
static void find_reach(struct reach *reach, const struct expression *at, int elsewhere, int marked) {
  uint8_t bit = (uint8_t)(1u << ((elsewhere ? 2u : 0u) + (marked ? 1u : 0u)));
  if (reach->seen[at->id] & bit) return;
  reach->seen[at->id] |= bit;
  note_one(reach, at, elsewhere);
  if (at->kind == EXPRESSION_UNVERIFIED || (at->kind == EXPRESSION_DERIVED && at->as.derived->source))
    marked = 1;
  if (at->kind == EXPRESSION_NUMBER && !marked && is_chosen(&at->as.number.value)) reach->has_limit = 1;
  if (expression_is_outside(at->kind)) elsewhere = 1;
  for (uint32_t i = 0; i < at->operand_count; i++) find_reach(reach, at->operands[i], elsewhere, marked);
}

static void refuse_beyond(struct loader *loader, const struct validate_rule *rule,
                          const struct expression *beyond) {
  const char *word = expression_word(beyond->kind);
  report_problem(
      loader->report, CHUAN_ERROR, &rule->place,
      "validate %s reads %s; figures are checked unit by unit as they come in, so read only figures of the "
      "unit itself, of its year or of other years",
      "validate %s đọc %s; số liệu được kiểm tra từng đơn vị khi nhập, nên chỉ đọc số liệu của chính đơn vị, "
      "của năm đó hoặc năm khác",
      rule->id, word);
}

static void note_reach(struct loader *loader, struct validate_rule *rule) {
  struct reach reach = {0};
  const struct expression *test = rule->test;
  reach.seen = arena_array(loader->arena, loader->pool.count + 1, sizeof *reach.seen);
  if (!reach.seen) {
    loader_no_memory(loader);
    return;
  }
  for (uint32_t i = test->kind == EXPRESSION_APPLIES_WHEN ? 2 : 0; i-- > 0;) /* what is asked, then when */
    find_reach(&reach, test->operands[i], 0, 0);
  find_reach(&reach, test, 0, 0);
  if (reach.beyond) refuse_beyond(loader, rule, reach.beyond);
  if (!rule->fact) rule->fact = reach.own ? reach.own : reach.other;
  rule->base_status = rule->source || !reach.has_limit ? CHUAN_SOURCED : CHUAN_UNVERIFIED;
  if (rule->fact || reach.beyond) return;
  report_problem(
      loader->report, CHUAN_ERROR, &rule->place,
      "validate %s reads no figure, so nothing can be wrong; write test = at_most(part, whole) or the like",
      "validate %s không đọc số liệu nào nên không có gì để kiểm tra; hãy viết chẳng hạn test = "
      "at_most(phần, "
      "tổng)",
      rule->id);
}

/* --- the record ------------------------------------------------------------------------------------------ */

static const struct expression *resolve_question(struct loader *loader, struct level *level,
                                                 const struct draft *record, struct draft **values) {
  struct scope scope = {loader, level, NULL, 0, NULL};
  const struct expression *test = values[TEST] ? resolve(&scope, values[TEST], want_of(WANT_TEST)) : NULL;
  if (!values[APPLIES]) return test;
  const struct expression *condition = resolve(&scope, values[APPLIES], want_of(WANT_TEST));
  if (!test || !condition) return NULL;
  const struct expression *operands[] = {condition, test};
  struct expression applies = {
      .kind = EXPRESSION_APPLIES_WHEN, .type = TYPE_TEST, .operand_count = 2, .operands = operands};
  return resolve_make(&scope, record, &applies);
}

static void read_severity(struct loader *loader, struct validate_rule *rule, const struct draft *record,
                          const struct draft *draft) {
  rule->severity = CHUAN_WARNING;
  if (!draft || strcmp(draft->word, "warning") == 0) return;
  rule->severity = CHUAN_ERROR;
  if (strcmp(draft->word, "error") == 0) return;
  struct place place = draft_key_place(record, "severity");
  report_problem(
      loader->report, CHUAN_ERROR, &place,
      "\"%s\" is no severity; write severity = \"warning\" (the row stays) or \"error\" (it is refused)",
      "\"%s\" không phải mức độ; hãy viết severity = \"warning\" (dòng vẫn được nhận) hoặc \"error\" (dòng "
      "bị "
      "loại)",
      draft->word);
}

static void read_fact(struct loader *loader, struct validate_rule *rule, const struct level *level,
                      const struct draft *draft) {
  const struct named *named = name_table_get(&level->names, draft->word);
  rule->fact = named ? named->fact : NULL;
  if (rule->fact || !loader_misses(loader, draft->word)) return;
  const char *nearest = named ? NULL : loader_nearest(loader, &level->names, draft->word);
  if (nearest) {
    report_problem(loader->report, CHUAN_ERROR, &draft->place, "unknown fact `%s`; did you mean `%s`?",
                   "không có số liệu `%s`; có phải là `%s`?", draft->word, nearest);
  } else {
    report_problem(
        loader->report, CHUAN_ERROR, &draft->place,
        "`%s` is no fact of the level %s, and a cell of a file is to be named; use one from `chuan facts`",
        "`%s` không phải số liệu nhập vào của cấp %s nên không chỉ được ô nào trong tệp; hãy dùng số liệu có "
        "trong `chuan facts`",
        draft->word, level->id);
  }
}

static int put(struct loader *loader, struct validate_rule *rule) {
  const struct judged_draft *judged = name_table_get(&loader->judged, rule->id);
  const struct validate_rule *first = name_table_get(&loader->validates, rule->id);
  if (judged || first) {
    loader_duplicate(loader, &rule->place, "validate", rule->id,
                     judged ? &judged->shown.place : &first->place);
    return 0;
  }
  if (name_table_put(&loader->validates, loader->arena, rule->id, rule)) return 1;
  loader_no_memory(loader);
  return 0;
}

static void read_validate(struct loader *loader, struct draft *record) {
  static const struct record_schema schema = {"validate", fields, sizeof fields / sizeof *fields, 0};
  struct draft *values[FIELDS_MAX];
  fields_read(loader, record, &schema, values);
  struct level *level = values[LEVEL] ? loader_level(loader, values[LEVEL]) : NULL;
  struct validate_rule *rule = arena_alloc(loader->arena, sizeof *rule);
  if (!rule) {
    loader_no_memory(loader);
    return;
  }
  rule->id = values[ID] ? values[ID]->word : "";
  rule->place = record->place;
  rule->level = level ? level->id : "";
  names_read(loader, values[NAME], rule->id, &rule->name);
  names_read(loader, values[ADVICE], "", &rule->advice);
  read_severity(loader, rule, record, values[SEVERITY]);
  rule->source = source_read(loader, values[SOURCE]);
  if (values[FACT] && level) read_fact(loader, rule, level, values[FACT]);
  if (values[ID] && !put(loader, rule)) return;
  if (level) rule->test = resolve_question(loader, level, record, values);
  if (rule->test) note_reach(loader, rule);
}

void validates_read(struct loader *loader) {
  for (struct draft *draft = loader->first_record; draft && !loader->no_memory; draft = draft->next_record)
    if (draft->kind == DRAFT_RECORD && draft->known == WORD_VALIDATE) read_validate(loader, draft);
}
