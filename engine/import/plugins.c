/* plugins.c - finds, checks and keeps the format plugins of one folder; the only caller of dlopen. A
 * plugin is never closed again: it is shared by all handles of the process, and code that may still be
 * running must not go away. */
#define _XOPEN_SOURCE 700 /* realpath */

#include "import/plugins.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/text.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#define NAME_MAX_LENGTH 32

struct loaded {
  const chuan_plugin *plugin;
};

struct plugins {
  struct arena *arena;
  struct loaded *items;
  size_t count, capacity;
};

typedef const chuan_plugin *(*entry_function)(uint32_t host_abi);

static int is_shared_object(const char *name) {
  size_t length = strlen(name);
  return name[0] != '.' && length > 3 && strcmp(name + length - 3, ".so") == 0;
}

static int by_name(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Names are written in commands and kept in databases: short, plain, printable. */
static int is_plugin_name(const char *name) {
  size_t length = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_-");
  return length > 0 && length <= NAME_MAX_LENGTH && name[length] == 0;
}

static int is_stated(const char *text) {
  return text && text[0] && strlen(text) <= 100 && text_is_utf8(text, strlen(text));
}

static void refuse(struct report *report, const char *path, const char *english, const char *vietnamese) {
  struct place place = {.file = path};
  report_problem(report, CHUAN_WARNING, &place, "the plugin is refused: %s", "không nhận trình đọc này: %s",
                 report_pick(report, english, vietnamese));
}

/* What is wrong with a plugin's own description of itself; 0 and no refusal when nothing is. */
static int is_acceptable(struct report *report, const struct plugins *plugins, const char *path,
                         const chuan_plugin *plugin) {
  const char *english = NULL, *vietnamese = NULL;
  if (!plugin) {
    english =
        "it does not serve this version of the plugin interface; rebuild it with the current chuan_plugin.h";
    vietnamese = "nó không hỗ trợ phiên bản giao diện này; hãy dựng lại với chuan_plugin.h hiện hành";
  } else if (plugin->size < offsetof(chuan_plugin, read) + sizeof plugin->read ||
             plugin->abi != CHUAN_PLUGIN_ABI) {
    english = "it was built for another plugin interface; rebuild it with the current chuan_plugin.h";
    vietnamese = "nó được dựng cho giao diện khác; hãy dựng lại với chuan_plugin.h hiện hành";
  } else if (!plugin->name || !is_plugin_name(plugin->name) || !is_stated(plugin->version) ||
             !is_stated(plugin->licence)) {
    english = "its name (a-z, 0-9, _ and -), version or licence is missing; state all three";
    vietnamese = "thiếu tên (a-z, 0-9, _ và -), phiên bản hoặc giấy phép; hãy ghi đủ cả ba";
  } else if (!plugin->read) {
    english = "it has no read function; give it one";
    vietnamese = "nó không có hàm read; hãy thêm hàm này";
  } else if (plugins_named(plugins, plugin->name)) {
    english = "another plugin of the folder has the same name; keep one of them";
    vietnamese = "một trình đọc khác trong thư mục đã mang tên này; chỉ giữ một";
  }
  if (!english) return 1;
  refuse(report, path, english, vietnamese);
  return 0;
}

/* A symbolic link may not lead out of the folder: whoever may write there decides what is loaded. */
static int is_inside(const char *folder, const char *path) {
  size_t length = strlen(folder);
  const char *rest = path + length;
  return strncmp(folder, path, length) == 0 && rest[0] == '/' && strchr(rest + 1, '/') == NULL;
}

static chuan_status load_one(struct plugins *plugins, struct report *report, const char *folder,
                             const char *name) {
  char *joined = arena_format(plugins->arena, "%s/%s", folder, name);
  if (!joined) return report_no_memory(report);
  char path[PATH_MAX];
  struct stat status;
  if (!realpath(joined, path) || !is_inside(folder, path) || stat(path, &status) != 0 ||
      !S_ISREG(status.st_mode)) {
    refuse(report, joined, "it is not a file of the plugin folder; copy it there",
           "nó không phải tệp nằm trong thư mục trình đọc; hãy chép vào đó");
    return CHUAN_OK;
  }
  void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    const char *why = dlerror();
    struct place place = {.file = joined};
    report_problem(report, CHUAN_WARNING, &place, "the plugin cannot be loaded; build it again (%s)",
                   "không nạp được trình đọc; hãy dựng lại (%s)", why ? why : "?");
    return CHUAN_OK;
  }
  entry_function entry = NULL;
  *(void **)&entry = dlsym(library, "chuan_plugin_entry"); /* as POSIX writes it: ISO C has no such cast */
  if (!entry) {
    refuse(report, joined, "it exports no chuan_plugin_entry; is it a plugin?",
           "nó không có hàm chuan_plugin_entry; đây có phải trình đọc không?");
    return CHUAN_OK;
  }
  const chuan_plugin *plugin = entry(CHUAN_PLUGIN_ABI);
  if (!is_acceptable(report, plugins, joined, plugin)) return CHUAN_OK;
  if (!arena_grow(plugins->arena, &plugins->items, &plugins->capacity, plugins->count,
                  sizeof *plugins->items))
    return report_no_memory(report);
  plugins->items[plugins->count++].plugin = plugin;
  return CHUAN_OK;
}

