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
#define TEXT_MOST 4096

struct gathering {
  const struct read_row *rows;
  size_t row_count, width;
  size_t *speakers; /* row by row, of each column: the column whose cell speaks for it, or NO_COLUMN */
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

/* In a row, the columns of a merged cell: its first one speaks, once. */
static void merge_speakers(struct gathering *gathering, const struct survey_sheet *sheet,
                           unsigned char *merged) {
  for (size_t i = 0; i < sheet->merge_count; i++) {
    const struct survey_merge *merge = &sheet->merges[i];
    for (size_t row = 0; row < gathering->row_count; row++) {
      uint64_t number = gathering->rows[row].number;
      if (number < merge->first_row || number > merge->last_row) continue;
      for (size_t c = merge->first_column - 1; c < merge->last_column && c < gathering->width; c++) {
        merged[row * gathering->width + c] = 1;
        if (cell_at(gathering, row, c).length == 0)
          gathering->speakers[row * gathering->width + c] =
              merge->first_row == number ? merge->first_column - 1u : NO_COLUMN;
      }
    }
  }
}

/* Of empty cells that are not merged: the one on the left speaks for what has something below. A row above that begins
 * something new in between parts them. */
static void fill_speakers(struct gathering *gathering, const unsigned char *merged,
                          const unsigned char *below, unsigned char *above) {
  const size_t width = gathering->width;
  for (size_t row = 0; row < gathering->row_count; row++) {
    size_t *speakers = gathering->speakers + row * width;
    const unsigned char *has_below = below + row * width;
    for (size_t c = 1; c < width && row + 1 < gathering->row_count; c++) {
      if (cell_at(gathering, row, c).length || merged[row * width + c] || merged[row * width + c - 1])
        continue;
      if (has_below[c] && has_below[c - 1] && !above[c]) speakers[c] = speakers[c - 1];
    }
    for (size_t c = 0; c < width; c++) above[c] |= cell_at(gathering, row, c).length > 0;
  }
}

static int find_speakers(struct gathering *gathering, const struct survey_sheet *sheet) {
  const size_t width = gathering->width, cells = gathering->row_count * width;
  gathering->speakers = arena_array(gathering->arena, cells + 1, sizeof *gathering->speakers);
  unsigned char *merged = arena_alloc(gathering->arena, cells + 1),
                *below = arena_alloc(gathering->arena, cells + 1),
                *above = arena_alloc(gathering->arena, width + 1);
  if (!gathering->speakers || !merged || !below || !above) return 0;
  for (size_t row = gathering->row_count; row-- > 0;) {
    for (size_t c = 0; c < width; c++) {
      size_t at = row * width + c;
      gathering->speakers[at] = cell_at(gathering, row, c).length ? c : NO_COLUMN;
      below[at] =
          row + 1 < gathering->row_count && (below[at + width] || cell_at(gathering, row + 1, c).length > 0);
    }
  }
  merge_speakers(gathering, sheet, merged);
  fill_speakers(gathering, merged, below, above);
  return 1;
}

static chuan_cell speaking_cell(const struct gathering *gathering, size_t row, size_t column) {
  size_t speaker = gathering->speakers[row * gathering->width + column];
  return speaker == NO_COLUMN ? (chuan_cell){NULL, 0} : cell_at(gathering, row, speaker);
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
      if (memcmp(c, HEADING_SEPARATOR, 3) != 0) continue;
      if (!add_part(gathering, parts, from, (size_t)(c - from))) return 0;
      from = c + 3;
    }
    if (cell.length && !add_part(gathering, parts, from, (size_t)(end - from))) return 0;
  }
  return 1;
}

static const char *join(struct arena *arena, const struct parts *parts, size_t from, size_t to) {
  const char *text = from < to ? parts->texts[from] : "";
  for (size_t i = from + 1; i < to && text; i++)
    text = arena_format(arena, "%s" HEADING_SEPARATOR "%s", text, parts->texts[i]);
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
                             const char *above, int bare) {
  const char *key = text ? heading_key(gathering->arena, text, strlen(text)) : NULL;
  if (!key) return report_no_memory(gathering->report);
  if (!*key) return CHUAN_OK;
  for (size_t i = 0; i < heading->name_count; i++) {
    struct heading_name *name = &heading->names[i];
    if (strcmp(name->text, text) == 0) return CHUAN_OK;
    /* A sign in brackets is nothing when it is folded: "Số hộ (%)" must not pass for "Số hộ". */
    if (!bare || strcmp(name->key, key) != 0) continue;
    name->text = text;
    name->bare = 1;
    return CHUAN_OK;
  }
  heading->names[heading->name_count++] = (struct heading_name){text, key, above, bare};
  return CHUAN_OK;
}

static chuan_status add_expanded(struct gathering *gathering, struct heading *heading) {
  const struct heading_name *last = &heading->names[heading->name_count - 1];
  const char *expanded = abbreviations_expand(gathering->arena, last->key);
  if (!expanded) return report_no_memory(gathering->report);
  return strcmp(expanded, last->key) != 0 ? add_name(gathering, heading, expanded, NULL, last->bare)
                                          : CHUAN_OK;
}

static chuan_status name_column(struct gathering *gathering, size_t column, struct heading *heading) {
  struct parts parts, whole;
  if (!gather_parts(gathering, column, &parts)) return report_no_memory(gathering->report);
  heading->text = join(gathering->arena, &parts, 0, parts.count);
  if (!heading->text) return report_no_memory(gathering->report);
  if (parts.count == 0) return CHUAN_OK;
  heading->names = arena_array(gathering->arena, 3 + 2 * parts.count, sizeof *heading->names);
  if (!heading->names) return report_no_memory(gathering->report);
  whole = parts;
  chuan_status status = add_name(gathering, heading, heading->text, NULL, 0);
  if (status == CHUAN_OK) status = split_measure(gathering, &parts, &heading->measure);
  if (status == CHUAN_OK && heading->measure)
    status = add_name(gathering, heading, join(gathering->arena, &parts, 0, parts.count), NULL, 1);
  if (status == CHUAN_OK && heading->name_count) status = add_expanded(gathering, heading);
  heading->whole_count = heading->name_count;
  for (size_t from = 1; from < whole.count && status == CHUAN_OK; from++) {
    const char *above = join(gathering->arena, &whole, 0, from);
    if (!above) return report_no_memory(gathering->report);
    status = add_name(gathering, heading, join(gathering->arena, &whole, from, whole.count), above, 0);
    if (status == CHUAN_OK && heading->measure && from < parts.count)
      status = add_name(gathering, heading, join(gathering->arena, &parts, from, parts.count), above, 1);
  }
  return status;
}

chuan_status heading_texts_gather(const struct read_row *rows, size_t row_count,
                                  const struct survey_sheet *sheet, struct arena *arena,
                                  struct report *report, struct heading_texts *out) {
  struct gathering gathering = {.rows = rows, .row_count = row_count, .arena = arena, .report = report};
  *out = (struct heading_texts){NULL, 0};
  for (size_t r = 0; r < row_count; r++)
    if (rows[r].count > gathering.width) gathering.width = rows[r].count;
  out->items = arena_array(arena, gathering.width + 1, sizeof *out->items);
  if (!out->items || !find_speakers(&gathering, sheet)) return report_no_memory(report);
  chuan_status status = CHUAN_OK;
  for (size_t column = 0; column < gathering.width && status == CHUAN_OK; column++) {
    status = name_column(&gathering, column, &out->items[column]);
    if (out->items[column].text && out->items[column].text[0]) out->count = column + 1;
  }
  return status;
}
