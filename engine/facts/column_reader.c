/* One thread's reader of a source: its own connection, its own buffers, and what is stored turned into what the
 * rulebook reads. A file's numbers are checked against the bounds it states, since proofs rest on them. */
#include "facts/source.h"

#include "base/decimal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAPPED_BYTES "1073741824"
#define MESSAGE_SIZE 512

struct reader_buffers { /* of one fact; made when it is first asked for */
  void *stored;         /* as read from the file */
  int64_t *values;      /* converted */
  void *packed;
};

struct reader {
  struct source *source;
  struct arena *arena;
  sqlite3 *db; /* NULL when everything is in memory */
  sqlite3_blob *blob;
  sqlite3_stmt *units;
  struct reader_buffers *buffers; /* by fact.index, then the status */
  struct unit_chunk unit_chunk;   /* read from the file last; ids NULL = none */
  struct arena *unit_arena;
  uint8_t *present, *status;
  char message[MESSAGE_SIZE];
};

/* --- opening ------------------------------------------------------------------------------------------------- */

static chuan_status reader_say(struct reader *reader, chuan_status status, const char *english,
                               const char *vietnamese) {
  snprintf(reader->message, sizeof reader->message, "%s: %s", reader->source->path,
           reader->source->language == CHUAN_ENGLISH ? english : vietnamese);
  return status;
}

static chuan_status reader_no_memory(struct reader *reader) {
  return reader_say(reader, CHUAN_MEMORY, "out of memory; close other programs and run again",
                    "hết bộ nhớ; hãy đóng chương trình khác rồi chạy lại");
}

static chuan_status reader_failed(struct reader *reader, int code) {
  if ((code & 0xFF) == SQLITE_NOMEM) return reader_no_memory(reader);
  int detail;
  const char *sentence = connection_sentence(reader->db, code, reader->source->language, &detail);
  return reader_say(reader, CHUAN_DATABASE, sentence, sentence);
}

static chuan_status reader_damaged(struct reader *reader) {
  return reader_say(reader, CHUAN_DATABASE,
                    "its columns do not hold what they state; restore the file from a copy",
                    "các cột không khớp với mô tả của chúng; hãy khôi phục tệp từ bản sao lưu");
}

/* Everything a reader sees is of one moment: its transaction begins here, on the columns the source described. */
static chuan_status reader_connect(struct reader *reader) {
  const struct source *source = reader->source;
  sqlite3_stmt *generation = NULL;
  int code = connection_open(source->path,
                             source->mode == CONNECTION_IMMUTABLE ? CONNECTION_IMMUTABLE : CONNECTION_READ,
                             &reader->db);
  if (code == SQLITE_OK) {
    code = sqlite3_exec(reader->db, "PRAGMA mmap_size = " MAPPED_BYTES "; PRAGMA query_only = ON; BEGIN",
                        NULL, NULL, NULL);
  }
  if (code == SQLITE_OK)
    code = sqlite3_prepare_v2(reader->db, "SELECT generation FROM dossier", -1, &generation, NULL);
  if (code == SQLITE_OK) {
    int step = sqlite3_step(generation);
    int64_t now = step == SQLITE_ROW ? sqlite3_column_int64(generation, 0) : -1;
    sqlite3_finalize(generation);
    if (step != SQLITE_ROW && step != SQLITE_DONE) return reader_failed(reader, step);
    if (now != source->generation) {
      return reader_say(reader, CHUAN_DATABASE, "it was changed while it was being read; run again",
                        "tệp bị thay đổi trong khi đang đọc; hãy chạy lại");
    }
    code = sqlite3_prepare_v2(reader->db,
                              "SELECT count, first_id, last_id, ids, parents, valid_from, valid_to "
                              "FROM unit_chunk WHERE level = ?1 AND chunk = ?2",
                              -1, &reader->units, NULL);
  }
  if (code == SQLITE_OK) code = sqlite3_bind_text(reader->units, 1, source->level->level, -1, SQLITE_STATIC);
  return code == SQLITE_OK ? CHUAN_OK : reader_failed(reader, code);
}

chuan_status reader_open(void *self, void **out) {
  struct source *source = self;
  *out = NULL;
  struct arena *arena = arena_create();
  struct reader *reader = arena ? arena_alloc(arena, sizeof *reader) : NULL;
  if (!reader) {
    arena_free(arena);
    return CHUAN_MEMORY;
  }
  *out = reader; /* also on failure, so that it can say why; the caller closes it */
  reader->source = source;
  reader->arena = arena;
  uint32_t largest = 1;
  for (uint32_t i = 0; i < source->chunk_count; i++) {
    if (source->chunks[i].count > largest) largest = source->chunks[i].count;
  }
  reader->buffers = arena_array(arena, (size_t)source->level->fact_count + 1, sizeof *reader->buffers);
  reader->present = arena_array(arena, largest, sizeof *reader->present);
  reader->status = arena_array(arena, largest, sizeof *reader->status);
  if (!reader->buffers || !reader->present || !reader->status) return reader_no_memory(reader);
  return source->connected ? reader_connect(reader) : CHUAN_OK;
}

