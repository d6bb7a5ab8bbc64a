/* A person who stops a list while it is being stored, not only while it is read: nothing of it is there afterwards. */
#include "chuan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct world {
  char folder[64], path[128];
  chuan *handle;
  chuan_rulebook *rulebook;
  chuan_dossier *dossier;
};

static const char *write_file(struct world *world, const char *name, const char *text) {
  snprintf(world->path, sizeof world->path, "%s/%s", world->folder, name);
  FILE *file = fopen(world->path, "w");
  assert_non_null(file);
  fputs(text, file);
  assert_int_equal(fclose(file), 0);
  return world->path;
}

static int open_world(void **state) {
  struct world *world = calloc(1, sizeof *world);
  assert_non_null(world);
  snprintf(world->folder, sizeof world->folder, "%s", "/tmp/chuan-stop-XXXXXX");
  assert_non_null(mkdtemp(world->folder));
  write_file(world, "period.lua",
             "period { id = 'p', first_year = 2021, last_year = 2025 }\n"
             "facts 'commune' { zone = choice { 'I', 'II' } }\n"
             "standard { id = 's', level = 'commune', test = equals(zone, 'I') }\n");
  assert_int_equal(chuan_create(&world->handle), CHUAN_OK);
  assert_int_equal(chuan_plugins_set(world->handle, CHUAN_TEST_BUILD "/plugins"), CHUAN_OK);
  assert_int_equal(chuan_rulebook_load(world->handle, world->folder, NULL, 0, &world->rulebook), CHUAN_OK);
  assert_int_equal(chuan_dossier_open(world->handle, ":memory:", CHUAN_OPEN_CREATE, &world->dossier),
                   CHUAN_OK);
  *state = world;
  return 0;
}

static int close_world(void **state) {
  struct world *world = *state;
  char command[128];
  chuan_dossier_free(world->dossier);
  chuan_rulebook_free(world->rulebook);
  chuan_free(world->handle);
  snprintf(command, sizeof command, "rm -rf %s", world->folder);
  assert_int_equal(system(command), 0);
  free(world);
  return 0;
}

/* While a file is read its length is known; what comes after is storing. */
static int stop_storing(void *asked, uint64_t done, uint64_t total) {
  (void)done;
  if (total == 0) ++*(int *)asked;
  return total == 0;
}

typedef chuan_status load(struct world *world, const char *path, chuan_counts *counts);

static chuan_status load_units(struct world *world, const char *path, chuan_counts *counts) {
  return chuan_units_load(world->dossier, path, counts);
}

static chuan_status load_successions(struct world *world, const char *path, chuan_counts *counts) {
  return chuan_successions_load(world->dossier, path, counts);
}

static chuan_status load_attributes(struct world *world, const char *path, chuan_counts *counts) {
  return chuan_attributes_load(world->dossier, world->rulebook, path, "commune", CHUAN_OFFICIAL, counts);
}

static chuan_status load_recognitions(struct world *world, const char *path, chuan_counts *counts) {
  return chuan_recognitions_load(world->dossier, world->rulebook, path, CHUAN_OFFICIAL, counts);
}

static void stopping_a_list_while_it_is_stored_stores_nothing(void **state) {
  struct world *world = *state;
  static const struct {
    load *load;
    const char *text;
    uint64_t rows;
  } lists[] = {
      {load_units,
       "code,level,name,parent_code,valid_from,valid_to\n1,commune,A,,,2024-06-30\n2,commune,B,,,\n", 2},
      {load_successions, "from,to,on,share\n1,2,2024-07-01,\n", 1},
      {load_attributes, "unit,fact,value,valid_from,valid_to\n1,zone,I,2020-01-01,2020-12-31\n", 1},
      {load_recognitions, "unit,standard,decided_on,decision,revoked_on\n2,s,2022-01-01,7,\n", 1},
  };
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
    for (int language = CHUAN_VIETNAMESE; language <= CHUAN_ENGLISH; language++) {
      const char *path = write_file(world, "list.csv", lists[i].text);
      int asked = 0;
      chuan_counts counts;
      chuan_language_set(world->handle, (chuan_language)language);
      chuan_progress_set(world->handle, stop_storing, &asked);
      assert_int_equal(lists[i].load(world, path, &counts), CHUAN_STOPPED);
      assert_int_equal(asked, 1);
      assert_int_equal(counts.accepted, 0);
      assert_non_null(strstr(chuan_error_message(world->handle),
                             language == CHUAN_ENGLISH ? "nothing was stored" : "chưa lưu gì"));
    }
    chuan_counts counts;
    chuan_progress_set(world->handle, NULL, NULL);
    assert_int_equal(lists[i].load(world, world->path, &counts), CHUAN_OK);
    assert_int_equal(counts.accepted, lists[i].rows); /* none of them was there already */
    assert_int_equal(counts.unchanged, 0);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(stopping_a_list_while_it_is_stored_stores_nothing, open_world,
                                      close_world),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
