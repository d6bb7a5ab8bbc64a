/* isolation_frames.c - frames into bytes and, doubted one by one, out of them again. */
#include "import/isolation_frames.h"

#include "import/reading_row.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define ROOM_FIRST ((size_t)256 * 1024)

/* --- the child's end ------------------------------------------------------------------------------------------ */

static void write_all(struct frame_writer *writer, const char *bytes, size_t length) {
  while (length > 0 && !writer->failed) {
    ssize_t wrote = write(writer->descriptor, bytes, length);
    if (wrote < 0 && errno != EINTR) writer->failed = 1;
    if (wrote <= 0) continue;
    bytes += wrote;
    length -= (size_t)wrote;
  }
}

void frames_flush(struct frame_writer *writer) {
  write_all(writer, writer->batch, writer->length);
  writer->length = 0;
}

static void add(struct frame_writer *writer, const void *bytes, size_t length) {
  if (length > FRAME_BATCH - writer->length) frames_flush(writer);
  if (length > FRAME_BATCH) {
    write_all(writer, bytes, length);
  } else if (length > 0) {
    memcpy(writer->batch + writer->length, bytes, length);
    writer->length += length;
  }
}

void frames_put(struct frame_writer *writer, enum frame_kind kind, unsigned bits, const void *first,
                size_t first_size, const void *second, size_t second_size) {
  struct frame_head head = {(uint32_t)(first_size + second_size), (uint8_t)kind, (uint8_t)bits, {0}};
  add(writer, &head, sizeof head);
  add(writer, first, first_size);
  add(writer, second, second_size);
}

static size_t size_of(const chuan_row *row, const uint8_t *kinds) {
  size_t size = sizeof(struct frame_row) + row->count + (kinds ? row->count : 0);
  for (size_t i = 0; i < row->count; i++) {
    size_t length = row->cells[i].length;
    size += length >= FRAME_LONG_CELL ? length + 4 : length;
  }
  return size;
}

/* The usual row: it fits into what is left of the batch, and nothing is checked again. */
static void put_short_row(struct frame_writer *writer, const chuan_row *row, const uint8_t *kinds) {
  char *at = writer->batch + writer->length;
  for (size_t i = 0; i < row->count; i++) {
    uint32_t length = (uint32_t)row->cells[i].length;
    *at++ = (char)(unsigned char)(length < FRAME_LONG_CELL ? length : FRAME_LONG_CELL);
    if (length < FRAME_LONG_CELL) continue;
    memcpy(at, &length, sizeof length);
    at += sizeof length;
  }
  if (kinds) {
    memcpy(at, kinds, row->count);
    at += row->count;
  }
  for (size_t i = 0; i < row->count; i++) {
    const chuan_cell *cell = &row->cells[i];
    if (cell->length == 0) continue;
    memcpy(at, cell->text, cell->length);
    at += cell->length;
  }
  writer->length = (size_t)(at - writer->batch);
}

static void put_long_row(struct frame_writer *writer, const chuan_row *row, const uint8_t *kinds) {
  for (size_t i = 0; i < row->count; i++) {
    uint32_t length = (uint32_t)row->cells[i].length;
    unsigned char byte = (unsigned char)(length < FRAME_LONG_CELL ? length : FRAME_LONG_CELL);
    add(writer, &byte, 1);
    if (length >= FRAME_LONG_CELL) add(writer, &length, sizeof length);
  }
  if (kinds) add(writer, kinds, row->count);
  for (size_t i = 0; i < row->count; i++) add(writer, row->cells[i].text, row->cells[i].length);
}

void frames_put_row(struct frame_writer *writer, const chuan_row *row, const uint8_t *kinds, uint32_t flags) {
  size_t size = size_of(row, kinds);
  struct frame_head head = {
      (uint32_t)size,
      FRAME_ROW,
      (uint8_t)((row->sheet ? FRAME_ROW_HAS_SHEET : 0) | (kinds ? FRAME_ROW_HAS_KINDS : 0)),
      {0}};
  struct frame_row fixed = {row->number, flags, (uint32_t)row->count};
  if (sizeof head + size > FRAME_BATCH - writer->length) frames_flush(writer);
  add(writer, &head, sizeof head);
  add(writer, &fixed, sizeof fixed);
  if (sizeof head + size <= FRAME_BATCH)
    put_short_row(writer, row, kinds);
  else
    put_long_row(writer, row, kinds);
}

/* --- the parent's end ----------------------------------------------------------------------------------------- */

