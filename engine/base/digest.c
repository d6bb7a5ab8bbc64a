/* SHA-256 on libmd. */
#include "base/digest.h"

#include <stdint.h>
#include <string.h>

void digest_begin(struct digest *digest) {
  SHA256Init(&digest->context);
}

void digest_add(struct digest *digest, const void *bytes, size_t length) {
  if (length) SHA256Update(&digest->context, bytes, length);
}

void digest_add_string(struct digest *digest, const char *text) {
  uint64_t length = strlen(text);
  unsigned char bytes[8]; /* little-endian on every machine */
  for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = (unsigned char)(length >> (8 * i));
  digest_add(digest, bytes, sizeof bytes);
  digest_add(digest, text, (size_t)length);
}

void digest_end(struct digest *digest, char out[DIGEST_TEXT_SIZE]) {
  unsigned char hash[SHA256_DIGEST_LENGTH];
  SHA256Final(hash, &digest->context);
  static const char hex[] = "0123456789abcdef";
  for (size_t i = 0; i < sizeof hash; i++) {
    out[2 * i] = hex[hash[i] >> 4];
    out[2 * i + 1] = hex[hash[i] & 15];
  }
  out[DIGEST_TEXT_SIZE - 1] = 0;
}
