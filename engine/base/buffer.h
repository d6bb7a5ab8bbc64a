/* Growing text. Errors are sticky: after a failed append `failed` is set and appends do nothing, so a
 * writer checks once at the end. A stated maximum keeps every buffer finite. */
#ifndef CHUAN_BASE_BUFFER_H
#define CHUAN_BASE_BUFFER_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

struct buffer {
  char *text; /* always NUL-terminated once something was appended; NULL before */
  size_t length, capacity, maximum;
  int failed;
};

void buffer_init(struct buffer *buffer, size_t maximum); /* 0: 1 GiB */
void buffer_free(struct buffer *buffer);
void buffer_clear(struct buffer *buffer); /* keeps the storage */
void buffer_add(struct buffer *buffer, const char *text, size_t length);
void buffer_add_string(struct buffer *buffer, const char *text);
void buffer_add_char(struct buffer *buffer, char c);
void buffer_format(struct buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
const char *buffer_string(const struct buffer *buffer); /* never NULL */

#endif
