/* Feeds arbitrary bytes to the XLSX plugin. Bytes that begin like a ZIP are the file; others are the parts of a workbook,
 * parted by 0xFF (which no UTF-8 holds) and put into a package that is in order: else nothing gets past its checksums. */
#include "../../plugins/package/package.c"
#include "../../plugins/package/row.c"
#include "../../plugins/package/trouble.c"
#include "../../plugins/values/value.c"
#include "../../plugins/package/xml.c"
#include "../../plugins/xlsx/merges.c"
#include "../../plugins/xlsx/sheet.c"
#include "../../plugins/xlsx/strings.c"
#include "../../plugins/xlsx/styles.c"
#include "../../plugins/xlsx/workbook.c"
#include "../../plugins/xlsx/xlsx.c"

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
  read_bytes(bytes, length, (struct plugin_host){.quiet = 1, .allocations_left = 1 + length % 32});
}

/* The sheet, the shared texts, the styles, the workbook, its relations; what is not there is as usual. */
static void read_parts(const uint8_t *bytes, size_t length) {
  static const char *const names[] = {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml",
                                      "xl/workbook.xml", "xl/_rels/workbook.xml.rels"};
  static const char *const usual[] = {
      "<worksheet/>", "<sst><si><t>text</t></si></sst>",
      "<styleSheet><cellXfs><xf/><xf numFmtId=\"9\"/><xf numFmtId=\"14\"/><xf "
      "numFmtId=\"46\"/></cellXfs></styleSheet>",
      "<workbook xmlns:r=\"r\"><sheets><sheet name=\"S\" r:id=\"a\"/></sheets></workbook>",
      "<Relationships><Relationship Id=\"a\" Type=\"/worksheet\" "
      "Target=\"worksheets/sheet1.xml\"/><Relationship "
      "Id=\"b\" Type=\"/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"c\" "
      "Type=\"/styles\" "
      "Target=\"styles.xml\"/></Relationships>"};
  struct package_bytes package = {0};
  for (size_t i = 0; i < 5; i++) {
    const uint8_t *end = length ? memchr(bytes, 0xFF, length) : NULL;
    size_t size = end ? (size_t)(end - bytes) : length;
    if (size)
      package_bytes_add(&package, names[i], bytes, size);
    else
      package_bytes_text(&package, names[i], usual[i]);
    bytes += size + (end != NULL);
    length -= size + (end != NULL);
  }
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
