/* What became of the units of a day by another day: successions composed with exact fractions. The days are gone
 * through backwards, so that every succession is used once, however many follow each other: on the evening before a
 * day, what is in a unit will be where its successors' will be. Everything goes by unit id; codes play no part. What
 * nobody has said stays unsaid through every step, unless all of it comes together again. */
#include "facts/parts.h"

#include "base/date.h"

#include <stdlib.h>
#include <string.h>

__extension__ typedef __int128 int128;

#define PARTS_MOST ((size_t)1 << 22) /* beyond it the successions are no country's */

struct fraction {
  int64_t share, of;
};

struct destination { /* of what is in a unit */
  int64_t to;        /* 0: gone without successor */
  struct fraction part;
  int unknown; /* as in struct part */
};

struct standing_unit {
  int64_t id;
  int32_t valid_from, valid_to;
  const struct destination *destinations; /* by `to`; NULL: it is where it was, or has gone */
  size_t destination_count;
};

struct tracing {
  struct dossier *dossier;
  struct arena *arena; /* of the steps between */
  int32_t day, as_of;
  struct standing_unit *units; /* by id */
  size_t unit_count;
  struct succession *successions; /* latest first, then by from */
  size_t succession_count;
  size_t destination_count; /* of all units, outdated ones too */
};

/* --- fractions ------------------------------------------------------------------------------------------- */

/* 0 when it does not fit once reduced. */
static int fraction_set(struct fraction *out, int128 share, int128 of) {
  int128 a = share, b = of;
  while (b != 0) {
    int128 rest = a % b;
    a = b;
    b = rest;
  }
  if (a > 1) {
    share /= a;
    of /= a;
  }
  if (share > INT64_MAX || of > INT64_MAX) return 0;
  *out = (struct fraction){(int64_t)share, (int64_t)of};
  return 1;
}

static int fraction_multiply(struct fraction *out, struct fraction a, struct fraction b) {
  return fraction_set(out, (int128)a.share * b.share, (int128)a.of * b.of);
}

/* a + sign * b; shares are at most the whole, so that the sum of two products fits. */
static int fraction_add(struct fraction *out, struct fraction a, struct fraction b, int sign) {
  return fraction_set(out, (int128)a.share * b.of + sign * (int128)b.share * a.of, (int128)a.of * b.of);
}

/* --- units and successions ----------------------------------------------------------------------------------- */

static struct standing_unit *unit_of_id(const struct tracing *tracing, int64_t id) {
  size_t low = 0, high = tracing->unit_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (tracing->units[middle].id < id)
      low = middle + 1;
    else
      high = middle;
  }
  return low < tracing->unit_count && tracing->units[low].id == id ? &tracing->units[low] : NULL;
}

static chuan_status units_load(struct tracing *tracing) {
  struct dossier *dossier = tracing->dossier;
  sqlite3_stmt *statement = NULL;
  size_t capacity = 0;
  int row = 0;
  chuan_status status =
      dossier_prepare(dossier, "SELECT id, valid_from, valid_to FROM unit ORDER BY id", &statement);
  while (status == CHUAN_OK && (status = dossier_step(dossier, statement, &row)) == CHUAN_OK && row) {
    if (!arena_grow(tracing->arena, &tracing->units, &capacity, tracing->unit_count,
                    sizeof *tracing->units)) {
      status = report_no_memory(dossier->report);
      continue;
    }
    tracing->units[tracing->unit_count++] =
        (struct standing_unit){.id = sqlite3_column_int64(statement, 0),
                               .valid_from = sqlite3_column_int(statement, 1),
                               .valid_to = sqlite3_column_int(statement, 2)};
  }
  sqlite3_finalize(statement);
  return status;
}

int parts_share_read(sqlite3_stmt *statement, int column, int64_t *share, int64_t *of) {
  *share = sqlite3_column_int64(statement, column);
  *of = sqlite3_column_int64(statement, column + 1);
  if (sqlite3_column_type(statement, column) == SQLITE_NULL) return *of == 0;
  return 0 < *share && *share <= *of;
}

