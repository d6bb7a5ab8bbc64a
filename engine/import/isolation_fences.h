/* What the process of a plugin is kept within. Called in the child, before the first byte of the file is looked at. */
#ifndef CHUAN_IMPORT_ISOLATION_FENCES_H
#define CHUAN_IMPORT_ISOLATION_FENCES_H

#include <stdint.h>

struct fences_request {
  int file, pipe;        /* the two descriptors that stay open */
  unsigned cpu_seconds;  /* at most */
  uint64_t memory_bytes; /* beyond what the process has already */
};

#define FENCES_SET 0
#define FENCES_MEMORY 1  /* no memory to put them up */
#define FENCES_REFUSED 2 /* limits that every kernel has were refused */

/* Signals as a new program has them; what the terminal sends is for the parent to answer; dies with the parent.
 * 0: the parent is gone already. */
int fences_signals(int parent);
void fences_descriptors(const struct fences_request *request);
/* Limits, then Landlock and seccomp. What the kernel has none of is not among *means, and no failure. */
struct isolation_means;
int fences_raise(const struct fences_request *request, struct isolation_means *means);

#endif
