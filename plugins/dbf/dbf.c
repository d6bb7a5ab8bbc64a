/* dbf.c - the dBase format (III, IV, FoxPro) as old programs and maps write it, opened by shapelib (table.c). The names of
 * the fields are row 1, record n is row n + 1. Numbers are taken from the record's own digits, so that they are exact; a field
 * full of asterisks is a number that did not fit. Records that are marked as deleted are left out, and said so.
 *
 * What encoding the texts have is not to be trusted in these files (a table in TCVN3 says it is Windows-1252): when all of
 * them are valid UTF-8 they are that, otherwise they are handed over as bytes and the host finds out.
 */
#include "../values/utf8.h"
#include "../values/value.h"
#include "table.h"

#include <stdio.h>
#include <string.h>

struct writer { /* the row that is being made */
  struct table *table;
  chuan_cell *cells;
  uint8_t *kinds;
  char *text;
  size_t used;
  int bytes; /* texts are no UTF-8: byte b becomes U+00b */
};

static uint64_t little_endian(const unsigned char *bytes, size_t size) {
  uint64_t value = 0;
  for (size_t i = size; i-- > 0;) value = value << 8 | bytes[i];
  return value;
}

/* --- texts ------------------------------------------------------------------------------------------------- */

/* Of a text, what people wrote: up to a NUL, without the blanks that fill the field. */
static size_t text_length(const unsigned char *text, size_t size) {
  const unsigned char *nul = memchr(text, 0, size);
  size_t length = nul ? (size_t)(nul - text) : size;
  while (length > 0 && text[length - 1] == ' ') length--;
  return length;
}

static int is_utf8(const unsigned char *text, size_t length) {
  for (size_t i = 0; i < length;) {
    size_t size = utf8_read(text + i, length - i);
    if (size == 0) return 0;
    i += size;
  }
  return 1;
}

/* Where a text fills its field, the field's end may have cut through its last character: without that. */
static size_t whole_characters(const unsigned char *text, size_t length, size_t size) {
  size_t tail = 0;
  if (length < size) return length;
  while (tail < 3 && tail < length && (text[length - 1 - tail] & 0xC0) == 0x80) tail++;
  if (tail == length || text[length - 1 - tail] < 0xC2) return length;
  return utf8_read(text + length - 1 - tail, tail + 1) ? length : length - 1 - tail;
}

/* A cell's text goes into the row; nothing when it is empty. */
static void put(struct writer *writer, size_t place, const char *text, size_t length, uint8_t kind) {
  char *target = writer->text + writer->used;
  writer->cells[place] = (chuan_cell){length ? target : NULL, 0};
  writer->kinds[place] = kind;
  size_t used = 0;
  for (size_t i = 0; i < length; i++) {
    unsigned char byte = (unsigned char)text[i];
    if (byte >= 0x80 && writer->bytes) {
      target[used++] = (char)(0xC0 | byte >> 6);
      byte = 0x80 | (byte & 0x3F);
    }
    target[used++] = (char)byte;
  }
  writer->cells[place].length = used;
  writer->used += used;
}

static void put_text(struct writer *writer, size_t place, const unsigned char *text, size_t size) {
  size_t length = text_length(text, size);
  if (!writer->bytes) length = whole_characters(text, length, size);
  put(writer, place, (const char *)text, length, CHUAN_CELL_TEXT);
}

/* --- values ------------------------------------------------------------------------------------------------ */

