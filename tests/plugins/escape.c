/* Tries what a plugin must not be able to do, and says what it could: one note for each thing. The file names a file that
 * is there, and one in a folder that could be made. */
#define _GNU_SOURCE

#include "bad_plugin.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

struct trying {
  const chuan_host_api *api;
  chuan_host *host;
};

static void tell(const struct trying *trying, const char *what, int could) {
  char text[200];
  snprintf(text, sizeof text, "%s %s", could ? "could" : "could not", what);
  trying->api->issue(trying->host, CHUAN_ISSUE_WARNING, 0, 0, text);
}

static void try_files(const struct trying *trying, const char *there, const char *fresh) {
  tell(trying, "read a file", open(there, O_RDONLY) >= 0);
  tell(trying, "write a file", open(there, O_WRONLY) >= 0);
  tell(trying, "make a file", open(fresh, O_WRONLY | O_CREAT, 0600) >= 0);
  tell(trying, "remove a file", unlink(there) == 0);
  tell(trying, "rename a file", rename(there, fresh) == 0);
  tell(trying, "list a folder", open("/", O_RDONLY | O_DIRECTORY) >= 0);
}

static void try_network(const struct trying *trying) {
  struct sockaddr_in address = {
      .sin_family = AF_INET, .sin_port = htons(80), .sin_addr = {htonl(0x7F000001)}};
  int internet = socket(AF_INET, SOCK_STREAM, 0);
  tell(trying, "make a socket", internet >= 0);
  tell(trying, "connect", connect(internet, (struct sockaddr *)&address, sizeof address) == 0);
  tell(trying, "make a local socket", socket(AF_UNIX, SOCK_STREAM, 0) >= 0);
}

static void try_processes(const struct trying *trying) {
  char *const arguments[] = {"true", NULL};
  pid_t child = fork();
  if (child == 0) _exit(0);
  if (child > 0) waitpid(child, NULL, 0);
  tell(trying, "start a process", child > 0);
  tell(trying, "run a program", execve("/bin/true", arguments, NULL) == 0);
  tell(trying, "signal its parent", kill(getppid(), 0) == 0);
  void *code = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  tell(trying, "make code", code != MAP_FAILED);
}

static void count_descriptors(const struct trying *trying) {
  int count = 0;
  char text[100];
  for (int i = 0; i < 1024; i++) count += fcntl(i, F_GETFD) >= 0;
  snprintf(text, sizeof text, "has %d descriptors", count);
  trying->api->issue(trying->host, CHUAN_ISSUE_WARNING, 0, 0, text);
}

static int take(const chuan_host_api *api, chuan_host *host, chuan_source *source) {
  char names[2000] = "";
  struct trying trying = {api, host};
  int64_t got = source->read(source, names, sizeof names - 1);
  char *fresh = got > 0 ? strchr(names, '\n') : NULL;
  if (!fresh) return CHUAN_PLUGIN_BROKEN;
  *fresh++ = 0;
  int answer = begin_well(api, host);
  count_descriptors(&trying);
  try_files(&trying, names, fresh);
  try_network(&trying);
  try_processes(&trying);
  return answer;
}

BAD_PLUGIN("escape", take, 0)
