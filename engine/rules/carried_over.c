/* carried_over "2021-2025/commune.standard/17.1": an indicator as another period has it. */
#include "rules/carried_over.h"

#include "base/date.h"
#include "rules/judged_question.h"

#include <string.h>

/* --- the rules of the other period ----------------------------------------------------------------------- */

struct earlier { /* a period read for what is carried over from it */
  const char *id;
  const struct rule_text *files;
  size_t file_count;
  struct loader *loader; /* NULL: it cannot be read */
  int under_way;
  struct earlier *next;
};

static struct loader *main_of(struct loader *loader) {
  return loader->main ? loader->main : loader;
}

/* The files run in the sandbox of the main loader, whose drafts are put aside meanwhile. */
static int run_files(struct loader *into, const struct earlier *one) {
  struct loader *main = main_of(into);
  struct loader kept = *main;
  main->first = main->last = main->first_record = main->last_record = NULL;
  main->report = into->report;
  int whole = loader_read_files(main, one->files, one->file_count);
  into->first = main->first;
  into->last = main->last;
  into->first_record = main->first_record;
  into->last_record = main->last_record;
  into->files = main->files;
  into->file_count = main->file_count;
  main->first = kept.first;
  main->last = kept.last;
  main->first_record = kept.first_record;
  main->last_record = kept.last_record;
  main->files = kept.files;
  main->file_count = kept.file_count;
  main->report = kept.report;
  return whole;
}

/* 0 when there is no memory. The report is left as it was: what is wrong there is said once, here. */
static int read_period(struct loader *loader, const struct earlier *one, struct loader *into) {
  struct loader *main = main_of(loader);
  *into = (struct loader){.arena = loader->arena,
                          .report = into->report,
                          .sandbox = main->sandbox,
                          .periods = loader->periods,
                          .main = main};
  into->rulebook = arena_alloc(loader->arena, sizeof *into->rulebook);
  if (!into->rulebook) return 0;
  into->rulebook->arena = loader->arena;
  into->rulebook->period = into->rulebook->folder = "";
  if (!run_files(into, one)) return 0;
  facts_read(into);
  resolve_unknown_words(into);
  records_read(into);
  judged_read(into);
  return !into->no_memory;
}

static void refuse_period(struct loader *loader, const struct draft *at, const char *id,
                          const struct report *found) {
  const chuan_problem *problem = NULL;
  for (size_t i = 0; i < report_problem_count(found) && !problem; i++)
    if (report_problem_get(found, i)->severity == CHUAN_ERROR) problem = report_problem_get(found, i);
  if (problem) {
    report_problem(loader->report, CHUAN_ERROR, &at->place,
                   "the rules of the period \"%s\" have errors (%s:%u: %s); correct them first",
                   "bộ quy tắc của giai đoạn \"%s\" có lỗi (%s:%u: %s); hãy sửa ở đó trước", id,
                   problem->file ? problem->file : "", (unsigned)problem->line, problem->message);
  } else if (report_status(found) != CHUAN_OK && report_status(found) != CHUAN_NOT_FOUND) {
    report_problem(loader->report, CHUAN_ERROR, &at->place,
                   "the rules of the period \"%s\" cannot be read: %s",
                   "không đọc được bộ quy tắc của giai đoạn \"%s\": %s", id, report_message(found));
  } else {
    report_problem(
        loader->report, CHUAN_ERROR, &at->place,
        "there is no period \"%s\" beside this one; put its folder next to this one's, or correct the "
        "period",
        "không có giai đoạn \"%s\" bên cạnh giai đoạn này; hãy để thư mục của nó cạnh thư mục này, "
        "hoặc sửa tên giai đoạn",
        id);
  }
}

