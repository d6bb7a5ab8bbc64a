/* Facts by name and by text: what single cases and entries take from their callers. */
#include "facts/vocabulary.h"

#include "base/decimal.h"
#include "base/text.h"
#include "library/handle.h"

#include <string.h>

chuan_status rulebook_fact(const chuan_rulebook *rulebook, chuan *handle,
                           const struct vocabulary_level *vocabulary, const char *id,
                           const struct fact **out) {
  *out = vocabulary_find(&rulebook->rules->vocabulary, vocabulary->level, id);
  if (*out != NULL) return CHUAN_OK;
  struct arena *arena = arena_create();
  const char **ids =
      arena == NULL ? NULL : arena_array(arena, (size_t)vocabulary->fact_count + 1, sizeof *ids);
  if (ids == NULL) {
    arena_free(arena);
    return report_no_memory(handle->report);
  }
  for (uint32_t i = 0; i < vocabulary->fact_count; i++) ids[i] = vocabulary->facts[i]->id;
  const char *nearest = text_nearest(id, ids, vocabulary->fact_count);
  arena_free(arena);
  if (nearest != NULL) {
    return report_fail(handle->report, CHUAN_NOT_FOUND,
                       "level \"%s\" has no fact \"%s\"; did you mean \"%s\"?",
                       "cấp \"%s\" không có số liệu \"%s\"; có phải \"%s\"?", vocabulary->level, id, nearest);
  }
  return report_fail(
      handle->report, CHUAN_NOT_FOUND, "level \"%s\" has no fact \"%s\"; `chuan facts` lists them",
      "cấp \"%s\" không có số liệu \"%s\"; xem danh sách bằng `chuan facts`", vocabulary->level, id);
}

/* With the bound that was passed, where it is one. */
static chuan_status refuse_value(chuan *handle, const struct fact *fact, const char *text,
                                 const char *reason) {
  struct arena *arena = arena_create();
  if (arena == NULL) return report_no_memory(handle->report);
  enum fact_fault fault = fact_number_fault(fact, text, strlen(text));
  if (fault != FAULT_OTHER && fault != FAULT_SYNTAX) {
    reason = fact_fault_reason(arena, fact, fault, report_language(handle->report));
  }
  chuan_status status = reason == NULL ? report_no_memory(handle->report)
                                       : report_fail(handle->report, CHUAN_ARGUMENT, "%s = \"%s\": %s",
                                                     "%s = \"%s\": %s", fact->id, text, reason);
  arena_free(arena);
  return status;
}

chuan_status rulebook_fact_value(chuan *handle, const struct fact *fact, const char *text, int64_t *value) {
  const char *english, *vietnamese;
  int64_t read = DECIMAL_MISSING;
  if (text != NULL && !fact_read(fact, text, strlen(text), &read, &english, &vietnamese)) {
    return refuse_value(handle, fact, text, report_pick(handle->report, english, vietnamese));
  }
  *value = read;
  return CHUAN_OK;
}
