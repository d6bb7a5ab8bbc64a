/* A workbook without a file format: two sheets, hidden rows, one hidden sheet, merged cells, kinds. 'o' as a plugin from
 * before sheets could be asked for: rows that name their sheet. */
#include "bad_plugin.h"

static int hand(const chuan_host_api *api, chuan_host *host, const chuan_row *row, uint32_t flags, char how) {
  static const uint8_t kinds[] = {CHUAN_CELL_TEXT, CHUAN_CELL_NUMBER, CHUAN_CELL_NUMBER};
  chuan_row_more more = {sizeof more, row->number > 1 ? kinds : NULL, flags};
  return how == 'o' ? api->row(host, row) : api->row_more(host, row, &more);
}

static int read_sheet(const chuan_host_api *api, chuan_host *host, const char *name, uint32_t flags,
                      char how) {
  static const chuan_cell headings[] = {{"unit", 4}, {"year", 4}, {"households", 10}};
  static const chuan_cell figures[] = {{"10001", 5}, {"2024", 4}, {"7", 1}};
  static const chuan_cell others[] = {{"10002", 5}, {"2024", 4}, {"8", 1}};
  chuan_sheet sheet = {sizeof sheet, name, flags};
  int wanted = how == 'o' ? 1 : api->sheet_found(host, &sheet);
  if (wanted != 1) return wanted;
  if (how != 'o') api->merged(host, 1, 1, 1, 2);
  for (uint64_t number = 1; number < 100; number++) {
    chuan_row row = {number, name, 3, number == 1 ? headings : number == 2 ? figures : others};
    if (number > 3) row.count = 0;
    int answer = hand(api, host, &row, number == 2 || number == 3 ? CHUAN_ROW_HIDDEN : 0, how);
    if (answer == CHUAN_NEXT_SHEET && how != 'o') return 0;
    if (answer != 0) return answer;
  }
  return 0;
}

static int take(const chuan_host_api *api, chuan_host *host, chuan_source *source) {
  char how = first_byte(source);
  int answer = read_sheet(api, host, "Xã", 0, how);
  if (answer == 0) answer = read_sheet(api, host, "Ẩn", CHUAN_SHEET_HIDDEN, how);
  return answer;
}

BAD_PLUGIN("book", take, CHUAN_PLUGIN_HAS_SHEETS)
