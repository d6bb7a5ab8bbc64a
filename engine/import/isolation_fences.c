/* isolation_fences.c - the limits of the process that a plugin parses in. It holds two descriptors, opens nothing, starts
 * nothing, talks to nobody, and gets no more memory and time than a file can need. Each fence stands alone: where the
 * kernel has no Landlock, seccomp still refuses to open; where it has no seccomp, Landlock still does.
 *
 * AddressSanitizer: its shadow takes terabytes of addresses, so the limit on memory is left out; it reports on
 * descriptor 2, so that one stays; everything else stands. */
#define _GNU_SOURCE /* syscall, close_range, memfd */

#include "import/isolation_fences.h"

#include "import/isolation.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

#define DESCRIPTORS_MOST 16u /* numbers below this one can be given to new descriptors */

/* --- signals and descriptors -------------------------------------------------------------------------------- */

int fences_signals(int parent) {
  struct sigaction usual = {.sa_handler = SIG_DFL}, ignored = {.sa_handler = SIG_IGN};
  sigset_t none;
  /* The handlers are the embedding program's: they would run on its copied memory. */
  for (int number = 1; number < NSIG; number++) sigaction(number, &usual, NULL);
  /* Ctrl-C reaches the whole group; the parent decides what it means and ends this process with it. */
  sigaction(SIGINT, &ignored, NULL);
  sigaction(SIGQUIT, &ignored, NULL);
  sigaction(SIGTERM, &ignored, NULL);
  sigaction(SIGHUP, &ignored, NULL);
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  return getppid() == parent; /* it may have died before that */
}

static void close_between(unsigned first, unsigned last) {
  if (first > last || close_range(first, last, 0) == 0) return;
  struct rlimit limit; /* a kernel before 5.9, or a valgrind that does not know the call */
  rlim_t most = getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < 65536 ? limit.rlim_cur : 65536;
  for (unsigned descriptor = first; descriptor <= last && descriptor < most; descriptor++)
    close((int)descriptor);
}

void fences_descriptors(const struct fences_request *request) {
  unsigned low = (unsigned)(request->file < request->pipe ? request->file : request->pipe);
  unsigned high = (unsigned)(request->file < request->pipe ? request->pipe : request->file);
  if (low > 0) close_between(0, SANITIZED && low > 2 ? 1 : low - 1);
  if (SANITIZED && low > 3) close_between(3, low - 1);
  if (high > low + 1) close_between(low + 1, high - 1);
  close_between(high + 1, ~0u);
}

/* --- limits that every kernel has ---------------------------------------------------------------------------- */

static int limit(int resource, rlim_t most, rlim_t hard_most) {
  struct rlimit now;
  if (getrlimit((__rlimit_resource_t)resource, &now) != 0) return 0;
  if (now.rlim_max != RLIM_INFINITY && hard_most > now.rlim_max) hard_most = now.rlim_max;
  if (most > hard_most) most = hard_most;
  if (now.rlim_cur != RLIM_INFINITY && most > now.rlim_cur) most = now.rlim_cur;
  struct rlimit wanted = {most, hard_most};
  return setrlimit((__rlimit_resource_t)resource, &wanted) == 0;
}

/* Bytes of addresses that the process has; 0 where /proc does not say. */
static uint64_t address_space(void) {
  char text[64];
  int descriptor = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return 0;
  ssize_t got = read(descriptor, text, sizeof text - 1);
  close(descriptor);
  if (got <= 0) return 0;
  text[got] = 0;
  return strtoull(text, NULL, 10) * (uint64_t)sysconf(_SC_PAGESIZE);
}

static int set_limits(const struct fences_request *request) {
  uint64_t has = SANITIZED ? 0 : address_space();
  if (has > 0 && !limit(RLIMIT_AS, has + request->memory_bytes, has + request->memory_bytes)) return 0;
  /* Not for a process without rights, or in valgrind, which has descriptors of its own: no reason to give up. */
  (void)limit(RLIMIT_NOFILE, DESCRIPTORS_MOST, DESCRIPTORS_MOST);
  (void)limit(RLIMIT_NPROC, 0, 0);
  return limit(RLIMIT_CPU, request->cpu_seconds, (rlim_t)request->cpu_seconds + 2) &&
         limit(RLIMIT_CORE, 0, 0) && limit(RLIMIT_FSIZE, 0, 0);
}

/* --- Landlock ------------------------------------------------------------------------------------------------ */

/* The header of the system that this is built on may be older than the kernel it runs on. */
struct landlock_rules {
  uint64_t files, network, scopes;
};
#define FILES_FIRST ((UINT64_C(1) << 13) - 1) /* ABI 1: execute to make_sym */
#define FILES_REFER (UINT64_C(1) << 13)       /* ABI 2 */
#define FILES_TRUNCATE (UINT64_C(1) << 14)    /* ABI 3 */
#define FILES_DEVICES (UINT64_C(1) << 15)     /* ABI 5 */
#define NETWORK_ALL UINT64_C(3)               /* ABI 4: bind and connect */
#define SCOPES_ALL UINT64_C(3)                /* ABI 6: abstract sockets, signals */

