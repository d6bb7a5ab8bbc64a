/* Feeds arbitrary bytes to the CSV plugin, whole and byte by byte; the host of the unit tests checks what the contract
 * promises. The plugin is one file, so the target simply contains it:
 * clang -g -O1 -fsanitize=fuzzer,address,undefined -Iengine tests/fuzz/fuzz_csv.c */
#include "../../plugins/csv/csv.c"

#include "../unit/plugin_host.h"

static uint64_t read_in_pieces(const uint8_t *bytes, size_t length, size_t piece) {
  struct plugin_host host = {.quiet = 1, .no_seek = 1, .piece = piece};
  int answer = plugin_host_read(&host, chuan_plugin_entry(CHUAN_PLUGIN_ABI), bytes, length);
  uint64_t sum = host.sum * 31 + (uint64_t)(answer + 10);
  plugin_host_release(&host);
  return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
  uint64_t whole = read_in_pieces(bytes, length, 0);
  PLUGIN_MUST(read_in_pieces(bytes, length, 1) == whole);
  return 0;
}
