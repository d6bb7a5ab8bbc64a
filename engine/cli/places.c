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

static int cut_last_name(char *path) {
  char *slash = strrchr(path, '/');
  if (slash == NULL) return 0;
  *slash = '\0';
  return 1;
}

/* `rest` in the folder of the command, or in the one above (`up`), when that is a folder. */
static const char *near_command(int up, const char *rest, char out[PLACE_SIZE]) {
  ssize_t length = readlink("/proc/self/exe", out, PLACE_SIZE - 1);
  if (length <= 0) return NULL;
  out[length] = '\0';
  if (!cut_last_name(out) || (up && !cut_last_name(out))) return NULL;
  size_t used = strlen(out);
  int written = snprintf(out + used, PLACE_SIZE - used, "%s", rest);
  return written > 0 && (size_t)written < PLACE_SIZE - used && is_folder(out) ? out : NULL;
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
  const char *installed = near_command(1, "/share/chuan/rules", out);
  return installed != NULL ? installed : "rules";
}

const char *place_plugins(char out[PLACE_SIZE]) {
  if (environment("CHUAN_PLUGINS") != NULL) return NULL;
  const char *built = near_command(0, "/plugins", out);
  return built != NULL ? built : near_command(1, "/lib/chuan/plugins", out);
}
