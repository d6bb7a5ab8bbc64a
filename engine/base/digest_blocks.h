/* The bulk of a SHA-256 by the processor's own instructions, where it has them. */
#ifndef CHUAN_BASE_DIGEST_BLOCKS_H
#define CHUAN_BASE_DIGEST_BLOCKS_H

#include <stddef.h>
#include <stdint.h>

/* Takes `count` blocks of 64 bytes into the state; 0: this processor cannot, and nothing was done. */
int digest_blocks(uint32_t state[8], const unsigned char *bytes, size_t count);

#endif
