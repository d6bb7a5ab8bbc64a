/* Words and signs in cells: no figure, yes and no, the names of choices. */
#ifndef CHUAN_IMPORT_CELL_WORDS_H
#define CHUAN_IMPORT_CELL_WORDS_H

#include "import/cell.h"

/* Trimmed cells, case and Unicode form aside. */
int cell_says_no_figure(chuan_cell cell); /* whatever is asked for */
int cell_is_dash(chuan_cell cell);
/* What offices write beyond what fact_read takes: x, ✓, v, chưa, KĐ. 0: none of those. */
int cell_read_answer(chuan_cell cell, int64_t *value);
/* A choice by what people call it, in either language; 0 when none, or several, are called so. */
int cell_read_choice_name(const struct fact *fact, chuan_cell cell, int64_t *value);

#endif
