/* The limit of the bench: bare reading of the engine's own column BLOBs, and the judgement written by hand for this
 * one programme (judgement.h, written out by programme.lua). `loop DATABASE THREADS`. Prints what tally.c prints. */
#define _DEFAULT_SOURCE
#include <pthread.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK 1024u
#define OUTPUTS 77u
#define PROVINCES 64

static inline uint8_t least(uint8_t a, uint8_t b) {
  return a < b ? a : b;
}

#include "judgement.h" /* struct columns, FACTS, fact_names, set_column, judge */

struct totals {
  uint64_t met[PROVINCES][OUTPUTS], undecided[PROVINCES];
};

static atomic_uint next_chunk;
static unsigned chunk_count;
static const char *path;
static int64_t first_province;

static void check(int ok, const char *what) {
  if (ok) return;
  fprintf(stderr, "loop: %s\n", what);
  exit(1);
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql) {
  sqlite3_stmt *statement;
  check(sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK, sqlite3_errmsg(db));
  return statement;
}

static sqlite3 *open_database(void) {
  sqlite3 *db;
  check(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK,
        "cannot open");
  sqlite3_exec(db, "PRAGMA mmap_size=4294967296", NULL, NULL, NULL);
  return db;
}

static void count(struct totals *totals, int province, const uint8_t *out, uint32_t from, uint32_t to) {
  for (uint32_t j = 0; j < OUTPUTS; j++) {
    uint32_t met = 0;
    for (uint32_t i = from; i < to; i++) met += out[j * BLOCK + i] == 2;
    totals->met[province][j] += met;
  }
  for (uint32_t i = from; i < to; i++) totals->undecided[province] += out[76 * BLOCK + i] == 1;
}

static void *work(void *argument) {
  struct totals *totals = argument;
  static _Thread_local uint8_t out[OUTPUTS * BLOCK];
  sqlite3 *db = open_database();
  sqlite3_stmt *column[FACTS];
  sqlite3_stmt *unit =
      prepare(db, "SELECT count, parents FROM unit_chunk WHERE level='commune' AND chunk=?1");
  for (int f = 0; f < FACTS; f++) {
    column[f] = prepare(
        db, "SELECT data FROM column_chunk WHERE level='commune' AND year=2024 AND chunk=?1 AND fact=?2");
    sqlite3_bind_text(column[f], 2, fact_names[f], -1, SQLITE_STATIC);
  }
  for (unsigned chunk; (chunk = atomic_fetch_add(&next_chunk, 1u)) < chunk_count;) {
    struct columns x;
    sqlite3_reset(unit);
    sqlite3_bind_int64(unit, 1, chunk);
    check(sqlite3_step(unit) == SQLITE_ROW, "no units");
    uint32_t rows = (uint32_t)sqlite3_column_int(unit, 0);
    const int64_t *parents = sqlite3_column_blob(unit, 1);
    for (int f = 0; f < FACTS; f++) {
      sqlite3_reset(column[f]);
      sqlite3_bind_int64(column[f], 1, chunk);
      check(sqlite3_step(column[f]) == SQLITE_ROW, "no column");
      set_column(&x, f, sqlite3_column_blob(column[f], 0));
    }
    for (uint32_t first = 0; first < rows; first += BLOCK) {
      uint32_t n = rows - first < BLOCK ? rows - first : BLOCK;
      judge(&x, first, n, out);
      for (uint32_t from = 0, to; from < n; from = to) {
        for (to = from + 1; to < n && parents[first + to] == parents[first + from]; to++) continue;
        count(totals, (int)(parents[first + from] - first_province), out, from, to);
      }
    }
  }
  for (int f = 0; f < FACTS; f++) sqlite3_finalize(column[f]);
  sqlite3_finalize(unit);
  sqlite3_close(db);
  return NULL;
}

int main(int argc, char **argv) {
  static struct totals totals[8];
  pthread_t threads[8];
  int thread_count = argc == 3 ? (int)strtol(argv[2], NULL, 10) : 0;
  check(thread_count >= 1 && thread_count <= 8, "usage: loop DATABASE THREADS");
  path = argv[1];
  sqlite3 *db = open_database();
  sqlite3_stmt *provinces = prepare(db, "SELECT id, code FROM unit WHERE level='province' ORDER BY id");
  sqlite3_stmt *chunks = prepare(db, "SELECT count(*) FROM unit_chunk WHERE level='commune'");
  check(sqlite3_step(chunks) == SQLITE_ROW && sqlite3_step(provinces) == SQLITE_ROW, "an empty database");
  chunk_count = (unsigned)sqlite3_column_int(chunks, 0);
  first_province = sqlite3_column_int64(provinces, 0);
  for (int t = 1; t < thread_count; t++) pthread_create(&threads[t], NULL, work, &totals[t]);
  work(&totals[0]);
  for (int t = 1; t < thread_count; t++) pthread_join(threads[t], NULL);
  do {
    int province = (int)(sqlite3_column_int64(provinces, 0) - first_province);
    uint64_t undecided = 0;
    printf("%s", (const char *)sqlite3_column_text(provinces, 1));
    for (uint32_t j = 0; j < OUTPUTS; j++) {
      uint64_t met = 0;
      for (int t = 0; t < thread_count; t++) met += totals[t].met[province][j];
      printf("|%llu", (unsigned long long)met);
    }
    for (int t = 0; t < thread_count; t++) undecided += totals[t].undecided[province];
    printf("|%llu\n", (unsigned long long)undecided);
  } while (sqlite3_step(provinces) == SQLITE_ROW);
  sqlite3_finalize(provinces);
  sqlite3_finalize(chunks);
  sqlite3_close(db);
  return 0;
}
