/* What is said on stderr: one line each, in the person's language. And what the process returns. */
#ifndef CHUAN_CLI_MESSAGE_H
#define CHUAN_CLI_MESSAGE_H

#include "chuan.h"

enum exit_code {
  EXIT_DONE = 0,
  EXIT_NO = 1,    /* the answer is no: check found errors, rows were rejected */
  EXIT_USAGE = 2, /* wrong usage */
  EXIT_INPUT = 3, /* input unreadable, output unwritable */
  EXIT_DATABASE = 4,
  EXIT_INTERNAL = 5,
  EXIT_STOPPED = 130 /* Ctrl-C */
};

/* "chuan: " and the sentence. */
void complain(chuan_language language, const char *english, const char *vietnamese, ...)
    __attribute__((format(printf, 2, 4), format(printf, 3, 4)));
const char *pick(chuan_language language, const char *english, const char *vietnamese);
/* The problems of the last call, "file:line:column: message", at most `most` of them (0: all). Returns how many there were. */
size_t print_problems(const chuan *handle, size_t most);
/* The problems (at most `most`, 0: all) and the failure of the last call; returns the exit code of its status. */
int print_failure(const chuan *handle, size_t most);
/* After Ctrl-C; returns EXIT_STOPPED. */
int print_stopped(chuan_language language);
int exit_code_of(chuan_status status);
/* The nearest of the words to a misspelt one, or NULL. */
const char *nearest_word(const char *word, const char *const *words, size_t count);

#endif
