/* Facts in memory for one unit and year, judged exactly: no database. */
#include "base/decimal.h"
#include "evaluate/example_world.h"
#include "library/handle.h"

#include <stdlib.h>
#include <string.h>

struct chuan_case {
  chuan_rulebook *rulebook;
  struct arena *arena;
  const struct vocabulary_level *vocabulary;
  int64_t *values;
  int year;
  uint8_t *reads; /* by expression id: something from other units or years, where there are none */
  struct exact *exact;
};

static chuan_status prepare(chuan_case *one, const char *level, int year) {
  chuan *handle = one->rulebook->handle;
  const struct rulebook *rules = one->rulebook->rules;
  chuan_status status = rulebook_covers(one->rulebook, handle, year);
  if (status != CHUAN_OK) return status;
  status = rulebook_level(one->rulebook, handle, level, &one->vocabulary);
  if (status != CHUAN_OK) return status;
  one->arena = arena_create();
  if (one->arena == NULL) return CHUAN_MEMORY;
  one->values = arena_array(one->arena, (size_t)one->vocabulary->fact_count + 1, sizeof *one->values);
  if (one->values == NULL) return CHUAN_MEMORY;
  for (uint32_t i = 0; i < one->vocabulary->fact_count; i++) one->values[i] = DECIMAL_MISSING;
  one->year = year;
  one->reads = arena_alloc(one->arena, (size_t)rules->expression_count + 1);
  if (one->reads == NULL) return CHUAN_MEMORY;
  example_reads_outside(rules, one->reads);
  return exact_create(rules, one->vocabulary->level, moment_of(year), NULL, &one->exact);
}

chuan_status chuan_case_create(chuan_rulebook *rulebook, const char *level, int year, chuan_case **out) {
  if (out != NULL) *out = NULL;
  if (rulebook == NULL) return CHUAN_ARGUMENT;
  chuan *handle = rulebook->handle;
  report_clear(handle->report);
  if (level == NULL || out == NULL) return handle_argument(handle, __func__);
  chuan_case *one = calloc(1, sizeof *one);
  if (one == NULL) return report_no_memory(handle->report);
  one->rulebook = rulebook;
  chuan_status status = prepare(one, level, year);
  if (status != CHUAN_OK) {
    chuan_case_free(one);
    return handle_said(handle, status);
  }
  *out = one;
  return CHUAN_OK;
}

chuan_status chuan_case_set(chuan_case *one, const char *fact, const char *value) {
  if (one == NULL) return CHUAN_ARGUMENT;
  chuan *handle = one->rulebook->handle;
  report_clear(handle->report);
  if (fact == NULL) return handle_argument(handle, __func__);
  const struct fact *found;
  chuan_status status = rulebook_fact(one->rulebook, handle, one->vocabulary, fact, &found);
  if (status != CHUAN_OK) return status;
  return rulebook_fact_value(handle, found, value, &one->values[found->index]);
}

/* Alone in the world: nothing below it, above it or before it, and no part of the country it lies in. */
static chuan_status judge_alone(const chuan_case *one, const struct expression *test, chuan_verdict *out) {
  const struct vocabulary_level *vocabulary = one->vocabulary;
  struct example_unit unit = {.level = vocabulary->level};
  struct example_world *world = NULL;
  struct exact *exact = NULL;
  struct arena *arena = arena_create();
  if (arena != NULL) unit.facts = arena_array(arena, (size_t)vocabulary->fact_count + 1, sizeof *unit.facts);
  chuan_status status = unit.facts != NULL ? CHUAN_OK : CHUAN_MEMORY;
  for (uint32_t i = 0; status == CHUAN_OK && i < vocabulary->fact_count; i++) {
    unit.facts[unit.fact_count++] = (struct example_fact){vocabulary->facts[i], one->values[i]};
  }
  if (status == CHUAN_OK)
    status = example_world_create(one->rulebook->rules, &unit, moment_of(one->year), &world);
  if (status == CHUAN_OK) status = example_world_exact(world, test, &exact);
  if (status == CHUAN_OK) *out = exact_verdict(exact, test);
  exact_free(exact);
  example_world_free(world);
  arena_free(arena);
  return handle_said(one->rulebook->handle, status);
}

chuan_status chuan_case_judge(chuan_case *one, const char *id, chuan_verdict *out) {
  if (out != NULL) *out = CHUAN_NO_DATA;
  if (one == NULL) return CHUAN_ARGUMENT;
  chuan *handle = one->rulebook->handle;
  report_clear(handle->report);
  if (id == NULL || out == NULL) return handle_argument(handle, __func__);
  const struct judged *judged;
  chuan_status status = rulebook_judged(one->rulebook, handle, id, &judged);
  if (status != CHUAN_OK) return status;
  if (strcmp(judged->level, one->vocabulary->level) != 0) {
    return report_fail(
        handle->report, CHUAN_ARGUMENT, "\"%s\" is about level \"%s\", the facts are of level \"%s\"",
        "\"%s\" thuộc cấp \"%s\", còn số liệu là của cấp \"%s\"", id, judged->level, one->vocabulary->level);
  }
  if (one->reads[judged->test->id]) return judge_alone(one, judged->test, out);
  exact_begin(one->exact, one->values, 0);
  *out = exact_verdict(one->exact, judged->test);
  return CHUAN_OK;
}

void chuan_case_free(chuan_case *one) {
  if (one == NULL) return;
  exact_free(one->exact);
  arena_free(one->arena);
  free(one);
}
