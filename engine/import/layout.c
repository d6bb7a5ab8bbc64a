/* layout.c - which sheets of a file are read, and what is said when nobody can tell. */
#include "import/layout.h"

#include "base/buffer.h"
#include "base/text.h"
#include "import/cell.h"
#include "import/passing.h"

#include <string.h>

#define LISTED 8 /* sheets and headings named in a sentence */

struct laying {
  const struct layout_request *request;
  const struct survey *survey;
  struct arena *arena;
  struct report *report;
  struct layout *out;
  struct layout_guess *guesses; /* of each sheet of the survey */
};

static int is_hidden(const struct survey_sheet *sheet) {
  return (sheet->flags & CHUAN_SHEET_HIDDEN) != 0;
}

static int is_candidate(const struct laying *laying, size_t sheet) {
  return !is_hidden(&laying->survey->sheets[sheet]) && laying->survey->sheets[sheet].row_count > 0;
}

/* --- sentences ------------------------------------------------------------------------------------------- */

/* 'A', 'B', … : the sheets that a test takes. */
static const char *list_sheets(const struct laying *laying, const unsigned char *chosen,
                               struct buffer *buffer) {
  size_t listed = 0;
  for (size_t i = 0; i < laying->survey->sheet_count; i++) {
    if (!chosen[i]) continue;
    if (listed == LISTED) {
      buffer_add_string(buffer, ", …");
      break;
    }
    buffer_format(buffer, "%s'%s'", listed++ ? ", " : "", laying->survey->sheets[i].name);
  }
  return buffer_string(buffer);
}

static void add_headings(const struct layout_guess *guess, struct buffer *buffer) {
  size_t listed = 0;
  for (size_t i = 0; i < guess->texts.count && listed <= LISTED; i++) {
    const char *text = guess->texts.items[i].text;
    if (text[0] == 0) continue;
    if (listed == LISTED) {
      buffer_add_string(buffer, ", …");
      return;
    }
    size_t shown = text_prefix(text, strlen(text), 40);
    buffer_format(buffer, "%s'%.*s%s'", listed++ ? ", " : "", (int)shown, text, text[shown] ? "…" : "");
  }
}

/* No sheet has the headings of units and facts: what each of them has. */
static chuan_status fail_without_sheet(const struct laying *laying) {
  struct buffer text;
  size_t listed = 0, hidden = SIZE_MAX;
  buffer_init(&text, 32768);
  for (size_t i = 0; i < laying->survey->sheet_count; i++) {
    if (is_hidden(laying->guesses[i].sheet) && laying->guesses[i].fits && hidden == SIZE_MAX) hidden = i;
    if (!is_candidate(laying, i) || listed == LISTED) continue;
    buffer_format(&text, "%s'%s': ", listed++ ? "; " : "", laying->survey->sheets[i].name);
    add_headings(&laying->guesses[i], &text);
  }
  chuan_status status;
  if (hidden != SIZE_MAX)
    status = report_fail(
        laying->report, CHUAN_ARGUMENT,
        "%s: no visible sheet has columns for the unit and for facts of level %s, but the hidden sheet "
        "'%s' has; name it with --sheet to have it read",
        "%s: không trang tính nào đang hiện có cột đơn vị và số liệu của cấp %s, nhưng trang ẩn '%s' thì "
        "có; muốn đọc hãy nêu tên bằng --sheet",
        laying->request->file, laying->request->level->level, laying->survey->sheets[hidden].name);
  else if (listed == 0)
    status = report_fail(laying->report, CHUAN_ARGUMENT,
                         "%s: there is nothing on its sheets; a heading row comes first, then one row a unit",
                         "%s: các trang tính không có gì; cần một dòng tiêu đề, rồi mỗi đơn vị một dòng",
                         laying->request->file);
  else
    status = report_fail(
        laying->report, CHUAN_ARGUMENT,
        "%s: no sheet has columns for the unit and for facts of level %s; the headings are %s. Have a "
        "mapping suggested by import --suggest",
        "%s: không trang tính nào có cột đơn vị và số liệu của cấp %s; các tiêu đề là %s. Hãy dùng import "
        "--suggest để có tệp ánh xạ gợi ý",
        laying->request->file, laying->request->level->level, buffer_string(&text));
  buffer_free(&text);
  return status;
}

