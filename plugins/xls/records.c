/* records.c - records one by one. A text of BIFF8 is a length, flags, characters of one byte or two, formatting and phonetic
 * signs that we pass over; where it is cut by the end of a record it goes on in the next, which is then a CONTINUE, and
 * the characters there have flags of their own. */
#include "records.h"

#include "../values/utf8.h"

#include <string.h>

#define ROOM ((size_t)64 * 1024)

int records_next(struct records *records) {
  unsigned char header[4];
  records->length = records->at = 0;
  if (stream_read(&records->stream, records->next, header, 4) != 4) return 0;
  size_t length = bytes_u16(header + 2);
  if (length > RECORD_MAX) return 0;
  records->type = bytes_u16(header);
  if (stream_read(&records->stream, records->next + 4, records->data, length) != length) return 0;
  records->length = length;
  records->next += 4 + length;
  return 1;
}

/* At the end of the record: goes on with the next one, which must be a CONTINUE. */
static int go_on(struct records *records, int continued) {
  while (records->at == records->length) {
    if (!continued || !records_next(records) || records->type != RECORD_CONTINUE) return 0;
  }
  return 1;
}

static int skip(struct records *records, uint64_t size, int continued) {
  while (size > 0) {
    if (!go_on(records, continued)) return 0;
    size_t part = records->length - records->at;
    if (part > size) part = (size_t)size;
    records->at += part;
    size -= part;
  }
  return 1;
}

static int take_byte(struct records *records, int continued, uint32_t *out) {
  if (!go_on(records, continued)) return 0;
  *out = records->data[records->at++];
  return 1;
}

static int take(struct records *records, unsigned size, int continued, uint32_t *out) {
  *out = 0;
  for (unsigned i = 0; i < size; i++) {
    uint32_t byte;
    if (!take_byte(records, continued, &byte)) return 0;
    *out |= byte << (8 * i);
  }
  return 1;
}

static char *make_room(struct records *records, size_t size) {
  if (size > records->room_left) {
    size_t room = size > ROOM ? size : ROOM;
    records->room = records->api->alloc(records->host, room);
    records->room_left = records->room ? room : 0;
    records->no_memory |= !records->room;
  }
  return records->room;
}

/* The characters, into `out`, which has room for three bytes of each. A half of a pair without the other becomes '?', as a
 * NUL does. */
static int take_characters(struct records *records, size_t count, uint32_t flags, int continued, char *out,
                           size_t *used) {
  uint32_t high = 0;
  *used = 0;
  for (size_t i = 0; i < count; i++) {
    uint32_t unit;
    if (records->at == records->length) {
      if (!go_on(records, continued)) return 0;
      if (records->wide) flags = records->data[records->at++]; /* only whether wide, anew */
    }
    if (!take(records, flags & 1 ? 2 : 1, continued, &unit)) return 0;
    if (high && (unit & 0xFC00) == 0xDC00) {
      *used += utf8_write(0x10000 + ((high & 0x3FF) << 10 | (unit & 0x3FF)), out + *used);
      high = 0;
      continue;
    }
    if (high) out[(*used)++] = '?';
    high = (unit & 0xFC00) == 0xD800 ? unit : 0;
    if (high) continue;
    *used += utf8_write(unit == 0 || (unit & 0xFC00) == 0xDC00 ? '?' : unit, out + *used);
  }
  if (high) out[(*used)++] = '?';
  return 1;
}

int records_text(struct records *records, unsigned size, int continued, struct text *out) {
  uint32_t count, flags = 0, runs = 0, phonetic = 0;
  *out = (struct text){NULL, 0};
  if (!take(records, size, continued, &count)) return 0;
  if (records->wide) {
    if (!take_byte(records, continued, &flags)) return 0;
    if (flags & 8 && !take(records, 2, continued, &runs)) return 0;
    if (flags & 4 && !take(records, 4, continued, &phonetic)) return 0;
  }
  /* No more than the stream can hold: a length that lies asks for no memory. */
  if (count > records->length - records->at + (records->stream.size - records->next)) return 0;
  char *text = make_room(records, (size_t)count * 3 + 1);
  if (!text) return 0;
  size_t used;
  if (!take_characters(records, count, flags, continued, text, &used)) return 0;
  records->room += used;
  records->room_left -= used;
  *out = (struct text){used ? text : NULL, used};
  return skip(records, (uint64_t)runs * 4 + phonetic, continued);
}
