/* overlay { province = "58", set { "commune.standard/2.1", at_least = 100 } }: levels that a province, or a pilot, sets
 * for the units in it. The formulas choose between them and the decree's, so that whoever evaluates or explains a rule
 * sees both. */
#include "rules/judged_question.h"
#include "rules/overlay.h"
#include "rules/resolve.h"

#include <string.h>

enum { PROVINCE, PILOT, NAME, SOURCE };
static const struct field_schema fields[] = {{"province", FIELD_TEXT, 0},
                                             {"pilot", FIELD_TEXT, 0},
                                             {"name", FIELD_NAMES, 0},
                                             {"source", FIELD_ANY, 0}};

/* --- what is set --------------------------------------------------------------------------------------- */

static struct judged_draft *find_judged(struct loader *loader, const struct draft *path) {
  struct judged_draft *found = name_table_get(&loader->judged, path->word);
  if (found && found->shown.kind == JUDGED_CRITERION) {
    /* A criterion and its only indicator may share the id. */
    if (found->part_count == 1 && strcmp(found->parts[0]->shown.path, path->word) == 0)
      return found->parts[0];
    report_problem(loader->report, CHUAN_ERROR, &path->place,
                   "\"%s\" is a criterion, whose levels are in its indicators; set those, such as \"%s\"",
                   "\"%s\" là tiêu chí, các mức nằm ở chỉ tiêu; hãy đặt cho chỉ tiêu, ví dụ \"%s\"",
                   path->word, found->part_count ? found->parts[0]->shown.path : "commune.standard/17.1");
    return NULL;
  }
  if (found || !loader_misses(loader, path->word)) return found;
  const char *nearest = loader_nearest(loader, &loader->judged, path->word);
  if (nearest) {
    report_problem(loader->report, CHUAN_ERROR, &path->place,
                   "there is no indicator \"%s\" to set; did you mean \"%s\"?",
                   "không có chỉ tiêu \"%s\" để đặt mức; có phải là \"%s\"?", path->word, nearest);
  } else {
    report_problem(loader->report, CHUAN_ERROR, &path->place,
                   "there is no indicator \"%s\" to set; write its path, such as \"commune.standard/17.1\"",
                   "không có chỉ tiêu \"%s\" để đặt mức; hãy ghi đường dẫn, ví dụ \"commune.standard/17.1\"",
                   path->word);
  }
  return NULL;
}

/* set { path, at_least = x } or set { path, test = t }: 0 when it is not written like this. */
static int read_form(struct loader *loader, const struct draft *node, const struct draft **path,
                     const struct draft_field **what) {
  const struct draft *table = node->field_count == 1 ? node->fields[0].value : NULL;
  *path = NULL;
  *what = NULL;
  if (table && table->kind == DRAFT_ERROR) return 0;
  int whole = table && table->kind == DRAFT_TABLE && table->field_count == 2;
  for (uint32_t i = 0; whole && i < 2; i++) {
    const struct draft_field *field = &table->fields[i];
    if (field->value->kind == DRAFT_ERROR) return 0;
    if (!field->key && field->value->kind == DRAFT_STRING)
      *path = field->value;
    else if (field->key)
      *what = field;
  }
  if (*path && *what) return 1;
  report_problem(loader->report, CHUAN_ERROR, &node->place, "`set` is not written like this; write %s",
                 "`set` không viết như thế; hãy viết %s", word_form(WORD_SET));
  return 0;
}

static int comparison_word(const char *key) {
  for (int i = 0; i < QUESTION_COMPARISONS; i++)
    if (strcmp(word_text(question_comparison(i)), key) == 0) return question_comparison(i);
  return WORD_UNKNOWN;
}

