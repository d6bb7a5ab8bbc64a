/* Files and digests: whole regular files, nothing else; SHA-256 by its published examples. */
#include "base/digest.h"
#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

struct place_to_work {
  char folder[64];
  struct arena *arena;
  struct report *report;
  char path[128];
};

static int make(void **state) {
  struct place_to_work *work = calloc(1, sizeof *work);
  snprintf(work->folder, sizeof work->folder, "/tmp/chuan-file-XXXXXX");
  if (!mkdtemp(work->folder)) return 1;
  snprintf(work->path, sizeof work->path, "%s/tệp", work->folder);
  work->arena = arena_create();
  work->report = report_create();
  report_set_language(work->report, CHUAN_ENGLISH);
  *state = work;
  return 0;
}

static int drop(void **state) {
  struct place_to_work *work = *state;
  unlink(work->path);
  rmdir(work->folder);
  arena_free(work->arena);
  report_free(work->report);
  free(work);
  return 0;
}

static void write_bytes(const char *path, const char *bytes, size_t length) {
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(bytes, 1, length, file), length);
  assert_int_equal(fclose(file), 0);
}

static void assert_refused(struct place_to_work *work, const char *path, size_t maximum, const char *part) {
  char *text = (char *)1;
  size_t length = 1;
  report_clear(work->report);
  assert_int_equal(file_read(work->arena, path, maximum, work->report, &text, &length), CHUAN_IO);
  assert_null(text);
  assert_int_equal(length, 0);
  assert_non_null(strstr(report_message(work->report), path));
  assert_non_null(strstr(report_message(work->report), part));
}

static void a_regular_file_is_read_whole(void **state) {
  struct place_to_work *work = *state;
  char *text;
  size_t length;
  write_bytes(work->path, "a\0b\n", 4);
  assert_int_equal(file_read(work->arena, work->path, 4, work->report, &text, &length), CHUAN_OK);
  assert_int_equal(length, 4);
  assert_memory_equal(text, "a\0b\n", 5); /* and a NUL after it */
  write_bytes(work->path, "", 0);
  assert_int_equal(file_read(work->arena, work->path, 0, work->report, &text, &length), CHUAN_OK);
  assert_int_equal(length, 0);
  assert_string_equal(text, "");
}

static void anything_else_is_refused_at_once(void **state) {
  struct place_to_work *work = *state;
  assert_refused(work, work->path, 10, "No such file");
  assert_refused(work, work->folder, 10, "is a folder");
  assert_refused(work, "/dev/zero", 10, "a pipe or a device");
  assert_refused(work, "/dev/null/x", 10, "Not a directory");
  assert_int_equal(mkfifo(work->path, 0600), 0);
  assert_refused(work, work->path, 10, "a pipe or a device"); /* and does not wait for a writer */
  unlink(work->path);
  write_bytes(work->path, "12345", 5);
  assert_refused(work, work->path, 4, "5 bytes, more than the 4 allowed");
  unlink(work->path);
  assert_int_equal(symlink("tệp", work->path), 0);
  assert_refused(work, work->path, 10, "symbolic links");
  report_set_language(work->report, CHUAN_VIETNAMESE);
  assert_refused(work, work->path, 10, "liên kết vòng");
  unlink(work->path);
  assert_refused(work, work->path, 10, "không có tệp này");
}

static void a_file_that_says_it_is_empty_and_is_not_is_refused(void **state) {
  struct place_to_work *work = *state;
  if (access("/proc/self/status", R_OK) != 0) skip();
  assert_refused(work, "/proc/self/status", 100000, "changed while it was read");
}

static void assert_digest(const char *bytes, size_t length, const char *expected) {
  struct digest digest;
  char text[DIGEST_TEXT_SIZE];
  digest_begin(&digest);
  digest_add(&digest, bytes, length / 2);
  digest_add(&digest, bytes + length / 2, length - length / 2);
  digest_end(&digest, text);
  assert_string_equal(text, expected);
}

static void digests_are_sha_256(void **state) {
  (void)state;
  assert_digest("", 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  assert_digest("abc", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  assert_digest("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56,
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

static void strings_do_not_run_into_each_other(void **state) {
  (void)state;
  struct digest digest;
  char one[DIGEST_TEXT_SIZE], other[DIGEST_TEXT_SIZE];
  digest_begin(&digest);
  digest_add_string(&digest, "ab");
  digest_add_string(&digest, "c");
  digest_end(&digest, one);
  digest_begin(&digest);
  digest_add_string(&digest, "a");
  digest_add_string(&digest, "bc");
  digest_end(&digest, other);
  assert_string_not_equal(one, other);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(a_regular_file_is_read_whole, make, drop),
      cmocka_unit_test_setup_teardown(anything_else_is_refused_at_once, make, drop),
      cmocka_unit_test_setup_teardown(a_file_that_says_it_is_empty_and_is_not_is_refused, make, drop),
      cmocka_unit_test(digests_are_sha_256),
      cmocka_unit_test(strings_do_not_run_into_each_other),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
