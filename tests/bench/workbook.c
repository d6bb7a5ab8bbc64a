/* Writes a CSV of plain cells as a workbook, as a spreadsheet program would: numbers as numbers, the rest as text, and a
 * column of names after the code: `workbook IN.csv OUT.xlsx`. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

static void cell_write(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *text) {
  char *end;
  double number = strtod(text, &end);
  if (*text == 0) return;
  if (*end == 0)
    worksheet_write_number(sheet, row, column, number, NULL);
  else
    worksheet_write_string(sheet, row, column, text, NULL);
}

int main(int argc, char **argv) {
  FILE *in = argc == 3 ? fopen(argv[1], "r") : NULL;
  if (!in) return fprintf(stderr, "usage: workbook IN.csv OUT.xlsx\n"), 2;
  lxw_workbook_options options = {.constant_memory = LXW_TRUE};
  lxw_workbook *workbook = workbook_new_opt(argv[2], &options);
  lxw_worksheet *sheet = workbook_add_worksheet(workbook, "Commune");
  char line[4096], name[64];
  for (lxw_row_t row = 0; fgets(line, sizeof line, in); row++) {
    lxw_col_t column = 0;
    line[strcspn(line, "\r\n")] = 0;
    for (char *at = line, *next; at; at = next) {
      next = strchr(at, ',');
      if (next) *next++ = 0;
      cell_write(sheet, row, column++, at);
      if (column != 1) continue;
      snprintf(name, sizeof name, row ? "Commune %u" : "name", (unsigned)row);
      worksheet_write_string(sheet, row, column++, name, NULL);
    }
  }
  fclose(in);
  return workbook_close(workbook) == LXW_NO_ERROR ? 0 : 1;
}