/* The comparison must be the one of the rule: at_most beside at_least would be another rule. */
static int check_key(struct loader *loader, const struct draft *table, const struct draft_field *what,
                     const struct judged_draft *judged) {
  struct place place = draft_field_place(table, what);
  const char *path = judged->shown.path;
  if (strcmp(what->key, "test") == 0) return 1;
  if (comparison_word(what->key) == WORD_UNKNOWN) {
    report_problem(loader->report, CHUAN_ERROR, &place, "set has no field `%s`; write %s",
                   "set không có trường `%s`; hãy viết %s", what->key, word_form(WORD_SET));
    return 0;
  }
  if (judged->broken) return 0;
  if (!judged->value) {
    report_problem(loader->report, CHUAN_ERROR, &place,
                   "%s asks a test and has no `%s` to set; write test = ...",
                   "%s hỏi bằng test nên không có `%s` để đặt; hãy viết test = ...", path, what->key);
    return 0;
  }
  if (comparison_word(what->key) == judged->comparison) return 1;
  report_problem(loader->report, CHUAN_ERROR, &place,
                 "%s asks %s, and the overlay sets %s; write %s =, or test = for another question",
                 "%s hỏi %s, còn quy định riêng lại đặt %s; hãy viết %s =, hoặc test = nếu hỏi khác hẳn",
                 path, word_text(judged->comparison), what->key, word_text(judged->comparison));
  return 0;
}

static int is_free(struct loader *loader, const struct judged_draft *judged, const struct overlay *overlay,
                   const struct draft *node) {
  const struct set_draft *set = name_table_get(&judged->set_codes, overlay->code);
  if (!set) return 1;
  report_problem(loader->report, CHUAN_ERROR, &node->place,
                 "%s is set for \"%s\" already at %s:%u; delete one of the two",
                 "%s đã được đặt cho \"%s\" ở %s:%u; hãy xóa một trong hai chỗ", judged->shown.path,
                 overlay->code, set->node->place.file, (unsigned)set->node->place.line);
  return 0;
}

/* Pilots before provinces, otherwise as they are written. */
static void insert_set(struct loader *loader, struct judged_draft *judged, struct set_draft *set) {
  struct set_draft *before = set->overlay->pilot ? judged->last_pilot : judged->last_set;
  struct set_draft **at = before ? &before->next : &judged->sets;
  set->next = *at;
  *at = set;
  if (!set->next) judged->last_set = set;
  if (set->overlay->pilot) judged->last_pilot = set;
  if (!name_table_put(&judged->set_codes, loader->arena, set->overlay->code, set)) loader_no_memory(loader);
}

static void read_set(struct loader *loader, struct draft *node, struct overlay *overlay,
                     struct overlay_set *shown) {
  const struct draft *path;
  const struct draft_field *what;
  if (!read_form(loader, node, &path, &what)) return;
  struct judged_draft *judged = find_judged(loader, path);
  if (!judged || !check_key(loader, node->fields[0].value, what, judged)) return;
  if (!is_free(loader, judged, overlay, node)) return;
  struct set_draft *set = arena_alloc(loader->arena, sizeof *set);
  if (!set) {
    loader_no_memory(loader);
    return;
  }
  int is_test = strcmp(what->key, "test") == 0;
  *shown = (struct overlay_set){.judged = &judged->shown, .place = node->place};
  *set = (struct set_draft){.overlay = overlay,
                            .shown = shown,
                            .node = node,
                            .threshold = is_test ? NULL : what->value,
                            .test = is_test ? what->value : NULL};
  insert_set(loader, judged, set);
  overlay->set_count++;
}

/* --- overlays ------------------------------------------------------------------------------------------ */

static int read_code(struct loader *loader, const struct draft *record, struct draft **values,
                     struct overlay *overlay) {
  if (!draft_field_find(record, "province") != !draft_field_find(record, "pilot")) {
    const struct draft *code = values[PILOT] ? values[PILOT] : values[PROVINCE];
    if (!code) return 0; /* it is no text: said */
    overlay->pilot = values[PILOT] != NULL;
    overlay->code = code->word;
    return 1;
  }
  report_problem(
      loader->report, CHUAN_ERROR, &record->place,
      "an overlay holds for one province or one pilot; write province = \"58\", or pilot = \"22837\"",
      "quy định riêng áp dụng cho một tỉnh hoặc một nơi làm điểm; hãy viết province = \"58\", hoặc "
      "pilot = \"22837\"");
  return 0;
}