/* Digits as one writes them: "+.50" is 0.5. 0 when it is no number. */
static size_t plain_number(const char *text, size_t length, char *out, size_t room) {
  size_t at = 0, used = 0, digits = 0, decimals = 0;
  if (length == 0 || length + 2 > room) return 0;
  if (text[0] == '-') out[used++] = '-';
  if (text[0] == '-' || text[0] == '+') at++;
  while (at < length && text[at] == '0' && at + 1 < length && text[at + 1] >= '0' && text[at + 1] <= '9')
    at++;
  for (; at < length && text[at] >= '0' && text[at] <= '9'; at++, digits++) out[used++] = text[at];
  if (digits == 0) out[used++] = '0';
  if (at < length && text[at] == '.') {
    size_t point = used;
    out[used++] = '.';
    for (at++; at < length && text[at] >= '0' && text[at] <= '9'; at++, decimals++) out[used++] = text[at];
    while (used > point + 1 && out[used - 1] == '0') used--;
    if (used == point + 1) used--;
  }
  if (digits + decimals == 0) return 0;
  if (at < length && (text[at] == 'e' || text[at] == 'E')) {
    out[used++] = text[at++];
    if (at < length && (text[at] == '-' || text[at] == '+')) out[used++] = text[at++];
    size_t before = at;
    for (; at < length && text[at] >= '0' && text[at] <= '9'; at++) out[used++] = text[at];
    if (at == before || at - before > 3) return 0;
  }
  return at == length ? used : 0;
}

static void put_number(struct writer *writer, size_t place, const unsigned char *text, size_t size) {
  char number[300];
  size_t length = text_length(text, size), from = 0, stars = 0;
  while (from < length && text[from] == ' ') from++;
  while (from + stars < length && text[from + stars] == '*') stars++;
  const char *begin = (const char *)text + from;
  length -= from;
  if (length > 0 && stars == length) {
    put(writer, place, begin, length, CHUAN_CELL_ERROR);
    return;
  }
  size_t used = plain_number(begin, length, number, sizeof number);
  if (used)
    put(writer, place, number, used, CHUAN_CELL_NUMBER);
  else
    put(writer, place, begin, length, CHUAN_CELL_TEXT);
}

static void put_date(struct writer *writer, size_t place, const unsigned char *text, size_t size) {
  size_t length = text_length(text, size), used = 0;
  char written[16], date[VALUE_TEXT_SIZE];
  if (length == 8 && memcmp(text, "00000000", 8) == 0) length = 0; /* none */
  if (length == 8) {
    snprintf(written, sizeof written, "%.4s-%.2s-%.2s", (const char *)text, (const char *)text + 4,
             (const char *)text + 6);
    used = iso_date(written, strlen(written), date);
  }
  if (used)
    put(writer, place, date, used, CHUAN_CELL_DATE);
  else
    put(writer, place, (const char *)text, length, CHUAN_CELL_TEXT);
}

static void put_logical(struct writer *writer, size_t place, const unsigned char *text, size_t size) {
  size_t length = text_length(text, size);
  if (length == 1 && strchr("YyTt", text[0]))
    put(writer, place, "true", 4, CHUAN_CELL_BOOLEAN);
  else if (length == 1 && strchr("NnFf", text[0]))
    put(writer, place, "false", 5, CHUAN_CELL_BOOLEAN);
  else if (length == 1 && text[0] == '?')
    put(writer, place, NULL, 0, CHUAN_CELL_TEXT);
  else
    put(writer, place, (const char *)text, length, CHUAN_CELL_TEXT);
}

static void put_integer(struct writer *writer, size_t place, const unsigned char *bytes) {
  char number[VALUE_TEXT_SIZE];
  int length = snprintf(number, sizeof number, "%ld", (long)(int32_t)(uint32_t)little_endian(bytes, 4));
  put(writer, place, number, (size_t)length, CHUAN_CELL_NUMBER);
}

/* FoxPro's currency: ten-thousandths. */
static void put_currency(struct writer *writer, size_t place, const unsigned char *bytes) {
  char number[VALUE_TEXT_SIZE], plain[VALUE_TEXT_SIZE];
  uint64_t value = little_endian(bytes, 8);
  int negative = value >> 63 != 0;
  if (negative) value = 0 - value;
  int length = snprintf(number, sizeof number, "%s%llu.%04u", negative ? "-" : "",
                        (unsigned long long)(value / 10000), (unsigned)(value % 10000));
  size_t used = plain_number(number, (size_t)length, plain, sizeof plain);
  put(writer, place, plain, used, CHUAN_CELL_NUMBER);
}

