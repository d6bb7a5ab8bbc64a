/* Messages: one line each on stderr, with the place when there is one; on a terminal broken at spaces. */
#include "cli/message.h"

#include "cli/fold.h"
#include "cli/terminal.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define WORD_MAXIMUM 32
#define SENTENCE_SIZE 4096
#define HANG 2u

const char *pick(chuan_language language, const char *english, const char *vietnamese) {
  return language == CHUAN_ENGLISH ? english : vietnamese;
}

static struct fold message_begin(void) {
  return fold_begin(stderr, terminal_width(STDERR_FILENO), HANG);
}

static void print_message(const char *sentence) {
  struct fold fold = message_begin();
  fold_add(&fold, "chuan: ");
  fold_add(&fold, sentence);
  fold_end_line(&fold);
}

void complain(chuan_language language, const char *english, const char *vietnamese, ...) {
  char sentence[SENTENCE_SIZE]; /* what a person typed may be longer, and is then cut */
  va_list values;
  va_start(values, vietnamese);
  vsnprintf(sentence, sizeof sentence, pick(language, english, vietnamese), values);
  va_end(values);
  print_message(sentence);
}

static void print_problem(const chuan_problem *problem, chuan_language language) {
  struct fold fold = message_begin();
  char number[16];
  if (*problem->file != '\0') {
    fold_add(&fold, problem->file);
    const uint32_t place[] = {problem->line, problem->line > 0 ? problem->column : 0};
    for (size_t i = 0; i < sizeof place / sizeof *place; i++) {
      if (place[i] == 0) continue;
      snprintf(number, sizeof number, ":%lu", (unsigned long)place[i]);
      fold_add(&fold, number);
    }
    fold_add(&fold, ": ");
  } else {
    fold_add(&fold, "chuan: ");
  }
  if (problem->severity == CHUAN_WARNING) fold_add(&fold, pick(language, "warning: ", "cảnh báo: "));
  if (problem->severity == CHUAN_NOTE) fold_add(&fold, pick(language, "note: ", "ghi chú: "));
  fold_add(&fold, problem->message);
  fold_end_line(&fold);
}

int print_stopped(chuan_language language) {
  complain(language, "stopped", "đã dừng");
  return EXIT_STOPPED;
}

size_t print_problems(const chuan *handle, size_t most) {
  size_t count = chuan_problem_count(handle);
  size_t shown = most > 0 && count > most ? most : count;
  for (size_t i = 0; i < shown; i++) print_problem(chuan_problem_get(handle, i), chuan_language_get(handle));
  return count;
}

int exit_code_of(chuan_status status) {
  switch (status) {
    case CHUAN_OK:
      return EXIT_DONE;
    case CHUAN_ARGUMENT:
    case CHUAN_NOT_FOUND:
      return EXIT_USAGE;
    case CHUAN_IO:
    case CHUAN_PLUGIN:
    case CHUAN_RULE:
    case CHUAN_LIMIT:
      return EXIT_INPUT;
    case CHUAN_DATABASE:
      return EXIT_DATABASE;
    case CHUAN_STOPPED:
      return EXIT_STOPPED;
    case CHUAN_MEMORY:
    case CHUAN_INTERNAL:
      break;
  }
  return EXIT_INTERNAL;
}

int print_failure(const chuan *handle, size_t most) {
  print_problems(handle, most);
  const char *message = chuan_error_message(handle);
  if (*message == '\0') message = chuan_status_text(chuan_error_status(handle));
  print_message(message);
  return exit_code_of(chuan_error_status(handle));
}

/* How many letters have to change, swapped neighbours counting as one. */
static unsigned distance(const char *a, const char *b) {
  size_t rows = strlen(a), columns = strlen(b);
  unsigned table[WORD_MAXIMUM + 1][WORD_MAXIMUM + 1];
  if (rows > WORD_MAXIMUM || columns > WORD_MAXIMUM) return WORD_MAXIMUM;
  for (size_t i = 0; i <= rows; i++) table[i][0] = (unsigned)i;
  for (size_t j = 0; j <= columns; j++) table[0][j] = (unsigned)j;
  for (size_t i = 1; i <= rows; i++) {
    for (size_t j = 1; j <= columns; j++) {
      unsigned best = table[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
      if (table[i - 1][j] + 1 < best) best = table[i - 1][j] + 1;
      if (table[i][j - 1] + 1 < best) best = table[i][j - 1] + 1;
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && table[i - 2][j - 2] + 1 < best) {
        best = table[i - 2][j - 2] + 1;
      }
      table[i][j] = best;
    }
  }
  return table[rows][columns];
}

const char *nearest_word(const char *word, const char *const *words, size_t count) {
  const char *nearest = NULL;
  unsigned best = (unsigned)strlen(word) / 3 + 1;
  for (size_t i = 0; i < count; i++) {
    unsigned d = distance(word, words[i]);
    if (d > best || (d == best && nearest != NULL)) continue;
    best = d;
    nearest = words[i];
  }
  return nearest;
}
