/* From a code and a day to a unit; and when there is none, to what the person may have meant. */
#include "facts/unit_day.h"

#include "base/date.h"
#include "base/text.h"

#include <string.h>

/* Looking for what somebody may have meant reads every unit: not for ever, and not in a whole country. */
#define ADVICE_MOST 200
#define ADVICE_UNITS 50000

static int holds(const struct unit *unit, int32_t day) {
  return unit->valid_from <= day && day <= unit->valid_to;
}

/* --- what may have been meant ------------------------------------------------------------------------- */

static chuan_status advice_load(struct unit_days *days) {
  if (days->all) return CHUAN_OK;
  return units_list(days->dossier, days->arena, NULL, &days->all, &days->all_count);
}

/* The unit with that name on the day, else the one whose code is nearest; NULL when nothing is near. */
static chuan_status candidate_find(struct unit_days *days, const char *code, const char *level, int32_t day,
                                   const struct unit **out) {
  *out = NULL;
  if (days->advised >= ADVICE_MOST) return CHUAN_OK;
  days->advised++;
  chuan_status status = advice_load(days);
  if (status != CHUAN_OK || days->all_count > ADVICE_UNITS) return status;
  const char **codes = arena_array(days->arena, days->all_count + 1, sizeof *codes);
  const struct unit **units = arena_array(days->arena, days->all_count + 1, sizeof *units);
  char *key = text_fold(days->arena, code, strlen(code));
  if (!codes || !units || !key) return report_no_memory(days->dossier->report);
  size_t count = 0;
  for (size_t i = 0; i < days->all_count; i++) {
    const struct unit *unit = &days->all[i];
    if ((level && strcmp(unit->level, level) != 0) || !holds(unit, day)) continue;
    char *name = text_fold(days->arena, unit->name, strlen(unit->name));
    if (!name) return report_no_memory(days->dossier->report);
    if (*key && strcmp(name, key) == 0) {
      *out = unit;
      return CHUAN_OK;
    }
    units[count] = unit;
    codes[count++] = unit->code;
  }
  const char *nearest = text_nearest(code, codes, count);
  for (size_t i = 0; nearest && i < count; i++) {
    if (codes[i] == nearest) *out = units[i];
  }
  return CHUAN_OK;
}

static void tell_unknown(struct unit_days *days, const struct place *place, const char *code,
                         const char *level, const struct unit *meant) {
  struct report *report = days->dossier->report;
  if (meant) {
    report_problem(report, CHUAN_ERROR, place, "no unit has the code \"%s\"; did you mean %s?",
                   "không có đơn vị nào mang mã “%s”; có phải %s không?", code,
                   unit_label(days->arena, meant));
  } else if (level) {
    report_problem(report, CHUAN_ERROR, place,
                   "no unit of level %s has the code \"%s\"; check the code or load the unit",
                   "không có đơn vị cấp %s mang mã “%s”; hãy kiểm tra mã hoặc nạp đơn vị", level, code);
  } else {
    report_problem(report, CHUAN_ERROR, place, "no unit has the code \"%s\"; check the code or load the unit",
                   "không có đơn vị nào mang mã “%s”; hãy kiểm tra mã hoặc nạp đơn vị", code);
  }
}

/* Why a code that somebody has does not serve on the day. */
static void tell_other_time(struct unit_days *days, const struct place *place, const char *code, int32_t day,
                            const struct unit *units, size_t count) {
  char text[DATE_TEXT_SIZE];
  date_format(day, text);
  const char *others = unit_label(days->arena, &units[count - 1]);
  if (count > 1) {
    const char *both =
        arena_format(days->arena, "%s; %s", unit_label(days->arena, &units[count - 2]), others);
    if (both) others = both;
  }
  report_problem(days->dossier->report, CHUAN_ERROR, place,
                 "the code \"%s\" means no unit on %s: it is that of %s; check the code and the day",
                 "mã “%s” ngày %s không chỉ đơn vị nào: đó là mã của %s; hãy kiểm tra mã và ngày", code, text,
                 others);
}

