/* The file of a dossier: whose it is, what it refuses, and that nothing half-done is ever left in it. */
#define _GNU_SOURCE
#include "facts_fixture.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#define NONE DECIMAL_MISSING

static void write_file(const char *path, const char *bytes, size_t length) {
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(bytes, 1, length, file), length);
  fclose(file);
}

static void a_new_file_is_made_only_when_asked(void **state) {
  struct fixture *fixture = *state;
  assert_fails(CHUAN_DATABASE, dossier_open(fixture->path, 0, fixture->report, &fixture->dossier));
  assert_fails(CHUAN_DATABASE,
               dossier_open(fixture->path, CHUAN_OPEN_READ, fixture->report, &fixture->dossier));
  assert_null(fixture->dossier);
  assert_int_equal(access(fixture->path, F_OK), -1);
  fixture_open(fixture, CHUAN_OPEN_CREATE);
  fixture_open(fixture, 0);
  fixture_open(fixture, CHUAN_OPEN_READ);
  fixture_assert_intact(fixture);
}

static void files_of_others_are_refused_and_left_alone(void **state) {
  struct fixture *fixture = *state;
  static const char text[] = "unit,year,households\n";
  write_file(fixture->path, text, sizeof text - 1);
  assert_fails(CHUAN_DATABASE,
               dossier_open(fixture->path, CHUAN_OPEN_CREATE, fixture->report, &fixture->dossier));
  char read[sizeof text] = "";
  FILE *file = fopen(fixture->path, "rb");
  assert_int_equal(fread(read, 1, sizeof read, file), sizeof text - 1);
  fclose(file);
  assert_string_equal(read, text);
  unlink(fixture->path);
  fixture_by_hand(fixture, "CREATE TABLE theirs (a)");
  assert_fails(CHUAN_DATABASE,
               dossier_open(fixture->path, CHUAN_OPEN_CREATE, fixture->report, &fixture->dossier));
  assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM sqlite_schema"), 1);
  assert_fails(CHUAN_DATABASE,
               dossier_open(fixture->folder, CHUAN_OPEN_CREATE, fixture->report, &fixture->dossier));
  assert_fails(CHUAN_ARGUMENT, dossier_open("", CHUAN_OPEN_CREATE, fixture->report, &fixture->dossier));
  unlink(fixture->path);
  assert_int_equal(mkfifo(fixture->path, 0600), 0); /* opening it must not wait for somebody to write */
  assert_fails(CHUAN_DATABASE, dossier_open(fixture->path, 0, fixture->report, &fixture->dossier));
  unlink(fixture->path);
  write_file(fixture->path, "", 0);
  assert_fails(CHUAN_DATABASE, dossier_open(fixture->path, 0, fixture->report, &fixture->dossier));
  fixture_open(fixture, CHUAN_OPEN_CREATE);
}

static void a_newer_schema_is_refused(void **state) {
  struct fixture *fixture = *state;
  fixture_open(fixture, CHUAN_OPEN_CREATE);
  dossier_close(fixture->dossier);
  fixture_by_hand(fixture, "PRAGMA user_version = 1000");
  assert_fails(CHUAN_DATABASE, dossier_open(fixture->path, 0, fixture->report, &fixture->dossier));
}

/* A trigger, a view in the place of a table, a check: whatever a hostile file would bring. */
static void a_schema_that_is_not_ours_is_refused(void **state) {
  struct fixture *fixture = *state;
  static const char *const edits[] = {
      "CREATE TRIGGER extra AFTER INSERT ON import BEGIN DELETE FROM unit; END",
      "DROP VIEW unit_dated; CREATE VIEW unit_dated AS SELECT 1",
      "DROP TABLE stale_chunk; CREATE VIEW stale_chunk AS SELECT 'commune' AS level, 1 AS year, 1 AS chunk",
      ("DROP TRIGGER fact_commune_updated; CREATE TRIGGER fact_commune_updated AFTER UPDATE ON fact_commune "
       "BEGIN SELECT 1; END"),
      "ALTER TABLE fact_commune ADD COLUMN surprise INTEGER",
      "ALTER TABLE fact_commune RENAME COLUMN households TO houses",
      "DELETE FROM fact_column WHERE fact = 'income'",
  };
  for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
    unlink(fixture->path);
    fixture_open(fixture, CHUAN_OPEN_CREATE);
    assert_ok(dossier_fit(fixture->dossier, &fixture->vocabulary));
    dossier_close(fixture->dossier);
    fixture->dossier = NULL;
    fixture_by_hand(fixture, edits[i]);
    assert_fails(CHUAN_DATABASE, dossier_open(fixture->path, 0, fixture->report, &fixture->dossier));
  }
  unlink(fixture->path);
  fixture_open(fixture, CHUAN_OPEN_CREATE);
  assert_ok(dossier_fit(fixture->dossier, &fixture->vocabulary));
  fixture_by_hand(fixture, "CREATE TABLE notes (text TEXT); CREATE INDEX by_name ON unit (name)");
  fixture_open(fixture, 0); /* what people add beside ours is theirs */
}

