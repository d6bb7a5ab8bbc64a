/* unit_index.c - a hash from codes to the units that carry them. A code may be carried by several units
 * one after the other, so that the year decides. */
#include "import/unit_index.h"

#include "base/date.h"
#include "base/text.h"
#include "import/cell.h"

#include <string.h>

#define NO_UNIT UINT32_MAX
/* Looking for what somebody may have meant reads every unit: not for ever, and not in a whole country. */
#define ADVICE_MOST 200
#define ADVICE_UNITS 50000

struct unit_index {
  struct arena *arena;
  struct dossier *dossier;
  struct report *report;
  const char *level;
  struct unit *units;
  size_t count;
  uint32_t *heads, *next; /* of each hash value the first unit of one code, and that of the next code */
  size_t mask;
  size_t advice_given;
  struct unit *all; /* of every level, once somebody wrote a code of another */
  size_t all_count;
  const char **codes, **names; /* of the level: as text_nearest takes them; folded */
};

/* FNV-1a: codes are short. It begins with where the index is, so that nobody can choose codes that fall together. */
static size_t hash_of(const struct unit_index *index, const char *text, size_t length) {
  uint64_t hash = (uintptr_t)index * UINT64_C(0x9E3779B97F4A7C15);
  hash ^= UINT64_C(0xCBF29CE484222325) ^ (hash >> 32);
  for (size_t i = 0; i < length; i++) hash = (hash ^ (unsigned char)text[i]) * UINT64_C(0x100000001B3);
  return (size_t)(hash ^ (hash >> 29));
}

static chuan_status fill(struct unit_index *index) {
  chuan_status status = units_list(index->dossier, index->arena, index->level, &index->units, &index->count);
  if (status != CHUAN_OK) return status;
  size_t size = 64;
  while (size < index->count * 2) size *= 2;
  index->mask = size - 1;
  index->heads = arena_array(index->arena, size, sizeof *index->heads);
  index->next = arena_array(index->arena, index->count + 1, sizeof *index->next);
  if (!index->heads || !index->next) return report_no_memory(index->report);
  memset(index->heads, 0xFF, size * sizeof *index->heads);
  for (size_t i = 0; i < index->count;
       i++) { /* units of one code follow each other: the first stands for them */
    const char *code = index->units[i].code;
    if (i > 0 && strcmp(code, index->units[i - 1].code) == 0) continue;
    size_t slot = hash_of(index, code, strlen(code)) & index->mask;
    index->next[i] = index->heads[slot];
    index->heads[slot] = (uint32_t)i;
  }
  return CHUAN_OK;
}

chuan_status unit_index_create(struct dossier *dossier, const char *level, struct report *report,
                               struct unit_index **out) {
  *out = NULL;
  struct arena *arena = arena_create();
  struct unit_index *index = arena ? arena_alloc(arena, sizeof *index) : NULL;
  if (!index) {
    arena_free(arena);
    return report_no_memory(report);
  }
  *index = (struct unit_index){.arena = arena, .dossier = dossier, .report = report, .level = level};
  chuan_status status = fill(index);
  if (status == CHUAN_OK)
    *out = index;
  else
    unit_index_free(index);
  return status;
}

void unit_index_free(struct unit_index *index) {
  if (index) arena_free(index->arena);
}

static int has_code(const struct unit *unit, const char *code, size_t length) {
  return strlen(unit->code) == length && memcmp(unit->code, code, length) == 0;
}

/* The units that carry the code, one after the other in time; NULL when none does. */
static const struct unit *units_with_code(const struct unit_index *index, const char *code, size_t length,
                                          size_t *count) {
  uint32_t first = index->heads[hash_of(index, code, length) & index->mask];
  while (first != NO_UNIT && !has_code(&index->units[first], code, length)) first = index->next[first];
  if (first == NO_UNIT) return NULL;
  *count = 1;
  while (first + *count < index->count && has_code(&index->units[first + *count], code, length)) ++*count;
  return &index->units[first];
}

static uint32_t find_bytes(const struct unit_index *index, const char *code, size_t length, int year) {
  size_t count;
  const struct unit *units = units_with_code(index, code, length, &count);
  const struct unit *found = units ? unit_of_year(units, count, year) : NULL;
  return found ? (uint32_t)(found - index->units) : NO_UNIT;
}

static int is_ascii(chuan_cell cell) {
  for (size_t i = 0; i < cell.length; i++)
    if ((unsigned char)cell.text[i] >= 0x80) return 0;
  return 1;
}

chuan_status unit_index_find(const struct unit_index *index, chuan_cell code, int year, uint32_t *out) {
  *out = find_bytes(index, code.text, code.length, year);
  if (*out != NO_UNIT || is_ascii(code)) return CHUAN_OK;
  struct arena *arena = arena_create(); /* codes with letters of another Unicode form: rare */
  const char *text = arena ? text_nfc(arena, code.text, code.length) : NULL;
  if (text) *out = find_bytes(index, text, strlen(text), year);
  arena_free(arena);
  return text ? CHUAN_OK : report_no_memory(index->report);
}