static void load_period(struct loader *loader, const struct draft *at, struct earlier *one) {
  struct report *found = report_create();
  struct loader *into = arena_alloc(loader->arena, sizeof *into);
  if (!found || !into) {
    report_free(found);
    loader_no_memory(loader);
    return;
  }
  report_set_language(found, report_language(loader->report));
  into->report = found;
  one->under_way = 1;
  chuan_status status = CHUAN_NOT_FOUND;
  if (loader->periods)
    status = loader->periods->find(loader->periods->self, one->id, found, &one->files, &one->file_count);
  int whole = status != CHUAN_OK || read_period(loader, one, into);
  one->under_way = 0;
  if (status == CHUAN_MEMORY || !whole) {
    loader_no_memory(loader);
  } else if (status != CHUAN_OK || report_severity_count(found, CHUAN_ERROR) || !into->period) {
    refuse_period(loader, at, one->id, found);
  } else {
    one->loader = into;
  }
  into->report = loader->report;
  report_free(found);
}

/* NULL after an error, which is said for a period once. */
static struct loader *find_period(struct loader *loader, const struct draft *at, const char *id) {
  struct loader *main = main_of(loader);
  struct earlier *one = main->earlier;
  while (one && strcmp(one->id, id) != 0) one = one->next;
  if (strcmp(loader->rulebook->period, id) == 0 || strcmp(main->rulebook->period, id) == 0 ||
      (one && one->under_way)) {
    report_problem(
        loader->report, CHUAN_ERROR, &at->place,
        "\"%s\" is this period itself, or takes rules from it; carry over from an earlier period",
        "\"%s\" chính là giai đoạn này, hoặc lấy quy tắc từ giai đoạn này; hãy chuyển tiếp từ một giai "
        "đoạn trước",
        id);
    return NULL;
  }
  if (one) return one->loader;
  one = arena_alloc(loader->arena, sizeof *one);
  if (!one) return loader_no_memory(loader);
  *one = (struct earlier){.id = id, .next = main->earlier};
  main->earlier = one;
  load_period(loader, at, one);
  return one->loader;
}

int carried_is_incomplete(const struct loader *loader) {
  for (const struct earlier *one = loader->earlier; one; one = one->next)
    if (!one->loader) return 1;
  return 0;
}

int carried_sources(const struct loader *loader, struct text_list *texts) {
  for (const struct earlier *one = loader->earlier; one; one = one->next) {
    if (!text_list_add(texts, loader->arena, one->id)) return 0;
    for (size_t i = 0; i < one->file_count; i++) {
      if (!text_list_add(texts, loader->arena, one->files[i].path) ||
          !text_list_add(texts, loader->arena, one->files[i].text))
        return 0;
    }
  }
  return 1;
}

/* --- the indicator --------------------------------------------------------------------------------------- */

static const struct judged_draft *find_indicator(struct loader *loader, struct loader *earlier,
                                                 const struct draft *text, const char *path) {
  const struct judged_draft *found = name_table_get(&earlier->judged, path);
  size_t length = strlen(text->word) - strlen(path);
  const char *before = arena_text(loader->arena, text->word, length); /* "2021-2025/" */
  if (!before) return loader_no_memory(loader);
  /* A criterion and its only indicator may share the id. */
  if (found && found->shown.kind == JUDGED_CRITERION && found->part_count == 1 &&
      strcmp(found->parts[0]->shown.path, path) == 0)
    found = found->parts[0];
  if (found && found->shown.kind == JUDGED_INDICATOR) return found;
  if (found) {
    report_problem(loader->report, CHUAN_ERROR, &text->place,
                   "\"%s\" is no indicator; carry over its indicators one by one, such as \"%s%s\"",
                   "\"%s\" không phải chỉ tiêu; hãy chuyển tiếp từng chỉ tiêu của nó, ví dụ \"%s%s\"",
                   text->word, before,
                   found->part_count ? found->parts[0]->shown.path : "commune.standard/17.1");
    return NULL;
  }
  const char *nearest = loader_nearest(loader, &earlier->judged, path);
  if (nearest) {
    report_problem(loader->report, CHUAN_ERROR, &text->place,
                   "there is no indicator \"%s\"; did you mean \"%s%s\"?",
                   "không có chỉ tiêu \"%s\"; có phải là \"%s%s\"?", text->word, before, nearest);
  } else {
    report_problem(loader->report, CHUAN_ERROR, &text->place,
                   "there is no indicator \"%s\"; write the period and the path, such as "
                   "\"2021-2025/commune.standard/17.1\"",
                   "không có chỉ tiêu \"%s\"; hãy ghi giai đoạn và đường dẫn, ví dụ "
                   "\"2021-2025/commune.standard/17.1\"",
                   text->word);
  }
  return NULL;
}

