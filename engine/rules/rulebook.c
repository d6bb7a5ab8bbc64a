/* A rulebook: files are read, run and resolved in one pass that reports every error; what stays is the graph. */
#include "rules/rulebook.h"

#include "base/digest.h"
#include "base/text.h"
#include "rules/compute.h"
#include "rules/judged_order.h"
#include "rules/loading.h"
#include "rules/resolve.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TRIPS_MAX 8u            /* files that may run into a limit before the rest is given up */
#define LOADING_STEPS 40000000u /* of all files together */
#define PEEK_STEPS 100000u      /* to tell which period a period.lua declares */

/* --- files ------------------------------------------------------------------------------------------- */

static int is_blank(const struct rule_text *file) {
  for (size_t i = 0; i < file->length; i++)
    if (!strchr(" \t\r\n", file->text[i]) || !file->text[i]) return 0;
  return 1;
}

static int by_line(const void *left, const void *right) {
  const uint32_t *a = left, *b = right;
  return *a < *b ? -1 : *a > *b;
}

/* Where the token check found something: the problems from the given one on. */
static int note_suspects(struct loader *loader, struct draft_file *file, size_t first) {
  size_t count = report_problem_count(loader->report);
  file->suspects = arena_array(loader->arena, count - first + 1, sizeof *file->suspects);
  if (!file->suspects) return 0;
  for (size_t i = first; i < count; i++) {
    file->suspects[file->suspect_count++] = report_problem_get(loader->report, i)->line;
  }
  qsort(file->suspects, file->suspect_count, sizeof *file->suspects, by_line);
  return 1;
}

/* One file: the token check, then a run in the sandbox. */
static void read_file(struct loader *loader, const struct rule_text *from, struct draft_file *file) {
  /* Places outlive the texts. */
  *file = (struct draft_file){
      .name = arena_string(loader->arena, from->shown), .text = from->text, .length = from->length};
  if (!file->name) {
    loader_no_memory(loader);
    return;
  }
  struct place place = {file->name, 0, 0};
  if (is_blank(from)) {
    file->incomplete = file->cut = 1;
    report_problem(loader->report, CHUAN_ERROR, &place,
                   "the file is empty; is it being saved? Save it again or delete it",
                   "tệp trống; có phải đang lưu dở? Hãy lưu lại hoặc xóa tệp");
    return;
  }
  size_t before = report_problem_count(loader->report);
  chuan_status status =
      dialect_check(loader->arena, file->name, file->text, file->length, loader->report, &file->dialect);
  if (status == CHUAN_MEMORY || !note_suspects(loader, file, before)) {
    loader_no_memory(loader);
    return;
  }
  if (file->dialect.mended) file->text = file->dialect.mended;
  if ((status != CHUAN_OK && status != CHUAN_RULE) || file->dialect.too_deep) {
    file->incomplete = 1;
    return;
  }
  words_run(loader, file);
}

/* Many files, each within its limit, are one rulebook. */
static void refuse_work(struct loader *loader, const char *file) {
  struct place place = {file, 0, 0};
  report_problem(
      loader->report, CHUAN_ERROR, &place,
      "the rules take more work than is allowed, all files together; look for loops that do nothing",
      "tất cả các tệp quy tắc cộng lại chạy quá lâu so với mức cho phép; hãy tìm những vòng lặp thừa");
  loader->stopped = 1;
}

int loader_read_files(struct loader *loader, const struct rule_text *files, size_t count) {
  loader->files = arena_array(loader->arena, count + 1, sizeof *loader->files);
  if (!loader->files || !words_prepare(loader)) {
    loader_no_memory(loader);
    return 0;
  }
  unsigned tripped = 0;
  uint64_t spent = 0;
  for (size_t i = 0; i < count && !loader->no_memory && !loader->stopped; i++) {
    loader->file_count = i + 1;
    read_file(loader, &files[i], &loader->files[i]);
    spent += sandbox_spent(loader->sandbox);
    if (spent > LOADING_STEPS && !loader->stopped) refuse_work(loader, loader->files[i].name);
    /* A file that ran into a limit costs time; many of them are not worth going on. */
    if (sandbox_tripped(loader->sandbox) != SANDBOX_FINE && ++tripped == TRIPS_MAX) loader->stopped = 1;
    if (sandbox_tripped(loader->sandbox) == SANDBOX_OUT_OF_TIME) loader->stopped = 1;
  }
  return !loader->no_memory;
}

struct rule_sources {
  struct text_list texts;        /* in the arena of the rulebook: the callers' go when the loading is over */
  char digest[DIGEST_TEXT_SIZE]; /* "" until it is asked for */
};

int text_list_add(struct text_list *list, struct arena *arena, const char *text) {
  if (!arena_grow(arena, &list->texts, &list->capacity, list->count, sizeof *list->texts)) return 0;
  list->texts[list->count] = arena_string(arena, text);
  return list->texts[list->count++] != NULL;
}