static chuan_status tell_missing(struct unit_days *days, const struct place *place, const char *code,
                                 const char *level, int32_t day, const struct unit *units, size_t count) {
  if (count > 0 && units) {
    tell_other_time(days, place, code, day, units, count);
    return CHUAN_OK;
  }
  struct unit *others = NULL;
  size_t other_count = 0;
  if (level) { /* the same code at another level is worth telling */
    chuan_status status = units_of_code(days->dossier, days->arena, code, NULL, &others, &other_count);
    if (status != CHUAN_OK) return status;
  }
  if (other_count > 0 && others) {
    report_problem(days->dossier->report, CHUAN_ERROR, place,
                   "the code \"%s\" is no %s: it is that of %s; check the code and the level",
                   "mã “%s” không thuộc cấp %s: đó là mã của %s; hãy kiểm tra mã và cấp", code, level,
                   unit_label(days->arena, &others[other_count - 1]));
    return CHUAN_OK;
  }
  const struct unit *meant = NULL;
  chuan_status status = candidate_find(days, code, level, day, &meant);
  if (status == CHUAN_OK) tell_unknown(days, place, code, level, meant);
  return status;
}

/* --- the unit ------------------------------------------------------------------------------------------- */

static chuan_status code_read(struct unit_days *days, const struct place *place, const char *code,
                              const char *level, struct unit **units, size_t *count) {
  *units = NULL;
  *count = 0;
  if (code && *code) return units_of_code(days->dossier, days->arena, code, level, units, count);
  report_problem(days->dossier->report, CHUAN_ERROR, place, "the code of the unit is missing; write it",
                 "thiếu mã đơn vị; hãy ghi mã");
  return CHUAN_NOT_FOUND;
}

chuan_status unit_on_day(struct unit_days *days, const struct place *place, const char *code,
                         const char *level, int32_t day, struct unit *out) {
  struct unit *units;
  size_t count;
  memset(out, 0, sizeof *out);
  chuan_status status = code_read(days, place, code, level, &units, &count);
  if (status != CHUAN_OK) return status == CHUAN_NOT_FOUND ? CHUAN_OK : status;
  for (size_t i = 0; i < count; i++) {
    if (!holds(&units[i], day)) continue;
    *out = units[i];
    return CHUAN_OK;
  }
  return tell_missing(days, place, code, level, day, units, count);
}

chuan_status unit_in_days(struct unit_days *days, const struct place *place, const char *code,
                          const char *level, int32_t from, int32_t to, struct unit *out) {
  struct unit *units;
  size_t count, meanwhile = 0, found = 0;
  int32_t day = from != DATE_UNKNOWN_START ? from : to;
  memset(out, 0, sizeof *out);
  chuan_status status = code_read(days, place, code, level, &units, &count);
  if (status != CHUAN_OK) return status == CHUAN_NOT_FOUND ? CHUAN_OK : status;
  for (size_t i = 0; i < count; i++) {
    if (units[i].valid_to < from || to < units[i].valid_from) continue;
    if (day != DATE_OPEN_END && holds(&units[i], day)) {
      *out = units[i];
      return CHUAN_OK;
    }
    found = i;
    meanwhile++;
  }
  if (meanwhile == 1) {
    *out = units[found];
    return CHUAN_OK;
  }
  if (meanwhile == 0) return tell_missing(days, place, code, level, day, units, count);
  report_problem(days->dossier->report, CHUAN_ERROR, place,
                 "several units had the code \"%s\" one after the other (%s; %s); say on which day",
                 "nhiều đơn vị lần lượt mang mã “%s” (%s; %s); hãy ghi rõ ngày", code,
                 unit_label(days->arena, &units[count - 2]), unit_label(days->arena, &units[count - 1]));
  return CHUAN_OK;
}
