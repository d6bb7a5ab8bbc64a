/* unit_advice.c - why a row's unit is not known, and which one may have been meant. Looking for that reads every unit:
 * not for ever, and not in a whole country. */
#include "base/date.h"
#include "base/text.h"
#include "import/cell.h"
#include "import/unit_index_inside.h"

#include <string.h>

#define ADVICE_MOST ((size_t)2000000) /* units looked at, in all */
#define NEAREST_MOST 3

static chuan_status answer(const struct unit_index *index, const char *reason, struct unit_answer *out) {
  out->unit = NO_UNIT;
  out->reason = reason;
  return reason ? CHUAN_OK : report_no_memory(index->report);
}

static int may_look(struct unit_index *index) {
  if (index->advice_spent + index->count > ADVICE_MOST) return 0;
  index->advice_spent += index->count + 1000;
  return 1;
}

const char *unit_label_short(const struct unit_index *index, uint32_t unit) {
  const char *parent = unit_parent_name(index, unit);
  return arena_format(index->scratch, *parent ? "%s %s (%s)" : "%s %s%s", unit_code(index, unit),
                      unit_name(index, unit), parent);
}

/* "A, B or C" */
static const char *list_of(const struct unit_index *index, const uint32_t *units, size_t count) {
  const char *list = count > 0 ? unit_label_short(index, units[0]) : "";
  for (size_t i = 1; i < count && i <= NEAREST_MOST && list; i++) {
    const char *label = i < NEAREST_MOST ? unit_label_short(index, units[i]) : "…";
    int last = i + 1 == count;
    list = label ? arena_format(index->scratch,
                                last ? report_pick(index->report, "%s or %s", "%s hoặc %s") : "%s, %s", list,
                                label)
                 : NULL;
  }
  return list;
}

/* --- codes ------------------------------------------------------------------------------------------------- */

static const char *years_of(struct unit_index *index, uint32_t unit, const char *code, int year) {
  char from[DATE_TEXT_SIZE], to[DATE_TEXT_SIZE];
  date_format(index->from[unit], from);
  date_format(index->to[unit], to);
  return arena_format(
      index->scratch,
      report_pick(index->report, "%s (%s) did not exist in %d (it is valid from %s to %s); check the year",
                  "%s (%s) không tồn tại trong năm %d (hiệu lực từ %s đến %s); hãy kiểm tra năm"),
      code, unit_name(index, unit), year, from[0] ? from : "…", to[0] ? to : "…");
}

static const char *several_years(struct unit_index *index, const char *code, size_t count, int year) {
  return arena_format(
      index->scratch,
      report_pick(
          index->report,
          "the code %s does not name one unit in %d (%zu units carry it one after the other); check the "
          "year and the units' dates",
          "mã %s không chỉ đúng một đơn vị trong năm %d (có %zu đơn vị lần lượt mang mã này); hãy kiểm "
          "tra năm và thời gian hiệu lực"),
      code, year, count);
}

static uint32_t nearest_code(const struct unit_index *index, const char *code, int year) {
  unsigned limit = (unsigned)(strlen(code) / 3), least;
  if (limit == 0) limit = 1;
  least = limit + 1;
  uint32_t found = NO_UNIT;
  for (uint32_t i = 0; i < index->count; i++) {
    if (least == 1) break;
    unsigned distance =
        unit_stands(index, i, year) ? text_distance(code, unit_code(index, i), least - 1) : least;
    if (distance >= least) continue;
    least = distance;
    found = i;
  }
  return found;
}

