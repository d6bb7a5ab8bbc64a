/* unit_index.c - the units of a level by code, in as few bytes as a million of them allow, and the question that each row
 * asks. A code may be carried by several units one after the other, so that the year decides. */
#include "import/unit_index.h"

#include "base/date.h"
#include "base/text.h"
#include "facts/unit_scan.h"
#include "import/cell.h"
#include "import/unit_index_inside.h"

#include <string.h>

#define CODES_MOST ((size_t)UINT32_MAX)
#define SCRATCH_MOST ((size_t)1 << 20)
#define CANDIDATES_MOST 64 /* of one name; more are as ambiguous as these */
#define ZEROS_MOST 4       /* that a number may have lost */
#define NAME_SLIP_LEAST 5  /* letters of a name that may hold a slip of the finger beside its code */

/* --- loading ---------------------------------------------------------------------------------------------- */

/* FNV-1a: codes are short. It begins with where the index is, so that nobody can choose codes that fall together. */
static size_t hash_of(const struct unit_index *index, const char *text, size_t length) {
  uint64_t hash = (uintptr_t)index * UINT64_C(0x9E3779B97F4A7C15);
  hash ^= UINT64_C(0xCBF29CE484222325) ^ (hash >> 32);
  for (size_t i = 0; i < length; i++) hash = (hash ^ (unsigned char)text[i]) * UINT64_C(0x100000001B3);
  return (size_t)(hash ^ (hash >> 29));
}

static int has_code(const struct unit_index *index, uint32_t unit, const char *code, size_t length) {
  const char *own = unit_code(index, unit);
  return strncmp(own, code, length) == 0 && own[length] == 0;
}

static chuan_status units_changed(const struct unit_index *index) {
  return report_fail(index->report, CHUAN_DATABASE,
                     "the units were changed while the file was being read; import it again",
                     "danh sách đơn vị bị thay đổi trong khi đọc tệp; hãy nhập lại");
}

static chuan_status take_unit(void *self, const struct unit *unit) {
  struct unit_index *index = self;
  size_t at = index->loaded, offset = index->codes.length;
  if (at == index->count) return units_changed(index);
  buffer_add(&index->codes, unit->code, strlen(unit->code) + 1);
  if (index->codes.failed) return report_no_memory(index->report);
  index->ids[at] = unit->id;
  index->from[at] = unit->valid_from;
  index->to[at] = unit->valid_to;
  index->code_at[at] = (uint32_t)offset;
  index->loaded++;
  return CHUAN_OK;
}

static void fill_slots(const struct unit_index *index) {
  struct code_slots *slots = index->slots;
  memset(slots->units, 0xFF, (slots->mask + 1) * sizeof *slots->units);
  for (uint32_t at = 0; at < index->count; at++) {
    const char *code = unit_code(index, at);
    size_t length = strlen(code);
    if (at > 0 && has_code(index, at - 1, code, length)) continue;
    size_t slot = hash_of(index, code, length) & slots->mask;
    while (slots->units[slot] != NO_UNIT) slot = (slot + 1) & slots->mask;
    slots->units[slot] = at;
  }
  slots->filled = 1;
}

static chuan_status fill(struct unit_index *index) {
  chuan_status status = unit_scan_count(index->dossier, index->level, &index->count);
  if (status != CHUAN_OK) return status;
  size_t size = 64;
  while (size < index->count + index->count / 2) size *= 2;
  if (index->count >= NO_UNIT) return report_no_memory(index->report);
  index->ids = arena_array(index->arena, index->count + 1, sizeof *index->ids);
  index->from = arena_array(index->arena, index->count + 1, sizeof *index->from);
  index->to = arena_array(index->arena, index->count + 1, sizeof *index->to);
  index->code_at = arena_array(index->arena, index->count + 1, sizeof *index->code_at);
  index->slots = arena_alloc(index->arena, sizeof *index->slots);
  if (index->slots) index->slots->units = arena_array(index->arena, size, sizeof *index->slots->units);
  if (!index->ids || !index->from || !index->to || !index->code_at || !index->slots || !index->slots->units)
    return report_no_memory(index->report);
  index->slots->mask = size - 1;
  status = unit_scan(index->dossier, index->level, index->count, 0, take_unit, index);
  return status == CHUAN_OK && index->loaded != index->count ? units_changed(index) : status;
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
  buffer_init(&index->codes, CODES_MOST);
  chuan_status status = fill(index);
  if (status == CHUAN_OK)
    *out = index;
  else
    unit_index_free(index);
  return status;
}

