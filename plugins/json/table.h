/* table.h - the columns of one list of objects: every path of keys that occurs in it, in order of appearance. */
#ifndef CHUAN_JSON_TABLE_H
#define CHUAN_JSON_TABLE_H

#include "chuan_plugin.h"

#define TABLE_NO_COLUMN SIZE_MAX

struct table_column {
  const char *path;
  size_t length;
  uint32_t hash;
  unsigned char holds_value, holds_list;
  size_t place;    /* among the cells of a row; TABLE_NO_COLUMN: it has none, for it holds lists only */
  uint64_t filled; /* the row that filled it last */
};

struct table {
  const char *name; /* of its sheet, "" when it has none */
  struct table_column *columns;
  size_t count, room;
  uint32_t *slots; /* column + 1 by hash; a power of two of them, at most half of them taken */
  size_t slot_count;
  size_t expected; /* objects mostly have the same keys in the same order: the column that comes next, then */
  size_t places;
  uint64_t rows;
};

/* TABLE_NO_COLUMN when there is none. */
size_t table_find(struct table *table, const char *path, size_t length);
/* Adds a column that is not there. CHUAN_PLUGIN_OK or CHUAN_PLUGIN_MEMORY. */
int table_add(struct table *table, const chuan_host_api *api, chuan_host *host, const char *path,
              size_t length);
/* Gives every column that is one its place. */
void table_settle(struct table *table);

#endif
