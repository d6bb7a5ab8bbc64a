/* Who set a threshold: the decree, or an overlay in its place. */
#include "output/check_output.h"

const struct overlay *check_overlay(const struct rulebook *rulebook, const struct threshold_entry *entry) {
  for (uint32_t i = 0; entry->set != NULL && i < rulebook->overlay_count; i++) {
    const struct overlay *overlay = rulebook->overlays[i];
    if (entry->set >= overlay->sets && entry->set < overlay->sets + overlay->set_count) return overlay;
  }
  return NULL;
}

static int sets(const struct overlay *overlay, const struct judged *judged) {
  for (uint32_t i = 0; i < overlay->set_count; i++) {
    if (overlay->sets[i].judged == judged) return 1;
  }
  return 0;
}

const struct overlay *check_set_for(const struct rulebook *rulebook, const struct threshold_entry *entry,
                                    const struct overlay *from) {
  int passed = from == NULL;
  for (uint32_t i = 0; entry->judged != NULL && i < rulebook->overlay_count; i++) {
    const struct overlay *overlay = rulebook->overlays[i];
    if (passed && sets(overlay, entry->judged)) return overlay;
    passed |= overlay == from;
  }
  return NULL;
}

const struct source *check_source(const struct rulebook *rulebook, const struct threshold_entry *entry) {
  const struct overlay *overlay = check_overlay(rulebook, entry);
  if (overlay != NULL && overlay->source != NULL) return overlay->source;
  if (entry->validate != NULL) return entry->validate->source;
  return entry->judged != NULL ? entry->judged->source : NULL;
}