void unit_index_free(struct unit_index *index) {
  if (!index) return;
  unit_names_free(index->names);
  arena_free(index->scratch);
  buffer_free(&index->codes);
  arena_free(index->arena);
}

int64_t unit_index_id(const struct unit_index *index, uint32_t number) {
  return index->ids[number];
}

/* --- codes ------------------------------------------------------------------------------------------------- */

int unit_stands(const struct unit_index *index, uint32_t unit, int year) {
  int32_t first = date_of(year, 1, 1), last = date_of(year, 12, 31);
  if (index->from[unit] > last || index->to[unit] < first) return 0;
  return index->to[unit] >= last ? 2 : 1;
}

uint32_t unit_of_run(const struct unit_index *index, uint32_t first, size_t count, int year) {
  uint32_t found[3] = {NO_UNIT, NO_UNIT, NO_UNIT};
  size_t counts[3] = {0};
  for (uint32_t i = first; i < first + count; i++) {
    int stands = unit_stands(index, i, year);
    found[stands] = i;
    counts[stands]++;
  }
  if (counts[2] > 0) return counts[2] == 1 ? found[2] : NO_UNIT;
  return counts[1] == 1 ? found[1] : NO_UNIT;
}

static uint32_t first_of(const struct unit_index *index, const char *code, size_t length) {
  const struct code_slots *slots = index->slots;
  if (!slots->filled) fill_slots(index);
  size_t slot = hash_of(index, code, length) & slots->mask;
  while (slots->units[slot] != NO_UNIT && !has_code(index, slots->units[slot], code, length))
    slot = (slot + 1) & slots->mask;
  return slots->units[slot];
}

uint32_t unit_run(const struct unit_index *index, const char *code, size_t length, size_t *count) {
  uint32_t first = first_of(index, code, length);
  *count = 0;
  if (first == NO_UNIT) return NO_UNIT;
  while (first + *count < index->count && has_code(index, (uint32_t)(first + *count), code, length)) ++*count;
  return first;
}

/* Files mostly go through the units in the order of their codes: the one after the last is tried first. */
static uint32_t find_bytes(struct unit_index *index, const char *code, size_t length, int year) {
  size_t count = 0;
  uint32_t first = index->next;
  if (first < index->count && has_code(index, first, code, length))
    while (first + count < index->count && has_code(index, (uint32_t)(first + count), code, length)) count++;
  else
    first = unit_run(index, code, length, &count);
  if (first != NO_UNIT) index->next = (uint32_t)(first + count);
  return first == NO_UNIT ? NO_UNIT : unit_of_run(index, first, count, year);
}

static int are_digits(const char *text, size_t length) {
  for (size_t i = 0; i < length; i++)
    if (text[i] < '0' || text[i] > '9') return 0;
  return length > 0;
}

/* A code that went through a spreadsheet as a number: "22837.0", "1" for "001". One that fits, and no other. */
static uint32_t find_number(struct unit_index *index, chuan_cell code, int year) {
  const char *point = memchr(code.text, '.', code.length);
  if (point) {
    for (const char *at = point + 1; at < code.text + code.length; at++)
      if (*at != '0') return NO_UNIT;
    code.length = (size_t)(point - code.text);
  }
  char padded[40] = "0000";
  if (!are_digits(code.text, code.length) || code.length > sizeof padded - ZEROS_MOST) return NO_UNIT;
  memcpy(padded + ZEROS_MOST, code.text, code.length);
  uint32_t found = NO_UNIT;
  for (size_t zeros = 0; zeros <= ZEROS_MOST; zeros++) {
    uint32_t unit = find_bytes(index, padded + ZEROS_MOST - zeros, code.length + zeros, year);
    if (unit == NO_UNIT) continue;
    if (found != NO_UNIT) return NO_UNIT;
    found = unit;
  }
  return found;
}

static int is_ascii(chuan_cell cell) {
  for (size_t i = 0; i < cell.length; i++)
    if ((unsigned char)cell.text[i] >= 0x80) return 0;
  return 1;
}

static chuan_status find_code(struct unit_index *index, chuan_cell code, int year, uint32_t *out) {
  if (code.length > 1 && code.text[0] == '\'') code = (chuan_cell){code.text + 1, code.length - 1};
  *out = find_bytes(index, code.text, code.length, year);
  if (*out != NO_UNIT) return CHUAN_OK;
  if (is_ascii(code)) {
    *out = find_number(index, code, year);
    return CHUAN_OK;
  }
  const char *text = text_nfc(index->scratch, code.text, code.length);
  if (!text) return report_no_memory(index->report);
  *out = find_bytes(index, text, strlen(text), year);
  return CHUAN_OK;
}

