/* xls.c - the workbooks of Excel 5 to 2003 (BIFF5 and BIFF8). Read from their records (records.c, workbook.c, sheet.c) in
 * the compound file that they lie in (container.c), because the library at hand, freexl 1.0.6, says nothing of formulas,
 * booleans, errors, percentages, merged cells and what is hidden, and takes a path. The unit test compares the two in
 * what both read.
 *
 * Texts of BIFF5 are bytes of an encoding that the fonts decide in practice: they are handed over as bytes.
 */
#include "../values/value.h"
#include "workbook.h"

#include <string.h>

enum trouble {
  TROUBLE_HOST,
  TROUBLE_UNREADABLE,
  TROUBLE_DAMAGED,
  TROUBLE_PASSWORD,
  TROUBLE_ENCRYPTED,
  TROUBLE_OTHER,
  TROUBLE_OLD,
  TROUBLE_TOO_LARGE
};

static const char *const sentences[][2] = {
    [TROUBLE_HOST] = {"this plugin needs a newer Chuẩn; install both from one version",
                      "trình đọc này cần bản Chuẩn mới hơn; hãy cài cả hai cùng một phiên bản"},
    [TROUBLE_UNREADABLE] = {"the file cannot be read further; is the disk in order?",
                            "không đọc tiếp được tệp; ổ đĩa có ổn không?"},
    [TROUBLE_DAMAGED] =
        {"the workbook is damaged or cut off; open it in a spreadsheet program, save it as .xlsx and send "
         "it again",
         "bảng tính bị hỏng hoặc bị cắt cụt; hãy mở bằng chương trình bảng tính, lưu dạng .xlsx rồi gửi "
         "lại"},
    [TROUBLE_PASSWORD] = {"the workbook is protected by a password; save it without one and send it again",
                          "bảng tính được bảo vệ bằng mật khẩu; hãy lưu không mật khẩu rồi gửi lại"},
    [TROUBLE_ENCRYPTED] =
        {"the file is an .xlsx workbook protected by a password; save it without one and send it again",
         "tệp là bảng tính .xlsx có mật khẩu; hãy lưu không mật khẩu rồi gửi lại"},
    [TROUBLE_OTHER] =
        {"the file is no workbook, but another old Office file (as .doc, .ppt, .msg); send the workbook",
         "tệp không phải bảng tính mà là tệp Office cũ khác (như .doc, .ppt, .msg); hãy gửi bảng tính"},
    [TROUBLE_OLD] = {"the workbook is of Excel 4 or older; save it as .xlsx and send it again",
                     "bảng tính của Excel 4 trở về trước; hãy lưu dạng .xlsx rồi gửi lại"},
    [TROUBLE_TOO_LARGE] = {"a sheet has more than 4 million cells; divide it, or save it as .xlsx",
                           "một trang tính có hơn 4 triệu ô; hãy chia nhỏ, hoặc lưu dạng .xlsx"},
};

struct writer { /* the row that is being made */
  struct workbook *workbook;
  const char *sheet;
  chuan_cell *cells;
  uint8_t *kinds;
  char *text; /* of what is no text: VALUE_TEXT_SIZE for each cell */
  size_t texts;
};

static int broken(const chuan_host_api *api, chuan_host *host, enum trouble trouble) {
  api->issue(host, CHUAN_ISSUE_ERROR, 0, 0, sentences[trouble][api->vietnamese(host) != 0]);
  return CHUAN_PLUGIN_BROKEN;
}

static int broken_by(struct workbook *workbook, enum damage damage) {
  static const enum trouble troubles[] = {
      [DAMAGE_UNREADABLE] = TROUBLE_UNREADABLE, [DAMAGE_CUT_OFF] = TROUBLE_DAMAGED,
      [DAMAGE_PASSWORD] = TROUBLE_PASSWORD,     [DAMAGE_OLD] = TROUBLE_OLD,
      [DAMAGE_TOO_LARGE] = TROUBLE_TOO_LARGE,
  };
  if (damage == DAMAGE_NO_MEMORY) return CHUAN_PLUGIN_MEMORY;
  return broken(workbook->records.api, workbook->records.host, troubles[damage]);
}

/* --- cells ---------------------------------------------------------------------------------------------------- */

