/* Checking rules through the public interface: beside those of earlier periods, which lie in the folders next to them. */
#include "evaluate/check.h"
#include "library/handle.h"
#include "output/check_output.h"

#include <stdlib.h>
#include <string.h>

#define EARLIER_MAX 16u

struct chuan_check {
  chuan *handle;
  const chuan_rulebook *rulebook;
  struct arena *arena;
  struct earlier_period earlier[EARLIER_MAX];
  struct rulebook *loaded[EARLIER_MAX]; /* the same, to be freed */
  size_t earlier_count;
  struct check check;
  chuan_check_counts counts;
};

/* One more period; NULL: the one just before. What is wrong with it is told by checking it. */
static chuan_status load_earlier(chuan_check *check, const char *period) {
  const struct rulebook *rules = check->rulebook->rules;
  struct rulebook *rulebook = NULL;
  const char *id = NULL;
  struct report *report = report_create();
  if (report == NULL) return CHUAN_MEMORY;
  chuan_status status = rulebook_load_beside(rules, period, check->arena, report, &id, &rulebook);
  report_free(report);
  if (status == CHUAN_MEMORY || id == NULL || strcmp(id, rules->period) == 0) {
    rulebook_free(rulebook);
    return status == CHUAN_MEMORY ? status : CHUAN_OK;
  }
  check->loaded[check->earlier_count] = rulebook;
  check->earlier[check->earlier_count++] = (struct earlier_period){id, rulebook};
  return CHUAN_OK;
}

static int is_earlier(const chuan_check *check, const char *period) {
  for (size_t i = 0; i < check->earlier_count; i++) {
    if (strcmp(check->earlier[i].period, period) == 0) return 1;
  }
  return 0;
}

/* Those that a rule names in `follows`. Where it names a standard of its own, no period has that name. */
static chuan_status load_named(chuan_check *check) {
  const struct rulebook *rules = check->rulebook->rules;
  chuan_status status = CHUAN_OK;
  const char *last = "";
  for (uint32_t i = 0; i < rules->judged_count && status == CHUAN_OK; i++) {
    const char *follows = rules->judged[i]->follows, *slash = follows != NULL ? strchr(follows, '/') : NULL;
    if (slash == NULL || rulebook_find(rules, follows) != NULL || check->earlier_count == EARLIER_MAX)
      continue;
    const char *period = arena_text(check->arena, follows, (size_t)(slash - follows));
    if (period == NULL) return CHUAN_MEMORY;
    if (strcmp(period, last) == 0 || is_earlier(check, period)) continue;
    last = period;
    status = load_earlier(check, period);
  }
  return status;
}

static chuan_status run(chuan_check *check) {
  const struct rulebook *rules = check->rulebook->rules;
  check->arena = arena_create();
  chuan_status status = check->arena == NULL ? CHUAN_MEMORY : check_run(rules, check->arena, &check->check);
  if (status == CHUAN_OK && rules->first_year != 0) status = load_earlier(check, NULL);
  if (status == CHUAN_OK) status = load_named(check);
  if (status == CHUAN_OK)
    status = check_order(rules, check->earlier, check->earlier_count, check->arena, &check->check);
  return status;
}

chuan_status chuan_check_run(chuan_rulebook *rulebook, chuan_check **out) {
  if (out != NULL) *out = NULL;
  if (rulebook == NULL) return CHUAN_ARGUMENT;
  chuan *handle = rulebook->handle;
  report_clear(handle->report);
  if (out == NULL) return handle_argument(handle, __func__);
  chuan_check *check = calloc(1, sizeof *check);
  if (check == NULL) return report_no_memory(handle->report);
  check->handle = handle;
  check->rulebook = rulebook;
  chuan_status status = run(check);
  if (status != CHUAN_OK) {
    chuan_check_free(check);
    return handle_said(handle, status);
  }
  check_count(&check->check, rulebook->rules, rulebook->warnings, rulebook->warning_count, &check->counts);
  *out = check;
  return CHUAN_OK;
}

void chuan_check_free(chuan_check *check) {
  if (check == NULL) return;
  for (size_t i = 0; i < check->earlier_count; i++) rulebook_free(check->loaded[i]);
  arena_free(check->arena);
  free(check);
}

const chuan_check_counts *chuan_check_counts_get(const chuan_check *check) {
  return check == NULL ? NULL : &check->counts;
}

chuan_status chuan_check_write(chuan_check *check, const chuan_style *style, chuan_sink sink, void *payload) {
  if (check == NULL) return CHUAN_ARGUMENT;
  chuan *handle = check->handle;
  report_clear(handle->report);
  if (sink == NULL) return handle_argument(handle, __func__);
  chuan_style shape;
  chuan_status status = handle_style(handle, style, &shape);
  if (status != CHUAN_OK) return status;
  return handle_said(handle, check_output(&check->check, check->rulebook->rules, check->rulebook->warnings,
                                          check->rulebook->warning_count, report_language(handle->report),
                                          &shape, sink, payload));
}
