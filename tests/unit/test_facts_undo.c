/* Taking imports back: whatever was imported and undone, in any order, the dossier is the one that only ever had the
 * imports that remain. */
#include "facts_fixture.h"

#include "base/buffer.h"

#include <stdlib.h>

#define NONE DECIMAL_MISSING

static int setup(void **state) {
  if (fixture_setup(state)) return -1;
  struct fixture *fixture = *state;
  fixture_open(fixture, CHUAN_OPEN_CREATE);
  assert_ok(dossier_fit(fixture->dossier, &fixture->vocabulary));
  fixture_units(fixture, 6);
  return 0;
}

/* --- random imports -------------------------------------------------------------------------------------- */

enum { FILES = 5, UNITS = 4, YEARS = 2, ROWS = 10, OPERATIONS = 9 };

static uint32_t chance(uint32_t *seed, uint32_t below) {
  *seed = *seed * 1664525u + 1013904223u;
  return (*seed >> 8) % below;
}

struct operation {
  int undo; /* of the operation with this number, or -1: an import */
  uint32_t file, kind;
  chuan_data_status status;
  uint32_t left_out; /* rows that were refused this time, as bits */
  int undone;
};

struct random_row {
  int64_t values[FACT_TOTAL];
  uint32_t unit;
  int year;
  struct import_remark remark;
};

/* The rows of a file are always the same. Some files say one figure a row, some say things twice. */
static struct random_row row_of(uint32_t file, uint32_t row) {
  static const char *const notes[] = {"", "a", "b"};
  uint32_t seed = file * 977 + row * 31 + 7;
  struct random_row out;
  for (int i = 0; i < 3; i++) chance(&seed, 2);
  out.unit = chance(&seed, UNITS);
  out.year = 2023 + (int)chance(&seed, YEARS);
  for (uint32_t i = 0; i < FACT_TOTAL; i++) out.values[i] = chance(&seed, 3) == 0 ? NONE : chance(&seed, 2);
  if (file % 2) {
    uint32_t only = chance(&seed, FACT_TOTAL);
    for (uint32_t i = 0; i < FACT_TOTAL; i++)
      if (i != only) out.values[i] = NONE;
  }
  out.remark = (struct import_remark){CHUAN_CONFIDENCE_UNSAID, "", ""};
  if (file > 1) {
    out.remark.confidence = (chuan_confidence)chance(&seed, 4);
    out.remark.note = notes[chance(&seed, 3)];
  }
  return out;
}

static void import_figures(struct fixture *fixture, const struct operation *operation, uint32_t number) {
  char name[32], digest[32];
  snprintf(name, sizeof name, "operation %u", number); /* the name does not matter, and tells us who is who */
  snprintf(digest, sizeof digest, "file %u", operation->file);
  const struct import_head head = {name, digest, "csv", "1.0", "", "commune", operation->status};
  struct import_column columns[FACT_TOTAL];
  for (uint32_t i = 0; i < FACT_TOTAL; i++)
    columns[i] = (struct import_column){&fixture->facts[i], i + 3, fixture->facts[i].id};
  struct import_session *session;
  chuan_counts counts = {.accepted = 0};
  assert_ok(import_begin(fixture->dossier, &head, columns, FACT_TOTAL, &session));
  for (uint32_t i = 0; i < ROWS; i++) {
    struct random_row row = row_of(operation->file, i);
    enum store_result result;
    char code[8];
    if (operation->left_out >> i & 1) continue;
    snprintf(code, sizeof code, "C%04u", row.unit);
    assert_ok(import_row_remarked(session, fixture_unit(fixture, code), row.year, i + 2,
                                  i % 3 == 2 ? "S" : NULL, row.values, &row.remark, &result));
    store_count(&counts, result);
  }
  assert_ok(import_commit(session, &counts));
  import_end(session);
}

static void import_attributes(struct fixture *fixture, const struct operation *operation, uint32_t number) {
  char name[32], digest[32];
  snprintf(name, sizeof name, "operation %u", number);
  snprintf(digest, sizeof digest, "list %u %u", operation->file, operation->left_out);
  const struct import_head head = {name, digest, "csv", "1.0", "", "commune", CHUAN_OFFICIAL};
  static const char *const codes[] = {"C0000", "C0001", "C0002", "C0003"};
  struct attribute_row rows[UNITS];
  size_t count = 0;
  for (uint32_t i = 0; i < UNITS; i++) {
    if (operation->left_out >> i & 1) continue;
    rows[count++] = (struct attribute_row){codes[i],
                                           &fixture->facts[REGION],
                                           (operation->file + i) % 3,
                                           20000,
                                           20100 + (int32_t)(operation->file % 2),
                                           {"a.csv", i + 2, 0}};
  }
  chuan_counts counts;
  assert_ok(attributes_store(fixture->dossier, &head, rows, count, &counts));
}

