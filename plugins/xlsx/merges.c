/* merges.c - merged areas stand behind all rows, and are wanted before them: the part is inflated once for what stands
 * around its rows, and what it holds between them is not parsed. */
#include "sheet.h"

#include "../package/xml.h"

#include <string.h>

#define MERGES_MAX ((size_t)100000)
#define PLACE_MOST UINT64_C(100000000)

struct cell_place place_of(const char *reference, const char **end) {
  struct cell_place place = {0, 0};
  const char *at = reference;
  for (; (*at >= 'A' && *at <= 'Z') || (*at >= 'a' && *at <= 'z'); at++)
    if (place.column < PLACE_MOST) place.column = place.column * 26 + ((uint32_t)*at & 31);
  for (; *at >= '0' && *at <= '9'; at++)
    if (place.row < PLACE_MOST) place.row = place.row * 10 + (uint64_t)(*at - '0');
  if (end) *end = at;
  return place;
}

struct merges_reader {
  struct package *package;
  size_t count;
};

static int merge_started(void *self, const char *name, const char **attributes) {
  struct merges_reader *reader = self;
  if (!xml_is(name, "mergeCell") || reader->count > MERGES_MAX) return CHUAN_PLUGIN_OK;
  const char *at = xml_attribute(attributes, "ref");
  if (!at) return CHUAN_PLUGIN_OK;
  struct cell_place first = place_of(at, &at);
  struct cell_place last = *at == ':' ? place_of(at + 1, &at) : first;
  if (*at || !first.column || !first.row || last.column < first.column || last.row < first.row)
    return CHUAN_PLUGIN_OK;
  if (last.column > SHEET_COLUMNS_MAX || last.row > SHEET_ROWS_MAX) return CHUAN_PLUGIN_OK;
  if (last.column == first.column && last.row == first.row) return CHUAN_PLUGIN_OK;
  struct package *package = reader->package;
  if (reader->count++ == MERGES_MAX)
    package_tell(package, CHUAN_ISSUE_WARNING, MANY_MERGES, NULL, 0, 0);
  else
    package->api->merged(package->host, first.row, first.column, last.row, last.column);
  return CHUAN_PLUGIN_OK;
}

static int merge_ended(void *self, const char *name) {
  (void)self, (void)name;
  return CHUAN_PLUGIN_OK;
}

static int merge_text(void *self, const char *text, size_t length) {
  (void)self, (void)text, (void)length;
  return CHUAN_PLUGIN_OK;
}

int sheet_merges(struct workbook *workbook, const struct workbook_sheet *sheet) {
  struct merges_reader reader = {.package = workbook->package};
  const struct xml_taker taker = {&reader, merge_started, merge_ended, merge_text};
  return xml_read(workbook->package, sheet->part, (struct xml_options){.passed_over = "sheetData"}, &taker);
}
