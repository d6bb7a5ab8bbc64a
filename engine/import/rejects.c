/* rejects.c - writes the CSV of refused rows. It is opened on somebody's desk, in a spreadsheet: a cell
 * that would run as a formula there gets an apostrophe, which cell_trim takes off when it comes back. */
#include "import/rejects.h"

#include "base/file.h"
#include "import/cell.h"
#include "import/own_columns.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"
#define RECORD_MAX ((size_t)64 * 1024 * 1024) /* the longest row, every byte of it a quote */

struct rejects {
  struct arena *arena;
  struct report *report;
  const char *path, *temporary;
  FILE *file;
  struct buffer record;
  int begun, published; /* the temporary file is ours; it has got its name */
  struct rejects_shape shape;
  int shaped;
  size_t width;   /* of the headings taken from the file */
  size_t **cells; /* by sheet and column here: the cell, or NO_COLUMN */
  int with_year, with_sheet;
};

static chuan_status fail_writing(const struct rejects *rejects, int why) {
  char reason[FILE_REASON_SIZE];
  return report_fail(rejects->report, CHUAN_IO,
                     "the rejected rows cannot be written to %s: %s; nothing was stored",
                     "không ghi được các dòng bị loại vào %s: %s; chưa lưu gì", rejects->path,
                     file_reason(why, report_language(rejects->report), reason));
}

/* --- cells ---------------------------------------------------------------------------------------- */

static void add_quoted(struct buffer *buffer, const char *text, size_t length) {
  int plain = 1;
  if (length == 0) return;
  for (size_t i = 0; i < length && plain; i++)
    plain = text[i] != '"' && text[i] != ',' && text[i] != ';' && text[i] != '\t' && text[i] != '\n' &&
            text[i] != '\r';
  if (plain) {
    buffer_add(buffer, text, length);
    return;
  }
  buffer_add_char(buffer, '"');
  for (size_t from = 0; from < length;) {
    const char *quote = memchr(text + from, '"', length - from);
    size_t span = quote ? (size_t)(quote - text) - from + 1 : length - from;
    buffer_add(buffer, text + from, span);
    if (quote) buffer_add_char(buffer, '"');
    from += span;
  }
  buffer_add_char(buffer, '"');
}

void record_add(struct buffer *buffer, const struct read_row *row) {
  for (size_t i = 0; i < row->count; i++) {
    if (i) buffer_add_char(buffer, ',');
    add_quoted(buffer, row->cells[i].text, row->cells[i].length);
  }
}

/* "-5", "+1.234,5", "-2 %": a spreadsheet reads these as numbers, not formulas. */
static int is_number(const char *text, size_t length) {
  if (length < 2 || (text[0] != '-' && text[0] != '+') || text[1] < '0' || text[1] > '9') return 0;
  for (size_t i = 2; i < length; i++)
    if (!strchr("0123456789., %", text[i]) || !text[i]) return 0;
  return 1;
}

static void add_safe(struct rejects *rejects, chuan_cell cell) {
  chuan_cell trimmed = cell_trim(cell);
  if (trimmed.length == 0) return;
  if (!cell_is_formula(trimmed) || is_number(trimmed.text, trimmed.length)) {
    add_quoted(&rejects->record, cell.text, cell.length);
    return;
  }
  struct buffer guarded;
  buffer_init(&guarded, RECORD_MAX);
  buffer_add_char(&guarded, '\'');
  buffer_add(&guarded, trimmed.text, trimmed.length);
  add_quoted(&rejects->record, buffer_string(&guarded), guarded.length);
  if (guarded.failed) rejects->record.failed = 1;
  buffer_free(&guarded);
}

static chuan_status end_record(struct rejects *rejects) {
  buffer_add_char(&rejects->record, '\n');
  if (rejects->record.failed) return report_no_memory(rejects->report);
  size_t written = fwrite(rejects->record.text, 1, rejects->record.length, rejects->file);
  int complete = written == rejects->record.length;
  buffer_clear(&rejects->record);
  return complete ? CHUAN_OK : fail_writing(rejects, errno);
}