/* Twice what was there at least, so that what is left behind in the arena stays in proportion. */
char *frames_room(struct frame_reader *reader, size_t *room) {
  size_t needed = ROOM_FIRST;
  if (reader->length >= sizeof(struct frame_head)) { /* a frame that has begun: its size was believed */
    struct frame_head head;
    memcpy(&head, reader->bytes, sizeof head);
    if (sizeof head + head.size > needed) needed = sizeof head + head.size;
  }
  if (needed > reader->capacity) {
    if (needed < reader->capacity * 2) needed = reader->capacity * 2;
    char *larger = arena_alloc(reader->arena, needed);
    if (!larger) return NULL;
    if (reader->length) memcpy(larger, reader->bytes, reader->length);
    reader->bytes = larger;
    reader->capacity = needed;
  }
  *room = reader->capacity - reader->length;
  return reader->bytes + reader->length;
}

/* ASCII without NUL: eight bytes at a time, as nearly every row is. */
static int is_plain_ascii(const char *text, size_t length) {
  const uint64_t ones = UINT64_C(0x0101010101010101), highs = UINT64_C(0x8080808080808080);
  size_t i = 0;
  for (; i + 8 <= length; i += 8) {
    uint64_t word;
    memcpy(&word, text + i, 8);
    if (((word - ones) | word) & highs) return 0;
  }
  for (; i < length; i++)
    if ((unsigned char)text[i] - 1u >= 0x7Fu) return 0;
  return 1;
}

static int has_cells(struct frame_reader *reader, size_t count) {
  if (count <= reader->cell_capacity) return 1;
  size_t capacity = count > reader->cell_capacity * 2 ? count : reader->cell_capacity * 2;
  chuan_cell *larger = arena_array(reader->arena, capacity, sizeof *larger);
  if (!larger) return 0;
  reader->cells = larger;
  reader->cell_capacity = capacity;
  return 1;
}

/* Lengths, kinds and texts fill the frame to the byte, or it is not believed. */
static enum frames_result take_row(struct frame_reader *reader, const struct frame_head *head, const char *at,
                                   const struct frame_sink *sink) {
  struct frame_row fixed;
  const char *end = at + head->size;
  if (head->size < sizeof fixed) return FRAMES_WRONG;
  memcpy(&fixed, at, sizeof fixed);
  at += sizeof fixed;
  if (fixed.count > (size_t)(end - at) || fixed.count > READ_ROW_CELLS_MOST ||
      (fixed.flags & ~READ_ROW_GIVEN))
    return FRAMES_WRONG;
  if ((head->bits & FRAME_ROW_HAS_SHEET) && !reader->has_sheet) return FRAMES_WRONG;
  if (!has_cells(reader, fixed.count)) return FRAMES_NO_MEMORY;
  uint64_t total = 0;
  for (uint32_t i = 0; i < fixed.count; i++) {
    if (at == end) return FRAMES_WRONG;
    uint32_t length = (unsigned char)*at++;
    if (length == FRAME_LONG_CELL) {
      if ((size_t)(end - at) < sizeof length) return FRAMES_WRONG;
      memcpy(&length, at, sizeof length);
      at += sizeof length;
    }
    reader->cells[i].length = length;
    total += length;
  }
  chuan_row_more more = {.size = sizeof more, .flags = fixed.flags};
  if (head->bits & FRAME_ROW_HAS_KINDS) {
    if ((size_t)(end - at) < fixed.count) return FRAMES_WRONG;
    more.kinds = (const uint8_t *)at;
    at += fixed.count;
  }
  if (total != (uint64_t)(end - at)) return FRAMES_WRONG;
  if (is_plain_ascii(at, (size_t)total)) more.flags |= READ_ROW_ASCII;
  for (uint32_t i = 0; i < fixed.count; i++) {
    reader->cells[i].text = reader->cells[i].length ? at : NULL;
    at += reader->cells[i].length;
  }
  chuan_row row = {fixed.number, head->bits & FRAME_ROW_HAS_SHEET ? reader->sheet : NULL, fixed.count,
                   reader->cells};
  return sink->rows->row(sink->rows->self, &row, &more) == 0 ? FRAMES_MORE : FRAMES_STOPPED;
}

