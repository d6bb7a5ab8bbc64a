/* The columns of a moment, where more holds than the year's own figures: dated attributes go first, then the figures
 * (re-based when asked), then those of earlier years, nearest first, of facts that may be carried. Each such column is
 * made anew in memory; every other stays as it is stored. */
#include "facts/source.h"

#include "facts/attribute_columns.h"
#include "facts/parts.h"
#include "facts/rebase.h"

#include "base/date.h"
#include "base/decimal.h"

#include <string.h>

enum use { USE_OWN = 1, USE_PARTS = 2 }; /* whose figures a unit's are */

struct layer { /* the figures of one year */
  int year;    /* 0: there are none */
  struct source *source;
  struct column_source opened; /* of an earlier year; of the year itself the source belongs to the caller */
  void *reader;
  struct rebasing rebasing;
  uint8_t *used;   /* by slot: enum use */
  uint8_t *status; /* by slot: of the unit's own figures */
};

struct composing {
  struct dossier *dossier;
  struct source *source;
  const struct vocabulary_level *level;
  struct moment moment;
  struct arena *arena;
  uint32_t slot_count;
  struct layer *layers; /* by age; [0] the year itself */
  uint32_t layer_count;
  struct attribute_figure *attributes; /* on the day of the moment */
  size_t attribute_count;
  struct attribute_figure *before; /* re-basing: on the day the figures are of */
  size_t before_count;
  int64_t *values, *found, *own, *weights; /* by slot */
  int64_t **wholes; /* by slot, of the facts that a fact is part of; made when needed */
  uint32_t whole_room;
  uint8_t *ages;
  void *packed;
  uint8_t *attribute_status;   /* by slot: the worst of the attributes that are used */
  struct source_column **made; /* by fact.index: one per chunk; NULL = as stored */
  int any;
};

static int32_t day_of(const struct composing *composing, int year) {
  int32_t last = date_of(year, 12, 31);
  return last < composing->moment.as_of ? last : composing->moment.as_of;
}

static void worsen(uint8_t *status, uint8_t other) {
  if (other > *status) *status = other;
}

static chuan_status reading_failed(struct composing *composing, chuan_status status, void *reader) {
  if (status == CHUAN_OK) return status;
  if (status == CHUAN_MEMORY) return report_no_memory(composing->dossier->report);
  return report_fail(composing->dossier->report, status, "%s", "%s", reader_message(reader));
}

/* How many of a chunk's rows have room; a damaged file may state different numbers for different years. */
static uint32_t rows_of(const struct composing *composing, uint32_t chunk, uint32_t count) {
  size_t first = (size_t)chunk * COLUMN_CHUNK;
  size_t room = first < composing->slot_count ? composing->slot_count - first : 0;
  return count < room ? count : (uint32_t)room;
}

/* --- layers ---------------------------------------------------------------------------------------------------- */

static uint32_t carry_most(const struct vocabulary_level *level) {
  uint32_t most = 0;
  for (uint32_t i = 0; i < level->fact_count; i++)
    if (level->facts[i]->carry > most) most = level->facts[i]->carry;
  return most < AGE_MOST ? most : AGE_MOST;
}

static chuan_status layers_find(struct composing *composing) {
  int years[AGE_MOST], year = composing->moment.year;
  size_t count = 0;
  uint32_t most = carry_most(composing->level);
  composing->layer_count = 1;
  if (year <= YEAR_FIRST || year > YEAR_LAST + AGE_MOST) most = 0;
  chuan_status status = CHUAN_OK;
  if (most > 0) {
    status = dossier_years(composing->dossier, composing->level->level, year - (int)most, year - 1, years,
                           AGE_MOST, &count);
  }
  if (status == CHUAN_OK && count > 0) composing->layer_count = (uint32_t)(year - years[0]) + 1;
  composing->layers = arena_array(composing->arena, composing->layer_count, sizeof *composing->layers);
  if (!composing->layers) return report_no_memory(composing->dossier->report);
  composing->layers[0].year = year;
  for (size_t i = 0; i < count; i++) composing->layers[year - years[i]].year = years[i];
  return status;
}

