/* What rests on what: the values of `derived`, the verdicts of standards, criteria and indicators. Each is resolved
 * when something first needs it, so that files may refer forward; something that needs itself is a cycle. */
#include "rules/carried_over.h"
#include "rules/overlay.h"

#include <string.h>

/* "a → b → a" */
static void refuse_cycle(struct scope *scope, const char *what, const struct place *place) {
  struct loader *loader = scope->loader;
  const char *path = what;
  for (const struct chain *at = scope->chain; at; at = at->up) {
    if (strlen(path) > 1000) {
      path = arena_format(loader->arena, "… → %s", what);
      break;
    }
    path = arena_format(loader->arena, "%s → %s", at->what, path);
    if (!path || at->what == what) break; /* levels may share an id */
  }
  if (!path) {
    loader_no_memory(loader);
    return;
  }
  report_problem(loader->report, CHUAN_ERROR, place, "%s rests on itself: %s; remove one of these references",
                 "%s dựa trên chính nó: %s; hãy bỏ một trong các dẫn chiếu này", what, path);
}

const struct expression *resolve_derived(struct scope *scope, struct derived_draft *derived,
                                         const struct draft *at) {
  if (derived->progress == FINISHED) return derived->shown.value;
  if (derived->progress == UNDER_WAY) {
    refuse_cycle(scope, derived->shown.id, at ? &at->place : &derived->shown.place);
    return NULL;
  }
  derived->progress = UNDER_WAY;
  struct chain chain = {derived->shown.id, scope->chain};
  struct scope inside = {scope->loader, derived->level, NULL, scope->depth, &chain};
  const struct expression *value = resolve(&inside, derived->value, want_of(WANT_ANY));
  int bare = value && expression_note(&scope->loader->pool, value)->bare;
  derived->shown.base_status = bare && !derived->shown.source ? CHUAN_UNVERIFIED : CHUAN_SOURCED;
  derived->shown.value = value;
  derived->progress = FINISHED;
  return value;
}

/* --- verdicts ---------------------------------------------------------------------------------------- */

static const struct expression *combine_parts(struct scope *scope, struct judged_draft *judged,
                                              enum expression_kind kind) {
  struct expression all = {.kind = kind, .type = TYPE_TEST};
  all.operands = resolve_operands(scope, judged->part_count);
  int whole = all.operands != NULL;
  for (size_t i = 0; i < judged->part_count && all.operands; i++) {
    all.operands[i] = resolve_judged(scope, judged->parts[i], NULL);
    if (!all.operands[i]) whole = 0;
  }
  all.operand_count = (uint32_t)judged->part_count;
  return whole ? resolve_make(scope, judged->record, &all) : NULL;
}

/* value = x, at_least = y: the same as test = at_least(x, y), and shown as value and threshold. */
static const struct expression *resolve_everyday(struct scope *scope, struct judged_draft *judged) {
  struct judged *shown = &judged->shown;
  struct draft at = {.kind = DRAFT_NODE,
                     .place = judged->carried ? judged->record->place : judged->threshold->place,
                     .word = word_text(judged->comparison),
                     .known = judged->comparison,
                     .file = judged->record->file};
  const struct expression *test =
      resolve_comparison(scope, &at, judged->comparison, judged->value, judged->threshold, NULL);
  if (test && judged->carried) test = carried_comparison(scope, judged, test);
  if (test && judged->sets) test = overlay_comparison(scope, judged, test);
  if (!test) return NULL;
  shown->comparison = test->kind;
  shown->value = test->operands[0];
  shown->threshold = test->operands[1];
  if (test->operand_count > 2) shown->threshold_high = test->operands[2];
  return test;
}

static const struct expression *resolve_own_test(struct scope *scope, struct judged_draft *judged) {
  const struct expression *test = NULL;
  if (judged->shown.kind == JUDGED_CRITERION) return combine_parts(scope, judged, EXPRESSION_ALL);
  if (judged->shown.kind == JUDGED_STANDARD && !judged->test) {
    if (judged->part_count) return combine_parts(scope, judged, EXPRESSION_EVERY_CRITERION);
    if (!loader_may_declare(scope->loader, judged->shown.id)) {
      report_problem(
          scope->loader->report, CHUAN_ERROR, &judged->shown.place,
          "standard %s has no criteria and no test; write criterion { of = \"%s\", ... }",
          "bộ tiêu chí %s không có tiêu chí nào và không có test; hãy viết criterion { of = \"%s\", ... }",
          judged->shown.id, judged->shown.id);
    }
    return NULL;
  }
  if (judged->broken) { /* what there is of it may have mistakes of its own */
    if (judged->value) resolve(scope, judged->value, want_of(WANT_ANY));
    if (judged->threshold && judged->comparison != WORD_BETWEEN && judged->comparison != WORD_EQUALS) {
      resolve(scope, judged->threshold, want_of(WANT_NUMBER));
    }
  }
  if (judged->test) {
    test = resolve(scope, judged->test, want_of(WANT_TEST));
    if (test && judged->carried) test = carried_test(scope, judged, test);
  } else if (judged->value && !judged->broken) {
    test = resolve_everyday(scope, judged);
  }
  if (test && judged->sets) test = overlay_test(scope, judged, test);
  if (judged->broken && !judged->applies_when) return NULL;
  if (!judged->applies_when) return test;
  const struct expression *condition = resolve(scope, judged->applies_when, want_of(WANT_TEST));
  if (condition && judged->carried) condition = carried_condition(scope, judged, condition);
  if (!test || !condition || judged->broken) return NULL;
  const struct expression *operands[] = {condition, test};
  struct expression applies = {
      .kind = EXPRESSION_APPLIES_WHEN, .type = TYPE_TEST, .operand_count = 2, .operands = operands};
  return resolve_make(scope, judged->record, &applies);
}

