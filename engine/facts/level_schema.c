/* The SQL text of a level's tables and triggers. The same text for the same columns, however they came about
 * (made at once or added one by one), so that the schema of a file can be compared with it. */
#include "facts/tables.h"

#include "base/buffer.h"

void level_object_name(struct buffer *out, enum level_object object, const char *level) {
  static const char *const suffixes[OBJECT_COUNT] = {
      [OBJECT_INSERTED] = "_inserted", [OBJECT_UPDATED] = "_updated", [OBJECT_DELETED] = "_deleted"};
  buffer_add_string(out, object == OBJECT_OBSERVATIONS ? "observation_" : "fact_");
  buffer_add_string(out, level);
  if (suffixes[object]) buffer_add_string(out, suffixes[object]);
}

static void columns_write(struct buffer *out, const char *const *facts, uint32_t count, const char *prefix,
                          const char *suffix) {
  for (uint32_t i = 0; i < count; i++) {
    buffer_add_string(out, ", ");
    buffer_add_string(out, prefix);
    buffer_add_char(out, '"');
    buffer_add_string(out, facts[i]);
    buffer_add_char(out, '"');
    buffer_add_string(out, suffix);
  }
}

static void table_write(struct buffer *out, enum level_object object, const char *level,
                        const char *const *facts, uint32_t count) {
  buffer_add_string(out, "CREATE TABLE \"");
  level_object_name(out, object, level);
  buffer_add_string(out, "\" (unit_id INTEGER NOT NULL REFERENCES unit (id), year INTEGER NOT NULL, ");
  if (object == OBJECT_FACTS) {
    /* A row typed by hand has no import; its figures count as preliminary. */
    buffer_add_string(out,
                      "import_status INTEGER NOT NULL DEFAULT 1, import_id INTEGER REFERENCES import (id), "
                      "source_row INTEGER NOT NULL DEFAULT 0, source_sheet TEXT NOT NULL DEFAULT ''");
  } else {
    buffer_add_string(out,
                      "import_id INTEGER NOT NULL REFERENCES import (id), source_row INTEGER NOT NULL, "
                      "source_sheet TEXT NOT NULL");
  }
  columns_write(out, facts, count, "", " INTEGER");
  /* By year first: a chunk of columns is one stretch of rows. */
  buffer_add_string(out, object == OBJECT_FACTS
                             ? ", PRIMARY KEY (year, unit_id)) STRICT, WITHOUT ROWID"
                             : ", PRIMARY KEY (year, unit_id, import_id, source_sheet, source_row)) "
                               "STRICT, WITHOUT ROWID");
}

static void stale_write(struct buffer *out, const char *level, const char *row) {
  buffer_format(out,
                "INSERT OR IGNORE INTO stale_chunk SELECT level, %s.year, slot >> 16 FROM unit "
                "WHERE id = %s.unit_id AND level = '%s'; ",
                row, row, level);
}

/* A figure changed by hand is no longer what the file reported: the report as it was becomes an observation,
 * and the row says that it comes from no import. */
static void hand_write(struct buffer *out, const char *level, const char *const *facts, uint32_t count) {
  buffer_format(
      out, "INSERT OR IGNORE INTO \"observation_%s\" (unit_id, year, import_id, source_row, source_sheet",
      level);
  columns_write(out, facts, count, "", "");
  buffer_add_string(out, ") SELECT OLD.unit_id, OLD.year, OLD.import_id, OLD.source_row, OLD.source_sheet");
  columns_write(out, facts, count, "OLD.", "");
  buffer_format(
      out,
      " WHERE OLD.import_id IS NOT NULL; UPDATE \"fact_%s\" SET import_id = NULL, source_row = 0, "
      "source_sheet = '' WHERE year = NEW.year AND unit_id = NEW.unit_id AND import_id IS NOT NULL; ",
      level);
}

void level_object_sql(struct buffer *out, enum level_object object, const char *level,
                      const char *const *facts, uint32_t count) {
  if (object == OBJECT_FACTS || object == OBJECT_OBSERVATIONS) {
    table_write(out, object, level, facts, count);
    return;
  }
  buffer_add_string(out, "CREATE TRIGGER \"");
  level_object_name(out, object, level);
  buffer_format(out, "\" AFTER %s ON \"fact_%s\" BEGIN ",
                object == OBJECT_INSERTED  ? "INSERT"
                : object == OBJECT_UPDATED ? "UPDATE"
                                           : "DELETE",
                level);
  if (object != OBJECT_INSERTED) stale_write(out, level, "OLD");
  if (object != OBJECT_DELETED) stale_write(out, level, "NEW");
  if (object == OBJECT_UPDATED) hand_write(out, level, facts, count);
  buffer_add_string(out, "END");
}
