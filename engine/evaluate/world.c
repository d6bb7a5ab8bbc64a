/* Levels at moments, and what order things are worked out in: units, then what is below, above, earlier, then the values
 * that rest on it. */
#include "evaluate/world.h"

#include "evaluate/world_inside.h"

#include "base/date.h"

#include <stdlib.h>
#include <string.h>

chuan_status world_create(const struct world_request *request, struct world **out) {
  *out = NULL;
  struct arena *arena = arena_create();
  struct world *world = arena != NULL ? arena_alloc(arena, sizeof *world) : NULL;
  if (world == NULL) {
    arena_free(arena);
    return report_no_memory(request->report);
  }
  world->request = *request;
  world->arena = arena;
  *out = world;
  return CHUAN_OK;
}

void world_free(struct world *world) {
  if (world == NULL) return;
  for (struct world_at *at = world->ats; at != NULL; at = at->next) {
    if (at->opened) world->request.source.close(world->request.source.self, &at->columns);
    if (at->own_opened) world->request.source.close(world->request.source.self, &at->own);
  }
  arena_free(world->arena);
}

/* --- a level at a moment -------------------------------------------------------------------------------------- */

/* A level that the rules declare no facts of still has units. */
static const struct vocabulary_level *vocabulary_of(struct world *world, const char *level) {
  const struct vocabulary_level *known = vocabulary_level_find(&world->request.rulebook->vocabulary, level);
  if (known != NULL) return known;
  struct vocabulary_level *bare = arena_alloc(world->arena, sizeof *bare);
  char *name = arena_string(world->arena, level);
  if (bare == NULL || name == NULL) return NULL;
  bare->level = name;
  return bare;
}

chuan_status world_at_find(struct world *world, const char *level, struct moment moment,
                           struct world_at **out) {
  for (struct world_at *at = world->ats; at != NULL; at = at->next) {
    if (!moment_same(at->level.moment, moment) || strcmp(at->level.level, level) != 0) continue;
    *out = at;
    return CHUAN_OK;
  }
  struct world_at *at = arena_alloc(world->arena, sizeof *at);
  const struct vocabulary_level *vocabulary = vocabulary_of(world, level);
  if (at == NULL || vocabulary == NULL) return world_no_memory(world);
  at->world = world;
  at->level.level = vocabulary->level;
  at->level.vocabulary = vocabulary;
  at->level.moment = moment;
  if (world_outside(at, NULL, &at->outside) != CHUAN_OK) return CHUAN_MEMORY;
  at->next = world->ats;
  world->ats = at;
  *out = at;
  return CHUAN_OK;
}

chuan_status world_at_open(struct world_at *at) {
  struct world_source *source = &at->world->request.source;
  if (at->opened) return CHUAN_OK;
  chuan_status status = source->open(source->self, at->level.vocabulary, at->level.moment, &at->columns);
  if (status == CHUAN_OK) at->opened = 1;
  return status;
}

struct loading {
  struct world_at *at;
  int64_t *ids, *parents;
  uint8_t *present, *status;
  struct world_row *rows;
  size_t row_count;
  int ordered;
};

static chuan_status load_chunk(void *payload, uint32_t chunk, const struct column_units *units) {
  struct loading *loading = payload;
  uint64_t start = (uint64_t)chunk * COLUMN_CHUNK;
  for (uint32_t i = 0; i < units->count; i++) {
    uint64_t row = start + i;
    loading->ids[row] = units->ids[i];
    loading->parents[row] = units->parents[i];
    loading->present[row] = units->present[i];
    loading->status[row] = units->status[i];
    if (units->ids[i] == 0) continue;
    struct world_row *last = &loading->rows[loading->row_count];
    if (loading->row_count > 0 && last[-1].unit > units->ids[i]) loading->ordered = 0;
    *last = (struct world_row){units->ids[i], row};
    loading->row_count++;
  }
  if (units->count > 0) loading->at->level.row_count = start + units->count;
  return CHUAN_OK;
}

static int compare_rows(const void *a, const void *b) {
  const struct world_row *one = a, *other = b;
  return (one->unit > other->unit) - (one->unit < other->unit);
}

/* How many places there are: a level of a few units has one short chunk. */
static chuan_status count_chunk(void *payload, uint32_t chunk, const struct column_units *units) {
  uint64_t *rows = payload;
  if (units->count > 0) *rows = (uint64_t)chunk * COLUMN_CHUNK + units->count;
  return CHUAN_OK;
}

