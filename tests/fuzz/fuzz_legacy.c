/* Arbitrary texts as old Vietnamese: told apart, converted, always text in and text out. */
#include "base/text.h"
#include "import/legacy_text.h"

#include <stdlib.h>
#include <string.h>

static void require(int truth) {
  if (!truth) abort();
}

/* The first byte says how; the rest is the text, as bytes that stand for letters where it is no UTF-8. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
  if (length == 0) return 0;
  int how = bytes[0] & 3;
  struct arena *arena = arena_create();
  char *text = arena ? arena_array(arena, length, 2) : NULL;
  require(text != NULL);
  size_t made = 0;
  if (text_is_utf8((const char *)bytes + 1, length - 1)) {
    memcpy(text, bytes + 1, length - 1);
    made = length - 1;
  } else {
    for (size_t i = 1; i < length; i++) {
      if (bytes[i] >= 0x80) text[made++] = (char)(0xC0 | bytes[i] >> 6);
      text[made++] = (char)(bytes[i] >= 0x80 ? 0x80 | (bytes[i] & 0x3F) : bytes[i] ? bytes[i] : ' ');
    }
  }
  struct legacy_sample sample = {0};
  legacy_note(&sample, text, made, how & LEGACY_BYTES);
  (void)legacy_choose(&sample);
  (void)legacy_is_suspect(text, made);
  for (enum text_encoding encoding = ENCODING_UNKNOWN; encoding <= ENCODING_WINDOWS_1252; encoding++) {
    size_t own = made;
    const char *out = legacy_convert(arena, encoding, text, &own, how);
    require(out && text_is_utf8(out, own));
  }
  arena_free(arena);
  return 0;
}
