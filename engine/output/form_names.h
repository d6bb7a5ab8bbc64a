/* What things are called in a form: sheets, choices, figures as text; all within what Excel takes. */
#ifndef CHUAN_OUTPUT_FORM_NAMES_H
#define CHUAN_OUTPUT_FORM_NAMES_H

#include "output/form_groups.h"

#define FORM_GUIDE_SHEET "Hướng dẫn"
#define FORM_LISTS_SHEET "Danh mục lựa chọn"

/* All in the arena; NULL: no memory. */
const char *form_roman(struct arena *arena, uint32_t number);
/* At most `limit` characters, "…" where something was left out. */
const char *form_cut(struct arena *arena, const char *text, size_t limit);
size_t form_characters(const char *text);
/* A name that Excel takes for a sheet, unlike those of the groups before. */
const char *form_sheet_name(struct arena *arena, const char *title, const struct form_group *groups,
                            size_t count);
/* The sheet's name as formulas write it, with the quotes. */
const char *form_quoted(struct arena *arena, const char *sheet);
/* "D", "AB": a column by its number from 0. */
const char *form_letters(struct arena *arena, uint32_t column);
/* What a choice is called in the cells: its Vietnamese name where no other choice of the fact has it, else its id. */
const char *form_choice(const struct rulebook *rulebook, const struct fact *fact, uint32_t index);
/* A bound or figure the way a Vietnamese reader writes it: "1234,5". */
const char *form_number(struct arena *arena, const struct fact *fact, int64_t value);

#endif
