/* Finding a unit by its code or id. A code alone means nothing: another unit may have had it before, so every
 * look-up takes a year. */
#include "facts/units.h"

#include "base/date.h"

#include <string.h>

int unit_read(struct arena *arena, sqlite3_stmt *statement, struct unit *unit) {
  unit->id = sqlite3_column_int64(statement, 0);
  unit->code = dossier_text(arena, statement, 1);
  unit->level = dossier_text(arena, statement, 2);
  unit->name = dossier_text(arena, statement, 3);
  unit->parent = sqlite3_column_int64(statement, 4);
  unit->valid_from = sqlite3_column_int(statement, 5);
  unit->valid_to = sqlite3_column_int(statement, 6);
  return unit->code && unit->level && unit->name;
}

chuan_status units_collect(struct dossier *dossier, struct arena *arena, sqlite3_stmt *statement,
                           chuan_status status, struct unit **out, size_t *count) {
  size_t capacity = 0;
  int row = 0;
  *out = NULL;
  *count = 0;
  while (status == CHUAN_OK && (status = dossier_step(dossier, statement, &row)) == CHUAN_OK && row) {
    if (!arena_grow(arena, out, &capacity, *count, sizeof **out) ||
        !unit_read(arena, statement, &(*out)[*count])) {
      status = report_no_memory(dossier->report);
    } else {
      ++*count;
    }
  }
  sqlite3_finalize(statement);
  return status;
}

const char *unit_label(struct arena *arena, const struct unit *unit) {
  char from[DATE_TEXT_SIZE], to[DATE_TEXT_SIZE];
  date_format(unit->valid_from, from);
  date_format(unit->valid_to, to);
  const char *label = arena_format(arena, "%s (%s, %s, %s – %s)", unit->name, unit->code, unit->level,
                                   *from ? from : "…", *to ? to : "…");
  return label ? label : "";
}

const struct unit *unit_of_year(const struct unit *units, size_t count, int year) {
  if (year == 0) return count == 1 ? units : NULL;
  int32_t first = date_of(year, 1, 1), last = date_of(year, 12, 31);
  const struct unit *at_end = NULL, *within = NULL;
  size_t at_end_count = 0, within_count = 0;
  for (size_t i = 0; i < count; i++) {
    const struct unit *unit = &units[i];
    if (unit->valid_from > last || unit->valid_to < first) continue;
    within = unit;
    within_count++;
    if (unit->valid_to >= last) {
      at_end = unit;
      at_end_count++;
    }
  }
  if (at_end_count == 1) return at_end;
  return at_end_count == 0 && within_count == 1 ? within : NULL;
}

chuan_status units_of_code(struct dossier *dossier, struct arena *arena, const char *code, const char *level,
                           struct unit **out, size_t *count) {
  size_t capacity = 0;
  *out = NULL;
  *count = 0;
  sqlite3_stmt *statement;
  chuan_status status = dossier_query(dossier, QUERY_UNIT_BY_CODE, &statement);
  if (status != CHUAN_OK) return status;
  sqlite3_bind_text(statement, 1, code, -1, SQLITE_STATIC);
  int row = 0;
  while ((status = dossier_step(dossier, statement, &row)) == CHUAN_OK && row) {
    const char *of = (const char *)sqlite3_column_text(statement, 2);
    if (level && of && strcmp(of, level) != 0) continue;
    if (!arena_grow(arena, out, &capacity, *count, sizeof **out) ||
        !unit_read(arena, statement, &(*out)[*count])) {
      status = report_no_memory(dossier->report);
      break;
    }
    ++*count;
  }
  sqlite3_reset(statement);
  sqlite3_clear_bindings(statement); /* the code is the caller's */
  return status;
}

