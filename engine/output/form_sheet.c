/* One sheet of a form: what it is about, the headings with their definitions, the hidden ids, how it prints. Rows are
 * written from the top down, because nothing that was written is kept in memory. */
#include "output/form_inside.h"

#include "facts/dossier.h"
#include "output/form_names.h"
#include "output/form_note.h"
#include "output/label.h"

#include <string.h>

#define INPUT_WIDTH 13.0
#define BEFORE_WIDTH 13.0
#define CHOICE_WIDTH_MOST 40u
#define LINE_HEIGHT 13.5
#define ROW_HEIGHT_MOST 400.0
#define CODE_WIDTH 9.0
#define NAME_WIDTH 24.0
#define PARENT_WIDTH 22.0
#define PRINT_SCALE 55
#define PAGE_WIDTH 182.0 /* of A4 across, in characters, at that scale, with room for wider fonts */
#define UNIT_HEIGHT 17.0
#define NOTE_WIDTH 420u
#define NOTE_LINE 62u /* characters */

/* A choice needs the room of its longest name. */
static double input_width(const struct form *form, const struct fact *fact) {
  size_t widest = 0;
  for (uint32_t i = 0; fact->kind == FACT_CHOICE && i < fact->choice_count; i++) {
    size_t width = form_characters(form_choice(form->request.rulebook, fact, i)) + 2;
    if (width > widest) widest = width;
  }
  if (widest > CHOICE_WIDTH_MOST) widest = CHOICE_WIDTH_MOST;
  return (double)widest > INPUT_WIDTH ? (double)widest : INPUT_WIDTH;
}

static double before_width(const struct form *form, const struct fact *fact) {
  double width = input_width(form, fact);
  return width > INPUT_WIDTH ? width + 6.0 : BEFORE_WIDTH;
}

static double heading_width(const struct form *form, const struct fact *fact) {
  return input_width(form, fact) + (form->stride > 1 ? before_width(form, fact) : 0.0);
}

/* Lines that a text takes, words kept whole: a little more than its length would say. */
static unsigned lines_of(const char *text, double width) {
  double fits = width * 0.92 - 1.0;
  return (unsigned)((double)form_characters(text) / fits) + 1u;
}

static void set_height(struct form *form, lxw_worksheet *sheet, lxw_row_t row, unsigned lines) {
  double height = LINE_HEIGHT * lines + 5.0;
  form_try(form, worksheet_set_row(sheet, row, height < ROW_HEIGHT_MOST ? height : ROW_HEIGHT_MOST, NULL));
}

/* Over the columns of a fact; a single cell cannot be merged. */
static void write_over(struct form *form, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                       const char *text, enum form_style style) {
  if (form->stride == 1) {
    form_text(form, sheet, row, column, text, style);
    return;
  }
  if (!text) form_try(form, LXW_ERROR_MEMORY_MALLOC_FAILED);
  if (text)
    form_try(form, worksheet_merge_range(sheet, row, column, row, (lxw_col_t)(column + form->stride - 1),
                                         text, form->styles[style]));
}

/* The definition, in a box as high as its text. */
static void write_note(struct form *form, const struct fact *fact, lxw_worksheet *sheet) {
  const char *note = form_note(form->arena, form->request.rulebook, fact, &form->groups.uses[fact->index]);
  if (!note) {
    form_try(form, LXW_ERROR_MEMORY_MALLOC_FAILED);
    return;
  }
  uint16_t lines = 1;
  for (const char *line = note; line;) {
    const char *end = strchr(line, '\n');
    size_t length = end ? (size_t)(end - line) : strlen(line);
    lines = (uint16_t)(lines + length / NOTE_LINE + 1);
    line = end ? end + 1 : NULL;
  }
  char font[] = "Arial";
  lxw_comment_options options = {.width = NOTE_WIDTH,
                                 .height = (uint16_t)(lines * 16 + 12),
                                 .font_name = font,
                                 .font_size = 9,
                                 .color = 0xFFFFE1};
  form_try(form,
           worksheet_write_comment_opt(sheet, ROW_NAMES, form->places[fact->index].first, note, &options));
}

/* --- rows of headings ----------------------------------------------------------------------------------------- */

