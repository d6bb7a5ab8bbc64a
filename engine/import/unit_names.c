/* unit_names.c - what the units of an index are called, what they belong to, and what became of them: loaded when a row
 * first names one. */
#include "base/buffer.h"
#include "base/date.h"
#include "base/text.h"
#include "facts/unit_scan.h"
#include "import/unit_index_inside.h"

#include <stdlib.h>
#include <string.h>

#define SCRATCH_MOST ((size_t)1 << 20)
#define TEXTS_MOST ((size_t)1 << 30)
#define ANCESTORS_MOST 16
#define STEPS_MOST 64 /* from a unit to what became of it */

struct named { /* offsets in the texts */
  uint32_t name, full;
  uint16_t bare; /* within full */
  uint16_t kind;
  int64_t parent;
};

struct numbered {
  int64_t id;
  uint32_t unit;
};

struct unit_names {
  struct arena *arena;
  struct unit_index *index;
  struct buffer texts;
  struct named *units;
  uint32_t *heads, *next; /* by bare name */
  size_t mask, loaded;
  struct unit *parents; /* by id */
  struct unit_name_key *parent_keys;
  size_t parent_count;
  char *group; /* the heading that was asked about last, and whether a unit is called so */
  int group_is_unit;
  struct succession *successions; /* NULL until one is asked for */
  size_t succession_count;
  struct numbered *numbers; /* by id */
};

/* --- loading ---------------------------------------------------------------------------------------------- */

static size_t hash_of(const struct unit_names *names, const char *text) {
  uint64_t hash = (uintptr_t)names * UINT64_C(0x9E3779B97F4A7C15) ^ UINT64_C(0xCBF29CE484222325);
  for (; *text; text++) hash = (hash ^ (unsigned char)*text) * UINT64_C(0x100000001B3);
  return (size_t)(hash ^ (hash >> 29)) & names->mask;
}

static chuan_status take_name(void *self, const struct unit *unit) {
  struct unit_names *names = self;
  struct unit_index *index = names->index;
  size_t at = names->loaded++;
  if (at >= index->count || index->ids[at] != unit->id)
    return report_fail(index->report, CHUAN_DATABASE,
                       "the units were changed while the file was being read; import it again",
                       "danh sách đơn vị bị thay đổi trong khi đọc tệp; hãy nhập lại");
  if (!index->scratch || arena_used(index->scratch) > SCRATCH_MOST) {
    arena_free(index->scratch);
    index->scratch = arena_create();
  }
  struct unit_name_key key;
  if (!index->scratch || !unit_name_key(index->scratch, unit->name, strlen(unit->name), &key))
    return report_no_memory(index->report);
  struct named *own = &names->units[at];
  *own = (struct named){.name = (uint32_t)names->texts.length,
                        .bare = (uint16_t)(key.bare - key.full),
                        .kind = (uint16_t)key.kind,
                        .parent = unit->parent};
  buffer_add(&names->texts, unit->name, strlen(unit->name) + 1);
  own->full = (uint32_t)names->texts.length;
  buffer_add(&names->texts, key.full, strlen(key.full) + 1);
  return names->texts.failed ? report_no_memory(index->report) : CHUAN_OK;
}

static chuan_status load_parents(struct unit_index *index, struct unit_names *names) {
  chuan_status status =
      unit_scan_parents(index->dossier, names->arena, &names->parents, &names->parent_count);
  if (status != CHUAN_OK) return status;
  names->parent_keys = arena_array(names->arena, names->parent_count + 1, sizeof *names->parent_keys);
  if (!names->parent_keys) return report_no_memory(index->report);
  for (size_t i = 0; i < names->parent_count; i++) {
    const char *name = names->parents[i].name;
    if (!unit_name_key(names->arena, name, strlen(name), &names->parent_keys[i]))
      return report_no_memory(index->report);
  }
  return CHUAN_OK;
}

