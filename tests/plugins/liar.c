/* Begins well, then says what cannot be: 'c' a row of more cells than memory has, 'l' a cell of more bytes, 'k' a kind of
 * cell that there is none of, 'u' text that is none, 'a' an answer that means nothing; 'p' writes what comes to its mind
 * into every descriptor it has. */
#include "bad_plugin.h"

#include <unistd.h>

static int take(const chuan_host_api *api, chuan_host *host, chuan_source *source) {
  static const chuan_cell cells[] = {{"10001", 5}, {"20\xFF\x01", 4}, {"7", 1}};
  static const chuan_cell long_cell = {"x", (size_t)1 << 50};
  static const uint8_t kinds[] = {CHUAN_CELL_TEXT, 77, CHUAN_CELL_NUMBER};
  static const char noise[] = "\xFF\x01 This is no frame, whatever it says of itself.";
  char how = first_byte(source);
  int answer = begin_well(api, host);
  chuan_row row = {3, NULL, 3, cells};
  chuan_row_more more = {sizeof more, kinds, CHUAN_ROW_HIDDEN | 0x80000000u};
  if (answer != 0) return answer;
  if (how == 'c') row.count = SIZE_MAX / 2;
  if (how == 'l') row = (chuan_row){3, NULL, 1, &long_cell};
  if (how == 'k') return api->row_more(host, &row, &more);
  if (how == 'a') return 42;
  if (how != 'p') return api->row(host, &row);
  for (int i = 3; i < 1024; i++)
    for (int times = 0; times < 3; times++) answer |= (int)write(i, noise, sizeof noise);
  return CHUAN_PLUGIN_OK;
}

BAD_PLUGIN("liar", take, 0)