static void write_title(struct form *form, const struct form_group *group, lxw_worksheet *sheet) {
  const struct form_request *request = &form->request;
  const char *title = group->standard
                          ? arena_format(form->arena, "%s – %s", group->title, group->standard->name.vi)
                          : group->title;
  const char *hint =
      request->before
          ? arena_format(form->arena,
                         "Năm %d. Nhập vào ô vàng; ô xám là số liệu năm %d để đối chiếu. Chưa có số liệu: để "
                         "trống, không ghi 0.",
                         request->year, request->year - 1)
          : arena_format(form->arena, "Năm %d. Nhập vào ô vàng. Chưa có số liệu: để trống, không ghi 0.",
                         request->year);
  form_try(form, worksheet_set_row(sheet, ROW_TITLE, 22.0, NULL));
  form_text(form, sheet, ROW_TITLE, COLUMN_CODE, title, FORM_TITLE);
  if (hint && request->filled && request->filled_status != CHUAN_OFFICIAL)
    hint = arena_format(
        form->arena, "%s " FORM_FILLED_WITH "%s", hint,
        request->filled_status == CHUAN_ILLUSTRATIVE ? FORM_FILLED_ILLUSTRATIVE : FORM_FILLED_PRELIMINARY);
  form_text(form, sheet, ROW_HINT, COLUMN_CODE, hint, FORM_HINT);
}

static void write_unit_cells(struct form *form, lxw_worksheet *sheet, lxw_row_t row,
                             const char *const texts[], enum form_style style) {
  for (int column = COLUMN_CODE; column < COLUMN_FACTS; column++)
    form_text(form, sheet, row, (lxw_col_t)column, texts ? texts[column] : "", style);
}

static void write_names(struct form *form, const struct form_group *group, lxw_worksheet *sheet) {
  const char *level = label_units(form->request.level->level, CHUAN_VIETNAMESE);
  const char *texts[COLUMN_FACTS] = {"Mã", arena_format(form->arena, "Tên %s", level), "Thuộc", "Năm"};
  unsigned lines = 1;
  for (uint32_t i = 0; i < group->count; i++) {
    unsigned needed = lines_of(group->facts[i]->name.vi, heading_width(form, group->facts[i]));
    if (needed > lines) lines = needed;
  }
  set_height(form, sheet, ROW_NAMES, lines);
  write_unit_cells(form, sheet, ROW_NAMES, texts, FORM_HEADING);
  for (uint32_t i = 0; i < group->count; i++) {
    const struct fact *fact = group->facts[i];
    write_over(form, sheet, ROW_NAMES, form->places[fact->index].first, fact->name.vi, FORM_HEADING);
    write_note(form, fact, sheet);
  }
}

static void write_measures(struct form *form, const struct form_group *group, lxw_worksheet *sheet) {
  const char **texts = arena_array(form->arena, group->count, sizeof *texts);
  unsigned lines = 1;
  if (!texts) form_try(form, LXW_ERROR_MEMORY_MALLOC_FAILED);
  for (uint32_t i = 0; texts && i < group->count; i++) {
    texts[i] = form_measure(form->arena, form->request.rulebook, group->facts[i]);
    unsigned needed = texts[i] ? lines_of(texts[i], heading_width(form, group->facts[i]) * 1.1) : 1;
    if (needed > lines) lines = needed;
  }
  set_height(form, sheet, ROW_MEASURES, lines);
  write_unit_cells(form, sheet, ROW_MEASURES, NULL, FORM_MEASURE);
  for (uint32_t i = 0; texts && i < group->count; i++)
    write_over(form, sheet, ROW_MEASURES, form->places[group->facts[i]->index].first, texts[i], FORM_MEASURE);
}

static void write_years(struct form *form, const struct form_group *group, lxw_worksheet *sheet) {
  const char *now = arena_format(form->arena, "Năm %d", form->request.year);
  const char *before = arena_format(form->arena, "Năm %d", form->request.year - 1);
  write_unit_cells(form, sheet, ROW_YEARS, NULL, FORM_MEASURE);
  for (uint32_t i = 0; i < group->count; i++) {
    const struct form_place *place = &form->places[group->facts[i]->index];
    form_text(form, sheet, ROW_YEARS, place->column, now, FORM_YEAR);
    if (form->stride > 1) form_text(form, sheet, ROW_YEARS, place->first, before, FORM_YEAR_BEFORE);
  }
}

/* What the import reads by. Columns without an id are not read. */
static void write_ids(struct form *form, const struct form_group *group, lxw_worksheet *sheet) {
  static const char *const texts[COLUMN_FACTS] = {"unit", "name", "parent", "year"};
  lxw_row_col_options unseen = {.hidden = 1};
  form_try(form, worksheet_set_row_opt(sheet, ROW_IDS, LXW_DEF_ROW_HEIGHT, NULL, &unseen));
  write_unit_cells(form, sheet, ROW_IDS, texts, FORM_ID);
  for (uint32_t i = 0; i < group->count; i++)
    form_text(form, sheet, ROW_IDS, form->places[group->facts[i]->index].column, group->facts[i]->id,
              FORM_ID);
}

