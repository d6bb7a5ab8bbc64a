/* package.h - a workbook that is a ZIP package of XML parts (XLSX, ODS), read over the host's bytes: what its parts are,
 * their inflated bytes, and everything that bounds a hostile one. Nothing is opened and nothing is extracted. */
#ifndef CHUAN_PLUGIN_PACKAGE_H
#define CHUAN_PLUGIN_PACKAGE_H

#include "chuan_plugin.h"

#include <zip.h>

#define PACKAGE_CHUNK ((size_t)64 * 1024)
#define CELL_TEXT_MAX ((size_t)1024 * 1024)
#define ROW_TEXT_MAX ((size_t)16 * 1024 * 1024)
#define SHEET_ROWS_MAX UINT64_C(1048576)
#define SHEET_COLUMNS_MAX UINT32_C(16384)
#define SHEETS_MAX ((size_t)16384)

enum trouble {
  OLD_HOST,
  NO_SEEK,
  UNREADABLE,
  DAMAGED_ARCHIVE,
  MANY_PARTS,
  PASSWORD,
  STRANGE_PACKING,
  NO_PART,
  DAMAGED_PART,
  SWOLLEN_PART,
  SWOLLEN_WORKBOOK,
  BAD_XML,
  DOCTYPE,
  DEEP_XML,
  LONG_TAG,
  MANY_NAMES,
  LONG_TEXT,
  LOST_TEXT,
  LONG_ROW,
  MANY_ROWS,
  MANY_COLUMNS,
  ROWS_OUT_OF_ORDER,
  MUCH_TEXT,
  MANY_SHEETS,
  MANY_STYLES,
  MANY_MERGES,
  NO_WORKBOOK,
  BINARY_WORKBOOK,
  NO_SPREADSHEET,
  MANY_REPEATS
};

struct package {
  const chuan_host_api *api;
  chuan_host *host;
  chuan_source *source;
  uint64_t length; /* of the file */
  zip_t *archive;
  zip_error_t error; /* what the custom source tells libzip */
  uint64_t position; /* where libzip wants to read */
  uint64_t source_position;
  uint64_t opening_left; /* bytes that may be read before the archive is open: they bound its directory */
  int unreadable;        /* the host's bytes failed */
  uint64_t inflating_left, handing_left; /* of the whole workbook, in bytes */
  char *chunk; /* what xml.c reads into, and which names it saw: one part is read at a time */
  uint32_t *names;
};

/* Opens the archive. On failure the reason is told and there is nothing to close. */
int package_open(struct package *package, const chuan_host_api *api, chuan_host *host, chuan_source *source);
void package_close(struct package *package);

/* Says what is wrong; `part` may be NULL. The second one returns CHUAN_PLUGIN_BROKEN. */
void package_tell(const struct package *package, int severity, enum trouble trouble, const char *part,
                  uint64_t row, uint32_t column);
int package_broken(const struct package *package, enum trouble trouble, const char *part, uint64_t row,
                   uint32_t column);

void *package_alloc(const struct package *package, size_t size);

/* One part while its bytes are read. */
struct part {
  struct package *package;
  const char *name;
  zip_file_t *file;
  uint64_t left; /* bytes it may still inflate to */
  int quiet;     /* say nothing of what is wrong: somebody else will read it again */
};

int package_has(const struct package *package, const char *name);
int part_open(struct package *package, const char *name, int quiet, struct part *out);
/* How many bytes came into `buffer`: 0 at the end, or CHUAN_PLUGIN_BROKEN. */
int64_t part_read(struct part *part, void *buffer, size_t capacity);
void part_close(struct part *part);
/* What is wrong with a part; returns CHUAN_PLUGIN_BROKEN. */
int part_broken(const struct part *part, enum trouble trouble);

/* Where `word` begins in the bytes, or `length`. Looks at every n-th byte where it can. */
size_t bytes_find(const char *bytes, size_t length, const char *word);

#endif
