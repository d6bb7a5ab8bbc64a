/* workbook.c - what stands before the sheets: their names and places, formats, texts that all of them share. */
#include "workbook.h"

#include <string.h>

#define SHEET_BEGINS 0x10

/* What a damaged record means. */
static enum damage damage_of(const struct workbook *workbook) {
  if (workbook->records.no_memory) return DAMAGE_NO_MEMORY;
  return workbook->records.stream.file->failed ? DAMAGE_UNREADABLE : DAMAGE_CUT_OFF;
}

/* --- formats ------------------------------------------------------------------------------------------------- */

/* The style of a format that is written out: what its letters, outside quotes and brackets, stand for. */
static uint8_t style_of_format(const char *format, size_t length) {
  int day = 0, hour = 0, month = 0;
  for (size_t i = 0; i < length && format[i] != ';'; i++) {
    char c = format[i];
    if (c == '\\' || c == '_' || c == '*') {
      i++;
    } else if (c == '"' || c == '[') {
      size_t begin = ++i, letters = 0;
      for (; i < length && format[i] != (c == '"' ? '"' : ']'); i++)
        letters += format[i] != 0 && strchr("hHmMsS", format[i]) != NULL;
      if (c == '[' && letters > 0 && letters == i - begin) hour = 1; /* [h]:mm, but not [Magenta] */
    } else if (c == '%') {
      return STYLE_PERCENT;
    } else {
      day |= c == 'd' || c == 'D' || c == 'y' || c == 'Y';
      hour |= c == 'h' || c == 'H' || c == 's' || c == 'S';
      month |= c == 'm' || c == 'M';
    }
  }
  if (day || (month && !hour)) return STYLE_DATE;
  return hour ? STYLE_TIME : STYLE_PLAIN;
}

static uint8_t style_of_number(const struct workbook *workbook, unsigned number) {
  for (size_t i = workbook->format_count; i-- > 0;)
    if (workbook->formats[i].number == number) return workbook->formats[i].style;
  if (number == 9 || number == 10) return STYLE_PERCENT;
  if ((number >= 14 && number <= 17) || number == 22 || (number >= 27 && number <= 31) || number == 36 ||
      (number >= 50 && number <= 58))
    return STYLE_DATE;
  if ((number >= 18 && number <= 21) || (number >= 32 && number <= 35) || (number >= 45 && number <= 47))
    return STYLE_TIME;
  return STYLE_PLAIN;
}

static int take_format(struct workbook *workbook) {
  struct records *records = &workbook->records;
  struct text format;
  if (records->length < 2 || workbook->format_count == FORMAT_MAX) return 1;
  unsigned number = bytes_u16(records->data);
  records->at = 2;
  if (!records_text(records, records->wide ? 2 : 1, 0, &format)) return !records->no_memory;
  workbook->formats[workbook->format_count].number = (uint16_t)number;
  workbook->formats[workbook->format_count++].style = style_of_format(format.bytes, format.length);
  return 1;
}

static int take_style(struct workbook *workbook) { /* its formats stand before it */
  if (workbook->records.length < 4 || workbook->style_count == STYLE_MAX) return 1;
  unsigned number = bytes_u16(workbook->records.data + 2);
  workbook->styles[workbook->style_count++] = style_of_number(workbook, number);
  return 1;
}

/* --- texts and sheets ------------------------------------------------------------------------------------------ */

static int take_shared(struct workbook *workbook) {
  struct records *records = &workbook->records;
  if (records->length < 8 || workbook->shared) return 0;
  size_t count = bytes_u32(records->data + 4);
  if (count > (records->stream.size - records->next + records->length) / 3)
    return 0; /* each is three bytes at least */
  records->at = 8;
  workbook->shared = records->api->alloc(records->host, (count + 1) * sizeof *workbook->shared);
  records->no_memory |= !workbook->shared;
  if (!workbook->shared) return 0;
  for (; workbook->shared_count < count; workbook->shared_count++)
    if (!records_text(records, 2, 1, &workbook->shared[workbook->shared_count])) return 0;
  return 1;
}

static const char *name_of(struct records *records, const struct text *text) {
  char *name = records->api->alloc(records->host, text->length + 1);
  records->no_memory |= !name;
  if (!name) return NULL;
  if (text->length) memcpy(name, text->bytes, text->length);
  name[text->length] = 0;
  return name;
}

static int take_sheet(struct workbook *workbook) {
  struct records *records = &workbook->records;
  struct text name;
  if (records->length < 7 || workbook->sheet_count == SHEET_MAX) return 0;
  struct workbook_sheet sheet = {.at = bytes_u32(records->data)};
  sheet.hidden = (records->data[4] & 3) != 0;
  sheet.has_cells = records->data[5] == 0;
  records->at = 6;
  if (!records_text(records, 1, 0, &name)) return 0;
  sheet.name = name_of(records, &name);
  if (!sheet.name) return 0;
  workbook->sheets[workbook->sheet_count++] = sheet;
  return 1;
}

/* One record of the workbook. 0: it is damaged. */
static int take_record(struct workbook *workbook) {
  const struct records *records = &workbook->records;
  switch (records->type) {
    case RECORD_DATEMODE:
      workbook->from_1904 = records->length >= 2 && records->data[0] == 1;
      return 1;
    case RECORD_FORMAT:
      return take_format(workbook);
    case RECORD_XF:
      return take_style(workbook);
    case RECORD_SST:
      return take_shared(workbook);
    case RECORD_BOUNDSHEET:
      return take_sheet(workbook);
    default:
      return 1;
  }
}

static int make_tables(struct workbook *workbook) {
  struct records *records = &workbook->records;
  workbook->sheets = records->api->alloc(records->host, SHEET_MAX * sizeof *workbook->sheets);
  workbook->formats = records->api->alloc(records->host, FORMAT_MAX * sizeof *workbook->formats);
  workbook->styles = records->api->alloc(records->host, STYLE_MAX);
  return workbook->sheets && workbook->formats && workbook->styles;
}

/* Without a compound file around it there is one sheet, and no list of sheets. */
static enum damage add_bare_sheet(struct workbook *workbook) {
  workbook->sheets[0] = (struct workbook_sheet){.name = "Sheet1", .has_cells = 1};
  workbook->sheet_count = 1;
  return DAMAGE_NONE;
}

enum damage workbook_open(struct workbook *workbook) {
  struct records *records = &workbook->records;
  if (!make_tables(workbook)) return DAMAGE_NO_MEMORY;
  if (!records_next(records)) return damage_of(workbook);
  if (records->type == 0x09 || records->type == 0x209 || records->type == 0x409) return DAMAGE_OLD;
  if (records->type != RECORD_BOF || records->length < 4) return damage_of(workbook);
  records->wide = bytes_u16(records->data) >= 0x600;
  int bare = bytes_u16(records->data + 2) == SHEET_BEGINS;
  while (records_next(records)) {
    if (records->type == RECORD_EOF) return bare ? add_bare_sheet(workbook) : DAMAGE_NONE;
    if (records->type == RECORD_FILEPASS) return DAMAGE_PASSWORD;
    if (!take_record(workbook)) return damage_of(workbook);
  }
  return damage_of(workbook);
}
