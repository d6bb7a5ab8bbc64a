/* Finding a unit by what a person types: its code, its name, its name without diacritics, its name without
 * the word for its kind. */
#include "facts/units.h"

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

static chuan_status search_answer(struct search *search, const char *text, int year, struct unit *out) {
  struct report *report = search->dossier->report;
  for (int close = 0; close < CLOSE_COUNT; close++) {
    const struct unit *units = search->found[close];
    size_t count = search->counts[close];
    if (count == 0) continue;
    const struct unit *unit = unit_of_year(units, count, year);
    if (unit) {
      *out = *unit;
      return CHUAN_OK;
    }
    const char *first = unit_label(search->arena, &units[0]);
    if (count == 1) {
      return report_fail(
          report, CHUAN_NOT_FOUND, "\"%s\" means no unit in %d: it was %s; choose another year",
          "“%s” không chỉ đơn vị nào trong năm %d: đó là %s; hãy chọn năm khác", text, year, first);
    }
    return report_fail(report, CHUAN_NOT_FOUND, "\"%s\" does not mean one unit: %s, %s%s; give the code",
                       "“%s” không chỉ một đơn vị: %s, %s%s; hãy dùng mã", text, first,
                       unit_label(search->arena, &units[1]), count > 2 ? ", …" : "");
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

chuan_status unit_search(struct dossier *dossier, struct arena *arena, const char *text, const char *level,
                         int year, struct unit *out) {
  memset(out, 0, sizeof *out);
  struct unit *units;
  size_t count;
  chuan_status status = units_of_code(dossier, arena, text, level, &units, &count);
  if (status != CHUAN_OK) return status;
  if (count == 0 && level) { /* a code of another level is still a code, and worth telling */
    status = units_of_code(dossier, arena, text, NULL, &units, &count);
    if (status != CHUAN_OK) return status;
  }
  if (count > 0) return unit_find(dossier, arena, text, level, year, out);
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
  status = names_scan(&search, level);
  return status == CHUAN_OK ? search_answer(&search, text, year, out) : status;
}
