/* A result that goes to a file (-o) instead of stdout: whole or not at all. */
#ifndef CHUAN_CLI_OUTPUT_FILE_H
#define CHUAN_CLI_OUTPUT_FILE_H

#include "chuan.h"

#include <stdio.h>

struct output_file {
  const char *path; /* NULL: stdout */
  char *beside;     /* the name it has until it is whole */
  FILE *stream;
};

/* `keep`: what stands there already is somebody's work and stays. 0, or the exit code after saying what is wrong. */
int output_file_open(struct output_file *output, const char *path, int keep, chuan_language language);
/* A chuan_sink whose payload is the output_file. */
int output_file_sink(void *payload, const char *text, size_t length);
/* Gives the file its name when `code` is 0, else drops it; returns the exit code. */
int output_file_close(struct output_file *output, int code, chuan_language language);

#endif