/* --- the file ------------------------------------------------------------------------------------- */

/* Whether what is there is a list of refused rows of an earlier run, which this one takes the place of, or
 * nothing at all. Whatever else it may be (the dossier, a rule file) is not ours to overwrite. */
static int is_replaceable(const char *path) {
  static const chuan_language languages[] = {CHUAN_VIETNAMESE, CHUAN_ENGLISH};
  FILE *file = fopen(path, "rb");
  char tail[64] = "";
  size_t length = 0;
  int c, ours = 0;
  if (!file) return 1; /* opening it for writing will say why */
  while ((c = getc(file)) != EOF && c != '\n') {
    memmove(tail, tail + 1, sizeof tail - 2);
    tail[sizeof tail - 2] = (char)c;
    length++;
  }
  fclose(file);
  if (c == EOF) return length == 0;
  for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
    const char *last = own_column_name(OWN_REASON, languages[i]);
    ours |= memcmp(tail + sizeof tail - 1 - strlen(last), last, strlen(last)) == 0;
  }
  return ours;
}

static chuan_status check_path(const struct rejects *rejects, const struct stat *imported) {
  struct stat status;
  if (stat(rejects->path, &status) != 0) return CHUAN_OK; /* not there yet, or opening will say why */
  if (!S_ISREG(status.st_mode))
    return report_fail(rejects->report, CHUAN_ARGUMENT,
                       "%s is not a file that rejected rows can be written to; name another",
                       "%s không phải tệp để ghi các dòng bị loại; hãy chọn tên khác", rejects->path);
  if (status.st_dev == imported->st_dev && status.st_ino == imported->st_ino)
    return report_fail(rejects->report, CHUAN_ARGUMENT,
                       "%s is the file being imported; name another file for the rejected rows",
                       "%s chính là tệp đang nhập; hãy chọn tệp khác cho các dòng bị loại", rejects->path);
  if (!is_replaceable(rejects->path))
    return report_fail(rejects->report, CHUAN_ARGUMENT,
                       "%s is there already and is no list of rejected rows; name another file",
                       "%s đã có và không phải danh sách dòng bị loại; hãy chọn tên khác", rejects->path);
  return CHUAN_OK;
}

chuan_status rejects_open(const char *path, const struct stat *imported, struct report *report,
                          struct rejects **out) {
  *out = NULL;
  struct arena *arena = arena_create();
  struct rejects *rejects = arena ? arena_alloc(arena, sizeof *rejects) : NULL;
  if (!rejects) {
    arena_free(arena);
    return report_no_memory(report);
  }
  *rejects = (struct rejects){.arena = arena, .report = report};
  buffer_init(&rejects->record, RECORD_MAX);
  rejects->path = arena_string(arena, path);
  rejects->temporary = arena_format(arena, "%s.%ld.part", path, (long)getpid());
  chuan_status status =
      rejects->path && rejects->temporary ? check_path(rejects, imported) : report_no_memory(report);
  if (status == CHUAN_OK) {
    rejects->file = fopen(rejects->temporary, "wbx");
    rejects->begun = rejects->file != NULL;
    if (!rejects->file) status = fail_writing(rejects, errno);
  }
  if (status == CHUAN_OK)
    *out = rejects;
  else
    rejects_free(rejects);
  return status;
}

/* --- headings --------------------------------------------------------------------------------------- */

