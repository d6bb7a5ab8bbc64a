/* A process that is made while other threads are inside of SQLite can use SQLite. */
#include "facts/quiet.h"

#include <sqlite3.h>

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/wait.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#define PROCESSES 200
#define THREADS 3

static void *allocate_and_free(void *done) {
  while (!atomic_load((atomic_int *)done)) {
    sqlite3 *database = NULL;
    sqlite3_free(sqlite3_malloc(100));
    sqlite3_open(":memory:", &database);
    sqlite3_close(database);
  }
  return NULL;
}

static int child_works(void) {
  sqlite_hold();
  pid_t child = fork();
  sqlite_release();
  assert_true(child >= 0);
  if (child == 0) {
    sqlite3 *database = NULL;
    alarm(20); /* instead of waiting for ever */
    _exit(sqlite3_open(":memory:", &database) == SQLITE_OK && sqlite3_close(database) == SQLITE_OK ? 0 : 1);
  }
  int how = 0;
  assert_int_equal(waitpid(child, &how, 0), child);
  return WIFEXITED(how) && WEXITSTATUS(how) == 0;
}

static void children_find_it_free(void **state) {
  (void)state;
  atomic_int done = 0;
  pthread_t threads[THREADS];
  for (int i = 0; i < THREADS; i++)
    assert_int_equal(pthread_create(&threads[i], NULL, allocate_and_free, &done), 0);
  int works = 1;
  for (int i = 0; i < PROCESSES && works; i++) works = child_works();
  atomic_store(&done, 1);
  for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
  assert_true(works);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(children_find_it_free)};
  return cmocka_run_group_tests_name("facts/quiet", tests, NULL, NULL);
}
