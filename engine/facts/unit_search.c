/* Finding a unit by what a person types: its code, its name, its name without diacritics, its name without
 * the word for its kind. */
#include "facts/units.h"

#include "base/date.h"
#include "base/text.h"

#include <string.h>

/* Words that stand before the name proper, as text_fold writes them; the longer before what it contains. */
static const char *const kinds[] = {"thi tran", "thanh pho", "thi xa", "xa", "phuong", "huyen",
                                    "quan",     "tinh",      "thon",   "ap", "ban"};

static const char *without_kind(const char *folded) {
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    size_t length = strlen(kinds[i]);
    if (strncmp(folded, kinds[i], length) == 0 && folded[length] == ' ') return folded + length + 1;
  }
  return folded;
}

struct asked_time { /* when the text is to mean a unit */
  int year;         /* unless by_day */
  int by_day;
  int32_t day;
};

static const struct unit *unit_of_time(const struct unit *units, size_t count,
                                       const struct asked_time *time) {
  if (!time->by_day) return unit_of_year(units, count, time->year);
  const struct unit *found = NULL;
  for (size_t i = 0; i < count; i++) {
    if (units[i].valid_from > time->day || units[i].valid_to < time->day) continue;
    if (found) return NULL;
    found = &units[i];
  }
  return found;
}

/* " in 2024", " on 2025-07-01"; "" whenever, and when there is no memory. */
static const char *time_text(const struct report *report, struct arena *arena,
                             const struct asked_time *time) {
  char day[DATE_TEXT_SIZE];
  date_format(time->day, day);
  if (!time->by_day && time->year == 0) return "";
  const char *text = time->by_day
                         ? arena_format(arena, report_pick(report, " on %s", " vào ngày %s"), day)
                         : arena_format(arena, report_pick(report, " in %d", " trong năm %d"), time->year);
  return text ? text : "";
}

/* Units answer to the text, but none, or not one alone, at the time. */
static chuan_status time_wrong(struct dossier *dossier, struct arena *arena, const char *text,
                               const struct unit *units, size_t count, const struct asked_time *time) {
  const char *first = unit_label(arena, &units[0]);
  if (count == 1) {
    return report_fail(dossier->report, CHUAN_NOT_FOUND,
                       "\"%s\" means no unit%s: it was %s; choose another %s",
                       "“%s” không chỉ đơn vị nào%s: đó là %s; hãy chọn %s khác", text,
                       time_text(dossier->report, arena, time), first,
                       time->by_day ? report_pick(dossier->report, "day", "ngày")
                                    : report_pick(dossier->report, "year", "năm"));
  }
  return report_fail(
      dossier->report, CHUAN_NOT_FOUND, "\"%s\" does not mean one unit%s: %s, %s%s; give the code",
      "“%s” không chỉ một đơn vị%s: %s, %s%s; hãy dùng mã", text, time_text(dossier->report, arena, time),
      first, unit_label(arena, &units[1]), count > 2 ? ", …" : "");
}

/* How closely a name answers; the closest kind of answer that any unit gives decides. */
enum closeness { CLOSE_EXACT, CLOSE_CASE, CLOSE_FOLDED, CLOSE_BARE_CASE, CLOSE_BARE, CLOSE_COUNT };

#define CLOSE_KEPT ((size_t)64) /* units that answer equally well; more are no help */

struct search {
  struct dossier *dossier;
  struct arena *arena;
  const char *nfc, *cased, *folded, *bare;
  struct unit *found[CLOSE_COUNT];
  size_t counts[CLOSE_COUNT], capacities[CLOSE_COUNT];
  unsigned best_distance; /* of the nearest name that is no answer */
  struct unit nearest;
};

/* The part of a case-folded text that stands where `bare` does in the folded one: kinds have as many words
 * with diacritics as without. */
static const char *cased_without_kind(const char *cased, const char *folded) {
  const char *bare = without_kind(folded);
  for (const char *c = folded; c < bare; c++) {
    if (*c != ' ') continue;
    const char *space = strchr(cased, ' ');
    if (!space) return cased;
    cased = space + 1;
  }
  return cased;
}

const char *unit_bare_name(struct arena *arena, const char *name) {
  const char *folded = text_fold(arena, name, strlen(name));
  return folded ? cased_without_kind(name, folded) : NULL;
}

static int closeness_of(const struct search *search, const char *name, const char *cased,
                        const char *folded) {
  if (strcmp(name, search->nfc) == 0) return CLOSE_EXACT;
  if (strcmp(cased, search->cased) == 0) return CLOSE_CASE;
  if (strcmp(folded, search->folded) == 0) return CLOSE_FOLDED;
  if (strcmp(cased_without_kind(cased, folded), search->cased) == 0) return CLOSE_BARE_CASE;
  if (strcmp(without_kind(folded), search->folded) == 0) return CLOSE_BARE;
  return CLOSE_COUNT;
}

