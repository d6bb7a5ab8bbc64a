/* Where things are when nobody says: rules, database, plugins. */
#ifndef CHUAN_CLI_PLACES_H
#define CHUAN_CLI_PLACES_H

#include "cli/arguments.h"

#define PLACE_SIZE 4096

/* --db, else $CHUAN_DB, else chuan.db. */
const char *place_database(const struct arguments *arguments);
/* `given` when not NULL, else --rules, $CHUAN_RULES, ./rules when it is there, the installed rules. `out` holds what is made up. */
const char *place_rules(const struct arguments *arguments, const char *given, char out[PLACE_SIZE]);
/* The plugins beside the command (build/plugins), else installed relative to it; NULL: the library knows. */
const char *place_plugins(char out[PLACE_SIZE]);

#endif
