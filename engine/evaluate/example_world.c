/* A world of a few units in memory: all of them stand at every moment, and a code that a unit says it lies in stands
 * between it and what is above it. */
#include "evaluate/example_world.h"

#include "base/date.h"
#include "base/decimal.h"

#include <string.h>

struct example_place { /* a unit, or a code in which one lies (unit NULL): its id is its place + 1 */
  const struct example_unit *unit;
  const char *code;
  int64_t parent;
};

struct example_world {
  struct arena *arena;
  struct report *report;
  const struct rulebook *rulebook;
  struct moment moment;
  struct example_place *places; /* the unit asked about is the first unit */
  size_t count, capacity;
  int64_t asked;
  struct world *world;
};

/* --- places ------------------------------------------------------------------------------------------------------ */

static int64_t add_place(struct example_world *world, const struct example_unit *unit, const char *code,
                         int64_t parent) {
  if (!arena_grow(world->arena, &world->places, &world->capacity, world->count, sizeof *world->places))
    return 0;
  world->places[world->count++] = (struct example_place){unit, code, parent};
  return (int64_t)world->count;
}

static int64_t code_place(const struct example_world *world, const char *code) {
  for (size_t i = 0; i < world->count; i++) {
    if (world->places[i].unit == NULL && strcmp(world->places[i].code, code) == 0) return (int64_t)i + 1;
  }
  return 0;
}

static int lies_in(const struct example_world *world, int64_t place, int64_t whole) {
  for (size_t i = 0; i <= world->count && place != 0; i++) {
    if (place == whole) return 1;
    place = world->places[place - 1].parent;
  }
  return 0;
}

/* Each code stands in one place, above whoever names it first. 0: no memory. */
static int64_t add_unit(struct example_world *world, const struct example_unit *unit, int64_t parent) {
  int64_t code = unit->within != NULL ? code_place(world, unit->within) : 0;
  if (unit->within != NULL && code == 0) {
    code = add_place(world, NULL, unit->within, parent);
    if (code == 0) return 0;
  }
  if (code != 0 && !lies_in(world, parent, code)) parent = code;
  return add_place(world, unit, NULL, parent);
}

/* From the top down to the unit, then what is below it: level by level, so that nothing recurses. */
static int add_units(struct example_world *world, const struct example_unit *asked) {
  size_t height = 0, from;
  for (const struct example_unit *at = asked; at != NULL; at = at->parent) height++;
  int64_t parent = 0;
  for (size_t depth = height; depth-- > 0;) {
    const struct example_unit *at = asked;
    for (size_t i = 0; i < depth; i++) at = at->parent;
    parent = add_unit(world, at, parent);
    if (parent == 0) return 0;
  }
  world->asked = parent;
  for (from = (size_t)parent - 1; from < world->count; from++) {
    const struct example_unit *unit = world->places[from].unit;
    for (uint32_t i = 0; unit != NULL && i < unit->child_count; i++) {
      if (add_unit(world, unit->children[i], (int64_t)from + 1) == 0) return 0;
    }
  }
  return 1;
}

/* --- figures ------------------------------------------------------------------------------------------------------- */

static int64_t figure_in(const struct example_unit *unit, int now, const struct fact *fact, int year) {
  const struct example_fact *facts = year == now ? unit->facts : NULL;
  uint32_t count = year == now ? unit->fact_count : 0;
  for (uint32_t i = 0; year != now && i < unit->history_count; i++) {
    if (unit->history[i].year != year) continue;
    facts = unit->history[i].facts;
    count = unit->history[i].fact_count;
  }
  for (uint32_t i = count; i-- > 0;) { /* the last of equals stays */
    if (facts[i].fact->index == fact->index && strcmp(facts[i].fact->id, fact->id) == 0)
      return facts[i].value;
  }
  return DECIMAL_MISSING;
}

void example_figures(const struct example_unit *unit, int now, const struct vocabulary_level *level, int year,
                     int64_t *values, int *years) {
  for (uint32_t f = 0; level != NULL && f < level->fact_count; f++) {
    const struct fact *fact = level->facts[f];
    values[f] = DECIMAL_MISSING;
    unsigned most = fact->carry < YEAR_LAST - YEAR_FIRST ? fact->carry : YEAR_LAST - YEAR_FIRST;
    for (unsigned back = 0; back <= most && values[f] == DECIMAL_MISSING; back++) {
      values[f] = figure_in(unit, now, fact, year - (int)back);
      if (years != NULL) years[f] = year - (int)back;
    }
  }
}

/* --- columns ---------------------------------------------------------------------------------------------------------- */

