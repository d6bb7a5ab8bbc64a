/* What the cells of a form take: by the kind of the fact, its range, its choices and the whole it is part of. */
#include "output/form_inside.h"

#include "output/form_names.h"
#include "output/form_note.h"

#include <string.h>

#define NUMBER_MOST "999999999999999" /* 15 digits: what a spreadsheet keeps of a number */
#define TITLE_CHARACTERS 32u

/* The library takes its texts as char *, and copies them. */
static char *lent(struct form *form, const char *text) {
  if (!text) form_try(form, LXW_ERROR_MEMORY_MALLOC_FAILED);
  return (char *)text;
}

static const char *bound(struct form *form, const struct fact *fact, int there, int64_t value,
                         const char *without) {
  char text[DECIMAL_TEXT_SIZE];
  if (!there) return without;
  decimal_format_short(value, fact->places, text);
  return arena_string(form->arena, text);
}

/* The cell of a fact in the first row of units; the row moves along, the column does not. */
static const char *cell_of(struct form *form, const struct fact *fact, const struct fact *seen_from) {
  const struct form_place *place = &form->places[fact->index];
  const char *letters = form_letters(form->arena, place->column);
  const char *sheet = "", *mark = "";
  if (place->group != form->places[seen_from->index].group) {
    sheet = form_quoted(form->arena, form->groups.items[place->group].sheet);
    mark = "!";
  }
  return letters && sheet ? arena_format(form->arena, "%s%s$%s%d", sheet, mark, letters, ROW_UNITS + 1)
                          : NULL;
}

static void number_bounds(struct form *form, const struct fact *fact, lxw_data_validation *validation) {
  const char *least = bound(form, fact, fact->has_minimum, fact->minimum, "-" NUMBER_MOST);
  const char *most = bound(form, fact, fact->has_maximum, fact->maximum, NUMBER_MOST);
  if (fact->part_of && most) {
    const char *whole = cell_of(form, fact->part_of, fact);
    most =
        whole ? arena_format(form->arena, "IF(ISNUMBER(%s),MIN(%s,%s),%s)", whole, whole, most, most) : NULL;
  }
  validation->validate =
      fact->places == 0 ? LXW_VALIDATION_TYPE_INTEGER_FORMULA : LXW_VALIDATION_TYPE_DECIMAL_FORMULA;
  validation->criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
  validation->minimum_formula = lent(form, least ? arena_format(form->arena, "=%s", least) : NULL);
  validation->maximum_formula = lent(form, most ? arena_format(form->arena, "=%s", most) : NULL);
}

/* libxlsxwriter 1.1.4 keeps a second copy of this one formula until the process ends: some forty bytes a choice. */
static void choice_list(struct form *form, const struct fact *fact, lxw_data_validation *validation) {
  const char *sheet = form_quoted(form->arena, FORM_LISTS_SHEET);
  const char *letters = form_letters(form->arena, form->places[fact->index].list);
  validation->validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
  validation->value_formula =
      lent(form, sheet && letters ? arena_format(form->arena, "=%s!$%s$2:$%s$%u", sheet, letters, letters,
                                                 fact->choice_count + 1)
                                  : NULL);
}

/* A part that is larger than its whole stands out, also when the whole was written later. */
static void mark_excess(struct form *form, const struct fact *fact, lxw_worksheet *sheet) {
  const struct form_place *place = &form->places[fact->index];
  if (!fact->part_of || form->places[fact->part_of->index].group != place->group) return;
  const char *part = cell_of(form, fact, fact), *whole = cell_of(form, fact->part_of, fact);
  lxw_conditional_format excess = {.type = LXW_CONDITIONAL_TYPE_FORMULA, .format = form->styles[FORM_EXCESS]};
  excess.value_string = lent(
      form, part && whole
                ? arena_format(form->arena, "=AND(ISNUMBER(%s),ISNUMBER(%s),%s>%s)", part, whole, part, whole)
                : NULL);
  if (form->error == LXW_NO_ERROR)
    form_try(form, worksheet_conditional_format_range(sheet, ROW_UNITS, place->column, form->last,
                                                      place->column, &excess));
}

void form_validate(struct form *form, const struct fact *fact) {
  const struct form_place *place = &form->places[fact->index];
  lxw_worksheet *sheet = form->sheets[place->group];
  char yes[] = "Có", no[] = "Không", *answers[] = {yes, no, NULL};
  lxw_data_validation validation = {.error_type = LXW_VALIDATION_ERROR_TYPE_STOP};
  if (fact->kind == FACT_YES_NO) {
    validation.validate = LXW_VALIDATION_TYPE_LIST;
    validation.value_list = answers;
  } else if (fact->kind == FACT_CHOICE) {
    choice_list(form, fact, &validation);
  } else {
    number_bounds(form, fact, &validation);
  }
  const struct rulebook *rulebook = form->request.rulebook;
  validation.input_title = lent(form, form_cut(form->arena, fact->name.vi, TITLE_CHARACTERS));
  validation.input_message = lent(form, form_asked(form->arena, rulebook, fact));
  validation.error_title = lent(form, "Số liệu không hợp lệ");
  validation.error_message = lent(form, form_refused(form->arena, rulebook, fact));
  if (form->error != LXW_NO_ERROR) return;
  form_try(form, worksheet_data_validation_range(sheet, ROW_UNITS, place->column, form->last, place->column,
                                                 &validation));
  mark_excess(form, fact, sheet);
}