static void import_register(struct fixture *fixture, const struct operation *operation, uint32_t number) {
  char name[32], digest[32];
  snprintf(name, sizeof name, "operation %u", number);
  snprintf(digest, sizeof digest, "register %u %u", operation->file, operation->left_out);
  const struct import_head head = {name, digest, "csv", "1.0", "", "commune", CHUAN_OFFICIAL};
  static const char *const codes[] = {"C0000", "C0001", "C0002", "C0003"};
  struct recognition_row rows[UNITS];
  size_t count = 0;
  for (uint32_t i = 0; i < UNITS; i++) {
    if (operation->left_out >> i & 1) continue;
    rows[count++] = (struct recognition_row){.unit = codes[i],
                                             .standard = "s",
                                             .decision = operation->file % 2 ? "QĐ 1" : "QĐ 2",
                                             .decided_on = 19000,
                                             .revoked_on = DATE_OPEN_END,
                                             .place = {"r.csv", i + 2, 0}};
  }
  chuan_counts counts;
  assert_ok(recognitions_store(fixture->dossier, &head, rows, count, &counts));
}

static void import_any(struct fixture *fixture, const struct operation *operation, uint32_t number) {
  if (operation->kind == 0)
    import_attributes(fixture, operation, number);
  else if (operation->kind == 1)
    import_register(fixture, operation, number);
  else
    import_figures(fixture, operation, number);
}

/* --- what is in a dossier ---------------------------------------------------------------------------------- */

/* Everything that counts, imports by their name: what stands, all that was reported, the columns, the lists. */
static const char *const contents[] = {
    "SELECT f.unit_id, f.year, f.import_status, coalesce(i.file, '-'), f.source_row, f.source_sheet, "
    "households, income, "
    "planned, region FROM fact_commune f LEFT JOIN import i ON i.id = f.import_id ORDER BY 1, 2",
    "SELECT o.unit_id, o.year, i.file, o.source_row, o.source_sheet, households, income, planned, region "
    "FROM "
    "observation_commune o JOIN import i ON i.id = o.import_id ORDER BY 1, 2, 3, 5, 4",
    "SELECT i.file, r.source_row, r.source_sheet, r.fact, r.unit_id, r.year, r.confidence, r.publication, "
    "r.note FROM "
    "remark r JOIN import i ON i.id = r.import_id ORDER BY 1, 2, 3, 4",
    "SELECT level, year, chunk, fact, count, width, minimum, maximum, missing, hex(data) FROM column_chunk "
    "ORDER BY 1, "
    "2, 3, 4",
    "SELECT a.fact, a.unit_id, a.valid_from, a.valid_to, a.value, i.file, a.source_row FROM attribute a JOIN "
    "import i ON "
    "i.id = a.import_id ORDER BY 1, 2, 3",
    "SELECT r.unit_id, r.standard, r.decided_on, r.decision, i.file, r.source_row FROM recognition r JOIN "
    "import i ON "
    "i.id = r.import_id ORDER BY 1, 2, 3",
    "SELECT count(*) FROM stale_chunk",
};

/* Whatever chose it: of all reports about a figure the best status, then the surest, then the latest. */
static const char oracle[] =
    "WITH said(unit_id, year, import_id, source_row, source_sheet, fact, value) AS ("
    "SELECT unit_id, year, import_id, source_row, source_sheet, 'households', households FROM "
    "observation_commune UNION ALL "
    "SELECT unit_id, year, import_id, source_row, source_sheet, 'income', income FROM observation_commune "
    "UNION ALL "
    "SELECT unit_id, year, import_id, source_row, source_sheet, 'planned', planned FROM observation_commune "
    "UNION ALL "
    "SELECT unit_id, year, import_id, source_row, source_sheet, 'region', region FROM observation_commune), "
    "best AS (SELECT s.*, row_number() OVER (PARTITION BY s.unit_id, s.year, s.fact ORDER BY i.status, "
    "max(1, coalesce((SELECT max(confidence) FROM remark r WHERE r.import_id = s.import_id AND r.source_row "
    "= "
    "s.source_row AND r.source_sheet = s.source_sheet), 0)), i.id DESC, s.source_row DESC, s.source_sheet "
    "DESC) AS place "
    "FROM said s JOIN import i ON i.id = s.import_id WHERE s.value IS NOT NULL), "
    "stands(unit_id, year, fact, value) AS ("
    "SELECT unit_id, year, 'households', households FROM fact_commune WHERE import_id IS NULL UNION ALL "
    "SELECT unit_id, year, 'income', income FROM fact_commune WHERE import_id IS NULL UNION ALL "
    "SELECT unit_id, year, 'planned', planned FROM fact_commune WHERE import_id IS NULL UNION ALL "
    "SELECT unit_id, year, 'region', region FROM fact_commune WHERE import_id IS NULL) "
    "SELECT count(*) FROM stands s LEFT JOIN best b ON b.unit_id = s.unit_id AND b.year = s.year AND b.fact "
    "= s.fact AND "
    "b.place = 1 WHERE s.value IS NOT b.value";

