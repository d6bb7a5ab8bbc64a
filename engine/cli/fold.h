/* Lines broken at spaces where a terminal ends, going on under their own text. */
#ifndef CHUAN_CLI_FOLD_H
#define CHUAN_CLI_FOLD_H

#include <stddef.h>
#include <stdio.h>

#define FOLD_WORD_SIZE 256 /* a longer word is written as it comes */

struct fold {
  FILE *stream;
  unsigned width; /* 0: nothing is broken */
  unsigned hang;  /* spaces before what goes on in a further line */
  unsigned column, owed, word_width;
  size_t word_length;
  char word[FOLD_WORD_SIZE];
};

/* `width` in columns, as terminal_width gives it. */
struct fold fold_begin(FILE *stream, unsigned width, unsigned hang);
void fold_add(struct fold *fold, const char *text);
/* The same for `length` bytes. */
void fold_bytes(struct fold *fold, const char *text, size_t length);
void fold_end_line(struct fold *fold);

#endif
