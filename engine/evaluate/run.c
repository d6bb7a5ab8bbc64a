/* Running a program: workers take chunks from a counter, each with its own reader and registers; where a
 * chunk's results go is fixed beforehand, so the number of workers cannot show. */
#include "evaluate/run.h"

#include "evaluate/exact.h"
#include "evaluate/kernels.h"

#include "base/arena.h"
#include "base/decimal.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define THREADS_MAX 64u
#define GROUP_OUTSIDE (-1)

struct work { /* one run, shared by its workers */
  const struct run_request *request;
  const struct program *program;
  atomic_uint next_chunk;
  atomic_uint done_chunks;
  atomic_int stop;
  /* keeping verdicts */
  struct verdicts *verdicts;
  const uint64_t *offsets; /* first row of each chunk */
  /* counting */
  int32_t (*group)(void *payload, int64_t parent);
  void *payload;
  uint32_t group_count;
  /* keeping verdicts by row */
  uint8_t *const *rows;
  /* visiting */
  chuan_status (*visit)(void *payload, struct exact *exact, uint64_t row);
};

struct worker {
  struct work *work;
  pthread_t thread;
  struct arena *arena;
  void *reader;
  struct registers registers;
  struct planned *plan;
  struct column *columns; /* by fact.index */
  int64_t *values;        /* of one row, for the exact interpreter */
  struct exact *exact;
  uint64_t first_row; /* of the chunk at hand */
  uint64_t *counts;   /* its own; added up at the end */
  int32_t *groups;    /* of the rows of a batch */
  chuan_status status;
  const char *message; /* borrowed from the reader, or NULL */
};

unsigned run_default_threads(void) {
  const char *text = getenv("CHUAN_THREADS");
  unsigned long asked = 0;
  for (const char *at = text; at && *at >= '0' && *at <= '9' && asked <= THREADS_MAX; at++) {
    asked = asked * 10u + (unsigned long)(*at - '0');
  }
  if (asked == 0) {
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    asked = cores > 0 ? (unsigned long)cores : 1u;
  }
  return asked > THREADS_MAX ? THREADS_MAX : (unsigned)asked;
}

static uint32_t column_count(const struct program *program) {
  return program->level ? program->level->fact_count : 0;
}

static chuan_status prepare(struct worker *worker) {
  const struct program *program = worker->work->program;
  uint32_t columns = column_count(program) + 1;
  worker->arena = arena_create();
  if (!worker->arena) return CHUAN_MEMORY;
  worker->registers.numbers =
      arena_array(worker->arena, (size_t)program->slots[CLASS_NUMBER] * BATCH + 1, sizeof(double));
  worker->registers.indexes =
      arena_array(worker->arena, (size_t)program->slots[CLASS_INDEX] * BATCH + 1, sizeof(int32_t));
  worker->registers.verdicts =
      arena_array(worker->arena, (size_t)program->slots[CLASS_VERDICT] * BATCH + 1, 1);
  worker->plan = arena_array(worker->arena, (size_t)program->count + 1, sizeof *worker->plan);
  worker->columns = arena_array(worker->arena, columns, sizeof *worker->columns);
  worker->values = arena_array(worker->arena, columns, sizeof *worker->values);
  worker->groups = arena_array(worker->arena, BATCH, sizeof *worker->groups);
  if (!worker->registers.numbers || !worker->registers.indexes || !worker->registers.verdicts ||
      !worker->plan || !worker->columns || !worker->values || !worker->groups) {
    return CHUAN_MEMORY;
  }
  if (worker->work->group) {
    size_t cells = (size_t)worker->work->group_count * program->output_count * 4u;
    worker->counts = arena_array(worker->arena, cells + 1, sizeof *worker->counts);
    if (!worker->counts) return CHUAN_MEMORY;
  }
  for (uint32_t i = 0; i < columns; i++) worker->values[i] = DECIMAL_MISSING;
  return worker->work->request->source->open(worker->work->request->source->self, &worker->reader);
}

