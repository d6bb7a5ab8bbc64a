/* The tables of facts follow the vocabulary: columns are added, places only grow, choices keep their codes. */
#include "facts/tables.h"

#include "facts/conversion.h"

#include "base/buffer.h"
#include "base/decimal.h"

#include <string.h>

#define NAME_LONGEST 100
#define CHOICES_MOST (1 << 20)

int name_is_plain(const char *name) {
  size_t length = strlen(name);
  if (length == 0 || length > NAME_LONGEST || name[0] < 'a' || name[0] > 'z') return 0;
  return strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == length;
}

void dossier_triggers(struct dossier *dossier, int on) {
  sqlite3_db_config(dossier->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, on, (int *)0);
}

void dossier_references(struct dossier *dossier, int on) {
  sqlite3_db_config(dossier->db, SQLITE_DBCONFIG_ENABLE_FKEY, on, (int *)0);
}

/* --- the dictionary -------------------------------------------------------------------------------- */

static int kind_read(const char *name, enum fact_kind *kind) {
  for (int k = FACT_COUNT; k <= FACT_CHOICE; k++) {
    if (strcmp(name, fact_kind_name((enum fact_kind)k)) == 0) {
      *kind = (enum fact_kind)k;
      return 1;
    }
  }
  return 0;
}

static chuan_status damaged(struct dossier *dossier, const char *what) {
  return report_fail(dossier->report, CHUAN_DATABASE, "%s: the file is damaged (%s); restore it from a copy",
                     "%s: tệp bị hỏng (%s); hãy khôi phục từ bản sao lưu", dossier->path, what);
}

static chuan_status facts_load(struct dossier *dossier, struct arena *arena, sqlite3_stmt *statement,
                               struct stored_level *out) {
  size_t capacity = 0;
  for (;;) {
    int row;
    chuan_status status = dossier_step(dossier, statement, &row);
    if (status != CHUAN_OK || !row) return status;
    if (!arena_grow(arena, &out->facts, &capacity, out->count, sizeof *out->facts))
      return report_no_memory(dossier->report);
    struct stored_fact *fact = &out->facts[out->count];
    fact->id = dossier_text(arena, statement, 0);
    const char *kind = dossier_text(arena, statement, 1);
    if (!fact->id || !kind) return report_no_memory(dossier->report);
    int64_t places = sqlite3_column_int64(statement, 2);
    if (!name_is_plain(fact->id) || !kind_read(kind, &fact->kind) || places < 0 ||
        places > DECIMAL_PLACES_MAX) {
      return damaged(dossier, "fact_column");
    }
    fact->places = (unsigned)places;
    fact->choices = NULL;
    fact->choice_count = 0;
    out->count++;
  }
}

static chuan_status choices_load(struct dossier *dossier, struct arena *arena, sqlite3_stmt *statement,
                                 struct stored_level *level) {
  for (;;) {
    int row;
    chuan_status status = dossier_step(dossier, statement, &row);
    if (status != CHUAN_OK || !row) return status;
    const char *id = (const char *)sqlite3_column_text(statement, 0);
    struct stored_fact *fact = id ? stored_fact_find(level, id) : NULL;
    int64_t code = sqlite3_column_int64(statement, 1), count = sqlite3_column_int64(statement, 3);
    /* Codes are given out one after the other: a gap is damage, and could be made as large as one likes. */
    if (!fact || code != fact->choice_count || code >= count || count > CHOICES_MOST)
      return damaged(dossier, "fact_choice");
    if (!fact->choices) fact->choices = arena_array(arena, (size_t)count, sizeof *fact->choices);
    if (!fact->choices) return report_no_memory(dossier->report);
    fact->choices[code] = dossier_text(arena, statement, 2);
    if (!fact->choices[code]) return report_no_memory(dossier->report);
    fact->choice_count++;
  }
}

chuan_status stored_level_load(struct dossier *dossier, struct arena *arena, const char *level,
                               struct stored_level *out) {
  sqlite3_stmt *facts = NULL, *choices = NULL;
  *out = (struct stored_level){.level = level};
  chuan_status status = dossier_prepare(
      dossier, "SELECT fact, kind, places FROM fact_column WHERE level = ?1 ORDER BY fact", &facts);
  if (status == CHUAN_OK) {
    status = dossier_prepare(dossier,
                             "SELECT fact, code, choice, count(*) OVER (PARTITION BY fact) FROM fact_choice "
                             "WHERE level = ?1 ORDER BY fact, code",
                             &choices);
  }
  if (status == CHUAN_OK) {
    sqlite3_bind_text(facts, 1, level, -1, SQLITE_STATIC);
    sqlite3_bind_text(choices, 1, level, -1, SQLITE_STATIC);
    status = facts_load(dossier, arena, facts, out);
  }
  if (status == CHUAN_OK && out->count > 0) status = choices_load(dossier, arena, choices, out);
  sqlite3_finalize(facts);
  sqlite3_finalize(choices);
  return status;
}