static chuan_status successions_load(struct tracing *tracing) {
  struct dossier *dossier = tracing->dossier;
  sqlite3_stmt *statement = NULL;
  size_t capacity = 0;
  int row = 0;
  chuan_status status =
      dossier_prepare(dossier,
                      "SELECT from_unit, to_unit, day_on, share, whole FROM succession "
                      "WHERE day_on > ?1 AND day_on <= ?2 ORDER BY day_on DESC, from_unit, to_unit",
                      &statement);
  if (status == CHUAN_OK) {
    sqlite3_bind_int(statement, 1, tracing->day);
    sqlite3_bind_int(statement, 2, tracing->as_of);
  }
  while (status == CHUAN_OK && (status = dossier_step(dossier, statement, &row)) == CHUAN_OK && row) {
    struct succession next = {sqlite3_column_int64(statement, 0), sqlite3_column_int64(statement, 1),
                              sqlite3_column_int(statement, 2), 0, 0};
    if (!parts_share_read(statement, 3, &next.share, &next.of) || !unit_of_id(tracing, next.from) ||
        !unit_of_id(tracing, next.to))
      status = dossier_failed(dossier, SQLITE_CORRUPT);
    else if (!arena_grow(tracing->arena, &tracing->successions, &capacity, tracing->succession_count,
                         sizeof *tracing->successions))
      status = report_no_memory(dossier->report);
    else
      tracing->successions[tracing->succession_count++] = next;
  }
  sqlite3_finalize(statement);
  return status;
}

/* --- one unit on one day --------------------------------------------------------------------------------------- */

static chuan_status shares_wrong(struct tracing *tracing, int64_t from, int32_t on, const char *english,
                                 const char *vietnamese) {
  struct unit unit;
  char day[DATE_TEXT_SIZE];
  chuan_status status = unit_get(tracing->dossier, tracing->arena, from, &unit);
  if (status != CHUAN_OK) return status;
  date_format(on, day);
  return report_fail(tracing->dossier->report, CHUAN_DATABASE, english, vietnamese, unit.code, unit.name,
                     day);
}

static chuan_status too_fine(struct tracing *tracing, const struct succession *succession) {
  return shares_wrong(
      tracing, succession->from, succession->on,
      "the shares of unit %s (%s) on %s, taken together with those that follow, are too fine to be "
      "counted exactly; write them with fewer digits",
      "tỷ lệ chia của đơn vị %s (%s) ngày %s, gộp với các lần chia tiếp theo, quá lẻ để tính chính "
      "xác; hãy ghi với ít chữ số hơn");
}

struct gathering { /* where what is in a unit will be; room for all that may come */
  struct destination *items;
  size_t count;
};

/* Where what is in the unit from a day on will be, times `part`, or times nobody knows. 0 when a fraction does not
 * fit. */
static int gather(struct gathering *gathering, const struct tracing *tracing,
                  const struct standing_unit *unit, struct fraction part, int unknown) {
  if (!unit->destinations) {
    int stands = unit->valid_from <= tracing->as_of && unit->valid_to >= tracing->as_of;
    gathering->items[gathering->count++] = (struct destination){stands ? unit->id : 0, part, unknown};
    return 1;
  }
  for (size_t i = 0; i < unit->destination_count; i++) {
    struct destination *item = &gathering->items[gathering->count++];
    item->to = unit->destinations[i].to;
    item->unknown = unknown || unit->destinations[i].unknown;
    if (!item->unknown && !fraction_multiply(&item->part, unit->destinations[i].part, part)) return 0;
  }
  return 1;
}

static int destination_compare(const void *left, const void *right) {
  const struct destination *a = left, *b = right;
  return a->to < b->to ? -1 : a->to > b->to;
}

/* What is left beside the known parts is in the unknown ones: in the only one, which is thereby known, or in all of
 * them together. 0 when a fraction does not fit. */