/* A verdict of the other period would be looked for in this one. */
static const struct draft *find_verdict(struct draft *draft, uint32_t stamp) {
  if (draft->stamp == stamp) return NULL;
  draft->stamp = stamp;
  if (draft->kind == DRAFT_NODE && (draft->known == WORD_MET || draft->known == WORD_FAILED_SHARE))
    return draft;
  if (draft->kind != DRAFT_NODE && draft->kind != DRAFT_TABLE) return NULL;
  for (uint32_t i = 0; i < draft->field_count; i++) {
    const struct draft *found = find_verdict(draft->fields[i].value, stamp);
    if (found) return found;
  }
  return NULL;
}

/* Nothing more is said of the derived values that came along, from `first` on. */
static void refuse_verdict(struct loader *loader, const struct draft *text, const struct draft *verdict,
                           size_t first) {
  struct draft *refused = arena_alloc(loader->arena, sizeof *refused);
  if (!refused) {
    loader_no_memory(loader);
    return;
  }
  *refused = *text;
  refused->kind = DRAFT_ERROR;
  for (size_t i = first; i < loader->derived_count; i++) loader->derived[i]->value = refused;
  report_problem(
      loader->report, CHUAN_ERROR, &text->place,
      "\"%s\" rests on the verdict of another rule (%s), which may differ here; write the indicator "
      "out in this period",
      "\"%s\" dựa trên kết quả của quy tắc khác (%s), ở giai đoạn này có thể khác; hãy viết đầy đủ "
      "chỉ tiêu trong giai đoạn này",
      text->word, word_text(verdict->known));
}

const struct carried *carried_read(struct loader *loader, const struct draft *node, struct level *level) {
  const struct draft *text = node->field_count == 1 ? node->fields[0].value : NULL;
  const char *slash = text && text->kind == DRAFT_STRING ? strchr(text->word, '/') : NULL;
  if (text && text->kind == DRAFT_ERROR) return NULL;
  if (!slash || !slash[1] || slash == text->word) {
    report_problem(loader->report, CHUAN_ERROR, &node->place,
                   "`carried_over` is not written like this; write %s",
                   "`carried_over` không viết như thế; hãy viết %s", word_form(WORD_CARRIED_OVER));
    return NULL;
  }
  const char *id = arena_text(loader->arena, text->word, (size_t)(slash - text->word));
  if (!id) return loader_no_memory(loader);
  struct loader *earlier = find_period(loader, text, id);
  const struct judged_draft *from = earlier ? find_indicator(loader, earlier, text, slash + 1) : NULL;
  if (!from || !level) return NULL;
  if (!from->level || strcmp(from->level->id, level->id) != 0) {
    report_problem(
        loader->report, CHUAN_ERROR, &text->place,
        "\"%s\" is judged at the level %s, and this rule at the level %s; carry over a rule of the same "
        "level",
        "\"%s\" được xét ở cấp %s còn quy tắc này ở cấp %s; hãy chuyển tiếp một quy tắc cùng cấp", text->word,
        from->level ? from->level->id : "?", level->id);
    return NULL;
  }
  struct draft *const parts[] = {from->value, from->test, from->threshold, from->applies_when};
  size_t first = loader->derived_count; /* those that come along stand behind */
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
    if (parts[i]) carried_names_take(loader, earlier, level, parts[i]);
  const struct draft *verdict = NULL;
  uint32_t stamp = ++loader->stamp;
  for (size_t i = 0; i < sizeof parts / sizeof *parts && !verdict; i++)
    if (parts[i]) verdict = find_verdict(parts[i], stamp);
  for (size_t i = first; i < loader->derived_count && !verdict; i++)
    if (loader->derived[i]->value) verdict = find_verdict(loader->derived[i]->value, stamp);
  if (verdict) {
    refuse_verdict(loader, text, verdict, first);
    return NULL;
  }
  struct carried *carried = arena_alloc(loader->arena, sizeof *carried);
  if (!carried) return loader_no_memory(loader);
  *carried = (struct carried){from, from->carried ? from->carried->year : earlier->rulebook->last_year};
  return carried;
}

