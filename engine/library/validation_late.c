/* What can only be judged when all rows of a file are there: figures of other years, whichever row comes first, and
 * figures that several rows say together. What is wrong then has been stored: the file is read once more without it. */
#include "library/validation_inside.h"

#include "base/decimal.h"

#include <stdlib.h>
#include <string.h>

/* --- the rows so far -------------------------------------------------------------------------------------- */

chuan_status validation_restart(struct validation_run *run) {
  arena_free(run->taken_arena);
  run->first_taken = run->last_taken = NULL;
  run->taken_arena = arena_create();
  return run->taken_arena != NULL ? CHUAN_OK : report_no_memory(run->report);
}

static uint64_t mask_of(const struct validation_run *run, const int64_t *values) {
  uint64_t mask = 0;
  for (uint32_t i = 0; i < run->check_count; i++) {
    const struct validation_check *check = &run->checks[i];
    if (!check_is_late(run, check) || (mask & check_bit(i))) continue;
    for (uint32_t f = 0; f < check->own_count; f++) {
      if (values[check->own[f]->index] == DECIMAL_MISSING) continue;
      mask |= check_bit(i);
      break;
    }
  }
  return mask;
}

chuan_status validation_take(void *self, int64_t unit, int year, struct validated_row row,
                             const int64_t *values) {
  struct validation_run *run = self;
  uint64_t mask = run->any_late ? mask_of(run, values) : 0;
  if (mask == 0) return CHUAN_OK;
  struct taken_chunk *chunk = run->last_taken;
  if (chunk == NULL || chunk->count == TAKEN_CHUNK) {
    chunk = arena_alloc(run->taken_arena, sizeof *chunk);
    if (chunk == NULL) return report_no_memory(run->report);
    if (run->last_taken != NULL)
      run->last_taken->next = chunk;
    else
      run->first_taken = chunk;
    run->last_taken = chunk;
  }
  chunk->rows[chunk->count++] = (struct taken_row){unit, mask, row, year};
  return CHUAN_OK;
}

static int place_order(struct validated_row one, struct validated_row other) {
  if (one.sheet != other.sheet) return one.sheet < other.sheet ? -1 : 1;
  return (one.row > other.row) - (one.row < other.row);
}

static int by_unit(const void *a, const void *b) {
  const struct taken_row *one = a, *other = b;
  if (one->unit != other->unit) return one->unit < other->unit ? -1 : 1;
  if (one->year != other->year) return one->year < other->year ? -1 : 1;
  return place_order(one->place, other->place);
}

static int by_row(const void *a, const void *b) {
  const struct taken_row *one = a, *other = b;
  int order = place_order(one->place, other->place);
  return order != 0 ? order : by_unit(a, b);
}

/* Several rows of a unit and year become one, at the place of the first. */
static chuan_status join_rows(struct validation_run *run) {
  size_t count = 0, kept = 0;
  for (const struct taken_chunk *chunk = run->first_taken; chunk != NULL; chunk = chunk->next)
    count += chunk->count;
  struct taken_row *rows = arena_array(run->taken_arena, count + 1, sizeof *rows);
  if (rows == NULL) return report_no_memory(run->report);
  for (const struct taken_chunk *chunk = run->first_taken; chunk != NULL; chunk = chunk->next) {
    memcpy(rows + kept, chunk->rows, chunk->count * sizeof *rows);
    kept += chunk->count;
  }
  if (count > 1) qsort(rows, count, sizeof *rows, by_unit);
  kept = 0;
  for (size_t i = 0; i < count; i++) {
    struct taken_row *last = kept > 0 ? &rows[kept - 1] : NULL;
    if (last != NULL && last->unit == rows[i].unit && last->year == rows[i].year)
      last->mask |= rows[i].mask;
    else
      rows[kept++] = rows[i];
  }
  if (kept > 1) qsort(rows, kept, sizeof *rows, by_row);
  for (struct taken_chunk *chunk = run->first_taken; chunk != NULL; chunk = chunk->next) {
    chunk->count = kept < TAKEN_CHUNK ? kept : TAKEN_CHUNK;
    memcpy(chunk->rows, rows, chunk->count * sizeof *rows);
    rows += chunk->count;
    kept -= chunk->count;
  }
  return CHUAN_OK;
}

/* --- what is refused after all ------------------------------------------------------------------------------ */

static int refusal_order(const void *a, const void *b) {
  const struct refusal *one = a, *other = b;
  if (one->unit != other->unit) return one->unit < other->unit ? -1 : 1;
  if (one->year != other->year) return one->year < other->year ? -1 : 1;
  return (one->check > other->check) - (one->check < other->check);
}

const struct refusal *validation_refused(const struct validation_run *run, int64_t unit, int year) {
  size_t low = 0, high = run->refusal_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    const struct refusal *at = &run->refusals[middle];
    if (at->unit < unit || (at->unit == unit && at->year < year))
      low = middle + 1;
    else
      high = middle;
  }
  if (low == run->refusal_count || run->refusals[low].unit != unit || run->refusals[low].year != year)
    return NULL;
  return &run->refusals[low];
}

