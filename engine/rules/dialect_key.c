/* The keys of a rule file's tables: which is given twice in one table, and where each stands. */
#include "rules/dialect_key.h"

#include <stdlib.h>
#include <string.h>

int key_list_add(struct key_list *list, struct arena *arena, struct key key) {
  if (!arena_grow(arena, &list->keys, &list->capacity, list->count, sizeof *list->keys)) return 0;
  key.order = (uint32_t)list->count;
  list->keys[list->count++] = key;
  return 1;
}

uint32_t key_place(const char *normal) {
  uint64_t place = 0;
  const char *at = normal;
  for (; *at >= '0' && *at <= '9' && place <= UINT32_MAX; at++) place = place * 10 + (uint64_t)(*at - '0');
  if (*at++ != 'e') return 0;
  int zeros = 0;
  for (; *at >= '0' && *at <= '9' && zeros < 100; at++) zeros = zeros * 10 + (*at - '0');
  if (*at != '\0') return 0;
  for (; zeros > 0 && place <= UINT32_MAX; zeros--) place *= 10;
  return place <= UINT32_MAX ? (uint32_t)place : 0;
}

/* --- keys given twice ---------------------------------------------------------------------------- */

/* One key, whatever it was written as. */
static int same_key(const struct key *a, const struct key *b) {
  return a->table == b->table && a->kind == b->kind && a->place == b->place && a->length == b->length &&
         memcmp(a->text, b->text, a->length) == 0;
}

static int compare_keys(const void *a, const void *b) {
  const struct key *x = a, *y = b;
  if (x->table != y->table) return x->table < y->table ? -1 : 1;
  if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
  if (x->place != y->place) return x->place < y->place ? -1 : 1;
  if (x->length != y->length) return x->length < y->length ? -1 : 1;
  int order = memcmp(x->text, y->text, x->length);
  if (order != 0) return order;
  return x->order < y->order ? -1 : x->order > y->order;
}

/* Twice the count and more, for a table of hashes. */
static size_t slots_for(size_t count) {
  size_t slots = 16;
  while (slots < 2 * count) slots *= 2;
  return slots;
}

/* The hash depends on where the tables are, so that nobody can choose keys that all fall on one slot. */
static size_t hash_text(uint64_t seed, const char *text, size_t length) {
  uint64_t hash = 14695981039346656037u ^ seed ^ (seed >> 32);
  for (size_t i = 0; i < length; i++) hash = (hash ^ (unsigned char)text[i]) * 1099511628211u;
  return (size_t)(hash ^ (hash >> 29));
}

/* Files have many keys and hardly ever two alike in one table. Places that are not written never meet. */
static int has_duplicates(const struct key_list *list, uint32_t *slots, size_t slot_count) {
  size_t mask = slot_count - 1;
  for (size_t i = 0; i < list->count; i++) {
    const struct key *key = &list->keys[i];
    uint64_t seed =
        ((uintptr_t)slots + ((uint64_t)key->table << 34) + ((uint64_t)key->place << 2) + key->kind) *
        0x9E3779B97F4A7C15u;
    size_t at = hash_text(seed, key->text, key->length) & mask;
    for (; slots[at] != 0; at = (at + 1) & mask)
      if (same_key(&list->keys[slots[at] - 1], key)) return 1;
    slots[at] = (uint32_t)i + 1;
  }
  return 0;
}

int key_list_check(struct key_list *list, struct arena *scratch, struct report *report, const char *file) {
  size_t slot_count = slots_for(list->count);
  uint32_t *slots = arena_array(scratch, slot_count, sizeof *slots); /* key number + 1, 0 = free */
  if (slots == NULL) return 0;
  if (!has_duplicates(list, slots, slot_count)) return 1;
  qsort(list->keys, list->count, sizeof *list->keys, compare_keys);
  for (size_t i = 1; i < list->count; i++) {
    const struct key *first = &list->keys[i - 1], *second = &list->keys[i];
    if (!same_key(first, second)) continue;
    const char *shown = second->shown;
    if (shown == NULL) shown = arena_format(scratch, "[%u]", (unsigned)second->place);
    if (shown == NULL) return 0;
    struct place place = {file, second->line, 0};
    report_problem(report, CHUAN_ERROR, &place,
                   "'%s' is already given on line %u of this file, and only the last would count; keep one",
                   "'%s' đã được ghi ở dòng %u của tệp này, và chỉ lần cuối có hiệu lực; hãy giữ lại một",
                   shown, (unsigned)first->line);
  }
  return 1;
}

/* --- where they stand ---------------------------------------------------------------------------- */

/* The slot of a key: that of its group, or a free one. */
static size_t slot_of(const struct dialect *dialect, const char *key, size_t length) {
  size_t mask = dialect->slot_count - 1;
  size_t at = hash_text((uintptr_t)dialect->slots * 0x9E3779B97F4A7C15u, key, length) & mask;
  while (dialect->slots[at] != 0 &&
         strcmp(dialect->keys[dialect->groups[dialect->slots[at] - 1].first].key, key) != 0)
    at = (at + 1) & mask;
  return at;
}

int dialect_group_keys(struct dialect *out, struct arena *arena, struct arena *scratch) {
  size_t count = out->key_count;
  uint32_t *group_of = arena_array(scratch, count + 1, sizeof *group_of);
  out->slot_count = slots_for(count);
  out->slots = arena_array(arena, out->slot_count, sizeof *out->slots);
  out->groups = arena_array(arena, count + 1, sizeof *out->groups);
  out->by_key = arena_array(arena, count + 1, sizeof *out->by_key);
  if (group_of == NULL || out->slots == NULL || out->groups == NULL || out->by_key == NULL) return 0;
  uint32_t groups = 0, begin = 0;
  for (size_t i = 0; i < count; i++) {
    uint32_t *slot = &out->slots[slot_of(out, out->keys[i].key, strlen(out->keys[i].key))];
    if (*slot == 0) {
      out->groups[groups].first = (uint32_t)i;
      *slot = ++groups;
    }
    group_of[i] = *slot - 1;
    out->groups[*slot - 1].count++;
  }
  for (uint32_t g = 0; g < groups; g++) {
    out->groups[g].begin = begin;
    begin += out->groups[g].count;
    out->groups[g].count = 0;
  }
  for (size_t i = 0; i < count; i++) {
    struct dialect_group *group = &out->groups[group_of[i]];
    out->by_key[group->begin + group->count++] = (uint32_t)i;
  }
  return 1;
}

uint32_t dialect_find(const struct dialect *dialect, const char *key, uint32_t line) {
  if (dialect->slot_count == 0) return DIALECT_NO_KEY;
  uint32_t found = dialect->slots[slot_of(dialect, key, strlen(key))];
  if (found == 0) return DIALECT_NO_KEY;
  const struct dialect_group *group = &dialect->groups[found - 1];
  size_t low = group->begin, high = low + group->count, end = high;
  while (low < high) { /* they are in order of their lines */
    size_t middle = low + (high - low) / 2;
    if (dialect->keys[dialect->by_key[middle]].line < line)
      low = middle + 1;
    else
      high = middle;
  }
  return low < end ? dialect->by_key[low] : DIALECT_NO_KEY;
}

uint32_t dialect_line(const struct dialect *dialect, const char *key, uint32_t line) {
  uint32_t found = dialect_find(dialect, key, line);
  return found == DIALECT_NO_KEY ? line : dialect->keys[found].line;
}