chuan_status unit_advise_code(struct unit_index *index, chuan_cell cell, int year, struct unit_answer *out) {
  chuan_status status = unit_names_load(index); /* may begin the scratch anew */
  if (status != CHUAN_OK) return status;
  const char *code = cell_show(index->scratch, cell);
  if (!code) return report_no_memory(index->report);
  size_t count;
  uint32_t first = unit_run(index, code, strlen(code), &count);
  if (first != NO_UNIT)
    return answer(
        index, count > 1 ? several_years(index, code, count, year) : years_of(index, first, code, year), out);
  struct unit *others;
  size_t other_count;
  status = units_of_code(index->dossier, index->scratch, code, NULL, &others, &other_count);
  if (status != CHUAN_OK) return status;
  if (other_count > 0) {
    return answer(
        index,
        arena_format(index->scratch,
                     report_pick(index->report, "%s (%s) is a unit of level %s, not %s; take the row out",
                                 "%s (%s) là đơn vị cấp %s, không phải %s; hãy bỏ dòng này"),
                     code, others[0].name, others[0].level, index->level),
        out);
  }
  uint32_t near = may_look(index) ? nearest_code(index, code, year) : NO_UNIT;
  if (near != NO_UNIT)
    return answer(
        index,
        arena_format(index->scratch,
                     report_pick(index->report, "no unit of level %s has the code %s; did you mean %s (%s)?",
                                 "không có đơn vị cấp %s mang mã %s; có phải %s (%s) không?"),
                     index->level, code, unit_code(index, near), unit_name(index, near)),
        out);
  return answer(
      index,
      arena_format(index->scratch,
                   report_pick(index->report,
                               "no unit of level %s has the code %s; load the units first, or "
                               "correct the code",
                               "không có đơn vị cấp %s mang mã %s; hãy nạp danh sách đơn vị, hoặc sửa mã"),
                   index->level, code),
      out);
}

/* --- names ------------------------------------------------------------------------------------------------- */

struct nearest {
  uint32_t units[NEAREST_MOST];
  unsigned distances[NEAREST_MOST];
  size_t count;
};

static void offer(struct nearest *nearest, uint32_t unit, unsigned distance) {
  if (nearest->count == NEAREST_MOST && nearest->distances[NEAREST_MOST - 1] <= distance) return;
  size_t at = nearest->count < NEAREST_MOST ? nearest->count++ : NEAREST_MOST - 1;
  for (; at > 0 && nearest->distances[at - 1] > distance; at--) {
    nearest->units[at] = nearest->units[at - 1];
    nearest->distances[at] = nearest->distances[at - 1];
  }
  nearest->units[at] = unit;
  nearest->distances[at] = distance;
}

/* Units of the year with names like this one, those within what is above first: they count as one letter nearer. */
static void look(const struct unit_index *index, const struct unit_name_key *key,
                 const struct unit_above *above, int year, struct nearest *nearest) {
  unsigned limit = (unsigned)(strlen(key->bare) / 3);
  if (limit == 0) limit = 1;
  for (uint32_t i = 0; i < index->count; i++) {
    if (!unit_stands(index, i, year)) continue;
    unsigned distance = text_distance(key->bare, unit_key(index, i).bare, limit);
    if (distance > limit) continue;
    offer(nearest, i, distance * 2 + (unsigned)!unit_is_within(index, i, above));
  }
}

