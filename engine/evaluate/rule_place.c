/* The line that says something, among the lines of one record. */
#include "evaluate/rule_place.h"

#include <string.h>

struct place rule_place(const struct judged *judged, const struct expression *const *expressions,
                        size_t count) {
  for (size_t i = 0; i < count; i++) {
    const struct place *place = &expressions[i]->place;
    if (place->file != NULL && judged->place.file != NULL && strcmp(place->file, judged->place.file) == 0 &&
        place->line >= judged->place.line && place->line < judged->end_line)
      return *place;
  }
  return judged->place;
}
