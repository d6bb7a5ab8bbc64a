/* Memory with one lifetime: allocated piece by piece, released all at once. */
#ifndef CHUAN_BASE_ARENA_H
#define CHUAN_BASE_ARENA_H

#include <stddef.h>

struct arena;

struct arena *arena_create(void); /* NULL when there is no memory */
void arena_free(struct arena *arena);
/* Zeroed, aligned for any type; NULL when there is no memory. */
void *arena_alloc(struct arena *arena, size_t size);
/* Array of count items; NULL also when the product overflows. */
void *arena_array(struct arena *arena, size_t count, size_t item_size);
char *arena_text(struct arena *arena, const char *text, size_t length); /* adds a NUL */
char *arena_string(struct arena *arena, const char *text);
/* printf into the arena. */
char *arena_format(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A growing array inside an arena: makes room for one more item; *capacity and *items are updated.
 * Old storage stays in the arena. Returns 0 when there is no memory. */
int arena_grow(struct arena *arena, void *items_pointer, size_t *capacity, size_t count, size_t item_size);
size_t arena_used(const struct arena *arena);

#endif
