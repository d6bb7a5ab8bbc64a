/* The values of an expression for every unit of a level at a moment: plain facts straight from the columns, tests by the
 * compiled program, everything else by the exact interpreter; on all threads. */
#include "evaluate/world_inside.h"

#include "base/decimal.h"

#include <pthread.h>
#include <string.h>

/* --- a series ---------------------------------------------------------------------------------------------------- */

struct series *world_series(const struct world_at *at, const struct expression *expression) {
  return at->series != NULL ? at->series[expression->id] : NULL;
}

chuan_status series_make(struct world_at *at, const struct expression *expression, struct series **out) {
  struct world *world = at->world;
  struct series *series = arena_alloc(world->arena, sizeof *series);
  size_t rows = (size_t)at->level.row_count + 1;
  *out = series;
  if (series == NULL) return world_no_memory(world);
  series->expression = expression;
  series->row_count = at->level.row_count;
  if (expression->type == TYPE_TEST) {
    series->verdicts = arena_alloc(world->arena, rows);
    if (series->verdicts == NULL) return world_no_memory(world);
    memset(series->verdicts, CHUAN_NO_DATA, rows);
  } else if (expression->type != TYPE_NUMBER) {
    series->choices = arena_array(world->arena, rows, sizeof *series->choices);
    if (series->choices == NULL) return world_no_memory(world);
    for (size_t i = 0; i < rows; i++) series->choices[i] = -1;
  }
  return CHUAN_OK;
}

chuan_status series_numbers(struct world_at *at, struct series *series, int bounded) {
  size_t rows = (size_t)series->row_count + 1;
  series->low = arena_array(at->world->arena, rows, sizeof *series->low);
  if (bounded) series->high = arena_array(at->world->arena, rows, sizeof *series->high);
  if (series->low == NULL || (bounded && series->high == NULL)) return world_no_memory(at->world);
  for (size_t i = 0; i < rows; i++) series->low[i] = cell_none();
  for (size_t i = 0; i < rows && bounded; i++) series->high[i] = cell_none();
  return CHUAN_OK;
}

chuan_status series_rests(struct world_at *at, struct series *series) {
  series->rests = arena_alloc(at->world->arena, (size_t)series->row_count + 1);
  return series->rests != NULL ? CHUAN_OK : world_no_memory(at->world);
}

chuan_status series_keep(struct world_at *at, struct series *series) {
  struct world *world = at->world;
  if (at->series == NULL)
    at->series =
        arena_array(world->arena, (size_t)world->request.rulebook->expression_count + 1, sizeof(void *));
  if (at->series == NULL) return world_no_memory(world);
  series->number = at->series_count++;
  at->series[series->expression->id] = series;
  return CHUAN_OK;
}

struct cell series_low(const struct series *series, uint64_t row) {
  if (series->figures == NULL) return series->low[row];
  int64_t value = series->figures[row];
  return value == DECIMAL_MISSING ? cell_none() : cell_scaled(value, series->places);
}

struct cell series_high(const struct series *series, uint64_t row) {
  return series->high != NULL ? series->high[row] : series_low(series, row);
}

int series_known(const struct series *series, uint64_t row) {
  if (series->figures != NULL) return series->figures[row] != DECIMAL_MISSING;
  if (cell_is_none(series->low[row]) || (series->rests[row] & REST_MAY_LACK)) return 0;
  return series->high == NULL ||
         (!cell_is_none(series->high[row]) && cell_compare(series->low[row], series->high[row]) == 0);
}

int series_missing(const struct series *series, uint64_t row) {
  if (series->verdicts != NULL) return series->verdicts[row] == CHUAN_NO_DATA;
  if (series->choices != NULL) return series->choices[row] < 0;
  return !series_known(series, row);
}

uint8_t rests_worst(uint8_t a, uint8_t b) {
  uint8_t status = (a & REST_STATUS) > (b & REST_STATUS) ? a & REST_STATUS : b & REST_STATUS;
  uint8_t data = (a & REST_DATA) > (b & REST_DATA) ? a & REST_DATA : b & REST_DATA;
  return (uint8_t)(status | data | ((a | b) & REST_CARRIED));
}

/* --- columns ------------------------------------------------------------------------------------------------------- */

struct reading {
  struct world_at *at;
  const struct fact *fact;
  void (*take)(struct reading *reading, uint64_t row, int64_t value);
  struct series *series;
  uint8_t *carried;
};

