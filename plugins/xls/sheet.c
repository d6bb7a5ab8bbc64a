/* sheet.c - the cells of one sheet: twice through its records, first to count and to learn what is merged and hidden, then to
 * keep the cells. A formula's cell is the result that stands in the file; some programs write none, and say that it is to
 * be calculated when the file is opened. */
#include "workbook.h"

#include <string.h>

#define TEXT_TOKEN 0x17 /* of a formula that has a text in it */

struct walk {
  struct workbook *workbook;
  int keeping;                          /* the second time */
  size_t cells, texts, formulas, empty; /* formulas whose result is the empty text */
  int uncounted;                        /* all of them are */
  int beyond;                           /* a cell lies where no sheet has one */
  struct cell *pending;                 /* a formula whose text comes with the next STRING */
  int pending_text;
};

const struct text *workbook_text(const struct workbook *workbook, const struct cell *cell) {
  size_t index = cell->is.text;
  if (index < workbook->text_count) return &workbook->texts[index];
  index -= workbook->text_count;
  return index < workbook->shared_count ? &workbook->shared[index] : NULL;
}

static double number_at(const unsigned char *bytes) {
  uint64_t bits = bytes_u32(bytes) | (uint64_t)bytes_u32(bytes + 4) << 32;
  double number;
  memcpy(&number, &bits, sizeof number);
  return number;
}

/* A number in 30 bits: the upper ones of a double, or an integer; perhaps a hundredth of it. */
static double small_number(uint32_t bits) {
  double number;
  if (bits & 2) {
    int32_t whole = (int32_t)(bits & ~3u) / 4;
    number = whole;
  } else {
    uint64_t upper = (uint64_t)(bits & ~3u) << 32;
    memcpy(&number, &upper, sizeof number);
  }
  return bits & 1 ? number / 100 : number;
}

/* A new cell; NULL while they are only counted. */
static struct cell *add_cell(struct walk *walk, const unsigned char *place, size_t column, unsigned format) {
  struct workbook *workbook = walk->workbook;
  walk->cells++;
  if (column >= COLUMN_COUNT) walk->beyond = 1;
  if (!walk->keeping || walk->beyond || workbook->cell_count == workbook->cell_room) return NULL;
  struct cell *cell = &workbook->cells[workbook->cell_count++];
  *cell = (struct cell){.row = (uint16_t)bytes_u16(place), .column = (uint16_t)column};
  if (format < workbook->style_count) cell->style = workbook->styles[format];
  return cell;
}

static struct cell *add_here(struct walk *walk) {
  const unsigned char *data = walk->workbook->records.data;
  return add_cell(walk, data, bytes_u16(data + 2), bytes_u16(data + 4));
}

static void add_number(struct walk *walk, double number) {
  struct cell *cell = add_here(walk);
  if (cell) cell->is.number = number;
}

static void set_code(struct cell *cell, enum value value, uint32_t code) {
  if (!cell) return;
  cell->value = (uint8_t)value;
  cell->is.text = code;
}

static void add_small_numbers(struct walk *walk) {
  const struct records *records = &walk->workbook->records;
  size_t first = bytes_u16(records->data + 2), count = (records->length - 6) / 6;
  for (size_t i = 0; i < count && first + i < 65536; i++) {
    const unsigned char *at = records->data + 4 + 6 * i;
    struct cell *cell = add_cell(walk, records->data, first + i, bytes_u16(at));
    if (cell) cell->is.number = small_number(bytes_u32(at + 2));
  }
}

/* The text at hand becomes one of the sheet's own. 0: it is damaged. */
static int add_text(struct walk *walk, struct cell *cell) {
  struct workbook *workbook = walk->workbook;
  struct text text;
  walk->texts++;
  if (!walk->keeping || !cell) return 1;
  if (!records_text(&workbook->records, 2, 1, &text)) return 0;
  if (workbook->text_count == workbook->text_room) return 1;
  workbook->texts[workbook->text_count] = text;
  set_code(cell, VALUE_TEXT, (uint32_t)workbook->text_count++);
  return 1;
}