static const char *not_found_reason(struct dossier *dossier, struct arena *arena, const char *code,
                                    const char *level, int year, const struct unit *units, size_t count) {
  const struct report *report = dossier->report;
  const char *reason;
  if (count == 0 || !units) {
    reason =
        level
            ? arena_format(
                  arena,
                  report_pick(report,
                              "no unit of level %s has the code \"%s\"; check the code or load the unit",
                              "không có đơn vị cấp %s mang mã “%s”; hãy kiểm tra mã hoặc nạp đơn vị"),
                  level, code)
            : arena_format(arena,
                           report_pick(report, "no unit has the code \"%s\"; check the code or load the unit",
                                       "không có đơn vị nào mang mã “%s”; hãy kiểm tra mã hoặc nạp đơn vị"),
                           code);
  } else if (count == 1) {
    reason = arena_format(
        arena,
        report_pick(report, "the code \"%s\" means no unit in %d: it was %s; check the code and the year",
                    "mã “%s” không chỉ đơn vị nào trong năm %d: mã này là %s; hãy kiểm tra mã và năm"),
        code, year, unit_label(arena, &units[0]));
  } else {
    reason = arena_format(
        arena,
        report_pick(report,
                    "the code \"%s\" does not mean one unit in %d: %s, %s; check the code and the year",
                    "mã “%s” trong năm %d không chỉ một đơn vị: %s, %s; hãy kiểm tra mã và năm"),
        code, year, unit_label(arena, &units[count - 2]), unit_label(arena, &units[count - 1]));
  }
  return reason ? reason : "";
}

chuan_status unit_resolve(struct dossier *dossier, struct arena *arena, const char *code, const char *level,
                          int year, struct unit *out, const char **reason) {
  struct unit *units;
  size_t count;
  memset(out, 0, sizeof *out);
  *reason = "";
  chuan_status status = units_of_code(dossier, arena, code, level, &units, &count);
  if (status != CHUAN_OK) return status;
  const struct unit *unit = unit_of_year(units, count, year);
  if (unit) {
    *out = *unit;
    return CHUAN_OK;
  }
  /* The same code at another level is worth telling. */
  if (count == 0 && level) {
    status = units_of_code(dossier, arena, code, NULL, &units, &count);
    if (status != CHUAN_OK) return status;
    if (count > 0 && units) {
      *reason = arena_format(
          arena,
          report_pick(dossier->report, "the code \"%s\" is no %s: it is %s; check the code and the level",
                      "mã “%s” không thuộc cấp %s: mã này là %s; hãy kiểm tra mã và cấp"),
          code, level, unit_label(arena, &units[count - 1]));
      if (!*reason) *reason = "";
      return CHUAN_NOT_FOUND;
    }
  }
  *reason = not_found_reason(dossier, arena, code, level, year, units, count);
  return CHUAN_NOT_FOUND;
}

chuan_status unit_find(struct dossier *dossier, struct arena *arena, const char *code, const char *level,
                       int year, struct unit *out) {
  const char *reason;
  chuan_status status = unit_resolve(dossier, arena, code, level, year, out, &reason);
  if (status != CHUAN_NOT_FOUND) return status;
  return report_fail(dossier->report, CHUAN_NOT_FOUND, "%s", "%s", reason);
}

chuan_status unit_get(struct dossier *dossier, struct arena *arena, int64_t id, struct unit *out) {
  memset(out, 0, sizeof *out);
  sqlite3_stmt *statement;
  chuan_status status = dossier_query(dossier, QUERY_UNIT_BY_ID, &statement);
  if (status != CHUAN_OK) return status;
  sqlite3_bind_int64(statement, 1, id);
  int row = 0;
  status = dossier_step(dossier, statement, &row);
  if (status == CHUAN_OK && !row) {
    status = report_fail(
        dossier->report, CHUAN_NOT_FOUND, "%s: no unit has the number %lld; check where it comes from",
        "%s: không có đơn vị số %lld; hãy kiểm tra nguồn của số này", dossier->path, (long long)id);
  } else if (status == CHUAN_OK && !unit_read(arena, statement, out)) {
    status = report_no_memory(dossier->report);
  }
  sqlite3_reset(statement);
  return status;
}

chuan_status units_list(struct dossier *dossier, struct arena *arena, const char *level, struct unit **out,
                        size_t *count) {
  sqlite3_stmt *statement = NULL;
  chuan_status status =
      dossier_prepare(dossier,
                      "SELECT id, code, level, name, parent, valid_from, valid_to FROM unit "
                      "WHERE ?1 IS NULL OR level = ?1 ORDER BY code, valid_from",
                      &statement);
  if (status == CHUAN_OK && level) sqlite3_bind_text(statement, 1, level, -1, SQLITE_STATIC);
  return units_collect(dossier, arena, statement, status, out, count);
}
