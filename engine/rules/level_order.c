/* Which level lies below which. The usual levels are known; of others the rules tell by what they ask: an aggregate
 * looks down, parent looks up. Two rules that look the same way from both sides contradict each other. */
#include "rules/loading.h"
#include "rules/words.h"

#include <string.h>

/* From the bottom. */
static const char *const usual[] = {"household", "village", "commune", "district", "province"};

struct level_order { /* said[lower * LEVELS_MAX + upper]: where it was said first; NULL = nowhere */
  const struct place *said[LEVELS_MAX * LEVELS_MAX];
};

static const struct place known_place = {"", 0, 0};

static size_t number_of(const struct loader *loader, const struct level *level) {
  size_t i = 0;
  while (loader->levels.entries[i].value != level) i++;
  return i;
}

static size_t usual_rank(const char *id) {
  size_t rank = 0;
  while (rank < sizeof usual / sizeof *usual && strcmp(usual[rank], id) != 0) rank++;
  return rank;
}

/* Everything at or below `lower` comes to lie below everything at or above `upper`. */
static void put(const struct loader *loader, struct level_order *order, size_t lower, size_t upper,
                const struct place *place) {
  for (size_t low = 0; low < loader->levels.count; low++) {
    if (low != lower && !order->said[low * LEVELS_MAX + lower]) continue;
    for (size_t high = 0; high < loader->levels.count; high++) {
      if (high != upper && !order->said[upper * LEVELS_MAX + high]) continue;
      if (!order->said[low * LEVELS_MAX + high]) order->said[low * LEVELS_MAX + high] = place;
    }
  }
}

static struct level_order *order_of(struct loader *loader) {
  if (loader->level_order) return loader->level_order;
  struct level_order *order = arena_alloc(loader->arena, sizeof *order);
  if (!order) return loader_no_memory(loader);
  for (size_t low = 0; low < loader->levels.count; low++) {
    size_t rank = usual_rank(loader->levels.entries[low].name);
    for (size_t high = 0; high < loader->levels.count; high++) {
      size_t above = usual_rank(loader->levels.entries[high].name);
      if (rank < above && above < sizeof usual / sizeof *usual) put(loader, order, low, high, &known_place);
    }
  }
  loader->level_order = order;
  return order;
}

static const struct place *find(struct loader *loader, const struct level *lower, const struct level *upper) {
  const struct level_order *order = order_of(loader);
  return order ? order->said[number_of(loader, lower) * LEVELS_MAX + number_of(loader, upper)] : NULL;
}

int level_is_below(struct loader *loader, const struct level *lower, const struct level *upper) {
  return find(loader, lower, upper) != NULL;
}

int level_put_below(struct loader *loader, const struct draft *at, struct level *lower, struct level *upper) {
  struct level_order *order = order_of(loader);
  if (!order) return 0;
  int upwards = at->known == WORD_PARENT; /* the rule is of the lower level */
  const struct level *asked = upwards ? upper : lower, *own = upwards ? lower : upper;
  if (lower == upper) {
    report_problem(loader->report, CHUAN_ERROR, &at->place,
                   upwards ? "`%s` asks for the level %s in a rule of that level; name a level above it"
                           : "`%s` asks for the level %s in a rule of that level; name a level below it",
                   upwards ? "`%s` hỏi cấp %s trong một quy tắc của chính cấp đó; hãy ghi một cấp ở trên"
                           : "`%s` hỏi cấp %s trong một quy tắc của chính cấp đó; hãy ghi một cấp ở dưới",
                   at->word, asked->id);
    return 0;
  }
  const struct place *other = find(loader, upper, lower);
  if (!other) {
    struct place *place = arena_alloc(loader->arena, sizeof *place);
    if (!place) {
      loader_no_memory(loader);
      return 0;
    }
    *place = at->place;
    put(loader, order, number_of(loader, lower), number_of(loader, upper), place);
    return 1;
  }
  if (other == &known_place) {
    report_problem(
        loader->report, CHUAN_ERROR, &at->place,
        upwards ? "`%s` looks up, and the level %s lies below %s; write sum_of(\"%s\", value), count_of, "
                  "share_of or mean_of"
                : "`%s` looks down, and the level %s lies above %s; write parent(\"%s\", value)",
        upwards ? "`%s` nhìn lên trên, còn cấp %s nằm dưới cấp %s; hãy viết sum_of(\"%s\", giá trị), "
                  "count_of, share_of hoặc mean_of"
                : "`%s` nhìn xuống dưới, còn cấp %s nằm trên cấp %s; hãy viết parent(\"%s\", giá trị)",
        at->word, asked->id, own->id, asked->id);
  } else {
    report_problem(
        loader->report, CHUAN_ERROR, &at->place,
        "`%s` has the level %s below %s, and %s:%u has it the other way round; correct one of them",
        "`%s` coi cấp %s nằm dưới cấp %s, còn %s:%u thì ngược lại; hãy sửa một trong hai chỗ", at->word,
        lower->id, upper->id, other->file, (unsigned)other->line);
  }
  return 0;
}