chuan_status unit_advise_name(struct unit_index *index, const char *text, const struct unit_name_key *key,
                              const struct unit_above *above, int year, struct unit_answer *out) {
  struct nearest nearest = {.units = {NO_UNIT, NO_UNIT, NO_UNIT}};
  const char *shown = cell_show(index->scratch, (chuan_cell){text, strlen(text)});
  if (!shown) return report_no_memory(index->report);
  if (*key->bare && may_look(index)) look(index, key, above, year, &nearest);
  const char *list = list_of(index, nearest.units, nearest.count);
  if (!list) return report_no_memory(index->report);
  if (nearest.count == 0)
    return answer(
        index,
        arena_format(index->scratch,
                     report_pick(index->report,
                                 "no unit of level %s is called '%s' in %d; write its code, or its name as "
                                 "`chuan units` lists it",
                                 "không có đơn vị cấp %s nào tên “%s” trong năm %d; hãy ghi mã, hoặc ghi "
                                 "đúng tên trong danh sách đơn vị"),
                     index->level, shown, year),
        out);
  if (above->asked)
    return answer(
        index,
        arena_format(index->scratch,
                     report_pick(index->report,
                                 "no unit of level %s in '%s' is called '%s' in %d; did you mean %s? Write "
                                 "the code",
                                 "không có đơn vị cấp %s nào thuộc “%s” tên “%s” trong năm %d; có phải %s "
                                 "không? Hãy ghi mã"),
                     index->level, above->text, shown, year, list),
        out);
  return answer(
      index,
      arena_format(index->scratch,
                   report_pick(index->report,
                               "no unit of level %s is called '%s' in %d; did you mean %s? Write the code",
                               "không có đơn vị cấp %s nào tên “%s” trong năm %d; có phải %s không? Hãy ghi "
                               "mã"),
                   index->level, shown, year, list),
      out);
}

chuan_status unit_advise_choice(struct unit_index *index, const uint32_t *units, size_t count,
                                struct unit_answer *out) {
  const char *list = list_of(index, units, count);
  if (!list) return report_no_memory(index->report);
  return answer(
      index,
      arena_format(index->scratch,
                   report_pick(index->report,
                               "this may be %s; write the code, or what it belongs to in a column of its own",
                               "có thể là %s; hãy ghi mã, hoặc thêm cột ghi đơn vị cấp trên"),
                   list),
      out);
}

chuan_status unit_advise_merged(struct unit_index *index, uint32_t old, uint32_t unit,
                                struct unit_answer *out) {
  const char *label = unit_label_short(index, unit);
  char day[DATE_TEXT_SIZE];
  date_format(index->to[old], day);
  if (!label) return report_no_memory(index->report);
  return answer(
      index,
      arena_format(index->scratch,
                   report_pick(index->report,
                               "%s %s stood until %s and became part of %s, as others did; write the figures "
                               "of the unit as a whole, under its code",
                               "%s %s chỉ tồn tại đến %s rồi nhập cùng đơn vị khác thành %s; hãy ghi số liệu "
                               "của cả đơn vị mới theo mã mới"),
                   unit_code(index, old), unit_name(index, old), day, label),
      out);
}

chuan_status unit_advise_conflict(struct unit_index *index, uint32_t unit, const char *name, uint32_t named,
                                  uint32_t before, struct unit_answer *out) {
  const char *shown = cell_show(index->scratch, (chuan_cell){name, strlen(name)});
  const char *code = unit_code(index, unit), *own = unit_name(index, unit);
  if (!shown) return report_no_memory(index->report);
  if (before != NO_UNIT) {
    char from[DATE_TEXT_SIZE], to[DATE_TEXT_SIZE];
    date_format(index->from[before], from);
    date_format(index->to[before], to);
    return answer(
        index,
        arena_format(index->scratch,
                     report_pick(index->report,
                                 "the code %s is %s; %s had it from %s to %s; correct the code, the "
                                 "name or the year",
                                 "mã %s là %s; %s mang mã này từ %s đến %s; hãy sửa mã, tên hoặc năm"),
                     code, own, unit_name(index, before), from[0] ? from : "…", to[0] ? to : "…"),
        out);
  }
  if (named != NO_UNIT)
    return answer(
        index,
        arena_format(index->scratch,
                     report_pick(index->report,
                                 "the code %s is %s, the row says %s, which is %s; correct one of the two",
                                 "mã %s là %s, dòng này ghi %s, có mã %s; hãy sửa một trong hai"),
                     code, own, shown, unit_code(index, named)),
        out);
  return answer(
      index,
      arena_format(index->scratch,
                   report_pick(index->report, "the code %s is %s, the row says %s; correct one of the two",
                               "mã %s là %s, dòng này ghi %s; hãy sửa một trong hai"),
                   code, own, shown),
      out);
}
