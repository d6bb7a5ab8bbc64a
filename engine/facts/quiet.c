/* Holding SQLite's static mutexes. They are taken all or none: whoever waited with some of them in hand could wait for a
 * thread that waits for those. */
#include "facts/quiet.h"

#include "facts/inside.h"

#include <sched.h>

static const int shared[] = {SQLITE_MUTEX_STATIC_MAIN, SQLITE_MUTEX_STATIC_MEM,  SQLITE_MUTEX_STATIC_OPEN,
                             SQLITE_MUTEX_STATIC_PRNG, SQLITE_MUTEX_STATIC_LRU,  SQLITE_MUTEX_STATIC_PMEM,
                             SQLITE_MUTEX_STATIC_VFS1, SQLITE_MUTEX_STATIC_VFS2, SQLITE_MUTEX_STATIC_VFS3};
#define SHARED_COUNT (sizeof shared / sizeof *shared)

/* NULL, which is no mutex at all, where SQLite was built for one thread. */
static void release_first(size_t count) {
  while (count-- > 0) sqlite3_mutex_leave(sqlite3_mutex_alloc(shared[count]));
}

void sqlite_hold(void) {
  for (size_t held = 0; held < SHARED_COUNT;) {
    if (sqlite3_mutex_try(sqlite3_mutex_alloc(shared[held])) == SQLITE_OK) {
      held++;
      continue;
    }
    release_first(held);
    held = 0;
    (void)sched_yield();
  }
}

void sqlite_release(void) {
  release_first(SHARED_COUNT);
}
