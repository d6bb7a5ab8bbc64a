/* guard.c - SQLite's own defences, set for a file that may be hostile: its schema is not trusted, there are no virtual
 * tables, no extensions, no attached files; views and queries may select and compute, and both work and memory end. */
#include "guard.h"

#include <string.h>

#define STEPS_A_CALL 1000
#define MEMORY_MOST ((int64_t)128 * 1024 * 1024)

static const char *const functions[] = {
    "abs",        "avg",         "char",         "coalesce",  "count",        "date",       "datetime",
    "dense_rank", "first_value", "format",       "glob",      "group_concat", "hex",        "ifnull",
    "iif",        "instr",       "json_extract", "julianday", "lag",          "last_value", "lead",
    "length",     "like",        "lower",        "ltrim",     "max",          "min",        "nth_value",
    "ntile",      "nullif",      "percent_rank", "printf",    "quote",        "rank",       "replace",
    "round",      "row_number",  "rtrim",        "sign",      "strftime",     "substr",     "substring",
    "sum",        "time",        "total",        "trim",      "typeof",       "unicode",    "unixepoch",
    "upper",      "->",          "->>",
};

static int is_function(const char *name) {
  for (size_t i = 0; name && i < sizeof functions / sizeof *functions; i++)
    if (sqlite3_stricmp(name, functions[i]) == 0) return 1;
  return 0;
}

static int authorise(void *self, int action, const char *first, const char *second, const char *schema,
                     const char *view) {
  (void)self;
  (void)first;
  (void)schema;
  (void)view;
  if (action == SQLITE_SELECT || action == SQLITE_READ || action == SQLITE_RECURSIVE) return SQLITE_OK;
  return action == SQLITE_FUNCTION && is_function(second) ? SQLITE_OK : SQLITE_DENY;
}

/* Called every STEPS_A_CALL steps: not 0 stops them. */
static int watch(void *self) {
  struct guard *guard = self;
  if (++guard->work > guard->work_most || sqlite3_memory_used() - guard->memory_before > MEMORY_MOST)
    guard->exhausted = 1;
  return guard->exhausted;
}

static int set_limits(sqlite3 *database) {
  static const int limits[][2] = {
      {SQLITE_LIMIT_LENGTH, 16 * 1024 * 1024},
      {SQLITE_LIMIT_SQL_LENGTH, 100000},
      {SQLITE_LIMIT_COLUMN, 2000},
      {SQLITE_LIMIT_EXPR_DEPTH, 100},
      {SQLITE_LIMIT_COMPOUND_SELECT, 100},
      {SQLITE_LIMIT_VDBE_OP, 1000000},
      {SQLITE_LIMIT_FUNCTION_ARG, 100},
      {SQLITE_LIMIT_ATTACHED, 0},
      {SQLITE_LIMIT_TRIGGER_DEPTH, 1},
      {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000},
      {SQLITE_LIMIT_WORKER_THREADS, 0},
  };
  static const int settings[][2] = {
      {SQLITE_DBCONFIG_DEFENSIVE, 1},
      {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
      {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
      {SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0},
      {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
  };
  for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
    sqlite3_limit(database, limits[i][0], limits[i][1]);
  for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
    int result = sqlite3_db_config(database, settings[i][0], settings[i][1], (int *)NULL);
    if (result != SQLITE_OK) return result;
  }
  return SQLITE_OK;
}

int guard_connection(sqlite3 *database, struct guard *guard, uint64_t length) {
  *guard = (struct guard){.work_most = 150000 + length / 50, .memory_before = sqlite3_memory_used()};
  int result = set_limits(database);
  if (result != SQLITE_OK) return result;
  result = sqlite3_drop_modules(database, NULL);
  if (result != SQLITE_OK) return result;
  sqlite3_progress_handler(database, STEPS_A_CALL, watch, guard);
  result = sqlite3_exec(database,
                        "PRAGMA cell_size_check = ON; PRAGMA query_only = ON; PRAGMA temp_store = MEMORY;"
                        "PRAGMA mmap_size = 0; PRAGMA cache_size = -4096; PRAGMA recursive_triggers = OFF",
                        NULL, NULL, NULL);
  if (result != SQLITE_OK) return result;
  return sqlite3_set_authorizer(database, authorise, NULL);
}