static int add_label(struct walk *walk) {
  struct cell *cell = add_here(walk);
  walk->workbook->records.at = 6;
  return add_text(walk, cell);
}

/* Shared texts come behind the sheet's own, whose number is known in the end only. */
static void add_shared(struct walk *walk) {
  const struct records *records = &walk->workbook->records;
  uint64_t index = bytes_u32(records->data + 6) + (uint64_t)walk->workbook->text_room;
  struct cell *cell = add_here(walk);
  set_code(cell, VALUE_TEXT, index < UINT32_MAX ? (uint32_t)index : UINT32_MAX);
}

static void add_formula(struct walk *walk) {
  const unsigned char *data = walk->workbook->records.data;
  struct cell *cell = add_here(walk);
  walk->pending = NULL;
  walk->pending_text = 0;
  walk->formulas++;
  if (bytes_u16(data + 12) != 0xFFFF) {
    double number = number_at(data + 6);
    int later = (bytes_u16(data + 14) & 3) == 3; /* always to be calculated, and when the file is opened */
    if (cell) cell->is.number = number;
    if (later && number == 0) set_code(cell, VALUE_UNCACHED, 0);
  } else if (data[6] == 0) {
    walk->pending = cell;
    walk->pending_text = 1;
    set_code(cell, VALUE_TEXT, UINT32_MAX);
  } else if (data[6] == 1 || data[6] == 2) {
    set_code(cell, data[6] == 1 ? VALUE_BOOLEAN : VALUE_ERROR, data[8]);
  } else {
    int says_text = memchr(data + 22, TEXT_TOKEN, walk->workbook->records.length - 22) != NULL;
    walk->empty++;
    set_code(cell, walk->uncounted && !says_text ? VALUE_UNCACHED : VALUE_TEXT, UINT32_MAX);
  }
}

static int add_result(struct walk *walk) {
  if (!walk->pending_text) return 1;
  walk->pending_text = 0;
  return add_text(walk, walk->pending);
}

static void note_row(struct walk *walk) {
  const unsigned char *data = walk->workbook->records.data;
  unsigned row = bytes_u16(data);
  if (bytes_u16(data + 12) & 0x20) walk->workbook->hidden[row / 8] |= (uint8_t)(1u << row % 8);
}

static void note_merged(struct walk *walk) {
  const struct records *records = &walk->workbook->records;
  size_t count = bytes_u16(records->data);
  for (size_t i = 0; i < count && 2 + 8 * (i + 1) <= records->length; i++) {
    const unsigned char *at = records->data + 2 + 8 * i;
    uint32_t first = bytes_u16(at), last = bytes_u16(at + 2), left = bytes_u16(at + 4),
             right = bytes_u16(at + 6);
    if (first <= last && left <= right)
      records->api->merged(records->host, first + 1, left + 1, last + 1, right + 1);
  }
}

/* One record of the sheet. 0: it is damaged. */
static int take_cells(struct walk *walk) {
  struct records *records = &walk->workbook->records;
  const unsigned char *data = records->data;
  switch (records->type) {
    case RECORD_NUMBER:
      if (records->length < 14) return 0;
      add_number(walk, number_at(data + 6));
      return 1;
    case RECORD_RK:
      if (records->length < 10) return 0;
      add_number(walk, small_number(bytes_u32(data + 6)));
      return 1;
    case RECORD_MULRK:
      if (records->length < 6) return 0;
      add_small_numbers(walk);
      return 1;
    case RECORD_LABELSST:
      if (records->length < 10) return 0;
      add_shared(walk);
      return 1;
    case RECORD_LABEL:
    case RECORD_RSTRING:
      return records->length >= 8 && add_label(walk);
    case RECORD_BOOLERR:
      if (records->length < 8) return 0;
      set_code(add_here(walk), data[7] ? VALUE_ERROR : VALUE_BOOLEAN, data[6]);
      return 1;
    case RECORD_FORMULA:
      if (records->length < 22) return 0;
      add_formula(walk);
      return 1;
    case RECORD_STRING:
      return add_result(walk);
    case RECORD_ROW:
      if (records->length >= 14 && !walk->keeping) note_row(walk);
      return 1;
    case RECORD_MERGED:
      if (records->length >= 2 && !walk->keeping) note_merged(walk);
      return 1;
    default:
      return 1;
  }
}

