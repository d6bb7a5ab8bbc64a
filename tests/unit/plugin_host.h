/* plugin_host.h - one host for everything that tries a plugin alone: unit tests and fuzz targets. It keeps what came as
 * text, reads every byte it is given, and stops the program (abort) when the plugin breaks the contract of
 * chuan_plugin.h. Set what it shall do, call plugin_host_read, look at the rest, call plugin_host_release.
 *
 *   struct plugin_host host = {.numbers = 1};
 *   int answer = plugin_host_read(&host, chuan_plugin_entry(CHUAN_PLUGIN_ABI), bytes, length);
 *
 * host.text then holds, each on its line and in the order in which they came:
 *   [Sheet 1]  [Sheet 2 hidden]   sheets, when the plugin says them (also those that were passed over)
 *   <1,2-3,4>                     merged cells: first row, first column - last row, last column
 *   a|b||c                        rows; with .numbers "7:" before, "7h:" when hidden, "7b:" when bytes. With .kinds a
 *                                 cell begins with # number, @ date, ? boolean, ! error, = formula without result
 * host.issues holds "row,column the first twenty letters! " of each, with w or n before a warning or note.
 */
#ifndef CHUAN_TEST_PLUGIN_HOST_H
#define CHUAN_TEST_PLUGIN_HOST_H

#include "chuan_plugin.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct plugin_host {
  /* What it shall do. */
  int numbers, kinds; /* see above */
  int quiet;          /* keep no text: only counts and the sum */
  int vietnamese;
  int old;                 /* a host of 0.1: no row_more, sheet_found, merged */
  const char *sheet;       /* the only sheet to read; NULL: all */
  uint64_t stop_after;     /* answers 77 to this row; 0: never */
  uint64_t rows_most;      /* of a sheet; then answers CHUAN_NEXT_SHEET; 0: all */
  size_t allocations_left; /* 0: as many as it likes */
  size_t allocated_most;   /* bytes it may ask for; 0: no limit */
  size_t piece;            /* bytes that one read() gives at most; 0: as many as fit */
  uint64_t total;          /* not 0: the bytes are repeated until there are so many */
  int no_seek, no_length;  /* what the source cannot do */
  uint64_t fails_at;       /* reading beyond this byte fails; 0: never */
  /* What came. */
  char *text; /* never NULL after plugin_host_read */
  char issues[4000];
  char message[600]; /* the last issue, whole */
  uint64_t row_count, cell_count, last_count, sheet_count, merged_count, issue_count, sum;
  size_t allocated;
  /* Its own. */
  size_t text_length, text_capacity, block_count, block_room;
  void **blocks;
  uint64_t last_row, sheet_rows;
  int in_sheet, sheet_over, answer, starved, errors;
};

struct plugin_bytes {
  chuan_source source; /* first: this is what the plugin holds */
  const struct plugin_host *host;
  const unsigned char *bytes;
  uint64_t length, at, total;
};

