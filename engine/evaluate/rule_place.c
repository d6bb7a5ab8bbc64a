/* A record reaches from its own line to the line of the next record in the same file. */
#include "evaluate/rule_place.h"

#include <string.h>

static int same_file(const struct place *a, const struct place *b) {
  return a->file != NULL && b->file != NULL && strcmp(a->file, b->file) == 0;
}

static uint32_t end_line(const struct rulebook *rulebook, const struct judged *judged) {
  uint32_t end = UINT32_MAX;
  for (uint32_t i = 0; i < rulebook->judged_count; i++) {
    const struct place *other = &rulebook->judged[i]->place;
    if (same_file(other, &judged->place) && other->line > judged->place.line && other->line < end)
      end = other->line;
  }
  return end;
}

struct place rule_place(const struct rulebook *rulebook, const struct judged *judged,
                        const struct expression *const *expressions, size_t count) {
  uint32_t end = end_line(rulebook, judged);
  for (size_t i = 0; i < count; i++) {
    const struct place *place = &expressions[i]->place;
    if (same_file(place, &judged->place) && place->line >= judged->place.line && place->line < end)
      return *place;
  }
  return judged->place;
}