struct stored_fact *stored_fact_find(const struct stored_level *level, const char *id) {
  uint32_t low = 0, high = level->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    int order = strcmp(level->facts[middle].id, id);
    if (order == 0) return &level->facts[middle];
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return NULL;
}

chuan_status stored_levels_list(struct dossier *dossier, struct arena *arena, const char ***out,
                                uint32_t *count) {
  sqlite3_stmt *statement = NULL;
  size_t capacity = 0;
  *out = NULL;
  *count = 0;
  chuan_status status =
      dossier_prepare(dossier, "SELECT DISTINCT level FROM fact_column ORDER BY level", &statement);
  int row = 0;
  while (status == CHUAN_OK && (status = dossier_step(dossier, statement, &row)) == CHUAN_OK && row) {
    char *level = dossier_text(arena, statement, 0);
    if (!level || !arena_grow(arena, out, &capacity, *count, sizeof **out)) {
      status = report_no_memory(dossier->report);
    } else if (!name_is_plain(level)) {
      status = damaged(dossier, "fact_column");
    } else {
      (*out)[(*count)++] = level;
    }
  }
  sqlite3_finalize(statement);
  return status;
}

/* --- does it fit? ----------------------------------------------------------------------------------- */

static int is_reserved(const char *id) {
  static const char *const reserved[] = {"unit_id",   "year",       "import_status",
                                         "import_id", "source_row", "source_sheet"};
  for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++) {
    if (strcmp(reserved[i], id) == 0) return 1;
  }
  return 0;
}

/* What can never be made to fit, said once per level before anything is written. */
static chuan_status level_refuse(struct dossier *dossier, const struct vocabulary_level *level,
                                 const struct stored_level *stored) {
  if (!name_is_plain(level->level)) {
    return report_fail(dossier->report, CHUAN_RULE,
                       "\"%s\" cannot be a level; use small letters, digits and _",
                       "“%s” không dùng làm tên cấp được; hãy dùng chữ thường, chữ số và _", level->level);
  }
  uint32_t added = 0;
  for (uint32_t i = 0; i < level->fact_count; i++) {
    const struct fact *fact = level->facts[i];
    if (!name_is_plain(fact->id) || is_reserved(fact->id)) {
      return report_fail(
          dossier->report, CHUAN_RULE, "\"%s\" cannot be the id of a fact: the tables use it; choose another",
          "“%s” không dùng làm mã số liệu được vì bảng dữ liệu đã dùng; hãy chọn mã khác", fact->id);
    }
    const struct stored_fact *known = stored_fact_find(stored, fact->id);
    if (!known) {
      added++;
    } else if (known->kind != fact->kind) {
      return report_fail(dossier->report, CHUAN_DATABASE,
                         "%s: the figures of \"%s\" (%s) are stored as %s but the rules now say %s; give the "
                         "new fact another id",
                         "%s: số liệu “%s” (%s) đang lưu dạng %s nhưng bộ quy tắc nay ghi %s; hãy đặt mã "
                         "khác cho số liệu mới",
                         dossier->path, fact->id, level->level, fact_kind_name(known->kind),
                         fact_kind_name(fact->kind));
    }
  }
  int most = sqlite3_limit(dossier->db, SQLITE_LIMIT_COLUMN, -1) - FACT_COLUMNS_BEFORE;
  if ((uint64_t)stored->count + added > (uint64_t)most) {
    return report_fail(
        dossier->report, CHUAN_LIMIT,
        "the level \"%s\" would have %u facts, a dossier holds at most %d; use a new dossier or fewer facts",
        "cấp “%s” sẽ có %u số liệu, một hồ sơ chứa nhiều nhất %d; hãy dùng hồ sơ mới hoặc bớt số liệu",
        level->level, stored->count + added, most);
  }
  return CHUAN_OK;
}

static int choices_fit(const struct fact *fact, const struct stored_fact *known) {
  uint32_t found = 0;
  for (uint32_t code = 0; code < known->choice_count && found < fact->choice_count; code++)
    found += stored_choice_index(fact, known->choices[code], code) != DECIMAL_MISSING;
  return found == fact->choice_count;
}

