/* Lines broken at spaces where a terminal ends. Width is counted in characters: all that is written here is NFC text. */
#include "cli/fold.h"

#include <string.h>

struct fold fold_begin(FILE *stream, unsigned width, unsigned hang) {
  return (struct fold){.stream = stream, .width = width, .hang = hang};
}

static void write_spaces(struct fold *fold, unsigned count) {
  fprintf(fold->stream, "%*s", (int)count, "");
  fold->column += count;
}

static void write_word(struct fold *fold) {
  if (fold->word_length == 0) return;
  int full = fold->width > 0 && fold->column > fold->hang &&
             fold->column + fold->owed + fold->word_width > fold->width;
  if (full) {
    fputc('\n', fold->stream);
    fold->column = 0;
    fold->owed = fold->hang;
  }
  write_spaces(fold, fold->owed);
  fwrite(fold->word, 1, fold->word_length, fold->stream);
  fold->column += fold->word_width;
  fold->owed = fold->word_width = 0;
  fold->word_length = 0;
}

void fold_bytes(struct fold *fold, const char *text, size_t length) {
  for (size_t i = 0; i < length; i++) {
    if (text[i] == ' ') {
      write_word(fold);
      fold->owed++;
      continue;
    }
    int begins = ((unsigned char)text[i] & 0xc0u) != 0x80u;
    if (begins && fold->word_length + 4 > sizeof fold->word) write_word(fold);
    if (fold->word_length == sizeof fold->word) continue; /* no UTF-8 goes on like this */
    fold->word[fold->word_length++] = text[i];
    fold->word_width += (unsigned)begins;
  }
}

void fold_add(struct fold *fold, const char *text) {
  fold_bytes(fold, text, strlen(text));
}

void fold_end_line(struct fold *fold) {
  write_word(fold);
  fputc('\n', fold->stream);
  fold->column = fold->owed = 0;
}