static long landlock_abi(void) {
  return syscall(SYS_landlock_create_ruleset, NULL, (size_t)0, LANDLOCK_CREATE_RULESET_VERSION);
}

/* No rule is added: whatever the ruleset handles is then denied everywhere. */
static int set_landlock(void) {
  long abi = landlock_abi();
  if (abi < 1) return 0;
  struct landlock_rules rules = {.files = FILES_FIRST};
  if (abi >= 2) rules.files |= FILES_REFER;
  if (abi >= 3) rules.files |= FILES_TRUNCATE;
  if (abi >= 4) rules.network = NETWORK_ALL;
  if (abi >= 5) rules.files |= FILES_DEVICES;
  if (abi >= 6) rules.scopes = SCOPES_ALL;
  size_t size = abi >= 6   ? sizeof rules
                : abi >= 4 ? offsetof(struct landlock_rules, scopes)
                           : offsetof(struct landlock_rules, network);
  long ruleset = syscall(SYS_landlock_create_ruleset, &rules, size, 0);
  if (ruleset < 0) return 0;
  long answer = syscall(SYS_landlock_restrict_self, (int)ruleset, 0);
  close((int)ruleset);
  return answer == 0;
}

/* --- seccomp ------------------------------------------------------------------------------------------------- */

/* What parsing needs, and the C library under it: memory, its two descriptors, time, chance, an end. */
static const int allowed[] = {SCMP_SYS(read),
                              SCMP_SYS(readv),
                              SCMP_SYS(pread64),
                              SCMP_SYS(preadv),
                              SCMP_SYS(lseek),
                              SCMP_SYS(_llseek),
                              SCMP_SYS(write),
                              SCMP_SYS(writev),
                              SCMP_SYS(close),
                              SCMP_SYS(fstat),
                              SCMP_SYS(fstat64),
                              SCMP_SYS(fadvise64),
                              SCMP_SYS(munmap),
                              SCMP_SYS(mremap),
                              SCMP_SYS(brk),
                              SCMP_SYS(madvise),
                              SCMP_SYS(futex),
                              SCMP_SYS(futex_time64),
                              SCMP_SYS(sched_yield),
                              SCMP_SYS(clock_gettime),
                              SCMP_SYS(clock_gettime64),
                              SCMP_SYS(clock_getres),
                              SCMP_SYS(gettimeofday),
                              SCMP_SYS(time),
                              SCMP_SYS(clock_nanosleep),
                              SCMP_SYS(nanosleep),
                              SCMP_SYS(getrandom),
                              SCMP_SYS(getpid),
                              SCMP_SYS(gettid),
                              SCMP_SYS(rt_sigreturn),
                              SCMP_SYS(rt_sigprocmask),
                              SCMP_SYS(sigaltstack),
                              SCMP_SYS(exit),
                              SCMP_SYS(exit_group),
                              SCMP_SYS(restart_syscall)};

#define NO_EXECUTION SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)

static int add_calls(scmp_filter_ctx filter, const int *calls, size_t count) {
  int answer = 0;
  for (size_t i = 0; i < count && answer == 0; i++)
    answer = seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[i], 0);
  return answer;
}

static int add_rules(scmp_filter_ctx filter) {
  int answer = add_calls(filter, allowed, sizeof allowed / sizeof *allowed);
  if (answer == 0) answer = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, NO_EXECUTION);
  if (answer == 0) answer = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, NO_EXECUTION);
  /* fstat() of the C library; Landlock does not guard what files are called, so that no path goes with it. */
  if (answer == 0)
    answer = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(newfstatat), 1,
                              SCMP_A3(SCMP_CMP_MASKED_EQ, AT_EMPTY_PATH, AT_EMPTY_PATH));
  if (answer == 0)
    answer = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1, SCMP_A1(SCMP_CMP_LE, F_SETFL, 0));
  /* abort() signals itself, and nobody else. */
  if (answer == 0)
    answer = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
                              SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0));
  return answer;
}

static int has_seccomp(void) {
  uint32_t action = SECCOMP_RET_ERRNO;
  return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
}

static int set_seccomp(int *is_set) {
  *is_set = 0;
  if (!has_seccomp()) return FENCES_SET;
  /* An error and no end: libraries try this and that, and go on when they may not. */
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
  if (!filter) return FENCES_MEMORY;
  int answer = add_rules(filter);
  if (answer == 0) answer = seccomp_load(filter);
  seccomp_release(filter);
  *is_set = answer == 0;
  return answer == -ENOMEM ? FENCES_MEMORY : FENCES_SET;
}

/* --- all of them --------------------------------------------------------------------------------------------- */

int fences_raise(const struct fences_request *request, struct isolation_means *means) {
  *means = (struct isolation_means){.process = 1};
  if (!set_limits(request)) return FENCES_REFUSED;
  /* Without it neither of the two is given to somebody who is not root. */
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return FENCES_SET;
  means->landlock = set_landlock();
  return set_seccomp(&means->seccomp);
}

struct isolation_means isolation_means(void) {
  return (struct isolation_means){.process = 1, .landlock = landlock_abi() >= 1, .seccomp = has_seccomp()};
}
