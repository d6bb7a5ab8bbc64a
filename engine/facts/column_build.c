/* One chunk of one year from its rows. SQLite hands a row's values to an aggregate function as they lie, which
 * costs half of stepping through rows and asking for each value. */
#include "facts/columns.h"

#include "base/buffer.h"
#include "base/decimal.h"

#include <stdlib.h>

#define FACTS_A_PASS 120u               /* a function takes at most 127 arguments */
#define BYTES_A_PASS ((size_t)48 << 20) /* of values held while a chunk is read */

struct slot_of_id {
  int64_t id;
  uint32_t slot;
};

struct collection {
  const struct unit_chunk *units;
  struct slot_of_id *slots; /* in order of id; NULL when the ids themselves are in order */
  uint32_t slot_count, cursor;
  int64_t *values; /* [fact][slot] */
  int64_t *status; /* [slot] */
};

static int slot_compare(const void *left, const void *right) {
  const struct slot_of_id *a = left, *b = right;
  return a->id < b->id ? -1 : a->id > b->id;
}

static int64_t id_at(const struct collection *collection, uint32_t i) {
  return collection->slots ? collection->slots[i].id : collection->units->ids[i];
}

/* Rows come in order of unit, so the next one is nearly always the next slot. 0 when the unit is none of ours. */
static int slot_find(struct collection *collection, int64_t id, uint32_t *slot) {
  uint32_t at = collection->cursor;
  if (at == collection->slot_count || id_at(collection, at) != id) {
    uint32_t low = 0, high = collection->slot_count;
    while (low < high) {
      uint32_t middle = low + (high - low) / 2;
      if (id_at(collection, middle) < id)
        low = middle + 1;
      else
        high = middle;
    }
    at = low;
    if (at == collection->slot_count || id_at(collection, at) != id) return 0;
  }
  collection->cursor = at + 1;
  *slot = collection->slots ? collection->slots[at].slot : at;
  return 1;
}

/* collect(unit_id, import_status, facts …) */
static void collect_step(sqlite3_context *context, int count, sqlite3_value **values) {
  const struct dossier *dossier = sqlite3_user_data(context);
  struct collection *collection = dossier->collection;
  uint32_t slot;
  if (!collection || !slot_find(collection, sqlite3_value_int64(values[0]), &slot)) return;
  int64_t status = sqlite3_value_int64(values[1]);
  collection->status[slot] =
      status < CHUAN_OFFICIAL || status > CHUAN_ILLUSTRATIVE ? CHUAN_ILLUSTRATIVE : status;
  int64_t *out = collection->values + slot;
  for (int i = 2; i < count; i++, out += collection->units->count) {
    if (sqlite3_value_type(values[i]) != SQLITE_NULL) *out = sqlite3_value_int64(values[i]);
  }
}

static void collect_end(sqlite3_context *context) {
  sqlite3_result_null(context);
}

chuan_status dossier_collect_register(struct dossier *dossier) {
  int code = sqlite3_create_function_v2(dossier->db, "chuan_collect", -1, SQLITE_UTF8 | SQLITE_DIRECTONLY,
                                        dossier, NULL, collect_step, collect_end, NULL);
  return code == SQLITE_OK ? CHUAN_OK : dossier_failed(dossier, code);
}

static chuan_status slots_sort(struct dossier *dossier, struct arena *arena, struct collection *collection) {
  const struct unit_chunk *units = collection->units;
  int ordered = units->ids[0] > 0;
  for (uint32_t i = 1; i < units->count; i++) ordered &= units->ids[i] > units->ids[i - 1];
  collection->slot_count = units->count;
  if (ordered) return CHUAN_OK;
  collection->slots = arena_array(arena, units->count, sizeof *collection->slots);
  if (!collection->slots) return report_no_memory(dossier->report);
  collection->slot_count = 0;
  for (uint32_t i = 0; i < units->count; i++) {
    if (units->ids[i] != 0)
      collection->slots[collection->slot_count++] = (struct slot_of_id){units->ids[i], i};
  }
  qsort(collection->slots, collection->slot_count, sizeof *collection->slots, slot_compare);
  return CHUAN_OK;
}