static chuan_status list_names(struct plugins *plugins, struct report *report, DIR *directory,
                               const char ***names, size_t *count) {
  size_t capacity = 0;
  const struct dirent *item;
  while ((item = readdir(directory)) != NULL) {
    if (!is_shared_object(item->d_name)) continue;
    if (!arena_grow(plugins->arena, names, &capacity, *count, sizeof **names))
      return report_no_memory(report);
    (*names)[*count] = arena_string(plugins->arena, item->d_name);
    if (!(*names)[*count]) return report_no_memory(report);
    (*count)++;
  }
  if (*count) qsort(*names, *count, sizeof **names, by_name);
  return CHUAN_OK;
}

static chuan_status load_folder(struct plugins *plugins, struct report *report, const char *folder) {
  char path[PATH_MAX];
  DIR *directory = realpath(folder, path) ? opendir(path) : NULL;
  char reason[FILE_REASON_SIZE];
  if (!directory)
    return report_fail(report, CHUAN_PLUGIN, "no plugin folder %s: %s; name one with $CHUAN_PLUGINS",
                       "không có thư mục trình đọc %s: %s; hãy chỉ ra bằng $CHUAN_PLUGINS", folder,
                       file_reason(errno, report_language(report), reason));
  const char **names = NULL;
  size_t count = 0;
  chuan_status status = list_names(plugins, report, directory, &names, &count);
  for (size_t i = 0; i < count && status == CHUAN_OK; i++) status = load_one(plugins, report, path, names[i]);
  closedir(directory);
  return status;
}

chuan_status plugins_load(const char *folder, struct report *report, struct plugins **out) {
  *out = NULL;
  struct arena *arena = arena_create();
  if (!arena) return report_no_memory(report);
  struct plugins *plugins = arena_alloc(arena, sizeof *plugins);
  if (!plugins) {
    arena_free(arena);
    return report_no_memory(report);
  }
  plugins->arena = arena;
  chuan_status status = load_folder(plugins, report, folder);
  if (status != CHUAN_OK) {
    plugins_free(plugins);
    return status;
  }
  *out = plugins;
  return CHUAN_OK;
}

void plugins_free(struct plugins *plugins) {
  if (plugins) arena_free(plugins->arena);
}

size_t plugins_count(const struct plugins *plugins) {
  return plugins->count;
}

const chuan_plugin *plugins_get(const struct plugins *plugins, size_t index) {
  return plugins->items[index].plugin;
}

const chuan_plugin *plugins_named(const struct plugins *plugins, const char *name) {
  for (size_t i = 0; i < plugins->count; i++)
    if (strcmp(plugins->items[i].plugin->name, name) == 0) return plugins->items[i].plugin;
  return NULL;
}

static int has_extension(const chuan_plugin *plugin, const char *file_name) {
  const char *dot = strrchr(file_name, '.');
  if (!dot || strchr(dot, '/') || !plugin->extensions) return 0;
  for (size_t i = 0; plugin->extensions[i]; i++)
    if (strcasecmp(plugin->extensions[i], dot + 1) == 0) return 1;
  return 0;
}

const chuan_plugin *plugins_recognise(const struct plugins *plugins, const uint8_t *head, size_t length,
                                      const char *file_name) {
  const chuan_plugin *best = NULL;
  int best_score = 0, best_named = 0;
  for (size_t i = 0; i < plugins->count; i++) {
    const chuan_plugin *plugin = plugins->items[i].plugin;
    int named = has_extension(plugin, file_name);
    /* Without a probe the name is all there is to go by, and content that is known goes before it. */
    int score = plugin->probe ? plugin->probe(head, length) : named;
    if (score < best_score || (score == best_score && named <= best_named) || score <= 0) continue;
    best = plugin;
    best_score = score;
    best_named = named;
  }
  return best;
}