static int is_refused(const struct validation_run *run, const struct taken_row *row, uint32_t check) {
  const struct refusal *refusal =
      run->refusal_count > 0 ? validation_refused(run, row->unit, row->year) : NULL;
  const struct refusal *end = run->refusals + run->refusal_count;
  for (; refusal != NULL && refusal < end && refusal->unit == row->unit && refusal->year == row->year;
       refusal++)
    if (refusal->check == check) return 1;
  return 0;
}

struct refusing { /* what this reading of the file has found */
  struct refusal *found;
  size_t count, capacity;
};

static chuan_status refuse(struct validation_run *run, struct refusing *refusing, const struct taken_row *row,
                           uint32_t check, const char *message) {
  char *copy = arena_string(run->arena, message);
  if (copy == NULL || !arena_grow(run->taken_arena, &refusing->found, &refusing->capacity, refusing->count,
                                  sizeof *refusing->found))
    return report_no_memory(run->report);
  refusing->found[refusing->count++] = (struct refusal){row->unit, row->year, check, copy};
  return CHUAN_OK;
}

/* Of a unit the first year counts, and whatever the figures of another year have no part in: once that year is refused,
 * the next one is judged beside what is left. */
static chuan_status keep_refusals(struct validation_run *run, struct refusing *refusing) {
  if (refusing->count > 1) qsort(refusing->found, refusing->count, sizeof *refusing->found, refusal_order);
  const struct refusal *first = NULL;
  for (size_t i = 0; i < refusing->count; i++) {
    const struct refusal *one = &refusing->found[i];
    if (first == NULL || first->unit != one->unit) first = one;
    if (one->year != first->year && run->checks[one->check].elsewhere) continue;
    if (!arena_grow(run->arena, &run->refusals, &run->refusal_capacity, run->refusal_count,
                    sizeof *run->refusals))
      return report_no_memory(run->report);
    run->refusals[run->refusal_count++] = *one;
  }
  if (run->refusal_count > 1) qsort(run->refusals, run->refusal_count, sizeof *run->refusals, refusal_order);
  return CHUAN_OK;
}

/* --- the end ------------------------------------------------------------------------------------------------- */

struct late_look { /* at the rows that wait */
  struct validation_run *run;
  chuan_severity severity; /* of the checks that are asked now */
  struct refusing refusing;
  validation_teller *tell;
  void *payload;
};

static chuan_status act(struct late_look *look, const struct taken_row *row, uint32_t index,
                        const char *message) {
  const struct validation_check *check = &look->run->checks[index];
  const struct validation validation = {look->severity, check->rule->fact->id, message, row->unit};
  if (look->severity == CHUAN_ERROR) return refuse(look->run, &look->refusing, row, index, message);
  return look->tell(look->payload, row->place, &validation);
}

static chuan_status ask_row(struct late_look *look, const struct taken_row *row) {
  struct validation_run *run = look->run;
  struct buffer *text = &run->texts[0];
  int begun = 0, doubted = 0;
  chuan_status status = CHUAN_OK;
  for (uint32_t i = 0; i < run->check_count && status == CHUAN_OK; i++) {
    const struct validation_check *check = &run->checks[i];
    if (check->rule->severity != look->severity || !check_is_late(run, check) ||
        !(row->mask & check_bit(i)) || is_refused(run, row, i))
      continue;
    if (!begun) {
      status = validation_read(run, row->unit, row->year, run->merged, run->merged_years);
      unit_years_begin(run->years, row->unit, row->year, run->merged, run->merged_years);
      begun = 1;
    }
    if (status == CHUAN_OK) status = validation_ask(run, check, row->year, text, &doubted);
    if (status == CHUAN_OK && doubted) status = act(look, row, i, buffer_string(text));
  }
  return status;
}

static chuan_status ask_all(struct late_look *look, chuan_severity severity) {
  const struct validation_run *run = look->run;
  chuan_status status = CHUAN_OK;
  int any = 0;
  for (uint32_t i = 0; i < run->check_count; i++)
    any |= run->checks[i].rule->severity == severity && check_is_late(run, &run->checks[i]);
  look->severity = severity;
  for (const struct taken_chunk *chunk = any ? run->first_taken : NULL; chunk != NULL; chunk = chunk->next)
    for (size_t i = 0; i < chunk->count && status == CHUAN_OK; i++) status = ask_row(look, &chunk->rows[i]);
  return status;
}

chuan_status validation_finish(void *self, validation_teller *tell, void *payload, int *again) {
  struct validation_run *run = self;
  struct late_look look = {.run = run, .tell = tell, .payload = payload};
  *again = 0;
  if (run->first_taken == NULL) return CHUAN_OK;
  chuan_status status = run->once ? CHUAN_OK : join_rows(run);
  if (status == CHUAN_OK) status = ask_all(&look, CHUAN_ERROR);
  if (status != CHUAN_OK) return status;
  if (look.refusing.count > 0) {
    *again = 1;
    return keep_refusals(run, &look.refusing);
  }
  return ask_all(&look, CHUAN_WARNING);
}