/* Reads the columns the program loads; the others stay missing. */
static chuan_status read_columns(struct worker *worker, uint32_t chunk, uint32_t rows) {
  const struct program *program = worker->work->program;
  const struct column_source *source = worker->work->request->source;
  for (uint32_t f = 0; f < column_count(program); f++) {
    struct column missing = {.count = rows, .minimum = 1, .maximum = 0, .missing = rows};
    worker->columns[f] = missing;
  }
  for (int32_t i = 0; i < program->count; i++) {
    const struct fact *fact = program->instructions[i].fact;
    if (!fact) continue;
    chuan_status status = source->column(worker->reader, chunk, fact->index, &worker->columns[fact->index]);
    if (status != CHUAN_OK) return status;
  }
  return CHUAN_OK;
}

/* The exact interpreter may ask for facts that no instruction loads. */
static chuan_status read_all_columns(struct worker *worker, uint32_t chunk) {
  const struct column_source *source = worker->work->request->source;
  for (uint32_t f = 0; f < column_count(worker->work->program); f++) {
    chuan_status status = source->column(worker->reader, chunk, f, &worker->columns[f]);
    if (status != CHUAN_OK) return status;
  }
  if (worker->exact) return CHUAN_OK;
  const struct program *program = worker->work->program;
  return exact_create(program->rulebook, program->level ? program->level->level : "", program->moment,
                      worker->work->request->outside, &worker->exact);
}

/* The interpreter at a row of the chunk. */
static void stand_on(struct worker *worker, uint32_t row) {
  for (uint32_t f = 0; f < column_count(worker->work->program); f++) {
    worker->values[f] = column_value(&worker->columns[f], row);
  }
  exact_begin(worker->exact, worker->values, worker->first_row + row);
}

static void ask_exactly(struct worker *worker, const struct instruction *one, uint32_t first, uint32_t rows) {
  uint8_t *out = worker->registers.verdicts + (size_t)one->slot * BATCH;
  memset(out, CHUAN_NO_DATA, BATCH);
  for (uint32_t row = 0; row < rows; row++) {
    stand_on(worker, first + row);
    out[row] = (uint8_t)exact_verdict(worker->exact, one->node);
  }
}

/* Copied from what was worked out beforehand. */
static void read_outside(struct worker *worker, const struct instruction *one, uint32_t first,
                         uint32_t rows) {
  const struct outside *outside = worker->work->request->outside;
  uint64_t row = worker->first_row + first;
  if (one->opcode == OP_OUTSIDE_VERDICT) {
    uint8_t *out = worker->registers.verdicts + (size_t)one->slot * BATCH;
    const uint8_t *known = outside ? outside->verdicts(outside->self, one->node, row) : NULL;
    memset(out, CHUAN_NO_DATA, BATCH);
    if (known) memcpy(out, known, rows);
    return;
  }
  int32_t *out = worker->registers.indexes + (size_t)one->slot * BATCH;
  const int32_t *known = outside ? outside->choices(outside->self, one->node, row) : NULL;
  for (uint32_t i = 0; i < BATCH; i++) out[i] = known && i < rows ? known[i] : -1;
}

static void run_batch(struct worker *worker, uint32_t first, uint32_t rows) {
  const struct program *program = worker->work->program;
  for (int32_t i = 0; i < program->count; i++) {
    if (opcode_is_outside(program->instructions[i].opcode)) {
      read_outside(worker, &program->instructions[i], first, rows);
      continue;
    }
    if (worker->plan[i].carrier == CARRIER_EXACT) {
      if (opcode_class(program->instructions[i].opcode) == CLASS_VERDICT) {
        ask_exactly(worker, &program->instructions[i], first, rows);
      }
      continue;
    }
    kernel_run(program, worker->plan, i, &worker->registers, worker->columns, first, rows);
  }
}

