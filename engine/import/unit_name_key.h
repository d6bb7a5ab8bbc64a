/* What two writings of one unit's name have in common: no diacritics, no word for the kind, no zero before a number. */
#ifndef CHUAN_IMPORT_UNIT_NAME_KEY_H
#define CHUAN_IMPORT_UNIT_NAME_KEY_H

#include "base/arena.h"

#include <stddef.h>

enum unit_kind {
  KIND_UNSAID,
  KIND_COMMUNE,
  KIND_WARD,
  KIND_TOWNSHIP,
  KIND_TOWN,
  KIND_CITY,
  KIND_DISTRICT,
  KIND_URBAN_DISTRICT,
  KIND_PROVINCE,
  KIND_OTHER /* hamlets and the like: one is as good as another */
};

struct unit_name_key {
  const char *full; /* with the word for the kind, if there is one */
  const char *bare; /* without; "" for a text of signs only */
  enum unit_kind kind;
};

/* In the arena; 0 when there is no memory. */
int unit_name_key(struct arena *arena, const char *text, size_t length, struct unit_name_key *out);
/* Whether both may be one name: the bare parts are the same, and the kinds do not contradict each other. */
int unit_name_key_fits(const struct unit_name_key *asked, const struct unit_name_key *own);
int unit_kinds_fit(enum unit_kind a, enum unit_kind b);

enum spelling { SPELLING_SAME, SPELLING_MARKED, SPELLING_OTHER };
/* How near two fitting names are: the same but for case and Unicode form; with the same diacritics; or not. */
enum spelling unit_spelling(struct arena *arena, const char *asked, size_t length, const char *own);

#endif
