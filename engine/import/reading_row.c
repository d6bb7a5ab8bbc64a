/* reading_row.c - what a plugin says of a row, brought into the host's form. */
#include "import/reading_row.h"

#include "import/cell.h"

int plugin_prepare(const chuan_plugin *plugin) {
  return !HAS_MEMBER(plugin, chuan_plugin, prepare) || !plugin->prepare || plugin->prepare() == 0;
}

uint64_t row_size(const chuan_cell *cells, size_t count) {
  uint64_t size = count;
  for (size_t i = 0; i < count; i++) {
    if (cells[i].length > READ_ROW_BYTES_MOST) return UINT64_MAX; /* a sum could run over */
    size += cells[i].length;
  }
  return size;
}

struct read_row row_given(const chuan_row *row, const chuan_row_more *more) {
  struct read_row given = {row->number, row->sheet, row->count, row->cells, NULL, 0};
  if (more && HAS_MEMBER(more, chuan_row_more, kinds)) given.kinds = more->kinds;
  if (more && HAS_MEMBER(more, chuan_row_more, flags))
    given.flags = more->flags & (CHUAN_ROW_HIDDEN | CHUAN_ROW_BYTES);
  if (row->count <= READ_ROW_CELLS_MOST && row_size(row->cells, row->count) <= READ_ROW_BYTES_MOST)
    return given;
  given.flags |= READ_ROW_LARGE;
  given.count = 0;
  given.kinds = NULL;
  return given;
}

int cells_are_blank(const chuan_cell *cells, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (cell_trim(cells[i]).length > 0) return 0;
  return 1;
}