static void put(struct writer *writer, size_t column, const char *text, size_t length, uint8_t kind) {
  writer->cells[column] = (chuan_cell){length ? text : NULL, length};
  writer->kinds[column] = length ? kind : CHUAN_CELL_TEXT;
}

static void put_number(struct writer *writer, const struct cell *cell) {
  char *out = writer->text + VALUE_TEXT_SIZE * writer->texts++;
  char digits[VALUE_TEXT_SIZE];
  size_t given = double_digits(cell->is.number, digits), length = 0;
  uint8_t kind = CHUAN_CELL_NUMBER;
  if (cell->style == STYLE_DATE) {
    length = serial_date(digits, given, writer->workbook->from_1904, out);
    kind = CHUAN_CELL_DATE;
  } else if (cell->style == STYLE_TIME) {
    length = serial_time(digits, given, out);
    kind = CHUAN_CELL_TEXT;
  }
  if (length == 0) {
    length = number_text(digits, given, cell->style == STYLE_PERCENT, out);
    kind = CHUAN_CELL_NUMBER;
  }
  if (length)
    put(writer, cell->column, out, length, kind);
  else
    put(writer, cell->column, "#NUM!", 5, CHUAN_CELL_ERROR);
}

static void put_error(struct writer *writer, const struct cell *cell) {
  static const struct {
    uint32_t code;
    const char *text;
  } errors[] = {{0x00, "#NULL!"}, {0x07, "#DIV/0!"}, {0x0F, "#VALUE!"}, {0x17, "#REF!"},
                {0x1D, "#NAME?"}, {0x24, "#NUM!"},   {0x2A, "#N/A"}};
  const char *text = "#ERROR!";
  for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
    if (errors[i].code == cell->is.text) text = errors[i].text;
  put(writer, cell->column, text, strlen(text), CHUAN_CELL_ERROR);
}

static void put_cell(struct writer *writer, const struct cell *cell) {
  const struct text *text;
  switch ((enum value)cell->value) {
    case VALUE_NUMBER:
      put_number(writer, cell);
      return;
    case VALUE_TEXT:
      text = workbook_text(writer->workbook, cell);
      if (text) put(writer, cell->column, text->bytes, text->length, CHUAN_CELL_TEXT);
      return;
    case VALUE_BOOLEAN:
      put(writer, cell->column, cell->is.text ? "true" : "false", cell->is.text ? 4 : 5, CHUAN_CELL_BOOLEAN);
      return;
    case VALUE_ERROR:
      put_error(writer, cell);
      return;
    case VALUE_UNCACHED:
      put(writer, cell->column, "?", 1, CHUAN_CELL_UNCACHED); /* the formula itself is not told */
      return;
  }
}

/* --- sheets --------------------------------------------------------------------------------------------------- */

/* The row that begins with this cell; `next` is the cell behind it. */
static int give_row(struct writer *writer, size_t first, size_t *next) {
  struct workbook *workbook = writer->workbook;
  const struct records *records = &workbook->records;
  const struct cell *cells = workbook->cells;
  unsigned row = cells[first].row;
  size_t last = first;
  writer->texts = 0;
  while (last + 1 < workbook->cell_count && cells[last + 1].row == row) last++;
  size_t count = (size_t)cells[last].column + 1;
  memset(writer->cells, 0, count * sizeof *writer->cells);
  memset(writer->kinds, 0, count);
  for (size_t i = first; i <= last; i++) put_cell(writer, &cells[i]);
  *next = last + 1;
  chuan_row given = {row + 1, writer->sheet, count, writer->cells};
  uint32_t hidden = workbook->hidden[row / 8] >> row % 8 & 1 ? CHUAN_ROW_HIDDEN : 0;
  chuan_row_more more = {sizeof more, writer->kinds, hidden | (records->wide ? 0 : CHUAN_ROW_BYTES)};
  return records->api->row_more(records->host, &given, &more);
}

