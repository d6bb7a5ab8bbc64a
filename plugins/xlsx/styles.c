/* styles.c - number formats of cell styles: those that every program knows by number, and those with a code. */
#include "styles.h"

#include "../package/xml.h"

#include <string.h>

#define STYLES_MAX ((size_t)65536)
#define CODES_MAX ((size_t)4096)

/* The length of what stands for itself (or shows nothing) at this place of a code, or 0. */
static size_t literal_length(const char *at) {
  if (*at == '"') {
    const char *close = strchr(at + 1, '"');
    return close ? (size_t)(close - at) + 1 : strlen(at);
  }
  if (*at == '\\' || *at == '_' || *at == '*') return at[1] ? 2 : 1;
  return 0;
}

static char lower(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static int begins(const char *at, const char *word) {
  for (; *word; at++, word++)
    if (lower(*at) != *word) return 0;
  return 1;
}

/* [h], [mm]: hours or minutes that run on past a day. [Red], [$-409], [>=100]: nothing to us. */
static int is_elapsed(const char *bracket, size_t length) {
  if (length < 3) return 0;
  for (size_t i = 1; i + 1 < length; i++)
    if (!strchr("hms", lower(bracket[i]))) return 0;
  return 1;
}

enum number_format format_of_code(const char *code) {
  int day = 0, month = 0, time = 0;
  for (const char *at = code; *at && *at != ';';) {
    size_t length = literal_length(at);
    if (*at == '[') {
      const char *close = strchr(at, ']');
      length = close ? (size_t)(close - at) + 1 : strlen(at);
      if (is_elapsed(at, length)) return FORMAT_TIME;
    }
    if (begins(at, "general")) length = 7;
    if (begins(at, "e+") || begins(at, "e-")) length = 2; /* 0.00E+00 */
    if (begins(at, "am/pm")) length = 5;
    if (length == 0) {
      char c = lower(*at);
      if (c == '%') return FORMAT_PERCENT;
      day |= c == 'y' || c == 'd' || c == 'b' || c == 'g' || c == 'e';
      month |= c == 'm';
      time |= c == 'h' || c == 's';
      length = 1;
    }
    at += length;
  }
  if (day || (month && !time)) return FORMAT_DATE;
  return time ? FORMAT_TIME : FORMAT_PLAIN;
}

static enum number_format format_of_id(const struct styles *styles, uint64_t id) {
  for (size_t i = styles->code_count; i > 0; i--)
    if (styles->codes[i - 1].id == id) return (enum number_format)styles->codes[i - 1].format;
  if (id == 9 || id == 10) return FORMAT_PERCENT;
  if ((id >= 14 && id <= 17) || id == 22) return FORMAT_DATE;
  if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47)) return FORMAT_TIME;
  if ((id >= 32 && id <= 35) || id == 55 || id == 56) return FORMAT_TIME;
  if ((id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return FORMAT_DATE;
  return FORMAT_PLAIN;
}

struct styles_reader {
  struct styles *styles;
  int in_cells;
};

static int add_code(struct styles *styles, const char **attributes) {
  const char *code = xml_attribute(attributes, "formatCode");
  if (!code) return CHUAN_PLUGIN_OK;
  if (styles->code_count == CODES_MAX) return package_broken(styles->package, MANY_STYLES, NULL, 0, 0);
  if (styles->code_count == styles->code_room) {
    size_t room = styles->code_room ? styles->code_room * 2 : 16;
    struct number_format_code *codes = package_alloc(styles->package, room * sizeof *codes);
    if (!codes) return CHUAN_PLUGIN_MEMORY;
    if (styles->code_count) memcpy(codes, styles->codes, styles->code_count * sizeof *codes);
    styles->codes = codes;
    styles->code_room = room;
  }
  styles->codes[styles->code_count++] = (struct number_format_code){
      xml_count(xml_attribute(attributes, "numFmtId"), UINT32_MAX), (uint8_t)format_of_code(code)};
  return CHUAN_PLUGIN_OK;
}

static int add_style(struct styles *styles, const char **attributes) {
  if (styles->count == STYLES_MAX) return package_broken(styles->package, MANY_STYLES, NULL, 0, 0);
  if (styles->count == styles->room) {
    size_t room = styles->room ? styles->room * 2 : 64;
    uint8_t *formats = package_alloc(styles->package, room);
    if (!formats) return CHUAN_PLUGIN_MEMORY;
    if (styles->count) memcpy(formats, styles->formats, styles->count);
    styles->formats = formats;
    styles->room = room;
  }
  uint64_t id = xml_count(xml_attribute(attributes, "numFmtId"), UINT32_MAX);
  styles->formats[styles->count++] = (uint8_t)format_of_id(styles, id);
  return CHUAN_PLUGIN_OK;
}

static int style_started(void *self, const char *name, const char **attributes) {
  struct styles_reader *reader = self;
  if (xml_is(name, "cellXfs")) reader->in_cells = 1;
  if (xml_is(name, "xf") && reader->in_cells) return add_style(reader->styles, attributes);
  if (xml_is(name, "numFmt")) return add_code(reader->styles, attributes);
  return CHUAN_PLUGIN_OK;
}

static int style_ended(void *self, const char *name) {
  if (xml_is(name, "cellXfs")) ((struct styles_reader *)self)->in_cells = 0;
  return CHUAN_PLUGIN_OK;
}

static int style_text(void *self, const char *text, size_t length) {
  (void)self, (void)text, (void)length;
  return CHUAN_PLUGIN_OK;
}

int styles_read(struct package *package, const char *part, struct styles *out) {
  *out = (struct styles){.package = package};
  struct styles_reader reader = {.styles = out};
  const struct xml_taker taker = {&reader, style_started, style_ended, style_text};
  return xml_read(package, part, (struct xml_options){0}, &taker);
}

enum number_format styles_format(const struct styles *styles, uint64_t style) {
  return style < styles->count ? (enum number_format)styles->formats[style] : FORMAT_PLAIN;
}
