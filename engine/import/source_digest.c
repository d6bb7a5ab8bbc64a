/* source_digest.c - the digest of a file as it was sent. That of a large one is reckoned beside whatever else has to be
 * done before it is asked for. */
#define _GNU_SOURCE /* pthread_timedjoin_np */

#include "import/source.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define PROGRESS_STEP ((uint64_t)256 * 1024)
#define DIGEST_STEP ((size_t)64 * 1024)
#define LARGE ((uint64_t)4 << 20)         /* bytes from which a thread is worth its while */
#define LOOK_NANOSECONDS (100L * 1000000) /* how soon "stop" is heard meanwhile */

/* Bytes at an offset, whatever the plugin has read so far; negative, with errno, when they cannot be read. */
static ssize_t read_step(int descriptor, unsigned char buffer[DIGEST_STEP], uint64_t offset) {
  ssize_t got;
  do got = pread(descriptor, buffer, DIGEST_STEP, (off_t)offset);
  while (got < 0 && errno == EINTR);
  return got;
}

chuan_status source_digest(struct file_source *source, char out[DIGEST_TEXT_SIZE]) {
  struct digest digest;
  unsigned char buffer[DIGEST_STEP];
  ssize_t got;
  uint64_t offset = 0, told = 0;
  digest_begin(&digest);
  while ((got = read_step(source->descriptor, buffer, offset)) > 0) {
    digest_add(&digest, buffer, (size_t)got);
    offset += (uint64_t)got;
    if (offset - told < PROGRESS_STEP) continue;
    told = offset;
    chuan_status status = source_tell(source); /* nothing new done, but it can be answered with "stop" */
    if (status != CHUAN_OK) return status;
  }
  if (got < 0) return source_fail(source, errno);
  digest_end(&digest, out);
  return CHUAN_OK;
}

/* --- beside other work ------------------------------------------------------------------------------------------ */

struct digest_ahead {
  pthread_t thread;
  int descriptor;
  atomic_int stop;
  int why; /* it could not be read: an errno */
  char text[DIGEST_TEXT_SIZE];
};

static void *reckon(void *payload) {
  struct digest_ahead *ahead = payload;
  struct digest digest;
  unsigned char buffer[DIGEST_STEP];
  ssize_t got = 0;
  uint64_t offset = 0;
  digest_begin(&digest);
  while (!atomic_load(&ahead->stop) && (got = read_step(ahead->descriptor, buffer, offset)) > 0) {
    digest_add(&digest, buffer, (size_t)got);
    offset += (uint64_t)got;
  }
  ahead->why = got < 0 ? errno : 0;
  digest_end(&digest, ahead->text);
  return NULL;
}

struct digest_ahead *digest_ahead_begin(const struct file_source *source) {
  if (source->plugin_side.length < LARGE) return NULL;
  struct digest_ahead *ahead = calloc(1, sizeof *ahead);
  if (!ahead) return NULL;
  ahead->descriptor = source->descriptor;
  /* An embedding program's signals are for its own threads. */
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  int failed = pthread_create(&ahead->thread, NULL, reckon, ahead);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  if (!failed) return ahead;
  free(ahead);
  return NULL;
}

void digest_ahead_free(struct digest_ahead *ahead) {
  if (!ahead) return;
  atomic_store(&ahead->stop, 1);
  pthread_join(ahead->thread, NULL);
  free(ahead);
}

/* Until the thread is done: CHUAN_OK; or until the person wants no more. */
static chuan_status wait_for(struct digest_ahead *ahead, struct file_source *source) {
  for (;;) {
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += LOOK_NANOSECONDS;
    if (until.tv_nsec >= 1000000000L) {
      until.tv_nsec -= 1000000000L;
      until.tv_sec++;
    }
    if (pthread_timedjoin_np(ahead->thread, NULL, &until) == 0) return CHUAN_OK;
    chuan_status status = source_tell(source);
    if (status != CHUAN_OK) return status;
  }
}

chuan_status digest_ahead_end(struct digest_ahead **pointer, struct file_source *source,
                              char out[DIGEST_TEXT_SIZE]) {
  struct digest_ahead *ahead = *pointer;
  if (!ahead) return source_digest(source, out);
  chuan_status status = wait_for(ahead, source);
  if (status != CHUAN_OK) return status;
  *pointer = NULL;
  if (ahead->why)
    status = source_fail(source, ahead->why);
  else
    for (size_t i = 0; i < DIGEST_TEXT_SIZE; i++) out[i] = ahead->text[i];
  free(ahead);
  return status;
}
