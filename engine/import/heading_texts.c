/* heading_texts.c - several rows of headings into one text a column. A spreadsheet says which cells are one; a CSV only
 * shows cells left empty, and then a cell belongs to the one on its left when both have something below them. */
#include "import/heading_texts.h"

#include "base/buffer.h"
#include "base/text.h"
#include "facts/measure.h"
#include "import/abbreviations.h"
#include "import/cell.h"

#include <string.h>

#define PARTS_MOST 8 /* of one heading, a cell of "a / b" counting as two */
#define SEPARATOR " / "
#define TEXT_MOST 4096

struct gathering {
  const struct read_row *rows;
  size_t row_count, width;
  const struct survey_merge *merges[64]; /* those that touch these rows */
  size_t merge_count;
  struct arena *arena;
  struct report *report;
};

struct parts {
  const char *texts[PARTS_MOST];
  size_t count;
};

char *heading_key(struct arena *arena, const char *text, size_t length) {
  if (length == 0) return arena_text(arena, "", 0);
  return text_fold(arena, text, length);
}

/* --- which cell speaks for a column ------------------------------------------------------------------------ */

static chuan_cell cell_at(const struct gathering *gathering, size_t row, size_t column) {
  const struct read_row *at = &gathering->rows[row];
  return column < at->count ? cell_trim(at->cells[column]) : (chuan_cell){NULL, 0};
}

static void find_merges(struct gathering *gathering, const struct survey_sheet *sheet) {
  uint64_t first = gathering->rows[0].number, last = gathering->rows[gathering->row_count - 1].number;
  size_t most = sizeof gathering->merges / sizeof *gathering->merges;
  for (size_t i = 0; i < sheet->merge_count && gathering->merge_count < most; i++) {
    const struct survey_merge *merge = &sheet->merges[i];
    if (merge->last_row >= first && merge->first_row <= last)
      gathering->merges[gathering->merge_count++] = merge;
  }
}

static const struct survey_merge *merge_of(const struct gathering *gathering, uint64_t number,
                                           size_t column) {
  for (size_t i = 0; i < gathering->merge_count; i++) {
    const struct survey_merge *merge = gathering->merges[i];
    if (number >= merge->first_row && number <= merge->last_row && column + 1 >= merge->first_column &&
        column + 1 <= merge->last_column)
      return merge;
  }
  return NULL;
}

static int has_below(const struct gathering *gathering, size_t row, size_t column) {
  for (size_t r = row + 1; r < gathering->row_count; r++)
    if (cell_at(gathering, r, column).length) return 1;
  return 0;
}

/* Of an empty cell without merges: the column that it belongs to, or itself. A row above that begins something new in
 * between parts them. */
static size_t filled_from(const struct gathering *gathering, size_t row, size_t column) {
  if (row + 1 == gathering->row_count || !has_below(gathering, row, column)) return column;
  for (size_t at = column; at > 0; at--) {
    for (size_t above = 0; above < row; above++)
      if (cell_at(gathering, above, at).length) return column;
    if (cell_at(gathering, row, at - 1).length) return has_below(gathering, row, at - 1) ? at - 1 : column;
    if (!has_below(gathering, row, at - 1)) return column;
  }
  return column;
}

static chuan_cell speaking_cell(const struct gathering *gathering, size_t row, size_t column) {
  chuan_cell none = {NULL, 0}, cell = cell_at(gathering, row, column);
  uint64_t number = gathering->rows[row].number;
  const struct survey_merge *merge = merge_of(gathering, number, column);
  if (cell.length) return cell;
  if (!merge) {
    return gathering->merge_count ? none : cell_at(gathering, row, filled_from(gathering, row, column));
  }
  if (merge->first_row != number) return none; /* its first row has spoken */
  return cell_at(gathering, row, merge->first_column - 1);
}

/* --- a column's text ---------------------------------------------------------------------------------------- */

