/* Feeds arbitrary bytes to the ODS plugin: as a file when they begin like a ZIP, else as the content of a package that is
 * in order (nothing would get past its checksums), maybe with a manifest behind a 0xFF, which no UTF-8 holds. */
#include "../../plugins/ods/cell.c"
#include "../../plugins/ods/content.c"
#include "../../plugins/ods/ods.c"
#include "../../plugins/package/package.c"
#include "../../plugins/package/row.c"
#include "../../plugins/package/trouble.c"
#include "../../plugins/values/value.c"
#include "../../plugins/package/xml.c"

#include "../unit/package_bytes.h"
#include "../unit/plugin_host.h"

static uint64_t read_bytes(const uint8_t *bytes, size_t length, struct plugin_host host) {
  int answer = plugin_host_read(&host, chuan_plugin_entry(CHUAN_PLUGIN_ABI), bytes, length);
  uint64_t sum = host.sum * 31 + (uint64_t)(answer + 10);
  plugin_host_release(&host);
  return sum;
}

static void read_all_ways(const uint8_t *bytes, size_t length) {
  uint64_t whole = read_bytes(bytes, length, (struct plugin_host){.quiet = 1});
  PLUGIN_MUST(read_bytes(bytes, length, (struct plugin_host){.quiet = 1, .piece = 13}) == whole);
  read_bytes(bytes, length, (struct plugin_host){.quiet = 1, .rows_most = 1, .vietnamese = 1});
  read_bytes(bytes, length, (struct plugin_host){.quiet = 1, .allocations_left = 1 + length % 16});
}

static void read_parts(const uint8_t *bytes, size_t length) {
  struct package_bytes package = {0};
  const uint8_t *end = length ? memchr(bytes, 0xFF, length) : NULL;
  package_bytes_add(&package, "content.xml", bytes, end ? (size_t)(end - bytes) : length);
  if (end) package_bytes_add(&package, "META-INF/manifest.xml", end + 1, (size_t)(bytes + length - end) - 1);
  package_bytes_end(&package, 0);
  read_all_ways(package.bytes, package.length);
  package_bytes_release(&package);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
  if (length >= 2 && memcmp(bytes, "PK", 2) == 0)
    read_all_ways(bytes, length);
  else
    read_parts(bytes, length);
  return 0;
}
