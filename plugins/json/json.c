/* json.c - the JSON format: a list of objects, [{…}, {…}]; an object with such lists in it, each of them then a sheet named
 * by its keys; or one object a line (NDJSON). Streams through yajl twice: the first reading collects the keys, in order of
 * appearance, and refuses a file that is broken anywhere before a row of it is handed over; the second gives a heading row
 * and the rows. An object within an object is flattened: {"a": {"b": 1}} has the column "a.b".
 *
 * The heading row counts as row 1, which the file does not have: the n-th object of a list is row n + 1, the object of line n
 * is row n + 1. Numbers are handed over as they are written. A cell cannot hold a list: a key that holds only lists is no
 * column, and said so; a list where other rows have a value is an error of its row.
 */
#include "reader.h"

#include <string.h>

#define CHUNK ((size_t)64 * 1024)

/* --- yajl's memory --------------------------------------------------------------------------------------- */

struct block { /* in front of what yajl gets: realloc has to know */
  size_t size;
  max_align_t content[];
};

static void *yajl_allocate(void *context, size_t size) {
  struct reader *reader = context;
  struct block *block = size <= SIZE_MAX / 2 ? reader->api->alloc(reader->host, sizeof *block + size) : NULL;
  if (!block) longjmp(reader->no_memory, 1);
  block->size = size;
  return block->content;
}

static void *yajl_reallocate(void *context, void *old, size_t size) {
  void *grown = yajl_allocate(context, size);
  if (!old) return grown;
  const struct block *block = (const struct block *)((char *)old - offsetof(struct block, content));
  memcpy(grown, old, block->size < size ? block->size : size);
  return grown;
}

static void yajl_release(void *context, void *old) {
  (void)context; /* the host does, in the end */
  (void)old;
}

/* --- bytes ----------------------------------------------------------------------------------------------- */

/* The next bytes of the file into the chunk: full, or the last ones. */
static int fill_chunk(struct reader *reader) {
  reader->chunk_offset += reader->chunk_length;
  reader->chunk_length = reader->counted = 0;
  while (reader->chunk_length < CHUNK) {
    size_t room = CHUNK - reader->chunk_length;
    int64_t got = reader->source->read(reader->source, reader->chunk + reader->chunk_length, room);
    if (got < 0 || (uint64_t)got > room) return json_fail(reader, TROUBLE_UNREADABLE);
    if (got == 0) break;
    reader->chunk_length += (size_t)got;
  }
  return 1;
}

static size_t blanks(const uint8_t *head, size_t length) {
  size_t count = 0;
  while (count < length &&
         (head[count] == ' ' || head[count] == '\t' || head[count] == '\n' || head[count] == '\r'))
    count++;
  return count;
}

/* Says where in the chunk the text stops being UTF-8. */
static int fail_at(struct reader *reader, size_t at, enum trouble trouble) {
  for (size_t i = 0; i < at; i++) reader->line += reader->chunk[i] == '\n';
  reader->byte = reader->chunk_offset + at;
  return json_fail(reader, trouble);
}

/* The bytes that may follow the first of a character; 0 when none may. */
static int begin_character(struct reader *reader, unsigned char first) {
  reader->utf8_least = 0x80;
  reader->utf8_most = 0xBF;
  if (first < 0xC2 || first > 0xF4) return 0;
  reader->utf8_more = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
  if (first == 0xE0) reader->utf8_least = 0xA0; /* overlong */
  if (first == 0xED) reader->utf8_most = 0x9F;  /* surrogates */
  if (first == 0xF0) reader->utf8_least = 0x90; /* overlong */
  if (first == 0xF4) reader->utf8_most = 0x8F;  /* past U+10FFFF */
  return 1;
}

/* yajl takes things for UTF-8 that are none. */
static int check_text(struct reader *reader) {
  const unsigned char *chunk = reader->chunk;
  for (size_t i = 0; i < reader->chunk_length; i++) {
    if (reader->utf8_more > 0) {
      if (chunk[i] < reader->utf8_least || chunk[i] > reader->utf8_most)
        return fail_at(reader, i, TROUBLE_UTF8);
      reader->utf8_more--;
      reader->utf8_least = 0x80;
      reader->utf8_most = 0xBF;
    } else if (chunk[i] >= 0x80 && !begin_character(reader, chunk[i])) {
      return fail_at(reader, i, TROUBLE_UTF8);
    }
  }
  return 1;
}

/* --- passes ---------------------------------------------------------------------------------------------- */

static int parse_chunk(struct reader *reader) {
  const unsigned char *text = reader->chunk;
  size_t length = reader->chunk_length;
  if (reader->chunk_offset == 0) {
    if (length >= 2 && ((text[0] == 0xFF && text[1] == 0xFE) || (text[0] == 0xFE && text[1] == 0xFF)))
      return json_fail(reader, TROUBLE_UTF16);
    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
      memset(reader->chunk, ' ', 3); /* blanks instead of the mark: the count of bytes stays right */
  }
  if (reader->collecting && !check_text(reader)) return 0;
  yajl_status status = yajl_parse(reader->yajl, text, length);
  if (reader->ended) return 0;
  if (status != yajl_status_ok) {
    json_note_place(reader);
    return json_fail(reader, TROUBLE_SYNTAX);
  }
  json_note_place(reader);
  if (reader->chunk_offset + length - reader->token_end <= CELL_MAX) return 1;
  reader->byte = reader->token_end;
  return json_fail(reader, TROUBLE_LONG_VALUE);
}