static chuan_status layer_open(struct composing *composing, struct layer *layer) {
  chuan_status status = CHUAN_OK;
  layer->source = composing->source;
  if (layer->year != composing->moment.year) {
    status = source_make(composing->dossier, composing->level, moment_of(layer->year), &layer->opened);
    layer->source = layer->opened.self;
  }
  if (status == CHUAN_OK)
    status = reading_failed(composing, reader_open(layer->source, &layer->reader), layer->reader);
  if (status != CHUAN_OK) return status;
  layer->used = arena_array(composing->arena, composing->slot_count, sizeof *layer->used);
  layer->status = arena_array(composing->arena, composing->slot_count, sizeof *layer->status);
  if (!layer->used || !layer->status) return report_no_memory(composing->dossier->report);
  for (uint32_t chunk = 0; chunk < layer->source->chunk_count; chunk++) {
    struct column_units units;
    status = reading_failed(composing, reader_units(layer->reader, chunk, &units), layer->reader);
    if (status != CHUAN_OK) return status;
    uint32_t rows = rows_of(composing, chunk, units.count);
    if (rows > 0) memcpy(layer->status + (size_t)chunk * COLUMN_CHUNK, units.status, rows);
  }
  return CHUAN_OK;
}

static void layers_close(struct composing *composing) {
  for (uint32_t i = 0; i < composing->layer_count && composing->layers; i++) {
    struct layer *layer = &composing->layers[i];
    if (layer->reader) reader_close(layer->source, layer->reader);
    column_source_close(&layer->opened);
  }
}

/* --- re-basing --------------------------------------------------------------------------------------------------- */

static chuan_status units_load(struct composing *composing, int32_t day, struct rebasing_unit **out) {
  sqlite3_stmt *statement = NULL;
  int row = 0;
  *out = arena_array(composing->arena, composing->slot_count, sizeof **out);
  if (!*out) return report_no_memory(composing->dossier->report);
  chuan_status status = dossier_prepare(
      composing->dossier, "SELECT slot, id, valid_from, valid_to FROM unit WHERE level = ?1", &statement);
  if (status == CHUAN_OK) sqlite3_bind_text(statement, 1, composing->level->level, -1, SQLITE_STATIC);
  while (status == CHUAN_OK && (status = dossier_step(composing->dossier, statement, &row)) == CHUAN_OK &&
         row) {
    int64_t slot = sqlite3_column_int64(statement, 0);
    int32_t from = sqlite3_column_int(statement, 2), to = sqlite3_column_int(statement, 3);
    if (slot < 0 || slot >= composing->slot_count) continue;
    (*out)[slot] = (struct rebasing_unit){sqlite3_column_int64(statement, 1), from <= day && day <= to,
                                          from <= composing->moment.as_of && composing->moment.as_of <= to};
  }
  sqlite3_finalize(statement);
  return status;
}

static chuan_status layer_rebase(struct composing *composing, struct layer *layer) {
  int32_t day = day_of(composing, layer->year);
  struct rebasing_unit *units = NULL;
  struct part *parts = NULL;
  size_t count = 0;
  chuan_status status = units_load(composing, day, &units);
  if (status == CHUAN_OK)
    status = parts_list(composing->dossier, composing->arena, day, composing->moment.as_of, &parts, &count);
  if (status == CHUAN_OK &&
      !rebasing_make(composing->arena, units, composing->slot_count, parts, count, &layer->rebasing))
    status = report_no_memory(composing->dossier->report);
  return status;
}

struct attributes_of_fact {
  const struct attribute_figure *items;
  size_t count;
};

static struct attributes_of_fact attributes_find(const struct attribute_figure *figures, size_t count,
                                                 uint32_t fact) {
  size_t low = 0, high = count, end;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (figures[middle].fact < fact)
      low = middle + 1;
    else
      high = middle;
  }
  for (end = low; end < count && figures[end].fact == fact;) end++;
  return (struct attributes_of_fact){figures + low, end - low};
}