static int level_fits(const struct vocabulary_level *level, const struct stored_level *stored) {
  for (uint32_t i = 0; i < level->fact_count; i++) {
    const struct fact *fact = level->facts[i];
    const struct stored_fact *known = stored_fact_find(stored, fact->id);
    if (!known || known->places < fact->places || !choices_fit(fact, known)) return 0;
  }
  return 1;
}

/* --- making it fit ------------------------------------------------------------------------------------ */

static chuan_status execute_buffer(struct dossier *dossier, struct buffer *sql) {
  chuan_status status =
      sql->failed ? report_no_memory(dossier->report) : dossier_execute(dossier, buffer_string(sql));
  buffer_clear(sql);
  return status;
}

static chuan_status objects_create(struct dossier *dossier, struct buffer *sql, enum level_object first,
                                   enum level_object last, const char *level, const char *const *facts,
                                   uint32_t count) {
  for (enum level_object object = first; object <= last; object++) {
    level_object_sql(sql, object, level, facts, count);
    chuan_status status = execute_buffer(dossier, sql);
    if (status != CHUAN_OK) return status;
  }
  return CHUAN_OK;
}

/* What the columns of the level hold is no longer what they should. */
static chuan_status level_mark(struct dossier *dossier, struct buffer *sql, const char *level) {
  buffer_format(sql,
                "INSERT OR IGNORE INTO stale_chunk SELECT DISTINCT level, year, chunk FROM column_chunk "
                "WHERE level = '%s'",
                level);
  return execute_buffer(dossier, sql);
}

/* The facts that have columns already, in the order of those columns; then the new ones. */
static chuan_status columns_order(struct dossier *dossier, struct arena *arena,
                                  const struct vocabulary_level *level, const struct stored_level *stored,
                                  const char ***out, uint32_t *old, uint32_t *all) {
  const char **facts = arena_array(arena, (size_t)stored->count + level->fact_count, sizeof *facts);
  if (!facts) return report_no_memory(dossier->report);
  *old = 0;
  if (stored->count > 0) {
    sqlite3_stmt *statement = NULL;
    chuan_status status = dossier_prepare(
        dossier, "SELECT name FROM pragma_table_info('fact_' || ?1) WHERE cid >= ?2 ORDER BY cid",
        &statement);
    if (status == CHUAN_OK) {
      sqlite3_bind_text(statement, 1, level->level, -1, SQLITE_STATIC);
      sqlite3_bind_int(statement, 2, FACT_COLUMNS_BEFORE);
    }
    int row = 0;
    while (status == CHUAN_OK && (status = dossier_step(dossier, statement, &row)) == CHUAN_OK && row) {
      if (*old == stored->count)
        status = damaged(dossier, level->level);
      else if (!(facts[(*old)++] = dossier_text(arena, statement, 0)))
        status = report_no_memory(dossier->report);
    }
    sqlite3_finalize(statement);
    if (status != CHUAN_OK) return status;
  }
  *all = *old;
  for (uint32_t i = 0; i < level->fact_count; i++) {
    if (!stored_fact_find(stored, level->facts[i]->id)) facts[(*all)++] = level->facts[i]->id;
  }
  *out = facts;
  return CHUAN_OK;
}

static chuan_status columns_add(struct dossier *dossier, struct arena *arena, struct buffer *sql,
                                const struct vocabulary_level *level, const struct stored_level *stored) {
  const char **facts = NULL;
  uint32_t old = 0, all = 0;
  chuan_status status = columns_order(dossier, arena, level, stored, &facts, &old, &all);
  if (status != CHUAN_OK || old == all) return status;
  if (old == 0) return objects_create(dossier, sql, OBJECT_FACTS, OBJECT_DELETED, level->level, facts, all);
  for (enum level_object object = OBJECT_INSERTED; object <= OBJECT_DELETED; object++) {
    buffer_add_string(sql, "DROP TRIGGER \"");
    level_object_name(sql, object, level->level);
    buffer_add_string(sql, "\";");
  }
  status = execute_buffer(dossier, sql);
  for (uint32_t i = old; i < all && status == CHUAN_OK; i++) {
    buffer_format(sql,
                  "ALTER TABLE \"fact_%s\" ADD COLUMN \"%s\" INTEGER; ALTER TABLE \"observation_%s\" ADD "
                  "COLUMN \"%s\" INTEGER",
                  level->level, facts[i], level->level, facts[i]);
    status = execute_buffer(dossier, sql);
  }
  if (status == CHUAN_OK) status = level_mark(dossier, sql, level->level);
  if (status != CHUAN_OK) return status;
  return objects_create(dossier, sql, OBJECT_INSERTED, OBJECT_DELETED, level->level, facts, all);
}