/* Whether another sheet has a figure under the same heading: then the sheet's name goes before it. */
static int is_elsewhere(const struct layout *layout, size_t sheet, size_t column) {
  const struct headings *own = &layout->sheets[sheet].headings;
  int is_figure = 0, elsewhere = 0;
  for (size_t i = 0; i < own->column_count; i++) is_figure |= own->columns[i].number == column + 1;
  for (size_t s = 0; is_figure && s < layout->count; s++) {
    const struct headings *other = &layout->sheets[s].headings;
    for (size_t i = 0; s != sheet && i < other->column_count; i++)
      elsewhere |= strcmp(other->columns[i].heading, own->texts[column]) == 0;
  }
  return elsewhere;
}

/* The columns of all sheets: those of the same heading are one, as unit and year are. */
static chuan_status join_columns(struct rejects *rejects, const char **texts, size_t most) {
  const struct layout *layout = rejects->shape.layout;
  for (size_t s = 0; s < layout->count; s++) {
    const struct headings *headings = &layout->sheets[s].headings;
    rejects->cells[s] = arena_array(rejects->arena, most + 1, sizeof **rejects->cells);
    if (!rejects->cells[s]) return report_no_memory(rejects->report);
    for (size_t i = 0; i < most; i++) rejects->cells[s][i] = NO_COLUMN;
    for (size_t i = 0; i < headings->count; i++) {
      const char *text = headings->texts[i];
      if (i == headings->reason || (layout->count > 1 && !text[0])) continue;
      if (layout->count > 1 && is_elsewhere(layout, s, i))
        text = arena_format(rejects->arena, "%s / %s", layout->sheets[s].name, text);
      if (!text) return report_no_memory(rejects->report);
      size_t at = layout->count > 1 ? 0 : rejects->width;
      while (at < rejects->width && strcmp(texts[at], text) != 0) at++;
      if (at == rejects->width) texts[rejects->width++] = text;
      rejects->cells[s][at] = i;
    }
  }
  return CHUAN_OK;
}

static void add_own(struct rejects *rejects, enum own_column column) {
  buffer_add_string(&rejects->record, own_column_name(column, report_language(rejects->report)));
  buffer_add_char(&rejects->record, rejects->shape.separator);
}

chuan_status rejects_begin(struct rejects *rejects, const struct rejects_shape *shape) {
  const struct layout *layout = shape->layout;
  size_t most = 0;
  rejects->shape = *shape;
  rejects->shaped = 1;
  for (size_t s = 0; s < layout->count; s++) {
    most += layout->sheets[s].headings.count;
    rejects->with_year |= layout->sheets[s].titled;
    rejects->shape.with_groups |= layout->sheets[s].grouped && layout->sheets[s].headings.parent == NO_COLUMN;
  }
  rejects->with_sheet = layout->count > 1;
  const char **texts = arena_array(rejects->arena, most + 1, sizeof *texts);
  rejects->cells = arena_array(rejects->arena, layout->count + 1, sizeof *rejects->cells);
  if (!texts || !rejects->cells) return report_no_memory(rejects->report);
  chuan_status status = join_columns(rejects, texts, most);
  if (status != CHUAN_OK) return status;
  buffer_add_string(&rejects->record, BYTE_ORDER_MARK);
  for (size_t i = 0; i < rejects->width; i++) {
    add_safe(rejects, (chuan_cell){texts[i], strlen(texts[i])});
    buffer_add_char(&rejects->record, shape->separator);
  }
  if (rejects->with_sheet) add_own(rejects, OWN_SHEET);
  if (rejects->with_year) add_own(rejects, OWN_YEAR);
  if (rejects->shape.with_groups) add_own(rejects, OWN_PARENT);
  buffer_add_string(&rejects->record, own_column_name(OWN_REASON, report_language(rejects->report)));
  return end_record(rejects);
}

int rejects_have_begun(const struct rejects *rejects) {
  return rejects->shaped;
}

/* --- rows ------------------------------------------------------------------------------------------- */

/* A spreadsheet's number has a point, whatever the person sees. It is written with the mark that it will be read by; where
 * nobody knows that yet, "1.234" becomes "1.2340", which is no thousand. */
