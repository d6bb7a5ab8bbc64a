/* Which sheet of a form asks for which fact, and which rules read it. */
#ifndef CHUAN_OUTPUT_FORM_GROUPS_H
#define CHUAN_OUTPUT_FORM_GROUPS_H

#include "base/arena.h"
#include "base/report.h"
#include "rules/rulebook.h"

#define FORM_GROUP_MOST 100u /* facts on one sheet; more go on the next one */

struct form_group {
  const char
      *sheet; /* as Excel takes it: at most 31 characters, none of []:*?/\, unlike every other but for case */
  const char *title;             /* Vietnamese, whole */
  const struct judged *standard; /* whose rules read the facts, or NULL */
  const struct fact **facts;
  uint32_t count;
};

struct form_uses { /* the indicators (or standards) that read a fact */
  const struct judged **items;
  size_t count, capacity;
};

struct form_groups {
  struct form_group *items;
  size_t count;
  struct form_uses *uses; /* by fact.index */
};

/* A fact stands with the one criterion that reads it, of the first standard that does; what several read comes before,
 * what none reads comes last. Standards that rest on another come after it. In the arena. */
chuan_status form_groups_find(const struct rulebook *rulebook, const struct vocabulary_level *level,
                              struct arena *arena, struct report *report, struct form_groups *out);

#endif
