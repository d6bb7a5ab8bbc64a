/* What Lua lets one write and law must not: `a and b` keeps only b, `value >= 65` is just true, a key given
 * twice keeps the last. Looks at the tokens of a rule file before it runs and says what to write instead. */
#ifndef CHUAN_RULES_DIALECT_H
#define CHUAN_RULES_DIALECT_H

#include "base/arena.h"
#include "base/report.h"

#define DIALECT_DEPTH 100 /* of brackets and blocks; Lua itself gives up at about 190 */

struct dialect_key { /* a `key =` in a table constructor: for naming the line of a wrong field */
  const char *key;
  uint32_t line;
};

struct dialect_group {   /* the same key, wherever it stands */
  uint32_t first;        /* the number of its first */
  uint32_t begin, count; /* of by_key */
};

struct dialect {
  struct dialect_key *keys; /* in order of appearance */
  size_t key_count;
  uint32_t *by_key; /* their numbers, those of a group together, in order of appearance */
  struct dialect_group *groups;
  uint32_t *slots; /* a table of hashes: group number + 1, 0 = free */
  size_t slot_count;
  char *mended; /* the text with what was meant in place of slips that were told; NULL: as it is */
  int too_deep; /* the check ended there; Lua would say it once more */
};

/* Adds a problem per finding and goes on. CHUAN_OK whether something was found or not
 * (compare report_severity_count before and after), CHUAN_MEMORY otherwise. `file` is how the file is named to the
 * person. The text need not be valid Lua: what Lua's own syntax check will say is left to it. A byte order mark is
 * skipped; nesting deeper than DIALECT_DEPTH and texts over SANDBOX_FILE_BYTES are refused.
 * Every numeral that passes is an integer of 64 bits or a decimal of at most 15 significant digits, so the
 * decimal can be had back exactly from its double. */
chuan_status dialect_check(struct arena *arena, const char *file, const char *text, size_t length,
                           struct report *report, struct dialect *out);
#define DIALECT_NO_KEY UINT32_MAX
/* The number of the first `key =` at or after `line`; DIALECT_NO_KEY when there is none. */
uint32_t dialect_find(const struct dialect *dialect, const char *key, uint32_t line);
/* Its line; `line` itself when there is none. */
uint32_t dialect_line(const struct dialect *dialect, const char *key, uint32_t line);

#endif