static chuan_status read_failed(struct world *world, chuan_status status, const char *message) {
  if (status == CHUAN_MEMORY) return world_no_memory(world);
  return report_fail(world->request.report, status, "the columns of facts cannot be read: %s",
                     "không đọc được các cột số liệu: %s", message != NULL ? message : "");
}

static chuan_status read_fact(struct reading *reading, const struct column_source *source) {
  struct world_at *at = reading->at;
  void *reader = NULL; /* may be there even when opening failed, to say why */
  chuan_status status = source->open(source->self, &reader);
  for (uint32_t chunk = 0; chunk < source->chunk_count && status == CHUAN_OK; chunk++) {
    struct column column;
    uint64_t first = (uint64_t)chunk * COLUMN_CHUNK;
    if (first >= at->level.row_count) break;
    status = source->column(reader, chunk, reading->fact->index, &column);
    for (uint32_t i = 0; status == CHUAN_OK && i < column.count && first + i < at->level.row_count; i++) {
      if (at->level.present[first + i]) reading->take(reading, first + i, column_value(&column, i));
    }
  }
  if (status != CHUAN_OK) read_failed(at->world, status, reader != NULL ? source->message(reader) : NULL);
  if (reader != NULL) source->close(source->self, reader);
  return status;
}

static void take_figure(struct reading *reading, uint64_t row, int64_t value) {
  reading->series->figures[row] = value;
}

static void take_choice(struct reading *reading, uint64_t row, int64_t value) {
  int64_t count = reading->fact->kind == FACT_YES_NO ? 2 : (int64_t)reading->fact->choice_count;
  if (value >= 0 && value < count) reading->series->choices[row] = (int32_t)value;
}

static void take_all(struct reading *reading, uint64_t row, int64_t value) {
  reading->carried[row] = value != DECIMAL_MISSING;
}

static void take_own(struct reading *reading, uint64_t row, int64_t value) {
  if (value != DECIMAL_MISSING) reading->carried[row] = 0;
}

static chuan_status fill_fact(struct world_at *at, struct series *series, const struct fact *fact) {
  struct reading reading = {.at = at, .fact = fact, .take = take_choice, .series = series};
  if (series->expression->type == TYPE_NUMBER) {
    size_t rows = (size_t)series->row_count + 1;
    reading.take = take_figure;
    series->places = fact->places;
    series->figures = arena_array(at->world->arena, rows, sizeof *series->figures);
    if (series->figures == NULL) return world_no_memory(at->world);
    for (size_t i = 0; i < rows; i++) series->figures[i] = DECIMAL_MISSING;
  }
  return read_fact(&reading, &at->columns);
}

/* The same columns, but of the year alone. */
static chuan_status open_own(struct world_at *at) {
  struct world *world = at->world;
  const struct vocabulary_level *with = at->level.vocabulary;
  if (at->own_opened) return CHUAN_OK;
  struct vocabulary_level *without = arena_alloc(world->arena, sizeof *without);
  struct fact *facts = arena_array(world->arena, (size_t)with->fact_count + 1, sizeof *facts);
  const struct fact **list = arena_array(world->arena, (size_t)with->fact_count + 1, sizeof *list);
  if (without == NULL || facts == NULL || list == NULL) return world_no_memory(world);
  for (uint32_t i = 0; i < with->fact_count; i++) {
    facts[i] = *with->facts[i];
    facts[i].carry = 0;
    list[i] = &facts[i];
  }
  *without = (struct vocabulary_level){.level = with->level, .facts = list, .fact_count = with->fact_count};
  struct world_source *source = &world->request.source;
  chuan_status status = source->open(source->self, without, at->level.moment, &at->own);
  at->own_opened = status == CHUAN_OK;
  return status;
}

/* Where the fact's figure is of an earlier year: it is there, and without carrying it is not. */
static chuan_status find_carried(struct world_at *at, const struct fact *fact, const uint8_t **out) {
  struct world *world = at->world;
  if (at->carried == NULL)
    at->carried =
        arena_array(world->arena, (size_t)at->level.vocabulary->fact_count + 1, sizeof *at->carried);
  if (at->carried == NULL) return world_no_memory(world);
  *out = at->carried[fact->index];
  if (*out != NULL) return CHUAN_OK;
  struct reading reading = {.at = at, .fact = fact, .take = take_all};
  reading.carried = arena_alloc(world->arena, (size_t)at->level.row_count + 1);
  chuan_status status = reading.carried != NULL ? open_own(at) : world_no_memory(world);
  if (status == CHUAN_OK) status = read_fact(&reading, &at->columns);
  reading.take = take_own;
  if (status == CHUAN_OK) status = read_fact(&reading, &at->own);
  if (status == CHUAN_OK) *out = at->carried[fact->index] = reading.carried;
  return status;
}