static void read_overlay(struct loader *loader, struct draft *record) {
  static const struct record_schema schema = {"overlay", fields, 4, 1};
  struct draft *values[FIELDS_MAX];
  fields_read(loader, record, &schema, values);
  struct overlay *overlay = arena_alloc(loader->arena, sizeof *overlay);
  struct overlay_set *sets = arena_array(loader->arena, (size_t)record->field_count + 1, sizeof *sets);
  if (!overlay || !sets ||
      !arena_grow(loader->arena, &loader->overlays, &loader->overlay_capacity, loader->overlay_count,
                  sizeof *loader->overlays)) {
    loader_no_memory(loader);
    return;
  }
  if (!read_code(loader, record, values, overlay)) return;
  overlay->place = record->place;
  overlay->sets = sets;
  overlay->source = source_read(loader, values[SOURCE]);
  names_read(loader, values[NAME], overlay->code, &overlay->name);
  loader->overlays[loader->overlay_count++] = overlay;
  if (!values[SOURCE] && !draft_field_find(record, "source")) {
    report_problem(
        loader->report, CHUAN_WARNING, &record->place,
        "the overlay of \"%s\" has no source, so its levels count as unverified; add source = law { "
        "... }",
        "quy định riêng của \"%s\" không có căn cứ nên các mức được coi là chưa kiểm chứng; hãy thêm "
        "source = law { ... }",
        overlay->code);
  }
  int wrong = 0;
  for (uint32_t i = 0; i < record->field_count && !loader->no_memory; i++) {
    struct draft *part = record->fields[i].value;
    if (record->fields[i].key) continue;
    wrong = 1; /* or right: at least it is there */
    if (part->kind == DRAFT_NODE && part->known == WORD_SET) {
      read_set(loader, part, overlay, &sets[overlay->set_count]);
    } else if (part->kind != DRAFT_ERROR) {
      report_problem(loader->report, CHUAN_ERROR, &part->place, "%s cannot stand in an overlay; write %s",
                     "%s không đứng trong quy định riêng được; hãy viết %s",
                     draft_describe(loader->arena, part), word_form(WORD_SET));
    }
  }
  if (wrong) return;
  report_problem(loader->report, CHUAN_ERROR, &record->place, "the overlay of \"%s\" sets nothing; add %s",
                 "quy định riêng của \"%s\" chưa đặt mức nào; hãy thêm %s", overlay->code,
                 word_form(WORD_SET));
}

void overlays_read(struct loader *loader) {
  for (struct draft *draft = loader->first_record; draft && !loader->no_memory; draft = draft->next_record)
    if (draft->kind == DRAFT_RECORD && draft->known == WORD_OVERLAY) read_overlay(loader, draft);
}

void overlays_finish(struct loader *loader) {
  struct rulebook *rulebook = loader->rulebook;
  rulebook->overlays = loader->overlays;
  rulebook->overlay_count = (uint32_t)loader->overlay_count;
}

/* --- in the graph -------------------------------------------------------------------------------------- */

static const struct expression *within(struct scope *scope, const struct set_draft *set) {
  struct expression test = {.kind = EXPRESSION_WITHIN, .type = TYPE_TEST, .as.code = set->overlay->code};
  return resolve_make(scope, set->node, &test);
}

/* What the overlay sets counts as sourced through the overlay's source alone. */
static const struct expression *mark(struct scope *scope, const struct set_draft *set,
                                     const struct expression *threshold) {
  if (set->overlay->source || !expression_note(&scope->loader->pool, threshold)->bare) return threshold;
  return resolve_unverified(scope, set->node, threshold);
}

