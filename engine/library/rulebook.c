/* Rules through the public interface: loading, vocabulary, program. */
#include "evaluate/program.h"
#include "library/handle.h"
#include "output/facts_output.h"

#include <stdlib.h>
#include <string.h>

/* Later calls clear the problems of the handle; a check still has to tell them. */
static chuan_status keep_warnings(chuan_rulebook *rulebook) {
  struct report *report = rulebook->handle->report;
  struct arena *arena = rulebook->rules->arena;
  size_t count = report_problem_count(report);
  rulebook->warnings = arena_array(arena, count + 1, sizeof *rulebook->warnings);
  if (rulebook->warnings == NULL) return report_no_memory(report);
  for (size_t i = 0; i < count; i++) {
    chuan_problem *kept = &rulebook->warnings[i];
    *kept = *report_problem_get(report, i);
    kept->file = arena_string(arena, kept->file);
    kept->message = arena_string(arena, kept->message);
    if (kept->file == NULL || kept->message == NULL) return report_no_memory(report);
  }
  rulebook->warning_count = count;
  return CHUAN_OK;
}

chuan_status chuan_rulebook_load(chuan *handle, const char *folder, const char *period, int year,
                                 chuan_rulebook **out) {
  if (out != NULL) *out = NULL;
  if (handle == NULL) return CHUAN_ARGUMENT;
  report_clear(handle->report);
  if (out == NULL) return handle_argument(handle, __func__);
  if (folder == NULL || *folder == '\0') {
    return report_fail(handle->report, CHUAN_ARGUMENT, "no rules folder was named; give its path",
                       "chưa nêu thư mục quy tắc; hãy nêu đường dẫn");
  }
  chuan_rulebook *rulebook = calloc(1, sizeof *rulebook);
  if (rulebook == NULL) return report_no_memory(handle->report);
  rulebook->handle = handle;
  chuan_status status = rulebook_load(folder, period, year, handle->report, &rulebook->rules);
  if (status == CHUAN_OK) status = keep_warnings(rulebook);
  if (status != CHUAN_OK) {
    chuan_rulebook_free(rulebook);
    return status;
  }
  *out = rulebook;
  return CHUAN_OK;
}

chuan_status chuan_rulebook_load_for(chuan *handle, const char *folder, int year, chuan_rulebook **out) {
  if (out != NULL) *out = NULL;
  if (handle == NULL) return CHUAN_ARGUMENT;
  report_clear(handle->report);
  if (folder == NULL || *folder == '\0' || out == NULL) return handle_argument(handle, __func__);
  struct arena *arena = arena_create();
  if (arena == NULL) return report_no_memory(handle->report);
  const char *period = "";
  chuan_status status = CHUAN_OK;
  if (year != 0) status = rulebook_period_of(folder, year, arena, handle->report, &period);
  if (status == CHUAN_OK)
    status = chuan_rulebook_load(handle, folder, *period != '\0' ? period : NULL, 0, out);
  arena_free(arena);
  return status;
}

void chuan_rulebook_free(chuan_rulebook *rulebook) {
  if (rulebook == NULL) return;
  rulebook_free(rulebook->rules);
  free(rulebook);
}

const char *chuan_rulebook_period(const chuan_rulebook *rulebook) {
  return rulebook == NULL ? "" : rulebook->rules->period;
}

void chuan_rulebook_years(const chuan_rulebook *rulebook, int *first, int *last) {
  if (first != NULL) *first = rulebook == NULL ? 0 : rulebook->rules->first_year;
  if (last != NULL) *last = rulebook == NULL ? 0 : rulebook->rules->last_year;
}

const char *chuan_rulebook_digest(const chuan_rulebook *rulebook) {
  return rulebook == NULL ? "" : rulebook_digest(rulebook->rules);
}

chuan_status rulebook_judged(const chuan_rulebook *rulebook, chuan *handle, const char *path,
                             const struct judged **out) {
  *out = rulebook_find(rulebook->rules, path);
  if (*out != NULL) return CHUAN_OK;
  struct arena *arena = arena_create();
  if (arena == NULL) return report_no_memory(handle->report);
  const char *nearest = rulebook_nearest(rulebook->rules, path, arena);
  chuan_status status;
  if (nearest != NULL) {
    status = report_fail(handle->report, CHUAN_NOT_FOUND,
                         "no standard, criterion or indicator is called \"%s\"; did you mean \"%s\"?",
                         "không có bộ tiêu chí, tiêu chí hay chỉ tiêu nào tên \"%s\"; có phải \"%s\"?", path,
                         nearest);
  } else {
    status = report_fail(handle->report, CHUAN_NOT_FOUND,
                         "there is no \"%s\" in the rules of %s; write an id as \"commune.standard/17.1\"",
                         "không có \"%s\" trong bộ quy tắc %s; hãy viết mã như \"commune.standard/17.1\"",
                         path, rulebook->rules->period);
  }
  arena_free(arena);
  return status;
}