/* --- what it rests on ------------------------------------------------------------------------------------------------- */

static void rest_on(struct series *series, const struct series *other) {
  for (uint64_t row = 0; row < series->row_count && row < other->row_count; row++) {
    uint8_t data = (uint8_t)(other->rests[row] & (REST_DATA | REST_CARRIED));
    series->rests[row] = rests_worst(series->rests[row], data);
  }
}

static chuan_status fill_rests(struct world_at *at, struct series *series) {
  const struct vocabulary_level *vocabulary = at->level.vocabulary;
  struct expression_list outside = {.count = 0}, facts = {.count = 0};
  struct arena *scratch = arena_create();
  if (scratch == NULL) return world_no_memory(at->world);
  chuan_status status = series_rests(at, series);
  if (status == CHUAN_OK) {
    status = world_walk(at->world, at->level.moment, &series->expression, 1, scratch, &outside, &facts);
  }
  for (uint64_t row = 0; status == CHUAN_OK && facts.count > 0 && row < series->row_count; row++)
    series->rests[row] = (uint8_t)(at->level.status[row] << REST_DATA_SHIFT) & REST_DATA;
  for (size_t i = 0; i < outside.count && status == CHUAN_OK; i++) {
    const struct series *other = world_series(at, outside.items[i]);
    if (other != NULL) rest_on(series, other);
  }
  for (size_t i = 0; i < facts.count && status == CHUAN_OK; i++) {
    const struct fact *fact = facts.items[i]->as.fact;
    const uint8_t *carried = NULL;
    if (fact->carry == 0 || fact->index >= vocabulary->fact_count || vocabulary->facts[fact->index] != fact)
      continue;
    status = find_carried(at, fact, &carried);
    for (uint64_t row = 0; status == CHUAN_OK && row < series->row_count; row++) {
      if (carried[row]) series->rests[row] |= REST_CARRIED;
    }
  }
  arena_free(scratch);
  return status;
}

/* --- the exact interpreter ----------------------------------------------------------------------------------------------- */

struct visiting {
  struct world_at *at;
  struct series **series;
  size_t count;
  pthread_mutex_t lock; /* of the arena */
};

static int keep_number(struct visiting *visiting, struct cell *cell, const struct rational *number) {
  if (number == NULL || cell_fits(cell, number)) return 1;
  pthread_mutex_lock(&visiting->lock);
  int kept = cell_store(cell, number, visiting->at->world->arena);
  pthread_mutex_unlock(&visiting->lock);
  return kept;
}

static int visit_number(struct visiting *visiting, struct series *series, struct exact *exact, uint64_t row) {
  const struct rational *number = exact_number(exact, series->expression);
  if (number != NULL) {
    if (!keep_number(visiting, &series->low[row], number)) return 0;
    series->high[row] = series->low[row];
    return 1;
  }
  struct exact_bounds bounds = exact_bounds(exact, series->expression);
  if (bounds.may_lack) series->rests[row] |= REST_MAY_LACK;
  return keep_number(visiting, &series->low[row], bounds.low) &&
         keep_number(visiting, &series->high[row], bounds.high);
}

static chuan_status visit(void *payload, struct exact *exact, uint64_t row) {
  struct visiting *visiting = payload;
  for (size_t i = 0; i < visiting->count; i++) {
    struct series *series = visiting->series[i];
    uint32_t choice;
    uint8_t status = (uint8_t)exact_status(exact, series->expression);
    series->rests[row] = rests_worst(series->rests[row], status);
    if (series->expression->type == TYPE_NUMBER) {
      if (!visit_number(visiting, series, exact, row)) return CHUAN_MEMORY;
    } else if (series->choices != NULL && exact_choice(exact, series->expression, &choice)) {
      series->choices[row] = (int32_t)choice;
    }
  }
  return CHUAN_OK;
}

/* --- all of them ------------------------------------------------------------------------------------------------------------ */

struct sorted { /* the expressions to work out, by how */
  const struct expression **asked;
  uint8_t **outputs; /* beside asked */
  struct series **exactly;
  size_t test_count, exact_count;
};

