/* Evaluations counted by the units of a level above theirs, through the public interface. */
#include "output/evaluation_by.h"

#include "base/date.h"
#include "library/evaluation_run.h"

#include <stdlib.h>
#include <string.h>

#define CLIMB_MAXIMUM 64 /* a tree deeper than this goes in a circle */

struct by_request {
  struct report *report;
  const struct evaluation *evaluation;
  struct arena *arena;
  struct evaluation_groups groups;
};

/* The unit of the level that a parent of units judged is, or lies in. */
struct by_ancestor {
  struct unit unit;
  size_t parent; /* its place in evaluation->parents */
};

/* The unit itself or the nearest above it that is of the level; *found: there is one. */
static chuan_status climb(struct by_request *request, const struct unit *from, struct unit *out, int *found) {
  *out = *from;
  *found = 0;
  for (int step = 0; step < CLIMB_MAXIMUM; step++) {
    *found = strcmp(out->level, request->groups.level) == 0;
    if (*found || out->parent == 0) return CHUAN_OK;
    chuan_status status = unit_get(request->evaluation->dossier, request->arena, out->parent, out);
    if (status != CHUAN_OK) return status;
  }
  return CHUAN_OK;
}

static int compare_ancestors(const void *left, const void *right) {
  const struct by_ancestor *a = left, *b = right;
  if (a->unit.id != b->unit.id) return a->unit.id < b->unit.id ? -1 : 1;
  return (a->parent > b->parent) - (a->parent < b->parent);
}

static chuan_status find_groups(struct by_request *request) {
  const struct evaluation *evaluation = request->evaluation;
  struct evaluation_groups *groups = &request->groups;
  uint32_t *of_parent = arena_array(request->arena, evaluation->parent_count + 1, sizeof *of_parent);
  struct by_ancestor *ancestors =
      arena_array(request->arena, evaluation->parent_count + 1, sizeof *ancestors);
  groups->units = arena_array(request->arena, evaluation->parent_count + 1, sizeof *groups->units);
  if (of_parent == NULL || ancestors == NULL || groups->units == NULL)
    return report_no_memory(request->report);
  size_t count = 0;
  for (size_t i = 0; i < evaluation->parent_count; i++) {
    int found;
    of_parent[i] = GROUP_NONE;
    chuan_status status = climb(request, &evaluation->parents[i], &ancestors[count].unit, &found);
    if (status != CHUAN_OK) return status;
    if (found) ancestors[count++].parent = i;
  }
  if (count > 1) qsort(ancestors, count, sizeof *ancestors, compare_ancestors);
  for (size_t i = 0; i < count; i++) {
    if (i == 0 || ancestors[i].unit.id != ancestors[i - 1].unit.id)
      groups->units[groups->count++] = ancestors[i].unit;
    of_parent[ancestors[i].parent] = (uint32_t)(groups->count - 1);
  }
  groups->of_parent = of_parent;
  return CHUAN_OK;
}

/* None of the units judged lies in a unit of the level that stood on the day. */
static chuan_status no_group(struct by_request *request) {
  const struct evaluation *evaluation = request->evaluation;
  const char *level = request->groups.level;
  int32_t day = evaluation->parts[evaluation->part_count - 1].moment.as_of, last = DATE_UNKNOWN_START;
  struct unit *ended;
  size_t count;
  char day_text[DATE_TEXT_SIZE], last_text[DATE_TEXT_SIZE];
  chuan_status status = units_ended(evaluation->dossier, request->arena, level, day, &ended, &count);
  if (status != CHUAN_OK) return status;
  for (size_t i = 0; i < count; i++) {
    if (ended[i].valid_to > last) last = ended[i].valid_to;
  }
  date_format(day, day_text);
  date_format(last, last_text);
  for (size_t i = 0; i < evaluation->evaluated_count; i++) { /* some stand, but it is no level above */
    if (strcmp(evaluation->evaluated[i].unit->level, level) == 0) count = 0;
  }
  if (count > 0) {
    return report_fail(
        request->report, CHUAN_NOT_FOUND,
        "on %s no unit that is judged lies in a unit of level \"%s\", which ended on %s; choose an "
        "earlier day or another level",
        "ngày %s không đơn vị nào được xét thuộc một đơn vị cấp \"%s\", vì cấp này đã kết thúc ngày %s; hãy "
        "chọn ngày sớm hơn hoặc cấp khác",
        day_text, level, last_text);
  }
  return evaluation_not_above(request->report, level);
}

static chuan_status check_groups(struct by_request *request) {
  const struct evaluation *evaluation = request->evaluation;
  if (evaluation->evaluated_count == 0) return CHUAN_OK; /* said where they would stand */
  for (size_t i = 0; i < evaluation->evaluated_count; i++) {
    if (evaluation_group(evaluation, &request->groups, &evaluation->evaluated[i]) != GROUP_NONE)
      return CHUAN_OK;
  }
  return no_group(request);
}

chuan_status evaluation_write_by(chuan *handle, const struct evaluation *evaluation, const char *by_level,
                                 const chuan_style *style, chuan_sink sink, void *payload) {
  if (evaluation->one_unit) {
    return report_fail(handle->report, CHUAN_ARGUMENT,
                       "counting by a level is for all units; leave the one unit out, or the level",
                       "đếm theo cấp là đếm mọi đơn vị; hãy bỏ phần chọn một đơn vị, hoặc bỏ cấp");
  }
  struct arena *arena = arena_create();
  if (arena == NULL) return report_no_memory(handle->report);
  struct by_request request = {
      .report = handle->report, .evaluation = evaluation, .arena = arena, .groups = {.level = by_level}};
  chuan_status status = find_groups(&request);
  if (status == CHUAN_OK) status = check_groups(&request);
  if (status == CHUAN_OK) {
    status = evaluation_by_output(evaluation, &request.groups, report_language(handle->report), style, sink,
                                  payload);
  }
  arena_free(arena);
  return handle_said(handle, status);
}
