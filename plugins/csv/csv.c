/* csv.c - the CSV format: RFC 4180 as people really send it. Streams through one buffer; a cell is a
 * stretch of that buffer, so nothing is copied unless a doubled quote has to be taken out.
 *
 * Separator , ; or tab, decided from the first line. Lines end in LF, CR or CRLF. A row's number is the
 * line on which it begins. A quote opens a quoted cell only at the cell's beginning (spaces before it are
 * forgiven); anywhere else it is text. What leaves no way to know where rows end (an open quote, an endless
 * cell or row) ends the reading.
 *
 * UTF-8, or UTF-16 with its mark, as Excel writes "Unicode text". A file whose first character beyond ASCII is no
 * UTF-8, and the beginning of which has more such than good ones, is in an 8-bit encoding: its rows are handed over
 * as bytes. A bad byte in a file of UTF-8 is an error of its row, which is handed over with '?' in its place so that
 * the person can find it.
 */
#include "chuan_plugin.h"

#include "../values/utf8.h"

#include <string.h>

#define FIRST_CAPACITY ((size_t)256 * 1024)
#define CELL_MAX ((size_t)1024 * 1024)
#define ROW_MAX ((size_t)16 * 1024 * 1024)
#define COLUMN_MAX ((size_t)100000)
#define FIRST_COLUMNS ((size_t)64)
#define ROOM_LEAST ((size_t)4)    /* a character */
#define HEAD (FIRST_CAPACITY - 8) /* is always there at the beginning, however the bytes come */

enum state { ROW_START, CELL_START, LEADING_SPACE, PLAIN, QUOTED, QUOTE_IN_QUOTED, AFTER_QUOTED };

enum encoding { UNDECIDED, UTF8, BYTES };

enum trouble {
  NOT_UTF8,
  NUL_BYTE,
  TEXT_AFTER_QUOTE,
  OPEN_QUOTE,
  LONG_CELL,
  LONG_QUOTED,
  LONG_ROW,
  MANY_COLUMNS,
  UNREADABLE
};

static const char *const sentences[][2] = {
    [NOT_UTF8] = {"the text is not valid UTF-8; save the file as \"CSV UTF-8\" and send it again",
                  "văn bản không phải UTF-8 hợp lệ; hãy lưu tệp dạng \"CSV UTF-8\" rồi gửi lại"},
    [NUL_BYTE] = {"the cell holds a NUL byte, which text never does; take it out",
                  "ô chứa byte NUL, văn bản không bao giờ có; hãy bỏ byte đó đi"},
    [TEXT_AFTER_QUOTE] = {"text stands after the closing quote; write a quote inside quoted text twice",
                          "có chữ sau dấu nháy đóng; dấu nháy nằm trong văn bản phải viết hai lần"},
    [OPEN_QUOTE] =
        {"the quote that begins here is never closed; close it, or write a quote inside text twice",
         "dấu nháy mở ở đây không được đóng; hãy đóng lại, hoặc viết hai lần nếu là chữ"},
    [LONG_CELL] = {"the cell is longer than 1 MiB; is this file really CSV?",
                   "ô dài quá 1 MiB; tệp này có đúng là CSV không?"},
    [LONG_QUOTED] = {"the quoted cell that begins here is longer than 1 MiB; close the quote",
                     "ô trong dấu nháy bắt đầu ở đây dài quá 1 MiB; hãy đóng dấu nháy"},
    [LONG_ROW] = {"the row is longer than 16 MiB; is this file really CSV?",
                  "dòng dài quá 16 MiB; tệp này có đúng là CSV không?"},
    [MANY_COLUMNS] = {"the row has more than 100,000 columns; is this file really CSV?",
                      "dòng có hơn 100.000 cột; tệp này có đúng là CSV không?"},
    [UNREADABLE] = {"the file cannot be read further", "không đọc tiếp được tệp"},
};

