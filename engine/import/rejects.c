/* rejects.c - writes the CSV of refused rows. It is opened on somebody's desk, in a spreadsheet: a cell
 * that would run as a formula there gets an apostrophe, which cell_trim takes off when it comes back. */
#include "import/rejects.h"

#include "base/file.h"
#include "import/cell.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define RECORD_MAX ((size_t)64 * 1024 * 1024) /* the longest row, every byte of it a quote */

struct rejects {
  struct arena *arena;
  struct report *report;
  const char *path, *temporary;
  FILE *file;
  struct buffer record;
  int begun, published; /* the temporary file is ours; it has got its name */
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
  static const char last[] = "reason";
  FILE *file = fopen(path, "rb");
  char tail[sizeof last - 1] = "";
  size_t length = 0;
  int c;
  if (!file) return 1; /* opening it for writing will say why */
  while ((c = getc(file)) != EOF && c != '\n') {
    memmove(tail, tail + 1, sizeof tail - 1);
    tail[sizeof tail - 1] = (char)c;
    length++;
  }
  fclose(file);
  return c == EOF ? length == 0 : memcmp(tail, last, sizeof tail) == 0;
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

chuan_status rejects_begin(struct rejects *rejects, const struct headings *headings) {
  for (size_t i = 0; i < headings->count; i++) {
    if (i == headings->reason) continue;
    add_safe(rejects, (chuan_cell){headings->texts[i], strlen(headings->texts[i])});
    buffer_add_char(&rejects->record, ',');
  }
  buffer_add_string(&rejects->record, "reason");
  return end_record(rejects);
}

chuan_status rejects_add(struct rejects *rejects, const struct headings *headings, const struct read_row *row,
                         const char *reason) {
  for (size_t i = 0; i < headings->count; i++) {
    if (i == headings->reason) continue;
    if (row && i < row->count) add_safe(rejects, row->cells[i]);
    buffer_add_char(&rejects->record, ',');
  }
  add_safe(rejects, (chuan_cell){reason, strlen(reason)});
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
