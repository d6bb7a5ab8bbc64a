/* SHA-256 of bytes, as 64 hex digits. On libmd. */
#ifndef CHUAN_BASE_DIGEST_H
#define CHUAN_BASE_DIGEST_H

#include <stddef.h>
#include <sha2.h>

#define DIGEST_TEXT_SIZE 65

struct digest {
  SHA2_CTX context;
};

void digest_begin(struct digest *digest);
void digest_add(struct digest *digest, const void *bytes, size_t length);
/* Adds the text and its length, so that "ab"+"c" differs from "a"+"bc". */
void digest_add_string(struct digest *digest, const char *text);
void digest_end(struct digest *digest, char out[DIGEST_TEXT_SIZE]);

#endif