struct reader {
  const chuan_host_api *api;
  chuan_host *host;
  chuan_source *source;
  char *buffer;
  size_t capacity;
  size_t record;  /* where the row begins; everything from here to `write` is kept */
  size_t cell;    /* where the cell begins */
  size_t write;   /* end of the cell so far; behind `at` once a doubled quote was taken out */
  size_t at, end; /* next byte to look at; end of the bytes that came */
  enum state state;
  int after_cr;      /* the byte before was CR: an LF now belongs to it */
  int quote_trouble; /* the row already has a TEXT_AFTER_QUOTE */
  uint64_t line, row_line, quote_line;
  chuan_cell *cells;
  size_t count, room;
  char separator;
  unsigned char stops[256]; /* what ends a plain cell */
  enum encoding encoding;
  /* UTF-16: bytes that came and are not in the buffer yet. */
  unsigned char *pairs;
  size_t pair_at, pair_end, low; /* `low`: which byte of two is the low one */
  char *letters;                 /* of a row as bytes: what of it is not ASCII, written out */
  size_t letters_room;
};

static void tell(struct reader *reader, enum trouble trouble, uint64_t row, size_t column) {
  int vietnamese = reader->api->vietnamese(reader->host) != 0;
  reader->api->issue(reader->host, CHUAN_ISSUE_ERROR, row, (uint32_t)column, sentences[trouble][vietnamese]);
}

static int broken(struct reader *reader, enum trouble trouble, uint64_t row, size_t column) {
  tell(reader, trouble, row, column);
  return CHUAN_PLUGIN_BROKEN;
}

/* --- text ----------------------------------------------------------------------------------------- */

/* True when every byte is ASCII and none is NUL: eight at a time, as nearly every row is. */
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

static int is_utf16(const unsigned char *text) {
  return memcmp(text, "\xFF\xFE", 2) == 0 || memcmp(text, "\xFE\xFF", 2) == 0;
}

/* What the first characters beyond ASCII are. The last bytes may be a character cut short: they say nothing. */
static enum encoding encoding_of(const unsigned char *text, size_t length) {
  size_t good = 0, bad = 0;
  for (size_t i = 0; i < length;) {
    if (text[i] < 0x80) {
      i++;
      continue;
    }
    size_t size = utf8_read(text + i, length - i);
    if (size == 0 && length - i < 4) break;
    if (size > 0 && good + bad == 0) return UTF8;
    good += size > 0;
    bad += size == 0;
    i += size ? size : 1;
  }
  if (good + bad == 0) return UNDECIDED;
  return good > bad ? UTF8 : BYTES;
}

/* Puts '?' for every byte that no text may hold, and says so once per cell. */
static void repair_cell(struct reader *reader, size_t index) {
  const chuan_cell *cell = &reader->cells[index];
  if (cell->length == 0) return;
  unsigned char *text = (unsigned char *)reader->buffer + (cell->text - reader->buffer);
  int told = 0;
  for (size_t i = 0; i < cell->length;) {
    size_t size = utf8_read(text + i, cell->length - i);
    if (size == 0) {
      if (!told) tell(reader, text[i] == 0 ? NUL_BYTE : NOT_UTF8, reader->row_line, index + 1);
      told = 1;
      text[i] = '?';
      size = 1;
    }
    i += size;
  }
}

/* The separator that occurs most in the first line that is not empty, outside quotes; 0 when none does.
 * A tab or semicolon wins over as many commas: headings hold commas more often than those. */
static char separator_of(const char *text, size_t length) {
  size_t commas = 0, semicolons = 0, tabs = 0;
  int quoted = 0, blank = 1;
  for (size_t i = 0; i < length; i++) {
    char c = text[i];
    if (c == '"') quoted = !quoted;
    if (!quoted && (c == '\n' || c == '\r') && !blank) break;
    if (c != '\n' && c != '\r') blank = 0;
    if (quoted) continue;
    commas += c == ',';
    semicolons += c == ';';
    tabs += c == '\t';
  }
  if (tabs > 0 && tabs >= semicolons && tabs >= commas) return '\t';
  if (semicolons > 0 && semicolons >= commas) return ';';
  return commas > 0 ? ',' : 0;
}

/* --- bytes ---------------------------------------------------------------------------------------- */

/* The buffer is full: moves the row that is being read to its front, or to a larger one when it fills
 * more than half, so that the moving is paid for by the bytes read. */