/* What a part has as an attribute: on the day of the moment when it still stands, else on the day of the figures. */
static void attributes_put(const struct composing *composing, struct layer *layer, uint32_t fact, int stands,
                           int64_t *values) {
  const struct attributes_of_fact found =
      stands ? attributes_find(composing->attributes, composing->attribute_count, fact)
             : attributes_find(composing->before, composing->before_count, fact);
  for (size_t i = 0; i < found.count; i++) {
    const struct attribute_figure *figure = &found.items[i];
    if (figure->slot >= composing->slot_count) continue;
    const struct rebasing_unit *unit = &layer->rebasing.units[figure->slot];
    if (!unit->stood || unit->stands != stands) continue;
    values[figure->slot] = figure->value;
    worsen(&layer->status[figure->slot], figure->status);
  }
}

/* --- the figures of one fact ---------------------------------------------------------------------------------------- */

static chuan_status values_read(struct composing *composing, struct layer *layer, uint32_t fact,
                                int64_t *out) {
  for (uint32_t i = 0; i < composing->slot_count; i++) out[i] = DECIMAL_MISSING;
  for (uint32_t chunk = 0; chunk < layer->source->chunk_count; chunk++) {
    struct column column;
    chuan_status status =
        reading_failed(composing, reader_column(layer->reader, chunk, fact, &column), layer->reader);
    if (status != CHUAN_OK) return status;
    uint32_t rows = column.width > 0 ? rows_of(composing, chunk, column.count) : 0;
    for (uint32_t i = 0; i < rows; i++) out[(size_t)chunk * COLUMN_CHUNK + i] = column_value(&column, i);
  }
  return CHUAN_OK;
}

/* Of the units of the layer's own day. */
static chuan_status parts_read(struct composing *composing, struct layer *layer, uint32_t fact,
                               int64_t *out) {
  chuan_status status = values_read(composing, layer, fact, out);
  if (status != CHUAN_OK || layer->year != composing->moment.year) return status;
  attributes_put(composing, layer, fact, 0, out);
  attributes_put(composing, layer, fact, 1, out);
  return CHUAN_OK;
}

static chuan_status too_large(struct composing *composing, const struct fact *fact, const struct layer *layer,
                              uint32_t slot) {
  struct unit unit;
  chuan_status status = unit_get(composing->dossier, composing->arena, layer->rebasing.units[slot].id, &unit);
  if (status != CHUAN_OK) return status;
  return report_fail(composing->dossier->report, CHUAN_DATABASE,
                     "\"%s\" of unit %s in %d, added up over its parts, is too large; correct the figures",
                     "“%s” của đơn vị %s năm %d, cộng từ các phần hợp thành, quá lớn; hãy sửa lại số liệu",
                     fact->id, unit.code, layer->year);
}

/* Of what the fact is a part of, where that is shared out too: the largest whole first. */
static chuan_status wholes_read(struct composing *composing, struct layer *layer, const struct fact *fact,
                                size_t *count) {
  const struct fact *whole = fact->part_of;
  *count = 0;
  if (rebasing_merge(fact) != MERGE_SUM) return CHUAN_OK;
  for (; whole && *count < composing->whole_room; whole = whole->part_of) {
    if (rebasing_merge(whole) != MERGE_SUM || whole->places != fact->places) break;
    ++*count;
  }
  whole = fact->part_of;
  for (size_t i = *count; i > 0; i--, whole = whole->part_of) {
    int64_t **values = &composing->wholes[i - 1];
    if (!*values) *values = arena_array(composing->arena, composing->slot_count, sizeof **values);
    if (!*values) return report_no_memory(composing->dossier->report);
    chuan_status status = parts_read(composing, layer, whole->index, *values);
    if (status != CHUAN_OK) return status;
  }
  return CHUAN_OK;
}