void reader_close(void *self, void *opened) {
  struct reader *reader = opened;
  (void)self;
  if (!reader) return;
  sqlite3_blob_close(reader->blob);
  sqlite3_finalize(reader->units);
  sqlite3_close(reader->db);
  arena_free(reader->unit_arena);
  arena_free(reader->arena);
}

const char *reader_message(void *opened) {
  return opened ? ((struct reader *)opened)->message : "";
}

/* --- a column as stored ----------------------------------------------------------------------------------------- */

/* Are all values missing or within the bounds, and as many missing as stated? */
#define BOUNDS_CHECK(type, lowest)                                               \
  static int bounds_##type(const type *values, const struct column *column) {    \
    uint32_t missing = 0, outside = 0;                                           \
    const type minimum = (type)column->minimum, maximum = (type)column->maximum; \
    for (uint32_t i = 0; i < column->count; i++) {                               \
      type value = values[i];                                                    \
      missing += value == (lowest);                                              \
      outside += (value < minimum) | (value > maximum);                          \
    }                                                                            \
    return missing == column->missing && outside == missing;                     \
  }
BOUNDS_CHECK(int8_t, INT8_MIN)
BOUNDS_CHECK(int16_t, INT16_MIN)
BOUNDS_CHECK(int32_t, INT32_MIN)
BOUNDS_CHECK(int64_t, INT64_MIN)
#undef BOUNDS_CHECK

static int bounds_hold(const struct column *column) {
  /* The bounds lie within the width, above its mark for missing: so every missing value is "outside". */
  int64_t lowest = column->width == 8 ? INT64_MIN : -((int64_t)1 << (8 * column->width - 1));
  if (column->minimum <= lowest || column->maximum > -(lowest + 1) || column->minimum > column->maximum)
    return 0;
  switch (column->width) {
    case 1:
      return bounds_int8_t(column->data, column);
    case 2:
      return bounds_int16_t(column->data, column);
    case 4:
      return bounds_int32_t(column->data, column);
    default:
      return bounds_int64_t(column->data, column);
  }
}

static chuan_status blob_read(struct reader *reader, int64_t rowid, void *out, int size) {
  int code = reader->blob
                 ? sqlite3_blob_reopen(reader->blob, rowid)
                 : sqlite3_blob_open(reader->db, "main", "column_chunk", "data", rowid, 0, &reader->blob);
  if (code != SQLITE_OK) return reader_failed(reader, code);
  if (sqlite3_blob_bytes(reader->blob) != size) return reader_damaged(reader);
  code = sqlite3_blob_read(reader->blob, out, size, 0);
  return code == SQLITE_OK ? CHUAN_OK : reader_failed(reader, code);
}

/* Room for the widest chunk of this column, so that one buffer serves them all. */
static size_t widest_bytes(const struct source *source, uint32_t index) {
  size_t most = 1;
  for (uint32_t i = 0; i < source->chunk_count; i++) {
    if (!source->chunks[i].columns) continue;
    const struct column *column = &source->chunks[i].columns[index].stored;
    size_t bytes = (size_t)column->count * column->width;
    if (!column->data && bytes > most) most = bytes;
  }
  return most;
}

static chuan_status stored_read(struct reader *reader, const struct source_chunk *chunk, uint32_t index,
                                struct column *out) {
  const struct source_column *column = &chunk->columns[index];
  *out = column->stored;
  if (out->width == 0) {
    *out = (struct column){
        .count = chunk->count, .missing = chunk->count, .minimum = INT64_MAX, .maximum = INT64_MIN};
    return CHUAN_OK;
  }
  if (!out->data) {
    struct reader_buffers *buffers = &reader->buffers[index];
    if (!buffers->stored) buffers->stored = arena_alloc(reader->arena, widest_bytes(reader->source, index));
    if (!buffers->stored) return reader_no_memory(reader);
    chuan_status status = blob_read(reader, column->rowid, buffers->stored, (int)(out->count * out->width));
    if (status != CHUAN_OK) return status;
    out->data = buffers->stored;
  }
  return bounds_hold(out) ? CHUAN_OK : reader_damaged(reader);
}

/* --- as the rulebook reads it ------------------------------------------------------------------------------------- */

static int is_same(const struct conversion *conversion, const struct column *column) {
  if (conversion->kind == CONVERSION_NONE || column->width == 0) return 1;
  return conversion->kind == CONVERSION_CODES && conversion->same && column->minimum >= 0 &&
         column->maximum < (int64_t)conversion->code_count;
}