static void random_damage_is_told_never_a_crash(void **state) {
  struct fixture *fixture = *state;
  fixture_open(fixture, CHUAN_OPEN_CREATE);
  assert_ok(dossier_fit(fixture->dossier, &fixture->vocabulary));
  fixture_units(fixture, 50);
  fixture_import(fixture, "a.csv", CHUAN_OFFICIAL, "C0001", 2024, 10, 20, 1, 2);
  dossier_close(fixture->dossier);
  fixture->dossier = NULL;
  FILE *file = fopen(fixture->path, "rb");
  static unsigned char bytes[1 << 20], copy[1 << 20];
  size_t length = fread(bytes, 1, sizeof bytes, file);
  fclose(file);
  uint32_t random = 1;
  for (int round = 0; round < 150; round++) {
    memcpy(copy, bytes, length);
    for (int i = 0; i < 40; i++) {
      random = random * 1664525u + 1013904223u;
      copy[100 + (random >> 8) % (length - 100)] ^= (unsigned char)(1u << (random & 7));
    }
    write_file(fixture->path, (const char *)copy, round % 5 ? length : length / 2);
    struct dossier *dossier;
    if (dossier_open(fixture->path, CHUAN_OPEN_READ, fixture->report, &dossier) == CHUAN_OK) {
      struct column_source source;
      struct unit *units;
      size_t count;
      char digest[65];
      (void)units_list(dossier, fixture->arena, NULL, &units, &count);
      if (column_source_open(dossier, &fixture->level, moment_of(2024), &source) == CHUAN_OK)
        column_source_close(&source);
      (void)dossier_digest(dossier, digest);
      dossier_close(dossier);
    }
    report_clear(fixture->report);
  }
}

static void reading_writes_nothing(void **state) {
  struct fixture *fixture = *state;
  fixture_open(fixture, CHUAN_OPEN_CREATE);
  fixture_units(fixture, 3);
  fixture_open(fixture, CHUAN_OPEN_READ);
  chuan_counts counts;
  struct unit_row row = {"X", "commune", "X", "", DATE_UNKNOWN_START, DATE_OPEN_END, {0}};
  chuan_status status = units_store(fixture->dossier, &row, 1, &counts);
  assert_non_null(strstr(report_message(fixture->report), "opened for reading only"));
  assert_fails(CHUAN_DATABASE, status);
  assert_ok(dossier_fit(fixture->dossier, &fixture->vocabulary)); /* and is no failure */
  struct import_session *session;
  struct import_head head = {"f", "d", "csv", "1", "", "commune", CHUAN_OFFICIAL};
  assert_fails(CHUAN_DATABASE, import_begin(fixture->dossier, &head, NULL, 0, &session));
  assert_null(session);
  assert_true(fixture_column(fixture, "C0001", 2024, HOUSEHOLDS) == NONE);
  dossier_close(fixture->dossier);
  fixture->dossier = NULL;
  char log[128];
  snprintf(log, sizeof log, "%s-wal", fixture->path);
  assert_int_equal(access(log, F_OK), -1); /* no file is left beside it */
}

static void a_locked_dossier_says_so(void **state) {
  struct fixture *fixture = *state;
  sqlite3 *other;
  fixture_open(fixture, CHUAN_OPEN_CREATE);
  assert_int_equal(sqlite3_open(fixture->path, &other), SQLITE_OK);
  assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
  chuan_counts counts;
  struct unit_row row = {"X", "commune", "X", "", DATE_UNKNOWN_START, DATE_OPEN_END, {0}};
  chuan_status status = units_store(fixture->dossier, &row, 1, &counts);
  assert_non_null(strstr(report_message(fixture->report), "another program"));
  assert_fails(CHUAN_DATABASE, status);
  sqlite3_close(other);
  assert_ok(units_store(fixture->dossier, &row, 1, &counts));
}