/* --- as it was in the last year -------------------------------------------------------------------------- */

struct fold {
  struct scope *scope;
  const struct draft *at;
  int year;
  const struct expression **folded; /* by expression id, of those that were there when it began */
  int failed;
};

/* Of values that apply one after the other, the one of that year. */
static const struct expression *latest(const struct fold *fold, const struct expression *from) {
  int32_t end = date_of(fold->year, 12, 31);
  uint32_t last = 0;
  for (uint32_t i = 0; i < from->operand_count; i++) {
    int applies = from->kind == EXPRESSION_FROM_YEAR ? from->as.from_year.years[i] <= fold->year
                                                     : from->as.amended.from[i] <= end;
    if (applies) last = i;
  }
  return from->operands[last];
}

static const struct expression *fold_one(struct fold *fold, const struct expression *at) {
  if (fold->folded[at->id]) return fold->folded[at->id];
  const struct expression *result = at;
  if (at->kind == EXPRESSION_FROM_YEAR || at->kind == EXPRESSION_AMENDED) {
    result = fold_one(fold, latest(fold, at));
  } else if (!expression_is_outside(at->kind) && at->kind != EXPRESSION_DERIVED &&
             at->kind != EXPRESSION_AVERAGE_GROWTH && at->kind != EXPRESSION_AVERAGE_FALL) {
    struct expression changed = *at;
    const struct expression **operands = resolve_operands(fold->scope, at->operand_count);
    int differs = 0;
    for (uint32_t i = 0; i < at->operand_count && operands; i++) {
      operands[i] = fold_one(fold, at->operands[i]);
      differs |= operands[i] != at->operands[i];
    }
    if (!operands) fold->failed = 1;
    changed.operands = operands;
    if (differs && !fold->failed) result = resolve_make(fold->scope, fold->at, &changed);
  }
  if (!result) fold->failed = 1;
  if (fold->failed) return at;
  fold->folded[at->id] = result;
  return result;
}

static const struct expression *as_in_year(struct scope *scope, const struct judged_draft *judged,
                                           const struct expression *expression) {
  struct loader *loader = scope->loader;
  struct fold fold = {.scope = scope, .at = judged->record, .year = judged->carried->year};
  fold.folded = arena_array(loader->arena, loader->pool.count + 1, sizeof *fold.folded);
  if (!fold.folded) return loader_no_memory(loader);
  const struct expression *result = fold_one(&fold, expression);
  return fold.failed ? NULL : result;
}

static const struct expression *unverified(struct scope *scope, const struct judged_draft *judged,
                                           const struct expression *threshold) {
  if (threshold->kind == EXPRESSION_UNVERIFIED || threshold->kind == EXPRESSION_PENDING ||
      threshold->kind == EXPRESSION_DELEGATED)
    return threshold;
  return resolve_unverified(scope, judged->record, threshold);
}

const struct expression *carried_comparison(struct scope *scope, struct judged_draft *judged,
                                            const struct expression *comparison) {
  const struct expression *then = as_in_year(scope, judged, comparison);
  if (!then) return NULL;
  struct expression result = *then;
  result.operands = resolve_operands(scope, then->operand_count);
  if (!result.operands) return NULL;
  result.operands[0] = then->operands[0];
  for (uint32_t i = 1; i < then->operand_count; i++) {
    result.operands[i] = unverified(scope, judged, then->operands[i]);
    if (!result.operands[i]) return NULL;
  }
  return resolve_make(scope, judged->record, &result);
}

const struct expression *carried_test(struct scope *scope, struct judged_draft *judged,
                                      const struct expression *test) {
  const struct expression *then = as_in_year(scope, judged, test);
  return then ? unverified(scope, judged, then) : NULL;
}

const struct expression *carried_condition(struct scope *scope, struct judged_draft *judged,
                                           const struct expression *condition) {
  return as_in_year(scope, judged, condition);
}
