/* Begins well, then ends as broken parsers do: 's' by a wild pointer, 'a' by abort, 'r' by endless recursion, 'e' by
 * leaving the process, 'p' by closing the pipe. */
#include "bad_plugin.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

static int recurse(volatile char *above) {
  volatile char here[4096];
  here[0] = above[0];
  if (here[0] != 1) return 0;
  return recurse(here) + here[0];
}

static int take(const chuan_host_api *api, chuan_host *host, chuan_source *source) {
  char how = first_byte(source), start = 1;
  int answer = begin_well(api, host);
  if (how == 's') raise(SIGSEGV);
  if (how == 'a') abort();
  if (how == 'r') return recurse(&start);
  if (how == 'e') _exit(3);
  for (int i = 3; how == 'p' && i < 1024; i++) close(i);
  return answer;
}

BAD_PLUGIN("crash", take, 0)
