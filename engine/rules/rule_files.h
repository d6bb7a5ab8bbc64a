/* Finding rule files. */
#ifndef CHUAN_RULES_RULE_FILES_H
#define CHUAN_RULES_RULE_FILES_H

#include "base/arena.h"
#include "base/report.h"

#include <stddef.h>

#define RULE_FILES_MAX 10000u
#define RULE_PERIODS_MAX 200u
#define RULE_FOLDERS_DEEP 16

struct rule_file {
  const char *path;  /* inside the folder, with '/' */
  const char *shown; /* the folder as it was given, and the path */
};

struct rule_files {
  struct rule_file *files; /* in order of path bytes */
  size_t count;
  const char **strays; /* paths of files that are not called .lua and look like nothing that belongs there */
  size_t stray_count;
};

/* Every *.lua file below the folder; not those an editor hides ('.' in front), not the folder scenarios, nothing
 * behind a link to a folder. CHUAN_IO when the folder cannot be read, CHUAN_LIMIT past the limits. */
chuan_status rule_files_find(struct arena *arena, const char *folder, struct report *report,
                             struct rule_files *out);

/* The names of the folders just below that hold a period.lua, in order; only "" when the folder itself does. */
chuan_status rule_files_periods(struct arena *arena, const char *folder, struct report *report,
                                const char ***names, size_t *count);

#endif
