/* The texts of a target's result: what the library hands out and what machines read. */
#include "output/targets_output.h"

#include <string.h>

#define NUMBER_SIZE 400u

const struct measure *target_answer(const struct target_result *result) {
  return result->by_report ? &result->reported : &result->computed;
}

int target_is_asked(const struct target_list *list, const struct target *target) {
  const struct rulebook *rules = list->rulebook;
  if (list->set != NULL && strcmp(target->set, list->set) != 0) return 0;
  if (list->task == NULL) return 1;
  for (uint32_t t = 0; t < rules->task_count; t++) {
    if (strcmp(rules->tasks[t]->id, list->task) != 0) continue;
    for (uint32_t i = 0; i < rules->tasks[t]->target_count; i++) {
      if (rules->tasks[t]->targets[i] == target) return 1;
    }
  }
  return 0;
}

int target_is_figure(const struct target *target) {
  const struct expression *value = target->judged.value;
  while (value != NULL && (value->kind == EXPRESSION_DERIVED || value->kind == EXPRESSION_UNVERIFIED))
    value = value->operands[0];
  return value != NULL && value->kind == EXPRESSION_FACT;
}

const char *target_basis(const struct target_result *result) {
  if (result->by_report) return "reported";
  return target_is_figure(result->target) ? "figure" : "computed";
}

uint32_t target_conflicts(const struct target_result *result) {
  uint32_t conflicts = 0;
  for (size_t i = 0; i < result->figure_count; i++) conflicts += result->figures[i].others;
  return conflicts;
}

struct texts {
  struct arena *arena;
  int failed;
};

static const char *number(struct texts *texts, const struct rational *value, unsigned places) {
  char text[NUMBER_SIZE];
  if (value == NULL) return "";
  size_t length = rational_format(value, places, text, sizeof text);
  const char *copy = arena_text(texts->arena, text, length < sizeof text ? length : sizeof text - 1);
  texts->failed |= copy == NULL;
  return copy;
}

/* A value never looks as if it stood on the other side of the threshold. */
static const char *display(struct texts *texts, const struct rational *value,
                           const struct target_result *result) {
  const struct rational *high = result->threshold_high;
  int above = value != NULL && high != NULL && result->threshold != NULL &&
              rational_compare(value, result->threshold) > 0;
  return number(texts, value, text_places(value, above ? high : result->threshold));
}

static const char *threshold_of(struct texts *texts, const struct target_result *result) {
  const char *low = number(texts, result->threshold, TEXT_EXACT_PLACES);
  const char *high = number(texts, result->threshold_high, TEXT_EXACT_PLACES);
  if (texts->failed || *high == '\0' || *low == '\0') return low;
  const char *both = arena_format(texts->arena, "%s..%s", low, high);
  texts->failed |= both == NULL;
  return both;
}

static const char *tasks_of(struct texts *texts, const struct target *target) {
  size_t size = 1;
  for (uint32_t i = 0; i < target->task_count; i++) size += strlen(target->tasks[i]) + 1;
  char *out = arena_alloc(texts->arena, size);
  texts->failed |= out == NULL;
  if (out == NULL) return "";
  size_t length = 0;
  for (uint32_t i = 0; i < target->task_count; i++) {
    size_t add = strlen(target->tasks[i]);
    if (i > 0) out[length++] = ' ';
    memcpy(out + length, target->tasks[i], add);
    length += add;
  }
  return out;
}

const chuan_target_row *target_row(const struct target_result *result, chuan_language language,
                                   struct arena *arena) {
  struct texts texts = {arena, 0};
  const struct target *target = result->target;
  const struct measure *answer = target_answer(result);
  const struct cause *cause = target_cause(result);
  int bounded = answer->value == NULL;
  chuan_target_row *row = arena_alloc(arena, sizeof *row);
  if (row == NULL) return NULL;
  *row = (chuan_target_row){
      .unit = result->unit.code,
      .unit_name = result->unit.name,
      .year = result->moment.year,
      .by = target->by,
      .set = target->set,
      .task = tasks_of(&texts, target),
      .target = target->judged.id,
      .name = names_pick(&target->judged.name, language),
      .verdict = result->verdict,
      .standing = standing_word(result->standing),
      .basis = target_basis(result),
      .value = display(&texts, answer->value, result),
      .lowest = bounded ? number(&texts, answer->low, TEXT_EXACT_PLACES) : "",
      .highest = bounded ? number(&texts, answer->high, TEXT_EXACT_PLACES) : "",
      .threshold = threshold_of(&texts, result),
      .baseline = number(&texts, result->baseline, TEXT_EXACT_PLACES),
      .path = number(&texts, result->path_value, text_places(result->path_value, answer->value)),
      .computed = display(&texts, result->computed.value, result),
      .reported = display(&texts, result->reported.value, result),
      .computed_verdict = result->computed.verdict,
      .reported_verdict = result->reported.verdict,
      .unit_of_measure = target->judged.value != NULL ? target->judged.value->unit : "",
      .threshold_status = result->threshold_status,
      .data_status = result->data_status < 0 ? CHUAN_OFFICIAL : (chuan_data_status)result->data_status,
      .confidence = result->confidence,
      .conflicts = (int)target_conflicts(result),
      .disagree = result->disagree,
      .despite_missing = result->despite_missing,
      .cause = result->verdict == CHUAN_NO_DATA && cause != NULL ? cause_word(cause->kind) : "",
      .comparison = target->judged.value != NULL ? expression_word(target->judged.comparison) : ""};
  return texts.failed ? NULL : row;
}
