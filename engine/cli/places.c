/* Default places: the environment, the working folder, then relative to the command itself, so that a copied
 * installation works wherever it stands. */
#include "cli/places.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *environment(const char *name) {
  const char *value = getenv(name);
  return value != NULL && *value != '\0' ? value : NULL;
}

static int is_folder(const char *path) {
  struct stat about;
  return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

/* The folder of the command followed by `rest`, when that is a folder. */
static const char *beside_command(const char *rest, char out[PLACE_SIZE]) {
  ssize_t length = readlink("/proc/self/exe", out, PLACE_SIZE - 1);
  if (length <= 0) return NULL;
  out[length] = '\0';
  char *slash = strrchr(out, '/');
  if (slash == NULL) return NULL;
  size_t room = PLACE_SIZE - (size_t)(slash - out);
  int written = snprintf(slash, room, "%s", rest);
  return written > 0 && (size_t)written < room && is_folder(out) ? out : NULL;
}

const char *place_database(const struct arguments *arguments) {
  if (arguments->values[OPTION_DB] != NULL) return arguments->values[OPTION_DB];
  const char *named = environment("CHUAN_DB");
  return named != NULL ? named : "chuan.db";
}

const char *place_rules(const struct arguments *arguments, const char *given, char out[PLACE_SIZE]) {
  if (given != NULL) return given;
  if (arguments->values[OPTION_RULES] != NULL) return arguments->values[OPTION_RULES];
  const char *named = environment("CHUAN_RULES");
  if (named != NULL) return named;
  if (is_folder("rules")) return "rules";
  const char *installed = beside_command("/../share/chuan/rules", out);
  return installed != NULL ? installed : "rules";
}

const char *place_plugins(char out[PLACE_SIZE]) {
  if (environment("CHUAN_PLUGINS") != NULL) return NULL;
  const char *built = beside_command("/plugins", out);
  return built != NULL ? built : beside_command("/../lib/chuan/plugins", out);
}