static chuan_status fail_several(const struct laying *laying, const unsigned char *chosen) {
  struct buffer text;
  buffer_init(&text, 32768);
  chuan_status status = report_fail(
      laying->report, CHUAN_ARGUMENT,
      "%s: several sheets have columns for units and facts: %s; say which one with --sheet, or write a "
      "mapping "
      "{ sheet = \"…\" } for each",
      "%s: nhiều trang tính có cột đơn vị và số liệu: %s; hãy chọn một bằng --sheet, hoặc viết cho mỗi trang "
      "một mapping { sheet = \"…\" }",
      laying->request->file, list_sheets(laying, chosen, &text));
  buffer_free(&text);
  return status;
}

static void tell_unread(const struct laying *laying, const unsigned char *chosen) {
  struct buffer text;
  struct place place = {laying->request->file, 0, 0};
  unsigned char *others = arena_alloc(laying->arena, laying->survey->sheet_count + 1);
  size_t count = 0;
  for (size_t i = 0; others && i < laying->survey->sheet_count; i++) {
    others[i] = !chosen[i] && is_candidate(laying, i);
    count += others[i];
  }
  if (!count) return;
  buffer_init(&text, 32768);
  report_problem(laying->report, CHUAN_NOTE, &place,
                 count == 1 ? "sheet %s is not read: it has no columns for units and facts"
                            : "sheets %s are not read: they have no columns for units and facts",
                 count == 1 ? "trang %s không được đọc vì không có cột đơn vị và số liệu"
                            : "các trang %s không được đọc vì không có cột đơn vị và số liệu",
                 list_sheets(laying, others, &text));
  buffer_free(&text);
}

/* --- which sheets ------------------------------------------------------------------------------------------ */

static size_t find_sheet(const struct laying *laying, const char *name) {
  for (size_t i = 0; i < laying->survey->sheet_count; i++)
    if (strcmp(laying->survey->sheets[i].name, name) == 0) return i;
  for (size_t i = 0; i < laying->survey->sheet_count; i++)
    if (text_equal(laying->survey->sheets[i].name, strlen(laying->survey->sheets[i].name), name)) return i;
  return SIZE_MAX;
}

/* Those asked for: by the person, else by the mapping. */
static chuan_status choose_asked(const struct laying *laying, unsigned char *chosen, int *asked) {
  const struct mapping *mapping = laying->request->mapping;
  const char *wanted = laying->request->sheet ? laying->request->sheet : mapping ? mapping->sheet : NULL;
  *asked = wanted != NULL;
  for (const struct mapping *at = mapping; wanted; at = at->next) {
    size_t sheet = find_sheet(laying, wanted);
    if (sheet == SIZE_MAX)
      return report_fail(laying->report, CHUAN_NOT_FOUND,
                         "%s has no sheet '%s'; `chuan import --sheets` lists those it has",
                         "%s không có trang tính '%s'; `chuan import --sheets` liệt kê các trang",
                         laying->request->file, wanted);
    chosen[sheet] = 1;
    if (laying->request->sheet || !at->next) break;
    wanted = at->next->sheet;
  }
  return CHUAN_OK;
}

/* Those that fit: one, or several when all of them are our own forms. A mapping's columns say which fits best. */
static chuan_status choose_fitting(const struct laying *laying, unsigned char *chosen) {
  const struct survey *survey = laying->survey;
  size_t candidates = 0, only = SIZE_MAX, fitting = 0, forms = 0, best = 0;
  for (size_t i = 0; i < survey->sheet_count; i++) {
    if (!is_candidate(laying, i)) continue;
    candidates++;
    only = i;
    if (laying->guesses[i].fits && laying->guesses[i].score.facts > best)
      best = laying->guesses[i].score.facts;
  }
  for (size_t i = 0; i < survey->sheet_count; i++) {
    const struct layout_guess *guess = &laying->guesses[i];
    chosen[i] = (unsigned char)(is_candidate(laying, i) && guess->fits &&
                                (!laying->request->mapping || guess->score.facts == best));
    fitting += chosen[i];
    forms += chosen[i] && guess->is_form;
  }
  if (fitting == 0 && candidates == 1) {
    chosen[only] = 1; /* its headings say what is wrong */
    return CHUAN_OK;
  }
  if (fitting == 0) return fail_without_sheet(laying);
  if (fitting > 1 && forms < fitting) return fail_several(laying, chosen);
  tell_unread(laying, chosen);
  return CHUAN_OK;
}