struct example_columns { /* of one level at a moment; it is its own reader: one thread */
  struct arena *arena;
  uint32_t count;
  int64_t *ids, *parents;
  uint8_t *present, *status;
  int64_t **columns; /* by fact index */
};

static chuan_status reader_open(void *self, void **reader) {
  *reader = self;
  return CHUAN_OK;
}

static void reader_close(void *self, void *reader) {
  (void)self;
  (void)reader;
}

static chuan_status reader_units(void *reader, uint32_t chunk, struct column_units *out) {
  const struct example_columns *columns = reader;
  size_t first = (size_t)chunk * COLUMN_CHUNK;
  uint32_t left = columns->count - (uint32_t)first;
  *out = (struct column_units){.count = left < COLUMN_CHUNK ? left : COLUMN_CHUNK,
                               .ids = columns->ids + first,
                               .parents = columns->parents + first,
                               .present = columns->present + first,
                               .status = columns->status + first};
  return CHUAN_OK;
}

static chuan_status reader_column(void *reader, uint32_t chunk, uint32_t fact, struct column *out) {
  const struct example_columns *columns = reader;
  struct column_units units;
  reader_units(reader, chunk, &units);
  const int64_t *values = columns->columns[fact] + (size_t)chunk * COLUMN_CHUNK;
  *out = (struct column){.count = units.count, .width = 8, .minimum = 1, .maximum = 0, .data = values};
  for (uint32_t i = 0; i < units.count; i++) {
    if (values[i] == DECIMAL_MISSING) {
      out->missing++;
      continue;
    }
    int first = out->minimum > out->maximum;
    if (first || values[i] < out->minimum) out->minimum = values[i];
    if (first || values[i] > out->maximum) out->maximum = values[i];
  }
  return CHUAN_OK;
}

static const char *reader_message(void *reader) {
  (void)reader;
  return "";
}

static int is_of(const struct example_place *place, const char *level) {
  return place->unit != NULL && strcmp(place->unit->level, level) == 0;
}

static int fill_columns(const struct example_world *world, const struct vocabulary_level *level,
                        struct moment moment, struct example_columns *out) {
  size_t room = world->count + 1;
  int64_t *values = arena_array(out->arena, (size_t)level->fact_count + 1, sizeof *values);
  out->ids = arena_array(out->arena, room, sizeof *out->ids);
  out->parents = arena_array(out->arena, room, sizeof *out->parents);
  out->present = arena_alloc(out->arena, room);
  out->status = arena_alloc(out->arena, room);
  out->columns = arena_array(out->arena, (size_t)level->fact_count + 1, sizeof *out->columns);
  if (values == NULL || out->ids == NULL || out->parents == NULL || out->present == NULL ||
      out->status == NULL || out->columns == NULL) {
    return 0;
  }
  size_t units = 0;
  for (size_t i = 0; i < world->count; i++) units += is_of(&world->places[i], level->level) != 0;
  for (uint32_t f = 0; f < level->fact_count; f++) {
    out->columns[f] = arena_array(out->arena, units + 1, sizeof **out->columns);
    if (out->columns[f] == NULL) return 0;
  }
  for (size_t i = 0; i < world->count; i++) {
    if (!is_of(&world->places[i], level->level)) continue;
    example_figures(world->places[i].unit, world->moment.year, level, moment.year, values, NULL);
    for (uint32_t f = 0; f < level->fact_count; f++) out->columns[f][out->count] = values[f];
    out->ids[out->count] = (int64_t)i + 1;
    out->parents[out->count] = world->places[i].parent;
    out->present[out->count++] = 1;
  }
  return 1;
}

static chuan_status open_columns(void *self, const struct vocabulary_level *level, struct moment moment,
                                 struct column_source *out) {
  struct arena *arena = arena_create();
  struct example_columns *columns = arena != NULL ? arena_alloc(arena, sizeof *columns) : NULL;
  if (columns != NULL) columns->arena = arena;
  if (columns == NULL || !fill_columns(self, level, moment, columns)) {
    arena_free(arena);
    return CHUAN_MEMORY;
  }
  *out = (struct column_source){.self = columns,
                                .chunk_count = (columns->count + COLUMN_CHUNK - 1) / COLUMN_CHUNK,
                                .open = reader_open,
                                .close = reader_close,
                                .units = reader_units,
                                .column = reader_column,
                                .message = reader_message};
  return CHUAN_OK;
}

static void close_columns(void *self, struct column_source *source) {
  struct example_columns *columns = source->self;
  (void)self;
  arena_free(columns->arena);
}

/* --- the rest of a source ----------------------------------------------------------------------------------------------- */