#define PLUGIN_MUST(truth)                                                           \
  do {                                                                               \
    if (!(truth)) {                                                                  \
      fprintf(stderr, "%s:%d: the plugin breaks: %s\n", __FILE__, __LINE__, #truth); \
      abort();                                                                       \
    }                                                                                \
  } while (0)

static inline void plugin_host_keep(struct plugin_host *host, const char *text, size_t length) {
  if (host->text_length + length + 1 > host->text_capacity) {
    host->text_capacity = (host->text_length + length + 1) * 2;
    host->text = realloc(host->text, host->text_capacity);
    if (!host->text) abort();
  }
  if (length) memcpy(host->text + host->text_length, text, length);
  host->text_length += length;
  host->text[host->text_length] = 0;
}

static inline void plugin_host_sum(struct plugin_host *host, const char *text, size_t length) {
  uint64_t sum = host->sum * 31 + length;
  for (size_t i = 0; i < length; i++) sum = sum * 31 + (unsigned char)text[i];
  host->sum = sum;
}

/* --- what texts may be -------------------------------------------------------------------------------- */

/* UTF-8 without NUL; `most`: the highest code point. */
static inline int plugin_text_is_clean(const char *text, size_t length, uint32_t most) {
  for (size_t i = 0; i < length;) {
    unsigned char first = (unsigned char)text[i++];
    if (first == 0) return 0;
    if (first < 0x80) continue;
    size_t more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
    if (first < 0xC2 || first > 0xF4 || length - i < more) return 0;
    uint32_t point = first & (0x3Fu >> more);
    for (size_t j = 0; j < more; j++, i++) {
      if (((unsigned char)text[i] & 0xC0) != 0x80) return 0;
      point = point << 6 | ((unsigned char)text[i] & 0x3Fu);
    }
    if (point < (more == 1 ? 0x80u : more == 2 ? 0x800u : 0x10000u)) return 0;
    if (point > most || point > 0x10FFFF || (point >= 0xD800 && point < 0xE000)) return 0;
  }
  return 1;
}

static inline size_t plugin_digits(const char *text, size_t length) {
  size_t count = 0;
  while (count < length && text[count] >= '0' && text[count] <= '9') count++;
  return count;
}

static inline int plugin_text_is_number(const char *text, size_t length) {
  size_t i = length > 0 && text[0] == '-', digits = plugin_digits(text + i, length - i);
  if (digits == 0) return 0;
  i += digits;
  if (i < length && text[i] == '.') {
    digits = plugin_digits(text + i + 1, length - i - 1);
    if (digits == 0) return 0;
    i += 1 + digits;
  }
  if (i < length && (text[i] == 'e' || text[i] == 'E')) {
    i++;
    if (i < length && (text[i] == '-' || text[i] == '+')) i++;
    digits = plugin_digits(text + i, length - i);
    if (digits == 0) return 0;
    i += digits;
  }
  if (i < length && text[i] == '%') i++;
  return i == length;
}

/* 2025-06-30, maybe T10:30:00, maybe .5 behind it. */
static inline int plugin_text_is_date(const char *text, size_t length) {
  static const char shape[] = "0000-00-00T00:00:00";
  if (length != 10 && length < 19) return 0;
  for (size_t i = 0; i < length && i < 19; i++)
    if (shape[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != shape[i]) return 0;
  return length <= 19 ||
         (text[19] == '.' && length > 20 && plugin_digits(text + 20, length - 20) == length - 20);
}

static inline void plugin_check_cell(const chuan_cell *cell, unsigned kind, uint32_t flags) {
  PLUGIN_MUST((cell->text == NULL) == (cell->length == 0));
  PLUGIN_MUST(kind <= CHUAN_CELL_UNCACHED);
  if (!cell->text) return;
  PLUGIN_MUST(plugin_text_is_clean(cell->text, cell->length, flags & CHUAN_ROW_BYTES ? 0xFF : 0x10FFFF));
  if (kind == CHUAN_CELL_NUMBER) PLUGIN_MUST(plugin_text_is_number(cell->text, cell->length));
  if (kind == CHUAN_CELL_DATE) PLUGIN_MUST(plugin_text_is_date(cell->text, cell->length));
  if (kind == CHUAN_CELL_BOOLEAN)
    PLUGIN_MUST((cell->length == 4 && memcmp(cell->text, "true", 4) == 0) ||
                (cell->length == 5 && memcmp(cell->text, "false", 5) == 0));
}

/* --- what the plugin calls ---------------------------------------------------------------------------- */

static inline void *plugin_host_alloc(chuan_host *opaque, size_t size) {
  struct plugin_host *host = (struct plugin_host *)opaque;
  PLUGIN_MUST(size > 0);
  if (host->allocations_left == 1) host->starved = 1;
  if (host->allocated_most && size > host->allocated_most - host->allocated) host->starved = 1;
  if (host->starved) return NULL;
  if (host->allocations_left) host->allocations_left--;
  if (host->block_count == host->block_room) {
    host->block_room = host->block_room ? host->block_room * 2 : 64;
    host->blocks = realloc(host->blocks, host->block_room * sizeof *host->blocks);
    if (!host->blocks) abort();
  }
  void *block = malloc(size);
  if (!block) return NULL;
  memset(block, 0xA5, size < 4096 ? size : 4096); /* what is not set is seen */
  host->allocated += size;
  host->blocks[host->block_count++] = block;
  return block;
}

static inline int plugin_host_row_more(chuan_host *opaque, const chuan_row *row, const chuan_row_more *more) {
  static const char marks[] = {0, '#', '@', '?', '!', '='};
  struct plugin_host *host = (struct plugin_host *)opaque;
  uint32_t flags = more ? more->flags : 0;
  const uint8_t *kinds = more ? more->kinds : NULL;
  PLUGIN_MUST(host->answer == 0 && !host->sheet_over);
  PLUGIN_MUST(host->sheet_count == 0 || host->in_sheet);
  PLUGIN_MUST(row->number > host->last_row);
  PLUGIN_MUST(row->count >= 1 && row->count <= 100000);
  PLUGIN_MUST((flags & ~(CHUAN_ROW_HIDDEN | CHUAN_ROW_BYTES)) == 0);
  PLUGIN_MUST(!more || more->size >= sizeof *more);
  if (row->sheet) PLUGIN_MUST(plugin_text_is_clean(row->sheet, strlen(row->sheet), 0x10FFFF));
  host->last_row = row->number;
  host->row_count++;
  host->sheet_rows++;
  host->cell_count += row->count;
  host->last_count = row->count;
  host->sum = (host->sum * 31 + row->number) * 31 + flags;
  for (size_t i = 0; i < row->count; i++) {
    plugin_check_cell(&row->cells[i], kinds ? kinds[i] : CHUAN_CELL_TEXT, flags);
    plugin_host_sum(host, row->cells[i].text, row->cells[i].length);
    if (kinds && row->cells[i].text) host->sum = host->sum * 31 + kinds[i];
  }
  if (host->stop_after && host->row_count == host->stop_after) return host->answer = 77;
  if (!host->quiet) {
    char number[40];
    snprintf(number, sizeof number, "%llu%s%s:", (unsigned long long)row->number,
             flags & CHUAN_ROW_HIDDEN ? "h" : "", flags & CHUAN_ROW_BYTES ? "b" : "");
    if (host->numbers) plugin_host_keep(host, number, strlen(number));
    for (size_t i = 0; i < row->count; i++) {
      if (i) plugin_host_keep(host, "|", 1);
      if (host->kinds && kinds && kinds[i] && row->cells[i].text) plugin_host_keep(host, &marks[kinds[i]], 1);
      plugin_host_keep(host, row->cells[i].text, row->cells[i].length);
    }
    plugin_host_keep(host, "\n", 1);
  }
  if (host->rows_most && host->sheet_rows == host->rows_most) {
    host->sheet_over = 1;
    return CHUAN_NEXT_SHEET;
  }
  return 0;
}

static inline int plugin_host_row(chuan_host *opaque, const chuan_row *row) {
  return plugin_host_row_more(opaque, row, NULL);
}

static inline int plugin_host_sheet_found(chuan_host *opaque, const chuan_sheet *sheet) {
  struct plugin_host *host = (struct plugin_host *)opaque;
  PLUGIN_MUST(host->answer == 0);
  PLUGIN_MUST(sheet->size >= sizeof *sheet && sheet->name && (sheet->flags & ~CHUAN_SHEET_HIDDEN) == 0);
  PLUGIN_MUST(plugin_text_is_clean(sheet->name, strlen(sheet->name), 0x10FFFF));
  host->sheet_count++;
  host->last_row = host->sheet_rows = 0;
  host->sheet_over = 0;
  host->in_sheet = !host->sheet || strcmp(host->sheet, sheet->name) == 0;
  plugin_host_sum(host, sheet->name, strlen(sheet->name));
  host->sum = host->sum * 31 + sheet->flags;
  if (!host->quiet) {
    plugin_host_keep(host, "[", 1);
    plugin_host_keep(host, sheet->name, strlen(sheet->name));
    plugin_host_keep(host, " hidden", sheet->flags & CHUAN_SHEET_HIDDEN ? 7 : 0);
    plugin_host_keep(host, "]\n", 2);
  }
  return host->in_sheet;
}

static inline void plugin_host_merged(chuan_host *opaque, uint64_t first_row, uint32_t first_column,
                                      uint64_t last_row, uint32_t last_column) {
  struct plugin_host *host = (struct plugin_host *)opaque;
  PLUGIN_MUST(host->answer == 0 && !host->sheet_over && (host->sheet_count == 0 || host->in_sheet));
  PLUGIN_MUST(first_row > host->last_row && first_row <= last_row);
  PLUGIN_MUST(first_column >= 1 && first_column <= last_column);
  host->merged_count++;
  host->sum = (((host->sum * 31 + first_row) * 31 + first_column) * 31 + last_row) * 31 + last_column;
  if (host->quiet) return;
  char text[100];
  snprintf(text, sizeof text, "<%llu,%u-%llu,%u>\n", (unsigned long long)first_row, first_column,
           (unsigned long long)last_row, last_column);
  plugin_host_keep(host, text, strlen(text));
}

static inline void plugin_host_issue(chuan_host *opaque, int severity, uint64_t row, uint32_t column,
                                     const char *message) {
  static const char *const marks[] = {"n", "w", ""};
  struct plugin_host *host = (struct plugin_host *)opaque;
  PLUGIN_MUST(severity >= CHUAN_ISSUE_NOTE && severity <= CHUAN_ISSUE_ERROR);
  PLUGIN_MUST(strlen(message) > 10 && plugin_text_is_clean(message, strlen(message), 0x10FFFF));
  PLUGIN_MUST(column <= 100001);
  host->issue_count++;
  if (severity == CHUAN_ISSUE_ERROR) host->errors++;
  host->sum = (host->sum * 31 + row) * 31 + column;
  plugin_host_sum(host, message, strlen(message));
  size_t used = strlen(host->issues);
  snprintf(host->issues + used, sizeof host->issues - used, "%s%llu,%u %.20s! ", marks[severity],
           (unsigned long long)row, column, message);
  snprintf(host->message, sizeof host->message, "%s", message);
}

static inline int plugin_host_vietnamese(chuan_host *opaque) {
  return ((struct plugin_host *)opaque)->vietnamese;
}

static inline const char *plugin_host_sheet(chuan_host *opaque) {
  return ((struct plugin_host *)opaque)->sheet;
}

/* --- bytes --------------------------------------------------------------------------------------------- */

static inline int64_t plugin_bytes_read(chuan_source *source, void *buffer, size_t capacity) {
  struct plugin_bytes *bytes = (struct plugin_bytes *)source;
  uint64_t left = bytes->total - bytes->at;
  size_t size = left < capacity ? (size_t)left : capacity;
  if (bytes->host->piece && size > bytes->host->piece) size = bytes->host->piece;
  if (bytes->host->fails_at && bytes->at + size > bytes->host->fails_at) return -1;
  if (bytes->total == bytes->length) {
    if (size) memcpy(buffer, bytes->bytes + bytes->at, size);
  } else {
    for (size_t i = 0; i < size; i++)
      ((unsigned char *)buffer)[i] = bytes->bytes[(bytes->at + i) % bytes->length];
  }
  bytes->at += size;
  return (int64_t)size;
}

static inline int plugin_bytes_seek(chuan_source *source, uint64_t offset) {
  struct plugin_bytes *bytes = (struct plugin_bytes *)source;
  if (offset > bytes->total) return -1;
  bytes->at = offset;
  return 0;
}

/* Probes and reads. `bytes` of no length may be NULL. */
static inline int plugin_host_read(struct plugin_host *host, const chuan_plugin *tried, const void *bytes,
                                   size_t length) {
  const chuan_host_api api = {.size = host->old ? offsetof(chuan_host_api, row_more) : sizeof(chuan_host_api),
                              .alloc = plugin_host_alloc,
                              .row = plugin_host_row,
                              .issue = plugin_host_issue,
                              .vietnamese = plugin_host_vietnamese,
                              .sheet = plugin_host_sheet,
                              .row_more = host->old ? NULL : plugin_host_row_more,
                              .sheet_found = host->old ? NULL : plugin_host_sheet_found,
                              .merged = host->old ? NULL : plugin_host_merged};
  uint64_t total = host->total ? host->total : length;
  struct plugin_bytes file = {.source = {.size = sizeof(chuan_source),
                                         .read = plugin_bytes_read,
                                         .seek = host->no_seek ? NULL : plugin_bytes_seek,
                                         .length = host->no_length ? 0 : total,
                                         .name = "test"},
                              .host = host,
                              .bytes = bytes,
                              .length = length,
                              .total = total};
  int score = tried->probe(bytes ? bytes : (const void *)"", length < 4096 ? length : 4096);
  PLUGIN_MUST(score >= 0 && score <= 100);
  plugin_host_keep(host, "", 0);
  if (host->allocations_left) host->allocations_left++; /* 0 stays "no limit", 1 is "none left" */
  int answer = tried->read(&api, (chuan_host *)host, &file.source);
  if (host->answer)
    PLUGIN_MUST(answer == host->answer);
  else
    PLUGIN_MUST(answer == CHUAN_PLUGIN_OK || answer == CHUAN_PLUGIN_BROKEN || answer == CHUAN_PLUGIN_MEMORY);
  PLUGIN_MUST(answer != CHUAN_PLUGIN_BROKEN || host->errors > 0);
  return answer;
}

static inline void plugin_host_release(struct plugin_host *host) {
  for (size_t i = 0; i < host->block_count; i++) free(host->blocks[i]);
  free(host->blocks);
  free(host->text);
  memset(host, 0, sizeof *host);
}

#endif