/* The figures of the layer's year for the units of the moment, in composing->found; marks whose they are. */
static chuan_status layer_figures(struct composing *composing, struct layer *layer, const struct fact *fact) {
  if (!composing->source->rebased) return values_read(composing, layer, fact->index, composing->found);
  uint32_t wrong = NO_SLOT;
  struct rebasing_values known = {.values = composing->own,
                                  .wholes = (const int64_t *const *)composing->wholes};
  chuan_status status = parts_read(composing, layer, fact->index, composing->own);
  if (status == CHUAN_OK && fact->merge == MERGE_MEAN && fact->weight) {
    known.weights = composing->weights;
    status = parts_read(composing, layer, fact->weight->index, composing->weights);
  }
  if (status == CHUAN_OK) status = wholes_read(composing, layer, fact, &known.whole_count);
  if (status != CHUAN_OK) return status;
  if (!rebasing_figures(&layer->rebasing, fact, &known, composing->found, &wrong))
    return report_no_memory(composing->dossier->report);
  if (wrong != NO_SLOT) return too_large(composing, fact, layer, wrong);
  /* Figures were reported for units that came later, too: theirs go first. Those of units that stood are parts. */
  for (uint32_t i = 0; i < composing->slot_count; i++) {
    if (!layer->rebasing.units[i].stood && composing->own[i] != DECIMAL_MISSING)
      composing->found[i] = composing->own[i];
  }
  return CHUAN_OK;
}

static void layer_take(struct composing *composing, struct layer *layer, uint8_t age) {
  for (uint32_t i = 0; i < composing->slot_count; i++) {
    if (composing->values[i] != DECIMAL_MISSING || composing->found[i] == DECIMAL_MISSING) continue;
    composing->values[i] = composing->found[i];
    composing->ages[i] = age;
    int own = !composing->source->rebased ||
              (!layer->rebasing.units[i].stood && composing->own[i] != DECIMAL_MISSING);
    layer->used[i] |= own ? USE_OWN : USE_PARTS;
  }
}

static void attributes_take(struct composing *composing, uint32_t fact) {
  const struct attributes_of_fact found =
      attributes_find(composing->attributes, composing->attribute_count, fact);
  for (size_t i = 0; i < found.count; i++) {
    const struct attribute_figure *figure = &found.items[i];
    if (figure->slot >= composing->slot_count) continue;
    composing->values[figure->slot] = figure->value;
    composing->ages[figure->slot] = AGE_ATTRIBUTE;
    worsen(&composing->attribute_status[figure->slot], figure->status);
  }
}

/* --- columns --------------------------------------------------------------------------------------------------------- */

static chuan_status column_make(struct composing *composing, uint32_t chunk, const int64_t *values,
                                const uint8_t *ages, struct source_column *out) {
  struct source *source = composing->source;
  uint32_t count = source->chunks[chunk].count;
  size_t first = (size_t)chunk * COLUMN_CHUNK;
  *out = (struct source_column){.rowid = 0};
  column_pack(values + first, count, composing->packed, &out->stored);
  if (out->stored.width > 0) {
    size_t size = (size_t)count * out->stored.width;
    void *data = arena_alloc(source->arena, size);
    if (!data) return report_no_memory(composing->dossier->report);
    out->stored.data = memcpy(data, composing->packed, size);
  }
  int aged = 0;
  for (uint32_t i = 0; i < count && ages; i++) aged |= ages[first + i];
  if (!aged) return CHUAN_OK;
  uint8_t *copy = arena_alloc(source->arena, count);
  if (!copy) return report_no_memory(composing->dossier->report);
  out->ages = memcpy(copy, ages + first, count);
  return CHUAN_OK;
}

static chuan_status columns_make(struct composing *composing, const int64_t *values, const uint8_t *ages,
                                 struct source_column **out) {
  chuan_status status = CHUAN_OK;
  *out = arena_array(composing->arena, composing->source->chunk_count, sizeof **out);
  if (!*out) return report_no_memory(composing->dossier->report);
  for (uint32_t chunk = 0; chunk < composing->source->chunk_count && status == CHUAN_OK; chunk++)
    status = column_make(composing, chunk, values, ages, &(*out)[chunk]);
  return status;
}