static chuan_status run_program(struct world_at *at, const struct sorted *sorted) {
  struct program *program = NULL;
  chuan_status status = program_compile_tests(at->world->request.rulebook, at->level.level, at->level.moment,
                                              sorted->asked, (uint32_t)sorted->test_count, &program);
  if (status != CHUAN_OK) return world_no_memory(at->world);
  struct run_request request = world_run_request(at, program);
  if (sorted->test_count > 0) status = run_rows(&request, sorted->outputs);
  if (status == CHUAN_OK && sorted->exact_count > 0) {
    struct visiting visiting = {.at = at, .series = sorted->exactly, .count = sorted->exact_count};
    if (pthread_mutex_init(&visiting.lock, NULL) != 0) {
      status = world_no_memory(at->world);
    } else {
      status = run_exactly(&request, visit, &visiting);
      pthread_mutex_destroy(&visiting.lock);
    }
  }
  program_free(program);
  return status;
}

static chuan_status sort_one(struct world_at *at, const struct expression *expression,
                             struct sorted *sorted) {
  const struct fact *fact = world_plain_fact(expression);
  struct series *series;
  chuan_status status = series_make(at, expression, &series);
  if (status == CHUAN_OK) status = fill_rests(at, series);
  if (status != CHUAN_OK) return status;
  int marked = at->world->marks[expression->id] != CHUAN_SOURCED;
  int own = fact != NULL && fact->index < at->level.vocabulary->fact_count &&
            at->level.vocabulary->facts[fact->index] == fact;
  if (expression->type == TYPE_TEST) {
    sorted->asked[sorted->test_count] = expression;
    sorted->outputs[sorted->test_count++] = series->verdicts;
    if (marked) sorted->exactly[sorted->exact_count++] = series;
  } else if (own && !marked && (expression->type != TYPE_CHOICE || expression->choices == fact->choices)) {
    status = fill_fact(at, series, fact);
  } else {
    if (expression->type == TYPE_NUMBER) status = series_numbers(at, series, 1);
    sorted->exactly[sorted->exact_count++] = series;
  }
  return status == CHUAN_OK ? series_keep(at, series) : status;
}

static chuan_status work_out(struct world_at *at, const struct expression *const *expressions, size_t count,
                             struct arena *scratch) {
  struct sorted sorted = {.test_count = 0};
  sorted.exactly = arena_array(scratch, count + 1, sizeof(void *));
  sorted.asked = arena_array(scratch, count + 1, sizeof(void *));
  sorted.outputs = arena_array(scratch, count + 1, sizeof(void *));
  if (sorted.exactly == NULL || sorted.asked == NULL || sorted.outputs == NULL)
    return world_no_memory(at->world);
  struct expression_list nodes;
  chuan_status status = world_prepare_at(at, expressions, count, scratch, &nodes);
  for (size_t i = 0; i < count && status == CHUAN_OK; i++) {
    if (world_series(at, expressions[i]) == NULL) status = sort_one(at, expressions[i], &sorted);
  }
  if (status == CHUAN_OK && sorted.test_count + sorted.exact_count > 0) status = run_program(at, &sorted);
  return status;
}

static chuan_status too_far(struct world *world, const struct expression *expression) {
  return report_fail(
      world->request.report, CHUAN_RULE,
      "%s:%d: the rules look on from unit to unit and year to year more than %d times over; look at "
      "the unit or year itself",
      "%s:%d: quy tắc nhìn từ đơn vị này sang đơn vị kia, năm này sang năm kia quá %d lần nối tiếp; "
      "hãy nhìn thẳng vào đơn vị hoặc năm đó",
      expression->place.file, (int)expression->place.line, STEPS_MOST);
}

chuan_status world_values(struct world_at *at, const struct expression *const *expressions, size_t count) {
  size_t left = 0;
  for (size_t i = 0; i < count; i++) left += world_series(at, expressions[i]) == NULL;
  if (left == 0) return CHUAN_OK;
  if (at->world->steps == STEPS_MOST) return too_far(at->world, expressions[0]);
  struct arena *scratch = arena_create();
  if (scratch == NULL) return world_no_memory(at->world);
  at->world->steps++;
  chuan_status status = world_at_load(at);
  if (status == CHUAN_OK) status = world_marks(at->world);
  if (status == CHUAN_OK) status = work_out(at, expressions, count, scratch);
  at->world->steps--;
  arena_free(scratch);
  return status;
}
