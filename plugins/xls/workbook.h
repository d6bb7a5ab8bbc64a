/* workbook.h - a workbook's sheets, texts and formats, and the cells of one sheet at a time. */
#ifndef CHUAN_XLS_WORKBOOK_H
#define CHUAN_XLS_WORKBOOK_H

#include "records.h"

#define SHEET_MAX ((size_t)1024)
#define FORMAT_MAX ((size_t)8192)
#define STYLE_MAX ((size_t)65536)
#define CELL_MOST ((size_t)4 * 1024 * 1024)
#define ROW_COUNT ((size_t)65536)
#define COLUMN_COUNT ((size_t)256)

enum style { STYLE_PLAIN, STYLE_PERCENT, STYLE_DATE, STYLE_TIME };

enum value { VALUE_NUMBER, VALUE_TEXT, VALUE_BOOLEAN, VALUE_ERROR, VALUE_UNCACHED };

struct cell {
  uint16_t row, column;
  uint8_t value, style;
  union {
    double number;
    uint32_t text; /* into the texts of the sheet or the workbook, see below; a boolean, an error's code */
  } is;
};

struct workbook_sheet {
  uint64_t at;
  const char *name;
  int hidden, has_cells; /* charts and macros have none */
};

enum damage {
  DAMAGE_NONE,
  DAMAGE_NO_MEMORY,
  DAMAGE_UNREADABLE,
  DAMAGE_CUT_OFF,
  DAMAGE_PASSWORD,
  DAMAGE_OLD,
  DAMAGE_TOO_LARGE
};

struct workbook {
  struct records records;
  int from_1904;
  struct workbook_sheet *sheets;
  size_t sheet_count;
  struct {
    uint16_t number;
    uint8_t style;
  } * formats;
  size_t format_count;
  uint8_t *styles; /* of each XF */
  size_t style_count;
  struct text *shared; /* texts of all sheets */
  size_t shared_count;
  /* The sheet at hand. */
  struct cell *cells;
  size_t cell_count, cell_room;
  struct text *texts; /* its own; a cell's text is these, then the shared ones */
  size_t text_count, text_room;
  uint8_t hidden[ROW_COUNT / 8]; /* rows */
};

enum damage workbook_open(struct workbook *workbook);
/* The cells of a sheet, by row and column, each place once; tells the host what is merged. */
enum damage workbook_sheet_cells(struct workbook *workbook, const struct workbook_sheet *sheet);
const struct text *workbook_text(const struct workbook *workbook, const struct cell *cell);

#endif