static char *dump(struct fixture *fixture) {
  struct buffer out;
  sqlite3 *db;
  buffer_init(&out, 0);
  assert_int_equal(sqlite3_open(fixture->path, &db), SQLITE_OK);
  for (size_t t = 0; t < sizeof contents / sizeof *contents; t++) {
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(db, contents[t], -1, &statement, NULL) != SQLITE_OK)
      fail_msg("%s", sqlite3_errmsg(db));
    while (sqlite3_step(statement) == SQLITE_ROW) {
      buffer_format(&out, "%zu", t);
      for (int i = 0; i < sqlite3_column_count(statement); i++) {
        const char *text = (const char *)sqlite3_column_text(statement, i);
        buffer_format(&out, "|%s", text ? text : "NULL");
      }
      buffer_add_char(&out, '\n');
    }
    sqlite3_finalize(statement);
  }
  sqlite3_close(db);
  assert_false(out.failed);
  return out.text;
}

static void plan(struct operation *operations, uint32_t *seed) {
  for (int i = 0; i < OPERATIONS; i++) {
    struct operation *one = &operations[i];
    *one = (struct operation){.undo = -1, .file = chance(seed, FILES), .kind = chance(seed, 8)};
    one->status = (chuan_data_status)(chance(seed, 3) == 0 ? chance(seed, 3) : 0);
    for (int r = 0; r < ROWS; r++) one->left_out |= (uint32_t)(chance(seed, 6) == 0) << r;
    if (i == 0 || chance(seed, 5) > 1) continue;
    int undone = (int)chance(seed, (uint32_t)i);
    if (operations[undone].undo < 0 && !operations[undone].undone) {
      one->undo = undone;
      operations[undone].undone = 1;
    }
  }
}

/* The number that the dossier gave to an operation; 0: it was the same list again, and is not listed. */
static int64_t import_of(struct fixture *fixture, int operation) {
  char sql[120];
  snprintf(sql, sizeof sql, "SELECT coalesce(max(id), 0) FROM import WHERE file = 'operation %d'", operation);
  return fixture_number(fixture, sql);
}

static void whatever_was_undone_never_was(void **state) {
  (void)state;
  for (uint32_t round = 1; round <= 150; round++) {
    struct operation operations[OPERATIONS];
    uint32_t seed = round * 7919;
    void *with_undo, *without;
    char before[65], after[65];
    plan(operations, &seed);
    assert_int_equal(setup(&with_undo), 0);
    assert_int_equal(setup(&without), 0);
    struct fixture *fixture = with_undo, *other = without;
    for (int i = 0; i < OPERATIONS; i++) {
      if (operations[i].undo < 0) {
        import_any(fixture, &operations[i], (uint32_t)i);
        continue;
      }
      uint64_t rows;
      int64_t id = import_of(fixture, operations[i].undo);
      if (id == 0)
        operations[operations[i].undo].undone = 0;
      else
        assert_ok(import_undo(fixture->dossier, id, &rows));
    }
    for (int i = 0; i < OPERATIONS; i++) {
      if (operations[i].undo >= 0 || operations[i].undone) continue;
      /* A list that was not stored, as it was there already, has no number and nothing to stand for. */
      if (import_of(fixture, i) != 0) import_any(other, &operations[i], (uint32_t)i);
    }
    char *found = dump(fixture), *wanted = dump(other);
    if (strcmp(found, wanted) != 0) fail_msg("round %u\n--- undone:\n%s--- never:\n%s", round, found, wanted);
    assert_int_equal(fixture_number(fixture, oracle), 0);
    assert_ok(dossier_digest(fixture->dossier, before));
    assert_ok(dossier_digest(other->dossier, after));
    assert_string_equal(before, after);
    fixture_assert_intact(fixture);
    free(found);
    free(wanted);
    fixture_teardown(&with_undo);
    fixture_teardown(&without);
  }
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, fixture_teardown)
  const struct CMUnitTest tests[] = {
      TEST(whatever_was_undone_never_was),
  };
#undef TEST
  return cmocka_run_group_tests(tests, NULL, NULL);
}
