/* strings.h - text as XLSX has it: runs joined, phonetic hints left out, _x000D_ understood; and the table of those that
 * cells share. */
#ifndef CHUAN_PLUGIN_STRINGS_H
#define CHUAN_PLUGIN_STRINGS_H

#include "../package/row.h"

/* A text in the making, as <si> and <is> hold it: the <t> of its runs. */
struct rich_text {
  struct growing_text text;
  size_t begin; /* of the <t> at hand */
  int in_text, in_phonetic, keeps_space;
};

void rich_begin(struct rich_text *rich);
void rich_started(struct rich_text *rich, const char *name, const char **attributes);
void rich_ended(struct rich_text *rich, const char *name);
/* As text_append. */
int rich_append(struct rich_text *rich, const char *piece, size_t length);

/* Replaces _xHHHH_ by its character, in place; returns the new length. */
size_t text_unescape(char *text, size_t length);

struct strings {
  struct package *package;
  const char ***blocks; /* of pointers to a length (uint32_t) and the text behind it */
  size_t count, block_room;
  char *chunk;
  size_t chunk_left, chunk_size, bytes;
};

int strings_read(struct package *package, const char *part, struct strings *out);
/* NULL when there is none of this number. */
const char *strings_text(const struct strings *strings, uint64_t index, size_t *length);

#endif
