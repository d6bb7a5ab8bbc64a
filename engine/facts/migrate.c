/* The schema moves on in numbered steps; user_version says how far a file has come. */
#include "facts/tables.h"

#include "facts/schema.h"

static chuan_status version_set(struct dossier *dossier, unsigned version) {
  char *sql = sqlite3_mprintf("PRAGMA user_version = %u", version);
  if (!sql) return report_no_memory(dossier->report);
  chuan_status status = dossier_execute(dossier, sql);
  sqlite3_free(sql);
  return status;
}

/* Inside the transaction the version is read again: another process may have done the work meanwhile. */
static chuan_status migrations_run(struct dossier *dossier) {
  int64_t version;
  chuan_status status = dossier_number(dossier, "PRAGMA user_version", 0, &version);
  for (unsigned i = (unsigned)version; i < schema_migration_count && status == CHUAN_OK; i++) {
    status = dossier_execute(dossier, schema_migrations[i]);
    if (status == CHUAN_OK) status = version_set(dossier, i + 1);
  }
  return status;
}

chuan_status dossier_migrate(struct dossier *dossier) {
  int64_t version;
  chuan_status status = dossier_number(dossier, "PRAGMA user_version", 0, &version);
  if (status != CHUAN_OK) return status;
  if (version > (int64_t)schema_migration_count) {
    return report_fail(
        dossier->report, CHUAN_DATABASE,
        "%s: made by a newer chuan (schema %lld, this one knows %u); install the newer version",
        "%s: do phiên bản chuan mới hơn tạo ra (lược đồ %lld, bản này biết đến %u); hãy cài bản mới hơn",
        dossier->path, (long long)version, schema_migration_count);
  }
  if (version < 0) return dossier_failed(dossier, SQLITE_NOTADB);
  if (version < (int64_t)schema_migration_count) {
    if (dossier->read_only) {
      return report_fail(
          dossier->report, CHUAN_DATABASE,
          "%s: made by an older chuan (schema %lld of %u); open it once where it can be written",
          "%s: do phiên bản chuan cũ tạo ra (lược đồ %lld, cần %u); hãy mở một lần ở nơi ghi được",
          dossier->path, (long long)version, schema_migration_count);
    }
    status = dossier_begin(dossier);
    if (status == CHUAN_OK) {
      status = migrations_run(dossier);
      if (status == CHUAN_OK)
        status = dossier_commit(dossier);
      else
        dossier_rollback(dossier);
    }
  }
  return status == CHUAN_OK ? schema_check(dossier) : status;
}
