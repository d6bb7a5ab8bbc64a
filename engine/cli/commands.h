/* The commands: each returns the exit code and has said whatever there was to say. */
#ifndef CHUAN_CLI_COMMANDS_H
#define CHUAN_CLI_COMMANDS_H

#include "cli/arguments.h"

int command_import(chuan *handle, const struct arguments *arguments);
int command_imports(chuan *handle, const struct arguments *arguments);
int command_undo(chuan *handle, const struct arguments *arguments);
int command_form(chuan *handle, const struct arguments *arguments);
int command_export(chuan *handle, const struct arguments *arguments);
int command_units(chuan *handle, const struct arguments *arguments);
int command_successions(chuan *handle, const struct arguments *arguments);
int command_attributes(chuan *handle, const struct arguments *arguments);
int command_recognitions(chuan *handle, const struct arguments *arguments);
int command_check(chuan *handle, const struct arguments *arguments);
int command_facts(chuan *handle, const struct arguments *arguments);
int command_evaluate(chuan *handle, const struct arguments *arguments);
int command_explain(chuan *handle, const struct arguments *arguments);
int command_targets(chuan *handle, const struct arguments *arguments);
int command_tasks(chuan *handle, const struct arguments *arguments);

/* What is needed by several of them: 0, or the exit code after saying what is wrong. */
int open_rules(chuan *handle, const struct arguments *arguments, const char *folder, chuan_rulebook **out);
/* The rules for figures of a year (0: the latest ones), unless --period says which. */
int open_rules_for(chuan *handle, const struct arguments *arguments, int year, chuan_rulebook **out);
/* A dossier to read and the rules to judge it by: those of --period or --year, else those for its latest figures. */
int open_judging(chuan *handle, const struct arguments *arguments, chuan_rulebook **rulebook,
                 chuan_dossier **dossier);
int open_dossier(chuan *handle, const struct arguments *arguments, unsigned flags, chuan_dossier **out);
/* The files of a register into the dossier, which stays open with the rules that they were read by; both are the
 * caller's, whatever is returned. How many rows were taken is told on stdout, beside a format for machines on stderr. */
int load_register(chuan *handle, const struct arguments *arguments, chuan_rulebook **rulebook,
                  chuan_dossier **dossier);

/* help_files.c: the help of the commands about files of figures; NULL for another command. */
const char *help_of_files(enum command command, chuan_language language);
/* help.c: the help of a command, or of all. */
void print_help(enum command command, chuan_language language);

#endif
