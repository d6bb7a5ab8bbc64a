/* Growing text with a stated maximum and sticky failure. */
#include "base/buffer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEFAULT_MAXIMUM ((size_t)1 << 30)

void buffer_init(struct buffer *buffer, size_t maximum) {
  *buffer = (struct buffer){.maximum = maximum ? maximum : DEFAULT_MAXIMUM};
}

void buffer_free(struct buffer *buffer) {
  free(buffer->text);
  buffer->text = NULL;
  buffer->length = buffer->capacity = 0;
}

void buffer_clear(struct buffer *buffer) {
  buffer->length = 0;
  buffer->failed = 0;
  if (buffer->text) buffer->text[0] = 0;
}

/* Room for `more` bytes and the NUL. */
static int buffer_reserve(struct buffer *buffer, size_t more) {
  if (buffer->failed) return 0;
  if (more > buffer->maximum - buffer->length) {
    buffer->failed = 1;
    return 0;
  }
  size_t needed = buffer->length + more + 1;
  if (needed <= buffer->capacity) return 1;
  size_t larger = buffer->capacity ? buffer->capacity : 128;
  while (larger < needed) larger *= 2;
  char *text = realloc(buffer->text, larger);
  if (!text) {
    buffer->failed = 1;
    return 0;
  }
  buffer->text = text;
  buffer->capacity = larger;
  return 1;
}

void buffer_add(struct buffer *buffer, const char *text, size_t length) {
  if (!buffer_reserve(buffer, length)) return;
  if (length) memcpy(buffer->text + buffer->length, text, length);
  buffer->length += length;
  buffer->text[buffer->length] = 0;
}

void buffer_add_string(struct buffer *buffer, const char *text) {
  buffer_add(buffer, text, strlen(text));
}

void buffer_add_char(struct buffer *buffer, char c) {
  buffer_add(buffer, &c, 1);
}

void buffer_format(struct buffer *buffer, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(NULL, 0, format, arguments);
  va_end(arguments);
  if (length < 0) {
    buffer->failed = 1;
    return;
  }
  if (!buffer_reserve(buffer, (size_t)length)) return;
  va_start(arguments, format);
  vsnprintf(buffer->text + buffer->length, (size_t)length + 1, format, arguments);
  va_end(arguments);
  buffer->length += (size_t)length;
}

const char *buffer_string(const struct buffer *buffer) {
  return buffer->text ? buffer->text : "";
}
