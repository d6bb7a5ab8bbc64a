/* Whom targets are about: the units of a level on a day. Units end; what was set for one of them does not pass to
 * whatever came after it. */
#include "evaluate/standing_inside.h"

#include "base/date.h"

#include <stdlib.h>
#include <string.h>

/* A unit that ended in the year is judged as of its last day, unless another day than the year's end is asked for. */
static int ended_within(const struct unit *unit, struct moment moment) {
  return !moment.rebase && moment.as_of == date_of(moment.year, 12, 31) && unit->valid_to < moment.as_of &&
         unit->valid_to >= date_of(moment.year, 1, 1);
}

static int compare_units(const void *a, const void *b) {
  const struct judged_unit *one = a, *other = b;
  int order = strcmp(one->unit.code, other->unit.code);
  return order != 0 ? order : (one->unit.id > other->unit.id) - (one->unit.id < other->unit.id);
}

static int has_own_target(const struct judged_units *request, const char *code) {
  for (size_t i = 0; i < request->target_count; i++) {
    if (strcmp(request->targets[i]->unit, code) == 0) return 1;
  }
  return 0;
}

/* What became of a unit the day after its last one. */
static chuan_status find_successors(const struct judged_units *request, struct judged_unit *judged) {
  struct succession *all;
  size_t count;
  chuan_status status = successions_list(request->dossier, request->arena, &all, &count);
  if (status != CHUAN_OK) return status;
  judged->successors = arena_array(request->arena, count + 1, sizeof *judged->successors);
  if (judged->successors == NULL) return report_no_memory(request->report);
  for (size_t i = 0; i < count && status == CHUAN_OK; i++) {
    if (all[i].from != judged->unit.id) continue;
    status =
        unit_get(request->dossier, request->arena, all[i].to, &judged->successors[judged->successor_count]);
    if (status == CHUAN_OK) judged->successor_count++;
  }
  return status;
}

/* The last of the units that had the code, when none has it now: where it comes in the list of the judged ones. */
static int is_last_of_code(const struct unit *all, size_t count, const struct unit *unit,
                           struct moment moment) {
  for (size_t i = 0; i < count; i++) {
    if (strcmp(all[i].code, unit->code) != 0 || all[i].id == unit->id) continue;
    if (all[i].valid_from <= moment.as_of && all[i].valid_to > unit->valid_to) return 0;
  }
  return 1;
}

chuan_status judged_units_find(const struct judged_units *request, struct moment moment, int64_t only,
                               struct judged_unit **out, size_t *count) {
  struct unit *all;
  size_t all_count;
  *count = 0;
  chuan_status status = units_list(request->dossier, request->arena, request->level, &all, &all_count);
  if (status != CHUAN_OK) return status;
  *out = arena_array(request->arena, all_count + 1, sizeof **out);
  if (*out == NULL) return report_no_memory(request->report);
  for (size_t i = 0; i < all_count && status == CHUAN_OK; i++) {
    const struct unit *unit = &all[i];
    struct judged_unit judged = {.unit = *unit, .moment = moment};
    if (only != 0 && unit->id != only) continue;
    if (unit->valid_from > moment.as_of) continue;
    judged.ended = ended_within(unit, moment);
    judged.gone = unit->valid_to < moment.as_of && !judged.ended;
    if (judged.ended) judged.moment.as_of = unit->valid_to;
    if (judged.gone) {
      if (!has_own_target(request, unit->code) || !is_last_of_code(all, all_count, unit, moment)) continue;
      status = find_successors(request, &judged);
    }
    (*out)[(*count)++] = judged;
  }
  if (status == CHUAN_OK && *count > 1) qsort(*out, *count, sizeof **out, compare_units);
  return status;
}