/* --- settings -------------------------------------------------------------------------------------------------- */

static int shows_parents(const struct form *form) {
  return form->request.parents || form->request.units == 0;
}

static void set_columns(struct form *form, const struct form_group *group, lxw_worksheet *sheet) {
  lxw_row_col_options unseen = {.hidden = 1};
  form_try(form, worksheet_set_column(sheet, COLUMN_CODE, COLUMN_CODE, CODE_WIDTH, NULL));
  form_try(form, worksheet_set_column(sheet, COLUMN_NAME, COLUMN_NAME, NAME_WIDTH, NULL));
  if (shows_parents(form)) {
    form_try(form, worksheet_set_column(sheet, COLUMN_PARENT, COLUMN_PARENT, PARENT_WIDTH, NULL));
  } else {
    form_try(form,
             worksheet_set_column_opt(sheet, COLUMN_PARENT, COLUMN_PARENT, PARENT_WIDTH, NULL, &unseen));
  }
  form_try(form, worksheet_set_column_opt(sheet, COLUMN_YEAR, COLUMN_YEAR, 6.0, NULL, &unseen));
  for (uint32_t i = 0; i < group->count; i++) {
    const struct fact *fact = group->facts[i];
    lxw_col_t column = form->places[fact->index].column, beside = form->places[fact->index].first;
    form_try(form, worksheet_set_column(sheet, column, column, input_width(form, fact), NULL));
    if (form->stride > 1)
      form_try(form, worksheet_set_column(sheet, beside, beside, before_width(form, fact), NULL));
  }
}

/* What fits on a page in width, at the scale that can still be read; figure and year before stay together. */
static void set_breaks(struct form *form, const struct form_group *group, lxw_worksheet *sheet) {
  const double first = CODE_WIDTH + NAME_WIDTH, whole = first + (shows_parents(form) ? PARENT_WIDTH : 0.0);
  lxw_col_t *breaks = arena_array(form->arena, (size_t)group->count + 1, sizeof *breaks);
  double width = whole;
  size_t count = 0;
  if (!breaks) form_try(form, LXW_ERROR_MEMORY_MALLOC_FAILED);
  for (uint32_t i = 0; breaks && i < group->count; i++) {
    double here = heading_width(form, group->facts[i]);
    if (width + here > PAGE_WIDTH && width > whole) {
      breaks[count++] = form->places[group->facts[i]->index].first;
      width = first;
    }
    width += here;
  }
  if (count == 0) {
    worksheet_fit_to_pages(sheet, 1, 0);
  } else {
    worksheet_set_print_scale(sheet, PRINT_SCALE);
    form_try(form, worksheet_set_v_pagebreaks(sheet, breaks));
  }
}

static void set_printing(struct form *form, const struct form_group *group, lxw_worksheet *sheet) {
  worksheet_set_landscape(sheet);
  worksheet_set_paper(sheet, FORM_PAPER_A4);
  worksheet_set_margins(sheet, 0.4, 0.4, 0.5, 0.6);
  set_breaks(form, group, sheet);
  form_try(form, worksheet_repeat_rows(sheet, ROW_NAMES, ROW_YEARS));
  form_try(form, worksheet_repeat_columns(sheet, COLUMN_CODE, COLUMN_NAME));
  form_try(form, worksheet_set_footer(sheet, "&L&8&A&R&8Trang &P/&N"));
}

void form_sheet_begin(struct form *form, uint32_t number) {
  const struct form_group *group = &form->groups.items[number];
  lxw_worksheet *sheet = form->sheets[number];
  lxw_protection protection = {.format_columns = 1, .format_rows = 1};
  worksheet_set_default_row(sheet, UNIT_HEIGHT, 0);
  set_columns(form, group, sheet);
  write_title(form, group, sheet);
  write_names(form, group, sheet);
  write_measures(form, group, sheet);
  write_years(form, group, sheet);
  write_ids(form, group, sheet);
  for (uint32_t i = 0; i < group->count; i++) form_validate(form, group->facts[i]);
  worksheet_set_comments_author(sheet, "Chuẩn");
  worksheet_protect(sheet, NULL, &protection);
  worksheet_freeze_panes(sheet, ROW_UNITS, COLUMN_PARENT);
  worksheet_gridlines(sheet, LXW_HIDE_ALL_GRIDLINES);
  set_printing(form, group, sheet);
}
