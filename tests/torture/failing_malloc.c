/* Makes one allocation of a program fail, to see that it is refused and told, never a crash or a leak.
 *
 *   gcc -shared -fPIC -O2 -o failing_malloc.so tests/torture/failing_malloc.c -ldl
 *   CHUAN_FAIL_ALLOCATION=17 CHUAN_FAIL_MARK=reached LD_PRELOAD=./failing_malloc.so chuan check
 * rules/2021-2025
 *
 * CHUAN_FAIL_ALLOCATION=n    the n-th malloc, calloc or realloc after main() began fails, once
 * CHUAN_FAIL_ALLOCATION=n+   and so does every later one
 * CHUAN_FAIL_MARK=FILE       FILE is made when it happens; a loop over n ends with the first run that left
 * none
 *
 * The count is shared by all threads. A process forked off, as a plugin has, goes on counting by itself from where the
 * first one was; the mark is left by the first one, at its end: the other may open no files. Not for a program built with a sanitizer, which has an allocator of its
 * own. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* glibc's own names for the real ones: asking dlsym for them would allocate. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *pointer, size_t size);

typedef int (*main_function)(int, char **, char **);
typedef int (*start_function)(main_function, int, char **, void (*)(void), void (*)(void), void (*)(void),
                              void *);

/* A preloaded library has nowhere else to keep its state. `first` 0: not counting. */
static atomic_ulong seen;
static unsigned long first;
static int every_later;
static const char *mark;
static pid_t owner;
static atomic_int *reached; /* shared with processes forked off */
static main_function real_main;

__attribute__((destructor)) static void leave_mark(void) {
  if (!mark || !reached || !*reached || getpid() != owner) return;
  int descriptor = open(mark, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor >= 0) close(descriptor);
}

static int fails(void) {
  if (first == 0) return 0;
  unsigned long number = atomic_fetch_add(&seen, 1) + 1;
  if (number < first || (number > first && !every_later)) return 0;
  if (reached) *reached = 1;
  errno = ENOMEM;
  return 1;
}

void *malloc(size_t size) {
  return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
  return fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *pointer, size_t size) {
  return fails() ? NULL : __libc_realloc(pointer, size);
}

static int counted_main(int count, char **arguments, char **environment) {
  const char *wanted = getenv("CHUAN_FAIL_ALLOCATION");
  mark = getenv("CHUAN_FAIL_MARK");
  if (wanted) {
    void *shared = mmap(NULL, sizeof *reached, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    reached = shared == MAP_FAILED ? NULL : shared;
    owner = getpid();
    char *end;
    first = strtoul(wanted, &end, 10);
    every_later = *end == '+';
  }
  return real_main(count, arguments, environment);
}

/* The program's start goes through here, which is how the shim knows that loading is over. */
__attribute__((visibility("default"))) int __libc_start_main(main_function start, int count, char **arguments,
                                                             void (*before)(void), void (*after)(void),
                                                             void (*loader)(void), void *stack) {
  real_main = start;
  start_function next;
  *(void **)&next = dlsym(RTLD_NEXT, "__libc_start_main");
  return next(counted_main, count, arguments, before, after, loader, stack);
}