static int make_room(struct reader *reader) {
  size_t used = reader->write - reader->record;
  char *target = reader->buffer;
  if (used > reader->capacity / 2) {
    target = reader->api->alloc(reader->host, reader->capacity * 2);
    if (!target) return CHUAN_PLUGIN_MEMORY;
    reader->capacity *= 2;
  }
  const char *source = reader->buffer + reader->record;
  for (size_t i = 0; i < reader->count; i++) {
    chuan_cell *cell = &reader->cells[i];
    if (cell->text) cell->text = target + (cell->text - source);
  }
  memmove(target, source, used);
  reader->buffer = target;
  reader->cell -= reader->record;
  reader->record = 0;
  reader->at = reader->write = reader->end = used;
  return CHUAN_PLUGIN_OK;
}

static int check_limits(struct reader *reader) {
  if (reader->write - reader->cell > CELL_MAX) {
    int quoted = reader->state == QUOTED;
    return broken(reader, quoted ? LONG_QUOTED : LONG_CELL, quoted ? reader->quote_line : reader->row_line,
                  reader->count + 1);
  }
  if (reader->write - reader->record > ROW_MAX) return broken(reader, LONG_ROW, reader->row_line, 0);
  return CHUAN_PLUGIN_OK;
}

/* Bytes of the file, or CHUAN_PLUGIN_BROKEN. */
static int64_t read_source(struct reader *reader, void *out, size_t room) {
  int64_t got = reader->source->read(reader->source, out, room);
  return got < 0 || (uint64_t)got > room ? broken(reader, UNREADABLE, reader->line, 0) : got;
}

/* One unit of UTF-16 that waits, as a number. */
static unsigned unit_at(const struct reader *reader, size_t at) {
  return (unsigned)reader->pairs[at + reader->low] | (unsigned)reader->pairs[at + 1 - reader->low] << 8;
}

/* UTF-16 that waits goes into the buffer as UTF-8; half a character is a byte that no text has. */
static void take_pairs(struct reader *reader, int ended) {
  while (reader->pair_end - reader->pair_at >= 2 && reader->capacity - reader->end >= 4) {
    uint32_t unit = unit_at(reader, reader->pair_at);
    char *out = reader->buffer + reader->end;
    if (unit >= 0xD800 && unit < 0xDC00) {
      if (reader->pair_end - reader->pair_at < 4 && !ended) return;
      unsigned second = reader->pair_end - reader->pair_at < 4 ? 0 : unit_at(reader, reader->pair_at + 2);
      if (second >= 0xDC00 && second < 0xE000) {
        reader->end += utf8_write(0x10000 + ((unit - 0xD800) << 10) + (second - 0xDC00), out);
        reader->pair_at += 4;
        continue;
      }
    }
    reader->pair_at += 2;
    if (unit >= 0xD800 && unit < 0xE000) {
      *out = '\xFF';
      reader->end++;
    } else {
      reader->end += utf8_write(unit, out);
    }
  }
  if (ended && reader->pair_end - reader->pair_at == 1 && reader->end < reader->capacity) {
    reader->pair_at++;
    reader->buffer[reader->end++] = '\xFF';
  }
}

/* As read_more, of UTF-16. */
static int read_pairs(struct reader *reader) {
  size_t before = reader->end;
  take_pairs(reader, 0);
  while (reader->end == before) {
    size_t waiting = reader->pair_end - reader->pair_at;
    memmove(reader->pairs, reader->pairs + reader->pair_at, waiting);
    reader->pair_at = 0;
    reader->pair_end = waiting;
    int64_t got = read_source(reader, reader->pairs + waiting, FIRST_CAPACITY - waiting);
    if (got < 0) return (int)got;
    reader->pair_end += (size_t)got;
    take_pairs(reader, got == 0);
    if (got == 0) break;
  }
  return reader->end > before;
}

/* 1: more bytes came, 0: the file has ended, negative: CHUAN_PLUGIN_BROKEN or _MEMORY. */
static int read_more(struct reader *reader) {
  if (reader->state == ROW_START) reader->record = reader->cell = reader->write = reader->at;
  if (reader->state == CELL_START) reader->cell = reader->write = reader->at;
  int result = check_limits(reader);
  if (result == CHUAN_PLUGIN_OK && reader->capacity - reader->end < ROOM_LEAST) result = make_room(reader);
  if (result != CHUAN_PLUGIN_OK) return result;
  if (reader->pairs) return read_pairs(reader);
  int64_t got = read_source(reader, reader->buffer + reader->end, reader->capacity - reader->end);
  if (got < 0) return (int)got;
  reader->end += (size_t)got;
  return got > 0;
}