/* Dated attributes, and figures typed by hand, are stored with the places of their fact too. */
static chuan_status tables_raise(struct dossier *dossier, struct buffer *sql, const char *level,
                                 const struct fact *fact, int64_t factor, int *too_large) {
  static const char *const tables[] = {"attribute", "attribute_report", "typed"};
  chuan_status status = CHUAN_OK;
  long long largest = INT64_MAX / factor;
  *too_large = 0;
  for (size_t i = 0; i < sizeof tables / sizeof *tables && status == CHUAN_OK && !*too_large; i++) {
    int64_t found = 0;
    buffer_format(
        sql,
        "SELECT 1 FROM %s WHERE level = '%s' AND fact = '%s' AND (value > %lld OR value < -%lld) LIMIT 1",
        tables[i], level, fact->id, largest, largest);
    status = sql->failed ? report_no_memory(dossier->report)
                         : dossier_number(dossier, buffer_string(sql), 0, &found);
    buffer_clear(sql);
    *too_large = found != 0;
    if (status != CHUAN_OK || found) continue;
    buffer_format(sql, "UPDATE %s SET value = value * %lld WHERE level = '%s' AND fact = '%s'", tables[i],
                  (long long)factor, level, fact->id);
    status = execute_buffer(dossier, sql);
  }
  return status;
}

static chuan_status places_refuse(struct dossier *dossier, const char *level, const struct fact *fact,
                                  unsigned before) {
  return report_fail(
      dossier->report, CHUAN_LIMIT,
      "a stored figure of \"%s\" (%s) is too large for %u decimal places; keep at most %u places",
      "một số liệu “%s” (%s) đã lưu quá lớn để ghi %u chữ số thập phân; hãy giữ nhiều nhất %u chữ số",
      fact->id, level, fact->places, before);
}

/* Stored numbers follow when a rule file asks for more places: exactly, or not at all. */
static chuan_status places_raise(struct dossier *dossier, struct buffer *sql, const char *level,
                                 const struct fact *fact, unsigned before) {
  int64_t factor = 1;
  for (unsigned i = before; i < fact->places; i++) factor *= 10;
  long long largest = INT64_MAX / factor;
  const char *const tables[] = {"fact", "observation"};
  for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
    buffer_format(sql, "SELECT 1 FROM \"%s_%s\" WHERE \"%s\" > %lld OR \"%s\" < -%lld LIMIT 1", tables[i],
                  level, fact->id, largest, fact->id, largest);
    if (sql->failed) return report_no_memory(dossier->report);
    int64_t found;
    chuan_status status = dossier_number(dossier, buffer_string(sql), 0, &found);
    buffer_clear(sql);
    if (status != CHUAN_OK) return status;
    if (found) return places_refuse(dossier, level, fact, before);
    buffer_format(sql, "UPDATE \"%s_%s\" SET \"%s\" = \"%s\" * %lld WHERE \"%s\" IS NOT NULL", tables[i],
                  level, fact->id, fact->id, (long long)factor, fact->id);
    status = execute_buffer(dossier, sql);
    if (status != CHUAN_OK) return status;
  }
  int too_large = 0;
  chuan_status status = tables_raise(dossier, sql, level, fact, factor, &too_large);
  if (status != CHUAN_OK) return status;
  return too_large ? places_refuse(dossier, level, fact, before) : level_mark(dossier, sql, level);
}

static chuan_status choices_add(struct dossier *dossier, struct arena *arena, sqlite3_stmt *insert,
                                const char *level, const struct fact *fact, const struct stored_fact *known) {
  static const struct stored_fact nothing;
  if (!known) known = &nothing;
  uint32_t code = known->choice_count;
  uint8_t *is_stored = arena_array(arena, fact->choice_count, sizeof *is_stored);
  if (!is_stored) return report_no_memory(dossier->report);
  for (uint32_t i = 0; i < known->choice_count; i++) {
    int64_t index = stored_choice_index(fact, known->choices[i], i);
    if (index != DECIMAL_MISSING) is_stored[index] = 1;
  }
  for (uint32_t i = 0; i < fact->choice_count; i++) {
    if (is_stored[i]) continue;
    if (code >= CHOICES_MOST) {
      return report_fail(dossier->report, CHUAN_LIMIT, "\"%s\" has more than %d choices; use fewer",
                         "“%s” có hơn %d lựa chọn; hãy bớt đi", fact->id, CHOICES_MOST);
    }
    sqlite3_bind_text(insert, 1, level, -1, SQLITE_STATIC);
    sqlite3_bind_text(insert, 2, fact->id, -1, SQLITE_STATIC);
    sqlite3_bind_int64(insert, 3, code++);
    sqlite3_bind_text(insert, 4, fact->choices[i], -1, SQLITE_STATIC);
    chuan_status status = dossier_run(dossier, insert);
    if (status != CHUAN_OK) return status;
  }
  return CHUAN_OK;
}