static chuan_status fill(struct unit_index *index, struct unit_names *names) {
  size_t size = 64;
  while (size < index->count) size *= 2;
  names->mask = size - 1;
  names->units = arena_array(names->arena, index->count + 1, sizeof *names->units);
  names->next = arena_array(names->arena, index->count + 1, sizeof *names->next);
  names->heads = arena_array(names->arena, size, sizeof *names->heads);
  if (!names->units || !names->next || !names->heads) return report_no_memory(index->report);
  memset(names->heads, 0xFF, size * sizeof *names->heads);
  chuan_status status = unit_scan(index->dossier, index->level, index->count, 1, take_name, names);
  if (status != CHUAN_OK) return status;
  for (size_t i = names->loaded; i-- > 0;) { /* so that those of one name follow each other as the units do */
    size_t slot = hash_of(names, names->texts.text + names->units[i].full + names->units[i].bare);
    names->next[i] = names->heads[slot];
    names->heads[slot] = (uint32_t)i;
  }
  return load_parents(index, names);
}

chuan_status unit_names_load(struct unit_index *index) {
  if (index->names) return CHUAN_OK;
  struct arena *arena = arena_create();
  struct unit_names *names = arena ? arena_alloc(arena, sizeof *names) : NULL;
  if (!names) {
    arena_free(arena);
    return report_no_memory(index->report);
  }
  names->arena = arena;
  names->index = index;
  buffer_init(&names->texts, TEXTS_MOST);
  chuan_status status = fill(index, names);
  if (status == CHUAN_OK)
    index->names = names;
  else
    unit_names_free(names);
  return status;
}

void unit_names_free(struct unit_names *names) {
  if (!names) return;
  buffer_free(&names->texts);
  arena_free(names->arena);
}

/* --- names ------------------------------------------------------------------------------------------------- */

const char *unit_name(const struct unit_index *index, uint32_t unit) {
  return index->names->texts.text + index->names->units[unit].name;
}

struct unit_name_key unit_key(const struct unit_index *index, uint32_t unit) {
  const struct named *named = &index->names->units[unit];
  const char *full = index->names->texts.text + named->full;
  return (struct unit_name_key){full, full + named->bare, (enum unit_kind)named->kind};
}

uint32_t unit_named_next(const struct unit_index *index, const char *bare, uint32_t at) {
  const struct unit_names *names = index->names;
  uint32_t next = at == NO_UNIT ? names->heads[hash_of(names, bare)] : names->next[at];
  while (next != NO_UNIT && strcmp(unit_key(index, next).bare, bare) != 0) next = names->next[next];
  return next;
}

/* --- what it belongs to ------------------------------------------------------------------------------------ */

static size_t parent_at(const struct unit_names *names, int64_t id) {
  size_t low = 0, high = names->parent_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (names->parents[middle].id == id) return middle;
    if (names->parents[middle].id < id)
      low = middle + 1;
    else
      high = middle;
  }
  return SIZE_MAX;
}

static int is_called(const struct unit_names *names, size_t parent, const struct unit_above *above) {
  return strcmp(names->parents[parent].code, above->text) == 0 ||
         (*above->key.bare && unit_name_key_fits(&above->key, &names->parent_keys[parent]));
}

/* Headings between rows are about a unit, or about anything else: "II. Khu vực miền núi". */
static chuan_status judge_group(struct unit_index *index, struct unit_above *above) {
  struct unit_names *names = index->names;
  if (!names->group || strcmp(names->group, above->text) != 0) {
    names->group = arena_string(names->arena, above->text);
    if (!names->group) return report_no_memory(index->report);
    names->group_is_unit = 0;
    for (size_t i = 0; i < names->parent_count && !names->group_is_unit; i++)
      names->group_is_unit = is_called(names, i, above);
  }
  above->asked = names->group_is_unit;
  return CHUAN_OK;
}

chuan_status unit_above_read(struct unit_index *index, const struct unit_asked *asked,
                             struct unit_above *out) {
  int has_parent = asked->parent.length > 0;
  *out = (struct unit_above){.asked = has_parent};
  if (!has_parent && (!asked->group || !*asked->group)) return CHUAN_OK;
  out->text = has_parent ? text_nfc(index->scratch, asked->parent.text, asked->parent.length) : asked->group;
  if (!out->text || !unit_name_key(index->scratch, out->text, strlen(out->text), &out->key))
    return report_no_memory(index->report);
  return has_parent ? CHUAN_OK : judge_group(index, out);
}

