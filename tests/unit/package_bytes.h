/* package_bytes.h - ZIP packages made in memory, for unit tests and fuzz targets: parts are stored as they are, and every
 * field of their headers can be made to lie. */
#ifndef CHUAN_TEST_PACKAGE_BYTES_H
#define CHUAN_TEST_PACKAGE_BYTES_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define PACKAGE_BYTES_PARTS 64

struct package_bytes {
  unsigned char *bytes; /* the whole package after package_bytes_end */
  size_t length, capacity;
  struct {
    const char *name;
    size_t length, place;
    uint32_t crc;
    unsigned flags, method;
    uint32_t size_said; /* the inflated size that the headers say */
  } parts[PACKAGE_BYTES_PARTS];
  size_t count;
  unsigned flags, method; /* of the next part: 1 = encrypted; 0 = stored, 8 = deflated, ... */
  uint32_t more_size;     /* added to what the headers say of it */
};

static inline void package_bytes_put(struct package_bytes *package, const void *bytes, size_t length) {
  if (package->length + length > package->capacity) {
    package->capacity = (package->length + length) * 2;
    package->bytes = realloc(package->bytes, package->capacity);
    if (!package->bytes) abort();
  }
  if (length) memcpy(package->bytes + package->length, bytes, length);
  package->length += length;
}

static inline void package_bytes_number(struct package_bytes *package, uint64_t value, int size) {
  for (int i = 0; i < size; i++) {
    unsigned char byte = (unsigned char)(value >> (8 * i));
    package_bytes_put(package, &byte, 1);
  }
}

static inline uint32_t package_bytes_crc(const void *bytes, size_t length) {
  static const uint32_t nibbles[16] = {0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC, 0x76DC4190, 0x6B6B51F4,
                                       0x4DB26158, 0x5005713C, 0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C,
                                       0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C};
  uint32_t crc = 0xFFFFFFFF;
  for (size_t i = 0; i < length; i++) {
    crc ^= ((const unsigned char *)bytes)[i];
    crc = crc >> 4 ^ nibbles[crc & 15];
    crc = crc >> 4 ^ nibbles[crc & 15];
  }
  return ~crc;
}

/* What the local and the central header say alike. */
static inline void package_bytes_header(struct package_bytes *package, size_t index) {
  package_bytes_number(package, 20, 2);
  package_bytes_number(package, package->parts[index].flags, 2);
  package_bytes_number(package, package->parts[index].method, 2);
  package_bytes_number(package, 0x5A210000, 4); /* a day */
  package_bytes_number(package, package->parts[index].crc, 4);
  package_bytes_number(package, package->parts[index].length, 4);
  package_bytes_number(package, package->parts[index].size_said, 4);
  package_bytes_number(package, strlen(package->parts[index].name), 2);
  package_bytes_number(package, 0, 2);
}

static inline void package_bytes_add(struct package_bytes *package, const char *name, const void *bytes,
                                     size_t length) {
  size_t index = package->count++;
  if (index == PACKAGE_BYTES_PARTS) abort();
  package->parts[index].name = name;
  package->parts[index].length = length;
  package->parts[index].place = package->length;
  package->parts[index].crc = package_bytes_crc(bytes, length);
  package->parts[index].flags = package->flags;
  package->parts[index].method = package->method;
  package->parts[index].size_said = (uint32_t)length + package->more_size;
  package_bytes_number(package, 0x04034B50, 4);
  package_bytes_header(package, index);
  package_bytes_put(package, name, strlen(name));
  package_bytes_put(package, bytes, length);
  package->flags = package->method = package->more_size = 0;
}

static inline void package_bytes_text(struct package_bytes *package, const char *name, const char *text) {
  package_bytes_add(package, name, text, strlen(text));
}

/* Writes the directory, which says that there are `more` parts than there are. */
static inline void package_bytes_end(struct package_bytes *package, unsigned more) {
  size_t begin = package->length;
  for (size_t i = 0; i < package->count; i++) {
    package_bytes_number(package, 0x02014B50, 4);
    package_bytes_number(package, 20, 2);
    package_bytes_header(package, i);
    package_bytes_number(package, 0, 6); /* no comment, the first disk */
    package_bytes_number(package, 0, 4);
    package_bytes_number(package, package->parts[i].place, 4);
    package_bytes_put(package, package->parts[i].name, strlen(package->parts[i].name));
  }
  size_t size = package->length - begin;
  package_bytes_number(package, 0x06054B50, 4);
  package_bytes_number(package, 0, 4);
  package_bytes_number(package, package->count + more, 2);
  package_bytes_number(package, package->count + more, 2);
  package_bytes_number(package, size, 4);
  package_bytes_number(package, begin, 4);
  package_bytes_number(package, 0, 2);
}

static inline void package_bytes_release(struct package_bytes *package) {
  free(package->bytes);
  memset(package, 0, sizeof *package);
}

#endif