static const uint8_t *output_of(const struct worker *worker, uint32_t output) {
  const struct program *program = worker->work->program;
  return worker->registers.verdicts + (size_t)program->instructions[program->outputs[output]].slot * BATCH;
}

static void keep_batch(struct worker *worker, const struct column_units *units, uint32_t first, uint32_t rows,
                       uint64_t *row) {
  struct verdicts *verdicts = worker->work->verdicts;
  uint64_t start = *row;
  int all_present = memchr(units->present + first, 0, rows) == NULL;
  for (uint32_t i = 0; i < rows; i++) {
    if (!units->present[first + i]) continue;
    verdicts->unit_ids[*row] = units->ids[first + i];
    verdicts->status[*row] = units->status[first + i];
    (*row)++;
  }
  for (uint32_t j = 0; j < worker->work->program->output_count; j++) {
    const uint8_t *from = output_of(worker, j);
    uint8_t *to = verdicts->verdicts + (uint64_t)j * verdicts->row_count + start;
    if (all_present) memcpy(to, from, rows);
    for (uint32_t i = 0; !all_present && i < rows; i++) {
      if (units->present[first + i]) *to++ = from[i];
    }
  }
}

/* Units come mostly sorted by parent, so verdicts are counted run by run of one group. */
static void count_batch(struct worker *worker, const struct column_units *units, uint32_t first,
                        uint32_t rows) {
  struct work *work = worker->work;
  uint32_t outputs = work->program->output_count;
  int64_t parent = 0;
  int32_t group = GROUP_OUTSIDE;
  for (uint32_t i = 0; i < rows; i++) {
    if (i == 0 || units->parents[first + i] != parent) {
      parent = units->parents[first + i];
      group = work->group(work->payload, parent);
    }
    worker->groups[i] = units->present[first + i] ? group : GROUP_OUTSIDE;
  }
  for (uint32_t start = 0, end; start < rows; start = end) {
    for (end = start + 1; end < rows && worker->groups[end] == worker->groups[start]; end++) continue;
    if (worker->groups[start] < 0) continue;
    uint64_t *counts = worker->counts + (size_t)worker->groups[start] * outputs * 4u;
    for (uint32_t j = 0; j < outputs; j++)
      kernel_count(output_of(worker, j) + start, end - start, counts + (size_t)j * 4u);
  }
}

static void place_batch(struct worker *worker, const struct column_units *units, uint32_t first,
                        uint32_t rows) {
  for (uint32_t j = 0; j < worker->work->program->output_count; j++) {
    const uint8_t *from = output_of(worker, j);
    uint8_t *to = worker->work->rows[j] + worker->first_row + first;
    for (uint32_t i = 0; i < rows; i++) {
      if (units->present[first + i]) to[i] = from[i];
    }
  }
}

static chuan_status visit_chunk(struct worker *worker, uint32_t chunk, const struct column_units *units) {
  const struct work *work = worker->work;
  chuan_status status = read_all_columns(worker, chunk);
  for (uint32_t i = 0; i < units->count && status == CHUAN_OK; i++) {
    if (!units->present[i]) continue;
    stand_on(worker, i);
    status = work->visit(work->payload, worker->exact, worker->first_row + i);
  }
  return status;
}

