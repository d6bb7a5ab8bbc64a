/* The line that says something, among the lines of one record. */
#include "evaluate/rule_place.h"

#include <string.h>

struct place rule_place(const struct judged *judged, struct place record,
                        const struct expression *const *expressions, size_t count) {
  uint32_t first = judged != NULL ? record.line : 0, end = judged != NULL ? judged->end_line : UINT32_MAX;
  for (size_t i = 0; i < count; i++) {
    const struct place *place = &expressions[i]->place;
    if (place->file != NULL && record.file != NULL && strcmp(place->file, record.file) == 0 &&
        place->line >= first && place->line < end)
      return *place;
  }
  return record;
}
