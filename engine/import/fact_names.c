/* fact_names.c - names in order of their folded form, so that a file of a million rows can ask for each. */
#include "import/fact_names.h"

#include "base/text.h"
#include "import/cell.h"
#include "import/heading_texts.h"
#include "import/name_sense.h"

#include <stdlib.h>
#include <string.h>

enum name_kind { MAPPED_NAME, ID_NAME, DECLARED_NAME }; /* the earlier goes first */

struct fact_name {
  const char *key; /* folded */
  const struct fact *fact;
  enum name_kind kind;
  const char *text; /* as declared */
};

struct fact_names {
  struct arena *arena;
  struct report *report;
  const char *level;
  struct fact_name *names; /* by key, then kind, then as declared */
  const char **keys;       /* the same keys, as text_nearest takes them */
  size_t count;
};

static chuan_status name_add(struct fact_names *names, const struct fact *fact, enum name_kind kind,
                             const char *text) {
  char *key = heading_key(names->arena, text, strlen(text));
  if (!key) return report_no_memory(names->report);
  if (*key) names->names[names->count++] = (struct fact_name){key, fact, kind, text};
  return CHUAN_OK;
}

static int name_compare(const void *left, const void *right) {
  const struct fact_name *a = left, *b = right;
  int order = strcmp(a->key, b->key);
  if (order) return order;
  if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
  return a->fact->index < b->fact->index ? -1 : a->fact->index > b->fact->index;
}

static chuan_status names_fill(struct fact_names *names, const struct vocabulary_level *level,
                               const struct mapping *mapping) {
  size_t mapped = mapping ? mapping->name_count : 0, most = (size_t)level->fact_count * 3 + mapped + 1;
  chuan_status status = CHUAN_OK;
  names->names = arena_array(names->arena, most, sizeof *names->names);
  names->keys = arena_array(names->arena, most, sizeof *names->keys);
  if (!names->names || !names->keys) return report_no_memory(names->report);
  for (size_t i = 0; i < mapped && status == CHUAN_OK; i++)
    status = name_add(names, mapping->names[i].fact, MAPPED_NAME, mapping->names[i].heading);
  for (uint32_t i = 0; i < level->fact_count && status == CHUAN_OK; i++) {
    const struct fact *fact = level->facts[i];
    status = name_add(names, fact, ID_NAME, fact->id);
    if (status == CHUAN_OK) status = name_add(names, fact, DECLARED_NAME, fact->name.vi);
    if (status == CHUAN_OK) status = name_add(names, fact, DECLARED_NAME, fact->name.en);
  }
  if (names->count > 1) qsort(names->names, names->count, sizeof *names->names, name_compare);
  for (size_t i = 0; i < names->count; i++) names->keys[i] = names->names[i].key;
  return status;
}

chuan_status fact_names_create(const struct vocabulary_level *level, const struct mapping *mapping,
                               struct report *report, struct fact_names **out) {
  *out = NULL;
  struct arena *arena = arena_create();
  struct fact_names *names = arena ? arena_alloc(arena, sizeof *names) : NULL;
  if (!names) {
    arena_free(arena);
    return report_no_memory(report);
  }
  *names = (struct fact_names){.arena = arena, .report = report, .level = level->level};
  chuan_status status = names_fill(names, level, mapping);
  if (status == CHUAN_OK)
    *out = names;
  else
    fact_names_free(names);
  return status;
}

void fact_names_free(struct fact_names *names) {
  if (names) arena_free(names->arena);
}

/* --- matching ---------------------------------------------------------------------------------------------- */

static size_t first_with(const struct fact_names *names, const char *key) {
  size_t low = 0, high = names->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (strcmp(names->names[middle].key, key) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* The first two facts among `count` names of one key that a text may mean; with `exact`, down to the diacritics. */
static chuan_status pick(const struct fact_names *names, const struct fact_name *list, size_t count,
                         const char *text, int exact, struct arena *scratch, const struct fact *found[2]) {
  found[0] = found[1] = NULL;
  for (size_t i = 0; i < count && !found[1]; i++) {
    if (list[i].fact == found[0]) continue;
    enum name_sense sense = name_sense(scratch, text, list[i].text);
    if (sense == NAME_NO_MEMORY) return report_no_memory(names->report);
    if (sense == NAME_OTHER || (exact && sense != NAME_EXACT)) continue;
    found[found[0] != NULL] = list[i].fact;
  }
  return CHUAN_OK;
}

chuan_status fact_names_match(const struct fact_names *names, const char *text, struct arena *scratch,
                              const struct fact *found[2]) {
  found[0] = found[1] = NULL;
  const char *key = heading_key(scratch, text, strlen(text));
  if (!key) return report_no_memory(names->report);
  size_t first = *key ? first_with(names, key) : names->count, count = 0;
  const struct fact_name *list = names->names + first;
  while (first + count < names->count && strcmp(list[count].key, key) == 0) count++;
  if (count == 0) return CHUAN_OK;
  if (list[0].kind != DECLARED_NAME) return pick(names, list, 1, text, 0, scratch, found);
  chuan_status status = pick(names, list, count, text, 1, scratch, found);
  return status == CHUAN_OK && !found[0] ? pick(names, list, count, text, 0, scratch, found) : status;
}

const struct fact *fact_names_nearest(const struct fact_names *names, const char *key) {
  const char *near = text_nearest(key, names->keys, names->count);
  return near ? names->names[first_with(names, near)].fact : NULL;
}

static const char *explain(const struct fact_names *names, const char *text, const struct fact *found[2],
                           struct arena *arena) {
  if (found[0] && found[1])
    return arena_format(arena,
                        report_pick(names->report, "it is the name of %s and of %s; write the id of the fact",
                                    "là tên của cả %s và %s; hãy ghi mã của số liệu"),
                        found[0]->id, found[1]->id);
  const char *key = heading_key(arena, text, strlen(text));
  const struct fact *near = key && *key ? fact_names_nearest(names, key) : NULL;
  if (near)
    return arena_format(arena,
                        report_pick(names->report, "\"%s\" is not a fact of level %s; did you mean %s?",
                                    "“%s” không phải số liệu của cấp %s; có phải %s không?"),
                        text, names->level, near->id);
  return arena_format(
      arena,
      report_pick(names->report, "\"%s\" is not a fact of level %s; `chuan facts` lists the facts",
                  "“%s” không phải số liệu của cấp %s; hãy xem `chuan facts`"),
      text, names->level);
}

chuan_status fact_names_find(const struct fact_names *names, chuan_cell cell, struct arena *arena,
                             const struct fact **out, const char **reason) {
  const struct fact *found[2];
  *out = NULL;
  if (cell.length == 0) {
    *reason =
        report_pick(names->report, "the fact is missing; write its id", "thiếu số liệu; hãy ghi mã số liệu");
    return CHUAN_OK;
  }
  const char *text = cell_show(arena, cell);
  if (!text) return report_no_memory(names->report);
  chuan_status status = fact_names_match(names, text, arena, found);
  if (status != CHUAN_OK) return status;
  if (found[0] && !found[1]) {
    *out = found[0];
    return CHUAN_OK;
  }
  *reason = explain(names, text, found, arena);
  return *reason ? CHUAN_OK : report_no_memory(names->report);
}