static int keep_sources(const struct loader *loader, const struct rule_text *files, size_t count) {
  struct rule_sources *sources = arena_alloc(loader->arena, sizeof *sources);
  if (!sources) return 0;
  loader->rulebook->sources = sources;
  for (size_t i = 0; i < count; i++) {
    if (!text_list_add(&sources->texts, loader->arena, files[i].path) ||
        !text_list_add(&sources->texts, loader->arena, files[i].text))
      return 0;
  }
  return carried_sources(loader, &sources->texts);
}

const char *rulebook_digest(const struct rulebook *rulebook) {
  struct rule_sources *sources = rulebook->sources;
  if (*sources->digest) return sources->digest;
  struct digest digest;
  digest_begin(&digest);
  for (size_t i = 0; i < sources->texts.count; i++) digest_add_string(&digest, sources->texts.texts[i]);
  digest_end(&digest, sources->digest);
  return sources->digest;
}

/* --- resolving --------------------------------------------------------------------------------------- */

static int is_incomplete(const struct loader *loader) {
  for (size_t i = 0; i < loader->file_count; i++)
    if (loader->files[i].incomplete) return 1;
  return 0;
}

static void resolve_all(struct loader *loader) {
  facts_read(loader);
  resolve_unknown_words(loader);
  records_read(loader);
  if (!loader->period_seen && !is_incomplete(loader)) {
    struct place place = {loader->rulebook->folder, 0, 0};
    report_problem(loader->report, CHUAN_ERROR, &place, "there is no period; write %s in period.lua",
                   "chưa có giai đoạn; hãy viết %s trong period.lua", word_form(WORD_PERIOD));
  }
  judged_read(loader);
  targets_read(loader);
  overlays_read(loader);
  for (size_t i = 0; i < loader->derived_count && !loader->no_memory; i++) {
    struct scope scope = {loader, loader->derived[i]->level, NULL, 0, NULL};
    resolve_derived(&scope, loader->derived[i], NULL);
  }
  if (!loader->no_memory) judged_finish(loader);
  if (!loader->no_memory) judged_order(loader);
  overlays_finish(loader);
  if (!loader->no_memory) tasks_read(loader);
  if (!loader->no_memory) validates_read(loader);
  if (!loader->no_memory) orders_read(loader);
  examples_read(loader);
  if (!loader->no_memory) glossary_read(loader);
  if (!loader->no_memory) resolve_leftovers(loader);
}

/* What outlives the loading. */
static int keep(struct loader *loader) {
  struct rulebook *rulebook = loader->rulebook;
  struct arena *arena = loader->arena;
  rulebook->vocabulary.level_count = (uint32_t)loader->levels.count;
  rulebook->vocabulary.levels =
      arena_array(arena, loader->levels.count + 1, sizeof *rulebook->vocabulary.levels);
  rulebook->derived = arena_array(arena, loader->derived_count + 1, sizeof *rulebook->derived);
  rulebook->documents = arena_array(arena, loader->documents.count + 1, sizeof *rulebook->documents);
  if (!rulebook->vocabulary.levels || !rulebook->derived || !rulebook->documents) return 0;
  for (size_t i = 0; i < loader->levels.count; i++) {
    const struct level *level = loader->levels.entries[i].value;
    rulebook->vocabulary.levels[i] =
        (struct vocabulary_level){level->id, level->facts, (uint32_t)level->fact_count};
  }
  rulebook->derived_count = (uint32_t)loader->derived_count;
  for (size_t i = 0; i < loader->derived_count; i++) rulebook->derived[i] = &loader->derived[i]->shown;
  rulebook->document_count = (uint32_t)loader->documents.count;
  for (size_t i = 0; i < loader->documents.count; i++)
    rulebook->documents[i] = loader->documents.entries[i].value;
  rulebook->examples = loader->examples;
  rulebook->example_count = (uint32_t)loader->example_count;
  rulebook->tasks = arena_array(arena, loader->tasks.count + 1, sizeof *rulebook->tasks);
  if (!rulebook->tasks) return 0;
  rulebook->task_count = (uint32_t)loader->tasks.count;
  for (size_t i = 0; i < loader->tasks.count; i++) rulebook->tasks[i] = loader->tasks.entries[i].value;
  rulebook->validates = arena_array(arena, loader->validates.count + 1, sizeof *rulebook->validates);
  if (!rulebook->validates) return 0;
  rulebook->validate_count = (uint32_t)loader->validates.count;
  for (size_t i = 0; i < loader->validates.count; i++)
    rulebook->validates[i] = loader->validates.entries[i].value;
  rulebook->easings = loader->easings;
  rulebook->easing_count = (uint32_t)loader->easing_count;
  rulebook->expressions = loader->pool.list;
  rulebook->expression_count = (uint32_t)loader->pool.count;
  rulebook->file_count = (uint32_t)loader->file_count;
  if (!loader->computed) return 1;
  rulebook->compute = compute_host_create(loader->sandbox, report_language(loader->report));
  if (!rulebook->compute) return 0;
  loader->sandbox = NULL;
  for (struct computed *one = loader->computed; one; one = one->next) one->function->host = rulebook->compute;
  return 1;
}

