/* A library that opens files by name: it puts the file into one in memory and opens that again, which it may; and tries
 * to open others, which it may not. */
#define _GNU_SOURCE

#include "bad_plugin.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

static int take(const chuan_host_api *api, chuan_host *host, chuan_source *source) {
  char bytes[2000], path[64], again[sizeof bytes] = "";
  int64_t got = source->read(source, bytes, sizeof bytes);
  if (got <= 0) return CHUAN_PLUGIN_BROKEN;
  int memory = memfd_create("copy", 0);
  int whole = memory >= 0 && write(memory, bytes, (size_t)got) == got;
  snprintf(path, sizeof path, "/proc/self/fd/%d", memory);
  int opened = open(path, O_RDONLY);
  int same =
      opened >= 0 && read(opened, again, sizeof again) == got && memcmp(bytes, again, (size_t)got) == 0;
  api->issue(host, CHUAN_ISSUE_WARNING, 0, 0,
             whole && same ? "could open its own file" : "could not open its own");
  api->issue(host, CHUAN_ISSUE_WARNING, 0, 0,
             open("/etc/passwd", O_RDONLY) >= 0 ? "could open another" : "could not open another");
  api->issue(host, CHUAN_ISSUE_WARNING, 0, 0,
             open(path, O_RDWR) >= 0 ? "could open it for writing" : "could not open it for writing");
  api->issue(host, CHUAN_ISSUE_WARNING, 0, 0,
             fcntl(memory, F_SETOWN, getppid()) == 0 ? "could signal another" : "could not signal another");
  return begin_well(api, host);
}

BAD_PLUGIN("reopen", take, CHUAN_PLUGIN_REOPENS)
