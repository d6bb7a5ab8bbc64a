/* What the parts of a form share. Only these files see the library that writes workbooks. */
#ifndef CHUAN_OUTPUT_FORM_INSIDE_H
#define CHUAN_OUTPUT_FORM_INSIDE_H

#include "base/decimal.h"
#include "output/form.h"
#include "output/form_groups.h"

#include <xlsxwriter.h>

/* Rows of a sheet, from 0. The ids are what an import reads by; they are hidden. */
enum { ROW_TITLE, ROW_HINT, ROW_NAMES, ROW_MEASURES, ROW_YEARS, ROW_IDS, ROW_UNITS };
/* Columns before those of the facts. The year is hidden. */
enum { COLUMN_CODE, COLUMN_NAME, COLUMN_PARENT, COLUMN_YEAR, COLUMN_FACTS };

/* XX(id, size, bold, wrap, font colour, background or 0, border, horizontal alignment, unlocked) */
#define FORM_STYLE_MAP(XX)                                              \
  XX(TITLE, 14, 1, 0, 0x1F3864, 0, 0, LXW_ALIGN_LEFT, 0)                \
  XX(PLAIN, 10, 0, 1, 0x000000, 0, 0, LXW_ALIGN_LEFT, 0)                \
  XX(HINT, 9, 0, 0, 0x595959, 0, 0, LXW_ALIGN_LEFT, 0)                  \
  XX(WARNING, 10, 1, 1, 0xC00000, 0, 0, LXW_ALIGN_LEFT, 0)              \
  XX(LABEL, 10, 1, 0, 0x1F3864, 0, 0, LXW_ALIGN_LEFT, 0)                \
  XX(LINK, 10, 0, 0, 0x0563C1, 0, 0, LXW_ALIGN_LEFT, 0)                 \
  XX(HEADING, 10, 1, 1, 0x000000, 0xDDEBF7, 1, LXW_ALIGN_CENTER, 0)     \
  XX(MEASURE, 9, 0, 1, 0x404040, 0xDDEBF7, 1, LXW_ALIGN_CENTER, 0)      \
  XX(YEAR, 10, 1, 0, 0x000000, 0xFFF2CC, 1, LXW_ALIGN_CENTER, 0)        \
  XX(YEAR_BEFORE, 10, 0, 0, 0x595959, 0xEDEDED, 1, LXW_ALIGN_CENTER, 0) \
  XX(ID, 8, 0, 0, 0x7F7F7F, 0, 0, LXW_ALIGN_LEFT, 0)                    \
  XX(UNIT, 10, 0, 0, 0x000000, 0xF7F7F7, 1, LXW_ALIGN_LEFT, 0)          \
  XX(UNIT_FREE, 10, 0, 0, 0x000000, 0xFFF9E5, 1, LXW_ALIGN_LEFT, 1)     \
  XX(INPUT, 10, 0, 0, 0x000000, 0xFFF9E5, 1, LXW_ALIGN_CENTER, 1)       \
  XX(BEFORE, 10, 0, 0, 0x595959, 0xEDEDED, 1, LXW_ALIGN_CENTER, 0)      \
  XX(EXCESS, 10, 1, 0, 0xC00000, 0xFFC7CE, 0, LXW_ALIGN_CENTER, 1)

enum form_style {
#define XX(id, size, bold, wrap, colour, background, border, align, unlocked) FORM_##id,
  FORM_STYLE_MAP(XX)
#undef XX
      FORM_STYLE_COUNT
};

#define FORM_PAPER_A4 9
#define FORM_MARKS 6u /* three statuses, carried over or not */

struct form_place { /* where a fact stands */
  uint32_t group;
  lxw_col_t first;  /* of its columns: the year before, when it is there */
  lxw_col_t column; /* to be filled in: the last, so that no row ends in a column without an id */
  lxw_col_t list;   /* of a choice: its column on the sheet of lists */
};

struct form {
  struct form_request request;
  struct arena *arena;
  struct report *report;
  lxw_workbook *workbook;
  lxw_worksheet *guide, *lists; /* lists NULL: no fact is a choice */
  lxw_worksheet **sheets;       /* by group */
  struct form_groups groups;
  struct form_place *places; /* by fact.index */
  lxw_col_t stride;          /* columns of a fact */
  lxw_row_t next;            /* row to be written */
  lxw_row_t last;            /* of the units */
  lxw_format *styles[FORM_STYLE_COUNT];
  lxw_format *inputs[DECIMAL_PLACES_MAX + 1]; /* numbers, by places */
  lxw_format *befores[FORM_MARKS][DECIMAL_PLACES_MAX + 1];
  lxw_error error; /* the first */
};

/* Remembers the first error; what it was is said at the end. */
void form_try(struct form *form, lxw_error error);
/* Text that is no memory is an error, too. Never a formula, whatever it begins with. */
void form_text(struct form *form, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *text,
               enum form_style style);

/* form_style.c; 0: no memory */
int form_styles_make(struct form *form);
lxw_format *form_input_style(struct form *form, const struct fact *fact);
lxw_format *form_before_style(struct form *form, const struct fact *fact, unsigned mark);
/* " (mh)": what stands behind a figure that is not official, or was carried to other units; "" for the rest. */
const char *form_mark(unsigned mark);
unsigned form_mark_of(chuan_data_status status, int carried);

/* form_sheet.c: the headings, validations, notes and settings of a group's sheet. */
void form_sheet_begin(struct form *form, uint32_t group);
/* form_validation.c */
void form_validate(struct form *form, const struct fact *fact);
/* form_guide.c: the first sheet, and the last one, with the choices. */
void form_guide_write(struct form *form);
void form_lists_write(struct form *form);

#endif
