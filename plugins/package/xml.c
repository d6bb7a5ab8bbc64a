/* xml.c - expat over the inflated bytes of a part, with a limit on what a hostile part may make it keep: no document
 * type (so no entities), 256 levels, 4 MiB between two events, 4,096 different names. */
#include "xml.h"

#include <expat.h>
#include <string.h>

#define DEPTH_MAX 256
#define SILENCE_MAX ((size_t)4 * 1024 * 1024)
#define NAMES_MAX 4096
#define NAME_PLACES 16384 /* a power of two, with room to spare */
#define LOOKBACK ((size_t)128)
/* expat draws one from the system otherwise, which a closed-in process may not; NAMES_MAX bounds what collisions cost. */
#define HASH_SALT 0x43687561UL

struct xml_reader {
  struct part part;
  const struct xml_taker *taker;
  XML_Parser parser;
  size_t depth, silence; /* bytes since the last event */
  int answer;
  int is_guess, gave_up;
  uint32_t *names; /* hashes of the names seen; 0 = free */
  size_t name_count;
  const char *passed_over;
  enum { BEFORE, INSIDE, AFTER } place; /* of the element that is passed over */
  char *buffer;
  size_t kept; /* bytes at the front of the buffer that were looked at, and not handed over yet */
};

const char *xml_local(const char *name) {
  const char *colon = strchr(name, ':');
  return colon ? colon + 1 : name;
}

int xml_is(const char *a, const char *b) {
  return strcmp(a, b) == 0;
}

const char *xml_attribute(const char **attributes, const char *name) {
  int exact = strchr(name, ':') != NULL;
  for (size_t i = 0; attributes[i]; i += 2)
    if (strcmp(exact ? attributes[i] : xml_local(attributes[i]), name) == 0) return attributes[i + 1];
  return NULL;
}

int xml_truth(const char *value) {
  return value && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}

uint64_t xml_count(const char *value, uint64_t most) {
  uint64_t count = 0;
  for (; value && *value; value++) {
    if (*value < '0' || *value > '9') return 0;
    count = count * 10 + (uint64_t)(*value - '0');
    if (count > most) return most;
  }
  return count;
}

/* --- events -------------------------------------------------------------------------------------------- */

static int xml_broken(struct xml_reader *reader, enum trouble trouble) {
  if (!reader->is_guess) return part_broken(&reader->part, trouble);
  reader->gave_up = 1;
  return CHUAN_PLUGIN_BROKEN;
}

static void stop(struct xml_reader *reader, int answer) {
  if (reader->answer == CHUAN_PLUGIN_OK) reader->answer = answer;
  XML_StopParser(reader->parser, XML_FALSE);
}

/* expat keeps every name it has seen. */
static int remember(struct xml_reader *reader, const char *name) {
  uint32_t hash = 2166136261u;
  for (const char *at = name; *at; at++) hash = (hash ^ (unsigned char)*at) * 16777619u;
  if (hash == 0) hash = 1;
  size_t place = hash % NAME_PLACES;
  while (reader->names[place] != 0) {
    if (reader->names[place] == hash) return 1;
    place = (place + 1) % NAME_PLACES;
  }
  reader->names[place] = hash;
  return ++reader->name_count <= NAMES_MAX;
}

static void XMLCALL started(void *self, const XML_Char *name, const XML_Char **attributes) {
  struct xml_reader *reader = self;
  if (reader->answer != CHUAN_PLUGIN_OK) return;
  reader->silence = 0;
  int known = remember(reader, name);
  for (size_t i = 0; attributes[i] && known; i += 2) known = remember(reader, attributes[i]);
  if (!known) {
    stop(reader, xml_broken(reader, MANY_NAMES));
    return;
  }
  if (++reader->depth > DEPTH_MAX) {
    stop(reader, xml_broken(reader, DEEP_XML));
    return;
  }
  int answer = reader->taker->start(reader->taker->self, xml_local(name), attributes);
  if (answer != CHUAN_PLUGIN_OK) stop(reader, answer);
}

static void XMLCALL ended(void *self, const XML_Char *name) {
  struct xml_reader *reader = self;
  if (reader->answer != CHUAN_PLUGIN_OK) return; /* expat still tells the end of an empty element */
  reader->silence = 0;
  reader->depth--;
  int answer = reader->taker->end(reader->taker->self, xml_local(name));
  if (answer != CHUAN_PLUGIN_OK) stop(reader, answer);
}

static void XMLCALL text_came(void *self, const XML_Char *text, int length) {
  struct xml_reader *reader = self;
  if (reader->answer != CHUAN_PLUGIN_OK) return;
  reader->silence = 0;
  int answer = reader->taker->text(reader->taker->self, text, (size_t)length);
  if (answer != CHUAN_PLUGIN_OK) stop(reader, answer);
}

static void XMLCALL comment_came(void *self, const XML_Char *text) {
  (void)text;
  ((struct xml_reader *)self)->silence = 0;
}

static void XMLCALL doctype_came(void *self, const XML_Char *name, const XML_Char *system,
                                 const XML_Char *public_id, int internal) {
  struct xml_reader *reader = self;
  (void)name, (void)system, (void)public_id, (void)internal;
  if (reader->answer == CHUAN_PLUGIN_OK) stop(reader, xml_broken(reader, DOCTYPE));
}