/* --- names ------------------------------------------------------------------------------------------------- */

static chuan_status note_taken(struct unit_index *index, const char *text, uint32_t unit) {
  index->taken.count++;
  for (size_t i = 0; i < index->taken.shown_count; i++)
    if (index->taken.units[i] == unit) return CHUAN_OK;
  if (index->taken.shown_count == TAKEN_SHOWN) return CHUAN_OK;
  const char *shown = cell_show(index->scratch, (chuan_cell){text, strlen(text)});
  const char *line =
      shown ? arena_format(index->arena, report_pick(index->report, "'%s' is %s %s", "“%s” là %s %s"), shown,
                           unit_code(index, unit), unit_name(index, unit))
            : NULL;
  if (!line) return report_no_memory(index->report);
  index->taken.units[index->taken.shown_count] = unit;
  index->taken.shown[index->taken.shown_count++] = line;
  return CHUAN_OK;
}

struct name_search {
  const char *text;
  size_t length;
  struct unit_name_key key;
  struct unit_above above;
  int year;
  uint32_t now[CANDIDATES_MOST], past[CANDIDATES_MOST]; /* that stand in the year; that did before */
  size_t now_count, past_count;
  int spelling[CANDIDATES_MOST]; /* of now: the smaller the better */
};

static void consider(struct unit_index *index, struct name_search *search, uint32_t unit) {
  struct unit_name_key own = unit_key(index, unit);
  if (!unit_name_key_fits(&search->key, &own) || !unit_is_within(index, unit, &search->above)) return;
  int stands = unit_stands(index, unit, search->year);
  if (stands == 0) {
    if (index->to[unit] < date_of(search->year, 1, 1) && search->past_count < CANDIDATES_MOST)
      search->past[search->past_count++] = unit;
  } else if (search->now_count < CANDIDATES_MOST) {
    int spelling = (int)unit_spelling(index->scratch, search->text, search->length, unit_name(index, unit));
    search->spelling[search->now_count] = stands == 2 ? spelling : spelling + 10;
    search->now[search->now_count++] = unit;
  }
}

/* The best of those that stand; of equals none. */
static chuan_status choose_now(struct unit_index *index, const struct name_search *search,
                               struct unit_answer *out) {
  uint32_t best[CANDIDATES_MOST] = {NO_UNIT};
  size_t count = 0;
  int least = 100;
  for (size_t i = 0; i < search->now_count; i++) {
    if (search->spelling[i] < least) count = 0;
    if (search->spelling[i] <= least) best[count++] = search->now[i];
    if (search->spelling[i] < least) least = search->spelling[i];
  }
  if (count > 1) return unit_advise_choice(index, best, count, out);
  out->unit = best[0];
  /* Without "Xã", or in other letter case, a name is still written as it is. */
  return least % 10 <= SPELLING_MARKED ? CHUAN_OK : note_taken(index, search->text, best[0]);
}

/* What became of those that stood: one unit, which is nothing else besides. */
static chuan_status choose_past(struct unit_index *index, const struct name_search *search,
                                struct unit_answer *out) {
  uint32_t found = NO_UNIT, from = NO_UNIT;
  int found_merged = 0;
  for (size_t i = 0; i < search->past_count; i++) {
    uint32_t unit;
    int merged;
    chuan_status status = unit_successor(index, search->past[i], search->year, &unit, &merged);
    if (status != CHUAN_OK) return status;
    if (unit == NO_UNIT) continue;
    if (found != NO_UNIT && unit != found) {
      uint32_t both[2] = {found, unit};
      return unit_advise_choice(index, both, 2, out);
    }
    found = unit;
    from = search->past[i];
    found_merged |= merged;
  }
  if (found == NO_UNIT) return CHUAN_OK;
  if (found_merged) return unit_advise_merged(index, from, found, out);
  out->unit = found;
  return note_taken(index, search->text, found);
}