struct run_request world_run_request(struct world_at *at, const struct program *program) {
  const struct world_request *request = &at->world->request;
  return (struct run_request){.program = program,
                              .source = &at->columns,
                              .outside = at->outside,
                              .threads = request->threads,
                              .report = request->report,
                              .progress = request->progress,
                              .progress_payload = request->progress_payload};
}

chuan_status world_at_load(struct world_at *at) {
  struct world *world = at->world;
  uint64_t places = 0;
  if (at->loaded) return CHUAN_OK;
  chuan_status status = world_at_open(at);
  if (status != CHUAN_OK) return status;
  struct run_request request = world_run_request(at, NULL);
  status = run_units(&request, count_chunk, &places);
  if (status != CHUAN_OK) return status;
  if (places >= ROW_NONE) return world_no_memory(world);
  size_t room = (size_t)places + 1;
  struct loading loading = {.at = at, .ordered = 1};
  loading.ids = arena_array(world->arena, room, sizeof *loading.ids);
  loading.parents = arena_array(world->arena, room, sizeof *loading.parents);
  loading.present = arena_array(world->arena, room, 1);
  loading.status = arena_array(world->arena, room, 1);
  loading.rows = arena_array(world->arena, room, sizeof *loading.rows);
  if (loading.ids == NULL || loading.parents == NULL || loading.present == NULL || loading.status == NULL ||
      loading.rows == NULL) {
    return world_no_memory(world);
  }
  at->level.row_count = 0;
  status = run_units(&request, load_chunk, &loading);
  if (status != CHUAN_OK) return status;
  if (!loading.ordered) qsort(loading.rows, loading.row_count, sizeof *loading.rows, compare_rows);
  at->level.ids = loading.ids;
  at->level.parents = loading.parents;
  at->level.present = loading.present;
  at->level.status = loading.status;
  at->level.by_id = loading.rows;
  at->level.by_id_count = loading.row_count;
  at->loaded = 1;
  return CHUAN_OK;
}

chuan_status world_level(struct world *world, const char *level, struct moment moment,
                         const struct world_level **out) {
  struct world_at *at;
  *out = NULL;
  chuan_status status = world_at_find(world, level, moment, &at);
  if (status == CHUAN_OK) status = world_at_load(at);
  if (status == CHUAN_OK) *out = &at->level;
  return status;
}

chuan_status world_columns(struct world *world, const char *level, struct moment moment,
                           const struct column_source **out) {
  struct world_at *at;
  *out = NULL;
  chuan_status status = world_at_find(world, level, moment, &at);
  if (status == CHUAN_OK) status = world_at_open(at);
  if (status == CHUAN_OK) *out = &at->columns;
  return status;
}

int world_row(const struct world_level *level, int64_t unit, uint64_t *row) {
  struct world_row key = {.unit = unit};
  const struct world_row *found =
      level->by_id_count == 0 || unit == 0
          ? NULL
          : bsearch(&key, level->by_id, level->by_id_count, sizeof key, compare_rows);
  if (found != NULL) *row = found->row;
  return found != NULL;
}

/* --- what comes first ------------------------------------------------------------------------------------------- */

/* What an outside expression reads: `operands` at another level or moment. Those over several years have several. */
static chuan_status values_of(struct world *world, const char *level, struct moment moment,
                              const struct expression *node) {
  struct world_at *at;
  chuan_status status = world_at_find(world, level, moment, &at);
  if (status == CHUAN_OK) status = world_values(at, node->operands, node->operand_count);
  return status;
}

/* The operands of every aggregate over one level are worked out together: one pass over its columns. */
static chuan_status members_of(struct world_at *at, const struct expression_list *nodes, const char *level,
                               struct arena *scratch) {
  struct expression_list operands = {.count = 0};
  struct world_at *below;
  for (size_t i = 0; i < nodes->count; i++) {
    const struct expression *node = nodes->items[i];
    if (!expression_is_aggregate(node->kind) || strcmp(node->as.over->level, level) != 0) continue;
    for (uint32_t j = 0; j < node->operand_count; j++) {
      if (!expression_list_add(&operands, scratch, node->operands[j])) return world_no_memory(at->world);
    }
  }
  chuan_status status = world_at_find(at->world, level, at->level.moment, &below);
  if (status == CHUAN_OK) status = world_values(below, operands.items, operands.count);
  return status;
}