/* Whether some unit lacks the year's figure, and an earlier year that may serve has any. */
static int is_carried(const struct composing *composing, const struct fact *fact) {
  const struct source *source = composing->source;
  int lacking = source->conversions[fact->index].kind == CONVERSION_CODES; /* a code may mean nothing */
  for (uint32_t chunk = 0; chunk < source->chunk_count && !lacking; chunk++) {
    const struct source_chunk *entry = &source->chunks[chunk];
    const struct column *column = entry->columns ? &entry->columns[fact->index].stored : NULL;
    lacking = column && (column->missing > 0 || column->width == 0);
  }
  for (uint32_t age = 1; age < composing->layer_count && age <= fact->carry && lacking; age++) {
    const struct source *earlier = composing->layers[age].source;
    for (uint32_t chunk = 0; earlier && chunk < earlier->chunk_count; chunk++) {
      const struct source_chunk *entry = &earlier->chunks[chunk];
      if (entry->columns && entry->columns[fact->index].stored.width > 0) return 1;
    }
  }
  return 0;
}

static chuan_status fact_compose(struct composing *composing, const struct fact *fact) {
  int dated = attributes_find(composing->attributes, composing->attribute_count, fact->index).count > 0;
  if (!composing->source->rebased && !dated && !is_carried(composing, fact)) return CHUAN_OK;
  for (uint32_t i = 0; i < composing->slot_count; i++) composing->values[i] = DECIMAL_MISSING;
  memset(composing->ages, 0, composing->slot_count);
  attributes_take(composing, fact->index);
  chuan_status status = CHUAN_OK;
  for (uint32_t age = 0; age < composing->layer_count && age <= fact->carry && status == CHUAN_OK; age++) {
    struct layer *layer = &composing->layers[age];
    if (layer->year == 0) continue;
    status = layer_figures(composing, layer, fact);
    if (status == CHUAN_OK) layer_take(composing, layer, (uint8_t)age);
  }
  composing->any = 1;
  return status == CHUAN_OK
             ? columns_make(composing, composing->values, composing->ages, &composing->made[fact->index])
             : status;
}

/* --- the status of the units' figures ------------------------------------------------------------------------------- */

static void layer_worsen(struct composing *composing, const struct layer *layer, uint8_t *worst) {
  for (uint32_t i = 0; i < composing->slot_count; i++)
    if (layer->used[i] & USE_OWN) worsen(&worst[i], layer->status[i]);
  for (uint32_t i = 0; i < layer->rebasing.by_to_count; i++) {
    uint32_t part = layer->rebasing.by_to[i], from = layer->rebasing.from[part],
             to = layer->rebasing.to[part];
    if (from != NO_SLOT && (layer->used[to] & USE_PARTS)) worsen(&worst[to], layer->status[from]);
  }
}

static chuan_status status_compose(struct composing *composing, struct source_column **out) {
  uint8_t *worst = composing->attribute_status;
  for (uint32_t i = 0; i < composing->slot_count && !composing->source->rebased; i++)
    worsen(&worst[i],
           composing->layers[0].status[i]); /* of the year's row, whichever of its figures are used */
  for (uint32_t age = 0; age < composing->layer_count; age++)
    if (composing->layers[age].year != 0) layer_worsen(composing, &composing->layers[age], worst);
  for (uint32_t i = 0; i < composing->slot_count; i++) composing->values[i] = worst[i];
  return columns_make(composing, composing->values, NULL, out);
}

/* --- all ---------------------------------------------------------------------------------------------------------------- */