static chuan_status facts_write(struct dossier *dossier, struct arena *arena, struct buffer *sql,
                                const struct vocabulary_level *level, const struct stored_level *stored,
                                sqlite3_stmt *column, sqlite3_stmt *choice) {
  chuan_status status = CHUAN_OK;
  for (uint32_t i = 0; i < level->fact_count && status == CHUAN_OK; i++) {
    const struct fact *fact = level->facts[i];
    const struct stored_fact *known = stored_fact_find(stored, fact->id);
    if (known && known->places < fact->places) {
      status = places_raise(dossier, sql, level->level, fact, known->places);
    }
    if (status == CHUAN_OK && (!known || known->places < fact->places)) {
      sqlite3_bind_text(column, 1, level->level, -1, SQLITE_STATIC);
      sqlite3_bind_text(column, 2, fact->id, -1, SQLITE_STATIC);
      sqlite3_bind_text(column, 3, fact_kind_name(fact->kind), -1, SQLITE_STATIC);
      sqlite3_bind_int64(column, 4, fact->places);
      status = dossier_run(dossier, column);
    }
    if (status == CHUAN_OK) status = choices_add(dossier, arena, choice, level->level, fact, known);
  }
  return status;
}

static chuan_status level_fit(struct dossier *dossier, struct arena *arena,
                              const struct vocabulary_level *level) {
  struct stored_level stored;
  chuan_status status = stored_level_load(dossier, arena, level->level, &stored);
  if (status == CHUAN_OK) status = level_refuse(dossier, level, &stored);
  if (status != CHUAN_OK) return status;
  struct buffer sql;
  buffer_init(&sql, 0);
  sqlite3_stmt *column = NULL, *choice = NULL;
  status = columns_add(dossier, arena, &sql, level, &stored);
  if (status == CHUAN_OK) {
    status = dossier_prepare(dossier,
                             "INSERT INTO fact_column VALUES (?1, ?2, ?3, ?4) "
                             "ON CONFLICT DO UPDATE SET places = excluded.places",
                             &column);
  }
  if (status == CHUAN_OK)
    status = dossier_prepare(dossier, "INSERT INTO fact_choice VALUES (?1, ?2, ?3, ?4)", &choice);
  if (status == CHUAN_OK) status = facts_write(dossier, arena, &sql, level, &stored, column, choice);
  sqlite3_finalize(column);
  sqlite3_finalize(choice);
  buffer_free(&sql);
  return status;
}

static chuan_status vocabulary_fits(struct dossier *dossier, struct arena *arena,
                                    const struct vocabulary *vocabulary, int *fits) {
  *fits = 1;
  for (uint32_t i = 0; i < vocabulary->level_count; i++) {
    struct stored_level stored;
    chuan_status status = stored_level_load(dossier, arena, vocabulary->levels[i].level, &stored);
    if (status == CHUAN_OK) status = level_refuse(dossier, &vocabulary->levels[i], &stored);
    if (status != CHUAN_OK) return status;
    if (!level_fits(&vocabulary->levels[i], &stored)) *fits = 0;
  }
  return CHUAN_OK;
}

chuan_status dossier_fit(struct dossier *dossier, const struct vocabulary *vocabulary) {
  struct arena *arena = arena_create();
  if (!arena) return report_no_memory(dossier->report);
  int fits;
  chuan_status status = vocabulary_fits(dossier, arena, vocabulary, &fits);
  /* A dossier that cannot be written is read as it is: what it lacks is missing, what has fewer places is multiplied. */
  if (status == CHUAN_OK && !fits && !dossier->read_only) {
    status = dossier_begin(dossier);
    if (status == CHUAN_OK) {
      dossier_triggers(dossier, 0);
      for (uint32_t i = 0; i < vocabulary->level_count && status == CHUAN_OK; i++) {
        if (vocabulary->levels[i].fact_count > 0) status = level_fit(dossier, arena, &vocabulary->levels[i]);
      }
      dossier_triggers(dossier, 1);
      if (status == CHUAN_OK)
        status = dossier_commit(dossier);
      else
        dossier_rollback(dossier);
    }
  }
  arena_free(arena);
  return status;
}