/* FoxPro's double: as a spreadsheet would show it. */
static void put_double(struct writer *writer, size_t place, const unsigned char *bytes) {
  char digits[VALUE_TEXT_SIZE], plain[VALUE_TEXT_SIZE];
  uint64_t bits = little_endian(bytes, 8);
  double value;
  memcpy(&value, &bits, sizeof value);
  size_t used = number_text(digits, double_digits(value, digits), 0, plain);
  if (used)
    put(writer, place, plain, used, CHUAN_CELL_NUMBER);
  else
    put(writer, place, "#NUM!", 5, CHUAN_CELL_ERROR);
}

#define JULIAN_1970 2440588

/* FoxPro's time: days since 4713 BC and milliseconds. */
static void put_time(struct writer *writer, size_t place, const unsigned char *bytes) {
  uint64_t day = little_endian(bytes, 4), seconds = (little_endian(bytes + 4, 4) + 500) / 1000;
  if (day == 0 && seconds == 0) {
    put(writer, place, NULL, 0, CHUAN_CELL_TEXT);
    return;
  }
  char text[VALUE_TEXT_SIZE];
  size_t used = seconds < 86400 ? moment_text((int64_t)day - JULIAN_1970, (int64_t)seconds, text) : 0;
  if (used)
    put(writer, place, text, used, CHUAN_CELL_DATE);
  else
    put(writer, place, "#VALUE!", 7, CHUAN_CELL_ERROR);
}

static void put_field(struct writer *writer, size_t place, const struct field *field,
                      const unsigned char *record) {
  const unsigned char *value = record + field->at;
  switch (field->type) {
    case 'N':
    case 'F':
      put_number(writer, place, value, field->size);
      return;
    case 'L':
      put_logical(writer, place, value, field->size);
      return;
    case 'D':
      put_date(writer, place, value, field->size);
      return;
    case 'I':
      put_integer(writer, place, value);
      return;
    case 'Y':
      put_currency(writer, place, value);
      return;
    case 'B':
      put_double(writer, place, value);
      return;
    case 'T':
      put_time(writer, place, value);
      return;
    default: /* C */
      put_text(writer, place, value, field->size);
  }
}

/* --- rows -------------------------------------------------------------------------------------------------- */

static int is_binary(char type) {
  return strchr("IYBT", type) != NULL;
}

/* Whether all texts of the table are UTF-8: 1 or 0, or negative: what read() returns. */
static int all_utf8(struct table *table) {
  for (size_t i = 0; i < table->field_count; i++)
    if (!is_utf8((const unsigned char *)table->fields[i].name, strlen(table->fields[i].name))) return 0;
  for (uint64_t index = 0; index < table->record_count; index++) {
    const unsigned char *record = table_record(table, index);
    if (!record) return CHUAN_PLUGIN_BROKEN;
    for (size_t i = 0; i < table->field_count; i++) {
      const struct field *field = &table->fields[i];
      const unsigned char *text = record + field->at;
      if (is_binary(field->type)) continue;
      size_t length = text_length(text, field->size);
      if (field->type == 'C') length = whole_characters(text, length, field->size);
      if (!is_utf8(text, length)) return 0;
    }
  }
  return 1;
}

static int give_row(struct writer *writer, uint64_t number) {
  const struct table *table = writer->table;
  chuan_row row = {number, NULL, table->field_count, writer->cells};
  chuan_row_more more = {sizeof more, writer->kinds, writer->bytes ? CHUAN_ROW_BYTES : 0};
  int answer = table->api->row_more(table->host, &row, &more);
  writer->used = 0;
  return answer;
}

static void tell_deleted(struct table *table, uint64_t count, uint64_t first) {
  char what[100];
  int vietnamese = table->api->vietnamese(table->host) != 0;
  snprintf(what, sizeof what, vietnamese ? "%llu, bắt đầu từ dòng %llu" : "%llu, from row %llu on",
           (unsigned long long)count, (unsigned long long)first);
  table_tell(table, CHUAN_ISSUE_NOTE, TROUBLE_DELETED, what);
}

