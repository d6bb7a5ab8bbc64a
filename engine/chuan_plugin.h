/* chuan_plugin.h - what a file-format plugin of Chuẩn is. It needs no other header and links nothing.
 *
 * One shared object = one format. It exports one function, chuan_plugin_entry, that returns a
 * `static const` struct. The host hands the plugin bytes and services; the plugin hands back rows.
 * A plugin opens no file, touches no database, keeps no global state, and is never unloaded.
 * Structs only grow at the end: `size` says how much of one the other side knows.
 */
#ifndef CHUAN_PLUGIN_H
#define CHUAN_PLUGIN_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define CHUAN_PLUGIN_ABI 1u

#if defined(__GNUC__)
#define CHUAN_PLUGIN_EXPORT __attribute__((visibility("default")))
#else
#define CHUAN_PLUGIN_EXPORT
#endif

/* What read() returns. Any other value came from the host's row() or sheet_found(): pass it on unchanged. */
#define CHUAN_PLUGIN_OK 0
#define CHUAN_PLUGIN_BROKEN (-1) /* the file cannot be read further; say why with issue() first */
#define CHUAN_PLUGIN_MEMORY (-2)

typedef struct chuan_host chuan_host; /* the import session; opaque */

typedef struct chuan_cell {
  const char *text; /* UTF-8, not NUL-terminated; NULL = empty cell */
  size_t length;
} chuan_cell;

typedef struct chuan_row { /* borrowed by the host for the duration of row() only */
  uint64_t number;         /* as a person would count it in the file, from 1 */
  const char *sheet;       /* NULL when the format has none */
  size_t count;
  const chuan_cell *cells;
} chuan_row;

/* What a cell is, for formats that know. What is no text is written in one way, whatever the person sees:
 *   NUMBER    a decimal with '.', no thousands marks, maybe an exponent; at most 15 significant digits where the format
 *             keeps binary fractions, as spreadsheets show them; "98.5%" for 0.985 shown as a percentage
 *   DATE      "2025-06-30", with "T10:30:00" behind it when there is a time
 *   BOOLEAN   "true", "false"
 *   ERROR     what stands there: "#DIV/0!"
 *   UNCACHED  a formula whose result is not in the file: the formula, without "=" */
enum {
  CHUAN_CELL_TEXT = 0,
  CHUAN_CELL_NUMBER = 1,
  CHUAN_CELL_DATE = 2,
  CHUAN_CELL_BOOLEAN = 3,
  CHUAN_CELL_ERROR = 4,
  CHUAN_CELL_UNCACHED = 5
};

#define CHUAN_ROW_HIDDEN 1u /* people do not see this row in their program */
/* The texts are bytes of an 8-bit encoding that the file does not name: byte b is given as U+00b. The host finds out. */
#define CHUAN_ROW_BYTES 2u

typedef struct chuan_row_more { /* what more a format can say of a row */
  uint32_t size;
  const uint8_t *kinds; /* CHUAN_CELL_… of each cell; NULL: all are text */
  uint32_t flags;
} chuan_row_more;

#define CHUAN_SHEET_HIDDEN 1u

typedef struct chuan_sheet {
  uint32_t size;
  const char *name; /* UTF-8 */
  uint32_t flags;
} chuan_sheet;

typedef struct chuan_source { /* the only way to the bytes */
  uint32_t size;
  int64_t (*read)(struct chuan_source *source, void *buffer, size_t capacity); /* 0 end, <0 error */
  int (*seek)(struct chuan_source *source, uint64_t offset); /* 0 done; NULL when it cannot */
  uint64_t length;                                           /* 0 when unknown */
  const char *name;                                          /* for messages; not a path to open */
} chuan_source;

enum { CHUAN_ISSUE_NOTE = 0, CHUAN_ISSUE_WARNING = 1, CHUAN_ISSUE_ERROR = 2 };

typedef struct chuan_host_api {
  uint32_t size;
  /* Memory that the host releases when the import ends, whatever happens. NULL when there is none. */
  void *(*alloc)(chuan_host *host, size_t size);
  /* Hands over one row, the heading row first. Non-zero: stop and return that value. */
  int (*row)(chuan_host *host, const chuan_row *row);
  /* Says that something is wrong at a row (1..; 0 = the whole file) and column (1..; 0 = none). */
  void (*issue)(chuan_host *host, int severity, uint64_t row, uint32_t column, const char *message);
  /* Non-zero when the person wants Vietnamese messages. */
  int (*vietnamese)(chuan_host *host);
  /* The sheet asked for, or NULL. */
  const char *(*sheet)(chuan_host *host);
  /* --- since 0.2; there when `size` says so ------------------------------------------------------ */
  /* As row(), with more. It may answer CHUAN_NEXT_SHEET: no more rows of this sheet, go on with the next one. */
  int (*row_more)(chuan_host *host, const chuan_row *row, const chuan_row_more *more);
  /* A sheet of the workbook, in its order, before any of its rows. 1: hand over its rows; 0: pass it over; any other
   * answer: return it. A plugin with sheets asks this of every sheet, and leaves sheet() alone. */
  int (*sheet_found)(chuan_host *host, const chuan_sheet *sheet);
  /* Cells of the sheet at hand (rows and columns from 1, inclusive) that are one for the eye; its text is in the first.
   * Before the row that they begin in is handed over. */
  void (*merged)(chuan_host *host, uint64_t first_row, uint32_t first_column, uint64_t last_row,
                 uint32_t last_column);
} chuan_host_api;

#define CHUAN_NEXT_SHEET 1000 /* an answer of row_more() */

#define CHUAN_PLUGIN_NEEDS_SEEK 1u
#define CHUAN_PLUGIN_HAS_SHEETS 2u

typedef struct chuan_plugin {
  uint32_t size, abi; /* as the plugin was compiled: sizeof(chuan_plugin), CHUAN_PLUGIN_ABI */
  const char *name, *version, *licence;
  const char *const *extensions; /* lower case, no dot, NULL-terminated */
  uint32_t flags;
  /* How sure: 0 (not mine) .. 100 (certain), from the first bytes of the file (at most 4096). */
  int (*probe)(const uint8_t *head, size_t length);
  int (*read)(const chuan_host_api *api, chuan_host *host, chuan_source *source);
  /* --- since 0.2; may be NULL, or beyond `size` --------------------------------------------------- */
  /* Before the first byte: does once what a library may not do later, when the process can no longer open files (as
   * loading code pages). 0 done. */
  int (*prepare)(void);
} chuan_plugin;

/* The one exported function. Return NULL when the host's ABI is not one the plugin can serve. */
CHUAN_PLUGIN_EXPORT const chuan_plugin *chuan_plugin_entry(uint32_t host_abi);

#ifdef __cplusplus
}
#endif
#endif
