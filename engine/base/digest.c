/* SHA-256 on libmd. */
#include "base/digest.h"

#include "base/digest_blocks.h"

#include <stdint.h>
#include <string.h>

void digest_begin(struct digest *digest) {
  SHA256Init(&digest->context);
}

#define BLOCK ((size_t)SHA256_BLOCK_LENGTH)
#define BULK (BLOCK * 256) /* bytes from which it is worth asking what the processor can do */

void digest_add(struct digest *digest, const void *bytes, size_t length) {
  SHA2_CTX *context = &digest->context;
  if (length >= BULK) {
    /* Up to the next whole block, then all whole blocks at once. */
    size_t begun = (size_t)(context->bitcount[0] / 8 % BLOCK), first = begun ? BLOCK - begun : 0;
    size_t blocks = (length - first) / BLOCK;
    if (first) SHA256Update(context, bytes, first);
    bytes = (const unsigned char *)bytes + first;
    length -= first;
    if (digest_blocks(context->state.st32, bytes, blocks)) {
      context->bitcount[0] += (uint64_t)blocks * BLOCK * 8;
      bytes = (const unsigned char *)bytes + blocks * BLOCK;
      length -= blocks * BLOCK;
    }
  }
  if (length) SHA256Update(context, bytes, length);
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
