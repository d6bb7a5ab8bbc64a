/* Runs a command several times and prints the median of its wall time in seconds and the largest memory of any run in
 * KiB, its own or of a process that it waited for, and the processor seconds of all of them in the last run:
 * `stopwatch RUNS OUTPUT-FILE COMMAND ARGUMENTS…`. The command's standard output goes to the file. Ends as the command did; a
 * run that fails is the last. */
#define _DEFAULT_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define RUNS_MAX 99

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double seconds_of(struct timeval time) {
  return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

int main(int argc, char **argv) {
  double seconds[RUNS_MAX], processor = 0;
  int code = 0;
  long memory = 0, runs = argc > 3 ? strtol(argv[1], NULL, 10) : 0;
  if (runs < 1 || runs > RUNS_MAX) {
    fprintf(stderr, "usage: stopwatch RUNS OUTPUT-FILE COMMAND ARGUMENTS...\n");
    return 2;
  }
  for (long i = 0; i < runs; i++) {
    int status;
    struct rusage usage;
    double start = now();
    pid_t child = fork();
    if (child == 0) {
      int out = open(argv[2], O_WRONLY | O_CREAT | O_TRUNC, 0644);
      if (out < 0 || dup2(out, 1) < 0) _exit(126);
      execvp(argv[3], argv + 3);
      _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &usage) < 0 || !WIFEXITED(status)) {
      fprintf(stderr, "stopwatch: %s did not end well\n", argv[3]);
      return 1;
    }
    code = WEXITSTATUS(status);
    if (code) runs = i + 1;
    seconds[i] = now() - start;
    processor = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
    if (usage.ru_maxrss > memory) memory = usage.ru_maxrss;
  }
  qsort(seconds, (size_t)runs, sizeof *seconds, by_size);
  printf("%.4f %ld %.4f\n", seconds[runs / 2], memory, processor);
  return code;
}
