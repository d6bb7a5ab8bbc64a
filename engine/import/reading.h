/* One reading of a file by a plugin: what the plugin's rows and issues become. */
#ifndef CHUAN_IMPORT_READING_H
#define CHUAN_IMPORT_READING_H

#include "import/plugins.h"
#include "import/source.h"

/* Who takes the rows. Anything but CHUAN_OK ends the reading; its sentence is then in the report. */
struct row_taker {
  void *self;
  /* A row with something in it; its cells are UTF-8 without NUL, whatever the plugin did. */
  chuan_status (*row)(void *self, const chuan_row *row);
  /* A row that the plugin found fault with; `row` is NULL when it was not handed over. */
  chuan_status (*bad_row)(void *self, uint64_t number, uint32_t column, const char *message,
                          const chuan_row *row);
};

/* The plugin for a file: the one named `format`, else recognised by content, then by name. */
chuan_status reading_plugin(const struct plugins *plugins, struct source *source, const char *format,
                            const chuan_plugin **out);
/* `sheet` may be NULL. Leaves out rows that are blank. */
chuan_status reading_run(const chuan_plugin *plugin, struct source *source, const char *sheet,
                         const struct row_taker *taker);

#endif