const struct expression *resolve_judged(struct scope *scope, struct judged_draft *judged,
                                        const struct draft *at) {
  if (judged->progress == FINISHED) return judged->shown.test;
  if (judged->progress == UNDER_WAY) {
    refuse_cycle(scope, judged->shown.path, at ? &at->place : &judged->shown.place);
    return NULL;
  }
  judged->progress = UNDER_WAY;
  struct chain chain = {judged->shown.path, scope->chain};
  struct scope inside = {scope->loader, judged->level, judged->standard, scope->depth + 1, &chain};
  judged->shown.test = resolve_own_test(&inside, judged);
  judged->progress = FINISHED;
  return judged->shown.test;
}

/* --- what nothing reached ---------------------------------------------------------------------------- */

void resolve_unknown_words(struct loader *loader) {
  for (struct draft *draft = loader->first; draft; draft = draft->next) {
    if (draft->kind != DRAFT_NODE || draft->known != WORD_UNKNOWN) continue;
    draft->kind = DRAFT_ERROR;
    for (size_t i = 0; i < loader->levels.count; i++) {
      const struct level *level = loader->levels.entries[i].value;
      if (!name_table_get(&level->names, draft->word)) continue;
      report_problem(loader->report, CHUAN_ERROR, &draft->place,
                     "`%s` is a figure, not a word that takes ( ) or { }; write %s alone",
                     "`%s` là số liệu, không phải từ nhận ( ) hay { }; hãy chỉ viết %s", draft->word,
                     draft->word);
      draft->known = WORDS; /* said */
      break;
    }
    if (draft->known == WORDS) continue;
    const char *nearest = word_nearest(draft->word);
    if (nearest) {
      report_problem(loader->report, CHUAN_ERROR, &draft->place, "unknown word `%s`; did you mean `%s`?",
                     "không có từ `%s`; có phải là `%s`?", draft->word, nearest);
    } else {
      report_problem(loader->report, CHUAN_ERROR, &draft->place,
                     "unknown word `%s`; the words of the rule language are listed in rules/README.md",
                     "không có từ `%s`; các từ của ngôn ngữ quy tắc có trong rules/README.md", draft->word);
    }
  }
}

/* A name that was written but never reached a formula, or one that something else is wrong with: still worth a word
 * when it is misspelt. */
static void check_left_name(struct loader *loader, const struct draft *draft) {
  if (draft->known != WORD_UNKNOWN) return;
  const char *nearest = NULL;
  for (size_t i = 0; i < loader->levels.count; i++) {
    const struct level *level = loader->levels.entries[i].value;
    if (name_table_get(&level->names, draft->word)) return;
  }
  if (!loader_misses(loader, draft->word)) return;
  for (size_t i = 0; i < loader->levels.count && !nearest; i++) {
    const struct level *level = loader->levels.entries[i].value;
    nearest = loader_nearest(loader, &level->names, draft->word);
  }
  if (!nearest) nearest = word_nearest(draft->word);
  if (nearest) {
    report_problem(loader->report, CHUAN_ERROR, &draft->place, "unknown name `%s`; did you mean `%s`?",
                   "không có tên `%s`; có phải là `%s`?", draft->word, nearest);
  } else {
    report_problem(loader->report, CHUAN_ERROR, &draft->place, "unknown name `%s`; declare it in facts",
                   "không có tên `%s`; hãy khai nó trong facts", draft->word);
  }
}

void resolve_leftovers(struct loader *loader) {
  for (const struct draft *draft = loader->first; draft; draft = draft->next) {
    if (draft->kind == DRAFT_NAME && draft->used != DRAFT_CALLED && !draft->readings)
      check_left_name(loader, draft);
    if (draft->used || draft->file->incomplete || draft_file_suspect(draft->file, draft->place.line))
      continue;
    if (draft->kind == DRAFT_RECORD) {
      report_problem(loader->report, CHUAN_ERROR, &draft->place,
                     "an %s stands outside of a criterion; put it inside criterion { ... }",
                     "%s đứng ngoài tiêu chí; hãy đặt vào trong criterion { ... }", draft->word);
    }
    if (draft->kind == DRAFT_NODE) {
      report_problem(loader->report, CHUAN_ERROR, &draft->place,
                     "%s is built but used nowhere; put it into a rule or delete it",
                     "%s được viết ra nhưng không dùng ở đâu; hãy đưa vào một quy tắc hoặc xóa đi",
                     draft_describe(loader->arena, draft));
    }
  }
}