chuan_status rulebook_covers(const chuan_rulebook *rulebook, chuan *handle, int year) {
  const struct rulebook *rules = rulebook->rules;
  if (year >= rules->first_year && year <= rules->last_year) return CHUAN_OK;
  return report_fail(handle->report, CHUAN_ARGUMENT,
                     "the year %d is outside the period %s (%d to %d); choose one in it",
                     "năm %d nằm ngoài giai đoạn %s (%d đến %d); hãy chọn một năm trong đó", year,
                     rules->period, rules->first_year, rules->last_year);
}

chuan_status rulebook_level(const chuan_rulebook *rulebook, chuan *handle, const char *level,
                            const struct vocabulary_level **out) {
  *out = vocabulary_level_find(&rulebook->rules->vocabulary, level);
  if (*out != NULL) return CHUAN_OK;
  return report_fail(handle->report, CHUAN_NOT_FOUND,
                     "the rules of %s declare no facts of level \"%s\"; `chuan facts` lists those they know",
                     "bộ quy tắc %s không khai số liệu nào ở cấp \"%s\"; xem danh sách bằng `chuan facts`",
                     rulebook->rules->period, level);
}

const struct vocabulary_level *rulebook_vocabulary(const chuan_rulebook *rulebook, struct arena *arena,
                                                   const char *level) {
  const struct vocabulary_level *found = vocabulary_level_find(&rulebook->rules->vocabulary, level);
  if (found != NULL) return found;
  struct vocabulary_level *empty = arena_alloc(arena, sizeof *empty);
  if (empty != NULL) empty->level = arena_string(arena, level);
  return empty != NULL && empty->level != NULL ? empty : NULL;
}

chuan_status chuan_facts_write(chuan_rulebook *rulebook, const char *level_or_null, const chuan_style *style,
                               chuan_sink sink, void *payload) {
  if (rulebook == NULL) return CHUAN_ARGUMENT;
  chuan *handle = rulebook->handle;
  report_clear(handle->report);
  if (sink == NULL) return handle_argument(handle, __func__);
  const struct vocabulary_level *vocabulary;
  chuan_style shape;
  chuan_status status = handle_style(handle, style, &shape);
  if (status == CHUAN_OK && level_or_null != NULL) {
    status = rulebook_level(rulebook, handle, level_or_null, &vocabulary);
  }
  if (status != CHUAN_OK) return status;
  return handle_said(handle, facts_output(rulebook->rules, level_or_null, report_language(handle->report),
                                          &shape, sink, payload));
}

chuan_status chuan_program_write(chuan_rulebook *rulebook, const char *level, int year, chuan_sink sink,
                                 void *payload) {
  if (rulebook == NULL) return CHUAN_ARGUMENT;
  chuan *handle = rulebook->handle;
  const struct rulebook *rules = rulebook->rules;
  report_clear(handle->report);
  if (level == NULL || sink == NULL) return handle_argument(handle, __func__);
  chuan_status status = rulebook_covers(rulebook, handle, year);
  if (status != CHUAN_OK) return status;
  struct arena *arena = arena_create();
  const struct judged **judged =
      arena == NULL ? NULL : arena_array(arena, (size_t)rules->judged_count + 1, sizeof *judged);
  struct program *program = NULL;
  uint32_t count = 0;
  status = judged == NULL ? CHUAN_MEMORY : CHUAN_OK;
  for (uint32_t i = 0; status == CHUAN_OK && i < rules->judged_count; i++) {
    if (strcmp(rules->judged[i]->level, level) == 0) judged[count++] = rules->judged[i];
  }
  if (status == CHUAN_OK) status = program_compile(rules, level, moment_of(year), judged, count, &program);
  if (status == CHUAN_OK) status = program_write(program, sink, payload);
  program_free(program);
  arena_free(arena);
  return handle_said(handle, status);
}
