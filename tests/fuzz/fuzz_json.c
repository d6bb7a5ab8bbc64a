/* Feeds arbitrary bytes to the JSON plugin, whole and byte by byte, with all sheets and with one. */
#include "../../plugins/json/json.c"
#include "../../plugins/json/table.c"
#include "../../plugins/json/trouble.c"
#include "../../plugins/json/walk.c"

#include "../unit/plugin_host.h"

static uint64_t read_so(struct plugin_host host, const uint8_t *bytes, size_t length) {
  host.quiet = 1;
  int answer = plugin_host_read(&host, chuan_plugin_entry(CHUAN_PLUGIN_ABI), bytes, length);
  uint64_t sum = host.sum + (uint64_t)(answer + 10);
  plugin_host_release(&host);
  return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
  uint64_t whole = read_so((struct plugin_host){.quiet = 1}, bytes, length);
  PLUGIN_MUST(read_so((struct plugin_host){.piece = 1}, bytes, length) == whole);
  read_so((struct plugin_host){.rows_most = 2, .vietnamese = 1}, bytes, length);
  read_so((struct plugin_host){.sheet = "a"}, bytes, length);
  read_so((struct plugin_host){.allocations_left = 1 + length % 24}, bytes, length);
  return 0;
}
