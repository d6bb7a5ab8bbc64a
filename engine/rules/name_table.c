/* A hash table from names to things, open addressing, in an arena. */
#include "rules/name_table.h"

#include "base/text.h"

#include <stdint.h>
#include <string.h>

/* The hash depends on where the table is, so that nobody can choose names that all fall on one slot. */
static size_t slot_of(const struct name_table *table, const char *name) {
  uint64_t hash = (uintptr_t)table * 0x9E3779B97F4A7C15u;
  hash ^= 14695981039346656037u ^ (hash >> 32);
  for (const char *c = name; *c; c++) hash = (hash ^ (unsigned char)*c) * 1099511628211u;
  size_t at = (size_t)(hash ^ (hash >> 29)) & (table->slot_count - 1);
  while (table->slots[at] && strcmp(table->entries[table->slots[at] - 1].name, name) != 0) {
    at = (at + 1) & (table->slot_count - 1);
  }
  return at;
}

void *name_table_get(const struct name_table *table, const char *name) {
  if (table->slot_count == 0) return NULL;
  uint32_t entry = table->slots[slot_of(table, name)];
  return entry ? table->entries[entry - 1].value : NULL;
}

int name_table_put(struct name_table *table, struct arena *arena, const char *name, void *value) {
  if (!arena_grow(arena, &table->entries, &table->capacity, table->count, sizeof *table->entries)) return 0;
  table->entries[table->count++] = (struct name_entry){name, value};
  if (table->count * 2 > table->slot_count) {
    size_t larger = table->slot_count ? table->slot_count * 2 : 16;
    uint32_t *slots = arena_array(arena, larger, sizeof *slots);
    if (!slots) {
      table->count--;
      return 0;
    }
    table->slots = slots;
    table->slot_count = larger;
    for (size_t i = 0; i < table->count; i++) slots[slot_of(table, table->entries[i].name)] = (uint32_t)i + 1;
  } else {
    table->slots[slot_of(table, name)] = (uint32_t)table->count;
  }
  return 1;
}

const char *name_table_nearest(const struct name_table *table, struct arena *arena, const char *name) {
  const char **names = arena_array(arena, table->count + 1, sizeof *names);
  if (!names) return NULL;
  for (size_t i = 0; i < table->count; i++) names[i] = table->entries[i].name;
  return text_nearest(name, names, table->count);
}