int unit_is_within(const struct unit_index *index, uint32_t unit, const struct unit_above *above) {
  const struct unit_names *names = index->names;
  if (!above->asked) return 1;
  int64_t parent = names->units[unit].parent;
  for (int i = 0; i < ANCESTORS_MOST && parent != 0; i++) {
    size_t at = parent_at(names, parent);
    if (at == SIZE_MAX) return 0;
    if (is_called(names, at, above)) return 1;
    parent = names->parents[at].parent;
  }
  return 0;
}

const char *unit_parent_name(const struct unit_index *index, uint32_t unit) {
  size_t at = parent_at(index->names, index->names->units[unit].parent);
  return at == SIZE_MAX ? "" : index->names->parents[at].name;
}

/* --- what became of it ------------------------------------------------------------------------------------- */

static int by_id(const void *left, const void *right) {
  const struct numbered *a = left, *b = right;
  return (a->id > b->id) - (a->id < b->id);
}

static chuan_status load_successions(struct unit_index *index) {
  struct unit_names *names = index->names;
  if (names->numbers) return CHUAN_OK;
  chuan_status status =
      successions_list(index->dossier, names->arena, &names->successions, &names->succession_count);
  if (status != CHUAN_OK) return status;
  struct numbered *numbers = arena_array(names->arena, index->count + 1, sizeof *numbers);
  if (!numbers) return report_no_memory(index->report);
  for (size_t i = 0; i < index->count; i++) numbers[i] = (struct numbered){index->ids[i], (uint32_t)i};
  qsort(numbers, index->count, sizeof *numbers, by_id);
  names->numbers = numbers;
  return CHUAN_OK;
}

static uint32_t number_of(const struct unit_index *index, int64_t id) {
  struct numbered wanted = {.id = id};
  const struct numbered *found = bsearch(&wanted, index->names->numbers, index->count, sizeof wanted, by_id);
  return found ? found->unit : NO_UNIT;
}

/* The next of a unit: by a succession; else the one that has its code from the day after on. Several: NO_UNIT. */
static uint32_t next_of(const struct unit_index *index, uint32_t unit, int *merged) {
  const struct unit_names *names = index->names;
  uint32_t next = NO_UNIT;
  for (size_t i = 0; i < names->succession_count; i++) {
    const struct succession *one = &names->successions[i];
    if (one->from != index->ids[unit]) continue;
    uint32_t to = number_of(index, one->to);
    if (to == NO_UNIT || (next != NO_UNIT && next != to)) return NO_UNIT;
    next = to;
  }
  if (next != NO_UNIT) {
    for (size_t i = 0; i < names->succession_count; i++)
      *merged |=
          names->successions[i].to == index->ids[next] && names->successions[i].from != index->ids[unit];
    return next;
  }
  uint32_t after = unit + 1;
  if (after >= index->count || strcmp(unit_code(index, unit), unit_code(index, after)) != 0) return NO_UNIT;
  if (index->to[unit] == DATE_OPEN_END || index->from[after] != index->to[unit] + 1) return NO_UNIT;
  for (size_t i = 0; i < names->succession_count; i++) /* it was made of others, and took the code over */
    if (names->successions[i].to == index->ids[after]) return NO_UNIT;
  return after;
}

chuan_status unit_successor(struct unit_index *index, uint32_t unit, int year, uint32_t *out, int *merged) {
  *out = NO_UNIT;
  *merged = 0;
  chuan_status status = load_successions(index);
  if (status != CHUAN_OK) return status;
  for (int i = 0; i < STEPS_MOST && unit != NO_UNIT; i++) {
    unit = next_of(index, unit, merged);
    if (unit == NO_UNIT || unit_stands(index, unit, year) == 0) continue;
    *out = unit;
    return CHUAN_OK;
  }
  return CHUAN_OK;
}
