/* CSV records that any spreadsheet reads as text and numbers, never as formulas. */
#include "output/csv.h"

#include "base/decimal.h"

#include <string.h>

void csv_begin(struct csv *csv, struct writer *writer) {
  *csv = (struct csv){.writer = writer};
}

void csv_header(struct csv *csv, const char *names) {
  writer_text(csv->writer, names);
  writer_text(csv->writer, "\n");
}

static int is_plain_number(const char *text) {
  size_t digits = 0, points = 0;
  const char *at = text;
  if (*at == '-' || *at == '+') at++;
  for (; *at != '\0'; at++) {
    if (*at >= '0' && *at <= '9')
      digits++;
    else if (*at == '.' && points == 0 && digits > 0 && at[1] != '\0')
      points++;
    else
      return 0;
  }
  return digits > 0;
}

static void separate(struct csv *csv) {
  if (csv->cells++ > 0) writer_bytes(csv->writer, ",", 1);
}

/* The bytes of a text that may stand without quotes: nearly every one, so each is looked at once. */
static size_t bare_length(const char *text) {
  size_t length = 0;
  for (;; length++) {
    switch (text[length]) {
      case '\0':
      case ',':
      case ';':
      case '"':
      case '\r':
      case '\n':
      case '\t':
        return length;
      default:
        break;
    }
  }
}

static int may_be_formula(char first) {
  return first == '=' || first == '+' || first == '-' || first == '@' || first == '\t' || first == '\r';
}

void csv_text(struct csv *csv, const char *text) {
  separate(csv);
  if (text == NULL || *text == '\0') return;
  int guard = may_be_formula(*text) && !is_plain_number(text);
  size_t bare = bare_length(text);
  if (!guard && text[bare] == '\0' && *text != ' ') {
    writer_bytes(csv->writer, text, bare);
    return;
  }
  writer_text(csv->writer, guard ? "\"'" : "\"");
  for (const char *at = text; *at != '\0';) {
    size_t length = strcspn(at, "\"");
    writer_bytes(csv->writer, at, length);
    at += length;
    if (*at == '"') {
      writer_text(csv->writer, "\"\"");
      at++;
    }
  }
  writer_text(csv->writer, "\"");
}

void csv_integer(struct csv *csv, int64_t value) {
  char text[DECIMAL_TEXT_SIZE];
  separate(csv);
  writer_bytes(csv->writer, text, decimal_format(value, 0, text));
}

void csv_end_row(struct csv *csv) {
  writer_bytes(csv->writer, "\n", 1);
  csv->cells = 0;
}
