/* strings.c - the table of shared texts: one pointer and four bytes beside each text, in blocks, so that nothing of it is
 * copied while it grows. */
#include "strings.h"

#include "../package/xml.h"
#include "../values/utf8.h"

#include <string.h>

#define BYTES_MAX ((size_t)128 * 1024 * 1024)
#define BLOCK ((size_t)1024)
#define FIRST_CHUNK ((size_t)16 * 1024)
#define LAST_CHUNK ((size_t)1024 * 1024)

/* --- one text -------------------------------------------------------------------------------------------- */

static int hexadecimal(const char *text) {
  int value = 0;
  for (int i = 0; i < 4; i++) {
    char c = text[i];
    int digit = c >= '0' && c <= '9'   ? c - '0'
                : c >= 'a' && c <= 'f' ? c - 'a' + 10
                : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                       : -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

/* The value of the _xHHHH_ that begins here, or -1. */
static int escape_at(const char *text, size_t left) {
  return left >= 7 && text[0] == '_' && text[1] == 'x' && text[6] == '_' ? hexadecimal(text + 2) : -1;
}

size_t text_unescape(char *text, size_t length) {
  size_t used = 0;
  for (size_t i = 0; i < length;) {
    int unit = text[i] == '_' ? escape_at(text + i, length - i) : -1;
    if (unit < 0) {
      text[used++] = text[i++];
      continue;
    }
    i += 7;
    unsigned point = (unsigned)unit;
    if (unit >= 0xD800 && unit < 0xDC00) { /* the first half of a character */
      int half = escape_at(text + i, length - i);
      if (half >= 0xDC00 && half < 0xE000) {
        point = 0x10000 + (((unsigned)unit - 0xD800) << 10) + ((unsigned)half - 0xDC00);
        i += 7;
      }
    }
    if (point == 0 || (point >= 0xD800 && point < 0xE000)) point = 0xFFFD; /* no text holds these */
    used += utf8_write(point, text + used);
  }
  return used;
}

void rich_begin(struct rich_text *rich) {
  rich->text.length = 0;
  rich->in_text = rich->in_phonetic = 0;
}

void rich_started(struct rich_text *rich, const char *name, const char **attributes) {
  if (xml_is(name, "rPh")) rich->in_phonetic = 1;
  if (!xml_is(name, "t") || rich->in_phonetic) return;
  const char *space = xml_attribute(attributes, "xml:space");
  rich->in_text = 1;
  rich->begin = rich->text.length;
  rich->keeps_space = space && xml_is(space, "preserve");
}

static int is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

void rich_ended(struct rich_text *rich, const char *name) {
  if (xml_is(name, "rPh")) rich->in_phonetic = 0;
  if (!xml_is(name, "t") || !rich->in_text) return;
  rich->in_text = 0;
  if (rich->text.length == rich->begin) return;
  char *text = rich->text.text + rich->begin;
  size_t length = rich->text.length - rich->begin, first = 0;
  if (!rich->keeps_space) {
    while (length > 0 && is_space(text[length - 1])) length--;
    while (first < length && is_space(text[first])) first++;
    length -= first;
    if (first) memmove(text, text + first, length);
  }
  rich->text.length = rich->begin + text_unescape(text, length);
}

int rich_append(struct rich_text *rich, const char *piece, size_t length) {
  return rich->in_text ? text_append(&rich->text, piece, length, CELL_TEXT_MAX) : CHUAN_PLUGIN_OK;
}

/* --- the table ------------------------------------------------------------------------------------------- */

struct strings_reader {
  struct strings *strings;
  struct rich_text rich;
  int in_string;
};

static int make_block(struct strings *strings) {
  size_t block = strings->count / BLOCK;
  if (block == strings->block_room) {
    size_t room = strings->block_room ? strings->block_room * 2 : 16;
    const char ***blocks = package_alloc(strings->package, room * sizeof *blocks);
    if (!blocks) return CHUAN_PLUGIN_MEMORY;
    if (block) memcpy(blocks, strings->blocks, block * sizeof *blocks);
    strings->blocks = blocks;
    strings->block_room = room;
  }
  strings->blocks[block] = package_alloc(strings->package, BLOCK * sizeof **strings->blocks);
  return strings->blocks[block] ? CHUAN_PLUGIN_OK : CHUAN_PLUGIN_MEMORY;
}

static int add_string(struct strings *strings, const char *text, size_t length) {
  uint32_t size = (uint32_t)length;
  size_t needed = sizeof size + length;
  strings->bytes += needed + sizeof(char *);
  if (strings->bytes > BYTES_MAX) return package_broken(strings->package, MUCH_TEXT, NULL, 0, 0);
  if (strings->count % BLOCK == 0) {
    int result = make_block(strings);
    if (result != CHUAN_PLUGIN_OK) return result;
  }
  if (strings->chunk_left < needed) {
    size_t chunk = strings->chunk_size ? strings->chunk_size * 2 : FIRST_CHUNK;
    if (chunk > LAST_CHUNK) chunk = LAST_CHUNK;
    strings->chunk_size = chunk;
    if (chunk < needed) chunk = needed;
    strings->chunk = package_alloc(strings->package, chunk);
    if (!strings->chunk) return CHUAN_PLUGIN_MEMORY;
    strings->chunk_left = chunk;
  }
  memcpy(strings->chunk, &size, sizeof size);
  if (length) memcpy(strings->chunk + sizeof size, text, length);
  strings->blocks[strings->count / BLOCK][strings->count % BLOCK] = strings->chunk;
  strings->count++;
  strings->chunk += needed;
  strings->chunk_left -= needed;
  return CHUAN_PLUGIN_OK;
}

static int string_started(void *self, const char *name, const char **attributes) {
  struct strings_reader *reader = self;
  if (xml_is(name, "si")) {
    rich_begin(&reader->rich);
    reader->in_string = 1;
  } else if (reader->in_string) {
    rich_started(&reader->rich, name, attributes);
  }
  return CHUAN_PLUGIN_OK;
}

static int string_ended(void *self, const char *name) {
  struct strings_reader *reader = self;
  rich_ended(&reader->rich, name);
  if (!xml_is(name, "si")) return CHUAN_PLUGIN_OK;
  reader->in_string = 0;
  return add_string(reader->strings, reader->rich.text.text, reader->rich.text.length);
}

static int string_text(void *self, const char *text, size_t length) {
  struct strings_reader *reader = self;
  int result = rich_append(&reader->rich, text, length);
  return result > 0 ? package_broken(reader->strings->package, LONG_TEXT, NULL, 0, 0) : result;
}

int strings_read(struct package *package, const char *part, struct strings *out) {
  *out = (struct strings){.package = package};
  struct strings_reader reader = {.strings = out, .rich = {.text = {.package = package}}};
  const struct xml_taker taker = {&reader, string_started, string_ended, string_text};
  return xml_read(package, part, (struct xml_options){0}, &taker);
}

const char *strings_text(const struct strings *strings, uint64_t index, size_t *length) {
  if (index >= strings->count) return NULL;
  const char *entry = strings->blocks[index / BLOCK][index % BLOCK];
  uint32_t size;
  memcpy(&size, entry, sizeof size);
  *length = size;
  return entry + sizeof size;
}