/* --- bytes --------------------------------------------------------------------------------------------- */

static int parse(struct xml_reader *reader, const char *bytes, size_t length, int final) {
  reader->silence += length;
  enum XML_Status status = XML_Parse(reader->parser, bytes, (int)length, final);
  if (reader->answer != CHUAN_PLUGIN_OK) return reader->answer;
  if (status != XML_STATUS_OK)
    return XML_GetErrorCode(reader->parser) == XML_ERROR_NO_MEMORY ? CHUAN_PLUGIN_MEMORY
                                                                   : xml_broken(reader, BAD_XML);
  if (reader->silence > SILENCE_MAX) return xml_broken(reader, LONG_TAG);
  return CHUAN_PLUGIN_OK;
}

/* The '<' of the tag whose local name stands at `at`: "<name", "<x:name", and with '/' an end tag; or `at`. */
static size_t tag_begin(const char *bytes, size_t at, int end_tag) {
  size_t begin = at;
  while (begin > 0 && bytes[begin - 1] != '<' && bytes[begin - 1] != '/' && bytes[begin - 1] != '>') begin--;
  if (end_tag) {
    if (begin == 0 || bytes[begin - 1] != '/') return at;
    begin--;
  }
  if (begin == 0 || bytes[begin - 1] != '<') return at;
  begin--;
  size_t name = begin + 1 + (end_tag != 0);
  return name == at || bytes[at - 1] == ':' ? begin : at;
}

/* Takes the bytes [0, length) of the buffer: parses what is known to stand outside, leaves out what is inside, and
 * keeps some at the end, where a tag may be cut. */
static int pass_over(struct xml_reader *reader, size_t length, int final) {
  char *buffer = reader->buffer;
  size_t from = 0;
  while (reader->place != AFTER) {
    size_t at = from;
    size_t tag = at;
    while ((at += bytes_find(buffer + at, length - at, reader->passed_over)) < length) {
      tag = tag_begin(buffer, at, reader->place == INSIDE);
      if (tag != at && tag >= from) break;
      at++;
    }
    size_t safe = final ? length : length > LOOKBACK ? length - LOOKBACK : 0;
    if (at >= length || at > safe) { /* none, or it may be cut: the next bytes decide */
      if (safe < from) safe = from;
      int result = CHUAN_PLUGIN_OK;
      if (reader->place == BEFORE && safe > from) result = parse(reader, buffer + from, safe - from, final);
      memmove(buffer, buffer + safe, length - safe);
      reader->kept = length - safe;
      return result;
    }
    if (reader->place == BEFORE) {
      const char *close = memchr(buffer + at, '>', length - at);
      if (!close) { /* a long tag: parse all of it */
        reader->place = AFTER;
        break;
      }
      size_t end = (size_t)(close - buffer) + 1;
      int result = parse(reader, buffer + from, end - from, 0);
      if (result != CHUAN_PLUGIN_OK) return result;
      reader->place = close[-1] == '/' ? AFTER : INSIDE;
      from = end;
    } else {
      reader->place = AFTER;
      from = tag;
    }
  }
  reader->kept = 0;
  return parse(reader, buffer + from, length - from, final);
}

static int read_bytes_of(struct xml_reader *reader) {
  for (;;) {
    int64_t got = part_read(&reader->part, reader->buffer + reader->kept, PACKAGE_CHUNK);
    if (got < 0) return (int)got;
    int final = got == 0, result = CHUAN_PLUGIN_OK;
    if (reader->place == AFTER)
      result = parse(reader, reader->buffer, (size_t)got, final);
    else
      result = pass_over(reader, reader->kept + (size_t)got, final);
    if (result != CHUAN_PLUGIN_OK || final) return result;
  }
}

int xml_read(struct package *package, const char *part, struct xml_options options,
             const struct xml_taker *taker) {
  struct xml_reader reader = {.taker = taker, .passed_over = options.passed_over};
  reader.is_guess = options.passed_over != NULL;
  if (!options.passed_over) reader.place = AFTER;
  if (!package->chunk) package->chunk = package_alloc(package, PACKAGE_CHUNK + LOOKBACK);
  if (!package->names) package->names = package_alloc(package, NAME_PLACES * sizeof *package->names);
  if (!package->chunk || !package->names) return CHUAN_PLUGIN_MEMORY;
  reader.buffer = package->chunk;
  reader.names = package->names;
  memset(reader.names, 0, NAME_PLACES * sizeof *reader.names);
  int result = part_open(package, part, 0, &reader.part);
  if (result != CHUAN_PLUGIN_OK) return result;
  reader.parser = XML_ParserCreate(NULL);
  if (reader.parser) {
    XML_SetHashSalt(reader.parser, HASH_SALT);
    XML_SetUserData(reader.parser, &reader);
    XML_SetElementHandler(reader.parser, started, ended);
    XML_SetCharacterDataHandler(reader.parser, text_came);
    XML_SetCommentHandler(reader.parser, comment_came);
    XML_SetStartDoctypeDeclHandler(reader.parser, doctype_came);
    result = read_bytes_of(&reader);
    XML_ParserFree(reader.parser);
  } else {
    result = CHUAN_PLUGIN_MEMORY;
  }
  part_close(&reader.part);
  return reader.gave_up ? CHUAN_PLUGIN_OK : result;
}