/* From the sheet's beginning to its end; what is embedded in it has a beginning and an end of its own. */
static enum damage walk_records(struct walk *walk, uint64_t at) {
  struct records *records = &walk->workbook->records;
  size_t depth = 0;
  records->next = at;
  while (records_next(records)) {
    if (records->type == RECORD_BOF) depth++;
    if (depth == 0) break; /* no sheet begins here */
    if (records->type == RECORD_EOF && --depth == 0) return DAMAGE_NONE;
    if (depth == 1 && (!take_cells(walk) || walk->beyond)) break;
    if (walk->cells > CELL_MOST) return DAMAGE_TOO_LARGE;
  }
  if (records->no_memory) return DAMAGE_NO_MEMORY;
  return records->stream.file->failed ? DAMAGE_UNREADABLE : DAMAGE_CUT_OFF;
}

static uint32_t place_of(const struct cell *cell) {
  return (uint32_t)cell->row << 16 | cell->column;
}

/* Heap sort: it needs no memory, which qsort may ask for. */
static void sort_cells(struct cell *cells, size_t count) {
  size_t start = count / 2, end = count;
  while (end > 1) {
    if (start > 0) {
      start--;
    } else {
      struct cell last = cells[--end];
      cells[end] = cells[0];
      cells[0] = last;
    }
    struct cell moved = cells[start];
    size_t at = start;
    for (size_t child = 2 * at + 1; child < end; child = 2 * at + 1) {
      if (child + 1 < end && place_of(&cells[child]) < place_of(&cells[child + 1])) child++;
      if (place_of(&moved) >= place_of(&cells[child])) break;
      cells[at] = cells[child];
      at = child;
    }
    cells[at] = moved;
  }
}

/* Cells are in order in what Excel writes; other programs write them as they were filled. */
static void order_cells(struct workbook *workbook) {
  struct cell *cells = workbook->cells;
  size_t kept = 1;
  while (kept < workbook->cell_count && place_of(&cells[kept - 1]) < place_of(&cells[kept])) kept++;
  if (kept >= workbook->cell_count) return;
  sort_cells(cells, workbook->cell_count);
  kept = 1;
  for (size_t i = 1; i < workbook->cell_count; i++)
    if (place_of(&cells[kept - 1]) < place_of(&cells[i])) cells[kept++] = cells[i];
  workbook->cell_count = kept;
}

static int make_cells(struct workbook *workbook, const struct walk *counted) {
  struct records *records = &workbook->records;
  workbook->cell_count = workbook->text_count = 0;
  workbook->text_room = counted->texts;
  if (counted->cells > workbook->cell_room) {
    workbook->cells = records->api->alloc(records->host, counted->cells * sizeof *workbook->cells);
    workbook->cell_room = workbook->cells ? counted->cells : 0;
  }
  workbook->texts = records->api->alloc(records->host, (counted->texts + 1) * sizeof *workbook->texts);
  return (workbook->cells || counted->cells == 0) && workbook->texts;
}

enum damage workbook_sheet_cells(struct workbook *workbook, const struct workbook_sheet *sheet) {
  struct walk counted = {.workbook = workbook}, kept = {.workbook = workbook, .keeping = 1};
  memset(workbook->hidden, 0, sizeof workbook->hidden);
  enum damage damage = walk_records(&counted, sheet->at);
  if (damage != DAMAGE_NONE) return damage;
  if (!make_cells(workbook, &counted)) return DAMAGE_NO_MEMORY;
  kept.uncounted = counted.formulas == counted.empty;
  damage = walk_records(&kept, sheet->at);
  while (workbook->text_count < workbook->text_room)
    workbook->texts[workbook->text_count++] = (struct text){NULL, 0};
  if (damage == DAMAGE_NONE) order_cells(workbook);
  return damage;
}