static chuan_status run_chunk(struct worker *worker, uint32_t chunk) {
  const struct program *program = worker->work->program;
  struct column_units units;
  chuan_status status = worker->work->request->source->units(worker->reader, chunk, &units);
  worker->first_row = (uint64_t)chunk * COLUMN_CHUNK;
  if (status == CHUAN_OK && worker->work->visit) return visit_chunk(worker, chunk, &units);
  if (status == CHUAN_OK) status = read_columns(worker, chunk, units.count);
  if (status != CHUAN_OK) return status;
  unsigned needs = plan_chunk(program, worker->columns, worker->plan);
  if (needs & 1u) status = read_all_columns(worker, chunk);
  if (status != CHUAN_OK) return status;
  if ((needs & 2u) && !worker->registers.wide) {
    worker->registers.wide =
        arena_array(worker->arena, (size_t)program->slots[CLASS_NUMBER] * BATCH + 1, sizeof(int128));
    if (!worker->registers.wide) return CHUAN_MEMORY;
  }
  uint64_t row = worker->work->verdicts ? worker->work->offsets[chunk] : 0;
  for (uint32_t first = 0; first < units.count; first += BATCH) {
    uint32_t rows = units.count - first < BATCH ? units.count - first : BATCH;
    run_batch(worker, first, rows);
    if (worker->work->rows) place_batch(worker, &units, first, rows);
    if (worker->work->verdicts) keep_batch(worker, &units, first, rows, &row);
    if (worker->work->group) count_batch(worker, &units, first, rows);
  }
  return CHUAN_OK;
}

static void run_chunks(struct worker *worker, int calling_thread) {
  struct work *work = worker->work;
  const struct run_request *request = work->request;
  uint32_t chunks = request->source->chunk_count;
  while (worker->status == CHUAN_OK && !atomic_load(&work->stop)) {
    uint32_t chunk = atomic_fetch_add(&work->next_chunk, 1u);
    if (chunk >= chunks) break;
    worker->status = run_chunk(worker, chunk);
    uint32_t done = atomic_fetch_add(&work->done_chunks, 1u) + 1u;
    if (worker->status == CHUAN_OK && calling_thread && request->progress &&
        request->progress(request->progress_payload, done, chunks)) {
      worker->status = CHUAN_STOPPED;
    }
  }
  if (worker->status != CHUAN_OK) {
    atomic_store(&work->stop, 1);
    if (worker->reader) worker->message = request->source->message(worker->reader);
  }
}

static void *worker_main(void *argument) {
  struct worker *worker = argument;
  worker->status = prepare(worker);
  run_chunks(worker, 0);
  return NULL;
}

/* `message`: the reader's, or NULL. */
static chuan_status fail(const struct run_request *request, chuan_status status, const char *message) {
  if (status == CHUAN_MEMORY) return report_no_memory(request->report);
  if (status == CHUAN_STOPPED) {
    return report_fail(request->report, CHUAN_STOPPED, "stopped; nothing was changed",
                       "đã dừng; không có gì thay đổi");
  }
  return report_fail(request->report, status, "the columns of facts cannot be read: %s",
                     "không đọc được các cột số liệu: %s", message ? message : "");
}

static void finish(struct worker *worker) {
  if (worker->reader)
    worker->work->request->source->close(worker->work->request->source->self, worker->reader);
  exact_free(worker->exact);
  arena_free(worker->arena);
}

static chuan_status run_all(struct work *work, uint64_t *counts) {
  const struct run_request *request = work->request;
  struct worker workers[THREADS_MAX];
  unsigned wanted = request->threads < 1             ? 1
                    : request->threads > THREADS_MAX ? THREADS_MAX
                                                     : request->threads;
  unsigned started = 1;
  chuan_status status = CHUAN_OK;
  if (wanted > request->source->chunk_count)
    wanted = request->source->chunk_count ? request->source->chunk_count : 1;
  memset(workers, 0, sizeof workers);
  for (unsigned i = 0; i < wanted; i++) workers[i].work = work;
  while (started < wanted &&
         pthread_create(&workers[started].thread, NULL, worker_main, &workers[started]) == 0) {
    started++; /* fewer threads than asked for only take longer */
  }
  workers[0].status = prepare(&workers[0]);
  run_chunks(&workers[0], 1);
  for (unsigned i = 1; i < started; i++) pthread_join(workers[i].thread, NULL);
  for (unsigned i = 0; i < started; i++) {
    if (workers[i].status != CHUAN_OK && status == CHUAN_OK) {
      status = fail(request, workers[i].status, workers[i].message);
    }
  }
  size_t cells = (size_t)work->group_count * work->program->output_count * 4u;
  for (unsigned i = 0; i < started && status == CHUAN_OK && counts; i++) {
    for (size_t c = 0; workers[i].counts && c < cells; c++) counts[c] += workers[i].counts[c];
  }
  for (unsigned i = 0; i < started; i++) finish(&workers[i]);
  return status;
}

