/* JSON text: the outermost object and its arrays are laid out one member a line, what is deeper stays on
 * one line, so that a result reads and diffs well and is still small. */
#include "output/json.h"

#include "base/decimal.h"
#include "base/text.h"

#include <assert.h>
#include <string.h>

#define JSON_LINES 2 /* containers down to this depth put each member on its own line */

static void string(struct json *json, const char *text) {
  struct writer *writer = json->writer;
  int utf8 = text_is_utf8(text, strlen(text));
  writer_text(writer, "\"");
  const char *from = text; /* what is plain goes out in runs */
  for (const char *at = text;; at++) {
    unsigned char byte = (unsigned char)*at;
    if (byte >= 0x20 && byte != '"' && byte != '\\' && byte != 0x7f && (byte < 0x80 || utf8)) continue;
    writer_bytes(writer, from, (size_t)(at - from));
    from = at + 1;
    if (byte == '\0') break;
    if (byte == '"' || byte == '\\')
      writer_format(writer, "\\%c", byte);
    else if (byte == '\n')
      writer_text(writer, "\\n");
    else if (byte == '\t')
      writer_text(writer, "\\t");
    else if (byte >= 0x80)
      writer_text(writer, "\\ufffd");
    else
      writer_format(writer, "\\u%04x", byte);
  }
  writer_text(writer, "\"");
}

static void indent(struct json *json) {
  writer_text(json->writer, "\n");
  for (unsigned i = 0; i < json->depth; i++) writer_text(json->writer, "  ");
}

static void member(struct json *json, const char *key) {
  unsigned here = json->depth - 1;
  if (json->filled[here]) writer_text(json->writer, json->depth > JSON_LINES ? ", " : ",");
  json->filled[here] = 1;
  if (json->depth <= JSON_LINES) indent(json);
  if (key != NULL) {
    string(json, key);
    writer_text(json->writer, ": ");
  }
}

static void open_container(struct json *json, const char *open, char close) {
  assert(json->depth < JSON_DEPTH);
  writer_text(json->writer, open);
  json->filled[json->depth] = 0;
  json->close[json->depth] = close;
  json->depth++;
}

void json_begin(struct json *json, struct writer *writer, const char *schema) {
  *json = (struct json){.writer = writer};
  open_container(json, "{", '}');
  json_string(json, "schema", schema);
}

void json_end(struct json *json) {
  while (json->depth > 0) json_close(json);
  writer_text(json->writer, "\n");
}

void json_object(struct json *json, const char *key) {
  member(json, key);
  open_container(json, "{", '}');
}

void json_array(struct json *json, const char *key) {
  member(json, key);
  open_container(json, "[", ']');
}

void json_close(struct json *json) {
  json->depth--;
  if (json->filled[json->depth] && json->depth < JSON_LINES) indent(json);
  writer_bytes(json->writer, &json->close[json->depth], 1);
}

void json_string(struct json *json, const char *key, const char *text) {
  if (text == NULL) {
    json_null(json, key);
    return;
  }
  member(json, key);
  string(json, text);
}

void json_optional(struct json *json, const char *key, const char *text) {
  json_string(json, key, text != NULL && *text != '\0' ? text : NULL);
}

/* JSON's own grammar: -?digits(.digits)? without leading zeros. */
static int is_number(const char *text) {
  if (*text == '-') text++;
  if (*text == '0' && text[1] >= '0' && text[1] <= '9') return 0;
  size_t whole = strspn(text, "0123456789");
  if (whole == 0) return 0;
  text += whole;
  if (*text == '.') {
    size_t fraction = strspn(text + 1, "0123456789");
    if (fraction == 0) return 0;
    text += 1 + fraction;
  }
  return *text == '\0';
}

void json_decimal(struct json *json, const char *key, const char *text) {
  member(json, key);
  writer_text(json->writer, text != NULL && is_number(text) ? text : "null");
}

void json_integer(struct json *json, const char *key, int64_t value) {
  char text[DECIMAL_TEXT_SIZE];
  member(json, key);
  writer_bytes(json->writer, text, decimal_format(value, 0, text));
}

void json_boolean(struct json *json, const char *key, int value) {
  member(json, key);
  writer_text(json->writer, value ? "true" : "false");
}

void json_null(struct json *json, const char *key) {
  member(json, key);
  writer_text(json->writer, "null");
}