static chuan_status rows_collect(struct dossier *dossier, const struct stored_level *level, int year,
                                 uint32_t first, uint32_t count, struct collection *collection) {
  struct buffer sql;
  buffer_init(&sql, 0);
  buffer_add_string(&sql, "SELECT chuan_collect(unit_id, import_status");
  for (uint32_t i = first; i < first + count; i++) buffer_format(&sql, ", \"%s\"", level->facts[i].id);
  buffer_format(&sql, ") FROM \"fact_%s\" WHERE year = ?1 AND unit_id BETWEEN ?2 AND ?3", level->level);
  sqlite3_stmt *statement = NULL;
  chuan_status status = sql.failed ? report_no_memory(dossier->report)
                                   : dossier_prepare(dossier, buffer_string(&sql), &statement);
  buffer_free(&sql);
  if (status == CHUAN_OK) {
    sqlite3_bind_int(statement, 1, year);
    sqlite3_bind_int64(statement, 2, collection->units->first_id);
    sqlite3_bind_int64(statement, 3, collection->units->last_id);
    collection->cursor = 0;
    dossier->collection = collection;
    status = dossier_run(dossier, statement);
    dossier->collection = NULL;
  }
  sqlite3_finalize(statement);
  return status;
}

static chuan_status column_keep(const struct column_sink *sink, uint32_t fact, const int64_t *values,
                                uint32_t count, void *packed) {
  struct column column;
  column_pack(values, count, packed, &column);
  return sink->keep(sink->payload, fact, &column);
}

chuan_status chunk_has_figures(struct dossier *dossier, const char *level, const struct unit_chunk *units,
                               int year, int *any) {
  *any = 0;
  char *sql =
      sqlite3_mprintf("SELECT 1 FROM \"fact_%w\" WHERE year = %d AND unit_id BETWEEN %lld AND %lld LIMIT 1",
                      level, year, (long long)units->first_id, (long long)units->last_id);
  if (!sql) return report_no_memory(dossier->report);
  int64_t found = 0;
  chuan_status status = dossier_number(dossier, sql, 0, &found);
  sqlite3_free(sql);
  *any = found != 0;
  return status;
}

chuan_status chunk_build(struct dossier *dossier, const struct stored_level *level,
                         const struct unit_chunk *units, int year, const struct column_sink *sink) {
  int any = 0;
  if (units->count == 0 || level->count == 0) return CHUAN_OK;
  chuan_status status = chunk_has_figures(dossier, level->level, units, year, &any);
  if (status != CHUAN_OK || !any) return status;
  struct arena *arena = arena_create();
  if (!arena) return report_no_memory(dossier->report);
  size_t most = BYTES_A_PASS / (units->count * sizeof(int64_t));
  uint32_t pass = most < FACTS_A_PASS ? (uint32_t)most : FACTS_A_PASS;
  if (pass > level->count) pass = level->count;
  struct collection collection = {.units = units};
  collection.values = arena_array(arena, (size_t)pass * units->count, sizeof *collection.values);
  collection.status = arena_array(arena, units->count, sizeof *collection.status);
  void *packed = arena_array(arena, units->count, sizeof(int64_t));
  if (!collection.values || !collection.status || !packed) {
    arena_free(arena);
    return report_no_memory(dossier->report);
  }
  status = slots_sort(dossier, arena, &collection);
  for (uint32_t i = 0; i < units->count && status == CHUAN_OK; i++) collection.status[i] = DECIMAL_MISSING;
  for (uint32_t first = 0; first < level->count && status == CHUAN_OK; first += pass) {
    uint32_t count = level->count - first < pass ? level->count - first : pass;
    for (size_t i = 0; i < (size_t)count * units->count; i++) collection.values[i] = DECIMAL_MISSING;
    status = rows_collect(dossier, level, year, first, count, &collection);
    for (uint32_t i = 0; i < count && status == CHUAN_OK; i++) {
      status =
          column_keep(sink, first + i, collection.values + (size_t)i * units->count, units->count, packed);
    }
  }
  if (status == CHUAN_OK) status = column_keep(sink, level->count, collection.status, units->count, packed);
  arena_free(arena);
  return status;
}

