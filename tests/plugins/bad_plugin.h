/* What the plugins that misbehave have in common. They are chosen by name only; the first byte of the file says how. */
#ifndef CHUAN_TESTS_BAD_PLUGIN_H
#define CHUAN_TESTS_BAD_PLUGIN_H

#include "chuan_plugin.h"

#include <string.h>

#define BAD_PLUGIN(plugin_name, read_function, plugin_flags)            \
  static const chuan_plugin bad_plugin = {.size = sizeof(chuan_plugin), \
                                          .abi = CHUAN_PLUGIN_ABI,      \
                                          .name = plugin_name,          \
                                          .version = "1",               \
                                          .licence = "MIT",             \
                                          .flags = plugin_flags,        \
                                          .read = read_function};       \
  const chuan_plugin *chuan_plugin_entry(uint32_t abi) {                \
    return abi == CHUAN_PLUGIN_ABI ? &bad_plugin : NULL;                \
  }

/* The plugin begins well: headings and a row that could be stored. */
static inline int begin_well(const chuan_host_api *api, chuan_host *host) {
  static const chuan_cell headings[] = {{"unit", 4}, {"year", 4}, {"households", 10}};
  static const chuan_cell figures[] = {{"10001", 5}, {"2024", 4}, {"7", 1}};
  chuan_row rows[] = {{1, NULL, 3, headings}, {2, NULL, 3, figures}};
  int answer = api->row(host, &rows[0]);
  return answer ? answer : api->row(host, &rows[1]);
}

static inline char first_byte(chuan_source *source) {
  char byte = 0;
  return source->read(source, &byte, 1) == 1 ? byte : 0;
}

#endif
