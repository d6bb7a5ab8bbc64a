/* What the person typed, understood: the command, its options, its operands. */
#ifndef CHUAN_CLI_ARGUMENTS_H
#define CHUAN_CLI_ARGUMENTS_H

#include "chuan.h"

/* XX(id, name, least operands, most operands or -1) */
#define COMMAND_MAP(XX)                   \
  XX(IMPORT, "import", 0, -1)             \
  XX(IMPORTS, "imports", 0, 1)            \
  XX(UNDO, "undo", 1, 1)                  \
  XX(FORM, "form", 1, 1)                  \
  XX(EXPORT, "export", 0, 0)              \
  XX(UNITS, "units", 1, -1)               \
  XX(SUCCESSIONS, "successions", 1, -1)   \
  XX(ATTRIBUTES, "attributes", 1, -1)     \
  XX(RECOGNITIONS, "recognitions", 0, -1) \
  XX(CHECK, "check", 0, 1)                \
  XX(FACTS, "facts", 0, 0)                \
  XX(EVALUATE, "evaluate", 0, 0)          \
  XX(EXPLAIN, "explain", 2, 2)            \
  XX(TARGETS, "targets", 0, 0)            \
  XX(TASKS, "tasks", 0, 0)                \
  XX(HELP, "help", 0, 1)

enum command {
#define XX(id, name, least, most) COMMAND_##id,
  COMMAND_MAP(XX)
#undef XX
      COMMAND_COUNT,
  COMMAND_VERSION, /* --version */
  COMMAND_NONE
};

#define FOR(id) (1u << COMMAND_##id)
#define FOR_ALL (~0u)
#define FOR_TARGETS (FOR(TARGETS) | FOR(TASKS))
#define FOR_RULES                                                                                \
  (FOR(IMPORT) | FOR(ATTRIBUTES) | FOR(RECOGNITIONS) | FOR(CHECK) | FOR(FACTS) | FOR(EVALUATE) | \
   FOR(EXPLAIN) | FOR(FORM) | FOR(EXPORT) | FOR_TARGETS)

/* XX(id, name, takes a value, commands that know it) */
#define OPTION_MAP(XX)                                                                             \
  XX(DB, "db", 1, FOR_ALL)                                                                         \
  XX(RULES, "rules", 1, FOR_ALL)                                                                   \
  XX(LANG, "lang", 1, FOR_ALL)                                                                     \
  XX(FORMAT, "format", 1, FOR_ALL) /* how the result is written; import: see INPUT_FORMAT */       \
  XX(PERIOD, "period", 1, FOR_RULES)                                                               \
  XX(YEAR, "year", 1, FOR_RULES)                                                                   \
  XX(LEVEL, "level", 1,                                                                            \
     FOR(RECOGNITIONS) | FOR(IMPORT) | FOR(ATTRIBUTES) | FOR(FACTS) | FOR(EVALUATE) | FOR(EXPORT)) \
  XX(UNIT, "unit", 1, FOR(RECOGNITIONS) | FOR(EVALUATE) | FOR(FORM) | FOR(EXPORT) | FOR_TARGETS)   \
  XX(BY, "by", 1, FOR(EVALUATE))                                                                   \
  XX(STANDARD, "standard", 1, FOR(RECOGNITIONS) | FOR(EVALUATE))                                   \
  XX(SET, "set", 1, FOR_TARGETS)                                                                   \
  XX(TASK, "task", 1, FOR_TARGETS)                                                                 \
  XX(AS_OF, "as-of", 1, FOR(RECOGNITIONS) | FOR(EVALUATE) | FOR(EXPLAIN) | FOR_TARGETS)            \
  XX(REBASE, "rebase", 0, FOR(RECOGNITIONS) | FOR(EVALUATE) | FOR(EXPLAIN) | FOR_TARGETS)          \
  XX(MAPPING, "mapping", 1, FOR(IMPORT))                                                           \
  XX(SHEET, "sheet", 1, FOR(IMPORT))                                                               \
  XX(STATUS, "status", 1, FOR(IMPORT) | FOR(ATTRIBUTES) | FOR(RECOGNITIONS))                       \
  XX(REJECTS, "rejects", 1, FOR(IMPORT))                                                           \
  XX(DRY_RUN, "dry-run", 0, FOR(IMPORT))                                                           \
  XX(SUGGEST, "suggest", 0, FOR(IMPORT))                                                           \
  XX(SHEETS, "sheets", 0, FOR(IMPORT))                                                             \
  XX(ENCODING, "encoding", 1, FOR(IMPORT))                                                         \
  XX(IN_PROCESS, "in-process", 0, FOR(IMPORT))                                                     \
  XX(FILLED, "filled", 0, FOR(FORM))                                                               \
  XX(OUTPUT, "output", 1, FOR(IMPORT) | FOR(FORM) | FOR(EXPORT)) /* -o */                          \
  XX(FORMATS, "formats", 0, FOR(IMPORT))                                                           \
  XX(HELP, "help", 0, FOR_ALL)                                                                     \
  XX(VERSION, "version", 0, FOR_ALL)

enum option {
#define XX(id, name, value, commands) OPTION_##id,
  OPTION_MAP(XX)
#undef XX
      OPTION_COUNT
};

struct arguments {
  enum command command;
  const char *values[OPTION_COUNT]; /* NULL: not given; "" for a flag that was */
  const char *input_format;         /* --format after `import`: the plugin */
  char **operands;
  int operand_count;
  chuan_language language;
};

/* The language of messages: --lang wherever it stands, else $LC_ALL, $LC_MESSAGES, $LANG: English when it begins with
 * "en", otherwise Vietnamese. */
chuan_language arguments_language(int count, char **words);
/* Reorders `words` so that operands stand together. 0 done, else the exit code: one line has been printed. */
int arguments_read(int count, char **words, struct arguments *out);
/* The value of an option that is a whole number, 0 when it was not given. */
int arguments_year(const struct arguments *arguments, int *year);
/* --format as a chuan_format. */
int arguments_format(const struct arguments *arguments, chuan_format *format);
/* Both, and what else says which verdicts are meant, as far as the command has such options. */
int arguments_evaluation(const struct arguments *arguments, chuan_format *format,
                         chuan_evaluation_options *judging);
const char *command_name(enum command command); /* "" when there is none */
/* The command called so, or COMMAND_NONE. */
enum command command_find(const char *name);
/* Says that there is no such command; returns the exit code. */
int command_unknown(chuan_language language, const char *name);

#endif
