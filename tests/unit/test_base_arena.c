/* Arenas and buffers: alignment, growth, limits. */
#include "base/arena.h"
#include "base/buffer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void pieces_are_zero_aligned_and_apart(void **state) {
  (void)state;
  struct arena *arena = arena_create();
  unsigned char *last = NULL;
  for (size_t size = 0; size < 3000; size += 7) {
    unsigned char *piece = arena_alloc(arena, size);
    assert_non_null(piece);
    assert_int_equal((uintptr_t)piece % _Alignof(max_align_t), 0);
    assert_ptr_not_equal(piece, last);
    for (size_t i = 0; i < size; i++) assert_int_equal(piece[i], 0);
    memset(piece, 0xAA, size);
    last = piece;
  }
  assert_true(arena_used(arena) > 3000);
  arena_free(arena);
}

static void large_pieces_do_not_waste_the_block_in_use(void **state) {
  (void)state;
  struct arena *arena = arena_create();
  char *small = arena_alloc(arena, 16);
  char *large = arena_alloc(arena, 5u << 20);
  char *next = arena_alloc(arena, 16);
  assert_non_null(large);
  memset(large, 1, 5u << 20);
  assert_ptr_equal(next, small + 16);
  assert_int_equal(next[0], 0);
  arena_free(arena);
}

static void impossible_sizes_are_refused(void **state) {
  (void)state;
  struct arena *arena = arena_create();
  assert_null(arena_alloc(arena, SIZE_MAX));
  assert_null(arena_array(arena, SIZE_MAX / 2, 4));
  assert_null(arena_text(arena, "x", SIZE_MAX));
  assert_non_null(arena_array(arena, 0, 0));
  arena_free(arena);
  arena_free(NULL);
}

static void texts_are_copied(void **state) {
  (void)state;
  struct arena *arena = arena_create();
  assert_string_equal(arena_text(arena, "abcdef", 3), "abc");
  assert_string_equal(arena_text(arena, NULL, 0), "");
  assert_string_equal(arena_string(arena, "Phước Hà"), "Phước Hà");
  assert_string_equal(arena_format(arena, "%s/%d", "17", 1), "17/1");
  arena_free(arena);
}

static void arrays_grow_by_doubling_and_keep_their_items(void **state) {
  (void)state;
  struct arena *arena = arena_create();
  int *items = NULL;
  size_t capacity = 0;
  for (size_t count = 0; count < 10000; count++) {
    assert_int_equal(arena_grow(arena, &items, &capacity, count, sizeof *items), 1);
    items[count] = (int)count;
  }
  assert_int_equal(capacity, 16384);
  for (int i = 0; i < 10000; i++) assert_int_equal(items[i], i);
  arena_free(arena);
}

static void buffers_append_and_stop_at_their_maximum(void **state) {
  (void)state;
  struct buffer buffer;
  buffer_init(&buffer, 10);
  assert_string_equal(buffer_string(&buffer), "");
  buffer_add_string(&buffer, "xã ");
  buffer_add_char(&buffer, '1');
  buffer_format(&buffer, "%d", 23);
  assert_string_equal(buffer.text, "xã 123");
  assert_int_equal(buffer.length, 7);
  buffer_add(&buffer, "abc", 3);
  assert_int_equal(buffer.failed, 0);
  buffer_add_char(&buffer, 'd');
  assert_int_equal(buffer.failed, 1);
  buffer_add(&buffer, "", 0); /* stays failed, keeps what it has */
  buffer_format(&buffer, "%s", "more");
  assert_int_equal(buffer.failed, 1);
  assert_string_equal(buffer.text, "xã 123abc");
  buffer_clear(&buffer);
  assert_int_equal(buffer.failed, 0);
  assert_string_equal(buffer_string(&buffer), "");
  buffer_free(&buffer);
}

static void buffers_hold_much_text(void **state) {
  (void)state;
  struct buffer buffer;
  buffer_init(&buffer, 0);
  for (int i = 0; i < 100000; i++) buffer_format(&buffer, "%05d", i);
  assert_int_equal(buffer.length, 500000);
  assert_memory_equal(buffer.text + 5 * 12345, "12345", 5);
  assert_int_equal(buffer.text[buffer.length], 0);
  buffer_free(&buffer);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(pieces_are_zero_aligned_and_apart),
      cmocka_unit_test(large_pieces_do_not_waste_the_block_in_use),
      cmocka_unit_test(impossible_sizes_are_refused),
      cmocka_unit_test(texts_are_copied),
      cmocka_unit_test(arrays_grow_by_doubling_and_keep_their_items),
      cmocka_unit_test(buffers_append_and_stop_at_their_maximum),
      cmocka_unit_test(buffers_hold_much_text),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