/* --- loading ----------------------------------------------------------------------------------------- */

static int begin(struct loader *loader, const char *folder, struct report *report) {
  *loader = (struct loader){.report = report, .arena = arena_create()};
  loader->sandbox = sandbox_create(SANDBOX_BYTES, SANDBOX_STEPS, loader);
  struct rulebook *rulebook = loader->arena ? arena_alloc(loader->arena, sizeof *rulebook) : NULL;
  loader->rulebook = rulebook;
  if (!rulebook || !loader->sandbox) return 0;
  rulebook->arena = loader->arena;
  rulebook->folder = arena_string(loader->arena, folder);
  rulebook->period = "";
  rulebook->name = (struct names){"", ""};
  return rulebook->folder != NULL;
}

int rulebook_peek(const struct rule_text *file, char *id, size_t size, int *first_year, int *last_year) {
  struct loader loader;
  struct report *unread = report_create();
  int found = unread != NULL && begin(&loader, "", unread);
  if (found) sandbox_set_steps(loader.sandbox, PEEK_STEPS);
  if (found && loader_read_files(&loader, file, 1)) records_read(&loader);
  found = found && loader.period != NULL;
  if (found) {
    snprintf(id, size, "%s", loader.rulebook->period);
    *first_year = loader.rulebook->first_year;
    *last_year = loader.rulebook->last_year;
  }
  if (unread) {
    sandbox_free(loader.sandbox);
    arena_free(loader.arena);
  }
  report_free(unread);
  return found;
}

chuan_status rulebook_load_text(const char *folder, const struct rule_text *files, size_t count,
                                struct report *report, struct rulebook **out) {
  return rulebook_load_texts(folder, files, count, NULL, report, out);
}

chuan_status rulebook_load_texts(const char *folder, const struct rule_text *files, size_t count,
                                 const struct rule_periods *periods, struct report *report,
                                 struct rulebook **out) {
  *out = NULL;
  struct loader loader;
  size_t before = report_severity_count(report, CHUAN_ERROR);
  chuan_status status = CHUAN_OK;
  int begun = begin(&loader, folder, report);
  loader.periods = periods;
  if (!begun || !loader_read_files(&loader, files, count)) {
    status = report_no_memory(report);
  } else {
    resolve_all(&loader);
    size_t errors = report_severity_count(report, CHUAN_ERROR) - before;
    /* What no rule reads may be read by one that is wrong. */
    if (!errors && !loader.no_memory) facts_tell_unread(&loader);
    report_sort(report);
    if (loader.no_memory) {
      status = report_no_memory(report);
    } else if (errors) {
      status = report_fail(report, CHUAN_RULE, "the rules in %s have errors: %zu; correct them and try again",
                           "bộ quy tắc trong %s có lỗi: %zu; hãy sửa rồi chạy lại", folder, errors);
    } else if (!keep_sources(&loader, files, count) || !keep(&loader)) {
      status = report_no_memory(report);
    }
  }
  sandbox_free(loader.sandbox);
  if (status == CHUAN_OK) {
    *out = loader.rulebook;
  } else {
    arena_free(loader.arena);
  }
  return status;
}

void rulebook_free(struct rulebook *rulebook) {
  if (!rulebook) return;
  compute_host_free(rulebook->compute);
  arena_free(rulebook->arena);
}

/* --- asking ------------------------------------------------------------------------------------------ */

const struct judged *rulebook_find(const struct rulebook *rulebook, const char *path) {
  for (uint32_t i = 0; i < rulebook->judged_count; i++)
    if (strcmp(rulebook->judged[i]->path, path) == 0) return rulebook->judged[i];
  return NULL;
}

const struct overlay *rulebook_overlay(const struct rulebook *rulebook, const struct judged *judged,
                                       const struct expression *within, const struct overlay_set **set) {
  for (uint32_t i = 0; i < rulebook->overlay_count; i++) {
    const struct overlay *overlay = rulebook->overlays[i];
    for (uint32_t n = 0; n < overlay->set_count && strcmp(overlay->code, within->as.code) == 0; n++) {
      if (overlay->sets[n].judged != judged) continue;
      *set = &overlay->sets[n];
      return overlay;
    }
  }
  return NULL;
}

const char *rulebook_nearest(const struct rulebook *rulebook, const char *path, struct arena *arena) {
  const char **paths = arena_array(arena, (size_t)rulebook->judged_count + 1, sizeof *paths);
  if (!paths) return NULL;
  for (uint32_t i = 0; i < rulebook->judged_count; i++) paths[i] = rulebook->judged[i]->path;
  return text_nearest(path, paths, rulebook->judged_count);
}

const char *names_pick(const struct names *names, chuan_language language) {
  return language == CHUAN_ENGLISH ? names->en : names->vi;
}