static void add_number(struct rejects *rejects, chuan_cell cell) {
  const char *point = memchr(cell.text, '.', cell.length);
  char mark = rejects->shape.decimal_mark;
  size_t end = cell.length;
  if (!point) {
    add_quoted(&rejects->record, cell.text, cell.length);
    return;
  }
  struct buffer text;
  buffer_init(&text, RECORD_MAX);
  size_t whole = (size_t)(point - cell.text), digits = whole + 1;
  while (digits < end && cell.text[digits] >= '0' && cell.text[digits] <= '9') digits++;
  buffer_add(&text, cell.text, whole);
  buffer_add_char(&text, mark ? mark : '.');
  buffer_add(&text, point + 1, digits - whole - 1);
  if (!mark && digits - whole - 1 == 3) buffer_add_char(&text, '0');
  buffer_add(&text, cell.text + digits, end - digits);
  add_quoted(&rejects->record, buffer_string(&text), text.length);
  if (text.failed) rejects->record.failed = 1;
  buffer_free(&text);
}

static void add_cell(struct rejects *rejects, const struct read_row *row, size_t column) {
  if (row->kinds && row->kinds[column] == CHUAN_CELL_NUMBER)
    add_number(rejects, row->cells[column]);
  else
    add_safe(rejects, row->cells[column]);
}

static void add_year(struct rejects *rejects, const struct layout_sheet *sheet) {
  if (sheet->titled) buffer_format(&rejects->record, "%d", sheet->year);
  buffer_add_char(&rejects->record, rejects->shape.separator);
}

static void add_text(struct rejects *rejects, const char *text) {
  if (text) add_safe(rejects, (chuan_cell){text, strlen(text)});
}

chuan_status rejects_add(struct rejects *rejects, const struct rejected_row *rejected) {
  const struct layout_sheet *sheet = &rejects->shape.layout->sheets[rejected->sheet];
  const struct read_row *row = rejected->row;
  const size_t *cells = rejects->cells[rejected->sheet];
  for (size_t i = 0; i < rejects->width; i++) {
    if (row && cells[i] < row->count) add_cell(rejects, row, cells[i]);
    buffer_add_char(&rejects->record, rejects->shape.separator);
  }
  if (rejects->with_sheet) {
    add_text(rejects, sheet->name);
    buffer_add_char(&rejects->record, rejects->shape.separator);
  }
  if (rejects->with_year) add_year(rejects, sheet);
  if (rejects->shape.with_groups) {
    add_text(rejects, rejected->group);
    buffer_add_char(&rejects->record, rejects->shape.separator);
  }
  add_text(rejects, rejected->reason);
  return end_record(rejects);
}

chuan_status rejects_finish(struct rejects *rejects) {
  FILE *file = rejects->file;
  rejects->file = NULL;
  int why = 0;
  if (fflush(file) != 0 || fsync(fileno(file)) != 0) why = errno;
  if (fclose(file) != 0 && why == 0) why = errno;
  return why == 0 ? CHUAN_OK : fail_writing(rejects, why);
}

chuan_status rejects_publish(struct rejects *rejects) {
  char reason[FILE_REASON_SIZE];
  if (rename(rejects->temporary, rejects->path) != 0)
    return report_fail(
        rejects->report, CHUAN_IO,
        "the figures are stored, but the rejected rows could not be named %s: %s; choose another name",
        "số liệu đã lưu, nhưng không đặt được tên %s cho tệp dòng bị loại: %s; hãy chọn tên khác",
        rejects->path, file_reason(errno, report_language(rejects->report), reason));
  rejects->published = 1;
  return CHUAN_OK;
}

void rejects_free(struct rejects *rejects) {
  if (!rejects) return;
  if (rejects->file) fclose(rejects->file);
  if (rejects->begun && rejects->temporary && !rejects->published) unlink(rejects->temporary);
  buffer_free(&rejects->record);
  arena_free(rejects->arena);
}