static chuan_status read_by(struct world_at *at, const struct expression_list *nodes,
                            const struct expression *node, struct arena *scratch) {
  struct world *world = at->world;
  struct moment now = at->level.moment;
  chuan_status status = CHUAN_OK;
  switch (node->kind) {
    case EXPRESSION_PARENT:
      return values_of(world, node->as.level, now, node);
    case EXPRESSION_IN_YEAR:
      return values_of(world, at->level.level, moment_in(now, node->as.year), node);
    case EXPRESSION_LAST_YEAR:
      if (now.year <= YEAR_FIRST) return CHUAN_OK;
      return values_of(world, at->level.level, moment_in(now, now.year - 1), node);
    case EXPRESSION_TOTAL_SINCE:
      for (int year = node->as.year; year <= now.year && status == CHUAN_OK; year++) {
        if (year < YEAR_FIRST || year > YEAR_LAST) continue;
        status = values_of(world, at->level.level, moment_in(now, year), node);
      }
      return status;
    case EXPRESSION_RECOGNISED:
    case EXPRESSION_WITHIN:
      return CHUAN_OK;
    default:
      return members_of(at, nodes, node->as.over->level, scratch);
  }
}

static chuan_status prepare_nodes(struct world_at *at, const struct expression_list *nodes,
                                  struct arena *scratch) {
  chuan_status status = world_at_load(at);
  for (size_t i = 0; i < nodes->count && status == CHUAN_OK; i++) {
    const struct expression *node = nodes->items[i];
    if (world_series(at, node) != NULL) continue;
    status = read_by(at, nodes, node, scratch);
    if (status == CHUAN_OK) {
      status = expression_is_aggregate(node->kind) ? world_aggregate(at, node) : world_elsewhere(at, node);
    }
  }
  return status;
}

chuan_status world_prepare_at(struct world_at *at, const struct expression *const *expressions, size_t count,
                              struct arena *scratch, struct expression_list *nodes) {
  *nodes = (struct expression_list){.count = 0};
  chuan_status status = world_walk(at->world, at->level.moment, expressions, count, scratch, nodes, NULL);
  if (status == CHUAN_OK && nodes->count > 0) status = prepare_nodes(at, nodes, scratch);
  return status;
}

chuan_status world_prepare(struct world *world, const char *level, struct moment moment,
                           const struct expression *const *expressions, size_t count,
                           const struct outside **out) {
  struct world_at *at;
  struct expression_list nodes;
  struct arena *scratch = arena_create();
  *out = NULL;
  if (scratch == NULL) return world_no_memory(world);
  chuan_status status = world_at_find(world, level, moment, &at);
  if (status == CHUAN_OK) status = world_prepare_at(at, expressions, count, scratch, &nodes);
  if (status == CHUAN_OK && nodes.count > 0) status = world_outside(at, &nodes, out);
  arena_free(scratch);
  return status;
}

/* --- one unit ------------------------------------------------------------------------------------------------------ */

chuan_status world_exact(struct world *world, const char *level, struct moment moment, int64_t unit,
                         const struct expression *const *expressions, size_t count, struct exact **out) {
  struct world_source *source = &world->request.source;
  const struct outside *outside;
  const struct world_level *units;
  struct exact *exact = NULL;
  chuan_data_status data;
  uint64_t row;
  *out = NULL;
  chuan_status status = world_prepare(world, level, moment, expressions, count, &outside);
  if (status == CHUAN_OK) status = world_level(world, level, moment, &units);
  if (status != CHUAN_OK) return status;
  if (!world_row(units, unit, &row)) row = units->row_count;
  int64_t *values = arena_array(world->arena, (size_t)units->vocabulary->fact_count + 1, sizeof *values);
  if (values == NULL) return world_no_memory(world);
  status = source->figures(source->self, units->vocabulary, moment, unit, values, NULL, &data);
  if (status != CHUAN_OK) return status;
  status = exact_create(world->request.rulebook, units->level, moment, outside, &exact);
  if (status != CHUAN_OK) return world_no_memory(world);
  exact_begin(exact, values, row);
  *out = exact;
  return CHUAN_OK;
}
