/* `check` and `facts`: what the rules say, and whether they are right. */
#include "cli/commands.h"
#include "cli/message.h"
#include "cli/places.h"
#include "cli/terminal.h"

#include <errno.h>
#include <stddef.h>
#include <unistd.h>

int open_rules(chuan *handle, const struct arguments *arguments, const char *folder, chuan_rulebook **out) {
  char place[PLACE_SIZE];
  int year;
  int code = arguments_year(arguments, &year);
  if (code != EXIT_DONE) return code;
  chuan_status status = chuan_rulebook_load(handle, place_rules(arguments, folder, place),
                                            arguments->values[OPTION_PERIOD], year, out);
  return status == CHUAN_OK ? EXIT_DONE : print_failure(handle, 0);
}

int open_rules_for(chuan *handle, const struct arguments *arguments, int year, chuan_rulebook **out) {
  char place[PLACE_SIZE];
  const char *folder = place_rules(arguments, NULL, place), *period = arguments->values[OPTION_PERIOD];
  chuan_status status = period != NULL ? chuan_rulebook_load(handle, folder, period, 0, out)
                                       : chuan_rulebook_load_for(handle, folder, year, out);
  return status == CHUAN_OK ? EXIT_DONE : print_failure(handle, 0);
}

/* A dossier made by an older chuan is brought up to date, once, even by a command that only reads. */
static chuan_status dossier_open_current(chuan *handle, const char *path, unsigned flags,
                                         chuan_dossier **out) {
  chuan_status status = chuan_dossier_open(handle, path, flags, out);
  if (status != CHUAN_DATABASE || flags != CHUAN_OPEN_READ || access(path, F_OK) != 0) return status;
  status = chuan_dossier_open(handle, path, 0, out);
  if (status != CHUAN_OK) return status;
  chuan_dossier_free(*out);
  return chuan_dossier_open(handle, path, flags, out);
}

int open_judging(chuan *handle, const struct arguments *arguments, chuan_rulebook **rulebook,
                 chuan_dossier **dossier) {
  if (arguments->values[OPTION_PERIOD] != NULL || arguments->values[OPTION_YEAR] != NULL) {
    int code = open_rules(handle, arguments, NULL, rulebook);
    return code == EXIT_DONE ? open_dossier(handle, arguments, CHUAN_OPEN_READ, dossier) : code;
  }
  /* What is wrong with the rules is told before what is wrong with the dossier, here too. */
  (void)dossier_open_current(handle, place_database(arguments), CHUAN_OPEN_READ, dossier);
  int code = open_rules_for(handle, arguments, chuan_dossier_latest_year(*dossier, NULL), rulebook);
  if (code != EXIT_DONE || *dossier != NULL) return code;
  return open_dossier(handle, arguments, CHUAN_OPEN_READ, dossier);
}

int open_dossier(chuan *handle, const struct arguments *arguments, unsigned flags, chuan_dossier **out) {
  const char *path = place_database(arguments);
  chuan_status status = dossier_open_current(handle, path, flags, out);
  if (status == CHUAN_OK) return EXIT_DONE;
  if (status != CHUAN_DATABASE || (flags & CHUAN_OPEN_CREATE) || access(path, F_OK) == 0 || errno != ENOENT) {
    return print_failure(handle, 0);
  }
  /* A new terminal has forgotten $CHUAN_DB: only the command knows how its dossier is named. */
  complain(chuan_language_get(handle),
           "%s: no such dossier; load units first (chuan units FILE), or name another with --db or $CHUAN_DB",
           "%s: không có hồ sơ này; hãy nạp đơn vị trước (chuan units TỆP), hoặc chỉ hồ sơ khác bằng --db "
           "hay $CHUAN_DB",
           path);
  return EXIT_DATABASE;
}

int command_check(chuan *handle, const struct arguments *arguments) {
  chuan_format format;
  chuan_rulebook *rulebook = NULL;
  chuan_check *check = NULL;
  int code = arguments_format(arguments, &format);
  if (code != EXIT_DONE) return code;
  code =
      open_rules(handle, arguments, arguments->operand_count > 0 ? arguments->operands[0] : NULL, &rulebook);
  if (code != EXIT_DONE) return chuan_error_status(handle) == CHUAN_RULE ? EXIT_NO : code;
  chuan_style style = terminal_style(format);
  chuan_status status = chuan_check_run(rulebook, &check);
  if (status == CHUAN_OK) status = chuan_check_write(check, &style, terminal_sink, NULL);
  if (status != CHUAN_OK) {
    code = print_failure(handle, 0);
  } else {
    code = chuan_check_counts_get(check)->errors > 0 ? EXIT_NO : EXIT_DONE;
  }
  chuan_check_free(check);
  chuan_rulebook_free(rulebook);
  return code;
}

int command_facts(chuan *handle, const struct arguments *arguments) {
  chuan_format format;
  chuan_rulebook *rulebook = NULL;
  int code = arguments_format(arguments, &format);
  if (code == EXIT_DONE) code = open_rules(handle, arguments, NULL, &rulebook);
  if (code != EXIT_DONE) return code;
  chuan_style style = terminal_style(format);
  chuan_status status =
      chuan_facts_write(rulebook, arguments->values[OPTION_LEVEL], &style, terminal_sink, NULL);
  if (status != CHUAN_OK) code = print_failure(handle, 0);
  chuan_rulebook_free(rulebook);
  return code;
}
