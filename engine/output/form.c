/* A form as a workbook: opened, its units written row after row on all sheets at once, closed. */
#include "output/form_inside.h"

#include "base/date.h"
#include "base/file.h"
#include "output/form_names.h"

#include <errno.h>
#include <string.h>

#define MARKED_SIZE 512
#define TEXT_MOST 32000u              /* characters; a cell takes 32767 */
#define DIGITS_EXACT 1000000000000000 /* numbers below it are kept as they are by a spreadsheet */

void form_try(struct form *form, lxw_error error) {
  if (form->error == LXW_NO_ERROR) form->error = error;
}

void form_text(struct form *form, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *text,
               enum form_style style) {
  if (text && strlen(text) > TEXT_MOST) text = form_cut(form->arena, text, TEXT_MOST);
  if (!text) {
    form_try(form, LXW_ERROR_MEMORY_MALLOC_FAILED);
  } else if (*text) {
    form_try(form, worksheet_write_string(sheet, row, column, text, form->styles[style]));
  } else {
    form_try(form, worksheet_write_blank(sheet, row, column, form->styles[style]));
  }
}

/* What went wrong, said once. */
static chuan_status failed(struct form *form) {
  char text[FILE_REASON_SIZE];
  if (form->error == LXW_NO_ERROR) return CHUAN_OK;
  if (form->error == LXW_ERROR_MEMORY_MALLOC_FAILED) return report_no_memory(form->report);
  int system = form->error == LXW_ERROR_CREATING_XLSX_FILE || form->error == LXW_ERROR_CREATING_TMPFILE ||
               form->error == LXW_ERROR_ZIP_FILE_OPERATION || form->error == LXW_ERROR_ZIP_FILE_ADD ||
               form->error == LXW_ERROR_ZIP_CLOSE;
  if (system)
    return report_fail(
        form->report, CHUAN_IO,
        "%s cannot be written: %s; check the folder, the disk and the folder for temporary files",
        "không ghi được %s: %s; hãy kiểm tra thư mục, ổ đĩa và thư mục tệp tạm", form->request.file,
        file_reason(errno, report_language(form->report), text));
  return report_fail(
      form->report, CHUAN_LIMIT,
      "%s: the workbook takes no such text or size (%s); shorten the names in the rules or the units",
      "%s: bảng tính không nhận văn bản hay kích thước này (%s); hãy rút ngắn tên trong quy tắc hoặc "
      "tên đơn vị",
      form->request.file, lxw_strerror(form->error));
}

/* --- opening ------------------------------------------------------------------------------------------------- */

static int place_facts(struct form *form) {
  lxw_col_t lists = 0;
  form->places = arena_array(form->arena, (size_t)form->request.level->fact_count + 1, sizeof *form->places);
  if (!form->places) return 0;
  for (uint32_t g = 0; g < form->groups.count; g++) {
    const struct form_group *group = &form->groups.items[g];
    for (uint32_t i = 0; i < group->count; i++) {
      struct form_place *place = &form->places[group->facts[i]->index];
      place->group = g;
      place->first = (lxw_col_t)(COLUMN_FACTS + i * form->stride);
      place->column = (lxw_col_t)(place->first + form->stride - 1);
      if (group->facts[i]->kind == FACT_CHOICE) place->list = lists++;
    }
  }
  return 1;
}

static int has_choices(const struct vocabulary_level *level) {
  for (uint32_t i = 0; i < level->fact_count; i++)
    if (level->facts[i]->kind == FACT_CHOICE) return 1;
  return 0;
}

static int add_sheets(struct form *form) {
  form->guide = workbook_add_worksheet(form->workbook, FORM_GUIDE_SHEET);
  form->sheets = arena_array(form->arena, form->groups.count, sizeof(lxw_worksheet *));
  if (!form->guide || !form->sheets) return 0;
  for (size_t i = 0; i < form->groups.count; i++) {
    form->sheets[i] = workbook_add_worksheet(form->workbook, form->groups.items[i].sheet);
    if (!form->sheets[i]) return 0;
  }
  if (!has_choices(form->request.level)) return 1;
  form->lists = workbook_add_worksheet(form->workbook, FORM_LISTS_SHEET);
  return form->lists != NULL;
}

