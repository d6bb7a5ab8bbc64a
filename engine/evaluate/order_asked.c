/* The comparisons that records cannot be met without. Those of which one is enough, or that hold in some cases only,
 * say nothing about what is asked of everybody. */
#include "evaluate/order_asked.h"

#include "evaluate/test_kind.h"

#define ASKED_MAX 65536u

struct looking {
  struct asked_list *out;
  struct limit_keys *keys;
  struct arena *arena;
  const struct judged *judged;
  uint32_t *seen; /* by expression id: judged->index + 1 of the last record that passed */
};

const char *asked_root(const struct judged *judged, struct arena *arena) {
  if (judged->kind == JUDGED_TARGET)
    return arena_format(arena, "%s\n%s\n", judged->level, judged->target->set);
  while (judged->parent != NULL) judged = judged->parent;
  return judged->path;
}

static chuan_status add(struct looking *looking, const struct expression *test) {
  struct asked_list *out = looking->out;
  int none = 0;
  if (out->count >= ASKED_MAX) return CHUAN_OK;
  const char *key = limit_key(test->operands[0], looking->keys, &none);
  if (key == NULL) return none ? CHUAN_OK : CHUAN_MEMORY;
  if (!arena_grow(looking->arena, &out->items, &out->capacity, out->count, sizeof *out->items))
    return CHUAN_MEMORY;
  out->items[out->count++] = (struct asked){looking->judged, test, key};
  return CHUAN_OK;
}

static chuan_status look(struct looking *looking, const struct expression *test) {
  if (looking->seen[test->id] == looking->judged->index + 1) return CHUAN_OK;
  looking->seen[test->id] = looking->judged->index + 1;
  if (test_is_comparison(test->kind)) return add(looking, test);
  uint32_t first = 0;
  switch (test->kind) {
    case EXPRESSION_APPLIES_WHEN:
      first = 1;
      break;
    case EXPRESSION_ALL:
    case EXPRESSION_UNVERIFIED:
    case EXPRESSION_DERIVED:
      break;
    default:
      return CHUAN_OK;
  }
  chuan_status status = CHUAN_OK;
  for (uint32_t i = first; i < test->operand_count && status == CHUAN_OK; i++) {
    if (test->operands[i]->type == TYPE_TEST) status = look(looking, test->operands[i]);
  }
  return status;
}

/* Equal keys are one pointer, which is shorter than the key. */
static const char *name_of(const char *root, const char *key, struct arena *arena) {
  return arena_format(arena, "%s %p", root, (const void *)key);
}

/* Of several comparisons of one value in a standard the first is found. */
static chuan_status index_all(struct asked_list *out, struct arena *arena) {
  for (size_t i = 0; i < out->count; i++) {
    const char *root = asked_root(out->items[i].judged, arena);
    const char *name = root != NULL ? name_of(root, out->items[i].key, arena) : NULL;
    if (name == NULL) return CHUAN_MEMORY;
    if (name_table_get(&out->by, name) == NULL && !name_table_put(&out->by, arena, name, &out->items[i]))
      return CHUAN_MEMORY;
  }
  return CHUAN_OK;
}

chuan_status asked_collect(const struct rulebook *rulebook, struct limit_keys *keys, struct arena *arena,
                           struct asked_list *out) {
  size_t expressions = (size_t)rulebook->expression_count + 1;
  struct looking looking = {.out = out, .keys = keys, .arena = arena};
  looking.seen = arena_array(arena, expressions, sizeof *looking.seen);
  out->rulebook = rulebook;
  out->first = arena_array(arena, (size_t)rulebook->judged_count + 1, sizeof *out->first);
  if (looking.seen == NULL || out->first == NULL) return CHUAN_MEMORY;
  chuan_status status = CHUAN_OK;
  for (uint32_t i = 0; i < rulebook->judged_count && status == CHUAN_OK; i++) {
    looking.judged = rulebook->judged[i];
    out->first[i] = (uint32_t)out->count;
    if (looking.judged->kind != JUDGED_CRITERION) status = look(&looking, looking.judged->test);
  }
  out->first[rulebook->judged_count] = (uint32_t)out->count;
  return status == CHUAN_OK ? index_all(out, arena) : status;
}

const struct asked *asked_find(const struct asked_list *list, const char *root, const char *key,
                               struct arena *arena) {
  const char *name = name_of(root, key, arena);
  return name != NULL ? name_table_get(&list->by, name) : NULL;
}