/* `advise`: also says why there is none; else leaves *out without a unit and a reason. */
static chuan_status find_name(struct unit_index *index, const struct unit_asked *asked, chuan_cell name,
                              int advise, struct unit_answer *out) {
  struct name_search search = {.year = asked->year};
  chuan_status status = unit_names_load(index);
  if (status == CHUAN_OK) status = unit_above_read(index, asked, &search.above);
  if (status != CHUAN_OK) return status;
  search.text = text_nfc(index->scratch, name.text, name.length);
  if (!search.text) return report_no_memory(index->report);
  search.length = strlen(search.text);
  if (!unit_name_key(index->scratch, search.text, search.length, &search.key))
    return report_no_memory(index->report);
  uint32_t at = NO_UNIT;
  while ((at = unit_named_next(index, search.key.bare, at)) != NO_UNIT) consider(index, &search, at);
  if (search.now_count == 0 && strcmp(search.key.full, search.key.bare) != 0)
    while ((at = unit_named_next(index, search.key.full, at)) != NO_UNIT) consider(index, &search, at);
  if (search.now_count > 0) return choose_now(index, &search, out);
  status = choose_past(index, &search, out);
  if (status != CHUAN_OK || out->unit != NO_UNIT || out->reason || !advise) return status;
  return unit_advise_name(index, search.text, &search.key, &search.above, asked->year, out);
}

/* --- a code and a name --------------------------------------------------------------------------------------- */

/* The unit that carried the code before, when the name is its; NO_UNIT otherwise. */
static uint32_t carried_before(const struct unit_index *index, uint32_t unit,
                               const struct unit_name_key *key) {
  size_t count;
  const char *code = unit_code(index, unit);
  uint32_t first = unit_run(index, code, strlen(code), &count);
  for (uint32_t i = first; i < first + count; i++) {
    struct unit_name_key own = unit_key(index, i);
    if (i != unit && strcmp(own.bare, key->bare) == 0) return i;
  }
  return NO_UNIT;
}

/* A unit that stands in the year and is called so. */
static uint32_t called(const struct unit_index *index, const struct unit_name_key *key, int year) {
  uint32_t at = NO_UNIT;
  while ((at = unit_named_next(index, key->bare, at)) != NO_UNIT) {
    struct unit_name_key own = unit_key(index, at);
    if (unit_stands(index, at, year) && unit_kinds_fit(key->kind, own.kind)) return at;
  }
  return NO_UNIT;
}

/* Whether the name beside a code is that of its unit. */
static chuan_status agree(struct unit_index *index, chuan_cell name, int year, struct unit_answer *out) {
  chuan_status status = unit_names_load(index);
  if (status != CHUAN_OK) return status;
  const char *own = unit_name(index, out->unit);
  if (strlen(own) == name.length && memcmp(own, name.text, name.length) == 0) return CHUAN_OK;
  const char *text = text_nfc(index->scratch, name.text, name.length);
  struct unit_name_key key, own_key = unit_key(index, out->unit);
  if (!text || !unit_name_key(index->scratch, text, strlen(text), &key))
    return report_no_memory(index->report);
  if (!*key.bare || strcmp(key.bare, own_key.bare) == 0 || unit_name_key_fits(&key, &own_key))
    return CHUAN_OK;
  uint32_t before = carried_before(index, out->unit, &key), other = called(index, &key, year),
           successor = NO_UNIT;
  int merged = 0;
  if (before != NO_UNIT) status = unit_successor(index, before, year, &successor, &merged);
  if (status != CHUAN_OK) return status;
  if (successor == out->unit && !merged) return CHUAN_OK; /* it has only another name since */
  if (before == NO_UNIT && other == NO_UNIT && strlen(own_key.bare) >= NAME_SLIP_LEAST &&
      text_distance(key.bare, own_key.bare, 1) <= 1)
    return note_taken(index, text, out->unit);
  uint32_t unit = out->unit;
  out->unit = NO_UNIT;
  out->by_name = 1;
  return unit_advise_conflict(index, unit, text, other, before, out);
}

/* "22837 - Xã Phước Hải" and "Xã Phước Hải (22837)" are both in one cell. */
static chuan_status find_both(struct unit_index *index, const struct unit_asked *asked, chuan_cell *name,
                              uint32_t *out) {
  chuan_cell cell = asked->code, code = {cell.text, 0};
  *out = NO_UNIT;
  while (code.length < cell.length && are_digits(&code.text[code.length], 1)) code.length++;
  if (code.length > 0 && code.length < cell.length) {
    *name = (chuan_cell){cell.text + code.length, cell.length - code.length};
  } else if (cell.length > 2 && cell.text[cell.length - 1] == ')') {
    size_t open = cell.length - 1;
    while (open > 0 && cell.text[open - 1] != '(') open--;
    code = (chuan_cell){cell.text + open, cell.length - 1 - open};
    *name = (chuan_cell){cell.text, open > 0 ? open - 1 : 0};
  }
  if (!are_digits(code.text, code.length) || code.length == cell.length) return CHUAN_OK;
  *name = cell_trim(*name);
  while (name->length > 0 && strchr("-.:/_;,", name->text[0]))
    *name = cell_trim((chuan_cell){name->text + 1, name->length - 1});
  if (name->length >= 3 && memcmp(name->text, "\xE2\x80", 2) == 0) /* – and — */
    *name = cell_trim((chuan_cell){name->text + 3, name->length - 3});
  return name->length > 0 ? find_code(index, code, asked->year, out) : CHUAN_OK;
}

