/* heading_index.c - sorted, because there may be 100,000 headings. */
#include "import/heading_index.h"

#include <stdlib.h>
#include <string.h>

static int by_key(const void *a, const void *b) {
  const struct heading_place *left = a, *right = b;
  int order = strcmp(left->key, right->key);
  if (order) return order;
  if (left->partly != right->partly) return left->partly ? 1 : -1;
  return left->column < right->column ? -1 : left->column > right->column;
}

int heading_index_create(const struct heading_texts *texts, struct arena *arena, struct heading_index *out) {
  size_t most = 0;
  for (size_t i = 0; i < texts->count; i++) most += texts->items[i].name_count;
  *out = (struct heading_index){arena_array(arena, most + 1, sizeof *out->places), 0};
  if (!out->places) return 0;
  for (size_t i = 0; i < texts->count; i++) {
    const struct heading *heading = &texts->items[i];
    for (size_t n = 0; n < heading->name_count; n++)
      out->places[out->count++] =
          (struct heading_place){heading->names[n].key, i, n, n >= heading->whole_count};
  }
  if (out->count > 1) qsort(out->places, out->count, sizeof *out->places, by_key);
  return 1;
}

static size_t first_with(const struct heading_index *index, const char *key) {
  size_t low = 0, high = index->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (strcmp(index->places[middle].key, key) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

size_t heading_index_find(const struct heading_index *index, const char *key, size_t *again) {
  size_t at = *key ? first_with(index, key) : index->count;
  *again = NO_COLUMN;
  if (at == index->count || strcmp(index->places[at].key, key) != 0) return NO_COLUMN;
  const struct heading_place *found = &index->places[at];
  for (at++; at < index->count && strcmp(index->places[at].key, key) == 0; at++) {
    if (index->places[at].partly != found->partly) break;
    if (index->places[at].column == found->column) continue;
    *again = index->places[at].column;
    break;
  }
  return found->column;
}

int heading_index_is_unique(const struct heading_index *index, const char *key, size_t column) {
  for (size_t at = first_with(index, key); at < index->count && strcmp(index->places[at].key, key) == 0; at++)
    if (index->places[at].column != column) return 0;
  return 1;
}
