/* `targets` and `tasks`: where a province stands against what it set out to reach. */
#include "cli/commands.h"
#include "cli/message.h"
#include "cli/terminal.h"

#include <stddef.h>

typedef chuan_status write_targets(chuan_targets *targets, const chuan_style *style, chuan_sink sink,
                                   void *payload);

static int show(chuan *handle, const struct arguments *arguments, write_targets *write) {
  chuan_targets_options options = CHUAN_TARGETS_INIT;
  chuan_format format;
  chuan_rulebook *rulebook = NULL;
  chuan_dossier *dossier = NULL;
  chuan_targets *targets = NULL;
  int code = arguments_format(arguments, &format);
  if (code == EXIT_DONE) code = arguments_year(arguments, &options.year);
  if (code == EXIT_DONE) code = open_judging(handle, arguments, &rulebook, &dossier);
  if (code == EXIT_DONE) {
    options.unit = arguments->values[OPTION_UNIT];
    options.set = arguments->values[OPTION_SET];
    options.task = arguments->values[OPTION_TASK];
    options.as_of = arguments->values[OPTION_AS_OF];
    options.rebase = arguments->values[OPTION_REBASE] != NULL;
    struct work work;
    terminal_work_begin(&work, handle, command_name(arguments->command));
    chuan_status status = chuan_targets_run(dossier, rulebook, &options, &targets);
    int interrupted = terminal_work_end(&work);
    chuan_style style = terminal_style(format);
    if (interrupted) {
      code = print_stopped(arguments->language);
    } else {
      if (status == CHUAN_OK) status = write(targets, &style, terminal_sink, NULL);
      if (status != CHUAN_OK) code = print_failure(handle, 0);
    }
  }
  chuan_targets_free(targets);
  chuan_dossier_free(dossier);
  chuan_rulebook_free(rulebook);
  return code;
}

int command_targets(chuan *handle, const struct arguments *arguments) {
  return show(handle, arguments, chuan_targets_write);
}

int command_tasks(chuan *handle, const struct arguments *arguments) {
  return show(handle, arguments, chuan_tasks_write);
}
