/* Feeds arbitrary bytes to the dBase plugin, whole and in small pieces, and without being told the length. */
#include "../../plugins/values/value.c"
#include "../../plugins/dbf/dbf.c"
#include "../../plugins/dbf/table.c"

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
  PLUGIN_MUST(read_so((struct plugin_host){.piece = 7}, bytes, length) == whole);
  PLUGIN_MUST(read_so((struct plugin_host){.no_length = 1}, bytes, length) == whole);
  read_so((struct plugin_host){.rows_most = 2, .vietnamese = 1}, bytes, length);
  read_so((struct plugin_host){.allocations_left = 1 + length % 6}, bytes, length);
  return 0;
}
