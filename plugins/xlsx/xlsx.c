/* xlsx.c - the XLSX format (Excel 2007 and later, Google Sheets, LibreOffice): a ZIP package of XML parts, streamed. A
 * row costs what its cells hold; a sheet costs its rows; only the texts that cells share are kept. */
#include "sheet.h"

#include <string.h>

/* --- reading --------------------------------------------------------------------------------------------- */

struct sheet_tools { /* one of each for all sheets: their memory is only released at the end */
  struct sheet_row row;
  struct rich_text text;
  struct growing_text formula;
};

/* Returns CHUAN_PLUGIN_OK to go on with the next sheet. */
static int offer_sheet(struct workbook *workbook, const struct workbook_sheet *sheet,
                       struct sheet_tools *tools) {
  struct package *package = workbook->package;
  const chuan_sheet found = {
      .size = sizeof found, .name = sheet->name, .flags = sheet->hidden ? CHUAN_SHEET_HIDDEN : 0};
  int wanted = package->api->sheet_found(package->host, &found);
  if (wanted == 0) return CHUAN_PLUGIN_OK;
  if (wanted != 1) return wanted;
  int result = workbook_details(workbook);
  if (result == CHUAN_PLUGIN_OK) result = sheet_merges(workbook, sheet);
  if (result == CHUAN_PLUGIN_OK)
    result = sheet_read(workbook, sheet, &tools->row, &tools->text, &tools->formula);
  return result == CHUAN_NEXT_SHEET ? CHUAN_PLUGIN_OK : result;
}

static int read_file(const chuan_host_api *api, chuan_host *host, chuan_source *source) {
  struct package package;
  struct workbook workbook;
  int result = package_open(&package, api, host, source);
  if (result != CHUAN_PLUGIN_OK) return result;
  struct sheet_tools tools = {.row = {.package = &package},
                              .text = {.text = {.package = &package}},
                              .formula = {.package = &package}};
  result = workbook_read(&package, &workbook);
  for (size_t i = 0; i < workbook.count && result == CHUAN_PLUGIN_OK; i++)
    if (workbook.sheets[i].part) result = offer_sheet(&workbook, &workbook.sheets[i], &tools);
  package_close(&package);
  return result;
}

/* --- whose file is it ------------------------------------------------------------------------------------ */

static int holds(const uint8_t *head, size_t length, const char *word) {
  return bytes_find((const char *)head, length, word) < length;
}

static int probe(const uint8_t *head, size_t length) {
  if (length < 4 || memcmp(head, "PK\x03\x04", 4) != 0) return 0;
  if (holds(head, length, "mimetypeapplication/")) return 0; /* OpenDocument, EPUB */
  if (holds(head, length, "xl/")) return 95;
  if (holds(head, length, "[Content_Types].xml") || holds(head, length, "_rels/.rels")) return 70;
  return 20; /* a ZIP: perhaps its parts stand in another order; reading it says what it is not */
}

static const char *const extensions[] = {"xlsx", "xlsm", "xltx", "xltm", NULL};

static const chuan_plugin plugin = {
    .size = sizeof(chuan_plugin),
    .abi = CHUAN_PLUGIN_ABI,
    .name = "xlsx",
    .version = "0.1.0",
    .licence = "MIT; libzip: BSD-3-Clause; expat: MIT",
    .extensions = extensions,
    .flags = CHUAN_PLUGIN_NEEDS_SEEK | CHUAN_PLUGIN_HAS_SHEETS,
    .probe = probe,
    .read = read_file,
};

const chuan_plugin *chuan_plugin_entry(uint32_t host_abi) {
  return host_abi == CHUAN_PLUGIN_ABI ? &plugin : NULL;
}
