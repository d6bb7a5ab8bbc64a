/* SHA-256 of large files with the SHA extensions of x86: several times as fast as plain C, and the bytes of a file are all
 * read for it. Other processors go the plain way. */
#include "base/digest_blocks.h"

#if defined(__x86_64__) && defined(__GNUC__)

#include <cpuid.h>
#include <immintrin.h>

#define WITH_SHA __attribute__((target("sha,sse4.1,ssse3")))

static const uint32_t constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static int has_sha(void) {
  unsigned a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_SSE4_1) || !(c & bit_SSSE3)) return 0;
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b >> 29 & 1);
}

/* Sixteen times four rounds; the words of later rounds are made from those of earlier ones on the way. */
WITH_SHA static void block_add(__m128i *abef, __m128i *cdgh, const unsigned char *bytes) {
  const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
  __m128i words[4], first = *abef, second = *cdgh;
  for (size_t i = 0; i < 4; i++)
    words[i] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(const void *)(bytes + 16 * i)), swap);
  for (size_t i = 0; i < 16; i++) {
    __m128i message =
        _mm_add_epi32(words[i & 3], _mm_loadu_si128((const __m128i *)(const void *)(constants + 4 * i)));
    second = _mm_sha256rnds2_epu32(second, first, message);
    first = _mm_sha256rnds2_epu32(first, second, _mm_shuffle_epi32(message, 0x0E));
    if (i >= 12) continue;
    __m128i next = _mm_sha256msg1_epu32(words[i & 3], words[(i + 1) & 3]);
    next = _mm_add_epi32(next, _mm_alignr_epi8(words[(i + 3) & 3], words[(i + 2) & 3], 4));
    words[i & 3] = _mm_sha256msg2_epu32(next, words[(i + 3) & 3]);
  }
  *abef = _mm_add_epi32(*abef, first);
  *cdgh = _mm_add_epi32(*cdgh, second);
}

/* The instructions want the eight words of the state as ABEF and CDGH. */
WITH_SHA static void blocks_add(uint32_t state[8], const unsigned char *bytes, size_t count) {
  __m128i low = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(const void *)state), 0xB1);
  __m128i high = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(const void *)(state + 4)), 0x1B);
  __m128i abef = _mm_alignr_epi8(low, high, 8), cdgh = _mm_blend_epi16(high, low, 0xF0);
  for (size_t i = 0; i < count; i++) block_add(&abef, &cdgh, bytes + 64 * i);
  low = _mm_shuffle_epi32(abef, 0x1B);
  high = _mm_shuffle_epi32(cdgh, 0xB1);
  _mm_storeu_si128((__m128i *)(void *)state, _mm_blend_epi16(low, high, 0xF0));
  _mm_storeu_si128((__m128i *)(void *)(state + 4), _mm_alignr_epi8(high, low, 8));
}

int digest_blocks(uint32_t state[8], const unsigned char *bytes, size_t count) {
  if (!has_sha()) return 0;
  blocks_add(state, bytes, count);
  return 1;
}

#else

int digest_blocks(uint32_t state[8], const unsigned char *bytes, size_t count) {
  (void)state, (void)bytes, (void)count;
  return 0;
}

#endif