/* Without the day it was made: the same figures give the same bytes. */
static void set_properties(struct form *form) {
  static const time_t day = (time_t)24 * 60 * 60;
  char title[] = "Biểu nhập số liệu", made[] = "Chuẩn " CHUAN_VERSION;
  lxw_doc_properties properties = {
      .title = title, .comments = made, .created = date_of(form->request.year, 1, 1) * day};
  form_try(form, workbook_set_properties(form->workbook, &properties));
}

chuan_status form_begin(const struct form_request *request, const char *path, struct arena *arena,
                        struct report *report, struct form **out) {
  *out = NULL;
  struct form *form = arena_alloc(arena, sizeof *form);
  if (!form) return report_no_memory(report);
  form->request = *request;
  form->arena = arena;
  form->report = report;
  form->stride = request->before ? 2 : 1;
  form->next = ROW_UNITS;
  form->last = (lxw_row_t)(ROW_UNITS + (request->units ? request->units : FORM_EMPTY_ROWS) - 1);
  chuan_status status = form_groups_find(request->rulebook, request->level, arena, report, &form->groups);
  if (status != CHUAN_OK) return status;
  lxw_workbook_options options = {.constant_memory = 1};
  form->workbook = workbook_new_opt(path, &options);
  if (!form->workbook || !add_sheets(form) || !form_styles_make(form) || !place_facts(form)) {
    form_drop(form);
    return report_no_memory(report);
  }
  set_properties(form);
  for (uint32_t g = 0; g < form->groups.count; g++) form_sheet_begin(form, g);
  status = failed(form);
  if (status != CHUAN_OK)
    form_drop(form);
  else
    *out = form;
  return status;
}

/* --- rows ------------------------------------------------------------------------------------------------------ */

static void put_text(struct form *form, lxw_worksheet *sheet, lxw_col_t column, const char *text,
                     const char *mark, lxw_format *format) {
  char marked[MARKED_SIZE];
  size_t length = strlen(text), added = strlen(mark);
  if (added > 0 && length + added < sizeof marked) {
    memcpy(marked, text, length);
    memcpy(marked + length, mark, added);
    marked[length + added] = '\0';
    text = marked;
  }
  form_try(form, worksheet_write_string(sheet, form->next, column, text, format));
}

/* A number with more digits than a spreadsheet keeps is written as text, which the import reads exactly. */
static void put_value(struct form *form, const struct fact *fact, lxw_col_t column, int64_t value,
                      const char *mark, lxw_format *format) {
  lxw_worksheet *sheet = form->sheets[form->places[fact->index].group];
  if (value == DECIMAL_MISSING) {
    form_try(form, worksheet_write_blank(sheet, form->next, column, format));
  } else if (fact->kind == FACT_YES_NO) {
    put_text(form, sheet, column, value ? "Có" : "Không", mark, format);
  } else if (fact->kind == FACT_CHOICE) {
    const char *name = value >= 0 && value < (int64_t)fact->choice_count
                           ? form_choice(form->request.rulebook, fact, (uint32_t)value)
                           : "?";
    put_text(form, sheet, column, name, mark, format);
  } else if (value > -DIGITS_EXACT && value < DIGITS_EXACT) {
    /* Both sides are exact, so that the quotient is the double nearest to the decimal. */
    double scale = 1.0;
    for (unsigned i = 0; i < fact->places; i++) scale *= 10.0;
    form_try(form, worksheet_write_number(sheet, form->next, column, (double)value / scale, format));
  } else {
    char text[DECIMAL_TEXT_SIZE];
    decimal_format_short(value, fact->places, text);
    put_text(form, sheet, column, text, mark, format);
  }
}

