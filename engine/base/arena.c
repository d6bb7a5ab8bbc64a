/* Arenas: a chain of blocks, each twice the last up to a limit; freed together. */
#include "base/arena.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_FIRST 8192u
#define BLOCK_LARGEST ((size_t)1 << 20)
#define ALIGNMENT _Alignof(max_align_t)

struct block {
  struct block *next;
  size_t size, used; /* of the bytes after the header */
  max_align_t bytes[];
};

struct arena {
  struct block *blocks; /* the newest first; it alone is filled */
  size_t next_size;
  size_t given;
};

struct arena *arena_create(void) {
  struct arena *arena = calloc(1, sizeof *arena);
  if (arena) arena->next_size = BLOCK_FIRST;
  return arena;
}

void arena_free(struct arena *arena) {
  if (!arena) return;
  struct block *block = arena->blocks;
  while (block) {
    struct block *next = block->next;
    free(block);
    block = next;
  }
  free(arena);
}

void *arena_alloc(struct arena *arena, size_t size) {
  if (size > SIZE_MAX / 2) return NULL;
  size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  if (size == 0) size = ALIGNMENT; /* every allocation has an address of its own */
  struct block *block = arena->blocks;
  if (!block || block->size - block->used < size) {
    size_t room = size > arena->next_size ? size : arena->next_size;
    /* calloc, so that what is handed out is zero without touching it twice. */
    struct block *fresh = calloc(1, sizeof *fresh + room);
    if (!fresh) return NULL;
    fresh->size = room;
    if (block && size > arena->next_size && block->size - block->used > BLOCK_FIRST / 2) {
      /* A single large piece goes behind the block in use, whose rest would be lost otherwise. */
      fresh->used = size;
      fresh->next = block->next;
      block->next = fresh;
      arena->given += size;
      return fresh->bytes;
    }
    fresh->next = block;
    arena->blocks = block = fresh;
    if (arena->next_size < BLOCK_LARGEST) arena->next_size *= 2;
  }
  void *piece = (char *)block->bytes + block->used;
  block->used += size;
  arena->given += size;
  return piece;
}

void *arena_array(struct arena *arena, size_t count, size_t item_size) {
  if (item_size && count > SIZE_MAX / item_size) return NULL;
  return arena_alloc(arena, count * item_size);
}

char *arena_text(struct arena *arena, const char *text, size_t length) {
  if (length == SIZE_MAX) return NULL;
  char *copy = arena_alloc(arena, length + 1);
  if (copy && length) memcpy(copy, text, length);
  return copy;
}

char *arena_string(struct arena *arena, const char *text) {
  return arena_text(arena, text, strlen(text));
}

char *arena_format(struct arena *arena, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(NULL, 0, format, arguments);
  va_end(arguments);
  if (length < 0) return NULL;
  char *text = arena_alloc(arena, (size_t)length + 1);
  if (!text) return NULL;
  va_start(arguments, format);
  vsnprintf(text, (size_t)length + 1, format, arguments);
  va_end(arguments);
  return text;
}

int arena_grow(struct arena *arena, void *items_pointer, size_t *capacity, size_t count, size_t item_size) {
  if (count < *capacity) return 1;
  if (*capacity > SIZE_MAX / 2) return 0;
  size_t larger = *capacity ? *capacity * 2 : 8;
  void *items = arena_array(arena, larger, item_size);
  if (!items) return 0;
  /* The pointer is of some type T **; memcpy reads and writes it without breaking aliasing rules. */
  void *old;
  memcpy(&old, items_pointer, sizeof old);
  if (count) memcpy(items, old, count * item_size);
  memcpy(items_pointer, &items, sizeof items);
  *capacity = larger;
  return 1;
}

size_t arena_used(const struct arena *arena) {
  return arena->given;
}