static chuan_status room_make(struct composing *composing) {
  uint32_t chunks = composing->source->chunk_count, count = composing->slot_count;
  composing->values = arena_array(composing->arena, count, sizeof *composing->values);
  composing->found = arena_array(composing->arena, count, sizeof *composing->found);
  composing->own = arena_array(composing->arena, count, sizeof *composing->own);
  composing->weights = arena_array(composing->arena, count, sizeof *composing->weights);
  composing->ages = arena_array(composing->arena, count, sizeof *composing->ages);
  composing->attribute_status = arena_array(composing->arena, count, sizeof *composing->attribute_status);
  composing->packed = arena_array(composing->arena, chunks > 1 ? COLUMN_CHUNK : count, sizeof(int64_t));
  composing->whole_room = composing->level->fact_count; /* a fact is part of no more than all the others */
  composing->wholes = arena_array(composing->arena, composing->whole_room, sizeof *composing->wholes);
  composing->made =
      arena_array(composing->arena, (size_t)composing->level->fact_count + 1, sizeof *composing->made);
  return composing->values && composing->found && composing->own && composing->weights && composing->ages &&
                 composing->attribute_status && composing->packed && composing->wholes && composing->made
             ? CHUAN_OK
             : report_no_memory(composing->dossier->report);
}

static chuan_status layers_prepare(struct composing *composing) {
  chuan_status status = CHUAN_OK;
  for (uint32_t age = 0; age < composing->layer_count && status == CHUAN_OK; age++) {
    struct layer *layer = &composing->layers[age];
    if (layer->year == 0) continue;
    status = layer_open(composing, layer);
    if (status == CHUAN_OK && composing->source->rebased) status = layer_rebase(composing, layer);
  }
  return status;
}

static void columns_install(struct composing *composing) {
  struct source *source = composing->source;
  for (uint32_t fact = 0; fact <= composing->level->fact_count; fact++) {
    if (!composing->made[fact]) continue;
    if (fact < composing->level->fact_count)
      source->conversions[fact] = (struct conversion){.kind = CONVERSION_NONE, .factor = 1};
    for (uint32_t chunk = 0; chunk < source->chunk_count; chunk++)
      if (source->chunks[chunk].columns) source->chunks[chunk].columns[fact] = composing->made[fact][chunk];
  }
}

static chuan_status compose(struct composing *composing) {
  const struct vocabulary_level *level = composing->level;
  chuan_status status = layers_prepare(composing);
  if (status == CHUAN_OK) status = room_make(composing);
  for (uint32_t i = 0; i < level->fact_count && status == CHUAN_OK; i++)
    status = fact_compose(composing, level->facts[i]);
  if (status == CHUAN_OK && composing->any)
    status = status_compose(composing, &composing->made[level->fact_count]);
  if (status == CHUAN_OK) columns_install(composing);
  return status;
}

static chuan_status attributes_load(struct composing *composing) {
  int any = 0;
  chuan_status status = attributes_any(composing->dossier, composing->level->level, &any);
  if (status != CHUAN_OK || !any) return status;
  status = attributes_of_day(composing->dossier, composing->arena, composing->level,
                             composing->source->conversions, composing->moment.as_of, &composing->attributes,
                             &composing->attribute_count);
  if (status != CHUAN_OK || !composing->source->rebased) return status;
  return attributes_of_day(composing->dossier, composing->arena, composing->level,
                           composing->source->conversions, day_of(composing, composing->moment.year),
                           &composing->before, &composing->before_count);
}

chuan_status source_compose(struct dossier *dossier, struct moment moment,
                            struct column_source *column_source) {
  struct source *source = column_source->self;
  uint32_t chunks = source->chunk_count;
  struct composing composing = {
      .dossier = dossier, .source = source, .level = source->level, .moment = moment};
  if (chunks == 0) return CHUAN_OK;
  composing.slot_count = (chunks - 1) * COLUMN_CHUNK + source->chunks[chunks - 1].count;
  composing.arena = arena_create();
  if (!composing.arena) return report_no_memory(dossier->report);
  chuan_status status = layers_find(&composing);
  if (status == CHUAN_OK && moment.rebase) {
    int oldest = moment.year - (int)composing.layer_count + 1;
    status = parts_any(dossier, day_of(&composing, oldest), moment.as_of, &source->rebased);
  }
  if (status == CHUAN_OK) status = attributes_load(&composing);
  if (status == CHUAN_OK && (source->rebased || composing.attribute_count > 0 || composing.layer_count > 1))
    status = compose(&composing);
  layers_close(&composing);
  arena_free(composing.arena);
  return status;
}