static void put_figures(struct form *form, const struct form_row *row) {
  unsigned mark = row->before ? form_mark_of(row->before_status, row->before_carried) : 0;
  for (uint32_t g = 0; g < form->groups.count; g++) {
    const struct form_group *group = &form->groups.items[g];
    for (uint32_t i = 0; i < group->count; i++) {
      const struct fact *fact = group->facts[i];
      const struct form_place *place = &form->places[fact->index];
      put_value(form, fact, place->column, row->values ? row->values[fact->index] : DECIMAL_MISSING, "",
                form_input_style(form, fact));
      if (form->stride > 1)
        put_value(form, fact, place->first, row->before ? row->before[fact->index] : DECIMAL_MISSING,
                  form_mark(mark), form_before_style(form, fact, mark));
    }
  }
}

chuan_status form_row(struct form *form, const struct form_row *row) {
  for (size_t g = 0; g < form->groups.count; g++) {
    lxw_worksheet *sheet = form->sheets[g];
    form_text(form, sheet, form->next, COLUMN_CODE, row->code, FORM_UNIT);
    form_text(form, sheet, form->next, COLUMN_NAME, row->name, FORM_UNIT);
    form_text(form, sheet, form->next, COLUMN_PARENT, row->parent, FORM_UNIT);
    form_try(form, worksheet_write_number(sheet, form->next, COLUMN_YEAR, form->request.year,
                                          form->styles[FORM_UNIT]));
  }
  put_figures(form, row);
  form->next++;
  return failed(form);
}

/* A row to write a unit into: on the first sheet by hand, on the others it follows; its year once there is a unit. */
static void empty_row(struct form *form) {
  static const struct form_row nothing = {.code = "", .name = "", .parent = ""};
  unsigned row = form->next + 1;
  lxw_format *format = form->styles[FORM_UNIT];
  for (size_t g = 0; g < form->groups.count; g++) {
    lxw_worksheet *sheet = form->sheets[g];
    const char *first = form_quoted(form->arena, form->groups.items[0].sheet);
    for (int place = COLUMN_CODE; place <= COLUMN_PARENT; place++) {
      const lxw_col_t column = (lxw_col_t)place;
      const char letter = (char)('A' + place);
      const char *formula = first ? arena_format(form->arena, "=IF(%s!%c%u=\"\",\"\",%s!%c%u)", first, letter,
                                                 row, first, letter, row)
                                  : NULL;
      if (g == 0)
        form_text(form, sheet, form->next, column, "", FORM_UNIT_FREE);
      else
        form_try(form, formula ? worksheet_write_formula_str(sheet, form->next, column, formula, format, "")
                               : LXW_ERROR_MEMORY_MALLOC_FAILED);
    }
    const char *year =
        arena_format(form->arena, "=IF(AND(A%u=\"\",B%u=\"\"),\"\",%d)", row, row, form->request.year);
    form_try(form, year ? worksheet_write_formula_str(sheet, form->next, COLUMN_YEAR, year, format, "")
                        : LXW_ERROR_MEMORY_MALLOC_FAILED);
  }
  put_figures(form, &nothing);
  form->next++;
}

/* --- closing ---------------------------------------------------------------------------------------------------- */

void form_drop(struct form *form) {
  if (form && form->workbook) lxw_workbook_free(form->workbook);
  if (form) form->workbook = NULL;
}

chuan_status form_end(struct form *form) {
  if (!form) return CHUAN_OK;
  if (form->request.units == 0)
    for (unsigned i = 0; i < FORM_EMPTY_ROWS; i++) empty_row(form);
  form_guide_write(form);
  if (form->lists) form_lists_write(form);
  chuan_status status = failed(form);
  if (status == CHUAN_OK) {
    lxw_workbook *workbook = form->workbook;
    form->workbook = NULL;
    errno = 0;
    form_try(form, workbook_close(workbook)); /* frees it, too */
    return failed(form);
  }
  form_drop(form);
  return status;
}
