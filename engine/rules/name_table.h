/* Finding things by name. */
#ifndef CHUAN_RULES_NAME_TABLE_H
#define CHUAN_RULES_NAME_TABLE_H

#include "base/arena.h"

#include <stddef.h>
#include <stdint.h>

struct name_entry {
  const char *name;
  void *value;
};

struct name_table {           /* zeroed = empty; must stay where it is once something is in it */
  struct name_entry *entries; /* in order of coming */
  size_t count, capacity;
  uint32_t *slots; /* entry number + 1, 0 = free */
  size_t slot_count;
};

void *name_table_get(const struct name_table *table, const char *name); /* NULL when there is none */
/* The name must not be there yet; neither is copied. 0: no memory. */
int name_table_put(struct name_table *table, struct arena *arena, const char *name, void *value);
/* The nearest name to a misspelt one, or NULL. */
const char *name_table_nearest(const struct name_table *table, struct arena *arena, const char *name);

#endif