static int give_rows(struct writer *writer) {
  struct table *table = writer->table;
  uint64_t deleted = 0, first_deleted = 0;
  for (size_t i = 0; i < table->field_count; i++)
    put(writer, i, table->fields[i].name, strlen(table->fields[i].name), CHUAN_CELL_TEXT);
  int answer = give_row(writer, 1);
  for (uint64_t index = 0; index < table->record_count && answer == CHUAN_PLUGIN_OK; index++) {
    const unsigned char *record = table_record(table, index);
    if (!record) return CHUAN_PLUGIN_BROKEN;
    if (record[0] == '*') {
      if (deleted++ == 0) first_deleted = index + 2;
      continue;
    }
    for (size_t i = 0; i < table->field_count; i++) put_field(writer, i, &table->fields[i], record);
    answer = give_row(writer, index + 2);
  }
  if (deleted && answer == CHUAN_PLUGIN_OK) tell_deleted(table, deleted, first_deleted);
  return answer == CHUAN_NEXT_SHEET ? CHUAN_PLUGIN_OK : answer;
}

static int read_table(struct table *table) {
  int utf8 = all_utf8(table);
  if (utf8 < 0) return utf8;
  size_t count = table->field_count;
  struct writer writer = {.table = table, .bytes = !utf8};
  writer.cells = table->api->alloc(table->host, count * sizeof *writer.cells);
  writer.kinds = table->api->alloc(table->host, count);
  /* A byte becomes two at most, a value that is no text VALUE_TEXT_SIZE; names are shorter than that. */
  writer.text = table->api->alloc(table->host, table->record_length * 2 + count * VALUE_TEXT_SIZE);
  if (!writer.cells || !writer.kinds || !writer.text) return CHUAN_PLUGIN_MEMORY;
  return give_rows(&writer);
}

static int read_file(const chuan_host_api *api, chuan_host *host, chuan_source *source) {
  struct table table = {.api = api, .host = host, .bytes = {.source = source}};
  int result = table_open(&table);
  if (result != CHUAN_PLUGIN_OK) return result;
  result = read_table(&table);
  DBFClose(table.file);
  return result;
}

/* The kinds of table that there are, a date of the last change, lengths that fit each other, a first field with a name
 * and a type, and NULs where text would have none. */
static int probe(const uint8_t *head, size_t length) {
  static const uint8_t versions[] = {0x02, 0x03, 0x04, 0x05, 0x30, 0x31, 0x32, 0x43,
                                     0x63, 0x83, 0x8B, 0x8C, 0x8E, 0xCB, 0xF5, 0xFB};
  if (length < 65 || !memchr(versions, head[0], sizeof versions)) return 0;
  unsigned header = head[8] | (unsigned)head[9] << 8, record = head[10] | (unsigned)head[11] << 8;
  if (head[2] > 12 || head[3] > 31 || header < 64 || record < 2) return 0;
  if (head[12] != 0 || head[13] != 0) return 0;
  if ((head[0] & 7) == 4) return 60; /* dBase 7, with another header: it is told what to do */
  if (head[32] < ' ' || !strchr("CNFLDIYTMGPBVWQ0+@O", head[43]) || head[43] == 0) return 0;
  return 95;
}

static const char *const extensions[] = {"dbf", NULL};

static const chuan_plugin plugin = {
    .size = sizeof(chuan_plugin),
    .abi = CHUAN_PLUGIN_ABI,
    .name = "dbf",
    .version = "0.1.0",
    .licence = "MIT; shapelib: MIT or LGPL-2.0",
    .extensions = extensions,
    .flags = CHUAN_PLUGIN_NEEDS_SEEK,
    .probe = probe,
    .read = read_file,
};

const chuan_plugin *chuan_plugin_entry(uint32_t host_abi) {
  return host_abi == CHUAN_PLUGIN_ABI ? &plugin : NULL;
}