static chuan_status candidate_consider(struct search *search, sqlite3_stmt *statement,
                                       struct arena *scratch) {
  struct report *report = search->dossier->report;
  const char *name = dossier_text(scratch, statement, 3);
  if (!name) return report_no_memory(report);
  if (!text_is_utf8(name, strlen(name))) return CHUAN_OK;
  const char *cased = text_fold_case(scratch, name, strlen(name)),
             *folded = text_fold(scratch, name, strlen(name));
  if (!cased || !folded) return report_no_memory(report);
  int close = closeness_of(search, name, cased, folded);
  if (close < CLOSE_COUNT) {
    if (search->counts[close] == CLOSE_KEPT) return CHUAN_OK;
    struct unit **found = &search->found[close];
    if (!arena_grow(search->arena, found, &search->capacities[close], search->counts[close],
                    sizeof **found) ||
        !unit_read(search->arena, statement, &(*found)[search->counts[close]])) {
      return report_no_memory(report);
    }
    search->counts[close]++;
    return CHUAN_OK;
  }
  if (search->best_distance == 0) return CHUAN_OK;
  unsigned distance = text_distance(search->bare, without_kind(folded), search->best_distance - 1);
  if (distance < search->best_distance) {
    search->best_distance = distance;
    if (!unit_read(search->arena, statement, &search->nearest)) return report_no_memory(report);
  }
  return CHUAN_OK;
}

static chuan_status names_scan(struct search *search, const char *level) {
  sqlite3_stmt *statement = NULL;
  chuan_status status =
      dossier_prepare(search->dossier,
                      "SELECT id, code, level, name, parent, valid_from, valid_to FROM unit "
                      "WHERE ?1 IS NULL OR level = ?1 ORDER BY code, valid_from",
                      &statement);
  if (status == CHUAN_OK && level) sqlite3_bind_text(statement, 1, level, -1, SQLITE_STATIC);
  struct arena *scratch = NULL;
  int row = 0;
  while (status == CHUAN_OK && (status = dossier_step(search->dossier, statement, &row)) == CHUAN_OK && row) {
    if (!scratch || arena_used(scratch) > SCRATCH_MOST) { /* a million names pass through; none need stay */
      arena_free(scratch);
      scratch = arena_create();
    }
    status =
        scratch ? candidate_consider(search, statement, scratch) : report_no_memory(search->dossier->report);
  }
  arena_free(scratch);
  sqlite3_finalize(statement);
  return status;
}

static chuan_status search_answer(struct search *search, const char *text, const struct asked_time *time,
                                  struct unit *out) {
  struct report *report = search->dossier->report;
  for (int close = 0; close < CLOSE_COUNT; close++) {
    const struct unit *units = search->found[close];
    size_t count = search->counts[close];
    if (count == 0) continue;
    const struct unit *unit = unit_of_time(units, count, time);
    if (!unit) return time_wrong(search->dossier, search->arena, text, units, count, time);
    *out = *unit;
    return CHUAN_OK;
  }
  if (search->nearest.id) {
    return report_fail(report, CHUAN_NOT_FOUND, "no unit is called \"%s\"; did you mean %s?",
                       "không có đơn vị nào tên “%s”; có phải %s không?", text,
                       unit_label(search->arena, &search->nearest));
  }
  return report_fail(report, CHUAN_NOT_FOUND,
                     "no unit has the code or the name \"%s\"; check it or load the unit",
                     "không có đơn vị nào mang mã hay tên “%s”; hãy kiểm tra lại hoặc nạp đơn vị", text);
}

static chuan_status name_search(struct dossier *dossier, struct arena *arena, const char *text,
                                const char *level, const struct asked_time *time, struct unit *out) {
  if (!text_is_utf8(text, strlen(text))) {
    return report_fail(dossier->report, CHUAN_NOT_FOUND,
                       "the name of the unit is not UTF-8; type it again or give the code",
                       "tên đơn vị không phải UTF-8; hãy gõ lại hoặc dùng mã");
  }
  struct search search = {.dossier = dossier, .arena = arena};
  search.nfc = text_nfc(arena, text, strlen(text));
  search.cased = text_fold_case(arena, text, strlen(text));
  search.folded = text_fold(arena, text, strlen(text));
  if (!search.nfc || !search.cased || !search.folded) return report_no_memory(dossier->report);
  search.bare = without_kind(search.folded);
  search.best_distance = (unsigned)(strlen(search.bare) / 3) + 1;
  chuan_status status = names_scan(&search, level);
  return status == CHUAN_OK ? search_answer(&search, text, time, out) : status;
}

chuan_status unit_search(struct dossier *dossier, struct arena *arena, const char *text, const char *level,
                         int year, struct unit *out) {
  const struct asked_time time = {.year = year};
  struct unit *units;
  size_t count;
  memset(out, 0, sizeof *out);
  /* A code of another level is still a code, and worth telling. */
  chuan_status status = units_of_code(dossier, arena, text, NULL, &units, &count);
  if (status != CHUAN_OK) return status;
  return count > 0 ? unit_find(dossier, arena, text, level, year, out)
                   : name_search(dossier, arena, text, level, &time, out);
}

chuan_status unit_search_on(struct dossier *dossier, struct arena *arena, const char *text, const char *level,
                            int32_t day, struct unit *out) {
  const struct asked_time time = {.by_day = 1, .day = day};
  struct unit *units;
  size_t count;
  memset(out, 0, sizeof *out);
  chuan_status status = units_of_code(dossier, arena, text, level, &units, &count);
  if (status == CHUAN_OK && count == 0) return name_search(dossier, arena, text, level, &time, out);
  if (status != CHUAN_OK) return status;
  const struct unit *unit = unit_of_time(units, count, &time);
  if (!unit) return time_wrong(dossier, arena, text, units, count, &time);
  *out = *unit;
  return CHUAN_OK;
}
