/* claims.c - a set of unit-years by open addressing: 16 bytes for each, at most 3/4 full. */
#include "import/claims.h"

#include "base/arena.h"

#include <string.h>

#define FIRST_SIZE ((size_t)1024)

struct claim {
  uint64_t key, row; /* row 0: free */
};

struct claims {
  struct arena *home;    /* of this struct */
  struct arena *storage; /* of the table alone, so that outgrown ones go */
  struct claim *table;
  size_t size, count;
};

static uint64_t key_of(uint32_t unit, int year) {
  return (uint64_t)unit << 16 | (uint16_t)year;
}

static struct claim *slot_of(struct claim *table, size_t size, uint64_t key) {
  size_t at = (size_t)((key * UINT64_C(0x9E3779B97F4A7C15)) >> 32) & (size - 1);
  while (table[at].row != 0 && table[at].key != key) at = (at + 1) & (size - 1);
  return &table[at];
}

struct claims *claims_create(void) {
  struct arena *home = arena_create();
  struct claims *claims = home ? arena_alloc(home, sizeof *claims) : NULL;
  if (!claims) {
    arena_free(home);
    return NULL;
  }
  claims->home = home;
  return claims;
}

void claims_free(struct claims *claims) {
  if (!claims) return;
  arena_free(claims->storage);
  arena_free(claims->home);
}

uint64_t claims_find(const struct claims *claims, uint32_t unit, int year) {
  return claims->size ? slot_of(claims->table, claims->size, key_of(unit, year))->row : 0;
}

static int grow(struct claims *claims) {
  size_t size = claims->size ? claims->size * 2 : FIRST_SIZE;
  struct arena *storage = arena_create();
  struct claim *table = storage ? arena_array(storage, size, sizeof *table) : NULL;
  if (!table) {
    arena_free(storage);
    return 0;
  }
  for (size_t i = 0; i < claims->size; i++)
    if (claims->table[i].row) *slot_of(table, size, claims->table[i].key) = claims->table[i];
  arena_free(claims->storage);
  claims->storage = storage;
  claims->table = table;
  claims->size = size;
  return 1;
}

int claims_add(struct claims *claims, uint32_t unit, int year, uint64_t row) {
  if (claims->count + 1 > claims->size / 4 * 3 && !grow(claims)) return 0;
  struct claim *claim = slot_of(claims->table, claims->size, key_of(unit, year));
  if (claim->row == 0) {
    *claim = (struct claim){key_of(unit, year), row};
    claims->count++;
  }
  return 1;
}
