/* Two periods beside each other: figures that changed their meaning, and what is asked no longer. */
#include "evaluate/check_inside.h"
#include "evaluate/order_inside.h"

#include <string.h>

/* --- the figures of both periods --------------------------------------------------------------------------------- */

/* One dossier holds the figures of both: what changes its kind or unit of measure under its name would be misread. */
chuan_status order_facts(struct ordering *all, const struct rulebook *before) {
  const struct vocabulary *vocabulary = &all->rulebook->vocabulary;
  chuan_status status = CHUAN_OK;
  for (uint32_t i = 0; i < vocabulary->level_count; i++) {
    const struct vocabulary_level *level = &vocabulary->levels[i];
    for (uint32_t j = 0; j < level->fact_count && status == CHUAN_OK; j++) {
      const struct fact *fact = level->facts[j];
      const struct fact *other = vocabulary_find(&before->vocabulary, level->level, fact->id);
      if (other == NULL || (other->kind == fact->kind && strcmp(other->unit, fact->unit) == 0)) continue;
      struct finding finding = {.kind = FINDING_FACT_CHANGED, .severity = CHUAN_WARNING};
      finding.here = (struct finding_side){.path = fact->id, .branch = "", .place = fact->place};
      finding.there = (struct finding_side){
          .path = other->id, .period = before->period, .branch = "", .place = other->place};
      status = check_find(all->check, all->arena, &finding);
    }
  }
  return status;
}

/* --- what is asked no longer ------------------------------------------------------------------------------------ */

static int put_once(struct name_table *names, struct arena *arena, const char *name) {
  return name_table_get(names, name) != NULL || name_table_put(names, arena, name, (void *)names);
}

/* What the rules follow and carry over, by path with its period, and what they ask, by key. */
static chuan_status collect_kept(struct ordering *all, struct name_table *paths, struct name_table *keys) {
  const struct rulebook *rulebook = all->rulebook;
  for (uint32_t i = 0; i < rulebook->judged_count; i++) {
    const struct judged *judged = rulebook->judged[i];
    int none = 0;
    if (judged->follows != NULL && !put_once(paths, all->scratch, judged->follows)) return CHUAN_MEMORY;
    if (judged->carried_over != NULL && !put_once(paths, all->scratch, judged->carried_over))
      return CHUAN_MEMORY;
    if (judged->kind != JUDGED_INDICATOR && judged->kind != JUDGED_TARGET) continue;
    const char *key = limit_key(judged->test, all->keys, &none);
    if (key == NULL && !none) return CHUAN_MEMORY;
    if (key != NULL && !put_once(keys, all->scratch, key)) return CHUAN_MEMORY;
  }
  for (size_t i = 0; i < all->own.count; i++) {
    if (!put_once(keys, all->scratch, all->own.items[i].key)) return CHUAN_MEMORY;
  }
  return CHUAN_OK;
}

/* -1: no memory. */
static int is_kept(struct ordering *all, const struct asked_list *before, const struct judged *judged,
                   const struct name_table *paths, const struct name_table *keys) {
  int none = 0;
  for (const struct judged *at = judged; at != NULL; at = at->parent) {
    const char *path = arena_format(all->scratch, "%s/%s", before->rulebook->period, at->path);
    if (path == NULL) return -1;
    if (name_table_get(paths, path) != NULL) return 1;
  }
  for (uint32_t i = before->first[judged->index]; i < before->first[judged->index + 1]; i++) {
    if (name_table_get(keys, before->items[i].key) != NULL) return 1;
  }
  const char *key = limit_key(judged->test, all->keys, &none);
  if (key == NULL) return none ? 0 : -1;
  return name_table_get(keys, key) != NULL;
}

chuan_status order_vanished(struct ordering *all, const struct asked_list *before) {
  struct name_table paths = {0}, keys = {0};
  struct check *check = all->check;
  chuan_status status = collect_kept(all, &paths, &keys);
  for (uint32_t i = 0; i < before->rulebook->judged_count && status == CHUAN_OK; i++) {
    const struct judged *judged = before->rulebook->judged[i];
    if (judged->kind != JUDGED_INDICATOR && judged->kind != JUDGED_TARGET) continue;
    int kept = is_kept(all, before, judged, &paths, &keys);
    if (kept > 0) continue;
    if (kept < 0 || !arena_grow(all->arena, &check->vanished, &check->vanished_capacity,
                                check->vanished_count, sizeof *check->vanished))
      return CHUAN_MEMORY;
    check->vanished[check->vanished_count++] = (struct vanished){judged, before->rulebook->period};
  }
  return status;
}