/* --- rows ----------------------------------------------------------------------------------------- */

static int add_cell(struct reader *reader) {
  int result = check_limits(reader);
  if (result != CHUAN_PLUGIN_OK) return result;
  if (reader->count == COLUMN_MAX) return broken(reader, MANY_COLUMNS, reader->row_line, 0);
  if (reader->count == reader->room) {
    size_t room = reader->room ? reader->room * 2 : FIRST_COLUMNS;
    chuan_cell *cells = reader->api->alloc(reader->host, room * sizeof *cells);
    if (!cells) return CHUAN_PLUGIN_MEMORY;
    if (reader->count) memcpy(cells, reader->cells, reader->count * sizeof *cells);
    reader->cells = cells;
    reader->room = room;
  }
  size_t length = reader->write - reader->cell;
  reader->cells[reader->count].text = length ? reader->buffer + reader->cell : NULL;
  reader->cells[reader->count].length = length;
  reader->count++;
  return CHUAN_PLUGIN_OK;
}

/* Byte b becomes U+00b; NUL, which no encoding has for a letter, is told. */
static int spell_bytes(struct reader *reader) {
  size_t length = 0;
  for (size_t i = 0; i < reader->count; i++) length += reader->cells[i].length;
  if (length * 2 > reader->letters_room) {
    size_t room = FIRST_CAPACITY;
    while (room < length * 2) room *= 2;
    reader->letters = reader->api->alloc(reader->host, room);
    if (!reader->letters) return CHUAN_PLUGIN_MEMORY;
    reader->letters_room = room;
  }
  char *out = reader->letters;
  for (size_t i = 0; i < reader->count; i++) {
    chuan_cell *cell = &reader->cells[i];
    const char *begin = out;
    int told = 0;
    for (size_t j = 0; j < cell->length; j++) {
      unsigned char byte = (unsigned char)cell->text[j];
      if (byte == 0 && !told) tell(reader, NUL_BYTE, reader->row_line, i + 1);
      told |= byte == 0;
      out += utf8_write(byte ? byte : '?', out);
    }
    if (cell->length) *cell = (chuan_cell){begin, (size_t)(out - begin)};
  }
  return CHUAN_PLUGIN_OK;
}

static int takes_bytes(const chuan_host_api *api) {
  return api->size >= offsetof(chuan_host_api, row_more) + sizeof api->row_more;
}

static int end_row(struct reader *reader) {
  const char *text = reader->buffer + reader->record;
  size_t length = reader->at - reader->record;
  int plain = is_plain_ascii(text, length);
  if (!plain && reader->encoding == UNDECIDED)
    reader->encoding = encoding_of((const unsigned char *)text, length);
  int bytes = reader->encoding == BYTES && takes_bytes(reader->api);
  if (bytes && !plain && spell_bytes(reader) != CHUAN_PLUGIN_OK) return CHUAN_PLUGIN_MEMORY;
  for (size_t i = 0; i < reader->count && !plain && !bytes; i++) repair_cell(reader, i);
  chuan_row row = {.number = reader->row_line, .count = reader->count, .cells = reader->cells};
  chuan_row_more more = {.size = sizeof more, .flags = CHUAN_ROW_BYTES};
  reader->state = ROW_START;
  reader->count = 0;
  return bytes ? reader->api->row_more(reader->host, &row, &more) : reader->api->row(reader->host, &row);
}

/* At the byte that ends a cell: a separator, CR or LF. */
static int end_cell(struct reader *reader) {
  int result = add_cell(reader);
  if (result != CHUAN_PLUGIN_OK) return result;
  char byte = reader->buffer[reader->at];
  if (byte == reader->separator) {
    reader->at++;
    reader->state = CELL_START;
    return CHUAN_PLUGIN_OK;
  }
  result = end_row(reader);
  reader->at++;
  reader->line++;
  reader->after_cr = byte == '\r';
  return result;
}