int64_t unit_index_id(const struct unit_index *index, uint32_t number) {
  return index->units[number].id;
}

/* --- what may have been meant ------------------------------------------------------------------------ */

static chuan_status prepare_advice(struct unit_index *index) {
  if (index->codes) return CHUAN_OK;
  chuan_status status = units_list(index->dossier, index->arena, NULL, &index->all, &index->all_count);
  if (status != CHUAN_OK) return status;
  index->names = arena_array(index->arena, index->count + 1, sizeof *index->names);
  const char **codes = arena_array(index->arena, index->count + 1, sizeof *codes);
  if (!index->names || !codes) return report_no_memory(index->report);
  for (size_t i = 0; i < index->count; i++) {
    codes[i] = index->units[i].code;
    const char *name = index->units[i].name;
    index->names[i] = name[0] ? text_fold(index->arena, name, strlen(name)) : "";
    if (!index->names[i]) return report_no_memory(index->report);
  }
  index->codes = codes;
  return CHUAN_OK;
}

/* Why a unit that carries the code does not serve in the year. */
static const char *explain_years(const struct unit_index *index, const char *code, int year,
                                 struct arena *arena) {
  size_t count;
  const struct unit *found = units_with_code(index, code, strlen(code), &count);
  if (!found) return NULL;
  if (count > 1)
    return arena_format(
        arena,
        report_pick(
            index->report,
            "the code %s does not name one unit in %d (%zu units carry it one after the other); check the "
            "year and the units' dates",
            "mã %s không chỉ đúng một đơn vị trong năm %d (có %zu đơn vị lần lượt mang mã này); hãy kiểm "
            "tra năm và thời gian hiệu lực"),
        code, year, count);
  char from[DATE_TEXT_SIZE], to[DATE_TEXT_SIZE];
  date_format(found->valid_from, from);
  date_format(found->valid_to, to);
  return arena_format(
      arena,
      report_pick(index->report, "%s (%s) did not exist in %d (it is valid from %s to %s); check the year",
                  "%s (%s) không tồn tại trong năm %d (hiệu lực từ %s đến %s); hãy kiểm tra năm"),
      code, found->name, year, from[0] ? from : "…", to[0] ? to : "…");
}

static const char *explain_level(const struct unit_index *index, const char *code, struct arena *arena) {
  for (size_t i = 0; i < index->all_count; i++) {
    const struct unit *unit = &index->all[i];
    if (strcmp(unit->code, code) != 0) continue;
    return arena_format(arena,
                        report_pick(index->report, "%s (%s) is a unit of level %s, not %s; take the row out",
                                    "%s (%s) là đơn vị cấp %s, không phải %s; hãy bỏ dòng này"),
                        code, unit->name, unit->level, index->level);
  }
  return NULL;
}

/* A unit by its name, or the one whose code is nearest. */
static const char *explain_nearest(const struct unit_index *index, const char *code, struct arena *arena) {
  const char *key = text_fold(arena, code, strlen(code));
  const struct unit *named = NULL, *near = NULL;
  for (size_t i = 0; key && key[0] && i < index->count && !named; i++)
    if (strcmp(index->names[i], key) == 0) named = &index->units[i];
  if (named)
    return arena_format(arena,
                        report_pick(index->report, "%s is a name; write the code %s instead",
                                    "%s là tên; hãy ghi mã %s thay cho tên"),
                        code, named->code);
  const char *candidate = text_nearest(code, index->codes, index->count);
  for (size_t i = 0; candidate && i < index->count && !near; i++)
    if (index->codes[i] == candidate) near = &index->units[i];
  if (near)
    return arena_format(
        arena,
        report_pick(index->report, "no unit of level %s has the code %s; did you mean %s (%s)?",
                    "không có đơn vị cấp %s mang mã %s; có phải %s (%s) không?"),
        index->level, code, near->code, near->name);
  return NULL;
}

chuan_status unit_index_explain(struct unit_index *index, chuan_cell cell, int year, struct arena *arena,
                                const char **out) {
  const char *code = cell_show(arena, cell);
  if (!code) return report_no_memory(index->report);
  *out = explain_years(index, code, year, arena);
  if (!*out && index->advice_given < ADVICE_MOST && index->count <= ADVICE_UNITS) {
    index->advice_given++;
    chuan_status status = prepare_advice(index);
    if (status != CHUAN_OK) return status;
    *out = explain_level(index, code, arena);
    if (!*out) *out = explain_nearest(index, code, arena);
  }
  if (!*out)
    *out =
        arena_format(arena,
                     report_pick(index->report,
                                 "no unit of level %s has the code %s; load the units first, or "
                                 "correct the code",
                                 "không có đơn vị cấp %s mang mã %s; hãy nạp danh sách đơn vị, hoặc sửa mã"),
                     index->level, code);
  return *out ? CHUAN_OK : report_no_memory(index->report);
}