/* Walks through the whole file; what it came to is in `answer`. */
static void walk(struct reader *reader) {
  yajl_alloc_funcs memory = {yajl_allocate, yajl_reallocate, yajl_release, reader};
  reader->yajl = yajl_alloc(&json_walk, &memory, reader);
  if (!reader->yajl || !yajl_config(reader->yajl, yajl_allow_multiple_values, 1)) {
    json_stop(reader, CHUAN_PLUGIN_MEMORY);
    return;
  }
  reader->line = 1;
  reader->depth = reader->path_length = reader->base = 0;
  reader->values = reader->last_row = reader->token_end = 0;
  reader->chunk_offset = reader->chunk_length = 0;
  do {
    if (!fill_chunk(reader)) return;
    if (reader->chunk_length > 0 && !parse_chunk(reader)) return;
  } while (reader->chunk_length == CHUNK);
  if (reader->chunk_offset == 0 && blanks(reader->chunk, reader->chunk_length) == reader->chunk_length) {
    json_fail(reader, TROUBLE_EMPTY);
    return;
  }
  reader->chunk_offset += reader->chunk_length; /* what yajl reads now is a blank of its own */
  reader->chunk_length = reader->counted = 0;
  yajl_status status = yajl_complete_parse(reader->yajl);
  if (reader->ended || (status == yajl_status_ok && reader->depth == 0)) return;
  reader->byte = reader->chunk_offset;
  json_fail(reader, TROUBLE_CUT_OFF);
}

/* What stands beside the lists of rows. A file that names its schema describes itself there: those are no figures. */
static void tell_outside(struct reader *reader) {
  const struct table *outside = &reader->tables[0];
  for (size_t i = 0; i < outside->count; i++)
    if (outside->columns[i].length == 6 && memcmp(outside->columns[i].path, "schema", 6) == 0) return;
  for (size_t i = 0; i < outside->count && i < 20; i++)
    if (outside->columns[i].holds_value)
      json_tell(reader, CHUAN_ISSUE_NOTE, TABLE_NO_COLUMN, TROUBLE_OUTSIDE, outside->columns[i].path,
                outside->columns[i].length);
}

static void read_twice(struct reader *reader) {
  reader->collecting = 1;
  walk(reader);
  if (reader->ended) return;
  if (reader->form == FORM_UNKNOWN) reader->form = reader->table_count > 1 ? FORM_WRAPPED : FORM_LINES;
  for (size_t i = 0; i < reader->table_count; i++) table_settle(&reader->tables[i]);
  if (reader->source->seek(reader->source, 0) != 0) {
    json_fail(reader, TROUBLE_UNREADABLE);
    return;
  }
  if (reader->form == FORM_WRAPPED) tell_outside(reader);
  reader->collecting = 0;
  walk(reader);
}

static int read_file(const chuan_host_api *api, chuan_host *host, chuan_source *source) {
  struct reader *reader = api->alloc(host, sizeof *reader);
  unsigned char *chunk = api->alloc(host, CHUNK);
  struct table *tables = api->alloc(host, TABLE_MAX * sizeof *tables);
  if (!reader || !chunk || !tables) return CHUAN_PLUGIN_MEMORY;
  memset(reader, 0, sizeof *reader);
  reader->api = api;
  reader->host = host;
  reader->source = source;
  reader->chunk = chunk;
  reader->tables = tables;
  reader->tables[0] = (struct table){.name = ""};
  reader->table_count = 1;
  if (api->size < sizeof *api || !source->seek) {
    json_fail(reader, TROUBLE_HOST);
    return reader->answer;
  }
  if (setjmp(reader->no_memory)) return CHUAN_PLUGIN_MEMORY;
  read_twice(reader);
  return reader->answer;
}

/* --- whose file is it ------------------------------------------------------------------------------------- */

/* An object begins here: 0 when it cannot be one, so that text in braces stays text. */
static int is_object(const uint8_t *head, size_t length) {
  if (length == 0 || head[0] != '{') return 0;
  size_t at = 1 + blanks(head + 1, length - 1);
  if (at == length || head[at] == '}') return 1;
  if (head[at] != '"') return 0;
  for (at++; at < length && head[at] != '"'; at++)
    if (head[at] == '\\') at++;
  if (at >= length) return 1;
  at++;
  at += blanks(head + at, length - at);
  return at == length || head[at] == ':';
}

static int probe(const uint8_t *head, size_t length) {
  size_t at = length >= 3 && memcmp(head, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
  at += blanks(head + at, length - at);
  head += at;
  length -= at;
  if (is_object(head, length)) return 95;
  if (length == 0 || head[0] != '[') return 0;
  at = 1 + blanks(head + 1, length - 1);
  if (at == length || head[at] == ']') return 70;
  if (head[at] == '[') return 70; /* [[…]]: no rows, but JSON: it is told what rows are */
  return is_object(head + at, length - at) ? 95 : 0;
}

static const char *const extensions[] = {"json", "ndjson", "jsonl", "geojson", NULL};

static const chuan_plugin plugin = {
    .size = sizeof(chuan_plugin),
    .abi = CHUAN_PLUGIN_ABI,
    .name = "json",
    .version = "0.1.0",
    .licence = "MIT; yajl: ISC",
    .extensions = extensions,
    .flags = CHUAN_PLUGIN_NEEDS_SEEK | CHUAN_PLUGIN_HAS_SHEETS,
    .probe = probe,
    .read = read_file,
};

const chuan_plugin *chuan_plugin_entry(uint32_t host_abi) {
  return host_abi == CHUAN_PLUGIN_ABI ? &plugin : NULL;
}