static void begin_row(struct reader *reader) {
  char byte = reader->buffer[reader->at];
  if (byte == '\n' || byte == '\r') { /* an empty line, or the LF of a CRLF */
    if (byte == '\r' || !reader->after_cr) reader->line++;
    reader->after_cr = byte == '\r';
    reader->at++;
    return;
  }
  reader->record = reader->cell = reader->write = reader->at;
  reader->row_line = reader->line;
  reader->quote_trouble = 0;
  reader->state = CELL_START;
}

static int read_plain(struct reader *reader) {
  const char *at = reader->buffer + reader->at, *end = reader->buffer + reader->end;
  while (at < end && !reader->stops[(unsigned char)*at]) at++;
  reader->at = reader->write = (size_t)(at - reader->buffer);
  return at < end ? end_cell(reader) : CHUAN_PLUGIN_OK;
}

static int begin_cell(struct reader *reader) {
  char byte = reader->buffer[reader->at];
  if (reader->state == CELL_START) reader->cell = reader->at;
  if (byte == '"') {
    reader->at++;
    reader->cell = reader->write = reader->at;
    reader->quote_line = reader->line;
    reader->after_cr = 0;
    reader->state = QUOTED;
    return CHUAN_PLUGIN_OK;
  }
  if (byte == ' ') {
    reader->at++;
    reader->write = reader->at;
    reader->state = LEADING_SPACE;
    return CHUAN_PLUGIN_OK;
  }
  reader->state = PLAIN;
  return read_plain(reader);
}

static void read_quoted(struct reader *reader) {
  const char *begin = reader->buffer + reader->at, *end = reader->buffer + reader->end, *at = begin;
  while (at < end && *at != '"' && *at != '\n' && *at != '\r') at++;
  size_t span = (size_t)(at - begin);
  if (reader->write != reader->at) memmove(reader->buffer + reader->write, begin, span);
  reader->write += span;
  reader->at += span;
  if (span > 0) reader->after_cr = 0;
  if (at == end) return;
  char byte = *at;
  reader->at++;
  if (byte == '"') {
    reader->state = QUOTE_IN_QUOTED;
    return;
  }
  if (byte == '\r' || !reader->after_cr) reader->line++;
  reader->after_cr = byte == '\r';
  reader->buffer[reader->write++] = byte;
}

/* After a quote inside a quoted cell: it was the first of two, or it closed the cell. */
static int read_after_quote(struct reader *reader) {
  char byte = reader->buffer[reader->at];
  if (reader->state == QUOTE_IN_QUOTED && byte == '"') {
    reader->buffer[reader->write++] = byte;
    reader->at++;
    reader->after_cr = 0;
    reader->state = QUOTED;
    return CHUAN_PLUGIN_OK;
  }
  reader->state = AFTER_QUOTED;
  if (reader->stops[(unsigned char)byte]) return end_cell(reader);
  if (byte != ' ') {
    if (!reader->quote_trouble) tell(reader, TEXT_AFTER_QUOTE, reader->row_line, reader->count + 1);
    reader->quote_trouble = 1;
    reader->buffer[reader->write++] = byte;
  }
  reader->at++;
  return CHUAN_PLUGIN_OK;
}

static int read_some(struct reader *reader) {
  switch (reader->state) {
    case ROW_START:
      begin_row(reader);
      return CHUAN_PLUGIN_OK;
    case CELL_START:
    case LEADING_SPACE:
      return begin_cell(reader);
    case PLAIN:
      return read_plain(reader);
    case QUOTED:
      read_quoted(reader);
      return CHUAN_PLUGIN_OK;
    case QUOTE_IN_QUOTED:
    case AFTER_QUOTED:
      return read_after_quote(reader);
  }
  return CHUAN_PLUGIN_OK;
}

static int end_file(struct reader *reader) {
  if (reader->state == ROW_START) return CHUAN_PLUGIN_OK;
  if (reader->state == QUOTED) return broken(reader, OPEN_QUOTE, reader->quote_line, reader->count + 1);
  int result = add_cell(reader);
  return result == CHUAN_PLUGIN_OK ? end_row(reader) : result;
}