static int unknown_settle(struct gathering *gathering) {
  struct fraction rest = {1, 1};
  struct destination *first = NULL;
  size_t unknown = 0;
  for (size_t i = 0; i < gathering->count; i++) {
    struct destination *item = &gathering->items[i];
    if (item->unknown) {
      item->part = (struct fraction){0, 1};
      if (unknown++ == 0) first = item;
    } else if (!fraction_add(&rest, rest, item->part, -1)) {
      return 0;
    }
  }
  if (!first) return 1;
  first->part = rest;
  first->unknown = unknown > 1;
  return 1;
}

/* The same unit reached by several ways is one destination. 0 when a fraction does not fit. */
static int destinations_join(struct gathering *gathering) {
  size_t count = 0;
  qsort(gathering->items, gathering->count, sizeof *gathering->items, destination_compare);
  for (size_t i = 0; i < gathering->count; i++) {
    struct destination *last = &gathering->items[count > 0 ? count - 1 : 0];
    if (count == 0 || last->to != gathering->items[i].to)
      gathering->items[count++] = gathering->items[i];
    else if (last->unknown || gathering->items[i].unknown)
      last->unknown = 1;
    else if (!fraction_add(&last->part, last->part, gathering->items[i].part, 1))
      return 0;
  }
  gathering->count = count;
  return unknown_settle(gathering);
}

static size_t room_of(const struct standing_unit *unit) {
  return unit->destinations ? unit->destination_count : 1;
}

/* `first` and its `count` neighbours are what was done to one unit on one day. */
static chuan_status unit_trace(struct tracing *tracing, const struct succession *first, size_t count,
                               struct gathering *out) {
  struct dossier *dossier = tracing->dossier;
  const struct standing_unit *unit = unit_of_id(tracing, first->from);
  size_t room = room_of(unit);
  for (size_t i = 0; i < count; i++) room += room_of(unit_of_id(tracing, first[i].to));
  tracing->destination_count += room;
  if (tracing->destination_count > PARTS_MOST) {
    return report_fail(dossier->report, CHUAN_DATABASE,
                       "the successions split the units into more than %zu parts; correct them",
                       "các lần sáp nhập, chia tách làm đơn vị vỡ thành hơn %zu phần; hãy sửa lại",
                       PARTS_MOST);
  }
  *out = (struct gathering){arena_array(tracing->arena, room, sizeof *out->items), 0};
  if (!out->items) return report_no_memory(dossier->report);
  struct fraction rest = {1, 1};
  size_t unknown = 0;
  for (size_t i = 0; i < count; i++) {
    struct fraction part = {0, 1};
    int unsaid = first[i].of == 0;
    unknown += unsaid != 0;
    if ((!unsaid &&
         (!fraction_set(&part, first[i].share, first[i].of) || !fraction_add(&rest, rest, part, -1))) ||
        !gather(out, tracing, unit_of_id(tracing, first[i].to), part, unsaid))
      return too_fine(tracing, first);
    if (rest.share < 0) {
      return shares_wrong(
          tracing, first->from, first->on,
          "the shares of unit %s (%s) on %s add up to more than 1; correct the successions",
          "tổng tỷ lệ chia của đơn vị %s (%s) ngày %s lớn hơn 1; hãy sửa lại dữ liệu sáp nhập, chia "
          "tách");
    }
  }
  if (unknown > 0 && rest.share == 0) {
    return shares_wrong(
        tracing, first->from, first->on,
        "the known shares of unit %s (%s) on %s add up to 1 and leave nothing for those that are not known; "
        "correct the successions",
        "các phần đã biết của đơn vị %s (%s) ngày %s cộng lại đã bằng 1, không còn gì cho phần chưa rõ; hãy "
        "sửa "
        "lại dữ liệu sáp nhập, chia tách");
  }
  /* What was not given away stays where it is, unless the unit itself went. Gone with parts unknown, it is in those. */
  int went = unit->valid_to < first->on;
  if (rest.share > 0 && went && unknown == 0)
    out->items[out->count++] = (struct destination){0, rest, 0};
  else if (rest.share > 0 && !went && !gather(out, tracing, unit, rest, unknown > 0))
    return too_fine(tracing, first);
  return destinations_join(out) ? CHUAN_OK : too_fine(tracing, first);
}

