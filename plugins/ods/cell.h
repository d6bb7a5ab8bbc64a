/* cell.h - one cell of an OpenDocument sheet: its attributes say its value, its paragraphs what people see of it. */
#ifndef CHUAN_PLUGIN_CELL_H
#define CHUAN_PLUGIN_CELL_H

#include "../package/row.h"

enum cell_value { NO_VALUE, NUMBER_VALUE, PERCENT_VALUE, DATE_VALUE, TIME_VALUE, TRUTH_VALUE, TEXT_VALUE };

struct cell {
  struct growing_text text, value, formula;
  enum cell_value type;
  uint32_t repeat, columns, rows; /* how often; how far it spans */
  int has_formula, is_error;
  size_t paragraphs;
  int space_waits, has_content; /* of the paragraph at hand: white space is one space, and none at its ends */
};

int cell_begin(struct cell *cell, const char **attributes);
/* Paragraphs; text_append's answers. */
int cell_paragraph(struct cell *cell);
int cell_text(struct cell *cell, const char *text, size_t length);
int cell_spaces(struct cell *cell, uint64_t count, char which);
/* Puts it into the row, as often as it is repeated, from `column` on. */
int cell_put(struct cell *cell, struct sheet_row *row, uint64_t column);

#endif
