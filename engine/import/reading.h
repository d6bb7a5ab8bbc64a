/* One reading of a file by a plugin: what the plugin's rows and issues become. The plugin parses in a process of its own
 * (isolation.h) unless the request says otherwise; what arrives is the same, byte for byte. */
#ifndef CHUAN_IMPORT_READING_H
#define CHUAN_IMPORT_READING_H

#include "import/legacy_text.h"
#include "import/plugins.h"
#include "import/source.h"

/* A row as it is handed on: begins like chuan_row. */
struct read_row {
  uint64_t number;   /* as a person counts it in the file or sheet, from 1 */
  const char *sheet; /* NULL when the format has none */
  size_t count;
  const chuan_cell
      *cells; /* UTF-8 without NUL, whatever the plugin did; converted when the encoding is an old one */
  const uint8_t *kinds; /* CHUAN_CELL_… of each; NULL: all are text */
  uint32_t flags;       /* CHUAN_ROW_HIDDEN, READ_ROW_ASCII */
};

#define READ_ROW_ASCII 0x10000u /* every cell is ASCII without NUL: known by looking at the row as a whole */

/* Who takes the rows. Anything but CHUAN_OK ends the reading; its sentence is then in the report. */
struct row_taker {
  void *self;
  /* A row with something in it. */
  chuan_status (*row)(void *self, const struct read_row *row);
  /* A row that the plugin found fault with; `row` is NULL when it was not handed over. */
  chuan_status (*bad_row)(void *self, uint64_t number, uint32_t column, const char *message,
                          const struct read_row *row);
  /* Both may be NULL. A sheet of the workbook, in order, before its rows; and cells of it that are one. */
  chuan_status (*sheet)(void *self, const char *name, uint32_t flags);
  chuan_status (*merged)(void *self, uint64_t first_row, uint32_t first_column, uint64_t last_row,
                         uint32_t last_column);
};

struct reading_request {
  const chuan_plugin *plugin;
  struct file_source *source;
  /* Of a format with sheets: those to read; none: all of them. What a query is to a format of tables is a sheet, too. */
  const char *const *sheets;
  size_t sheet_count;
  uint64_t rows_most;          /* of one sheet, then the next one begins; 0: all */
  enum text_encoding encoding; /* ENCODING_UNKNOWN: found out at the first text that needs it */
  int in_process; /* parse here: where no process can be made; $CHUAN_IN_PROCESS is the same for all */
  /* A look beside the reading itself: notes and warnings (what is hidden, what was converted) are not told. */
  int quiet;
  enum text_encoding
      *found;           /* what texts turned out to be in, ENCODING_UNKNOWN: Unicode all of them; or NULL */
  uint64_t hidden_from; /* hidden rows before this one are no surprise: a form hides its row of ids */
};

/* The plugin for a file: the one named `format`, else recognised by content, then by name. */
chuan_status reading_plugin(const struct plugins *plugins, struct file_source *source, const char *format,
                            const chuan_plugin **out);
/* Leaves out rows that are blank. A sheet that is asked for and not there is CHUAN_NOT_FOUND, with those that are. */
chuan_status reading_run(const struct reading_request *request, const struct row_taker *taker);

#endif