static chuan_status column_convert(struct reader *reader, uint32_t index, struct column *column) {
  const struct conversion *conversion = &reader->source->conversions[index];
  if (is_same(conversion, column)) return CHUAN_OK;
  struct reader_buffers *buffers = &reader->buffers[index];
  if (!buffers->values) buffers->values = arena_array(reader->arena, COLUMN_CHUNK, sizeof *buffers->values);
  if (!buffers->packed) buffers->packed = arena_array(reader->arena, COLUMN_CHUNK, sizeof(int64_t));
  if (!buffers->values || !buffers->packed) return reader_no_memory(reader);
  for (uint32_t i = 0; i < column->count; i++) buffers->values[i] = column_value(column, i);
  int64_t wrong;
  if (!conversion_read_all(conversion, buffers->values, column->count, &wrong)) {
    char number[DECIMAL_TEXT_SIZE];
    decimal_format(wrong, 0, number);
    snprintf(
        reader->message, sizeof reader->message,
        reader->source->language == CHUAN_ENGLISH
            ? "%s: the stored figure %s of \"%s\" in %d is too large for its places in the rules; give the "
              "fact fewer places"
            : "%s: số liệu đã lưu %s của “%s” năm %d quá lớn so với số chữ số thập phân trong bộ quy tắc; "
              "hãy giảm số chữ số thập phân của số liệu này",
        reader->source->path, number, reader->source->level->facts[index]->id, reader->source->year);
    return CHUAN_DATABASE;
  }
  column_pack(buffers->values, column->count, buffers->packed, column);
  return CHUAN_OK;
}

chuan_status reader_column(void *opened, uint32_t chunk, uint32_t fact_index, struct column *out) {
  struct reader *reader = opened;
  const struct source_chunk *entry = &reader->source->chunks[chunk];
  if (!entry->columns) {
    *out = (struct column){.minimum = INT64_MAX, .maximum = INT64_MIN};
    return CHUAN_OK;
  }
  chuan_status status = stored_read(reader, entry, fact_index, out);
  return status == CHUAN_OK ? column_convert(reader, fact_index, out) : status;
}

/* --- units ------------------------------------------------------------------------------------------------------------ */

static chuan_status units_read(struct reader *reader, uint32_t chunk) {
  arena_free(reader->unit_arena);
  reader->unit_chunk.ids = NULL;
  reader->unit_arena = arena_create();
  if (!reader->unit_arena) return reader_no_memory(reader);
  sqlite3_bind_int64(reader->units, 2, chunk);
  int memory = 1, code = sqlite3_step(reader->units), whole = 0;
  if (code == SQLITE_ROW)
    whole = unit_chunk_read(reader->units, reader->unit_arena, &reader->unit_chunk, &memory);
  sqlite3_reset(reader->units);
  if (code != SQLITE_ROW && code != SQLITE_DONE) return reader_failed(reader, code);
  if (!memory) return reader_no_memory(reader);
  if (!whole || reader->unit_chunk.count != reader->source->chunks[chunk].count)
    return reader_damaged(reader);
  return CHUAN_OK;
}

/* The worst status of each unit's figures; without figures there is nothing to warn of. */
static chuan_status status_read(struct reader *reader, const struct source_chunk *chunk) {
  struct column column;
  chuan_status status = stored_read(reader, chunk, reader->source->level->fact_count, &column);
  if (status != CHUAN_OK) return status;
  memset(reader->status, CHUAN_OFFICIAL, chunk->count);
  if (column.width == 0) return CHUAN_OK;
  if (column.width != 1 || column.minimum < CHUAN_OFFICIAL || column.maximum > CHUAN_ILLUSTRATIVE)
    return reader_damaged(reader);
  const int8_t *values = column.data;
  for (uint32_t i = 0; i < column.count; i++)
    reader->status[i] = values[i] < 0 ? CHUAN_OFFICIAL : (uint8_t)values[i];
  return CHUAN_OK;
}

chuan_status reader_units(void *opened, uint32_t chunk, struct column_units *out) {
  struct reader *reader = opened;
  const struct source_chunk *entry = &reader->source->chunks[chunk];
  const struct unit_chunk *units = &entry->units;
  *out = (struct column_units){.count = entry->count};
  if (entry->count == 0) return CHUAN_OK;
  chuan_status status = CHUAN_OK;
  if (!units->ids) {
    status = units_read(reader, chunk);
    units = &reader->unit_chunk;
  }
  if (status == CHUAN_OK) status = status_read(reader, entry);
  if (status != CHUAN_OK) return status;
  int32_t day = reader->source->day;
  for (uint32_t i = 0; i < entry->count; i++) {
    reader->present[i] = units->ids[i] != 0 && units->valid_from[i] <= day && units->valid_to[i] >= day;
  }
  out->ids = units->ids;
  out->parents = units->parents;
  out->present = reader->present;
  out->status = reader->status;
  return CHUAN_OK;
}