/* What came goes where UTF-16 waits. Returns as read_more does. */
static int begin_pairs(struct reader *reader) {
  reader->pairs = reader->api->alloc(reader->host, FIRST_CAPACITY);
  if (!reader->pairs) return CHUAN_PLUGIN_MEMORY;
  reader->low = reader->buffer[0] == '\xFF' ? 0 : 1;
  reader->encoding = UTF8;
  reader->pair_end = reader->end - 2;
  memcpy(reader->pairs, reader->buffer + 2, reader->pair_end);
  reader->end = 0;
  return 1;
}

/* Fills the buffer once, then settles what the beginning of the file settles: byte order mark, the line
 * "sep=;" that Excel writes, the separator. */
static int read_beginning(struct reader *reader) {
  int more = 1;
  while (more > 0 && reader->end < 2) more = read_more(reader);
  if (more >= 0 && reader->end >= 2 && is_utf16((const unsigned char *)reader->buffer))
    more = begin_pairs(reader);
  while (more > 0 && reader->capacity - reader->end >= ROOM_LEAST) more = read_more(reader);
  if (more < 0) return more;
  const char *text = reader->buffer;
  if (reader->end >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
    reader->at = 3;
    reader->encoding = UTF8;
  }
  text += reader->at;
  size_t filled = reader->end < HEAD ? reader->end : HEAD,
         length = filled > reader->at ? filled - reader->at : 0;
  if (reader->encoding == UNDECIDED) reader->encoding = encoding_of((const unsigned char *)text, length);
  reader->separator = separator_of(text, length);
  if (length >= 6 && memcmp(text, "sep=", 4) == 0 && strchr(",;\t", text[4]) && text[4] &&
      (text[5] == '\n' || text[5] == '\r')) {
    reader->separator = text[4];
    reader->at += 5; /* its line end is then an empty line */
  }
  if (!reader->separator) reader->separator = ',';
  reader->stops['\n'] = reader->stops['\r'] = 1;
  reader->stops[(unsigned char)reader->separator] = 1;
  return CHUAN_PLUGIN_OK;
}

static int read_file(const chuan_host_api *api, chuan_host *host, chuan_source *source) {
  struct reader reader = {.api = api, .host = host, .source = source, .line = 1, .capacity = FIRST_CAPACITY};
  reader.buffer = api->alloc(host, reader.capacity);
  if (!reader.buffer) return CHUAN_PLUGIN_MEMORY;
  int result = read_beginning(&reader);
  while (result == CHUAN_PLUGIN_OK) {
    if (reader.at < reader.end) {
      result = read_some(&reader);
      continue;
    }
    int more = read_more(&reader);
    if (more == 0) return end_file(&reader);
    if (more < 0) result = more;
  }
  return result;
}

/* --- whose file is it ------------------------------------------------------------------------------ */

static int probe(const uint8_t *head, size_t length) {
  if (length >= 3 && memcmp(head, "\xEF\xBB\xBF", 3) == 0) {
    head += 3;
    length -= 3;
  }
  if (length == 0) return 0;
  if (length >= 2 && is_utf16(head)) return 60;
  int utf8 = 1;
  for (size_t i = 0; i < length;) {
    if (head[i] < ' ' && head[i] != '\t' && head[i] != '\n' && head[i] != '\r') return 0;
    size_t size = utf8_read(head + i, length - i);
    if (size == 0 && length - i >= 4) utf8 = 0; /* at the very end a character may be cut short */
    i += size ? size : 1;
  }
  if (!utf8) return separator_of((const char *)head, length) ? 40 : 10; /* perhaps CSV in an older encoding */
  size_t first = 0;
  while (first < length && (head[first] == ' ' || head[first] == '\n' || head[first] == '\r')) first++;
  if (first < length && (head[first] == '{' || head[first] == '[' || head[first] == '<')) return 10;
  return separator_of((const char *)head, length) ? 60 : 20;
}

static const char *const extensions[] = {"csv", "tsv", "txt", NULL};

static const chuan_plugin plugin = {
    .size = sizeof(chuan_plugin),
    .abi = CHUAN_PLUGIN_ABI,
    .name = "csv",
    .version = "0.1.0",
    .licence = "MIT",
    .extensions = extensions,
    .probe = probe,
    .read = read_file,
};

const chuan_plugin *chuan_plugin_entry(uint32_t host_abi) {
  return host_abi == CHUAN_PLUGIN_ABI ? &plugin : NULL;
}
