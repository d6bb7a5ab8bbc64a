/* table.c - the columns of a table of JSON objects, found by the path of their keys: first where the object before had
 * them, then by hash. */
#include "table.h"

#include <string.h>

#define FIRST_COLUMNS ((size_t)64)

static uint32_t hash_of(const char *path, size_t length) {
  uint32_t hash = 2166136261u;
  for (size_t i = 0; i < length; i++) hash = (hash ^ (unsigned char)path[i]) * 16777619u;
  return hash;
}

static int is_path(const struct table_column *column, const char *path, size_t length) {
  return column->length == length && (length == 0 || memcmp(column->path, path, length) == 0);
}

size_t table_find(struct table *table, const char *path, size_t length) {
  if (table->expected < table->count && is_path(&table->columns[table->expected], path, length))
    return table->expected++;
  if (table->count == 0) return TABLE_NO_COLUMN;
  uint32_t hash = hash_of(path, length);
  size_t mask = table->slot_count - 1;
  for (size_t slot = hash & mask; table->slots[slot]; slot = (slot + 1) & mask) {
    size_t index = table->slots[slot] - 1;
    if (table->columns[index].hash != hash || !is_path(&table->columns[index], path, length)) continue;
    table->expected = index + 1;
    return index;
  }
  return TABLE_NO_COLUMN;
}

static void take_slot(struct table *table, size_t index) {
  size_t mask = table->slot_count - 1, slot = table->columns[index].hash & mask;
  while (table->slots[slot]) slot = (slot + 1) & mask;
  table->slots[slot] = (uint32_t)(index + 1);
}

static int grow(struct table *table, const chuan_host_api *api, chuan_host *host) {
  size_t room = table->room ? table->room * 2 : FIRST_COLUMNS;
  struct table_column *columns = api->alloc(host, room * sizeof *columns);
  uint32_t *slots = columns ? api->alloc(host, room * 2 * sizeof *slots) : NULL;
  if (!slots) return CHUAN_PLUGIN_MEMORY;
  if (table->count) memcpy(columns, table->columns, table->count * sizeof *columns);
  memset(slots, 0, room * 2 * sizeof *slots);
  table->columns = columns;
  table->slots = slots;
  table->room = room;
  table->slot_count = room * 2;
  for (size_t i = 0; i < table->count; i++) take_slot(table, i);
  return CHUAN_PLUGIN_OK;
}

int table_add(struct table *table, const chuan_host_api *api, chuan_host *host, const char *path,
              size_t length) {
  if (table->count == table->room && grow(table, api, host) != CHUAN_PLUGIN_OK) return CHUAN_PLUGIN_MEMORY;
  char *copy = api->alloc(host, length + 1);
  if (!copy) return CHUAN_PLUGIN_MEMORY;
  memcpy(copy, path, length);
  copy[length] = 0;
  struct table_column *column = &table->columns[table->count];
  *column = (struct table_column){.path = copy, .length = length, .hash = hash_of(path, length)};
  take_slot(table, table->count++);
  table->expected = table->count;
  return CHUAN_PLUGIN_OK;
}

void table_settle(struct table *table) {
  table->places = 0;
  for (size_t i = 0; i < table->count; i++) {
    struct table_column *column = &table->columns[i];
    column->place = column->holds_list && !column->holds_value ? TABLE_NO_COLUMN : table->places++;
    column->filled = 0;
  }
  table->expected = 0;
  table->rows = 0;
}