static int is_recognised(const struct example_unit *unit, const char *standard) {
  for (uint32_t i = 0; i < unit->recognised_count; i++) {
    if (strcmp(unit->recognised[i]->id, standard) == 0) return 1;
  }
  return 0;
}

static chuan_status recognised(void *self, const char *standard, struct moment moment, const int64_t *ids,
                               uint64_t count, uint8_t *verdicts, uint8_t *statuses, int *known) {
  const struct example_world *world = self;
  (void)moment;
  *known = 0;
  for (size_t i = 0; i < world->count; i++) {
    const struct example_unit *unit = world->places[i].unit;
    if (unit == NULL) continue;
    if (is_recognised(unit, standard) || (unit->says_recognised && unit->recognised_count == 0)) *known = 1;
  }
  for (uint64_t i = 0; i < count; i++) {
    const struct example_unit *unit = ids[i] != 0 ? world->places[ids[i] - 1].unit : NULL;
    verdicts[i] = unit != NULL && is_recognised(unit, standard) ? CHUAN_MET : CHUAN_NOT_MET;
    statuses[i] = CHUAN_OFFICIAL;
  }
  return CHUAN_OK;
}

static chuan_status unit_on(void *self, const char *code, int32_t day, int64_t *id) {
  (void)day;
  *id = code_place(self, code);
  return CHUAN_OK;
}

static chuan_status above(void *self, int64_t unit, struct arena *arena, const char **level,
                          int64_t *parent) {
  const struct example_world *world = self;
  const struct example_place *place = &world->places[unit - 1];
  (void)arena;
  *level = place->unit != NULL ? place->unit->level : "";
  *parent = place->parent;
  return CHUAN_OK;
}

static chuan_status ended(void *self, const char *level, int32_t day, struct arena *arena,
                          struct ended_unit **out, size_t *count) {
  (void)self;
  (void)level;
  (void)day;
  (void)arena;
  *out = NULL;
  *count = 0;
  return CHUAN_OK;
}

static chuan_status figures(void *self, const struct vocabulary_level *level, struct moment moment,
                            int64_t unit, int64_t *values, int *years, chuan_data_status *status) {
  const struct example_world *world = self;
  example_figures(world->places[unit - 1].unit, world->moment.year, level, moment.year, values, years);
  *status = CHUAN_OFFICIAL;
  return CHUAN_OK;
}

/* --- the world -------------------------------------------------------------------------------------------------------------- */

static chuan_status fill_world(struct example_world *world, const struct example_unit *unit) {
  struct world_request request = {.rulebook = world->rulebook, .threads = 1};
  world->report = report_create();
  if (world->report == NULL || !add_units(world, unit)) return CHUAN_MEMORY;
  request.report = world->report;
  request.source = (struct world_source){.self = world,
                                         .open = open_columns,
                                         .close = close_columns,
                                         .recognised = recognised,
                                         .unit = unit_on,
                                         .above = above,
                                         .ended = ended,
                                         .figures = figures};
  return world_create(&request, &world->world);
}

chuan_status example_world_create(const struct rulebook *rulebook, const struct example_unit *unit,
                                  struct moment moment, struct example_world **out) {
  struct arena *arena = arena_create();
  struct example_world *world = arena != NULL ? arena_alloc(arena, sizeof *world) : NULL;
  *out = NULL;
  if (world == NULL) {
    arena_free(arena);
    return CHUAN_MEMORY;
  }
  world->arena = arena;
  world->rulebook = rulebook;
  world->moment = moment;
  chuan_status status = fill_world(world, unit);
  if (status != CHUAN_OK) {
    example_world_free(world);
    return status;
  }
  *out = world;
  return CHUAN_OK;
}

void example_world_free(struct example_world *world) {
  if (world == NULL) return;
  world_free(world->world);
  report_free(world->report);
  arena_free(world->arena);
}

chuan_status example_world_exact(struct example_world *world, const struct expression *expression,
                                 struct exact **out) {
  const struct example_unit *unit = world->places[world->asked - 1].unit;
  return world_exact(world->world, unit->level, world->moment, world->asked, &expression, 1, out);
}

void example_reads_outside(const struct rulebook *rulebook, uint8_t *reads) {
  for (uint32_t id = 0; id < rulebook->expression_count; id++) {
    const struct expression *expression = rulebook->expressions[id];
    reads[id] = (uint8_t)expression_is_outside(expression->kind);
    for (uint32_t i = 0; i < expression->operand_count && !reads[id]; i++)
      reads[id] = reads[expression->operands[i]->id];
  }
}