/* On one line, NFC. */
static const char *clean(struct arena *arena, const char *text, size_t length) {
  char *copy = text_nfc(arena, text, length);
  if (copy) text_blank_controls(copy);
  return copy;
}

static int add_part(struct gathering *gathering, struct parts *parts, const char *text, size_t length) {
  chuan_cell cell = cell_trim((chuan_cell){text, length});
  if (cell.length == 0 || parts->count == PARTS_MOST) return 1;
  const char *part = clean(gathering->arena, cell.text, cell.length < TEXT_MOST ? cell.length : TEXT_MOST);
  if (!part) part = clean(gathering->arena, cell.text, text_prefix(cell.text, cell.length, TEXT_MOST / 8));
  if (!part) return 0;
  if (parts->count == 0 || strcmp(parts->texts[parts->count - 1], part) != 0)
    parts->texts[parts->count++] = part;
  return 1;
}

static int gather_parts(struct gathering *gathering, size_t column, struct parts *parts) {
  parts->count = 0;
  for (size_t row = 0; row < gathering->row_count; row++) {
    chuan_cell cell = speaking_cell(gathering, row, column);
    const char *from = cell.text, *end = cell.text + cell.length;
    for (const char *c = from; cell.length && c + 3 <= end; c++) {
      if (memcmp(c, SEPARATOR, 3) != 0) continue;
      if (!add_part(gathering, parts, from, (size_t)(c - from))) return 0;
      from = c + 3;
    }
    if (cell.length && !add_part(gathering, parts, from, (size_t)(end - from))) return 0;
  }
  return 1;
}

static const char *join(struct arena *arena, const struct parts *parts, size_t from) {
  const char *text = from < parts->count ? parts->texts[from] : "";
  for (size_t i = from + 1; i < parts->count && text; i++)
    text = arena_format(arena, "%s" SEPARATOR "%s", text, parts->texts[i]);
  return text;
}

/* --- units of measure ----------------------------------------------------------------------------------------- */

/* "ĐVT: hộ" is "hộ". */
static const char *without_label(const char *text) {
  static const char *const labels[] = {"ĐVT",    "đvt",    "Đvt",  "Đơn vị tính", "đơn vị tính",
                                       "đơn vị", "Đơn vị", "Unit", "unit"};
  for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
    size_t length = strlen(labels[i]);
    if (strncmp(text, labels[i], length) != 0) continue;
    const char *rest = text + length;
    while (*rest == ' ') rest++;
    if (*rest != ':') continue;
    for (rest++; *rest == ' ';) rest++;
    return rest;
  }
  return text;
}

/* Takes the unit of measure off the last part: "Đường xã (km)", or a row of its own below. NULL in *measure: none. */
static chuan_status split_measure(struct gathering *gathering, struct parts *parts, const char **measure) {
  *measure = NULL;
  if (parts->count == 0) return CHUAN_OK;
  const char *last = parts->texts[parts->count - 1];
  size_t length = strlen(last);
  if (parts->count > 1) {
    const char *text = without_label(last);
    size_t size = strlen(text);
    if (size > 2 && text[0] == '(' && text[size - 1] == ')')
      text = arena_text(gathering->arena, text + 1, size - 2);
    if (!text) return report_no_memory(gathering->report);
    enum measure_answer answer = measure_known(gathering->arena, text);
    if (answer == MEASURE_NO_MEMORY) return report_no_memory(gathering->report);
    if (answer == MEASURE_SAME) {
      *measure = text;
      parts->count--;
      return CHUAN_OK;
    }
  }
  const char *open = strrchr(last, '(');
  if (!open || open == last || last[length - 1] != ')') {
    open = strrchr(last, '['); /* rarer */
    if (!open || open == last || last[length - 1] != ']') return CHUAN_OK;
  }
  chuan_cell rest = cell_trim((chuan_cell){last, (size_t)(open - last)});
  char *inside = arena_text(gathering->arena, open + 1, length - (size_t)(open - last) - 2);
  const char *name = arena_text(gathering->arena, rest.text, rest.length);
  if (!inside || !name) return report_no_memory(gathering->report);
  if (!*inside || !*name) return CHUAN_OK;
  *measure = without_label(inside);
  parts->texts[parts->count - 1] = name;
  return CHUAN_OK;
}