static int has_letters(chuan_cell cell) {
  for (size_t i = 0; i < cell.length; i++) {
    unsigned char c = (unsigned char)cell.text[i];
    if (c >= 0x80 || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')) return 1;
  }
  return 0;
}

/* Whether letters that are no known code are a name rather than a code: they have no digits, or several words, or one
 * beyond ASCII. */
static int looks_like_name(chuan_cell cell) {
  int spaces = 0, digits = 0;
  for (size_t i = 0; i < cell.length; i++) {
    spaces |= cell.text[i] == ' ';
    digits |= cell.text[i] >= '0' && cell.text[i] <= '9';
  }
  return spaces || !digits || !is_ascii(cell);
}

static chuan_status begin(struct unit_index *index, struct unit_answer *out) {
  *out = (struct unit_answer){.unit = NO_UNIT};
  if (index->scratch && arena_used(index->scratch) < SCRATCH_MOST) return CHUAN_OK;
  arena_free(index->scratch);
  index->scratch = arena_create();
  return index->scratch ? CHUAN_OK : report_no_memory(index->report);
}

chuan_status unit_index_find(struct unit_index *index, const struct unit_asked *wanted,
                             struct unit_answer *out) {
  struct unit_asked short_asked = *wanted;
  const struct unit_asked *asked = &short_asked;
  short_asked.code = cell_beginning(wanted->code);
  short_asked.name = cell_beginning(wanted->name);
  short_asked.parent = cell_beginning(wanted->parent);
  chuan_status status = begin(index, out);
  if (status != CHUAN_OK) return status;
  if (asked->code.length == 0) {
    out->by_name = 1;
    return find_name(index, asked, asked->name, 1, out);
  }
  status = find_code(index, asked->code, asked->year, &out->unit);
  if (status != CHUAN_OK) return status;
  if (out->unit != NO_UNIT)
    return asked->name.length > 0 ? agree(index, asked->name, asked->year, out) : CHUAN_OK;
  size_t carriers;
  int carried = unit_run(index, asked->code.text, asked->code.length, &carriers) != NO_UNIT;
  if (carried || !has_letters(asked->code)) return unit_advise_code(index, asked->code, asked->year, out);
  chuan_cell name = {NULL, 0};
  status = find_both(index, asked, &name, &out->unit);
  if (status != CHUAN_OK) return status;
  if (out->unit != NO_UNIT) return agree(index, name, asked->year, out);
  int looks = looks_like_name(asked->code);
  status = find_name(index, asked, asked->code, looks, out);
  if (status != CHUAN_OK || looks || out->unit != NO_UNIT || out->reason) return status;
  return unit_advise_code(index, asked->code, asked->year, out);
}

void unit_index_tell(const struct unit_index *index, const char *file) {
  if (!index || index->taken.count == 0) return;
  struct arena *arena = arena_create();
  const char *list = index->taken.shown[0];
  for (size_t i = 1; arena && list && i < index->taken.shown_count; i++)
    list = arena_format(arena, "%s; %s", list, index->taken.shown[i]);
  struct place place = {.file = file};
  const char *more = index->taken.shown_count == TAKEN_SHOWN ? "; …" : "";
  if (list && index->taken.count == 1)
    report_problem(
        index->report, CHUAN_NOTE, &place,
        "1 row was taken by another spelling of its unit, or by a name that it had before: %s%s; check it",
        "1 dòng ghi tên đơn vị theo cách viết khác hoặc tên cũ: %s%s; hãy kiểm tra", list, more);
  else if (list)
    report_problem(index->report, CHUAN_NOTE, &place,
                   "%llu rows were taken by another spelling of their unit, or by a name that it had before: "
                   "%s%s; check them",
                   "%llu dòng ghi tên đơn vị theo cách viết khác hoặc tên cũ: %s%s; hãy kiểm tra",
                   (unsigned long long)index->taken.count, list, more);
  arena_free(arena);
}
