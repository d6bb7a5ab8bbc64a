/* The figures that an indicator of another period rests on: those this period does not declare itself come along. */
#include "rules/carried_over.h"

#include <string.h>

#define LOOKS_MAX 20000000u /* as for resolving: what lies beyond is refused there */

struct taking {
  struct loader *loader, *earlier;
};

static void walk(const struct taking *taking, struct level *level, struct draft *draft, uint32_t stamp);

struct level *carried_level_take(struct loader *loader, const struct level *from) {
  struct level *level = name_table_get(&loader->levels, from->id);
  if (level) return level;
  if (loader->levels.count == LEVELS_MAX) {
    report_problem(loader->report, CHUAN_ERROR, &from->place,
                   "the rules have more than %u levels; put the facts into fewer levels",
                   "bộ quy tắc có hơn %u cấp; hãy dồn số liệu vào ít cấp hơn", LEVELS_MAX);
    return NULL;
  }
  level = arena_alloc(loader->arena, sizeof *level);
  if (!level || !name_table_put(&loader->levels, loader->arena, from->id, level))
    return loader_no_memory(loader);
  level->id = from->id;
  level->place = from->place;
  return level;
}

static struct named *put(struct loader *loader, struct level *level, const char *id) {
  struct named *named = arena_alloc(loader->arena, sizeof *named);
  if (named && name_table_put(&level->names, loader->arena, id, named)) return named;
  return loader_no_memory(loader);
}

static void take_fact(struct loader *loader, struct level *level, const struct fact *from) {
  struct fact *fact = arena_alloc(loader->arena, sizeof *fact);
  struct named *named = put(loader, level, from->id);
  if (!named || !fact ||
      !arena_grow(loader->arena, &level->facts, &level->fact_capacity, level->fact_count,
                  sizeof *level->facts)) {
    loader_no_memory(loader);
    return;
  }
  *fact = *from;
  fact->level = level->id;
  fact->index = (uint32_t)level->fact_count;
  level->facts[level->fact_count++] = fact;
  named->fact = fact;
}

static void take_derived(struct loader *loader, struct level *level, const struct derived_draft *from) {
  struct derived_draft *derived = arena_alloc(loader->arena, sizeof *derived);
  struct named *named = put(loader, level, from->shown.id);
  if (!named || !derived ||
      !arena_grow(loader->arena, &loader->derived, &loader->derived_capacity, loader->derived_count,
                  sizeof *loader->derived)) {
    loader_no_memory(loader);
    return;
  }
  derived->shown = from->shown;
  derived->shown.level = level->id;
  derived->level = level;
  derived->value = from->value;
  named->derived = derived;
  loader->derived[loader->derived_count++] = derived;
}

/* The fact of this period that stands for one of the other, which is taken over when there is none. */
static const struct fact *fact_for(struct loader *loader, struct level *level, const struct fact *from) {
  if (!from) return NULL;
  if (!name_table_get(&level->names, from->id)) take_fact(loader, level, from);
  const struct named *named = name_table_get(&level->names, from->id);
  return named ? named->fact : NULL;
}

/* What the facts from the first on are part of, and weighed with: each may bring another, which then stands last. */
static void link_facts(struct loader *loader, struct level *level, size_t first) {
  for (size_t i = first; i < level->fact_count && !loader->no_memory; i++) {
    struct named *named = name_table_get(&level->names, level->facts[i]->id);
    struct fact *fact = named->fact;
    fact->part_of = fact_for(loader, level, fact->part_of);
    fact->weight = fact_for(loader, level, fact->weight);
  }
}

static void take_name(const struct taking *taking, struct level *level, const char *id) {
  const struct level *from = name_table_get(&taking->earlier->levels, level->id);
  const struct named *named = from ? name_table_get(&from->names, id) : NULL;
  if (!named || name_table_get(&level->names, id)) return;
  if (named->derived) {
    take_derived(taking->loader, level, named->derived);
    return;
  }
  size_t first = level->fact_count;
  take_fact(taking->loader, level, named->fact);
  link_facts(taking->loader, level, first);
}

static void take_document(const struct taking *taking, const char *id) {
  struct loader *loader = taking->loader;
  void *document = name_table_get(&taking->earlier->documents, id);
  if (!document || name_table_get(&loader->documents, id)) return;
  if (!name_table_put(&loader->documents, loader->arena, id, document)) loader_no_memory(loader);
}

/* What the word reads is of another level: the one it names, or whichever has the names. */
static void walk_elsewhere(const struct taking *taking, struct level *level, const struct draft *node) {
  const struct draft *name = node->field_count > 1 ? node->fields[0].value : NULL;
  for (size_t i = 0; i < taking->earlier->levels.count; i++) {
    const struct level *from = taking->earlier->levels.entries[i].value;
    int named = name && name->kind == DRAFT_STRING && strcmp(name->word, from->id) == 0;
    if (name ? !named : strcmp(from->id, level->id) == 0) continue;
    struct level *there = carried_level_take(taking->loader, from);
    uint32_t stamp = ++taking->loader->stamp;
    for (uint32_t n = 0; n < node->field_count && there; n++)
      walk(taking, there, node->fields[n].value, stamp);
  }
}

static void walk(const struct taking *taking, struct level *level, struct draft *draft, uint32_t stamp) {
  struct loader *loader = taking->loader;
  if (draft->stamp == stamp || loader->no_memory || ++loader->looked_at > LOOKS_MAX) return;
  draft->stamp = stamp;
  if (draft->kind == DRAFT_NAME && draft->known == WORD_UNKNOWN) take_name(taking, level, draft->word);
  if (draft->kind != DRAFT_NODE && draft->kind != DRAFT_TABLE) return;
  if (draft->kind == DRAFT_NODE) {
    switch (draft->known) {
      case WORD_SUM_OF:
      case WORD_COUNT_OF:
      case WORD_SHARE_OF:
      case WORD_MEAN_OF:
      case WORD_PARENT:
        walk_elsewhere(taking, level, draft);
        return;
      default:
        break;
    }
  }
  for (uint32_t i = 0; i < draft->field_count; i++) {
    struct draft *value = draft->fields[i].value;
    const char *key = draft->fields[i].key;
    if (key && strcmp(key, "by") == 0 && value->kind == DRAFT_STRING) take_document(taking, value->word);
    walk(taking, level, value, stamp);
  }
}

void carried_names_take(struct loader *loader, struct loader *earlier, struct level *level,
                        struct draft *draft) {
  struct taking taking = {loader, earlier};
  size_t first = loader->derived_count;
  walk(&taking, level, draft, ++loader->stamp);
  /* What a derived value rests on may be derived too, and then stands last. */
  for (size_t i = first; i < loader->derived_count && !loader->no_memory; i++) {
    struct derived_draft *derived = loader->derived[i];
    if (derived->value) walk(&taking, derived->level, derived->value, ++loader->stamp);
  }
}