chuan_status run_units(const struct run_request *request,
                       chuan_status (*visit)(void *payload, uint32_t chunk, const struct column_units *units),
                       void *payload) {
  const struct column_source *source = request->source;
  void *reader = NULL; /* may be there even when opening failed, to say why */
  chuan_status status = source->open(source->self, &reader), visited = CHUAN_OK;
  for (uint32_t chunk = 0; chunk < source->chunk_count && status == CHUAN_OK; chunk++) {
    struct column_units units;
    status = source->units(reader, chunk, &units);
    if (status == CHUAN_OK) visited = visit(payload, chunk, &units);
    if (visited != CHUAN_OK) break;
  }
  if (status != CHUAN_OK) fail(request, status, reader ? source->message(reader) : NULL);
  if (reader) source->close(source->self, reader);
  return status != CHUAN_OK ? status : visited;
}

/* How many units of each chunk are present: where each chunk's rows begin. */
struct measure {
  uint64_t *offsets, rows;
};

static chuan_status measure_chunk(void *payload, uint32_t chunk, const struct column_units *units) {
  struct measure *measure = payload;
  measure->offsets[chunk] = measure->rows;
  for (uint32_t i = 0; i < units->count; i++) measure->rows += units->present[i] != 0;
  return CHUAN_OK;
}

chuan_status run_verdicts(const struct run_request *request, struct verdicts *out) {
  struct arena *scratch = arena_create();
  chuan_status status = CHUAN_MEMORY;
  memset(out, 0, sizeof *out);
  struct measure measure = {.rows = 0};
  if (scratch) {
    measure.offsets = arena_array(scratch, (size_t)request->source->chunk_count + 1, sizeof *measure.offsets);
  }
  out->arena = arena_create();
  if (!measure.offsets || !out->arena) {
    report_memory(request->report);
    goto done;
  }
  status = run_units(request, measure_chunk, &measure);
  if (status != CHUAN_OK) goto done;
  out->row_count = measure.rows;
  out->unit_ids = arena_array(out->arena, (size_t)out->row_count + 1, sizeof *out->unit_ids);
  out->status = arena_array(out->arena, (size_t)out->row_count + 1, 1);
  out->verdicts =
      arena_array(out->arena, (size_t)out->row_count + 1, (size_t)request->program->output_count + 1);
  if (!out->unit_ids || !out->status || !out->verdicts) {
    status = report_no_memory(request->report);
    goto done;
  }
  struct work work = {
      .request = request, .program = request->program, .verdicts = out, .offsets = measure.offsets};
  status = run_all(&work, NULL);
done:
  arena_free(scratch);
  if (status != CHUAN_OK) verdicts_free(out);
  return status;
}

void verdicts_free(struct verdicts *verdicts) {
  arena_free(verdicts->arena);
  memset(verdicts, 0, sizeof *verdicts);
}

chuan_status run_tally(const struct run_request *request, int32_t (*group)(void *payload, int64_t parent),
                       void *payload, uint32_t group_count, uint64_t *counts) {
  struct work work = {.request = request, .program = request->program, .group = group, .payload = payload};
  work.group_count = group_count;
  return run_all(&work, counts);
}

chuan_status run_rows(const struct run_request *request, uint8_t *const *outputs) {
  struct work work = {.request = request, .program = request->program, .rows = outputs};
  return run_all(&work, NULL);
}

chuan_status run_exactly(const struct run_request *request,
                         chuan_status (*visit)(void *payload, struct exact *exact, uint64_t row),
                         void *payload) {
  struct work work = {.request = request, .program = request->program, .payload = payload, .visit = visit};
  return run_all(&work, NULL);
}