/* All that was done on one day is done at once: what a unit received that day it did not pass on that day. */
static chuan_status day_trace(struct tracing *tracing, const struct succession *first, size_t count) {
  struct gathering *gathered = arena_array(tracing->arena, count, sizeof *gathered);
  if (!gathered) return report_no_memory(tracing->dossier->report);
  chuan_status status = CHUAN_OK;
  for (size_t i = 0, next; i < count && status == CHUAN_OK; i = next) {
    for (next = i + 1; next < count && first[next].from == first[i].from;) next++;
    status = unit_trace(tracing, first + i, next - i, &gathered[i]);
  }
  for (size_t i = 0; i < count && status == CHUAN_OK; i++) {
    if (!gathered[i].items) continue;
    struct standing_unit *unit = unit_of_id(tracing, first[i].from);
    unit->destinations = gathered[i].items;
    unit->destination_count = gathered[i].count;
  }
  return status;
}

/* --- all --------------------------------------------------------------------------------------------------------- */

static chuan_status parts_collect(struct tracing *tracing, struct arena *arena, struct part **out,
                                  size_t *count) {
  size_t room = 0;
  for (size_t i = 0; i < tracing->unit_count; i++) room += room_of(&tracing->units[i]);
  *out = arena_array(arena, room, sizeof **out);
  if (!*out) return report_no_memory(tracing->dossier->report);
  for (size_t i = 0; i < tracing->unit_count; i++) {
    const struct standing_unit *unit = &tracing->units[i];
    if (unit->valid_from > tracing->day || unit->valid_to < tracing->day) continue;
    struct destination only;
    struct gathering own = {&only, 0};
    if (!unit->destinations) gather(&own, tracing, unit, (struct fraction){1, 1}, 0);
    const struct destination *items = unit->destinations ? unit->destinations : own.items;
    for (size_t k = 0; k < room_of(unit); k++)
      (*out)[(*count)++] =
          (struct part){unit->id, items[k].to, items[k].part.share, items[k].part.of, items[k].unknown};
  }
  return CHUAN_OK;
}

chuan_status parts_list(struct dossier *dossier, struct arena *arena, int32_t day, int32_t as_of,
                        struct part **out, size_t *count) {
  struct tracing tracing = {.dossier = dossier, .arena = arena_create(), .day = day, .as_of = as_of};
  *out = NULL;
  *count = 0;
  if (!tracing.arena) return report_no_memory(dossier->report);
  chuan_status status = units_load(&tracing);
  if (status == CHUAN_OK) status = successions_load(&tracing);
  for (size_t i = 0, next; i < tracing.succession_count && status == CHUAN_OK; i = next) {
    for (next = i + 1;
         next < tracing.succession_count && tracing.successions[next].on == tracing.successions[i].on;)
      next++;
    status = day_trace(&tracing, tracing.successions + i, next - i);
  }
  if (status == CHUAN_OK) status = parts_collect(&tracing, arena, out, count);
  arena_free(tracing.arena);
  return status;
}

chuan_status parts_any(struct dossier *dossier, int32_t day, int32_t as_of, int *any) {
  int64_t found = 0;
  *any = 0;
  char *sql =
      sqlite3_mprintf("SELECT 1 FROM succession WHERE day_on > %d AND day_on <= %d LIMIT 1", day, as_of);
  if (!sql) return report_no_memory(dossier->report);
  chuan_status status = dossier_number(dossier, sql, 0, &found);
  sqlite3_free(sql);
  *any = found != 0;
  return status;
}
