/* claims.c - which row spoke for each unit and year: four bytes for each, in blocks that come with the first claim in
 * them, since a file is mostly about all units of a few years. */
#include "import/claims.h"

#include "base/arena.h"

#define BLOCK 4096u /* units */

struct claimed_year {
  int year;
  uint32_t **blocks; /* by unit / BLOCK: the rows; NULL: nothing is claimed there */
  size_t block_count;
};

struct claims {
  struct arena *arena;
  struct claimed_year *years;
  size_t count, capacity;
  size_t last; /* year found: files stay with one for long */
};

struct claims *claims_create(void) {
  struct arena *arena = arena_create();
  struct claims *claims = arena ? arena_alloc(arena, sizeof *claims) : NULL;
  if (!claims) {
    arena_free(arena);
    return NULL;
  }
  claims->arena = arena;
  return claims;
}

void claims_free(struct claims *claims) {
  if (claims) arena_free(claims->arena);
}

/* Where the year is, or would be: claims->count. */
static size_t year_find(const struct claims *claims, int year) {
  if (claims->last < claims->count && claims->years[claims->last].year == year) return claims->last;
  size_t at = 0;
  while (at < claims->count && claims->years[at].year != year) at++;
  return at;
}

uint64_t claims_find(const struct claims *claims, uint32_t unit, int year) {
  size_t at = year_find(claims, year), block = unit / BLOCK;
  if (at == claims->count || block >= claims->years[at].block_count || !claims->years[at].blocks[block])
    return 0;
  return claims->years[at].blocks[block][unit % BLOCK];
}

static int blocks_widen(struct claims *claims, struct claimed_year *year, size_t wanted) {
  size_t count = year->block_count ? year->block_count : 8;
  while (count < wanted) count *= 2;
  uint32_t **blocks = arena_array(claims->arena, count, sizeof(uint32_t *));
  if (!blocks) return 0;
  for (size_t i = 0; i < year->block_count; i++) blocks[i] = year->blocks[i];
  year->blocks = blocks;
  year->block_count = count;
  return 1;
}

int claims_add(struct claims *claims, uint32_t unit, int year, uint64_t row) {
  size_t at = year_find(claims, year), block = unit / BLOCK;
  if (at == claims->count) {
    if (!arena_grow(claims->arena, &claims->years, &claims->capacity, claims->count, sizeof *claims->years))
      return 0;
    claims->years[claims->count++] = (struct claimed_year){.year = year};
  }
  claims->last = at;
  struct claimed_year *claimed = &claims->years[at];
  if (block >= claimed->block_count && !blocks_widen(claims, claimed, block + 1)) return 0;
  if (!claimed->blocks[block]) claimed->blocks[block] = arena_array(claims->arena, BLOCK, sizeof(uint32_t));
  if (!claimed->blocks[block]) return 0;
  uint32_t *row_of = &claimed->blocks[block][unit % BLOCK];
  if (*row_of == 0) *row_of = row < UINT32_MAX ? (uint32_t)row : UINT32_MAX;
  return 1;
}