/* --- from rows on their way to the table -------------------------------------------------------------------- */

struct chunk_gathering {
  struct dossier *dossier;
  const struct stored_level *level;
  struct arena *arena;
  struct unit_chunk units;
  struct collection collection;
  void *packed;
  int year;
  chuan_data_status status;
  uint32_t filled, unit_count;
};

static chuan_status gathering_room(struct chunk_gathering *gathering) {
  struct collection *collection = &gathering->collection;
  uint32_t count = gathering->units.count, facts = gathering->level->count;
  collection->units = &gathering->units;
  collection->values = arena_array(gathering->arena, (size_t)facts * count, sizeof *collection->values);
  collection->status = arena_array(gathering->arena, count, sizeof *collection->status);
  gathering->packed = arena_array(gathering->arena, count, sizeof(int64_t));
  if (!collection->values || !collection->status || !gathering->packed)
    return report_no_memory(gathering->dossier->report);
  for (size_t i = 0; i < (size_t)facts * count; i++) collection->values[i] = DECIMAL_MISSING;
  for (uint32_t i = 0; i < count; i++) {
    collection->status[i] = DECIMAL_MISSING;
    gathering->unit_count += gathering->units.ids[i] != 0;
  }
  return slots_sort(gathering->dossier, gathering->arena, collection);
}

chuan_status gathering_begin(struct dossier *dossier, const struct stored_level *level, uint32_t chunk,
                             int year, chuan_data_status status, struct chunk_gathering **out) {
  *out = NULL;
  if ((size_t)level->count * COLUMN_CHUNK * sizeof(int64_t) > BYTES_A_PASS) return CHUAN_OK;
  struct arena *arena = arena_create();
  struct chunk_gathering *gathering = arena ? arena_alloc(arena, sizeof *gathering) : NULL;
  if (!gathering) {
    arena_free(arena);
    return report_no_memory(dossier->report);
  }
  *gathering = (struct chunk_gathering){
      .dossier = dossier, .level = level, .arena = arena, .year = year, .status = status};
  int found = 0;
  chuan_status loaded = unit_chunk_load(dossier, arena, level->level, chunk, &gathering->units, &found);
  if (loaded == CHUAN_OK && found) loaded = gathering_room(gathering);
  if (loaded == CHUAN_OK && found)
    *out = gathering;
  else
    gathering_free(gathering);
  return loaded;
}

int gathering_year(const struct chunk_gathering *gathering) {
  return gathering->year;
}

uint32_t gathering_chunk(const struct chunk_gathering *gathering) {
  return gathering->units.chunk;
}

int gathering_slot(struct chunk_gathering *gathering, int64_t unit_id, uint32_t *slot) {
  if (!slot_find(&gathering->collection, unit_id, slot)) return 0;
  gathering->collection.status[*slot] = gathering->status;
  gathering->filled++;
  return 1;
}

void gathering_put(struct chunk_gathering *gathering, uint32_t fact, uint32_t slot, int64_t value) {
  gathering->collection.values[(size_t)fact * gathering->units.count + slot] = value;
}

int gathering_is_worth_keeping(const struct chunk_gathering *gathering) {
  return gathering->filled >= gathering->unit_count / 2;
}

chuan_status gathering_store(struct chunk_gathering *gathering) {
  const struct collection *collection = &gathering->collection;
  const struct stored_level *level = gathering->level;
  uint32_t count = gathering->units.count;
  struct columns_writer writer;
  chuan_status status = columns_writer_open(&writer, gathering->dossier);
  if (status == CHUAN_OK)
    status = columns_writer_begin(&writer, level, gathering->units.chunk, gathering->year);
  for (uint32_t i = 0; i < level->count && status == CHUAN_OK; i++)
    status = column_keep(&writer.sink, i, collection->values + (size_t)i * count, count, gathering->packed);
  if (status == CHUAN_OK)
    status = column_keep(&writer.sink, level->count, collection->status, count, gathering->packed);
  columns_writer_close(&writer);
  return status;
}

void gathering_free(struct chunk_gathering *gathering) {
  if (gathering) arena_free(gathering->arena);
}