/* --- what it may be matched by --------------------------------------------------------------------------------- */

static chuan_status add_name(struct gathering *gathering, struct heading *heading, const char *text,
                             int bare) {
  const char *key = text ? heading_key(gathering->arena, text, strlen(text)) : NULL;
  if (!key) return report_no_memory(gathering->report);
  if (!*key) return CHUAN_OK;
  for (size_t i = 0; i < heading->name_count; i++) {
    struct heading_name *name = &heading->names[i];
    if (strcmp(name->text, text) == 0) return CHUAN_OK;
    /* A sign in brackets is nothing when it is folded: "Số hộ (%)" must not pass for "Số hộ". */
    if (!bare || strcmp(name->key, key) != 0) continue;
    name->bare = 1;
    return CHUAN_OK;
  }
  heading->names[heading->name_count++] = (struct heading_name){text, key, bare};
  return CHUAN_OK;
}

static chuan_status add_expanded(struct gathering *gathering, struct heading *heading) {
  const struct heading_name *last = &heading->names[heading->name_count - 1];
  const char *expanded = abbreviations_expand(gathering->arena, last->key);
  if (!expanded) return report_no_memory(gathering->report);
  return strcmp(expanded, last->key) != 0 ? add_name(gathering, heading, expanded, last->bare) : CHUAN_OK;
}

static chuan_status name_column(struct gathering *gathering, size_t column, struct heading *heading) {
  struct parts parts, whole;
  if (!gather_parts(gathering, column, &parts)) return report_no_memory(gathering->report);
  heading->text = join(gathering->arena, &parts, 0);
  if (!heading->text) return report_no_memory(gathering->report);
  if (parts.count == 0) return CHUAN_OK;
  heading->names = arena_array(gathering->arena, 3 + 2 * parts.count, sizeof *heading->names);
  if (!heading->names) return report_no_memory(gathering->report);
  whole = parts;
  chuan_status status = add_name(gathering, heading, heading->text, 0);
  if (status == CHUAN_OK) status = split_measure(gathering, &parts, &heading->measure);
  if (status == CHUAN_OK && heading->measure)
    status = add_name(gathering, heading, join(gathering->arena, &parts, 0), 1);
  if (status == CHUAN_OK && heading->name_count) status = add_expanded(gathering, heading);
  heading->whole_count = heading->name_count;
  for (size_t from = 1; from < whole.count && status == CHUAN_OK; from++) {
    status = add_name(gathering, heading, join(gathering->arena, &whole, from), 0);
    if (status == CHUAN_OK && heading->measure && from < parts.count)
      status = add_name(gathering, heading, join(gathering->arena, &parts, from), 1);
  }
  return status;
}

chuan_status heading_texts_gather(const struct read_row *rows, size_t row_count,
                                  const struct survey_sheet *sheet, struct arena *arena,
                                  struct report *report, struct heading_texts *out) {
  struct gathering gathering = {.rows = rows, .row_count = row_count, .arena = arena, .report = report};
  *out = (struct heading_texts){NULL, 0};
  find_merges(&gathering, sheet);
  for (size_t r = 0; r < row_count; r++)
    if (rows[r].count > gathering.width) gathering.width = rows[r].count;
  out->items = arena_array(arena, gathering.width + 1, sizeof *out->items);
  if (!out->items) return report_no_memory(report);
  chuan_status status = CHUAN_OK;
  for (size_t column = 0; column < gathering.width && status == CHUAN_OK; column++) {
    status = name_column(&gathering, column, &out->items[column]);
    if (out->items[column].text && out->items[column].text[0]) out->count = column + 1;
  }
  return status;
}
