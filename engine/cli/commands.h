/* The commands: each returns the exit code and has said whatever there was to say. */
#ifndef CHUAN_CLI_COMMANDS_H
#define CHUAN_CLI_COMMANDS_H

#include "cli/arguments.h"

int command_import(chuan *handle, const struct arguments *arguments);
int command_units(chuan *handle, const struct arguments *arguments);
int command_check(chuan *handle, const struct arguments *arguments);
int command_facts(chuan *handle, const struct arguments *arguments);
int command_evaluate(chuan *handle, const struct arguments *arguments);
int command_explain(chuan *handle, const struct arguments *arguments);

/* What is needed by several of them: 0, or the exit code after saying what is wrong. */
int open_rules(chuan *handle, const struct arguments *arguments, const char *folder, chuan_rulebook **out);
int open_dossier(chuan *handle, const struct arguments *arguments, unsigned flags, chuan_dossier **out);

/* help.c: the help of a command, or of all. */
void print_help(enum command command, chuan_language language);

#endif
