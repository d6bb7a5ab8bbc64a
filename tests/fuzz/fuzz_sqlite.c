/* Feeds arbitrary bytes to the SQLite plugin: all sheets, one, and a query of the first table. */
#include "../../plugins/values/value.c"
#include "../../plugins/sqlite/sqlite.c"
#include "../../plugins/sqlite/guard.c"
#include "../../plugins/sqlite/source_vfs.c"

#include "../unit/plugin_host.h"

static uint64_t read_so(struct plugin_host host, const uint8_t *bytes, size_t length) {
  host.quiet = 1;
  host.stop_after = 3000; /* a view may be long, and need not be read to its end */
  int answer = plugin_host_read(&host, chuan_plugin_entry(CHUAN_PLUGIN_ABI), bytes, length);
  uint64_t sum = host.sum + (uint64_t)(answer + 10);
  plugin_host_release(&host);
  return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
  uint64_t whole = read_so((struct plugin_host){.quiet = 1}, bytes, length);
  PLUGIN_MUST(read_so((struct plugin_host){.piece = 100}, bytes, length) == whole);
  read_so((struct plugin_host){.rows_most = 2, .vietnamese = 1}, bytes, length);
  read_so((struct plugin_host){.sheet = "SELECT a, count(*), sum(b) FROM t GROUP BY a"}, bytes, length);
  return 0;
}