static enum frames_result take_sheet(struct frame_reader *reader, const struct frame_head *head,
                                     const char *at, const struct frame_sink *sink) {
  uint32_t flags;
  if (head->size < sizeof flags || head->size - sizeof flags > FRAME_TEXT_MOST) return FRAMES_WRONG;
  memcpy(&flags, at, sizeof flags);
  size_t length = head->size - sizeof flags;
  if (memchr(at + sizeof flags, 0, length)) return FRAMES_WRONG;
  memcpy(reader->sheet, at + sizeof flags, length);
  reader->sheet[length] = 0;
  reader->has_sheet = 1;
  if (head->bits & FRAME_SHEET_OF_ROW) return FRAMES_MORE; /* the row that follows will bring it */
  chuan_sheet sheet = {sizeof sheet, reader->sheet, flags};
  return sink->rows->sheet(sink->rows->self, &sheet) == 0 ? FRAMES_MORE : FRAMES_STOPPED;
}

static enum frames_result take_merged(const struct frame_head *head, const char *at,
                                      const struct frame_sink *sink) {
  struct frame_merged merged;
  if (head->size != sizeof merged) return FRAMES_WRONG;
  memcpy(&merged, at, sizeof merged);
  int stop = sink->rows->merged(sink->rows->self, merged.first_row, merged.first_column, merged.last_row,
                                merged.last_column);
  return stop == 0 ? FRAMES_MORE : FRAMES_STOPPED;
}

static enum frames_result take_issue(const struct frame_head *head, const char *at,
                                     const struct frame_sink *sink) {
  struct frame_issue issue;
  char message[FRAME_TEXT_MOST + 1];
  if (head->size < sizeof issue || head->size - sizeof issue > FRAME_TEXT_MOST) return FRAMES_WRONG;
  memcpy(&issue, at, sizeof issue);
  size_t length = head->size - sizeof issue;
  memcpy(message, at + sizeof issue, length);
  message[length] = 0;
  int stop = sink->rows->issue(sink->rows->self, issue.severity, issue.row, issue.column, message);
  return stop == 0 ? FRAMES_MORE : FRAMES_STOPPED;
}

static enum frames_result take_progress(const struct frame_head *head, const char *at,
                                        const struct frame_sink *sink) {
  uint64_t done;
  if (head->size != sizeof done) return FRAMES_WRONG;
  memcpy(&done, at, sizeof done);
  return sink->progress(sink->self, done) == 0 ? FRAMES_MORE : FRAMES_STOPPED;
}

static enum frames_result take_end(const struct frame_head *head, const char *at,
                                   const struct frame_sink *sink) {
  struct frame_end end;
  if (head->size != sizeof end) return FRAMES_WRONG;
  memcpy(&end, at, sizeof end);
  if (end.outcome < OUTCOME_ANSWER || end.outcome > OUTCOME_UNREADABLE) return FRAMES_WRONG;
  sink->end(sink->self, &end);
  return FRAMES_ENDED;
}

static enum frames_result take_one(struct frame_reader *reader, const struct frame_head *head, const char *at,
                                   const struct frame_sink *sink) {
  if (!reader->has_fences && head->kind != FRAME_FENCES && head->kind != FRAME_END) return FRAMES_WRONG;
  switch (head->kind) {
    case FRAME_ROW:
      return take_row(reader, head, at, sink);
    case FRAME_SHEET:
      return take_sheet(reader, head, at, sink);
    case FRAME_MERGED:
      return take_merged(head, at, sink);
    case FRAME_ISSUE:
      return take_issue(head, at, sink);
    case FRAME_PROGRESS:
      return take_progress(head, at, sink);
    case FRAME_END:
      return take_end(head, at, sink);
    case FRAME_FENCES:
      if (head->size != 0 || reader->has_fences) return FRAMES_WRONG;
      reader->has_fences = 1;
      sink->fences(sink->self, head->bits);
      return FRAMES_MORE;
    default:
      return FRAMES_WRONG;
  }
}

enum frames_result frames_take(struct frame_reader *reader, size_t got, const struct frame_sink *sink) {
  size_t at = 0;
  reader->length += got;
  while (reader->length - at >= sizeof(struct frame_head)) {
    struct frame_head head;
    memcpy(&head, reader->bytes + at, sizeof head);
    if (head.size > FRAME_MOST) return FRAMES_WRONG;
    if (reader->length - at - sizeof head < head.size) break;
    enum frames_result result = take_one(reader, &head, reader->bytes + at + sizeof head, sink);
    if (result != FRAMES_MORE) return result;
    at += sizeof head + head.size;
    reader->frames += head.kind != FRAME_PROGRESS;
  }
  memmove(reader->bytes, reader->bytes + at, reader->length - at);
  reader->length -= at;
  return FRAMES_MORE;
}