static int give_sheet(struct writer *writer, const struct workbook_sheet *sheet) {
  struct workbook *workbook = writer->workbook;
  const chuan_sheet found = {sizeof found, sheet->name, sheet->hidden ? CHUAN_SHEET_HIDDEN : 0};
  int answer = workbook->records.api->sheet_found(workbook->records.host, &found);
  if (answer != 1) return answer;
  enum damage damage = workbook_sheet_cells(workbook, sheet);
  if (damage != DAMAGE_NONE) return broken_by(workbook, damage);
  writer->sheet = sheet->name;
  answer = CHUAN_PLUGIN_OK;
  for (size_t i = 0; i < workbook->cell_count && answer == CHUAN_PLUGIN_OK;) answer = give_row(writer, i, &i);
  return answer == CHUAN_NEXT_SHEET ? CHUAN_PLUGIN_OK : answer;
}

static int give_sheets(struct workbook *workbook) {
  const struct records *records = &workbook->records;
  struct writer writer = {.workbook = workbook};
  writer.cells = records->api->alloc(records->host, COLUMN_COUNT * sizeof *writer.cells);
  writer.kinds = records->api->alloc(records->host, COLUMN_COUNT);
  writer.text = records->api->alloc(records->host, COLUMN_COUNT * VALUE_TEXT_SIZE);
  if (!writer.cells || !writer.kinds || !writer.text) return CHUAN_PLUGIN_MEMORY;
  int answer = CHUAN_PLUGIN_OK;
  for (size_t i = 0; i < workbook->sheet_count && answer == CHUAN_PLUGIN_OK; i++)
    if (workbook->sheets[i].has_cells) answer = give_sheet(&writer, &workbook->sheets[i]);
  return answer;
}

static int read_workbook(struct workbook *workbook) {
  enum damage damage = workbook_open(workbook);
  return damage == DAMAGE_NONE ? give_sheets(workbook) : broken_by(workbook, damage);
}

static int read_file(const chuan_host_api *api, chuan_host *host, chuan_source *source) {
  if (api->size < sizeof *api || !source->seek) return broken(api, host, TROUBLE_HOST);
  struct workbook *workbook = api->alloc(host, sizeof *workbook);
  if (!workbook) return CHUAN_PLUGIN_MEMORY;
  memset(workbook, 0, sizeof *workbook);
  workbook->records.api = api;
  workbook->records.host = host;
  struct file file = {.source = source};
  switch (container_open(api, host, &file, &workbook->records.stream)) {
    case CONTENTS_WORKBOOK:
      return read_workbook(workbook);
    case CONTENTS_ENCRYPTED_XLSX:
      return broken(api, host, TROUBLE_ENCRYPTED);
    case CONTENTS_OTHER:
      return broken(api, host, TROUBLE_OTHER);
    case CONTENTS_DAMAGED:
      return broken(api, host, TROUBLE_DAMAGED);
    case CONTENTS_UNREADABLE:
      return broken(api, host, TROUBLE_UNREADABLE);
    case CONTENTS_NO_MEMORY:
      return CHUAN_PLUGIN_MEMORY;
  }
  return CHUAN_PLUGIN_BROKEN;
}

/* A compound file, or the first record of a workbook of before there were any. */
static int probe(const uint8_t *head, size_t length) {
  static const uint8_t compound[] = {0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1};
  static const uint8_t begins[][4] = {
      {0x09, 0x00, 0x04, 0x00}, {0x09, 0x02, 0x06, 0x00}, {0x09, 0x04, 0x06, 0x00}, {0x09, 0x08, 0x08, 0x00}};
  if (length >= sizeof compound && memcmp(head, compound, sizeof compound) == 0) return 90;
  for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
    if (length >= 8 && memcmp(head, begins[i], 4) == 0) return 80;
  return 0;
}

static const char *const extensions[] = {"xls", "xlt", NULL};

static const chuan_plugin plugin = {
    .size = sizeof(chuan_plugin),
    .abi = CHUAN_PLUGIN_ABI,
    .name = "xls",
    .version = "0.1.0",
    .licence = "MIT",
    .extensions = extensions,
    .flags = CHUAN_PLUGIN_NEEDS_SEEK | CHUAN_PLUGIN_HAS_SHEETS,
    .probe = probe,
    .read = read_file,
};

const chuan_plugin *chuan_plugin_entry(uint32_t host_abi) {
  return host_abi == CHUAN_PLUGIN_ABI ? &plugin : NULL;
}