/* choose { { within a, x }, { within b, y }, otherwise = z }; `values` are x, y, z. */
static const struct expression *choose(struct scope *scope, const struct judged_draft *judged,
                                       const struct expression *const *tests,
                                       const struct expression *const *values, uint32_t count) {
  const struct expression *last = values[count];
  struct expression choice = {.kind = EXPRESSION_CHOOSE,
                              .type = last->type,
                              .choices = last->choices,
                              .choice_count = last->choice_count};
  choice.operands = resolve_operands(scope, (size_t)count * 2 + 1);
  if (!choice.operands) return NULL;
  for (uint32_t i = 0; i < count; i++) {
    choice.operands[choice.operand_count++] = tests[i];
    choice.operands[choice.operand_count++] = values[i];
  }
  choice.operands[choice.operand_count++] = last;
  if (last->type == TYPE_NUMBER) choice.unit = units_common(scope, judged->record, values, count + 1);
  return resolve_make(scope, judged->record, &choice);
}

static uint32_t count_sets(const struct judged_draft *judged, int tests) {
  uint32_t count = 0;
  for (const struct set_draft *set = judged->sets; set; set = set->next)
    count += tests == (set->test != NULL);
  return count;
}

#define THRESHOLDS_MOST 2u /* between has two */

const struct expression *overlay_comparison(struct scope *scope, struct judged_draft *judged,
                                            const struct expression *comparison) {
  uint32_t count = count_sets(judged, 0), at = 0, thresholds = comparison->operand_count - 1;
  if (count == 0 || thresholds > THRESHOLDS_MOST) return comparison;
  const struct expression **tests = resolve_operands(scope, count);
  const struct expression **values[THRESHOLDS_MOST] = {resolve_operands(scope, count),
                                                       resolve_operands(scope, count)};
  const struct expression **operands = resolve_operands(scope, comparison->operand_count);
  if (!tests || !values[0] || !values[1] || !operands) return NULL;
  int whole = 1;
  for (const struct set_draft *set = judged->sets; set; set = set->next) {
    if (!set->threshold) continue;
    const struct expression *own =
        resolve_comparison(scope, set->node, judged->comparison, judged->value, set->threshold, NULL);
    tests[at] = own ? within(scope, set) : NULL;
    for (uint32_t i = 0; i < thresholds && tests[at]; i++) {
      values[i][at] = mark(scope, set, own->operands[i + 1]);
      if (!values[i][at]) whole = 0;
    }
    if (!tests[at++]) whole = 0;
    if (whole) set->shown->threshold = values[0][at - 1];
  }
  operands[0] = comparison->operands[0];
  for (uint32_t i = 0; i < thresholds && whole; i++) {
    values[i][count] = comparison->operands[i + 1];
    operands[i + 1] = choose(scope, judged, tests, values[i], count);
    if (!operands[i + 1]) whole = 0;
  }
  if (!whole) return NULL;
  struct expression result = {.kind = comparison->kind,
                              .type = TYPE_TEST,
                              .operand_count = comparison->operand_count,
                              .operands = operands};
  return resolve_make(scope, judged->threshold, &result);
}

const struct expression *overlay_test(struct scope *scope, struct judged_draft *judged,
                                      const struct expression *test) {
  uint32_t count = count_sets(judged, 1), at = 0;
  if (count == 0) return test;
  const struct expression **tests = resolve_operands(scope, count), **values = resolve_operands(scope, count);
  if (!tests || !values) return NULL;
  int whole = 1;
  for (const struct set_draft *set = judged->sets; set; set = set->next) {
    if (!set->test) continue;
    const struct expression *own = resolve(scope, set->test, want_of(WANT_TEST));
    tests[at] = own ? within(scope, set) : NULL;
    values[at] = tests[at] ? mark(scope, set, own) : NULL;
    if (!values[at++]) whole = 0;
  }
  values[count] = test;
  /* Where another test holds the value and threshold say nothing. */
  judged->shown.value = judged->shown.threshold = judged->shown.threshold_high = NULL;
  return whole ? choose(scope, judged, tests, values, count) : NULL;
}