/* --- a sheet ------------------------------------------------------------------------------------------------- */

static chuan_status fail_empty(const struct laying *laying, const struct layout_guess *guess) {
  const struct mapping *mapping = guess->mapping;
  if (guess->sheet->row_count && mapping && mapping->first_heading_row)
    return report_fail(
        laying->report, CHUAN_ARGUMENT,
        "%s: there is nothing in rows %u to %u, which %s:%u takes for headings; correct heading_rows",
        "%s: các dòng %u đến %u không có gì, mà %s:%u coi là tiêu đề; hãy sửa heading_rows",
        laying->request->file, (unsigned)mapping->first_heading_row, (unsigned)mapping->last_heading_row,
        mapping->file, (unsigned)mapping->place.line);
  return report_fail(
      laying->report, CHUAN_IO, "%s has no rows; a heading row comes first, then one row a unit",
      "%s không có dòng nào; cần một dòng tiêu đề, rồi mỗi đơn vị một dòng", laying->request->file);
}

static void tell_year(const struct laying *laying, const struct layout_guess *guess) {
  const struct read_row *row = &guess->sheet->rows[guess->year_row];
  uint32_t line = row->number < UINT32_MAX ? (uint32_t)row->number : UINT32_MAX;
  struct place place = {laying->request->file, line, 0};
  for (size_t i = 0; i < row->count; i++) {
    chuan_cell cell = cell_trim(row->cells[i]);
    if (cell.length == 0) continue;
    const char *shown = cell_show(laying->arena, cell);
    report_problem(laying->report, CHUAN_NOTE, &place, "the year %d is taken from the title '%s'",
                   "năm %d được lấy từ tên biểu '%s'", guess->year, shown ? shown : "");
    return;
  }
}

/* Whether the names of groups stand between the first rows. */
static chuan_status find_groups(const struct laying *laying, const struct layout_guess *guess,
                                struct layout_sheet *out) {
  const struct survey_sheet *sheet = guess->sheet;
  for (size_t i = guess->begin; i < sheet->row_count && !out->grouped; i++) {
    enum passing kind = PASSING_NOT;
    const char *group;
    if (!passing_judge(&out->headings, &sheet->rows[i], laying->request->level->level, laying->arena, &kind,
                       &group))
      return report_no_memory(laying->report);
    out->grouped = kind == PASSING_GROUP;
  }
  return CHUAN_OK;
}

/* A heading of the list may have its sheet's name before it, where another sheet has the same. */
static int name_in_list(const struct laying *laying, const struct heading_index *index, const char *sheet,
                        struct mapping_column *column) {
  size_t again;
  const char *text = arena_format(laying->arena, "%s / %s", sheet ? sheet : "", column->heading);
  char *key = text ? heading_key(laying->arena, text, strlen(text)) : NULL;
  if (!key) return 0;
  if (!column->number && heading_index_find(index, key, &again) != NO_COLUMN) column->heading = text;
  return 1;
}

/* A list of rejected rows of several sheets is read by all their mappings at once. NULL: no memory. */
static const struct mapping *joined_mapping(const struct laying *laying, const struct heading_texts *texts) {
  const struct mapping *first = laying->request->mapping;
  struct heading_index index;
  size_t count = 0;
  struct mapping *joined = arena_alloc(laying->arena, sizeof *joined);
  for (const struct mapping *at = first; at; at = at->next) count += at->column_count;
  struct mapping_column *columns = arena_array(laying->arena, count + 1, sizeof *columns);
  if (!joined || !columns || !heading_index_create(texts, laying->arena, &index)) return NULL;
  *joined = *first;
  joined->columns = columns;
  joined->column_count = 0;
  joined->next = NULL;
  for (const struct mapping *at = first; at; at = at->next) {
    if (!joined->unit_heading) joined->unit_heading = at->unit_heading;
    if (!joined->name_heading) joined->name_heading = at->name_heading;
    if (!joined->parent_heading) joined->parent_heading = at->parent_heading;
    if (!joined->year_heading) joined->year_heading = at->year_heading;
    for (size_t i = 0; i < at->column_count; i++) {
      columns[joined->column_count] = at->columns[i];
      if (!name_in_list(laying, &index, at->sheet, &columns[joined->column_count++])) return NULL;
    }
  }
  return joined;
}

