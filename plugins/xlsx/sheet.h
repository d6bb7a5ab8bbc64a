/* sheet.h - one sheet of an XLSX workbook: its merged areas, then its rows. */
#ifndef CHUAN_PLUGIN_SHEET_H
#define CHUAN_PLUGIN_SHEET_H

#include "workbook.h"

/* Rows and cells of a sheet; `row` is used for one sheet after the other. Returns what the host answered last. */
int sheet_read(struct workbook *workbook, const struct workbook_sheet *sheet, struct sheet_row *row,
               struct rich_text *text, struct growing_text *formula);
/* The merged areas, which the file says behind the rows: told to the host. A guess; only real ones are told. */
int sheet_merges(struct workbook *workbook, const struct workbook_sheet *sheet);

/* "BC12": the column (from 1; 0 when there is none) and the row (0 when there is none). Both end at `most`. */
struct cell_place {
  uint32_t column;
  uint64_t row;
};
struct cell_place place_of(const char *reference, const char **end);

#endif