/* A file that may not grow is what a full disk is to SQLite. In a child, which takes the limit with it. */
static void a_full_disk_changes_nothing(void **state) {
  struct fixture *fixture = *state;
  fixture_open(fixture, CHUAN_OPEN_CREATE);
  assert_ok(dossier_fit(fixture->dossier, &fixture->vocabulary));
  fixture_units(fixture, 100);
  dossier_close(fixture->dossier);
  fixture->dossier = NULL;
  pid_t child = fork();
  if (child == 0) {
    struct rlimit limit = {600000, 600000};
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &limit);
    struct dossier *dossier;
    struct unit_row *rows = calloc(20000, sizeof *rows);
    char(*codes)[16] = calloc(20000, sizeof *codes);
    for (int i = 0; i < 20000; i++) {
      snprintf(codes[i], sizeof codes[i], "N%05d", i);
      rows[i] = (struct unit_row){codes[i], "commune", codes[i], "D", DATE_UNKNOWN_START, DATE_OPEN_END, {0}};
    }
    chuan_counts counts;
    if (dossier_open(fixture->path, 0, fixture->report, &dossier) != CHUAN_OK) _exit(1);
    if (units_store(dossier, rows, 20000, &counts) != CHUAN_DATABASE) _exit(2);
    if (!strstr(report_message(fixture->report), "disk is full")) _exit(3);
    dossier_close(dossier);
    _exit(0);
  }
  int result;
  assert_int_equal(waitpid(child, &result, 0), child);
  assert_int_equal(result, 0);
  fixture_assert_intact(fixture);
  assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM unit"), 102);
}

/* Imports one file's worth of rows again and again, each time with figures one larger. */
static void import_for_ever(struct fixture *fixture, int64_t first_unit) {
  const struct import_head head = {"f.csv", "d", "csv", "1", "", "commune", CHUAN_OFFICIAL};
  const struct import_column column = {&fixture->facts[HOUSEHOLDS], 1, "households"};
  for (int64_t round = 1;; round++) {
    struct import_session *session;
    enum store_result result;
    chuan_counts counts = {.accepted = 400, .unchanged = 0, .rejected = 0};
    if (import_begin(fixture->dossier, &head, &column, 1, &session) != CHUAN_OK) _exit(1);
    for (int64_t i = 0; i < 400; i++) {
      if (import_row(session, first_unit + i, 2024, (uint64_t)i, NULL, &round, &result) != CHUAN_OK) _exit(2);
    }
    if (import_commit(session, &counts) != CHUAN_OK) _exit(3);
    import_end(session);
  }
}

static void death_in_the_middle_leaves_before_or_after(void **state) {
  struct fixture *fixture = *state;
  fixture_open(fixture, CHUAN_OPEN_CREATE);
  assert_ok(dossier_fit(fixture->dossier, &fixture->vocabulary));
  fixture_units(fixture, 400);
  int64_t first = fixture_unit(fixture, "C0000");
  dossier_close(fixture->dossier);
  fixture->dossier = NULL;
  srand(7);
  for (int round = 0; round < 15; round++) {
    pid_t child = fork();
    if (child == 0) {
      if (dossier_open(fixture->path, 0, fixture->report, &fixture->dossier) != CHUAN_OK) _exit(4);
      import_for_ever(fixture, first);
    }
    usleep((useconds_t)(1000 + rand() % 40000));
    kill(child, SIGKILL);
    int result;
    assert_int_equal(waitpid(child, &result, 0), child);
    assert_true(WIFSIGNALED(result));
    fixture_assert_intact(fixture);
    int64_t rows = fixture_number(fixture, "SELECT count(*) FROM fact_commune");
    assert_true(rows == 0 || rows == 400);
    assert_true(fixture_number(fixture, "SELECT count(DISTINCT households) FROM fact_commune") <= 1);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM stale_chunk WHERE year > 0"), 0);
    fixture_open(fixture, 0);
    int64_t row = fixture_number(fixture, "SELECT coalesce(max(households), -1) FROM fact_commune");
    assert_true(fixture_column(fixture, "C0399", 2024, HOUSEHOLDS) == (row < 0 ? NONE : row));
    dossier_close(fixture->dossier);
    fixture->dossier = NULL;
  }
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)
  const struct CMUnitTest tests[] = {
      TEST(a_new_file_is_made_only_when_asked),
      TEST(files_of_others_are_refused_and_left_alone),
      TEST(a_newer_schema_is_refused),
      TEST(a_schema_that_is_not_ours_is_refused),
      TEST(random_damage_is_told_never_a_crash),
      TEST(reading_writes_nothing),
      TEST(a_locked_dossier_says_so),
      TEST(a_full_disk_changes_nothing),
      TEST(death_in_the_middle_leaves_before_or_after),
  };
#undef TEST
  return cmocka_run_group_tests(tests, NULL, NULL);
}