/* In a spreadsheet people write beside the table, too: columns without a heading that something stands in are columns. In a
 * CSV a cell too many is a separator where none was meant. */
static chuan_status widen(const struct laying *laying, const struct layout_guess *guess,
                          struct heading_texts *out) {
  const struct survey_sheet *sheet = guess->sheet;
  size_t width = guess->texts.count;
  *out = guess->texts;
  for (size_t r = guess->begin; sheet->name[0] && r < sheet->row_count; r++)
    for (size_t i = width; i < sheet->rows[r].count; i++)
      if (cell_trim(sheet->rows[r].cells[i]).length) width = i + 1;
  if (width == guess->texts.count) return CHUAN_OK;
  out->items = arena_array(laying->arena, width, sizeof *out->items);
  if (!out->items) return report_no_memory(laying->report);
  for (size_t i = 0; i < width; i++)
    out->items[i] = i < guess->texts.count ? guess->texts.items[i] : (struct heading){.text = ""};
  out->count = width;
  return CHUAN_OK;
}

static int ends_with(chuan_cell cell, const char *words) {
  size_t length = strlen(words);
  return cell.length >= length && memcmp(cell.text + cell.length - length, words, length) == 0;
}

/* What stands above the headings of a form. */
static chuan_data_status filled_with(const struct layout_guess *guess) {
  for (size_t i = 0; guess->is_form && i < guess->first; i++) {
    const struct read_row *row = &guess->sheet->rows[i];
    for (size_t c = 0; c < row->count; c++) {
      chuan_cell cell = cell_trim(row->cells[c]);
      if (ends_with(cell, FORM_FILLED_WITH FORM_FILLED_ILLUSTRATIVE)) return CHUAN_ILLUSTRATIVE;
      if (ends_with(cell, FORM_FILLED_WITH FORM_FILLED_PRELIMINARY)) return CHUAN_PRELIMINARY;
    }
  }
  return CHUAN_OFFICIAL;
}

static chuan_status lay_sheet(const struct laying *laying, const struct layout_guess *guess,
                              struct layout_sheet *out) {
  const struct layout_request *request = laying->request;
  if (guess->count == 0) return fail_empty(laying, guess);
  const struct survey_sheet *sheet = guess->sheet;
  const struct mapping *mapping = guess->mapping;
  if (guess->score.reason && request->mapping && request->mapping->next) {
    mapping = joined_mapping(laying, &guess->texts);
    if (!mapping) return report_no_memory(laying->report);
  }
  int given = request->year ? request->year : mapping ? mapping->year : 0;
  struct headings_request headings = {.file = request->file,
                                      .sheet = sheet->name[0] ? sheet->name : NULL,
                                      .level = request->level,
                                      .mapping = mapping,
                                      .year_given = given || guess->year,
                                      .is_form = guess->is_form};
  headings.ids_hidden = guess->is_form && (sheet->rows[guess->first].flags & CHUAN_ROW_HIDDEN) != 0;
  *out = (struct layout_sheet){.name = sheet->name,
                               .first_row = sheet->rows[guess->first].number,
                               .last_row = sheet->rows[guess->first + guess->count - 1].number,
                               .passed_row = sheet->rows[guess->begin - 1].number,
                               .year = given,
                               .is_form = guess->is_form,
                               .filled = filled_with(guess)};
  struct heading_texts texts;
  chuan_status status = widen(laying, guess, &texts);
  if (status != CHUAN_OK) return status;
  status = headings_match(&headings, &texts, out->last_row, laying->arena, laying->report, &out->headings);
  if (status != CHUAN_OK) return status;
  if (out->headings.year == NO_COLUMN && !given) {
    out->year = guess->year;
    out->titled = 1;
    tell_year(laying, guess);
  }
  return find_groups(laying, guess, out);
}

