/* utf8.h - one character of UTF-8, read and written. */
#ifndef CHUAN_PLUGIN_UTF8_H
#define CHUAN_PLUGIN_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* Bytes of the character that begins here; 0 when none does. NUL counts as none. */
static inline size_t utf8_read(const unsigned char *text, size_t length) {
  unsigned char first = text[0];
  if (first < 0x80) return first != 0;
  size_t size = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (first < 0xC2 || first > 0xF4 || size > length) return 0;
  for (size_t i = 1; i < size; i++)
    if ((text[i] & 0xC0) != 0x80) return 0;
  if (first == 0xE0 && text[1] < 0xA0) return 0; /* overlong */
  if (first == 0xED && text[1] > 0x9F) return 0; /* surrogate */
  if (first == 0xF0 && text[1] < 0x90) return 0; /* overlong */
  if (first == 0xF4 && text[1] > 0x8F) return 0; /* past U+10FFFF */
  return size;
}

/* Writes the character, at most four bytes. */
static inline size_t utf8_write(uint32_t point, char *out) {
  static const unsigned heads[] = {0, 0xC0, 0xE0, 0xF0};
  if (point < 0x80) {
    out[0] = (char)point;
    return 1;
  }
  size_t more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
  out[0] = (char)(heads[more] | point >> (6 * more));
  for (size_t i = 1; i <= more; i++) out[i] = (char)(0x80 | (point >> (6 * (more - i)) & 0x3F));
  return more + 1;
}

#endif