/* A fact on two sheets: nobody can say which column is meant. */
static chuan_status refuse_repeats(const struct laying *laying) {
  const struct layout *out = laying->out;
  const struct vocabulary_level *level = laying->request->level;
  const struct layout_sheet **said = arena_array(laying->arena, level->fact_count + 1u, sizeof *said);
  if (!said) return report_no_memory(laying->report);
  for (size_t s = 0; s < out->count; s++) {
    const struct headings *headings = &out->sheets[s].headings;
    for (size_t i = 0; i < headings->column_count && !headings->names; i++) {
      const struct fact *fact = headings->columns[i].fact;
      if (said[fact->index])
        return report_fail(laying->report, CHUAN_ARGUMENT,
                           "%s: %s is on sheet '%s' and on sheet '%s'; leave it on one of them",
                           "%s: %s có ở cả trang '%s' và trang '%s'; hãy chỉ để ở một trang",
                           laying->request->file, fact->id, said[fact->index]->name, out->sheets[s].name);
      said[fact->index] = &out->sheets[s];
    }
  }
  return CHUAN_OK;
}

/* --- the whole -------------------------------------------------------------------------------------------------- */

static chuan_status guess_all(struct laying *laying) {
  const struct survey *survey = laying->survey;
  chuan_status status = CHUAN_OK;
  laying->guesses = arena_array(laying->arena, survey->sheet_count + 1, sizeof *laying->guesses);
  if (!laying->guesses) return report_no_memory(laying->report);
  for (size_t i = 0; i < survey->sheet_count && status == CHUAN_OK; i++) {
    const struct mapping *mapping = laying->request->mapping;
    const char *name = survey->sheets[i].name;
    if (mapping && mapping->next && name[0]) mapping = layout_mapping(mapping, name);
    status = layout_guess(laying->request, &survey->sheets[i], mapping, laying->arena, laying->report,
                          &laying->guesses[i]);
  }
  return status;
}

/* A format without sheets: only a list of rejected rows comes with the options of the workbook that it is from. */
static chuan_status choose_only(const struct laying *laying, unsigned char *chosen) {
  chosen[0] = 1;
  if (!laying->request->sheet || laying->guesses[0].score.reason) return CHUAN_OK;
  return report_fail(laying->report, CHUAN_ARGUMENT, "%s has no sheets; leave the sheet out",
                     "%s không có trang tính; hãy bỏ phần chọn trang", laying->request->file);
}

static chuan_status choose(const struct laying *laying, unsigned char *chosen) {
  const struct survey *survey = laying->survey;
  int asked = 0;
  if (survey->sheet_count == 0) {
    struct layout_guess none = {.sheet = &(struct survey_sheet){.name = ""}};
    return fail_empty(laying, &none);
  }
  if (survey->sheet_count == 1 && !survey->sheets[0].name[0]) return choose_only(laying, chosen);
  chuan_status status = choose_asked(laying, chosen, &asked);
  return status != CHUAN_OK || asked ? status : choose_fitting(laying, chosen);
}

chuan_status layout_find(const struct layout_request *request, const struct survey *survey,
                         struct arena *arena, struct report *report, struct layout *out) {
  *out = (struct layout){NULL, 0, NULL, 0};
  struct laying laying = {.request = request, .survey = survey, .arena = arena, .report = report, .out = out};
  unsigned char *chosen = arena_alloc(arena, survey->sheet_count + 1);
  out->sheets = arena_array(arena, survey->sheet_count + 1, sizeof *out->sheets);
  out->names = arena_array(arena, survey->sheet_count + 1, sizeof *out->names);
  if (!chosen || !out->sheets || !out->names) return report_no_memory(report);
  chuan_status status = guess_all(&laying);
  if (status == CHUAN_OK) status = choose(&laying, chosen);
  for (size_t i = 0; i < survey->sheet_count && status == CHUAN_OK; i++) {
    if (!chosen[i]) continue;
    status = lay_sheet(&laying, &laying.guesses[i], &out->sheets[out->count]);
    if (status != CHUAN_OK) break;
    if (survey->sheets[i].name[0]) out->names[out->name_count++] = survey->sheets[i].name;
    out->count++;
  }
  if (status == CHUAN_OK && out->count > 1) status = refuse_repeats(&laying);
  if (status != CHUAN_OK) layout_release(out);
  return status;
}

void layout_release(struct layout *layout) {
  for (size_t i = 0; i < layout->count; i++) headings_release(&layout->sheets[i].headings);
  layout->count = 0;
}
